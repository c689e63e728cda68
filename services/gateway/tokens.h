/* Who may do what: bearer tokens, of which the file knows the digests alone.
 *
 * The file is JSON: [{"token_sha256": "<64 hexadecimal digits>", "tenant": "acme",
 * "may": ["events", "agents", "resolutions", "policies", "read"]}]. The tenant "*" is any tenant.
 * Immutable after it was read: any thread may ask. */
#ifndef BATON_GATEWAY_TOKENS_H
#define BATON_GATEWAY_TOKENS_H

#include <stdbool.h>

#include "error.h"
#include "text.h"

enum right {
    RIGHT_EVENTS = 1,
    RIGHT_AGENTS = 2,
    RIGHT_RESOLUTIONS = 4,
    RIGHT_POLICIES = 8,
    RIGHT_READ = 16,
};

struct token;  /* internal */
struct tokens; /* NULL: no file was given, everybody may do all */

/* fails  NULL: `err` names the row and what is wrong with it, never a digest */
struct tokens *tokens_parse(struct baton_text json, struct baton_error *err);
struct tokens *tokens_read(const char *path, struct baton_error *err);
void tokens_free(struct tokens *tokens);

/* Whose an Authorization header ("Bearer …", NULL for none) is; borrowed. NULL: nobody's. Looks at
 * every row whatever it finds, in time that does not depend on the token. */
const struct token *tokens_find(const struct tokens *tokens, const char *authorization);
bool token_may(const struct token *token, enum right right);
/* The one tenant of `token`; empty when it is any tenant's. */
struct baton_text token_tenant(const struct token *token);

#endif
