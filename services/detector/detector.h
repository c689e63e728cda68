/* The detector: reads every event of a conversation and says when a person should take over, once
 * per stretch of the bot. */
#ifndef DETECTOR_H
#define DETECTOR_H

#include "service.h"
#include "verdict.h"

extern const struct baton_table detector_conversations;

void *detector_open(const void *conf, struct baton_error *err);
void detector_close(void *self);
enum baton_verdict detector_global(const struct baton_record *in, void *self,
                                   struct baton_error *err);
enum baton_verdict detector_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out);

/* What the last record came to, for those who watch (baton demo, play and simulate show it at every
 * turn): nothing is decided by it.
 * fails  false: the record was no turn that could escalate */
bool detector_last_score(const void *self, double *ret_probability);

#endif
