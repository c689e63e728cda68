/* What the detector thinks at every turn, also where it says nothing: its process function, run
 * beside the cluster on the events that are shown. */
#ifndef BATON_CLI_INSIGHT_H
#define BATON_CLI_INSIGHT_H

#include "service.h"

struct insight;

/* fails  NULL, `err` says why */
struct insight *insight_new(struct baton_error *err);
void insight_free(struct insight *insight);

/* Follows a record of conversation-events or policies; others are left alone.
 * returns  true for a turn that could escalate: *ret_probability is the detector's */
bool insight_follow(struct insight *insight, const struct baton_record *in,
                    double *ret_probability);

#endif
