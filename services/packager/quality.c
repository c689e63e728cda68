/* How good the package is. Each part grows with every piece that it rests on, never to its end: a
 * fact, attempt or promise less is a lower score. */
#include <math.h>
#include <string.h>

#include "compose.h"

static double round3(double value)
{
    return round(value * 1000) / 1000;
}

/* 0 for none, towards 1 with each of `count`. */
static double filling(size_t count, double each)
{
    return 1 - pow(1 - each, (double)count);
}

static void miss(struct package *p, struct baton_quality *quality, struct baton_text name)
{
    *PACKAGE_ADD(p->arena, quality->missing, quality->missing_count) = name;
}

static bool has_fact(const struct baton_context_package *head, struct baton_text name)
{
    for (size_t i = 0; i < head->established_count; i++) {
        if (baton_text_equal(head->established[i].name, name)
            || (baton_text_starts(head->established[i].name, name)
                && head->established[i].name.size
                       == name.size + 7)) /* "invoice" for "invoice_number" */
            return true;
    }
    return false;
}

/* Share of what should be known; what is not is named. */
static double needed(struct package *p, struct baton_context_package *head)
{
    const struct baton_template *template = baton_rules_template(p->rules, head->category);
    struct {
        const char *name;
        bool there;
    } always[] = {
        { "customer", head->customer.id.size > 0 || head->customer.name.size > 0 },
        { "issue", p->known->issue.size > 0 },
        { "category", head->category.size > 0 },
        { "language", head->language.size > 0 },
    };
    size_t wanted = 4 + template->facts_count, there = 0;

    for (size_t i = 0; i < 4; i++) {
        there += always[i].there;
        if (!always[i].there)
            miss(p, &head->quality, baton_text_of(always[i].name));
    }
    for (size_t i = 0; i < template->facts_count; i++) {
        bool found = has_fact(head, template->facts[i]);

        there += found;
        if (!found)
            miss(p, &head->quality, template->facts[i]);
    }
    return (double)there / (double)wanted;
}

static double clarity(struct package *p, const struct baton_context_package *head)
{
    double weight = p->known->issue_weight > 14 ? 1 : p->known->issue_weight / 14;

    return 0.6 * weight + 0.2 * (head->category.size > 0) + 0.1 * (head->intent.size > 0)
           + 0.1 * filling(head->established_count, 0.3);
}

static double solution_path(struct package *p, struct baton_context_package *head)
{
    size_t outcomes = 0;

    for (size_t i = 0; i < head->tried_count; i++)
        outcomes += head->tried[i].outcome != BATON_ACTION_OUTCOME_UNKNOWN;
    if (head->tried_count == 0)
        miss(p, &head->quality, BATON_TEXT("tried"));
    return 0.4 * (head->next_action.text.size > 0) + 0.2 * filling(head->tried_count, 0.4)
           + 0.1 * filling(outcomes, 0.4) + 0.15 * filling(head->commitments_count, 0.4)
           + 0.15
                 * (head->likely_solution.text.size > 0 || head->escalation_path_count > 0
                    || head->recommended_agent.skills_count > 0);
}

void compose_quality(struct package *p, struct baton_context_package *head)
{
    struct baton_quality *quality = &head->quality;

    quality->completeness =
        round3(0.7 * needed(p, head) + 0.3 * filling(head->established_count, 0.25));
    quality->clarity = round3(clarity(p, head));
    quality->emotion = round3(filling(head->sentiment.points_count, 0.5));
    quality->solution_path = round3(solution_path(p, head));
    quality->overall = round3(0.35 * quality->completeness + 0.3 * quality->clarity
                              + 0.1 * quality->emotion + 0.25 * quality->solution_path);
    for (size_t i = 0; i < head->enrichments_count; i++) {
        if (head->enrichments[i].state == BATON_ENRICHMENT_STATE_PENDING)
            miss(p, quality,
                 baton_text_of(baton_enum_name(&baton_enrichment_kind_symbols,
                                               (int)head->enrichments[i].kind)));
    }
}
