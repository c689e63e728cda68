/* Rows of agents. What an absent agent's conversations become is in holder.c. */
#include "agents.h"

#include "key.h"

#define EPSILON 1e-9 /* units are sums of doubles */

static struct router_agent *loaded(const struct router_turn *t, struct baton_text id)
{
    for (size_t i = 0; i < t->agents_count; i++) {
        if (baton_text_equal(t->agents[i]->id, id))
            return t->agents[i];
    }
    return NULL;
}

static struct router_agent *add(struct router_turn *t, struct baton_text key, struct baton_text id,
                                struct baton_router_agent *row)
{
    struct router_agent *a = BATON_NEW(t->arena, struct router_agent);

    *a = (struct router_agent){ .key = key, .id = id, .row = row };
    *BATON_APPEND(t->arena, t->agents, t->agents_count) = a;
    return a;
}

struct router_agent *router_agent_find(struct router_turn *t, struct baton_text id)
{
    struct router_agent *a = loaded(t, id);

    if (a != NULL || t->roster_loaded || id.size == 0)
        return a;
    struct baton_text key = baton_key_extend(t->arena, t->pool_key, id);
    struct baton_router_agent *row = router_load(t, &router_agents_table, key);
    return row != NULL ? add(t, key, row->agent.id, row) : NULL;
}

struct router_agent *router_agent_get(struct router_turn *t, const struct baton_agent *who)
{
    struct router_agent *a = router_agent_find(t, who->id);

    if (a == NULL) {
        struct baton_router_agent *row = BATON_RECORD(t->arena, router_agent);

        row->agent = *who;
        row->agent.pool = t->pool;
        row->capacity = t->router->conf->default_capacity;
        a = add(t, baton_key_extend(t->arena, t->pool_key, who->id), who->id, row);
    }
    if (who->name.size > 0)
        a->row->agent.name = who->name;
    if (who->external_ids_count > 0) {
        a->row->agent.external_ids = who->external_ids;
        a->row->agent.external_ids_count = who->external_ids_count;
    }
    a->changed = true;
    return a;
}

void router_roster_load(struct router_turn *t)
{
    struct baton_text prefix = baton_text_format(t->arena, "%.*s/", BATON_TEXT_ARG(t->pool_key));
    struct baton_text key = BATON_TEXT_NONE;
    enum baton_verdict v;
    void *row;

    if (t->roster_loaded)
        return;
    while ((v = baton_state_next(t->out, &router_agents_table, prefix, &key, &row)) == BATON_DONE
           && row != NULL) {
        if (loaded(t, ((struct baton_router_agent *)row)->agent.id) == NULL)
            add(t, key, ((struct baton_router_agent *)row)->agent.id, row);
    }
    if (v != BATON_DONE)
        t->verdict = v;
    t->roster_loaded = true;
}

bool router_agent_on_shift(const struct router_agent *a)
{
    bool there =
        a->row->presence == BATON_PRESENCE_ONLINE || a->row->presence == BATON_PRESENCE_BUSY;

    return there && !a->row->lost && !a->row->idle;
}

bool router_agent_available(const struct router_agent *a, int64_t now_ms)
{
    return router_agent_on_shift(a) && a->row->presence == BATON_PRESENCE_ONLINE
           && (a->row->shift_ends_at == BATON_NULL_LONG || a->row->shift_ends_at > now_ms);
}

double router_agent_used(const struct router_agent *a)
{
    double used = a->row->outside_load;

    for (size_t i = 0; i < a->row->slots_count; i++)
        used += a->row->slots[i].units;
    return used;
}

double router_agent_free(const struct router_agent *a)
{
    double room = a->row->capacity - router_agent_used(a);

    return room > EPSILON ? room : 0;
}

bool router_agent_fits(const struct router_agent *a, double units)
{
    return router_agent_used(a) + units <= a->row->capacity + EPSILON;
}

struct baton_router_slot *router_agent_slot(const struct router_agent *a,
                                            struct baton_text conversation_id)
{
    for (size_t i = 0; i < a->row->slots_count; i++) {
        if (baton_text_equal(a->row->slots[i].conversation_id, conversation_id))
            return &a->row->slots[i];
    }
    return NULL;
}

void router_agent_carry(struct router_turn *t, struct router_agent *a,
                        struct baton_text conversation_id, double units,
                        enum baton_slot_state state)
{
    struct baton_router_slot *slot = router_agent_slot(a, conversation_id);

    if (slot == NULL) {
        size_t count = a->row->slots_count;
        struct baton_router_slot *more =
            BATON_NEW_ARRAY(t->arena, struct baton_router_slot, count + 1);
        for (size_t i = 0; i < count; i++)
            more[i] = a->row->slots[i];
        a->row->slots = more;
        a->row->slots_count = count + 1;
        slot = &more[count];
    }
    *slot = (struct baton_router_slot){ conversation_id, units, state };
    a->changed = true;
    router_turn_load_changed(t);
}

void router_agent_free_slot(struct router_turn *t, struct router_agent *a,
                            struct baton_text conversation_id)
{
    struct baton_router_slot *slot = a != NULL ? router_agent_slot(a, conversation_id) : NULL;

    if (slot == NULL)
        return;
    for (struct baton_router_slot *last = &a->row->slots[a->row->slots_count - 1]; slot < last;
         slot++)
        slot[0] = slot[1];
    a->row->slots_count--;
    a->changed = true;
    t->serve = true;
    router_turn_load_changed(t);
}

void router_agent_watch(struct router_turn *t, struct router_agent *a)
{
    bool there = a->row->presence != BATON_PRESENCE_OFFLINE
                 && a->row->presence != BATON_PRESENCE_UNKNOWN && !a->row->lost;
    int64_t due = a->row->last_seen + t->rules->heartbeat_timeout_ms;

    if (there && a->row->heartbeat_ms != 0 && a->row->heartbeat_ms <= due)
        return; /* it looks again when it is due: a heartbeat costs no timer */
    baton_timer_set(t->out, a->key, "heartbeat", &a->row->heartbeat_ms, there ? due : 0);
    a->changed = true;
}

void router_agent_alive(struct router_turn *t, struct router_agent *a)
{
    a->row->last_seen = t->now_ms;
    a->changed = true;
    if (a->row->lost) {
        a->row->lost = false;
        t->serve = true;
        router_turn_load_changed(t);
    }
    router_agent_watch(t, a);
}

void router_agent_missed(struct router_turn *t, struct router_agent *a)
{
    a->row->missed++;
    a->changed = true;
    if (t->rules->away_after_missed > 0 && a->row->missed >= t->rules->away_after_missed) {
        a->row->idle = true;
        t->serve = true; /* who waited for this agent may now go to another */
        router_turn_load_changed(t);
    }
}
