/* librdkafka's statistics and errors as metrics: baton_consumer_lag, baton_rdkafka_*. Safe from any
 * thread. */
#ifndef BATON_KAFKA_STATS_H
#define BATON_KAFKA_STATS_H

#include <stdbool.h>
#include <stddef.h>

/* `client` is "consumer" or "producer"; `json` as the statistics callback gives it.
 * returns  whether the client is connected to a broker; true if that cannot be read */
bool baton_kafka_stats(const char *client, const char *json, size_t size);
void baton_kafka_count_error(const char *client, const char *code);

#endif
