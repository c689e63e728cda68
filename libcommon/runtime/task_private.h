/* The inside of a task, shared by the task_*.c, outbox*.c and dead_letter.c files; nobody else
 * includes it. */
#ifndef BATON_TASK_PRIVATE_H
#define BATON_TASK_PRIVATE_H

#include "outbox.h"
#include "task.h"

enum {
    TASK_TOPICS_MAX = 16,     /* inputs, and outputs, of one service; today at most seven */
    TASK_FIRINGS_MAX = 10000, /* timers of one feed: a handler that always sets a due timer must not
                                 hang the task */
    TASK_TIMER_KEY_BYTES = 1200 /* the longest row key that the store takes */
};

/* How far an input has been read. */
struct task_place {
    int64_t next;    /* offset of the next record */
    int64_t last;    /* offset of the last record read; -1 none */
    int64_t read_ms; /* read up to this time; INT64_MIN: not known */
};

struct task_input {
    const struct baton_topic *topic;
    const struct baton_field *id; /* the record's own id (event_id, …); NULL: none */
    bool forwards;                /* this service mends the topic's misrouted records */
    bool by_conversation;         /* the key's second part is the conversation */
    struct task_place now, committed;
    int64_t consumed;            /* since the last commit */
    int64_t tried_offset, tries; /* of the record that is being retried */
    int64_t held_offset;         /* of the record that was counted as held last */
};

struct task_output {
    const struct baton_topic *topic;
    const struct baton_field *id;
    const struct baton_field *kind; /* what ce_type ends with */
    bool cloud_events;
    bool by_conversation;
};

/* What is added to a metric, or observed in a histogram, when the transaction commits. */
struct task_count {
    struct baton_metric *metric;
    const char *label;
    double amount;
};

struct baton_task {
    struct baton_task_conf conf;
    struct task_input inputs[TASK_TOPICS_MAX];
    struct task_output outputs[TASK_TOPICS_MAX];
    size_t inputs_count, outputs_count;
    char dead_letters[96]; /* the topic's name */
    int64_t time_ms, committed_time_ms;

    struct baton_arena arena; /* of the record in hand */
    struct baton_arena
        timer_arena; /* of the timer in hand; the record in hand is decoded already */
    struct baton_outbox outbox, timer_outbox;
    struct baton_buf buf; /* for encoding */

    struct baton_arena counts_arena;
    struct task_count *counts;
    size_t counts_count;

    /* No timer lies below this row key; its deadline is beside it for the quick look at each
     * record. */
    char floor[TASK_TIMER_KEY_BYTES];
    size_t floor_size;
    int64_t floor_ms;
    bool floor_exact; /* the floor is the first timer's row */

    const struct baton_topic *awaited_topic;
    int64_t awaited_offset;
    struct baton_error error;
    unsigned processed; /* for sampling the duration */
};

/* Calls the service; every sixteenth call is measured. */
enum baton_verdict task_process(struct baton_task *task, struct baton_outbox *out);
struct task_input *task_input_of(struct baton_task *task, const struct baton_topic *topic);
/* An amount for a metric of the runtime's own, at commit; `label` is copied. */
void task_count(struct baton_task *task, struct baton_metric *metric, const char *label,
                double amount);

/* Ends a record or timer: settles its rows, or rolls back and puts a dead letter. Returns what the
 * driver is told. */
enum baton_fed task_finish(struct baton_task *task, struct baton_outbox *out, enum baton_verdict v);

/* Of a topic's largest message: the headers that we add, and what a record batch adds. */
#define BATON_RECORD_OVERHEAD_BYTES 2048

/* task_check.c: from bytes to a record that may be processed, step by step. */
enum baton_verdict task_check_key(struct baton_outbox *out, const struct task_input *input,
                                  bool *ret_mine);
enum baton_verdict task_check_size(struct baton_outbox *out, const struct task_input *input,
                                   bool mine);
void task_misrouted(struct baton_outbox *out, const struct task_input *input);
enum baton_verdict task_decode(struct baton_outbox *out, const struct task_input *input);
/* True when the record must wait; task->awaited_* says for what. */
bool task_must_wait(struct baton_outbox *out);

/* task_timers.c */
enum baton_fed task_fire_due(struct baton_task *task, int64_t frontier_ms);
/* The frontier when `input` (NULL: none) counts as read to `time_ms`. */
int64_t task_frontier(const struct baton_task *task, const struct task_input *input,
                      int64_t time_ms);
void task_floor_reset(struct baton_task *task);
void task_floor_lower(struct baton_task *task, struct baton_text row_key, int64_t deadline_ms);
void task_floor_dropped(struct baton_task *task, int64_t deadline_ms);

/* A field of a table, by what it is; NULL if there is none. */
const struct baton_field *task_id_field(const struct baton_record_type *type);
const struct baton_field *task_kind_field(const struct baton_record_type *type);
bool task_keyed_by_conversation(const struct baton_topic *topic);

#endif
