/* Text is a view: bytes and a size, not NUL-terminated, valid UTF-8 once it has passed the wire.
 * Invariants: `data` is never NULL when `size` > 0; an absent text is empty.
 * A view owns nothing; it lives as long as what it points into (a record's arena, a literal). */
#ifndef BATON_TEXT_H
#define BATON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct baton_arena;

struct baton_text {
    const char *data;
    size_t size;
};

#define BATON_TEXT(literal) ((struct baton_text){ "" literal, sizeof(literal) - 1 })
/* The same where C wants a constant: in static tables. */
#define BATON_TEXT_INIT(literal) \
    { \
        "" literal, sizeof(literal) - 1 \
    }
#define BATON_TEXT_NONE ((struct baton_text){ "", 0 })
/* For printf: "%.*s", BATON_TEXT_ARG(text) */
#define BATON_TEXT_ARG(text) (int)(text).size, (text).data

/* View of a NUL-terminated string; NULL gives the empty text. Here, as the next two, so that
 * the size of a literal is known where it is compared. */
static inline struct baton_text baton_text_of(const char *string)
{
    return string == NULL ? BATON_TEXT_NONE : (struct baton_text){ string, strlen(string) };
}

static inline bool baton_text_equal(struct baton_text a, struct baton_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool baton_text_is(struct baton_text text, const char *string)
{
    return baton_text_equal(text, baton_text_of(string));
}

/* Whether `text` is one of `count` strings: for lists of some ten words. */
bool baton_text_is_one_of(struct baton_text text, const char *const *strings, size_t count);
#define BATON_TEXT_IS_ONE_OF(text, strings) \
    baton_text_is_one_of((text), (strings), sizeof(strings) / sizeof *(strings))

bool baton_text_starts(struct baton_text text, struct baton_text prefix);
/* Byte order, shorter first when one is a prefix of the other: <0, 0, >0. */
int baton_text_compare(struct baton_text a, struct baton_text b);
/* Offset of the first `needle` in `text` at or after `from`; -1 if there is none. */
ptrdiff_t baton_text_find(struct baton_text text, struct baton_text needle, size_t from);
/* Without white space (ASCII) at both ends. */
struct baton_text baton_text_trim(struct baton_text text);

/* A copy in `arena`, NUL-terminated behind its size. */
struct baton_text baton_text_copy(struct baton_arena *arena, struct baton_text text);
/* A NUL-terminated copy in `arena`, for functions that want a string. */
const char *baton_text_string(struct baton_arena *arena, struct baton_text text);
struct baton_text baton_text_format(struct baton_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* At most `max_bytes` of `text`, cut between code points. */
struct baton_text baton_text_cut(struct baton_text text, size_t max_bytes);

/* True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms) without NUL. */
bool baton_text_valid_utf8(const void *bytes, size_t size);
/* The code point at byte `at`, which lies in the text, and its bytes; -1 and 1 byte where there is
 * no UTF-8. */
int32_t baton_text_code_point(struct baton_text text, size_t at, size_t *ret_size);
/* True when `text` holds a control character (C0, DEL, C1), which ids may not. */
bool baton_text_has_control(struct baton_text text);
/* NFKC, case folded, runs of white space (Unicode's) as one blank, also at the ends: the form in
 * which words are compared. Of the marks on one letter, those beyond 30 are dropped.
 * owns   the result lies in `arena`, NUL-terminated behind its size
 * fails  never: what utf8proc refuses comes back as it was */
struct baton_text baton_text_fold(struct baton_arena *arena, struct baton_text text);

/* Whole decimal number without sign surprises: optional '-', digits, nothing else.
 * fails  false, *ret untouched, on empty, other characters or overflow */
bool baton_text_to_long(struct baton_text text, int64_t *ret);
/* As JSON writes numbers: optional '-', digits, fraction, exponent; leading zeros pass.
 * fails  false, *ret untouched, also beyond 127 bytes and where it is too large for a double */
bool baton_text_to_double(struct baton_text text, double *ret);

#endif
