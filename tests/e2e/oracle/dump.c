/* Reads the two files of a dump. What they hold is trusted to be a dump: a broken line ends the
 * program's work. */
#include "dump.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_MAX = 100000 };

static int digit_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static struct baton_text from_base64(struct baton_arena *arena, const json_t *json)
{
    const char *text = json_string_value(json);
    size_t size = json_string_length(json), made = 0;
    char *bytes = baton_arena_alloc(arena, size + 1);
    uint32_t bits = 0;

    for (size_t i = 0; i < size && digit_of(text[i]) >= 0; i++) {
        bits = bits << 6 | (uint32_t)digit_of(text[i]);
        if (i % 4 != 0)
            bytes[made++] = (char)(bits >> (6 - 2 * (i % 4)));
    }
    return (struct baton_text){ bytes, made };
}

/* --- schemas --------------------------------------------------------------------------------- */

static bool schema_add(struct dump *dump, int32_t id, const char *text)
{
    struct baton_error err = { "", "" };
    int32_t got = 0;
    char *spaced = calloc(1, strlen(text) + 64);

    if (spaced == NULL)
        abort();
    /* The twin gives the ids in order, one for each text: the same text under a second id gets
     * blanks. */
    for (int blanks = 0; got != id && blanks < 60; blanks++) {
        snprintf(spaced, strlen(text) + 64, "%s%*s", text, blanks, "");
        if (baton_registry_id(dump->registry, "dump", spaced, true, &got, &err) != BATON_DONE)
            break;
    }
    free(spaced);
    return got == id;
}

/* Ids that no schema has are taken by texts that are none. */
static bool schema_fill(struct dump *dump, int32_t *next, int32_t id)
{
    char text[40];

    for (; *next < id; ++*next) {
        snprintf(text, sizeof text, "none %d", (int)*next);
        if (!schema_add(dump, *next, text))
            return false;
    }
    return true;
}

static json_t *line_read(FILE *file, char **line, size_t *size)
{
    ssize_t got = getline(line, size, file);

    return got <= 1 ? NULL : json_loadb(*line, (size_t)got, 0, NULL);
}

static bool schemas_read(struct dump *dump, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    int32_t next = 1;
    bool good = file != NULL;
    json_t *json;

    while (good && (json = line_read(file, &line, &size)) != NULL) {
        int32_t id = (int32_t)json_integer_value(json_object_get(json, "id"));

        good = id >= next && id < ID_MAX && schema_fill(dump, &next, id)
               && schema_add(dump, id, json_string_value(json_object_get(json, "schema")));
        next = id + 1;
        json_decref(json);
    }
    if (!good)
        fprintf(stderr, "oracle: %s: schemas in order of their ids are wanted (at %d)\n", path,
                (int)next);
    free(line);
    if (file != NULL)
        fclose(file);
    return good;
}

/* --- records --------------------------------------------------------------------------------- */

static bool ends_with(struct baton_text text, const char *end)
{
    size_t size = strlen(end);

    return text.size >= size && memcmp(text.data + text.size - size, end, size) == 0;
}

static void headers_read(struct dump *dump, const json_t *headers, struct dump_record *record)
{
    record->headers_count = json_array_size(headers);
    record->headers = BATON_NEW_ARRAY(&dump->arena, struct baton_pair, record->headers_count);
    for (size_t i = 0; i < record->headers_count; i++) {
        const json_t *pair = json_array_get(headers, i), *value = json_array_get(pair, 1);
        const char *name = json_string_value(json_array_get(pair, 0));

        record->headers[i].key = baton_text_copy(&dump->arena, baton_text_of(name));
        record->headers[i].value =
            json_is_null(value) ? (struct baton_text){ NULL, 0 } : from_base64(&dump->arena, value);
    }
}

static void record_decode(struct dump *dump, struct dump_record *record)
{
    struct baton_error err = { "", "" };

    record->row = baton_topic_find(record->topic);
    if (record->row != NULL)
        record->type = record->row->type;
    else if (ends_with(record->topic, "-dead-letters"))
        record->type = &baton_dead_letter_type;
    if (record->type != NULL && record->has_value
        && baton_serde_decode(dump->serde, record->type, record->value, &dump->arena,
                              &record->decoded, &err)
               != BATON_DONE)
        record->decoded = NULL;
}

static struct dump_log *log_of(struct dump *dump, const struct dump_record *record)
{
    for (size_t i = 0; i < dump->logs_count; i++) {
        struct dump_log *log = &dump->logs[i];

        if (log->partition == record->partition && baton_text_equal(log->topic, record->topic))
            return log;
    }
    struct dump_log *log = BATON_APPEND(&dump->arena, dump->logs, dump->logs_count);
    *log = (struct dump_log){ .topic = record->topic, .partition = record->partition };
    return log;
}

static void record_read(struct dump *dump, const json_t *json)
{
    struct dump_record *record = BATON_NEW(&dump->arena, struct dump_record);
    const json_t *key = json_object_get(json, "key"), *value = json_object_get(json, "value");

    record->topic = baton_text_copy(
        &dump->arena, baton_text_of(json_string_value(json_object_get(json, "topic"))));
    record->partition = (int32_t)json_integer_value(json_object_get(json, "partition"));
    record->offset = json_integer_value(json_object_get(json, "offset"));
    record->time_ms = json_integer_value(json_object_get(json, "time_ms"));
    record->has_key = !json_is_null(key);
    record->has_value = !json_is_null(value);
    record->key = record->has_key ? from_base64(&dump->arena, key) : BATON_TEXT_NONE;
    record->value = record->has_value ? from_base64(&dump->arena, value) : BATON_TEXT_NONE;
    headers_read(dump, json_object_get(json, "headers"), record);
    record_decode(dump, record);
    struct dump_log *log = log_of(dump, record);
    *BATON_APPEND(&dump->arena, log->records, log->count) = record;
    *BATON_APPEND(&dump->arena, dump->records, dump->records_count) = record;
}

static int by_offset(const void *a, const void *b)
{
    const struct dump_record *one = *(struct dump_record *const *)a,
                             *other = *(struct dump_record *const *)b;

    return (one->offset > other->offset) - (one->offset < other->offset);
}

static bool records_read(struct dump *dump, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    json_t *json;

    if (file == NULL) {
        fprintf(stderr, "oracle: %s: cannot be opened\n", path);
        return false;
    }
    while ((json = line_read(file, &line, &size)) != NULL) {
        record_read(dump, json);
        json_decref(json);
    }
    bool good = feof(file);
    if (!good)
        fprintf(stderr, "oracle: %s: a line after %zu records is no JSON\n", path,
                dump->records_count);
    free(line);
    fclose(file);
    for (size_t i = 0; i < dump->logs_count; i++)
        qsort(dump->logs[i].records, dump->logs[i].count, sizeof(struct dump_record *), by_offset);
    return good;
}

bool dump_read(struct dump *dump, const char *records, const char *schemas, int32_t partitions)
{
    struct baton_registry_conf local = { .url = NULL };

    *dump = (struct dump){ .partitions = partitions };
    baton_arena_init(&dump->arena);
    dump->registry = baton_registry_open(&local);
    dump->serde = baton_serde_new(dump->registry);
    return schemas_read(dump, schemas) && records_read(dump, records);
}

void dump_release(struct dump *dump)
{
    baton_serde_free(dump->serde);
    baton_registry_close(dump->registry);
    baton_arena_release(&dump->arena);
}

const struct dump_log *dump_log_of(const struct dump *dump, const char *topic, int32_t partition)
{
    for (size_t i = 0; i < dump->logs_count; i++)
        if (dump->logs[i].partition == partition && baton_text_is(dump->logs[i].topic, topic))
            return &dump->logs[i];
    return NULL;
}

const struct dump_record *dump_next(const struct dump *dump, const struct baton_topic *row,
                                    size_t *at)
{
    while (*at < dump->records_count) {
        const struct dump_record *record = dump->records[(*at)++];

        if (record->row == row)
            return record;
    }
    return NULL;
}

const struct baton_envelope *dump_envelope(const struct dump_record *record)
{
    return record->decoded;
}
