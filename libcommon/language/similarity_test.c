#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "similarity.h"

static struct baton_arena arena;

static double similarity(const char *a, const char *b)
{
    struct baton_tokens left = baton_tokens_of(&arena, baton_text_of(a));
    struct baton_tokens right = baton_tokens_of(&arena, baton_text_of(b));
    struct baton_sketch x = baton_sketch_of(&left), y = baton_sketch_of(&right);

    return baton_sketch_similarity(x.items, x.count, y.items, y.count);
}

static void the_same_question_in_other_words_is_similar(void **state)
{
    (void)state;
    assert_true(similarity("How do I reset my password?", "how do I RESET the password please")
                > 0.99);
    assert_true(similarity("where is my parcel 4711", "Where's the package 4711??") > 0.6);
    assert_true(similarity("I cannot log in to my account", "how to sign in to the account") > 0.6);
}

static void other_questions_are_not(void **state)
{
    (void)state;
    assert_true(similarity("where is my parcel 4711", "how do I reset my password") < 0.2);
    assert_true(similarity("yes", "yes") < 0.1); /* too little to say */
    assert_true(similarity("", "") < 0.1);
}

static void a_long_text_keeps_the_smallest_hashes(void **state)
{
    const char *text =
        "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa "
        "quebec romeo sierra tango";
    struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(text));
    struct baton_sketch sketch = baton_sketch_of(&tokens);

    (void)state;
    assert_int_equal(sketch.count, BATON_SKETCH_MAX);
    for (size_t i = 1; i < sketch.count; i++)
        assert_true(sketch.items[i - 1] < sketch.items[i]);
    assert_true(sketch.items[sketch.count - 1] <= BATON_SKETCH_HASH);
    assert_true(similarity(text, text) > 0.99);
}

static void stop_words_and_stems(void **state)
{
    (void)state;
    assert_true(baton_stop_word(BATON_TEXT("please")));
    assert_false(baton_stop_word(BATON_TEXT("parcel")));
    assert_true(
        baton_text_equal(baton_stem(BATON_TEXT("orders")), baton_stem(BATON_TEXT("ordered"))));
    assert_true(
        baton_text_equal(baton_stem(BATON_TEXT("package")), baton_stem(BATON_TEXT("parcel"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_question_in_other_words_is_similar),
        cmocka_unit_test(other_questions_are_not),
        cmocka_unit_test(a_long_text_keeps_the_smallest_hashes),
        cmocka_unit_test(stop_words_and_stems),
    };
    baton_arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    baton_arena_release(&arena);
    return failed;
}
