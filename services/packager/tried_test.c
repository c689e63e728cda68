/* What was tried, promised and asked, by the words alone. */
#include "packager_testing.h"

/* The attempts of one message as "outcome outcome". */
static const char *outcomes(struct desk *d)
{
    struct baton_text all = BATON_TEXT_NONE;

    for (size_t i = 0; d->head != NULL && i < d->head->tried_count; i++)
        all = baton_text_format(
            &d->arena, "%.*s%s%s", BATON_TEXT_ARG(all), i > 0 ? " " : "",
            baton_enum_name(&baton_action_outcome_symbols, (int)d->head->tried[i].outcome));
    return baton_text_string(&d->arena, all);
}

static void what_a_side_says_that_it_did_is_an_attempt(void **state)
{
    static const struct {
        enum baton_speaker by;
        const char *text, *outcomes;
    } rows[] = {
        { BOT, "I have reset your password.", "succeeded" },
        { BOT, "Your subscription has been successfully cancelled.", "succeeded" },
        { BOT, "I found your booking. The seat has now been changed.", "succeeded succeeded" },
        { BOT, "I'm sorry, I couldn't find an order with that number.", "failed" },
        { BOT, "There was an issue processing the payment.", "failed" },
        { BOT, "Please restart the router. Then open the page again.", "unknown" },
        { BOT, "1 Go to settings. 2 Tap Accounts. 3 Tap Repair.", "unknown" },
        { BOT, "OK, try to open it in a private window", "unknown" },
        { BOT, "Can you reinstall the app, please?", "unknown" },
        { BOT, "Can you see the icon?", "" },
        { BOT, "Very good, now please open the window.", "unknown" },
        { BOT, "Could you please try another browser?", "unknown" },
        { BOT, "Wir haben geprüft: Ihre Buchung wurde storniert.", "succeeded" },
        { BOT, "I am unable to add insurance under the current policy.", "" },
        { BOT, "Here are the details: - **Order:** 5 - **Refund:** The lamp has been refunded.",
          "succeeded" },
        { BOT, "Which app did you open?", "" },
        /* forms of what was done */
        { BOT, "I've gone ahead and reset it for you.", "succeeded" },
        { BOT, "I have re-added the book, can you see it now?", "succeeded" },
        { BOT, "Allow me a moment I have cleared the cart, is it gone?", "succeeded" },
        { BOT, "I had the chance to verify your account.", "succeeded" },
        { BOT, "We finished processing the transfer.", "succeeded" },
        { BOT, "Done, the lamp is in your cart.", "succeeded" },
        { BOT, "The modification has been made.", "succeeded" },
        { BOT, "The account is now unlocked.", "succeeded" },
        { BOT, "Open the link I sent you.", "unknown" },
        { BOT, "I have re-added it, please try again and tell me if you see it.",
          "succeeded unknown" },
        { BOT, "You can send it back once it has been changed.", "" },
        { BOT, "Magazines were removed last year.", "" },
        { BOT, "Have I found the right one?", "" },
        { BOT, "I can't find it, the list is empty are you sure of the name?", "failed" },
        { BOT, "I was able to find your order.", "succeeded" },
        /* … of what was done in vain */
        { BOT, "I was not able to find the cause.", "failed" },
        { BOT, "We have not been able to reach them.", "failed" },
        { BOT, "I didn't find a lamp in your orders.", "failed" },
        { BOT, "No luck with the second server.", "failed" },
        { BOT, "The order does not appear in your account.", "failed" },
        { BOT, "We haven't been able to reach the shop.", "failed" },
        { BOT, "It seems there is still an issue with using the voucher.", "failed" },
        { BOT, "The address that you gave does not have this title.", "failed" },
        { BOT, "The title doesn't match with what you bought.", "failed" },
        { BOT, "Your identity is verified.", "succeeded" },
        { BOT, "The transfer has been successful.", "succeeded" },
        { BOT, "Here's what I found for you.", "succeeded" },
        { BOT, "I've done the checks on my side, do it once more.", "succeeded unknown" },
        { BOT, "I was reviewing the account what is your model?", "succeeded" },
        { BOT, "It seems that the green lamp is not available.", "failed" },
        { BOT, "I couldn't find the lamp, please sync the app.", "failed unknown" },
        { BOT, "You will see that it has been cancelled.", "" },
        { BOT, "It is in your library done, please check again.", "succeeded" },
        /* … of advice */
        { BOT, "Now please add the card again.", "unknown" },
        { BOT, "Please provide the number.", "" },
        { BOT, "Let's restart the router.", "unknown" },
        { BOT, "Please help me trying again.", "unknown" },
        { BOT, "I suggest leaving it on the charger.", "unknown" },
        { BOT, "I recommend checking your junk mail.", "unknown" },
        { BOT, "Please perform a factory reset.", "unknown" },
        { BOT, "You would need to sync the app.", "unknown" },
        { BOT, "Would it be okay if we try another browser?", "unknown" },
        { BOT, "You can open a new chat whenever you like.", "" },
        { BOT, "I will cancel it if you agree.", "" },
        { BOT, "Your parcel is on its way.", "" },
        { BOT, "Please let me know your name.", "" },
        { CUSTOMER, "I already restarted the router twice.", "failed" },
        { CUSTOMER, "I tried with another card and it worked.", "succeeded" },
        { CUSTOMER, "I want to try the new one.", "" },
        { CUSTOMER, "I tried to reset it and nothing changed.", "failed" },
        { CUSTOMER, "I tried to buy two lamps.", "" },
        { CUSTOMER, "I left the account and it is the same problem.", "failed" },
        { CUSTOMER, "I left the parcel at home.", "" },
        { CUSTOMER, "No luck with the other cable.", "failed" },
        { CUSTOMER, "I went through all the steps.", "failed" },
        { CUSTOMER, "I did this, but nothing.", "failed" },
        { CUSTOMER, "I requested a new link and it has not arrived.", "failed" },
        { BOT, "Please check that the cable sits in the second socket.", "unknown" },
        { BOT, "Could you hold the key for ten seconds and start it again?", "unknown" },
        { BOT, "I recommend rolling back the driver.", "unknown" },
        { BOT, "You will need to call our hotline.", "unknown" },
        { BOT, "Please contact your bank about it.", "unknown" },
        { BOT, "Please contact us if you need anything.", "" },
        { BOT, "The credit of 12 $ was issued on March 2.", "succeeded" },
        { BOT, "Bitte leeren Sie den Papierkorb.", "unknown" },
        { BOT, "Ich habe Ihnen einen neuen Code geschickt.", "succeeded" },
        { BOT, "Ich habe die Anschrift geändert.", "succeeded" },
        { CUSTOMER, "I was on hold for half an hour.", "failed" },
        { CUSTOMER, "We tried my brother's phone too.", "failed" },
        { CUSTOMER, "Restarted it four times.", "failed" },
        { CUSTOMER, "I asked at the desk, they have nothing.", "failed" },
        { CUSTOMER, "I requested a new link.", "" },
        { CUSTOMER, "We've tried to open it here.", "failed" },
        { CUSTOMER, "I tried sending it twice but it didn't go through.", "failed" },
        { CUSTOMER, "I am locked out because I entered the old code.", "" },
        { CUSTOMER, "I cannot find the money I added.", "" },
        { CUSTOMER, "I sent my payment to the wrong account and cannot stop it.", "" },
        { CUSTOMER, "I used the wrong code and it is locked now.", "" },
        { CUSTOMER, "We have tested on three computers.", "failed" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();
        desk_say(d, CUSTOMER, "My login fails on the website.");
        desk_say(d, rows[i].by, rows[i].text);
        assert_string_equal(outcomes(d), rows[i].outcomes);
        desk_close(d);
    }
}

static void the_customers_next_words_say_what_came_of_an_advice(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My login fails on the website.");
    desk_say(d, BOT, "Please clear the cache.");
    desk_say(d, CUSTOMER, "One moment.");
    assert_string_equal(outcomes(d), "unknown");
    desk_say(d, CUSTOMER, "It is the same error.");
    assert_string_equal(outcomes(d), "failed");
    desk_say(d, BOT, "Please try another browser.");
    desk_say(d, CUSTOMER, "Now it works.");
    assert_string_equal(outcomes(d), "failed succeeded");
    desk_close(d);
}

/* What became of "Please clear the cache." */
static void an_outcome_is_told_in_many_words(void **state)
{
    static const struct {
        const char *text, *outcome;
    } rows[] = {
        { "I did both, still the same.", "failed" },
        { "Still grey.", "failed" },
        { "It says that the file is in use.", "failed" },
        { "Yes, but it happens again after a minute.", "failed" },
        { "Nobody answers there.", "failed" },
        { "Dort geht niemand ran.", "failed" },
        { "Hat nichts gebracht.", "failed" },
        { "It worked for a minute, then it was gone.", "unknown" },
        { "Great, it works now.", "succeeded" },
        { "What is a cache?", "unknown" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();
        desk_say(d, CUSTOMER, "My login fails on the website.");
        desk_say(d, BOT, "Please clear the cache.");
        desk_say(d, CUSTOMER, rows[i].text);
        if (strcmp(outcomes(d), rows[i].outcome) != 0)
            fail_msg("%s: %s", rows[i].text, outcomes(d));
        desk_close(d);
    }
}

static void done_tells_of_what_was_announced(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My login fails on the website.");
    desk_say(d, BOT, "Let me refresh your rights.");
    desk_say(d, BOT, "Done.");
    assert_string_equal(outcomes(d), "succeeded");
    assert_text(d->head->tried[0].name, "Let me refresh your rights");
    desk_close(d);
}

static void what_is_put_off_was_not_done(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Where is my refund?");
    desk_say(d, BOT, "Let me check that, one moment.");
    desk_say(d, BOT, "Our finance team will get back to you within two days.");
    assert_int_equal(d->head->tried_count, 0);
    assert_int_equal(d->head->commitments_count, 1);
    desk_close(d);
}

static void a_yes_to_have_you_tried_is_an_attempt(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My login fails on the website.");
    desk_say(d, BOT, "I see. Have you tried another browser?");
    desk_say(d, CUSTOMER, "Yes, the same.");
    assert_int_equal(d->head->tried_count, 1);
    assert_text(d->head->tried[0].name, "Have you tried another browser");
    assert_text(d->head->tried[0].event_id, "e3");
    desk_say(d, BOT, "Have you tried a private window?");
    desk_say(d, CUSTOMER, "No.");
    assert_int_equal(d->head->tried_count, 1);
    desk_say(d, BOT, "Have you cleared the cache?");
    desk_say(d, CUSTOMER, "Yes. I also tried it with another name.");
    assert_string_equal(outcomes(d), "failed failed failed");
    desk_close(d);
}

static void what_was_announced_and_is_answered_was_done(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Which lamps are there?");
    desk_say(d, BOT, "Let me look for other lamps, one moment.");
    assert_int_equal(d->head->tried_count, 0);
    desk_say(d, BOT, "What is your post code?"); /* nothing is answered yet */
    assert_int_equal(d->head->tried_count, 0);
    desk_say(d, BOT, "I will now search the lamps in our shop.");
    desk_say(d, CUSTOMER, "Okay.");
    desk_say(d, BOT, "There are two lamps of green glass and one of brass.");
    assert_string_equal(outcomes(d), "succeeded");
    assert_text(d->head->tried[0].name, "I will now search the lamps in our shop");
    assert_text(d->head->tried[0].event_id, "e6");
    desk_close(d);
}

static void an_action_that_was_reported_is_not_told_twice(void **state)
{
    static struct baton_action_attempt done = { .name = BATON_TEXT_INIT("reset_password"),
                                                .outcome = BATON_ACTION_OUTCOME_SUCCEEDED,
                                                .duration_ms = BATON_NULL_LONG };
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    (void)state;
    desk_say(d, CUSTOMER, "My login fails.");
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "I have reset your password.");
    event->actions = &done;
    event->actions_count = 1;
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->head->tried_count, 1);
    assert_text(d->head->tried[0].name, "reset_password");
    desk_close(d);
}

static size_t promises_of(enum baton_speaker by, const char *text)
{
    struct desk *d = desk_open();

    desk_say(d, CUSTOMER, "My login fails on the website.");
    desk_say(d, by, text);
    size_t count = d->head->commitments_count;
    desk_close(d);
    return count;
}

static void manners_conditions_and_patience_promise_nothing(void **state)
{
    static const struct {
        enum baton_speaker by;
        const char *text;
        size_t promises;
    } rows[] = {
        { BOT, "You will receive an e-mail with the steps.", 1 },
        { BOT, "The refund will be processed to your card within 5 days.", 1 },
        { BOT, "I will be sending you the details.", 1 },
        { BOT, "I'll need to send a request to our team.", 1 },
        { BOT, "You'll be notified by e-mail.", 1 },
        { BOT, "I'm absolutely going to process a refund for you.", 1 },
        { BOT, "I will escalate it to our team, please wait for their call.", 1 },
        { BOT, "I will contact you by e-mail, is that okay for you?", 1 },
        { BOT, "We will update you via e-mail, ok?", 1 },
        { BOT, "I will proceed to escalate your request.", 1 },
        { BOT, "I cannot do it here, but I will forward it.", 1 },
        { BOT, "Your visit has been scheduled for Monday.", 1 },
        { BOT, "You can expect a call on Monday.", 1 },
        { BOT, "Please expect an e-mail from us.", 1 },
        { BOT, "You should see the refund on your card in 3 days.", 1 },
        { BOT, "Someone will come to you.", 1 },
        { BOT, "An adjuster will call you by Wednesday.", 1 },
        { BOT, "You will get a decision next week.", 1 },
        { BOT, "It is with our team, they'll write to you soon.", 1 },
        { BOT, "The team is going to write to you.", 1 },
        { BOT, "A technician will be in touch.", 1 },
        { BOT, "I have arranged a new delivery, it will arrive on Monday.", 1 },
        { BOT, "I've opened a ticket with the carrier.", 1 },
        { BOT, "Once the report is there, you will receive an e-mail.", 1 },
        { BOT, "Once you confirm, I will cancel it.", 0 },
        { BOT, "I will send you an e-mail and we will contact you as soon as we know more.", 2 },
        { BOT, "I have to escalate it, but you will be notified by e-mail.", 2 },
        { BOT, "I will send it and I will be happy to help.", 1 },
        { BOT, "The refund will go out: it will be sent to your card. Please confirm if you agree.",
          0 },
        { BOT, "I do need to escalate the case.", 1 },
        { BOT, "I have to escalate it to see if the order came through.", 1 },
        { BOT, "The refund will be processed. Please confirm if everything is correct.", 0 },
        { BOT, "A refund of 5 $ has been processed to your card.", 1 },
        { BOT,
          "The return has been processed. You will receive an e-mail. Please confirm the details "
          "of the exchange.",
          1 },
        { BOT, "That's why I will request it.", 0 },
        { BOT, "This is what you should see.", 0 },
        { BOT, "It will ask for your language.", 0 },
        { BOT, "If the issue persists we will escalate it.", 0 },
        { BOT, "It usually takes about 30 seconds to start.", 0 },
        { BOT, "Tap the bar and you will get a drop down.", 0 },
        { BOT, "Let me check that, I will look into it in a moment.", 0 },
        { BOT, "I will be happy to help.", 0 },
        { BOT, "I will transfer you to a human agent.", 0 },
        { BOT, "If you agree, I will cancel it.", 0 },
        { BOT, "Please confirm, and I will update the order.", 0 },
        { BOT, "I will have to close this chat now.", 0 },
        { CUSTOMER, "I will send the photo tonight.", 1 },
        { CUSTOMER, "I'll rebook the flight later.", 1 },
        { CUSTOMER, "Tomorrow I contact the shop.", 1 },
        { CUSTOMER, "I will then check the settings.", 1 },
        { CUSTOMER, "I will run it once more.", 1 },
        { CUSTOMER, "I will do everything again.", 1 },
        { CUSTOMER, "I'll wait.", 0 },
        { CUSTOMER, "I will have the blue one.", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (promises_of(rows[i].by, rows[i].text) != rows[i].promises)
            fail_msg("%s", rows[i].text);
}

static void a_promise_is_kept_when_it_is_said_to_be_done(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I do not want the lamp any more.");
    desk_say(d, BOT, "I will cancel the order of the lamp.");
    desk_say(d, BOT, "I will cancel the order of the lamp for you now.");
    assert_int_equal(d->head->commitments_count, 1);
    assert_text(d->head->commitments[0].event_id, "e2");
    desk_say(d, BOT, "The order of the lamp has been cancelled.");
    assert_int_equal(d->head->commitments[0].state, BATON_COMMITMENT_STATE_KEPT);
    desk_close(d);
}

static void a_request_is_no_question_and_one_word_answers(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "Can you cancel the order of the lamp?");
    assert_int_equal(d->head->open_questions_count, 0);
    desk_say(d, CUSTOMER, "Can you tell me when the lamp comes?");
    assert_int_equal(d->head->open_questions_count, 1);
    desk_say(d, BOT, "One moment please.");
    assert_int_equal(d->head->open_questions_count, 1);
    desk_say(d, BOT, "Tomorrow.");
    assert_int_equal(d->head->open_questions_count, 0);
    desk_close(d);
}

static void a_time_behind_by_is_a_deadline_and_one_elsewhere_is_none(void **state)
{
    static const struct {
        const char *text;
        size_t deadlines;
    } rows[] = {
        { "I need it by Friday.", 1 },
        { "It has to be here before March 4.", 1 },
        { "I want the refund within 3 days.", 1 },
        { "It was called by you, today.", 0 },
        { "I fly on Friday.", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk *d = desk_open();
        desk_say(d, CUSTOMER, rows[i].text);
        assert_int_equal(d->head->deadlines_count, rows[i].deadlines);
        desk_close(d);
    }
}

static void sentences_without_marks_are_told_apart(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My login fails.");
    desk_say(d, BOT, "I will contact you by e-mail once I have it Is there anything else I can do");
    assert_int_equal(d->head->commitments_count, 1);
    assert_text(d->head->commitments[0].text, "I will contact you by e-mail once I have it");
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_side_says_that_it_did_is_an_attempt),
        cmocka_unit_test(the_customers_next_words_say_what_came_of_an_advice),
        cmocka_unit_test(an_outcome_is_told_in_many_words),
        cmocka_unit_test(done_tells_of_what_was_announced),
        cmocka_unit_test(what_is_put_off_was_not_done),
        cmocka_unit_test(a_yes_to_have_you_tried_is_an_attempt),
        cmocka_unit_test(what_was_announced_and_is_answered_was_done),
        cmocka_unit_test(an_action_that_was_reported_is_not_told_twice),
        cmocka_unit_test(manners_conditions_and_patience_promise_nothing),
        cmocka_unit_test(a_promise_is_kept_when_it_is_said_to_be_done),
        cmocka_unit_test(a_request_is_no_question_and_one_word_answers),
        cmocka_unit_test(a_time_behind_by_is_a_deadline_and_one_elsewhere_is_none),
        cmocka_unit_test(sentences_without_marks_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
