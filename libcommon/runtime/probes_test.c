/* The probes as an orchestrator asks them. */
#include "probes.h"

#include <jansson.h>

#include "http_testing.h"
#include "metrics.h"

static struct client c; /* large: not on the stack */
static struct baton_http_server *server;
static struct baton_health health;
static int port;

static BATON_METRIC(collected, "baton_test_collected", BATON_GAUGE, "kind",
                    "Set by the collector.");

static char *config(void *context)
{
    return strdup(context);
}

static void collect(void *context)
{
    (void)context;
    baton_metric_add(&collected, "a", 1);
}

static int setup(void **state)
{
    static struct baton_probes probes = { &health, config, collect, "{\"brokers\": \"b\"}" };
    struct baton_http_server_conf conf = { .host = "127.0.0.1",
                                           .tables = { { baton_probe_routes, &probes } } };
    struct baton_error err;

    (void)state;
    baton_health_init(&health);
    server = baton_http_server_open(&conf, &err);
    if (server == NULL)
        fail_msg("%s", err.text);
    port = baton_http_server_port(server);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    baton_http_server_close(server);
    baton_health_release(&health);
    baton_metrics_release();
    return 0;
}

static void a_service_is_ready_when_no_reason_is_left(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "GET", "/readyz"), 503);
    assert_string_equal(
        client_body(&c),
        "{\"ready\":false,\"reasons\":[{\"name\":\"start\",\"text\":\"the service is starting\"}]}\n");
    baton_health_set(&health, "restore", "%d of %d partitions are restored", 1, 12);
    baton_health_set(&health, "restore", "%d of \"%d\" partitions are restored", 2, 12);
    baton_health_clear(&health, "start");
    baton_health_clear(&health, "never_set");
    assert_int_equal(ask(&c, port, "GET", "/readyz"), 503);
    assert_string_equal(client_body(&c),
                        "{\"ready\":false,\"reasons\":[{\"name\":\"restore\",\"text\":"
                        "\"2 of \\\"12\\\" partitions are restored\"}]}\n");
    baton_health_clear(&health, "restore");
    assert_true(baton_health_is_ready(&health));
    assert_int_equal(ask(&c, port, "GET", "/readyz"), 200);
    assert_string_equal(client_body(&c), "{\"ready\":true,\"reasons\":[]}\n");
}

static void more_reasons_than_places_still_mean_not_ready(void **state)
{
    char name[16];
    json_t *answer;

    (void)state;
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "partition_%d", i);
        baton_health_set(&health, name, "is in back-off");
    }
    assert_int_equal(ask(&c, port, "GET", "/readyz"), 503);
    answer = json_loads(client_body(&c), 0, NULL);
    assert_int_equal(json_array_size(json_object_get(answer, "reasons")), BATON_HEALTH_REASONS + 1);
    json_decref(answer);
}

static void a_loop_that_does_not_turn_is_not_live(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "GET", "/healthz"), 200);
    assert_true(baton_health_is_live(&health, baton_clock_monotonic_ms() + 59000));
    assert_false(baton_health_is_live(&health, baton_clock_monotonic_ms() + 61000));
    pthread_mutex_lock(&health.lock);
    health.beat_ms -= 61000;
    pthread_mutex_unlock(&health.lock);
    assert_int_equal(ask(&c, port, "GET", "/healthz"), 503);
    assert_non_null(strstr(client_body(&c), "{\"live\":false,\"beat_age_ms\":61"));
    baton_health_beat(&health);
    assert_int_equal(ask(&c, port, "GET", "/healthz"), 200);
}

static void a_loop_that_waits_is_not_ready_but_lives(void **state)
{
    (void)state;
    pthread_mutex_lock(&health.lock);
    health.beat_ms -= 11000;
    pthread_mutex_unlock(&health.lock);
    assert_int_equal(ask(&c, port, "GET", "/readyz"), 503);
    assert_non_null(strstr(client_body(&c), "\"stuck\""));
    assert_int_equal(ask(&c, port, "GET", "/healthz"), 200);
    baton_health_beat(&health);
    ask(&c, port, "GET", "/readyz");
    assert_null(strstr(client_body(&c), "\"stuck\""));
}

static void metrics_are_collected_and_written_in_prometheus_form(void **state)
{
    (void)state;
    ask(&c, port, "GET", "/readyz");
    assert_int_equal(ask(&c, port, "GET", "/metrics"), 200);
    assert_non_null(strstr(c.text, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    assert_non_null(strstr(c.text, "\nbaton_test_collected{kind=\"a\"} 1\n"));
    assert_non_null(strstr(c.text, "\nbaton_ready 0\n"));
    assert_non_null(strstr(c.text, "\nprocess_resident_memory_bytes "));
    assert_non_null(strstr(c.text, "\nprocess_start_time_seconds 1"));
    assert_non_null(strstr(c.text, "# TYPE baton_http_requests_total counter\n"));
    if (getenv("BATON_TEST_SHOW") != NULL) /* for promtool check metrics */
        fputs(client_body(&c), stderr);
}

static void config_is_shown_as_it_is_given(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "GET", "/config"), 200);
    assert_string_equal(client_body(&c), "{\"brokers\": \"b\"}\n");
    assert_non_null(strstr(c.text, "Content-Type: application/json\r\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_service_is_ready_when_no_reason_is_left, setup, teardown),
        cmocka_unit_test_setup_teardown(more_reasons_than_places_still_mean_not_ready, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_loop_that_does_not_turn_is_not_live, setup, teardown),
        cmocka_unit_test_setup_teardown(a_loop_that_waits_is_not_ready_but_lives, setup, teardown),
        cmocka_unit_test_setup_teardown(metrics_are_collected_and_written_in_prometheus_form, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(config_is_shown_as_it_is_given, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
