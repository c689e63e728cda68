/* Promises over time: what is said of them and what becomes of them. */
#include "packager_testing.h"

static const int64_t HOUR_MS = 3600000;

static void a_promise_breaks_at_its_time_though_nobody_says_anything(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want my order cancelled.");
    desk_say(d, BOT, "We will cancel your order within 4 hours.");
    desk_wait(d, HOUR_MS);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_OPEN);
    size_t heads = d->heads;
    desk_wait(d, HOUR_MS + 60000);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_AT_RISK);
    desk_wait(d, 2 * HOUR_MS);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
    assert_int_equal(d->heads, heads + 2);
    assert_text(d->head->next_action.source, "overdue_promise");
    desk_wait(d, 100 * HOUR_MS);
    assert_int_equal(d->heads, heads + 2);
    desk_close(d);
}

static void a_promise_of_an_ended_or_forgotten_conversation_writes_nothing(void **state)
{
    static const enum baton_event_type last[] = { BATON_EVENT_TYPE_ENDED, BATON_EVENT_TYPE_FORGET };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "I want my money back.");
        desk_say(d, BOT, "We will refund you within 4 hours.");
        desk_feed(d, &baton_topic_events, desk_event(d, last[i], BATON_SPEAKER_SYSTEM, ""));
        size_t heads = d->heads;
        desk_wait(d, 24 * HOUR_MS);
        assert_int_equal(d->heads, heads);
        desk_say(d, CUSTOMER, "Where is my refund?");
        assert_int_equal(d->heads, heads + 1);
        assert_int_equal(d->head->commitments_count, i == 0);
        if (i == 0)
            assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
        desk_close(d);
    }
}

static void a_message_that_waits_and_a_promise_share_a_timer(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *early;

    (void)state;
    desk_say(d, CUSTOMER, "I want my money back.");
    desk_say(d, BOT, "We will refund you within 4 hours.");
    early = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "From the future.");
    early->disposition = BATON_DISPOSITION_REQUESTED;
    early->env.epoch = 9;
    desk_feed(d, &baton_topic_events, early);
    desk_wait(d, 6000);
    assert_int_equal(desk_turn(d, early)->state, BATON_MESSAGE_STATE_SAID);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_OPEN);
    desk_wait(d, 5 * HOUR_MS);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
    desk_close(d);
}

static void a_deadline_is_what_the_customer_has_to_meet(void **state)
{
    static const struct {
        const char *words;
        size_t deadlines;
    } rows[] = {
        { "My deadline is tomorrow.", 1 },
        { "I ordered it last Friday and need it by Thursday.", 1 },
        { "I need it by 5 p.m. tomorrow.", 1 },
        { "Ich brauche es bis morgen.", 1 },
        { "I ordered it last Friday and I need it.", 0 },
        { "I'll send the receipt by Friday.", 0 },
        { "You said I would have it by Friday.", 0 },
        { "I was promised an answer by tomorrow.", 0 },
        { "I need it, I have waited for 3 weeks.", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, rows[i].words);
        if (d->head->deadlines_count != rows[i].deadlines)
            fail_msg("%s: %zu", rows[i].words, d->head->deadlines_count);
        desk_close(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_breaks_at_its_time_though_nobody_says_anything),
        cmocka_unit_test(a_promise_of_an_ended_or_forgotten_conversation_writes_nothing),
        cmocka_unit_test(a_message_that_waits_and_a_promise_share_a_timer),
        cmocka_unit_test(a_deadline_is_what_the_customer_has_to_meet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
