/* A run's committed records, as `tests/e2e/dump.py` writes them: two files of JSON lines.
 *
 *   records  {"topic", "partition", "offset", "time_ms", "key", "value", "headers": [[name, value],
 * …]} schemas  {"id", "schema"}
 *
 * key, value and header values are base64 or null. Topics are named without prefix. The schemas go
 * to a registry in memory under the ids that they had, so that what the stages write here has the
 * bytes that it had there. */
#ifndef ORACLE_DUMP_H
#define ORACLE_DUMP_H

#include "task.h"

struct dump_record {
    struct baton_text topic;
    const struct baton_topic *row;        /* NULL: dead letters, changelogs */
    const struct baton_record_type *type; /* NULL: not decoded here */
    int32_t partition;
    int64_t offset, time_ms;
    bool has_key, has_value;
    struct baton_text key, value;
    struct baton_pair *headers; /* value.data NULL: none */
    size_t headers_count;
    void *decoded; /* NULL: tombstone, not decodable, or no type */
};

struct dump_log {
    struct baton_text topic;
    int32_t partition;
    struct dump_record **records; /* by offset */
    size_t count;
};

struct dump {
    struct baton_arena arena;
    struct baton_registry *registry;
    struct baton_serde *serde; /* for the records' own decoding */
    struct dump_log *logs;
    size_t logs_count;
    struct dump_record **records;
    size_t records_count;
    int32_t partitions;
};

/* fails  false, with a line on stderr */
bool dump_read(struct dump *dump, const char *records, const char *schemas, int32_t partitions);
void dump_release(struct dump *dump);
/* NULL when nothing lies there. */
const struct dump_log *dump_log_of(const struct dump *dump, const char *topic, int32_t partition);

/* Goes through the records of a topic; `at` starts at 0. NULL: no more. */
const struct dump_record *dump_next(const struct dump *dump, const struct baton_topic *row,
                                    size_t *at);
const struct baton_envelope *dump_envelope(const struct dump_record *record);

#endif
