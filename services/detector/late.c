/* What is waited for, and what is said when it does not come; and how a signal leaves. */
#include <math.h>

#include "row.h"
#include "step.h"

static BATON_METRIC(escalations, "baton_detector_escalations_total", BATON_COUNTER, "trigger",
                    "Escalations that were signalled, by trigger.");
static BATON_METRIC(signals, "baton_detector_signals_total", BATON_COUNTER, "kind",
                    "Signals, by kind.");

bool detector_armed(const struct baton_detector_conversation *row)
{
    return !row->ended && row->holding.kind == BATON_HOLDER_KIND_BOT
           && row->holding.takeover_by.size == 0 && row->holding.epoch > row->escalated_epoch;
}

void detector_save(const struct detector_step *step)
{
    const struct baton_detector_conversation stored =
        detector_row_packed(step->row, step->conversation_id, step->in->arena);

    baton_state_save(step->out, &detector_conversations, step->in->key, &stored);
}

void detector_set_timer(const struct detector_step *step, const char *name, int64_t *due,
                        int64_t at_ms)
{
    if (*due != at_ms)
        baton_timer_set(step->out, step->in->key, name, due, at_ms);
}

/* Bots answer, so a timer for each message would be set and taken away again without ever firing,
 * two rows a turn. One that is set already is left to fire early: it looks, and waits for the rest.
 */
static void watch_silence(const struct detector_step *step)
{
    baton_timer_set_by(step->out, step->in->key, DETECTOR_SILENCE, &step->row->silence_timer,
                       step->row->silence_due);
}

void detector_expect_answer(const struct detector_step *step, const struct detector_turn *turn)
{
    struct baton_detector_conversation *row = step->row;
    bool polite_end = turn->reading->cues[DETECTOR_CUE_RESOLVED].value > 0
                      && turn->reading->tokens.questions == 0 && turn->reading->words <= 8;

    if (row->unanswered_event_id.size > 0 || step->rules->bot_silence_ms <= 0 || row->asynchronous
        || polite_end || !detector_armed(row))
        return;
    row->unanswered_event_id = turn->event->event_id;
    row->unanswered_offset = step->in->offset;
    row->silence_due = step->in->time_ms + step->rules->bot_silence_ms;
    watch_silence(step);
}

void detector_answered(const struct detector_step *step)
{
    step->row->unanswered_event_id = BATON_TEXT_NONE;
    step->row->unanswered_offset = -1;
    step->row->silence_due = 0;
}

void detector_let_go(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;

    if (row->held == NULL)
        return;
    detector_set_timer(step, DETECTOR_HOLD, &row->held->due, 0);
    row->held = NULL;
    row->hold = -1;
}

void detector_expect_handoff(const struct detector_step *step, struct baton_text event_id,
                             int64_t wait_ms)
{
    struct baton_detector_conversation *row = step->row;

    row->told &= DETECTOR_CHANNEL_REPORTS | DETECTOR_PHANTOM_TOLD;
    if (row->handoff == NULL)
        row->handoff = baton_record_new(&baton_detector_handoff_type, step->in->arena);
    row->handoff->event_id = event_id;
    row->handoff->offset = step->in->offset;
    detector_set_timer(step, DETECTOR_HANDOFF, &row->handoff->due,
                       wait_ms > 0 ? step->in->time_ms + wait_ms : 0);
}

void detector_forget_handoff(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;

    row->told &= DETECTOR_CHANNEL_REPORTS | DETECTOR_PHANTOM_TOLD;
    if (row->handoff != NULL)
        detector_set_timer(step, DETECTOR_HANDOFF, &row->handoff->due, 0);
    row->handoff = NULL;
}

void detector_forget_timers(const struct detector_step *step)
{
    detector_answered(step);
    detector_set_timer(step, DETECTOR_SILENCE, &step->row->silence_timer, 0);
    detector_let_go(step);
    detector_forget_handoff(step);
}

struct detector_telling detector_telling_of(const struct detector_step *step,
                                            const struct detector_turn *turn)
{
    return (struct detector_telling){ .weights = &step->self->weights,
                                      .row = step->row,
                                      .turn = turn,
                                      .rules = step->rules,
                                      .tenant = step->tenant,
                                      .conversation_id = step->conversation_id,
                                      .partition = step->in->partition,
                                      .now_ms = step->in->time_ms,
                                      .arena = step->in->arena };
}

enum baton_verdict detector_emit(const struct detector_step *step,
                                 struct baton_escalation_signal *signal)
{
    baton_count(step->out, &signals, baton_enum_name(&baton_signal_kind_symbols, signal->kind), 1);
    if (signal->kind == BATON_SIGNAL_KIND_ESCALATE)
        baton_count(step->out, &escalations,
                    baton_enum_name(&baton_trigger_symbols, (int)signal->trigger), 1);
    return baton_emit(step->out, &baton_topic_signals, step->in->key, signal);
}

static enum baton_verdict emit_late(const struct detector_step *step,
                                    const struct detector_late *late,
                                    struct detector_verdict *verdict)
{
    const struct detector_turn nothing = { .event = NULL };
    const struct detector_telling t = detector_telling_of(step, &nothing);

    return detector_emit(step, detector_signal_late(&t, late, verdict));
}

static enum baton_verdict on_retention(const struct detector_step *step)
{
    baton_state_drop(step->out, &detector_conversations, step->in->key);
    return BATON_DONE;
}

static enum baton_verdict bot_is_silent(const struct detector_step *step)
{
    const struct baton_detector_conversation *row = step->row;
    const struct detector_late late = { .kind = BATON_SIGNAL_KIND_ESCALATE,
                                        .trigger = BATON_TRIGGER_BOT_SILENT,
                                        .code = "bot_silent",
                                        .detail = "the bot did not answer in time",
                                        .event_id = row->unanswered_event_id,
                                        .offset = row->unanswered_offset };

    detector_let_go(step);
    return emit_late(step, &late, NULL);
}

static enum baton_verdict on_silence(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;
    int64_t deadline = row->silence_timer;
    enum baton_verdict v = BATON_DONE;

    row->silence_timer = 0;
    if (row->silence_due > deadline) { /* that of a later message is waited for */
        watch_silence(step);
        return BATON_DONE;
    }
    if (detector_armed(row) && row->unanswered_event_id.size > 0)
        v = bot_is_silent(step);
    detector_answered(step);
    return v;
}

/* As near as the chance was kept. */
static double log_odds_of(double chance)
{
    double least = 0.5 / DETECTOR_CHANCE_UNITS;
    double p = fmin(1 - least, fmax(least, chance));

    return log(p / (1 - p));
}

/* What a hold waited for did not come. The chance is that of the message at which it was looked at
 * last: what that message said is not kept. */
static enum baton_verdict on_hold(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;
    const struct baton_detector_held *held = row->held;
    const struct detector_turn nothing = { .event = NULL };
    struct detector_verdict verdict;

    if (held == NULL)
        return BATON_DONE;
    const struct detector_late late = { .kind = BATON_SIGNAL_KIND_ESCALATE,
                                        .trigger = (enum baton_trigger)held->trigger,
                                        .code = "hold_over",
                                        .detail = "what it was held back for did not come",
                                        .event_id = held->event_id,
                                        .offset = held->offset };
    row->held->due = 0;
    detector_let_go(step);
    if (!detector_armed(row) || row->customer_turns < step->rules->min_turns)
        return BATON_DONE;
    detector_decide(&step->self->weights, row, &nothing, step->rules, step->in->arena, &verdict);
    verdict.probability = (double)held->chance / DETECTOR_CHANCE_UNITS;
    verdict.log_odds = log_odds_of(verdict.probability);
    enum baton_verdict v = emit_late(step, &late, &verdict);
    detector_answered(step);
    return v;
}

/* The bot announced a person and holds still; or people have it, and something shows that the
 * customer does not know. */
static enum baton_verdict on_handoff(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;
    const struct baton_detector_handoff *handoff = row->handoff;
    bool bot = row->holding.kind == BATON_HOLDER_KIND_BOT;
    bool untold = (row->told & ~(int64_t)DETECTOR_PHANTOM_TOLD) != 0;
    if (handoff == NULL)
        return BATON_DONE;
    const struct detector_late late = {
        .kind = bot ? BATON_SIGNAL_KIND_PHANTOM : BATON_SIGNAL_KIND_SILENT,
        .trigger = bot ? BATON_TRIGGER_PHANTOM_HANDOFF : BATON_TRIGGER_UNKNOWN,
        .code = bot ? "phantom_handoff" : "silent_handoff",
        .detail = bot ? "the bot announced a person and nothing came of it"
                      : "nothing shows that the customer was told of the handoff",
        .event_id = handoff->event_id,
        .offset = handoff->offset
    };

    row->handoff->due = 0;
    detector_forget_handoff(step);
    if (row->ended || row->holding.takeover_by.size > 0 || (!bot && !untold))
        return BATON_DONE;
    if (bot) {
        row->told |= DETECTOR_PHANTOM_TOLD;
        detector_answered(step);
        detector_let_go(step);
    }
    return emit_late(step, &late, NULL);
}

static const struct {
    const char *name;
    enum baton_verdict (*fires)(const struct detector_step *step);
} timers[] = {
    { DETECTOR_HANDOFF, on_handoff },
    { DETECTOR_HOLD, on_hold },
    { DETECTOR_RETENTION, on_retention },
    { DETECTOR_SILENCE, on_silence },
};

enum baton_verdict detector_on_timer(const struct detector_step *step)
{
    size_t i = 0, count = sizeof timers / sizeof *timers;

    while (i < count && !baton_text_is(step->in->timer, timers[i].name))
        i++;
    if (i == count) /* of another version of this program */
        return BATON_DONE;
    enum baton_verdict v = timers[i].fires(step);
    if (timers[i].fires != on_retention)
        detector_save(step);
    return v;
}
