#include "signal.h"

#include <math.h>

#include "reasons.h"
#include "topics.h"

#define WHY_REASONS     3
#define WHY_QUOTE_BYTES 100

static int feature_of(const struct baton_reason *reason)
{
    for (int id = 0; id < DETECTOR_FEATURE_COUNT; id++) {
        if (baton_text_is(reason->code, detector_features[id].code))
            return id;
    }
    return -1;
}

/* "the words are those of a complaint" is nothing new to who has read "the customer complains about
 * the service". */
static bool told_already(const struct baton_escalation_signal *signal, size_t index)
{
    int id = feature_of(&signal->reasons[index]);

    if (id < 0 || !detector_is_fitted(id))
        return false;
    if (detector_features[id].trigger == BATON_TRIGGER_COMBINED)
        return index > 0; /* "bots hand over where things stand like this" */
    for (size_t i = 0; i < index; i++) {
        int before = feature_of(&signal->reasons[i]);

        if (before >= 0 && detector_features[before].trigger == detector_features[id].trigger)
            return true;
    }
    return false;
}

/* As much of a quote as a sentence can carry. */
static struct baton_text short_quote(const struct baton_reason *reason, struct baton_arena *arena)
{
    struct baton_text words = reason->quotes_count > 0 ? reason->quotes[0] : BATON_TEXT_NONE;

    if (words.size <= WHY_QUOTE_BYTES)
        return words;
    words = baton_text_cut(words, WHY_QUOTE_BYTES - 3);
    return baton_text_format(arena, "%.*s\xe2\x80\xa6", BATON_TEXT_ARG(words));
}

/* "the customer asked for a person ("talk to a human"); the mood dropped sharply" */
static struct baton_text why(const struct baton_escalation_signal *signal,
                             struct baton_arena *arena)
{
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t i = 0, told = 0; i < signal->reasons_count && told < WHY_REASONS; i++) {
        const struct baton_reason *reason = &signal->reasons[i];
        struct baton_text words = short_quote(reason, arena);

        if (reason->contribution < 0 || told_already(signal, i))
            continue;
        text = baton_text_format(arena, "%.*s%s%.*s%s%.*s%s", BATON_TEXT_ARG(text),
                                 told++ > 0 ? "; " : "", BATON_TEXT_ARG(reason->detail),
                                 words.size > 0 ? " (\"" : "", BATON_TEXT_ARG(words),
                                 words.size > 0 ? "\")" : "");
    }
    return text;
}

/* --- what it needs
 * --------------------------------------------------------------------------------------------- */

static bool category_is(const struct baton_detector_conversation *row, int category)
{
    return baton_text_is(row->category, detector_category_names[category]);
}

static enum baton_urgency urgency_of(const struct baton_detector_conversation *row,
                                     const struct detector_turn *turn,
                                     const struct baton_rules *rules)
{
    bool mood = row->asks_count > 0 && detector_trail_mood(row, 0) < -0.6;
    bool deadline = turn->customer && turn->reading != NULL
                    && turn->reading->cues[DETECTOR_CUE_DEADLINE].value > 0;
    bool insults = row->insults > 1;
    bool tier = baton_rules_ratio(rules->tier_weights, rules->tier_weights_count, row->tier, 0) > 0;
    int points = 2 * deadline + 2 * category_is(row, DETECTOR_CATEGORY_SECURITY) + mood + insults
                 + tier + category_is(row, DETECTOR_CATEGORY_LEGAL) + row->business;

    if (points >= 4)
        return BATON_URGENCY_CRITICAL;
    return points >= 2 ? BATON_URGENCY_HIGH : BATON_URGENCY_NORMAL;
}

static enum baton_complexity complexity_of(const struct baton_detector_conversation *row)
{
    bool several = (row->categories & (row->categories - 1)) != 0;
    int points = several + (row->failed_attempts >= 2) + (row->customer_turns > 8)
                 + (row->denied_action.size > 0);

    if (points >= 2)
        return BATON_COMPLEXITY_COMPLEX;
    return points == 1 ? BATON_COMPLEXITY_MODERATE : BATON_COMPLEXITY_SIMPLE;
}

static void add_unique(struct baton_text **items, size_t *count, struct baton_text text,
                       struct baton_arena *arena)
{
    if (text.size == 0 || baton_rules_listed(*items, *count, text))
        return;
    struct baton_text *list = *items;
    *BATON_APPEND(arena, list, *count) = text;
    *items = list;
}

static void fill_needs(struct baton_escalation_signal *signal,
                       const struct baton_detector_conversation *row,
                       const struct detector_turn *turn, const struct baton_rules *rules,
                       struct baton_arena *arena)
{
    struct baton_text trigger =
        baton_text_of(baton_enum_name(&baton_trigger_symbols, (int)signal->trigger));
    const struct baton_route_rule *route =
        baton_rules_route(rules, signal->category, row->tier, trigger);
    const struct baton_bot_assessment *bot = turn->event != NULL ? &turn->event->assessment : NULL;

    for (size_t i = 0; i < route->skills_count; i++)
        add_unique(&signal->recommended_skills, &signal->recommended_skills_count, route->skills[i],
                   arena);
    for (size_t i = 0; bot != NULL && i < bot->skills_count; i++)
        add_unique(&signal->recommended_skills, &signal->recommended_skills_count, bot->skills[i],
                   arena);
    if (signal->recommended_skills_count == 0 && !baton_text_is(signal->category, "general"))
        add_unique(&signal->recommended_skills, &signal->recommended_skills_count, signal->category,
                   arena);
    for (size_t i = 0; i < route->authority_count; i++)
        add_unique(&signal->authority_needed, &signal->authority_needed_count, route->authority[i],
                   arena);
    add_unique(&signal->authority_needed, &signal->authority_needed_count, row->denied_action,
               arena);
    signal->team = bot != NULL && bot->team.size > 0 ? bot->team : route->team;
}

static struct baton_text id_of(const struct detector_telling *t, int64_t number)
{
    return baton_text_format(t->arena, "%.*s-s%lld", BATON_TEXT_ARG(t->conversation_id),
                             (long long)number);
}

/* A request for a person: one a stretch. */
static bool asks_for_a_person(enum baton_signal_kind kind)
{
    return kind == BATON_SIGNAL_KIND_ESCALATE || kind == BATON_SIGNAL_KIND_PHANTOM;
}

static struct baton_escalation_signal *begin(const struct detector_telling *t,
                                             enum baton_signal_kind kind,
                                             enum baton_trigger trigger)
{
    struct baton_detector_conversation *row = t->row;
    struct baton_escalation_signal *signal = BATON_RECORD(t->arena, escalation_signal);

    row->signals++;
    if (asks_for_a_person(kind)) {
        row->escalated_epoch = row->holding.epoch;
        row->escalation = row->signals;
    }
    signal->env.tenant = t->tenant;
    signal->env.conversation_id = t->conversation_id;
    signal->env.epoch = row->holding.epoch;
    signal->env.sequence = row->signals;
    signal->env.synthetic = row->synthetic;
    signal->env.seen.policy_version = t->rules->version;
    signal->env.seen.model_version = baton_text_of(t->weights->version);
    signal->signal_id = id_of(t, row->signals);
    signal->kind = kind;
    signal->trigger = trigger;
    signal->category = row->category.size > 0 ? row->category : BATON_TEXT("general");
    signal->intent = row->intent;
    signal->complexity = complexity_of(row);
    signal->urgency = urgency_of(row, t->turn, t->rules);
    signal->sentiment = detector_trail_mood(row, 0);
    signal->customer_turns = row->customer_turns;
    signal->bot_turns = row->bot_turns;
    signal->failed_attempts = row->failed_attempts;
    fill_needs(signal, row, t->turn, t->rules, t->arena);
    return signal;
}

static double rounded(double chance)
{
    return isnan(chance) ? NAN : round(chance * 10000) / 10000;
}

/* A reason that adds nothing to the chance: what was decided, and what was not looked at. */
static void tell(const struct detector_telling *t, struct baton_escalation_signal *signal,
                 const char *code, const char *detail, struct baton_text event_id)
{
    struct baton_reason *reason = BATON_APPEND(t->arena, signal->reasons, signal->reasons_count);

    *reason = *(const struct baton_reason *)baton_reason_type.defaults;
    reason->code = baton_text_of(code);
    reason->detail = baton_text_of(detail);
    if (event_id.size == 0)
        return;
    reason->event_ids = baton_arena_copy(t->arena, &event_id, sizeof event_id);
    reason->event_ids_count = 1;
}

/* All that the verdict is made of. */
static void tell_verdict(const struct detector_telling *t, struct baton_escalation_signal *signal,
                         struct detector_verdict *verdict)
{
    struct detector_reasons reasons;
    struct baton_named_signal *noticed;

    signal->probability = rounded(verdict->probability);
    signal->threshold = rounded(verdict->threshold);
    detector_reasons_of(t->weights, t->row, t->turn, verdict, t->arena, &reasons);
    for (size_t i = 0; i < reasons.count; i++)
        *BATON_APPEND(t->arena, signal->reasons, signal->reasons_count) = reasons.items[i];
    signal->base = reasons.base;
    signal->rest = reasons.rest;
    signal->rest_count = reasons.rest_count;
    size_t count = detector_noticed(t->weights, t->row, t->turn, verdict, t->arena, &noticed);
    for (size_t i = 0; i < count; i++)
        *BATON_APPEND(t->arena, signal->signals, signal->signals_count) = noticed[i];
}

/* A hold is a signal itself, with what shows that it is right to wait. */
static void tell_hold(const struct detector_telling *t, struct baton_escalation_signal *signal,
                      const struct detector_course *course)
{
    const struct detector_hold_row *hold = &detector_holds[course->hold];
    struct baton_text help = baton_text_of(hold->help);

    if (course->pool.size > 0)
        help = baton_text_format(t->arena, "%s in the pool %.*s", hold->help,
                                 BATON_TEXT_ARG(course->pool));
    signal->hold_reason = help;
    signal->hold_pool = course->pool;
    signal->hold_until = t->now_ms + t->rules->hold_ms;
    tell(t, signal, hold->code, "", signal->event_id);
    struct baton_reason *reason = &signal->reasons[signal->reasons_count - 1];
    reason->detail = help;
    if (course->quote.size > 0) {
        reason->quotes = baton_arena_copy(t->arena, &course->quote, sizeof course->quote);
        reason->quotes_count = 1;
    }
    struct baton_named_signal *named =
        BATON_APPEND(t->arena, signal->signals, signal->signals_count);
    *named = (struct baton_named_signal){ .name = reason->code,
                                          .probability = 1,
                                          .event_ids = reason->event_ids,
                                          .event_ids_count = reason->event_ids_count,
                                          .quotes = reason->quotes,
                                          .quotes_count = reason->quotes_count };
}

static void tell_foreign(const struct detector_telling *t, struct baton_escalation_signal *signal)
{
    if (t->row->foreign == 0 && !t->turn->foreign)
        return;
    tell(t, signal, "words_not_read",
         "the words are of a language that is not known; what was measured remains",
         t->turn->foreign ? t->turn->event->event_id : BATON_TEXT_NONE);
}

struct baton_escalation_signal *detector_signal(const struct detector_telling *t,
                                                struct detector_verdict *verdict,
                                                const struct detector_course *course)
{
    bool withdraws = course->kind == BATON_SIGNAL_KIND_WITHDRAW;
    struct baton_escalation_signal *signal =
        begin(t, course->kind, withdraws ? BATON_TRIGGER_UNKNOWN : verdict->trigger);

    signal->event_id = t->turn->event->event_id;
    if (course->kind == BATON_SIGNAL_KIND_HOLD)
        tell_hold(t, signal, course);
    if (withdraws) {
        signal->withdraws = id_of(t, course->withdraws);
        if (course->faded)
            tell(t, signal, "faded", "the chance fell and stayed low", signal->event_id);
        else
            tell(t, signal, "taken_back", "the customer no longer wants a person",
                 signal->event_id);
    }
    tell_verdict(t, signal, verdict);
    tell_foreign(t, signal);
    signal->why = why(signal, t->arena);
    return signal;
}

struct baton_escalation_signal *detector_signal_taken_back(const struct detector_telling *t)
{
    struct baton_escalation_signal *signal =
        begin(t, BATON_SIGNAL_KIND_WITHDRAW, BATON_TRIGGER_UNKNOWN);

    signal->event_id = t->turn->event->event_id;
    signal->withdraws = id_of(t, t->row->escalation);
    tell(t, signal, "taken_back", "the customer no longer wants a person", signal->event_id);
    signal->why = why(signal, t->arena);
    return signal;
}

struct baton_escalation_signal *detector_signal_late(const struct detector_telling *t,
                                                     const struct detector_late *late,
                                                     struct detector_verdict *verdict)
{
    struct baton_escalation_signal *signal = begin(t, late->kind, late->trigger);

    /* A timer has no cause of its own, and who reads the signal must know the message. */
    if (late->offset >= 0)
        signal->env.cause = (struct baton_cause){ .topic = baton_text_of(baton_topic_events.name),
                                                  .partition = t->partition,
                                                  .offset = late->offset,
                                                  .id = late->event_id };
    signal->event_id = late->event_id;
    tell(t, signal, late->code, late->detail, late->event_id);
    if (verdict != NULL)
        tell_verdict(t, signal, verdict);
    tell_foreign(t, signal);
    signal->why = why(signal, t->arena);
    return signal;
}
