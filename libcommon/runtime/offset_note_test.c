/* What is written beside offsets is read again, and nothing else is. */
#include "offset_note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define UNKNOWN INT64_MIN

static void what_is_written_is_read(void **state)
{
    static const struct {
        struct baton_offset_note note;
        const char *text;
    } rows[] = {
        { { 5, 7, 812, 3 }, "time=5 read=7 log=812 start=3" },
        { { 5, UNKNOWN, 812, 0 }, "time=5 log=812 start=0" },
        { { -1, -2, 0, 0 }, "time=-1 read=-2" },
        { { UNKNOWN, UNKNOWN, 9, 1 }, "log=9 start=1" },
        { { UNKNOWN, UNKNOWN, 0, 0 }, "" },
        { { INT64_MAX, INT64_MIN + 1, INT64_MAX, INT64_MAX },
          "time=9223372036854775807 read=-9223372036854775807 log=9223372036854775807 "
          "start=9223372036854775807" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[BATON_OFFSET_NOTE_SIZE];
        struct baton_offset_note found;
        size_t size = baton_offset_note_write(text, &rows[i].note);

        assert_string_equal(text, rows[i].text);
        assert_int_equal(size, strlen(text));
        baton_offset_note_read(baton_text_of(text), &found);
        assert_memory_equal(&found, &rows[i].note, sizeof found);
    }
}

static void what_others_wrote_is_passed_over(void **state)
{
    static const struct {
        const char *text;
        struct baton_offset_note note;
    } rows[] = {
        { "time=5 read=7 log=8", { 5, 7, 8, 0 } }, /* before there was a start */
        { "more=1 log=8 time=5 start=2 x", { 5, UNKNOWN, 8, 2 } },
        { "blog=9 restart=3 log=x", { UNKNOWN, UNKNOWN, 0, 0 } },
        { "consumer's own words", { UNKNOWN, UNKNOWN, 0, 0 } },
        { "log=99999999999999999999", { UNKNOWN, UNKNOWN, 0, 0 } },
        { " log=4 ", { UNKNOWN, UNKNOWN, 4, 0 } },
    };
    struct baton_offset_note found;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        baton_offset_note_read(baton_text_of(rows[i].text), &found);
        assert_memory_equal(&found, &rows[i].note, sizeof found);
    }
    baton_offset_note_read((struct baton_text){ NULL, 0 }, &found);
    assert_int_equal(found.log_end, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_others_wrote_is_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
