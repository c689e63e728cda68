/* What is checked, and how it is told: one line a check, then the first things that are wrong with
 * it. */
#ifndef ORACLE_CHECKS_H
#define ORACLE_CHECKS_H

#include "replay.h"

struct checks {
    int64_t passed, failed;
    /* of the check under way */
    char name[160];
    int64_t wrong, looked_at;
};

void check_begin(struct checks *checks, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* One thing was looked at, and is as it should be if `good`; the first wrong ones are printed. */
bool check_that(struct checks *checks, bool good, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A check that had nothing to look at counts neither way. */
void check_end(struct checks *checks);

/* The run's outputs against the replay's, record by record, per key and task and in order.
 *
 * Compared are key, tombstone, all headers and all bytes of the value. Left out are only:
 * - seen.inputs: where a task of several inputs continues after a restart counts commit markers as
 * read;
 * - load, agent-performance, handoff-metrics and the learned policies: summaries that a timer
 * writes; which records fall into which depends on the order between inputs, which leaves no trace
 * there (what is summed up, handoff-outcomes, is compared);
 * - of handoff-outcomes and customer-history, rows that the learner folds "to the same row in
 *   whatever order", all versions but the last of each conversation, and of that one which record
 *   made it: the order between its inputs leaves no full trace;
 * - of dead letters the words of `message` and the number of `attempts`, also in the headers: the
 * registry's own words and how often it was asked. */
void check_outputs(struct checks *checks, const struct baton_service *service,
                   const struct outputs *run, const struct outputs *replay);

/* What must hold whatever the stages decide: see invariants.c. `waiting`: customers may be left who
 * wait for a person. `sums`: the learner has written all its figures. */
void check_invariants(struct checks *checks, const struct dump *dump, bool waiting, bool sums);

/* What must become of each escalation: see signals.c. */
void check_signals(struct checks *checks, const struct dump *dump);

#endif
