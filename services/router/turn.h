/* One record's turn: what it has loaded and changed of its pool.
 *
 * Agents and cases are loaded once and shared by all who ask in the turn; what was marked as
 * changed is written at its end. Invariants: one struct for one row; a failed load is remembered in
 * `verdict` and the row counts as absent, so that it is checked once, at the end. */
#ifndef BATON_ROUTER_TURN_H
#define BATON_ROUTER_TURN_H

#include "router.h"
#include "rules.h"
#include "state.gen.h"

struct router {
    const struct router_conf *conf;
    struct baton_rulebook *book;
};

struct router_agent {
    struct baton_text key; /* tenant/pool/agent_id */
    struct baton_text id;
    struct baton_router_agent *row;
    bool changed;
};

struct router_case {
    struct baton_text key; /* tenant/pool/conversation_id */
    struct baton_text id;
    struct baton_router_case *row;
    struct baton_assignment *state; /* the last assignment, to be changed into the next */
    bool changed;
    bool fresh; /* came into the queue in this turn: a decision says so if it stays there */
};

struct router_turn {
    struct router *router;
    const struct baton_record *in;
    struct baton_outbox *out;
    struct baton_arena *arena;
    int64_t now_ms;
    struct baton_text tenant, pool, pool_key;
    struct baton_text request_id; /* of the request in hand; empty: an agent's event or a timer */
    const struct baton_rules *rules; /* in force now; a case has its own: router_case_rules */
    struct baton_router_pool *pool_row;
    struct baton_router_pool pool_before; /* as it was read */
    struct router_agent **agents;
    size_t agents_count;
    struct router_case **cases;
    size_t cases_count;
    bool roster_loaded;
    bool serve; /* something changed that may let the queue move */
    enum baton_verdict verdict;
};

extern const struct baton_table router_agents_table, router_cases_table, router_states_table,
    router_pools_table, router_queue_table, router_performance_table;
extern const struct baton_table *const router_tables[];

extern struct baton_metric router_ignored, router_changes, router_decided, router_takeovers_over,
    router_end_to_end;

/* fails  the verdict of the first row that could not be read, in t->verdict */
void router_turn_begin(struct router_turn *t, struct router *router, const struct baton_record *in,
                       struct baton_outbox *out);
/* Serves the queue, writes what changed. */
enum baton_verdict router_turn_end(struct router_turn *t);

/* A row, NULL when there is none or it cannot be read. */
void *router_load(struct router_turn *t, const struct baton_table *table, struct baton_text key);
/* Something of the pool's load may have changed. */
void router_turn_load_changed(struct router_turn *t);
/* Counts a record that changes nothing. */
enum baton_verdict router_ignore(struct router_turn *t, const char *reason);
/* Notes `id` in a ring of hashes; true when it was there. An empty id is always new. */
bool router_seen(struct router_turn *t, int64_t **ids, size_t *count, int64_t *next,
                 struct baton_text id);

#endif
