/* What each layer does, by example; both backends. */
#include "store_testing.h"

#include "backend.h"

static void a_row_of_the_record_in_hand_is_seen_and_forgotten(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);

    assert_int_equal(offset, 0);
    testing_put(store, "a", "1");
    testing_expect(store, "a", "1");
    baton_store_forget(store);
    testing_expect(store, "a", NULL);
    baton_store_close(store);
}

static void an_abort_brings_back_what_the_transaction_dropped(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);

    testing_put(store, "a", "1");
    testing_commit(store, 1);
    testing_checkpoint(store);
    testing_expect_first(store, "a", "", "a");
    testing_drop(store, "a");
    baton_store_settle(store);
    testing_expect_first(store, "a", "", NULL);
    baton_store_abort(store);
    testing_expect_first(store, "a", "", "a");
    testing_expect(store, "a", "1");
    baton_store_close(store);
}

static void an_empty_value_is_a_row(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);

    testing_put(store, "a", "");
    testing_expect(store, "a", "");
    testing_commit(store, 1);
    testing_checkpoint(store);
    testing_expect(store, "a", "");
    testing_expect_first(store, "", "", "a");
    baton_store_close(store);
}

static void count_change(void *context, struct baton_text key, const struct baton_text *value)
{
    (void)key;
    (void)value;
    ++*(int *)context;
}

static void a_row_that_came_and_went_in_one_transaction_is_no_change(void **state)
{
    int64_t offset;
    int changes = 0;
    struct baton_store *store = testing_open(*state, &offset);

    testing_put(store, "t1", "timer");
    baton_store_settle(store);
    testing_drop(store, "t1");
    testing_drop(store, "t2");
    baton_store_settle(store);
    baton_store_changes(store, count_change, &changes);
    assert_int_equal(changes, 0);
    baton_store_close(store);
}

static void what_kafka_has_not_committed_is_not_stored(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);

    testing_put(store, "a", "1");
    testing_commit(store, 7);
    testing_put(store, "a", "2");
    baton_store_settle(store);
    testing_put(store, "b", "3");
    baton_store_close(store);
    store = testing_open(*state, &offset);
    assert_int_equal(offset, 7);
    testing_expect(store, "a", "1");
    testing_expect(store, "b", NULL);
    baton_store_close(store);
}

static void put_many(struct baton_store *store, int count, const char *value)
{
    char key[32];

    for (int i = 0; i < count; i++) {
        (void)snprintf(key, sizeof key, "c%06d", i);
        testing_put(store, key, value);
    }
}

static void rows_between_two_slices_are_seen_and_the_newest_wins(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);
    struct baton_error err;
    bool is_done = true;

    put_many(store, 5000, "old");
    testing_commit(store, 1);
    assert_int_equal(baton_store_checkpoint(store, 1, &is_done, &err), BATON_DONE);
    assert_false(is_done);
    testing_put(store, "c000000", "new"); /* written already */
    testing_put(store, "c004999", "new"); /* not yet */
    testing_drop(store, "c004998");
    testing_commit(store, 2);
    testing_expect(store, "c004997", "old");
    testing_checkpoint(store);
    testing_expect(store, "c000000", "new");
    testing_expect(store, "c004999", "new");
    testing_expect(store, "c004998", NULL);
    assert_int_equal(baton_store_sizes(store).rows, 4999);
    assert_int_equal(baton_store_sizes(store).pending_rows, 0);
    baton_store_close(store);
}

static void a_slice_ends_near_its_budget(void **state)
{
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);
    struct baton_error err;
    bool is_done = false;
    int slices = 0;

    put_many(store, 20000, "a value of the usual sort");
    testing_commit(store, 1);
    while (!is_done) {
        assert_int_equal(baton_store_checkpoint(store, 1000, &is_done, &err), BATON_DONE);
        slices++;
    }
    assert_in_range(slices, 3, 20000 / 16 + 1);
    baton_store_close(store);
}

static void long_keys_keep_their_order_and_their_names(void **state)
{
    char a[1201], b[1201];
    int64_t offset;
    struct baton_store *store = testing_open(*state, &offset);

    memset(a, 'k', sizeof a);
    memset(b, 'k', sizeof b);
    a[1199] = 'a';
    b[1199] = 'b';
    a[1200] = b[1200] = '\0';
    testing_put(store, b, "second");
    testing_put(store, a, "first");
    testing_put(store, "kk", "short");
    testing_commit(store, 1);
    baton_store_close(store);
    store = testing_open(*state, &offset);
    testing_expect(store, a, "first");
    testing_expect(store, b, "second");
    testing_expect_first(store, "kkk", "", a);
    testing_expect_first(store, "kkk", b, b);
    testing_drop(store, a);
    testing_commit(store, 2);
    testing_checkpoint(store);
    testing_expect_first(store, "kkk", "", b);
    assert_int_equal(baton_store_sizes(store).rows, 2);
    baton_store_close(store);
}

/* 100 000 timers are fired between two checkpoints: if each search passed over those that were
 * dropped before, this would be five thousand million steps. */
static void firing_all_timers_passes_each_dropped_row_once(void **state)
{
    enum { TIMERS = 100000 };
    struct baton_arena arena;
    struct baton_text key, value;
    char name[32];
    int64_t offset, start_us, fired = 0;
    struct baton_store *store = testing_open(*state, &offset);

    for (int i = 0; i < TIMERS; i++) {
        (void)snprintf(name, sizeof name, "t%08d", i);
        testing_put(store, name, "");
    }
    testing_commit(store, 1);
    testing_checkpoint(store);
    baton_arena_init(&arena);
    start_us = baton_backend_clock_us();
    while (baton_store_first(store, BATON_TEXT("t"), BATON_TEXT_NONE, &arena, &key, &value)) {
        baton_store_drop(store, key);
        baton_store_settle(store);
        fired++;
        baton_arena_reset(&arena);
    }
    assert_int_equal(fired, TIMERS);
    assert_in_range(baton_backend_clock_us() - start_us, 0, 20000000);
    baton_arena_release(&arena);
    baton_store_close(store);
}

static void the_twin_in_memory_answers_alike_and_keeps_nothing(void **state)
{
    int64_t offset = -1;
    struct baton_store *store = testing_open(NULL, &offset);

    (void)state;
    assert_int_equal(offset, 0);
    testing_put(store, "a", "1");
    testing_commit(store, 5);
    testing_checkpoint(store);
    testing_expect(store, "a", "1");
    testing_expect_first(store, "", "b", NULL);
    assert_int_equal(baton_store_sizes(store).rows, 1);
    baton_store_close(store);
    store = testing_open(NULL, &offset);
    assert_int_equal(offset, 0);
    testing_expect(store, "a", NULL);
    baton_store_close(store);
    baton_store_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TESTING(a_row_of_the_record_in_hand_is_seen_and_forgotten),
        TESTING(an_abort_brings_back_what_the_transaction_dropped),
        TESTING(an_empty_value_is_a_row),
        TESTING(a_row_that_came_and_went_in_one_transaction_is_no_change),
        TESTING(what_kafka_has_not_committed_is_not_stored),
        TESTING(rows_between_two_slices_are_seen_and_the_newest_wins),
        TESTING(a_slice_ends_near_its_budget),
        TESTING(long_keys_keep_their_order_and_their_names),
        TESTING(firing_all_timers_passes_each_dropped_row_once),
        cmocka_unit_test(the_twin_in_memory_answers_alike_and_keeps_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
