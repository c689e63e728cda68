/* How good a package is, by what stands in it alone. */
#ifndef BATON_PACKAGER_QUALITY_H
#define BATON_PACKAGER_QUALITY_H

#include "arena.h"
#include "records.h"
#include "rules.h"

/* Fills head->quality, what is missing too. Each part grows with every piece that it rests on and
 * never to its end, so that a fact, attempt or promise less is a lower score.
 * issue        0..1: how clearly the core issue says what is wrong or wanted
 * unsupported  claims of the summary that stand nowhere else in the package (claims.h): with one
 * the clarity is under 0.5
 * owns         the list of what is missing lies in the arena */
void packager_quality(struct baton_arena *arena, const struct baton_template *template,
                      double issue, size_t unsupported, struct baton_context_package *head);

#endif
