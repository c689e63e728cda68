/* The detector: reads every event of a conversation and says when a person should take over, once
 * per stretch of the bot. */
#ifndef DETECTOR_H
#define DETECTOR_H

#include "reasons.h"
#include "service.h"

extern const struct baton_table detector_conversations;

void *detector_open(const void *conf, struct baton_error *err);
void detector_close(void *self);
enum baton_verdict detector_global(const struct baton_record *in, void *self,
                                   struct baton_error *err);
enum baton_verdict detector_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out);

/* What the last record came to, for those who watch (baton detect, demo, play and simulate show
 * it): nothing is decided by it. */
struct detector_watched {
    double probability;
    double signals[DETECTOR_SIGNALS_SHOWN]; /* detector_signal_names */
    struct baton_text category;
    struct detector_reasons reasons;
};

/* From now on each message is estimated as long as the bot holds, also after its escalation. */
void detector_watch(void *self);
/* fails  NULL: the record was no turn that could be estimated, or nobody watches
 * owns   borrowed until the next record */
const struct detector_watched *detector_last(const void *self);

#endif
