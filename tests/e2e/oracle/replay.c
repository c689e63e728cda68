/* The replay of one service. Places (what `seen` says) are sorted; a task walks from one to the
 * next. */
#include "replay.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS_MAX = 16, CHECKPOINT_EVERY = 256, ROUNDS_MAX = 1000 * 1000 };

/* How far each input had been read when an output was written, and by what it was made. */
struct place {
    int64_t seen[INPUTS_MAX]; /* offset of the last record read; -1 none */
    int64_t total;
    int64_t time_ms;
    int cause; /* index of the input whose record made it; -1 a timer */
};

struct walk {
    struct dump *dump;
    const struct baton_service *service;
    void *self, *conf;
    struct baton_serde *serde;
    struct baton_batch batch;
    struct baton_task *task;
    int32_t partition;
    size_t inputs;
    const struct dump_log *logs[INPUTS_MAX];
    size_t next[INPUTS_MAX];
    bool blocked[INPUTS_MAX];
    int64_t fed;
    size_t said; /* outputs so far that are no summaries */
    struct baton_arena *arena, globals;
    struct outputs *outputs;
    struct baton_error *err;
};

/* --- what a run's outputs say ---------------------------------------------------------------- */

static int input_of(const struct baton_service *service, struct baton_text topic)
{
    for (int i = 0; service->inputs[i] != NULL; i++)
        if (baton_text_is(topic, service->inputs[i]->name))
            return i;
    return -1;
}

bool output_is_summary(struct baton_text topic)
{
    return baton_text_is(topic, "load") || baton_text_is(topic, "agent-performance")
           || baton_text_is(topic, "handoff-metrics") || baton_text_is(topic, "policies");
}

int32_t output_task(const struct baton_service *service, const struct baton_envelope *env)
{
    for (size_t i = 0; i < env->seen.inputs_count; i++) {
        int input = input_of(service, env->seen.inputs[i].topic);

        if (input >= 0 && !service->inputs[input]->global)
            return (int32_t)env->seen.inputs[i].partition;
    }
    return -1;
}

static bool written_by(const struct dump_record *record, const struct baton_service *service)
{
    const struct baton_envelope *env = dump_envelope(record);
    char dead_letters[96];

    if (env == NULL || !baton_text_is(env->producer.name, service->name))
        return false;
    for (const struct baton_topic *const *topic = service->outputs; topic != NULL && *topic != NULL;
         topic++)
        if (*topic == record->row)
            return true;
    snprintf(dead_letters, sizeof dead_letters, "%s-dead-letters", service->name);
    return baton_text_is(record->topic, dead_letters);
}

static struct baton_text header_of(const struct baton_pair *headers, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (baton_text_is(headers[i].key, name))
            return headers[i].value;
    return BATON_TEXT_NONE;
}

static bool is_output(const struct dump_record *record, const struct baton_service *service)
{
    bool forwards = record->row != NULL && record->row->forwarder != NULL
                    && strcmp(record->row->forwarder, service->name) == 0;

    if (header_of(record->headers, record->headers_count, "baton-forwarded").size > 0)
        return forwards;
    if (record->has_value)
        return written_by(record, service);
    for (const struct baton_topic *const *topic = service->outputs; topic != NULL && *topic != NULL;
         topic++)
        if (*topic == record->row)
            return !record->row->global && record->row->cleanup == BATON_CLEANUP_COMPACT;
    return false;
}

void outputs_of_run(const struct dump *dump, const struct baton_service *service,
                    struct baton_arena *arena, struct outputs *ret)
{
    *ret = (struct outputs){ .items = NULL };
    for (size_t i = 0; i < dump->records_count; i++) {
        const struct dump_record *record = dump->records[i];
        struct output output = { .task = -1, .topic = record->topic, .type = record->type };

        if (!is_output(record, service))
            continue;
        output.forwarded = header_of(record->headers, record->headers_count, "baton-forwarded");
        output.tombstone = !record->has_value;
        output.key = record->key;
        output.value = record->value;
        output.headers = record->headers;
        output.headers_count = record->headers_count;
        output.order = (size_t)record->offset;
        if (record->decoded != NULL && output.forwarded.size == 0)
            output.task = output_task(service, dump_envelope(record));
        *BATON_APPEND(arena, ret->items, ret->count) = output;
    }
}

static struct place place_of(const struct walk *walk, const struct baton_envelope *env)
{
    struct place place = { .time_ms = env->occurred_at, .cause = -1 };
    int cause = input_of(walk->service, env->cause.topic);

    for (size_t i = 0; i < walk->inputs; i++)
        place.seen[i] = -1;
    for (size_t i = 0; i < env->seen.inputs_count; i++) {
        int input = input_of(walk->service, env->seen.inputs[i].topic);

        if (input >= 0)
            place.seen[input] = env->seen.inputs[i].offset;
    }
    if (cause >= 0 && env->cause.partition == walk->partition
        && place.seen[cause] == env->cause.offset)
        place.cause = cause;
    for (size_t i = 0; i < walk->inputs; i++)
        place.total += place.seen[i] + 1;
    return place;
}

/* A record's own outputs come before those of the timers that fired after it. */
static int by_place(const void *a, const void *b)
{
    const struct place *one = a, *other = b;

    if (one->total != other->total)
        return one->total < other->total ? -1 : 1;
    if ((one->cause < 0) != (other->cause < 0))
        return one->cause < 0 ? 1 : -1;
    return (one->time_ms > other->time_ms) - (one->time_ms < other->time_ms);
}

static size_t places_find(const struct walk *walk, struct place **ret)
{
    size_t count = 0;

    for (size_t i = 0; i < walk->dump->records_count; i++) {
        const struct dump_record *record = walk->dump->records[i];

        if (record->has_value && written_by(record, walk->service)
            && header_of(record->headers, record->headers_count, "baton-forwarded").size == 0
            && output_task(walk->service, dump_envelope(record)) == walk->partition) {
            struct place place = place_of(walk, dump_envelope(record));

            if (place.cause >= 0 || !output_is_summary(record->topic))
                *BATON_APPEND(walk->arena, *ret, count) = place;
        }
    }
    if (count > 0)
        qsort(*ret, count, sizeof **ret, by_place);
    return count;
}

/* --- feeding --------------------------------------------------------------------------------- */

static bool failed(struct walk *walk, const char *what, const struct baton_error *why)
{
    baton_fail(walk->err, BATON_FATAL, "replay", "%s, partition %d: %s: %.200s",
               walk->service->name, (int)walk->partition, what, why != NULL ? why->text : "");
    return false;
}

static struct baton_text keep(struct walk *walk, struct baton_text text)
{
    return text.data == NULL
               ? text
               : (struct baton_text){ baton_arena_copy(walk->arena, text.data, text.size),
                                      text.size };
}

static void take_outputs(struct walk *walk)
{
    for (size_t i = 0; i < walk->batch.items_count; i++) {
        const struct baton_outgoing *item = &walk->batch.items[i];
        struct baton_pair *headers =
            BATON_NEW_ARRAY(walk->arena, struct baton_pair, item->headers_count);
        struct output output = { .task = item->tombstone ? -1 : walk->partition,
                                 .topic = keep(walk, baton_text_of(item->topic)),
                                 .type =
                                     item->row != NULL ? item->row->type : &baton_dead_letter_type,
                                 .tombstone = item->tombstone,
                                 .key = keep(walk, item->key),
                                 .value = keep(walk, item->value),
                                 .headers = headers,
                                 .headers_count = item->headers_count,
                                 .order = walk->outputs->count };

        for (size_t h = 0; h < item->headers_count; h++)
            headers[h] = (struct baton_pair){ keep(walk, item->headers[h].key),
                                              keep(walk, item->headers[h].value) };
        output.forwarded = header_of(headers, item->headers_count, "baton-forwarded");
        if (output.forwarded.size > 0)
            output.task = -1;
        *BATON_APPEND(walk->arena, walk->outputs->items, walk->outputs->count) = output;
        walk->said += !output_is_summary(output.topic);
    }
    baton_batch_reset(&walk->batch);
}

static bool commit(struct walk *walk)
{
    struct baton_error err = { "", "" };
    bool done;

    take_outputs(walk);
    baton_task_commit(walk->task, 0);
    if (++walk->fed % CHECKPOINT_EVERY != 0)
        return true;
    return baton_store_checkpoint(baton_task_store(walk->task), 0, &done, &err) == BATON_DONE
           || failed(walk, "checkpoint", &err);
}

static const struct dump_record *head_of(const struct walk *walk, size_t input, int64_t limit)
{
    const struct dump_log *log = walk->logs[input];

    if (log == NULL || walk->next[input] >= log->count
        || log->records[walk->next[input]]->offset > limit)
        return NULL;
    return log->records[walk->next[input]];
}

static enum baton_fed feed_record(struct walk *walk, size_t input, const struct dump_record *record,
                                  bool ignore_cause)
{
    struct baton_raw raw = { .topic = walk->service->inputs[input],
                             .partition = record->partition,
                             .offset = record->offset,
                             .time_ms = record->time_ms,
                             .key = record->has_key ? &record->key : NULL,
                             .value = record->has_value ? &record->value : NULL,
                             .headers = record->headers,
                             .headers_count = record->headers_count,
                             .ignore_cause = ignore_cause };

    if (!raw.topic->global)
        return baton_task_feed(walk->task, &raw);
    baton_arena_reset(&walk->globals);
    enum baton_fed fed =
        baton_global_feed(walk->service, walk->self, walk->serde, &raw, &walk->globals, walk->err);
    baton_task_position(walk->task, raw.topic, record->offset + 1);
    return fed;
}

/* Whether something was written of which the run would have left a trace. */
static bool says_something(const struct baton_batch *batch)
{
    for (size_t i = 0; i < batch->items_count; i++) {
        const struct baton_outgoing *item = &batch->items[i];

        if (!item->tombstone && !output_is_summary(baton_text_of(item->topic))
            && header_of(item->headers, item->headers_count, "baton-forwarded").size == 0)
            return true;
    }
    return false;
}

/* A record that wrote nothing then, and would now, was read after another one: it waits like one
 * whose cause has not been read. `speaks`: it is the one that wrote; `stuck`: nothing else is left.
 */
static bool feed(struct walk *walk, size_t input, int64_t limit, bool speaks, bool stuck)
{
    const struct dump_record *record = head_of(walk, input, limit);
    enum baton_fed fed = feed_record(walk, input, record, stuck);

    if (fed == BATON_FED_DONE && !speaks && !stuck && says_something(&walk->batch)) {
        baton_batch_reset(&walk->batch);
        baton_task_abort(walk->task);
        fed = BATON_FED_HELD;
    }
    if (fed == BATON_FED_HELD) {
        walk->blocked[input] = true;
        return true;
    }
    if (fed != BATON_FED_DONE)
        return failed(walk, "a record cannot be processed", baton_task_error(walk->task));
    walk->next[input]++;
    memset(walk->blocked, 0, sizeof walk->blocked);
    return commit(walk);
}

/* The earliest record within the limits, of the input `last` only when all others are there; -1:
 * none. Policies and other global tables go before what arrived later. */
static int choose(const struct walk *walk, const int64_t *limits, int last, bool blocked)
{
    const struct dump_record *best = NULL;
    int chosen = -1;

    for (size_t i = 0; i < walk->inputs; i++) {
        const struct dump_record *head = head_of(walk, i, limits[i]);
        int64_t limit = (int)i == last ? limits[i] - 1 : limits[i];

        if (head == NULL || walk->blocked[i] != blocked || head->offset > limit)
            continue;
        if (best == NULL || head->time_ms < best->time_ms) {
            best = head;
            chosen = (int)i;
        }
    }
    return chosen;
}

static bool advance(struct walk *walk, const int64_t *limits, int last)
{
    for (;;) {
        int input = choose(walk, limits, last, false);
        bool stuck = false;

        if (input < 0 && last >= 0 && head_of(walk, (size_t)last, limits[last]) != NULL
            && !walk->blocked[last])
            input = choose(walk, limits, -1, false);
        if (input < 0 && (input = choose(walk, limits, -1, true)) >= 0)
            stuck = true;
        if (input < 0)
            return true;
        bool speaks =
            input == last && head_of(walk, (size_t)input, limits[input])->offset == limits[input];
        if (!feed(walk, (size_t)input, limits[input], speaks, stuck))
            return false;
    }
}

static bool fire_next(struct walk *walk, int64_t deadline_ms)
{
    for (size_t i = 0; i < walk->inputs; i++)
        if (!walk->service->inputs[i]->global)
            baton_task_drained(walk->task, walk->service->inputs[i], deadline_ms);
    return baton_task_fire(walk->task) == BATON_FED_DONE
               ? commit(walk)
               : failed(walk, "a timer fails", baton_task_error(walk->task));
}

/* Deadline by deadline, as long as a timer is due by `until_ms` and fewer than `wanted` outputs
 * have been said. */
static bool fire(struct walk *walk, int64_t until_ms, size_t wanted)
{
    for (int round = 0; round < ROUNDS_MAX; round++) {
        int64_t deadline_ms = baton_task_next_deadline(walk->task);

        if (deadline_ms > until_ms || walk->said >= wanted)
            return true;
        if (!fire_next(walk, deadline_ms))
            return false;
    }
    return failed(walk, "timers are set again and again for the same moment", NULL);
}

static bool follows(const struct walk *walk, const struct place *before, const struct place *after)
{
    for (size_t i = 0; i < walk->inputs; i++)
        if (after->seen[i] < before->seen[i])
            return false;
    return true;
}

/* How many of the places from `first` on are the same, all made by timers. */
static size_t firings(const struct walk *walk, const struct place *places, size_t first,
                      size_t count)
{
    size_t next = first;

    while (next < count && places[next].cause < 0
           && memcmp(places[next].seen, places[first].seen, walk->inputs * sizeof places->seen[0])
                  == 0)
        next++;
    return next - first;
}

static bool run(struct walk *walk, int64_t until_ms)
{
    struct place *places = NULL;
    size_t count = places_find(walk, &places), fired = 0;
    int64_t all[INPUTS_MAX];

    for (size_t i = 0; i<count; i += fired> 0 ? fired : 1) {
        size_t before = walk->said;

        fired = firings(walk, places, i, count);
        if (i > 0 && !follows(walk, &places[i - 1], &places[i]))
            return failed(walk, "outputs contradict each other in what had been read", NULL);
        if (!advance(walk, places[i].seen, places[i].cause))
            return false;
        if (fired > 0 && !fire(walk, places[i + fired - 1].time_ms, before + fired))
            return false;
    }
    for (size_t i = 0; i < INPUTS_MAX; i++)
        all[i] = INT64_MAX;
    return advance(walk, all, -1) && (until_ms == 0 || fire(walk, until_ms, SIZE_MAX));
}

/* --- a service ------------------------------------------------------------------------------- */

static void *conf_defaults(const struct baton_service *service)
{
    char *conf = calloc(1, service->conf_size > 0 ? service->conf_size : 1);

    if (conf == NULL)
        abort();
    for (const struct baton_option *o = service->options; o != NULL && o->name != NULL; o++)
        switch (o->kind) {
        case BATON_OPTION_TEXT: *(const char **)(void *)(conf + o->offset) = o->text_default; break;
        case BATON_OPTION_LONG:
            *(int64_t *)(void *)(conf + o->offset) = (int64_t)o->number_default;
            break;
        case BATON_OPTION_RATIO: *(double *)(void *)(conf + o->offset) = o->number_default; break;
        case BATON_OPTION_BOOL: *(bool *)(void *)(conf + o->offset) = o->number_default != 0; break;
        }
    return conf;
}

static bool walk_open(struct walk *walk)
{
    struct baton_store_conf memory = { .path = NULL };
    struct baton_task_conf conf = { .service = walk->service,
                                    .serde = walk->serde,
                                    .batch = &walk->batch,
                                    .partition = walk->partition,
                                    .partition_count = walk->dump->partitions,
                                    .version = BATON_VERSION };
    struct baton_error err = { "", "" };
    int64_t offset;

    walk->self = walk->service->open != NULL ? walk->service->open(walk->conf, &err) : NULL;
    if (walk->service->open != NULL && walk->self == NULL)
        return failed(walk, "open", &err);
    conf.self = walk->self;
    if (baton_store_open(&memory, &conf.store, &offset, &err) != BATON_DONE)
        return failed(walk, "store", &err);
    walk->task = baton_task_new(&conf);
    for (walk->inputs = 0; walk->service->inputs[walk->inputs] != NULL; walk->inputs++) {
        const struct baton_topic *topic = walk->service->inputs[walk->inputs];

        walk->logs[walk->inputs] =
            dump_log_of(walk->dump, topic->name, topic->global ? 0 : walk->partition);
    }
    return true;
}

static bool replay_partition(struct walk *walk, int64_t until_ms)
{
    bool good;

    baton_arena_init(&walk->globals);
    baton_batch_init(&walk->batch);
    good = walk_open(walk) && run(walk, until_ms);
    baton_task_free(walk->task);
    if (walk->self != NULL && walk->service->close != NULL)
        walk->service->close(walk->self);
    baton_batch_release(&walk->batch);
    baton_arena_release(&walk->globals);
    return good;
}

bool outputs_of_replay(struct dump *dump, const struct baton_service *service, int64_t until_ms,
                       struct baton_arena *arena, struct outputs *ret, struct baton_error *err)
{
    struct baton_serde *serde = baton_serde_new(dump->registry);
    void *conf = conf_defaults(service);
    bool good = baton_service_schemas(service, "", serde, true, err) == BATON_DONE;

    *ret = (struct outputs){ .items = NULL };
    for (int32_t p = 0; good && p < dump->partitions; p++) {
        struct walk walk = { .dump = dump,
                             .service = service,
                             .conf = conf,
                             .serde = serde,
                             .partition = p,
                             .arena = arena,
                             .outputs = ret,
                             .err = err };

        good = replay_partition(&walk, until_ms);
    }
    baton_serde_free(serde);
    free(conf);
    return good;
}
