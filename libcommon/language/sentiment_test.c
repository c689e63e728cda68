#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sentiment.h"

static struct baton_arena arena;

static double score(const char *text)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));

    return baton_sentiment(&tokens).score;
}

static void moods_have_the_right_sign(void **state)
{
    static const struct {
        const char *text;
        int sign;
    } rows[] = {
        { "this is great, thank you", 1 },
        { "this is terrible", -1 },
        { "that is not good", -1 },
        { "not bad", 1 },
        { "\U0001F621", -1 },
        { ":(", -1 },
        { "where is my parcel", 0 },
        { "I want to cancel my account", 0 },
        { "please help me with a refund", 0 },
        { "it was nice but now it is awful", -1 },
        { "", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double mood = score(rows[i].text);
        if ((rows[i].sign > 0 && mood < 0.1) || (rows[i].sign < 0 && mood > -0.1)
            || (rows[i].sign == 0 && (mood > 0.05 || mood < -0.05)))
            fail_msg("\"%s\" scores %f", rows[i].text, mood);
    }
}

static void stronger_words_weigh_more(void **state)
{
    (void)state;
    assert_true(score("very bad") < score("bad"));
    assert_true(score("slightly bad") > score("bad"));
    assert_true(score("this is bad!!!") < score("this is bad"));
    assert_true(score("this is BAD") < score("this is bad"));
    assert_true(score("bad, awful, useless, horrible") > -1);
}

static void the_worst_word_can_be_quoted(void **state)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, BATON_TEXT("sad and Horrible day"));
    struct baton_text_mood mood = baton_sentiment(&tokens);

    (void)state;
    assert_true(baton_text_is(baton_tokens_quote(&tokens, mood.worst, mood.worst), "Horrible"));
    assert_int_equal(mood.carriers, 2);
    assert_int_equal(mood.best, tokens.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moods_have_the_right_sign),
        cmocka_unit_test(stronger_words_weigh_more),
        cmocka_unit_test(the_worst_word_can_be_quoted),
    };
    baton_arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    baton_arena_release(&arena);
    return failed;
}
