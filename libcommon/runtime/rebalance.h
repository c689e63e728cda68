/* Tasks follow the group's assignment; see driver.h for the functions. A task is opened when
 * partition i of every input is assigned: range assignor, equal counts, so that they always come
 * together. */
#ifndef BATON_REBALANCE_H
#define BATON_REBALANCE_H

#include "driver.h"

/* Folder of a task's store: "<state_dir>/<prefix><service>-<instance>/<partition>". */
void rebalance_store_path(const struct driver *d, int32_t partition, char *ret, size_t size);
/* Makes the folder and those above it. */
bool rebalance_make_folders(const char *path, struct baton_error *err);

#endif
