/* One option's value: parsed, checked against its row, stored, shown. What a kind needs stands in
 * one row of `kinds`. Pure but for the memory of `settings`. */
#include "options_internal.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

static void *field_of(const struct baton_option *row, const void *base)
{
    return (uint8_t *)(uintptr_t)base + row->offset;
}

static void *grown(void *array, size_t count, size_t size)
{
    void *wider = realloc(array, (count + 1) * size);

    if (wider == NULL)
        abort();
    return wider;
}

static char *string_of(struct baton_text text)
{
    char *string = strndup(text.data, text.size);

    if (string == NULL)
        abort();
    return string;
}

static bool matches(const char *expression, const char *string)
{
    regex_t compiled;
    regmatch_t match;
    bool whole = false;

    if (regcomp(&compiled, expression, REG_EXTENDED) != 0)
        abort(); /* the expression is ours, a test compiles each */
    if (regexec(&compiled, string, 1, &match, 0) == 0)
        whole = match.rm_so == 0 && (size_t)match.rm_eo == strlen(string);
    regfree(&compiled);
    return whole;
}

static bool in_bounds(const struct baton_option *row, double value)
{
    return isfinite(value) && value >= row->min && value <= row->max;
}

/* --- the kinds: store a value given as text, store the default, write as JSON ----------------- */

static bool text_store(struct baton_settings *settings, const struct baton_option *row, void *field,
                       struct baton_text value)
{
    char *string = string_of(value);

    if (!baton_text_valid_utf8(value.data, value.size) || baton_text_has_control(value)
        || (row->allowed != NULL && !matches(row->allowed, string))) {
        free(string);
        return false;
    }
    settings->owned = grown(settings->owned, settings->owned_count, sizeof *settings->owned);
    settings->owned[settings->owned_count++] = string;
    *(const char **)field = string;
    return true;
}

static bool long_store(struct baton_settings *settings, const struct baton_option *row, void *field,
                       struct baton_text value)
{
    int64_t number;

    (void)settings;
    if (!baton_text_to_long(value, &number) || !in_bounds(row, (double)number))
        return false;
    *(int64_t *)field = number;
    return true;
}

static bool ratio_store(struct baton_settings *settings, const struct baton_option *row,
                        void *field, struct baton_text value)
{
    double number;

    (void)settings;
    if (!baton_text_to_double(value, &number) || !in_bounds(row, number))
        return false;
    *(double *)field = number;
    return true;
}

static bool bool_store(struct baton_settings *settings, const struct baton_option *row, void *field,
                       struct baton_text value)
{
    bool yes = baton_text_is(value, "true") || baton_text_is(value, "1");

    (void)settings;
    (void)row;
    if (!yes && !baton_text_is(value, "false") && !baton_text_is(value, "0"))
        return false;
    *(bool *)field = yes;
    return true;
}

static void text_default(const struct baton_option *row, void *field)
{
    *(const char **)field = row->text_default;
}

static void long_default(const struct baton_option *row, void *field)
{
    *(int64_t *)field = (int64_t)row->number_default;
}

static void ratio_default(const struct baton_option *row, void *field)
{
    *(double *)field = row->number_default;
}

static void bool_default(const struct baton_option *row, void *field)
{
    *(bool *)field = row->number_default > 0;
}

static void text_json(const void *field, struct baton_buf *buf)
{
    baton_buf_append_byte(buf, '"');
    baton_buf_append_json(buf, baton_text_of(*(const char *const *)field));
    baton_buf_append_byte(buf, '"');
}

static void long_json(const void *field, struct baton_buf *buf)
{
    baton_buf_format(buf, "%" PRId64, *(const int64_t *)field);
}

/* The shortest form that reads back as the same number: 0.62, not 0.61999999999999999. */
static void ratio_json(const void *field, struct baton_buf *buf)
{
    double value = *(const double *)field;
    char text[40];
    int digits = 15;

    do
        snprintf(text, sizeof text, "%.*g", digits, value);
    while (strtod(text, NULL) != value && ++digits <= 17);
    baton_buf_append_text(buf, baton_text_of(text));
}

static void bool_json(const void *field, struct baton_buf *buf)
{
    baton_buf_append_text(buf, baton_text_of(*(const bool *)field ? "true" : "false"));
}

static const struct kind {
    const char *name;
    bool (*store)(struct baton_settings *, const struct baton_option *, void *, struct baton_text);
    void (*store_default)(const struct baton_option *, void *);
    void (*json)(const void *, struct baton_buf *);
} kinds[] = {
    [BATON_OPTION_TEXT] = { "text", text_store, text_default, text_json },
    [BATON_OPTION_LONG] = { "a whole number", long_store, long_default, long_json },
    [BATON_OPTION_RATIO] = { "a number", ratio_store, ratio_default, ratio_json },
    [BATON_OPTION_BOOL] = { "true or false", bool_store, bool_default, bool_json },
};

/* --- what the other files use ----------------------------------------------------------------- */

void baton_option_allowed(const struct baton_option *row, struct baton_buf *buf)
{
    baton_buf_append_text(buf, baton_text_of(kinds[row->kind].name));
    if (row->kind == BATON_OPTION_LONG)
        baton_buf_format(buf, " from %.0f to %.0f", row->min, row->max);
    if (row->kind == BATON_OPTION_RATIO)
        baton_buf_format(buf, " from %g to %g", row->min, row->max);
    if (row->kind == BATON_OPTION_TEXT && row->allowed != NULL)
        baton_buf_format(buf, " like %s", row->allowed);
}

static void refuse(const struct baton_option *row, struct baton_text value,
                   const struct baton_option_source *source, struct baton_error *err)
{
    struct baton_text shown =
        row->flags & BATON_SECRET ? BATON_TEXT("***") : baton_text_cut(value, 80);
    struct baton_buf allowed;

    if (!baton_text_valid_utf8(shown.data, shown.size))
        shown = BATON_TEXT("(not UTF-8)");
    baton_buf_init(&allowed, 512);
    baton_option_allowed(row, &allowed);
    baton_fail(err, BATON_REJECT, "bad_option", "%s: \"%.*s\" is not %.*s (%s %s)", row->name,
               BATON_TEXT_ARG(shown), BATON_TEXT_ARG(baton_buf_text(&allowed)), source->kind,
               source->name);
    baton_buf_release(&allowed);
}

bool baton_option_store(struct baton_settings *settings, const struct baton_option *row, void *base,
                        struct baton_text value, const struct baton_option_source *source,
                        struct baton_error *err)
{
    if (kinds[row->kind].store(settings, row, field_of(row, base), value))
        return true;
    refuse(row, value, source, err);
    return false;
}

void baton_option_store_default(const struct baton_option *row, void *base)
{
    kinds[row->kind].store_default(row, field_of(row, base));
}

bool baton_option_is_missing(const struct baton_option *row, const void *base)
{
    const char *value;

    if (!(row->flags & BATON_REQUIRED) || row->kind != BATON_OPTION_TEXT)
        return false;
    value = *(const char *const *)field_of(row, base);
    return value == NULL || *value == '\0';
}

void baton_option_default(const struct baton_option *row, struct baton_buf *buf)
{
    union {
        const char *text;
        int64_t whole;
        double ratio;
        bool yes;
    } value;

    kinds[row->kind].store_default(row, &value);
    if (row->kind == BATON_OPTION_TEXT)
        baton_buf_append_text(buf, baton_text_of(value.text));
    else
        kinds[row->kind].json(&value, buf);
}

void baton_option_json(const struct baton_option *row, const void *base, struct baton_buf *buf)
{
    const void *field = field_of(row, base);
    const char *mask = "***";

    if (row->flags & BATON_SECRET && row->kind == BATON_OPTION_TEXT
        && baton_text_of(*(const char *const *)field).size)
        field = &mask;
    kinds[row->kind].json(field, buf);
}

static void name_as(const char *prefix, const char *name, char from, char to, int (*fold)(int),
                    char ret[BATON_OPTION_NAME_BYTES])
{
    size_t size = strlen(prefix);

    memcpy(ret, prefix, size);
    for (; *name != '\0' && size < BATON_OPTION_NAME_BYTES - 1; name++)
        ret[size++] = *name == from ? to : (char)fold((unsigned char)*name);
    ret[size] = '\0';
}

void baton_option_environment(const char *name, char ret[BATON_OPTION_NAME_BYTES])
{
    name_as("BATON_", name, '-', '_', toupper, ret);
}

void baton_option_switch(const char *name, char ret[BATON_OPTION_NAME_BYTES])
{
    name_as("--", name, '_', '-', tolower, ret);
}

/* --- kafka.* ---------------------------------------------------------------------------------- */

void baton_kafka_set(struct baton_kafka_settings *kafka, struct baton_text name,
                     struct baton_text value)
{
    size_t i = 0;

    while (i < kafka->count && !baton_text_is(name, kafka->names[i]))
        i++;
    if (i < kafka->count) {
        free(kafka->values[i]);
    } else {
        kafka->names = grown(kafka->names, kafka->count, sizeof *kafka->names);
        kafka->values = grown(kafka->values, kafka->count, sizeof *kafka->values);
        kafka->names[kafka->count++] = string_of(name);
    }
    kafka->values[i] = string_of(value);
}

bool baton_kafka_is_secret(const char *name)
{
    static const char *const parts[] = { "password",           "secret", "ssl.key.pem",
                                         "oauthbearer.config", "jaas",   "assertion" };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(name, parts[i]) != NULL)
            return true;
    return false;
}

void baton_kafka_release(struct baton_kafka_settings *kafka)
{
    for (size_t i = 0; i < kafka->count; i++) {
        free(kafka->names[i]);
        free(kafka->values[i]);
    }
    free(kafka->names);
    free(kafka->values);
    *kafka = (struct baton_kafka_settings){ NULL, NULL, 0 };
}
