/* SHA-256 (FIPS 180-4): digests of tokens and of policies. */
#ifndef BATON_SHA256_H
#define BATON_SHA256_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

enum { BATON_SHA256_BYTES = 32, BATON_SHA256_HEX_SIZE = 65 };

void baton_sha256(const void *bytes, size_t size, uint8_t ret_digest[BATON_SHA256_BYTES]);
/* Lower-case hexadecimal digits and a NUL. */
void baton_sha256_hex(const void *bytes, size_t size, char ret_hex[BATON_SHA256_HEX_SIZE]);
/* 64 hexadecimal digits of either case as bytes.
 * fails  false on anything else */
bool baton_sha256_parse(struct baton_text hex, uint8_t ret_digest[BATON_SHA256_BYTES]);
/* In time that does not depend on where they differ. */
bool baton_sha256_equal(const uint8_t a[BATON_SHA256_BYTES], const uint8_t b[BATON_SHA256_BYTES]);

#endif
