/* Handles of librdkafka with the settings that Baton's promises need, and scope cleanup for what
 * they hand out.
 *
 * Usable alone: the gateway, which has no `process`, opens a BATON_KAFKA_WRITER and baton_globals
 * with these. Errors, log lines and statistics of every handle become Baton's log and metrics; the
 * owner of a handle polls it. */
#ifndef BATON_KAFKA_CLIENT_H
#define BATON_KAFKA_CLIENT_H

#include <librdkafka/rdkafka.h>

#include "arena.h"
#include "error.h"
#include "options.h"
#include "task.h"

#define BATON_KAFKA_NAME_SIZE 400

enum baton_kafka_role {
    BATON_KAFKA_MEMBER, /* consumer, static member of the service's group */
    BATON_KAFKA_READER, /* consumer that assigns itself and commits nothing: restore, global tables
                         */
    BATON_KAFKA_TRANSACTOR, /* producer with the instance's transactional.id */
    BATON_KAFKA_WRITER,     /* idempotent producer without transactions */
    BATON_KAFKA_PROBE, /* producer that asks whether a topic may be written: its records are refused
                        * as INVALID_REQUIRED_ACKS where it may */
};

/* Names that derive from prefix, service and instance. */
struct baton_kafka_names {
    char group[BATON_KAFKA_NAME_SIZE];        /* "<prefix>baton-<service>" */
    char member[BATON_KAFKA_NAME_SIZE];       /* "<prefix>baton-<service>-<instance>": also the
                                                 transactional.id */
    char changelog[BATON_KAFKA_NAME_SIZE];    /* "<prefix><service>-changelog" */
    char dead_letters[BATON_KAFKA_NAME_SIZE]; /* "<prefix><service>-dead-letters" */
};
void baton_kafka_names(struct baton_kafka_names *names, const struct baton_runtime_conf *conf,
                       const char *service_name);
/* "<prefix><topic>" into `ret`. Returns `ret`. */
const char *baton_kafka_topic_name(char ret[BATON_KAFKA_NAME_SIZE], const char *prefix,
                                   const char *topic);

/* What a handle calls back, from the thread that polls it. All may be NULL. */
struct baton_kafka_hooks {
    void *opaque;
    void (*rebalanced)(rd_kafka_t *rk, rd_kafka_resp_err_t err,
                       rd_kafka_topic_partition_list_t *partitions, void *opaque);
    void (*delivered)(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque);
    /* A member's, every five seconds: librdkafka's statistics, for baton_kafka_stats. */
    int (*statistics)(rd_kafka_t *rk, char *json, size_t size, void *opaque);
};

/* Whether a librdkafka (its version as rd_kafka_version() says it) can log in to Kafka 4 with a
 * SASL mechanism. Before 2.6.1 it sent the client's nonce twice in SCRAM, which Kafka 4 answers
 * with "invalid credentials".
 * source  librdkafka #4895 */
bool baton_kafka_can_log_in(int version, const char *mechanism);

/* Opens a handle. kafka.* settings are handed over unread, but for those that exactly-once rests
 * on, for SCRAM with a librdkafka that cannot do it, and for a transaction.timeout.ms that is not
 * less than session.timeout.ms: these are refused.
 * owns   caller frees with baton_kafka_close
 * fails  NULL: `err` names the setting and what librdkafka says */
rd_kafka_t *baton_kafka_open(enum baton_kafka_role role, const struct baton_settings *settings,
                             const char *service_name, const struct baton_kafka_hooks *hooks,
                             struct baton_error *err);
/* NULL is fine. What is still in a producer's queue is thrown away; a member does not leave its
 * group. */
void baton_kafka_close(rd_kafka_t *rk);

/* First offset of a partition and the end of its log, uncommitted records included, as the leader
 * says now. `producer` is a TRANSACTOR or a WRITER: a read_committed consumer would give the last
 * stable offset instead.
 * fails  BATON_RETRY: no answer in `timeout_ms` */
enum baton_verdict baton_kafka_log_range(rd_kafka_t *producer, const char *topic, int32_t partition,
                                         int timeout_ms, int64_t *ret_start, int64_t *ret_end,
                                         struct baton_error *err);

/* That Kafka does not let us read `topic`, or could not: `code` says why.
 * returns  BATON_RETRY, with the code not_readable in `err` */
enum baton_verdict baton_kafka_not_readable(struct baton_error *err, const char *topic,
                                            rd_kafka_resp_err_t code);

/* Whether `message`, an error, says that a batch is damaged: its checksum is wrong, or it cannot be
 * unpacked. The client says so once and passes over it. */
bool baton_kafka_is_corrupt(const rd_kafka_message_t *message);

/* Views of a consumed message; key and value are pointed to, headers lie in `arena`. */
struct baton_kafka_view {
    struct baton_raw raw;
    struct baton_text key;
    struct baton_text value;
};
void baton_kafka_view(const rd_kafka_message_t *message, const struct baton_topic *topic,
                      struct baton_arena *arena, struct baton_kafka_view *ret_view);

/* For baton_auto. */
void baton_drop_list(rd_kafka_topic_partition_list_t **list);
void baton_drop_message(rd_kafka_message_t **message);
void baton_drop_kafka_error(rd_kafka_error_t **error);
void baton_drop_queue(rd_kafka_queue_t **queue);
void baton_drop_event(rd_kafka_event_t **event);
void baton_drop_metadata(const struct rd_kafka_metadata **metadata);
void baton_drop_group_metadata(rd_kafka_consumer_group_metadata_t **metadata);

#endif
