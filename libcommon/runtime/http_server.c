/* Life of the server and of its connections: listening, libmicrohttpd's callbacks, the clock's
 * thread, the end. libmicrohttpd's own time-out is one of inactivity, which a client that sends a
 * byte now and then never meets: so the clock shuts down the socket of a request that takes too
 * long as a whole. */
#include "http_server.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_internal.h"
#include "metrics.h"
#include "timestamp.h"

enum {
    TICK_MS = 100,
    CLOSE_WAIT_MS = 1000,
    DRAIN_BYTES = 1024 * 1024,    /* of a body too large: else the client would not see the 413 */
    CONNECTION_BYTES = 32 * 1024, /* for the request's head and what is being sent */
    DEAD_PEER_MS = 30000,         /* what was sent is not acknowledged */
};

static BATON_METRIC(requests, "baton_http_requests_total", BATON_COUNTER, "route,method,status",
                    "HTTP requests answered.");
static BATON_METRIC(
    seconds, "baton_http_request_seconds", BATON_HISTOGRAM, "route,method",
    "From the head of an HTTP request to the end of its answer; streams not counted.");

/* --- connections ------------------------------------------------------------------------------ */

int64_t http_whole_timeout_ms(const struct baton_http_server *server)
{
    return (int64_t)server->conf.timeout_s * 2000;
}

void http_connection_allow(struct baton_http_server *server, struct http_connection *socket,
                           int64_t ms)
{
    pthread_mutex_lock(&server->lock);
    socket->deadline_ms = ms == 0 ? 0 : baton_clock_monotonic_ms() + ms;
    pthread_mutex_unlock(&server->lock);
}

static void connection_begin(struct baton_http_server *server, struct MHD_Connection *connection,
                             void **socket_context)
{
    struct http_connection *socket = calloc(1, sizeof *socket);
    unsigned dead_peer_ms = DEAD_PEER_MS;

    if (socket == NULL)
        abort();
    socket->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    setsockopt(socket->fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &dead_peer_ms, sizeof dead_peer_ms);
    *socket_context = socket;
    pthread_mutex_lock(&server->lock);
    socket->deadline_ms = baton_clock_monotonic_ms() + http_whole_timeout_ms(server);
    socket->next = server->connections;
    if (socket->next != NULL)
        socket->next->before = socket;
    server->connections = socket;
    pthread_mutex_unlock(&server->lock);
}

static void connection_end(struct baton_http_server *server, struct http_connection *socket)
{
    pthread_mutex_lock(&server->lock);
    if (socket->before != NULL)
        socket->before->next = socket->next;
    else
        server->connections = socket->next;
    if (socket->next != NULL)
        socket->next->before = socket->before;
    pthread_mutex_unlock(&server->lock);
    free(socket);
}

/* Called before the socket is closed, so that a number in the list is always an open socket of
 * ours. */
static void on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        connection_begin(cls, connection, socket_context);
    else if (*socket_context != NULL)
        connection_end(cls, *socket_context);
}

/* --- requests --------------------------------------------------------------------------------- */

static struct baton_http_exchange *exchange_begin(struct baton_http_server *server,
                                                  struct MHD_Connection *connection,
                                                  const char *path, const char *method)
{
    struct baton_http_exchange *x = calloc(1, sizeof *x);

    if (x == NULL)
        abort();
    x->server = server;
    x->connection = connection;
    x->socket =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    x->began_ms = baton_clock_monotonic_ms();
    baton_arena_init(&x->arena);
    baton_buf_init(&x->body, server->conf.max_body_bytes);
    x->path = baton_text_string(&x->arena, baton_text_of(path));
    x->method =
        strcmp(method, "HEAD") == 0 ? "GET" : baton_text_string(&x->arena, baton_text_of(method));
    pthread_mutex_lock(&server->lock);
    x->next = server->exchanges;
    if (x->next != NULL)
        x->next->before = x;
    server->exchanges = x;
    pthread_mutex_unlock(&server->lock);
    return x;
}

static void exchange_unlist(struct baton_http_exchange *x)
{
    struct baton_http_server *server = x->server;

    pthread_mutex_lock(&server->lock);
    if (x->before != NULL)
        x->before->next = x->next;
    else
        server->exchanges = x->next;
    if (x->next != NULL)
        x->next->before = x->before;
    server->streams -= x->stream != NULL;
    x->socket->deadline_ms = baton_clock_monotonic_ms() + http_whole_timeout_ms(server);
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

static void count(const struct baton_http_exchange *x)
{
    const char *route = x->route != NULL ? x->route->path : "none";
    const char *method = x->route != NULL ? x->route->method : "any";
    char labels[256];

    snprintf(labels, sizeof labels, "%s,%s", route, method);
    if (x->stream == NULL)
        baton_metric_observe(&seconds, labels,
                             (double)(baton_clock_monotonic_ms() - x->began_ms) / 1000);
    snprintf(labels, sizeof labels, "%s,%s,%d", route, method, x->status);
    baton_metric_add(&requests, labels, 1);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **request_context,
                         enum MHD_RequestTerminationCode how)
{
    struct baton_http_exchange *x = *request_context;

    (void)cls;
    (void)connection;
    (void)how;
    if (x == NULL)
        return;
    *request_context = NULL;
    exchange_unlist(
        x); /* from here on the clock and the close do not see its stream and deferred answer */
    count(x);
    if (x->stream != NULL)
        http_stream_detach(x->stream);
    if (x->deferred != NULL)
        http_deferred_detach(x->deferred);
    baton_buf_release(&x->body);
    baton_arena_release(&x->arena);
    free(x);
}

/* A declared length that is not worth draining is refused before the body. */
static bool is_hopeless(const struct baton_http_exchange *x)
{
    const char *length =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const char *expect =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_EXPECT);
    size_t most = x->server->conf.max_body_bytes + (expect != NULL ? 0 : DRAIN_BYTES);
    int64_t bytes;

    return length != NULL && baton_text_to_long(baton_text_of(length), &bytes) && bytes > 0
           && (size_t)bytes > most;
}

static enum MHD_Result refuse_body(struct baton_http_exchange *x)
{
    x->header_names[x->header_count] = MHD_HTTP_HEADER_CONNECTION;
    x->header_values[x->header_count++] = "close";
    return http_queue_error(x, 413, "body_too_large", "the body is larger than this service takes");
}

static enum MHD_Result take_body(struct baton_http_exchange *x, const char *bytes, size_t *size)
{
    x->body_bytes += *size;
    if (x->body_bytes <= x->server->conf.max_body_bytes)
        baton_buf_append(&x->body, bytes, *size);
    *size = 0;
    return x->body_bytes <= x->server->conf.max_body_bytes + DRAIN_BYTES ? MHD_YES : MHD_NO;
}

/* Called for the head, for each piece of the body, at the body's end, and after each resume. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *version, const char *body,
                                  size_t *body_size, void **request_context)
{
    struct baton_http_exchange *x = *request_context;

    (void)version;
    if (x == NULL) {
        *request_context = x = exchange_begin(cls, connection, path, method);
        return is_hopeless(x) ? refuse_body(x) : MHD_YES;
    }
    if (*body_size > 0)
        return take_body(x, body, body_size);
    if (x->deferred != NULL)
        return http_deferred_queue(x);
    http_connection_allow(x->server, x->socket, http_whole_timeout_ms(x->server));
    http_exchange_dispatch(x);
    return MHD_YES;
}

/* Paths and queries are taken apart before they are decoded (http_match.c), so libmicrohttpd
 * decodes nothing. */
static size_t leave_as_it_is(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

/* --- the clock's thread ----------------------------------------------------------------------- */

static void tick(struct baton_http_server *server, int64_t now_ms)
{
    for (struct http_connection *socket = server->connections; socket != NULL;
         socket = socket->next) {
        if (socket->deadline_ms == 0 || now_ms < socket->deadline_ms)
            continue;
        shutdown(socket->fd, SHUT_RDWR);
        socket->deadline_ms = 0;
    }
    for (struct baton_http_exchange *x = server->exchanges; x != NULL; x = x->next) {
        if (x->stream != NULL)
            http_stream_tick(x->stream, now_ms);
        if (x->deferred != NULL)
            http_deferred_tick(x->deferred, now_ms);
        if (server->closing && x->stream != NULL)
            http_stream_finish(x->stream);
        if (server->closing && x->deferred != NULL)
            http_deferred_cancel(x->deferred);
    }
}

static struct timespec after_ms(int64_t ms)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += ms / 1000;
    at.tv_nsec += ms % 1000 * 1000000;
    at.tv_sec += at.tv_nsec / 1000000000;
    at.tv_nsec %= 1000000000;
    return at;
}

static void *run_clock(void *argument)
{
    struct baton_http_server *server = argument;

    pthread_mutex_lock(&server->lock);
    while (!server->stopping) {
        struct timespec next = after_ms(TICK_MS);

        tick(server, baton_clock_monotonic_ms());
        pthread_cond_timedwait(&server->changed, &server->lock, &next);
    }
    pthread_mutex_unlock(&server->lock);
    return NULL;
}

/* --- open and close --------------------------------------------------------------------------- */

static void complete_conf(struct baton_http_server_conf *conf)
{
    conf->max_body_bytes = conf->max_body_bytes > 0 ? conf->max_body_bytes : 1024 * 1024;
    conf->max_connections = conf->max_connections > 0 ? conf->max_connections : 256;
    conf->max_streams = conf->max_streams > 0 ? conf->max_streams : (conf->max_connections + 1) / 2;
    conf->timeout_s = conf->timeout_s > 0 ? conf->timeout_s : 15;
    conf->stream_queue_bytes =
        conf->stream_queue_bytes > 0 ? conf->stream_queue_bytes : 1024 * 1024;
    conf->stream_keepalive_ms = conf->stream_keepalive_ms > 0 ? conf->stream_keepalive_ms : 15000;
}

static int refuse(struct baton_error *err, const struct baton_http_server_conf *conf,
                  const char *why)
{
    baton_fail(err, BATON_FATAL, "cannot_listen",
               "cannot listen on %s port %d: %s; set http_host and http_port", conf->host,
               conf->port, why);
    return -1;
}

static int bind_to(const struct addrinfo *address)
{
    int yes = 1, no = 0;
    int fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (address->ai_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
    if (bind(fd, address->ai_addr, address->ai_addrlen) == 0 && listen(fd, SOMAXCONN) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static int listen_on(const struct baton_http_server_conf *conf, struct baton_error *err)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
    struct addrinfo *addresses;
    char port[16];
    int fd = -1;

    snprintf(port, sizeof port, "%d", conf->port);
    int failed = getaddrinfo(conf->host, port, &hints, &addresses);
    if (failed != 0)
        return refuse(err, conf, gai_strerror(failed));
    for (const struct addrinfo *a = addresses; a != NULL && fd < 0; a = a->ai_next)
        fd = bind_to(a);
    freeaddrinfo(addresses);
    return fd >= 0 ? fd : refuse(err, conf, strerror(errno));
}

static int port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address;
    socklen_t size = sizeof address;

    if (getsockname(fd, &address.any, &size) != 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

static struct MHD_Daemon *start_daemon(struct baton_http_server *server, int fd)
{
    const struct baton_http_server_conf *conf = &server->conf;

    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, server,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, conf->max_connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, conf->max_per_address, MHD_OPTION_CONNECTION_TIMEOUT,
        conf->timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_as_it_is, server, MHD_OPTION_END);
}

static void server_init(struct baton_http_server *server, const struct baton_http_server_conf *conf)
{
    pthread_condattr_t monotonic;

    server->conf = *conf;
    complete_conf(&server->conf);
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

static void server_free(struct baton_http_server *server)
{
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

struct baton_http_server *baton_http_server_open(const struct baton_http_server_conf *conf,
                                                 struct baton_error *err)
{
    int fd = listen_on(conf, err);
    struct baton_http_server *server;

    if (fd < 0)
        return NULL;
    server = calloc(1, sizeof *server);
    if (server == NULL)
        abort();
    server_init(server, conf);
    server->port = port_of(fd);
    server->daemon = start_daemon(server, fd);
    if (server->daemon == NULL) {
        close(fd);
        server_free(server);
        refuse(err, conf, "libmicrohttpd does not start");
        return NULL;
    }
    if (pthread_create(&server->clock, NULL, run_clock, server) != 0)
        abort();
    return server;
}

int baton_http_server_port(const struct baton_http_server *server)
{
    return server->port;
}

/* The clock, woken by `changed`, ends streams and deferred answers; what begins meanwhile is ended
 * at its next tick. */
static void drain(struct baton_http_server *server)
{
    struct timespec until = after_ms(CLOSE_WAIT_MS);

    pthread_mutex_lock(&server->lock);
    server->closing = true;
    pthread_cond_broadcast(&server->changed);
    while (server->exchanges != NULL
           && pthread_cond_timedwait(&server->changed, &server->lock, &until) != ETIMEDOUT)
        continue;
    pthread_mutex_unlock(&server->lock);
}

/* libmicrohttpd must not be stopped while a connection is suspended: one whose client does not take
 * the rest of its stream is not, and no other is left, as the clock ends them at each tick. */
static void stop_clock(struct baton_http_server *server)
{
    pthread_mutex_lock(&server->lock);
    tick(server, baton_clock_monotonic_ms());
    server->stopping = true;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
    pthread_join(server->clock, NULL);
}

void baton_http_server_close(struct baton_http_server *server)
{
    int fd;

    if (server == NULL)
        return;
    fd = MHD_quiesce_daemon(server->daemon);
    drain(server);
    stop_clock(server);
    MHD_stop_daemon(server->daemon);
    if (fd >= 0)
        close(fd);
    server_free(server);
}
