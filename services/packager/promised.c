/* Promises of the company's side, with the words and the time; deadlines and expectations of the
 * customer. A promise whose time has passed is called broken when the head is composed. */
#include <string.h>

#include "due.h"
#include "learn.h"
#include "similarity.h"

/* "If you agree, I will …" and "Once that is done, you will …" promise nothing yet. */
static bool is_conditional(const struct packager_said *said,
                           const struct packager_sentence *sentence)
{
    static const char *const words[] = { "if",     "once", "after",  "when",
                                         "unless", "to",   "should", "would" };
    struct baton_text first = said->reading.tokens.items[sentence->first].folded;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (baton_text_is(first, words[i]))
            return true;
    }
    return false;
}

static const double SAME_PROMISE = 0.6; /* share of content words */

/* The open promise that is made again; NULL when it is a new one. */
static struct baton_commitment *made_before(struct package *p,
                                            const struct packager_sentence *sentence)
{
    struct baton_tokens tokens = baton_tokens_of(p->arena, sentence->text), old_tokens;
    struct baton_sketch words = baton_sketch_of(&tokens), old;

    for (size_t i = 0; i < p->known->commitments_count; i++) {
        struct baton_commitment *promise = &p->known->commitments[i];

        if (promise->state != BATON_COMMITMENT_STATE_OPEN)
            continue;
        old_tokens = baton_tokens_of(p->arena, promise->text);
        old = baton_sketch_of(&old_tokens);
        if (baton_text_equal(promise->text, sentence->text)
            || baton_sketch_similarity(words.items, words.count, old.items, old.count)
                   >= SAME_PROMISE)
            return promise;
    }
    return NULL;
}

static void promise(struct package *p, const struct packager_said *said,
                    const struct packager_sentence *sentence)
{
    struct baton_packager_knowledge *known = p->known;
    int64_t due = due_find(&said->reading.tokens, sentence->first, sentence->last, said->now_ms);

    struct baton_commitment *added = made_before(p, sentence);

    if (added != NULL && due == 0 && added->due_at != BATON_NULL_LONG)
        due = added->due_at; /* said again without its time */
    if (added == NULL && known->commitments_count == PACKAGER_COMMITMENTS)
        PACKAGE_REMOVE(known->commitments, known->commitments_count, 0);
    if (added == NULL)
        added = PACKAGE_ADD(p->arena, known->commitments, known->commitments_count);
    *added = *BATON_RECORD(p->arena, commitment);
    added->text = package_cut(p, sentence->text, PACKAGER_QUOTE);
    added->by = said->speaker;
    added->event_id = said->event_id;
    added->at = said->at;
    added->due_at = due > 0 ? due : BATON_NULL_LONG;
    added->state = BATON_COMMITMENT_STATE_OPEN;
}

static void take_back(struct baton_packager_knowledge *known)
{
    for (size_t i = known->commitments_count; i > 0; i--) {
        if (known->commitments[i - 1].state == BATON_COMMITMENT_STATE_OPEN) {
            known->commitments[i - 1].state = BATON_COMMITMENT_STATE_WITHDRAWN;
            return;
        }
    }
}

void learn_promises(struct package *p, const struct packager_said *said)
{
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        bool after_all = baton_text_find(sentence->text, BATON_TEXT("after all"), 0) >= 0;

        if (said->speaker == BATON_SPEAKER_CUSTOMER || sentence->question)
            continue;
        if (CUE(sentence->cues, CUE_TAKEN_BACK) && after_all)
            take_back(p->known);
        else if (CUE(sentence->cues, CUE_PROMISE) && !CUE(sentence->cues, CUE_NO_ANSWER)
                 && !is_conditional(said, sentence))
            promise(p, said, sentence);
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

void learn_deadlines(struct package *p, const struct packager_said *said)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        int64_t due = CUE(sentence->cues, CUE_BY) ? due_find(&said->reading.tokens, sentence->first,
                                                             sentence->last, said->now_ms)
                                                  : 0;

        if (due > said->now_ms)
            deadline(p, said, sentence, due);
        if (CUE(sentence->cues, CUE_WANT) && !CUE(sentence->cues, CUE_PERSON)
            && sentence->content > 1) {
            known->expectation = package_cut(p, sentence->text, PACKAGER_QUOTE);
            known->expectation_event_id = said->event_id;
        }
    }
    known->hurry = known->hurry || CUE(said->reading.cues, CUE_HURRY);
}
