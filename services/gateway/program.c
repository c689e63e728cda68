/* Life of the program. The main thread reads the topics; HTTP has a thread of its own, and the
 * writer another. The probes answer from the start, the doors when the views are current. */
#include "program.h"

#include <arpa/inet.h>
#include <unistd.h>

#include "files.h"
#include "gateway.h"
#include "globals.h"
#include "log.h"
#include "metrics.h"
#include "probes.h"
#include "start_check.h"
#include "stop.h"
#include "timestamp.h"

enum {
    FLUSH_MS = 2000,
    REGISTRY_TIMEOUT_MS = 2000,
    PAUSE_US = 200000,
    OPEN_TIMEOUT_MS = 10000,
    POLL_WAIT_MS = 200,
    POLL_WORK_MS = 500,
    SWEEP_MS = 2000,
    JSON_MAX_BYTES = 16 * 1024 * 1024,
};

extern char **environ;

static BATON_METRIC(build_info, "baton_build_info", BATON_GAUGE, "version,librdkafka", "Always 1.");
static BATON_METRIC(view_bytes, "baton_gateway_view_bytes", BATON_GAUGE, NULL,
                    "Memory of packages, pages and assignments.");
static BATON_METRIC(view_conversations, "baton_gateway_view_conversations", BATON_GAUGE, NULL,
                    "Conversations that are known.");
static BATON_METRIC(view_dropped, "baton_gateway_view_dropped_total", BATON_COUNTER, "state",
                    "Conversations that had to make room: ended, live.");
static BATON_METRIC(streams, "baton_gateway_streams", BATON_GAUGE, NULL, "Open streams.");

struct program {
    struct baton_settings settings;
    struct baton_health health;
    struct baton_probes probes;
    struct baton_http_server *server;
    struct baton_registry *registry;
    struct baton_serde *writing; /* of the HTTP thread once it serves */
    struct baton_globals *reader;
    struct baton_files files;
    struct gateway gateway;
};

/* --- doors ------------------------------------------------------------------------------------ */

static char *config_json(void *context)
{
    struct program *program = context;

    return baton_settings_json(&program->settings, baton_gateway_service.options);
}

static void collect(void *context)
{
    struct gateway *gateway = &((struct program *)context)->gateway;

    if (!atomic_load(&gateway->serving))
        return;
    struct views_size size = views_size(gateway->views);
    baton_metric_set(&view_bytes, NULL, (double)size.bytes);
    baton_metric_set(&view_conversations, NULL, (double)size.conversations);
    baton_metric_set(&view_dropped, "ended", (double)size.dropped_ended);
    baton_metric_set(&view_dropped, "live", (double)size.dropped_live);
}

static bool is_loopback(const char *host)
{
    struct in_addr address;

    return strcmp(host, "localhost") == 0 || strcmp(host, "::1") == 0
           || (inet_pton(AF_INET, host, &address) == 1
               && ntohl(address.s_addr) >> 24 == IN_LOOPBACKNET);
}

/* Without tokens everybody who can connect may do all: only this machine, unless told so. */
static const char *choose_host(const struct program *program)
{
    const char *host = program->settings.runtime.http_host;

    if (program->gateway.tokens != NULL)
        return host;
    baton_log(BATON_LOG_WARN, "no_tokens",
              "text=no tokens_file: everybody who can connect may read and write all tenants");
    if (program->gateway.conf->open || is_loopback(host))
        return host;
    baton_log(BATON_LOG_WARN, "loopback_only",
              "text=listening on 127.0.0.1 alone; set tokens_file, or open=true");
    return "127.0.0.1";
}

static bool open_server(struct program *program, struct baton_error *err)
{
    struct gateway *gateway = &program->gateway;
    struct baton_http_server_conf conf = {
        .host = choose_host(program),
        .port = (int)program->settings.runtime.http_port,
        .max_connections = (unsigned)gateway->conf->connections,
        .stream_queue_bytes = (size_t)gateway->conf->ring_bytes * 2 + 1024 * 1024,
    };

    program->probes = (struct baton_probes){
        .health = &program->health, .config = config_json, .collect = collect, .context = program
    };
    conf.tables[0] = (struct baton_route_table){ baton_probe_routes, &program->probes };
    conf.tables[1] = (struct baton_route_table){ gateway_write_routes, gateway };
    conf.tables[2] = (struct baton_route_table){ gateway_read_routes, gateway };
    conf.tables[3] = (struct baton_route_table){ gateway_policy_routes, gateway };
    program->server = baton_http_server_open(&conf, err);
    if (program->server == NULL)
        return false;
    baton_log(BATON_LOG_INFO, "listening", "host=%s port=%d", conf.host,
              baton_http_server_port(program->server));
    return true;
}

static bool open_tokens(struct program *program, struct baton_error *err)
{
    const char *path = program->gateway.conf->tokens_file;

    if (path[0] == '\0')
        return true;
    program->gateway.tokens = tokens_read(path, err);
    return program->gateway.tokens != NULL;
}

/* --- Kafka ------------------------------------------------------------------------------------ */

static const char *text_or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static enum baton_verdict add_types(struct program *program, struct baton_error *err)
{
    const struct baton_runtime_conf *runtime = &program->settings.runtime;
    enum baton_verdict v = BATON_DONE;
    char subject[BATON_KAFKA_NAME_SIZE + 8];

    for (size_t i = 0; v == BATON_DONE && baton_gateway_service.outputs[i] != NULL; i++) {
        const struct baton_topic *topic = baton_gateway_service.outputs[i];

        snprintf(subject, sizeof subject, "%s%s-value", runtime->prefix, topic->name);
        v = baton_serde_add(program->writing, topic->type, subject, runtime->register_schemas, err);
    }
    return v;
}

/* The registry may come up after us: asked again until start_timeout_ms have passed. */
static bool open_schemas(struct program *program, struct baton_error *err)
{
    const struct baton_runtime_conf *runtime = &program->settings.runtime;
    struct baton_registry_conf conf = { .url = runtime->registry,
                                        .user = text_or_null(runtime->registry_user),
                                        .password = text_or_null(runtime->registry_password),
                                        .ca_file = text_or_null(runtime->registry_ca_file),
                                        .timeout_ms = REGISTRY_TIMEOUT_MS };
    int64_t deadline_ms = baton_clock_monotonic_ms() + runtime->start_timeout_ms;
    enum baton_verdict v;

    program->registry = baton_registry_open(&conf);
    program->writing = baton_serde_new(program->registry);
    program->gateway.reading = baton_serde_new(program->registry);
    while ((v = add_types(program, err)) == BATON_RETRY) {
        if (*baton_stop_asked() || baton_clock_monotonic_ms() >= deadline_ms)
            break;
        baton_health_beat(&program->health);
        baton_log(BATON_LOG_WARN, "registry_not_ready", "code=%s text=%s", err->code, err->text);
        usleep(PAUSE_US);
    }
    if (v == BATON_RETRY)
        baton_start_no_registry(runtime, err);
    return v == BATON_DONE;
}

static void beat(void *context)
{
    baton_health_beat(&((struct program *)context)->health);
}

static bool open_reader(struct program *program, struct baton_error *err)
{
    struct gateway *gateway = &program->gateway;
    struct baton_globals_conf conf = {
        .settings = &program->settings,
        .service_name = "gateway",
        .topics = baton_gateway_service.inputs,
        .each = gateway_feed,
        .context = gateway,
        .patience = { .total_ms = program->settings.runtime.start_timeout_ms,
                      .stop = baton_stop_asked(),
                      .beat = beat,
                      .context = program },
    };

    program->reader =
        baton_globals_open(&conf, writer_producer(gateway->writer), OPEN_TIMEOUT_MS, err);
    return program->reader != NULL;
}

/* By a consumer of its own: asking by a producer would make topics where the brokers allow it. */
static bool check_topics(struct program *program, int32_t *ret_partitions, struct baton_error *err)
{
    struct baton_start_check check = {
        .service = &baton_gateway_service,
        .runtime = &program->settings.runtime,
        .consumer = baton_kafka_open(BATON_KAFKA_READER, &program->settings, "gateway", NULL, err),
        .stop = baton_stop_asked(),
    };

    bool good =
        check.consumer != NULL && baton_start_check(&check, ret_partitions, err) == BATON_DONE;
    baton_kafka_close(check.consumer);
    return good;
}

static bool open_kafka(struct program *program, struct baton_error *err)
{
    struct gateway *gateway = &program->gateway;
    struct writer_conf conf = { .settings = &program->settings,
                                .serde = program->writing,
                                .ack_timeout_ms = gateway->conf->ack_timeout_ms };

    if (!check_topics(program, &conf.partition_count, err))
        return false;
    gateway->writer = writer_open(&conf, err);
    return gateway->writer != NULL && open_reader(program, err);
}

static void open_views(struct gateway *gateway)
{
    struct rings_conf rings = { (size_t)gateway->conf->ring_events,
                                (size_t)gateway->conf->ring_bytes };

    gateway->views = views_new((size_t)gateway->conf->view_bytes);
    gateway->rings = rings_new(&rings);
    gateway->policies = policies_new();
    gateway->projections =
        (struct projections){ .views = gateway->views,
                              .policies = gateway->policies,
                              .gateway = baton_text_of(gateway->conf->public_url),
                              .hash_key = baton_text_of(gateway->conf->hash_key) };
    baton_buf_init(&gateway->json, JSON_MAX_BYTES);
}

/* --- the loop --------------------------------------------------------------------------------- */

static void serve_when_current(struct program *program)
{
    struct gateway *gateway = &program->gateway;

    if (atomic_load(&gateway->serving) || !baton_globals_current(program->reader))
        return;
    atomic_store(&gateway->serving, true);
    baton_health_clear(&program->health, "start");
    baton_log(BATON_LOG_INFO, "serving", "conversations=%zu",
              views_size(gateway->views).conversations);
}

/* Views that are not kept current are no ground for an answer. */
static void look_at_reader(struct program *program)
{
    struct baton_error err = { "", "" };

    if (baton_globals_look(program->reader, &err))
        baton_health_set(&program->health, "views", "%s", err.text);
    else
        baton_health_clear(&program->health, "views");
}

static void look_at_writer(struct program *program)
{
    struct writer *writer = program->gateway.writer;
    const struct baton_topic *refused = writer_refused(writer);

    if (refused != NULL)
        baton_health_set(&program->health, "kafka",
                         "topic %s%s cannot be written: a right is missing",
                         program->settings.runtime.prefix, refused->name);
    else if (writer_is_well(writer))
        baton_health_clear(&program->health, "kafka");
    else
        baton_health_set(&program->health, "kafka", "Kafka does not acknowledge records");
}

static void look_after(struct program *program, int64_t *next_ms)
{
    look_at_writer(program);
    if (baton_clock_monotonic_ms() < *next_ms)
        return;
    *next_ms = baton_clock_monotonic_ms() + SWEEP_MS;
    look_at_reader(program);
    baton_metric_set(&streams, NULL, (double)rings_sweep(program->gateway.rings));
}

/* The clients of Kafka read certificates, keys and secrets when they are opened; those of HTTP stay
 * connected. What cannot be used leaves the clients that there are, until it is written anew. */
static void look_at_files(struct program *program)
{
    struct baton_error err = { "", "" };
    const char *path = baton_files_changed(&program->files, baton_clock_monotonic_ms());

    if (path == NULL)
        return;
    baton_files_init(&program->files, &program->settings); /* as they are from now on */
    if (!baton_settings_read_secrets(&program->settings, &err)
        || !baton_globals_reopen(program->reader, &err)) {
        baton_log(BATON_LOG_ERROR, "file_not_used", "file=%s code=%s text=%s", path, err.code,
                  err.text);
        return;
    }
    writer_reopen(program->gateway.writer);
    baton_registry_set_password(program->registry,
                                text_or_null(program->settings.runtime.registry_password));
    baton_log(BATON_LOG_INFO, "file_changed", "file=%s text=%s", path,
              "the clients were opened anew with what it holds now");
}

static bool run(struct program *program, struct baton_error *err)
{
    int64_t next_ms = 0;

    while (!*baton_stop_asked()) {
        enum baton_verdict v = baton_globals_poll(program->reader, POLL_WAIT_MS, POLL_WORK_MS, err);

        if (v == BATON_FATAL)
            return false;
        if (v == BATON_RETRY)
            usleep(PAUSE_US);
        baton_health_beat(&program->health);
        serve_when_current(program);
        look_after(program, &next_ms);
        look_at_files(program);
    }
    return true;
}

/* Doors first, then what is under way, then the connections that wait for it. */
static void close_all(struct program *program)
{
    struct gateway *gateway = &program->gateway;

    atomic_store(&gateway->serving, false);
    if (gateway->writer != NULL)
        writer_flush(gateway->writer, FLUSH_MS);
    if (program->server != NULL)
        baton_http_server_close(program->server);
    writer_close(gateway->writer);
    baton_spans_close(gateway->spans); /* the last answers have been given */
    rings_free(gateway->rings);
    baton_globals_close(program->reader);
    views_free(gateway->views);
    policies_free(gateway->policies);
    tokens_free(gateway->tokens);
    baton_buf_release(&gateway->json);
    baton_serde_free(program->writing);
    baton_serde_free(gateway->reading);
    if (program->registry != NULL)
        baton_registry_close(program->registry);
}

static void start_log(const struct program *program)
{
    char labels[64];

    baton_log_setup("gateway", program->settings.runtime.log_level);
    snprintf(labels, sizeof labels, "%s,%s", BATON_VERSION, rd_kafka_version_str());
    baton_metric_set(&build_info, labels, 1);
    baton_log(BATON_LOG_INFO, "starting", "version=%s librdkafka=%s", BATON_VERSION,
              rd_kafka_version_str());
}

static int run_program(struct program *program)
{
    struct baton_error err = { "", "" };

    start_log(program);
    baton_stop_init();
    baton_health_init(&program->health);
    baton_files_init(&program->files, &program->settings);
    program->gateway.spans =
        baton_spans_open(&program->settings.runtime, baton_gateway_service.name);
    open_views(&program->gateway);
    bool good = open_tokens(program, &err) && open_server(program, &err)
                && open_schemas(program, &err) && open_kafka(program, &err) && run(program, &err);
    int exit_code = good || *baton_stop_asked() ? 0 : 1;

    baton_stop_closing(exit_code);
    if (exit_code == 0)
        baton_log(BATON_LOG_INFO, "stopping", "exit=0");
    else
        baton_log(BATON_LOG_ERROR, "failed", "exit=1 code=%s text=%s", err.code, err.text);
    close_all(program);
    baton_health_release(&program->health);
    baton_stop_closed();
    return exit_code;
}

int gateway_main(int argc, char **argv)
{
    static struct program program;
    const struct baton_service *service = &baton_gateway_service;
    struct baton_error err = { "", "" };
    enum baton_start start =
        baton_settings_read(&program.settings, service->name, baton_program_options,
                            service->options, service->conf_size, argc, argv, environ, &err);
    int code = start == BATON_START_EXIT_BAD ? 2 : 0;

    program.gateway.conf = program.settings.conf;
    if (start == BATON_START_EXIT_BAD)
        fprintf(stderr, "%s: %s\n", service->name, err.text);
    else if (start == BATON_START_CHECK && !open_tokens(&program, &err)) {
        fprintf(stderr, "%s: %s\n", service->name, err.text);
        code = 2;
    } else if (start == BATON_START_CHECK)
        puts("good");
    else if (start == BATON_START_RUN)
        code = run_program(&program);
    baton_settings_release(&program.settings);
    return code;
}
