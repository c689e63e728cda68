/* Which span a task makes of a record or timer, and that what comes of it names that span. */
#include "span_testing.h"
#include "stage_fixture.h"
#include "task_private.h"

#define TRACE "0af7651916cd43dd8448eb211c80319c"
#define PARENT "b7ad6b7169203331"

static const struct baton_pair sampled[] = {
    { { "traceparent", 11 }, { "00-" TRACE "-" PARENT "-01", 55 } },
};
static const struct baton_pair unsampled[] = {
    { { "traceparent", 11 }, { "00-" TRACE "-" PARENT "-00", 55 } },
};

static struct rig rig;
static struct baton_spans *spans;

static int setup(void **state)
{
    (void)state;
    collector_open();
    spans = baton_spans_open(&collector.runtime, "tally");
    rig_open(&rig, &tally_service, 0, 1);
    rig.task->conf.spans = spans;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    rig_close(&rig);
    collector_close();
    return 0;
}

static void trace_by(const struct baton_pair *headers)
{
    rig.headers = headers;
    rig.headers_count = headers != NULL;
}

/* The spans of all that was fed, once it has committed; the caller frees it. Ends the exporting. */
static char *spans_sent(void)
{
    baton_spans_commit(spans);
    baton_spans_close(spans);
    spans = rig.task->conf.spans = NULL;
    return collector_bodies();
}

static bool holds(const char *text, const char *member, struct baton_text value)
{
    char wanted[200];

    snprintf(wanted, sizeof wanted, "\"%s\":\"%.*s\"", member, BATON_TEXT_ARG(value));
    return strstr(text, wanted) != NULL;
}

static struct baton_text output_part(size_t item, size_t at, size_t size)
{
    struct baton_text value = rig_header(&rig.batch.items[item], "traceparent");

    assert_int_equal(value.size, BATON_TRACEPARENT_BYTES);
    return (struct baton_text){ value.data + at, size };
}

static void a_record_s_span_is_its_input_s_child_and_its_outputs_parent(void **state)
{
    (void)state;
    trace_by(sampled);
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    char *sent = spans_sent();
    assert_int_equal(spans_in(sent), 1);
    assert_true(holds(sent, "traceId", BATON_TEXT(TRACE)));
    assert_true(holds(sent, "parentSpanId", BATON_TEXT(PARENT)));
    assert_true(holds(sent, "spanId", output_part(0, BATON_SPAN_AT, BATON_SPAN_BYTES)));
    assert_non_null(strstr(sent, "\"messaging.message.conversation_id\",\"value\":"
                                 "{\"stringValue\":\"c1\"}"));
    assert_null(strstr(sent, "hello"));
    free(sent);
}

static void a_trace_that_begins_here_has_a_span_without_a_parent(void **state)
{
    (void)state;
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    char *sent = spans_sent();
    assert_int_equal(spans_in(sent), 1);
    assert_true(holds(sent, "traceId", output_part(0, BATON_TRACE_AT, BATON_TRACE_BYTES)));
    assert_true(holds(sent, "spanId", output_part(0, BATON_SPAN_AT, BATON_SPAN_BYTES)));
    assert_null(strstr(sent, "parentSpanId"));
    free(sent);
}

static void what_nobody_traces_has_no_span(void **state)
{
    struct baton_conversation_event *drill = event_make(&rig.arena, "c1", "d", "hello");

    (void)state;
    assert_int_equal(rig_event(&rig, "quiet", 1000), BATON_FED_DONE); /* no trace, no outputs */
    trace_by(unsampled);
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    trace_by(sampled);
    drill->env.synthetic = true;
    assert_int_equal(rig_feed(&rig, &baton_topic_events, "acme/c1", drill, 1000), BATON_FED_DONE);
    assert_int_equal(rig_event(&rig, "retry", 1010), BATON_FED_RETRY);
    char *sent = spans_sent();
    assert_string_equal(sent, "");
    free(sent);
}

static void a_record_of_which_nothing_comes_has_its_span_in_the_trace(void **state)
{
    (void)state;
    trace_by(sampled);
    assert_int_equal(rig_event(&rig, "quiet", 1000), BATON_FED_DONE);
    char *sent = spans_sent();
    assert_int_equal(spans_in(sent), 1);
    assert_true(holds(sent, "parentSpanId", BATON_TEXT(PARENT)));
    free(sent);
}

static void a_dead_letter_s_span_says_the_code(void **state)
{
    struct baton_text key = BATON_TEXT("acme/c1"), bytes = BATON_TEXT("no frame");

    (void)state;
    assert_int_equal(rig_event(&rig, "reject", 1000), BATON_FED_DONE);
    assert_int_equal(rig_feed_raw(&rig, &baton_topic_events, &key, &bytes, 1000), BATON_FED_DONE);
    char *sent = spans_sent();
    assert_int_equal(spans_in(sent), 2);
    assert_non_null(strstr(sent, "\"status\":{\"code\":2,\"message\":\"told_to\"}"));
    assert_non_null(strstr(sent, "\"status\":{\"code\":2,\"message\":\"no_frame\"}"));
    free(sent);
}

static void a_timer_that_writes_begins_a_trace_each_time(void **state)
{
    (void)state;
    rig_event(&rig, "timer due 500", 1000);
    rig_event(&rig, "timer soon 500", 2000);
    baton_task_drained(rig.task, &baton_topic_events, 5000);
    assert_int_equal(baton_task_fire(rig.task), BATON_FED_DONE);
    assert_int_equal(rig.batch.items_count, 4);
    char *sent = spans_sent();
    assert_int_equal(spans_in(sent), 4);
    assert_non_null(strstr(sent, "\"name\":\"timer due\",\"kind\":1,"));
    assert_non_null(strstr(sent, "\"baton.timer.key\",\"value\":{\"stringValue\":\"acme/c1\"}"));
    for (size_t i = 0; i < 4; i++)
        assert_true(holds(sent, "spanId", output_part(i, BATON_SPAN_AT, BATON_SPAN_BYTES)));
    free(sent);
}

static void a_misrouted_record_is_no_step(void **state)
{
    struct rig other;
    int ours = 0;

    (void)state;
    rig_open(&other, &tally_service, 1, 2);
    other.task->conf.spans = spans;
    other.headers = sampled;
    other.headers_count = 1;
    for (int i = 0; i < 8; i++) {
        struct baton_text name = baton_text_format(&other.arena, "c%d", i);
        struct baton_text key = baton_text_format(&other.arena, "acme/c%d", i);

        rig_feed(&other, &baton_topic_events, key.data,
                 event_make(&other.arena, name.data, "e", "quiet"), 1000);
        ours += baton_key_partition(key, 2, 2) == 1;
    }
    char *sent = spans_sent();
    assert_in_range(ours, 1, 7);
    assert_int_equal(spans_in(sent), ours);
    free(sent);
    rig_close(&other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    static const struct CMUnitTest tests[] = {
        TEST(a_record_s_span_is_its_input_s_child_and_its_outputs_parent),
        TEST(a_trace_that_begins_here_has_a_span_without_a_parent),
        TEST(what_nobody_traces_has_no_span),
        TEST(a_record_of_which_nothing_comes_has_its_span_in_the_trace),
        TEST(a_dead_letter_s_span_says_the_code),
        TEST(a_timer_that_writes_begins_a_trace_each_time),
        TEST(a_misrouted_record_is_no_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
