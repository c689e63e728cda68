/* Times in words: "by Friday", "in two days", "tomorrow at 5 pm", "2026-03-04". */
#ifndef BATON_PACKAGER_DUE_H
#define BATON_PACKAGER_DUE_H

#include "arena.h"
#include "tokens.h"

/* A day of the calendar. */
struct packager_day {
    int64_t year, month, day;
};

/* Days since 1970-01-01 of a date of the Gregorian calendar, and back. */
int64_t due_days(struct packager_day day);
struct packager_day due_date(int64_t days);

/* A date at byte `at` of `text` ("2026-03-04", "4.3.2026", "3/4/2026", "March 4, 2026", "4 March");
 * without a year the one nearest to `now_ms`.
 * returns  bytes it takes; 0: there is none
 * source   a date with slashes is month/day as in US English, unless that is no date */
size_t due_read_date(struct baton_text text, size_t at, int64_t now_ms, struct packager_day *ret);

/* The name of a month, English or German. */
bool due_is_month(struct baton_text word);

/* The time of day at token `at` of those to `last`: minutes of the day in UTC, less than 0 or more
 * than 1440 where a zone makes it so; DUE_NO_CLOCK: none, else *ret_last is its last token. */
#define DUE_NO_CLOCK INT64_MIN
int64_t due_clock(const struct baton_tokens *tokens, size_t at, size_t last, size_t *ret_last);

/* A time in words. */
struct packager_due {
    int64_t at_ms;      /* milliseconds UTC: the end of the day where no time of day is named */
    size_t first, last; /* its tokens */
    bool whole_day;     /* a day, with or without a time of day; else a span of hours */
};

/* The first time that tokens `first` to `last` name, seen from `now_ms`; English and German. What
 * lies behind is none: "last Friday", "two days ago". A weekday is the next one of that name, never
 * today but as "this Friday"; "next Friday" is the next week's. A zone counts where it stands
 * behind the time of day ("5 pm CET"), all else is UTC. returns  false: none, and *ret is undefined
 */
bool due_next(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
              struct packager_due *ret);

/* The same; returns 0: none. */
int64_t due_find_at(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
                    size_t *ret_at); /* the token where it begins */
int64_t due_find(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms);

#endif
