/* The end of a batch: outputs, changelog rows and offsets in one transaction, then what rests on
 * it: positions, metrics, the stores' committed rows, and from time to time a checkpoint of these
 * to the disk. */
#include "driver.h"
#include "failpoint.h"
#include "log.h"
#include "metrics.h"
#include "mutant.h"
#include "record_log.h"
#include "timestamp.h"

#define CHECKPOINT_SLICE_US 2000
#define SLICES_BEHIND 10
#define SIZES_EVERY_MS 200
/* So many times checkpoint_bytes may wait in memory for a disk that is full; then the process ends,
 * and its successor reads no record before there is room. */
#define PENDING_FACTOR 8

static BATON_METRIC(state_entries, "baton_state_entries", BATON_GAUGE, "partition",
                    "Rows in the local store.");
static BATON_METRIC(state_bytes, "baton_state_bytes", BATON_GAUGE, "partition",
                    "Bytes of the local store on disk.");
static BATON_METRIC(state_map_bytes, "baton_state_map_bytes", BATON_GAUGE, "partition",
                    "Size to which the local store may grow; doubled when it is full.");
static BATON_METRIC(checkpoint_failures, "baton_checkpoint_failures_total", BATON_COUNTER, "reason",
                    "Checkpoints that could not be written; the rows stay in memory.");

/* One commit on its way. */
struct writing {
    struct driver *d;
    int32_t partition; /* of the rows that are being written */
    bool begun;
    enum baton_txn end;
    struct baton_error err;
};

int64_t driver_position(const struct driver *d, const struct driver_input *input, int32_t partition)
{
    int64_t position = input->next > input->past ? input->next : input->past;

    if (input->waiting_count > 0 && !BATON_MUTANT(position_over_held))
        return input->waiting[0]->offset;
    if (!input->delivered)
        return position;
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, input->name, partition);
    if (rd_kafka_position(d->consumer, list) == RD_KAFKA_RESP_ERR_NO_ERROR
        && list->elems[0].offset > position)
        position = list->elems[0].offset;
    return position;
}

static bool begin(struct writing *w)
{
    if (w->begun || w->end != BATON_TXN_DONE)
        return w->end == BATON_TXN_DONE;
    BATON_FAILPOINT("before_begin");
    w->end = baton_transaction_begin(w->d->tx, &w->err);
    w->begun = w->end == BATON_TXN_DONE;
    BATON_FAILPOINT("after_begin");
    return w->begun;
}

static void write_row(void *context, struct baton_text key, const struct baton_text *value)
{
    struct writing *w = context;
    struct baton_produce record = {
        .topic = w->d->names.changelog,
        .partition = w->partition,
        .partition_count = w->d->partition_count,
        .changelog = true,
        .key = &key,
        .value = value && value->data ? value : NULL,
    };

    if (begin(w))
        w->end = baton_transaction_produce(w->d->tx, &record, &w->err);
}

static void write_item(struct writing *w, const struct baton_outgoing *item)
{
    char topic[BATON_KAFKA_NAME_SIZE];
    struct baton_produce record = {
        .topic = baton_kafka_topic_name(topic, w->d->settings->runtime.prefix, item->topic),
        .partition = item->partition,
        .partition_count = item->row && item->row->global ? 1 : w->d->partition_count,
        .key = item->has_key ? &item->key : NULL,
        .value = item->tombstone ? NULL : &item->value,
        .headers = item->headers,
        .headers_count = item->headers_count,
    };

    if (begin(w))
        w->end = baton_transaction_produce(w->d->tx, &record, &w->err);
}

static void write_all(struct writing *w)
{
    struct driver *d = w->d;

    for (size_t i = 0; i < d->batch.items_count && w->end == BATON_TXN_DONE; i++)
        write_item(w, &d->batch.items[i]);
    for (w->partition = 0; w->partition < d->partition_count && w->end == BATON_TXN_DONE;
         w->partition++)
        if (d->slots[w->partition] && d->slots[w->partition]->touched)
            baton_store_changes(baton_task_store(d->slots[w->partition]->task), write_row, w);
}

/* Behind the last row of the changelog, this transaction's included, once it is delivered. */
static int64_t changelog_end(const struct driver *d, const struct driver_slot *slot)
{
    int64_t end = baton_transaction_changelog_end(d->tx, slot->partition);

    return end > slot->changelog_next ? end : slot->changelog_next;
}

static void add_note(const struct driver *d, const struct driver_slot *slot,
                     const struct driver_input *input, rd_kafka_topic_partition_t *offset)
{
    const struct baton_offset_note note = {
        .time_ms = baton_task_time(slot->task),
        .read_ms = baton_task_read_ms(slot->task, input->topic),
        .log_end = changelog_end(d, slot),
        .log_start = slot->log.known_start,
    };
    char text[BATON_OFFSET_NOTE_SIZE];

    if (note.time_ms == INT64_MIN)
        return;
    offset->metadata_size = baton_offset_note_write(text, &note);
    offset->metadata = strdup(text);
    if (!offset->metadata)
        abort();
}

/* Offsets of all inputs that have moved, and of all inputs of the tasks that write: their
 * generation is checked with them, so that a stale instance is fenced even when only a timer has
 * fired. Returns whether any has moved. */
static bool list_offsets(const struct driver *d, rd_kafka_topic_partition_list_t *list)
{
    bool moved = false;

    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++) {
            const struct driver_input *input = &d->slots[p]->inputs[i];
            int64_t position = driver_position(d, input, p);

            if (position == input->committed && !d->slots[p]->touched)
                continue;
            moved = moved || position != input->committed;
            rd_kafka_topic_partition_t *offset =
                rd_kafka_topic_partition_list_add(list, input->name, p);
            offset->offset = position;
        }
    return moved;
}

/* The task's time and the input's go with its position, and how far the changelog goes. */
static void add_notes(const struct driver *d, const rd_kafka_topic_partition_list_t *offsets)
{
    for (int i = 0; i < offsets->cnt; i++) {
        rd_kafka_topic_partition_t *offset = &offsets->elems[i];
        const struct driver_slot *slot = d->slots[offset->partition];

        for (size_t k = 0; k < d->inputs_count; k++)
            if (strcmp(slot->inputs[k].name, offset->topic) == 0)
                add_note(d, slot, &slot->inputs[k], offset);
    }
}

/* Mutant: the rows are the store's, on the disk, before Kafka has committed them. */
static void store_early(struct driver *d)
{
    bool done;

    for (int32_t p = 0; p < d->partition_count; p++)
        if (d->slots[p] && d->slots[p]->touched) {
            baton_store_commit(baton_task_store(d->slots[p]->task), d->slots[p]->changelog_next);
            baton_store_checkpoint(baton_task_store(d->slots[p]->task), 0, &done, NULL);
        }
}

/* Everything in one transaction; nothing to write is a success too. */
static void write_transaction(struct writing *w, const rd_kafka_topic_partition_list_t *offsets,
                              bool moved)
{
    struct driver *d = w->d;

    write_all(w);
    if (w->end != BATON_TXN_DONE || (!w->begun && !moved) || !begin(w))
        return;
    BATON_FAILPOINT("after_produce");
    w->end = baton_transaction_deliver(d->tx, &w->err);
    if (w->end != BATON_TXN_DONE)
        return;
    add_notes(d, offsets);
    if (!BATON_MUTANT(offsets_outside))
        w->end = baton_transaction_offsets(d->tx, d->consumer, offsets, &w->err);
    if (w->end != BATON_TXN_DONE)
        return;
    BATON_FAILPOINT("after_offsets");
    if (BATON_MUTANT(store_before_commit))
        store_early(d);
    w->end = baton_transaction_commit(d->tx, &w->err);
    BATON_FAILPOINT("after_commit");
    if (BATON_MUTANT(offsets_outside))
        rd_kafka_commit(d->consumer, offsets, false);
}

/* A damaged row reads as if it were not there: what was made of that must not be committed. */
static bool stores_are_good(struct driver *d)
{
    struct baton_error err;

    for (int32_t p = 0; p < d->partition_count; p++) {
        struct driver_slot *slot = d->slots[p];

        if (!slot || !slot->touched
            || baton_store_check(baton_task_store(slot->task), &err) == BATON_DONE)
            continue;
        slot->distrusted = true;
        driver_fail(d, &err);
        return false;
    }
    return true;
}

static void settle_offsets(struct driver *d, const rd_kafka_topic_partition_list_t *offsets)
{
    for (int i = 0; i < offsets->cnt; i++) {
        const rd_kafka_topic_partition_t *sent = &offsets->elems[i];
        struct driver_slot *slot = d->slots[sent->partition];

        for (size_t k = 0; k < d->inputs_count; k++)
            if (strcmp(slot->inputs[k].name, sent->topic) == 0)
                slot->inputs[k].committed = sent->offset;
    }
}

static void settle_slots(struct driver *d, bool written)
{
    for (int32_t p = 0; p < d->partition_count; p++) {
        struct driver_slot *slot = d->slots[p];

        if (!slot || !slot->touched)
            continue;
        if (written)
            slot->changelog_next = changelog_end(d, slot);
        baton_task_commit(slot->task, slot->changelog_next);
        slot->touched = false;
        slot->changed_bytes = 0;
    }
}

void driver_commit(struct driver *d)
{
    struct writing w = { .d = d, .end = BATON_TXN_DONE };
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *offsets = NULL;
    bool moved;

    if (!d->dirty || d->phase != DRIVER_RUNNING || d->reopen || d->failed || !stores_are_good(d))
        return;
    offsets = rd_kafka_topic_partition_list_new(16);
    moved = list_offsets(d, offsets);
    write_transaction(&w, offsets, moved);
    if (w.end == BATON_TXN_FATAL)
        driver_fail(d, &w.err);
    if (w.end != BATON_TXN_DONE) {
        d->reopen = true;
        baton_fail(&d->not_committed, BATON_RETRY, "transaction",
                   "the last transaction did not commit: %.200s", w.err.text);
        baton_log(BATON_LOG_WARN, "transaction_failed", "code=%s text=%s", w.err.code, w.err.text);
        return;
    }
    if (w.begun) {
        settle_offsets(d, offsets);
        d->committed_ms = baton_clock_monotonic_ms();
        d->reopen_pause_ms = 0;
        d->not_committed.code[0] = '\0';
    }
    settle_slots(d, w.begun);
    for (size_t i = 0; i < d->batch.items_count; i++)
        baton_log_dead_letter(&d->batch.items[i]);
    baton_spans_commit(d->spans);
    BATON_FAILPOINT("after_settle");
    baton_batch_reset(&d->batch);
    d->records = d->changed_bytes = 0;
    d->dirty = false;
}

/* --- checkpoints ------------------------------------------------------------------------------ */

static void show_sizes(const struct driver_slot *slot)
{
    struct baton_store_sizes sizes = baton_store_sizes(baton_task_store(slot->task));
    char label[16];

    snprintf(label, sizeof label, "%d", (int)slot->partition);
    baton_metric_set(&state_entries, label, (double)sizes.rows);
    baton_metric_set(&state_bytes, label, (double)sizes.disk_bytes);
    baton_metric_set(&state_map_bytes, label, (double)sizes.map_bytes);
}

static size_t pending_bytes(const struct driver_slot *slot)
{
    return baton_store_sizes(baton_task_store(slot->task)).pending_bytes;
}

static void checkpoint_slice(struct driver *d, struct driver_slot *slot)
{
    struct baton_error err = { "", "" };
    bool done = false;
    enum baton_verdict v;

    BATON_FAILPOINT("before_checkpoint");
    v = baton_store_checkpoint(baton_task_store(slot->task), CHECKPOINT_SLICE_US, &done, &err);
    if (v == BATON_FATAL) {
        driver_fail(d, &err);
        return;
    }
    if (v != BATON_DONE) {
        baton_metric_add(&checkpoint_failures, err.code, 1);
        baton_log(BATON_LOG_ERROR, "checkpoint_failed", "partition=%d code=%s text=%s",
                  (int)slot->partition, err.code, err.text);
        slot->pending_bytes = 0; /* tried again after SIZES_EVERY_MS, not at once */
        if (pending_bytes(slot) >= PENDING_FACTOR * (size_t)d->settings->runtime.checkpoint_bytes)
            driver_fail(d, &err);
    }
    if (v == BATON_DONE && !done) {
        BATON_FAILPOINT("between_slices");
        return;
    }
    BATON_FAILPOINT("after_checkpoint");
    slot->checkpointing = false;
    slot->checkpoint_ms = baton_clock_monotonic_ms() + d->settings->runtime.checkpoint_ms;
    show_sizes(slot);
}

/* What may wait in memory before a checkpoint begins early, for one of the instance's tasks. */
static size_t pending_share(const struct driver *d)
{
    size_t count = 0;

    for (int32_t p = 0; p < d->partition_count; p++)
        count += d->slots[p] != NULL;
    return (size_t)d->settings->runtime.checkpoint_bytes / (count > 0 ? count : 1);
}

/* One slice, so that records do not wait long; several for a task that is behind: under a steady
 * load writing must keep up with committing. Short ones all the same: LMDB keeps the pages of the
 * largest. */
static void checkpoint_some(struct driver *d, struct driver_slot *slot, bool behind)
{
    for (int i = 0; i < (behind ? SLICES_BEHIND : 1) && slot->checkpointing && !d->failed; i++)
        checkpoint_slice(d, slot);
}

void driver_checkpoint(struct driver *d)
{
    int64_t now_ms = baton_clock_monotonic_ms();
    bool look_at_sizes = now_ms >= d->sizes_ms;
    size_t share = pending_share(d);
    bool worked = false;

    if (look_at_sizes)
        d->sizes_ms = now_ms + SIZES_EVERY_MS;
    for (int32_t p = 0; p < d->partition_count; p++) {
        struct driver_slot *slot = d->slots[p];

        if (!slot)
            continue;
        if (look_at_sizes || slot->pending_bytes >= share)
            slot->pending_bytes = pending_bytes(slot);
        if (now_ms >= slot->checkpoint_ms || slot->pending_bytes >= share)
            slot->checkpointing = true;
        bool behind = slot->pending_bytes >= share;
        if (!slot->checkpointing || (worked && !behind))
            continue;
        checkpoint_some(d, slot, behind);
        worked = true;
    }
}
