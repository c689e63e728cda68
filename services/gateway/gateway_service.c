/* Tables only. The numbers: an acknowledgement takes milliseconds, 5 s is a broker that is being
 * restarted; a package's head has at most 16 kB, most 3 kB; a ring of 1000 is about a minute of a
 * busy tenant. */
#include "gateway_service.h"

#define TYPE struct gateway_conf
#define MIB (1024.0 * 1024.0)

static const struct baton_topic *const inputs[] = {
    &baton_topic_packages,
    &baton_topic_pages,
    &baton_topic_assignments,
    &baton_topic_deliveries,
    &baton_topic_metrics,
    &baton_topic_policies,
    NULL,
};
static const struct baton_topic *const outputs[] = {
    &baton_topic_events, &baton_topic_agents, &baton_topic_resolutions, &baton_topic_policies, NULL,
};

static const struct baton_option options[] = {
    BATON_TEXT_OPTION(TYPE, tokens_file, "", BATON_FIXED,
                      "JSON file of the bearer tokens' digests with tenant and rights; empty: "
                      "everybody may do all, and only this machine is listened to."),
    BATON_BOOL(TYPE, open, false, BATON_FIXED,
               "Without tokens_file: listen on http_host all the same."),
    BATON_MS(TYPE, ack_timeout_ms, 5000, 100, 60000, BATON_FIXED,
             "Answer 503 when Kafka has not acknowledged a record after this long."),
    BATON_LONG(TYPE, view_bytes, 256 * MIB, MIB, 64 * 1024 * MIB, "bytes", BATON_FIXED,
               "Memory for packages, pages and assignments; what ended makes room first."),
    BATON_LONG(TYPE, ring_events, 1000, 1, 1000000, "events", BATON_FIXED,
               "Events of each tenant kept for streams that come back."),
    BATON_LONG(TYPE, ring_bytes, MIB, 1024, 1024 * MIB, "bytes", BATON_FIXED,
               "Memory for these events of each tenant."),
    BATON_LONG(TYPE, connections, 512, 8, 60000, "connections", BATON_FIXED,
               "Most connections at a time; half of them may be streams."),
    BATON_TEXT_LIKE(TYPE, public_url, "", "(https?://[!-~]{1,250})?", BATON_FIXED,
                    "Address at which other systems' users reach this gateway, before the links in "
                    "projections; empty: a link is a path."),
    BATON_TEXT_LIKE(TYPE, hash_key, "", "(.{16,})?", BATON_SECRET,
                    "Key of the hashes that projections show instead of values (`hashes` of a "
                    "destination); empty: the values are hidden."),
    BATON_OPTIONS_END,
};

const struct baton_service baton_gateway_service = {
    .name = "gateway",
    .inputs = inputs,
    .outputs = outputs,
    .options = options,
    .conf_size = sizeof(struct gateway_conf),
};
