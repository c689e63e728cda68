/* Assignment and revocation. The assignor is eager: a rebalance takes everything and gives
 * everything.
 *
 * On assignment the consumer is first assigned to nothing, so that polls keep the membership alive
 * while the changelog is read; then to the partitions with explicit offsets. The same way leads
 * back after a transaction that did not commit: tasks are closed and opened at what Kafka says is
 * committed, so that a doubt never has to be judged here. */
#include "failpoint.h"
#include "log.h"
#include "metrics.h"
#include "slot_store.h"
#include "start_check.h"
#include "timestamp.h"

#define OFFSETS_WAIT_MS \
    15000 /* a dead producer's transaction ends after transaction.timeout.ms, 10 s */
#define ASK_MS 3000
/* Over heartbeat.interval.ms (3 s): another process of the same instance has taken the membership
 * as well, and the next heartbeat says so. Who registered again before it would fence that one, and
 * so by turns. */
#define FENCED_PAUSE_MS 3500
#define RESTORE_SLICE_MS 100

static BATON_METRIC(rebalances_total, "baton_rebalances_total", BATON_COUNTER, "kind",
                    "Changes of the assignment: assigned, revoked, lost.");
static BATON_METRIC(tasks, "baton_tasks", BATON_GAUGE, NULL, "Tasks that this instance holds.");
static BATON_METRIC(gaps_total, "baton_input_gaps_total", BATON_COUNTER, "topic",
                    "Times that records had been deleted before they were read.");
static BATON_METRIC(from_start_total, "baton_input_from_start_total", BATON_COUNTER, "topic",
                    "Partitions read from their start because no offset was committed: new, made "
                    "anew, or forgotten by Kafka.");
static BATON_METRIC(not_open_total, "baton_tasks_not_open_total", BATON_COUNTER, "reason",
                    "Times that tasks could not be opened, or had to be opened anew.");

static struct driver_slot *slot_new(struct driver *d, int32_t partition)
{
    struct driver_slot *slot = calloc(1, sizeof *slot);

    if (!slot)
        abort();
    slot->partition = partition;
    slot->inputs = calloc(d->inputs_count, sizeof *slot->inputs);
    if (!slot->inputs)
        abort();
    for (size_t i = 0; i < d->inputs_count; i++) {
        slot->inputs[i].topic = d->inputs[i];
        slot->inputs[i].name = d->input_names[i];
    }
    slot->checkpoint_ms = baton_clock_monotonic_ms() + d->settings->runtime.checkpoint_ms;
    return slot;
}

static void slot_free(struct driver *d, struct driver_slot *slot)
{
    for (size_t i = 0; i < d->inputs_count; i++) {
        driver_drop_waiting(d, &slot->inputs[i]);
        free(slot->inputs[i].waiting);
        d->corrupt_total -= slot->inputs[i].corrupt;
    }
    baton_task_free(slot->task);
    if (slot->distrusted)
        slot_store_wipe(d, slot->partition, "distrusted", "a FATAL, or damage that was read");
    free(slot->inputs);
    free(slot);
}

/* Partition i of every input is ours. */
static bool is_whole(const struct driver *d, int32_t partition)
{
    for (size_t i = 0; i < d->inputs_count; i++)
        if (!rd_kafka_topic_partition_list_find(d->assigned, d->input_names[i], partition))
            return false;
    return true;
}

static bool position_input(struct driver *d, struct driver_input *input, int32_t partition,
                           int64_t committed, struct baton_error *err)
{
    int64_t start = 0, end = 0;

    if (baton_kafka_log_range(baton_transaction_handle(d->tx), input->name, partition, ASK_MS,
                              &start, &end, err)
        != BATON_DONE)
        return false;
    input->committed = committed;
    input->next = committed < 0 ? start : committed;
    if (committed < 0)
        baton_metric_add(&from_start_total, input->topic->name, 1);
    if (committed >= 0 && (committed < start || committed > end)) {
        baton_metric_add(&gaps_total, input->topic->name, 1);
        baton_log(BATON_LOG_ERROR, "input_gap",
                  "topic=%s partition=%d committed=%lld start=%lld end=%lld", input->name,
                  (int)partition, (long long)committed, (long long)start, (long long)end);
        input->next = start;
    }
    input->past = input->next;
    input->delivered = input->answered = false;
    return true;
}

/* What stands beside a committed offset. Of the task's time and its changelog the latest counts. */
static void take_metadata(struct driver_slot *slot, struct driver_input *input,
                          const rd_kafka_topic_partition_t *found)
{
    struct baton_offset_note note;

    baton_offset_note_read((struct baton_text){ found->metadata, found->metadata_size }, &note);
    if (note.time_ms > slot->resume_ms)
        slot->resume_ms = note.time_ms;
    input->read_ms = note.read_ms;
    baton_changelog_note(&slot->log, &note);
}

/* Committed offsets of all inputs of all slots. Waits until they are stable. */
static bool read_offsets(struct driver *d, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new((int)d->inputs_count);
    int64_t deadline_ms = baton_clock_monotonic_ms() + OFFSETS_WAIT_MS;
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;

    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            rd_kafka_topic_partition_list_add(list, d->input_names[i], p);
    do {
        code = rd_kafka_committed(d->consumer, list, ASK_MS);
        for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; i++)
            code = list->elems[i].err;
    } while (code != RD_KAFKA_RESP_ERR_NO_ERROR && !*d->stop
             && baton_clock_monotonic_ms() < deadline_ms);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        baton_fail(err, BATON_RETRY, "committed_offsets", "committed offsets not known: %s",
                   rd_kafka_err2str(code));
        return false;
    }
    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++) {
            const rd_kafka_topic_partition_t *found =
                rd_kafka_topic_partition_list_find(list, d->input_names[i], p);

            if (!position_input(d, &d->slots[p]->inputs[i], p, found->offset, err))
                return false;
            take_metadata(d->slots[p], &d->slots[p]->inputs[i], found);
        }
    return true;
}

static void tell_positions(struct driver *d, struct driver_slot *slot)
{
    if (slot->resume_ms > 0)
        baton_task_resume(slot->task, slot->resume_ms);
    for (size_t i = 0; i < d->inputs_count; i++) {
        baton_task_drained(slot->task, slot->inputs[i].topic, slot->inputs[i].read_ms);
        baton_task_position(slot->task, slot->inputs[i].topic, slot->inputs[i].next);
    }
    for (size_t i = 0; d->globals && d->service->inputs[i]; i++)
        if (d->service->inputs[i]->global)
            baton_task_position(slot->task, d->service->inputs[i],
                                baton_globals_next(d->globals, d->service->inputs[i], 0));
}

static bool open_slot(struct driver *d, struct driver_slot *slot, struct baton_error *err)
{
    int64_t from = 0;
    struct baton_store *store = slot_store_open(d, slot, &from, err);

    if (!store)
        return false;
    struct baton_task_conf conf = {
        .service = d->service,
        .self = d->self,
        .serde = d->serde,
        .store = store,
        .batch = &d->batch,
        .partition = slot->partition,
        .partition_count = d->partition_count,
        .version = BATON_VERSION,
        .spans = d->spans,
    };
    slot->task = baton_task_new(&conf);
    slot->changelog_next = from;
    baton_restore_add(d->restore, slot->partition, from, slot->log.end, store);
    return true;
}

static bool open_all(struct driver *d, struct baton_error *err)
{
    size_t count = 0;

    for (int32_t p = 0; p < d->partition_count; p++)
        if (is_whole(d, p)) {
            d->slots[p] = slot_new(d, p);
            count++;
        }
    baton_metric_set(&tasks, NULL, (double)count);
    /* First the offsets, then the ends of the changelogs: what the offsets cover lies before those
     * ends. */
    if (!read_offsets(d, err))
        return false;
    d->restore = baton_restore_open(d->settings, d->service->name, d->partition_count, err);
    if (!d->restore)
        return false;
    for (int32_t p = 0; p < d->partition_count; p++)
        if (d->slots[p] && !open_slot(d, d->slots[p], err))
            return false;
    return true;
}

static void try_later(struct driver *d, const struct baton_error *err)
{
    baton_metric_add(&not_open_total, err->code, 1);
    d->not_open = *err;
    d->reopen_pause_ms = d->reopen_pause_ms ? d->reopen_pause_ms * 2 : 100;
    if (d->reopen_pause_ms > 5000)
        d->reopen_pause_ms = 5000;
    int64_t pause_ms = d->reopen_pause_ms;
    if (baton_transaction_is_fenced(d->tx) && pause_ms < FENCED_PAUSE_MS)
        pause_ms = FENCED_PAUSE_MS;
    d->reopen = true;
    d->reopen_ms = baton_clock_monotonic_ms() + pause_ms;
    baton_log(BATON_LOG_WARN, "tasks_not_open", "code=%s again_ms=%lld text=%s", err->code,
              (long long)pause_ms, err->text);
}

/* Partitions that were added to a topic move keys away from their state, and a topic that is gone
 * cannot be read: neither shows in the assignment of every member. */
static enum baton_verdict check_counts(struct driver *d, struct baton_error *err)
{
    struct baton_start_check check = {
        .service = d->service,
        .runtime = &d->settings->runtime,
        .consumer = d->consumer,
        .stop = d->stop,
    };

    return baton_start_check_counts(&check, d->partition_count, err);
}

bool driver_open_slots(struct driver *d)
{
    struct baton_error err = { "", "" };
    enum baton_verdict v;

    d->reopen = false;
    if (!d->assigned || d->assigned->cnt == 0)
        return true;
    v = check_counts(d, &err);
    if (v == BATON_DONE)
        v = baton_transaction_ready(d->tx, ASK_MS, &err);
    if (v == BATON_FATAL) {
        driver_fail(d, &err);
        return false;
    }
    if (v == BATON_DONE && open_all(d, &err)) {
        BATON_FAILPOINT("before_restore");
        d->phase = DRIVER_RESTORING;
        return true;
    }
    driver_close_slots(d);
    try_later(d, &err);
    return false;
}

void driver_close_slots(struct driver *d)
{
    d->phase = DRIVER_AWAY;
    baton_restore_close(d->restore);
    d->restore = NULL;
    for (int32_t p = 0; p < d->partition_count; p++) {
        if (!d->slots[p])
            continue;
        if (d->slots[p]->task && d->slots[p]->touched)
            baton_task_abort(d->slots[p]->task);
        slot_free(d, d->slots[p]);
        d->slots[p] = NULL;
    }
    baton_spans_abort(d->spans);
    baton_batch_reset(&d->batch);
    d->records = d->changed_bytes = 0;
    d->dirty = false;
    baton_metric_set(&tasks, NULL, 0);
}

static bool assign_inputs(struct driver *d, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(8);
    rd_kafka_resp_err_t code;

    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            rd_kafka_topic_partition_list_add(list, d->input_names[i], p)->offset =
                d->slots[p]->inputs[i].next;
    code = rd_kafka_assign(d->consumer, list);
    /* A partition that was paused when it was given up comes back paused (librdkafka 2.0.2). */
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = rd_kafka_resume_partitions(d->consumer, list);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return true;
    baton_fail(err, BATON_FATAL, "assign", "%s", rd_kafka_err2str(code));
    return false;
}

static void begin_running(struct driver *d)
{
    struct baton_error err;

    for (int32_t p = 0; p < d->partition_count; p++) {
        struct driver_slot *slot = d->slots[p];

        if (!slot)
            continue;
        if (baton_restore_next(d->restore, p) > slot->changelog_next)
            slot->changelog_next = baton_restore_next(d->restore, p);
        baton_store_commit(baton_task_store(slot->task), slot->changelog_next); /* current now */
        tell_positions(d, slot);
    }
    baton_restore_close(d->restore);
    d->restore = NULL;
    BATON_FAILPOINT("after_restore");
    if (assign_inputs(d, &err)) {
        d->phase = DRIVER_RUNNING;
        d->running_ms = baton_clock_monotonic_ms();
        d->not_open.code[0] = '\0';
    } else {
        driver_fail(d, &err);
    }
    BATON_FAILPOINT("after_assign");
}

void driver_restore(struct driver *d)
{
    struct baton_error err = { "", "" };
    bool done = false;

    switch (baton_restore_step(d->restore, RESTORE_SLICE_MS, &done, &err)) {
    case BATON_DONE:
        if (done)
            begin_running(d);
        break;
    case BATON_RETRY:
        driver_close_slots(d);
        try_later(d, &err);
        break;
    default: driver_fail(d, &err);
    }
}

void driver_give_up(struct driver *d)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *nothing =
        rd_kafka_topic_partition_list_new(0);
    struct baton_error err;

    baton_fail(&err, BATON_RETRY, "input_gap",
               "records were deleted before they were read, or a topic was made anew");
    if (d->not_committed.code[0])
        err = d->not_committed;
    if (d->not_readable.code[0]) /* it may be why nothing was committed */
        err = d->not_readable;
    d->must_answer = true;
    driver_close_slots(d);
    rd_kafka_assign(d->consumer, nothing);
    try_later(d, &err);
}

static void keep_assignment(struct driver *d, const rd_kafka_topic_partition_list_t *partitions)
{
    baton_drop_list(&d->assigned);
    d->assigned = partitions ? rd_kafka_topic_partition_list_copy(partitions) : NULL;
}

static void assigned(struct driver *d, const rd_kafka_topic_partition_list_t *partitions)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *nothing =
        rd_kafka_topic_partition_list_new(0);

    baton_metric_add(&rebalances_total, "assigned", 1);
    baton_log(BATON_LOG_INFO, "assigned", "partitions=%d", partitions->cnt);
    BATON_FAILPOINT("at_assignment");
    driver_close_slots(d);
    keep_assignment(d, partitions);
    rd_kafka_assign(d->consumer, nothing);
    d->consumer_error = NULL;
    d->not_open.code[0] = d->not_committed.code[0] = '\0';
    d->reopen_pause_ms = 0;
    driver_open_slots(d);
}

static void revoked(struct driver *d, const rd_kafka_topic_partition_list_t *partitions)
{
    bool lost = rd_kafka_assignment_lost(d->consumer) != 0;

    baton_metric_add(&rebalances_total, lost ? "lost" : "revoked", 1);
    baton_log(BATON_LOG_INFO, "revoked", "partitions=%d lost=%d", partitions->cnt, (int)lost);
    BATON_FAILPOINT("at_revocation");
    if (!lost && d->phase == DRIVER_RUNNING && !d->reopen)
        driver_commit(d);
    BATON_FAILPOINT("after_revocation_commit");
    driver_close_slots(d);
    keep_assignment(d, NULL);
    d->not_open.code[0] = '\0';
    d->reopen = false;
    rd_kafka_assign(d->consumer, NULL);
}

void driver_rebalanced(rd_kafka_t *rk, rd_kafka_resp_err_t err,
                       rd_kafka_topic_partition_list_t *partitions, void *opaque)
{
    struct driver *d = opaque;

    (void)rk;
    if (err == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        assigned(d, partitions);
    else
        revoked(d, partitions);
}
