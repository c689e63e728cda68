/* Spans on their way to an OpenTelemetry collector, by OTLP over HTTP (JSON), if option
 * `otlp_endpoint` is set. Any thread may add; one of its own posts.
 *
 * A queue in memory stands between, so that nobody waits for the collector: what finds it full is
 * dropped, and so is a batch that the collector has not taken after some tries. What is dropped is
 * counted. Spans are added while a transaction is made and handed over when it commits; those of
 * one that aborts are forgotten. */
#ifndef BATON_SPAN_EXPORT_H
#define BATON_SPAN_EXPORT_H

#include "options.h"
#include "span.h"

enum {
    BATON_SPANS_QUEUE = 8192,      /* about 5 MB, taken when spans are exported */
    BATON_SPANS_BATCH = 256,       /* of a request, of about 250 kB */
    BATON_SPANS_PERIOD_MS = 500,   /* a smaller batch is sent after this long */
    BATON_SPANS_TIMEOUT_MS = 5000, /* of a request */
    BATON_SPANS_TRIES = 3,         /* of a batch, where the collector does not answer, or says so */
    BATON_SPANS_FLUSH_MS = 1000,   /* for all that is left at the end */
};

struct baton_spans;

/* `runtime` and what it points to are borrowed for the life of the result. NULL when nothing is to
 * be exported; the other functions take NULL as that. */
struct baton_spans *baton_spans_open(const struct baton_runtime_conf *runtime,
                                     const char *service_name);
/* Posts what was handed over, BATON_SPANS_FLUSH_MS long, and a second at most for a request that
 * is under way. */
void baton_spans_close(struct baton_spans *spans);

/* Whether spans of this trace are exported: the caller has recorded its part of it, or it began in
 * Baton and is among those that `otlp_ratio` takes. */
bool baton_spans_want(const struct baton_spans *spans, const char trace[BATON_TRACE_BYTES],
                      const char flags[BATON_FLAGS_BYTES]);
/* Copies it. Dropped and counted when there is no room. */
void baton_spans_add(struct baton_spans *spans, const struct baton_span *span);
/* Hands over what was added; a span that has no end ends now. */
void baton_spans_commit(struct baton_spans *spans);
/* Forgets what was added and not handed over. */
void baton_spans_abort(struct baton_spans *spans);

#endif
