/* What feed_bench feeds to a stage: records as its senders write them. */
#ifndef BATON_FEED_LOAD_H
#define BATON_FEED_LOAD_H

#include "arena.h"
#include "service.h"

struct feed_record {
    const struct baton_topic *topic;
    struct baton_text key;
    const void *value;
};

/* Conversations in groups of FEED_GROUP take a turn, of `steps` records each: the first of every
 * conversation of the group, then the second of every one, as people answer after others' turns.
 * Their turn 0, by which they come to be stored, has `first_steps`. */
enum { FEED_GROUP = 1000 };

struct feed_place {
    long conversation;
    long rank;  /* among the active ones; the same however many are stored between them */
    long place; /* in its group */
    long turn, step;
};

struct feed_stage {
    const char *name;
    const struct baton_service *service;
    long steps, first_steps;
    long setup_count; /* records before all others */
    /* Into `arena`. The `nth` record of the setup, 0 for the first. */
    void (*setup)(struct baton_arena *arena, long nth, struct feed_record *ret_record);
    void (*make)(struct baton_arena *arena, const struct feed_place *at,
                 struct feed_record *ret_record);
};

extern const struct feed_stage feed_stages[]; /* a row without a name behind the last */

#endif
