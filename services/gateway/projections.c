/* See projections.h. Views first, then the policy, which is held while it is used. */
#include "projections.h"

#include "key.h"
#include "projection.h"

enum projected projections_make(const struct projections *from, struct baton_text key,
                                struct baton_text destination, struct baton_arena *arena,
                                struct baton_text *ret_text)
{
    struct baton_projection_request request = {
        .package = views_record(from->views, key, VIEW_PACKAGE, arena),
        .assignment = views_record(from->views, key, VIEW_ASSIGNMENT, arena),
        .gateway = from->gateway,
        .hash_key = from->hash_key,
    };
    enum projected made = PROJECTED;

    request.rules = policies_rules(from->policies, baton_key_part(arena, key, 0));
    request.projection = baton_rules_projection(request.rules, destination);
    if (request.projection == NULL) {
        *ret_text = baton_rules_projection_names(request.rules, arena);
        made = PROJECTED_NOWHERE;
    } else if (request.package == NULL && request.assignment == NULL) {
        made = PROJECTED_UNKNOWN;
    } else {
        *ret_text = baton_project(&request, arena);
    }
    policies_rules_done(from->policies);
    return made;
}
