/* For tests, fuzzers and benchmarks: records with random content from a seed, and the same as
 * values of avro-c. */
#ifndef BATON_RANDOM_RECORD_H
#define BATON_RANDOM_RECORD_H

#include <assert.h>
#include <avro.h>
#include <math.h>

#include "field.h"

struct baton_random {
    uint64_t state;
};

/* splitmix64 */
static inline uint64_t baton_random_next(struct baton_random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static inline size_t baton_random_below(struct baton_random *random, size_t bound)
{
    return (size_t)(baton_random_next(random) % bound);
}

static inline struct baton_text baton_random_text(struct baton_random *random,
                                                  struct baton_arena *arena)
{
    static const char *const words[] = { "",           "card",
                                         "declined",   " ",
                                         "\"quoted\"", "\xc3\xa9t\xc3\xa9",
                                         "order",      "\xf0\x9f\x98\xa1",
                                         "\n",         "refund",
                                         "\\",         "\x01\x7f" };
    struct baton_text text = BATON_TEXT_NONE;

    for (size_t i = baton_random_below(random, 8); i > 0; i--)
        text = baton_text_format(arena, "%.*s%s", BATON_TEXT_ARG(text),
                                 words[baton_random_below(random, sizeof words / sizeof *words)]);
    return text;
}

static inline int64_t baton_random_long(struct baton_random *random)
{
    int64_t value = (int64_t)(baton_random_next(random) >> baton_random_below(random, 64));

    return value == BATON_NULL_LONG ? 0 : value;
}

static inline void baton_random_record(struct baton_random *random,
                                       const struct baton_record_type *type,
                                       struct baton_arena *arena, void *value);

static inline void baton_random_value(struct baton_random *random, const struct baton_field *field,
                                      struct baton_arena *arena, void *at)
{
    switch (field->kind) {
    case BATON_KIND_STRING:
    case BATON_KIND_BYTES: *(struct baton_text *)at = baton_random_text(random, arena); break;
    case BATON_KIND_LONG:
    case BATON_KIND_TIME: *(int64_t *)at = baton_random_long(random); break;
    case BATON_KIND_DOUBLE: *(double *)at = (double)(int64_t)baton_random_next(random) / 1e9; break;
    case BATON_KIND_BOOL:
        if (field->shape == BATON_SHAPE_NULLABLE)
            *(enum baton_maybe *)at = 1 + (enum baton_maybe)baton_random_below(random, 2);
        else
            *(bool *)at = baton_random_below(random, 2);
        break;
    case BATON_KIND_ENUM:
        *(int *)at = (int)baton_random_below(random, field->symbols->count);
        break;
    case BATON_KIND_RECORD:
        memcpy(at, field->record->defaults, field->record->size);
        baton_random_record(random, field->record, arena, at);
        break;
    }
}

static inline void baton_random_items(struct baton_random *random, const struct baton_field *field,
                                      struct baton_arena *arena, void *value)
{
    size_t count = baton_random_below(random, 4);
    size_t size = baton_field_size(field);
    char *items = count > 0 ? baton_arena_zero(arena, count, size) : NULL;

    for (size_t i = 0; i < count; i++) {
        if (field->shape == BATON_SHAPE_ARRAY) {
            baton_random_value(random, field, arena, items + i * size);
        } else {
            struct baton_pair *pair = (void *)(items + i * size);

            pair->key = baton_text_format(arena, "key-%zu", i);
            pair->value = baton_random_text(random, arena);
        }
    }
    baton_field_set_items(field, value, items, count);
}

/* Random content for `value`, a struct of `type` that has its defaults. */
static inline void baton_random_record(struct baton_random *random,
                                       const struct baton_record_type *type,
                                       struct baton_arena *arena, void *value)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];
        void *at = baton_field_at(field, value);

        if (field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP) {
            baton_random_items(random, field, arena, value);
            continue;
        }
        if (field->shape == BATON_SHAPE_NULLABLE && baton_random_below(random, 2) == 0)
            continue;
        if (field->shape == BATON_SHAPE_NULLABLE && field->kind == BATON_KIND_RECORD) {
            at = baton_arena_alloc(arena, field->record->size);
            baton_field_set_items(field, value, at, 1);
        }
        baton_random_value(random, field, arena, at);
    }
}

static inline void baton_avro_check(int status)
{
    if (status != 0) {
        fprintf(stderr, "avro-c: %s\n", avro_strerror());
        abort();
    }
}

static inline void baton_avro_record(const struct baton_record_type *type, const void *value,
                                     struct baton_arena *arena, avro_value_t *ret);

static inline void baton_avro_text(struct baton_text text, struct baton_arena *arena,
                                   avro_value_t *ret)
{
    baton_avro_check(
        avro_value_set_string_len(ret, (char *)baton_text_string(arena, text), text.size + 1));
}

static inline void baton_avro_value(const struct baton_field *field, const void *at,
                                    struct baton_arena *arena, avro_value_t *ret)
{
    switch (field->kind) {
    case BATON_KIND_STRING: baton_avro_text(*(const struct baton_text *)at, arena, ret); break;
    case BATON_KIND_BYTES:
        baton_avro_check(
            avro_value_set_bytes(ret, (void *)(uintptr_t)((const struct baton_text *)at)->data,
                                 ((const struct baton_text *)at)->size));
        break;
    case BATON_KIND_LONG:
    case BATON_KIND_TIME: baton_avro_check(avro_value_set_long(ret, *(const int64_t *)at)); break;
    case BATON_KIND_DOUBLE:
        baton_avro_check(avro_value_set_double(ret, *(const double *)at));
        break;
    case BATON_KIND_BOOL:
        baton_avro_check(
            avro_value_set_boolean(ret, field->shape == BATON_SHAPE_NULLABLE
                                            ? *(const enum baton_maybe *)at == BATON_MAYBE_YES
                                            : *(const bool *)at));
        break;
    case BATON_KIND_ENUM: baton_avro_check(avro_value_set_enum(ret, *(const int *)at)); break;
    case BATON_KIND_RECORD: baton_avro_record(field->record, at, arena, ret); break;
    }
}

static inline void baton_avro_items(const struct baton_field *field, const void *value,
                                    struct baton_arena *arena, avro_value_t *ret)
{
    const char *items = baton_field_items(field, value);

    for (size_t i = 0; i < baton_field_count(field, value); i++) {
        const char *item = items + i * baton_field_size(field);
        avro_value_t element;

        if (field->shape == BATON_SHAPE_ARRAY) {
            baton_avro_check(avro_value_append(ret, &element, NULL));
            baton_avro_value(field, item, arena, &element);
        } else {
            const struct baton_pair *pair = (const void *)item;

            baton_avro_check(
                avro_value_add(ret, baton_text_string(arena, pair->key), &element, NULL, NULL));
            baton_avro_text(pair->value, arena, &element);
        }
    }
}

/* Sets `ret`, a fresh generic value, to `value`; fields that its schema lacks are left out. */
static inline void baton_avro_record(const struct baton_record_type *type, const void *value,
                                     struct baton_arena *arena, avro_value_t *ret)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];
        const void *at = baton_field_in(field, value);
        avro_value_t member;

        if (avro_value_get_by_name(ret, field->name, &member, NULL) != 0)
            continue;
        if (field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP) {
            baton_avro_items(field, value, arena, &member);
            continue;
        }
        if (field->shape == BATON_SHAPE_NULLABLE) {
            bool null = baton_field_is_null(field, value);

            baton_avro_check(avro_value_set_branch(&member, null ? 0 : 1, &member));
            if (null)
                continue;
            if (field->kind == BATON_KIND_RECORD)
                at = baton_field_items(field, value);
        }
        baton_avro_value(field, at, arena, &member);
    }
}

/* What avro-c writes for `value`, as text in `arena`. */
static inline struct baton_text baton_avro_bytes(avro_value_t *value, struct baton_arena *arena)
{
    size_t size;

    baton_avro_check(avro_value_sizeof(value, &size));
    char *bytes = baton_arena_alloc(arena, size + 1);
    avro_writer_t writer = avro_writer_memory(bytes, (int64_t)size);
    baton_avro_check(avro_value_write(writer, value));
    avro_writer_free(writer);
    return (struct baton_text){ bytes, size };
}

#endif
