/* Facts and attempts: what need not be asked or tried again. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "extract.h"
#include "learn.h"

/* Room for one more fact: the oldest superseded one goes, else the oldest. */
static void make_room(struct baton_packager_knowledge *known)
{
    size_t index = 0;

    if (known->facts_count < PACKAGER_FACTS)
        return;
    for (size_t i = known->facts_count; i > 0; i--) {
        if (known->facts[i - 1].superseded)
            index = i - 1;
    }
    PACKAGE_REMOVE(known->facts, known->facts_count, index);
}

/* The same value said again. */
static bool known_already(struct baton_packager_knowledge *known, const struct baton_fact *fact)
{
    for (size_t i = 0; i < known->facts_count; i++) {
        struct baton_packager_fact *old = &known->facts[i];

        if (baton_text_is(fact->name, "reference")
            && baton_text_equal(old->fact.value, fact->value))
            return true; /* a number that has a better name */
        if (!baton_text_equal(old->fact.name, fact->name)
            || !baton_text_equal(old->fact.value, fact->value))
            continue;
        if (old->superseded) { /* said again: it stands again, as the newest */
            PACKAGE_REMOVE(known->facts, known->facts_count, i);
            return false;
        }
        old->fact.confirmed |=
            old->fact.by != BATON_SPEAKER_CUSTOMER && fact->by == BATON_SPEAKER_CUSTOMER;
        return true;
    }
    return false;
}

static void supersede(struct baton_packager_knowledge *known, const struct baton_fact *fact,
                      bool all)
{
    for (size_t i = known->facts_count; i > 0; i--) {
        struct baton_packager_fact *old = &known->facts[i - 1];

        if (!baton_text_equal(old->fact.name, fact->name) || old->superseded
            || baton_text_equal(old->fact.event_id, fact->event_id))
            continue;
        old->superseded = true;
        if (!all)
            return;
    }
}

void learn_fact(struct package *p, const struct baton_fact *fact, bool single, bool corrects)
{
    struct baton_packager_knowledge *known = p->known;

    if (known_already(known, fact))
        return;
    if (single || corrects)
        supersede(known, fact, single);
    make_room(known);
    struct baton_packager_fact *added = PACKAGE_ADD(p->arena, known->facts, known->facts_count);
    added->fact = *fact;
    added->fact.value = package_cut(p, fact->value, PACKAGER_QUOTE);
}

void learn_facts(struct package *p, const struct packager_said *said)
{
    bool customer = said->speaker == BATON_SPEAKER_CUSTOMER;
    struct packager_source source = { .arena = p->arena,
                                      .text = said->text,
                                      .now_ms = said->now_ms };
    struct packager_value *values;

    source.question = customer ? p->row->last_answer : BATON_TEXT_NONE;
    size_t count = packager_extract(&source, &values);
    for (size_t i = 0; i < count; i++) {
        struct baton_fact fact = *BATON_RECORD(p->arena, fact);

        fact.name = baton_text_of(values[i].name);
        fact.value = values[i].value;
        fact.by = said->speaker;
        fact.event_id = said->event_id;
        fact.at = said->at;
        fact.confidence = values[i].confidence;
        /* An address or number that the company names does not replace the customer's own. */
        learn_fact(p, &fact, values[i].single && customer,
                   customer && CUE(said->reading.cues, CUE_CORRECT));
    }
}

/* Values that an action was called with: what the bot had collected. */
static void learn_parameters(struct package *p, const struct baton_conversation_event *event,
                             const struct baton_action_attempt *action)
{
    for (size_t i = 0; i < action->parameters_count && i < 20; i++) {
        const char *name = packager_kind_of(p->arena, action->parameters[i].key);
        struct baton_fact fact = *BATON_RECORD(p->arena, fact);

        if (name == NULL || action->parameters[i].value.size == 0)
            continue;
        fact.name = baton_text_of(name);
        fact.value = action->parameters[i].value;
        fact.by = event->speaker;
        fact.event_id = event->event_id;
        fact.at = event->env.occurred_at > 0 ? event->env.occurred_at : BATON_NULL_LONG;
        fact.source = action->name;
        fact.confidence = 0.9;
        learn_fact(p, &fact, packager_kind_single(fact.name), false);
    }
}

/* An attempt that was pending and has an outcome now, or one more. */
static struct baton_attempt *attempt_place(struct package *p,
                                           const struct baton_action_attempt *action)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = known->tried_count; i > 0; i--) {
        if (baton_text_equal(known->tried[i - 1].name, action->name)
            && known->tried[i - 1].outcome == BATON_ACTION_OUTCOME_PENDING)
            return &known->tried[i - 1];
    }
    if (known->tried_count == PACKAGER_TRIED)
        PACKAGE_REMOVE(known->tried, known->tried_count, 0);
    return PACKAGE_ADD(p->arena, known->tried, known->tried_count);
}

void learn_attempts(struct package *p, const struct baton_conversation_event *event)
{
    for (size_t i = 0; i < event->actions_count && i < 20; i++) {
        const struct baton_action_attempt *action = &event->actions[i];

        if (action->outcome == BATON_ACTION_OUTCOME_SKIPPED && action->detail.size == 0)
            continue;
        struct baton_attempt *attempt = attempt_place(p, action);
        *attempt = *BATON_RECORD(p->arena, attempt);
        attempt->event_id = event->event_id;
        attempt->at = event->env.occurred_at > 0 ? event->env.occurred_at : BATON_NULL_LONG;
        attempt->by = event->speaker;
        attempt->name = package_cut(p, action->name, 100);
        attempt->outcome = action->outcome;
        attempt->detail = package_cut(p, action->detail, PACKAGER_DETAIL);
        attempt->links = action->links;
        attempt->links_count = action->links_count > 5 ? 5 : action->links_count;
        attempt->articles = action->articles;
        attempt->articles_count = action->articles_count > 5 ? 5 : action->articles_count;
        learn_parameters(p, event, action);
    }
}
