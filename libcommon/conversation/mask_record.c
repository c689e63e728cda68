/* See mask.h. By the record's table, so that no field is left out because nobody thought of it. */
#include <string.h>

#include "field.h"
#include "mask.h"

/* Names of fields that are handles, not words: without them nothing is found, reached or routed. */
static const char *const handles[] = {
    "tenant",  "in_reply_to",  "replaces", "language",         "digest",        "media_type",
    "address", "external_ids", "env",      "time_zone",        "link",          "pool",
    "team",    "concerns",     "skills",   "authority_needed", "overflow_from", NULL
};

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name), end_size = strlen(end);

    return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

static bool is_handle(const struct baton_record_type *type, const char *name)
{
    for (size_t i = 0; handles[i] != NULL; i++) {
        if (strcmp(name, handles[i]) == 0)
            return true;
    }
    return strcmp(name, "id") == 0 || ends_with(name, "_id") || ends_with(name, "_ids")
           || (type == &baton_attachment_type && strcmp(name, "url") == 0);
}

static void mask_value(const struct baton_masks *masks, const struct baton_field *field, void *at)
{
    struct baton_text *text = at;

    if (field->kind == BATON_KIND_STRING)
        *text = baton_mask_text(masks, *text);
    else if (field->kind == BATON_KIND_RECORD)
        baton_mask_record(masks, field->record, at);
}

static void mask_items(const struct baton_masks *masks, const struct baton_field *field,
                       void *value)
{
    size_t count = baton_field_count(field, value), size = baton_field_size(field);
    char *items = baton_arena_copy(masks->arena, baton_field_items(field, value), count * size);

    for (size_t i = 0; i < count; i++) {
        struct baton_pair *pair = (void *)(items + i * size);

        if (field->shape == BATON_SHAPE_MAP)
            pair->value = baton_mask_named(masks, pair->key, pair->value);
        else
            mask_value(masks, field, items + i * size);
    }
    baton_field_set_items(field, value, items, count);
}

void baton_mask_record(const struct baton_masks *masks, const struct baton_record_type *type,
                       void *value)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];
        bool has_words = field->kind == BATON_KIND_STRING || field->kind == BATON_KIND_RECORD;
        bool is_many = field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP;
        void *at = baton_field_at(field, value);

        if (!has_words || is_handle(type, field->name)
            || (is_many && baton_field_count(field, value) == 0)
            || (field->shape == BATON_SHAPE_NULLABLE && baton_field_is_null(field, value)))
            continue;
        if (is_many) {
            mask_items(masks, field, value);
        } else if (field->shape == BATON_SHAPE_NULLABLE && field->kind == BATON_KIND_RECORD) {
            at = baton_arena_copy(masks->arena, baton_field_items(field, value),
                                  field->record->size);
            baton_field_set_items(field, value, at, 1);
            mask_value(masks, field, at);
        } else {
            mask_value(masks, field, at);
        }
    }
}
