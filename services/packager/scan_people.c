/* Names of people: by the words before them, by their form, or as all that is said. Customers write
 * in lower case; a name there ends where a word of the language begins. */
#include <ctype.h>
#include <string.h>

#include "scan.h"
#include "sentiment.h"
#include "similarity.h"

enum { NAME_WORDS = 3 };

/* --- names ----------------------------------------------------------------------------------- */

/* Words that are in no name, beside stop words. */
static const char no_name[] =
    "|password|pwd|passcode|pin|ssn|email|mail|phone|number|card|account|order|address|zip|code|id|user|last|first|name|full|"
    "please|thanks|thank|hello|hi|hey|hai|sir|madam|customer|agent|ok|okay|yes|no|sure|and|with|from|"
    "born|dob|date|mobile|is|my|the|here|not|what|a|an|i|it|its|on|in|at|for|to|by|of|or|as|but|"
    "so|because|regarding|about|calling|credit|policy|booking|reservation|confirmation|flight|"
    "there|good|morning|great|looking|trying|having|sorry|afraid|just|also|still|now|unable|able|"
    "wondering|interested|happy|unhappy|new|very|really|getting|going|problem|issue|help|need|want|"
    "service|support|team|bank|company|shop|store|plus|basic|provide|instead|spelled|spelt|wrong|"
    "incorrect|incorrectly|correct|correctly|missing|misspelled|different|changed|updated|using|under|"
    "unfortunately|matches|match|attached|change|changes|since|comes|request|amendment|given|registered|associated|listed|shown|required|needed|";

bool scan_is_name_word(const struct scan *scan, size_t at)
{
    struct baton_text word = scan_chunk(scan, at), low = scan_lower(scan->source->arena, word);

    for (size_t i = 0; i < word.size; i++) {
        unsigned char c = (unsigned char)word.data[i];

        if (!isalpha(c) && c < 128 && c != '-' && c != '\'' && (c != '.' || i + 1 < word.size))
            return false;
    }
    return word.size > 1 && word.size <= 30 && !scan->chunks[at].taken && !scan_listed(no_name, low)
           && !baton_stop_word(low);
}

bool scan_is_capital(const struct scan *scan, size_t at)
{
    return isupper((unsigned char)scan->text.data[scan->chunks[at].from])
           || (unsigned char)scan->text.data[scan->chunks[at].from] >= 128;
}

/* The last chunk of a name that begins at `at`; `at` - 1: none does. */
static size_t name_end(const struct scan *scan, size_t at, size_t max)
{
    bool capital = at < scan->chunks_count && scan_is_capital(scan, at);
    size_t last = at;

    if (at >= scan->chunks_count || !scan_is_name_word(scan, at))
        return at - 1;
    while (last + 1 < scan->chunks_count && last + 1 < at + max && !scan->chunks[last].ends
           && scan_behind(scan, last) == ' ' && scan_is_name_word(scan, last + 1)
           && (!capital || scan_is_capital(scan, last + 1)))
        last++;
    return last;
}

static void add_name(struct scan *scan, const struct scan_kind *kind, size_t first, size_t last,
                     double confidence)
{
    scan_add(scan, kind, scan_between(scan, first, last), first, last, confidence);
}

static bool is_known(const struct scan *scan, size_t at)
{
    return SCAN_WORD(scan->chunks[at].words, WORD_FIRST_NAME)
           || SCAN_WORD(scan->chunks[at].words, WORD_FAMILY_NAME);
}

/* A word that nothing else is known of: no thing, no feeling, none that a customer says alone. */
static bool may_be_name(const struct scan *scan, size_t at)
{
    static const char plain[] =
        "|hmmk|arrival|departure|destination|auto|yep|yeah|yup|nope|nothing|none|alone|enough|fine|window|middle|aisle|seat|seats|food|"
        "hotel|internet|cable|slow|connected|update|economy|business|first|class|return|"
        "round|trip|way|one|two|three|both|done|finished|waiting|wait|moment|minute|right|back|again|"
        "cancel|refund|transfer|status|claim|insurance|car|screen|laptop|computer|website|app|gmail|"
        "january|february|march|april|june|july|august|september|october|november|december|monday|"
        "tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|goodbye|bye|"
        "byee|byeee|helo|hlo|thankyou|thanku|thnx|thx|okthanks|mrng|gud|pls|okey|hmm|oops|wow|perfect|exactly|absolutely|certainly|corp|inc|ltd|"
        "technologies|services|solutions|software|airport|city|london|paris|york|state|country|"
        "payment|delivery|shipping|cash|paypal|visa|mastercard|checking|savings|balance|address|";
    struct baton_text low = scan_lower(scan->source->arena, scan_chunk(scan, at));
    struct baton_text tail = { low.data + (low.size > 3 ? low.size - 3 : 0), 3 };

    return scan_is_name_word(scan, at) && low.size > 2
           && baton_text_find(low, BATON_TEXT("mailcom"), 0) < 0
           && (scan->chunks[at].words == 0 || is_known(scan, at)) && !scan_listed(plain, low)
           && baton_sentiment_word(low) == 0 && !scan_listed("|ing|ied|ted|ked|ble|", tail);
}

/* What a "name" before it is of: "file name", "name on the card". */
static bool other_name(const struct scan *scan, size_t at)
{
    return at > 0
           && scan_is(
               scan, at - 1,
               "|user|file|company|product|brand|book|domain|business|event|host|screen|item|"
               "his|plan|what|city|street|town|state|country|bank|hotel|airline|account|project|app|"
               "program|software|");
}

/* Chunks that lead from "name" to the name: "is", "from". */
static size_t skip_to_name(const struct scan *scan, size_t at)
{
    while (at < scan->chunks_count && scan_is(scan, at, "|is|are|was|=|:|-|ist|from|"))
        at++;
    return at;
}

/* What follows a name: "…, last name Ito" adds to it, "… to Mei Garcia" is the new one. */
static void add_named(struct scan *scan, const struct scan_kind *kind, size_t at, size_t last)
{
    size_t rest = last + 1;

    bool more = false;

    while (rest < scan->chunks_count && scan_is(scan, rest, "|and|my|his|her|last|name|is|"))
        more |= scan_is(scan, rest++, "|last|name|");
    if (rest > last + 2 && more && name_end(scan, rest, 1) == rest) {
        struct baton_text first = scan_chunk(scan, at), family = scan_chunk(scan, rest);
        scan_add(scan, kind,
                 baton_text_format(scan->source->arena, "%.*s %.*s", BATON_TEXT_ARG(first),
                                   BATON_TEXT_ARG(family)),
                 at, rest, 1);
        return;
    }
    add_name(scan, kind, at, last, 1);
    if (last + 2 < scan->chunks_count && scan_is(scan, last + 1, "|to|")) {
        size_t end = name_end(scan, last + 2, NAME_WORDS);
        if (end > last + 1 && scan_is_capital(scan, last + 2))
            add_name(scan, kind, last + 2, end, 1);
    }
}

/* "my name is …", "name: …", "name john robert", "first name is Noah, last name Ito" */
static void named(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        if (!scan_is(scan, i, "|name|names|name's|myname|nachname|heiße|heisse|")
            || other_name(scan, i) || (scan->chunks[i].ends && scan_behind(scan, i) != ':'))
            continue;
        size_t at = skip_to_name(scan, i + 1), last = name_end(scan, at, NAME_WORDS);
        bool linked = at > i + 1 || i == 0; /* "name is …", and "name john" as a message begins */
        if (last + 1 > at && last < scan->chunks_count
            && (scan_is_capital(scan, at) || SCAN_WORD(scan->chunks[at].words, WORD_FIRST_NAME)
                || (linked && scan->source->customer)))
            add_named(scan, kind, at, last);
    }
}

/* Chunks of "this is", "i am", "i'm", "myself" at `at`; 0: none. */
static size_t introduces(const struct scan *scan, size_t at)
{
    if (at + 2 < scan->chunks_count
        && ((scan_is(scan, at, "|this|") && scan_is(scan, at + 1, "|is|"))
            || (scan_is(scan, at, "|i|") && scan_is(scan, at + 1, "|am|"))
            || (scan_is(scan, at, "|ich|") && scan_is(scan, at + 1, "|bin|heiße|"))))
        return 2;
    return scan_is(scan, at, "|i'm|im|myself|") ? 1 : 0;
}

/* A word that nobody knows may be the customer's name: it has not been said, nothing was asked, and
 * the case is not one in which a place has to be named. */
static bool may_introduce(const struct scan *scan)
{
    static const char *const places[] = { "service", "cable", "internet", "connection" };
    struct baton_text subject = scan_lower(scan->source->arena, scan->source->subject);

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (baton_text_find(subject, baton_text_of(places[i]), 0) >= 0)
            return false;
    }
    return !scan->source->named && scan->source->question.size == 0 && subject.size > 0;
}

/* "this is robin": at the start of what is said, and the name known. */
static void introduced(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count && i < 6; i++) {
        size_t words = introduces(scan, i), at = i + words;
        size_t last = words > 0 ? name_end(scan, at, NAME_WORDS) : 0;

        if (words == 0 || last + 1 <= at || last >= scan->chunks_count)
            continue;
        if (scan_is(scan, i, "|myself|")
            || (is_known(scan, at)
                && (last > at || scan->chunks[at].ends || at + 1 == scan->chunks_count
                    || scan_behind(scan, at) == ','))
            || (i == 0 && last + 1 == scan->chunks_count && may_introduce(scan)
                && may_be_name(scan, at) && may_be_name(scan, last)))
            add_name(scan, kind, at, last, 0.9);
    }
}

/* From chunk `at` on all is a value's, but for an "and" before it. */
static bool rest_is_taken(const struct scan *scan, size_t at)
{
    at += at < scan->chunks_count && scan_is(scan, at, "|and|");
    for (size_t i = at; i < scan->chunks_count; i++) {
        if (!scan->chunks[i].taken)
            return false;
    }
    return at < scan->chunks_count;
}

/* All that is said is a name, or it begins with one and goes on with a number of something. */
static void alone(struct scan *scan, const struct scan_kind *kind)
{
    size_t last;

    if (scan->chunks_count == 0 || scan->chunks_count > 12 || !scan_is_name_word(scan, 0))
        return;
    last = name_end(scan, 0, 2);
    bool known = is_known(scan, 0) || (last > 0 && is_known(scan, last) && may_be_name(scan, 0));
    bool whole = last + 1 == scan->chunks_count;
    bool number = !whole
                  && scan_is(scan, last + 1,
                             "|ssn|card|phone|email|account|acc|zip|dob|mobile|policy|and|"
                             "confirmation|conformation|booking|reservation|");
    bool digits = last + 2 == scan->chunks_count && scan_digits(scan_chunk(scan, last + 1)) == 4
                  && scan_chunk(scan, last + 1).size == 4; /* "ramu 0507": of a number asked for */
    bool code = !whole && rest_is_taken(scan, last + 1);   /* "buck c 4 rt 99" */

    if (last == 0 && known) /* "park", "smith": a family's name alone may be a thing */
        known = SCAN_WORD(scan->chunks[0].words, WORD_FIRST_NAME);
    if ((known && (whole || number || digits || code))
        || ((whole || digits || code) && may_introduce(scan) && may_be_name(scan, 0)
            && may_be_name(scan, last)))
        add_name(scan, kind, 0, last, known ? 0.7 : 0.5);
}

/* The other side asked for the name: a short answer of words that may be one, or of capital words
 * before the next thing that it asked for. */
static void answered(struct scan *scan, const struct scan_kind *kind)
{
    struct baton_text asked = scan_lower(scan->source->arena, scan->source->question);
    size_t first = 0;

    if (baton_text_find(asked, BATON_TEXT("name"), 0) < 0
        || baton_text_find(asked, BATON_TEXT("username"), 0) >= 0 || scan->chunks_count > 16)
        return;
    while (first < scan->chunks_count
           && scan_is(scan, first,
                      "|yes|sure|it's|its|it|is|ok|okay|hi|hello|of|course|certainly|absolutely|"))
        first++;
    size_t last = name_end(scan, first, NAME_WORDS);
    if (last + 1 <= first || first >= scan->chunks_count)
        return;
    bool whole = last + 1 == scan->chunks_count;
    bool rest = !whole && (scan_behind(scan, last) == ',' || scan_is(scan, last + 1, "|and|"));
    bool capital = last > first && scan_is_capital(scan, first);
    if (whole ? is_known(scan, first) || capital || (may_be_name(scan, first) && last - first < 2)
              : rest && (is_known(scan, first) || capital))
        add_name(scan, kind, first, last, 0.8);
}

/* "Passengers: Ada King, Li Wei", "- **Passenger:** - Omar Rossi (DOB: …)" */
static void listed(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        size_t at = i + 1, skipped = 0;

        if (scan_behind(scan, i) != ':'
            || !scan_is(
                scan, i,
                "|passenger|passengers|traveler|travelers|traveller|travellers|guest|guests|"
                "names|customer|recipient|cardholder|holder|"))
            continue;
        while (at < scan->chunks_count && skipped < 8) {
            size_t last = name_end(scan, at, NAME_WORDS);

            if (last + 1 <= at || !scan_is_capital(scan, at)) { /* a dash, "1.", a date of birth */
                if (scan_is_name_word(scan, at) && !scan_is(scan, at, "|dob|"))
                    break;
                at++, skipped++;
                continue;
            }
            if (scan_behind(scan, last) == ':' || last == at)
                break; /* the next label */
            add_name(scan, kind, at, last, 0.9);
            at = last + 1;
            skipped = 0;
        }
    }
}

/* "passenger Noah Hernandez", "I'm the only passenger, Aarav Ahmed" */
static void called(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 2 < scan->chunks_count; i++) {
        size_t last =
            scan_is(scan, i, "|passenger|passengers|mr|mrs|ms|frau|herr|") && !scan->chunks[i].ends
                ? name_end(scan, i + 1, NAME_WORDS)
                : i;

        if (last > i && scan_is_capital(scan, i + 1)
            && (last > i + 1 || SCAN_WORD(scan->chunks[i + 1].words, WORD_FIRST_NAME))
            && scan_behind(scan, last) != ':')
            add_name(scan, kind, i + 1, last, 0.8);
    }
}

/* The company's side calls the customer by his name: "Thank you, Mia." */
static void addressed(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i + 1 < scan->chunks_count && i < 4; i++) {
        bool greets = scan_is(scan, i, "|you|thanks|hello|hi|dear|hallo|") && i < 2;
        size_t last = greets ? name_end(scan, i + 1, 2) : i;

        if (last > i && scan_is_capital(scan, i + 1)
            && SCAN_WORD(scan->chunks[i + 1].words, WORD_FIRST_NAME)
            && (scan->chunks[last].ends || scan_behind_is(scan, last, ",!."))) {
            add_name(scan, kind, i + 1, last, 0.7);
            return;
        }
    }
}

void scan_for_name(struct scan *scan, const struct scan_kind *kind)
{
    named(scan, kind);
    listed(scan, kind);
    called(scan, kind);
    if (!scan->source->customer) {
        addressed(scan, kind);
        return;
    }
    introduced(scan, kind);
    answered(scan, kind);
    alone(scan, kind);
}
