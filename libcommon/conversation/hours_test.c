#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hours.h"
#include "timestamp.h"

#define HOUR_MS INT64_C(3600000)
#define MONDAY_TO_FRIDAY 0x3e

static int64_t at(const char *time)
{
    int64_t ms = 0;

    assert_true(baton_time_parse(baton_text_of(time), &ms));
    return ms;
}

/* Times at which a team that works from nine to five has just begun, or just stopped. */
static void hours_are_those_of_the_team_s_own_clock(void **state)
{
    static const struct {
        const char *zone, *first, *last;
    } rows[] = {
        { "UTC", "2026-07-01T09:00:00Z", "2026-07-01T16:59:59Z" },
        { "Europe/Berlin", "2026-01-07T08:00:00Z", "2026-01-07T15:59:59Z" },
        { "Europe/Berlin", "2026-07-01T07:00:00Z", "2026-07-01T14:59:59Z" },
        { "Europe/Berlin", "2026-03-27T08:00:00Z", "2026-03-27T15:59:59Z" },
        { "Europe/Berlin", "2026-03-30T07:00:00Z", "2026-03-30T14:59:59Z" },
        { "Europe/Berlin", "2026-10-23T07:00:00Z", "2026-10-23T14:59:59Z" },
        { "Europe/Berlin", "2026-10-26T08:00:00Z", "2026-10-26T15:59:59Z" },
        { "America/New_York", "2026-03-06T14:00:00Z", "2026-03-06T21:59:59Z" },
        { "America/New_York", "2026-03-09T13:00:00Z", "2026-03-09T20:59:59Z" },
        { "America/New_York", "2026-10-30T13:00:00Z", "2026-10-30T20:59:59Z" },
        { "America/New_York", "2026-11-02T14:00:00Z", "2026-11-02T21:59:59Z" },
        { "Australia/Sydney", "2026-01-06T22:00:00Z", "2026-01-07T05:59:59Z" },
        { "Australia/Sydney", "2026-06-30T23:00:00Z", "2026-07-01T06:59:59Z" },
        { "Asia/Kolkata", "2026-07-01T03:30:00Z", "2026-07-01T11:29:59Z" },
    };
    struct baton_hours hours = { MONDAY_TO_FRIDAY, 9 * HOUR_MS, 17 * HOUR_MS };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_team team = { .hours = &hours,
                                   .hours_count = 1,
                                   .time_zone = baton_text_of(rows[i].zone) };
        if (baton_hours_open(&team, at(rows[i].first) - 1) != BATON_MAYBE_NO
            || baton_hours_open(&team, at(rows[i].first)) != BATON_MAYBE_YES
            || baton_hours_open(&team, at(rows[i].last)) != BATON_MAYBE_YES
            || baton_hours_open(&team, at(rows[i].last) + 1000) != BATON_MAYBE_NO)
            fail_msg("%s, %s", rows[i].zone, rows[i].first);
    }
}

static void a_night_shift_ends_on_the_next_day(void **state)
{
    struct baton_hours friday = { INT64_C(1) << 5, 22 * HOUR_MS, 6 * HOUR_MS };
    struct baton_team team = { .hours = &friday, .hours_count = 1, .time_zone = BATON_TEXT("UTC") };

    (void)state;
    assert_int_equal(baton_hours_open(&team, at("2026-07-03T21:59:00Z")), BATON_MAYBE_NO);
    assert_int_equal(baton_hours_open(&team, at("2026-07-03T22:00:00Z")), BATON_MAYBE_YES);
    assert_int_equal(baton_hours_open(&team, at("2026-07-04T05:59:00Z")), BATON_MAYBE_YES);
    assert_int_equal(baton_hours_open(&team, at("2026-07-04T06:00:00Z")), BATON_MAYBE_NO);
    assert_int_equal(baton_hours_open(&team, at("2026-07-04T22:00:00Z")), BATON_MAYBE_NO);
}

static void without_hours_it_is_open_and_of_a_strange_zone_nothing_is_known(void **state)
{
    struct baton_hours hours = { MONDAY_TO_FRIDAY, 0, HOUR_MS };
    struct baton_team team = { .time_zone = BATON_TEXT("Mars/Phobos") };

    (void)state;
    assert_int_equal(baton_hours_open(&team, 0), BATON_MAYBE_YES);
    team.hours = &hours;
    team.hours_count = 1;
    assert_int_equal(baton_hours_open(&team, 0), BATON_MAYBE_UNKNOWN);
    team.time_zone = BATON_TEXT("UTC");
    assert_int_equal(baton_hours_open(&team, INT64_C(-62135596800000)), BATON_MAYBE_YES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_are_those_of_the_team_s_own_clock),
        cmocka_unit_test(a_night_shift_ends_on_the_next_day),
        cmocka_unit_test(without_hours_it_is_open_and_of_a_strange_zone_nothing_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
