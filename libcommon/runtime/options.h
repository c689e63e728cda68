/* Options as rows. From them come the parser, --help, environment, file, /config and the README's
 * table. Precedence: default < file (--config or BATON_CONFIG, JSON) < environment (BATON_*) <
 * command line. An environment variable that is set but empty counts as not set. A secret may also
 * be given as the name of a file that holds it: BATON_REGISTRY_PASSWORD_FILE,
 * --registry-password-file, "registry_password_file"; so may one of kafka.*:
 * BATON_KAFKA_SASL_PASSWORD_FILE, --kafka.sasl.password.file. */
#ifndef BATON_OPTIONS_H
#define BATON_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "error.h"

enum baton_option_kind {
    BATON_OPTION_TEXT,  /* const char * */
    BATON_OPTION_LONG,  /* int64_t */
    BATON_OPTION_RATIO, /* double */
    BATON_OPTION_BOOL,  /* bool */
};

/* All are read at the start; what is to change while a service runs stands in a policy. */
enum baton_option_flags { BATON_FIXED = 0, BATON_SECRET = 1, BATON_REQUIRED = 2 };

struct baton_option {
    const char
        *name; /* snake_case: --offer-timeout-ms, BATON_OFFER_TIMEOUT_MS, "offer_timeout_ms" */
    enum baton_option_kind kind;
    size_t offset;
    const char *text_default;
    double number_default, min, max;
    const char *unit; /* "ms", "bytes", "" */
    int flags;
    const char *help;
    const char
        *allowed; /* a text must be this as a whole, a POSIX extended expression; NULL: any */
};

#define BATON_TEXT_OPTION(type, field, value, flag, text) \
    { #field, BATON_OPTION_TEXT, offsetof(type, field), value, 0, 0, 0, "", flag, text, NULL }
#define BATON_TEXT_LIKE(type, field, value, expression, flag, text) \
    { #field, BATON_OPTION_TEXT, offsetof(type, field), value, 0, 0, 0, "", flag, text, expression }
#define BATON_MS(type, field, value, low, high, flag, text) \
    { #field, BATON_OPTION_LONG, offsetof(type, field), NULL, value, low, high, "ms", flag, text, \
      NULL }
#define BATON_LONG(type, field, value, low, high, unit, flag, text) \
    { #field, BATON_OPTION_LONG, offsetof(type, field), NULL, value, low, high, unit, flag, text, \
      NULL }
#define BATON_RATIO(type, field, value, low, high, flag, text) \
    { #field, BATON_OPTION_RATIO, offsetof(type, field), NULL, value, low, high, "", flag, text, \
      NULL }
#define BATON_BOOL(type, field, value, flag, text) \
    { #field, BATON_OPTION_BOOL, offsetof(type, field), NULL, value, 0, 1, "", flag, text, NULL }
#define BATON_OPTIONS_END { NULL, BATON_OPTION_TEXT, 0, NULL, 0, 0, 0, NULL, 0, NULL, NULL }

/* The options that every service has; first member of nothing, a struct of its own. */
struct baton_runtime_conf {
    const char *brokers;
    const char *registry;
    const char *registry_user;
    const char *registry_password;
    const char *registry_ca_file;
    bool register_schemas;
    const char *prefix;
    const char *instance; /* ordinal of this instance: transactional.id and group.instance.id */
    const char *state_dir;
    const char *http_host;
    int64_t http_port;
    int64_t commit_interval_ms;
    int64_t commit_records;
    int64_t checkpoint_ms;
    int64_t checkpoint_bytes;
    int64_t state_map_bytes;
    int64_t start_timeout_ms;
    const char *log_level;
    const char *otlp_endpoint; /* "": no spans are exported */
    const char *otlp_ca_file;
    double otlp_ratio;
};
extern const struct baton_option baton_runtime_options[]; /* every service that has `process` */
/* Those that every program has: without state, transactions and checkpoints, whose fields stay 0.
 */
extern const struct baton_option *const baton_program_options;

/* kafka.* settings, handed to librdkafka unread: --kafka.linger.ms=1, BATON_KAFKA_LINGER_MS=1,
 * "kafka": {…}. */
struct baton_kafka_settings {
    char **names;
    char **values;
    size_t count;
};

struct baton_settings {
    const struct baton_option *shared; /* the rows that `runtime` was read by */
    struct baton_runtime_conf runtime;
    void *conf; /* of the service's conf_size */
    struct baton_kafka_settings kafka;
    /* Where secrets came from: option ("registry_password", "kafka.sasl.password") and path. */
    struct baton_kafka_settings secret_files;
    char **owned; /* texts that the structs point to */
    size_t owned_count;
};

enum baton_start {
    BATON_START_RUN,
    BATON_START_EXIT_OK,
    BATON_START_EXIT_BAD,
    BATON_START_CHECK, /* --check-config, and every value alone is good: the caller does its own
                          check, says so, exits */
};

/* Reads everything. --help, --version, --print-config (secrets masked) and --options-table
 * (Markdown, for READMEs) are answered on stdout: BATON_START_EXIT_OK. BATON_PREFIX etc. come from
 * `environment` ("NAME=value", NULL at its end). An unknown BATON_* variable that is one edit away
 * from a known one is an error too (a typo); others are ignored, because services share
 * environments. `shared` is baton_runtime_options or baton_program_options.
 * owns   `settings`, to be released in each case; `conf` and its texts live as long as it
 * fails  BATON_START_EXIT_BAD: one line in `err` that names option, value, what is allowed and
 * where it came from */
enum baton_start baton_settings_read(struct baton_settings *settings, const char *service_name,
                                     const struct baton_option *shared,
                                     const struct baton_option *options, size_t conf_size, int argc,
                                     char **argv, char **environment, struct baton_error *err);
void baton_settings_release(struct baton_settings *settings);
/* Reads the secrets of kafka.* and of `runtime` that came from files again, for clients that are
 * opened from now on. The old texts of `runtime` live as long as `settings`.
 * fails  false: one cannot be read; `err` names it, and it keeps its value */
bool baton_settings_read_secrets(struct baton_settings *settings, struct baton_error *err);
/* The values as a JSON object of the form of the file, secrets as "***"; for /config. Caller frees
 * with free. */
char *baton_settings_json(const struct baton_settings *settings,
                          const struct baton_option *options);

#endif
