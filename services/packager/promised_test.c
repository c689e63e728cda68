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
    desk_say(d, BOT, "Your order has been cancelled.");
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_KEPT);
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

static void what_is_said_later_settles_a_promise(void **state)
{
    static const struct {
        const char *promise;
        enum baton_speaker by;
        const char *later;
        enum baton_commitment_state becomes;
    } rows[] = {
        { "We will refund you by Friday.", BOT, "I have refunded you.",
          BATON_COMMITMENT_STATE_KEPT },
        { "I will send you the label within 2 days.", BOT, "I have sent you the label.",
          BATON_COMMITMENT_STATE_KEPT },
        { "You will receive the e-mail by tomorrow.", BOT, "I have sent you the e-mail.",
          BATON_COMMITMENT_STATE_KEPT },
        { "Wir werden Ihnen das Geld bis Freitag erstatten.", BOT, "Das Geld wurde erstattet.",
          BATON_COMMITMENT_STATE_KEPT },
        { "I will cancel order 4711.", BOT, "I have found order 4711.",
          BATON_COMMITMENT_STATE_OPEN },
        { "I will send you a replacement.", BOT, "I have sent you an email.",
          BATON_COMMITMENT_STATE_OPEN },
        { "We will refund you by Friday.", BOT, "Has the refund been processed?",
          BATON_COMMITMENT_STATE_OPEN },
        { "We will refund you by Friday.", CUSTOMER, "You have not refunded me.",
          BATON_COMMITMENT_STATE_OPEN },
        { "We will refund you by Friday.", BOT, "I'm sorry, I can't do that after all.",
          BATON_COMMITMENT_STATE_WITHDRAWN },
        { "We will refund you by Friday.", BOT, "Unfortunately we won't be able to refund you.",
          BATON_COMMITMENT_STATE_WITHDRAWN },
        { "Wir werden Ihnen das Geld bis Freitag erstatten.", BOT,
          "Es tut mir leid, das geht doch nicht.", BATON_COMMITMENT_STATE_WITHDRAWN },
        { "We will call you by Friday.", CUSTOMER, "No need to call me.",
          BATON_COMMITMENT_STATE_WITHDRAWN },
        { "We will refund you by Friday.", BOT, "I cannot change the address.",
          BATON_COMMITMENT_STATE_OPEN },
        { "We will refund you by Friday.", CUSTOMER, "I can't wait that long.",
          BATON_COMMITMENT_STATE_OPEN },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "My lamp is broken.");
        desk_say(d, BOT, rows[i].promise);
        desk_say(d, rows[i].by, rows[i].later);
        if (d->head->commitments_count == 0 || d->head->commitments[0].state != rows[i].becomes)
            fail_msg("%s %s: %zu, %d", rows[i].promise, rows[i].later, d->head->commitments_count,
                     d->head->commitments_count > 0 ? (int)d->head->commitments[0].state : -1);
        desk_close(d);
    }
}

static void a_promise_made_again_is_one_and_a_broken_one_is_not_forgotten(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want my money back.");
    desk_say(d, BOT, "We will refund you by Friday.");
    desk_say(d, BOT, "You will get the refund by Friday.");
    assert_int_equal(d->head->commitments_count, 1);
    desk_say(d, BOT, "I will call you by Friday.");
    assert_int_equal(d->head->commitments_count, 2); /* another deed of the same day */
    desk_say(d, BOT, "We will refund you by Thursday.");
    assert_int_equal(d->head->commitments_count, 2);
    assert_int_equal(d->head->commitments[0].due_at, 1767916740000);
    desk_wait(d, 72 * HOUR_MS);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
    desk_say(d, AGENT, "We will refund you by tomorrow.");
    assert_int_equal(d->head->commitments_count, 3);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
    assert_int_equal(d->head->commitments[2].state, BATON_COMMITMENT_STATE_OPEN);
    desk_say(d, AGENT, "I have refunded you.");
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_BROKEN);
    assert_int_equal(d->head->commitments[2].state, BATON_COMMITMENT_STATE_KEPT);
    desk_close(d);
}

static void an_offer_is_no_promise(void **state)
{
    static const char *const rows[] = {
        "I can refund you if you send me the receipt.",
        "Would you like me to open a ticket?",
        "Should we refund you?",
        "If you agree, we will refund you by Friday.",
        "We won't be able to refund you.",
        "We will not refund you.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "My lamp is broken.");
        desk_say(d, BOT, rows[i]);
        if (d->head->commitments_count != 0)
            fail_msg("%s", rows[i]);
        desk_close(d);
    }
}

static void a_tool_that_did_it_keeps_the_promise(void **state)
{
    static const struct {
        const char *promise, *action;
        enum baton_action_outcome outcome;
        bool kept;
    } rows[] = {
        { "We will refund you by Friday.", "issue_refund", BATON_ACTION_OUTCOME_SUCCEEDED, true },
        { "We will refund you by Friday.", "issue_refund", BATON_ACTION_OUTCOME_FAILED, false },
        { "I will cancel the order of the desk lamp.", "cancel_order",
          BATON_ACTION_OUTCOME_SUCCEEDED, true },
        { "We will refund you by Friday.", "check_refund_status", BATON_ACTION_OUTCOME_SUCCEEDED,
          false },
        { "I will send you a replacement.", "send_email", BATON_ACTION_OUTCOME_SUCCEEDED, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();
        struct baton_conversation_event *event;
        struct baton_action_attempt *action = BATON_RECORD(&d->arena, action_attempt);

        desk_say(d, CUSTOMER, "My lamp is broken.");
        desk_say(d, BOT, rows[i].promise);
        event = desk_event(d, BATON_EVENT_TYPE_ACTION, BOT, "");
        action->name = baton_text_of(rows[i].action);
        action->outcome = rows[i].outcome;
        event->actions = action;
        event->actions_count = 1;
        desk_feed(d, &baton_topic_events, event);
        if ((d->head->commitments[0].state == BATON_COMMITMENT_STATE_KEPT) != rows[i].kept)
            fail_msg("%s %s", rows[i].promise, rows[i].action);
        desk_close(d);
    }
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
        { "We have a demo tomorrow at 5 pm.", 1 },
        { "Friday is too late, I have a client call on Thursday.", 1 },
        { "It is a present, her birthday is on Saturday.", 1 },
        { "I need a card for my trip on Friday.", 1 },
        { "Month end is in two days.", 1 },
        { "I'm giving a talk at 2 pm tomorrow.", 1 },
        { "The offer ends tomorrow.", 1 },
        { "Mein Termin beim Amt ist am Montag.", 1 },
        { "I have an appointment on Friday that I want to move.", 0 },
        { "We had a demo last Friday.", 0 },
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
        cmocka_unit_test(what_is_said_later_settles_a_promise),
        cmocka_unit_test(a_promise_made_again_is_one_and_a_broken_one_is_not_forgotten),
        cmocka_unit_test(an_offer_is_no_promise),
        cmocka_unit_test(a_tool_that_did_it_keeps_the_promise),
        cmocka_unit_test(a_deadline_is_what_the_customer_has_to_meet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
