/* Handles: settings, log and error callbacks. Statistics are in kafka_stats.c. The callbacks run in
 * the threads that poll and, for log lines, in librdkafka's own; log and metrics are safe for that.
 */
#include "kafka_client.h"

#include <openssl/x509_vfy.h>
#include <strings.h>
#include <syslog.h>

#include "kafka_stats.h"
#include "log.h"

#define MEMBER (1 << BATON_KAFKA_MEMBER)
#define READER (1 << BATON_KAFKA_READER)
#define TRANSACTOR (1 << BATON_KAFKA_TRANSACTOR)
#define WRITER (1 << BATON_KAFKA_WRITER)
#define PROBE (1 << BATON_KAFKA_PROBE)
#define CONSUMERS (MEMBER | READER)
#define WRITERS (TRANSACTOR | WRITER)
#define PRODUCERS (WRITERS | PROBE)
#define ALL (CONSUMERS | PRODUCERS)
/* Versions as rd_kafka_version() writes them. */
#define SCRAM_MENDED 0x020601ff     /* 2.6.1 */
#define BACKOFF_SETTABLE 0x020200ff /* 2.2.0 */

struct setting {
    const char *name;
    const char *value;
    int roles;
    bool fixed; /* kafka.* may not change it */
};

/* The largest record that Baton writes is 2 MiB; a batch of several stays below the smallest topic
 * limit (1 MiB). */
static const struct setting settings_rows[] = {
    /* What Kafka refuses once it has looked at the right to write, and nothing is written. */
    { "acks", "2", PROBE, true },
    { "acks", "all", WRITERS, true },
    { "allow.auto.create.topics", "false", ALL, true },
    /* Offsets are always given. One that retention has passed must show: the tasks are opened anew,
     * which counts the gap. Readers of whole tables go on at what is left. */
    { "auto.offset.reset", "error", MEMBER, true },
    { "auto.offset.reset", "earliest", READER, true },
    { "batch.size", "1000000", PRODUCERS, false },
    { "check.crcs", "true", CONSUMERS, true },
    { "compression.codec", "lz4", PRODUCERS, false },
    { "enable.auto.commit", "false", CONSUMERS, true },
    { "enable.auto.offset.store", "false", CONSUMERS, true },
    { "enable.idempotence", "true", WRITERS, true },
    { "enable.partition.eof", "true", CONSUMERS, true },
    /* Ten times as long where a right is missing, but a second at least. */
    { "fetch.error.backoff.ms", "100", CONSUMERS, false },
    { "fetch.max.bytes", "8388608", CONSUMERS, false },
    { "heartbeat.interval.ms", "3000", MEMBER, false },
    { "isolation.level", "read_committed", CONSUMERS, true },
    /* so that a producer's ListOffsets gives the end of the log and not the last stable offset */
    { "isolation.level", "read_uncommitted", PRODUCERS, true },
    { "linger.ms", "1", PRODUCERS, false },
    { "log.connection.close", "false", ALL, false },
    { "max.poll.interval.ms", "60000", CONSUMERS, false },
    { "message.max.bytes", "2162688", ALL, false },
    { "partition.assignment.strategy", "range", MEMBER, true },
    { "partitioner", "murmur2_random", PRODUCERS, true },
    { "queue.buffering.max.kbytes", "131072", PRODUCERS, false },
    { "queue.buffering.max.messages", "500000", PRODUCERS, false },
    { "queued.max.messages.kbytes", "4096", CONSUMERS, false },
    /* A message in the queue costs half a kilobyte more than its bytes. Above these marks nothing
     * is fetched: more is faster when there is a backlog, and larger. */
    { "queued.min.messages", "10000", CONSUMERS, false },
    { "reconnect.backoff.max.ms", "2000", ALL, false },
    { "session.timeout.ms", "15000", MEMBER, false },
    { "socket.keepalive.enable", "true", ALL, false },
    { "socket.nagle.disable", "true", ALL, false },
    /* A connection that has fallen silent is given up after so long; 60 s by default, and a little
     * less than transaction.timeout.ms where there is one. */
    { "socket.timeout.ms", "15000", CONSUMERS | WRITER | PROBE, false },
    { "statistics.interval.ms", "5000", ALL, false },
    { "transaction.timeout.ms", "10000", TRANSACTOR, false },
};

/* Set by the runtime itself. */
static const char *const reserved[] = { "bootstrap.servers", "client.id", "group.id",
                                        "group.instance.id", "transactional.id" };

void baton_drop_list(rd_kafka_topic_partition_list_t **list)
{
    if (*list)
        rd_kafka_topic_partition_list_destroy(*list);
}

void baton_drop_message(rd_kafka_message_t **message)
{
    if (*message)
        rd_kafka_message_destroy(*message);
}

void baton_drop_kafka_error(rd_kafka_error_t **error)
{
    if (*error)
        rd_kafka_error_destroy(*error);
}

void baton_drop_queue(rd_kafka_queue_t **queue)
{
    if (*queue)
        rd_kafka_queue_destroy(*queue);
}

void baton_drop_event(rd_kafka_event_t **event)
{
    if (*event)
        rd_kafka_event_destroy(*event);
}

void baton_drop_metadata(const struct rd_kafka_metadata **metadata)
{
    if (*metadata)
        rd_kafka_metadata_destroy(*metadata);
}

void baton_drop_group_metadata(rd_kafka_consumer_group_metadata_t **metadata)
{
    if (*metadata)
        rd_kafka_consumer_group_metadata_destroy(*metadata);
}

static void drop_conf(rd_kafka_conf_t **conf)
{
    if (*conf)
        rd_kafka_conf_destroy(*conf);
}

const char *baton_kafka_topic_name(char ret[BATON_KAFKA_NAME_SIZE], const char *prefix,
                                   const char *topic)
{
    snprintf(ret, BATON_KAFKA_NAME_SIZE, "%s%s", prefix ? prefix : "", topic);
    return ret;
}

void baton_kafka_names(struct baton_kafka_names *names, const struct baton_runtime_conf *conf,
                       const char *service_name)
{
    const char *prefix = conf->prefix ? conf->prefix : "";

    snprintf(names->group, sizeof names->group, "%sbaton-%s", prefix, service_name);
    snprintf(names->member, sizeof names->member, "%sbaton-%s-%s", prefix, service_name,
             conf->instance);
    snprintf(names->changelog, sizeof names->changelog, "%s%s-changelog", prefix, service_name);
    snprintf(names->dead_letters, sizeof names->dead_letters, "%s%s-dead-letters", prefix,
             service_name);
}

static void on_log(const rd_kafka_t *rk, int level, const char *facility, const char *text)
{
    bool about_settings = strcmp(facility, "CONFWARN") == 0;
    const char *kind = rk && rd_kafka_type(rk) == RD_KAFKA_PRODUCER ? "producer" : "consumer";

    if (level <= LOG_ERR)
        baton_log(BATON_LOG_ERROR, "kafka_log", "client=%s facility=%s text=%s", kind, facility,
                  text);
    else if (level <= LOG_NOTICE && !about_settings)
        baton_log(BATON_LOG_WARN, "kafka_log", "client=%s facility=%s text=%s", kind, facility,
                  text);
    else
        baton_log(BATON_LOG_DEBUG, "kafka_log", "client=%s facility=%s text=%s", kind, facility,
                  text);
}

static void on_error(rd_kafka_t *rk, int code, const char *reason, void *opaque)
{
    const char *kind = rd_kafka_type(rk) == RD_KAFKA_PRODUCER ? "producer" : "consumer";
    const char *name = rd_kafka_err2name((rd_kafka_resp_err_t)code);

    (void)opaque;
    baton_kafka_count_error(kind, name);
    baton_log(BATON_LOG_WARN, "kafka_error", "client=%s code=%s text=%s", kind, name, reason);
}

static int on_stats(rd_kafka_t *rk, char *json, size_t size, void *opaque)
{
    (void)opaque;
    baton_kafka_stats(rd_kafka_type(rk) == RD_KAFKA_PRODUCER ? "producer" : "consumer", json, size);
    return 0; /* librdkafka frees the text */
}

/* librdkafka says of every certificate that the trusted ones may be wrong; OpenSSL knows better.
 * What stands in `ret_reason` becomes a line of librdkafka's log. */
static int on_certificate(rd_kafka_t *rk, const char *broker, int32_t id, int *x509_error,
                          int depth, const char *der, size_t size, char *ret_reason,
                          size_t reason_size, void *opaque)
{
    static const struct {
        int error;
        const char *what;
    } rows[] = {
        { X509_V_ERR_CERT_HAS_EXPIRED, "has expired" },
        { X509_V_ERR_CERT_NOT_YET_VALID, "is not valid yet: is a clock wrong" },
        { X509_V_ERR_CERT_REVOKED, "was revoked" },
        { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "is signed by itself" },
        { X509_V_ERR_HOSTNAME_MISMATCH, "is another host's" },
        { X509_V_ERR_IP_ADDRESS_MISMATCH, "is another address's" },
        { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "is signed by none of kafka.ssl.ca.location" },
        { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
          "is signed by none of kafka.ssl.ca.location" },
    };
    const char *what = "cannot be verified";

    (void)rk, (void)id, (void)der, (void)size, (void)opaque;
    if (*x509_error == X509_V_OK)
        return 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].error == *x509_error)
            what = rows[i].what;
    snprintf(ret_reason, reason_size, "the certificate of %s %s (OpenSSL's error %d at depth %d)",
             broker, what, *x509_error, depth);
    return 0;
}

static bool set(rd_kafka_conf_t *conf, const char *name, const char *value, struct baton_error *err)
{
    char reason[256];

    if (rd_kafka_conf_set(conf, name, value, reason, sizeof reason) == RD_KAFKA_CONF_OK)
        return true;
    baton_fail(err, BATON_FATAL, "kafka_setting", "kafka.%s=%s: %s", name, value, reason);
    return false;
}

static bool is_fixed(const char *name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(reserved[i], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof settings_rows / sizeof *settings_rows; i++)
        if (settings_rows[i].fixed && strcmp(settings_rows[i].name, name) == 0)
            return true;
    return false;
}

static bool set_ours(rd_kafka_conf_t *conf, enum baton_kafka_role role, struct baton_error *err)
{
    for (size_t i = 0; i < sizeof settings_rows / sizeof *settings_rows; i++)
        if ((settings_rows[i].roles & (1 << role))
            && !set(conf, settings_rows[i].name, settings_rows[i].value, err))
            return false;
    /* How soon it looks again whether the queue is below its marks (queued.*). The second that it
     * takes by default, and always did before, is the bound of a backlog's throughput. */
    if (((1 << role) & CONSUMERS) && rd_kafka_version() >= BACKOFF_SETTABLE)
        return set(conf, "fetch.queue.backoff.ms", "10", err);
    return true;
}

bool baton_kafka_can_log_in(int version, const char *mechanism)
{
    return version >= SCRAM_MENDED || strncasecmp(mechanism, "SCRAM-", strlen("SCRAM-")) != 0;
}

static bool can_log_in(const char *name, const char *value, struct baton_error *err)
{
    bool mechanism = strcmp(name, "sasl.mechanism") == 0 || strcmp(name, "sasl.mechanisms") == 0;

    if (!mechanism || baton_kafka_can_log_in(rd_kafka_version(), value))
        return true;
    baton_fail(err, BATON_FATAL, "scram",
               "kafka.%s=%s: librdkafka %s cannot log in to Kafka 4 with SCRAM, only 2.6.1 and "
               "later can: use that, or certificates (kafka.security.protocol=SSL)",
               name, value, rd_kafka_version_str());
    return false;
}

static bool set_theirs(rd_kafka_conf_t *conf, const struct baton_kafka_settings *kafka,
                       struct baton_error *err)
{
    for (size_t i = 0; i < kafka->count; i++) {
        if (is_fixed(kafka->names[i])) {
            baton_fail(err, BATON_FATAL, "kafka_setting",
                       "kafka.%s may not be set: exactly-once rests on it; remove it",
                       kafka->names[i]);
            return false;
        }
        if (!can_log_in(kafka->names[i], kafka->values[i], err)
            || !set(conf, kafka->names[i], kafka->values[i], err))
            return false;
    }
    return true;
}

/* In force for a member: theirs, or else ours. */
static int64_t milliseconds(const struct baton_kafka_settings *kafka, const char *name)
{
    int64_t ms = 0;

    for (size_t i = 0; i < sizeof settings_rows / sizeof *settings_rows; i++)
        if (strcmp(settings_rows[i].name, name) == 0)
            ms = strtoll(settings_rows[i].value, NULL, 10);
    for (size_t i = 0; i < kafka->count; i++)
        if (strcmp(kafka->names[i], name) == 0)
            ms = strtoll(kafka->values[i], NULL, 10);
    return ms;
}

/* Else the group gives the partitions of a dead member away while its transaction is still open,
 * and who gets them waits for its end. */
static bool times_fit(const struct baton_kafka_settings *kafka, struct baton_error *err)
{
    int64_t transaction_ms = milliseconds(kafka, "transaction.timeout.ms");
    int64_t session_ms = milliseconds(kafka, "session.timeout.ms");

    if (transaction_ms < session_ms)
        return true;
    baton_fail(err, BATON_FATAL, "kafka_setting",
               "kafka.transaction.timeout.ms (%" PRId64 ") must be less than "
               "kafka.session.timeout.ms (%" PRId64 "): lower the first or raise the second",
               transaction_ms, session_ms);
    return false;
}

static bool set_names(rd_kafka_conf_t *conf, enum baton_kafka_role role,
                      const struct baton_runtime_conf *runtime, const char *service_name,
                      struct baton_error *err)
{
    struct baton_kafka_names names;

    baton_kafka_names(&names, runtime, service_name);
    if (!set(conf, "bootstrap.servers", runtime->brokers, err)
        || !set(conf, "client.id", names.member, err))
        return false;
    /* An assign()-only consumer has to name a group too, but neither joins it nor commits. */
    if (((1 << role) & CONSUMERS) && !set(conf, "group.id", names.group, err))
        return false;
    if (role == BATON_KAFKA_MEMBER && !set(conf, "group.instance.id", names.member, err))
        return false;
    return role != BATON_KAFKA_TRANSACTOR || set(conf, "transactional.id", names.member, err);
}

static void set_hooks(rd_kafka_conf_t *conf, enum baton_kafka_role role,
                      const struct baton_kafka_hooks *hooks)
{
    rd_kafka_conf_set_log_cb(conf, on_log);
    rd_kafka_conf_set_error_cb(conf, on_error);
    rd_kafka_conf_set_stats_cb(conf, on_stats);
    rd_kafka_conf_set_ssl_cert_verify_cb(conf, on_certificate);
    if (!hooks)
        return;
    rd_kafka_conf_set_opaque(conf, hooks->opaque);
    if (hooks->rebalanced && role == BATON_KAFKA_MEMBER)
        rd_kafka_conf_set_rebalance_cb(conf, hooks->rebalanced);
    if (hooks->statistics && role == BATON_KAFKA_MEMBER)
        rd_kafka_conf_set_stats_cb(conf, hooks->statistics);
    if (hooks->delivered && ((1 << role) & PRODUCERS))
        rd_kafka_conf_set_dr_msg_cb(conf, hooks->delivered);
}

rd_kafka_t *baton_kafka_open(enum baton_kafka_role role, const struct baton_settings *settings,
                             const char *service_name, const struct baton_kafka_hooks *hooks,
                             struct baton_error *err)
{
    baton_auto(drop_conf) rd_kafka_conf_t *conf = rd_kafka_conf_new();
    bool consumer = ((1 << role) & CONSUMERS) != 0;
    char reason[256];

    if (!set_ours(conf, role, err) || !set_theirs(conf, &settings->kafka, err)
        || (role == BATON_KAFKA_MEMBER && !times_fit(&settings->kafka, err))
        || !set_names(conf, role, &settings->runtime, service_name, err))
        return NULL;
    set_hooks(conf, role, hooks);
    rd_kafka_t *rk =
        rd_kafka_new(consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (!rk) {
        baton_fail(err, BATON_FATAL, "kafka_setting", "Kafka client refused its settings: %s",
                   reason);
        return NULL;
    }
    conf = NULL; /* taken */
    if (consumer)
        rd_kafka_poll_set_consumer(rk);
    return rk;
}

void baton_kafka_close(rd_kafka_t *rk)
{
    if (!rk)
        return;
    if (rd_kafka_type(rk) == RD_KAFKA_PRODUCER) {
        rd_kafka_purge(rk, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_poll(rk, 0);
    } else {
        rd_kafka_consumer_close(rk);
    }
    rd_kafka_destroy(rk);
}

/* The offset at RD_KAFKA_OFFSET_BEGINNING or _END. rd_kafka_query_watermark_offsets asks the same,
 * but waits past its time-out when the leader is away: 80 s were seen, longer than a member of the
 * group may be silent. */
static rd_kafka_resp_err_t ask_offset(rd_kafka_t *rk, const char *topic, int32_t partition,
                                      int64_t which, int timeout_ms, int64_t *ret_offset)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(1);
    rd_kafka_resp_err_t code;

    rd_kafka_topic_partition_list_add(list, topic, partition)->offset = which;
    code = rd_kafka_offsets_for_times(rk, list, timeout_ms);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = list->elems[0].err;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        *ret_offset = list->elems[0].offset;
    return code;
}

/* Who leads is cached, and no error of these questions makes the client ask anew before the next
 * regular refresh, after five minutes. */
static void ask_who_leads(rd_kafka_t *rk, const char *topic, int timeout_ms)
{
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *rkt = rd_kafka_topic_new(rk, topic, NULL);

    if (!rkt)
        return;
    rd_kafka_metadata(rk, 0, rkt, &metadata, timeout_ms);
    rd_kafka_topic_destroy(rkt);
}

enum baton_verdict baton_kafka_log_range(rd_kafka_t *producer, const char *topic, int32_t partition,
                                         int timeout_ms, int64_t *ret_start, int64_t *ret_end,
                                         struct baton_error *err)
{
    rd_kafka_resp_err_t code =
        ask_offset(producer, topic, partition, RD_KAFKA_OFFSET_BEGINNING, timeout_ms, ret_start);

    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = ask_offset(producer, topic, partition, RD_KAFKA_OFFSET_END, timeout_ms, ret_end);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return BATON_DONE;
    ask_who_leads(producer, topic, timeout_ms);
    return baton_fail(err, BATON_RETRY, "log_range", "%s [%d]: end of the log not known: %s", topic,
                      (int)partition, rd_kafka_err2str(code));
}

enum baton_verdict baton_kafka_not_readable(struct baton_error *err, const char *topic,
                                            rd_kafka_resp_err_t code)
{
    return baton_fail(err, BATON_RETRY, "not_readable", "topic %s cannot be read: %s", topic,
                      rd_kafka_err2str(code));
}

bool baton_kafka_is_corrupt(const rd_kafka_message_t *message)
{
    return message->err == RD_KAFKA_RESP_ERR__BAD_MSG
           || message->err == RD_KAFKA_RESP_ERR__BAD_COMPRESSION;
}

static void view_headers(const rd_kafka_message_t *message, struct baton_arena *arena,
                         struct baton_raw *raw)
{
    rd_kafka_headers_t *headers = NULL;
    size_t count;

    if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR || !headers)
        return;
    count = rd_kafka_header_cnt(headers);
    if (count == 0)
        return;
    struct baton_pair *pairs = BATON_NEW_ARRAY(arena, struct baton_pair, count);
    for (size_t i = 0; i < count; i++) {
        const char *name = "";
        const void *value = NULL;
        size_t size = 0;

        if (rd_kafka_header_get_all(headers, i, &name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
            break;
        pairs[i].key = baton_text_of(name);
        pairs[i].value = (struct baton_text){ value, value ? size : 0 };
        raw->headers_count = i + 1;
    }
    raw->headers = pairs;
}

void baton_kafka_view(const rd_kafka_message_t *message, const struct baton_topic *topic,
                      struct baton_arena *arena, struct baton_kafka_view *ret_view)
{
    rd_kafka_timestamp_type_t kind;

    memset(ret_view, 0, sizeof *ret_view);
    ret_view->key = (struct baton_text){ message->key, message->key_len };
    ret_view->value = (struct baton_text){ message->payload, message->len };
    ret_view->raw.topic = topic;
    ret_view->raw.partition = message->partition;
    ret_view->raw.offset = message->offset;
    ret_view->raw.time_ms = rd_kafka_message_timestamp(message, &kind);
    ret_view->raw.key = message->key ? &ret_view->key : NULL;
    ret_view->raw.value = message->payload ? &ret_view->value : NULL;
    view_headers(message, arena, &ret_view->raw);
}
