/* What is behind the request: the words that say so, and nothing else. */
#include "packager_testing.h"

static void the_words_that_say_what_it_is_for_are_the_goal(void **state)
{
    static const struct {
        const char *text, *goal;
    } rows[] = {
        { "Please reset my password so that I can pay my rent today.",
          "so that I can pay my rent today" },
        { "I need the invoice by Friday because I need to file my taxes.",
          "because I need to file my taxes" },
        { "Where is my passport? I need it for a trip to Lisbon.",
          "I need it for a trip to Lisbon" },
        { "Unlock my account, otherwise I cannot check in for my flight!",
          "otherwise I cannot check in for my flight" },
        { "Can you unlock it so I can submit the tender?", "so I can submit the tender" },
        { "I want the certificate in order to apply for a visa.", "in order to apply for a visa" },
        { "The export has to work. Without it I can't close the month.",
          "Without it I can't close the month" },
        { "Send me the receipt, I need that to be able to claim my expenses.",
          "to be able to claim my expenses" },
        { "Because I need to fly on Monday, can you send it today?",
          "Because I need to fly on Monday" },
        { "Fix it, or else I will lose the contract.", "or else I will lose the contract" },
        { "Bitte schicken Sie mir die Rechnung, damit ich die Steuer machen kann.",
          "damit ich die Steuer machen kann" },
        { "Ich brauche den Pass, weil ich am Montag fliegen muss.",
          "weil ich am Montag fliegen muss" },
        { "Wo ist das Paket? Ich brauche es für den Geburtstag meiner Tochter.",
          "Ich brauche es für den Geburtstag meiner Tochter" },
        { "Bitte schalten Sie mich frei, sonst kann ich nicht arbeiten.",
          "sonst kann ich nicht arbeiten" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();
        struct baton_conversation_event *event = desk_say(d, CUSTOMER, rows[i].text);

        assert_text(d->head->goal.text, rows[i].goal);
        assert_text(d->head->goal.event_id, baton_text_string(&d->arena, event->event_id));
        desk_close(d);
    }
}

static void what_only_looks_like_a_goal_is_none(void **state)
{
    static const char *const texts[] = {
        "I was charged twice for my order.",
        "I want to be able to log in.",
        "I tried it all, so I can not use the app.",
        "I need it for Friday.",
        "It failed because the server was down.",
        "Connect me with someone so that I can talk to a person.",
        "Das Paket ist weg, weil ich umgezogen bin.",
        "It is broken, so that is that.",
        "Otherwise I will just wait.",
        "I would have liked to be able to see it.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, texts[i]);
        if (d->head->goal.text.size > 0)
            fail_msg("%s: %.*s", texts[i], BATON_TEXT_ARG(d->head->goal.text));
        desk_close(d);
    }
}

static void the_company_has_no_goal(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order is late.");
    desk_say(d, BOT, "Please tell me your order number so that I can look it up.");
    assert_int_equal(d->head->goal.text.size, 0);
    desk_close(d);
}

static void the_last_word_counts_and_goes_with_its_message(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *first, *second, *event;

    (void)state;
    first = desk_say(d, CUSTOMER, "I need the invoice so that I can file my taxes.");
    second = desk_say(d, CUSTOMER, "And the receipt so that I can get a refund.");
    assert_text(d->head->goal.text, "so that I can get a refund");
    event = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER, "And the receipt.");
    event->replaces = second->event_id;
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->head->goal.text.size, 0);
    event = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER,
                       "I need the invoice so that I can travel on Monday.");
    event->replaces = first->event_id;
    desk_feed(d, &baton_topic_events, event);
    assert_text(d->head->goal.text, "so that I can travel on Monday");
    desk_close(d);
}

static void what_is_hidden_in_a_message_is_hidden_in_its_goal(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Unlock it so that I can pay with 4242 4242 4242 4242.");
    assert_true(baton_text_find(d->head->goal.text, BATON_TEXT("4242 4242"), 0) < 0);
    assert_true(baton_text_starts(d->head->goal.text, BATON_TEXT("so that I can pay with")));
    desk_close(d);
}

static void a_goal_stands_in_the_briefing(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I cannot log in. Fix it so that I can pay my rent.");
    assert_true(
        baton_text_find(d->head->briefing, BATON_TEXT("\nGoal: so that I can pay my rent\n"), 0)
        > 0);
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_that_say_what_it_is_for_are_the_goal),
        cmocka_unit_test(what_only_looks_like_a_goal_is_none),
        cmocka_unit_test(the_company_has_no_goal),
        cmocka_unit_test(the_last_word_counts_and_goes_with_its_message),
        cmocka_unit_test(what_is_hidden_in_a_message_is_hidden_in_its_goal),
        cmocka_unit_test(a_goal_stands_in_the_briefing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
