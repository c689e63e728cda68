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

static bool store_from_file(struct baton_option_reader *r, const struct baton_option *row,
                            void *base, struct baton_text path,
                            const struct baton_option_source *source)
{
    char name[512], content[SECRET_MAX_BYTES];
    size_t size;

    snprintf(name, sizeof name, "%.*s", BATON_TEXT_ARG(path));
    baton_auto(close_file) FILE *file = fopen(name, "re");
    if (file == NULL)
        return baton_option_bad(r, "%s: cannot open %s: %s (%s %s)", row->name, name,
                                strerror(errno), source->kind, source->name);
    size = fread(content, 1, sizeof content, file);
    if (ferror(file) || size == sizeof content)
        return baton_option_bad(r, "%s: %s cannot be read or is longer than %d bytes (%s %s)",
                                row->name, name, SECRET_MAX_BYTES - 1, source->kind, source->name);
    while (size > 0 && (content[size - 1] == '\n' || content[size - 1] == '\r'))
        size--;
    return baton_option_store(r->settings, row, base, (struct baton_text){ content, size }, source,
                              r->err);
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

    for (size_t i = 0; i < name.size; i++)
        good = good
               && (islower((unsigned char)name.data[i]) || isdigit((unsigned char)name.data[i])
                   || memchr("._-", name.data[i], 3) != NULL);
    if (!good)
        return baton_option_bad(r, "kafka.%.*s: not the name of a librdkafka setting (%s %.200s)",
                                BATON_TEXT_ARG(baton_text_cut(name, 80)), source->kind,
                                source->name);
    baton_kafka_set(&r->settings->kafka, name, value);
    return true;
}
