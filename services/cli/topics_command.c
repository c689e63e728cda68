/* baton topics: lists, creates and describes what an installation keeps in Kafka. Everything comes
 * from the table of topics and from the declarations of the services. */
#include <assert.h>

#include "asyncapi.h"

#define HOUR_MS 3600000LL
#define DAY_MS 86400000LL
/* Kafka compacts no segment that it still writes, so this much of a partition's log is beyond its
 * live data at any time. A gigabyte, Kafka's default, is an hour of changes on most machines. */
#define COMPACTED_SEGMENT_BYTES (4 * 1024 * 1024LL)
/* Retention takes a segment away when the newest record in it is too old. With Kafka's default, a
 * week, the oldest one would be kept twice as long as the topic says. */
#define PLAIN_SEGMENT_MS DAY_MS
#define CREATE_TIMEOUT_MS 30000

enum mode { MODE_LIST, MODE_CREATE, MODE_SETTINGS, MODE_ACLS, MODE_ASYNCAPI };

struct request {
    enum mode mode;
    int64_t partitions;
    int64_t replication;
};

/* One topic as it is in Kafka. */
struct shape {
    char name[BATON_KAFKA_NAME_SIZE];
    int32_t partitions;
    bool compacted;
    int64_t retention_ms, max_message_bytes, min_compaction_lag_ms, delete_retention_ms;
};

#define SHAPES_MAX 64
struct shapes {
    struct shape items[SHAPES_MAX];
    size_t count;
};

static struct shape *shape_add(struct shapes *shapes, const char *prefix, const char *name)
{
    assert(shapes->count < SHAPES_MAX);
    struct shape *shape = &shapes->items[shapes->count++];

    *shape = (struct shape){ .partitions = 1 };
    baton_kafka_topic_name(shape->name, prefix, name);
    return shape;
}

static void add_table(struct shapes *shapes, const char *prefix, int32_t partitions)
{
    for (const struct baton_topic *const *row = baton_topics; *row != NULL; row++) {
        const struct baton_topic *topic = *row;
        struct shape *shape = shape_add(shapes, prefix, topic->name);

        shape->partitions = topic->global ? 1 : partitions;
        shape->compacted = topic->cleanup == BATON_CLEANUP_COMPACT;
        shape->retention_ms = topic->retention_ms;
        shape->max_message_bytes = topic->max_message_bytes;
        shape->min_compaction_lag_ms = topic->min_compaction_lag_ms;
        shape->delete_retention_ms = topic->delete_retention_ms;
    }
}

static void add_service(struct shapes *shapes, const struct baton_runtime_conf *conf,
                        const struct baton_service *service, int32_t partitions)
{
    char name[BATON_KAFKA_NAME_SIZE];
    struct shape *shape;

    if (service->process == NULL)
        return; /* a door: it keeps nothing and gives nothing up */
    snprintf(name, sizeof name, "%s-dead-letters", service->name);
    shape = shape_add(shapes, conf->prefix, name);
    shape->partitions = partitions;
    shape->retention_ms = baton_topic_events.retention_ms;
    shape->max_message_bytes = baton_topic_signals.max_message_bytes;
    snprintf(name, sizeof name, "%s-changelog", service->name);
    shape = shape_add(shapes, conf->prefix, name);
    shape->partitions = partitions;
    shape->compacted = true;
    shape->retention_ms = -1;
    shape->max_message_bytes = baton_topic_signals.max_message_bytes;
}

static void shapes_fill(struct shapes *shapes, const struct baton_runtime_conf *conf,
                        int32_t partitions)
{
    shapes->count = 0;
    add_table(shapes, conf->prefix, partitions);
    for (const struct baton_service *const *service = cli_services; *service != NULL; service++)
        add_service(shapes, conf, *service, partitions);
}

/* A topic's settings by Kafka's names, each given to `each`. */
static void settings_each(const struct shape *shape,
                          void (*each)(void *context, const char *name, const char *value),
                          void *context)
{
    /* The broker wants max.compaction.lag.ms not below min.compaction.lag.ms. */
    int64_t most_lag_ms = shape->min_compaction_lag_ms + DAY_MS;
    const struct {
        const char *name, *text;
        int64_t number; /* where there is no text */
        bool set;
    } rows[] = {
        { "message.timestamp.type", "LogAppendTime", 0, true },
        { "cleanup.policy", shape->compacted ? "compact" : "delete", 0, true },
        { "max.message.bytes", NULL, shape->max_message_bytes, true },
        { "retention.ms", NULL, shape->retention_ms, !shape->compacted },
        { "segment.bytes", NULL, COMPACTED_SEGMENT_BYTES, shape->compacted },
        { "segment.ms", NULL, shape->compacted ? HOUR_MS : PLAIN_SEGMENT_MS, true },
        { "min.cleanable.dirty.ratio", "0.1", 0, shape->compacted },
        { "min.compaction.lag.ms", NULL, shape->min_compaction_lag_ms,
          shape->compacted && shape->min_compaction_lag_ms > 0 },
        { "max.compaction.lag.ms", NULL, most_lag_ms, shape->compacted },
        { "delete.retention.ms", NULL, shape->delete_retention_ms,
          shape->compacted && shape->delete_retention_ms > 0 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char number[32];

        if (!rows[i].set)
            continue;
        snprintf(number, sizeof number, "%lld", (long long)rows[i].number);
        each(context, rows[i].name, rows[i].text ? rows[i].text : number);
    }
}

static void set_setting(void *topic, const char *name, const char *value)
{
    rd_kafka_NewTopic_set_config(topic, name, value);
}

static rd_kafka_NewTopic_t *new_topic(const struct shape *shape, int64_t replication)
{
    char why[256];
    rd_kafka_NewTopic_t *topic =
        rd_kafka_NewTopic_new(shape->name, shape->partitions, (int)replication, why, sizeof why);

    assert(topic);
    settings_each(shape, set_setting, topic);
    return topic;
}

static int print_results(rd_kafka_event_t *event)
{
    size_t count = 0;
    int failed = 0;
    const rd_kafka_topic_result_t **results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);

    for (size_t i = 0; i < count; i++) {
        rd_kafka_resp_err_t code = rd_kafka_topic_result_error(results[i]);
        const char *name = rd_kafka_topic_result_name(results[i]);

        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            printf("created  %s\n", name);
        else if (code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
            printf("exists   %s\n", name);
        else {
            fprintf(stderr, "baton topics: %s cannot be created: %s\n", name,
                    rd_kafka_topic_result_error_string(results[i]));
            failed = CLI_FAILED;
        }
    }
    return failed;
}

static int create(rd_kafka_t *rk, const struct shapes *shapes, int64_t replication)
{
    rd_kafka_NewTopic_t *topics[SHAPES_MAX];
    baton_auto(baton_drop_queue) rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    rd_kafka_AdminOptions_t *options =
        rd_kafka_AdminOptions_new(rk, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    char why[256];

    for (size_t i = 0; i < shapes->count; i++)
        topics[i] = new_topic(&shapes->items[i], replication);
    rd_kafka_AdminOptions_set_operation_timeout(options, CREATE_TIMEOUT_MS, why, sizeof why);
    rd_kafka_AdminOptions_set_request_timeout(options, CREATE_TIMEOUT_MS, why, sizeof why);
    rd_kafka_CreateTopics(rk, topics, shapes->count, options, queue);
    baton_auto(baton_drop_event) rd_kafka_event_t *event =
        rd_kafka_queue_poll(queue, CREATE_TIMEOUT_MS + 1000);
    rd_kafka_NewTopic_destroy_array(topics, shapes->count);
    rd_kafka_AdminOptions_destroy(options);
    if (event != NULL && rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return print_results(event);
    fprintf(stderr, "baton topics: the brokers do not create topics: %s\n",
            event != NULL ? rd_kafka_event_error_string(event) : "no answer");
    return CLI_FAILED;
}

static int run_create(const struct request *request)
{
    struct baton_settings settings;
    struct baton_error err = { "", "" };
    struct shapes shapes;

    if (!cli_settings(&settings, &err))
        return cli_fail("topics", &err);
    shapes_fill(&shapes, &settings.runtime, (int32_t)request->partitions);
    /* No producer: an idempotent one asks for its id at once, which is not the setup's right. */
    rd_kafka_t *rk = baton_kafka_open(BATON_KAFKA_READER, &settings, "baton", NULL, &err);
    int code = rk != NULL ? create(rk, &shapes, request->replication) : cli_fail("topics", &err);
    baton_kafka_close(rk);
    baton_settings_release(&settings);
    return code;
}

static void print_setting(void *context, const char *name, const char *value)
{
    (void)context;
    printf(" %s=%s", name, value);
}

/* A line a topic, for tools that make topics by themselves. */
static void print_settings(const char *prefix, int64_t partitions)
{
    struct baton_runtime_conf conf = { .prefix = prefix };
    struct shapes shapes;

    shapes_fill(&shapes, &conf, (int32_t)partitions);
    for (size_t i = 0; i < shapes.count; i++) {
        printf("%s partitions=%d", shapes.items[i].name, (int)shapes.items[i].partitions);
        settings_each(&shapes.items[i], print_setting, NULL);
        putchar('\n');
    }
}

static void list(void)
{
    printf("%-24s %-34s %-8s %-14s %s\n", "topic", "key", "cleanup", "retention", "meaning");
    for (const struct baton_topic *const *row = baton_topics; *row != NULL; row++) {
        const struct baton_topic *topic = *row;
        char days[32] = "for ever";

        if (topic->retention_ms >= 0)
            snprintf(days, sizeof days, "%lld days",
                     (long long)(topic->retention_ms / (24 * 3600 * 1000LL)));
        printf("%-24s %-34s %-8s %-14s %s\n", topic->name, topic->key_help,
               topic->cleanup == BATON_CLEANUP_COMPACT ? "compact" : "delete", days, topic->doc);
    }
}

static void print_acl(const char *principal, const char *resource, const char *pattern,
                      const char *name, const char *operations)
{
    printf("%-14s %-16s %-9s %-44s %s\n", principal, resource, pattern, name, operations);
}

static void print_topic_acls(const struct baton_service *service,
                             const struct baton_topic *const *topics, const char *prefix,
                             const char *operation)
{
    char name[BATON_KAFKA_NAME_SIZE];

    for (size_t i = 0; topics != NULL && topics[i] != NULL; i++)
        print_acl(service->name, "topic", "literal",
                  baton_kafka_topic_name(name, prefix, topics[i]->name), operation);
}

static bool lists(const struct baton_topic *const *topics, const struct baton_topic *topic)
{
    for (size_t i = 0; topics != NULL && topics[i] != NULL; i++)
        if (topics[i] == topic)
            return true;
    return false;
}

/* The service writes misrouted records again, also to a topic that it otherwise only reads. */
static void print_forwarder_acls(const struct baton_service *service, const char *prefix)
{
    for (const struct baton_topic *const *row = baton_topics; *row != NULL; row++) {
        const struct baton_topic *forwarded[] = { *row, NULL };

        if ((*row)->forwarder != NULL && strcmp((*row)->forwarder, service->name) == 0
            && !lists(service->outputs, *row))
            print_topic_acls(service, forwarded, prefix, "Write,Describe");
    }
}

static void print_service_acls(const struct baton_service *service, const char *prefix)
{
    struct baton_runtime_conf conf = { .prefix = prefix, .instance = "" };
    struct baton_kafka_names names;

    baton_kafka_names(&names, &conf, service->name);
    print_topic_acls(service, service->inputs, prefix, "Read,Describe,DescribeConfigs");
    print_topic_acls(service, service->outputs, prefix, "Write,Describe");
    print_forwarder_acls(service, prefix);
    if (service->process == NULL)
        return;
    print_acl(service->name, "topic", "literal", names.dead_letters, "Write,Describe");
    print_acl(service->name, "topic", "literal", names.changelog, "Read,Write,Describe");
    print_acl(service->name, "group", "literal", names.group, "Read,Describe");
    print_acl(service->name, "transactionalId", "prefixed", names.member, "Write,Describe");
}

/* What outsiders need: they are not services, so they stand here. */
static const struct {
    const char *principal;
    const struct baton_topic *topic;
    const char *operations;
} outsiders[] = {
    { "bot", &baton_topic_events, "Read,Write,Describe" },
    { "crm", &baton_topic_assignments, "Read,Describe" },
    { "crm", &baton_topic_resolutions, "Write,Describe" },
    { "crm", &baton_topic_agents, "Write,Describe" },
};

/* Their consumer groups: "crm-inbox". */
static const struct {
    const char *principal, *group;
} outsider_groups[] = { { "bot", "bot-" }, { "crm", "crm-" } };

/* KEDA asks how far each stage's group is behind in what it reads. */
static void print_keda_acls(const struct baton_service *service, const char *prefix)
{
    struct baton_runtime_conf conf = { .prefix = prefix, .instance = "" };
    struct baton_kafka_names names;
    char name[BATON_KAFKA_NAME_SIZE];

    if (!service->process)
        return;
    baton_kafka_names(&names, &conf, service->name);
    for (size_t i = 0; service->inputs[i]; i++)
        if (!service->inputs[i]->global)
            print_acl("keda", "topic", "literal",
                      baton_kafka_topic_name(name, prefix, service->inputs[i]->name), "Describe");
    print_acl("keda", "group", "literal", names.group, "Describe");
}

/* What the setup of an installation needs to make topics; schemas are the registry's own rights. */
static void print_setup_acls(const char *prefix)
{
    struct baton_runtime_conf conf = { .prefix = prefix };
    struct shapes shapes;

    shapes_fill(&shapes, &conf, 1);
    for (size_t i = 0; i < shapes.count; i++)
        print_acl("setup", "topic", "literal", shapes.items[i].name, "Create");
}

/* Whether a stage reads it, so that a dead letter may be put back there. */
static bool is_read(const struct baton_topic *topic)
{
    for (const struct baton_service *const *service = cli_services; *service; service++)
        for (size_t i = 0; (*service)->process && (*service)->inputs[i]; i++)
            if ((*service)->inputs[i] == topic && !topic->global)
                return true;
    return false;
}

/* People with `baton`: they look at everything, put dead letters back, erase and drill. What
 * `rebuild` needs beside is given when it is. */
static void print_operator_acls(const char *prefix)
{
    struct baton_runtime_conf conf = { .prefix = prefix, .instance = "" };
    struct baton_kafka_names names;
    char name[BATON_KAFKA_NAME_SIZE];

    for (const struct baton_topic *const *row = baton_topics; *row; row++)
        print_acl("operator", "topic", "literal",
                  baton_kafka_topic_name(name, prefix, (*row)->name),
                  is_read(*row) ? "Read,Write,Describe" : "Read,Describe");
    for (const struct baton_service *const *service = cli_services; *service; service++) {
        if (!(*service)->process)
            continue;
        baton_kafka_names(&names, &conf, (*service)->name);
        print_acl("operator", "topic", "literal", names.dead_letters, "Read,Describe");
    }
    /* A reader commits nothing, but asks for its group's coordinator. */
    baton_kafka_names(&names, &conf, "baton");
    print_acl("operator", "group", "literal", names.group, "Describe");
}

static void acls(const char *prefix)
{
    char name[BATON_KAFKA_NAME_SIZE];

    printf("%-14s %-16s %-9s %-44s %s\n", "principal", "resource", "pattern", "name", "operations");
    for (const struct baton_service *const *service = cli_services; *service != NULL; service++)
        print_service_acls(*service, prefix);
    for (size_t i = 0; i < sizeof outsiders / sizeof outsiders[0]; i++)
        print_acl(outsiders[i].principal, "topic", "literal",
                  baton_kafka_topic_name(name, prefix, outsiders[i].topic->name),
                  outsiders[i].operations);
    for (size_t i = 0; i < sizeof outsider_groups / sizeof outsider_groups[0]; i++)
        print_acl(outsider_groups[i].principal, "group", "prefixed",
                  baton_kafka_topic_name(name, prefix, outsider_groups[i].group), "Read,Describe");
    for (const struct baton_service *const *service = cli_services; *service; service++)
        print_keda_acls(*service, prefix);
    print_operator_acls(prefix);
    print_setup_acls(prefix);
}

static bool read_arguments(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        { "create", no_argument, NULL, 'c' },
        { "acls", no_argument, NULL, 'a' },
        { "settings", no_argument, NULL, 's' },
        { "asyncapi", no_argument, NULL, 'y' },
        { "partitions", required_argument, NULL, 'p' },
        { "replication", required_argument, NULL, 'r' },
        { NULL, 0, NULL, 0 },
    };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        if (c == 'p')
            good = cli_number("partitions", optarg, 1, 10000, &request->partitions);
        else if (c == 'r')
            good = cli_number("replication", optarg, 1, 100, &request->replication);
        else if (c == 'c' || c == 'a' || c == 's' || c == 'y')
            request->mode = c == 'c'   ? MODE_CREATE
                            : c == 'a' ? MODE_ACLS
                            : c == 's' ? MODE_SETTINGS
                                       : MODE_ASYNCAPI;
        else
            good = false;
    return good && optind == argc;
}

int topics_command(int argc, char **argv)
{
    struct request request = { .mode = MODE_LIST, .partitions = 12, .replication = -1 };

    if (!read_arguments(argc, argv, &request))
        return cli_usage("topics");
    if (request.mode == MODE_CREATE)
        return run_create(&request);
    const char *prefix = getenv("BATON_PREFIX") ? getenv("BATON_PREFIX") : "";
    if (request.mode == MODE_ACLS)
        acls(prefix);
    else if (request.mode == MODE_SETTINGS)
        print_settings(prefix, request.partitions);
    else if (request.mode == MODE_ASYNCAPI)
        asyncapi_print(stdout, prefix);
    else
        list();
    return CLI_OK;
}
