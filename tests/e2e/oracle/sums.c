/* What the learner has summed up, against the rows that it sums: a resolution that was counted twice,
 * or not, shows in figures that no replay compares, because which records fall into which revision
 * depends on the order between inputs. The last revision of each must hold every conversation's last
 * outcome once. */
#include "invariants.h"

#include <math.h>

struct sums {
    struct baton_text tenant;
    double conversations, handed_over, escalated, accepted; /* of the outcomes, then less what the
                                                               figures say: 0 is right */
};

static struct sums *sums_of(struct all *all, struct sums **list, size_t *count,
                            struct baton_text tenant)
{
    for (size_t i = 0; i < *count; i++)
        if (baton_text_equal((*list)[i].tenant, tenant))
            return &(*list)[i];
    struct sums *sums = BATON_APPEND(&all->arena, *list, *count);
    *sums = (struct sums){ .tenant = tenant };
    return sums;
}

static bool same_conversation(const struct baton_handoff_outcome *one,
                              const struct baton_handoff_outcome *other)
{
    return baton_text_equal(one->env.tenant, other->env.tenant)
           && baton_text_equal(one->env.conversation_id, other->env.conversation_id);
}

/* The outcomes stand by conversation and version: the last of each counts. */
static void add_outcomes(struct all *all, struct sums **list, size_t *count)
{
    for (size_t i = 0; i < all->outcomes.count; i++) {
        const struct baton_handoff_outcome *o = all->outcomes.records[i]->decoded;

        if (o->env.synthetic
            || (i + 1 < all->outcomes.count
                && same_conversation(o, all->outcomes.records[i + 1]->decoded)))
            continue;
        struct sums *sums = sums_of(all, list, count, o->env.tenant);
        if (o->final && o->ended_at != BATON_NULL_LONG) { /* figures are by the day of the end */
            sums->conversations++;
            sums->handed_over += o->handed_over;
            sums->escalated += o->escalated;
        }
        for (size_t a = 0; a < o->agent_offers_count; a++)
            sums->accepted += (double)o->agent_offers[a].accepted;
    }
}

/* Whether a later record of the group has the same id: then that one counts. */
static bool is_revised(const struct group *group, size_t index, struct baton_text id)
{
    for (size_t i = index + 1; i < group->count; i++) {
        const struct baton_handoff_metric *later = group->records[i]->decoded;

        if (baton_text_equal(later->metric_id, id))
            return true;
    }
    return false;
}

static void take_figures(struct all *all, struct sums **list, size_t *count)
{
    struct group group;

    for (size_t at = 0; group_next(&all->metrics, &at, &group);)
        for (size_t i = 0; i < group.count; i++) {
            const struct baton_handoff_metric *m = group.records[i]->decoded;

            if (m->dimension.size > 0 || is_revised(&group, i, m->metric_id))
                continue;
            struct sums *sums = sums_of(all, list, count, m->env.tenant);
            if (baton_text_is(m->metric, "handoff_rate")) {
                sums->handed_over -= m->numerator;
                sums->conversations -= m->denominator;
            } else if (baton_text_is(m->metric, "escalation_rate")) {
                sums->escalated -= m->numerator;
            }
        }
}

static void take_agents(struct all *all, struct sums **list, size_t *count)
{
    struct group group;

    for (size_t at = 0; group_next(&all->performance, &at, &group);) {
        const struct baton_agent_performance *last = group.records[group.count - 1]->decoded;

        if (last->category.size == 0)
            sums_of(all, list, count, last->env.tenant)->accepted -= (double)last->accepted;
    }
}

void check_sums(struct all *all)
{
    struct sums *list = NULL;
    size_t count = 0;

    check_begin(all->checks, "the learner's figures count each conversation's outcome once");
    add_outcomes(all, &list, &count);
    take_figures(all, &list, &count);
    take_agents(all, &list, &count);
    for (size_t i = 0; i < count; i++)
        check_that(all->checks,
                   fabs(list[i].conversations) + fabs(list[i].handed_over)
                           + fabs(list[i].escalated) + fabs(list[i].accepted)
                       == 0,
                   "%.*s: outcomes less figures: %g conversations, %g handed over, %g escalated, "
                   "%g accepted offers",
                   BATON_TEXT_ARG(list[i].tenant), list[i].conversations, list[i].handed_over,
                   list[i].escalated, list[i].accepted);
    check_end(all->checks);
}
