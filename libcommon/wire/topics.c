/* The topics. A value's type, the key and the settings stand here once; creation, ACLs and
 * documentation read it. Where the numbers come from: plain topics keep a week, so that a stage may
 * be away over a long weekend; `assignments` shows each state for a week to a CRM that was away,
 * and keeps tombstones as long; `policies` keeps 90 days of versions for replays; topics that
 * outsiders write take 1 MiB, all others 2 MiB, so that a dead letter always fits. */
#include "topics.h"

#include "records.h"

#define DAYS(count) ((int64_t)(count)*24 * 60 * 60 * 1000)
#define MIB(count) ((int64_t)(count)*1024 * 1024)
#define FOR_EVER (-1)

const struct baton_topic baton_topic_events = {
    .name = "conversation-events",
    .type = &baton_conversation_event_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .forwarder = "switchboard",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(1),
    .doc =
        "What happens in a conversation: messages, actions, pages, errors, enrichments, changes of holder, the end.",
};
const struct baton_topic baton_topic_signals = {
    .name = "escalation-signals",
    .type = &baton_escalation_signal_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc =
        "The detector's word that a conversation should go to a person, is held back, or no longer needs to.",
};
const struct baton_topic baton_topic_packages = {
    .name = "context-packages",
    .type = &baton_context_package_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .cleanup = BATON_CLEANUP_COMPACT,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .doc =
        "The live package of each conversation: card, facts, attempts, commitments, questions, index of pages.",
};
const struct baton_topic baton_topic_pages = {
    .name = "context-pages",
    .type = &baton_context_page_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id/number",
    .cleanup = BATON_CLEANUP_COMPACT,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .doc = "The turns of each conversation, in pages that the package's head points to.",
};
const struct baton_topic baton_topic_requests = {
    .name = "routing-requests",
    .type = &baton_routing_request_type,
    .owner_parts = 2,
    .key_help = "tenant/pool",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc =
        "What the router is asked (a person for this conversation) or told (taken over, departed, resolved, closed).",
};
const struct baton_topic baton_topic_assignments = {
    .name = "assignments",
    .type = &baton_assignment_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .cleanup = BATON_CLEANUP_COMPACT,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .min_compaction_lag_ms = DAYS(7),
    .delete_retention_ms = DAYS(7),
    .doc =
        "Who holds each conversation; a reader upserts by conversation and drops a lower sequence.",
};
const struct baton_topic baton_topic_decisions = {
    .name = "routing-decisions",
    .type = &baton_routing_decision_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc = "Why the router chose: candidates with their scores. Not for outsiders.",
};
const struct baton_topic baton_topic_load = {
    .name = "load",
    .type = &baton_load_type,
    .owner_parts = 2,
    .key_help = "tenant/pool",
    .global = true,
    .cleanup = BATON_CLEANUP_COMPACT,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .doc = "How busy each pool is; the last record of a pool counts.",
};
const struct baton_topic baton_topic_deliveries = {
    .name = "deliveries",
    .type = &baton_delivery_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc =
        "What is to be said to the customer, and what bots and agents are told about holder and refusal.",
};
const struct baton_topic baton_topic_resolutions = {
    .name = "resolutions",
    .type = &baton_resolution_type,
    .owner_parts = 2,
    .key_help = "tenant/conversation_id",
    .forwarder = "switchboard",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(1),
    .doc = "How conversations and their human stretches were resolved, as agents' systems say.",
};
const struct baton_topic baton_topic_agents = {
    .name = "agent-events",
    .type = &baton_agent_event_type,
    .owner_parts = 2,
    .key_help = "tenant/pool",
    .forwarder = "router",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(1),
    .doc = "What agents do: come, go, accept, decline, change their skills or their capacity.",
};
const struct baton_topic baton_topic_policies = {
    .name = "policies",
    .type = &baton_policy_type,
    .owner_parts = 1,
    .key_help = "tenant/declared or tenant/learned",
    .cleanup = BATON_CLEANUP_COMPACT,
    .global = true,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .min_compaction_lag_ms = DAYS(90),
    .doc = "Each tenant's rules: declared by people, learned by the learner.",
};
const struct baton_topic baton_topic_performance = {
    .name = "agent-performance",
    .type = &baton_agent_performance_type,
    .owner_parts = 2,
    .key_help = "tenant/pool/agent/category",
    .cleanup = BATON_CLEANUP_COMPACT,
    .retention_ms = FOR_EVER,
    .max_message_bytes = MIB(2),
    .doc =
        "How each agent does in each category of issue; in the key - stands for all categories.",
};
const struct baton_topic baton_topic_metrics = {
    .name = "handoff-metrics",
    .type = &baton_handoff_metric_type,
    .owner_parts = 1,
    .key_help = "tenant",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc = "Figures of a tenant over a window of time.",
};
const struct baton_topic baton_topic_outcomes = {
    .name = "handoff-outcomes",
    .type = &baton_handoff_outcome_type,
    .owner_parts = 1,
    .key_help = "tenant",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc = "What became of each conversation; the learner sums them up by tenant.",
};
const struct baton_topic baton_topic_histories = {
    .name = "customer-history",
    .type = &baton_customer_history_type,
    .owner_parts = 2,
    .key_help = "tenant/customer_id",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc = "What became of each conversation, by customer.",
};
const struct baton_topic baton_topic_enrichment_requests = {
    .name = "enrichment-requests",
    .type = &baton_enrichment_request_type,
    .owner_parts = 2,
    .key_help = "tenant/customer_id",
    .retention_ms = DAYS(7),
    .max_message_bytes = MIB(2),
    .doc =
        "Wishes for more information on a customer or a case; the answer is an event in the conversation.",
};

const struct baton_topic *const baton_topics[] = {
    &baton_topic_events,
    &baton_topic_signals,
    &baton_topic_packages,
    &baton_topic_pages,
    &baton_topic_requests,
    &baton_topic_assignments,
    &baton_topic_decisions,
    &baton_topic_load,
    &baton_topic_deliveries,
    &baton_topic_resolutions,
    &baton_topic_agents,
    &baton_topic_policies,
    &baton_topic_performance,
    &baton_topic_metrics,
    &baton_topic_outcomes,
    &baton_topic_histories,
    &baton_topic_enrichment_requests,
    NULL,
};

const struct baton_topic *baton_topic_find(struct baton_text name)
{
    for (const struct baton_topic *const *topic = baton_topics; *topic != NULL; topic++) {
        if (baton_text_is(name, (*topic)->name))
            return *topic;
    }
    return NULL;
}
