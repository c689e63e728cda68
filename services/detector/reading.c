/* Phrases found become cues: the strongest of each kind with its words. A request for a person is
 * looked at twice, because it is obeyed at once: negated ones and those about somebody else are
 * taken out. */
#include "reading.h"

#include <math.h>
#include <string.h>

#include "asks.h"
#include "script.h"

#define NEGATION_GAP 2 /* words between a negation and what it negates */
#define PAIR_GAP 4     /* words between two cues that belong together */
#define REJECT_GAP 7   /* words between what is against and the bot that it is against */
#define CUE_MAX 1.5    /* several phrases of one kind weigh more than one, up to here */

struct found {
    const struct baton_tokens *tokens;
    struct baton_phrase_match *matches;
    size_t count;
};

bool detector_words_open(struct detector_words *words, struct baton_error *err)
{
    words->customer = baton_phrases_new(&detector_customer_cues, err);
    words->bot = baton_phrases_new(&detector_bot_cues, err);
    words->categories = baton_phrases_new(&detector_category_cues, err);
    if (words->customer != NULL && words->bot != NULL && words->categories != NULL)
        return true;
    detector_words_close(words);
    return false;
}

void detector_words_close(struct detector_words *words)
{
    baton_phrases_free(words->customer);
    baton_phrases_free(words->bot);
    baton_phrases_free(words->categories);
    *words = (struct detector_words){ NULL, NULL, NULL };
}

static void add_cue(struct detector_cue *cue, const struct baton_phrase_match *match)
{
    double value = match->phrase->value;

    if (value > cue->value || match->quote.size > cue->quote.size)
        cue->quote = match->quote;
    cue->value = cue->value == 0
                     ? value
                     : fmin(CUE_MAX, fmax(cue->value, value) + 0.25 * fmin(cue->value, value));
}

/* Words from behind `first` up to `last`; a large number where a comma or the end of a sentence
 * lies between. */
static size_t gap(const struct baton_tokens *tokens, size_t first, size_t last)
{
    size_t words = 0;

    for (size_t i = first; i < last; i++) {
        if (tokens->items[i].ends || (i > first && tokens->items[i].kind == BATON_TOKEN_MARK))
            return SIZE_MAX;
        words += i > first && tokens->items[i].kind == BATON_TOKEN_WORD;
    }
    return words;
}

/* "no need for a human", "I am an agent of": the phrase begins before the request and reaches it,
 * or holds it. A question who is there, of less than 1, says nothing of what follows: "are you a
 * bot I want a human". */
static bool vetoes(const struct baton_tokens *tokens, const struct baton_phrase_match *veto,
                   const struct baton_phrase_match *request)
{
    if (veto->first > request->first || veto->phrase->value < 0.5)
        return false;
    if (veto->first == request->first)
        return veto->last > request->last;
    return veto->last >= request->first
           || (veto->phrase->value >= 1 && gap(tokens, veto->last, request->first) <= NEGATION_GAP);
}

static bool vetoed(const struct found *found, const struct baton_phrase_match *request)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->matches[i].phrase->code == DETECTOR_CUE_NOT_HUMAN
            && vetoes(found->tokens, &found->matches[i], request))
            return true;
    }
    return false;
}

/* Words that may stand beside "operator" without making it more than a request. */
static bool is_courtesy(struct baton_text word)
{
    static const char *const courtesies[] = { "a",    "an",     "the",      "please",  "pls",
                                              "plz",  "now",    "hi",       "hello",   "hey",
                                              "ok",   "okay",   "yes",      "no",      "just",
                                              "to",   "thanks", "sir",      "asap",    "real",
                                              "live", "actual", "customer", "human",   "service",
                                              "care", "from",   "someone",  "somebody" };

    return BATON_TEXT_IS_ONE_OF(word, courtesies);
}

/* "operator", "a real person please": nothing else is said. */
static bool is_alone(const struct baton_tokens *tokens, const struct baton_phrase_match *match)
{
    for (size_t i = 0; i < tokens->count; i++) {
        bool outside = i < match->first || i > match->last;
        if (outside && tokens->items[i].kind <= BATON_TOKEN_NUMBER
            && !is_courtesy(tokens->items[i].folded))
            return false;
    }
    return true;
}

/* "tell me when it works again": a condition stands in the same sentence. */
static bool is_conditional(const struct found *found, const struct baton_phrase_match *match)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct baton_phrase_match *other = &found->matches[i];
        size_t first = other->first < match->first ? other->first : match->first;
        size_t last = other->last > match->last ? other->last : match->last;

        if (other->phrase->code != DETECTOR_CUE_CONDITION)
            continue;
        while (first < last && !found->tokens->items[first].ends)
            first++;
        if (first == last)
            return true;
    }
    return false;
}

/* What the customer gives of his own: all but a name has digits. */
static void take_given(struct detector_reading *reading, const struct baton_phrase_match *match)
{
    int kind = match->phrase->code - DETECTOR_ASKS;

    if (kind == BATON_ASK_NAME ? match->phrase->value >= 1 : detector_has_digits(reading))
        reading->asks |= 1u << kind;
}

/* Whether the cue of `at` stands behind the last match of `before`, with few words between. */
static bool follows(const struct found *found, size_t before, size_t at, size_t most)
{
    const struct baton_phrase_match *items = found->matches;

    return before < found->count && items[before].last < items[at].first
           && items[at].first - items[before].last <= 2 * most
           && gap(found->tokens, items[before].last, items[at].first) <= most;
}

/* "Am I talking to a bot": asked about, not spoken against. */
static bool asked_about(const struct found *found, size_t at)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct baton_phrase_match *other = &found->matches[i];
        if (other->phrase->code == DETECTOR_CUE_NOT_HUMAN
            && other->first <= found->matches[at].first && other->last >= found->matches[at].last)
            return true;
    }
    return false;
}

static bool rejects(const struct found *found, size_t against, size_t at)
{
    return follows(found, against, at, REJECT_GAP) && !asked_about(found, at);
}

/* What the words of a request say in any order that no phrase lists: "put … boss", "anybody …
 * available", "not … machine". Matches are in the order of their ends. */
static void read_people(struct detector_reading *reading, const struct found *found)
{
    const size_t none = found->count;
    size_t wants = none, person = none, against = none, strongly = none, declines = none;
    bool refuses = false;

    for (size_t i = 0; i < found->count; i++) {
        switch (found->matches[i].phrase->code) {
        case DETECTOR_CUE_PERSON:
        case DETECTOR_CUE_ANYONE:
            if (vetoed(found, &found->matches[i]) || follows(found, declines, i, PAIR_GAP)) {
                reading->declines_person = true;
                break;
            }
            person = i;
            reading->names_person = true;
            reading->wants_person = reading->wants_person || follows(found, wants, i, PAIR_GAP);
            break;
        case DETECTOR_CUE_NOT_HUMAN:
            declines = i;
            refuses = true;
            break;
        case DETECTOR_CUE_WANTS: wants = i; break;
        case DETECTOR_CUE_ACCEPTS:
            refuses = refuses || found->matches[i].phrase->value < 0;
            reading->accepts = !refuses;
            break;
        case DETECTOR_CUE_SERVES:
            reading->wants_person = reading->wants_person || follows(found, person, i, PAIR_GAP);
            break;
        case DETECTOR_CUE_AGAINST:
            against = i;
            strongly = found->matches[i].phrase->value >= 1 ? i : strongly;
            break;
        case DETECTOR_CUE_BOT:
            reading->rejects_bot = reading->rejects_bot || rejects(found, against, i);
            break;
        case DETECTOR_CUE_MACHINE:
            reading->rejects_bot = reading->rejects_bot || rejects(found, strongly, i);
            break;
        default: break;
        }
    }
}

static void take_customer(struct detector_reading *reading, const struct found *found,
                          const struct baton_phrase_match *match)
{
    int code = match->phrase->code;

    if (code >= DETECTOR_ASKS) {
        take_given(reading, match);
        return;
    }
    if (code == DETECTOR_CUE_ACCEPTS
        || (code == DETECTOR_CUE_SOLVED && is_conditional(found, match)))
        return;
    if ((code == DETECTOR_CUE_HUMAN || code == DETECTOR_CUE_PERSON) && vetoed(found, match))
        return;
    if (code == DETECTOR_CUE_PERSON) {
        if (!is_alone(found->tokens, match))
            return;
        code = DETECTOR_CUE_HUMAN;
    }
    add_cue(&reading->cues[code], match);
}

static struct found find(const struct baton_phrases *phrases, const struct baton_tokens *tokens,
                         struct baton_arena *arena)
{
    struct found found = { tokens, NULL, 0 };

    found.count = baton_phrases_find(phrases, tokens, arena, &found.matches);
    return found;
}

static struct detector_reading *read_text(struct baton_text text, struct baton_arena *arena)
{
    struct detector_reading *reading = BATON_NEW(arena, struct detector_reading);
    const struct baton_tokens *tokens = &reading->tokens;

    reading->tokens = baton_tokens_of(arena, text);
    reading->sketch = baton_sketch_of(tokens);
    reading->words = tokens->words;
    return reading;
}

static void read_mood(struct detector_reading *reading)
{
    const struct baton_tokens *tokens = &reading->tokens;
    struct baton_text_mood mood = baton_sentiment(tokens);
    double loud = tokens->words >= 3 ? (double)tokens->loud / (double)tokens->words : 0;

    reading->mood = mood.score;
    if (mood.worst < tokens->count)
        reading->mood_quote = baton_tokens_quote(tokens, mood.worst, mood.worst);
    reading->loudness = fmin(1, loud + fmin((double)tokens->exclamations, 4) * 0.15);
}

struct detector_reading *detector_read_customer(const struct detector_words *words,
                                                struct baton_text text, struct baton_arena *arena)
{
    struct detector_reading *reading = read_text(text, arena);
    struct found cues = find(words->customer, &reading->tokens, arena);
    struct found categories = find(words->categories, &reading->tokens, arena);

    read_mood(reading);
    for (size_t i = 0; i < cues.count; i++)
        take_customer(reading, &cues, &cues.matches[i]);
    read_people(reading, &cues);
    for (size_t i = 0; i < categories.count; i++) {
        struct detector_cue *category = &reading->categories[categories.matches[i].phrase->code];
        category->value += categories.matches[i].phrase->value;
        category->quote = categories.matches[i].quote;
    }
    if (text.size > 0 && memchr(text.data, '@', text.size) != NULL)
        reading->asks |= 1u << BATON_ASK_EMAIL;
    return reading;
}

/* "your full name and order number": the second is asked for where the first is. */
static void take_bot(struct detector_reading *reading, const struct found *found)
{
    unsigned asked = 0, also = 0;

    for (size_t i = 0; i < found->count; i++) {
        const struct baton_phrase_match *match = &found->matches[i];
        unsigned bit =
            match->phrase->code >= DETECTOR_ASKS ? 1u << (match->phrase->code - DETECTOR_ASKS) : 0;

        if (bit == 0)
            add_cue(&reading->cues[match->phrase->code], match);
        else if (match->phrase->value >= 1)
            asked |= bit;
        else
            also |= bit;
    }
    reading->asks = asked != 0 ? asked | also : 0;
}

struct detector_reading *detector_read_bot(const struct detector_words *words,
                                           struct baton_text text, struct baton_arena *arena)
{
    struct detector_reading *reading = read_text(text, arena);
    struct found cues = find(words->bot, &reading->tokens, arena);

    read_mood(reading);
    take_bot(reading, &cues);
    return reading;
}

/* Emoji and emoticons alone: the lexicon would take "die" and "gift" for English. */
static struct baton_tokens signs_of(const struct baton_tokens *tokens, struct baton_arena *arena)
{
    struct baton_tokens signs = { .text = tokens->text };

    signs.items = BATON_NEW_ARRAY(arena, struct baton_token, tokens->count + 1);
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].kind == BATON_TOKEN_EMOJI
            || tokens->items[i].kind == BATON_TOKEN_EMOTICON)
            signs.items[signs.count++] = tokens->items[i];
    }
    return signs;
}

struct detector_reading *detector_read_foreign(struct baton_text text, struct baton_arena *arena)
{
    struct detector_reading *reading = read_text(text, arena);
    struct baton_tokens signs = signs_of(&reading->tokens, arena);
    struct baton_text_mood mood = baton_sentiment(&signs);

    reading->mood = mood.score;
    if (mood.worst < signs.count)
        reading->mood_quote = baton_tokens_quote(&signs, mood.worst, mood.worst);
    reading->loudness = fmin(1, fmin((double)reading->tokens.exclamations, 4) * 0.15);
    return reading;
}

bool detector_is_foreign(const char *known, struct baton_text language, struct baton_text text)
{
    size_t size = strlen(known);

    if (language.size > 0
        && (!baton_text_starts(language, baton_text_of(known))
            || (language.size > size && language.data[size] != '-')))
        return true;
    return baton_script_of(text) > BATON_SCRIPT_LATIN;
}

bool detector_has_digits(const struct detector_reading *reading)
{
    for (size_t i = 0; i < reading->tokens.count; i++) {
        const struct baton_token *token = &reading->tokens.items[i];
        bool number = token->kind == BATON_TOKEN_NUMBER;

        for (uint32_t at = token->from;
             !number && token->kind == BATON_TOKEN_WORD && at < token->to; at++)
            number = reading->tokens.text.data[at] >= '0' && reading->tokens.text.data[at] <= '9';
        if (number)
            return true;
    }
    return false;
}
