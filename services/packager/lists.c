/* The lists of the head: the newest of each kind, within its bounds, and what time made of them. */
#include <string.h>

#include "compose.h"

/* Facts that stand, then the values that they replaced as "earlier_<name>". */
static void list_facts(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;

    for (int superseded = 0; superseded <= 1; superseded++) {
        for (size_t i = known->facts_count; i > 0 && head->established_count < HEAD_FACTS; i--) {
            const struct baton_packager_fact *fact = &known->facts[i - 1];

            if (fact->superseded != (superseded == 1))
                continue;
            struct baton_fact *place =
                PACKAGE_ADD(p->arena, head->established, head->established_count);
            *place = fact->fact;
            place->superseded = fact->superseded;
            if (fact->superseded)
                place->name =
                    baton_text_format(p->arena, "earlier_%.*s", BATON_TEXT_ARG(fact->fact.name));
        }
    }
    head->cut |= known->facts_count > HEAD_FACTS;
}

static void list_tried(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;
    size_t from = known->tried_count > HEAD_TRIED ? known->tried_count - HEAD_TRIED : 0;

    head->tried = baton_arena_copy(p->arena, known->tried + from,
                                   (known->tried_count - from) * sizeof *head->tried);
    head->tried_count = known->tried_count - from;
    head->cut |= from > 0;
}

static void list_commitments(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;

    head->commitments_count = known->commitments_count;
    head->commitments = baton_arena_copy(p->arena, known->commitments,
                                         known->commitments_count * sizeof *head->commitments);
    for (size_t i = 0; i < head->commitments_count; i++) {
        struct baton_commitment *promise = &head->commitments[i];

        if (promise->state != BATON_COMMITMENT_STATE_OPEN || promise->due_at == BATON_NULL_LONG)
            continue;
        if (promise->due_at <= p->now_ms)
            promise->state = BATON_COMMITMENT_STATE_BROKEN;
        else if (promise->due_at - p->now_ms <= AT_RISK_MS)
            promise->state = BATON_COMMITMENT_STATE_AT_RISK;
    }
}

/* The newest open ones, oldest first. */
static void list_questions(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;
    size_t open = 0;

    for (size_t i = 0; i < known->questions_count; i++)
        open += !known->questions[i].answered;
    for (size_t i = 0; i < known->questions_count; i++) {
        if (known->questions[i].answered)
            continue;
        if (open-- <= HEAD_QUESTIONS)
            *PACKAGE_ADD(p->arena, head->open_questions, head->open_questions_count) =
                known->questions[i].question;
    }
}

/* The next first; past ones stay at the end. */
static void list_deadlines(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < known->deadlines_count; i++) {
        size_t place = head->deadlines_count;

        (void)PACKAGE_ADD(p->arena, head->deadlines, head->deadlines_count);
        while (place > 0 && head->deadlines[place - 1].due_at > known->deadlines[i].due_at) {
            head->deadlines[place] = head->deadlines[place - 1];
            place--;
        }
        head->deadlines[place] = known->deadlines[i];
    }
}

static void list_enrichments(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;

    head->enrichments_count = known->enrichments_count;
    head->enrichments = baton_arena_copy(p->arena, known->enrichments,
                                         known->enrichments_count * sizeof *head->enrichments);
    for (size_t i = 0; i < head->enrichments_count; i++) {
        struct baton_enrichment_status *status = &head->enrichments[i];

        if (status->as_of != BATON_NULL_LONG)
            status->age_ms = p->now_ms > status->as_of ? p->now_ms - status->as_of : 0;
    }
}

void compose_lists(struct package *p, struct baton_context_package *head)
{
    list_facts(p, head);
    list_tried(p, head);
    list_commitments(p, head);
    list_questions(p, head);
    list_deadlines(p, head);
    list_enrichments(p, head);
    head->sentiment = p->row->mood;
    head->customer_expectation = p->known->expectation;
    head->goal = p->known->goal;
    head->communication = p->known->communication;
    head->communication_count = p->known->communication_count;
    head->attachments = p->known->attachments;
    head->attachments_count = p->known->attachments_count;
}
