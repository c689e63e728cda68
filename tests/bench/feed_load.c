/* Detector, packager and the trivial one: messages, the customer's and the bot's in turns. Router:
 * each turn of a conversation is a request, the accept of the agent whom it prefers, a resolution
 * that gives it back to the bot, and the agent's word that he has written up, in 47 pools of ten
 * agents each, who have room for all; the first turn is a takeover, which costs less. */
#include "feed_load.h"

#include "detector_service.h"
#include "feed_trivial.h"
#include "packager_service.h"
#include "records.h"
#include "router_service.h"

#define TENANT "acme"
#define POOLS 47 /* prime, so that conversations that lie evenly are in all of them */
#define AGENTS 10
#define CAPACITY 5

static const char *const texts[] = {
    "Hello, I ordered a coffee grinder last Tuesday and the parcel has still not arrived.",
    "I have already restarted it twice and the light keeps blinking red, what else can I do?",
    "Thanks, that helped a little, but the invoice still shows the old address of our office.",
    "Could you tell me how long the refund takes once the shop has received the parcel back?",
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

static void message(struct baton_arena *arena, const struct feed_place *at,
                    struct feed_record *ret_record)
{
    struct baton_conversation_event *event = BATON_RECORD(arena, conversation_event);

    event->env.tenant = BATON_TEXT(TENANT);
    event->env.conversation_id = baton_text_format(arena, "c%ld", at->conversation);
    event->event_id = baton_text_format(arena, "c%ld-%ld", at->conversation, at->turn);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    /* What is only stored ends with the bot's words: no time-out of it fires later. */
    event->speaker = at->turn % 2 == 0 ? BATON_SPEAKER_BOT : BATON_SPEAKER_CUSTOMER;
    event->text = baton_text_of(texts[(at->rank + at->turn) % TEXTS]);
    *ret_record =
        (struct feed_record){ &baton_topic_events,
                              baton_text_format(arena, TENANT "/c%ld", at->conversation), event };
}

static struct baton_text pool_key(struct baton_arena *arena, long pool)
{
    return baton_text_format(arena, TENANT "/p%ld", pool);
}

static struct baton_text agent_id(struct baton_arena *arena, long pool, long nth)
{
    return baton_text_format(arena, "agent-%ld-%ld", pool, nth);
}

static struct baton_agent_event *agent_event(struct baton_arena *arena, long pool, long nth,
                                             enum baton_agent_event_type type)
{
    struct baton_agent_event *event = BATON_RECORD(arena, agent_event);

    event->env.tenant = BATON_TEXT(TENANT);
    event->type = type;
    event->pool = baton_text_format(arena, "p%ld", pool);
    event->agent.id = agent_id(arena, pool, nth);
    return event;
}

static void agent_comes(struct baton_arena *arena, long nth, struct feed_record *ret_record)
{
    long pool = nth % POOLS;
    struct baton_agent_event *event =
        agent_event(arena, pool, nth / POOLS, BATON_AGENT_EVENT_TYPE_PRESENCE);

    event->event_id = baton_text_format(arena, "online-%ld", nth);
    event->presence = BATON_PRESENCE_ONLINE;
    event->capacity = CAPACITY;
    *ret_record = (struct feed_record){ &baton_topic_agents, pool_key(arena, pool), event };
}

static void describe(struct baton_arena *arena, struct baton_routing_request *request,
                     struct baton_text conversation)
{
    request->trigger = BATON_TRIGGER_EXPLICIT_REQUEST;
    request->reason = BATON_TEXT("The customer asks for a person for the second time.");
    request->category = BATON_TEXT("billing");
    request->customer.id = baton_text_format(arena, "customer-%.*s", BATON_TEXT_ARG(conversation));
    request->customer.name = BATON_TEXT("Ada Example");
    request->customer.tier = BATON_TEXT("gold");
    request->card.headline = BATON_TEXT("Invoice shows the old address, asked for a person twice");
    request->card.core_issue = baton_text_of(texts[2]);
    request->card.why = request->reason;
    request->card.next_action = BATON_TEXT("Correct the address and send the invoice again.");
    request->package.package_id = baton_text_format(arena, "%.*s-k1", BATON_TEXT_ARG(conversation));
    request->package.version = 1;
}

/* What a record of a turn is, the first turn's and the others'. */
enum { ASK, TAKE_OVER, ACCEPT, RESOLVE, WRAPPED };
static const int first_turn[] = { TAKE_OVER, RESOLVE, WRAPPED };
static const int next_turns[] = { ASK, ACCEPT, RESOLVE, WRAPPED };
enum {
    FIRST_STEPS = sizeof first_turn / sizeof first_turn[0],
    STEPS = sizeof next_turns / sizeof next_turns[0],
};

static const void *request_of(struct baton_arena *arena, struct baton_text conversation, long turn,
                              int what, long pool, struct baton_text agent)
{
    struct baton_routing_request *request = BATON_RECORD(arena, routing_request);

    request->env.tenant = BATON_TEXT(TENANT);
    request->env.conversation_id = conversation;
    request->request_id =
        baton_text_format(arena, "%.*s-r%ld-%d", BATON_TEXT_ARG(conversation), turn, what);
    request->pool = baton_text_format(arena, "p%ld", pool);
    if (what == RESOLVE) {
        request->kind = BATON_ROUTING_KIND_RESOLVED;
        request->outcome = BATON_OUTCOME_RESOLVED;
        request->next = BATON_RESOLUTION_NEXT_BOT;
        return request;
    }
    describe(arena, request, conversation);
    request->customer.preferred_agent_id = agent;
    request->kind = BATON_ROUTING_KIND_REQUEST;
    if (what == TAKE_OVER) {
        request->kind = BATON_ROUTING_KIND_TAKEOVER;
        request->agent.id = agent;
        request->message_event_id = request->request_id;
    }
    return request;
}

static void routing(struct baton_arena *arena, const struct feed_place *at,
                    struct feed_record *ret_record)
{
    long pool = at->conversation % POOLS, nth = at->place / POOLS % AGENTS;
    struct baton_text id = baton_text_format(arena, "c%ld", at->conversation);
    int what = at->turn == 0 ? first_turn[at->step] : next_turns[at->step];
    struct baton_agent_event *event;

    ret_record->key = pool_key(arena, pool);
    if (what != ACCEPT && what != WRAPPED) {
        ret_record->topic = &baton_topic_requests;
        ret_record->value = request_of(arena, id, at->turn, what, pool, agent_id(arena, pool, nth));
        return;
    }
    event = agent_event(arena, pool, nth,
                        what == ACCEPT ? BATON_AGENT_EVENT_TYPE_ACCEPT
                                       : BATON_AGENT_EVENT_TYPE_WRAPPED);
    event->env.conversation_id = id;
    event->event_id = baton_text_format(arena, "c%ld-e%ld-%d", at->conversation, at->turn, what);
    ret_record->topic = &baton_topic_agents;
    ret_record->value = event;
}

const struct feed_stage feed_stages[] = {
    { "detector", &baton_detector_service, 1, 1, 0, NULL, message },
    { "packager", &baton_packager_service, 1, 1, 0, NULL, message },
    { "router", &baton_router_service, STEPS, FIRST_STEPS, POOLS *AGENTS, agent_comes, routing },
    { "trivial", &feed_trivial_service, 1, 1, 0, NULL, message },
    { NULL, NULL, 0, 0, 0, NULL, NULL },
};
