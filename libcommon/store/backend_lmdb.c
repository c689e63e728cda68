/* LMDB below the layers: one environment for each task's folder, two tables. Never MDB_WRITEMAP: a
 * full disk would be a signal.
 *
 * Between open and close nothing is synced: a killed process loses nothing that way, a machine that
 * goes down does, and then the boot id tells. So "not clean" is on disk before the first write
 * without sync, and "clean" is written last, after everything else is on disk. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "lmdb_check.h"
#include "lmdb_files.h"
#include "lmdb_private.h"

enum { MAP_BYTES = 64 * 1024 * 1024 }; /* when the configuration says nothing */

/* What an error code says about the future. Everything that is not in the list: the state is not to
 * be trusted. */
enum baton_verdict baton_lmdb_fail(const struct lmdb *b, int rc, const char *doing,
                                   struct baton_error *err)
{
    static const struct {
        int rc;
        enum baton_verdict verdict;
        const char *code;
    } known[] = {
        /* LMDB answers EIO for a write that was cut short by a full disk */
        { EIO, BATON_RETRY, "store_disk_full" },
        { ENOSPC, BATON_RETRY, "store_disk_full" },
        { EDQUOT, BATON_RETRY, "store_disk_full" },
        { EFBIG, BATON_RETRY, "store_disk_full" },
        { ENOMEM, BATON_RETRY, "store_no_memory" },
        { EACCES, BATON_RETRY, "store_no_permission" },
        { EPERM, BATON_RETRY, "store_no_permission" },
        { EROFS, BATON_RETRY, "store_no_permission" },
        { EMFILE, BATON_RETRY, "store_no_files" },
        { ENFILE, BATON_RETRY, "store_no_files" },
        { ENOTDIR, BATON_RETRY, "store_no_folder" },
        { ENOENT, BATON_RETRY, "store_no_folder" },
        { ENAMETOOLONG, BATON_RETRY, "store_no_folder" },
        { BATON_LMDB_TAKEN, BATON_FATAL, "store_taken" },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].rc == rc)
            return baton_fail(
                err, known[i].verdict, known[i].code, "store in %s: %s: %s", b->path, doing,
                rc == BATON_LMDB_TAKEN ? "opened by another process since" : mdb_strerror(rc));
    }
    return baton_fail(err, BATON_FATAL, "store_damaged", "store in %s: %s: %s", b->path, doing,
                      mdb_strerror(rc));
}

static enum baton_verdict lmdb_check(const struct baton_backend *backend, struct baton_error *err)
{
    const struct lmdb *b = (const struct lmdb *)backend;

    if (b->is_damaged)
        return baton_lmdb_fail(b, MDB_CORRUPTED, "reading", err);
    return BATON_DONE;
}

static void env_close(struct lmdb *b)
{
    if (b->cursor != NULL)
        mdb_cursor_close(b->cursor);
    if (b->reader != NULL)
        mdb_txn_abort(b->reader);
    if (b->env != NULL)
        mdb_env_close(b->env);
    b->cursor = NULL;
    b->reader = NULL;
    b->env = NULL;
}

static void lmdb_free(struct lmdb *b)
{
    env_close(b);
    free(b->path);
    free(b);
}

static void lmdb_close(struct baton_backend *backend, bool clean)
{
    struct lmdb *b = lmdb_of(backend);

    baton_lmdb_reader_end(b);
    if (clean && !b->is_damaged)
        (void)baton_lmdb_write_synced(b, true); /* if it fails the next open sees an unclean stop */
    lmdb_free(b);
}

/* The tables, and with the first transaction this instance's name in the metadata. */
static int tables_open(struct lmdb *b)
{
    MDB_txn *txn;
    int rc = mdb_txn_begin(b->env, NULL, 0, &txn);

    if (rc != 0)
        return rc;
    rc = mdb_dbi_open(txn, BATON_LMDB_META_TABLE, MDB_CREATE, &b->meta_table);
    if (rc == 0)
        rc = mdb_dbi_open(txn, BATON_LMDB_ROWS_TABLE, MDB_CREATE, &b->rows_table);
    if (rc == 0)
        rc = baton_lmdb_meta_put(b, txn, &b->meta);
    if (rc != 0) {
        mdb_txn_abort(txn);
        return rc;
    }
    return mdb_txn_commit(txn);
}

static int env_open(struct lmdb *b)
{
    int dead;
    int rc = mdb_env_create(&b->env);

    if (rc != 0)
        return rc;
    rc = mdb_env_set_mapsize(b->env, b->map_bytes);
    if (rc == 0)
        rc = mdb_env_set_maxdbs(b->env, 2);
    if (rc == 0)
        rc = mdb_env_open(b->env, b->path, MDB_NOTLS, 0600);
    if (rc == 0)
        rc = mdb_reader_check(b->env, &dead);
    while (rc == 0 && (rc = tables_open(b)) == MDB_MAP_FULL)
        rc = baton_lmdb_map_grow(b);
    if (rc == 0)
        rc = mdb_env_set_flags(b->env, BATON_LMDB_UNSYNCED, 1);
    if (rc == 0)
        rc = baton_lmdb_reader_open(b);
    return rc;
}

/* Without the remains of dropped rows; where there is no room for a copy, with them. The store was
 * opened first, so that it is ours: an older instance sees that in the file it has open, before
 * this one goes on with another. */
static int compact(struct lmdb *b)
{
    if (baton_lmdb_compact(b) != 0)
        return 0;
    env_close(b);
    (void)baton_lmdb_copy_take(b->path);
    int rc = baton_lmdb_folder_make(b->path);
    return rc == 0 ? env_open(b) : rc;
}

static int random_fill(uint8_t bytes[16])
{
    return getrandom(bytes, 16, 0) == 16 ? 0 : errno;
}

/* The metadata of this instance: those of the store that was kept, or new ones.
 * ret_clean  it was kept, and its last instance has closed it */
static int meta_begin(struct lmdb *b, const struct baton_store_conf *conf, bool *ret_clean,
                      struct baton_error *err)
{
    bool is_kept;
    int rc = baton_lmdb_folder_judge(conf, &is_kept, &b->meta, err);

    *ret_clean = rc == 0 && is_kept && b->meta.clean;
    if (rc == 0 && !is_kept) {
        b->meta = (struct baton_lmdb_meta){ .saved_at_ms = conf->now_ms };
        rc = random_fill(b->meta.salt);
    }
    if (rc == 0)
        rc = random_fill(b->meta.instance);
    b->meta.clean = false;
    memset(b->meta.boot_id, 0, sizeof b->meta.boot_id);
    if (conf->boot_id != NULL)
        memcpy(b->meta.boot_id, conf->boot_id, strnlen(conf->boot_id, sizeof b->meta.boot_id - 1));
    return rc;
}

static struct lmdb *lmdb_new(const struct baton_store_conf *conf)
{
    static const struct baton_backend_ops ops = {
        .get = baton_lmdb_get,
        .seek = baton_lmdb_seek,
        .write = baton_lmdb_write,
        .check = lmdb_check,
        .sizes = baton_lmdb_sizes,
        .close = lmdb_close,
    };
    struct lmdb *b = calloc(1, sizeof *b);

    if (b == NULL)
        abort();
    b->base.ops = &ops;
    b->map_bytes = conf->map_bytes > 0 ? conf->map_bytes : (size_t)MAP_BYTES;
    b->path = strdup(conf->path);
    if (b->path == NULL)
        abort();
    return b;
}

enum baton_verdict baton_backend_lmdb_open(const struct baton_store_conf *conf,
                                           struct baton_backend **ret_backend,
                                           struct baton_backend_mark *ret_mark,
                                           struct baton_error *err)
{
    struct lmdb *b = lmdb_new(conf);
    bool is_clean;
    int rc = meta_begin(b, conf, &is_clean, err);

    if (rc == 0)
        rc = baton_lmdb_folder_make(b->path);
    if (rc == 0)
        rc = env_open(b);
    if (rc == 0 && is_clean) /* a start after a crash is in a hurry; the copy can wait */
        rc = compact(b);
    if (rc != 0) {
        enum baton_verdict v = baton_lmdb_fail(b, rc, "opening", err);

        if (v == BATON_FATAL) /* so that the next attempt does not meet the same files */
            baton_store_wipe(b->path);
        lmdb_free(b);
        return v;
    }
    *ret_mark = (struct baton_backend_mark){ b->meta.offset, b->meta.saved_at_ms };
    *ret_backend = &b->base;
    return BATON_DONE;
}
