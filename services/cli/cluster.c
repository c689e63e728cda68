/* Writes and reads records of a real cluster for the commands. */
#include "cluster.h"

#include "globals.h"
#include "key.h"
#include "serde.h"
#include "timestamp.h"

#define OPEN_TIMEOUT_MS 15000
#define LEADER_TIMEOUT_MS 30000 /* topics that have just been made have no leader for a while */
#define PARTITION_TIMEOUT_MS 10000
#define COUNTS_MAX 64

struct cluster {
    struct cluster_conf conf;
    struct baton_settings settings;
    struct baton_registry *registry;
    struct baton_serde *serde;
    rd_kafka_t *writer;
    struct baton_globals *reader;
    struct baton_arena arena;
    struct baton_buf buf;
    int64_t refused; /* records that the brokers did not take */
    struct {
        const struct baton_topic *topic;
        int32_t partitions;
    } counts[COUNTS_MAX];
    size_t counts_used;
};

static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    struct cluster *cluster = opaque;

    (void)rk;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        cluster->refused++;
}

static enum baton_verdict read_one(void *context, const struct baton_raw *raw,
                                   struct baton_arena *arena, struct baton_error *err)
{
    struct cluster *cluster = context;
    const struct cluster_conf *conf = &cluster->conf;
    struct baton_text key = raw->key != NULL ? *raw->key : BATON_TEXT_NONE;
    void *value = NULL;

    if (conf->wants != NULL && !conf->wants(conf->context, raw->topic, key))
        return BATON_DONE;
    if (raw->value != NULL) {
        enum baton_verdict verdict =
            baton_serde_decode(cluster->serde, raw->topic->type, *raw->value, arena, &value, err);
        if (verdict != BATON_DONE)
            return verdict;
    }
    struct baton_record record = { .topic = raw->topic,
                                   .partition = raw->partition,
                                   .offset = raw->offset,
                                   .time_ms = raw->time_ms,
                                   .key = key,
                                   .value = value,
                                   .arena = arena };
    conf->seen(conf->context, &record);
    return BATON_DONE;
}

static enum baton_verdict connect_all(struct cluster *cluster, struct baton_error *err)
{
    const struct baton_runtime_conf *runtime = &cluster->settings.runtime;
    struct baton_registry_conf registry = { .url = runtime->registry,
                                            .user = runtime->registry_user,
                                            .password = runtime->registry_password,
                                            .ca_file = runtime->registry_ca_file,
                                            .timeout_ms = OPEN_TIMEOUT_MS };
    struct baton_kafka_hooks hooks = { .opaque = cluster, .delivered = delivered };

    cluster->registry = baton_registry_open(&registry);
    cluster->serde = baton_serde_new(cluster->registry);
    cluster->writer =
        baton_kafka_open(BATON_KAFKA_WRITER, &cluster->settings, "baton", &hooks, err);
    if (cluster->writer == NULL)
        return BATON_FATAL;
    if (cluster->conf.topics == NULL)
        return BATON_DONE;
    struct baton_globals_conf globals = { .settings = &cluster->settings,
                                          .service_name = "baton",
                                          .topics = cluster->conf.topics,
                                          .owner = cluster->conf.owner,
                                          .from_end = cluster->conf.from_end,
                                          .each = read_one,
                                          .context = cluster,
                                          .patience = { .total_ms = LEADER_TIMEOUT_MS } };
    cluster->reader = baton_globals_open(&globals, cluster->writer, OPEN_TIMEOUT_MS, err);
    return cluster->reader != NULL ? BATON_DONE : BATON_FATAL;
}

struct cluster *cluster_open(const struct cluster_conf *conf, struct baton_error *err)
{
    struct cluster *cluster = calloc(1, sizeof *cluster);

    if (cluster == NULL)
        abort();
    cluster->conf = *conf;
    baton_arena_init(&cluster->arena);
    baton_buf_init(&cluster->buf, 2 * 1024 * 1024);
    if (cli_settings(&cluster->settings, err) && connect_all(cluster, err) == BATON_DONE)
        return cluster;
    cluster_close(cluster);
    return NULL;
}

void cluster_close(struct cluster *cluster)
{
    if (cluster == NULL)
        return;
    baton_globals_close(cluster->reader);
    baton_kafka_close(cluster->writer);
    baton_serde_free(cluster->serde);
    baton_registry_close(cluster->registry);
    baton_settings_release(&cluster->settings);
    baton_buf_release(&cluster->buf);
    baton_arena_release(&cluster->arena);
    free(cluster);
}

/* Partitions of a topic, asked once. */
static enum baton_verdict partitions_of(struct cluster *cluster, const struct baton_topic *topic,
                                        const char *name, int32_t *ret, struct baton_error *err)
{
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;

    for (size_t i = 0; i < cluster->counts_used; i++)
        if (cluster->counts[i].topic == topic) {
            *ret = cluster->counts[i].partitions;
            return BATON_DONE;
        }
    rd_kafka_topic_t *handle = rd_kafka_topic_new(cluster->writer, name, NULL);
    rd_kafka_resp_err_t code =
        rd_kafka_metadata(cluster->writer, 0, handle, &metadata, PARTITION_TIMEOUT_MS);
    rd_kafka_topic_destroy(handle);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR || metadata->topic_cnt != 1
        || metadata->topics[0].partition_cnt == 0)
        return baton_fail(
            err, BATON_RETRY, "topic", "%s: %s; `baton topics --create` makes missing topics", name,
            code != RD_KAFKA_RESP_ERR_NO_ERROR ? rd_kafka_err2str(code) : "is not there");
    *ret = metadata->topics[0].partition_cnt;
    if (cluster->counts_used == COUNTS_MAX)
        return BATON_DONE;
    cluster->counts[cluster->counts_used].topic = topic;
    cluster->counts[cluster->counts_used++].partitions = *ret;
    return BATON_DONE;
}

static enum baton_verdict encode(struct cluster *cluster, const struct baton_topic *topic,
                                 const char *name, const void *value, struct baton_error *err)
{
    char subject[BATON_KAFKA_NAME_SIZE + 8];

    snprintf(subject, sizeof subject, "%s-value", name);
    enum baton_verdict verdict = baton_serde_add(cluster->serde, topic->type, subject,
                                                 cluster->settings.runtime.register_schemas, err);
    if (verdict != BATON_DONE)
        return verdict;
    baton_buf_reset(&cluster->buf);
    return baton_serde_encode(cluster->serde, topic->type, value, &cluster->buf, err);
}

/* Takes `headers`. */
static enum baton_verdict produce(struct cluster *cluster, const char *name, int32_t partition,
                                  const struct baton_text *key, const struct baton_text *value,
                                  rd_kafka_headers_t *headers, struct baton_error *err)
{
    rd_kafka_vu_t parts[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = name },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = partition },
        { .vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY },
        { .vtype = RD_KAFKA_VTYPE_KEY,
          .u.mem = { key != NULL ? (void *)(uintptr_t)key->data : NULL,
                     key != NULL ? key->size : 0 } },
        { .vtype = RD_KAFKA_VTYPE_VALUE,
          .u.mem = { value != NULL ? (void *)(uintptr_t)value->data : NULL,
                     value != NULL ? value->size : 0 } },
        { .vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers },
    };
    size_t count = sizeof parts / sizeof parts[0] - (headers == NULL);
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_produceva(cluster->writer, parts, count);

    if (error != NULL)
        return baton_fail(err, BATON_RETRY, "produce", "%s: %s", name,
                          rd_kafka_error_string(error));
    rd_kafka_poll(cluster->writer, 0);
    return BATON_DONE;
}

enum baton_verdict cluster_write(struct cluster *cluster, const struct baton_topic *topic,
                                 struct baton_text key, const void *value, struct baton_error *err)
{
    char name[BATON_KAFKA_NAME_SIZE];
    int32_t partitions = 0;

    baton_kafka_topic_name(name, cluster->settings.runtime.prefix, topic->name);
    enum baton_verdict verdict = partitions_of(cluster, topic, name, &partitions, err);
    if (verdict == BATON_DONE)
        verdict = encode(cluster, topic, name, value, err);
    if (verdict != BATON_DONE)
        return verdict;
    struct baton_text bytes = baton_buf_text(&cluster->buf);
    return produce(cluster, name, baton_key_partition(key, topic->owner_parts, partitions), &key,
                   &bytes, NULL, err);
}

struct baton_text cluster_letter_origin(const struct baton_dead_letter *letter,
                                        struct baton_arena *arena, bool *ret_copied)
{
    for (size_t i = 0; i < letter->headers_count; i++)
        if (baton_text_is(letter->headers[i].name, CLUSTER_REPLAYED_HEADER)) {
            if (ret_copied != NULL)
                *ret_copied = true;
            return letter->headers[i].value;
        }
    if (ret_copied != NULL)
        *ret_copied = false;
    return baton_text_format(arena, "%.*s/%lld/%lld", BATON_TEXT_ARG(letter->source_topic),
                             (long long)letter->source_partition, (long long)letter->source_offset);
}

/* The letter's, and the origin's place; caller gives them away or destroys them. */
static rd_kafka_headers_t *headers_again(const struct baton_dead_letter *letter,
                                         struct baton_text origin)
{
    rd_kafka_headers_t *headers = rd_kafka_headers_new(letter->headers_count + 1);

    for (size_t i = 0; i < letter->headers_count; i++) {
        const struct baton_header *header = &letter->headers[i];

        if (!baton_text_is(header->name, CLUSTER_REPLAYED_HEADER))
            rd_kafka_header_add(headers, header->name.data, (ssize_t)header->name.size,
                                header->has_value ? header->value.data : NULL,
                                (ssize_t)header->value.size);
    }
    rd_kafka_header_add(headers, CLUSTER_REPLAYED_HEADER, -1, origin.data, (ssize_t)origin.size);
    return headers;
}

enum baton_verdict cluster_write_again(struct cluster *cluster, const struct baton_topic *topic,
                                       const struct baton_dead_letter *letter,
                                       struct baton_text origin, struct baton_error *err)
{
    char name[BATON_KAFKA_NAME_SIZE];
    int32_t partitions = 0;
    bool owned =
        letter->has_key && baton_key_check(letter->key, topic->owner_parts, NULL) == BATON_DONE;

    baton_kafka_topic_name(name, cluster->settings.runtime.prefix, topic->name);
    enum baton_verdict verdict = partitions_of(cluster, topic, name, &partitions, err);
    if (verdict != BATON_DONE)
        return verdict;
    rd_kafka_headers_t *headers = headers_again(letter, origin);
    int32_t partition = owned ? baton_key_partition(letter->key, topic->owner_parts, partitions)
                              : (int32_t)(letter->source_partition % partitions);
    verdict = produce(cluster, name, partition, letter->has_key ? &letter->key : NULL,
                      letter->has_value ? &letter->value : NULL, headers, err);
    if (verdict != BATON_DONE)
        rd_kafka_headers_destroy(headers);
    return verdict;
}

enum baton_verdict cluster_flush(struct cluster *cluster, int timeout_ms, struct baton_error *err)
{
    if (rd_kafka_flush(cluster->writer, timeout_ms) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return baton_fail(err, BATON_RETRY, "flush",
                          "the brokers have not taken everything within %d ms", timeout_ms);
    if (cluster->refused > 0)
        return baton_fail(err, BATON_RETRY, "refused", "the brokers refused %lld records",
                          (long long)cluster->refused);
    return BATON_DONE;
}

enum baton_verdict cluster_read(struct cluster *cluster, int wait_ms, struct baton_error *err)
{
    rd_kafka_poll(cluster->writer, 0);
    return baton_globals_poll(cluster->reader, wait_ms, wait_ms + 50, err);
}

enum baton_verdict cluster_read_all(struct cluster *cluster, int timeout_ms,
                                    struct baton_error *err)
{
    int64_t deadline_ms = baton_clock_monotonic_ms() + timeout_ms;

    while (!baton_globals_current(cluster->reader)) {
        if (baton_clock_monotonic_ms() >= deadline_ms)
            return baton_fail(err, BATON_RETRY, "read",
                              "the topics could not be read to their end in %d ms", timeout_ms);
        if (cluster_read(cluster, 100, err) == BATON_FATAL)
            return BATON_FATAL;
    }
    return BATON_DONE;
}
