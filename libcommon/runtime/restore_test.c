/* Restores from librdkafka's mock broker, which keeps what a producer sends as it is: so a batch
 * with a wrong checksum, sent by hand, lies there as one that has rotted on a disk. */
#include "restore.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "timestamp.h"

#include <librdkafka/rdkafka_mock.h>

enum { PARTITIONS = 2, PRODUCE = 0, PRODUCE_VERSION = 7, WAIT_MS = 60000 };

struct rig {
    rd_kafka_t *host, *writer;
    rd_kafka_mock_cluster_t *cluster;
    struct baton_settings settings;
    struct baton_restore *restore;
    struct baton_store *stores[PARTITIONS];
    struct baton_error err;
};

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    struct baton_store_conf memory = { .path = NULL };
    int64_t offset = 0;
    char reason[128];

    rig->host = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason, sizeof reason);
    rig->cluster = rd_kafka_mock_cluster_new(rig->host, 1);
    rd_kafka_mock_topic_create(rig->cluster, "s-changelog", PARTITIONS, 1);
    rig->settings.runtime.brokers = rd_kafka_mock_cluster_bootstraps(rig->cluster);
    rig->settings.runtime.prefix = "";
    rig->settings.runtime.instance = "0";
    rig->settings.runtime.checkpoint_bytes = 1 << 20;
    rig->writer = baton_kafka_open(BATON_KAFKA_WRITER, &rig->settings, "s", NULL, &rig->err);
    rig->restore = baton_restore_open(&rig->settings, "s", PARTITIONS, &rig->err);
    assert_non_null(rig->restore);
    for (int p = 0; p < PARTITIONS; p++)
        assert_int_equal(baton_store_open(&memory, &rig->stores[p], &offset, &rig->err),
                         BATON_DONE);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    struct rig *rig = *state;

    baton_restore_close(rig->restore);
    for (int p = 0; p < PARTITIONS; p++)
        baton_store_close(rig->stores[p]);
    baton_kafka_close(rig->writer);
    rd_kafka_mock_cluster_destroy(rig->cluster);
    rd_kafka_destroy(rig->host);
    free(rig);
    return 0;
}

static void write_row(struct rig *rig, int32_t partition, const char *key, const char *value)
{
    assert_int_equal(
        rd_kafka_producev(rig->writer, RD_KAFKA_V_TOPIC("s-changelog"),
                          RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_KEY(key, strlen(key)),
                          RD_KAFKA_V_VALUE((void *)(uintptr_t)value, value ? strlen(value) : 0),
                          RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END),
        0);
    assert_int_equal(rd_kafka_flush(rig->writer, WAIT_MS), 0);
}

/* --- a batch by hand */

static void put(struct baton_buf *buf, int bytes, uint64_t value)
{
    while (bytes-- > 0)
        baton_buf_append_byte(buf, (uint8_t)(value >> (8 * bytes)));
}

/* A batch of one record without key and value, as Kafka has it since 0.11; its checksum is wrong.
 */
static void put_batch(struct baton_buf *buf)
{
    static const char record[] = { 12, 0, 0, 0, 1, 1, 0 }; /* varints: length 6, no key, no value */

    put(buf, 8, 0);                  /* first offset: the broker gives it */
    put(buf, 4, 49 + sizeof record); /* bytes from here on */
    put(buf, 4, 0);                  /* epoch of the leader */
    put(buf, 1, 2);                  /* magic */
    put(buf, 4, 0xbad);              /* checksum */
    put(buf, 2, 0);                  /* attributes */
    put(buf, 4, 0);                  /* last offset, from the first */
    put(buf, 8, 1764000000000), put(buf, 8, 1764000000000);
    put(buf, 8, UINT64_MAX), put(buf, 2, UINT16_MAX), put(buf, 4, UINT32_MAX); /* no producer */
    put(buf, 4, 1);                                                            /* records */
    baton_buf_append(buf, record, sizeof record);
}

static void put_request(struct baton_buf *buf, int32_t partition)
{
    static const char topic[] = "s-changelog";

    put(buf, 2, PRODUCE), put(buf, 2, PRODUCE_VERSION);
    put(buf, 4, 1);                                /* correlation */
    put(buf, 2, UINT16_MAX);                       /* no client.id */
    put(buf, 2, UINT16_MAX);                       /* no transactional.id */
    put(buf, 2, UINT16_MAX), put(buf, 4, WAIT_MS); /* acks=all */
    put(buf, 4, 1);
    put(buf, 2, sizeof topic - 1);
    baton_buf_append(buf, topic, sizeof topic - 1);
    put(buf, 4, 1);
    put(buf, 4, (uint64_t)partition);
    put(buf, 4, 61 + 7); /* bytes of the batch */
    put_batch(buf);
}

static int connect_to(const char *address)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    const char *colon = strchr(address, ':');
    int64_t port = 0;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(baton_text_to_long(baton_text_of(colon + 1), &port));
    to.sin_port = htons((uint16_t)port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

static void write_rotten_batch(struct rig *rig, int32_t partition)
{
    struct baton_buf request, framed;
    unsigned char answer[64];
    int fd = connect_to(rig->settings.runtime.brokers);

    baton_buf_init(&request, 1024);
    baton_buf_init(&framed, 1024);
    put_request(&request, partition);
    put(&framed, 4, baton_buf_text(&request).size);
    baton_buf_append_text(&framed, baton_buf_text(&request));
    struct baton_text bytes = baton_buf_text(&framed);
    assert_int_equal(write(fd, bytes.data, bytes.size), (ssize_t)bytes.size);
    /* size, correlation, topics, name, partitions, partition, error */
    assert_true(recv(fd, answer, 35, MSG_WAITALL) == 35);
    assert_int_equal(answer[33] << 8 | answer[34], 0);
    close(fd);
    baton_buf_release(&request);
    baton_buf_release(&framed);
}

/* --- */

static enum baton_verdict restore_all(struct rig *rig)
{
    int64_t until_ms = baton_clock_monotonic_ms() + WAIT_MS;
    enum baton_verdict v = BATON_DONE;
    bool done = false;

    while (v == BATON_DONE && !done && baton_clock_monotonic_ms() < until_ms)
        v = baton_restore_step(rig->restore, 100, &done, &rig->err);
    assert_true(v != BATON_DONE || done);
    return v;
}

static bool has(struct rig *rig, int partition, const char *key, const char *value)
{
    struct baton_text found;

    return baton_store_get(rig->stores[partition], baton_text_of(key), &found)
           && baton_text_is(found, value);
}

static void rows_are_restored_from_where_the_store_stands_to_the_end(void **state)
{
    struct rig *rig = *state;
    struct baton_text found;

    write_row(rig, 0, "a", "1");
    write_row(rig, 0, "b", "1");
    write_row(rig, 0, "b", NULL);
    write_row(rig, 1, "c", "1"); /* its store has that one */
    write_row(rig, 1, "c", "2");
    baton_restore_add(rig->restore, 0, 0, 3, rig->stores[0]);
    baton_restore_add(rig->restore, 1, 1, 2, rig->stores[1]);
    assert_int_equal(restore_all(rig), BATON_DONE);
    assert_true(has(rig, 0, "a", "1"));
    assert_false(baton_store_get(rig->stores[0], BATON_TEXT("b"), &found));
    assert_true(has(rig, 1, "c", "2"));
    assert_int_equal(baton_restore_next(rig->restore, 0), 3);
    assert_int_equal(baton_restore_next(rig->restore, 1), 2);
    assert_null(baton_restore_waits(rig->restore));
}

static void a_batch_with_a_wrong_checksum_is_not_passed_over(void **state)
{
    struct rig *rig = *state;

    write_row(rig, 0, "a", "1");
    write_rotten_batch(rig, 0);
    write_row(rig, 0, "b", "1");
    baton_restore_add(rig->restore, 0, 0, 3, rig->stores[0]);
    assert_int_equal(restore_all(rig), BATON_RETRY);
    assert_string_equal(rig->err.code, "changelog_corrupt");
    assert_non_null(strstr(rig->err.text, "s-changelog [0] at 1"));
    assert_non_null(strstr(rig->err.text, BATON_RESTORE_REMEDY));
}

static void a_rotten_batch_that_the_store_has_already_does_not_matter(void **state)
{
    struct rig *rig = *state;

    write_row(rig, 0, "a", "1");
    write_rotten_batch(rig, 0);
    write_row(rig, 0, "b", "1");
    baton_restore_add(rig->restore, 0, 2, 3, rig->stores[0]);
    assert_int_equal(restore_all(rig), BATON_DONE);
    assert_true(has(rig, 0, "b", "1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_restored_from_where_the_store_stands_to_the_end,
                                        rig_setup, rig_teardown),
        cmocka_unit_test_setup_teardown(a_batch_with_a_wrong_checksum_is_not_passed_over, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_rotten_batch_that_the_store_has_already_does_not_matter,
                                        rig_setup, rig_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
