/* A record as it lies in a log: lines "name: value" (a name alone: no value), an empty line, the
 * key's line, and the value. The frame of an event of our own schema is put before a value that
 * does not begin with a magic byte. Whatever comes, the task writes records that can be read, an
 * input's trace goes on, and a dead letter holds what was sent. */
#include "fuzz.h"

#include <string.h>

#include "key.h"
#include "records.h"
#include "task.h"

enum { PARTITIONS = 12, HEADERS_MAX = 64, TRACE_BYTES = 55 };

static struct baton_serde *serde; /* made once: compiling a schema costs more than a record */

struct rig {
    struct baton_batch batch;
    struct baton_task *task;
    struct baton_arena arena;
};

/* A signal for each event. */
static enum baton_verdict process(const struct baton_record *in, void *self,
                                  struct baton_outbox *out)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);

    (void)self;
    signal->signal_id = BATON_TEXT("s");
    return baton_emit(out, &baton_topic_signals, in->key, signal);
}

static const struct baton_topic *const inputs[] = { &baton_topic_events, NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_signals, NULL };
/* The switchboard forwards misrouted events. */
static const struct baton_service service = {
    .name = "switchboard", .inputs = inputs, .outputs = outputs, .process = process
};

static struct baton_serde *make_serde(void)
{
    const struct baton_registry_conf local = { .url = NULL };
    struct baton_serde *made = baton_serde_new(baton_registry_open(&local));

    fuzz_must(baton_serde_add(made, &baton_conversation_event_type, "conversation-events-value",
                              true, NULL)
                      == BATON_DONE
                  && baton_service_schemas(&service, "", made, true, NULL) == BATON_DONE,
              "the schemas are known");
    return made;
}

static void rig_open(struct rig *rig)
{
    const struct baton_store_conf memory = { .path = NULL };
    int64_t offset;

    if (serde == NULL)
        serde = make_serde();
    struct baton_task_conf conf = { .service = &service,
                                    .serde = serde,
                                    .batch = &rig->batch,
                                    .partition = 0,
                                    .partition_count = PARTITIONS,
                                    .version = "1" };
    baton_arena_init(&rig->arena);
    baton_batch_init(&rig->batch);
    fuzz_must(baton_store_open(&memory, &conf.store, &offset, NULL) == BATON_DONE, "a store opens");
    rig->task = baton_task_new(&conf);
}

static void rig_close(struct rig *rig)
{
    baton_task_free(rig->task);
    baton_batch_release(&rig->batch);
    baton_arena_release(&rig->arena);
}

static void *decode(struct rig *rig, const struct baton_outgoing *item,
                    const struct baton_record_type *type)
{
    void *value = NULL;

    fuzz_must(baton_serde_decode(serde, type, item->value, &rig->arena, &value, NULL) == BATON_DONE,
              "what is written can be read");
    return value;
}

static const struct baton_text *header(const struct baton_pair *headers, size_t count,
                                       const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (baton_text_is(headers[i].key, name))
            return &headers[i].value;
    return NULL;
}

/* "00-<32 hex>-<16 hex>-<2 hex>" */
static bool is_trace(struct baton_text parent)
{
    for (size_t i = 0; i < parent.size; i++) {
        bool dash = i == 2 || i == 35 || i == 52;

        if (memchr(dash ? "-" : "0123456789abcdef", parent.data[i], dash ? 1 : 16) == NULL)
            return false;
    }
    return parent.size == TRACE_BYTES;
}

/* What the input's trace was, if it was one. */
static void must_go_on(const struct baton_raw *raw, struct baton_text parent)
{
    const struct baton_text *given = header(raw->headers, raw->headers_count, "traceparent");

    if (given != NULL && is_trace(*given) && memcmp(given->data, "00-0", 4) != 0
        && memcmp(given->data, "00-", 3) == 0)
        fuzz_must(memcmp(given->data, parent.data, 35) == 0
                      || memcmp(given->data + 36, "0000000000000000", 16) == 0,
                  "an input's trace goes on");
}

static void look_at_signal(struct rig *rig, const struct baton_outgoing *item,
                           const struct baton_raw *raw)
{
    const struct baton_text *parent = header(item->headers, item->headers_count, "traceparent");

    decode(rig, item, &baton_escalation_signal_type);
    fuzz_must(parent != NULL && is_trace(*parent), "an output has its trace");
    must_go_on(raw, *parent);
    for (size_t i = 0; i < item->headers_count; i++)
        fuzz_must_be_text(item->headers[i].value, "our own headers are text");
}

static void look_at_dead_letter(struct rig *rig, const struct baton_outgoing *item,
                                const struct baton_raw *raw)
{
    const struct baton_dead_letter *letter = decode(rig, item, &baton_dead_letter_type);

    fuzz_must(baton_text_equal(letter->key, *raw->key)
                  && baton_text_equal(letter->value, *raw->value)
                  && letter->headers_count == raw->headers_count,
              "a dead letter holds what was sent");
    fuzz_must(letter->reason.size > 0, "a dead letter has its reason");
}

static void look_at_copy(const struct baton_outgoing *item, const struct baton_raw *raw)
{
    fuzz_must(header(raw->headers, raw->headers_count, "baton-forwarded") == NULL,
              "a copy is not forwarded again");
    fuzz_must(baton_text_equal(item->value, *raw->value) && baton_text_equal(item->key, *raw->key)
                  && item->headers_count == raw->headers_count + 1,
              "a copy is the record and a header more");
    fuzz_must(item->partition == baton_key_partition(*raw->key, 2, PARTITIONS),
              "a copy goes where it belongs");
}

static void feed(const struct baton_raw *raw)
{
    struct rig rig;

    rig_open(&rig);
    enum baton_fed fed = baton_task_feed(rig.task, raw);
    fuzz_must(fed != BATON_FED_FATAL && fed != BATON_FED_RETRY, "no record stops a partition");
    fuzz_must(fed != BATON_FED_DONE || rig.batch.items_count == 1, "a record is never dropped");
    for (size_t i = 0; i < rig.batch.items_count; i++) {
        const struct baton_outgoing *item = &rig.batch.items[i];

        if (item->row == &baton_topic_signals)
            look_at_signal(&rig, item, raw);
        else if (item->row == &baton_topic_events)
            look_at_copy(item, raw);
        else
            look_at_dead_letter(&rig, item, raw);
    }
    rig_close(&rig);
}

static size_t read_headers(struct baton_text *rest, struct baton_pair headers[HEADERS_MAX])
{
    size_t count = 0;

    for (struct baton_text line; (line = fuzz_line(rest)).size > 0;) {
        ptrdiff_t colon = baton_text_find(line, BATON_TEXT(": "), 0);

        if (count == HEADERS_MAX)
            break;
        headers[count].key =
            (struct baton_text){ line.data, colon < 0 ? line.size : (size_t)colon };
        headers[count++].value =
            colon < 0 ? (struct baton_text){ NULL, 0 }
                      : (struct baton_text){ line.data + colon + 2, line.size - (size_t)colon - 2 };
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_pair headers[HEADERS_MAX];
    struct baton_text value = { (const char *)data, size };
    size_t count = read_headers(&value, headers);
    struct baton_text key = fuzz_line(&value);
    struct baton_arena arena;

    baton_arena_init(&arena);
    if (value.size > 0 && value.data[0] != 0) { /* a frame with the id of the first schema */
        char *framed = baton_arena_alloc(&arena, value.size + 5);

        memcpy(framed, "\0\0\0\0\1", 5);
        memcpy(framed + 5, value.data, value.size);
        value = (struct baton_text){ framed, value.size + 5 };
    }
    struct baton_raw raw = { .topic = &baton_topic_events,
                             .offset = 1,
                             .time_ms = 1000,
                             .key = &key,
                             .value = &value,
                             .headers = headers,
                             .headers_count = count };
    feed(&raw);
    baton_arena_release(&arena);
    return 0;
}
