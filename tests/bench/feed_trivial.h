/* A service that does next to nothing, for feed_bench. */
#ifndef BATON_FEED_TRIVIAL_H
#define BATON_FEED_TRIVIAL_H

#include "service.h"

extern const struct baton_service feed_trivial_service;

#endif
