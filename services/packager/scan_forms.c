/* Values with a form of their own: e-mail, address, date, amount, what is left of a card. */
#include <ctype.h>
#include <string.h>

#include "due.h"
#include "scan.h"

void scan_for_email(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);
        ptrdiff_t at = baton_text_find(word, BATON_TEXT("@"), 0);

        if (scan->chunks[i].taken || at <= 0
            || baton_text_find(word, BATON_TEXT("."), (size_t)at + 2) < 0
            || baton_text_find(word, BATON_TEXT("@"), (size_t)at + 1) >= 0
            || baton_text_find(word, BATON_TEXT("/"), 0) >= 0)
            continue;
        scan_add(scan, kind, scan_lower(scan->source->arena, word), i, i, 1);
    }
}

/* "shop.example.com/help": a host of a known kind without its scheme. */
static bool is_host(struct baton_text low)
{
    static const char tops[] =
        "|com|org|net|io|de|at|ch|eu|uk|app|dev|shop|info|example|fr|es|it|nl|us|ca|";
    size_t host = 0, dot = 0;

    while (host < low.size
           && (isalnum((unsigned char)low.data[host]) || strchr(".-", low.data[host]) != NULL)) {
        dot = low.data[host] == '.' ? host : dot;
        host++;
    }
    return dot > 1 && (host == low.size || strchr("/?:#", low.data[host]) != NULL)
           && !isdigit((unsigned char)low.data[0])
           && scan_listed(tops, (struct baton_text){ low.data + dot + 1, host - dot - 1 });
}

void scan_for_url(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i), low = scan_lower(scan->source->arena, word);

        if (!scan->chunks[i].taken
            && (baton_text_starts(low, BATON_TEXT("https://"))
                || baton_text_starts(low, BATON_TEXT("http://"))
                || (baton_text_starts(low, BATON_TEXT("www.")) && low.size > 8) || is_host(low)))
            scan_add(scan, kind, word, i, i, 1);
    }
}

/* "December 2023": the month alone. */
static bool month_of_year(struct scan *scan, const struct scan_kind *kind, size_t at)
{
    struct packager_day day;
    int64_t year = 0;

    if (at + 1 >= scan->chunks_count || scan_chunk(scan, at + 1).size != 4
        || !baton_text_to_long(scan_chunk(scan, at + 1), &year) || year < 1990 || year > 2100)
        return false;
    struct baton_text first = baton_text_format(
        scan->source->arena, "%.*s 1, %lld", BATON_TEXT_ARG(scan_chunk(scan, at)), (long long)year);
    if (due_read_date(first, 0, scan->source->now_ms, &day) != first.size)
        return false;
    scan_add(scan, kind,
             baton_text_format(scan->source->arena, "%04lld-%02lld", (long long)day.year,
                               (long long)day.month),
             at, at + 1, 0.9);
    return true;
}

/* "on 061518": month, day and year in a run. */
static bool run_of_digits(struct scan *scan, const struct scan_kind *kind, size_t at)
{
    struct baton_text word = scan_chunk(scan, at);
    struct packager_day day;

    if (word.size != 6 || scan_digits(word) != 6 || at == 0
        || !scan_is(scan, at - 1, "|on|dated|date|since|"))
        return false;
    struct baton_text date = baton_text_format(scan->source->arena, "%.2s/%.2s/20%.2s", word.data,
                                               word.data + 2, word.data + 4);
    if (due_read_date(date, 0, scan->source->now_ms, &day) != date.size)
        return false;
    scan_add(scan, kind,
             baton_text_format(scan->source->arena, "%04lld-%02lld-%02lld", (long long)day.year,
                               (long long)day.month, (long long)day.day),
             at, at, 0.6);
    return true;
}

void scan_for_date(struct scan *scan, const struct scan_kind *kind)
{
    struct packager_day day;

    for (size_t i = 0; i < scan->chunks_count; i++) {
        size_t size = scan->chunks[i].taken ? 0
                                            : due_read_date(scan->text, scan->chunks[i].from,
                                                            scan->source->now_ms, &day);
        size_t last = i;

        if (size == 0) {
            if (!scan->chunks[i].taken && !month_of_year(scan, kind, i))
                run_of_digits(scan, kind, i);
            continue;
        }
        while (last + 1 < scan->chunks_count
               && scan->chunks[last + 1].from < scan->chunks[i].from + size)
            last++;
        bool year = false; /* said, not guessed */
        for (size_t c = 0; c + 4 <= size && !year; c++)
            year = scan_digits((struct baton_text){ scan->text.data + scan->chunks[i].from + c, 4 })
                   == 4;
        scan_add(scan, kind,
                 baton_text_format(scan->source->arena, "%04lld-%02lld-%02lld", (long long)day.year,
                                   (long long)day.month, (long long)day.day),
                 i, last, year ? 1 : 0.8);
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

void scan_for_amount(struct scan *scan, const struct scan_kind *kind)
{
    char number[32];

    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i), currency, rest;
        size_t size = currency_at(word, false), last = i;

        if (scan->chunks[i].taken)
            continue;
        currency = (struct baton_text){ word.data, size };
        rest = (struct baton_text){ word.data + size, word.size - size };
        if (size > 0 && rest.size == 0 && i + 1 < scan->chunks_count) {
            rest = scan_chunk(scan, i + 1); /* "EUR 20" */
            last = i + 1;
        }
        size_t digits = amount_number(rest, number);
        if (digits > 0 && size == 0) {
            rest = (struct baton_text){ rest.data + digits, rest.size - digits };
            if (rest.size == 0 && i + 1 < scan->chunks_count) {
                rest = scan_chunk(scan, i + 1); /* "20 EUR" */
                last = i + 1;
            }
            currency = (struct baton_text){ rest.data, currency_at(rest, true) };
        }
        if (digits > 0 && currency.size > 0)
            scan_add(
                scan, kind,
                baton_text_format(scan->source->arena, "%s %.*s", number, BATON_TEXT_ARG(currency)),
                i, last, 1);
    }
}

/* --- payment cards --------------------------------------------------------------------------- */

/* One of the `within` chunks before `at` is a payment card; a gift card is none. */
static bool card_before(const struct scan *scan, size_t at, size_t within)
{
    for (size_t i = at; i-- > 0 && at - i <= within;) {
        if (scan_is(scan, i, "|card|visa|mastercard|amex|karte|kreditkarte|kartennummer|"))
            return i == 0 || !scan_is(scan, i - 1, "|gift|sim|membership|loyalty|id|");
    }
    return false;
}

/* "6548 0550 6582 9421": the chunks of a number in groups of four. */
static size_t grouped(const struct scan *scan, size_t at)
{
    size_t count = 0;

    while (at + count < scan->chunks_count && count < 4 && !scan->chunks[at + count].taken
           && scan_chunk(scan, at + count).size == 4
           && scan_digits(scan_chunk(scan, at + count)) == 4)
        count++;
    return count == 4 ? 4 : 1;
}

/* "card ending in 4711", "card no. 4711", "my 4711 card", "last four digits 4711"; of a whole
 * number its end. */
void scan_for_card_end(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);
        size_t gap = i;

        if (scan->chunks[i].taken || scan_digits(word) != word.size)
            continue;
        while (
            gap > 0
            && scan_is(scan, gap - 1,
                       "|number|no|nr|is|#|ending|ends|in|with|on|the|last|four|4|digits|are|:|of|"
                       "my|endet|auf|"))
            gap--;
        bool card = gap > 0 && card_before(scan, gap, 1);
        bool ending =
            gap < i && scan_is(scan, gap, "|ending|ends|endet|") && card_before(scan, gap, 4);
        bool after = i + 1 < scan->chunks_count && scan_is(scan, i + 1, "|card|") && i > 0
                     && scan_is(scan, i - 1, "|my|the|our|your|this|use|ending|");
        bool last = gap < i && scan_is(scan, i - 1, "|digits|are|is|")
                    && scan_is(scan, gap, "|last|the|") && card_before(scan, i, 9);

        size_t groups = grouped(scan, i);
        bool about = groups == 4 && scan->source->customer
                     && baton_text_find(scan_lower(scan->source->arena, scan->source->subject),
                                        BATON_TEXT("card"), 0)
                            >= 0;
        if (word.size == 4 && (about || card || ending || after || last))
            scan_add(scan, kind, scan_chunk(scan, i + groups - 1), i, i + groups - 1, 1);
        else if (word.size >= 13 && word.size <= 19 && (card || ending))
            scan_add(scan, kind, (struct baton_text){ word.data + word.size - 4, 4 }, i, i, 0.9);
    }
}
