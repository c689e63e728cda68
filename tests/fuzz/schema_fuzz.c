/* Hostile schemas: the input is the schema's text, and behind the first NUL a record to be read
 * with it. */
#include "fuzz.h"

#include <string.h>

#include "records.h"

enum { HEAD_BYTES = 64 };

/* The type whose name stands in the beginning: with any other the plan ends at the name. */
static const struct baton_record_type *choose(struct baton_text schema)
{
    struct baton_text head = { schema.data, schema.size < HEAD_BYTES ? schema.size : HEAD_BYTES };
    const struct baton_record_type *const *type = baton_record_types;

    while (*type != NULL && baton_text_find(head, baton_text_of((*type)->name), 0) < 0)
        type++;
    return *type != NULL ? *type : baton_record_types[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    size_t schema_size = end != NULL ? (size_t)(end - data) : size;
    struct baton_text schema = { (const char *)data, schema_size };
    struct baton_text payload = { (const char *)data + schema_size, size - schema_size };
    struct baton_plan *plan = NULL;
    struct baton_arena arena;
    struct baton_error err;
    void *value;

    if (end != NULL)
        payload = (struct baton_text){ payload.data + 1, payload.size - 1 };
    if (baton_plan_compile(schema, choose(schema), &plan, &err) != BATON_DONE)
        return 0;
    baton_arena_init(&arena);
    baton_plan_decode(plan, payload, &arena, &value, &err);
    baton_arena_release(&arena);
    baton_plan_free(plan);
    return 0;
}
