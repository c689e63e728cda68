/* A cluster as the commands see it: records written to it one by one, and all that happens in it
 * read back. Built on the runtime's writer and its reader of whole topics; single-threaded. */
#ifndef BATON_CLI_CLUSTER_H
#define BATON_CLI_CLUSTER_H

#include "cli.h"

struct cluster;

struct cluster_conf {
    const struct baton_topic *const
        *topics;             /* to be read, NULL behind the last; NULL: nothing is read */
    bool from_end;           /* only what comes from now on */
    struct baton_text owner; /* "tenant/id": only its partition is read; empty: all */
    /* Whether a record with this key is to be decoded and given to `seen`; NULL: each. */
    bool (*wants)(void *context, const struct baton_topic *topic, struct baton_text key);
    /* One committed record; borrowed for the call. in->value is NULL for a tombstone. */
    void (*seen)(void *context, const struct baton_record *in);
    void *context;
};

/* Connects with the settings of the environment. `conf` is borrowed.
 * fails  NULL, `err` says why */
struct cluster *cluster_open(const struct cluster_conf *conf, struct baton_error *err);
void cluster_close(struct cluster *cluster);

/* Writes `value` (of topic->type) under `key` to its owner's partition; sent in the background.
 * fails  `err` names topic and reason */
enum baton_verdict cluster_write(struct cluster *cluster, const struct baton_topic *topic,
                                 struct baton_text key, const void *value, struct baton_error *err);
/* On a record that was put back: where the first one stood, "topic/partition/offset". */
#define CLUSTER_REPLAYED_HEADER "baton-replayed"
/* Where the record stood that a dead letter is about or, when that was a copy which was put back,
 * where the first one stood. In `arena`; `ret_copied`, unless NULL: whether it was a copy. */
struct baton_text cluster_letter_origin(const struct baton_dead_letter *letter,
                                        struct baton_arena *arena, bool *ret_copied);
/* Writes the bytes of a dead letter again: its key, value and headers to the topic that they came
 * from, in their owner's partition (a key that has no owner keeps its partition), with `origin` as
 * CLUSTER_REPLAYED_HEADER.
 * fails  `err` names topic and reason */
enum baton_verdict cluster_write_again(struct cluster *cluster, const struct baton_topic *topic,
                                       const struct baton_dead_letter *letter,
                                       struct baton_text origin, struct baton_error *err);
/* Waits until everything written is acknowledged.
 * fails  BATON_RETRY: not within `timeout_ms`, or the brokers refused a record */
enum baton_verdict cluster_flush(struct cluster *cluster, int timeout_ms, struct baton_error *err);
/* Reads what has come, for about `wait_ms`. */
enum baton_verdict cluster_read(struct cluster *cluster, int wait_ms, struct baton_error *err);
/* Reads all that was in the topics when they were opened.
 * fails  BATON_RETRY: not within `timeout_ms` */
enum baton_verdict cluster_read_all(struct cluster *cluster, int timeout_ms,
                                    struct baton_error *err);

#endif
