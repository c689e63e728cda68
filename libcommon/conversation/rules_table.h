/* How the forms of a policy body are written down, for the files that hold them. */
#ifndef BATON_RULES_TABLE_H
#define BATON_RULES_TABLE_H

#include "pattern.h"
#include "rules_rows.h"

#define AT(type, field) .offset = offsetof(struct type, field)
#define LIST(type, field) AT(type, field), .count_offset = offsetof(struct type, field##_count)
#define FORM(name, type) \
    static const struct rules_form name##_form = { .rows = name##_rows, \
                                                   .size = sizeof(struct type) }
#define SECTION(name) static const struct rules_form name##_form = { .rows = name##_rows }
#define NAMES_MAX 200

extern const struct rules_form rules_packager_form, rules_projection_form;

#endif
