/* One pass over the bytes. ASCII is decided by a table; the rest by utf8proc's categories. A word
 * that is already in its folded form, as most are, is a view into the text. */
#include "tokens.h"

#include <string.h>

#include <utf8proc.h>

#include "hash.h"

enum class { SPACE, BREAK, LETTER, DIGIT, MARK, APOSTROPHE, EMOJI, JOINER, IDEOGRAPH };

/* The code point at a place: its class, and its size in bytes. Small: it goes in a register. */
struct glyph {
    uint8_t class;
    uint8_t size;
    bool upper;
};

struct scan {
    struct baton_arena *arena;
    struct baton_tokens *tokens;
    const char *data;
    size_t size, at, capacity;
};

static bool between(int32_t code, int32_t low, int32_t high)
{
    return code >= low && code <= high;
}

static bool is_emoji(int32_t code)
{
    return between(code, 0x1f000, 0x1faff) || between(code, 0x2600, 0x27bf)
           || between(code, 0x2b00, 0x2bff) || between(code, 0x2300, 0x23ff);
}

static bool is_joiner(int32_t code)
{
    return code == 0x200d || between(code, 0xfe00, 0xfe0f) || between(code, 0x1f3fb, 0x1f3ff);
}

static bool is_ideograph(int32_t code)
{
    return between(code, 0x3040, 0x30ff) || between(code, 0x3400, 0x9fff)
           || between(code, 0x20000, 0x3ffff);
}

static enum class class_of(int32_t code) {
    if (code == 0x2019 || code == 0x2bc || code == 0xff07 || code == 0xb4) return APOSTROPHE;
    if (is_joiner(code)) return JOINER;
    if (is_emoji(code)) return EMOJI;
    if (is_ideograph(code)) return IDEOGRAPH;
    utf8proc_category_t category = utf8proc_category(code);
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) return LETTER;
    if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) return DIGIT;
    if (category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) return BREAK;
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_CC ? SPACE : MARK;
}

/* Filled before main; read-only after. */
static struct glyph glyphs[128];

__attribute__((constructor)) static void fill_glyphs(void)
{
    for (int c = 0; c < 128; c++) {
        bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
        bool blank = c <= ' ' || c == 127;

        glyphs[c] = (struct glyph){ upper || lower          ? LETTER
                                    : c >= '0' && c <= '9'  ? DIGIT
                                    : c == '\'' || c == '`' ? APOSTROPHE
                                    : c == '\n'             ? BREAK
                                    : blank                 ? SPACE
                                                            : MARK,
                                    1, upper };
    }
}

static struct glyph wide_glyph(const struct scan *scan, size_t at)
{
    int32_t code = 0;
    utf8proc_ssize_t size = utf8proc_iterate((const uint8_t *)scan->data + at,
                                             (utf8proc_ssize_t)(scan->size - at), &code);

    if (size <= 0)
        return (struct glyph){ SPACE, 1, false };
    return (struct glyph){ class_of(code), (uint8_t)size,
                           utf8proc_category(code) == UTF8PROC_CATEGORY_LU };
}

static inline struct glyph glyph_at(const struct scan *scan, size_t at)
{
    unsigned char c = at < scan->size ? (unsigned char)scan->data[at] : ' ';

    return c < 128 ? glyphs[c] : wide_glyph(scan, at);
}

/* Room for one more: a message of a hundred bytes has about twenty. */
static void make_room(struct scan *scan)
{
    size_t capacity = scan->capacity == 0 ? 32 : 2 * scan->capacity;
    struct baton_token *items = baton_arena_alloc(scan->arena, capacity * sizeof *items);

    if (scan->capacity > 0)
        memcpy(items, scan->tokens->items, scan->capacity * sizeof *items);
    scan->tokens->items = items;
    scan->capacity = capacity;
}

static struct baton_token *add(struct scan *scan, enum baton_token_kind kind, size_t from,
                               size_t to)
{
    struct baton_tokens *tokens = scan->tokens;

    if (tokens->count == BATON_TOKENS_MAX) {
        tokens->cut = true;
        return NULL;
    }
    if (tokens->count == scan->capacity)
        make_room(scan);
    struct baton_token *token = &tokens->items[tokens->count++];
    *token = (struct baton_token){ .folded = { scan->data + from, to - from },
                                   .from = (uint32_t)from,
                                   .to = (uint32_t)to,
                                   .kind = kind };
    return token;
}

/* "isn't" as "isnt"; other apostrophes stay, or "we'll" would be "well". `text` is ours to change.
 */
static size_t drop_not_apostrophe(char *text, size_t size)
{
    if (size < 4 || memcmp(text + size - 3, "n't", 3) != 0)
        return size;
    text[size - 2] = 't';
    return size - 1;
}

static size_t plain_apostrophes(char *text, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < size;) {
        if (i + 3 <= size && memcmp(text + i, "\xe2\x80\x99", 3) == 0) {
            text[used++] = '\'';
            i += 3;
        } else {
            text[used++] = text[i] == '`' ? '\'' : text[i];
            i++;
        }
    }
    return used;
}

static struct baton_text fold_word(struct scan *scan, struct baton_text word, bool ascii,
                                   bool plain)
{
    char *copy;
    size_t size = word.size;

    if (plain)
        return word;
    if (ascii) {
        copy = baton_arena_copy(scan->arena, word.data, size);
        for (size_t i = 0; i < size; i++)
            copy[i] = (char)(copy[i] >= 'A' && copy[i] <= 'Z' ? copy[i] + 32 : copy[i]);
    } else {
        struct baton_text folded = baton_text_fold(scan->arena, word);
        copy = baton_arena_copy(scan->arena, folded.data, folded.size);
        size = folded.size;
    }
    size = plain_apostrophes(copy, size);
    return (struct baton_text){ copy, drop_not_apostrophe(copy, size) };
}

/* What one run of letters and digits turned out to be. */
struct run {
    size_t letters, uppers;
    bool ascii, plain;
};

/* True when a '.' or ',' at `at` stands inside a number. */
static bool inside_number(const struct scan *scan, size_t at, const struct run *run)
{
    return run->letters == 0 && (scan->data[at] == '.' || scan->data[at] == ',')
           && glyph_at(scan, at + 1).class == DIGIT;
}

/* Behind the small letters of ASCII that stand at `at`, which most words are made of. */
static size_t skip_small(const struct scan *scan, size_t at)
{
    while (at < scan->size && scan->data[at] >= 'a' && scan->data[at] <= 'z')
        at++;
    return at;
}

static size_t run_end(const struct scan *scan, struct run *run)
{
    size_t at = skip_small(scan, scan->at);

    *run = (struct run){ at - scan->at, 0, true, true };
    while (at < scan->size) {
        struct glyph glyph = glyph_at(scan, at);
        bool joins = glyph.class == LETTER || glyph.class == DIGIT
                     || (glyph.class == APOSTROPHE && run->letters > 0
                         && glyph_at(scan, at + glyph.size).class == LETTER)
                     || (glyph.class == MARK && inside_number(scan, at, run));
        if (!joins)
            break;
        run->letters += glyph.class == LETTER;
        run->uppers += glyph.upper;
        run->ascii = run->ascii && glyph.size == 1;
        run->plain = run->plain && run->ascii && !glyph.upper && glyph.class != APOSTROPHE;
        at += glyph.size;
    }
    return at;
}

static void scan_word(struct scan *scan)
{
    struct run run;
    size_t end = run_end(scan, &run);
    struct baton_token *token =
        add(scan, run.letters > 0 ? BATON_TOKEN_WORD : BATON_TOKEN_NUMBER, scan->at, end);

    scan->at = end;
    if (token == NULL)
        return;
    token->folded = fold_word(scan, token->folded, run.ascii, run.plain);
    token->loud = run.letters >= 2 && run.uppers == run.letters;
    scan->tokens->words += run.letters > 0;
    scan->tokens->loud += token->loud;
}

/* Size of the emoticon at the scan's place; 0 when there is none. Eyes, perhaps a nose, a mouth. */
static size_t emoticon_size(const struct scan *scan)
{
    const char *s = scan->data + scan->at;
    size_t left = scan->size - scan->at, i = 0;

    if (left >= 2 && s[0] == '<' && (s[1] == '3' || (left >= 3 && s[1] == '/' && s[2] == '3')))
        return s[1] == '3' ? 2 : 3;
    if (left >= 3 && s[0] == '>' && s[1] == ':')
        i = 1;
    if (left < i + 2 || strchr(":;=", s[i]) == NULL)
        return 0;
    i++;
    if (left > i + 1 && strchr("-'^o", s[i]) != NULL)
        i++;
    if (strchr(")(][DPp/\\|*", s[i]) == NULL)
        return 0;
    if (strchr("DPp/\\", s[i]) != NULL && i + 1 < left) {
        enum class next = glyph_at(scan, scan->at + i + 1).class;
        if (next != SPACE && next != BREAK && s[i + 1] != '.' && s[i + 1] != '!')
            return 0; /* "http://", "note:Page" */
    }
    return i + 1;
}

static void scan_mark(struct scan *scan, struct glyph glyph)
{
    size_t emoticon = emoticon_size(scan), from = scan->at;
    const char *mark = scan->data + from;

    if (emoticon > 0) {
        add(scan, BATON_TOKEN_EMOTICON, from, from + emoticon);
        scan->at += emoticon;
        return;
    }
    do {
        scan->at += glyph.size;
    } while (scan->at + glyph.size <= scan->size
             && memcmp(scan->data + scan->at, mark, glyph.size) == 0);
    struct baton_token *token = add(scan, BATON_TOKEN_MARK, from, scan->at);
    if (token == NULL)
        return;
    token->folded.size = glyph.size;
    token->ends = strchr(".!?;", *mark) != NULL && glyph.size == 1;
    scan->tokens->exclamations += *mark == '!' ? scan->at - from : 0;
    scan->tokens->questions += *mark == '?' ? scan->at - from : 0;
}

static void scan_one(struct scan *scan)
{
    struct glyph glyph = glyph_at(scan, scan->at);
    size_t from = scan->at;

    if (glyph.class == LETTER || glyph.class == DIGIT) {
        scan_word(scan);
    } else if (glyph.class == MARK) {
        scan_mark(scan, glyph);
    } else {
        if (glyph.class == EMOJI || glyph.class == IDEOGRAPH)
            add(scan, glyph.class == EMOJI ? BATON_TOKEN_EMOJI : BATON_TOKEN_WORD, from,
                from + glyph.size);
        scan->tokens->words += glyph.class == IDEOGRAPH;
        if (glyph.class == BREAK && scan->tokens->count > 0)
            scan->tokens->items[scan->tokens->count - 1].ends = true;
        scan->at += glyph.size;
    }
}

struct baton_tokens baton_tokens_of(struct baton_arena *arena, struct baton_text text)
{
    struct baton_tokens tokens = { .text = text };
    struct scan scan = { .arena = arena, .tokens = &tokens, .data = text.data, .size = text.size };

    if (scan.size > UINT32_MAX)
        scan.size = UINT32_MAX;
    while (scan.at < scan.size && !tokens.cut)
        scan_one(&scan);
    for (size_t i = 0; i < tokens.count; i++)
        tokens.items[i].hash =
            baton_fnv1a(0, tokens.items[i].folded.data, tokens.items[i].folded.size);
    return tokens;
}

struct baton_text baton_tokens_quote(const struct baton_tokens *tokens, size_t first, size_t last)
{
    size_t from = tokens->items[first].from;

    return (struct baton_text){ tokens->text.data + from, tokens->items[last].to - from };
}

/* The last token of `phrase` when it stands at `at`; -1 when it does not. */
static ptrdiff_t stands_at(const struct baton_tokens *tokens, const struct baton_tokens *phrase,
                           size_t at)
{
    size_t i = at;
    ptrdiff_t last = -1;

    for (size_t p = 0; p < phrase->count; p++) {
        if (phrase->items[p].kind == BATON_TOKEN_MARK)
            continue;
        while (last >= 0 && i < tokens->count && tokens->items[i].kind == BATON_TOKEN_MARK
               && !tokens->items[i].ends)
            i++;
        if (i >= tokens->count || tokens->items[i].hash != phrase->items[p].hash
            || !baton_text_equal(tokens->items[i].folded, phrase->items[p].folded))
            return -1;
        last = (ptrdiff_t)i++;
    }
    return last;
}

ptrdiff_t baton_tokens_find(const struct baton_tokens *tokens, const struct baton_tokens *phrase,
                            size_t from, size_t *ret_last)
{
    for (size_t at = from; at < tokens->count; at++) {
        ptrdiff_t last = stands_at(tokens, phrase, at);
        if (last >= 0) {
            if (ret_last != NULL)
                *ret_last = (size_t)last;
            return (ptrdiff_t)at;
        }
    }
    return -1;
}
