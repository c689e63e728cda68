/* Outputs of the record in hand. Each is encoded into the task's buffer, checked against its topic,
 * and copied into the batch; the stage's struct is left as it was. Rows are in outbox_state.c,
 * headers in trace.c. */
#include "outbox.h"

#include <string.h>

#include "key.h"
#include "task_private.h"
#include "timestamp.h"

void outbox_begin(struct baton_outbox *out, struct baton_task *task, const struct baton_raw *raw,
                  struct baton_arena *arena)
{
    out->task = task;
    out->in = (struct baton_record){ .partition = task->conf.partition,
                                     .offset = -1,
                                     .timer = BATON_TEXT_NONE,
                                     .key = BATON_TEXT_NONE,
                                     .arena = arena };
    out->raw = raw;
    if (raw != NULL) {
        out->in.topic = raw->topic;
        out->in.offset = raw->offset;
        out->in.key = raw->key != NULL ? *raw->key : BATON_TEXT_NONE;
    }
    out->env = NULL;
    out->id = BATON_TEXT_NONE;
    out->timer_row = BATON_TEXT_NONE;
    out->deadline_ms = 0;
    out->synthetic = false;
    out->misrouted = false;
    out->stage = BATON_DEAD_LETTER_STAGE_PROCESS;
    out->broken = BATON_DONE;
    out->seen = NULL;
    out->seen_count = 0;
    out->traced = false;
    if (task->conf.spans != NULL)
        out->began_ns = baton_clock_wall_ns();
    out->error.code[0] = '\0';
    out->error.text[0] = '\0';
    outbox_mark(out);
}

void outbox_mark(struct baton_outbox *out)
{
    out->first_item = out->task->conf.batch->items_count;
    out->first_count = out->task->counts_count;
}

void outbox_rollback(struct baton_outbox *out)
{
    baton_store_forget(out->task->conf.store);
    out->task->conf.batch->items_count = out->first_item;
    out->task->counts_count = out->first_count;
    out->task->floor_exact = false; /* the floor may be a timer that is not set any more */
}

struct baton_outgoing *outbox_item(struct baton_outbox *out, const struct baton_topic *row,
                                   const char *topic, int32_t partition)
{
    struct baton_batch *batch = out->task->conf.batch;
    struct baton_outgoing *item = BATON_APPEND(&batch->arena, batch->items, batch->items_count);

    *item = (struct baton_outgoing){ .topic = topic,
                                     .row = row,
                                     .partition = partition,
                                     .key = BATON_TEXT_NONE,
                                     .value = BATON_TEXT_NONE };
    return item;
}

struct baton_text outbox_keep(struct baton_outbox *out, struct baton_text text)
{
    return (struct baton_text){
        baton_arena_copy(&out->task->conf.batch->arena, text.data, text.size), text.size
    };
}

void outbox_header(struct baton_outbox *out, struct baton_outgoing *item, const char *name,
                   struct baton_text value)
{
    struct baton_pair *pair =
        BATON_APPEND(&out->task->conf.batch->arena, item->headers, item->headers_count);

    pair->key = baton_text_of(name);
    pair->value = value;
}

void outbox_headers_copy(struct baton_outbox *out, struct baton_outgoing *item)
{
    for (size_t i = 0; i < out->raw->headers_count; i++) {
        struct baton_text value = out->raw->headers[i].value;
        struct baton_pair *pair =
            BATON_APPEND(&out->task->conf.batch->arena, item->headers, item->headers_count);

        pair->key = baton_text_copy(&out->task->conf.batch->arena, out->raw->headers[i].key);
        pair->value = value.data != NULL ? outbox_keep(out, value) : value;
    }
}

/* How far each input had been read when this record was processed, the record itself included. */
static void seen_make(struct baton_outbox *out)
{
    const struct baton_task *task = out->task;

    out->seen = BATON_NEW_ARRAY(out->in.arena, struct baton_seen_input, task->inputs_count);
    for (size_t i = 0; i < task->inputs_count; i++) {
        const struct task_input *input = &task->inputs[i];
        int64_t last = out->raw != NULL && input->topic == out->raw->topic ? out->raw->offset
                                                                           : input->now.last;

        if (last < 0)
            continue;
        out->seen[out->seen_count++] = (struct baton_seen_input){
            .topic = baton_text_of(input->topic->name),
            .partition = input->topic->global ? 0 : task->conf.partition,
            .offset = last,
        };
    }
}

static bool key_names(struct baton_arena *arena, struct baton_text key, struct baton_text id)
{
    struct baton_text part = BATON_TEXT_NONE;

    for (int i = 0; i == 0 || part.size > 0; i++) {
        part = baton_key_part(arena, key, i);
        if (baton_text_equal(part, id))
            return true;
    }
    return false;
}

/* What a drill does may move a real conversation (a slot that it frees serves the queue): that one
 * stays real. Whom a timer is about stands in its key alone. */
static bool is_about_another(const struct baton_outbox *out, const struct baton_envelope *env)
{
    if (env->conversation_id.size == 0)
        return false;
    if (out->raw == NULL)
        return !key_names(out->in.arena, out->in.key, env->conversation_id);
    return out->env != NULL && out->env->conversation_id.size > 0
           && !baton_text_equal(out->env->conversation_id, env->conversation_id);
}

bool outbox_sets_for_drill(const struct baton_outbox *out, struct baton_text key)
{
    if (!out->synthetic)
        return false;
    if (out->raw == NULL)
        return baton_text_equal(key, out->in.key);
    return out->env->conversation_id.size == 0
           || key_names(out->in.arena, key, out->env->conversation_id);
}

void outbox_complete(struct baton_outbox *out, struct baton_envelope *env)
{
    const struct baton_task_conf *conf = &out->task->conf;

    if (out->seen == NULL)
        seen_make(out);
    if (env->seen.inputs_count == 0) {
        env->seen.inputs = out->seen;
        env->seen.inputs_count = out->seen_count;
    }
    if (env->producer.name.size == 0) {
        env->producer.name = baton_text_of(conf->service->name);
        env->producer.version = baton_text_of(conf->version);
    }
    if (env->cause.topic.size == 0 && out->raw != NULL)
        env->cause = (struct baton_cause){ .topic = baton_text_of(out->raw->topic->name),
                                           .partition = out->raw->partition,
                                           .offset = out->raw->offset,
                                           .id = out->id };
    if (env->occurred_at == 0)
        env->occurred_at = out->in.time_ms;
    env->synthetic = env->synthetic || (out->synthetic && !is_about_another(out, env));
}

/* Who the record is about stands in its key already. */
static void identity_complete(struct baton_outbox *out, const struct task_output *output,
                              struct baton_text key, struct baton_envelope *env)
{
    if (env->tenant.size == 0)
        env->tenant = baton_key_owner(key, 1);
    if (env->conversation_id.size == 0 && output->by_conversation)
        env->conversation_id = baton_key_part(out->in.arena, key, 1);
}

static const struct task_output *output_of(const struct baton_task *task,
                                           const struct baton_topic *topic)
{
    for (size_t i = 0; i < task->outputs_count; i++) {
        if (task->outputs[i].topic == topic)
            return &task->outputs[i];
    }
    return NULL;
}

static int32_t partition_of(const struct baton_task *task, const struct baton_topic *topic,
                            struct baton_text key)
{
    if (topic->global)
        return 0;
    return baton_key_partition(key, topic->owner_parts, task->conf.partition_count);
}

/* Encodes into the task's buffer. */
static enum baton_verdict encode(struct baton_outbox *out, const struct baton_topic *topic,
                                 struct baton_text key, const void *value)
{
    struct baton_buf *buf = &out->task->buf;
    int64_t room = topic->max_message_bytes - BATON_RECORD_OVERHEAD_BYTES - (int64_t)key.size;

    baton_buf_reset(buf);
    enum baton_verdict v =
        baton_serde_encode(out->task->conf.serde, topic->type, value, buf, &out->error);
    if (v == BATON_DONE && (int64_t)buf->size > room)
        v = baton_fail(&out->error, BATON_REJECT, "output_too_large",
                       "%s: %zu bytes, the topic takes %lld", topic->name, buf->size,
                       (long long)room);
    return v;
}

static struct baton_outgoing *output_add(struct baton_outbox *out, const struct baton_topic *topic,
                                         struct baton_text key)
{
    struct baton_outgoing *item =
        outbox_item(out, topic, topic->name, partition_of(out->task, topic, key));

    item->key = outbox_keep(out, key);
    item->has_key = true;
    outbox_trace(out, item);
    return item;
}

enum baton_verdict baton_emit(struct baton_outbox *out, const struct baton_topic *topic,
                              struct baton_text key, void *value)
{
    const struct task_output *output = output_of(out->task, topic);
    struct baton_envelope *env = value, as_it_was = *env;

    if (output == NULL)
        return baton_fail(&out->error, out->broken = BATON_FATAL, "not_an_output",
                          "%s writes to %s, which is not among its outputs",
                          out->task->conf.service->name, topic->name);
    if (baton_key_check(key, topic->owner_parts, &out->error) != BATON_DONE)
        return BATON_REJECT;
    outbox_complete(out, env);
    identity_complete(out, output, key, env);

    enum baton_verdict v = encode(out, topic, key, value);
    if (v == BATON_DONE) {
        struct baton_outgoing *item = output_add(out, topic, key);

        item->value = outbox_keep(out, baton_buf_text(&out->task->buf));
        outbox_cloud_event(out, item, output, value);
    }
    *env = as_it_was;
    return v;
}

void baton_emit_tombstone(struct baton_outbox *out, const struct baton_topic *topic,
                          struct baton_text key)
{
    if (output_of(out->task, topic) == NULL || topic->cleanup != BATON_CLEANUP_COMPACT) {
        baton_fail(&out->error, out->broken = BATON_FATAL, "not_an_output",
                   "%s writes a tombstone to %s", out->task->conf.service->name, topic->name);
        return;
    }
    if (baton_key_check(key, topic->owner_parts, &out->error) != BATON_DONE) {
        out->broken = BATON_REJECT;
        return;
    }
    output_add(out, topic, key)->tombstone = true;
}

void baton_count(struct baton_outbox *out, struct baton_metric *metric, const char *label,
                 double amount)
{
    if (!out->synthetic)
        task_count(out->task, metric, label, amount);
}

void baton_observe(struct baton_outbox *out, struct baton_metric *metric, const char *label,
                   double value)
{
    baton_count(out, metric, label, value);
}

struct baton_error *baton_error_of(struct baton_outbox *out)
{
    return &out->error;
}
