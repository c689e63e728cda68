/* The loop. A round: take what is there (up to the limits of a batch), try what waits, fire timers,
 * commit, a slice of a checkpoint. When nothing is there a round waits for the first record at most
 * IDLE_WAIT_MS, so that a record is committed as soon as the input is drained, and signals, timers
 * and global tables are seen in time. */
#include "loop.h"

#include "driver.h"
#include "failpoint.h"
#include "files.h"
#include "kafka_stats.h"
#include "log.h"
#include "metrics.h"
#include "slot_store.h"
#include "start_check.h"
#include "timestamp.h"

#define IDLE_WAIT_MS 10
#define MARKERS_MS 10 /* see gather_on */
#define BATCH_BYTES (8u << 20)
#define SWEEP_MS 500 /* how often an idle group's offsets are moved over markers */

static BATON_METRIC(batch_records, "baton_batch_records", BATON_GAUGE, NULL,
                    "Records of the last batch.");

static BATON_METRIC(old_total, "baton_old_records_total", BATON_COUNTER, "topic",
                    "Records skipped because they lie before what was already read.");

static BATON_METRIC(jumps_total, "baton_clock_jumps_total", BATON_COUNTER, "direction",
                    "Jumps of the machine's clock by half a second or more: ahead, back. Time-outs "
                    "do not follow them.");

struct loop {
    const struct baton_loop_conf *conf;
    struct driver d;
    int64_t sweep_ms; /* monotonic: when offsets are swept */
    char reason[160]; /* why not, as it was told last */
    char code[48];    /* of it, as it was logged last */
    bool told;
    struct baton_files files;
};

void driver_fail(struct driver *d, const struct baton_error *err)
{
    if (!d->failed)
        d->error = *err;
    d->failed = true;
}

/* --- feeding ---------------------------------------------------------------------------------- */

static void count_changes(struct driver *d, struct driver_slot *slot)
{
    size_t bytes = baton_store_changed_bytes(baton_task_store(slot->task));

    d->changed_bytes += bytes - slot->changed_bytes;
    slot->changed_bytes = bytes;
}

enum baton_fed driver_feed(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                           const rd_kafka_message_t *message, bool ignore_cause)
{
    struct baton_kafka_view view;
    enum baton_fed fed;

    baton_arena_reset(&d->arena);
    baton_kafka_view(message, input->topic, &d->arena, &view);
    view.raw.ignore_cause = ignore_cause;
    if (d->records == 0) {
        d->first_ms = baton_clock_monotonic_ms();
        baton_steady_seen(&d->clock, view.raw.time_ms, baton_clock_boot_ms());
    }
    slot->touched = d->dirty = true; /* also when it is set back: timers may have fired before it */
    fed = baton_task_feed(slot->task, &view.raw);
    if (fed == BATON_FED_FATAL) {
        slot->distrusted = true;
        driver_fail(d, baton_task_error(slot->task));
    }
    if (fed != BATON_FED_DONE)
        return fed;
    input->next = message->offset + 1;
    count_changes(d, slot);
    d->records++;
    d->progress = true;
    BATON_FAILPOINT("after_feed");
    return fed;
}

static struct driver_input *find_input(struct driver *d, const rd_kafka_message_t *message,
                                       struct driver_slot **ret_slot)
{
    const char *name = message->rkt ? rd_kafka_topic_name(message->rkt) : "";

    if (d->phase != DRIVER_RUNNING || message->partition < 0
        || message->partition >= d->partition_count)
        return NULL;
    *ret_slot = d->slots[message->partition];
    for (size_t i = 0; *ret_slot && i < d->inputs_count; i++)
        if (strcmp(d->input_names[i], name) == 0)
            return &(*ret_slot)->inputs[i];
    return NULL;
}

/* Already seen: before what was fed, or before the last that waits. */
static bool is_old(const struct driver_input *input, int64_t offset)
{
    if (input->waiting_count > 0)
        return offset <= input->waiting[input->waiting_count - 1]->offset;
    return offset < input->next;
}

/* A client that repeats after a pause makes this happen, and a topic that was made anew under us.
 * That one's log ends before what was read: the tasks are opened anew, which counts the gap and
 * reads the new log from its start. (One that has grown past it already is not told apart.) */
static void skip_old(struct driver *d, const struct driver_input *input,
                     const rd_kafka_message_t *message)
{
    int64_t start = 0, end = 0;

    if (rd_kafka_get_watermark_offsets(d->consumer, input->name, message->partition, &start, &end)
            == RD_KAFKA_RESP_ERR_NO_ERROR
        && end < input->next)
        d->reopen = true;
    baton_metric_add(&old_total, input->topic->name, 1);
    baton_log(BATON_LOG_WARN, "old_record", "topic=%s partition=%d offset=%lld next=%lld",
              input->topic->name, (int)message->partition, (long long)message->offset,
              (long long)input->next);
}

/* Takes the message. */
static void take_record(struct driver *d, rd_kafka_message_t *message)
{
    struct driver_slot *slot = NULL;
    struct driver_input *input = find_input(d, message, &slot);

    if (!input || is_old(input, message->offset)) {
        if (input)
            skip_old(d, input, message);
        rd_kafka_message_destroy(message);
        return;
    }
    driver_reached(d, input, message->offset);
    BATON_FAILPOINT("after_consume");
    input->delivered = input->answered = true;
    if (input->waiting_count > 0) {
        driver_wait(d, slot, input, message);
        return;
    }
    enum baton_fed fed = driver_feed(d, slot, input, message, false);
    if (fed == BATON_FED_HELD || fed == BATON_FED_RETRY) {
        driver_wait(d, slot, input, message);
        driver_set_back(d, slot, input, fed);
        BATON_FAILPOINT("after_hold");
        return;
    }
    rd_kafka_message_destroy(message);
}

static void take_end(struct driver *d, const rd_kafka_message_t *message)
{
    struct driver_slot *slot = NULL;
    struct driver_input *input = find_input(d, message, &slot);

    if (!input)
        return;
    input->answered = true;
    driver_reached(d, input, message->offset);
    if (input->waiting_count == 0 && message->offset > input->past)
        input->past = message->offset;
}

/* With what it is about: a topic, or the group. */
static void log_error(const struct driver *d, const rd_kafka_message_t *message)
{
    const char *code = rd_kafka_err2name(message->err);

    if (message->rkt)
        baton_log(BATON_LOG_WARN, "consumer_error", "topic=%s partition=%d code=%s text=%s",
                  rd_kafka_topic_name(message->rkt), (int)message->partition, code,
                  rd_kafka_message_errstr(message));
    else
        baton_log(BATON_LOG_WARN, "consumer_error", "group=%s code=%s text=%s", d->names.group,
                  code, rd_kafka_message_errstr(message));
}

/* Records that retention has deleted before they were read: the tasks are opened anew, which counts
 * the gap and goes on at the first that is left. */
static void take_error(struct driver *d, const rd_kafka_message_t *message)
{
    struct baton_error err;
    struct driver_slot *slot = NULL;
    struct driver_input *input = find_input(d, message, &slot);

    if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET && d->phase == DRIVER_RUNNING)
        d->reopen = true;
    if (message->err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED && input)
        driver_not_readable(d, input, message->err);
    if (baton_kafka_is_corrupt(message) && input)
        driver_hold_corrupt(d, input, message);
    if (!d->assigned)
        d->consumer_error = rd_kafka_err2name(message->err);
    log_error(d, message);
    if (message->err != RD_KAFKA_RESP_ERR__FATAL)
        return;
    baton_fail(&err, BATON_FATAL, "consumer_fatal", "%s", rd_kafka_message_errstr(message));
    driver_fail(d, &err);
}

static void take(struct driver *d, rd_kafka_message_t *message)
{
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        take_record(d, message);
        return;
    }
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
        take_end(d, message);
    else
        take_error(d, message);
    rd_kafka_message_destroy(message);
}

static bool batch_is_full(const struct driver *d)
{
    const struct baton_runtime_conf *runtime = &d->settings->runtime;

    return d->records > 0
           && (d->records >= (size_t)runtime->commit_records
               || baton_arena_used(&d->batch.arena) + d->changed_bytes >= BATCH_BYTES
               || baton_clock_monotonic_ms() - d->first_ms >= runtime->commit_interval_ms);
}

/* Records until there are none, or the batch is full. Rebalances happen in here. */
static void gather(struct driver *d, int wait_ms)
{
    while (!d->failed && !*d->stop) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(d->consumer, wait_ms);

        if (!message)
            return;
        wait_ms = 0;
        take(d, message);
        if (batch_is_full(d))
            return;
    }
}

/* The end of a transaction is answered before its markers are written. What opens the next one in
 * that time is refused, and librdkafka asks again after 20 ms: so a few are given first, in which
 * more records are taken. */
static void gather_on(struct driver *d)
{
    while (d->records > 0 && !batch_is_full(d) && !d->failed && !*d->stop
           && baton_clock_monotonic_ms() - d->committed_ms < MARKERS_MS)
        gather(d, 1);
}

/* --- rounds ----------------------------------------------------------------------------------- */

/* The probe hears each change of the text; the log what is another reason. */
static void tell_ready(struct loop *loop)
{
    struct baton_error why;
    char reason[sizeof loop->reason];

    driver_why_not_ready(&loop->d, &why);
    bool ready = why.code[0] == '\0';
    snprintf(reason, sizeof reason, "%s%s%s", why.code, ready ? "" : ": ", why.text);
    if (loop->told && strcmp(loop->reason, reason) == 0)
        return;
    if (!loop->told || strcmp(loop->code, why.code) != 0)
        baton_log(BATON_LOG_INFO, ready ? "ready" : "not_ready", "reason=%s", ready ? "-" : reason);
    loop->told = true;
    memcpy(loop->reason, reason, sizeof reason);
    memcpy(loop->code, why.code, sizeof why.code);
    loop->conf->ready(loop->conf->context, ready, reason);
}

/* Offsets of inputs without records move over markers too, so that an idle group's lag is 0. */
static void sweep(struct loop *loop)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    if (now_ms < loop->sweep_ms)
        return;
    loop->sweep_ms = now_ms + SWEEP_MS;
    loop->d.dirty = true;
}

static void work(struct loop *loop)
{
    struct driver *d = &loop->d;

    driver_await_answers(d);
    driver_try_waiting(d);
    driver_try_corrupt(d);
    driver_fire_timers(d);
    sweep(loop);
    if (d->records > 0)
        baton_metric_set(&batch_records, NULL, (double)d->records);
    driver_commit(d);
    if (d->reopen && !d->failed)
        driver_give_up(d);
    else
        driver_checkpoint(d);
}

/* Nothing waits by the machine's clock, so this is for people. */
static void watch_clock(struct driver *d)
{
    int64_t jump_ms = baton_steady_jump(&d->clock, baton_clock_wall_ms(), baton_clock_boot_ms());

    if (jump_ms == 0)
        return;
    baton_metric_add(&jumps_total, jump_ms > 0 ? "ahead" : "back", 1);
    baton_log(BATON_LOG_WARN, "clock_jumped", "by_ms=%lld", (long long)jump_ms);
}

static void round_once(struct loop *loop)
{
    struct driver *d = &loop->d;

    loop->conf->beat(loop->conf->context);
    watch_clock(d);
    baton_transaction_poll(d->tx);
    driver_poll_globals(d);
    gather(d, d->phase == DRIVER_RESTORING ? 0 : IDLE_WAIT_MS);
    gather_on(d);
    if (d->failed)
        return;
    if (d->phase == DRIVER_RUNNING)
        work(loop);
    else if (d->phase == DRIVER_RESTORING)
        driver_restore(d);
    else if (d->reopen && baton_clock_monotonic_ms() >= d->reopen_ms)
        driver_open_slots(d);
    tell_ready(loop);
}

/* The clients read certificates and keys when they are opened, so the process ends as when it is
 * told to, and its supervisor starts it again. */
static bool files_changed(struct loop *loop)
{
    const char *path = baton_files_changed(&loop->files, baton_clock_monotonic_ms());

    if (path)
        baton_log(BATON_LOG_WARN, "file_changed", "file=%s text=%s", path,
                  "ends, to be started again with what it holds now");
    return path != NULL;
}

/* --- life cycle ------------------------------------------------------------------------------- */

static void init(struct loop *loop, const struct baton_loop_conf *conf)
{
    struct driver *d = &loop->d;

    loop->conf = conf;
    baton_files_init(&loop->files, conf->settings);
    d->service = conf->service;
    d->settings = conf->settings;
    d->self = conf->self;
    d->serde = conf->serde;
    d->spans = conf->spans;
    d->stop = conf->stop;
    baton_steady_init(&d->clock, baton_clock_wall_ms(), baton_clock_boot_ms());
    baton_kafka_names(&d->names, &conf->settings->runtime, conf->service->name);
    baton_batch_init(&d->batch);
    baton_arena_init(&d->arena);
    for (size_t i = 0; conf->service->inputs[i] && d->inputs_count < 16; i++) {
        if (conf->service->inputs[i]->global)
            continue;
        baton_kafka_topic_name(d->input_names[d->inputs_count], conf->settings->runtime.prefix,
                               conf->service->inputs[i]->name);
        d->inputs[d->inputs_count++] = conf->service->inputs[i];
    }
}

static bool check_topics(struct driver *d, struct baton_error *err)
{
    struct baton_start_check check = {
        .service = d->service,
        .runtime = &d->settings->runtime,
        .consumer = d->consumer,
        .stop = d->stop,
    };

    return slot_store_make_folders(d->settings->runtime.state_dir, err)
           && baton_start_check(&check, &d->partition_count, err) == BATON_DONE;
}

static int on_statistics(rd_kafka_t *rk, char *json, size_t size, void *opaque)
{
    struct driver *d = opaque;

    (void)rk;
    d->looks_unconnected = baton_kafka_stats("consumer", json, size) ? 0 : d->looks_unconnected + 1;
    return 0; /* librdkafka frees the text */
}

static bool open_consumer(struct driver *d, struct baton_error *err)
{
    struct baton_kafka_hooks hooks = { .opaque = d,
                                       .rebalanced = driver_rebalanced,
                                       .statistics = on_statistics };

    d->consumer = baton_kafka_open(BATON_KAFKA_MEMBER, d->settings, d->service->name, &hooks, err);
    return d->consumer != NULL;
}

static bool open_producer(struct driver *d, struct baton_error *err)
{
    struct baton_transaction_conf conf = {
        .settings = d->settings,
        .service_name = d->service->name,
        .partition_count = d->partition_count,
        .stop = d->stop,
    };
    int64_t deadline_ms = baton_clock_monotonic_ms() + d->settings->runtime.start_timeout_ms;
    enum baton_verdict v = BATON_RETRY;

    d->slots = calloc((size_t)d->partition_count, sizeof *d->slots);
    if (!d->slots)
        abort();
    d->tx = baton_transaction_new(&conf);
    while (v == BATON_RETRY && !*d->stop && baton_clock_monotonic_ms() < deadline_ms)
        v = baton_transaction_ready(d->tx, 1000, err);
    return v == BATON_DONE || *d->stop;
}

static bool subscribe(struct driver *d, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(8);
    rd_kafka_resp_err_t code;

    for (size_t i = 0; i < d->inputs_count; i++)
        rd_kafka_topic_partition_list_add(list, d->input_names[i], RD_KAFKA_PARTITION_UA);
    code = rd_kafka_subscribe(d->consumer, list);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        baton_fail(err, BATON_FATAL, "subscribe", "%s", rd_kafka_err2str(code));
    return code == RD_KAFKA_RESP_ERR_NO_ERROR;
}

static bool start(struct loop *loop, struct baton_error *err)
{
    struct driver *d = &loop->d;

    return open_consumer(d, err) && check_topics(d, err) && open_producer(d, err) && !*d->stop
           && driver_read_globals(d, loop->conf, err) && subscribe(d, err);
}

/* Commits what is done, writes the stores, closes. A static member does not leave its group. */
static void finish(struct driver *d)
{
    BATON_FAILPOINT("before_close");
    if (d->phase == DRIVER_RUNNING && !d->failed)
        driver_commit(d);
    BATON_FAILPOINT("after_last_commit");
    if (d->slots)
        driver_close_slots(d);
    BATON_FAILPOINT("after_stores_closed");
    if (d->consumer)
        baton_kafka_close(d->consumer);
    baton_globals_close(d->globals);
    baton_transaction_free(d->tx);
    baton_drop_list(&d->assigned);
    baton_batch_release(&d->batch);
    baton_arena_release(&d->arena);
    free(d->slots);
}

enum baton_verdict baton_loop_run(const struct baton_loop_conf *conf, struct baton_error *err)
{
    struct loop *loop = calloc(1, sizeof *loop);
    bool started;
    enum baton_verdict v = BATON_DONE;

    if (!loop)
        abort();
    init(loop, conf);
    started = start(loop, err);
    while (started && !loop->d.failed && !*conf->stop && !files_changed(loop))
        round_once(loop);
    if (loop->d.failed)
        *err = loop->d.error;
    if (loop->d.failed || (!started && !*conf->stop))
        v = BATON_FATAL;
    conf->closing(conf->context, v != BATON_DONE);
    finish(&loop->d);
    free(loop);
    return v;
}
