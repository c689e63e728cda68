/* The switchboard's declaration: topics, tables. It has no options of its own: what may be chosen
 * stands in each tenant's policy. */
#include "switchboard_service.h"

#include "desk.h"
#include "switchboard.h"

static const struct baton_topic *const inputs[] = { &baton_topic_events, &baton_topic_assignments,
                                                    &baton_topic_resolutions, &baton_topic_policies,
                                                    NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_events, &baton_topic_deliveries,
                                                     &baton_topic_requests, NULL };
static const struct baton_table *const tables[] = { &switchboard_conversations, NULL };

const struct baton_service baton_switchboard_service = {
    .name = "switchboard",
    .inputs = inputs,
    .outputs = outputs,
    .tables = tables,
    .open = switchboard_open,
    .process = switchboard_process,
    .global = switchboard_global,
    .close = switchboard_close,
};
