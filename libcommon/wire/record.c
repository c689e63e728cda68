/* Structs by their tables: new ones with defaults, deep copies, symbols. Nothing here reads or
 * writes bytes. */
#include <math.h>

#include "field.h"

static const size_t kind_sizes[] = {
    [BATON_KIND_STRING] = sizeof(struct baton_text),
    [BATON_KIND_BYTES] = sizeof(struct baton_text),
    [BATON_KIND_LONG] = sizeof(int64_t),
    [BATON_KIND_TIME] = sizeof(int64_t),
    [BATON_KIND_DOUBLE] = sizeof(double),
    [BATON_KIND_BOOL] = sizeof(bool),
    [BATON_KIND_ENUM] = sizeof(int),
};

size_t baton_field_size(const struct baton_field *field)
{
    if (field->shape == BATON_SHAPE_MAP)
        return sizeof(struct baton_pair);
    return field->kind == BATON_KIND_RECORD ? field->record->size : kind_sizes[field->kind];
}

const struct baton_field *baton_field_find(const struct baton_record_type *type,
                                           struct baton_text name)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (baton_text_is(name, type->fields[i].name))
            return &type->fields[i];
    }
    return NULL;
}

bool baton_field_is_null(const struct baton_field *field, const void *value)
{
    const void *at = baton_field_in(field, value);

    switch (field->kind) {
    case BATON_KIND_STRING:
    case BATON_KIND_BYTES: return ((const struct baton_text *)at)->size == 0;
    case BATON_KIND_LONG:
    case BATON_KIND_TIME: return *(const int64_t *)at == BATON_NULL_LONG;
    case BATON_KIND_DOUBLE: return isnan(*(const double *)at);
    case BATON_KIND_BOOL: return *(const enum baton_maybe *)at == BATON_MAYBE_UNKNOWN;
    case BATON_KIND_ENUM: return *(const int *)at == 0;
    case BATON_KIND_RECORD: return baton_field_items(field, value) == NULL;
    }
    return true;
}

void *baton_record_new(const struct baton_record_type *type, struct baton_arena *arena)
{
    return baton_arena_copy(arena, type->defaults, type->size);
}

static void copy_parts(const struct baton_record_type *type, void *value,
                       struct baton_arena *arena);

/* Makes the texts and records of `count` values at `items` their own. */
static void copy_items(const struct baton_field *field, void *items, size_t count,
                       struct baton_arena *arena)
{
    if (field->kind == BATON_KIND_RECORD) {
        for (size_t i = 0; i < count; i++)
            copy_parts(field->record, (char *)items + i * field->record->size, arena);
        return;
    }
    if (field->kind != BATON_KIND_STRING && field->kind != BATON_KIND_BYTES)
        return;
    struct baton_text *texts = items;
    size_t text_count =
        field->shape == BATON_SHAPE_MAP ? 2 * count : count; /* a pair is two texts */
    for (size_t i = 0; i < text_count; i++)
        texts[i] = baton_text_copy(arena, texts[i]);
}

static void copy_field(const struct baton_field *field, void *value, struct baton_arena *arena)
{
    bool many = field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP;
    bool pointed = field->shape == BATON_SHAPE_NULLABLE && field->kind == BATON_KIND_RECORD;

    if (!many && !pointed) {
        copy_items(field, baton_field_at(field, value), 1, arena);
        return;
    }
    const void *old = baton_field_items(field, value);
    size_t count = many ? baton_field_count(field, value) : old != NULL;
    void *items = NULL;
    if (count > 0) {
        items = many ? baton_arena_array(arena, count, baton_field_size(field))
                     : baton_arena_alloc(arena, baton_field_size(field));
        memcpy(items, old, count * baton_field_size(field));
        copy_items(field, items, count, arena);
    }
    baton_field_set_items(field, value, items, count);
}

static void copy_parts(const struct baton_record_type *type, void *value, struct baton_arena *arena)
{
    for (size_t i = 0; i < type->field_count; i++)
        copy_field(&type->fields[i], value, arena);
}

void *baton_record_copy(const struct baton_record_type *type, const void *value,
                        struct baton_arena *arena)
{
    void *copy = baton_arena_copy(arena, value, type->size);

    copy_parts(type, copy, arena);
    return copy;
}

int baton_enum_of(const struct baton_enum_type *type, struct baton_text symbol)
{
    for (size_t i = 0; i < type->count; i++) {
        if (baton_text_is(symbol, type->symbols[i]))
            return (int)i;
    }
    return 0;
}

const char *baton_enum_name(const struct baton_enum_type *type, int value)
{
    return value > 0 && (size_t)value < type->count ? type->symbols[value] : "unknown";
}
