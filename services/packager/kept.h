/* What becomes of promises: said again, done, taken back. Two sentences are compared by what is to
 * be done: their content words without times, so that "We will refund you by Friday" and "You were
 * refunded" are about one deed. */
#ifndef BATON_PACKAGER_KEPT_H
#define BATON_PACKAGER_KEPT_H

#include "learn.h"

/* The open promise of the same side that `text` makes again; NULL: none. One whose time has passed
 * is broken for good then and is not made again: the new one stands beside it. */
struct baton_commitment *kept_again(struct package *p, const struct packager_said *said,
                                    struct baton_text text);

/* What a sentence does to the promises before it. */
void kept_sentence(struct package *p, const struct packager_said *said,
                   const struct packager_sentence *sentence);

/* A tool did something: keeps the promise that is about just that. */
void kept_by_action(struct package *p, const struct baton_action_attempt *action);

#endif
