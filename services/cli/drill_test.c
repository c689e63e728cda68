/* What a drill's books say of conversations of which records are lost, doubled or late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "drill_report.h"

#define PREFIX "drill-1-"
#define LATE_MS 5000

struct rig {
    struct drill *drill;
    struct baton_arena arena;
    int64_t now_ms;
    bool written; /* the record in hand is the drill's own */
};

static int setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);

    assert_non_null(rig);
    baton_arena_init(&rig->arena);
    rig->drill = drill_new(PREFIX, 2, LATE_MS);
    rig->now_ms = 1000;
    *state = rig;
    return 0;
}

static int teardown(void **state)
{
    struct rig *rig = *state;

    drill_free(rig->drill);
    baton_arena_release(&rig->arena);
    free(rig);
    return 0;
}

static void see(struct rig *rig, const struct baton_topic *topic, void *value)
{
    struct baton_record record = { .topic = topic, .value = value, .arena = &rig->arena };

    if (rig->written)
        drill_wrote(rig->drill, topic, value, rig->now_ms);
    rig->now_ms += 100;
    drill_saw(rig->drill, &record, rig->now_ms);
}

/* The steps of a conversation, one record each; every one comes 100 ms after what was before. */
struct step {
    void (*come)(struct rig *rig, struct baton_text conversation);
    bool written;
};

#define MAKE(type) \
    struct baton_##type *r = BATON_RECORD(&rig->arena, type); \
    r->env.conversation_id = conversation

static void bot_speaks(struct rig *rig, struct baton_text conversation)
{
    MAKE(conversation_event);
    r->event_id = BATON_TEXT("said");
    r->type = BATON_EVENT_TYPE_MESSAGE;
    r->speaker = BATON_SPEAKER_BOT;
    r->disposition = BATON_DISPOSITION_REQUESTED;
    see(rig, &baton_topic_events, r);
}

static void delivered(struct rig *rig, struct baton_text conversation)
{
    MAKE(delivery);
    r->delivery_id = BATON_TEXT("d1");
    r->kind = BATON_DELIVERY_KIND_SAY;
    r->event_id = BATON_TEXT("said");
    see(rig, &baton_topic_deliveries, r);
}

static void customer_wishes(struct rig *rig, struct baton_text conversation)
{
    MAKE(conversation_event);
    r->event_id = BATON_TEXT("wish");
    r->type = BATON_EVENT_TYPE_MESSAGE;
    r->speaker = BATON_SPEAKER_CUSTOMER;
    r->text = baton_text_of(drill_wish);
    see(rig, &baton_topic_events, r);
}

static void escalated(struct rig *rig, struct baton_text conversation)
{
    MAKE(escalation_signal);
    r->signal_id = BATON_TEXT("s1");
    r->kind = BATON_SIGNAL_KIND_ESCALATE;
    see(rig, &baton_topic_signals, r);
}

static void requested(struct rig *rig, struct baton_text conversation)
{
    MAKE(routing_request);
    r->request_id = BATON_TEXT("r1");
    r->signal_id = BATON_TEXT("s1");
    r->kind = BATON_ROUTING_KIND_REQUEST;
    see(rig, &baton_topic_requests, r);
}

static void assigned(struct rig *rig, struct baton_text conversation)
{
    MAKE(assignment);
    r->assignment_id = BATON_TEXT("a1");
    r->request_id = BATON_TEXT("r1");
    r->env.sequence = 2;
    r->env.epoch = 1;
    r->change = BATON_ASSIGNMENT_CHANGE_ACCEPTED;
    see(rig, &baton_topic_assignments, r);
}

static void held(struct rig *rig, struct baton_text conversation)
{
    MAKE(conversation_event);
    r->event_id = BATON_TEXT("holder-1");
    r->type = BATON_EVENT_TYPE_HOLDER;
    r->holder.epoch = 1;
    see(rig, &baton_topic_events, r);
}

static void resolved(struct rig *rig, struct baton_text conversation)
{
    MAKE(resolution);
    r->resolution_id = BATON_TEXT("x1");
    see(rig, &baton_topic_resolutions, r);
}

static void ended(struct rig *rig, struct baton_text conversation)
{
    MAKE(conversation_event);
    r->event_id = BATON_TEXT("ended-1");
    r->type = BATON_EVENT_TYPE_ENDED;
    see(rig, &baton_topic_events, r);
}

static void learnt(struct rig *rig, struct baton_text conversation)
{
    MAKE(handoff_outcome);
    r->outcome_id = BATON_TEXT("o1");
    r->env.sequence = 4;
    r->final = true;
    see(rig, &baton_topic_outcomes, r);
}

static const struct step course[] = {
    { bot_speaks, true }, { delivered, false }, { customer_wishes, true }, { escalated, false },
    { requested, false }, { assigned, false },  { held, false },           { resolved, true },
    { ended, false },     { learnt, false },
};
enum { COURSE = sizeof course / sizeof course[0] };

static void come(struct rig *rig, size_t step, int number)
{
    char *name = baton_arena_zero(&rig->arena, 1, 32);

    snprintf(name, 32, PREFIX "%d", number);
    rig->written = course[step].written;
    course[step].come(rig, baton_text_of(name));
}

/* The whole course but for the record that `come` makes; NULL: all. */
static void run_without(struct rig *rig, int number,
                        void (*without)(struct rig *rig, struct baton_text conversation))
{
    for (size_t i = 0; i < COURSE; i++)
        if (course[i].come != without)
            come(rig, i, number);
}

static struct drill_report sum(struct rig *rig)
{
    struct drill_report report;

    drill_sum(rig->drill, NULL, 0, &report);
    return report;
}

static void a_conversation_that_is_whole_is_neither_lost_nor_doubled(void **state)
{
    struct rig *rig = *state;

    run_without(rig, 0, NULL);
    assert_false(drill_complete(rig->drill)); /* the other one has not begun */
    run_without(rig, 1, NULL);
    assert_true(drill_complete(rig->drill));
    struct drill_report report = sum(rig);
    assert_int_equal(report.lost, 0);
    assert_int_equal(report.doubled, 0);
    assert_int_equal(report.late, 0);
    assert_int_equal(report.records, 2 * COURSE);
    assert_int_equal(report.begun, 2);
    assert_int_equal(report.ended, 2);
    for (int i = 0; i < DRILL_STEPS; i++) {
        assert_int_equal(report.steps[i].in, i == DRILL_WRITTEN ? 6 : 2);
        assert_int_equal(report.steps[i].out, report.steps[i].in);
        assert_int_equal(report.steps[i].median_ms, 100);
    }
}

static void a_lost_record_counts_once_at_its_step(void **state)
{
    static const struct {
        void (*lost)(struct rig *rig, struct baton_text conversation);
        enum drill_step step;
    } rows[] = {
        { delivered, DRILL_ANSWERED },  { escalated, DRILL_ESCALATED },
        { requested, DRILL_REQUESTED }, { assigned, DRILL_TAKEN },
        { held, DRILL_HELD },           { learnt, DRILL_LEARNT },
    };
    struct rig *rig = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        drill_free(rig->drill);
        rig->drill = drill_new(PREFIX, 1, LATE_MS);
        run_without(rig, 0, rows[i].lost);
        struct drill_report report = sum(rig);
        assert_int_equal(report.lost, 1);
        assert_int_equal(report.steps[rows[i].step].lost, 1);
        assert_int_equal(report.doubled, 0);
        assert_false(drill_complete(rig->drill));
    }
}

static void what_is_written_and_never_seen_is_lost(void **state)
{
    struct rig *rig = *state;
    struct baton_text conversation = BATON_TEXT(PREFIX "0");

    MAKE(conversation_event);
    r->event_id = BATON_TEXT("e1");
    drill_wrote(rig->drill, &baton_topic_events, r, 1000);
    assert_int_equal(sum(rig).steps[DRILL_WRITTEN].lost, 1);
}

static void what_is_behind_a_loss_is_not_lost_too(void **state)
{
    struct rig *rig = *state;

    come(rig, 2, 0); /* the wish, and nothing comes of it */
    struct drill_report report = sum(rig);
    assert_int_equal(report.lost, 1);
    assert_int_equal(report.steps[DRILL_TAKEN].in, 0);
}

static void every_record_that_comes_again_is_doubled(void **state)
{
    struct rig *rig = *state;

    for (size_t i = 0; i < COURSE; i++) {
        drill_free(rig->drill);
        rig->drill = drill_new(PREFIX, 1, LATE_MS);
        run_without(rig, 0, NULL);
        rig->written = false;
        course[i].come(rig, BATON_TEXT(PREFIX "0"));
        struct drill_report report = sum(rig);
        assert_int_equal(report.doubled, 1);
        assert_int_equal(report.records_doubled, 1);
        assert_int_equal(report.lost, 0);
    }
}

static void a_message_that_is_said_twice_is_doubled_under_another_id_too(void **state)
{
    struct rig *rig = *state;
    struct baton_text conversation = BATON_TEXT(PREFIX "0");

    run_without(rig, 0, NULL);
    MAKE(delivery);
    r->delivery_id = BATON_TEXT("d2");
    r->kind = BATON_DELIVERY_KIND_SAY;
    r->event_id = BATON_TEXT("said");
    see(rig, &baton_topic_deliveries, r);
    assert_int_equal(sum(rig).doubled, 1);
    assert_int_equal(sum(rig).steps[DRILL_ANSWERED].doubled, 1);
}

static void what_may_be_amended_is_not_doubled(void **state)
{
    struct rig *rig = *state;
    struct baton_text conversation = BATON_TEXT(PREFIX "0");

    run_without(rig, 0, NULL);
    MAKE(handoff_outcome);
    r->outcome_id = BATON_TEXT("o1");
    r->env.sequence = 5;
    r->final = true;
    see(rig, &baton_topic_outcomes, r);
    assert_int_equal(sum(rig).doubled, 0);
}

static void a_cause_that_is_told_again_does_not_begin_anew(void **state)
{
    struct rig *rig = *state;
    struct baton_text conversation = BATON_TEXT(PREFIX "0");

    for (size_t i = 0; i < COURSE; i++) {
        if (course[i].come == held) { /* another record of the assignment, under its epoch */
            MAKE(assignment);
            r->assignment_id = BATON_TEXT("a1");
            r->env.sequence = 3;
            r->env.epoch = 1;
            see(rig, &baton_topic_assignments, r);
        }
        come(rig, i, 0);
    }
    assert_int_equal(sum(rig).steps[DRILL_HELD].in, 1);
    assert_int_equal(sum(rig).steps[DRILL_HELD].slowest_ms, 200);
}

static void what_takes_longer_is_late_and_the_slowest(void **state)
{
    struct rig *rig = *state;

    run_without(rig, 0, NULL);
    for (size_t i = 0; i < COURSE; i++) {
        rig->now_ms += course[i].come == requested ? LATE_MS : 0;
        come(rig, i, 1);
    }
    struct drill_report report = sum(rig);
    assert_int_equal(report.late, 1);
    assert_int_equal(report.lost, 0);
    assert_int_equal(report.slowest_step, DRILL_REQUESTED);
    assert_int_equal(report.slowest_number, 1);
    assert_int_equal(report.slowest_ms, LATE_MS + 100);
    assert_int_equal(report.recovery_ms, LATE_MS + 100);
}

static void topics_are_read_in_any_order(void **state)
{
    struct rig *rig = *state;

    for (size_t i = COURSE; i-- > 0;)
        come(rig, i, 0);
    run_without(rig, 1, NULL);
    struct drill_report report = sum(rig);
    assert_int_equal(report.lost, 0);
    assert_int_equal(report.doubled, 0);
    assert_int_equal(report.steps[DRILL_TAKEN].in, 2);
    assert_true(drill_complete(rig->drill));
}

static void other_conversations_are_left_alone(void **state)
{
    static const char *const names[] = { "drill-2-0", PREFIX "2", PREFIX "-1", PREFIX, "c1" };
    struct rig *rig = *state;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        customer_wishes(rig, baton_text_of(names[i]));
    assert_int_equal(sum(rig).records, 0);
    assert_int_equal(sum(rig).lost, 0);
}

static void what_the_drill_itself_cut_short_is_not_lost(void **state)
{
    struct rig *rig = *state;

    run_without(rig, 0, held); /* ended: judged all the same */
    come(rig, 2, 1);
    drill_cut(rig->drill);
    struct drill_report report = sum(rig);
    assert_int_equal(report.cut, 1);
    assert_int_equal(report.lost, 1);
    assert_int_equal(report.steps[DRILL_HELD].lost, 1);
}

static void a_restart_has_recovered_when_what_it_delayed_has_come(void **state)
{
    struct rig *rig = *state;
    struct drill_restart restarts[] = {
        { .began_ms = 500, .ended_ms = 600 },   /* before everything */
        { .began_ms = 1250, .ended_ms = 1260 }, /* the wish is under way */
        { .began_ms = 1350, .ended_ms = 9000 },
        { .began_ms = 8000, .ended_ms = 9000 }, /* behind everything */
    };
    struct drill_report report;

    for (size_t i = 0; i < COURSE; i++) {
        rig->now_ms += course[i].come == escalated ? 2000 : 0;
        come(rig, i, 0);
    }
    drill_sum(rig->drill, restarts, 4, &report);
    assert_int_equal(restarts[0].recovered_ms, -1);
    assert_int_equal(restarts[1].recovered_ms, 1300 - 1250); /* the wish itself */
    assert_int_equal(restarts[2].recovered_ms, 4000 - 1350); /* the learner's row */
    assert_int_equal(restarts[3].recovered_ms, -1);
    assert_int_equal(report.recovery_ms, 4000 - 1350);
}

static char *printed(struct rig *rig, void (*print)(FILE *to, const struct drill_told *told))
{
    struct drill_report report = sum(rig);
    struct drill_told told = { .prefix = PREFIX, .report = &report, .took_ms = 61000 };
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    assert_non_null(to);
    print(to, &told);
    fclose(to);
    return text;
}

static void reports_say_what_was_lost(void **state)
{
    struct rig *rig = *state;

    run_without(rig, 0, held);
    char *text = printed(rig, drill_print_text);
    assert_non_null(strstr(text, "\n9 records seen; 1 lost, 0 doubled, 0 late\n"));
    assert_non_null(strstr(text, "slowest recovery: 0.10 s\n"));
    free(text);
    text = printed(rig, drill_print_json);
    assert_non_null(strstr(text, "\"lost\":1,\"doubled\":0,\"late\":0,"));
    assert_non_null(strstr(
        text,
        "\"held\":{\"in\":1,\"out\":0,\"lost\":1,\"doubled\":0,\"late\":0,\"median_ms\":null,\"slowest_ms\":null}"));
    free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_conversation_that_is_whole_is_neither_lost_nor_doubled),
        TEST(a_lost_record_counts_once_at_its_step),
        TEST(what_is_written_and_never_seen_is_lost),
        TEST(what_is_behind_a_loss_is_not_lost_too),
        TEST(every_record_that_comes_again_is_doubled),
        TEST(a_message_that_is_said_twice_is_doubled_under_another_id_too),
        TEST(what_may_be_amended_is_not_doubled),
        TEST(a_cause_that_is_told_again_does_not_begin_anew),
        TEST(what_takes_longer_is_late_and_the_slowest),
        TEST(topics_are_read_in_any_order),
        TEST(other_conversations_are_left_alone),
        TEST(what_the_drill_itself_cut_short_is_not_lost),
        TEST(a_restart_has_recovered_when_what_it_delayed_has_come),
        TEST(reports_say_what_was_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
