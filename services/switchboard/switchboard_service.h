/* The switchboard's declaration, linked by its program, the tests and the baton program. */
#ifndef BATON_SWITCHBOARD_SERVICE_H
#define BATON_SWITCHBOARD_SERVICE_H

#include "service.h"

extern const struct baton_service baton_switchboard_service;

#endif
