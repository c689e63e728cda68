/* Hashes. Which one where: murmur2 decides partitions (as Java clients do), SipHash guards tables
 * whose keys outsiders choose, FNV-1a mixes features and words where a collision gains nothing. */
#ifndef BATON_HASH_H
#define BATON_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Java's org.apache.kafka.common.utils.Utils.murmur2, as a non-negative number:
 * toPositive(murmur2(bytes)). */
uint32_t baton_murmur2(const void *bytes, size_t size);
/* SipHash-1-3 with a 128-bit key. */
uint64_t baton_siphash(const uint8_t key[16], const void *bytes, size_t size);
/* FNV-1a, 64 bits; `seed` 0 for the standard offset basis, or an earlier result to go on. */
uint64_t baton_fnv1a(uint64_t seed, const void *bytes, size_t size);

#endif
