/* Times in words, seen from Tuesday, 2026-01-06, 09:00 UTC. */
#include "due.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "timestamp.h"

static const int64_t NOW = 1767690000000;

static void words_become_times(void **state)
{
    static const char *const rows[][2] = {
        { "by Friday", "2026-01-09T23:59:00.000Z" },
        { "until Tuesday", "2026-01-13T23:59:00.000Z" },
        { "need it today", "2026-01-06T23:59:00.000Z" },
        { "tomorrow at the latest", "2026-01-07T23:59:00.000Z" },
        { "within 2 hours", "2026-01-06T11:00:00.000Z" },
        { "in three days", "2026-01-09T23:59:00.000Z" },
        { "within 5 business days", "2026-01-13T23:59:00.000Z" },
        { "before the weekend", "2026-01-09T23:59:00.000Z" },
        { "by the end of the week", "2026-01-09T23:59:00.000Z" },
        { "by March 4, 2026", "2026-03-04T23:59:00.000Z" },
        { "by 2026-02-01", "2026-02-01T23:59:00.000Z" },
        { "by 20 December", "2025-12-20T23:59:00.000Z" },
        { "by July 15", "2026-07-15T23:59:00.000Z" },
        { "I call you tomorrow at 5pm", "2026-01-07T17:00:00.000Z" },
        { "by 5 p.m. on Friday", "2026-01-09T17:00:00.000Z" },
        { "tomorrow between 9 am and 5:30 pm", "2026-01-07T17:30:00.000Z" },
        { "by 17:00", "2026-01-06T17:00:00.000Z" },
        { "by 8 am", "2026-01-07T08:00:00.000Z" },
        { "by 17:00 CET today", "2026-01-06T16:00:00.000Z" },
        { "tomorrow at 9 am EST", "2026-01-07T14:00:00.000Z" },
        { "by midnight", "2026-01-07T00:00:00.000Z" },
        { "in 48 hours", "2026-01-08T09:00:00.000Z" },
        { "within 48h", "2026-01-08T09:00:00.000Z" },
        { "in half an hour", "2026-01-06T09:30:00.000Z" },
        { "within the hour", "2026-01-06T10:00:00.000Z" },
        { "within 3-5 business days", "2026-01-13T23:59:00.000Z" },
        { "in 4 working days", "2026-01-12T23:59:00.000Z" },
        { "in a month", "2026-02-06T23:59:00.000Z" },
        { "in a couple of days", "2026-01-08T23:59:00.000Z" },
        { "by the end of the month", "2026-01-31T23:59:00.000Z" },
        { "by end of next month", "2026-02-28T23:59:00.000Z" },
        { "by the end of next week", "2026-01-16T23:59:00.000Z" },
        { "by the end of the year", "2026-12-31T23:59:00.000Z" },
        { "by end of day", "2026-01-06T23:59:00.000Z" },
        { "by end of day tomorrow", "2026-01-07T23:59:00.000Z" },
        { "by EOD Thursday", "2026-01-08T23:59:00.000Z" },
        { "the day after tomorrow", "2026-01-08T23:59:00.000Z" },
        { "by the 15th", "2026-01-15T23:59:00.000Z" },
        { "by the 5th.", "2026-02-05T23:59:00.000Z" },
        { "it is on the 15th floor", "" },
        { "this Tuesday", "2026-01-06T23:59:00.000Z" },
        { "next Monday", "2026-01-12T23:59:00.000Z" },
        { "next Friday", "2026-01-16T23:59:00.000Z" },
        { "next week", "2026-01-16T23:59:00.000Z" },
        { "this weekend", "2026-01-11T23:59:00.000Z" },
        { "last Friday", "" },
        { "since Monday", "" },
        { "two days ago", "" },
        { "it is 3 days late", "" },
        { "waiting for 3 weeks", "" },
        { "ordered last Friday, need it by Thursday", "2026-01-08T23:59:00.000Z" },
        { "bis Freitag", "2026-01-09T23:59:00.000Z" },
        { "bis morgen um 17 Uhr", "2026-01-07T17:00:00.000Z" },
        { "guten Morgen", "" },
        { "bis Ende des Monats", "2026-01-31T23:59:00.000Z" },
        { "Ende nächster Woche", "2026-01-16T23:59:00.000Z" },
        { "innerhalb von 5 Werktagen", "2026-01-13T23:59:00.000Z" },
        { "in zwei Stunden", "2026-01-06T11:00:00.000Z" },
        { "bis zum 15. Januar", "2026-01-15T23:59:00.000Z" },
        { "am 3. März 2026", "2026-03-03T23:59:00.000Z" },
        { "bis zum 15.", "2026-01-15T23:59:00.000Z" },
        { "nächsten Montag", "2026-01-12T23:59:00.000Z" },
        { "letzten Freitag", "" },
        { "vor drei Tagen", "" },
        { "übermorgen", "2026-01-08T23:59:00.000Z" },
        { "as soon as you can", "" },
        { "on February 31, 2026", "" },
    };
    struct baton_arena arena;
    char text[BATON_TIME_SIZE];

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(rows[i][0]));
        int64_t due = due_find(&tokens, 0, tokens.count - 1, NOW);
        const char *found = due > 0 ? baton_time_format(due, text) : "";
        if (strcmp(found, rows[i][1]) != 0)
            fail_msg("%s: %s, not %s", rows[i][0], found, rows[i][1]);
    }
    baton_arena_release(&arena);
}

static void a_year_ends(void **state)
{
    static const char *const rows[][3] = {
        { "2026-12-30T15:00:00Z", "within 3 business days", "2027-01-04T23:59:00.000Z" },
        { "2026-12-30T15:00:00Z", "by Friday", "2027-01-01T23:59:00.000Z" },
        { "2026-12-30T15:00:00Z", "by the end of next month", "2027-01-31T23:59:00.000Z" },
        { "2026-12-30T15:00:00Z", "by the end of the month", "2026-12-31T23:59:00.000Z" },
        { "2026-12-30T15:00:00Z", "by January 4", "2027-01-04T23:59:00.000Z" },
        { "2026-12-30T15:00:00Z", "by the 2nd", "2027-01-02T23:59:00.000Z" },
        { "2026-12-31T23:30:00Z", "in an hour", "2027-01-01T00:30:00.000Z" },
        { "2027-01-31T10:00:00Z", "in a month", "2027-02-28T23:59:00.000Z" },
        { "2027-02-01T10:00:00Z", "by the 31st", "2027-03-31T23:59:00.000Z" },
        { "2027-01-02T10:00:00Z", "by the end of the week", "2027-01-08T23:59:00.000Z" },
        { "2027-01-03T10:00:00Z", "next Monday", "2027-01-04T23:59:00.000Z" },
    };
    struct baton_arena arena;
    char text[BATON_TIME_SIZE];

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_tokens tokens = baton_tokens_of(&arena, baton_text_of(rows[i][1]));
        int64_t now_ms = 0;
        assert_true(baton_time_parse(baton_text_of(rows[i][0]), &now_ms));
        int64_t due = due_find(&tokens, 0, tokens.count - 1, now_ms);
        assert_string_equal(due > 0 ? baton_time_format(due, text) : "", rows[i][2]);
    }
    baton_arena_release(&arena);
}

static void days_and_dates_are_each_others_inverse(void **state)
{
    (void)state;
    for (int64_t days = -200000; days < 200000; days += 37)
        assert_int_equal(due_days(due_date(days)), days);
    assert_int_equal(due_days((struct packager_day){ 1970, 1, 1 }), 0);
    assert_int_equal(due_days((struct packager_day){ 2000, 2, 29 }), 11016);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_become_times),
        cmocka_unit_test(a_year_ends),
        cmocka_unit_test(days_and_dates_are_each_others_inverse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
