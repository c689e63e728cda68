/* JSON to structs by their tables, strict: whatever is not understood is refused with its path and
 * what is wanted. The depth is that of our own schemas, whatever the JSON's is. */
#include <ctype.h>

#include "field.h"
#include "json_codec.h"
#include "timestamp.h"

enum { PATH_MAX_BYTES = 240 };

struct reader {
    struct baton_arena *arena;
    struct baton_error *err;
    char path[PATH_MAX_BYTES]; /* "actions[2].outcome" */
    size_t path_size;
};

static bool read_record(struct reader *r, const struct baton_record_type *type, const json_t *json,
                        void *value);

static bool fail(struct reader *r, const char *wanted)
{
    baton_fail(r->err, BATON_REJECT, "bad_field", "%s: %s",
               r->path_size > 0 ? r->path : "the record", wanted);
    return false;
}

static void path_cut(struct reader *r, size_t size)
{
    r->path_size = size;
    r->path[size] = '\0';
}

/* Names of fields and numbers of items only: no word of a customer's gets into a path. */
static void path_add(struct reader *r, const char *name, size_t index)
{
    size_t room = PATH_MAX_BYTES - r->path_size;
    int size = name != NULL ? snprintf(r->path + r->path_size, room, "%s%s",
                                       r->path_size > 0 ? "." : "", name)
                            : snprintf(r->path + r->path_size, room, "[%zu]", index);

    r->path_size += (size_t)size < room ? (size_t)size : room - 1;
}

static struct baton_text text_of(const json_t *json)
{
    return (struct baton_text){ json_string_value(json), json_string_length(json) };
}

static bool read_string(struct reader *r, const struct baton_field *field, const json_t *json,
                        void *at)
{
    (void)field;
    if (!json_is_string(json))
        return fail(r, "wants a text in quotes");
    *(struct baton_text *)at = baton_text_copy(r->arena, text_of(json));
    return true;
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool read_bytes(struct reader *r, const struct baton_field *field, const json_t *json,
                       void *at)
{
    (void)field;
    struct baton_text text = json_is_string(json) ? text_of(json) : (struct baton_text){ "", 1 };
    char *bytes = baton_arena_alloc(r->arena, text.size / 4 * 3 + 1);
    size_t size = 0;
    unsigned bits = 0;

    if (text.size % 4 != 0)
        return fail(r, "wants bytes as base64 in quotes");
    for (size_t i = 0; i < text.size; i++) {
        bool padding = text.data[i] == '='
                       && (i + 1 == text.size || (i + 2 == text.size && text.data[i + 1] == '='));
        int value = padding ? 0 : base64_value(text.data[i]);

        if (value < 0)
            return fail(r, "wants bytes as base64 in quotes");
        bits = (bits << 6) | (unsigned)value;
        if (i % 4 != 3)
            continue;
        for (int shift = 16; shift >= 0; shift -= 8)
            bytes[size++] = (char)(bits >> shift);
        bits = 0;
    }
    while (text.size > 0 && text.data[text.size - 1] == '=') {
        text.size--;
        size--;
    }
    *(struct baton_text *)at = (struct baton_text){ bytes, size };
    return true;
}

static bool read_long(struct reader *r, const struct baton_field *field, const json_t *json,
                      void *at)
{
    (void)field;
    if (!json_is_integer(json) || json_integer_value(json) == BATON_NULL_LONG)
        return fail(r, "wants a whole number");
    *(int64_t *)at = json_integer_value(json);
    return true;
}

static bool read_time(struct reader *r, const struct baton_field *field, const json_t *json,
                      void *at)
{
    if (json_is_integer(json))
        return read_long(r, field, json, at);
    if (json_is_string(json) && baton_time_parse(text_of(json), at))
        return true;
    return fail(r, "wants milliseconds since 1970 or a time such as \"2026-03-03T13:05:57Z\"");
}

static bool read_double(struct reader *r, const struct baton_field *field, const json_t *json,
                        void *at)
{
    (void)field;
    if (!json_is_number(json))
        return fail(r, "wants a number");
    *(double *)at = json_number_value(json);
    return true;
}

static bool read_bool(struct reader *r, const struct baton_field *field, const json_t *json,
                      void *at)
{
    if (!json_is_boolean(json))
        return fail(r, "wants true or false");
    if (field->shape == BATON_SHAPE_NULLABLE)
        *(enum baton_maybe *)at = json_is_true(json) ? BATON_MAYBE_YES : BATON_MAYBE_NO;
    else
        *(bool *)at = json_is_true(json);
    return true;
}

/* "wants one of: a, b, c", as many as fit. */
static bool fail_enum(struct reader *r, const struct baton_enum_type *type)
{
    char wanted[320];
    size_t size = (size_t)snprintf(wanted, sizeof wanted, "wants one of:");

    for (size_t i = 0; i < type->count && size < sizeof wanted; i++)
        size += (size_t)snprintf(wanted + size, sizeof wanted - size, "%s %s", i > 0 ? "," : "",
                                 type->symbols[i]);
    return fail(r, wanted);
}

static bool read_enum(struct reader *r, const struct baton_field *field, const json_t *json,
                      void *at)
{
    int value = json_is_string(json) ? baton_enum_of(field->symbols, text_of(json)) : 0;

    if (value == 0
        && !(json_is_string(json) && baton_text_is(text_of(json), field->symbols->symbols[0])))
        return fail_enum(r, field->symbols);
    *(int *)at = value;
    return true;
}

static bool read_inside(struct reader *r, const struct baton_field *field, const json_t *json,
                        void *at)
{
    memcpy(at, field->record->defaults, field->record->size);
    return read_record(r, field->record, json, at);
}

typedef bool read_function(struct reader *r, const struct baton_field *field, const json_t *json,
                           void *at);

static read_function *const readers[] = {
    [BATON_KIND_STRING] = read_string, [BATON_KIND_BYTES] = read_bytes,
    [BATON_KIND_LONG] = read_long,     [BATON_KIND_TIME] = read_time,
    [BATON_KIND_DOUBLE] = read_double, [BATON_KIND_BOOL] = read_bool,
    [BATON_KIND_ENUM] = read_enum,     [BATON_KIND_RECORD] = read_inside,
};

static bool read_array(struct reader *r, const struct baton_field *field, const json_t *json,
                       void *value)
{
    size_t count = json_array_size(json);
    size_t size = baton_field_size(field);
    char *items = count > 0 ? baton_arena_array(r->arena, count, size) : NULL;
    size_t path_size = r->path_size;

    if (!json_is_array(json))
        return fail(r, "wants a list in [ ]");
    for (size_t i = 0; i < count; i++) {
        path_add(r, NULL, i);
        if (!readers[field->kind](r, field, json_array_get(json, i), items + i * size))
            return false;
        path_cut(r, path_size);
    }
    baton_field_set_items(field, value, items, count);
    return true;
}

static bool read_map(struct reader *r, const struct baton_field *field, const json_t *json,
                     void *value)
{
    size_t count = json_object_size(json);
    struct baton_pair *pairs = count > 0 ? baton_arena_array(r->arena, count, sizeof *pairs) : NULL;
    struct baton_pair *pair = pairs;
    const char *key;
    json_t *text;

    if (!json_is_object(json))
        return fail(r, "wants texts by name in { }");
    json_object_foreach((json_t *)json, key, text)
    {
        if (!json_is_string(text))
            return fail(r, "wants nothing but texts in { }");
        pair->key = baton_text_copy(r->arena, baton_text_of(key));
        pair->value = baton_text_copy(r->arena, text_of(text));
        pair++;
    }
    baton_field_set_items(field, value, pairs, count);
    return true;
}

static bool read_field(struct reader *r, const struct baton_field *field, const json_t *json,
                       void *value)
{
    void *at = baton_field_at(field, value);

    if (field->shape == BATON_SHAPE_ARRAY)
        return read_array(r, field, json, value);
    if (field->shape == BATON_SHAPE_MAP)
        return read_map(r, field, json, value);
    if (field->shape == BATON_SHAPE_NULLABLE && field->kind == BATON_KIND_RECORD) {
        at = baton_arena_alloc(r->arena, field->record->size);
        baton_field_set_items(field, value, at, 1);
    }
    return readers[field->kind](r, field, json, at);
}

/* Whether a name that we do not know may stand in a message: it has the form of a field's name. */
static bool is_plain(const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c) && *c != '_')
            return false;
    }
    return *name != '\0' && strlen(name) <= 40;
}

static bool check_unknown(struct reader *r, const struct baton_record_type *type,
                          const json_t *json)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)json, key, value)
    {
        if (baton_field_find(type, baton_text_of(key)) != NULL)
            continue;
        if (is_plain(key))
            path_add(r, key, 0);
        return fail(r, is_plain(key) ? "there is no such field"
                                     : "there is a field that we do not know");
    }
    return true;
}

static bool read_record(struct reader *r, const struct baton_record_type *type, const json_t *json,
                        void *value)
{
    size_t path_size = r->path_size;

    if (!json_is_object(json))
        return fail(r, "wants an object in { }");
    if (!check_unknown(r, type, json))
        return false;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];
        const json_t *member = json_object_get(json, field->name);
        bool absent = member == NULL || json_is_null(member);

        if (absent && !field->required)
            continue;
        path_add(r, field->name, 0);
        if (absent && (member == NULL || field->shape != BATON_SHAPE_NULLABLE))
            return fail(r, "is missing");
        if (!absent && !read_field(r, field, member, value))
            return false;
        path_cut(r, path_size);
    }
    return true;
}

enum baton_verdict baton_json_decode(const struct baton_record_type *type, const json_t *json,
                                     struct baton_arena *arena, void **ret_value,
                                     struct baton_error *err)
{
    struct reader r = { .arena = arena, .err = err };
    void *value = baton_record_new(type, arena);

    if (!read_record(&r, type, json, value))
        return BATON_REJECT;
    *ret_value = value;
    return BATON_DONE;
}
