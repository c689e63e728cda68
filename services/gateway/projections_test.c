/* What other systems get at the door: by the policy in force, of what is known, or why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "json_codec.h"
#include "projections.h"

#define KEY BATON_TEXT("acme/c1")

struct door {
    struct projections from;
    struct baton_arena arena;
    struct baton_buf json;
    struct baton_text text; /* of the last answer */
};

static int set_up(void **state)
{
    struct door *door = calloc(1, sizeof *door);

    if (door == NULL)
        return -1;
    baton_arena_init(&door->arena);
    baton_buf_init(&door->json, 1024 * 1024);
    door->from.views = views_new(1024 * 1024);
    door->from.policies = policies_new();
    *state = door;
    return 0;
}

static int tear_down(void **state)
{
    struct door *door = *state;

    views_free(door->from.views);
    policies_free(door->from.policies);
    baton_buf_release(&door->json);
    baton_arena_release(&door->arena);
    free(door);
    return 0;
}

static void declare(struct door *door, const char *body)
{
    struct baton_policy policy = { .env.tenant = BATON_TEXT("acme"),
                                   .policy_id = BATON_TEXT("d1"),
                                   .part = BATON_POLICY_PART_DECLARED,
                                   .body = baton_text_of(body) };

    policies_take(door->from.policies, &policy);
}

static struct baton_text json_of(struct door *door, const struct baton_record_type *type,
                                 const void *value)
{
    baton_buf_reset(&door->json);
    baton_json_encode(type, value, true, &door->json);
    return baton_buf_text(&door->json);
}

static void know_package(struct door *door)
{
    struct baton_context_package *head = BATON_RECORD(&door->arena, context_package);

    head->env.tenant = BATON_TEXT("acme");
    head->env.conversation_id = BATON_TEXT("c1");
    head->card.headline = BATON_TEXT("Charged twice, write to ada@example.com");
    views_package(door->from.views, KEY, false, BATON_TEXT("card"),
                  json_of(door, &baton_context_package_type, head));
}

static void know_assignment(struct door *door)
{
    struct baton_assignment *assignment = BATON_RECORD(&door->arena, assignment);

    assignment->env.tenant = BATON_TEXT("acme");
    assignment->env.conversation_id = BATON_TEXT("c1");
    assignment->env.sequence = 1;
    assignment->team = BATON_TEXT("billing");
    views_assignment(door->from.views, KEY, assignment,
                     json_of(door, &baton_assignment_type, assignment));
}

static enum projected ask(struct door *door, const char *destination)
{
    door->text = BATON_TEXT_NONE;
    return projections_make(&door->from, KEY, baton_text_of(destination), &door->arena,
                            &door->text);
}

static void assert_says(const struct door *door, const char *words)
{
    if (baton_text_find(door->text, baton_text_of(words), 0) < 0)
        fail_msg("no \"%s\" in %.*s", words, BATON_TEXT_ARG(door->text));
}

#define TWO \
    "{\"projections\":{\"crm\":{\"target\":\"flat_metadata\"}," \
    "\"desk\":{\"target\":\"flat_metadata\",\"hashes\":[\"email\"]}}}"

static void a_destination_gets_what_is_known(void **state)
{
    struct door *door = *state;

    door->from.gateway = BATON_TEXT("https://baton.example.com");
    declare(door, TWO);
    know_assignment(door);
    assert_int_equal(ask(door, "crm"), PROJECTED);
    assert_says(door, "\"baton_team\":\"billing\"");
    know_package(door);
    assert_int_equal(ask(door, "crm"), PROJECTED);
    assert_says(door, "\"baton_team\":\"billing\"");
    assert_says(door, "\"baton_headline\":\"Charged twice");
    assert_says(door, "\"https://baton.example.com/v1/conversations/acme/c1/package\"");
}

static void of_an_unknown_conversation_nothing_is_said(void **state)
{
    struct door *door = *state;

    declare(door, TWO);
    assert_int_equal(ask(door, "crm"), PROJECTED_UNKNOWN);
}

static void an_unknown_destination_is_told_which_there_are(void **state)
{
    struct door *door = *state;

    know_package(door);
    assert_int_equal(ask(door, "crm"), PROJECTED_NOWHERE);
    assert_int_equal(door->text.size, 0);
    declare(door, TWO);
    assert_int_equal(ask(door, "CRM"), PROJECTED_NOWHERE);
    assert_string_equal(baton_text_string(&door->arena, door->text), "crm, desk");
}

static void what_is_hashed_needs_the_key(void **state)
{
    struct door *door = *state;

    declare(door, TWO);
    know_package(door);
    assert_int_equal(ask(door, "desk"), PROJECTED);
    assert_says(door, "write to [e-mail]");
    door->from.hash_key = BATON_TEXT("a key of the installation");
    assert_int_equal(ask(door, "desk"), PROJECTED);
    assert_says(door, "write to [e-mail #");
}

static void the_policy_in_force_counts(void **state)
{
    struct door *door = *state;

    know_package(door);
    declare(door, TWO);
    assert_int_equal(ask(door, "desk"), PROJECTED);
    declare(door, "{\"projections\":{\"crm\":{\"target\":\"chatwoot\"}}}");
    assert_int_equal(ask(door, "desk"), PROJECTED_NOWHERE);
    assert_int_equal(ask(door, "crm"), PROJECTED);
    declare(door, "{\"projections\":7}"); /* no policy: the one before stays in use */
    assert_int_equal(ask(door, "crm"), PROJECTED);
    policies_drop(door->from.policies, BATON_TEXT("acme"), BATON_POLICY_PART_DECLARED);
    assert_int_equal(ask(door, "crm"), PROJECTED_NOWHERE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_destination_gets_what_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_an_unknown_conversation_nothing_is_said, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_destination_is_told_which_there_are, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_hashed_needs_the_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_policy_in_force_counts, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
