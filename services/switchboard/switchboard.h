/* The switchboard: the one place where a change of holder takes effect, and the only voice that
 * tells customer, bot and agents about it.
 *
 * The router decides; the switchboard copies each decision into conversation-events, and from its
 * own reading of that log, as every other stage, it takes who holds. So what it delivers is in the
 * order of the log, whatever the order in which its inputs arrive. */
#ifndef BATON_SWITCHBOARD_H
#define BATON_SWITCHBOARD_H

#include "service.h"

void *switchboard_open(const void *conf, struct baton_error *err);
void switchboard_close(void *self);
/* Policies, into the rules of their tenant. */
enum baton_verdict switchboard_global(const struct baton_record *in, void *self,
                                      struct baton_error *err);
enum baton_verdict switchboard_process(const struct baton_record *in, void *self,
                                       struct baton_outbox *out);

#endif
