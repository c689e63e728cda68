/* Takeovers and passing on: what agents decide themselves. The primitives are in holder.c. */
#include "assignment.h"
#include "decision.h"
#include "holder.h"
#include "key.h"
#include "offer.h"

#define RELEASED_MS (600 * 1000) /* an agent who gave it back is not asked again for so long */

/* --- takeover -------------------------------------------------------------------------------- */

static bool is_open(const struct router_case *c)
{
    return c->row->phase == BATON_CASE_PHASE_WAITING || c->row->phase == BATON_CASE_PHASE_OFFERED
           || c->row->phase == BATON_CASE_PHASE_ACTIVE;
}

static struct router_case *case_to_take(struct router_turn *t,
                                        const struct baton_routing_request *request)
{
    struct router_case *c = router_case_get(t, request->env.conversation_id);
    bool behind = request->env.epoch > c->row->epoch;

    if (is_open(c) && !behind)
        return c;
    if (is_open(c))
        router_abandon(t, c);
    if (c->row->phase == BATON_CASE_PHASE_WRAPPING)
        router_wrapped(t, c);
    router_case_begin(t, c, request);
    if (c->state->trigger == BATON_TRIGGER_UNKNOWN)
        c->state->trigger = BATON_TRIGGER_TAKEOVER;
    c->row->phase = BATON_CASE_PHASE_UNKNOWN;
    return c;
}

static void take(struct router_turn *t, struct router_case *c, struct router_agent *a,
                 struct baton_text event_id)
{
    bool offered =
        c->row->phase == BATON_CASE_PHASE_OFFERED && baton_text_equal(c->row->agent_id, a->id);

    if (offered)
        router_reservation_move(t, c, BATON_RESERVATION_STATE_ACCEPTED,
                                BATON_RESERVATION_REASON_TAKEN_OVER, BATON_TEXT_NONE);
    else
        router_detach(t, c, BATON_RESERVATION_STATE_RESCINDED, BATON_RESERVATION_REASON_TAKEN_OVER);
    if (!offered && !router_agent_fits(a, c->row->units))
        baton_count(t->out, &router_takeovers_over, NULL, 1);
    router_hold(t, c, a, BATON_HOLDER_CAUSE_TAKEOVER);
    router_answer(t, c, BATON_ASSIGNMENT_CHANGE_TAKEN_OVER, event_id);
    router_decide(t, c, BATON_DECISION_RESULT_ASSIGNED, NULL, NULL, 0);
}

void router_take_over(struct router_turn *t, const struct baton_routing_request *request,
                      const struct baton_agent *who, struct baton_text event_id)
{
    struct router_agent *a = router_agent_get(t, who);
    struct router_case *c = case_to_take(t, request);

    if (c->row->phase != BATON_CASE_PHASE_ACTIVE) {
        take(t, c, a, event_id);
    } else if (baton_text_equal(c->row->agent_id, a->id)) {
        /* The message crossed the record that made him the holder: it is answered, nothing changes.
         */
        router_answer(t, c, BATON_ASSIGNMENT_CHANGE_TAKEN_OVER, event_id);
    } else {
        router_refuse(t, c, event_id, BATON_REFUSAL_ANOTHER_HOLDS,
                      baton_text_format(t->arena, "%.*s holds the conversation",
                                        BATON_TEXT_ARG(c->state->holder.name.size > 0
                                                           ? c->state->holder.name
                                                           : c->state->holder.id)));
        router_decide(t, c, BATON_DECISION_RESULT_REFUSED, NULL, NULL, 0);
    }
}

/* --- passing on ------------------------------------------------------------------------------ */

static void demand_of(struct baton_routing_request *request, const struct baton_assignment *s)
{
    request->signal_id = s->signal_id;
    request->trigger = s->trigger;
    request->reason = s->reason;
    request->category = s->category;
    request->complexity = s->complexity;
    request->urgency = s->urgency;
    request->skills = s->skills;
    request->skills_count = s->skills_count;
    request->authority_needed = s->authority_needed;
    request->authority_needed_count = s->authority_needed_count;
    request->language = s->language;
    request->channel = s->channel;
    request->card = s->card;
    request->package = s->package;
    request->root_conversation_id = s->root_conversation_id;
    request->previous_conversation_id = s->previous_conversation_id;
}

static void send_request(struct router_turn *t, struct router_case *c, struct baton_text pool)
{
    struct baton_routing_request *request = BATON_RECORD(t->arena, routing_request);

    demand_of(request, c->state);
    request->env.tenant = t->tenant;
    request->env.conversation_id = c->id;
    request->env.epoch = c->row->epoch;
    request->env.sequence = ++c->row->sequence; /* assignments and requests share the count */
    request->env.synthetic = c->row->synthetic;
    request->env.seen.policy_version = router_case_rules(t, c)->version;
    request->request_id = baton_text_format(
        t->arena, "%.*s-p%lld", BATON_TEXT_ARG(c->state->assignment_id), (long long)c->row->epoch);
    request->kind = BATON_ROUTING_KIND_REQUEST;
    request->pool = pool;
    request->deadline = c->row->deadline;
    request->overflow_from = t->pool;
    if (c->state->accepted_at == BATON_NULL_LONG) /* else the customer waits from now on */
        request->waiting_since =
            c->row->waiting_since > 0 ? c->row->waiting_since : c->state->queued_at;
    request->customer.id = c->state->customer.id;
    request->customer.external_ids = c->state->customer.external_ids;
    request->customer.external_ids_count = c->state->customer.external_ids_count;
    request->customer.name = c->state->customer.name;
    request->customer.tier = c->row->tier;
    request->customer.preferred_agent_id = c->row->preferred_agent_id;
    request->customer.last_agent_id = c->row->last_agent_id;
    enum baton_verdict v = baton_emit(t->out, &baton_topic_requests,
                                      baton_key_make(t->arena, t->tenant, pool), request);
    if (v != BATON_DONE && t->verdict == BATON_DONE)
        t->verdict = v;
}

void router_pass_to_pool(struct router_turn *t, struct router_case *c, struct baton_text pool)
{
    struct router_ending ending = {
        .change = BATON_ASSIGNMENT_CHANGE_TRANSFERRED,
        .status = BATON_ASSIGNMENT_STATUS_COMPLETED,
        .end = BATON_ASSIGNMENT_END_TRANSFERRED,
        .outcome = BATON_OUTCOME_TRANSFERRED,
        .resolution_id = BATON_TEXT_NONE,
        .follow_up_at = BATON_NULL_LONG,
        .reason = BATON_RESERVATION_REASON_TRANSFERRED,
    };

    if (c->state->holder.kind != BATON_HOLDER_KIND_QUEUE)
        router_leave_to_queue(t, c, BATON_HOLDER_CAUSE_TRANSFER);
    c->row->moved = true;
    c->row->moved_to = pool;
    router_end(t, c, &ending);
    router_decide(t, c, BATON_DECISION_RESULT_OVERFLOW, NULL, NULL, 0);
    send_request(t, c, pool);
}

static void to_bot(struct router_turn *t, struct router_case *c)
{
    router_end(t, c,
               &(struct router_ending){ .change = BATON_ASSIGNMENT_CHANGE_RETURNED,
                                        .status = BATON_ASSIGNMENT_STATUS_RETURNED,
                                        .end = BATON_ASSIGNMENT_END_RETURNED,
                                        .resolution_id = BATON_TEXT_NONE,
                                        .follow_up_at = BATON_NULL_LONG,
                                        .to_bot = true,
                                        .cause = BATON_HOLDER_CAUSE_RETURNED,
                                        .wraps = true,
                                        .reason = BATON_RESERVATION_REASON_TRANSFERRED });
}

void router_pass(struct router_turn *t, struct router_case *c, const struct baton_target *target,
                 enum baton_assignment_change change)
{
    bool named = target->kind == BATON_TARGET_KIND_AGENT || target->kind == BATON_TARGET_KIND_TEAM;
    bool passed = named || change == BATON_ASSIGNMENT_CHANGE_TRANSFERRED;

    if (target->kind == BATON_TARGET_KIND_BOT) {
        to_bot(t, c);
        return;
    }
    if (target->kind == BATON_TARGET_KIND_POOL && baton_name_valid(target->id)
        && !baton_text_equal(target->id, t->pool)) {
        router_pass_to_pool(t, c, target->id);
        return;
    }
    router_case_refuse(t, c, c->row->agent_id, passed ? INT64_MAX : t->now_ms + RELEASED_MS);
    if (target->kind == BATON_TARGET_KIND_AGENT) {
        router_case_refuse(t, c, target->id, t->now_ms); /* what he once refused is over */
        c->row->target_agent_id = target->id;
    }
    if (target->kind == BATON_TARGET_KIND_TEAM)
        c->state->team = target->id;
    router_requeue(t, c, passed ? BATON_HOLDER_CAUSE_TRANSFER : BATON_HOLDER_CAUSE_DEPARTURE,
                   passed ? BATON_ASSIGNMENT_CHANGE_TRANSFERRED : change,
                   BATON_RESERVATION_REASON_TRANSFERRED);
}

void router_nobody(struct router_turn *t, struct router_case *c)
{
    struct baton_text overflow = router_case_rules(t, c)->overflow_pool;

    if (overflow.size > 0 && !baton_text_equal(overflow, t->pool)
        && !baton_text_equal(overflow, c->row->overflow_from)) {
        router_pass_to_pool(t, c, overflow);
        return;
    }
    router_end(t, c,
               &(struct router_ending){ .change = BATON_ASSIGNMENT_CHANGE_FAILED,
                                        .status = BATON_ASSIGNMENT_STATUS_FAILED,
                                        .end = BATON_ASSIGNMENT_END_NO_AGENT,
                                        .outcome = BATON_OUTCOME_UNRESOLVED,
                                        .resolution_id = BATON_TEXT_NONE,
                                        .follow_up_at = BATON_NULL_LONG,
                                        .to_bot = true,
                                        .cause = BATON_HOLDER_CAUSE_NO_AGENT,
                                        .reason = BATON_RESERVATION_REASON_NO_AGENT });
    router_decide(t, c, BATON_DECISION_RESULT_RETURNED, NULL, NULL, 0);
}
