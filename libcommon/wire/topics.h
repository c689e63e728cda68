/* The table of topics: each once, with its key, schema and settings. ACLs, creation, documentation
 * follow from it. */
#ifndef BATON_TOPICS_H
#define BATON_TOPICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codec.h"

enum baton_cleanup { BATON_CLEANUP_DELETE, BATON_CLEANUP_COMPACT };

struct baton_topic {
    const char *name;                     /* without BATON_PREFIX */
    const struct baton_record_type *type; /* of the value */
    int owner_parts;                      /* how many parts of the key own the record: 1 or 2 */
    const char *key_help;                 /* "tenant/conversation_id" */
    enum baton_cleanup cleanup;
    bool global;           /* one partition, read whole by everyone */
    const char *forwarder; /* the service that mends misrouted records; NULL: only we write it */
    int64_t retention_ms;  /* -1: for ever (compacted) */
    int64_t max_message_bytes;
    int64_t min_compaction_lag_ms; /* compacted topics; 0 broker's default */
    int64_t delete_retention_ms;   /* compacted topics; 0 broker's default */
    const char *doc;
};

extern const struct baton_topic baton_topic_events;              /* conversation-events */
extern const struct baton_topic baton_topic_signals;             /* escalation-signals */
extern const struct baton_topic baton_topic_packages;            /* context-packages */
extern const struct baton_topic baton_topic_pages;               /* context-pages */
extern const struct baton_topic baton_topic_requests;            /* routing-requests */
extern const struct baton_topic baton_topic_assignments;         /* assignments */
extern const struct baton_topic baton_topic_decisions;           /* routing-decisions */
extern const struct baton_topic baton_topic_load;                /* load */
extern const struct baton_topic baton_topic_deliveries;          /* deliveries */
extern const struct baton_topic baton_topic_resolutions;         /* resolutions */
extern const struct baton_topic baton_topic_agents;              /* agent-events */
extern const struct baton_topic baton_topic_policies;            /* policies */
extern const struct baton_topic baton_topic_performance;         /* agent-performance */
extern const struct baton_topic baton_topic_metrics;             /* handoff-metrics */
extern const struct baton_topic baton_topic_outcomes;            /* handoff-outcomes */
extern const struct baton_topic baton_topic_histories;           /* customer-history */
extern const struct baton_topic baton_topic_enrichment_requests; /* enrichment-requests */

/* All of the above, NULL behind the last. Dead letters and changelogs are named after their
 * service:
 * "<service>-dead-letters" (DeadLetter) and "<service>-changelog". */
extern const struct baton_topic *const baton_topics[];

/* NULL if there is none of that name (without prefix). */
const struct baton_topic *baton_topic_find(struct baton_text name);

#endif
