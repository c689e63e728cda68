/* Ordered reading: the layers and the backend are merged by key, the newest one that has the key
 * decides. */
#include <string.h>

#include "arena.h"
#include "layers.h"

struct merge {
    struct baton_store *store;
    const struct baton_overlay_row *rows[BATON_LAYERS]; /* next of each layer; NULL: none left */
    bool has_stored;
    struct baton_text stored_key, stored_value; /* next of the backend */
};

static void stored_seek(struct merge *m, struct baton_text from)
{
    struct baton_backend *backend = m->store->backend;

    m->has_stored = backend->ops->seek(backend, from, &m->stored_key, &m->stored_value);
}

static void merge_start(struct merge *m, struct baton_store *store, struct baton_text from)
{
    m->store = store;
    for (int i = 0; i < BATON_LAYERS; i++)
        m->rows[i] = baton_overlay_seek(&store->layers[i], from);
    stored_seek(m, from);
}

/* The smallest next key; its value from the newest that has it, NULL data: dropped. */
static bool merge_look(const struct merge *m, struct baton_text *ret_key,
                       struct baton_text *ret_value)
{
    bool is_found = false;

    for (int i = 0; i < BATON_LAYERS; i++) {
        if (m->rows[i] == NULL
            || (is_found && baton_text_compare(baton_overlay_key(m->rows[i]), *ret_key) >= 0))
            continue;
        *ret_key = baton_overlay_key(m->rows[i]);
        *ret_value = baton_overlay_value(m->rows[i]);
        is_found = true;
    }
    if (m->has_stored && (!is_found || baton_text_compare(m->stored_key, *ret_key) < 0)) {
        *ret_key = m->stored_key;
        *ret_value = m->stored_value;
        is_found = true;
    }
    return is_found;
}

/* Behind `key`, which is the smallest. */
static void merge_pass(struct merge *m, struct baton_text key)
{
    char behind[BATON_STORE_KEY_MAX + 1]; /* the next possible key: one more byte, zero */
    size_t size = key.size;
    bool is_stored = m->has_stored && baton_text_equal(m->stored_key, key);

    memcpy(behind, key.data, size);
    behind[size] = '\0';
    for (int i = 0; i < BATON_LAYERS; i++) {
        if (m->rows[i] != NULL && baton_text_equal(baton_overlay_key(m->rows[i]), key))
            m->rows[i] = m->rows[i]->next[0];
    }
    if (is_stored)
        stored_seek(m, (struct baton_text){ behind, size + 1 });
}

static bool live_find(struct baton_store *store, struct baton_text prefix, struct baton_text from,
                      struct baton_text *ret_key, struct baton_text *ret_value)
{
    struct merge m;

    merge_start(&m, store, from);
    while (merge_look(&m, ret_key, ret_value) && baton_text_starts(*ret_key, prefix)) {
        if (ret_value->data != NULL)
            return true;
        merge_pass(&m, *ret_key);
    }
    return false;
}

bool baton_store_first(struct baton_store *store, struct baton_text prefix, struct baton_text from,
                       struct baton_arena *arena, struct baton_text *ret_key,
                       struct baton_text *ret_value)
{
    struct baton_text start, key, value;
    bool is_found;

    if (!baton_gaps_start(&store->gaps, prefix, from, &start))
        return false;
    is_found = live_find(store, prefix, start, &key, &value);
    baton_gaps_learn(&store->gaps, prefix, from, is_found ? &key : NULL);
    if (is_found) {
        *ret_key = baton_text_copy(arena, key);
        *ret_value = baton_text_copy(arena, value);
    }
    return is_found;
}
