/* The producer and its thread, which polls for acknowledgements. A batch is freed by whoever gives
 * up its last reference: the sender holds one while it sends, each record under way holds one. */
#include "writer.h"

#include <pthread.h>
#include <stdatomic.h>

#include "key.h"
#include "log.h"
#include "metrics.h"
#include "options_internal.h"
#include "timestamp.h"

enum {
    POLL_MS = 50,
    PURGE_MS = 500,
    PROBE_MS = 300,
    PROBE_PAUSE_MS = 1000,
    FLUSH_MS = 2000,
    RECORD_OVERHEAD_BYTES = 512, /* of a record and its batch around key and value */
    ENCODE_MAX_BYTES = 80 * 1024 * 1024,
};

static BATON_METRIC(records_total, "baton_gateway_records_total", BATON_COUNTER, "topic,result",
                    "Records taken in, by what became of them: written, failed.");
static BATON_METRIC(reopened_total, "baton_gateway_producer_reopened_total", BATON_COUNTER, NULL,
                    "Producers replaced: after a fatal error, for other certificates or secrets.");

struct batch {
    atomic_int references;
    atomic_int verdict; /* enum baton_verdict; the first failure stays */
    const struct baton_topic *topic;
    writer_done *done;
    void *context;
    struct writer *writer;
};

struct writer {
    struct writer_conf conf;
    struct baton_settings settings; /* as conf's, with the time-out among kafka.* */
    pthread_mutex_t lock;           /* of `settings`, and `producer`, which the thread replaces */
    rd_kafka_t *producer;
    pthread_t thread;
    bool has_thread;
    atomic_bool stopping, well, reopen;
    _Atomic(const struct baton_topic *) refused; /* for want of a right; NULL: none */
    const struct baton_topic *asked;             /* what the last probe was sent to */
    rd_kafka_t *probe;                           /* the thread's; NULL: nothing is asked */
    bool probing;                                /* its record has no answer yet */
    int64_t probe_ms;                            /* monotonic: when the next may be sent */
    struct baton_buf buf;
};

/* --- acknowledgements ---------------------------------------------------------------------------
 */

static void batch_unref(struct batch *batch)
{
    if (atomic_fetch_sub(&batch->references, 1) != 1)
        return;
    enum baton_verdict verdict = (enum baton_verdict)atomic_load(&batch->verdict);

    atomic_store(&batch->writer->well, verdict != BATON_RETRY);
    batch->done(batch->context, verdict);
    free(batch);
}

static void batch_fail(struct batch *batch, enum baton_verdict verdict)
{
    int none = BATON_DONE;

    atomic_compare_exchange_strong(&batch->verdict, &none, (int)verdict);
}

static void count(const struct batch *batch, const char *result)
{
    char labels[128];

    snprintf(labels, sizeof labels, "%s,%s", batch->topic->name, result);
    baton_metric_add(&records_total, labels, 1);
}

/* Ends the refusal of this topic; another's stays. */
static void taken_again(struct writer *writer, const struct baton_topic *topic)
{
    atomic_compare_exchange_strong(&writer->refused, &topic, NULL);
}

static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    struct batch *batch = message->_private;

    (void)rk;
    (void)opaque;
    count(batch, message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? "written" : "failed");
    if (message->err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
        atomic_store(&batch->writer->refused, batch->topic);
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
        taken_again(batch->writer, batch->topic);
    else if (message->err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
        batch_fail(batch, BATON_REJECT);
    else {
        baton_log(BATON_LOG_WARN, "not_written", "topic=%s code=%s", batch->topic->name,
                  rd_kafka_err2name(message->err));
        batch_fail(batch, BATON_RETRY);
    }
    batch_unref(batch);
}

static rd_kafka_t *open_producer(struct writer *writer, struct baton_error *err)
{
    struct baton_kafka_hooks hooks = { .opaque = writer, .delivered = delivered };

    return baton_kafka_open(BATON_KAFKA_WRITER, &writer->settings, "gateway", &hooks, err);
}

static void close_producer(rd_kafka_t *producer)
{
    rd_kafka_purge(producer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_flush(producer, PURGE_MS); /* the reports of what was thrown away */
    baton_kafka_close(producer);
}

/* Nothing is sent meanwhile: what the old one has under way, for up to `flush_ms`, lies before what
 * the new one sends. Without a new one (a file that cannot be used) the old one stays. */
static void replace_producer(struct writer *writer, int flush_ms)
{
    struct baton_error err = { "", "" };

    pthread_mutex_lock(&writer->lock);
    rd_kafka_t *fresh = open_producer(writer, &err);
    if (fresh == NULL)
        baton_log(BATON_LOG_ERROR, "producer_not_reopened", "text=%s", err.text);
    else {
        baton_metric_add(&reopened_total, NULL, 1);
        rd_kafka_flush(writer->producer, flush_ms);
        close_producer(writer->producer);
        writer->producer = fresh;
    }
    pthread_mutex_unlock(&writer->lock);
}

/* After a failure nobody may send any more (not ready), so a success of another kind must end it.
 */
static void ask_how_it_is(struct writer *writer)
{
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;

    if (rd_kafka_metadata(writer->producer, 0, NULL, &metadata, PROBE_MS)
        == RD_KAFKA_RESP_ERR_NO_ERROR)
        atomic_store(&writer->well, true);
}

/* --- a right that is missing --------------------------------------------------------------------
 * Who is not ready gets no records, and metadata are answered without the right to write: so it is
 * asked for by a record that no broker takes. */

/* Should a broker take it all the same, it has the right as well. */
static void probed(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    struct writer *writer = opaque;

    (void)rk;
    writer->probing = false;
    if (message->err == RD_KAFKA_RESP_ERR_INVALID_REQUIRED_ACKS
        || message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
        taken_again(writer, writer->asked);
}

static void send_probe(struct writer *writer, const struct baton_topic *topic)
{
    struct baton_kafka_hooks hooks = { .opaque = writer, .delivered = probed };
    struct baton_error err = { "", "" };
    char name[BATON_KAFKA_NAME_SIZE];

    writer->asked = topic;
    writer->probe_ms = baton_clock_monotonic_ms() + PROBE_PAUSE_MS;
    pthread_mutex_lock(&writer->lock);
    writer->probe = baton_kafka_open(BATON_KAFKA_PROBE, &writer->settings, "gateway", &hooks, &err);
    pthread_mutex_unlock(&writer->lock);
    if (writer->probe == NULL)
        return;
    rd_kafka_vu_t arguments[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC,
          .u.cstr = baton_kafka_topic_name(name, writer->settings.runtime.prefix, topic->name) },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = 0 },
    };
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_produceva(writer->probe, arguments, sizeof arguments / sizeof *arguments);
    writer->probing = error == NULL;
}

/* A handle for each: one remembers what it was told of the topic. */
static void ask_for_the_right(struct writer *writer)
{
    const struct baton_topic *topic = atomic_load(&writer->refused);

    if (writer->probe != NULL)
        rd_kafka_poll(writer->probe, 0);
    if (writer->probe != NULL && !writer->probing) {
        baton_kafka_close(writer->probe);
        writer->probe = NULL;
    }
    if (writer->probe == NULL && topic != NULL && baton_clock_monotonic_ms() >= writer->probe_ms)
        send_probe(writer, topic);
}

static void *run_thread(void *argument)
{
    struct writer *writer = argument;
    char reason[256];

    while (!atomic_load(&writer->stopping)) {
        rd_kafka_poll(writer->producer, POLL_MS);
        if (!atomic_load(&writer->well))
            ask_how_it_is(writer);
        ask_for_the_right(writer);
        if (atomic_exchange(&writer->reopen, false))
            replace_producer(writer, FLUSH_MS);
        if (rd_kafka_fatal_error(writer->producer, reason, sizeof reason)
            == RD_KAFKA_RESP_ERR_NO_ERROR)
            continue;
        baton_log(BATON_LOG_WARN, "producer_replaced", "text=%s", reason);
        replace_producer(writer, 0);
    }
    return NULL;
}

/* --- opening ------------------------------------------------------------------------------------
 */

static void copy_settings(struct writer *writer)
{
    const struct baton_settings *from = writer->conf.settings;
    char timeout[32];

    baton_kafka_release(&writer->settings.kafka);
    writer->settings.runtime = from->runtime;
    snprintf(timeout, sizeof timeout, "%lld", (long long)writer->conf.ack_timeout_ms);
    baton_kafka_set(&writer->settings.kafka, BATON_TEXT("message.timeout.ms"),
                    baton_text_of(timeout));
    for (size_t i = 0; i < from->kafka.count; i++)
        baton_kafka_set(&writer->settings.kafka, baton_text_of(from->kafka.names[i]),
                        baton_text_of(from->kafka.values[i]));
}

struct writer *writer_open(const struct writer_conf *conf, struct baton_error *err)
{
    struct writer *writer = calloc(1, sizeof *writer);

    if (writer == NULL)
        abort();
    writer->conf = *conf;
    pthread_mutex_init(&writer->lock, NULL);
    baton_buf_init(&writer->buf, ENCODE_MAX_BYTES);
    atomic_store(&writer->well, true);
    copy_settings(writer);
    writer->producer = open_producer(writer, err);
    bool good = writer->producer != NULL;

    if (good && pthread_create(&writer->thread, NULL, run_thread, writer) != 0)
        abort();
    writer->has_thread = good;
    if (good)
        return writer;
    writer_close(writer);
    return NULL;
}

void writer_close(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->has_thread) {
        atomic_store(&writer->stopping, true);
        pthread_join(writer->thread, NULL);
    }
    if (writer->producer != NULL)
        close_producer(writer->producer);
    baton_kafka_close(writer->probe);
    baton_kafka_release(&writer->settings.kafka);
    baton_buf_release(&writer->buf);
    pthread_mutex_destroy(&writer->lock);
    free(writer);
}

/* --- sending ------------------------------------------------------------------------------------
 */

static int32_t partition_of(const struct writer *writer, const struct baton_topic *topic,
                            struct baton_text key)
{
    return topic->global
               ? 0
               : baton_key_partition(key, topic->owner_parts, writer->conf.partition_count);
}

/* All values one behind the other in the buffer; `ends[i]` is where the i-th ends. */
static enum baton_verdict encode(struct writer *writer, const struct writer_records *records,
                                 size_t *ends, size_t *ret_index, struct baton_error *err)
{
    const struct baton_topic *topic = records->topic;

    baton_buf_reset(&writer->buf);
    for (size_t i = 0; i < records->count; i++) {
        size_t begin = writer->buf.size;
        enum baton_verdict v = baton_serde_encode(writer->conf.serde, topic->type,
                                                  records->values[i], &writer->buf, err);

        ends[i] = writer->buf.size;
        *ret_index = i;
        if (v == BATON_DONE
            && ends[i] - begin + records->key.size + RECORD_OVERHEAD_BYTES
                   > (size_t)topic->max_message_bytes)
            v = baton_fail(err, BATON_REJECT, "too_large", "the record is larger than %s takes",
                           topic->name);
        if (v != BATON_DONE)
            return v;
    }
    return BATON_DONE;
}

static rd_kafka_resp_err_t produce(struct writer *writer, struct batch *batch,
                                   const struct writer_records *records, struct baton_text value)
{
    const struct baton_topic *topic = records->topic;
    struct baton_text key = records->key, trace = records->traceparent;
    char name[BATON_KAFKA_NAME_SIZE];

    baton_kafka_topic_name(name, writer->settings.runtime.prefix, topic->name);
    rd_kafka_vu_t arguments[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = name },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = partition_of(writer, topic, key) },
        { .vtype = RD_KAFKA_VTYPE_KEY, .u.mem = { (void *)(uintptr_t)key.data, key.size } },
        { .vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = { (void *)(uintptr_t)value.data, value.size } },
        { .vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY },
        { .vtype = RD_KAFKA_VTYPE_OPAQUE, .u.ptr = batch },
        { .vtype = RD_KAFKA_VTYPE_HEADER,
          .u.header = { "traceparent", trace.data, (ssize_t)trace.size } },
    };
    size_t count =
        sizeof arguments / sizeof *arguments - (trace.size == 0); /* the header is last */

    atomic_fetch_add(&batch->references, 1);
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_produceva(writer->producer, arguments, count);
    rd_kafka_resp_err_t code =
        error != NULL ? rd_kafka_error_code(error) : RD_KAFKA_RESP_ERR_NO_ERROR;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        atomic_fetch_sub(&batch->references, 1); /* never the last: the sender holds one */
    return code;
}

static struct batch *batch_new(struct writer *writer, const struct baton_topic *topic,
                               writer_done *done, void *context)
{
    struct batch *batch = calloc(1, sizeof *batch);

    if (batch == NULL)
        abort();
    batch->topic = topic;
    batch->done = done;
    batch->context = context;
    batch->writer = writer;
    atomic_init(&batch->references, 1);
    atomic_init(&batch->verdict, BATON_DONE);
    return batch;
}

/* Hands over what was encoded. Returns how many were taken: a full queue ends it. */
static size_t produce_all(struct writer *writer, struct batch *batch,
                          const struct writer_records *records, const size_t *ends,
                          rd_kafka_resp_err_t *ret_code)
{
    size_t begin = 0, taken = 0;

    pthread_mutex_lock(&writer->lock);
    for (; taken < records->count; begin = ends[taken++]) {
        struct baton_text value = { (const char *)writer->buf.data + begin, ends[taken] - begin };

        *ret_code = produce(writer, batch, records, value);
        if (*ret_code != RD_KAFKA_RESP_ERR_NO_ERROR)
            break;
    }
    pthread_mutex_unlock(&writer->lock);
    return taken;
}

enum baton_verdict writer_send(struct writer *writer, const struct writer_records *records,
                               writer_done *done, void *context, size_t *ret_index,
                               struct baton_error *err)
{
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
    size_t ends[64];

    if (records->count > sizeof ends / sizeof *ends)
        abort();
    enum baton_verdict v = encode(writer, records, ends, ret_index, err);
    if (v != BATON_DONE)
        return v;
    struct batch *batch = batch_new(writer, records->topic, done, context);
    size_t taken = produce_all(writer, batch, records, ends, &code);
    if (taken == 0) {
        free(batch);
        return baton_fail(err, BATON_RETRY, "not_now", "Kafka does not take records now: %s",
                          rd_kafka_err2str(code));
    }
    if (taken < records->count)
        batch_fail(batch, BATON_RETRY);
    batch_unref(batch);
    return BATON_DONE;
}

/* --- health -------------------------------------------------------------------------------------
 */

rd_kafka_t *writer_producer(struct writer *writer)
{
    return writer->producer;
}

void writer_reopen(struct writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    copy_settings(writer);
    pthread_mutex_unlock(&writer->lock);
    atomic_store(&writer->reopen, true);
}

bool writer_is_well(struct writer *writer)
{
    return atomic_load(&writer->well);
}

const struct baton_topic *writer_refused(struct writer *writer)
{
    return atomic_load(&writer->refused);
}

void writer_flush(struct writer *writer, int timeout_ms)
{
    pthread_mutex_lock(&writer->lock); /* the handle stays */
    rd_kafka_flush(writer->producer, timeout_ms);
    pthread_mutex_unlock(&writer->lock);
}
