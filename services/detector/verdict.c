#include "verdict.h"

#include <math.h>

#define SURE 0.5        /* value from which a cue of the customer is taken at his word */
#define SURE_OF_BOT 0.9 /* the bot must say it plainly */
#define LASTING_LEAST \
    0.55 /* log-odds of lasting features, without which the score does not escalate: a vent is no \
           reason */
#define ONE_REASON \
    0.4 /* part of what speaks for it that the strongest reason must have to give its name */

static double value(const struct detector_verdict *verdict, int id)
{
    return verdict->features[id].value;
}

/* The words that the policy always gives to people; empty: none of them was said. */
static struct baton_text policy_phrase(const struct detector_turn *turn,
                                       const struct baton_rules *rules, struct baton_arena *arena)
{
    for (size_t i = 0; turn->customer && i < rules->always_phrases_count; i++) {
        struct baton_tokens phrase = baton_tokens_of(arena, rules->always_phrases[i]);
        size_t last;
        ptrdiff_t first = baton_tokens_find(&turn->reading->tokens, &phrase, 0, &last);
        if (first >= 0)
            return baton_tokens_quote(&turn->reading->tokens, (size_t)first, last);
    }
    return BATON_TEXT_NONE;
}

/* The category that the policy always gives to people, when this event names it. */
static struct baton_text policy_category(const struct detector_turn *turn,
                                         const struct baton_rules *rules)
{
    struct baton_text named = turn->category == DETECTOR_CATEGORY_GENERAL
                                  ? BATON_TEXT_NONE
                                  : baton_text_of(detector_category_names[turn->category]);

    if (named.size > 0
        && baton_rules_listed(rules->always_categories, rules->always_categories_count, named))
        return named;
    named = turn->event != NULL ? turn->event->assessment.category : BATON_TEXT_NONE;
    if (named.size > 0
        && baton_rules_listed(rules->always_categories, rules->always_categories_count, named))
        return named;
    return BATON_TEXT_NONE;
}

static bool is_denied(const struct detector_turn *turn)
{
    for (size_t i = 0; turn->event != NULL && i < turn->event->actions_count; i++) {
        if (turn->event->actions[i].outcome == BATON_ACTION_OUTCOME_DENIED)
            return true;
    }
    return false;
}

/* The words sound like a request for a person, in a wording that no phrase knows; and nothing turns
 * it into its opposite. */
static bool sounds_like_a_request(const struct detector_weights *weights,
                                  const struct detector_turn *turn,
                                  const struct detector_verdict *verdict)
{
    return turn->customer && turn->reading != NULL
           && verdict->estimate.signals[DETECTOR_SIGNAL_EXPLICIT] >= weights->sure
           && turn->reading->cues[DETECTOR_CUE_NOT_HUMAN].value == 0;
}

/* Rules, the strongest first: what decides at once, whatever else holds. */
static bool at_once(const struct detector_weights *weights, const struct detector_turn *turn,
                    struct detector_verdict *verdict)
{
    bool asks = turn->event != NULL && turn->event->assessment.wants_handoff;

    if (asks)
        verdict->features[DETECTOR_BOT_TRANSFERS].value = 1;
    if (is_denied(turn))
        verdict->features[DETECTOR_NO_AUTHORITY].value = 1;
    if (value(verdict, DETECTOR_EXPLICIT_REQUEST) >= SURE)
        verdict->rule = DETECTOR_EXPLICIT_REQUEST;
    else if (value(verdict, DETECTOR_BOT_TRANSFERS) >= SURE_OF_BOT)
        verdict->rule = DETECTOR_BOT_TRANSFERS;
    else if (value(verdict, DETECTOR_NO_AUTHORITY) >= SURE_OF_BOT)
        verdict->rule = DETECTOR_NO_AUTHORITY;
    else if (sounds_like_a_request(weights, turn, verdict))
        verdict->rule = DETECTOR_SAYS_EXPLICIT;
    return verdict->rule >= 0;
}

/* The strongest of the features that are measured, or of those that are fitted; -1: none speaks for
 * it. */
static int strongest_of(const struct detector_weights *weights,
                        const struct detector_verdict *verdict, bool measured, double *ret_part)
{
    int best = -1;
    double most = 0, all = 0;

    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++) {
        if ((i < DETECTOR_HAND_COUNT || i >= DETECTOR_LATER) != measured)
            continue;
        double adds = detector_contribution(weights, verdict->features, i);
        all += fmax(0, adds);
        if (adds > most) {
            most = adds;
            best = i;
        }
    }
    *ret_part = best >= 0 ? most / all : 0;
    return best;
}

/* What was measured gives the name; what was fitted, which is made of much that is measured too,
 * where nothing was. */
static enum baton_trigger strongest(const struct detector_weights *weights,
                                    const struct detector_verdict *verdict)
{
    double part;
    int best = strongest_of(weights, verdict, true, &part);

    if (best < 0)
        best = strongest_of(weights, verdict, false, &part);
    if (best < 0)
        return BATON_TRIGGER_UNKNOWN;
    return part >= ONE_REASON ? detector_features[best].trigger : BATON_TRIGGER_COMBINED;
}

/* Part of a signal's chance that a feature which came after the fitting takes away from its
 * opposite, where its value is 1. */
static const struct {
    int feature;
    enum detector_signal_id signal;
    double part;
} also[] = {
    { DETECTOR_ASKS_GIVEN, DETECTOR_SIGNAL_BREAKDOWN, 0.6 },
    { DETECTOR_CLARIFYING, DETECTOR_SIGNAL_COMPLEX, 0.5 },
    { DETECTOR_UNUSUAL_ACCOUNT, DETECTOR_SIGNAL_COMPLEX, 0.3 },
    { DETECTOR_MANY_SYSTEMS, DETECTOR_SIGNAL_COMPLEX, 0.4 },
};

static void add_chances(struct detector_verdict *verdict)
{
    for (size_t i = 0; i < sizeof also / sizeof *also; i++) {
        double *chance = &verdict->estimate.signals[also[i].signal];
        double part = also[i].part * fmin(1, value(verdict, also[i].feature));

        *chance += (1 - *chance) * part;
    }
}

static void by_rule(struct detector_verdict *verdict, enum baton_trigger trigger)
{
    verdict->escalate = true;
    verdict->threshold = NAN;
    verdict->trigger = trigger;
}

void detector_decide(const struct detector_weights *weights,
                     const struct baton_detector_conversation *row,
                     const struct detector_turn *turn, const struct baton_rules *rules,
                     struct baton_arena *arena, struct detector_verdict *ret)
{
    *ret = (struct detector_verdict){ .rule = -1 };
    detector_features_of(row, turn, ret->features);
    detector_estimate_of(weights, row, turn, arena, ret->features, &ret->estimate);
    add_chances(ret);
    bool rule = at_once(weights, turn, ret);
    ret->log_odds = detector_log_odds(weights, ret->features);
    ret->probability = 1 / (1 + exp(-ret->log_odds));
    ret->threshold = baton_rules_threshold(rules, row->category, row->tier);
    if (rule) {
        by_rule(ret, detector_features[ret->rule].trigger);
        return;
    }
    ret->policy_quote = policy_category(turn, rules);
    if (ret->policy_quote.size > 0) {
        by_rule(ret, BATON_TRIGGER_TOPIC);
        return;
    }
    ret->policy_quote = policy_phrase(turn, rules, arena);
    if (ret->policy_quote.size > 0) {
        by_rule(ret, BATON_TRIGGER_POLICY);
        return;
    }
    ret->trigger = strongest(weights, ret);
    ret->reached = ret->probability >= ret->threshold
                   && detector_lasting(weights, ret->features) >= LASTING_LEAST;
    ret->escalate = ret->reached && row->customer_turns >= rules->min_turns;
}
