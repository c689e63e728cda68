/* Private to the rules: forms (what an object of a body may hold, a row for each property) and
 * their defaults; the reader in rules_read.c follows them. schemas/policy.schema.json says the
 * same; rules_test.c compares the two, both ways. */
#ifndef BATON_RULES_ROWS_H
#define BATON_RULES_ROWS_H

#include "rules.h"

enum rules_kind {
    RULES_LONG,    /* whole number within min and max → int64_t */
    RULES_RATIO,   /* number within min and max → double */
    RULES_BOOL,    /* → bool */
    RULES_TEXT,    /* min to max code points → struct baton_text */
    RULES_PATTERN, /* the same, a pattern over `names` (pattern.h) */
    RULES_NAME,    /* min to 64 of [a-z0-9_-] → struct baton_text */
    RULES_CLOCK,   /* HH:MM, at most `max` milliseconds since midnight → int64_t */
    RULES_CHOICE,  /* one of `choices` → an enum, its place in `choices` */
    RULES_TEXTS,   /* array of texts of 1 to 200, or of `choices` → struct baton_text *, count */
    RULES_DAYS,    /* array of 1..7 → int64_t, bits */
    RULES_RATIOS,  /* object of numbers within min and max → struct baton_named_ratio *, count */
    RULES_PAIRS,   /* object of texts of 1 to 200 → struct baton_named_text *, count */
    RULES_SECTION, /* object whose rows lie in the same struct */
    RULES_LIST,    /* array of objects → array of structs, count */
    RULES_MAP, /* object of objects → array of structs that begin with the key as text, count */
};

struct rules_form;

struct rules_row {
    const char *name;
    enum rules_kind kind;
    size_t offset, count_offset; /* in the form's struct */
    double number;               /* default */
    double min, max;            /* of a number, or of each in RULES_RATIOS; of a text: its length */
    size_t max_items;           /* of arrays and objects */
    const char *text;           /* default; of RULES_TEXTS: names with one blank between them */
    const char *const *choices; /* NULL behind the last */
    const char *const *names;   /* fields of a pattern; NULL behind the last */
    const struct rules_form *form;
    bool required;
    bool rather_none; /* 0 is allowed although `min` is above it: it switches off */
};

struct rules_form {
    const struct rules_row *rows; /* NULL name behind the last */
    size_t size;                  /* of the struct that a list or map holds; 0 in a section */
};

#define RULES_ITEM_MAX 200 /* code points of a key or of a text in an array */

extern const struct rules_form rules_form; /* the whole body, into struct baton_rules */

/* Sets every row of `form` in the struct at `into`; lists and maps are left as they are (empty in a
 * zeroed struct). */
void rules_form_defaults(const struct rules_form *form, char *into, struct baton_arena *arena);
/* The built-in rules: every row at its default, lists in `arena`. */
void rules_defaults(struct baton_rules *ret_rules, struct baton_arena *arena);

#endif
