/* One record at work in the detector, and what several of its parts do with it: timers, signals.
 * Private to detector.c and late.c. */
#ifndef DETECTOR_STEP_H
#define DETECTOR_STEP_H

#include "detector.h"
#include "signal.h"

/* Timers. */
#define DETECTOR_HANDOFF "handoff"
#define DETECTOR_HOLD "hold"
#define DETECTOR_RETENTION "retention"
#define DETECTOR_SILENCE "silence"
#define DETECTOR_CHANCE_UNITS 10000 /* of the chance kept of a hold */

struct detector {
    struct detector_words words;
    struct baton_rulebook *rules;
    struct detector_pools *pools;
    struct detector_weights weights;
    /* For who watches; never read by a decision. */
    bool is_watched, has_last;
    struct detector_watched last;
    struct baton_arena last_arena;
};

struct detector_step {
    const struct baton_record *in;
    struct detector *self;
    struct baton_outbox *out;
    struct baton_detector_conversation *row;
    const struct baton_rules *rules;
    struct baton_text tenant, conversation_id;
};

/* The bot holds, and in this stretch nobody was asked for yet. */
bool detector_armed(const struct baton_detector_conversation *row);

/* Stores the row, packed. */
void detector_save(const struct detector_step *step);

/* Sets, moves or (0) cancels a timer whose deadline stands in `*due`; nothing where it stands
 * already. */
void detector_set_timer(const struct detector_step *step, const char *name, int64_t *due,
                        int64_t at_ms);
/* The message of the customer in hand is to be answered by the bot. */
void detector_expect_answer(const struct detector_step *step, const struct detector_turn *turn);
void detector_answered(const struct detector_step *step);
/* A hold that runs is over, whatever came of it. */
void detector_let_go(const struct detector_step *step);
/* Something is to come of a handoff within `wait_ms` (0: it is not waited for), and if it does not,
 * this event is why. */
void detector_expect_handoff(const struct detector_step *step, struct baton_text event_id,
                             int64_t wait_ms);
void detector_forget_handoff(const struct detector_step *step);
/* All but the one of the retention. */
void detector_forget_timers(const struct detector_step *step);

struct detector_telling detector_telling_of(const struct detector_step *step,
                                            const struct detector_turn *turn);
/* Writes a signal, counted. */
enum baton_verdict detector_emit(const struct detector_step *step,
                                 struct baton_escalation_signal *signal);
/* The timer in hand fires; the row is saved, or dropped. */
enum baton_verdict detector_on_timer(const struct detector_step *step);

#endif
