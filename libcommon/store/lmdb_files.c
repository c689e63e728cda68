/* Files and the rules of trust; nothing here calls LMDB. */
#include "lmdb_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lmdb_check.h"

#define COPY "copy"
enum { LOCK_BYTES = 8192 }; /* LMDB's table for its default of 126 readers */

static int file_in(const char *folder, const char *name, char ret[PATH_MAX])
{
    int size = snprintf(ret, PATH_MAX, "%s/%s", folder, name);

    return size < 0 || size >= PATH_MAX ? ENAMETOOLONG : 0;
}

static int folders_make(const char *path)
{
    char part[PATH_MAX];

    for (size_t i = 1; i < sizeof part; i++) {
        if (path[i - 1] == '\0')
            return 0;
        if (path[i] != '/' && path[i] != '\0')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return errno;
    }
    return ENAMETOOLONG;
}

int baton_lmdb_folder_make(const char *path)
{
    char lock[PATH_MAX];
    int rc = folders_make(path);
    int fd;

    if (rc == 0)
        rc = file_in(path, "lock.mdb", lock);
    if (rc != 0)
        return rc;
    fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    rc = posix_fallocate(fd, 0, LOCK_BYTES);
    close(fd);
    return rc;
}

char *baton_lmdb_copy_folder(const char *path)
{
    char folder[PATH_MAX];
    int rc = file_in(path, COPY, folder);

    if (rc == 0 && (mkdir(folder, 0700) == 0 || errno == EEXIST))
        return strdup(folder);
    if (rc != 0)
        errno = rc;
    return NULL;
}

void baton_lmdb_copy_remove(const char *path)
{
    char file[PATH_MAX];

    if (file_in(path, COPY "/data.mdb", file) == 0)
        (void)unlink(file);
    if (file_in(path, COPY, file) == 0)
        (void)rmdir(file);
}

int baton_lmdb_copy_take(const char *path)
{
    char copy[PATH_MAX], data[PATH_MAX], lock[PATH_MAX];
    int rc = file_in(path, COPY "/data.mdb", copy);

    if (rc == 0)
        rc = file_in(path, "data.mdb", data);
    if (rc == 0)
        rc = file_in(path, "lock.mdb", lock);
    if (rc == 0 && rename(copy, data) != 0)
        rc = errno;
    if (rc == 0)
        (void)unlink(lock);
    baton_lmdb_copy_remove(path);
    return rc;
}

void baton_store_wipe(const char *path)
{
    static const char *const names[] = { "data.mdb", "lock.mdb" };
    char file[PATH_MAX];

    baton_lmdb_copy_remove(path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (file_in(path, names[i], file) == 0)
            (void)unlink(file);
    }
    (void)rmdir(path);
}

static bool same_boot(const struct baton_store_conf *conf, const struct baton_lmdb_meta *meta)
{
    return strncmp(conf->boot_id, meta->boot_id, BATON_LMDB_BOOT_MAX - 1) == 0;
}

/* Both ways: a clock that was ahead once says as little about the age. */
static bool is_too_old(const struct baton_store_conf *conf, const struct baton_lmdb_meta *meta)
{
    uint64_t now = (uint64_t)conf->now_ms;
    uint64_t saved = (uint64_t)meta->saved_at_ms;
    uint64_t apart = conf->now_ms > meta->saved_at_ms ? now - saved : saved - now;

    return conf->max_age_ms > 0 && apart > (uint64_t)conf->max_age_ms;
}

/* NULL: the store can be trusted; else a code, and `ret_text` what it means. */
static const char *distrust(const struct baton_store_conf *conf, int rc,
                            const struct baton_lmdb_meta *meta, const char **ret_text)
{
    if (rc != 0) {
        *ret_text = "is damaged or of another format";
        return "store_damaged";
    }
    if (conf->boot_id != NULL && !meta->clean && !same_boot(conf, meta)) {
        *ret_text = "was in use when the machine went down";
        return "store_unclean";
    }
    *ret_text = "was current too long ago: dropped rows could come back";
    return is_too_old(conf, meta) ? "store_too_old" : NULL;
}

int baton_lmdb_folder_judge(const struct baton_store_conf *conf, bool *ret_kept,
                            struct baton_lmdb_meta *ret_meta, struct baton_error *err)
{
    char file[PATH_MAX];
    const char *text;
    int rc = file_in(conf->path, "data.mdb", file);

    if (rc == 0)
        rc = baton_lmdb_check(file, ret_meta);
    *ret_kept = false;
    if (rc == ENOENT)
        return 0;
    if (rc != 0 && rc != EILSEQ)
        return rc;
    const char *code = distrust(conf, rc, ret_meta, &text);
    *ret_kept = code == NULL;
    if (code == NULL)
        return 0;
    (void)baton_fail(err, BATON_DONE, code, "the store in %s %s; it was thrown away", conf->path,
                     text);
    baton_store_wipe(conf->path);
    return 0;
}
