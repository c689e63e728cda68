/* Counts by category and of the tenant, and what the policy says of them. The rate moves in steps,
 * so that a policy is written for what a reader would call news. */
#include "chance.h"

#include <math.h>

#include "key.h"
#include "threshold.h"

enum {
    CASES_MIN = 10, /* of a category; fewer say nothing */
    PRIOR = 10, /* cases at the tenant's mean that every category is credited with, as agents are */
    STEPS = 20, /* of the rate, from 0 to 1 */
};

/* --- rows ------------------------------------------------------------------------------------ */

static enum baton_verdict chance_load(const struct learner_turn *t, struct baton_text category,
                                      struct baton_learner_chance **ret)
{
    void *row;
    enum baton_verdict v = learner_load(t, &learner_chance_table,
                                        baton_key_make(t->arena, t->tenant, category), &row, NULL);

    if (v != BATON_DONE)
        return v;
    *ret = row;
    (*ret)->category = category;
    return BATON_DONE;
}

static void chance_save(const struct learner_turn *t, const struct baton_learner_chance *chance)
{
    baton_state_save(t->out, &learner_chance_table,
                     baton_key_make(t->arena, t->tenant, chance->category), chance);
}

/* --- counting -------------------------------------------------------------------------------- */

/* A person had it, it is over, somebody said how, and it was a case at all. */
static bool is_case(const struct baton_handoff_outcome *o)
{
    return learner_was_held(o) && o->outcome != BATON_OUTCOME_UNKNOWN
           && o->outcome != BATON_OUTCOME_DUPLICATE && o->outcome != BATON_OUTCOME_SPAM
           && baton_id_valid(o->category);
}

static enum baton_verdict count(const struct learner_turn *t, const struct baton_handoff_outcome *o,
                                int64_t sign)
{
    int64_t resolved = sign * (o->outcome == BATON_OUTCOME_RESOLVED);
    struct baton_learner_tenant *tenant;
    struct baton_learner_chance *chance;

    if (!is_case(o))
        return BATON_DONE;
    enum baton_verdict v = learner_tenant_load(t, &tenant); /* may bring categories with it */
    if (v == BATON_DONE)
        v = chance_load(t, o->category, &chance);
    if (v != BATON_DONE)
        return v;
    chance->cases += sign;
    chance->resolved += resolved;
    tenant->cases += sign;
    tenant->resolved += resolved;
    chance_save(t, chance);
    baton_state_save(t->out, &learner_tenant_table, t->tenant, tenant);
    return BATON_DONE;
}

enum baton_verdict learner_chance_count(const struct learner_turn *t,
                                        const struct learner_change *change)
{
    enum baton_verdict v = BATON_DONE;

    if (change->from != NULL)
        v = count(t, change->from, -1);
    return v == BATON_DONE ? count(t, change->to, 1) : v;
}

/* --- what the policy should say -------------------------------------------------------------- */

static double rate_of(const struct baton_learner_chance *chance,
                      const struct baton_learner_tenant *tenant)
{
    double mean = tenant->cases > 0 ? (double)tenant->resolved / (double)tenant->cases : 0;
    double rate = ((double)chance->resolved + PRIOR * mean) / ((double)chance->cases + PRIOR);

    return fmin(fmax(rate, 0), 1);
}

static bool asks(const struct baton_learner_chance *chance,
                 const struct baton_learner_tenant *tenant)
{
    if (chance->cases < CASES_MIN || chance->written_cases == 0)
        return (chance->cases >= CASES_MIN) != (chance->written_cases > 0);
    return chance->cases >= 2 * chance->written_cases
           || fabs(rate_of(chance, tenant) - chance->written_rate) * STEPS >= 1;
}

/* The rows of a category whose rate the policy should say anew; *ret_chance NULL: it need not. */
static enum baton_verdict load_asking(const struct learner_turn *t, struct baton_text category,
                                      struct baton_learner_tenant **ret_tenant,
                                      struct baton_learner_chance **ret_chance)
{
    struct baton_learner_chance *chance;

    *ret_chance = NULL;
    if (baton_rulebook_now(t->self->book, t->tenant)->frozen || !baton_id_valid(category))
        return BATON_DONE;
    enum baton_verdict v = learner_tenant_load(t, ret_tenant);
    if (v == BATON_DONE)
        v = chance_load(t, category, &chance);
    if (v == BATON_DONE && asks(chance, *ret_tenant))
        *ret_chance = chance;
    return v;
}

enum baton_verdict learner_chance_asks(const struct learner_turn *t, struct baton_text category,
                                       bool *ret_asks)
{
    struct baton_learner_tenant *tenant;
    struct baton_learner_chance *chance;
    enum baton_verdict v = load_asking(t, category, &tenant, &chance);

    *ret_asks = chance != NULL;
    return v;
}

static struct baton_text reason_add(const struct learner_turn *t, struct baton_text reason,
                                    const struct baton_learner_chance *chance)
{
    const char *separator = reason.size > 0 ? "; " : "";

    if (chance->written_cases == 0)
        return baton_text_format(t->arena, "%.*s%s%.*s: too few cases", BATON_TEXT_ARG(reason),
                                 separator, BATON_TEXT_ARG(chance->category));
    return baton_text_format(t->arena, "%.*s%s%.*s: people resolved %.0f %% of %lld",
                             BATON_TEXT_ARG(reason), separator, BATON_TEXT_ARG(chance->category),
                             100 * chance->written_rate, (long long)chance->written_cases);
}

enum baton_verdict learner_chance_move(const struct learner_turn *t, struct baton_text category,
                                       struct baton_text *reason)
{
    struct baton_learner_tenant *tenant;
    struct baton_learner_chance *chance;
    enum baton_verdict v = load_asking(t, category, &tenant, &chance);

    if (chance == NULL)
        return v;
    chance->written_cases = chance->cases >= CASES_MIN ? chance->cases : 0;
    chance->written_rate =
        chance->written_cases > 0 ? round(rate_of(chance, tenant) * STEPS) / STEPS : 0;
    chance_save(t, chance);
    *reason = reason_add(t, *reason, chance);
    return BATON_DONE;
}

/* --- the policy ------------------------------------------------------------------------------ */

static void write_one(struct baton_buf *body, const struct baton_learner_chance *chance, bool first)
{
    baton_buf_append_text(body, first ? BATON_TEXT(", \"resolved\": {\"") : BATON_TEXT(", \""));
    baton_buf_append_json(body, chance->category);
    baton_buf_format(body, "\": {\"rate\": %.4g, \"cases\": %lld}", chance->written_rate,
                     (long long)chance->written_cases);
}

enum baton_verdict learner_chance_write(const struct learner_turn *t, struct baton_buf *body)
{
    struct baton_text prefix = baton_text_format(t->arena, "%.*s/", BATON_TEXT_ARG(t->tenant));
    struct baton_text key = BATON_TEXT_NONE;
    enum baton_verdict v;
    int count = 0;
    void *row;

    while ((v = baton_state_next(t->out, &learner_chance_table, prefix, &key, &row)) == BATON_DONE
           && row != NULL) {
        const struct baton_learner_chance *chance = row;

        if (chance->written_cases > 0 && count < LEARNER_CATEGORIES_MAX)
            write_one(body, chance, count++ == 0);
    }
    if (count > 0)
        baton_buf_append_text(body, BATON_TEXT("}"));
    return v;
}

void learner_chance_take_over(const struct learner_turn *t, struct baton_learner_tenant *tenant)
{
    const struct baton_rules *rules = baton_rulebook_now(t->self->book, t->tenant);

    for (size_t i = 0; i < rules->resolved_count; i++) {
        const struct baton_learned_chance *learned = &rules->resolved[i];
        struct baton_learner_chance *chance = BATON_RECORD(t->arena, learner_chance);

        if (!baton_id_valid(learned->category))
            continue;
        chance->category = learned->category;
        chance->cases = chance->written_cases = learned->cases;
        chance->resolved = llround(learned->rate * (double)learned->cases);
        chance->written_rate = learned->rate;
        tenant->cases += chance->cases;
        tenant->resolved += chance->resolved;
        chance_save(t, chance);
    }
}
