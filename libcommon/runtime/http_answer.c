/* From a request that has arrived to an answer that is queued: the route is found, parameters and
 * query are decoded, the handler is called. On libmicrohttpd's thread. */
#include "http_internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- what handlers call ----------------------------------------------------------------------- */

static const struct http_pair *pair_of(const struct http_pair *pairs, size_t count,
                                       const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (baton_text_is(pairs[i].name, name))
            return &pairs[i];
    return NULL;
}

struct baton_text baton_http_param(const struct baton_http_request *request, const char *name)
{
    const struct baton_http_exchange *x = request->exchange;
    const struct http_pair *pair = pair_of(x->params, x->param_count, name);

    if (pair == NULL)
        abort();
    return pair->value;
}

bool baton_http_query(const struct baton_http_request *request, const char *name,
                      struct baton_text *ret)
{
    const struct baton_http_exchange *x = request->exchange;
    const struct http_pair *pair = pair_of(x->query, x->query_count, name);

    if (pair != NULL)
        *ret = pair->value;
    return pair != NULL;
}

const char *baton_http_header(const struct baton_http_request *request, const char *name)
{
    return MHD_lookup_connection_value(request->exchange->connection, MHD_HEADER_KIND, name);
}

static void add_header(struct baton_http_exchange *x, const char *name, const char *value)
{
    if (x->header_count == HTTP_MAX_HEADERS)
        abort();
    x->header_names[x->header_count] = name;
    x->header_values[x->header_count++] = baton_text_string(&x->arena, baton_text_of(value));
}

void baton_http_answer_header(struct baton_http_answer *answer, const char *name, const char *value)
{
    add_header(answer->exchange, name, value);
}

static void append_member(struct baton_buf *buf, const char *name, const char *value)
{
    struct baton_text text = baton_text_of(value);

    if (!baton_text_valid_utf8(text.data, text.size))
        text = BATON_TEXT("(not UTF-8)");
    baton_buf_format(buf, "\"%s\":\"", name);
    baton_buf_append_json(buf, text);
    baton_buf_append_byte(buf, '"');
}

void baton_http_error_body(struct baton_buf *buf, const char *code, const char *field,
                           const char *message)
{
    baton_buf_append_text(buf, BATON_TEXT("{\"error\":{"));
    append_member(buf, "code", code);
    baton_buf_append_byte(buf, ',');
    append_member(buf, "message", message);
    if (field != NULL) {
        baton_buf_append_byte(buf, ',');
        append_member(buf, "field", field);
    }
    baton_buf_append_text(buf, BATON_TEXT("}}\n"));
}

int baton_http_error(struct baton_http_answer *answer, int status, const char *code,
                     const char *field, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    int size = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof message)
        size = (int)baton_text_cut((struct baton_text){ message, sizeof message - 1 },
                                   sizeof message - 5)
                   .size;
    message[size > 0 ? size : 0] = '\0';
    baton_buf_reset(&answer->body);
    answer->content_type = "application/json";
    baton_http_error_body(&answer->body, code, field, message);
    return status;
}

/* --- queueing --------------------------------------------------------------------------------- */

/* Hands the buffer's memory over to the response, which frees it. */
static struct MHD_Response *response_of(struct baton_buf *body)
{
    struct MHD_Response *response;

    if (body->size == 0)
        return MHD_create_response_from_buffer(0, (char[]){ 0 }, MHD_RESPMEM_MUST_COPY);
    response = MHD_create_response_from_buffer(body->size, body->data, MHD_RESPMEM_MUST_FREE);
    if (response != NULL)
        baton_buf_init(body, body->max);
    return response;
}

enum MHD_Result http_queue(struct baton_http_exchange *x, int status, const char *content_type,
                           struct baton_buf *body)
{
    bool empty = body->size == 0;
    struct MHD_Response *response = response_of(body);
    enum MHD_Result queued;

    if (response == NULL)
        abort();
    if (!empty)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    for (size_t i = 0; i < x->header_count; i++)
        MHD_add_response_header(response, x->header_names[i], x->header_values[i]);
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, "1");
    x->status = status;
    queued = MHD_queue_response(x->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return queued;
}

enum MHD_Result http_queue_error(struct baton_http_exchange *x, int status, const char *code,
                                 const char *message)
{
    struct baton_buf body;

    baton_buf_init(&body, 4096);
    baton_http_error_body(&body, code, NULL, message);
    enum MHD_Result queued = http_queue(x, status, "application/json", &body);
    baton_buf_release(&body);
    return queued;
}

/* --- finding the route ------------------------------------------------------------------------ */

struct found {
    const struct baton_route *route;
    void *context;
    enum http_match match;
    struct baton_buf allow; /* "GET, POST": methods of routes that fit but for the method */
};

static void add_allowed(struct baton_buf *allow, const char *method)
{
    struct baton_text name = baton_text_of(method);

    if (baton_text_find(baton_buf_text(allow), name, 0) >= 0)
        return;
    if (allow->size > 0)
        baton_buf_append_text(allow, BATON_TEXT(", "));
    baton_buf_append_text(allow, name);
    if (strcmp(method, "GET") == 0)
        baton_buf_append_text(allow, BATON_TEXT(", HEAD"));
}

/* True when the search is over. */
static bool try_route(struct baton_http_exchange *x, const struct baton_route *route,
                      struct found *found)
{
    enum http_match match =
        http_path_match(&x->arena, route->path, baton_text_of(x->path), x->params, &x->param_count);

    if (match == HTTP_MATCH_NO)
        return false;
    if (strcmp(route->method, x->method) != 0) {
        add_allowed(&found->allow, route->method);
        return false;
    }
    found->match = match;
    found->route = route;
    return true;
}

static void find_route(struct baton_http_exchange *x, struct found *found)
{
    const struct baton_route_table *tables = x->server->conf.tables;

    for (size_t t = 0; t < BATON_HTTP_MAX_TABLES && tables[t].routes != NULL; t++) {
        for (const struct baton_route *route = tables[t].routes; route->method != NULL; route++) {
            if (!try_route(x, route, found))
                continue;
            found->context = tables[t].context;
            return;
        }
    }
}

static enum MHD_Result add_query(void *cls, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    struct baton_http_exchange *x = cls;
    struct http_pair *pair = &x->query[x->query_count];

    (void)kind;
    x->bad_query = x->query_count == HTTP_MAX_QUERY
                   || !http_percent_decode(&x->arena, baton_text_of(name), &pair->name)
                   || !http_percent_decode(&x->arena, baton_text_of(value), &pair->value);
    x->query_count += !x->bad_query;
    return x->bad_query ? MHD_NO : MHD_YES;
}

/* --- the handler ------------------------------------------------------------------------------ */

static void queue_result(struct baton_http_exchange *x, int status,
                         struct baton_http_answer *answer)
{
    if (x->stream != NULL) {
        http_connection_allow(x->server, x->socket, 0);
        http_stream_queue(x);
    } else if (x->deferred != NULL) {
        http_connection_allow(x->server, x->socket, 0);
        http_deferred_queue(x);
    } else if (status < 200 || status > 599 || answer->body.overflowed) {
        http_queue_error(x, 500, "internal", "the service failed to answer");
    } else {
        http_queue(x, status, answer->content_type, &answer->body);
    }
}

static void call_handler(struct baton_http_exchange *x, const struct found *found)
{
    struct baton_http_request request = {
        .method = x->method,
        .path = baton_text_of(x->path),
        .body = baton_buf_text(&x->body),
        .arena = &x->arena,
        .exchange = x,
    };
    struct baton_http_answer answer = { .content_type = "application/json", .exchange = x };

    x->route = request.route = found->route;
    baton_buf_init(&answer.body, HTTP_ANSWER_BYTES);
    int status = found->route->handle(&request, &answer, found->context);
    queue_result(x, status, &answer);
    baton_buf_release(&answer.body);
}

static void answer_found(struct baton_http_exchange *x, const struct found *found)
{
    if (found->route == NULL && found->allow.size > 0) {
        add_header(x, MHD_HTTP_HEADER_ALLOW,
                   baton_text_string(&x->arena, baton_buf_text(&found->allow)));
        http_queue_error(x, 405, "method_not_allowed",
                         "this path does not take this method; see the Allow header");
    } else if (found->route == NULL) {
        http_queue_error(x, 404, "no_such_path", "there is nothing at this path");
    } else if (found->match == HTTP_MATCH_BAD) {
        http_queue_error(x, 400, "bad_path", "the path's escapes are broken or do not give UTF-8");
    } else if (x->bad_query) {
        http_queue_error(x, 400, "bad_query",
                         "the query's escapes are broken, do not give UTF-8, or it is too long");
    } else if (x->body_bytes > x->server->conf.max_body_bytes) {
        http_queue_error(x, 413, "body_too_large", "the body is larger than this service takes");
    } else {
        call_handler(x, found);
    }
}

void http_exchange_dispatch(struct baton_http_exchange *x)
{
    struct found found = { .match = HTTP_MATCH_NO };

    baton_buf_init(&found.allow, 256);
    MHD_get_connection_values(x->connection, MHD_GET_ARGUMENT_KIND, add_query, x);
    find_route(x, &found);
    answer_found(x, &found);
    baton_buf_release(&found.allow);
}
