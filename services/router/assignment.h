/* What the router says about a conversation: each record is its complete state. */
#ifndef BATON_ROUTER_ASSIGNMENT_H
#define BATON_ROUTER_ASSIGNMENT_H

#include "cases.h"

/* Writes the state of the case as it is now, under `change`, with the next sequence. Where it
 * waits, position and expected wait are those of this moment. A record that is too large goes
 * without its card, marked by the attribute "cut". */
void router_say(struct router_turn *t, struct router_case *c, enum baton_assignment_change change);
/* The same in answer to the message `event_id` of an agent (empty: none). */
void router_answer(struct router_turn *t, struct router_case *c,
                   enum baton_assignment_change change, struct baton_text event_id);
/* A takeover is refused: nothing changes. `why` is the kind of reason, `reason` says it in words.
 */
void router_refuse(struct router_turn *t, struct router_case *c, struct baton_text event_id,
                   enum baton_refusal why, struct baton_text reason);

/* The open reservation of the stretch, the last one; NULL when there is none. Borrowed. */
struct baton_reservation *router_reservation(const struct router_case *c);
/* Appends a reservation in state offered; the oldest of more than 20 goes. */
void router_reserve(struct router_turn *t, struct router_case *c, const struct router_agent *a,
                    int64_t expires_at);
/* The open reservation moves to `state`: its version grows by one. */
void router_reservation_move(struct router_turn *t, struct router_case *c,
                             enum baton_reservation_state state,
                             enum baton_reservation_reason reason, struct baton_text detail);

#endif
