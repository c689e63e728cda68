/* The books of a drill: what should come of each record of its conversations, what came, how long
 * it took. Nothing here knows a clock or a cluster: records are shown to it in whatever order
 * topics are read, and its times are the caller's, all of one clock: when he wrote, when he read.
 * So an effect may be seen before its cause; it took no time then.
 *
 * A step is one promise of the platform: of a record that is in a log (the cause), another one
 * follows (the effect). It is lost when the cause came and the effect did not, so that one lost
 * record counts once and not again at each step behind it. A record is doubled when its identity
 * was seen before, or when a step that happens once happens again under another identity. */
#ifndef BATON_CLI_DRILL_H
#define BATON_CLI_DRILL_H

#include "service.h"

enum drill_step {
    DRILL_WRITTEN,   /* written by the drill -> it is in its topic */
    DRILL_ANSWERED,  /* message that is to be said -> the one delivery that says or refuses it */
    DRILL_ESCALATED, /* customer's wish for a person -> escalate signal */
    DRILL_REQUESTED, /* escalate signal -> routing request with the package */
    DRILL_TAKEN,     /* routing request -> an agent's acceptance is assigned */
    DRILL_HELD,      /* assignment with a new epoch -> holder event */
    DRILL_ENDED,     /* resolution -> the conversation's end */
    DRILL_LEARNT,    /* end -> the learner's final row */
    DRILL_STEPS
};

struct drill_row {
    int64_t in, out, lost, doubled, late;
    int64_t median_ms, slowest_ms; /* -1: nothing came */
    int64_t slowest_number;        /* its conversation */
};

struct drill_restart {
    int64_t began_ms, ended_ms; /* ended_ms 0: still at work */
    int code;                   /* the command's exit code; 128 + signal */
    int64_t recovered_ms; /* from its beginning until all that it could delay had come; -1: nothing
                           * was under way, or something never came */
};

struct drill_report {
    struct drill_row steps[DRILL_STEPS];
    int64_t records, records_doubled; /* all topics; of the latter, identities seen again */
    int64_t lost, doubled, late;      /* sums; doubled has records_doubled in it */
    int64_t begun, ended, cut;        /* conversations; cut: ended before their time, not judged */
    int64_t slowest_ms;
    enum drill_step slowest_step;
    int64_t slowest_number;
    int64_t recovery_ms; /* slowest of the restarts'; without any the slowest step; -1: none */
};

struct drill;

/* The name of a step as reports print it. */
extern const char *const drill_step_names[DRILL_STEPS];
/* The topics that a drill has to see, NULL behind the last. */
extern const struct baton_topic *const drill_topics[];

/* A drill whose conversations are "<prefix><number>", `count` of them from 0. An effect that took
 * longer than `late_ms` is late. `prefix` is copied. */
struct drill *drill_new(const char *prefix, size_t count, int64_t late_ms);
void drill_free(struct drill *drill);

/* The customer's words that ask for a person; they make DRILL_ESCALATED due. */
extern const char *const drill_wish;

/* The drill has written `value` (of topic->type) at `now_ms`. Records of no conversation of its own
 * are left out, here and below. */
void drill_wrote(struct drill *drill, const struct baton_topic *topic, const void *value,
                 int64_t now_ms);
/* A record was read at `now_ms`. */
void drill_saw(struct drill *drill, const struct baton_record *in, int64_t now_ms);
/* Conversations that have not ended are ended now by the drill itself: nothing of them is lost. */
void drill_cut(struct drill *drill);

/* True when every conversation has begun and ended and no effect is outstanding. */
bool drill_complete(const struct drill *drill);
/* Sums up; fills recovered_ms of the restarts. */
void drill_sum(const struct drill *drill, struct drill_restart *restarts, size_t restarts_count,
               struct drill_report *ret);

#endif
