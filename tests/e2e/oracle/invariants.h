/* What the invariants share: the records of a run by topic, those of one key side by side. Private
 * to invariants.c, holders.c and sums.c. */
#ifndef ORACLE_INVARIANTS_H
#define ORACLE_INVARIANTS_H

#include "checks.h"

/* Records of one topic that have a value, those of one key side by side, by offset. */
struct view {
    const struct dump_record **records;
    size_t count;
};

struct group {
    const struct dump_record *const *records;
    size_t count;
};

struct all {
    struct checks *checks;
    const struct dump *dump;
    bool waiting; /* customers may be left who wait for a person */
    struct baton_arena arena;
    struct view events, signals, packages, pages, requests, assignments, deliveries, resolutions,
        outcomes, metrics, performance;
};

#define KEY(record) BATON_TEXT_ARG((record)->key)

/* The next key's records; `at` starts at 0. False: no more. */
bool group_next(const struct view *view, size_t *at, struct group *ret);
/* The records with this key; binary search. */
struct group group_find(const struct view *view, struct baton_text key);

/* holders.c: one holder at a time, a person or an end for each escalation, no agent above his
 * capacity. */
void check_holders(struct all *all);

/* sums.c: figures and agents' counts are those of the outcomes, which stand by conversation and
 * version. The run lasted until the learner had written them. */
void check_sums(struct all *all);

#endif
