/* How the customer wants to be spoken to. */
#include "packager_testing.h"

/* "name value; name value" */
static const char *wishes_of(struct desk *d)
{
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t i = 0; d->head != NULL && i < d->head->communication_count; i++)
        text = baton_text_format(&d->arena, "%.*s%s%.*s %.*s", BATON_TEXT_ARG(text),
                                 i > 0 ? "; " : "", BATON_TEXT_ARG(d->head->communication[i].name),
                                 BATON_TEXT_ARG(d->head->communication[i].value));
    return baton_text_string(&d->arena, text);
}

static void a_wish_is_known_by_its_words(void **state)
{
    static const struct {
        const char *text, *wishes;
    } rows[] = {
        { "Please e-mail me the details.", "channel email" },
        { "Can you email me back?", "channel email" },
        { "I would prefer e-mail.", "channel email" },
        { "Reply by email only please.", "channel email" },
        { "Bitte per E-Mail.", "channel email" },
        { "Please confirm by email, not by phone.", "channel email; avoid_channel phone" },
        { "Call me.", "channel phone" },
        { "This is urgent, please call me back.", "channel phone" },
        { "Could someone please give me a call?", "channel phone" },
        { "You can reach me on my mobile.", "channel phone" },
        { "Rufen Sie mich bitte zurück.", "channel phone" },
        { "Können Sie mich bitte anrufen?", "channel phone" },
        { "Please text me.", "channel sms" },
        { "Contact me via WhatsApp.", "channel whatsapp" },
        { "I'd rather chat.", "channel chat" },
        { "Don't call me.", "avoid_channel phone" },
        { "Please do not call me.", "avoid_channel phone" },
        { "I can't talk on the phone right now.", "avoid_channel phone" },
        { "No phone calls.", "avoid_channel phone" },
        { "Bitte nicht anrufen.", "avoid_channel phone" },
        { "Stop sending me emails.", "avoid_channel email" },
        { "Please don't call me, email me.", "avoid_channel phone; channel email" },
        { "Please call me after 5 pm.", "time after 5 pm; channel phone" },
        { "I am available between 9 and 12.", "time between 9 and 12" },
        { "The best time is in the morning.", "time in the morning" },
        { "I'm only reachable at 17:30.", "time at 17:30" },
        { "I'm only reachable after 17:30.", "time after 17:30" },
        { "Call me tomorrow before 5pm.", "time tomorrow before 5pm; channel phone" },
        { "Don't call me before 9 am.", "time Don't call me before 9 am" },
        { "Ich bin erst ab 18 Uhr erreichbar.", "time ab 18 Uhr" },
        { "Keep it short please.", "style short" },
        { "Bitte kurz.", "style short" },
        { "Explain it in plain English.", "style plain_words" },
        { "I'm not very tech savvy.", "style plain_words" },
        { "No technical jargon.", "style plain_words" },
        { "Can you walk me through it step by step?", "style step_by_step" },
        { "Schritt für Schritt bitte.", "style step_by_step" },
        { "Please call me Laura.", "address Laura" },
        { "Call me Jodok please.", "address Jodok" },
        { "Call me ASAP.", "channel phone" },
        { "Stop calling me at work.", "time Stop calling me at work" },
        { "You can call me Dr. Ito.", "address Dr. Ito" },
        { "Sie können mich duzen.", "address du" },
        { "Auf Deutsch bitte.", "language de" },
        { "Can we speak in French?", "language fr" },
        { "Do you speak Spanish?", "language es" },
        { "Is there someone who speaks Polish?", "language pl" },
        { "Sprechen Sie Englisch?", "language en" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, rows[i].text);
        if (strcmp(wishes_of(d), rows[i].wishes) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", rows[i].text, wishes_of(d), rows[i].wishes);
        desk_close(d);
    }
}

static void what_is_told_of_others_and_of_before_is_no_wish(void **state)
{
    static const char *const texts[] = {
        "You did not call me back.",
        "They never call me.",
        "Nobody called me and nobody emailed me.",
        "I have your email from Monday.",
        "My email is ada@example.org.",
        "I got a call from someone after 5 pm.",
        "The manual is in German.",
        "I followed the guide step by step.",
        "I called you on Monday, after 5 pm nobody answers.",
        "My phone does not ring.",
        "Call me a taxi.",
        "Stop calling me dave.",
        "What name do you want to be called?",
        "Good morning, I can not log in.",
        "Do I have to call before 9 am?",
        "The text in the app is short.",
        "I was told to wait 5 days.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, texts[i]);
        if (d->head->communication_count > 0)
            fail_msg("%s: %s", texts[i], wishes_of(d));
        desk_close(d);
    }
}

static void a_wish_of_the_company_is_none(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order is late.");
    desk_say(d, BOT, "Please call us, or e-mail me the number. Do you speak English?");
    assert_string_equal(wishes_of(d), "");
    desk_close(d);
}

static void the_last_word_counts(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Please call me.");
    desk_say(d, CUSTOMER, "Don't call me, I am in a meeting.");
    assert_string_equal(wishes_of(d), "avoid_channel phone");
    desk_say(d, CUSTOMER, "Please email me.");
    assert_string_equal(wishes_of(d), "avoid_channel phone; channel email");
    desk_say(d, CUSTOMER, "The meeting is over, call me.");
    assert_string_equal(wishes_of(d), "channel phone");
    desk_close(d);
}

static void a_wish_names_its_message_and_goes_with_it(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *first, *event;

    (void)state;
    first = desk_say(d, CUSTOMER, "Please e-mail me.");
    desk_say(d, CUSTOMER, "Keep it short.");
    desk_say(d, CUSTOMER, "And keep it short.");
    assert_string_equal(wishes_of(d), "channel email; style short");
    assert_text(d->head->communication[0].event_id, baton_text_string(&d->arena, first->event_id));
    event = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER, "Please text me.");
    event->replaces = first->event_id;
    desk_feed(d, &baton_topic_events, event);
    assert_string_equal(wishes_of(d), "style short; channel sms");
    event = desk_event(d, BATON_EVENT_TYPE_RETRACT, CUSTOMER, "");
    event->replaces = BATON_TEXT("e2");
    desk_feed(d, &baton_topic_events, event);
    assert_string_equal(wishes_of(d), "channel sms");
    desk_close(d);
}

static void a_forgotten_conversation_wishes_nothing(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Please e-mail me so that I can file my taxes.");
    assert_string_equal(wishes_of(d), "channel email");
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    assert_null(d->head);
    desk_say(d, CUSTOMER, "Hello again.");
    assert_string_equal(wishes_of(d), "");
    assert_int_equal(d->head->goal.text.size, 0);
    desk_close(d);
}

/* However much is wished, the list is bounded, and the last ones stay. */
static void the_oldest_wish_makes_room(void **state)
{
    static const char *const texts[] = {
        "Call me Laura.",       "Auf Deutsch bitte.",        "Keep it short.",
        "No technical jargon.", "Step by step please.",      "Don't call me.",
        "Don't email me.",      "I am available after 5 pm", "Please text me.",
    };
    struct desk *d = desk_open();

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        desk_say(d, CUSTOMER, texts[i]);
    assert_int_equal(d->head->communication_count, 8);
    assert_text(d->head->communication[0].name, "language");
    assert_text(d->head->communication[7].value, "sms");
    assert_true(
        baton_text_find(d->head->briefing, BATON_TEXT("\nWishes: language de; style short; "), 0)
        > 0);
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wish_is_known_by_its_words),
        cmocka_unit_test(what_is_told_of_others_and_of_before_is_no_wish),
        cmocka_unit_test(a_wish_of_the_company_is_none),
        cmocka_unit_test(the_last_word_counts),
        cmocka_unit_test(a_wish_names_its_message_and_goes_with_it),
        cmocka_unit_test(a_forgotten_conversation_wishes_nothing),
        cmocka_unit_test(the_oldest_wish_makes_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
