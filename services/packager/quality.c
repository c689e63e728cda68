/* How good the package is. Each part grows with every piece that it rests on, never to its end: a
 * fact, attempt or promise less is a lower score. */
#include "quality.h"

#include <math.h>
#include <string.h>

static const double UNSUPPORTED = 0.4; /* clarity with a wrong number or name in the summary */

/* Enough places that the fortieth fact still counts. */
static double rounded(double value)
{
    return round(value * 1e4) / 1e4;
}

/* 0 for none, towards 1; `half` pieces make a half. */
static double filling(size_t count, double half)
{
    return (double)count / ((double)count + half);
}

static void miss(struct baton_arena *arena, struct baton_quality *quality, struct baton_text name)
{
    struct baton_text *longer =
        BATON_NEW_ARRAY(arena, struct baton_text, quality->missing_count + 1);

    if (quality->missing_count > 0)
        memcpy(longer, quality->missing, quality->missing_count * sizeof *longer);
    longer[quality->missing_count++] = name;
    quality->missing = longer;
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
static double needed(struct baton_arena *arena, const struct baton_template *template,
                     struct baton_context_package *head)
{
    struct {
        const char *name;
        bool there;
    } always[] = {
        { "customer", head->customer.id.size > 0 || head->customer.name.size > 0 },
        { "issue", head->card.core_issue.size > 0 },
        { "category", head->category.size > 0 },
        { "language", head->language.size > 0 },
    };
    size_t wanted = 4 + template->facts_count, there = 0;

    for (size_t i = 0; i < 4; i++) {
        there += always[i].there;
        if (!always[i].there)
            miss(arena, &head->quality, baton_text_of(always[i].name));
    }
    for (size_t i = 0; i < template->facts_count; i++) {
        bool found = has_fact(head, template->facts[i]);

        there += found;
        if (!found)
            miss(arena, &head->quality, template->facts[i]);
    }
    return (double)there / (double)wanted;
}

static double clarity(const struct baton_context_package *head, double issue, size_t unsupported)
{
    double value = 0.6 * issue + 0.2 * (head->category.size > 0) + 0.1 * (head->intent.size > 0)
                   + 0.1 * filling(head->established_count, 3);

    return unsupported > 0 ? UNSUPPORTED * value : value;
}

static double solution_path(struct baton_arena *arena, struct baton_context_package *head)
{
    size_t outcomes = 0;

    for (size_t i = 0; i < head->tried_count; i++)
        outcomes += head->tried[i].outcome != BATON_ACTION_OUTCOME_UNKNOWN;
    if (head->tried_count == 0)
        miss(arena, &head->quality, BATON_TEXT("tried"));
    return 0.4 * (head->next_action.text.size > 0) + 0.2 * filling(head->tried_count, 1.5)
           + 0.1 * filling(outcomes, 1.5) + 0.15 * filling(head->commitments_count, 1.5)
           + 0.15
                 * (head->likely_solution.text.size > 0 || head->escalation_path_count > 0
                    || head->recommended_agent.skills_count > 0);
}

void packager_quality(struct baton_arena *arena, const struct baton_template *template,
                      double issue, size_t unsupported, struct baton_context_package *head)
{
    struct baton_quality *quality = &head->quality;

    quality->missing = NULL;
    quality->missing_count = 0;
    quality->completeness =
        rounded(0.7 * needed(arena, template, head) + 0.3 * filling(head->established_count, 2.5));
    quality->clarity = rounded(clarity(head, issue, unsupported));
    quality->emotion = rounded(filling(head->sentiment.points_count, 1));
    quality->solution_path = rounded(solution_path(arena, head));
    quality->overall = rounded(0.35 * quality->completeness + 0.3 * quality->clarity
                               + 0.1 * quality->emotion + 0.25 * quality->solution_path);
    for (size_t i = 0; i < head->enrichments_count; i++) {
        if (head->enrichments[i].state == BATON_ENRICHMENT_STATE_PENDING)
            miss(arena, quality,
                 baton_text_of(baton_enum_name(&baton_enrichment_kind_symbols,
                                               (int)head->enrichments[i].kind)));
    }
}
