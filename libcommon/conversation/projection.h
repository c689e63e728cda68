/* What another system gets of a package: the parts that its shape and its limits leave room for,
 * the most important first, the rest by a link. A function of its arguments, so that the same
 * records give the same bytes.
 *
 * Invariants, whatever the records hold: JSON in valid UTF-8 of at most the target's bytes, and no
 * text longer than its field takes; a text is cut between characters as people see them and ends
 * with an ellipsis; control characters are blanks; nothing that the tenant hides from this
 * destination is in it. Shapes and limits: README.md. */
#ifndef BATON_PROJECTION_H
#define BATON_PROJECTION_H

#include "arena.h"
#include "records.h"
#include "rules.h"

struct baton_projection_request {
    const struct baton_context_package *package; /* NULL: there is none yet */
    const struct baton_assignment *assignment;   /* NULL: there is none yet */
    const struct baton_rules *rules;             /* of the conversation: what is hidden */
    const struct baton_projection *projection;   /* target and mapping */
    struct baton_text gateway;  /* address that stands before the link; empty: a path alone */
    struct baton_text hash_key; /* of the kinds in projection->hashes; empty: they are hidden */
};

/* The JSON for `request`.
 * owns    the result lies in `arena`
 * fails   never: what does not fit is left out, and the projection says so
 * source  capabilities.md N23, N24 */
struct baton_text baton_project(const struct baton_projection_request *request,
                                struct baton_arena *arena);

/* Most bytes that `projection` may have: its own or its target's, whichever is lower. */
size_t baton_projection_max_bytes(const struct baton_projection *projection);

#endif
