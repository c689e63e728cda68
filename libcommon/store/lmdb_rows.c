/* Encoding by hand, byte by byte: a file that another compiler's Baton wrote is read alike. */
#include "lmdb_rows.h"

#include <string.h>

#include "hash.h"

enum { HASH_BYTES = 8, LONG_BYTES = HASH_BYTES + 2 };

static void put64(uint8_t *into, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        into[i] = (uint8_t)(number >> (8 * i));
}

static uint64_t get64(const uint8_t *from)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number |= (uint64_t)from[i] << (8 * i);
    return number;
}

static bool is_long(struct baton_text key)
{
    return key.size >= BATON_LMDB_KEY_MAX;
}

/* A second key for SipHash, so that two hashes of one text make 128 bits. */
static void salt_turned(const uint8_t salt[16], uint8_t ret[16])
{
    for (int i = 0; i < 16; i++)
        ret[i] = salt[i] ^ 0xa5;
}

void baton_lmdb_key_make(const uint8_t salt[16], struct baton_text key,
                         struct baton_lmdb_key *ret_key)
{
    uint8_t other[16];

    if (!is_long(key)) {
        memcpy(ret_key->bytes, key.data, key.size);
        ret_key->size = key.size;
        return;
    }
    salt_turned(salt, other);
    memcpy(ret_key->bytes, key.data, BATON_LMDB_KEY_SHARED);
    put64(ret_key->bytes + BATON_LMDB_KEY_SHARED, baton_siphash(salt, key.data, key.size));
    put64(ret_key->bytes + BATON_LMDB_KEY_SHARED + 8, baton_siphash(other, key.data, key.size));
    ret_key->size = BATON_LMDB_KEY_MAX;
}

/* The value is hashed under the key's hash: neither can be exchanged alone. */
static uint64_t row_hash(const uint8_t salt[16], struct baton_text key, struct baton_text value)
{
    uint8_t under[16];

    memcpy(under, salt, sizeof under);
    put64(under, baton_siphash(salt, key.data, key.size));
    return baton_siphash(under, value.data, value.size);
}

size_t baton_lmdb_value_size(struct baton_text key, struct baton_text value)
{
    return (is_long(key) ? LONG_BYTES + key.size : (size_t)HASH_BYTES) + value.size;
}

uint64_t baton_lmdb_value_write(const uint8_t salt[16], struct baton_text key,
                                struct baton_text value, uint8_t *into)
{
    uint64_t hash = row_hash(salt, key, value);

    put64(into, hash);
    into += HASH_BYTES;
    if (is_long(key)) {
        into[0] = (uint8_t)key.size;
        into[1] = (uint8_t)(key.size >> 8);
        memcpy(into + 2, key.data, key.size);
        into += 2 + key.size;
    }
    if (value.size > 0)
        memcpy(into, value.data, value.size);
    return hash;
}

/* The whole key and where the value starts. */
static bool key_read(const uint8_t salt[16], struct baton_text stored_key,
                     struct baton_text stored_value, struct baton_text *ret_key, size_t *ret_start)
{
    const uint8_t *bytes = (const uint8_t *)stored_value.data;
    struct baton_lmdb_key expected;
    size_t size;

    if (stored_key.size < BATON_LMDB_KEY_MAX) {
        *ret_key = stored_key;
        *ret_start = HASH_BYTES;
        return true;
    }
    if (stored_value.size < LONG_BYTES)
        return false;
    size = bytes[HASH_BYTES] | (size_t)bytes[HASH_BYTES + 1] << 8;
    if (size < BATON_LMDB_KEY_MAX || size > stored_value.size - LONG_BYTES)
        return false;
    *ret_key = (struct baton_text){ stored_value.data + LONG_BYTES, size };
    *ret_start = LONG_BYTES + size;
    baton_lmdb_key_make(salt, *ret_key, &expected);
    return memcmp(expected.bytes, stored_key.data, expected.size) == 0;
}

bool baton_lmdb_row_read(const uint8_t salt[16], struct baton_text stored_key,
                         struct baton_text stored_value, struct baton_lmdb_row *ret_row)
{
    struct baton_lmdb_row row;
    size_t start;

    if (stored_key.size == 0 || stored_value.size < HASH_BYTES
        || !key_read(salt, stored_key, stored_value, &row.key, &start))
        return false;
    row.value = (struct baton_text){ stored_value.data + start, stored_value.size - start };
    row.hash = get64((const uint8_t *)stored_value.data);
    if (row.hash != row_hash(salt, row.key, row.value))
        return false;
    *ret_row = row;
    return true;
}

/* format 8, offset 8, saved at 8, digest 8, salt 16, instance 16, clean 8, boot id 64, hash of all
 * before 8 */
enum { META_HASHED = BATON_LMDB_META_BYTES - HASH_BYTES };

static uint64_t meta_hash(const uint8_t *bytes)
{
    static const uint8_t key[16] = "baton-store-meta";

    return baton_siphash(key, bytes, META_HASHED);
}

void baton_lmdb_meta_write(const struct baton_lmdb_meta *meta, uint8_t into[BATON_LMDB_META_BYTES])
{
    put64(into, BATON_LMDB_FORMAT);
    put64(into + 8, (uint64_t)meta->offset);
    put64(into + 16, (uint64_t)meta->saved_at_ms);
    put64(into + 24, meta->digest);
    memcpy(into + 32, meta->salt, 16);
    memcpy(into + 48, meta->instance, 16);
    put64(into + 64, meta->clean);
    memcpy(into + 72, meta->boot_id, BATON_LMDB_BOOT_MAX);
    put64(into + META_HASHED, meta_hash(into));
}

bool baton_lmdb_meta_read(struct baton_text bytes, struct baton_lmdb_meta *ret_meta)
{
    const uint8_t *from = (const uint8_t *)bytes.data;

    if (bytes.size != BATON_LMDB_META_BYTES || get64(from) != BATON_LMDB_FORMAT
        || get64(from + META_HASHED) != meta_hash(from))
        return false;
    *ret_meta = (struct baton_lmdb_meta){
        .offset = (int64_t)get64(from + 8),
        .saved_at_ms = (int64_t)get64(from + 16),
        .digest = get64(from + 24),
        .clean = get64(from + 64) == 1,
    };
    memcpy(ret_meta->salt, from + 32, 16);
    memcpy(ret_meta->instance, from + 48, 16);
    memcpy(ret_meta->boot_id, from + 72, BATON_LMDB_BOOT_MAX);
    ret_meta->boot_id[BATON_LMDB_BOOT_MAX - 1] = '\0';
    return true;
}
