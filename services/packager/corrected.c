/* See corrected.h. */
#include "corrected.h"

#include <ctype.h>

/* "not 88121", "not my order number 88121", "nicht mehr": a denial with nothing but the value's
 * name between; "I have not received order 88121" denies nothing of the number. */
static bool is_denied(const struct baton_tokens *tokens, size_t at)
{
    static const char *const denials[] = { "not",    "never", "nicht", "isnt",  "wasnt",  "isn't",
                                           "wasn't", "kein",  "keine", "statt", "anstatt" };
    static const char *const names[] = {
        "my",      "the",     "order",  "number",  "no",    "nr",   "nummer",     "id",
        "invoice", "booking", "ticket", "e-mail",  "email", "mail", "phone",      "address",
        "account", "mehr",    "longer", "anymore", "code",  "-",    "bestellung", "rechnung",
        "e",       "more",    "#",      "a",       "an",    "die",  "der",        "meine",
    };
    enum { FURTHEST = 6 };

    for (size_t back = 1; back <= FURTHEST && back <= at; back++) {
        struct baton_text word = tokens->items[at - back].folded;

        if (BATON_TEXT_IS_ONE_OF(word, denials))
            return true;
        if (back == 1 && baton_text_is(word, "of") && at >= 2
            && baton_text_is(tokens->items[at - 2].folded, "instead"))
            return true;
        if (!BATON_TEXT_IS_ONE_OF(word, names))
            return false;
    }
    return false;
}

bool correct_denied(struct package *p, const struct packager_said *said,
                    const struct packager_value *value)
{
    const struct baton_tokens *tokens = &said->reading.tokens;
    size_t at = 0;

    while (at < tokens->count && tokens->items[at].from < value->from)
        at++;
    if (at == tokens->count || !is_denied(tokens, at))
        return false;
    for (size_t i = 0; i < p->known->facts_count; i++) {
        struct baton_packager_fact *fact = &p->known->facts[i];

        if (baton_text_is(fact->fact.name, value->name)
            && baton_text_equal(fact->fact.value, value->value))
            fact->superseded = true;
    }
    return true;
}

bool corrects_now(const struct package *p, const struct packager_said *said)
{
    struct packager_reading before;

    if (CUE(said->reading.cues, CUE_CORRECT))
        return true;
    before = packager_read(&p->packager->cues, p->arena, p->row->last_words);
    for (size_t i = 0; i < before.tokens.count; i++) {
        if (before.tokens.items[i].kind == BATON_TOKEN_NUMBER)
            return false;
    }
    return CUE(before.cues, CUE_CORRECT);
}

/* Digits that two numbers of one length have in the same place; 0: they are not written alike. */
static size_t alike(const struct baton_packager_fact *fact, struct baton_text number)
{
    struct baton_text value = fact->fact.value;
    size_t same = 0;

    if (fact->superseded || fact->fact.by != BATON_SPEAKER_CUSTOMER || value.size != number.size
        || !isdigit((unsigned char)value.data[0])
        || !isdigit((unsigned char)value.data[value.size - 1]))
        return 0;
    for (size_t i = 0; i < number.size; i++)
        same += value.data[i] == number.data[i];
    return same;
}

void correct_number(struct package *p, const struct packager_said *said)
{
    const struct baton_tokens *tokens = &said->reading.tokens;

    for (size_t t = 0; t < tokens->count; t++) {
        struct baton_text word = tokens->items[t].folded;
        const struct baton_packager_fact *best = NULL;

        if (tokens->items[t].kind != BATON_TOKEN_NUMBER || word.size < 4 || is_denied(tokens, t))
            continue;
        for (size_t i = p->known->facts_count; i > 0; i--) {
            const struct baton_packager_fact *fact = &p->known->facts[i - 1];

            if (alike(fact, word) > (best != NULL ? alike(best, word) : 0))
                best = fact;
        }
        if (best == NULL)
            continue;
        struct baton_fact fact = best->fact;
        fact.value = word;
        fact.event_id = said->event_id;
        fact.at = said->at;
        fact.confidence = 0.8;
        learn_fact(p, &fact, packager_kind_single(fact.name), true);
        return;
    }
}
