/* Arrays of rows that grow. What comes out of the store has no room behind its end, so
 * BATON_APPEND, which doubles, must not touch it: here each new element makes a new array. */
#ifndef BATON_LEARNER_GROW_H
#define BATON_LEARNER_GROW_H

#include "arena.h"

/* A copy of the array with one more, zeroed element; *items is replaced. */
void learner_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size);

/* Address of a new element at the end of a row's array. */
#define LEARNER_ADD(arena, items, count) \
    (learner_grow((arena), (void **)&(items), &(count), sizeof *(items)), &(items)[(count)-1])

#endif
