/* Many phrases looked for at once: Aho-Corasick over words, so that a hit begins and ends at word
 * boundaries and its place in the original is known.
 *
 * A phrase is words with blanks between. A place may offer several words, and one may be left out:
 *     "talk|speak|chat to|with a|an|some| real|live| human|person"       (an empty alternative:
 * nothing)
 *     "<talk> to <person>"                                                (<name>: the words of a
 * class) Marks inside are passed over, the end of a sentence is not. Filler words ("please",
 * "just") are passed over too. */
#ifndef BATON_PHRASES_H
#define BATON_PHRASES_H

#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "tokens.h"

struct baton_phrase {
    const char *words; /* folded as tokens.h folds: "isnt", "i'm" */
    int code;          /* what it means to the caller */
    double value;      /* how strongly */
};

struct baton_word_class {
    const char *name; /* "talk" */
    const char *
        words; /* "talk|speak|chat", each may be several words with '_' for blanks: "get_through" */
};

struct baton_phrase_table {
    const struct baton_phrase *phrases;
    size_t phrases_count;
    const struct baton_word_class *classes; /* may be NULL */
    size_t classes_count;
    const char *fillers; /* "please|just"; NULL: none */
};

struct baton_phrase_match {
    const struct baton_phrase *phrase;
    size_t first, last;      /* tokens */
    struct baton_text quote; /* as written, a view into the original */
};

struct baton_phrases; /* read-only after new: shared by threads freely */

/* fails  NULL: an unknown class or a phrase of more than 2^16 readings; `err` names it */
struct baton_phrases *baton_phrases_new(const struct baton_phrase_table *table,
                                        struct baton_error *err);
void baton_phrases_free(struct baton_phrases *phrases);

/* All matches in order of their ends; of those of one phrase that end at the same word only the
 * longest.
 * owns     *ret lies in `arena`
 * returns  their number */
size_t baton_phrases_find(const struct baton_phrases *phrases, const struct baton_tokens *tokens,
                          struct baton_arena *arena, struct baton_phrase_match **ret);

#endif
