/* A value is taken whole or not at all. Hex digits are lower case; ids of zeros are invalid. */
#include "traceparent.h"

#include <string.h>

#include "hash.h"

enum { HALF_BYTES = BATON_TRACE_BYTES / 2, SHARE_BYTES = 14 };

static bool is_hex(const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!(data[i] >= '0' && data[i] <= '9') && !(data[i] >= 'a' && data[i] <= 'f'))
            return false;
    return true;
}

static bool is_id(const char *data, size_t size)
{
    bool zero = true;

    for (size_t i = 0; i < size; i++)
        zero = zero && data[i] == '0';
    return is_hex(data, size) && !zero;
}

/* Version 00 ends here; ff is never one; what a later one adds stands behind a '-'. */
static bool version_fits(struct baton_text value)
{
    const char *data = value.data;

    if (!is_hex(data, 2) || memcmp(data, "ff", 2) == 0)
        return false;
    return value.size == BATON_TRACEPARENT_BYTES
           || (memcmp(data, "00", 2) != 0 && data[BATON_TRACEPARENT_BYTES] == '-');
}

bool baton_traceparent_read(struct baton_text value, char ret[BATON_TRACEPARENT_BYTES])
{
    const char *data = value.data;

    if (value.size < BATON_TRACEPARENT_BYTES || !version_fits(value) || data[2] != '-'
        || data[BATON_SPAN_AT - 1] != '-' || data[BATON_FLAGS_AT - 1] != '-'
        || !is_id(data + BATON_TRACE_AT, BATON_TRACE_BYTES)
        || !is_id(data + BATON_SPAN_AT, BATON_SPAN_BYTES)
        || !is_hex(data + BATON_FLAGS_AT, BATON_FLAGS_BYTES))
        return false;
    memcpy(ret, data, BATON_TRACEPARENT_BYTES);
    memcpy(ret, "00", 2);
    return true;
}

void baton_traceparent_write(const char trace[BATON_TRACE_BYTES], const char span[BATON_SPAN_BYTES],
                             const char flags[BATON_FLAGS_BYTES], char ret[BATON_TRACEPARENT_BYTES])
{
    memcpy(ret, "00-", 3);
    memcpy(ret + BATON_TRACE_AT, trace, BATON_TRACE_BYTES);
    ret[BATON_SPAN_AT - 1] = '-';
    memcpy(ret + BATON_SPAN_AT, span, BATON_SPAN_BYTES);
    ret[BATON_FLAGS_AT - 1] = '-';
    memcpy(ret + BATON_FLAGS_AT, flags, BATON_FLAGS_BYTES);
}

static unsigned hex_digit(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

static uint64_t hex_number(const char *data, size_t size)
{
    uint64_t number = 0;

    for (size_t i = 0; i < size; i++)
        number = number << 4 | hex_digit(data[i]);
    return number;
}

/* By hand: printf would be a good part of what an output costs. */
static void put_hex(char *at, uint64_t number)
{
    for (int i = 15; i >= 0; i--, number >>= 4)
        at[i] = "0123456789abcdef"[number & 15];
}

bool baton_trace_is_sampled(const char flags[BATON_FLAGS_BYTES])
{
    return (hex_digit(flags[1]) & 1) != 0;
}

static uint64_t second_half(uint64_t first)
{
    return baton_fnv1a(0, &first, sizeof first) | 1; /* an id of zeros is invalid */
}

void baton_trace_derive(uint64_t seed, char ret[BATON_TRACE_BYTES])
{
    put_hex(ret, seed);
    put_hex(ret + HALF_BYTES, second_half(seed));
}

bool baton_trace_is_ours(const char trace[BATON_TRACE_BYTES])
{
    return hex_number(trace + HALF_BYTES, HALF_BYTES) == second_half(hex_number(trace, HALF_BYTES));
}

double baton_trace_share(const char trace[BATON_TRACE_BYTES])
{
    uint64_t number = hex_number(trace + BATON_TRACE_BYTES - SHARE_BYTES, SHARE_BYTES);

    return (double)number / (double)(UINT64_C(1) << (4 * SHARE_BYTES));
}

void baton_span_id(uint64_t hash, char ret[BATON_SPAN_BYTES])
{
    put_hex(ret, hash != 0 ? hash : 1);
}
