/* The files that the Kafka clients and the registry's read once, when they are opened:
 * certificates, keys, secrets. Whoever rotates them writes them anew; the clients have no way to
 * read them again: other clients have to be opened. A stage ends for it and is started again; the
 * gateway, which has connections, opens them itself. */
#ifndef BATON_FILES_H
#define BATON_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "options.h"

enum { BATON_FILES_MAX = 16, BATON_FILES_LOOK_MS = 1000 };

struct baton_files {
    const char *paths[BATON_FILES_MAX];
    struct stat first[BATON_FILES_MAX]; /* as they were at the start */
    struct stat last[BATON_FILES_MAX];  /* as they were at the last look */
    size_t count;
    int64_t look_ms;
};

/* Borrows the paths of `settings`. */
void baton_files_init(struct baton_files *files, const struct baton_settings *settings);
/* Whether one was written anew since, and none between two looks: key and certificate change
 * together. A file that is away is waited for. Looks once in BATON_FILES_LOOK_MS.
 * returns  the path of one that is another now, borrowed; NULL: all are the same */
const char *baton_files_changed(struct baton_files *files, int64_t now_ms);

#endif
