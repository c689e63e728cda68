/* What the passage of time does: a handler a timer. */
#include "assignment.h"
#include "handlers.h"
#include "holder.h"
#include "key.h"
#include "offer.h"
#include "queue.h"
#include "score.h"

static void offer_over(struct router_turn *t, struct router_case *c)
{
    if (c->row->phase != BATON_CASE_PHASE_OFFERED)
        return;
    router_agent_missed(t, router_agent_find(t, c->row->agent_id));
    router_offer_failed(t, c, BATON_RESERVATION_STATE_TIMED_OUT, BATON_RESERVATION_REASON_NO_ANSWER,
                        BATON_ASSIGNMENT_CHANGE_TIMED_OUT, BATON_TEXT_NONE);
}

static void wait_over(struct router_turn *t, struct router_case *c)
{
    if (c->row->phase == BATON_CASE_PHASE_WAITING)
        router_nobody(t, c);
}

static void relax(struct router_turn *t, struct router_case *c)
{
    router_case_timer(t, c, ROUTER_TIMER_RELAX, router_relax_at(t, c));
    t->serve = true;
}

static void retry(struct router_turn *t, struct router_case *c)
{
    router_case_timer(t, c, ROUTER_TIMER_RETRY, router_case_retry_at(c, t->now_ms));
    t->serve = true;
}

static void update(struct router_turn *t, struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);

    if (c->row->phase != BATON_CASE_PHASE_WAITING)
        return;
    if (router_queue_position(t, c) != c->row->told_position)
        router_say(t, c, BATON_ASSIGNMENT_CHANGE_UPDATED);
    if (rules->queue_update_ms > 0)
        router_case_timer(t, c, ROUTER_TIMER_UPDATE, t->now_ms + rules->queue_update_ms);
}

static void wrap_over(struct router_turn *t, struct router_case *c)
{
    if (c->row->phase == BATON_CASE_PHASE_WRAPPING)
        router_wrapped(t, c);
}

static void (*const handlers[ROUTER_TIMER_COUNT])(struct router_turn *t, struct router_case *c) = {
    [ROUTER_TIMER_WAIT] = wait_over,
    [ROUTER_TIMER_OFFER] = offer_over,
    [ROUTER_TIMER_RELAX] = relax,
    [ROUTER_TIMER_RETRY] = retry,
    [ROUTER_TIMER_UPDATE] = update,
    [ROUTER_TIMER_WRAP] = wrap_over,
    [ROUTER_TIMER_FORGET] = router_case_forget,
};

/* A heartbeat moves only `last_seen`; the timer looks whether that was long enough ago. */
static void heartbeat_due(struct router_turn *t, struct baton_text id)
{
    struct router_agent *a = router_agent_find(t, id);

    if (a == NULL)
        return;
    a->row->heartbeat_ms = 0;
    a->changed = true;
    if (a->row->last_seen + t->rules->heartbeat_timeout_ms > t->now_ms) {
        router_agent_watch(t, a);
        return;
    }
    a->row->lost = true;
    router_agent_gone(t, a, false, BATON_RESERVATION_REASON_AGENT_LOST);
}

enum baton_verdict router_timer(struct router_turn *t)
{
    struct baton_text id = baton_key_part(t->arena, t->in->key, 2);
    enum router_timer which = router_timer_named(t->in->timer);
    struct router_case *c;

    if (baton_text_is(t->in->timer, "load")) {
        router_load_due(t);
        return BATON_DONE;
    }
    if (baton_text_is(t->in->timer, "heartbeat")) {
        heartbeat_due(t, id);
        return BATON_DONE;
    }
    c = which < ROUTER_TIMER_COUNT ? router_case_find(t, id) : NULL;
    if (c == NULL)
        return BATON_DONE;
    router_case_fired(c, which);
    if (c->state != NULL || which == ROUTER_TIMER_FORGET)
        handlers[which](t, c);
    return BATON_DONE;
}
