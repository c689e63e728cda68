/* Why a verdict came out as it did, in names, numbers and words, with the evidence; and what was
 * noticed besides. All of it lies in the arena; texts may point into row, turn and event. */
#ifndef DETECTOR_REASONS_H
#define DETECTOR_REASONS_H

#include "verdict.h"

struct detector_reasons {
    /* A policy's rule, or what decided at once, before all; then what speaks for a person, the
     * strongest first; then what speaks against. */
    struct baton_reason *items;
    size_t count;
    /* In log-odds: what each turn starts from, and what the features that are not told add. With
     * what the reasons add it is the log-odds of the verdict's chance. */
    double base, rest;
    int64_t rest_count;
};

/* Completes the evidence of the features that it names. */
void detector_reasons_of(const struct detector_weights *weights,
                         const struct baton_detector_conversation *row,
                         const struct detector_turn *turn, struct detector_verdict *verdict,
                         struct baton_arena *arena, struct detector_reasons *ret);

/* The signals with a chance that is worth telling, the likeliest first.
 * returns  how many stand in *ret_signals */
size_t detector_noticed(const struct detector_weights *weights,
                        const struct baton_detector_conversation *row,
                        const struct detector_turn *turn, const struct detector_verdict *verdict,
                        struct baton_arena *arena, struct baton_named_signal **ret_signals);

#endif
