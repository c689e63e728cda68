/* What a verdict comes to, by its place in the stretch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "course.h"

#define NOON_MS INT64_C(43200000)

static struct baton_detector_conversation row;
static struct detector_reading reading;
static struct detector_turn turn;
static struct detector_verdict verdict;
static struct baton_rules rules;
static struct baton_arena arena;
static struct detector_pools *pools;
static struct detector_people people = { .tenant = { "acme", 4 } };

/* Calm, in the middle of a stretch. */
static int begin(void **state)
{
    (void)state;
    row = *(const struct baton_detector_conversation *)baton_detector_conversation_type.defaults;
    row.customer_turns = 5;
    reading = (struct detector_reading){ .words = 3 };
    turn = (struct detector_turn){ .reading = &reading, .customer = true };
    verdict = (struct detector_verdict){ .probability = 0.01, .threshold = 0.22, .rule = -1 };
    rules = (struct baton_rules){ .holds = true,
                                  .hold_when_busy = true,
                                  .hold_ms = 20000,
                                  .min_turns = 2,
                                  .prepare_ratio = 0.5 };
    baton_arena_reset(&arena);
    detector_pools_free(pools);
    people.pools = pools = detector_pools_new();
    return 0;
}

static void reach(double probability)
{
    verdict.probability = probability;
    verdict.reached = true;
    verdict.escalate = row.customer_turns >= rules.min_turns;
}

static struct detector_course course(void)
{
    return detector_course_of(&row, &turn, &verdict, &rules, &people, NOON_MS, &arena);
}

static void a_calm_turn_comes_to_nothing(void **state)
{
    (void)state;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
}

static void a_part_of_the_threshold_prepares_once(void **state)
{
    (void)state;
    verdict.probability = 0.109;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    verdict.probability = 0.11;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_PREPARE);
    rules.prepare_ratio = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    rules.prepare_ratio = 0.5;
    row.prepare = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    row.prepare = -1; /* withdrawn */
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
}

static void a_prepare_is_withdrawn_by_what_the_customer_says(void **state)
{
    (void)state;
    row.prepare = 3;
    reading.cues[DETECTOR_CUE_SOLVED].value = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_WITHDRAW);
    assert_int_equal(course().withdraws, 3);
    reading.cues[DETECTOR_CUE_COMPLAINT].value = 0.9;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    reading.cues[DETECTOR_CUE_COMPLAINT].value = 0;
    turn.customer = false;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
}

static void a_prepare_fades_when_two_messages_leave_hardly_a_chance(void **state)
{
    (void)state;
    row.prepare = 3;
    verdict.probability = 0.054; /* half of what prepares is 0.055 */
    assert_true(detector_is_calm(&turn, &verdict, &rules));
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    row.calm = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_WITHDRAW);
    assert_true(course().faded);
    assert_int_equal(course().withdraws, 3);
    turn.customer = false;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    turn.customer = true;
    verdict.probability = 0.06;
    assert_false(detector_is_calm(&turn, &verdict, &rules));
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
    verdict.probability = 0.01;
    row.prepare = -1; /* once */
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
}

static void a_rule_waits_for_nothing(void **state)
{
    (void)state;
    row.customer_turns = 1;
    row.hold = 2;
    reading.cues[DETECTOR_CUE_TRIES].value = 1;
    verdict.escalate = true;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
}

static void set_preference(void)
{
    reading.cues[DETECTOR_CUE_PREFERS_BOT].value = 1;
}

static void set_try(void)
{
    reading.cues[DETECTOR_CUE_TRIES].value = 1;
}

static void set_context(void)
{
    row.customer_turns = 1;
}

static void set_progress(void)
{
    row.progress = true;
}

static void set_confident(void)
{
    row.can_resolve = 0.9;
}

static void set_delay(void)
{
    reading.cues[DETECTOR_CUE_DELAY].value = 1;
}

static void set_closed(void)
{
    static struct baton_hours night = { 0xfe, 0, 3600000 };
    static struct baton_team team = {
        .name = { "night", 5 }, .hours = &night, .hours_count = 1, .time_zone = { "UTC", 3 }
    };
    static struct baton_route_rule route = { .team = { "night", 5 } };

    rules.teams = &team;
    rules.teams_count = 1;
    rules.routes = &route;
    rules.routes_count = 1;
}

static void set_busy(void)
{
    struct baton_load load = *(const struct baton_load *)baton_load_type.defaults;

    load.on_shift = 1;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
}

static const struct {
    void (*set)(void);
    enum detector_hold hold;
} reasons[] = {
    { set_preference, DETECTOR_HOLD_PREFERENCE }, { set_try, DETECTOR_HOLD_PREFERENCE },
    { set_context, DETECTOR_HOLD_CONTEXT },       { set_progress, DETECTOR_HOLD_RESOLUTION },
    { set_confident, DETECTOR_HOLD_RESOLUTION },  { set_delay, DETECTOR_HOLD_DELAY },
    { set_closed, DETECTOR_HOLD_CLOSED },         { set_busy, DETECTOR_HOLD_BUSY },
};

static void each_reason_holds_once_and_the_policy_may_forbid_it(void **state)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        begin(state);
        reasons[i].set();
        reach(0.5);
        assert_int_equal(course().kind, BATON_SIGNAL_KIND_HOLD);
        assert_int_equal(course().hold, reasons[i].hold);
        assert_true(detector_holds[reasons[i].hold].help[0] != '\0');
        row.hold = 1; /* it runs */
        assert_int_equal(course().kind, BATON_SIGNAL_KIND_UNKNOWN);
        enum baton_signal_kind without =
            reasons[i].set == set_context ? BATON_SIGNAL_KIND_UNKNOWN : BATON_SIGNAL_KIND_ESCALATE;
        row.hold = -1; /* it is over */
        assert_int_equal(course().kind, without);
        row.hold = 0;
        rules.holds = false;
        assert_int_equal(course().kind, without);
        rules.holds = true;
        rules.hold_ms = 0;
        assert_int_equal(course().kind, without);
    }
}

static void without_a_reason_it_escalates_also_out_of_a_hold(void **state)
{
    (void)state;
    reach(0.5);
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
    row.hold = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
}

static void what_failed_is_no_mere_delay_and_no_progress(void **state)
{
    (void)state;
    set_delay();
    reach(0.5);
    verdict.features[DETECTOR_REPEATED_QUESTION].value = 1;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
    begin(NULL);
    set_progress();
    reading.cues[DETECTOR_CUE_COMPLAINT].value = 0.9;
    reach(0.5);
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
    begin(NULL);
    set_closed();
    row.bot_repeats = 1;
    reach(0.5);
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
}

static void the_pool_that_the_rules_lead_to_is_looked_at(void **state)
{
    static struct baton_route_rule route = { .pool = { "night", 5 } };
    struct baton_load load = *(const struct baton_load *)baton_load_type.defaults;

    (void)state;
    set_busy();
    rules.routes = &route;
    rules.routes_count = 1;
    reach(0.5);
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE); /* nothing is known of it */
    detector_pools_set(pools, BATON_TEXT("acme/night"), &load);
    assert_int_equal(course().hold, DETECTOR_HOLD_BUSY);
    rules.hold_when_busy = false;
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
    rules.hold_when_busy = true;
    row.bot_repeats = 1; /* no progress: waiting is no help */
    assert_int_equal(course().kind, BATON_SIGNAL_KIND_ESCALATE);
}

static void an_announcement_is_words_a_wish_or_a_tool(void **state)
{
    struct baton_conversation_event event =
        *(const struct baton_conversation_event *)baton_conversation_event_type.defaults;
    struct baton_action_attempt action =
        *(const struct baton_action_attempt *)baton_action_attempt_type.defaults;

    (void)state;
    turn.customer = false;
    turn.event = &event;
    event.speaker = BATON_SPEAKER_BOT;
    assert_false(detector_announces(&turn));
    reading.cues[DETECTOR_CUE_TRANSFERS].value = 0.7; /* "someone will contact you" */
    assert_false(detector_announces(&turn));
    reading.cues[DETECTOR_CUE_ANNOUNCES].value = 1;
    assert_true(detector_announces(&turn));
    reading.cues[DETECTOR_CUE_ANNOUNCES].value = 0;
    action.name = BATON_TEXT("transfer_to_human_agents");
    action.outcome = BATON_ACTION_OUTCOME_FAILED;
    event.actions = &action;
    event.actions_count = 1;
    assert_false(detector_announces(&turn));
    action.outcome = BATON_ACTION_OUTCOME_SUCCEEDED;
    assert_true(detector_announces(&turn));
    action.name = BATON_TEXT("transfer_money");
    assert_false(detector_announces(&turn));
    event.assessment.wants_handoff = true;
    assert_true(detector_announces(&turn));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_calm_turn_comes_to_nothing, begin),
        cmocka_unit_test_setup(a_part_of_the_threshold_prepares_once, begin),
        cmocka_unit_test_setup(a_prepare_is_withdrawn_by_what_the_customer_says, begin),
        cmocka_unit_test_setup(a_prepare_fades_when_two_messages_leave_hardly_a_chance, begin),
        cmocka_unit_test_setup(a_rule_waits_for_nothing, begin),
        cmocka_unit_test_setup(each_reason_holds_once_and_the_policy_may_forbid_it, begin),
        cmocka_unit_test_setup(without_a_reason_it_escalates_also_out_of_a_hold, begin),
        cmocka_unit_test_setup(what_failed_is_no_mere_delay_and_no_progress, begin),
        cmocka_unit_test_setup(the_pool_that_the_rules_lead_to_is_looked_at, begin),
        cmocka_unit_test_setup(an_announcement_is_words_a_wish_or_a_tool, begin),
    };

    baton_arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    detector_pools_free(pools);
    baton_arena_release(&arena);
    return failed;
}
