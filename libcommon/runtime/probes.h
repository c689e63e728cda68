/* What Kubernetes, Prometheus and people ask a service: /healthz, /readyz, /metrics, /config.
 * The state behind them is a struct baton_health, told by the loop's thread and asked by the HTTP
 * thread. */
#ifndef BATON_PROBES_H
#define BATON_PROBES_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "http_server.h"

enum { BATON_HEALTH_REASONS = 32, BATON_HEALTH_STUCK_MS = 10000, BATON_HEALTH_DEAD_MS = 60000 };

/* Why the service is not ready, by name; and when its loop last went round. */
struct baton_health {
    pthread_mutex_t lock;
    struct {
        char name[48]; /* empty: a free place */
        char text[160];
    } reasons[BATON_HEALTH_REASONS];
    bool too_many;   /* a reason found no place: not ready until all are cleared */
    int64_t beat_ms; /* monotonic */
};

/* Not ready, for the reason "start", which the service clears like any other. */
void baton_health_init(struct baton_health *health);
void baton_health_release(struct baton_health *health);
/* Not ready while `name` is set; `text` is a sentence without personal data. Setting again replaces
 * the text. */
void baton_health_set(struct baton_health *health, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void baton_health_clear(struct baton_health *health, const char *name);
/* To be called at each turn of the loop, in a long restore too: 10 s without it (a transaction that
 * waits for brokers), and /readyz is 503; 60 s, and /healthz is. */
void baton_health_beat(struct baton_health *health);
bool baton_health_is_ready(struct baton_health *health);
bool baton_health_is_live(struct baton_health *health, int64_t now_ms);

/* Context of the probe routes. The functions are called on the HTTP thread; NULL is fine. */
struct baton_probes {
    struct baton_health *health;
    char *(*config)(void *context); /* the configuration as JSON, freed by the probe */
    void (*collect)(void *context); /* sets gauges before the metrics are written */
    void *context;
};

/* For a server's conf: tables[i] = { baton_probe_routes, &probes }. Answers:
 * - /metrics   text/plain; version=0.0.4
 * - /healthz   200 while the loop turns, else 503: {"live":false,"beat_age_ms":61000}
 * - /readyz    200, or 503 with {"ready":false,"reasons":[{"name":"restore","text":"…"}]}
 * - /config    the options, secrets masked */
extern const struct baton_route baton_probe_routes[];

/* Sets process_cpu_seconds_total, process_resident_memory_bytes, process_open_fds,
 * process_start_time_seconds: the names that every dashboard knows. Done at each /metrics. */
void baton_process_metrics(void);

#endif
