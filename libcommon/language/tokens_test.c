#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tokens.h"

static struct baton_arena arena;

/* The folded tokens with '|' between, '.' behind one that ends a sentence. */
static const char *spelt(const char *text)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));
    struct baton_text out = BATON_TEXT_NONE;

    for (size_t i = 0; i < tokens.count; i++)
        out = baton_text_format(&arena, "%.*s%s%.*s%s", BATON_TEXT_ARG(out), i > 0 ? "|" : "",
                                BATON_TEXT_ARG(tokens.items[i].folded),
                                tokens.items[i].ends ? "#" : "");
    return baton_text_string(&arena, out);
}

static void texts_become_tokens(void **state)
{
    static const char *const rows[][2] = {
        { "", "" },
        { "Hello World", "hello|world" },
        { "It isn't WORKING!!!", "it|isnt|working|!#" },
        { "I don\u2019t, we'll", "i|dont|,|we'll" },
        { "you owe 1,299.00 now", "you|owe|1,299.00|now" },
        { "log-in at 3pm. Bye", "log|-|in|at|3pm|.#|bye" },
        { "fine :) \U0001F600\U0001F3FB ok", "fine|:)|\U0001F600|ok" },
        { "see http://a.b", "see|http|:|/|a|.#|b" },
        { "one\ntwo", "one#|two" },
        { "Stra\u00dfe \u00c9T\u00c9", "strasse|\u00e9t\u00e9" },
        { "\u4f60\u597d", "\u4f60|\u597d" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(spelt(rows[i][0]), rows[i][1]);
}

static void a_token_knows_its_place_in_the_original(void **state)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, BATON_TEXT("Oh, I WON'T go"));

    (void)state;
    assert_true(baton_text_is(baton_tokens_quote(&tokens, 2, 3), "I WON'T"));
    assert_true(tokens.items[3].loud);
    assert_int_equal(tokens.words, 4);
}

static void a_phrase_is_found_over_commas_but_not_over_sentences(void **state)
{
    struct baton_tokens phrase = baton_tokens_of(&arena, BATON_TEXT("Press Office"));
    struct baton_tokens one = baton_tokens_of(&arena, BATON_TEXT("the press, office"));
    struct baton_tokens two = baton_tokens_of(&arena, BATON_TEXT("the press. Office"));
    size_t last;

    (void)state;
    assert_int_equal(baton_tokens_find(&one, &phrase, 0, &last), 1);
    assert_int_equal(last, 3);
    assert_int_equal(baton_tokens_find(&two, &phrase, 0, NULL), -1);
}

static void a_very_long_text_is_cut_and_says_so(void **state)
{
    char text[3 * (BATON_TOKENS_MAX + 10) + 1];

    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = i % 3 == 2 ? ' ' : 'a';
    text[sizeof text - 1] = 0;
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));
    assert_true(tokens.cut);
    assert_int_equal(tokens.count, BATON_TOKENS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_become_tokens),
        cmocka_unit_test(a_token_knows_its_place_in_the_original),
        cmocka_unit_test(a_phrase_is_found_over_commas_but_not_over_sentences),
        cmocka_unit_test(a_very_long_text_is_cut_and_says_so),
    };
    baton_arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    baton_arena_release(&arena);
    return failed;
}
