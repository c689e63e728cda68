/* The fitted estimates of a turn: what its words speak for, by the table of the weights, and from
 * that, from earlier turns and from what was measured, the chance of each signal. */
#ifndef DETECTOR_ESTIMATE_H
#define DETECTOR_ESTIMATE_H

#include "trail.h"
#include "weights.h"

/* Names of the signals, as `baton detect` prints them. */
extern const char *const detector_signal_names[DETECTOR_SIGNAL_COUNT];

struct detector_estimate {
    double signals[DETECTOR_SIGNAL_COUNT]; /* chances, 0..1 */
    double inputs[DETECTOR_INPUTS];
    struct detector_grams grams; /* of the message; none: it is in a language without a table */
};

/* Fills `ret` for the row after `turn` was followed, and the values of the fitted features among
 * `features`, whose features by hand are filled. A turn without a message has the signals that
 * last.
 * owns  scratch lies in `arena` */
void detector_estimate_of(const struct detector_weights *weights,
                          const struct baton_detector_conversation *row,
                          const struct detector_turn *turn, struct baton_arena *arena,
                          struct detector_feature features[DETECTOR_FEATURE_COUNT],
                          struct detector_estimate *ret);

/* Keeps in the row what the next turn needs of this message. */
void detector_estimate_keep(struct baton_detector_conversation *row,
                            const struct detector_turn *turn,
                            const struct detector_estimate *estimate, struct baton_arena *arena);

/* Adds the evidence of `signal` to `feature`: the message, and the words that speak most for it;
 * nothing where it is not read from this turn.
 * owns  scratch lies in `arena` */
void detector_estimate_show(const struct detector_weights *weights,
                            const struct detector_turn *turn,
                            const struct detector_estimate *estimate, struct baton_arena *arena,
                            int signal, struct detector_feature *feature);
/* Adds its evidence to `feature`, which is that of `id`: the message, and the words that speak most
 * for it. One that is not fitted, or has evidence, stays as it is.
 * owns  scratch lies in `arena` */
void detector_estimate_explain(const struct detector_weights *weights,
                               const struct detector_turn *turn,
                               const struct detector_estimate *estimate, struct baton_arena *arena,
                               int id, struct detector_feature *feature);

#endif
