/* Values of the header as clients send them. */
#include "traceparent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TRACE "0af7651916cd43dd8448eb211c80319c"
#define PARENT "b7ad6b7169203331"
#define GOOD "00-" TRACE "-" PARENT "-01"

static void a_value_is_taken_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *given, *read; /* NULL: refused */
    } rows[] = {
        { GOOD, GOOD },
        { "00-" TRACE "-" PARENT "-00", "00-" TRACE "-" PARENT "-00" },
        { "01-" TRACE "-" PARENT "-03", "00-" TRACE "-" PARENT "-03" },
        { "cc-" TRACE "-" PARENT "-01-more", "00-" TRACE "-" PARENT "-01" },
        { "", NULL },
        { "00", NULL },
        { GOOD "-", NULL },
        { GOOD " ", NULL },
        { " " GOOD, NULL },
        { "01-" TRACE "-" PARENT "-01.more", NULL },
        { "ff-" TRACE "-" PARENT "-01", NULL },
        { "0x-" TRACE "-" PARENT "-01", NULL },
        { "00-00000000000000000000000000000000-" PARENT "-01", NULL },
        { "00-" TRACE "-0000000000000000-01", NULL },
        { "00-0AF7651916CD43DD8448EB211C80319C-" PARENT "-01", NULL },
        { "00-" TRACE "-" PARENT "-0g", NULL },
        { "00_" TRACE "-" PARENT "-01", NULL },
        { "00-" TRACE "_" PARENT "-01", NULL },
        { "00-" TRACE "-" PARENT "_01", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char read[BATON_TRACEPARENT_BYTES + 1] = "untouched";

        assert_int_equal(baton_traceparent_read(baton_text_of(rows[i].given), read),
                         rows[i].read != NULL);
        assert_string_equal(read, rows[i].read != NULL ? rows[i].read : "untouched");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_taken_whole_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
