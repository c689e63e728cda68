/* Who could take over now: what the router says of each pool on `load`, of which the last record
 * counts. Single-threaded. */
#ifndef DETECTOR_POOLS_H
#define DETECTOR_POOLS_H

#include "records.h"

struct detector_pools;

struct detector_pools *detector_pools_new(void);
/* NULL is fine. */
void detector_pools_free(struct detector_pools *pools);

/* The pool of `key` ("tenant/pool") is as `load` says, of which only is kept who can take one more;
 * NULL: nothing is known of the pool any more. */
void detector_pools_set(struct detector_pools *pools, struct baton_text key,
                        const struct baton_load *load);

/* Whether for each of `skills` somebody in the pool of `key` can take one more, and anybody where
 * none is asked for. Unknown: the router has said nothing of this pool. */
enum baton_maybe detector_pools_available(const struct detector_pools *pools, struct baton_text key,
                                          const struct baton_text *skills, size_t skills_count);

#endif
