/* The learner's declaration: linked by its program, by tests and by the baton program. */
#ifndef BATON_LEARNER_SERVICE_H
#define BATON_LEARNER_SERVICE_H

#include "service.h"

extern const struct baton_service baton_learner_service;

#endif
