/* What becomes of a message at its place in the log. Who waits is in waiting.c. */
#include "speech.h"

#include "waiting.h"

static BATON_METRIC(suppressed, "baton_switchboard_suppressed_total", BATON_COUNTER, "reason",
                    "Requested messages that were not said, by reason.");
static BATON_METRIC(two_voices, "baton_switchboard_two_voices_total", BATON_COUNTER, "speaker",
                    "Messages that were said by somebody who does not hold, by kind of speaker.");
static BATON_METRIC(takeovers, "baton_switchboard_takeovers_total", BATON_COUNTER, NULL,
                    "Messages of agents who do not hold, which ask for the conversation.");

bool switchboard_muted(const struct baton_holding *holding)
{
    return holding->takeover_by.size > 0 || holding->takeover_event_id.size > 0;
}

/* --- deliveries of a message ----------------------------------------------------------------- */

static void place(struct switchboard_desk *d, struct baton_delivery *delivery,
                  const struct switchboard_message *message)
{
    const struct baton_conversation_event *event = message->event;

    delivery->event_id = event->event_id;
    delivery->speaker = event->speaker;
    delivery->speaker_id = event->speaker_id;
    delivery->speaker_name = event->speaker_name;
    delivery->in_reply_to = event->in_reply_to;
    delivery->replaces = event->replaces;
    delivery->message_partition = d->in->partition;
    delivery->message_offset = message->offset;
    if (d->in->topic == NULL) /* a timer has no cause of its own */
        delivery->env.cause = (struct baton_cause){ .topic = baton_text_of(baton_topic_events.name),
                                                    .partition = d->in->partition,
                                                    .offset = message->offset,
                                                    .id = event->event_id };
}

static void content(struct baton_delivery *delivery, const struct baton_conversation_event *event)
{
    delivery->text = event->text;
    delivery->language = event->language;
    delivery->attachments = event->attachments;
    delivery->attachments_count = event->attachments_count;
    delivery->visibility = event->visibility;
    delivery->env.attributes = event->env.attributes;
    delivery->env.attributes_count = event->env.attributes_count;
}

void switchboard_say(struct switchboard_desk *d, const struct switchboard_message *message)
{
    const struct baton_conversation_event *event = message->event;
    bool retracts = event->type == BATON_EVENT_TYPE_RETRACT;
    bool holds = event->speaker != BATON_SPEAKER_AGENT
                 || baton_text_equal(d->row->holding.id, event->speaker_id);
    struct baton_delivery *delivery =
        switchboard_delivery(d, retracts ? BATON_DELIVERY_KIND_CANCEL : BATON_DELIVERY_KIND_SAY,
                             BATON_RECIPIENT_KIND_CHANNEL, BATON_TEXT_NONE);

    place(d, delivery, message);
    content(delivery, event);
    if (event->channel.kind.size > 0 || event->channel.address.size > 0)
        delivery->channel = event->channel;
    delivery->reason = retracts ? BATON_DELIVERY_REASON_RETRACTED
                       : holds  ? BATON_DELIVERY_REASON_HOLDS
                                : BATON_DELIVERY_REASON_MAY_SPEAK;
    switchboard_deliver(d, delivery);
}

static enum baton_recipient_kind sender_kind(enum baton_speaker speaker)
{
    static const enum baton_recipient_kind kinds[] = {
        [BATON_SPEAKER_UNKNOWN] = BATON_RECIPIENT_KIND_TENANT,
        [BATON_SPEAKER_CUSTOMER] = BATON_RECIPIENT_KIND_TENANT,
        [BATON_SPEAKER_BOT] = BATON_RECIPIENT_KIND_BOT,
        [BATON_SPEAKER_AGENT] = BATON_RECIPIENT_KIND_AGENT,
        [BATON_SPEAKER_SYSTEM] = BATON_RECIPIENT_KIND_TENANT,
    };

    return kinds[speaker];
}

/* An answer to the sender; the text is the sender's own and not sent back. */
static struct baton_delivery *answer(struct switchboard_desk *d,
                                     const struct switchboard_message *message,
                                     enum baton_delivery_kind kind,
                                     enum baton_delivery_reason reason)
{
    const struct baton_conversation_event *event = message->event;
    struct baton_delivery *delivery =
        switchboard_delivery(d, kind, sender_kind(event->speaker), event->speaker_id);

    place(d, delivery, message);
    delivery->reason = reason;
    return delivery;
}

void switchboard_hold_back(struct switchboard_desk *d, const struct switchboard_message *message,
                           enum baton_delivery_kind kind, enum baton_delivery_reason reason,
                           struct baton_text detail)
{
    struct baton_delivery *delivery = answer(d, message, kind, reason);

    delivery->detail = detail;
    switchboard_deliver(d, delivery);
    baton_count(d->out, &suppressed, baton_enum_name(&baton_delivery_reason_symbols, (int)reason),
                1);
}

enum baton_delivery_reason switchboard_why_not(const struct switchboard_desk *d,
                                               const struct baton_conversation_event *event)
{
    const struct baton_holding *holding = &d->row->holding;

    if (baton_holding_holds(holding, event->speaker, event->speaker_id))
        return BATON_DELIVERY_REASON_STALE_EPOCH;
    if (event->speaker == BATON_SPEAKER_BOT && holding->kind == BATON_HOLDER_KIND_BOT
        && switchboard_muted(holding))
        return BATON_DELIVERY_REASON_TAKEN_OVER;
    if (event->speaker == BATON_SPEAKER_AGENT && holding->kind == BATON_HOLDER_KIND_AGENT)
        return BATON_DELIVERY_REASON_ANOTHER_HOLDS;
    return BATON_DELIVERY_REASON_NOT_HOLDER;
}

/* --- takeovers ------------------------------------------------------------------------------- */

/* The bot is told at once: what it still has in hand must not be said. */
static void stop_bot(struct switchboard_desk *d)
{
    struct baton_delivery *stop = switchboard_delivery(
        d, BATON_DELIVERY_KIND_CANCEL, BATON_RECIPIENT_KIND_BOT, switchboard_bot(d));

    stop->reason = BATON_DELIVERY_REASON_TAKEN_OVER;
    switchboard_deliver(d, stop);
}

void switchboard_take_over(struct switchboard_desk *d, const struct switchboard_message *message)
{
    const struct baton_conversation_event *event = message->event;
    struct baton_routing_request *request = switchboard_request(d, BATON_ROUTING_KIND_TAKEOVER);

    request->trigger = BATON_TRIGGER_TAKEOVER;
    request->reason = BATON_TEXT("an agent began to speak");
    request->message_event_id = event->event_id;
    request->agent.id = event->speaker_id;
    request->agent.name = event->speaker_name;
    switchboard_ask(d, request);
    switchboard_takeover_asked(d);
    baton_count(d->out, &takeovers, NULL, 1);
}

/* --- by judgement ---------------------------------------------------------------------------- */

static void relay(struct switchboard_desk *d, const struct switchboard_message *message)
{
    if (d->row->holding.kind != BATON_HOLDER_KIND_AGENT)
        return;
    struct baton_delivery *delivery = switchboard_delivery_agents(d, BATON_DELIVERY_KIND_RELAY);
    place(d, delivery, message);
    content(delivery, message->event);
    delivery->channel = message->event->channel;
    switchboard_deliver(d, delivery);
}

void switchboard_note(struct switchboard_desk *d, const struct switchboard_message *message)
{
    if (d->row->holding.kind != BATON_HOLDER_KIND_AGENT || message->event->text.size == 0)
        return;
    struct baton_delivery *delivery = switchboard_delivery_agents(d, BATON_DELIVERY_KIND_NOTE);
    place(d, delivery, message);
    content(delivery, message->event);
    delivery->visibility = BATON_VISIBILITY_AGENTS;
    switchboard_deliver(d, delivery);
}

static void said(struct switchboard_desk *d, const struct switchboard_message *message,
                 const struct baton_judged *judged)
{
    const struct baton_conversation_event *event = message->event;

    if (event->speaker == BATON_SPEAKER_CUSTOMER)
        relay(d, message);
    else if (event->disposition == BATON_DISPOSITION_REQUESTED)
        switchboard_say(d, message);
    if (!judged->two_voices)
        return;
    switchboard_deliver(
        d, answer(d, message, BATON_DELIVERY_KIND_TWO_VOICES, switchboard_why_not(d, event)));
    baton_count(d->out, &two_voices, baton_enum_name(&baton_speaker_symbols, (int)event->speaker),
                1);
}

static void not_said(struct switchboard_desk *d, const struct switchboard_message *message,
                     const struct baton_judged *judged)
{
    (void)judged;
    switchboard_hold_back(d, message, BATON_DELIVERY_KIND_SUPPRESSED,
                          switchboard_why_not(d, message->event), BATON_TEXT_NONE);
}

static void internal(struct switchboard_desk *d, const struct switchboard_message *message,
                     const struct baton_judged *judged)
{
    (void)judged;
    switchboard_note(d, message);
}

void switchboard_speech(struct switchboard_desk *d, const struct switchboard_message *message,
                        const struct baton_judged *judged, bool muted)
{
    static void (*const steps[])(struct switchboard_desk *, const struct switchboard_message *,
                                 const struct baton_judged *) = {
        [BATON_SAID] = said,
        [BATON_NOT_SAID] = not_said,
        [BATON_WAITS] = switchboard_waits,
        [BATON_INTERNAL] = internal,
    };

    if (message->event->type == BATON_EVENT_TYPE_RETRACT && switchboard_take_back(d, message))
        return;
    steps[judged->said](d, message, judged);
    if (!judged->takeover)
        return;
    switchboard_take_over(d, message);
    if (!muted && d->row->holding.kind == BATON_HOLDER_KIND_BOT)
        stop_bot(d);
}
