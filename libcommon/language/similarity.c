/* Words are compared by a light stem: the endings of English inflexion, and a few synonyms that
 * customers swap when they ask the same again. Hashes are short on purpose; two unrelated questions
 * of eight words share one by chance in one case of 130. */
#include "similarity.h"

#include <string.h>

#include "hash.h"

/* Sorted. Besides the usual ones: courtesies, and words that every support chat is full of. Not the
 * words that ask: "where" and "when" of the same thing are two questions. */
static const char *const stop_words[] = {
    "a",       "about",  "actually", "after",    "again",  "all",     "already", "also", "am",
    "an",      "and",    "any",      "anything", "are",    "arent",   "as",      "at",   "be",
    "been",    "before", "being",    "but",      "by",     "can",     "cannot",  "cant", "could",
    "couldnt", "did",    "didnt",    "do",       "does",   "doesnt",  "doing",   "done", "dont",
    "for",     "from",   "get",      "getting",  "give",   "go",      "going",   "got",  "had",
    "has",     "hasnt",  "have",     "havent",   "having", "he",      "hello",   "help", "her",
    "here",    "hey",    "hi",       "him",      "his",    "i",       "i'd",     "i'll", "i'm",
    "i've",    "id",     "if",       "im",       "in",     "into",    "is",      "isnt", "it",
    "it's",    "its",    "ive",      "just",     "know",   "let",     "like",    "may",  "me",
    "might",   "mine",   "must",     "my",       "need",   "no",      "not",     "now",  "of",
    "off",     "ok",     "okay",     "on",       "one",    "or",      "our",     "out",  "over",
    "please",  "really", "said",     "same",     "say",    "see",     "shall",   "she",  "should",
    "so",      "some",   "still",    "sure",     "tell",   "thank",   "thanks",  "that", "that's",
    "thats",   "the",    "their",    "them",     "then",   "there",   "these",   "they", "this",
    "those",   "to",     "told",     "too",      "try",    "trying",  "u",       "up",   "us",
    "very",    "want",   "was",      "wasnt",    "we",     "well",    "were",    "what", "what's",
    "which",   "will",   "with",     "wont",     "would",  "wouldnt", "yes",     "yet",  "you",
    "your",
};

/* Stem, and what it counts as. Sorted by the first. */
static const char *const synonyms[][2] = {
    { "buy", "order" },         { "cash", "money" },    { "cost", "price" },
    { "deliver", "ship" },      { "delivery", "ship" }, { "e-mail", "mail" },
    { "email", "mail" },        { "fee", "charge" },    { "fix", "repair" },
    { "login", "log" },         { "logon", "log" },     { "package", "parcel" },
    { "passcode", "password" }, { "purchas", "order" }, { "refund", "refund" },
    { "reimburs", "refund" },   { "repair", "repair" }, { "shipment", "ship" },
    { "shipp", "ship" },        { "sign", "log" },      { "signin", "log" },
    { "working", "work" },
};

static bool is(struct baton_text text, const char *string)
{
    return baton_text_is(text, string);
}

bool baton_stop_word(struct baton_text folded)
{
    size_t low = 0, high = sizeof stop_words / sizeof *stop_words;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = baton_text_compare(folded, baton_text_of(stop_words[middle]));
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

/* Endings, longest first, with the length that must stay. */
static const struct {
    const char *ending;
    size_t keep;
} endings[] = { { "ings", 3 }, { "ied", 2 }, { "ies", 2 }, { "ing", 3 }, { "ed", 3 },
                { "es", 3 },   { "ly", 4 },  { "s", 3 },   { "e", 3 },   { "y", 3 } };

static struct baton_text cut_ending(struct baton_text word)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i].ending);
        if (word.size >= size + endings[i].keep
            && memcmp(word.data + word.size - size, endings[i].ending, size) == 0)
            return (struct baton_text){ word.data, word.size - size };
    }
    return word;
}

static struct baton_text cut_possessive(struct baton_text word)
{
    bool possessive = word.size > 3 && memcmp(word.data + word.size - 2, "'s", 2) == 0;

    return (struct baton_text){ word.data, possessive ? word.size - 2 : word.size };
}

static struct baton_text synonym_of(struct baton_text stem)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        if (is(stem, synonyms[i][0]))
            return baton_text_of(synonyms[i][1]);
    }
    return stem;
}

struct baton_text baton_stem(struct baton_text folded)
{
    struct baton_text word = cut_possessive(folded), whole = synonym_of(word);

    return whole.data != folded.data ? whole : synonym_of(cut_ending(word));
}

static void insert(struct baton_sketch *sketch, int64_t hash)
{
    size_t at = 0;

    while (at < sketch->count && sketch->items[at] < hash)
        at++;
    if (at == BATON_SKETCH_MAX || (at < sketch->count && sketch->items[at] == hash))
        return;
    if (sketch->count < BATON_SKETCH_MAX)
        sketch->count++;
    memmove(sketch->items + at + 1, sketch->items + at,
            (sketch->count - at - 1) * sizeof *sketch->items);
    sketch->items[at] = hash;
}

struct baton_sketch baton_sketch_of(const struct baton_tokens *tokens)
{
    struct baton_sketch sketch = { .count = 0 };

    for (size_t i = 0; i < tokens->count; i++) {
        const struct baton_token *token = &tokens->items[i];
        if (token->kind > BATON_TOKEN_NUMBER || baton_stop_word(token->folded))
            continue;
        struct baton_text stem = baton_stem(token->folded);
        uint64_t hash = baton_fnv1a(0, stem.data, stem.size);
        insert(&sketch, (int64_t)((hash ^ hash >> 32) & BATON_SKETCH_HASH));
    }
    return sketch;
}

double baton_sketch_similarity(const int64_t *a, size_t a_count, const int64_t *b, size_t b_count)
{
    size_t i = 0, j = 0, both = 0, all = 0;

    if (a_count < 2 || b_count < 2)
        return 0;
    while ((i < a_count || j < b_count) && all < BATON_SKETCH_MAX) {
        bool left = j == b_count || (i < a_count && a[i] <= b[j]);
        bool right = i == a_count || (j < b_count && b[j] <= a[i]);
        both += left && right;
        i += left;
        j += right;
        all++;
    }
    return (double)both / (double)all;
}

double baton_sketch_contained(const int64_t *a, size_t a_count, const int64_t *b, size_t b_count)
{
    size_t j = 0, both = 0;

    if (a_count < 2)
        return 0;
    for (size_t i = 0; i < a_count; i++) {
        while (j < b_count && b[j] < a[i])
            j++;
        both += j < b_count && b[j] == a[i];
    }
    return (double)both / (double)a_count;
}
