/* Numbers and codes: by the label before them ("order 4711"), by the question that they answer, or
 * bare. */
#include <ctype.h>
#include <string.h>

#include "scan.h"
#include "similarity.h"

enum { LABEL_GAP = 5 };

static bool is_number_like(struct baton_text word)
{
    size_t digits = scan_digits(word);
    bool name = word.size > 0 && memchr(word.data, '_', word.size) != NULL; /* "ada_king_4711" */
    struct baton_text tail = { word.data + (word.size > 2 ? word.size - 2 : 0), 2 };

    if (digits == 0 || word.size < 3 || word.size > 40 || (!name && digits * 3 < word.size)
        || (digits + 2 == word.size && scan_listed("|st|nd|rd|th|", tail)))
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (!isalnum((unsigned char)word.data[i]) && strchr("-_/#.", word.data[i]) == NULL)
            return false;
    }
    return true;
}

/* "XK4P92", "HATHAT": as airlines and ticket systems make them. */
static bool is_code(struct baton_text word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (!isupper((unsigned char)word.data[i]) && !isdigit((unsigned char)word.data[i]))
            return false;
    }
    return word.size >= 5 && word.size <= 10;
}

static struct baton_text without_hash(struct baton_text word)
{
    while (word.size > 0 && word.data[0] == '#')
        word = (struct baton_text){ word.data + 1, word.size - 1 };
    return word;
}

/* Words that may stand between a label and its number. */
static bool is_filler(struct baton_text low)
{
    static const char fillers[] =
        "|number|numbers|no|nr|num|id|ids|code|is|was|are|ref|reference|#|my|the|nummer|ist|lautet|"
        "with|:|=|-|it's|its|should|be|under|correct|actually|might|"
        "may|could|probably|you|have|below|found|following|";

    return scan_listed(fillers, low);
}

/* "1." of a list, or a word that says that a number comes. */
static bool is_between(const struct scan *scan, size_t at)
{
    struct baton_text word = scan_chunk(scan, at);

    return is_filler(scan_lower(scan->source->arena, word))
           || (word.size <= 2 && scan_digits(word) == word.size && scan_behind(scan, at) == '.');
}

/* "tracking number for your lamp order is 4711": the chunk "number", which says more than the label
 * right before the number at `at`; `at`: there is none. */
static size_t named_from_afar(const struct scan *scan, size_t at)
{
    if (at < 4 || scan->chunks[at - 1].to - scan->chunks[at - 1].from > 3
        || !scan_is(scan, at - 1, "|is|was|"))
        return at;
    for (size_t i = at - 2; i > 0 && at - i <= LABEL_GAP + 4 && !scan->chunks[i].ends; i--) {
        if (scan_is(scan, i, "|for|of|on|") && scan_is(scan, i - 1, "|number|id|code|no|"))
            return i - 1;
    }
    return at;
}

enum label { NO_LABEL, LABEL, LABEL_OF_CODE };

/* The label of `kind` before chunk `at`: "order number is 4711", "order: 4711", and the next of a
 * list. OF_CODE: it says that a code comes ("reservation ID"). */
static enum label labelled(const struct scan *scan, const struct scan_kind *kind, size_t at)
{
    enum label label = LABEL;
    size_t afar = named_from_afar(scan, at);

    if (afar > 0 && afar < at && !scan_is(scan, afar - 1, "|the|a|my|your|this|that|"))
        return scan_is(scan, afar - 1, kind->labels) ? LABEL_OF_CODE : NO_LABEL;
    for (size_t back = 1; back <= at && back <= LABEL_GAP; back++) {
        const struct chunk *chunk = &scan->chunks[at - back];
        struct baton_text low = scan_lower(scan->source->arena, scan_chunk(scan, at - back));

        if (chunk->by == kind)
            return LABEL_OF_CODE;
        if (back < at && scan_listed("|and|or|&|", low) && scan->chunks[at - back - 1].by == kind)
            continue;
        if (chunk->ends && back > 1 && !is_between(scan, at - back))
            return NO_LABEL;
        if (scan_listed(kind->labels, low))
            return label;
        if (low.size > 1 && low.data[low.size - 1] == '#'
            && scan_listed(kind->labels, (struct baton_text){ low.data, low.size - 1 }))
            return label;
        if (!is_between(scan, at - back))
            return NO_LABEL;
        if (scan_listed("|id|ids|code|number|numbers|reference|", low))
            label = LABEL_OF_CODE;
    }
    return NO_LABEL;
}

/* "ORD-4711": the kind's own prefix. */
static bool prefixed(const struct scan *scan, const struct scan_kind *kind, struct baton_text word)
{
    size_t letters = 0;

    while (letters < word.size && isalpha((unsigned char)word.data[letters]))
        letters++;
    return letters > 0 && letters < word.size && kind->prefixes != NULL && scan_digits(word) >= 2
           && scan_listed(kind->prefixes, scan_lower(scan->source->arena,
                                                     (struct baton_text){ word.data, letters }));
}

/* The sentence of `text` that ends with a question mark; empty when there is none. */
static struct baton_text question_in(struct baton_text text)
{
    ptrdiff_t mark = baton_text_find(text, BATON_TEXT("?"), 0);
    size_t from = mark > 0 ? (size_t)mark : 0;

    while (from > 0 && strchr(".!", text.data[from - 1]) == NULL)
        from--;
    return (struct baton_text){ text.data + from, mark > 0 ? (size_t)mark - from : 0 };
}

/* The other side asked for it, and this is a short answer. */
static bool asked_for(const struct scan *scan, const struct scan_kind *kind)
{
    struct scan question = { .source = scan->source, .text = question_in(scan->source->question) };

    if (scan->chunks_count > 8 || scan->source->question.size == 0)
        return false;
    scan_chunks(&question);
    for (size_t i = 0; i < question.chunks_count; i++) {
        if (scan_listed(kind->labels, scan_lower(scan->source->arena, scan_chunk(&question, i))))
            return true;
    }
    return false;
}

/* The words before chunk `at` call it something else. */
static bool called_other(const struct scan *scan, const struct scan_kind *kind, size_t at)
{
    static const char labels[] = "|user|username|order|invoice|ticket|account|customer|tracking|"
                                 "booking|reservation|ssn|reference|ref|otp|product|zip|"
                                 "zipcode|postcode|postal|";

    for (size_t back = 1; back <= at && back <= LABEL_GAP; back++) {
        struct baton_text low = scan_lower(scan->source->arena, scan_chunk(scan, at - back));

        if (scan_listed(labels, low))
            return kind->labels == NULL || !scan_listed(kind->labels, low);
        if (!is_between(scan, at - back))
            return false;
    }
    return false;
}

/* "ltx 528769143": letters and a number that are one code, as the label before them says. */
static bool is_split_code(const struct scan *scan, size_t at)
{
    struct baton_text letters = scan_chunk(scan, at), number = scan_chunk(scan, at + 1), low;

    if (letters.size < 2 || letters.size > 4 || number.size < 3 || scan->chunks[at].ends
        || scan_digits(number) != number.size || scan->chunks[at].taken
        || scan->chunks[at + 1].taken || scan->chunks[at].words != 0)
        return false;
    for (size_t i = 0; i < letters.size; i++) {
        if (!isalpha((unsigned char)letters.data[i]))
            return false;
    }
    low = scan_lower(scan->source->arena, letters);
    return !is_filler(low) && !baton_stop_word(low)
           && !scan_listed("|and|usd|eur|gbp|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|",
                           low);
}

/* "ltx 528769143" and "lzw 941" alone, where the case is about a claim: the contract's and its own.
 */
static bool is_of_claim(const struct scan *scan, const struct scan_kind *kind, size_t at)
{
    size_t digits = scan_chunk(scan, at + 1).size;

    return scan->source->customer && at == 0 && scan->chunks_count == 2
           && baton_text_find(scan_lower(scan->source->arena, scan->source->subject),
                              BATON_TEXT("claim"), 0)
                  >= 0
           && strcmp(kind->name, digits >= 6 ? "customer_number" : "ticket_number") == 0;
}

/* "policy number ltx 528769143" */
static void split_codes(struct scan *scan, const struct scan_kind *kind)
{
    size_t before = scan->values_count;

    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        if (kind->single && scan->values_count > before)
            return;
        if (!is_split_code(scan, i)
            || (labelled(scan, kind, i) == NO_LABEL && !is_of_claim(scan, kind, i)))
            continue;
        scan_add(scan, kind,
                 baton_text_format(scan->source->arena, "%.*s%.*s",
                                   BATON_TEXT_ARG(scan_chunk(scan, i)),
                                   BATON_TEXT_ARG(scan_chunk(scan, i + 1))),
                 i, i + 1, 0.8);
    }
}

void scan_for_labelled(struct scan *scan, const struct scan_kind *kind)
{
    bool asked = asked_for(scan, kind);

    split_codes(scan, kind);

    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = without_hash(scan_chunk(scan, i));
        bool number = is_number_like(word), code = is_code(word);

        if (scan->chunks[i].taken || (!number && !code))
            continue;
        enum label label = labelled(scan, kind, i);
        if ((label != NO_LABEL && number) || (label == LABEL_OF_CODE && code)
            || prefixed(scan, kind, word))
            scan_add(scan, kind, word, i, i, 1);
        else if (asked && scan_digits(word) >= 4 && !called_other(scan, kind, i))
            scan_add(scan, kind, word, i, i, 0.8);
    }
}

/* "1Z999AA10123456784": a carrier's number that needs no label. source: the form is UPS's */
static bool is_parcel_number(struct baton_text word)
{
    enum { SIZE = 18 };

    if (word.size != SIZE || word.data[0] != '1' || word.data[1] != 'Z' || scan_digits(word) < 8)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (!isupper((unsigned char)word.data[i]) && !isdigit((unsigned char)word.data[i]))
            return false;
    }
    return true;
}

void scan_for_tracking(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        if (!scan->chunks[i].taken && is_parcel_number(scan_chunk(scan, i)))
            scan_add(scan, kind, scan_chunk(scan, i), i, i, 1);
    }
    scan_for_labelled(scan, kind);
}

/* Letters and digits said one by one, from chunk `at` on: "m 90 m 56".
 * returns  how many chunks; 0: there are none, or they are no code */
static size_t spelled(const struct scan *scan, size_t at)
{
    size_t count = 0, letters = 0, digits = 0;

    while (at + count < scan->chunks_count && !scan->chunks[at + count].taken) {
        struct baton_text word = scan_chunk(scan, at + count);
        size_t found = scan_digits(word);

        if (word.size > 3 || (found > 0 && found < word.size)
            || (found == 0 && !isalpha((unsigned char)word.data[0]))
            || scan_listed("|is|its|my|and|or|to|the|for|it|on|at|in|a|i|ok|no|yes|hi|me|",
                           scan_lower(scan->source->arena, word)))
            break;
        letters += word.size - found;
        digits += found;
        count++;
    }
    return count >= 2 && letters >= 1 && digits >= 2 && letters + digits >= 5 ? count : 0;
}

static void add_spelled(struct scan *scan, const struct scan_kind *kind, size_t at, size_t count)
{
    struct baton_text code = BATON_TEXT_NONE;

    for (size_t i = at; i < at + count; i++)
        code = baton_text_format(scan->source->arena, "%.*s%.*s", BATON_TEXT_ARG(code),
                                 BATON_TEXT_ARG(scan_chunk(scan, i)));
    scan_add(scan, kind, code, at, at + count - 1, 0.7);
}

/* As others, and codes that are spelled: behind a label, or alone where the case is about a
 * journey. */
void scan_for_booking(struct scan *scan, const struct scan_kind *kind)
{
    static const char *const journeys[] = { "flight",  "seat",        "boarding",
                                            "booking", "reservation", "hotel" };
    struct baton_text subject = scan_lower(scan->source->arena, scan->source->subject);
    size_t lead = 0;

    scan_for_labelled(scan, kind);
    for (size_t i = 1; i < scan->chunks_count; i++) {
        size_t count = labelled(scan, kind, i) != NO_LABEL ? spelled(scan, i) : 0;

        if (count > 0 && scan->chunks[i - 1].by != kind)
            add_spelled(scan, kind, i, count);
    }
    if (scan->chunks_count > 2 && spelled(scan, 0) == 0 && scan_is_name_word(scan, 0))
        lead = scan_is(scan, 1, "|and|") ? 2 : 1; /* "buck c 4 rt 99" */
    while (lead < scan->chunks_count
           && scan_is(scan, lead, "|its|it's|it|is|number|code|sure|yes|okay|"))
        lead++;
    if (lead == scan->chunks_count || lead + spelled(scan, lead) != scan->chunks_count
        || (!scan_is(scan, lead > 0 ? lead - 1 : 0, "|its|it's|it|is|number|code|")
            && scan_digits(scan_chunk(scan, lead)) > 0))
        return;
    for (size_t i = 0; i < sizeof journeys / sizeof *journeys; i++) {
        if (baton_text_find(subject, baton_text_of(journeys[i]), 0) >= 0) {
            add_spelled(scan, kind, lead, scan->chunks_count - lead);
            return;
        }
    }
}

void scan_for_version(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);
        bool marked = word.size > 2 && (word.data[0] == 'v' || word.data[0] == 'V')
                      && isdigit((unsigned char)word.data[1]);

        if (marked)
            word = (struct baton_text){ word.data + 1, word.size - 1 };
        if (scan->chunks[i].taken || word.size == 0 || !isdigit((unsigned char)word.data[0]))
            continue;
        if ((marked && baton_text_find(word, BATON_TEXT("."), 0) > 0) || labelled(scan, kind, i))
            scan_add(scan, kind, word, i, i, marked ? 1 : 0.8);
    }
}

/* "it says E-013", "the display shows F21" */
static bool is_displayed(const struct scan *scan, size_t at)
{
    struct baton_text word = scan_chunk(scan, at);
    size_t digits = scan_digits(word);

    return at > 0 && isupper((unsigned char)word.data[0]) && word.size <= 8 && digits >= 2
           && digits + 3 >= word.size
           && scan_is(scan, at - 1, "|says|shows|displays|showing|displaying|zeigt|meldet|");
}

/* "error 502", "ERR_TIMEOUT", "0x80070005", "E-1234" */
void scan_for_error(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);
        size_t uppers = 0, unders = 0;

        for (size_t c = 0; c < word.size; c++) {
            uppers += isupper((unsigned char)word.data[c]) || isdigit((unsigned char)word.data[c]);
            unders += word.data[c] == '_';
        }
        bool symbol = unders > 0 && uppers + unders == word.size && word.size >= 5;
        bool hex =
            word.size >= 6 && word.data[0] == '0' && (word.data[1] == 'x' || word.data[1] == 'X');
        bool named =
            scan_digits(word) > 0 && word.size >= 2 && word.size <= 20 && labelled(scan, kind, i);
        bool displayed = is_displayed(scan, i);

        if (!scan->chunks[i].taken && (symbol || hex || named || displayed))
            scan_add(scan, kind, word, i, i, symbol || hex ? 1 : 0.9);
    }
}

/* --- bare numbers ---------------------------------------------------------------------------- */

static bool phone_part(struct baton_text word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (!isdigit((unsigned char)word.data[i]) && strchr("+-()/.", word.data[i]) == NULL)
            return false;
    }
    return scan_digits(word) > 0;
}

/* "06062018" alone: a day. */
static bool is_day_run(struct baton_text word, size_t chunks)
{
    return chunks == 1 && word.size == 8 && scan_digits(word) == 8
           && (memcmp(word.data + 4, "20", 2) == 0 || memcmp(word.data + 4, "19", 2) == 0)
           && word.data[0] <= '3' && word.data[2] <= '3';
}

/* Ten digits as all that is said, where the case is about a telephone or what is sent to one, and
 * nobody is there who asks. */
static bool is_alone(const struct scan *scan, size_t digits)
{
    static const char *const cases[] = { "mobile", "phone", "boarding pass", "sms",
                                         "text message" };
    struct baton_text subject = scan_lower(scan->source->arena, scan->source->subject);
    bool about = false;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        about |= baton_text_find(subject, baton_text_of(cases[i]), 0) >= 0;
    return about && digits == 10 && scan->chunks_count == 1 && scan->source->customer
           && scan->source->question.size == 0;
}

void scan_for_phone(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t last = i, digits = 0, used = 0;
        char value[32];

        while (last < scan->chunks_count && !scan->chunks[last].taken
               && phone_part(scan_chunk(scan, last)))
            digits += scan_digits(scan_chunk(scan, last++));
        if (last == i || digits < 7 || digits > 15)
            continue;
        size_t from = scan->chunks[i].from, to = scan->chunks[last - 1].to;
        bool plus = scan->text.data[from] == '+' || (from > 0 && scan->text.data[from - 1] == '+');
        bool shaped =
            plus || scan->text.data[from] == '0' || (from > 0 && scan->text.data[from - 1] == '(');
        bool us = digits == 10
                  && (last - i > 1 || memchr(scan->text.data + from, '-', to - from) != NULL);

        if ((!shaped && !us && !labelled(scan, kind, i) && !asked_for(scan, kind)
             && !is_alone(scan, digits))
            || called_other(scan, kind, i) || is_day_run(scan_chunk(scan, i), last - i))
            continue;
        if (plus)
            value[used++] = '+';
        for (size_t c = from; c < to; c++) {
            if (isdigit((unsigned char)scan->text.data[c]))
                value[used++] = scan->text.data[c];
        }
        value[used] = '\0';
        scan_add(scan, kind, baton_text_format(scan->source->arena, "%s", value), i, last - 1,
                 plus ? 1 : 0.8);
    }
}

/* "#48211" that nothing names; "reference DSP-20931", "transaction GPA.3312-4410". */
void scan_for_reference(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i), bare = without_hash(word);
        bool marked = bare.size < word.size && is_number_like(bare);
        bool named = (is_number_like(bare) || is_code(bare)) && labelled(scan, kind, i) != NO_LABEL;

        if (!scan->chunks[i].taken && scan_digits(bare) >= 4 && (marked || named))
            scan_add(scan, kind, bare, i, i, named ? 0.8 : 0.6);
    }
}
