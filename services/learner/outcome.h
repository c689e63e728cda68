/* What is known of a conversation as the two records that leave its task: the outcome, for the
 * tenant, and its line in the customer's history. Pure. */
#ifndef BATON_LEARNER_OUTCOME_H
#define BATON_LEARNER_OUTCOME_H

#include "records.h"
#include "state.gen.h"

/* True when something is known that counts: the conversation has ended, or a resolution came. */
bool learner_outcome_due(const struct baton_learner_conversation *c);
/* The outcome without version and envelope but for the epoch.
 * owns   arrays in `arena`, texts borrowed from `c` */
struct baton_handoff_outcome *learner_outcome_make(const struct baton_learner_conversation *c,
                                                   struct baton_arena *arena);
/* The line in the customer's history that goes with `outcome`. */
struct baton_customer_history *learner_history_make(const struct baton_learner_conversation *c,
                                                    const struct baton_handoff_outcome *outcome,
                                                    struct baton_text conversation_id,
                                                    struct baton_arena *arena);

#endif
