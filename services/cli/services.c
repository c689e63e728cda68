/* The services of an installation, in the order in which a conversation passes them. */
#include "cli.h"
#include "detector_service.h"
#include "gateway_service.h"
#include "learner_service.h"
#include "packager_service.h"
#include "router_service.h"
#include "switchboard_service.h"

const struct baton_service *const cli_services[] = {
    &baton_detector_service,
    &baton_packager_service,
    &baton_router_service,
    &baton_switchboard_service,
    &baton_learner_service,
    &baton_gateway_service,
    NULL,
};
