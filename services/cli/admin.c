/* Kafka's administration by librdkafka 2.0.2, which knows AlterConfigs only as a whole: what a
 * topic has is read, and written back with what changes. */
#include "admin.h"

#include <unistd.h>

#include "timestamp.h"

#define ANSWER_MS 30000
#define POLICY_MS 15000 /* until the leader knows of the policy */
#define PAUSE_US 100000
#define ENTRIES_MAX 64

static void drop_options(rd_kafka_AdminOptions_t **options)
{
    rd_kafka_AdminOptions_destroy(*options);
}

static enum baton_verdict refuse(struct baton_error *err, const char *what, const char *name,
                                 const char *why)
{
    return baton_fail(err, BATON_RETRY, "admin", "%s of %s: %s", what, name, why);
}

static rd_kafka_AdminOptions_t *options_new(rd_kafka_t *rk, rd_kafka_admin_op_t op)
{
    rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(rk, op);
    char why[128];

    rd_kafka_AdminOptions_set_request_timeout(options, ANSWER_MS, why, sizeof why);
    return options;
}

/* The answer, NULL with `err` when there is none or it is an error. Caller destroys it. */
static rd_kafka_event_t *answer(rd_kafka_queue_t *queue, const char *what, const char *name,
                                struct baton_error *err)
{
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, ANSWER_MS + 1000);

    if (event && rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return event;
    refuse(err, what, name, event ? rd_kafka_event_error_string(event) : "no answer");
    baton_drop_event(&event);
    return NULL;
}

enum baton_verdict admin_members(rd_kafka_t *rk, const char *group, size_t *ret_count,
                                 char ret_first[BATON_KAFKA_NAME_SIZE], struct baton_error *err)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    baton_auto(drop_options) rd_kafka_AdminOptions_t *options =
        options_new(rk, RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS);
    size_t count = 0;

    rd_kafka_DescribeConsumerGroups(rk, &group, 1, options, queue);
    baton_auto(baton_drop_event) rd_kafka_event_t *event = answer(queue, "members", group, err);
    if (!event)
        return BATON_RETRY;
    const rd_kafka_ConsumerGroupDescription_t **groups =
        rd_kafka_DescribeConsumerGroups_result_groups(
            rd_kafka_event_DescribeConsumerGroups_result(event), &count);
    const rd_kafka_error_t *error = rd_kafka_ConsumerGroupDescription_error(groups[0]);
    if (error)
        return refuse(err, "members", group, rd_kafka_error_string(error));
    *ret_count = rd_kafka_ConsumerGroupDescription_member_count(groups[0]);
    ret_first[0] = '\0';
    if (*ret_count > 0)
        snprintf(ret_first, BATON_KAFKA_NAME_SIZE, "%s",
                 rd_kafka_MemberDescription_client_id(
                     rd_kafka_ConsumerGroupDescription_member(groups[0], 0)));
    return BATON_DONE;
}

enum baton_verdict admin_offsets(rd_kafka_t *rk, const char *group,
                                 rd_kafka_topic_partition_list_t **ret_list,
                                 struct baton_error *err)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    baton_auto(drop_options) rd_kafka_AdminOptions_t *options =
        options_new(rk, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS);
    rd_kafka_ListConsumerGroupOffsets_t *asked = rd_kafka_ListConsumerGroupOffsets_new(group, NULL);
    size_t count = 0;

    rd_kafka_ListConsumerGroupOffsets(rk, &asked, 1, options, queue);
    rd_kafka_ListConsumerGroupOffsets_destroy(asked);
    baton_auto(baton_drop_event) rd_kafka_event_t *event = answer(queue, "offsets", group, err);
    if (!event)
        return BATON_RETRY;
    const rd_kafka_group_result_t **groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(event), &count);
    const rd_kafka_error_t *error = rd_kafka_group_result_error(groups[0]);
    if (error)
        return refuse(err, "offsets", group, rd_kafka_error_string(error));
    *ret_list = rd_kafka_topic_partition_list_copy(rd_kafka_group_result_partitions(groups[0]));
    return BATON_DONE;
}

/* --- deleting records ------------------------------------------------------------------------- */

static void drop_resource(rd_kafka_ConfigResource_t **resource)
{
    rd_kafka_ConfigResource_destroy(*resource);
}

/* What the policy is while records are deleted. */
static const struct {
    const char *name, *value;
} deleting[] = {
    { "cleanup.policy", "compact,delete" },
    { "retention.bytes", "-1" },
    { "retention.ms", "-1" },
};

/* Copies what was set for the topic, but for what `deleting` has. */
static void copy_entries(const rd_kafka_ConfigResource_t *from, bool also_retention,
                         rd_kafka_ConfigResource_t *to)
{
    size_t count = 0;
    const rd_kafka_ConfigEntry_t **entries = rd_kafka_ConfigResource_configs(from, &count);

    for (size_t i = 0; i < count; i++) {
        const char *name = rd_kafka_ConfigEntry_name(entries[i]);
        const char *value = rd_kafka_ConfigEntry_value(entries[i]);
        bool ours = strcmp(name, "cleanup.policy") == 0
                    || (!also_retention && strncmp(name, "retention.", strlen("retention.")) == 0);

        if (!ours && value
            && rd_kafka_ConfigEntry_source(entries[i])
                   == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG)
            rd_kafka_ConfigResource_set_config(to, name, value);
    }
}

static enum baton_verdict alter(rd_kafka_t *rk, const char *topic,
                                const rd_kafka_ConfigResource_t *had, bool to_delete,
                                struct baton_error *err)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    baton_auto(drop_options) rd_kafka_AdminOptions_t *options =
        options_new(rk, RD_KAFKA_ADMIN_OP_ALTERCONFIGS);
    baton_auto(drop_resource) rd_kafka_ConfigResource_t *wanted =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    size_t count = 0;

    copy_entries(had, !to_delete, wanted);
    for (size_t i = 0; to_delete && i < sizeof deleting / sizeof *deleting; i++)
        rd_kafka_ConfigResource_set_config(wanted, deleting[i].name, deleting[i].value);
    if (!to_delete)
        rd_kafka_ConfigResource_set_config(wanted, "cleanup.policy", "compact");
    rd_kafka_AlterConfigs(rk, &wanted, 1, options, queue);
    baton_auto(baton_drop_event) rd_kafka_event_t *event = answer(queue, "settings", topic, err);
    if (!event)
        return BATON_RETRY;
    const rd_kafka_ConfigResource_t **done =
        rd_kafka_AlterConfigs_result_resources(rd_kafka_event_AlterConfigs_result(event), &count);
    if (rd_kafka_ConfigResource_error(done[0]) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return BATON_DONE;
    return refuse(err, "settings", topic, rd_kafka_ConfigResource_error_string(done[0]));
}

/* ret_event owns the resource; caller destroys it. */
static enum baton_verdict describe(rd_kafka_t *rk, const char *topic, rd_kafka_event_t **ret_event,
                                   const rd_kafka_ConfigResource_t **ret_resource,
                                   struct baton_error *err)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    baton_auto(drop_options) rd_kafka_AdminOptions_t *options =
        options_new(rk, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    baton_auto(drop_resource) rd_kafka_ConfigResource_t *asked =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    size_t count = 0;

    rd_kafka_DescribeConfigs(rk, &asked, 1, options, queue);
    *ret_event = answer(queue, "settings", topic, err);
    if (!*ret_event)
        return BATON_RETRY;
    *ret_resource = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(*ret_event), &count)[0];
    if (rd_kafka_ConfigResource_error(*ret_resource) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return BATON_DONE;
    return refuse(err, "settings", topic, rd_kafka_ConfigResource_error_string(*ret_resource));
}

static rd_kafka_resp_err_t delete_once(rd_kafka_t *rk,
                                       const rd_kafka_topic_partition_list_t *before,
                                       struct baton_error *err)
{
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    baton_auto(drop_options) rd_kafka_AdminOptions_t *options =
        options_new(rk, RD_KAFKA_ADMIN_OP_DELETERECORDS);
    rd_kafka_DeleteRecords_t *asked = rd_kafka_DeleteRecords_new(before);
    const char *topic = before->elems[0].topic;

    rd_kafka_DeleteRecords(rk, &asked, 1, options, queue);
    rd_kafka_DeleteRecords_destroy(asked);
    baton_auto(baton_drop_event) rd_kafka_event_t *event =
        answer(queue, "deleting records", topic, err);
    if (!event)
        return RD_KAFKA_RESP_ERR__TIMED_OUT;
    rd_kafka_resp_err_t code =
        rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event))
            ->elems[0]
            .err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        refuse(err, "deleting records", topic, rd_kafka_err2str(code));
    return code;
}

static enum baton_verdict delete_before(rd_kafka_t *rk, const char *topic, int32_t partition,
                                        int64_t before, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(1);
    int64_t deadline_ms = baton_clock_monotonic_ms() + POLICY_MS;
    rd_kafka_resp_err_t code;

    rd_kafka_topic_partition_list_add(list, topic, partition)->offset = before;
    while ((code = delete_once(rk, list, err)) == RD_KAFKA_RESP_ERR_POLICY_VIOLATION
           && baton_clock_monotonic_ms() < deadline_ms)
        usleep(PAUSE_US);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? BATON_DONE : BATON_RETRY;
}

enum baton_verdict admin_delete_records(rd_kafka_t *rk, const char *topic, int32_t partition,
                                        int64_t before, struct baton_error *err)
{
    baton_auto(baton_drop_event) rd_kafka_event_t *event = NULL;
    const rd_kafka_ConfigResource_t *had = NULL;
    struct baton_error back;

    if (describe(rk, topic, &event, &had, err) != BATON_DONE
        || alter(rk, topic, had, true, err) != BATON_DONE)
        return BATON_RETRY;
    enum baton_verdict v = delete_before(rk, topic, partition, before, err);
    if (alter(rk, topic, had, false, &back) == BATON_DONE || v != BATON_DONE)
        return v;
    return baton_fail(err, BATON_RETRY, "policy",
                      "%s has cleanup.policy=compact,delete now and must be given compact: %.200s",
                      topic, back.text);
}
