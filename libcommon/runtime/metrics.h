/* Metrics: a registry of counters, gauges and histograms, written in Prometheus's text form,
 * version 0.0.4. A metric is a static variable; it joins the registry at its first use. Safe to use
 * from several threads: one lock that is held for a look-up among the metric's series, the one used
 * last first. */
#ifndef BATON_METRICS_H
#define BATON_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

enum baton_metric_kind {
    BATON_COUNTER,
    BATON_GAUGE,
    BATON_HISTOGRAM,       /* of seconds: buckets .0001 .00025 .0005 .001 … 10 */
    BATON_HISTOGRAM_WAIT,  /* of seconds that people wait: buckets .05 .1 .25 … 3600 */
    BATON_HISTOGRAM_BYTES, /* buckets 64 256 1024 … 4194304 */
};

struct baton_metric {
    const char *name; /* baton_messages_consumed_total */
    enum baton_metric_kind kind;
    const char *help;
    const char *label_names;     /* "topic,reason"; NULL: none */
    struct baton_series *series; /* internal: value by label values */
    struct baton_metric *next;
    unsigned series_count;
    bool registered;
};

#define BATON_METRIC(variable, name, kind, labels, help) \
    struct baton_metric variable = { name, kind, help, labels, NULL, NULL, 0, false }

/* `label_values` are comma-separated in the order of label_names ("conversation-events,bad_key"),
 * NULL for none; the last may hold commas. They come from bounded sets, never from a customer; at
 * most 1000 series a metric, the rest are counted under "other". Adding 0 makes the series exist,
 * which lets an alert see its first step. */
void baton_metric_add(struct baton_metric *metric, const char *label_values, double amount);
void baton_metric_set(struct baton_metric *metric, const char *label_values, double value);
/* Observes `value` (base units: seconds, bytes) in a histogram. */
void baton_metric_observe(struct baton_metric *metric, const char *label_values, double value);
/* The value of a series, of a histogram its number of observations; 0 when there is none. */
double baton_metric_value(struct baton_metric *metric, const char *label_values);
/* Removes a series that no longer stands for anything: the gauge of a partition given away. */
void baton_metric_forget(struct baton_metric *metric, const char *label_values);
/* All metrics in text form, by name. */
void baton_metrics_write(struct baton_buf *buf);
/* Forgets all values; for tests and the end of the process. */
void baton_metrics_release(void);

#endif
