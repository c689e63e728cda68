/* A task: life cycle, feeding, commit and abort. Runs on its driver's thread; everything that it
 * changes is the store's record layer and the batch, until the driver commits. */
#include "task.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mutant.h"
#include "task_private.h"

enum {
    ENCODE_MAX_BYTES =
        4 * 1024 * 1024, /* twice what any topic takes; each topic's own is checked */
    SKEW_MS = 5 * 60 * 1000,
};

static BATON_METRIC(consumed, "baton_messages_consumed_total", BATON_COUNTER, "topic",
                    "Records read and committed.");
static BATON_METRIC(produced, "baton_messages_produced_total", BATON_COUNTER, "topic",
                    "Records written and committed.");
static BATON_METRIC(duration, "baton_process_duration_seconds", BATON_HISTOGRAM, NULL,
                    "Time of process for one record or timer; one in sixteen is measured.");
static BATON_METRIC(held, "baton_held_total", BATON_COUNTER, "topic",
                    "Records that waited for their cause.");

static BATON_METRIC(skewed, "baton_clock_skew_total", BATON_COUNTER, "topic,direction",
                    "Records of outsiders whose occurred_at is more than five minutes ahead of "
                    "their arrival, or behind it.");

/* "tenant/conversation_id", perhaps with more behind. */
bool task_keyed_by_conversation(const struct baton_topic *topic)
{
    return baton_text_starts(baton_text_of(topic->key_help), BATON_TEXT("tenant/conversation_id"));
}

/* The first field that must be there, beside who the record is about. */
const struct baton_field *task_id_field(const struct baton_record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];

        if (field->required && field->kind == BATON_KIND_STRING && field->shape == BATON_SHAPE_ONE
            && strcmp(field->name, "tenant") != 0 && strcmp(field->name, "conversation_id") != 0)
            return field;
    }
    return NULL;
}

/* The first enum: a signal's kind, an assignment's change. */
const struct baton_field *task_kind_field(const struct baton_record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].kind == BATON_KIND_ENUM && type->fields[i].shape == BATON_SHAPE_ONE)
            return &type->fields[i];
    }
    return NULL;
}

static void inputs_make(struct baton_task *task)
{
    const struct baton_service *service = task->conf.service;

    for (const struct baton_topic *const *topic = service->inputs; topic != NULL && *topic != NULL;
         topic++) {
        struct task_input *input = &task->inputs[task->inputs_count++];

        assert(task->inputs_count <= TASK_TOPICS_MAX);
        *input = (struct task_input){
            .topic = *topic,
            .id = task_id_field((*topic)->type),
            .forwards = (*topic)->forwarder != NULL
                        && (strcmp((*topic)->forwarder, service->name) == 0
                            || BATON_MUTANT(two_forwarders)),
            .by_conversation = task_keyed_by_conversation(*topic),
            .now = { .next = 0, .last = -1, .read_ms = INT64_MIN },
            .tried_offset = -1,
            .held_offset = -1,
        };
        input->committed = input->now;
    }
}

static void outputs_make(struct baton_task *task)
{
    const struct baton_service *service = task->conf.service;

    for (const struct baton_topic *const *topic = service->outputs; topic != NULL && *topic != NULL;
         topic++) {
        assert(task->outputs_count < TASK_TOPICS_MAX);
        task->outputs[task->outputs_count++] = (struct task_output){
            .topic = *topic,
            .id = task_id_field((*topic)->type),
            .kind = task_kind_field((*topic)->type),
            .cloud_events = *topic == &baton_topic_signals || *topic == &baton_topic_assignments,
            .by_conversation = task_keyed_by_conversation(*topic),
        };
    }
}

struct baton_task *baton_task_new(const struct baton_task_conf *conf)
{
    struct baton_task *task = calloc(1, sizeof *task);

    if (task == NULL)
        abort();
    task->conf = *conf;
    task->time_ms = task->committed_time_ms = INT64_MIN;
    inputs_make(task);
    outputs_make(task);
    snprintf(task->dead_letters, sizeof task->dead_letters, "%s-dead-letters", conf->service->name);
    baton_arena_init(&task->arena);
    baton_arena_init(&task->timer_arena);
    baton_arena_init(&task->counts_arena);
    baton_buf_init(&task->buf, ENCODE_MAX_BYTES);
    task_floor_reset(task);
    return task;
}

void baton_task_free(struct baton_task *task)
{
    if (task == NULL)
        return;
    baton_store_close(task->conf.store);
    baton_arena_release(&task->arena);
    baton_arena_release(&task->timer_arena);
    baton_arena_release(&task->counts_arena);
    baton_buf_release(&task->buf);
    free(task);
}

struct task_input *task_input_of(struct baton_task *task, const struct baton_topic *topic)
{
    for (size_t i = 0; i < task->inputs_count; i++) {
        if (task->inputs[i].topic == topic)
            return &task->inputs[i];
    }
    return NULL;
}

void task_count(struct baton_task *task, struct baton_metric *metric, const char *label,
                double amount)
{
    struct task_count *count = BATON_APPEND(&task->counts_arena, task->counts, task->counts_count);

    count->metric = metric;
    count->label =
        label != NULL ? baton_arena_copy(&task->counts_arena, label, strlen(label) + 1) : NULL;
    count->amount = amount;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

enum baton_verdict task_process(struct baton_task *task, struct baton_outbox *out)
{
    const struct baton_service *service = task->conf.service;
    struct timespec start;

    if (task->processed++ % 16 != 0)
        return service->process(&out->in, task->conf.self, out);
    clock_gettime(CLOCK_MONOTONIC, &start);
    enum baton_verdict v = service->process(&out->in, task->conf.self, out);
    baton_metric_observe(&duration, NULL, seconds_since(&start));
    return v;
}

/* --- feeding
 * -----------------------------------------------------------------------------------------------------
 */

static void outputs_count(struct baton_task *task, const struct baton_outbox *out)
{
    const struct baton_batch *batch = task->conf.batch;

    for (size_t i = out->first_item; i < batch->items_count; i++)
        task_count(task, &produced, batch->items[i].topic, 1);
}

enum baton_fed task_finish(struct baton_task *task, struct baton_outbox *out, enum baton_verdict v)
{
    const char *error = NULL;

    if (out->broken != BATON_DONE && v != BATON_FATAL) {
        v = out->broken;
        out->stage = BATON_DEAD_LETTER_STAGE_OUTPUT;
    }
    if (v != BATON_DONE) {
        outbox_rollback(out);
        task->error = out->error;
    }
    if (v == BATON_REJECT) {
        if (out->timer_row.size > 0)
            baton_store_drop(task->conf.store, out->timer_row); /* it stays handed over */
        v = outbox_dead_letter(out);
        error = out->error.code[0] != '\0' ? out->error.code : "rejected";
        if (v != BATON_DONE)
            task->error = out->error;
    }
    if (v != BATON_DONE)
        return v == BATON_RETRY ? BATON_FED_RETRY : BATON_FED_FATAL;
    baton_store_settle(task->conf.store);
    outputs_count(task, out);
    if (task->conf.spans != NULL)
        outbox_span(out, error);
    return BATON_FED_DONE;
}

/* The input has been read past `raw`. */
static void input_pass(struct task_input *input, const struct baton_raw *raw)
{
    input->now.next = raw->offset + 1;
    input->now.last = raw->offset;
    if (raw->time_ms > input->now.read_ms)
        input->now.read_ms = raw->time_ms;
    input->consumed++;
}

static enum baton_fed finish_record(struct baton_task *task, struct task_input *input,
                                    enum baton_verdict v)
{
    struct baton_outbox *out = &task->outbox;
    enum baton_fed fed = task_finish(task, out, v);

    if (fed == BATON_FED_DONE)
        input_pass(input, out->raw);
    if (fed == BATON_FED_RETRY) {
        input->tries = input->tried_offset == out->raw->offset ? input->tries + 1 : 1;
        input->tried_offset = out->raw->offset;
    }
    return fed;
}

static enum baton_fed hold(struct task_input *input, const struct baton_raw *raw)
{
    if (input->held_offset != raw->offset)
        baton_metric_add(&held, input->topic->name, 1);
    input->held_offset = raw->offset;
    return BATON_FED_HELD;
}

/* Counts a sender whose clock is wrong, or who has kept the record back. Nothing is decided by
 * occurred_at; our own topics are left out, whose records tell their inputs' time. */
static void skew_count(struct baton_task *task, const struct task_input *input)
{
    const struct baton_envelope *env = task->outbox.env;
    int64_t arrived = task->outbox.raw->time_ms;
    char label[96];

    if (input->topic->forwarder == NULL || env == NULL || env->occurred_at == 0
        || task->outbox.synthetic)
        return;
    bool ahead = env->occurred_at > arrived;
    uint64_t apart = ahead ? (uint64_t)env->occurred_at - (uint64_t)arrived
                           : (uint64_t)arrived - (uint64_t)env->occurred_at;
    if (apart <= SKEW_MS)
        return;
    snprintf(label, sizeof label, "%s,%s", input->topic->name, ahead ? "ahead" : "behind");
    task_count(task, &skewed, label, 1);
}

/* Timers first, then the record, at the task's time. */
static enum baton_fed feed_checked(struct baton_task *task, struct task_input *input)
{
    struct baton_outbox *out = &task->outbox;
    int64_t time_ms = out->raw->time_ms;
    enum baton_fed fed = task_fire_due(task, task_frontier(task, input, time_ms));

    if (fed != BATON_FED_DONE)
        return fed;
    out->in.time_ms = time_ms > task->time_ms ? time_ms : task->time_ms;
    out->stage = BATON_DEAD_LETTER_STAGE_PROCESS;
    outbox_mark(out);
    fed = finish_record(task, input, task_process(task, out));
    if (fed != BATON_FED_DONE)
        return fed;
    task->time_ms = out->in.time_ms;
    skew_count(task, input);
    return fed;
}

enum baton_fed baton_task_feed(struct baton_task *task, const struct baton_raw *raw)
{
    struct task_input *input = task_input_of(task, raw->topic);
    struct baton_outbox *out = &task->outbox;
    bool mine;

    if (input == NULL) {
        baton_fail(&task->error, BATON_FATAL, "not_an_input", "%s is no input", raw->topic->name);
        return BATON_FED_FATAL;
    }
    baton_arena_reset(&task->arena);
    outbox_begin(out, task, raw, &task->arena);
    out->in.time_ms = raw->time_ms > task->time_ms ? raw->time_ms : task->time_ms;

    enum baton_verdict v = task_check_key(out, input, &mine);
    if (v == BATON_DONE)
        v = task_check_size(out, input, mine);
    if (v == BATON_DONE && !mine) {
        task_misrouted(out, input);
        return finish_record(task, input, BATON_DONE);
    }
    if (v == BATON_DONE)
        v = task_decode(out, input);
    if (v != BATON_DONE)
        return finish_record(task, input, v);
    if (task_must_wait(out))
        return hold(input, raw);
    return feed_checked(task, input);
}

void baton_task_awaited(const struct baton_task *task, const struct baton_topic **ret_topic,
                        int64_t *ret_offset)
{
    *ret_topic = task->awaited_topic;
    *ret_offset = task->awaited_offset;
}

void baton_task_drained(struct baton_task *task, const struct baton_topic *topic, int64_t time_ms)
{
    struct task_input *input = task_input_of(task, topic);

    if (input != NULL && time_ms > input->now.read_ms)
        input->now.read_ms = time_ms;
}

void baton_task_position(struct baton_task *task, const struct baton_topic *topic,
                         int64_t next_offset)
{
    struct task_input *input = task_input_of(task, topic);

    if (input == NULL)
        return;
    input->now.next = next_offset;
    input->now.last = next_offset - 1;
    if (!topic->global) {
        input->committed = input->now;
        task_floor_reset(task); /* rows may have been restored since the task was made */
    }
}

int64_t baton_task_read_ms(struct baton_task *task, const struct baton_topic *topic)
{
    const struct task_input *input = task_input_of(task, topic);

    return input != NULL ? input->now.read_ms : INT64_MIN;
}

int64_t baton_task_time(const struct baton_task *task)
{
    return task->time_ms;
}

void baton_task_resume(struct baton_task *task, int64_t time_ms)
{
    if (time_ms > task->time_ms)
        task->time_ms = task->committed_time_ms = time_ms;
}

/* --- the transaction
 * --------------------------------------------------------------------------------------------- */

static void counts_drop(struct baton_task *task)
{
    baton_arena_reset(&task->counts_arena);
    task->counts = NULL;
    task->counts_count = 0;
}

static void count_apply(const struct task_count *count)
{
    if (count->metric->kind == BATON_COUNTER || count->metric->kind == BATON_GAUGE)
        baton_metric_add(count->metric, count->label, count->amount);
    else
        baton_metric_observe(count->metric, count->label, count->amount);
}

void baton_task_commit(struct baton_task *task, int64_t changelog_offset)
{
    baton_store_commit(task->conf.store, changelog_offset);
    for (size_t i = 0; i < task->counts_count; i++)
        count_apply(&task->counts[i]);
    counts_drop(task);
    for (size_t i = 0; i < task->inputs_count; i++) {
        struct task_input *input = &task->inputs[i];

        if (input->consumed > 0)
            baton_metric_add(&consumed, input->topic->name, (double)input->consumed);
        input->consumed = 0;
        input->committed = input->now;
    }
    task->committed_time_ms = task->time_ms;
}

void baton_task_abort(struct baton_task *task)
{
    baton_store_abort(task->conf.store);
    counts_drop(task);
    for (size_t i = 0; i < task->inputs_count; i++) {
        task->inputs[i].consumed = 0;
        if (!task->inputs[i].topic->global)
            task->inputs[i].now = task->inputs[i].committed;
    }
    task->time_ms = task->committed_time_ms;
    task_floor_reset(task); /* timers that the transaction had handed over are set again */
}

struct baton_store *baton_task_store(struct baton_task *task)
{
    return task->conf.store;
}

const struct baton_error *baton_task_error(const struct baton_task *task)
{
    return &task->error;
}
