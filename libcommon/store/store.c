/* Layers above a backend: who sees what, what moves when. Ordered reading is in first.c. */
#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/random.h>

#include "layers.h"
#include "timestamp.h"

enum { AGE_STEPS = 8 }; /* an idle store says how current it is this often within its largest age */

/* Opening and closing */

static struct baton_store *store_new(const struct baton_store_conf *conf)
{
    struct baton_store *store = calloc(1, sizeof *store);

    if (store == NULL
        || getrandom(store->seed, sizeof store->seed, 0) != (ssize_t)sizeof store->seed)
        abort();
    for (int i = 0; i < BATON_LAYERS; i++)
        baton_overlay_init(&store->layers[i], store->seed);
    store->fill_share = 0.5;
    store->max_age_ms = conf->max_age_ms;
    store->opened_wall_ms = conf->now_ms;
    store->opened_boot_ms = baton_clock_boot_ms();
    return store;
}

static void store_free(struct baton_store *store)
{
    for (int i = 0; i < BATON_LAYERS; i++)
        baton_overlay_release(&store->layers[i]);
    free(store);
}

enum baton_verdict baton_store_open(const struct baton_store_conf *conf,
                                    struct baton_store **ret_store, int64_t *ret_offset,
                                    struct baton_error *err)
{
    struct baton_store *store = store_new(conf);
    enum baton_verdict v = BATON_DONE;

    if (conf->path == NULL)
        store->backend = baton_backend_memory_open(store->seed);
    else
        v = baton_backend_lmdb_open(conf, &store->backend, &store->stored, err);
    if (v != BATON_DONE) {
        store_free(store);
        return v;
    }
    store->committed = store->stored;
    *ret_offset = store->stored.offset;
    *ret_store = store;
    return BATON_DONE;
}

void baton_store_close(struct baton_store *store)
{
    bool is_done;

    if (store == NULL)
        return;
    bool clean = baton_store_check(store, NULL) == BATON_DONE
                 && baton_store_checkpoint(store, 0, &is_done, NULL) == BATON_DONE;
    store->backend->ops->close(store->backend, clean);
    store_free(store);
}

enum baton_verdict baton_store_check(struct baton_store *store, struct baton_error *err)
{
    return store->backend->ops->check(store->backend, err);
}

/* Rows */

bool baton_layers_find(struct baton_store *store, enum baton_layer from, struct baton_text key,
                       struct baton_text *ret_value)
{
    uint64_t hash = baton_overlay_hash(&store->layers[0], key);

    for (int i = (int)from; i < BATON_LAYERS; i++) {
        const struct baton_overlay_row *row = baton_overlay_find(&store->layers[i], key, hash);

        if (row == NULL)
            continue;
        if (row->value != NULL)
            *ret_value = baton_overlay_value(row);
        return row->value != NULL;
    }
    return store->backend->ops->get(store->backend, key, ret_value);
}

bool baton_store_get(struct baton_store *store, struct baton_text key, struct baton_text *ret_value)
{
    return baton_layers_find(store, BATON_LAYER_RECORD, key, ret_value);
}

static void layer_set(struct baton_store *store, enum baton_layer layer, struct baton_text key,
                      const struct baton_text *value)
{
    assert(key.size > 0 && key.size <= BATON_STORE_KEY_MAX);
    if (value != NULL)
        baton_gaps_reveal(&store->gaps, key);
    baton_overlay_set(&store->layers[layer], key, value);
}

void baton_store_put(struct baton_store *store, struct baton_text key, struct baton_text value)
{
    layer_set(store, BATON_LAYER_RECORD, key, &value);
}

void baton_store_drop(struct baton_store *store, struct baton_text key)
{
    layer_set(store, BATON_LAYER_RECORD, key, NULL);
}

void baton_store_restore(struct baton_store *store, struct baton_text key,
                         const struct baton_text *value, int64_t next_offset)
{
    layer_set(store, BATON_LAYER_COMMITTED, key, value);
    store->committed.offset = next_offset;
}

/* Records and transactions */

void baton_store_settle(struct baton_store *store)
{
    struct baton_overlay *transaction = &store->layers[BATON_LAYER_TRANSACTION];
    struct baton_overlay_row *row;
    struct baton_text below;

    while ((row = baton_overlay_pop(&store->layers[BATON_LAYER_RECORD])) != NULL) {
        struct baton_text key = baton_overlay_key(row);

        /* A row that came and went within the transaction is no change: the changelog is spared it.
         */
        if (row->value == NULL && !baton_layers_find(store, BATON_LAYER_COMMITTED, key, &below)) {
            baton_overlay_erase(transaction, key);
            baton_overlay_row_free(row);
        } else {
            baton_overlay_adopt(transaction, row);
        }
    }
}

/* What was dropped may be seen again. */
static void layer_undo(struct baton_store *store, enum baton_layer layer)
{
    for (const struct baton_overlay_row *row = store->layers[layer].head[0]; row != NULL;
         row = row->next[0]) {
        if (row->value == NULL)
            baton_gaps_reveal(&store->gaps, baton_overlay_key(row));
    }
    baton_overlay_clear(&store->layers[layer]);
}

void baton_store_forget(struct baton_store *store)
{
    layer_undo(store, BATON_LAYER_RECORD);
}

void baton_store_abort(struct baton_store *store)
{
    layer_undo(store, BATON_LAYER_RECORD);
    layer_undo(store, BATON_LAYER_TRANSACTION);
}

void baton_store_changes(struct baton_store *store,
                         void (*each)(void *context, struct baton_text key,
                                      const struct baton_text *value),
                         void *context)
{
    const struct baton_overlay_row *row = store->layers[BATON_LAYER_TRANSACTION].head[0];

    for (; row != NULL; row = row->next[0]) {
        struct baton_text value = baton_overlay_value(row);

        each(context, baton_overlay_key(row), &value);
    }
}

void baton_store_commit(struct baton_store *store, int64_t changelog_offset)
{
    assert(store->layers[BATON_LAYER_RECORD].count == 0);
    baton_overlay_adopt_all(&store->layers[BATON_LAYER_COMMITTED],
                            &store->layers[BATON_LAYER_TRANSACTION]);
    store->committed.offset = changelog_offset;
    store->committed.saved_at_ms =
        store->opened_wall_ms + baton_clock_boot_ms() - store->opened_boot_ms;
}

/* Checkpoints */

static bool mark_moved(const struct baton_store *store)
{
    int64_t newer_ms = store->committed.saved_at_ms - store->stored.saved_at_ms;

    return store->committed.offset != store->stored.offset
           || (store->max_age_ms > 0 && newer_ms > store->max_age_ms / AGE_STEPS);
}

/* Makes what is committed now the layer that is written; false when there is nothing to write. */
static bool writing_begin(struct baton_store *store)
{
    struct baton_overlay *committed = &store->layers[BATON_LAYER_COMMITTED];
    struct baton_overlay *writing = &store->layers[BATON_LAYER_WRITING];
    struct baton_overlay empty = *writing;

    if (store->is_writing)
        return true;
    if (committed->count == 0 && !mark_moved(store))
        return false;
    *writing = *committed;
    *committed = empty;
    store->writing = store->committed;
    store->is_writing = true;
    return true;
}

/* The written rows are the backend's now. */
static void writing_done(struct baton_store *store, size_t written)
{
    struct baton_overlay *writing = &store->layers[BATON_LAYER_WRITING];

    for (; written > 0; written--)
        baton_overlay_row_free(baton_overlay_pop(writing));
    if (writing->count > 0)
        return;
    baton_overlay_clear(writing);
    store->stored = store->writing;
    store->is_writing = false;
}

/* How much of a slice's time goes to filling the transaction; the rest is its commit. Learned from
 * each slice that was not the last. */
static void share_learn(struct baton_store *store, int64_t fill_us, int64_t whole_us)
{
    double share = (double)fill_us / (double)(whole_us > 0 ? whole_us : 1);

    share = 0.75 * store->fill_share + 0.25 * share;
    store->fill_share = share < 0.1 ? 0.1 : share > 0.9 ? 0.9 : share;
}

/* One transaction of the backend. `budget_us` 0: as large as it may be. */
static enum baton_verdict slice_write(struct baton_store *store, int64_t budget_us,
                                      struct baton_error *err)
{
    struct baton_backend *backend = store->backend;
    int64_t start_us = baton_backend_clock_us();
    int64_t fill_us = (int64_t)((double)budget_us * store->fill_share);
    size_t written = 0;
    enum baton_verdict v = backend->ops->write(backend, store->layers[BATON_LAYER_WRITING].head[0],
                                               budget_us > 0 ? start_us + fill_us : INT64_MAX,
                                               &store->writing, &written, err);

    if (v != BATON_DONE)
        return v;
    writing_done(store, written);
    if (budget_us > 0 && store->is_writing)
        share_learn(store, fill_us, baton_backend_clock_us() - start_us);
    return BATON_DONE;
}

enum baton_verdict baton_store_checkpoint(struct baton_store *store, int64_t budget_us,
                                          bool *ret_done, struct baton_error *err)
{
    int64_t deadline_us = baton_backend_clock_us() + budget_us;
    int64_t left_us = budget_us;
    enum baton_verdict v = baton_store_check(store, err);

    while (v == BATON_DONE && writing_begin(store)) {
        v = slice_write(store, budget_us > 0 ? left_us : 0, err);
        left_us = deadline_us - baton_backend_clock_us();
        /* a slice has a price of its own: what is left of the time is not worth another one */
        if (budget_us > 0 && left_us < budget_us / 2)
            break;
    }
    if (v == BATON_DONE)
        *ret_done = !store->is_writing && store->layers[BATON_LAYER_COMMITTED].count == 0;
    return v;
}

struct baton_store_sizes baton_store_sizes(struct baton_store *store)
{
    const struct baton_overlay *committed = &store->layers[BATON_LAYER_COMMITTED];
    const struct baton_overlay *writing = &store->layers[BATON_LAYER_WRITING];
    struct baton_store_sizes sizes = { .rows = 0 };

    store->backend->ops->sizes(store->backend, &sizes);
    sizes.pending_rows = committed->count + writing->count;
    sizes.pending_bytes = committed->bytes + writing->bytes;
    return sizes;
}

size_t baton_store_changed_bytes(const struct baton_store *store)
{
    return store->layers[BATON_LAYER_TRANSACTION].bytes;
}
