/* The mood of words, as generated: sentiment.c only. */
#ifndef BATON_LEXICON_H
#define BATON_LEXICON_H

#include <stdint.h>

#define LEXICON_SLOTS 8192

struct lexicon_entry {
    const char *word; /* folded; NULL: free */
    int8_t value;     /* -100..100 */
};
extern const struct lexicon_entry lexicon_entries[LEXICON_SLOTS];

#endif
