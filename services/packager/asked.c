/* Open questions. The customer's is answered by the next message of the other side that is an
 * answer at all; asked again it is open again, and counted; he may take it back. The bot's is
 * answered by the customer's next message that is not a mere question. What only vents asks
 * nothing. */
#include <string.h>

#include "learn.h"
#include "similarity.h"

enum { KIND_WORDS = 5, VALUE_WORDS = 4, VALUE_DIGITS = 3 };

static const double SAME_QUESTION = 0.5; /* share of content words; as a repeated question reads */

static struct baton_packager_question *find_same(struct baton_packager_knowledge *known,
                                                 const struct baton_sketch *words,
                                                 enum baton_speaker by)
{
    for (size_t i = 0; i < known->questions_count; i++) {
        struct baton_packager_question *question = &known->questions[i];

        if (question->question.by == by
            && baton_sketch_similarity(question->words, question->words_count, words->items,
                                       words->count)
                   >= SAME_QUESTION)
            return question;
    }
    return NULL;
}

static struct baton_packager_question *question_place(struct package *p)
{
    struct baton_packager_knowledge *known = p->known;
    size_t index = 0;

    if (known->questions_count == PACKAGER_QUESTIONS) {
        while (index + 1 < known->questions_count && !known->questions[index].answered)
            index++;
        PACKAGE_REMOVE(known->questions, known->questions_count,
                       known->questions[index].answered ? index : 0);
    }
    struct baton_packager_question *place =
        PACKAGE_ADD(p->arena, known->questions, known->questions_count);
    *place = *BATON_RECORD(p->arena, packager_question);
    return place;
}

static void ask(struct package *p, const struct packager_said *said,
                const struct packager_sentence *sentence)
{
    struct baton_tokens tokens = baton_tokens_of(p->arena, sentence->text);
    struct baton_sketch words = baton_sketch_of(&tokens);
    struct baton_packager_question *question = find_same(p->known, &words, said->speaker);

    if (question == NULL) {
        question = question_place(p);
        question->words =
            baton_arena_copy(p->arena, words.items, words.count * sizeof *words.items);
        question->words_count = words.count;
        question->question.by = said->speaker;
        question->question.times = 0;
    }
    question->answered = false;
    question->question.text = package_cut(p, sentence->text, PACKAGER_QUOTE);
    question->question.event_id = said->event_id;
    question->question.at = said->at;
    question->question.times++;
}

/* "Ok", "sure", "thank you": nothing of the company's that answers. */
static bool is_patience(const struct packager_said *said, const struct packager_sentence *sentence)
{
    static const char *const words[] = { "ok",    "okay",  "sure",  "right",  "thanks",
                                         "thank", "great", "hello", "perfect" };

    for (size_t w = 0; w < sizeof words / sizeof *words && sentence->content < 2; w++) {
        if (baton_text_is(said->reading.tokens.items[sentence->first].folded, words[w]))
            return true;
    }
    return false;
}

/* "I am sorry to hear that": kind, and no answer. */
static bool is_kindness(const struct packager_sentence *sentence)
{
    return CUE(sentence->cues, CUE_MANNERS) && sentence->content <= KIND_WORDS;
}

/* "Maybe 44121?": a value that was asked for, with a doubt. */
static bool is_value(const struct packager_said *said, const struct packager_sentence *sentence)
{
    if (said->speaker != BATON_SPEAKER_CUSTOMER || sentence->content > VALUE_WORDS)
        return false;
    for (size_t i = sentence->first; i <= sentence->last; i++) {
        const struct baton_token *token = &said->reading.tokens.items[i];

        if ((token->kind == BATON_TOKEN_NUMBER && token->to - token->from >= VALUE_DIGITS)
            || baton_text_is(token->folded, "@"))
            return true;
    }
    return false;
}

/* A message that answers: not only questions, not "I do not understand", not "one moment". One word
 * does: "correct". */
static bool is_answer(const struct packager_said *said)
{
    bool customer = said->speaker == BATON_SPEAKER_CUSTOMER;

    if (!customer && CUE(said->reading.cues, CUE_NO_ANSWER))
        return false;
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];

        if (sentence->question || CUE(sentence->cues, CUE_NEVER_MIND)) {
            if (is_value(said, sentence))
                return true;
            continue;
        }
        if (!CUE(sentence->cues, CUE_GREETING) && !CUE(sentence->cues, CUE_WAIT)
            && (customer || (!is_kindness(sentence) && !is_patience(said, sentence))))
            return true;
    }
    return false;
}

/* "Can you cancel it?" asks for a deed, "can you tell me when" for an answer. The company's side
 * asks for answers alone. */
static bool is_request(const struct packager_said *said, const struct packager_sentence *sentence)
{
    static const char *const telling[] = { "tell",    "explain", "say", "clarify",
                                           "confirm", "know",    "give" };
    const struct baton_token *tokens = said->reading.tokens.items;
    size_t first = sentence->first;

    if (said->speaker != BATON_SPEAKER_CUSTOMER || sentence->last < first + 2)
        return false;
    first += baton_text_is(tokens[first].folded, "please");
    if (!CUE(sentence->cues, CUE_ASKS_DEED))
        return false;
    for (size_t i = first; i <= sentence->last && i < first + 6; i++) {
        if (BATON_TEXT_IS_ONE_OF(tokens[i].folded, telling))
            return false;
    }
    return true;
}

/* "Never mind": what the customer asked before needs no answer any more. */
static void drop_own(struct baton_packager_knowledge *known)
{
    for (size_t i = 0; i < known->questions_count; i++) {
        if (known->questions[i].question.by == BATON_SPEAKER_CUSTOMER)
            known->questions[i].answered = true;
    }
}

void learn_questions(struct package *p, const struct packager_said *said)
{
    struct baton_packager_knowledge *known = p->known;
    bool customer = said->speaker == BATON_SPEAKER_CUSTOMER;

    for (size_t i = 0; i < known->questions_count && is_answer(said); i++) {
        if ((known->questions[i].question.by == BATON_SPEAKER_CUSTOMER) != customer)
            known->questions[i].answered = true;
    }
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];

        if (customer && CUE(sentence->said, CUE_NEVER_MIND))
            drop_own(known);
        if (sentence->question && sentence->content > 0 && !CUE(sentence->cues, CUE_SMALL_TALK)
            && !CUE(sentence->cues, CUE_RHETORIC) && !CUE(sentence->cues, CUE_PERSON)
            && !is_request(said, sentence))
            ask(p, said, sentence);
    }
}
