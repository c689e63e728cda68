/* What an event costs the detector, part by part, in one process and without a broker: a task on an
 * LMDB store is fed events of many conversations; the linker puts clocks around what `process`
 * calls for its state and around the decoding of records (CMakeLists.txt: --wrap).
 *
 *   feed_bench FOLDER [conversations [events [active]]]
 *
 * Each conversation is stored with one event; then events of `active` of them (all), which lie
 * evenly among the stored ones, are measured.
 *
 * Prints one line of JSON, nanoseconds an event. The folder is made, and left to the caller. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "detector_service.h"
#include "records.h"
#include "serde.h"
#include "store.h"
#include "task.h"

#define BATCH 5000
#define CHECKPOINT_EVERY 50000

static const char *const texts[] = {
    "Hello, I ordered a coffee grinder last Tuesday and the parcel has still not arrived.",
    "I have already restarted it twice and the light keeps blinking red, what else can I do?",
    "Thanks, that helped a little, but the invoice still shows the old address of our office.",
    "Could you tell me how long the refund takes once the shop has received the parcel back?",
};

/* Time spent, and how deep in state calls: a row's decoding counts as state. */
static struct {
    int64_t decode, state, process;
    long decode_calls, state_calls, process_calls;
    int depth;
} spent;

static int64_t tick_ns; /* what reading the clock costs */

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
    enum baton_verdict v = baton_detector_service.process(in, self, out);

    spent.process +=
        since(start) - (spent.state - state) - 2 * tick_ns * (spent.state_calls - calls);
    spent.process_calls++;
    return v;
}

struct bench {
    struct baton_service service;
    struct baton_serde *serde;
    struct baton_task *task;
    struct baton_batch batch;
    struct baton_arena arena;
    struct baton_buf buf;
    long conversations, events, active;
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

static void open_task(struct bench *b, const char *folder)
{
    struct baton_registry_conf local = { .url = NULL };
    struct baton_store_conf store = { .path = folder, .map_bytes = (size_t)4 << 30 };
    struct baton_task_conf conf = { .partition_count = 1, .version = "bench", .batch = &b->batch };
    struct baton_error err = { "", "" };
    int64_t offset;

    b->service = baton_detector_service;
    b->service.process = timed_process;
    b->serde = conf.serde = baton_serde_new(baton_registry_open(&local));
    must(baton_service_schemas(&b->service, "", b->serde, true, &err) == BATON_DONE, "schemas",
         &err);
    must(baton_serde_add(b->serde, baton_topic_events.type, "conversation-events-value", true, &err)
             == BATON_DONE,
         "schemas", &err);
    conf.service = &b->service;
    conf.self = b->service.open(NULL, &err);
    must(conf.self != NULL, "open", &err);
    mkdir(folder, 0700);
    must(baton_store_open(&store, &conf.store, &offset, &err) == BATON_DONE, folder, &err);
    baton_batch_init(&b->batch);
    baton_arena_init(&b->arena);
    baton_buf_init(&b->buf, 1 << 20);
    b->task = baton_task_new(&conf);
}

/* The event as it lies in Kafka; its making is not what is measured. */
static struct baton_text make(struct bench *b, long number, struct baton_text *ret_key)
{
    struct baton_conversation_event *event;
    struct baton_error err = { "", "" };
    long after = number - b->conversations; /* all are stored */
    long stride = b->conversations / b->active;
    long conversation = after < 0 ? number : after % b->active * stride;
    long turn = after < 0 ? 0 : 1 + after / b->active;

    baton_arena_reset(&b->arena);
    event = BATON_RECORD(&b->arena, conversation_event);
    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = baton_text_format(&b->arena, "c%ld", conversation);
    event->event_id = baton_text_format(&b->arena, "c%ld-%ld", conversation, turn);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    /* What is only stored ends with the bot's words: no time-out of it fires later. */
    event->speaker = turn % 2 == 0 ? BATON_SPEAKER_BOT : BATON_SPEAKER_CUSTOMER;
    /* by its rank, so that what is said is the same however many others are stored */
    event->text = baton_text_of(texts[(conversation / stride + turn) % 4]);
    *ret_key = baton_text_format(&b->arena, "acme/c%ld", conversation);
    baton_buf_reset(&b->buf);
    must(baton_serde_encode(b->serde, baton_topic_events.type, event, &b->buf, &err) == BATON_DONE,
         "encode", &err);
    return baton_buf_text(&b->buf);
}

static void feed(struct bench *b, long number)
{
    struct baton_text key, value = make(b, number, &key);
    struct baton_raw raw = { .topic = &baton_topic_events,
                             .offset = number,
                             .time_ms = 1700000000000 + number,
                             .key = &key,
                             .value = &value };
    int64_t start = clock_ns();
    enum baton_fed fed = baton_task_feed(b->task, &raw);

    b->feed_ns += since(start);
    must(fed == BATON_FED_DONE, "feed", baton_task_error(b->task));
}

static void ignore(void *context, struct baton_text key, const struct baton_text *value)
{
    (void)context;
    (void)key;
    (void)value;
}

static void commit(struct bench *b, long offset)
{
    int64_t start = clock_ns();

    b->outputs += b->batch.items_count;
    baton_store_changes(baton_task_store(b->task), ignore, NULL);
    baton_task_commit(b->task, offset);
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

static void run(struct bench *b, long from, long to)
{
    for (long i = from; i < to; i++) {
        feed(b, i);
        if ((i + 1) % BATCH == 0)
            commit(b, i + 1);
        if ((i + 1) % CHECKPOINT_EVERY == 0)
            checkpoint(b);
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

int main(int argc, char **argv)
{
    struct bench b = { .conversations = number_of(argc, argv, 2, 100000),
                       .events = number_of(argc, argv, 3, 300000) };

    b.active = number_of(argc, argv, 4, b.conversations);
    if (argc < 2 || b.active < 1 || b.active > b.conversations) {
        fputs("usage: feed_bench FOLDER [conversations [events [active]]]\n", stderr);
        return 2;
    }
    calibrate();
    open_task(&b, argv[1]);
    run(&b, 0, b.conversations); /* every conversation lives before the clocks count */
    checkpoint(&b);
    memset(&spent, 0, sizeof spent);
    b.feed_ns = b.commit_ns = b.checkpoint_ns = 0;
    b.outputs = 0;
    run(&b, b.conversations, b.conversations + b.events);
    print(&b);
    baton_task_free(b.task);
    return 0;
}
