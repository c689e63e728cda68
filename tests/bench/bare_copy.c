/* What the runtime is measured against: a transactional consume-transform-produce loop as small as
 * librdkafka allows, with the settings that the runtime has. It takes each record's key, writes
 * changelog records of --row-bytes for it, --rows for a hundred records, and every --every-th time
 * an output of --out-bytes with --header-bytes of headers, and commits outputs, changelog and
 * offsets in one transaction. No decoding, no state, no checks, no metrics; an error ends it.
 *
 * Prints one line of JSON when --records were committed: from the first commit to the last. With
 * --records 0 it runs until SIGTERM, as a hop of a chain does. */
#include <getopt.h>
#include <librdkafka/rdkafka.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct bare {
    const char *brokers, *group, *in, *out, *changelog, *queued_messages, *queued_kbytes;
    long partitions, every, out_bytes, header_bytes, row_bytes;
    long rows; /* changelog records for a hundred records */
    long commit_records, commit_interval_ms, records;
    rd_kafka_t *consumer, *producer;
    rd_kafka_topic_partition_list_t *next; /* of the open transaction */
    char *fill;
    rd_kafka_message_t **batch;
    long taken, committed, in_batch, transactions;
    long rows_due; /* hundredths */
    long before;   /* records of the first transaction */
    double begun, first_cpu, batch_begun;
    double parts[4]; /* seconds: gather, produce and deliver, offsets, commit */
};

#define BACKOFF_SETTABLE 0x020200ff /* librdkafka 2.2.0, as in libcommon/runtime/kafka_client.c */

static volatile sig_atomic_t stop;

static void on_stop(int number)
{
    (void)number;
    stop = 1;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec)
           + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void fail(const char *step, const char *why)
{
    fprintf(stderr, "bare_copy: %s: %s\n", step, why);
    exit(1);
}

static void check(const char *step, rd_kafka_error_t *error)
{
    if (error)
        fail(step, rd_kafka_error_string(error));
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value)
{
    char reason[256];

    if (rd_kafka_conf_set(conf, name, value, reason, sizeof reason) != RD_KAFKA_CONF_OK)
        fail(name, reason);
}

static void on_delivery(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    (void)rk;
    (void)opaque;
    if (message->err)
        fail("delivery", rd_kafka_err2str(message->err));
}

static void on_rebalance(rd_kafka_t *rk, rd_kafka_resp_err_t err,
                         rd_kafka_topic_partition_list_t *partitions, void *opaque)
{
    (void)opaque;
    rd_kafka_assign(rk, err == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS ? partitions : NULL);
}

static rd_kafka_t *handle(struct bare *bare, rd_kafka_type_t type)
{
    static const char *const both[][2] = { { "message.max.bytes", "2162688" },
                                           { "socket.nagle.disable", "true" },
                                           { "statistics.interval.ms", "5000" } };
    static const char *const producer[][2] = { { "acks", "all" },
                                               { "batch.size", "1000000" },
                                               { "compression.codec", "lz4" },
                                               { "enable.idempotence", "true" },
                                               { "linger.ms", "1" },
                                               { "queue.buffering.max.messages", "500000" } };
    const char *const consumer[][2] = { { "auto.offset.reset", "earliest" },
                                        { "check.crcs", "true" },
                                        { "enable.auto.commit", "false" },
                                        { "enable.auto.offset.store", "false" },
                                        { "fetch.max.bytes", "8388608" },
                                        { "isolation.level", "read_committed" },
                                        { "queued.max.messages.kbytes", bare->queued_kbytes },
                                        { "queued.min.messages", bare->queued_messages } };
    const char *const(*own)[2] = type == RD_KAFKA_PRODUCER ? producer : consumer;
    size_t count = type == RD_KAFKA_PRODUCER ? sizeof producer / sizeof *producer
                                             : sizeof consumer / sizeof *consumer;
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    char reason[256];
    rd_kafka_t *rk;

    set(conf, "bootstrap.servers", bare->brokers);
    set(conf, type == RD_KAFKA_PRODUCER ? "transactional.id" : "group.id", bare->group);
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        set(conf, both[i][0], both[i][1]);
    for (size_t i = 0; i < count; i++)
        set(conf, own[i][0], own[i][1]);
    if (type == RD_KAFKA_CONSUMER && rd_kafka_version() >= BACKOFF_SETTABLE)
        set(conf, "fetch.queue.backoff.ms", "10");
    if (type == RD_KAFKA_PRODUCER)
        rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    else
        rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);
    rk = rd_kafka_new(type, conf, reason, sizeof reason);
    if (!rk)
        fail("handle", reason);
    return rk;
}

static void open_handles(struct bare *bare)
{
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);

    bare->producer = handle(bare, RD_KAFKA_PRODUCER);
    check("init_transactions", rd_kafka_init_transactions(bare->producer, 30000));
    bare->consumer = handle(bare, RD_KAFKA_CONSUMER);
    rd_kafka_poll_set_consumer(bare->consumer);
    rd_kafka_topic_partition_list_add(topics, bare->in, RD_KAFKA_PARTITION_UA);
    if (rd_kafka_subscribe(bare->consumer, topics))
        fail("subscribe", bare->in);
    rd_kafka_topic_partition_list_destroy(topics);
    bare->next = rd_kafka_topic_partition_list_new((int)bare->partitions);
}

static rd_kafka_resp_err_t produce_once(struct bare *bare, const char *topic,
                                        const rd_kafka_message_t *from, long bytes,
                                        rd_kafka_headers_t *headers)
{
    rd_kafka_vu_t parts[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = topic },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = from->partition },
        { .vtype = RD_KAFKA_VTYPE_KEY, .u.mem = { from->key, from->key_len } },
        { .vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = { bare->fill, (size_t)bytes } },
        { .vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY },
        { .vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers },
    };
    rd_kafka_error_t *error =
        rd_kafka_produceva(bare->producer, parts, sizeof parts / sizeof *parts - !headers);
    rd_kafka_resp_err_t code = error ? rd_kafka_error_code(error) : RD_KAFKA_RESP_ERR_NO_ERROR;

    if (error)
        rd_kafka_error_destroy(error);
    return code;
}

static void produce(struct bare *bare, const char *topic, const rd_kafka_message_t *from,
                    long bytes, long header_bytes)
{
    rd_kafka_headers_t *headers = header_bytes > 0 ? rd_kafka_headers_new(1) : NULL;
    rd_kafka_resp_err_t code;

    if (headers)
        rd_kafka_header_add(headers, "h", 1, bare->fill, header_bytes);
    while ((code = produce_once(bare, topic, from, bytes, headers))
           == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        rd_kafka_poll(bare->producer, 1);
    if (code)
        fail("produce", rd_kafka_err2str(code));
}

static void copy(struct bare *bare, const rd_kafka_message_t *message)
{
    rd_kafka_topic_partition_t *at =
        rd_kafka_topic_partition_list_find(bare->next, bare->in, message->partition);

    for (bare->rows_due += bare->changelog ? bare->rows : 0; bare->rows_due >= 100;
         bare->rows_due -= 100)
        produce(bare, bare->changelog, message, bare->row_bytes, 0);
    if (bare->taken++ % bare->every == 0)
        produce(bare, bare->out, message,
                bare->out_bytes > 0 ? bare->out_bytes : (long)message->len, bare->header_bytes);
    if (!at)
        at = rd_kafka_topic_partition_list_add(bare->next, bare->in, message->partition);
    at->offset = message->offset + 1;
}

static void lap(struct bare *bare, int part, double *since)
{
    double t = now();

    bare->parts[part] += t - *since;
    *since = t;
}

/* The transaction begins when the batch is whole, as the runtime's does. */
static void commit(struct bare *bare)
{
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(bare->consumer);
    double since = now();

    check("begin", rd_kafka_begin_transaction(bare->producer));
    for (long i = 0; i < bare->in_batch; i++) {
        copy(bare, bare->batch[i]);
        rd_kafka_message_destroy(bare->batch[i]);
    }
    if (rd_kafka_flush(bare->producer, 10000))
        fail("flush", "time-out");
    lap(bare, 1, &since);
    check("send_offsets",
          rd_kafka_send_offsets_to_transaction(bare->producer, bare->next, group, -1));
    lap(bare, 2, &since);
    check("commit", rd_kafka_commit_transaction(bare->producer, -1));
    lap(bare, 3, &since);
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(bare->next);
    bare->next = rd_kafka_topic_partition_list_new((int)bare->partitions);
    bare->committed = bare->taken;
    bare->in_batch = 0;
    if (bare->transactions++ > 0)
        return;
    bare->begun = now(); /* connections and metadata are not what is measured */
    bare->first_cpu = cpu();
    bare->before = bare->committed;
    memset(bare->parts, 0, sizeof bare->parts);
}

static void keep(struct bare *bare, rd_kafka_message_t *message)
{
    if (bare->in_batch == 0)
        bare->batch_begun = now();
    bare->batch[bare->in_batch++] = message;
}

/* Records until there are none or the batch is full, as the runtime's loop does. */
static void gather(struct bare *bare)
{
    int wait_ms = 10;
    double since = now();

    while (bare->in_batch < bare->commit_records
           && (bare->in_batch == 0
               || (now() - bare->batch_begun) * 1e3 < (double)bare->commit_interval_ms)) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(bare->consumer, wait_ms);

        if (!message)
            break;
        if (message->err) {
            rd_kafka_message_destroy(message);
            continue;
        }
        keep(bare, message);
        wait_ms = 0;
    }
    if (bare->in_batch > 0)
        lap(bare, 0, &since);
}

static void read_arguments(struct bare *bare, int argc, char **argv)
{
    struct {
        const char *name, **text;
        long *number;
    } rows[] = {
        { "brokers", &bare->brokers, NULL },
        { "group", &bare->group, NULL },
        { "in", &bare->in, NULL },
        { "out", &bare->out, NULL },
        { "changelog", &bare->changelog, NULL },
        { "queued-messages", &bare->queued_messages, NULL },
        { "queued-kbytes", &bare->queued_kbytes, NULL },
        { "partitions", NULL, &bare->partitions },
        { "every", NULL, &bare->every },
        { "out-bytes", NULL, &bare->out_bytes },
        { "header-bytes", NULL, &bare->header_bytes },
        { "row-bytes", NULL, &bare->row_bytes },
        { "rows", NULL, &bare->rows },
        { "commit-records", NULL, &bare->commit_records },
        { "commit-interval-ms", NULL, &bare->commit_interval_ms },
        { "records", NULL, &bare->records },
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct option options[ROWS + 1] = { { NULL, 0, NULL, 0 } };
    int index, found;

    for (int i = 0; i < ROWS; i++)
        options[i] = (struct option){ rows[i].name, required_argument, NULL, 'x' };
    while ((found = getopt_long(argc, argv, "", options, &index)) == 'x') {
        if (rows[index].text)
            *rows[index].text = optarg;
        else
            *rows[index].number = strtol(optarg, NULL, 10);
    }
    if (found != -1 || !bare->brokers || !bare->group || !bare->in || !bare->out)
        fail("arguments", "needs --brokers, --group, --in and --out");
}

int main(int argc, char **argv)
{
    struct bare bare = {
        .partitions = 4,
        .every = 1,
        .rows = 100,
        .commit_records = 1000,
        .commit_interval_ms = 100,
        .queued_messages = "10000",
        .queued_kbytes = "4096",
    };

    read_arguments(&bare, argc, argv);
    bare.fill = malloc(1 << 21);
    bare.batch = calloc((size_t)bare.commit_records, sizeof *bare.batch);
    if (!bare.fill || !bare.batch)
        abort();
    for (size_t i = 0; i < 1 << 21; i++) /* as well compressible as text, roughly */
        bare.fill[i] = (char)('a' + (i * 2654435761u >> 16) % 26);
    signal(SIGTERM, on_stop);
    open_handles(&bare);
    while (!stop && (bare.records == 0 || bare.committed < bare.records)) {
        gather(&bare);
        if (bare.in_batch > 0)
            commit(&bare);
        rd_kafka_poll(bare.producer, 0);
    }
    printf("{\"records\":%ld,\"seconds\":%.6f,\"cpu_seconds\":%.6f,\"transactions\":%ld,"
           "\"gather\":%.4f,\"produce\":%.4f,\"offsets\":%.4f,\"commit\":%.4f}\n",
           bare.committed - bare.before, now() - bare.begun, cpu() - bare.first_cpu,
           bare.transactions, bare.parts[0], bare.parts[1], bare.parts[2], bare.parts[3]);
    fflush(stdout);
    rd_kafka_consumer_close(bare.consumer);
    free(bare.batch);
    free(bare.fill);
    return 0;
}
