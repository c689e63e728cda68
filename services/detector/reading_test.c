#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
    };
    baton_arena_init(&arena);
    if (!detector_words_open(&words, NULL))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    detector_words_close(&words);
    baton_arena_release(&arena);
    return failed;
}
