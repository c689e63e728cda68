/* The conversation's task: four topics into one row, and out of it what became of the conversation.
 */
#ifndef BATON_LEARNER_CONVERSATION_H
#define BATON_LEARNER_CONVERSATION_H

#include "learner.h"

#define LEARNER_TIMER_KEEP "keep"

/* An event, signal, assignment or resolution. Writes the outcome and the customer's line when what
 * counts has changed: after the end or a resolution, and not for each message before the end. */
enum baton_verdict learner_conversation_process(const struct learner_turn *t);
/* The timer: nothing was heard for the retention, the row goes. */
enum baton_verdict learner_conversation_keep(const struct learner_turn *t);

#endif
