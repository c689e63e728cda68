/* Words for people: placeholders of the tenant's announcements and what is put in their place.
 * English and German; for other languages the tenant's default where it is one of these, else
 * English. */
#ifndef BATON_SWITCHBOARD_WORDING_H
#define BATON_SWITCHBOARD_WORDING_H

#include "arena.h"
#include "records.h"
#include "text.h"

#define SWITCHBOARD_WORDS_MAX 4000 /* bytes of a filled-in text */

struct switchboard_fill {
    const char *name; /* without braces */
    struct baton_text value;
};

/* `pattern` with each {name} replaced. One pass: what is put in is not looked at again, so a name
 * that holds braces stays what it is. Names that are not in `fills` stay as they are.
 * owns   the result lies in `arena`; cut between characters at SWITCHBOARD_WORDS_MAX */
struct baton_text switchboard_fill_in(struct baton_arena *arena, struct baton_text pattern,
                                      const struct switchboard_fill *fills, size_t count);

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
