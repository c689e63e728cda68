/* How a handoff went that another system made: what was known when it was made, what of it the
 * agent received, what he asked again, and whether it came in time. What was known is the
 * packager's word, when it should have been the detector's. */
#ifndef BATON_CLI_AUDIT_H
#define BATON_CLI_AUDIT_H

#include "packages.h"
#include "vocabulary.h"

enum audit_timing {
    AUDIT_NONE_NEEDED, /* no handoff, and the detector saw no need */
    AUDIT_IN_TIME,
    AUDIT_EARLY,  /* handed over while nothing spoke for it */
    AUDIT_LATE,   /* the customer had to write again after a person was needed */
    AUDIT_MISSED, /* a person was needed and none came */
    AUDIT_TIMINGS,
};

extern const char *const audit_timing_names[AUDIT_TIMINGS];

/* Something that was known and has not arrived. */
struct audit_loss {
    const char *what; /* "established", "tried", "commitments", "open_questions", "deadlines" */
    struct baton_text kind, value, event_id;
};

/* Lies in the arena. */
struct audit {
    enum audit_timing timing;
    int64_t handoff, needed; /* turns: the first of the agent's, the one that called for a person;
                                -1: none */
    int64_t turns_late;      /* customer's turns between them */
    bool received; /* the file says what the agent received; else nothing is called lost */
    double known_quality, received_quality; /* 0..1; NAN: there was no handoff */
    size_t known;                           /* facts, attempts, promises, questions, deadlines */
    struct audit_loss *lost;
    size_t lost_count;
    struct audit_loss *again; /* asked or advised by the agent though it was known */
    size_t again_count;
};

/* Judges one conversation; `packages` is begun anew.
 * fails  false, `err` says why */
bool audit_judge(struct packages *packages, const struct packager_vocabulary *vocabulary,
                 const struct conversation *conversation, struct baton_arena *arena,
                 struct audit *ret, struct baton_error *err);

#endif
