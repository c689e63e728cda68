/* Reasons out of the features' values, and signals out of the estimate's chances. */
#include "reasons.h"

#include <math.h>

#define REASON_LEAST 0.14 /* log-odds, for or against, under which a feature is not told */
#define FOR_MAX 9         /* reasons for a person, rules included */
#define AGAINST_MAX 3
#define SIGNAL_LEAST 0.1 /* chance under which a signal is not told */
#define SIGNAL_WORDS 0.5 /* under which its words are not looked for: that costs the most */

/* --- words ----------------------------------------------------------------------------------- */

/* Features that count something; the words say how often. */
static const struct {
    int feature;
    size_t count; /* offset of it in the row */
} counted[] = {
    { DETECTOR_REPEATED_QUESTION, offsetof(struct baton_detector_conversation, repeats) },
    { DETECTOR_BOT_REPEATS, offsetof(struct baton_detector_conversation, bot_repeats) },
    { DETECTOR_FAILED_ATTEMPTS, offsetof(struct baton_detector_conversation, failed_attempts) },
    { DETECTOR_BOT_CANNOT, offsetof(struct baton_detector_conversation, cannot) },
    { DETECTOR_BOT_NOT_UNDERSTOOD, offsetof(struct baton_detector_conversation, not_understood) },
    { DETECTOR_BOT_ERROR, offsetof(struct baton_detector_conversation, errors) },
    { DETECTOR_BEHAVIOUR, offsetof(struct baton_detector_conversation, behaviours) },
    { DETECTOR_ASKS_GIVEN, offsetof(struct baton_detector_conversation, asked_given) },
};

static int64_t count_of(const struct baton_detector_conversation *row, int id)
{
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        if (counted[i].feature == id)
            return *(const int64_t *)(const void *)((const char *)row + counted[i].count);
    }
    return 0;
}

static struct baton_text times(struct baton_arena *arena, int64_t count)
{
    return count == 2 ? BATON_TEXT("twice")
                      : baton_text_format(arena, "%lld times", (long long)count);
}

/* "the customer asked the same again, 3 times", "the bot's confidence fell from 0.80 to 0.40" */
static struct baton_text words_of(const struct baton_detector_conversation *row, int id,
                                  struct baton_arena *arena)
{
    const char *help = detector_features[id].help;
    size_t said = row->confidences_count;
    int64_t count = count_of(row, id);

    if (count > 1)
        return baton_text_format(arena, "%s, %.*s", help, BATON_TEXT_ARG(times(arena, count)));
    if (id == DETECTOR_LENGTH)
        return baton_text_format(arena, "%s: %lld messages of the customer", help,
                                 (long long)row->customer_turns);
    if (id == DETECTOR_BOT_DOUBT && !isnan(row->can_resolve))
        return baton_text_format(arena, "%s: it says %.2f", help, row->can_resolve);
    if (id == DETECTOR_LOW_CONFIDENCE && said > 0)
        return baton_text_format(arena, "%s: its confidence is %.2f", help,
                                 (double)row->confidences[said - 1] / 100);
    if (id == DETECTOR_FALLING_CONFIDENCE && said > 1)
        return baton_text_format(arena, "%s from %.2f to %.2f", help,
                                 (double)row->confidences[0] / 100,
                                 (double)row->confidences[said - 1] / 100);
    return baton_text_of(help);
}

/* --- reasons --------------------------------------------------------------------------------- */

/* What the reasons are made of, and what each feature adds. */
struct list {
    struct detector_reasons *reasons;
    const struct detector_weights *weights;
    const struct baton_detector_conversation *row;
    const struct detector_turn *turn;
    struct detector_verdict *verdict;
    struct baton_arena *arena;
    double adds[DETECTOR_FEATURE_COUNT]; /* 0: nothing, or told already */
};

static struct baton_reason *append(struct list *list)
{
    struct baton_reason *reason =
        BATON_APPEND(list->arena, list->reasons->items, list->reasons->count);

    *reason = *(const struct baton_reason *)baton_reason_type.defaults;
    return reason;
}

static void add_feature(struct list *list, int id)
{
    struct baton_reason *reason = append(list);
    struct detector_feature *feature = &list->verdict->features[id];

    detector_estimate_explain(list->weights, list->turn, &list->verdict->estimate, list->arena, id,
                              feature);
    reason->code = baton_text_of(detector_features[id].code);
    reason->contribution = round(list->adds[id] * 1000) / 1000;
    reason->event_ids =
        baton_arena_copy(list->arena, feature->event_ids, sizeof feature->event_ids);
    reason->event_ids_count = feature->event_ids_count;
    reason->quotes = baton_arena_copy(list->arena, feature->quotes, sizeof feature->quotes);
    reason->quotes_count = feature->quotes_count;
    reason->detail = words_of(list->row, id, list->arena);
    list->adds[id] = 0;
}

/* The feature that adds most in the direction of `sign`; -1: none adds enough. */
static int strongest(const struct list *list, int sign)
{
    int best = -1;
    double most = REASON_LEAST;

    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++) {
        if (sign * list->adds[i] > most) {
            most = sign * list->adds[i];
            best = i;
        }
    }
    return best;
}

static void add_policy_reason(struct list *list)
{
    const struct detector_verdict *verdict = list->verdict;
    struct baton_reason *reason = append(list);
    bool topic = verdict->trigger == BATON_TRIGGER_TOPIC;

    reason->code = topic ? BATON_TEXT("policy_category") : BATON_TEXT("policy_phrase");
    reason->quotes =
        baton_arena_copy(list->arena, &verdict->policy_quote, sizeof verdict->policy_quote);
    reason->quotes_count = 1;
    reason->detail = BATON_TEXT("the policy gives this to a person");
}

/* What is left of the chance when all that is told is taken from it. */
static void add_rest(struct list *list)
{
    struct detector_reasons *reasons = list->reasons;

    reasons->base = round(detector_base(list->weights) * 1000) / 1000;
    reasons->rest = list->verdict->log_odds - reasons->base;
    for (size_t i = 0; i < reasons->count; i++)
        reasons->rest -= reasons->items[i].contribution;
    reasons->rest = round(reasons->rest * 1000) / 1000 + 0.0; /* no -0 */
    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++)
        reasons->rest_count += list->adds[i] != 0;
}

void detector_reasons_of(const struct detector_weights *weights,
                         const struct baton_detector_conversation *row,
                         const struct detector_turn *turn, struct detector_verdict *verdict,
                         struct baton_arena *arena, struct detector_reasons *ret)
{
    struct list list = { ret, weights, row, turn, verdict, arena, { 0 } };
    int id;

    *ret = (struct detector_reasons){ .items = NULL };
    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++)
        list.adds[i] = detector_contribution(weights, verdict->features, i);
    if (verdict->policy_quote.size > 0)
        add_policy_reason(&list);
    if (verdict->rule >= 0)
        add_feature(&list, verdict->rule);
    while (ret->count < FOR_MAX && (id = strongest(&list, 1)) >= 0)
        add_feature(&list, id);
    for (int i = 0; i < AGAINST_MAX && (id = strongest(&list, -1)) >= 0; i++)
        add_feature(&list, id);
    add_rest(&list);
}

/* --- signals --------------------------------------------------------------------------------- */

/* Features whose evidence is that of a signal. */
static const struct {
    enum detector_signal_id signal;
    int feature;
} shows[] = {
    { DETECTOR_SIGNAL_EXPLICIT, DETECTOR_EXPLICIT_REQUEST },
    { DETECTOR_SIGNAL_COMPLAINT, DETECTOR_COMPLAINT },
    { DETECTOR_SIGNAL_NEGATIVE, DETECTOR_MOOD },
    { DETECTOR_SIGNAL_NEGATIVE, DETECTOR_MOOD_SUSTAINED },
    { DETECTOR_SIGNAL_ABUSIVE, DETECTOR_AGGRESSION },
    { DETECTOR_SIGNAL_ABUSIVE, DETECTOR_PROFANITY },
    { DETECTOR_SIGNAL_LOOP, DETECTOR_REPEATED_QUESTION },
    { DETECTOR_SIGNAL_LOOP, DETECTOR_BOT_REPEATS },
    { DETECTOR_SIGNAL_LOOP, DETECTOR_ASKS_AGAIN },
    { DETECTOR_SIGNAL_BREAKDOWN, DETECTOR_ASKS_GIVEN },
    { DETECTOR_SIGNAL_COMPLEX, DETECTOR_FAILED_ATTEMPTS },
    { DETECTOR_SIGNAL_TOPIC, DETECTOR_TOPIC },
    /* what the reasons have found already */
    { DETECTOR_SIGNAL_EXPLICIT, DETECTOR_SAYS_EXPLICIT },
    { DETECTOR_SIGNAL_COMPLAINT, DETECTOR_SAYS_COMPLAINT },
    { DETECTOR_SIGNAL_DISSATISFIED, DETECTOR_SAYS_DISSATISFIED },
    { DETECTOR_SIGNAL_ABUSIVE, DETECTOR_SAYS_ABUSIVE },
    { DETECTOR_SIGNAL_BREAKDOWN, DETECTOR_SAYS_BREAKDOWN },
    { DETECTOR_SIGNAL_TOPIC, DETECTOR_SAYS_TOPIC },
};

static void gather(const struct detector_feature *from, struct detector_feature *to)
{
    for (size_t i = 0; i < from->event_ids_count && to->event_ids_count < DETECTOR_QUOTES; i++) {
        if (!baton_rules_listed(to->event_ids, to->event_ids_count, from->event_ids[i]))
            to->event_ids[to->event_ids_count++] = from->event_ids[i];
    }
    for (size_t i = 0; i < from->quotes_count && to->quotes_count < DETECTOR_QUOTES; i++) {
        if (!baton_rules_listed(to->quotes, to->quotes_count, from->quotes[i]))
            to->quotes[to->quotes_count++] = from->quotes[i];
    }
}

/* The last message that it can have been read from; loops and complexity are read from both sides.
 */
static struct baton_text last_said(const struct baton_detector_conversation *row,
                                   const struct detector_turn *turn, int signal)
{
    if (turn->reading != NULL
        && (signal == DETECTOR_SIGNAL_LOOP || signal == DETECTOR_SIGNAL_COMPLEX))
        return turn->event->event_id;
    if (signal == DETECTOR_SIGNAL_BREAKDOWN)
        return row->answers_count > 0 ? row->answers[row->answers_count - 1].event_id
                                      : BATON_TEXT_NONE;
    return row->asks_count > 0 ? row->asks[row->asks_count - 1].event_id : BATON_TEXT_NONE;
}

static void add_evidence(const struct detector_weights *weights,
                         const struct baton_detector_conversation *row,
                         const struct detector_turn *turn, const struct detector_verdict *verdict,
                         struct baton_arena *arena, int signal, struct baton_named_signal *ret)
{
    struct detector_feature found = { .value = 0 };

    for (size_t i = 0; i < sizeof shows / sizeof *shows; i++) {
        if ((int)shows[i].signal == signal && verdict->features[shows[i].feature].value > 0)
            gather(&verdict->features[shows[i].feature], &found);
    }
    if (found.event_ids_count == 0 && verdict->estimate.signals[signal] >= SIGNAL_WORDS)
        detector_estimate_show(weights, turn, &verdict->estimate, arena, signal, &found);
    if (found.event_ids_count == 0 && (found.event_ids[0] = last_said(row, turn, signal)).size > 0)
        found.event_ids_count = 1;
    ret->event_ids = baton_arena_copy(arena, found.event_ids, sizeof found.event_ids);
    ret->event_ids_count = found.event_ids_count;
    ret->quotes = baton_arena_copy(arena, found.quotes, sizeof found.quotes);
    ret->quotes_count = found.quotes_count;
}

size_t detector_noticed(const struct detector_weights *weights,
                        const struct baton_detector_conversation *row,
                        const struct detector_turn *turn, const struct detector_verdict *verdict,
                        struct baton_arena *arena, struct baton_named_signal **ret_signals)
{
    bool told[DETECTOR_SIGNALS_SHOWN] = { false };
    struct baton_named_signal *signals = NULL;
    size_t count = 0;

    for (;;) {
        int best = -1;
        double most = SIGNAL_LEAST;

        for (int k = 0; k < DETECTOR_SIGNALS_SHOWN; k++) {
            double chance = verdict->estimate.signals[k];
            if (!told[k] && chance >= most && (best < 0 || chance > most)) {
                most = chance;
                best = k;
            }
        }
        if (best < 0)
            break;
        told[best] = true;
        struct baton_named_signal *signal = BATON_APPEND(arena, signals, count);
        *signal = *(const struct baton_named_signal *)baton_named_signal_type.defaults;
        signal->name = baton_text_of(detector_signal_names[best]);
        signal->probability = round(most * 10000) / 10000;
        add_evidence(weights, row, turn, verdict, arena, best, signal);
    }
    *ret_signals = signals;
    return count;
}
