/* Answers that come later. The connection is suspended in the handler's call and resumed by whoever
 * answers first: the one who holds the handle, the clock (504), or the server's close (503). The
 * exchange and the handle hold one reference each. */
#include "http_internal.h"

#include <stdlib.h>
#include <string.h>

#include "timestamp.h"

struct baton_http_deferred {
    pthread_mutex_t lock;
    int references;
    struct MHD_Connection *connection; /* NULL when the request is over */
    bool suspended;
    int status; /* 0: not answered yet */
    int64_t deadline_ms;
    char content_type[96];
    struct baton_buf body;
};

static void unref(struct baton_http_deferred *d)
{
    pthread_mutex_lock(&d->lock);
    int left = --d->references;
    pthread_mutex_unlock(&d->lock);
    if (left > 0)
        return;
    pthread_mutex_destroy(&d->lock);
    baton_buf_release(&d->body);
    free(d);
}

struct baton_http_deferred *baton_http_defer(const struct baton_http_request *request,
                                             int64_t timeout_ms)
{
    struct baton_http_exchange *x = request->exchange;
    struct baton_http_deferred *d = calloc(1, sizeof *d);

    if (d == NULL)
        abort();
    pthread_mutex_init(&d->lock, NULL);
    d->references = 2;
    d->connection = x->connection;
    d->deadline_ms = baton_clock_monotonic_ms() + timeout_ms;
    baton_buf_init(&d->body, HTTP_ANSWER_BYTES);
    pthread_mutex_lock(&x->server->lock);
    x->deferred = d;
    pthread_mutex_unlock(&x->server->lock);
    return d;
}

/* Under the lock. */
static bool answer(struct baton_http_deferred *d, int status, const char *content_type,
                   struct baton_text body)
{
    if (d->status != 0 || d->connection == NULL)
        return false;
    d->status = status;
    snprintf(d->content_type, sizeof d->content_type, "%s", content_type);
    if (!baton_buf_append_text(&d->body, body)) {
        baton_buf_reset(&d->body);
        baton_http_error_body(&d->body, "answer_too_large", NULL,
                              "the answer is larger than the server sends");
        d->status = 500;
    }
    if (d->suspended)
        MHD_resume_connection(d->connection);
    d->suspended = false;
    return true;
}

static bool answer_error(struct baton_http_deferred *d, int status, const char *code,
                         const char *message)
{
    struct baton_buf body;

    baton_buf_init(&body, 1024);
    baton_http_error_body(&body, code, NULL, message);
    bool answered = answer(d, status, "application/json", baton_buf_text(&body));
    baton_buf_release(&body);
    return answered;
}

bool baton_http_deferred_answer(struct baton_http_deferred *deferred, int status,
                                const char *content_type, struct baton_text body)
{
    pthread_mutex_lock(&deferred->lock);
    bool answered = answer(deferred, status, content_type, body);
    pthread_mutex_unlock(&deferred->lock);
    unref(deferred);
    return answered;
}

void http_deferred_cancel(struct baton_http_deferred *deferred)
{
    pthread_mutex_lock(&deferred->lock);
    answer_error(deferred, 503, "unavailable", "the service could not answer; ask again");
    pthread_mutex_unlock(&deferred->lock);
}

void baton_http_deferred_drop(struct baton_http_deferred *deferred)
{
    if (deferred == NULL)
        return;
    http_deferred_cancel(deferred);
    unref(deferred);
}

void http_deferred_tick(struct baton_http_deferred *deferred, int64_t now_ms)
{
    pthread_mutex_lock(&deferred->lock);
    if (deferred->status == 0 && now_ms >= deferred->deadline_ms)
        answer_error(deferred, 504, "timeout",
                     "no answer in time; whether the request took effect is not known");
    pthread_mutex_unlock(&deferred->lock);
}

static bool is_closing(struct baton_http_server *server)
{
    pthread_mutex_lock(&server->lock);
    bool closing = server->closing;
    pthread_mutex_unlock(&server->lock);
    return closing;
}

enum MHD_Result http_deferred_queue(struct baton_http_exchange *x)
{
    struct baton_http_deferred *d = x->deferred;

    /* Nothing may be suspended when libmicrohttpd is stopped. If `closing` is set after this look,
     * the clock finds the deferred answer in the list and cancels it. */
    if (is_closing(x->server))
        http_deferred_cancel(d);
    pthread_mutex_lock(&d->lock);
    if (d->status == 0) {
        d->suspended = true;
        MHD_suspend_connection(d->connection);
        pthread_mutex_unlock(&d->lock);
        return MHD_YES;
    }
    pthread_mutex_unlock(&d->lock);
    /* Answered: nobody changes status, type and body any more. */
    http_connection_allow(x->server, x->socket, http_whole_timeout_ms(x->server));
    return http_queue(x, d->status, d->content_type, &d->body);
}

void http_deferred_detach(struct baton_http_deferred *deferred)
{
    pthread_mutex_lock(&deferred->lock);
    deferred->connection = NULL;
    pthread_mutex_unlock(&deferred->lock);
    unref(deferred);
}
