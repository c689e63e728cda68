/* What comes in at the gateway's doors. The first line: the door and the token's tenant ("events
 * acme"); behind it the body. What is let in must stand in Kafka: a valid key, records that are
 * read again, nothing of the platform's own. */
#include "fuzz.h"

#include "intake.h"
#include "key.h"

enum { NOW_MS = 1700000000 };

static const struct {
    const char *name;
    const struct intake_door *door;
} doors[] = {
    { "events", &intake_events },
    { "agents", &intake_agents },
    { "resolutions", &intake_resolutions },
};

static const struct intake_door *door_of(struct baton_text name)
{
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++)
        if (baton_text_is(name, doors[i].name))
            return doors[i].door;
    return NULL;
}

static void look_at_record(struct intake *intake, size_t index)
{
    const struct baton_envelope *env = intake->values[index];

    fuzz_must(baton_text_equal(env->tenant, intake_tenant(intake)), "a list is of one tenant");
    fuzz_must(env->occurred_at > 0, "a record has its time");
    fuzz_must(env->seen.inputs_count == 0 && env->cause.topic.size == 0 && env->sequence == 0,
              "what the platform writes is left out");
    fuzz_must_come_back(intake->door->topic->type, intake->values[index], intake->arena);
    intake_too_large(intake, index);
    fuzz_must(intake->error.status == 413, "a record that is too large is refused as such");
}

static void look_at_records(struct intake *intake)
{
    fuzz_must(intake->count >= 1 && intake->count <= INTAKE_MAX_RECORDS, "a list has its bounds");
    fuzz_must(baton_key_check(intake->key, intake->door->topic->owner_parts, NULL) == BATON_DONE,
              "the key is one that every reader takes");
    for (size_t i = 0; i < intake->count; i++)
        look_at_record(intake, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_text line = fuzz_line(&rest);
    ptrdiff_t blank = baton_text_find(line, BATON_TEXT(" "), 0);
    struct baton_text name = { line.data, blank < 0 ? line.size : (size_t)blank };
    struct baton_arena arena;
    struct intake intake = { .door = door_of(name), .now_ms = NOW_MS, .arena = &arena };

    if (intake.door == NULL)
        return -1;
    if (blank >= 0)
        intake.tenant = (struct baton_text){ name.data + name.size + 1, line.size - name.size - 1 };
    if (intake.tenant.size > 0 && !baton_name_valid(intake.tenant))
        return -1; /* the tokens file holds no other */
    baton_arena_init(&arena);
    if (intake_read(&intake, rest))
        look_at_records(&intake);
    else
        fuzz_must(intake.error.status == 400 && intake.error.code[0] != '\0',
                  "a refusal has its status and code");
    fuzz_must_be_text(baton_text_of(intake.error.field), "a refusal names its field in UTF-8");
    fuzz_must_be_text(baton_text_of(intake.error.text), "a refusal says why in UTF-8");
    baton_arena_release(&arena);
    return 0;
}
