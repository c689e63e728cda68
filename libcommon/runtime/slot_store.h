/* The store of a task in the folder "<state_dir>/<prefix><service>-<instance>/<partition>"; see
 * driver.h for slots. */
#ifndef BATON_SLOT_STORE_H
#define BATON_SLOT_STORE_H

#include "driver.h"

/* Opens the store of `slot` as far as it is good; one that is not is thrown away and begun anew.
 * owns     the caller closes it
 * returns  NULL: `err` says why; *ret_from: what of the changelog is missing in it begins here,
 * slot->log: what the changelog has */
struct baton_store *slot_store_open(struct driver *d, struct driver_slot *slot, int64_t *ret_from,
                                    struct baton_error *err);
/* Throws a store away that is closed, and says so. `reason` is one of ahead, behind, distrusted. */
void slot_store_wipe(const struct driver *d, int32_t partition, const char *reason,
                     const char *text);
/* Makes the folder and those above it. */
bool slot_store_make_folders(const char *path, struct baton_error *err);

#endif
