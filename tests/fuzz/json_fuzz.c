/* Hostile JSON: the first byte chooses the type. What is taken must be written and taken again. */
#include "fuzz.h"

#include <stdlib.h>

#include "json_codec.h"
#include "records.h"

static void *read_json(const struct baton_record_type *type, struct baton_text text,
                       struct baton_arena *arena)
{
    struct baton_error err;
    void *value = NULL;
    json_t *json = baton_json_parse(text, &err);

    if (json != NULL && baton_json_decode(type, json, arena, &value, &err) != BATON_DONE)
        value = NULL;
    json_decref(json);
    return value;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_arena arena;
    struct baton_buf buf;
    size_t count = 0;

    while (baton_record_types[count] != NULL)
        count++;
    if (size == 0)
        return 0;
    const struct baton_record_type *type = baton_record_types[data[0] % count];
    baton_arena_init(&arena);
    baton_buf_init(&buf, BATON_JSON_MAX_BYTES);
    const void *value =
        read_json(type, (struct baton_text){ (const char *)data + 1, size - 1 }, &arena);
    if (value != NULL) {
        baton_json_encode(type, value, true, &buf);
        if (!buf.overflowed && read_json(type, baton_buf_text(&buf), &arena) == NULL)
            abort();
    }
    baton_buf_release(&buf);
    baton_arena_release(&arena);
    return 0;
}
