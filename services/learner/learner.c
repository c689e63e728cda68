/* Which record goes where, and the rows that all parts share. */
#include "learner.h"

#include <math.h>
#include <stdlib.h>

#include "agents.h"
#include "conversation.h"
#include "customer.h"
#include "figures.h"
#include "key.h"
#include "tenant.h"
#include "threshold.h"

const struct baton_table learner_conversation_table = { 'c', &baton_learner_conversation_type };
const struct baton_table learner_outcome_table = { 'o', &baton_handoff_outcome_type };
const struct baton_table learner_category_table = { 'k', &baton_learner_category_type };
const struct baton_table learner_chance_table = { 'r', &baton_learner_chance_type };
const struct baton_table learner_tenant_table = { 'n', &baton_learner_tenant_type };
const struct baton_table learner_figures_table = { 'm', &baton_learner_figures_type };
const struct baton_table learner_agent_table = { 'a', &baton_learner_agent_type };
const struct baton_table learner_pool_table = { 'p', &baton_learner_agent_type };
const struct baton_table learner_customer_table = { 'h', &baton_learner_customer_type };
const struct baton_table *const learner_tables[] = {
    &learner_conversation_table, &learner_outcome_table,
    &learner_category_table,     &learner_chance_table,
    &learner_tenant_table,       &learner_figures_table,
    &learner_agent_table,        &learner_pool_table,
    &learner_customer_table,     NULL,
};

enum baton_verdict learner_load(const struct learner_turn *t, const struct baton_table *table,
                                struct baton_text key, void **ret, bool *ret_new)
{
    enum baton_verdict v = baton_state_load(t->out, table, key, ret);
    bool is_new = v == BATON_DONE && *ret == NULL;

    if (is_new)
        *ret = baton_record_new(table->type, t->arena);
    if (ret_new != NULL)
        *ret_new = is_new;
    return v;
}

struct baton_text learner_part(struct baton_text text)
{
    return baton_text_has_control(text) ? BATON_TEXT_NONE
                                        : baton_text_cut(text, BATON_ID_MAX_BYTES);
}

int64_t learner_next_write(const struct learner_turn *t, int64_t slot, int64_t written_at,
                           int64_t interval_ms)
{
    int64_t next = written_at != 0 ? written_at + interval_ms : 0;

    if (next < t->in->time_ms)
        next = t->in->time_ms;
    return slot != 0 && slot < next ? slot : next;
}

int64_t learner_thousandths(double rating)
{
    if (isnan(rating))
        return 0;
    return llround(fmin(fmax(rating, 0), 100) * 1000);
}

/* --- life ------------------------------------------------------------------------------------ */

void *learner_open(const void *conf, struct baton_error *err)
{
    struct learner *self = calloc(1, sizeof *self);

    (void)err;
    if (self == NULL)
        abort();
    self->conf = conf;
    self->book = baton_rulebook_new();
    return self;
}

void learner_close(void *self)
{
    struct learner *learner = self;

    if (learner == NULL)
        return;
    baton_rulebook_free(learner->book);
    free(learner);
}

enum baton_verdict learner_global(const struct baton_record *in, void *self,
                                  struct baton_error *err)
{
    const struct learner *learner = self;
    struct baton_text tenant = baton_key_owner(in->key, 1);
    struct baton_text part = baton_key_part(in->arena, in->key, 1);

    if (in->value != NULL)
        return baton_rulebook_apply(learner->book, in->value, err);
    baton_rulebook_remove(learner->book, tenant,
                          baton_text_is(part, "learned") ? BATON_POLICY_PART_LEARNED
                                                         : BATON_POLICY_PART_DECLARED);
    return BATON_DONE;
}

/* --- records and timers ---------------------------------------------------------------------- */

static const struct {
    const struct baton_topic *topic;
    enum baton_verdict (*process)(const struct learner_turn *t);
} topics[] = {
    { &baton_topic_events, learner_conversation_process },
    { &baton_topic_signals, learner_conversation_process },
    { &baton_topic_assignments, learner_conversation_process },
    { &baton_topic_resolutions, learner_conversation_process },
    { &baton_topic_outcomes, learner_tenant_process },
    { &baton_topic_histories, learner_customer_fold },
    { &baton_topic_enrichment_requests, learner_customer_answer },
};

static const struct {
    const char *name;
    enum baton_verdict (*process)(const struct learner_turn *t);
} timers[] = {
    { LEARNER_TIMER_KEEP, learner_conversation_keep },
    { LEARNER_TIMER_COUNTED, learner_tenant_keep },
    { LEARNER_TIMER_FIGURES, learner_figures_write },
    { LEARNER_TIMER_AGENT, learner_agents_write },
    { LEARNER_TIMER_POLICY, learner_threshold_due },
};

enum baton_verdict learner_process(const struct baton_record *in, void *self,
                                   struct baton_outbox *out)
{
    struct learner_turn turn = { .in = in,
                                 .self = self,
                                 .out = out,
                                 .arena = in->arena,
                                 .tenant = baton_key_owner(in->key, 1) };

    for (size_t i = 0; in->topic == NULL && i < sizeof timers / sizeof timers[0]; i++) {
        if (baton_text_is(in->timer, timers[i].name))
            return timers[i].process(&turn);
    }
    for (size_t i = 0; in->value != NULL && i < sizeof topics / sizeof topics[0]; i++) {
        if (in->topic == topics[i].topic)
            return topics[i].process(&turn);
    }
    return BATON_DONE; /* a tombstone, or a timer of an older version */
}
