/* A packager in the engine, and what it wrote last; for tests. */
#ifndef BATON_PACKAGER_TESTING_H
#define BATON_PACKAGER_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine.h"
#include "key.h"
#include "packager_service.h"

enum { DESK_MAX = 64, DESK_PAGES = 400 };

struct desk {
    struct baton_engine *engine;
    struct baton_arena arena;
    int64_t now_ms;
    int events;
    struct baton_context_package *head; /* NULL: none, or a tombstone */
    size_t heads, head_bytes, page_bytes, dead_letters, tombstones;
    struct baton_context_page *pages[DESK_PAGES]; /* by number; NULL: none, or a tombstone */
    struct baton_routing_request *requests[DESK_MAX];
    size_t requests_count;
    struct baton_enrichment_request *asked[DESK_MAX];
    size_t asked_count;
};

static inline void desk_page(struct desk *d, const struct baton_record *record)
{
    struct baton_text part = baton_key_part(&d->arena, record->key, 2);
    int64_t number = 0;

    baton_text_to_long(part, &number);
    assert_true(number > 0 && number < DESK_PAGES);
    d->pages[number] = record->value == NULL
                           ? NULL
                           : baton_record_copy(record->topic->type, record->value, &d->arena);
}

static inline void desk_tap(void *context, const struct baton_record *record)
{
    struct desk *d = context;
    void *copy = record->value != NULL
                     ? baton_record_copy(record->topic->type, record->value, &d->arena)
                     : NULL;

    d->tombstones += copy == NULL;
    d->dead_letters += record->topic->type == &baton_dead_letter_type;
    if (record->topic == &baton_topic_packages) {
        d->head = copy;
        d->heads += copy != NULL;
    }
    if (record->topic == &baton_topic_pages)
        desk_page(d, record);
    if (record->topic == &baton_topic_requests && d->requests_count < DESK_MAX)
        d->requests[d->requests_count++] = copy;
    if (record->topic == &baton_topic_enrichment_requests && d->asked_count < DESK_MAX)
        d->asked[d->asked_count++] = copy;
}

static inline struct desk *desk_open(void)
{
    static const struct baton_service *const services[] = { &baton_packager_service, NULL };
    struct desk *d = test_calloc(1, sizeof *d);
    struct baton_engine_conf conf = { .services = services,
                                      .partitions = 1,
                                      .start_ms = 1767690000000,
                                      .tap = desk_tap,
                                      .context = d };
    struct baton_error err = { "", "" };

    baton_arena_init(&d->arena);
    d->now_ms = conf.start_ms;
    d->engine = baton_engine_new(&conf, &err);
    if (d->engine == NULL)
        fail_msg("%s", err.text);
    return d;
}

static inline void desk_close(struct desk *d)
{
    assert_int_equal(d->dead_letters, 0);
    baton_engine_free(d->engine);
    baton_arena_release(&d->arena);
    test_free(d);
}

static inline struct baton_conversation_event *desk_event(struct desk *d,
                                                          enum baton_event_type type,
                                                          enum baton_speaker speaker,
                                                          const char *text)
{
    struct baton_conversation_event *event = BATON_RECORD(&d->arena, conversation_event);

    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = BATON_TEXT("c1");
    event->event_id = baton_text_format(&d->arena, "e%d", ++d->events);
    event->env.occurred_at = d->now_ms;
    event->type = type;
    event->speaker = speaker;
    event->text = baton_text_of(text);
    return event;
}

static inline void desk_feed(struct desk *d, const struct baton_topic *topic, const void *value)
{
    struct baton_error err = { "", "" };

    d->now_ms += 20000;
    if (baton_engine_feed(d->engine, topic, BATON_TEXT("acme/c1"), value, d->now_ms, -1, &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
}

/* The tenant's policy. */
static inline void desk_policy(struct desk *d, const char *body)
{
    struct baton_policy *policy = BATON_RECORD(&d->arena, policy);
    struct baton_error err;

    policy->env.tenant = BATON_TEXT("acme");
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->policy_id = BATON_TEXT("p1");
    policy->body = baton_text_of(body);
    assert_int_equal(baton_engine_feed(d->engine, &baton_topic_policies,
                                       BATON_TEXT("acme/declared"), policy, d->now_ms, -1, &err),
                     BATON_DONE);
}

/* A message; returns its event. */
static inline struct baton_conversation_event *desk_say(struct desk *d, enum baton_speaker speaker,
                                                        const char *text)
{
    struct baton_conversation_event *event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, speaker, text);

    desk_feed(d, &baton_topic_events, event);
    return event;
}
#define CUSTOMER BATON_SPEAKER_CUSTOMER
#define BOT BATON_SPEAKER_BOT
#define AGENT BATON_SPEAKER_AGENT

/* Nobody says anything for so long. */
static inline void desk_wait(struct desk *d, int64_t ms)
{
    struct baton_error err;

    d->now_ms += ms;
    assert_int_equal(baton_engine_advance(d->engine, d->now_ms, &err), BATON_DONE);
}

/* The holder changes. */
static inline void desk_holder(struct desk *d, enum baton_holder_kind kind, const char *id,
                               int64_t epoch, const char *answers)
{
    struct baton_conversation_event *event =
        desk_event(d, BATON_EVENT_TYPE_HOLDER, BATON_SPEAKER_SYSTEM, "");

    event->env.epoch = epoch;
    event->holder.kind = kind;
    event->holder.id = baton_text_of(id);
    event->holder.epoch = epoch;
    event->holder.answers_event_id = baton_text_of(answers);
    desk_feed(d, &baton_topic_events, event);
}

/* A signal that is dated so; 0: not dated. */
static inline struct baton_escalation_signal *desk_signal_of(struct desk *d,
                                                             enum baton_signal_kind kind,
                                                             int64_t epoch, int64_t occurred_at)
{
    struct baton_escalation_signal *signal = BATON_RECORD(&d->arena, escalation_signal);

    signal->env.tenant = BATON_TEXT("acme");
    signal->env.conversation_id = BATON_TEXT("c1");
    signal->signal_id = baton_text_format(&d->arena, "c1-s%lld", (long long)(epoch + 1));
    signal->env.epoch = epoch;
    signal->env.occurred_at = occurred_at;
    signal->kind = kind;
    signal->probability = 0.9;
    signal->trigger = BATON_TRIGGER_EXPLICIT_REQUEST;
    signal->category = BATON_TEXT("billing");
    signal->urgency = BATON_URGENCY_HIGH;
    desk_feed(d, &baton_topic_signals, signal);
    return signal;
}

static inline struct baton_escalation_signal *desk_signal(struct desk *d,
                                                          enum baton_signal_kind kind,
                                                          int64_t epoch)
{
    return desk_signal_of(d, kind, epoch, 0);
}

static inline const struct baton_fact *desk_fact(const struct desk *d, const char *name)
{
    for (size_t i = 0; d->head != NULL && i < d->head->established_count; i++) {
        if (baton_text_is(d->head->established[i].name, name))
            return &d->head->established[i];
    }
    return NULL;
}

static inline struct baton_turn *desk_turn(struct desk *d,
                                           const struct baton_conversation_event *event)
{
    for (size_t n = 1; n < DESK_PAGES; n++) {
        for (size_t i = 0; d->pages[n] != NULL && i < d->pages[n]->turns_count; i++) {
            if (baton_text_equal(d->pages[n]->turns[i].event_id, event->event_id))
                return &d->pages[n]->turns[i];
        }
    }
    return NULL;
}

#define assert_text(text, string) \
    assert_string_equal(baton_text_string(&d->arena, (text)), (string))

#endif
