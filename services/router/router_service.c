/* The router's declaration: options, topics, tables. */
#include "router_service.h"

#include "router.h"
#include "turn.h"

static const struct baton_option options[] = {
    BATON_RATIO(struct router_conf, default_capacity, 1, 0, 100, BATON_FIXED,
                "Units of work that an agent takes who never said a capacity."),
    BATON_MS(struct router_conf, default_handle_ms, 600000, 1000, 86400000, BATON_FIXED,
             "Mean handling time that a pool is taken to have before one was measured."),
    BATON_MS(struct router_conf, load_interval_ms, 1000, 0, 600000, BATON_FIXED,
             "Least time between two load records of a pool."),
    BATON_OPTIONS_END,
};
static const struct baton_topic *const inputs[] = { &baton_topic_requests, &baton_topic_agents,
                                                    &baton_topic_performance, &baton_topic_policies,
                                                    NULL };
/* routing-requests: an overflow or a transfer to another pool is a request to that pool. */
static const struct baton_topic *const outputs[] = { &baton_topic_assignments,
                                                     &baton_topic_decisions, &baton_topic_load,
                                                     &baton_topic_requests, NULL };

const struct baton_service baton_router_service = {
    .name = "router",
    .inputs = inputs,
    .outputs = outputs,
    .tables = router_tables,
    .options = options,
    .conf_size = sizeof(struct router_conf),
    .open = router_open,
    .process = router_process,
    .global = router_global,
    .close = router_close,
};
