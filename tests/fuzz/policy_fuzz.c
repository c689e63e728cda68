/* Policy bodies. The first line: declared or learned. A body that is taken answers every question
 * within its bounds; one that is not leaves what was in force. */
#include "fuzz.h"

#include <string.h>

#include "json_codec.h"
#include "projection.h"
#include "rules.h"

static const struct baton_text tenant = BATON_TEXT_INIT("acme");

static void ask_for_words(const struct baton_rules *rules)
{
    static const char *const languages[] = { "", "de", "de-AT", "xx" };

    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        for (int kind = 0; kind < BATON_ANNOUNCE_COUNT; kind++)
            fuzz_must(baton_rules_announcement(rules, baton_text_of(languages[i]),
                                               BATON_TEXT("billing"), (enum baton_announcement)kind)
                              .size
                          > 0,
                      "there is always something to say");
}

static void ask(const struct baton_rules *rules)
{
    static const char *const categories[] = { "", "billing", "legal", "other" };
    static const char *const tiers[] = { "", "gold", "other" };

    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++) {
        struct baton_text category = baton_text_of(categories[i]);

        for (size_t j = 0; j < sizeof tiers / sizeof *tiers; j++) {
            struct baton_text tier = baton_text_of(tiers[j]);
            double threshold = baton_rules_threshold(rules, category, tier);
            const struct baton_route_rule *route =
                baton_rules_route(rules, category, tier, BATON_TEXT("requested"));

            fuzz_must(threshold >= 0 && threshold <= 1, "a threshold is a probability");
            fuzz_must(route != NULL && baton_rules_pool(rules, route).size > 0,
                      "there is always a pool");
            baton_rules_team(rules, route->team);
        }
        fuzz_must(baton_rules_template(rules, category) != NULL, "there is always a template");
    }
    ask_for_words(rules);
    fuzz_must(rules->threshold_min <= rules->threshold_max, "bounds have their order");
}

/* Of records that say nothing: the mapping and the target are what is looked at. */
static void project(const struct baton_rules *rules)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    for (size_t i = 0; i < rules->projections_count; i++) {
        struct baton_projection_request request = {
            .package = baton_context_package_type.defaults,
            .assignment = baton_assignment_type.defaults,
            .rules = rules,
            .projection = &rules->projections[i],
        };
        struct baton_text made = baton_project(&request, &arena);
        json_auto_t *json = json_loadb(made.data, made.size, JSON_REJECT_DUPLICATES, NULL);

        fuzz_must(json != NULL, "a projection is JSON");
        fuzz_must(made.size <= baton_projection_max_bytes(request.projection),
                  "a projection keeps to its limit");
        fuzz_must(baton_rules_projection(rules, request.projection->name) == request.projection,
                  "a projection is found by its name");
    }
    baton_arena_release(&arena);
}

static bool is_built_in(struct baton_rulebook *book)
{
    return baton_text_is(baton_rulebook_now(book, tenant)->version, "built-in");
}

static void must_be_in_force(struct baton_rulebook *book, const struct baton_policy *policy)
{
    const struct baton_rules *rules = baton_rulebook_now(book, tenant);

    ask(rules);
    project(rules);
    fuzz_must(rules == baton_rulebook_at(book, tenant, rules->version),
              "what is in force is found by its version");
    fuzz_must(baton_rulebook_apply(book, policy, NULL) == BATON_DONE
                  && rules == baton_rulebook_now(book, tenant),
              "the same record twice changes nothing");
    baton_rulebook_remove(book, tenant, policy->part);
    fuzz_must(is_built_in(book), "a tombstone takes it back");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_text part = fuzz_line(&rest);
    struct baton_policy policy = { .policy_id = BATON_TEXT("d1"), .body = rest };
    struct baton_error err = { "", "" };

    policy.part = (enum baton_policy_part)baton_enum_of(&baton_policy_part_symbols, part);
    policy.env.tenant = tenant;
    if (!baton_text_valid_utf8(rest.data, rest.size))
        return -1; /* the codec lets no such body through */
    struct baton_rulebook *book = baton_rulebook_new();
    enum baton_verdict checked = baton_rules_check(policy.part, rest, &err);
    fuzz_must(baton_rulebook_apply(book, &policy, NULL) == checked,
              "a body is taken where its check says so");
    if (checked == BATON_DONE) {
        must_be_in_force(book, &policy);
    } else {
        fuzz_must(is_built_in(book), "a bad body changes nothing");
        fuzz_must_be_text(baton_text_of(err.text), "a refusal says why in UTF-8");
    }
    baton_rulebook_free(book);
    return 0;
}
