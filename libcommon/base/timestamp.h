/* Times are int64_t milliseconds since 1970-01-01 UTC. Nothing here reads a clock but the last
 * four functions. */
#ifndef BATON_TIMESTAMP_H
#define BATON_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

#define BATON_TIME_SIZE 32

/* "2026-03-03T13:05:57.123Z" into `ret`; years 0001 to 9999, others as "invalid". Returns `ret`. */
const char *baton_time_format(int64_t time_ms, char ret[BATON_TIME_SIZE]);
/* RFC 3339 with any offset, fractions cut to milliseconds, or whole milliseconds as a number; years
 * 0001 to 9999. A leap second counts as the second that follows it.
 * fails  false, *ret untouched */
bool baton_time_parse(struct baton_text text, int64_t *ret_ms);

/* A time that somebody else said: `said_ms` if it lies in the years 1970 to 9999, which every
 * reader's calendar has and of which differences never overflow; else `otherwise`. */
int64_t baton_time_said(int64_t said_ms, int64_t otherwise);

/* For the runtime and the doors only; `process` gets its time from the record. */
int64_t baton_clock_wall_ms(void);
int64_t baton_clock_wall_ns(void); /* nanoseconds */
int64_t baton_clock_monotonic_ms(void);
/* Monotonic too, and goes on while the machine sleeps. */
int64_t baton_clock_boot_ms(void);

#endif
