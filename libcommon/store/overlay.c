/* Hash table with open addressing (linear probing, removal by shifting back) over a skip list. A
 * row is one allocation for links and key and one for the value, so that moving it between layers
 * copies nothing. */
#include "overlay.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"

enum {
    FIRST_SLOTS = 16,
    KEEP_SLOTS = 1024 /* a table above it is given back once it is nearly empty: clearing costs by
                         its size */
};

static void *must(void *memory)
{
    if (memory == NULL)
        abort();
    return memory;
}

struct baton_text baton_overlay_key(const struct baton_overlay_row *row)
{
    return (struct baton_text){ (const char *)&row->next[row->height], row->key_size };
}

struct baton_text baton_overlay_value(const struct baton_overlay_row *row)
{
    return (struct baton_text){ row->value, row->value_size };
}

void baton_overlay_row_free(struct baton_overlay_row *row)
{
    if (row != NULL)
        free(row->value);
    free(row);
}

static size_t row_bytes(const struct baton_overlay_row *row)
{
    return sizeof *row + row->height * sizeof row->next[0] + row->key_size + row->value_size
           + 2 * sizeof(struct baton_overlay_slot);
}

void baton_overlay_init(struct baton_overlay *overlay, const uint8_t seed[16])
{
    *overlay = (struct baton_overlay){ .seed = seed };
}

/* Without rows, whoever has them now; small tables kept. */
static void become_empty(struct baton_overlay *overlay)
{
    if (overlay->capacity > KEEP_SLOTS && overlay->count < overlay->capacity / 16) {
        free(overlay->slots);
        baton_overlay_init(overlay, overlay->seed);
        return;
    }
    if (overlay->count > 0)
        memset(overlay->slots, 0, overlay->capacity * sizeof *overlay->slots);
    memset(overlay->head, 0, sizeof overlay->head);
    overlay->height = 0;
    overlay->count = 0;
    overlay->bytes = 0;
}

void baton_overlay_clear(struct baton_overlay *overlay)
{
    for (struct baton_overlay_row *row = overlay->head[0], *next; row != NULL; row = next) {
        next = row->next[0];
        baton_overlay_row_free(row);
    }
    become_empty(overlay);
}

void baton_overlay_release(struct baton_overlay *overlay)
{
    baton_overlay_clear(overlay);
    free(overlay->slots);
    baton_overlay_init(overlay, overlay->seed);
}

uint64_t baton_overlay_hash(const struct baton_overlay *overlay, struct baton_text key)
{
    return baton_siphash(overlay->seed, key.data, key.size);
}

/* The key's slot, or the free one where it would stand. The table is never full. */
static size_t slot_of(const struct baton_overlay *overlay, struct baton_text key, uint64_t hash)
{
    size_t mask = overlay->capacity - 1;
    size_t at = hash & mask;

    for (; overlay->slots[at].row != NULL; at = (at + 1) & mask) {
        const struct baton_overlay_slot *slot = &overlay->slots[at];

        if (slot->hash == hash && baton_text_equal(baton_overlay_key(slot->row), key))
            break;
    }
    return at;
}

struct baton_overlay_row *baton_overlay_find(const struct baton_overlay *overlay,
                                             struct baton_text key, uint64_t hash)
{
    return overlay->count == 0 ? NULL : overlay->slots[slot_of(overlay, key, hash)].row;
}

static void slots_grow(struct baton_overlay *overlay)
{
    struct baton_overlay_slot *old = overlay->slots;
    size_t old_capacity = overlay->capacity;

    if ((overlay->count + 1) * 4 <= old_capacity * 3)
        return;
    overlay->capacity = old_capacity == 0 ? FIRST_SLOTS : 2 * old_capacity;
    overlay->slots = must(calloc(overlay->capacity, sizeof *overlay->slots));
    for (size_t i = 0; i < old_capacity; i++) {
        size_t at = old[i].hash & (overlay->capacity - 1);

        if (old[i].row == NULL)
            continue;
        while (overlay->slots[at].row != NULL)
            at = (at + 1) & (overlay->capacity - 1);
        overlay->slots[at] = old[i];
    }
    free(old);
}

/* Empties slot `hole`, and moves back what stands behind it only because of it. */
static void slot_remove(struct baton_overlay *overlay, size_t hole)
{
    size_t mask = overlay->capacity - 1;

    for (size_t at = (hole + 1) & mask; overlay->slots[at].row != NULL; at = (at + 1) & mask) {
        size_t home = overlay->slots[at].hash & mask;

        if (((at - home) & mask) < ((at - hole) & mask))
            continue;
        overlay->slots[hole] = overlay->slots[at];
        hole = at;
    }
    overlay->slots[hole] = (struct baton_overlay_slot){ 0, NULL };
}

static bool is_before(const struct baton_overlay_row *row, struct baton_text key)
{
    return row != NULL && baton_text_compare(baton_overlay_key(row), key) < 0;
}

/* For each level up to the highest row's the link that leads to the first row at or after `key`. */
static void path_to(struct baton_overlay *overlay, struct baton_text key,
                    struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT])
{
    struct baton_overlay_row **tower = overlay->head;

    for (uint32_t level = overlay->height; level-- > 0;) {
        while (is_before(tower[level], key))
            tower = tower[level]->next;
        path[level] = &tower[level];
    }
}

struct baton_overlay_row *baton_overlay_seek(const struct baton_overlay *overlay,
                                             struct baton_text from)
{
    struct baton_overlay_row *const *tower = overlay->head;

    for (uint32_t level = overlay->height; level-- > 0;) {
        while (is_before(tower[level], from))
            tower = tower[level]->next;
    }
    return tower[0];
}

/* Links `row`, for whose key `path` was made, and which goes to slot `at`. */
static void link_row(struct baton_overlay *overlay, struct baton_overlay_row *row, size_t at,
                     struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT])
{
    overlay->slots[at] = (struct baton_overlay_slot){ row->hash, row };
    for (; overlay->height < row->height; overlay->height++)
        path[overlay->height] = &overlay->head[overlay->height];
    for (uint32_t level = 0; level < row->height; level++) {
        row->next[level] = *path[level];
        *path[level] = row;
    }
    overlay->count++;
    overlay->bytes += row_bytes(row);
}

static void row_gone(struct baton_overlay *overlay, const struct baton_overlay_row *row)
{
    overlay->bytes -= row_bytes(row);
    if (--overlay->count == 0)
        overlay->height = 0;
}

static void unlink_row(struct baton_overlay *overlay, struct baton_overlay_row *row)
{
    struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT];
    struct baton_text key = baton_overlay_key(row);

    path_to(overlay, key, path);
    for (uint32_t level = 0; level < row->height; level++)
        *path[level] = row->next[level];
    slot_remove(overlay, slot_of(overlay, key, row->hash));
    row_gone(overlay, row);
}

/* One level more for every two zero bits at the top of the hash: the low bits choose the slot. */
static uint32_t height_of(uint64_t hash)
{
    uint32_t zeros = hash == 0 ? 64 : (uint32_t)__builtin_clzll(hash);
    uint32_t height = 1 + zeros / 2;

    return height < BATON_OVERLAY_HEIGHT ? height : BATON_OVERLAY_HEIGHT;
}

static struct baton_overlay_row *row_new(struct baton_text key, uint64_t hash)
{
    uint32_t height = height_of(hash);
    struct baton_overlay_row *row =
        must(malloc(sizeof *row + height * sizeof row->next[0] + key.size));

    *row = (struct baton_overlay_row){ .hash = hash,
                                       .key_size = (uint32_t)key.size,
                                       .height = height };
    memcpy(&row->next[height], key.data, key.size);
    return row;
}

/* A copy that is not NULL for the empty value either. */
static char *value_copy(const struct baton_text *value)
{
    char *copy = must(malloc(value->size + 1));

    if (value->size > 0)
        memcpy(copy, value->data, value->size);
    return copy;
}

/* Takes `value`. The old one goes last: the new one may have been copied from it. */
static void row_replace(struct baton_overlay *overlay, struct baton_overlay_row *row, char *value,
                        size_t size)
{
    overlay->bytes += size;
    overlay->bytes -= row->value_size;
    free(row->value);
    row->value = value;
    row->value_size = size;
}

void baton_overlay_set(struct baton_overlay *overlay, struct baton_text key,
                       const struct baton_text *value)
{
    uint64_t hash = baton_overlay_hash(overlay, key);
    char *copy = value == NULL ? NULL : value_copy(value);
    size_t size = value == NULL ? 0 : value->size;

    slots_grow(overlay);
    size_t at = slot_of(overlay, key, hash);
    if (overlay->slots[at].row == NULL) {
        struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT];

        path_to(overlay, key, path);
        link_row(overlay, row_new(key, hash), at, path);
    }
    row_replace(overlay, overlay->slots[at].row, copy, size);
}

void baton_overlay_erase(struct baton_overlay *overlay, struct baton_text key)
{
    struct baton_overlay_row *row =
        baton_overlay_find(overlay, key, baton_overlay_hash(overlay, key));

    if (row == NULL)
        return;
    unlink_row(overlay, row);
    baton_overlay_row_free(row);
}

struct baton_overlay_row *baton_overlay_pop(struct baton_overlay *overlay)
{
    struct baton_overlay_row *row = overlay->head[0];

    if (row == NULL)
        return NULL;
    for (uint32_t level = 0; level < row->height; level++)
        overlay->head[level] = row->next[level];
    slot_remove(overlay, slot_of(overlay, baton_overlay_key(row), row->hash));
    row_gone(overlay, row);
    return row;
}

/* `row` in the place of the one that slot `at` has. */
static void take_value(struct baton_overlay *overlay, struct baton_overlay_row *row, size_t at)
{
    row_replace(overlay, overlay->slots[at].row, row->value, row->value_size);
    row->value = NULL;
    baton_overlay_row_free(row);
}

void baton_overlay_adopt(struct baton_overlay *overlay, struct baton_overlay_row *row)
{
    struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT];
    struct baton_text key = baton_overlay_key(row);

    slots_grow(overlay);
    size_t at = slot_of(overlay, key, row->hash);
    if (overlay->slots[at].row != NULL) {
        take_value(overlay, row, at);
        return;
    }
    path_to(overlay, key, path);
    link_row(overlay, row, at, path);
}

/* Moves the path of an earlier key on to `key`: up to the lowest level that leads to it or beyond,
 * and down from there. A level that is not looked at leads beyond it too. */
static void path_on(const struct baton_overlay *overlay, struct baton_text key,
                    struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT])
{
    uint32_t level = 0;
    struct baton_overlay_row *row = NULL; /* passed last: the links of lower levels begin in it */

    while (level < overlay->height && is_before(*path[level], key))
        level++;
    while (level-- > 0) {
        struct baton_overlay_row **link = row != NULL ? &row->next[level] : path[level];

        for (; is_before(*link, key); link = &row->next[level])
            row = *link;
        path[level] = link;
    }
}

void baton_overlay_adopt_all(struct baton_overlay *overlay, struct baton_overlay *from)
{
    struct baton_overlay_row **path[BATON_OVERLAY_HEIGHT];

    for (uint32_t level = 0; level < BATON_OVERLAY_HEIGHT; level++)
        path[level] = &overlay->head[level];
    for (struct baton_overlay_row *row = from->head[0], *next; row != NULL; row = next) {
        struct baton_text key = baton_overlay_key(row);

        next = row->next[0];
        slots_grow(overlay);
        size_t at = slot_of(overlay, key, row->hash);
        if (overlay->slots[at].row != NULL) {
            take_value(overlay, row, at);
            continue;
        }
        path_on(overlay, key, path);
        link_row(overlay, row, at, path);
    }
    become_empty(from);
}
