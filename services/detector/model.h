/* The score: named features, a weight each, a logistic function that is calibrated: of the turns
 * with p, about that part calls for a person. What a feature adds is told with the signal, in
 * log-odds of that chance. The first and last features are measured and have weights that were set
 * by hand, those between are chances that were fitted (estimate.h), with weights from the file. */
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
    DETECTOR_HAND_COUNT,
    DETECTOR_SAYS_EXPLICIT = DETECTOR_HAND_COUNT,
    DETECTOR_SAYS_COMPLAINT,
    DETECTOR_SAYS_DISSATISFIED,
    DETECTOR_SAYS_ABUSIVE,
    DETECTOR_SAYS_BREAKDOWN,
    DETECTOR_SAYS_TOPIC,
    DETECTOR_SAYS_HANDOFF,
    /* By hand as the first ones, and no inputs of what was fitted. */
    DETECTOR_LATER,
    DETECTOR_ASKS_GIVEN = DETECTOR_LATER,
    DETECTOR_CLARIFYING,
    DETECTOR_UNUSUAL_ACCOUNT,
    DETECTOR_MANY_SYSTEMS,
    DETECTOR_UNSERVED_LANGUAGE,
    DETECTOR_FEATURE_COUNT,
    DETECTOR_FITTED_COUNT = DETECTOR_LATER - DETECTOR_HAND_COUNT,
};

/* What is noticed, each with a chance (estimate.h). */
enum detector_signal_id {
    DETECTOR_SIGNAL_EXPLICIT,     /* the customer asks for a person */
    DETECTOR_SIGNAL_COMPLAINT,    /* complains about the service */
    DETECTOR_SIGNAL_NEGATIVE,     /* is in a bad mood */
    DETECTOR_SIGNAL_DISSATISFIED, /* is not content with how it goes */
    DETECTOR_SIGNAL_ABUSIVE,      /* swears at or insults the bot */
    DETECTOR_SIGNAL_LOOP,         /* one of them says the same again */
    DETECTOR_SIGNAL_BREAKDOWN,    /* the bot's answer does not fit */
    DETECTOR_SIGNAL_COMPLEX,      /* it is more than a bot can solve */
    DETECTOR_SIGNAL_TOPIC,        /* the subject is one for a person */
    DETECTOR_SIGNAL_HANDOFF,      /* bots hand over here; not shown */
    DETECTOR_SIGNAL_COUNT,
    DETECTOR_SIGNALS_SHOWN = DETECTOR_SIGNAL_HANDOFF,
};

struct detector_weights; /* weights.h */

struct detector_feature_row {
    const char *code; /* as in the signal's reasons */
    double weight;    /* for a value of 1, before the calibration; of fitted ones: none */
    bool lasting; /* stays when the message is over: one message alone never escalates by score */
    enum baton_trigger trigger; /* what it is called when it is the strongest */
    const char *help;           /* the reason in words */
};
extern const struct detector_feature_row detector_features[DETECTOR_FEATURE_COUNT];

#define DETECTOR_QUOTES 3

/* One feature of one decision. */
struct detector_feature {
    double value; /* about 0..1, some more; 0: not there */
    struct baton_text quotes[DETECTOR_QUOTES];
    size_t quotes_count;
    struct baton_text event_ids[DETECTOR_QUOTES];
    size_t event_ids_count;
};

/* Fills the features by hand of the row after `turn` was followed.
 * owns  nothing: evidence points into row, turn and event */
void detector_features_of(const struct baton_detector_conversation *row,
                          const struct detector_turn *turn,
                          struct detector_feature ret[DETECTOR_FEATURE_COUNT]);
/* Whether the weight of feature `id` was fitted: it is an estimate of the words, no rule. */
bool detector_is_fitted(int id);
/* What feature `id` adds, in log-odds. */
double detector_contribution(const struct detector_weights *weights,
                             const struct detector_feature *features, int id);
/* The sum of the weights by hand, in log-odds that are not calibrated yet. */
double detector_score(const struct detector_feature *features);
/* What each turn starts from, in log-odds: without any feature. */
double detector_base(const struct detector_weights *weights);
/* That and all contributions. */
double detector_log_odds(const struct detector_weights *weights,
                         const struct detector_feature *features);
/* The chance that a person is needed, 0..1: the logistic function of it.
 * source  README.md, "The probability" */
double detector_probability(const struct detector_weights *weights,
                            const struct detector_feature *features);
/* Sum of what lasting features add. */
double detector_lasting(const struct detector_weights *weights,
                        const struct detector_feature *features);

#endif
