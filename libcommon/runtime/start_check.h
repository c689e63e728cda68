/* What is checked before a service reads its first record: brokers reachable, topics there,
 * partition counts equal, inputs and outputs stamped with the broker's time. Each failure is one
 * line that says what to do. A service without `process` (the gateway) has neither changelog nor
 * dead letters. */
#ifndef BATON_START_CHECK_H
#define BATON_START_CHECK_H

#include <signal.h>

#include "kafka_client.h"
#include "service.h"

struct baton_start_check {
    const struct baton_service *service;
    const struct baton_runtime_conf *runtime;
    rd_kafka_t *consumer;              /* asks: a consumer never makes topics */
    const volatile sig_atomic_t *stop; /* set: give up */
};

/* Tries until runtime->start_timeout_ms have passed for what may come (brokers), once for what may
 * not (topics). ret_partitions  the common count
 * fails           BATON_FATAL */
enum baton_verdict baton_start_check(const struct baton_start_check *check, int32_t *ret_partitions,
                                     struct baton_error *err);
/* The same topics once more, while the service runs: are they there, with `partitions` partitions?
 * fails  BATON_RETRY: a topic is missing, or Kafka does not answer;
 *        BATON_FATAL (partition_count): their number has changed */
enum baton_verdict baton_start_check_counts(const struct baton_start_check *check,
                                            int32_t partitions, struct baton_error *err);

/* Turns the error of a registry that did not answer until the start was given up into the line that
 * says what to do. */
void baton_start_no_registry(const struct baton_runtime_conf *runtime, struct baton_error *err);

#endif
