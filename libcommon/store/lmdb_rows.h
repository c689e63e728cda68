/* How rows and the metadata lie in LMDB. Numbers are little-endian.
 *
 *   key up to 510 bytes: key                                 → hash (8), value
 *   longer:              495 bytes of it, hash of it (16)    → hash (8), key size (2), key, value
 *   metadata:            "mark" in the table "meta"          → see baton_lmdb_meta_write
 *
 * The 8 bytes before a value are a hash of key and value: a row that is not what was written shows
 * itself. The sum of these hashes is in the metadata: so does a row that is missing, or an old one
 * in its place. The hashes are keyed by the store's own random salt, because outsiders choose keys.
 * Pure functions. */
#ifndef BATON_LMDB_ROWS_H
#define BATON_LMDB_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum {
    BATON_LMDB_KEY_MAX = 511,    /* LMDB's own limit */
    BATON_LMDB_KEY_SHARED = 495, /* bytes of a long key that stand in the stored one */
    BATON_LMDB_BOOT_MAX = 64,
    BATON_LMDB_META_BYTES = 144,
    BATON_LMDB_FORMAT = 1, /* another one is thrown away; the changelog has it all */
};

struct baton_lmdb_key {
    uint8_t bytes[BATON_LMDB_KEY_MAX];
    size_t size;
};

struct baton_lmdb_row {
    struct baton_text key; /* whole */
    struct baton_text value;
    uint64_t hash;
};

struct baton_lmdb_meta {
    int64_t offset;
    int64_t saved_at_ms;
    uint64_t digest;      /* sum of the hashes of all rows */
    uint8_t salt[16];     /* of this store, from its making on */
    uint8_t instance[16]; /* of the one who opened it last */
    bool clean;
    char boot_id[BATON_LMDB_BOOT_MAX]; /* NUL-terminated; empty: not known */
};

void baton_lmdb_key_make(const uint8_t salt[16], struct baton_text key,
                         struct baton_lmdb_key *ret_key);
size_t baton_lmdb_value_size(struct baton_text key, struct baton_text value);
/* Writes baton_lmdb_value_size bytes; returns the row's hash. */
uint64_t baton_lmdb_value_write(const uint8_t salt[16], struct baton_text key,
                                struct baton_text value, uint8_t *into);
/* Takes a stored row apart.
 * owns   views into the arguments
 * fails  false: this is not what was written */
bool baton_lmdb_row_read(const uint8_t salt[16], struct baton_text stored_key,
                         struct baton_text stored_value, struct baton_lmdb_row *ret_row);

void baton_lmdb_meta_write(const struct baton_lmdb_meta *meta, uint8_t into[BATON_LMDB_META_BYTES]);
/* fails  false: damaged, or of another format */
bool baton_lmdb_meta_read(struct baton_text bytes, struct baton_lmdb_meta *ret_meta);

#endif
