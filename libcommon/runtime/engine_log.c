/* Logs in memory. A record that nobody reads is only counted; what has been read by all is
 * forgotten as soon as the stages are idle, so that a replay of any length fits in memory. */
#include <stdio.h>
#include <stdlib.h>

#include "engine_private.h"
#include "key.h"

struct engine_log *engine_log_of(struct baton_engine *engine, const struct baton_topic *topic)
{
    for (size_t i = 0; i < engine->logs_count; i++) {
        if (engine->logs[i].topic == topic)
            return &engine->logs[i];
    }
    return NULL;
}

enum baton_verdict engine_log_add(struct baton_engine *engine, const struct baton_topic *topic,
                                  struct engine_log **ret_log, struct baton_error *err)
{
    struct engine_log *log = engine_log_of(engine, topic);
    char subject[200];

    if (log == NULL) {
        snprintf(subject, sizeof subject, "%s-value", topic->name);
        if (baton_serde_add(engine->serde, topic->type, subject, true, err) != BATON_DONE)
            return BATON_FATAL;
        engine->logs = realloc(engine->logs, (engine->logs_count + 1) * sizeof *engine->logs);
        if (engine->logs == NULL)
            abort();
        log = &engine->logs[engine->logs_count++];
        *log = (struct engine_log){ .topic = topic };
        log->parts = calloc((size_t)engine->conf.partitions, sizeof *log->parts);
        if (log->parts == NULL)
            abort();
    }
    if (ret_log != NULL)
        *ret_log = log;
    return BATON_DONE;
}

const struct engine_record *engine_record_at(const struct engine_log *log, int32_t partition,
                                             int64_t offset)
{
    const struct engine_part *part = &log->parts[partition];
    size_t index = (size_t)(offset - part->base);

    return offset >= part->base && index < part->count ? &part->records[index] : NULL;
}

int64_t engine_end_of(const struct engine_log *log, int32_t partition)
{
    return log->parts[partition].base + (int64_t)log->parts[partition].count;
}

void engine_logs_forget(struct baton_engine *engine)
{
    for (size_t i = 0; i < engine->logs_count; i++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++) {
            struct engine_part *part = &engine->logs[i].parts[p];

            part->base += (int64_t)part->count;
            part->count = 0;
        }
    }
    baton_arena_reset(&engine->arena);
}

void engine_logs_free(struct baton_engine *engine)
{
    for (size_t i = 0; i < engine->logs_count; i++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++)
            free(engine->logs[i].parts[p].records);
        free(engine->logs[i].parts);
    }
    free(engine->logs);
}

void engine_raw(const struct baton_topic *topic, int32_t partition,
                const struct engine_record *record, struct baton_raw *ret)
{
    *ret = (struct baton_raw){
        .topic = topic,
        .partition = partition,
        .offset = record->offset,
        .time_ms = record->time_ms,
        .key = record->has_key ? &record->key : NULL,
        .value = record->has_value ? &record->value : NULL,
        .headers = record->headers,
        .headers_count = record->headers_count,
    };
}

static struct baton_text keep(struct baton_engine *engine, struct baton_text text)
{
    if (text.data == NULL)
        return text; /* a header without a value */
    return (struct baton_text){ baton_arena_copy(&engine->arena, text.data, text.size), text.size };
}

static struct engine_record record_make(struct baton_engine *engine,
                                        const struct baton_outgoing *item)
{
    struct engine_record record = {
        .time_ms = engine->now_ms,
        .sequence = engine->sequence++,
        .key = item->has_key ? keep(engine, item->key) : BATON_TEXT_NONE,
        .has_key = item->has_key,
        .value = item->tombstone ? BATON_TEXT_NONE : keep(engine, item->value),
        .has_value = !item->tombstone,
        .headers_count = item->headers_count,
    };
    struct baton_pair *headers =
        BATON_NEW_ARRAY(&engine->arena, struct baton_pair, item->headers_count);

    for (size_t i = 0; i < item->headers_count; i++)
        headers[i] = (struct baton_pair){ keep(engine, item->headers[i].key),
                                          keep(engine, item->headers[i].value) };
    record.headers = headers;
    return record;
}

static void part_push(struct engine_part *part, const struct engine_record *record)
{
    if (part->count == part->capacity) {
        part->capacity = part->capacity == 0 ? 64 : 2 * part->capacity;
        part->records = realloc(part->records, part->capacity * sizeof *part->records);
        if (part->records == NULL)
            abort();
    }
    part->records[part->count++] = *record;
}

static void tap(struct baton_engine *engine, const struct baton_topic *topic, int32_t partition,
                const struct engine_record *record)
{
    struct baton_record seen = { .topic = topic,
                                 .partition = partition,
                                 .offset = record->offset,
                                 .time_ms = record->time_ms,
                                 .key = record->key,
                                 .timer = BATON_TEXT_NONE,
                                 .arena = &engine->tap_arena };
    void *value = NULL;

    if (engine->conf.tap == NULL)
        return;
    baton_arena_reset(&engine->tap_arena);
    if (record->has_value
        && baton_serde_decode(engine->serde, topic->type, record->value, &engine->tap_arena, &value,
                              NULL)
               == BATON_DONE)
        seen.value = value;
    engine->conf.tap(engine->conf.context, &seen);
}

static bool has_input(const struct baton_service *service, const struct baton_topic *topic)
{
    for (const struct baton_topic *const *input = service->inputs; input != NULL && *input != NULL;
         input++) {
        if (*input == topic)
            return true;
    }
    return false;
}

/* A global record reaches every stage at once, as if all had read to the table's end. */
static enum baton_verdict spread(struct baton_engine *engine, const struct baton_topic *topic,
                                 const struct engine_record *record, struct baton_error *err)
{
    struct baton_raw raw;

    engine_raw(topic, 0, record, &raw);
    for (size_t s = 0; s < engine->stages_count; s++) {
        struct engine_stage *stage = &engine->stages[s];

        if (!has_input(stage->service, topic))
            continue;
        baton_arena_reset(&engine->global_arena);
        if (baton_global_feed(stage->service, stage->self, stage->serde, &raw,
                              &engine->global_arena, err)
            != BATON_FED_DONE)
            return BATON_FATAL;
        for (int32_t p = 0; p < engine->conf.partitions; p++)
            baton_task_position(stage->tasks[p].task, topic, record->offset + 1);
    }
    return BATON_DONE;
}

enum baton_verdict engine_append(struct baton_engine *engine, const struct baton_topic *topic,
                                 const struct baton_outgoing *item, struct baton_error *err)
{
    struct engine_log *log;

    if (engine_log_add(engine, topic, &log, err) != BATON_DONE)
        return BATON_FATAL;
    struct engine_part *part = &log->parts[item->partition];
    struct engine_record record = record_make(engine, item);

    record.offset = engine_end_of(log, item->partition);
    if (log->read)
        part_push(part, &record);
    else
        part->base++;
    tap(engine, topic, item->partition, &record);
    return topic->global ? spread(engine, topic, &record, err) : BATON_DONE;
}
