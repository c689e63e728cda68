/* One lock, one list of metrics sorted by name, in each metric a list of series with the one used
 * last in front. Called from the loop's thread (add, observe), librdkafka's statistics (set) and
 * the HTTP thread (write). */
#include "metrics.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"

enum { MAX_SERIES = 1000, MAX_BUCKETS = 16 };

struct baton_series {
    struct baton_series *next;
    uint64_t hash;
    double value;     /* a histogram's sum */
    uint64_t *counts; /* of a histogram: by bucket, the last is +Inf; not cumulative */
    char labels[];
};

static const struct buckets {
    const char *type;
    size_t count;
    double bounds[MAX_BUCKETS];
} kinds[] = {
    [BATON_COUNTER] = { .type = "counter" },
    [BATON_GAUGE] = { .type = "gauge" },
    [BATON_HISTOGRAM] = { "histogram",
                          16,
                          { .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1,
                            2.5, 5, 10 } },
    [BATON_HISTOGRAM_WAIT] = { "histogram",
                               15,
                               { .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800,
                                 3600 } },
    [BATON_HISTOGRAM_BYTES] = { "histogram",
                                9,
                                { 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304 } },
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct baton_metric *metrics;

/* --- the registry, under the lock ------------------------------------------------------------- */

static void enlist(struct baton_metric *metric)
{
    struct baton_metric **at = &metrics;

    if (metric->registered)
        return;
    while (*at != NULL && strcmp((*at)->name, metric->name) < 0)
        at = &(*at)->next;
    metric->next = *at;
    *at = metric;
    metric->registered = true;
}

static struct baton_series *series_new(struct baton_metric *metric, const char *labels,
                                       uint64_t hash)
{
    size_t size = strlen(labels) + 1;
    size_t buckets = kinds[metric->kind].count;
    struct baton_series *series = calloc(1, sizeof *series + size);

    if (series == NULL)
        abort();
    if (buckets > 0 && (series->counts = calloc(buckets + 1, sizeof *series->counts)) == NULL)
        abort();
    memcpy(series->labels, labels, size);
    series->hash = hash;
    series->next = metric->series;
    metric->series = series;
    metric->series_count++;
    return series;
}

/* The link to the series; to NULL when there is none. */
static struct baton_series **series_at(struct baton_metric *metric, const char *labels,
                                       uint64_t hash)
{
    struct baton_series **at = &metric->series;

    while (*at != NULL && ((*at)->hash != hash || strcmp((*at)->labels, labels) != 0))
        at = &(*at)->next;
    return at;
}

static uint64_t hash_of(const char *labels)
{
    return baton_fnv1a(0, labels, strlen(labels));
}

/* "other" for each label. */
static struct baton_series *series_other(struct baton_metric *metric)
{
    char labels[128] = "other";
    size_t size = 5;

    for (const char *at = metric->label_names;
         at != NULL && *at != '\0' && size + 7 < sizeof labels; at++) {
        if (*at != ',')
            continue;
        memcpy(labels + size, ",other", 7);
        size += 6;
    }

    uint64_t hash = hash_of(labels);
    struct baton_series *series = *series_at(metric, labels, hash);
    return series != NULL ? series : series_new(metric, labels, hash);
}

static struct baton_series *series_of(struct baton_metric *metric, const char *label_values)
{
    const char *labels = label_values != NULL ? label_values : "";
    uint64_t hash = hash_of(labels);
    struct baton_series **at = series_at(metric, labels, hash);
    struct baton_series *series = *at;

    enlist(metric);
    if (series == NULL)
        return metric->series_count < MAX_SERIES ? series_new(metric, labels, hash)
                                                 : series_other(metric);
    *at = series->next;
    series->next = metric->series;
    metric->series = series;
    return series;
}

static void series_free(struct baton_series *series)
{
    free(series->counts);
    free(series);
}

/* --- use -------------------------------------------------------------------------------------- */

void baton_metric_add(struct baton_metric *metric, const char *label_values, double amount)
{
    assert(metric->kind == BATON_GAUGE || (metric->kind == BATON_COUNTER && amount >= 0));
    pthread_mutex_lock(&lock);
    series_of(metric, label_values)->value += amount;
    pthread_mutex_unlock(&lock);
}

void baton_metric_set(struct baton_metric *metric, const char *label_values, double value)
{
    assert(kinds[metric->kind].count == 0);
    pthread_mutex_lock(&lock);
    series_of(metric, label_values)->value = value;
    pthread_mutex_unlock(&lock);
}

void baton_metric_observe(struct baton_metric *metric, const char *label_values, double value)
{
    const struct buckets *buckets = &kinds[metric->kind];
    size_t i = 0;

    assert(buckets->count > 0);
    while (i < buckets->count && !(value <= buckets->bounds[i]))
        i++;
    pthread_mutex_lock(&lock);
    struct baton_series *series = series_of(metric, label_values);
    series->counts[i]++;
    series->value += value;
    pthread_mutex_unlock(&lock);
}

static uint64_t observations(const struct baton_metric *metric, const struct baton_series *series)
{
    uint64_t sum = 0;

    for (size_t i = 0; i <= kinds[metric->kind].count; i++)
        sum += series->counts[i];
    return sum;
}

double baton_metric_value(struct baton_metric *metric, const char *label_values)
{
    const char *labels = label_values != NULL ? label_values : "";
    double value = 0;

    pthread_mutex_lock(&lock);
    const struct baton_series *series = *series_at(metric, labels, hash_of(labels));
    if (series != NULL)
        value = series->counts != NULL ? (double)observations(metric, series) : series->value;
    pthread_mutex_unlock(&lock);
    return value;
}

void baton_metric_forget(struct baton_metric *metric, const char *label_values)
{
    const char *labels = label_values != NULL ? label_values : "";

    pthread_mutex_lock(&lock);
    struct baton_series **at = series_at(metric, labels, hash_of(labels));
    struct baton_series *series = *at;
    if (series != NULL) {
        *at = series->next;
        metric->series_count--;
        series_free(series);
    }
    pthread_mutex_unlock(&lock);
}

void baton_metrics_release(void)
{
    pthread_mutex_lock(&lock);
    while (metrics != NULL) {
        struct baton_metric *metric = metrics;

        metrics = metric->next;
        while (metric->series != NULL) {
            struct baton_series *series = metric->series;

            metric->series = series->next;
            series_free(series);
        }
        metric->registered = false;
        metric->next = NULL;
        metric->series_count = 0;
    }
    pthread_mutex_unlock(&lock);
}

/* --- the text form ---------------------------------------------------------------------------- */

static void write_number(struct baton_buf *buf, double value)
{
    if (isnan(value))
        baton_buf_append_text(buf, BATON_TEXT("NaN"));
    else if (isinf(value))
        baton_buf_append_text(buf, baton_text_of(value > 0 ? "+Inf" : "-Inf"));
    else if (value == floor(value) && fabs(value) < 1e15)
        baton_buf_format(buf, "%.0f", value);
    else
        baton_buf_format(buf, "%.12g", value);
}

static void write_escaped(struct baton_buf *buf, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at == '\\' || *at == '"')
            baton_buf_append_byte(buf, '\\');
        if (*at == '\n')
            baton_buf_append(buf, "\\n", 2);
        else
            baton_buf_append_byte(buf, (uint8_t)*at);
    }
}

/* {topic="a",reason="b"}; `le` is a histogram's further label, NULL for none. */
static void write_labels(struct baton_buf *buf, const struct baton_metric *metric,
                         const char *values, const char *le)
{
    const char *names = metric->label_names != NULL ? metric->label_names : "";
    char between = '{';

    while (*names != '\0') {
        size_t name_size = strcspn(names, ",");
        bool last = names[name_size] == '\0';
        size_t value_size = last ? strlen(values) : strcspn(values, ",");

        baton_buf_format(buf, "%c%.*s=\"", between, (int)name_size, names);
        write_escaped(buf, values, values + value_size);
        baton_buf_append_byte(buf, '"');
        between = ',';
        names += name_size + !last;
        values += value_size + (values[value_size] == ',');
    }
    if (le != NULL)
        baton_buf_format(buf, "%cle=\"%s\"", between, le);
    if (between == ',' || le != NULL)
        baton_buf_append_byte(buf, '}');
}

static void write_value(struct baton_buf *buf, double value)
{
    baton_buf_append_byte(buf, ' ');
    write_number(buf, value);
    baton_buf_append_byte(buf, '\n');
}

static void write_histogram(struct baton_buf *buf, const struct baton_metric *metric,
                            const struct baton_series *series)
{
    const struct buckets *buckets = &kinds[metric->kind];
    uint64_t sum = 0;
    char le[32];

    for (size_t i = 0; i <= buckets->count; i++) {
        sum += series->counts[i];
        if (i < buckets->count)
            snprintf(le, sizeof le, "%.10g", buckets->bounds[i]);
        baton_buf_format(buf, "%s_bucket", metric->name);
        write_labels(buf, metric, series->labels, i < buckets->count ? le : "+Inf");
        baton_buf_format(buf, " %" PRIu64 "\n", sum);
    }
    baton_buf_format(buf, "%s_sum", metric->name);
    write_labels(buf, metric, series->labels, NULL);
    write_value(buf, series->value);
    baton_buf_format(buf, "%s_count", metric->name);
    write_labels(buf, metric, series->labels, NULL);
    baton_buf_format(buf, " %" PRIu64 "\n", sum);
}

static void write_series(struct baton_buf *buf, const struct baton_metric *metric,
                         const struct baton_series *series)
{
    if (series->counts != NULL) {
        write_histogram(buf, metric, series);
        return;
    }
    baton_buf_append_text(buf, baton_text_of(metric->name));
    write_labels(buf, metric, series->labels, NULL);
    write_value(buf, series->value);
}

static int by_labels(const void *a, const void *b)
{
    return strcmp((*(const struct baton_series *const *)a)->labels,
                  (*(const struct baton_series *const *)b)->labels);
}

static void write_metric(struct baton_buf *buf, const struct baton_metric *metric)
{
    const struct baton_series **sorted = malloc((metric->series_count + 1) * sizeof *sorted);
    size_t count = 0;

    if (sorted == NULL)
        abort();
    for (const struct baton_series *series = metric->series; series != NULL; series = series->next)
        sorted[count++] = series;
    qsort(sorted, count, sizeof *sorted, by_labels);
    baton_buf_format(buf, "# HELP %s %s\n# TYPE %s %s\n", metric->name, metric->help, metric->name,
                     kinds[metric->kind].type);
    for (size_t i = 0; i < count; i++)
        write_series(buf, metric, sorted[i]);
    free(sorted);
}

void baton_metrics_write(struct baton_buf *buf)
{
    pthread_mutex_lock(&lock);
    for (const struct baton_metric *metric = metrics; metric != NULL; metric = metric->next)
        if (metric->series != NULL)
            write_metric(buf, metric);
    pthread_mutex_unlock(&lock);
}
