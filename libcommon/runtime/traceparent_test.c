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

static void parts_make_the_value_that_they_were_read_from(void **state)
{
    char value[BATON_TRACEPARENT_BYTES + 1] = "";

    (void)state;
    baton_traceparent_write(TRACE, PARENT, "01", value);
    assert_string_equal(value, GOOD);
}

static void the_last_bit_of_the_flags_says_sampled(void **state)
{
    (void)state;
    assert_true(baton_trace_is_sampled("01"));
    assert_true(baton_trace_is_sampled("ff"));
    assert_false(baton_trace_is_sampled("00"));
    assert_false(baton_trace_is_sampled("1e"));
}

static void a_trace_that_began_here_is_known_by_its_id(void **state)
{
    char trace[BATON_TRACE_BYTES];

    (void)state;
    assert_false(baton_trace_is_ours(TRACE));
    for (uint64_t seed = 0; seed < 1000; seed++) {
        baton_trace_derive(seed << 54 | seed, trace);
        assert_true(baton_trace_is_ours(trace));
        char *digit = &trace[seed % BATON_TRACE_BYTES];
        *digit = *digit == '0' ? '1' : '0';
        assert_false(baton_trace_is_ours(trace));
    }
}

static void a_ratio_takes_its_part_of_the_traces(void **state)
{
    char trace[BATON_TRACE_BYTES];
    int taken = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 10000; seed++) {
        baton_trace_derive(seed * UINT64_C(0x9e3779b97f4a7c15), trace);
        double share = baton_trace_share(trace);
        assert_true(share >= 0 && share < 1);
        taken += share < 0.25;
    }
    assert_in_range(taken, 2300, 2700);
    assert_true(baton_trace_share("0af7651916cd43dd8480000000000000") == 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_taken_whole_or_not_at_all),
        cmocka_unit_test(parts_make_the_value_that_they_were_read_from),
        cmocka_unit_test(the_last_bit_of_the_flags_says_sampled),
        cmocka_unit_test(a_trace_that_began_here_is_known_by_its_id),
        cmocka_unit_test(a_ratio_takes_its_part_of_the_traces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
