/* Agents of a pool: presence, capacity, what they carry.
 * Load is the sum of the slots, never a counter of its own, so it cannot drift. */
#ifndef BATON_ROUTER_AGENTS_H
#define BATON_ROUTER_AGENTS_H

#include "turn.h"

/* The agent's row; NULL when the pool does not know him. Borrowed for the turn. */
struct router_agent *router_agent_find(struct router_turn *t, struct baton_text id);
/* The same, made when there is none. `who` may be told of for the first time. */
struct router_agent *router_agent_get(struct router_turn *t, const struct baton_agent *who);
/* All agents of the pool into t->agents, in the order of their ids. */
void router_roster_load(struct router_turn *t);

/* Online or busy, heard of, not idle. */
bool router_agent_on_shift(const struct router_agent *a);
/* Takes new conversations, room aside. */
bool router_agent_available(const struct router_agent *a, int64_t now_ms);
double router_agent_used(const struct router_agent *a);
/* Never below 0, also when a takeover went beyond the capacity. */
double router_agent_free(const struct router_agent *a);
bool router_agent_fits(const struct router_agent *a, double units);

struct baton_router_slot *router_agent_slot(const struct router_agent *a,
                                            struct baton_text conversation_id);
/* Adds or changes the slot of a conversation. */
void router_agent_carry(struct router_turn *t, struct router_agent *a,
                        struct baton_text conversation_id, double units,
                        enum baton_slot_state state);
/* Takes the slot away: the queue will be served. Nothing when there is none. */
void router_agent_free_slot(struct router_turn *t, struct router_agent *a,
                            struct baton_text conversation_id);

/* A sign of life: ends `lost`, arms the heartbeat of an agent on shift. */
void router_agent_alive(struct router_turn *t, struct router_agent *a);
/* Arms the heartbeat timer where the agent is on shift, cancels it where not. */
void router_agent_watch(struct router_turn *t, struct router_agent *a);
/* An offer was not answered: away after so many (policy). */
void router_agent_missed(struct router_turn *t, struct router_agent *a);

#endif
