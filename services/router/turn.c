/* The frame of each record: rows in, rows out, and the queue served in between. */
#include "turn.h"

#include "agents.h"
#include "cases.h"
#include "hash.h"
#include "key.h"
#include "offer.h"

enum { SEEN_IDS = 32 }; /* of one agent, of one conversation: a sender repeats its last few */

const struct baton_table router_agents_table = { 'a', &baton_router_agent_type };
const struct baton_table router_cases_table = { 'c', &baton_router_case_type };
const struct baton_table router_states_table = { 's', &baton_assignment_type };
const struct baton_table router_pools_table = { 'p', &baton_router_pool_type };
const struct baton_table router_queue_table = { 'q', &baton_router_waiting_type };
const struct baton_table router_performance_table = { 'f', &baton_agent_performance_type };
const struct baton_table *const router_tables[] = { &router_agents_table,
                                                    &router_cases_table,
                                                    &router_states_table,
                                                    &router_pools_table,
                                                    &router_queue_table,
                                                    &router_performance_table,
                                                    NULL };

BATON_METRIC(router_ignored, "baton_router_ignored_total", BATON_COUNTER, "reason",
             "Requests and agents' events that changed nothing.");
BATON_METRIC(router_changes, "baton_router_assignments_total", BATON_COUNTER, "change",
             "Assignments written, by what happened.");
BATON_METRIC(router_decided, "baton_router_decisions_total", BATON_COUNTER, "result",
             "Routing decisions, by result.");
BATON_METRIC(router_takeovers_over, "baton_router_takeovers_over_capacity_total", BATON_COUNTER,
             NULL, "Takeovers by an agent who had no room left.");
BATON_METRIC(
    router_end_to_end, "baton_end_to_end_seconds", BATON_HISTOGRAM_WAIT, "until",
    "From the arrival of the turn (or the timer) that made the detector escalate until the "
    "request for a person reached the router (queued), and until an agent held the "
    "conversation (accepted). Times are the broker's, of the records.");

void *router_load(struct router_turn *t, const struct baton_table *table, struct baton_text key)
{
    void *row;
    enum baton_verdict v = baton_state_load(t->out, table, key, &row);

    if (v != BATON_DONE && t->verdict == BATON_DONE)
        t->verdict = v;
    return v == BATON_DONE ? row : NULL;
}

void router_turn_begin(struct router_turn *t, struct router *router, const struct baton_record *in,
                       struct baton_outbox *out)
{
    *t = (struct router_turn){ .router = router,
                               .in = in,
                               .out = out,
                               .arena = in->arena,
                               .now_ms = in->time_ms,
                               .request_id = BATON_TEXT_NONE };
    t->pool_key = baton_key_owner(in->key, 2);
    t->tenant = baton_key_part(in->arena, in->key, 0);
    t->pool = baton_key_part(in->arena, in->key, 1);
    t->rules = baton_rulebook_now(router->book, t->tenant);
    t->pool_row = router_load(t, &router_pools_table, t->pool_key);
    if (t->pool_row == NULL)
        t->pool_row = BATON_RECORD(t->arena, router_pool);
    t->pool_before = *t->pool_row;
}

static bool pool_changed(const struct router_turn *t)
{
    const struct baton_router_pool *a = t->pool_row, *b = &t->pool_before;

    return a->waiting != b->waiting || a->handled != b->handled || a->loads != b->loads
           || a->load_digest != b->load_digest || a->load_at != b->load_at
           || a->load_ms != b->load_ms;
}

enum baton_verdict router_turn_end(struct router_turn *t)
{
    if (t->serve && t->verdict == BATON_DONE)
        router_serve(t);
    if (t->verdict != BATON_DONE)
        return t->verdict;
    for (size_t i = 0; i < t->agents_count; i++) {
        if (t->agents[i]->changed)
            baton_state_save(t->out, &router_agents_table, t->agents[i]->key, t->agents[i]->row);
    }
    for (size_t i = 0; i < t->cases_count; i++) {
        if (t->cases[i]->changed)
            router_case_save(t, t->cases[i]);
    }
    if (pool_changed(t))
        baton_state_save(t->out, &router_pools_table, t->pool_key, t->pool_row);
    return BATON_DONE;
}

void router_turn_load_changed(struct router_turn *t)
{
    int64_t at = t->pool_row->load_at + t->router->conf->load_interval_ms;

    if (t->pool_row->load_ms == 0)
        baton_timer_set(t->out, t->pool_key, "load", &t->pool_row->load_ms,
                        at > t->now_ms ? at : t->now_ms);
}

enum baton_verdict router_ignore(struct router_turn *t, const char *reason)
{
    baton_count(t->out, &router_ignored, reason, 1);
    return BATON_DONE;
}

bool router_seen(struct router_turn *t, int64_t **ids, size_t *count, int64_t *next,
                 struct baton_text id)
{
    int64_t hash = (int64_t)baton_fnv1a(0, id.data, id.size);

    if (id.size == 0)
        return false;
    for (size_t i = 0; i < *count; i++) {
        if ((*ids)[i] == hash)
            return true;
    }
    if (*count < SEEN_IDS) {
        int64_t *more = BATON_NEW_ARRAY(t->arena, int64_t, *count + 1);
        for (size_t i = 0; i < *count; i++)
            more[i] = (*ids)[i];
        more[(*count)++] = hash;
        *ids = more;
        return false;
    }
    *next = (*next >= 0 && *next < SEEN_IDS) ? *next : 0;
    (*ids)[*next] = hash;
    *next = (*next + 1) % SEEN_IDS;
    return false;
}
