/* Topics read whole, on librdkafka's mock broker. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "globals.h"
#include "key.h"
#include "options_internal.h"
#include "timestamp.h"

#include <librdkafka/rdkafka_mock.h>

enum { LIST_OFFSETS = 2 }; /* of Kafka's API keys */

struct rig {
    rd_kafka_t *host, *writer;
    rd_kafka_mock_cluster_t *cluster;
    struct baton_settings settings;
    struct baton_text owner;
    bool from_end;
    struct baton_globals *globals;
    int taken, refusals, retries, beats;
    int64_t next[3];
    struct baton_error err;
};

static enum baton_verdict each(void *context, const struct baton_raw *raw,
                               struct baton_arena *arena, struct baton_error *err)
{
    struct rig *rig = context;

    (void)arena;
    assert_int_equal(raw->offset, rig->next[raw->partition]);
    assert_ptr_equal(raw->topic, &baton_topic_assignments);
    if (rig->retries > 0) {
        rig->retries--;
        return baton_fail(err, BATON_RETRY, "later", "not yet");
    }
    rig->next[raw->partition]++;
    if (baton_text_is(*raw->key, "bad")) {
        rig->refusals++;
        return baton_fail(err, BATON_REJECT, "bad", "never");
    }
    rig->taken++;
    return BATON_DONE;
}

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    char reason[128];

    rig->host = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason, sizeof reason);
    rig->cluster = rd_kafka_mock_cluster_new(rig->host, 1);
    rd_kafka_mock_topic_create(rig->cluster, "assignments", 3, 1);
    rig->settings.runtime.brokers = rd_kafka_mock_cluster_bootstraps(rig->cluster);
    rig->settings.runtime.prefix = "";
    rig->settings.runtime.instance = "0";
    rig->writer = baton_kafka_open(BATON_KAFKA_WRITER, &rig->settings, "gateway", NULL, &rig->err);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    struct rig *rig = *state;

    baton_globals_close(rig->globals);
    baton_kafka_close(rig->writer);
    rd_kafka_mock_cluster_destroy(rig->cluster);
    rd_kafka_destroy(rig->host);
    free(rig);
    return 0;
}

static void write_records(struct rig *rig, int count, const char *key)
{
    for (int i = 0; i < count; i++) {
        rd_kafka_vu_t parts[] = {
            { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = "assignments" },
            { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = i % 3 },
            { .vtype = RD_KAFKA_VTYPE_KEY, .u.mem = { (void *)(uintptr_t)key, strlen(key) } },
            { .vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = { (void *)(uintptr_t) "v", 1 } },
            { .vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY },
        };

        assert_null(rd_kafka_produceva(rig->writer, parts, sizeof parts / sizeof *parts));
    }
    assert_int_equal(rd_kafka_flush(rig->writer, 10000), 0);
}

/* Returns by which question it is seen that the leader is not ready. From 2.6 on librdkafka crashes
 * when it is told of a topic's error before it has met the topic (#4907): there it has no leader.
 */
static const char *leader_is_ready(struct rig *rig, bool ready)
{
    if (rd_kafka_version() < 0x02060000) {
        rd_kafka_mock_topic_set_error(rig->cluster, "assignments",
                                      ready ? RD_KAFKA_RESP_ERR_NO_ERROR
                                            : RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION);
        return "not_readable";
    }
    rd_kafka_mock_partition_set_leader(rig->cluster, "assignments", 0, ready ? 1 : -1);
    return "log_range";
}

static void count_beat(void *context)
{
    struct rig *rig = context;

    if (++rig->beats == 3)
        leader_is_ready(rig, true);
}

static void try_open(struct rig *rig, int64_t patience_ms)
{
    static const struct baton_topic *const topics[] = { &baton_topic_assignments, NULL };
    struct baton_globals_conf conf = { .settings = &rig->settings,
                                       .service_name = "gateway",
                                       .topics = topics,
                                       .owner = rig->owner,
                                       .from_end = rig->from_end,
                                       .each = each,
                                       .context = rig,
                                       .patience = { patience_ms, NULL, count_beat, rig } };

    rig->globals = baton_globals_open(&conf, rig->writer, 60000, &rig->err);
}

static void open_globals(struct rig *rig)
{
    try_open(rig, 0);
    if (!rig->globals)
        fail_msg("%s", rig->err.text);
}

static void poll_until(struct rig *rig, int taken)
{
    int64_t end_ms = baton_clock_monotonic_ms() + 60000;

    while ((rig->taken < taken || !baton_globals_current(rig->globals))
           && baton_clock_monotonic_ms() < end_ms)
        assert_int_not_equal(baton_globals_poll(rig->globals, 50, 50, &rig->err), BATON_FATAL);
    assert_int_equal(rig->taken, taken);
    assert_true(baton_globals_current(rig->globals));
}

static void all_partitions_are_read_from_the_beginning_and_kept_current(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 90, "k");
    open_globals(rig);
    assert_false(baton_globals_current(rig->globals));
    poll_until(rig, 90);
    write_records(rig, 9, "k");
    poll_until(rig, 99);
    assert_int_equal(baton_globals_next(rig->globals, &baton_topic_assignments, 1), 33);
    assert_int_equal(baton_globals_next(rig->globals, &baton_topic_events, 0), -1);
}

static void of_one_owner_only_its_partition_is_read(void **state)
{
    struct rig *rig = *state;

    rig->owner = BATON_TEXT("acme/c-1");
    int32_t own = baton_key_partition(rig->owner, 2, 3);
    write_records(rig, 90, "k");
    open_globals(rig);
    poll_until(rig, 30);
    for (int32_t i = 0; i < 3; i++)
        assert_int_equal(baton_globals_next(rig->globals, &baton_topic_assignments, i),
                         i == own ? 30 : -1);
}

static void who_only_watches_reads_what_comes_after_the_opening(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 6, "acme/c1");
    rig->from_end = true;
    open_globals(rig);
    for (int i = 0; i < 3; i++)
        rig->next[i] = 2;
    write_records(rig, 3, "acme/c1");
    poll_until(rig, 3);
    assert_int_equal(rig->taken, 3);
    assert_true(baton_globals_current(rig->globals));
}

static void a_leader_that_does_not_lead_yet_is_asked_again(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 9, "k");
    rd_kafka_mock_push_request_errors(rig->cluster, LIST_OFFSETS, 2,
                                      RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
                                      RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION);
    open_globals(rig);
    poll_until(rig, 9);
}

static void empty_topics_are_current_at_once(void **state)
{
    struct rig *rig = *state;

    open_globals(rig);
    poll_until(rig, 0);
}

static void a_record_that_has_to_wait_comes_again_before_any_other(void **state)
{
    struct rig *rig = *state;

    rig->retries = 3;
    write_records(rig, 30, "k");
    open_globals(rig);
    poll_until(rig, 30);
    assert_int_equal(rig->retries, 0);
}

static void a_record_that_is_refused_is_skipped(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 3, "k");
    write_records(rig, 3, "bad");
    write_records(rig, 3, "k");
    open_globals(rig);
    poll_until(rig, 6);
    assert_int_equal(rig->refusals, 3);
}

static void reopen(struct rig *rig)
{
    if (!baton_globals_reopen(rig->globals, &rig->err))
        fail_msg("%s", rig->err.text);
}

static void another_consumer_goes_on_where_the_first_was(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 30, "k");
    open_globals(rig);
    poll_until(rig, 30);
    reopen(rig);
    write_records(rig, 30, "k");
    poll_until(rig, 60);
}

static void a_record_that_waits_is_read_again_by_another_consumer(void **state)
{
    struct rig *rig = *state;

    rig->retries = 1;
    write_records(rig, 30, "k");
    open_globals(rig);
    while (rig->retries > 0)
        baton_globals_poll(rig->globals, 100, 100, &rig->err);
    reopen(rig);
    poll_until(rig, 30);
}

static void settings_that_cannot_be_used_leave_the_consumer_that_there_is(void **state)
{
    struct rig *rig = *state;

    open_globals(rig);
    baton_kafka_set(&rig->settings.kafka, BATON_TEXT("linger.mss"), BATON_TEXT("1"));
    assert_false(baton_globals_reopen(rig->globals, &rig->err));
    baton_kafka_release(&rig->settings.kafka);
    write_records(rig, 30, "k");
    poll_until(rig, 30);
}

/* As after `baton topics --create`: the topic is there, its leader does not know it yet. The broker
 * is ready when it was asked in vain three times. */
static void a_leader_that_is_not_ready_is_asked_again(void **state)
{
    struct rig *rig = *state;

    write_records(rig, 3, "k");
    const char *code = leader_is_ready(rig, false);
    try_open(rig, 1); /* over when it was asked once, or again after the first pause */
    assert_null(rig->globals);
    assert_string_equal(rig->err.code, code);
    assert_in_range(rig->beats, 0, 1);
    rig->beats = 0;
    try_open(rig, 60000);
    assert_non_null(rig->globals);
    assert_in_range(rig->beats, 3, 10); /* an answer under way is of before */
    poll_until(rig, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_partitions_are_read_from_the_beginning_and_kept_current,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(of_one_owner_only_its_partition_is_read, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(who_only_watches_reads_what_comes_after_the_opening,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_leader_that_does_not_lead_yet_is_asked_again, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(empty_topics_are_current_at_once, rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_record_that_has_to_wait_comes_again_before_any_other,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_record_that_is_refused_is_skipped, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(another_consumer_goes_on_where_the_first_was, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_record_that_waits_is_read_again_by_another_consumer,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(
            settings_that_cannot_be_used_leave_the_consumer_that_there_is, rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_leader_that_is_not_ready_is_asked_again, rig_setup,
                                        rig_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
