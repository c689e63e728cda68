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

void scan_for_url(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 0; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i), low = scan_lower(scan->source->arena, word);

        if (!scan->chunks[i].taken
            && (baton_text_starts(low, BATON_TEXT("https://"))
                || baton_text_starts(low, BATON_TEXT("http://"))
                || (baton_text_starts(low, BATON_TEXT("www.")) && low.size > 8)))
            scan_add(scan, kind, word, i, i, 1);
    }
}

void scan_for_date(struct scan *scan, const struct scan_kind *kind)
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
        scan_add(scan, kind,
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

/* What mask.c leaves of a payment card. */
void scan_for_card_end(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 3; i < scan->chunks_count; i++) {
        struct baton_text word = scan_chunk(scan, i);

        if (!scan->chunks[i].taken && word.size == 4 && scan_digits(word) == 4
            && baton_text_is(scan_lower(scan->source->arena, scan_chunk(scan, i - 1)), "ending")
            && baton_text_is(scan_lower(scan->source->arena, scan_chunk(scan, i - 2)), "number"))
            scan_add(scan, kind, word, i, i, 1);
    }
}
