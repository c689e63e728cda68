/* Framed records: magic byte 0, schema id (4 bytes, big-endian), Avro binary. A registry and the
 * plans it led to. */
#ifndef BATON_SERDE_H
#define BATON_SERDE_H

#include "codec.h"
#include "registry.h"

struct baton_serde;

/* `registry` is borrowed. */
struct baton_serde *baton_serde_new(struct baton_registry *registry);
void baton_serde_free(struct baton_serde *serde);

/* Makes `type` writable under `subject` ("<topic>-value"), by registering or (production) looking
 * up.
 * fails  as baton_registry_id */
enum baton_verdict baton_serde_add(struct baton_serde *serde, const struct baton_record_type *type,
                                   const char *subject, bool may_register, struct baton_error *err);

/* Appends the framed form of `value`. A type that was not added is a bug (assert).
 * fails  BATON_REJECT: too large for `buf` */
enum baton_verdict baton_serde_encode(struct baton_serde *serde,
                                      const struct baton_record_type *type, const void *value,
                                      struct baton_buf *buf, struct baton_error *err);

/* Reads a framed record, written by any compatible schema, as `type`. Ownership as
 * baton_plan_decode.
 * fails  BATON_REJECT: no frame, unknown schema id, hostile bytes; BATON_RETRY: the registry does
 * not answer */
enum baton_verdict baton_serde_decode(struct baton_serde *serde,
                                      const struct baton_record_type *type,
                                      struct baton_text framed, struct baton_arena *arena,
                                      void **ret_value, struct baton_error *err);
/* The schema id in a frame; -1 if there is none. */
int32_t baton_serde_frame_id(struct baton_text framed);

#endif
