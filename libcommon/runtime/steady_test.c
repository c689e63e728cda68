#include "steady.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WALL 1700000000000
#define BOOT 5000000
#define HOUR 3600000

static struct baton_steady steady;

static int begin(void **state)
{
    (void)state;
    baton_steady_init(&steady, WALL, BOOT);
    return 0;
}

/* What the clock says after `passed_ms`, when the machine's is off by `off_ms`. */
static int64_t after(int64_t passed_ms, int64_t off_ms)
{
    return baton_steady_now(&steady, WALL + passed_ms + off_ms, BOOT + passed_ms) - WALL;
}

static void without_jumps_it_is_the_machines(void **state)
{
    (void)state;
    assert_int_equal(after(0, 0), 0);
    assert_int_equal(after(10 * HOUR, 0), 10 * HOUR);
}

static void a_jump_ahead_is_not_followed(void **state)
{
    (void)state;
    assert_int_equal(after(1000, HOUR), 1000);
    assert_int_equal(after(HOUR, HOUR), HOUR);
    assert_int_equal(after(HOUR + 1000, 0), HOUR + 1000);
}

static void a_jump_back_is_not_followed_while_records_come(void **state)
{
    (void)state;
    assert_int_equal(after(1000, -HOUR), 1000 - HOUR);
    baton_steady_seen(&steady, WALL + 1990, BOOT + 2000);
    assert_int_equal(after(2000, -HOUR), 1990);
    assert_int_equal(after(5000, -HOUR), 4990);
}

static void a_record_of_long_ago_says_nothing(void **state)
{
    (void)state;
    baton_steady_seen(&steady, WALL - 5 * HOUR, BOOT + 10);
    assert_int_equal(after(20, 0), 20);
}

static void a_clock_that_was_behind_at_the_start_is_corrected_by_records(void **state)
{
    (void)state;
    baton_steady_seen(&steady, WALL + HOUR, BOOT + 10);
    assert_int_equal(after(20, 0), HOUR + 10);
    assert_int_equal(after(20, HOUR), HOUR + 10);
}

static void a_clock_that_was_ahead_at_the_start_is_followed_back(void **state)
{
    (void)state;
    assert_int_equal(after(20, -HOUR), 20 - HOUR);
}

static void a_broker_that_was_ahead_is_forgotten(void **state)
{
    (void)state;
    baton_steady_seen(&steady, WALL + HOUR, BOOT);
    assert_int_equal(after(BATON_STEADY_WINDOW_MS, 0), BATON_STEADY_WINDOW_MS + HOUR);
    assert_int_equal(after(2 * BATON_STEADY_WINDOW_MS, 0), 2 * BATON_STEADY_WINDOW_MS);
    baton_steady_seen(&steady, WALL + HOUR, BOOT + 2 * BATON_STEADY_WINDOW_MS);
    assert_int_equal(after(4 * BATON_STEADY_WINDOW_MS, 0), 4 * BATON_STEADY_WINDOW_MS);
}

static void a_jump_is_told_once(void **state)
{
    (void)state;
    assert_int_equal(baton_steady_jump(&steady, WALL + 1000, BOOT + 1000), 0);
    assert_int_equal(baton_steady_jump(&steady, WALL + HOUR, BOOT + 1000), HOUR - 1000);
    assert_int_equal(baton_steady_jump(&steady, WALL + HOUR + 10, BOOT + 1010), 0);
    assert_int_equal(baton_steady_jump(&steady, WALL, BOOT + 1010), -HOUR - 10);
    assert_int_equal(baton_steady_jump(&steady, WALL + 400, BOOT + 1010), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(without_jumps_it_is_the_machines, begin),
        cmocka_unit_test_setup(a_jump_ahead_is_not_followed, begin),
        cmocka_unit_test_setup(a_jump_back_is_not_followed_while_records_come, begin),
        cmocka_unit_test_setup(a_record_of_long_ago_says_nothing, begin),
        cmocka_unit_test_setup(a_clock_that_was_behind_at_the_start_is_corrected_by_records, begin),
        cmocka_unit_test_setup(a_clock_that_was_ahead_at_the_start_is_followed_back, begin),
        cmocka_unit_test_setup(a_broker_that_was_ahead_is_forgotten, begin),
        cmocka_unit_test_setup(a_jump_is_told_once, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
