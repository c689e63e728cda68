#include "failpoint.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "timestamp.h"

/* What a child sees that has `spec` armed and passes three points twice each: the number of the
 * pass that was true. */
static int child(const char *spec)
{
    int trues = 0;

    setenv("BATON_FAILPOINT", spec, 1);
    for (int pass = 1; pass <= 2; pass++) {
        if (baton_failpoint("one"))
            trues = pass * 10 + 1;
        if (baton_failpoint("two"))
            trues = pass * 10 + 2;
    }
    return trues;
}

/* waitpid's status of a child that did so, then slept `linger_ms`. */
static int status_of(const char *spec, int linger_ms)
{
    int status = 0;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        int code = child(spec);

        usleep((useconds_t)linger_ms * 1000);
        _exit(code);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void the_named_pass_of_the_named_point_fails_once(void **state)
{
    static const struct {
        const char *spec;
        int expected;
    } rows[] = {
        { "one:1:error", 11 }, { "one:2:error", 21 }, { "two:2:error", 22 }, { "two:3:error", 0 },
        { "two:error", 0 },    { "one:1:", 0 },       { "", 0 },             { "on:1:error", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status = status_of(rows[i].spec, 0);

        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), rows[i].expected);
    }
}

static void a_kill_kills_at_once_or_later(void **state)
{
    int status = status_of("two:2:kill", 0);

    (void)state;
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    status = status_of("one:1:kill_in_2000", 10000);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_true(WIFEXITED(status_of("one:3:kill", 0)));
}

static void a_sleep_takes_its_time_and_is_no_failure(void **state)
{
    int64_t began_ms = baton_clock_monotonic_ms();
    int status = status_of("one:1:sleep_50", 0);

    (void)state;
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(baton_clock_monotonic_ms() - began_ms >= 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_named_pass_of_the_named_point_fails_once),
        cmocka_unit_test(a_kill_kills_at_once_or_later),
        cmocka_unit_test(a_sleep_takes_its_time_and_is_no_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
