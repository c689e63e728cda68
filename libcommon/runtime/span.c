/* JSON by hand, member by member: a span is a flat thing, and no tree is built for it. */
#include "span.h"

#include "json_write.h"

enum { ERROR_STATUS = 2 };

static void put_text(struct baton_buf *buf, const char *key, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "key", baton_text_of(key));
    baton_json_open(buf, "value", '{');
    baton_json_put_text(buf, "stringValue", baton_text_of(value));
    baton_json_close(buf, '}');
    baton_json_close(buf, '}');
}

static void put_number(struct baton_buf *buf, const char *key, int64_t value)
{
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "key", baton_text_of(key));
    baton_json_put_name(buf, "value");
    baton_buf_format(buf, "{\"intValue\":\"%lld\"}}", (long long)value);
}

static void put_true(struct baton_buf *buf, const char *key)
{
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "key", baton_text_of(key));
    baton_json_put_name(buf, "value");
    baton_buf_append_text(buf, BATON_TEXT("{\"boolValue\":true}}"));
}

static void put_partition(struct baton_buf *buf, const struct baton_span *span)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%d", (int)span->partition);
    put_text(buf, "messaging.destination.partition.id", digits);
}

static void put_record(struct baton_buf *buf, const struct baton_span_source *source,
                       const struct baton_span *span)
{
    char topic[400];

    snprintf(topic, sizeof topic, "%s%s", source->prefix, span->name);
    put_text(buf, "messaging.system", "kafka");
    put_text(buf, "messaging.operation.name", "process");
    put_text(buf, "messaging.operation.type", "process");
    put_text(buf, "messaging.destination.name", topic);
    put_partition(buf, span);
    put_text(buf, "messaging.consumer.group.name", source->service);
    put_number(buf, "messaging.kafka.offset", span->offset);
    if (span->tombstone)
        put_true(buf, "messaging.kafka.message.tombstone");
    put_text(buf, "messaging.message.id", span->message);
    put_text(buf, "messaging.message.conversation_id", span->about);
}

static void put_timer(struct baton_buf *buf, const struct baton_span *span)
{
    put_text(buf, "baton.timer.name", span->timer);
    put_text(buf, "baton.timer.key", span->about);
}

static void put_request(struct baton_buf *buf, const struct baton_span *span)
{
    put_text(buf, "http.request.method", span->method);
    put_text(buf, "http.route", span->name);
    put_number(buf, "http.response.status_code", span->status);
    put_text(buf, "messaging.message.conversation_id", span->about);
}

static void put_attributes(struct baton_buf *buf, const struct baton_span_source *source,
                           const struct baton_span *span)
{
    baton_json_open(buf, "attributes", '[');
    if (span->kind == BATON_SPAN_CONSUMER)
        put_record(buf, source, span);
    else if (span->kind == BATON_SPAN_SERVER)
        put_request(buf, span);
    else
        put_timer(buf, span);
    put_text(buf, "baton.tenant", span->tenant);
    put_text(buf, "error.type", span->error);
    baton_json_close(buf, ']');
}

/* Few names, as it is wanted: operation and destination, method and route, the timer's. */
static void put_title(struct baton_buf *buf, const struct baton_span_source *source,
                      const struct baton_span *span)
{
    char title[480];

    if (span->kind == BATON_SPAN_CONSUMER)
        snprintf(title, sizeof title, "process %s%s", source->prefix, span->name);
    else if (span->kind == BATON_SPAN_SERVER)
        snprintf(title, sizeof title, "%s %s", span->method, span->name);
    else
        snprintf(title, sizeof title, "timer %s", span->timer);
    baton_json_put_text(buf, "name", baton_text_of(title));
}

static void put_time(struct baton_buf *buf, const char *member, int64_t time_ns)
{
    baton_json_put_name(buf, member);
    baton_buf_format(buf, "\"%lld\"", (long long)time_ns);
}

static void put_span(struct baton_buf *buf, const struct baton_span_source *source,
                     const struct baton_span *span)
{
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "traceId", (struct baton_text){ span->trace, sizeof span->trace });
    baton_json_put_text(buf, "spanId", (struct baton_text){ span->id, sizeof span->id });
    if (span->parent[0] != '\0')
        baton_json_put_text(buf, "parentSpanId",
                            (struct baton_text){ span->parent, sizeof span->parent });
    put_title(buf, source, span);
    baton_json_put_number(buf, "kind", span->kind);
    put_time(buf, "startTimeUnixNano", span->start_ns);
    put_time(buf, "endTimeUnixNano", span->end_ns);
    put_attributes(buf, source, span);
    if (span->error[0] != '\0') {
        baton_json_open(buf, "status", '{');
        baton_json_put_number(buf, "code", ERROR_STATUS);
        baton_json_put_text(buf, "message", baton_text_of(span->error));
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, '}');
}

static void put_source(struct baton_buf *buf, const struct baton_span_source *source)
{
    baton_json_open(buf, "resource", '{');
    baton_json_open(buf, "attributes", '[');
    put_text(buf, "service.name", source->service);
    put_text(buf, "service.instance.id", source->instance);
    put_text(buf, "service.version", BATON_VERSION);
    baton_json_close(buf, ']');
    baton_json_close(buf, '}');
}

void baton_spans_json(struct baton_buf *buf, const struct baton_span_source *source,
                      const struct baton_span *spans, size_t count)
{
    baton_json_open(buf, NULL, '{');
    baton_json_open(buf, "resourceSpans", '[');
    baton_json_open(buf, NULL, '{');
    put_source(buf, source);
    baton_json_open(buf, "scopeSpans", '[');
    baton_json_open(buf, NULL, '{');
    baton_json_open(buf, "scope", '{');
    baton_json_put_text(buf, "name", BATON_TEXT("baton"));
    baton_json_put_text(buf, "version", BATON_TEXT(BATON_VERSION));
    baton_json_close(buf, '}');
    baton_json_open(buf, "spans", '[');
    for (size_t i = 0; i < count; i++)
        put_span(buf, source, &spans[i]);
    baton_json_close(buf, ']');
    baton_buf_append_text(buf, BATON_TEXT("}]}]}")); /* scopeSpans, resourceSpans, the whole */
}
