/* The header `traceparent` of W3C Trace Context (recommendation of 2021, section 3.2). */
#ifndef BATON_TRACEPARENT_H
#define BATON_TRACEPARENT_H

#include <stdbool.h>

#include "text.h"

/* 00-<32 hex: trace>-<16 hex: parent>-<2 hex: flags> */
enum { BATON_TRACEPARENT_BYTES = 55, BATON_TRACE_AT = 3, BATON_TRACE_BYTES = 32 };

/* Reads a value as sent into the form of version 00, which is ours. A later version is read as far
 * as 00 goes, as the recommendation wants.
 * fails  false, `ret` untouched: it is not valid, and a new trace begins */
bool baton_traceparent_read(struct baton_text value, char ret[BATON_TRACEPARENT_BYTES]);

#endif
