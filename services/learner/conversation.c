/* Rows of conversations and the records that leave them. A row lives for the policy's retention
 * after the last that was heard, so that ratings may come days later; its timer moves only when it
 * fires, so that a message costs no timer. */
#include "conversation.h"

#include "fold.h"
#include "hash.h"
#include "key.h"
#include "outcome.h"

enum { OUTCOME_MAX_BYTES = 1024 * 1024 };

static int64_t retention_ms(const struct learner_turn *t)
{
    return baton_rulebook_now(t->self->book, t->tenant)->retention_ms;
}

/* --- writing --------------------------------------------------------------------------------- */

/* Hash of the outcome without its version: whether it says anything new. */
static bool outcome_hash(const struct baton_handoff_outcome *outcome, int64_t *ret)
{
    struct baton_buf buf;

    baton_buf_init(&buf, OUTCOME_MAX_BYTES);
    bool done = baton_codec_encode(&baton_handoff_outcome_type, outcome, &buf, NULL) == BATON_DONE;
    if (done)
        *ret = (int64_t)baton_fnv1a(0, buf.data, buf.size);
    baton_buf_release(&buf);
    return done;
}

static enum baton_verdict history_write(const struct learner_turn *t,
                                        const struct baton_learner_conversation *c,
                                        const struct baton_handoff_outcome *outcome,
                                        struct baton_text conversation_id)
{
    struct baton_customer_history *history =
        learner_history_make(c, outcome, conversation_id, t->arena);

    if (!baton_id_valid(c->customer.id))
        return BATON_DONE;
    history->env.tenant = t->tenant;
    history->env.synthetic = c->synthetic;
    history->env.epoch = outcome->env.epoch;
    history->env.sequence = history->version = c->version;
    history->history_id = baton_text_format(t->arena, "%.*s-h%lld", BATON_TEXT_ARG(conversation_id),
                                            (long long)c->version);
    return baton_emit(t->out, &baton_topic_histories,
                      baton_key_make(t->arena, t->tenant, c->customer.id), history);
}

static enum baton_verdict outcome_write(const struct learner_turn *t,
                                        struct baton_learner_conversation *c)
{
    struct baton_handoff_outcome *outcome = learner_outcome_make(c, t->arena);
    struct baton_text id = baton_key_part(t->arena, t->in->key, 1);
    int64_t hash;

    if (!outcome_hash(outcome, &hash) || hash == c->written)
        return BATON_DONE;
    c->written = hash;
    outcome->env.sequence = outcome->version = ++c->version;
    outcome->outcome_id = baton_text_format(t->arena, "%.*s-outcome", BATON_TEXT_ARG(id));
    outcome->env.tenant = t->tenant;
    outcome->env.conversation_id = id;
    outcome->env.synthetic = c->synthetic;
    enum baton_verdict v = baton_emit(t->out, &baton_topic_outcomes, t->tenant, outcome);
    return v == BATON_DONE ? history_write(t, c, outcome, id) : v;
}

/* The customer's task drops what it keeps. `customer_id`: as known before the event. */
static enum baton_verdict forget_write(const struct learner_turn *t,
                                       struct baton_learner_conversation *c,
                                       struct baton_text customer_id)
{
    struct baton_customer_history *history = BATON_RECORD(t->arena, customer_history);

    if (!baton_id_valid(customer_id))
        return BATON_DONE;
    history->env.tenant = t->tenant;
    history->env.conversation_id = baton_key_part(t->arena, t->in->key, 1);
    history->env.synthetic = c->synthetic;
    history->env.epoch = c->holding.epoch;
    history->env.sequence = history->version = ++c->version;
    history->history_id =
        baton_text_format(t->arena, "%.*s-h%lld", BATON_TEXT_ARG(history->env.conversation_id),
                          (long long)c->version);
    history->customer_id = customer_id;
    history->forget = true;
    return baton_emit(t->out, &baton_topic_histories,
                      baton_key_make(t->arena, t->tenant, customer_id), history);
}

/* What a message before the end adds can wait for the end. */
static bool is_quiet(const struct learner_turn *t, const struct baton_learner_conversation *c)
{
    const struct baton_conversation_event *event = t->in->value;

    return t->in->topic == &baton_topic_events && c->ended_at == 0
           && event->type != BATON_EVENT_TYPE_FEEDBACK && event->type != BATON_EVENT_TYPE_HOLDER
           && event->type != BATON_EVENT_TYPE_FORGET;
}

static bool is_forget(const struct baton_record *in)
{
    const struct baton_conversation_event *event = in->value;

    return in->topic == &baton_topic_events && event->type == BATON_EVENT_TYPE_FORGET;
}

/* Who is to be forgotten: whom the event names, else the customer of the conversation. */
static struct baton_text customer_of(const struct baton_record *in,
                                     const struct baton_learner_conversation *c)
{
    const struct baton_conversation_event *event = in->value;

    return is_forget(in) && event->customer.id.size > 0 ? event->customer.id : c->customer.id;
}

/* --- reading --------------------------------------------------------------------------------- */

/* false for a duplicate */
static bool fold(const struct learner_turn *t, struct baton_learner_conversation *c)
{
    const struct baton_record *in = t->in;

    if (in->topic == &baton_topic_events)
        return learner_fold_event(c, in->value, in->offset, in->time_ms, t->arena);
    if (in->topic == &baton_topic_signals)
        learner_fold_signal(c, in->value, in->time_ms, t->arena);
    if (in->topic == &baton_topic_assignments)
        learner_fold_assignment(c, in->value, t->arena);
    if (in->topic == &baton_topic_resolutions)
        learner_fold_resolution(c, in->value, in->time_ms, t->arena);
    return true;
}

enum baton_verdict learner_conversation_process(const struct learner_turn *t)
{
    const struct baton_envelope *env = t->in->value;
    struct baton_learner_conversation *c;
    void *row;
    enum baton_verdict v = learner_load(t, &learner_conversation_table, t->in->key, &row, NULL);

    if (v != BATON_DONE)
        return v;
    c = row;
    struct baton_text customer_id = customer_of(t->in, c);
    if (!fold(t, c))
        return BATON_DONE;
    c->synthetic = c->synthetic || env->synthetic;
    c->touched_at = t->in->time_ms;
    if (c->keep_ms == 0)
        baton_timer_set(t->out, t->in->key, LEARNER_TIMER_KEEP, &c->keep_ms,
                        t->in->time_ms + retention_ms(t));
    if (is_forget(t->in))
        v = forget_write(t, c, customer_id);
    if (v == BATON_DONE && learner_outcome_due(c) && !is_quiet(t, c))
        v = outcome_write(t, c);
    baton_state_save(t->out, &learner_conversation_table, t->in->key, c);
    return v;
}

enum baton_verdict learner_conversation_keep(const struct learner_turn *t)
{
    struct baton_learner_conversation *c;
    void *row;
    enum baton_verdict v = baton_state_load(t->out, &learner_conversation_table, t->in->key, &row);

    if (v != BATON_DONE || row == NULL)
        return v;
    c = row;
    c->keep_ms = 0;
    if (c->touched_at + retention_ms(t) <= t->in->time_ms) {
        baton_state_drop(t->out, &learner_conversation_table, t->in->key);
        return BATON_DONE;
    }
    baton_timer_set(t->out, t->in->key, LEARNER_TIMER_KEEP, &c->keep_ms,
                    c->touched_at + retention_ms(t));
    baton_state_save(t->out, &learner_conversation_table, t->in->key, c);
    return BATON_DONE;
}
