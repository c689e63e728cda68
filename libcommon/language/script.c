/* Blocks of Unicode, no properties: a table of a screen tells the scripts that customers write. */
#include "script.h"

#include <utf8proc.h>

#define LOOKED_AT 1024 /* bytes */
#define WEIGHT_OF_SIGN 3

const char *const baton_script_names[BATON_SCRIPT_COUNT] = {
    "no",       "Latin", "Greek",  "Cyrillic", "Hebrew", "Arabic",
    "an Indic", "Thai",  "Hangul", "Kana",     "Han",    "another",
};

/* Ascending. */
static const struct {
    utf8proc_int32_t first, last;
    enum baton_script script;
} blocks[] = {
    { 0x41, 0x5a, BATON_SCRIPT_LATIN },      { 0x61, 0x7a, BATON_SCRIPT_LATIN },
    { 0xc0, 0x2af, BATON_SCRIPT_LATIN },     { 0x370, 0x3ff, BATON_SCRIPT_GREEK },
    { 0x400, 0x52f, BATON_SCRIPT_CYRILLIC }, { 0x530, 0x58f, BATON_SCRIPT_OTHER },
    { 0x590, 0x5ff, BATON_SCRIPT_HEBREW },   { 0x600, 0x77f, BATON_SCRIPT_ARABIC },
    { 0x780, 0x8ff, BATON_SCRIPT_OTHER },    { 0x900, 0xdff, BATON_SCRIPT_INDIC },
    { 0xe00, 0xe7f, BATON_SCRIPT_THAI },     { 0xe80, 0x10ff, BATON_SCRIPT_OTHER },
    { 0x1100, 0x11ff, BATON_SCRIPT_HANGUL }, { 0x1200, 0x1c7f, BATON_SCRIPT_OTHER },
    { 0x1e00, 0x1eff, BATON_SCRIPT_LATIN },  { 0x1f00, 0x1fff, BATON_SCRIPT_GREEK },
    { 0x3040, 0x30ff, BATON_SCRIPT_KANA },   { 0x3130, 0x318f, BATON_SCRIPT_HANGUL },
    { 0x3400, 0x9fff, BATON_SCRIPT_HAN },    { 0xa000, 0xabff, BATON_SCRIPT_OTHER },
    { 0xac00, 0xd7af, BATON_SCRIPT_HANGUL }, { 0xf900, 0xfaff, BATON_SCRIPT_HAN },
    { 0xfb50, 0xfdff, BATON_SCRIPT_ARABIC }, { 0xfe70, 0xfeff, BATON_SCRIPT_ARABIC },
    { 0xff21, 0xff5a, BATON_SCRIPT_LATIN },  { 0xff66, 0xff9d, BATON_SCRIPT_KANA },
    { 0x20000, 0x323af, BATON_SCRIPT_HAN },
};

static enum baton_script script_of(utf8proc_int32_t code)
{
    size_t low = 0, high = sizeof blocks / sizeof *blocks;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (code > blocks[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside = low < sizeof blocks / sizeof *blocks && code >= blocks[low].first;
    return inside ? blocks[low].script : BATON_SCRIPT_NONE;
}

static bool is_sign(enum baton_script script)
{
    return script == BATON_SCRIPT_HAN || script == BATON_SCRIPT_KANA
           || script == BATON_SCRIPT_HANGUL;
}

/* Nearly all texts are plain ASCII: the first letter says it. */
static enum baton_script of_ascii(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z')
            return BATON_SCRIPT_LATIN;
    }
    return BATON_SCRIPT_NONE;
}

static bool is_ascii(const uint8_t *bytes, size_t size)
{
    uint8_t all = 0;

    for (size_t i = 0; i < size; i++)
        all |= bytes[i];
    return all < 0x80;
}

enum baton_script baton_script_of(struct baton_text text)
{
    const uint8_t *bytes = (const uint8_t *)text.data;
    size_t size = text.size < LOOKED_AT ? text.size : LOOKED_AT;
    size_t counts[BATON_SCRIPT_COUNT] = { 0 };
    enum baton_script most = BATON_SCRIPT_NONE;

    if (is_ascii(bytes, size))
        return of_ascii(bytes, size);
    for (size_t at = 0; at < size;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(size - at), &code);

        if (step <= 0)
            break; /* cut in the middle of a letter */
        enum baton_script script = script_of(code);
        counts[script] += is_sign(script) ? WEIGHT_OF_SIGN : 1;
        at += (size_t)step;
    }
    for (int i = BATON_SCRIPT_LATIN; i < BATON_SCRIPT_COUNT; i++) {
        if (counts[i] > (most == BATON_SCRIPT_NONE ? 0 : counts[most]))
            most = (enum baton_script)i;
    }
    return most;
}
