/* Numbers of a few bits in a row, the lowest first. Who reads must ask in the end whether anything
 * was missing: until then he gets zeros. */
#ifndef DETECTOR_BITS_H
#define DETECTOR_BITS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct detector_bits_out {
    uint8_t *bytes; /* the caller's, with room for all of it and 7 bits */
    size_t size;
    uint64_t held; /* bits that were not written yet: fewer than 32 */
    int held_bits;
};

struct detector_bits_in {
    const uint8_t *bytes;
    size_t size, at;
    uint64_t held;
    int held_bits;
    bool broken; /* something is missing, or is not as it should be */
};

/* At most 32 bits. Four bytes are written at a time. */
static inline void detector_put(struct detector_bits_out *out, uint64_t value, int bits)
{
    out->held |= value << out->held_bits;
    out->held_bits += bits;
    if (out->held_bits < 32)
        return;
    uint32_t four = htole32((uint32_t)out->held);
    memcpy(out->bytes + out->size, &four, sizeof four);
    out->size += sizeof four;
    out->held >>= 32;
    out->held_bits -= 32;
}

/* The end: what is held, and as many zeros as make the last byte whole. */
static inline void detector_put_end(struct detector_bits_out *out)
{
    for (; out->held_bits > 0; out->held_bits -= 8) {
        out->bytes[out->size++] = (uint8_t)out->held;
        out->held >>= 8;
    }
    out->held_bits = 0;
}

/* As many bits as there is room for in whole bytes. Eight bytes are read at a time while there are
 * so many: what of them lies above `held_bits` is read again later, at the same place. */
static inline void detector_fill(struct detector_bits_in *in)
{
    uint64_t eight;

    if (in->size - in->at >= sizeof eight) {
        memcpy(&eight, in->bytes + in->at, sizeof eight);
        in->held |= le64toh(eight) << in->held_bits;
        in->at += (size_t)(63 - in->held_bits) / 8;
        in->held_bits |= 56; /* as many bytes more */
        return;
    }
    for (; in->held_bits <= 56 && in->at < in->size; in->held_bits += 8)
        in->held |= (uint64_t)in->bytes[in->at++] << in->held_bits;
}

static inline uint64_t detector_get(struct detector_bits_in *in, int bits)
{
    if (in->held_bits < bits)
        detector_fill(in);
    if (in->held_bits < bits) {
        in->broken = true;
        return 0;
    }
    uint64_t value = in->held & ((UINT64_C(1) << bits) - 1);
    in->held >>= bits;
    in->held_bits -= bits;
    return value;
}

/* A number, at most 32, as so many ones and a zero. */
static inline void detector_put_ones(struct detector_bits_out *out, uint64_t number)
{
    detector_put(out, (UINT64_C(1) << number) - 1, (int)number);
    detector_put(out, 0, 1);
}

static inline uint64_t detector_get_ones(struct detector_bits_in *in)
{
    uint64_t number;

    if (in->held_bits < 33)
        detector_fill(in);
    number = (uint64_t)__builtin_ctzll(~in->held | UINT64_C(1) << 32);
    detector_get(in, (int)number + 1);
    return number;
}

/* A number that is small as a rule: seven bits at a time. */
static inline void detector_put_number(struct detector_bits_out *out, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        detector_put(out, (number & 0x7f) | 0x80, 8);
    detector_put(out, number, 8);
}

static inline uint32_t detector_get_number(struct detector_bits_in *in)
{
    uint32_t number = 0;
    uint64_t part = 0x80;

    for (int shift = 0; (part & 0x80) != 0 && shift < 28; shift += 7) {
        part = detector_get(in, 8);
        number |= (uint32_t)(part & 0x7f) << shift;
    }
    in->broken |= (part & 0x80) != 0;
    return number;
}

/* Into a byte, as what we keep in one always fits. */
static inline void detector_put_small(struct detector_bits_out *out, int64_t number)
{
    detector_put(out,
                 (uint8_t)(number < INT8_MIN   ? INT8_MIN
                           : number > INT8_MAX ? INT8_MAX
                                               : number),
                 8);
}

static inline int64_t detector_get_small(struct detector_bits_in *in)
{
    return (int8_t)detector_get(in, 8);
}

#endif
