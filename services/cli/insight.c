/* Runs the detector in memory and asks it after each record what it came to. The detector's own
 * object is made by the engine; a declaration with the same functions remembers it at its opening.
 */
#include "insight.h"

#include "detector.h"
#include "detector_service.h"
#include "engine.h"

struct insight {
    struct baton_engine *engine;
    const void *detector;
};

static const void *opened; /* by the engine that is being made; single-threaded */

static void *open_and_remember(const void *conf, struct baton_error *err)
{
    void *self = baton_detector_service.open(conf, err);

    opened = self;
    return self;
}

struct insight *insight_new(struct baton_error *err)
{
    static struct baton_service watched;
    static const struct baton_service *const services[] = { &watched, NULL };
    struct baton_engine_conf conf = { .services = services, .partitions = 1 };
    struct insight *insight = calloc(1, sizeof *insight);

    if (insight == NULL)
        abort();
    watched = baton_detector_service;
    watched.open = open_and_remember;
    insight->engine = baton_engine_new(&conf, err);
    insight->detector = opened;
    if (insight->engine != NULL)
        return insight;
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
    return in->topic == &baton_topic_events
           && detector_last_score(insight->detector, ret_probability);
}
