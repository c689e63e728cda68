/* Looks at files by what stat says of them, through symbolic links: a secret that is mounted
 * changes by its link. */
#include "files.h"

#include <string.h>

static const char *const settings_of_files[] = { "ssl.ca.location", "ssl.certificate.location",
                                                 "ssl.key.location", "ssl.keystore.location",
                                                 "ssl.crl.location" };

static void watch(struct baton_files *files, const char *path)
{
    if (!path || !path[0] || files->count == BATON_FILES_MAX)
        return;
    files->paths[files->count] = path;
    stat(path, &files->first[files->count]);
    files->last[files->count] = files->first[files->count];
    files->count++;
}

void baton_files_init(struct baton_files *files, const struct baton_settings *settings)
{
    memset(files, 0, sizeof *files);
    watch(files, settings->runtime.registry_ca_file);
    for (size_t i = 0; i < settings->secret_files.count; i++)
        watch(files, settings->secret_files.values[i]);
    for (size_t i = 0; i < settings->kafka.count; i++)
        for (size_t j = 0; j < sizeof settings_of_files / sizeof *settings_of_files; j++)
            if (strcmp(settings->kafka.names[i], settings_of_files[j]) == 0)
                watch(files, settings->kafka.values[i]);
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
           && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

const char *baton_files_changed(struct baton_files *files, int64_t now_ms)
{
    const char *changed = NULL;
    bool still = true;

    if (files->count == 0 || now_ms < files->look_ms)
        return NULL;
    files->look_ms = now_ms + BATON_FILES_LOOK_MS;
    for (size_t i = 0; i < files->count; i++) {
        struct stat now;

        if (stat(files->paths[i], &now) < 0)
            return NULL;
        still = still && is_same(&now, &files->last[i]);
        if (!is_same(&now, &files->first[i]))
            changed = files->paths[i];
        files->last[i] = now;
    }
    return still ? changed : NULL;
}
