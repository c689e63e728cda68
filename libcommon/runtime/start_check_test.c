/* The start check on librdkafka's mock broker, which does not answer DescribeConfigs: to the check
 * that is a broker that does not give the right to it. */
#include "start_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include <librdkafka/rdkafka_mock.h>

static char written[16384];
static int saved_stderr;
static FILE *captured;

struct rig {
    rd_kafka_t *host;
    rd_kafka_mock_cluster_t *cluster;
    struct baton_settings settings;
    struct baton_service service;
    struct baton_start_check check;
    volatile sig_atomic_t stop;
    struct baton_error err;
};

static enum baton_verdict process(const struct baton_record *in, void *self,
                                  struct baton_outbox *out)
{
    (void)in;
    (void)self;
    (void)out;
    return BATON_DONE;
}

static int rig_setup(void **state)
{
    static const struct baton_topic *const inputs[] = { &baton_topic_events, &baton_topic_policies,
                                                        NULL };
    static const struct baton_topic *const outputs[] = { &baton_topic_signals, NULL };
    struct rig *rig = calloc(1, sizeof *rig);
    char reason[128];

    rig->host = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason, sizeof reason);
    rig->cluster = rd_kafka_mock_cluster_new(rig->host, 1);
    rig->settings.runtime.brokers = rd_kafka_mock_cluster_bootstraps(rig->cluster);
    rig->settings.runtime.prefix = "";
    rig->settings.runtime.instance = "0";
    rig->settings.runtime.start_timeout_ms = 1000;
    rig->service = (struct baton_service){ .name = "s", .inputs = inputs, .outputs = outputs };
    rig->check = (struct baton_start_check){
        .service = &rig->service,
        .runtime = &rig->settings.runtime,
        .consumer = baton_kafka_open(BATON_KAFKA_READER, &rig->settings, "s", NULL, &rig->err),
        .stop = &rig->stop,
    };
    rd_kafka_mock_topic_create(rig->cluster, "conversation-events", 3, 1);
    rd_kafka_mock_topic_create(rig->cluster, "policies", 1, 1);
    rd_kafka_mock_topic_create(rig->cluster, "escalation-signals", 3, 1);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    struct rig *rig = *state;

    baton_kafka_close(rig->check.consumer);
    rd_kafka_mock_cluster_destroy(rig->cluster);
    rd_kafka_destroy(rig->host);
    free(rig);
    return 0;
}

/* Runs the check and keeps what it logged. */
static enum baton_verdict check(struct rig *rig, int32_t *ret_partitions)
{
    fflush(stderr);
    captured = tmpfile();
    assert_non_null(captured);
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(captured), STDERR_FILENO);
    enum baton_verdict v = baton_start_check(&rig->check, ret_partitions, &rig->err);
    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    rewind(captured);
    written[fread(written, 1, sizeof written - 1, captured)] = '\0';
    fclose(captured);
    return v;
}

static void without_the_right_to_see_the_settings_it_warns_and_goes_on(void **state)
{
    int32_t partitions = 0;

    assert_int_equal(check(*state, &partitions), BATON_DONE);
    assert_int_equal(partitions, 3);
    const char *line = strstr(written, "\"event\":\"time_stamps_not_checked\"");
    assert_non_null(line);
    assert_null(strstr(line + strlen("\"event\":\"time"), "time_stamps_not_checked"));
    assert_non_null(strstr(written, "\"level\":\"warn\",\"service\":\"baton\","
                                    "\"event\":\"time_stamps_not_checked\",\"text\":\""));
}

static void a_service_with_process_needs_its_own_topics_too(void **state)
{
    struct rig *rig = *state;
    int32_t partitions = 0;

    rig->service.process = process;
    rd_kafka_mock_topic_set_error(rig->cluster, "s-changelog",
                                  RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
    rd_kafka_mock_topic_set_error(rig->cluster, "s-dead-letters",
                                  RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
    assert_int_equal(check(rig, &partitions), BATON_FATAL);
    assert_string_equal(rig->err.code, "topic_missing");
    assert_non_null(strstr(rig->err.text, "`baton topics --create`"));
}

static void a_leader_that_is_not_ready_is_waited_for(void **state)
{
    struct rig *rig = *state;
    int32_t partitions = 0;

    /* Once as it is: librdkafka 2.8.0 crashes on such an answer about a topic that it has not met
     * (#4907). */
    assert_int_equal(check(rig, &partitions), BATON_DONE);
    rd_kafka_mock_topic_set_error(rig->cluster, "escalation-signals",
                                  RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION);
    assert_int_equal(check(rig, &partitions), BATON_FATAL);
    assert_string_equal(rig->err.code, "brokers_unreachable");
    assert_non_null(strstr(rig->err.text, "within 1000 ms"));
}

static void a_registry_that_does_not_answer_is_said_with_a_remedy(void **state)
{
    struct rig *rig = *state;

    rig->settings.runtime.registry = "http://r:1/apis/ccompat/v7";
    baton_fail(&rig->err, BATON_RETRY, "http", "Could not connect to server");
    baton_start_no_registry(&rig->settings.runtime, &rig->err);
    assert_string_equal(rig->err.code, "registry_unavailable");
    assert_string_equal(
        rig->err.text, "no use of the registry at http://r:1/apis/ccompat/v7 within 1000 ms "
                       "(Could not connect to server): check --registry, its path and the network");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_the_right_to_see_the_settings_it_warns_and_goes_on,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_service_with_process_needs_its_own_topics_too, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_leader_that_is_not_ready_is_waited_for, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_registry_that_does_not_answer_is_said_with_a_remedy,
                                        rig_setup, rig_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
