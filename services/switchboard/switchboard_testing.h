/* For tests: one conversation of tenant acme on a switchboard alone. The router is the test: it
 * feeds assignments by hand. Everything that is appended to any topic is kept in its order.
 * Functions are inline so that a test may leave some unused. */
#ifndef BATON_SWITCHBOARD_TESTING_H
#define BATON_SWITCHBOARD_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine.h"
#include "key.h"
#include "switchboard_service.h"

struct world {
    struct baton_engine *engine;
    struct baton_arena arena;
    struct baton_text conversation;
    int64_t now_ms;
    int64_t sequence; /* of assignments */
    struct baton_delivery **deliveries;
    size_t deliveries_count, deliveries_seen;
    struct baton_routing_request **requests;
    size_t requests_count, requests_seen;
    struct baton_conversation_event **events;
    size_t events_count, events_seen;
    int dead_letters;
};

static inline void world_tap(void *context, const struct baton_record *record)
{
    struct world *w = context;
    const struct baton_topic *topic = record->topic;

    if (topic->type == &baton_dead_letter_type)
        w->dead_letters++;
    if (record->value == NULL)
        return;
    void *copy = baton_record_copy(topic->type, record->value, &w->arena);
    if (topic == &baton_topic_deliveries)
        *BATON_APPEND(&w->arena, w->deliveries, w->deliveries_count) = copy;
    if (topic == &baton_topic_requests)
        *BATON_APPEND(&w->arena, w->requests, w->requests_count) = copy;
    if (topic == &baton_topic_events)
        *BATON_APPEND(&w->arena, w->events, w->events_count) = copy;
}

static inline void world_feed_policy(struct world *w, const char *id, const char *body)
{
    struct baton_policy *policy = BATON_RECORD(&w->arena, policy);
    struct baton_error err;

    policy->env.tenant = BATON_TEXT("acme");
    policy->policy_id = baton_text_of(id);
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->body = baton_text_of(body);
    assert_int_equal(baton_engine_feed(w->engine, &baton_topic_policies,
                                       BATON_TEXT("acme/declared"), policy, w->now_ms, -1, &err),
                     BATON_DONE);
}

/* `policy`: body of a declared policy; NULL: none. */
static inline void world_open(struct world *w, const char *policy)
{
    static const struct baton_service *const services[] = { &baton_switchboard_service, NULL };
    struct baton_engine_conf conf = {
        .services = services, .partitions = 1, .start_ms = 1000, .tap = world_tap, .context = w
    };
    struct baton_error err;

    memset(w, 0, sizeof *w);
    baton_arena_init(&w->arena);
    w->conversation = BATON_TEXT("c1");
    w->now_ms = 1000;
    w->engine = baton_engine_new(&conf, &err);
    assert_non_null(w->engine);
    if (policy != NULL)
        world_feed_policy(w, "p1", policy);
}

static inline void world_close(struct world *w)
{
    baton_engine_free(w->engine);
    baton_arena_release(&w->arena);
}

static inline void world_feed(struct world *w, const struct baton_topic *topic, void *value)
{
    struct baton_envelope *env = value;
    struct baton_error err;

    env->tenant = BATON_TEXT("acme");
    env->conversation_id = w->conversation;
    w->deliveries_seen = w->deliveries_count;
    w->requests_seen = w->requests_count;
    w->events_seen = w->events_count;
    struct baton_text key = baton_key_make(&w->arena, env->tenant, env->conversation_id);
    if (baton_engine_feed(w->engine, topic, key, value, w->now_ms, -1, &err) != BATON_DONE)
        fail_msg("%s", err.text);
}

static inline void world_wait(struct world *w, int64_t ms)
{
    struct baton_error err;

    w->deliveries_seen = w->deliveries_count;
    w->requests_seen = w->requests_count;
    w->events_seen = w->events_count;
    w->now_ms += ms;
    assert_int_equal(baton_engine_advance(w->engine, w->now_ms, &err), BATON_DONE);
}

/* --- what is fed ----------------------------------------------------------------------------- */

#define REQUESTED BATON_DISPOSITION_REQUESTED
#define REPORTED BATON_DISPOSITION_REPORTED
#define NO_EPOCH (-1)

static inline struct baton_conversation_event *world_event(struct world *w,
                                                           enum baton_event_type type,
                                                           const char *id)
{
    struct baton_conversation_event *event = BATON_RECORD(&w->arena, conversation_event);

    event->type = type;
    event->event_id = baton_text_of(id);
    return event;
}

static inline struct baton_conversation_event *world_message(struct world *w,
                                                             enum baton_speaker speaker,
                                                             const char *who, const char *id,
                                                             enum baton_disposition disposition,
                                                             int64_t epoch)
{
    struct baton_conversation_event *event = world_event(w, BATON_EVENT_TYPE_MESSAGE, id);

    event->speaker = speaker;
    event->speaker_id = baton_text_of(who);
    event->disposition = disposition;
    event->env.epoch = epoch;
    event->text = baton_text_format(&w->arena, "text of %s", id);
    return event;
}

static inline void customer(struct world *w, const char *id)
{
    world_feed(w, &baton_topic_events,
               world_message(w, BATON_SPEAKER_CUSTOMER, "cust", id, REPORTED, NO_EPOCH));
}

static inline void bot(struct world *w, const char *id, enum baton_disposition disposition,
                       int64_t epoch)
{
    world_feed(w, &baton_topic_events,
               world_message(w, BATON_SPEAKER_BOT, "robo", id, disposition, epoch));
}

static inline void agent(struct world *w, const char *who, const char *id,
                         enum baton_disposition disposition, int64_t epoch)
{
    world_feed(w, &baton_topic_events,
               world_message(w, BATON_SPEAKER_AGENT, who, id, disposition, epoch));
}

static inline struct baton_assignment *world_assignment(struct world *w, const char *stretch,
                                                        int64_t epoch,
                                                        enum baton_assignment_status status,
                                                        enum baton_holder_kind kind,
                                                        const char *who)
{
    struct baton_assignment *a = BATON_RECORD(&w->arena, assignment);

    a->env.epoch = epoch;
    a->env.sequence = ++w->sequence;
    a->assignment_id = baton_text_of(stretch);
    a->status = status;
    a->holder.kind = kind;
    a->holder.id = baton_text_of(who);
    a->holder.name = baton_text_format(&w->arena, "%s%s", who[0] != '\0' ? "Ms " : "", who);
    a->trigger = BATON_TRIGGER_EXPLICIT_REQUEST;
    return a;
}

static inline void assign(struct world *w, struct baton_assignment *a)
{
    world_feed(w, &baton_topic_assignments, a);
}

static inline struct baton_assignment *queued(struct world *w, const char *stretch, int64_t epoch)
{
    struct baton_assignment *a = world_assignment(w, stretch, epoch, BATON_ASSIGNMENT_STATUS_QUEUED,
                                                  BATON_HOLDER_KIND_QUEUE, "");

    a->change = BATON_ASSIGNMENT_CHANGE_QUEUED;
    a->holder_cause = BATON_HOLDER_CAUSE_ESCALATION;
    a->position = 3;
    a->expected_wait_ms = 240000;
    return a;
}

static inline struct baton_assignment *active(struct world *w, const char *stretch, int64_t epoch,
                                              const char *who)
{
    struct baton_assignment *a = world_assignment(w, stretch, epoch, BATON_ASSIGNMENT_STATUS_ACTIVE,
                                                  BATON_HOLDER_KIND_AGENT, who);

    a->change = BATON_ASSIGNMENT_CHANGE_ACCEPTED;
    a->holder_cause = BATON_HOLDER_CAUSE_ACCEPTED;
    return a;
}

static inline struct baton_assignment *returned(struct world *w, const char *stretch, int64_t epoch)
{
    struct baton_assignment *a = world_assignment(
        w, stretch, epoch, BATON_ASSIGNMENT_STATUS_RETURNED, BATON_HOLDER_KIND_BOT, "");

    a->change = BATON_ASSIGNMENT_CHANGE_RETURNED;
    a->holder_cause = BATON_HOLDER_CAUSE_RETURNED;
    return a;
}

static inline struct baton_resolution *resolution(struct world *w, const char *id, int64_t version,
                                                  const char *stretch,
                                                  enum baton_resolution_next next)
{
    struct baton_resolution *r = BATON_RECORD(&w->arena, resolution);

    r->resolution_id = baton_text_of(id);
    r->version = version;
    r->assignment_id = baton_text_of(stretch);
    r->by = BATON_SPEAKER_AGENT;
    r->by_id = BATON_TEXT("ana");
    r->outcome = BATON_OUTCOME_RESOLVED;
    r->next = next;
    r->solution = BATON_TEXT("the invoice was corrected");
    return r;
}

/* --- what came of the last record fed -------------------------------------------------------- */

/* The last delivery of this kind that the last record led to; NULL: none. */
static inline struct baton_delivery *got(const struct world *w, enum baton_delivery_kind kind)
{
    for (size_t i = w->deliveries_count; i > w->deliveries_seen; i--)
        if (w->deliveries[i - 1]->kind == kind)
            return w->deliveries[i - 1];
    return NULL;
}

static inline struct baton_routing_request *asked(const struct world *w,
                                                  enum baton_routing_kind kind)
{
    for (size_t i = w->requests_count; i > w->requests_seen; i--)
        if (w->requests[i - 1]->kind == kind)
            return w->requests[i - 1];
    return NULL;
}

/* Without what the test itself fed. */
static inline struct baton_conversation_event *wrote(const struct world *w,
                                                     enum baton_event_type type)
{
    for (size_t i = w->events_count; i > w->events_seen; i--)
        if (w->events[i - 1]->type == type
            && baton_text_is(w->events[i - 1]->env.producer.name, "switchboard"))
            return w->events[i - 1];
    return NULL;
}

static inline size_t deliveries(const struct world *w)
{
    return w->deliveries_count - w->deliveries_seen;
}

#define assert_text(text, string) assert_text_at((text), (string), __FILE__, __LINE__)
static inline void assert_text_at(struct baton_text text, const char *string, const char *file,
                                  int line)
{
    if (!baton_text_is(text, string)) {
        print_error("\"%.*s\" is not \"%s\"\n", BATON_TEXT_ARG(text), string);
        _fail(file, line);
    }
}

/* The last record led to a delivery of this kind, to this recipient, for this reason. */
#define assert_got(w, kind, recipient, id, why) \
    assert_got_at((w), BATON_DELIVERY_KIND_##kind, BATON_RECIPIENT_KIND_##recipient, (id), \
                  BATON_DELIVERY_REASON_##why, __FILE__, __LINE__)
static inline struct baton_delivery *assert_got_at(
    const struct world *w, enum baton_delivery_kind kind, enum baton_recipient_kind recipient,
    const char *id, enum baton_delivery_reason reason, const char *file, int line)
{
    for (size_t i = w->deliveries_seen; i < w->deliveries_count; i++) {
        struct baton_delivery *d = w->deliveries[i];

        if (d->kind == kind && d->recipient_kind == recipient && d->reason == reason
            && baton_text_is(d->recipient_id, id))
            return d;
    }
    for (size_t i = w->deliveries_seen; i < w->deliveries_count; i++)
        print_error(
            "got %s to %s %.*s (%s)\n",
            baton_enum_name(&baton_delivery_kind_symbols, (int)w->deliveries[i]->kind),
            baton_enum_name(&baton_recipient_kind_symbols, (int)w->deliveries[i]->recipient_kind),
            BATON_TEXT_ARG(w->deliveries[i]->recipient_id),
            baton_enum_name(&baton_delivery_reason_symbols, (int)w->deliveries[i]->reason));
    _fail(file, line);
    return NULL;
}

#endif
