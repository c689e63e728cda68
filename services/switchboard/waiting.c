/* Keeping, settling and dropping. The list keeps the order of the log, so what one speaker said is
 * delivered in his order. */
#include "waiting.h"

#include <string.h>

#include "copying.h"

/* --- a message in a row ---------------------------------------------------------------------- */

static struct baton_switchboard_waiting kept(const struct switchboard_message *message)
{
    const struct baton_conversation_event *event = message->event;

    return (struct baton_switchboard_waiting){ .event_id = event->event_id,
                                               .type = event->type,
                                               .speaker = event->speaker,
                                               .speaker_id = event->speaker_id,
                                               .speaker_name = event->speaker_name,
                                               .epoch = event->env.epoch,
                                               .text = event->text,
                                               .language = event->language,
                                               .channel = event->channel,
                                               .attachments = event->attachments,
                                               .attachments_count = event->attachments_count,
                                               .in_reply_to = event->in_reply_to,
                                               .replaces = event->replaces,
                                               .attributes = event->env.attributes,
                                               .attributes_count = event->env.attributes_count,
                                               .offset = message->offset };
}

static struct baton_conversation_event *event_of(struct switchboard_desk *d,
                                                 const struct baton_switchboard_waiting *w)
{
    struct baton_conversation_event *event = BATON_RECORD(d->arena, conversation_event);

    event->event_id = w->event_id;
    event->type = w->type;
    event->speaker = w->speaker;
    event->speaker_id = w->speaker_id;
    event->speaker_name = w->speaker_name;
    event->disposition = BATON_DISPOSITION_REQUESTED;
    event->env.epoch = w->epoch;
    event->text = w->text;
    event->language = w->language;
    event->channel = w->channel;
    event->attachments = w->attachments;
    event->attachments_count = w->attachments_count;
    event->in_reply_to = w->in_reply_to;
    event->replaces = w->replaces;
    event->env.attributes = w->attributes;
    event->env.attributes_count = w->attributes_count;
    return event;
}

static size_t words_of(const struct baton_switchboard_waiting *w)
{
    size_t size = w->text.size + w->speaker_name.size + w->event_id.size + w->in_reply_to.size
                  + w->replaces.size + w->channel.address.size;

    for (size_t i = 0; i < w->attachments_count; i++)
        size += 64 + w->attachments[i].name.size + w->attachments[i].url.size
                + w->attachments[i].digest.size;
    for (size_t i = 0; i < w->attributes_count; i++)
        size += w->attributes[i].key.size + w->attributes[i].value.size;
    return size;
}

static bool fits(const struct baton_switchboard_conversation *row,
                 const struct baton_switchboard_waiting *more)
{
    size_t size = words_of(more);

    for (size_t i = 0; i < row->waiting_count; i++)
        size += words_of(&row->waiting[i]);
    return row->waiting_count < SWITCHBOARD_WAITING_MAX && size <= SWITCHBOARD_WAITING_BYTES;
}

/* --- the list -------------------------------------------------------------------------------- */

static void append(struct switchboard_desk *d, const struct baton_switchboard_waiting *w)
{
    struct baton_switchboard_conversation *row = d->row;
    struct baton_switchboard_waiting *list =
        BATON_NEW_ARRAY(d->arena, struct baton_switchboard_waiting, row->waiting_count + 1);

    for (size_t i = 0; i < row->waiting_count; i++)
        list[i] = row->waiting[i];
    list[row->waiting_count++] = *w;
    row->waiting = list;
}

/* One timer for all early ones: that of the first. */
static void arm(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    int64_t first = 0;

    for (size_t i = 0; i < row->waiting_count; i++) {
        const struct baton_switchboard_waiting *w = &row->waiting[i];

        if (!w->takeover && (first == 0 || w->until_ms < first))
            first = w->until_ms;
    }
    if (first != row->early_due)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_EARLY, &row->early_due, first);
}

/* Takes what `judged` says of a message that waits; true: it waits no more. */
static bool settled(struct switchboard_desk *d, struct baton_switchboard_waiting *w,
                    const struct switchboard_message *message, const struct baton_judged *judged,
                    enum baton_delivery_reason why_not, struct baton_text detail)
{
    if (judged->said == BATON_SAID) {
        switchboard_say(d, message);
        return true;
    }
    if (judged->said != BATON_WAITS) {
        switchboard_hold_back(
            d, message, w->takeover ? BATON_DELIVERY_KIND_REFUSED : BATON_DELIVERY_KIND_SUPPRESSED,
            why_not, detail);
        return true;
    }
    return false;
}

void switchboard_waits(struct switchboard_desk *d, const struct switchboard_message *message,
                       const struct baton_judged *judged)
{
    struct baton_switchboard_waiting w = kept(message);

    w.takeover = judged->takeover;
    w.until_ms = d->in->time_ms + d->rules->early_ms;
    if (w.takeover && w.speaker_id.size == 0) { /* nobody could be given the conversation */
        switchboard_hold_back(d, message, BATON_DELIVERY_KIND_REFUSED,
                              switchboard_why_not(d, message->event),
                              BATON_TEXT("the message names no agent"));
        return;
    }
    if (!fits(d->row, &w)) {
        switchboard_hold_back(d, message, BATON_DELIVERY_KIND_SUPPRESSED,
                              judged->early ? BATON_DELIVERY_REASON_EPOCH_NEVER_CAME
                                            : switchboard_why_not(d, message->event),
                              BATON_TEXT("too much waits already"));
        return;
    }
    append(d, &w);
    arm(d);
}

bool switchboard_take_back(struct switchboard_desk *d, const struct switchboard_message *retract)
{
    struct baton_switchboard_conversation *row = d->row;

    for (size_t i = 0; i < row->waiting_count; i++) {
        const struct baton_switchboard_waiting *w = &row->waiting[i];

        if (w->speaker != retract->event->speaker
            || !baton_text_equal(w->speaker_id, retract->event->speaker_id)
            || !baton_text_equal(w->event_id, retract->event->replaces))
            continue;
        struct switchboard_message taken = { event_of(d, w), w->offset };
        switchboard_hold_back(d, &taken, BATON_DELIVERY_KIND_SUPPRESSED,
                              BATON_DELIVERY_REASON_RETRACTED, BATON_TEXT_NONE);
        memmove(&row->waiting[i], &row->waiting[i + 1],
                (row->waiting_count - i - 1) * sizeof *row->waiting);
        row->waiting_count--;
        arm(d);
        return true;
    }
    return false;
}

/* An early message turns out to be that of an agent who does not hold. The router answers each
 * takeover, whatever its epoch: it is asked once. */
static void ask(struct switchboard_desk *d, struct baton_switchboard_waiting *w,
                const struct switchboard_message *message)
{
    w->takeover = true;
    switchboard_take_over(d, message);
}

/* --- takeovers that nobody answers ----------------------------------------------------------- */

void switchboard_takeover_asked(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;

    if (row->takeover_due == 0)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_TAKEOVER, &row->takeover_due,
                        d->in->time_ms + d->rules->takeover_ms);
}

static bool asks(const struct baton_switchboard_conversation *row, struct baton_text event_id)
{
    for (size_t i = 0; i < row->waiting_count; i++)
        if (row->waiting[i].takeover && baton_text_equal(row->waiting[i].event_id, event_id))
            return true;
    return false;
}

static void answered(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    bool open = switchboard_muted(&row->holding);

    for (size_t i = 0; i < row->waiting_count; i++)
        open = open || row->waiting[i].takeover;
    if (!open && row->takeover_due != 0)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_TAKEOVER, &row->takeover_due, 0);
}

void switchboard_takeover_late(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    const struct baton_text reported = row->holding.takeover_event_id;

    row->takeover_due = 0;
    if (row->ended)
        return;
    if (row->copied_epoch > row->holding.epoch) { /* the answer is written and will be read */
        switchboard_takeover_asked(d);
        return;
    }
    if (reported.size > 0 && !asks(row, reported)) /* first: the next event would hide it */
        switchboard_no_answer(d, reported);
    for (size_t i = 0; i < row->waiting_count; i++)
        if (row->waiting[i].takeover)
            switchboard_no_answer(d, row->waiting[i].event_id);
}

/* --- holder events and time ------------------------------------------------------------------ */

static enum baton_delivery_reason why_not_now(const struct switchboard_desk *d,
                                              const struct baton_conversation_event *event,
                                              const struct baton_holder_change *holder)
{
    bool late = holder->refusal == BATON_REFUSAL_NO_ANSWER
                && baton_text_equal(holder->answers_event_id, event->event_id);

    return late ? BATON_DELIVERY_REASON_NO_ANSWER : switchboard_why_not(d, event);
}

void switchboard_settle(struct switchboard_desk *d, const struct baton_conversation_event *holder)
{
    struct baton_switchboard_conversation *row = d->row;
    size_t left = 0;

    for (size_t i = 0; i < row->waiting_count; i++) {
        struct baton_switchboard_waiting w = row->waiting[i];
        struct switchboard_message message = { event_of(d, &w), w.offset };
        struct baton_judged judged = baton_holding_judge_again(
            &row->holding, message.event, w.takeover, holder->holder.answers_event_id);

        bool meant = baton_text_equal(holder->holder.answers_event_id, w.event_id);
        if (settled(d, &w, &message, &judged, why_not_now(d, message.event, &holder->holder),
                    meant ? holder->holder.reason : BATON_TEXT_NONE))
            continue;
        if (judged.takeover && !w.takeover)
            ask(d, &w, &message);
        row->waiting[left++] = w;
    }
    row->waiting_count = left;
    arm(d);
    answered(d);
}

/* The holder event of its epoch is written already and will be read: after an absence the time-out
 * comes first. */
static bool is_coming(const struct baton_switchboard_conversation *row,
                      const struct baton_switchboard_waiting *w)
{
    return w->epoch > row->holding.epoch && w->epoch <= row->copied_epoch;
}

void switchboard_early(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    size_t left = 0;

    row->early_due = 0;
    for (size_t i = 0; i < row->waiting_count; i++) {
        struct baton_switchboard_waiting w = row->waiting[i];

        if (!w.takeover && w.until_ms <= d->in->time_ms && is_coming(row, &w)) {
            w.until_ms = d->in->time_ms + d->rules->early_ms;
        } else if (!w.takeover && w.until_ms <= d->in->time_ms) {
            struct switchboard_message message = { event_of(d, &w), w.offset };
            struct baton_judged judged = baton_holding_judge_late(&row->holding, message.event);

            if (settled(d, &w, &message, &judged, BATON_DELIVERY_REASON_EPOCH_NEVER_CAME,
                        BATON_TEXT_NONE))
                continue;
            ask(d, &w, &message);
        }
        row->waiting[left++] = w;
    }
    row->waiting_count = left;
    arm(d);
}

void switchboard_drop_waiting(struct switchboard_desk *d, enum baton_delivery_reason reason,
                              struct baton_text detail)
{
    struct baton_switchboard_conversation *row = d->row;

    for (size_t i = 0; i < row->waiting_count; i++) {
        const struct baton_switchboard_waiting *w = &row->waiting[i];
        struct switchboard_message message = { event_of(d, w), w->offset };

        switchboard_hold_back(
            d, &message, w->takeover ? BATON_DELIVERY_KIND_REFUSED : BATON_DELIVERY_KIND_SUPPRESSED,
            reason, detail);
    }
    row->waiting_count = 0;
    arm(d);
}
