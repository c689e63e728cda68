/* What Kafka's administration is asked and told by commands; each call waits for the brokers at
 * most 30 s. `rk` is any handle. */
#ifndef BATON_CLI_ADMIN_H
#define BATON_CLI_ADMIN_H

#include "cli.h"

/* How many members a consumer group has, and the first one's name.
 * fails  BATON_RETRY: `err` says what Kafka says; so of all here */
enum baton_verdict admin_members(rd_kafka_t *rk, const char *group, size_t *ret_count,
                                 char ret_first[BATON_KAFKA_NAME_SIZE], struct baton_error *err);
/* All that a group has committed, with metadata.
 * owns  caller destroys the list */
enum baton_verdict admin_offsets(rd_kafka_t *rk, const char *group,
                                 rd_kafka_topic_partition_list_t **ret_list,
                                 struct baton_error *err);
/* Deletes a partition's records before `before`. Brokers allow that only where cleanup.policy has
 * "delete", so a topic that is compacted gets it for the moment, together with a retention for
 * ever: the other partitions must not lose old segments by it. Ends with cleanup.policy=compact,
 * also where an earlier call was interrupted. */
enum baton_verdict admin_delete_records(rd_kafka_t *rk, const char *topic, int32_t partition,
                                        int64_t before, struct baton_error *err);

#endif
