/* One task: partition i of every input of one service, with its rows, its timers and its held
 * records. It knows nothing of Kafka: two drivers feed it, the Kafka loop (loop.c) and the engine
 * in memory (engine.c), so that what a test or a replay computes is what the service computes.
 *
 * A record goes through: key and partition check (misrouted: forwarded by the topic's forwarder,
 * skipped by others), decode, envelope check, wait for its cause, timers due before it, `process`.
 * What it wrote joins the batch; a REJECT puts a dead letter in its place; RETRY and a missing
 * cause leave everything as it was.
 *
 * Time: a task's time never goes back. Timers are handed over by the frontier: the earliest point
 * in time up to which each input has been read, so that nothing times out that is already answered
 * in the log.
 *
 * A tombstone is a record of a compacted topic with `value` NULL; on other topics it is rejected.
 * Metrics: the task counts what goes through it (consumed, produced, dead letters, misrouted, held,
 * process duration), when the transaction commits; the driver counts transactions, lag, rebalances.
 */
#ifndef BATON_TASK_H
#define BATON_TASK_H

#include "serde.h"
#include "service.h"
#include "store.h"

/* A record as it lies in a log. Views, borrowed for the call. */
struct baton_raw {
    const struct baton_topic *topic;
    int32_t partition;
    int64_t offset;
    int64_t time_ms;
    const struct baton_text *key;     /* NULL: none */
    const struct baton_text *value;   /* NULL: tombstone */
    const struct baton_pair *headers; /* a header without a value: value.data is NULL */
    size_t headers_count;
    /* The driver has seen that the cause lies beyond the end of its log (or that every input waits
     * for another): the record is processed at once and counted. See baton_task_awaited. */
    bool ignore_cause;
};

/* A record to be written. Views into the batch's memory. */
struct baton_outgoing {
    const char *topic;             /* without prefix: a topic's name, "<service>-dead-letters" */
    const struct baton_topic *row; /* the topic's row; NULL for dead letters */
    int32_t partition;
    struct baton_text key;
    bool has_key;
    struct baton_text value;
    bool tombstone;
    struct baton_pair *headers;
    size_t headers_count;
};

/* What a transaction writes, beside the changelog. Grows record by record, emptied when the
 * transaction ends. */
struct baton_batch {
    struct baton_arena arena;
    struct baton_outgoing *items;
    size_t items_count;
};
void baton_batch_init(struct baton_batch *batch);
void baton_batch_release(struct baton_batch *batch);
void baton_batch_reset(struct baton_batch *batch);

struct baton_spans;

struct baton_task_conf {
    const struct baton_service *service;
    void *self;
    struct baton_serde
        *serde; /* knows all types of the service's inputs, outputs, tables, and DeadLetter */
    struct baton_store *store; /* taken: closed with the task */
    struct baton_batch *batch; /* borrowed; shared by the tasks of one transaction */
    int32_t partition;
    int32_t partition_count;
    const char *version;       /* producer's version in envelopes; outlives the task */
    struct baton_spans *spans; /* borrowed; NULL: none are made */
};

struct baton_task;
struct baton_task *baton_task_new(const struct baton_task_conf *conf);
void baton_task_free(struct baton_task *task);

enum baton_fed {
    BATON_FED_DONE,  /* consumed: processed, dead-lettered, forwarded or skipped; go on behind it */
    BATON_FED_HELD,  /* its cause has not been read yet: feed the same record again after others */
    BATON_FED_RETRY, /* feed the same record again after a back-off; baton_task_error says why */
    BATON_FED_FATAL, /* the state is not to be trusted; baton_task_error says why */
};

/* Feeds one record of one of the inputs. For DONE its rows are settled in the store and its outputs
 * are in the batch. Timers that the record makes due are fed first (in the same call). */
enum baton_fed baton_task_feed(struct baton_task *task, const struct baton_raw *raw);
/* After BATON_FED_HELD: the topic and offset (in the task's own partition) that must be read first.
 * When that offset is at or beyond the log's end, or when each input with unread records is held,
 * the driver feeds again with `ignore_cause`: a forged or lost cause must not stop a partition. */
void baton_task_awaited(const struct baton_task *task, const struct baton_topic **ret_topic,
                        int64_t *ret_offset);

/* Says that an input has been read to its end, `time_ms` being the time for which that is certain:
 * nothing older will come. Raises the frontier. `topic` is one of the non-global inputs. */
void baton_task_drained(struct baton_task *task, const struct baton_topic *topic, int64_t time_ms);
/* Hands over all timers that are due by the frontier, at most 10 000 (a handler may set new ones
 * that are due): when baton_task_next_deadline is still due, call again. DONE, RETRY (the timer
 * stays set) or FATAL. */
enum baton_fed baton_task_fire(struct baton_task *task);
/* Deadline of the first timer; INT64_MAX when there is none. */
int64_t baton_task_next_deadline(struct baton_task *task);

/* Where an input continues (offset of the next record): for `seen` and for causes after a restart,
 * after the rows have been restored and before the first feed. For a global input: each time the
 * driver has read further in it. */
void baton_task_position(struct baton_task *task, const struct baton_topic *topic,
                         int64_t next_offset);

/* The task's time, which never goes back; INT64_MIN before the first record. The driver keeps it
 * beside the committed positions and gives it back after a restart, before the first feed: else a
 * record of an input that lags behind would be older than what was processed before. */
int64_t baton_task_time(const struct baton_task *task);
void baton_task_resume(struct baton_task *task, int64_t time_ms);
/* The time up to which an input has been read; INT64_MIN: not known. The driver keeps it beside the
 * input's committed position and gives it back by baton_task_drained after a restart, before
 * baton_task_position: else the timers that were due would come after the records that they stand
 * before, and what a stage decides would depend on its restarts. */
int64_t baton_task_read_ms(struct baton_task *task, const struct baton_topic *topic);

/* The open transaction has committed or aborted: positions, metrics and store follow. After an
 * abort the driver feeds again from the last committed positions. */
void baton_task_commit(struct baton_task *task, int64_t changelog_offset);
void baton_task_abort(struct baton_task *task);

/* Hands a record of a global topic to the service's `global`, once for the service, not once a
 * task; `raw` as above, the decoded value lies in `arena`. A record that cannot be used changes
 * nothing and is counted (baton_global_rejected_total{topic,reason}); it goes to no dead letters,
 * since every service reads it. One that `global` has used with an error in `err` is counted too
 * (baton_global_ignored_total). Returns DONE, RETRY or FATAL; `err` says why, also when DONE. */
enum baton_fed baton_global_feed(const struct baton_service *service, void *self,
                                 struct baton_serde *serde, const struct baton_raw *raw,
                                 struct baton_arena *arena, struct baton_error *err);

struct baton_store *baton_task_store(struct baton_task *task);
const struct baton_error *baton_task_error(const struct baton_task *task);

/* The schemas that a service writes and reads, added to `serde`: outputs "<prefix><topic>-value",
 * tables
 * "<prefix><service>-changelog-<Type>", dead letters. */
enum baton_verdict baton_service_schemas(const struct baton_service *service, const char *prefix,
                                         struct baton_serde *serde, bool may_register,
                                         struct baton_error *err);

#endif
