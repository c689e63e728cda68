/* Makes a compiled plan quick to follow: records that lie in the struct around them lose their
 * level, and each field knows how many from it on are in the payload as one byte 0 that says what
 * the struct holds already: most of a record. Changes nothing of what is read, refused or told. */
#include "field.h"
#include "plan.h"

/* Whether reading `node` is reading its fields into what is around it. */
static bool dissolves(const struct baton_node *node)
{
    return node->form == FORM_RECORD
           && (node->sink == SINK_NONE || (node->sink == SINK_RECORD && !node->fill));
}

static size_t leaves_of(const struct baton_node *record)
{
    size_t count = 0;

    for (size_t i = 0; i < record->count; i++)
        count += dissolves(&record->children[i]) ? leaves_of(&record->children[i]) : 1;
    return count;
}

/* What a byte 0 is read as stands at `at` already. */
static bool holds_zero(const struct baton_node *node, const char *at)
{
    switch (node->sink) {
    case SINK_NONE: return true;
    case SINK_TEXT:
    case SINK_BYTES: return ((const struct baton_text *)(const void *)at)->size == 0;
    case SINK_LONG: return *(const int64_t *)(const void *)at == 0;
    case SINK_DOUBLE: return *(const uint64_t *)(const void *)at == 0;
    case SINK_BOOL: return !*(const bool *)at;
    case SINK_MAYBE: return *(const enum baton_maybe *)(const void *)at == BATON_MAYBE_NO;
    case SINK_ENUM: return *(const int *)(const void *)at == node->symbols[0];
    case SINK_ARRAY:
    case SINK_MAP:
    case SINK_RECORD:
    case SINK_POINTER: break;
    }
    return false;
}

/* Whether a byte 0 of `node` leaves the struct as it is; `defaults` is what that begins as. */
static bool zero_changes_nothing(const struct baton_node *node, const char *defaults)
{
    switch (node->form) {
    case FORM_UNION: return node->children[0].form == FORM_NULL;
    case FORM_ARRAY:
    case FORM_MAP:
        return node->sink == SINK_NONE
               || *(const size_t *)(const void *)(defaults + node->count_offset) == 0;
    case FORM_BOOL:
    case FORM_INT:
    case FORM_LONG:
    case FORM_BYTES:
    case FORM_STRING:
    case FORM_ENUM: return node->sink == SINK_NONE || holds_zero(node, defaults + node->offset);
    case FORM_NULL:
    case FORM_FLOAT:
    case FORM_DOUBLE:
    case FORM_FIXED:
    case FORM_RECORD:
    case FORM_REFUSED:
    case FORM_COUNT: break;
    }
    return false;
}

static void flatten(struct baton_arena *arena, struct baton_node *node, const char *defaults);

/* Where the member lies, from `by` bytes further ahead on. */
static void move(struct baton_arena *arena, struct baton_node *node, size_t by)
{
    node->offset += by;
    node->count_offset += by;
    if (node->form != FORM_UNION)
        return;
    struct baton_node *branches =
        baton_arena_copy(arena, node->children, node->count * sizeof *branches);
    for (size_t i = 0; i < node->count; i++)
        move(arena, &branches[i], by);
    node->children = branches;
}

/* Copies the leaves of `record` to `at`; returns what is behind them. */
static struct baton_node *gather(struct baton_arena *arena, const struct baton_node *record,
                                 const struct baton_node *within, size_t offset,
                                 struct baton_node *at)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct baton_node *child = &record->children[i];

        if (dissolves(child)) {
            struct baton_node *kept = BATON_NEW(arena, struct baton_node); /* for its name */

            *kept = *child;
            kept->within = within;
            at = gather(arena, child, kept, offset + child->offset, at);
            continue;
        }
        *at = *child;
        at->within = within;
        move(arena, at++, offset);
    }
    return at;
}

static void flatten_record(struct baton_arena *arena, struct baton_node *node, const char *defaults)
{
    size_t count = leaves_of(node);
    struct baton_node *fields = BATON_NEW_ARRAY(arena, struct baton_node, count);

    gather(arena, node, NULL, 0, fields);
    node->children = fields;
    node->count = count;
    for (size_t i = count; i > 0; i--) {
        struct baton_node *field = &fields[i - 1];

        flatten(arena, field, defaults);
        if (zero_changes_nothing(field, defaults))
            field->zeros = 1 + (i < count ? field[1].zeros : 0);
    }
}

/* `defaults`: what the struct around `node` begins as; NULL where all below is skipped. */
static void flatten(struct baton_arena *arena, struct baton_node *node, const char *defaults)
{
    if (node->form == FORM_RECORD) {
        bool begins_anew = node->sink == SINK_POINTER || node->fill;

        if (node->sink != SINK_NONE)
            defaults = begins_anew ? node->record->defaults : defaults + node->offset;
        flatten_record(arena, node, defaults);
        return;
    }
    if (node->form != FORM_UNION && node->form != FORM_ARRAY && node->form != FORM_MAP)
        return;
    size_t count = node->count;
    struct baton_node *children = baton_arena_copy(arena, node->children, count * sizeof *children);
    if (node->form == FORM_ARRAY && node->record != NULL)
        defaults = node->record->defaults;
    for (size_t i = 0; i < count; i++)
        flatten(arena, &children[i], defaults);
    node->children = children;
}

void baton_plan_flatten(struct baton_plan *plan)
{
    flatten(&plan->arena, &plan->root, plan->type->defaults);
}
