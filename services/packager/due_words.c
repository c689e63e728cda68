/* Times in words, English and German: a day, a span or a time of day. What lies behind ("last
 * Friday", "three days ago") is none. Days end at 23:59 UTC, whatever the customer's zone. */
#include <ctype.h>

#include "due.h"

#define DAY_MS INT64_C(86400000)
#define HOUR_MS INT64_C(3600000)
#define MINUTE_MS INT64_C(60000)

enum { FRIDAY = 4, SUNDAY = 6, NEAR = 7 };

/* Where a time is looked for. */
struct search {
    const struct baton_tokens *tokens;
    size_t first, last;
    int64_t now_ms, today; /* days since 1970 */
    int64_t monday;        /* of this week */
};

struct word {
    const char *word;
    int64_t value;
};

static const struct word *find(const struct word *rows, size_t count, struct baton_text text)
{
    for (size_t i = 0; i < count; i++) {
        if (baton_text_is(text, rows[i].word))
            return &rows[i];
    }
    return NULL;
}
#define FIND(rows, text) find((rows), sizeof(rows) / sizeof *(rows), (text))

static struct baton_text folded(const struct search *s, size_t at)
{
    return at >= s->first && at <= s->last ? s->tokens->items[at].folded : BATON_TEXT_NONE;
}

static struct baton_text before(const struct search *s, size_t at)
{
    return at > s->first ? s->tokens->items[at - 1].folded : BATON_TEXT_NONE;
}

static bool says(const struct search *s, size_t at, const char *word)
{
    return baton_text_is(folded(s, at), word);
}

static int64_t day_end(int64_t days)
{
    return (days + 1) * DAY_MS - MINUTE_MS;
}

/* The last day of the month that begins `months` after the one of `days`. */
static int64_t month_end(int64_t days, int64_t months)
{
    struct packager_day day = due_date(days);
    int64_t month = day.month + months; /* the first of the one behind it, less a day */

    return due_days((struct packager_day){ day.year + month / 12, month % 12 + 1, 1 }) - 1;
}

/* --- spans ----------------------------------------------------------------------------------- */

enum unit { MINUTES, HOURS, DAYS, BUSINESS_DAYS, WEEKS, MONTHS };

static const struct word units[] = {
    { "minute", MINUTES },
    { "minutes", MINUTES },
    { "mins", MINUTES },
    { "minuten", MINUTES },
    { "hour", HOURS },
    { "hours", HOURS },
    { "hr", HOURS },
    { "hrs", HOURS },
    { "h", HOURS },
    { "stunde", HOURS },
    { "stunden", HOURS },
    { "day", DAYS },
    { "days", DAYS },
    { "tag", DAYS },
    { "tage", DAYS },
    { "tagen", DAYS },
    { "werktag", BUSINESS_DAYS },
    { "werktage", BUSINESS_DAYS },
    { "werktagen", BUSINESS_DAYS },
    { "arbeitstag", BUSINESS_DAYS },
    { "arbeitstage", BUSINESS_DAYS },
    { "arbeitstagen", BUSINESS_DAYS },
    { "week", WEEKS },
    { "weeks", WEEKS },
    { "woche", WEEKS },
    { "wochen", WEEKS },
    { "month", MONTHS },
    { "months", MONTHS },
    { "monat", MONTHS },
    { "monate", MONTHS },
    { "monaten", MONTHS },
};

static const struct word counts[] = {
    { "a", 1 },       { "an", 1 },      { "one", 1 },    { "two", 2 },     { "couple", 2 },
    { "three", 3 },   { "four", 4 },    { "five", 5 },   { "six", 6 },     { "seven", 7 },
    { "eight", 8 },   { "nine", 9 },    { "ten", 10 },   { "twelve", 12 }, { "fifteen", 15 },
    { "twenty", 20 }, { "thirty", 30 }, { "ein", 1 },    { "eine", 1 },    { "einem", 1 },
    { "einen", 1 },   { "einer", 1 },   { "zwei", 2 },   { "drei", 3 },    { "vier", 4 },
    { "fünf", 5 },    { "sechs", 6 },   { "sieben", 7 }, { "acht", 8 },    { "neun", 9 },
    { "zehn", 10 },
};

static int64_t business_days(int64_t days, int64_t count)
{
    while (count > 0)
        count -= (++days + 3) % 7 <= FRIDAY;
    return days;
}

/* The day of a month so many months on, or the month's last where it has no such day. */
static int64_t months_on(int64_t days, int64_t months)
{
    int64_t last = month_end(days, months);
    int64_t first = last - due_date(last).day + 1, same = first + due_date(days).day - 1;

    return same < last ? same : last;
}

static int64_t span_end(const struct search *s, int64_t count, enum unit unit)
{
    switch (unit) {
    case MINUTES: return s->now_ms + count * MINUTE_MS;
    case HOURS: return s->now_ms + count * HOUR_MS;
    case DAYS: return day_end(s->today + count);
    case BUSINESS_DAYS: return day_end(business_days(s->today, count));
    case WEEKS: return day_end(s->today + 7 * count);
    case MONTHS: return day_end(months_on(s->today, count));
    }
    return 0;
}

/* "48h", "48 hours": the number, and what stands behind it in the same word. */
static int64_t count_of(struct baton_text word, struct baton_text *ret_rest)
{
    const struct word *row = FIND(counts, word);
    int64_t number = 0;
    size_t digits = 0;

    *ret_rest = BATON_TEXT_NONE;
    if (row != NULL)
        return row->value;
    for (; digits < word.size && digits < 4 && isdigit((unsigned char)word.data[digits]); digits++)
        number = number * 10 + (word.data[digits] - '0');
    *ret_rest = (struct baton_text){ word.data + digits, word.size - digits };
    return number < 1000 ? number : 0;
}

/* "for 3 days", "3 days ago" and "3 days late" say how long it has been; "move it by one day" names
 * no time. */
static bool is_past(const struct search *s, size_t at, size_t behind)
{
    static const char *const leads[] = { "by",    "for",  "last",    "past",  "previous",
                                         "since", "seit", "vor",     "every", "alle",
                                         "each",  "over", "letzten", "first", "vergangenen" };
    static const char *const tails[] = { "ago",    "old",  "late",    "earlier",
                                         "before", "lang", "overdue", "now" };

    return BATON_TEXT_IS_ONE_OF(before(s, at), leads)
           || (at > s->first + 1 && says(s, at - 1, "a") && says(s, at - 2, "for"))
           || BATON_TEXT_IS_ONE_OF(folded(s, behind), tails);
}

/* "2 days", "3 - 5 business days", "an hour", "48h", "half an hour" */
static bool read_span(const struct search *s, size_t at, struct packager_due *ret)
{
    struct baton_text rest;
    int64_t count = count_of(folded(s, at), &rest);
    const struct word *unit;
    size_t next = at + 1;

    if (count <= 0)
        return false;
    next += says(s, next, "of") && says(s, at, "couple");
    bool business = says(s, next, "business") || says(s, next, "working");
    next += business;
    unit = rest.size > 0 ? FIND(units, rest) : FIND(units, folded(s, next));
    next -= rest.size > 0;
    if (unit == NULL || at == s->first || is_past(s, at, next + 1))
        return false;
    ret->last = next;
    ret->whole_day = unit->value > HOURS;
    ret->at_ms = span_end(s, count,
                          business && unit->value == DAYS ? BUSINESS_DAYS : (enum unit)unit->value);
    if (unit->value == HOURS && baton_text_is(before(s, at), "half"))
        ret->at_ms -= HOUR_MS / 2;
    return true;
}

/* --- days ------------------------------------------------------------------------------------ */

static const struct word weekdays[] = {
    { "monday", 0 },   { "tuesday", 1 },   { "wednesday", 2 },  { "thursday", 3 },
    { "friday", 4 },   { "saturday", 5 },  { "sunday", 6 },     { "montag", 0 },
    { "dienstag", 1 }, { "mittwoch", 2 },  { "donnerstag", 3 }, { "freitag", 4 },
    { "samstag", 5 },  { "sonnabend", 5 }, { "sonntag", 6 },
};

static const char *const nexts[] = { "next",     "nächste",  "nächsten",  "nächster",
                                     "nächstes", "naechste", "naechsten", "naechster" };
static const char *const lasts[] = { "last",  "past",        "previous", "since",   "seit",
                                     "every", "letzte",      "letzten",  "letzter", "jeden",
                                     "jede",  "vergangenen", "each" };

/* The next day of that name; today it is only as "this Friday". "Next Friday" is the next week's.
 */
static bool read_weekday(const struct search *s, size_t at, struct packager_due *ret)
{
    static const char *const thises[] = { "this", "diesen", "today", "heute" };
    const struct word *row = FIND(weekdays, folded(s, at));
    struct baton_text lead = before(s, at);

    if (row == NULL || BATON_TEXT_IS_ONE_OF(lead, lasts))
        return false;
    int64_t day = s->monday + row->value;
    if (BATON_TEXT_IS_ONE_OF(lead, nexts) || day < s->today
        || (day == s->today && !BATON_TEXT_IS_ONE_OF(lead, thises)))
        day += 7;
    ret->at_ms = day_end(day);
    return true;
}

static bool read_today(const struct search *s, size_t at, struct packager_due *ret)
{
    static const struct word words[] = {
        { "today", 0 },  { "tonight", 0 },    { "heute", 0 },       { "tomorrow", 1 },
        { "tmrw", 1 },   { "tomorow", 1 },    { "tommorow", 1 },    { "tommorrow", 1 },
        { "morgen", 1 }, { "übermorgen", 2 }, { "uebermorgen", 2 },
    };
    static const char *const mornings[] = { "guten", "am", "jeden", "heute", "gestern", "diesen" };
    const struct word *row = FIND(words, folded(s, at));

    if (row == NULL || (says(s, at, "morgen") && BATON_TEXT_IS_ONE_OF(before(s, at), mornings)))
        return false;
    ret->at_ms =
        day_end(s->today + row->value + (row->value == 1 && baton_text_is(before(s, at), "after")));
    return true;
}

/* The end of a week, month or year, this or the next one. */
static bool end_of(const struct search *s, struct baton_text unit, bool next, int64_t *ret_day)
{
    static const struct word words[] = { { "week", 0 },   { "woche", 0 }, { "month", 1 },
                                         { "monats", 1 }, { "monat", 1 }, { "year", 2 },
                                         { "jahres", 2 }, { "jahr", 2 } };
    const struct word *row = FIND(words, unit);

    if (row == NULL)
        return false;
    if (row->value == 0) {
        int64_t friday = s->monday + FRIDAY;
        *ret_day = friday + (next || friday < s->today ? 7 : 0);
    } else if (row->value == 1) {
        *ret_day = month_end(s->today, next);
    } else {
        *ret_day = due_days((struct packager_day){ due_date(s->today).year + next, 12, 31 });
    }
    return true;
}

static bool read_day(const struct search *s, size_t at, struct packager_due *ret);

/* "end of the month", "end of day tomorrow", "Ende nächster Woche", "EOD" */
static bool read_end(const struct search *s, size_t at, struct packager_due *ret)
{
    static const char *const articles[] = { "of",  "the", "this",   "my",
                                            "des", "der", "dieser", "dieses" };
    static const char *const days[] = { "day", "business", "tages", "today" };
    static const char *const shorts[] = { "eod", "cob" };
    bool next = false, whole = BATON_TEXT_IS_ONE_OF(folded(s, at), shorts);
    size_t place = at + 1;
    int64_t day = s->today;

    if (!whole && !says(s, at, "end") && !says(s, at, "ende"))
        return false;
    while (!whole
           && (BATON_TEXT_IS_ONE_OF(folded(s, place), articles)
               || BATON_TEXT_IS_ONE_OF(folded(s, place), nexts)))
        next |= BATON_TEXT_IS_ONE_OF(folded(s, place++), nexts);
    if (!whole && end_of(s, folded(s, place), next, &day)) {
        ret->last = place;
        ret->at_ms = day_end(day);
        return true;
    }
    if (!whole && !BATON_TEXT_IS_ONE_OF(folded(s, place), days))
        return false;
    place += !whole;
    place += says(s, place, "on");
    if (read_day(s, place, ret)) { /* "end of day tomorrow" */
        ret->first = at;
        return true;
    }
    ret->last = place - 1;
    ret->at_ms = day_end(s->today);
    return true;
}

/* "next week", "this month", "the weekend", "within the hour" */
static bool read_period(const struct search *s, size_t at, struct packager_due *ret)
{
    static const char *const thises[] = { "this", "diese", "diesen", "dieses" };
    static const char *const ats[] = { "this", "dieses", "am", "at", "over" };
    bool next = BATON_TEXT_IS_ONE_OF(folded(s, at), nexts);
    int64_t day = 0;

    if (says(s, at, "weekend") || says(s, at, "wochenende")) {
        if (BATON_TEXT_IS_ONE_OF(before(s, at), lasts))
            return false;
        day = s->monday + (BATON_TEXT_IS_ONE_OF(before(s, at), ats) ? SUNDAY : FRIDAY);
        ret->at_ms = day_end(day + (day < s->today ? 7 : 0));
        return true;
    }
    if (says(s, at, "hour") && baton_text_is(before(s, at), "the")) {
        ret->at_ms = s->now_ms + HOUR_MS;
        ret->whole_day = false;
        return true;
    }
    if ((!next && !BATON_TEXT_IS_ONE_OF(folded(s, at), thises))
        || !end_of(s, folded(s, at + 1), next, &day))
        return false;
    if (next && baton_text_is(before(s, at), "the") && says(s, at + 1, "week"))
        day = s->today + 7; /* "within the next week" */
    ret->last = at + 1;
    ret->at_ms = day_end(day);
    return true;
}

/* The next day that has the number. */
static int64_t day_numbered(const struct search *s, int64_t number)
{
    for (int64_t month = 0; month < 12; month++) {
        int64_t last = month_end(s->today, month), day = last - due_date(last).day + number;

        if (day >= s->today && day <= last)
            return day;
    }
    return 0;
}

/* "by the 15th", "bis zum 15."; not "the 15th floor". */
static bool read_numbered(const struct search *s, size_t at, struct packager_due *ret)
{
    static const char *const leads[] = { "by",   "before", "until", "till", "on", "the",
                                         "than", "zum",    "am",    "den",  "dem" };
    static const char *const tails[] = { "at",     "and", "or", "if",   "so",  "as", "because",
                                         "please", "but", "um", "oder", "und", "of" };
    struct baton_text word = folded(s, at), rest;
    int64_t number = count_of(word, &rest);
    bool point = rest.size == 0 && says(s, at + 1, ".");
    static const char *const endings[] = { "st", "nd", "rd", "th" };

    if (number < 1 || number > 31 || word.size == 0 || !isdigit((unsigned char)word.data[0])
        || !BATON_TEXT_IS_ONE_OF(before(s, at), leads)
        || (!BATON_TEXT_IS_ONE_OF(rest, endings) && !point))
        return false;
    if (at + 1 <= s->last && s->tokens->items[at + 1].kind != BATON_TOKEN_MARK
        && !BATON_TEXT_IS_ONE_OF(folded(s, at + 1), tails))
        return false;
    int64_t day = day_numbered(s, number);
    ret->last = at + point;
    ret->at_ms = day_end(day);
    return day > 0;
}

/* A date; without a year the one that comes rather than the one that was. */
static bool read_date(const struct search *s, size_t at, struct packager_due *ret)
{
    static const int64_t LEAN_MS = 120 * DAY_MS;
    const struct baton_token *token = &s->tokens->items[at];
    struct packager_day day;
    size_t size = token->kind == BATON_TOKEN_MARK
                      ? 0
                      : due_read_date(s->tokens->text, token->from, s->now_ms + LEAN_MS, &day);

    if (size == 0)
        return false;
    while (ret->last < s->last && s->tokens->items[ret->last + 1].to <= token->from + size)
        ret->last++;
    ret->at_ms = day_end(due_days(day));
    return true;
}

static bool read_day(const struct search *s, size_t at, struct packager_due *ret)
{
    static bool (*const readers[])(const struct search *, size_t, struct packager_due *) = {
        read_today, read_weekday, read_end, read_period, read_date, read_numbered, read_span,
    };

    for (size_t i = 0; at <= s->last && i < sizeof readers / sizeof *readers; i++) {
        *ret = (struct packager_due){ .first = at, .last = at, .whole_day = true };
        if (readers[i](s, at, ret))
            return true;
    }
    return false;
}

/* --- times of day ---------------------------------------------------------------------------- */

/* "tomorrow at 5 pm", "between 9 am and 5 pm on Friday": the last time of day beside the day. */
static void add_clock(const struct search *s, struct packager_due *due)
{
    size_t from = due->first > s->first + NEAR ? due->first - NEAR : s->first;
    size_t to = due->last + NEAR < s->last ? due->last + NEAR : s->last, last = 0, end = due->last;
    int64_t minutes = DUE_NO_CLOCK;

    for (size_t i = end + 1; i <= to; i++) {
        int64_t own = due_clock(s->tokens, i, s->last, &last);

        minutes = own != DUE_NO_CLOCK ? own : minutes;
        due->last = own != DUE_NO_CLOCK ? last : due->last;
    }
    for (size_t i = due->first; minutes == DUE_NO_CLOCK && i-- > from;) {
        minutes = due_clock(s->tokens, i, s->last, &last);
        due->first = minutes != DUE_NO_CLOCK ? i : due->first;
    }
    if (minutes != DUE_NO_CLOCK)
        due->at_ms += (minutes + 1 - 24 * 60) * MINUTE_MS;
}

static bool day_follows(const struct search *s, size_t at)
{
    struct packager_due due;

    for (size_t i = at + 1; i <= s->last && i <= at + NEAR; i++) {
        if (read_day(s, i, &due) && due.whole_day)
            return true;
    }
    return false;
}

/* "by 5 pm": today, or tomorrow where that has passed. */
static bool read_clock(const struct search *s, size_t at, struct packager_due *ret)
{
    static const char *const leads[] = { "by",  "before", "until", "till", "at",    "than",
                                         "bis", "um",     "vor",   "and",  "latest" };
    int64_t minutes;
    *ret = (struct packager_due){ .first = at, .last = at };

    if (!BATON_TEXT_IS_ONE_OF(before(s, at), leads))
        return false;
    minutes = due_clock(s->tokens, at, s->last, &ret->last);
    if (minutes == DUE_NO_CLOCK || day_follows(s, ret->last))
        return false;
    ret->at_ms = s->today * DAY_MS + minutes * MINUTE_MS;
    ret->at_ms += ret->at_ms <= s->now_ms ? DAY_MS : 0;
    return true;
}

bool due_next(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
              struct packager_due *ret)
{
    struct search s = { .tokens = tokens, .first = first, .now_ms = now_ms };

    s.today = now_ms / DAY_MS;
    s.monday = s.today - (s.today + 3) % 7;
    s.last = last < tokens->count ? last : tokens->count - 1;
    for (size_t i = first; i <= s.last && tokens->count > 0; i++) {
        if (read_day(&s, i, ret)) {
            if (ret->whole_day)
                add_clock(&s, ret);
            return true;
        }
        if (read_clock(&s, i, ret))
            return true;
    }
    return false;
}

int64_t due_find_at(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
                    size_t *ret_at)
{
    struct packager_due due;

    if (!due_next(tokens, first, last, now_ms, &due))
        return 0;
    *ret_at = due.first;
    return due.at_ms;
}

int64_t due_find(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms)
{
    size_t at;

    return due_find_at(tokens, first, last, now_ms, &at);
}
