/* A handful of gaps, the one that was not used for longest makes room. */
#include "gaps.h"

#include <string.h>

static struct baton_text prefix_of(const struct baton_gap *gap)
{
    return (struct baton_text){ gap->prefix, gap->prefix_size };
}

static struct baton_text until_of(const struct baton_gap *gap)
{
    return (struct baton_text){ gap->until, gap->until_size };
}

static struct baton_gap *gap_find(struct baton_gaps *gaps, struct baton_text prefix)
{
    for (size_t i = 0; i < BATON_GAPS; i++) {
        struct baton_gap *gap = &gaps->items[i];

        if (gap->used > 0 && baton_text_equal(prefix_of(gap), prefix))
            return gap;
    }
    return NULL;
}

static void set_until(struct baton_gap *gap, struct baton_text key)
{
    gap->whole = false;
    gap->until_size = key.size;
    if (key.size > 0)
        memmove(gap->until, key.data, key.size);
}

/* A new gap without width. */
static struct baton_gap *gap_make(struct baton_gaps *gaps, struct baton_text prefix)
{
    struct baton_gap *oldest = &gaps->items[0];

    for (size_t i = 1; i < BATON_GAPS; i++) {
        if (gaps->items[i].used < oldest->used)
            oldest = &gaps->items[i];
    }
    oldest->prefix_size = prefix.size;
    if (prefix.size > 0)
        memcpy(oldest->prefix, prefix.data, prefix.size);
    set_until(oldest, prefix);
    return oldest;
}

bool baton_gaps_start(struct baton_gaps *gaps, struct baton_text prefix, struct baton_text from,
                      struct baton_text *ret_start)
{
    struct baton_gap *gap = gap_find(gaps, prefix);
    struct baton_text known = gap == NULL ? prefix : until_of(gap);

    if (gap != NULL) {
        gap->used = ++gaps->clock;
        if (gap->whole)
            return false;
    }
    *ret_start = baton_text_compare(from, known) > 0 ? from : known;
    return true;
}

void baton_gaps_learn(struct baton_gaps *gaps, struct baton_text prefix, struct baton_text from,
                      const struct baton_text *found)
{
    struct baton_gap *gap = gap_find(gaps, prefix);
    struct baton_text known = gap == NULL ? prefix : until_of(gap);

    /* A search that began behind the gap says nothing about what lies between. */
    if (prefix.size > BATON_GAP_PREFIX_MAX || baton_text_compare(from, known) > 0)
        return;
    if (gap == NULL)
        gap = gap_make(gaps, prefix);
    gap->used = ++gaps->clock;
    if (found != NULL)
        set_until(gap, *found);
    else
        gap->whole = true;
}

void baton_gaps_reveal(struct baton_gaps *gaps, struct baton_text key)
{
    for (size_t i = 0; i < BATON_GAPS; i++) {
        struct baton_gap *gap = &gaps->items[i];

        if (gap->used == 0 || !baton_text_starts(key, prefix_of(gap)))
            continue;
        if (gap->whole || baton_text_compare(key, until_of(gap)) < 0)
            set_until(gap, key);
    }
}
