/* How agents do, by issue category: for the router, which weighs it when it chooses. */
#ifndef BATON_LEARNER_AGENTS_H
#define BATON_LEARNER_AGENTS_H

#include "tenant.h"

#define LEARNER_TIMER_AGENT "agent"

/* Takes an outcome into the sums of the agents whom it was offered to and of the one who had it. */
enum baton_verdict learner_agents_count(const struct learner_turn *t,
                                        const struct learner_change *change);
/* The timer: the agent's record is written. */
enum baton_verdict learner_agents_write(const struct learner_turn *t);

#endif
