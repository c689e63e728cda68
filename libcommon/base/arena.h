/* Memory with one lifetime: blocks handed out in order, all given back at once by reset.
 * Invariants: allocations are aligned for any type; a failing malloc aborts the process (restart
 * and replay is the recovery); after the first rounds a reset arena allocates without calling
 * malloc. Not for use by two threads. */
#ifndef BATON_ARENA_H
#define BATON_ARENA_H

#include <stddef.h>

struct baton_arena {
    struct baton_arena_block *first;   /* blocks in the order of their making */
    struct baton_arena_block *current; /* the one that is being filled */
};

void baton_arena_init(struct baton_arena *arena);
void baton_arena_release(struct baton_arena *arena);
/* Forgets all allocations, keeps up to 1 MiB of the memory. */
void baton_arena_reset(struct baton_arena *arena);
/* `size` bytes, not cleared; never NULL. Borrowed until reset. */
void *baton_arena_alloc(struct baton_arena *arena, size_t size);
/* `count` elements of `size` bytes, zeroed; aborts on overflow. */
void *baton_arena_zero(struct baton_arena *arena, size_t count, size_t size);
void *baton_arena_copy(struct baton_arena *arena, const void *bytes, size_t size);
/* Bytes handed out since the last reset. */
size_t baton_arena_used(const struct baton_arena *arena);

#define BATON_NEW(arena, type) ((type *)baton_arena_zero((arena), 1, sizeof(type)))
#define BATON_NEW_ARRAY(arena, type, count) \
    ((type *)baton_arena_zero((arena), (count), sizeof(type)))

/* An array of `count` zeroed elements with the room behind them that BATON_APPEND expects. Readers
 * of records make these, so that the array of a row that was read may grow. */
void *baton_arena_array(struct baton_arena *arena, size_t count, size_t item_size);
/* How many elements a baton_arena_array of `count` has room for; aborts on overflow. */
size_t baton_arena_array_room(size_t count);
/* Room for one more element behind `count` in an arena array that grows by doubling: a new array
 * when full. `*items` is replaced; the old one stays valid until reset. Returns the index of the
 * new, zeroed element. The array starts as NULL with `count` 0 or as a baton_arena_array, and grows
 * through this function alone; `count` may be lowered. */
size_t baton_arena_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size);
/* Address of a new, zeroed element: `*BATON_APPEND(arena, list->rows, list->row_count) = row;`.
 * `count` is a size_t. Grows before it reads `items`; `arena`, `items` and `count` must be free of
 * side effects. */
#define BATON_APPEND(arena, items, count) \
    (baton_arena_grow((arena), (void **)&(items), &(count), sizeof *(items)), &(items)[(count)-1])

#endif
