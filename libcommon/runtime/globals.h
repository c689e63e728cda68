/* Topics that are read whole: every partition from the beginning (or, for those who only watch,
 * from the end), then kept current.
 *
 * Services read their global tables (policies, load) this way; usable alone, for read views over
 * any list of topics. A consumer of its own assigns itself; it belongs to no group's assignment and
 * commits nothing. Single-threaded: the thread that opens it also polls it, and `each` is called
 * from there. */
#ifndef BATON_GLOBALS_H
#define BATON_GLOBALS_H

#include <signal.h>

#include "kafka_client.h"

struct baton_globals;

/* How long an opening may take that only needs time. */
struct baton_globals_patience {
    int64_t total_ms;                  /* 0: as long as one question */
    const volatile sig_atomic_t *stop; /* set: give up; may be NULL */
    void (*beat)(void *context);       /* between two attempts; may be NULL */
    void *context;
};

struct baton_globals_conf {
    const struct baton_settings *settings; /* borrowed for the life of the object */
    const char *service_name;              /* names the client */
    const struct baton_topic *const
        *topics; /* NULL behind the last; all their partitions are read */
    struct baton_text
        owner;     /* "tenant/id": of topics that are not global only its partition; empty: all */
    bool from_end; /* only what comes after the opening */
    /* One committed record, in order within its partition. The record is borrowed for the call.
     * RETRY: the same record is given again after a back-off, and nothing else until then; REJECT:
     * it is skipped, counted and logged with the error's code; FATAL: baton_globals_poll fails. */
    enum baton_verdict (*each)(void *context, const struct baton_raw *raw,
                               struct baton_arena *arena, struct baton_error *err);
    void *context;
    struct baton_globals_patience patience;
};

/* Finds the ends of all partitions; a record before them is needed before baton_globals_current is
 * true. `producer` is any producer handle, borrowed for the call: it asks for the ends of the logs
 * (a read_committed consumer would give the last stable offset). `timeout_ms` is for each question,
 * conf->patience for all of them.
 * fails  NULL: a topic is missing, or the brokers do not answer in time */
struct baton_globals *baton_globals_open(const struct baton_globals_conf *conf,
                                         rd_kafka_t *producer, int timeout_ms,
                                         struct baton_error *err);
void baton_globals_close(struct baton_globals *globals);
/* Goes on with another consumer, opened with the settings as they are now and files that were
 * written anew, where it is: nothing is given twice or left out.
 * fails  false: it cannot be opened so, and the old one stays */
bool baton_globals_reopen(struct baton_globals *globals, struct baton_error *err);

/* Takes what is there; waits at most `wait_ms` for the first record and works for about
 * `budget_ms`.
 * fails  BATON_RETRY: a record is in back-off (the error says why; not a failure of the caller);
 * BATON_FATAL */
enum baton_verdict baton_globals_poll(struct baton_globals *globals, int wait_ms, int budget_ms,
                                      struct baton_error *err);
/* Whether the last answer about a partition was an error that does not pass by itself, such as a
 * right that is missing; `err` says which. librdkafka says so once, and never that it is over:
 * another consumer (baton_globals_reopen) finds out. */
bool baton_globals_failing(const struct baton_globals *globals, struct baton_error *err);
/* As baton_globals_failing, and goes on with another consumer if so; a line in the log says why
 * that was not possible. For a look now and then: each opens a connection. */
bool baton_globals_look(struct baton_globals *globals, struct baton_error *err);
/* True once everything that was in the topics at the opening has been given. Stays true. */
bool baton_globals_current(const struct baton_globals *globals);
/* Offset behind the last record that was given of a topic's partition; -1: it is not read here. */
int64_t baton_globals_next(const struct baton_globals *globals, const struct baton_topic *topic,
                           int32_t partition);

#endif
