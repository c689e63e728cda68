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

/* The first time that tokens `first` to `last` name, seen from `now_ms`.
 * units    milliseconds UTC: the end of the day where no hour is named
 * returns  0: none */
int64_t due_find_at(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms,
                    size_t *ret_at); /* the token where it begins */
int64_t due_find(const struct baton_tokens *tokens, size_t first, size_t last, int64_t now_ms);

#endif
