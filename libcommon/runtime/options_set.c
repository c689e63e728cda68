/* One named value, whatever source it comes from: finds its row and stores it. The errors name
 * option,
 * source and remedy. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "options_internal.h"

enum { SECRET_MAX_BYTES = 4096 };

bool baton_option_bad(struct baton_option_reader *r, const char *format, ...)
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

const struct baton_option *baton_option_row(const struct baton_option_reader *r, const char *name,
                                            void **ret_base, bool *ret_in_file)
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

/* What the file holds, without its line's end. `who`: the option, for the error. */
static bool read_secret(struct baton_option_reader *r, const char *who, const char *path,
                        char content[SECRET_MAX_BYTES], struct baton_text *ret_secret,
                        const struct baton_option_source *source)
{
    baton_auto(close_file) FILE *file = fopen(path, "re");
    size_t size;

    if (file == NULL)
        return baton_option_bad(r, "%s: cannot open %s: %s (%s %s)", who, path, strerror(errno),
                                source->kind, source->name);
    size = fread(content, 1, SECRET_MAX_BYTES, file);
    if (ferror(file) || size == SECRET_MAX_BYTES)
        return baton_option_bad(r, "%s: %s cannot be read or is longer than %d bytes (%s %s)", who,
                                path, SECRET_MAX_BYTES - 1, source->kind, source->name);
    while (size > 0 && (content[size - 1] == '\n' || content[size - 1] == '\r'))
        size--;
    *ret_secret = (struct baton_text){ content, size };
    return true;
}

static bool store_from_file(struct baton_option_reader *r, const struct baton_option *row,
                            void *base, struct baton_text path,
                            const struct baton_option_source *source)
{
    char name[512], content[SECRET_MAX_BYTES];
    struct baton_text secret;

    snprintf(name, sizeof name, "%.*s", BATON_TEXT_ARG(path));
    if (!read_secret(r, row->name, name, content, &secret, source)
        || !baton_option_store(r->settings, row, base, secret, source, r->err))
        return false;
    baton_kafka_set(&r->settings->secret_files, baton_text_of(row->name), baton_text_of(name));
    return true;
}

/* "sasl.password.file": the file that holds sasl.password. librdkafka has names of its own that end
 * so, as sasl.oauthbearer.assertion.private.key.file. */
static bool names_secret_file(struct baton_text name, struct baton_text *ret_secret)
{
    static const struct baton_text ends[] = { BATON_TEXT_INIT("password.file"),
                                              BATON_TEXT_INIT("secret.file") };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (name.size >= ends[i].size && name.size < BATON_OPTION_NAME_BYTES
            && memcmp(name.data + name.size - ends[i].size, ends[i].data, ends[i].size) == 0) {
            *ret_secret = baton_text_cut(name, name.size - strlen(".file"));
            return true;
        }
    return false;
}

static bool set_kafka_from_file(struct baton_option_reader *r, struct baton_text name,
                                struct baton_text path, const struct baton_option_source *source)
{
    char who[BATON_OPTION_NAME_BYTES + 8], file[512], content[SECRET_MAX_BYTES];
    struct baton_text secret;

    snprintf(who, sizeof who, "kafka.%.*s", BATON_TEXT_ARG(name));
    snprintf(file, sizeof file, "%.*s", BATON_TEXT_ARG(path));
    if (!read_secret(r, who, file, content, &secret, source))
        return false;
    baton_kafka_set(&r->settings->kafka, name, secret);
    baton_kafka_set(&r->settings->secret_files, baton_text_of(who), baton_text_of(file));
    return true;
}

bool baton_option_unknown(struct baton_option_reader *r, const char *name,
                          const struct baton_option_source *source)
{
    const char *nearest = baton_option_nearest(r->sets, name, 3);

    if (nearest != NULL)
        return baton_option_bad(r, "%.100s: no such option (%s %.200s); did you mean %s?", name,
                                source->kind, source->name, nearest);
    return baton_option_bad(r, "%.100s: no such option (%s %.200s); --help lists them", name,
                            source->kind, source->name);
}

bool baton_option_set(struct baton_option_reader *r, const char *name, struct baton_text value,
                      const struct baton_option_source *source)
{
    void *base;
    bool in_file;
    const struct baton_option *row = baton_option_row(r, name, &base, &in_file);

    if (row == NULL)
        return baton_option_unknown(r, name, source);
    if (in_file)
        return store_from_file(r, row, base, value, source);
    return baton_option_store(r->settings, row, base, value, source, r->err);
}

bool baton_option_set_kafka(struct baton_option_reader *r, struct baton_text name,
                            struct baton_text value, const struct baton_option_source *source)
{
    bool good = name.size > 0;
    struct baton_text secret;

    for (size_t i = 0; i < name.size; i++)
        good = good
               && (islower((unsigned char)name.data[i]) || isdigit((unsigned char)name.data[i])
                   || memchr("._-", name.data[i], 3) != NULL);
    if (!good)
        return baton_option_bad(r, "kafka.%.*s: not the name of a librdkafka setting (%s %.200s)",
                                BATON_TEXT_ARG(baton_text_cut(name, 80)), source->kind,
                                source->name);
    if (names_secret_file(name, &secret))
        return set_kafka_from_file(r, secret, value, source);
    baton_kafka_set(&r->settings->kafka, name, value);
    return true;
}

bool baton_settings_read_secrets(struct baton_settings *settings, struct baton_error *err)
{
    struct baton_option_reader r = { .settings = settings,
                                     .sets = { { settings->shared, &settings->runtime } },
                                     .err = err };
    const struct baton_kafka_settings *files = &settings->secret_files;
    char content[SECRET_MAX_BYTES];
    struct baton_text secret;

    for (size_t i = 0; i < files->count; i++) {
        const struct baton_option_source source = { "written", "anew" };
        const char *name = files->names[i];

        if (!read_secret(&r, name, files->values[i], content, &secret, &source))
            return false;
        if (strncmp(name, "kafka.", 6) == 0)
            baton_kafka_set(&settings->kafka, baton_text_of(name + 6), secret);
        else if (!baton_option_set(&r, name, secret, &source))
            return false;
    }
    return true;
}
