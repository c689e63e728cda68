/* Private to projections: a row for each shape that other systems take. */
#ifndef BATON_PROJECTION_TARGETS_H
#define BATON_PROJECTION_TARGETS_H

#include "rules.h"

enum projection_fields {
    PROJECTION_FIELDS_TEXTS,  /* members of an object, texts alone */
    PROJECTION_FIELDS_VALUES, /* members of an object, texts and numbers */
    PROJECTION_FIELDS_BY_ID,  /* {"id":1,"value":…} in an array */
};

enum projection_names {
    PROJECTION_NAMES_ANY,
    PROJECTION_NAMES_KEY,
    PROJECTION_NAMES_NUMBER,
    PROJECTION_NAMES_API,
    PROJECTION_NAMES_COUNT,
};

/* The JSON is: open, standard fields, fields_open, fields, fields_close, note_open, note,
 * note_close, close. A text that opens begins with the name of a member, the comma before it is
 * put where it is needed. */
struct projection_target {
    const char *name; /* as in a policy */
    size_t max_bytes; /* of the JSON */
    size_t text_max;  /* UTF-16 units of a field's text */
    size_t fields_max;
    enum projection_fields fields;
    enum projection_names names;
    bool all_parts; /* each part of a package is a field, as PROJECTION_PREFIX and its name */
    const struct baton_field_mapping *standard; /* fields that every such system has */
    size_t standard_count;
    const char *open, *fields_open, *fields_close;
    const char *note_open, *note_close, *close;
    const char *note_name; /* of the member beside the fields that is the note; NULL: elsewhere */
    size_t note_max;       /* UTF-16 units of the note; 0: there is none */
    bool html;             /* the note is */
    bool number_choices;   /* a choice that is a number is written as one */
};

#define PROJECTION_PREFIX "baton_"

extern const struct projection_target projection_targets[BATON_PROJECT_COUNT];

bool projection_is_field_name(const struct projection_target *target, struct baton_text name);
/* What a name must be, for people. */
const char *projection_field_rule(const struct projection_target *target);

#endif
