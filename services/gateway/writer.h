/* Records to Kafka by an idempotent producer. A record counts as written when the brokers have
 * acknowledged it; until then its batch is owed an answer, which comes within about ack_timeout_ms.
 *
 * The producer's handle is disposable: after a fatal error it is replaced, and what was under way
 * is answered as failed (a retry may double it; readers drop the second by its id). writer_send is
 * for one thread (handlers run on one); answers come on a thread of the writer's. */
#ifndef BATON_GATEWAY_WRITER_H
#define BATON_GATEWAY_WRITER_H

#include "kafka_client.h"

struct writer;

struct writer_conf {
    const struct baton_settings *settings; /* borrowed for the writer's life */
    struct baton_serde *serde;             /* likewise; the outputs' types are added already */
    int32_t partition_count;               /* of every topic that is not global */
    int64_t ack_timeout_ms;
};

/* Called once for a batch: DONE, or RETRY: not all were acknowledged; REJECT: the brokers found one
 * too large. */
typedef void writer_done(void *context, enum baton_verdict verdict);

/* The topics are there: they were checked.
 * fails  NULL: `err` names the setting that librdkafka does not take */
struct writer *writer_open(const struct writer_conf *conf, struct baton_error *err);
/* Answers what is under way as failed. NULL is fine. */
void writer_close(struct writer *writer);

/* Records of one key, in order. */
struct writer_records {
    const struct baton_topic *topic;
    struct baton_text key;
    void *const *values; /* structs of the topic's type */
    size_t count;
    struct baton_text traceparent; /* a header of each; empty: none */
};

/* Encodes the records and hands them over to the partition of the key's owner.
 * fails  BATON_REJECT: *ret_index is larger than its topic takes; BATON_RETRY: no room in the
 * queue. Nothing was sent then, and `done` is not called. */
enum baton_verdict writer_send(struct writer *writer, const struct writer_records *records,
                               writer_done *done, void *context, size_t *ret_index,
                               struct baton_error *err);

/* The producer, for questions about topics; valid until handlers may send. */
rd_kafka_t *writer_producer(struct writer *writer);
/* Another producer, soon, with the settings as they are now and files that were written anew. What
 * is under way is acknowledged first; a producer that cannot be opened so leaves the old one. */
void writer_reopen(struct writer *writer);
/* False after a batch that failed, until Kafka has answered again. */
bool writer_is_well(struct writer *writer);
/* The topic of a record that was refused because the right to write is missing, until one is taken
 * again, or the right is seen to be back; NULL: none. */
const struct baton_topic *writer_refused(struct writer *writer);
/* Waits up to `timeout_ms` for what is under way; handlers send nothing meanwhile. */
void writer_flush(struct writer *writer, int timeout_ms);

#endif
