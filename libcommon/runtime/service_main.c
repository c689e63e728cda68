/* The program around a service: settings, log, signals, doors for probes, schemas, the loop, and
 * the exit code. Main thread; the HTTP server has one of its own. */
#include <unistd.h>

#include "kafka_client.h"
#include "log.h"
#include "loop.h"
#include "probes.h"
#include "registry.h"
#include "serde.h"
#include "service.h"
#include "span_export.h"
#include "start_check.h"
#include "stop.h"
#include "timestamp.h"

#define REGISTRY_TIMEOUT_MS 2000
#define REGISTRY_PAUSE_US 200000

extern char **environ;

static BATON_METRIC(build_info, "baton_build_info", BATON_GAUGE, "version,librdkafka", "Always 1.");

struct program {
    const struct baton_service *service;
    struct baton_settings settings;
    struct baton_health health;
    struct baton_probes probes;
    struct baton_http_server *server;
    struct baton_registry *registry;
    struct baton_serde *serde;
    struct baton_spans *spans;
    void *self;
};

static const char *text_or_null(const char *text)
{
    return text && text[0] ? text : NULL;
}

static char *config_json(void *context)
{
    struct program *program = context;

    return baton_settings_json(&program->settings, program->service->options);
}

static bool open_server(struct program *program, struct baton_error *err)
{
    struct baton_http_server_conf conf = {
        .host = program->settings.runtime.http_host,
        .port = (int)program->settings.runtime.http_port,
    };

    program->probes = (struct baton_probes){ .health = &program->health,
                                             .config = config_json,
                                             .context = program };
    conf.tables[0] = (struct baton_route_table){ baton_probe_routes, &program->probes };
    program->server = baton_http_server_open(&conf, err);
    if (!program->server)
        return false;
    baton_log(BATON_LOG_INFO, "listening", "port=%d", baton_http_server_port(program->server));
    return true;
}

/* The registry may come up after us: asked again until start_timeout_ms have passed. */
static bool open_schemas(struct program *program, struct baton_error *err)
{
    const struct baton_runtime_conf *runtime = &program->settings.runtime;
    struct baton_registry_conf conf = {
        .url = runtime->registry,
        .user = text_or_null(runtime->registry_user),
        .password = text_or_null(runtime->registry_password),
        .ca_file = text_or_null(runtime->registry_ca_file),
        .timeout_ms = REGISTRY_TIMEOUT_MS,
    };
    int64_t deadline_ms = baton_clock_monotonic_ms() + runtime->start_timeout_ms;
    enum baton_verdict v;

    program->registry = baton_registry_open(&conf);
    program->serde = baton_serde_new(program->registry);
    while ((v = baton_service_schemas(program->service, runtime->prefix, program->serde,
                                      runtime->register_schemas, err))
           == BATON_RETRY) {
        if (*baton_stop_asked() || baton_clock_monotonic_ms() >= deadline_ms)
            break;
        baton_log(BATON_LOG_WARN, "registry_not_ready", "code=%s text=%s", err->code, err->text);
        usleep(REGISTRY_PAUSE_US);
    }
    if (v == BATON_RETRY)
        baton_start_no_registry(runtime, err);
    return v == BATON_DONE;
}

static bool open_self(struct program *program, struct baton_error *err)
{
    const struct baton_service *service = program->service;

    if (!service->open)
        return true;
    program->self = service->open(program->settings.conf, err);
    return program->self != NULL;
}

static void tell_ready(void *context, bool ready, const char *reason)
{
    struct baton_health *health = &((struct program *)context)->health;

    baton_health_clear(health, "start");
    if (ready)
        baton_health_clear(health, "loop");
    else
        baton_health_set(health, "loop", "%s", reason);
}

static void beat(void *context)
{
    baton_health_beat(&((struct program *)context)->health);
}

static void closing(void *context, bool failed)
{
    (void)context;
    baton_stop_closing(failed ? 1 : 0);
}

static bool run(struct program *program, struct baton_error *err)
{
    struct baton_loop_conf conf = {
        .service = program->service,
        .settings = &program->settings,
        .serde = program->serde,
        .self = program->self,
        .spans = program->spans,
        .stop = baton_stop_asked(),
        .ready = tell_ready,
        .beat = beat,
        .closing = closing,
        .context = program,
    };

    return baton_loop_run(&conf, err) == BATON_DONE;
}

static void release(struct program *program)
{
    baton_spans_close(program->spans);
    if (program->server)
        baton_http_server_close(program->server);
    baton_health_release(&program->health);
    if (program->service->close && program->self)
        program->service->close(program->self);
    if (program->serde)
        baton_serde_free(program->serde);
    if (program->registry)
        baton_registry_close(program->registry);
    baton_settings_release(&program->settings);
}

static void start_log(const struct program *program)
{
    char labels[64];

    baton_log_setup(program->service->name, program->settings.runtime.log_level);
    snprintf(labels, sizeof labels, "%s,%s", BATON_VERSION, rd_kafka_version_str());
    baton_metric_set(&build_info, labels, 1);
    baton_log(BATON_LOG_INFO, "starting", "version=%s librdkafka=%s instance=%s", BATON_VERSION,
              rd_kafka_version_str(), program->settings.runtime.instance);
}

static int run_program(struct program *program)
{
    struct baton_error err = { "", "" };

    start_log(program);
    baton_stop_init();
    program->spans = baton_spans_open(&program->settings.runtime, program->service->name);
    bool good = open_server(program, &err) && open_schemas(program, &err)
                && open_self(program, &err) && run(program, &err);
    if (good || *baton_stop_asked()) {
        baton_log(BATON_LOG_INFO, "stopped", "exit=0");
        return 0;
    }
    closing(NULL, true);
    baton_log(BATON_LOG_ERROR, "failed", "exit=1 code=%s text=%s", err.code, err.text);
    return 1;
}

int baton_service_main(const struct baton_service *service, int argc, char **argv)
{
    struct program program = { .service = service };
    struct baton_error err = { "", "" };
    enum baton_start start =
        baton_settings_read(&program.settings, service->name, baton_runtime_options,
                            service->options, service->conf_size, argc, argv, environ, &err);
    bool good = true;
    int code = 0;

    if (start == BATON_START_EXIT_OK || start == BATON_START_EXIT_BAD) {
        if (start == BATON_START_EXIT_BAD)
            fprintf(stderr, "%s: %s\n", service->name, err.text);
        baton_settings_release(&program.settings);
        return start == BATON_START_EXIT_OK ? 0 : 2;
    }
    baton_health_init(&program.health);
    if (service->check)
        good = service->check(program.settings.conf, &err);
    if (!good) {
        fprintf(stderr, "%s: %s\n", service->name, err.text);
        code = 2;
    } else if (start == BATON_START_CHECK) {
        puts("good");
    } else {
        code = run_program(&program);
    }
    release(&program);
    if (start == BATON_START_RUN && good)
        baton_stop_closed();
    return code;
}
