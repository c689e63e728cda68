/* The router's declaration: linked by its program, by tests and by the baton program. */
#ifndef BATON_ROUTER_SERVICE_H
#define BATON_ROUTER_SERVICE_H

#include "service.h"

extern const struct baton_service baton_router_service;

#endif
