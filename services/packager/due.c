/* Days by the proleptic Gregorian calendar, and dates as they are written. */
#include "due.h"

#include <ctype.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)

int64_t due_days(struct packager_day d)
{
    int64_t year = d.month <= 2 ? d.year - 1 : d.year, month = (d.month + 9) % 12;

    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + d.day - 1
           - 719468;
}

struct packager_day due_date(int64_t days)
{
    int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;

    return (struct packager_day){ yoe + era * 400 + (month <= 2), month,
                                  doy - (153 * mp + 2) / 5 + 1 };
}

static const struct {
    const char *name;
    int64_t month;
} months[] = {
    { "january", 1 },  { "february", 2 },  { "march", 3 },     { "april", 4 },     { "may", 5 },
    { "june", 6 },     { "july", 7 },      { "august", 8 },    { "september", 9 }, { "sept", 9 },
    { "october", 10 }, { "november", 11 }, { "december", 12 }, { "jan", 1 },       { "feb", 2 },
    { "mar", 3 },      { "apr", 4 },       { "jun", 6 },       { "jul", 7 },       { "aug", 8 },
    { "sep", 9 },      { "oct", 10 },      { "nov", 11 },      { "dec", 12 },      { "januar", 1 },
    { "februar", 2 },  { "märz", 3 },      { "maerz", 3 },     { "mai", 5 },       { "juni", 6 },
    { "juli", 7 },     { "oktober", 10 },  { "dezember", 12 },
};

static size_t read_number(struct baton_text text, size_t at, int64_t *ret, size_t max_digits)
{
    size_t size = 0;

    for (*ret = 0;
         size < max_digits && at + size < text.size && isdigit((unsigned char)text.data[at + size]);
         size++)
        *ret = *ret * 10 + (text.data[at + size] - '0');
    return size;
}

/* A month's name or its first three letters, as a whole word; English or German. */
static size_t read_month(struct baton_text text, size_t at, int64_t *ret)
{
    size_t size = 0;

    while (at + size < text.size
           && (isalpha((unsigned char)text.data[at + size])
               || (unsigned char)text.data[at + size] > 127))
        size++;
    for (size_t m = 0; m < sizeof months / sizeof *months; m++) {
        if (strlen(months[m].name) == size
            && strncasecmp(text.data + at, months[m].name, size) == 0) {
            *ret = months[m].month;
            return size;
        }
    }
    return 0;
}

bool due_is_month(struct baton_text word)
{
    int64_t month;

    return word.size > 0 && read_month(word, 0, &month) == word.size;
}

static bool is_day(struct packager_day d)
{
    struct packager_day back;

    if (d.year < 1900 || d.year > 2200 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
        return false;
    back = due_date(due_days(d));
    return back.day == d.day && back.month == d.month;
}

/* The year that brings month and day nearest to now. */
static void guess_year(struct packager_day *d, int64_t now_ms)
{
    int64_t today = now_ms / DAY_MS;

    d->year = due_date(today).year;
    if (due_days(*d) - today > 183)
        d->year--;
    else if (today - due_days(*d) > 183)
        d->year++;
}

static size_t skip(struct baton_text text, size_t at, const char *chars)
{
    size_t size = 0;

    while (at + size < text.size && strchr(chars, text.data[at + size]) != NULL)
        size++;
    return size;
}

/* "st", "nd", "rd", "th" or "." behind a day. */
static size_t skip_ordinal(struct baton_text text, size_t at)
{
    static const char *const endings[] = { "st", "nd", "rd", "th" };

    size_t gap = at < text.size && text.data[at] == ' '; /* "15 th june" */

    for (size_t i = 0; i < 4 && at + gap + 2 <= text.size; i++) {
        bool whole = gap == 0 || at + gap + 2 == text.size || text.data[at + gap + 2] == ' ';

        if (whole && strncasecmp(text.data + at + gap, endings[i], 2) == 0)
            return gap + 2;
    }
    return at < text.size && text.data[at] == '.' ? 1 : 0;
}

/* Three numbers with the same mark between them. */
static size_t read_numeric(struct baton_text text, size_t at, struct packager_day *ret)
{
    int64_t a, b, c;
    size_t size = read_number(text, at, &a, 4), first = size, more;
    char mark = at + size < text.size ? text.data[at + size] : ' ';

    if (size == 0 || strchr("-./", mark) == NULL)
        return 0;
    size++;
    more = read_number(text, at + size, &b, 2);
    if (more == 0 || at + size + more >= text.size || text.data[at + size + more] != mark)
        return 0;
    size += more + 1;
    more = read_number(text, at + size, &c, 4);
    if (first == 4 && more > 0 && more <= 2)
        *ret = (struct packager_day){ a, b, c };
    else if (more == 4 && first <= 2)
        *ret = mark == '/' && a <= 12 ? (struct packager_day){ c, a, b }
                                      : (struct packager_day){ c, b, a };
    else
        return 0;
    return is_day(*ret) ? size + more : 0;
}

/* "28/12", "01-15": without a year only where it can be nothing but day and month. */
static size_t read_day_and_month(struct baton_text text, size_t at, int64_t now_ms,
                                 struct packager_day *ret)
{
    struct packager_day d = { 0, 0, 0 };
    char mark = at + 2 < text.size ? text.data[at + 2] : ' ', behind;

    if ((mark != '/' && mark != '-') || read_number(text, at, &d.day, 2) != 2
        || read_number(text, at + 3, &d.month, 2) != 2 || (d.day <= 12) == (d.month <= 12))
        return 0;
    behind = at + 5 < text.size ? text.data[at + 5] : ' ';
    if (isalnum((unsigned char)behind) || strchr("-%.", behind) != NULL
        || (at > 0
            && (isalnum((unsigned char)text.data[at - 1])
                || strchr("-/.", text.data[at - 1]) != NULL)))
        return 0;
    if (d.month > 12) {
        int64_t day = d.month;

        d.month = d.day;
        d.day = day;
    }
    guess_year(&d, now_ms);
    *ret = d;
    return is_day(d) ? 5 : 0;
}

/* "March 4(th)(, 2026)", "4(th)( of) March( 2026)", "4-Mar" */
static size_t read_worded(struct baton_text text, size_t at, int64_t now_ms,
                          struct packager_day *ret)
{
    struct packager_day d = { 0, 0, 0 };
    size_t size = read_month(text, at, &d.month), more;

    if (size > 0) {
        size += skip(text, at + size, " .");
        more = read_number(text, at + size, &d.day, 2);
        if (at + size + more < text.size && isdigit((unsigned char)text.data[at + size + more]))
            return 0; /* "March 2026" */
        size += more + (more > 0 ? skip_ordinal(text, at + size + more) : 0);
    } else {
        size = read_number(text, at, &d.day, 2);
        size += size > 0 ? skip_ordinal(text, at + size) : 0;
        size += skip(text, at + size, " -");
        if (at + size + 3 < text.size && strncasecmp(text.data + at + size, "of ", 3) == 0)
            size += 3;
        more = size > 0 ? read_month(text, at + size, &d.month) : 0;
        size += more;
    }
    if (more == 0)
        return 0;
    more = skip(text, at + size, ", -");
    size_t digits = read_number(text, at + size + more, &d.year, 4);
    if (digits == 4)
        size += more + digits;
    else
        guess_year(&d, now_ms);
    *ret = d;
    return is_day(d) ? size : 0;
}

size_t due_read_date(struct baton_text text, size_t at, int64_t now_ms, struct packager_day *ret)
{
    size_t size = read_numeric(text, at, ret);

    if (size == 0)
        size = read_worded(text, at, now_ms, ret);
    return size > 0 ? size : read_day_and_month(text, at, now_ms, ret);
}
