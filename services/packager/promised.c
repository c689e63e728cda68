/* Promises of both sides, with the words and the time; deadlines and expectations of the customer.
 * A promise whose time has passed is called broken when the head is composed. */
#include <string.h>

#include "due.h"
#include "kept.h"

/* "If you agree, I will …" and "Once you confirm, you will …" promise nothing yet; "Once it is
 * sent, you will …" does. */
static bool hangs(const struct packager_said *said, const struct packager_sentence *sentence)
{
    static const char *const words[] = { "if", "unless", "to", "should", "would" };
    static const char *const times[] = { "once", "after", "when" };
    static const char *const customers[] = { "you",    "your",      "you've",  "you're",
                                             "you'll", "confirmed", "approved" };
    const struct baton_token *first = &said->reading.tokens.items[sentence->first];

    if (BATON_TEXT_IS_ONE_OF(first->folded, words))
        return true;
    if (sentence->last > sentence->first && BATON_TEXT_IS_ONE_OF(first->folded, times)
        && BATON_TEXT_IS_ONE_OF(first[1].folded, customers))
        return true; /* what has to come first is the customer's to do */
    return CUE(sentence->cues, CUE_IF);
}

/* The oldest that is over goes, else the oldest. */
static void make_room(struct baton_packager_knowledge *known)
{
    size_t index = 0;

    if (known->commitments_count < PACKAGER_COMMITMENTS)
        return;
    while (index + 1 < known->commitments_count
           && known->commitments[index].state == BATON_COMMITMENT_STATE_OPEN)
        index++;
    PACKAGE_REMOVE(known->commitments, known->commitments_count,
                   known->commitments[index].state == BATON_COMMITMENT_STATE_OPEN ? 0 : index);
}

/* What the tokens `first` to `last` promise. */
static void promise(struct package *p, const struct packager_said *said, size_t first, size_t last)
{
    struct baton_packager_knowledge *known = p->known;
    struct baton_text text = baton_tokens_quote(&said->reading.tokens, first, last);
    int64_t due = due_find(&said->reading.tokens, first, last, said->now_ms);
    struct baton_commitment *added = kept_again(p, said, text);

    if (added != NULL && (due == 0 || due == added->due_at))
        return; /* said again: it stands where it was said first */
    if (added == NULL)
        make_room(known);
    if (added == NULL)
        added = PACKAGE_ADD(p->arena, known->commitments, known->commitments_count);
    *added = *BATON_RECORD(p->arena, commitment);
    added->text = package_cut(p, text, PACKAGER_QUOTE);
    added->by = said->speaker;
    added->event_id = said->event_id;
    added->at = said->at;
    added->due_at = due > said->now_ms ? due : BATON_NULL_LONG; /* nobody promises backwards */
    added->state = BATON_COMMITMENT_STATE_OPEN;
}

/* "The return has been processed. You will receive an e-mail. … Please confirm the exchange": what
 * comes of a thing that was done has not to be confirmed. */
static bool follows_deed(const struct packager_said *said, const struct packager_sentence *sentence)
{
    return CUE(sentence->said, CUE_DONE)
           || (sentence > said->reading.sentences && CUE(sentence[-1].said, CUE_DONE));
}

/* "That's why I will request it" speaks of a promise that was made. */
static bool retells(const struct packager_said *said, const struct packager_sentence *sentence)
{
    static const char *const words[] = { "why", "what" };

    return sentence->promise > sentence->first
           && BATON_TEXT_IS_ONE_OF(said->reading.tokens.items[sentence->promise - 1].folded, words);
}

/* "I will look, one moment" asks for patience; "I will write to you, please wait for it" does not.
 */
static bool promises(const struct packager_said *said, const struct packager_sentence *sentence)
{
    enum packager_cue cue = said->speaker == BATON_SPEAKER_CUSTOMER ? CUE_WILL : CUE_PROMISE;
    bool weak = CUE(sentence->said, CUE_NO_ANSWER) || CUE(sentence->said, CUE_WAIT)
                || CUE(sentence->said, CUE_ADVICE);

    if (said->speaker != BATON_SPEAKER_CUSTOMER && CUE(said->reading.cues, CUE_PROPOSES)
        && !follows_deed(said, sentence))
        return false;
    return CUE(sentence->said, cue) && (!weak || CUE(sentence->said, CUE_LATER))
           && !CUE(sentence->said, CUE_PERSON) && !hangs(said, sentence)
           && !retells(said, sentence);
}

/* A sentence makes one promise or two. */
static void promise_all(struct package *p, const struct packager_said *said,
                        const struct packager_sentence *sentence)
{
    static const char *const joints[] = { "and", "but", "so", ",", "that", "then" };
    size_t end = sentence->again;

    if (end == 0) {
        promise(p, said, sentence->first, sentence->last);
        return;
    }
    while (end > sentence->first + 1
           && BATON_TEXT_IS_ONE_OF(said->reading.tokens.items[end - 1].folded, joints))
        end--;
    promise(p, said, sentence->first, end - 1);
    promise(p, said, sentence->again, sentence->last);
}

void learn_promises(struct package *p, const struct packager_said *said)
{
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];

        kept_sentence(p, said, sentence);
        if (promises(said, sentence))
            promise_all(p, said, sentence);
    }
}

static void deadline(struct package *p, const struct packager_said *said,
                     const struct packager_sentence *sentence, int64_t due)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < known->deadlines_count; i++) {
        if (known->deadlines[i].due_at == due)
            return;
    }
    if (known->deadlines_count == PACKAGER_DEADLINES)
        PACKAGE_REMOVE(known->deadlines, known->deadlines_count, 0);
    struct baton_deadline *added = PACKAGE_ADD(p->arena, known->deadlines, known->deadlines_count);
    added->text = package_cut(p, sentence->text, PACKAGER_QUOTE);
    added->due_at = due;
    added->event_id = said->event_id;
}

/* "by Friday", "no later than 5 pm", "bis zum 15."; "within two days" where it is wished. */
static bool is_limit(const struct packager_said *said, const struct packager_sentence *sentence,
                     size_t at)
{
    static const char *const words[] = { "by",  "before", "until",     "till",
                                         "bis", "than",   "spätestens" };

    for (size_t i = at; i-- > sentence->first && at - i <= 2;) {
        struct baton_text word = said->reading.tokens.items[i].folded;

        if (BATON_TEXT_IS_ONE_OF(word, words)
            || (baton_text_is(word, "within") && CUE(sentence->cues, CUE_WANT)))
            return true;
    }
    return false;
}

/* "I have to move my appointment": what the event itself is about. */
static bool moves(const struct packager_said *said, const struct packager_sentence *sentence)
{
    static const char *const words[] = { "move",     "change",    "cancel",  "reschedule",
                                         "postpone", "shift",     "book",    "verschieben",
                                         "absagen",  "ändern",    "buchen",  "moved",
                                         "changed",  "cancelled", "canceled" };

    for (size_t i = sentence->first; i <= sentence->last; i++) {
        if (BATON_TEXT_IS_ONE_OF(said->reading.tokens.items[i].folded, words))
            return true;
    }
    return false;
}

/* The time that has to be met: one behind "by", else the first one where the sentence says that it
 * is one, the last one where it names an event; 0: none. What the other side had said and what the
 * customer will do are none of his. */
static int64_t deadline_in(const struct packager_said *said,
                           const struct packager_sentence *sentence)
{
    const struct baton_tokens *tokens = &said->reading.tokens;
    bool event = CUE(sentence->said, CUE_EVENT) && !moves(said, sentence);
    bool due_said = CUE(sentence->cues, CUE_DUE) || event;
    struct packager_due due;
    int64_t found_ms = 0;

    if (CUE(sentence->cues, CUE_REPORTS)
        || (CUE(sentence->said, CUE_WILL) && !due_said && !CUE(sentence->cues, CUE_WANT)))
        return 0;
    for (size_t at = sentence->first;
         at <= sentence->last && due_next(tokens, at, sentence->last, said->now_ms, &due);
         at = due.last + 1) {
        if (due.at_ms <= said->now_ms)
            continue;
        if (CUE(sentence->cues, CUE_BY) && is_limit(said, sentence, due.first))
            return due.at_ms;
        if (found_ms == 0 || event) /* "Thursday is too late, I have an exam on Wednesday" */
            found_ms = due.at_ms;
    }
    return due_said ? found_ms : 0;
}

void learn_deadlines(struct package *p, const struct packager_said *said)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        int64_t due = deadline_in(said, sentence);

        if (due > 0)
            deadline(p, said, sentence, due);
        if ((CUE(sentence->cues, CUE_WANT) || CUE(sentence->cues, CUE_ASKS_DEED))
            && !CUE(sentence->cues, CUE_PERSON) && sentence->content > 1) {
            known->expectation = package_cut(p, sentence->text, PACKAGER_QUOTE);
            known->expectation_event_id = said->event_id;
        }
    }
    known->hurry = known->hurry || CUE(said->reading.cues, CUE_HURRY);
}
