#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recent.h"

static struct baton_arena arena;

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

static bool seen(struct baton_recent *recent, const char *sender, int64_t number, const char *id)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);

    event->event_id = baton_text_of(id);
    event->speaker_id = baton_text_of(sender);
    event->sender_sequence = number;
    return baton_recent_seen(recent, event, &arena);
}

static bool seen_number(struct baton_recent *recent, const char *sender, int64_t number)
{
    return seen(recent, sender, number,
                baton_text_format(&arena, "%s-%d", sender, (int)number).data);
}

static void the_same_id_twice_is_a_duplicate(void **state)
{
    struct baton_recent *recent = BATON_RECORD(&arena, recent);

    (void)state;
    assert_false(seen(recent, "bot", -1, "e1"));
    assert_false(seen(recent, "bot", -1, "e2"));
    assert_true(seen(recent, "bot", -1, "e1"));
    assert_true(seen(recent, "customer", -1, "e2"));
}

static void the_ring_keeps_the_last_64_ids(void **state)
{
    struct baton_recent *recent = BATON_RECORD(&arena, recent);

    (void)state;
    for (int i = 0; i < 200; i++)
        assert_false(seen(recent, "bot", -1, baton_text_format(&arena, "e%d", i).data));
    for (int i = 199; i >= 200 - BATON_RECENT_IDS; i--)
        assert_true(seen(recent, "bot", -1, baton_text_format(&arena, "e%d", i).data));
    assert_int_equal(recent->ids_count, BATON_RECENT_IDS);
}

static void a_number_already_passed_is_a_duplicate_whatever_its_id(void **state)
{
    struct baton_recent *recent = BATON_RECORD(&arena, recent);

    (void)state;
    assert_false(seen(recent, "bot", 7, "a"));
    assert_true(seen(recent, "bot", 7, "b"));
    assert_true(seen(recent, "bot", 3, "c"));
    assert_false(seen(recent, "bot", 8, "d"));
    assert_false(seen(recent, "customer", 1, "e"));
}

static void the_sender_that_was_silent_longest_makes_room(void **state)
{
    struct baton_recent *recent = BATON_RECORD(&arena, recent);

    (void)state;
    for (int i = 0; i < BATON_RECENT_SENDERS; i++)
        assert_false(seen_number(recent, baton_text_format(&arena, "s%d", i).data, 5));
    assert_false(seen_number(recent, "s0", 6)); /* s0 is the newest now, s1 the oldest */
    assert_false(seen_number(recent, "new", 1));
    assert_int_equal(recent->senders_count, BATON_RECENT_SENDERS);
    assert_true(seen(recent, "s0", 6, "x"));
    assert_false(seen(recent, "s1", 2, "y"));
}

/* As a row comes from the store: its arrays were made by the reader of records. */
static void a_ring_that_was_stored_goes_on(void **state)
{
    struct baton_recent *recent = BATON_RECORD(&arena, recent);

    (void)state;
    for (int i = 0; i < 20; i++) {
        recent = baton_record_copy(&baton_recent_type, recent, &arena);
        assert_false(seen_number(recent, i % 2 == 0 ? "bot" : "customer", i));
        assert_true(seen_number(recent, i % 2 == 0 ? "bot" : "customer", i));
    }
    assert_int_equal(recent->ids_count, 20);
    assert_int_equal(recent->senders_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_id_twice_is_a_duplicate),
        cmocka_unit_test(the_ring_keeps_the_last_64_ids),
        cmocka_unit_test(a_number_already_passed_is_a_duplicate_whatever_its_id),
        cmocka_unit_test(the_sender_that_was_silent_longest_makes_room),
        cmocka_unit_test(a_ring_that_was_stored_goes_on),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
