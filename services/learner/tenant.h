/* The tenant's task: each outcome once, in its highest version. */
#ifndef BATON_LEARNER_TENANT_H
#define BATON_LEARNER_TENANT_H

#include "learner.h"

#define LEARNER_TIMER_COUNTED "counted"

/* What is counted of an outcome; `from` and `to` are its version before and now, NULL for none. The
 * former contribution is taken out exactly, the new one added. */
struct learner_change {
    const struct baton_handoff_outcome *from;
    const struct baton_handoff_outcome *to;
};

/* A person had the conversation, and it is over. */
bool learner_was_held(const struct baton_handoff_outcome *outcome);
/* A row of handoff-outcomes. Drills are passed over. */
enum baton_verdict learner_tenant_process(const struct learner_turn *t);
/* The timer: an outcome that was not amended for the retention is forgotten; its sums stay. */
enum baton_verdict learner_tenant_keep(const struct learner_turn *t);

#endif
