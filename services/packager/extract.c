/* Kinds of values, a row each. Rows stand in order of certainty: what has a form of its own first
 * (e-mail, address), then what a label names ("order 4711"), then bare numbers. Bytes that are
 * taken stay taken, so a date is not a phone number too. */
#include "extract.h"

#include <ctype.h>
#include <string.h>

#include "due.h"

enum { VALUES_MAX = 24, VALUE_BYTES = 200, TEXT_BYTES = 65536, LABEL_GAP = 5 };

/* A run of bytes without white space, marks around it taken off. */
struct chunk {
    size_t from, to;
    bool taken;
    bool ends; /* a sentence ends behind it */
};

struct scan {
    const struct packager_source *source;
    struct baton_text text;
    struct chunk *chunks;
    size_t chunks_count;
    struct packager_value *values;
    size_t values_count;
};

struct kind {
    const char *name;
    void (*find)(struct scan *scan, const struct kind *kind);
    const char *labels;   /* "|order|purchase|" */
    const char *prefixes; /* "|ord|po|": of "ORD-4711" */
    bool single;
};

static struct baton_text chunk_text(const struct scan *scan, size_t at)
{
    const struct chunk *chunk = &scan->chunks[at];

    return (struct baton_text){ scan->text.data + chunk->from, chunk->to - chunk->from };
}

static void chunks_make(struct scan *scan)
{
    const char *s = scan->text.data;

    for (size_t at = 0; at < scan->text.size;) {
        size_t from = at, to;

        while (at < scan->text.size && !isspace((unsigned char)s[at]))
            at++;
        to = at;
        while (from < to && strchr("(\"'<[{*", s[from]) != NULL)
            from++;
        while (to > from && strchr(".,;:!?\"')]}>*", s[to - 1]) != NULL)
            to--;
        if (to > from)
            *BATON_APPEND(scan->source->arena, scan->chunks, scan->chunks_count) =
                (struct chunk){ from, to, false, to < at && strchr(".!?;", s[at - 1]) != NULL };
        at++;
    }
}

static void add(struct scan *scan, const struct kind *kind, struct baton_text value, size_t first,
                size_t last, double confidence)
{
    if (scan->values_count == VALUES_MAX || value.size == 0)
        return;
    *BATON_APPEND(scan->source->arena, scan->values, scan->values_count) = (struct packager_value){
        .name = kind->name,
        .value = baton_text_cut(value, VALUE_BYTES),
        .from = scan->chunks[first].from,
        .to = scan->chunks[last].to,
        .single = kind->single,
        .confidence = confidence,
    };
    for (size_t i = first; i <= last; i++)
        scan->chunks[i].taken = true;
}

static struct baton_text lower(struct baton_arena *arena, struct baton_text text)
{
    char *copy = baton_arena_copy(arena, text.data, text.size);

    for (size_t i = 0; i < text.size; i++)
        copy[i] = (char)tolower((unsigned char)copy[i]);
    return (struct baton_text){ copy, text.size };
}

static size_t digits_in(struct baton_text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.size; i++)
        count += isdigit((unsigned char)text.data[i]) != 0;
    return count;
}

/* "|order|purchase|" has `word`. */
static bool listed(const char *list, struct baton_text word)
{
    for (const char *at = list; at != NULL && *at == '|' && at[1] != '\0';
         at = strchr(at + 1, '|')) {
        if (strncmp(at + 1, word.data, word.size) == 0 && at[1 + word.size] == '|')
            return word.size > 0;
    }
    return false;
}

/* --- values with a form of their own -----------------------------------------------------------
 */

static void find_email(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i);
        ptrdiff_t at = baton_text_find(word, BATON_TEXT("@"), 0);

        if (scan->chunks[i].taken || at <= 0
            || baton_text_find(word, BATON_TEXT("."), (size_t)at + 2) < 0
            || baton_text_find(word, BATON_TEXT("@"), (size_t)at + 1) >= 0
            || baton_text_find(word, BATON_TEXT("/"), 0) >= 0)
            continue;
        add(scan, kind, lower(scan->source->arena, word), i, i, 1);
    }
}

static void find_url(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i), low = lower(scan->source->arena, word);

        if (!scan->chunks[i].taken
            && (baton_text_starts(low, BATON_TEXT("https://"))
                || baton_text_starts(low, BATON_TEXT("http://"))
                || (baton_text_starts(low, BATON_TEXT("www.")) && low.size > 8)))
            add(scan, kind, word, i, i, 1);
    }
}

static void find_date(struct scan *scan, const struct kind *kind)
{
    struct packager_day day;

    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t size = scan->chunks[i].taken ? 0
                                            : due_read_date(scan->text, scan->chunks[i].from,
                                                            scan->source->now_ms, &day);
        size_t last = i;

        if (size == 0)
            continue;
        while (last + 1 < scan->chunks_count
               && scan->chunks[last + 1].from < scan->chunks[i].from + size)
            last++;
        add(scan, kind,
            baton_text_format(scan->source->arena, "%04lld-%02lld-%02lld", (long long)day.year,
                              (long long)day.month, (long long)day.day),
            i, last, 1);
    }
}

/* The number at the start of `text` with separators taken out, point as decimal mark.
 * returns  bytes it takes; 0: not a number */
static size_t amount_number(struct baton_text text, char ret[32])
{
    size_t size = 0, used = 0, digits = 0, decimals = 0;

    while (size < text.size
           && (isdigit((unsigned char)text.data[size]) || strchr(".,", text.data[size])))
        size++;
    while (size > 0 && !isdigit((unsigned char)text.data[size - 1]))
        size--;
    if (size == 0 || size > 20 || !isdigit((unsigned char)text.data[0]))
        return 0;
    while (decimals < size && isdigit((unsigned char)text.data[size - 1 - decimals]))
        decimals++;
    bool fraction = decimals < size && decimals <= 2;
    for (size_t i = 0; i < size; i++) {
        if (isdigit((unsigned char)text.data[i]))
            ret[used++] = text.data[i];
        else if (fraction && i == size - 1 - decimals)
            ret[used++] = '.';
        digits++;
    }
    ret[used] = '\0';
    return digits > 0 ? size : 0;
}

static const char *const currencies[] = { "$",    "\xe2\x82\xac", "\xc2\xa3", "USD", "EUR",
                                          "GBP",  "CHF",          "CAD",      "AUD", "euros",
                                          "euro", "dollars",      "pounds" };

/* The currency that `text` begins with; 0: none. Words stand alone. */
static size_t currency_at(struct baton_text text, bool whole)
{
    for (size_t c = 0; c < sizeof currencies / sizeof *currencies; c++) {
        size_t size = strlen(currencies[c]);

        if (text.size >= size && strncasecmp(text.data, currencies[c], size) == 0
            && (!whole || text.size == size)
            && (text.size == size || !isalpha((unsigned char)currencies[c][0])
                || !isalpha((unsigned char)text.data[size])))
            return size;
    }
    return 0;
}

static void find_amount(struct scan *scan, const struct kind *kind)
{
    char number[32];

    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i), currency, rest;
        size_t size = currency_at(word, false), last = i;

        if (scan->chunks[i].taken)
            continue;
        currency = (struct baton_text){ word.data, size };
        rest = (struct baton_text){ word.data + size, word.size - size };
        if (size > 0 && rest.size == 0 && i + 1 < scan->chunks_count) {
            rest = chunk_text(scan, i + 1); /* "EUR 20" */
            last = i + 1;
        }
        size_t digits = amount_number(rest, number);
        if (digits > 0 && size == 0) {
            rest = (struct baton_text){ rest.data + digits, rest.size - digits };
            if (rest.size == 0 && i + 1 < scan->chunks_count) {
                rest = chunk_text(scan, i + 1); /* "20 EUR" */
                last = i + 1;
            }
            currency = (struct baton_text){ rest.data, currency_at(rest, true) };
        }
        if (digits > 0 && currency.size > 0)
            add(scan, kind,
                baton_text_format(scan->source->arena, "%s %.*s", number, BATON_TEXT_ARG(currency)),
                i, last, 1);
    }
}

/* What mask.c leaves of a payment card. */
static void find_card_end(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 3; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i);

        if (!scan->chunks[i].taken && word.size == 4 && digits_in(word) == 4
            && baton_text_is(lower(scan->source->arena, chunk_text(scan, i - 1)), "ending")
            && baton_text_is(lower(scan->source->arena, chunk_text(scan, i - 2)), "number"))
            add(scan, kind, word, i, i, 1);
    }
}

/* --- values that a label names -------------------------------------------------------------------
 */

static bool is_number_like(struct baton_text word)
{
    size_t digits = digits_in(word);

    if (digits == 0 || word.size < 3 || word.size > 40 || digits * 3 < word.size)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (!isalnum((unsigned char)word.data[i]) && strchr("-_/#.", word.data[i]) == NULL)
            return false;
    }
    return true;
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
        "|number|no|nr|num|id|code|is|was|ref|reference|#|my|the|nummer|ist|lautet|"
        "with|:|=|it's|its|should|be|for|from|";

    return listed(fillers, low);
}

/* The label of `kind` before chunk `at`: "order number is 4711", "order: 4711". */
static bool labelled(const struct scan *scan, const struct kind *kind, size_t at)
{
    for (size_t back = 1; back <= at && back <= LABEL_GAP; back++) {
        const struct chunk *chunk = &scan->chunks[at - back];
        struct baton_text low = lower(scan->source->arena, chunk_text(scan, at - back));

        if (chunk->ends && back > 1 && !is_filler(low))
            return false;
        if (listed(kind->labels, low))
            return true;
        if (low.size > 1 && low.data[low.size - 1] == '#'
            && listed(kind->labels, (struct baton_text){ low.data, low.size - 1 }))
            return true;
        if (!is_filler(low))
            return false;
    }
    return false;
}

/* "ORD-4711": the kind's own prefix. */
static bool prefixed(const struct scan *scan, const struct kind *kind, struct baton_text word)
{
    size_t letters = 0;

    while (letters < word.size && isalpha((unsigned char)word.data[letters]))
        letters++;
    return letters > 0 && letters < word.size && kind->prefixes != NULL && digits_in(word) >= 2
           && listed(kind->prefixes,
                     lower(scan->source->arena, (struct baton_text){ word.data, letters }));
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
static bool asked_for(const struct scan *scan, const struct kind *kind)
{
    struct scan question = { .source = scan->source, .text = question_in(scan->source->question) };

    if (scan->chunks_count > 8 || scan->source->question.size == 0)
        return false;
    chunks_make(&question);
    for (size_t i = 0; i < question.chunks_count; i++) {
        if (listed(kind->labels, lower(scan->source->arena, chunk_text(&question, i))))
            return true;
    }
    return false;
}

static void find_labelled(struct scan *scan, const struct kind *kind)
{
    bool asked = asked_for(scan, kind);

    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = without_hash(chunk_text(scan, i));

        if (scan->chunks[i].taken || !is_number_like(word))
            continue;
        if (labelled(scan, kind, i) || prefixed(scan, kind, word))
            add(scan, kind, word, i, i, 1);
        else if (asked && digits_in(word) >= 4)
            add(scan, kind, word, i, i, 0.8);
    }
}

static void find_version(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i);
        bool marked = word.size > 2 && (word.data[0] == 'v' || word.data[0] == 'V')
                      && isdigit((unsigned char)word.data[1]);

        if (marked)
            word = (struct baton_text){ word.data + 1, word.size - 1 };
        if (scan->chunks[i].taken || word.size == 0 || !isdigit((unsigned char)word.data[0]))
            continue;
        if ((marked && baton_text_find(word, BATON_TEXT("."), 0) > 0) || labelled(scan, kind, i))
            add(scan, kind, word, i, i, marked ? 1 : 0.8);
    }
}

/* "error 502", "ERR_TIMEOUT", "0x80070005", "E-1234" */
static void find_error(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i);
        size_t uppers = 0, unders = 0;

        for (size_t c = 0; c < word.size; c++) {
            uppers += isupper((unsigned char)word.data[c]) || isdigit((unsigned char)word.data[c]);
            unders += word.data[c] == '_';
        }
        bool symbol = unders > 0 && uppers + unders == word.size && word.size >= 5;
        bool hex =
            word.size >= 6 && word.data[0] == '0' && (word.data[1] == 'x' || word.data[1] == 'X');
        bool named =
            digits_in(word) > 0 && word.size >= 2 && word.size <= 20 && labelled(scan, kind, i);

        if (!scan->chunks[i].taken && (symbol || hex || named))
            add(scan, kind, word, i, i, symbol || hex ? 1 : 0.9);
    }
}

/* --- bare numbers --------------------------------------------------------------------------------
 */

static bool phone_part(struct baton_text word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (!isdigit((unsigned char)word.data[i]) && strchr("+-()/.", word.data[i]) == NULL)
            return false;
    }
    return digits_in(word) > 0;
}

static void find_phone(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t last = i, digits = 0, used = 0;
        char value[32];

        while (last < scan->chunks_count && !scan->chunks[last].taken
               && phone_part(chunk_text(scan, last)))
            digits += digits_in(chunk_text(scan, last++));
        if (last == i || digits < 7 || digits > 15)
            continue;
        size_t from = scan->chunks[i].from, to = scan->chunks[last - 1].to;
        bool plus = scan->text.data[from] == '+' || (from > 0 && scan->text.data[from - 1] == '+');
        bool shaped =
            plus || scan->text.data[from] == '0' || (from > 0 && scan->text.data[from - 1] == '(');
        bool us = digits == 10
                  && (last - i > 1 || memchr(scan->text.data + from, '-', to - from) != NULL);

        if (!shaped && !us && !labelled(scan, kind, i) && !asked_for(scan, kind))
            continue;
        if (plus)
            value[used++] = '+';
        for (size_t c = from; c < to; c++) {
            if (isdigit((unsigned char)scan->text.data[c]))
                value[used++] = scan->text.data[c];
        }
        value[used] = '\0';
        add(scan, kind, baton_text_format(scan->source->arena, "%s", value), i, last - 1,
            plus ? 1 : 0.8);
    }
}

/* "#48211" that nothing names. */
static void find_reference(struct scan *scan, const struct kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = chunk_text(scan, i), bare = without_hash(word);

        if (!scan->chunks[i].taken && bare.size < word.size && bare.size >= 3
            && is_number_like(bare))
            add(scan, kind, bare, i, i, 0.6);
    }
}

static const struct kind kinds[] = {
    { "email", find_email, "|email|e-mail|mail|", NULL, true },
    { "url", find_url, "|url|link|", NULL, false },
    { "amount", find_amount, "|amount|price|total|", NULL, false },
    { "card_last4", find_card_end, NULL, NULL, true },
    { "order_number", find_labelled,
      "|order|orders|orderid|ordernumber|order_id|order_number|purchase|bestellung|"
      "bestellnummer|auftrag|",
      "|ord|po|order|", false },
    { "invoice_number", find_labelled,
      "|invoice|invoices|invoiceid|invoice_id|invoice_number|bill|rechnung|rechnungsnummer|",
      "|inv|re|", false },
    { "ticket_number", find_labelled,
      "|ticket|case|incident|ticketid|ticket_id|ticket_number|vorgang|", "|tkt|inc|case|tic|",
      false },
    { "booking_number", find_labelled,
      "|booking|reservation|confirmation|pnr|booking_id|booking_number|buchung|buchungsnummer|",
      "|bk|res|", false },
    { "tracking_number", find_labelled,
      "|tracking|shipment|parcel|package|tracking_id|tracking_number|sendung|sendungsnummer|",
      "|trk|", false },
    { "customer_number", find_labelled,
      "|customer|account|member|membership|user|user_id|userid|account_id|customer_number|"
      "account_number|kundennummer|",
      "|cus|cust|", true },
    { "date", find_date, "|date|datum|", NULL, false },
    { "error_code", find_error,
      "|error|errors|errorcode|error_code|http|fehler|fehlercode|exception|", NULL, false },
    { "version", find_version, "|version|release|build|firmware|", NULL, true },
    { "phone", find_phone, "|phone|call|mobile|cell|telephone|number|telefon|handy|telefonnummer|",
      NULL, true },
    { "reference", find_reference, "|reference|ref|", NULL, false },
};

size_t packager_extract(const struct packager_source *source, struct packager_value **ret)
{
    struct scan scan = { .source = source, .text = baton_text_cut(source->text, TEXT_BYTES) };

    chunks_make(&scan);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        kinds[k].find(&scan, &kinds[k]);
    *ret = scan.values;
    return scan.values_count;
}

const char *packager_kind_of(struct baton_arena *arena, struct baton_text name)
{
    char *copy = baton_arena_zero(arena, name.size * 2 + 1, 1);
    size_t used = 0;

    for (size_t i = 0; i < name.size; i++) { /* "orderId" and "order-id" as "order_id" */
        if (isupper((unsigned char)name.data[i]) && i > 0
            && islower((unsigned char)name.data[i - 1]))
            copy[used++] = '_';
        copy[used++] = (char)(name.data[i] == '-' ? '_' : tolower((unsigned char)name.data[i]));
    }
    struct baton_text low = { copy, used };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (baton_text_is(low, kinds[k].name)
            || (kinds[k].labels != NULL && strcmp(kinds[k].name, "error_code") != 0
                && !baton_text_is(low, "number") && listed(kinds[k].labels, low)))
            return kinds[k].name;
    }
    return baton_text_is(low, "e_mail") ? "email" : NULL;
}

bool packager_kind_single(struct baton_text name)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (baton_text_is(name, kinds[k].name))
            return kinds[k].single;
    }
    return false;
}
