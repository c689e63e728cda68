/* Postal addresses: by their streets, by what they are called, and a post code alone. */
#include <ctype.h>
#include <string.h>

#include "scan.h"

enum { HOUSE_BACK = 6, CITY_AHEAD = 20 };

/* "City:", "Zip Code:", "Address 2:": what a form calls the part behind it. */
static bool is_label(const struct scan *scan, size_t at)
{
    for (size_t i = at; i < scan->chunks_count && i < at + 3; i++) {
        if (!scan_is(scan, i, "|city|state|zip|code|postal|country|address|line|street|1|2|"))
            return false;
        if (scan_behind(scan, i) == ':')
            return true;
    }
    return false;
}

/* German streets are one word with their kind at its end. */
static bool is_street(const struct scan *scan, size_t at)
{
    static const char *const ends[] = { "straße", "strasse", "gasse", "allee", "platz" };
    struct baton_text low;

    if (SCAN_WORD(scan->chunks[at].words, WORD_STREET))
        return true;
    low = scan_lower(scan->source->arena, scan_chunk(scan, at));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);

        if (low.size > size + 1 && memcmp(low.data + low.size - size, ends[i], size) == 0)
            return true;
    }
    return at > 1 && scan_is(scan, at, "|st|rd|ln|dr|way|place|")
           && scan_digits(scan_chunk(scan, at - 1)) == 0; /* not of "3 rd" */
}

/* The house number before the street: the farthest number with only names of places between. */
static size_t house_before(const struct scan *scan, size_t street)
{
    size_t house = street;

    for (size_t i = street; i-- > 0 && street - i <= HOUSE_BACK && !scan->chunks[i].ends;) {
        struct baton_text word = scan_chunk(scan, i);

        if (scan->chunks[i].taken)
            break;
        if (isdigit((unsigned char)word.data[0]) && word.size <= 6) {
            if (scan_behind(scan, i) == ':')
                break; /* "Address 1: …" */
            house = i;
        } else if (scan_is(scan, i, "|is|to|at|on|address|new|live|my|the|its|it's|in|and|for|")) {
            if (!scan_is(scan, i, "|new|"))
                break;
        }
    }
    return house;
}

static bool is_post_code(struct baton_text word)
{
    return (word.size == 5 || word.size == 4) && scan_digits(word) == word.size;
}

/* Flat, town, state, post code and country behind the street, as far as there is a code, a state or
 * a flat. */
static size_t address_end(const struct scan *scan, size_t street)
{
    size_t end = street;

    for (size_t i = street + 1; i < scan->chunks_count && i <= street + CITY_AHEAD; i++) {
        struct baton_text word = scan_chunk(scan, i);
        bool state = word.size == 2 && (isupper((unsigned char)word.data[0]) || end == street)
                     && isalpha((unsigned char)word.data[0]) && isalpha((unsigned char)word.data[1])
                     && !scan_is(scan, i, "|is|to|it|in|on|at|my|me|we|so|or|if|of|by|ok|no|hi|");
        bool flat = i > street + 1 && scan_is(scan, i - 1, "|suite|apt|unit|apartment|floor|top|");

        if (scan->chunks[i - 1].ends || scan->chunks[i].taken)
            break;
        if (is_label(scan, i))
            continue;
        if (is_post_code(word) || state || flat || scan_is(scan, i, "|usa|"))
            end = i;
        else if (!scan_is(scan, i,
                          "|suite|apt|unit|apartment|floor|-|city|state|zip|code|country|in|")
                 && !scan_is_capital(scan, i) && !scan_is_name_word(scan, i))
            break;
    }
    return end;
}

/* The words of an address without the marks of a list between them. */
static struct baton_text address_of(const struct scan *scan, size_t first, size_t last)
{
    struct baton_text all = BATON_TEXT_NONE;

    for (size_t i = first; i <= last; i++) {
        if (scan_is(scan, i, "|-|") || is_label(scan, i))
            continue;
        all = baton_text_format(
            scan->source->arena, "%.*s%s%.*s%s", BATON_TEXT_ARG(all), all.size > 0 ? " " : "",
            BATON_TEXT_ARG(scan_lower(scan->source->arena, scan_chunk(scan, i))),
            i < last && scan_behind(scan, i) == ',' ? "," : "");
    }
    return all;
}

static void streets(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        if (scan->chunks[i].taken || !is_street(scan, i))
            continue;
        size_t house = house_before(scan, i), end = i;
        if (house == i) { /* "Hauptstraße 5" */
            if (i + 1 == scan->chunks_count || scan->chunks[i].ends
                || !isdigit((unsigned char)scan->text.data[scan->chunks[i + 1].from])
                || SCAN_WORD(scan->chunks[i].words, WORD_STREET))
                continue;
            house = i;
            end = i + 1;
        }
        end = address_end(scan, end);
        scan_add(scan, kind, address_of(scan, house, end), house, end, 0.8);
    }
}

/* Of five digits, or of six as in India: four are too many things. */
static bool is_long_code(struct baton_text word)
{
    return (word.size == 5 || word.size == 6) && scan_digits(word) == word.size;
}

/* "my zip code is 98187", "I live in 98187", "I live in 98187 Seattle" */
static void post_codes(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        bool lives = scan_is(scan, i, "|live|living|reside|wohne|") && !scan->chunks[i].ends;
        size_t at = i + 1;

        if (!lives && !scan_is(scan, i, "|zip|zipcode|postcode|postal|plz|postleitzahl|"))
            continue;
        while (at < scan->chunks_count
               && scan_is(scan, at,
                          lives ? "|in|at|"
                                : "|code|is|number|:|ist|used|to|should|be|it's|actually|"))
            at++;
        if (at < scan->chunks_count && !scan->chunks[at].taken
            && (is_post_code(scan_chunk(scan, at)) || is_long_code(scan_chunk(scan, at))))
            scan_add(scan, kind, scan_chunk(scan, at), at, at, 1);
    }
}

/* "Houston, TX, 77004" */
static void towns(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 2; i < scan->chunks_count; i++) {
        struct baton_text state = scan_chunk(scan, i - 1);
        size_t first = i - 2;

        if (!is_post_code(scan_chunk(scan, i)) || !scan_is_free(scan, first, i) || state.size != 2
            || !isupper((unsigned char)state.data[0]) || !isupper((unsigned char)state.data[1])
            || !scan_is_capital(scan, first) || !scan_is_name_word(scan, first))
            continue;
        while (first > 0 && scan_is_capital(scan, first - 1) && scan_is_name_word(scan, first - 1)
               && scan_behind(scan, first - 1) == ' ')
            first--;
        scan_add(scan, kind, scan_lower(scan->source->arena, scan_between(scan, first, i)), first,
                 i, 0.8);
    }
}

/* A town and its code, or the code alone where one was asked for, as all that is said. */
static void town_alone(struct scan *scan, const struct scan_kind *kind)
{
    size_t last = scan->chunks_count;
    struct baton_text asked = scan_lower(scan->source->arena, scan->source->question);
    bool wanted = baton_text_find(asked, BATON_TEXT("zip"), 0) >= 0
                  || baton_text_find(asked, BATON_TEXT("post"), 0) >= 0
                  || baton_text_find(asked, BATON_TEXT("address"), 0) >= 0;

    if (last == 0 || last > 4 || scan->chunks[last - 1].taken
        || !is_long_code(scan_chunk(scan, last - 1)))
        return;
    for (size_t i = 0; i + 1 < last; i++) {
        if (!scan_is_name_word(scan, i) || SCAN_WORD(scan->chunks[i].words, WORD_FIRST_NAME)
            || scan_is(scan, i, "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"))
            return;
    }
    if (last > 1 || wanted)
        scan_add(scan, kind, scan_lower(scan->source->arena, scan_between(scan, 0, last - 1)), 0,
                 last - 1, 0.7);
}

void scan_for_address(struct scan *scan, const struct scan_kind *kind)
{
    streets(scan, kind);
    towns(scan, kind);
    post_codes(scan, kind);
    if (scan->source->customer)
        town_alone(scan, kind);
}
