/* What stands before each handler, and answers that wait. HTTP thread, but for the answers. */
#include "gateway.h"

#include <strings.h>

#include "hash.h"
#include "key.h"
#include "metrics.h"
#include "timestamp.h"

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

struct gateway_owed {
    struct baton_http_deferred *deferred;
    struct baton_spans *spans;
    struct baton_span span; /* kind 0: none */
    bool traced;
    char trace[BATON_TRACEPARENT_BYTES];
};

static void read_trace(struct gateway_owed *owed, const struct baton_http_request *request)
{
    const char *given = baton_http_header(request, "traceparent");

    if (given == NULL)
        return;
    owed->traced = baton_traceparent_read(baton_text_of(given), owed->trace);
    if (!owed->traced)
        baton_metric_add(&bad_traces, NULL, 1);
}

static void begin_span(struct gateway_owed *owed, const struct baton_http_request *request)
{
    struct baton_span *span = &owed->span;
    char *trace = owed->trace;

    *span = (struct baton_span){ .kind = BATON_SPAN_SERVER,
                                 .name = request->route->path,
                                 .method = request->route->method,
                                 .start_ns = baton_clock_wall_ns() };
    memcpy(span->trace, trace + BATON_TRACE_AT, sizeof span->trace);
    memcpy(span->parent, trace + BATON_SPAN_AT, sizeof span->parent);
    uint64_t hash = baton_fnv1a(0, trace, BATON_TRACEPARENT_BYTES);
    baton_span_id(baton_fnv1a(hash, &span->start_ns, sizeof span->start_ns), span->id);
    memcpy(trace + BATON_SPAN_AT, span->id, sizeof span->id);
}

struct gateway_owed *gateway_owe(struct gateway *gateway, const struct baton_http_request *request,
                                 struct baton_text tenant, struct baton_text conversation_id)
{
    struct gateway_owed *owed = calloc(1, sizeof *owed);

    if (owed == NULL)
        abort();
    owed->spans = gateway->spans;
    read_trace(owed, request);
    if (owed->traced
        && baton_spans_want(owed->spans, owed->trace + BATON_TRACE_AT,
                            owed->trace + BATON_FLAGS_AT)) {
        begin_span(owed, request);
        BATON_SPAN_KEEP(owed->span.tenant, tenant);
        BATON_SPAN_KEEP(owed->span.about, conversation_id);
    }
    owed->deferred = baton_http_defer(request, gateway->conf->ack_timeout_ms + BACKSTOP_MS);
    return owed;
}

struct baton_text gateway_owed_trace(const struct gateway_owed *owed)
{
    return owed->traced ? (struct baton_text){ owed->trace, sizeof owed->trace } : BATON_TEXT_NONE;
}

static void end_span(struct gateway_owed *owed, int status)
{
    if (owed->span.kind == 0)
        return;
    owed->span.status = status;
    if (status >= 500)
        snprintf(owed->span.error, sizeof owed->span.error, "%d", status);
    baton_spans_add(owed->spans, &owed->span);
    baton_spans_commit(owed->spans);
}

void gateway_owed_answer(struct gateway_owed *owed, int status, struct baton_text json)
{
    end_span(owed, status);
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
