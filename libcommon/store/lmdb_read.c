/* Reading: one long read transaction that is renewed after each write, and a cursor in it. Each row
 * is compared with its hash; damage is remembered, and baton_store_check tells. */
#include "lmdb_private.h"

static bool reader_begin(struct lmdb *b)
{
    if (b->is_reading)
        return true;
    if (b->is_damaged || mdb_txn_renew(b->reader) != 0
        || mdb_cursor_renew(b->reader, b->cursor) != 0)
        b->is_damaged = true;
    else
        b->is_reading = true;
    return b->is_reading;
}

void baton_lmdb_reader_end(struct lmdb *b)
{
    if (b->is_reading)
        mdb_txn_reset(b->reader);
    b->is_reading = false;
}

/* A stored row, or damage that is remembered. */
static bool row_take(struct lmdb *b, MDB_val key, MDB_val value, struct baton_lmdb_row *ret_row)
{
    if (baton_lmdb_row_read(b->meta.salt, text_of(key), text_of(value), ret_row))
        return true;
    b->is_damaged = true;
    return false;
}

/* MDB_NOTFOUND is an answer; others are damage. */
static bool found(struct lmdb *b, int rc)
{
    if (rc != 0 && rc != MDB_NOTFOUND)
        b->is_damaged = true;
    return rc == 0;
}

bool baton_lmdb_get(struct baton_backend *backend, struct baton_text key,
                    struct baton_text *ret_value)
{
    struct lmdb *b = lmdb_of(backend);
    struct baton_lmdb_key stored;
    struct baton_lmdb_row row;
    MDB_val value;

    if (!reader_begin(b))
        return false;
    baton_lmdb_key_make(b->meta.salt, key, &stored);
    MDB_val at = val_of(stored.bytes, stored.size);
    if (!found(b, mdb_get(b->reader, b->rows_table, &at, &value)) || !row_take(b, at, value, &row))
        return false;
    if (!baton_text_equal(row.key, key))
        return false;
    *ret_value = row.value;
    return true;
}

/* Rows whose keys share the first 495 bytes stand in the order of their hashes: the smallest one at
 * or after `from` is looked for. The cursor stands on the first of them, and behind the last one
 * afterwards. */
static bool group_seek(struct lmdb *b, struct baton_text from, MDB_val *key, MDB_val *value,
                       bool *ret_more, struct baton_lmdb_row *ret_row)
{
    struct baton_text shared = { key->mv_data, BATON_LMDB_KEY_SHARED };
    struct baton_lmdb_row row;
    bool is_found = false;

    do {
        if (!row_take(b, *key, *value, &row))
            return false;
        if (baton_text_compare(row.key, from) >= 0
            && (!is_found || baton_text_compare(row.key, ret_row->key) < 0)) {
            *ret_row = row;
            is_found = true;
        }
        *ret_more = found(b, mdb_cursor_get(b->cursor, key, value, MDB_NEXT));
    } while (*ret_more && baton_text_starts(text_of(*key), shared));
    return is_found;
}

bool baton_lmdb_seek(struct baton_backend *backend, struct baton_text from,
                     struct baton_text *ret_key, struct baton_text *ret_value)
{
    struct lmdb *b = lmdb_of(backend);
    size_t size = from.size < BATON_LMDB_KEY_SHARED ? from.size : (size_t)BATON_LMDB_KEY_SHARED;
    struct baton_lmdb_row row;
    bool is_found = false;
    MDB_val value;

    if (!reader_begin(b))
        return false;
    MDB_val key = val_of(from.data, size);
    bool more =
        found(b, mdb_cursor_get(b->cursor, &key, &value, size == 0 ? MDB_FIRST : MDB_SET_RANGE));
    while (more && !is_found) {
        if (key.mv_size > BATON_LMDB_KEY_SHARED) {
            is_found = group_seek(b, from, &key, &value, &more, &row);
        } else {
            if (!row_take(b, key, value, &row))
                return false;
            is_found = baton_text_compare(row.key, from) >= 0;
            if (!is_found)
                more = found(b, mdb_cursor_get(b->cursor, &key, &value, MDB_NEXT));
        }
        if (b->is_damaged)
            return false;
    }
    if (!is_found)
        return false;
    *ret_key = row.key;
    *ret_value = row.value;
    return true;
}

void baton_lmdb_sizes(struct baton_backend *backend, struct baton_store_sizes *ret_sizes)
{
    struct lmdb *b = lmdb_of(backend);
    MDB_stat stat;

    ret_sizes->map_bytes = b->map_bytes;
    if (!reader_begin(b) || mdb_stat(b->reader, b->rows_table, &stat) != 0)
        return;
    ret_sizes->rows = stat.ms_entries;
    ret_sizes->disk_bytes =
        (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * stat.ms_psize;
}

int baton_lmdb_reader_open(struct lmdb *b)
{
    int rc = mdb_txn_begin(b->env, NULL, MDB_RDONLY, &b->reader);

    if (rc == 0)
        rc = mdb_cursor_open(b->reader, b->rows_table, &b->cursor);
    b->is_reading = rc == 0;
    return rc;
}
