/* What a service is: tables and one pure function. Everything else is the runtime's.
 *
 * `process` is a function of the record and of what it reads through the outbox: no clock
 * (in->time_ms; the passage of time comes as timer records), no randomness, no I/O, no log, no
 * globals. The same records give the same bytes, so a test needs no broker and a replay is exact.
 */
#ifndef BATON_SERVICE_H
#define BATON_SERVICE_H

#include "arena.h"
#include "error.h"
#include "metrics.h"
#include "options.h"
#include "records.h"
#include "text.h"
#include "topics.h"

struct baton_outbox;

/* One input record, or a timer that is due. Borrowed for the call. */
struct baton_record {
    const struct baton_topic *topic; /* NULL: a timer */
    int32_t partition;
    int64_t offset;  /* -1 for a timer */
    int64_t time_ms; /* when the broker got it; a timer's deadline. Never decreasing in a task. */
    struct baton_text key;     /* the record's key; for a timer the key it was set with */
    const void *value;         /* struct of topic->type; NULL: a tombstone, or a timer */
    struct baton_text timer;   /* the timer's name; empty for others */
    struct baton_arena *arena; /* for whatever lives until this record is done */
};

/* Rows of one kind of state, a schema of services/<name>/state each. */
struct baton_table {
    char prefix; /* a letter, of its own in the service; not 't' (timers) */
    const struct baton_record_type *type;
};

struct baton_service {
    const char *name;
    const struct baton_topic *const *inputs;  /* NULL behind the last; global ones are read whole */
    const struct baton_topic *const *outputs; /* likewise */
    const struct baton_table *const *tables;  /* likewise; NULL: no state */
    const struct baton_option *options;       /* BATON_OPTIONS_END behind the last; NULL: none */
    size_t conf_size;
    bool (*check)(const void *conf,
                  struct baton_error *err); /* NULL: every value alone is enough */
    /* Makes the service's own, read-only or global, things; `conf` is borrowed for the process's
     * life.
     * fails  NULL */
    void *(*open)(const void *conf, struct baton_error *err);
    enum baton_verdict (*process)(const struct baton_record *in, void *self,
                                  struct baton_outbox *out);
    /* A record of a global table (policies, load), in order, before and between the others. NULL:
     * no global inputs. */
    enum baton_verdict (*global)(const struct baton_record *in, void *self,
                                 struct baton_error *err);
    void (*close)(void *self);
};

/* --- what `process` may do
 * ------------------------------------------------------------------------------------- */

/* Writes `value`, a struct of topic->type, which begins with struct baton_envelope. The outbox
 * completes the envelope where it is empty: producer, cause (this record), seen, synthetic (from
 * the input, when both are about one conversation), occurred_at (in->time_ms). The bytes are made
 * at once: `value` may be reused.
 * fails  BATON_REJECT when it does not fit the topic; the caller cuts and marks it */
enum baton_verdict baton_emit(struct baton_outbox *out, const struct baton_topic *topic,
                              struct baton_text key, void *value);
/* A tombstone, for compacted topics. */
void baton_emit_tombstone(struct baton_outbox *out, const struct baton_topic *topic,
                          struct baton_text key);

/* The row of `key` in `table`.
 * owns   a struct of table->type in the record's arena, the caller's to change
 * fails  BATON_DONE with *ret NULL: there is no such row; BATON_FATAL: the row cannot be read */
enum baton_verdict baton_state_load(struct baton_outbox *out, const struct baton_table *table,
                                    struct baton_text key, void **ret);
void baton_state_save(struct baton_outbox *out, const struct baton_table *table,
                      struct baton_text key, const void *value);
/* The same for a row that most records leave as it was: nothing is written where it says so
 * already. Returns whether it was written. */
bool baton_state_save_change(struct baton_outbox *out, const struct baton_table *table,
                             struct baton_text key, const void *value);
void baton_state_drop(struct baton_outbox *out, const struct baton_table *table,
                      struct baton_text key);
/* The first row of `table` whose key is at or after `from`, in order of keys; *ret NULL when there
 * is none. For small tables only (a pool's agents): the cost is that of the rows visited. */
enum baton_verdict baton_state_first(struct baton_outbox *out, const struct baton_table *table,
                                     struct baton_text from, struct baton_text *ret_key,
                                     void **ret);
/* The row behind `*key` (empty: the first one) among those whose keys start with `prefix`, which is
 * in `*key` then; *ret NULL when there is none. No key of the table has the character U+0001, as
 * ids have not. */
enum baton_verdict baton_state_next(struct baton_outbox *out, const struct baton_table *table,
                                    struct baton_text prefix, struct baton_text *key, void **ret);

/* Sets, moves or (deadline_ms 0) cancels the timer `name` of `key`. `*slot` is a field of the
 * caller's state that holds the deadline that is set now, 0 for none. When it is due `process` gets
 * a record with in->timer = name, in->key = key; the runtime has forgotten it by then, the stage
 * sets its slot to 0. A drill's timer, by whose key it is, makes synthetic records as its record
 * does. */
void baton_timer_set(struct baton_outbox *out, struct baton_text key, const char *name,
                     int64_t *slot, int64_t deadline_ms);
/* The same, unless it is set already and due sooner. */
void baton_timer_set_by(struct baton_outbox *out, struct baton_text key, const char *name,
                        int64_t *slot, int64_t deadline_ms);

/* Adds to one of the service's metrics, when the record's transaction commits. Not for synthetic
 * records. */
void baton_count(struct baton_outbox *out, struct baton_metric *metric, const char *label,
                 double amount);
/* Observes `value` in one of the service's histograms, likewise. */
void baton_observe(struct baton_outbox *out, struct baton_metric *metric, const char *label,
                   double value);

/* The error that goes with a verdict other than BATON_DONE. */
struct baton_error *baton_error_of(struct baton_outbox *out);

/* --- main
 * ----------------------------------------------------------------------------------------------------------
 */

/* The program: options, connection, restore, loop, doors for probes, until SIGTERM. Returns the
 * exit code. */
int baton_service_main(const struct baton_service *service, int argc, char **argv);

#endif
