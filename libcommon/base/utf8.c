/* The parts of text.h that know UTF-8: validation, cutting between code points, control characters,
 * the folded form. ASCII takes the short way in each: it is most of what passes. No state; any
 * thread. */
#include "text.h"

#include <string.h>

#include <utf8proc.h>

#include "arena.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

/* No writing puts more marks on a letter; further ones are dropped in the folded form. UAX #15,
 * stream-safe text. */
enum { MAX_MARKS = 30 };

static bool is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

static bool is_ascii_eight(const uint8_t *b)
{
    uint64_t eight;

    memcpy(&eight, b, sizeof eight);
    /* Without high bits, taking 1 from each byte sets one only where some byte was 0. */
    return ((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0;
}

/* Offset of the first byte at or after `from` that is not in an eight of ASCII without NUL. The
 * last eight begins earlier, over what was seen already. */
static size_t skip_ascii(const uint8_t *b, size_t from, size_t size)
{
    for (; size - from >= 8; from += 8) {
        if (!is_ascii_eight(b + from))
            return from;
    }
    return from < size && size >= 8 && is_ascii_eight(b + size - 8) ? size : from;
}

/* The ranges of the first and second byte of well-formed sequences: RFC 3629, section 4. Later
 * bytes are 80..BF. */
struct sequence {
    uint8_t first_low, first_high;
    uint8_t second_low, second_high;
    uint8_t size;
};

static const struct sequence sequences[] = {
    { 0xc2, 0xdf, 0x80, 0xbf, 2 }, /* C0 and C1 would be overlong */
    { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, /* overlong below */
    { 0xe1, 0xec, 0x80, 0xbf, 3 }, /* all */
    { 0xed, 0xed, 0x80, 0x9f, 3 }, /* surrogates above */
    { 0xee, 0xef, 0x80, 0xbf, 3 }, /* all */
    { 0xf0, 0xf0, 0x90, 0xbf, 4 }, /* overlong below */
    { 0xf1, 0xf3, 0x80, 0xbf, 4 }, /* all */
    { 0xf4, 0xf4, 0x80, 0x8f, 4 }, /* above U+10FFFF beyond */
};

/* Bytes of the sequence at `b`, of which `size` > 0 are there; 0 when it is malformed. */
static size_t sequence_size(const uint8_t *b, size_t size)
{
    const struct sequence *s = sequences;
    const struct sequence *end = sequences + sizeof sequences / sizeof *sequences;

    if (b[0] < 0x80)
        return b[0] != 0;
    while (s < end && b[0] > s->first_high)
        s++;
    if (s == end || b[0] < s->first_low || size < s->size || b[1] < s->second_low
        || b[1] > s->second_high)
        return 0;
    for (size_t i = 2; i < s->size; i++) {
        if (!is_continuation(b[i]))
            return 0;
    }
    return s->size;
}

bool baton_text_valid_utf8(const void *bytes, size_t size)
{
    const uint8_t *b = bytes;
    size_t i = 0;

    while (i < size) {
        i = skip_ascii(b, i, size);
        while (i < size && b[i] != 0 && b[i] < 0x80)
            i++;
        if (i == size)
            break;

        size_t step = sequence_size(b + i, size - i);
        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

int32_t baton_text_code_point(struct baton_text text, size_t at, size_t *ret_size)
{
    int32_t point;
    utf8proc_ssize_t size = utf8proc_iterate((const uint8_t *)text.data + at,
                                             (utf8proc_ssize_t)(text.size - at), &point);

    *ret_size = size > 0 ? (size_t)size : 1;
    return size > 0 ? point : -1;
}

struct baton_text baton_text_cut(struct baton_text text, size_t max_bytes)
{
    if (text.size <= max_bytes)
        return text;
    while (max_bytes > 0 && is_continuation((uint8_t)text.data[max_bytes]))
        max_bytes--;
    return (struct baton_text){ text.data, max_bytes };
}

bool baton_text_has_control(struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = (uint8_t)text.data[i];

        if (byte < 0x20 || byte == 0x7f)
            return true;
        /* C1 is U+0080 to U+009F: C2 80 to C2 9F. */
        if (byte == 0xc2 && i + 1 < text.size && is_continuation((uint8_t)text.data[i + 1])
            && (uint8_t)text.data[i + 1] < 0xa0)
            return true;
    }
    return false;
}

static bool is_ascii(struct baton_text text)
{
    const uint8_t *b = (const uint8_t *)text.data;
    size_t i = text.size == 0 ? 0 : skip_ascii(b, 0, text.size);

    while (i < text.size && b[i] < 0x80)
        i++;
    return i == text.size;
}

static bool is_white(int32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= '\t' && point <= '\r');
    if (point == 0x85) /* next line: a control character by category, white space by use */
        return true;

    utf8proc_category_t category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL
           || category == UTF8PROC_CATEGORY_ZP;
}

/* NFKC leaves ASCII as it is, so only letters and blanks are to be done. */
static struct baton_text fold_ascii(struct baton_arena *arena, struct baton_text text)
{
    char *out = baton_arena_alloc(arena, text.size + 1);
    size_t size = 0;
    bool after_white = false;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool white = is_white(c);

        if (!white)
            out[size++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
        else if (!after_white)
            out[size++] = ' ';
        after_white = white;
    }
    out[size] = '\0';
    return (struct baton_text){ out, size };
}

static const utf8proc_option_t form =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD;

static int mark_class(int32_t point)
{
    return utf8proc_get_property(point)->combining_class;
}

/* Decomposed code points, the marks behind each letter in canonical order. */
struct points {
    int32_t *at;
    size_t count;
    size_t marks; /* how many of the last are marks */
};

/* Takes `point` in, which may lie at the end of the array itself. Sorting here rather than in
 * utf8proc bounds the work: there it grows with the square of the marks in a row, minutes for a
 * text of 1 MiB. */
static void points_take(struct points *p, int32_t point)
{
    int class = mark_class(point);
    size_t place = p->count;
    size_t letter_end = p->count - p->marks;

    if (class != 0 && p->marks == MAX_MARKS)
        return;
    p->marks = class == 0 ? 0 : p->marks + 1;
    for (; class != 0 && place > letter_end && mark_class(p->at[place - 1]) > class; place--)
        p->at[place] = p->at[place - 1];
    p->at[place] = point;
    p->count++;
}

/* Decomposes `text` into `p`, which has room for `room` points; false when utf8proc refuses. */
static bool points_read(struct points *p, size_t room, struct baton_text text)
{
    const uint8_t *b = (const uint8_t *)text.data;
    utf8proc_ssize_t step;
    int unused = 0;

    for (size_t i = 0; i < text.size; i += (size_t)step) {
        int32_t point;

        step = utf8proc_iterate(b + i, (utf8proc_ssize_t)(text.size - i), &point);
        if (step <= 0)
            return false;

        int32_t *added = p->at + p->count;
        utf8proc_ssize_t left = (utf8proc_ssize_t)(room - p->count);
        utf8proc_ssize_t count = utf8proc_decompose_char(point, added, left, form, &unused);
        if (count < 0 || count > left)
            return false;
        for (utf8proc_ssize_t j = 0; j < count; j++)
            points_take(p, added[j]);
    }
    return true;
}

/* The code points of `text` in NFKC, case folded; NULL when utf8proc refuses. Room for one more is
 * behind them. */
static int32_t *folded_points(struct baton_arena *arena, struct baton_text text, size_t *ret_count)
{
    utf8proc_ssize_t room =
        utf8proc_decompose((const uint8_t *)text.data, (utf8proc_ssize_t)text.size, NULL, 0, form);
    struct points p = { NULL, 0, 0 };

    if (room < 0)
        return NULL;
    p.at = baton_arena_alloc(arena, ((size_t)room + 1) * sizeof *p.at);
    if (!points_read(&p, (size_t)room, text))
        return NULL;

    utf8proc_ssize_t count = utf8proc_normalize_utf32(p.at, (utf8proc_ssize_t)p.count, form);
    if (count < 0)
        return NULL;
    *ret_count = (size_t)count;
    return p.at;
}

struct baton_text baton_text_fold(struct baton_arena *arena, struct baton_text text)
{
    size_t count;
    size_t size = 0;
    bool after_white = false;

    if (is_ascii(text))
        return fold_ascii(arena, text);

    int32_t *points = folded_points(arena, text, &count);
    if (points == NULL)
        return baton_text_copy(arena, text);

    /* Encoded in place: what is written never passes what is still to be read, as no code point
     * takes over 4 bytes. */
    char *out = (char *)points;
    for (size_t i = 0; i < count; i++) {
        int32_t point = points[i];
        bool white = is_white(point);

        if (!white)
            size += (size_t)utf8proc_encode_char(point, (uint8_t *)out + size);
        else if (!after_white)
            out[size++] = ' ';
        after_white = white;
    }
    out[size] = '\0';
    return (struct baton_text){ out, size };
}
