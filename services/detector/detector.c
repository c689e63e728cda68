/* One row per conversation. Each event is followed (who holds, what was said and tried); while the
 * bot holds, the row is judged after it. Two timers: the bot's silence, and the end of what is kept
 * after the end. */
#include "detector.h"

#include "holding.h"
#include "key.h"
#include "recent.h"
#include "signal.h"

#define SILENCE "silence"
#define RETENTION "retention"

const struct baton_table detector_conversations = { 'c', &baton_detector_conversation_type };

static BATON_METRIC(escalations, "baton_detector_escalations_total", BATON_COUNTER, "trigger",
                    "Escalations that were signalled, by trigger.");
static BATON_METRIC(duplicates, "baton_detector_duplicates_total", BATON_COUNTER, NULL,
                    "Events that were dropped because their id was seen before.");
static BATON_METRIC(
    unspoken, "baton_detector_unspoken_total", BATON_COUNTER, NULL,
    "Messages that were not judged because they were not said to or by the customer.");

struct detector {
    struct detector_words words;
    struct baton_rulebook *rules;
    struct detector_weights weights;
    /* For who watches; never read by a decision. */
    bool is_watched, has_last;
    struct detector_watched last;
    struct baton_arena last_arena;
};

/* One record at work. */
struct step {
    const struct baton_record *in;
    struct detector *self;
    struct baton_outbox *out;
    struct baton_detector_conversation *row;
    const struct baton_rules *rules;
    struct baton_text tenant, conversation_id;
};

static bool armed(const struct baton_detector_conversation *row)
{
    return !row->ended && row->holding.kind == BATON_HOLDER_KIND_BOT
           && row->holding.takeover_by.size == 0 && row->holding.epoch > row->escalated_epoch;
}

/* --- timers
 * ------------------------------------------------------------------------------------------------------
 */

static void expect_answer(const struct step *step, const struct detector_turn *turn)
{
    struct baton_detector_conversation *row = step->row;
    bool polite_end = turn->reading->cues[DETECTOR_CUE_RESOLVED].value > 0
                      && turn->reading->tokens.questions == 0 && turn->reading->words <= 8;

    if (row->unanswered_event_id.size > 0 || step->rules->bot_silence_ms <= 0 || row->asynchronous
        || polite_end || !armed(row))
        return;
    row->unanswered_event_id = turn->event->event_id;
    row->unanswered_offset = step->in->offset;
    baton_timer_set(step->out, step->in->key, SILENCE, &row->silence_due,
                    step->in->time_ms + step->rules->bot_silence_ms);
}

static void answered(const struct step *step)
{
    step->row->unanswered_event_id = BATON_TEXT_NONE;
    step->row->unanswered_offset = -1;
    if (step->row->silence_due != 0)
        baton_timer_set(step->out, step->in->key, SILENCE, &step->row->silence_due, 0);
}

static enum baton_verdict emit(const struct step *step, struct baton_escalation_signal *signal)
{
    baton_count(step->out, &escalations,
                baton_enum_name(&baton_trigger_symbols, (int)signal->trigger), 1);
    return baton_emit(step->out, &baton_topic_signals, step->in->key, signal);
}

static enum baton_verdict on_timer(const struct step *step)
{
    struct baton_detector_conversation *row = step->row;

    if (baton_text_is(step->in->timer, RETENTION)) {
        baton_state_drop(step->out, &detector_conversations, step->in->key);
        return BATON_DONE;
    }
    row->silence_due = 0;
    enum baton_verdict v = BATON_DONE;
    if (armed(row) && row->unanswered_event_id.size > 0)
        v = emit(step,
                 detector_signal_silent(&step->self->weights, row, step->in->partition, step->rules,
                                        step->tenant, step->conversation_id, step->in->arena));
    answered(step);
    baton_state_save(step->out, &detector_conversations, step->in->key, row);
    return v;
}

/* --- events
 * ------------------------------------------------------------------------------------------------------
 */

static void end(const struct step *step)
{
    struct baton_detector_conversation *row = step->row;

    answered(step);
    detector_trail_reset(row);
    row->ended = true;
    row->escalated_epoch = -1;
    row->category = BATON_TEXT_NONE;
    row->category_weight = 0;
    row->intent = BATON_TEXT_NONE;
    baton_timer_set(step->out, step->in->key, RETENTION, &row->retention_due,
                    step->in->time_ms + step->rules->retention_ms);
}

/* A message after the end: the conversation goes on under the policy of now. */
static void begin_again(struct step *step)
{
    struct baton_detector_conversation *row = step->row;

    row->ended = false;
    baton_timer_set(step->out, step->in->key, RETENTION, &row->retention_due, 0);
    step->rules = baton_rulebook_now(step->self->rules, step->tenant);
    row->policy_version = step->rules->version;
}

static bool is_message(enum baton_event_type type)
{
    return type == BATON_EVENT_TYPE_MESSAGE || type == BATON_EVENT_TYPE_EDIT
           || type == BATON_EVENT_TYPE_RETRACT;
}

/* The judgement of the message at its place; the holder is followed. */
static struct baton_judged judge(const struct step *step,
                                 const struct baton_conversation_event *event)
{
    struct baton_judged judged = { .said = BATON_SAID };

    if (is_message(event->type))
        judged = baton_holding_judge(&step->row->holding, event);
    if (baton_holding_follow(&step->row->holding, event, &judged, step->in->offset,
                             step->in->arena)) {
        answered(step);
        if (step->row->holding.kind == BATON_HOLDER_KIND_BOT)
            detector_trail_reset(step->row);
    }
    return judged;
}

static void follow_message(struct step *step, struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;

    if (event->speaker == BATON_SPEAKER_CUSTOMER) {
        turn->reading = detector_read_customer(&step->self->words, event->text, step->in->arena);
        detector_trail_customer(step->row, turn, step->in->arena);
        expect_answer(step, turn);
    } else if (event->speaker == BATON_SPEAKER_BOT) {
        turn->reading = detector_read_bot(&step->self->words, event->text, step->in->arena);
        detector_trail_bot(step->row, turn, step->in->arena);
        answered(step);
    }
}

/* What the turn came to, copied: the record's own arena is gone when it is asked for. */
static void show(const struct step *step, const struct detector_turn *turn,
                 struct detector_verdict *verdict)
{
    struct detector *d = step->self;
    struct baton_reason *reasons;

    detector_reasons(&d->weights, turn, verdict, step->in->arena, &reasons, &d->last.reasons_count);
    struct baton_reason *copies =
        BATON_NEW_ARRAY(&d->last_arena, struct baton_reason, d->last.reasons_count + 1);
    for (size_t i = 0; i < d->last.reasons_count; i++)
        copies[i] = *(struct baton_reason *)baton_record_copy(&baton_reason_type, &reasons[i],
                                                              &d->last_arena);
    d->last.reasons = copies;
    d->last.probability = verdict->probability;
    for (int i = 0; i < DETECTOR_SIGNALS_SHOWN; i++)
        d->last.signals[i] = verdict->estimate.signals[i];
    d->last.category = baton_text_copy(
        &d->last_arena, step->row->category.size > 0 ? step->row->category : BATON_TEXT("general"));
    d->has_last = true;
}

/* Signalled in this epoch or ended: nothing of the trail is read before the bot begins anew, with
 * an empty one. */
static bool is_over(const struct baton_detector_conversation *row)
{
    return row->ended || row->holding.epoch <= row->escalated_epoch;
}

/* Judges the row, and keeps what the next message is judged by. A signal comes of it while the
 * detector is armed and the customer has spoken. */
static enum baton_verdict decide(const struct step *step, const struct detector_turn *turn)
{
    const struct detector_weights *weights = &step->self->weights;
    struct baton_arena *arena = step->in->arena;
    struct detector_verdict verdict;

    if ((turn->reading == NULL && !armed(step->row))
        || (is_over(step->row) && !step->self->is_watched))
        return BATON_DONE;
    detector_decide(weights, step->row, turn, step->rules, arena, &verdict);
    if (turn->reading != NULL)
        detector_estimate_keep(step->row, turn, &verdict.estimate, arena);
    if (step->self->is_watched)
        show(step, turn, &verdict);
    if (!verdict.escalate || !armed(step->row) || step->row->customer_turns == 0)
        return BATON_DONE;
    answered(step);
    return emit(step, detector_signal(weights, step->row, turn, &verdict, step->rules, step->tenant,
                                      step->conversation_id, arena));
}

static enum baton_verdict follow(struct step *step, const struct baton_conversation_event *event)
{
    struct detector_turn turn = { .event = event };
    struct baton_judged judged = judge(step, event);

    if (event->type == BATON_EVENT_TYPE_ENDED) {
        end(step);
        return BATON_DONE;
    }
    bool text = event->type == BATON_EVENT_TYPE_MESSAGE && event->text.size > 0;
    if (judged.said != BATON_SAID) {
        baton_count(step->out, &unspoken, NULL, 1);
        return BATON_DONE;
    }
    if (step->row->ended && text && event->speaker == BATON_SPEAKER_CUSTOMER)
        begin_again(step);
    if (step->row->holding.kind != BATON_HOLDER_KIND_BOT)
        return BATON_DONE;
    detector_trail_event(step->row, event, step->in->arena);
    if (text)
        follow_message(step, &turn);
    return decide(step, &turn);
}

static enum baton_verdict on_event(struct step *step)
{
    const struct baton_conversation_event *event = step->in->value;
    struct baton_detector_conversation *row = step->row;

    if (baton_recent_seen(&row->recent, event, step->in->arena)) {
        baton_count(step->out, &duplicates, NULL, 1);
        return BATON_DONE;
    }
    if (event->type == BATON_EVENT_TYPE_FORGET) {
        answered(step);
        if (row->retention_due != 0)
            baton_timer_set(step->out, step->in->key, RETENTION, &row->retention_due, 0);
        baton_state_drop(step->out, &detector_conversations, step->in->key);
        return BATON_DONE;
    }
    row->synthetic = event->env.synthetic;
    enum baton_verdict v = follow(step, event);
    baton_state_save(step->out, &detector_conversations, step->in->key, row);
    return v;
}

enum baton_verdict detector_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out)
{
    const struct baton_conversation_event *event = in->value;
    struct step step = { .in = in, .self = self, .out = out };
    void *row;
    enum baton_verdict v = baton_state_load(out, &detector_conversations, in->key, &row);

    step.self->has_last = false;
    baton_arena_reset(&step.self->last_arena);
    if (v != BATON_DONE || (row == NULL && in->timer.size > 0)
        || (event == NULL && in->timer.size == 0))
        return v;
    step.tenant = baton_key_part(in->arena, in->key, 0);
    step.conversation_id = baton_key_part(in->arena, in->key, 1);
    step.row = row != NULL ? row : baton_record_new(&baton_detector_conversation_type, in->arena);
    if (row == NULL)
        step.row->policy_version = baton_rulebook_now(step.self->rules, step.tenant)->version;
    step.rules = baton_rulebook_at(step.self->rules, step.tenant, step.row->policy_version);
    return in->timer.size > 0 ? on_timer(&step) : on_event(&step);
}

void detector_watch(void *self)
{
    struct detector *d = self;

    d->is_watched = true;
}

const struct detector_watched *detector_last(const void *self)
{
    const struct detector *d = self;

    return d->has_last ? &d->last : NULL;
}

/* --- life
 * --------------------------------------------------------------------------------------------------------
 */

enum baton_verdict detector_global(const struct baton_record *in, void *self,
                                   struct baton_error *err)
{
    struct detector *d = self;

    if (in->topic != &baton_topic_policies)
        return BATON_DONE;
    if (in->value != NULL)
        return baton_rulebook_apply(d->rules, in->value, err);
    bool learned = baton_text_is(baton_key_part(in->arena, in->key, 1), "learned");
    baton_rulebook_remove(d->rules, baton_key_part(in->arena, in->key, 0),
                          learned ? BATON_POLICY_PART_LEARNED : BATON_POLICY_PART_DECLARED);
    return BATON_DONE;
}

void *detector_open(const void *conf, struct baton_error *err)
{
    struct detector *d = calloc(1, sizeof *d);

    (void)conf;
    if (d == NULL)
        abort();
    size_t size = (size_t)(detector_weights_en_end - detector_weights_en);
    if (!detector_weights_read(detector_weights_en, size, &d->weights, err)
        || !detector_words_open(&d->words, err)) {
        free(d);
        return NULL;
    }
    baton_arena_init(&d->last_arena);
    d->rules = baton_rulebook_new();
    return d;
}

void detector_close(void *self)
{
    struct detector *d = self;

    if (d == NULL)
        return;
    detector_words_close(&d->words);
    baton_arena_release(&d->last_arena);
    baton_rulebook_free(d->rules);
    free(d);
}
