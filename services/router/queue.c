/* Places in the queue, and what they mean in time. */
#include "queue.h"

#include <math.h>

#include "agents.h"
#include "key.h"

#define PRIORITY_MOST 1e6     /* points; R4 gives hundreds */
#define PRIORITY_STEPS 1000.0 /* thousandths of a point count */
#define DAY_MS (24LL * 3600 * 1000)

enum { HANDLED_WINDOW = 50, HANDLE_LEAST_MS = 5000, HANDLE_MOST_MS = 8 * 3600 * 1000 };

static struct baton_text key_of(struct router_turn *t, const struct router_case *c)
{
    double points = fmin(fmax(c->state->priority, -PRIORITY_MOST), PRIORITY_MOST);
    long long turned = llround((PRIORITY_MOST - points) * PRIORITY_STEPS);
    struct baton_text place =
        baton_text_format(t->arena, "%.*s/%010lld/%013lld", BATON_TEXT_ARG(t->pool_key), turned,
                          (long long)c->state->queued_at);

    return baton_key_extend(t->arena, place, c->id);
}

void router_queue_put(struct router_turn *t, struct router_case *c)
{
    struct baton_text key = key_of(t, c);
    struct baton_router_waiting row = { .conversation_id = c->id };

    if (baton_text_equal(key, c->row->queue_key))
        return;
    router_queue_remove(t, c);
    baton_state_save(t->out, &router_queue_table, key, &row);
    c->row->queue_key = key;
    c->changed = true;
    t->pool_row->waiting++;
    router_turn_load_changed(t);
}

void router_queue_remove(struct router_turn *t, struct router_case *c)
{
    if (c->row->queue_key.size == 0)
        return;
    baton_state_drop(t->out, &router_queue_table, c->row->queue_key);
    c->row->queue_key = BATON_TEXT_NONE;
    c->changed = true;
    t->pool_row->waiting--;
    router_turn_load_changed(t);
}

bool router_queue_next(struct router_turn *t, struct baton_text *key,
                       struct baton_text *ret_conversation_id)
{
    struct baton_text prefix = baton_text_format(t->arena, "%.*s/", BATON_TEXT_ARG(t->pool_key));
    void *row;

    enum baton_verdict v = baton_state_next(t->out, &router_queue_table, prefix, key, &row);
    if (v != BATON_DONE)
        t->verdict = v;
    if (v != BATON_DONE || row == NULL)
        return false;
    *ret_conversation_id = ((struct baton_router_waiting *)row)->conversation_id;
    return true;
}

int64_t router_queue_position(struct router_turn *t, const struct router_case *c)
{
    struct baton_text key = BATON_TEXT_NONE, id;
    int64_t position = 0;

    while (position < ROUTER_POSITION_SCAN && router_queue_next(t, &key, &id)) {
        position++;
        if (baton_text_equal(key, c->row->queue_key))
            return position;
    }
    return t->pool_row->waiting;
}

int64_t router_expected_wait_ms(int64_t position, double servers, double mean_handle_ms,
                                int64_t max_ms)
{
    if (servers <= 0)
        return -1;
    double wait = (double)position * mean_handle_ms / servers;
    double most = (double)(max_ms > 0 ? max_ms : DAY_MS);
    return (int64_t)llround(wait < most ? wait : most);
}

int64_t router_queue_wait_ms(struct router_turn *t, const struct baton_rules *rules,
                             int64_t position)
{
    double servers = 0;

    router_roster_load(t);
    for (size_t i = 0; i < t->agents_count; i++) {
        if (router_agent_on_shift(t->agents[i]))
            servers += t->agents[i]->row->capacity;
    }
    return router_expected_wait_ms(position, servers, router_pool_mean_handle_ms(t),
                                   rules->max_wait_ms);
}

double router_pool_mean_handle_ms(const struct router_turn *t)
{
    return t->pool_row->handled > 0 ? t->pool_row->mean_handle_ms
                                    : (double)t->router->conf->default_handle_ms;
}

void router_pool_handled(struct router_turn *t, int64_t handle_ms)
{
    struct baton_router_pool *pool = t->pool_row;
    int64_t weight = pool->handled + 1 < HANDLED_WINDOW ? pool->handled + 1 : HANDLED_WINDOW;

    /* A test click and a conversation left open over night say nothing about the others. */
    if (handle_ms < HANDLE_LEAST_MS || handle_ms > HANDLE_MOST_MS)
        return;
    pool->mean_handle_ms += ((double)handle_ms - pool->mean_handle_ms) / (double)weight;
    pool->handled++;
    router_turn_load_changed(t);
}
