/* The packager's declaration: topics, tables. What can be chosen is in the tenant's policy. */
#include "packager_service.h"

#include "packager.h"

static const struct baton_topic *const inputs[] = { &baton_topic_events, &baton_topic_signals,
                                                    &baton_topic_policies, NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_packages, &baton_topic_pages,
                                                     &baton_topic_requests,
                                                     &baton_topic_enrichment_requests, NULL };

const struct baton_service baton_packager_service = {
    .name = "packager",
    .inputs = inputs,
    .outputs = outputs,
    .tables = packager_tables,
    .open = packager_open,
    .process = packager_process,
    .global = packager_global,
    .close = packager_close,
};
