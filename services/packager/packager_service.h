/* The packager's declaration: linked by its program, by tests and by the baton program. */
#ifndef BATON_PACKAGER_SERVICE_H
#define BATON_PACKAGER_SERVICE_H

#include "service.h"

extern const struct baton_service baton_packager_service;

#endif
