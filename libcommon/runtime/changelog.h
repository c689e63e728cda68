/* Whether a partition of a changelog is whole: what the committed offsets say of it
 * (offset_note.h) held against what its leader says now. A changelog is only compacted, so its end
 * never goes back and its start never moves: compaction keeps the first offset, and only a deletion
 * of records moves it. */
#ifndef BATON_CHANGELOG_H
#define BATON_CHANGELOG_H

#include <stdbool.h>
#include <stdint.h>

#include "offset_note.h"

struct baton_changelog {
    int64_t known_end;   /* its end had reached this; 0: nothing is known */
    int64_t known_start; /* its start was this */
    int64_t start, end;  /* what it has now: offsets of the first record and behind the last */
};

/* Takes what stands beside one committed offset; of several the one that went furthest counts. */
void baton_changelog_note(struct baton_changelog *log, const struct baton_offset_note *note);
/* Records at its start have been deleted; a store that does not reach `start` has not all rows. */
bool baton_changelog_is_cut(const struct baton_changelog *log);
/* Why it has lost what a store that has it up to `stored` (0: no store) does not have either:
 *   changelog_short  it ends before known_end: made anew, or cut by an unclean election
 *   changelog_empty  it had records and has none left
 *   changelog_cut    records at its start were deleted
 * NULL: nothing is lost, as far as offsets can tell.
 * owns  nothing: literals, which are the codes of metrics and log */
const char *baton_changelog_loss(const struct baton_changelog *log, int64_t stored);

#endif
