/* What a summary claims against what the package holds: every number, name and promise in it has to
 * stand in the package too. */
#ifndef BATON_PACKAGER_CLAIMS_H
#define BATON_PACKAGER_CLAIMS_H

#include "arena.h"
#include "records.h"
#include "vocabulary.h"

/* Claims of `text` that nothing else in `head` supports: numbers and codes as written (separators
 * of thousands aside), names (words with a capital inside of a sentence, first names of the
 * vocabulary and what stands before a colon), sentences that promise where no commitment says the
 * like. What stands in quotation marks promises nothing: it is somebody's words.
 * owns     the arena's memory alone
 * returns  their number; 0: all of it is supported */
size_t packager_unsupported(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                            const struct baton_context_package *head, struct baton_text text);

#endif
