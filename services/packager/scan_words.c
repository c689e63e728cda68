/* Goods, devices, plans and quantities: words of the vocabulary in their place, and numbers beside
 * them. */
#include <ctype.h>
#include <string.h>

#include "scan.h"
#include "similarity.h"

static struct baton_text without_article(struct baton_text text)
{
    static const char articles[] = "|my|a|an|the|this|these|some|of|your|our|new|meine|mein|das|";
    ptrdiff_t blank = baton_text_find(text, BATON_TEXT(" "), 0);

    return blank > 0 && scan_listed(articles, (struct baton_text){ text.data, (size_t)blank })
               ? (struct baton_text){ text.data + blank + 1, text.size - (size_t)blank - 1 }
               : text;
}

/* The longest place wins: "mobile phone" before "phone". */
void scan_for_goods(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t s = 0; s < scan->spans_count; s++) {
        const struct scan_span *span = &scan->spans[s];

        if (span->word == kind->word && scan_is_free(scan, span->first, span->last)
            && (span->last + 1 == scan->chunks_count
                || !scan_is(scan, span->last + 1, "|app|apps|version|number|")))
            scan_add(scan, kind, without_article(scan_lower(scan->source->arena, span->text)),
                     span->first, span->last, 0.8);
    }
}

/* "return a laptop", "the laptop I ordered": it is bought, and not what the customer uses. */
static bool is_traded(const struct scan *scan, const struct scan_span *span)
{
    static const char before[] = "|return|returning|exchange|exchanging|buy|buying|bought|order|"
                                 "ordering|ordered|purchase|purchased|";
    static const char other[] = "|on|in|with|from|for|via|using|through|to|by|and|or|because|but|";
    static const char behind[] = "|ordered|bought|purchased|";

    for (size_t i = span->first; i-- > 0 && span->first - i <= 4 && !scan->chunks[i].ends;) {
        if (scan_is(scan, i, before))
            return true;
        if (scan_is(scan, i, other))
            break;
    }
    for (size_t i = span->last; i + 1 < scan->chunks_count && i - span->last < 3; i++) {
        if (scan->chunks[i].ends || scan_is(scan, i + 1, other))
            return false;
        if (scan_is(scan, i + 1, behind))
            return true;
    }
    return false;
}

void scan_for_traded(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t s = 0; s < scan->spans_count && scan->source->customer; s++) {
        const struct scan_span *span = &scan->spans[s];

        if (span->word == kind->word && scan_is_free(scan, span->first, span->last)
            && is_traded(scan, span))
            scan_add(scan, kind, without_article(scan_lower(scan->source->arena, span->text)),
                     span->first, span->last, 0.8);
    }
}

/* The company's side names many devices in its instructions: the customer's is the one that it asks
 * about or calls his. */
void scan_for_device(struct scan *scan, const struct scan_kind *kind)
{
    bool asks = baton_text_find(scan->text, BATON_TEXT("?"), 0) >= 0;

    for (size_t s = 0; s < scan->spans_count && !scan->source->customer && !asks; s++) {
        const struct scan_span *span = &scan->spans[s];

        if (span->word == WORD_DEVICE
            && (span->first == 0 || !scan_is(scan, span->first - 1, "|your|ihr|dein|")))
            scan->chunks[span->first].taken = true;
    }
    for (size_t i = 1; i + 1 < scan->chunks_count && !scan->source->customer; i++) {
        if (scan_is(scan, i, "|or|oder|")) /* a choice: "your reader or the website?" */
            scan->chunks[i - 1].taken = scan->chunks[i + 1].taken = true;
    }
    scan_for_goods(scan, kind);
}

/* "audi a 7": a model of a letter and a number. */
static bool is_lettered(const struct scan *scan, size_t at)
{
    return at + 1 < scan->chunks_count && scan_chunk(scan, at).size == 1
           && isalpha((unsigned char)scan->text.data[scan->chunks[at].from])
           && scan_chunk(scan, at + 1).size <= 2
           && scan_digits(scan_chunk(scan, at + 1)) == scan_chunk(scan, at + 1).size;
}

/* "ford fiesta", "Audi A6 2010": a make with its model. */
void scan_for_make(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        struct baton_text model = scan_chunk(scan, i + 1);
        size_t last = is_lettered(scan, i + 1) ? i + 2 : i + 1;

        if (!SCAN_WORD(scan->chunks[i].words, WORD_MAKE) || scan->chunks[i].ends
            || !scan_is_free(scan, i, last) || model.size > 12
            || (last == i + 1
                && (model.size < 2 || baton_stop_word(scan_lower(scan->source->arena, model))))
            || (scan_digits(model) == model.size && model.size == 4)
            || scan_is(scan, i + 1, "|car|cars|dealer|with|and|service|insurance|my|which|since|"))
            continue;
        scan_add(scan, kind, scan_lower(scan->source->arena, scan_between(scan, i, last)), i, last,
                 0.8);
    }
}

/* A card, a loan, an insurance is what the case is about only when the customer says so and does
 * not mean to pay with it. */
void scan_for_service(struct scan *scan, const struct scan_kind *kind)
{
    static const char paying[] = "|pay|paying|payment|using|use|ending|charge|original|refund|"
                                 "refunded|number|via|";

    for (size_t i = 0; i < scan->chunks_count; i++) {
        if (!scan->source->customer || scan_is(scan, i, paying))
            return;
    }
    scan_for_goods(scan, kind);
}

/* --- plans ----------------------------------------------------------------------------------- */

/* "5 gb", "100mbps" at chunk `at`: the last chunk of it; `at` - 1 where it is none. */
static size_t volume_at(const struct scan *scan, size_t at)
{
    static const char units[] = "|gb|mb|mbps|gbps|tb|";
    struct baton_text word = scan_lower(scan->source->arena, scan_chunk(scan, at));
    size_t digits = 0;

    while (digits < word.size && isdigit((unsigned char)word.data[digits]))
        digits++;
    if (digits == 0 || digits > 4)
        return at - 1;
    if (digits < word.size)
        return scan_listed(units, (struct baton_text){ word.data + digits, word.size - digits })
                   ? at
                   : at - 1;
    return at + 1 < scan->chunks_count && scan_is(scan, at + 1, units) ? at + 1 : at - 1;
}

/* "5 gb plan", "the 5 gb", and "5 gb" as all that is said: "5 gb". */
static void volumes(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t last = volume_at(scan, i);
        size_t plan = last + 1;

        plan += plan < scan->chunks_count && scan_is(scan, plan, "|data|internet|cable|");
        bool named = plan < scan->chunks_count && SCAN_WORD(scan->chunks[plan].words, WORD_PLAN);
        bool whole = last + 1 == scan->chunks_count && (i == 0 || scan_is(scan, i - 1, "|the|"));

        if (last + 1 <= i || scan->chunks[i].taken || (!named && !whole))
            continue;
        scan_add(scan, kind, scan_lower(scan->source->arena, scan_between(scan, i, last)), i,
                 named ? plan : last, 0.9);
    }
}

/* "gold member", "family annual plan", "plan: Enterprise": the level alone. */
void scan_for_plan(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t first = i;

        if (!SCAN_WORD(scan->chunks[i].words, WORD_PLAN) || scan->chunks[i].taken)
            continue;
        if (i > 0 && scan_is(scan, i, "|member|") && scan_is(scan, i - 1, "|family|senior|"))
            continue; /* a person */
        while (first > 0 && SCAN_WORD(scan->chunks[first - 1].words, WORD_LEVEL)
               && !scan->chunks[first - 1].ends)
            first--;
        if (first < i)
            scan_add(scan, kind, scan_lower(scan->source->arena, scan_between(scan, first, i - 1)),
                     first, i, 0.9);
        else if (i + 1 < scan->chunks_count && scan_behind(scan, i) == ':'
                 && SCAN_WORD(scan->chunks[i + 1].words, WORD_LEVEL))
            scan_add(scan, kind, scan_lower(scan->source->arena, scan_chunk(scan, i + 1)), i, i + 1,
                     0.9);
    }
    volumes(scan, kind);
}

/* --- how many -------------------------------------------------------------------------------- */

/* A whole number of at most three digits or in words: "12", "two"; empty: none. */
static struct baton_text count_at(const struct scan *scan, size_t at)
{
    static const char *const words[] = { "one",   "two",   "three", "four", "five",   "six",
                                         "seven", "eight", "nine",  "ten",  "eleven", "twelve" };
    static const char *const german[] = { "eine",  "zwei",   "drei", "vier", "fünf",
                                          "sechs", "sieben", "acht", "neun", "zehn" };
    struct baton_text word = scan_lower(scan->source->arena, scan_chunk(scan, at));

    if (word.size <= 3 && scan_digits(word) == word.size) {
        while (word.size > 1 && word.data[0] == '0')
            word = (struct baton_text){ word.data + 1, word.size - 1 };
        return word;
    }
    if (!SCAN_WORD(scan->chunks[at].words, WORD_NUMBER))
        return BATON_TEXT_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (baton_text_is(word, words[i])
            || (i < sizeof german / sizeof *german && baton_text_is(word, german[i])))
            return baton_text_format(scan->source->arena, "%zu", i + 1);
    }
    return baton_text_is(word, "einen") ? BATON_TEXT("1") : BATON_TEXT_NONE;
}

static bool is_thing(const struct scan *scan, size_t at)
{
    return SCAN_WORD(scan->chunks[at].words, WORD_COUNTED)
           || SCAN_WORD(scan->chunks[at].words, WORD_PRODUCT)
           || SCAN_WORD(scan->chunks[at].words, WORD_DEVICE);
}

/* The last chunk of a thing of several words at `at`: "vacuum cleaners"; `at`: there is none. */
static size_t thing_end(const struct scan *scan, size_t at)
{
    for (size_t s = 0; s < scan->spans_count; s++) {
        const struct scan_span *span = &scan->spans[s];

        if (span->first == at && (span->word == WORD_PRODUCT || span->word == WORD_DEVICE))
            return span->last;
    }
    return at;
}

/* Words that may stand between a number and what it counts: "3 free checked bags". */
static bool describes(const struct scan *scan, size_t at)
{
    static const char words[] =
        "|free|checked|new|old|extra|additional|more|separate|different|single|available|other|"
        "small|large|big|blue|red|black|white|adult|economy|round-trip|one-way|missing|broken|"
        "damaged|defective|wrong|used|digital|physical|printed|upcoming|total|neue|weitere|große|"
        "kleine|";

    return scan_is(scan, at, words);
}

/* The chunk that the number at `at` counts; 0: none. "4 Tap the bag" is a step of a list. */
static size_t counted_by(const struct scan *scan, size_t at)
{
    bool step = at + 1 < scan->chunks_count
                && isupper((unsigned char)scan->text.data[scan->chunks[at + 1].from]);

    for (size_t i = at + 1; i < scan->chunks_count && i <= at + 3 && !step; i++) {
        if (scan->chunks[i - 1].ends || scan_behind_is(scan, i - 1, ",:)"))
            return 0;
        if (thing_end(scan, i) > i)
            return thing_end(scan, i);
        if (is_thing(scan, i)) {
            while (i + 1 < scan->chunks_count && !scan->chunks[i].ends && is_thing(scan, i + 1)
                   && scan_behind(scan, i) == ' ')
                i++;
            return i;
        }
        if (!describes(scan, i))
            return 0;
    }
    return 0;
}

/* "Size 8 boots", "option 2 items", "one of": the number is of something else. */
static bool counts_nothing(const struct scan *scan, size_t at)
{
    static const char before[] =
        "|size|option|flight|step|number|no|nr|version|item|order|chapter|part|level|terminal|gate|"
        "row|room|id|code|zip|ssn|last|first|this|that|the|another|any|which|each|every|not|as|other|"
        "by|at|right|correct|wrong|new|next|day|week|page|volume|than|";

    return at > 0 && (scan_is(scan, at - 1, before) || scan_behind(scan, at - 1) == '$')
           && !scan->chunks[at - 1].ends;
}

/* "Available Seats in Economy: 2": the thing that a label before chunk `at` names; `at`: none. */
static size_t counted_before(const struct scan *scan, size_t at)
{
    bool step = at + 1 < scan->chunks_count
                && isupper((unsigned char)scan->text.data[scan->chunks[at + 1].from]);

    if (at == 0 || scan_behind(scan, at - 1) != ':' || scan_behind_is(scan, at, ".:"))
        return at; /* also of a list "1. …" and a time "3:21" */
    for (size_t i = at; i-- > 0 && at - i <= 3 && !scan->chunks[i].ends;) {
        if (step ? SCAN_WORD(scan->chunks[i].words, WORD_COUNTED) : is_thing(scan, i))
            return i; /* not a step: "On your tablet: 1 Tap …" */
    }
    return at;
}

void scan_for_quantity(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text count = scan->chunks[i].taken ? BATON_TEXT_NONE : count_at(scan, i);
        struct baton_text thing;

        if (count.size == 0)
            continue;
        size_t label = counted_before(scan, i), last = 0;
        if (label == i && scan_behind(scan, i) == ' ' && !counts_nothing(scan, i))
            last = counted_by(scan, i);
        if (label < i)
            thing = scan_chunk(scan, label);
        else if (last > 0)
            thing = scan_between(scan, i + 1, last);
        else
            continue;
        thing = scan_lower(scan->source->arena, thing);
        scan_add(scan, kind,
                 baton_text_format(scan->source->arena, "%.*s %.*s", BATON_TEXT_ARG(count),
                                   BATON_TEXT_ARG(thing)),
                 i, i, 0.8);
    }
}

/* --- money that only a word calls so ---------------------------------------------------------- */

static bool is_sum(struct baton_text word)
{
    size_t digits = scan_digits(word);

    for (size_t i = 0; i < word.size; i++) {
        if (!isdigit((unsigned char)word.data[i]) && word.data[i] != '.')
            return false;
    }
    return digits > 0 && digits <= 6;
}

/* "a fee of 25", "90 has been charged", "140 per ticket" */
void scan_for_plain_amount(struct scan *scan, const struct scan_kind *kind)
{
    static const char between[] = "|of|is|was|for|me|has|have|been|be|got|you|us|the|only|just|"
                                  "over|under|about|around|below|above|at|";
    static const char units[] = "|days|hours|minutes|weeks|months|years|times|gb|mb|%|percent|";

    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);
        bool money = false;

        if (scan->chunks[i].taken || !is_sum(word)
            || (i + 1 < scan->chunks_count
                && (scan_is(scan, i + 1, units) || is_thing(scan, i + 1))))
            continue;
        for (size_t k = i; k-- > 0 && i - k <= 3 && !scan->chunks[k].ends && !money;) {
            money = SCAN_WORD(scan->chunks[k].words, WORD_MONEY);
            if (!money && !scan_is(scan, k, between))
                break;
        }
        for (size_t k = i + 1; k < scan->chunks_count && k - i <= 4 && !money; k++) {
            if (scan->chunks[k - 1].ends)
                break;
            money = k > i + 1 && scan_is(scan, k, "|charged|debited|credited|deducted|refunded|");
            if (!money && !scan_is(scan, k, between))
                break;
        }
        if (money)
            scan_add(scan, kind, word, i, i, 0.6);
    }
}
