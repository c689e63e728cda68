/* Transactions. The time limits: librdkafka bounds a step by transaction.timeout.ms (10 s) when it
 * is called with -1; retriable errors are retried up to STEP_LIMIT_MS in all, then the handle is
 * dropped. An abort has less: the next handle's init_transactions aborts as well, and all of a
 * transaction together must stay well under a minute, after which the group and /healthz give the
 * process up. */
#include "transaction.h"

#include "failpoint.h"
#include "log.h"
#include "metrics.h"
#include "timestamp.h"

#define STEP_LIMIT_MS 20000
#define QUEUE_LIMIT_MS 8000  /* below transaction.timeout.ms */
#define FIRST_REPORT_MS 2000 /* see baton_transaction_abort */
#define ABORT_LIMIT_MS 8000
#define RENEWALS_MAX 3
#define RENEWALS_WINDOW_MS 60000

static BATON_METRIC(transactions_total, "baton_transactions_total", BATON_COUNTER, "result",
                    "Kafka transactions by how they ended: committed, aborted, dropped.");
static BATON_METRIC(
    reinits_total, "baton_producer_reinits_total", BATON_COUNTER, NULL,
    "Producer handles that were thrown away after a fencing, a time-out or a doubt.");
static BATON_METRIC(queue_full_total, "baton_producer_queue_full_total", BATON_COUNTER, NULL,
                    "Records that had to wait for room in the producer's queue.");
static BATON_METRIC(commit_seconds, "baton_transaction_seconds", BATON_HISTOGRAM, NULL,
                    "From the begin of a transaction to its committed end.");
static BATON_METRIC(step_seconds, "baton_transaction_step_seconds_total", BATON_COUNTER, "step",
                    "Time of committed transactions by step: deliver (records, with their "
                    "partitions' registration), offsets, end.");

enum step { DELIVER, OFFSETS, END };

struct baton_transaction {
    struct baton_transaction_conf conf;
    struct baton_kafka_names names;
    rd_kafka_t *producer; /* NULL: to be made anew */
    bool initialised;     /* init_transactions has succeeded on this handle */
    bool open;
    bool fenced;        /* the last handle was, and there is no good one since */
    int64_t timeout_ms; /* transaction.timeout.ms of the handle */
    int64_t begun_ms;
    int64_t step_ms;     /* when the last step ended */
    int64_t spent_ms[3]; /* by step, of this transaction */
    size_t produced;
    size_t reported;
    size_t failed;
    char failure[128];       /* of the first record that was not delivered */
    int64_t *changelog_ends; /* by partition, -1: none in this transaction */
    int64_t dropped_ms[RENEWALS_MAX];
    size_t dropped_count;
};

struct baton_transaction *baton_transaction_new(const struct baton_transaction_conf *conf)
{
    struct baton_transaction *tx = calloc(1, sizeof *tx);
    size_t count = (size_t)conf->partition_count;
    int64_t *ends = calloc(count ? count : 1, sizeof *ends);

    if (!tx || !ends)
        abort();
    tx->conf = *conf;
    baton_kafka_names(&tx->names, &conf->settings->runtime, conf->service_name);
    tx->changelog_ends = ends;
    return tx;
}

/* A changelog record carries its partition + 1 as opaque; others carry 0. */
static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    struct baton_transaction *tx = opaque;
    intptr_t mark = (intptr_t)message->_private;

    (void)rk;
    tx->reported++;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        if (tx->failed++ == 0)
            snprintf(tx->failure, sizeof tx->failure, "%s for %s", rd_kafka_err2name(message->err),
                     rd_kafka_topic_name(message->rkt));
        return;
    }
    if (mark > 0 && message->offset + 1 > tx->changelog_ends[mark - 1])
        tx->changelog_ends[mark - 1] = message->offset + 1;
}

static void drop(struct baton_transaction *tx)
{
    rd_kafka_t *producer = tx->producer;

    tx->producer = NULL;
    tx->initialised = false;
    tx->open = false;
    baton_kafka_close(producer);
}

/* Another took the id. The coordinator fences as well, who had a transaction open for too long. */
static bool is_fenced_by_another(const struct baton_transaction *tx)
{
    return rd_kafka_fatal_error(tx->producer, NULL, 0) == RD_KAFKA_RESP_ERR__FENCED
           && !(tx->open && baton_clock_monotonic_ms() - tx->begun_ms >= tx->timeout_ms);
}

/* Kafka ends no transaction that it has not begun, as where the right to a topic is missing: no
 * partition was added, and the abort is fatal. Nobody else has to do with that. */
static bool was_never_begun(const struct baton_transaction *tx)
{
    return tx->failed > 0 && tx->failed == tx->reported
           && rd_kafka_fatal_error(tx->producer, NULL, 0) == RD_KAFKA_RESP_ERR_INVALID_TXN_STATE;
}

static void count_dropped(struct baton_transaction *tx)
{
    if (was_never_begun(tx))
        return;
    memmove(tx->dropped_ms + 1, tx->dropped_ms, sizeof tx->dropped_ms - sizeof *tx->dropped_ms);
    tx->dropped_ms[0] = baton_clock_monotonic_ms();
    tx->dropped_count++;
}

/* The handle is thrown away because of `err`. */
static enum baton_txn dropped(struct baton_transaction *tx, const struct baton_error *err)
{
    baton_metric_add(&reinits_total, NULL, 1);
    baton_metric_add(&transactions_total, "dropped", 1);
    baton_log(BATON_LOG_WARN, "producer_dropped", "code=%s text=%s", err->code, err->text);
    count_dropped(tx);
    tx->fenced = is_fenced_by_another(tx);
    drop(tx);
    return BATON_TXN_DROPPED;
}

void baton_transaction_free(struct baton_transaction *tx)
{
    struct baton_error ignored;

    if (!tx)
        return;
    if (tx->open)
        baton_transaction_abort(tx, &ignored);
    drop(tx);
    free(tx->changelog_ends);
    free(tx);
}

static bool too_many_dropped(const struct baton_transaction *tx)
{
    return tx->dropped_count >= RENEWALS_MAX
           && baton_clock_monotonic_ms() - tx->dropped_ms[RENEWALS_MAX - 1] < RENEWALS_WINDOW_MS;
}

static bool make_handle(struct baton_transaction *tx, struct baton_error *err)
{
    struct baton_kafka_hooks hooks = { .opaque = tx, .delivered = delivered };
    char timeout[32] = "";
    size_t size = sizeof timeout;

    tx->producer = baton_kafka_open(BATON_KAFKA_TRANSACTOR, tx->conf.settings,
                                    tx->conf.service_name, &hooks, err);
    if (!tx->producer)
        return false;
    rd_kafka_conf_get(rd_kafka_conf(tx->producer), "transaction.timeout.ms", timeout, &size);
    tx->timeout_ms = strtoll(timeout, NULL, 10);
    return true;
}

enum baton_verdict baton_transaction_ready(struct baton_transaction *tx, int timeout_ms,
                                           struct baton_error *err)
{
    if (tx->initialised)
        return BATON_DONE;
    if (too_many_dropped(tx))
        return baton_fail(
            err, BATON_FATAL, "producer_unstable",
            "%d producer handles were fenced or timed out in 60 s: does another process run as "
            "the same instance?",
            RENEWALS_MAX);
    if (!tx->producer && !make_handle(tx, err))
        return BATON_FATAL;
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_init_transactions(tx->producer, timeout_ms);
    if (!error) {
        tx->initialised = true;
        tx->fenced = false;
        return BATON_DONE;
    }
    if (rd_kafka_error_is_retriable(error) && !rd_kafka_error_is_fatal(error))
        return baton_fail(err, BATON_RETRY, "transaction_init",
                          "transactions of %s not ready yet: %s", tx->names.member,
                          rd_kafka_error_string(error));
    if (rd_kafka_error_code(error) == RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT)
        return baton_fail(err, BATON_FATAL, "kafka_setting",
                          "kafka.transaction.timeout.ms (%" PRId64 ") is more than the brokers' "
                          "transaction.max.timeout.ms: lower the first or raise the second",
                          tx->timeout_ms);
    baton_fail(err, BATON_FATAL, "transaction_init", "init_transactions of %s: %s",
               tx->names.member, rd_kafka_error_string(error));
    /* A fencing while two processes start is worth another handle; the count above ends it. */
    dropped(tx, err);
    if (too_many_dropped(tx)
        || rd_kafka_error_code(error) == RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
        return BATON_FATAL;
    return BATON_RETRY;
}

/* The time since the last one was this step's. */
static void step_ends(struct baton_transaction *tx, enum step step)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    tx->spent_ms[step] += now_ms - tx->step_ms;
    tx->step_ms = now_ms;
}

static void count_steps(const struct baton_transaction *tx)
{
    static const char *const names[] = { "deliver", "offsets", "end" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        baton_metric_add(&step_seconds, names[i], (double)tx->spent_ms[i] / 1000);
}

enum baton_txn baton_transaction_begin(struct baton_transaction *tx, struct baton_error *err)
{
    if (!tx->initialised) {
        baton_fail(err, BATON_RETRY, "transaction_begin", "no producer");
        return BATON_TXN_DROPPED;
    }
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_begin_transaction(tx->producer);
    if (error) {
        baton_fail(err, BATON_RETRY, "transaction_begin", "begin: %s",
                   rd_kafka_error_string(error));
        return dropped(tx, err);
    }
    tx->open = true;
    tx->begun_ms = tx->step_ms = baton_clock_monotonic_ms();
    memset(tx->spent_ms, 0, sizeof tx->spent_ms);
    tx->produced = tx->reported = tx->failed = 0;
    for (int32_t i = 0; i < tx->conf.partition_count; i++)
        tx->changelog_ends[i] = -1;
    return BATON_TXN_DONE;
}

static rd_kafka_headers_t *make_headers(const struct baton_produce *record)
{
    rd_kafka_headers_t *headers = rd_kafka_headers_new(record->headers_count);

    for (size_t i = 0; i < record->headers_count; i++)
        rd_kafka_header_add(headers, record->headers[i].key.data,
                            (ssize_t)record->headers[i].key.size, record->headers[i].value.data,
                            (ssize_t)record->headers[i].value.size);
    return headers;
}

/* An empty text may point nowhere, but only a tombstone may have a NULL value. */
static const char *bytes_of(const struct baton_text *text)
{
    return !text ? NULL : text->data ? text->data : "";
}

static rd_kafka_resp_err_t produce_once(struct baton_transaction *tx, const struct baton_produce *r,
                                        rd_kafka_headers_t *headers)
{
    intptr_t mark = r->changelog ? (intptr_t)r->partition + 1 : 0;
    rd_kafka_vu_t parts[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = r->topic },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = r->partition },
        { .vtype = RD_KAFKA_VTYPE_KEY,
          .u.mem = { (void *)(uintptr_t)bytes_of(r->key), r->key ? r->key->size : 0 } },
        { .vtype = RD_KAFKA_VTYPE_VALUE,
          .u.mem = { (void *)(uintptr_t)bytes_of(r->value), r->value ? r->value->size : 0 } },
        { .vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY },
        { .vtype = RD_KAFKA_VTYPE_OPAQUE, .u.ptr = (void *)mark },
        { .vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers },
    };
    size_t count = sizeof parts / sizeof *parts - (headers ? 0 : 1);
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_produceva(tx->producer, parts, count);

    return error ? rd_kafka_error_code(error) : RD_KAFKA_RESP_ERR_NO_ERROR;
}

/* Room in the queue comes as records are delivered; the transaction's own time-out is the limit. */
static rd_kafka_resp_err_t produce_patiently(struct baton_transaction *tx,
                                             const struct baton_produce *record)
{
    rd_kafka_headers_t *headers = record->headers_count ? make_headers(record) : NULL;
    rd_kafka_resp_err_t code = produce_once(tx, record, headers);

    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        baton_metric_add(&queue_full_total, NULL, 1);
    while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL
           && baton_clock_monotonic_ms() - tx->begun_ms < QUEUE_LIMIT_MS) {
        rd_kafka_poll(tx->producer, 10);
        code = produce_once(tx, record, headers);
    }
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR && headers)
        rd_kafka_headers_destroy(headers); /* else taken */
    return code;
}

enum baton_txn baton_transaction_produce(struct baton_transaction *tx,
                                         const struct baton_produce *record,
                                         struct baton_error *err)
{
    rd_kafka_resp_err_t code;

    /* librdkafka 2.0.2 frees the headers twice on an unknown partition, so it never sees one. */
    if (record->partition < 0 || record->partition >= record->partition_count) {
        baton_transaction_abort(tx, err);
        baton_fail(err, BATON_FATAL, "partition_out_of_range", "%s has no partition %d",
                   record->topic, (int)record->partition);
        return BATON_TXN_FATAL;
    }
    code = produce_patiently(tx, record);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        tx->produced++;
        return BATON_TXN_DONE;
    }
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) {
        baton_transaction_abort(tx, err);
        baton_fail(err, BATON_FATAL, "record_too_large",
                   "a record of %zu bytes for %s is over the producer's limit",
                   record->value ? record->value->size : 0, record->topic);
        return BATON_TXN_FATAL;
    }
    enum baton_txn end = baton_transaction_abort(tx, err);
    baton_fail(err, BATON_RETRY, "produce", "%s: %s", record->topic, rd_kafka_err2str(code));
    return end;
}

enum answer { GOOD, AGAIN, ABORT, DROP };

/* What librdkafka asks for (its header, "Transactional producer API"): abort before retry before
 * fatal. */
static enum answer answer_to(const rd_kafka_error_t *error)
{
    if (!error)
        return GOOD;
    if (rd_kafka_error_is_fatal(error))
        return DROP;
    if (rd_kafka_error_txn_requires_abort(error))
        return ABORT;
    return rd_kafka_error_is_retriable(error) ? AGAIN : DROP;
}

/* Delivers everything. What could not be delivered is known before the end of the transaction is
 * asked for, so that the abort is a plain one. */
enum baton_txn baton_transaction_deliver(struct baton_transaction *tx, struct baton_error *err)
{
    rd_kafka_resp_err_t code = rd_kafka_flush(tx->producer, STEP_LIMIT_MS);

    if (code == RD_KAFKA_RESP_ERR_NO_ERROR && tx->failed == 0) {
        step_ends(tx, DELIVER);
        return BATON_TXN_DONE;
    }
    enum baton_txn end = baton_transaction_abort(tx, err);
    baton_fail(err, BATON_RETRY, "delivery", "%zu of %zu records not delivered: %s", tx->failed,
               tx->produced, tx->failed ? tx->failure : rd_kafka_err2str(code));
    return end;
}

enum baton_txn baton_transaction_offsets(struct baton_transaction *tx, rd_kafka_t *consumer,
                                         const rd_kafka_topic_partition_list_t *offsets,
                                         struct baton_error *err)
{
    int64_t deadline_ms = baton_clock_monotonic_ms() + STEP_LIMIT_MS;
    baton_auto(baton_drop_group_metadata) rd_kafka_consumer_group_metadata_t *group =
        rd_kafka_consumer_group_metadata(consumer);

    /* The last transaction's markers may still be on their way, and until they are written the
     * coordinator refuses what is new. librdkafka asks again for partitions after 20 ms, for
     * offsets after retry.backoff.ms (100): so the records and their partitions go first. */
    enum baton_txn end = baton_transaction_deliver(tx, err);

    if (end != BATON_TXN_DONE)
        return end;
    for (;;) { /* retried with identical arguments, as the header asks */
        baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
            rd_kafka_send_offsets_to_transaction(tx->producer, offsets, group, -1);
        enum answer answer = BATON_FAILPOINT("offsets_error") ? ABORT : answer_to(error);

        if (answer == GOOD) {
            step_ends(tx, OFFSETS);
            return BATON_TXN_DONE;
        }
        baton_fail(err, BATON_RETRY, "send_offsets", "offsets of group %s: %s", tx->names.group,
                   error ? rd_kafka_error_string(error) : "failpoint");
        if (answer == ABORT)
            return baton_transaction_abort(tx, err);
        if (answer == DROP || baton_clock_monotonic_ms() >= deadline_ms)
            return dropped(tx, err);
        rd_kafka_poll(tx->producer, 50);
    }
}

enum baton_txn baton_transaction_commit(struct baton_transaction *tx, struct baton_error *err)
{
    int64_t deadline_ms = baton_clock_monotonic_ms() + STEP_LIMIT_MS;
    enum baton_txn end = baton_transaction_deliver(tx, err);

    if (end != BATON_TXN_DONE)
        return end;
    BATON_FAILPOINT("before_commit");
    for (;;) {
        baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
            rd_kafka_commit_transaction(tx->producer, -1);

        if (!error && !BATON_FAILPOINT("commit_in_doubt"))
            break;
        baton_fail(err, BATON_RETRY, "commit", "%s",
                   error ? rd_kafka_error_string(error) : "failpoint");
        /* Also an "abortable" error is a doubt here: the end may have been asked for already. */
        if (answer_to(error) != AGAIN || baton_clock_monotonic_ms() >= deadline_ms)
            return dropped(tx, err);
    }
    tx->open = false;
    step_ends(tx, END);
    count_steps(tx);
    baton_metric_add(&transactions_total, "committed", 1);
    baton_metric_observe(&commit_seconds, NULL,
                         (double)(baton_clock_monotonic_ms() - tx->begun_ms) / 1000);
    return BATON_TXN_DONE;
}

/* An abort that overtakes the first AddPartitions request is fatal in librdkafka up to 2.14
 * (#4849): so one delivery report is waited for first. */
enum baton_txn baton_transaction_abort(struct baton_transaction *tx, struct baton_error *err)
{
    int64_t now_ms = baton_clock_monotonic_ms(), deadline_ms = now_ms + ABORT_LIMIT_MS;

    if (!tx->open)
        return tx->producer ? BATON_TXN_ABORTED : BATON_TXN_DROPPED;
    while (tx->produced > 0 && tx->reported == 0
           && baton_clock_monotonic_ms() < now_ms + FIRST_REPORT_MS)
        rd_kafka_poll(tx->producer, 20);
    for (;;) {
        baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
            rd_kafka_abort_transaction(tx->producer, ABORT_LIMIT_MS);

        if (!error)
            break;
        if (answer_to(error) != AGAIN || baton_clock_monotonic_ms() >= deadline_ms
            || *tx->conf.stop) {
            baton_fail(err, BATON_RETRY, "abort", "%s", rd_kafka_error_string(error));
            return dropped(tx, err);
        }
    }
    tx->open = false;
    baton_metric_add(&transactions_total, "aborted", 1);
    return BATON_TXN_ABORTED;
}

bool baton_transaction_is_fenced(const struct baton_transaction *tx)
{
    return tx->fenced;
}

int64_t baton_transaction_changelog_end(const struct baton_transaction *tx, int32_t partition)
{
    return tx->changelog_ends[partition];
}

void baton_transaction_poll(struct baton_transaction *tx)
{
    if (tx->producer)
        rd_kafka_poll(tx->producer, 0);
}

rd_kafka_t *baton_transaction_handle(struct baton_transaction *tx)
{
    return tx->producer;
}
