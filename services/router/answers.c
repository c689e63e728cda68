/* agent-events: dispatch, and the answers to offers and what agents do with what they hold. */
#include "assignment.h"
#include "handlers.h"
#include "holder.h"
#include "key.h"
#include "offer.h"
#include "score.h"

typedef enum baton_verdict event_handler(struct router_turn *t, struct router_agent *a,
                                         const struct baton_agent_event *event);

static enum baton_verdict on_says(struct router_turn *t, struct router_agent *a,
                                  const struct baton_agent_event *event)
{
    router_agent_says(t, a, event);
    return BATON_DONE;
}

/* --- which conversation is meant ---------------------------------------------------------------
 */

static bool names(const struct router_case *c, const struct baton_agent_event *event)
{
    const struct baton_reservation *r = router_reservation(c);

    if (event->reservation_id.size > 0)
        return r != NULL && baton_text_equal(r->id, event->reservation_id);
    return event->assignment_id.size == 0
           || baton_text_equal(c->state->assignment_id, event->assignment_id);
}

/* By its id, or, where the sender names a reservation or an assignment alone, among what the agent
 * carries. NULL: none. */
static struct router_case *case_of(struct router_turn *t, const struct router_agent *a,
                                   const struct baton_agent_event *event)
{
    struct router_case *c;

    if (event->env.conversation_id.size > 0) {
        c = router_case_find(t, event->env.conversation_id);
        return c != NULL && c->state != NULL ? c : NULL;
    }
    if (event->reservation_id.size == 0 && event->assignment_id.size == 0)
        return NULL;
    for (size_t i = 0; i < a->row->slots_count; i++) {
        c = router_case_find(t, a->row->slots[i].conversation_id);
        if (c != NULL && c->state != NULL && names(c, event))
            return c;
    }
    return NULL;
}

/* --- answers to offers ---------------------------------------------------------------------------
 */

/* Why an answer is none; NULL: it answers the open offer. */
static const char *no_answer(const struct router_case *c, const struct router_agent *a,
                             const struct baton_agent_event *event)
{
    const struct baton_reservation *r = c != NULL ? router_reservation(c) : NULL;
    bool mine = c != NULL && baton_text_equal(c->row->agent_id, a->id);

    if (c == NULL)
        return "unknown_conversation";
    if (c->row->phase == BATON_CASE_PHASE_WAITING)
        return "late_answer";
    if (mine && c->row->phase == BATON_CASE_PHASE_ACTIVE)
        return "answered_already";
    if (!mine || c->row->phase != BATON_CASE_PHASE_OFFERED || r == NULL)
        return "not_offered";
    if (!names(c, event)
        || (event->reservation_version >= 0 && event->reservation_version != r->version))
        return "old_reservation";
    return NULL;
}

static enum baton_verdict on_accept(struct router_turn *t, struct router_agent *a,
                                    const struct baton_agent_event *event)
{
    struct router_case *c = case_of(t, a, event);
    const char *why = no_answer(c, a, event);

    if (why != NULL)
        return router_ignore(t, why);
    router_accept(t, c, a);
    return BATON_DONE;
}

static enum baton_verdict on_decline(struct router_turn *t, struct router_agent *a,
                                     const struct baton_agent_event *event)
{
    struct router_case *c = case_of(t, a, event);
    const char *why = no_answer(c, a, event);

    if (why != NULL)
        return router_ignore(t, why);
    a->row->missed = 0;
    router_offer_failed(t, c, BATON_RESERVATION_STATE_DECLINED,
                        BATON_RESERVATION_REASON_AGENT_DECLINED, BATON_ASSIGNMENT_CHANGE_DECLINED,
                        event->text.size > 0 ? event->text : event->reason);
    return BATON_DONE;
}

/* --- what an agent does with what he holds
 * --------------------------------------------------------- */

static struct router_case *held(struct router_turn *t, const struct router_agent *a,
                                const struct baton_agent_event *event, enum baton_case_phase phase)
{
    struct router_case *c = case_of(t, a, event);
    bool other = c != NULL && event->assignment_id.size > 0
                 && !baton_text_equal(event->assignment_id, c->state->assignment_id);

    if (c == NULL || other || c->row->phase != phase || !baton_text_equal(c->row->agent_id, a->id))
        return NULL;
    return c;
}

static struct baton_participant *participant(const struct router_case *c, struct baton_text id)
{
    for (size_t i = 0; c != NULL && c->state != NULL && i < c->state->participants_count; i++) {
        if (baton_text_equal(c->state->participants[i].agent_id, id))
            return &c->state->participants[i];
    }
    return NULL;
}

/* A guest goes; the holder stays. */
static enum baton_verdict guest_leaves(struct router_turn *t, struct router_case *c,
                                       struct baton_participant *guest)
{
    struct baton_participant *last = &c->state->participants[--c->state->participants_count];

    for (; guest < last; guest++)
        guest[0] = guest[1];
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_LEFT);
    return BATON_DONE;
}

static enum baton_verdict on_release(struct router_turn *t, struct router_agent *a,
                                     const struct baton_agent_event *event)
{
    struct router_case *c = held(t, a, event, BATON_CASE_PHASE_ACTIVE);

    if (c != NULL) {
        router_pass(t, c, &event->target, BATON_ASSIGNMENT_CHANGE_REQUEUED);
        return BATON_DONE;
    }
    c = case_of(t, a, event);
    struct baton_participant *guest = participant(c, a->id);
    if (guest != NULL && c->row->phase == BATON_CASE_PHASE_ACTIVE)
        return guest_leaves(t, c, guest);
    return router_ignore(t, "not_held");
}

static enum baton_verdict on_transfer(struct router_turn *t, struct router_agent *a,
                                      const struct baton_agent_event *event)
{
    struct router_case *c = held(t, a, event, BATON_CASE_PHASE_ACTIVE);

    if (c == NULL)
        return router_ignore(t, "not_held");
    router_pass(t, c, &event->target, BATON_ASSIGNMENT_CHANGE_TRANSFERRED);
    return BATON_DONE;
}

static void guest_joins(struct router_turn *t, struct router_case *c,
                        const struct baton_agent_event *event, enum baton_participant_role role,
                        bool may_speak)
{
    struct baton_participant *guest = participant(c, event->target.id);
    const struct router_agent *a = router_agent_find(t, event->target.id);
    size_t count = c->state->participants_count;

    if (guest == NULL) {
        guest = BATON_NEW_ARRAY(t->arena, struct baton_participant, count + 1);
        for (size_t i = 0; i < count; i++)
            guest[i] = c->state->participants[i];
        c->state->participants = guest;
        guest += c->state->participants_count++;
    }
    *guest = (struct baton_participant){
        .agent_id = event->target.id, .role = role, .may_speak = may_speak, .since = t->now_ms
    };
    guest->name = a != NULL ? a->row->agent.name : BATON_TEXT_NONE;
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_JOINED);
}

/* R12, N18: a specialist comes in under the holder's epoch, or is asked without the customer. */
static enum baton_verdict on_invite(struct router_turn *t, struct router_agent *a,
                                    const struct baton_agent_event *event)
{
    enum { GUESTS_MAX = 20 };
    struct router_case *c = held(t, a, event, BATON_CASE_PHASE_ACTIVE);
    bool consulted = event->type == BATON_AGENT_EVENT_TYPE_CONSULT;
    enum baton_participant_role role = event->role;

    if (c == NULL || c->state->participants_count >= GUESTS_MAX)
        return router_ignore(t, c == NULL ? "not_held" : "too_many_guests");
    if (event->target.kind != BATON_TARGET_KIND_AGENT || !baton_id_valid(event->target.id)
        || baton_text_equal(event->target.id, a->id))
        return router_ignore(t, "no_agent_named");
    if (consulted || role == BATON_PARTICIPANT_ROLE_UNKNOWN || role == BATON_PARTICIPANT_ROLE_LEAD)
        role = consulted ? BATON_PARTICIPANT_ROLE_CONSULTED : BATON_PARTICIPANT_ROLE_SPECIALIST;
    guest_joins(t, c, event, role, !consulted && event->may_speak == BATON_MAYBE_YES);
    return BATON_DONE;
}

static enum baton_verdict on_takeover(struct router_turn *t, struct router_agent *a,
                                      const struct baton_agent_event *event)
{
    struct baton_routing_request *request = BATON_RECORD(t->arena, routing_request);

    (void)a;
    if (!baton_id_valid(event->env.conversation_id))
        return router_ignore(t, "unknown_conversation");
    request->env.conversation_id = event->env.conversation_id;
    request->env.epoch = event->env.epoch;
    request->env.synthetic = event->env.synthetic;
    request->trigger = BATON_TRIGGER_TAKEOVER;
    router_take_over(t, request, &event->agent, event->event_id);
    return BATON_DONE;
}

static enum baton_verdict on_wrapped(struct router_turn *t, struct router_agent *a,
                                     const struct baton_agent_event *event)
{
    struct router_case *c = held(t, a, event, BATON_CASE_PHASE_WRAPPING);

    if (c == NULL)
        return router_ignore(t, "not_wrapping");
    router_wrapped(t, c);
    return BATON_DONE;
}

static event_handler *const types[] = {
    [BATON_AGENT_EVENT_TYPE_PRESENCE] = on_says,
    [BATON_AGENT_EVENT_TYPE_CAPACITY] = on_says,
    [BATON_AGENT_EVENT_TYPE_SKILLS] = on_says,
    [BATON_AGENT_EVENT_TYPE_HEARTBEAT] = on_says,
    [BATON_AGENT_EVENT_TYPE_ACCEPT] = on_accept,
    [BATON_AGENT_EVENT_TYPE_DECLINE] = on_decline,
    [BATON_AGENT_EVENT_TYPE_RELEASE] = on_release,
    [BATON_AGENT_EVENT_TYPE_TRANSFER] = on_transfer,
    [BATON_AGENT_EVENT_TYPE_CONSULT] = on_invite,
    [BATON_AGENT_EVENT_TYPE_INVITE] = on_invite,
    [BATON_AGENT_EVENT_TYPE_TAKEOVER] = on_takeover,
    [BATON_AGENT_EVENT_TYPE_WRAPPED] = on_wrapped,
};

enum baton_verdict router_agent_event(struct router_turn *t, const struct baton_agent_event *event)
{
    struct router_agent *a;

    if (!baton_id_valid(event->agent.id))
        return baton_fail(baton_error_of(t->out), BATON_REJECT, "bad_agent_id",
                          "agent.id must have 1 to %d bytes without control characters",
                          BATON_ID_MAX_BYTES);
    if ((size_t)event->type >= sizeof types / sizeof types[0] || types[event->type] == NULL)
        return router_ignore(t, "not_for_router");
    a = router_agent_get(t, &event->agent);
    if (router_seen(t, &a->row->seen, &a->row->seen_count, &a->row->seen_next, event->event_id))
        return router_ignore(t, "duplicate");
    router_agent_alive(t, a);
    return types[event->type](t, a, event);
}

enum baton_verdict router_performance(struct router_turn *t,
                                      const struct baton_agent_performance *performance)
{
    struct baton_text key = router_performance_key(t, performance->agent_id, performance->category);
    const struct baton_agent_performance *old = router_load(t, &router_performance_table, key);

    if (!baton_id_valid(performance->agent_id))
        return router_ignore(t, "no_agent_named");
    if (old != NULL && old->version >= performance->version && performance->version > 0)
        return router_ignore(t, "duplicate");
    baton_state_save(t->out, &router_performance_table, key, performance);
    return BATON_DONE;
}
