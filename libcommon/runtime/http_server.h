/* The one HTTP server of every service: probes and metrics, and the gateway's doors. Routes are
 * tables. On libmicrohttpd with one thread of its own: handlers run there, one at a time, and must
 * not block. What takes longer is deferred (answered later by any thread) or is a stream of
 * server-sent events (fed by any thread). Bounded: connections, bodies, streams, the queue of a
 * stream, and the time that a request may take to arrive. */
#ifndef BATON_HTTP_SERVER_H
#define BATON_HTTP_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "buf.h"
#include "error.h"
#include "text.h"

struct baton_route;
struct baton_http_server;
struct baton_http_exchange; /* internal: one request and its answer */
struct baton_http_deferred; /* an answer that is owed */
struct baton_http_stream;   /* an answer that goes on: server-sent events */

/* Borrowed for the handler's call. */
struct baton_http_request {
    const char *method;              /* "GET"; HEAD comes as GET */
    const struct baton_route *route; /* the row that was taken; outlives the request */
    struct baton_text path;          /* as sent, without the query */
    struct baton_text body;          /* bytes; empty without one */
    struct baton_arena *arena;       /* for whatever lives until the handler returns */
    struct baton_http_exchange *exchange;
};

struct baton_http_answer {
    const char
        *content_type;     /* "application/json" unless set; borrowed until the handler returns */
    struct baton_buf body; /* at most 16 MiB; its memory is the server's */
    struct baton_http_exchange *exchange;
};

/* What a handler returns when the answer is deferred or a stream; otherwise it returns the status,
 * 200 to 599. */
enum { BATON_HTTP_LATER = 0 };

struct baton_route {
    const char *method; /* "GET" (also answers HEAD), "POST", … */
    const char *path;   /* "/v1/agents/{tenant}/{id}"; a {name} is one segment, not empty */
    int (*handle)(const struct baton_http_request *request, struct baton_http_answer *answer,
                  void *context);
    const char *help;
};

/* Routes with what their handlers share. The first route that fits is taken, in the order of tables
 * and rows. */
struct baton_route_table {
    const struct baton_route *routes; /* a row with method NULL behind the last */
    void *context;
};

enum { BATON_HTTP_MAX_TABLES = 8 };

/* A number that is 0 takes the value in brackets. */
struct baton_http_server_conf {
    const char *host; /* "0.0.0.0", "::", "127.0.0.1", a name */
    int port;         /* 0: a free one, see baton_http_server_port */
    /* copied; routes NULL behind the last */
    struct baton_route_table tables[BATON_HTTP_MAX_TABLES];
    size_t max_body_bytes;    /* (1 MiB) */
    unsigned max_connections; /* (256) open at a time; more wait to be accepted */
    unsigned max_per_address; /* (no limit) */
    unsigned max_streams; /* (half of max_connections), so that streams do not lock out probes */
    unsigned timeout_s;   /* (15) nothing moves on a connection; twice this for a whole request */
    size_t stream_queue_bytes;   /* (1 MiB) a client that is further behind is closed */
    int64_t stream_keepalive_ms; /* (15000) a comment is sent when nothing else was */
};

/* fails  NULL: `err` names host, port and the reason */
struct baton_http_server *baton_http_server_open(const struct baton_http_server_conf *conf,
                                                 struct baton_error *err);
int baton_http_server_port(const struct baton_http_server *server);
/* Takes no more requests, ends streams, answers deferred ones with 503, waits up to a second for
 * what is under way. Deferred answers and streams stay valid for those who hold them and lead
 * nowhere. Not from a handler. */
void baton_http_server_close(struct baton_http_server *server);

/* --- request and answer: for handlers --------------------------------------------------------- */

/* The path's {name}, percent-decoded, UTF-8 without NUL, not empty. A name that the route lacks
 * aborts. */
struct baton_text baton_http_param(const struct baton_http_request *request, const char *name);
/* ?name=value, decoded likewise; false when there is none. */
bool baton_http_query(const struct baton_http_request *request, const char *name,
                      struct baton_text *ret);
/* The header as sent; NULL when there is none. */
const char *baton_http_header(const struct baton_http_request *request, const char *name);

/* Adds a header, at most eight; `value` is copied. */
void baton_http_answer_header(struct baton_http_answer *answer, const char *name,
                              const char *value);
/* {"error":{"code":…,"message":…,"field":…}} in place of what the body had; `field` NULL: left out.
 * Returns `status`. */
int baton_http_error(struct baton_http_answer *answer, int status, const char *code,
                     const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same JSON, for deferred answers. */
void baton_http_error_body(struct baton_buf *buf, const char *code, const char *field,
                           const char *message);

/* --- later ------------------------------------------------------------------------------------ */

/* The handler returns BATON_HTTP_LATER; any thread answers. Without an answer by then the client
 * gets 504, on close 503.
 * owns   the handle: it must come to baton_http_deferred_answer or baton_http_deferred_drop once */
struct baton_http_deferred *baton_http_defer(const struct baton_http_request *request,
                                             int64_t timeout_ms);
/* Answers and gives up the handle. `content_type` and `body` are copied.
 * fails  false: too late, or the client is gone */
bool baton_http_deferred_answer(struct baton_http_deferred *deferred, int status,
                                const char *content_type, struct baton_text body);
/* Gives up the handle without an answer; the client gets 503. NULL is fine. */
void baton_http_deferred_drop(struct baton_http_deferred *deferred);

/* --- server-sent events ----------------------------------------------------------------------- */

/* Makes the answer a stream (200, text/event-stream); the handler returns BATON_HTTP_LATER. All
 * functions on streams may be called by any thread, writers may differ.
 * owns   one reference, given up with baton_http_stream_unref or baton_http_stream_end
 * fails  NULL: as many streams as may be, or the server closes; the handler answers 503 */
struct baton_http_stream *baton_http_stream_open(const struct baton_http_request *request);
struct baton_http_stream *baton_http_stream_ref(struct baton_http_stream *stream);
void baton_http_stream_unref(struct baton_http_stream *stream);
/* Appends bytes.
 * fails  false: the client is gone, or so far behind that it was closed now */
bool baton_http_stream_write(struct baton_http_stream *stream, struct baton_text bytes);
/* One event: `id` and `event` may be empty and hold no line breaks; `data` may have several lines.
 * All of it or nothing. */
bool baton_http_stream_event(struct baton_http_stream *stream, struct baton_text id,
                             struct baton_text event, struct baton_text data);
/* False as soon as the client is known to be gone (about a second after it left). */
bool baton_http_stream_is_open(struct baton_http_stream *stream);
/* Sends what is queued, ends the answer and gives up the reference. NULL is fine. */
void baton_http_stream_end(struct baton_http_stream *stream);

#endif
