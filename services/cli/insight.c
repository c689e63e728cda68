/* Runs the detector in memory and asks it after each record what it came to. The detector's own
 * object is made by the engine; a declaration with the same functions remembers it at its opening.
 */
#include "insight.h"

#include "detector_service.h"
#include "engine.h"
#include "key.h"
#include "rules.h"

#define LONGEST_MS (366 * 24 * 3600 * 1000LL) /* of a conversation in a file */

struct insight {
    struct baton_engine *engine;
    void *detector;
    char signalled[BATON_ID_MAX_BYTES + 1]; /* conversation of the last signal */
    enum baton_signal_kind kind;
};

static void *opened; /* by the engine that is being made; single-threaded */

static void *open_and_remember(const void *conf, struct baton_error *err)
{
    void *self = baton_detector_service.open(conf, err);

    opened = self;
    return self;
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

struct insight *insight_new(struct baton_error *err)
{
    static struct baton_service watched;
    static const struct baton_service *const services[] = { &watched, NULL };
    struct insight *insight = calloc(1, sizeof *insight);
    struct baton_engine_conf conf = {
        .services = services, .partitions = 1, .tap = see, .context = insight
    };

    if (insight == NULL)
        abort();
    watched = baton_detector_service;
    watched.open = open_and_remember;
    insight->engine = baton_engine_new(&conf, err);
    insight->detector = opened;
    if (insight->engine != NULL) {
        detector_watch(insight->detector);
        return insight;
    }
    free(insight);
    return NULL;
}

void insight_free(struct insight *insight)
{
    if (insight == NULL)
        return;
    baton_engine_free(insight->engine);
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

int64_t insight_now(const struct insight *insight)
{
    return baton_engine_now(insight->engine);
}

/* Since the first turn; times that no clock shows, or that go back, count for nothing. */
static int64_t since_start_ms(const struct conversation *conversation, size_t index)
{
    int64_t first_ms = conversation->events[0]->env.occurred_at;
    int64_t at_ms = conversation->events[index]->env.occurred_at;

    if (!conversation->timed || first_ms < 0 || at_ms < first_ms)
        return 0;
    return at_ms - first_ms <= LONGEST_MS ? at_ms - first_ms : LONGEST_MS;
}

bool insight_reach(struct insight *insight, const struct conversation *conversation, size_t index,
                   int64_t start_ms, struct baton_error *err)
{
    return baton_engine_advance(insight->engine, start_ms + since_start_ms(conversation, index),
                                err)
           == BATON_DONE;
}

bool insight_say(struct insight *insight, const struct conversation *conversation, size_t index,
                 int64_t start_ms, struct baton_error *err)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_text key = baton_key_make(&arena, conversation->tenant, conversation->id);
    enum baton_verdict v =
        baton_engine_feed(insight->engine, &baton_topic_events, key, conversation->events[index],
                          start_ms + since_start_ms(conversation, index), -1, err);
    baton_arena_release(&arena);
    return v == BATON_DONE;
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
