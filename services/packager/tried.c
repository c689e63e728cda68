/* Attempts that are told of in words: what the company's side says that it did or could not do,
 * what it tells the customer to do, and what the customer did before. The record of the bot's own
 * actions (facts.c) says it better: where an event has one, its words are left alone. */
#include <string.h>

#include "learn.h"
#include "similarity.h"

enum { EACH_TURN = 3, ACTION_BYTES = 100 };

static const double SAME_ATTEMPT = 0.8; /* share of content words */

static bool reported(const struct package *p, struct baton_text event_id)
{
    for (size_t i = 0; i < p->known->tried_count; i++) {
        if (baton_text_equal(p->known->tried[i].event_id, event_id))
            return true;
    }
    return false;
}

/* The attempt that these words tell of was told before: a recap, or advice that is given again. It
 * keeps its place, for a list that turns at each repetition would be news at each. */
static bool told_before(struct package *p, struct baton_text words,
                        enum baton_action_outcome outcome)
{
    struct baton_tokens tokens = baton_tokens_of(p->arena, words);
    struct baton_sketch now = baton_sketch_of(&tokens);

    for (size_t i = 0; i < p->known->tried_count; i++) {
        const struct baton_attempt *attempt = &p->known->tried[i];

        if (attempt->outcome != outcome && outcome != BATON_ACTION_OUTCOME_UNKNOWN)
            continue;
        struct baton_tokens old = baton_tokens_of(p->arena, attempt->name);
        struct baton_sketch before = baton_sketch_of(&old);
        if (baton_sketch_similarity(now.items, now.count, before.items, before.count)
            >= SAME_ATTEMPT)
            return true;
    }
    return false;
}

/* A text without its mark: "…: succeeded" stands behind it. */
static struct baton_text action_of(const struct package *p, struct baton_text text)
{
    while (text.size > 0 && strchr(".!?:, ", text.data[text.size - 1]) != NULL)
        text.size--;
    return package_cut(p, text, ACTION_BYTES);
}

/* "I have added it, please tap the icon" tells of two attempts. */
static struct baton_text done_part(const struct packager_said *said,
                                   const struct packager_sentence *sentence)
{
    return sentence->advises > 0
               ? baton_tokens_quote(&said->reading.tokens, sentence->first, sentence->advises - 1)
               : sentence->text;
}

static struct baton_text advice_part(const struct packager_said *said,
                                     const struct packager_sentence *sentence)
{
    return sentence->advises > 0
               ? baton_tokens_quote(&said->reading.tokens, sentence->advises, sentence->last)
               : sentence->text;
}

/* False: it is there already. */
static bool add(struct package *p, const struct packager_said *said, struct baton_text words,
                enum baton_action_outcome outcome)
{
    struct baton_packager_knowledge *known = p->known;
    struct baton_text name = action_of(p, words);

    if (told_before(p, name, outcome))
        return false;
    if (known->tried_count == PACKAGER_TRIED)
        PACKAGE_REMOVE(known->tried, known->tried_count, 0);
    struct baton_attempt *attempt = PACKAGE_ADD(p->arena, known->tried, known->tried_count);
    *attempt = *BATON_RECORD(p->arena, attempt);
    attempt->event_id = said->event_id;
    attempt->at = said->at;
    attempt->by = said->speaker;
    attempt->name = name;
    attempt->outcome = outcome;
    return true;
}

/* "Let me refresh it." – "Done." tells of what was announced. */
static struct baton_text deed_of(struct package *p, const struct packager_said *said,
                                 const struct packager_sentence *sentence)
{
    struct packager_reading before;

    if (sentence->content > 1)
        return done_part(said, sentence);
    before = packager_read(&p->packager->cues, p->arena, p->row->last_answer);
    for (size_t i = before.sentences_count; i > 0; i--) {
        if (CUE(before.sentences[i - 1].said, CUE_LOOKS))
            return before.sentences[i - 1].text;
    }
    return done_part(said, sentence);
}

/* False: nothing was said to be done. */
static bool learn_done(struct package *p, const struct packager_said *said)
{
    size_t added = 0;
    bool told = false;

    for (size_t i = 0; i < said->reading.sentences_count && added < EACH_TURN; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        bool failed = CUE(sentence->said, CUE_COULD_NOT);
        enum baton_action_outcome outcome =
            failed ? BATON_ACTION_OUTCOME_FAILED : BATON_ACTION_OUTCOME_SUCCEEDED;

        if (!failed && !CUE(sentence->said, CUE_DONE))
            continue;
        told = true;
        added += add(p, said, deed_of(p, said, sentence), outcome);
    }
    return told;
}

/* A message that tells something, and does not only ask, greet, beg for patience or put off. */
static bool tells(const struct packager_reading *reading)
{
    enum { WORDS = 4 };

    for (size_t i = 0; i < reading->sentences_count; i++) {
        const struct packager_sentence *sentence = &reading->sentences[i];

        if (!sentence->question && sentence->content >= WORDS && !CUE(sentence->cues, CUE_WAIT)
            && !CUE(sentence->cues, CUE_GREETING) && !CUE(sentence->cues, CUE_SMALL_TALK)
            && !CUE(sentence->cues, CUE_LOOKS) && !CUE(sentence->cues, CUE_ADVICE)
            && !CUE(sentence->cues, CUE_LATER))
            return true;
    }
    return false;
}

/* "Let me look for flights" – "There are two: …": what was announced was done, though nobody says
 * so. */
static void learn_announced(struct package *p, const struct packager_said *said)
{
    struct packager_reading before;

    if (CUE(said->reading.cues, CUE_LOOKS) || !tells(&said->reading)
        || baton_text_find(p->row->last_answer, BATON_TEXT("?"), 0) >= 0)
        return;
    before = packager_read(&p->packager->cues, p->arena, p->row->last_answer);
    for (size_t i = before.sentences_count; i > 0; i--) {
        const struct packager_sentence *sentence = &before.sentences[i - 1];

        if (!CUE(sentence->said, CUE_LOOKS) || CUE(sentence->cues, CUE_PROPOSES))
            continue;
        add(p, said, sentence->text, BATON_ACTION_OUTCOME_SUCCEEDED);
        return;
    }
}

/* "Can you please try …?" and "Can you restart it?" are advice, "Which app did you open?" is a
 * question. */
static bool asks_only(const struct packager_said *said, const struct packager_sentence *sentence)
{
    if (CUE(sentence->cues, CUE_ASKS_DEED) || CUE(sentence->said, CUE_ADVICE))
        return false;
    for (size_t i = sentence->first; i <= sentence->last && sentence->question; i++) {
        if (baton_text_is(said->reading.tokens.items[i].folded, "try"))
            return false;
    }
    return sentence->question;
}

/* "I left the account and entered again, the same error": what he did did not help. */
static bool tells_of_a_try(const struct packager_sentence *sentence)
{
    return CUE(sentence->said, CUE_I_TRIED)
           || (CUE(sentence->said, CUE_I_DID)
               && (CUE(sentence->cues, CUE_STILL) || CUE(sentence->cues, CUE_PROBLEM)));
}

/* learn_done has the whole sentence. */
static bool was_told(const struct packager_sentence *sentence)
{
    return sentence->advises == 0
           && (CUE(sentence->said, CUE_DONE) || CUE(sentence->said, CUE_COULD_NOT));
}

/* Steps to take are one attempt, however many they are. */
static void learn_advice(struct package *p, const struct packager_said *said)
{
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];

        if (CUE(sentence->cues, CUE_ADVICE) && !CUE(sentence->cues, CUE_SMALL_TALK)
            && !asks_only(said, sentence) && !was_told(sentence)) {
            add(p, said, advice_part(said, sentence), BATON_ACTION_OUTCOME_UNKNOWN);
            return;
        }
    }
}

static void learn_own(struct package *p, const struct packager_said *said)
{
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        bool works = CUE(said->reading.cues, CUE_WORKED);

        if (!tells_of_a_try(sentence))
            continue;
        add(p, said, sentence->text,
            works ? BATON_ACTION_OUTCOME_SUCCEEDED : BATON_ACTION_OUTCOME_FAILED);
        return;
    }
}

/* "Have you tried another browser?" – "Yes, it is the same." */
static void learn_confirmed(struct package *p, const struct packager_said *said)
{
    static const char *const yes[] = { "yes",  "yeah",  "yep",     "exactly", "ja",
                                       "sure", "tried", "already", "right",   "correct" };
    struct packager_reading asked =
        packager_read(&p->packager->cues, p->arena, p->row->last_answer);
    bool confirms = said->reading.tokens.count > 0
                    && BATON_TEXT_IS_ONE_OF(said->reading.tokens.items[0].folded, yes);

    for (size_t i = 0; i < asked.sentences_count && confirms; i++) {
        if (!CUE(asked.sentences[i].cues, CUE_TRIED_IT) || !asked.sentences[i].question)
            continue;
        add(p, said, asked.sentences[i].text,
            CUE(said->reading.cues, CUE_WORKED) ? BATON_ACTION_OUTCOME_SUCCEEDED
                                                : BATON_ACTION_OUTCOME_FAILED);
        return;
    }
}

/* What the customer says next tells what came of the last advice; advice that had failed, was given
 * once more and works now did work. */
static void learn_outcome(struct package *p, const struct packager_said *said)
{
    bool worked = CUE(said->reading.cues, CUE_WORKED) || CUE(said->reading.cues, CUE_SOLVED);
    bool failed = CUE(said->reading.cues, CUE_STILL) || CUE(said->reading.cues, CUE_PROBLEM);

    for (size_t i = p->known->tried_count; i > 0 && worked != failed; i--) {
        struct baton_attempt *attempt = &p->known->tried[i - 1];

        if (attempt->by == BATON_SPEAKER_CUSTOMER
            || (attempt->outcome != BATON_ACTION_OUTCOME_UNKNOWN
                && (!worked || baton_text_find(p->row->last_answer, attempt->name, 0) < 0)))
            continue;
        attempt->outcome = worked ? BATON_ACTION_OUTCOME_SUCCEEDED : BATON_ACTION_OUTCOME_FAILED;
        return;
    }
}

void learn_tried(struct package *p, const struct packager_said *said)
{
    if (said->speaker == BATON_SPEAKER_CUSTOMER) {
        bool was_reported = reported(p, said->event_id);

        learn_outcome(p, said);
        if (!was_reported)
            learn_confirmed(p, said);
        learn_own(p, said);
        return;
    }
    if (reported(p, said->event_id))
        return;
    if (!learn_done(p, said))
        learn_announced(p, said);
    learn_advice(p, said);
}
