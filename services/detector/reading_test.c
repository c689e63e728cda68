#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "asks.h"
#include "reading.h"

static struct detector_words words;
static struct baton_arena arena;

static bool asks_for_person(const char *text)
{
    return detector_read_customer(&words, baton_text_of(text), &arena)
               ->cues[DETECTOR_CUE_HUMAN]
               .value
           >= 0.5;
}

static void requests_for_a_person_are_recognised_in_many_wordings(void **state)
{
    static const char *const rows[] = {
        "I want to talk to a human",
        "can I speak with somebody",
        "operator pls",
        "get me someone real",
        "can i please just talk to a real person",
        "AGENT!!!",
        "transfer me to your manager",
        "put me through to an advisor",
        "connect me with customer service",
        "is there anyone I can talk to?",
        "I'd like to speak to a supervisor.",
        "I need a human",
        "human please",
        "why can't I talk to a human?",
        "this is not helpful, let me talk to an agent",
        "I dont want to talk to a bot",
        "I don't have an account, can I talk to someone?",
        "could someone call me",
        "representative",
        "Please escalate this to your team",
        "I am sick of talking to a machine",
        "give me a person",
        "how do I contact an agent",
        "I'm trying to chat with a damn agent",
        "are you a bot? I want a human",
        "are you a robot get me a human",
        "is this a bot I want to talk to a person",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!asks_for_person(rows[i]))
            fail_msg("not taken for a request: %s", rows[i]);
    }
}

static void talk_about_people_is_not_taken_for_a_request(void **state)
{
    static const char *const rows[] = {
        "no need for a human",
        "No need to connect me to an agent",
        "my agent said it is covered",
        "I am an agent of the Smith family",
        "are you a human?",
        "please don't transfer me to an agent",
        "I don't want to talk to a person",
        "I spoke to an agent yesterday",
        "I was told to talk to an agent",
        "am I talking to a real person?",
        "without an agent if possible",
        "my travel agent booked it",
        "the manager of my building has the key",
        "where is my parcel",
        "",
        "transfer 20 pounds to my savings account",
        "how many people can use the plan",
        "I do not need an advisor",
        "are you a robot?",
        "is this chat with a bot?",
        "is this a chat with a real person?",
        "Is it an agent or a machine?",
        "do I talk to a bot",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (asks_for_person(rows[i]))
            fail_msg("taken for a request: %s", rows[i]);
    }
}

static void cues_are_quoted_as_written(void **state)
{
    struct detector_reading *reading = detector_read_customer(
        &words,
        BATON_TEXT(
            "I ALREADY told you that it doesn\u2019t work, you damn thing. I'll get a Lawyer!"),
        &arena);

    (void)state;
    assert_string_equal(baton_text_string(&arena, reading->cues[DETECTOR_CUE_COMPLAINT].quote),
                        "I ALREADY told you");
    assert_true(baton_text_is(reading->cues[DETECTOR_CUE_PROFANITY].quote, "damn"));
    assert_true(baton_text_is(reading->cues[DETECTOR_CUE_TOPIC].quote, "Lawyer"));
    assert_true(reading->categories[DETECTOR_CATEGORY_LEGAL].value > 1);
}

static void the_bot_is_heard_to_fail_or_to_hand_over(void **state)
{
    static const struct {
        const char *text;
        enum detector_cue_code code;
    } rows[] = {
        { "Sorry, I can't help with that.", DETECTOR_CUE_CANNOT },
        { "I didn't understand that, could you rephrase?", DETECTOR_CUE_NOT_UNDERSTOOD },
        { "I am not authorized to change this booking.", DETECTOR_CUE_NO_AUTHORITY },
        { "I will transfer you to one of our human agents now.", DETECTOR_CUE_TRANSFERS },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(
            detector_read_bot(&words, baton_text_of(rows[i].text), &arena)->cues[rows[i].code].value
            >= 0.7);
    struct detector_reading *calm =
        detector_read_bot(&words, BATON_TEXT("Your parcel arrives tomorrow."), &arena);
    for (int code = 0; code < DETECTOR_CUE_COUNT; code++)
        assert_true(calm->cues[code].value == 0);
}

static void what_is_taken_back_solved_or_tried_is_heard(void **state)
{
    static const struct {
        const char *text;
        int code; /* that is there; -1: none of them is */
    } rows[] = {
        { "never mind, it works now", DETECTOR_CUE_SOLVED },
        { "I found it myself", DETECTOR_CUE_SOLVED },
        { "The problem is solved. I still want to say thanks", DETECTOR_CUE_SOLVED },
        { "tell me once it works again", -1 },
        { "it is still not working again", -1 },
        { "no need for an agent", DETECTOR_CUE_PREFERS_BOT },
        { "I no longer want a person", DETECTOR_CUE_PREFERS_BOT },
        { "I'd rather continue with you", DETECTOR_CUE_PREFERS_BOT },
        { "please don't transfer me", DETECTOR_CUE_PREFERS_BOT },
        { "cancel the transfer", DETECTOR_CUE_PREFERS_BOT },
        { "I don't want to talk to a bot", -1 },
        { "let me try that", DETECTOR_CUE_TRIES },
        { "ok I'll check", DETECTOR_CUE_TRIES },
        { "my parcel has the wrong size", -1 },
        { "I have been waiting forever", DETECTOR_CUE_DELAY },
        { "is anybody there?", DETECTOR_CUE_PRESENT },
    };
    static const int codes[] = { DETECTOR_CUE_SOLVED, DETECTOR_CUE_PREFERS_BOT, DETECTOR_CUE_TRIES,
                                 DETECTOR_CUE_DELAY, DETECTOR_CUE_PRESENT };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct detector_reading *reading =
            detector_read_customer(&words, baton_text_of(rows[i].text), &arena);
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
            bool there = reading->cues[codes[k]].value >= 0.5;
            if (there ? rows[i].code < 0 : codes[k] == rows[i].code)
                fail_msg("%s: cue %d", rows[i].text, codes[k]);
        }
    }
}

static void what_the_bot_asks_for_and_the_customer_gives_is_noted(void **state)
{
    static const struct {
        const char *text;
        bool bot;
        unsigned asks;
    } rows[] = {
        { "Could you give me your order number?", true, 1u << BATON_ASK_ORDER },
        { "Please provide your full name and email address.", true,
          1u << BATON_ASK_NAME | 1u << BATON_ASK_EMAIL },
        { "What is your date of birth?", true, 1u << BATON_ASK_BIRTH },
        { "Thank you, I have found your order number and address.", true, 0 },
        { "Your email address was changed.", true, 0 },
        { "my order number is 4711", false, 1u << BATON_ASK_ORDER },
        { "my order number is wrong", false, 0 },
        { "it is anna@shop.example", false, 1u << BATON_ASK_EMAIL },
        { "My name is Anna", false, 1u << BATON_ASK_NAME },
        { "the name on it is wrong, 2 letters", false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text text = baton_text_of(rows[i].text);
        struct detector_reading *reading = rows[i].bot
                                               ? detector_read_bot(&words, text, &arena)
                                               : detector_read_customer(&words, text, &arena);
        if (reading->asks != rows[i].asks)
            fail_msg("%s: %x", rows[i].text, reading->asks);
    }
}

static void a_text_is_foreign_by_its_event_or_by_its_letters(void **state)
{
    static const struct {
        const char *language, *text;
        bool foreign;
    } rows[] = {
        { "", "where is it", false },
        { "en", "where is it", false },
        { "en-GB", "where is it", false },
        { "eng", "where is it", true },
        { "de", "wo ist es", true },
        { "", "12345 ?", false },
        { "", "\u0433\u0434\u0435 \u043e\u043d\u043e", true },
        { "en", "\u5728\u54ea\u91cc", true },
        { "en", "", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (detector_is_foreign("en", baton_text_of(rows[i].language), baton_text_of(rows[i].text))
            != rows[i].foreign)
            fail_msg("%s: %s", rows[i].language, rows[i].text);
    }
}

static void of_foreign_words_only_signs_speak(void **state)
{
    struct detector_reading *reading =
        detector_read_foreign(BATON_TEXT("die war bad, gift fuck agent operator!!"), &arena);

    (void)state;
    for (int code = 0; code < DETECTOR_CUE_COUNT; code++)
        assert_true(reading->cues[code].value == 0);
    assert_true(reading->mood == 0);
    assert_true(reading->loudness > 0 && reading->words == 7 && reading->sketch.count > 0);
    reading = detector_read_foreign(BATON_TEXT("nein \U0001F621"), &arena);
    assert_true(reading->mood < 0 && reading->mood_quote.size == 4);
}

static void words_about_people_are_told_apart(void **state)
{
    enum { NAMES = 1, WANTS = 2, DECLINES = 4, REJECTS = 8 };
    static const struct {
        const char *text;
        int says;
    } rows[] = {
        { "put a manager on", NAMES | WANTS },
        { "could a colleague of yours take over", NAMES | WANTS },
        { "is anybody real working today?", NAMES | WANTS },
        { "what hours do your agents keep", NAMES },
        { "put it there. A manager was rude", NAMES },
        { "I do not want to talk to anybody", DECLINES },
        { "my manager wants an invoice", DECLINES },
        { "I'm not comfortable sharing that with a machine", REJECTS },
        { "no more bots", REJECTS },
        { "am I talking to a bot?", 0 },
        { "the ticket machine is broken", 0 },
        { "I can't pay at the machine", 0 },
        { "get me a refund", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct detector_reading *reading =
            detector_read_customer(&words, baton_text_of(rows[i].text), &arena);
        int says = NAMES * reading->names_person | WANTS * reading->wants_person
                   | DECLINES * reading->declines_person | REJECTS * reading->rejects_bot;
        if (says != rows[i].says)
            fail_msg("%s: says %d, not %d", rows[i].text, says, rows[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_for_a_person_are_recognised_in_many_wordings),
        cmocka_unit_test(talk_about_people_is_not_taken_for_a_request),
        cmocka_unit_test(words_about_people_are_told_apart),
        cmocka_unit_test(cues_are_quoted_as_written),
        cmocka_unit_test(the_bot_is_heard_to_fail_or_to_hand_over),
        cmocka_unit_test(what_is_taken_back_solved_or_tried_is_heard),
        cmocka_unit_test(what_the_bot_asks_for_and_the_customer_gives_is_noted),
        cmocka_unit_test(a_text_is_foreign_by_its_event_or_by_its_letters),
        cmocka_unit_test(of_foreign_words_only_signs_speak),
    };
    baton_arena_init(&arena);
    if (!detector_words_open(&words, NULL))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    detector_words_close(&words);
    baton_arena_release(&arena);
    return failed;
}
