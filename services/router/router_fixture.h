/* For tests of the router: a desk with one pool in an engine, fed by hand; what the router wrote is
 * kept as short lines ("c1 accepted agent:ana e2 s3") and as the last record of each conversation.
 */
#ifndef BATON_ROUTER_FIXTURE_H
#define BATON_ROUTER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine.h"
#include "key.h"
#include "records.h"
#include "router_service.h"

enum { DESK_CASES = 64 };

struct desk {
    struct baton_engine *engine;
    struct baton_arena arena;
    struct baton_buf lines; /* since the last desk_expect */
    struct baton_assignment *last[DESK_CASES];
    size_t cases;
    struct baton_routing_decision *decision; /* the last */
    struct baton_load *load;                 /* the last */
    struct baton_routing_request *passed;    /* the last that the router wrote */
    int loads, tombstones, dead_letters, ids;
    void (*watch)(void *context, const struct baton_assignment *assignment);
    void *context;
};

static inline struct baton_assignment *desk_case(struct desk *desk, const char *conversation)
{
    for (size_t i = 0; i < desk->cases; i++) {
        if (baton_text_is(desk->last[i]->env.conversation_id, conversation))
            return desk->last[i];
    }
    return NULL;
}

static inline void desk_line(struct desk *desk, const struct baton_assignment *a)
{
    baton_buf_format(&desk->lines, "%.*s %s %s%s%.*s e%lld s%lld\n",
                     BATON_TEXT_ARG(a->env.conversation_id),
                     baton_enum_name(&baton_assignment_change_symbols, (int)a->change),
                     baton_enum_name(&baton_holder_kind_symbols, (int)a->holder.kind),
                     a->holder.id.size > 0 ? ":" : "", BATON_TEXT_ARG(a->holder.id),
                     (long long)a->env.epoch, (long long)a->env.sequence);
}

static inline void desk_assignment(struct desk *desk, const void *value)
{
    struct baton_assignment *a = baton_record_copy(&baton_assignment_type, value, &desk->arena);
    size_t i = 0;

    while (i < desk->cases
           && !baton_text_equal(desk->last[i]->env.conversation_id, a->env.conversation_id))
        i++;
    assert_true(i < DESK_CASES);
    desk->cases = i == desk->cases ? i + 1 : desk->cases;
    desk->last[i] = a;
    desk_line(desk, a);
    if (desk->watch != NULL)
        desk->watch(desk->context, a);
}

static inline void desk_tap(void *context, const struct baton_record *record)
{
    struct desk *desk = context;
    const struct baton_envelope *env = record->value;

    desk->dead_letters += record->topic->type == &baton_dead_letter_type;
    if (env == NULL) {
        desk->tombstones += record->topic == &baton_topic_assignments;
        return;
    }
    if (!baton_text_is(env->producer.name, "router"))
        return;
    if (record->topic == &baton_topic_assignments)
        desk_assignment(desk, record->value);
    if (record->topic == &baton_topic_decisions)
        desk->decision = baton_record_copy(record->topic->type, record->value, &desk->arena);
    if (record->topic == &baton_topic_requests)
        desk->passed = baton_record_copy(record->topic->type, record->value, &desk->arena);
    if (record->topic == &baton_topic_load) {
        desk->load = baton_record_copy(record->topic->type, record->value, &desk->arena);
        desk->loads++;
    }
}

static inline void desk_open(struct desk *desk)
{
    static const struct baton_service *const line[] = { &baton_router_service, NULL };
    struct baton_engine_conf conf = {
        .services = line, .partitions = 1, .start_ms = 1000, .tap = desk_tap, .context = desk
    };
    struct baton_error err;

    memset(desk, 0, sizeof *desk);
    baton_arena_init(&desk->arena);
    baton_buf_init(&desk->lines, 64 * 1024 * 1024);
    desk->engine = baton_engine_new(&conf, &err);
    assert_non_null(desk->engine);
}

static inline void desk_close(struct desk *desk)
{
    baton_engine_free(desk->engine);
    baton_buf_release(&desk->lines);
    baton_arena_release(&desk->arena);
}

static inline void desk_feed(struct desk *desk, const struct baton_topic *topic, const char *key,
                             const void *value, int64_t at)
{
    struct baton_error err = { .code = "" };

    if (baton_engine_feed(desk->engine, topic, baton_text_of(key), value, at, -1, &err)
        != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
}

static inline void desk_advance(struct desk *desk, int64_t at)
{
    struct baton_error err = { .code = "" };

    if (baton_engine_advance(desk->engine, at, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
}

/* The lines written since the last call are these. */
static inline void desk_expect(struct desk *desk, const char *lines)
{
    baton_buf_append_byte(&desk->lines, 0);
    assert_string_equal((const char *)desk->lines.data, lines);
    baton_buf_reset(&desk->lines);
}

static inline struct baton_text desk_id(struct desk *desk, const char *prefix)
{
    return baton_text_format(&desk->arena, "%s%d", prefix, ++desk->ids);
}

static inline void desk_policy(struct desk *desk, const char *body)
{
    struct baton_policy *policy = BATON_RECORD(&desk->arena, policy);

    policy->env.tenant = BATON_TEXT("acme");
    policy->policy_id = desk_id(desk, "p");
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->applies = BATON_POLICY_APPLIES_ALL;
    policy->body = baton_text_of(body);
    desk_feed(desk, &baton_topic_policies, "acme/declared", policy, 0);
}

static inline struct baton_routing_request *desk_request(struct desk *desk,
                                                         const char *conversation,
                                                         enum baton_routing_kind kind,
                                                         int64_t epoch)
{
    struct baton_routing_request *request = BATON_RECORD(&desk->arena, routing_request);

    request->env.tenant = BATON_TEXT("acme");
    request->env.conversation_id = baton_text_of(conversation);
    request->env.epoch = epoch;
    request->request_id = desk_id(desk, "r");
    request->kind = kind;
    return request;
}

static inline void desk_send(struct desk *desk, const struct baton_routing_request *request,
                             int64_t at)
{
    desk_feed(desk, &baton_topic_requests, "acme/main", request, at);
}

static inline void desk_ask(struct desk *desk, const char *conversation, int64_t epoch, int64_t at)
{
    desk_send(desk, desk_request(desk, conversation, BATON_ROUTING_KIND_REQUEST, epoch), at);
}

static inline struct baton_agent_event *desk_event(struct desk *desk, const char *agent,
                                                   enum baton_agent_event_type type,
                                                   const char *conversation)
{
    struct baton_agent_event *event = BATON_RECORD(&desk->arena, agent_event);

    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = baton_text_of(conversation);
    event->event_id = desk_id(desk, "ae");
    event->type = type;
    event->agent.id = baton_text_of(agent);
    return event;
}

static inline void desk_tell(struct desk *desk, const struct baton_agent_event *event, int64_t at)
{
    desk_feed(desk, &baton_topic_agents, "acme/main", event, at);
}

static inline void desk_does(struct desk *desk, const char *agent, enum baton_agent_event_type type,
                             const char *conversation, int64_t at)
{
    desk_tell(desk, desk_event(desk, agent, type, conversation), at);
}

static inline void desk_presence(struct desk *desk, const char *agent, enum baton_presence presence,
                                 double capacity, int64_t at)
{
    struct baton_agent_event *event =
        desk_event(desk, agent, BATON_AGENT_EVENT_TYPE_PRESENCE, NULL);

    event->presence = presence;
    event->capacity = capacity;
    desk_tell(desk, event, at);
}

static inline void desk_online(struct desk *desk, const char *agent, double capacity, int64_t at)
{
    desk_presence(desk, agent, BATON_PRESENCE_ONLINE, capacity, at);
}

/* The opening scene of most sentences: ana has room for one, c1 is offered to her at 2000. */
static inline void desk_open_offered(struct desk *desk)
{
    desk_open(desk);
    desk_online(desk, "ana", 1, 1000);
    desk_ask(desk, "c1", 0, 2000);
}

/* And accepted at 3000: ana holds c1 under epoch 2, after three records, which are not in the lines
 * any more. */
static inline void desk_open_held(struct desk *desk)
{
    desk_open_offered(desk);
    desk_does(desk, "ana", BATON_AGENT_EVENT_TYPE_ACCEPT, "c1", 3000);
    desk_expect(desk, "c1 queued queue e1 s1\nc1 offered queue e1 s2\n"
                      "c1 accepted agent:ana e2 s3\n");
}

#endif
