/* Cleans text, code point by code point. Pure. */
#include "clean.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

enum clean {
    KEEP,
    BLANK,
    DROP,
    HIDES, /* joins letters of some scripts: dropped behind a Latin letter or a digit */
    REPLACE
};

/* Ranges are Unicode's, in order. */
static const struct {
    utf8proc_int32_t first, last;
    enum clean what;
} ranges[] = {
    { -1, -1, REPLACE },         /* no UTF-8 */
    { 0x0000, 0x0020, BLANK },   /* C0 and the blank */
    { 0x007F, 0x00A0, BLANK },   /* DEL, C1, no-break space */
    { 0x00AD, 0x00AD, DROP },    /* soft hyphen */
    { 0x061C, 0x061C, HIDES },   /* Arabic letter mark */
    { 0x180E, 0x180E, HIDES },   /* Mongolian vowel separator */
    { 0x2000, 0x200A, BLANK },   /* spaces by width */
    { 0x200B, 0x200B, DROP },    /* zero width space */
    { 0x200C, 0x200F, HIDES },   /* joiners, marks of direction */
    { 0x2028, 0x2029, BLANK },   /* separators of lines and paragraphs */
    { 0x202A, 0x202E, DROP },    /* embeddings and overrides of direction */
    { 0x202F, 0x202F, BLANK },   /* narrow no-break space */
    { 0x205F, 0x205F, BLANK },   /* mathematical space */
    { 0x2060, 0x2064, DROP },    /* word joiner, invisible operators */
    { 0x2066, 0x2069, DROP },    /* isolates of direction */
    { 0x3000, 0x3000, BLANK },   /* ideographic space */
    { 0xFEFF, 0xFEFF, DROP },    /* zero width no-break space */
    { 0xFFFE, 0xFFFF, REPLACE }, /* no characters */
};

static enum clean clean_of(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && code >= ranges[i].first; i++)
        if (code <= ranges[i].last)
            return ranges[i].what;
    return KEEP;
}

static bool is_plain(struct baton_text text, bool lines)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if ((c < 0x20 && !(c == '\n' && lines)) || c >= 0x7F)
            return false;
    }
    return true;
}

struct baton_text baton_clean(struct baton_arena *arena, struct baton_text text, bool lines)
{
    static const char replacement[] = "\uFFFD";
    size_t used = 0, size;

    if (is_plain(text, lines))
        return baton_text_trim(text);
    char *bytes = baton_arena_alloc(arena, text.size * (sizeof replacement - 1) + 1);
    for (size_t at = 0; at < text.size; at += size) {
        utf8proc_int32_t code = baton_text_code_point(text, at, &size);
        enum clean what = code == '\n' && lines ? KEEP : clean_of(code);

        if (what == HIDES)
            what = used > 0 && isalnum((unsigned char)bytes[used - 1]) ? DROP : KEEP;
        if (what == KEEP) {
            memcpy(bytes + used, text.data + at, size);
            used += size;
        } else if (what == BLANK) {
            bytes[used++] = ' ';
        } else if (what == REPLACE) {
            memcpy(bytes + used, replacement, sizeof replacement - 1);
            used += sizeof replacement - 1;
        }
    }
    return baton_text_trim((struct baton_text){ bytes, used });
}

/* Other forms of what numbers and addresses are written with. */
static const struct {
    utf8proc_int32_t first, last;
    char to;   /* that of the first */
    bool each; /* the next ones stand for the characters behind it; else all for the same */
} forms[] = {
    { 0x0660, 0x0669, '0', true },  /* Arabic-Indic digits */
    { 0x06F0, 0x06F9, '0', true },  /* their eastern forms */
    { 0x0966, 0x096F, '0', true },  /* Devanagari digits */
    { 0x2010, 0x2015, '-', false }, /* hyphens and dashes */
    { 0x2212, 0x2212, '-', false }, /* minus */
    { 0xFF01, 0xFF5E, '!', true },  /* full width */
};

/* 0: it has no other form. */
static char form_of(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (code >= forms[i].first && code <= forms[i].last)
            return (char)(forms[i].to + (forms[i].each ? code - forms[i].first : 0));
    return 0;
}

struct baton_text baton_fold_forms(struct baton_arena *arena, struct baton_text text)
{
    char *bytes = NULL;
    size_t used = 0, size;

    for (size_t at = 0; at < text.size; at += size) {
        bool plain = (unsigned char)text.data[at] < 0x80;
        utf8proc_int32_t code = plain ? 0 : baton_text_code_point(text, at, &size);
        char form = plain ? 0 : form_of(code);

        size = plain ? 1 : size;
        if (form != 0 && bytes == NULL) {
            bytes = baton_arena_copy(arena, text.data, text.size);
            used = at;
        }
        if (form != 0)
            bytes[used++] = form;
        else if (bytes != NULL) {
            memmove(bytes + used, text.data + at, size);
            used += size;
        }
    }
    return bytes == NULL ? text : (struct baton_text){ bytes, used };
}
