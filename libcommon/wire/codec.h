/* Records between Avro binary and C structs, driven by tables that are generated from the schemas.
 *
 * A record type is a table of fields: name, kind, shape and place in the struct.
 * `baton_codec_encode` writes our own schema's form. Reading follows the *writer's* schema, which
 * may be older or newer: a plan, compiled once per schema id, says for each of the writer's fields
 * where it goes or that it is skipped; fields that the writer lacks keep their defaults. The plan
 * is at the same time the bounds check: every length, count, depth, range and text is checked
 * before it is used, because avro-c crashes or hangs on hostile bytes. avro-c parses schemas, and
 * is the reference in tests.
 *
 * How a field looks in C
 *   string            struct baton_text (a view into the payload); absent is empty
 *   long, time        int64_t; nullable: BATON_NULL_LONG
 *   double            double; nullable: NAN
 *   boolean           bool; nullable: enum baton_maybe
 *   enum              int-sized C enum, 0 = unknown; a symbol that we do not know reads as unknown
 *   record            the struct itself; nullable: a pointer, NULL when absent
 *   array             `T *name; size_t name_count;`, with room for BATON_APPEND when it was read
 *   map of string     `struct baton_pair *name; size_t name_count;` in the order written
 *   bytes             struct baton_text, not UTF-8 */
#ifndef BATON_CODEC_H
#define BATON_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "buf.h"
#include "error.h"
#include "text.h"

#define BATON_NULL_LONG INT64_MIN

enum baton_maybe { BATON_MAYBE_UNKNOWN = 0, BATON_MAYBE_NO, BATON_MAYBE_YES };

struct baton_pair {
    struct baton_text key;
    struct baton_text value;
};

enum baton_kind {
    BATON_KIND_STRING,
    BATON_KIND_BYTES,
    BATON_KIND_LONG,
    BATON_KIND_TIME, /* timestamp-millis */
    BATON_KIND_DOUBLE,
    BATON_KIND_BOOL,
    BATON_KIND_ENUM,
    BATON_KIND_RECORD,
};

enum baton_shape { BATON_SHAPE_ONE, BATON_SHAPE_NULLABLE, BATON_SHAPE_ARRAY, BATON_SHAPE_MAP };

struct baton_enum_type {
    const char *name;
    const char *const *symbols; /* [0] is "unknown" */
    size_t count;
};

struct baton_field {
    const char *name;
    enum baton_kind kind;
    enum baton_shape shape;
    size_t offset;       /* in the struct */
    size_t count_offset; /* of the count, for arrays and maps */
    const struct baton_record_type *record;
    const struct baton_enum_type *symbols;
    bool required; /* the schema has no default for it */
};

struct baton_record_type {
    const char *name; /* "ConversationEvent" */
    size_t size;      /* of the struct */
    const struct baton_field *fields;
    size_t field_count;
    const void *defaults; /* a struct with every field's default */
    const char
        *schema_text; /* the schema file's own text; NULL for types that only occur inside others */
};

/* How to read what one writer's schema wrote into one of our types. Immutable, shared by all
 * records of that schema. */
struct baton_plan;

/* Compiles `schema_text` (hostile) for `type`.
 * fails   BATON_REJECT: larger than 64 kB, deeper than 16, recursive, zero-width array items, not
 * valid Avro, or not compatible with `type` (the text names the field)
 * owns    caller frees with baton_plan_free */
enum baton_verdict baton_plan_compile(struct baton_text schema_text,
                                      const struct baton_record_type *type,
                                      struct baton_plan **ret_plan, struct baton_error *err);
void baton_plan_free(struct baton_plan *plan);

/* What a record of so many bytes may take in memory. In a record of our own schema each byte
 * becomes at most 16 (an empty text or list is one byte there and 16 here), and four times that
 * where it stands alone in an array, which has room for four (baton_arena_array); the rest is for
 * the struct itself. */
#define BATON_DECODED_MAX_BYTES(payload_bytes) (64 * (size_t)(payload_bytes) + 64 * 1024)

/* Reads one record (Avro binary without a frame) into a new struct of the plan's type.
 * owns    the struct and its arrays lie in `arena`; texts are views into `payload`, which must live
 * as long
 * fails   BATON_REJECT with the field's name: truncated, trailing bytes, a length, count, index or
 * text out of bounds, more memory than BATON_DECODED_MAX_BYTES (what we wrote ourselves never takes
 * more). Nothing is handed out then. */
enum baton_verdict baton_plan_decode(const struct baton_plan *plan, struct baton_text payload,
                                     struct baton_arena *arena, void **ret_value,
                                     struct baton_error *err);

/* Appends `value`, a struct of `type`, as Avro binary of our own schema.
 * fails   BATON_REJECT when the buffer would pass its maximum; the buffer is cut back to what it
 * was */
enum baton_verdict baton_codec_encode(const struct baton_record_type *type, const void *value,
                                      struct baton_buf *buf, struct baton_error *err);

/* A new struct with the type's defaults, in `arena`. */
void *baton_record_new(const struct baton_record_type *type, struct baton_arena *arena);
#define BATON_RECORD(arena, name) \
    ((struct baton_##name *)baton_record_new(&baton_##name##_type, (arena)))

/* A deep copy in `arena`, texts included, NUL-terminated. */
void *baton_record_copy(const struct baton_record_type *type, const void *value,
                        struct baton_arena *arena);

/* Index of `symbol`, or 0 (unknown). */
int baton_enum_of(const struct baton_enum_type *type, struct baton_text symbol);
/* The symbol; "unknown" when out of range. */
const char *baton_enum_name(const struct baton_enum_type *type, int value);

#endif
