/* The learner's declaration: options, topics, tables. */
#include "learner_service.h"

#include "learner.h"

static const struct baton_option options[] = {
    BATON_MS(struct learner_conf, write_ms, 60000, 0, 3600000, BATON_FIXED,
             "Least time between two records of the same figure or of the same agent."),
    BATON_MS(struct learner_conf, policy_ms, 60000, 0, 86400000, BATON_FIXED,
             "Least time between two learned policies of a tenant."),
    BATON_OPTIONS_END,
};
static const struct baton_topic *const inputs[] = {
    &baton_topic_signals,
    &baton_topic_assignments,
    &baton_topic_resolutions,
    &baton_topic_events,
    &baton_topic_outcomes,
    &baton_topic_histories,
    &baton_topic_enrichment_requests,
    &baton_topic_policies,
    NULL,
};
/* handoff-outcomes and customer-history are its own inputs too: from the task of the conversation
 * to those of the tenant and of the customer. */
static const struct baton_topic *const outputs[] = {
    &baton_topic_outcomes,
    &baton_topic_histories,
    &baton_topic_policies,
    &baton_topic_performance,
    &baton_topic_metrics,
    &baton_topic_events,
    NULL,
};

const struct baton_service baton_learner_service = {
    .name = "learner",
    .inputs = inputs,
    .outputs = outputs,
    .tables = learner_tables,
    .options = options,
    .conf_size = sizeof(struct learner_conf),
    .open = learner_open,
    .process = learner_process,
    .global = learner_global,
    .close = learner_close,
};
