/* Votes and what they ask for. */
#include "votes.h"

#include <math.h>
#include <string.h>

#include "grow.h"
#include "hash.h"
#include "key.h"

enum { CLEAR_AT = 200 }; /* votes from which a share is taken as it is */

/* --- what an outcome says -------------------------------------------------------------------- */

/* An explicit request has no threshold: no move could have spared it. */
static bool by_score(const struct baton_handoff_outcome *o)
{
    return o->escalated && (!isnan(o->threshold) || o->trigger == BATON_TRIGGER_UNKNOWN)
           && o->detected_category.size > 0;
}

static bool was_late(const struct baton_handoff_outcome *o)
{
    return o->necessary == BATON_MAYBE_YES
           && (o->timing == BATON_ESCALATION_TIMING_LATE
               || o->timing == BATON_ESCALATION_TIMING_MISSED || (!o->escalated && o->taken_over));
}

enum learner_verdict learner_verdict_of(const struct baton_handoff_outcome *o)
{
    if (o->resolution_id.size == 0 || o->necessary == BATON_MAYBE_UNKNOWN
        || !baton_id_valid(o->category))
        return LEARNER_NO_VOTE;
    if (was_late(o))
        return LEARNER_LATE;
    if (!by_score(o))
        return LEARNER_NO_VOTE;
    return o->necessary == BATON_MAYBE_NO ? LEARNER_UNNECESSARY : LEARNER_RIGHT;
}

/* The learned version in "<declared>+learned-<n>"; -1: none is named. */
static int64_t learned_version(struct baton_text version)
{
    struct baton_text mark = BATON_TEXT("+learned-");
    ptrdiff_t at = baton_text_find(version, mark, 0);
    int64_t number = -1;

    if (at >= 0) {
        size_t from = (size_t)at + mark.size;
        baton_text_to_long((struct baton_text){ version.data + from, version.size - from },
                           &number);
    }
    return number;
}

bool learner_vote_is_stale(const struct baton_learner_category *c,
                           const struct baton_handoff_outcome *o)
{
    int64_t version = learned_version(o->escalation_policy_version);

    if (version >= 0)
        return version < c->moved_version;
    return o->escalated_at != BATON_NULL_LONG && o->escalated_at < c->moved_at;
}

/* --- keeping votes --------------------------------------------------------------------------- */

static void vote_remove(struct baton_learner_category *c, size_t i)
{
    memmove(&c->votes[i], &c->votes[i + 1], (c->votes_count - i - 1) * sizeof *c->votes);
    c->votes_count--;
}

static struct baton_learner_vote *vote_of(struct baton_learner_category *c, int64_t conversation)
{
    for (size_t i = c->votes_count; i > 0; i--) {
        if (c->votes[i - 1].conversation == conversation)
            return &c->votes[i - 1];
    }
    return NULL;
}

void learner_votes_take(struct baton_learner_category *c, const struct baton_handoff_outcome *o,
                        enum learner_verdict verdict, bool voted, struct baton_arena *arena)
{
    struct baton_text id = o->env.conversation_id;
    int64_t conversation = (int64_t)baton_fnv1a(0, id.data, id.size);
    struct baton_learner_vote *vote = vote_of(c, conversation);

    if (vote == NULL && (voted || verdict == LEARNER_NO_VOTE || learner_vote_is_stale(c, o)))
        return;
    if (verdict == LEARNER_NO_VOTE) {
        vote_remove(c, (size_t)(vote - c->votes));
        c->outcomes--;
        return;
    }
    if (vote == NULL) {
        if (c->votes_count >= LEARNER_VOTES_MAX)
            vote_remove(c, 0);
        vote = LEARNER_ADD(arena, c->votes, c->votes_count);
        c->outcomes++;
    }
    *vote = (struct baton_learner_vote){ conversation, o->resolution_id, verdict };
}

/* --- the rule -------------------------------------------------------------------------------- */

/* The last votes: enough to be clear, few enough to follow a stream that turns. */
static size_t window_of(const struct baton_learner_category *c, const struct baton_rules *rules)
{
    size_t most = CLEAR_AT;

    if (rules->min_outcomes > CLEAR_AT)
        most = rules->min_outcomes < LEARNER_VOTES_MAX ? (size_t)rules->min_outcomes
                                                       : LEARNER_VOTES_MAX;
    return c->votes_count < most ? c->votes_count : most;
}

static size_t count_of(const struct baton_learner_category *c, size_t window,
                       enum learner_verdict verdict)
{
    size_t count = 0;

    for (size_t i = c->votes_count - window; i < c->votes_count; i++)
        count += c->votes[i].verdict == verdict;
    return count;
}

/* Standard deviations of the share that a sample of the size `window` must be clear of `limit` by:
 * all of them in a small one, none from CLEAR_AT on. So a category at two thirds of the limit is
 * not moved by chance, and one just above it is moved in the end. */
static double margin(double limit, size_t window, double deviations)
{
    double doubt = window < CLEAR_AT ? 1 - (double)window / CLEAR_AT : 0;

    return deviations * doubt * sqrt(limit * (1 - limit) / (double)window);
}

static double in_bounds(const struct baton_learner_category *c, const struct baton_rules *rules,
                        double offset)
{
    double base = baton_rules_ratio(rules->thresholds, rules->thresholds_count, c->category,
                                    rules->threshold);
    double low = fmin(rules->threshold_min, base), high = fmax(rules->threshold_max, base);

    offset = fmin(fmax(base + offset, low), high) - base;
    return round(offset * 1e6) / 1e6; /* steps that add up to what they say */
}

static double wished(const struct baton_learner_category *c, const struct baton_rules *rules)
{
    size_t window = window_of(c, rules);
    double limit = rules->unnecessary_max;
    double unnecessary = (double)count_of(c, window, LEARNER_UNNECESSARY) / (double)window;
    double late = (double)count_of(c, window, LEARNER_LATE) / (double)window;

    if (unnecessary > limit + margin(limit, window, 1.5))
        return c->offset + rules->step;
    if (unnecessary >= limit / 2 - margin(limit / 2, window, 1))
        return c->offset;
    if (late > limit + margin(limit, window, 1.5))
        return c->offset - rules->step;
    return c->offset > 0 ? fmax(c->offset - rules->step, 0) : c->offset;
}

double learner_votes_offset(const struct baton_learner_category *c, const struct baton_rules *rules)
{
    if (c->votes_count == 0 || c->outcomes < rules->min_outcomes || rules->frozen
        || baton_rules_listed(rules->frozen_categories, rules->frozen_categories_count,
                              c->category))
        return c->offset;
    double offset = wished(c, rules);
    return offset == c->offset ? offset : in_bounds(c, rules, offset);
}

/* --- moving ---------------------------------------------------------------------------------- */

/* Up: those that were unnecessary. Down: all that say it can go down. Newest first. */
static void grounds_take(struct baton_learner_category *c, bool up, struct baton_arena *arena)
{
    c->grounds = NULL;
    c->grounds_count = 0;
    for (size_t i = c->votes_count; i > 0 && c->grounds_count < LEARNER_GROUNDS_MAX; i--) {
        const struct baton_learner_vote *vote = &c->votes[i - 1];
        bool fits = vote->resolution_id.size > 0 && vote->resolution_id.size <= BATON_ID_MAX_BYTES;

        if (fits && (vote->verdict == LEARNER_UNNECESSARY) == up)
            *BATON_APPEND(arena, c->grounds, c->grounds_count) = vote->resolution_id;
    }
}

void learner_votes_move(struct baton_learner_category *c, double offset, int64_t time_ms,
                        int64_t version, struct baton_arena *arena)
{
    size_t unnecessary = count_of(c, c->votes_count, LEARNER_UNNECESSARY);

    grounds_take(c, offset > c->offset, arena);
    c->grounds_outcomes = c->outcomes;
    c->grounds_ratio =
        c->votes_count > 0 ? round(1e4 * (double)unnecessary / (double)c->votes_count) / 1e4 : 0;
    c->offset = offset;
    c->moved_at = time_ms;
    c->moved_version = version;
    c->outcomes = 0;
    c->votes_count = 0;
}
