/* The features, and what makes a chance of them. The weights here are set by hand and checked on
 * labelled conversations; those of the fitted features, and the calibration, come from the file of
 * weights (README.md says how and with what result). */
#include "model.h"

#include <math.h>

#include "weights.h"

#define BIAS (-3.0) /* of the sum of the weights by hand */

const struct detector_feature_row detector_features[DETECTOR_FEATURE_COUNT] = {
    [DETECTOR_EXPLICIT_REQUEST] = { "explicit_request", 5.0, true, BATON_TRIGGER_EXPLICIT_REQUEST,
                                    "the customer asked for a person" },
    [DETECTOR_COMPLAINT] = { "complaint", 1.5, false, BATON_TRIGGER_COMPLAINT,
                             "the customer complains about the service" },
    [DETECTOR_COMPLAINTS_BEFORE] = { "complaints_before", 0.8, true, BATON_TRIGGER_COMPLAINT,
                                     "the customer complained before" },
    [DETECTOR_REPEATED_QUESTION] = { "repeated_question", 1.4, true, BATON_TRIGGER_CUSTOMER_REPEATS,
                                     "the customer asked the same again" },
    [DETECTOR_ASKS_AGAIN] = { "asks_again", 0.5, false, BATON_TRIGGER_CUSTOMER_REPEATS,
                              "the customer says that he asks again" },
    [DETECTOR_BOT_REPEATS] = { "bot_repeats", 0.8, true, BATON_TRIGGER_BOT_REPEATS,
                               "the bot gave the same answer again" },
    [DETECTOR_MOOD] = { "mood", 1.2, false, BATON_TRIGGER_SENTIMENT,
                        "the customer is in a bad mood" },
    [DETECTOR_MOOD_SUSTAINED] = { "mood_sustained", 2.4, true, BATON_TRIGGER_SENTIMENT,
                                  "the mood has been bad for several messages" },
    [DETECTOR_MOOD_DROP] = { "mood_drop", 0.6, false, BATON_TRIGGER_SENTIMENT,
                             "the mood dropped sharply" },
    [DETECTOR_MOOD_AFTER_ANSWER] = { "mood_after_answer", 0.4, false, BATON_TRIGGER_SENTIMENT,
                                     "the mood dropped right after an answer of the bot" },
    [DETECTOR_LOUD] = { "loud", 0.6, false, BATON_TRIGGER_SENTIMENT, "the customer shouts" },
    [DETECTOR_PROFANITY] = { "profanity", 0.8, false, BATON_TRIGGER_AGGRESSION,
                             "the customer swears" },
    [DETECTOR_AGGRESSION] = { "aggression", 1.2, false, BATON_TRIGGER_AGGRESSION,
                              "the customer insults the bot" },
    [DETECTOR_INSULTS_BEFORE] = { "insults_before", 0.7, true, BATON_TRIGGER_AGGRESSION,
                                  "the customer swore or insulted before" },
    [DETECTOR_SHORTER_REPLIES] = { "shorter_replies", 0.3, true, BATON_TRIGGER_SENTIMENT,
                                   "the customer's replies get shorter" },
    [DETECTOR_FAILED_ATTEMPTS] = { "failed_attempts", 1.7, true, BATON_TRIGGER_FAILED_ATTEMPTS,
                                   "what the bot tried did not work" },
    [DETECTOR_BOT_CANNOT] = { "bot_cannot", 0.5, true, BATON_TRIGGER_FAILED_ATTEMPTS,
                              "the bot said that it cannot" },
    [DETECTOR_BOT_NOT_UNDERSTOOD] = { "bot_not_understood", 0.8, true, BATON_TRIGGER_LOW_CONFIDENCE,
                                      "the bot did not understand" },
    [DETECTOR_BOT_TRANSFERS] = { "bot_transfers", 3.0, true, BATON_TRIGGER_BOT_REQUEST,
                                 "the bot wants to hand over" },
    [DETECTOR_NO_AUTHORITY] = { "no_authority", 3.0, true, BATON_TRIGGER_AUTHORITY,
                                "the bot is not permitted to do what is needed" },
    [DETECTOR_LOW_CONFIDENCE] = { "low_confidence", 1.2, true, BATON_TRIGGER_LOW_CONFIDENCE,
                                  "the bot is not sure of itself" },
    [DETECTOR_FALLING_CONFIDENCE] = { "falling_confidence", 1.0, true, BATON_TRIGGER_LOW_CONFIDENCE,
                                      "the bot's confidence fell" },
    [DETECTOR_BOT_DOUBT] = { "bot_doubt", 1.8, true, BATON_TRIGGER_LOW_CONFIDENCE,
                             "the bot doubts that it can solve it" },
    [DETECTOR_BOT_ERROR] = { "bot_error", 0.9, true, BATON_TRIGGER_BOT_ERROR,
                             "the bot or channel failed" },
    [DETECTOR_LENGTH] = { "length", 0.8, true, BATON_TRIGGER_LENGTH, "the conversation is long" },
    [DETECTOR_SEVERAL_PROBLEMS] = { "several_problems", 0.3, true, BATON_TRIGGER_COMPLEXITY,
                                    "several problems are linked" },
    [DETECTOR_BEHAVIOUR] = { "behaviour", 0.6, true, BATON_TRIGGER_BEHAVIOUR,
                             "what the customer does on the page shows distress" },
    [DETECTOR_TOPIC] = { "topic", 1.8, true, BATON_TRIGGER_TOPIC,
                         "the subject is one for a person" },
    [DETECTOR_BUSINESS] = { "business_critical", 0.4, true, BATON_TRIGGER_BUSINESS_CRITICAL,
                            "a moment or contract of high value" },
    [DETECTOR_RESOLVED] = { "resolved", -2.5, false, BATON_TRIGGER_UNKNOWN,
                            "the customer seems to be helped" },
    [DETECTOR_SAYS_EXPLICIT] = { "says_person", 0, false, BATON_TRIGGER_EXPLICIT_REQUEST,
                                 "the words are those of one who wants a person" },
    [DETECTOR_SAYS_COMPLAINT] = { "says_complaint", 0, false, BATON_TRIGGER_COMPLAINT,
                                  "the words are those of a complaint" },
    [DETECTOR_SAYS_DISSATISFIED] = { "says_dissatisfied", 0, false, BATON_TRIGGER_SENTIMENT,
                                     "the customer does not seem to be content" },
    [DETECTOR_SAYS_ABUSIVE] = { "says_abuse", 0, false, BATON_TRIGGER_AGGRESSION,
                                "the words are those of abuse" },
    [DETECTOR_SAYS_BREAKDOWN] = { "says_breakdown", 0, false, BATON_TRIGGER_FAILED_ATTEMPTS,
                                  "the bot's answer does not seem to fit" },
    [DETECTOR_SAYS_TOPIC] = { "says_topic", 0, false, BATON_TRIGGER_TOPIC,
                              "the words are those of a subject for a person" },
    [DETECTOR_SAYS_HANDOFF] = { "says_handoff", 0, true, BATON_TRIGGER_COMBINED,
                                "bots hand over where things stand like this" },
    [DETECTOR_ASKS_GIVEN] = { "asks_given", 1.0, true, BATON_TRIGGER_BOT_REPEATS,
                              "the bot asked for what it had been given" },
    [DETECTOR_CLARIFYING] = { "clarifying", 0.6, true, BATON_TRIGGER_COMPLEXITY,
                              "the bot asks one question after the other" },
    [DETECTOR_UNUSUAL_ACCOUNT] = { "unusual_account", 0.6, true, BATON_TRIGGER_COMPLEXITY,
                                   "the account is in no usual state" },
    [DETECTOR_MANY_SYSTEMS] = { "many_systems", 0.5, true, BATON_TRIGGER_COMPLEXITY,
                                "many parts of the product are concerned" },
    [DETECTOR_UNSERVED_LANGUAGE] = { "unserved_language", 3.8, true, BATON_TRIGGER_POLICY,
                                     "the bot does not serve in this language" },
};

bool detector_is_fitted(int id)
{
    return id >= DETECTOR_HAND_COUNT && id < DETECTOR_LATER;
}

double detector_contribution(const struct detector_weights *weights,
                             const struct detector_feature *features, int id)
{
    return features[id].value
           * (detector_is_fitted(id) ? weights->added[id - DETECTOR_HAND_COUNT]
                                     : weights->slope * detector_features[id].weight);
}

double detector_score(const struct detector_feature *features)
{
    double sum = BIAS;

    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++)
        sum += detector_is_fitted(i) ? 0 : features[i].value * detector_features[i].weight;
    return sum;
}

double detector_base(const struct detector_weights *weights)
{
    return weights->slope * BIAS + weights->shift;
}

double detector_log_odds(const struct detector_weights *weights,
                         const struct detector_feature *features)
{
    double sum = weights->slope * detector_score(features) + weights->shift;

    for (int i = DETECTOR_HAND_COUNT; i < DETECTOR_LATER; i++)
        sum += detector_contribution(weights, features, i);
    return sum;
}

double detector_probability(const struct detector_weights *weights,
                            const struct detector_feature *features)
{
    return 1 / (1 + exp(-detector_log_odds(weights, features)));
}

double detector_lasting(const struct detector_weights *weights,
                        const struct detector_feature *features)
{
    double sum = 0;

    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++) {
        if (detector_features[i].lasting)
            sum += fmax(0, detector_contribution(weights, features, i));
    }
    return sum;
}
