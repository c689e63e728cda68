/* What goes out: the views of one conversation, and streams. HTTP thread. */
#include "advice.h"
#include "gateway.h"
#include "key.h"
#include "sha256.h"
#include "unified.h"

enum {
    ETAG_SIZE = 32 + 3,
    NAMES_BYTES = 600, /* of destinations in an error */
};

static int refuse_unknown(struct baton_http_answer *answer)
{
    return baton_http_error(answer, 404, "not_found", NULL,
                            "nothing is known (yet, or any more) of this conversation");
}

/* Tenant and id of the path, the token's right to read them, the key. 0, or a status. */
static int enter(const struct baton_http_request *request, struct baton_http_answer *answer,
                 struct gateway *gateway, struct baton_text *ret_key)
{
    struct baton_text tenant = baton_http_param(request, "tenant"), own;
    struct baton_text id = baton_http_param(request, "id");
    int status = gateway_enter(gateway, request, answer, RIGHT_READ, tenant, &own);

    if (status != 0)
        return status;
    if (!baton_id_valid(id))
        return baton_http_error(answer, 400, "bad_field", "id",
                                "wants 1 to 200 bytes of UTF-8 without control characters");
    *ret_key = baton_key_make(request->arena, tenant, id);
    return 0;
}

static int get_part(const struct baton_http_request *request, struct baton_http_answer *answer,
                    struct gateway *gateway, enum view_part part)
{
    struct baton_text key;
    int status = enter(request, answer, gateway, &key);

    if (status != 0)
        return status;
    if (!views_read(gateway->views, key, part, &answer->body))
        return refuse_unknown(answer);
    return 200;
}

static int get_assignment(const struct baton_http_request *request,
                          struct baton_http_answer *answer, void *context)
{
    return get_part(request, answer, context, VIEW_ASSIGNMENT);
}

static int get_package(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    return get_part(request, answer, context, VIEW_PACKAGE);
}

static int get_pages(const struct baton_http_request *request, struct baton_http_answer *answer,
                     void *context)
{
    struct gateway *gateway = context;
    struct baton_text key;
    int status = enter(request, answer, gateway, &key);

    if (status != 0)
        return status;
    baton_buf_append_text(&answer->body, BATON_TEXT("{\"pages\":["));
    if (views_read_pages(gateway->views, key, &answer->body) == 0) {
        baton_buf_reset(&answer->body);
        return baton_http_error(answer, 404, "not_found", NULL,
                                "no page is known (yet, or any more) of this conversation");
    }
    baton_buf_append_text(&answer->body, BATON_TEXT("]}"));
    return 200;
}

/* Package and pages as they are at this moment, in one document. */
static bool write_unified(struct views *views, struct baton_text key, struct baton_arena *arena,
                          struct baton_buf *body)
{
    const struct baton_context_package *head = views_record(views, key, VIEW_PACKAGE, arena);
    const struct baton_context_page **pages = NULL;
    struct baton_context_page *page;
    size_t count = 0;

    for (size_t i = 0; head != NULL && views_page_record(views, key, i, arena, &page); i++)
        if (page != NULL)
            *BATON_APPEND(arena, pages, count) = page;
    if (head != NULL)
        baton_unified(head, pages, count, body);
    return head != NULL;
}

static int get_unified(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    struct gateway *gateway = context;
    struct baton_text key;
    int status = enter(request, answer, gateway, &key);

    if (status != 0)
        return status;
    if (!write_unified(gateway->views, key, request->arena, &answer->body))
        return refuse_unknown(answer);
    return 200;
}

static int get_holder(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    struct gateway *gateway = context;
    struct baton_holding holding;
    struct baton_text key;
    int status = enter(request, answer, gateway, &key);

    if (status != 0)
        return status;
    views_holding(gateway->views, key, request->arena, &holding);
    baton_buf_append_byte(&answer->body, '{');
    advice_write_holder(&holding, &answer->body);
    baton_buf_append_text(&answer->body, BATON_TEXT(",\"assignment_id\":\""));
    baton_buf_append_json(&answer->body, holding.assignment_id);
    baton_buf_append_text(&answer->body, BATON_TEXT("\"}"));
    return 200;
}

/* The digest of what is answered: it changes with package, assignment, policy and program. */
static void set_etag(struct baton_http_answer *answer, struct baton_text body,
                     char ret_etag[ETAG_SIZE])
{
    char digest[BATON_SHA256_HEX_SIZE];

    baton_sha256_hex(body.data, body.size, digest);
    snprintf(ret_etag, ETAG_SIZE, "\"%.*s\"", ETAG_SIZE - 3, digest);
    baton_http_answer_header(answer, "ETag", ret_etag);
}

static int refuse_destination(struct baton_http_answer *answer, struct baton_text names)
{
    if (names.size == 0)
        return baton_http_error(answer, 404, "no_destination", "destination",
                                "the tenant's policy has no projections: declare one under "
                                "projections");
    return baton_http_error(answer, 404, "no_destination", "destination",
                            "the tenant's policy has no such projection; there are %.*s",
                            BATON_TEXT_ARG(baton_text_cut(names, NAMES_BYTES)));
}

static int get_projection(const struct baton_http_request *request,
                          struct baton_http_answer *answer, void *context)
{
    struct gateway *gateway = context;
    const char *known = baton_http_header(request, "If-None-Match");
    struct baton_text key, text = BATON_TEXT_NONE;
    char etag[ETAG_SIZE];
    int status = enter(request, answer, gateway, &key);

    if (status != 0)
        return status;
    switch (projections_make(&gateway->projections, key, baton_http_param(request, "destination"),
                             request->arena, &text)) {
    case PROJECTED_NOWHERE: return refuse_destination(answer, text);
    case PROJECTED_UNKNOWN: return refuse_unknown(answer);
    default: break;
    }
    set_etag(answer, text, etag);
    if (known != NULL && strcmp(known, etag) == 0)
        return 304;
    baton_buf_append_text(&answer->body, text);
    return 200;
}

/* --- streams ---------------------------------------------------------------------------------- */

static bool stream_event(void *stream, struct baton_text id, struct baton_text name,
                         struct baton_text data)
{
    return baton_http_stream_event(stream, id, name, data);
}

static bool stream_is_open(void *stream)
{
    return baton_http_stream_is_open(stream);
}

static void stream_leave(void *stream)
{
    baton_http_stream_end(stream);
}

/* ?synthetic=true: drills too. False: it says neither true nor false. */
static bool read_synthetic(const struct baton_http_request *request, bool *ret)
{
    struct baton_text word = BATON_TEXT("false");

    baton_http_query(request, "synthetic", &word);
    *ret = baton_text_is(word, "true");
    return *ret || baton_text_is(word, "false");
}

static int get_stream(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    struct gateway *gateway = context;
    struct baton_text tenant = baton_http_param(request, "tenant"), own;
    struct baton_text types = BATON_TEXT_NONE;
    struct ring_listener listener = { .conversation_id = BATON_TEXT_NONE };
    int status = gateway_enter(gateway, request, answer, RIGHT_READ, tenant, &own);

    if (status != 0)
        return status;
    baton_http_query(request, "types", &types);
    baton_http_query(request, "conversation", &listener.conversation_id);
    listener.kinds = stream_kinds_of(types);
    if (listener.kinds == 0)
        return baton_http_error(answer, 400, "bad_field", "types",
                                "wants some of assignment,delivery,package,metric");
    if (!read_synthetic(request, &listener.synthetic))
        return baton_http_error(answer, 400, "bad_field", "synthetic", "wants true or false");
    listener.last_event_id = baton_http_header(request, "Last-Event-ID");
    struct baton_http_stream *stream = baton_http_stream_open(request);
    if (stream == NULL)
        return baton_http_error(answer, 503, "too_many_streams", NULL,
                                "there are as many streams as may be");
    listener.sink = (struct ring_sink){ stream_event, stream_is_open, stream_leave, stream };
    rings_join(gateway->rings, tenant, &listener);
    return BATON_HTTP_LATER;
}

const struct baton_route gateway_read_routes[] = {
    { "GET", "/v1/conversations/{tenant}/{id}/assignment", get_assignment, "The last assignment." },
    { "GET", "/v1/conversations/{tenant}/{id}/holder", get_holder, "Who may speak." },
    { "GET", "/v1/conversations/{tenant}/{id}/package", get_package,
      "The context package's head." },
    { "GET", "/v1/conversations/{tenant}/{id}/pages", get_pages, "Its pages, in order." },
    { "GET", "/v1/conversations/{tenant}/{id}/projections/{destination}", get_projection,
      "What another system gets of it, by the tenant's policy." },
    { "GET", "/v1/conversations/{tenant}/{id}/unified", get_unified,
      "The Unified Conversation Object: package and pages as one." },
    { "GET", "/v1/stream/{tenant}", get_stream, "What happens, as server-sent events." },
    { NULL, NULL, NULL, NULL },
};
