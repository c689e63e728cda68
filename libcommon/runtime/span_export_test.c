/* Spans to a collector that takes, refuses, fails, is away, or says nothing. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "span_testing.h"

#define TRACE "0af7651916cd43dd8448eb211c80319c"

static int setup(void **state)
{
    (void)state;
    collector_open();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    collector_close();
    return 0;
}

static void add(struct baton_spans *spans, int count)
{
    struct baton_span span = { .kind = BATON_SPAN_CONSUMER, .name = "conversation-events" };

    memcpy(span.trace, TRACE, sizeof span.trace);
    memcpy(span.id, "00f067aa0ba902b7", sizeof span.id);
    for (int i = 0; i < count; i++)
        baton_spans_add(spans, &span);
}

static void without_an_endpoint_there_is_nothing(void **state)
{
    (void)state;
    collector.runtime.otlp_endpoint = "";
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    assert_null(spans);
    assert_false(baton_spans_want(spans, TRACE, "01"));
    add(spans, 1);
    baton_spans_commit(spans);
    baton_spans_abort(spans);
    baton_spans_close(spans);
}

static void what_commits_is_posted_and_what_aborts_is_not(void **state)
{
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    int64_t before_ns = baton_clock_wall_ns();

    (void)state;
    add(spans, 3);
    baton_spans_abort(spans);
    add(spans, 2);
    baton_spans_commit(spans);
    add(spans, 5);
    baton_spans_abort(spans);
    assert_soon(spans_metric("baton_spans_exported_total", NULL) == 2);
    baton_spans_close(spans);
    char *bodies = collector_bodies();
    assert_int_equal(spans_in(bodies), 2);
    assert_non_null(strstr(bodies, "\"service.name\",\"value\":{\"stringValue\":\"baton-tally\"}"));
    const char *end = strstr(bodies, "\"endTimeUnixNano\":\"");
    assert_true(strtoll(end + strlen("\"endTimeUnixNano\":\""), NULL, 10) >= before_ns);
    free(bodies);
}

static void the_rest_is_posted_at_the_end(void **state)
{
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");

    (void)state;
    add(spans, 1000);
    baton_spans_commit(spans);
    add(spans, 1);
    baton_spans_close(spans);
    char *bodies = collector_bodies();
    assert_int_equal(spans_in(bodies), 1000);
    assert_in_range(atomic_load(&collector.posts), 4, 5);
    free(bodies);
}

static void what_is_refused_is_dropped_at_once(void **state)
{
    (void)state;
    collector.status = 400;
    atomic_store(&collector.refusals, 1);
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    add(spans, 2);
    baton_spans_commit(spans);
    assert_soon(dropped_for("refused") == 2);
    assert_int_equal(atomic_load(&collector.posts), 1);
    add(spans, 1);
    baton_spans_commit(spans);
    assert_soon(spans_metric("baton_spans_exported_total", NULL) == 1);
    baton_spans_close(spans);
}

static void a_part_that_is_refused_is_counted(void **state)
{
    (void)state;
    collector.answer = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"x\"}}";
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    add(spans, 5);
    baton_spans_commit(spans);
    assert_soon(dropped_for("refused") == 2);
    assert_soon(spans_metric("baton_spans_exported_total", NULL) == 3);
    baton_spans_close(spans);
}

static void who_asks_for_later_is_asked_again(void **state)
{
    (void)state;
    collector.status = 503;
    atomic_store(&collector.refusals, 1);
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    add(spans, 2);
    baton_spans_commit(spans);
    assert_soon(spans_metric("baton_spans_exported_total", NULL) == 2);
    assert_int_equal(atomic_load(&collector.posts), 2);
    assert_true(dropped_for("no_answer") == 0);
    baton_spans_close(spans);
}

/* A port that takes connections and says nothing; closed: one that nobody listens on. */
static int silent_socket(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 16), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    collector_point_at(ntohs(address.sin_port));
    return fd;
}

static void what_a_collector_that_is_away_would_get_is_dropped_and_counted(void **state)
{
    (void)state;
    close(silent_socket());
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    add(spans, 7);
    baton_spans_commit(spans);
    assert_soon(dropped_for("no_answer") == 7);
    baton_spans_close(spans);
}

static void nobody_waits_for_a_collector_that_is_silent(void **state)
{
    int fd = silent_socket();
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    int64_t begun_ms = baton_clock_monotonic_ms();

    (void)state;
    add(spans, BATON_SPANS_BATCH);
    baton_spans_commit(spans);
    usleep(100000); /* it has been posted */
    add(spans, 2 * BATON_SPANS_QUEUE);
    baton_spans_commit(spans);
    assert_in_range((int)dropped_for("queue_full"), BATON_SPANS_QUEUE,
                    BATON_SPANS_QUEUE + BATON_SPANS_BATCH);
    baton_spans_close(spans);
    int64_t took_ms = baton_clock_monotonic_ms() - begun_ms;
    print_message("%d ms\n", (int)took_ms);
    assert_true(took_ms < BATON_SPANS_TIMEOUT_MS);
    assert_true(dropped_for("stopped") + dropped_for("no_answer") >= BATON_SPANS_QUEUE);
    close(fd);
}

static void spans_of_traces_that_nobody_records_are_not_wanted(void **state)
{
    char ours[BATON_TRACE_BYTES];
    int wanted = 0;

    (void)state;
    collector.runtime.otlp_ratio = 0.5;
    struct baton_spans *spans = baton_spans_open(&collector.runtime, "tally");
    assert_true(baton_spans_want(spans, TRACE, "01"));
    assert_false(baton_spans_want(spans, TRACE, "00"));
    for (uint64_t seed = 0; seed < 1000; seed++) {
        baton_trace_derive(seed << 40, ours);
        wanted += baton_spans_want(spans, ours, "00");
        assert_true(baton_spans_want(spans, ours, "01"));
    }
    assert_in_range(wanted, 400, 600);
    baton_spans_close(spans);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    static const struct CMUnitTest tests[] = {
        TEST(without_an_endpoint_there_is_nothing),
        TEST(what_commits_is_posted_and_what_aborts_is_not),
        TEST(the_rest_is_posted_at_the_end),
        TEST(what_is_refused_is_dropped_at_once),
        TEST(a_part_that_is_refused_is_counted),
        TEST(who_asks_for_later_is_asked_again),
        TEST(what_a_collector_that_is_away_would_get_is_dropped_and_counted),
        TEST(nobody_waits_for_a_collector_that_is_silent),
        TEST(spans_of_traces_that_nobody_records_are_not_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
