/* The table of parts, what is asked of it by name, and which mapping fits. */
#include "projection_parts.h"

#include <math.h>
#include <string.h>

#include "projection_targets.h"
#include "projection_text.h"

#define PART(part, of_kind, words, units) \
    { \
        .name = #part, .kind = PROJECTION_##of_kind, \
        .offset = offsetof(struct projection_view, part), .label = (words), .max_units = (units) \
    }

/* By priority: what is nearer to the top has room before what follows. A person who sees nothing
 * else should know why he is asked, what was promised and not kept, what he must not ask or try
 * again, and what to do first. */
const struct projection_part projection_parts[] = {
    PART(conversation_id, TEXT, NULL, 200),
    PART(link, TEXT, NULL, 1200),
    PART(headline, TEXT, "", 160),
    PART(urgency, TEXT, "Urgency", 20),
    PART(why, TEXT, "Why a person", 300),
    PART(broken_promises, TEXT, "Broken promises", 300),
    PART(core_issue, TEXT, "Issue", 400),
    PART(tried, TEXT, "Tried", 400),
    PART(known, TEXT, "Known", 400),
    PART(next_action, TEXT, "Do first", 300),
    PART(who, TEXT, "Customer", 200),
    PART(customer_id, TEXT, NULL, 200),
    PART(customer_name, TEXT, NULL, 100),
    PART(customer_tier, TEXT, NULL, 60),
    PART(category, TEXT, "Category", 60),
    PART(goal, TEXT, "Goal", 200),
    PART(expectation, TEXT, "Expects", 200),
    PART(deadlines, TEXT, "Deadlines", 200),
    PART(deadline_at, TIME, NULL, 24),
    PART(commitments, TEXT, "Promised", 300),
    PART(communication, TEXT, "Wishes", 200),
    PART(open_questions, TEXT, "Open questions", 300),
    PART(emotion, TEXT, "Mood", 100),
    PART(sentiment, NUMBER, NULL, 24),
    PART(opening_line, TEXT, "Opening line", 300),
    PART(likely_solution, TEXT, "Likely solution", 300),
    PART(focus, TEXT, "Focus", 200),
    PART(chance, TEXT, "Chance", 200),
    PART(trigger, TEXT, NULL, 40),
    PART(complexity, TEXT, NULL, 20),
    PART(language, TEXT, NULL, 40),
    PART(channel, TEXT, "Channel", 40),
    PART(assignment_id, TEXT, NULL, 200),
    PART(team, TEXT, NULL, 60),
    PART(agent_name, TEXT, NULL, 100),
    PART(first_reply_at, TIME, NULL, 24),
    PART(intent, TEXT, NULL, 60),
    PART(status, TEXT, NULL, 20),
    PART(customer_plan, TEXT, NULL, 60),
    PART(customer_segment, TEXT, NULL, 60),
    PART(account_status, TEXT, NULL, 40),
    PART(tenure_months, NUMBER, NULL, 24),
    PART(contract_minor_units, NUMBER, NULL, 24),
    PART(page_title, TEXT, "Page", 100),
    PART(page_url, TEXT, NULL, 300),
    PART(hidden, TEXT, "Hidden here", 100),
    PART(quality, NUMBER, NULL, 24),
    PART(turns, NUMBER, NULL, 24),
    PART(at, TIME, NULL, 24),
    PART(started_at, TIME, NULL, 24),
    PART(summary, TEXT, NULL, 400),
    PART(briefing, LINES, "Briefing", 1000),
    PART(technical, LINES, "Technical", 500),
    { .name = NULL },
};

/* Families of values, each asked for by its name behind a dot. */
static const struct baton_text fact_prefix = BATON_TEXT_INIT("fact.");
static const struct baton_text id_prefix = BATON_TEXT_INIT("external_id.");

static const struct projection_part *part_of(struct baton_text name)
{
    for (const struct projection_part *part = projection_parts; part->name != NULL; part++)
        if (baton_text_is(name, part->name))
            return part;
    return NULL;
}

static struct projection_value text_value(enum projection_kind kind, struct baton_text text)
{
    return (struct projection_value){ .kind = text.size > 0 ? kind : PROJECTION_NOTHING,
                                      .text = text };
}

struct projection_value projection_part_value(const struct projection_view *view,
                                              const struct projection_part *part)
{
    const char *field = (const char *)view + part->offset;
    struct projection_value value = { .kind = part->kind };

    if (part->kind == PROJECTION_NUMBER) {
        memcpy(&value.number, field, sizeof value.number);
        if (!isfinite(value.number))
            value.kind = PROJECTION_NOTHING;
        return value;
    }
    if (part->kind == PROJECTION_TIME) {
        memcpy(&value.time_ms, field, sizeof value.time_ms);
        if (value.time_ms == BATON_NULL_LONG)
            value.kind = PROJECTION_NOTHING;
        return value;
    }
    memcpy(&value.text, field, sizeof value.text);
    return text_value(part->kind, value.text);
}

static struct baton_text behind(struct baton_text from, struct baton_text prefix)
{
    if (!baton_text_starts(from, prefix))
        return BATON_TEXT_NONE;
    return (struct baton_text){ from.data + prefix.size, from.size - prefix.size };
}

static struct projection_value named_value(const struct projection_view *view,
                                           struct baton_text name, struct baton_text value)
{
    value = baton_clean(view->masks.arena, value, false);
    return text_value(PROJECTION_TEXT, baton_mask_named(&view->masks, name, value));
}

struct projection_value projection_value_of(const struct projection_view *view,
                                            struct baton_text from)
{
    const struct projection_part *part = part_of(from);
    struct baton_text fact = behind(from, fact_prefix), id = behind(from, id_prefix);

    if (part != NULL)
        return projection_part_value(view, part);
    for (size_t i = view->facts_count; i > 0 && fact.size > 0; i--)
        if (!view->facts[i - 1].superseded && baton_text_equal(view->facts[i - 1].name, fact))
            return named_value(view, fact, view->facts[i - 1].value);
    for (size_t i = 0; i < view->external_ids_count && id.size > 0; i++)
        if (baton_text_equal(view->external_ids[i].key, id))
            return named_value(view, id, view->external_ids[i].value);
    return (struct projection_value){ .kind = PROJECTION_NOTHING };
}

/* -- which mapping fits -- */

static struct baton_text fault_of_field(const struct baton_projection *projection, size_t index,
                                        struct baton_arena *arena)
{
    const struct projection_target *target = &projection_targets[projection->target];
    struct baton_text field = projection->fields[index].field;

    if (target->note_name != NULL && baton_text_is(field, target->note_name))
        return baton_text_format(arena, "%s is the note that Baton writes", target->note_name);
    if (!projection_is_field_name(target, field))
        return baton_text_format(arena, "must be %s at %s", projection_field_rule(target),
                                 target->name);
    for (size_t i = 0; i < index; i++)
        if (baton_text_equal(projection->fields[i].field, field))
            return baton_text_format(arena, "is mapped already by fields[%zu]", i);
    return BATON_TEXT_NONE;
}

static struct baton_text fault_of_from(struct baton_text from, struct baton_arena *arena)
{
    struct baton_text names = baton_text_of(projection_parts[0].name);

    if (part_of(from) != NULL || behind(from, fact_prefix).size > 0
        || behind(from, id_prefix).size > 0)
        return BATON_TEXT_NONE;
    for (size_t i = 2; projection_parts[i].name != NULL && names.size < 150; i++)
        names =
            baton_text_format(arena, "%.*s, %s", BATON_TEXT_ARG(names), projection_parts[i].name);
    return baton_text_format(
        arena, "no such part; there are fact.NAME, external_id.NAME, %.*s and those in the README",
        BATON_TEXT_ARG(names));
}

static struct baton_text fault_of_type(const struct baton_field_mapping *mapping,
                                       struct baton_arena *arena)
{
    const struct projection_part *part = part_of(mapping->from);
    enum projection_kind kind = part != NULL ? part->kind : PROJECTION_NOTHING;
    bool is_time = mapping->type == BATON_MAPPING_DATE || mapping->type == BATON_MAPPING_TIME;

    if (part == NULL)
        return BATON_TEXT_NONE; /* a fact may be anything */
    if (mapping->type == BATON_MAPPING_NUMBER && kind != PROJECTION_NUMBER)
        return baton_text_format(arena, "%s is no number", part->name);
    if (is_time && kind != PROJECTION_TIME)
        return baton_text_format(arena, "%s is no time", part->name);
    if (mapping->type == BATON_MAPPING_ENUM && kind != PROJECTION_TEXT)
        return baton_text_format(arena, "%s has no names to choose from", part->name);
    return BATON_TEXT_NONE;
}

static struct baton_text fault_of_values(const struct baton_projection *projection,
                                         const struct baton_field_mapping *mapping,
                                         struct baton_arena *arena)
{
    size_t most = projection_targets[projection->target].text_max;

    if ((int64_t)most > mapping->max_length)
        most = (size_t)mapping->max_length;
    if (mapping->type != BATON_MAPPING_ENUM)
        return mapping->values_count == 0 ? BATON_TEXT_NONE : BATON_TEXT("only an enum has values");
    if (mapping->values_count == 0)
        return BATON_TEXT("an enum needs values");
    for (size_t i = 0; i < mapping->values_count; i++)
        if (projection_units(mapping->values[i].text) > most)
            return baton_text_format(arena, "each must have at most %zu characters", most);
    return BATON_TEXT_NONE;
}

struct baton_text projection_mapping_fault(const struct baton_projection *projection, size_t index,
                                           const char **ret_property, struct baton_arena *arena)
{
    const struct baton_field_mapping *mapping = &projection->fields[index];
    struct baton_text fault;

    *ret_property = "field";
    fault = fault_of_field(projection, index, arena);
    if (fault.size > 0)
        return fault;
    *ret_property = "from";
    fault = fault_of_from(mapping->from, arena);
    if (fault.size > 0)
        return fault;
    *ret_property = "type";
    fault = fault_of_type(mapping, arena);
    if (fault.size > 0)
        return fault;
    *ret_property = "values";
    return fault_of_values(projection, mapping, arena);
}
