/* Global tables. One reader for all topics; a record that has to wait (the registry does not
 * answer) stops them all, because the order within a table counts and a table is small. */
#include "globals.h"

#include <poll.h>

#include "key.h"
#include "log.h"
#include "metrics.h"
#include "timestamp.h"

#define BACKOFF_FIRST_MS 100
#define BACKOFF_LAST_MS 5000

static BATON_METRIC(records_total, "baton_global_records_total", BATON_COUNTER, "topic,result",
                    "Records of global tables by what became of them: taken, rejected.");

struct part {
    const struct baton_topic *topic;
    char name[BATON_KAFKA_NAME_SIZE];
    int32_t partition;
    int64_t next, end;
    rd_kafka_resp_err_t failure; /* its last answer, until there is a good one */
};

struct baton_globals {
    struct baton_globals_conf conf;
    rd_kafka_t *reader;
    struct part *parts;
    size_t count;
    bool current;
    rd_kafka_message_t *waiting; /* given again at retry_ms */
    int64_t retry_ms, backoff_ms;
    struct baton_error waiting_error;
    struct baton_arena arena;
};

static void add_part(struct baton_globals *globals, const struct baton_topic *topic,
                     const char *name, int32_t partition)
{
    struct part *parts = realloc(globals->parts, (globals->count + 1) * sizeof *parts);

    if (!parts)
        abort();
    globals->parts = parts;
    struct part *part = &parts[globals->count++];
    memset(part, 0, sizeof *part);
    part->topic = topic;
    part->partition = partition;
    snprintf(part->name, sizeof part->name, "%s", name);
}

/* Whether records of the owner that is asked for can lie in the partition. */
static bool is_wanted(const struct baton_globals *globals, const struct baton_topic *topic,
                      int32_t partition, int32_t partitions)
{
    struct baton_text owner = globals->conf.owner;

    return owner.size == 0 || topic->global
           || baton_key_partition(owner, topic->owner_parts, partitions) == partition;
}

static enum baton_verdict add_topic(struct baton_globals *globals, const struct baton_topic *topic,
                                    int timeout_ms, struct baton_error *err)
{
    char name[BATON_KAFKA_NAME_SIZE];
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *rkt;
    rd_kafka_resp_err_t code;

    baton_kafka_topic_name(name, globals->conf.settings->runtime.prefix, topic->name);
    rkt = rd_kafka_topic_new(globals->reader, name, NULL);
    if (!rkt)
        return baton_fail(err, BATON_FATAL, "globals", "topic name %s is not valid", name);
    code = rd_kafka_metadata(globals->reader, 0, rkt, &metadata, timeout_ms);
    rd_kafka_topic_destroy(rkt);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR && metadata->topic_cnt == 1)
        code = metadata->topics[0].err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR || metadata->topics[0].partition_cnt == 0)
        return baton_kafka_not_readable(err, name, code);
    for (int i = 0; i < metadata->topics[0].partition_cnt; i++) {
        int32_t partition = metadata->topics[0].partitions[i].id;

        if (is_wanted(globals, topic, partition, metadata->topics[0].partition_cnt))
            add_part(globals, topic, name, partition);
    }
    return BATON_DONE;
}

static enum baton_verdict assign_all(struct baton_globals *globals, rd_kafka_t *producer,
                                     int timeout_ms, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new((int)globals->count);
    rd_kafka_resp_err_t code;

    for (size_t i = 0; i < globals->count; i++) {
        struct part *part = &globals->parts[i];
        enum baton_verdict v = baton_kafka_log_range(producer, part->name, part->partition,
                                                     timeout_ms, &part->next, &part->end, err);

        if (v != BATON_DONE)
            return v;
        if (globals->conf.from_end)
            part->next = part->end;
        rd_kafka_topic_partition_list_add(list, part->name, part->partition)->offset = part->next;
    }
    code = rd_kafka_assign(globals->reader, list);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return baton_fail(err, BATON_FATAL, "globals", "assign: %s", rd_kafka_err2str(code));
    return BATON_DONE;
}

static enum baton_verdict find_all(struct baton_globals *globals, rd_kafka_t *producer,
                                   int timeout_ms, struct baton_error *err)
{
    enum baton_verdict v = BATON_DONE;

    globals->count = 0;
    for (size_t i = 0; v == BATON_DONE && globals->conf.topics[i]; i++)
        v = add_topic(globals, globals->conf.topics[i], timeout_ms, err);
    return v == BATON_DONE ? assign_all(globals, producer, timeout_ms, err) : v;
}

/* A topic that was made a moment ago has no leader yet, or one that does not know it. */
static enum baton_verdict find_in_time(struct baton_globals *globals, rd_kafka_t *producer,
                                       int timeout_ms, struct baton_error *err)
{
    const struct baton_globals_patience *patience = &globals->conf.patience;
    int64_t total_ms = patience->total_ms > 0 ? patience->total_ms : timeout_ms;
    int64_t deadline_ms = baton_clock_monotonic_ms() + total_ms;
    enum baton_verdict v;

    while ((v = find_all(globals, producer, timeout_ms, err)) == BATON_RETRY) {
        if (baton_clock_monotonic_ms() >= deadline_ms || (patience->stop && *patience->stop))
            break;
        if (patience->beat)
            patience->beat(patience->context);
        baton_log(BATON_LOG_WARN, "topics_not_ready", "code=%s text=%s", err->code, err->text);
        poll(NULL, 0, BACKOFF_FIRST_MS);
    }
    return v;
}

struct baton_globals *baton_globals_open(const struct baton_globals_conf *conf,
                                         rd_kafka_t *producer, int timeout_ms,
                                         struct baton_error *err)
{
    struct baton_globals *globals = calloc(1, sizeof *globals);

    if (!globals)
        abort();
    globals->conf = *conf;
    baton_arena_init(&globals->arena);
    globals->reader =
        baton_kafka_open(BATON_KAFKA_READER, conf->settings, conf->service_name, NULL, err);
    if (globals->reader && find_in_time(globals, producer, timeout_ms, err) == BATON_DONE)
        return globals;
    baton_globals_close(globals);
    return NULL;
}

void baton_globals_close(struct baton_globals *globals)
{
    if (!globals)
        return;
    baton_drop_message(&globals->waiting);
    baton_kafka_close(globals->reader);
    baton_arena_release(&globals->arena);
    free(globals->parts);
    free(globals);
}

bool baton_globals_reopen(struct baton_globals *globals, struct baton_error *err)
{
    const struct baton_globals_conf *conf = &globals->conf;
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new((int)globals->count);
    rd_kafka_t *fresh =
        baton_kafka_open(BATON_KAFKA_READER, conf->settings, conf->service_name, NULL, err);

    if (!fresh)
        return false;
    for (size_t i = 0; i < globals->count; i++)
        rd_kafka_topic_partition_list_add(list, globals->parts[i].name, globals->parts[i].partition)
            ->offset = globals->parts[i].next;
    rd_kafka_resp_err_t code = rd_kafka_assign(fresh, list);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        baton_fail(err, BATON_RETRY, "globals", "assign: %s", rd_kafka_err2str(code));
        baton_kafka_close(fresh);
        return false;
    }
    baton_drop_message(&globals->waiting); /* read again: `next` is its offset */
    globals->waiting = NULL;
    baton_kafka_close(globals->reader);
    globals->reader = fresh;
    return true;
}

static struct part *find_part(struct baton_globals *globals, const rd_kafka_message_t *message)
{
    const char *name = message->rkt ? rd_kafka_topic_name(message->rkt) : "";

    for (size_t i = 0; i < globals->count; i++)
        if (globals->parts[i].partition == message->partition
            && strcmp(globals->parts[i].name, name) == 0)
            return &globals->parts[i];
    return NULL;
}

static void count(const struct part *part, const char *result)
{
    char labels[BATON_KAFKA_NAME_SIZE];

    snprintf(labels, sizeof labels, "%s,%s", part->topic->name, result);
    baton_metric_add(&records_total, labels, 1);
}

static void wait_with(struct baton_globals *globals, rd_kafka_message_t *message,
                      const struct baton_error *err)
{
    globals->waiting = message;
    globals->waiting_error = *err;
    globals->backoff_ms = globals->backoff_ms ? globals->backoff_ms * 2 : BACKOFF_FIRST_MS;
    if (globals->backoff_ms > BACKOFF_LAST_MS)
        globals->backoff_ms = BACKOFF_LAST_MS;
    globals->retry_ms = baton_clock_monotonic_ms() + globals->backoff_ms;
    baton_log(BATON_LOG_WARN, "global_retry", "offset=%lld again_ms=%lld code=%s text=%s",
              (long long)message->offset, (long long)globals->backoff_ms, err->code, err->text);
}

/* Takes `message`: destroys it, or keeps it for later. */
static enum baton_verdict give(struct baton_globals *globals, struct part *part,
                               rd_kafka_message_t *message, struct baton_error *err)
{
    struct baton_kafka_view view;
    struct baton_error error = { "", "" };

    baton_arena_reset(&globals->arena);
    baton_kafka_view(message, part->topic, &globals->arena, &view);
    enum baton_verdict v =
        globals->conf.each(globals->conf.context, &view.raw, &globals->arena, &error);
    if (v == BATON_RETRY) {
        wait_with(globals, message, &error);
        *err = error;
        return v;
    }
    part->next = message->offset + 1;
    globals->backoff_ms = 0;
    count(part, v == BATON_DONE ? "taken" : "rejected");
    if (v != BATON_DONE)
        baton_log(v == BATON_FATAL ? BATON_LOG_ERROR : BATON_LOG_WARN, "global_refused",
                  "topic=%s partition=%d offset=%lld code=%s text=%s", part->topic->name,
                  (int)part->partition, (long long)message->offset, error.code, error.text);
    *err = error;
    rd_kafka_message_destroy(message);
    return v == BATON_FATAL ? BATON_FATAL : BATON_DONE;
}

/* What came out of the reader: a record, the end of a partition, an error. Takes it. */
static enum baton_verdict take(struct baton_globals *globals, rd_kafka_message_t *message,
                               struct baton_error *err)
{
    struct part *part = find_part(globals, message);

    if (part)
        part->failure = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF ? 0 : message->err;
    if (part && !message->err && message->offset >= part->next)
        return give(globals, part, message, err);
    enum baton_verdict v = BATON_DONE;
    if (part && message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF && message->offset > part->next)
        part->next = message->offset;
    else if (message->err == RD_KAFKA_RESP_ERR__FATAL)
        v = baton_fail(err, BATON_FATAL, "globals", "%s", rd_kafka_message_errstr(message));
    else if (message->err && message->err != RD_KAFKA_RESP_ERR__PARTITION_EOF)
        baton_log(BATON_LOG_WARN, "globals_error", "topic=%s text=%s", part ? part->name : "-",
                  rd_kafka_message_errstr(message));
    rd_kafka_message_destroy(message);
    return v;
}

static void update_current(struct baton_globals *globals)
{
    for (size_t i = 0; i < globals->count; i++)
        if (globals->parts[i].next < globals->parts[i].end)
            return;
    globals->current = true;
}

static enum baton_verdict give_waiting(struct baton_globals *globals, int wait_ms,
                                       struct baton_error *err)
{
    rd_kafka_message_t *message = globals->waiting;

    *err = globals->waiting_error;
    if (baton_clock_monotonic_ms() < globals->retry_ms) {
        poll(NULL, 0, wait_ms);
        return BATON_RETRY;
    }
    globals->waiting = NULL;
    return give(globals, find_part(globals, message), message, err);
}

enum baton_verdict baton_globals_poll(struct baton_globals *globals, int wait_ms, int budget_ms,
                                      struct baton_error *err)
{
    int64_t until_ms = baton_clock_monotonic_ms() + budget_ms;
    enum baton_verdict v = globals->waiting ? give_waiting(globals, wait_ms, err) : BATON_DONE;

    while (v == BATON_DONE) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(globals->reader, wait_ms);

        if (!message)
            break;
        wait_ms = 0;
        v = take(globals, message, err);
        if (baton_clock_monotonic_ms() >= until_ms)
            break;
    }
    if (!globals->current)
        update_current(globals);
    return v;
}

bool baton_globals_failing(const struct baton_globals *globals, struct baton_error *err)
{
    for (size_t i = 0; i < globals->count; i++)
        if (globals->parts[i].failure != RD_KAFKA_RESP_ERR_NO_ERROR) {
            baton_kafka_not_readable(err, globals->parts[i].name, globals->parts[i].failure);
            return true;
        }
    return false;
}

bool baton_globals_look(struct baton_globals *globals, struct baton_error *err)
{
    struct baton_error why;

    if (!baton_globals_failing(globals, err))
        return false;
    if (!baton_globals_reopen(globals, &why))
        baton_log(BATON_LOG_WARN, "globals_not_reopened", "code=%s text=%s", why.code, why.text);
    return true;
}

bool baton_globals_current(const struct baton_globals *globals)
{
    return globals->current;
}

int64_t baton_globals_next(const struct baton_globals *globals, const struct baton_topic *topic,
                           int32_t partition)
{
    for (size_t i = 0; i < globals->count; i++)
        if (globals->parts[i].topic == topic && globals->parts[i].partition == partition)
            return globals->parts[i].next;
    return -1;
}
