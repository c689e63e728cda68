/* Changed rows in memory: a hash table to find one, a skip list to read them in the keys' order.
 * Invariants: a key stands in an overlay once; a row whose value is NULL says "dropped" and hides
 * what lies below; the tower of a row grows from its hash, so that a row moves to another overlay
 * of the same seed as it is. Owns its rows. One thread. */
#ifndef BATON_OVERLAY_H
#define BATON_OVERLAY_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum { BATON_OVERLAY_HEIGHT = 12 }; /* one row in four reaches the next level: 4^12 rows */

struct baton_overlay_row {
    uint64_t hash;
    char *value; /* NULL: dropped */
    size_t value_size;
    uint32_t key_size;
    uint32_t height;
    struct baton_overlay_row *next[]; /* `height` links; behind them the bytes of the key */
};

struct baton_overlay_slot {
    uint64_t hash;
    struct baton_overlay_row *row; /* NULL: free */
};

struct baton_overlay {
    const uint8_t *seed; /* 16 bytes, borrowed: keys are outsiders' words, so the hash is keyed */
    struct baton_overlay_slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
    size_t bytes;    /* of the rows, what they cost beside keys and values included */
    uint32_t height; /* of the highest row since the overlay was empty: no link above it */
    struct baton_overlay_row *head[BATON_OVERLAY_HEIGHT];
};

void baton_overlay_init(struct baton_overlay *overlay, const uint8_t seed[16]);
/* Empty again, small tables kept. */
void baton_overlay_clear(struct baton_overlay *overlay);
void baton_overlay_release(struct baton_overlay *overlay);

uint64_t baton_overlay_hash(const struct baton_overlay *overlay, struct baton_text key);
/* NULL when there is none. `hash` is the key's. */
struct baton_overlay_row *baton_overlay_find(const struct baton_overlay *overlay,
                                             struct baton_text key, uint64_t hash);
/* The first row at or after `from`; NULL when there is none. `next[0]` of a row is the one behind
 * it. O(log n). */
struct baton_overlay_row *baton_overlay_seek(const struct baton_overlay *overlay,
                                             struct baton_text from);

/* Copies; `value` NULL: dropped. Both may point into this overlay. */
void baton_overlay_set(struct baton_overlay *overlay, struct baton_text key,
                       const struct baton_text *value);
/* Removes the row. */
void baton_overlay_erase(struct baton_overlay *overlay, struct baton_text key);
/* Unlinks the first row; NULL when empty. Caller frees with baton_overlay_row_free, or another
 * overlay adopts it. */
struct baton_overlay_row *baton_overlay_pop(struct baton_overlay *overlay);
/* Takes `row` of an overlay with the same seed; it replaces an older one of its key. */
void baton_overlay_adopt(struct baton_overlay *overlay, struct baton_overlay_row *row);
/* Takes all rows of `from`, which is empty then; the cost of a row is that of the few rows that lie
 * between it and the one before. */
void baton_overlay_adopt_all(struct baton_overlay *overlay, struct baton_overlay *from);

struct baton_text baton_overlay_key(const struct baton_overlay_row *row);
struct baton_text baton_overlay_value(const struct baton_overlay_row *row);
void baton_overlay_row_free(struct baton_overlay_row *row);

#endif
