/* Words are put together byte by byte in little-endian order, which compilers turn into one load
 * where it is one: the same bytes hash alike on every machine. Pure functions; any thread. */
#include "hash.h"

static uint32_t word32(const uint8_t *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint64_t word64(const uint8_t *b)
{
    return word32(b) | (uint64_t)word32(b + 4) << 32;
}

/* The last 0 to 7 bytes as a number. */
static uint64_t rest_of(const uint8_t *b, size_t size)
{
    uint64_t rest = 0;

    for (size_t i = 0; i < size; i++)
        rest |= (uint64_t)b[i] << (8 * i);
    return rest;
}

uint32_t baton_murmur2(const void *bytes, size_t size)
{
    const uint32_t mix = 0x5bd1e995;
    const uint8_t *b = bytes;
    uint32_t h = 0x9747b28c ^ (uint32_t)size;

    for (; size >= 4; b += 4, size -= 4) {
        uint32_t k = word32(b) * mix;

        k = (k ^ k >> 24) * mix;
        h = h * mix ^ k;
    }
    if (size > 0)
        h = (h ^ (uint32_t)rest_of(b, size)) * mix;
    h = (h ^ h >> 13) * mix;
    return (h ^ h >> 15) & 0x7fffffff;
}

struct sip {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotated(uint64_t value, int bits)
{
    return value << bits | value >> (64 - bits);
}

__attribute__((always_inline)) static inline void sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotated(s->v1, 13) ^ s->v0;
    s->v3 = rotated(s->v3, 16) ^ s->v2;
    s->v0 = rotated(s->v0, 32) + s->v3;
    s->v2 += s->v1;
    s->v1 = rotated(s->v1, 17) ^ s->v2;
    s->v3 = rotated(s->v3, 21) ^ s->v0;
    s->v2 = rotated(s->v2, 32);
}

static void sip_word(struct sip *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

uint64_t baton_siphash(const uint8_t key[16], const void *bytes, size_t size)
{
    const uint8_t *b = bytes;
    uint64_t k0 = word64(key);
    uint64_t k1 = word64(key + 8);
    struct sip s = {
        k0 ^ 0x736f6d6570736575,
        k1 ^ 0x646f72616e646f6d,
        k0 ^ 0x6c7967656e657261,
        k1 ^ 0x7465646279746573,
    };
    size_t left = size;

    for (; left >= 8; b += 8, left -= 8)
        sip_word(&s, word64(b));
    sip_word(&s, rest_of(b, left) | (uint64_t)size << 56);
    s.v2 ^= 0xff;
    for (int i = 0; i < 3; i++)
        sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

uint64_t baton_fnv1a(uint64_t seed, const void *bytes, size_t size)
{
    const uint8_t *b = bytes;
    uint64_t h = seed == 0 ? 0xcbf29ce484222325 : seed;

    for (size_t i = 0; i < size; i++)
        h = (h ^ b[i]) * 0x100000001b3;
    return h;
}
