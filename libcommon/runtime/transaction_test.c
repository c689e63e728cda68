/* Transactions on librdkafka's mock broker, with the errors that a broker can answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "timestamp.h"
#include "transaction.h"

#include <librdkafka/rdkafka_mock.h>

enum {
    PRODUCE = 0,
    INIT = 22,
    ADD_OFFSETS = 25,
    END = 26,
    OFFSETS_COMMIT = 28
}; /* Kafka's API keys */

struct rig {
    rd_kafka_t *host; /* of the mock cluster */
    rd_kafka_mock_cluster_t *cluster;
    rd_kafka_t *consumer;
    struct baton_settings settings;
    struct baton_transaction *tx;
    struct baton_error err;
};

static const volatile sig_atomic_t never;

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    char reason[128];

    rig->host = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    rig->cluster = rd_kafka_mock_cluster_new(rig->host, 1);
    rd_kafka_mock_topic_create(rig->cluster, "out", 3, 1);
    rd_kafka_mock_topic_create(rig->cluster, "in", 3, 1);
    rig->settings.runtime.brokers = rd_kafka_mock_cluster_bootstraps(rig->cluster);
    rig->settings.runtime.prefix = "";
    rig->settings.runtime.instance = "0";
    rig->consumer = baton_kafka_open(BATON_KAFKA_MEMBER, &rig->settings, "stage", NULL, &rig->err);
    struct baton_transaction_conf tx_conf = { &rig->settings, "stage", 3, &never };
    rig->tx = baton_transaction_new(&tx_conf);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    struct rig *rig = *state;

    baton_transaction_free(rig->tx);
    baton_kafka_close(rig->consumer);
    rd_kafka_mock_cluster_destroy(rig->cluster);
    rd_kafka_destroy(rig->host);
    free(rig);
    return 0;
}

static void get_ready(struct rig *rig)
{
    enum baton_verdict v = BATON_RETRY;

    for (int i = 0; i < 60 && v == BATON_RETRY; i++)
        v = baton_transaction_ready(rig->tx, 1000, &rig->err);
    assert_int_equal(v, BATON_DONE);
}

static enum baton_txn produce(struct rig *rig, int32_t partition, const char *key, bool changelog)
{
    struct baton_text text = baton_text_of(key);
    struct baton_pair header = { BATON_TEXT("traceparent"), BATON_TEXT("00-x") };
    struct baton_produce record = { .topic = "out",
                                    .partition = partition,
                                    .partition_count = 3,
                                    .key = &text,
                                    .changelog = changelog,
                                    .value = &text,
                                    .headers = &header,
                                    .headers_count = 1 };

    return baton_transaction_produce(rig->tx, &record, &rig->err);
}

static enum baton_txn send_offsets(struct rig *rig)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(1);

    rd_kafka_topic_partition_list_add(list, "in", 0)->offset = 7;
    return baton_transaction_offsets(rig->tx, rig->consumer, list, &rig->err);
}

/* Begin, three records, offsets, commit: how it ends. */
static enum baton_txn whole(struct rig *rig)
{
    enum baton_txn end = baton_transaction_begin(rig->tx, &rig->err);

    for (int32_t i = 0; i < 3 && end == BATON_TXN_DONE; i++)
        end = produce(rig, i, "k", i == 1);
    if (end == BATON_TXN_DONE)
        end = send_offsets(rig);
    return end == BATON_TXN_DONE ? baton_transaction_commit(rig->tx, &rig->err) : end;
}

static void a_committed_transaction_says_where_the_changelog_ends(void **state)
{
    struct rig *rig = *state;

    get_ready(rig);
    assert_int_equal(whole(rig), BATON_TXN_DONE);
    assert_int_equal(baton_transaction_changelog_end(rig->tx, 0), -1);
    assert_int_equal(baton_transaction_changelog_end(rig->tx, 1), 1);
    assert_int_equal(whole(rig), BATON_TXN_DONE);
    assert_int_equal(baton_transaction_changelog_end(rig->tx, 1), 2);
}

/* What the broker answers to one request, and how the transaction ends. */
static const struct {
    int16_t request;
    rd_kafka_resp_err_t answer;
    enum baton_txn end;
} faults[] = {
    { OFFSETS_COMMIT, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, BATON_TXN_DONE },
    { OFFSETS_COMMIT, RD_KAFKA_RESP_ERR_NOT_COORDINATOR, BATON_TXN_DONE },
    { OFFSETS_COMMIT, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, BATON_TXN_ABORTED },
    { OFFSETS_COMMIT, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, BATON_TXN_ABORTED },
    { OFFSETS_COMMIT, RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, BATON_TXN_ABORTED },
    { ADD_OFFSETS, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, BATON_TXN_DROPPED },
    { PRODUCE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, BATON_TXN_DONE },
    { PRODUCE, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, BATON_TXN_ABORTED },
    { PRODUCE, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, BATON_TXN_ABORTED },
    { END, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, BATON_TXN_DONE },
    { END, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, BATON_TXN_DROPPED },
    { END, RD_KAFKA_RESP_ERR_PRODUCER_FENCED, BATON_TXN_DROPPED },
    { END, RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, BATON_TXN_DROPPED },
};

/* librdkafka keeps a topic's authorization error until it has new metadata. */
static enum baton_txn whole_again(struct rig *rig)
{
    enum baton_txn end = whole(rig);

    for (int i = 0; i < 600 && end == BATON_TXN_ABORTED; i++) {
        usleep(100000);
        end = whole(rig);
    }
    return end;
}

static void each_answer_of_a_broker_ends_as_it_should_and_the_next_transaction_commits(void **state)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        rig_teardown(state);
        rig_setup(state);
        struct rig *rig = *state;

        get_ready(rig);
        rd_kafka_mock_push_request_errors(rig->cluster, faults[i].request, 1, faults[i].answer);
        enum baton_txn end = whole(rig);
        if (end != faults[i].end)
            fail_msg("row %zu: ended %d, should be %d: %s", i, (int)end, (int)faults[i].end,
                     rig->err.text);
        get_ready(rig);
        end = whole_again(rig);
        if (end != BATON_TXN_DONE)
            fail_msg("row %zu: the next one ended %d: %s", i, (int)end, rig->err.text);
    }
}

static void the_third_dropped_handle_in_a_minute_is_fatal(void **state)
{
    struct rig *rig = *state;

    for (int i = 0; i < 3; i++) {
        get_ready(rig);
        rd_kafka_mock_push_request_errors(rig->cluster, END, 1, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
        assert_int_equal(whole(rig), BATON_TXN_DROPPED);
    }
    assert_int_equal(baton_transaction_ready(rig->tx, 1000, &rig->err), BATON_FATAL);
    assert_string_equal(rig->err.code, "producer_unstable");
}

static void a_time_out_that_the_brokers_do_not_take_is_fatal_at_once(void **state)
{
    struct rig *rig = *state;
    enum baton_verdict v = BATON_RETRY;

    rd_kafka_mock_push_request_errors(rig->cluster, INIT, 1,
                                      RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT);
    for (int i = 0; i < 20 && v == BATON_RETRY; i++)
        v = baton_transaction_ready(rig->tx, 1000, &rig->err);
    assert_int_equal(v, BATON_FATAL);
    assert_string_equal(rig->err.code, "kafka_setting");
    assert_non_null(strstr(rig->err.text, "transaction.max.timeout.ms"));
}

static void a_handle_is_fenced_until_the_next_is_registered(void **state)
{
    struct rig *rig = *state;

    get_ready(rig);
    assert_false(baton_transaction_is_fenced(rig->tx));
    rd_kafka_mock_push_request_errors(rig->cluster, END, 1, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
    assert_int_equal(whole(rig), BATON_TXN_DROPPED);
    assert_true(baton_transaction_is_fenced(rig->tx));
    get_ready(rig);
    assert_false(baton_transaction_is_fenced(rig->tx));
    rd_kafka_mock_push_request_errors(rig->cluster, END, 1, RD_KAFKA_RESP_ERR_INVALID_TXN_STATE);
    assert_int_equal(whole(rig), BATON_TXN_DROPPED);
    assert_false(baton_transaction_is_fenced(rig->tx));
}

static void a_partition_that_does_not_exist_is_fatal_and_nothing_stays_open(void **state)
{
    struct rig *rig = *state;

    get_ready(rig);
    assert_int_equal(baton_transaction_begin(rig->tx, &rig->err), BATON_TXN_DONE);
    assert_int_equal(produce(rig, 3, "k", false), BATON_TXN_FATAL);
    assert_int_equal(whole(rig), BATON_TXN_DONE);
}

static void a_record_over_the_producers_limit_is_fatal(void **state)
{
    struct rig *rig = *state;
    char *large = malloc(3 << 20);

    memset(large, 'x', 3 << 20);
    struct baton_text value = { large, 3 << 20 };
    struct baton_produce record = { .topic = "out", .partition_count = 3, .value = &value };
    get_ready(rig);
    assert_int_equal(baton_transaction_begin(rig->tx, &rig->err), BATON_TXN_DONE);
    assert_int_equal(baton_transaction_produce(rig->tx, &record, &rig->err), BATON_TXN_FATAL);
    free(large);
}

/* The loop waits for this, and must turn again well within a minute. */
static void an_abort_without_brokers_is_given_up_in_time(void **state)
{
    struct rig *rig = *state;
    int64_t began_ms;

    get_ready(rig);
    assert_int_equal(baton_transaction_begin(rig->tx, &rig->err), BATON_TXN_DONE);
    assert_int_equal(produce(rig, 0, "k", false), BATON_TXN_DONE);
    rd_kafka_flush(baton_transaction_handle(rig->tx), 10000); /* the brokers know of it */
    rd_kafka_mock_broker_set_down(rig->cluster, 1);
    began_ms = baton_clock_monotonic_ms();
    assert_int_equal(baton_transaction_abort(rig->tx, &rig->err), BATON_TXN_DROPPED);
    assert_true(baton_clock_monotonic_ms() - began_ms < 15000);
    rd_kafka_mock_broker_set_up(rig->cluster, 1);
    get_ready(rig);
    assert_int_equal(whole(rig), BATON_TXN_DONE);
}

/* librdkafka #4849: EndTxn that overtakes the first AddPartitions is fatal. BATON_ABORTS: how often
 * it is tried. */
static void an_abort_right_after_the_first_record_is_a_plain_one(void **state)
{
    struct rig *rig = *state;
    int64_t rounds = 100;

    baton_text_to_long(baton_text_of(getenv("BATON_ABORTS")), &rounds);
    rd_kafka_mock_broker_set_rtt(rig->cluster, 1, 1);
    get_ready(rig);
    for (int64_t i = 0; i < rounds; i++) {
        assert_int_equal(baton_transaction_begin(rig->tx, &rig->err), BATON_TXN_DONE);
        assert_int_equal(produce(rig, (int32_t)(i % 3), "k", false), BATON_TXN_DONE);
        enum baton_txn end = baton_transaction_abort(rig->tx, &rig->err);
        if (end != BATON_TXN_ABORTED)
            fail_msg("round %lld ended %d: %s", (long long)i, (int)end, rig->err.text);
    }
    printf("%lld aborts, librdkafka %s\n", (long long)rounds, rd_kafka_version_str());
    assert_int_equal(whole(rig), BATON_TXN_DONE);
}

/* _QUEUE_FULL in the middle: the record waits for room, none is dropped. */
static void a_full_queue_is_waited_for(void **state)
{
    struct rig *rig = *state;
    char *names[] = { "queue.buffering.max.messages" }, *values[] = { "10" };

    rig->settings.kafka = (struct baton_kafka_settings){ names, values, 1 };
    get_ready(rig);
    assert_int_equal(baton_transaction_begin(rig->tx, &rig->err), BATON_TXN_DONE);
    for (int i = 0; i < 500; i++)
        assert_int_equal(produce(rig, 1, "k", true), BATON_TXN_DONE);
    assert_int_equal(send_offsets(rig), BATON_TXN_DONE);
    assert_int_equal(baton_transaction_commit(rig->tx, &rig->err), BATON_TXN_DONE);
    assert_int_equal(baton_transaction_changelog_end(rig->tx, 1), 500);
}

static void brokers_that_are_away_are_waited_for(void **state)
{
    struct rig *rig = *state;

    rd_kafka_mock_broker_set_down(rig->cluster, 1);
    assert_int_equal(baton_transaction_ready(rig->tx, 300, &rig->err), BATON_RETRY);
    rd_kafka_mock_broker_set_up(rig->cluster, 1);
    get_ready(rig);
    assert_int_equal(whole(rig), BATON_TXN_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_committed_transaction_says_where_the_changelog_ends,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(
            each_answer_of_a_broker_ends_as_it_should_and_the_next_transaction_commits, rig_setup,
            rig_teardown),
        cmocka_unit_test_setup_teardown(the_third_dropped_handle_in_a_minute_is_fatal, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_time_out_that_the_brokers_do_not_take_is_fatal_at_once,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_handle_is_fenced_until_the_next_is_registered, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(
            a_partition_that_does_not_exist_is_fatal_and_nothing_stays_open, rig_setup,
            rig_teardown),
        cmocka_unit_test_setup_teardown(a_record_over_the_producers_limit_is_fatal, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(an_abort_without_brokers_is_given_up_in_time, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(an_abort_right_after_the_first_record_is_a_plain_one,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_full_queue_is_waited_for, rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(brokers_that_are_away_are_waited_for, rig_setup,
                                        rig_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
