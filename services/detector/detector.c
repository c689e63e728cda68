/* One row per conversation. Each event is followed (who holds, what was said and tried); while the
 * bot holds, the row is judged after it. Timers: the bot's silence, the end of a hold, what comes
 * of a handoff, and the end of what is kept after the end. */
#include <math.h>

#include "common_words.h"
#include "holding.h"
#include "key.h"
#include "recent.h"
#include "row.h"
#include "step.h"

const struct baton_table detector_conversations = { 'c', &baton_detector_conversation_type };

static BATON_METRIC(holds, "baton_detector_holds_total", BATON_COUNTER, "reason",
                    "Escalations that were held back, by reason.");
static BATON_METRIC(
    foreign, "baton_detector_foreign_total", BATON_COUNTER, NULL,
    "Messages of customers whose words were not read: their language is not known.");
static BATON_METRIC(duplicates, "baton_detector_duplicates_total", BATON_COUNTER, NULL,
                    "Events that were dropped because their id was seen before.");
static BATON_METRIC(
    unspoken, "baton_detector_unspoken_total", BATON_COUNTER, NULL,
    "Messages that were not judged because they were not said to or by the customer.");

/* --- events
 * ------------------------------------------------------------------------------------------------------
 */

static void end(const struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;

    detector_forget_timers(step);
    detector_trail_reset(row);
    row->ended = true;
    row->escalated_epoch = -1;
    row->category = BATON_TEXT_NONE;
    row->category_points = 0;
    row->intent = BATON_TEXT_NONE;
    row->given = 0;
    row->told = 0;
    baton_timer_set(step->out, step->in->key, DETECTOR_RETENTION, &row->retention_due,
                    step->in->time_ms + step->rules->retention_ms);
}

/* A message after the end: the conversation goes on under the policy of now. */
static void begin_again(struct detector_step *step)
{
    struct baton_detector_conversation *row = step->row;

    row->ended = false;
    baton_timer_set(step->out, step->in->key, DETECTOR_RETENTION, &row->retention_due, 0);
    step->rules = baton_rulebook_now(step->self->rules, step->tenant);
    row->policy_version = step->rules->version;
}

static bool is_message(enum baton_event_type type)
{
    return type == BATON_EVENT_TYPE_MESSAGE || type == BATON_EVENT_TYPE_EDIT
           || type == BATON_EVENT_TYPE_RETRACT;
}

/* The conversation went from one to another. Of what the bot announced something came; where it
 * announced nothing, the customer is to be told. */
static void change_hands(const struct detector_step *step,
                         const struct baton_conversation_event *event, bool from_bot)
{
    struct baton_detector_conversation *row = step->row;
    bool told = row->handoff != NULL
                || event->holder.cause == BATON_HOLDER_CAUSE_TAKEOVER; /* he spoke to him */

    detector_answered(step);
    detector_let_go(step);
    if (row->holding.kind == BATON_HOLDER_KIND_AGENT)
        row->escalation = 0;
    if (row->holding.kind == BATON_HOLDER_KIND_BOT) {
        detector_forget_handoff(step);
        detector_trail_reset(row);
    } else if (from_bot && event->type == BATON_EVENT_TYPE_HOLDER) {
        detector_forget_handoff(step);
        if (!told && !row->ended)
            detector_expect_handoff(step, event->event_id, step->rules->silent_ms);
    }
}

/* The judgement of the message at its place; the holder is followed. */
static struct baton_judged judge(const struct detector_step *step,
                                 const struct baton_conversation_event *event)
{
    struct baton_judged judged = { .said = BATON_SAID };
    bool from_bot = step->row->holding.kind == BATON_HOLDER_KIND_BOT;

    if (is_message(event->type))
        judged = baton_holding_judge(&step->row->holding, event);
    if (baton_holding_follow(&step->row->holding, event, &judged, step->in->offset,
                             step->in->arena))
        change_hands(step, event, from_bot);
    return judged;
}

/* The event names no language, and the words are clearly none of ours. A message that could be in
 * any ("Kreditkarte") is of the language that most before it were in, but if it asks for a person:
 * "operator!" is understood. */
static bool seems_foreign(const struct baton_detector_conversation *row,
                          const struct baton_conversation_event *event,
                          const struct detector_reading *reading)
{
    if (event->language.size > 0)
        return false;
    const struct baton_common_words words = baton_common_words_of(&reading->tokens);
    bool was = 2 * row->foreign > row->customer_turns;
    return baton_common_words_foreign(&words, was && reading->cues[DETECTOR_CUE_HUMAN].value == 0);
}

static const struct detector_reading *read_message(const struct detector_step *step,
                                                   struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;
    const struct detector_words *words = &step->self->words;
    bool customer = event->speaker == BATON_SPEAKER_CUSTOMER;
    struct detector_reading *reading = NULL;

    turn->foreign = detector_is_foreign(step->self->weights.language, event->language, event->text);
    if (!turn->foreign) {
        reading = customer ? detector_read_customer(words, event->text, step->in->arena)
                           : detector_read_bot(words, event->text, step->in->arena);
        turn->foreign = seems_foreign(step->row, event, reading);
    }
    if (!turn->foreign)
        return reading;
    if (customer)
        baton_count(step->out, &foreign, NULL, 1);
    return detector_read_foreign(event->text, step->in->arena);
}

static bool is_served(const struct baton_rules *rules, struct baton_text language)
{
    for (size_t i = 0; i < rules->languages_count; i++) {
        struct baton_text served = rules->languages[i];
        if (baton_text_starts(language, served)
            && (language.size == served.size || language.data[served.size] == '-'))
            return true;
    }
    return rules->languages_count == 0 || language.size == 0;
}

static void follow_message(struct detector_step *step, struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;

    if (event->speaker == BATON_SPEAKER_CUSTOMER) {
        turn->reading = read_message(step, turn);
        turn->unserved = !is_served(step->rules, event->language);
        detector_trail_customer(step->row, turn, step->in->arena);
        detector_expect_answer(step, turn);
        /* Asked for, and nobody has it yet: it is taken back when the queue has it. */
        if (step->row->escalation > 0)
            step->row->taken_back = detector_takes_back(turn->reading);
        if (detector_takes_back(turn->reading))
            detector_forget_handoff(step);
    } else if (event->speaker == BATON_SPEAKER_BOT) {
        turn->reading = read_message(step, turn);
        detector_trail_bot(step->row, turn, step->in->arena);
        detector_answered(step);
    }
}

/* --- while people have it
 * ------------------------------------------------------------------------------------------------------
 */

/* What shows that the customer was told of the handoff, or that he was not. */
static void follow_telling(const struct detector_step *step, const struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;
    struct baton_detector_conversation *row = step->row;
    bool waits = row->handoff != NULL && row->holding.kind != BATON_HOLDER_KIND_BOT;
    bool text = event->type == BATON_EVENT_TYPE_MESSAGE && event->text.size > 0;
    enum baton_receipt_state state = event->receipt.state;

    if (event->type == BATON_EVENT_TYPE_RECEIPT || (text && event->speaker == BATON_SPEAKER_SYSTEM))
        row->told |= DETECTOR_CHANNEL_REPORTS;
    if (!waits)
        return;
    if (event->type == BATON_EVENT_TYPE_RECEIPT) {
        if (state == BATON_RECEIPT_STATE_DELIVERED || state == BATON_RECEIPT_STATE_READ)
            detector_forget_handoff(step);
        else
            row->told |= DETECTOR_DELIVERY_FAILED;
    } else if (text && event->speaker != BATON_SPEAKER_CUSTOMER) {
        detector_forget_handoff(step);
    } else if (text && turn->reading != NULL
               && (turn->reading->tokens.questions > 0
                   || turn->reading->cues[DETECTOR_CUE_PRESENT].value >= 0.5)) {
        row->told |= DETECTOR_CUSTOMER_ASKS;
    }
}

/* A person who is there hears it himself; the queue does not. */
static enum baton_verdict follow_people(const struct detector_step *step,
                                        struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;
    struct baton_detector_conversation *row = step->row;

    if (event->type == BATON_EVENT_TYPE_MESSAGE && event->text.size > 0
        && event->speaker == BATON_SPEAKER_CUSTOMER
        && (row->escalation > 0 || row->handoff != NULL)) {
        turn->reading = read_message(step, turn);
        turn->customer = true;
        row->taken_back = detector_takes_back(turn->reading);
    }
    follow_telling(step, turn);
    if (row->holding.kind != BATON_HOLDER_KIND_QUEUE || row->escalation == 0 || !row->taken_back
        || row->ended)
        return BATON_DONE;
    const struct detector_telling t = detector_telling_of(step, turn);
    struct baton_escalation_signal *signal = detector_signal_taken_back(&t);
    row->escalation = 0;
    row->taken_back = false;
    return detector_emit(step, signal);
}

/* --- while the bot has it
 * ------------------------------------------------------------------------------------------------------
 */

/* What the turn came to, copied: the record's own arena is gone when it is asked for. */
static void show(const struct detector_step *step, const struct detector_turn *turn,
                 struct detector_verdict *verdict)
{
    struct detector *d = step->self;
    struct detector_reasons *reasons = &d->last.reasons;

    detector_reasons_of(&d->weights, step->row, turn, verdict, step->in->arena, reasons);
    struct baton_reason *copies =
        BATON_NEW_ARRAY(&d->last_arena, struct baton_reason, reasons->count + 1);
    for (size_t i = 0; i < reasons->count; i++)
        copies[i] = *(struct baton_reason *)baton_record_copy(&baton_reason_type,
                                                              &reasons->items[i], &d->last_arena);
    reasons->items = copies;
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

/* What is kept of a hold: it may be looked at by its timer next. */
static void keep_hold(const struct detector_step *step, const struct detector_turn *turn,
                      const struct detector_verdict *verdict)
{
    struct baton_detector_conversation *row = step->row;

    row->held->chance = llround(verdict->probability * DETECTOR_CHANCE_UNITS);
    row->held->trigger = (int64_t)verdict->trigger;
    row->held->event_id = turn->event->event_id;
    row->held->offset = step->in->offset;
}

/* The row goes where the signal, counted already, leads it. */
static void take_course(const struct detector_step *step, const struct detector_turn *turn,
                        const struct detector_verdict *verdict,
                        const struct detector_course *course)
{
    struct baton_detector_conversation *row = step->row;

    if (course->kind == BATON_SIGNAL_KIND_ESCALATE) {
        detector_answered(step);
        detector_let_go(step);
    } else if (course->kind == BATON_SIGNAL_KIND_PREPARE) {
        row->prepare = row->signals;
    } else if (course->kind == BATON_SIGNAL_KIND_WITHDRAW) {
        row->prepare = -1;
    } else if (course->kind == BATON_SIGNAL_KIND_HOLD) {
        row->hold = row->signals;
        row->held = baton_record_new(&baton_detector_held_type, step->in->arena);
        keep_hold(step, turn, verdict);
        detector_set_timer(step, DETECTOR_HOLD, &row->held->due,
                           step->in->time_ms + step->rules->hold_ms);
        baton_count(step->out, &holds, detector_holds[course->hold].code, 1);
    }
}

/* Judges the row, and keeps what the next message is judged by. A signal comes of it while the
 * detector is armed and the customer has spoken. */
static enum baton_verdict decide(const struct detector_step *step, const struct detector_turn *turn)
{
    const struct detector_weights *weights = &step->self->weights;
    struct baton_arena *arena = step->in->arena;
    struct detector_verdict verdict;

    if ((turn->reading == NULL && !detector_armed(step->row))
        || (is_over(step->row) && !step->self->is_watched))
        return BATON_DONE;
    detector_decide(weights, step->row, turn, step->rules, arena, &verdict);
    if (turn->reading != NULL)
        detector_estimate_keep(step->row, turn, &verdict.estimate, arena);
    if (step->self->is_watched)
        show(step, turn, &verdict);
    if (!detector_armed(step->row) || step->row->customer_turns == 0)
        return BATON_DONE;
    const struct detector_people people = { step->self->pools, step->tenant };
    const struct detector_course course = detector_course_of(step->row, turn, &verdict, step->rules,
                                                             &people, step->in->time_ms, arena);
    if (step->row->prepare > 0 && turn->customer && turn->reading != NULL)
        step->row->calm = detector_is_calm(turn, &verdict, step->rules) ? step->row->calm + 1 : 0;
    if (step->row->held != NULL && verdict.reached)
        keep_hold(step, turn, &verdict);
    else
        detector_let_go(step);
    if (course.kind == BATON_SIGNAL_KIND_UNKNOWN)
        return BATON_DONE;
    const struct detector_telling t = detector_telling_of(step, turn);
    struct baton_escalation_signal *signal = detector_signal(&t, &verdict, &course);
    take_course(step, turn, &verdict, &course);
    return detector_emit(step, signal);
}

/* A signal names the turn that it is about, and waits for a package that holds it. What these say
 * counts from the next turn on. */
static bool is_turn(const struct baton_conversation_event *event)
{
    return event->type != BATON_EVENT_TYPE_ENRICHMENT && event->type != BATON_EVENT_TYPE_RECEIPT
           && event->type != BATON_EVENT_TYPE_STARTED && event->type != BATON_EVENT_TYPE_UNKNOWN;
}

static enum baton_verdict follow_bot(struct detector_step *step, struct detector_turn *turn)
{
    const struct baton_conversation_event *event = turn->event;

    detector_trail_event(step->row, event, step->in->arena);
    detector_trail_value(step->row, event, step->rules);
    if (event->type == BATON_EVENT_TYPE_MESSAGE && event->text.size > 0)
        follow_message(step, turn);
    enum baton_verdict v = is_turn(event) ? decide(step, turn) : BATON_DONE;
    if (detector_announces(turn) && !step->row->asynchronous && !step->row->ended
        && !(step->row->told & DETECTOR_PHANTOM_TOLD))
        detector_expect_handoff(step, event->event_id, step->rules->phantom_ms);
    return v;
}

static enum baton_verdict follow(struct detector_step *step,
                                 const struct baton_conversation_event *event)
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
        return follow_people(step, &turn);
    follow_telling(step, &turn);
    return follow_bot(step, &turn);
}

static enum baton_verdict on_event(struct detector_step *step)
{
    const struct baton_conversation_event *event = step->in->value;
    struct baton_detector_conversation *row = step->row;

    if (baton_recent_seen(&row->recent, event, step->in->arena)) {
        baton_count(step->out, &duplicates, NULL, 1);
        return BATON_DONE;
    }
    if (event->type == BATON_EVENT_TYPE_FORGET) {
        detector_forget_timers(step);
        if (row->retention_due != 0)
            baton_timer_set(step->out, step->in->key, DETECTOR_RETENTION, &row->retention_due, 0);
        baton_state_drop(step->out, &detector_conversations, step->in->key);
        return BATON_DONE;
    }
    row->synthetic = event->env.synthetic;
    enum baton_verdict v = follow(step, event);
    detector_save(step);
    return v;
}

enum baton_verdict detector_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out)
{
    const struct baton_conversation_event *event = in->value;
    struct detector_step step = { .in = in, .self = self, .out = out };
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
    if (row != NULL)
        detector_row_unpack(step.row, step.conversation_id, in->arena);
    else
        step.row->policy_version = baton_rulebook_now(step.self->rules, step.tenant)->version;
    step.rules = baton_rulebook_at(step.self->rules, step.tenant, step.row->policy_version);
    return in->timer.size > 0 ? detector_on_timer(&step) : on_event(&step);
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

    if (in->topic == &baton_topic_load) { /* whoever made it change, it is how busy the pool is */
        detector_pools_set(d->pools, in->key, in->value);
        return BATON_DONE;
    }
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
    d->pools = detector_pools_new();
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
    detector_pools_free(d->pools);
    free(d);
}
