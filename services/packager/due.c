/* Days by the proleptic Gregorian calendar; no clock and no time zone but UTC. */
#include "due.h"

#include <ctype.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)
#define HOUR_MS INT64_C(3600000)
#define MINUTE_MS INT64_C(60000)

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

static const char *const months[] = { "january",   "february", "march",    "april",
                                      "may",       "june",     "july",     "august",
                                      "september", "october",  "november", "december" };
static const char *const weekdays[] = { "thursday", "friday",  "saturday", "sunday",
                                        "monday",   "tuesday", "wednesday" }; /* 1970-01-01 first */

static size_t read_number(struct baton_text text, size_t at, int64_t *ret, size_t max_digits)
{
    size_t size = 0;

    for (*ret = 0;
         size < max_digits && at + size < text.size && isdigit((unsigned char)text.data[at + size]);
         size++)
        *ret = *ret * 10 + (text.data[at + size] - '0');
    return size;
}

/* A month's name or its first three letters, as a whole word. */
static size_t read_month(struct baton_text text, size_t at, int64_t *ret)
{
    size_t size = 0;

    while (at + size < text.size && isalpha((unsigned char)text.data[at + size]))
        size++;
    for (size_t m = 0; m < 12 && size >= 3; m++) {
        size_t full = strlen(months[m]);

        if ((size == full || size == 3 || (m == 8 && size == 4))
            && strncasecmp(text.data + at, months[m], size) == 0) {
            *ret = (int64_t)m + 1;
            return size;
        }
    }
    return 0;
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

static int64_t day_end(int64_t days)
{
    return (days + 1) * DAY_MS - MINUTE_MS;
}

static bool word_is(const struct baton_tokens *tokens, size_t at, size_t last, const char *word)
{
    return at <= last && baton_text_is(tokens->items[at].folded, word);
}

static int64_t count_of(const struct baton_token *token)
{
    static const char *const words[] = { "",    "one",   "two",   "three", "four", "five",
                                         "six", "seven", "eight", "nine",  "ten" };
    int64_t number = 0;

    if (baton_text_to_long(token->folded, &number))
        return number > 0 && number < 1000 ? number : 0;
    for (int64_t i = 1; i <= 10; i++) {
        if (baton_text_is(token->folded, words[i]))
            return i;
    }
    return baton_text_is(token->folded, "a") || baton_text_is(token->folded, "an") ? 1 : 0;
}

/* "2 days", "3 - 5 business days", "an hour" at `at`. Business days count seven for five. */
static int64_t span_of(const struct baton_tokens *tokens, size_t at, size_t last, int64_t now_ms)
{
    static const struct {
        const char *one, *many;
        int64_t ms;
    } units[] = { { "minute", "minutes", MINUTE_MS },
                  { "hour", "hours", HOUR_MS },
                  { "day", "days", DAY_MS },
                  { "week", "weeks", 7 * DAY_MS } };
    int64_t count = count_of(&tokens->items[at]);
    bool business =
        word_is(tokens, at + 1, last, "business") || word_is(tokens, at + 1, last, "working");

    if (count == 0 || at + 1 + business > last)
        return 0;
    for (size_t u = 0; u < 4; u++) {
        if (word_is(tokens, at + 1 + business, last, units[u].one)
            || word_is(tokens, at + 1 + business, last, units[u].many)) {
            int64_t ms = business ? (count * 7 + 4) / 5 * units[u].ms : count * units[u].ms;
            return units[u].ms < DAY_MS ? now_ms + ms : day_end((now_ms + ms) / DAY_MS);
        }
    }
    return 0;
}

/* The day that the word at `at` names, as the end of it; 0: none. */
static int64_t word_day(const struct baton_tokens *tokens, size_t at, size_t last, int64_t now_ms)
{
    int64_t today = now_ms / DAY_MS;
    const struct baton_text word = tokens->items[at].folded;

    if (baton_text_is(word, "today") || baton_text_is(word, "tonight")
        || baton_text_is(word, "heute"))
        return day_end(today);
    if (baton_text_is(word, "tomorrow"))
        return day_end(today + 1);
    if (baton_text_is(word, "weekend"))
        return day_end(today + (1 - today % 7 + 7) % 7); /* the Friday before: day 1 was a Friday */
    if (word_is(tokens, at, last, "end") && word_is(tokens, at + 1, last, "of"))
        return word_is(tokens, at + 2, last, "day") ? day_end(today)
               : word_is(tokens, at + 2, last, "week") || word_is(tokens, at + 3, last, "week")
                   ? day_end(today + (1 - today % 7 + 7) % 7)
                   : 0;
    if (baton_text_is(word, "next") && word_is(tokens, at + 1, last, "week"))
        return day_end(today + 7);
    for (int64_t d = 0; d < 7; d++) {
        if (baton_text_is(word, weekdays[d]))
            return day_end(today + ((d - today % 7 + 7) % 7 == 0 ? 7 : (d - today % 7 + 7) % 7));
    }
    return 0;
}

int64_t due_find_at(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
                    size_t *ret_at)
{
    struct packager_day day;

    for (size_t i = first; i <= last && i < tokens->count; i++) {
        int64_t due = word_day(tokens, i, last, now_ms);

        /* "move it by one day" names no time */
        if (due == 0 && i > first && !word_is(tokens, i - 1, last, "by"))
            due = span_of(tokens, i, last, now_ms);
        if (due == 0 && tokens->items[i].kind != BATON_TOKEN_MARK
            && due_read_date(tokens->text, tokens->items[i].from, now_ms, &day) > 0)
            due = day_end(due_days(day));
        if (due > 0) {
            *ret_at = i;
            return due;
        }
    }
    return 0;
}

int64_t due_find(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms)
{
    size_t at;

    return due_find_at(tokens, first, last, now_ms, &at);
}
