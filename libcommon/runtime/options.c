/* Reading the options, at start, on the main thread: defaults, then the file, the environment and
 * the command line over them. Each source gives (name, text) pairs to options_set.c;
 * options_file.c reads the file, options_value.c knows the kinds, options_print.c the ways to show
 * them. */
#include "options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "options_internal.h"

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

static bool set_kafka_variable(struct baton_option_reader *r, char *name, const char *value,
                               const struct baton_option_source *source)
{
    for (char *at = name; *at != '\0'; at++)
        if (*at == '_')
            *at = '.';
    return baton_option_set_kafka(r, baton_text_of(name), baton_text_of(value), source);
}

static bool set_variable(struct baton_option_reader *r, char *name, const char *value)
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
    if (baton_option_row(r, name, &base, &in_file) != NULL)
        return baton_option_set(r, name, baton_text_of(value), &source);
    nearest = baton_option_nearest(r->sets, name, 1);
    if (nearest == NULL)
        return true;
    baton_option_environment(nearest, near);
    return baton_option_bad(r, "%s: no such option (environment); did you mean %s?", full, near);
}

static bool read_environment(struct baton_option_reader *r, char **environment)
{
    char name[BATON_OPTION_NAME_BYTES];

    for (; environment != NULL && *environment != NULL; environment++) {
        const char *value = own_variable(*environment, name);

        if (value != NULL && !set_variable(r, name, value))
            return false;
    }
    return true;
}

static void find_config_in_environment(struct baton_option_reader *r, char **environment)
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

static bool take_value(struct baton_option_reader *r, struct argument *a, int argc, char **argv,
                       int *i, const char *equals)
{
    const struct baton_option_source source = { "command line", a->as_typed };
    void *base;
    bool in_file;
    const struct baton_option *row = baton_option_row(r, a->name, &base, &in_file);

    if (equals != NULL)
        a->value = baton_text_of(equals + 1);
    else if (row != NULL && row->kind == BATON_OPTION_BOOL)
        a->value = BATON_TEXT("true");
    else if (row == NULL && a->kafka.size == 0 && strcmp(a->name, "config") != 0)
        return baton_option_unknown(r, a->name, &source);
    else if (*i + 1 < argc)
        a->value = baton_text_of(argv[++*i]);
    else
        return baton_option_bad(r, "%.200s: a value must follow (command line)", a->as_typed);
    return true;
}

/* Takes argv[*i] and, where its value is the next one, that too. */
static bool next_argument(struct baton_option_reader *r, struct argument *a, int argc, char **argv,
                          int *i)
{
    const char *typed = argv[*i];
    const char *equals = strchr(typed, '=');
    size_t size = equals != NULL ? (size_t)(equals - typed) : strlen(typed);

    *a = (struct argument){ .as_typed = typed, .kafka = BATON_TEXT_NONE };
    if (strncmp(typed, "--", 2) != 0 || size <= 2)
        return baton_option_bad(r, "%.200s: not an option (command line); --help lists them",
                                typed);
    if (size > 8 && strncmp(typed, "--kafka.", 8) == 0)
        a->kafka = (struct baton_text){ typed + 8, size - 8 };
    else if (size - 2 >= sizeof a->name)
        return baton_option_bad(r, "%.100s: no such option (command line); --help lists them",
                                typed);
    for (size_t k = 2; k < size && a->kafka.size == 0; k++)
        a->name[k - 2] = typed[k] == '-' ? '_' : typed[k];
    return take_value(r, a, argc, argv, i, equals);
}

static bool set_argument(struct baton_option_reader *r, const struct argument *a)
{
    char shown[BATON_OPTION_NAME_BYTES];
    struct baton_option_source source = { "command line", shown };

    if (a->kafka.size > 0)
        return baton_option_set_kafka(r, a->kafka, a->value,
                                      &(struct baton_option_source){ "command line", "--kafka.*" });
    baton_option_switch(a->name, shown);
    return baton_option_set(r, a->name, a->value, &source);
}

/* Two rounds: the first finds --config and questions, the second sets. */
static bool read_arguments(struct baton_option_reader *r, int argc, char **argv, bool set)
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

static void store_defaults(struct baton_option_reader *r)
{
    for (int i = 0; i < 2; i++)
        for (const struct baton_option *row = r->sets[i].rows; row != NULL && row->name != NULL;
             row++)
            baton_option_store_default(row, r->sets[i].base);
}

static bool nothing_missing(struct baton_option_reader *r)
{
    char variable[BATON_OPTION_NAME_BYTES], as_switch[BATON_OPTION_NAME_BYTES];

    for (int i = 0; i < 2; i++) {
        for (const struct baton_option *row = r->sets[i].rows; row != NULL && row->name != NULL;
             row++) {
            if (!baton_option_is_missing(row, r->sets[i].base))
                continue;
            baton_option_environment(row->name, variable);
            baton_option_switch(row->name, as_switch);
            return baton_option_bad(r, "%s: is required; set %s, %s or \"%s\" in the file",
                                    row->name, variable, as_switch, row->name);
        }
    }
    return true;
}

static bool asks(const struct baton_option_reader *r, const char *question)
{
    return r->question != NULL && strcmp(r->question, question) == 0;
}

/* The questions that need no configuration. */
static bool answered(const struct baton_option_reader *r)
{
    if (asks(r, "--help") || asks(r, "-h"))
        baton_options_help(stdout, r->service_name, r->sets[1].rows, r->sets[0].rows);
    else if (asks(r, "--version"))
        printf("%s %s\n", r->service_name, BATON_VERSION);
    else if (asks(r, "--options-table"))
        baton_options_table(stdout, r->sets[1].rows, r->sets[0].rows);
    else
        return false;
    fflush(stdout);
    return true;
}

static enum baton_start answer_with_settings(const struct baton_option_reader *r)
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
                                     const struct baton_option *shared,
                                     const struct baton_option *options, size_t conf_size, int argc,
                                     char **argv, char **environment, struct baton_error *err)
{
    struct baton_option_reader r = { .settings = settings,
                                     .service_name = service_name,
                                     .err = err };

    *settings = (struct baton_settings){ .shared = shared,
                                         .conf = calloc(1, conf_size > 0 ? conf_size : 1) };
    if (settings->conf == NULL)
        abort();
    r.sets[0] = (struct baton_option_set){ shared, &settings->runtime };
    r.sets[1] = (struct baton_option_set){ options, settings->conf };
    store_defaults(&r);
    find_config_in_environment(&r, environment);
    if (!read_arguments(&r, argc, argv, false))
        return BATON_START_EXIT_BAD;
    if (answered(&r))
        return BATON_START_EXIT_OK;
    if (!baton_options_read_file(&r) || !read_environment(&r, environment)
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
    baton_kafka_release(&settings->secret_files);
    *settings = (struct baton_settings){ 0 };
}
