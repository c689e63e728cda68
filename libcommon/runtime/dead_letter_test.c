/* Dead letters: complete, of any size that a topic takes, and no burden for what comes after. */
#include "hash.h"
#include "stage_fixture.h"

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);

    rig_open(rig, &tally_service, 0, 1);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static struct baton_dead_letter *letter_of(struct rig *rig, size_t index)
{
    assert_true(index < rig->batch.items_count);
    assert_null(rig->batch.items[index].row);
    return rig_decode(rig, &rig->batch.items[index]);
}

static void a_dead_letter_is_complete(void **state)
{
    static const struct baton_pair headers[] = {
        { { "traceparent", 11 }, { "any", 3 } },
        { { "bad\xff", 4 }, { "\x00\x01", 2 } },
        { { "none", 4 }, { NULL, 0 } },
    };
    struct rig *rig = *state;
    struct baton_text key = BATON_TEXT("acme/c1"), value = { "\0\0\0\0\7rubbish", 12 };

    rig->headers = headers;
    rig->headers_count = 3;
    rig->offsets = 41;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &key, &value, 1000), BATON_FED_DONE);
    struct baton_dead_letter *letter = letter_of(rig, 0);
    assert_text(letter->env.tenant, "acme");
    assert_text(letter->env.conversation_id, "c1");
    assert_text(letter->dead_letter_id, "tally/conversation-events/0/41");
    assert_text(letter->service, "tally");
    assert_text(letter->source_topic, "conversation-events");
    assert_int_equal(letter->source_partition, 0);
    assert_int_equal(letter->source_offset, 41);
    assert_int_equal(letter->source_timestamp, 1000);
    assert_int_equal(letter->schema_id, 7);
    assert_int_equal(letter->attempts, 1);
    assert_true(letter->has_key && letter->has_value);
    assert_text(letter->key, "acme/c1");
    assert_int_equal(letter->value.size, 12);
    assert_memory_equal(letter->value.data, value.data, 12);
    assert_true(letter->reason.size > 0 && letter->message.size > 0);
    assert_int_equal(letter->headers_count, 3);
    assert_text(letter->headers[1].name, "bad?");
    assert_int_equal(letter->headers[1].value.size, 2);
    assert_false(letter->headers[2].has_value);
    assert_int_equal(letter->env.cause.offset, 41);
}

static void its_headers_are_the_originals_and_the_reason(void **state)
{
    static const struct baton_pair headers[] = { { { "mine", 4 }, { "1", 1 } } };
    struct rig *rig = *state;
    struct baton_text key = BATON_TEXT("acme/c1"), value = BATON_TEXT("rubbish");

    rig->headers = headers;
    rig->headers_count = 1;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &key, &value, 1000), BATON_FED_DONE);
    const struct baton_outgoing *item = &rig->batch.items[0];
    assert_text(item->key, "acme/c1");
    assert_int_equal(item->partition, 0);
    assert_int_equal(item->headers_count, 11);
    assert_text(rig_header(item, "mine"), "1");
    assert_text(rig_header(item, "__baton.errors.service"), "tally");
    assert_text(rig_header(item, "__baton.errors.stage"), "frame");
    assert_text(rig_header(item, "__baton.errors.topic"), "conversation-events");
    assert_text(rig_header(item, "__baton.errors.offset"), "0");
    assert_text(rig_header(item, "__baton.errors.timestamp"), "1000");
    assert_text(rig_header(item, "__baton.errors.schema_id"), "-1");
    assert_text(rig_header(item, "__baton.errors.attempts"), "1");
}

static void a_record_without_a_key_is_kept_without_one(void **state)
{
    struct rig *rig = *state;
    struct baton_text value = BATON_TEXT("rubbish");

    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, NULL, &value, 1000), BATON_FED_DONE);
    assert_false(rig->batch.items[0].has_key);
    assert_false(letter_of(rig, 0)->has_key);
    assert_text(letter_of(rig, 0)->reason, "no_key");
    assert_int_equal(letter_of(rig, 0)->stage, BATON_DEAD_LETTER_STAGE_KEY);
}

static void a_schema_that_nobody_knows_is_named(void **state)
{
    struct rig *rig = *state;
    struct baton_text key = BATON_TEXT("acme/c1"), value = { "\0\0\1\0\0rest", 9 };

    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &key, &value, 1000), BATON_FED_DONE);
    assert_int_equal(letter_of(rig, 0)->stage, BATON_DEAD_LETTER_STAGE_REGISTRY);
    assert_int_equal(letter_of(rig, 0)->schema_id, 65536);
}

static void what_process_refuses_is_of_the_stage_process(void **state)
{
    struct rig *rig = *state;

    assert_int_equal(rig_event(rig, "retry", 1000), BATON_FED_RETRY);
    assert_int_equal(rig_event(rig, "reject", 1000), BATON_FED_DONE);
    assert_int_equal(letter_of(rig, 0)->stage, BATON_DEAD_LETTER_STAGE_PROCESS);
    assert_text(letter_of(rig, 0)->reason, "told_to");
    assert_text(letter_of(rig, 0)->message, "the event says so");
    assert_int_equal(letter_of(rig, 0)->attempts, 2);
}

static size_t bytes_of(const struct baton_outgoing *item)
{
    size_t size = item->key.size + item->value.size;

    for (size_t h = 0; h < item->headers_count; h++)
        size += item->headers[h].key.size + item->headers[h].value.size + 16;
    return size;
}

/* The whole of a message of 1 MiB, wherever the bytes are. */
static void the_largest_record_that_a_topic_takes_fits(void **state)
{
    enum { MIB = 1024 * 1024 };
    struct rig *rig = *state;
    char *bytes = malloc(MIB);
    struct baton_text large = { bytes, MIB }, small = BATON_TEXT("acme/c1");
    struct baton_pair header = { { "h", 1 }, large };

    memset(bytes, 'x', MIB);
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &small, &large, 1000), BATON_FED_DONE);
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &large, &small, 1000), BATON_FED_DONE);
    rig->headers = &header;
    rig->headers_count = 1;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &small, &small, 1000), BATON_FED_DONE);
    assert_int_equal(letter_of(rig, 0)->value.size, MIB);
    assert_int_equal(letter_of(rig, 1)->key.size, MIB);
    assert_int_equal(letter_of(rig, 2)->headers[0].value.size, MIB);
    for (size_t i = 0; i < 3; i++) {
        assert_true(bytes_of(&rig->batch.items[i]) < 2 * MIB);
    }
    free(bytes);
}

/* Packed it was small enough for the broker; a letter with all of it would never be. */
static void what_is_too_large_for_a_letter_is_cut(void **state)
{
    enum { MIB = 1024 * 1024 };
    struct rig *rig = *state;
    char *bytes = malloc(5 * MIB);
    struct baton_text all = { bytes, 5 * MIB }, most = { bytes, 2 * MIB - 100 * 1024 };
    struct baton_text small = BATON_TEXT("acme/c1");
    struct baton_pair header = { { "h", 1 }, { bytes, 200 * 1024 } }, large = { { "h", 1 }, all };

    memset(bytes, 'x', 5 * MIB);
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &small, &all, 1000), BATON_FED_DONE);
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &all, &all, 1000), BATON_FED_DONE);
    rig->headers = &header;
    rig->headers_count = 1;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &small, &most, 1000), BATON_FED_DONE);
    rig->headers = &large;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &small, &small, 1000), BATON_FED_DONE);
    assert_text(letter_of(rig, 0)->reason, "record_too_large");
    assert_int_equal(letter_of(rig, 0)->stage, BATON_DEAD_LETTER_STAGE_BOUNDS);
    assert_text(letter_of(rig, 0)->key, "acme/c1");
    assert_text(letter_of(rig, 0)->env.conversation_id, "c1");
    assert_true(letter_of(rig, 0)->value.size > MIB);
    assert_int_equal(letter_of(rig, 0)->value.size + (size_t)letter_of(rig, 0)->cut_bytes, 5 * MIB);
    assert_true(rig_header(&rig->batch.items[0], "__baton.errors.cut_bytes").size > 0);
    assert_int_equal(letter_of(rig, 1)->key.size, MIB);
    assert_int_equal(letter_of(rig, 2)->headers[0].value.size, 200 * 1024);
    assert_true(letter_of(rig, 2)->cut_bytes > 0);
    assert_int_equal(letter_of(rig, 3)->headers_count, 0);
    assert_text(letter_of(rig, 3)->value, "acme/c1");
    for (size_t i = 0; i < rig->batch.items_count; i++)
        assert_true(bytes_of(&rig->batch.items[i]) < 2 * MIB);
    free(bytes);
}

static void ten_thousand_poison_records_are_ten_thousand_dead_letters(void **state)
{
    struct rig *rig = *state;
    struct baton_text key = BATON_TEXT("acme/c1");
    char bytes[64];

    for (unsigned i = 0; i < 10000; i++) {
        struct baton_text value = { bytes, i % sizeof bytes };

        for (size_t b = 0; b < sizeof bytes; b++)
            bytes[b] = (char)(i % 3 == 0 && b < 4 ? 0 : baton_fnv1a(i, &b, sizeof b));
        bytes[4] = (char)(i % 3 == 0 ? i % 6 : (unsigned char)bytes[4]);
        assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &key, &value, 1000),
                         BATON_FED_DONE);
        if (i % 1000 == 999) {
            assert_int_equal(rig->batch.items_count, 1000);
            assert_int_equal(letter_of(rig, 999)->source_offset, i);
            rig_commit(rig);
        }
    }
    assert_int_equal(rig_event(rig, "fine", 1001), BATON_FED_DONE);
    assert_int_equal(rig_signal(rig, 0)->customer_turns, 1);
    assert_int_equal(rig->processed, 1);
}

#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(a_dead_letter_is_complete),
        RIG_TEST(its_headers_are_the_originals_and_the_reason),
        RIG_TEST(a_record_without_a_key_is_kept_without_one),
        RIG_TEST(a_schema_that_nobody_knows_is_named),
        RIG_TEST(what_process_refuses_is_of_the_stage_process),
        RIG_TEST(the_largest_record_that_a_topic_takes_fits),
        RIG_TEST(what_is_too_large_for_a_letter_is_cut),
        RIG_TEST(ten_thousand_poison_records_are_ten_thousand_dead_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
