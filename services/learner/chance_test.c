/* What the learned policy says of people's success: from enough cases, in steps, drawn to the mean.
 */
#include "chance.h"

#include "learner_testing.h"

#define MINUTE ((int64_t)60 * 1000)

/* Conversations of a category that people resolve, or do not; one each two minutes. */
struct shift {
    struct bench b;
    int64_t at;
    int count;
};

static void shift_open(struct shift *s)
{
    *s = (struct shift){ .at = 10 * MINUTE };
    bench_open(&s->b, 1, 0);
}

static struct baton_text shift_case(struct shift *s, const char *category, int64_t version,
                                    enum baton_outcome outcome)
{
    struct baton_text id = SAY(&s->b, "c%d", s->count++);
    struct baton_resolution *resolution = resolution_of(&s->b, id, version, true);

    resolution->outcome = outcome;
    bench_signal(&s->b, id, category, 0.7, 0.62, s->at);
    bench_feed(&s->b, &baton_topic_resolutions, id, resolution, s->at + 1000);
    s->at += 2 * MINUTE;
    return id;
}

static void shift_cases(struct shift *s, const char *category, int count,
                        enum baton_outcome outcome)
{
    for (int i = 0; i < count; i++)
        shift_case(s, category, 1, outcome);
}

static const struct baton_learned_chance *chance_of(const struct shift *s, const char *category)
{
    return baton_rules_chance(baton_rulebook_now(s->b.book, BATON_TEXT("acme")),
                              baton_text_of(category));
}

static void nine_cases_say_nothing_ten_do(void **state)
{
    struct shift s;

    (void)state;
    shift_open(&s);
    shift_cases(&s, "billing", 9, BATON_OUTCOME_RESOLVED);
    assert_int_equal(s.b.policies, 0);
    shift_cases(&s, "billing", 1, BATON_OUTCOME_RESOLVED);
    assert_int_equal(s.b.policies, 1);
    assert_true(chance_of(&s, "billing")->rate == 1);
    assert_int_equal(chance_of(&s, "billing")->cases, 10);
    assert_true(baton_text_is(s.b.policy->reason, "billing: people resolved 100 % of 10"));
    assert_true(baton_text_is(s.b.policy->body,
                              "{\"learned\": {\"thresholds\": {}, "
                              "\"resolved\": {\"billing\": {\"rate\": 1, \"cases\": 10}}}}"));
    bench_close(&s.b);
}

/* Of a steady category only the doubling of its cases is news; of one that turns each step is. */
static void a_policy_is_written_only_when_a_rate_moved_by_its_step_or_the_cases_doubled(
    void **state)
{
    struct shift s;
    struct baton_learned_chance before, now;
    int policies;

    (void)state;
    shift_open(&s);
    for (int i = 0; i < 100; i++)
        shift_cases(&s, "billing", 1, i % 2 ? BATON_OUTCOME_RESOLVED : BATON_OUTCOME_UNRESOLVED);
    assert_int_equal(s.b.policies, 4); /* with 10, 20, 40 and 80 cases */
    assert_true(chance_of(&s, "billing")->rate == 0.5);
    for (int i = 0; i < 100; i++) {
        before = *chance_of(&s, "billing");
        policies = s.b.policies;
        shift_case(&s, "billing", 1, BATON_OUTCOME_UNRESOLVED);
        now = *chance_of(&s, "billing");
        assert_in_range(s.b.policies - policies, 0, 1);
        if (s.b.policies > policies)
            assert_true(before.rate - now.rate > 0.049 || now.cases >= 2 * before.cases);
        else
            assert_true(before.rate == now.rate && before.cases == now.cases);
    }
    assert_in_range(s.b.policies, 7, 10);
    assert_true(chance_of(&s, "billing")->rate <= 0.3);
    bench_close(&s.b);
}

/* 90 of 110 in all: (0 + 10 * 0.818) / (10 + 10) */
static void few_cases_are_drawn_to_the_mean_of_the_tenant(void **state)
{
    struct shift s;

    (void)state;
    shift_open(&s);
    shift_cases(&s, "billing", 90, BATON_OUTCOME_RESOLVED);
    shift_cases(&s, "login", 9, BATON_OUTCOME_UNRESOLVED);
    assert_null(chance_of(&s, "login"));
    shift_cases(&s, "login", 1, BATON_OUTCOME_UNRESOLVED);
    assert_true(chance_of(&s, "login")->rate == 0.45);
    assert_int_equal(chance_of(&s, "login")->cases, 10);
    assert_int_equal(chance_of(&s, "billing")->cases, 80);
    bench_close(&s.b);
}

static void what_was_no_case_of_a_persons_does_not_count(void **state)
{
    static const enum baton_outcome others[] = { BATON_OUTCOME_UNKNOWN, BATON_OUTCOME_SPAM,
                                                 BATON_OUTCOME_DUPLICATE };
    struct shift s;

    (void)state;
    shift_open(&s);
    for (int i = 0; i < 12; i++) {
        struct baton_text id = SAY(&s.b, "bot-%d", i);

        bench_signal(&s.b, id, "billing", 0.7, 0.62, s.at);
        bench_end(&s.b, id, "", s.at + 1000); /* nobody came */
        shift_case(&s, "billing", 1, others[i % 3]);
    }
    assert_int_equal(s.b.policies, 0);
    bench_close(&s.b);
}

static void drills_count_nowhere(void **state)
{
    struct shift s;

    (void)state;
    shift_open(&s);
    for (int i = 0; i < 30; i++) {
        struct baton_text id = SAY(&s.b, "drill-%d", i);
        struct baton_resolution *resolution = resolution_of(&s.b, id, 1, true);
        struct baton_conversation_event *event = event_of(&s.b, BATON_EVENT_TYPE_MESSAGE);

        event->env.synthetic = resolution->env.synthetic = true;
        event->assessment.category = BATON_TEXT("billing");
        bench_feed(&s.b, &baton_topic_events, id, event, s.at);
        bench_feed(&s.b, &baton_topic_resolutions, id, resolution, s.at + 1000);
        s.at += MINUTE;
    }
    assert_true(s.b.outcome->env.synthetic);
    assert_int_equal(s.b.policies, 0);
    bench_close(&s.b);
}

/* A resolution that is amended takes the place of its former version. */
static void an_amended_resolution_counts_once(void **state)
{
    struct shift s;
    struct baton_text id;

    (void)state;
    shift_open(&s);
    shift_cases(&s, "billing", 8, BATON_OUTCOME_RESOLVED);
    id = shift_case(&s, "billing", 1, BATON_OUTCOME_RESOLVED);
    for (int version = 2; version < 9; version++) {
        struct baton_resolution *resolution = resolution_of(&s.b, id, version, true);

        resolution->outcome = BATON_OUTCOME_UNRESOLVED;
        bench_feed(&s.b, &baton_topic_resolutions, id, resolution, s.at += MINUTE);
    }
    assert_int_equal(s.b.policies, 0);
    shift_case(&s, "billing", 1, BATON_OUTCOME_RESOLVED);
    assert_int_equal(chance_of(&s, "billing")->cases, 10);
    assert_true(chance_of(&s, "billing")->rate == 0.9);
    bench_close(&s.b);
}

static void nothing_is_written_while_frozen(void **state)
{
    struct shift s;
    struct baton_policy *declared;
    struct baton_error err;

    (void)state;
    shift_open(&s);
    declared = BATON_RECORD(&s.b.arena, policy);
    declared->env.tenant = BATON_TEXT("acme");
    declared->policy_id = BATON_TEXT("d1");
    declared->part = BATON_POLICY_PART_DECLARED;
    declared->body = BATON_TEXT("{\"bounds\": {\"frozen\": true}}");
    assert_int_equal(baton_engine_feed(s.b.engine, &baton_topic_policies,
                                       BATON_TEXT("acme/declared"), declared, s.at, -1, &err),
                     BATON_DONE);
    shift_cases(&s, "billing", 30, BATON_OUTCOME_RESOLVED);
    assert_int_equal(s.b.policies, 0);
    bench_close(&s.b);
}

/* Three categories that turn at once: what waits goes in one policy. */
static void a_policy_is_written_at_most_once_a_minute(void **state)
{
    static const char *const categories[] = { "billing", "login", "refund" };
    struct shift s;
    struct baton_error err;

    (void)state;
    shift_open(&s);
    for (int i = 0; i < 300; i++) {
        shift_case(&s, categories[i % 3], 1,
                   i < 150 ? BATON_OUTCOME_RESOLVED : BATON_OUTCOME_ABANDONED);
        s.at += 2000 - 2 * MINUTE;
    }
    assert_int_equal(baton_engine_advance(s.b.engine, s.at + 10 * MINUTE, &err), BATON_DONE);
    assert_in_range(s.b.policies, 5, 11);
    assert_true(s.b.policy_gap_ms >= MINUTE);
    assert_in_range(chance_of(&s, "login")->cases, 90, 100);
    bench_close(&s.b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_cases_say_nothing_ten_do),
        cmocka_unit_test(
            a_policy_is_written_only_when_a_rate_moved_by_its_step_or_the_cases_doubled),
        cmocka_unit_test(few_cases_are_drawn_to_the_mean_of_the_tenant),
        cmocka_unit_test(what_was_no_case_of_a_persons_does_not_count),
        cmocka_unit_test(drills_count_nowhere),
        cmocka_unit_test(an_amended_resolution_counts_once),
        cmocka_unit_test(nothing_is_written_while_frozen),
        cmocka_unit_test(a_policy_is_written_at_most_once_a_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
