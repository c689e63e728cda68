/* For the learner's tests: the service in an engine, records in short, and what it wrote. */
#ifndef BATON_LEARNER_TESTING_H
#define BATON_LEARNER_TESTING_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine.h"
#include "key.h"
#include "learner_service.h"
#include "rules.h"

struct bench {
    struct baton_engine *engine;
    struct baton_arena arena; /* of all records kept */
    struct baton_rulebook *book;
    int policies, outcomes, dead;
    int moves;                        /* learned policies that move a threshold */
    struct baton_text forgotten;      /* ids of the conversations that were sent a forget event */
    int64_t policy_at, policy_gap_ms; /* shortest time between two learned policies */
    const struct baton_policy *policy;
    const struct baton_handoff_outcome *outcome;
    const struct baton_conversation_event *answer;
    const struct baton_handoff_metric **metrics;
    size_t metrics_count;
    const struct baton_agent_performance **performances;
    size_t performances_count;
};

static inline void bench_policy(struct bench *b, const struct baton_record *record)
{
    struct baton_error err;

    assert_int_equal(baton_rulebook_apply(b->book, record->value, &err), BATON_DONE);
    b->policy = baton_record_copy(record->topic->type, record->value, &b->arena);
    if (b->policy->part != BATON_POLICY_PART_LEARNED)
        return;
    assert_int_equal(baton_rules_check(BATON_POLICY_PART_LEARNED, b->policy->body, &err),
                     BATON_DONE);
    b->moves += baton_text_find(b->policy->reason, BATON_TEXT("unnecessary"), 0) >= 0;
    if (b->policies++ > 0 && record->time_ms - b->policy_at < b->policy_gap_ms)
        b->policy_gap_ms = record->time_ms - b->policy_at;
    b->policy_at = record->time_ms;
}

static inline void bench_look(void *context, const struct baton_record *record)
{
    struct bench *b = context;
    const struct baton_conversation_event *event = record->value;
    void *kept = NULL;

    b->dead += record->topic->type == &baton_dead_letter_type;
    if (record->topic == &baton_topic_policies)
        bench_policy(b, record);
    if (record->topic == &baton_topic_events && event->type == BATON_EVENT_TYPE_FORGET)
        b->forgotten = baton_text_format(&b->arena, "%.*s %.*s", BATON_TEXT_ARG(b->forgotten),
                                         BATON_TEXT_ARG(event->env.conversation_id));
    if (record->topic == &baton_topic_outcomes || record->topic == &baton_topic_metrics
        || record->topic == &baton_topic_performance
        || (record->topic == &baton_topic_events && event->type == BATON_EVENT_TYPE_ENRICHMENT))
        kept = baton_record_copy(record->topic->type, record->value, &b->arena);
    if (record->topic == &baton_topic_outcomes) {
        b->outcome = kept;
        b->outcomes++;
    }
    if (record->topic == &baton_topic_events && kept != NULL)
        b->answer = kept;
    if (record->topic == &baton_topic_metrics)
        *BATON_APPEND(&b->arena, b->metrics, b->metrics_count) = kept;
    if (record->topic == &baton_topic_performance)
        *BATON_APPEND(&b->arena, b->performances, b->performances_count) = kept;
}

static inline void bench_open(struct bench *b, int32_t partitions, uint64_t seed)
{
    static const struct baton_service *const services[] = { &baton_learner_service, NULL };
    struct baton_engine_conf conf = { .services = services,
                                      .partitions = partitions,
                                      .start_ms = 1000,
                                      .shuffle_seed = seed,
                                      .tap = bench_look,
                                      .context = b };
    struct baton_error err;

    *b = (struct bench){ .policy_gap_ms = INT64_MAX };
    baton_arena_init(&b->arena);
    b->book = baton_rulebook_new();
    b->engine = baton_engine_new(&conf, &err);
    assert_non_null(b->engine);
}

static inline void bench_close(struct bench *b)
{
    assert_int_equal(b->dead, 0);
    baton_engine_free(b->engine);
    baton_rulebook_free(b->book);
    baton_arena_release(&b->arena);
}

/* A new text that lives as long as the bench. */
#define SAY(b, ...) baton_text_format(&(b)->arena, __VA_ARGS__)

/* `value` of `said_at`, which comes at `at`. */
static inline void bench_late(struct bench *b, const struct baton_topic *topic,
                              struct baton_text conversation, void *value, int64_t said_at,
                              int64_t at)
{
    struct baton_envelope *env = value;
    struct baton_error err = { .text = "" };
    struct baton_text owner = env->conversation_id;

    env->tenant = BATON_TEXT("acme");
    env->conversation_id = conversation;
    env->occurred_at = said_at;
    owner = topic == &baton_topic_enrichment_requests
                ? ((struct baton_enrichment_request *)value)->customer_id
            : topic == &baton_topic_histories
                ? ((struct baton_customer_history *)value)->customer_id
                : conversation;
    if (baton_engine_feed(b->engine, topic, baton_key_make(&b->arena, env->tenant, owner), value,
                          at, -1, &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
}

static inline void bench_feed(struct bench *b, const struct baton_topic *topic,
                              struct baton_text conversation, void *value, int64_t at)
{
    bench_late(b, topic, conversation, value, at, at);
}

static inline struct baton_conversation_event *event_of(struct bench *b, enum baton_event_type type)
{
    struct baton_conversation_event *event = BATON_RECORD(&b->arena, conversation_event);

    event->type = type;
    event->event_id = SAY(b, "e-%d-%zu", (int)type, baton_arena_used(&b->arena));
    return event;
}

static inline void bench_end(struct bench *b, struct baton_text conversation, const char *customer,
                             int64_t at)
{
    struct baton_conversation_event *event = event_of(b, BATON_EVENT_TYPE_ENDED);

    event->speaker = BATON_SPEAKER_SYSTEM;
    event->customer.id = baton_text_of(customer);
    bench_feed(b, &baton_topic_events, conversation, event, at);
}

static inline void bench_signal(struct bench *b, struct baton_text conversation,
                                const char *category, double p, double threshold, int64_t at)
{
    struct baton_escalation_signal *signal = BATON_RECORD(&b->arena, escalation_signal);

    signal->signal_id = SAY(b, "%.*s-s1", BATON_TEXT_ARG(conversation));
    signal->kind = BATON_SIGNAL_KIND_ESCALATE;
    signal->trigger = BATON_TRIGGER_COMPLAINT;
    signal->category = baton_text_of(category);
    signal->probability = p;
    signal->threshold = threshold;
    signal->env.epoch = 0;
    signal->env.sequence = 1;
    bench_feed(b, &baton_topic_signals, conversation, signal, at);
}

static inline struct baton_resolution *resolution_of(struct bench *b,
                                                     struct baton_text conversation,
                                                     int64_t version, bool necessary)
{
    struct baton_resolution *resolution = BATON_RECORD(&b->arena, resolution);

    resolution->resolution_id = SAY(b, "res-%.*s", BATON_TEXT_ARG(conversation));
    resolution->version = version;
    resolution->by = BATON_SPEAKER_AGENT;
    resolution->by_id = BATON_TEXT("ag-1");
    resolution->outcome = BATON_OUTCOME_RESOLVED;
    resolution->necessary = necessary ? BATON_MAYBE_YES : BATON_MAYBE_NO;
    return resolution;
}

#endif
