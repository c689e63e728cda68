/* Feeds a stage again what it was fed in a run, task by task, in one process, and keeps what it
 * writes.
 *
 * A task's inputs are read in the order in which they were read then, as far as that left a trace:
 * every output says in `seen` how far each input had been read when it was written. Between two
 * such places the records go in the order of their arrival at the broker, and a record waits for
 * its cause. Timers fire where their outputs say that they fired; those that wrote nothing, by the
 * frontier of the records read so far, which is never ahead of the run's: the runtime keeps its own
 * over restarts. */
#ifndef ORACLE_REPLAY_H
#define ORACLE_REPLAY_H

#include "dump.h"

/* What a stage wrote, then or now. */
struct output {
    int32_t task; /* partition of the inputs; -1: not known (a tombstone), or of no matter (a
                     forwarded record) */
    struct baton_text topic;
    const struct baton_record_type *type;
    bool tombstone;
    struct baton_text key, value;
    const struct baton_pair *headers;
    size_t headers_count;
    struct baton_text forwarded; /* the header's value; empty: none */
    size_t order;
};

struct outputs {
    struct output *items;
    size_t count;
};

/* What `service` wrote in the run. */
void outputs_of_run(const struct dump *dump, const struct baton_service *service,
                    struct baton_arena *arena, struct outputs *ret);
/* What it writes now. Timers that were due by `until_ms` have fired by the end.
 * fails  false: a task failed, or the run's outputs contradict each other; `err` says which */
bool outputs_of_replay(struct dump *dump, const struct baton_service *service, int64_t until_ms,
                       struct baton_arena *arena, struct outputs *ret, struct baton_error *err);
/* Summaries over a time: which records fell into which depends on when they were read. */
bool output_is_summary(struct baton_text topic);
/* The partition whose task wrote a record with this envelope; -1 if it does not say. */
int32_t output_task(const struct baton_service *service, const struct baton_envelope *env);

#endif
