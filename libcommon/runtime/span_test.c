/* The JSON of spans, byte for byte; tests/e2e/traces_test.py reads it by the published schema. */
#include "span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TRACE "0af7651916cd43dd8448eb211c80319c"
#define PARENT "b7ad6b7169203331"
#define OWN "00f067aa0ba902b7"
#define HEAD \
    "{\"resourceSpans\":[{\"resource\":{\"attributes\":[" \
    "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"eu.baton-router\"}}," \
    "{\"key\":\"service.instance.id\",\"value\":{\"stringValue\":\"router-1\"}}," \
    "{\"key\":\"service.version\",\"value\":{\"stringValue\":\"" BATON_VERSION "\"}}]}," \
    "\"scopeSpans\":[{\"scope\":{\"name\":\"baton\",\"version\":\"" BATON_VERSION "\"}," \
    "\"spans\":["
#define TAIL "]}]}]}"
#define TEXT(key, value) "{\"key\":\"" key "\",\"value\":{\"stringValue\":\"" value "\"}}"
#define NUMBER(key, value) "{\"key\":\"" key "\",\"value\":{\"intValue\":\"" value "\"}}"

static const struct baton_span_source source = { .service = "eu.baton-router",
                                                 .instance = "router-1",
                                                 .prefix = "eu." };

static struct baton_span span_make(enum baton_span_kind kind)
{
    struct baton_span span = { .kind = kind, .start_ns = 1772543157123000001, .end_ns = INT64_MAX };

    memcpy(span.trace, TRACE, sizeof span.trace);
    memcpy(span.id, OWN, sizeof span.id);
    return span;
}

static void assert_written(const struct baton_span *spans, size_t count, const char *expected)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 64 * 1024);
    baton_spans_json(&buf, &source, spans, count);
    assert_true(baton_buf_append_byte(&buf, 0));
    assert_string_equal((const char *)buf.data, expected);
    baton_buf_release(&buf);
}

static void a_record_is_a_consumer_s_span_with_the_attributes_of_messaging(void **state)
{
    struct baton_span span = span_make(BATON_SPAN_CONSUMER);

    (void)state;
    memcpy(span.parent, PARENT, sizeof span.parent);
    span.name = "routing-requests";
    span.partition = 3;
    span.offset = 5000000000;
    BATON_SPAN_KEEP(span.tenant, BATON_TEXT("acme"));
    BATON_SPAN_KEEP(span.about, BATON_TEXT("c\"1"));
    BATON_SPAN_KEEP(span.message, BATON_TEXT("r1"));
    assert_written(
        &span, 1,
        HEAD
        "{\"traceId\":\"" TRACE "\",\"spanId\":\"" OWN "\",\"parentSpanId\":\"" PARENT "\","
        "\"name\":\"process eu.routing-requests\",\"kind\":5,"
        "\"startTimeUnixNano\":\"1772543157123000001\","
        "\"endTimeUnixNano\":\"9223372036854775807\",\"attributes\":[" TEXT("messaging.system", "kafka") "," TEXT("messaging.operation.name", "process") "," TEXT(
            "messaging.operation.type",
            "process") "," TEXT("messaging.destination.name",
                                "eu.routing-requests") "," TEXT("messaging.destination.partition.id",
                                                                "3") "," TEXT("messaging.consumer.group.name",
                                                                              "eu.baton-router") "," NUMBER("messaging.kafka.offset",
                                                                                                            "5000000000") "," TEXT("messaging.message.id",
                                                                                                                                   "r1") "," TEXT("messaging.message.conversation_id",
                                                                                                                                                  "c\\\"1") "," TEXT("baton.tenant",
                                                                                                                                                                     "acme") "]}" TAIL);
}

static void what_went_wrong_is_its_status(void **state)
{
    struct baton_span span = span_make(BATON_SPAN_INTERNAL);

    (void)state;
    BATON_SPAN_KEEP(span.timer, BATON_TEXT("wait"));
    BATON_SPAN_KEEP(span.about, BATON_TEXT("acme/main/c1"));
    BATON_SPAN_KEEP(span.error, BATON_TEXT("row_too_large"));
    assert_written(
        &span, 1,
        HEAD
        "{\"traceId\":\"" TRACE "\",\"spanId\":\"" OWN "\",\"name\":\"timer wait\","
        "\"kind\":1,\"startTimeUnixNano\":\"1772543157123000001\","
        "\"endTimeUnixNano\":\"9223372036854775807\",\"attributes\":[" TEXT("baton.timer.name", "wait") "," TEXT(
            "baton.timer.key",
            "acme/main/c1") "," TEXT("error.type",
                                     "row_too_large") "],\"status\":{\"code\":2,\"message\":\"row_too_large\"}}" TAIL);
}

static void several_stand_behind_one_source(void **state)
{
    struct baton_span spans[2] = { span_make(BATON_SPAN_SERVER), span_make(BATON_SPAN_CONSUMER) };

    (void)state;
    spans[0].method = "POST";
    spans[0].name = "/v1/events";
    spans[0].status = 202;
    spans[1].name = "context-packages";
    spans[1].tombstone = true;
    struct baton_buf buf;
    baton_buf_init(&buf, 64 * 1024);
    baton_spans_json(&buf, &source, spans, 2);
    assert_true(baton_buf_append_byte(&buf, 0));
    const char *text = (const char *)buf.data;
    assert_non_null(strstr(text, "\"name\":\"POST /v1/events\",\"kind\":2,"));
    assert_non_null(strstr(text, NUMBER("http.response.status_code", "202")));
    assert_non_null(strstr(text, "]},{\"traceId\":"));
    assert_non_null(
        strstr(text, "\"messaging.kafka.message.tombstone\",\"value\":{\"boolValue\":true}}"));
    assert_null(strstr(strstr(text, "resourceSpans") + 1, "resourceSpans"));
    baton_buf_release(&buf);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_a_consumer_s_span_with_the_attributes_of_messaging),
        cmocka_unit_test(what_went_wrong_is_its_status),
        cmocka_unit_test(several_stand_behind_one_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
