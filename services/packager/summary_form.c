/* The form of a model's summary: characters, addresses, voice, language. */
#include "summary.h"

#include <ctype.h>
#include <string.h>

#include "common_words.h"
#include "script.h"

/* Code points that a plain summary has no use for: control, invisible and reordering characters,
 * and digits that people read as numbers and we would not. Sorted.
 * source  Unicode 15, Cf and Nd, No of the usual blocks */
static const struct {
    int32_t first, last;
} refused[] = {
    { 0x00, 0x1f },       { 0x7f, 0x9f },     { 0xad, 0xad },     { 0xb2, 0xb3 },
    { 0xb9, 0xb9 },       { 0x61c, 0x61c },   { 0x660, 0x669 },   { 0x6f0, 0x6f9 },
    { 0x966, 0x96f },     { 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
    { 0x2060, 0x2070 },   { 0x2074, 0x2079 }, { 0x2080, 0x2089 }, { 0x2150, 0x218b },
    { 0x2460, 0x249b },   { 0x24ea, 0x24ff }, { 0x2776, 0x2793 }, { 0xfe00, 0xfe0f },
    { 0xfeff, 0xfeff },   { 0xff10, 0xff19 }, { 0xfff9, 0xfffb }, { 0x1d7ce, 0x1d7ff },
    { 0xe0000, 0xe0fff },
};

static bool is_refused(int32_t point)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (point >= refused[i].first && point <= refused[i].last)
            return true;
    }
    return point < 0 || (point < 0x80 && point > 0 && strchr("<>`*{}|\\~^", point) != NULL);
}

static bool has_markup(struct baton_text text)
{
    size_t bytes;

    for (size_t at = 0; at < text.size; at += bytes) {
        if (is_refused(baton_text_code_point(text, at, &bytes)))
            return true;
    }
    return baton_text_find(text, BATON_TEXT("]("), 0) >= 0
           || baton_text_find(text, BATON_TEXT("__"), 0) >= 0
           || baton_text_find(text, BATON_TEXT("# "), 0) >= 0;
}

/* "example.com": letters on both sides of a dot; "1.5" and "e.g." are none. */
static bool is_domain(struct baton_text text, size_t dot)
{
    return dot > 1 && dot + 2 < text.size && isalnum((unsigned char)text.data[dot - 1])
           && isalnum((unsigned char)text.data[dot - 2])
           && isalpha((unsigned char)text.data[dot + 1])
           && isalpha((unsigned char)text.data[dot + 2]);
}

static bool has_address(struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '@' || (text.data[i] == '.' && is_domain(text, i)))
            return true;
    }
    return baton_text_find(text, BATON_TEXT("://"), 0) >= 0
           || baton_text_find(text, BATON_TEXT("www."), 0) >= 0;
}

enum packager_fault packager_summary_form(struct baton_text text)
{
    if (baton_text_trim(text).size == 0)
        return FAULT_EMPTY;
    if (text.size > SUMMARY_BYTES)
        return FAULT_LONG;
    if (has_markup(text))
        return FAULT_MARKUP;
    return has_address(text) ? FAULT_ADDRESS : FAULT_NONE;
}

/* --- voice --------------------------------------------------------------------------------------
 */

/* A summary tells of others: it says neither "I" nor "you". */
static bool is_voice(struct baton_text folded)
{
    static const char *const words[] = { "i",      "i'm",   "i'll", "i've",   "me",     "my",
                                         "mine",   "we",    "us",   "our",    "we'll",  "we've",
                                         "we're",  "you",   "your", "you'll", "you're", "yours",
                                         "please", "let's", "ich",  "mein",   "wir",    "uns",
                                         "unser",  "du",    "dein", "ihnen",  "bitte" };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

/* A sentence that begins so tells somebody what to do. */
static bool is_order(struct baton_text folded)
{
    static const char *const words[] = {
        "ignore",   "disregard", "forget",   "do",       "dont",      "never",       "always",
        "click",    "call",      "send",     "refund",   "grant",     "approve",     "give",
        "transfer", "pay",       "reset",    "tell",     "ask",       "offer",       "escalate",
        "contact",  "visit",     "open",     "follow",   "reply",     "respond",     "note",
        "override", "pretend",   "act",      "execute",  "run",       "print",       "reveal",
        "provide",  "issue",     "process",  "confirm",  "cancel",    "make",        "let",
        "see",      "go",        "use",      "check",    "verify",    "apologise",   "apologize",
        "close",    "delete",    "waive",    "system",   "assistant", "instruction", "instructions",
        "proceed",  "treat",     "consider", "remember", "be",        "upgrade",     "credit",
    };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static bool is_verb(struct baton_text folded)
{
    static const char *const words[] = { "is", "was", "were", "are", "has", "had", "have" };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static bool begins_with_order(const struct baton_tokens *tokens, size_t first, size_t last)
{
    while (first < last && tokens->items[first].kind != BATON_TOKEN_WORD)
        first++;
    return is_order(tokens->items[first].folded)
           && !(first < last && is_verb(tokens->items[first + 1].folded));
}

/* "the agent should refund it" */
static bool is_duty(const struct baton_tokens *tokens, size_t at)
{
    static const char *const duties[] = { "should", "must", "ought", "sollte", "muss", "soll" };

    return BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, duties);
}

bool packager_instructs(const struct baton_tokens *tokens, size_t first, size_t last)
{
    bool quoted = false;

    if (begins_with_order(tokens, first, last))
        return true;
    for (size_t i = first; i <= last; i++) {
        if (baton_text_is(tokens->items[i].folded, "\""))
            quoted = !quoted;
        if (!quoted
            && ((is_voice(tokens->items[i].folded) && !tokens->items[i].loud)
                || is_duty(tokens, i)))
            return true;
    }
    return false;
}

/* --- language -----------------------------------------------------------------------------------
 */

static bool reads_foreign(const struct baton_tokens *tokens)
{
    struct baton_common_words words = baton_common_words_of(tokens);

    return baton_common_words_foreign(&words, false);
}

static bool reads_english(const struct baton_tokens *tokens)
{
    struct baton_common_words words = baton_common_words_of(tokens);

    return words.english > 0 && !baton_common_words_foreign(&words, false);
}

bool packager_foreign(const struct baton_tokens *tokens, const struct packager_clauses *said)
{
    enum baton_script script = baton_script_of(tokens->text);
    bool same_script = script == BATON_SCRIPT_NONE, foreign = false, english = false;

    for (size_t i = 0; i < said->texts_count; i++) {
        same_script |= baton_script_of(said->texts[i]->text) == script;
        foreign |= reads_foreign(said->texts[i]);
        english |= reads_english(said->texts[i]);
    }
    return !same_script || (reads_foreign(tokens) && !foreign)
           || (reads_english(tokens) && foreign && !english);
}
