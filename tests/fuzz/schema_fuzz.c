/* Hostile schemas: the input is the schema's text, and behind the first NUL a record to be read
 * with it. Whatever the schema, a record takes no more memory than is allowed for its size. */
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

/* Cuts the schema off the front of `rest`. */
static struct baton_text cut_schema(struct baton_text *rest)
{
    const char *end = rest->size > 0 ? memchr(rest->data, 0, rest->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    struct baton_text schema = { rest->data, size };

    size += end != NULL;
    *rest = (struct baton_text){ rest->data + size, rest->size - size };
    return schema;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text payload = { (const char *)data, size };
    struct baton_text schema = cut_schema(&payload);
    const struct baton_record_type *type = choose(schema);
    struct baton_plan *plan = NULL;
    struct baton_arena arena;
    struct baton_error err = { "", "" };
    void *value;

    if (baton_plan_compile(schema, type, &plan, &err) != BATON_DONE) {
        fuzz_must(plan == NULL && err.text[0] != '\0', "a refusal has its reason and no plan");
        return 0;
    }
    baton_arena_init(&arena);
    if (baton_plan_decode(plan, payload, &arena, &value, &err) == BATON_DONE)
        fuzz_must_come_back(type, value, &arena);
    else
        fuzz_must(baton_arena_used(&arena) <= BATON_DECODED_MAX_BYTES(payload.size),
                  "a record takes no more memory than is allowed");
    baton_arena_release(&arena);
    baton_plan_free(plan);
    return 0;
}
