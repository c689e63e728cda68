/* Waiting, being offered, being accepted. The only place where agents are asked. */
#ifndef BATON_ROUTER_OFFER_H
#define BATON_ROUTER_OFFER_H

#include "cases.h"

/* Puts the case into the queue, from wherever it was detached, with the timers of waiting.
 * `since` is the beginning of the wait: kept where only an offer failed, now where it waits anew.
 */
void router_wait(struct router_turn *t, struct router_case *c, int64_t since_ms);
/* Asks agents for those who wait, from the front, until nobody has room or nobody is left.
 * source  N10: called once in each turn that freed or changed something; never by a clock */
void router_serve(struct router_turn *t);

/* The agent takes the open offer: holds from now on, under a new epoch. */
void router_accept(struct router_turn *t, struct router_case *c, struct router_agent *a);
/* The open offer ends without an agent: the case waits on, where it stood. */
void router_offer_failed(struct router_turn *t, struct router_case *c,
                         enum baton_reservation_state state, enum baton_reservation_reason reason,
                         enum baton_assignment_change change, struct baton_text detail);

/* Unties the case from queue, offer and agent, and stops their timers. The reservation, if one is
 * open or held, moves to `state`. The stretch goes on or ends, as the caller says next. */
void router_detach(struct router_turn *t, struct router_case *c, enum baton_reservation_state state,
                   enum baton_reservation_reason reason);

#endif
