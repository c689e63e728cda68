/* Records between JSON and C structs, by the same tables as the Avro codec.
 * The JSON is plain: fields by name, no union wrappers, times as milliseconds (RFC 3339 is read
 * too), enums as symbols, bytes as base64, absent as null or left out. Used by the gateway, the
 * cases and the baton program. */
#ifndef BATON_JSON_CODEC_H
#define BATON_JSON_CODEC_H

#include <jansson.h>

#include "codec.h"

#define BATON_JSON_MAX_BYTES (1024 * 1024)

/* Parses hostile text: at most BATON_JSON_MAX_BYTES, depth 32, no duplicate keys, no NUL.
 * owns   caller frees with json_decref
 * fails  NULL, with line and column in `err` */
json_t *baton_json_parse(struct baton_text text, struct baton_error *err);

/* Offset of the first bracket that is nested deeper than `max_depth`, -1 if none is; brackets in
 * strings do not count. For who parses JSON by other limits. */
ptrdiff_t baton_json_too_deep(struct baton_text text, int max_depth);

/* A new struct of `type` from a JSON object, strict: unknown fields, wrong types, unknown enum
 * symbols, missing fields without a default and numbers out of range are BATON_REJECT, and the text
 * names the field's path and what is wanted.
 * owns   everything is copied into `arena` */
enum baton_verdict baton_json_decode(const struct baton_record_type *type, const json_t *json,
                                     struct baton_arena *arena, void **ret_value,
                                     struct baton_error *err);

/* Appends `value` as one line of JSON, fields in the schema's order; with `brief`, fields at their
 * default are left out. Byte-stable. The caller checks buf->overflowed. */
void baton_json_encode(const struct baton_record_type *type, const void *value, bool brief,
                       struct baton_buf *buf);

#endif
