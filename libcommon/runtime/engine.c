/* The stages on logs in memory. One record at a time: the one that was appended first among all
 * that are unread, or, with a seed, a random one; what it leads to is appended at once, at the
 * engine's clock. Transactions commit when all stages are idle: nothing ever aborts here. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

#include "engine_private.h"
#include "key.h"

enum {
    RETRIES_MAX = 3,         /* nothing outside can get better: process is pure */
    ROUNDS_MAX = 100 * 1000, /* of timers at one moment; stages that set each other due timers */
    OVERRUNS_MAX = 40, /* of rounds in which a task had more timers than it hands over in one */
    ENCODE_MAX_BYTES = 4 * 1024 * 1024,
};

/* --- making
 * --------------------------------------------------------------------------------------------------------
 */

static void option_default(const struct baton_option *option, void *conf)
{
    char *at = (char *)conf + option->offset;

    switch (option->kind) {
    case BATON_OPTION_TEXT: *(const char **)(void *)at = option->text_default; break;
    case BATON_OPTION_LONG: *(int64_t *)(void *)at = (int64_t)option->number_default; break;
    case BATON_OPTION_RATIO: *(double *)(void *)at = option->number_default; break;
    case BATON_OPTION_BOOL: *(bool *)(void *)at = option->number_default != 0; break;
    }
}

static void *conf_defaults(const struct baton_service *service)
{
    void *conf = calloc(1, service->conf_size > 0 ? service->conf_size : 1);

    if (conf == NULL)
        abort();
    for (const struct baton_option *option = service->options;
         option != NULL && option->name != NULL; option++)
        option_default(option, conf);
    return conf;
}

static enum baton_verdict stage_open(struct engine_stage *stage, const void *conf,
                                     struct baton_error *err)
{
    const struct baton_service *service = stage->service;

    if (conf == NULL)
        conf = stage->own_conf = conf_defaults(service);
    if (service->check != NULL && !service->check(conf, err))
        return BATON_FATAL;
    if (service->open == NULL)
        return BATON_DONE;
    stage->self = service->open(conf, err);
    return stage->self != NULL ? BATON_DONE : BATON_FATAL;
}

static enum baton_verdict task_open(struct baton_engine *engine, struct engine_stage *stage,
                                    int32_t partition, struct baton_error *err)
{
    struct baton_store_conf memory = { .path = NULL };
    struct baton_task_conf conf = { .service = stage->service,
                                    .self = stage->self,
                                    .serde = stage->serde,
                                    .batch = &stage->batch,
                                    .partition = partition,
                                    .partition_count = engine->conf.partitions,
                                    .version = BATON_VERSION };
    int64_t offset;

    if (baton_store_open(&memory, &conf.store, &offset, err) != BATON_DONE)
        return BATON_FATAL;
    stage->tasks[partition].task = baton_task_new(&conf);
    return BATON_DONE;
}

static enum baton_verdict topics_add(struct baton_engine *engine,
                                     const struct baton_topic *const *topics, bool inputs,
                                     struct baton_error *err)
{
    struct engine_log *log;

    for (; topics != NULL && *topics != NULL; topics++) {
        if (engine_log_add(engine, *topics, &log, err) != BATON_DONE)
            return BATON_FATAL;
        log->read = log->read || (inputs && !(*topics)->global);
    }
    return BATON_DONE;
}

static void dead_letters_name(struct engine_stage *stage)
{
    snprintf(stage->dead_letters_name, sizeof stage->dead_letters_name, "%s-dead-letters",
             stage->service->name);
    stage->dead_letters = (struct baton_topic){ .name = stage->dead_letters_name,
                                                .type = &baton_dead_letter_type,
                                                .owner_parts = 1,
                                                .key_help = "the original's" };
}

static enum baton_verdict stage_make(struct baton_engine *engine, struct engine_stage *stage,
                                     const void *conf, struct baton_error *err)
{
    dead_letters_name(stage);
    baton_batch_init(&stage->batch);
    stage->serde = baton_serde_new(engine->registry);
    stage->tasks = calloc((size_t)engine->conf.partitions, sizeof *stage->tasks);
    if (stage->tasks == NULL)
        abort();
    if (topics_add(engine, stage->service->inputs, true, err) != BATON_DONE
        || topics_add(engine, stage->service->outputs, false, err) != BATON_DONE
        || engine_log_add(engine, &stage->dead_letters, NULL, err) != BATON_DONE
        || baton_service_schemas(stage->service, "", stage->serde, true, err) != BATON_DONE
        || stage_open(stage, conf, err) != BATON_DONE)
        return BATON_FATAL;
    for (int32_t p = 0; p < engine->conf.partitions; p++) {
        if (task_open(engine, stage, p, err) != BATON_DONE)
            return BATON_FATAL;
    }
    return BATON_DONE;
}

static size_t services_count(const struct baton_service *const *services)
{
    size_t count = 0;

    while (services[count] != NULL)
        count++;
    return count;
}

struct baton_engine *baton_engine_new(const struct baton_engine_conf *conf, struct baton_error *err)
{
    struct baton_registry_conf local = { .url = NULL };
    struct baton_engine *engine = calloc(1, sizeof *engine);

    if (engine == NULL)
        abort();
    engine->conf = *conf;
    engine->now_ms = conf->start_ms;
    engine->random = conf->shuffle_seed;
    baton_arena_init(&engine->arena);
    baton_arena_init(&engine->tap_arena);
    baton_arena_init(&engine->global_arena);
    baton_buf_init(&engine->buf, ENCODE_MAX_BYTES);
    engine->registry = baton_registry_open(&local);
    engine->serde = baton_serde_new(engine->registry);
    engine->stages = calloc(services_count(conf->services) + 1, sizeof *engine->stages);
    if (engine->stages == NULL)
        abort();
    for (size_t i = 0; conf->services[i] != NULL; i++) {
        engine->stages[i].service = conf->services[i];
        engine->stages_count++;
        if (stage_make(engine, &engine->stages[i], conf->confs != NULL ? conf->confs[i] : NULL, err)
            != BATON_DONE) {
            baton_engine_free(engine);
            return NULL;
        }
    }
    return engine;
}

static void stage_free(struct baton_engine *engine, struct engine_stage *stage)
{
    for (int32_t p = 0; p < engine->conf.partitions; p++)
        baton_task_free(stage->tasks[p].task);
    free(stage->tasks);
    if (stage->self != NULL && stage->service->close != NULL)
        stage->service->close(stage->self);
    baton_batch_release(&stage->batch);
    baton_serde_free(stage->serde);
    free(stage->own_conf);
}

void baton_engine_free(struct baton_engine *engine)
{
    if (engine == NULL)
        return;
    for (size_t i = 0; i < engine->stages_count; i++)
        stage_free(engine, &engine->stages[i]);
    free(engine->stages);
    engine_logs_free(engine);
    baton_serde_free(engine->serde);
    baton_registry_close(engine->registry);
    baton_arena_release(&engine->arena);
    baton_arena_release(&engine->tap_arena);
    baton_arena_release(&engine->global_arena);
    baton_buf_release(&engine->buf);
    free(engine);
}

/* --- picking
 * -------------------------------------------------------------------------------------------------------
 */

/* One input of one task that has an unread record. */
struct pick {
    struct engine_stage *stage;
    int32_t partition;
    size_t input;
    const struct engine_record *record;
};

static uint64_t random_next(struct baton_engine *engine)
{
    engine->random ^= engine->random << 13; /* xorshift64, Marsaglia 2003 */
    engine->random ^= engine->random >> 7;
    engine->random ^= engine->random << 17;
    return engine->random;
}

/* Keeps the earlier one, or with a seed any one alike. */
static void consider(struct baton_engine *engine, const struct pick *candidate, uint64_t seen,
                     struct pick *best)
{
    bool takes = engine->random != 0
                     ? random_next(engine) % seen == 0
                     : best->record == NULL || candidate->record->sequence < best->record->sequence;

    if (takes)
        *best = *candidate;
}

static void pick_of_task(struct baton_engine *engine, struct engine_stage *stage, int32_t partition,
                         bool blocked, uint64_t *seen, struct pick *best)
{
    const struct engine_task *task = &stage->tasks[partition];
    struct pick candidate = { stage, partition, 0, NULL };

    for (size_t i = 0; stage->service->inputs != NULL && stage->service->inputs[i] != NULL; i++) {
        if (stage->service->inputs[i]->global || task->blocked[i] != blocked)
            continue;
        candidate.input = i;
        candidate.record = engine_record_at(engine_log_of(engine, stage->service->inputs[i]),
                                            partition, task->next[i]);
        if (candidate.record != NULL)
            consider(engine, &candidate, ++*seen, best);
    }
}

/* `blocked`: only among those that wait for a cause. */
static struct pick pick_next(struct baton_engine *engine, bool blocked)
{
    struct pick best = { NULL, 0, 0, NULL };
    uint64_t seen = 0;

    for (size_t s = 0; s < engine->stages_count; s++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++)
            pick_of_task(engine, &engine->stages[s], p, blocked, &seen, &best);
    }
    return best;
}

/* --- processing
 * ----------------------------------------------------------------------------------------------------
 */

static enum baton_verdict flush(struct baton_engine *engine, struct engine_stage *stage,
                                struct baton_error *err)
{
    enum baton_verdict v = BATON_DONE;

    for (size_t i = 0; v == BATON_DONE && i < stage->batch.items_count; i++) {
        const struct baton_outgoing *item = &stage->batch.items[i];

        v = engine_append(engine, item->row != NULL ? item->row : &stage->dead_letters, item, err);
    }
    baton_batch_reset(&stage->batch);
    return v;
}

static enum baton_verdict failed(const struct engine_task *task, struct baton_error *err)
{
    if (err != NULL)
        *err = *baton_task_error(task->task);
    return BATON_FATAL;
}

static void taken(struct engine_task *task, size_t input)
{
    task->next[input]++;
    task->retries = 0;
    memset(task->blocked, 0, sizeof task->blocked);
}

static bool cause_is_lost(struct baton_engine *engine, const struct pick *pick)
{
    const struct baton_topic *topic;
    int64_t offset;

    baton_task_awaited(pick->stage->tasks[pick->partition].task, &topic, &offset);
    return offset >= engine_end_of(engine_log_of(engine, topic), pick->partition);
}

static enum baton_verdict feed(struct baton_engine *engine, const struct pick *pick,
                               bool ignore_cause, struct baton_error *err)
{
    struct engine_task *task = &pick->stage->tasks[pick->partition];
    struct baton_raw raw;

    engine_raw(pick->stage->service->inputs[pick->input], pick->partition, pick->record, &raw);
    raw.ignore_cause = ignore_cause;
    task->dirty = true;
    enum baton_fed fed = baton_task_feed(task->task, &raw);
    if (fed == BATON_FED_HELD && cause_is_lost(engine, pick)) {
        raw.ignore_cause = true;
        fed = baton_task_feed(task->task, &raw);
    }
    if (fed == BATON_FED_HELD)
        task->blocked[pick->input] = true;
    if (fed == BATON_FED_FATAL || (fed == BATON_FED_RETRY && ++task->retries > RETRIES_MAX))
        return failed(task, err);
    if (fed == BATON_FED_DONE)
        taken(task, pick->input);
    return flush(engine, pick->stage, err);
}

/* Until nobody has anything to read. */
static enum baton_verdict drain(struct baton_engine *engine, struct baton_error *err)
{
    for (;;) {
        struct pick pick = pick_next(engine, false);
        bool stuck = pick.record == NULL;

        if (stuck)
            pick = pick_next(engine, true);
        if (pick.record == NULL)
            break;
        if (feed(engine, &pick, stuck, err) != BATON_DONE)
            return BATON_FATAL;
    }
    engine_logs_forget(engine);
    return BATON_DONE;
}

static enum baton_verdict commit(struct baton_engine *engine, struct baton_error *err)
{
    for (size_t s = 0; s < engine->stages_count; s++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++) {
            struct engine_task *task = &engine->stages[s].tasks[p];
            bool done;

            if (!task->dirty)
                continue;
            task->dirty = false;
            baton_task_commit(task->task, 0);
            if (baton_store_checkpoint(baton_task_store(task->task), 0, &done, err) != BATON_DONE)
                return BATON_FATAL;
        }
    }
    return BATON_DONE;
}

/* --- time
 * ----------------------------------------------------------------------------------------------------------
 */

static int64_t deadline_first(struct baton_engine *engine)
{
    int64_t first = INT64_MAX;

    for (size_t s = 0; s < engine->stages_count; s++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++) {
            int64_t deadline = baton_task_next_deadline(engine->stages[s].tasks[p].task);

            first = deadline < first ? deadline : first;
        }
    }
    return first;
}

/* The task has read all there is: what is due at the engine's clock is handed over. */
static enum baton_verdict fire(struct baton_engine *engine, struct engine_stage *stage,
                               int32_t partition, struct baton_error *err)
{
    struct engine_task *task = &stage->tasks[partition];

    if (baton_task_next_deadline(task->task) > engine->now_ms)
        return BATON_DONE;
    for (const struct baton_topic *const *input = stage->service->inputs; *input != NULL; input++) {
        if (!(*input)->global)
            baton_task_drained(task->task, *input, engine->now_ms);
    }
    task->dirty = true;
    enum baton_fed fed = baton_task_fire(task->task);
    if (fed == BATON_FED_FATAL || (fed == BATON_FED_RETRY && ++task->retries > RETRIES_MAX))
        return failed(task, err);
    if (fed == BATON_FED_DONE) {
        task->retries = 0;
        engine->overruns += baton_task_next_deadline(task->task) <= engine->now_ms;
    }
    return flush(engine, stage, err);
}

static enum baton_verdict fire_all(struct baton_engine *engine, struct baton_error *err)
{
    for (size_t s = 0; s < engine->stages_count; s++) {
        for (int32_t p = 0; p < engine->conf.partitions; p++) {
            if (fire(engine, &engine->stages[s], p, err) != BATON_DONE)
                return BATON_FATAL;
        }
    }
    return BATON_DONE;
}

/* Deadline by deadline, each with all that follows from it. */
static enum baton_verdict run_to(struct baton_engine *engine, int64_t time_ms,
                                 struct baton_error *err)
{
    int rounds = 0;

    for (int64_t due = deadline_first(engine); due <= time_ms; due = deadline_first(engine)) {
        if (due > engine->now_ms) {
            engine->now_ms = due;
            engine->overruns = rounds = 0;
        }
        if (++rounds > ROUNDS_MAX || engine->overruns > OVERRUNS_MAX)
            return baton_fail(err, BATON_FATAL, "timer_loop",
                              "timers are set again and again for the same moment");
        if (fire_all(engine, err) != BATON_DONE || drain(engine, err) != BATON_DONE)
            return BATON_FATAL;
    }
    if (time_ms > engine->now_ms)
        engine->now_ms = time_ms;
    return BATON_DONE;
}

enum baton_verdict baton_engine_advance(struct baton_engine *engine, int64_t time_ms,
                                        struct baton_error *err)
{
    if (run_to(engine, time_ms, err) != BATON_DONE)
        return BATON_FATAL;
    return commit(engine, err);
}

int64_t baton_engine_now(const struct baton_engine *engine)
{
    return engine->now_ms;
}

/* --- feeding
 * -------------------------------------------------------------------------------------------------------
 */

static int32_t partition_for(const struct baton_engine *engine, const struct baton_topic *topic,
                             const struct baton_text *key, int32_t partition)
{
    if (partition >= 0)
        return partition;
    if (topic->global || key == NULL)
        return 0;
    return baton_key_partition(*key, topic->owner_parts, engine->conf.partitions);
}

enum baton_verdict baton_engine_feed_raw(struct baton_engine *engine,
                                         const struct baton_topic *topic,
                                         const struct baton_text *key,
                                         const struct baton_text *value, int64_t time_ms,
                                         int32_t partition, struct baton_error *err)
{
    struct baton_outgoing item = { .row = topic,
                                   .topic = topic->name,
                                   .has_key = key != NULL,
                                   .tombstone = value == NULL,
                                   .partition = partition_for(engine, topic, key, partition) };

    if (item.partition >= (topic->global ? 1 : engine->conf.partitions))
        return baton_fail(err, BATON_REJECT, "no_partition", "%s has no partition %d", topic->name,
                          (int)item.partition);
    item.key = key != NULL ? *key : BATON_TEXT_NONE;
    item.value = value != NULL ? *value : BATON_TEXT_NONE;
    if (run_to(engine, time_ms, err) != BATON_DONE
        || engine_append(engine, topic, &item, err) != BATON_DONE
        || drain(engine, err) != BATON_DONE || run_to(engine, engine->now_ms, err) != BATON_DONE)
        return BATON_FATAL;
    return commit(engine, err);
}

enum baton_verdict baton_engine_feed(struct baton_engine *engine, const struct baton_topic *topic,
                                     struct baton_text key, const void *value, int64_t time_ms,
                                     int32_t partition, struct baton_error *err)
{
    struct baton_text bytes;

    if (value == NULL)
        return baton_engine_feed_raw(engine, topic, &key, NULL, time_ms, partition, err);
    if (engine_log_add(engine, topic, NULL, err) != BATON_DONE)
        return BATON_FATAL;
    baton_buf_reset(&engine->buf);
    if (baton_serde_encode(engine->serde, topic->type, value, &engine->buf, err) != BATON_DONE)
        return BATON_REJECT;
    bytes = baton_buf_text(&engine->buf);
    return baton_engine_feed_raw(engine, topic, &key, &bytes, time_ms, partition, err);
}
