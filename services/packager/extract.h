/* Typed values in a text: order and ticket numbers, e-mail, phone, amounts, dates, error codes, …
 * One row a kind in extract.c, one function that looks for it. */
#ifndef BATON_PACKAGER_EXTRACT_H
#define BATON_PACKAGER_EXTRACT_H

#include <stdbool.h>

#include "vocabulary.h"

/* Where a value is looked for. */
struct packager_source {
    struct baton_arena *arena;
    struct baton_text text;     /* the message */
    struct baton_text question; /* the other side's last message: gives a bare number its meaning */
    struct baton_text subject;  /* what the case is about: gives a bare code its meaning */
    bool customer;              /* the customer says it: a thing may be his */
    bool named;                 /* his name is known: a word alone is no other one */
    int64_t now_ms;             /* for dates without a year */
    const struct packager_vocabulary *vocabulary;
    const struct baton_tokens *tokens; /* of `text` */
};

struct packager_value {
    const char *name;        /* kind: "order_number" */
    struct baton_text value; /* normalised, in the arena or a view */
    size_t from, to;         /* bytes of the text */
    bool single;             /* a conversation has one: the last one counts */
    double confidence;       /* 0..1 */
};

/* All values of `source`, in the order of the kinds' rows; bytes that one kind took are not looked
 * at by the next. At most 48 of one text.
 * owns     *ret lies in the arena
 * returns  their number */
size_t packager_extract(const struct packager_source *source, struct packager_value **ret);

/* The kind that a parameter's or an enrichment's name stands for ("orderId", "e-mail"); NULL when
 * there is none. */
const char *packager_kind_of(struct baton_arena *arena, struct baton_text name);

/* True when a conversation has one value of this kind. */
bool packager_kind_single(struct baton_text name);
/* True when a longer value of this kind says a shorter one better: "Ada Lovelace" for "Ada". */
bool packager_kind_grows(struct baton_text name);

#endif
