/* Hostile keys. A key that is taken has one spelling: its parts give it back; and every valid id
 * makes a key that is taken. */
#include "fuzz.h"

#include "key.h"

enum { PARTITIONS = 12 };

static void must_come_back(struct baton_text key, int parts, struct baton_arena *arena)
{
    struct baton_text again = baton_key_part(arena, key, 0), part;
    int count = 1;

    fuzz_must(baton_name_valid(again), "the first part is a tenant");
    for (; (part = baton_key_part(arena, key, count)).size > 0; count++) {
        fuzz_must(baton_id_valid(part), "every other part is an id");
        again = baton_key_extend(arena, again, part);
    }
    fuzz_must(count >= parts, "no part is missing");
    fuzz_must(baton_text_equal(again, key), "the parts give the key back");
}

static void look_at_key(struct baton_text key, int parts, struct baton_arena *arena)
{
    struct baton_text owner = baton_key_owner(key, parts);
    int32_t partition = baton_key_partition(key, parts, PARTITIONS);

    fuzz_must(baton_text_starts(key, owner), "the owner is the beginning of the key");
    fuzz_must(partition >= 0 && partition < PARTITIONS, "the partition exists");
    fuzz_must(partition == baton_key_partition(owner, parts, PARTITIONS),
              "the owner alone decides the partition");
    if (baton_key_check(key, parts, NULL) == BATON_DONE)
        must_come_back(key, parts, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text text = { (const char *)data, size };
    struct baton_arena arena;

    baton_arena_init(&arena);
    for (int parts = 1; parts <= 2; parts++)
        look_at_key(text, parts, &arena);
    struct baton_text made = baton_key_make(&arena, BATON_TEXT("acme"), text);
    fuzz_must((baton_key_check(made, 2, NULL) == BATON_DONE) == baton_id_valid(text),
              "the key of an id is taken where the id is valid");
    baton_arena_release(&arena);
    return 0;
}
