/* The package's words are hashed and sorted once; a claim is looked up among them. The summary
 * itself is not among them. */
#include "claims.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "similarity.h"

struct words {
    struct baton_arena *arena;
    uint64_t *hashes;
    size_t count;
};

static const double SAYS_THE_LIKE = 0.34; /* of a promise's content, in a commitment */

/* "1,126.04" as "1126.04". */
static uint64_t number_hash(struct baton_arena *arena, struct baton_text text)
{
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

static void add_parts(struct words *words, struct baton_text number)
{
    for (size_t from = 0, at = 0; at <= number.size; at++) { /* "05" and "5" of "2026-05-22" */
        if (at < number.size && number.data[at] != '-' && number.data[at] != '/')
            continue;
        while (from < at && number.data[from] == '0')
            from++;
        if (at > from)
            *BATON_APPEND(words->arena, words->hashes, words->count) =
                baton_fnv1a(0, number.data + from, at - from);
        from = at + 1;
    }
}

static void add_text(struct words *words, struct baton_text text)
{
    struct baton_tokens tokens = baton_tokens_of(words->arena, text);

    for (size_t i = 0; i < tokens.count; i++) {
        struct baton_text folded = tokens.items[i].folded;

        *BATON_APPEND(words->arena, words->hashes, words->count) = tokens.items[i].hash;
        if (!has_digit(folded))
            continue;
        *BATON_APPEND(words->arena, words->hashes, words->count) =
            number_hash(words->arena, folded);
        add_parts(words, folded);
    }
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static void add_lists(struct words *words, const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->established_count; i++) {
        add_text(words, head->established[i].name);
        add_text(words, head->established[i].value);
    }
    for (size_t i = 0; i < head->tried_count; i++) {
        char *name =
            baton_arena_copy(words->arena, head->tried[i].name.data, head->tried[i].name.size);
        for (size_t c = 0; c < head->tried[i].name.size; c++)
            name[c] = (char)(name[c] == '_' ? ' ' : name[c]);
        add_text(words, (struct baton_text){ name, head->tried[i].name.size });
        add_text(words, head->tried[i].detail);
    }
    for (size_t i = 0; i < head->commitments_count; i++)
        add_text(words, head->commitments[i].text);
    for (size_t i = 0; i < head->open_questions_count; i++)
        add_text(words, head->open_questions[i].text);
    for (size_t i = 0; i < head->deadlines_count; i++)
        add_text(words, head->deadlines[i].text);
    for (size_t i = 0; i < head->communication_count; i++)
        add_text(words, head->communication[i].value);
}

static struct words words_of(struct baton_arena *arena, const struct baton_context_package *head)
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
    struct words words = { .arena = arena };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(&words, texts[i]);
    add_lists(&words, head);
    if (words.count > 0)
        qsort(words.hashes, words.count, sizeof *words.hashes, by_value);
    return words;
}

static bool known(const struct words *words, uint64_t hash)
{
    return words->count > 0
           && bsearch(&hash, words->hashes, words->count, sizeof hash, by_value) != NULL;
}

static bool is_capital(const struct baton_tokens *tokens, size_t at)
{
    return isupper((unsigned char)tokens->text.data[tokens->items[at].from]);
}

static bool first_name(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                       const struct baton_tokens *tokens, size_t at)
{
    struct baton_tokens one = {
        .text = tokens->text, .items = &tokens->items[at], .count = 1, .words = 1
    };
    struct baton_phrase_match *matches;
    size_t count = baton_phrases_find(vocabulary->phrases, &one, arena, &matches);

    for (size_t m = 0; m < count; m++) {
        if (matches[m].phrase->code == WORD_FIRST_NAME)
            return true;
    }
    return false;
}

/* A word that stands for somebody or something of its own. */
static bool is_name(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                    const struct baton_tokens *tokens, size_t at)
{
    bool begins = at == 0 || tokens->items[at - 1].ends
                  || (tokens->items[at - 1].kind == BATON_TOKEN_MARK
                      && strchr("\":", tokens->text.data[tokens->items[at - 1].from]) != NULL);

    if (tokens->items[at].kind != BATON_TOKEN_WORD || !is_capital(tokens, at)
        || baton_stop_word(tokens->items[at].folded))
        return false;
    if (!begins || first_name(arena, vocabulary, tokens, at))
        return true;
    return at + 1 < tokens->count && tokens->items[at + 1].kind == BATON_TOKEN_MARK
           && baton_text_is(tokens->items[at + 1].folded, ":");
}

/* Words of the summary's own sentences. */
static bool is_frame(struct baton_text folded)
{
    static const char *const words[] = { "customer", "tried", "issue", "agent",
                                         "bot",      "mood",  "reason" };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static size_t wrong_words(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                          const struct words *words, const struct baton_tokens *tokens)
{
    size_t wrong = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        const struct baton_token *token = &tokens->items[i];

        if (token->kind != BATON_TOKEN_WORD && token->kind != BATON_TOKEN_NUMBER)
            continue;
        if (has_digit(token->folded))
            wrong += !known(words, number_hash(arena, token->folded)) && !known(words, token->hash);
        else if (is_name(arena, vocabulary, tokens, i) && !is_frame(token->folded))
            wrong += !known(words, token->hash);
    }
    return wrong;
}

/* --- promises -------------------------------------------------------------------------------- */

static bool promised(struct baton_arena *arena, const struct baton_context_package *head,
                     const struct baton_sketch *sentence)
{
    for (size_t i = 0; i < head->commitments_count; i++) {
        struct baton_tokens tokens = baton_tokens_of(arena, head->commitments[i].text);
        struct baton_sketch words = baton_sketch_of(&tokens);

        if (baton_sketch_contained(words.items, words.count, sentence->items, sentence->count)
            >= SAYS_THE_LIKE)
            return true;
    }
    return false;
}

static bool promises(const struct baton_tokens *tokens, size_t first, size_t last)
{
    static const char *const words[] = { "will",       "promised",   "promise",
                                         "guaranteed", "guarantees", "shall" };
    bool quoted = false;

    for (size_t i = first; i <= last; i++) {
        if (baton_text_is(tokens->items[i].folded, "\""))
            quoted = !quoted;
        if (!quoted && BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, words))
            return true;
    }
    return false;
}

static size_t wrong_promises(struct baton_arena *arena, const struct baton_context_package *head,
                             const struct baton_tokens *tokens)
{
    size_t wrong = 0, first = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        if (!tokens->items[i].ends && i + 1 < tokens->count)
            continue;
        if (promises(tokens, first, i)) {
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
    struct words words = words_of(arena, head);
    struct baton_tokens tokens = baton_tokens_of(arena, text);

    return wrong_words(arena, vocabulary, &words, &tokens) + wrong_promises(arena, head, &tokens);
}
