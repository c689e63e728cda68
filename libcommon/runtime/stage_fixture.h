/* For tests of the runtime: a counting stage whose every event says what the stage shall do, and a
 * task that is fed by hand. Functions are inline so that a test may leave some unused. */
#ifndef BATON_STAGE_FIXTURE_H
#define BATON_STAGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "key.h"
#include "records.h"
#include "task.h"

struct tally {
    int64_t count;
    int64_t due_ms; /* the slot of the timer "due" */
    int64_t soon_ms;
};
static const struct baton_field tally_fields[] = {
    { .name = "count",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct tally, count) },
    { .name = "due_ms",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct tally, due_ms) },
    { .name = "soon_ms",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct tally, soon_ms) },
};
static const struct tally tally_defaults = { 0, 0, 0 };
static const struct baton_record_type tally_type = {
    .name = "Tally",
    .size = sizeof(struct tally),
    .fields = tally_fields,
    .field_count = 3,
    .defaults = &tally_defaults,
    .schema_text = "{\"type\":\"record\",\"name\":\"Tally\",\"namespace\":\"test\",\"fields\":["
                   "{\"name\":\"count\",\"type\":\"long\",\"default\":0},"
                   "{\"name\":\"due_ms\",\"type\":\"long\",\"default\":0},"
                   "{\"name\":\"soon_ms\",\"type\":\"long\",\"default\":0}]}",
};
static const struct baton_table tally_table = { 'c', &tally_type };
static const struct baton_table *const tally_tables[] = { &tally_table, NULL };

static BATON_METRIC(tallied, "test_tallied_total", BATON_COUNTER, NULL,
                    "Events that the counting stage counted.");

/* A signal that says how many events there were. */
static inline enum baton_verdict tally_emit(const struct baton_record *in, struct baton_outbox *out,
                                            const struct tally *tally, enum baton_signal_kind kind)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);

    signal->signal_id = baton_text_format(in->arena, "%.*s-%lld%s%.*s", BATON_TEXT_ARG(in->key),
                                          (long long)tally->count, in->timer.size > 0 ? "-" : "",
                                          BATON_TEXT_ARG(in->timer));
    signal->kind = kind;
    signal->customer_turns = tally->count;
    signal->hold_until = in->time_ms;
    return baton_emit(out, &baton_topic_signals, in->key, signal);
}

static inline enum baton_verdict tally_timer(const struct baton_record *in,
                                             struct baton_outbox *out, struct tally *tally)
{
    int64_t *slot = baton_text_is(in->timer, "due") ? &tally->due_ms : &tally->soon_ms;

    *slot = 0;
    if (baton_text_is(in->timer, "refuses"))
        return baton_fail(baton_error_of(out), BATON_REJECT, "refused",
                          "the timer was told to refuse");
    if (baton_text_is(in->timer, "waits"))
        return baton_fail(baton_error_of(out), BATON_RETRY, "waiting",
                          "the timer was told to wait");
    if (baton_text_is(in->timer, "chain") && in->time_ms < 1000)
        baton_timer_set(out, in->key, "chain", slot, in->time_ms + 100);
    if (baton_text_is(in->timer, "endless"))
        baton_timer_set(out, in->key, "endless", slot, in->time_ms);
    baton_state_save(out, &tally_table, in->key, tally);
    return baton_text_is(in->timer, "endless")
               ? BATON_DONE
               : tally_emit(in, out, tally, BATON_SIGNAL_KIND_SILENT);
}

/* "timer NAME MS": sets it so long after the event; "at NAME MS": then; "cancel": takes "due" back.
 * With "reject" or "retry" behind, the stage does so after it has written. */
static inline void tally_command(const struct baton_record *in, struct baton_outbox *out,
                                 struct tally *tally, const char *words)
{
    char verb[16] = "", name[16] = "";
    long long ms = 0;

    if (sscanf(words, "%15s %15s %lld", verb, name, &ms) < 1)
        return;
    int64_t *slot =
        strcmp(name, "due") == 0 || strcmp(verb, "cancel") == 0 ? &tally->due_ms : &tally->soon_ms;
    if (strcmp(verb, "timer") == 0)
        baton_timer_set(
            out, in->key,
            strcmp(name, "due") == 0 ? "due" : baton_text_string(in->arena, baton_text_of(name)),
            slot, in->time_ms + ms);
    if (strcmp(verb, "at") == 0)
        baton_timer_set(out, in->key, baton_text_string(in->arena, baton_text_of(name)), slot, ms);
    if (strcmp(verb, "cancel") == 0)
        baton_timer_set(out, in->key, "due", slot, 0);
}

static inline enum baton_verdict tally_process(const struct baton_record *in, void *self,
                                               struct baton_outbox *out)
{
    const struct baton_conversation_event *event = in->value;
    struct tally *tally;
    void *row;
    enum baton_verdict v = baton_state_load(out, &tally_table, in->key, &row);

    if (v != BATON_DONE)
        return v;
    tally = row != NULL ? row : baton_record_new(&tally_type, in->arena);
    if (in->timer.size > 0)
        return tally_timer(in, out, tally);
    if (self != NULL)
        ++*(int *)self;
    tally->count++;
    tally_command(in, out, tally, baton_text_string(in->arena, event->text));
    baton_state_save(out, &tally_table, in->key, tally);
    baton_count(out, &tallied, NULL, 1);
    if (!baton_text_is(event->text, "quiet")
        && tally_emit(in, out, tally, BATON_SIGNAL_KIND_PREPARE) != BATON_DONE)
        return BATON_REJECT;
    if (baton_text_find(event->text, BATON_TEXT("reject"), 0) >= 0)
        return baton_fail(baton_error_of(out), BATON_REJECT, "told_to", "the event says so");
    if (baton_text_find(event->text, BATON_TEXT("retry"), 0) >= 0)
        return baton_fail(baton_error_of(out), BATON_RETRY, "told_to", "the event says so");
    return BATON_DONE;
}

static const struct baton_topic *const tally_inputs[] = { &baton_topic_events, NULL };
static const struct baton_topic *const tally_outputs[] = { &baton_topic_signals, NULL };
static const struct baton_service tally_service = {
    .name = "tally",
    .inputs = tally_inputs,
    .outputs = tally_outputs,
    .tables = tally_tables,
    .process = tally_process,
};

/* A task by hand: one partition, unless said otherwise. */
struct rig {
    struct baton_registry *registry;
    struct baton_serde *serde;
    struct baton_batch batch;
    struct baton_task *task;
    struct baton_arena arena;
    struct baton_buf buf;
    int processed;
    int64_t offsets; /* of the next record, over all topics */
    const struct baton_pair *headers;
    size_t headers_count;
    int32_t partition;
    bool ignore_cause;
};

static inline void rig_open(struct rig *rig, const struct baton_service *service, int32_t partition,
                            int32_t count)
{
    struct baton_registry_conf local = { .url = NULL };
    struct baton_store_conf memory = { .path = NULL };
    struct baton_task_conf conf = { .service = service,
                                    .self = &rig->processed,
                                    .batch = &rig->batch,
                                    .partition = partition,
                                    .partition_count = count,
                                    .version = "1" };
    struct baton_error err;
    int64_t offset;

    memset(rig, 0, sizeof *rig);
    baton_arena_init(&rig->arena);
    baton_buf_init(&rig->buf, 4 * 1024 * 1024);
    baton_batch_init(&rig->batch);
    rig->partition = partition;
    rig->registry = baton_registry_open(&local);
    rig->serde = conf.serde = baton_serde_new(rig->registry);
    assert_int_equal(baton_service_schemas(service, "", rig->serde, true, &err), BATON_DONE);
    for (const struct baton_topic *const *topic = service->inputs; *topic != NULL; topic++) {
        char subject[100];

        snprintf(subject, sizeof subject, "%s-value", (*topic)->name);
        assert_int_equal(baton_serde_add(rig->serde, (*topic)->type, subject, true, &err),
                         BATON_DONE);
    }
    assert_int_equal(baton_store_open(&memory, &conf.store, &offset, &err), BATON_DONE);
    rig->task = baton_task_new(&conf);
}

static inline void rig_close(struct rig *rig)
{
    baton_task_free(rig->task);
    baton_serde_free(rig->serde);
    baton_registry_close(rig->registry);
    baton_batch_release(&rig->batch);
    baton_buf_release(&rig->buf);
    baton_arena_release(&rig->arena);
}

/* The next record with these bytes. */
static inline enum baton_fed rig_feed_raw(struct rig *rig, const struct baton_topic *topic,
                                          const struct baton_text *key,
                                          const struct baton_text *value, int64_t time_ms)
{
    struct baton_raw raw = { .topic = topic,
                             .partition = rig->partition,
                             .offset = rig->offsets,
                             .time_ms = time_ms,
                             .key = key,
                             .value = value,
                             .headers = rig->headers,
                             .headers_count = rig->headers_count,
                             .ignore_cause = rig->ignore_cause };
    enum baton_fed fed = baton_task_feed(rig->task, &raw);

    rig->offsets += fed == BATON_FED_DONE;
    return fed;
}

static inline enum baton_fed rig_feed(struct rig *rig, const struct baton_topic *topic,
                                      const char *key, const void *value, int64_t time_ms)
{
    struct baton_text key_text = baton_text_of(key), bytes;
    struct baton_error err;

    baton_buf_reset(&rig->buf);
    assert_int_equal(baton_serde_encode(rig->serde, topic->type, value, &rig->buf, &err),
                     BATON_DONE);
    bytes = baton_buf_text(&rig->buf);
    return rig_feed_raw(rig, topic, &key_text, &bytes, time_ms);
}

static inline struct baton_conversation_event *event_make(struct baton_arena *arena,
                                                          const char *conversation, const char *id,
                                                          const char *text)
{
    struct baton_conversation_event *event = BATON_RECORD(arena, conversation_event);

    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = baton_text_of(conversation);
    event->event_id = baton_text_of(id);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->speaker = BATON_SPEAKER_CUSTOMER;
    event->text = baton_text_of(text);
    return event;
}

/* An event of conversation acme/c1 with this text. */
static inline enum baton_fed rig_event(struct rig *rig, const char *text, int64_t time_ms)
{
    char id[32];

    snprintf(id, sizeof id, "e%lld", (long long)rig->offsets);
    return rig_feed(
        rig, &baton_topic_events, "acme/c1",
        event_make(&rig->arena, "c1", baton_text_string(&rig->arena, baton_text_of(id)), text),
        time_ms);
}

static inline void *rig_decode(struct rig *rig, const struct baton_outgoing *item)
{
    const struct baton_record_type *type =
        item->row != NULL ? item->row->type : &baton_dead_letter_type;
    struct baton_error err;
    void *value;

    assert_false(item->tombstone);
    assert_int_equal(baton_serde_decode(rig->serde, type, item->value, &rig->arena, &value, &err),
                     BATON_DONE);
    return value;
}

static inline struct baton_escalation_signal *rig_signal(struct rig *rig, size_t index)
{
    assert_true(index < rig->batch.items_count);
    assert_ptr_equal(rig->batch.items[index].row, &baton_topic_signals);
    return rig_decode(rig, &rig->batch.items[index]);
}

static inline struct baton_text rig_header(const struct baton_outgoing *item, const char *name)
{
    for (size_t i = 0; i < item->headers_count; i++) {
        if (baton_text_is(item->headers[i].key, name))
            return item->headers[i].value;
    }
    return (struct baton_text){ NULL, 0 };
}

static inline void rig_commit(struct rig *rig)
{
    baton_task_commit(rig->task, 0);
    baton_batch_reset(&rig->batch);
}

#define assert_text(text, string) assert_memory_equal_text((text), (string), __FILE__, __LINE__)
static inline void assert_memory_equal_text(struct baton_text text, const char *string,
                                            const char *file, int line)
{
    if (!baton_text_is(text, string)) {
        print_error("\"%.*s\" is not \"%s\"\n", BATON_TEXT_ARG(text), string);
        _fail(file, line);
    }
}

#endif
