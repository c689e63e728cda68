/* Matching of those who wait with those who are free, and the life of an offer. */
#include "offer.h"

#include "agents.h"
#include "assignment.h"
#include "decision.h"
#include "holder.h"
#include "queue.h"
#include "score.h"

#define REFUSED_OFFERS 2 /* an agent who said no is asked again after so many offer time-outs */

static void waiting_timers(struct router_turn *t, struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);
    int64_t since = c->state->queued_at;

    router_case_timer(t, c, ROUTER_TIMER_WAIT,
                      rules->max_wait_ms > 0 ? since + rules->max_wait_ms : 0);
    router_case_timer(t, c, ROUTER_TIMER_RELAX, router_relax_at(t, c));
    router_case_timer(t, c, ROUTER_TIMER_RETRY, router_case_retry_at(c, t->now_ms));
    router_case_timer(t, c, ROUTER_TIMER_UPDATE,
                      rules->queue_update_ms > 0 ? t->now_ms + rules->queue_update_ms : 0);
}

void router_wait(struct router_turn *t, struct router_case *c, int64_t since_ms)
{
    const struct baton_rules *rules = router_case_rules(t, c);

    c->row->phase = BATON_CASE_PHASE_WAITING;
    c->row->agent_id = BATON_TEXT_NONE;
    c->state->queued_at = since_ms;
    c->state->priority = router_case_priority(t, rules, c);
    c->state->due.accept_at =
        rules->max_wait_ms > 0 ? since_ms + rules->max_wait_ms : BATON_NULL_LONG;
    c->fresh = true;
    router_queue_put(t, c);
    waiting_timers(t, c);
    t->serve = true;
}

static void offer(struct router_turn *t, struct router_case *c, const struct router_match *match)
{
    size_t count;
    struct baton_candidate *candidates = router_candidates(t, c, match, &count);
    struct router_agent *a = router_agent_find(t, candidates[0].agent_id);
    int64_t expires_at = t->now_ms + router_case_rules(t, c)->offer_timeout_ms;

    router_queue_remove(t, c);
    c->row->phase = BATON_CASE_PHASE_OFFERED;
    c->row->agent_id = a->id;
    c->state->resolve_probability = candidates[0].resolve_probability;
    a->row->offered_at = t->now_ms;
    router_agent_carry(t, a, c->id, c->row->units, BATON_SLOT_STATE_OFFERED);
    router_reserve(t, c, a, expires_at);
    for (enum router_timer which = 0; which < ROUTER_TIMER_COUNT; which++) {
        if (which != ROUTER_TIMER_FORGET)
            router_case_timer(t, c, which, which == ROUTER_TIMER_OFFER ? expires_at : 0);
    }
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_OFFERED);
    router_decide(t, c, BATON_DECISION_RESULT_OFFERED, match, candidates, count);
}

/* It waits, nobody could be asked: said once for each time that it came into the queue. */
static void stays(struct router_turn *t, struct router_case *c)
{
    struct router_match match;
    size_t count;

    if (!c->fresh || c->row->phase != BATON_CASE_PHASE_WAITING)
        return;
    c->fresh = false;
    match = router_match(t, c);
    struct baton_candidate *candidates = router_candidates(t, c, &match, &count);
    router_decide(t, c, BATON_DECISION_RESULT_QUEUED, &match, candidates, count);
}

static bool somebody_has_room(struct router_turn *t)
{
    for (size_t i = 0; i < t->agents_count; i++) {
        if (router_agent_available(t->agents[i], t->now_ms) && router_agent_free(t->agents[i]) > 0)
            return true;
    }
    return false;
}

void router_serve(struct router_turn *t)
{
    struct baton_text key = BATON_TEXT_NONE, id;

    t->serve = false;
    if (t->pool_row->waiting > 0)
        router_roster_load(t);
    while (t->verdict == BATON_DONE && t->pool_row->waiting > 0 && somebody_has_room(t)
           && router_queue_next(t, &key, &id)) {
        struct router_case *c = router_case_find(t, id);
        struct router_match match;

        if (c == NULL || c->state == NULL)
            continue;
        match = router_match(t, c);
        if (match.possible)
            offer(t, c, &match);
    }
    for (size_t i = 0; i < t->cases_count && t->verdict == BATON_DONE; i++)
        stays(t, t->cases[i]);
}

void router_accept(struct router_turn *t, struct router_case *c, struct router_agent *a)
{
    router_reservation_move(t, c, BATON_RESERVATION_STATE_ACCEPTED,
                            BATON_RESERVATION_REASON_UNKNOWN, BATON_TEXT_NONE);
    a->row->missed = 0;
    a->row->idle = false;
    router_hold(t, c, a, BATON_HOLDER_CAUSE_ACCEPTED);
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_ACCEPTED);
}

void router_offer_failed(struct router_turn *t, struct router_case *c,
                         enum baton_reservation_state state, enum baton_reservation_reason reason,
                         enum baton_assignment_change change, struct baton_text detail)
{
    int64_t again = t->now_ms + REFUSED_OFFERS * router_case_rules(t, c)->offer_timeout_ms;
    struct baton_text agent_id = c->row->agent_id;

    router_reservation_move(t, c, state, reason, detail);
    router_detach(t, c, state, reason);
    if (state != BATON_RESERVATION_STATE_RESCINDED)
        router_case_refuse(t, c, agent_id, again);
    router_wait(t, c, c->state->queued_at);
    router_say(t, c, change);
}

void router_detach(struct router_turn *t, struct router_case *c, enum baton_reservation_state state,
                   enum baton_reservation_reason reason)
{
    const struct baton_reservation *r = router_reservation(c);

    if (r != NULL
        && (r->state == BATON_RESERVATION_STATE_OFFERED
            || r->state == BATON_RESERVATION_STATE_ACCEPTED
            || r->state == BATON_RESERVATION_STATE_WRAPPING))
        router_reservation_move(t, c, state, reason, BATON_TEXT_NONE);
    router_queue_remove(t, c);
    if (c->row->agent_id.size > 0)
        router_agent_free_slot(t, router_agent_find(t, c->row->agent_id), c->id);
    c->row->agent_id = BATON_TEXT_NONE;
    for (enum router_timer which = 0; which < ROUTER_TIMER_COUNT; which++) {
        if (which != ROUTER_TIMER_FORGET)
            router_case_timer(t, c, which, 0);
    }
    c->changed = true;
}
