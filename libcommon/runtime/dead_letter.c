/* Dead letters: the original bytes, and why they could not be used. One goes into the same
 * transaction as the offset of the record that it replaces, so that nothing is lost and nothing is
 * done twice. Its schema is DeadLetter; the reason stands in headers too (as Kafka Connect and
 * Streams do), for tools that do not decode. */
#include <stdio.h>
#include <string.h>

#include "key.h"
#include "task_private.h"

enum {
    /* The key and headers stand in the value, and once more outside, unless they are as large as
     * this: an input of 1 MiB made of headers alone would not fit twice into the 2 MiB that the
     * topic takes. */
    OUTSIDE_MAX_BYTES = 256 * 1024,
    /* What is said of the original, its lengths and the headers with the reason included. */
    SAID_MAX_BYTES = 32 * 1024,
    ORIGINAL_MAX_BYTES = 2 * 1024 * 1024 - SAID_MAX_BYTES,
    KEY_MAX_BYTES = 1024 * 1024, /* of a key beside which something else has to be cut */
    HEADER_BYTES = 16,           /* lengths of a header, and whether it has a value */
};

static BATON_METRIC(dead_letters, "baton_dlq_messages_total", BATON_COUNTER, "topic,reason",
                    "Records that were given up and written to the dead letters.");

static struct baton_text code_of(const struct baton_outbox *out)
{
    return out->error.code[0] != '\0' ? baton_text_of(out->error.code) : BATON_TEXT("rejected");
}

static struct baton_text source_of(const struct baton_outbox *out)
{
    return out->raw != NULL ? baton_text_of(out->raw->topic->name) : BATON_TEXT_NONE;
}

/* A text with what is not UTF-8 replaced by '?', byte by byte. */
static struct baton_text text_clean(struct baton_arena *arena, struct baton_text name)
{
    if (baton_text_valid_utf8(name.data, name.size))
        return name;
    struct baton_text clean = baton_text_copy(arena, name);
    char *data = (char *)(uintptr_t)clean.data; /* our own copy */
    for (size_t i = 0; i < clean.size; i++) {
        if ((unsigned char)data[i] >= 0x80 || data[i] == '\0')
            data[i] = '?';
    }
    return clean;
}

static size_t headers_bytes(const struct baton_raw *raw)
{
    size_t bytes = raw->headers_count * HEADER_BYTES;

    for (size_t i = 0; i < raw->headers_count; i++)
        bytes += raw->headers[i].key.size + raw->headers[i].value.size;
    return bytes;
}

static bool key_stands_outside(const struct baton_outbox *out)
{
    return out->in.key.size <= OUTSIDE_MAX_BYTES && (out->raw == NULL || out->raw->key != NULL);
}

static bool headers_stand_outside(const struct baton_outbox *out)
{
    return out->raw != NULL && headers_bytes(out->raw) <= OUTSIDE_MAX_BYTES;
}

/* Room for the original in the value. */
static size_t room_of(const struct baton_outbox *out)
{
    return ORIGINAL_MAX_BYTES - (key_stands_outside(out) ? out->in.key.size : 0)
           - (headers_stand_outside(out) ? headers_bytes(out->raw) : 0);
}

/* Takes `size` bytes of the room, or as many as there are. */
static size_t take_room(size_t *room, size_t size)
{
    size_t taken = size < *room ? size : *room;

    *room -= taken;
    return taken;
}

/* A record that came packed may be many times what a topic takes. The broker, and the producer,
 * would refuse a letter with all of it again and again, so it gets what there is room for: the key
 * first, headers all or none, and the beginning of the value. */
static void cut(const struct baton_outbox *out, struct baton_dead_letter *letter)
{
    size_t room = room_of(out), headers = headers_bytes(out->raw);
    size_t whole = letter->key.size + headers + letter->value.size;

    if (whole <= room)
        return;
    if (letter->key.size > KEY_MAX_BYTES)
        letter->key.size = KEY_MAX_BYTES;
    size_t taken = take_room(&room, letter->key.size);
    if (headers > room)
        letter->headers_count = 0;
    else
        taken += take_room(&room, headers);
    letter->value.size = take_room(&room, letter->value.size);
    letter->cut_bytes = (int64_t)(whole - taken - letter->value.size);
}

static void headers_take(const struct baton_outbox *out, struct baton_dead_letter *letter)
{
    const struct baton_raw *raw = out->raw;

    letter->headers = BATON_NEW_ARRAY(out->in.arena, struct baton_header, raw->headers_count);
    letter->headers_count = raw->headers_count;
    for (size_t i = 0; i < raw->headers_count; i++) {
        struct baton_text value = raw->headers[i].value;

        letter->headers[i].name = text_clean(out->in.arena, raw->headers[i].key);
        letter->headers[i].has_value = value.data != NULL;
        letter->headers[i].value = value.data != NULL ? value : BATON_TEXT_NONE;
    }
}

static void original_take(const struct baton_outbox *out, struct baton_dead_letter *letter)
{
    const struct baton_raw *raw = out->raw;

    letter->source_topic = source_of(out);
    letter->source_partition = raw->partition;
    letter->source_offset = raw->offset;
    letter->source_timestamp = raw->time_ms;
    letter->has_key = raw->key != NULL;
    letter->key = out->in.key;
    letter->has_value = raw->value != NULL;
    if (raw->value != NULL) {
        letter->value = *raw->value;
        letter->schema_id = baton_serde_frame_id(*raw->value);
    }
    headers_take(out, letter);
    cut(out, letter);
    letter->dead_letter_id =
        baton_text_format(out->in.arena, "%s/%s/%d/%lld", out->task->conf.service->name,
                          raw->topic->name, (int)raw->partition, (long long)raw->offset);
}

/* A timer has no original: its key, name and deadline are what there is. */
static void timer_take(const struct baton_outbox *out, struct baton_dead_letter *letter,
                       int64_t deadline_ms)
{
    struct baton_arena *arena = out->in.arena;

    letter->has_key = true;
    letter->key = out->in.key;
    letter->source_partition = out->in.partition;
    letter->source_timestamp = deadline_ms;
    letter->env.attributes = BATON_NEW_ARRAY(arena, struct baton_pair, 1);
    letter->env.attributes_count = 1;
    letter->env.attributes[0] = (struct baton_pair){ BATON_TEXT("timer"), out->in.timer };
    letter->dead_letter_id = baton_text_format(
        arena, "%s/timer/%.*s/%.*s/%lld", out->task->conf.service->name,
        BATON_TEXT_ARG(out->in.key), BATON_TEXT_ARG(out->in.timer), (long long)deadline_ms);
}

/* Whom it is about, as far as the key can be trusted. */
static void identity_take(const struct baton_outbox *out, struct baton_envelope *env)
{
    struct baton_text key = out->in.key;

    if (key.size == 0 || baton_key_check(key, 1, NULL) != BATON_DONE)
        return;
    env->tenant = baton_key_owner(key, 1);
    if (out->raw != NULL && task_keyed_by_conversation(out->raw->topic))
        env->conversation_id = baton_key_part(out->in.arena, key, 1);
}

static int64_t attempts_of(const struct baton_outbox *out)
{
    struct task_input *input = out->raw != NULL ? task_input_of(out->task, out->raw->topic) : NULL;

    return input != NULL && input->tried_offset == out->raw->offset ? input->tries + 1 : 1;
}

static struct baton_dead_letter *letter_make(struct baton_outbox *out)
{
    struct baton_dead_letter *letter = BATON_RECORD(out->in.arena, dead_letter);

    letter->service = baton_text_of(out->task->conf.service->name);
    letter->stage = out->stage;
    letter->reason = code_of(out);
    letter->message =
        text_clean(out->in.arena, baton_text_of(out->error.text)); /* it may be cut anywhere */
    letter->attempts = attempts_of(out);
    if (out->raw != NULL)
        original_take(out, letter);
    else
        timer_take(out, letter, out->deadline_ms);
    identity_take(out, &letter->env);
    outbox_complete(out, &letter->env);
    return letter;
}

static void error_header(struct baton_outbox *out, struct baton_outgoing *item, const char *name,
                         struct baton_text value)
{
    outbox_header(out, item, name, outbox_keep(out, value));
}

static void number_header(struct baton_outbox *out, struct baton_outgoing *item, const char *name,
                          int64_t value)
{
    outbox_header(out, item, name,
                  baton_text_format(&out->task->conf.batch->arena, "%lld", (long long)value));
}

static void error_headers(struct baton_outbox *out, struct baton_outgoing *item,
                          const struct baton_dead_letter *letter)
{
    error_header(out, item, "__baton.errors.service", letter->service);
    error_header(
        out, item, "__baton.errors.stage",
        baton_text_of(baton_enum_name(&baton_dead_letter_stage_symbols, (int)letter->stage)));
    error_header(out, item, "__baton.errors.code", letter->reason);
    error_header(out, item, "__baton.errors.message", letter->message);
    error_header(out, item, "__baton.errors.topic", letter->source_topic);
    number_header(out, item, "__baton.errors.partition", letter->source_partition);
    number_header(out, item, "__baton.errors.offset", letter->source_offset);
    number_header(out, item, "__baton.errors.timestamp", letter->source_timestamp);
    number_header(out, item, "__baton.errors.attempts", letter->attempts);
    number_header(out, item, "__baton.errors.schema_id", letter->schema_id);
    if (letter->cut_bytes > 0)
        number_header(out, item, "__baton.errors.cut_bytes", letter->cut_bytes);
}

/* The original's headers unchanged, and its key, where both are small enough to stand twice in the
 * record. */
static void outside_take(struct baton_outbox *out, struct baton_outgoing *item)
{
    if (key_stands_outside(out)) {
        item->key = outbox_keep(out, out->in.key);
        item->has_key = true;
    }
    if (headers_stand_outside(out))
        outbox_headers_copy(out, item);
}

enum baton_verdict outbox_dead_letter(struct baton_outbox *out)
{
    struct baton_task *task = out->task;
    struct baton_dead_letter *letter = letter_make(out);
    char label[160];

    baton_buf_reset(&task->buf);
    if (baton_serde_encode(task->conf.serde, &baton_dead_letter_type, letter, &task->buf,
                           &out->error)
        != BATON_DONE)
        return BATON_FATAL;
    struct baton_outgoing *item = outbox_item(out, NULL, task->dead_letters, task->conf.partition);

    item->value = outbox_keep(out, baton_buf_text(&task->buf));
    outside_take(out, item);
    error_headers(out, item, letter);
    snprintf(label, sizeof label, "%s,%.*s", out->raw != NULL ? out->raw->topic->name : "timer",
             BATON_TEXT_ARG(letter->reason));
    task_count(task, &dead_letters, label, 1);
    return BATON_DONE;
}
