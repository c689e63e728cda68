/* Pieces of texts: the same everywhere, bounded, and without memory of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "grams.h"

static struct baton_arena arena;

static struct detector_grams grams_of(const char *text)
{
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));

    return detector_grams_of(&arena, &tokens);
}

/* Weights are trained for these rows: other rows, and the model means nothing. */
static void rows_are_those_that_the_weights_were_trained_for(void **state)
{
    static const uint32_t rows[] = { 44746, 41894, 44903, 41644, 4996,  4804, 39878,
                                     51753, 49608, 4583,  8979,  39456, 11369 };
    struct detector_grams grams = grams_of("No 42!");

    (void)state;
    assert_int_equal(grams.count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < grams.count; i++)
        assert_int_equal(grams.items[i].row, rows[i]);
}

static void an_empty_text_has_no_pieces(void **state)
{
    (void)state;
    assert_int_equal(grams_of("").count, 0);
    assert_int_equal(grams_of(" \n").count, 0);
}

static size_t shared(const struct detector_grams *a, const struct detector_grams *b)
{
    size_t both = 0;

    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t j = 0; j < b->count && !found; j++)
            found = a->items[i].row == b->items[j].row;
        both += found;
    }
    return both;
}

static void a_misspelt_word_shares_pieces_and_another_does_not(void **state)
{
    struct detector_grams right = grams_of("representative"), misspelt = grams_of("represantative"),
                          other = grams_of("shipping");

    (void)state;
    assert_true(shared(&right, &misspelt) > right.count / 3);
    assert_true(shared(&right, &other) < right.count / 10);
}

static void pieces_name_the_words_that_they_were_made_of(void **state)
{
    struct detector_grams grams = grams_of("this is useless");
    size_t last = 0;

    (void)state;
    for (size_t i = 0; i < grams.count; i++) {
        assert_true(grams.items[i].first <= grams.items[i].last);
        assert_true(grams.items[i].last - grams.items[i].first <= 2);
        last = grams.items[i].last > last ? grams.items[i].last : last;
    }
    assert_int_equal(last, 2);
}

static void a_long_text_is_cut(void **state)
{
    static char text[200000];

    (void)state;
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = (char)(i % 23 == 22 ? ' ' : 'a' + i % 26);
    struct detector_grams grams = grams_of(text);
    assert_true(grams.count <= DETECTOR_GRAMS_MAX);
    for (size_t i = 0; i < grams.count; i++)
        assert_true(grams.items[i].row < 1u << DETECTOR_GRAMS_BITS);
}

static int free_arena(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_that_the_weights_were_trained_for),
        cmocka_unit_test(an_empty_text_has_no_pieces),
        cmocka_unit_test(a_misspelt_word_shares_pieces_and_another_does_not),
        cmocka_unit_test(pieces_name_the_words_that_they_were_made_of),
        cmocka_unit_test(a_long_text_is_cut),
    };

    baton_arena_init(&arena);
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
