/* The Kafka loop of a service: records in, outputs, state and offsets out, each batch one
 * transaction. */
#ifndef BATON_LOOP_H
#define BATON_LOOP_H

#include <signal.h>

#include "serde.h"
#include "service.h"

struct baton_loop_conf {
    const struct baton_service *service;
    const struct baton_settings *settings;
    void *self;
    struct baton_serde *serde;         /* knows all types already */
    struct baton_spans *spans;         /* NULL: none are exported */
    const volatile sig_atomic_t *stop; /* set by SIGTERM */
    /* Called when the answer of the readiness probe changes; `reason` says why not ready. */
    void (*ready)(void *context, bool ready, const char *reason);
    /* Called each time round: the loop is alive. */
    void (*beat)(void *context);
    /* Called before everything is closed, which can hang; `failed`: the process is to end with an
     * error. */
    void (*closing)(void *context, bool failed);
    void *context;
};

/* Checks the topics, reads the global tables, joins the group and works until `stop`; then commits
 * or aborts, writes the stores and closes, without leaving the group (static membership: the
 * assignment waits for the restart).
 * fails  BATON_FATAL with the reason */
enum baton_verdict baton_loop_run(const struct baton_loop_conf *conf, struct baton_error *err);

#endif
