/* A span of OpenTelemetry: one record's, timer's or request's way through one service, and its form
 * in OTLP/HTTP's JSON. Ids, names and codes alone; nobody's words. Pure.
 * source  OTLP 1.x (trace.proto, and the JSON mapping of its specification: ids in hex, enums as
 *         numbers, 64-bit numbers as strings); semantic conventions of messaging and HTTP */
#ifndef BATON_SPAN_H
#define BATON_SPAN_H

#include <stdio.h>

#include "buf.h"
#include "traceparent.h"

/* OTLP's numbers. */
enum baton_span_kind { BATON_SPAN_INTERNAL = 1, BATON_SPAN_SERVER = 2, BATON_SPAN_CONSUMER = 5 };

/* Owns nothing but what is in it: `name` and `method` outlive the process's spans. Texts end with a
 * NUL; empty ones are left out. */
struct baton_span {
    enum baton_span_kind kind; /* a timer's, a request's, a record's */
    char trace[BATON_TRACE_BYTES];
    char id[BATON_SPAN_BYTES];
    char parent[BATON_SPAN_BYTES]; /* [0] '\0': none */
    int64_t start_ns, end_ns;      /* Unix time; end_ns 0: when it is committed */
    const char *name;              /* a record's topic, a request's route; NULL for a timer */
    const char *method;            /* of a request */
    int status;                    /* of its answer */
    int32_t partition;             /* of a record or timer */
    int64_t offset;                /* of a record */
    bool tombstone;
    char timer[64];
    char tenant[65];
    char about[201];   /* a record's conversation id, a timer's key */
    char message[201]; /* a record's own id */
    char error[48];    /* why it is a dead letter: a code */
};

/* A text into one of the fields, cut between code points. */
#define BATON_SPAN_KEEP(field, text) \
    snprintf((field), sizeof(field), "%.*s", \
             BATON_TEXT_ARG(baton_text_cut(text, sizeof(field) - 1)))

/* Who speaks. */
struct baton_span_source {
    const char *service; /* service.name, which is the consumer group's too */
    const char *instance;
    const char *prefix; /* of topics */
};

/* The body of a request to /v1/traces. The caller checks buf->overflowed. */
void baton_spans_json(struct baton_buf *buf, const struct baton_span_source *source,
                      const struct baton_span *spans, size_t count);

#endif
