/* Words for people: what is put in the place of the fields of an announcement. English and German;
 * for other languages the tenant's default where it is one of these, else English. */
#ifndef BATON_SWITCHBOARD_WORDING_H
#define BATON_SWITCHBOARD_WORDING_H

#include "arena.h"
#include "records.h"
#include "text.h"

enum switchboard_tongue { SWITCHBOARD_EN, SWITCHBOARD_DE, SWITCHBOARD_TONGUES };

/* That of `language` (BCP 47), else of `otherwise`, else English. */
enum switchboard_tongue switchboard_tongue_of(struct baton_text language,
                                              struct baton_text otherwise);

/* Why a person comes, or another one, as a clause that is fit for the customer: the
 * detector's own words are not
 * ("mood turned bad"). */
struct baton_text switchboard_reason(enum switchboard_tongue tongue, enum baton_trigger trigger,
                                     enum baton_holder_cause cause);
/* "5 minutes", rounded up; minutes under 1: "less than a minute"; below 0: not known, "a while". */
struct baton_text switchboard_wait(struct baton_arena *arena, enum switchboard_tongue tongue,
                                   int64_t minutes);
/* Minutes of `wait_ms`, rounded up; -1 for a null. */
int64_t switchboard_minutes(int64_t wait_ms);
/* For an agent without a name, a team without a name. */
struct baton_text switchboard_colleague(enum switchboard_tongue tongue);
struct baton_text switchboard_team(enum switchboard_tongue tongue);

#endif
