/* A text as words, numbers, emoji and marks, each with its place in the original, so that what was
 * found can be quoted.
 *
 * Words are compared folded: case and compatibility forms away (baton_text_fold), typographic
 * apostrophes plain, and "n't" as "nt", because customers write both. "e-mail" is two words,
 * "isn't" and "I'm" are one each. */
#ifndef BATON_TOKENS_H
#define BATON_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "text.h"

#define BATON_TOKENS_MAX 2048 /* of one text; what lies behind is not looked at */

enum baton_token_kind {
    BATON_TOKEN_WORD,     /* letters, also with digits in it: "mp3" */
    BATON_TOKEN_NUMBER,   /* digits with separators: "1,299.00" */
    BATON_TOKEN_EMOJI,    /* one code point; variation selectors and skin tones are swallowed */
    BATON_TOKEN_EMOTICON, /* ":-)", as written */
    BATON_TOKEN_MARK,     /* a run of one mark: "!!!", "?", "," */
};

struct baton_token {
    struct baton_text folded; /* the form to compare; of a mark its first byte */
    uint64_t hash;            /* FNV-1a of `folded` */
    uint32_t from, to;        /* bytes of the original text */
    enum baton_token_kind kind;
    bool loud; /* a word of two letters or more, all capitals */
    bool ends; /* a mark that ends a sentence, or is followed by a line break */
};

struct baton_tokens {
    struct baton_text text; /* the original, borrowed */
    struct baton_token *items;
    size_t count;
    size_t words;        /* tokens that are words */
    size_t loud;         /* words that are loud */
    size_t exclamations; /* '!' characters, each counted */
    size_t questions;    /* '?' characters */
    bool cut;            /* the text had more than BATON_TOKENS_MAX */
};

/* Tokenises `text`, which is valid UTF-8.
 * owns   tokens lie in `arena`; `folded` may point into `text`
 * fails  never */
struct baton_tokens baton_tokens_of(struct baton_arena *arena, struct baton_text text);

/* The original bytes from token `first` to the end of token `last`. */
struct baton_text baton_tokens_quote(const struct baton_tokens *tokens, size_t first, size_t last);

/* Index of the first place at or after `from` where the words of `phrase` stand in a row (marks
 * between them are passed over, ends of sentences are not); -1 if there is none. *ret_last, where
 * not NULL, is the last token of the place. */
ptrdiff_t baton_tokens_find(const struct baton_tokens *tokens, const struct baton_tokens *phrase,
                            size_t from, size_t *ret_last);

#endif
