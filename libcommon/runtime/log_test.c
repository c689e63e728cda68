/* Lines as a log collector sees them: standard error is a file for the time of a test. */
#include "log.h"
#include "timestamp.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static char written[65536];
static int saved_stderr;
static FILE *captured;

static void capture(void)
{
    fflush(stderr);
    captured = tmpfile();
    assert_non_null(captured);
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(captured), STDERR_FILENO);
}

/* What was written since `capture`; returns the number of lines. */
static int captured_lines(void)
{
    int lines = 0;

    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    rewind(captured);
    written[fread(written, 1, sizeof written - 1, captured)] = '\0';
    fclose(captured);
    for (const char *at = written; *at != '\0'; at++)
        lines += *at == '\n';
    return lines;
}

static json_t *only_line(void)
{
    json_t *line;

    assert_int_equal(captured_lines(), 1);
    line = json_loads(written, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(line);
    return line;
}

static const char *member(const json_t *line, const char *name)
{
    const char *value = json_string_value(json_object_get(line, name));

    assert_non_null(value);
    return value;
}

static void a_line_has_time_level_service_event_and_its_fields(void **state)
{
    (void)state;
    baton_log_setup("detector", "info");
    capture();
    baton_log(BATON_LOG_WARN, "dead_letter", "topic=%s offset=%lld ratio=%.2f reason=%s", "events",
              17LL, 0.5, "bad key=1 offset=\"x\"\n");
    json_t *line = only_line();

    assert_int_equal(strlen(member(line, "time")), 24);
    assert_string_equal(member(line, "level"), "warn");
    assert_string_equal(member(line, "service"), "detector");
    assert_string_equal(member(line, "event"), "dead_letter");
    assert_string_equal(member(line, "topic"), "events");
    assert_int_equal(json_integer_value(json_object_get(line, "offset")), 17);
    assert_true(json_real_value(json_object_get(line, "ratio")) == 0.5);
    assert_string_equal(member(line, "reason"), "bad key=1 offset=\"x\"\n");
    json_decref(line);
}

static void a_value_in_the_middle_may_hold_anything(void **state)
{
    (void)state;
    capture();
    baton_log(BATON_LOG_INFO, "start", "error=no %s found here host=%s port=%d share=%f", "a=b c",
              "::1", 80, NAN);
    json_t *line = only_line();

    assert_string_equal(member(line, "error"), "no a=b c found here");
    assert_string_equal(member(line, "host"), "::1");
    assert_int_equal(json_integer_value(json_object_get(line, "port")), 80);
    assert_string_equal(member(line, "share"), "nan");
    json_decref(line);
}

static void bytes_that_are_no_utf8_do_not_break_the_line(void **state)
{
    (void)state;
    capture();
    baton_log(BATON_LOG_ERROR, "odd", "bytes=%s", "a\xff\xfe z");
    json_t *line = only_line();

    assert_string_equal(member(line, "bytes"), "a?? z");
    json_decref(line);
}

static void a_line_that_is_too_long_is_cut_between_code_points(void **state)
{
    char text[9000] = "";

    (void)state;
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xc3\xa9", 3);
    capture();
    baton_log(BATON_LOG_INFO, "long", "text=%s", text);
    json_t *line = only_line();

    assert_in_range(strlen(member(line, "text")), 4000, 4096);
    assert_null(strchr(member(line, "text"), '?'));
    json_decref(line);
}

static void levels_below_the_least_are_not_written(void **state)
{
    (void)state;
    baton_log_setup("detector", "warn");
    assert_false(baton_log_wants(BATON_LOG_INFO));
    capture();
    baton_log(BATON_LOG_INFO, "quiet", "n=%d", 1);
    baton_log(BATON_LOG_DEBUG, "quiet", "n=%d", 2);
    baton_log(BATON_LOG_ERROR, "loud", "n=%d", 3);
    json_t *line = only_line();

    assert_string_equal(member(line, "event"), "loud");
    json_decref(line);
    baton_log_setup("detector", "info");
}

/* One call site for all. */
static void storm(int round, int lines)
{
    for (int i = 0; i < lines; i++)
        baton_log(BATON_LOG_INFO, "storm", "round=%d", round);
}

static void a_site_writes_ten_lines_a_second_and_counts_the_rest(void **state)
{
    int64_t took_ms;
    int lines;

    (void)state;
    do { /* again when the machine took more than the second for what it should suppress */
        usleep(1100000);
        capture();
        took_ms = -baton_clock_monotonic_ms();
        storm(0, 50);
        took_ms += baton_clock_monotonic_ms();
        usleep(1100000);
        storm(1, 1);
        lines = captured_lines();
    } while (took_ms >= 1000);
    assert_int_equal(lines, 11);
    assert_non_null(strstr(written, "\"round\":1,\"suppressed\":40}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_time_level_service_event_and_its_fields),
        cmocka_unit_test(a_value_in_the_middle_may_hold_anything),
        cmocka_unit_test(bytes_that_are_no_utf8_do_not_break_the_line),
        cmocka_unit_test(a_line_that_is_too_long_is_cut_between_code_points),
        cmocka_unit_test(levels_below_the_least_are_not_written),
        cmocka_unit_test(a_site_writes_ten_lines_a_second_and_counts_the_rest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
