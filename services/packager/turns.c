/* See turns.h. A page is marked, never thinned out: a suppressed message stays visible as such. */
#include "turns.h"

#include <math.h>
#include <string.h>

#include "handoff.h"
#include "learn.h"
#include "pages.h"
#include "timestamp.h"

static struct baton_turn turn_of(struct package *p, const struct baton_conversation_event *event,
                                 enum baton_message_state state)
{
    const struct baton_conversation_event *unmasked = p->in->value;
    struct baton_turn turn = *BATON_RECORD(p->arena, turn);

    turn.event_id = event->event_id;
    turn.type = event->type;
    turn.at = baton_time_said(event->env.occurred_at, BATON_NULL_LONG);
    turn.partition = p->in->partition;
    turn.offset = p->in->offset;
    turn.epoch = p->row->holding.epoch;
    turn.speaker = event->speaker;
    turn.speaker_id = event->speaker_id;
    turn.speaker_name = event->speaker_name;
    turn.visibility = event->visibility;
    turn.state = state;
    turn.text = event->text;
    turn.masked = event->text.data != unmasked->text.data;
    turn.language = event->language;
    turn.in_reply_to = event->in_reply_to;
    turn.replaces = event->replaces;
    turn.sentiment = event->sentiment;
    turn.intent = event->intent;
    turn.confidence = event->confidence;
    turn.page = event->page;
    turn.attachments = event->attachments;
    turn.attachments_count = event->attachments_count;
    turn.actions = event->actions;
    turn.actions_count = event->actions_count;
    return turn;
}

static void learn_turn(struct package *p, struct baton_turn *turn)
{
    struct packager_said said = { .event_id = turn->event_id,
                                  .at = turn->at,
                                  .speaker = turn->speaker,
                                  .text = turn->text,
                                  .sentiment = turn->sentiment };
    bool public = turn->visibility != BATON_VISIBILITY_AGENTS;

    said.now_ms = turn->at != BATON_NULL_LONG ? turn->at : p->now_ms;
    if (!public || turn->speaker == BATON_SPEAKER_SYSTEM || turn->speaker == BATON_SPEAKER_UNKNOWN)
        return;
    learn(p, &said);
    if (turn->speaker != BATON_SPEAKER_CUSTOMER)
        return;
    if (isnan(turn->sentiment) && p->row->mood.points_count > 0)
        turn->sentiment = p->row->mood.points[p->row->mood.points_count - 1];
    for (size_t i = 0; i < said.reading.sentences_count; i++) {
        uint64_t cues = said.reading.sentences[i].cues;

        if (CUE(cues, CUE_SOLVED) && !CUE(cues, CUE_PROBLEM) && !CUE(cues, CUE_CONDITION)
            && !CUE(cues, CUE_PERSON) && !said.reading.sentences[i].question)
            handoff_solved(p);
    }
}

/* Edits and retracts of one's own messages take effect when they are said. */
static void replace(struct package *p, const struct baton_turn *turn)
{
    int64_t number = 0;
    struct baton_turn *old = pages_find(p, turn->replaces, &number);

    if (old == NULL || old->speaker != turn->speaker) {
        package_ignore(p, "nothing_to_replace");
        return;
    }
    learn_forget(p, old->event_id);
    if (old->state == BATON_MESSAGE_STATE_PENDING) {
        for (size_t i = p->row->pending_count; i > 0; i--) {
            if (baton_text_equal(p->row->pending[i - 1].event_id, old->event_id))
                PACKAGE_REMOVE(p->row->pending, p->row->pending_count, i - 1);
        }
    }
    old->state = turn->type == BATON_EVENT_TYPE_RETRACT ? BATON_MESSAGE_STATE_RETRACTED
                                                        : BATON_MESSAGE_STATE_EDITED;
    pages_touch(p, number);
}

static void take_effect(struct package *p, struct baton_turn *turn)
{
    if (turn->type != BATON_EVENT_TYPE_MESSAGE)
        replace(p, turn);
    if (turn->type != BATON_EVENT_TYPE_RETRACT)
        learn_turn(p, turn);
}

/* --- messages that wait
 * -------------------------------------------------------------------------------- */

int64_t turns_early_due(const struct package *p)
{
    int64_t due = 0;

    for (size_t i = 0; i < p->row->pending_count; i++) {
        int64_t own = p->row->pending[i].arrived_at + p->rules->early_ms;

        if (!p->row->pending[i].takeover && (due == 0 || own < due))
            due = own;
    }
    return due;
}

static void settle(struct package *p, size_t index, enum baton_message_state state)
{
    struct baton_packager_pending waiting = p->row->pending[index];
    struct baton_turn *turn = pages_find_on(p, waiting.page, waiting.event_id);

    PACKAGE_REMOVE(p->row->pending, p->row->pending_count, index);
    if (turn == NULL)
        return;
    turn->state = state;
    turn->epoch = state == BATON_MESSAGE_STATE_SAID ? p->row->holding.epoch : turn->epoch;
    pages_touch(p, waiting.page);
    baton_count(p->out, &packager_turns, baton_enum_name(&baton_message_state_symbols, (int)state),
                1);
    if (state == BATON_MESSAGE_STATE_SAID)
        take_effect(p, turn);
}

static void wait_for(struct package *p, const struct baton_conversation_event *event,
                     const struct baton_judged *judged)
{
    struct baton_packager_conversation *row = p->row;

    if (row->pending_count == PACKAGER_PENDING)
        settle(p, 0, BATON_MESSAGE_STATE_SUPPRESSED);
    *PACKAGE_ADD(p->arena, row->pending, row->pending_count) = (struct baton_packager_pending){
        .event_id = event->event_id,
        .page = row->page,
        .speaker = event->speaker,
        .speaker_id = event->speaker_id,
        .epoch = event->env.epoch,
        .arrived_at = p->now_ms,
        .takeover = judged->takeover,
    };
}

/* What becomes of `waiting` at the holder event `event`; BATON_MESSAGE_STATE_PENDING: nothing yet.
 */
static enum baton_message_state mended(const struct package *p,
                                       const struct baton_packager_pending *waiting,
                                       const struct baton_conversation_event *event)
{
    const struct baton_holding *holding = &p->row->holding;
    bool holds = baton_holding_holds(holding, waiting->speaker, waiting->speaker_id);

    if (waiting->takeover) {
        if (holds)
            return BATON_MESSAGE_STATE_SAID;
        return baton_text_equal(event->holder.answers_event_id, waiting->event_id)
                   ? BATON_MESSAGE_STATE_REFUSED
                   : BATON_MESSAGE_STATE_PENDING;
    }
    if (waiting->epoch > holding->epoch)
        return BATON_MESSAGE_STATE_PENDING;
    return holds && waiting->epoch == holding->epoch ? BATON_MESSAGE_STATE_SAID
                                                     : BATON_MESSAGE_STATE_SUPPRESSED;
}

void turns_mend(struct package *p, const struct baton_conversation_event *event)
{
    for (size_t i = 0; i < p->row->pending_count;) {
        enum baton_message_state state = mended(p, &p->row->pending[i], event);
        size_t before = p->row->pending_count;

        if (state != BATON_MESSAGE_STATE_PENDING)
            settle(p, i, state);
        i += p->row->pending_count == before;
    }
}

void turns_early(struct package *p)
{
    struct baton_conversation_event event = *BATON_RECORD(p->arena, conversation_event);

    p->row->early_due = 0;
    for (size_t i = 0; i < p->row->pending_count;) {
        struct baton_packager_pending *waiting = &p->row->pending[i];

        if (waiting->takeover || waiting->arrived_at + p->rules->early_ms > p->now_ms) {
            i++;
            continue;
        }
        event.speaker = waiting->speaker;
        event.speaker_id = waiting->speaker_id;
        event.disposition = BATON_DISPOSITION_REQUESTED;
        struct baton_judged judged = baton_holding_judge_late(&p->row->holding, &event);
        waiting->takeover = judged.said == BATON_WAITS;
        if (!waiting->takeover)
            settle(p, i,
                   judged.said == BATON_SAID ? BATON_MESSAGE_STATE_SAID
                                             : BATON_MESSAGE_STATE_SUPPRESSED);
        else
            i++;
    }
}

void turns_end(struct package *p)
{
    while (p->row->pending_count > 0)
        settle(p, 0, BATON_MESSAGE_STATE_SUPPRESSED);
}

/* --- events
 * -----------------------------------------------------------------------------------------------
 */

static enum baton_message_state state_of(const struct baton_judged *judged)
{
    static const enum baton_message_state states[] = {
        [BATON_SAID] = BATON_MESSAGE_STATE_SAID,
        [BATON_NOT_SAID] = BATON_MESSAGE_STATE_SUPPRESSED,
        [BATON_WAITS] = BATON_MESSAGE_STATE_PENDING,
        [BATON_INTERNAL] = BATON_MESSAGE_STATE_SAID,
    };

    return judged->two_voices ? BATON_MESSAGE_STATE_TWO_VOICES : states[judged->said];
}

void turns_message(struct package *p, const struct baton_conversation_event *event,
                   const struct baton_judged *judged)
{
    struct baton_turn turn = turn_of(p, event, state_of(judged));
    struct baton_turn *place = pages_add(p, &turn);
    bool said =
        turn.state == BATON_MESSAGE_STATE_SAID || turn.state == BATON_MESSAGE_STATE_TWO_VOICES;

    baton_count(p->out, &packager_turns,
                baton_enum_name(&baton_message_state_symbols, (int)turn.state), 1);
    learn_attempts(p, event); /* what was tried was tried, whoever may tell of it */
    if (judged->said == BATON_WAITS)
        wait_for(p, event, judged);
    if (said) {
        place->text = turn.text; /* all of it is read, also what is cut on the page */
        take_effect(p, place);
        place->text = place->cut ? baton_text_cut(turn.text, 8192) : turn.text;
    }
}

void turns_other(struct package *p, const struct baton_conversation_event *event)
{
    struct baton_turn turn = turn_of(p, event, BATON_MESSAGE_STATE_SAID);

    if (turn.text.size == 0 && event->type == BATON_EVENT_TYPE_HOLDER)
        turn.text = baton_text_format(
            p->arena, "%s %.*s",
            baton_enum_name(&baton_holder_kind_symbols, (int)event->holder.kind),
            BATON_TEXT_ARG(event->holder.name.size > 0 ? event->holder.name : event->holder.id));
    if (turn.text.size == 0 && event->type == BATON_EVENT_TYPE_BEHAVIOUR)
        turn.text = baton_text_of(
            baton_enum_name(&baton_behaviour_kind_symbols, (int)event->behaviour.kind));
    if (turn.text.size == 0 && event->type == BATON_EVENT_TYPE_ERROR) {
        turn.text = baton_text_format(p->arena, "%.*s: %.*s", BATON_TEXT_ARG(event->error.code),
                                      BATON_TEXT_ARG(event->error.detail));
        p->known->error = package_cut(p, turn.text, PACKAGER_QUOTE);
    }
    turn.text = baton_text_trim(turn.text);
    pages_add(p, &turn);
    learn_attempts(p, event);
}
