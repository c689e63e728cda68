/* The table and the list must always hold the same rows. */
#include "store_testing.h"

#include "overlay.h"

static const uint8_t seed[16] = "sixteen bytes..";

static void set(struct baton_overlay *overlay, const char *key, const char *value)
{
    struct baton_text text = baton_text_of(value);

    baton_overlay_set(overlay, baton_text_of(key), value == NULL ? NULL : &text);
}

static const struct baton_overlay_row *find(const struct baton_overlay *overlay, const char *key)
{
    struct baton_text text = baton_text_of(key);

    return baton_overlay_find(overlay, text, baton_overlay_hash(overlay, text));
}

/* Each level has the rows that reach it, all of them, in order. */
static void expect_levels(const struct baton_overlay *overlay)
{
    for (uint32_t level = 0; level < BATON_OVERLAY_HEIGHT; level++) {
        const struct baton_overlay_row *on_level = overlay->head[level];

        for (const struct baton_overlay_row *row = overlay->head[0]; row; row = row->next[0]) {
            assert_true(row->height <= overlay->height);
            if (row->height <= level)
                continue;
            assert_ptr_equal(on_level, row);
            on_level = row->next[level];
        }
        assert_null(on_level);
    }
}

static void expect_order(const struct baton_overlay *overlay)
{
    const struct baton_overlay_row *row = overlay->head[0];
    size_t count = 0;

    for (; row != NULL; row = row->next[0], count++) {
        assert_ptr_equal(baton_overlay_find(overlay, baton_overlay_key(row), row->hash), row);
        if (row->next[0] != NULL)
            assert_true(baton_text_compare(baton_overlay_key(row), baton_overlay_key(row->next[0]))
                        < 0);
    }
    assert_int_equal(count, overlay->count);
    expect_levels(overlay);
}

static void rows_are_found_and_ordered_through_growth_and_removal(void **state)
{
    struct baton_overlay overlay;
    uint64_t random = 3;
    char key[32];
    bool is_there[1000] = { false };

    (void)state;
    baton_overlay_init(&overlay, seed);
    for (int i = 0; i < 20000; i++) {
        uint64_t k = testing_random(&random) % 1000;
        (void)snprintf(key, sizeof key, "%d", (int)k);
        is_there[k] = testing_random(&random) % 3 > 0;
        if (is_there[k])
            set(&overlay, key, "x");
        else
            baton_overlay_erase(&overlay, baton_text_of(key));
        if (i % 500 == 0)
            expect_order(&overlay);
    }
    for (int k = 0; k < 1000; k++) {
        (void)snprintf(key, sizeof key, "%d", k);
        assert_int_equal(find(&overlay, key) != NULL, is_there[k]);
    }
    while (overlay.count > 0)
        baton_overlay_row_free(baton_overlay_pop(&overlay));
    assert_int_equal(overlay.bytes, 0);
    assert_null(baton_overlay_pop(&overlay));
    baton_overlay_release(&overlay);
}

static void a_row_that_moves_replaces_the_older_one(void **state)
{
    struct baton_overlay from, to;

    (void)state;
    baton_overlay_init(&from, seed);
    baton_overlay_init(&to, seed);
    set(&to, "a", "old");
    set(&to, "b", "stays");
    set(&from, "a", NULL);
    set(&from, "c", "comes");
    for (struct baton_overlay_row *row; (row = baton_overlay_pop(&from)) != NULL;)
        baton_overlay_adopt(&to, row);
    assert_int_equal(to.count, 3);
    assert_null(find(&to, "a")->value);
    assert_int_equal(find(&to, "c")->value_size, 5);
    expect_order(&to);
    baton_overlay_release(&from);
    baton_overlay_release(&to);
}

static void all_rows_move_at_once_and_stay_in_order(void **state)
{
    struct baton_overlay from, to;
    uint64_t random = 5;
    char key[32], value[32];
    int values[3000] = { 0 };

    (void)state;
    baton_overlay_init(&from, seed);
    baton_overlay_init(&to, seed);
    for (int round = 1; round < 60; round++) {
        int rows = round % 10 == 0 ? 0 : (int)(testing_random(&random) % 200);

        for (int i = 0; i < rows; i++) {
            int k = (int)(testing_random(&random) % 3000);
            (void)snprintf(key, sizeof key, "%d", k);
            (void)snprintf(value, sizeof value, "%d", values[k] = round);
            set(&from, key, value);
        }
        baton_overlay_adopt_all(&to, &from);
        assert_int_equal(from.count + from.bytes, 0);
        expect_order(&from);
        expect_order(&to);
    }
    for (int k = 0; k < 3000; k++) {
        (void)snprintf(key, sizeof key, "%d", k);
        (void)snprintf(value, sizeof value, "%d", values[k]);
        const struct baton_overlay_row *row = find(&to, key);
        assert_int_equal(row != NULL, values[k] > 0);
        assert_true(row == NULL || baton_text_is(baton_overlay_value(row), value));
    }
    baton_overlay_release(&from);
    baton_overlay_release(&to);
}

static void a_value_may_come_from_the_row_that_it_replaces(void **state)
{
    struct baton_overlay overlay;
    struct baton_text part;

    (void)state;
    baton_overlay_init(&overlay, seed);
    set(&overlay, "a", "0123456789");
    part = baton_overlay_value(find(&overlay, "a"));
    part.data += 5;
    part.size -= 5;
    baton_overlay_set(&overlay, BATON_TEXT("a"), &part);
    assert_true(baton_text_is(baton_overlay_value(find(&overlay, "a")), "56789"));
    baton_overlay_release(&overlay);
}

static void seeking_gives_the_row_at_or_after(void **state)
{
    struct baton_overlay overlay;

    (void)state;
    baton_overlay_init(&overlay, seed);
    assert_null(baton_overlay_seek(&overlay, BATON_TEXT("")));
    set(&overlay, "b", "1");
    set(&overlay, "d", "2");
    assert_ptr_equal(baton_overlay_seek(&overlay, BATON_TEXT("")), find(&overlay, "b"));
    assert_ptr_equal(baton_overlay_seek(&overlay, BATON_TEXT("b")), find(&overlay, "b"));
    assert_ptr_equal(baton_overlay_seek(&overlay, BATON_TEXT("ba")), find(&overlay, "d"));
    assert_null(baton_overlay_seek(&overlay, BATON_TEXT("da")));
    baton_overlay_clear(&overlay);
    assert_null(baton_overlay_seek(&overlay, BATON_TEXT("")));
    assert_null(find(&overlay, "b"));
    baton_overlay_release(&overlay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_and_ordered_through_growth_and_removal),
        cmocka_unit_test(a_row_that_moves_replaces_the_older_one),
        cmocka_unit_test(all_rows_move_at_once_and_stay_in_order),
        cmocka_unit_test(a_value_may_come_from_the_row_that_it_replaces),
        cmocka_unit_test(seeking_gives_the_row_at_or_after),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
