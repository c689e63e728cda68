/* Older and newer writers: what they wrote becomes our type, or is refused with the field's name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "json_codec.h"
#include "random_record.h"
#include "records.h"

/* ---- A small type of our own, and writers' schemas against it ---- */

struct inner {
    int64_t a;
    int64_t b;
};

struct sample {
    int64_t n;
    double d;
    struct baton_text s;
    struct baton_text bytes;
    struct baton_text note;
    enum baton_maybe maybe;
    int color;
    struct inner inner;
    struct inner *perhaps;
    struct baton_text *tags;
    size_t tags_count;
    struct inner *list;
    size_t list_count;
    struct baton_pair *map;
    size_t map_count;
};

#define AT(member) .offset = offsetof(struct sample, member)
#define MANY(member) AT(member), .count_offset = offsetof(struct sample, member##_count)

static const char *const color_names[] = { "unknown", "red", "green" };
static const struct baton_enum_type color_symbols = { "Color", color_names, 3 };
static const struct inner inner_defaults = { 0, 5 };
static const struct baton_field inner_fields[] = {
    { .name = "a", .kind = BATON_KIND_LONG, .offset = offsetof(struct inner, a) },
    { .name = "b", .kind = BATON_KIND_LONG, .offset = offsetof(struct inner, b) },
};
static const struct baton_record_type inner_type = {
    .name = "Inner",
    .size = sizeof(struct inner),
    .fields = inner_fields,
    .field_count = 2,
    .defaults = &inner_defaults,
};
static const struct sample sample_defaults = { .n = 7, .d = NAN, .inner = { 1, 2 } };
static const struct baton_field sample_fields[] = {
    { .name = "n", .kind = BATON_KIND_LONG, AT(n) },
    { .name = "d", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE, AT(d) },
    { .name = "s", .kind = BATON_KIND_STRING, AT(s) },
    { .name = "bytes", .kind = BATON_KIND_BYTES, AT(bytes) },
    { .name = "note", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_NULLABLE, AT(note) },
    { .name = "maybe", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE, AT(maybe) },
    { .name = "color", .kind = BATON_KIND_ENUM, AT(color), .symbols = &color_symbols },
    { .name = "inner", .kind = BATON_KIND_RECORD, AT(inner), .record = &inner_type },
    { .name = "perhaps",
      .kind = BATON_KIND_RECORD,
      .shape = BATON_SHAPE_NULLABLE,
      AT(perhaps),
      .record = &inner_type },
    { .name = "tags", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY, MANY(tags) },
    { .name = "list",
      .kind = BATON_KIND_RECORD,
      .shape = BATON_SHAPE_ARRAY,
      MANY(list),
      .record = &inner_type },
    { .name = "map", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP, MANY(map) },
};
static const struct baton_record_type sample_type = {
    .name = "Sample",
    .size = sizeof(struct sample),
    .fields = sample_fields,
    .field_count = sizeof sample_fields / sizeof *sample_fields,
    .defaults = &sample_defaults,
};

struct row {
    const char *fields; /* of the writer's schema, with ' for " */
    const char *bytes;  /* what it wrote, in hex */
    const char *says;   /* ours as brief JSON, or a part of the error */
};

static struct baton_text schema_of(struct baton_arena *arena, const char *fields)
{
    struct baton_text text =
        baton_text_format(arena, "{'type':'record','name':'Sample','fields':[%s]}", fields);
    char *quoted = baton_arena_copy(arena, text.data, text.size + 1);

    for (size_t i = 0; i < text.size; i++)
        quoted[i] = quoted[i] == '\'' ? '"' : quoted[i];
    return (struct baton_text){ quoted, text.size };
}

static struct baton_text bytes_of(struct baton_arena *arena, const char *hex)
{
    char *bytes = baton_arena_alloc(arena, strlen(hex) / 2 + 1);
    size_t size = 0;

    for (; *hex != '\0'; hex += *hex == ' ' ? 1 : 2) {
        if (*hex != ' ')
            bytes[size++] = (char)strtoul((char[]){ hex[0], hex[1], 0 }, NULL, 16);
    }
    return (struct baton_text){ bytes, size };
}

static void check_row(const struct row *row)
{
    struct baton_arena arena;
    struct baton_buf json;
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };
    void *value;

    baton_arena_init(&arena);
    baton_buf_init(&json, 10000);
    if (baton_plan_compile(schema_of(&arena, row->fields), &sample_type, &plan, &err) == BATON_DONE
        && baton_plan_decode(plan, bytes_of(&arena, row->bytes), &arena, &value, &err)
               == BATON_DONE)
        baton_json_encode(&sample_type, value, true, &json);
    else
        baton_buf_append_text(&json, baton_text_of(err.text));
    baton_buf_append_byte(&json, 0);
    if (strstr((char *)json.data, row->says) == NULL)
        fail_msg("%s\n%s: %s, not %s", row->fields, row->bytes, (char *)json.data, row->says);
    baton_plan_free(plan);
    baton_buf_release(&json);
    baton_arena_release(&arena);
}

#define CHECK(rows) \
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) \
    check_row(&rows[i])

#define INNER_A "{'type':'record','name':'Inner','fields':[{'name':'a','type':'int'}]}"

static void numbers_and_texts_are_promoted(void **state)
{
    static const struct row rows[] = {
        { "{'name':'n','type':'int'}", "08", "{\"n\":4}" },
        { "{'name':'n','type':{'type':'long','logicalType':'timestamp-millis'}}", "03",
          "{\"n\":-2}" },
        { "{'name':'d','type':'int'}", "03", "{\"d\":-2.0}" },
        { "{'name':'d','type':'long'}", "08", "{\"d\":4.0}" },
        { "{'name':'d','type':'float'}", "0000c03f", "{\"d\":1.5}" },
        { "{'name':'d','type':'double'}", "000000000000f83f", "{\"d\":1.5}" },
        { "{'name':'s','type':'bytes'}", "046869", "{\"s\":\"hi\"}" },
        { "{'name':'s','type':'bytes'}", "02ff", "Sample.s: a text that is not UTF-8" },
        { "{'name':'bytes','type':'string'}", "02ff", "{\"bytes\":\"/w==\"}" },
        { "{'name':'maybe','type':'boolean'}", "00", "{\"maybe\":false}" },
    };

    (void)state;
    CHECK(rows);
}

static void unions_are_read_in_any_order(void **state)
{
    static const struct row rows[] = {
        { "{'name':'n','type':['null','long']}", "00", "{}" },
        { "{'name':'n','type':['null','long']}", "0208", "{\"n\":4}" },
        { "{'name':'n','type':['long','null']}", "0008", "{\"n\":4}" },
        { "{'name':'note','type':'string'}", "046869", "{\"note\":\"hi\"}" },
        { "{'name':'note','type':['string','null','int']}", "00046869", "{\"note\":\"hi\"}" },
        { "{'name':'note','type':['string','null','int']}", "02", "{}" },
        { "{'name':'note','type':['string','null','int']}", "0408",
          "Sample.note: a value of a type" },
        { "{'name':'note','type':'null'}", "", "{}" },
        { "{'name':'maybe','type':['boolean','null']}", "0001", "{\"maybe\":true}" },
        { "{'name':'perhaps','type':['null'," INNER_A "]}", "0208", "{\"perhaps\":{\"a\":4}}" },
        { "{'name':'perhaps','type':" INNER_A "}", "08", "{\"perhaps\":{\"a\":4}}" },
        { "{'name':'inner','type':[" INNER_A ",'null']}", "0008", "{\"inner\":{\"a\":4}}" },
        { "{'name':'tags','type':['null',{'type':'array','items':'string'}]}", "0202026100",
          "{\"tags\":[\"a\"]}" },
        { "{'name':'tags','type':{'type':'array','items':['null','string']}}", "040002026100",
          "{\"tags\":[\"\",\"a\"]}" },
    };

    (void)state;
    CHECK(rows);
}

static void what_the_writer_lacks_keeps_the_default(void **state)
{
    static const struct row rows[] = {
        { "{'name':'n','type':'long'}", "0e", "{}" },
        /* a record that is there starts from its own defaults, one that is not from those of the
           field */
        { "{'name':'inner','type':" INNER_A "}", "08", "{\"inner\":{\"a\":4}}" },
        { "{'name':'list','type':{'type':'array','items':" INNER_A "}}", "04080200",
          "{\"list\":[{\"a\":4},{\"a\":1}]}" },
    };

    (void)state;
    CHECK(rows);
}

static void symbols_move_and_new_ones_are_unknown(void **state)
{
    static const char writer[] =
        "{'name':'color','type':{'type':'enum','name':'Color','symbols':['blue','green','red']}}";
    const struct row rows[] = {
        { writer, "00", "{}" },
        { writer, "02", "{\"color\":\"green\"}" },
        { writer, "04", "{\"color\":\"red\"}" },
        { writer, "06", "Sample.color: an enum's index is out of range" },
        { writer, "01", "Sample.color: an enum's index is out of range" },
    };

    (void)state;
    CHECK(rows);
}

/* Runs of bytes 0 are passed over where they say what stands there already, and only there. */
static void a_zero_is_read_where_the_default_is_another(void **state)
{
    static const char both[] =
        "{'name':'s','type':'string'},{'name':'inner','type':"
        "{'type':'record','name':'Inner','fields':[{'name':'a','type':'long'},"
        "{'name':'b','type':'int'}]}},{'name':'note','type':'string'}";
    static const struct row rows[] = {
        { "{'name':'s','type':'string'},{'name':'n','type':'long'}", "0000", "{\"n\":0}" },
        { "{'name':'s','type':'string'},{'name':'d','type':'int'}", "0000", "{\"d\":0.0}" },
        { "{'name':'maybe','type':'boolean'},{'name':'s','type':'string'}", "0000",
          "{\"maybe\":false}" },
        { "{'name':'color','type':{'type':'enum','name':'Color','symbols':['red','unknown']}},"
          "{'name':'s','type':'string'}",
          "0000", "{\"color\":\"red\"}" },
        { both, "00000000", "{\"inner\":{\"b\":0}}" },
        { both, "00020000", "{\"inner\":{\"a\":1,\"b\":0}}" },
        { both, "0000080278", "{\"note\":\"x\",\"inner\":{\"b\":4}}" },
        { both, "000000", "Sample.note: the record ends" },
        { both, "0000", "Sample.inner.b: the record ends" },
        { both, "00008080808020", "Sample.inner.b: an int of more than" },
        { "{'name':'list','type':{'type':'array','items':{'type':'record','name':'Inner','fields':["
          "{'name':'a','type':'long'},{'name':'b','type':'long'}]}}}",
          "040000020000", "{\"list\":[{\"b\":0},{\"a\":1,\"b\":0}]}" },
    };

    (void)state;
    CHECK(rows);
}

static void every_kind_of_unknown_field_is_skipped(void **state)
{
    static const struct row rows[] = {
        { "{'name':'x','type':'null'},{'name':'n','type':'long'}", "08", "{\"n\":4}" },
        { "{'name':'x','type':'boolean'},{'name':'n','type':'long'}", "0108", "{\"n\":4}" },
        { "{'name':'x','type':'int'},{'name':'n','type':'long'}", "feffffff0f08", "{\"n\":4}" },
        { "{'name':'x','type':'float'},{'name':'n','type':'long'}", "ffffffff08", "{\"n\":4}" },
        { "{'name':'x','type':'double'},{'name':'n','type':'long'}", "ffffffffffffffff08",
          "{\"n\":4}" },
        { "{'name':'x','type':'string'},{'name':'n','type':'long'}", "0461ff08", "{\"n\":4}" },
        { "{'name':'x','type':{'type':'fixed','name':'F','size':3}},{'name':'n','type':'long'}",
          "fffefd08", "{\"n\":4}" },
        { "{'name':'x','type':{'type':'enum','name':'E','symbols':['a','b']}},{'name':'n','type':'long'}",
          "0208", "{\"n\":4}" },
        { "{'name':'x','type':{'type':'map','values':{'type':'array','items':'int'}}},{'name':'n','type':'long'}",
          "020261 04 0206 00 00 08", "{\"n\":4}" },
        { "{'name':'x','type':['null',{'type':'record','name':'R','fields':[{'name':'y','type':'string'},"
          "{'name':'z','type':{'type':'map','values':'null'}}]}]},{'name':'n','type':'long'}",
          "02 0261 020262 00 08", "{\"n\":4}" },
    };

    (void)state;
    CHECK(rows);
}

static void blocks_may_be_many_and_tell_their_size(void **state)
{
    static const char tags[] = "{'name':'tags','type':{'type':'array','items':'string'}}";
    static const char map[] = "{'name':'map','type':{'type':'map','values':'string'}}";
    const struct row rows[] = {
        { tags, "020261 040262 0263 020264 00", "{\"tags\":[\"a\",\"b\",\"c\",\"d\"]}" },
        { tags, "0308 0261 0262 00", "{\"tags\":[\"a\",\"b\"]}" },
        { tags, "0308 0261 0262 020263 00", "{\"tags\":[\"a\",\"b\",\"c\"]}" },
        { tags, "030a 0261 0262 0000", "Sample.tags: a block that does not end where it says" },
        { tags, "0302 0261 0262 00", "Sample.tags: more items than" },
        { tags, "0364 0261 0262 00", "Sample.tags: a block that is negative or goes beyond" },
        { map, "02 026b 0276 00", "{\"map\":{\"k\":\"v\"}}" },
        { map, "0108 026b 0276 00", "{\"map\":{\"k\":\"v\"}}" },
        { map, "0104 026b 0276 00", "Sample.map: a block that does not end where it says" },
    };

    (void)state;
    CHECK(rows);
}

static void what_does_not_fit_is_refused_with_the_field(void **state)
{
    static const struct row rows[] = {
        { "{'name':'n','type':'string'}", "", "n: the writer's type does not become ours" },
        { "{'name':'n','type':'double'}", "", "n: the writer's type" },
        { "{'name':'s','type':['null','long']}", "", "s: the writer's type" },
        { "{'name':'s','type':{'type':'fixed','name':'F','size':3}}", "",
          "s: the writer has a fixed" },
        { "{'name':'tags','type':'string'}", "", "tags: the writer has a single value" },
        { "{'name':'s','type':{'type':'array','items':'string'}}", "",
          "s: the writer has an array" },
        { "{'name':'s','type':{'type':'map','values':'string'}}", "", "s: the writer has a map" },
        { "{'name':'map','type':{'type':'map','values':'long'}}", "", "map: the writer's type" },
        { "{'name':'list','type':{'type':'array','items':{'type':'record','name':'Inner','fields':["
          "{'name':'b','type':'string'}]}}}",
          "", "list.b: the writer's type" },
        { "{'name':'inner','type':{'type':'record','name':'Other','fields':[]}}", "",
          "inner: the writer's type is called Other" },
        { "{'name':'color','type':{'type':'enum','name':'Colour','symbols':['red']}}", "",
          "color: the writer's type is called Colour" },
    };

    (void)state;
    CHECK(rows);
}

/* ---- Every real type, its schema changed ---- */

/* Definitions of named types by name, each with the types inside it by name alone. */
static json_t *pull_apart(json_t *schema, json_t *definitions)
{
    json_t *copy;
    size_t i;
    json_t *entry;

    if (json_is_string(schema))
        return json_incref(schema);
    if (json_is_array(schema)) {
        copy = json_array();
        json_array_foreach(schema, i, entry)
            json_array_append_new(copy, pull_apart(entry, definitions));
        return copy;
    }
    copy = json_copy(schema);
    if (json_object_get(schema, "items") != NULL)
        json_object_set_new(copy, "items",
                            pull_apart(json_object_get(schema, "items"), definitions));
    json_t *fields = json_array();
    json_array_foreach(json_object_get(schema, "fields"), i, entry)
    {
        json_t *field = json_copy(entry);

        json_object_set_new(field, "type", pull_apart(json_object_get(entry, "type"), definitions));
        json_array_append_new(fields, field);
    }
    if (json_array_size(fields) > 0)
        json_object_set(copy, "fields", fields);
    json_decref(fields);
    const char *name = json_string_value(json_object_get(schema, "name"));
    if (name == NULL)
        return copy;
    json_object_set_new(definitions, name, copy);
    return json_string(name);
}

/* The other way: each definition where its name comes first. Takes a new `schema`, gives a new one.
 */
static json_t *put_together(const json_t *schema, json_t *definitions)
{
    size_t i;
    json_t *entry;
    json_t *copy;

    if (json_is_string(schema)) {
        json_t *definition = json_incref(json_object_get(definitions, json_string_value(schema)));

        if (definition == NULL)
            return json_string(json_string_value(schema));
        json_object_del(definitions, json_string_value(schema));
        copy = put_together(definition, definitions);
        json_decref(definition);
        return copy;
    }
    if (json_is_array(schema)) {
        copy = json_array();
        json_array_foreach(schema, i, entry)
            json_array_append_new(copy, put_together(entry, definitions));
        return copy;
    }
    copy = json_deep_copy(schema);
    if (json_object_get(copy, "items") != NULL)
        json_object_set_new(copy, "items",
                            put_together(json_object_get(schema, "items"), definitions));
    json_array_foreach(json_object_get(copy, "fields"), i, entry) json_object_set_new(
        entry, "type", put_together(json_object_get(entry, "type"), definitions));
    return copy;
}

typedef void change_function(json_t *fields, size_t index);

static void remove_field(json_t *fields, size_t index)
{
    json_array_remove(fields, index);
}

static void add_field(json_t *fields, size_t index)
{
    static const char *const types[] = { "\"int\"", "[\"null\",\"string\"]",
                                         "{\"type\":\"map\",\"values\":\"bytes\"}",
                                         "{\"type\":\"array\",\"items\":\"double\"}" };
    json_t *type = json_loads(types[index % 4], JSON_DECODE_ANY, NULL);

    json_array_insert_new(fields, index,
                          json_pack("{s:s, s:o}", "name", "from_the_future", "type", type));
}

static void reverse_fields(json_t *fields, size_t index)
{
    (void)index;
    for (size_t i = 1; i < json_array_size(fields); i++) {
        json_t *field = json_incref(json_array_get(fields, i));

        json_array_remove(fields, i);
        json_array_insert_new(fields, 0, field);
    }
}

static char *changed_schema(const struct baton_record_type *type, change_function *change,
                            size_t index)
{
    json_t *definitions = json_object();
    json_t *json = json_loads(type->schema_text, 0, NULL);
    json_t *name = pull_apart(json, definitions);

    change(json_object_get(json_object_get(definitions, type->name), "fields"), index);
    json_t *schema = put_together(name, definitions);
    char *text = json_dumps(schema, JSON_COMPACT);
    json_decref(schema);
    json_decref(name);
    json_decref(json);
    json_decref(definitions);
    return text;
}

/* What avro-c writes for `value` under the schema `text`; what it has beyond our type is left at
 * nothing. */
static struct baton_text write_with(const char *text, const struct baton_record_type *type,
                                    const void *value, struct baton_arena *arena)
{
    avro_schema_t schema;
    avro_value_t generic;
    avro_value_t future;

    baton_avro_check(avro_schema_from_json_length(text, strlen(text), &schema));
    avro_value_iface_t *iface = avro_generic_class_from_schema(schema);
    baton_avro_check(avro_generic_value_new(iface, &generic));
    if (avro_value_get_by_name(&generic, "from_the_future", &future, NULL) == 0
        && avro_value_get_type(&future) == AVRO_UNION)
        baton_avro_check(avro_value_set_branch(&future, 0, &future));
    baton_avro_record(type, value, arena, &generic);
    struct baton_text bytes = baton_avro_bytes(&generic, arena);
    avro_value_decref(&generic);
    avro_value_iface_decref(iface);
    avro_schema_decref(schema);
    return bytes;
}

/* Writes a random record under the changed schema and reads it as ours: `expected` is made from it
 * by `reset`. */
static void check_change(const struct baton_record_type *type, change_function *change,
                         size_t index)
{
    const struct baton_field *field = &type->fields[index];
    struct baton_random random = { index };
    struct baton_arena arena;
    struct baton_buf bufs[2];
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };
    void *read = NULL;

    baton_arena_init(&arena);
    baton_buf_init(&bufs[0], 1 << 22);
    baton_buf_init(&bufs[1], 1 << 22);
    void *value = baton_record_new(type, &arena);
    baton_random_record(&random, type, &arena, value);
    char *schema = changed_schema(type, change, index);
    enum baton_verdict v = baton_plan_compile(baton_text_of(schema), type, &plan, &err);
    if (change == remove_field && field->required) {
        assert_int_equal(v, BATON_REJECT);
        assert_non_null(strstr(err.text, field->name));
    } else if (v != BATON_DONE
               || baton_plan_decode(plan, write_with(schema, type, value, &arena), &arena, &read,
                                    &err)
                      != BATON_DONE) {
        fail_msg("%s, %s: %s", type->name, field->name, err.text);
    } else {
        if (change == remove_field) {
            size_t size = field->shape == BATON_SHAPE_ONE ? baton_field_size(field) : 0;

            memcpy(baton_field_at(field, value), baton_field_in(field, type->defaults), size);
            if (field->shape == BATON_SHAPE_ARRAY || field->shape == BATON_SHAPE_MAP)
                baton_field_set_items(field, value, NULL, 0);
            else if (field->shape == BATON_SHAPE_NULLABLE)
                memcpy(baton_field_at(field, value), baton_field_in(field, type->defaults),
                       field->kind == BATON_KIND_RECORD ? sizeof(void *)
                       : field->kind == BATON_KIND_BOOL ? sizeof(enum baton_maybe)
                                                        : baton_field_size(field));
        }
        baton_codec_encode(type, value, &bufs[0], NULL);
        baton_codec_encode(type, read, &bufs[1], NULL);
        if (!baton_text_equal(baton_buf_text(&bufs[0]), baton_buf_text(&bufs[1])))
            fail_msg("%s without or around %s is read differently", type->name, field->name);
    }
    free(schema);
    baton_plan_free(plan);
    baton_buf_release(&bufs[0]);
    baton_buf_release(&bufs[1]);
    baton_arena_release(&arena);
}

static void for_every_field(change_function *change)
{
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++) {
        for (size_t i = 0; i < (*type)->field_count; i++)
            check_change(*type, change, i);
    }
}

static void any_field_may_be_missing_unless_it_has_no_default(void **state)
{
    (void)state;
    for_every_field(remove_field);
}

static void new_fields_may_be_anywhere(void **state)
{
    (void)state;
    for_every_field(add_field);
}

static void fields_may_be_in_another_order(void **state)
{
    (void)state;
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++)
        check_change(*type, reverse_fields, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_texts_are_promoted),
        cmocka_unit_test(unions_are_read_in_any_order),
        cmocka_unit_test(what_the_writer_lacks_keeps_the_default),
        cmocka_unit_test(symbols_move_and_new_ones_are_unknown),
        cmocka_unit_test(a_zero_is_read_where_the_default_is_another),
        cmocka_unit_test(every_kind_of_unknown_field_is_skipped),
        cmocka_unit_test(blocks_may_be_many_and_tell_their_size),
        cmocka_unit_test(what_does_not_fit_is_refused_with_the_field),
        cmocka_unit_test(any_field_may_be_missing_unless_it_has_no_default),
        cmocka_unit_test(new_fields_may_be_anywhere),
        cmocka_unit_test(fields_may_be_in_another_order),
    };
    return cmocka_run_group_tests_name("evolution", tests, NULL, NULL);
}
