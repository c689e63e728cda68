/* What comes after an erasure. Invariant: what was said before `forget` is kept nowhere, whenever
 * and how often its records come; who holds and whether it ended are followed all the same. */
#ifndef PACKAGER_ERASED_H
#define PACKAGER_ERASED_H

#include "package.h"

/* Everything that was said goes; who holds, counters and hashes of event ids stay, so that ids are
 * not used twice and duplicates stay duplicates. Of a conversation that nothing is known of the
 * mark alone is kept, for its retention. */
void erased_forget(struct package *p);

/* Whether nothing of `event` may be kept: it says itself that it was said before the erasure, is an
 * edit of what is gone, answers what was asked before, or nothing was said since that begins the
 * conversation again (baton_holding_begins_again). */
bool erased_has(struct package *p, const struct baton_conversation_event *event);

/* `signal`, without words where it rests on what was said before the erasure: whoever waits for a
 * person still gets one.
 * owns    the result is `signal` or lies in the arena */
const struct baton_escalation_signal *erased_signal(struct package *p,
                                                    const struct baton_escalation_signal *signal);

#endif
