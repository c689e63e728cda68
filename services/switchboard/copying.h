/* From the router's decision to the log: the one writer of holder events. */
#ifndef BATON_SWITCHBOARD_COPYING_H
#define BATON_SWITCHBOARD_COPYING_H

#include "desk.h"

/* Takes an assignment: a newer epoch becomes a holder event; so do, under the same epoch, a refused
 * takeover and a change of those who may speak beside the holder; each once. An older record than
 * the last one taken changes nothing.
 * returns  true when it was taken
 * fails    BATON_REJECT in d->verdict: a change of holder that names no kind of holder */
bool switchboard_copy(struct switchboard_desk *d, const struct baton_assignment *assignment);

/* The router has not answered the agent's message `event_id` in time: a holder event says, for
 * every stage alike, that all stays as it is, and the bot may go on. */
void switchboard_no_answer(struct switchboard_desk *d, struct baton_text event_id);

/* True while the human stretch goes on, from its preparation to its writing up. */
bool switchboard_live(enum baton_assignment_status status);

#endif
