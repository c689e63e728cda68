/* What the gateway's parts share: views and rings, fed by the Kafka thread (feed.c), asked by the
 * HTTP thread (routes*.c), which also writes. */
#ifndef BATON_GATEWAY_H
#define BATON_GATEWAY_H

#include <stdatomic.h>

#include "gateway_service.h"
#include "http_server.h"
#include "policies.h"
#include "projections.h"
#include "rings.h"
#include "span_export.h"
#include "task.h"
#include "tokens.h"
#include "views.h"
#include "writer.h"

struct gateway {
    const struct gateway_conf *conf;
    struct tokens *tokens; /* NULL: open */
    struct views *views;
    struct rings *rings;
    struct policies *policies;
    struct projections projections;
    struct writer *writer;
    struct baton_spans *spans;   /* NULL: none are exported */
    struct baton_serde *reading; /* of the Kafka thread */
    struct baton_buf json;       /* of the Kafka thread */
    atomic_bool serving;         /* everything above is there and current; cleared at the stop */
};

/* --- feed.c: one committed record of an input, on the Kafka thread -------------------------------
 */

enum baton_verdict gateway_feed(void *context, const struct baton_raw *raw,
                                struct baton_arena *arena, struct baton_error *err);

/* --- the routes; their context is the gateway ----------------------------------------------------
 */

extern const struct baton_route gateway_write_routes[]; /* events, agents, resolutions */
extern const struct baton_route gateway_policy_routes[];
extern const struct baton_route gateway_read_routes[]; /* conversations, streams */

/* Opens a door: the gateway serves, the caller's token has the right, and for the tenant where one
 * is named (empty: none yet).
 * fails  a status: the answer is written already; 0: come in. `ret_tenant` is the token's one
 *        tenant, empty when it may be any */
int gateway_enter(struct gateway *gateway, const struct baton_http_request *request,
                  struct baton_http_answer *answer, enum right right, struct baton_text tenant,
                  struct baton_text *ret_tenant);
/* The body is JSON and says so, which no web page can do from afar without asking. 0, or a status.
 */
int gateway_body_is_json(const struct baton_http_request *request,
                         struct baton_http_answer *answer);

/* An answer that waits for Kafka, and the span from the request to it, if the caller has begun a
 * trace, records it, and spans are exported. `tenant` and `conversation_id` are for that alone, and
 * may be empty. */
struct gateway_owed;
struct gateway_owed *gateway_owe(struct gateway *gateway, const struct baton_http_request *request,
                                 struct baton_text tenant, struct baton_text conversation_id);
/* The traceparent of the request's records, valid until the answer: its own, naming our span where
 * there is one. Empty: it has none, or one that is not valid, which is counted. Then the first
 * stage begins a trace, as for any record without. */
struct baton_text gateway_owed_trace(const struct gateway_owed *owed);
/* Answers and frees. `field` NULL or empty: left out. */
void gateway_owed_refuse(struct gateway_owed *owed, int status, const char *code, const char *field,
                         const char *message);
void gateway_owed_answer(struct gateway_owed *owed, int status, struct baton_text json);

#endif
