/* Keys: "tenant/conversation_id", "tenant/pool", "tenant", "tenant/customer_id", sometimes with
 * more behind. A record's partition is its owner's: murmur2 of the first one or two parts. */
#ifndef BATON_KEY_H
#define BATON_KEY_H

#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "text.h"

#define BATON_ID_MAX_BYTES 200
#define BATON_NAME_MAX_BYTES 64

/* tenant and pool: [a-z0-9_-]{1,64} */
bool baton_name_valid(struct baton_text name);
/* Other ids: 1..200 bytes of UTF-8 without control characters. */
bool baton_id_valid(struct baton_text id);

/* "tenant/id", with '/' and '%' of `id` percent-encoded, in `arena`. */
struct baton_text baton_key_make(struct baton_arena *arena, struct baton_text tenant,
                                 struct baton_text id);
/* `key` with one more part behind. */
struct baton_text baton_key_extend(struct baton_arena *arena, struct baton_text key,
                                   struct baton_text part);

/* The first `parts` parts of `key`; the whole key when it has no more. */
struct baton_text baton_key_owner(struct baton_text key, int parts);
/* Part `index`, decoded into `arena`; empty when there is none. */
struct baton_text baton_key_part(struct baton_arena *arena, struct baton_text key, int index);
/* murmur2(owner) modulo `partition_count`: what Java's default partitioner chooses for the owner as
 * key. */
int32_t baton_key_partition(struct baton_text key, int parts, int32_t partition_count);
/* A key of a topic whose owner has `parts` parts: parts present and valid, at most 1 kB.
 * fails  BATON_REJECT: names what is wrong */
enum baton_verdict baton_key_check(struct baton_text key, int parts, struct baton_error *err);

/* `id` as one segment of a URL's path: all but RFC 3986's unreserved characters percent-encoded, in
 * `arena`. */
struct baton_text baton_url_segment(struct baton_arena *arena, struct baton_text id);

#endif
