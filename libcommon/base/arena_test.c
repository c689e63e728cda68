/* Alignment, lifetime, growth; what must abort is tried in a child. */
#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "poison.h"

static int arena_setup(void **state)
{
    *state = malloc(sizeof(struct baton_arena));
    if (*state == NULL)
        return -1;
    baton_arena_init(*state);
    return 0;
}

static int arena_teardown(void **state)
{
    baton_arena_release(*state);
    free(*state);
    return 0;
}

static void every_allocation_is_aligned_and_its_own(void **state)
{
    uint8_t *all[300];

    for (size_t i = 0; i < 300; i++) {
        all[i] = baton_arena_alloc(*state, i);
        assert_non_null(all[i]);
        assert_int_equal((uintptr_t)all[i] % _Alignof(max_align_t), 0);
        memset(all[i], (int)(i & 0xff), i);
    }
    for (size_t i = 0; i < 300; i++) {
        for (size_t j = 0; j < i; j++)
            assert_int_equal(all[i][j], i & 0xff);
    }
}

static void used_counts_the_bytes_that_were_asked_for(void **state)
{
    assert_int_equal(baton_arena_used(*state), 0);
    baton_arena_alloc(*state, 3);
    baton_arena_alloc(*state, 10000);
    baton_arena_zero(*state, 5, 7);
    assert_int_equal(baton_arena_used(*state), 10038);
    baton_arena_reset(*state);
    assert_int_equal(baton_arena_used(*state), 0);
}

static void zeroed_memory_is_zero_after_a_reset_too(void **state)
{
    for (int round = 0; round < 3; round++) {
        uint8_t *bytes = baton_arena_zero(*state, 100, 3);

        for (size_t i = 0; i < 300; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xff, 300);
        baton_arena_reset(*state);
    }
}

static void a_copy_is_independent_of_its_source(void **state)
{
    char source[] = "handoff";
    char *copy = baton_arena_copy(*state, source, sizeof source);

    source[0] = 'H';
    assert_string_equal(copy, "handoff");
    assert_non_null(baton_arena_copy(*state, NULL, 0));
}

static void one_round(struct baton_arena *arena)
{
    for (size_t i = 0; i < 100; i++)
        baton_arena_alloc(arena, 37 * i);
}

static void after_the_first_round_the_same_work_needs_one_block(void **state)
{
    struct baton_arena *arena = *state;

    one_round(arena);
    assert_ptr_not_equal(arena->first, arena->current);
    baton_arena_reset(arena);

    struct baton_arena_block *block = arena->first;
    for (int round = 0; round < 10; round++) {
        one_round(arena);
        assert_ptr_equal(arena->first, block);
        assert_ptr_equal(arena->current, block);
        baton_arena_reset(arena);
    }
}

static void a_large_round_leaves_one_block_of_a_mebibyte(void **state)
{
    struct baton_arena *arena = *state;
    const size_t mebibyte = 1024 * 1024;

    memset(baton_arena_alloc(arena, 3 * mebibyte), 1, 3 * mebibyte);
    baton_arena_reset(arena);
    assert_ptr_equal(arena->first, arena->current);

    struct baton_arena_block *kept = arena->first;
    baton_arena_alloc(arena, mebibyte - BATON_POISON_GAP);
    assert_ptr_equal(arena->current, kept);
    baton_arena_alloc(arena, 1);
    assert_ptr_not_equal(arena->current, kept);
    baton_arena_reset(arena);
    assert_ptr_equal(arena->first, kept);
}

static void release_and_reset_of_an_unused_arena_do_nothing(void **state)
{
    baton_arena_reset(*state);
    baton_arena_release(*state);
    baton_arena_release(*state);
    assert_non_null(baton_arena_alloc(*state, 1));
}

struct row {
    uint64_t number;
    char name[24];
};

struct list {
    struct row *rows;
    size_t row_count;
};

static void an_array_grows_and_keeps_what_it_had(void **state)
{
    struct list list = { NULL, 0 };

    for (size_t i = 0; i < 1000; i++) {
        struct row *row = BATON_APPEND(*state, list.rows, list.row_count);

        assert_ptr_equal(row, &list.rows[i]);
        assert_int_equal(row->number, 0);
        row->number = i * i;
    }
    assert_int_equal(list.row_count, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(list.rows[i].number, i * i);
}

static void an_assignment_through_append_lands_in_the_grown_array(void **state)
{
    struct row *rows = NULL;
    size_t count = 0;

    for (size_t i = 0; i < 9; i++)
        *BATON_APPEND(*state, rows, count) = (struct row){ i, "row" };
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(rows[i].number, i);
}

static void the_array_before_growth_stays_readable(void **state)
{
    uint32_t *items = NULL;
    size_t count = 0;

    for (uint32_t i = 0; i < 4; i++)
        *BATON_APPEND(*state, items, count) = i;

    uint32_t *before = items;
    *BATON_APPEND(*state, items, count) = 4;
    assert_ptr_not_equal(before, items);
    assert_int_equal(before[3], 3);
}

static void an_element_appended_after_a_removal_is_zeroed(void **state)
{
    uint32_t *items = NULL;
    size_t count = 0;

    for (int i = 0; i < 6; i++)
        *BATON_APPEND(*state, items, count) = 7;
    count = 5;
    assert_int_equal(*BATON_APPEND(*state, items, count), 0);
    count = 0;
    assert_int_equal(*BATON_APPEND(*state, items, count), 0);
    assert_int_equal(count, 1);
}

static int signal_of(void (*function)(struct baton_arena *))
{
    struct baton_arena arena;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        baton_arena_init(&arena);
        function(&arena);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void ask_for_more_than_there_is(struct baton_arena *arena)
{
    baton_arena_alloc(arena, SIZE_MAX - 8);
}

static void ask_for_a_product_that_overflows(struct baton_arena *arena)
{
    baton_arena_zero(arena, SIZE_MAX / 4, 8);
}

static void sizes_that_overflow_abort(void **state)
{
    (void)state;
    assert_int_equal(signal_of(ask_for_more_than_there_is), SIGABRT);
    assert_int_equal(signal_of(ask_for_a_product_that_overflows), SIGABRT);
}

#ifdef BATON_HAS_ASAN
static void memory_is_poisoned_before_behind_and_after_its_life(void **state)
{
    char *bytes = baton_arena_alloc(*state, 10);

    assert_null(__asan_region_is_poisoned(bytes, 10));
    assert_true(__asan_address_is_poisoned(bytes + 10));
    assert_true(__asan_address_is_poisoned(bytes + 16));
    baton_arena_reset(*state);
    assert_true(__asan_address_is_poisoned(bytes));
    assert_ptr_equal(baton_arena_alloc(*state, 4), bytes);
    assert_true(__asan_address_is_poisoned(bytes + 4));
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_allocation_is_aligned_and_its_own),
        TEST(used_counts_the_bytes_that_were_asked_for),
        TEST(zeroed_memory_is_zero_after_a_reset_too),
        TEST(a_copy_is_independent_of_its_source),
        TEST(after_the_first_round_the_same_work_needs_one_block),
        TEST(a_large_round_leaves_one_block_of_a_mebibyte),
        TEST(release_and_reset_of_an_unused_arena_do_nothing),
        TEST(an_array_grows_and_keeps_what_it_had),
        TEST(an_assignment_through_append_lands_in_the_grown_array),
        TEST(the_array_before_growth_stays_readable),
        TEST(an_element_appended_after_a_removal_is_zeroed),
        TEST(sizes_that_overflow_abort),
#ifdef BATON_HAS_ASAN
        TEST(memory_is_poisoned_before_behind_and_after_its_life),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
