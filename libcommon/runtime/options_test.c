/* Options from all their sources, and the one line that each mistake gives. */
#include "options.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "options_internal.h"

struct conf {
    double threshold;
    int64_t offer_timeout_ms;
    const char *mode;
    bool eager;
};

static const struct baton_option options[] = {
    BATON_RATIO(struct conf, threshold, 0.62, 0, 1, BATON_FIXED, "Escalate from here."),
    BATON_MS(struct conf, offer_timeout_ms, 20000, 1000, 600000, BATON_FIXED,
             "Wait for an answer."),
    BATON_TEXT_LIKE(struct conf, mode, "fair", "fair|fast", BATON_FIXED, "Which one."),
    BATON_BOOL(struct conf, eager, false, BATON_FIXED, "At once."),
    BATON_OPTIONS_END,
};

enum { MAX_WORDS = 12 };

/* A program's start: its arguments, its environment, the text of its file, and what came of it. */
struct start {
    const char *arguments[MAX_WORDS], *environment[MAX_WORDS];
    const char *file; /* NULL: none */
    enum baton_start expected;
    const char *error; /* the whole line, or what it holds */
};

static struct baton_settings settings;
static struct baton_error err;

static void write_file(char path[64], const char *content)
{
    snprintf(path, 64, "/tmp/baton-options-test-XXXXXX");
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, strlen(content)), strlen(content));
    close(fd);
}

static enum baton_start read_all(const struct start *start)
{
    char path[64] = "", *argv[MAX_WORDS + 4] = { "detector" },
         *environment[MAX_WORDS + 1] = { NULL };
    int argc = 1;

    for (int i = 0; i < MAX_WORDS && start->arguments[i] != NULL; i++)
        argv[argc++] = (char *)(uintptr_t)start->arguments[i];
    for (int i = 0; i < MAX_WORDS && start->environment[i] != NULL; i++)
        environment[i] = (char *)(uintptr_t)start->environment[i];
    if (start->file != NULL) {
        write_file(path, start->file);
        argv[argc++] = "--config";
        argv[argc++] = path;
    }
    err.text[0] = '\0';
    enum baton_start result =
        baton_settings_read(&settings, "detector", baton_runtime_options, options,
                            sizeof(struct conf), argc, argv, environment, &err);
    if (start->file != NULL)
        unlink(path);
    return result;
}

static const struct conf *run(const struct start *start)
{
    enum baton_start result = read_all(start);

    if (result != BATON_START_RUN)
        fail_msg("%s", err.text);
    return settings.conf;
}

#define MINIMUM "--brokers=kafka:9092", "--registry=http://registry:8081"

static void every_option_has_its_default(void **state)
{
    (void)state;
    const struct conf *conf = run(&(struct start){ .arguments = { MINIMUM } });

    assert_true(conf->threshold == 0.62);
    assert_int_equal(conf->offer_timeout_ms, 20000);
    assert_string_equal(conf->mode, "fair");
    assert_false(conf->eager);
    assert_string_equal(settings.runtime.brokers, "kafka:9092");
    assert_string_equal(settings.runtime.prefix, "");
    assert_string_equal(settings.runtime.http_host, "0.0.0.0");
    assert_int_equal(settings.runtime.http_port, 8080);
    assert_int_equal(settings.runtime.checkpoint_bytes, 16 * 1024 * 1024);
    assert_int_equal(settings.runtime.state_map_bytes, 1024 * 1024 * 1024);
    assert_true(settings.runtime.register_schemas);
    baton_settings_release(&settings);
}

static void every_default_is_within_its_own_bounds(void **state)
{
    const struct baton_option *const tables[] = { options, baton_runtime_options };
    struct baton_option_source source = { "test", "test" };
    struct baton_buf value;

    (void)state;
    run(&(struct start){ .arguments = { MINIMUM } });
    baton_buf_init(&value, 1024);
    for (int i = 0; i < 2; i++) {
        for (const struct baton_option *row = tables[i]; row->name != NULL; row++) {
            void *base = i == 0 ? settings.conf : &settings.runtime;

            baton_buf_reset(&value);
            baton_option_default(row, &value);
            if (!(row->flags & BATON_REQUIRED))
                assert_true(baton_option_store(&settings, row, base, baton_buf_text(&value),
                                               &source, &err));
            assert_true(strlen(row->name) + 11 < BATON_OPTION_NAME_BYTES); /* BATON_…_FILE */
        }
    }
    baton_buf_release(&value);
    baton_settings_release(&settings);
}

static void the_command_line_wins_over_the_environment_over_the_file(void **state)
{
    (void)state;
    const struct conf *conf = run(&(struct start){
        .arguments = { MINIMUM, "--threshold", "0.9", "--eager" },
        .environment = { "BATON_THRESHOLD=0.8", "BATON_OFFER_TIMEOUT_MS=3000", "HOME=/",
                         "BATON_MODE=" },
        .file =
            "{\"threshold\": 0.7, \"offer_timeout_ms\": 2000, \"mode\": \"fast\", \"brokers\": \"other:1\"}",
    });

    assert_true(conf->threshold == 0.9);
    assert_int_equal(conf->offer_timeout_ms, 3000);
    assert_string_equal(conf->mode, "fast"); /* an empty variable is not set */
    assert_true(conf->eager);
    assert_string_equal(settings.runtime.brokers, "kafka:9092");
    baton_settings_release(&settings);
}

static const char *kafka(const char *name)
{
    for (size_t i = 0; i < settings.kafka.count; i++)
        if (strcmp(settings.kafka.names[i], name) == 0)
            return settings.kafka.values[i];
    return NULL;
}

static void kafka_settings_come_from_each_source_and_the_later_wins(void **state)
{
    (void)state;
    run(&(struct start){
        .arguments = { MINIMUM, "--kafka.linger.ms=3", "--kafka.sasl.username", "me" },
        .environment = { "BATON_KAFKA_LINGER_MS=2", "BATON_KAFKA_SECURITY_PROTOCOL=SASL_SSL" },
        .file =
            "{\"kafka\": {\"linger.ms\": 1, \"debug\": \"broker\", \"enable.idempotence\": true}}",
    });
    assert_int_equal(settings.kafka.count, 5);
    assert_string_equal(kafka("linger.ms"), "3");
    assert_string_equal(kafka("sasl.username"), "me");
    assert_string_equal(kafka("security.protocol"), "SASL_SSL");
    assert_string_equal(kafka("debug"), "broker");
    assert_string_equal(kafka("enable.idempotence"), "true");
    baton_settings_release(&settings);
}

static void each_mistake_gives_one_line_that_says_what_to_do(void **state)
{
    static const struct start rows[] = {
        { .arguments = { "--registry=http://r" },
          .error = "brokers: is required; set BATON_BROKERS, --brokers or \"brokers\"" },
        { .arguments = { MINIMUM, "--http-port=99999" },
          .error =
              "http_port: \"99999\" is not a whole number from 0 to 65535 (command line --http-port)" },
        { .arguments = { MINIMUM, "--http-port=80a" }, .error = "\"80a\" is not a whole number" },
        { .arguments = { MINIMUM },
          .environment = { "BATON_THRESHOLD=1.5" },
          .error = "threshold: \"1.5\" is not a number from 0 to 1 (environment BATON_THRESHOLD)" },
        { .arguments = { MINIMUM, "--threshold=nan" }, .error = "\"nan\" is not a number" },
        { .arguments = { MINIMUM, "--prefix=Test-" },
          .error = "prefix: \"Test-\" is not text like [a-z0-9._-]{0,32}" },
        { .arguments = { MINIMUM, "--log-level=loud" },
          .error = "is not text like debug|info|warn|error" },
        { .arguments = { MINIMUM, "--eager=yes" }, .error = "eager: \"yes\" is not true or false" },
        { .arguments = { MINIMUM, "--offer-time-out-ms=5" },
          .error = "did you mean offer_timeout_ms?" },
        { .arguments = { MINIMUM, "--nothing-like-it=5" },
          .error = "no such option (command line --nothing-like-it)" },
        { .arguments = { MINIMUM, "--mode" }, .error = "--mode: a value must follow" },
        { .arguments = { MINIMUM, "fast" }, .error = "fast: not an option" },
        { .arguments = { MINIMUM },
          .environment = { "BATON_BROKER=x" },
          .error = "did you mean BATON_BROKERS?" },
        { .arguments = { MINIMUM },
          .environment = { "BATON_HTPT_PORT=1" },
          .error = "BATON_HTPT_PORT: no such option" },
        { .arguments = { MINIMUM },
          .file = "{\"treshold\": 0.5}",
          .error = "treshold: no such option (file " },
        { .arguments = { MINIMUM },
          .file = "{\"threshold\": \"0.5\"}",
          .error = "threshold: must be a number from 0 to 1" },
        { .arguments = { MINIMUM },
          .file = "{\"http_port\": 1.5}",
          .error = "http_port: must be a whole number" },
        { .arguments = { MINIMUM },
          .file = "{\"mode\": null}",
          .error = "mode: must be text like fair|fast" },
        { .arguments = { MINIMUM },
          .file = "{\"mode\": \"fair\",\n\"mode\": \"fast\"}",
          .error = "line 2: duplicate" },
        { .arguments = { MINIMUM }, .file = "[]", .error = "must be a JSON object" },
        { .arguments = { MINIMUM },
          .file = "{\"kafka\": {\"a\": []}}",
          .error = "kafka.a: must be text, a number" },
        { .arguments = { MINIMUM, "--kafka.Linger=1" },
          .error = "kafka.Linger: not the name of a librdkafka setting" },
        { .arguments = { MINIMUM, "--bogus" }, .error = "bogus: no such option" },
        { .arguments = { MINIMUM, "--registr", "http://r" }, .error = "did you mean registry?" },
        { .arguments = { MINIMUM, "--prefix" }, .error = "--prefix: a value must follow" },
        { .arguments = { MINIMUM, "--config" }, .error = "--config: a value must follow" },
        { .arguments = { MINIMUM, "--kafka.linger.ms" }, .error = "a value must follow" },
        { .arguments = { MINIMUM, "--config=/nowhere.json" },
          .error = "config: cannot open /nowhere.json: No such file" },
        { .arguments = { MINIMUM, "--registry-password-file=/nowhere" },
          .error = "registry_password: cannot open" },
        { .arguments = { "--brokers=b", "--registry=http://me:word@r" }, .error = "registry: " },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(read_all(&rows[i]), BATON_START_EXIT_BAD);
        if (strstr(err.text, rows[i].error) == NULL || strchr(err.text, '\n') != NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, rows[i].error);
        baton_settings_release(&settings);
    }
}

static void variables_of_other_programs_are_ignored(void **state)
{
    (void)state;
    run(&(struct start){ .arguments = { MINIMUM },
                         .environment = { "BATON_GATEWAY_SERVICE_HOST=10.0.0.1", "PREFIX=x",
                                          "BATON_", "BATON_POOLS=a" } });
    assert_string_equal(settings.runtime.prefix, "");
    baton_settings_release(&settings);
}

static void a_secret_is_read_from_a_file_and_never_shown(void **state)
{
    char path[64], argument[128], *json;

    (void)state;
    write_file(path, "hunter two\n");
    snprintf(argument, sizeof argument, "--registry-password-file=%s", path);
    run(&(struct start){ .arguments = { MINIMUM, argument, "--kafka.sasl.password=geheim" } });
    unlink(path);
    assert_string_equal(settings.runtime.registry_password, "hunter two");
    json = baton_settings_json(&settings, options);
    assert_null(strstr(json, "hunter"));
    assert_null(strstr(json, "geheim"));
    assert_non_null(strstr(json, "\"registry_password\": \"***\""));
    assert_non_null(strstr(json, "\"sasl.password\": \"***\""));
    free(json);
    baton_settings_release(&settings);
}

static void a_secret_of_kafka_is_read_from_a_file_and_again(void **state)
{
    char path[64], variable[128], argument[128], *json;

    (void)state;
    write_file(path, "hunter two\n");
    snprintf(variable, sizeof variable, "BATON_KAFKA_SASL_PASSWORD_FILE=%s", path);
    snprintf(argument, sizeof argument, "--registry-password-file=%s", path);
    run(&(struct start){ .arguments = { MINIMUM, argument }, .environment = { variable } });
    assert_string_equal(kafka("sasl.password"), "hunter two");
    assert_int_equal(settings.kafka.count, 1);
    assert_int_equal(settings.secret_files.count, 2);
    assert_string_equal(settings.secret_files.values[0], path);
    json = baton_settings_json(&settings, options);
    assert_null(strstr(json, "hunter"));
    free(json);

    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("hunter three", file);
    fclose(file);
    assert_true(baton_settings_read_secrets(&settings, &err));
    assert_string_equal(kafka("sasl.password"), "hunter three");
    assert_string_equal(settings.runtime.registry_password, "hunter three");
    unlink(path);
    assert_false(baton_settings_read_secrets(&settings, &err));
    assert_non_null(strstr(err.text, "kafka.sasl.password: cannot open"));
    assert_string_equal(kafka("sasl.password"), "hunter three");
    baton_settings_release(&settings);
}

static void a_file_is_one_of_librdkafkas_settings_where_no_secret_is(void **state)
{
    (void)state;
    run(&(struct start){
        .arguments = { MINIMUM, "--kafka.sasl.oauthbearer.assertion.private.key.file=/nowhere" } });
    assert_string_equal(kafka("sasl.oauthbearer.assertion.private.key.file"), "/nowhere");
    assert_int_equal(settings.secret_files.count, 0);
    baton_settings_release(&settings);
}

static void what_config_shows_can_be_read_as_a_file(void **state)
{
    (void)state;
    run(&(struct start){ .arguments = { MINIMUM, "--threshold=0.1", "--state-dir=a\"b\\c",
                                        "--kafka.linger.ms=7" } });
    char *json = baton_settings_json(&settings, options);
    json_t *parsed = json_loads(json, 0, NULL);

    assert_non_null(parsed);
    json_decref(parsed);
    baton_settings_release(&settings);
    const struct conf *conf = run(&(struct start){ .file = json });
    assert_true(conf->threshold == 0.1);
    assert_string_equal(settings.runtime.state_dir, "a\"b\\c");
    assert_string_equal(kafka("linger.ms"), "7");
    free(json);
    baton_settings_release(&settings);
}

static void check_config_is_left_to_the_caller_when_each_value_is_good(void **state)
{
    (void)state;
    assert_int_equal(read_all(&(struct start){ .arguments = { MINIMUM, "--check-config" } }),
                     BATON_START_CHECK);
    baton_settings_release(&settings);
    assert_int_equal(read_all(&(struct start){ .arguments = { "--check-config" } }),
                     BATON_START_EXIT_BAD);
    baton_settings_release(&settings);
}

static void a_program_without_a_loop_has_no_options_of_one(void **state)
{
    static const char *const loop_only[] = { "state_dir",        "commit_interval_ms",
                                             "commit_records",   "checkpoint_ms",
                                             "checkpoint_bytes", "state_map_bytes" };
    char *argv[] = { "gateway", "--brokers=b", "--registry=http://r", "--state-dir=/x" };
    char *environment[] = { "BATON_STATE_DIR=/x", NULL }; /* another program's */
    size_t shared = 0, all = 0;

    (void)state;
    while (baton_program_options[shared].name != NULL)
        shared++;
    while (baton_runtime_options[all].name != NULL)
        all++;
    assert_int_equal(all, shared + sizeof loop_only / sizeof *loop_only);
    for (size_t i = 0; i < shared; i++)
        for (size_t k = 0; k < sizeof loop_only / sizeof *loop_only; k++)
            assert_string_not_equal(baton_program_options[i].name, loop_only[k]);
    assert_int_equal(baton_settings_read(&settings, "gateway", baton_program_options, NULL, 0, 3,
                                         argv, environment, &err),
                     BATON_START_RUN);
    char *json = baton_settings_json(&settings, NULL);
    assert_null(strstr(json, "state_dir"));
    assert_non_null(strstr(json, "http_port"));
    free(json);
    baton_settings_release(&settings);
    assert_int_equal(baton_settings_read(&settings, "gateway", baton_program_options, NULL, 0, 4,
                                         argv, environment, &err),
                     BATON_START_EXIT_BAD);
    assert_non_null(strstr(err.text, "state_dir: no such option"));
    baton_settings_release(&settings);
}

static void the_table_has_a_row_for_each_option_and_the_same_number_of_cells(void **state)
{
    char *text = NULL;
    size_t size = 0, rows = 0;
    FILE *to = open_memstream(&text, &size);

    (void)state;
    baton_options_table(to, options, baton_runtime_options);
    fclose(to);
    for (char *line = text; *line != '\0'; line = strchr(line, '\n') + 1, rows++) {
        size_t cells = 0;

        for (char *at = line; *at != '\n'; at++)
            cells += *at == '|' && (at == line || at[-1] != '\\');
        assert_int_equal(cells, 7);
    }
    assert_int_equal(rows, 2 + 4 + 21 + 1);
    assert_non_null(
        strstr(text, "| `threshold` | `BATON_THRESHOLD` | `0.62` | a number from 0 to 1 |  | Esc"));
    assert_non_null(strstr(text, "text like debug\\|info\\|warn\\|error"));
    free(text);
}

static void names_are_compared_by_edits(void **state)
{
    (void)state;
    assert_int_equal(baton_name_distance("brokers", "brokers"), 0);
    assert_int_equal(baton_name_distance("brokers", "broker"), 1);
    assert_int_equal(baton_name_distance("brokers", "borkers"), 1);
    assert_int_equal(baton_name_distance("", "abc"), 3);
    assert_int_equal(baton_name_distance("kitten", "sitting"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_has_its_default),
        cmocka_unit_test(every_default_is_within_its_own_bounds),
        cmocka_unit_test(the_command_line_wins_over_the_environment_over_the_file),
        cmocka_unit_test(kafka_settings_come_from_each_source_and_the_later_wins),
        cmocka_unit_test(each_mistake_gives_one_line_that_says_what_to_do),
        cmocka_unit_test(variables_of_other_programs_are_ignored),
        cmocka_unit_test(a_secret_is_read_from_a_file_and_never_shown),
        cmocka_unit_test(a_secret_of_kafka_is_read_from_a_file_and_again),
        cmocka_unit_test(a_file_is_one_of_librdkafkas_settings_where_no_secret_is),
        cmocka_unit_test(what_config_shows_can_be_read_as_a_file),
        cmocka_unit_test(check_config_is_left_to_the_caller_when_each_value_is_good),
        cmocka_unit_test(a_program_without_a_loop_has_no_options_of_one),
        cmocka_unit_test(the_table_has_a_row_for_each_option_and_the_same_number_of_cells),
        cmocka_unit_test(names_are_compared_by_edits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
