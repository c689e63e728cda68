/* What a pattern of the policy may name of a package, and its texts filled in. The names are
 * baton_pattern_package (pattern.h); what each means stands in the README. */
#ifndef BATON_PACKAGER_PARTS_H
#define BATON_PACKAGER_PARTS_H

#include "compose.h"

/* `pattern` filled in; where nothing is left of it, `built_in`, which is a pattern too.
 * owns   in p->arena */
struct baton_text parts_fill(const struct package *p, const struct baton_context_package *head,
                             struct baton_text pattern, const char *built_in, size_t max_bytes);
/* The built-in opening line in the customer's language, a pattern. */
const char *parts_opening(const struct package *p);
/* The last `max` attempts, "; " between them. */
struct baton_text parts_tried(const struct package *p, const struct baton_context_package *head,
                              size_t max);

#endif
