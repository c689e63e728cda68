/* The package's words are hashed and sorted once; a claim is looked up among them. The summary
 * itself is not among them. */
#include "claims.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "similarity.h"

static const double SAYS_THE_LIKE = 0.34; /* of a promise's content, in a commitment */

static struct baton_text without_ordinal(struct baton_text text)
{
    static const char *const endings[] = { "st", "nd", "rd", "th" };
    struct baton_text end = { text.data + text.size - 2, 2 };

    if (text.size < 3 || !isdigit((unsigned char)text.data[text.size - 3])
        || !BATON_TEXT_IS_ONE_OF(end, endings))
        return text;
    return (struct baton_text){ text.data, text.size - 2 };
}

/* "1,126.04" as "1126.04", "5th" as "5". */
static uint64_t number_hash(struct baton_arena *arena, struct baton_text number)
{
    struct baton_text text = without_ordinal(number);
    char *copy = baton_arena_alloc(arena, text.size + 1);
    size_t used = 0;

    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != ',')
            copy[used++] = text.data[i];
    }
    return baton_fnv1a(0, copy, used);
}

static bool has_digit(struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (isdigit((unsigned char)text.data[i]))
            return true;
    }
    return false;
}

/* --- what a number is of: "5 days" is not "5 hours", "$5" not "€5", "May 5" not "June 5" -------
 */

static const char *const units[][4] = {
    { "$", "usd", "dollar", "dollars" },
    { "\xe2\x82\xac", "eur", "euro", "euros" },
    { "\xc2\xa3", "gbp", "pound", "pounds" },
    { "%", "percent", "prozent" },
    { "minute", "minutes", "minuten", "min" },
    { "hour", "hours", "stunde", "stunden" },
    { "day", "days", "tag", "tage" },
    { "week", "weeks", "woche", "wochen" },
    { "month", "months", "monat", "monate" },
    { "year", "years", "jahr", "jahre" },
    { "am" },
    { "pm" },
};

static const char *const months[12][3] = {
    { "january", "januar", "jan" },
    { "february", "februar", "feb" },
    { "march", "m\xc3\xa4rz", "mar" },
    { "april", "apr" },
    { "may", "mai" },
    { "june", "juni", "jun" },
    { "july", "juli", "jul" },
    { "august", "aug" },
    { "september", "sep", "sept" },
    { "october", "oktober", "oct" },
    { "november", "nov" },
    { "december", "dezember", "dec" },
};

static const char *const spelled[][4] = {
    { "0", "zero", "null" },
    { "2", "two", "zwei", "twice" },
    { "3", "three", "drei" },
    { "4", "four", "vier" },
    { "5", "five", "f\xc3\xbcnf" },
    { "6", "six", "sechs" },
    { "7", "seven", "sieben" },
    { "8", "eight", "acht" },
    { "9", "nine", "neun" },
    { "10", "ten", "zehn" },
    { "11", "eleven", "elf" },
    { "12", "twelve", "zw\xc3\xb6lf", "dozen" },
    { "20", "twenty" },
    { "30", "thirty" },
    { "50", "fifty" },
    { "100", "hundred" },
    { "1000", "thousand" },
    { "1000000", "million" },
};

#define ROW_OF(table, text) \
    row_of((text), &(table)[0][0], sizeof *(table) / sizeof **(table), \
           sizeof(table) / sizeof *(table))

static ptrdiff_t row_of(struct baton_text text, const char *const *words, size_t width, size_t rows)
{
    for (size_t i = 0; i < rows * width; i++) {
        if (words[i] != NULL && baton_text_is(text, words[i]))
            return (ptrdiff_t)(i / width);
    }
    return -1;
}

/* As compared: of a mark its own bytes. */
static struct baton_text form_of(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];

    return token->kind == BATON_TOKEN_MARK ? baton_tokens_quote(tokens, at, at) : token->folded;
}

/* The number that token `at` is, as digits; empty: none. */
static struct baton_text digits_of(const struct baton_tokens *tokens, size_t at)
{
    struct baton_text folded = tokens->items[at].folded;

    if (tokens->items[at].kind > BATON_TOKEN_NUMBER)
        return BATON_TEXT_NONE;
    if (has_digit(folded))
        return folded;
    ptrdiff_t row = ROW_OF(spelled, folded);
    return row >= 0 ? baton_text_of(spelled[row][0]) : BATON_TEXT_NONE;
}

/* "$5": the mark before; "5 days", "5 $": what is behind. */
static ptrdiff_t unit_at(const struct baton_tokens *tokens, size_t at)
{
    ptrdiff_t before = at > 0 ? ROW_OF(units, form_of(tokens, at - 1)) : -1;
    ptrdiff_t behind = at + 1 < tokens->count ? ROW_OF(units, form_of(tokens, at + 1)) : -1;

    return before >= 0 && before < 3 ? before : behind;
}

static bool is_dash(const struct baton_tokens *tokens, size_t at)
{
    return tokens->items[at].kind == BATON_TOKEN_MARK
           && baton_text_is(tokens->items[at].folded, "-");
}

/* The month of the day at `at` in "2026-05-22". */
static ptrdiff_t iso_month_at(const struct baton_tokens *tokens, size_t at)
{
    int64_t month = 0;

    if (at < 4 || !is_dash(tokens, at - 1) || !is_dash(tokens, at - 3)
        || tokens->items[at - 4].folded.size != 4
        || !baton_text_to_long(tokens->items[at - 2].folded, &month) || month < 1 || month > 12)
        return -1;
    return (ptrdiff_t)month - 1;
}

static ptrdiff_t month_at(const struct baton_tokens *tokens, size_t at)
{
    if (iso_month_at(tokens, at) >= 0)
        return iso_month_at(tokens, at);
    ptrdiff_t before = at > 0 ? ROW_OF(months, tokens->items[at - 1].folded) : -1;

    if (before >= 0 || at + 1 == tokens->count)
        return before;
    bool dot = at + 2 < tokens->count && baton_text_is(tokens->items[at + 1].folded, ".");
    return ROW_OF(months, tokens->items[at + (dot ? 2 : 1)].folded);
}

static uint64_t of_kind(uint64_t number, char kind, ptrdiff_t row)
{
    const char tail[] = { kind, (char)('a' + row) };

    return baton_fnv1a(number, tail, sizeof tail);
}

/* --- what is known -----------------------------------------------------------------------------
 */

static void add_hash(struct packager_words *words, uint64_t hash)
{
    *BATON_APPEND(words->arena, words->hashes, words->count) = hash;
}

/* "05" as "5". */
static struct baton_text plain_day(struct baton_text number)
{
    while (number.size > 1 && number.data[0] == '0')
        number = (struct baton_text){ number.data + 1, number.size - 1 };
    return number;
}

static void add_number(struct packager_words *words, const struct baton_tokens *tokens, size_t at,
                       struct baton_text digits)
{
    uint64_t hash = number_hash(words->arena, digits);
    ptrdiff_t unit = unit_at(tokens, at), month = month_at(tokens, at);

    uint64_t day = number_hash(words->arena, plain_day(digits));

    add_hash(words, hash);
    add_hash(words, day);
    if (unit >= 0)
        add_hash(words, of_kind(hash, 'u', unit));
    if (month >= 0)
        add_hash(words, of_kind(day, 'm', month));
}

void packager_words_add(struct packager_words *words, struct baton_text text)
{
    struct baton_tokens tokens = baton_tokens_of(words->arena, text);

    for (size_t i = 0; i < tokens.count; i++) {
        struct baton_text digits = digits_of(&tokens, i);

        add_hash(words, tokens.items[i].hash);
        if (digits.size > 0)
            add_number(words, &tokens, i, digits);
    }
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static void add_lists(struct packager_words *words, const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->established_count; i++) {
        packager_words_add(words, head->established[i].name);
        packager_words_add(words, head->established[i].value);
    }
    for (size_t i = 0; i < head->tried_count; i++) {
        char *name =
            baton_arena_copy(words->arena, head->tried[i].name.data, head->tried[i].name.size);
        for (size_t c = 0; c < head->tried[i].name.size; c++)
            name[c] = (char)(name[c] == '_' ? ' ' : name[c]);
        packager_words_add(words, (struct baton_text){ name, head->tried[i].name.size });
        packager_words_add(words, head->tried[i].detail);
    }
    for (size_t i = 0; i < head->commitments_count; i++)
        packager_words_add(words, head->commitments[i].text);
    for (size_t i = 0; i < head->open_questions_count; i++)
        packager_words_add(words, head->open_questions[i].text);
    for (size_t i = 0; i < head->deadlines_count; i++)
        packager_words_add(words, head->deadlines[i].text);
    for (size_t i = 0; i < head->communication_count; i++)
        packager_words_add(words, head->communication[i].value);
}

struct packager_words packager_words_of(struct baton_arena *arena,
                                        const struct packager_vocabulary *vocabulary,
                                        const struct baton_context_package *head)
{
    const struct baton_text texts[] = {
        head->card.headline,
        head->card.who,
        head->card.core_issue,
        head->card.emotion,
        head->card.why,
        head->why_person,
        head->customer_expectation,
        head->goal.text,
        head->chance != NULL ? head->chance->text : BATON_TEXT_NONE,
        head->focus,
        head->customer.id,
        head->customer.name,
        head->customer.tier,
        head->customer.plan,
        head->category,
        head->intent,
        head->technical,
        head->page.title,
        head->likely_solution.text,
        head->holder.name,
        head->customer.segment,
        head->page.area,
    };
    struct packager_words words = { .arena = arena, .vocabulary = vocabulary };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        packager_words_add(&words, texts[i]);
    add_lists(&words, head);
    return words;
}

void packager_words_sort(struct packager_words *words)
{
    if (words->count > 0)
        qsort(words->hashes, words->count, sizeof *words->hashes, by_value);
}

bool packager_words_have(const struct packager_words *words, uint64_t hash)
{
    return words->count > 0
           && bsearch(&hash, words->hashes, words->count, sizeof hash, by_value) != NULL;
}

/* --- what is claimed ---------------------------------------------------------------------------
 */

/* Also of letters beyond ASCII: the folded word begins otherwise. */
static bool is_capital(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];
    struct baton_text written = baton_tokens_quote(tokens, at, at);
    size_t bytes;

    if (isupper((unsigned char)written.data[0]))
        return true;
    return (unsigned char)written.data[0] >= 0x80 && token->folded.size > 0
           && baton_text_code_point(written, 0, &bytes)
                  != baton_text_code_point(token->folded, 0, &bytes);
}

static bool first_name(const struct packager_words *words, const struct baton_tokens *tokens,
                       size_t at)
{
    struct baton_tokens one = {
        .text = tokens->text, .items = &tokens->items[at], .count = 1, .words = 1
    };
    struct baton_phrase_match *matches;
    size_t count = baton_phrases_find(words->vocabulary->phrases, &one, words->arena, &matches);

    for (size_t m = 0; m < count; m++) {
        if (matches[m].phrase->code == WORD_FIRST_NAME)
            return true;
    }
    return false;
}

/* A word that stands for somebody or something of its own. */
static bool is_name(const struct packager_words *words, const struct baton_tokens *tokens,
                    size_t at)
{
    bool begins = at == 0 || tokens->items[at - 1].ends
                  || (tokens->items[at - 1].kind == BATON_TOKEN_MARK
                      && strchr("\":", tokens->text.data[tokens->items[at - 1].from]) != NULL);

    if (tokens->items[at].kind != BATON_TOKEN_WORD || !is_capital(tokens, at)
        || baton_stop_word(tokens->items[at].folded))
        return false;
    if (!begins || first_name(words, tokens, at))
        return true;
    return at + 1 < tokens->count && tokens->items[at + 1].kind == BATON_TOKEN_MARK
           && baton_text_is(tokens->items[at + 1].folded, ":");
}

bool packager_frames(struct baton_text folded)
{
    static const char *const frame[] = { "customer", "tried",  "issue", "agent", "bot",
                                         "mood",     "reason", "kunde", "kundin" };

    return BATON_TEXT_IS_ONE_OF(folded, frame);
}

static bool number_known(const struct packager_words *words, const struct baton_tokens *tokens,
                         size_t at, struct baton_text digits)
{
    uint64_t hash = number_hash(words->arena, digits);
    ptrdiff_t unit = unit_at(tokens, at), month = month_at(tokens, at);

    if (!packager_words_have(words, hash) && !packager_words_have(words, tokens->items[at].hash))
        return false;
    return (unit < 0 || packager_words_have(words, of_kind(hash, 'u', unit)))
           && (month < 0
               || packager_words_have(
                   words, of_kind(number_hash(words->arena, plain_day(digits)), 'm', month)));
}

enum packager_claim packager_wrong_word(const struct packager_words *words,
                                        const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];
    struct baton_text digits = digits_of(tokens, at);

    if (digits.size > 0)
        return number_known(words, tokens, at, digits) ? CLAIM_KNOWN : CLAIM_NUMBER;
    if (!is_name(words, tokens, at) || packager_frames(token->folded)
        || packager_words_have(words, token->hash))
        return CLAIM_KNOWN;
    return CLAIM_NAME;
}

/* --- promises -------------------------------------------------------------------------------- */

static bool says_the_like(struct baton_arena *arena, struct baton_text text,
                          const struct baton_sketch *sentence)
{
    struct baton_tokens tokens = baton_tokens_of(arena, text);
    struct baton_sketch words = baton_sketch_of(&tokens);

    return baton_sketch_contained(words.items, words.count, sentence->items, sentence->count)
           >= SAYS_THE_LIKE;
}

/* Or told of among the attempts: "after that we will log out" is a step of one. */
static bool promised(struct baton_arena *arena, const struct baton_context_package *head,
                     const struct baton_sketch *sentence)
{
    for (size_t i = 0; i < head->commitments_count; i++) {
        if (says_the_like(arena, head->commitments[i].text, sentence))
            return true;
    }
    for (size_t i = 0; i < head->tried_count; i++) {
        if (says_the_like(arena, head->tried[i].name, sentence))
            return true;
    }
    return false;
}

bool packager_promises(struct baton_text folded)
{
    static const char *const words[] = { "will",        "promised",  "promise",    "promises",
                                         "assured",     "shall",     "guarantee",  "guaranteed",
                                         "wird",        "werden",    "guarantees", "zugesagt",
                                         "versprochen", "garantiert" };
    struct baton_text end = { folded.data + folded.size - 3, 3 };

    return BATON_TEXT_IS_ONE_OF(folded, words) || (folded.size > 3 && baton_text_is(end, "'ll"));
}

/* Which tokens stand in quotation marks; a mark without a second one quotes nothing. */
static bool *quotations_of(struct baton_arena *arena, const struct baton_tokens *tokens)
{
    bool *quoted = BATON_NEW_ARRAY(arena, bool, tokens->count);
    size_t mark = tokens->count;

    for (size_t i = 0; i < tokens->count; i++) {
        if (!baton_text_is(tokens->items[i].folded, "\""))
            continue;
        if (mark < i)
            memset(&quoted[mark], true, i - mark);
        mark = mark < i ? tokens->count : i;
    }
    return quoted;
}

static bool promises(const struct baton_tokens *tokens, const bool *quoted, size_t first,
                     size_t last)
{
    for (size_t i = first; i <= last; i++) {
        if (!quoted[i] && packager_promises(tokens->items[i].folded))
            return true;
    }
    return false;
}

static size_t wrong_promises(struct baton_arena *arena, const struct baton_context_package *head,
                             const struct baton_tokens *tokens)
{
    const bool *quoted = quotations_of(arena, tokens);
    size_t wrong = 0, first = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        if (!tokens->items[i].ends && i + 1 < tokens->count)
            continue;
        if (promises(tokens, quoted, first, i)) {
            struct baton_tokens said = baton_tokens_of(arena, baton_tokens_quote(tokens, first, i));
            struct baton_sketch sketch = baton_sketch_of(&said);
            wrong += !promised(arena, head, &sketch);
        }
        first = i + 1;
    }
    return wrong;
}

size_t packager_unsupported(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                            const struct baton_context_package *head, struct baton_text text)
{
    struct packager_words words = packager_words_of(arena, vocabulary, head);
    struct baton_tokens tokens = baton_tokens_of(arena, text);
    size_t wrong = wrong_promises(arena, head, &tokens);

    packager_words_sort(&words);
    for (size_t i = 0; i < tokens.count; i++)
        wrong += packager_wrong_word(&words, &tokens, i) != CLAIM_KNOWN;
    return wrong;
}
