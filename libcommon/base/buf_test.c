/* Every append at, below and above the maximum. */
#include "buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void assert_holds(const struct baton_buf *buf, const char *expected)
{
    struct baton_text text = baton_buf_text(buf);

    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

static void appends_stand_one_behind_the_other(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 1000);
    assert_true(baton_buf_append(&buf, "one", 3));
    assert_true(baton_buf_append_byte(&buf, ' '));
    assert_true(baton_buf_append_text(&buf, BATON_TEXT("two")));
    assert_true(baton_buf_append(&buf, NULL, 0));
    assert_true(baton_buf_append_text(&buf, (struct baton_text){ NULL, 0 }));
    assert_true(baton_buf_format(&buf, " %d%s", 3, "!"));
    assert_holds(&buf, "one two 3!");
    baton_buf_release(&buf);
}

static void a_new_buffer_is_empty_text(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 0);
    assert_non_null(baton_buf_text(&buf).data);
    assert_int_equal(baton_buf_text(&buf).size, 0);
    assert_true(baton_buf_append(&buf, "", 0));
    assert_true(baton_buf_format(&buf, "%s", ""));
    assert_false(baton_buf_append(&buf, "x", 1));
    baton_buf_release(&buf);
    baton_buf_release(&buf);
}

static void it_grows_byte_by_byte_to_its_maximum_and_not_beyond(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 5001);
    for (size_t i = 0; i < 5001; i++) {
        assert_true(baton_buf_append_byte(&buf, (uint8_t)i));
        assert_true(buf.size <= buf.capacity && buf.capacity <= buf.max);
    }
    assert_false(baton_buf_append_byte(&buf, 0));
    assert_int_equal(buf.size, 5001);
    for (size_t i = 0; i < 5001; i++)
        assert_int_equal(buf.data[i], (uint8_t)i);
    baton_buf_release(&buf);
}

static void after_a_failed_append_the_rest_is_refused(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 4);
    assert_true(baton_buf_append(&buf, "abc", 3));
    assert_false(baton_buf_append(&buf, "de", 2));
    assert_true(buf.overflowed);
    assert_false(baton_buf_append(&buf, "d", 1));
    assert_false(baton_buf_append(&buf, "", 0));
    assert_false(baton_buf_format(&buf, "d"));
    assert_false(baton_buf_append_json(&buf, BATON_TEXT("d")));
    assert_null(baton_buf_reserve(&buf, 1));
    assert_holds(&buf, "abc");
    baton_buf_release(&buf);
}

static void reset_keeps_the_memory_and_removes_the_mark(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 4);
    baton_buf_append(&buf, "abcd", 4);
    baton_buf_append(&buf, "e", 1);

    const uint8_t *memory = buf.data;
    baton_buf_reset(&buf);
    assert_false(buf.overflowed);
    assert_true(baton_buf_append(&buf, "1234", 4));
    assert_ptr_equal(buf.data, memory);
    assert_holds(&buf, "1234");
    baton_buf_release(&buf);
}

static void sizes_near_the_end_of_size_t_do_not_wrap(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 100);
    baton_buf_append(&buf, "abc", 3);
    assert_null(baton_buf_reserve(&buf, SIZE_MAX - 1));
    assert_holds(&buf, "abc");
    baton_buf_release(&buf);
}

static void formatted_text_of_exactly_the_maximum_fits(void **state)
{
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 600);
    assert_true(baton_buf_format(&buf, "%0600d", 7));
    assert_int_equal(buf.size, 600);
    assert_int_equal(buf.data[599], '7');
    baton_buf_reset(&buf);
    assert_true(baton_buf_append(&buf, "x", 1));
    assert_false(baton_buf_format(&buf, "%0600d", 7));
    assert_holds(&buf, "x");
    baton_buf_release(&buf);
}

static void reserved_space_is_the_callers_to_fill(void **state)
{
    struct baton_buf buf;
    uint8_t *room;

    (void)state;
    baton_buf_init(&buf, 1000);
    baton_buf_append(&buf, "a", 1);
    room = baton_buf_reserve(&buf, 999);
    assert_non_null(room);
    memset(room, 'b', 999);
    buf.size += 999;
    assert_int_equal(buf.data[0], 'a');
    assert_int_equal(buf.data[999], 'b');
    assert_null(baton_buf_reserve(&buf, 1));
    baton_buf_release(&buf);
}

static void json_text_is_escaped_as_rfc_8259_says(void **state)
{
    static const struct {
        struct baton_text text;
        const char *expected;
    } rows[] = {
        { BATON_TEXT_INIT(""), "" },
        { BATON_TEXT_INIT("plain"), "plain" },
        { BATON_TEXT_INIT("\""), "\\\"" },
        { BATON_TEXT_INIT("a\"b\\c"), "a\\\"b\\\\c" },
        { BATON_TEXT_INIT("\b\t\n\f\r"), "\\b\\t\\n\\f\\r" },
        { BATON_TEXT_INIT("\0"), "\\u0000" },
        { BATON_TEXT_INIT("\v\x1f"), "\\u000b\\u001f" },
        { BATON_TEXT_INIT("\x7f/é€😀"), "\x7f/é€😀" },
        { BATON_TEXT_INIT("x\x01"), "x\\u0001" },
    };
    struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        baton_buf_reset(&buf);
        assert_true(baton_buf_append_json(&buf, rows[i].text));
        assert_holds(&buf, rows[i].expected);
    }
    baton_buf_release(&buf);
}

static void json_text_that_does_not_fit_leaves_nothing_of_itself(void **state)
{
    struct baton_buf buf;

    (void)state;
    for (size_t max = 2; max < 12; max++) {
        baton_buf_init(&buf, max);
        baton_buf_append(&buf, "k:", 2);
        assert_false(baton_buf_append_json(&buf, BATON_TEXT("ab\n\x01z"))); /* 11 bytes escaped */
        assert_true(buf.overflowed);
        assert_holds(&buf, "k:");
        baton_buf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_stand_one_behind_the_other),
        cmocka_unit_test(a_new_buffer_is_empty_text),
        cmocka_unit_test(it_grows_byte_by_byte_to_its_maximum_and_not_beyond),
        cmocka_unit_test(after_a_failed_append_the_rest_is_refused),
        cmocka_unit_test(reset_keeps_the_memory_and_removes_the_mark),
        cmocka_unit_test(sizes_near_the_end_of_size_t_do_not_wrap),
        cmocka_unit_test(formatted_text_of_exactly_the_maximum_fits),
        cmocka_unit_test(reserved_space_is_the_callers_to_fill),
        cmocka_unit_test(json_text_is_escaped_as_rfc_8259_says),
        cmocka_unit_test(json_text_that_does_not_fit_leaves_nothing_of_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
