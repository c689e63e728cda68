#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "phrases.h"

enum { HUMAN, NEGATED, SWEARS };

static const struct baton_word_class classes[] = {
    { "talk", "talk|speak|get_through" },
    { "person", "human|person|someone" },
};
static const struct baton_phrase rows[] = {
    { "<talk> to real| <person>", HUMAN, 1 },
    { "to someone", NEGATED, 0.5 },
    { "damn", SWEARS, 1 },
};
static const struct baton_phrase_table table = {
    .phrases = rows,
    .phrases_count = 3,
    .classes = classes,
    .classes_count = 2,
    .fillers = "a|please|just|damn",
};
static struct baton_arena arena;

/* "code:quote" of each match. */
static const char *found(const char *text)
{
    struct baton_phrases *phrases = baton_phrases_new(&table, NULL);
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));
    struct baton_phrase_match *matches;
    size_t count = baton_phrases_find(phrases, &tokens, &arena, &matches);
    struct baton_text out = BATON_TEXT_NONE;

    for (size_t i = 0; i < count; i++)
        out = baton_text_format(&arena, "%.*s%s%d:%.*s", BATON_TEXT_ARG(out), i > 0 ? " " : "",
                                matches[i].phrase->code, BATON_TEXT_ARG(matches[i].quote));
    baton_phrases_free(phrases);
    return baton_text_string(&arena, out);
}

static void phrases_are_found_at_word_boundaries_with_their_words(void **state)
{
    static const char *const wanted[][2] = {
        { "May I TALK to a Human?", "0:TALK to a Human" },
        { "get through to a real person", "0:get through to a real person" },
        { "speak, please, to someone", "0:speak, please, to someone 1:to someone" },
        { "speak. To someone", "1:To someone" },
        { "stalk to humans", "" },
        { "talk talk to person", "0:talk to person" },
        { "talk to a damn person", "2:damn 0:talk to a damn person" },
        { "damn", "2:damn" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_string_equal(found(wanted[i][0]), wanted[i][1]);
}

static void an_unknown_class_or_too_many_readings_are_refused_by_name(void **state)
{
    static const char *const bad[] = {
        "say <nobody>",
        "a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e",
        "a_b_c_d_e_f_g",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct baton_phrase row = { bad[i], 0, 1 };
        struct baton_phrase_table one = { .phrases = &row, .phrases_count = 1 };
        struct baton_error err;
        assert_null(baton_phrases_new(&one, &err));
        assert_non_null(strstr(err.text, bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_found_at_word_boundaries_with_their_words),
        cmocka_unit_test(an_unknown_class_or_too_many_readings_are_refused_by_name),
    };
    baton_arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    baton_arena_release(&arena);
    return failed;
}
