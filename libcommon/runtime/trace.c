/* Headers of outputs. The trace goes on from the input's `traceparent` (W3C Trace Context); the
 * span's id is a hash of the service, of where the input lies and of the output's number, so that a
 * replay writes the same. CloudEvents' attributes in Kafka's binary mode stand on signals and
 * assignments, so that a subscriber can filter without decoding. */
#include <string.h>

#include "hash.h"
#include "task_private.h"
#include "timestamp.h"
#include "traceparent.h"

/* The first valid one among the input's headers. */
static bool trace_given(const struct baton_raw *raw, char ret[BATON_TRACEPARENT_BYTES])
{
    for (size_t i = 0; raw != NULL && i < raw->headers_count; i++)
        if (baton_text_is(raw->headers[i].key, "traceparent")
            && baton_traceparent_read(raw->headers[i].value, ret))
            return true;
    return false;
}

/* By hand: printf would be a good part of what an output costs. */
static void put_hex(char *at, uint64_t number)
{
    for (int i = 15; i >= 0; i--, number >>= 4)
        at[i] = "0123456789abcdef"[number & 15];
}

/* Takes the input's trace, or derives one from what names the input: its key and its own id, or the
 * timer's name. */
static void trace_start(struct baton_outbox *out)
{
    char given[BATON_TRACEPARENT_BYTES];

    out->traced = true;
    if (trace_given(out->raw, given)) {
        memcpy(out->trace, given + BATON_TRACE_AT, OUTBOX_TRACE_BYTES);
        memcpy(out->trace_flags, given + 53, 2);
        return;
    }
    struct baton_text name = out->raw != NULL ? out->id : out->in.timer;
    uint64_t first = baton_fnv1a(0, out->in.key.data, out->in.key.size);
    first = baton_fnv1a(first, name.data, name.size);
    uint64_t second = baton_fnv1a(first, &first, sizeof first);
    put_hex(out->trace, first);
    put_hex(out->trace + 16, second | 1); /* an id of zeros is invalid */
    memcpy(out->trace_flags, "00", 2);
}

static uint64_t span_of(const struct baton_outbox *out)
{
    const char *service = out->task->conf.service->name; /* several read the same record */
    uint64_t hash = baton_fnv1a(0, out->trace, OUTBOX_TRACE_BYTES);

    hash = baton_fnv1a(hash, service, strlen(service));
    if (out->in.topic != NULL)
        hash = baton_fnv1a(hash, out->in.topic->name, strlen(out->in.topic->name));
    hash = baton_fnv1a(hash, &out->in.partition, sizeof out->in.partition);
    hash =
        baton_fnv1a(hash, out->raw != NULL ? &out->in.offset : &out->in.time_ms, sizeof(int64_t));
    hash = baton_fnv1a(hash, &out->outputs, sizeof out->outputs);
    return hash != 0 ? hash : 1;
}

void outbox_trace(struct baton_outbox *out, struct baton_outgoing *item)
{
    if (!out->traced)
        trace_start(out);
    char *parent = baton_arena_alloc(&out->task->conf.batch->arena, BATON_TRACEPARENT_BYTES);
    memcpy(parent, "00-", 3);
    memcpy(parent + 3, out->trace, OUTBOX_TRACE_BYTES);
    parent[35] = '-';
    put_hex(parent + 36, span_of(out));
    parent[52] = '-';
    memcpy(parent + 53, out->trace_flags, 2);
    outbox_header(out, item, "traceparent", (struct baton_text){ parent, BATON_TRACEPARENT_BYTES });
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
