/* Headers of outputs, and the span of what was done. The trace goes on from the input's
 * `traceparent` (W3C Trace Context); the span's id is a hash of the trace, of the service and of
 * where the input lies, so that a replay writes the same. CloudEvents' attributes in Kafka's binary
 * mode stand on signals and assignments, so that a subscriber can filter without decoding. */
#include <stdio.h>
#include <string.h>

#include "hash.h"
#include "key.h"
#include "span_export.h"
#include "task_private.h"
#include "timestamp.h"

/* The first valid one among the input's headers. */
static bool trace_given(const struct baton_raw *raw, char ret[BATON_TRACEPARENT_BYTES])
{
    for (size_t i = 0; raw != NULL && i < raw->headers_count; i++)
        if (baton_text_is(raw->headers[i].key, "traceparent")
            && baton_traceparent_read(raw->headers[i].value, ret))
            return true;
    return false;
}

static void span_make(struct baton_outbox *out)
{
    const char *service = out->task->conf.service->name; /* several read the same record */
    uint64_t hash = baton_fnv1a(0, out->trace, sizeof out->trace);

    hash = baton_fnv1a(hash, service, strlen(service));
    if (out->in.topic != NULL)
        hash = baton_fnv1a(hash, out->in.topic->name, strlen(out->in.topic->name));
    hash = baton_fnv1a(hash, &out->in.partition, sizeof out->in.partition);
    hash =
        baton_fnv1a(hash, out->raw != NULL ? &out->in.offset : &out->in.time_ms, sizeof(int64_t));
    baton_span_id(hash, out->span);
    out->traced = true;
}

/* Takes the input's trace, if it has one. */
static bool trace_take(struct baton_outbox *out)
{
    char given[BATON_TRACEPARENT_BYTES];

    if (!trace_given(out->raw, given))
        return false;
    memcpy(out->trace, given + BATON_TRACE_AT, sizeof out->trace);
    memcpy(out->parent, given + BATON_SPAN_AT, sizeof out->parent);
    memcpy(out->trace_flags, given + BATON_FLAGS_AT, sizeof out->trace_flags);
    span_make(out);
    return true;
}

/* Derives one from what names the input: its key and its own id, or the timer's name and deadline.
 */
static void trace_begin(struct baton_outbox *out)
{
    struct baton_text name = out->raw != NULL ? out->id : out->in.timer;
    uint64_t seed = baton_fnv1a(0, out->in.key.data, out->in.key.size);

    seed = baton_fnv1a(seed, name.data, name.size);
    if (out->raw == NULL) /* else those of a timer that is set for ever would be one trace */
        seed = baton_fnv1a(seed, &out->deadline_ms, sizeof out->deadline_ms);
    baton_trace_derive(seed, out->trace);
    out->parent[0] = '\0';
    memcpy(out->trace_flags, "00", sizeof out->trace_flags);
    span_make(out);
}

void outbox_trace(struct baton_outbox *out, struct baton_outgoing *item)
{
    char *value = baton_arena_alloc(&out->task->conf.batch->arena, BATON_TRACEPARENT_BYTES);

    if (!out->traced && !trace_take(out))
        trace_begin(out);
    baton_traceparent_write(out->trace, out->span, out->trace_flags, value);
    outbox_header(out, item, "traceparent", (struct baton_text){ value, BATON_TRACEPARENT_BYTES });
}

/* Ids and codes alone: what a customer said is in no span. */
static void span_fill(const struct baton_outbox *out, struct baton_span *span)
{
    memcpy(span->trace, out->trace, sizeof span->trace);
    memcpy(span->id, out->span, sizeof span->id);
    memcpy(span->parent, out->parent, sizeof span->parent);
    span->start_ns = out->began_ns;
    span->partition = out->in.partition;
    span->offset = out->in.offset;
    if (out->raw == NULL) {
        span->kind = BATON_SPAN_INTERNAL;
        BATON_SPAN_KEEP(span->timer, out->in.timer);
        BATON_SPAN_KEEP(span->tenant, baton_key_owner(out->in.key, 1));
        BATON_SPAN_KEEP(span->about, out->in.key);
        return;
    }
    span->kind = BATON_SPAN_CONSUMER;
    span->name = out->in.topic->name;
    span->tombstone = out->raw->value == NULL;
    if (out->env != NULL) {
        BATON_SPAN_KEEP(span->tenant, out->env->tenant);
        BATON_SPAN_KEEP(span->about, out->env->conversation_id);
        BATON_SPAN_KEEP(span->message, out->id);
    }
}

static bool span_is_wanted(struct baton_outbox *out, const char *error)
{
    if (out->synthetic || out->misrouted)
        return false;
    if (!out->traced && !trace_take(out)) {
        if (error == NULL)
            return false;
        trace_begin(out);
    }
    return baton_spans_want(out->task->conf.spans, out->trace, out->trace_flags);
}

static void span_add(const struct baton_outbox *out, const char *error)
{
    struct baton_span span = { .kind = BATON_SPAN_INTERNAL };

    span_fill(out, &span);
    snprintf(span.error, sizeof span.error, "%s", error != NULL ? error : "");
    baton_spans_add(out->task->conf.spans, &span);
}

void outbox_span(struct baton_outbox *out, const char *error)
{
    if (span_is_wanted(out, error))
        span_add(out, error);
}

static struct baton_text text_at(const void *value, const struct baton_field *field)
{
    if (field == NULL)
        return BATON_TEXT_NONE;
    return *(const struct baton_text *)(const void *)((const char *)value + field->offset);
}

static const char *symbol_at(const void *value, const struct baton_field *field)
{
    if (field == NULL)
        return "record";
    return baton_enum_name(field->symbols,
                           *(const int *)(const void *)((const char *)value + field->offset));
}

void outbox_cloud_event(struct baton_outbox *out, struct baton_outgoing *item,
                        const struct task_output *output, const void *value)
{
    struct baton_arena *arena = &out->task->conf.batch->arena;
    const struct baton_envelope *env = value;
    struct baton_text id = text_at(value, output->id);
    char time[BATON_TIME_SIZE];

    if (!output->cloud_events)
        return;
    outbox_header(out, item, "ce_specversion", BATON_TEXT("1.0"));
    /* An assignment's id stays through its changes: the sequence makes the event's own. */
    outbox_header(out, item, "ce_id",
                  env->sequence == 0 ? outbox_keep(out, id)
                                     : baton_text_format(arena, "%.*s/%lld", BATON_TEXT_ARG(id),
                                                         (long long)env->sequence));
    outbox_header(out, item, "ce_source",
                  baton_text_format(arena, "/baton/%s/%.*s", out->task->conf.service->name,
                                    BATON_TEXT_ARG(env->tenant)));
    outbox_header(out, item, "ce_type",
                  baton_text_format(arena, "baton.%s.%s", output->topic->name,
                                    symbol_at(value, output->kind)));
    outbox_header(out, item, "ce_time",
                  baton_text_format(arena, "%s", baton_time_format(env->occurred_at, time)));
    outbox_header(out, item, "ce_subject", item->key);
    outbox_header(out, item, "content-type", BATON_TEXT("application/avro"));
}
