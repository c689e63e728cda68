/* What a transaction writes. One arena holds everything; rolling back a record only lowers the
 * count, its bytes go with the transaction. */
#include "task.h"

void baton_batch_init(struct baton_batch *batch)
{
    *batch = (struct baton_batch){ .items = NULL };
    baton_arena_init(&batch->arena);
}

void baton_batch_release(struct baton_batch *batch)
{
    baton_arena_release(&batch->arena);
    batch->items = NULL;
    batch->items_count = 0;
}

void baton_batch_reset(struct baton_batch *batch)
{
    baton_arena_reset(&batch->arena);
    batch->items = NULL; /* it lay in the arena */
    batch->items_count = 0;
}
