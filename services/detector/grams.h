/* A text as hashed pieces: words, pairs and triples of them, and runs of three to five bytes inside
 * each word, so that what is misspelt still shares most of its pieces. A piece is the number of a
 * row of the model's table (weights.h).
 *
 * Deterministic on every machine: FNV-1a of the folded words, bytes in their order. The hash is
 * part of the model: who changes it has to train anew, and to raise DETECTOR_GRAMS_VERSION. */
#ifndef DETECTOR_GRAMS_H
#define DETECTOR_GRAMS_H

#include "tokens.h"

#define DETECTOR_GRAMS_VERSION 1
#define DETECTOR_GRAMS_BITS 16    /* rows of the table, as a power of two */
#define DETECTOR_GRAMS_TOKENS 160 /* tokens of one text that are looked at: the first */
#define DETECTOR_GRAMS_WORD 20    /* bytes of a word whose runs are looked at */
#define DETECTOR_GRAMS_MAX 4096   /* of one text; what lies behind is not looked at */

struct detector_gram {
    uint32_t row;         /* of the table */
    uint16_t first, last; /* tokens that it was made of */
};

/* What was found: word pieces first, runs of bytes behind them. */
struct detector_grams {
    struct detector_gram *items;
    size_t words; /* words, pairs and triples */
    size_t count; /* all */
};

/* owns  lies in `arena`
 * fails never */
struct detector_grams detector_grams_of(struct baton_arena *arena,
                                        const struct baton_tokens *tokens);

#endif
