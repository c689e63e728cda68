/* The tenant's figures: sums by day, by what the conversation was. */
#ifndef BATON_LEARNER_FIGURES_H
#define BATON_LEARNER_FIGURES_H

#include "tenant.h"

#define LEARNER_TIMER_FIGURES "figures"

/* Takes an outcome into the figures of its day once its conversation has ended. */
enum baton_verdict learner_figures_count(const struct learner_turn *t,
                                         const struct learner_change *change);
/* The timer: the figures of a row that changed are written; a row that has not changed for the
 * retention is forgotten. */
enum baton_verdict learner_figures_write(const struct learner_turn *t);

#endif
