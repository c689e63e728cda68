/* Structs to Avro binary of our own schema: the table's rows in order. The depth is that of our
 * schemas, which do not contain themselves. */
#include "field.h"

enum { VARINT_MAX_BYTES = 10 };

/* Whether `size` bytes fit into what is allocated. */
static inline bool has_room(const struct baton_buf *buf, size_t size)
{
    return buf->capacity - buf->size >= size && !buf->overflowed;
}

static inline size_t varint(uint64_t rest, uint8_t *ret)
{
    size_t size = 0;

    while (rest >= 0x80) {
        ret[size++] = (uint8_t)(rest | 0x80);
        rest >>= 7;
    }
    ret[size++] = (uint8_t)rest;
    return size;
}

static void put_varint_slowly(struct baton_buf *buf, uint64_t rest)
{
    uint8_t bytes[VARINT_MAX_BYTES];

    baton_buf_append(buf, bytes, varint(rest, bytes));
}

static inline void put_long(struct baton_buf *buf, int64_t value)
{
    uint64_t rest = ((uint64_t)value << 1) ^ (uint64_t)(value < 0 ? -1 : 0);

    if (has_room(buf, VARINT_MAX_BYTES))
        buf->size += varint(rest, buf->data + buf->size);
    else
        put_varint_slowly(buf, rest);
}

static inline void put_byte(struct baton_buf *buf, uint8_t byte)
{
    if (has_room(buf, 1))
        buf->data[buf->size++] = byte;
    else
        baton_buf_append_byte(buf, byte);
}

static inline void put_text(struct baton_buf *buf, struct baton_text text)
{
    put_long(buf, (int64_t)text.size);
    if (text.size > 0)
        baton_buf_append(buf, text.data, text.size);
}

static void put_double(struct baton_buf *buf, double value)
{
    uint8_t bytes[sizeof value];
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(bits >> (8 * i));
    baton_buf_append(buf, bytes, sizeof bytes);
}

/* A value from beyond the table would make the whole record unreadable: it goes as unknown. */
static void put_enum(struct baton_buf *buf, const struct baton_enum_type *symbols, int value)
{
    put_long(buf, value >= 0 && (size_t)value < symbols->count ? value : 0);
}

static void put_record(struct baton_buf *buf, const struct baton_record_type *type,
                       const void *value);

static inline void put_value(struct baton_buf *buf, const struct baton_field *field, const void *at)
{
    switch (field->kind) {
    case BATON_KIND_STRING:
    case BATON_KIND_BYTES: put_text(buf, *(const struct baton_text *)at); break;
    case BATON_KIND_LONG:
    case BATON_KIND_TIME: put_long(buf, *(const int64_t *)at); break;
    case BATON_KIND_DOUBLE: put_double(buf, *(const double *)at); break;
    case BATON_KIND_BOOL: put_byte(buf, *(const bool *)at ? 1 : 0); break;
    case BATON_KIND_ENUM: put_enum(buf, field->symbols, *(const int *)at); break;
    case BATON_KIND_RECORD: put_record(buf, field->record, at); break;
    }
}

/* Our unions are all ["null", X]. */
static void put_nullable(struct baton_buf *buf, const struct baton_field *field, const void *value)
{
    bool null = baton_field_is_null(field, value);

    put_byte(buf, null ? 0 : 2);
    if (null)
        return;
    if (field->kind == BATON_KIND_RECORD)
        put_record(buf, field->record, baton_field_items(field, value));
    else if (field->kind == BATON_KIND_BOOL)
        put_byte(buf, *(const enum baton_maybe *)baton_field_in(field, value) == BATON_MAYBE_YES);
    else
        put_value(buf, field, baton_field_in(field, value));
}

static void put_pairs(struct baton_buf *buf, const struct baton_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count && !buf->overflowed; i++) {
        put_text(buf, pairs[i].key);
        put_text(buf, pairs[i].value);
    }
}

/* Rows have many. */
static void put_longs(struct baton_buf *buf, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count && !buf->overflowed; i++)
        put_long(buf, numbers[i]);
}

static void put_each(struct baton_buf *buf, const struct baton_field *field, const char *items,
                     size_t count)
{
    size_t size = baton_field_size(field);

    for (size_t i = 0; i < count && !buf->overflowed; i++)
        put_value(buf, field, items + i * size);
}

static void put_items(struct baton_buf *buf, const struct baton_field *field, const void *value)
{
    const char *items = baton_field_items(field, value);
    size_t count = baton_field_count(field, value);

    if (count > 0) {
        put_long(buf, (int64_t)count);
        if (field->shape == BATON_SHAPE_MAP)
            put_pairs(buf, (const void *)items, count);
        else if (field->kind == BATON_KIND_LONG)
            put_longs(buf, (const void *)items, count);
        else
            put_each(buf, field, items, count);
    }
    put_byte(buf, 0);
}

static void put_record(struct baton_buf *buf, const struct baton_record_type *type,
                       const void *value)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];

        if (field->shape == BATON_SHAPE_ONE)
            put_value(buf, field, baton_field_in(field, value));
        else if (field->shape == BATON_SHAPE_NULLABLE)
            put_nullable(buf, field, value);
        else
            put_items(buf, field, value);
    }
}

enum baton_verdict baton_codec_encode(const struct baton_record_type *type, const void *value,
                                      struct baton_buf *buf, struct baton_error *err)
{
    size_t before = buf->size;
    bool overflowed = buf->overflowed;

    put_record(buf, type, value);
    if (!buf->overflowed)
        return BATON_DONE;
    buf->size = before;
    buf->overflowed = overflowed;
    return baton_fail(err, BATON_REJECT, "too_large",
                      "%s does not fit into the %zu bytes that are left of %zu", type->name,
                      buf->max - before, buf->max);
}
