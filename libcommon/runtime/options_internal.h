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

/* A start under way: where everything goes, and what was asked. */
struct baton_option_reader {
    struct baton_settings *settings;
    struct baton_option_set sets[2]; /* of every program, of this one */
    const char *service_name;
    const char *config_path;
    const char *question; /* "--help" …: what is asked instead of a run; NULL: nothing */
    struct baton_error *err;
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

/* --- options_set.c: one named value; false with the reader's `err` filled
 * -------------------------
 */

bool baton_option_bad(struct baton_option_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "no such option", with the one that may have been meant. Always false. */
bool baton_option_unknown(struct baton_option_reader *r, const char *name,
                          const struct baton_option_source *source);
/* The row that `name` stands for, NULL: none; `ret_in_file` when the value is the name of a file
 * that holds the secret. */
const struct baton_option *baton_option_row(const struct baton_option_reader *r, const char *name,
                                            void **ret_base, bool *ret_in_file);
bool baton_option_set(struct baton_option_reader *r, const char *name, struct baton_text value,
                      const struct baton_option_source *source);
bool baton_option_set_kafka(struct baton_option_reader *r, struct baton_text name,
                            struct baton_text value, const struct baton_option_source *source);

/* --- options_file.c: all values of the file r->config_path, if there is one ----------------------
 */

bool baton_options_read_file(struct baton_option_reader *r);

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

/* `options` are the program's own, `shared` what it has in common with others. */
void baton_options_help(FILE *to, const char *service_name, const struct baton_option *options,
                        const struct baton_option *shared);
void baton_options_table(FILE *to, const struct baton_option *options,
                         const struct baton_option *shared);

#endif
