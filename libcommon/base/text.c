/* Views: comparing, searching, cutting, copying into an arena, numbers. UTF-8 and the folded form
 * are in utf8.c. No state; any thread, as long as the arena is that thread's own. */
#include "text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

/* The longest number that is read; 17 digits already tell any two doubles apart. */
enum { NUMBER_BYTES = 128 };

/* Most of what is formatted is an id or a name; what is longer is formatted twice. */
enum { FORMAT_BYTES = 256 };

bool baton_text_is_one_of(struct baton_text text, const char *const *strings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (baton_text_is(text, strings[i]))
            return true;
    }
    return false;
}

bool baton_text_starts(struct baton_text text, struct baton_text prefix)
{
    if (text.size < prefix.size)
        return false;
    return baton_text_equal((struct baton_text){ text.data, prefix.size }, prefix);
}

int baton_text_compare(struct baton_text a, struct baton_text b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

ptrdiff_t baton_text_find(struct baton_text text, struct baton_text needle, size_t from)
{
    const char *found;

    if (from > text.size || needle.size > text.size - from)
        return -1;
    if (needle.size == 0)
        return (ptrdiff_t)from;
    found = memmem(text.data + from, text.size - from, needle.data, needle.size);
    return found == NULL ? -1 : found - text.data;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct baton_text baton_text_trim(struct baton_text text)
{
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    return text;
}

struct baton_text baton_text_copy(struct baton_arena *arena, struct baton_text text)
{
    char *copy = baton_arena_alloc(arena, text.size + 1);

    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return (struct baton_text){ copy, text.size };
}

const char *baton_text_string(struct baton_arena *arena, struct baton_text text)
{
    return baton_text_copy(arena, text).data;
}

struct baton_text baton_text_format(struct baton_arena *arena, const char *format, ...)
{
    char brief[FORMAT_BYTES];
    va_list arguments;
    int size;

    va_start(arguments, format);
    size = vsnprintf(brief, sizeof brief, format, arguments);
    va_end(arguments);
    if (size < 0)
        return BATON_TEXT_NONE;
    if ((size_t)size < sizeof brief)
        return baton_text_copy(arena, (struct baton_text){ brief, (size_t)size });

    char *data = baton_arena_alloc(arena, (size_t)size + 1);
    va_start(arguments, format);
    vsnprintf(data, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return (struct baton_text){ data, (size_t)size };
}

bool baton_text_to_long(struct baton_text text, int64_t *ret)
{
    bool negative = text.size > 0 && text.data[0] == '-';
    int64_t number = 0;

    if (text.size == (negative ? 1U : 0U))
        return false;
    for (size_t i = negative ? 1 : 0; i < text.size; i++) {
        int digit = text.data[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        /* Built downwards: the lowest number has no positive counterpart. */
        if (__builtin_mul_overflow(number, 10, &number)
            || __builtin_sub_overflow(number, digit, &number))
            return false;
    }
    if (!negative && number == INT64_MIN)
        return false;
    *ret = negative ? number : -number;
    return true;
}

/* Steps over digits from `*at`; false when there are none. */
static bool skip_digits(struct baton_text text, size_t *at)
{
    size_t from = *at;

    while (*at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9')
        (*at)++;
    return *at > from;
}

static bool skip_char(struct baton_text text, size_t *at, char a, char b)
{
    if (*at == text.size || (text.data[*at] != a && text.data[*at] != b))
        return false;
    (*at)++;
    return true;
}

/* A number as JSON writes it (but for leading zeros): no blanks, hexadecimals, "inf" or "nan",
 * which strtod takes. */
static bool is_decimal(struct baton_text text)
{
    size_t at = 0;

    skip_char(text, &at, '-', '-');
    if (!skip_digits(text, &at))
        return false;
    if (skip_char(text, &at, '.', '.') && !skip_digits(text, &at))
        return false;
    if (skip_char(text, &at, 'e', 'E')) {
        skip_char(text, &at, '+', '-');
        if (!skip_digits(text, &at))
            return false;
    }
    return at == text.size;
}

bool baton_text_to_double(struct baton_text text, double *ret)
{
    char string[NUMBER_BYTES];
    double number;

    if (text.size >= sizeof string || !is_decimal(text))
        return false;
    memcpy(string, text.data, text.size);
    string[text.size] = '\0';
    number = strtod(string, NULL); /* the locale is "C": nothing in Baton calls setlocale */
    if (!isfinite(number))
        return false;
    *ret = number;
    return true;
}
