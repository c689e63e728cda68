/* Patterns: a tenant's wording, with fields that are filled in. Text in, text out: no loops, no
 * code, one pass over the pattern, a bounded result.
 *
 *   {who}              the value
 *   {who|our guest}    the value, else these words
 *   {core_issue:80}    at most 80 characters of it, a longer one ends with an ellipsis
 *   {? about {issue}}  a part, shown only where each value in it is there; in another at most 4
 * deep
 *   {{ and }}          the characters; } only outside of parts
 *
 * A sentence or line in which a value is missing is left out, so that nothing reads "Hello ,". A
 * sentence ends with one of .!? before white space, with one of the ideographic ones, or with its
 * line. What a value holds is plain text: never looked at as a pattern, on one line. */
#ifndef BATON_PATTERN_H
#define BATON_PATTERN_H

#include "arena.h"
#include "text.h"

enum {
    BATON_PATTERN_DEPTH = 4,    /* parts in each other */
    BATON_PATTERN_FIELDS = 50,  /* in one pattern: what a turn may cost */
    BATON_PATTERN_LENGTH = 1000 /* the most that may stand behind a colon */
};

/* What a pattern may name; NULL behind the last. A name that ends with a dot stands for all that
 * begin so ("fact."). */
extern const char *const baton_pattern_package[];      /* card, briefing, opening line */
extern const char *const baton_pattern_announcement[]; /* what the customer is told */

/* The value of a field; empty: missing. Asked once for each place where it stands.
 * owns   lives as long as the result is wanted */
typedef struct baton_text baton_pattern_value(const void *context, struct baton_text name);

/* What is wrong with `pattern`, with its place ("character 7: …"); empty: nothing.
 * owns   in `arena` */
struct baton_text baton_pattern_fault(struct baton_text pattern, const char *const *names,
                                      struct baton_arena *arena);

/* `pattern` filled in. Control and invisible characters of values are dropped or made blanks.
 * units   `max_bytes` of the result; what is longer is cut between characters as people see them
 *         and ends with an ellipsis
 * owns    in `arena`
 * fails   empty where nothing is left, or the pattern has a fault */
struct baton_text baton_pattern_fill(struct baton_text pattern, baton_pattern_value *value,
                                     const void *context, size_t max_bytes,
                                     struct baton_arena *arena);

#endif
