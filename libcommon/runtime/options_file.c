/* The options in a file: a JSON object of the form that --print-config writes. */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "options_internal.h"

enum { FILE_MAX_BYTES = 1024 * 1024 };

static void close_file(FILE **file)
{
    if (*file != NULL)
        fclose(*file);
}

static void drop_json(json_t **json)
{
    json_decref(*json);
}

/* A JSON value as the text that the command line would have; false when it is none of string,
 * number, bool. */
static bool scalar_text(const json_t *value, struct baton_buf *buf)
{
    baton_buf_reset(buf);
    if (json_is_string(value))
        return baton_buf_append(buf, json_string_value(value), json_string_length(value));
    if (json_is_boolean(value))
        return baton_buf_append_text(buf, baton_text_of(json_is_true(value) ? "true" : "false"));
    if (json_is_integer(value))
        return baton_buf_format(buf, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_real(value))
        return baton_buf_format(buf, "%.17g", json_real_value(value));
    return false;
}

static bool json_fits(const struct baton_option *row, const json_t *value)
{
    switch (row->kind) {
    case BATON_OPTION_TEXT: return json_is_string(value);
    case BATON_OPTION_LONG: return json_is_integer(value);
    case BATON_OPTION_RATIO: return json_is_number(value);
    case BATON_OPTION_BOOL: return json_is_boolean(value);
    }
    return false;
}

static bool set_json(struct baton_option_reader *r, const char *name, const json_t *value,
                     struct baton_buf *buf, const struct baton_option_source *source)
{
    void *base;
    bool in_file;
    const struct baton_option *row = baton_option_row(r, name, &base, &in_file);

    if (row != NULL && (!json_fits(row, value) || !scalar_text(value, buf))) {
        baton_buf_reset(buf);
        baton_option_allowed(row, buf);
        return baton_option_bad(r, "%s: must be %.*s (%s %s)", name,
                                BATON_TEXT_ARG(baton_buf_text(buf)), source->kind, source->name);
    }
    return baton_option_set(r, name, baton_buf_text(buf), source);
}

static bool set_json_kafka(struct baton_option_reader *r, const json_t *settings,
                           struct baton_buf *buf, const struct baton_option_source *source)
{
    const char *name;
    json_t *value;

    if (!json_is_object(settings))
        return baton_option_bad(r, "kafka: must be an object of librdkafka settings (%s %s)",
                                source->kind, source->name);
    json_object_foreach((json_t *)(uintptr_t)settings, name, value)
    {
        if (!scalar_text(value, buf))
            return baton_option_bad(r,
                                    "kafka.%.100s: must be text, a number, true or false (%s %s)",
                                    name, source->kind, source->name);
        if (!baton_option_set_kafka(r, baton_text_of(name), baton_buf_text(buf), source))
            return false;
    }
    return true;
}

static json_t *load_file(struct baton_option_reader *r)
{
    baton_auto(close_file) FILE *file = fopen(r->config_path, "re");
    json_error_t where;
    json_t *root;

    if (file == NULL) {
        baton_option_bad(r, "config: cannot open %.300s: %s", r->config_path, strerror(errno));
        return NULL;
    }
    root = json_loadf(file, JSON_REJECT_DUPLICATES, &where);
    if (root == NULL)
        baton_option_bad(r, "config: %.200s line %d: %s", r->config_path, where.line, where.text);
    return root;
}

bool baton_options_read_file(struct baton_option_reader *r)
{
    struct baton_option_source source = { "file", r->config_path };
    struct baton_buf buf;
    const char *name;
    json_t *value;
    bool good = true;

    if (r->config_path == NULL)
        return true;
    baton_auto(drop_json) json_t *root = load_file(r);
    if (root == NULL)
        return false;
    if (!json_is_object(root))
        return baton_option_bad(r, "config: %.200s: must be a JSON object of options",
                                r->config_path);
    baton_buf_init(&buf, FILE_MAX_BYTES);
    json_object_foreach(root, name, value)
    {
        good = strcmp(name, "kafka") == 0 ? set_json_kafka(r, value, &buf, &source)
                                          : set_json(r, name, value, &buf, &source);
        if (!good)
            break;
    }
    baton_buf_release(&buf);
    return good;
}
