/* The stages, each linked as a library. */
#include "stages.h"

#include <stddef.h>

#ifdef WITH_DETECTOR
#include "detector_service.h"
#endif
#ifdef WITH_PACKAGER
#include "packager_service.h"
#endif
#ifdef WITH_ROUTER
#include "router_service.h"
#endif
#ifdef WITH_SWITCHBOARD
#include "switchboard_service.h"
#endif
#ifdef WITH_LEARNER
#include "learner_service.h"
#endif

const struct baton_service *const oracle_stages[] = {
#ifdef WITH_DETECTOR
    &baton_detector_service,
#endif
#ifdef WITH_PACKAGER
    &baton_packager_service,
#endif
#ifdef WITH_ROUTER
    &baton_router_service,
#endif
#ifdef WITH_SWITCHBOARD
    &baton_switchboard_service,
#endif
#ifdef WITH_LEARNER
    &baton_learner_service,
#endif
    NULL,
};
