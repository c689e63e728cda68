/* Why: one record for each decision, with the agents that were looked at. For us, not for
 * outsiders. */
#ifndef BATON_ROUTER_DECISION_H
#define BATON_ROUTER_DECISION_H

#include "score.h"

/* Writes the decision with the best candidates; the rest is counted by the first reason against
 * each. `match` NULL and no candidates: no agent was looked at. */
void router_decide(struct router_turn *t, struct router_case *c, enum baton_decision_result result,
                   const struct router_match *match, struct baton_candidate *candidates,
                   size_t count);

#endif
