/* The Kafka driver's state, shared by loop.c (feeding), commit.c, rebalance.c (assignment), held.c
 * (records that wait), idle.c (timers without records), loop_globals.c (global tables), readable.c
 * (rights), corrupt.c (batches that are damaged) and ready.c (readiness); nobody else includes it.
 * One thread, librdkafka's callbacks included: they run inside the polls.
 *
 * Invariants
 * - every record that a poll has handed out is fed, or waits in its input, before anything is
 * committed
 * - what is committed for an input is `next`, or more where markers follow, or the offset of its
 * first waiting record
 * - after any transaction that did not commit, all tasks are closed and opened anew at the offsets
 * that Kafka has */
#ifndef BATON_DRIVER_H
#define BATON_DRIVER_H

#include "changelog.h"
#include "globals.h"
#include "kafka_client.h"
#include "loop.h"
#include "restore.h"
#include "service.h"
#include "span_export.h"
#include "steady.h"
#include "task.h"
#include "transaction.h"

/* Partition i of one input. */
struct driver_input {
    const struct baton_topic *topic;
    const char *name; /* with prefix; the driver's */
    int64_t next;     /* offset behind the last record that was fed and is done */
    int64_t past;     /* as `next`, but over markers at the end: from the end-of-partition event */
    bool delivered;   /* a record has come since the assignment: rd_kafka_position can be trusted */
    bool answered;    /* a record or the end of the partition has come since then */
    int64_t committed; /* what Kafka has for the group */
    int64_t read_ms;   /* time up to which it had been read there; INT64_MIN: not known */
    rd_kafka_message_t *
        *waiting; /* records that wait, in order; the partition is paused meanwhile */
    size_t waiting_count, waiting_capacity;
    bool held; /* the first of them waits for this record: */
    const struct baton_topic *awaited;
    int64_t awaited_offset;
    bool ignore_cause;            /* the first of them is fed without waiting for its cause */
    bool backing_off;             /* the first of them is in back-off until retry_ms */
    char retry_code[48];          /* and why */
    int64_t retry_ms, backoff_ms; /* monotonic */
    bool corrupt;                 /* stands before a batch that is damaged: */
    int64_t corrupt_offset;       /* of that batch */
};

/* One task with its inputs. */
struct driver_slot {
    int32_t partition;
    struct baton_task *task;
    struct driver_input *inputs; /* driver->inputs_count */
    int64_t changelog_next;
    struct baton_changelog log; /* as it was found when the task was opened */
    bool touched;               /* fed or fired since the last commit */
    size_t changed_bytes;       /* of rows, since the last commit */
    bool distrusted;            /* its store is thrown away when the task is closed */
    int64_t checkpoint_ms;      /* monotonic: when the next one begins */
    bool checkpointing;
    size_t pending_bytes;           /* committed rows in memory, looked at now and then */
    int64_t resume_ms;              /* the task's time at the committed offsets; 0: not known */
    int64_t look_ms, look_pause_ms; /* monotonic: when timers are looked at again (idle.c) */
};

enum driver_phase {
    DRIVER_AWAY,      /* no assignment yet */
    DRIVER_RESTORING, /* tasks open, changelog being read, consumer assigned to nothing */
    DRIVER_RUNNING,
};

struct driver {
    const struct baton_service *service;
    const struct baton_settings *settings;
    void *self;
    struct baton_serde *serde;
    struct baton_spans *spans;
    const volatile sig_atomic_t *stop;
    struct baton_kafka_names names;

    const struct baton_topic *inputs[16]; /* not the global ones */
    char input_names[16][BATON_KAFKA_NAME_SIZE];
    size_t inputs_count;
    int32_t partition_count;

    rd_kafka_t *consumer;
    int looks_unconnected; /* statistics in a row in which the consumer had no broker */
    struct baton_transaction *tx;
    struct baton_globals *globals; /* NULL: the service has no global inputs */
    int64_t globals_ms;            /* monotonic: when they are looked at again */
    struct baton_restore *restore; /* while RESTORING, if there is anything to read */

    enum driver_phase phase;
    rd_kafka_topic_partition_list_t *assigned; /* by the group; NULL: nothing */
    struct driver_slot **slots;                /* by partition, NULL where the task is not ours */
    struct baton_batch batch;
    struct baton_arena arena; /* headers of the record in hand */
    size_t records;           /* fed since the last commit */
    size_t changed_bytes;     /* of rows that they changed */
    int64_t first_ms;         /* monotonic: when the first of them was fed */
    int64_t committed_ms;     /* monotonic: when the last transaction was committed */
    bool dirty;
    struct baton_steady clock; /* for deadlines of idle tasks */
    int64_t ask_again_ms; /* monotonic: the brokers did not answer a question; not asked before */
    bool progress;        /* something was done since held records were last tried */
    int64_t sizes_ms;     /* monotonic: when sizes of stores are looked at again */
    size_t waiting_total; /* records that wait, over all inputs */
    size_t corrupt_total; /* inputs that stand before a damaged batch */
    int64_t corrupt_ms;   /* monotonic: when these are read again */

    bool reopen; /* tasks have to be opened anew */
    int64_t reopen_ms, reopen_pause_ms;
    int64_t running_ms;               /* monotonic: since when tasks run */
    struct baton_error not_open;      /* why tasks are not running, though ours; empty: they are */
    struct baton_error not_committed; /* how the last transaction ended, if it did not commit */
    struct baton_error not_readable;  /* the last input that could not be read; empty: none */
    bool must_answer;           /* after a failure: not ready before all inputs have answered */
    const char *consumer_error; /* the last one without an assignment; NULL: none */
    bool failed;                /* end the process; `error` says why */
    struct baton_error error;
};

/* End of the process with `err` as the reason; the first one stays. */
void driver_fail(struct driver *d, const struct baton_error *err);

/* --- rebalance.c --- */
void driver_rebalanced(rd_kafka_t *rk, rd_kafka_resp_err_t err,
                       rd_kafka_topic_partition_list_t *partitions, void *opaque);
/* Closes all tasks; whatever the open batch holds is dropped. Stores are checkpointed by their
 * closing. */
void driver_close_slots(struct driver *d);
/* Opens the tasks of d->assigned at the committed offsets and begins to restore. False: failed, or
 * to be tried again (d->reopen). */
bool driver_open_slots(struct driver *d);
/* After a transaction that did not commit: closes all tasks; they are opened anew after a pause. */
void driver_give_up(struct driver *d);
/* A slice of the restore; at its end the consumer is assigned and the phase is RUNNING. */
void driver_restore(struct driver *d);

/* --- loop.c, commit.c --- */
/* Feeds `message`, the first record of `input` that is not done yet. */
enum baton_fed driver_feed(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                           const rd_kafka_message_t *message, bool ignore_cause);
/* Commits the batch with offsets; after a failure d->reopen is set. Nothing to do: does nothing. */
void driver_commit(struct driver *d);
/* What is to be committed for an input now. */
int64_t driver_position(const struct driver *d, const struct driver_input *input,
                        int32_t partition);
/* Slices of checkpoints that are due. */
void driver_checkpoint(struct driver *d);

/* --- held.c --- */
/* Keeps `message`, taken, behind the others that wait in `input`, and pauses the partition. */
void driver_wait(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                 rd_kafka_message_t *message);
/* `fed` HELD or RETRY was the answer to the first waiting record. */
void driver_set_back(struct driver *d, struct driver_slot *slot, struct driver_input *input,
                     enum baton_fed fed);
/* Feeds again what waits and is due. */
void driver_try_waiting(struct driver *d);
/* Forgets what waits in `input` (its partition is being given up). */
void driver_drop_waiting(struct driver *d, struct driver_input *input);
/* The code of a record in back-off; NULL: none is. For readiness. */
const char *driver_backing_off(const struct driver *d);

/* Pauses the partition of `input` at the consumer, or resumes it. */
void driver_pause(struct driver *d, const struct driver_input *input, int32_t partition,
                  bool pause);

/* --- corrupt.c --- */
/* The input stands where it is, before the batch that `message` is about: the client would pass
 * over it. */
void driver_hold_corrupt(struct driver *d, struct driver_input *input,
                         const rd_kafka_message_t *message);
/* `offset` has been reached, by a record or the end of the partition: nothing before it is missing.
 */
void driver_reached(struct driver *d, struct driver_input *input, int64_t offset);
/* Has damaged batches read again, now and then. */
void driver_try_corrupt(struct driver *d);
/* Why `d` waits for a damaged batch. False: it does not. For readiness. */
bool driver_waits_for_corrupt(const struct driver *d, struct baton_error *why);

/* --- idle.c --- */
/* Fires the timers of the slots whose first deadline has passed, as far as their inputs are known
 * to be read. */
void driver_fire_timers(struct driver *d);

/* --- loop_globals.c --- */
/* Opens the service's global tables, if it has any, and reads them whole: before the first record
 * of any other input. `loop` hears meanwhile that the loop is alive, and why it is not ready.
 * fails  false: a topic is missing, or the service does not go on with what it was given */
bool driver_read_globals(struct driver *d, const struct baton_loop_conf *loop,
                         struct baton_error *err);
/* What is there, for a short time; now and then a look whether they can still be read. */
void driver_poll_globals(struct driver *d);

/* --- readable.c --- */
/* The right to read `input` is missing: the tasks are opened anew. */
void driver_not_readable(struct driver *d, const struct driver_input *input,
                         rd_kafka_resp_err_t code);
/* Ends the waiting for answers when all inputs have given theirs. */
void driver_await_answers(struct driver *d);
/* Whether an input still owes one; `why` names it. For readiness. */
bool driver_is_unanswered(const struct driver *d, struct baton_error *why);

/* --- ready.c --- */
/* Why the service is not ready; the code is empty: it is. */
void driver_why_not_ready(const struct driver *d, struct baton_error *why);

#endif
