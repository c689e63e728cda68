/* When a team works: the hours of its policy, in its time zone, by a table of zones in the program.
 * So the same records give the same answer on every machine, whatever it has of time zones. */
#ifndef BATON_HOURS_H
#define BATON_HOURS_H

#include "rules.h"

/* Whether `team` works at `now_ms` (UTC).
 * returns  BATON_MAYBE_UNKNOWN: its time zone is not in the table; YES also without any hours
 * source   schemas/policy.schema.json (router.teams); IANA time zone database 2024a */
enum baton_maybe baton_hours_open(const struct baton_team *team, int64_t now_ms);

#endif
