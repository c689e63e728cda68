/* A text cut into chunks, in which values are looked for: what the parts of extract.h share. */
#ifndef BATON_PACKAGER_SCAN_H
#define BATON_PACKAGER_SCAN_H

#include "extract.h"

/* A run of bytes without white space, marks around it taken off. */
struct chunk {
    size_t from, to;
    bool taken; /* by a value: a date is not a phone number too */
    bool ends;  /* a sentence ends behind it */
};

/* Lies in the arena of `source`. */
struct scan {
    const struct packager_source *source;
    struct baton_text text;
    struct chunk *chunks;
    size_t chunks_count;
    struct packager_value *values;
    size_t values_count;
};

struct scan_kind {
    const char *name;
    void (*find)(struct scan *scan, const struct scan_kind *kind);
    const char *labels;   /* "|order|purchase|" */
    const char *prefixes; /* "|ord|po|": of "ORD-4711" */
    bool single;
};

/* Cuts `scan->text`. */
void scan_chunks(struct scan *scan);
struct baton_text scan_chunk(const struct scan *scan, size_t at);
/* Takes the chunks `first` to `last` for a value; more than 24 values are not kept. */
void scan_add(struct scan *scan, const struct scan_kind *kind, struct baton_text value,
              size_t first, size_t last, double confidence);

struct baton_text scan_lower(struct baton_arena *arena, struct baton_text text);
size_t scan_digits(struct baton_text text);
/* "|order|purchase|" has `word`. */
bool scan_listed(const char *list, struct baton_text word);

/* scan_forms.c: values with a form of their own. */
void scan_for_email(struct scan *scan, const struct scan_kind *kind);
void scan_for_url(struct scan *scan, const struct scan_kind *kind);
void scan_for_date(struct scan *scan, const struct scan_kind *kind);
void scan_for_amount(struct scan *scan, const struct scan_kind *kind);
void scan_for_card_end(struct scan *scan, const struct scan_kind *kind);

/* scan_numbers.c: values that a label names, and bare numbers. */
void scan_for_labelled(struct scan *scan, const struct scan_kind *kind);
void scan_for_version(struct scan *scan, const struct scan_kind *kind);
void scan_for_error(struct scan *scan, const struct scan_kind *kind);
void scan_for_phone(struct scan *scan, const struct scan_kind *kind);
void scan_for_reference(struct scan *scan, const struct scan_kind *kind);

#endif
