/* Records that wait: held for their cause, or in back-off. The message itself is kept and its
 * partition is paused, so that the others go on. Messages of the partition that still come are kept
 * behind it, in order. */
#include "driver.h"
#include "log.h"
#include "metrics.h"
#include "record_log.h"
#include "timestamp.h"

#define BACKOFF_FIRST_MS 100
#define BACKOFF_LAST_MS 10000
#define HELD_LOOK_MS 50 /* how often the log is asked whether an awaited cause exists */

static BATON_METRIC(waiting, "baton_waiting_records", BATON_GAUGE, NULL,
                    "Records that are held for their cause or in back-off, and those behind them.");
static BATON_METRIC(retries_total, "baton_retries_total", BATON_COUNTER, "topic,reason",
                    "Records that could not be processed yet and were put into back-off.");

void driver_pause(struct driver *d, const struct driver_input *input, int32_t partition, bool pause)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(1);
    rd_kafka_resp_err_t code;

    rd_kafka_topic_partition_list_add(list, input->name, partition);
    code = pause ? rd_kafka_pause_partitions(d->consumer, list)
                 : rd_kafka_resume_partitions(d->consumer, list);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = list->elems[0].err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        baton_log(BATON_LOG_ERROR, "pause_failed", "topic=%s partition=%d text=%s", input->name,
                  (int)partition, rd_kafka_err2str(code));
}

void driver_wait(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                 rd_kafka_message_t *message)
{
    if (input->waiting_count == input->waiting_capacity) {
        size_t capacity = input->waiting_capacity ? input->waiting_capacity * 2 : 4;
        rd_kafka_message_t **grown = realloc(input->waiting, capacity * sizeof *grown);

        if (!grown)
            abort();
        input->waiting = grown;
        input->waiting_capacity = capacity;
    }
    input->waiting[input->waiting_count++] = message;
    d->waiting_total++;
    baton_metric_set(&waiting, NULL, (double)d->waiting_total);
    if (input->waiting_count == 1)
        driver_pause(d, input, slot->partition, true);
}

void driver_drop_waiting(struct driver *d, struct driver_input *input)
{
    for (size_t i = 0; i < input->waiting_count; i++)
        rd_kafka_message_destroy(input->waiting[i]);
    d->waiting_total -= input->waiting_count;
    input->waiting_count = 0;
    input->ignore_cause = input->backing_off = input->held = false;
    input->backoff_ms = input->retry_ms = 0;
    baton_metric_set(&waiting, NULL, (double)d->waiting_total);
}

/* A line about the first record that waits. */
static void log_first(struct baton_log_site *site, const char *event,
                      const struct driver_input *input, const char *code, int64_t again_ms)
{
    const rd_kafka_message_t *message = input->waiting[0];
    const struct baton_record_place place = {
        .topic = input->topic,
        .partition = message->partition,
        .offset = message->offset,
        .key = { message->key, message->key_len },
    };

    baton_log_record(site, event, &place, code, again_ms);
}

static void back_off(struct driver_slot *slot, struct driver_input *input, int64_t now_ms)
{
    static struct baton_log_site site;
    const struct baton_error *error = baton_task_error(slot->task);
    char labels[128];

    input->backing_off = true;
    memcpy(input->retry_code, error->code, sizeof input->retry_code);
    input->held = false;
    input->backoff_ms = input->backoff_ms ? input->backoff_ms * 2 : BACKOFF_FIRST_MS;
    if (input->backoff_ms > BACKOFF_LAST_MS)
        input->backoff_ms = BACKOFF_LAST_MS;
    input->retry_ms = now_ms + input->backoff_ms;
    snprintf(labels, sizeof labels, "%s,%s", input->topic->name, error->code);
    baton_metric_add(&retries_total, labels, 1);
    log_first(&site, "retry", input, error->code, input->backoff_ms);
}

/* The awaited input has been read past the offset: there is a marker, an aborted record, or
 * nothing.
 */
static bool is_passed(const struct driver *d, const struct driver_slot *slot,
                      const struct driver_input *input)
{
    for (size_t i = 0; i < d->inputs_count; i++)
        if (slot->inputs[i].topic == input->awaited)
            return driver_position(d, &slot->inputs[i], slot->partition) > input->awaited_offset;
    return false;
}

/* What the consumer was told last about the log says that the offset lies in it. */
static bool is_known(const struct driver *d, const struct driver_slot *slot,
                     const struct driver_input *input, const char *name)
{
    int64_t start = 0, end = 0;

    return rd_kafka_get_watermark_offsets(d->consumer, name, slot->partition, &start, &end)
               == RD_KAFKA_RESP_ERR_NO_ERROR
           && start <= input->awaited_offset && input->awaited_offset < end;
}

/* Whether the record that a held one waits for cannot come: beyond the log's end, before its start
 * (retention), or no record at all. At `first` sight the log is only asked when what is known of it
 * does not speak for the record. No answer: wait on. */
static bool cause_is_missing(struct driver *d, const struct driver_slot *slot,
                             const struct driver_input *input, bool first)
{
    struct baton_error err;
    char name[BATON_KAFKA_NAME_SIZE];
    int64_t start = 0, end = 0;

    if (!input->awaited || !baton_transaction_handle(d->tx))
        return false;
    baton_kafka_topic_name(name, d->settings->runtime.prefix, input->awaited->name);
    if (first && is_known(d, slot, input, name))
        return false;
    if (is_passed(d, slot, input))
        return true;
    if (baton_kafka_log_range(baton_transaction_handle(d->tx), name, slot->partition, 1000, &start,
                              &end, &err)
        != BATON_DONE)
        return false;
    return input->awaited_offset >= end || input->awaited_offset < start;
}

/* The input whose first waiting record stands before the one that `input` is held for; NULL: none
 * does. */
static const struct driver_input *held_behind(const struct driver *d,
                                              const struct driver_slot *slot,
                                              const struct driver_input *input)
{
    for (size_t i = 0; i < d->inputs_count; i++) {
        const struct driver_input *other = &slot->inputs[i];

        if (other->topic == input->awaited)
            return other->waiting_count > 0 && other->held
                           && other->waiting[0]->offset <= input->awaited_offset
                       ? other
                       : NULL;
    }
    return NULL;
}

/* Held records that wait for each other in a circle; causes that are true never do. */
static bool waits_for_itself(const struct driver *d, const struct driver_slot *slot,
                             const struct driver_input *input)
{
    const struct driver_input *other = input;

    for (size_t i = 0; i < d->inputs_count; i++) {
        other = held_behind(d, slot, other);
        if (!other || other == input)
            return other == input;
    }
    return false;
}

static void hold(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                 int64_t now_ms)
{
    static struct baton_log_site missing;
    bool first = !input->held;

    input->held = true;
    input->backing_off = false;
    input->backoff_ms = 0;
    baton_task_awaited(slot->task, &input->awaited, &input->awaited_offset);
    if (!first && now_ms < input->retry_ms)
        return;
    input->retry_ms = now_ms + HELD_LOOK_MS;
    if (cause_is_missing(d, slot, input, first) || (!first && waits_for_itself(d, slot, input))) {
        input->ignore_cause = true;
        input->retry_ms = 0;
        log_first(&missing, "cause_missing", input, "not_waited_for", 0);
    }
}

void driver_set_back(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                     enum baton_fed fed)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    if (fed == BATON_FED_RETRY)
        back_off(slot, input, now_ms);
    else
        hold(d, slot, input, now_ms);
}

/* The first waiting record is done. */
static void shift(struct driver *d, struct driver_slot *slot, struct driver_input *input)
{
    rd_kafka_message_destroy(input->waiting[0]);
    input->waiting_count--;
    memmove(input->waiting, input->waiting + 1, input->waiting_count * sizeof *input->waiting);
    d->waiting_total--;
    input->ignore_cause = input->backing_off = input->held = false;
    input->backoff_ms = input->retry_ms = 0;
    baton_metric_set(&waiting, NULL, (double)d->waiting_total);
    if (input->waiting_count == 0)
        driver_pause(d, input, slot->partition, false);
}

static void try_input(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                      bool progress)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    if (input->waiting_count == 0
        || (now_ms < input->retry_ms && (input->backing_off || !progress)))
        return;
    while (input->waiting_count > 0 && !d->failed) {
        enum baton_fed fed = driver_feed(d, slot, input, input->waiting[0], input->ignore_cause);

        if (fed == BATON_FED_FATAL)
            return;
        if (fed != BATON_FED_DONE) {
            driver_set_back(d, slot, input, fed);
            return;
        }
        shift(d, slot, input);
    }
}

void driver_try_waiting(struct driver *d)
{
    bool progress = d->progress;

    d->progress = false;
    if (d->waiting_total == 0)
        return;
    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            try_input(d, d->slots[p], &d->slots[p]->inputs[i], progress);
}

const char *driver_backing_off(const struct driver *d)
{
    for (int32_t p = 0; p < d->partition_count && d->waiting_total > 0; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            if (d->slots[p]->inputs[i].waiting_count > 0 && d->slots[p]->inputs[i].backing_off)
                return d->slots[p]->inputs[i].retry_code;
    return NULL;
}
