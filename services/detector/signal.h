/* The signal of a verdict, with its reasons, and what the people who take over should know and be
 * able to do. */
#ifndef DETECTOR_SIGNAL_H
#define DETECTOR_SIGNAL_H

#include "course.h"

/* What a signal is made of; each of the functions below makes the next one of `row`, which counts
 * it. Borrowed: texts of the signal may point into row, turn, event and rules. */
struct detector_telling {
    const struct detector_weights *weights;
    struct baton_detector_conversation *row;
    const struct detector_turn *turn; /* without an event: a timer */
    const struct baton_rules *rules;
    struct baton_text tenant, conversation_id;
    int32_t partition; /* of conversation-events */
    int64_t now_ms;
    struct baton_arena *arena;
};

/* The signal that a verdict came to. */
struct baton_escalation_signal *detector_signal(const struct detector_telling *t,
                                                struct detector_verdict *verdict,
                                                const struct detector_course *course);
/* The withdrawal of the escalation that `row` names. */
struct baton_escalation_signal *detector_signal_taken_back(const struct detector_telling *t);

/* What a timer waited for, and did not come. */
struct detector_late {
    enum baton_signal_kind kind;
    enum baton_trigger trigger;
    const char *code, *detail;  /* the reason */
    struct baton_text event_id; /* the event that it waited upon: the signal's cause, */
    int64_t offset;             /* at its place; -1: not known */
};
/* `verdict`: what the row comes to now; NULL: a rule, without a chance. */
struct baton_escalation_signal *detector_signal_late(const struct detector_telling *t,
                                                     const struct detector_late *late,
                                                     struct detector_verdict *verdict);

#endif
