/* Structs to JSON by their tables. Byte-stable: schema order, the shortest number that reads back
 * as the same. */
#include <inttypes.h>
#include <math.h>

#include "field.h"
#include "json_codec.h"

static void put_record(struct baton_buf *buf, const struct baton_record_type *type,
                       const void *value, bool brief);

static void put_string(struct baton_buf *buf, struct baton_text text)
{
    baton_buf_append_byte(buf, '"');
    baton_buf_append_json(buf, text);
    baton_buf_append_byte(buf, '"');
}

static void put_base64(struct baton_buf *buf, struct baton_text bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    baton_buf_append_byte(buf, '"');
    for (size_t i = 0; i < bytes.size; i += 3) {
        size_t count = bytes.size - i < 3 ? bytes.size - i : 3;
        unsigned bits = 0;

        for (size_t j = 0; j < 3; j++)
            bits = (bits << 8) | (j < count ? (uint8_t)bytes.data[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            baton_buf_append_byte(buf,
                                  j <= count ? (uint8_t)digits[(bits >> (18 - 6 * j)) & 63] : '=');
    }
    baton_buf_append_byte(buf, '"');
}

/* 15 digits are enough for most, 17 for all. JSON has no infinity: it goes as null. */
static void put_double(struct baton_buf *buf, double value)
{
    char digits[40];

    if (!isfinite(value)) {
        baton_buf_append_text(buf, BATON_TEXT("null"));
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    baton_buf_append_text(buf, baton_text_of(digits));
    if (strpbrk(digits, ".e") == NULL)
        baton_buf_append_text(buf, BATON_TEXT(".0"));
}

static void put_value(struct baton_buf *buf, const struct baton_field *field, const void *at,
                      bool brief)
{
    switch (field->kind) {
    case BATON_KIND_STRING: put_string(buf, *(const struct baton_text *)at); break;
    case BATON_KIND_BYTES: put_base64(buf, *(const struct baton_text *)at); break;
    case BATON_KIND_LONG:
    case BATON_KIND_TIME: baton_buf_format(buf, "%" PRId64, *(const int64_t *)at); break;
    case BATON_KIND_DOUBLE: put_double(buf, *(const double *)at); break;
    case BATON_KIND_BOOL:
        baton_buf_append_text(buf, *(const bool *)at ? BATON_TEXT("true") : BATON_TEXT("false"));
        break;
    case BATON_KIND_ENUM:
        put_string(buf, baton_text_of(baton_enum_name(field->symbols, *(const int *)at)));
        break;
    case BATON_KIND_RECORD: put_record(buf, field->record, at, brief); break;
    }
}

static void put_nullable(struct baton_buf *buf, const struct baton_field *field, const void *value,
                         bool brief)
{
    const void *at = baton_field_in(field, value);

    if (baton_field_is_null(field, value))
        baton_buf_append_text(buf, BATON_TEXT("null"));
    else if (field->kind == BATON_KIND_RECORD)
        put_record(buf, field->record, baton_field_items(field, value), brief);
    else if (field->kind == BATON_KIND_BOOL)
        baton_buf_append_text(buf, *(const enum baton_maybe *)at == BATON_MAYBE_YES
                                       ? BATON_TEXT("true")
                                       : BATON_TEXT("false"));
    else
        put_value(buf, field, at, brief);
}

static void put_array(struct baton_buf *buf, const struct baton_field *field, const void *value,
                      bool brief)
{
    const char *items = baton_field_items(field, value);
    size_t count = baton_field_count(field, value);

    baton_buf_append_byte(buf, '[');
    for (size_t i = 0; i < count && !buf->overflowed; i++) {
        if (i > 0)
            baton_buf_append_byte(buf, ',');
        put_value(buf, field, items + i * baton_field_size(field), brief);
    }
    baton_buf_append_byte(buf, ']');
}

static void put_map(struct baton_buf *buf, const struct baton_field *field, const void *value)
{
    const struct baton_pair *pairs = baton_field_items(field, value);
    size_t count = baton_field_count(field, value);

    baton_buf_append_byte(buf, '{');
    for (size_t i = 0; i < count && !buf->overflowed; i++) {
        if (i > 0)
            baton_buf_append_byte(buf, ',');
        put_string(buf, pairs[i].key);
        baton_buf_append_byte(buf, ':');
        put_string(buf, pairs[i].value);
    }
    baton_buf_append_byte(buf, '}');
}

static bool record_is(const struct baton_record_type *type, const void *value,
                      const void *defaults);

/* Whether a single value is what `defaults` has; nullable records never get here. */
static bool value_is(const struct baton_field *field, const void *at, const void *default_at)
{
    switch (field->kind) {
    case BATON_KIND_STRING:
    case BATON_KIND_BYTES:
        return baton_text_equal(*(const struct baton_text *)at,
                                *(const struct baton_text *)default_at);
    case BATON_KIND_RECORD: return record_is(field->record, at, default_at);
    case BATON_KIND_DOUBLE:
        if (isnan(*(const double *)at))
            return isnan(*(const double *)default_at);
        return memcmp(at, default_at, sizeof(double)) == 0;
    case BATON_KIND_BOOL:
        return memcmp(at, default_at,
                      field->shape == BATON_SHAPE_NULLABLE ? sizeof(enum baton_maybe)
                                                           : sizeof(bool))
               == 0;
    default: return memcmp(at, default_at, baton_field_size(field)) == 0;
    }
}

static bool field_is(const struct baton_field *field, const void *value, const void *defaults)
{
    if (field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP)
        return baton_field_count(field, value) == 0; /* lists and maps are empty by default */
    if (field->shape == BATON_SHAPE_NULLABLE && field->kind == BATON_KIND_RECORD)
        return baton_field_items(field, value) == NULL;
    return value_is(field, baton_field_in(field, value), baton_field_in(field, defaults));
}

static bool record_is(const struct baton_record_type *type, const void *value, const void *defaults)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (!field_is(&type->fields[i], value, defaults))
            return false;
    }
    return true;
}

static void put_field(struct baton_buf *buf, const struct baton_field *field, const void *value,
                      bool brief)
{
    put_string(buf, baton_text_of(field->name));
    baton_buf_append_byte(buf, ':');
    if (field->shape == BATON_SHAPE_ARRAY)
        put_array(buf, field, value, brief);
    else if (field->shape == BATON_SHAPE_MAP)
        put_map(buf, field, value);
    else if (field->shape == BATON_SHAPE_NULLABLE)
        put_nullable(buf, field, value, brief);
    else
        put_value(buf, field, baton_field_in(field, value), brief);
}

static void put_record(struct baton_buf *buf, const struct baton_record_type *type,
                       const void *value, bool brief)
{
    bool first = true;

    baton_buf_append_byte(buf, '{');
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];

        if (brief && !field->required && field_is(field, value, type->defaults))
            continue;
        if (!first)
            baton_buf_append_byte(buf, ',');
        first = false;
        put_field(buf, field, value, brief);
    }
    baton_buf_append_byte(buf, '}');
}

void baton_json_encode(const struct baton_record_type *type, const void *value, bool brief,
                       struct baton_buf *buf)
{
    put_record(buf, type, value, brief);
}
