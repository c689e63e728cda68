/* Rows of agents: one for each issue category and one for all ("-" in the key); beside them one for
 * the whole pool, whose resolution rate an agent with little data is drawn to. */
#include "agents.h"

#include <math.h>

#include "key.h"

enum { PRIOR = 10 }; /* conversations at the pool's mean that every agent is credited with */

/* --- what one outcome adds ------------------------------------------------------------------- */

/* One agent in one outcome. */
struct share {
    const struct baton_handoff_outcome *outcome;
    struct baton_text agent_id;
    const struct baton_agent_offers *offers; /* NULL: nobody asked him */
    bool had_it;                             /* the last one who held it, and it is over */
};

static struct baton_text pool_of(const struct baton_handoff_outcome *o)
{
    return baton_name_valid(o->pool) ? o->pool : BATON_TEXT(BATON_RULES_POOL);
}

static void count_offers(struct baton_learner_agent *row, const struct baton_agent_offers *offers,
                         int64_t sign)
{
    if (offers == NULL)
        return;
    row->offered += sign * offers->offered;
    row->accepted += sign * offers->accepted;
    row->declined += sign * offers->declined;
    row->timed_out += sign * offers->timed_out;
}

static void count_time(int64_t *count, int64_t *sum, int64_t ms, int64_t sign)
{
    if (ms == BATON_NULL_LONG)
        return;
    *count += sign;
    *sum += sign * ms;
}

static void count_rating(int64_t *count, int64_t *sum, double rating, int64_t sign)
{
    if (isnan(rating))
        return;
    *count += sign;
    *sum += sign * learner_thousandths(rating);
}

static void count_work(struct baton_learner_agent *row, const struct baton_handoff_outcome *o,
                       int64_t sign)
{
    row->completed += sign;
    row->resolved += sign * (o->outcome == BATON_OUTCOME_RESOLVED);
    row->re_escalated += sign * o->re_escalated;
    row->transferred += sign * (o->transfers > 0);
    count_time(&row->handled, &row->handle_ms, o->handle_ms, sign);
    count_time(&row->replied, &row->reply_ms, o->first_reply_ms, sign);
    count_rating(&row->rated, &row->csat, o->csat_after, sign);
    count_rating(&row->contexts, &row->context, o->context_rating, sign);
}

/* First and last are not taken back when an outcome is amended: nothing else would be known. */
static void widen(struct baton_learner_agent *row, const struct baton_handoff_outcome *o)
{
    int64_t at = o->ended_at != BATON_NULL_LONG ? o->ended_at : o->solved_at;

    if (at == BATON_NULL_LONG || at <= 0)
        return;
    if (row->since == 0 || at < row->since)
        row->since = at;
    if (at > row->until)
        row->until = at;
}

/* --- rows ------------------------------------------------------------------------------------ */

/* tenant/pool/agent/category, or tenant/pool/category of the whole pool. Empty: too long for a key.
 */
static struct baton_text row_key(const struct learner_turn *t, const struct share *share,
                                 struct baton_text category, bool of_pool)
{
    struct baton_text key = baton_key_make(t->arena, t->tenant, pool_of(share->outcome));
    struct baton_error err;

    if (!of_pool)
        key = baton_key_extend(t->arena, key, share->agent_id);
    key = baton_key_extend(t->arena, key, category.size > 0 ? category : BATON_TEXT("-"));
    return baton_key_check(key, 2, &err) == BATON_DONE ? key : BATON_TEXT_NONE;
}

static void row_name(struct baton_learner_agent *row, const struct share *share,
                     struct baton_text category)
{
    row->agent_id = share->agent_id;
    row->pool = pool_of(share->outcome);
    row->category = category;
    if (baton_text_equal(share->outcome->agent_id, share->agent_id)
        && share->outcome->agent_name.size > 0)
        row->agent_name = share->outcome->agent_name;
}

static enum baton_verdict count_row(const struct learner_turn *t, const struct share *share,
                                    struct baton_text category, int64_t sign)
{
    struct baton_text key = row_key(t, share, category, false);
    struct baton_learner_agent *row;
    void *loaded;

    if (key.size == 0)
        return BATON_DONE;
    enum baton_verdict v = learner_load(t, &learner_agent_table, key, &loaded, NULL);
    if (v != BATON_DONE)
        return v;
    row = loaded;
    row_name(row, share, category);
    count_offers(row, share->offers, sign);
    if (share->had_it)
        count_work(row, share->outcome, sign);
    if (share->had_it && sign > 0)
        widen(row, share->outcome);
    baton_timer_set(t->out, key, LEARNER_TIMER_AGENT, &row->write_ms,
                    learner_next_write(t, row->write_ms, row->written_at, t->self->conf->write_ms));
    baton_state_save(t->out, &learner_agent_table, key, row);
    return BATON_DONE;
}

static enum baton_verdict count_pool(const struct learner_turn *t, const struct share *share,
                                     struct baton_text category, int64_t sign)
{
    struct baton_text key = row_key(t, share, category, true);
    struct baton_learner_agent *row;
    void *loaded;

    if (key.size == 0 || !share->had_it)
        return BATON_DONE;
    enum baton_verdict v = learner_load(t, &learner_pool_table, key, &loaded, NULL);
    if (v != BATON_DONE)
        return v;
    row = loaded;
    row->pool = pool_of(share->outcome);
    row->category = category;
    count_work(row, share->outcome, sign);
    baton_state_save(t->out, &learner_pool_table, key, row);
    return BATON_DONE;
}

static enum baton_verdict count_share(const struct learner_turn *t, const struct share *share,
                                      int64_t sign)
{
    struct baton_text category = learner_part(share->outcome->category);
    enum baton_verdict v = BATON_DONE;

    if (!baton_id_valid(share->agent_id))
        return BATON_DONE;
    if (category.size > 0)
        v = count_row(t, share, category, sign);
    if (v == BATON_DONE && category.size > 0)
        v = count_pool(t, share, category, sign);
    if (v == BATON_DONE)
        v = count_row(t, share, BATON_TEXT_NONE, sign);
    return v == BATON_DONE ? count_pool(t, share, BATON_TEXT_NONE, sign) : v;
}

/* Those whom it was offered to, and the one who had it where nobody was asked. */
static enum baton_verdict count_outcome(const struct learner_turn *t,
                                        const struct baton_handoff_outcome *o, int64_t sign)
{
    bool over = learner_was_held(o), asked = false;
    enum baton_verdict v = BATON_DONE;

    for (size_t i = 0; v == BATON_DONE && i < o->agent_offers_count; i++) {
        struct share share = { .outcome = o,
                               .agent_id = o->agent_offers[i].agent_id,
                               .offers = &o->agent_offers[i] };
        bool last = over && !asked && baton_text_equal(share.agent_id, o->agent_id);
        share.had_it = last;
        asked = asked || last;
        v = count_share(t, &share, sign);
    }
    struct share taken = { o, o->agent_id, NULL, true };
    return v == BATON_DONE && over && !asked ? count_share(t, &taken, sign) : v;
}

enum baton_verdict learner_agents_count(const struct learner_turn *t,
                                        const struct learner_change *change)
{
    enum baton_verdict v = BATON_DONE;

    if (change->from != NULL)
        v = count_outcome(t, change->from, -1);
    return v == BATON_DONE ? count_outcome(t, change->to, 1) : v;
}

/* --- writing --------------------------------------------------------------------------------- */

static double mean(int64_t sum, int64_t count, double scale)
{
    return count > 0 ? (double)sum / (double)count / scale : NAN;
}

static double resolution_rate(const struct baton_learner_agent *row,
                              const struct baton_learner_agent *pool)
{
    if (row->completed <= 0)
        return NAN;
    double all = pool->completed > 0 ? (double)pool->resolved / (double)pool->completed
                                     : (double)row->resolved / (double)row->completed;
    return ((double)row->resolved + PRIOR * all) / ((double)row->completed + PRIOR);
}

static struct baton_agent_performance *record_of(const struct learner_turn *t,
                                                 const struct baton_learner_agent *row,
                                                 const struct baton_learner_agent *pool)
{
    struct baton_agent_performance *p = BATON_RECORD(t->arena, agent_performance);

    p->env.sequence = row->version;
    p->performance_id = baton_text_format(t->arena, "%.*s/%.*s", BATON_TEXT_ARG(row->agent_id),
                                          BATON_TEXT_ARG(row->category));
    p->agent_id = row->agent_id;
    p->category = row->category;
    p->agent_name = row->agent_name;
    p->pool = row->pool;
    p->version = row->version;
    p->since = row->since != 0 ? row->since : BATON_NULL_LONG;
    p->until = row->until != 0 ? row->until : BATON_NULL_LONG;
    p->offered = row->offered;
    p->accepted = row->accepted;
    p->declined = row->declined;
    p->timed_out = row->timed_out;
    p->completed = row->completed;
    p->resolved = row->resolved;
    p->re_escalated = row->re_escalated;
    p->transferred = row->transferred;
    p->rated = row->rated;
    p->resolution_rate = resolution_rate(row, pool);
    p->mean_handle_ms = mean(row->handle_ms, row->handled, 1);
    p->mean_first_reply_ms = mean(row->reply_ms, row->replied, 1);
    p->mean_csat = mean(row->csat, row->rated, 1000);
    p->mean_context_rating = mean(row->context, row->contexts, 1000);
    return p;
}

enum baton_verdict learner_agents_write(const struct learner_turn *t)
{
    struct baton_learner_agent *row;
    void *loaded, *pool;
    enum baton_verdict v = baton_state_load(t->out, &learner_agent_table, t->in->key, &loaded);

    if (v != BATON_DONE || loaded == NULL)
        return v;
    row = loaded;
    struct baton_text pool_key = baton_key_make(t->arena, t->tenant, row->pool);
    pool_key = baton_key_extend(t->arena, pool_key,
                                row->category.size > 0 ? row->category : BATON_TEXT("-"));
    v = learner_load(t, &learner_pool_table, pool_key, &pool, NULL);
    if (v != BATON_DONE)
        return v;
    row->write_ms = 0;
    row->written_at = t->in->time_ms;
    row->version++;
    baton_state_save(t->out, &learner_agent_table, t->in->key, row);
    return baton_emit(t->out, &baton_topic_performance, t->in->key, record_of(t, row, pool));
}
