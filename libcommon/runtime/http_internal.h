/* Between the files of the HTTP server; not for others.
 *
 * Threads: libmicrohttpd's own (callbacks, handlers), the clock's (time-outs, keep-alives), any
 * other (deferred answers, streams). Locks, in the order of taking: server->lock, then a stream's
 * or a deferred answer's own, then those inside libmicrohttpd. A stream or deferred answer points
 * at its connection until the request is completed, which takes its lock: so whoever holds the lock
 * and sees a connection may resume it or shut its socket down. */
#ifndef BATON_HTTP_INTERNAL_H
#define BATON_HTTP_INTERNAL_H

#include <microhttpd.h>
#include <pthread.h>

#include "http_server.h"

enum {
    HTTP_MAX_PARAMS = 8,
    HTTP_MAX_QUERY = 64,
    HTTP_MAX_HEADERS = 8,
    HTTP_ANSWER_BYTES = 16 * 1024 * 1024,
};

struct http_pair {
    struct baton_text name, value;
};

/* A client's connection, from accept to close. */
struct http_connection {
    struct http_connection *next, *before;
    int fd;
    int64_t deadline_ms; /* when it is shut down, monotonic; 0: not now. Under server->lock. */
};

struct baton_http_exchange {
    struct baton_http_exchange *next, *before;
    struct baton_http_server *server;
    struct MHD_Connection *connection;
    struct http_connection *socket;
    struct baton_arena arena;
    const char *method;
    const char *path;
    const struct baton_route *route; /* NULL until found */
    struct http_pair params[HTTP_MAX_PARAMS], query[HTTP_MAX_QUERY];
    size_t param_count, query_count;
    struct baton_buf body;
    size_t body_bytes; /* what was sent, also beyond what is kept */
    const char *header_names[HTTP_MAX_HEADERS], *header_values[HTTP_MAX_HEADERS];
    size_t header_count;
    struct baton_http_stream *stream; /* one reference each; set under server->lock */
    struct baton_http_deferred *deferred;
    int64_t began_ms;
    int status;
    bool bad_query;
};

struct baton_http_server {
    struct baton_http_server_conf conf;
    struct MHD_Daemon *daemon;
    int port;
    pthread_t clock;
    pthread_mutex_t lock;
    pthread_cond_t changed; /* closing, or the last exchange ended */
    struct http_connection *connections;
    struct baton_http_exchange *exchanges;
    unsigned streams;
    bool closing;  /* no new streams and deferred answers; those that are get ended */
    bool stopping; /* the clock's thread ends */
};

/* http_match.c. `%41` to `A`; false for a broken escape, a NUL, or what is no UTF-8. */
bool http_percent_decode(struct baton_arena *arena, struct baton_text raw, struct baton_text *ret);
enum http_match {
    HTTP_MATCH_NO,
    HTTP_MATCH_YES,
    HTTP_MATCH_BAD /* fits, but a parameter cannot be decoded */
};
/* `path` as sent against a route's; fills up to HTTP_MAX_PARAMS of `ret_params`. */
enum http_match http_path_match(struct baton_arena *arena, const char *route_path,
                                struct baton_text path, struct http_pair *ret_params,
                                size_t *ret_count);

/* http_answer.c */
void http_exchange_dispatch(struct baton_http_exchange *x);
enum MHD_Result http_queue(struct baton_http_exchange *x, int status, const char *content_type,
                           struct baton_buf *body);
enum MHD_Result http_queue_error(struct baton_http_exchange *x, int status, const char *code,
                                 const char *message);

/* http_stream.c */
enum MHD_Result http_stream_queue(struct baton_http_exchange *x);
/* The clock's look at it: keep-alive, and whether the client is still there. */
void http_stream_tick(struct baton_http_stream *stream, int64_t now_ms);
/* The connection is gone, or is about to be: nothing reaches it from here on. */
void http_stream_detach(struct baton_http_stream *stream);
void http_stream_finish(struct baton_http_stream *stream);

/* http_defer.c */
/* Queues the answer when it is there, goes on waiting when not. */
enum MHD_Result http_deferred_queue(struct baton_http_exchange *x);
void http_deferred_tick(struct baton_http_deferred *deferred, int64_t now_ms);
void http_deferred_detach(struct baton_http_deferred *deferred);
/* Answers 503 when nothing else did. */
void http_deferred_cancel(struct baton_http_deferred *deferred);

/* http_server.c: gives the connection `ms` from now, 0: for ever. */
void http_connection_allow(struct baton_http_server *server, struct http_connection *socket,
                           int64_t ms);
int64_t http_whole_timeout_ms(const struct baton_http_server *server);

#endif
