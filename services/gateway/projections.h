/* What another system gets of a conversation, when it asks: the package and the assignment as they
 * are known at this moment, by the destination of the tenant's policy now in force. Not by that of
 * the conversation's first event: who declares a destination, or hides more from one, means what
 * leaves from now on. */
#ifndef BATON_GATEWAY_PROJECTIONS_H
#define BATON_GATEWAY_PROJECTIONS_H

#include "policies.h"
#include "views.h"

struct projections {
    struct views *views;
    struct policies *policies;
    struct baton_text gateway;  /* address before links; empty: a path alone */
    struct baton_text hash_key; /* empty: what would be hashed is hidden */
};

enum projected {
    PROJECTED,
    PROJECTED_UNKNOWN, /* neither package nor assignment are known */
    PROJECTED_NOWHERE, /* the tenant's policy has no such destination */
};

/* The conversation `key` for `destination`. `ret_text` is the JSON; of PROJECTED_NOWHERE the names
 * of the destinations that there are, "a, b", empty where there are none.
 * owns  in `arena` */
enum projected projections_make(const struct projections *from, struct baton_text key,
                                struct baton_text destination, struct baton_arena *arena,
                                struct baton_text *ret_text);

#endif
