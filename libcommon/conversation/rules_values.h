/* Private to the reader of policy bodies: where it is, how it refuses, and a function for each kind
 * of value that holds no object. */
#ifndef BATON_RULES_VALUES_H
#define BATON_RULES_VALUES_H

#include "json_codec.h"
#include "rules_rows.h"

/* Where in the body the reader is: a list from the innermost outwards. */
struct place {
    const struct place *up;
    const char *name; /* NULL: an element of an array */
    size_t index;
};

struct reader {
    struct baton_arena *arena;
    struct baton_error *err;
    size_t *ignored; /* fields that no row knows, which are passed over; NULL: they are refused */
};

typedef enum baton_verdict read_value(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, json_t *json, char *into);

/* Fails with the place and what is allowed there. */
enum baton_verdict rules_refuse(const struct reader *reader, const struct place *place,
                                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Passes over a field that no row knows; the first one is named. */
enum baton_verdict rules_ignore(const struct reader *reader, const struct place *place);

/* An array or object of no more than the row allows. */
enum baton_verdict rules_array_within(const struct reader *reader, const struct place *place,
                                      const struct rules_row *row, const json_t *json);
enum baton_verdict rules_object_within(const struct reader *reader, const struct place *place,
                                       const struct rules_row *row, json_t *json);
/* A new array of `count` in the row's place; NULL when there is nothing to fill. */
char *rules_new_array(const struct reader *reader, const struct rules_row *row, char *into,
                      size_t count, size_t item_bytes);

read_value rules_read_long, rules_read_ratio, rules_read_bool, rules_read_text, rules_read_pattern,
    rules_read_name, rules_read_clock, rules_read_choice, rules_read_texts, rules_read_days,
    rules_read_ratios, rules_read_pairs;

#endif
