/* Reads a policy body by the forms in rules_rows.c. Strict: what no row knows is refused, with its
 * place in the body and what is allowed there. Recursion is as deep as the forms are, whatever the
 * body says. Pure. */
#include <math.h>
#include <stdarg.h>

#include "buf.h"
#include "json_codec.h"
#include "pattern.h"
#include "projection_parts.h"
#include "rules_rows.h"

#define MINUTE_MS 60000

/* Where in the body the reader is: a list from the innermost outwards. */
struct place {
    const struct place *up;
    const char *name; /* NULL: an element of an array */
    size_t index;
};

struct reader {
    struct baton_arena *arena;
    struct baton_error *err;
};

typedef enum baton_verdict read_value(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, json_t *json, char *into);

static enum baton_verdict read_form(const struct reader *reader, const struct place *place,
                                    const struct rules_form *form, json_t *json, char *into);

static void place_print(const struct place *place, struct baton_buf *buf)
{
    if (place->up != NULL)
        place_print(place->up, buf);
    if (place->name == NULL) {
        baton_buf_format(buf, "[%zu]", place->index);
        return;
    }
    if (buf->size > 0)
        baton_buf_append_byte(buf, '.');
    struct baton_text name = baton_text_cut(baton_text_of(place->name), 60);
    baton_buf_append_text(buf, baton_text_has_control(name) ? BATON_TEXT("(not printable)") : name);
}

/* The longest path: six names of which two were chosen by the sender, cut at 60 bytes. */
static enum baton_verdict refuse(const struct reader *reader, const struct place *place,
                                 const char *format, ...) __attribute__((format(printf, 3, 4)));

static enum baton_verdict refuse(const struct reader *reader, const struct place *place,
                                 const char *format, ...)
{
    struct baton_buf path;
    char what[300];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    baton_buf_init(&path, 1024);
    place_print(place, &path);
    baton_fail(reader->err, BATON_REJECT, "bad_policy", "%.*s%s%s",
               BATON_TEXT_ARG(baton_buf_text(&path)), path.size > 0 ? ": " : "", what);
    baton_buf_release(&path);
    return BATON_REJECT;
}

/* "a, b, c" */
static struct baton_text names_of_rows(struct baton_arena *arena, const struct rules_row *rows)
{
    struct baton_text names = baton_text_of(rows->name);

    for (const struct rules_row *row = rows + 1; row->name != NULL; row++)
        names = baton_text_format(arena, "%.*s, %s", BATON_TEXT_ARG(names), row->name);
    return names;
}

static struct baton_text names_of_choices(struct baton_arena *arena, const char *const *choices)
{
    struct baton_text names = baton_text_of(choices[0]);

    for (size_t i = 1; choices[i] != NULL; i++)
        names = baton_text_format(arena, "%.*s, %s", BATON_TEXT_ARG(names), choices[i]);
    return names;
}

static size_t code_points(const char *string)
{
    size_t count = 0;

    for (; *string != '\0'; string++)
        count += ((unsigned char)*string & 0xC0) != 0x80;
    return count;
}

static struct baton_text text_of(const struct reader *reader, const json_t *json)
{
    return baton_text_copy(reader->arena, baton_text_of(json_string_value(json)));
}

/* -- single values -- */

static enum baton_verdict number_within(const struct reader *reader, const struct place *place,
                                        const struct rules_row *row, const json_t *json,
                                        const char *kind, double *ret_number)
{
    double number = json_is_number(json) ? json_number_value(json) : NAN;
    bool within = number >= row->min && number <= row->max;

    if (!within && !(row->rather_none && number == 0))
        return refuse(reader, place, "must be a %s from %.15g to %.15g%s", kind, row->min, row->max,
                      row->rather_none ? ", or 0" : "");
    *ret_number = number;
    return BATON_DONE;
}

static enum baton_verdict read_ratio(const struct reader *reader, const struct place *place,
                                     const struct rules_row *row, json_t *json, char *into)
{
    return number_within(reader, place, row, json, "number",
                         (double *)(void *)(into + row->offset));
}

static enum baton_verdict whole_within(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, const json_t *json,
                                       int64_t *ret_whole)
{
    double number = 0;
    enum baton_verdict v = number_within(reader, place, row, json, "whole number", &number);

    if (v != BATON_DONE)
        return v;
    if (number != floor(number))
        return refuse(reader, place, "must be a whole number");
    *ret_whole = (int64_t)number;
    return BATON_DONE;
}

static enum baton_verdict read_long(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    return whole_within(reader, place, row, json, (int64_t *)(void *)(into + row->offset));
}

static enum baton_verdict read_bool(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    if (!json_is_boolean(json))
        return refuse(reader, place, "must be true or false");
    *(bool *)(into + row->offset) = json_is_true(json);
    return BATON_DONE;
}

static enum baton_verdict read_text(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    size_t size = json_is_string(json) ? code_points(json_string_value(json)) : SIZE_MAX;

    if (size == SIZE_MAX || (double)size < row->min || (double)size > row->max)
        return refuse(reader, place, "must be a text of %g to %g characters", row->min, row->max);
    *(struct baton_text *)(void *)(into + row->offset) = text_of(reader, json);
    return BATON_DONE;
}

static enum baton_verdict read_pattern(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = read_text(reader, place, row, json, into);

    if (v != BATON_DONE)
        return v;
    struct baton_text fault = baton_pattern_fault(
        *(struct baton_text *)(void *)(into + row->offset), row->names, reader->arena);
    return fault.size > 0 ? refuse(reader, place, "%.*s", BATON_TEXT_ARG(fault)) : BATON_DONE;
}

static enum baton_verdict read_name(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    const char *name = json_is_string(json) ? json_string_value(json) : "?";
    size_t size = strlen(name);

    if ((double)size < row->min || size > 64
        || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != size)
        return refuse(reader, place, "must be a name of %g to 64 of a-z, 0-9, _ and -", row->min);
    *(struct baton_text *)(void *)(into + row->offset) = text_of(reader, json);
    return BATON_DONE;
}

static bool two_digits(const char *digits, int64_t *ret_value)
{
    if (digits[0] < '0' || digits[0] > '9' || digits[1] < '0' || digits[1] > '9')
        return false;
    *ret_value = (digits[0] - '0') * 10 + (digits[1] - '0');
    return true;
}

static enum baton_verdict read_clock(const struct reader *reader, const struct place *place,
                                     const struct rules_row *row, json_t *json, char *into)
{
    const char *clock = json_is_string(json) ? json_string_value(json) : "";
    int64_t hours, minutes, limit = (int64_t)row->max / MINUTE_MS;

    if (strlen(clock) != 5 || clock[2] != ':' || !two_digits(clock, &hours)
        || !two_digits(clock + 3, &minutes) || minutes > 59 || hours * 60 + minutes > limit)
        return refuse(reader, place, "must be a time as HH:MM, from 00:00 to %02d:%02d",
                      (int)(limit / 60), (int)(limit % 60));
    *(int64_t *)(void *)(into + row->offset) = (hours * 60 + minutes) * MINUTE_MS;
    return BATON_DONE;
}

/* -1: none of them. */
static int choice_of(const char *const *choices, const json_t *json)
{
    for (int i = 0; json_is_string(json) && choices[i] != NULL; i++)
        if (strcmp(choices[i], json_string_value(json)) == 0)
            return i;
    return -1;
}

static enum baton_verdict refuse_choice(const struct reader *reader, const struct place *place,
                                        const char *const *choices)
{
    struct baton_text names = names_of_choices(reader->arena, choices);

    return refuse(reader, place, "must be one of %.*s", BATON_TEXT_ARG(names));
}

static enum baton_verdict read_choice(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, json_t *json, char *into)
{
    int choice = choice_of(row->choices, json);

    _Static_assert(sizeof(enum baton_relax) == sizeof choice, "a choice is stored as an int");
    if (choice < 0)
        return refuse_choice(reader, place, row->choices);
    memcpy(into + row->offset, &choice, sizeof choice);
    return BATON_DONE;
}

/* -- several values -- */

static enum baton_verdict array_within(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, const json_t *json)
{
    if (!json_is_array(json) || json_array_size(json) > row->max_items)
        return refuse(reader, place, "must be an array of at most %zu elements", row->max_items);
    return BATON_DONE;
}

static enum baton_verdict object_within(const struct reader *reader, const struct place *place,
                                        const struct rules_row *row, json_t *json)
{
    const char *key;
    json_t *value;

    if (!json_is_object(json) || json_object_size(json) > row->max_items)
        return refuse(reader, place, "must be an object of at most %zu fields", row->max_items);
    json_object_foreach(json, key, value) if (
        *key == '\0'
        || code_points(key)
               > RULES_ITEM_MAX) return refuse(reader, place,
                                               "the name of a field must have 1 to %d characters",
                                               RULES_ITEM_MAX);
    return BATON_DONE;
}

/* A new array of `count` in the row's place; NULL when there is nothing to fill. */
static char *new_array(const struct reader *reader, const struct rules_row *row, char *into,
                       size_t count, size_t item_bytes)
{
    char *items = count > 0 ? baton_arena_zero(reader->arena, count, item_bytes) : NULL;

    memcpy(into + row->offset, &items, sizeof items);
    *(size_t *)(void *)(into + row->count_offset) = count;
    return items;
}

static enum baton_verdict text_item(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    static const struct rules_row item = { .min = 1, .max = RULES_ITEM_MAX };

    if (row->choices != NULL && choice_of(row->choices, json) < 0)
        return refuse_choice(reader, place, row->choices);
    return read_text(reader, place, &item, json, into);
}

static enum baton_verdict read_texts(const struct reader *reader, const struct place *place,
                                     const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = array_within(reader, place, row, json);

    if (v != BATON_DONE)
        return v;
    char *items = new_array(reader, row, into, json_array_size(json), sizeof(struct baton_text));
    for (size_t i = 0; i < json_array_size(json); i++) {
        struct place at = { .up = place, .index = i };

        v = text_item(reader, &at, row, json_array_get(json, i),
                      items + i * sizeof(struct baton_text));
        if (v != BATON_DONE)
            return v;
    }
    return BATON_DONE;
}

static enum baton_verdict read_days(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = array_within(reader, place, row, json);
    int64_t days = 0, day = 0;

    for (size_t i = 0; v == BATON_DONE && i < json_array_size(json); i++) {
        struct place at = { .up = place, .index = i };

        v = whole_within(reader, &at, row, json_array_get(json, i), &day);
        days |= (int64_t)1 << day;
    }
    if (v == BATON_DONE)
        *(int64_t *)(void *)(into + row->offset) = days;
    return v;
}

static enum baton_verdict read_ratios(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = object_within(reader, place, row, json);
    struct baton_named_ratio *items;
    const char *key;
    json_t *value;

    if (v != BATON_DONE)
        return v;
    items = (void *)new_array(reader, row, into, json_object_size(json), sizeof *items);
    json_object_foreach(json, key, value)
    {
        struct place at = { .up = place, .name = key };

        v = number_within(reader, &at, row, value, "number", &items->ratio);
        if (v != BATON_DONE)
            return v;
        items->name = baton_text_copy(reader->arena, baton_text_of(key));
        items++;
    }
    return BATON_DONE;
}

static enum baton_verdict read_pairs(const struct reader *reader, const struct place *place,
                                     const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = object_within(reader, place, row, json);
    struct baton_named_text *items;
    const char *key;
    json_t *value;

    if (v != BATON_DONE)
        return v;
    items = (void *)new_array(reader, row, into, json_object_size(json), sizeof *items);
    json_object_foreach(json, key, value)
    {
        struct place at = { .up = place, .name = key };

        v = text_item(reader, &at, row, value, (char *)&items->text);
        if (v != BATON_DONE)
            return v;
        items->name = baton_text_copy(reader->arena, baton_text_of(key));
        items++;
    }
    return BATON_DONE;
}

/* -- objects -- */

static enum baton_verdict read_section(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, json_t *json, char *into)
{
    return read_form(reader, place, row->form, json, into);
}

static enum baton_verdict read_list(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = array_within(reader, place, row, json);
    char *items;

    if (v != BATON_DONE)
        return v;
    items = new_array(reader, row, into, json_array_size(json), row->form->size);
    for (size_t i = 0; v == BATON_DONE && i < json_array_size(json); i++) {
        struct place at = { .up = place, .index = i };

        rules_form_defaults(row->form, items, reader->arena);
        v = read_form(reader, &at, row->form, json_array_get(json, i), items);
        items += row->form->size;
    }
    return v;
}

static enum baton_verdict read_map(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = object_within(reader, place, row, json);
    const char *key;
    json_t *value;
    char *items;

    if (v != BATON_DONE)
        return v;
    items = new_array(reader, row, into, json_object_size(json), row->form->size);
    json_object_foreach(json, key, value)
    {
        struct place at = { .up = place, .name = key };

        *(struct baton_text *)(void *)items = baton_text_copy(reader->arena, baton_text_of(key));
        rules_form_defaults(row->form, items, reader->arena);
        v = read_form(reader, &at, row->form, value, items);
        if (v != BATON_DONE)
            return v;
        items += row->form->size;
    }
    return BATON_DONE;
}

static read_value *const readers[] = {
    [RULES_LONG] = read_long,     [RULES_RATIO] = read_ratio, [RULES_BOOL] = read_bool,
    [RULES_TEXT] = read_text,     [RULES_NAME] = read_name,   [RULES_CLOCK] = read_clock,
    [RULES_CHOICE] = read_choice, [RULES_TEXTS] = read_texts, [RULES_DAYS] = read_days,
    [RULES_RATIOS] = read_ratios, [RULES_PAIRS] = read_pairs, [RULES_SECTION] = read_section,
    [RULES_LIST] = read_list,     [RULES_MAP] = read_map,     [RULES_PATTERN] = read_pattern,
};

static const struct rules_row *row_of(const struct rules_form *form, const char *name)
{
    for (const struct rules_row *row = form->rows; row->name != NULL; row++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

static enum baton_verdict check_fields(const struct reader *reader, const struct place *place,
                                       const struct rules_form *form, json_t *json)
{
    const char *key;
    json_t *value;

    if (!json_is_object(json))
        return refuse(reader, place, "must be an object");
    json_object_foreach(json, key, value)
    {
        struct place at = { .up = place, .name = key };

        if (row_of(form, key) == NULL) {
            struct baton_text names = names_of_rows(reader->arena, form->rows);
            return refuse(reader, &at, "unknown field; there are %.*s", BATON_TEXT_ARG(names));
        }
    }
    return BATON_DONE;
}

static enum baton_verdict read_form(const struct reader *reader, const struct place *place,
                                    const struct rules_form *form, json_t *json, char *into)
{
    enum baton_verdict v = check_fields(reader, place, form, json);

    for (const struct rules_row *row = form->rows; v == BATON_DONE && row->name != NULL; row++) {
        struct place at = { .up = place, .name = row->name };
        json_t *value = json_object_get(json, row->name);

        if (value != NULL)
            v = readers[row->kind](reader, &at, row, value, into);
        else if (row->required)
            v = refuse(reader, &at, "is missing");
    }
    return v;
}

/* -- the whole -- */

static enum baton_verdict check_part(const struct reader *reader, enum baton_policy_part part,
                                     json_t *json)
{
    const char *key;
    json_t *value;

    if (part != BATON_POLICY_PART_DECLARED && part != BATON_POLICY_PART_LEARNED)
        return baton_fail(reader->err, BATON_REJECT, "bad_policy",
                          "part must be declared or learned");
    json_object_foreach(json, key, value)
    {
        bool learned = strcmp(key, "learned") == 0;
        struct place at = { .name = key };

        if (strcmp(key, "format") == 0 || row_of(&rules_form, key) == NULL)
            continue;
        if (learned != (part == BATON_POLICY_PART_LEARNED))
            return refuse(reader, &at,
                          learned ? "is the learner's, not allowed in the declared part"
                                  : "is declared by people, not allowed in the learned part");
    }
    return BATON_DONE;
}

/* What a mapping must be beyond its own values: fit its target and the part that it names. */
static enum baton_verdict check_mappings(const struct reader *reader,
                                         const struct baton_rules *rules)
{
    struct place top = { .name = "projections" };
    enum baton_verdict v = BATON_DONE;

    for (size_t p = 0; p < rules->projections_count; p++) {
        const struct baton_projection *projection = &rules->projections[p];
        struct place named = { &top, baton_text_string(reader->arena, projection->name), 0 };
        struct place fields = { &named, "fields", 0 };

        for (size_t f = 0; v == BATON_DONE && f < projection->fields_count; f++) {
            struct place field = { &fields, NULL, f };
            struct place at = { &field, NULL, 0 };
            struct baton_text fault =
                projection_mapping_fault(projection, f, &at.name, reader->arena);

            if (fault.size > 0)
                v = refuse(reader, &at, "%.*s", BATON_TEXT_ARG(fault));
        }
    }
    return v;
}

enum baton_verdict rules_read(enum baton_policy_part part, struct baton_text body,
                              struct baton_rules *ret_rules, struct baton_arena *arena,
                              struct baton_error *err)
{
    struct reader reader = { .arena = arena, .err = err };
    json_auto_t *json = baton_json_parse(body.size > 0 ? body : BATON_TEXT("{}"), err);
    struct place top = { .name = "" };
    struct place bounds = { .name = "bounds.threshold_min" };

    if (json == NULL)
        return BATON_REJECT;
    rules_defaults(ret_rules, arena);
    enum baton_verdict v = check_part(&reader, part, json);
    if (v == BATON_DONE)
        v = read_form(&reader, &top, &rules_form, json, (char *)ret_rules);
    if (v == BATON_DONE && ret_rules->threshold_min > ret_rules->threshold_max)
        v = refuse(&reader, &bounds, "must be at most threshold_max, which is %g",
                   ret_rules->threshold_max);
    return v == BATON_DONE ? check_mappings(&reader, ret_rules) : v;
}
