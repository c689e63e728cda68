/* What the features come to: rules that decide at once, and the score against the policy's
 * threshold. */
#ifndef DETECTOR_VERDICT_H
#define DETECTOR_VERDICT_H

#include "estimate.h"
#include "rules.h"

struct detector_verdict {
    bool escalate; /* by a rule, or by the score, the policy's least messages included */
    bool reached;  /* by the score, those aside */
    double probability;
    double log_odds;            /* of it */
    double threshold;           /* NAN: a rule decided */
    enum baton_trigger trigger; /* the strongest reason */
    int rule; /* the feature that decided at once; -1: the score, or a rule of the policy */
    struct baton_text
        policy_quote; /* the words, or the category, that the policy gives to people; empty: none */
    struct detector_feature features[DETECTOR_FEATURE_COUNT];
    struct detector_estimate estimate;
};

/* Judges the row after `turn` was followed. Changes nothing.
 * owns  evidence points into row, turn and event; scratch lies in `arena` */
void detector_decide(const struct detector_weights *weights,
                     const struct baton_detector_conversation *row,
                     const struct detector_turn *turn, const struct baton_rules *rules,
                     struct baton_arena *arena, struct detector_verdict *ret);

#endif
