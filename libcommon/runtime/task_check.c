/* From bytes to a record that may be processed. Each check is made once, here; a stage sees only
 * what passed. */
#include <stdio.h>
#include <string.h>

#include "key.h"
#include "task_private.h"

static BATON_METRIC(misrouted, "baton_misrouted_total", BATON_COUNTER, "topic,action",
                    "Records whose key belongs to another partition, forwarded there or skipped.");
static BATON_METRIC(
    lost_causes, "baton_cause_missing_total", BATON_COUNTER, "topic",
    "Records whose cause lies beyond the end of its log, processed without waiting for it.");

enum {
    INPUT_MAX_BYTES = 2 * 1024 * 1024, /* what the largest of our topics takes */
    HEADER_BYTES = 16,                 /* what a header has beside its name and value, at most */
};

static const char forwarded[] = "baton-forwarded";

static bool was_forwarded(const struct baton_raw *raw)
{
    for (size_t i = 0; i < raw->headers_count; i++) {
        if (baton_text_is(raw->headers[i].key, forwarded))
            return true;
    }
    return false;
}

enum baton_verdict task_check_key(struct baton_outbox *out, const struct task_input *input,
                                  bool *ret_mine)
{
    const struct baton_task_conf *conf = &out->task->conf;
    int parts = input->topic->owner_parts;

    *ret_mine = true;
    out->stage = BATON_DEAD_LETTER_STAGE_KEY;
    if (baton_key_check(out->in.key, parts, &out->error) != BATON_DONE)
        return BATON_REJECT;
    *ret_mine = baton_key_partition(out->in.key, parts, conf->partition_count) == conf->partition
                || was_forwarded(out->raw);
    return BATON_DONE;
}

/* A topic's limit holds for what is packed. What is read here may be written again, where nothing
 * packs it as well: as itself, when it is forwarded, or as part of a row or of an output. */
enum baton_verdict task_check_size(struct baton_outbox *out, const struct task_input *input,
                                   bool mine)
{
    const struct baton_raw *raw = out->raw;
    int64_t room = mine || !input->forwards
                       ? INPUT_MAX_BYTES
                       : input->topic->max_message_bytes - BATON_RECORD_OVERHEAD_BYTES;
    size_t bytes = out->in.key.size + (raw->value != NULL ? raw->value->size : 0);

    for (size_t i = 0; i < raw->headers_count; i++)
        bytes += raw->headers[i].key.size + raw->headers[i].value.size + HEADER_BYTES;
    if ((int64_t)bytes <= room)
        return BATON_DONE;
    out->stage = BATON_DEAD_LETTER_STAGE_BOUNDS;
    return baton_fail(&out->error, BATON_REJECT, "record_too_large",
                      "%zu bytes unpacked, at most %lld are %s", bytes, (long long)room,
                      mine ? "read" : "forwarded");
}

static void forward(struct baton_outbox *out, const struct task_input *input)
{
    const struct baton_raw *raw = out->raw;
    const struct baton_topic *topic = input->topic;
    int32_t partition =
        baton_key_partition(out->in.key, topic->owner_parts, out->task->conf.partition_count);
    struct baton_outgoing *item = outbox_item(out, topic, topic->name, partition);

    item->key = outbox_keep(out, out->in.key);
    item->has_key = true;
    item->tombstone = raw->value == NULL;
    item->value = raw->value != NULL ? outbox_keep(out, *raw->value) : BATON_TEXT_NONE;
    outbox_headers_copy(out, item);
    outbox_header(out, item, forwarded,
                  baton_text_format(&out->task->conf.batch->arena, "%s/%d/%lld", topic->name,
                                    (int)raw->partition, (long long)raw->offset));
}

void task_misrouted(struct baton_outbox *out, const struct task_input *input)
{
    char label[128];

    out->misrouted = true;
    if (input->forwards)
        forward(out, input);
    snprintf(label, sizeof label, "%s,%s", input->topic->name,
             input->forwards ? "forwarded" : "skipped");
    task_count(out->task, &misrouted, label, 1);
}

/* Where on the way the wire refuses with which code; others: decode. */
static const struct {
    const char *code;
    enum baton_dead_letter_stage stage;
} stages[] = {
    { "no_frame", BATON_DEAD_LETTER_STAGE_FRAME },
    { "unknown_schema", BATON_DEAD_LETTER_STAGE_REGISTRY },
    { "bad_schema", BATON_DEAD_LETTER_STAGE_REGISTRY },
    { "truncated", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "trailing_bytes", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_number", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_length", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_count", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_index", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_boolean", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "bad_text", BATON_DEAD_LETTER_STAGE_BOUNDS },
    { "decoded_too_large", BATON_DEAD_LETTER_STAGE_BOUNDS },
};

static enum baton_dead_letter_stage stage_of(const char *code)
{
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        if (strcmp(stages[i].code, code) == 0)
            return stages[i].stage;
    }
    return BATON_DEAD_LETTER_STAGE_DECODE;
}

/* The conversation of the key; only a key with an encoded character needs a copy. */
static struct baton_text conversation_of(struct baton_arena *arena, struct baton_text key,
                                         size_t tenant_size)
{
    struct baton_text rest = { key.data + tenant_size + 1, key.size - tenant_size - 1 };
    struct baton_text raw = baton_key_owner(rest, 1);

    return memchr(raw.data, '%', raw.size) == NULL ? raw : baton_key_part(arena, key, 1);
}

/* The envelope must say what the key says: the key decides who owns the record, the envelope what
 * it does. */
static enum baton_verdict envelope_check(struct baton_outbox *out, const struct task_input *input)
{
    struct baton_text key = out->in.key, tenant = baton_key_owner(key, 1);

    out->stage = BATON_DEAD_LETTER_STAGE_CHECK;
    if (!baton_text_equal(out->env->tenant, tenant))
        return baton_fail(&out->error, BATON_REJECT, "key_mismatch",
                          "tenant is not the key's first part");
    if (input->by_conversation
        && !baton_text_equal(out->env->conversation_id,
                             conversation_of(out->in.arena, key, tenant.size)))
        return baton_fail(&out->error, BATON_REJECT, "key_mismatch",
                          "conversation_id is not the key's second part");
    return BATON_DONE;
}

enum baton_verdict task_decode(struct baton_outbox *out, const struct task_input *input)
{
    void *value;

    if (out->raw->value == NULL) {
        out->stage = BATON_DEAD_LETTER_STAGE_CHECK;
        if (input->topic->cleanup != BATON_CLEANUP_COMPACT)
            return baton_fail(&out->error, BATON_REJECT, "tombstone",
                              "%s is not compacted: a record needs a value", input->topic->name);
        return BATON_DONE;
    }
    enum baton_verdict v = baton_serde_decode(out->task->conf.serde, input->topic->type,
                                              *out->raw->value, out->in.arena, &value, &out->error);
    if (v != BATON_DONE) {
        out->stage = stage_of(out->error.code);
        return v;
    }
    out->in.value = value;
    out->env = value;
    out->synthetic = out->env->synthetic;
    if (input->id != NULL)
        out->id = *(struct baton_text *)(void *)((char *)value + input->id->offset);
    return envelope_check(out, input);
}

bool task_must_wait(struct baton_outbox *out)
{
    struct baton_task *task = out->task;
    const struct baton_cause *cause = out->env != NULL ? &out->env->cause : NULL;

    if (cause == NULL || cause->topic.size == 0 || cause->partition != task->conf.partition)
        return false;
    for (size_t i = 0; i < task->inputs_count; i++) {
        const struct task_input *input = &task->inputs[i];

        /* A later record of its own log cannot have caused it. */
        if (input->topic->global || input->topic == out->in.topic || cause->offset < input->now.next
            || !baton_text_is(cause->topic, input->topic->name))
            continue;
        task->awaited_topic = input->topic;
        task->awaited_offset = cause->offset;
        if (out->raw->ignore_cause)
            task_count(task, &lost_causes, input->topic->name, 1);
        return !out->raw->ignore_cause;
    }
    return false;
}
