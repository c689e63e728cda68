/* A table of words, found by their hash: rows that begin with a word, of which each stands once.
 * Filled before main by a constructor beside the rows; read-only after. */
#ifndef BATON_WORDS_H
#define BATON_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum { BATON_WORDS_SLOTS = 512 }; /* a power of two; at most half of them are used */

struct baton_words {
    struct baton_words_slot {
        uint64_t hash;          /* FNV-1a, as a token's */
        struct baton_text word; /* empty: free */
        size_t row;
    } slots[BATON_WORDS_SLOTS];
};

/* Takes `count` rows of `row_bytes` each; the first member of a row is its word, a `const char *`.
 * fails  never: too many rows, or one twice, are a bug and assert */
void baton_words_fill(struct baton_words *words, const void *rows, size_t row_bytes, size_t count);

/* The row of `word`, whose hash is `hash`; -1: it is not in there. */
ptrdiff_t baton_words_find(const struct baton_words *words, uint64_t hash, struct baton_text word);

#endif
