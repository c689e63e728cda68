/* Rules over a lexicon: each word's value, turned or strengthened by the words before it, then
 * summed and squeezed. */
#include "sentiment.h"

#include <math.h>
#include <string.h>

#include "hash.h"
#include "lexicon.h"
#include "words.h"

#define REACH 3 /* words before a carrier that may turn or strengthen it */

/* Factor on the carrier behind it, fading with distance. */
static const struct {
    const char *word;
    double factor;
} intensifiers[] = {
    { "absolutely", 1.4 }, { "almost", 0.7 },     { "amazingly", 1.4 },    { "barely", 0.6 },
    { "beyond", 1.3 },     { "bit", 0.7 },        { "completely", 1.4 },   { "deeply", 1.3 },
    { "extremely", 1.5 },  { "fairly", 0.8 },     { "fucking", 1.5 },      { "highly", 1.3 },
    { "hugely", 1.4 },     { "incredibly", 1.5 }, { "kinda", 0.7 },        { "little", 0.7 },
    { "more", 1.2 },       { "most", 1.3 },       { "particularly", 1.2 }, { "pretty", 1.1 },
    { "quite", 1.1 },      { "really", 1.3 },     { "slightly", 0.6 },     { "so", 1.3 },
    { "somewhat", 0.7 },   { "such", 1.2 },       { "super", 1.3 },        { "thoroughly", 1.3 },
    { "too", 1.1 },        { "totally", 1.4 },    { "truly", 1.3 },        { "utterly", 1.5 },
    { "very", 1.4 },       { "way", 1.2 },
};

static const char *const negations[] = {
    "aint",   "arent",  "cannot",  "cant",   "couldnt", "didnt",   "doesnt", "dont",
    "hadnt",  "hardly", "hasnt",   "havent", "isnt",    "neither", "never",  "no",
    "nobody", "none",   "nor",     "not",    "nothing", "nowhere", "rarely", "shouldnt",
    "wasnt",  "werent", "without", "wont",   "wouldnt",
};

static struct baton_words strengths, turns;

__attribute__((constructor)) static void fill_tables(void)
{
    baton_words_fill(&strengths, intensifiers, sizeof *intensifiers,
                     sizeof intensifiers / sizeof *intensifiers);
    baton_words_fill(&turns, negations, sizeof *negations, sizeof negations / sizeof *negations);
}

struct scoring {
    const struct baton_tokens *tokens;
    const struct baton_token *before[REACH]; /* words before, nearest first */
    size_t before_count;
    double sum;
    double worst_value, best_value;
    struct baton_text_mood mood;
};

static double value_of(uint64_t hash, struct baton_text folded)
{
    for (size_t at = hash % LEXICON_SLOTS; lexicon_entries[at].word != NULL;
         at = (at + 1) % LEXICON_SLOTS) {
        if (folded.size > 0 && *folded.data == *lexicon_entries[at].word
            && baton_text_is(folded, lexicon_entries[at].word))
            return lexicon_entries[at].value / 100.0;
    }
    return 0;
}

double baton_sentiment_word(struct baton_text folded)
{
    return value_of(baton_fnv1a(0, folded.data, folded.size), folded);
}

static double factor_of(const struct baton_token *word)
{
    ptrdiff_t row = baton_words_find(&strengths, word->hash, word->folded);

    return row >= 0 ? intensifiers[row].factor : 1;
}

/* `value` as the words before it leave it. A turned word is weaker than its opposite: "not good" is
 * not "bad". */
static double in_context(const struct scoring *scoring, double value)
{
    for (size_t i = 0; i < scoring->before_count; i++) {
        const struct baton_token *word = scoring->before[i];
        value *= 1 + (factor_of(word) - 1) * (1 - 0.2 * (double)i);
        if (baton_words_find(&turns, word->hash, word->folded) >= 0
            && !(i == 0 && baton_text_is(word->folded, "no") && value < 0))
            return value * -0.7;
    }
    return value;
}

static void note_carrier(struct scoring *scoring, size_t index, double value)
{
    scoring->mood.carriers++;
    if (value < scoring->worst_value) {
        scoring->worst_value = value;
        scoring->mood.worst = index;
    }
    if (value > scoring->best_value) {
        scoring->best_value = value;
        scoring->mood.best = index;
    }
}

static void push_word(struct scoring *scoring, const struct baton_token *token)
{
    memmove(scoring->before + 1, scoring->before, (REACH - 1) * sizeof *scoring->before);
    scoring->before[0] = token;
    if (scoring->before_count < REACH)
        scoring->before_count++;
}

static void score_token(struct scoring *scoring, size_t index)
{
    const struct baton_token *token = &scoring->tokens->items[index];
    bool shouting =
        scoring->tokens->loud < scoring->tokens->words; /* loud among calm words says something */

    if (token->kind == BATON_TOKEN_MARK || token->kind == BATON_TOKEN_NUMBER)
        return;
    double value = value_of(token->hash, token->folded);
    if (value != 0 && token->kind == BATON_TOKEN_WORD)
        value = in_context(scoring, value) * (token->loud && shouting ? 1.25 : 1);
    if (value != 0) {
        note_carrier(scoring, index, value);
        scoring->sum += value;
    }
    if (baton_text_is(token->folded, "but") || baton_text_is(token->folded, "however"))
        scoring->sum *= 0.6; /* what follows is what is meant */
    push_word(scoring, token);
}

struct baton_text_mood baton_sentiment(const struct baton_tokens *tokens)
{
    struct scoring scoring = { .tokens = tokens, .mood = { 0, 0, tokens->count, tokens->count } };
    double loudness = fmin((double)tokens->exclamations, 4) * 0.07;

    for (size_t i = 0; i < tokens->count; i++) {
        score_token(&scoring, i);
        if (tokens->items[i].ends || tokens->items[i].kind == BATON_TOKEN_MARK)
            scoring.before_count =
                0; /* "it doesn't work, damn": what is negated ends at the comma */
    }
    double sum = scoring.sum * (1 + loudness);
    scoring.mood.score = sum / sqrt(sum * sum + 0.5);
    return scoring.mood;
}
