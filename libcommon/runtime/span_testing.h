/* For tests of spans: a collector on this machine that keeps what it was sent, and answers as it is
 * told to. One at a time. */
#ifndef BATON_SPAN_TESTING_H
#define BATON_SPAN_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http_server.h"
#include "metrics.h"
#include "span_export.h"
#include "timestamp.h"

static struct collector {
    struct baton_http_server *server;
    pthread_mutex_t lock; /* of `bodies` */
    struct baton_buf bodies;
    atomic_int posts, refusals; /* so many posts are answered with `status` */
    int status;
    const char *answer;
    struct baton_runtime_conf runtime;
    char endpoint[64];
} collector = { .lock = PTHREAD_MUTEX_INITIALIZER };

static int collector_take(const struct baton_http_request *request,
                          struct baton_http_answer *answer, void *context)
{
    (void)context;
    pthread_mutex_lock(&collector.lock);
    baton_buf_append_text(&collector.bodies, request->body);
    baton_buf_append_byte(&collector.bodies, '\n');
    pthread_mutex_unlock(&collector.lock);
    baton_buf_append_text(&answer->body, baton_text_of(collector.answer));
    int number = atomic_fetch_add(&collector.posts, 1);
    return number < atomic_load(&collector.refusals) ? collector.status : 200;
}

static const struct baton_route collector_routes[] = {
    { "POST", "/v1/traces", collector_take, "" },
    { NULL, NULL, NULL, NULL },
};

static inline void collector_point_at(int port)
{
    snprintf(collector.endpoint, sizeof collector.endpoint, "http://127.0.0.1:%d/", port);
    collector.runtime = (struct baton_runtime_conf){ .prefix = "",
                                                     .instance = "0",
                                                     .otlp_endpoint = collector.endpoint,
                                                     .otlp_ca_file = "",
                                                     .otlp_ratio = 1 };
}

static inline void collector_open(void)
{
    struct baton_http_server_conf conf = { .host = "127.0.0.1" };
    struct baton_error err;

    conf.tables[0] = (struct baton_route_table){ collector_routes, NULL };
    baton_buf_init(&collector.bodies, 64 * 1024 * 1024);
    atomic_store(&collector.posts, 0);
    atomic_store(&collector.refusals, 0);
    collector.status = 500;
    collector.answer = "{\"partialSuccess\":{}}";
    collector.server = baton_http_server_open(&conf, &err);
    assert_non_null(collector.server);
    collector_point_at(baton_http_server_port(collector.server));
}

static inline void collector_close(void)
{
    baton_http_server_close(collector.server);
    baton_buf_release(&collector.bodies);
    baton_metrics_release();
}

/* What it was sent since the last call, NUL-terminated; the caller frees it. */
static inline char *collector_bodies(void)
{
    pthread_mutex_lock(&collector.lock);
    baton_buf_append_byte(&collector.bodies, 0);
    char *text = strdup((const char *)collector.bodies.data);
    baton_buf_reset(&collector.bodies);
    pthread_mutex_unlock(&collector.lock);
    assert_non_null(text);
    return text;
}

static inline int spans_in(const char *text)
{
    int count = 0;

    while ((text = strstr(text, "\"spanId\"")) != NULL) {
        count++;
        text++;
    }
    return count;
}

static inline double spans_metric(const char *name, const char *reason)
{
    struct baton_buf buf;
    char line[128];
    double value = -1;

    baton_buf_init(&buf, 4 * 1024 * 1024);
    baton_metrics_write(&buf);
    baton_buf_append_byte(&buf, 0);
    snprintf(line, sizeof line, reason != NULL ? "\n%s{reason=\"%s\"} " : "\n%s ", name, reason);
    const char *found = strstr((const char *)buf.data, line);
    if (found != NULL)
        value = strtod(found + strlen(line), NULL);
    baton_buf_release(&buf);
    return value;
}

static inline double dropped_for(const char *reason)
{
    return spans_metric("baton_spans_dropped_total", reason);
}

/* Polls for 20 s. */
#define assert_soon(condition) \
    do { \
        int64_t until_ms = baton_clock_monotonic_ms() + 20000; \
        while (!(condition) && baton_clock_monotonic_ms() < until_ms) \
            usleep(2000); \
        assert_true(condition); \
    } while (0)

#endif
