/* What each kind of record does: tables of handlers in requests.c, answers.c, presence.c, timers.c.
 */
#ifndef BATON_ROUTER_HANDLERS_H
#define BATON_ROUTER_HANDLERS_H

#include "agents.h"
#include "cases.h"

enum baton_verdict router_request(struct router_turn *t,
                                  const struct baton_routing_request *request);
enum baton_verdict router_agent_event(struct router_turn *t, const struct baton_agent_event *event);
/* `event` NULL: the figures of `key` are gone. */
enum baton_verdict router_performance(struct router_turn *t,
                                      const struct baton_agent_performance *performance);
enum baton_verdict router_timer(struct router_turn *t);

/* Presence, capacity, skills, heartbeat: what the agent says of himself. */
void router_agent_says(struct router_turn *t, struct router_agent *a,
                       const struct baton_agent_event *event);
/* Writes the pool's load, if it changed since the last time. */
void router_load_due(struct router_turn *t);

#endif
