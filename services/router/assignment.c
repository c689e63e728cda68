/* Assignments and the reservations in them. Who decides what they say is in offer.c and holder.c.
 */
#include "assignment.h"

#include "key.h"
#include "queue.h"

enum { RESERVATIONS_MAX = 20 };

static const enum baton_assignment_status status_of[] = {
    [BATON_CASE_PHASE_UNKNOWN] = BATON_ASSIGNMENT_STATUS_UNKNOWN,
    [BATON_CASE_PHASE_WAITING] = BATON_ASSIGNMENT_STATUS_QUEUED,
    [BATON_CASE_PHASE_OFFERED] = BATON_ASSIGNMENT_STATUS_OFFERED,
    [BATON_CASE_PHASE_ACTIVE] = BATON_ASSIGNMENT_STATUS_ACTIVE,
    [BATON_CASE_PHASE_WRAPPING] = BATON_ASSIGNMENT_STATUS_WRAPPING,
};

static void fill_place(struct router_turn *t, struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);
    struct baton_assignment *s = c->state;

    s->position = s->expected_wait_ms = BATON_NULL_LONG;
    c->row->told_position = 0;
    if (c->row->phase != BATON_CASE_PHASE_WAITING)
        return;
    s->position = c->row->told_position = router_queue_position(t, c);
    int64_t wait = router_queue_wait_ms(t, rules, s->position);
    s->expected_wait_ms = wait >= 0 ? wait : BATON_NULL_LONG;
}

static void fill(struct router_turn *t, struct router_case *c, enum baton_assignment_change change)
{
    struct baton_assignment *s = c->state;

    if (c->row->phase < sizeof status_of / sizeof status_of[0])
        s->status = status_of[c->row->phase]; /* an ended stretch keeps how it ended */
    s->change = change;
    s->env.epoch = c->row->epoch;
    s->env.sequence = ++c->row->sequence;
    s->env.synthetic = c->row->synthetic;
    s->env.seen.policy_version = router_case_rules(t, c)->version;
    s->change_id = baton_text_format(t->arena, "%.*s-c%lld", BATON_TEXT_ARG(s->assignment_id),
                                     (long long)s->env.sequence);
    c->changed = true;
}

static void cut(struct router_turn *t, struct baton_assignment *s)
{
    struct baton_pair *mark = BATON_NEW(t->arena, struct baton_pair);

    *mark = (struct baton_pair){ BATON_TEXT("cut"), BATON_TEXT("card") };
    s->card = ((const struct baton_assignment *)baton_assignment_type.defaults)->card;
    s->env.attributes = mark;
    s->env.attributes_count = 1;
}

static void emit(struct router_turn *t, const struct router_case *c, struct baton_assignment *s)
{
    struct baton_text key = baton_key_make(t->arena, t->tenant, c->id);
    enum baton_verdict v = baton_emit(t->out, &baton_topic_assignments, key, s);

    if (v == BATON_REJECT) {
        cut(t, s);
        v = baton_emit(t->out, &baton_topic_assignments, key, s);
    }
    if (v != BATON_DONE && t->verdict == BATON_DONE)
        t->verdict = v;
    baton_count(t->out, &router_changes,
                baton_enum_name(&baton_assignment_change_symbols, (int)s->change), 1);
}

void router_answer(struct router_turn *t, struct router_case *c,
                   enum baton_assignment_change change, struct baton_text event_id)
{
    fill_place(t, c);
    fill(t, c, change);
    c->state->answers_event_id = event_id;
    emit(t, c, c->state);
    c->state->answers_event_id = BATON_TEXT_NONE;
}

void router_say(struct router_turn *t, struct router_case *c, enum baton_assignment_change change)
{
    router_answer(t, c, change, BATON_TEXT_NONE);
}

void router_refuse(struct router_turn *t, struct router_case *c, struct baton_text event_id,
                   enum baton_refusal why, struct baton_text reason)
{
    struct baton_assignment *s = c->state;
    struct baton_text before = s->reason;

    s->reason = reason;
    s->refusal = why;
    router_answer(t, c, BATON_ASSIGNMENT_CHANGE_REFUSED, event_id);
    s->reason = before;
    s->refusal = BATON_REFUSAL_UNKNOWN;
}

struct baton_reservation *router_reservation(const struct router_case *c)
{
    size_t count = c->state != NULL ? c->state->reservations_count : 0;

    return count > 0 ? &c->state->reservations[count - 1] : NULL;
}

void router_reserve(struct router_turn *t, struct router_case *c, const struct router_agent *a,
                    int64_t expires_at)
{
    struct baton_assignment *s = c->state;
    size_t skip = s->reservations_count >= RESERVATIONS_MAX
                      ? s->reservations_count + 1 - RESERVATIONS_MAX
                      : 0;
    size_t count = s->reservations_count - skip;
    struct baton_reservation *more = BATON_NEW_ARRAY(t->arena, struct baton_reservation, count + 1);

    for (size_t i = 0; i < count; i++)
        more[i] = s->reservations[skip + i];
    more[count] = (struct baton_reservation){
        .id = baton_text_format(t->arena, "%.*s-o%lld", BATON_TEXT_ARG(s->assignment_id),
                                (long long)++c->row->reservations),
        .version = 1,
        .agent_id = a->id,
        .agent_name = a->row->agent.name,
        .state = BATON_RESERVATION_STATE_OFFERED,
        .detail = BATON_TEXT_NONE,
        .offered_at = t->now_ms,
        .expires_at = expires_at,
        .answered_at = BATON_NULL_LONG,
    };
    s->reservations = more;
    s->reservations_count = count + 1;
}

void router_reservation_move(struct router_turn *t, struct router_case *c,
                             enum baton_reservation_state state,
                             enum baton_reservation_reason reason, struct baton_text detail)
{
    struct baton_reservation *r = router_reservation(c);

    if (r == NULL || r->state == state)
        return;
    if (state == BATON_RESERVATION_STATE_ACCEPTED || state == BATON_RESERVATION_STATE_DECLINED)
        r->answered_at = t->now_ms;
    r->version++;
    r->state = state;
    r->reason = reason;
    r->detail = detail;
}
