/* The handoff: what a signal or a change of holder means, and what the router is told: once a
 * stretch that a person is needed, then what changed while the customer waits. */
#ifndef BATON_PACKAGER_HANDOFF_H
#define BATON_PACKAGER_HANDOFF_H

#include "package.h"

void handoff_signal(struct package *p, const struct baton_escalation_signal *signal);
/* After the holder changed. */
void handoff_holder(struct package *p);
/* The customer says, while waiting, that it is solved: nobody is needed any more. */
void handoff_solved(struct package *p);
/* The customer is forgotten: the router is told with an empty card, if it ever had one. */
void handoff_forget(struct package *p);
/* The conversation is over. */
void handoff_end(struct package *p);
/* Writes the routing request of this record, at most one; after the head, whose version it names.
 */
void handoff_send(struct package *p);

#endif
