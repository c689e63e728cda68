/* Writes a projection: fields, then the note, each within what is left of the target's bytes. What
 * follows is always reserved before anything is written, so that no end is ever missing. */
#include "projection.h"

#include <math.h>
#include <string.h>

#include "projection_parts.h"
#include "projection_targets.h"
#include "projection_text.h"
#include "timestamp.h"

#define SHORTEST 24   /* bytes of a text that is still worth cutting to */
#define CORE_PARTS 2  /* conversation and link: before anything else */
#define NOTE_FACTOR 4 /* a line of a note may be so much longer than a field */
#define CUT_FIELD PROJECTION_PREFIX "cut"
#define CUT_BYTES (sizeof ",\"" CUT_FIELD "\":\"true\"" - 1)

struct composer {
    struct baton_buf buf;
    const struct projection_target *target;
    const struct baton_projection *projection;
    struct projection_view view;
    size_t limit;   /* bytes of everything */
    size_t reserve; /* bytes of what will follow in any case */
    size_t fields_left;
    bool cut; /* something was shortened or left out */
};

/* A value as it is written. */
struct rendered {
    struct baton_text text; /* empty: nothing */
    bool quoted, whole;     /* a text; not to be cut */
    size_t max_units;
};

size_t baton_projection_max_bytes(const struct baton_projection *projection)
{
    size_t own = (size_t)projection->max_bytes;
    size_t most = projection_targets[projection->target].max_bytes;

    return own > 0 && own < most ? own : most;
}

/* -- bytes -- */

static bool needs_comma(const struct composer *c)
{
    return c->buf.size > 0 && strchr("{[", c->buf.data[c->buf.size - 1]) == NULL;
}

static size_t length(const char *literal)
{
    return literal == NULL ? 0 : strlen(literal);
}

/* A part of the shape; `is_member`: a comma before it where one is needed. */
static void literal(struct composer *c, const char *text, bool is_member)
{
    if (text == NULL)
        return;
    if (is_member && needs_comma(c))
        baton_buf_append_byte(&c->buf, ',');
    baton_buf_append_text(&c->buf, baton_text_of(text));
    c->reserve -= strlen(text) + (is_member ? 1 : 0);
}

static size_t reserve_of(const struct projection_target *target)
{
    const char *const members[] = { target->open, target->fields_open, target->note_open };
    const char *const ends[] = { target->fields_close, target->note_close, target->close };
    size_t sum = 0;

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        sum += members[i] == NULL ? 0 : length(members[i]) + 1;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        sum += length(ends[i]);
    return sum;
}

static size_t bytes_left(const struct composer *c, size_t overhead)
{
    size_t taken = c->buf.size + c->reserve + overhead;

    return c->limit > taken ? c->limit - taken : 0;
}

/* What of `text` is written in `room`; `ret_cut`: the mark stands behind it. Empty: nothing. */
static struct baton_text text_within(struct composer *c, struct baton_text text, bool html,
                                     struct projection_room room, bool whole, bool *ret_cut)
{
    struct projection_room size = projection_size(text, html);

    *ret_cut = size.units > room.units || size.bytes > room.bytes;
    if (!*ret_cut)
        return text;
    c->cut = true;
    if (whole || room.units < 2 || room.bytes < (size.bytes < SHORTEST ? size.bytes : SHORTEST))
        return BATON_TEXT_NONE;
    room.units -= 1;
    room.bytes -= PROJECTION_MARK_BYTES;
    return baton_text_trim(projection_fit(text, html, room));
}

/* -- fields -- */

/* Bytes of a field beside its value. */
static size_t field_overhead(struct baton_text name, enum projection_fields shape, bool quoted)
{
    size_t frame =
        shape == PROJECTION_FIELDS_BY_ID ? sizeof ",{\"id\":,\"value\":}" - 1 : sizeof ",\"\":" - 1;
    struct baton_buf escaped;

    baton_buf_init(&escaped, 6 * name.size + 1);
    baton_buf_append_json(&escaped, name);
    frame += escaped.size + (quoted ? 2 : 0);
    baton_buf_release(&escaped);
    return frame;
}

static void put_field(struct composer *c, struct baton_text name, enum projection_fields shape,
                      const struct rendered *value)
{
    bool by_id = shape == PROJECTION_FIELDS_BY_ID, cut;
    struct projection_room room = { value->max_units,
                                    bytes_left(c, field_overhead(name, shape, value->quoted)) };
    struct baton_text text = text_within(c, value->text, false, room, value->whole, &cut);

    if (text.size == 0)
        return;
    if (c->fields_left == 0) {
        c->cut = true;
        return;
    }
    c->fields_left--;
    if (needs_comma(c))
        baton_buf_append_byte(&c->buf, ',');
    baton_buf_append_text(&c->buf, baton_text_of(by_id ? "{\"id\":" : "\""));
    baton_buf_append_json(&c->buf, name);
    baton_buf_append_text(&c->buf, baton_text_of(by_id ? ",\"value\":" : "\":"));
    baton_buf_append_text(&c->buf, baton_text_of(value->quoted ? "\"" : ""));
    projection_append(&c->buf, text, false);
    baton_buf_append_text(&c->buf, baton_text_of(cut ? PROJECTION_MARK : ""));
    baton_buf_append_text(&c->buf, baton_text_of(value->quoted ? "\"" : ""));
    baton_buf_append_text(&c->buf, baton_text_of(by_id ? "}" : ""));
}

static struct baton_text number_text(struct baton_arena *arena, double number)
{
    return isfinite(number) ? baton_text_format(arena, "%.15g", number) : BATON_TEXT_NONE;
}

static struct baton_text time_text(struct baton_arena *arena, int64_t time_ms)
{
    char format[BATON_TIME_SIZE];
    const char *text = baton_time_format(time_ms, format);

    return strcmp(text, "invalid") == 0 ? BATON_TEXT_NONE
                                        : baton_text_copy(arena, baton_text_of(text));
}

static struct baton_text as_text(struct baton_arena *arena, const struct projection_value *value)
{
    switch (value->kind) {
    case PROJECTION_TEXT: return value->text;
    case PROJECTION_LINES: return baton_clean(arena, value->text, false);
    case PROJECTION_NUMBER: return number_text(arena, value->number);
    case PROJECTION_TIME: return time_text(arena, value->time_ms);
    default: return BATON_TEXT_NONE;
    }
}

/* "49.99 $" and "EUR 49.99" are numbers, too. */
static struct baton_text as_number(struct baton_arena *arena, const struct projection_value *value)
{
    struct baton_text text = as_text(arena, value);
    size_t first = 0, last = text.size;
    double number;

    if (value->kind == PROJECTION_NUMBER)
        return text;
    while (first < text.size && text.data[first] != ' ')
        first++;
    while (last > 0 && text.data[last - 1] != ' ')
        last--;
    if (baton_text_to_double((struct baton_text){ text.data, first }, &number)
        || baton_text_to_double((struct baton_text){ text.data + last, text.size - last }, &number))
        return number_text(arena, number);
    return BATON_TEXT_NONE;
}

static struct baton_text as_choice(struct baton_arena *arena, const struct projection_value *value,
                                   const struct baton_field_mapping *mapping)
{
    struct baton_text text = as_text(arena, value), otherwise = BATON_TEXT_NONE;

    for (size_t i = 0; text.size > 0 && i < mapping->values_count; i++) {
        if (baton_text_equal(mapping->values[i].name, text))
            return mapping->values[i].text;
        if (baton_text_is(mapping->values[i].name, "*"))
            otherwise = mapping->values[i].text;
    }
    return otherwise;
}

static struct baton_text as_time(struct baton_arena *arena, const struct projection_value *value,
                                 bool date)
{
    struct baton_text text = as_text(arena, value);
    int64_t time_ms = value->time_ms;

    if (value->kind == PROJECTION_TEXT) {
        if (text.size == sizeof "2026-01-06" - 1)
            text = baton_text_format(arena, "%.*sT00:00:00Z", BATON_TEXT_ARG(text));
        if (baton_text_find(text, BATON_TEXT("-"), 1) < 0 || !baton_time_parse(text, &time_ms))
            return BATON_TEXT_NONE;
        text = time_text(arena, time_ms);
    }
    return date ? baton_text_cut(text, sizeof "2026-01-06" - 1) : text;
}

static struct rendered render(struct composer *c, const struct projection_value *value,
                              const struct baton_field_mapping *mapping)
{
    struct baton_arena *arena = c->view.masks.arena;
    size_t most = c->target->text_max;
    int64_t whole;
    struct rendered made = { .quoted = true, .whole = mapping->type != BATON_MAPPING_TEXT };

    made.max_units = mapping->max_length > 0 && (size_t)mapping->max_length < most
                         ? (size_t)mapping->max_length
                         : most;
    switch (mapping->type) {
    case BATON_MAPPING_NUMBER:
        made.text = as_number(arena, value);
        made.quoted = c->target->fields == PROJECTION_FIELDS_TEXTS;
        break;
    case BATON_MAPPING_ENUM:
        made.text = baton_clean(arena, as_choice(arena, value, mapping), false);
        made.quoted = !c->target->number_choices || !baton_text_to_long(made.text, &whole);
        break;
    case BATON_MAPPING_DATE: made.text = as_time(arena, value, true); break;
    case BATON_MAPPING_TIME: made.text = as_time(arena, value, false); break;
    default: made.text = as_text(arena, value); break;
    }
    return made;
}

static bool is_mapped(const struct composer *c, struct baton_text name)
{
    for (size_t i = 0; i < c->projection->fields_count; i++)
        if (baton_text_equal(c->projection->fields[i].field, name))
            return true;
    return false;
}

static void put_mappings(struct composer *c, const struct baton_field_mapping *mappings,
                         size_t count, enum projection_fields shape, bool standard)
{
    for (size_t i = 0; i < count; i++) {
        struct projection_value value = projection_value_of(&c->view, mappings[i].from);
        struct rendered made = render(c, &value, &mappings[i]);

        if (standard && is_mapped(c, mappings[i].field))
            continue;
        if (made.text.size > 0)
            put_field(c, mappings[i].field, shape, &made);
    }
}

/* Parts `from` up to `to` as fields of their own names. */
static void put_parts(struct composer *c, size_t from, size_t to)
{
    for (size_t i = from; i < to && projection_parts[i].name != NULL; i++) {
        const struct projection_part *part = &projection_parts[i];
        struct projection_value value = projection_part_value(&c->view, part);
        struct baton_field_mapping mapping = { .max_length = (int64_t)part->max_units };
        struct baton_text name =
            baton_text_format(c->view.masks.arena, PROJECTION_PREFIX "%s", part->name);

        if (part->kind == PROJECTION_NUMBER)
            mapping.type = BATON_MAPPING_NUMBER;
        struct rendered made = render(c, &value, &mapping);
        made.whole |= i < CORE_PARTS || part->kind == PROJECTION_TIME;
        if (made.text.size > 0 && !is_mapped(c, name))
            put_field(c, name, c->target->fields, &made);
    }
}

/* Parts as fields, and the mapped ones among them; whether all had room is the last field. */
static void put_all_parts(struct composer *c)
{
    const struct baton_projection *projection = c->projection;
    enum projection_fields shape = c->target->fields;
    struct rendered is_cut = { .text = BATON_TEXT("true"),
                               .quoted = shape == PROJECTION_FIELDS_TEXTS,
                               .whole = true,
                               .max_units = 4 };

    c->fields_left--;
    c->reserve += CUT_BYTES;
    put_parts(c, 0, CORE_PARTS);
    put_mappings(c, projection->fields, projection->fields_count, shape, false);
    put_parts(c, CORE_PARTS, SIZE_MAX);
    c->reserve -= CUT_BYTES;
    c->fields_left++;
    if (c->cut)
        put_field(c, BATON_TEXT(CUT_FIELD), shape, &is_cut);
}

/* -- the note -- */

struct note {
    struct composer *composer;
    struct projection_room left;
    bool begun;
};

static void note_append(struct note *note, struct baton_text text)
{
    bool html = note->composer->target->html;
    struct projection_room size = projection_size(text, html);

    projection_append(&note->composer->buf, text, html);
    note->left.units -= size.units;
    note->left.bytes -= size.bytes;
}

static bool takes(struct projection_room room, struct projection_room size)
{
    return size.units <= room.units && size.bytes <= room.bytes;
}

/* "Label: value" on a line of its own, as much of it as has room. */
static void note_line(struct note *note, const char *label, struct baton_text value,
                      size_t max_units)
{
    struct composer *c = note->composer;
    struct baton_text head = baton_text_format(
        c->view.masks.arena, "%s%s%s", note->begun ? "\n" : "", label, *label != '\0' ? ": " : "");
    struct projection_room room = note->left, size = projection_size(head, c->target->html);
    bool cut;

    if (value.size == 0)
        return;
    if (!takes(room, size)) {
        c->cut = true;
        return;
    }
    room.units -= size.units;
    room.bytes -= size.bytes;
    if (room.units > max_units)
        room.units = max_units;
    value = text_within(c, value, c->target->html, room, false, &cut);
    if (value.size == 0)
        return;
    note_append(note, head);
    note_append(note, value);
    if (cut)
        note_append(note, BATON_TEXT(PROJECTION_MARK));
    note->begun = true;
}

static void put_note(struct composer *c, bool has_package)
{
    struct note note = { .composer = c, .left = { c->target->note_max, bytes_left(c, 0) } };
    struct baton_text last = baton_text_format(c->view.masks.arena, "\nShortened. All of it: %.*s",
                                               BATON_TEXT_ARG(c->view.link));
    struct projection_room size = projection_size(last, c->target->html);
    bool has_link = c->view.link.size > 0 && takes(note.left, size);

    if (has_link) {
        note.left.units -= size.units;
        note.left.bytes -= size.bytes;
    }
    if (!has_package)
        note_line(&note, "", BATON_TEXT("There is no context package yet."), SIZE_MAX);
    for (const struct projection_part *part = projection_parts; part->name != NULL; part++)
        if (part->label != NULL)
            note_line(&note, part->label, projection_part_value(&c->view, part).text,
                      part->max_units * NOTE_FACTOR);
    if (!has_link)
        return;
    last = baton_text_format(c->view.masks.arena, "%s%sAll of it: %.*s", note.begun ? "\n" : "",
                             c->cut ? "Shortened. " : "", BATON_TEXT_ARG(c->view.link));
    projection_append(&c->buf, last, c->target->html);
}

/* -- the whole -- */

struct baton_text baton_project(const struct baton_projection_request *request,
                                struct baton_arena *arena)
{
    const struct projection_target *target = &projection_targets[request->projection->target];
    struct composer c = { .target = target,
                          .projection = request->projection,
                          .limit = baton_projection_max_bytes(request->projection) };
    size_t for_note = target->note_max < c.limit / 2 ? target->note_max : c.limit / 2;

    projection_view_make(request, arena, &c.view);
    baton_buf_init(&c.buf, c.limit);
    c.reserve = reserve_of(target) + for_note;
    c.fields_left = target->standard_count;
    literal(&c, target->open, true);
    put_mappings(&c, target->standard, target->standard_count, PROJECTION_FIELDS_TEXTS, true);
    literal(&c, target->fields_open, true);
    c.fields_left = target->fields_max;
    if (target->all_parts)
        put_all_parts(&c);
    else
        put_mappings(&c, request->projection->fields, request->projection->fields_count,
                     target->fields, false);
    literal(&c, target->fields_close, false);
    literal(&c, target->note_open, true);
    c.reserve -= for_note;
    if (target->note_max > 0)
        put_note(&c, request->package != NULL);
    literal(&c, target->note_close, false);
    literal(&c, target->close, false);
    struct baton_text json = baton_text_copy(arena, baton_buf_text(&c.buf));
    baton_buf_release(&c.buf);
    return json;
}
