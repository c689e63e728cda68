/* Categories, and the policy that carries their offsets and chances. A move and its policy are one:
 * what is in the rows is what was written. */
#include "threshold.h"

#include "chance.h"
#include "grow.h"
#include "key.h"
#include "votes.h"

enum { BODY_MAX_BYTES = 1024 * 1024 };

static BATON_METRIC(moves, "baton_learner_moves_total", BATON_COUNTER, "direction",
                    "Moves of a category's threshold, up or down.");

static const struct baton_rules *rules_now(const struct learner_turn *t)
{
    return baton_rulebook_now(t->self->book, t->tenant);
}

/* --- rows ------------------------------------------------------------------------------------ */

static struct baton_text category_key(const struct learner_turn *t, struct baton_text category)
{
    return baton_key_make(t->arena, t->tenant, category);
}

static void category_save(const struct learner_turn *t,
                          const struct baton_learner_category *category)
{
    baton_state_save(t->out, &learner_category_table, category_key(t, category->category),
                     category);
}

static enum baton_verdict category_load(const struct learner_turn *t, struct baton_text name,
                                        struct baton_learner_category **ret)
{
    void *row;
    enum baton_verdict v =
        learner_load(t, &learner_category_table, category_key(t, name), &row, NULL);

    if (v != BATON_DONE)
        return v;
    *ret = row;
    (*ret)->category = name;
    return BATON_DONE;
}

/* The number behind `mark` in a version "<declared>+<mark><n>"; 0: none. */
static int64_t number_behind(struct baton_text version, const char *mark)
{
    ptrdiff_t at = baton_text_find(version, baton_text_of(mark), 0);
    int64_t number = 0;

    if (at < 0)
        return 0;
    size_t from = (size_t)at + strlen(mark);
    baton_text_to_long((struct baton_text){ version.data + from, version.size - from }, &number);
    return number;
}

static int64_t number_cleared(struct baton_text version)
{
    return number_behind(version, "+" BATON_POLICY_CLEARED);
}

/* The number of the learned policy in force, whoever wrote it. */
static int64_t number_in_force(struct baton_text version)
{
    int64_t learned = number_behind(version, "+learned-");

    return learned > 0 ? learned : number_cleared(version);
}

/* People took the offsets back: the learner begins anew, with votes that come from now on, and its
 * next policy has a higher number. */
static enum baton_verdict clear(const struct learner_turn *t, struct baton_learner_tenant *tenant,
                                int64_t number)
{
    struct baton_text prefix = baton_text_format(t->arena, "%.*s/", BATON_TEXT_ARG(t->tenant));
    struct baton_text key = BATON_TEXT_NONE;
    enum baton_verdict v;
    void *row;

    while ((v = baton_state_next(t->out, &learner_category_table, prefix, &key, &row)) == BATON_DONE
           && row != NULL) {
        const struct baton_learner_category *before = row;
        struct baton_learner_category *category = BATON_RECORD(t->arena, learner_category);

        category->category = before->category;
        category_save(t, category);
    }
    if (v != BATON_DONE)
        return v;
    tenant->policy_version = number;
    baton_state_save(t->out, &learner_tenant_table, t->tenant, tenant);
    return BATON_DONE;
}

/* The state was lost, the policy was not: its offsets and number are taken over. */
static void take_over(const struct learner_turn *t, struct baton_learner_tenant *tenant)
{
    const struct baton_rules *rules = rules_now(t);

    tenant->policy_version = number_in_force(rules->version);
    learner_chance_take_over(t, tenant);
    for (size_t i = 0; i < rules->learned_count; i++) {
        const struct baton_learned_threshold *learned = &rules->learned[i];
        struct baton_learner_category *category = BATON_RECORD(t->arena, learner_category);

        if (!baton_id_valid(learned->category))
            continue;
        category->category = learned->category;
        category->offset = learned->offset;
        category->moved_at = t->in->time_ms;
        category->moved_version = tenant->policy_version;
        category->grounds_outcomes = learned->outcomes;
        category->grounds_ratio = learned->unnecessary_ratio;
        category->grounds = learned->resolutions;
        category->grounds_count = learned->resolutions_count;
        category_save(t, category);
    }
}

enum baton_verdict learner_tenant_load(const struct learner_turn *t,
                                       struct baton_learner_tenant **ret)
{
    void *row;
    bool is_new;
    enum baton_verdict v = learner_load(t, &learner_tenant_table, t->tenant, &row, &is_new);

    if (v != BATON_DONE)
        return v;
    *ret = row;
    if (is_new) {
        take_over(t, *ret);
        baton_state_save(t->out, &learner_tenant_table, t->tenant, *ret);
    }
    int64_t cleared = number_cleared(rules_now(t)->version);
    return cleared > (*ret)->policy_version ? clear(t, *ret, cleared) : BATON_DONE;
}

/* --- the policy ------------------------------------------------------------------------------ */

static void body_add(struct baton_buf *body, const struct baton_learner_category *c, bool first)
{
    baton_buf_append_text(body, first ? BATON_TEXT("\"") : BATON_TEXT(", \""));
    baton_buf_append_json(body, c->category);
    baton_buf_format(body,
                     "\": {\"offset\": %.6g, \"outcomes\": %lld, \"unnecessary_ratio\": %.4g, "
                     "\"resolutions\": [",
                     c->offset, (long long)c->grounds_outcomes, c->grounds_ratio);
    for (size_t i = 0; i < c->grounds_count; i++) {
        baton_buf_append_text(body, i == 0 ? BATON_TEXT("\"") : BATON_TEXT(", \""));
        baton_buf_append_json(body, c->grounds[i]);
        baton_buf_append_text(body, BATON_TEXT("\""));
    }
    baton_buf_append_text(body, BATON_TEXT("]}"));
}

/* Every category that was ever moved, in the order of names. */
static enum baton_verdict body_make(const struct learner_turn *t, struct baton_buf *body)
{
    struct baton_text prefix = baton_text_format(t->arena, "%.*s/", BATON_TEXT_ARG(t->tenant));
    struct baton_text key = BATON_TEXT_NONE;
    enum baton_verdict v;
    int count = 0;
    void *row;

    baton_buf_append_text(body, BATON_TEXT("{\"learned\": {\"thresholds\": {"));
    while ((v = baton_state_next(t->out, &learner_category_table, prefix, &key, &row)) == BATON_DONE
           && row != NULL) {
        const struct baton_learner_category *category = row;

        if (category->moved_at != 0 && count < LEARNER_CATEGORIES_MAX)
            body_add(body, category, count++ == 0);
    }
    baton_buf_append_text(body, BATON_TEXT("}"));
    if (v == BATON_DONE)
        v = learner_chance_write(t, body);
    baton_buf_append_text(body, BATON_TEXT("}}"));
    return v;
}

static enum baton_verdict policy_emit(const struct learner_turn *t,
                                      const struct baton_learner_tenant *tenant,
                                      struct baton_text reason, struct baton_text body)
{
    struct baton_policy *policy = BATON_RECORD(t->arena, policy);

    policy->env.sequence = tenant->policy_version;
    policy->policy_id =
        baton_text_format(t->arena, "learned-%lld", (long long)tenant->policy_version);
    policy->part = BATON_POLICY_PART_LEARNED;
    policy->version = tenant->policy_version;
    policy->author = BATON_TEXT("learner");
    policy->reason = reason;
    policy->applies = BATON_POLICY_APPLIES_NEW_CONVERSATIONS;
    policy->body = body;
    policy->digest = baton_policy_digest(body, t->arena);
    return baton_emit(t->out, &baton_topic_policies,
                      baton_key_make(t->arena, t->tenant, BATON_TEXT("learned")), policy);
}

static enum baton_verdict policy_write(const struct learner_turn *t,
                                       struct baton_learner_tenant *tenant,
                                       struct baton_text reason)
{
    struct baton_buf body;

    baton_buf_init(&body, BODY_MAX_BYTES);
    enum baton_verdict v = body_make(t, &body);
    if (v == BATON_DONE && body.overflowed)
        v = baton_fail(baton_error_of(t->out), BATON_REJECT, "policy_too_large",
                       "the learned policy has more than %d bytes", (int)BODY_MAX_BYTES);
    if (v == BATON_DONE)
        v = policy_emit(t, tenant, reason, baton_buf_text(&body));
    baton_buf_release(&body);
    tenant->policy_at = t->in->time_ms;
    return v;
}

/* --- moving ---------------------------------------------------------------------------------- */

/* One more move in `reason`. */
static struct baton_text reason_add(const struct learner_turn *t, struct baton_text reason,
                                    const struct baton_learner_category *c, double before)
{
    return baton_text_format(
        t->arena, "%.*s%s%.*s %+.6g to %+.6g: %.0f %% of %lld escalations unnecessary",
        BATON_TEXT_ARG(reason), reason.size > 0 ? "; " : "", BATON_TEXT_ARG(c->category),
        c->offset - before, c->offset, 100 * c->grounds_ratio, (long long)c->grounds_outcomes);
}

/* Moves `c` where its votes still ask for it. */
static void move(const struct learner_turn *t, struct baton_learner_category *c, int64_t version,
                 struct baton_text *reason)
{
    double before = c->offset, offset = learner_votes_offset(c, rules_now(t));

    if (offset == before)
        return;
    learner_votes_move(c, offset, t->in->time_ms, version, t->arena);
    baton_count(t->out, &moves, offset > before ? "up" : "down", 1);
    *reason = reason_add(t, *reason, c, before);
    category_save(t, c);
}

static bool is_waiting(const struct baton_learner_tenant *tenant, struct baton_text category)
{
    return baton_rules_listed(tenant->waiting, tenant->waiting_count, category);
}

/* All that wait, in one policy. */
static enum baton_verdict move_waiting(const struct learner_turn *t,
                                       struct baton_learner_tenant *tenant)
{
    struct baton_text reason = BATON_TEXT_NONE;
    enum baton_verdict v = BATON_DONE;

    for (size_t i = 0; v == BATON_DONE && i < tenant->waiting_count; i++) {
        struct baton_learner_category *category;

        v = category_load(t, tenant->waiting[i], &category);
        if (v == BATON_DONE)
            move(t, category, tenant->policy_version + 1, &reason);
        if (v == BATON_DONE)
            v = learner_chance_move(t, tenant->waiting[i], &reason);
    }
    tenant->waiting_count = 0;
    if (v != BATON_DONE || reason.size == 0)
        return v;
    tenant->policy_version++;
    return policy_write(t, tenant, reason);
}

static enum baton_verdict propose(const struct learner_turn *t, struct baton_text category)
{
    struct baton_learner_tenant *tenant;
    enum baton_verdict v = learner_tenant_load(t, &tenant);

    if (v != BATON_DONE)
        return v;
    int64_t due =
        learner_next_write(t, tenant->policy_ms, tenant->policy_at, t->self->conf->policy_ms);
    if (!is_waiting(tenant, category) && tenant->waiting_count < LEARNER_CATEGORIES_MAX)
        *LEARNER_ADD(t->arena, tenant->waiting, tenant->waiting_count) = category;
    if (due <= t->in->time_ms && tenant->policy_ms == 0)
        v = move_waiting(t, tenant);
    else
        baton_timer_set(t->out, t->tenant, LEARNER_TIMER_POLICY, &tenant->policy_ms, due);
    baton_state_save(t->out, &learner_tenant_table, t->tenant, tenant);
    return v;
}

/* *ret_asks: its category should move. */
static enum baton_verdict vote(const struct learner_turn *t, const struct learner_change *change,
                               bool *ret_asks)
{
    const struct baton_handoff_outcome *from = change->from, *to = change->to;
    enum learner_verdict before = from != NULL ? learner_verdict_of(from) : LEARNER_NO_VOTE;
    enum learner_verdict now = learner_verdict_of(to);
    struct baton_learner_category *category;
    struct baton_learner_tenant *tenant;

    *ret_asks = false;
    if ((before == LEARNER_NO_VOTE && now == LEARNER_NO_VOTE) || !baton_id_valid(to->category))
        return BATON_DONE;
    enum baton_verdict v = learner_tenant_load(t, &tenant); /* may bring categories with it */
    if (v == BATON_DONE)
        v = category_load(t, to->category, &category);
    if (v != BATON_DONE)
        return v;
    learner_votes_take(category, to, now, before != LEARNER_NO_VOTE, t->arena);
    category_save(t, category);
    *ret_asks = learner_votes_offset(category, rules_now(t)) != category->offset;
    return BATON_DONE;
}

enum baton_verdict learner_threshold_count(const struct learner_turn *t,
                                           const struct learner_change *change)
{
    bool moved = false, told = false;
    enum baton_verdict v = learner_chance_count(t, change);

    if (v == BATON_DONE)
        v = vote(t, change, &moved);
    if (v == BATON_DONE)
        v = learner_chance_asks(t, change->to->category, &told);
    return v == BATON_DONE && (moved || told) ? propose(t, change->to->category) : v;
}

enum baton_verdict learner_threshold_due(const struct learner_turn *t)
{
    struct baton_learner_tenant *tenant;
    enum baton_verdict v = learner_tenant_load(t, &tenant);

    if (v != BATON_DONE)
        return v;
    tenant->policy_ms = 0;
    v = move_waiting(t, tenant);
    baton_state_save(t->out, &learner_tenant_table, t->tenant, tenant);
    return v;
}
