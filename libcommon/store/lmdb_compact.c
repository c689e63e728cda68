/* What LMDB frees it neither hands back nor overwrites: dropped rows would stay readable in the
 * file, in free pages and in the free space within pages, for as long as nothing needs the place.
 * So the live rows are written to a new file, one by one (LMDB's own copy takes pages as they are),
 * and the new file takes the place of the old one. */
#include <errno.h>
#include <stdlib.h>

#include "lmdb_check.h"
#include "lmdb_files.h"
#include "lmdb_private.h"

enum {
    CHUNK_BYTES = 8 * 1024 * 1024
}; /* of one transaction: they are in memory until it commits */

struct copy {
    MDB_env *env;
    MDB_txn *txn;
    size_t bytes; /* written by `txn` */
};

static int commit(struct copy *copy)
{
    int rc = copy->txn != NULL ? mdb_txn_commit(copy->txn) : 0;

    copy->txn = NULL;
    copy->bytes = 0;
    return rc;
}

static int put(struct copy *copy, MDB_dbi table, MDB_val *key, MDB_val *value)
{
    int rc = copy->bytes > CHUNK_BYTES ? commit(copy) : 0;

    if (rc == 0 && copy->txn == NULL)
        rc = mdb_txn_begin(copy->env, NULL, 0, &copy->txn);
    if (rc == 0)
        rc = mdb_put(copy->txn, table, key, value, MDB_APPEND);
    copy->bytes += key->mv_size + value->mv_size;
    return rc;
}

static int table_copy(MDB_txn *reader, MDB_dbi from, struct copy *copy, const char *name)
{
    MDB_val key, value;
    MDB_cursor *cursor;
    MDB_dbi to;
    int rc = copy->txn == NULL ? mdb_txn_begin(copy->env, NULL, 0, &copy->txn) : 0;

    if (rc == 0)
        rc = mdb_dbi_open(copy->txn, name, MDB_CREATE, &to);
    if (rc == 0) /* the handle is of the environment when its transaction has committed */
        rc = commit(copy);
    if (rc == 0)
        rc = mdb_cursor_open(reader, from, &cursor);
    if (rc != 0)
        return rc;
    while ((rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0
           && (rc = put(copy, to, &key, &value)) == 0)
        ;
    mdb_cursor_close(cursor);
    return rc == MDB_NOTFOUND ? commit(copy) : rc;
}

static int copy_open(const struct lmdb *b, const char *folder, struct copy *copy)
{
    MDB_envinfo info;
    int rc = mdb_env_info(b->env, &info);

    if (rc == 0)
        rc = mdb_env_create(&copy->env);
    if (rc == 0)
        rc = mdb_env_set_mapsize(copy->env, info.me_mapsize);
    if (rc == 0)
        rc = mdb_env_set_maxdbs(copy->env, 2);
    if (rc == 0)
        rc = mdb_env_open(copy->env, folder, MDB_NOLOCK | BATON_LMDB_UNSYNCED, 0600);
    return rc;
}

/* The whole content; on disk when it returns. */
static int copy_make(const struct lmdb *b, const char *folder)
{
    struct copy copy = { NULL, NULL, 0 };
    MDB_txn *reader = NULL;
    int rc = copy_open(b, folder, &copy);

    if (rc == 0)
        rc = mdb_txn_begin(b->env, NULL, MDB_RDONLY, &reader);
    if (rc == 0)
        rc = table_copy(reader, b->meta_table, &copy, BATON_LMDB_META_TABLE);
    if (rc == 0)
        rc = table_copy(reader, b->rows_table, &copy, BATON_LMDB_ROWS_TABLE);
    if (rc == 0)
        rc = mdb_env_sync(copy.env, 1);
    if (copy.txn != NULL)
        mdb_txn_abort(copy.txn);
    if (reader != NULL)
        mdb_txn_abort(reader);
    if (copy.env != NULL)
        mdb_env_close(copy.env);
    return rc;
}

int baton_lmdb_compact(const struct lmdb *b)
{
    baton_lmdb_copy_remove(b->path); /* of a start that was killed */
    char *folder = baton_lmdb_copy_folder(b->path);
    int rc = folder != NULL ? copy_make(b, folder) : errno;

    free(folder);
    if (rc != 0)
        baton_lmdb_copy_remove(b->path);
    return rc;
}
