/* Two tables: demands, in the order in which they are given up, and terms of the score in points.
 */
#include "score.h"

#include <math.h>
#include <stdlib.h>

#include "key.h"
#include "queue.h"

#define PRIOR_RATE 0.6 /* resolution rate of an agent without data */
#define PRIOR_COUNT 10 /* weight of that, in completed conversations */

/* --- demands --------------------------------------------------------------------------------- */

static double skill_level(const struct router_agent *a, struct baton_text name)
{
    for (size_t i = 0; i < a->row->agent.skills_count; i++) {
        if (baton_text_equal(a->row->agent.skills[i].name, name))
            return a->row->agent.skills[i].level;
    }
    return -1;
}

/* R6: takes what specialists have no room for. */
static bool is_generalist(const struct router_agent *a)
{
    return a->row->agent.skills_count == 0 || skill_level(a, BATON_TEXT("general")) >= 0;
}

static double skills_part(const struct router_agent *a, const struct router_case *c)
{
    size_t have = 0;

    for (size_t i = 0; i < c->state->skills_count; i++)
        have += skill_level(a, c->state->skills[i]) >= 0;
    return c->state->skills_count > 0 ? (double)have / (double)c->state->skills_count : 0;
}

static bool meets_skills(const struct router_agent *a, const struct router_case *c)
{
    return skills_part(a, c) >= 1 || is_generalist(a);
}

static bool meets_preferred(const struct router_agent *a, const struct router_case *c)
{
    return baton_text_equal(a->id, c->row->preferred_agent_id);
}

static bool meets_team(const struct router_agent *a, const struct router_case *c)
{
    return baton_rules_listed(a->row->agent.teams, a->row->agent.teams_count, c->state->team);
}

/* "de" speaks "de-AT" and the other way round. */
static bool same_language(struct baton_text a, struct baton_text b)
{
    ptrdiff_t end_a = baton_text_find(a, BATON_TEXT("-"), 0);
    ptrdiff_t end_b = baton_text_find(b, BATON_TEXT("-"), 0);

    a.size = end_a >= 0 ? (size_t)end_a : a.size;
    b.size = end_b >= 0 ? (size_t)end_b : b.size;
    return baton_text_equal(a, b);
}

static bool meets_language(const struct router_agent *a, const struct router_case *c)
{
    for (size_t i = 0; i < a->row->agent.languages_count; i++) {
        if (same_language(a->row->agent.languages[i], c->state->language))
            return true;
    }
    return a->row->agent.languages_count == 0; /* not said */
}

static bool meets_authority(const struct router_agent *a, const struct router_case *c)
{
    for (size_t i = 0; i < c->state->authority_needed_count; i++) {
        if (!baton_rules_listed(a->row->agent.authority, a->row->agent.authority_count,
                                c->state->authority_needed[i]))
            return false;
    }
    return true;
}

enum { NEVER = -1, DEMANDS = 5 };

static const struct demand {
    const char *against;
    bool (*meets)(const struct router_agent *a, const struct router_case *c);
    int relax; /* enum baton_relax */
} demands[DEMANDS] = {
    { "not_preferred", meets_preferred, BATON_RELAX_PREFERRED_AGENT },
    { "wrong_team", meets_team, BATON_RELAX_TEAM },
    { "wrong_language", meets_language, BATON_RELAX_LANGUAGE },
    { "missing_skill", meets_skills, BATON_RELAX_SKILLS },
    { "missing_authority", meets_authority, NEVER },
};

/* The preferred agent is a demand only where the policy says for how long, else a wish. */
static unsigned asked(const struct baton_rules *rules, const struct router_case *c)
{
    bool waits_for_preferred = false;

    for (size_t i = 0; i < rules->relaxation_count; i++)
        waits_for_preferred |= rules->relaxation[i].drop == BATON_RELAX_PREFERRED_AGENT;
    return (unsigned)(waits_for_preferred && c->row->preferred_agent_id.size > 0)
           | (unsigned)(c->state->team.size > 0) << 1 | (unsigned)(c->state->language.size > 0) << 2
           | (unsigned)(c->state->skills_count > 0) << 3
           | (unsigned)(c->state->authority_needed_count > 0) << 4;
}

/* N11: what the time in the queue has given up. */
static unsigned relaxed(const struct baton_rules *rules, const struct router_case *c,
                        int64_t now_ms, int *ret_count)
{
    unsigned bits = 0;

    *ret_count = 0;
    for (size_t i = 0; i < rules->relaxation_count; i++) {
        if (c->state->queued_at + rules->relaxation[i].after_ms > now_ms)
            continue;
        for (unsigned d = 0; d < DEMANDS; d++) {
            if (demands[d].relax == (int)rules->relaxation[i].drop)
                bits |= 1u << d;
        }
        ++*ret_count;
    }
    return bits;
}

int64_t router_relax_at(struct router_turn *t, const struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);
    int64_t first = 0;

    for (size_t i = 0; i < rules->relaxation_count; i++) {
        int64_t at = c->state->queued_at + rules->relaxation[i].after_ms;

        if (at > t->now_ms && (first == 0 || at < first))
            first = at;
    }
    return first;
}

static bool is_target(const struct router_agent *a, const struct router_case *c)
{
    return c->row->target_agent_id.size > 0 && baton_text_equal(a->id, c->row->target_agent_id);
}

static bool meets_all(const struct router_agent *a, const struct router_case *c, unsigned bits)
{
    for (unsigned d = 0; d < DEMANDS && !is_target(a, c); d++) {
        if ((bits & 1u << d) != 0 && !demands[d].meets(a, c))
            return false;
    }
    return true;
}

static bool somebody_meets(struct router_turn *t, const struct router_case *c, unsigned bits)
{
    for (size_t i = 0; i < t->agents_count; i++) {
        const struct router_agent *a = t->agents[i];

        if (router_agent_on_shift(a) && !router_case_refused(c, a->id, t->now_ms)
            && meets_all(a, c, bits))
            return true;
    }
    return false;
}

static bool may_be_asked(struct router_turn *t, const struct router_case *c,
                         const struct router_agent *a, unsigned bits)
{
    return router_agent_available(a, t->now_ms) && router_agent_fits(a, c->row->units)
           && !router_case_refused(c, a->id, t->now_ms) && meets_all(a, c, bits);
}

struct router_match router_match(struct router_turn *t, const struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);
    struct router_match match = { 0, 0, 0, false };

    router_roster_load(t);
    match.demands = asked(rules, c) & ~relaxed(rules, c, t->now_ms, &match.relaxed);
    for (unsigned d = 0; d < DEMANDS && !somebody_meets(t, c, match.demands); d++) {
        match.given_up += (match.demands & 1u << d) != 0;
        match.demands &= ~(1u << d);
    }
    for (size_t i = 0; i < t->agents_count && !match.possible; i++)
        match.possible = may_be_asked(t, c, t->agents[i], match.demands);
    return match;
}

/* --- the score ------------------------------------------------------------------------------- */

struct look {
    struct router_turn *t;
    const struct router_agent *a;
    const struct router_case *c;
    const struct baton_agent_performance *performance; /* in the category; NULL: none */
};

static double term_target(const struct look *l)
{
    return is_target(l->a, l->c);
}

static double term_skills(const struct look *l)
{
    return skills_part(l->a, l->c);
}

static double term_level(const struct look *l)
{
    double sum = 0;

    for (size_t i = 0; i < l->c->state->skills_count; i++)
        sum += fmax(0, skill_level(l->a, l->c->state->skills[i]));
    return l->c->state->skills_count > 0 ? sum / (double)l->c->state->skills_count : 0;
}

/* R2. The learner draws its rate to the category's mean where there is little data; without it the
 * same is done here with a prior. */
static double resolve_probability(const struct baton_agent_performance *p)
{
    if (p == NULL)
        return PRIOR_RATE;
    if (isfinite(p->resolution_rate))
        return p->resolution_rate;
    return ((double)p->resolved + PRIOR_RATE * PRIOR_COUNT) / ((double)p->completed + PRIOR_COUNT);
}

static double term_resolution(const struct look *l)
{
    return resolve_probability(l->performance);
}

static double term_load(const struct look *l)
{
    double capacity = l->a->row->capacity;

    return capacity > 0 ? router_agent_free(l->a) / capacity : 0;
}

static double term_language(const struct look *l)
{
    return l->c->state->language.size > 0 && l->a->row->agent.languages_count > 0
           && meets_language(l->a, l->c);
}

static double term_continuity(const struct look *l)
{
    return baton_text_equal(l->a->id, l->c->row->last_agent_id);
}

static double term_preferred(const struct look *l)
{
    return meets_preferred(l->a, l->c);
}

/* R3: 1 for no time at all, 0.5 for the pool's mean. */
static double term_pace(const struct look *l)
{
    double mean = router_pool_mean_handle_ms(l->t);

    if (l->performance == NULL || isnan(l->performance->mean_handle_ms))
        return 0.5;
    return mean / (mean + l->performance->mean_handle_ms);
}

static double term_missed(const struct look *l)
{
    return (double)l->a->row->missed;
}

/* Points. A person's word (target, wish) goes first, then that the agent can do it at all, then how
 * well, then that work is shared. */
static const struct term {
    const char *code;
    double (*value)(const struct look *l);
    double points;
} terms[] = {
    { "passed_to", term_target, 1000 },
    { "skill_match", term_skills, 100 },
    { "preferred", term_preferred, 60 },
    { "resolution_rate", term_resolution, 40 },
    { "free_capacity", term_load, 30 },
    { "skill_level", term_level, 20 },
    { "last_agent", term_continuity, 15 },
    { "language", term_language, 10 },
    { "pace", term_pace, 10 },
    { "missed_offers", term_missed, -10 },
};
enum { TERMS = sizeof terms / sizeof terms[0] };

static const struct baton_agent_performance *performance_of(struct router_turn *t,
                                                            const struct router_agent *a,
                                                            const struct router_case *c)
{
    void *row = router_load(t, &router_performance_table,
                            router_performance_key(t, a->id, c->state->category));

    if (row == NULL && c->state->category.size > 0)
        row = router_load(t, &router_performance_table,
                          router_performance_key(t, a->id, BATON_TEXT_NONE));
    return row;
}

static void score(struct router_turn *t, const struct router_agent *a, const struct router_case *c,
                  struct baton_candidate *candidate)
{
    struct look look = { t, a, c, performance_of(t, a, c) };

    candidate->terms = BATON_NEW_ARRAY(t->arena, struct baton_reason, TERMS);
    for (size_t i = 0; i < TERMS; i++) {
        double points = terms[i].points * terms[i].value(&look);

        if (points == 0)
            continue;
        candidate->terms[candidate->terms_count++] = (struct baton_reason){
            .code = baton_text_of(terms[i].code),
            .contribution = points,
            .detail = BATON_TEXT_NONE,
        };
        candidate->score += points;
    }
    if (look.performance == NULL || look.performance->completed == 0)
        return;
    candidate->resolve_probability = resolve_probability(look.performance);
    if (!isnan(look.performance->mean_handle_ms))
        candidate->expected_handle_ms = llround(look.performance->mean_handle_ms);
}

struct baton_text router_performance_key(struct router_turn *t, struct baton_text agent_id,
                                         struct baton_text category)
{
    struct baton_text agent = baton_key_extend(t->arena, t->pool_key, agent_id);

    return baton_key_extend(t->arena, agent, category.size > 0 ? category : BATON_TEXT("-"));
}

/* --- candidates ------------------------------------------------------------------------------ */

static void against(struct router_turn *t, struct baton_candidate *candidate, bool holds,
                    const char *code)
{
    if (holds)
        *BATON_APPEND(t->arena, candidate->against, candidate->against_count) = baton_text_of(code);
}

static void objections(struct router_turn *t, const struct router_agent *a,
                       const struct router_case *c, unsigned bits,
                       struct baton_candidate *candidate)
{
    enum baton_presence presence = a->row->presence;
    bool ends = a->row->shift_ends_at != BATON_NULL_LONG && a->row->shift_ends_at <= t->now_ms;

    against(t, candidate, presence == BATON_PRESENCE_OFFLINE || presence == BATON_PRESENCE_UNKNOWN,
            "off_shift");
    against(t, candidate, presence == BATON_PRESENCE_AWAY, "away");
    against(t, candidate, presence == BATON_PRESENCE_BUSY, "busy");
    against(t, candidate, a->row->lost, "no_heartbeat");
    against(t, candidate, a->row->idle, "missed_offers");
    against(t, candidate, ends, "shift_over");
    against(t, candidate, !router_agent_fits(a, c->row->units), "at_capacity");
    against(t, candidate, router_case_refused(c, a->id, t->now_ms), "refused");
    for (unsigned d = 0; d < DEMANDS && !is_target(a, c); d++)
        against(t, candidate, (bits & 1u << d) != 0 && !demands[d].meets(a, c), demands[d].against);
}

struct ranked {
    struct baton_candidate candidate;
    int64_t offered_at;
};

/* Eligible first, then the score; of equals the one who was asked longest ago, then the id. */
static int by_rank(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    bool ready_a = a->candidate.against_count == 0, ready_b = b->candidate.against_count == 0;

    if (ready_a != ready_b)
        return ready_a ? -1 : 1;
    if (a->candidate.score != b->candidate.score)
        return a->candidate.score > b->candidate.score ? -1 : 1;
    if (a->offered_at != b->offered_at)
        return a->offered_at < b->offered_at ? -1 : 1;
    return baton_text_compare(a->candidate.agent_id, b->candidate.agent_id);
}

static void look_at(struct router_turn *t, const struct router_agent *a,
                    const struct router_case *c, unsigned bits, struct ranked *r)
{
    r->candidate = *(const struct baton_candidate *)baton_candidate_type.defaults;
    r->candidate.agent_id = a->id;
    r->candidate.name = a->row->agent.name;
    r->candidate.free_capacity = router_agent_free(a);
    r->offered_at = a->row->offered_at;
    objections(t, a, c, bits, &r->candidate);
    if (r->candidate.against_count == 0)
        score(t, a, c, &r->candidate);
}

struct baton_candidate *router_candidates(struct router_turn *t, const struct router_case *c,
                                          const struct router_match *match, size_t *ret_count)
{
    struct ranked *ranked = BATON_NEW_ARRAY(t->arena, struct ranked, t->agents_count + 1);
    struct baton_candidate *all =
        BATON_NEW_ARRAY(t->arena, struct baton_candidate, t->agents_count + 1);

    for (size_t i = 0; i < t->agents_count; i++)
        look_at(t, t->agents[i], c, match->demands, &ranked[i]);
    qsort(ranked, t->agents_count, sizeof *ranked, by_rank);
    for (size_t i = 0; i < t->agents_count; i++)
        all[i] = ranked[i].candidate;
    *ret_count = t->agents_count;
    return all;
}
