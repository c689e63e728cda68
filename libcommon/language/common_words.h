/* Which language a text in Latin letters is in, as far as its commonest words tell: enough to see
 * that it is not English, not to name its language for certain. */
#ifndef BATON_COMMON_WORDS_H
#define BATON_COMMON_WORDS_H

#include "tokens.h"

struct baton_common_words {
    size_t english; /* words that only English texts have */
    size_t points;  /* two for each word of the language, not English, that has most; one for
                       a word that is short or stands in names: "de", "la" */
    size_t marked;  /* further words with letters beyond ASCII */
};

/* fails  never; allocates nothing */
struct baton_common_words baton_common_words_of(const struct baton_tokens *tokens);

/* True for a text that is clearly not English: at least two words of one other language, and more
 * than two for each that is English; a word with letters beyond ASCII counts for half of one. Where
 * most texts before it of the same conversation were (`was_foreign`), it is enough that no word is
 * English.
 * source  of 126 000 English messages one is mistaken (services/detector/README.md) */
bool baton_common_words_foreign(const struct baton_common_words *words, bool was_foreign);

#endif
