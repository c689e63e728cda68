/* What was counted last of each conversation is kept for the policy's retention, so that an amended
 * outcome (ratings come days later) takes the place of its former version in every sum. All sums
 * are of whole numbers: the order of outcomes leaves no trace in them. */
#include "tenant.h"

#include "agents.h"
#include "figures.h"
#include "key.h"
#include "threshold.h"

static BATON_METRIC(counted, "baton_learner_outcomes_total", BATON_COUNTER, "kind",
                    "Outcomes counted: of a conversation for the first time, or amended.");

static int64_t retention_ms(const struct learner_turn *t)
{
    return baton_rulebook_now(t->self->book, t->tenant)->retention_ms;
}

/* Each row sets one timer after the other, none is ever moved: no slot has to be kept. */
static void keep_until(const struct learner_turn *t, struct baton_text key, int64_t deadline_ms)
{
    int64_t slot = 0;

    baton_timer_set(t->out, key, LEARNER_TIMER_COUNTED, &slot, deadline_ms);
}

/* Without what nothing is counted by. */
static void outcome_keep(const struct learner_turn *t, struct baton_text key,
                         const struct baton_handoff_outcome *outcome)
{
    struct baton_handoff_outcome kept = *outcome;

    kept.env.seen =
        (struct baton_seen){ .policy_version = BATON_TEXT_NONE, .model_version = BATON_TEXT_NONE };
    kept.env.occurred_at = t->in->time_ms; /* when it was counted */
    kept.solution = BATON_TEXT_NONE;
    kept.useful_attempts_count = kept.missing_knowledge_count = 0;
    baton_state_save(t->out, &learner_outcome_table, key, &kept);
}

bool learner_was_held(const struct baton_handoff_outcome *o)
{
    return o->handed_over && o->agent_id.size > 0 && (o->final || o->resolution_id.size > 0);
}

static enum baton_verdict count(const struct learner_turn *t, const struct learner_change *change)
{
    enum baton_verdict v = learner_figures_count(t, change);

    if (v == BATON_DONE)
        v = learner_agents_count(t, change);
    return v == BATON_DONE ? learner_threshold_count(t, change) : v;
}

enum baton_verdict learner_tenant_process(const struct learner_turn *t)
{
    const struct baton_handoff_outcome *outcome = t->in->value;
    struct learner_change change = { .to = outcome };
    struct baton_text key = baton_key_make(t->arena, t->tenant, outcome->env.conversation_id);
    void *row;

    if (outcome->env.synthetic || !baton_id_valid(outcome->env.conversation_id))
        return BATON_DONE;
    enum baton_verdict v = baton_state_load(t->out, &learner_outcome_table, key, &row);
    if (v != BATON_DONE)
        return v;
    change.from = row;
    if (change.from != NULL && outcome->version <= change.from->version)
        return BATON_DONE;
    if (change.from == NULL)
        keep_until(t, key, t->in->time_ms + retention_ms(t));
    outcome_keep(t, key, outcome);
    baton_count(t->out, &counted, change.from == NULL ? "first" : "amended", 1);
    return count(t, &change);
}

enum baton_verdict learner_tenant_keep(const struct learner_turn *t)
{
    void *row;
    enum baton_verdict v = baton_state_load(t->out, &learner_outcome_table, t->in->key, &row);

    if (v != BATON_DONE || row == NULL)
        return v;
    const struct baton_handoff_outcome *kept = row;
    int64_t until = kept->env.occurred_at + retention_ms(t);
    if (until <= t->in->time_ms)
        baton_state_drop(t->out, &learner_outcome_table, t->in->key);
    else
        keep_until(t, t->in->key, until);
    return BATON_DONE;
}
