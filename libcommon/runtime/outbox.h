/* The record in hand: what it is, what it has written so far, how to take that back. Private to the
 * runtime; what `process` may call is in service.h. One for records and one for timers a task, used
 * again and again. */
#ifndef BATON_OUTBOX_H
#define BATON_OUTBOX_H

#include "records.h"
#include "task.h"
#include "traceparent.h"

struct baton_outbox {
    struct baton_task *task;
    struct baton_record in;
    const struct baton_raw *raw; /* NULL: a timer */
    const struct baton_envelope
        *env;                    /* of the input's value; NULL: not decoded, tombstone, timer */
    struct baton_text id;        /* the input's own id; empty: none */
    struct baton_text timer_row; /* a timer's row key */
    int64_t deadline_ms;         /* a timer's; in.time_ms may be later */
    bool synthetic;
    bool misrouted;                     /* forwarded or skipped, not processed */
    enum baton_dead_letter_stage stage; /* where it is now, for a dead letter */
    enum baton_verdict broken; /* a row or output that did not fit, whatever `process` says */

    size_t first_item; /* batch and counts before this record */
    size_t first_count;

    struct baton_seen_input *seen; /* made at the first output */
    size_t seen_count;
    bool traced; /* the four below are made */
    char trace[BATON_TRACE_BYTES];
    char trace_flags[BATON_FLAGS_BYTES];
    char span[BATON_SPAN_BYTES];   /* what is done with this record; each output names it */
    char parent[BATON_SPAN_BYTES]; /* [0] '\0': none, the trace begins here */
    int64_t began_ns;              /* by the machine's clock; only where spans are exported */
    struct baton_error error;
};

/* Starts a record; `raw` NULL for a timer, whose fields the caller fills. */
void outbox_begin(struct baton_outbox *out, struct baton_task *task, const struct baton_raw *raw,
                  struct baton_arena *arena);
/* From here on is what outbox_rollback takes back. */
void outbox_mark(struct baton_outbox *out);
void outbox_rollback(struct baton_outbox *out);

/* A new, empty item of the batch. */
struct baton_outgoing *outbox_item(struct baton_outbox *out, const struct baton_topic *row,
                                   const char *topic, int32_t partition);
/* Copies into the batch. */
struct baton_text outbox_keep(struct baton_outbox *out, struct baton_text text);
void outbox_header(struct baton_outbox *out, struct baton_outgoing *item, const char *name,
                   struct baton_text value);
/* The input's headers, unchanged. */
void outbox_headers_copy(struct baton_outbox *out, struct baton_outgoing *item);
/* Whether a timer of `key` is that of the drill whose record or timer is in hand, and not of a real
 * conversation that it moves, or of what they share (a pool, an agent). */
bool outbox_sets_for_drill(const struct baton_outbox *out, struct baton_text key);
/* Fills what is empty in the envelope: producer, cause, seen, synthetic, time. */
void outbox_complete(struct baton_outbox *out, struct baton_envelope *env);

/* trace.c: the headers of an output; `value` NULL for a tombstone. */
struct task_output;
void outbox_trace(struct baton_outbox *out, struct baton_outgoing *item);
void outbox_cloud_event(struct baton_outbox *out, struct baton_outgoing *item,
                        const struct task_output *output, const void *value);
/* The span of the record in hand, which is done, to be exported when the transaction commits;
 * `error` NULL: it is no dead letter. A record without a trace, of which nothing came, has none.
 * Only where spans are exported. */
void outbox_span(struct baton_outbox *out, const char *error);

/* dead_letter.c: puts the record in hand into the batch as a dead letter.
 * fails  BATON_FATAL: it does not fit, which our limits exclude */
enum baton_verdict outbox_dead_letter(struct baton_outbox *out);

#endif
