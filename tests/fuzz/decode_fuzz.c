/* Hostile bytes under our own schemas: the first byte chooses the type. What is taken must encode
 * and decode again to the same bytes. */
#include "fuzz.h"

#include <stdlib.h>

#include "records.h"

static struct baton_plan *plans[64];

static const struct baton_record_type *choose(uint8_t byte, struct baton_plan **ret_plan)
{
    size_t count = 0;

    while (baton_record_types[count] != NULL)
        count++;
    size_t index = byte % count;
    if (plans[index] == NULL
        && baton_plan_compile(baton_text_of(baton_record_types[index]->schema_text),
                              baton_record_types[index], &plans[index], NULL)
               != BATON_DONE)
        abort();
    *ret_plan = plans[index];
    return baton_record_types[index];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_plan *plan;
    struct baton_arena arena;
    struct baton_buf first;
    struct baton_buf second;
    struct baton_error err;
    void *value;

    if (size == 0)
        return 0;
    const struct baton_record_type *type = choose(data[0], &plan);
    baton_arena_init(&arena);
    baton_buf_init(&first, 1 << 24);
    baton_buf_init(&second, 1 << 24);
    if (baton_plan_decode(plan, (struct baton_text){ (const char *)data + 1, size - 1 }, &arena,
                          &value, &err)
        == BATON_DONE) {
        if (baton_codec_encode(type, value, &first, &err) != BATON_DONE
            || baton_plan_decode(plan, baton_buf_text(&first), &arena, &value, &err) != BATON_DONE
            || baton_codec_encode(type, value, &second, &err) != BATON_DONE
            || !baton_text_equal(baton_buf_text(&first), baton_buf_text(&second)))
            abort();
    }
    baton_buf_release(&first);
    baton_buf_release(&second);
    baton_arena_release(&arena);
    return 0;
}
