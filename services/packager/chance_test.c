/* What the learner knows of such cases, told to the person who gets the next one. */
#include "packager_testing.h"

static void learn(struct desk *d, const char *id, const char *body)
{
    struct baton_policy *policy = BATON_RECORD(&d->arena, policy);
    struct baton_error err = { "", "" };

    policy->env.tenant = BATON_TEXT("acme");
    policy->policy_id = baton_text_of(id);
    policy->part = BATON_POLICY_PART_LEARNED;
    policy->body = baton_text_of(body);
    if (baton_engine_feed(d->engine, &baton_topic_policies, BATON_TEXT("acme/learned"), policy,
                          d->now_ms, -1, &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
}

#define OF_120 "{\"learned\": {\"resolved\": {\"billing\": {\"rate\": 0.85, \"cases\": 120}}}}"

static void the_chance_is_told_once_a_person_is_asked_for(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    learn(d, "learned-1", OF_120);
    desk_say(d, CUSTOMER, "I was charged twice for invoice 2026-0117.");
    assert_null(d->head->chance);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_non_null(d->head->chance);
    assert_true(d->head->chance->rate == 0.85);
    assert_int_equal(d->head->chance->cases, 120);
    assert_text(d->head->chance->text, "people resolved 85 % of 120 such cases");
    assert_true(baton_text_find(d->head->briefing,
                                BATON_TEXT("\nChance: people resolved 85 % of 120 such cases\n"), 0)
                > 0);
    desk_close(d);
}

static void of_other_cases_nothing_is_said(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    learn(d, "learned-1",
          "{\"learned\": {\"resolved\": {\"login\": {\"rate\": 0.85, \"cases\": 120}}}}");
    desk_say(d, CUSTOMER, "I was charged twice for invoice 2026-0117.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_null(d->head->chance);
    assert_true(baton_text_find(d->head->briefing, BATON_TEXT("Chance:"), 0) < 0);
    desk_close(d);
}

/* What is learnt meanwhile is for the conversations that begin then. */
static void a_conversation_stays_with_what_was_known_when_it_began(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    learn(d, "learned-1", OF_120);
    desk_say(d, CUSTOMER, "I was charged twice for invoice 2026-0117.");
    learn(d, "learned-2",
          "{\"learned\": {\"resolved\": {\"billing\": {\"rate\": 0.7, \"cases\": 240}}}}");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_int_equal(d->head->chance->cases, 120);
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chance_is_told_once_a_person_is_asked_for),
        cmocka_unit_test(of_other_cases_nothing_is_said),
        cmocka_unit_test(a_conversation_stays_with_what_was_known_when_it_began),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
