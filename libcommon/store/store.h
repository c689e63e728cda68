/* Rows of one task (one partition of one service): a sorted map from key to value.
 *
 * Three layers, newest first: the rows changed by the record in hand, the rows changed by the open
 * Kafka transaction, and the rows that Kafka has committed but that are not in the backend yet.
 * Below lies the backend: LMDB, or memory.
 *
 *   put, drop ─► record ──settle─► transaction ──commit─► committed ──checkpoint─► backend
 *                  │ forget            │ abort
 *                  ▼                   ▼
 *
 * Invariants: the backend holds only what Kafka has committed; the stored changelog offset moves
 * only when every row before it is written, so that the store is never ahead of Kafka and a crash
 * leaves it seconds behind.
 * Keys are 1..1200 bytes; LMDB takes 511, longer ones are stored under their prefix and a 128-bit
 * hash. One thread. */
#ifndef BATON_STORE_H
#define BATON_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "text.h"

struct baton_store;

struct baton_store_conf {
    const char *path;    /* folder of the LMDB files; NULL: memory */
    size_t map_bytes;    /* LMDB's map, sparse; it grows when full. 0: 64 MiB */
    const char *boot_id; /* of the machine, to see a crash of it; NULL: not checked */
    int64_t max_age_ms;  /* a store that was current longer ago is thrown away; 0: no limit */
    int64_t now_ms;      /* wall clock, for max_age_ms */
};

/* Opens or makes the store. A store that cannot be trusted (other boot and unclean stop, damaged,
 * too old) is thrown away and made anew: *ret_offset is then 0, and `err` says why (store_damaged,
 * store_unclean, store_too_old) although the verdict is BATON_DONE; it is untouched otherwise.
 * The whole file is read to see damage: about 0.1 s per 100 MB when the machine has it in memory.
 * A store is opened once at a time: never twice in one process (LMDB's locks do not allow it), and
 * an older instance in another process gets BATON_FATAL at its next checkpoint.
 *
 * ret_offset  the changelog's offset up to which (exclusive) the rows are complete
 * fails       BATON_RETRY: no space, no permission;
 *             BATON_FATAL: what LMDB cannot open; the files are removed, so that trying again helps
 */
enum baton_verdict baton_store_open(const struct baton_store_conf *conf,
                                    struct baton_store **ret_store, int64_t *ret_offset,
                                    struct baton_error *err);
/* Checkpoints and marks a clean stop; what Kafka has not committed is dropped. NULL is fine. */
void baton_store_close(struct baton_store *store);
/* BATON_FATAL (store_damaged) once a row was read that is not what was written: baton_store_get and
 * _first then answer that there is none. To be asked before a transaction commits; its outputs are
 * not to be trusted. */
enum baton_verdict baton_store_check(struct baton_store *store, struct baton_error *err);
/* Removes the files of a closed store. */
void baton_store_wipe(const char *path);

/* The newest value of `key` through all layers; false when there is none.
 * owns  `ret_value` is borrowed until the next call that changes the store */
bool baton_store_get(struct baton_store *store, struct baton_text key,
                     struct baton_text *ret_value);
void baton_store_put(struct baton_store *store, struct baton_text key, struct baton_text value);
void baton_store_drop(struct baton_store *store, struct baton_text key);
/* The smallest key that starts with `prefix`, through all layers, at or after `from` (empty: from
 * the start). O(log n) also for a queue that is read and dropped at its front: a dropped row is
 * passed once, not at each call. (Keys that share their first 495 bytes are one group that is read
 * whole.)
 *
 * owns  copied into `arena` */
bool baton_store_first(struct baton_store *store, struct baton_text prefix, struct baton_text from,
                       struct baton_arena *arena, struct baton_text *ret_key,
                       struct baton_text *ret_value);

/* The record in hand is done: its rows join the transaction. A row that came and went within it is
 * no change. */
void baton_store_settle(struct baton_store *store);
/* The record in hand is dropped. */
void baton_store_forget(struct baton_store *store);
/* Calls `each` for every row that the open transaction changed, once a key, in the order of keys; a
 * value with NULL data: dropped. (Settled rows; not those of the record in hand.) */
void baton_store_changes(struct baton_store *store,
                         void (*each)(void *context, struct baton_text key,
                                      const struct baton_text *value),
                         void *context);
/* Kafka has committed: the changes count; the changelog is complete up to `changelog_offset`
 * (exclusive). Also says that the store is current now, for `max_age_ms`: only this does, because a
 * restore that stops half-way is as old as it was. So call it at the end of a restore too, and now
 * and then for an idle task that is still ours, with no changes and the same offset. */
void baton_store_commit(struct baton_store *store, int64_t changelog_offset);
/* Kafka has aborted. */
void baton_store_abort(struct baton_store *store);

/* A row of the changelog, during restore: goes to the committed layer; `value` NULL: dropped. */
void baton_store_restore(struct baton_store *store, struct baton_text key,
                         const struct baton_text *value, int64_t next_offset);

/* Writes the committed layer to the backend, sorted. With `budget_us` > 0 returns after about that
 * long with more to do; at least 16 rows are written, so that it ends.
 *
 * ret_done  true when everything committed at the call's start is written
 * fails     BATON_RETRY: disk full (the rows stay in memory; try again later);
 *           BATON_FATAL: damaged (store_damaged), or opened by another process since (store_taken)
 */
enum baton_verdict baton_store_checkpoint(struct baton_store *store, int64_t budget_us,
                                          bool *ret_done, struct baton_error *err);

struct baton_store_sizes {
    size_t rows;         /* in the backend */
    size_t pending_rows; /* committed, not yet in the backend */
    size_t pending_bytes;
    size_t disk_bytes; /* used pages */
    size_t map_bytes;  /* what the backend may grow to without being enlarged; 0: no limit */
};
struct baton_store_sizes baton_store_sizes(struct baton_store *store);
/* Memory of the rows that the open transaction has changed. */
size_t baton_store_changed_bytes(const struct baton_store *store);

#endif
