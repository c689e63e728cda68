/* What a record costs a stage, part by part, in one process and without a broker: a task on an
 * LMDB store is fed records of many conversations (feed_load.c); the linker puts clocks around what
 * `process` calls for its state and around the decoding of records (CMakeLists.txt: --wrap).
 *
 *   feed_bench STAGE FOLDER [conversations [events [active]]]
 *
 * Each conversation is stored with one turn; then so many events of `active` of them (all), which
 * lie evenly among the stored ones, are measured. Conversations come in thousands.
 *
 * Prints one line of JSON, nanoseconds an event. The folder is made, and left to the caller. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "feed_load.h"
#include "options.h"
#include "records.h"
#include "serde.h"
#include "store.h"
#include "task.h"

#define BATCH 5000
#define CHECKPOINT_EVERY 50000

/* Time spent, and how deep in state calls: a row's decoding counts as state. */
static struct {
    int64_t decode, state, process;
    long decode_calls, state_calls, process_calls;
    int depth;
} spent;

static int64_t tick_ns; /* what reading the clock costs */
static const struct baton_service *measured;

/* CPU time of the thread: other programs' share of the machine does not count. */
static int64_t clock_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void calibrate(void)
{
    enum { TIMES = 100000 };
    int64_t start = clock_ns();

    for (int i = 0; i < TIMES; i++)
        clock_ns();
    tick_ns = (clock_ns() - start) / TIMES;
}

/* Between two readings lies the cost of one. */
static int64_t since(int64_t start)
{
    return clock_ns() - start - tick_ns;
}

enum baton_verdict __real_baton_serde_decode(struct baton_serde *serde,
                                             const struct baton_record_type *type,
                                             struct baton_text framed, struct baton_arena *arena,
                                             void **ret_value, struct baton_error *err);
enum baton_verdict __wrap_baton_serde_decode(struct baton_serde *serde,
                                             const struct baton_record_type *type,
                                             struct baton_text framed, struct baton_arena *arena,
                                             void **ret_value, struct baton_error *err);
enum baton_verdict __wrap_baton_serde_decode(struct baton_serde *serde,
                                             const struct baton_record_type *type,
                                             struct baton_text framed, struct baton_arena *arena,
                                             void **ret_value, struct baton_error *err)
{
    int64_t start = clock_ns();
    enum baton_verdict v = __real_baton_serde_decode(serde, type, framed, arena, ret_value, err);

    if (spent.depth == 0) {
        spent.decode += since(start);
        spent.decode_calls++;
    } else {
        spent.state -= 2 * tick_ns; /* of this clock, which the row's decoding does not need */
    }
    return v;
}

enum baton_verdict __real_baton_state_load(struct baton_outbox *out,
                                           const struct baton_table *table, struct baton_text key,
                                           void **ret);
enum baton_verdict __wrap_baton_state_load(struct baton_outbox *out,
                                           const struct baton_table *table, struct baton_text key,
                                           void **ret);
enum baton_verdict __wrap_baton_state_load(struct baton_outbox *out,
                                           const struct baton_table *table, struct baton_text key,
                                           void **ret)
{
    int64_t start = clock_ns();
    enum baton_verdict v;

    spent.depth++;
    v = __real_baton_state_load(out, table, key, ret);
    spent.depth--;
    spent.state += since(start);
    spent.state_calls++;
    return v;
}

enum baton_verdict __real_baton_state_first(struct baton_outbox *out,
                                            const struct baton_table *table, struct baton_text from,
                                            struct baton_text *ret_key, void **ret);
enum baton_verdict __wrap_baton_state_first(struct baton_outbox *out,
                                            const struct baton_table *table, struct baton_text from,
                                            struct baton_text *ret_key, void **ret);
enum baton_verdict __wrap_baton_state_first(struct baton_outbox *out,
                                            const struct baton_table *table, struct baton_text from,
                                            struct baton_text *ret_key, void **ret)
{
    int64_t start = clock_ns();
    enum baton_verdict v;

    spent.depth++;
    v = __real_baton_state_first(out, table, from, ret_key, ret);
    spent.depth--;
    spent.state += since(start);
    spent.state_calls++;
    return v;
}

void __real_baton_state_save(struct baton_outbox *out, const struct baton_table *table,
                             struct baton_text key, const void *value);
void __wrap_baton_state_save(struct baton_outbox *out, const struct baton_table *table,
                             struct baton_text key, const void *value);
void __wrap_baton_state_save(struct baton_outbox *out, const struct baton_table *table,
                             struct baton_text key, const void *value)
{
    int64_t start = clock_ns();

    __real_baton_state_save(out, table, key, value);
    spent.state += since(start);
    spent.state_calls++;
}

static enum baton_verdict timed_process(const struct baton_record *in, void *self,
                                        struct baton_outbox *out)
{
    int64_t start = clock_ns(), state = spent.state;
    long calls = spent.state_calls;
    enum baton_verdict v = measured->process(in, self, out);

    spent.process +=
        since(start) - (spent.state - state) - 2 * tick_ns * (spent.state_calls - calls);
    spent.process_calls++;
    return v;
}

struct bench {
    const struct feed_stage *stage;
    struct baton_settings settings;
    struct baton_service service;
    struct baton_serde *serde;
    struct baton_task *task;
    struct baton_batch batch;
    struct baton_arena arena;
    struct baton_buf buf;
    long conversations, events, active;
    int64_t offset; /* of the next record, in whichever input */
    int64_t feed_ns, commit_ns, checkpoint_ns;
    size_t outputs;
};

static void must(bool good, const char *what, const struct baton_error *err)
{
    if (good)
        return;
    fprintf(stderr, "feed_bench: %s: %s\n", what, err->text);
    exit(1);
}

/* The service's own options as they are by default. */
static const void *own_options(struct bench *b)
{
    char *arguments[] = { "feed_bench", "--brokers=none", "--registry=http://none", NULL };
    char *environment[] = { NULL };
    struct baton_error err = { "", "" };

    must(baton_settings_read(&b->settings, b->service.name, baton_runtime_options,
                             b->service.options, b->service.conf_size, 3, arguments, environment,
                             &err)
             == BATON_START_RUN,
         "options", &err);
    return b->settings.conf;
}

static void add_schemas(struct bench *b)
{
    struct baton_error err = { "", "" };
    char subject[64];

    must(baton_service_schemas(&b->service, "", b->serde, true, &err) == BATON_DONE, "schemas",
         &err);
    for (const struct baton_topic *const *in = b->service.inputs; *in != NULL; in++) {
        snprintf(subject, sizeof subject, "%s-value", (*in)->name);
        must(baton_serde_add(b->serde, (*in)->type, subject, true, &err) == BATON_DONE, subject,
             &err);
    }
}

static void open_task(struct bench *b, const char *folder)
{
    struct baton_registry_conf local = { .url = NULL };
    struct baton_store_conf store = { .path = folder, .map_bytes = (size_t)4 << 30 };
    struct baton_task_conf conf = { .partition_count = 1, .version = "bench", .batch = &b->batch };
    struct baton_error err = { "", "" };
    int64_t offset;

    measured = b->stage->service;
    b->service = *measured;
    b->service.process = timed_process;
    b->serde = conf.serde = baton_serde_new(baton_registry_open(&local));
    add_schemas(b);
    conf.service = &b->service;
    conf.self = b->service.open(own_options(b), &err);
    must(conf.self != NULL, "open", &err);
    mkdir(folder, 0700);
    must(baton_store_open(&store, &conf.store, &offset, &err) == BATON_DONE, folder, &err);
    baton_batch_init(&b->batch);
    baton_arena_init(&b->arena);
    baton_buf_init(&b->buf, 1 << 20);
    b->task = baton_task_new(&conf);
}

/* Record `number` of turns that `conversations` of the stored ones take, from turn `first` on. */
static void make(struct bench *b, long number, long conversations, long first,
                 struct feed_record *ret_record)
{
    long steps = first == 0 ? b->stage->first_steps : b->stage->steps;
    long in_turn = number % (conversations * steps), in_group = in_turn % (FEED_GROUP * steps);
    long group = in_turn / (FEED_GROUP * steps), place = in_group % FEED_GROUP;
    long conversation = (group * FEED_GROUP + place) * (b->conversations / conversations);
    struct feed_place at = {
        .conversation = conversation,
        .rank = conversation / (b->conversations / b->active),
        .place = place,
        .turn = first + number / (conversations * steps),
        .step = in_group / FEED_GROUP,
    };

    b->stage->make(&b->arena, &at, ret_record);
}

/* As it lies in Kafka; the making of that is not what is measured. */
static void feed(struct bench *b, const struct feed_record *record)
{
    struct baton_error err = { "", "" };

    baton_buf_reset(&b->buf);
    must(baton_serde_encode(b->serde, record->topic->type, record->value, &b->buf, &err)
             == BATON_DONE,
         "encode", &err);
    struct baton_text value = baton_buf_text(&b->buf);
    struct baton_raw raw = { .topic = record->topic,
                             .offset = b->offset,
                             .time_ms = 1700000000000 + b->offset,
                             .key = &record->key,
                             .value = &value };
    int64_t start = clock_ns();
    enum baton_fed fed = baton_task_feed(b->task, &raw);

    b->feed_ns += since(start);
    must(fed == BATON_FED_DONE, "feed", baton_task_error(b->task));
    b->offset++;
}

static void ignore(void *context, struct baton_text key, const struct baton_text *value)
{
    (void)context;
    (void)key;
    (void)value;
}

static void commit(struct bench *b)
{
    int64_t start = clock_ns();

    b->outputs += b->batch.items_count;
    baton_store_changes(baton_task_store(b->task), ignore, NULL);
    baton_task_commit(b->task, b->offset);
    baton_batch_reset(&b->batch);
    b->commit_ns += since(start);
}

static void checkpoint(struct bench *b)
{
    struct baton_error err = { "", "" };
    int64_t start = clock_ns();
    bool done = false;

    must(baton_store_checkpoint(baton_task_store(b->task), 0, &done, &err) == BATON_DONE,
         "checkpoint", &err);
    b->checkpoint_ns += since(start);
}

static void after_record(struct bench *b)
{
    if (b->offset % BATCH == 0)
        commit(b);
    if (b->offset % CHECKPOINT_EVERY == 0)
        checkpoint(b);
}

/* What is measured next begins with nothing to be committed or written. Offsets may have gaps. */
static void settle(struct bench *b)
{
    commit(b);
    checkpoint(b);
    b->offset += CHECKPOINT_EVERY - b->offset % CHECKPOINT_EVERY;
}

static void set_up(struct bench *b)
{
    struct feed_record record;

    for (long i = 0; i < b->stage->setup_count; i++) {
        baton_arena_reset(&b->arena);
        b->stage->setup(&b->arena, i, &record);
        feed(b, &record);
    }
    settle(b);
}

static void run(struct bench *b, long records, long conversations, long first)
{
    struct feed_record record;

    for (long i = 0; i < records; i++) {
        baton_arena_reset(&b->arena);
        make(b, i, conversations, first, &record);
        feed(b, &record);
        after_record(b);
    }
}

static void print(const struct bench *b)
{
    struct baton_store_sizes sizes = baton_store_sizes(baton_task_store(b->task));
    double n = (double)b->events;
    int64_t clocks = 2 * tick_ns * (spent.decode_calls + spent.state_calls + spent.process_calls);
    int64_t rest = b->feed_ns - clocks - spent.decode - spent.state - spent.process;

    printf("{\"events\":%ld,\"rows\":%zu,\"outputs\":%zu,\"decode\":%.0f,\"process\":%.0f,"
           "\"state\":%.0f,\"commit\":%.0f,\"checkpoint\":%.0f,\"rest\":%.0f,\"disk_bytes\":%zu}\n",
           b->events, sizes.rows, b->outputs, (double)spent.decode / n, (double)spent.process / n,
           (double)spent.state / n, (double)b->commit_ns / n, (double)b->checkpoint_ns / n,
           (double)rest / n, sizes.disk_bytes);
}

static long number_of(int argc, char **argv, int at, long otherwise)
{
    return argc > at ? strtol(argv[at], NULL, 10) : otherwise;
}

static const struct feed_stage *stage_of(const char *name)
{
    const struct feed_stage *stage = feed_stages;

    while (stage->name != NULL && strcmp(stage->name, name) != 0)
        stage++;
    return stage->name != NULL ? stage : NULL;
}

int main(int argc, char **argv)
{
    struct bench b = { .conversations = number_of(argc, argv, 3, 100000),
                       .events = number_of(argc, argv, 4, 300000) };

    b.active = number_of(argc, argv, 5, b.conversations);
    b.stage = argc > 2 ? stage_of(argv[1]) : NULL;
    if (b.stage == NULL || b.active < FEED_GROUP || b.active > b.conversations
        || b.active % FEED_GROUP != 0 || b.conversations % FEED_GROUP != 0) {
        fputs("usage: feed_bench STAGE FOLDER [conversations [events [active]]]\n"
              "conversations and active: thousands\n",
              stderr);
        return 2;
    }
    calibrate();
    open_task(&b, argv[2]);
    set_up(&b);
    run(&b, b.conversations * b.stage->first_steps, b.conversations, 0);
    settle(&b);
    memset(&spent, 0, sizeof spent);
    b.feed_ns = b.commit_ns = b.checkpoint_ns = 0;
    b.outputs = 0;
    run(&b, b.events, b.active, 1);
    print(&b);
    baton_task_free(b.task);
    return 0;
}
