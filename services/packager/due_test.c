/* Times in words, seen from Tuesday, 2026-01-06, 09:00 UTC. */
#include "due.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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
        assert_string_equal(due > 0 ? baton_time_format(due, text) : "", rows[i][1]);
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
        cmocka_unit_test(days_and_dates_are_each_others_inverse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
