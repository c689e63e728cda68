/* Names and settings of the handles, and questions to librdkafka's mock brokers. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "kafka_client.h"
#include "kafka_stats.h"
#include "metrics.h"
#include "timestamp.h"

#include <librdkafka/rdkafka_mock.h>

static struct baton_settings settings_with(const char *name, const char *value)
{
    static char *names[1], *values[1];
    struct baton_settings settings = {
        .runtime = { .brokers = "127.0.0.1:9", .prefix = "p.", .instance = "3" }
    };

    names[0] = (char *)(uintptr_t)name;
    values[0] = (char *)(uintptr_t)value;
    settings.kafka = (struct baton_kafka_settings){ names, values, name ? 1 : 0 };
    return settings;
}

static void names_derive_from_prefix_service_and_instance(void **state)
{
    struct baton_settings settings = settings_with(NULL, NULL);
    struct baton_kafka_names names;

    (void)state;
    baton_kafka_names(&names, &settings.runtime, "router");
    assert_string_equal(names.group, "p.baton-router");
    assert_string_equal(names.member, "p.baton-router-3");
    assert_string_equal(names.changelog, "p.router-changelog");
    assert_string_equal(names.dead_letters, "p.router-dead-letters");
}

static void each_role_opens_with_our_settings(void **state)
{
    struct baton_settings settings = settings_with(NULL, NULL);

    (void)state;
    for (int role = BATON_KAFKA_MEMBER; role <= BATON_KAFKA_PROBE; role++) {
        struct baton_error err = { "", "" };
        rd_kafka_t *rk =
            baton_kafka_open((enum baton_kafka_role)role, &settings, "router", NULL, &err);

        if (!rk)
            fail_msg("role %d: %s", role, err.text);
        baton_kafka_close(rk);
    }
}

static void a_setting_that_exactly_once_rests_on_is_refused(void **state)
{
    static const char *const fixed[] = { "enable.auto.commit", "isolation.level",
                                         "transactional.id",   "group.id",
                                         "partitioner",        "acks",
                                         "auto.offset.reset" };

    (void)state;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        struct baton_settings settings = settings_with(fixed[i], "x");
        struct baton_error err = { "", "" };

        assert_null(baton_kafka_open(BATON_KAFKA_MEMBER, &settings, "router", NULL, &err));
        assert_non_null(strstr(err.text, fixed[i]));
    }
}

static void a_transaction_may_not_outlive_its_members_session(void **state)
{
    static const struct {
        const char *name, *value;
        bool fits;
    } rows[] = {
        { "transaction.timeout.ms", "14999", true },  { "transaction.timeout.ms", "15000", false },
        { "transaction.timeout.ms", "60000", false }, { "session.timeout.ms", "10001", true },
        { "session.timeout.ms", "10000", false },     { "session.timeout.ms", "6000", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_settings settings = settings_with(rows[i].name, rows[i].value);
        struct baton_error err = { "", "" };
        rd_kafka_t *rk = baton_kafka_open(BATON_KAFKA_MEMBER, &settings, "router", NULL, &err);

        assert_int_equal(rk != NULL, rows[i].fits);
        assert_true(rk || strstr(err.text, rows[i].value) != NULL);
        baton_kafka_close(rk);
    }
}

static void an_unknown_setting_is_refused_with_its_name(void **state)
{
    struct baton_settings settings = settings_with("linger.mss", "1");
    struct baton_error err = { "", "" };

    (void)state;
    assert_null(baton_kafka_open(BATON_KAFKA_WRITER, &settings, "router", NULL, &err));
    assert_non_null(strstr(err.text, "linger.mss"));
}

static void a_setting_goes_to_the_client_unread(void **state)
{
    struct baton_settings settings = settings_with("linger.ms", "17");
    struct baton_error err = { "", "" };
    char value[32];
    size_t size = sizeof value;

    (void)state;
    rd_kafka_t *rk = baton_kafka_open(BATON_KAFKA_WRITER, &settings, "router", NULL, &err);
    assert_non_null(rk);
    assert_int_equal(rd_kafka_conf_get(rd_kafka_conf(rk), "linger.ms", value, &size),
                     RD_KAFKA_CONF_OK);
    assert_string_equal(value, "17");
    baton_kafka_close(rk);
}

static void only_a_client_that_can_do_it_logs_in_by_scram(void **state)
{
    static const struct {
        int version;
        const char *mechanism;
        bool can;
    } rows[] = {
        { 0x020002ff, "SCRAM-SHA-512", false }, { 0x020600ff, "SCRAM-SHA-256", false },
        { 0x020600ff, "scram-sha-256", false }, { 0x020601ff, "SCRAM-SHA-512", true },
        { 0x020800ff, "SCRAM-SHA-256", true },  { 0x020002ff, "PLAIN", true },
        { 0x020002ff, "OAUTHBEARER", true },
    };
    static const char *const names[] = { "sasl.mechanism", "sasl.mechanisms" };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(baton_kafka_can_log_in(rows[i].version, rows[i].mechanism), rows[i].can);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct baton_settings settings = settings_with(names[i], "SCRAM-SHA-512");
        struct baton_error err = { "", "" };
        rd_kafka_t *rk = baton_kafka_open(BATON_KAFKA_WRITER, &settings, "router", NULL, &err);
        bool can = baton_kafka_can_log_in(rd_kafka_version(), "SCRAM-SHA-512");

        assert_int_equal(rk != NULL, can);
        assert_int_equal(strcmp(err.code, "scram") == 0, !can);
        assert_true(can || strstr(err.text, "2.6.1") != NULL);
        baton_kafka_close(rk);
    }
}

static void statistics_become_metrics(void **state)
{
    static const char json[] = "{\"msg_cnt\":5,\"replyq\":2,\"tx_bytes\":10,\"rx_bytes\":20,"
                               "\"brokers\":{\"b:1/1\":{\"nodeid\":1,\"rtt\":{\"p99\":2500}},"
                               "\"b:1/bootstrap\":{\"nodeid\":-1}},"
                               "\"topics\":{\"in\":{\"partitions\":{\"0\":{\"consumer_lag\":12},"
                               "\"-1\":{\"consumer_lag\":3},"
                               "\"1\":{\"consumer_lag\":-1}}}}}";
    static const char up[] = "{\"brokers\":{\"b:1/1\":{\"nodeid\":-1,\"state\":\"DOWN\"},"
                             "\"b:2/2\":{\"nodeid\":-1,\"state\":\"UP\"}}}";
    static struct baton_buf buf;

    (void)state;
    baton_buf_init(&buf, 1 << 20);
    assert_false(baton_kafka_stats("consumer", json, sizeof json - 1));
    assert_true(baton_kafka_stats("consumer", "not json", 8));
    assert_true(baton_kafka_stats("consumer", up, sizeof up - 1));
    baton_metrics_write(&buf);
    baton_buf_append_byte(&buf, '\0');
    const char *text = (const char *)buf.data;
    assert_non_null(strstr(text, "baton_consumer_lag{topic=\"in\",partition=\"0\"} 12\n"));
    assert_null(strstr(text, "partition=\"1\""));
    assert_non_null(strstr(
        text, "baton_rdkafka_broker_rtt_seconds{client=\"consumer\",broker=\"1\"} 0.0025\n"));
    baton_buf_release(&buf);
}

/* The leader moves, then is away: each question is answered or given up in its time. */
static void a_leader_that_moves_or_is_away_holds_nobody_up(void **state)
{
    struct baton_settings settings = { .runtime = { .prefix = "", .instance = "0" } };
    struct baton_error err = { "", "" };
    int64_t start = -1, end = -1, began_ms;
    enum baton_verdict v = BATON_RETRY;
    char reason[128];

    (void)state;
    rd_kafka_t *host = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason, sizeof reason);
    rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(host, 3);
    rd_kafka_mock_topic_create(cluster, "in", 1, 3);
    rd_kafka_mock_partition_set_leader(cluster, "in", 0, 1);
    settings.runtime.brokers = rd_kafka_mock_cluster_bootstraps(cluster);
    rd_kafka_t *rk = baton_kafka_open(BATON_KAFKA_WRITER, &settings, "router", NULL, &err);
    assert_non_null(rk);
    for (int i = 0; i < 20 && v != BATON_DONE; i++)
        v = baton_kafka_log_range(rk, "in", 0, 1000, &start, &end, &err);
    assert_int_equal(v, BATON_DONE);
    assert_true(start == 0 && end == 0);

    rd_kafka_mock_partition_set_leader(cluster, "in", 0, 2);
    v = BATON_RETRY;
    for (int i = 0; i < 3 && v != BATON_DONE; i++)
        v = baton_kafka_log_range(rk, "in", 0, 3000, &start, &end, &err);
    assert_int_equal(v, BATON_DONE);

    rd_kafka_mock_broker_set_down(cluster, 2);
    began_ms = baton_clock_monotonic_ms();
    assert_int_equal(baton_kafka_log_range(rk, "in", 0, 500, &start, &end, &err), BATON_RETRY);
    assert_true(baton_clock_monotonic_ms() - began_ms < 5000);
    baton_kafka_close(rk);
    rd_kafka_mock_cluster_destroy(cluster);
    rd_kafka_destroy(host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_derive_from_prefix_service_and_instance),
        cmocka_unit_test(each_role_opens_with_our_settings),
        cmocka_unit_test(a_setting_that_exactly_once_rests_on_is_refused),
        cmocka_unit_test(a_transaction_may_not_outlive_its_members_session),
        cmocka_unit_test(an_unknown_setting_is_refused_with_its_name),
        cmocka_unit_test(a_setting_goes_to_the_client_unread),
        cmocka_unit_test(only_a_client_that_can_do_it_logs_in_by_scram),
        cmocka_unit_test(statistics_become_metrics),
        cmocka_unit_test(a_leader_that_moves_or_is_away_holds_nobody_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
