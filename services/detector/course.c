/* Rules over the verdict and the row; nothing is measured here. */
#include "course.h"

#include "hours.h"
#include "key.h"

#define SAID 0.5     /* value from which a cue of the customer is taken at his word */
#define SAID_BOT 0.9 /* the bot must say it plainly */
#define QUOTE_MAX_BYTES 200
#define CALM_PART 0.5 /* of the chance of a prepare: it is not taken back where it was made */
#define CALM_MESSAGES 2
#define CONFIDENT 0.8 /* the bot's own chance from which it is about to solve it */

const struct detector_hold_row detector_holds[DETECTOR_HOLD_COUNT] = {
    [DETECTOR_HOLD_NONE] = { "", "" },
    [DETECTOR_HOLD_CONTEXT] = { "no_context_yet", "hardly anything is known of the problem yet" },
    [DETECTOR_HOLD_PREFERENCE] = { "prefers_to_go_on", "the customer wants to go on with the bot" },
    [DETECTOR_HOLD_RESOLUTION] = { "near_resolution", "it is about to be solved" },
    [DETECTOR_HOLD_DELAY] = { "angry_at_delay", "the customer is angry at the waiting alone" },
    [DETECTOR_HOLD_CLOSED] = { "nobody_at_work", "nobody who could take over is at work" },
    [DETECTOR_HOLD_BUSY] = { "nobody_free", "nobody who could take over is free" },
};

static double cue_of(const struct detector_turn *turn, enum detector_cue_code code)
{
    return turn->customer && turn->reading != NULL ? turn->reading->cues[code].value : 0;
}

bool detector_takes_back(const struct detector_reading *reading)
{
    const struct detector_cue *cues = reading->cues;

    return cues[DETECTOR_CUE_HUMAN].value < SAID && cues[DETECTOR_CUE_COMPLAINT].value < SAID
           && (cues[DETECTOR_CUE_SOLVED].value >= SAID
               || cues[DETECTOR_CUE_PREFERS_BOT].value >= SAID);
}

bool detector_is_calm(const struct detector_turn *turn, const struct detector_verdict *verdict,
                      const struct baton_rules *rules)
{
    return turn->customer && turn->reading != NULL
           && verdict->probability < CALM_PART * rules->prepare_ratio * verdict->threshold;
}

/* What a bot's transfer is called in its tools. */
static bool is_handoff(struct baton_text action)
{
    static const char *const words[] = { "transfer_to", "transferto", "handoff",   "hand_off",
                                         "handover",    "escalate",   "live_agent" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (baton_text_find(action, baton_text_of(words[i]), 0) >= 0)
            return true;
    }
    return false;
}

bool detector_announces(const struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;
    const struct detector_reading *reading = turn->customer ? NULL : turn->reading;

    if (reading != NULL
        && (reading->cues[DETECTOR_CUE_TRANSFERS].value >= SAID_BOT
            || reading->cues[DETECTOR_CUE_ANNOUNCES].value >= SAID_BOT))
        return true;
    if (event == NULL || event->speaker != BATON_SPEAKER_BOT)
        return false;
    for (size_t i = 0; i < event->actions_count; i++) {
        if (is_handoff(event->actions[i].name)
            && (event->actions[i].outcome == BATON_ACTION_OUTCOME_SUCCEEDED
                || event->actions[i].outcome == BATON_ACTION_OUTCOME_PENDING))
            return true;
    }
    return event->assessment.wants_handoff;
}

/* Somebody or something failed, not only the clock. */
static bool has_failed(const struct detector_verdict *verdict)
{
    static const int failures[] = {
        DETECTOR_REPEATED_QUESTION, DETECTOR_BOT_REPEATS,
        DETECTOR_AGGRESSION,        DETECTOR_FAILED_ATTEMPTS,
        DETECTOR_BOT_CANNOT,        DETECTOR_BOT_NOT_UNDERSTOOD,
        DETECTOR_LOW_CONFIDENCE,    DETECTOR_BOT_DOUBT,
        DETECTOR_BOT_ERROR,         DETECTOR_TOPIC,
        DETECTOR_ASKS_GIVEN,
    };

    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (verdict->features[failures[i]].value > 0)
            return true;
    }
    return false;
}

static bool is_near_resolution(const struct baton_detector_conversation *row,
                               const struct detector_turn *turn)
{
    if (cue_of(turn, DETECTOR_CUE_COMPLAINT) >= SAID)
        return false;
    return cue_of(turn, DETECTOR_CUE_SOLVED) >= SAID || row->progress
           || row->can_resolve >= CONFIDENT; /* never said: not a number, so no */
}

static bool makes_progress(const struct baton_detector_conversation *row)
{
    return row->progress
           || (row->failed_attempts == 0 && row->bot_repeats == 0 && row->cannot == 0
               && row->not_understood == 0 && row->asked_given == 0);
}

/* All that is looked at for a course. */
struct view {
    const struct baton_detector_conversation *row;
    const struct detector_turn *turn;
    const struct detector_verdict *verdict;
    const struct baton_rules *rules;
    const struct detector_people *people;
    int64_t now_ms;
    struct baton_arena *arena;
};

/* Where the policy's rules lead it. */
static const struct baton_route_rule *route_of(const struct view *view)
{
    struct baton_text trigger =
        baton_text_of(baton_enum_name(&baton_trigger_symbols, (int)view->verdict->trigger));
    struct baton_text category =
        view->row->category.size > 0 ? view->row->category : BATON_TEXT("general");

    return baton_rules_route(view->rules, category, view->row->tier, trigger);
}

/* By the hours of the team. */
static bool is_closed(const struct view *view, const struct baton_route_rule *route)
{
    const struct baton_team *team = baton_rules_team(view->rules, route->team);

    return team != NULL && baton_hours_open(team, view->now_ms) == BATON_MAYBE_NO;
}

/* By what the router says of the pool. Where it has said nothing, nobody waits for that. */
static bool is_busy(const struct view *view, const struct baton_route_rule *route)
{
    struct baton_text pool = baton_rules_pool(view->rules, route);

    return view->rules->hold_when_busy
           && detector_pools_available(view->people->pools,
                                       baton_key_make(view->arena, view->people->tenant, pool),
                                       route->skills, route->skills_count)
                  == BATON_MAYBE_NO;
}

static enum detector_hold hold_for_people(const struct view *view)
{
    if (!makes_progress(view->row))
        return DETECTOR_HOLD_NONE;
    const struct baton_route_rule *route = route_of(view);
    if (is_closed(view, route))
        return DETECTOR_HOLD_CLOSED;
    return is_busy(view, route) ? DETECTOR_HOLD_BUSY : DETECTOR_HOLD_NONE;
}

static enum detector_hold hold_of(const struct view *view)
{
    const struct detector_turn *turn = view->turn;

    if (cue_of(turn, DETECTOR_CUE_PREFERS_BOT) >= SAID || cue_of(turn, DETECTOR_CUE_TRIES) >= SAID)
        return DETECTOR_HOLD_PREFERENCE;
    if (view->row->customer_turns < view->rules->min_turns)
        return DETECTOR_HOLD_CONTEXT;
    if (is_near_resolution(view->row, turn))
        return DETECTOR_HOLD_RESOLUTION;
    if (cue_of(turn, DETECTOR_CUE_DELAY) >= SAID && !has_failed(view->verdict))
        return DETECTOR_HOLD_DELAY;
    return hold_for_people(view);
}

/* The words of the customer that speak for waiting; empty: what speaks for it is not in words. */
static struct baton_text words_for(const struct view *view, enum detector_hold hold)
{
    static const struct {
        enum detector_hold hold;
        enum detector_cue_code cue;
    } said[] = {
        { DETECTOR_HOLD_PREFERENCE, DETECTOR_CUE_PREFERS_BOT },
        { DETECTOR_HOLD_PREFERENCE, DETECTOR_CUE_TRIES },
        { DETECTOR_HOLD_RESOLUTION, DETECTOR_CUE_SOLVED },
        { DETECTOR_HOLD_DELAY, DETECTOR_CUE_DELAY },
    };

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (said[i].hold == hold && cue_of(view->turn, said[i].cue) >= SAID)
            return baton_text_cut(view->turn->reading->cues[said[i].cue].quote, QUOTE_MAX_BYTES);
    }
    return BATON_TEXT_NONE;
}

static struct detector_course hold_for(const struct view *view, enum detector_hold hold)
{
    bool people = hold == DETECTOR_HOLD_CLOSED || hold == DETECTOR_HOLD_BUSY;

    return (struct detector_course){ .kind = BATON_SIGNAL_KIND_HOLD,
                                     .hold = hold,
                                     .quote = words_for(view, hold),
                                     .pool = people ? baton_rules_pool(view->rules, route_of(view))
                                                    : BATON_TEXT_NONE };
}

/* The score has reached the threshold. While a hold runs nothing is said again: its timer looks. */
static struct detector_course reached(const struct view *view)
{
    int64_t held = view->row->hold;
    bool may_hold = view->rules->holds && view->rules->hold_ms > 0 && held >= 0;
    enum detector_hold hold = may_hold ? hold_of(view) : DETECTOR_HOLD_NONE;

    if (hold != DETECTOR_HOLD_NONE && held > 0)
        return (struct detector_course){ .kind = BATON_SIGNAL_KIND_UNKNOWN };
    if (hold != DETECTOR_HOLD_NONE)
        return hold_for(view, hold);
    return (struct detector_course){ .kind = view->verdict->escalate ? BATON_SIGNAL_KIND_ESCALATE
                                                                     : BATON_SIGNAL_KIND_UNKNOWN };
}

struct detector_course detector_course_of(const struct baton_detector_conversation *row,
                                          const struct detector_turn *turn,
                                          const struct detector_verdict *verdict,
                                          const struct baton_rules *rules,
                                          const struct detector_people *people, int64_t now_ms,
                                          struct baton_arena *arena)
{
    const struct view view = { row, turn, verdict, rules, people, now_ms, arena };
    bool rule = verdict->escalate && !verdict->reached;
    bool likely = rules->prepare_ratio < 1
                  && verdict->probability >= rules->prepare_ratio * verdict->threshold;
    bool read = turn->customer && turn->reading != NULL;

    if (rule)
        return (struct detector_course){ .kind = BATON_SIGNAL_KIND_ESCALATE };
    if (verdict->reached)
        return reached(&view);
    if (row->prepare > 0 && read && detector_takes_back(turn->reading))
        return (struct detector_course){ .kind = BATON_SIGNAL_KIND_WITHDRAW,
                                         .withdraws = row->prepare };
    if (row->prepare > 0 && row->calm + 1 >= CALM_MESSAGES
        && detector_is_calm(turn, verdict, rules))
        return (struct detector_course){ .kind = BATON_SIGNAL_KIND_WITHDRAW,
                                         .withdraws = row->prepare,
                                         .faded = true };
    if (row->prepare == 0 && likely)
        return (struct detector_course){ .kind = BATON_SIGNAL_KIND_PREPARE };
    return (struct detector_course){ .kind = BATON_SIGNAL_KIND_UNKNOWN };
}
