/* What is measured of messages in their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "trail.h"

static struct detector_words words;
static struct baton_arena arena;
static struct baton_detector_conversation *row;
static float traits[DETECTOR_TRAIT_COUNT];

static void say(bool customer, const char *text)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);
    struct detector_turn turn = { .event = event };

    event->event_id = BATON_TEXT("e");
    event->text = baton_text_of(text);
    if (customer) {
        turn.reading = detector_read_customer(&words, event->text, &arena);
        detector_trail_customer(row, &turn, &arena);
    } else {
        turn.reading = detector_read_bot(&words, event->text, &arena);
        detector_trail_bot(row, &turn, &arena);
    }
    for (int i = 0; i < DETECTOR_TRAIT_COUNT; i++)
        traits[i] = turn.traits[i];
}

static int begin(void **state)
{
    (void)state;
    row = BATON_RECORD(&arena, detector_conversation);
    return 0;
}

static void the_first_message_is_like_nothing(void **state)
{
    (void)state;
    say(true, "Where is my parcel with the red shoes?");
    assert_float_equal(traits[DETECTOR_TRAIT_FIRST], 1, 0);
    assert_float_equal(traits[DETECTOR_TRAIT_ASKS], 1, 0);
    assert_float_equal(traits[DETECTOR_TRAIT_AGAIN], 0, 0);
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_MISSING], 1, 0);
}

static void the_same_question_is_seen_again_behind_another(void **state)
{
    (void)state;
    say(true, "Where is my parcel with the red shoes?");
    say(false, "What is your postal code?");
    say(true, "It is in the mail that was sent yesterday");
    say(false, "Thank you.");
    say(true, "So where is my parcel with the red shoes?");
    assert_true(traits[DETECTOR_TRAIT_AGAIN] > 0.9F);
    assert_true(traits[DETECTOR_TRAIT_LAST] < 0.5F);
    assert_float_equal(traits[DETECTOR_TRAIT_FIRST], 0, 0);
}

static void an_answer_that_takes_up_the_question_echoes_it(void **state)
{
    (void)state;
    say(true, "Where is my parcel with the red shoes?");
    say(false, "Your parcel with the red shoes arrives tomorrow");
    float fits = traits[DETECTOR_TRAIT_ECHO];
    say(true, "Fine");
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_ECHO], fits, 0.01);
    say(false, "Our shops open on Sunday mornings");
    assert_true(traits[DETECTOR_TRAIT_ECHO] < fits);
}

static void what_the_bot_failed_at_is_known_at_the_next_message(void **state)
{
    (void)state;
    say(true, "Please change my address");
    say(false, "I'm sorry, I am unable to change that. I don't understand.");
    say(true, "Why?");
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_CANNOT], 1, 0);
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_DOUBTS], 1, 0);
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_MISSING], 0, 0);
    say(true, "Hello?");
    assert_float_equal(traits[DETECTOR_TRAIT_OTHER_MISSING], 1, 0);
}

static void an_offer_of_a_person_is_accepted_or_not(void **state)
{
    static const struct {
        const char *bot, *customer;
        float offers, accepts;
    } rows[] = {
        { "Would you like me to transfer you to an agent?", "Yes, that would be helpful.", 1, 1 },
        { "Would you like me to transfer you to an agent?", "no, please cancel it", 1, 0 },
        { "Would you like me to transfer you to an agent?", "Yes, but don't transfer me", 1, 0 },
        { "Would you like me to transfer you to an agent?", "It is the red one", 1, 0 },
        { "Would you like me to cancel it?", "Yes, please.", 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin(NULL);
        say(false, rows[i].bot);
        say(true, rows[i].customer);
        assert_float_equal(traits[DETECTOR_TRAIT_OTHER_OFFERS], rows[i].offers, 0);
        assert_float_equal(traits[DETECTOR_TRAIT_ACCEPTS], rows[i].accepts, 0);
    }
}

static int release(void **state)
{
    (void)state;
    detector_words_close(&words);
    baton_arena_release(&arena);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_message_is_like_nothing, begin),
        cmocka_unit_test_setup(the_same_question_is_seen_again_behind_another, begin),
        cmocka_unit_test_setup(an_answer_that_takes_up_the_question_echoes_it, begin),
        cmocka_unit_test_setup(an_offer_of_a_person_is_accepted_or_not, begin),
        cmocka_unit_test_setup(what_the_bot_failed_at_is_known_at_the_next_message, begin),
    };

    baton_arena_init(&arena);
    if (!detector_words_open(&words, NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, release);
}
