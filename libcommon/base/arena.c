/* A list of blocks of which the last is being filled. A reset that finds several puts one block of
 * their common size in their place, so that the next round of the same work fits in one. One thread
 * at a time. */
#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "poison.h"

enum {
    ALIGNMENT = _Alignof(max_align_t),
    FIRST_BYTES = 4096, /* a conversation event with its texts fits in one page */
    KEEP_BYTES =
        1 << 20, /* most records take a few kB; the rare one of 2 MiB may ask malloc again */
};

struct baton_arena_block {
    struct baton_arena_block *next;
    size_t size;
    size_t used;  /* offset of the next allocation */
    size_t asked; /* what the callers asked for, without alignment */
    _Alignas(max_align_t) uint8_t data[];
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What an allocation of `size` bytes takes in its block. */
static size_t room_for(size_t size)
{
    if (size > PTRDIFF_MAX - sizeof(struct baton_arena_block) - ALIGNMENT - BATON_POISON_GAP)
        abort();
    return (size + BATON_POISON_GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void block_append(struct baton_arena *arena, size_t size)
{
    struct baton_arena_block *block = malloc(sizeof *block + size);

    if (block == NULL)
        abort();
    *block = (struct baton_arena_block){ .size = size };
    BATON_POISON(block->data, size);
    if (arena->current == NULL)
        arena->first = block;
    else
        arena->current->next = block;
    arena->current = block;
}

static void blocks_free(struct baton_arena_block *block)
{
    while (block != NULL) {
        struct baton_arena_block *next = block->next;

        BATON_UNPOISON(block->data, block->size);
        free(block);
        block = next;
    }
}

void baton_arena_init(struct baton_arena *arena)
{
    *arena = (struct baton_arena){ NULL, NULL };
}

void baton_arena_release(struct baton_arena *arena)
{
    blocks_free(arena->first);
    baton_arena_init(arena);
}

static void block_rewind(struct baton_arena_block *block)
{
    block->next = NULL;
    block->used = 0;
    block->asked = 0;
    BATON_POISON(block->data, block->size);
}

void baton_arena_reset(struct baton_arena *arena)
{
    struct baton_arena_block *first = arena->first;
    size_t total = 0;

    if (first == NULL)
        return;
    for (struct baton_arena_block *block = first; block != NULL; block = block->next)
        total += block->size;

    size_t keep = smaller(total, KEEP_BYTES);
    if (first->size == keep) {
        blocks_free(first->next);
        block_rewind(first);
        arena->current = first;
    } else {
        baton_arena_release(arena);
        block_append(arena, keep);
    }
}

void *baton_arena_alloc(struct baton_arena *arena, size_t size)
{
    struct baton_arena_block *block = arena->current;
    size_t room = room_for(size);

    if (block == NULL || block->size - block->used < room) {
        size_t usual = block == NULL ? FIRST_BYTES : smaller(2 * block->size, KEEP_BYTES);

        block_append(arena, larger(room, usual));
        block = arena->current;
    }
    void *bytes = block->data + block->used;

    block->used += room;
    block->asked += size;
    BATON_UNPOISON(bytes, size);
    return bytes;
}

static size_t product(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        abort();
    return bytes;
}

void *baton_arena_zero(struct baton_arena *arena, size_t count, size_t size)
{
    size_t bytes = product(count, size);

    return memset(baton_arena_alloc(arena, bytes), 0, bytes);
}

void *baton_arena_copy(struct baton_arena *arena, const void *bytes, size_t size)
{
    void *copy = baton_arena_alloc(arena, size);

    if (size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

size_t baton_arena_used(const struct baton_arena *arena)
{
    size_t used = 0;

    for (const struct baton_arena_block *block = arena->first; block != NULL; block = block->next)
        used += block->asked;
    return used;
}

/* The capacity is not stored: it is 4 up to four elements, then the next power of two. */
static bool is_full(size_t count)
{
    return count == 0 || (count >= 4 && (count & (count - 1)) == 0);
}

size_t baton_arena_array_room(size_t count)
{
    size_t room = count == 0 ? 0 : 4;

    while (room < count)
        room = product(room, 2);
    return room;
}

void *baton_arena_array(struct baton_arena *arena, size_t count, size_t item_size)
{
    return baton_arena_zero(arena, baton_arena_array_room(count), item_size);
}

size_t baton_arena_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size)
{
    size_t index = *count;
    uint8_t *array;

    /* The caller's pointer has another type: its bytes are copied, never read as a `void *`. */
    memcpy(&array, items, sizeof array);
    if (is_full(index)) {
        size_t capacity = index == 0 ? 4 : product(index, 2);
        uint8_t *wider = baton_arena_alloc(arena, product(capacity, item_size));

        if (index > 0)
            memcpy(wider, array, index * item_size);
        array = wider;
        memcpy(items, &array, sizeof array);
    }
    memset(array + index * item_size, 0, item_size);
    *count = index + 1;
    return index;
}
