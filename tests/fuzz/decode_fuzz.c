/* Hostile bytes under our own schemas: the first line names the type. What is taken must encode and
 * decode again to the same bytes; nothing may take more memory than is allowed for its size. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    const struct baton_record_type *type = fuzz_type(&rest);
    struct baton_arena arena;
    struct baton_error err = { "", "" };
    void *value = &arena;

    if (type == NULL)
        return -1;
    baton_arena_init(&arena);
    enum baton_verdict v = baton_plan_decode(fuzz_plan(type), rest, &arena, &value, &err);
    fuzz_must(baton_arena_used(&arena) <= BATON_DECODED_MAX_BYTES(rest.size),
              "a record takes no more memory than is allowed");
    if (v == BATON_DONE) {
        fuzz_must_come_back(type, value, &arena);
    } else {
        fuzz_must(v == BATON_REJECT && value == &arena, "nothing is handed out of a bad record");
        fuzz_must(err.code[0] != '\0', "a refusal has its code");
        fuzz_must_be_text(baton_text_of(err.text), "a refusal quotes nothing");
    }
    baton_arena_release(&arena);
    return 0;
}
