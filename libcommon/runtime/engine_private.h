/* The inside of the engine: logs in memory (engine_log.c), stages that read them (engine.c). */
#ifndef BATON_ENGINE_PRIVATE_H
#define BATON_ENGINE_PRIVATE_H

#include "engine.h"
#include "task.h"

/* A record that has not been read by all yet. Its bytes lie in the engine's arena. */
struct engine_record {
    int64_t offset, time_ms;
    uint64_t sequence; /* order of appending over all logs */
    struct baton_text key, value;
    bool has_key, has_value;
    const struct baton_pair *headers;
    size_t headers_count;
};

/* One partition: the records from `base` on; older ones have been read by everybody and are
 * forgotten. */
struct engine_part {
    struct engine_record *records;
    size_t count, capacity;
    int64_t base;
};

struct engine_log {
    const struct baton_topic *topic;
    struct engine_part *parts;
    bool read; /* some stage has it as an input that is not global */
};

struct engine_task {
    struct baton_task *task;
    int64_t next[16]; /* by input of the service */
    bool blocked[16]; /* its next record waits for its cause, which another input must bring */
    int retries;
    bool dirty; /* something to commit */
};

struct engine_stage {
    const struct baton_service *service;
    void *own_conf; /* defaults, when the caller gave none */
    void *self;
    struct baton_serde *serde;
    struct baton_batch batch;
    struct engine_task *tasks;
    struct baton_topic dead_letters;
    char dead_letters_name[96];
};

struct baton_engine {
    struct baton_engine_conf conf;
    struct baton_registry *registry;
    struct baton_serde *serde; /* writes what is fed, reads what is tapped */
    struct engine_log *logs;
    size_t logs_count;
    struct engine_stage *stages;
    size_t stages_count;
    int64_t now_ms;
    int overruns; /* since the clock moved last */
    uint64_t sequence, random;
    struct baton_arena arena; /* the logs' bytes, until all have been read */
    struct baton_arena tap_arena, global_arena;
    struct baton_buf buf;
};

struct engine_log *engine_log_of(struct baton_engine *engine, const struct baton_topic *topic);
/* The log of `topic`, made when it is new, with its type known to the engine's serde. */
enum baton_verdict engine_log_add(struct baton_engine *engine, const struct baton_topic *topic,
                                  struct engine_log **ret_log, struct baton_error *err);
/* What is to be appended: `item` as a task writes it; `topic` beside it, since dead letters have no
 * row. */
enum baton_verdict engine_append(struct baton_engine *engine, const struct baton_topic *topic,
                                 const struct baton_outgoing *item, struct baton_error *err);
/* The record at `offset`, NULL when the log ends before. */
const struct engine_record *engine_record_at(const struct engine_log *log, int32_t partition,
                                             int64_t offset);
int64_t engine_end_of(const struct engine_log *log, int32_t partition);
/* Everybody has read everything. */
void engine_logs_forget(struct baton_engine *engine);
void engine_logs_free(struct baton_engine *engine);
/* `record` as a task is fed it. */
void engine_raw(const struct baton_topic *topic, int32_t partition,
                const struct engine_record *record, struct baton_raw *ret);

#endif
