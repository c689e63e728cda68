/* The score: named features, a weight each, a logistic function that is calibrated: of the turns
 * with p, about that part calls for a person. What a feature adds is told with the signal, in
 * log-odds of that chance. */
#ifndef DETECTOR_MODEL_H
#define DETECTOR_MODEL_H

#include "trail.h"

enum detector_feature_id {
    DETECTOR_EXPLICIT_REQUEST,
    DETECTOR_COMPLAINT,
    DETECTOR_COMPLAINTS_BEFORE,
    DETECTOR_REPEATED_QUESTION,
    DETECTOR_ASKS_AGAIN,
    DETECTOR_BOT_REPEATS,
    DETECTOR_MOOD,
    DETECTOR_MOOD_SUSTAINED,
    DETECTOR_MOOD_DROP,
    DETECTOR_MOOD_AFTER_ANSWER,
    DETECTOR_LOUD,
    DETECTOR_PROFANITY,
    DETECTOR_AGGRESSION,
    DETECTOR_INSULTS_BEFORE,
    DETECTOR_SHORTER_REPLIES,
    DETECTOR_FAILED_ATTEMPTS,
    DETECTOR_BOT_CANNOT,
    DETECTOR_BOT_NOT_UNDERSTOOD,
    DETECTOR_BOT_TRANSFERS,
    DETECTOR_NO_AUTHORITY,
    DETECTOR_LOW_CONFIDENCE,
    DETECTOR_FALLING_CONFIDENCE,
    DETECTOR_BOT_DOUBT,
    DETECTOR_BOT_ERROR,
    DETECTOR_LENGTH,
    DETECTOR_SEVERAL_PROBLEMS,
    DETECTOR_BEHAVIOUR,
    DETECTOR_TOPIC,
    DETECTOR_BUSINESS,
    DETECTOR_RESOLVED,
    DETECTOR_FEATURE_COUNT,
};

struct detector_feature_row {
    const char *code; /* as in the signal's reasons */
    double weight;    /* for a value of 1, before the calibration */
    bool lasting; /* stays when the message is over: one message alone never escalates by score */
    enum baton_trigger trigger; /* what it is called when it is the strongest */
    const char *help;           /* the reason in words */
};
extern const struct detector_feature_row detector_features[DETECTOR_FEATURE_COUNT];
extern const char *const detector_model_version;

#define DETECTOR_QUOTES 3

/* One feature of one decision. */
struct detector_feature {
    double value; /* about 0..1, some more; 0: not there */
    struct baton_text quotes[DETECTOR_QUOTES];
    size_t quotes_count;
    struct baton_text event_ids[DETECTOR_QUOTES];
    size_t event_ids_count;
};

/* Fills the features of the row after `turn` was followed.
 * owns  nothing: evidence points into row, turn and event */
void detector_features_of(const struct baton_detector_conversation *row,
                          const struct detector_turn *turn,
                          struct detector_feature ret[DETECTOR_FEATURE_COUNT]);
/* What feature `id` adds, in log-odds. */
double detector_contribution(const struct detector_feature *features, int id);
/* The sum of the weights, in log-odds that are not calibrated yet: what train/calibrate.py fits to.
 */
double detector_score(const struct detector_feature *features);
/* The chance that a person is needed, 0..1: the logistic function of the score, calibrated.
 * source  README.md, "The probability" */
double detector_probability(const struct detector_feature *features);
/* Sum of what lasting features add. */
double detector_lasting(const struct detector_feature *features);

#endif
