/* Growing by one: rows have few elements, and the arena is emptied with the record. */
#include "grow.h"

#include <string.h>

void learner_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size)
{
    char *wider = baton_arena_zero(arena, *count + 1, item_size);
    void *before;

    /* The caller's pointer has another type: its bytes are copied, never read as a `void *`. */
    memcpy(&before, items, sizeof before);
    if (*count > 0)
        memcpy(wider, before, *count * item_size);
    memcpy(items, &wider, sizeof wider);
    ++*count;
}
