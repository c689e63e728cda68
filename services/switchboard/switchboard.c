/* One row per conversation. Handlers stand in tables: by topic, by type of event, by timer. */
#include "switchboard.h"

#include <stdlib.h>

#include "closing.h"
#include "copying.h"
#include "key.h"
#include "notices.h"
#include "recent.h"
#include "waiting.h"

static BATON_METRIC(duplicates, "baton_switchboard_duplicates_total", BATON_COUNTER, NULL,
                    "Events that were dropped because their id or number was seen before.");

struct switchboard {
    struct baton_rulebook *rules;
};

/* An event and what it did to the holding. */
struct turn {
    const struct baton_conversation_event *event;
    struct baton_holding before;
    struct baton_judged judged;
    bool changed; /* the holder's epoch is a new one */
};

/* --- events ---------------------------------------------------------------------------------- */

static void on_message(struct switchboard_desk *d, const struct turn *turn)
{
    struct switchboard_message message = { turn->event, d->in->offset };

    switchboard_speech(d, &message, &turn->judged, switchboard_muted(&turn->before));
}

static void on_note(struct switchboard_desk *d, const struct turn *turn)
{
    struct switchboard_message message = { turn->event, d->in->offset };

    if (turn->event->speaker != BATON_SPEAKER_CUSTOMER)
        switchboard_note(d, &message);
}

static void on_holder(struct switchboard_desk *d, const struct turn *turn)
{
    if (turn->event->holder.epoch < turn->before.epoch)
        return;
    if (d->row->ended) {
        if (turn->changed)
            switchboard_closed_again(d, turn->event);
        return;
    }
    switchboard_tell_holder(d, turn->event, &turn->before, turn->changed);
    switchboard_settle(d, turn->event);
}

static void on_ended(struct switchboard_desk *d, const struct turn *turn)
{
    switchboard_ended(d, turn->event);
}

/* The holder has gone from the conversation; who is lost without a word the router finds out. */
static void on_behaviour(struct switchboard_desk *d, const struct turn *turn)
{
    const struct baton_conversation_event *event = turn->event;
    const struct baton_holding *holding = &d->row->holding;

    if (event->behaviour.kind != BATON_BEHAVIOUR_KIND_LEFT || d->row->ended
        || event->speaker != BATON_SPEAKER_AGENT || holding->kind != BATON_HOLDER_KIND_AGENT
        || !baton_text_equal(event->speaker_id, holding->id))
        return;
    struct baton_routing_request *request = switchboard_request(d, BATON_ROUTING_KIND_DEPARTURE);
    request->assignment_id = holding->assignment_id;
    request->agent.id = holding->id;
    request->agent.name = holding->name;
    request->reason = BATON_TEXT("the agent left the conversation");
    switchboard_ask(d, request);
}

static void on_forget(struct switchboard_desk *d, const struct turn *turn)
{
    (void)turn;
    switchboard_forget(d);
}

static void (*const event_handlers[])(struct switchboard_desk *, const struct turn *) = {
    [BATON_EVENT_TYPE_MESSAGE] = on_message, [BATON_EVENT_TYPE_EDIT] = on_message,
    [BATON_EVENT_TYPE_RETRACT] = on_message, [BATON_EVENT_TYPE_ENDED] = on_ended,
    [BATON_EVENT_TYPE_NOTE] = on_note,       [BATON_EVENT_TYPE_HOLDER] = on_holder,
    [BATON_EVENT_TYPE_FORGET] = on_forget,   [BATON_EVENT_TYPE_BEHAVIOUR] = on_behaviour,
};

/* What an event says of the ways to customer and bot. */
static void remember(struct switchboard_desk *d, const struct baton_conversation_event *event)
{
    struct baton_switchboard_conversation *row = d->row;
    bool customer = event->speaker == BATON_SPEAKER_CUSTOMER;
    bool way = event->channel.kind.size > 0 || event->channel.address.size > 0;

    if (way && (customer || (row->channel.kind.size == 0 && row->channel.address.size == 0)))
        row->channel = event->channel;
    if (customer && event->language.size > 0)
        row->language = event->language;
    else if (row->language.size == 0)
        row->language = event->customer.language;
    if (event->speaker == BATON_SPEAKER_BOT && event->speaker_id.size > 0)
        row->bot_id = event->speaker_id;
    if (event->previous_conversation_id.size > 0)
        row->previous_conversation_id = event->previous_conversation_id;
    if (event->root_conversation_id.size > 0)
        row->root_conversation_id = event->root_conversation_id;
    if (event->speaker == BATON_SPEAKER_CUSTOMER || event->speaker == BATON_SPEAKER_BOT
        || event->speaker == BATON_SPEAKER_AGENT)
        row->spoken_at = d->in->time_ms;
}

static void on_event(struct switchboard_desk *d, const struct switchboard *self)
{
    const struct baton_conversation_event *event = d->in->value;
    struct baton_switchboard_conversation *row = d->row;
    struct turn turn = { .event = event, .before = row->holding };

    if (baton_recent_seen(&row->recent, event, d->arena)) {
        baton_count(d->out, &duplicates, NULL, 1);
        return;
    }
    remember(d, event);
    if (row->ended && baton_holding_begins_again(event))
        switchboard_begin_again(d, baton_rulebook_now(self->rules, d->tenant));
    turn.judged = baton_holding_judge(&row->holding, event);
    turn.changed =
        baton_holding_follow(&row->holding, event, &turn.judged, d->in->offset, d->arena);
    if ((size_t)event->type < sizeof event_handlers / sizeof event_handlers[0]
        && event_handlers[event->type] != NULL)
        event_handlers[event->type](d, &turn);
}

/* --- the other inputs ------------------------------------------------------------------------ */

static void on_assignment(struct switchboard_desk *d, const struct switchboard *self)
{
    (void)self;
    if (!switchboard_copy(d, d->in->value))
        return;
    switchboard_resolved_late(d, d->in->value);
    switchboard_tell_place(d);
}

static void on_resolution(struct switchboard_desk *d, const struct switchboard *self)
{
    (void)self;
    switchboard_resolved(d, d->in->value);
}

static void on_retention(struct switchboard_desk *d)
{
    d->row->retention_due = 0;
}

static const struct {
    const struct baton_topic *topic;
    void (*take)(struct switchboard_desk *d, const struct switchboard *self);
} topics[] = {
    { &baton_topic_events, on_event },
    { &baton_topic_assignments, on_assignment },
    { &baton_topic_resolutions, on_resolution },
};

static const struct {
    const char *name;
    void (*fire)(struct switchboard_desk *d);
} timers[] = {
    { SWITCHBOARD_EARLY, switchboard_early },
    { SWITCHBOARD_IDLE, switchboard_idle },
    { SWITCHBOARD_RETENTION, on_retention },
    { SWITCHBOARD_TAKEOVER, switchboard_takeover_late },
};

/* --- one record ------------------------------------------------------------------------------ */

static void work(struct switchboard_desk *d, const struct switchboard *self)
{
    for (size_t i = 0; i < sizeof timers / sizeof timers[0]; i++)
        if (d->in->topic == NULL && baton_text_is(d->in->timer, timers[i].name))
            timers[i].fire(d);
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
        if (d->in->topic == topics[i].topic)
            topics[i].take(d, self);
}

/* Ratings and receipts come days later, and are no conversation by themselves. */
static bool is_afterthought(const struct baton_record *in)
{
    const struct baton_conversation_event *event = in->value;
    const struct baton_resolution *resolution = in->value;

    if (in->topic == &baton_topic_resolutions)
        return resolution->version > 1;
    return in->topic == &baton_topic_events
           && (event->type == BATON_EVENT_TYPE_FEEDBACK || event->type == BATON_EVENT_TYPE_RECEIPT
               || event->type == BATON_EVENT_TYPE_ENRICHMENT
               || event->type == BATON_EVENT_TYPE_FORGET);
}

/* A conversation that nobody has spoken in yet counts its silence from its first record. */
static void row_begin(struct switchboard_desk *d, const struct switchboard *self)
{
    const struct baton_envelope *env = d->in->value;

    d->row = BATON_RECORD(d->arena, switchboard_conversation);
    d->row->policy_version = baton_rulebook_now(self->rules, d->tenant)->version;
    d->row->spoken_at = d->in->time_ms;
    d->row->synthetic = env->synthetic;
}

enum baton_verdict switchboard_process(const struct baton_record *in, void *self,
                                       struct baton_outbox *out)
{
    const struct switchboard *s = self;
    struct switchboard_desk d = { .in = in, .out = out, .arena = in->arena };
    bool timer = in->topic == NULL;
    void *row;
    enum baton_verdict v = baton_state_load(out, &switchboard_conversations, in->key, &row);

    /* A tombstone is the router's: the conversation is long over. */
    if (v != BATON_DONE || (timer && row == NULL) || (!timer && in->value == NULL)
        || (row == NULL && is_afterthought(in)))
        return v;
    d.tenant = baton_key_part(in->arena, in->key, 0);
    d.conversation_id = baton_key_part(in->arena, in->key, 1);
    d.row = row;
    if (row == NULL)
        row_begin(&d, s);
    d.rules = baton_rulebook_at(s->rules, d.tenant, d.row->policy_version);
    work(&d, s);
    switchboard_arm_idle(&d);
    if (d.verdict != BATON_DONE)
        return d.verdict;
    if (timer && baton_text_is(in->timer, SWITCHBOARD_RETENTION) && d.row->ended)
        baton_state_drop(out, &switchboard_conversations, in->key);
    else
        baton_state_save(out, &switchboard_conversations, in->key, d.row);
    return BATON_DONE;
}

/* --- life ------------------------------------------------------------------------------------ */

enum baton_verdict switchboard_global(const struct baton_record *in, void *self,
                                      struct baton_error *err)
{
    struct switchboard *s = self;

    if (in->value != NULL)
        return baton_rulebook_apply(s->rules, in->value, err);
    bool learned = baton_text_is(baton_key_part(in->arena, in->key, 1), "learned");
    baton_rulebook_remove(s->rules, baton_key_part(in->arena, in->key, 0),
                          learned ? BATON_POLICY_PART_LEARNED : BATON_POLICY_PART_DECLARED);
    return BATON_DONE;
}

void *switchboard_open(const void *conf, struct baton_error *err)
{
    struct switchboard *s = calloc(1, sizeof *s);

    (void)conf;
    (void)err;
    if (s == NULL)
        abort();
    s->rules = baton_rulebook_new();
    return s;
}

void switchboard_close(void *self)
{
    struct switchboard *s = self;

    if (s == NULL)
        return;
    baton_rulebook_free(s->rules);
    free(s);
}
