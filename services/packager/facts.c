/* Facts and attempts: what need not be asked or tried again. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "corrected.h"
#include "kept.h"
#include "timestamp.h"

/* What the company's side lists: prices, days, offers. They are many and the first to be missed
 * least. */
static bool is_minor(const struct baton_fact *fact)
{
    static const char *const kinds[] = { "amount", "date", "quantity", "product", "reference" };

    return fact->by != BATON_SPEAKER_CUSTOMER && BATON_TEXT_IS_ONE_OF(fact->name, kinds);
}

/* Room for one more fact: the oldest superseded one goes, else the oldest that is missed least,
 * else the oldest. */
static void make_room(struct baton_packager_knowledge *known)
{
    size_t index = 0;
    int rank = 0;

    if (known->facts_count < PACKAGER_FACTS)
        return;
    for (size_t i = known->facts_count; i > 0; i--) {
        const struct baton_packager_fact *fact = &known->facts[i - 1];
        int own = fact->superseded ? 2 : is_minor(&fact->fact);

        if (own >= rank && own > 0) {
            index = i - 1;
            rank = own;
        }
    }
    PACKAGE_REMOVE(known->facts, known->facts_count, index);
}

static bool has_word(struct baton_tokens tokens, const struct baton_token *word)
{
    for (size_t i = 0; i < tokens.count; i++) {
        if (tokens.items[i].hash == word->hash)
            return true;
    }
    return false;
}

/* All words of `less` are in `more`. */
static bool says_all(struct package *p, struct baton_text more, struct baton_text less)
{
    struct baton_tokens all = baton_tokens_of(p->arena, more);
    struct baton_tokens some = baton_tokens_of(p->arena, less);

    for (size_t i = 0; i < some.count; i++) {
        if (some.items[i].kind != BATON_TOKEN_MARK && !has_word(all, &some.items[i]))
            return false;
    }
    return true;
}

/* "e-reader" and "eReaders" are one thing. */
static bool same_word(struct package *p, struct baton_text a, struct baton_text b)
{
    struct baton_text texts[2] = { a, b };

    for (int t = 0; t < 2; t++) {
        char *copy = baton_arena_alloc(p->arena, texts[t].size + 1);
        size_t used = 0;

        for (size_t i = 0; i < texts[t].size; i++) {
            if (isalnum((unsigned char)texts[t].data[i]) || (unsigned char)texts[t].data[i] > 127)
                copy[used++] = (char)tolower((unsigned char)texts[t].data[i]);
        }
        used -= used > 3 && copy[used - 1] == 's';
        texts[t] = (struct baton_text){ copy, used };
    }
    return baton_text_equal(texts[0], texts[1]);
}

/* "Ada" after "Ada Lovelace" is nothing new; the other way round the longer one takes its place. */
static bool grown(struct package *p, const struct baton_fact *fact)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < known->facts_count; i++) {
        struct baton_packager_fact *old = &known->facts[i];

        if (!baton_text_equal(old->fact.name, fact->name) || old->superseded)
            continue;
        if (says_all(p, old->fact.value, fact->value) || same_word(p, old->fact.value, fact->value))
            return true;
        if (says_all(p, fact->value, old->fact.value)) {
            old->fact = *fact;
            return true;
        }
    }
    return false;
}

/* "May 22" was taken for the nearest one: a later "May 22, 2024" says which it is. */
static bool same_day(struct package *p, const struct baton_fact *fact)
{
    for (size_t i = 0; i < p->known->facts_count; i++) {
        struct baton_fact *old = &p->known->facts[i].fact;

        if (!baton_text_is(old->name, "date") || old->value.size != 10 || fact->value.size != 10
            || memcmp(old->value.data + 4, fact->value.data + 4, 6) != 0
            || (old->confidence >= 1 && fact->confidence >= 1))
            continue;
        if (fact->confidence > old->confidence)
            *old = *fact;
        return true;
    }
    return false;
}

/* The same value said again. */
static bool known_already(struct baton_packager_knowledge *known, const struct baton_fact *fact)
{
    for (size_t i = 0; i < known->facts_count; i++) {
        struct baton_packager_fact *old = &known->facts[i];

        if (baton_text_equal(old->fact.value, fact->value)
            && (baton_text_is(fact->name, "reference")  /* a number that has a better name */
                || (baton_text_is(fact->name, "device") /* a thing that is bought */
                    && baton_text_is(old->fact.name, "product"))))
            return true;
        if (!baton_text_equal(old->fact.name, fact->name)
            || !baton_text_equal(old->fact.value, fact->value))
            continue;
        if (old->superseded && fact->by != BATON_SPEAKER_CUSTOMER)
            return true;       /* the bot still names what the customer took back */
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

    if (known_already(known, fact) || (packager_kind_grows(fact->name) && grown(p, fact))
        || (baton_text_is(fact->name, "date") && same_day(p, fact)))
        return;
    if (single || corrects)
        supersede(known, fact, single);
    make_room(known);
    struct baton_packager_fact *added = PACKAGE_ADD(p->arena, known->facts, known->facts_count);
    added->fact = *fact;
    added->fact.value = package_cut(p, fact->value, PACKAGER_QUOTE);
}

static bool knows_name(const struct baton_packager_knowledge *known)
{
    for (size_t i = 0; i < known->facts_count; i++) {
        if (baton_text_is(known->facts[i].fact.name, "name"))
            return true;
    }
    return false;
}

/* "order_number" and the like, and "phone". */
static bool is_number(const char *kind)
{
    return strstr(kind, "_number") != NULL || strcmp(kind, "phone") == 0;
}

void learn_facts(struct package *p, const struct packager_said *said)
{
    bool customer = said->speaker == BATON_SPEAKER_CUSTOMER;
    struct packager_source source = { .arena = p->arena,
                                      .text = said->text,
                                      .subject = p->known->issue,
                                      .customer = customer,
                                      .named = knows_name(p->known),
                                      .now_ms = said->now_ms,
                                      .vocabulary = &p->packager->vocabulary,
                                      .tokens = &said->reading.tokens };
    struct packager_value *values;

    bool corrects = customer && corrects_now(p, said), numbered = false;

    source.question = customer ? p->row->last_answer : BATON_TEXT_NONE;
    size_t count = packager_extract(&source, &values);
    for (size_t i = 0; i < count; i++) {
        struct baton_fact fact = *BATON_RECORD(p->arena, fact);

        if (customer && correct_denied(p, said, &values[i]))
            continue;
        numbered |= is_number(values[i].name);
        fact.name = baton_text_of(values[i].name);
        fact.value = values[i].value;
        fact.by = said->speaker;
        fact.event_id = said->event_id;
        fact.at = said->at;
        fact.confidence = values[i].confidence;
        /* An address or number that the company names does not replace the customer's own. */
        learn_fact(p, &fact, values[i].single && customer, corrects);
    }
    if (corrects && !numbered)
        correct_number(p, said);
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
        fact.at = baton_time_said(event->env.occurred_at, BATON_NULL_LONG);
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
        attempt->at = baton_time_said(event->env.occurred_at, BATON_NULL_LONG);
        attempt->by = event->speaker;
        attempt->name = package_cut(p, action->name, 100);
        attempt->outcome = action->outcome;
        attempt->detail = package_cut(p, action->detail, PACKAGER_DETAIL);
        attempt->links = action->links;
        attempt->links_count = action->links_count > 5 ? 5 : action->links_count;
        attempt->articles = action->articles;
        attempt->articles_count = action->articles_count > 5 ? 5 : action->articles_count;
        learn_parameters(p, event, action);
        kept_by_action(p, action);
    }
}
