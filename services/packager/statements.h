/* What package and transcript say, clause by clause, so that a clause of a summary can be held
 * against it: who says it, whether it is denied, whether it is only asked or wished. */
#ifndef BATON_PACKAGER_STATEMENTS_H
#define BATON_PACKAGER_STATEMENTS_H

#include "arena.h"
#include "records.h"
#include "tokens.h"

/* A text that was said, or a sentence of the package. */
struct packager_source {
    struct baton_text text;
    enum baton_speaker by; /* unknown: of nobody in particular */
};

struct packager_clause {
    const struct baton_tokens *tokens;
    size_t first, last; /* tokens */
    enum baton_speaker by;
    uint64_t *stems; /* of the words that carry content */
    size_t stems_count;
    uint64_t *denied; /* what a negation in it is about: "arrive" of "has not arrived" */
    size_t denied_count;
    bool open;     /* asked, wished, promised or on a condition: nobody says that it is so */
    bool attempt;  /* what was done, by the record of it; `denied` has all of it where it failed */
    bool promises; /* and stands */
};

struct packager_clauses {
    struct baton_arena *arena;
    struct packager_clause *items;
    size_t count;
    struct baton_tokens **texts; /* of all sources, for quotes */
    enum baton_speaker *speakers;
    size_t texts_count;
};

/* Adds the clauses of a text. `open` of all of them, where it is a promise's. */
void packager_clauses_add(struct packager_clauses *clauses, struct packager_source source,
                          bool open);
/* Adds what the package itself says: issue, reason, goal, attempts, promises. */
void packager_clauses_of_package(struct packager_clauses *clauses,
                                 const struct baton_context_package *head);

/* Part of the content of `claim` that is in `said`, 0..1; 0 for a claim without content. */
double packager_clause_within(const struct packager_clause *claim,
                              const struct packager_clause *said);
bool packager_clause_has(const uint64_t *stems, size_t count, uint64_t stem);

/* The stem of token `at`, by which words are compared. */
uint64_t packager_stem(const struct baton_tokens *tokens, size_t at);
/* A word or number that carries content: no stop word, no word of the frame. */
bool packager_carries(const struct baton_tokens *tokens, size_t at);
bool packager_negates(struct baton_text folded);

#endif
