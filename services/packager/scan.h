/* A text cut into chunks, in which values are looked for: what the parts of extract.h share. */
#ifndef BATON_PACKAGER_SCAN_H
#define BATON_PACKAGER_SCAN_H

#include "extract.h"

struct scan_kind;

/* A run of bytes without white space, marks around it taken off. */
struct chunk {
    size_t from, to;
    bool taken;                 /* by a value: a date is not a phone number too */
    const struct scan_kind *by; /* the kind of that value */
    bool ends;                  /* a sentence ends behind it */
    unsigned words;             /* bit for each packager_word that it is alone */
};

#define SCAN_WORD(words, word) (((words) & (1u << (word))) != 0)

/* A place of the vocabulary's. */
struct scan_span {
    enum packager_word word;
    size_t first, last;     /* chunks */
    struct baton_text text; /* as written */
};

/* Lies in the arena of `source`. */
struct scan {
    const struct packager_source *source;
    struct baton_text text;
    struct chunk *chunks;
    size_t chunks_count;
    struct scan_span *spans; /* longest first */
    size_t spans_count;
    struct packager_value *values;
    size_t values_count;
};

struct scan_kind {
    const char *name;
    void (*find)(struct scan *scan, const struct scan_kind *kind);
    const char *labels;   /* "|order|purchase|" */
    const char *prefixes; /* "|ord|po|": of "ORD-4711" */
    bool single;
    bool grows;              /* a longer value says it better */
    enum packager_word word; /* of the vocabulary */
};

/* Cuts `scan->text`. */
void scan_chunks(struct scan *scan);
struct baton_text scan_chunk(const struct scan *scan, size_t at);
/* What the vocabulary knows of the chunks. */
void scan_spans(struct scan *scan);
/* The text from chunk `first` to chunk `last`. */
struct baton_text scan_between(const struct scan *scan, size_t first, size_t last);
/* The byte behind chunk `at`; 0 at the end. */
char scan_behind(const struct scan *scan, size_t at);
/* The byte behind chunk `at` is one of `marks`; the end is none. */
bool scan_behind_is(const struct scan *scan, size_t at, const char *marks);
/* Chunk `at` is one of "|a|b|", whatever its case. */
bool scan_is(const struct scan *scan, size_t at, const char *list);
/* Takes the chunks `first` to `last` for a value; more than 48 values are not kept. */
void scan_add(struct scan *scan, const struct scan_kind *kind, struct baton_text value,
              size_t first, size_t last, double confidence);
/* No value has taken one of the chunks `first` to `last`. */
bool scan_is_free(const struct scan *scan, size_t first, size_t last);

struct baton_text scan_lower(struct baton_arena *arena, struct baton_text text);
size_t scan_digits(struct baton_text text);
enum { SCAN_LISTED_MAX = 60 }; /* bytes of a word in a list */
/* "|order|purchase|" has `word`; NULL has none. */
bool scan_listed(const char *list, struct baton_text word);

/* scan_forms.c: values with a form of their own. */
void scan_for_email(struct scan *scan, const struct scan_kind *kind);
void scan_for_url(struct scan *scan, const struct scan_kind *kind);
void scan_for_date(struct scan *scan, const struct scan_kind *kind);
void scan_for_amount(struct scan *scan, const struct scan_kind *kind);
void scan_for_card_end(struct scan *scan, const struct scan_kind *kind);

/* scan_words.c: values that are words: of the vocabulary, or known by what stands around them. */
void scan_for_goods(struct scan *scan, const struct scan_kind *kind);
void scan_for_traded(struct scan *scan, const struct scan_kind *kind);
void scan_for_device(struct scan *scan, const struct scan_kind *kind);
void scan_for_service(struct scan *scan, const struct scan_kind *kind);
void scan_for_make(struct scan *scan, const struct scan_kind *kind);
void scan_for_plan(struct scan *scan, const struct scan_kind *kind);
void scan_for_quantity(struct scan *scan, const struct scan_kind *kind);
void scan_for_plain_amount(struct scan *scan, const struct scan_kind *kind);

/* scan_titles.c */
void scan_for_title(struct scan *scan, const struct scan_kind *kind);

/* scan_people.c: who. */
void scan_for_name(struct scan *scan, const struct scan_kind *kind);
/* Chunk `at` may be a word of a name, or of a town: letters, and no word that is in none. */
bool scan_is_name_word(const struct scan *scan, size_t at);
bool scan_is_capital(const struct scan *scan, size_t at);

/* scan_places.c: where. */
void scan_for_address(struct scan *scan, const struct scan_kind *kind);

/* scan_numbers.c: values that a label names, and bare numbers. */
void scan_for_labelled(struct scan *scan, const struct scan_kind *kind);
void scan_for_tracking(struct scan *scan, const struct scan_kind *kind);
void scan_for_booking(struct scan *scan, const struct scan_kind *kind);
void scan_for_version(struct scan *scan, const struct scan_kind *kind);
void scan_for_error(struct scan *scan, const struct scan_kind *kind);
void scan_for_phone(struct scan *scan, const struct scan_kind *kind);
void scan_for_reference(struct scan *scan, const struct scan_kind *kind);

#endif
