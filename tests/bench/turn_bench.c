/* What a turn costs the packager as its conversation grows, in one process and without a broker: so
 * many conversations take turn after turn; each record is a transaction of its own, as in an idle
 * installation, which is the dearest case (a batch writes a head once). Counted are the CPU time of
 * feeding and committing it, and the bytes that it writes to Kafka: key, value and headers of each
 * record, rows of the changelog included ("bytes"); and as they are sent, a batch of lz4 for each
 * topic with what Kafka adds ("sent").
 *
 *   turn_bench FOLDER [conversations]
 *   turn_bench FOLDER --file FILE
 *
 * Customers say something new in two turns of three, as long as they have something. Prints a line
 * of JSON for each turn that is looked at, with the ten turns from it on (turn 1: alone). With a
 * file of conversations (services/cli/conversation_file.h) these are what is said, and each of its
 * turns is looked at, by the first 10 of a conversation and those after them. */
#include <lz4frame.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "conversation_file.h"
#include "key.h"
#include "options.h"
#include "packager_service.h"
#include "records.h"
#include "serde.h"
#include "store.h"
#include "task.h"

enum {
    NEWS = 20,
    TURNS = 1010,
    WINDOW = 10,
    CHECKPOINT_EVERY = 5000,
    EPOCH_S = 1700000000,
    FILE_TURNS = 1 << 16, /* of a file, at most */
};
static const long looked_at[] = { 1, 10, 100, 1000 };

/* With %ld: something that is new at each turn. */
static const char *const customer_says[] = {
    "Hello, my order %ld has still not arrived, can you check where the parcel is?",
    "I have already restarted it twice and it still shows the error E-%ld on the display.",
    "Thanks, that helped a little, but the invoice %ld still shows the old address.",
    "I was charged %ld.50 euros on my card, and I never agreed to that.",
    "No, that did not work either.",
    "Could you tell me how long it takes? I need it before Friday.",
    "ok",
    "My e-mail is customer%ld@example.com, please write there.",
    "The app closes as soon as I open the settings, on an iPhone with version 17.%ld.",
};
static const char *const bot_says[] = {
    "I am sorry to hear that. Please try to restart the device and tell me whether it helps.",
    "I have checked your order %ld: it left our warehouse and is on its way to you.",
    "Could you please tell me the number that stands on the invoice?",
    "You will receive a refund of %ld.50 euros within five working days.",
    "Let me look into this for you.",
    "You find the settings under your account, at the top of the page.",
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Where bytes go. */
enum topic { HEAD, PAGES, OTHERS, CHANGELOG, TOPICS };

enum { BATCH_HEAD = 61, RECORD_HEAD = 8 }; /* bytes of Kafka's format, version 2 */

struct sample {
    double us, bytes, sent;
    size_t topics[TOPICS];
};

struct bench {
    struct baton_settings settings;
    struct baton_serde *serde;
    struct baton_task *task;
    struct baton_batch batch;
    struct baton_arena arena;
    struct baton_buf buf;
    struct baton_buf sent[TOPICS];
    int64_t offset;
    size_t records; /* of the record in hand */
    long conversations;
    struct sample *samples; /* of each turn that is looked at */
};

static void must(bool good, const char *what, const struct baton_error *err)
{
    if (good)
        return;
    fprintf(stderr, "turn_bench: %s: %s\n", what, err->text);
    exit(1);
}

/* CPU time of the thread: other programs' share of the machine does not count. */
static double clock_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void open_task(struct bench *b, const char *folder)
{
    static struct baton_service service;
    char *arguments[] = { "turn_bench", "--brokers=none", "--registry=http://none", NULL };
    char *environment[] = { NULL };
    struct baton_registry_conf local = { .url = NULL };
    struct baton_store_conf store = { .path = folder, .map_bytes = (size_t)4 << 30 };
    struct baton_task_conf conf = { .partition_count = 1, .version = "bench", .batch = &b->batch };
    struct baton_error err = { "", "" };
    int64_t offset;

    service = baton_packager_service;
    must(baton_settings_read(&b->settings, service.name, baton_runtime_options, service.options,
                             service.conf_size, 3, arguments, environment, &err)
             == BATON_START_RUN,
         "options", &err);
    b->serde = conf.serde = baton_serde_new(baton_registry_open(&local));
    must(baton_service_schemas(&service, "", b->serde, true, &err) == BATON_DONE, "schemas", &err);
    must(baton_serde_add(b->serde, &baton_conversation_event_type, "conversation-events-value",
                         true, &err)
             == BATON_DONE,
         "schemas", &err);
    conf.service = &service;
    conf.self = service.open(b->settings.conf, &err);
    must(conf.self != NULL, "open", &err);
    mkdir(folder, 0700);
    must(baton_store_open(&store, &conf.store, &offset, &err) == BATON_DONE, folder, &err);
    baton_batch_init(&b->batch);
    baton_arena_init(&b->arena);
    baton_buf_init(&b->buf, 1 << 20);
    for (int i = 0; i < TOPICS; i++)
        baton_buf_init(&b->sent[i], 1 << 20);
    b->task = baton_task_new(&conf);
}

static struct baton_text words_of(struct bench *b, long conversation, long turn)
{
    long exchange = turn / 2 + conversation;
    const char *said = turn % 2 == 1 ? customer_says[exchange % (long)COUNT(customer_says)]
                                     : bot_says[exchange % (long)COUNT(bot_says)];
    const char *at = strstr(said, "%ld");

    if (at == NULL)
        return baton_text_of(said);
    return baton_text_format(&b->arena, "%.*s%ld%s", (int)(at - said), said,
                             100000 + conversation * 1000 + turn / NEWS, at + strlen("%ld"));
}

static void make(struct bench *b, long conversation, long turn, struct baton_text *ret_key)
{
    struct baton_conversation_event *event = BATON_RECORD(&b->arena, conversation_event);
    struct baton_error err = { "", "" };

    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = baton_text_format(&b->arena, "chat-%08ld", conversation);
    event->event_id = baton_text_format(&b->arena, "chat-%08ld-%ld", conversation, turn);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->speaker = turn % 2 == 1 ? BATON_SPEAKER_CUSTOMER : BATON_SPEAKER_BOT;
    event->text = words_of(b, conversation, turn);
    if (turn == 1) {
        event->customer.id = baton_text_format(&b->arena, "cus-%08ld", conversation);
        event->customer.name = BATON_TEXT("Sarah Chen");
        event->customer.tier = BATON_TEXT("gold");
    }
    *ret_key = baton_text_format(&b->arena, "acme/chat-%08ld", conversation);
    baton_buf_reset(&b->buf);
    must(baton_serde_encode(b->serde, &baton_conversation_event_type, event, &b->buf, &err)
             == BATON_DONE,
         "encode", &err);
}

static void add_row(void *context, struct baton_text key, const struct baton_text *value)
{
    struct bench *b = context;

    baton_buf_append_text(&b->sent[CHANGELOG], key);
    baton_buf_append_text(&b->sent[CHANGELOG], *value);
    b->records++;
}

static void add_output(struct bench *b, const struct baton_outgoing *out)
{
    enum topic topic = out->row == &baton_topic_packages ? HEAD
                       : out->row == &baton_topic_pages  ? PAGES
                                                         : OTHERS;

    baton_buf_append_text(&b->sent[topic], out->key);
    baton_buf_append_text(&b->sent[topic], out->value);
    for (size_t h = 0; h < out->headers_count; h++) {
        baton_buf_append_text(&b->sent[topic], out->headers[h].key);
        baton_buf_append_text(&b->sent[topic], out->headers[h].value);
    }
    b->records++;
}

/* What the record in hand would write. */
static void count_written(struct bench *b, struct sample *s)
{
    size_t sent = 0;

    b->records = 0;
    for (int i = 0; i < TOPICS; i++)
        baton_buf_reset(&b->sent[i]);
    for (size_t i = 0; i < b->batch.items_count; i++)
        add_output(b, &b->batch.items[i]);
    baton_store_changes(baton_task_store(b->task), add_row, b);
    for (int i = 0; i < TOPICS; i++) {
        static char packed[1 << 21];
        size_t size = b->sent[i].size;

        s->topics[i] = size;
        s->bytes += (double)size;
        if (size > 0)
            sent +=
                BATCH_HEAD + LZ4F_compressFrame(packed, sizeof packed, b->sent[i].data, size, NULL);
    }
    s->sent = (double)(sent + RECORD_HEAD * b->records);
}

/* What is encoded in `b->buf`, and its transaction. */
static struct sample record_run(struct bench *b, struct baton_text key, int64_t time_ms)
{
    struct sample s = { 0 };
    struct baton_text value = baton_buf_text(&b->buf);
    struct baton_raw raw = { .topic = &baton_topic_events,
                             .offset = b->offset,
                             .time_ms = time_ms,
                             .key = &key,
                             .value = &value };
    double start = clock_us();
    must(baton_task_feed(b->task, &raw) == BATON_FED_DONE, "feed", baton_task_error(b->task));
    s.us = clock_us() - start;
    count_written(b, &s);
    start = clock_us();
    baton_task_commit(b->task, ++b->offset);
    s.us += clock_us() - start;
    baton_batch_reset(&b->batch);
    return s;
}

/* A turn of one conversation. */
static struct sample turn_run(struct bench *b, long conversation, long turn)
{
    struct baton_text key;

    baton_arena_reset(&b->arena);
    make(b, conversation, turn, &key);
    return record_run(b, key, EPOCH_S * 1000LL + b->offset);
}

static void checkpoint(struct bench *b)
{
    struct baton_error err = { "", "" };
    bool done;

    must(baton_store_checkpoint(baton_task_store(b->task), 0, &done, &err) == BATON_DONE,
         "checkpoint", &err);
}

/* By the number at this offset in a sample. */
static int by_column(const void *a, const void *b, void *offset)
{
    double x = *(const double *)((const char *)a + *(size_t *)offset);
    double y = *(const double *)((const char *)b + *(size_t *)offset);

    return (x > y) - (x < y);
}

static void print_column(struct sample *s, size_t count, const char *name, size_t offset,
                         int digits)
{
    qsort_r(s, count, sizeof *s, by_column, &offset);
    double half = *(const double *)((const char *)&s[count / 2] + offset);
    double most = *(const double *)((const char *)&s[count * 99 / 100] + offset);
    printf(",\"%s\":%.*f,\"%s_p99\":%.*f", name, digits, half, name, digits, most);
}

static void print(struct bench *b, long turn, size_t count)
{
    static const char *const names[] = { "head", "pages", "others", "changelog" };
    struct sample *s = b->samples;

    printf("{\"turn\":%ld", turn);
    print_column(s, count, "us", offsetof(struct sample, us), 1);
    print_column(s, count, "bytes", offsetof(struct sample, bytes), 0);
    print_column(s, count, "sent", offsetof(struct sample, sent), 0);
    for (int topic = 0; topic < TOPICS; topic++) {
        size_t sum = 0;

        for (size_t i = 0; i < count; i++)
            sum += s[i].topics[topic];
        printf(",\"%s\":%zu", names[topic], sum / count);
    }
    puts("}");
}

/* The window from `turn` on has begun; at its end it is printed. */
static void look(struct bench *b, long from, long turns)
{
    size_t count = 0;

    for (long turn = from; turn < from + turns; turn++)
        for (long c = 0; c < b->conversations; c++)
            b->samples[count++] = turn_run(b, c, turn);
    print(b, from, count);
}

/* Conversations that are made up, all turns of each. */
static void run_made(struct bench *b)
{
    size_t next = 0;

    for (long turn = 1; turn < TURNS;) {
        long turns = turn == 1 ? 1 : WINDOW;

        if (next < COUNT(looked_at) && turn == looked_at[next]) {
            look(b, turn, turns);
            turn += turns;
            next++;
            continue;
        }
        for (long c = 0; c < b->conversations; c++)
            (void)turn_run(b, c, turn);
        if (turn++ * b->conversations % CHECKPOINT_EVERY < b->conversations)
            checkpoint(b);
    }
}

/* Those of a file's turns that are at most the tenth of their conversation, or all others. */
static void run_file(struct bench *b, const char *path, bool late)
{
    struct baton_error err = { "", "" };
    struct conversation_file *file = conversation_file_open(path, &err);
    struct conversation one;
    size_t count = 0;
    int64_t time_ms = EPOCH_S * 1000LL;

    must(file != NULL, path, &err);
    for (;;) {
        baton_arena_reset(&b->arena);
        if (conversation_file_next(file, time_ms, &b->arena, &one, &err) != CONVERSATION_READ)
            break;
        /* again: another conversation */
        struct baton_text id =
            baton_text_format(&b->arena, "%.*s%s", BATON_TEXT_ARG(one.id), late ? "-b" : "");
        struct baton_text key = baton_key_make(&b->arena, one.tenant, id);
        for (size_t i = 0; i < one.events_count && count < FILE_TURNS; i++) {
            one.events[i]->env.conversation_id = id;
            baton_buf_reset(&b->buf);
            must(baton_serde_encode(b->serde, &baton_conversation_event_type, one.events[i],
                                    &b->buf, &err)
                     == BATON_DONE,
                 "encode", &err);
            struct sample s = record_run(b, key, time_ms += CONVERSATION_TURN_GAP_MS);
            if ((i >= WINDOW) == late)
                b->samples[count++] = s;
        }
        checkpoint(b);
    }
    conversation_file_close(file);
    if (count > 0)
        print(b, late ? WINDOW + 1 : 1, count);
}

int main(int argc, char **argv)
{
    const char *file = argc == 4 && strcmp(argv[2], "--file") == 0 ? argv[3] : NULL;
    struct bench b = { .conversations = argc > 2 ? strtol(argv[2], NULL, 10) : 200 };

    if (argc < 2 || (file == NULL && (b.conversations < 1 || b.conversations > 100000))) {
        fputs("usage: turn_bench FOLDER [conversations | --file FILE]\n", stderr);
        return 2;
    }
    size_t samples = file != NULL ? FILE_TURNS : (size_t)b.conversations * WINDOW;
    b.samples = calloc(samples, sizeof *b.samples);
    if (b.samples == NULL)
        abort();
    open_task(&b, argv[1]);
    if (file == NULL)
        run_made(&b);
    for (int late = 0; file != NULL && late <= 1; late++)
        run_file(&b, file, late == 1);
    baton_task_free(b.task);
    free(b.samples);
    return 0;
}
