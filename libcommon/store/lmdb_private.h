/* The inside of the LMDB backend, shared by backend_lmdb.c (opening, closing), lmdb_read.c and
 * lmdb_write.c. */
#ifndef BATON_LMDB_PRIVATE_H
#define BATON_LMDB_PRIVATE_H

#include <lmdb.h>

#include "backend.h"
#include "lmdb_rows.h"

/* Another instance has opened the store; an error code beside LMDB's and the system's. */
enum { BATON_LMDB_TAKEN = -1 };

#define BATON_LMDB_UNSYNCED (MDB_NOSYNC | MDB_NOMETASYNC)

struct lmdb {
    struct baton_backend base;
    MDB_env *env;
    MDB_txn *reader; /* renewed when needed, reset before a write */
    MDB_cursor *cursor;
    bool is_reading;
    bool is_damaged;
    size_t map_bytes;
    MDB_dbi meta_table, rows_table;
    struct baton_lmdb_meta meta; /* as last committed */
    char *path;
};

static inline struct lmdb *lmdb_of(struct baton_backend *backend)
{
    return (struct lmdb *)backend;
}

static inline MDB_val val_of(const void *bytes, size_t size)
{
    return (MDB_val){ .mv_size = size, .mv_data = (void *)(uintptr_t)bytes };
}

static inline struct baton_text text_of(MDB_val val)
{
    return (struct baton_text){ val.mv_data, val.mv_size };
}

/* The verdict on an error code, with its text. */
enum baton_verdict baton_lmdb_fail(const struct lmdb *b, int rc, const char *doing,
                                   struct baton_error *err);

/* lmdb_read.c; as in `struct baton_backend_ops` */
bool baton_lmdb_get(struct baton_backend *backend, struct baton_text key,
                    struct baton_text *ret_value);
bool baton_lmdb_seek(struct baton_backend *backend, struct baton_text from,
                     struct baton_text *ret_key, struct baton_text *ret_value);
void baton_lmdb_sizes(struct baton_backend *backend, struct baton_store_sizes *ret_sizes);
int baton_lmdb_reader_open(struct lmdb *b);
/* Before a write: what was read is not borrowed any longer. */
void baton_lmdb_reader_end(struct lmdb *b);

/* lmdb_write.c */
enum baton_verdict baton_lmdb_write(struct baton_backend *backend,
                                    const struct baton_overlay_row *rows, int64_t stop_us,
                                    const struct baton_backend_mark *mark, size_t *ret_written,
                                    struct baton_error *err);
/* A write of the metadata alone that is on disk when it returns, with all before it. */
int baton_lmdb_write_synced(struct lmdb *b, bool clean);
int baton_lmdb_meta_put(const struct lmdb *b, MDB_txn *txn, const struct baton_lmdb_meta *meta);
int baton_lmdb_map_grow(struct lmdb *b);

/* lmdb_compact.c */
/* Writes the live rows of the open store to a copy (lmdb_files.h), on disk when it returns. No
 * other instance writes any more: ours is in the metadata.
 * fails  an error code, most likely of no room; there is no copy then */
int baton_lmdb_compact(const struct lmdb *b);

#endif
