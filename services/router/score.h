/* Which agent, and why: what is demanded, and how the ones who meet it compare.
 *
 * A demand holds as long as somebody on shift meets it together with the other demands; where
 * nobody does, demands are given up in the order of the table until somebody fits, because a
 * customer must not wait for an agent who is not there. Demands that the policy gives up after a
 * time in the queue no longer count from then on. */
#ifndef BATON_ROUTER_SCORE_H
#define BATON_ROUTER_SCORE_H

#include "agents.h"
#include "cases.h"

#define ROUTER_CANDIDATES_MAX 20

struct router_match {
    unsigned demands; /* bits of those that hold */
    int given_up;     /* how many were given up: nobody on shift meets them */
    int relaxed;      /* how many the policy gave up for the time waited */
    bool possible;    /* somebody may be asked now */
};

/* What holds for `c` now, and whether anybody may be asked. */
struct router_match router_match(struct router_turn *t, const struct router_case *c);
/* All agents with scores and what stands against them, best first.
 * owns  in the turn's arena */
struct baton_candidate *router_candidates(struct router_turn *t, const struct router_case *c,
                                          const struct router_match *match, size_t *ret_count);
/* The time at which the policy gives up one more demand; 0: none any more. */
int64_t router_relax_at(struct router_turn *t, const struct router_case *c);
/* Row of an agent's figures in a category; empty: in all together. */
struct baton_text router_performance_key(struct router_turn *t, struct baton_text agent_id,
                                         struct baton_text category);

#endif
