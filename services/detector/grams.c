#include "grams.h"

#include <string.h>

#define MULTIPLIER UINT64_C(0x9e3779b97f4a7c15) /* 2^64 divided by the golden ratio */

/* Stand for what is no word: numbers are all alike, and a text has a beginning and an end. */
enum { HASH_BEGIN = 0x51, HASH_NUMBER = 0x52, HASH_END = 0x53 };
/* So that a pair is not taken for a word. */
enum { SEED_WORD = 1, SEED_PAIR, SEED_TRIPLE, SEED_RUN };

static uint32_t row_of(uint64_t hash)
{
    hash *= MULTIPLIER;
    hash ^= hash >> 32;
    hash *= MULTIPLIER;
    return (uint32_t)(hash >> (64 - DETECTOR_GRAMS_BITS));
}

static uint64_t token_hash(const struct baton_tokens *tokens, size_t count, ptrdiff_t at)
{
    if (at < 0)
        return HASH_BEGIN;
    if ((size_t)at >= count)
        return HASH_END;
    return tokens->items[at].kind == BATON_TOKEN_NUMBER ? HASH_NUMBER : tokens->items[at].hash;
}

static void add(struct detector_grams *grams, uint64_t hash, size_t first, size_t last)
{
    if (grams->count < DETECTOR_GRAMS_MAX)
        grams->items[grams->count++] =
            (struct detector_gram){ row_of(hash), (uint16_t)first, (uint16_t)last };
}

static void add_words(struct detector_grams *grams, const struct baton_tokens *tokens, size_t count)
{
    for (ptrdiff_t i = 0; i <= (ptrdiff_t)count; i++) {
        uint64_t now = token_hash(tokens, count, i), before = token_hash(tokens, count, i - 1);
        size_t at = (size_t)i < count ? (size_t)i : count - 1, first = i > 0 ? (size_t)i - 1 : 0;

        if ((size_t)i < count)
            add(grams, now * 4 + SEED_WORD, at, at);
        add(grams, (before * 31 + now) * 4 + SEED_PAIR, first, at);
        if (i > 0)
            add(grams,
                ((token_hash(tokens, count, i - 2) * 31 + before) * 31 + now) * 4 + SEED_TRIPLE,
                i > 1 ? first - 1 : 0, at);
    }
}

static uint64_t run_hash(uint64_t run, unsigned length)
{
    return ((run & ((UINT64_C(1) << 8 * length) - 1)) | (uint64_t)length << 56) * 4 + SEED_RUN;
}

/* Runs of "_word_", the last bytes in a register: a shift for each byte, a mask for each length. */
static void add_runs(struct detector_grams *grams, struct baton_text word, size_t at)
{
    uint64_t run = '_';
    size_t size = word.size < DETECTOR_GRAMS_WORD ? word.size : DETECTOR_GRAMS_WORD;

    for (size_t i = 0; i <= size; i++) {
        run = run << 8 | (uint8_t)(i < size ? word.data[i] : '_');
        if (i >= 1)
            add(grams, run_hash(run, 3), at, at);
        if (i >= 2)
            add(grams, run_hash(run, 4), at, at);
        if (i >= 3)
            add(grams, run_hash(run, 5), at, at);
    }
}

struct detector_grams detector_grams_of(struct baton_arena *arena,
                                        const struct baton_tokens *tokens)
{
    struct detector_grams grams = { NULL, 0, 0 };
    size_t count = tokens->count < DETECTOR_GRAMS_TOKENS ? tokens->count : DETECTOR_GRAMS_TOKENS;

    if (count == 0)
        return grams;
    grams.items = baton_arena_alloc(arena, DETECTOR_GRAMS_MAX * sizeof *grams.items);
    add_words(&grams, tokens, count);
    grams.words = grams.count;
    for (size_t i = 0; i < count; i++) {
        if (tokens->items[i].kind == BATON_TOKEN_WORD)
            add_runs(&grams, tokens->items[i].folded, i);
    }
    return grams;
}
