/* Values of the features with their evidence. Each family is a function; none looks further than
 * row and turn. */
#include <math.h>

#include "model.h"

#define RESOLVED_WORDS 12

struct view {
    const struct baton_detector_conversation *row;
    const struct detector_turn *turn;
    struct detector_feature *features;
};

static double capped(int64_t count, double max)
{
    return fmin((double)count, max);
}

static void quote(struct detector_feature *feature, struct baton_text text)
{
    if (text.size > 0 && feature->quotes_count < DETECTOR_QUOTES)
        feature->quotes[feature->quotes_count++] = baton_text_cut(text, 200);
}

static void evidence(struct detector_feature *feature, struct baton_text event_id)
{
    for (size_t i = 0; i < feature->event_ids_count; i++) {
        if (baton_text_equal(feature->event_ids[i], event_id))
            return;
    }
    if (event_id.size > 0 && feature->event_ids_count < DETECTOR_QUOTES)
        feature->event_ids[feature->event_ids_count++] = event_id;
}

static struct detector_feature *set(const struct view *view, int id, double value)
{
    view->features[id].value = value;
    return &view->features[id];
}

static void set_cue(const struct view *view, int id, enum detector_cue_code code)
{
    const struct detector_cue *cue = &view->turn->reading->cues[code];
    struct detector_feature *feature = set(view, id, cue->value);

    if (cue->value > 0) {
        quote(feature, cue->quote);
        evidence(feature, view->turn->event->event_id);
    }
}

static void last_event(const struct view *view, struct detector_feature *feature)
{
    if (feature->value != 0 && view->turn->event != NULL)
        evidence(feature, view->turn->event->event_id);
}

static const struct {
    enum detector_feature_id feature;
    enum detector_cue_code cue;
    bool customer;
} by_cue[] = {
    { DETECTOR_EXPLICIT_REQUEST, DETECTOR_CUE_HUMAN, true },
    { DETECTOR_COMPLAINT, DETECTOR_CUE_COMPLAINT, true },
    { DETECTOR_ASKS_AGAIN, DETECTOR_CUE_AGAIN, true },
    { DETECTOR_PROFANITY, DETECTOR_CUE_PROFANITY, true },
    { DETECTOR_AGGRESSION, DETECTOR_CUE_AGGRESSION, true },
    { DETECTOR_TOPIC, DETECTOR_CUE_TOPIC, true },
    { DETECTOR_RESOLVED, DETECTOR_CUE_RESOLVED, true },
    { DETECTOR_BOT_TRANSFERS, DETECTOR_CUE_TRANSFERS, false },
    { DETECTOR_NO_AUTHORITY, DETECTOR_CUE_NO_AUTHORITY, false },
};

static void cue_features(const struct view *view)
{
    for (size_t i = 0; view->turn->reading != NULL && i < sizeof by_cue / sizeof *by_cue; i++) {
        if (by_cue[i].customer == view->turn->customer)
            set_cue(view, by_cue[i].feature, by_cue[i].cue);
    }
}

static void before_features(const struct view *view)
{
    const struct baton_detector_conversation *row = view->row;
    bool complains = view->features[DETECTOR_COMPLAINT].value >= 0.5;
    bool insults = view->features[DETECTOR_PROFANITY].value > 0
                   || view->features[DETECTOR_AGGRESSION].value > 0;

    set(view, DETECTOR_COMPLAINTS_BEFORE, capped(row->complaints - complains, 3));
    set(view, DETECTOR_INSULTS_BEFORE, capped(row->insults - insults, 3));
    set(view, DETECTOR_BUSINESS, row->business);
}

static void repeat_features(const struct view *view)
{
    const struct detector_turn *turn = view->turn;
    struct detector_feature *asks =
        set(view, DETECTOR_REPEATED_QUESTION, capped(view->row->repeats, 3));
    struct detector_feature *answers =
        set(view, DETECTOR_BOT_REPEATS, capped(view->row->bot_repeats, 3));
    struct detector_feature *now = turn->customer ? asks : answers;

    if (turn->reading == NULL || turn->repeats_event_id.size == 0)
        return;
    evidence(now, turn->repeats_event_id);
    evidence(now, turn->event->event_id);
    quote(now, turn->event->text);
}

static void mood_now(const struct view *view)
{
    const struct detector_turn *turn = view->turn;
    double mood = turn->reading->mood;
    struct detector_feature *feature = set(view, DETECTOR_MOOD, fmax(0, -mood));

    quote(feature, turn->reading->mood_quote);
    last_event(view, feature);
    if (mood < -0.2) {
        last_event(view, set(view, DETECTOR_LOUD, turn->reading->loudness));
        double drop = isnan(turn->mood_before) ? 0 : fmax(0, turn->mood_before - mood - 0.3);
        last_event(view, set(view, DETECTOR_MOOD_DROP, fmin(1, drop)));
        last_event(view, set(view, DETECTOR_MOOD_AFTER_ANSWER, drop > 0.3 && turn->after_answer));
    }
    double *resolved = &view->features[DETECTOR_RESOLVED].value;
    if (mood < -0.1 || turn->reading->wants_person || turn->traits[DETECTOR_TRAIT_ACCEPTS] > 0)
        *resolved = 0;
    else if (turn->reading->tokens.questions > 0 || turn->reading->words > RESOLVED_WORDS)
        *resolved /= 2; /* thanks, and goes on */
}

/* Bad for at least two of the last three messages. */
static void mood_sustained(const struct view *view)
{
    const struct baton_detector_conversation *row = view->row;
    double sum = 0;
    int bad = 0, count = 0;

    for (; count < 3 && (size_t)count < row->asks_count; count++) {
        double mood = detector_trail_mood(row, (size_t)count);
        sum += mood;
        bad += mood < -0.2;
    }
    if (count < 3 || bad < 2)
        return;
    struct detector_feature *feature = set(view, DETECTOR_MOOD_SUSTAINED, fmax(0, -sum / count));
    for (size_t i = row->asks_count - (size_t)count; feature->value > 0 && i < row->asks_count; i++)
        evidence(feature, row->asks[i].event_id);
}

static double mean_size(const struct baton_detector_said *items, size_t from, size_t to)
{
    double sum = 0;

    for (size_t i = from; i < to; i++)
        sum += (double)items[i].size;
    return sum / (double)(to - from);
}

static void length_features(const struct view *view)
{
    const struct baton_detector_conversation *row = view->row;
    size_t count = row->asks_count;

    set(view, DETECTOR_LENGTH, fmin(2, fmax(0, (double)(row->customer_turns - 6) / 6)));
    if (count < 4 || detector_trail_mood(row, 0) > 0)
        return;
    double before = mean_size(row->asks, 0, count - 2),
           now = mean_size(row->asks, count - 2, count);
    set(view, DETECTOR_SHORTER_REPLIES, before >= 6 && now < before / 2);
}

static void bot_features(const struct view *view)
{
    const struct baton_detector_conversation *row = view->row;
    struct detector_feature *failed =
        set(view, DETECTOR_FAILED_ATTEMPTS, log2(1 + capped(row->failed_attempts, 15)));
    size_t count = row->confidences_count;

    evidence(failed, row->failed_event_id);
    set(view, DETECTOR_BOT_CANNOT, capped(row->cannot, 3));
    set(view, DETECTOR_BOT_NOT_UNDERSTOOD, capped(row->not_understood, 3));
    set(view, DETECTOR_BOT_ERROR, capped(row->errors, 2));
    set(view, DETECTOR_BEHAVIOUR, capped(row->behaviours, 3));
    if (!isnan(row->can_resolve))
        set(view, DETECTOR_BOT_DOUBT, fmax(0, 0.5 - row->can_resolve) * 2);
    if (count > 0)
        set(view, DETECTOR_LOW_CONFIDENCE,
            fmax(0, 0.5 - (double)row->confidences[count - 1] / 100) * 2);
    if (count > 1)
        set(view, DETECTOR_FALLING_CONFIDENCE,
            fmax(0, (double)(row->confidences[0] - row->confidences[count - 1]) / 100 - 0.1));
}

/* What has no part in the fitted estimates. */
static void later_features(const struct view *view)
{
    const struct baton_detector_conversation *row = view->row;
    const struct detector_turn *turn = view->turn;
    struct detector_feature *given = set(view, DETECTOR_ASKS_GIVEN, capped(row->asked_given, 2));

    if (turn->asks_given) {
        quote(given, turn->event->text);
        last_event(view, given);
    }
    set(view, DETECTOR_CLARIFYING, fmin(2, fmax(0, (double)(row->clarifying - 3) / 2)));
    set(view, DETECTOR_UNUSUAL_ACCOUNT, row->unusual);
    set(view, DETECTOR_MANY_SYSTEMS,
        fmin(2, fmax(0, (double)(detector_trail_bits(row->areas) - 3) / 3)));
    last_event(view, set(view, DETECTOR_UNSERVED_LANGUAGE, turn->unserved));
}

void detector_features_of(const struct baton_detector_conversation *row,
                          const struct detector_turn *turn,
                          struct detector_feature ret[DETECTOR_FEATURE_COUNT])
{
    struct view view = { row, turn, ret };

    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++)
        ret[i] = (struct detector_feature){ .value = 0 };
    cue_features(&view);
    before_features(&view);
    repeat_features(&view);
    if (turn->customer && turn->reading != NULL)
        mood_now(&view);
    mood_sustained(&view);
    length_features(&view);
    bot_features(&view);
    set(&view, DETECTOR_SEVERAL_PROBLEMS,
        fmin(3, fmax(0, detector_trail_bits(row->categories) - 1)));
    later_features(&view);
}
