/* What the line of stages promises to everybody outside, checked record by record as they are
 * appended. A broken promise fails the test that runs.
 *
 * Of a conversation: assignments, deliveries and package heads are numbered without a gap; a new
 * epoch comes with a change of holder or a new stretch, and never twice; the log's holder events
 * grow in epoch; a stretch is accepted once; the detector signals once as long as the bot holds.
 * Of an agent: no offer above the capacity. Of all: no dead letter; what a stage writes on a topic
 * about one conversation (where there is none: under one key) has numbers that grow. */
#ifndef BATON_LINE_PROMISES_H
#define BATON_LINE_PROMISES_H

#include "arena.h"
#include "service.h"

struct promises_case {
    struct baton_text key;
    /* assignments */
    struct baton_assignment *last; /* the last record; NULL: none, or a tombstone */
    int64_t sequence, epoch;
    enum baton_holder_kind kind;
    struct baton_text holder, stretch, carrier; /* carrier: who is asked, holds or writes up */
    int accepted;                               /* in this stretch */
    /* the log */
    enum baton_holder_kind log_kind;
    struct baton_text log_holder;
    int64_t log_epoch, signalled_epoch, kinds_epoch;
    unsigned kinds; /* of signals under kinds_epoch, a bit each */
    bool ended;
    /* the rest */
    struct baton_context_package *head;
    struct baton_delivery *delivery; /* the last */
    int64_t deliveries, packages;
    int escalations, stretches, accepts;
};

/* The last number of one writer on one topic about one thing. */
struct promises_count {
    uint64_t name; /* a hash of the three */
    int64_t sequence;
};

struct promises {
    struct baton_arena arena;
    struct promises_case **cases;
    size_t cases_count;
    struct promises_count *counts;
    size_t counts_count;
    double capacity; /* of every agent */
    uint64_t digest; /* of every record: topic, key, bytes */
    int64_t records;
    int turns, escalations, accepts, ends;
};

void promises_init(struct promises *promises, double capacity);
void promises_release(struct promises *promises);
/* The tap of an engine. */
void promises_see(struct promises *promises, const struct baton_record *record);
/* NULL: nothing was heard of it. */
struct promises_case *promises_case(const struct promises *promises, struct baton_text key);
/* After everybody has been silent for long enough: each conversation has ended and the bot holds.
 */
void promises_all_over(const struct promises *promises);

#endif
