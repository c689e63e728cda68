/* Routing decisions: the receipt of each choice. */
#include "decision.h"

#include "assignment.h"
#include "key.h"

static void count_rest(struct router_turn *t, struct baton_routing_decision *d,
                       const struct baton_candidate *candidate)
{
    struct baton_text reason =
        candidate->against_count > 0 ? candidate->against[0] : BATON_TEXT("lower_score");

    for (size_t i = 0; i < d->rest_count; i++) {
        if (baton_text_equal(d->rest[i].reason, reason)) {
            d->rest[i].count++;
            return;
        }
    }
    *BATON_APPEND(t->arena, d->rest, d->rest_count) = (struct baton_reason_count){ reason, 1 };
}

static const char *const plain_words[] = {
    [BATON_DECISION_RESULT_UNKNOWN] = "",
    [BATON_DECISION_RESULT_OVERFLOW] = "passed to another pool",
    [BATON_DECISION_RESULT_REFUSED] = "another agent holds the conversation",
    [BATON_DECISION_RESULT_ASSIGNED] = "the agent spoke and so took it over",
    [BATON_DECISION_RESULT_RETURNED] = "nobody was found in the longest time that it may wait",
    [BATON_DECISION_RESULT_RELEASED] = "",
};

static struct baton_text words(struct router_turn *t, const struct baton_routing_decision *d,
                               const struct router_match *match)
{
    const char *given_up =
        match != NULL && match->given_up > 0 ? "; nobody on shift meets all that was asked" : "";

    if (d->result == BATON_DECISION_RESULT_OFFERED)
        return baton_text_format(t->arena, "%.*s has the highest score of %lld%s",
                                 BATON_TEXT_ARG(d->candidates[0].name.size > 0
                                                    ? d->candidates[0].name
                                                    : d->candidates[0].agent_id),
                                 (long long)d->considered, given_up);
    if (d->result == BATON_DECISION_RESULT_QUEUED && d->considered == 0)
        return BATON_TEXT("the pool has no agents");
    if (d->result == BATON_DECISION_RESULT_QUEUED)
        return baton_text_format(t->arena, "none of %lld agents can take it now%s",
                                 (long long)d->considered, given_up);
    return baton_text_of(plain_words[d->result]);
}

static void fill(struct router_turn *t, struct router_case *c, struct baton_routing_decision *d)
{
    const struct baton_reservation *r = router_reservation(c);

    d->env.tenant = t->tenant;
    d->env.conversation_id = c->id;
    d->env.epoch = c->row->epoch;
    d->env.sequence = ++c->row->decisions;
    d->env.synthetic = c->row->synthetic;
    d->env.seen.policy_version = router_case_rules(t, c)->version;
    d->decision_id =
        baton_text_format(t->arena, "%.*s-x%lld", BATON_TEXT_ARG(c->state->assignment_id),
                          (long long)c->row->decisions);
    d->pool = t->pool;
    d->request_id = t->request_id;
    d->assignment_id = c->state->assignment_id;
    d->rule = c->row->rule;
    d->priority = c->state->priority;
    if (d->result == BATON_DECISION_RESULT_OFFERED && r != NULL)
        d->reservation_id = r->id;
    if (d->result == BATON_DECISION_RESULT_QUEUED) {
        d->position = c->state->position;
        d->expected_wait_ms = c->state->expected_wait_ms;
    }
}

void router_decide(struct router_turn *t, struct router_case *c, enum baton_decision_result result,
                   const struct router_match *match, struct baton_candidate *candidates,
                   size_t count)
{
    struct baton_routing_decision *d = BATON_RECORD(t->arena, routing_decision);
    struct baton_text key = baton_key_make(t->arena, t->tenant, c->id);

    d->result = result;
    fill(t, c, d);
    d->considered = (int64_t)count;
    d->candidates = candidates;
    d->candidates_count = count < ROUTER_CANDIDATES_MAX ? count : ROUTER_CANDIDATES_MAX;
    for (size_t i = d->candidates_count; i < count; i++)
        count_rest(t, d, &candidates[i]);
    d->relaxation = match != NULL ? match->relaxed : 0;
    if (c->row->agent_id.size > 0)
        d->chosen_agent_id = c->row->agent_id;
    d->reason = words(t, d, match);
    c->changed = true;
    enum baton_verdict v = baton_emit(t->out, &baton_topic_decisions, key, d);
    if (v != BATON_DONE && t->verdict == BATON_DONE)
        t->verdict = v;
    baton_count(t->out, &router_decided,
                baton_enum_name(&baton_decision_result_symbols, (int)result), 1);
}
