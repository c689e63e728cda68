/* Events onto pages: what was said, what was not, what may be said later, what was taken back. */
#ifndef BATON_PACKAGER_TURNS_H
#define BATON_PACKAGER_TURNS_H

#include "holding.h"
#include "package.h"

/* Puts a message, edit or retract on its page, marked by its judgement; learns from it if it was
 * said. */
void turns_message(struct package *p, const struct baton_conversation_event *event,
                   const struct baton_judged *judged);
/* Any other event as a turn: actions, pages, behaviour, errors, notes, holders, ratings, the end.
 */
void turns_other(struct package *p, const struct baton_conversation_event *event);

/* After a holder event: messages that wait are said, refused or not said. */
void turns_mend(struct package *p, const struct baton_conversation_event *event);
/* The timer of messages whose epoch did not come in time. */
void turns_early(struct package *p);
/* When that is next; 0: none waits for its epoch. */
int64_t turns_early_due(const struct package *p);
/* The conversation is over: what still waits is not said. */
void turns_end(struct package *p);

#endif
