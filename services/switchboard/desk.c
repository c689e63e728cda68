/* What every part of the switchboard writes with. Ids come from the conversation and counters in
 * its row. */
#include "desk.h"

#include "key.h"

const struct baton_table switchboard_conversations = { 'c', &baton_switchboard_conversation_type };

static BATON_METRIC(delivered, "baton_switchboard_deliveries_total", BATON_COUNTER, "kind",
                    "Deliveries, by kind.");
static BATON_METRIC(asked, "baton_switchboard_requests_total", BATON_COUNTER, "kind",
                    "Requests to the router, by kind.");

static void envelope(const struct switchboard_desk *d, struct baton_envelope *env, int64_t sequence)
{
    env->tenant = d->tenant;
    env->conversation_id = d->conversation_id;
    env->epoch = d->row->holding.epoch;
    env->sequence = sequence;
    env->synthetic = d->row->synthetic;
    env->seen.policy_version = d->rules->version;
}

static void finish(struct switchboard_desk *d, enum baton_verdict v)
{
    if (v != BATON_DONE && d->verdict == BATON_DONE)
        d->verdict = v;
}

struct baton_holder switchboard_holder(const struct switchboard_desk *d)
{
    const struct baton_holding *holding = &d->row->holding;

    return (struct baton_holder){ .kind = holding->kind,
                                  .id = holding->id,
                                  .name = holding->name,
                                  .external_ids = holding->external_ids,
                                  .external_ids_count = holding->external_ids_count };
}

struct baton_text switchboard_bot(const struct switchboard_desk *d)
{
    const struct baton_holding *holding = &d->row->holding;

    return holding->kind == BATON_HOLDER_KIND_BOT && holding->id.size > 0 ? holding->id
                                                                          : d->row->bot_id;
}

/* --- deliveries ------------------------------------------------------------------------------ */

struct baton_delivery *switchboard_delivery(struct switchboard_desk *d,
                                            enum baton_delivery_kind kind,
                                            enum baton_recipient_kind recipient,
                                            struct baton_text recipient_id)
{
    struct baton_delivery *delivery = BATON_RECORD(d->arena, delivery);
    int64_t number = ++d->row->deliveries;

    envelope(d, &delivery->env, number);
    delivery->delivery_id = baton_text_format(
        d->arena, "%.*s-d%lld", BATON_TEXT_ARG(d->conversation_id), (long long)number);
    delivery->kind = kind;
    delivery->recipient_kind = recipient;
    delivery->recipient_id = recipient_id;
    delivery->holder = switchboard_holder(d);
    delivery->holder_offset = d->row->holding.offset;
    delivery->assignment_id = d->row->holding.assignment_id;
    if (recipient == BATON_RECIPIENT_KIND_CHANNEL)
        delivery->channel = d->row->channel;
    return delivery;
}

struct baton_delivery *switchboard_delivery_agents(struct switchboard_desk *d,
                                                   enum baton_delivery_kind kind)
{
    const struct baton_holding *holding = &d->row->holding;

    if (holding->speakers_count > 0 || holding->kind != BATON_HOLDER_KIND_AGENT)
        return switchboard_delivery(d, kind, BATON_RECIPIENT_KIND_AGENTS, BATON_TEXT_NONE);
    return switchboard_delivery(d, kind, BATON_RECIPIENT_KIND_AGENT, holding->id);
}

void switchboard_deliver(struct switchboard_desk *d, struct baton_delivery *delivery)
{
    finish(d, baton_emit(d->out, &baton_topic_deliveries, d->in->key, delivery));
    baton_count(d->out, &delivered,
                baton_enum_name(&baton_delivery_kind_symbols, (int)delivery->kind), 1);
}

/* --- requests -------------------------------------------------------------------------------- */

static struct baton_text pool_of(const struct switchboard_desk *d)
{
    const struct baton_text pool = d->row->assignment.pool;

    if (baton_name_valid(pool))
        return pool;
    return baton_rules_pool(d->rules, baton_rules_route(d->rules, BATON_TEXT_NONE, BATON_TEXT_NONE,
                                                        BATON_TEXT("takeover")));
}

struct baton_routing_request *switchboard_request(struct switchboard_desk *d,
                                                  enum baton_routing_kind kind)
{
    struct baton_routing_request *request = BATON_RECORD(d->arena, routing_request);

    envelope(d, &request->env, ++d->row->requests);
    request->request_id = baton_text_format(
        d->arena, "%.*s-b%lld", BATON_TEXT_ARG(d->conversation_id), (long long)d->row->requests);
    request->kind = kind;
    request->pool = pool_of(d);
    request->assignment_id = d->row->assignment.assignment_id;
    request->language = d->row->language;
    request->channel = d->row->channel;
    request->previous_conversation_id = d->row->previous_conversation_id;
    request->root_conversation_id = d->row->root_conversation_id;
    return request;
}

void switchboard_ask(struct switchboard_desk *d, struct baton_routing_request *request)
{
    struct baton_text key = baton_key_make(d->arena, d->tenant, request->pool);

    finish(d, baton_emit(d->out, &baton_topic_requests, key, request));
    baton_count(d->out, &asked, baton_enum_name(&baton_routing_kind_symbols, (int)request->kind),
                1);
}

/* --- events ---------------------------------------------------------------------------------- */

struct baton_conversation_event *switchboard_event(struct switchboard_desk *d,
                                                   enum baton_event_type type)
{
    struct baton_conversation_event *event = BATON_RECORD(d->arena, conversation_event);

    envelope(d, &event->env, ++d->row->events);
    event->type = type;
    event->speaker = BATON_SPEAKER_SYSTEM;
    return event;
}

void switchboard_write(struct switchboard_desk *d, struct baton_conversation_event *event)
{
    finish(d, baton_emit(d->out, &baton_topic_events, d->in->key, event));
}
