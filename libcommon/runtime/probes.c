/* The health's few fields under one lock, and four small handlers. */
#include "probes.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "metrics.h"
#include "timestamp.h"

static BATON_METRIC(ready_gauge, "baton_ready", BATON_GAUGE, NULL,
                    "1 while the service is ready, as /readyz says.");

/* --- health ----------------------------------------------------------------------------------- */

static bool is_stuck(const struct baton_health *health)
{
    return baton_clock_monotonic_ms() - health->beat_ms > BATON_HEALTH_STUCK_MS;
}

static bool is_ready(const struct baton_health *health)
{
    if (is_stuck(health))
        return false;
    for (int i = 0; i < BATON_HEALTH_REASONS; i++)
        if (health->reasons[i].name[0] != '\0')
            return false;
    return true;
}

/* Index of the reason, or of a free place, or -1. */
static int find(const struct baton_health *health, const char *name)
{
    for (int i = 0; i < BATON_HEALTH_REASONS; i++)
        if (strncmp(health->reasons[i].name, name, sizeof health->reasons[i].name - 1) == 0)
            return i;
    return -1;
}

void baton_health_init(struct baton_health *health)
{
    *health = (struct baton_health){ .beat_ms = baton_clock_monotonic_ms() };
    pthread_mutex_init(&health->lock, NULL);
    baton_health_set(health, "start", "the service is starting");
}

void baton_health_release(struct baton_health *health)
{
    pthread_mutex_destroy(&health->lock);
}

void baton_health_set(struct baton_health *health, const char *name, const char *format, ...)
{
    char text[sizeof health->reasons[0].text + 4];
    va_list arguments;

    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0)
        text[0] = '\0';
    va_end(arguments);
    pthread_mutex_lock(&health->lock);
    int i = find(health, name);
    if (i < 0)
        i = find(health, "");
    if (i < 0) {
        health->too_many = true;
    } else {
        struct baton_text kept =
            baton_text_cut(baton_text_of(text), sizeof health->reasons[i].text - 1);

        snprintf(health->reasons[i].name, sizeof health->reasons[i].name, "%s", name);
        snprintf(health->reasons[i].text, sizeof health->reasons[i].text, "%.*s",
                 BATON_TEXT_ARG(kept));
    }
    baton_metric_set(&ready_gauge, NULL, 0);
    pthread_mutex_unlock(&health->lock);
}

void baton_health_clear(struct baton_health *health, const char *name)
{
    pthread_mutex_lock(&health->lock);
    int i = find(health, name);
    if (i >= 0)
        health->reasons[i].name[0] = '\0';
    bool ready = is_ready(health);
    if (ready)
        health->too_many = false;
    baton_metric_set(&ready_gauge, NULL, ready);
    pthread_mutex_unlock(&health->lock);
}

void baton_health_beat(struct baton_health *health)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    pthread_mutex_lock(&health->lock);
    health->beat_ms = now_ms;
    pthread_mutex_unlock(&health->lock);
}

bool baton_health_is_ready(struct baton_health *health)
{
    pthread_mutex_lock(&health->lock);
    bool ready = is_ready(health);
    pthread_mutex_unlock(&health->lock);
    return ready;
}

static int64_t beat_age_ms(struct baton_health *health, int64_t now_ms)
{
    pthread_mutex_lock(&health->lock);
    int64_t age_ms = now_ms - health->beat_ms;
    pthread_mutex_unlock(&health->lock);
    return age_ms;
}

bool baton_health_is_live(struct baton_health *health, int64_t now_ms)
{
    return beat_age_ms(health, now_ms) <= BATON_HEALTH_DEAD_MS;
}

/* --- handlers --------------------------------------------------------------------------------- */

static int get_healthz(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    const struct baton_probes *probes = context;
    int64_t age_ms = beat_age_ms(probes->health, baton_clock_monotonic_ms());
    bool live = age_ms <= BATON_HEALTH_DEAD_MS;

    (void)request;
    baton_buf_format(&answer->body, "{\"live\":%s,\"beat_age_ms\":%" PRId64 "}\n",
                     live ? "true" : "false", age_ms);
    return live ? 200 : 503;
}

static void append_reason(struct baton_buf *buf, const char *name, const char *text)
{
    baton_buf_format(buf, "%s{\"name\":\"", buf->data[buf->size - 1] == '[' ? "" : ",");
    baton_buf_append_json(buf, baton_text_of(name));
    baton_buf_append_text(buf, BATON_TEXT("\",\"text\":\""));
    baton_buf_append_json(buf, baton_text_of(text));
    baton_buf_append_text(buf, BATON_TEXT("\"}"));
}

static int get_readyz(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    struct baton_health *health = ((const struct baton_probes *)context)->health;

    (void)request;
    pthread_mutex_lock(&health->lock);
    bool ready = is_ready(health);
    baton_buf_format(&answer->body, "{\"ready\":%s,\"reasons\":[", ready ? "true" : "false");
    for (int i = 0; i < BATON_HEALTH_REASONS; i++)
        if (health->reasons[i].name[0] != '\0')
            append_reason(&answer->body, health->reasons[i].name, health->reasons[i].text);
    if (is_stuck(health))
        append_reason(&answer->body, "stuck", "the loop waits, for brokers or for the disk");
    if (health->too_many)
        append_reason(&answer->body, "more", "there are more reasons than are kept");
    pthread_mutex_unlock(&health->lock);
    baton_buf_append_text(&answer->body, BATON_TEXT("]}\n"));
    return ready ? 200 : 503;
}

static int get_metrics(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    const struct baton_probes *probes = context;

    (void)request;
    if (probes->collect != NULL)
        probes->collect(probes->context);
    baton_process_metrics();
    answer->content_type = "text/plain; version=0.0.4; charset=utf-8";
    baton_metrics_write(&answer->body);
    return 200;
}

static int get_config(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    const struct baton_probes *probes = context;
    char *config;

    (void)request;
    if (probes->config == NULL)
        return baton_http_error(answer, 404, "no_config", NULL,
                                "this program has no configuration to show");
    config = probes->config(probes->context);
    baton_buf_append_text(&answer->body, baton_text_of(config));
    baton_buf_append_byte(&answer->body, '\n');
    free(config);
    return 200;
}

const struct baton_route baton_probe_routes[] = {
    { "GET", "/config", get_config, "The options in force, secrets masked." },
    { "GET", "/healthz", get_healthz, "200 while the loop turns, else 503: restart it." },
    { "GET", "/metrics", get_metrics, "Prometheus metrics." },
    { "GET", "/readyz", get_readyz, "200 when ready, else 503 with the reasons." },
    { NULL, NULL, NULL, NULL },
};
