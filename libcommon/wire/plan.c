/* Compiles the writer's schema and our type into a plan: a tree of nodes, one for each thing that
 * the writer wrote, which says what it is, where it goes, and what it takes at least. avro-c parses
 * the schema, after a check of our own. The tree is bounded in depth and in nodes; names are
 * followed, so a type that is used twice is there twice. */
#include "plan.h"

#include <avro.h>

#include "field.h"

/* avro-c is not sound where an allocation fails: it ends the process, as everywhere (arena.h). */
static void *allocate(void *context, void *old, size_t old_size, size_t size)
{
    (void)context, (void)old_size;
    if (size == 0) {
        free(old);
        return NULL;
    }
    void *bytes = realloc(old, size);
    if (bytes == NULL)
        abort();
    return bytes;
}

__attribute__((constructor)) static void end_when_memory_is_short(void)
{
    avro_set_allocator(allocate, NULL);
}

struct compile {
    struct baton_arena *arena;
    struct baton_error *err;
    const char *path[PLAN_MAX_DEPTH + 1]; /* names of the fields down to here */
    int depth;
    size_t node_count;
    size_t empty_count; /* values that take no bytes, branches of unions aside */
    bool limited;       /* failed because of a limit: not a matter of this branch or that */
};

/* Where a value goes: a field of ours, as a whole or an item of it; `field` NULL: nowhere. */
struct target {
    const struct baton_field *field;
    enum baton_shape shape;
};

static bool compile_node(struct compile *c, avro_schema_t schema, struct target target,
                         struct baton_node *node);

static void drop_schema(avro_schema_t *schema)
{
    if (*schema != NULL)
        avro_schema_decref(*schema);
}

static bool refuse(struct compile *c, const char *code, const char *what, const char *detail)
{
    char path[200] = "";
    size_t size = 0;

    for (int i = 0; i <= c->depth && i <= PLAN_MAX_DEPTH; i++) {
        if (c->path[i] == NULL || size >= sizeof path - 1)
            continue;
        size += (size_t)snprintf(path + size, sizeof path - size, "%s%.60s", size > 0 ? "." : "",
                                 c->path[i]);
    }
    baton_fail(c->err, BATON_REJECT, code, "%s: %s%.80s", size > 0 ? path : "the schema", what,
               detail);
    return false;
}

static bool refuse_limit(struct compile *c, const char *what)
{
    c->limited = true;
    return refuse(c, "bad_schema", what, "");
}

static bool mismatch(struct compile *c, const char *what, const char *detail)
{
    return refuse(c, "incompatible_schema", what, detail);
}

static const enum baton_form forms[] = {
    [AVRO_STRING] = FORM_STRING, [AVRO_BYTES] = FORM_BYTES, [AVRO_INT32] = FORM_INT,
    [AVRO_INT64] = FORM_LONG,    [AVRO_FLOAT] = FORM_FLOAT, [AVRO_DOUBLE] = FORM_DOUBLE,
    [AVRO_BOOLEAN] = FORM_BOOL,  [AVRO_NULL] = FORM_NULL,   [AVRO_RECORD] = FORM_RECORD,
    [AVRO_ENUM] = FORM_ENUM,     [AVRO_FIXED] = FORM_FIXED, [AVRO_MAP] = FORM_MAP,
    [AVRO_ARRAY] = FORM_ARRAY,   [AVRO_UNION] = FORM_UNION,
};

static const size_t form_min_bytes[FORM_COUNT] = {
    [FORM_BOOL] = 1,  [FORM_INT] = 1,    [FORM_LONG] = 1, [FORM_FLOAT] = 4, [FORM_DOUBLE] = 8,
    [FORM_BYTES] = 1, [FORM_STRING] = 1, [FORM_ENUM] = 1, [FORM_ARRAY] = 1, [FORM_MAP] = 1,
};

#define BIT(kind) (1u << BATON_KIND_##kind)

/* Which of our kinds can take a form: Avro's promotions. A null leaves the default, whatever it is
 * of. */
static const unsigned form_kinds[FORM_COUNT] = {
    [FORM_NULL] = ~0u,
    [FORM_BOOL] = BIT(BOOL),
    [FORM_INT] = BIT(LONG) | BIT(TIME) | BIT(DOUBLE),
    [FORM_LONG] = BIT(LONG) | BIT(TIME) | BIT(DOUBLE),
    [FORM_FLOAT] = BIT(DOUBLE),
    [FORM_DOUBLE] = BIT(DOUBLE),
    [FORM_BYTES] = BIT(STRING) | BIT(BYTES),
    [FORM_STRING] = BIT(STRING) | BIT(BYTES),
    [FORM_ENUM] = BIT(ENUM),
    [FORM_RECORD] = BIT(RECORD),
};

static const enum baton_sink kind_sinks[] = {
    [BATON_KIND_STRING] = SINK_TEXT,   [BATON_KIND_BYTES] = SINK_BYTES,
    [BATON_KIND_LONG] = SINK_LONG,     [BATON_KIND_TIME] = SINK_LONG,
    [BATON_KIND_DOUBLE] = SINK_DOUBLE, [BATON_KIND_BOOL] = SINK_BOOL,
    [BATON_KIND_ENUM] = SINK_ENUM,     [BATON_KIND_RECORD] = SINK_RECORD,
};

/* A single value: everything but arrays, maps and unions. */
static bool choose_sink(struct compile *c, struct target target, struct baton_node *node)
{
    if (target.field == NULL || node->form == FORM_NULL)
        return true;
    if (target.shape == BATON_SHAPE_ARRAY || target.shape == BATON_SHAPE_MAP)
        return mismatch(c, "the writer has a single value, ours is a list or map", "");
    if ((form_kinds[node->form] & (1u << target.field->kind)) == 0)
        return mismatch(c, "the writer's type does not become ours", "");
    node->sink = kind_sinks[target.field->kind];
    if (target.shape == BATON_SHAPE_NULLABLE && node->sink == SINK_BOOL)
        node->sink = SINK_MAYBE;
    if (target.shape == BATON_SHAPE_NULLABLE && node->sink == SINK_RECORD)
        node->sink = SINK_POINTER;
    return true;
}

static struct baton_node *new_nodes(struct compile *c, size_t count)
{
    c->node_count += count;
    if (c->node_count > PLAN_MAX_NODES) {
        refuse_limit(c, "the schema has too many parts");
        return NULL;
    }
    return BATON_NEW_ARRAY(c->arena, struct baton_node, count);
}

static bool compile_single(struct compile *c, avro_schema_t schema, struct target target,
                           struct baton_node *node)
{
    (void)schema;
    return choose_sink(c, target, node);
}

static bool compile_fixed(struct compile *c, avro_schema_t schema, struct target target,
                          struct baton_node *node)
{
    node->count = (size_t)avro_schema_fixed_size(schema);
    node->min_bytes = node->count;
    return target.field == NULL || mismatch(c, "the writer has a fixed, which we never read", "");
}

static bool same_name(struct compile *c, const char *theirs, const char *ours)
{
    return strcmp(theirs, ours) == 0 || mismatch(c, "the writer's type is called ", theirs);
}

static bool compile_enum(struct compile *c, avro_schema_t schema, struct target target,
                         struct baton_node *node)
{
    node->count = (size_t)avro_schema_enum_number_of_symbols(schema);
    if (!choose_sink(c, target, node))
        return false;
    if (node->sink == SINK_NONE)
        return true;
    if (!same_name(c, avro_schema_name(schema), target.field->symbols->name))
        return false;
    int *symbols = BATON_NEW_ARRAY(c->arena, int, node->count);
    for (size_t i = 0; i < node->count; i++)
        symbols[i] = baton_enum_of(target.field->symbols,
                                   baton_text_of(avro_schema_enum_get(schema, (int)i)));
    node->symbols = symbols;
    return true;
}

static bool compile_items(struct compile *c, avro_schema_t items, struct target target,
                          struct baton_node *node)
{
    struct baton_node *item = new_nodes(c, 1);

    if (item == NULL || !compile_node(c, items, target, item))
        return false;
    item->offset = 0;
    node->children = item;
    node->count = 1;
    return true;
}

static bool compile_array(struct compile *c, avro_schema_t schema, struct target target,
                          struct baton_node *node)
{
    if (target.field != NULL && target.shape != BATON_SHAPE_ARRAY)
        return mismatch(c, "the writer has an array, ours is none", "");
    if (target.field != NULL) {
        node->sink = SINK_ARRAY;
        node->item_bytes = baton_field_size(target.field);
        node->record = target.field->kind == BATON_KIND_RECORD ? target.field->record : NULL;
    }
    target.shape = BATON_SHAPE_ONE;
    if (!compile_items(c, avro_schema_array_items(schema), target, node))
        return false;
    return node->children->min_bytes > 0 || refuse_limit(c, "items of an array that take no bytes");
}

static bool compile_map(struct compile *c, avro_schema_t schema, struct target target,
                        struct baton_node *node)
{
    if (target.field != NULL && target.shape != BATON_SHAPE_MAP)
        return mismatch(c, "the writer has a map, ours is none", "");
    if (target.field != NULL) {
        node->sink = SINK_MAP;
        node->item_bytes = sizeof(struct baton_pair);
    }
    target.shape = BATON_SHAPE_ONE;
    return compile_items(c, avro_schema_map_values(schema), target, node);
}

/* Branches that our type cannot take are errors only when a record uses them; one at least must be
 * of use. */
static bool compile_union(struct compile *c, avro_schema_t schema, struct target target,
                          struct baton_node *node)
{
    size_t count = avro_schema_union_size(schema);
    struct baton_node *branches = new_nodes(c, count);
    size_t useful = 0;
    bool values = false;

    if (branches == NULL)
        return false;
    node->min_bytes = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        avro_schema_t branch = avro_schema_union_branch(schema, (int)i);

        values = values || !is_avro_null(branch);
        if (compile_node(c, branch, target, &branches[i])) {
            useful += branches[i].form != FORM_NULL;
            c->empty_count -= branches[i].form == FORM_NULL;
        } else if (!c->limited) {
            branches[i] = (struct baton_node){ .form = FORM_REFUSED };
        } else {
            return false;
        }
        if (branches[i].min_bytes + 1 < node->min_bytes)
            node->min_bytes = branches[i].min_bytes + 1;
    }
    node->children = branches;
    node->count = count;
    return useful > 0 || !values; /* the last branch's error stands */
}

/* Our fields that the writer lacks must have defaults. */
static bool check_missing(struct compile *c, avro_schema_t schema,
                          const struct baton_record_type *type, struct baton_node *node)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];

        if (avro_schema_record_field_get_index(schema, field->name) >= 0)
            continue;
        if (field->required)
            return mismatch(c, "the writer lacks a field that has no default: ", field->name);
        node->fill = true;
    }
    return true;
}

static bool compile_field(struct compile *c, avro_schema_t record, size_t index,
                          const struct baton_record_type *type, struct baton_node *node)
{
    struct baton_text name = baton_text_of(avro_schema_record_field_name(record, (int)index));
    const struct baton_field *field = type != NULL ? baton_field_find(type, name) : NULL;
    struct target target = { field, field != NULL ? field->shape : BATON_SHAPE_ONE };
    const char *kept = field != NULL ? field->name : baton_text_string(c->arena, name);

    c->path[c->depth] = kept;
    if (!compile_node(c, avro_schema_record_field_get_by_index(record, (int)index), target, node))
        return false;
    c->path[c->depth] = NULL;
    node->name = kept;
    return true;
}

static bool compile_record(struct compile *c, avro_schema_t schema, struct target target,
                           struct baton_node *node)
{
    const struct baton_record_type *type = target.field != NULL ? target.field->record : NULL;
    size_t count = avro_schema_record_size(schema);
    struct baton_node *fields = new_nodes(c, count);

    if (fields == NULL || !choose_sink(c, target, node))
        return false;
    if (type != NULL
        && (!same_name(c, avro_schema_name(schema), type->name)
            || !check_missing(c, schema, type, node)))
        return false;
    node->record = type;
    node->children = fields;
    node->count = count;
    for (size_t i = 0; i < count; i++) {
        if (!compile_field(c, schema, i, type, &fields[i]))
            return false;
        node->min_bytes += fields[i].min_bytes;
    }
    return true;
}

typedef bool compile_function(struct compile *c, avro_schema_t schema, struct target target,
                              struct baton_node *node);

static compile_function *const compilers[FORM_COUNT] = {
    [FORM_NULL] = compile_single,  [FORM_BOOL] = compile_single,   [FORM_INT] = compile_single,
    [FORM_LONG] = compile_single,  [FORM_FLOAT] = compile_single,  [FORM_DOUBLE] = compile_single,
    [FORM_BYTES] = compile_single, [FORM_STRING] = compile_single, [FORM_FIXED] = compile_fixed,
    [FORM_ENUM] = compile_enum,    [FORM_ARRAY] = compile_array,   [FORM_MAP] = compile_map,
    [FORM_UNION] = compile_union,  [FORM_RECORD] = compile_record,
};

static bool compile_form(struct compile *c, avro_schema_t schema, struct target target,
                         struct baton_node *node)
{
    if (c->depth > PLAN_MAX_DEPTH)
        return refuse_limit(c, "the schema is nested deeper than 16");
    c->path[c->depth] = NULL;
    node->form = forms[avro_typeof(schema)];
    node->min_bytes = form_min_bytes[node->form];
    if (target.field != NULL && target.shape == target.field->shape) {
        node->offset = target.field->offset;
        node->count_offset = target.field->count_offset;
    }
    if (!compilers[node->form](c, schema, target, node))
        return false;
    c->empty_count += node->min_bytes == 0;
    return c->empty_count <= PLAN_MAX_EMPTY
           || refuse_limit(c, "too many values that take no bytes");
}

static bool compile_node(struct compile *c, avro_schema_t schema, struct target target,
                         struct baton_node *node)
{
    if (avro_typeof(schema) == AVRO_LINK)
        schema = avro_schema_link_target(schema);
    if ((size_t)avro_typeof(schema) >= sizeof forms / sizeof *forms)
        return refuse_limit(c, "a type that we do not know");
    c->depth++;
    bool done = compile_form(c, schema, target, node);
    c->depth--;
    return done;
}

/* From checked text to a tree; `plan` is new and empty. */
static enum baton_verdict compile_root(struct baton_text schema_text, struct baton_plan *plan,
                                       struct baton_error *err)
{
    const struct baton_field root = { .kind = BATON_KIND_RECORD,
                                      .shape = BATON_SHAPE_ONE,
                                      .record = plan->type };
    struct compile c = { .arena = &plan->arena, .err = err, .depth = -1 };
    baton_auto(drop_schema) avro_schema_t schema = NULL;

    if (avro_schema_from_json_length(schema_text.data, schema_text.size, &schema) != 0) {
        schema = NULL;
        return baton_fail(err, BATON_REJECT, "bad_schema", "the schema is refused: %.200s",
                          avro_strerror());
    }
    return compile_node(&c, schema, (struct target){ &root, BATON_SHAPE_ONE }, &plan->root)
               ? BATON_DONE
               : BATON_REJECT;
}

enum baton_verdict baton_plan_compile(struct baton_text schema_text,
                                      const struct baton_record_type *type,
                                      struct baton_plan **ret_plan, struct baton_error *err)
{
    if (baton_schema_precheck(schema_text, err) != BATON_DONE)
        return BATON_REJECT;
    struct baton_plan *plan = calloc(1, sizeof *plan);
    if (plan == NULL)
        abort();
    plan->type = type;
    baton_arena_init(&plan->arena);
    if (compile_root(schema_text, plan, err) != BATON_DONE) {
        baton_plan_free(plan);
        return BATON_REJECT;
    }
    baton_plan_flatten(plan);
    *ret_plan = plan;
    return BATON_DONE;
}

void baton_plan_free(struct baton_plan *plan)
{
    if (plan == NULL)
        return;
    baton_arena_release(&plan->arena);
    free(plan);
}
