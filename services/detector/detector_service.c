#include "detector_service.h"

#include "detector.h"

static const struct baton_topic *const inputs[] = { &baton_topic_events, &baton_topic_policies,
                                                    &baton_topic_load, NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_signals, NULL };
static const struct baton_table *const tables[] = { &detector_conversations, NULL };

const struct baton_service baton_detector_service = {
    .name = "detector",
    .inputs = inputs,
    .outputs = outputs,
    .tables = tables,
    .open = detector_open,
    .process = detector_process,
    .global = detector_global,
    .close = detector_close,
};
