/* Messages that cannot be judged to their end yet: they are kept in the conversation's row, in the
 * order of the log, until the log or a timer decides. */
#ifndef BATON_SWITCHBOARD_WAITING_H
#define BATON_SWITCHBOARD_WAITING_H

#include "speech.h"

#define SWITCHBOARD_EARLY "early" /* the timers' names */
#define SWITCHBOARD_TAKEOVER "takeover"

enum {
    SWITCHBOARD_WAITING_MAX = 32,            /* messages of one conversation */
    SWITCHBOARD_WAITING_BYTES = 1280 * 1024, /* of their words: a message of the largest size
                                                fits, and the row stays under 2 MiB */
};

/* Keeps the message; what does not fit is not said, and its sender told. */
void switchboard_waits(struct switchboard_desk *d, const struct switchboard_message *message,
                       const struct baton_judged *judged);
/* A retract takes a message back that waits.
 * returns  true when there was one: it is dropped, and the retract is done */
bool switchboard_take_back(struct switchboard_desk *d, const struct switchboard_message *retract);
/* After a holder event was followed. */
void switchboard_settle(struct switchboard_desk *d, const struct baton_conversation_event *holder);
/* The timer early: epochs that never came. */
void switchboard_early(struct switchboard_desk *d);
/* A takeover was asked for: the router has takeover_ms to answer. */
void switchboard_takeover_asked(struct switchboard_desk *d);
/* The timer takeover: whoever asks is refused. An answer that comes later counts all the same. */
void switchboard_takeover_late(struct switchboard_desk *d);
/* Nobody waits any more: each sender is told `reason`. */
void switchboard_drop_waiting(struct switchboard_desk *d, enum baton_delivery_reason reason,
                              struct baton_text detail);

#endif
