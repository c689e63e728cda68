/* Dates against the C library's calendar, which the code itself may not use; the grammar of RFC
 * 3339. */
#include "timestamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#define YEAR_1_MS INT64_C(-62135596800000)
#define YEAR_9999_MS INT64_C(253402300799999)

static void times_are_written_in_utc_with_milliseconds(void **state)
{
    static const struct {
        int64_t time_ms;
        const char *expected;
    } rows[] = {
        { 0, "1970-01-01T00:00:00.000Z" },
        { -1, "1969-12-31T23:59:59.999Z" },
        { 1772543157123, "2026-03-03T13:05:57.123Z" },
        { 951782400000, "2000-02-29T00:00:00.000Z" },
        { YEAR_1_MS, "0001-01-01T00:00:00.000Z" },
        { YEAR_9999_MS, "9999-12-31T23:59:59.999Z" },
        { YEAR_1_MS - 1, "invalid" },
        { YEAR_9999_MS + 1, "invalid" },
        { INT64_MIN, "invalid" },
        { INT64_MAX, "invalid" },
    };
    char string[BATON_TIME_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(baton_time_format(rows[i].time_ms, string), rows[i].expected);
}

/* A time in every week of all the years; weekday and hour wander. */
static void dates_are_the_c_librarys_and_come_back(void **state)
{
    (void)state;
    for (int64_t time_ms = YEAR_1_MS; time_ms <= YEAR_9999_MS; time_ms += 604912347) {
        time_t seconds = (time_t)((time_ms - YEAR_1_MS) / 1000 + YEAR_1_MS / 1000);
        char expected[BATON_TIME_SIZE + 16], string[BATON_TIME_SIZE];
        struct tm tm;
        int64_t back = 0;

        gmtime_r(&seconds, &tm);
        snprintf(expected, sizeof expected, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                 tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                 (int)((time_ms - YEAR_1_MS) % 1000));
        assert_string_equal(baton_time_format(time_ms, string), expected);
        assert_true(baton_time_parse(baton_text_of(string), &back));
        assert_true(back == time_ms);
    }
}

static void rfc_3339_is_read_with_any_offset(void **state)
{
    static const struct {
        const char *text;
        int64_t expected;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "1970-01-01t00:00:00z", 0 },
        { "1970-01-01 00:00:00Z", 0 },
        { "2026-03-03T13:05:57.123Z", 1772543157123 },
        { "2026-03-03T14:05:57.123+01:00", 1772543157123 },
        { "2026-03-03T07:35:57.123-05:30", 1772543157123 },
        { "2026-03-04T13:04:57.123+23:59", 1772543157123 },
        { "1970-01-01T00:00:00-00:00", 0 },
        { "1970-01-01T00:00:00.1Z", 100 },
        { "1970-01-01T00:00:00.1239999999999999999999999999999999Z", 123 },
        { "1969-12-31T23:59:59.9999Z", -1 },
        { "2000-02-29T00:00:00Z", 951782400000 },
        { "2016-12-31T23:59:60Z", 1483228800000 },
        { "2017-01-01T00:59:60.5+01:00", 1483228800500 },
        { "0001-01-01T00:00:00Z", YEAR_1_MS },
        { "9999-12-31T23:59:59.999Z", YEAR_9999_MS },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t time_ms = 99;

        if (!baton_time_parse(baton_text_of(rows[i].text), &time_ms) || time_ms != rows[i].expected)
            fail_msg("%s: %lld", rows[i].text, (long long)time_ms);
    }
}

static void milliseconds_are_read_as_a_number(void **state)
{
    int64_t time_ms = 99;

    (void)state;
    assert_true(baton_time_parse(BATON_TEXT("1772543157123"), &time_ms));
    assert_true(time_ms == 1772543157123);
    assert_true(baton_time_parse(BATON_TEXT("-5"), &time_ms));
    assert_true(time_ms == -5);
}

static void what_is_no_time_leaves_the_result_alone(void **state)
{
    static const char *const rows[] = {
        "",
        "now",
        "2026-03-03",
        "2026-03-03T13:05Z",
        "2026-03-03T13:05:57",
        "2026-03-03T13:05:57.Z",
        "2026-03-03T13:05:57,5Z",
        "2026-03-03T13:05:57Z ",
        " 2026-03-03T13:05:57Z",
        "2026-3-03T13:05:57Z",
        "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z",
        "2026-01-01T12:00:60Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+01:60",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+01",
        "2026-01-01T00:00:00",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:60Z",
        "-001-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z",
        "9223372036854775807",
        "-9223372036854775808",
        "253402300800000",
        "99999999999999999999",
        "1.5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t time_ms = 99;

        if (baton_time_parse(baton_text_of(rows[i]), &time_ms) || time_ms != 99)
            fail_msg("%s", rows[i]);
    }
    assert_false(baton_time_parse((struct baton_text){ NULL, 0 }, &(int64_t){ 0 }));
    assert_false(baton_time_parse(BATON_TEXT("2026-01-01T00:00:00\0"), &(int64_t){ 0 }));
}

static void every_beginning_of_a_time_is_refused(void **state)
{
    struct baton_text text = BATON_TEXT("2026-03-03T13:05:57.123+01:00");

    (void)state;
    for (text.size--; text.size > 4; text.size--)
        assert_false(baton_time_parse(text, &(int64_t){ 0 }));
}

static void clocks_go_forward_and_the_wall_clock_is_past_2024(void **state)
{
    int64_t before = baton_clock_monotonic_ms();

    (void)state;
    nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
    assert_true(baton_clock_monotonic_ms() >= before + 4);
    assert_true(baton_clock_wall_ms() > 1704067200000);
}

static void a_time_that_was_said_is_one_of_the_calendar_or_is_not_taken(void **state)
{
    (void)state;
    assert_int_equal(baton_time_said(1, 7), 1);
    assert_int_equal(baton_time_said(INT64_C(253402300799999), 7), INT64_C(253402300799999));
    assert_int_equal(baton_time_said(INT64_C(253402300800000), 7), 7);
    assert_int_equal(baton_time_said(INT64_MAX, 7), 7);
    assert_int_equal(baton_time_said(0, 7), 7);
    assert_int_equal(baton_time_said(INT64_MIN, INT64_MIN), INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_written_in_utc_with_milliseconds),
        cmocka_unit_test(dates_are_the_c_librarys_and_come_back),
        cmocka_unit_test(rfc_3339_is_read_with_any_offset),
        cmocka_unit_test(milliseconds_are_read_as_a_number),
        cmocka_unit_test(what_is_no_time_leaves_the_result_alone),
        cmocka_unit_test(every_beginning_of_a_time_is_refused),
        cmocka_unit_test(clocks_go_forward_and_the_wall_clock_is_past_2024),
        cmocka_unit_test(a_time_that_was_said_is_one_of_the_calendar_or_is_not_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
