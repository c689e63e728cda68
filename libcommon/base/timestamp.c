/* Civil dates by own arithmetic in the proleptic Gregorian calendar: no time zone data, no libc
 * state. Days are counted from the 1st of March of year 0, so that the leap day is a year's last.
 * Pure but for the clocks; any thread. */
#include "timestamp.h"

#include <string.h>
#include <time.h>

#define DAY_MS INT64_C(86400000)
#define YEAR_1_MS INT64_C(-62135596800000)    /* 0001-01-01T00:00:00.000Z */
#define YEAR_9999_MS INT64_C(253402300799999) /* 9999-12-31T23:59:59.999Z */
#define EPOCH_DAY 719468                      /* 1970-01-01 */
#define DAYS_IN_400_YEARS 146097

/* Days before each month of a year that begins in March; the 13th entry ends February of a leap
 * year. */
static const int days_before[] = { 0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337, 366 };

static int day_of_march_year(int year)
{
    return 365 * year + year / 4 - year / 100 + year / 400;
}

/* Year and day of year of `day`; the estimate is exact or one year too late. */
static int march_year_of(int day)
{
    int year = (int)((int64_t)day * 400 / DAYS_IN_400_YEARS) + 1;

    while (day_of_march_year(year) > day)
        year--;
    return year;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    int from_march = (month + 9) % 12;

    if (month == 2)
        return is_leap(year) ? 29 : 28;
    return days_before[from_march + 1] - days_before[from_march];
}

static int days_since_epoch(int year, int month, int day)
{
    int from_march = (month + 9) % 12;
    int march_year = month < 3 ? year - 1 : year;

    return day_of_march_year(march_year) + days_before[from_march] + day - 1 - EPOCH_DAY;
}

/* Over the zeros that end before `end`. By hand: printf takes longer than all else of an output. */
static void put_digits(char *end, int number)
{
    for (; number > 0; number /= 10)
        *--end = (char)('0' + number % 10);
}

const char *baton_time_format(int64_t time_ms, char ret[BATON_TIME_SIZE])
{
    int64_t since_year_1 = time_ms;

    if (time_ms < YEAR_1_MS || time_ms > YEAR_9999_MS)
        return memcpy(ret, "invalid", sizeof "invalid");
    since_year_1 -= YEAR_1_MS; /* 306 days after the 1st of March of year 0 */

    int day = (int)(since_year_1 / DAY_MS) + 306;
    int ms = (int)(since_year_1 % DAY_MS);
    int year = march_year_of(day);
    int month = 0;

    day -= day_of_march_year(year);
    while (day >= days_before[month + 1])
        month++;
    memcpy(ret, "0000-00-00T00:00:00.000Z", sizeof "0000-00-00T00:00:00.000Z");
    put_digits(ret + 4, year + month / 10);
    put_digits(ret + 7, (month + 2) % 12 + 1);
    put_digits(ret + 10, day - days_before[month] + 1);
    put_digits(ret + 13, ms / 3600000);
    put_digits(ret + 16, ms / 60000 % 60);
    put_digits(ret + 19, ms / 1000 % 60);
    put_digits(ret + 23, ms % 1000);
    return ret;
}

/* What is still to be read; `bad` sticks, so that a run of reads is checked once. */
struct reader {
    const char *at;
    const char *end;
    bool bad;
};

static bool next_is_digit(const struct reader *r)
{
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static int read_number(struct reader *r, int digits, int lowest, int highest)
{
    int number = 0;

    for (int i = 0; i < digits; i++) {
        if (!next_is_digit(r)) {
            r->bad = true;
            return lowest;
        }
        number = number * 10 + (*r->at++ - '0');
    }
    if (number < lowest || number > highest) {
        r->bad = true;
        return lowest;
    }
    return number;
}

/* One of the characters of `allowed`; returns it, 0 when it is another. */
static char read_char(struct reader *r, const char *allowed)
{
    if (r->at < r->end && *r->at != '\0' && strchr(allowed, *r->at) != NULL)
        return *r->at++;
    r->bad = true;
    return 0;
}

static int read_fraction_ms(struct reader *r)
{
    int ms = 0;
    int weight = 100;

    if (r->at == r->end || *r->at != '.')
        return 0;
    r->at++;
    if (!next_is_digit(r))
        r->bad = true;
    for (; next_is_digit(r); r->at++, weight /= 10)
        ms += weight * (*r->at - '0');
    return ms;
}

static int64_t read_date_ms(struct reader *r)
{
    int year = read_number(r, 4, 1, 9999);
    read_char(r, "-");
    int month = read_number(r, 2, 1, 12);
    read_char(r, "-");
    int day = read_number(r, 2, 1, days_in_month(year, month));

    return days_since_epoch(year, month, day) * DAY_MS;
}

static int read_offset_minutes(struct reader *r)
{
    char sign = read_char(r, "Zz+-");

    if (sign != '+' && sign != '-')
        return 0;
    int hours = read_number(r, 2, 0, 23);
    read_char(r, ":");
    int minutes = hours * 60 + read_number(r, 2, 0, 59);
    return sign == '-' ? -minutes : minutes;
}

static bool parse_rfc3339(struct baton_text text, int64_t *ret_ms)
{
    struct reader r = { text.data, text.data + text.size, false };
    int64_t date_ms = read_date_ms(&r);
    read_char(&r, "Tt ");
    int hour = read_number(&r, 2, 0, 23);
    read_char(&r, ":");
    int minute = read_number(&r, 2, 0, 59);
    read_char(&r, ":");
    int second = read_number(&r, 2, 0, 60);
    int fraction_ms = read_fraction_ms(&r);
    int64_t whole_ms =
        date_ms + (hour * 60 + minute - read_offset_minutes(&r)) * INT64_C(60000) + second * 1000;

    /* A leap second ends a day in UTC; it is counted as the second that follows. */
    if (r.bad || r.at != r.end || (second == 60 && whole_ms % DAY_MS != 0))
        return false;
    *ret_ms = whole_ms + fraction_ms;
    return true;
}

bool baton_time_parse(struct baton_text text, int64_t *ret_ms)
{
    int64_t time_ms;

    if (text.size == 0)
        return false;
    if (!baton_text_to_long(text, &time_ms) && !parse_rfc3339(text, &time_ms))
        return false;
    if (time_ms < YEAR_1_MS || time_ms > YEAR_9999_MS)
        return false;
    *ret_ms = time_ms;
    return true;
}

static int64_t clock_ms(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t baton_time_said(int64_t said_ms, int64_t otherwise)
{
    return said_ms > 0 && said_ms <= YEAR_9999_MS ? said_ms : otherwise;
}

int64_t baton_clock_wall_ms(void)
{
    return clock_ms(CLOCK_REALTIME);
}

int64_t baton_clock_wall_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t baton_clock_monotonic_ms(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

int64_t baton_clock_boot_ms(void)
{
    return clock_ms(CLOCK_BOOTTIME);
}
