#include "estimate.h"

#include <math.h>
#include <string.h>

#define SCORE_MAX 6.0 /* of a text: what lies beyond is as sure */
#define KEPT 10       /* a kept score is in tenths, a chance in hundredths of it */
#define QUOTE_TOKENS 4
/* A fitted feature is 1 where the log-odds of its chance lie so far over the base. */
#define SPREAD 4.0
#define VALUE_MAX 2.0

const char *const detector_signal_names[DETECTOR_SIGNAL_COUNT] = {
    "explicit", "complaint", "negative", "dissatisfied", "abusive",
    "loop",     "breakdown", "complex",  "topic",        "handoff",
};

/* What a fitted feature is made of. A signal that lasts is of the conversation, so on the other
 * side's turns it is what it was. */
static const enum detector_signal_id fitted[DETECTOR_FITTED_COUNT] = {
    [DETECTOR_SAYS_EXPLICIT - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_EXPLICIT,
    [DETECTOR_SAYS_COMPLAINT - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_COMPLAINT,
    [DETECTOR_SAYS_DISSATISFIED - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_DISSATISFIED,
    [DETECTOR_SAYS_ABUSIVE - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_ABUSIVE,
    [DETECTOR_SAYS_BREAKDOWN - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_BREAKDOWN,
    [DETECTOR_SAYS_TOPIC - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_TOPIC,
    [DETECTOR_SAYS_HANDOFF - DETECTOR_HAND_COUNT] = DETECTOR_SIGNAL_HANDOFF,
};

/* The column whose words are a signal's evidence; -1: no words are. */
static const int columns[DETECTOR_SIGNAL_COUNT] = {
    [DETECTOR_SIGNAL_EXPLICIT] = DETECTOR_COLUMN_EXPLICIT,
    [DETECTOR_SIGNAL_COMPLAINT] = DETECTOR_COLUMN_COMPLAINT,
    [DETECTOR_SIGNAL_NEGATIVE] = DETECTOR_COLUMN_NEGATIVE,
    [DETECTOR_SIGNAL_DISSATISFIED] = DETECTOR_COLUMN_DISSATISFIED,
    [DETECTOR_SIGNAL_ABUSIVE] = DETECTOR_COLUMN_ABUSIVE,
    [DETECTOR_SIGNAL_LOOP] = -1,
    [DETECTOR_SIGNAL_BREAKDOWN] = DETECTOR_COLUMN_BREAKDOWN,
    [DETECTOR_SIGNAL_COMPLEX] = -1,
    [DETECTOR_SIGNAL_TOPIC] = DETECTOR_COLUMN_TOPIC,
    [DETECTOR_SIGNAL_HANDOFF] = DETECTOR_COLUMN_HANDOFF,
};

static const bool lasts[DETECTOR_SIGNAL_COUNT] = {
    [DETECTOR_SIGNAL_NEGATIVE] = true,
    [DETECTOR_SIGNAL_DISSATISFIED] = true,
    [DETECTOR_SIGNAL_BREAKDOWN] = true,
};

/* Columns of the side that spoke: from first, up to end. */
static void columns_of(bool customer, int *first, int *end)
{
    *first = customer ? 0 : DETECTOR_CUSTOMER_COLUMNS;
    *end = customer ? DETECTOR_CUSTOMER_COLUMNS : DETECTOR_COLUMNS;
}

/* --- the table ------------------------------------------------------------------------------- */

/* So many numbers of one byte cannot leave two bytes: 255 * -128 > -2^15. */
#define ROWS_AT_ONCE 255

static void add_rows(const struct detector_weights *weights, const struct detector_gram *items,
                     size_t from, size_t to, int32_t sums[DETECTOR_COLUMNS])
{
    while (from < to) {
        size_t end = to - from > ROWS_AT_ONCE ? from + ROWS_AT_ONCE : to;
        int16_t part[DETECTOR_COLUMNS] = { 0 }; /* eight to a register */

        for (; from < end; from++) {
            const int8_t *row = weights->table + (size_t)items[from].row * DETECTOR_COLUMNS;
            for (int k = 0; k < DETECTOR_COLUMNS; k++)
                part[k] = (int16_t)(part[k] + row[k]);
        }
        for (int k = 0; k < DETECTOR_COLUMNS; k++)
            sums[k] += part[k];
    }
}

static void text_scores(const struct detector_weights *weights, const struct detector_grams *grams,
                        double ret[DETECTOR_COLUMNS])
{
    int32_t words[DETECTOR_COLUMNS] = { 0 }, runs[DETECTOR_COLUMNS] = { 0 };
    double of_words = 1 / sqrt(fmax(1, (double)grams->words));
    double of_runs = 1 / sqrt(fmax(1, (double)(grams->count - grams->words)));

    add_rows(weights, grams->items, 0, grams->words, words);
    add_rows(weights, grams->items, grams->words, grams->count, runs);
    for (int k = 0; k < DETECTOR_COLUMNS; k++) {
        double sum = words[k] * of_words + runs[k] * of_runs;
        ret[k] = fmin(SCORE_MAX, fmax(-SCORE_MAX, sum * weights->steps[k] + weights->biases[k]));
    }
}

/* --- the signals ----------------------------------------------------------------------------- */

static double kept(const int64_t *items, size_t count, int at)
{
    return (size_t)at < count ? (double)items[at] / KEPT : 0;
}

static void fill_inputs(const struct detector_weights *weights,
                        const struct baton_detector_conversation *row,
                        const struct detector_turn *turn, const struct detector_feature *features,
                        struct detector_estimate *ret)
{
    double *now = ret->inputs + DETECTOR_INPUT_NOW, *before = ret->inputs + DETECTOR_INPUT_BEFORE;
    double scores[DETECTOR_COLUMNS];
    int first, end;

    for (int i = 0; i < DETECTOR_TRAIT_COUNT; i++)
        ret->inputs[i] = (double)turn->traits[i];
    for (int i = 0; i < DETECTOR_HAND_COUNT; i++)
        ret->inputs[DETECTOR_INPUT_FEATURES + i] = features[i].value;
    for (int k = 0; k < DETECTOR_COLUMNS; k++) {
        now[k] = kept(row->scores, row->scores_count, k);
        before[k] = kept(row->scores, row->scores_count, DETECTOR_COLUMNS + k);
    }
    text_scores(weights, &ret->grams, scores);
    columns_of(turn->customer, &first, &end);
    for (int k = first; k < end; k++)
        now[k] = ret->grams.count > 0 ? scores[k] : 0;
}

static void sum_up(const struct detector_signal_weights *weights, const double *inputs,
                   double ret[DETECTOR_SIGNAL_COUNT])
{
    for (int k = 0; k < DETECTOR_SIGNAL_COUNT; k++)
        ret[k] = weights->intercepts[k];
    for (int i = 0; i < DETECTOR_INPUTS; i++) {
        if (inputs[i] == 0)
            continue;
        for (int k = 0; k < DETECTOR_SIGNAL_COUNT; k++)
            ret[k] += weights->of[i][k] * inputs[i];
    }
}

static double value_of(double chance_of_it, double base)
{
    double p = fmin(1 - 1e-6, fmax(1e-6, chance_of_it));

    return fmin(VALUE_MAX, fmax(0, (log(p / (1 - p)) - base) / SPREAD));
}

/* Whose message a signal is read from; of loops and complexity both are. */
static bool speaks(int signal, bool customer)
{
    if (signal == DETECTOR_SIGNAL_LOOP || signal == DETECTOR_SIGNAL_COMPLEX)
        return true;
    return customer == (signal != DETECTOR_SIGNAL_BREAKDOWN);
}

void detector_estimate_of(const struct detector_weights *weights,
                          const struct baton_detector_conversation *row,
                          const struct detector_turn *turn, struct baton_arena *arena,
                          struct detector_feature features[DETECTOR_FEATURE_COUNT],
                          struct detector_estimate *ret)
{
    double sums[DETECTOR_SIGNAL_COUNT];

    *ret = (struct detector_estimate){ .grams = { NULL, 0, 0 } };
    if (turn->reading != NULL && !turn->foreign)
        ret->grams = detector_grams_of(arena, &turn->reading->tokens);
    fill_inputs(weights, row, turn, features, ret);
    sum_up(turn->customer ? &weights->customer : &weights->bot, ret->inputs, sums);
    for (int k = 0; k < DETECTOR_SIGNAL_COUNT; k++) {
        if (turn->reading != NULL && speaks(k, turn->customer))
            ret->signals[k] = 1 / (1 + exp(-sums[k]));
        else if (lasts[k])
            ret->signals[k] = kept(row->estimates, row->estimates_count, k) / KEPT;
    }
    for (int i = 0; i < DETECTOR_FITTED_COUNT; i++)
        features[DETECTOR_HAND_COUNT + i].value =
            value_of(ret->signals[fitted[i]], weights->bases[i]);
}

void detector_estimate_keep(struct baton_detector_conversation *row,
                            const struct detector_turn *turn,
                            const struct detector_estimate *estimate, struct baton_arena *arena)
{
    const double *now = estimate->inputs + DETECTOR_INPUT_NOW;
    bool known = row->scores_count == (size_t)2 * DETECTOR_COLUMNS;
    int64_t *scores = BATON_NEW_ARRAY(arena, int64_t, 2 * DETECTOR_COLUMNS);
    int64_t *estimates = BATON_NEW_ARRAY(arena, int64_t, DETECTOR_SIGNAL_COUNT);
    bool is_first = turn->traits[DETECTOR_TRAIT_FIRST] > 0;
    int first, end;

    if (known)
        memcpy(scores, row->scores, row->scores_count * sizeof *scores);
    columns_of(turn->customer, &first, &end);
    for (int k = first; k < end; k++) {
        int64_t *mean = &scores[DETECTOR_COLUMNS + k];
        scores[k] = llround(now[k] * KEPT);
        *mean = is_first ? scores[k] : llround((double)(*mean + scores[k]) / 2);
    }
    for (int i = 0; i < DETECTOR_SIGNAL_COUNT; i++)
        estimates[i] = lasts[i] ? llround(estimate->signals[i] * KEPT * KEPT) : 0;
    row->scores = scores;
    row->scores_count = (size_t)2 * DETECTOR_COLUMNS;
    row->estimates = estimates;
    row->estimates_count = DETECTOR_SIGNAL_COUNT;
}

/* --- evidence -------------------------------------------------------------------------------- */

/* What each token adds to a column: a piece's weight is shared by the tokens that it is made of. */
static void weigh_tokens(const struct detector_weights *weights, const struct detector_grams *grams,
                         int column, double *ret)
{
    double words = sqrt((double)grams->words), runs = sqrt((double)(grams->count - grams->words));

    for (size_t i = 0; i < grams->count; i++) {
        const struct detector_gram *gram = &grams->items[i];
        double weight = weights->table[(size_t)gram->row * DETECTOR_COLUMNS + (size_t)column]
                        / (i < grams->words ? words : runs) / (gram->last - gram->first + 1);
        for (size_t at = gram->first; at <= gram->last; at++)
            ret[at] += weight;
    }
}

/* The words around the strongest that speak for the column too; empty: none does. */
static struct baton_text words_for(const struct detector_weights *weights,
                                   const struct baton_tokens *tokens,
                                   const struct detector_grams *grams, int column,
                                   struct baton_arena *arena)
{
    double *adds = BATON_NEW_ARRAY(arena, double, DETECTOR_GRAMS_TOKENS);
    size_t count = tokens->count < DETECTOR_GRAMS_TOKENS ? tokens->count : DETECTOR_GRAMS_TOKENS;
    size_t best = count;

    weigh_tokens(weights, grams, column, adds);
    for (size_t i = 0; i < count; i++) {
        bool says = tokens->items[i].kind != BATON_TOKEN_MARK;
        if (says && adds[i] > (best < count ? adds[best] : 0))
            best = i;
    }
    if (best == count)
        return BATON_TEXT_NONE;
    size_t first = best, last = best;
    while (last - first + 1 < QUOTE_TOKENS) {
        double left = first > 0 ? adds[first - 1] : 0;
        double right = last + 1 < count ? adds[last + 1] : 0;
        if (left <= 0 && right <= 0)
            break;
        if (left >= right)
            first--;
        else
            last++;
    }
    return baton_tokens_quote(tokens, first, last);
}

void detector_estimate_show(const struct detector_weights *weights,
                            const struct detector_turn *turn,
                            const struct detector_estimate *estimate, struct baton_arena *arena,
                            int signal, struct detector_feature *feature)
{
    if (turn->reading == NULL || !speaks(signal, turn->customer))
        return;
    feature->event_ids[feature->event_ids_count++] = turn->event->event_id;
    if (estimate->grams.count == 0 || columns[signal] < 0)
        return;
    struct baton_text words =
        words_for(weights, &turn->reading->tokens, &estimate->grams, columns[signal], arena);
    if (words.size > 0 && feature->quotes_count < DETECTOR_QUOTES)
        feature->quotes[feature->quotes_count++] = baton_text_cut(words, 200);
}

void detector_estimate_explain(const struct detector_weights *weights,
                               const struct detector_turn *turn,
                               const struct detector_estimate *estimate, struct baton_arena *arena,
                               int id, struct detector_feature *feature)
{
    if (detector_is_fitted(id) && feature->event_ids_count == 0)
        detector_estimate_show(weights, turn, estimate, arena,
                               (int)fitted[id - DETECTOR_HAND_COUNT], feature);
}
