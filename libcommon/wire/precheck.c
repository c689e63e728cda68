/* A walk over a schema's JSON before avro-c sees it. avro-c crashes on schemas that contain
 * themselves and in its error path, so what comes through here is well-formed: its own parser then
 * finds nothing to complain of. Sizes and depth of types that are used by name are the plan
 * compiler's business. */
#include <ctype.h>
#include <jansson.h>

#include "json_codec.h"
#include "plan.h"

enum {
    JSON_MAX_DEPTH = 4 * PLAN_MAX_DEPTH + 2
}; /* a record's field is four brackets down: {fields: [{type: [ */

struct name {
    struct baton_text full;
    bool complete; /* all of its fields have been read */
};

struct walk {
    struct baton_arena arena;
    struct name *names;
    size_t name_count;
    struct baton_error *err;
};

static bool walk_schema(struct walk *w, const json_t *schema, struct baton_text space, int depth);

static bool wrong(struct walk *w, const char *what, const char *name)
{
    baton_fail(w->err, BATON_REJECT, "bad_schema", "the schema is refused: %s%s%.64s", what,
               *name ? ": " : "", name);
    return false;
}

/* ASCII letters, digits, '_' and no digit first; with `dots`, several of them with dots between. */
static bool is_name(struct baton_text name, bool dots)
{
    bool first = true;

    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';

        if (dots && c == '.' && !first) {
            first = true;
            continue;
        }
        if (!letter && (first || c < '0' || c > '9'))
            return false;
        first = false;
    }
    return !first;
}

static struct baton_text string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value))
        return BATON_TEXT_NONE;
    return (struct baton_text){ json_string_value(value), json_string_length(value) };
}

/* The part of a full name before its last dot; empty if there is none. */
static struct baton_text space_of(struct baton_text full)
{
    size_t end = full.size;

    while (end > 0 && full.data[end - 1] != '.')
        end--;
    return (struct baton_text){ full.data, end > 0 ? end - 1 : 0 };
}

static struct baton_text full_name(struct walk *w, struct baton_text name, struct baton_text space)
{
    if (space.size == 0 || space_of(name).size > 0)
        return name;
    return baton_text_format(&w->arena, "%.*s.%.*s", BATON_TEXT_ARG(space), BATON_TEXT_ARG(name));
}

static struct name *find_name(struct walk *w, struct baton_text full)
{
    for (size_t i = 0; i < w->name_count; i++) {
        if (baton_text_equal(w->names[i].full, full))
            return &w->names[i];
    }
    return NULL;
}

static bool is_primitive(struct baton_text name)
{
    static const char *const primitives[] = { "null",  "boolean", "int",   "long",
                                              "float", "double",  "bytes", "string" };

    return BATON_TEXT_IS_ONE_OF(name, primitives);
}

static bool walk_reference(struct walk *w, struct baton_text name, struct baton_text space)
{
    if (is_primitive(name))
        return true;
    if (!is_name(name, true))
        return wrong(w, "a type's name must be letters, digits and '_'", "");
    const struct name *found = find_name(w, full_name(w, name, space));
    if (found == NULL)
        return wrong(w, "an unknown type", name.data);
    return found->complete || wrong(w, "a type contains itself", name.data);
}

/* Names of fields or symbols: valid and each once. */
static bool names_differ(struct walk *w, const json_t *list, const char *key)
{
    baton_auto(json_decrefp) json_t *seen = json_object();
    size_t i;
    json_t *entry;

    json_array_foreach(list, i, entry)
    {
        const json_t *value = key != NULL ? json_object_get(entry, key) : entry;
        const char *name = json_string_value(value);

        if (name == NULL || !is_name((struct baton_text){ name, json_string_length(value) }, false))
            return wrong(w, "a field or symbol without a valid name", "");
        if (json_object_get(seen, name) != NULL)
            return wrong(w, "twice the same name", name);
        if (json_object_set_new(seen, name, json_true()) != 0)
            return wrong(w, "its names cannot be compared", name);
    }
    return true;
}

static bool walk_record(struct walk *w, const json_t *schema, struct baton_text space, int depth)
{
    const json_t *fields = json_object_get(schema, "fields");
    size_t i;
    json_t *field;

    if (!json_is_array(fields))
        return wrong(w, "a record without fields", "");
    if (!names_differ(w, fields, "name"))
        return false;
    json_array_foreach(fields, i, field)
    {
        if (!walk_schema(w, json_object_get(field, "type"), space, depth + 1))
            return false;
    }
    return true;
}

static bool walk_enum(struct walk *w, const json_t *schema, struct baton_text space, int depth)
{
    const json_t *symbols = json_object_get(schema, "symbols");

    (void)space, (void)depth;
    if (!json_is_array(symbols) || json_array_size(symbols) == 0)
        return wrong(w, "an enum without symbols", "");
    return names_differ(w, symbols, NULL);
}

static bool walk_fixed(struct walk *w, const json_t *schema, struct baton_text space, int depth)
{
    const json_t *size = json_object_get(schema, "size");

    (void)space, (void)depth;
    if (!json_is_integer(size) || json_integer_value(size) < 0
        || json_integer_value(size) > INT32_MAX)
        return wrong(w, "a fixed needs a size of 0 to 2147483647", "");
    return true;
}

typedef bool walk_function(struct walk *w, const json_t *schema, struct baton_text space,
                           int depth);

static bool walk_named(struct walk *w, const json_t *schema, struct baton_text space, int depth,
                       walk_function *inside)
{
    struct baton_text name = string_of(schema, "name");
    struct baton_text own = string_of(schema, "namespace");

    if (!is_name(name, true) || (own.size > 0 && !is_name(own, true)))
        return wrong(w, "a record, enum or fixed without a valid name", "");
    struct baton_text full = full_name(w, name, own.size > 0 ? own : space);
    if (is_primitive(name) || find_name(w, full) != NULL)
        return wrong(w, "a type is defined twice", name.data);
    size_t index = w->name_count;
    BATON_APPEND(&w->arena, w->names, w->name_count)->full = full;
    if (!inside(w, schema, space_of(full), depth))
        return false;
    w->names[index].complete = true;
    return true;
}

static bool walk_union(struct walk *w, const json_t *branches, struct baton_text space, int depth)
{
    size_t i;
    json_t *branch;

    if (json_array_size(branches) == 0)
        return wrong(w, "a union without branches", "");
    json_array_foreach(branches, i, branch)
    {
        if (json_is_array(branch))
            return wrong(w, "a union directly in a union", "");
        if (!walk_schema(w, branch, space, depth + 1))
            return false;
    }
    return true;
}

static bool walk_object(struct walk *w, const json_t *schema, struct baton_text space, int depth)
{
    struct baton_text type = string_of(schema, "type");

    if (baton_text_is(type, "record"))
        return walk_named(w, schema, space, depth, walk_record);
    if (baton_text_is(type, "enum"))
        return walk_named(w, schema, space, depth, walk_enum);
    if (baton_text_is(type, "fixed"))
        return walk_named(w, schema, space, depth, walk_fixed);
    if (baton_text_is(type, "array"))
        return walk_schema(w, json_object_get(schema, "items"), space, depth + 1);
    if (baton_text_is(type, "map"))
        return walk_schema(w, json_object_get(schema, "values"), space, depth + 1);
    return walk_reference(w, type, space);
}

static bool walk_schema(struct walk *w, const json_t *schema, struct baton_text space, int depth)
{
    if (depth > PLAN_MAX_DEPTH)
        return wrong(w, "it is nested deeper than 16", "");
    if (json_is_string(schema))
        return walk_reference(
            w, (struct baton_text){ json_string_value(schema), json_string_length(schema) }, space);
    if (json_is_array(schema))
        return walk_union(w, schema, space, depth);
    if (json_is_object(schema))
        return walk_object(w, schema, space, depth);
    return wrong(w, "a type is missing, or neither name, union nor object", "");
}

enum baton_verdict baton_schema_precheck(struct baton_text text, struct baton_error *err)
{
    struct walk w = { .err = err };
    json_error_t where;

    if (text.size > SCHEMA_MAX_BYTES)
        return baton_fail(err, BATON_REJECT, "bad_schema",
                          "the schema has %zu bytes, at most %d are taken", text.size,
                          SCHEMA_MAX_BYTES);
    if (baton_json_too_deep(text, JSON_MAX_DEPTH) >= 0)
        return baton_fail(err, BATON_REJECT, "bad_schema",
                          "the schema is refused: its JSON is nested too deep");
    baton_auto(json_decrefp) json_t *json =
        json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &where);
    if (json == NULL)
        return baton_fail(err, BATON_REJECT, "bad_schema",
                          "the schema is no JSON: line %d, column %d", where.line, where.column);
    if (!json_is_object(json) || !baton_text_is(string_of(json, "type"), "record"))
        return baton_fail(err, BATON_REJECT, "bad_schema",
                          "the schema is refused: it is not a record");
    baton_arena_init(&w.arena);
    bool good = walk_schema(&w, json, BATON_TEXT_NONE, 1);
    baton_arena_release(&w.arena);
    return good ? BATON_DONE : BATON_REJECT;
}
