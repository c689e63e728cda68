/* A conversation at the router: its row, its last assignment, its timers.
 *
 * Invariants: `row->epoch` is the highest epoch ever given to the conversation here, or seen in a
 * request; it is never given again. `row->agent_id` is set in the phases offered, active and
 * wrapping, and that agent has the case's slot. `row->queue_key` is set in the phase waiting. */
#ifndef BATON_ROUTER_CASES_H
#define BATON_ROUTER_CASES_H

#include "turn.h"

enum router_timer {
    ROUTER_TIMER_WAIT,
    ROUTER_TIMER_OFFER,
    ROUTER_TIMER_RELAX,
    ROUTER_TIMER_RETRY,
    ROUTER_TIMER_UPDATE,
    ROUTER_TIMER_WRAP,
    ROUTER_TIMER_FORGET,
    ROUTER_TIMER_COUNT,
};

/* NULL when the router does not know the conversation. Borrowed for the turn. */
struct router_case *router_case_find(struct router_turn *t, struct baton_text conversation_id);
/* The same, made when there is none. */
struct router_case *router_case_get(struct router_turn *t, struct baton_text conversation_id);
void router_case_save(struct router_turn *t, struct router_case *c);

/* The rules of the conversation: those of its first event, unless they apply to all. */
const struct baton_rules *router_case_rules(struct router_turn *t, const struct router_case *c);

void router_case_timer(struct router_turn *t, struct router_case *c, enum router_timer which,
                       int64_t deadline_ms);
/* ROUTER_TIMER_COUNT when `name` is none of them. */
enum router_timer router_timer_named(struct baton_text name);
/* The slot of a timer that has fired is empty. */
void router_case_fired(struct router_case *c, enum router_timer which);

/* Begins a human stretch from `request`: a new assignment, nothing held yet. */
void router_case_begin(struct router_turn *t, struct router_case *c,
                       const struct baton_routing_request *request);
/* A conversation whose stretch is over, or that never had one, gets a record to say so with: the
 * bot holds. `request` is the one that asks. */
void router_case_outline(struct router_turn *t, struct router_case *c,
                         const struct baton_routing_request *request);
/* Observes how long the customer has waited by now, where that is known; not for drills. */
void router_case_waited(struct router_turn *t, const struct router_case *c, const char *until);
/* Takes over what `request` says anew: card, package, urgency, category, demands. */
void router_case_learn(struct router_turn *t, struct router_case *c,
                       const struct baton_routing_request *request);
/* Erasure: what is known of the customer and the problem is dropped. Who holds, the queue and the
 * numbers stay. */
void router_case_erase(struct router_case *c);
double router_case_priority(const struct router_turn *t, const struct baton_rules *rules,
                            const struct router_case *c);

/* Not to be asked again before `until_ms`. */
void router_case_refuse(struct router_turn *t, struct router_case *c, struct baton_text agent_id,
                        int64_t until_ms);
bool router_case_refused(const struct router_case *c, struct baton_text agent_id, int64_t now_ms);
/* The earliest end of a refusal after `now_ms`; 0: none. */
int64_t router_case_retry_at(const struct router_case *c, int64_t now_ms);

/* The conversation is over: keeps what epochs and sequences need, sets the timer of its end. */
void router_case_close(struct router_turn *t, struct router_case *c, int64_t retention_ms);
/* The row goes, and the assignment's record with it where this pool wrote the last one. */
void router_case_forget(struct router_turn *t, struct router_case *c);

#endif
