/* Reading the options, at start, on the main thread: defaults, then the file, the environment and
 * the command line over them. Each source gives (name, text) pairs to `set_by_name`;
 * options_value.c knows the kinds, options_print.c the ways to show them. */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "options_internal.h"

enum { FILE_MAX_BYTES = 1024 * 1024, SECRET_MAX_BYTES = 4096 };

struct reader {
    struct baton_settings *settings;
    struct baton_option_set sets[2];
    const char *service_name;
    const char *config_path;
    const char *question; /* "--help" …: what is asked instead of a run; NULL: nothing */
    struct baton_error *err;
};

static bool bad(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool bad(struct reader *r, const char *format, ...)
{
    char text[sizeof r->err->text];
    va_list arguments;

    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0)
        text[0] = '\0';
    va_end(arguments);
    baton_fail(r->err, BATON_REJECT, "bad_option", "%s", text);
    return false;
}

/* --- a named value ---------------------------------------------------------------------------- */

/* The row that `name` stands for; `ret_in_file` when the value is the name of a file that holds the
 * secret. */
static const struct baton_option *row_of(const struct reader *r, const char *name, void **ret_base,
                                         bool *ret_in_file)
{
    size_t size = strlen(name);

    for (int i = 0; i < 2; i++) {
        *ret_base = r->sets[i].base;
        for (const struct baton_option *row = r->sets[i].rows; row != NULL && row->name != NULL;
             row++) {
            size_t row_size = strlen(row->name);

            *ret_in_file = row->flags & BATON_SECRET && size == row_size + 5
                           && strcmp(name + row_size, "_file") == 0;
            if (strncmp(name, row->name, row_size) == 0 && (size == row_size || *ret_in_file))
                return row;
        }
    }
    return NULL;
}

static void close_file(FILE **file)
{
    if (*file != NULL)
        fclose(*file);
}

static bool store_from_file(struct reader *r, const struct baton_option *row, void *base,
                            struct baton_text path, const struct baton_option_source *source)
{
    char name[512], content[SECRET_MAX_BYTES];
    size_t size;

    snprintf(name, sizeof name, "%.*s", BATON_TEXT_ARG(path));
    baton_auto(close_file) FILE *file = fopen(name, "re");
    if (file == NULL)
        return bad(r, "%s: cannot open %s: %s (%s %s)", row->name, name, strerror(errno),
                   source->kind, source->name);
    size = fread(content, 1, sizeof content, file);
    if (ferror(file) || size == sizeof content)
        return bad(r, "%s: %s cannot be read or is longer than %d bytes (%s %s)", row->name, name,
                   SECRET_MAX_BYTES - 1, source->kind, source->name);
    while (size > 0 && (content[size - 1] == '\n' || content[size - 1] == '\r'))
        size--;
    return baton_option_store(r->settings, row, base, (struct baton_text){ content, size }, source,
                              r->err);
}

static bool unknown(struct reader *r, const char *name, const struct baton_option_source *source)
{
    const char *nearest = baton_option_nearest(r->sets, name, 3);

    if (nearest != NULL)
        return bad(r, "%.100s: no such option (%s %.200s); did you mean %s?", name, source->kind,
                   source->name, nearest);
    return bad(r, "%.100s: no such option (%s %.200s); --help lists them", name, source->kind,
               source->name);
}

static bool set_by_name(struct reader *r, const char *name, struct baton_text value,
                        const struct baton_option_source *source)
{
    void *base;
    bool in_file;
    const struct baton_option *row = row_of(r, name, &base, &in_file);

    if (row == NULL)
        return unknown(r, name, source);
    if (in_file)
        return store_from_file(r, row, base, value, source);
    return baton_option_store(r->settings, row, base, value, source, r->err);
}

static bool set_kafka(struct reader *r, struct baton_text name, struct baton_text value,
                      const struct baton_option_source *source)
{
    bool good = name.size > 0;

    for (size_t i = 0; i < name.size; i++)
        good = good
               && (islower((unsigned char)name.data[i]) || isdigit((unsigned char)name.data[i])
                   || memchr("._-", name.data[i], 3) != NULL);
    if (!good)
        return bad(r, "kafka.%.*s: not the name of a librdkafka setting (%s %.200s)",
                   BATON_TEXT_ARG(baton_text_cut(name, 80)), source->kind, source->name);
    baton_kafka_set(&r->settings->kafka, name, value);
    return true;
}

/* --- the file --------------------------------------------------------------------------------- */

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

static bool set_json(struct reader *r, const char *name, const json_t *value, struct baton_buf *buf,
                     const struct baton_option_source *source)
{
    void *base;
    bool in_file;
    const struct baton_option *row = row_of(r, name, &base, &in_file);

    if (row != NULL && (!json_fits(row, value) || !scalar_text(value, buf))) {
        baton_buf_reset(buf);
        baton_option_allowed(row, buf);
        return bad(r, "%s: must be %.*s (%s %s)", name, BATON_TEXT_ARG(baton_buf_text(buf)),
                   source->kind, source->name);
    }
    return set_by_name(r, name, baton_buf_text(buf), source);
}

static bool set_json_kafka(struct reader *r, const json_t *settings, struct baton_buf *buf,
                           const struct baton_option_source *source)
{
    const char *name;
    json_t *value;

    if (!json_is_object(settings))
        return bad(r, "kafka: must be an object of librdkafka settings (%s %s)", source->kind,
                   source->name);
    json_object_foreach((json_t *)(uintptr_t)settings, name, value)
    {
        if (!scalar_text(value, buf))
            return bad(r, "kafka.%.100s: must be text, a number, true or false (%s %s)", name,
                       source->kind, source->name);
        if (!set_kafka(r, baton_text_of(name), baton_buf_text(buf), source))
            return false;
    }
    return true;
}

static json_t *load_file(struct reader *r)
{
    baton_auto(close_file) FILE *file = fopen(r->config_path, "re");
    json_error_t where;
    json_t *root;

    if (file == NULL) {
        bad(r, "config: cannot open %.300s: %s", r->config_path, strerror(errno));
        return NULL;
    }
    root = json_loadf(file, JSON_REJECT_DUPLICATES, &where);
    if (root == NULL)
        bad(r, "config: %.200s line %d: %s", r->config_path, where.line, where.text);
    return root;
}

static bool read_file(struct reader *r)
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
        return bad(r, "config: %.200s: must be a JSON object of options", r->config_path);
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

/* --- the environment -------------------------------------------------------------------------- */

/* Splits "BATON_HTTP_PORT=80" into ret_name, "http_port", and the value, which is returned.
 * fails  NULL for variables that are not ours, too long, or empty */
static const char *own_variable(const char *variable, char ret_name[BATON_OPTION_NAME_BYTES])
{
    const char *equals = strchr(variable, '=');
    size_t size;

    if (strncmp(variable, "BATON_", 6) != 0 || equals == NULL || equals[1] == '\0')
        return NULL;
    size = (size_t)(equals - variable) - 6;
    if (size == 0 || size >= BATON_OPTION_NAME_BYTES)
        return NULL;
    for (size_t i = 0; i < size; i++)
        ret_name[i] = (char)tolower((unsigned char)variable[6 + i]);
    ret_name[size] = '\0';
    return equals + 1;
}

static bool set_kafka_variable(struct reader *r, char *name, const char *value,
                               const struct baton_option_source *source)
{
    for (char *at = name; *at != '\0'; at++)
        if (*at == '_')
            *at = '.';
    return set_kafka(r, baton_text_of(name), baton_text_of(value), source);
}

static bool set_variable(struct reader *r, char *name, const char *value)
{
    char full[BATON_OPTION_NAME_BYTES + 8], near[BATON_OPTION_NAME_BYTES];
    struct baton_option_source source = { "environment", full };
    const char *nearest;
    void *base;
    bool in_file;

    snprintf(full, sizeof full, "BATON_%s", name);
    for (char *at = full; *at != '\0'; at++)
        *at = (char)toupper((unsigned char)*at);
    if (strcmp(name, "config") == 0)
        return true;
    if (strncmp(name, "kafka_", 6) == 0)
        return set_kafka_variable(r, name + 6, value, &source);
    if (row_of(r, name, &base, &in_file) != NULL)
        return set_by_name(r, name, baton_text_of(value), &source);
    nearest = baton_option_nearest(r->sets, name, 1);
    if (nearest == NULL)
        return true;
    baton_option_environment(nearest, near);
    return bad(r, "%s: no such option (environment); did you mean %s?", full, near);
}

static bool read_environment(struct reader *r, char **environment)
{
    char name[BATON_OPTION_NAME_BYTES];

    for (; environment != NULL && *environment != NULL; environment++) {
        const char *value = own_variable(*environment, name);

        if (value != NULL && !set_variable(r, name, value))
            return false;
    }
    return true;
}

static void find_config_in_environment(struct reader *r, char **environment)
{
    char name[BATON_OPTION_NAME_BYTES];

    for (; environment != NULL && *environment != NULL; environment++) {
        const char *value = own_variable(*environment, name);

        if (value != NULL && strcmp(name, "config") == 0)
            r->config_path = value;
    }
}

/* --- the command line ------------------------------------------------------------------------- */

/* One switch, taken apart: "--http-port=80", "--http-port 80" or, for a bool, "--http-port". */
struct argument {
    char name[BATON_OPTION_NAME_BYTES]; /* "http_port" */
    struct baton_text kafka; /* "linger.ms" of --kafka.linger.ms; empty: another option */
    struct baton_text value;
    const char *as_typed;
};

static bool is_question(const char *argument)
{
    static const char *const questions[] = { "--help",         "-h",
                                             "--version",      "--check-config",
                                             "--print-config", "--options-table" };

    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strcmp(argument, questions[i]) == 0)
            return true;
    return false;
}

static bool may_stand_alone(const struct reader *r, const struct argument *a)
{
    void *base;
    bool in_file;
    const struct baton_option *row = row_of(r, a->name, &base, &in_file);

    return row != NULL && row->kind == BATON_OPTION_BOOL;
}

static bool take_value(struct reader *r, struct argument *a, int argc, char **argv, int *i,
                       const char *equals)
{
    if (equals != NULL)
        a->value = baton_text_of(equals + 1);
    else if (may_stand_alone(r, a))
        a->value = BATON_TEXT("true");
    else if (*i + 1 < argc)
        a->value = baton_text_of(argv[++*i]);
    else
        return bad(r, "%.200s: a value must follow (command line)", a->as_typed);
    return true;
}

/* Takes argv[*i] and, where its value is the next one, that too. */
static bool next_argument(struct reader *r, struct argument *a, int argc, char **argv, int *i)
{
    const char *typed = argv[*i];
    const char *equals = strchr(typed, '=');
    size_t size = equals != NULL ? (size_t)(equals - typed) : strlen(typed);

    *a = (struct argument){ .as_typed = typed, .kafka = BATON_TEXT_NONE };
    if (strncmp(typed, "--", 2) != 0 || size <= 2)
        return bad(r, "%.200s: not an option (command line); --help lists them", typed);
    if (size > 8 && strncmp(typed, "--kafka.", 8) == 0)
        a->kafka = (struct baton_text){ typed + 8, size - 8 };
    else if (size - 2 >= sizeof a->name)
        return bad(r, "%.100s: no such option (command line); --help lists them", typed);
    for (size_t k = 2; k < size && a->kafka.size == 0; k++)
        a->name[k - 2] = typed[k] == '-' ? '_' : typed[k];
    return take_value(r, a, argc, argv, i, equals);
}

static bool set_argument(struct reader *r, const struct argument *a)
{
    char shown[BATON_OPTION_NAME_BYTES];
    struct baton_option_source source = { "command line", shown };

    if (a->kafka.size > 0)
        return set_kafka(r, a->kafka, a->value,
                         &(struct baton_option_source){ "command line", "--kafka.*" });
    baton_option_switch(a->name, shown);
    return set_by_name(r, a->name, a->value, &source);
}

/* Two rounds: the first finds --config and questions, the second sets. */
static bool read_arguments(struct reader *r, int argc, char **argv, bool set)
{
    struct argument a;

    for (int i = 1; i < argc; i++) {
        if (is_question(argv[i])) {
            r->question = argv[i];
            continue;
        }
        if (!next_argument(r, &a, argc, argv, &i))
            return false;
        if (a.kafka.size == 0 && strcmp(a.name, "config") == 0)
            r->config_path = a.value.data;
        else if (set && !set_argument(r, &a))
            return false;
    }
    return true;
}

/* --- all together ----------------------------------------------------------------------------- */

static void store_defaults(struct reader *r)
{
    for (int i = 0; i < 2; i++)
        for (const struct baton_option *row = r->sets[i].rows; row != NULL && row->name != NULL;
             row++)
            baton_option_store_default(row, r->sets[i].base);
}

static bool nothing_missing(struct reader *r)
{
    char variable[BATON_OPTION_NAME_BYTES], as_switch[BATON_OPTION_NAME_BYTES];

    for (int i = 0; i < 2; i++) {
        for (const struct baton_option *row = r->sets[i].rows; row != NULL && row->name != NULL;
             row++) {
            if (!baton_option_is_missing(row, r->sets[i].base))
                continue;
            baton_option_environment(row->name, variable);
            baton_option_switch(row->name, as_switch);
            return bad(r, "%s: is required; set %s, %s or \"%s\" in the file", row->name, variable,
                       as_switch, row->name);
        }
    }
    return true;
}

static bool asks(const struct reader *r, const char *question)
{
    return r->question != NULL && strcmp(r->question, question) == 0;
}

/* The questions that need no configuration. */
static bool answered(const struct reader *r)
{
    if (asks(r, "--help") || asks(r, "-h"))
        baton_options_help(stdout, r->service_name, r->sets[1].rows);
    else if (asks(r, "--version"))
        printf("%s %s\n", r->service_name, BATON_VERSION);
    else if (asks(r, "--options-table"))
        baton_options_table(stdout, r->sets[1].rows);
    else
        return false;
    fflush(stdout);
    return true;
}

static enum baton_start answer_with_settings(const struct reader *r)
{
    char *json;

    if (asks(r, "--check-config"))
        return BATON_START_CHECK;
    if (!asks(r, "--print-config"))
        return BATON_START_RUN;
    json = baton_settings_json(r->settings, r->sets[1].rows);
    printf("%s\n", json);
    fflush(stdout);
    free(json);
    return BATON_START_EXIT_OK;
}

enum baton_start baton_settings_read(struct baton_settings *settings, const char *service_name,
                                     const struct baton_option *options, size_t conf_size, int argc,
                                     char **argv, char **environment, struct baton_error *err)
{
    struct reader r = { .settings = settings, .service_name = service_name, .err = err };

    *settings = (struct baton_settings){ .conf = calloc(1, conf_size > 0 ? conf_size : 1) };
    if (settings->conf == NULL)
        abort();
    r.sets[0] = (struct baton_option_set){ baton_runtime_options, &settings->runtime };
    r.sets[1] = (struct baton_option_set){ options, settings->conf };
    store_defaults(&r);
    find_config_in_environment(&r, environment);
    if (!read_arguments(&r, argc, argv, false))
        return BATON_START_EXIT_BAD;
    if (answered(&r))
        return BATON_START_EXIT_OK;
    if (!read_file(&r) || !read_environment(&r, environment)
        || !read_arguments(&r, argc, argv, true) || !nothing_missing(&r))
        return BATON_START_EXIT_BAD;
    return answer_with_settings(&r);
}

void baton_settings_release(struct baton_settings *settings)
{
    for (size_t i = 0; i < settings->owned_count; i++)
        free(settings->owned[i]);
    free(settings->owned);
    free(settings->conf);
    baton_kafka_release(&settings->kafka);
    *settings = (struct baton_settings){ 0 };
}
