/* routing-requests: what packager and switchboard ask and tell, a handler each. */
#include "assignment.h"
#include "decision.h"
#include "handlers.h"
#include "holder.h"
#include "key.h"
#include "mutant.h"
#include "offer.h"
#include "queue.h"

typedef enum baton_verdict request_handler(struct router_turn *t, struct router_case *c,
                                           const struct baton_routing_request *request);

static bool waits(const struct router_case *c)
{
    return c->row->phase == BATON_CASE_PHASE_WAITING || c->row->phase == BATON_CASE_PHASE_OFFERED;
}

/* What changed while it waits; its place follows its priority. */
static enum baton_verdict learn(struct router_turn *t, struct router_case *c,
                                const struct baton_routing_request *request)
{
    router_case_learn(t, c, request);
    if (c->row->phase == BATON_CASE_PHASE_WAITING)
        router_queue_put(t, c);
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_UPDATED);
    t->serve = true;
    return BATON_DONE;
}

static enum baton_verdict on_request(struct router_turn *t, struct router_case *c,
                                     const struct baton_routing_request *request)
{
    bool overtaken = request->env.epoch > c->row->epoch;

    if (!overtaken && waits(c))
        return learn(t, c, request);
    if (!overtaken && c->row->phase == BATON_CASE_PHASE_ACTIVE)
        return router_ignore(t, "already_held");
    if (waits(c) || c->row->phase == BATON_CASE_PHASE_ACTIVE)
        router_abandon(t, c);
    if (c->row->phase == BATON_CASE_PHASE_WRAPPING)
        router_wrapped(t, c);
    router_case_begin(t, c, request);
    if (request->overflow_from.size == 0)
        router_case_waited(t, c, "queued");
    router_enqueue(t, c,
                   request->overflow_from.size > 0 ? BATON_HOLDER_CAUSE_TRANSFER
                                                   : BATON_HOLDER_CAUSE_ESCALATION,
                   BATON_ASSIGNMENT_CHANGE_QUEUED);
    return BATON_DONE;
}

static bool is_stale(const struct router_case *c, const struct baton_routing_request *request)
{
    return request->env.epoch >= 0 && request->env.epoch < c->row->epoch
           && !BATON_MUTANT(epoch_of_request);
}

/* Why an update or withdraw is not about the request in hand; NULL: it is. One that names the open
 * request counts whatever its epoch: its sender could not read the new one yet. */
static const char *not_this(const struct router_case *c,
                            const struct baton_routing_request *request)
{
    if (request->concerns.size == 0)
        return is_stale(c, request) ? "stale_epoch" : NULL;
    return baton_text_equal(request->concerns, c->state->request_id) ? NULL : "other_request";
}

/* Its sender does not know that another pool has it: it goes there. */
static enum baton_verdict pass_on(struct router_turn *t, struct router_case *c,
                                  const struct baton_routing_request *request)
{
    struct baton_routing_request *more = BATON_NEW(t->arena, struct baton_routing_request);
    const struct baton_routing_request *empty = baton_routing_request_type.defaults;

    *more = *request;
    more->env.cause = empty->env.cause;
    more->env.producer = empty->env.producer;
    more->env.epoch = -1; /* that of the pool there is not known here */
    more->env.sequence = ++c->row->sequence;
    more->request_id = baton_text_format(t->arena, "%.*s-%.*s", BATON_TEXT_ARG(request->request_id),
                                         BATON_TEXT_ARG(c->row->moved_to));
    more->concerns = BATON_TEXT_NONE;
    more->pool = c->row->moved_to;
    return baton_emit(t->out, &baton_topic_requests,
                      baton_key_make(t->arena, t->tenant, more->pool), more);
}

/* The packager's word that the customer is forgotten: an update of the package, with nothing left
 * in its card. */
static bool erases(const struct baton_routing_request *request)
{
    const struct baton_card *card = &request->card;

    return request->kind == BATON_ROUTING_KIND_UPDATE && request->package.package_id.size > 0
           && card->headline.size == 0 && card->core_issue.size == 0
           && request->customer.id.size == 0;
}

/* At any time of a stretch and after it: the last record of the conversation must say no more. */
static enum baton_verdict erase(struct router_turn *t, struct router_case *c,
                                const struct baton_routing_request *request)
{
    router_case_erase(c);
    c->state->package = request->package;
    if (c->row->moved)
        return pass_on(t, c, request);
    router_say(t, c, BATON_ASSIGNMENT_CHANGE_UPDATED);
    return BATON_DONE;
}

static enum baton_verdict on_update(struct router_turn *t, struct router_case *c,
                                    const struct baton_routing_request *request)
{
    if (erases(request))
        return erase(t, c, request);
    const char *why = not_this(c, request);
    if (why != NULL)
        return router_ignore(t, why);
    if (c->row->moved)
        return pass_on(t, c, request);
    return waits(c) ? learn(t, c, request) : router_ignore(t, "not_waiting");
}

static enum baton_verdict on_prepare(struct router_turn *t, struct router_case *c,
                                     const struct baton_routing_request *request)
{
    (void)c;
    (void)request;
    return router_ignore(t, "prepare");
}

static enum baton_verdict on_withdraw(struct router_turn *t, struct router_case *c,
                                      const struct baton_routing_request *request)
{
    const char *why = not_this(c, request);

    if (why != NULL)
        return router_ignore(t, why);
    if (c->row->moved)
        return pass_on(t, c, request);
    if (!waits(c))
        return router_ignore(t, "not_waiting");
    router_end(t, c,
               &(struct router_ending){ .change = BATON_ASSIGNMENT_CHANGE_WITHDRAWN,
                                        .status = BATON_ASSIGNMENT_STATUS_CANCELLED,
                                        .end = BATON_ASSIGNMENT_END_WITHDRAWN,
                                        .resolution_id = BATON_TEXT_NONE,
                                        .follow_up_at = BATON_NULL_LONG,
                                        .to_bot = true,
                                        .cause = BATON_HOLDER_CAUSE_WITHDRAWN,
                                        .reason = BATON_RESERVATION_REASON_WITHDRAWN });
    return BATON_DONE;
}

/* Nobody could be given the conversation. It is answered all the same: the bot is silent until
 * then. */
static enum baton_verdict refuse_nobody(struct router_turn *t, struct router_case *c,
                                        const struct baton_routing_request *request)
{
    bool known = c->state != NULL;

    if (!known)
        router_case_outline(t, c, request);
    router_refuse(t, c, request->message_event_id, BATON_REFUSAL_NO_AGENT_NAMED,
                  BATON_TEXT("the message names no agent"));
    router_decide(t, c, BATON_DECISION_RESULT_REFUSED, NULL, NULL, 0);
    if (!known && !c->row->closed)
        router_case_close(t, c, router_case_rules(t, c)->retention_ms);
    else if (!known)
        c->state = NULL;
    return BATON_DONE;
}

static enum baton_verdict on_takeover(struct router_turn *t, struct router_case *c,
                                      const struct baton_routing_request *request)
{
    if (!baton_id_valid(request->agent.id))
        return refuse_nobody(t, c, request);
    router_take_over(t, request, &request->agent, request->message_event_id);
    return BATON_DONE;
}

static bool other_assignment(const struct router_case *c,
                             const struct baton_routing_request *request)
{
    return request->assignment_id.size > 0
           && !baton_text_equal(request->assignment_id, c->state->assignment_id);
}

static enum baton_verdict on_departure(struct router_turn *t, struct router_case *c,
                                       const struct baton_routing_request *request)
{
    bool other_agent =
        request->agent.id.size > 0 && !baton_text_equal(request->agent.id, c->row->agent_id);

    if (other_assignment(c, request) || other_agent || c->row->phase != BATON_CASE_PHASE_ACTIVE)
        return router_ignore(t, "not_held");
    router_pass(t, c, &(struct baton_target){ BATON_TARGET_KIND_QUEUE, BATON_TEXT_NONE },
                BATON_ASSIGNMENT_CHANGE_DEPARTED);
    return BATON_DONE;
}

/* What follows a resolution; N4. A follow-up goes on later, so meanwhile the bot answers. */
static const struct {
    bool ends, to_bot;
    enum baton_assignment_change change;
    enum baton_assignment_status status;
    enum baton_assignment_end end;
} follows[] = {
    [BATON_RESOLUTION_NEXT_UNKNOWN] = { true, false, BATON_ASSIGNMENT_CHANGE_COMPLETED,
                                        BATON_ASSIGNMENT_STATUS_COMPLETED,
                                        BATON_ASSIGNMENT_END_RESOLVED },
    [BATON_RESOLUTION_NEXT_CLOSE] = { true, false, BATON_ASSIGNMENT_CHANGE_COMPLETED,
                                      BATON_ASSIGNMENT_STATUS_COMPLETED,
                                      BATON_ASSIGNMENT_END_RESOLVED },
    [BATON_RESOLUTION_NEXT_BOT] = { true, true, BATON_ASSIGNMENT_CHANGE_RETURNED,
                                    BATON_ASSIGNMENT_STATUS_RETURNED,
                                    BATON_ASSIGNMENT_END_RETURNED },
    [BATON_RESOLUTION_NEXT_FOLLOW_UP] = { true, true, BATON_ASSIGNMENT_CHANGE_RETURNED,
                                          BATON_ASSIGNMENT_STATUS_RETURNED,
                                          BATON_ASSIGNMENT_END_RETURNED },
};

static enum baton_verdict on_resolved(struct router_turn *t, struct router_case *c,
                                      const struct baton_routing_request *request)
{
    bool held = c->row->phase == BATON_CASE_PHASE_ACTIVE;

    if (other_assignment(c, request))
        return router_ignore(t, "other_assignment");
    /* One that names this stretch is about it, whoever held it when it was written. */
    if (request->assignment_id.size == 0 && is_stale(c, request))
        return router_ignore(t, "stale_epoch");
    if (!held && !waits(c))
        return router_ignore(t, "already_over");
    if (held && request->next == BATON_RESOLUTION_NEXT_TRANSFER) {
        router_pass(t, c, &request->target, BATON_ASSIGNMENT_CHANGE_TRANSFERRED);
        return BATON_DONE;
    }
    if ((size_t)request->next >= sizeof follows / sizeof follows[0])
        return router_ignore(t, "report_only");
    router_end(t, c,
               &(struct router_ending){ .change = follows[request->next].change,
                                        .status = follows[request->next].status,
                                        .end = follows[request->next].end,
                                        .outcome = request->outcome,
                                        .resolution_id = request->resolution_id,
                                        .follow_up_at = request->follow_up_at,
                                        .to_bot = follows[request->next].to_bot,
                                        .cause = BATON_HOLDER_CAUSE_RESOLVED,
                                        .wraps = true,
                                        .reason = BATON_RESERVATION_REASON_RESOLVED });
    return BATON_DONE;
}

static void close_open(struct router_turn *t, struct router_case *c,
                       const struct baton_routing_request *request)
{
    bool held = c->row->phase == BATON_CASE_PHASE_ACTIVE;

    router_end(t, c,
               &(struct router_ending){ .change = BATON_ASSIGNMENT_CHANGE_CLOSED,
                                        .status = held ? BATON_ASSIGNMENT_STATUS_COMPLETED
                                                       : BATON_ASSIGNMENT_STATUS_CANCELLED,
                                        .end = BATON_ASSIGNMENT_END_CLOSED,
                                        .outcome = request->outcome,
                                        .resolution_id = BATON_TEXT_NONE,
                                        .follow_up_at = BATON_NULL_LONG,
                                        .to_bot = true,
                                        .cause = BATON_HOLDER_CAUSE_CLOSED,
                                        .reason = BATON_RESERVATION_REASON_CLOSED });
}

/* The conversation is over. The end of this stretch is a fact, so its epoch does not matter; that
 * of an earlier one ends nothing here. The bot has it back, under a new epoch: a customer who
 * writes again finds somebody. Who writes up goes on writing; all others are free at once. */
static enum baton_verdict on_closed(struct router_turn *t, struct router_case *c,
                                    const struct baton_routing_request *request)
{
    if (c->row->closed)
        return router_ignore(t, "already_closed");
    if (other_assignment(c, request))
        return router_ignore(t, "other_assignment");
    c->row->closed = true;
    if (waits(c) || c->row->phase == BATON_CASE_PHASE_ACTIVE) {
        close_open(t, c, request);
    } else if (!c->row->moved) { /* what another pool has is said there */
        router_give_back(t, c, BATON_HOLDER_CAUSE_CLOSED);
        router_say(t, c, BATON_ASSIGNMENT_CHANGE_CLOSED);
    }
    if (c->row->phase != BATON_CASE_PHASE_WRAPPING)
        router_case_close(t, c, router_case_rules(t, c)->retention_ms);
    return BATON_DONE;
}

static const struct {
    request_handler *handle;
    bool any_epoch; /* an older one is answered too */
    bool any_case;  /* an unknown conversation is made */
} kinds[] = {
    [BATON_ROUTING_KIND_REQUEST] = { on_request, false, true },
    [BATON_ROUTING_KIND_UPDATE] = { on_update, true, false },
    [BATON_ROUTING_KIND_PREPARE] = { on_prepare, false, false },
    [BATON_ROUTING_KIND_WITHDRAW] = { on_withdraw, true, false },
    [BATON_ROUTING_KIND_TAKEOVER] = { on_takeover, true, true },
    [BATON_ROUTING_KIND_DEPARTURE] = { on_departure, false, false },
    [BATON_ROUTING_KIND_RESOLVED] = { on_resolved, true, false },
    [BATON_ROUTING_KIND_CLOSED] = { on_closed, true, false },
};

/* An end that reaches a pool which knows nothing of the conversation any more: where there was an
 * assignment its record still has to go after the retention. */
static enum baton_verdict unknown_case(struct router_turn *t,
                                       const struct baton_routing_request *request)
{
    if (request->kind != BATON_ROUTING_KIND_CLOSED || request->assignment_id.size == 0)
        return router_ignore(
            t, request->kind == BATON_ROUTING_KIND_PREPARE ? "prepare" : "unknown_conversation");
    struct router_case *c = router_case_get(t, request->env.conversation_id);
    c->row->epoch = request->env.epoch > 0 ? request->env.epoch : 0;
    c->row->phase = BATON_CASE_PHASE_ENDED;
    router_case_close(t, c, t->rules->retention_ms);
    return BATON_DONE;
}

/* What comes after the end changes nothing, but for erasure: the conversation's record goes at
 * once, its numbers stay. */
static enum baton_verdict closed_case(struct router_turn *t, struct router_case *c,
                                      const struct baton_routing_request *request)
{
    if (!erases(request))
        return router_ignore(t, "already_closed");
    if (c->row->moved)
        return pass_on(t, c, request);
    baton_emit_tombstone(t->out, &baton_topic_assignments,
                         baton_key_make(t->arena, t->tenant, c->id));
    return BATON_DONE;
}

enum baton_verdict router_request(struct router_turn *t,
                                  const struct baton_routing_request *request)
{
    struct router_case *c;

    t->request_id = request->request_id;
    if (!baton_id_valid(request->env.conversation_id))
        return baton_fail(baton_error_of(t->out), BATON_REJECT, "bad_conversation_id",
                          "conversation_id must have 1 to %d bytes without control characters",
                          BATON_ID_MAX_BYTES);
    if ((size_t)request->kind >= sizeof kinds / sizeof kinds[0]
        || kinds[request->kind].handle == NULL)
        return router_ignore(t, "unknown_kind");
    c = router_case_find(t, request->env.conversation_id);
    if (c == NULL && !kinds[request->kind].any_case)
        return unknown_case(t, request);
    if (c == NULL)
        c = router_case_get(t, request->env.conversation_id);
    if (router_seen(t, &c->row->seen, &c->row->seen_count, &c->row->seen_next, request->request_id))
        return router_ignore(t, "duplicate");
    c->changed = true;
    if (!kinds[request->kind].any_epoch && is_stale(c, request))
        return router_ignore(t, "stale_epoch");
    if (c->state == NULL && !kinds[request->kind].any_case)
        return closed_case(t, c, request);
    return kinds[request->kind].handle(t, c, request);
}
