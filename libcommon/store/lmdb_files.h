/* The folder of a store: making it, judging what lies in it, removing it. */
#ifndef BATON_LMDB_FILES_H
#define BATON_LMDB_FILES_H

#include "lmdb_rows.h"
#include "store.h"

/* Makes the folder (and those above it) and what LMDB maps for writing, so that a full disk is an
 * error here and not a signal there.
 * fails  errno */
int baton_lmdb_folder_make(const char *path);
/* Is there a store that can be trusted? If not, its files are removed.
 * ret_kept  false: there is none now; `err`, where given, says why one was thrown away
 * fails     errno of a file that cannot be opened */
int baton_lmdb_folder_judge(const struct baton_store_conf *conf, bool *ret_kept,
                            struct baton_lmdb_meta *ret_meta, struct baton_error *err);

/* Where a compacted copy of the data is made: a folder in the store's.
 * owns   caller frees
 * fails  NULL, errno */
char *baton_lmdb_copy_folder(const char *path);
/* Removes the copy, if there is one. */
void baton_lmdb_copy_remove(const char *path);
/* The copy takes the place of the data, which this process has closed. The lock file goes with the
 * old data: an older instance that still has both open must not meet ours there.
 * fails  errno; then all is as it was */
int baton_lmdb_copy_take(const char *path);

#endif
