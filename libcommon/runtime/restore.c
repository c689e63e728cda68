/* Restore. Rows gather in the store's committed layer and go to its backend every checkpoint_bytes,
 * so that a rebuild of a large store needs little memory. */
#include "restore.h"

#include <poll.h>

#include "failpoint.h"
#include "log.h"
#include "metrics.h"
#include "timestamp.h"

#define STALLED_MS \
    120000 /* without a record or an end: more than a dead producer's transaction time-out */
#define FULL_PAUSE_MS 1000 /* a store that cannot be written is tried again so often */

static BATON_METRIC(restored_total, "baton_state_restored_rows_total", BATON_COUNTER, NULL,
                    "Rows read from the changelog.");
static BATON_METRIC(restore_remaining, "baton_state_restore_remaining", BATON_GAUGE, "partition",
                    "Changelog offsets still to be read before the partition is ready.");
static BATON_METRIC(restore_seconds, "baton_state_restore_seconds", BATON_GAUGE, NULL,
                    "Time that the last restore took.");

struct part {
    int64_t next, end;
    struct baton_store *store; /* NULL: not restored here */
};

struct baton_restore {
    rd_kafka_t *reader;
    char topic[BATON_KAFKA_NAME_SIZE];
    struct part *parts;
    int32_t count;
    size_t chunk_bytes;
    bool assigned;
    int64_t began_ms, progress_ms;
    int64_t rows;
    struct part *full; /* its rows cannot be written: nothing is read until they are */
    int64_t full_ms;   /* when that is tried again */
    struct baton_error full_err;
};

struct baton_restore *baton_restore_open(const struct baton_settings *settings,
                                         const char *service_name, int32_t partition_count,
                                         struct baton_error *err)
{
    struct baton_restore *restore = calloc(1, sizeof *restore);
    struct baton_kafka_names names;

    if (!restore)
        abort();
    baton_kafka_names(&names, &settings->runtime, service_name);
    snprintf(restore->topic, sizeof restore->topic, "%s", names.changelog);
    restore->count = partition_count;
    restore->chunk_bytes = (size_t)settings->runtime.checkpoint_bytes;
    restore->parts = calloc((size_t)partition_count, sizeof *restore->parts);
    if (!restore->parts)
        abort();
    restore->reader = baton_kafka_open(BATON_KAFKA_READER, settings, service_name, NULL, err);
    restore->began_ms = restore->progress_ms = baton_clock_monotonic_ms();
    if (restore->reader)
        return restore;
    baton_restore_close(restore);
    return NULL;
}

void baton_restore_close(struct baton_restore *restore)
{
    if (!restore)
        return;
    baton_kafka_close(restore->reader);
    free(restore->parts);
    free(restore);
}

void baton_restore_add(struct baton_restore *restore, int32_t partition, int64_t from, int64_t end,
                       struct baton_store *store)
{
    restore->parts[partition] = (struct part){ from, end, store };
}

int64_t baton_restore_next(const struct baton_restore *restore, int32_t partition)
{
    return restore->parts[partition].next;
}

const struct baton_error *baton_restore_waits(const struct baton_restore *restore)
{
    return restore->full ? &restore->full_err : NULL;
}

static bool assign(struct baton_restore *restore, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(restore->count);
    rd_kafka_resp_err_t code;

    restore->assigned = true;
    for (int32_t i = 0; i < restore->count; i++)
        if (restore->parts[i].store && restore->parts[i].next < restore->parts[i].end)
            rd_kafka_topic_partition_list_add(list, restore->topic, i)->offset =
                restore->parts[i].next;
    if (list->cnt == 0)
        return true;
    code = rd_kafka_assign(restore->reader, list);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return true;
    baton_fail(err, BATON_FATAL, "restore", "assign of %s: %s", restore->topic,
               rd_kafka_err2str(code));
    return false;
}

static bool all_done(const struct baton_restore *restore)
{
    for (int32_t i = 0; i < restore->count; i++)
        if (restore->parts[i].store && restore->parts[i].next < restore->parts[i].end)
            return false;
    return true;
}

/* A full disk holds the restore up; what was read stays in memory, and that is a chunk. */
static enum baton_verdict write_chunk(struct baton_restore *restore, struct part *part,
                                      struct baton_error *err)
{
    bool done = false;
    enum baton_verdict v;

    if (baton_store_sizes(part->store).pending_bytes < restore->chunk_bytes)
        return BATON_DONE;
    v = baton_store_checkpoint(part->store, 0, &done, err);
    BATON_FAILPOINT("after_restore_chunk");
    restore->full = v == BATON_RETRY ? part : NULL;
    if (v != BATON_RETRY)
        return v;
    restore->full_ms = baton_clock_monotonic_ms() + FULL_PAUSE_MS;
    restore->full_err = *err;
    baton_log(BATON_LOG_ERROR, "restore_waits", "partition=%d code=%s text=%s",
              (int)(part - restore->parts), err->code, err->text);
    return BATON_DONE;
}

/* True while rows wait for the disk; then nothing may be read. */
static bool is_full(struct baton_restore *restore, enum baton_verdict *ret_verdict,
                    struct baton_error *err)
{
    *ret_verdict = BATON_DONE;
    if (!restore->full)
        return false;
    restore->progress_ms = baton_clock_monotonic_ms();
    if (restore->progress_ms < restore->full_ms) {
        poll(NULL, 0, 10);
        return true;
    }
    *ret_verdict = write_chunk(restore, restore->full, err);
    return restore->full || *ret_verdict != BATON_DONE;
}

static enum baton_verdict take(struct baton_restore *restore, const rd_kafka_message_t *message,
                               struct baton_error *err)
{
    struct part *part = message->partition >= 0 && message->partition < restore->count
                            ? &restore->parts[message->partition]
                            : NULL;

    if (!part || !part->store)
        return BATON_DONE;
    restore->progress_ms = baton_clock_monotonic_ms();
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        if (message->offset > part->next)
            part->next = message->offset; /* over markers and compacted records */
        return BATON_DONE;
    }
    if (message->offset < part->next || !message->key)
        return BATON_DONE;
    struct baton_text key = { message->key, message->key_len };
    struct baton_text value = { message->payload, message->len };
    baton_store_restore(part->store, key, message->payload ? &value : NULL, message->offset + 1);
    part->next = message->offset + 1;
    restore->rows++;
    baton_metric_add(&restored_total, NULL, 1);
    BATON_FAILPOINT("after_restored_row");
    return write_chunk(restore, part, err);
}

static void show_progress(const struct baton_restore *restore)
{
    for (int32_t i = 0; i < restore->count; i++) {
        const struct part *part = &restore->parts[i];
        char label[16];

        if (!part->store)
            continue;
        snprintf(label, sizeof label, "%d", (int)i);
        baton_metric_set(&restore_remaining, label,
                         part->next < part->end ? (double)(part->end - part->next) : 0);
    }
}

static enum baton_verdict one_message(struct baton_restore *restore, int timeout_ms,
                                      struct baton_error *err)
{
    baton_auto(baton_drop_message) rd_kafka_message_t *message =
        rd_kafka_consumer_poll(restore->reader, timeout_ms);

    if (!message)
        return BATON_DONE;
    if (!message->err || message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
        return take(restore, message, err);
    if (message->err == RD_KAFKA_RESP_ERR__FATAL)
        return baton_fail(err, BATON_FATAL, "restore", "%s: %s", restore->topic,
                          rd_kafka_message_errstr(message));
    if (message->err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) /* said once, not again */
        return baton_kafka_not_readable(err, restore->topic, message->err);
    if (baton_kafka_is_corrupt(message))
        return baton_fail(err, BATON_RETRY, "changelog_corrupt",
                          "%s [%d] at %lld: %s: " BATON_RESTORE_REMEDY, restore->topic,
                          (int)message->partition, (long long)message->offset,
                          rd_kafka_message_errstr(message));
    baton_log(BATON_LOG_WARN, "restore_error", "topic=%s text=%s", restore->topic,
              rd_kafka_message_errstr(message));
    return BATON_DONE;
}

enum baton_verdict baton_restore_step(struct baton_restore *restore, int budget_ms, bool *ret_done,
                                      struct baton_error *err)
{
    int64_t until_ms = baton_clock_monotonic_ms() + budget_ms;

    *ret_done = false;
    if (!restore->assigned && !assign(restore, err))
        return BATON_FATAL;
    while (!all_done(restore)) {
        if (baton_clock_monotonic_ms() >= until_ms) {
            show_progress(restore);
            if (baton_clock_monotonic_ms() - restore->progress_ms > STALLED_MS)
                return baton_fail(err, BATON_FATAL, "restore", "%s gave nothing for %d s",
                                  restore->topic, STALLED_MS / 1000);
            return BATON_DONE;
        }
        enum baton_verdict v;
        if (!is_full(restore, &v, err))
            v = one_message(restore, 10, err);
        if (v != BATON_DONE)
            return v;
    }
    int64_t took_ms = baton_clock_monotonic_ms() - restore->began_ms;

    show_progress(restore);
    baton_metric_set(&restore_seconds, NULL, (double)took_ms / 1000);
    baton_log(BATON_LOG_INFO, "restored", "rows=%lld ms=%lld", (long long)restore->rows,
              (long long)took_ms);
    *ret_done = true;
    return BATON_DONE;
}
