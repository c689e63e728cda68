/* How often people resolve what they get, by issue category: for the learned policy, from which the
 * packager tells it to who takes the next one. */
#ifndef BATON_LEARNER_CHANCE_H
#define BATON_LEARNER_CHANCE_H

#include "buf.h"
#include "tenant.h"

/* Counts an outcome in its category and in the tenant. */
enum baton_verdict learner_chance_count(const struct learner_turn *t,
                                        const struct learner_change *change);
/* Whether the policy no longer says what was counted of `category`: it moved by a step, its cases
 * doubled, or they came to be enough or too few. Never while the policy is frozen. */
enum baton_verdict learner_chance_asks(const struct learner_turn *t, struct baton_text category,
                                       bool *ret_asks);
/* Takes what was counted of `category` for the policy that is written next, where it asks for one;
 * one more sentence in `reason`. */
enum baton_verdict learner_chance_move(const struct learner_turn *t, struct baton_text category,
                                       struct baton_text *reason);
/* Writes ", "resolved": {…}" with each category that the policy has, in the order of names; nothing
 * when there is none. */
enum baton_verdict learner_chance_write(const struct learner_turn *t, struct baton_buf *body);
/* The state was lost: goes on from what the policy in force says. */
void learner_chance_take_over(const struct learner_turn *t, struct baton_learner_tenant *tenant);

#endif
