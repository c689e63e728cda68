/* Writing: as many rows as the time allows, the metadata, one transaction. When the map is full it
 * grows and the same is tried again. Each write looks whether the one who opened the store last is
 * still us: two processes on one folder would each believe what the other has overwritten. */
#include <string.h>

#include "lmdb_check.h"
#include "lmdb_private.h"

enum {
    WRITE_ROWS = 8192,             /* of one LMDB transaction, and ... */
    WRITE_BYTES = 8 * 1024 * 1024, /* ... of its values: they are in memory until it commits */
    BUDGET_ROWS = 16,              /* between two looks at the clock */
};

/* The hash of the row that stands there now; 0 and MDB_NOTFOUND when there is none. */
static int old_hash(const struct lmdb *b, MDB_txn *txn, MDB_val *at, struct baton_text key,
                    uint64_t *ret_hash)
{
    struct baton_lmdb_row row;
    MDB_val value;
    int rc = mdb_get(txn, b->rows_table, at, &value);

    if (rc != 0)
        return rc;
    if (!baton_lmdb_row_read(b->meta.salt, text_of(*at), text_of(value), &row)
        || !baton_text_equal(row.key, key))
        return MDB_CORRUPTED;
    *ret_hash = row.hash;
    return 0;
}

static int row_write(const struct lmdb *b, MDB_txn *txn, const struct baton_overlay_row *row,
                     uint64_t *digest)
{
    struct baton_text key = baton_overlay_key(row);
    struct baton_text value = baton_overlay_value(row);
    struct baton_lmdb_key stored;
    uint64_t hash = 0;

    baton_lmdb_key_make(b->meta.salt, key, &stored);
    MDB_val at = val_of(stored.bytes, stored.size);
    int rc = old_hash(b, txn, &at, key, &hash);
    if (rc != 0 && rc != MDB_NOTFOUND)
        return rc;
    *digest -= hash;
    if (row->value == NULL)
        return rc == MDB_NOTFOUND ? 0 : mdb_del(txn, b->rows_table, &at, NULL);
    at = val_of(stored.bytes, stored.size);
    MDB_val room = { .mv_size = baton_lmdb_value_size(key, value), .mv_data = NULL };
    rc = mdb_put(txn, b->rows_table, &at, &room, MDB_RESERVE);
    if (rc == 0)
        *digest += baton_lmdb_value_write(b->meta.salt, key, value, room.mv_data);
    return rc;
}

int baton_lmdb_meta_put(const struct lmdb *b, MDB_txn *txn, const struct baton_lmdb_meta *meta)
{
    uint8_t bytes[BATON_LMDB_META_BYTES];
    MDB_val key = val_of(BATON_LMDB_MARK_KEY, strlen(BATON_LMDB_MARK_KEY));
    MDB_val value = val_of(bytes, sizeof bytes);

    baton_lmdb_meta_write(meta, bytes);
    return mdb_put(txn, b->meta_table, &key, &value, 0);
}

/* Still ours? */
static int meta_confirm(const struct lmdb *b, MDB_txn *txn)
{
    MDB_val key = val_of(BATON_LMDB_MARK_KEY, strlen(BATON_LMDB_MARK_KEY));
    struct baton_lmdb_meta stored;
    MDB_val value;
    int rc = mdb_get(txn, b->meta_table, &key, &value);

    if (rc != 0)
        return rc;
    if (!baton_lmdb_meta_read(text_of(value), &stored))
        return MDB_CORRUPTED;
    return memcmp(stored.instance, b->meta.instance, sizeof stored.instance) == 0
               ? 0
               : BATON_LMDB_TAKEN;
}

struct job {
    const struct baton_overlay_row *rows;
    const struct baton_backend_mark *mark;
    int64_t stop_us;
    size_t written;
    struct baton_lmdb_meta meta; /* as it will be */
};

static int rows_write(const struct lmdb *b, MDB_txn *txn, struct job *job)
{
    const struct baton_overlay_row *row = job->rows;
    size_t bytes = 0;
    int rc = 0;

    for (; row != NULL && job->written < WRITE_ROWS && bytes < WRITE_BYTES; row = row->next[0]) {
        if (job->written > 0 && job->written % BUDGET_ROWS == 0
            && baton_backend_clock_us() >= job->stop_us)
            break;
        rc = row_write(b, txn, row, &job->meta.digest);
        if (rc != 0)
            return rc;
        bytes += row->value_size;
        job->written++;
    }
    if (row == NULL) {
        job->meta.offset = job->mark->offset;
        job->meta.saved_at_ms = job->mark->saved_at_ms;
    }
    return baton_lmdb_meta_put(b, txn, &job->meta);
}

/* One attempt, one transaction. */
static int job_run(struct lmdb *b, struct job *job)
{
    MDB_txn *txn;
    int rc = mdb_txn_begin(b->env, NULL, 0, &txn);

    if (rc != 0)
        return rc;
    job->written = 0;
    job->meta = b->meta;
    rc = meta_confirm(b, txn);
    if (rc == 0)
        rc = rows_write(b, txn, job);
    if (rc != 0) {
        mdb_txn_abort(txn);
        return rc;
    }
    rc = mdb_txn_commit(txn);
    if (rc == 0)
        b->meta = job->meta;
    return rc;
}

int baton_lmdb_map_grow(struct lmdb *b)
{
    int rc = mdb_env_set_mapsize(b->env, 2 * b->map_bytes);

    if (rc == 0)
        b->map_bytes *= 2;
    return rc;
}

/* Until it fits. */
static int job_run_growing(struct lmdb *b, struct job *job)
{
    int rc = job_run(b, job);

    while (rc == MDB_MAP_FULL) {
        rc = baton_lmdb_map_grow(b);
        if (rc == 0)
            rc = job_run(b, job);
    }
    return rc;
}

enum baton_verdict baton_lmdb_write(struct baton_backend *backend,
                                    const struct baton_overlay_row *rows, int64_t stop_us,
                                    const struct baton_backend_mark *mark, size_t *ret_written,
                                    struct baton_error *err)
{
    struct lmdb *b = lmdb_of(backend);
    struct job job = { .rows = rows, .mark = mark, .stop_us = stop_us };
    enum baton_verdict v;
    int rc;

    baton_lmdb_reader_end(b);
    rc = job_run_growing(b, &job);
    if (rc != 0) {
        v = baton_lmdb_fail(b, rc, "checkpoint", err);
        b->is_damaged = b->is_damaged || (v == BATON_FATAL && rc != BATON_LMDB_TAKEN);
        return v;
    }
    *ret_written = job.written;
    return BATON_DONE;
}

int baton_lmdb_write_synced(struct lmdb *b, bool clean)
{
    struct baton_backend_mark mark = { b->meta.offset, b->meta.saved_at_ms };
    struct job job = { .mark = &mark };
    bool before = b->meta.clean;
    int rc = mdb_env_sync(b->env, 1);

    if (rc == 0)
        rc = mdb_env_set_flags(b->env, BATON_LMDB_UNSYNCED, 0);
    if (rc != 0)
        return rc;
    b->meta.clean = clean;
    rc = job_run_growing(b, &job);
    if (rc != 0)
        b->meta.clean = before;
    return rc;
}
