/* The tenant's learned policy: outcomes come in, and when they move a threshold or a category's
 * chance a policy goes out. The tenant's task is its only writer. */
#ifndef BATON_LEARNER_THRESHOLD_H
#define BATON_LEARNER_THRESHOLD_H

#include "tenant.h"

#define LEARNER_TIMER_POLICY "policy"

/* The tenant's row; a new one goes on from the learned policy that is in force, if there is one. */
enum baton_verdict learner_tenant_load(const struct learner_turn *t,
                                       struct baton_learner_tenant **ret);
/* Takes the vote of an outcome, and counts it for the chance of its category. A move that it brings
 * about is written at once, or by the timer when the last policy is younger than policy_ms. */
enum baton_verdict learner_threshold_count(const struct learner_turn *t,
                                           const struct learner_change *change);
/* The timer: moves that waited, in one policy. */
enum baton_verdict learner_threshold_due(const struct learner_turn *t);

#endif
