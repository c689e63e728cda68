/* Codes, texts that are too long, wrapping. */
#include "error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text.h"

static void a_failure_is_one_line(void **state)
{
    struct baton_error err;

    (void)state;
    assert_int_equal(
        baton_fail(&err, BATON_REJECT, "bad_length", "field %s has %d bytes", "text", 9),
        BATON_REJECT);
    assert_string_equal(err.code, "bad_length");
    assert_string_equal(err.text, "field text has 9 bytes");
}

static void without_an_error_the_verdict_is_returned_all_the_same(void **state)
{
    (void)state;
    assert_int_equal(baton_fail(NULL, BATON_RETRY, "busy", "later"), BATON_RETRY);
}

static void a_text_that_is_too_long_is_cut_between_code_points(void **state)
{
    struct baton_error err;
    char euros[3 * 200 + 1] = "";

    (void)state;
    for (size_t i = 0; i < 200; i++)
        memcpy(euros + 3 * i, "€", 3);
    for (int blanks = 0; blanks < 3; blanks++) {
        baton_fail(&err, BATON_REJECT, "long", "%*s%s", blanks, "", euros);
        size_t size = strlen(err.text);
        assert_int_equal(size, blanks + (sizeof err.text - 1 - (size_t)blanks) / 3 * 3);
        assert_true(baton_text_valid_utf8(err.text, size));
    }
}

static void a_code_that_is_too_long_is_cut(void **state)
{
    struct baton_error err;

    (void)state;
    baton_fail(&err, BATON_REJECT, "a_code_of_more_than_forty_seven_characters_is_cut", "text");
    assert_string_equal(err.code, "a_code_of_more_than_forty_seven_characters_is_c");
}

static void an_error_can_be_wrapped_into_itself(void **state)
{
    struct baton_error err;

    (void)state;
    baton_fail(&err, BATON_RETRY, "timeout", "no answer in %d ms", 500);
    baton_fail(&err, BATON_FATAL, err.code, "restore: %s", err.text);
    assert_string_equal(err.code, "timeout");
    assert_string_equal(err.text, "restore: no answer in 500 ms");
}

static void every_verdict_has_its_name(void **state)
{
    (void)state;
    assert_string_equal(baton_verdict_name(BATON_DONE), "done");
    assert_string_equal(baton_verdict_name(BATON_REJECT), "reject");
    assert_string_equal(baton_verdict_name(BATON_RETRY), "retry");
    assert_string_equal(baton_verdict_name(BATON_FATAL), "fatal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_is_one_line),
        cmocka_unit_test(without_an_error_the_verdict_is_returned_all_the_same),
        cmocka_unit_test(a_text_that_is_too_long_is_cut_between_code_points),
        cmocka_unit_test(a_code_that_is_too_long_is_cut),
        cmocka_unit_test(an_error_can_be_wrapped_into_itself),
        cmocka_unit_test(every_verdict_has_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
