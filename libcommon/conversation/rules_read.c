/* Reads a policy body by the forms in rules_rows.c. Strict: what no row knows is refused, with its
 * place in the body and what is allowed there; but for the learned part, where it is what a newer
 * learner found and this version has no use for. Recursion is as deep as the forms are, whatever
 * the body says. Pure. */
#include "projection_parts.h"
#include "rules_values.h"

static enum baton_verdict read_form(const struct reader *reader, const struct place *place,
                                    const struct rules_form *form, json_t *json, char *into);

/* "a, b, c" */
static struct baton_text names_of_rows(struct baton_arena *arena, const struct rules_row *rows)
{
    struct baton_text names = baton_text_of(rows->name);

    for (const struct rules_row *row = rows + 1; row->name != NULL; row++)
        names = baton_text_format(arena, "%.*s, %s", BATON_TEXT_ARG(names), row->name);
    return names;
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
    enum baton_verdict v = rules_array_within(reader, place, row, json);
    char *items;

    if (v != BATON_DONE)
        return v;
    items = rules_new_array(reader, row, into, json_array_size(json), row->form->size);
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
    enum baton_verdict v = rules_object_within(reader, place, row, json);
    const char *key;
    json_t *value;
    char *items;

    if (v != BATON_DONE)
        return v;
    items = rules_new_array(reader, row, into, json_object_size(json), row->form->size);
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
    [RULES_LONG] = rules_read_long,
    [RULES_RATIO] = rules_read_ratio,
    [RULES_BOOL] = rules_read_bool,
    [RULES_TEXT] = rules_read_text,
    [RULES_NAME] = rules_read_name,
    [RULES_CLOCK] = rules_read_clock,
    [RULES_CHOICE] = rules_read_choice,
    [RULES_TEXTS] = rules_read_texts,
    [RULES_DAYS] = rules_read_days,
    [RULES_RATIOS] = rules_read_ratios,
    [RULES_PAIRS] = rules_read_pairs,
    [RULES_SECTION] = read_section,
    [RULES_LIST] = read_list,
    [RULES_MAP] = read_map,
    [RULES_PATTERN] = rules_read_pattern,
};

static const struct rules_row *row_of(const struct rules_form *form, const char *name)
{
    for (const struct rules_row *row = form->rows; row->name != NULL; row++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

static enum baton_verdict take_unknown(const struct reader *reader, const struct place *place,
                                       const struct rules_form *form)
{
    if (reader->ignored != NULL)
        return rules_ignore(reader, place);
    struct baton_text names = names_of_rows(reader->arena, form->rows);
    return rules_refuse(reader, place, "unknown field; there are %.*s", BATON_TEXT_ARG(names));
}

static enum baton_verdict check_fields(const struct reader *reader, const struct place *place,
                                       const struct rules_form *form, json_t *json)
{
    enum baton_verdict v = BATON_DONE;
    const char *key;
    json_t *value;

    if (!json_is_object(json))
        return rules_refuse(reader, place, "must be an object");
    json_object_foreach(json, key, value)
    {
        struct place at = { .up = place, .name = key };

        if (v == BATON_DONE && row_of(form, key) == NULL)
            v = take_unknown(reader, &at, form);
    }
    return v;
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
            v = rules_refuse(reader, &at, "is missing");
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
            return rules_refuse(reader, &at,
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
                v = rules_refuse(reader, &at, "%.*s", BATON_TEXT_ARG(fault));
        }
    }
    return v;
}

enum baton_verdict baton_rules_read(enum baton_policy_part part, struct baton_text body,
                                    struct baton_rules *ret_rules, struct baton_arena *arena,
                                    struct baton_error *err)
{
    size_t ignored = 0;
    struct reader reader = { arena, err, part == BATON_POLICY_PART_LEARNED ? &ignored : NULL };
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
        v = rules_refuse(&reader, &bounds, "must be at most threshold_max, which is %g",
                         ret_rules->threshold_max);
    return v == BATON_DONE ? check_mappings(&reader, ret_rules) : v;
}
