/* The signal of a verdict, with its reasons, and what the people who take over should know and be
 * able to do. */
#ifndef DETECTOR_SIGNAL_H
#define DETECTOR_SIGNAL_H

#include "verdict.h"

/* The next signal of `row` (which counts it), kind escalate.
 * owns  lies in `arena`; texts may point into row, turn, event and rules */
struct baton_escalation_signal *detector_signal(
    struct baton_detector_conversation *row, const struct detector_turn *turn,
    const struct detector_verdict *verdict, const struct baton_rules *rules,
    struct baton_text tenant, struct baton_text conversation_id, struct baton_arena *arena);
/* The signal, by a timer, that the bot did not answer the message that `row` names: that message is
 * its cause, at its place in this `partition` of conversation-events. */
struct baton_escalation_signal *detector_signal_silent(
    struct baton_detector_conversation *row, int32_t partition, const struct baton_rules *rules,
    struct baton_text tenant, struct baton_text conversation_id, struct baton_arena *arena);

#endif
