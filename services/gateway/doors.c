/* What stands before each handler, and answers that wait. HTTP thread, but for the answers. */
#include "gateway.h"

#include <strings.h>

#include "key.h"
#include "metrics.h"
#include "traceparent.h"

enum { BACKSTOP_MS = 5000 }; /* librdkafka looks at its time-outs about once a second */

static BATON_METRIC(bad_traces, "baton_gateway_bad_traceparent_total", BATON_COUNTER, NULL,
                    "Requests to write whose traceparent is not valid; taken without it.");

static int unauthorized(struct baton_http_answer *answer)
{
    baton_http_answer_header(answer, "WWW-Authenticate", "Bearer realm=\"baton\"");
    return baton_http_error(answer, 401, "unauthorized", NULL,
                            "the Authorization header wants a bearer token that is known here");
}

int gateway_enter(struct gateway *gateway, const struct baton_http_request *request,
                  struct baton_http_answer *answer, enum right right, struct baton_text tenant,
                  struct baton_text *ret_tenant)
{
    const struct token *token =
        tokens_find(gateway->tokens, baton_http_header(request, "Authorization"));

    if (token == NULL)
        return unauthorized(answer);
    if (!token_may(token, right))
        return baton_http_error(answer, 403, "forbidden", NULL, "the token has not this right");
    *ret_tenant = token_tenant(token);
    if (tenant.size > 0 && ret_tenant->size > 0 && !baton_text_equal(tenant, *ret_tenant))
        return baton_http_error(answer, 403, "forbidden", "tenant",
                                "the token is another tenant's");
    if (tenant.size > 0 && !baton_name_valid(tenant))
        return baton_http_error(answer, 400, "bad_field", "tenant", "wants [a-z0-9_-]{1,64}");
    if (!atomic_load(&gateway->serving))
        return baton_http_error(answer, 503, "not_ready", NULL,
                                "the gateway starts or stops: try again");
    return 0;
}

int gateway_body_is_json(const struct baton_http_request *request, struct baton_http_answer *answer)
{
    static const char json[] = "application/json";
    const char *type = baton_http_header(request, "Content-Type");
    size_t size = strlen(json);

    if (type != NULL && strncasecmp(type, json, size) == 0
        && (type[size] == '\0' || type[size] == ';' || type[size] == ' '))
        return 0;
    return baton_http_error(answer, 415, "not_json", NULL,
                            "the body wants the header Content-Type: application/json");
}

struct baton_text gateway_trace(const struct baton_http_request *request)
{
    const char *given = baton_http_header(request, "traceparent");
    char trace[BATON_TRACEPARENT_BYTES];

    if (given == NULL)
        return BATON_TEXT_NONE;
    if (!baton_traceparent_read(baton_text_of(given), trace)) {
        baton_metric_add(&bad_traces, NULL, 1);
        return BATON_TEXT_NONE;
    }
    return baton_text_copy(request->arena, (struct baton_text){ trace, sizeof trace });
}

struct gateway_owed {
    struct baton_http_deferred *deferred;
};

struct gateway_owed *gateway_owe(struct gateway *gateway, const struct baton_http_request *request)
{
    struct gateway_owed *owed = calloc(1, sizeof *owed);

    if (owed == NULL)
        abort();
    owed->deferred = baton_http_defer(request, gateway->conf->ack_timeout_ms + BACKSTOP_MS);
    return owed;
}

void gateway_owed_answer(struct gateway_owed *owed, int status, struct baton_text json)
{
    baton_http_deferred_answer(owed->deferred, status, "application/json", json);
    free(owed);
}

void gateway_owed_refuse(struct gateway_owed *owed, int status, const char *code, const char *field,
                         const char *message)
{
    struct baton_buf body;

    baton_buf_init(&body, 4096);
    baton_http_error_body(&body, code, field != NULL && field[0] != '\0' ? field : NULL, message);
    gateway_owed_answer(owed, status, baton_buf_text(&body));
    baton_buf_release(&body);
}
