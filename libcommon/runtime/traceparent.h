/* The header `traceparent` of W3C Trace Context (recommendation of 2021, section 3.2), and the ids
 * of traces and spans, in hex as they stand in it. */
#ifndef BATON_TRACEPARENT_H
#define BATON_TRACEPARENT_H

#include <stdbool.h>

#include "text.h"

/* 00-<32 hex: trace>-<16 hex: parent>-<2 hex: flags> */
enum {
    BATON_TRACEPARENT_BYTES = 55,
    BATON_TRACE_AT = 3,
    BATON_TRACE_BYTES = 32,
    BATON_SPAN_AT = 36,
    BATON_SPAN_BYTES = 16,
    BATON_FLAGS_AT = 53,
    BATON_FLAGS_BYTES = 2,
};

/* Reads a value as sent into the form of version 00, which is ours. A later version is read as far
 * as 00 goes, as the recommendation wants.
 * fails  false, `ret` untouched: it is not valid, and a new trace begins */
bool baton_traceparent_read(struct baton_text value, char ret[BATON_TRACEPARENT_BYTES]);
/* The parts, each in hex, as one value; not NUL-terminated. */
void baton_traceparent_write(const char trace[BATON_TRACE_BYTES], const char span[BATON_SPAN_BYTES],
                             const char flags[BATON_FLAGS_BYTES],
                             char ret[BATON_TRACEPARENT_BYTES]);
/* The caller has recorded its part of the trace. */
bool baton_trace_is_sampled(const char flags[BATON_FLAGS_BYTES]);

/* The id of a trace that begins here, of a hash of what it begins with. Its second half is a hash
 * of the first, by which a trace that began in Baton is known everywhere: what a stage writes must
 * not depend on whether traces are exported, so the flag cannot say it. */
void baton_trace_derive(uint64_t seed, char ret[BATON_TRACE_BYTES]);
bool baton_trace_is_ours(const char trace[BATON_TRACE_BYTES]);
/* Where a trace stands among all, 0 to 1, by its last 56 bits: who takes those below a ratio takes
 * the same traces everywhere (OpenTelemetry's TraceIdRatioBased). */
double baton_trace_share(const char trace[BATON_TRACE_BYTES]);
/* The id of a span, of a hash. */
void baton_span_id(uint64_t hash, char ret[BATON_SPAN_BYTES]);

#endif
