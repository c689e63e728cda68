/* Resolutions and the end: what frees the agent, what ends the conversation, what begins it again.
 *
 * Every end takes effect where its `ended` event stands in conversation-events, whoever wrote it;
 * the router is told `closed` from there, and again for a change of holder that comes behind the
 * end: a human stretch that was asked for before it, or an agent who accepted at the same moment.
 */
#ifndef BATON_SWITCHBOARD_CLOSING_H
#define BATON_SWITCHBOARD_CLOSING_H

#include "desk.h"

#define SWITCHBOARD_IDLE "idle" /* the timers' names */
#define SWITCHBOARD_RETENTION "retention"

/* A resolution: to the router, with its assignment, and the end if it says so. A version of it that
 * was seen before changes nothing; an amendment changes what is known, and acts only where it says
 * another thing to do. */
void switchboard_resolved(struct switchboard_desk *d, const struct baton_resolution *resolution);
/* After an assignment was taken: resolutions that came before it act now. */
void switchboard_resolved_late(struct switchboard_desk *d,
                               const struct baton_assignment *assignment);

/* An ended event, in its place of the log. */
void switchboard_ended(struct switchboard_desk *d, const struct baton_conversation_event *event);
/* A change of holder after the end: the human stretch that it is about is closed too. */
void switchboard_closed_again(struct switchboard_desk *d,
                              const struct baton_conversation_event *event);
/* A message after the end: the conversation goes on, under the policy `now`. */
void switchboard_begin_again(struct switchboard_desk *d, const struct baton_rules *now);

/* Sets the idle timer where there is none, or a later one than the policy wants. */
void switchboard_arm_idle(struct switchboard_desk *d);
/* The timer idle: ends the conversation, or is set again when somebody spoke meanwhile. */
void switchboard_idle(struct switchboard_desk *d);
/* Erasure: texts and addresses that are kept are dropped. */
void switchboard_forget(struct switchboard_desk *d);

#endif
