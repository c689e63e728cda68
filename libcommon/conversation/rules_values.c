/* Values of a policy body that hold no object: numbers, texts, names, times, and arrays and objects
 * of these. Pure. */
#include "rules_values.h"

#include <math.h>
#include <stdarg.h>

#include "buf.h"
#include "pattern.h"

#define MINUTE_MS 60000

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
static enum baton_verdict say(const struct reader *reader, enum baton_verdict v, const char *code,
                              const struct place *place, const char *what)
{
    struct baton_buf path;

    baton_buf_init(&path, 1024);
    place_print(place, &path);
    baton_fail(reader->err, v, code, "%.*s%s%s", BATON_TEXT_ARG(baton_buf_text(&path)),
               path.size > 0 ? ": " : "", what);
    baton_buf_release(&path);
    return v;
}

enum baton_verdict rules_refuse(const struct reader *reader, const struct place *place,
                                const char *format, ...)
{
    char what[300];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return say(reader, BATON_REJECT, "bad_policy", place, what);
}

enum baton_verdict rules_ignore(const struct reader *reader, const struct place *place)
{
    return (*reader->ignored)++ == 0
               ? say(reader, BATON_DONE, "unknown_field", place, "unknown field, ignored")
               : BATON_DONE;
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
        return rules_refuse(reader, place, "must be a %s from %.15g to %.15g%s", kind, row->min,
                            row->max, row->rather_none ? ", or 0" : "");
    *ret_number = number;
    return BATON_DONE;
}

enum baton_verdict rules_read_ratio(const struct reader *reader, const struct place *place,
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
        return rules_refuse(reader, place, "must be a whole number");
    *ret_whole = (int64_t)number;
    return BATON_DONE;
}

enum baton_verdict rules_read_long(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    return whole_within(reader, place, row, json, (int64_t *)(void *)(into + row->offset));
}

enum baton_verdict rules_read_bool(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    if (!json_is_boolean(json))
        return rules_refuse(reader, place, "must be true or false");
    *(bool *)(into + row->offset) = json_is_true(json);
    return BATON_DONE;
}

enum baton_verdict rules_read_text(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    size_t size = json_is_string(json) ? code_points(json_string_value(json)) : SIZE_MAX;

    if (size == SIZE_MAX || (double)size < row->min || (double)size > row->max)
        return rules_refuse(reader, place, "must be a text of %g to %g characters", row->min,
                            row->max);
    *(struct baton_text *)(void *)(into + row->offset) = text_of(reader, json);
    return BATON_DONE;
}

enum baton_verdict rules_read_pattern(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = rules_read_text(reader, place, row, json, into);

    if (v != BATON_DONE)
        return v;
    struct baton_text fault = baton_pattern_fault(
        *(struct baton_text *)(void *)(into + row->offset), row->names, reader->arena);
    return fault.size > 0 ? rules_refuse(reader, place, "%.*s", BATON_TEXT_ARG(fault)) : BATON_DONE;
}

enum baton_verdict rules_read_name(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    const char *name = json_is_string(json) ? json_string_value(json) : "?";
    size_t size = strlen(name);

    if ((double)size < row->min || size > 64
        || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != size)
        return rules_refuse(reader, place, "must be a name of %g to 64 of a-z, 0-9, _ and -",
                            row->min);
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

enum baton_verdict rules_read_clock(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    const char *clock = json_is_string(json) ? json_string_value(json) : "";
    int64_t hours, minutes, limit = (int64_t)row->max / MINUTE_MS;

    if (strlen(clock) != 5 || clock[2] != ':' || !two_digits(clock, &hours)
        || !two_digits(clock + 3, &minutes) || minutes > 59 || hours * 60 + minutes > limit)
        return rules_refuse(reader, place, "must be a time as HH:MM, from 00:00 to %02d:%02d",
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

    return rules_refuse(reader, place, "must be one of %.*s", BATON_TEXT_ARG(names));
}

enum baton_verdict rules_read_choice(const struct reader *reader, const struct place *place,
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

enum baton_verdict rules_array_within(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, const json_t *json)
{
    if (!json_is_array(json) || json_array_size(json) > row->max_items)
        return rules_refuse(reader, place, "must be an array of at most %zu elements",
                            row->max_items);
    return BATON_DONE;
}

enum baton_verdict rules_object_within(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, json_t *json)
{
    const char *key;
    json_t *value;

    if (!json_is_object(json) || json_object_size(json) > row->max_items)
        return rules_refuse(reader, place, "must be an object of at most %zu fields",
                            row->max_items);
    json_object_foreach(json, key, value) if (
        *key == '\0'
        || code_points(key)
               > RULES_ITEM_MAX) return rules_refuse(reader, place,
                                                     "the name of a field must have 1 to %d characters",
                                                     RULES_ITEM_MAX);
    return BATON_DONE;
}

char *rules_new_array(const struct reader *reader, const struct rules_row *row, char *into,
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
    return rules_read_text(reader, place, &item, json, into);
}

enum baton_verdict rules_read_texts(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = rules_array_within(reader, place, row, json);

    if (v != BATON_DONE)
        return v;
    char *items =
        rules_new_array(reader, row, into, json_array_size(json), sizeof(struct baton_text));
    for (size_t i = 0; i < json_array_size(json); i++) {
        struct place at = { .up = place, .index = i };

        v = text_item(reader, &at, row, json_array_get(json, i),
                      items + i * sizeof(struct baton_text));
        if (v != BATON_DONE)
            return v;
    }
    return BATON_DONE;
}

enum baton_verdict rules_read_days(const struct reader *reader, const struct place *place,
                                   const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = rules_array_within(reader, place, row, json);
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

enum baton_verdict rules_read_ratios(const struct reader *reader, const struct place *place,
                                     const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = rules_object_within(reader, place, row, json);
    struct baton_named_ratio *items;
    const char *key;
    json_t *value;

    if (v != BATON_DONE)
        return v;
    items = (void *)rules_new_array(reader, row, into, json_object_size(json), sizeof *items);
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

enum baton_verdict rules_read_pairs(const struct reader *reader, const struct place *place,
                                    const struct rules_row *row, json_t *json, char *into)
{
    enum baton_verdict v = rules_object_within(reader, place, row, json);
    struct baton_named_text *items;
    const char *key;
    json_t *value;

    if (v != BATON_DONE)
        return v;
    items = (void *)rules_new_array(reader, row, into, json_object_size(json), sizeof *items);
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
