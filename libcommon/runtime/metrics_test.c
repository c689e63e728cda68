/* The text form byte for byte, the bound on series, and several threads on one metric. */
#include "metrics.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int forget_all(void **state)
{
    (void)state;
    baton_metrics_release();
    return 0;
}

static void assert_written(const char *expected)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 4 * 1024 * 1024);
    baton_metrics_write(&buf);
    assert_true(baton_buf_append_byte(&buf, 0));
    assert_string_equal((const char *)buf.data, expected);
    baton_buf_release(&buf);
}

static void counters_and_gauges_are_written_by_name_and_label(void **state)
{
    static BATON_METRIC(lag, "baton_lag", BATON_GAUGE, "topic,partition", "Records behind.");
    static BATON_METRIC(starts, "baton_a_starts_total", BATON_COUNTER, NULL, "Starts.");

    (void)state;
    baton_metric_set(&lag, "events,10", 2.5);
    baton_metric_set(&lag, "events,1", INFINITY);
    baton_metric_add(&lag, "events,1", 1);
    baton_metric_add(&starts, NULL, 0);
    baton_metric_add(&starts, NULL, 12345678);
    assert_written("# HELP baton_a_starts_total Starts.\n"
                   "# TYPE baton_a_starts_total counter\n"
                   "baton_a_starts_total 12345678\n"
                   "# HELP baton_lag Records behind.\n"
                   "# TYPE baton_lag gauge\n"
                   "baton_lag{topic=\"events\",partition=\"1\"} +Inf\n"
                   "baton_lag{topic=\"events\",partition=\"10\"} 2.5\n");
    baton_metric_forget(&lag, "events,1");
    baton_metric_forget(&lag, "events,2");
    assert_true(baton_metric_value(&lag, "events,1") == 0);
    assert_true(baton_metric_value(&lag, "events,10") == 2.5);
    assert_true(baton_metric_value(&starts, NULL) == 12345678);
}

static void label_values_are_escaped_and_the_last_may_hold_commas(void **state)
{
    static BATON_METRIC(odd, "baton_odd_total", BATON_COUNTER, "a,b", "Odd.");

    (void)state;
    baton_metric_add(&odd, "x,say \"hi\", \\ or\nso", 1);
    baton_metric_add(&odd, "alone", 1);
    assert_written("# HELP baton_odd_total Odd.\n"
                   "# TYPE baton_odd_total counter\n"
                   "baton_odd_total{a=\"alone\",b=\"\"} 1\n"
                   "baton_odd_total{a=\"x\",b=\"say \\\"hi\\\", \\\\ or\\nso\"} 1\n");
}

static void a_histogram_has_cumulative_buckets_a_sum_and_a_count(void **state)
{
    static BATON_METRIC(size, "baton_size_bytes", BATON_HISTOGRAM_BYTES, "topic", "Sizes.");

    (void)state;
    baton_metric_observe(&size, "t", 64);
    baton_metric_observe(&size, "t", 65);
    baton_metric_observe(&size, "t", 1e9);
    assert_true(baton_metric_value(&size, "t") == 3);
    assert_written("# HELP baton_size_bytes Sizes.\n"
                   "# TYPE baton_size_bytes histogram\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"64\"} 1\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"256\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"1024\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"4096\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"16384\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"65536\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"262144\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"1048576\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"4194304\"} 2\n"
                   "baton_size_bytes_bucket{topic=\"t\",le=\"+Inf\"} 3\n"
                   "baton_size_bytes_sum{topic=\"t\"} 1000000129\n"
                   "baton_size_bytes_count{topic=\"t\"} 3\n");
}

static void seconds_have_buckets_from_a_tenth_of_a_millisecond_to_ten(void **state)
{
    static BATON_METRIC(took, "baton_took_seconds", BATON_HISTOGRAM, NULL, "Took.");
    struct baton_buf buf;

    (void)state;
    baton_metric_observe(&took, NULL, 0.0001);
    baton_metric_observe(&took, NULL, 11);
    baton_buf_init(&buf, 65536);
    baton_metrics_write(&buf);
    struct baton_text text = baton_buf_text(&buf);
    assert_true(
        baton_text_find(text, BATON_TEXT("\nbaton_took_seconds_bucket{le=\"0.0001\"} 1\n"), 0) > 0);
    assert_true(baton_text_find(text, BATON_TEXT("\nbaton_took_seconds_bucket{le=\"10\"} 1\n"), 0)
                > 0);
    assert_true(baton_text_find(text, BATON_TEXT("\nbaton_took_seconds_bucket{le=\"+Inf\"} 2\n"), 0)
                > 0);
    assert_true(baton_text_find(text, BATON_TEXT("\nbaton_took_seconds_sum 11.0001\n"), 0) > 0);
    baton_buf_release(&buf);
}

static void waits_of_people_have_buckets_up_to_an_hour(void **state)
{
    static BATON_METRIC(waited, "baton_waited_seconds", BATON_HISTOGRAM_WAIT, NULL, "Waited.");
    struct baton_buf buf;

    (void)state;
    baton_metric_observe(&waited, NULL, 0.05);
    baton_metric_observe(&waited, NULL, 3600);
    baton_metric_observe(&waited, NULL, 3601);
    baton_buf_init(&buf, 65536);
    baton_metrics_write(&buf);
    struct baton_text text = baton_buf_text(&buf);
    assert_true(baton_text_find(text, BATON_TEXT("_bucket{le=\"0.05\"} 1\n"), 0) > 0);
    assert_true(baton_text_find(text, BATON_TEXT("_bucket{le=\"1800\"} 1\n"), 0) > 0);
    assert_true(baton_text_find(text, BATON_TEXT("_bucket{le=\"3600\"} 2\n"), 0) > 0);
    assert_true(baton_text_find(text, BATON_TEXT("_bucket{le=\"+Inf\"} 3\n"), 0) > 0);
    baton_buf_release(&buf);
}

static void beyond_a_thousand_series_the_rest_are_other(void **state)
{
    static BATON_METRIC(many, "baton_many_total", BATON_COUNTER, "a,b", "Many.");
    char labels[32];

    (void)state;
    for (int i = 0; i < 1500; i++) {
        snprintf(labels, sizeof labels, "x,%d", i);
        baton_metric_add(&many, labels, 1);
    }
    assert_true(baton_metric_value(&many, "x,999") == 1);
    assert_true(baton_metric_value(&many, "x,1000") == 0);
    assert_true(baton_metric_value(&many, "other,other") == 500);
}

static struct baton_metric shared = {
    "baton_shared_total", BATON_COUNTER, "Shared.", "thread", NULL, NULL, 0, false
};
static struct baton_metric spans = {
    "baton_spans_seconds", BATON_HISTOGRAM, "Spans.", NULL, NULL, NULL, 0, false
};

static void *count_much(void *label)
{
    for (int i = 0; i < 20000; i++) {
        baton_metric_add(&shared, label, 1);
        baton_metric_observe(&spans, NULL, 0.5);
    }
    return NULL;
}

static void no_step_is_lost_between_threads(void **state)
{
    pthread_t threads[4];
    char *labels[] = { "a", "b", "a", "b" };
    struct baton_buf buf;

    (void)state;
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, count_much, labels[i]);
    baton_buf_init(&buf, 65536);
    for (int i = 0; i < 100; i++) {
        baton_buf_reset(&buf);
        baton_metrics_write(&buf);
    }
    baton_buf_release(&buf);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_true(baton_metric_value(&shared, "a") == 40000);
    assert_true(baton_metric_value(&shared, "b") == 40000);
    assert_true(baton_metric_value(&spans, NULL) == 80000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(counters_and_gauges_are_written_by_name_and_label, forget_all),
        cmocka_unit_test_teardown(label_values_are_escaped_and_the_last_may_hold_commas,
                                  forget_all),
        cmocka_unit_test_teardown(a_histogram_has_cumulative_buckets_a_sum_and_a_count, forget_all),
        cmocka_unit_test_teardown(seconds_have_buckets_from_a_tenth_of_a_millisecond_to_ten,
                                  forget_all),
        cmocka_unit_test_teardown(waits_of_people_have_buckets_up_to_an_hour, forget_all),
        cmocka_unit_test_teardown(beyond_a_thousand_series_the_rest_are_other, forget_all),
        cmocka_unit_test_teardown(no_step_is_lost_between_threads, forget_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
