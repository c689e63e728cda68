/* Kafka transactions on a producer handle that can be thrown away.
 *
 * A transaction here is short: it begins when the batch is complete, so that nothing is open while
 * records are processed. Whatever goes wrong, the answer is one of three: it is committed; it is
 * known to be aborted; or the handle is dropped, and with it the doubt, because the next handle's
 * init_transactions bumps the epoch and lets the coordinator finish or abort what was left. A
 * transaction is never begun while the end of another is in doubt: torn transactions (write loss)
 * come from there. Three dropped handles in 60 s end the process. Single-threaded. */
#ifndef BATON_TRANSACTION_H
#define BATON_TRANSACTION_H

#include <signal.h>

#include "kafka_client.h"

struct baton_transaction;

struct baton_transaction_conf {
    const struct baton_settings *settings;
    const char *service_name;
    int32_t partition_count; /* of every topic that is written to, but for the global ones */
    const volatile sig_atomic_t *stop; /* set: long waits end */
};

enum baton_txn {
    BATON_TXN_DONE,
    BATON_TXN_ABORTED, /* nothing of it will ever be seen; the handle is good */
    BATON_TXN_DROPPED, /* outcome unknown, the handle is gone: read the committed offsets anew */
    BATON_TXN_FATAL,   /* end the process: the error says why */
};

/* Owns nothing of `conf` but a copy; opens no connection yet. */
struct baton_transaction *baton_transaction_new(const struct baton_transaction_conf *conf);
/* Aborts what is open, if that can be done at once. NULL is fine. */
void baton_transaction_free(struct baton_transaction *tx);

/* Makes a handle and registers the transactional.id, which aborts what a predecessor left open.
 * Returns at once when there is a good one.
 * fails  BATON_RETRY: the brokers do not answer within `timeout_ms`; BATON_FATAL: no right to the
 * id, refused settings, or the third handle in 60 s */
enum baton_verdict baton_transaction_ready(struct baton_transaction *tx, int timeout_ms,
                                           struct baton_error *err);

/* The steps, in this order. After anything but DONE the transaction is over. */
enum baton_txn baton_transaction_begin(struct baton_transaction *tx, struct baton_error *err);
/* One record to an explicit partition; `topic` is the full name. `value` NULL: a tombstone. With
 * `changelog` its offset counts for baton_transaction_changelog_end. Key, value and headers are
 * copied. */
struct baton_produce {
    const char *topic;
    int32_t partition;
    int32_t partition_count;
    bool changelog;
    const struct baton_text *key;
    const struct baton_text *value;
    const struct baton_pair *headers;
    size_t headers_count;
};
enum baton_txn baton_transaction_produce(struct baton_transaction *tx,
                                         const struct baton_produce *record,
                                         struct baton_error *err);
/* Waits until all records are delivered: from then on baton_transaction_changelog_end is what it
 * will be. The two that follow wait as well. */
enum baton_txn baton_transaction_deliver(struct baton_transaction *tx, struct baton_error *err);
/* Sends the offsets after the records are delivered (see the README, "Latency"). */
enum baton_txn baton_transaction_offsets(struct baton_transaction *tx, rd_kafka_t *consumer,
                                         const rd_kafka_topic_partition_list_t *offsets,
                                         struct baton_error *err);
enum baton_txn baton_transaction_commit(struct baton_transaction *tx, struct baton_error *err);
/* Gives up an open transaction: ABORTED or DROPPED. */
enum baton_txn baton_transaction_abort(struct baton_transaction *tx, struct baton_error *err);

/* Another process has taken the transactional.id, and no handle has been registered since. Not what
 * the coordinator does to a transaction that was open for longer than transaction.timeout.ms. */
bool baton_transaction_is_fenced(const struct baton_transaction *tx);
/* Offset behind the last changelog record of `partition` in the transaction, once it is delivered;
 * -1: there was none. */
int64_t baton_transaction_changelog_end(const struct baton_transaction *tx, int32_t partition);
/* Serves callbacks. */
void baton_transaction_poll(struct baton_transaction *tx);
/* The producer handle, borrowed until the next call that may drop it; NULL when there is none. */
rd_kafka_t *baton_transaction_handle(struct baton_transaction *tx);

#endif
