/* The checks at start. Metadata first (all topics' names and counts), then DescribeConfigs for the
 * time stamps; without the right to that one it is a warning, because Kafka's least rights for a
 * service do not include it. */
#include "start_check.h"

#include "log.h"
#include "timestamp.h"

#define ASK_MS 3000
#define PAUSE_MS 200
#define TOPICS_MAX 64

struct wanted {
    char name[BATON_KAFKA_NAME_SIZE];
    bool global;
    bool stamped; /* its records' times are read, by this service or by the next */
    int count;    /* of partitions */
};

struct wanted_list {
    struct wanted items[TOPICS_MAX];
    size_t count;
};

static void want(struct wanted_list *list, const char *name, bool global, bool stamped)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return;
    if (list->count == TOPICS_MAX)
        return;
    struct wanted *item = &list->items[list->count++];
    snprintf(item->name, sizeof item->name, "%s", name);
    item->global = global;
    item->stamped = stamped;
}

static void want_rows(struct wanted_list *list, const char *prefix,
                      const struct baton_topic *const *rows)
{
    for (size_t i = 0; rows && rows[i]; i++) {
        char name[BATON_KAFKA_NAME_SIZE];

        want(list, baton_kafka_topic_name(name, prefix, rows[i]->name), rows[i]->global, true);
    }
}

static void want_all(struct wanted_list *list, const struct baton_start_check *check)
{
    struct baton_kafka_names names;

    baton_kafka_names(&names, check->runtime, check->service->name);
    want_rows(list, check->runtime->prefix, check->service->inputs);
    want_rows(list, check->runtime->prefix, check->service->outputs);
    if (!check->service->process)
        return;
    want(list, names.dead_letters, false, false);
    want(list, names.changelog, false, false); /* also without tables: timers are rows */
}

static rd_kafka_resp_err_t ask(const struct baton_start_check *check, struct wanted *item)
{
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *rkt = rd_kafka_topic_new(check->consumer, item->name, NULL);
    rd_kafka_resp_err_t code;

    if (!rkt)
        return RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION;
    code = rd_kafka_metadata(check->consumer, 0, rkt, &metadata, ASK_MS);
    rd_kafka_topic_destroy(rkt);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return code;
    if (metadata->topic_cnt != 1)
        return RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
    item->count = metadata->topics[0].partition_cnt;
    return metadata->topics[0].err;
}

/* Errors that time mends. */
static bool may_come(rd_kafka_resp_err_t code)
{
    return code == RD_KAFKA_RESP_ERR__TRANSPORT || code == RD_KAFKA_RESP_ERR__TIMED_OUT
           || code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN
           || code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
           || code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
           || code == RD_KAFKA_RESP_ERR__RESOLVE || code == RD_KAFKA_RESP_ERR__WAIT_COORD;
}

static enum baton_verdict refuse_missing(const struct wanted *item, enum baton_verdict v,
                                         struct baton_error *err)
{
    return baton_fail(err, v, "topic_missing",
                      "topic %s does not exist: `baton topics --create` makes what is missing",
                      item->name);
}

static enum baton_verdict refuse(const struct baton_start_check *check, const struct wanted *item,
                                 rd_kafka_resp_err_t code, struct baton_error *err)
{
    if (may_come(code))
        return baton_fail(
            err, BATON_FATAL, "brokers_unreachable",
            "no answer from Kafka at %s within %lld ms (%s): check --brokers and the network",
            check->runtime->brokers, (long long)check->runtime->start_timeout_ms,
            rd_kafka_err2str(code));
    if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
        return refuse_missing(item, BATON_FATAL, err);
    return baton_fail(err, BATON_FATAL, "topic_unusable", "topic %s: %s", item->name,
                      rd_kafka_err2str(code));
}

static enum baton_verdict find_topics(const struct baton_start_check *check,
                                      struct wanted_list *list, struct baton_error *err)
{
    int64_t deadline_ms = baton_clock_monotonic_ms() + check->runtime->start_timeout_ms;

    for (size_t i = 0; i < list->count; i++) {
        struct wanted *item = &list->items[i];
        rd_kafka_resp_err_t code = ask(check, item);

        while (may_come(code) && !*check->stop && baton_clock_monotonic_ms() < deadline_ms) {
            rd_kafka_poll(check->consumer, PAUSE_MS);
            code = ask(check, item);
        }
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
            return refuse(check, item, code, err);
    }
    return BATON_DONE;
}

static enum baton_verdict compare_counts(const struct wanted_list *list, int32_t *ret_partitions,
                                         struct baton_error *err)
{
    const struct wanted *first = NULL;

    for (size_t i = 0; i < list->count; i++) {
        const struct wanted *item = &list->items[i];

        if (item->global && item->count != 1)
            return baton_fail(
                err, BATON_FATAL, "partition_count",
                "topic %s has %d partitions, but is read whole and must have 1: create it anew",
                item->name, item->count);
        if (item->global)
            continue;
        if (!first)
            first = item;
        if (item->count != first->count)
            return baton_fail(
                err, BATON_FATAL, "partition_count",
                "topic %s has %d partitions and %s has %d: all must have the same number",
                first->name, first->count, item->name, item->count);
    }
    if (!first)
        return baton_fail(err, BATON_FATAL, "partition_count",
                          "the service has no inputs of its own");
    *ret_partitions = first->count;
    return BATON_DONE;
}

static const char *config_value(const rd_kafka_ConfigResource_t *resource, const char *name)
{
    size_t count = 0;
    const rd_kafka_ConfigEntry_t **entries = rd_kafka_ConfigResource_configs(resource, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(rd_kafka_ConfigEntry_name(entries[i]), name) == 0)
            return rd_kafka_ConfigEntry_value(entries[i]);
    return NULL;
}

static enum baton_verdict check_resource(const rd_kafka_ConfigResource_t *resource,
                                         struct baton_error *err)
{
    const char *kind = config_value(resource, "message.timestamp.type");
    const char *name = rd_kafka_ConfigResource_name(resource);

    if (rd_kafka_ConfigResource_error(resource) != RD_KAFKA_RESP_ERR_NO_ERROR || !kind) {
        baton_log(BATON_LOG_WARN, "time_stamps_not_checked", "topic=%s text=%s", name,
                  rd_kafka_err2str(rd_kafka_ConfigResource_error(resource)));
        return BATON_DONE;
    }
    if (strcmp(kind, "LogAppendTime") == 0)
        return BATON_DONE;
    return baton_fail(
        err, BATON_FATAL, "create_time",
        "topic %s has message.timestamp.type=%s: set it to LogAppendTime, time-outs need the "
        "broker's clock",
        name, kind);
}

static rd_kafka_event_t *describe(rd_kafka_t *rk, const struct wanted_list *list)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    rd_kafka_AdminOptions_t *options =
        rd_kafka_AdminOptions_new(rk, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    rd_kafka_ConfigResource_t *resources[TOPICS_MAX];
    size_t count = 0;
    char reason[128];

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].stamped)
            resources[count++] =
                rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, list->items[i].name);
    rd_kafka_AdminOptions_set_request_timeout(options, ASK_MS, reason, sizeof reason);
    rd_kafka_DescribeConfigs(rk, resources, count, options, queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_ConfigResource_destroy_array(resources, count);
    return rd_kafka_queue_poll(queue, ASK_MS + 1000);
}

static enum baton_verdict check_time_stamps(const struct baton_start_check *check,
                                            const struct wanted_list *list, struct baton_error *err)
{
    baton_auto(baton_drop_event) rd_kafka_event_t *event = describe(check->consumer, list);
    const rd_kafka_DescribeConfigs_result_t *result =
        event ? rd_kafka_event_DescribeConfigs_result(event) : NULL;
    const rd_kafka_ConfigResource_t **resources;
    size_t count = 0;
    enum baton_verdict v = BATON_DONE;

    if (!result || rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        baton_log(BATON_LOG_WARN, "time_stamps_not_checked", "text=%s",
                  event ? rd_kafka_event_error_string(event) : "no answer");
        return BATON_DONE;
    }
    resources = rd_kafka_DescribeConfigs_result_resources(result, &count);
    for (size_t i = 0; i < count && v == BATON_DONE; i++)
        v = check_resource(resources[i], err);
    return v;
}

enum baton_verdict baton_start_check(const struct baton_start_check *check, int32_t *ret_partitions,
                                     struct baton_error *err)
{
    struct wanted_list *list = calloc(1, sizeof *list);
    enum baton_verdict v;

    if (!list)
        abort();
    want_all(list, check);
    v = find_topics(check, list, err);
    if (v == BATON_DONE)
        v = compare_counts(list, ret_partitions, err);
    if (v == BATON_DONE)
        v = check_time_stamps(check, list, err);
    free(list);
    return v;
}

void baton_start_no_registry(const struct baton_runtime_conf *runtime, struct baton_error *err)
{
    const struct baton_error last = *err;

    baton_fail(err, BATON_FATAL, "registry_unavailable",
               "no use of the registry at %.100s within %lld ms (%.200s): check --registry, its "
               "path and the network",
               runtime->registry, (long long)runtime->start_timeout_ms, last.text);
}

enum baton_verdict baton_start_check_counts(const struct baton_start_check *check,
                                            int32_t partitions, struct baton_error *err)
{
    struct wanted_list *list = calloc(1, sizeof *list);
    enum baton_verdict v = BATON_DONE;
    int32_t count = 0;

    if (!list)
        abort();
    want_all(list, check);
    for (size_t i = 0; i < list->count && v == BATON_DONE; i++) {
        rd_kafka_resp_err_t code = ask(check, &list->items[i]);

        if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
            v = refuse_missing(&list->items[i], BATON_RETRY, err);
        else if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
            v = baton_fail(err, BATON_RETRY, "topic_unusable", "topic %s: %s", list->items[i].name,
                           rd_kafka_err2str(code));
    }
    if (v == BATON_DONE)
        v = compare_counts(list, &count, err);
    if (v == BATON_DONE && count != partitions)
        v = baton_fail(err, BATON_FATAL, "partition_count",
                       "the topics have %d partitions, they had %d when this process started",
                       (int)count, (int)partitions);
    free(list);
    return v;
}
