/* Zones by their rule: the standard offset, and when the clocks go forward and back. Those where
 * support teams work; each alias that is in use is a row. */
#include "hours.h"

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

enum summer {
    NO_SUMMER,
    EUROPE,    /* last Sundays of March and October, 01:00 UTC */
    AMERICA,   /* second Sunday of March, first of November, 02:00 by the clock */
    AUSTRALIA, /* first Sundays of October and April, 02:00 standard time; the year's end in it */
};

static const struct zone {
    const char *name;
    int minutes; /* of standard time, east of Greenwich */
    enum summer summer;
} zones[] = {
    { "UTC", 0, NO_SUMMER },
    { "Etc/UTC", 0, NO_SUMMER },
    { "GMT", 0, NO_SUMMER },
    { "Africa/Johannesburg", 120, NO_SUMMER },
    { "Africa/Lagos", 60, NO_SUMMER },
    { "Africa/Nairobi", 180, NO_SUMMER },
    { "America/Anchorage", -540, AMERICA },
    { "America/Argentina/Buenos_Aires", -180, NO_SUMMER },
    { "America/Bogota", -300, NO_SUMMER },
    { "America/Chicago", -360, AMERICA },
    { "America/Denver", -420, AMERICA },
    { "America/Halifax", -240, AMERICA },
    { "America/Lima", -300, NO_SUMMER },
    { "America/Los_Angeles", -480, AMERICA },
    { "America/Mexico_City", -360, NO_SUMMER },
    { "America/New_York", -300, AMERICA },
    { "America/Phoenix", -420, NO_SUMMER },
    { "America/Sao_Paulo", -180, NO_SUMMER },
    { "America/Toronto", -300, AMERICA },
    { "America/Vancouver", -480, AMERICA },
    { "Asia/Bangkok", 420, NO_SUMMER },
    { "Asia/Dhaka", 360, NO_SUMMER },
    { "Asia/Dubai", 240, NO_SUMMER },
    { "Asia/Ho_Chi_Minh", 420, NO_SUMMER },
    { "Asia/Hong_Kong", 480, NO_SUMMER },
    { "Asia/Jakarta", 420, NO_SUMMER },
    { "Asia/Karachi", 300, NO_SUMMER },
    { "Asia/Kolkata", 330, NO_SUMMER },
    { "Asia/Manila", 480, NO_SUMMER },
    { "Asia/Riyadh", 180, NO_SUMMER },
    { "Asia/Seoul", 540, NO_SUMMER },
    { "Asia/Shanghai", 480, NO_SUMMER },
    { "Asia/Singapore", 480, NO_SUMMER },
    { "Asia/Taipei", 480, NO_SUMMER },
    { "Asia/Tokyo", 540, NO_SUMMER },
    { "Australia/Brisbane", 600, NO_SUMMER },
    { "Australia/Melbourne", 600, AUSTRALIA },
    { "Australia/Perth", 480, NO_SUMMER },
    { "Australia/Sydney", 600, AUSTRALIA },
    { "Europe/Amsterdam", 60, EUROPE },
    { "Europe/Athens", 120, EUROPE },
    { "Europe/Belgrade", 60, EUROPE },
    { "Europe/Berlin", 60, EUROPE },
    { "Europe/Brussels", 60, EUROPE },
    { "Europe/Bucharest", 120, EUROPE },
    { "Europe/Budapest", 60, EUROPE },
    { "Europe/Copenhagen", 60, EUROPE },
    { "Europe/Dublin", 0, EUROPE },
    { "Europe/Helsinki", 120, EUROPE },
    { "Europe/Istanbul", 180, NO_SUMMER },
    { "Europe/Kiev", 120, EUROPE },
    { "Europe/Kyiv", 120, EUROPE },
    { "Europe/Lisbon", 0, EUROPE },
    { "Europe/London", 0, EUROPE },
    { "Europe/Luxembourg", 60, EUROPE },
    { "Europe/Madrid", 60, EUROPE },
    { "Europe/Moscow", 180, NO_SUMMER },
    { "Europe/Oslo", 60, EUROPE },
    { "Europe/Paris", 60, EUROPE },
    { "Europe/Prague", 60, EUROPE },
    { "Europe/Riga", 120, EUROPE },
    { "Europe/Rome", 60, EUROPE },
    { "Europe/Sofia", 120, EUROPE },
    { "Europe/Stockholm", 60, EUROPE },
    { "Europe/Tallinn", 120, EUROPE },
    { "Europe/Vienna", 60, EUROPE },
    { "Europe/Vilnius", 120, EUROPE },
    { "Europe/Warsaw", 60, EUROPE },
    { "Europe/Zagreb", 60, EUROPE },
    { "Europe/Zurich", 60, EUROPE },
    { "Pacific/Honolulu", -600, NO_SUMMER },
};

static const struct zone *zone_of(struct baton_text name)
{
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (baton_text_is(name, zones[i].name))
            return &zones[i];
    }
    return NULL;
}

/* Days since 1970-01-01 of a date in the Gregorian calendar, also before it. */
static int64_t days_of(int64_t year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t year_of(int64_t days)
{
    int64_t year = 1970 + floor_div(days, 366);

    while (days_of(year + 1, 1, 1) <= days)
        year++;
    return year;
}

/* 1 Monday … 7 Sunday. */
static int weekday_of(int64_t days)
{
    return (int)(days + 3 - floor_div(days + 3, 7) * 7) + 1;
}

/* The n-th Sunday of a month; 0: the last. */
static int64_t sunday_of(int64_t year, int month, int n)
{
    if (n == 0)
        return sunday_of(month == 12 ? year + 1 : year, month % 12 + 1, 1) - 7;
    int64_t first = days_of(year, month, 1);
    return first + 7 - weekday_of(first) + 7 * (n - 1);
}

static bool is_summer(const struct zone *zone, int64_t now_ms)
{
    int64_t standard_ms = now_ms + zone->minutes * MINUTE_MS;
    int64_t year = year_of(floor_div(standard_ms, DAY_MS));

    switch (zone->summer) {
    case EUROPE:
        return now_ms >= sunday_of(year, 3, 0) * DAY_MS + HOUR_MS
               && now_ms < sunday_of(year, 10, 0) * DAY_MS + HOUR_MS;
    case AMERICA:
        return standard_ms >= sunday_of(year, 3, 2) * DAY_MS + 2 * HOUR_MS
               && standard_ms < sunday_of(year, 11, 1) * DAY_MS + HOUR_MS;
    case AUSTRALIA:
        return standard_ms >= sunday_of(year, 10, 1) * DAY_MS + 2 * HOUR_MS
               || standard_ms < sunday_of(year, 4, 1) * DAY_MS + 2 * HOUR_MS;
    case NO_SUMMER: break;
    }
    return false;
}

static bool is_within(const struct baton_hours *hours, int weekday, int64_t of_day_ms)
{
    int before = weekday == 1 ? 7 : weekday - 1;
    bool today = (hours->days & (INT64_C(1) << weekday)) != 0;
    bool yesterday = (hours->days & (INT64_C(1) << before)) != 0;

    if (hours->to_ms > hours->from_ms)
        return today && of_day_ms >= hours->from_ms && of_day_ms < hours->to_ms;
    return (today && of_day_ms >= hours->from_ms) || (yesterday && of_day_ms < hours->to_ms);
}

enum baton_maybe baton_hours_open(const struct baton_team *team, int64_t now_ms)
{
    const struct zone *zone = zone_of(team->time_zone);

    if (team->hours_count == 0)
        return BATON_MAYBE_YES;
    if (zone == NULL)
        return BATON_MAYBE_UNKNOWN;
    int64_t local_ms = now_ms + zone->minutes * MINUTE_MS + (is_summer(zone, now_ms) ? HOUR_MS : 0);
    int64_t days = floor_div(local_ms, DAY_MS);
    for (size_t i = 0; i < team->hours_count; i++) {
        if (is_within(&team->hours[i], weekday_of(days), local_ms - days * DAY_MS))
            return BATON_MAYBE_YES;
    }
    return BATON_MAYBE_NO;
}
