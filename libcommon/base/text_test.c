/* Views that compare, search, trim and copy; numbers at their limits. */
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <string.h>

#include "arena.h"

static const struct baton_text null_text = { NULL, 0 };

static void assert_text(struct baton_text text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    if (text.size > 0)
        assert_memory_equal(text.data, expected, text.size);
}

static void absent_texts_are_empty_texts(void **state)
{
    (void)state;
    assert_true(baton_text_equal(null_text, BATON_TEXT_NONE));
    assert_true(baton_text_is(null_text, NULL));
    assert_true(baton_text_starts(null_text, BATON_TEXT("")));
    assert_int_equal(baton_text_compare(null_text, BATON_TEXT("")), 0);
    assert_int_equal(baton_text_find(null_text, null_text, 0), 0);
    assert_int_equal(baton_text_trim(null_text).size, 0);
    assert_int_equal(baton_text_of(NULL).size, 0);
    assert_non_null(baton_text_of(NULL).data);
}

static void texts_are_equal_by_bytes(void **state)
{
    (void)state;
    assert_true(baton_text_equal(BATON_TEXT("a\0b"), BATON_TEXT("a\0b")));
    assert_false(baton_text_equal(BATON_TEXT("a\0b"), BATON_TEXT("a\0c")));
    assert_false(baton_text_equal(BATON_TEXT("ab"), BATON_TEXT("abc")));
    assert_true(baton_text_is(BATON_TEXT("human"), "human"));
    assert_false(baton_text_is(BATON_TEXT("human"), "hum"));
}

static void a_word_is_looked_for_in_a_list(void **state)
{
    static const char *const words[] = { "please", "pls", "" };

    (void)state;
    assert_true(BATON_TEXT_IS_ONE_OF(BATON_TEXT("pls"), words));
    assert_true(BATON_TEXT_IS_ONE_OF(null_text, words));
    assert_false(BATON_TEXT_IS_ONE_OF(BATON_TEXT("pleas"), words));
    assert_false(baton_text_is_one_of(BATON_TEXT("pls"), words, 1));
}

static void a_prefix_starts_a_text(void **state)
{
    (void)state;
    assert_true(baton_text_starts(BATON_TEXT("tenant/main"), BATON_TEXT("tenant/")));
    assert_true(baton_text_starts(BATON_TEXT("tenant"), BATON_TEXT("")));
    assert_false(baton_text_starts(BATON_TEXT("tenant"), BATON_TEXT("tenant/")));
    assert_false(baton_text_starts(BATON_TEXT("tenant"), BATON_TEXT("x")));
}

static void order_is_by_bytes_and_the_prefix_comes_first(void **state)
{
    static const struct baton_text sorted[] = {
        BATON_TEXT_INIT(""),   BATON_TEXT_INIT("Z"), BATON_TEXT_INIT("a"),
        BATON_TEXT_INIT("ab"), BATON_TEXT_INIT("b"), BATON_TEXT_INIT("\xc3\xa9"),
    };
    const int count = sizeof sorted / sizeof *sorted;

    (void)state;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            int order = baton_text_compare(sorted[i], sorted[j]);

            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

static void find_gives_the_first_place_at_or_after_from(void **state)
{
    struct baton_text text = BATON_TEXT("refund, refund");

    (void)state;
    assert_int_equal(baton_text_find(text, BATON_TEXT("refund"), 0), 0);
    assert_int_equal(baton_text_find(text, BATON_TEXT("refund"), 1), 8);
    assert_int_equal(baton_text_find(text, BATON_TEXT("refund"), 8), 8);
    assert_int_equal(baton_text_find(text, BATON_TEXT("refund"), 9), -1);
    assert_int_equal(baton_text_find(text, BATON_TEXT("return"), 0), -1);
    assert_int_equal(baton_text_find(text, BATON_TEXT(""), 14), 14);
    assert_int_equal(baton_text_find(text, BATON_TEXT(""), 15), -1);
    assert_int_equal(baton_text_find(text, BATON_TEXT("d"), SIZE_MAX), -1);
}

static void trim_takes_white_space_from_both_ends_only(void **state)
{
    (void)state;
    assert_text(baton_text_trim(BATON_TEXT(" \t\r\n a b \v\f")), "a b");
    assert_text(baton_text_trim(BATON_TEXT(" \t ")), "");
    assert_text(baton_text_trim(BATON_TEXT("a")), "a");
}

static int arena_setup(void **state)
{
    static struct baton_arena arena;

    baton_arena_init(&arena);
    *state = &arena;
    return 0;
}

static int arena_teardown(void **state)
{
    baton_arena_release(*state);
    return 0;
}

static void copies_are_independent_and_terminated(void **state)
{
    char source[] = "abc";
    struct baton_text copy = baton_text_copy(*state, (struct baton_text){ source, 2 });

    source[0] = 'x';
    assert_text(copy, "ab");
    assert_int_equal(copy.data[2], '\0');
    assert_string_equal(baton_text_string(*state, null_text), "");
}

static void formatted_text_has_any_length(void **state)
{
    struct baton_text text = baton_text_format(*state, "%s/%d%%", "tenant", 7);

    assert_text(text, "tenant/7%");
    assert_int_equal(text.data[text.size], '\0');
    assert_int_equal(baton_text_format(*state, "%020000d", 1).size, 20000);
    assert_text(baton_text_format(*state, "[%.*s]", BATON_TEXT_ARG(text)), "[tenant/7%]");
}

static void whole_numbers_are_read_to_their_limits(void **state)
{
    static const struct {
        const char *text;
        int64_t expected;
    } rows[] = {
        { "0", 0 },
        { "-0", 0 },
        { "007", 7 },
        { "-12", -12 },
        { "9223372036854775807", INT64_MAX },
        { "-9223372036854775808", INT64_MIN },
        { "000000000000000000000000000000001", 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t number = 99;

        assert_true(baton_text_to_long(baton_text_of(rows[i].text), &number));
        assert_true(number == rows[i].expected);
    }
}

static void what_is_no_whole_number_leaves_the_result_alone(void **state)
{
    static const char *const rows[] = {
        "",
        "-",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "0x1",
        "1e3",
        "--1",
        "1-",
        "\xd9\xa1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t number = 99;

        assert_false(baton_text_to_long(baton_text_of(rows[i]), &number));
        assert_int_equal(number, 99);
    }
    assert_false(baton_text_to_long(null_text, &(int64_t){ 0 }));
    assert_false(baton_text_to_long(BATON_TEXT("1\0"), &(int64_t){ 0 }));
}

static void decimal_numbers_are_read_exactly(void **state)
{
    static const struct {
        const char *text;
        double expected;
    } rows[] = {
        { "0", 0 },
        { "0.62", 0.62 },
        { "-1.5", -1.5 },
        { "1e3", 1000 },
        { "1E+3", 1000 },
        { "25e-1", 2.5 },
        { "1.7976931348623157e308", DBL_MAX },
        { "1e-400", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double number = 99;

        assert_true(baton_text_to_double(baton_text_of(rows[i].text), &number));
        assert_true(number == rows[i].expected);
    }
}

static void what_is_no_decimal_number_leaves_the_result_alone(void **state)
{
    static const char *const rows[] = {
        "",      "-",   ".5",  "5.",  "+1", " 1",  "1 ",    "1,5",
        "0x1p3", "inf", "nan", "NaN", "1e", "1e+", "1e999", "-1e999",
    };
    char digits[200];
    double number = 99;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_false(baton_text_to_double(baton_text_of(rows[i]), &number));
    memset(digits, '1', sizeof digits);
    assert_true(baton_text_to_double((struct baton_text){ digits, 127 }, &number));
    number = 99;
    assert_false(baton_text_to_double((struct baton_text){ digits, 128 }, &number));
    assert_false(baton_text_to_double(null_text, &number));
    assert_true(number == 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_texts_are_empty_texts),
        cmocka_unit_test(texts_are_equal_by_bytes),
        cmocka_unit_test(a_word_is_looked_for_in_a_list),
        cmocka_unit_test(a_prefix_starts_a_text),
        cmocka_unit_test(order_is_by_bytes_and_the_prefix_comes_first),
        cmocka_unit_test(find_gives_the_first_place_at_or_after_from),
        cmocka_unit_test(trim_takes_white_space_from_both_ends_only),
        cmocka_unit_test_setup_teardown(copies_are_independent_and_terminated, arena_setup,
                                        arena_teardown),
        cmocka_unit_test_setup_teardown(formatted_text_has_any_length, arena_setup, arena_teardown),
        cmocka_unit_test(whole_numbers_are_read_to_their_limits),
        cmocka_unit_test(what_is_no_whole_number_leaves_the_result_alone),
        cmocka_unit_test(decimal_numbers_are_read_exactly),
        cmocka_unit_test(what_is_no_decimal_number_leaves_the_result_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
