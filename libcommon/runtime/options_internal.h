/* Between the files of options; not for others. */
#ifndef BATON_OPTIONS_INTERNAL_H
#define BATON_OPTIONS_INTERNAL_H

#include "buf.h"
#include "options.h"
#include "text.h"

enum { BATON_OPTION_NAME_BYTES = 64 };

/* The two tables that a program has, and the structs that they fill. */
struct baton_option_set {
    const struct baton_option *rows; /* NULL: none */
    void *base;
};

/* Where a value stands, for the error: "environment", "BATON_HTTP_PORT". */
struct baton_option_source {
    const char *kind;
    const char *name;
};

/* Parses `value` and stores it in the row's field.
 * fails  false, `err` filled, the field untouched */
bool baton_option_store(struct baton_settings *settings, const struct baton_option *row, void *base,
                        struct baton_text value, const struct baton_option_source *source,
                        struct baton_error *err);
void baton_option_store_default(const struct baton_option *row, void *base);
/* A value that was set, or the default of a required one, may still be missing. */
bool baton_option_is_missing(const struct baton_option *row, const void *base);

/* "a whole number from 0 to 65535" */
void baton_option_allowed(const struct baton_option *row, struct baton_buf *buf);
/* The default as it would be typed. */
void baton_option_default(const struct baton_option *row, struct baton_buf *buf);
/* The value in `base` as JSON, secrets masked. */
void baton_option_json(const struct baton_option *row, const void *base, struct baton_buf *buf);
/* BATON_HTTP_PORT; --http-port is made by the same rule */
void baton_option_environment(const char *name, char ret[BATON_OPTION_NAME_BYTES]);
void baton_option_switch(const char *name, char ret[BATON_OPTION_NAME_BYTES]);

/* Sets or replaces kafka.`name`. */
void baton_kafka_set(struct baton_kafka_settings *kafka, struct baton_text name,
                     struct baton_text value);
bool baton_kafka_is_secret(const char *name);
void baton_kafka_release(struct baton_kafka_settings *kafka);

/* Least number of edits (insert, delete, replace, swap of neighbours) between two names; large when
 * one is too long. */
size_t baton_name_distance(const char *a, const char *b);
/* The option's name that is nearest to `name` and at most `most` edits away; NULL when there is
 * none. */
const char *baton_option_nearest(const struct baton_option_set sets[2], const char *name,
                                 size_t most);

void baton_options_help(FILE *to, const char *service_name, const struct baton_option *options);
void baton_options_table(FILE *to, const struct baton_option *options);

#endif
