#include "trail.h"

#include <math.h>
#include <string.h>

#include "asks.h"
#include "hash.h"

#define CATEGORY_FADES 0.7   /* each turn: the last thing named counts most, but not alone */
#define CATEGORY_CLEAR 0.9   /* from here on it was named, not just touched */
#define CATEGORY_POINTS 1000 /* what is kept is in thousandths */
#define IDLE_MS 120000       /* on one page without input: stuck */
#define AREAS 27             /* bits that a hash of a part of the product may set */

double detector_trail_mood(const struct baton_detector_conversation *row, size_t back)
{
    return back < row->asks_count ? (double)row->asks[row->asks_count - 1 - back].mood / 100 : NAN;
}

/* Adds to a list that keeps the last `max`. */
static struct baton_detector_said *push(struct baton_detector_said **items, size_t *count,
                                        size_t max, struct baton_arena *arena)
{
    struct baton_detector_said *grown =
        BATON_NEW_ARRAY(arena, struct baton_detector_said, *count + 1);
    size_t drop = *count >= max ? *count - max + 1 : 0;

    if (*count > drop)
        memcpy(grown, *items + drop, (*count - drop) * sizeof *grown);
    *items = grown;
    *count = *count - drop + 1;
    return &grown[*count - 1];
}

static void fill_said(struct baton_detector_said *said, const struct detector_turn *turn,
                      struct baton_arena *arena)
{
    const struct baton_sketch *sketch = &turn->reading->sketch;

    said->event_id = turn->event->event_id;
    said->mood = lround(turn->reading->mood * 100);
    said->size = (int64_t)turn->reading->words;
    said->words = baton_arena_copy(arena, sketch->items, sketch->count * sizeof *sketch->items);
    said->words_count = sketch->count;
}

/* Same words, as far as they are kept: also for what is too short to compare otherwise. */
static bool identical(const struct baton_detector_said *said,
                      const struct detector_reading *reading)
{
    const struct baton_sketch *sketch = &reading->sketch;

    return reading->words >= 3 && said->size == (int64_t)reading->words && sketch->count > 0
           && said->words_count == sketch->count
           && memcmp(said->words, sketch->items, sketch->count * sizeof *sketch->items) == 0;
}

/* The latest of `items` that says the same, or more with it; empty: none. */
static struct baton_text same_as(const struct baton_detector_said *items, size_t count,
                                 const struct detector_reading *reading, double least)
{
    const struct baton_sketch *sketch = &reading->sketch;

    for (size_t i = count; i > 0; i--) {
        const struct baton_detector_said *said = &items[i - 1];
        double same =
            baton_sketch_similarity(sketch->items, sketch->count, said->words, said->words_count);
        double inside =
            baton_sketch_contained(sketch->items, sketch->count, said->words, said->words_count);
        bool asks = sketch->count >= 3 || reading->tokens.questions > 0;
        if (same >= least || (asks && inside >= 0.99) || identical(said, reading))
            return said->event_id;
    }
    return BATON_TEXT_NONE;
}

/* "Hi Drew" said twice is no question asked twice. */
static bool says_enough(const struct detector_reading *reading)
{
    return reading->sketch.count >= 3
           || (reading->sketch.count == 2 && reading->tokens.questions > 0);
}

static double mean_mood(const struct baton_detector_conversation *row)
{
    double sum = 0;
    size_t count = 0;

    for (; count < 3 && count < row->asks_count; count++)
        sum += detector_trail_mood(row, count);
    return count > 0 ? sum / (double)count : NAN;
}

static void follow_category(struct baton_detector_conversation *row, struct detector_turn *turn)
{
    int best = DETECTOR_CATEGORY_GENERAL;
    double weight = (double)row->category_points / CATEGORY_POINTS * CATEGORY_FADES;

    row->category_points = lround(weight * CATEGORY_POINTS);
    for (int i = 1; i < DETECTOR_CATEGORY_COUNT; i++) {
        double value = turn->reading->categories[i].value;
        if (value >= CATEGORY_CLEAR)
            row->categories |= INT64_C(1) << i;
        if (value > turn->reading->categories[best].value)
            best = i;
    }
    double value = turn->reading->categories[best].value;
    if (best == DETECTOR_CATEGORY_GENERAL)
        return;
    if (value >= CATEGORY_CLEAR)
        turn->category = best;
    if (baton_text_is(row->category, detector_category_names[best])) {
        row->category_points = lround((weight + value) * CATEGORY_POINTS);
    } else if (value > weight) {
        row->category = baton_text_of(detector_category_names[best]);
        row->category_points = lround(value * CATEGORY_POINTS);
    }
}

int detector_trail_bits(int64_t mask)
{
    int count = 0;

    for (; mask != 0; mask &= mask - 1)
        count++;
    return count;
}

/* What of `asked` this message answers: a name or an address is words that ask nothing, all else
 * has digits or, of an address of mail, its sign. */
static unsigned answers(unsigned asked, const struct detector_reading *reading)
{
    unsigned words = 1u << BATON_ASK_NAME | 1u << BATON_ASK_ADDRESS;
    unsigned mail = 1u << BATON_ASK_EMAIL;
    unsigned given = 0;

    if (reading->tokens.questions == 0 && reading->words > 0
        && reading->cues[DETECTOR_CUE_COMPLAINT].value == 0)
        given |= asked & words;
    if (detector_has_digits(reading))
        given |= asked & ~words & ~mail;
    return given;
}

static void follow_given(struct baton_detector_conversation *row,
                         const struct detector_reading *reading)
{
    row->given |=
        (int64_t)(reading->asks | (row->asked != 0 ? answers((unsigned)row->asked, reading) : 0));
    row->asked = 0;
}

static void follow_asked(struct baton_detector_conversation *row, struct detector_turn *turn)
{
    bool asks = turn->reading->tokens.questions > 0 || turn->reading->asks != 0;

    turn->asks_given = (row->given & (int64_t)turn->reading->asks) != 0;
    row->asked_given += turn->asks_given;
    row->asked = (int64_t)turn->reading->asks;
    row->clarifying = asks ? row->clarifying + 1 : 0;
}

void detector_trail_customer(struct baton_detector_conversation *row, struct detector_turn *turn,
                             struct baton_arena *arena)
{
    const struct detector_cue *cues = turn->reading->cues;

    follow_given(row, turn->reading);
    row->foreign += turn->foreign;
    turn->customer = true;
    detector_traits_of(row, turn->reading, true, turn->traits);
    detector_traits_keep(row, turn->reading, true, turn->traits);
    turn->mood_before = mean_mood(row);
    turn->after_answer = row->bot_turns > 0 && row->unanswered_event_id.size == 0;
    if (says_enough(turn->reading))
        turn->repeats_event_id =
            same_as(row->asks, row->asks_count, turn->reading, DETECTOR_SAME_QUESTION);
    fill_said(push(&row->asks, &row->asks_count, DETECTOR_ASKS, arena), turn, arena);
    row->customer_turns++;
    row->repeats += turn->repeats_event_id.size > 0;
    row->complaints += cues[DETECTOR_CUE_COMPLAINT].value >= 0.5;
    row->insults +=
        cues[DETECTOR_CUE_PROFANITY].value > 0 || cues[DETECTOR_CUE_AGGRESSION].value > 0;
    row->business = row->business || cues[DETECTOR_CUE_BUSINESS].value > 0;
    if (turn->event->intent.size > 0)
        row->intent = turn->event->intent;
    follow_category(row, turn);
}

void detector_trail_bot(struct baton_detector_conversation *row, struct detector_turn *turn,
                        struct baton_arena *arena)
{
    const struct detector_cue *cues = turn->reading->cues;

    follow_asked(row, turn);
    detector_traits_of(row, turn->reading, false, turn->traits);
    detector_traits_keep(row, turn->reading, false, turn->traits);
    turn->repeats_event_id =
        same_as(row->answers, row->answers_count, turn->reading, DETECTOR_SAME_ANSWER);
    fill_said(push(&row->answers, &row->answers_count, DETECTOR_ANSWERS, arena), turn, arena);
    row->bot_turns++;
    row->bot_repeats += turn->repeats_event_id.size > 0;
    row->cannot += cues[DETECTOR_CUE_CANNOT].value >= 0.6;
    row->not_understood += cues[DETECTOR_CUE_NOT_UNDERSTOOD].value >= 0.6;
}

static void follow_area(struct baton_detector_conversation *row, struct baton_text name)
{
    if (name.size > 0)
        row->areas |= INT64_C(1) << baton_fnv1a(0, name.data, name.size) % AREAS;
}

static void follow_actions(struct baton_detector_conversation *row,
                           const struct baton_conversation_event *event)
{
    for (size_t i = 0; i < event->actions_count; i++) {
        enum baton_action_outcome outcome = event->actions[i].outcome;
        bool denied = outcome == BATON_ACTION_OUTCOME_DENIED;
        follow_area(row, event->actions[i].name);
        if (outcome != BATON_ACTION_OUTCOME_PENDING && outcome != BATON_ACTION_OUTCOME_SKIPPED)
            row->progress = outcome == BATON_ACTION_OUTCOME_SUCCEEDED;
        if (denied)
            row->denied_action = event->actions[i].name;
        if (!denied && outcome != BATON_ACTION_OUTCOME_FAILED
            && outcome != BATON_ACTION_OUTCOME_TIMED_OUT)
            continue;
        row->failed_attempts++;
        row->failed_event_id = event->event_id;
    }
}

static void follow_confidence(struct baton_detector_conversation *row, double confidence,
                              struct baton_arena *arena)
{
    size_t drop = row->confidences_count >= DETECTOR_CONFIDENCES;
    size_t keep = row->confidences_count - drop;
    int64_t *grown = BATON_NEW_ARRAY(arena, int64_t, keep + 1);

    if (keep > 0)
        memcpy(grown, row->confidences + drop, keep * sizeof *grown);
    grown[keep] = lround(fmin(1, fmax(0, confidence)) * 100);
    row->confidences = grown;
    row->confidences_count = keep + 1;
}

/* Clicks that do nothing, and a long time on a page: stuck. */
static bool is_distress(const struct baton_behaviour *behaviour)
{
    enum baton_behaviour_kind kind = behaviour->kind;

    if (kind == BATON_BEHAVIOUR_KIND_IDLE)
        return behaviour->duration_ms >= IDLE_MS; /* not said: a number below any */
    return kind == BATON_BEHAVIOUR_KIND_RAGE_CLICK || kind == BATON_BEHAVIOUR_KIND_DEAD_CLICK
           || kind == BATON_BEHAVIOUR_KIND_BACK_AND_FORTH || kind == BATON_BEHAVIOUR_KIND_RELOAD
           || kind == BATON_BEHAVIOUR_KIND_FORM_ERROR || kind == BATON_BEHAVIOUR_KIND_FORM_ABANDONED
           || kind == BATON_BEHAVIOUR_KIND_HELP_SEARCH;
}

/* As far as the words go that systems use for an account with which all is well. */
static bool is_usual(struct baton_text status)
{
    static const char *const usual[] = { "active", "Active",  "ACTIVE", "ok",      "OK",
                                         "good",   "open",    "normal", "current", "enabled",
                                         "trial",  "regular", "valid",  "verified" };

    return BATON_TEXT_IS_ONE_OF(status, usual);
}

void detector_trail_value(struct baton_detector_conversation *row,
                          const struct baton_conversation_event *event,
                          const struct baton_rules *rules)
{
    const struct baton_customer *customer = &event->customer;

    if (customer->contract_value != NULL && rules->contract_value_min > 0)
        row->business |= customer->contract_value->minor_units >= rules->contract_value_min;
    if (rules->tenure_months_min > 0)
        row->business |= customer->tenure_months >= rules->tenure_months_min;
}

void detector_trail_event(struct baton_detector_conversation *row,
                          const struct baton_conversation_event *event, struct baton_arena *arena)
{
    const struct baton_customer *customer = &event->customer;

    if (customer->tier.size > 0)
        row->tier = customer->tier;
    row->business = row->business || customer->revenue_moment.size > 0;
    row->asynchronous = event->channel.synchronous != BATON_MAYBE_UNKNOWN
                            ? event->channel.synchronous == BATON_MAYBE_NO
                            : row->asynchronous;
    if (customer->account_status.size > 0)
        row->unusual = !is_usual(customer->account_status);
    follow_area(row, event->page.area);
    follow_actions(row, event);
    row->errors += event->type == BATON_EVENT_TYPE_ERROR;
    row->behaviours += event->type == BATON_EVENT_TYPE_BEHAVIOUR && is_distress(&event->behaviour);
    if (event->speaker == BATON_SPEAKER_BOT && !isnan(event->confidence))
        follow_confidence(row, event->confidence, arena);
    if (!isnan(event->assessment.can_resolve))
        row->can_resolve = event->assessment.can_resolve;
}

void detector_trail_reset(struct baton_detector_conversation *row)
{
    struct baton_detector_conversation kept = *row;

    memcpy(row, baton_detector_conversation_type.defaults, sizeof *row);
    row->holding = kept.holding;
    row->recent = kept.recent;
    row->tier = kept.tier;
    row->policy_version = kept.policy_version;
    row->category = kept.category;
    row->category_points = kept.category_points;
    row->intent = kept.intent;
    row->business = kept.business;
    row->asynchronous = kept.asynchronous;
    row->unusual = kept.unusual;
    row->given = kept.given;
    row->told = kept.told & DETECTOR_CHANNEL_REPORTS;
    row->silence_due = kept.silence_due;
    row->silence_timer = kept.silence_timer;
    row->retention_due = kept.retention_due;
    row->signals = kept.signals;
    row->escalated_epoch = kept.escalated_epoch;
    row->ended = kept.ended;
    row->synthetic = kept.synthetic;
}
