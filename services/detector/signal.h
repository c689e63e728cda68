/* The signal of a verdict, with its reasons, and what the people who take over should know and be
 * able to do. */
#ifndef DETECTOR_SIGNAL_H
#define DETECTOR_SIGNAL_H

#include "verdict.h"

/* Why, the strongest first; a policy's rule, or what decided at once, before all. Completes the
 * evidence of the verdict's features.
 * owns  lies in `arena`; texts may point into row, turn and event */
void detector_reasons(const struct detector_weights *weights, const struct detector_turn *turn,
                      struct detector_verdict *verdict, struct baton_arena *arena,
                      struct baton_reason **ret_reasons, size_t *ret_count);

/* The next signal of `row` (which counts it), kind escalate.
 * owns  lies in `arena`; texts may point into row, turn, event and rules */
struct baton_escalation_signal *detector_signal(
    const struct detector_weights *weights, struct baton_detector_conversation *row,
    const struct detector_turn *turn, struct detector_verdict *verdict,
    const struct baton_rules *rules, struct baton_text tenant, struct baton_text conversation_id,
    struct baton_arena *arena);
/* The signal, by a timer, that the bot did not answer the message that `row` names: that message is
 * its cause, at its place in this `partition` of conversation-events. */
struct baton_escalation_signal *detector_signal_silent(
    const struct detector_weights *weights, struct baton_detector_conversation *row,
    int32_t partition, const struct baton_rules *rules, struct baton_text tenant,
    struct baton_text conversation_id, struct baton_arena *arena);

#endif
