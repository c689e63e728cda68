/* Built once: each phrase is spelt out in all its readings into a trie over word numbers, then
 * failure links make it an automaton. Looking for phrases takes one hash look-up of the word and
 * one or two of the transition for each word. */
#include "phrases.h"

#include <string.h>

#include "hash.h"

#define NONE UINT32_MAX
#define READINGS_MAX 65536
#define PLACES_MAX 24       /* of a phrase */
#define ALTERNATIVES_MAX 64 /* of a place */
#define WORDS_MAX 6         /* of an alternative */

struct node {
    uint32_t parent, word; /* how it is reached */
    uint32_t fail;         /* the longest other beginning that ends here */
    uint32_t output;       /* first of the phrases that end here; NONE */
    uint32_t output_link;  /* the next node on the way of failures that has an output; NONE */
    uint32_t depth;
};

struct output {
    uint32_t phrase;
    uint32_t next;
};

/* 64-bit keys to numbers; open addressing, a power of two in size, at most half full. */
struct map {
    struct map_slot {
        uint64_t key;
        uint32_t value; /* NONE: free */
    } * slots;
    size_t size, used;
};

struct baton_phrases {
    struct baton_arena arena;
    const struct baton_phrase *rows;
    struct map words;       /* hash of a folded word to its number */
    struct map transitions; /* node and word to node */
    struct node *nodes;
    size_t nodes_count;
    struct output *outputs;
    size_t outputs_count;
    uint64_t *fillers;
    size_t fillers_count;
};

struct alternative {
    uint32_t words[WORDS_MAX];
    size_t count;
};

struct place {
    struct alternative alternatives[ALTERNATIVES_MAX];
    size_t count;
};

struct builder {
    struct baton_phrases *phrases;
    const struct baton_phrase_table *table;
    struct place *places; /* of the phrase at hand */
    size_t places_count;
    uint32_t phrase;
    struct baton_error *err;
};

/* --- map
 * -------------------------------------------------------------------------------------------------------
 */

static struct map_slot *map_slot(const struct map *map, uint64_t key)
{
    uint64_t product = key * 0x9e3779b97f4a7c15u;
    uint64_t at = product ^ product >> 32; /* of an edge, node and word are in the lower bits */

    while (map->slots[at & (map->size - 1)].value != NONE
           && map->slots[at & (map->size - 1)].key != key)
        at++;
    return &map->slots[at & (map->size - 1)];
}

static void map_grow(struct map *map, struct baton_arena *arena)
{
    struct map old = *map;

    map->size = old.size == 0 ? 256 : old.size * 2;
    map->slots = BATON_NEW_ARRAY(arena, struct map_slot, map->size);
    for (size_t i = 0; i < map->size; i++)
        map->slots[i].value = NONE;
    for (size_t i = 0; i < old.size; i++) {
        if (old.slots[i].value != NONE)
            *map_slot(map, old.slots[i].key) = old.slots[i];
    }
}

static uint32_t map_get(const struct map *map, uint64_t key)
{
    return map->size == 0 ? NONE : map_slot(map, key)->value;
}

static void map_put(struct map *map, struct baton_arena *arena, uint64_t key, uint32_t value)
{
    if (map->used * 2 >= map->size)
        map_grow(map, arena);
    *map_slot(map, key) = (struct map_slot){ key, value };
    map->used++;
}

/* --- reading a phrase
 * ------------------------------------------------------------------------------------------ */

static bool is_filler(const struct baton_phrases *phrases, uint64_t hash)
{
    for (size_t i = 0; i < phrases->fillers_count; i++) {
        if (phrases->fillers[i] == hash)
            return true;
    }
    return false;
}

static uint32_t word_number(struct baton_phrases *phrases, const char *word, size_t size)
{
    uint64_t hash = baton_fnv1a(0, word, size);
    uint32_t number = map_get(&phrases->words, hash);

    if (number == NONE) {
        number = (uint32_t)phrases->words.used;
        map_put(&phrases->words, &phrases->arena, hash, number);
    }
    return number;
}

static enum baton_verdict too_long(struct builder *builder, const char *what)
{
    return baton_fail(builder->err, BATON_FATAL, "phrase", "phrase \"%s\": %s",
                      builder->table->phrases[builder->phrase].words, what);
}

/* "get_through" of a class, or one word. */
static enum baton_verdict add_alternative(struct builder *builder, struct place *place,
                                          struct baton_text text)
{
    if (place->count == ALTERNATIVES_MAX)
        return too_long(builder, "too many alternatives at one place");
    struct alternative *alternative = &place->alternatives[place->count++];
    alternative->count = 0;
    while (text.size > 0) {
        const char *end = memchr(text.data, '_', text.size);
        size_t size = end != NULL ? (size_t)(end - text.data) : text.size;
        if (alternative->count == WORDS_MAX)
            return too_long(builder, "too many words in one alternative");
        alternative->words[alternative->count++] = word_number(builder->phrases, text.data, size);
        text.data += size + (end != NULL);
        text.size -= size + (end != NULL);
    }
    return BATON_DONE;
}

static enum baton_verdict add_alternatives(struct builder *builder, struct place *place,
                                           struct baton_text text, bool in_class);

static enum baton_verdict add_class(struct builder *builder, struct place *place,
                                    struct baton_text name)
{
    const struct baton_phrase_table *table = builder->table;

    for (size_t i = 0; i < table->classes_count; i++) {
        if (baton_text_is(name, table->classes[i].name))
            return add_alternatives(builder, place, baton_text_of(table->classes[i].words), true);
    }
    return too_long(builder, "names a class that is not there");
}

static enum baton_verdict add_alternatives(struct builder *builder, struct place *place,
                                           struct baton_text text, bool in_class)
{
    for (;;) {
        const char *bar = text.size > 0 ? memchr(text.data, '|', text.size) : NULL;
        struct baton_text one = { text.data, bar != NULL ? (size_t)(bar - text.data) : text.size };
        bool class =
            !in_class && one.size > 2 && one.data[0] == '<' && one.data[one.size - 1] == '>';
        enum baton_verdict v =
            class ? add_class(builder, place, (struct baton_text){ one.data + 1, one.size - 2 })
                  : add_alternative(builder, place, one);
        if (v != BATON_DONE || bar == NULL)
            return v;
        text.size -= one.size + 1;
        text.data = bar + 1;
    }
}

static enum baton_verdict read_phrase(struct builder *builder, const char *words)
{
    struct baton_text rest = baton_text_of(words);
    double readings = 1;

    builder->places_count = 0;
    while (rest.size > 0) {
        const char *blank = memchr(rest.data, ' ', rest.size);
        struct baton_text text = { rest.data,
                                   blank != NULL ? (size_t)(blank - rest.data) : rest.size };
        if (builder->places_count == PLACES_MAX)
            return too_long(builder, "too many places");
        struct place *place = &builder->places[builder->places_count++];
        place->count = 0;
        enum baton_verdict v = add_alternatives(builder, place, text, false);
        if (v != BATON_DONE)
            return v;
        readings *= (double)place->count;
        rest.data += text.size + (blank != NULL);
        rest.size -= text.size + (blank != NULL);
    }
    return readings > READINGS_MAX ? too_long(builder, "too many readings") : BATON_DONE;
}

/* --- trie and failures
 * ----------------------------------------------------------------------------------------- */

static uint64_t edge(uint32_t node, uint32_t word)
{
    return (uint64_t)node << 32 | word;
}

static uint32_t child_of(struct baton_phrases *phrases, uint32_t node, uint32_t word)
{
    uint32_t child = map_get(&phrases->transitions, edge(node, word));

    if (child != NONE)
        return child;
    child = (uint32_t)phrases->nodes_count;
    *BATON_APPEND(&phrases->arena, phrases->nodes, phrases->nodes_count) =
        (struct node){ node, word, 0, NONE, NONE, phrases->nodes[node].depth + 1 };
    map_put(&phrases->transitions, &phrases->arena, edge(node, word), child);
    return child;
}

static void end_phrase(struct baton_phrases *phrases, uint32_t node, uint32_t phrase)
{
    for (uint32_t i = phrases->nodes[node].output; i != NONE; i = phrases->outputs[i].next) {
        if (phrases->outputs[i].phrase == phrase)
            return;
    }
    *BATON_APPEND(&phrases->arena, phrases->outputs, phrases->outputs_count) =
        (struct output){ phrase, phrases->nodes[node].output };
    phrases->nodes[node].output = (uint32_t)phrases->outputs_count - 1;
}

static void spell(struct builder *builder, size_t place, uint32_t node)
{
    if (place == builder->places_count) {
        if (node != 0)
            end_phrase(builder->phrases, node, builder->phrase);
        return;
    }
    for (size_t i = 0; i < builder->places[place].count; i++) {
        const struct alternative *alternative = &builder->places[place].alternatives[i];
        uint32_t next = node;
        for (size_t w = 0; w < alternative->count; w++)
            next = child_of(builder->phrases, next, alternative->words[w]);
        spell(builder, place + 1, next);
    }
}

static uint32_t step(const struct baton_phrases *phrases, uint32_t node, uint32_t word)
{
    uint32_t next;

    while ((next = map_get(&phrases->transitions, edge(node, word))) == NONE && node != 0)
        node = phrases->nodes[node].fail;
    return next == NONE ? 0 : next;
}

static void link_node(struct baton_phrases *phrases, uint32_t index)
{
    struct node *node = &phrases->nodes[index];

    node->fail =
        node->parent == 0 ? 0 : step(phrases, phrases->nodes[node->parent].fail, node->word);
    const struct node *fail = &phrases->nodes[node->fail];
    node->output_link = fail->output != NONE ? node->fail : fail->output_link;
}

/* Level by level: a node's failure is shallower than the node. */
static void link_failures(struct baton_phrases *phrases)
{
    uint32_t deepest = 0;

    for (size_t i = 0; i < phrases->nodes_count; i++)
        deepest = phrases->nodes[i].depth > deepest ? phrases->nodes[i].depth : deepest;
    for (uint32_t depth = 1; depth <= deepest; depth++) {
        for (uint32_t i = 1; i < phrases->nodes_count; i++) {
            if (phrases->nodes[i].depth == depth)
                link_node(phrases, i);
        }
    }
}

static void read_fillers(struct baton_phrases *phrases, const char *words)
{
    struct baton_text rest = baton_text_of(words);

    while (rest.size > 0) {
        const char *bar = memchr(rest.data, '|', rest.size);
        size_t size = bar != NULL ? (size_t)(bar - rest.data) : rest.size;
        *BATON_APPEND(&phrases->arena, phrases->fillers, phrases->fillers_count) =
            baton_fnv1a(0, rest.data, size);
        rest.data += size + (bar != NULL);
        rest.size -= size + (bar != NULL);
    }
}

struct baton_phrases *baton_phrases_new(const struct baton_phrase_table *table,
                                        struct baton_error *err)
{
    struct baton_arena scratch;
    struct baton_phrases *phrases = calloc(1, sizeof *phrases);
    struct builder builder = { .phrases = phrases, .table = table, .err = err };
    enum baton_verdict v = BATON_DONE;

    if (phrases == NULL)
        abort();
    baton_arena_init(&scratch);
    baton_arena_init(&phrases->arena);
    builder.places = BATON_NEW_ARRAY(&scratch, struct place, PLACES_MAX);
    phrases->rows = table->phrases;
    map_grow(&phrases->words, &phrases->arena);
    map_grow(&phrases->transitions, &phrases->arena);
    *BATON_APPEND(&phrases->arena, phrases->nodes, phrases->nodes_count) =
        (struct node){ 0, NONE, 0, NONE, NONE, 0 };
    read_fillers(phrases, table->fillers);
    for (size_t i = 0; i < table->phrases_count && v == BATON_DONE; i++) {
        builder.phrase = (uint32_t)i;
        v = read_phrase(&builder, table->phrases[i].words);
        if (v == BATON_DONE)
            spell(&builder, 0, 0);
    }
    baton_arena_release(&scratch);
    link_failures(phrases);
    if (v == BATON_DONE)
        return phrases;
    baton_phrases_free(phrases);
    return NULL;
}

void baton_phrases_free(struct baton_phrases *phrases)
{
    if (phrases == NULL)
        return;
    baton_arena_release(&phrases->arena);
    free(phrases);
}

/* --- looking
 * ---------------------------------------------------------------------------------------------------
 */

struct search {
    const struct baton_phrases *phrases;
    const struct baton_tokens *tokens;
    struct baton_arena *arena;
    struct baton_phrase_match *found;
    size_t found_count;
    size_t *taken; /* indexes of the tokens that were words to the automaton */
    size_t taken_count;
    uint32_t node;
};

static bool already(const struct search *search, const struct baton_phrase *phrase, size_t last)
{
    for (size_t i = search->found_count; i > 0 && search->found[i - 1].last == last; i--) {
        if (search->found[i - 1].phrase == phrase)
            return true;
    }
    return false;
}

static void report(struct search *search, const struct node *node)
{
    size_t last = search->taken[search->taken_count - 1];
    size_t first = search->taken[search->taken_count - node->depth];

    for (uint32_t i = node->output; i != NONE; i = search->phrases->outputs[i].next) {
        const struct baton_phrase *phrase =
            &search->phrases->rows[search->phrases->outputs[i].phrase];
        if (already(search, phrase, last))
            continue;
        *BATON_APPEND(search->arena, search->found, search->found_count) =
            (struct baton_phrase_match){ phrase, first, last,
                                         baton_tokens_quote(search->tokens, first, last) };
    }
}

/* All phrases that end at the word taken last, `node` and its failures. */
static void report_all(struct search *search, uint32_t node)
{
    for (; node != NONE; node = search->phrases->nodes[node].output_link)
        report(search, &search->phrases->nodes[node]);
}

/* A filler does not break the phrase it stands in, and may be a phrase itself. */
static void pass_over(struct search *search, size_t index, uint32_t word)
{
    uint32_t alone = map_get(&search->phrases->transitions, edge(0, word));

    if (alone == NONE)
        return;
    search->taken[search->taken_count++] = index;
    report(search, &search->phrases->nodes[alone]);
    search->taken_count--;
}

static void take(struct search *search, size_t index)
{
    const struct baton_token *token = &search->tokens->items[index];
    uint32_t word = map_get(&search->phrases->words, token->hash);

    if (search->node != 0 && is_filler(search->phrases, token->hash)
        && map_get(&search->phrases->transitions, edge(search->node, word)) == NONE) {
        pass_over(search, index, word);
        return;
    }
    search->taken[search->taken_count++] = index;
    search->node = word == NONE ? 0 : step(search->phrases, search->node, word);
    report_all(search, search->node);
}

size_t baton_phrases_find(const struct baton_phrases *phrases, const struct baton_tokens *tokens,
                          struct baton_arena *arena, struct baton_phrase_match **ret)
{
    struct search search = { .phrases = phrases, .tokens = tokens, .arena = arena };

    search.taken = BATON_NEW_ARRAY(arena, size_t, tokens->count + 1);
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].kind <= BATON_TOKEN_NUMBER)
            take(&search, i);
        if (tokens->items[i].ends)
            search.node = 0;
    }
    *ret = search.found;
    return search.found_count;
}
