/* The stages that the oracle feeds again. */
#ifndef ORACLE_STAGES_H
#define ORACLE_STAGES_H

#include "service.h"

extern const struct baton_service *const oracle_stages[]; /* NULL behind the last */

#endif
