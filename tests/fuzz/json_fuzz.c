/* Hostile JSON: the first line names the type. What is taken must be written and taken again to the
 * same JSON, and stand in Avro. */
#include "fuzz.h"

#include "json_codec.h"

static void *read_json(const struct baton_record_type *type, struct baton_text text,
                       struct baton_arena *arena)
{
    struct baton_error err = { "", "" };
    void *value = NULL;
    json_t *json = baton_json_parse(text, &err);

    if (json != NULL && baton_json_decode(type, json, arena, &value, &err) != BATON_DONE)
        value = NULL;
    if (value == NULL) {
        fuzz_must(err.code[0] != '\0', "a refusal has its code");
        fuzz_must_be_text(baton_text_of(err.text), "a refusal quotes nothing");
    }
    json_decref(json);
    return value;
}

static void must_come_back(const struct baton_record_type *type, const void *value,
                           struct baton_arena *arena)
{
    struct baton_buf first, second;

    baton_buf_init(&first, BATON_JSON_MAX_BYTES);
    baton_buf_init(&second, BATON_JSON_MAX_BYTES);
    baton_json_encode(type, value, true, &first);
    if (!first.overflowed) {
        const void *again = read_json(type, baton_buf_text(&first), arena);

        fuzz_must(again != NULL, "the JSON that we write is read");
        baton_json_encode(type, again, true, &second);
        fuzz_must(baton_text_equal(baton_buf_text(&first), baton_buf_text(&second)),
                  "what was written is read and written alike");
    }
    baton_buf_release(&first);
    baton_buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    const struct baton_record_type *type = fuzz_type(&rest);
    struct baton_arena arena;

    if (type == NULL)
        return -1;
    baton_arena_init(&arena);
    const void *value = read_json(type, rest, &arena);
    if (value != NULL) {
        must_come_back(type, value, &arena);
        fuzz_must_come_back(type, value, &arena);
    }
    baton_arena_release(&arena);
    return 0;
}
