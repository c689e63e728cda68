/* Avro binary to structs, along a plan. Recursion is bounded by the plan's depth; every byte is
 * looked at once, and nothing is used before it was checked: a varint's length and end, lengths and
 * counts against the bytes that are left, the memory against the budget. */
#include "field.h"
#include "plan.h"

struct reader {
    const uint8_t *at;
    const uint8_t *end;
    size_t budget;
    struct baton_arena *arena;
    const struct baton_plan *plan;
    struct baton_error *err;
    const struct baton_node *path[PLAN_MAX_DEPTH + 1];
    int depth;
};

static bool read_node(struct reader *r, const struct baton_node *node, char *base);

struct path {
    char text[200];
    size_t size;
};

/* The field's name, behind those of the records that it was dissolved out of. */
static void path_add(struct path *path, const struct baton_node *field)
{
    if (field->within != NULL)
        path_add(path, field->within);
    if (path->size < sizeof path->text - 1)
        path->size += (size_t)snprintf(path->text + path->size, sizeof path->text - path->size,
                                       ".%.60s", field->name);
}

/* Leaves `depth` where it is, so that the path can be told. */
__attribute__((cold, noinline)) static bool fail(struct reader *r, const char *code,
                                                 const char *what)
{
    struct path path = { "", 0 };

    for (int i = 0; i < r->depth; i++)
        path_add(&path, r->path[i]);
    baton_fail(r->err, BATON_REJECT, code, "%s%s: %s", r->plan->type->name, path.text, what);
    return false;
}

static size_t left(const struct reader *r)
{
    return (size_t)(r->end - r->at);
}

__attribute__((noinline)) static bool read_long_slowly(struct reader *r, int64_t *ret)
{
    uint64_t value = 0;

    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (r->at == r->end)
            return fail(r, "truncated", "the record ends within a number");
        uint8_t byte = *r->at++;
        if (shift == 63 && byte > 1)
            break;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *ret = (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
            return true;
        }
    }
    return fail(r, "bad_number", "a number of more than 64 bits");
}

/* One or two bytes are most numbers. */
static inline bool read_long(struct reader *r, int64_t *ret)
{
    const uint8_t *at = r->at;

    if (at != r->end && at[0] < 0x80) {
        r->at = at + 1;
        *ret = (at[0] >> 1) ^ -(at[0] & 1);
        return true;
    }
    if (left(r) >= 2 && at[1] < 0x80) {
        int value = (at[0] & 0x7f) | at[1] << 7;

        r->at = at + 2;
        *ret = (value >> 1) ^ -(value & 1);
        return true;
    }
    return read_long_slowly(r, ret);
}

static bool charge_memory(struct reader *r, size_t count, size_t size)
{
    if (count > r->budget / size)
        return fail(r, "decoded_too_large", "it takes more memory than a record of its size may");
    r->budget -= count * size;
    return true;
}

static void *take_record(struct reader *r, size_t size)
{
    return charge_memory(r, 1, size) ? baton_arena_zero(r->arena, 1, size) : NULL;
}

static bool read_index(struct reader *r, size_t count, const char *what, size_t *ret)
{
    int64_t value;

    if (!read_long(r, &value))
        return false;
    if (value < 0 || (uint64_t)value >= count)
        return fail(r, "bad_index", what);
    *ret = (size_t)value;
    return true;
}

static bool read_text(struct reader *r, bool utf8, struct baton_text *ret)
{
    int64_t size;

    if (!read_long(r, &size))
        return false;
    if (size < 0 || (uint64_t)size > left(r))
        return fail(r, "bad_length", "a length that is negative or goes beyond the record's end");
    if (utf8 && !baton_text_valid_utf8(r->at, (size_t)size))
        return fail(r, "bad_text", "a text that is not UTF-8 or holds a NUL");
    *ret = (struct baton_text){ (const char *)r->at, (size_t)size };
    r->at += size;
    return true;
}

static bool read_bits(struct reader *r, size_t size, uint64_t *ret)
{
    if (left(r) < size)
        return fail(r, "truncated", "the record ends within a number");
    *ret = 0;
    for (size_t i = 0; i < size; i++)
        *ret |= (uint64_t)r->at[i] << (8 * i);
    r->at += size;
    return true;
}

static bool read_boolean(struct reader *r, const struct baton_node *node, char *base)
{
    if (r->at == r->end)
        return fail(r, "truncated", "the record ends before a boolean");
    if (*r->at > 1)
        return fail(r, "bad_boolean", "a boolean that is neither 0 nor 1");
    bool value = *r->at++ == 1;
    if (node->sink == SINK_BOOL)
        *(bool *)(base + node->offset) = value;
    else if (node->sink == SINK_MAYBE)
        *(enum baton_maybe *)(void *)(base + node->offset) =
            value ? BATON_MAYBE_YES : BATON_MAYBE_NO;
    return true;
}

static bool read_whole(struct reader *r, const struct baton_node *node, char *base)
{
    int64_t value;

    if (!read_long(r, &value))
        return false;
    if (node->form == FORM_INT && (value < INT32_MIN || value > INT32_MAX))
        return fail(r, "bad_number", "an int of more than 32 bits");
    if (node->sink == SINK_LONG)
        *(int64_t *)(void *)(base + node->offset) = value;
    else if (node->sink == SINK_DOUBLE)
        *(double *)(void *)(base + node->offset) = (double)value;
    return true;
}

static bool read_real(struct reader *r, const struct baton_node *node, char *base)
{
    uint64_t bits = 0;
    double value;

    if (!read_bits(r, node->min_bytes, &bits))
        return false;
    if (node->sink == SINK_NONE)
        return true;
    if (node->form == FORM_FLOAT) {
        uint32_t half = (uint32_t)bits;
        float single;

        memcpy(&single, &half, sizeof single);
        value = single;
    } else {
        memcpy(&value, &bits, sizeof value);
    }
    *(double *)(void *)(base + node->offset) = value;
    return true;
}

static bool read_string(struct reader *r, const struct baton_node *node, char *base)
{
    struct baton_text text;

    if (!read_text(r, node->sink == SINK_TEXT, &text))
        return false;
    if (node->sink != SINK_NONE)
        *(struct baton_text *)(void *)(base + node->offset) = text;
    return true;
}

static bool read_fixed(struct reader *r, const struct baton_node *node)
{
    if (left(r) < node->count)
        return fail(r, "truncated", "the record ends within a fixed");
    r->at += node->count;
    return true;
}

static bool read_enum(struct reader *r, const struct baton_node *node, char *base)
{
    size_t index = 0;

    if (!read_index(r, node->count, "an enum's index is out of range", &index))
        return false;
    if (node->sink == SINK_ENUM)
        *(int *)(void *)(base + node->offset) = node->symbols[index];
    return true;
}

static bool read_union(struct reader *r, const struct baton_node *node, char *base)
{
    size_t index = 0;

    return read_index(r, node->count, "a union's index is out of range", &index)
           && read_node(r, &node->children[index], base);
}

/* The items of an array or map: read so far, and room for more. */
struct items {
    char *data;
    size_t count;
    size_t capacity;
};

static bool items_reserve(struct reader *r, const struct baton_node *node, struct items *items,
                          size_t more)
{
    size_t needed = items->count + more;

    if (needed <= items->capacity)
        return true;
    size_t capacity = baton_arena_array_room(needed);
    if (!charge_memory(r, capacity, node->item_bytes))
        return false;
    char *data = baton_arena_array(r->arena, capacity, node->item_bytes);
    if (items->count > 0)
        memcpy(data, items->data, items->count * node->item_bytes);
    items->data = data;
    items->capacity = capacity;
    return true;
}

static bool read_item(struct reader *r, const struct baton_node *node, struct items *items)
{
    char *item = node->sink == SINK_NONE ? NULL : items->data + items->count++ * node->item_bytes;

    if (node->form == FORM_MAP) {
        struct baton_text key;

        if (!read_text(r, item != NULL, &key))
            return false;
        if (item != NULL) {
            *(struct baton_pair *)(void *)item = (struct baton_pair){ key, BATON_TEXT_NONE };
            item += offsetof(struct baton_pair, value);
        }
    } else if (item != NULL && node->record != NULL) {
        memcpy(item, node->record->defaults, node->record->size);
    }
    return read_node(r, node->children, item);
}

static bool read_each(struct reader *r, const struct baton_node *node, struct items *items,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!read_item(r, node, items))
            return false;
    }
    return true;
}

/* A list of numbers, as rows have many. */
static bool are_longs(const struct baton_node *node)
{
    return node->form == FORM_ARRAY && node->children->form == FORM_LONG
           && node->children->sink == SINK_LONG;
}

static bool read_longs(struct reader *r, struct items *items, size_t count)
{
    int64_t *numbers = (int64_t *)(void *)items->data + items->count;

    for (size_t i = 0; i < count; i++) {
        if (!read_long(r, &numbers[i]))
            return false;
    }
    items->count += count;
    return true;
}

/* The head of a block: how many items, and where it must end if it says so (NULL: it does not). */
static bool read_block(struct reader *r, const struct baton_node *node, size_t *ret_count,
                       const uint8_t **ret_end)
{
    size_t item_min = node->children->min_bytes + (node->form == FORM_MAP ? 1 : 0);
    int64_t count;
    int64_t size = 0;

    if (!read_long(r, &count))
        return false;
    *ret_end = NULL;
    if (count < 0) {
        if (!read_long(r, &size))
            return false;
        if (size < 0 || (uint64_t)size > left(r) || count == INT64_MIN)
            return fail(r, "bad_length",
                        "a block that is negative or goes beyond the record's end");
        *ret_end = r->at + size;
        count = -count;
    }
    if ((uint64_t)count > (*ret_end != NULL ? (size_t)size : left(r)) / item_min)
        return fail(r, "bad_count", "more items than the record has bytes for");
    *ret_count = (size_t)count;
    return true;
}

static bool read_items(struct reader *r, const struct baton_node *node, char *base)
{
    struct items items = { NULL, 0, 0 };
    const uint8_t *end = NULL;
    size_t count = 0;

    for (;;) {
        if (!read_block(r, node, &count, &end))
            return false;
        if (count == 0 && end == NULL)
            break;
        if (node->sink != SINK_NONE && !items_reserve(r, node, &items, count))
            return false;
        if (!(are_longs(node) ? read_longs(r, &items, count) : read_each(r, node, &items, count)))
            return false;
        if (end != NULL && r->at != end)
            return fail(r, "bad_length", "a block that does not end where it says");
    }
    if (node->sink != SINK_NONE) {
        memcpy(base + node->offset, &items.data, sizeof items.data);
        *(size_t *)(void *)(base + node->count_offset) = items.count;
    }
    return true;
}

/* How many bytes 0 come next, at most `max`. */
static size_t zeros_ahead(const struct reader *r, size_t max)
{
    size_t end = max < left(r) ? max : left(r);
    size_t count = 0;

    for (; end - count >= 8; count += 8) {
        uint64_t eight;

        memcpy(&eight, r->at + count, sizeof eight);
        if (eight != 0)
            break;
    }
    while (count < end && r->at[count] == 0)
        count++;
    return count;
}

static bool read_fields(struct reader *r, const struct baton_node *node, char *inside)
{
    const struct baton_node *field = node->children, *end = field + node->count;
    int depth = r->depth++;

    while (field < end) {
        size_t zeros = field->zeros == 0 ? 0 : zeros_ahead(r, field->zeros);

        r->at += zeros;
        field += zeros;
        if (zeros > 0)
            continue;
        r->path[depth] = field;
        if (!read_node(r, field, inside))
            return false;
        field++;
    }
    r->depth = depth;
    return true;
}

static bool read_record(struct reader *r, const struct baton_node *node, char *base)
{
    if (node->sink == SINK_NONE)
        return read_fields(r, node, NULL);
    char *inside = base + node->offset;
    if (node->sink == SINK_POINTER) {
        char *made = take_record(r, node->record->size);

        if (made == NULL)
            return false;
        memcpy(inside, &made, sizeof made);
        memcpy(made, node->record->defaults, node->record->size);
        inside = made;
    } else if (node->fill) {
        memcpy(inside, node->record->defaults, node->record->size);
    }
    return read_fields(r, node, inside);
}

/* `base` is the struct around the value; NULL where all below is skipped. */
static bool read_node(struct reader *r, const struct baton_node *node, char *base)
{
    switch (node->form) {
    case FORM_NULL: return true;
    case FORM_BOOL: return read_boolean(r, node, base);
    case FORM_INT:
    case FORM_LONG: return read_whole(r, node, base);
    case FORM_FLOAT:
    case FORM_DOUBLE: return read_real(r, node, base);
    case FORM_BYTES:
    case FORM_STRING: return read_string(r, node, base);
    case FORM_FIXED: return read_fixed(r, node);
    case FORM_ENUM: return read_enum(r, node, base);
    case FORM_ARRAY:
    case FORM_MAP: return read_items(r, node, base);
    case FORM_UNION: return read_union(r, node, base);
    case FORM_RECORD: return read_record(r, node, base);
    case FORM_REFUSED:
    case FORM_COUNT: break;
    }
    return fail(r, "incompatible_schema", "a value of a type that we cannot take");
}

enum baton_verdict baton_plan_decode(const struct baton_plan *plan, struct baton_text payload,
                                     struct baton_arena *arena, void **ret_value,
                                     struct baton_error *err)
{
    const uint8_t *bytes = (const uint8_t *)(payload.data != NULL ? payload.data : "");
    struct reader r = {
        .at = bytes,
        .end = bytes + payload.size,
        .arena = arena,
        .plan = plan,
        .err = err,
        .budget = payload.size > SIZE_MAX / 128 ? 0 : BATON_DECODED_MAX_BYTES(payload.size),
    };
    char *value = take_record(&r, plan->type->size);

    if (value == NULL)
        return BATON_REJECT;
    memcpy(value, plan->type->defaults, plan->type->size);
    if (!read_node(&r, &plan->root, value))
        return BATON_REJECT;
    if (r.at != r.end) {
        fail(&r, "trailing_bytes", "there are bytes behind the record's end");
        return BATON_REJECT;
    }
    *ret_value = value;
    return BATON_DONE;
}
