/* Reads the statistics document of librdkafka (its STATISTICS.md) and sets the metrics that people
 * watch. */
#include "kafka_stats.h"

#include <jansson.h>
#include <string.h>

#include "metrics.h"

static BATON_METRIC(consumer_lag, "baton_consumer_lag", BATON_GAUGE, "topic,partition",
                    "Records between the group's position and the end of the partition.");
static BATON_METRIC(errors_total, "baton_kafka_errors_total", BATON_COUNTER, "client,code",
                    "Errors that the Kafka client reported.");
static BATON_METRIC(rtt_seconds, "baton_rdkafka_broker_rtt_seconds", BATON_GAUGE, "client,broker",
                    "Round trip to a broker, 99th percentile of the last interval.");
static BATON_METRIC(queue_messages, "baton_rdkafka_queue_messages", BATON_GAUGE, "client",
                    "Messages in the producer's queue.");
static BATON_METRIC(queue_replies, "baton_rdkafka_reply_queue", BATON_GAUGE, "client",
                    "Operations that wait to be polled.");
static BATON_METRIC(sent_bytes, "baton_rdkafka_sent_bytes", BATON_GAUGE, "client",
                    "Bytes sent to brokers.");
static BATON_METRIC(received_bytes, "baton_rdkafka_received_bytes", BATON_GAUGE, "client",
                    "Bytes received from brokers.");

void baton_kafka_count_error(const char *client, const char *code)
{
    char labels[128];

    snprintf(labels, sizeof labels, "%s,%s", client, code);
    baton_metric_add(&errors_total, labels, 1);
}

static void set_lag(const char *topic, const json_t *partitions)
{
    const char *number;
    json_t *partition;

    json_object_foreach((json_t *)partitions, number, partition)
    {
        json_int_t lag = json_integer_value(json_object_get(partition, "consumer_lag"));
        char labels[320];

        if (lag < 0 || number[0] == '-')
            continue;
        snprintf(labels, sizeof labels, "%s,%s", topic, number);
        baton_metric_set(&consumer_lag, labels, (double)lag);
    }
}

static void set_rtt(const char *client, json_t *brokers)
{
    const char *name;
    json_t *broker;

    json_object_foreach(brokers, name, broker)
    {
        json_int_t id = json_integer_value(json_object_get(broker, "nodeid"));
        json_int_t rtt_us =
            json_integer_value(json_object_get(json_object_get(broker, "rtt"), "p99"));
        char labels[64];

        if (id < 0)
            continue; /* a bootstrap address */
        snprintf(labels, sizeof labels, "%s,%lld", client, (long long)id);
        baton_metric_set(&rtt_seconds, labels, (double)rtt_us / 1e6);
    }
}

static double number_of(const json_t *stats, const char *name)
{
    return (double)json_integer_value(json_object_get(stats, name));
}

static bool is_connected(json_t *brokers)
{
    const char *name;
    json_t *broker;

    json_object_foreach(brokers, name, broker)
    {
        const char *state = json_string_value(json_object_get(broker, "state"));

        if (state && (strcmp(state, "UP") == 0 || strcmp(state, "UPDATE") == 0))
            return true;
    }
    return false;
}

bool baton_kafka_stats(const char *client, const char *json, size_t size)
{
    json_auto_t *stats = json_loadb(json, size, 0, NULL);
    const char *name;
    json_t *topic;

    if (!stats)
        return true;
    baton_metric_set(&queue_messages, client, number_of(stats, "msg_cnt"));
    baton_metric_set(&queue_replies, client, number_of(stats, "replyq"));
    baton_metric_set(&sent_bytes, client, number_of(stats, "tx_bytes"));
    baton_metric_set(&received_bytes, client, number_of(stats, "rx_bytes"));
    set_rtt(client, json_object_get(stats, "brokers"));
    json_object_foreach(json_object_get(stats, "topics"), name, topic)
        set_lag(name, json_object_get(topic, "partitions"));
    return is_connected(json_object_get(stats, "brokers"));
}
