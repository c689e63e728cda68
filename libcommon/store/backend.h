/* What lies below the layers: rows that Kafka has committed, and the mark up to where they are
 * complete. Two of them: LMDB in a folder, and a twin in memory. Used by the layers alone.
 * Invariant: one `write` is one transaction: after a crash all of it is there or nothing. */
#ifndef BATON_BACKEND_H
#define BATON_BACKEND_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "error.h"
#include "overlay.h"
#include "store.h"

struct baton_backend_mark {
    int64_t offset;      /* of the changelog, exclusive */
    int64_t saved_at_ms; /* when the rows up to `offset` were all there were */
};

struct baton_backend {
    const struct baton_backend_ops *ops;
};

struct baton_backend_ops {
    /* owns  borrowed until the next `write` */
    bool (*get)(struct baton_backend *backend, struct baton_text key, struct baton_text *ret_value);
    /* The first row at or after `from`.
     * owns  borrowed until the next `write` */
    bool (*seek)(struct baton_backend *backend, struct baton_text from, struct baton_text *ret_key,
                 struct baton_text *ret_value);
    /* Writes `rows` and those behind it (NULL: none) in their order until `stop_us`; with the last
     * one the mark.
     * fails  BATON_RETRY: no space; BATON_FATAL: damaged. Nothing is written then. */
    enum baton_verdict (*write)(struct baton_backend *backend, const struct baton_overlay_row *rows,
                                int64_t stop_us, const struct baton_backend_mark *mark,
                                size_t *ret_written, struct baton_error *err);
    /* BATON_FATAL after something was read that is not what was written. */
    enum baton_verdict (*check)(const struct baton_backend *backend, struct baton_error *err);
    /* Fills `rows` and `disk_bytes`. */
    void (*sizes)(struct baton_backend *backend, struct baton_store_sizes *ret_sizes);
    /* `clean`: everything is written; the next open may trust it even on another boot. */
    void (*close)(struct baton_backend *backend, bool clean);
};

/* As baton_store_open; `ret_mark` is what was stored. */
enum baton_verdict baton_backend_lmdb_open(const struct baton_store_conf *conf,
                                           struct baton_backend **ret_backend,
                                           struct baton_backend_mark *ret_mark,
                                           struct baton_error *err);
struct baton_backend *baton_backend_memory_open(const uint8_t seed[16]);

/* For budgets: microseconds that never go back. */
static inline int64_t baton_backend_clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

#endif
