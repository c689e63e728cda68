/* What customer, bot and agents are told when the holder changes, while the customer waits, and at
 * the end. */
#ifndef BATON_SWITCHBOARD_NOTICES_H
#define BATON_SWITCHBOARD_NOTICES_H

#include "desk.h"

/* A holder event, already followed. `before` is what was in force before it, `changed` whether the
 * epoch is a new one. */
void switchboard_tell_holder(struct switchboard_desk *d,
                             const struct baton_conversation_event *event,
                             const struct baton_holding *before, bool changed);
/* After an assignment was taken: place and wait, to a customer who waits, when they changed, at
 * most once in queue_update_ms. */
void switchboard_tell_place(struct switchboard_desk *d);
/* The conversation is over, by `event`. */
void switchboard_tell_end(struct switchboard_desk *d, const struct baton_conversation_event *event);

#endif
