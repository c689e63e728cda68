/* What is known after what was said. */
#include "packager_testing.h"

#include <math.h>

static void a_question_is_open_until_it_is_answered_and_again_when_repeated(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Where is my parcel from last week?");
    assert_int_equal(d->head->open_questions_count, 1);
    desk_say(d, BOT, "Sorry, I did not understand.");
    assert_int_equal(d->head->open_questions_count, 1);
    desk_say(d, BOT, "Your parcel was handed to the carrier.");
    assert_int_equal(d->head->open_questions_count, 0);
    desk_say(d, CUSTOMER, "But where is my parcel from last week?");
    assert_int_equal(d->head->open_questions_count, 1);
    assert_int_equal(d->head->open_questions[0].times, 2);
    desk_close(d);
}

static void a_question_of_the_bot_is_open_until_the_customer_answers(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My heating is broken.");
    desk_say(d, BOT, "How can I help you? Which model of heating do you have?");
    assert_int_equal(d->head->open_questions_count, 1);
    assert_text(d->head->open_questions[0].text, "Which model of heating do you have?");
    desk_say(d, CUSTOMER, "The small one in the kitchen.");
    assert_int_equal(d->head->open_questions_count, 0);
    desk_close(d);
}

static void what_only_vents_or_is_taken_back_is_no_open_question(void **state)
{
    static const struct {
        enum baton_speaker by;
        const char *asks, *then; /* the other side, or the same where it takes it back */
        enum baton_speaker then_by;
        size_t open;
    } rows[] = {
        { CUSTOMER, "Are you kidding me?", NULL, CUSTOMER, 0 },
        { CUSTOMER, "Do you think I have all day?", NULL, CUSTOMER, 0 },
        { BOT, "Wie kann ich Ihnen heute helfen?", NULL, CUSTOMER, 0 },
        { CUSTOMER, "Where is my parcel?", "Never mind.", CUSTOMER, 0 },
        { CUSTOMER, "Where is my parcel?", "Never mind. When does the shop open?", CUSTOMER, 1 },
        { CUSTOMER, "Where is my parcel?", "I am sorry to hear that.", BOT, 1 },
        { CUSTOMER, "Where is my parcel?", "It was handed to the carrier.", BOT, 0 },
        { BOT, "Which order number is it?", "One moment please.", CUSTOMER, 1 },
        { BOT, "Which order number is it?", "Maybe 44121?", CUSTOMER, 0 },
        { BOT, "Which order number is it?", "Why do you need it?", CUSTOMER, 1 },
        { BOT, "Which order number is it?", "44121", CUSTOMER, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "My lamp is broken.");
        desk_say(d, rows[i].by, rows[i].asks);
        if (rows[i].then != NULL)
            desk_say(d, rows[i].then_by, rows[i].then);
        size_t open = 0;
        for (size_t q = 0; q < d->head->open_questions_count; q++)
            open += d->head->open_questions[q].by == rows[i].by;
        if (open != rows[i].open)
            fail_msg("%s %s", rows[i].asks, rows[i].then != NULL ? rows[i].then : "");
        desk_close(d);
    }
}

static void a_promise_has_words_and_a_time_and_can_be_taken_back(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want my money back.");
    desk_say(d, BOT, "We will refund you by Friday. Is that fine?");
    assert_int_equal(d->head->commitments_count, 1);
    assert_text(d->head->commitments[0].text, "We will refund you by Friday.");
    assert_int_equal(d->head->commitments[0].due_at, 1768003140000);
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_OPEN);
    desk_say(d, BOT, "I'm sorry, I cannot do that after all.");
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_WITHDRAWN);
    desk_close(d);
}

static void what_a_bot_cannot_do_is_no_promise(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want my money back.");
    desk_say(d, BOT, "I can check the status of an order. Can I help you with that?");
    assert_int_equal(d->head->commitments_count, 0);
    desk_close(d);
}

static void an_email_given_again_replaces_and_two_orders_stand_side_by_side(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I am at old@example.org, order 10001 and order 10002 are late.");
    desk_say(d, CUSTOMER, "Better write to new@example.org.");
    assert_text(desk_fact(d, "email")->value, "new@example.org");
    assert_text(desk_fact(d, "earlier_email")->value, "old@example.org");
    assert_true(desk_fact(d, "earlier_email")->superseded);
    assert_false(desk_fact(d, "email")->superseded);
    assert_null(desk_fact(d, "earlier_order_number"));
    desk_close(d);
}

static void a_longer_name_takes_the_place_of_a_shorter_one(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My name is Laura.");
    desk_say(d, CUSTOMER, "Sorry, my full name is Laura Holm.");
    desk_say(d, BOT, "Thank you, Laura.");
    assert_int_equal(d->head->established_count, 1);
    assert_text(desk_fact(d, "name")->value, "Laura Holm");
    desk_close(d);
}

static void a_bare_number_corrects_the_one_that_is_written_alike(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order is 55120.");
    desk_say(d, CUSTOMER, "Sorry, my mistake. It's 55121.");
    assert_text(desk_fact(d, "order_number")->value, "55121");
    assert_text(desk_fact(d, "earlier_order_number")->value, "55120");
    desk_close(d);
}

static void a_day_without_its_year_is_the_day_that_is_named_with_it_later(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I fly on May 22.");
    assert_text(desk_fact(d, "date")->value, "2026-05-22");
    desk_say(d, BOT, "You fly on May 22, 2027.");
    assert_int_equal(d->head->established_count, 1);
    assert_text(desk_fact(d, "date")->value, "2027-05-22");
    desk_close(d);
}

static void what_the_bot_said_first_is_confirmed_by_the_customer(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order is late.");
    desk_say(d, BOT, "Is it about order 10001?");
    assert_false(desk_fact(d, "order_number")->confirmed);
    desk_say(d, CUSTOMER, "Yes, order 10001.");
    assert_true(desk_fact(d, "order_number")->confirmed);
    desk_close(d);
}

static void the_subject_changes_when_the_customer_says_so(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I can't log in to my account on the website since yesterday evening.");
    desk_say(d, CUSTOMER, "It asks for a code.");
    assert_text(d->head->card.headline,
                "I can't log in to my account on the website since yesterday evening.");
    desk_say(d, CUSTOMER, "Something else: my invoice is wrong.");
    assert_text(d->head->card.headline, "Something else: my invoice is wrong.");
    desk_close(d);
}

static void waiting_for_a_solution_is_not_having_one(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I cannot log in.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    desk_say(d, CUSTOMER, "I will wait until it is fixed.");
    desk_say(d, CUSTOMER, "Tell me once the problem is solved please.");
    for (size_t i = 0; i < d->requests_count; i++)
        assert_int_not_equal(d->requests[i]->kind, BATON_ROUTING_KIND_WITHDRAW);
    desk_close(d);
}

/* A package of one who says all, or all but one thing. */
static double quality_without(int missing)
{
    static struct baton_action_attempt failed = { .name = BATON_TEXT_INIT("reset_password"),
                                                  .outcome = BATON_ACTION_OUTCOME_FAILED,
                                                  .detail = BATON_TEXT_INIT("no such user"),
                                                  .duration_ms = BATON_NULL_LONG };
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    desk_say(d, CUSTOMER, "I cannot log in to my account on the website.");
    desk_say(d, CUSTOMER, missing == 1 ? "It is urgent." : "It is urgent, my order is 4711-22.");
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT,
                       missing == 3 ? "That did not go well." : "We will check it by Friday.");
    event->actions = &failed;
    event->actions_count = missing == 2 ? 0 : 1;
    desk_feed(d, &baton_topic_events, event);
    double overall = d->head->quality.overall;
    desk_close(d);
    return overall;
}

static void a_fact_an_attempt_or_a_promise_less_is_a_lower_quality(void **state)
{
    double whole = quality_without(0);

    (void)state;
    assert_true(whole > 0 && whole < 1);
    for (int missing = 1; missing <= 3; missing++)
        assert_true(quality_without(missing) < whole);
}

static bool is_flagged(const struct desk *d)
{
    for (size_t i = 0; i < d->head->quality.missing_count; i++) {
        if (baton_text_is(d->head->quality.missing[i], "minimum_quality"))
            return true;
    }
    return false;
}

static void a_package_under_the_minimum_is_flagged_until_it_is_better(void **state)
{
    static struct baton_action_attempt done = { .name = BATON_TEXT_INIT("reset_password"),
                                                .outcome = BATON_ACTION_OUTCOME_FAILED,
                                                .duration_ms = BATON_NULL_LONG };
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    (void)state;
    desk_say(d, CUSTOMER, "Hello.");
    assert_true(is_flagged(d));
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER,
                       "I cannot log in to my account on the website, order 55120 and 55121.");
    event->customer.id = BATON_TEXT("u1");
    event->language = BATON_TEXT("en");
    event->intent = BATON_TEXT("login");
    event->actions = &done;
    event->actions_count = 1;
    desk_feed(d, &baton_topic_events, event);
    assert_false(is_flagged(d));
    desk_close(d);
}

static void what_a_program_wrote_is_not_what_the_case_is_about(void **state)
{
    static const char *const texts[] = {
        "10:00:07 read ledger failed with error in the export queue\nThe export is empty.",
        "[2026-01-06T10:00:07Z] export queue failed with an error\nThe export is empty.",
        "The export is empty.\n2026-01-06 23:59:59.120 export queue failed with an error",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, texts[i]);
        assert_text(d->head->card.core_issue, "The export is empty.");
        desk_close(d);
    }
}

static void the_case_is_about_what_the_customer_said_was_wrong(void **state)
{
    static const struct {
        const char *first, *second, *issue;
    } rows[] = {
        { "Hi, I can't connect our shop to the Nordbank API. I keep getting error AX-31 since noon.",
          "Same.", "I can't connect our shop to the Nordbank API." },
        { "There's a payment of $31.40 to KWIKFOOD that I didn't make.",
          "I need a card for my trip on Friday.",
          "There's a payment of $31.40 to KWIKFOOD that I didn't make." },
        { "I sent the boots back a week ago and still no refund.",
          "I have been waiting for a week now, I want it today.",
          "I sent the boots back a week ago and still no refund." },
        { "I got a bill for 981 $ for May. That's four times what I usually pay.", "Why?",
          "I got a bill for 981 $ for May. That's four times what I usually pay." },
        { "Seit heute kann ich mich nicht mehr anmelden. Es kommt Fehler 77.", "Nein.",
          "Seit heute kann ich mich nicht mehr anmelden." },
        { "I'd like to move my visit to Dr. Lund from Monday to Tuesday.", "Yes.",
          "I'd like to move my visit to Dr. Lund from Monday to Tuesday." },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, rows[i].first);
        desk_say(d, CUSTOMER, rows[i].second);
        assert_text(d->head->card.core_issue, rows[i].issue);
        desk_close(d);
    }
}

static void the_opening_names_the_number_that_is_nearest_to_the_issue(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My import fails with error code IMP-9.");
    desk_say(d, CUSTOMER, "We paid invoice INV-20311 last week.");
    assert_true(baton_text_find(d->head->opening_line, BATON_TEXT("the error IMP-9"), 0) > 0);
    desk_close(d);
    d = desk_open();
    desk_say(d, CUSTOMER, "The gems that I bought never arrived.");
    desk_say(d, BOT, "I have opened ticket T-88190 for it.");
    assert_true(baton_text_find(d->head->opening_line, BATON_TEXT("never arrived"), 0) > 0);
    desk_close(d);
}

static void the_next_action_is_worded_for_who_tried(void **state)
{
    static const struct {
        enum baton_speaker by;
        const char *text, *action;
    } rows[] = {
        { CUSTOMER, "I've tried it on two computers.",
          "Go on from what the customer tried: \"I've tried it on two computers\"; do not ask for "
          "it again." },
        { BOT, "I was unable to complete the booking.",
          "Do what the bot could not: \"I was unable to complete the booking\"" },
        { CUSTOMER, "Can you also remove the tip?",
          "Take up what was asked for: \"Can you also remove the tip?\"" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "My booking fails on the website.");
        desk_say(d, rows[i].by, rows[i].text);
        assert_text(d->head->next_action.text, rows[i].action);
        desk_close(d);
    }
}

/* "value value(replaced)" of a kind, the newest first. */
static const char *facts_of(struct desk *d, const char *kind)
{
    struct baton_text all = BATON_TEXT_NONE;

    for (size_t i = 0; i < d->head->established_count; i++) {
        const struct baton_fact *fact = &d->head->established[i];
        bool old = baton_text_starts(fact->name, BATON_TEXT("earlier_"));

        if (!baton_text_is(fact->name, kind)
            && !(old && baton_text_find(fact->name, baton_text_of(kind), 0) > 0))
            continue;
        all = baton_text_format(&d->arena, "%.*s%s%.*s%s", BATON_TEXT_ARG(all),
                                all.size > 0 ? " " : "", BATON_TEXT_ARG(fact->value),
                                old ? "(replaced)" : "");
    }
    return baton_text_string(&d->arena, all);
}

static void a_value_that_the_customer_takes_back_stands_no_more(void **state)
{
    static const struct {
        const char *kind, *facts;
        struct {
            enum baton_speaker by;
            const char *text;
        } turns[4];
    } rows[] = {
        { "order_number",
          "88412 88121(replaced)",
          { { CUSTOMER, "My order 88121 has not come." },
            { CUSTOMER, "Sorry, wrong order number, it is 88412, not 88121." },
            { BOT, "I see that order 88121 is on its way." } } },
        { "order_number",
          "88121 88412(replaced)",
          { { CUSTOMER, "My order 88121 has not come." },
            { CUSTOMER, "Sorry, I meant order 88412." },
            { CUSTOMER, "No, it was right: I meant order 88121." } } },
        { "order_number",
          "88412 88121(replaced)",
          { { CUSTOMER, "My order 88121 has not come." },
            { CUSTOMER, "Sorry, wrong number." },
            { CUSTOMER, "88412" } } },
        { "order_number",
          "4711-32 4711-23(replaced)",
          { { CUSTOMER, "Order number 4711-23 is broken." },
            { BOT, "I found order 4711-23." },
            { CUSTOMER, "No, it's order 4711-32." } } },
        { "order_number", "88121", { { CUSTOMER, "I have not received order 88121." } } },
        { "email",
          "anne@x.example",
          { { CUSTOMER, "My e-mail is not anna@x.example but anne@x.example" } } },
        { "email",
          "neu@x.example alt@x.example(replaced)",
          { { CUSTOMER, "Meine Mail ist alt@x.example" },
            { CUSTOMER, "Sie ist jetzt neu@x.example, nicht mehr alt@x.example" } } },
        { "phone",
          "06645550199",
          { { CUSTOMER, "My number is now 0664 555 0199, not 0664 555 0123" } } },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        for (size_t t = 0; t < 4 && rows[i].turns[t].text != NULL; t++)
            desk_say(d, rows[i].turns[t].by, rows[i].turns[t].text);
        if (strcmp(facts_of(d, rows[i].kind), rows[i].facts) != 0)
            fail_msg("%zu: %s", i, facts_of(d, rows[i].kind));
        desk_close(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_that_the_customer_takes_back_stands_no_more),
        cmocka_unit_test(the_case_is_about_what_the_customer_said_was_wrong),
        cmocka_unit_test(the_opening_names_the_number_that_is_nearest_to_the_issue),
        cmocka_unit_test(the_next_action_is_worded_for_who_tried),
        cmocka_unit_test(what_a_program_wrote_is_not_what_the_case_is_about),
        cmocka_unit_test(a_package_under_the_minimum_is_flagged_until_it_is_better),
        cmocka_unit_test(a_question_is_open_until_it_is_answered_and_again_when_repeated),
        cmocka_unit_test(a_question_of_the_bot_is_open_until_the_customer_answers),
        cmocka_unit_test(what_only_vents_or_is_taken_back_is_no_open_question),
        cmocka_unit_test(a_promise_has_words_and_a_time_and_can_be_taken_back),
        cmocka_unit_test(what_a_bot_cannot_do_is_no_promise),
        cmocka_unit_test(an_email_given_again_replaces_and_two_orders_stand_side_by_side),
        cmocka_unit_test(a_longer_name_takes_the_place_of_a_shorter_one),
        cmocka_unit_test(a_bare_number_corrects_the_one_that_is_written_alike),
        cmocka_unit_test(a_day_without_its_year_is_the_day_that_is_named_with_it_later),
        cmocka_unit_test(what_the_bot_said_first_is_confirmed_by_the_customer),
        cmocka_unit_test(the_subject_changes_when_the_customer_says_so),
        cmocka_unit_test(waiting_for_a_solution_is_not_having_one),
        cmocka_unit_test(a_fact_an_attempt_or_a_promise_less_is_a_lower_quality),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
