/* The whole line of stages in one process, on logs in memory: for tests, replays and the baton
 * program. Each topic has `partitions` partitions; what a stage writes is read by the stages that
 * have it as an input. The clock is that of the records: it moves when the caller feeds a record or
 * advances it, and timers fire on the way. */
#ifndef BATON_ENGINE_H
#define BATON_ENGINE_H

#include "service.h"

struct baton_engine;

struct baton_engine_conf {
    const struct baton_service *const *services; /* NULL behind the last */
    const void *const *confs;                    /* a conf for each service, or NULL for defaults */
    int32_t partitions;
    int64_t start_ms; /* the clock at the start */
    /* 0: records are taken in the order of appending. Others: at each step one of the inputs that
     * have a record is picked by a generator with this seed, as Kafka may; what an order of topics
     * may change comes to light. */
    uint64_t shuffle_seed;
    /* Called for each record that is appended to any topic, also the fed ones, also dead letters
     * and tombstones, in the order of appending. The record is borrowed for the call; its value is
     * NULL also where the bytes cannot be read; a dead letter's topic is one of the engine's own,
     * named "<service>-dead-letters". NULL: nobody looks. */
    void (*tap)(void *context, const struct baton_record *record);
    void *context;
};

/* fails  NULL, `err` says why */
struct baton_engine *baton_engine_new(const struct baton_engine_conf *conf,
                                      struct baton_error *err);
void baton_engine_free(struct baton_engine *engine);

/* Moves the clock to `time_ms` (if later), firing every timer due on the way in order of deadlines,
 * then appends the record and processes until all stages are idle. `value` NULL: a tombstone.
 * Misroutes on purpose with `partition` >= 0.
 * fails  BATON_FATAL: a stage failed; BATON_REJECT: the value does not fit; dead letters are no
 * failure */
enum baton_verdict baton_engine_feed(struct baton_engine *engine, const struct baton_topic *topic,
                                     struct baton_text key, const void *value, int64_t time_ms,
                                     int32_t partition, struct baton_error *err);
/* The same with bytes as they lie in a log; `key` may be NULL. */
enum baton_verdict baton_engine_feed_raw(struct baton_engine *engine,
                                         const struct baton_topic *topic,
                                         const struct baton_text *key,
                                         const struct baton_text *value, int64_t time_ms,
                                         int32_t partition, struct baton_error *err);
/* Moves the clock and fires what is due by then. */
enum baton_verdict baton_engine_advance(struct baton_engine *engine, int64_t time_ms,
                                        struct baton_error *err);
int64_t baton_engine_now(const struct baton_engine *engine);

#endif
