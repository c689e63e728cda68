/* Who holds. Every way from bot to queue to agent and back goes through here. */
#include "holder.h"

#include "assignment.h"
#include "offer.h"
#include "queue.h"

#define LOST_AGENT_POINTS 50 /* of priority: more than any equal, less than one urgency */

static void holder_set(struct router_turn *t, struct router_case *c, enum baton_holder_kind kind,
                       const struct router_agent *a, enum baton_holder_cause cause)
{
    struct baton_assignment *s = c->state;

    s->previous_holder = s->holder;
    s->holder =
        (struct baton_holder){ .kind = kind, .id = BATON_TEXT_NONE, .name = BATON_TEXT_NONE };
    s->participants_count = 0;
    if (a != NULL) {
        s->holder.id = a->id;
        s->holder.name = a->row->agent.name;
        s->holder.external_ids = a->row->agent.external_ids;
        s->holder.external_ids_count = a->row->agent.external_ids_count;
        s->participants = BATON_NEW(t->arena, struct baton_participant);
        s->participants[s->participants_count++] = (struct baton_participant){
            .agent_id = a->id,
            .name = a->row->agent.name,
            .external_ids = a->row->agent.external_ids,
            .external_ids_count = a->row->agent.external_ids_count,
            .role = BATON_PARTICIPANT_ROLE_LEAD,
            .may_speak = true,
            .since = t->now_ms,
        };
    }
    s->due.first_reply_at = BATON_NULL_LONG;
    s->holder_cause = cause;
    s->holder_since = t->now_ms;
    c->row->epoch++;
    c->changed = true;
}

void router_hold(struct router_turn *t, struct router_case *c, struct router_agent *a,
                 enum baton_holder_cause cause)
{
    for (enum router_timer which = 0; which < ROUTER_TIMER_COUNT; which++)
        router_case_timer(t, c, which, 0);
    router_queue_remove(t, c);
    c->row->phase = BATON_CASE_PHASE_ACTIVE;
    c->row->agent_id = a->id;
    c->row->target_agent_id = BATON_TEXT_NONE;
    c->row->boost = 0;
    router_agent_carry(t, a, c->id, c->row->units, BATON_SLOT_STATE_ACTIVE);
    holder_set(t, c, BATON_HOLDER_KIND_AGENT, a, cause);
    router_case_waited(t, c, "accepted");
    c->row->waiting_since = 0;
    if (c->state->accepted_at == BATON_NULL_LONG)
        c->state->accepted_at = t->now_ms;
    int64_t reply_ms = router_case_rules(t, c)->first_reply_ms;
    c->state->due.accept_at = BATON_NULL_LONG;
    c->state->due.first_reply_at = reply_ms > 0 ? t->now_ms + reply_ms : BATON_NULL_LONG;
}

void router_enqueue(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause,
                    enum baton_assignment_change change)
{
    holder_set(t, c, BATON_HOLDER_KIND_QUEUE, NULL, cause);
    router_wait(t, c, t->now_ms);
    router_say(t, c, change);
}

/* A pool learns how long its conversations take from those that an agent finished. */
static void measure(struct router_turn *t, const struct router_case *c)
{
    if (c->row->phase == BATON_CASE_PHASE_ACTIVE && c->state->holder_since != BATON_NULL_LONG)
        router_pool_handled(t, t->now_ms - c->state->holder_since);
}

void router_leave_to_queue(struct router_turn *t, struct router_case *c,
                           enum baton_holder_cause cause)
{
    measure(t, c);
    router_detach(t, c, BATON_RESERVATION_STATE_COMPLETED, BATON_RESERVATION_REASON_TRANSFERRED);
    holder_set(t, c, BATON_HOLDER_KIND_QUEUE, NULL, cause);
    c->row->phase = BATON_CASE_PHASE_ENDED;
}

void router_requeue(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause,
                    enum baton_assignment_change change, enum baton_reservation_reason reason)
{
    router_detach(t, c, BATON_RESERVATION_STATE_COMPLETED, reason);
    c->row->boost = LOST_AGENT_POINTS;
    router_enqueue(t, c, cause, change);
}

/* What the agent's part in it has come to, wrapping aside. */
static void leave(struct router_turn *t, struct router_case *c, const struct router_ending *ending)
{
    bool was_held = c->row->phase == BATON_CASE_PHASE_ACTIVE;

    router_detach(t, c,
                  was_held ? BATON_RESERVATION_STATE_COMPLETED : BATON_RESERVATION_STATE_RESCINDED,
                  ending->reason);
    c->row->phase = BATON_CASE_PHASE_ENDED;
    c->state->status = ending->status;
    router_case_timer(t, c, ROUTER_TIMER_FORGET, t->now_ms + router_case_rules(t, c)->retention_ms);
}

static void write_up(struct router_turn *t, struct router_case *c, int64_t wrap_up_ms)
{
    router_reservation_move(t, c, BATON_RESERVATION_STATE_WRAPPING,
                            BATON_RESERVATION_REASON_RESOLVED, BATON_TEXT_NONE);
    router_agent_carry(t, router_agent_find(t, c->row->agent_id), c->id, c->row->units,
                       BATON_SLOT_STATE_WRAPPING);
    c->row->phase = BATON_CASE_PHASE_WRAPPING;
    router_case_timer(t, c, ROUTER_TIMER_WRAP, t->now_ms + wrap_up_ms);
}

void router_give_back(struct router_turn *t, struct router_case *c, enum baton_holder_cause cause)
{
    if (c->state->holder.kind != BATON_HOLDER_KIND_BOT)
        holder_set(t, c, BATON_HOLDER_KIND_BOT, NULL, cause);
}

void router_end(struct router_turn *t, struct router_case *c, const struct router_ending *ending)
{
    int64_t wrap_up_ms = router_case_rules(t, c)->wrap_up_ms;
    bool wraps = ending->wraps && wrap_up_ms > 0 && c->row->phase == BATON_CASE_PHASE_ACTIVE;
    struct baton_assignment *s = c->state;

    measure(t, c);
    s->end = ending->end;
    s->outcome = ending->outcome;
    s->resolution_id = ending->resolution_id;
    s->follow_up_at = ending->follow_up_at;
    s->completed_at = t->now_ms;
    if (wraps)
        write_up(t, c, wrap_up_ms);
    else
        leave(t, c, ending);
    if (ending->to_bot)
        router_give_back(t, c, ending->cause);
    router_say(t, c, ending->to_bot || !wraps ? ending->change : BATON_ASSIGNMENT_CHANGE_WRAPPING);
}

void router_wrapped(struct router_turn *t, struct router_case *c)
{
    bool returned = c->state->end == BATON_ASSIGNMENT_END_RETURNED;
    struct router_ending ending = {
        .status = returned ? BATON_ASSIGNMENT_STATUS_RETURNED : BATON_ASSIGNMENT_STATUS_COMPLETED,
        .reason = BATON_RESERVATION_REASON_RESOLVED,
    };

    router_reservation_move(t, c, BATON_RESERVATION_STATE_COMPLETED,
                            BATON_RESERVATION_REASON_RESOLVED, BATON_TEXT_NONE);
    leave(t, c, &ending);
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_COMPLETED);
    if (c->row->closed)
        router_case_close(t, c, router_case_rules(t, c)->retention_ms);
}

void router_abandon(struct router_turn *t, struct router_case *c)
{
    router_detach(t, c, BATON_RESERVATION_STATE_CANCELLED, BATON_RESERVATION_REASON_TRANSFERRED);
    c->row->phase = BATON_CASE_PHASE_ENDED;
    router_ignore(t, "stretch_overtaken");
}

/* --- absent agents --------------------------------------------------------------------------- */

static void slot_gone(struct router_turn *t, struct router_case *c, bool offers_only,
                      enum baton_reservation_reason reason)
{
    if (c->row->phase == BATON_CASE_PHASE_OFFERED)
        router_offer_failed(t, c, BATON_RESERVATION_STATE_RESCINDED, reason,
                            BATON_ASSIGNMENT_CHANGE_RESCINDED, BATON_TEXT_NONE);
    else if (offers_only)
        return;
    else if (c->row->phase == BATON_CASE_PHASE_ACTIVE)
        router_requeue(t, c, BATON_HOLDER_CAUSE_DEPARTURE, BATON_ASSIGNMENT_CHANGE_DEPARTED,
                       reason);
    else if (c->row->phase == BATON_CASE_PHASE_WRAPPING)
        router_wrapped(t, c);
}

void router_agent_gone(struct router_turn *t, struct router_agent *a, bool offers_only,
                       enum baton_reservation_reason reason)
{
    size_t count = a->row->slots_count;
    struct baton_router_slot *slots =
        BATON_NEW_ARRAY(t->arena, struct baton_router_slot, count + 1);

    for (size_t i = 0; i < count; i++)
        slots[i] = a->row->slots[i]; /* the agent's own list shrinks on the way */
    for (size_t i = 0; i < count; i++) {
        struct router_case *c = router_case_find(t, slots[i].conversation_id);

        if (c == NULL || c->state == NULL || !baton_text_equal(c->row->agent_id, a->id))
            router_agent_free_slot(t, a, slots[i].conversation_id);
        else
            slot_gone(t, c, offers_only, reason);
    }
    t->serve = true; /* who waited for this agent may now go to another */
    router_turn_load_changed(t);
}
