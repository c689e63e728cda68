/* A value is taken whole or not at all. Hex digits are lower case; ids of zeros are invalid. */
#include "traceparent.h"

#include <string.h>

enum { PARENT_AT = 36, PARENT_BYTES = 16, FLAGS_AT = 53 };

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
        || data[PARENT_AT - 1] != '-' || data[FLAGS_AT - 1] != '-'
        || !is_id(data + BATON_TRACE_AT, BATON_TRACE_BYTES)
        || !is_id(data + PARENT_AT, PARENT_BYTES) || !is_hex(data + FLAGS_AT, 2))
        return false;
    memcpy(ret, data, BATON_TRACEPARENT_BYTES);
    memcpy(ret, "00", 2);
    return true;
}
