/* See asyncapi.h. Every json_pack below takes what it is given; a document that cannot be built is
 * a bug. */
#include "asyncapi.h"

#include <assert.h>
#include <jansson.h>

#define ASYNCAPI_VERSION "3.1.0"
#define KAFKA_BINDING "0.5.0"
#define AVRO "application/vnd.apache.avro+json;version=1.9.0"
#define CONTENT "application/vnd.apache.avro+binary"

static json_t *packed(json_t *made)
{
    assert(made != NULL);
    return made;
}

static json_t *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static json_t *text_of(const char *format, ...)
{
    char text[512];
    va_list values;

    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return packed(json_string(text));
}

/* "#/<folder>/<name>" as a reference. */
static json_t *reference(const char *folder, const char *name)
{
    return packed(json_pack("{so}", "$ref", text_of("#/%s/%s", folder, name)));
}

/* --- channels and messages ------------------------------------------------------------------- */

static json_t *topic_settings(const struct baton_topic *topic)
{
    bool compacted = topic->cleanup == BATON_CLEANUP_COMPACT;
    json_t *settings = json_pack("{s[s] sI}", "cleanup.policy", compacted ? "compact" : "delete",
                                 "max.message.bytes", (json_int_t)topic->max_message_bytes);

    if (!compacted)
        json_object_set_new(settings, "retention.ms", json_integer(topic->retention_ms));
    if (topic->delete_retention_ms > 0)
        json_object_set_new(settings, "delete.retention.ms",
                            json_integer(topic->delete_retention_ms));
    return packed(settings);
}

static void add_channel(json_t *channels, const struct baton_topic *topic, const char *prefix)
{
    char name[BATON_KAFKA_NAME_SIZE];
    json_t *kafka =
        json_pack("{ss so ss}", "topic", baton_kafka_topic_name(name, prefix, topic->name),
                  "topicConfiguration", topic_settings(topic), "bindingVersion", KAFKA_BINDING);

    if (topic->global)
        json_object_set_new(packed(kafka), "partitions", json_integer(1));
    json_t *channel =
        json_pack("{ss ss s{so} s{so}}", "address", name, "description", topic->doc, "messages",
                  topic->type->name, reference("components/messages", topic->type->name),
                  "bindings", "kafka", kafka);
    json_object_set_new(channels, topic->name, packed(channel));
}

static void add_message(json_t *messages, const struct baton_topic *topic)
{
    json_t *schema = json_loads(topic->type->schema_text, 0, NULL);
    const char *summary = json_string_value(json_object_get(packed(schema), "doc"));
    json_t *key = json_pack("{ss so}", "type", "string", "description",
                            text_of("%s, each part percent-encoded (/ and %%).", topic->key_help));
    json_t *kafka =
        json_pack("{so ss ss ss}", "key", packed(key), "schemaIdLocation", "payload",
                  "schemaIdPayloadEncoding", "confluent", "bindingVersion", KAFKA_BINDING);
    json_t *message =
        json_pack("{ss ss ss s{ss so} s{so}}", "name", topic->type->name, "summary",
                  summary ? summary : "", "contentType", CONTENT, "payload", "schemaFormat", AVRO,
                  "schema", schema, "bindings", "kafka", packed(kafka));

    json_object_set_new(messages, topic->type->name, packed(message));
}

/* --- who does what --------------------------------------------------------------------------- */

static void add_operation(json_t *operations, const char *who, const char *does,
                          const struct baton_topic *topic, const char *group)
{
    char name[BATON_KAFKA_NAME_SIZE * 2];
    bool sends = strcmp(does, "send") == 0;

    snprintf(name, sizeof name, "%s-%s-%s", who, sends ? "sends" : "receives", topic->name);
    json_t *message = packed(json_pack(
        "{so}", "$ref", text_of("#/channels/%s/messages/%s", topic->name, topic->type->name)));
    json_t *operation = packed(json_pack("{ss so s[o] s[{ss}]}", "action", does, "channel",
                                         reference("channels", topic->name), "messages", message,
                                         "tags", "name", who));
    if (group != NULL)
        json_object_set_new(
            operation, "bindings",
            packed(json_pack("{s{s{ss s[s]} ss}}", "kafka", "groupId", "type", "string", "enum",
                             group, "bindingVersion", KAFKA_BINDING)));
    json_object_set_new(operations, name, operation);
}

/* Global topics are read outside the group, by assignment. */
static void add_service(json_t *operations, const struct baton_service *service, const char *prefix)
{
    struct baton_runtime_conf conf = { .prefix = prefix, .instance = "" };
    struct baton_kafka_names names;

    baton_kafka_names(&names, &conf, service->name);
    for (size_t i = 0; service->inputs != NULL && service->inputs[i] != NULL; i++)
        add_operation(operations, service->name, "receive", service->inputs[i],
                      service->process != NULL && !service->inputs[i]->global ? names.group : NULL);
    for (size_t i = 0; service->outputs != NULL && service->outputs[i] != NULL; i++)
        add_operation(operations, service->name, "send", service->outputs[i], NULL);
}

/* A service's dead letters are a topic that only its name tells from others of its kind. */
static void add_dead_letters(json_t *channels, json_t *messages, json_t *operations,
                             const struct baton_service *service, const char *prefix)
{
    char name[BATON_KAFKA_NAME_SIZE];
    const struct baton_topic topic = { .name = name,
                                       .type = &baton_dead_letter_type,
                                       .key_help = "that of the record that was given up",
                                       .retention_ms = baton_topic_events.retention_ms,
                                       .max_message_bytes = baton_topic_signals.max_message_bytes,
                                       .doc = "Records that the service could not use, with the "
                                              "reason and the original bytes." };

    snprintf(name, sizeof name, "%s-dead-letters", service->name);
    add_channel(channels, &topic, prefix);
    add_message(messages, &topic);
    add_operation(operations, service->name, "send", &topic, NULL);
}

static json_t *info(void)
{
    return packed(json_pack(
        "{ss ss ss}", "title", "Baton", "version", BATON_VERSION, "description",
        "Hands support conversations from bots to people. Values are Avro in the Confluent form "
        "(magic byte, schema id), keys are text, and a record lies in the partition of its "
        "owner's key by murmur2. Operations are those of Baton's services; bots and CRMs read "
        "and write the same channels from the other side."));
}

static json_t *servers(void)
{
    return packed(json_pack("{s{ss ss s{s{ss ss}}}}", "kafka", "host", "{brokers}", "protocol",
                            "kafka", "variables", "brokers", "default", "localhost:9092",
                            "description", "A broker of the installation: BATON_BROKERS."));
}

void asyncapi_print(FILE *to, const char *prefix)
{
    json_t *channels = json_object(), *messages = json_object(), *operations = json_object();

    for (const struct baton_topic *const *topic = baton_topics; *topic != NULL; topic++) {
        add_channel(channels, *topic, prefix);
        add_message(messages, *topic);
    }
    for (const struct baton_service *const *row = cli_services; *row != NULL; row++) {
        add_service(operations, *row, prefix);
        if ((*row)->process != NULL)
            add_dead_letters(channels, messages, operations, *row, prefix);
    }
    json_t *document =
        packed(json_pack("{ss so ss so so so s{so}}", "asyncapi", ASYNCAPI_VERSION, "info", info(),
                         "defaultContentType", CONTENT, "servers", servers(), "channels", channels,
                         "operations", operations, "components", "messages", messages));
    json_dumpf(document, to, JSON_INDENT(1));
    fputc('\n', to);
    json_decref(document);
}
