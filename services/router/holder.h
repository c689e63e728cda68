/* Changes of holder, and the ends of a human stretch. Each change of holder takes the next epoch.
 */
#ifndef BATON_ROUTER_HOLDER_H
#define BATON_ROUTER_HOLDER_H

#include "agents.h"
#include "cases.h"

/* How a stretch ends. */
struct router_ending {
    enum baton_assignment_change change;
    enum baton_assignment_status status;
    enum baton_assignment_end end;
    enum baton_outcome outcome;
    struct baton_text resolution_id;
    int64_t follow_up_at;
    bool to_bot;                          /* the bot holds again */
    enum baton_holder_cause cause;        /* of that */
    bool wraps;                           /* the agent, if one holds, gets time to write up */
    enum baton_reservation_reason reason; /* of the reservation that ends with it */
};

/* `a` holds from now on; the case is free of queue and other agents already. */
void router_hold(struct router_turn *t, struct router_case *c, struct router_agent *a,
                 enum baton_holder_cause cause);
/* Nobody holds: it waits from now on. A case that lost its agent goes before its equals. */
void router_enqueue(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause,
                    enum baton_assignment_change change);
/* The agent who holds is gone or passed it on: it waits again, first among its equals. */
void router_requeue(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause,
                    enum baton_assignment_change change, enum baton_reservation_reason reason);
/* Nobody holds, and it does not wait here: it goes to another pool. */
void router_leave_to_queue(struct router_turn *t, struct router_case *c,
                           enum baton_holder_cause cause);
void router_end(struct router_turn *t, struct router_case *c, const struct router_ending *ending);
/* The bot holds from now on, unless it does already. Who writes up goes on writing. */
void router_give_back(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause);
/* The agent has written up, or had the time for it. */
void router_wrapped(struct router_turn *t, struct router_case *c);
/* Ends the stretch without a word: another stretch of the same conversation is known to be newer.
 */
void router_abandon(struct router_turn *t, struct router_case *c);

/* `who` speaks without holding: holds at once, unless another agent does. `request` begins a
 * stretch where there is none; `event_id` is answered. */
void router_take_over(struct router_turn *t, const struct baton_routing_request *request,
                      const struct baton_agent *who, struct baton_text event_id);
/* The agent who holds passes it to `target`: an agent, a team, another pool, the bot or the queue.
 */
void router_pass(struct router_turn *t, struct router_case *c, const struct baton_target *target,
                 enum baton_assignment_change change);
/* To another pool: a request for it, and the end of the stretch here. */
void router_pass_to_pool(struct router_turn *t, struct router_case *c, struct baton_text pool);
/* Nobody could be found in time: to the pool of the policy, or back to the bot. */
void router_nobody(struct router_turn *t, struct router_case *c);
/* The agent does not answer any more: what was offered goes on, what the agent held waits again.
 * With `offers_only` (away) what the agent holds stays. */
void router_agent_gone(struct router_turn *t, struct router_agent *a, bool offers_only,
                       enum baton_reservation_reason reason);

#endif
