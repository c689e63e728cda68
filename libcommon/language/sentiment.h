/* The mood of one text by a lexicon: -1 very bad … 1 very good.
 * Looks at words, emoji and emoticons; negation ("not good") turns, intensifiers ("very") and loud
 * words strengthen, "but" makes what follows count more, exclamation marks strengthen whatever the
 * mood is. English. */
#ifndef BATON_SENTIMENT_H
#define BATON_SENTIMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "tokens.h"

struct baton_text_mood {
    double score;    /* -1..1; 0 when no word carries a mood */
    size_t carriers; /* tokens that carry one */
    size_t worst;    /* the most negative carrier, to be quoted; tokens->count when there is none */
    size_t best;     /* the most positive one; likewise */
};

/* fails   never
 * source  the method is that of rule-based lexicons such as VADER (Hutto and Gilbert, ICWSM 2014);
 * the lexicon's sources and licences are in README.md */
struct baton_text_mood baton_sentiment(const struct baton_tokens *tokens);

/* The lexicon's value of one folded word, -1..1; 0 when it is not in there. */
double baton_sentiment_word(struct baton_text folded);

#endif
