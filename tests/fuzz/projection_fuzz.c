/* What other systems get of a package in which every text is hostile. Lines: the target; the most
 * bytes; the longest field. Behind each text stands a payment card, which nobody may see. */
#include "fuzz.h"

#include <string.h>

#include "json_codec.h"
#include "projection.h"
#include "projection_targets.h"

static const struct baton_text card = BATON_TEXT_INIT("5555 5555 5555 4444");

static int target_of(struct baton_text name)
{
    for (int i = 0; i < BATON_PROJECT_COUNT; i++)
        if (baton_text_is(name, projection_targets[i].name))
            return i;
    return -1;
}

static int64_t number_of(struct baton_text text, int64_t min, int64_t max)
{
    int64_t number = 0;

    baton_text_to_long(text, &number);
    return number < min ? min : number > max ? max : number;
}

/* Every text that a sender chooses is `text`; ids are not masked and have no card. */
static void fill(struct baton_context_package *head, struct baton_text id, struct baton_text text,
                 struct baton_arena *arena)
{
    struct baton_text *texts[] = {
        &head->card.headline, &head->card.who,     &head->card.core_issue, &head->card.why,
        &head->briefing,      &head->technical,    &head->summary,         &head->opening_line,
        &head->customer.name, &head->customer.id,  &head->page.url,        &head->category,
        &head->intent,        &head->channel.kind, &head->language,        &head->focus,
    };

    *head = *(const struct baton_context_package *)baton_context_package_type.defaults;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = text;
    head->env.conversation_id = id;
    head->established_count = head->tried_count = head->open_questions_count = 2;
    head->established = BATON_NEW_ARRAY(arena, struct baton_fact, 2);
    head->tried = BATON_NEW_ARRAY(arena, struct baton_attempt, 2);
    head->open_questions = BATON_NEW_ARRAY(arena, struct baton_question, 2);
    for (size_t i = 0; i < 2; i++) {
        head->established[i].name = i == 0 ? BATON_TEXT("x") : text;
        head->established[i].value = text;
        head->tried[i].name = head->tried[i].detail = text;
        head->open_questions[i].text = text;
    }
}

static void must_hold(const struct baton_projection_request *request, struct baton_arena *arena)
{
    struct baton_text made = baton_project(request, arena);
    json_auto_t *json = json_loadb(made.data, made.size, JSON_REJECT_DUPLICATES, NULL);

    fuzz_must(json != NULL, "a projection is JSON");
    fuzz_must(made.size <= baton_projection_max_bytes(request->projection),
              "a projection keeps to its limit");
    fuzz_must_be_text(made, "a projection is UTF-8");
    fuzz_must(!baton_text_has_control(made), "no control character leaves");
    fuzz_must(baton_text_find(made, BATON_TEXT("5555"), 0) < 0, "no hidden value leaves");
    fuzz_must(baton_text_equal(made, baton_project(request, arena)), "the same bytes each time");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    int target = target_of(fuzz_line(&rest));
    int64_t max_bytes = number_of(fuzz_line(&rest), 1024, 262144);
    int64_t max_length = number_of(fuzz_line(&rest), 1, 65536);
    struct baton_text kinds[] = { BATON_TEXT_INIT("card_number"), BATON_TEXT_INIT("email") };
    struct baton_field_mapping fields[] = {
        { .field = BATON_TEXT("1"), .from = BATON_TEXT("fact.x"), .max_length = max_length },
        { .field = BATON_TEXT("2"), .from = BATON_TEXT("briefing"), .max_length = max_length },
        { .field = BATON_TEXT("3"), .from = BATON_TEXT("fact.x"), .type = BATON_MAPPING_NUMBER },
        { .field = BATON_TEXT("4"), .from = BATON_TEXT("fact.x"), .type = BATON_MAPPING_TIME },
    };
    struct baton_projection projection = {
        .max_bytes = max_bytes,
        .masks = kinds + 1,
        .masks_count = 1,
        .fields = fields,
        .fields_count = sizeof fields / sizeof *fields,
    };
    struct baton_rules rules = { .pii_masks = kinds, .pii_masks_count = 1 };
    struct baton_context_package head;
    struct baton_arena arena;

    if (target < 0 || memchr(rest.data, '5', rest.size) != NULL)
        return -1; /* a five of the input might stand where none of the card may */
    projection.target = (enum baton_projection_target)target;
    baton_arena_init(&arena);
    struct baton_text text =
        baton_text_format(&arena, "%.*s card %.*s.", BATON_TEXT_ARG(rest), BATON_TEXT_ARG(card));
    fill(&head, rest, text, &arena);
    must_hold(&(struct baton_projection_request){ &head, NULL, &rules, &projection, rest,
                                                  BATON_TEXT_NONE },
              &arena);
    baton_arena_release(&arena);
    return 0;
}
