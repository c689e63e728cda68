/* The options as people and programs read them: --help, the README's table, the JSON of /config.
 * Each row is written by one function per form; no value is formatted here. */
#include "options_internal.h"

#include <stdlib.h>
#include <string.h>

enum { JSON_MAX_BYTES = 4 * 1024 * 1024, CELL_MAX_BYTES = 1024 };

static void help_row(FILE *to, const struct baton_option *row)
{
    char as_switch[BATON_OPTION_NAME_BYTES];
    struct baton_buf allowed, value;

    baton_buf_init(&allowed, CELL_MAX_BYTES);
    baton_buf_init(&value, CELL_MAX_BYTES);
    baton_option_allowed(row, &allowed);
    baton_option_default(row, &value);
    baton_option_switch(row->name, as_switch);
    fprintf(to, "  %s\n      %s\n      %.*s", as_switch, row->help,
            BATON_TEXT_ARG(baton_buf_text(&allowed)));
    if (*row->unit != '\0')
        fprintf(to, ", in %s", row->unit);
    if (row->flags & BATON_REQUIRED)
        fprintf(to, "; required\n");
    else
        fprintf(to, "; default \"%.*s\"\n", BATON_TEXT_ARG(baton_buf_text(&value)));
    baton_buf_release(&value);
    baton_buf_release(&allowed);
}

static void help_rows(FILE *to, const struct baton_option *rows)
{
    for (const struct baton_option *row = rows; row != NULL && row->name != NULL; row++)
        help_row(to, row);
}

void baton_options_help(FILE *to, const char *service_name, const struct baton_option *options,
                        const struct baton_option *shared)
{
    fprintf(to,
            "usage: %s [--config FILE] [--option VALUE]... [--kafka.NAME=VALUE]...\n"
            "       %s --help | --version | --check-config | --print-config | --options-table\n\n"
            "Each option can stand in the file as \"option_name\", in the environment as\n"
            "BATON_OPTION_NAME, or on the command line as --option-name; the later wins.\n"
            "kafka.* goes to librdkafka: \"kafka\": {\"linger.ms\": 1} in the file,\n"
            "BATON_KAFKA_LINGER_MS=1, --kafka.linger.ms=1.\n"
            "A secret can be read from a file: --registry-password-file,\n"
            "--kafka.sasl.password.file, BATON_KAFKA_SASL_PASSWORD_FILE.\n",
            service_name, service_name);
    if (options != NULL && options->name != NULL)
        fprintf(to, "\nOptions of %s:\n", service_name);
    help_rows(to, options);
    fprintf(to, "\nOptions of every service:\n");
    help_rows(to, shared);
}

/* A text that stands in a cell of a Markdown table: '|' would end it. */
static void cell(FILE *to, struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '|')
            fputc('\\', to);
        fputc(text.data[i], to);
    }
}

static void table_default(FILE *to, const struct baton_option *row)
{
    struct baton_buf value;

    baton_buf_init(&value, CELL_MAX_BYTES);
    baton_option_default(row, &value);
    if (row->flags & BATON_REQUIRED)
        fprintf(to, "required");
    else if (value.size > 0)
        fprintf(to, "`%.*s`", BATON_TEXT_ARG(baton_buf_text(&value)));
    baton_buf_release(&value);
}

static void table_row(FILE *to, const struct baton_option *row)
{
    char variable[BATON_OPTION_NAME_BYTES];
    struct baton_buf allowed;

    baton_buf_init(&allowed, CELL_MAX_BYTES);
    baton_option_allowed(row, &allowed);
    baton_option_environment(row->name, variable);
    fprintf(to, "| `%s` | `%s` | ", row->name, variable);
    table_default(to, row);
    fprintf(to, " | ");
    cell(to, baton_buf_text(&allowed));
    fprintf(to, " | %s | ", row->unit);
    cell(to, baton_text_of(row->help));
    if (row->flags & BATON_SECRET)
        fprintf(to, " Secret; `%s_FILE` names a file that holds it.", variable);
    fprintf(to, " |\n");
    baton_buf_release(&allowed);
}

void baton_options_table(FILE *to, const struct baton_option *options,
                         const struct baton_option *shared)
{
    const struct baton_option *const tables[] = { options, shared };

    fprintf(to, "| Option | Environment | Default | Allowed | Unit | Meaning |\n"
                "| --- | --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct baton_option *row = tables[i]; row != NULL && row->name != NULL; row++)
            table_row(to, row);
    fprintf(to,
            "| `kafka.NAME` | `BATON_KAFKA_NAME` |  | text |  | librdkafka's setting NAME. Of one "
            "that ends in password or secret, `kafka.NAME.file` and `BATON_KAFKA_NAME_FILE` name "
            "a file that holds it. |\n");
}

static void json_rows(struct baton_buf *buf, const struct baton_option *rows, const void *base)
{
    for (const struct baton_option *row = rows; row != NULL && row->name != NULL; row++) {
        baton_buf_format(buf, "  \"%s\": ", row->name);
        baton_option_json(row, base, buf);
        baton_buf_append_text(buf, BATON_TEXT(",\n"));
    }
}

static void json_kafka(struct baton_buf *buf, const struct baton_kafka_settings *kafka)
{
    baton_buf_append_text(buf, BATON_TEXT("  \"kafka\": {"));
    for (size_t i = 0; i < kafka->count; i++) {
        const char *value = baton_kafka_is_secret(kafka->names[i]) ? "***" : kafka->values[i];

        baton_buf_format(buf, "%s\n    \"%s\": \"", i > 0 ? "," : "", kafka->names[i]);
        baton_buf_append_json(buf, baton_text_of(value));
        baton_buf_append_byte(buf, '"');
    }
    baton_buf_format(buf, "%s}\n", kafka->count > 0 ? "\n  " : "");
}

char *baton_settings_json(const struct baton_settings *settings, const struct baton_option *options)
{
    struct baton_buf buf;

    baton_buf_init(&buf, JSON_MAX_BYTES);
    baton_buf_append_text(&buf, BATON_TEXT("{\n"));
    json_rows(&buf, options, settings->conf);
    json_rows(&buf, settings->shared, &settings->runtime);
    json_kafka(&buf, &settings->kafka);
    baton_buf_append(&buf, "}", 2); /* with its NUL: the caller takes it as a string */
    return (char *)buf.data;
}
