/* Words are compared by a light stem: the endings of English inflexion, and a few synonyms that
 * customers swap when they ask the same again. Hashes are short on purpose; two unrelated questions
 * of eight words share one by chance in one case of 130. */
#include "similarity.h"

#include <string.h>

#include "hash.h"
#include "words.h"

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

/* Endings, longest first, with the length that must stay. */
static const struct {
    struct baton_text ending;
    size_t keep;
} endings[] = { { BATON_TEXT_INIT("ings"), 3 }, { BATON_TEXT_INIT("ied"), 2 },
                { BATON_TEXT_INIT("ies"), 2 },  { BATON_TEXT_INIT("ing"), 3 },
                { BATON_TEXT_INIT("ed"), 3 },   { BATON_TEXT_INIT("es"), 3 },
                { BATON_TEXT_INIT("ly"), 4 },   { BATON_TEXT_INIT("s"), 3 },
                { BATON_TEXT_INIT("e"), 3 },    { BATON_TEXT_INIT("y"), 3 } };

static struct baton_words stops, swapped;

__attribute__((constructor)) static void fill_tables(void)
{
    baton_words_fill(&stops, stop_words, sizeof *stop_words,
                     sizeof stop_words / sizeof *stop_words);
    baton_words_fill(&swapped, synonyms, sizeof *synonyms, sizeof synonyms / sizeof *synonyms);
}

/* A word, or what it was cut to, and its hash. */
struct stem {
    struct baton_text text;
    uint64_t hash;
};

static struct stem stem_of(struct baton_text text)
{
    return (struct stem){ text, baton_fnv1a(0, text.data, text.size) };
}

bool baton_stop_word(struct baton_text folded)
{
    return baton_words_find(&stops, stem_of(folded).hash, folded) >= 0;
}

static struct baton_text cut_ending(struct baton_text word)
{
    const char *behind = word.data + word.size;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct baton_text ending = endings[i].ending;

        if (word.size >= ending.size + endings[i].keep && behind[-1] == ending.data[ending.size - 1]
            && memcmp(behind - ending.size, ending.data, ending.size) == 0)
            return (struct baton_text){ word.data, word.size - ending.size };
    }
    return word;
}

static struct baton_text cut_possessive(struct baton_text word)
{
    bool possessive = word.size > 3 && memcmp(word.data + word.size - 2, "'s", 2) == 0;

    return (struct baton_text){ word.data, possessive ? word.size - 2 : word.size };
}

/* What `stem` counts as, where it has a synonym. */
static bool swap(struct stem *stem)
{
    ptrdiff_t row = baton_words_find(&swapped, stem->hash, stem->text);

    if (row >= 0)
        *stem = stem_of(baton_text_of(synonyms[row][1]));
    return row >= 0;
}

static struct stem cut(struct stem word)
{
    struct baton_text whole = cut_possessive(word.text);

    if (whole.size != word.text.size)
        word = stem_of(whole);
    if (swap(&word))
        return word;
    struct baton_text rest = cut_ending(word.text);
    if (rest.size == word.text.size) /* nothing was cut: not a synonym, as was just seen */
        return word;
    word = stem_of(rest);
    swap(&word);
    return word;
}

struct baton_text baton_stem(struct baton_text folded)
{
    return cut(stem_of(folded)).text;
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
        if (token->kind > BATON_TOKEN_NUMBER
            || baton_words_find(&stops, token->hash, token->folded) >= 0)
            continue;
        uint64_t hash = cut((struct stem){ token->folded, token->hash }).hash;
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
