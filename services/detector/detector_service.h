/* The detector's declaration: linked by its program, by the baton program and by tests. */
#ifndef DETECTOR_SERVICE_H
#define DETECTOR_SERVICE_H

#include "service.h"

extern const struct baton_service baton_detector_service;

#endif
