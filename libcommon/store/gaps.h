/* What earlier searches learned: "no row that starts with this prefix lies before that key".
 * A queue is read and dropped at its front; without this every search would pass over all rows that
 * were dropped since the last checkpoint. With it a dropped row is passed once.
 * Invariant: between a gap's prefix and its `until` no row is to be seen. Whoever makes a row
 * visible says so with baton_gaps_reveal. */
#ifndef BATON_GAPS_H
#define BATON_GAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum {
    BATON_GAPS = 8, /* queues of one task that are read in turns: timers, and some of the service */
    BATON_GAP_PREFIX_MAX = 160, /* two ids of 64 and a tag; longer prefixes are not remembered */
    BATON_STORE_KEY_MAX = 1200,
};

struct baton_gap {
    uint64_t used; /* when it was used last; 0: free */
    bool whole;    /* no row at all has the prefix */
    size_t prefix_size;
    size_t until_size;
    char prefix[BATON_GAP_PREFIX_MAX];
    char until[BATON_STORE_KEY_MAX];
};

struct baton_gaps {
    uint64_t clock;
    struct baton_gap items[BATON_GAPS];
};

/* Where a search for `prefix` from `from` may begin.
 * owns   borrowed until the next call, or from the arguments
 * fails  false: there is no row with this prefix */
bool baton_gaps_start(struct baton_gaps *gaps, struct baton_text prefix, struct baton_text from,
                      struct baton_text *ret_start);
/* A search for `prefix` from `from` found `found` (NULL: nothing), and nothing before it. */
void baton_gaps_learn(struct baton_gaps *gaps, struct baton_text prefix, struct baton_text from,
                      const struct baton_text *found);
/* The row `key` may be visible now. */
void baton_gaps_reveal(struct baton_gaps *gaps, struct baton_text key);

#endif
