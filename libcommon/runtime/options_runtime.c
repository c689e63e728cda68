/* The options that programs share. Numbers come from the design's measurements (commit,
 * checkpoint) or are what a pod expects (port, host). */
#include "options.h"

#define TYPE struct baton_runtime_conf
#define MIB (1024.0 * 1024.0)
#define GIB (1024.0 * MIB)

enum { LOOP_ROWS = 6 }; /* of transactions and stores; first, so that who has none takes the rest */

const struct baton_option baton_runtime_options[] = {
    BATON_TEXT_LIKE(TYPE, state_dir, "state", ".+", BATON_FIXED,
                    "Folder for the local store; may be lost, the changelog restores it."),
    BATON_MS(TYPE, commit_interval_ms, 100, 1, 10000, BATON_FIXED,
             "Commit a transaction at the latest after this long while records keep coming."),
    BATON_LONG(TYPE, commit_records, 5000, 1, 100000, "records", BATON_FIXED,
               "Commit a transaction at the latest after this many records."),
    BATON_MS(TYPE, checkpoint_ms, 2000, 10, 600000, BATON_FIXED,
             "Write changed rows to the local store this often."),
    BATON_LONG(
        TYPE, checkpoint_bytes, 16 * MIB, 64 * 1024, GIB, "bytes", BATON_FIXED,
        "Write changed rows to the local store when this many bytes of them wait, in all tasks."),
    BATON_LONG(
        TYPE, state_map_bytes, GIB, MIB, 1024 * GIB, "bytes", BATON_FIXED,
        "Size of the local store of one partition (address space, not memory); doubled when it is full."),
    BATON_TEXT_LIKE(TYPE, brokers, NULL, "[^[:space:]]+", BATON_REQUIRED,
                    "Kafka's bootstrap servers, host:port, separated by commas."),
    BATON_TEXT_LIKE(TYPE, registry, NULL, "https?://[^@[:space:]]+", BATON_REQUIRED,
                    "URL of the schema registry (Confluent's API, with its path if it has one)."),
    BATON_TEXT_OPTION(TYPE, registry_user, "", BATON_FIXED,
                      "User for the registry; empty: no authentication."),
    BATON_TEXT_OPTION(TYPE, registry_password, "", BATON_SECRET, "Password for the registry."),
    BATON_TEXT_OPTION(TYPE, registry_ca_file, "", BATON_FIXED,
                      "Certificates that the registry's is checked against; empty: the system's."),
    BATON_BOOL(TYPE, register_schemas, true, BATON_FIXED,
               "Register schemas at start; false in production, where they are only looked up."),
    BATON_TEXT_LIKE(
        TYPE, prefix, "", "[a-z0-9._-]{0,32}", BATON_FIXED,
        "Stands before every topic, group, subject and transactional id of this installation."),
    BATON_TEXT_LIKE(
        TYPE, instance, "0", "[a-z0-9._-]{1,64}", BATON_FIXED,
        "Name of this instance, its own among those of the service and the same after a restart."),
    BATON_TEXT_LIKE(TYPE, http_host, "0.0.0.0", "[^[:space:]]+", BATON_FIXED,
                    "Address on which probes and metrics listen."),
    BATON_LONG(TYPE, http_port, 8080, 0, 65535, "", BATON_FIXED,
               "Port of probes and metrics; 0: any free one."),
    BATON_MS(TYPE, start_timeout_ms, 60000, 1000, 3600000, BATON_FIXED,
             "Give up the start when brokers, topics or registry are not there after this long."),
    BATON_TEXT_LIKE(TYPE, log_level, "info", "debug|info|warn|error", BATON_FIXED,
                    "Least level that is logged."),
    BATON_TEXT_LIKE(TYPE, otlp_endpoint, "", "(https?://[^@[:space:]]+)?", BATON_FIXED,
                    "URL of an OpenTelemetry collector (OTLP over HTTP, as http://collector:4318); "
                    "spans go to its /v1/traces. Empty: none are exported."),
    BATON_TEXT_OPTION(TYPE, otlp_ca_file, "", BATON_FIXED,
                      "Certificates that the collector's is checked against; empty: the system's."),
    BATON_RATIO(TYPE, otlp_ratio, 1, 0, 1, BATON_FIXED,
                "Share of the traces that begin in Baton of which spans are exported, the same "
                "ones in every service; of others the caller's flag says it."),
    BATON_OPTIONS_END,
};

const struct baton_option *const baton_program_options = &baton_runtime_options[LOOP_ROWS];
