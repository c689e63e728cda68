/* Timers: in order, moved, cancelled, and none before what is in the log unread could have answered
 * it. */
#include "stage_fixture.h"

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);

    rig_open(rig, &tally_service, 0, 1);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

/* A quiet event of a conversation of its own that sets a timer; the batch is left empty. */
static void set(struct rig *rig, const char *conversation, const char *words, int64_t time_ms)
{
    struct baton_text key = baton_text_format(&rig->arena, "acme/%s", conversation);

    assert_int_equal(rig_feed(rig, &baton_topic_events, key.data,
                              event_make(&rig->arena, conversation, "e", words), time_ms),
                     BATON_FED_DONE);
    rig_commit(rig);
}

static void drain(struct rig *rig, int64_t time_ms)
{
    baton_task_drained(rig->task, &baton_topic_events, time_ms);
    assert_int_equal(baton_task_fire(rig->task), BATON_FED_DONE);
}

static void timers_come_in_order_of_deadline_key_and_name(void **state)
{
    static const char *const expected[] = { "acme/c3-1-due", "acme/c1-2-due", "acme/c1-2-late",
                                            "acme/c2-1-due" };
    struct rig *rig = *state;

    set(rig, "c2", "at due 700", 100);
    set(rig, "c1", "at due 700", 101);
    set(rig, "c3", "at due 650", 102);
    set(rig, "c1", "at late 700", 103);
    assert_int_equal(baton_task_next_deadline(rig->task), 650);
    drain(rig, 649);
    assert_int_equal(rig->batch.items_count, 0);
    drain(rig, 700);
    assert_int_equal(rig->batch.items_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_text(rig_signal(rig, i)->signal_id, expected[i]);
        assert_int_equal(rig_signal(rig, i)->hold_until, i == 0 ? 650 : 700);
    }
    assert_int_equal(baton_task_next_deadline(rig->task), INT64_MAX);
}

static void a_timer_moves_and_is_cancelled(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "timer due 100", 1000);
    set(rig, "c1", "timer due 500", 1001);
    assert_int_equal(baton_task_next_deadline(rig->task), 1501);
    drain(rig, 1500);
    assert_int_equal(rig->batch.items_count, 0);
    set(rig, "c1", "cancel", 1500);
    assert_int_equal(baton_task_next_deadline(rig->task), INT64_MAX);
    drain(rig, 9999);
    assert_int_equal(rig->batch.items_count, 0);
}

static void a_timer_is_handed_over_once(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "timer due 100", 1000);
    drain(rig, 1100);
    drain(rig, 1200);
    assert_int_equal(rig->batch.items_count, 1);
    assert_int_equal(rig_signal(rig, 0)->env.cause.topic.size, 0); /* no record caused it */
    assert_int_equal(rig_signal(rig, 0)->env.occurred_at, 1100);
}

static void a_record_fires_what_is_due_by_its_time_before_it_is_processed(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "timer due 100", 1000);
    assert_int_equal(rig_event(rig, "x", 1099), BATON_FED_DONE);
    assert_int_equal(rig->batch.items_count, 1);
    assert_int_equal(rig_event(rig, "x", 1100), BATON_FED_DONE);
    assert_int_equal(rig->batch.items_count, 3);
    assert_text(rig_signal(rig, 1)->signal_id, "acme/c1-2-due");
    assert_text(rig_signal(rig, 2)->signal_id, "acme/c1-3");
}

static void a_handler_may_set_new_timers_also_due_ones(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "at chain 500", 100);
    drain(rig, 5000);
    assert_int_equal(rig->batch.items_count, 6); /* 500, 600, … 1000 */
    assert_int_equal(rig_signal(rig, 5)->hold_until, 1000);
}

static void an_endless_handler_does_not_hang_the_task(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "at endless 500", 100);
    drain(rig, 600);
    assert_int_equal(baton_task_next_deadline(rig->task), 500);
    assert_int_equal(rig_event(rig, "x", 700), BATON_FED_DONE);
    assert_int_equal(rig->batch.items_count, 1);
}

/* --- nothing times out that is answered in the log
 * ------------------------------------------------------------------ */

static const struct baton_topic *const two_inputs[] = { &baton_topic_events,
                                                        &baton_topic_resolutions, NULL };

/* Events set a timer, a resolution cancels it. */
static enum baton_verdict waits_for_answer(const struct baton_record *in, void *self,
                                           struct baton_outbox *out)
{
    struct tally *tally;
    void *row;

    assert_int_equal(baton_state_load(out, &tally_table, in->key, &row), BATON_DONE);
    tally = row != NULL ? row : baton_record_new(&tally_type, in->arena);
    if (in->timer.size > 0) {
        ++*(int *)self;
        tally->due_ms = 0;
    } else {
        baton_timer_set(out, in->key, "due", &tally->due_ms,
                        in->topic == &baton_topic_events ? in->time_ms + 100 : 0);
    }
    baton_state_save(out, &tally_table, in->key, tally);
    return BATON_DONE;
}

static void nothing_times_out_that_is_answered_in_the_log_unread(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.inputs = two_inputs;
    service.process = waits_for_answer;
    rig_open(&rig, &service, 0, 1);
    struct baton_resolution *answer = BATON_RECORD(&rig.arena, resolution);
    answer->env.tenant = BATON_TEXT("acme");
    answer->env.conversation_id = BATON_TEXT("c1");
    answer->resolution_id = BATON_TEXT("r1");

    rig_event(&rig, "x", 1000);
    rig_event(&rig, "noise", 1050); /* moves it to 1150 */
    for (int i = 0; i < 3;
         i++) { /* the events are read far ahead, the answer of 1120 is not read yet */
        struct baton_text key = baton_text_format(&rig.arena, "acme/n%d", i);

        rig_feed(&rig, &baton_topic_events, key.data,
                 event_make(&rig.arena, key.data + 5, "e", "x"), 5000 + i);
        baton_task_drained(rig.task, &baton_topic_events, 6000);
        assert_int_equal(baton_task_fire(rig.task), BATON_FED_DONE);
    }
    assert_int_equal(rig.processed, 0);
    assert_int_equal(rig_feed(&rig, &baton_topic_resolutions, "acme/c1", answer, 1120),
                     BATON_FED_DONE);
    baton_task_drained(rig.task, &baton_topic_resolutions, 5050);
    assert_int_equal(baton_task_fire(rig.task), BATON_FED_DONE);
    assert_int_equal(rig.processed, 0);
    baton_task_drained(rig.task, &baton_topic_resolutions,
                       5101); /* now there is certainly no answer for n0 and n1 */
    assert_int_equal(baton_task_fire(rig.task), BATON_FED_DONE);
    assert_int_equal(rig.processed, 2);
    rig_close(&rig);
}

/* Records at 1000 and 1500; the other input had been read up to `read_ms` before the restart. */
static int fired_after_restart(int64_t read_ms)
{
    struct baton_service service = tally_service;
    struct rig rig;

    service.inputs = two_inputs;
    service.process = waits_for_answer;
    rig_open(&rig, &service, 0, 1);
    baton_task_drained(rig.task, &baton_topic_resolutions, read_ms);
    baton_task_position(rig.task, &baton_topic_events, 7);
    baton_task_position(rig.task, &baton_topic_resolutions, 5);
    rig_event(&rig, "x", 1000);
    baton_task_abort(rig.task);
    assert_true(baton_task_read_ms(rig.task, &baton_topic_events) == INT64_MIN);
    assert_true(baton_task_read_ms(rig.task, &baton_topic_resolutions) == read_ms);
    rig_event(&rig, "x", 1000);
    assert_int_equal(baton_task_read_ms(rig.task, &baton_topic_events), 1000);
    rig_event(&rig, "later", 1500);
    int fired = rig.processed;
    rig_close(&rig);
    return fired;
}

static void after_a_restart_a_due_timer_still_comes_before_the_records_behind_it(void **state)
{
    (void)state;
    assert_int_equal(fired_after_restart(1099), 0);
    assert_int_equal(fired_after_restart(1100), 1);
    assert_int_equal(fired_after_restart(INT64_MIN), 0); /* not known: it waits for all inputs */
}

/* --- refusing, waiting, aborting
 * ------------------------------------------------------------------------------------ */

static void a_timer_that_is_refused_is_a_dead_letter_with_key_and_name(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "at refuses 500", 100);
    drain(rig, 600);
    assert_int_equal(rig->batch.items_count, 1);
    assert_null(rig->batch.items[0].row);
    struct baton_dead_letter *letter = rig_decode(rig, &rig->batch.items[0]);
    assert_text(letter->key, "acme/c1");
    assert_text(letter->reason, "refused");
    assert_text(letter->dead_letter_id, "tally/timer/acme/c1/refuses/500");
    assert_text(letter->env.attributes[0].key, "timer");
    assert_text(letter->env.attributes[0].value, "refuses");
    assert_int_equal(letter->source_timestamp, 500);
    drain(rig, 700);
    assert_int_equal(rig->batch.items_count, 1);
}

static void a_timer_that_must_wait_stays_set_and_holds_the_record_up(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "at waits 500", 100);
    set(rig, "c0", "at due 400", 101);
    assert_int_equal(rig_event(rig, "x", 600), BATON_FED_RETRY);
    assert_int_equal(rig->batch.items_count, 1); /* the one before it stays handed over */
    assert_int_equal(baton_task_next_deadline(rig->task), 500);
    assert_int_equal(rig_event(rig, "x", 600), BATON_FED_RETRY);
    assert_string_equal(baton_task_error(rig->task)->code, "waiting");
    assert_int_equal(rig->batch.items_count, 1);
}

static void an_abort_sets_timers_again(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "timer due 100", 1000);
    drain(rig, 1100);
    assert_int_equal(rig->batch.items_count, 1);
    baton_task_abort(rig->task);
    baton_batch_reset(&rig->batch);
    assert_int_equal(baton_task_next_deadline(rig->task), 1100);
    assert_int_equal(baton_task_fire(rig->task),
                     BATON_FED_DONE); /* not before it has read so far again */
    assert_int_equal(rig->batch.items_count, 0);
    drain(rig, 1100);
    assert_int_equal(rig->batch.items_count, 1);
}

static void a_retried_record_sets_no_timer(void **state)
{
    struct rig *rig = *state;

    set(rig, "c1", "timer due 500", 1000);
    assert_int_equal(baton_task_next_deadline(rig->task), 1500);
    assert_int_equal(rig_event(rig, "timer due 100 retry", 1001), BATON_FED_RETRY);
    assert_int_equal(baton_task_next_deadline(rig->task), 1500);
    assert_int_equal(rig_event(rig, "timer soon 100 retry", 1001), BATON_FED_RETRY);
    assert_int_equal(baton_task_next_deadline(rig->task), 1500);
}

static void many_due_timers_are_walked_once(void **state)
{
    struct rig *rig = *state;

    for (int i = 0; i < 9000; i++) {
        struct baton_text name = baton_text_format(&rig->arena, "c%d", i);

        rig_feed(rig, &baton_topic_events, baton_text_format(&rig->arena, "acme/c%d", i).data,
                 event_make(&rig->arena, name.data, "e", "at due 500"), 100);
    }
    rig_commit(rig);
    drain(rig, 500);
    assert_int_equal(rig->batch.items_count, 9000);
}

#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(timers_come_in_order_of_deadline_key_and_name),
        RIG_TEST(a_timer_moves_and_is_cancelled),
        RIG_TEST(a_timer_is_handed_over_once),
        RIG_TEST(a_record_fires_what_is_due_by_its_time_before_it_is_processed),
        RIG_TEST(a_handler_may_set_new_timers_also_due_ones),
        RIG_TEST(an_endless_handler_does_not_hang_the_task),
        cmocka_unit_test(nothing_times_out_that_is_answered_in_the_log_unread),
        cmocka_unit_test(after_a_restart_a_due_timer_still_comes_before_the_records_behind_it),
        RIG_TEST(a_timer_that_is_refused_is_a_dead_letter_with_key_and_name),
        RIG_TEST(a_timer_that_must_wait_stays_set_and_holds_the_record_up),
        RIG_TEST(an_abort_sets_timers_again),
        RIG_TEST(a_retried_record_sets_no_timer),
        RIG_TEST(many_due_timers_are_walked_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
