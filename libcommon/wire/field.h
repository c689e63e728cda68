/* What a row of a record's table means in memory; shared by the codecs of this folder and by what
 * walks over records (conversation/mask_record.c). */
#ifndef BATON_FIELD_H
#define BATON_FIELD_H

#include "codec.h"

/* Size of one value of `field`: of an item for arrays, of a pair for maps. */
size_t baton_field_size(const struct baton_field *field);

/* Where `field` lies in `value`, a struct of its record. */
static inline void *baton_field_at(const struct baton_field *field, void *value)
{
    return (char *)value + field->offset;
}

static inline const void *baton_field_in(const struct baton_field *field, const void *value)
{
    return (const char *)value + field->offset;
}

/* The pointer and the count of an array or map in `value`; also the pointer of a nullable record.
 */
static inline const void *baton_field_items(const struct baton_field *field, const void *value)
{
    const void *items;

    memcpy(&items, baton_field_in(field, value), sizeof items);
    return items;
}

static inline size_t baton_field_count(const struct baton_field *field, const void *value)
{
    return *(const size_t *)(const void *)((const char *)value + field->count_offset);
}

/* Sets the pointer of an array, map or nullable record, and the count of the first two. */
static inline void baton_field_set_items(const struct baton_field *field, void *value, void *items,
                                         size_t count)
{
    memcpy(baton_field_at(field, value), &items, sizeof items);
    if (field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP)
        *(size_t *)(void *)((char *)value + field->count_offset) = count;
}

/* The field called `name`, NULL if there is none. */
const struct baton_field *baton_field_find(const struct baton_record_type *type,
                                           struct baton_text name);
/* Whether the nullable `field` is absent in `value`. */
bool baton_field_is_null(const struct baton_field *field, const void *value);

#endif
