/* Whether two texts say nearly the same: a sketch is the set of a text's content words (stop words
 * away, endings cut, common synonyms joined), hashed small enough to be kept in a state row. */
#ifndef BATON_SIMILARITY_H
#define BATON_SIMILARITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tokens.h"

#define BATON_SKETCH_MAX 16      /* hashes kept of a text: the smallest */
#define BATON_SKETCH_HASH 0x1fff /* largest hash: two bytes in Avro */

/* Invariants: `items` ascending without duplicates. */
struct baton_sketch {
    int64_t items[BATON_SKETCH_MAX];
    size_t count;
};

struct baton_sketch baton_sketch_of(const struct baton_tokens *tokens);

/* Jaccard similarity of the content words, 0..1, estimated by the smallest hashes when there are
 * many. 0 when either has fewer than two. Both ascending. */
double baton_sketch_similarity(const int64_t *a, size_t a_count, const int64_t *b, size_t b_count);

/* Part of `a` that is also in `b`, 0..1: how much of a question was asked before. 0 when `a` has
 * fewer than two. */
double baton_sketch_contained(const int64_t *a, size_t a_count, const int64_t *b, size_t b_count);

/* True for words that carry no content ("the", "is", "please"). */
bool baton_stop_word(struct baton_text folded);
/* The stem under which a folded word is compared; a view into it, or a constant for a known
 * synonym. */
struct baton_text baton_stem(struct baton_text folded);

#endif
