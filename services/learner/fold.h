/* One conversation from four topics. Kafka gives no order between topics, so what is kept is what
 * does not depend on it: counts and last values of the conversation's own log, the first signal,
 * the newest record of each assignment, the highest version of each resolution. The same record
 * twice changes nothing. Texts are borrowed from the records: the row is encoded before they go. */
#ifndef BATON_LEARNER_FOLD_H
#define BATON_LEARNER_FOLD_H

#include "records.h"
#include "state.gen.h"

#define LEARNER_STRETCHES 8
#define LEARNER_RESOLUTIONS 4
#define LEARNER_WITHDRAWN 8

/* Whether what was said at `said_at` was said before the conversation was forgotten: who it was and
 * what was written are not kept of it, whenever it arrives. False where it does not say when. */
bool learner_erased(const struct baton_learner_conversation *c, int64_t said_at);
/* `time_ms`: when the record arrived; counts where the record has no time of its own.
 * Returns false for a duplicate. */
bool learner_fold_event(struct baton_learner_conversation *c,
                        const struct baton_conversation_event *event, int64_t offset,
                        int64_t time_ms, struct baton_arena *arena);
void learner_fold_signal(struct baton_learner_conversation *c,
                         const struct baton_escalation_signal *signal, int64_t time_ms,
                         struct baton_arena *arena);
void learner_fold_assignment(struct baton_learner_conversation *c,
                             const struct baton_assignment *assignment, struct baton_arena *arena);
void learner_fold_resolution(struct baton_learner_conversation *c,
                             const struct baton_resolution *resolution, int64_t time_ms,
                             struct baton_arena *arena);

#endif
