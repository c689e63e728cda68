/* SHA-256 (FIPS 180-4): digests of tokens and of policies. */
#ifndef BATON_GATEWAY_SHA256_H
#define BATON_GATEWAY_SHA256_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

enum { SHA256_BYTES = 32, SHA256_HEX_SIZE = 65 };

void sha256(const void *bytes, size_t size, uint8_t ret_digest[SHA256_BYTES]);
/* Lower-case hexadecimal digits and a NUL. */
void sha256_hex(const void *bytes, size_t size, char ret_hex[SHA256_HEX_SIZE]);
/* 64 hexadecimal digits of either case as bytes.
 * fails  false on anything else */
bool sha256_parse(struct baton_text hex, uint8_t ret_digest[SHA256_BYTES]);
/* In time that does not depend on where they differ. */
bool sha256_equal(const uint8_t a[SHA256_BYTES], const uint8_t b[SHA256_BYTES]);

#endif
