/* The queue is a ring in three parts: handed over, added, free. One lock, held for copies alone;
 * encoding and sending are done by the thread on a copy of its own. */
#include "span_export.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "http.h"
#include "json_codec.h"
#include "kafka_client.h"
#include "log.h"
#include "metrics.h"
#include "timestamp.h"

enum {
    PAUSE_MS = 500, /* before a batch is posted again; doubled */
    ANSWER_MAX_BYTES = 64 * 1024,
    BODY_MAX_BYTES = BATON_SPANS_BATCH * 8 * 1024, /* a span has about 900 bytes */
};

static BATON_METRIC(exported, "baton_spans_exported_total", BATON_COUNTER, NULL,
                    "Spans that the collector has taken.");
static BATON_METRIC(dropped, "baton_spans_dropped_total", BATON_COUNTER, "reason",
                    "Spans that were not exported: queue_full, no_answer (of the collector, or one "
                    "that asks for later), refused, stopped.");

/* What the collector said to a batch. */
enum answer { TAKEN, NOT_NOW, REFUSED };

struct baton_spans {
    struct baton_span_source source;
    char service[BATON_KAFKA_NAME_SIZE];
    double ratio;

    pthread_mutex_t lock; /* of all up to `stopping` */
    pthread_cond_t wake;
    struct baton_span *ring;
    uint64_t taken, committed, added; /* so far; taken <= committed <= added <= taken + QUEUE */
    bool stopping;
    atomic_llong deadline_ms; /* monotonic: when all is given up; INT64_MAX: not stopping */

    pthread_t thread; /* and what is its own: */
    struct baton_http *http;
    char *url;
    struct baton_span batch[BATON_SPANS_BATCH];
    struct baton_buf body, answer;
    bool failing;
};

/* --- adding ----------------------------------------------------------------------------------- */

static struct baton_span *place(struct baton_spans *spans, uint64_t number)
{
    return &spans->ring[number % BATON_SPANS_QUEUE];
}

bool baton_spans_want(const struct baton_spans *spans, const char trace[BATON_TRACE_BYTES],
                      const char flags[BATON_FLAGS_BYTES])
{
    if (spans == NULL)
        return false;
    return baton_trace_is_sampled(flags)
           || (baton_trace_is_ours(trace) && baton_trace_share(trace) < spans->ratio);
}

void baton_spans_add(struct baton_spans *spans, const struct baton_span *span)
{
    if (spans == NULL)
        return;
    pthread_mutex_lock(&spans->lock);
    bool room = spans->added - spans->taken < BATON_SPANS_QUEUE;
    if (room)
        *place(spans, spans->added++) = *span;
    pthread_mutex_unlock(&spans->lock);
    if (!room)
        baton_metric_add(&dropped, "queue_full", 1);
}

void baton_spans_commit(struct baton_spans *spans)
{
    if (spans == NULL)
        return;
    int64_t now_ns = baton_clock_wall_ns();

    pthread_mutex_lock(&spans->lock);
    for (; spans->committed < spans->added; spans->committed++)
        if (place(spans, spans->committed)->end_ns == 0)
            place(spans, spans->committed)->end_ns = now_ns;
    if (spans->committed - spans->taken >= BATON_SPANS_BATCH)
        pthread_cond_signal(&spans->wake);
    pthread_mutex_unlock(&spans->lock);
}

void baton_spans_abort(struct baton_spans *spans)
{
    if (spans == NULL)
        return;
    pthread_mutex_lock(&spans->lock);
    spans->added = spans->committed;
    pthread_mutex_unlock(&spans->lock);
}

/* --- the thread ------------------------------------------------------------------------------- */

static bool is_over(struct baton_spans *spans)
{
    return baton_clock_monotonic_ms() >= atomic_load(&spans->deadline_ms);
}

static bool give_up(void *context)
{
    return is_over(context);
}

/* With the lock held. False when the time is over. */
static bool wait_for(struct baton_spans *spans, int64_t until_ms)
{
    struct timespec until = { .tv_sec = until_ms / 1000,
                              .tv_nsec = (long)(until_ms % 1000) * 1000000 };

    return pthread_cond_timedwait(&spans->wake, &spans->lock, &until) != ETIMEDOUT;
}

/* A whole batch, or what there is after the period. */
static size_t take(struct baton_spans *spans)
{
    int64_t until_ms = baton_clock_monotonic_ms() + BATON_SPANS_PERIOD_MS;

    pthread_mutex_lock(&spans->lock);
    while (!spans->stopping && spans->committed - spans->taken < BATON_SPANS_BATCH
           && wait_for(spans, until_ms))
        ;
    uint64_t there = spans->committed - spans->taken;
    size_t count = there < BATON_SPANS_BATCH ? (size_t)there : BATON_SPANS_BATCH;
    for (size_t i = 0; i < count; i++)
        spans->batch[i] = *place(spans, spans->taken++);
    pthread_mutex_unlock(&spans->lock);
    return count;
}

static void pause_for(struct baton_spans *spans, int64_t pause_ms)
{
    int64_t until_ms = baton_clock_monotonic_ms() + pause_ms;

    pthread_mutex_lock(&spans->lock);
    while (!spans->stopping && wait_for(spans, until_ms))
        ;
    pthread_mutex_unlock(&spans->lock);
}

/* How many spans an answer of 200 says that it did not take: partialSuccess.rejectedSpans. */
static size_t rejected_of(const struct baton_spans *spans, size_t count)
{
    struct baton_error err;
    json_t *answer = baton_json_parse(baton_buf_text(&spans->answer), &err);
    const json_t *rejected =
        json_object_get(json_object_get(answer, "partialSuccess"), "rejectedSpans");
    int64_t number = 0;

    if (json_is_integer(rejected))
        number = json_integer_value(rejected);
    else if (json_is_string(rejected))
        baton_text_to_long(baton_text_of(json_string_value(rejected)), &number);
    json_decref(answer);
    return number < 0 ? 0 : number > (int64_t)count ? count : (size_t)number;
}

/* By the specification these four may be asked again, and who does not answer. */
static enum answer answer_of(int status)
{
    if (status >= 200 && status < 300)
        return TAKEN;
    return status < 0 || status == 429 || status == 502 || status == 503 || status == 504 ? NOT_NOW
                                                                                          : REFUSED;
}

static void tell(struct baton_spans *spans, enum answer answer, int status,
                 const struct baton_error *err)
{
    if (answer == TAKEN && spans->failing)
        baton_log(BATON_LOG_INFO, "spans_taken", "url=%s", spans->url);
    if (answer != TAKEN && !spans->failing)
        baton_log(BATON_LOG_WARN, "spans_not_taken", "url=%s status=%d code=%s text=%s", spans->url,
                  status, err->code, err->text);
    spans->failing = answer != TAKEN;
}

static enum answer post(struct baton_spans *spans, struct baton_text body)
{
    struct baton_error err = { "", "" };
    int status = baton_http_ask(spans->http, "POST", spans->url, "application/json", &body,
                                &spans->answer, &err);
    enum answer answer = answer_of(status);

    tell(spans, answer, status, &err);
    return answer;
}

static void send_batch(struct baton_spans *spans, size_t count)
{
    static const char *const reasons[] = { [NOT_NOW] = "no_answer", [REFUSED] = "refused" };
    enum answer answer = REFUSED;
    int64_t pause_ms = PAUSE_MS;

    baton_buf_reset(&spans->body);
    baton_spans_json(&spans->body, &spans->source, spans->batch, count);
    for (int tries = 0; tries < BATON_SPANS_TRIES && !is_over(spans); tries++) {
        answer = spans->body.overflowed ? REFUSED : post(spans, baton_buf_text(&spans->body));
        if (answer != NOT_NOW)
            break;
        if (tries + 1 < BATON_SPANS_TRIES)
            pause_for(spans, pause_ms);
        pause_ms *= 2;
    }
    size_t rejected = answer == TAKEN ? rejected_of(spans, count) : count;
    baton_metric_add(&exported, NULL, (double)(count - rejected));
    if (rejected > 0)
        baton_metric_add(&dropped, answer == TAKEN ? "refused" : reasons[answer], (double)rejected);
}

static void *run(void *context)
{
    struct baton_spans *spans = context;
    bool stopping = false;
    size_t count;

    for (;;) {
        count = take(spans);
        if (count > 0 && is_over(spans))
            baton_metric_add(&dropped, "stopped", (double)count);
        else if (count > 0)
            send_batch(spans, count);
        else if (stopping)
            return NULL;
        pthread_mutex_lock(&spans->lock);
        stopping = spans->stopping;
        pthread_mutex_unlock(&spans->lock);
    }
}

/* --- life cycle ------------------------------------------------------------------------------- */

static void start_thread(struct baton_spans *spans)
{
    pthread_condattr_t monotonic;
    sigset_t all, before;

    pthread_mutex_init(&spans->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&spans->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    sigfillset(&all); /* signals are the main thread's */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&spans->thread, NULL, run, spans) != 0)
        abort();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static char *make_url(const char *endpoint)
{
    size_t size = strlen(endpoint);
    char *url = NULL;

    while (size > 0 && endpoint[size - 1] == '/')
        size--;
    if (asprintf(&url, "%.*s/v1/traces", (int)size, endpoint) < 0)
        abort();
    return url;
}

static void make_source(struct baton_spans *spans, const struct baton_runtime_conf *runtime,
                        const char *service_name)
{
    struct baton_kafka_names names;

    baton_kafka_names(&names, runtime, service_name);
    memcpy(spans->service, names.group, sizeof spans->service);
    spans->source = (struct baton_span_source){ .service = spans->service,
                                                .instance = runtime->instance,
                                                .prefix = runtime->prefix };
}

struct baton_spans *baton_spans_open(const struct baton_runtime_conf *runtime,
                                     const char *service_name)
{
    struct baton_http_conf http = {
        .ca_file = runtime->otlp_ca_file[0] != '\0' ? runtime->otlp_ca_file : NULL,
        .timeout_ms = BATON_SPANS_TIMEOUT_MS,
        .max_answer_bytes = ANSWER_MAX_BYTES,
        .give_up = give_up,
    };
    static const char *const reasons[] = { "queue_full", "no_answer", "refused", "stopped" };

    if (runtime->otlp_endpoint[0] == '\0')
        return NULL;
    struct baton_spans *spans = calloc(1, sizeof *spans);
    if (spans == NULL || (spans->ring = calloc(BATON_SPANS_QUEUE, sizeof *spans->ring)) == NULL)
        abort();
    make_source(spans, runtime, service_name);
    spans->ratio = runtime->otlp_ratio;
    spans->url = make_url(runtime->otlp_endpoint);
    atomic_init(&spans->deadline_ms, INT64_MAX);
    baton_buf_init(&spans->body, BODY_MAX_BYTES);
    baton_buf_init(&spans->answer, ANSWER_MAX_BYTES);
    http.context = spans;
    spans->http = baton_http_open(&http);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        baton_metric_add(&dropped, reasons[i], 0);
    baton_metric_add(&exported, NULL, 0);
    start_thread(spans);
    baton_log(BATON_LOG_INFO, "exporting_spans", "url=%s", spans->url);
    return spans;
}

void baton_spans_close(struct baton_spans *spans)
{
    if (spans == NULL)
        return;
    atomic_store(&spans->deadline_ms, baton_clock_monotonic_ms() + BATON_SPANS_FLUSH_MS);
    pthread_mutex_lock(&spans->lock);
    spans->stopping = true;
    pthread_cond_signal(&spans->wake);
    pthread_mutex_unlock(&spans->lock);
    pthread_join(spans->thread, NULL);
    pthread_cond_destroy(&spans->wake);
    pthread_mutex_destroy(&spans->lock);
    baton_http_close(spans->http);
    baton_buf_release(&spans->body);
    baton_buf_release(&spans->answer);
    free(spans->ring);
    free(spans->url);
    free(spans);
}
