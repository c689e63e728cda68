/* Runs the detector in memory and asks it after each record what it came to. The detector's own
 * object is opened once and lent to the engines, of which a clock that must go back needs a new
 * one.
 */
#include "insight.h"

#include "detector_service.h"
#include "engine.h"
#include "key.h"
#include "rules.h"

#define STILL_MS 1767225600000            /* 2026-01-01: where no turn says when it was */
#define LATEST_MS 253402300800000         /* year 10 000 */
#define LONGEST_MS (366 * 24 * 3600000LL) /* of a conversation in a file */
#define AFTER_MS (24 * 3600000LL) /* behind its last turn; what is waited for comes sooner */

struct insight {
    struct baton_engine *engine;
    void *detector;                         /* lent to each engine, with the policies it knows */
    int64_t start_ms;                       /* of the conversation in hand */
    char signalled[BATON_ID_MAX_BYTES + 1]; /* conversation of the last signal */
    enum baton_signal_kind kind;
};

static void *lent; /* to the engine that is being made; single-threaded */

static void *lend(const void *conf, struct baton_error *err)
{
    (void)conf;
    (void)err;
    return lent;
}

static void see(void *context, const struct baton_record *in)
{
    struct insight *insight = context;
    const struct baton_escalation_signal *signal = in->value;

    if (in->topic != &baton_topic_signals || signal == NULL)
        return;
    snprintf(insight->signalled, sizeof insight->signalled, "%.*s",
             BATON_TEXT_ARG(signal->env.conversation_id));
    insight->kind = signal->kind;
}

/* A clock that has gone too far is never put back: an engine is made anew. */
static bool engine_make(struct insight *insight, int64_t start_ms, struct baton_error *err)
{
    static struct baton_service watched;
    static const struct baton_service *const services[] = { &watched, NULL };
    struct baton_engine_conf conf = {
        .services = services, .partitions = 1, .start_ms = start_ms, .tap = see, .context = insight
    };

    watched = baton_detector_service;
    watched.open = lend;
    watched.close = NULL;
    lent = insight->detector;
    baton_engine_free(insight->engine);
    insight->engine = baton_engine_new(&conf, err);
    return insight->engine != NULL;
}

struct insight *insight_new(struct baton_error *err)
{
    struct insight *insight = calloc(1, sizeof *insight);

    if (insight == NULL)
        abort();
    insight->detector = baton_detector_service.open(NULL, err);
    if (insight->detector != NULL && engine_make(insight, 0, err)) {
        detector_watch(insight->detector);
        return insight;
    }
    insight_free(insight);
    return NULL;
}

void insight_free(struct insight *insight)
{
    if (insight == NULL)
        return;
    baton_engine_free(insight->engine);
    if (insight->detector != NULL)
        baton_detector_service.close(insight->detector);
    free(insight);
}

bool insight_follow(struct insight *insight, const struct baton_record *in, double *ret_probability)
{
    struct baton_error err;

    if ((in->topic != &baton_topic_events && in->topic != &baton_topic_policies)
        || in->value == NULL)
        return false;
    if (baton_engine_feed(insight->engine, in->topic, in->key, in->value, in->time_ms, -1, &err)
        != BATON_DONE)
        return false;
    const struct detector_watched *last = detector_last(insight->detector);
    if (in->topic != &baton_topic_events || last == NULL)
        return false;
    *ret_probability = last->probability;
    return true;
}

/* When turn `index` was. Times that no clock shows, or that go back, count for nothing. */
static int64_t time_of(const struct insight *insight, const struct conversation *conversation,
                       size_t index)
{
    int64_t first_ms = conversation->events[0]->env.occurred_at;
    int64_t at_ms = conversation->events[index]->env.occurred_at;

    if (!conversation->timed || at_ms < first_ms)
        return insight->start_ms;
    return insight->start_ms + (at_ms - first_ms <= LONGEST_MS ? at_ms - first_ms : LONGEST_MS);
}

static bool feed(struct insight *insight, const struct conversation *conversation,
                 const struct baton_conversation_event *event, int64_t time_ms,
                 struct baton_error *err)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_text key = baton_key_make(&arena, conversation->tenant, conversation->id);
    enum baton_verdict v =
        baton_engine_feed(insight->engine, &baton_topic_events, key, event, time_ms, -1, err);
    baton_arena_release(&arena);
    return v == BATON_DONE;
}

bool insight_begin(struct insight *insight, const struct conversation *conversation,
                   struct baton_error *err)
{
    int64_t first_ms =
        conversation->events_count > 0 ? conversation->events[0]->env.occurred_at : 0;

    insight->start_ms =
        conversation->timed && first_ms > 0 ? first_ms : STILL_MS; /* 0: a clock of its own */
    insight->kind = BATON_SIGNAL_KIND_UNKNOWN;
    return baton_engine_now(insight->engine) <= insight->start_ms
               ? baton_engine_advance(insight->engine, insight->start_ms, err) == BATON_DONE
               : engine_make(insight, insight->start_ms, err);
}

bool insight_reach(struct insight *insight, const struct conversation *conversation, size_t index,
                   struct baton_error *err)
{
    return baton_engine_advance(insight->engine, time_of(insight, conversation, index), err)
           == BATON_DONE;
}

bool insight_say(struct insight *insight, const struct conversation *conversation, size_t index,
                 struct baton_error *err)
{
    return feed(insight, conversation, conversation->events[index],
                time_of(insight, conversation, index), err);
}

bool insight_wait(struct insight *insight, const struct conversation *conversation,
                  struct baton_error *err)
{
    return !conversation->timed
           || baton_engine_advance(insight->engine, baton_engine_now(insight->engine) + AFTER_MS,
                                   err)
                  == BATON_DONE;
}

bool insight_end(struct insight *insight, const struct conversation *conversation,
                 struct baton_error *err)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);
    event->env.tenant = conversation->tenant;
    event->env.conversation_id = conversation->id;
    event->event_id = BATON_TEXT("forgotten");
    event->type = BATON_EVENT_TYPE_FORGET;
    event->speaker = BATON_SPEAKER_SYSTEM;
    bool good = feed(insight, conversation, event, baton_engine_now(insight->engine), err);
    baton_arena_release(&arena);
    return good;
}

bool insight_policy(struct insight *insight, struct baton_text tenant, struct baton_text body,
                    struct baton_error *err)
{
    struct baton_arena arena;

    if (baton_rules_check(BATON_POLICY_PART_DECLARED, body, err) != BATON_DONE)
        return false;
    baton_arena_init(&arena);
    struct baton_policy *policy = BATON_RECORD(&arena, policy);
    policy->env.tenant = tenant;
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->policy_id = BATON_TEXT("replayed");
    policy->body = body;
    struct baton_text key = baton_text_format(&arena, "%.*s/declared", BATON_TEXT_ARG(tenant));
    enum baton_verdict v = baton_engine_feed(insight->engine, &baton_topic_policies, key, policy,
                                             baton_engine_now(insight->engine), -1, err);
    baton_arena_release(&arena);
    return v == BATON_DONE;
}

const struct detector_watched *insight_last(const struct insight *insight)
{
    return detector_last(insight->detector);
}

enum baton_signal_kind insight_kind(struct insight *insight,
                                    const struct conversation *conversation)
{
    enum baton_signal_kind kind = insight->kind;

    insight->kind = BATON_SIGNAL_KIND_UNKNOWN;
    return baton_text_equal(baton_text_of(insight->signalled), conversation->id)
               ? kind
               : BATON_SIGNAL_KIND_UNKNOWN;
}
