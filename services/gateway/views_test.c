/* Views: the last record counts, what ended makes room first; and what is advised from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "advice.h"
#include "views.h"

#define KEY BATON_TEXT("acme/c1")

static struct baton_arena arena;
static struct baton_buf out;

static int set_up(void **state)
{
    *state = views_new(1024 * 1024);
    baton_arena_init(&arena);
    baton_buf_init(&out, 1024 * 1024);
    return 0;
}

static int tear_down(void **state)
{
    views_free(*state);
    baton_arena_release(&arena);
    baton_buf_release(&out);
    return 0;
}

static bool assign(struct views *views, struct baton_text key, int64_t sequence, int64_t epoch,
                   enum baton_holder_kind kind, const char *id)
{
    struct baton_assignment *a = BATON_RECORD(&arena, assignment);

    a->env.sequence = sequence;
    a->env.epoch = epoch;
    a->holder.kind = kind;
    a->holder.id = baton_text_of(id);
    a->status = BATON_ASSIGNMENT_STATUS_ACTIVE;
    return views_assignment(views, key, a, baton_text_format(&arena, "{\"s\":%d}", (int)sequence));
}

static const char *read_part(struct views *views, struct baton_text key, enum view_part part)
{
    baton_buf_reset(&out);
    return views_read(views, key, part, &out) ? baton_text_string(&arena, baton_buf_text(&out))
                                              : NULL;
}

static void an_older_assignment_changes_nothing(void **state)
{
    assert_true(assign(*state, KEY, 5, 2, BATON_HOLDER_KIND_AGENT, "eva"));
    assert_false(assign(*state, KEY, 5, 1, BATON_HOLDER_KIND_QUEUE, ""));
    assert_false(assign(*state, KEY, 4, 1, BATON_HOLDER_KIND_QUEUE, ""));
    assert_string_equal(read_part(*state, KEY, VIEW_ASSIGNMENT), "{\"s\":5}");
}

static void without_an_assignment_the_bot_holds(void **state)
{
    struct baton_holding holding;

    views_holding(*state, KEY, &arena, &holding);
    assert_int_equal(holding.kind, BATON_HOLDER_KIND_BOT);
    assert_int_equal(holding.epoch, 0);
}

static void a_tombstone_takes_the_holder_back(void **state)
{
    struct baton_holding holding;

    assign(*state, KEY, 1, 1, BATON_HOLDER_KIND_QUEUE, "");
    views_drop(*state, KEY, VIEW_ASSIGNMENT);
    assert_null(read_part(*state, KEY, VIEW_ASSIGNMENT));
    views_holding(*state, KEY, &arena, &holding);
    assert_int_equal(holding.kind, BATON_HOLDER_KIND_BOT);
    assert_int_equal(views_size(*state).conversations, 0);
    assert_int_equal(views_size(*state).bytes, 0);
}

static void a_package_tells_when_its_card_changed(void **state)
{
    struct baton_text a = BATON_TEXT("a"), b = BATON_TEXT("b"), json = BATON_TEXT("{}");

    assert_true(views_package(*state, KEY, false, a, json));
    assert_false(views_package(*state, KEY, false, a, json));
    assert_true(views_package(*state, KEY, false, b, json));
    assert_string_equal(read_part(*state, KEY, VIEW_PACKAGE), "{}");
}

static void pages_come_in_order_each_once(void **state)
{
    views_page(*state, KEY, 2, BATON_TEXT("2"));
    views_page(*state, KEY, 1, BATON_TEXT("1"));
    views_page(*state, KEY, 3, BATON_TEXT("3"));
    views_page(*state, KEY, 2, BATON_TEXT("22"));
    baton_buf_reset(&out);
    assert_int_equal(views_read_pages(*state, KEY, &out), 3);
    assert_string_equal(baton_text_string(&arena, baton_buf_text(&out)), "1,22,3");
    for (int number = 1; number <= 3; number++)
        views_drop_page(*state, KEY, number);
    assert_int_equal(views_size(*state).bytes, 0);
}

static void what_ended_makes_room_first(void **state)
{
    struct views *views = views_new(20000);
    char *large = calloc(1, 4000);
    struct baton_text json = { memset(large, 'x', 4000), 4000 };

    (void)state;
    for (int i = 0; i < 8; i++)
        views_package(views, baton_text_format(&arena, "acme/c%d", i), i % 2 == 1,
                      BATON_TEXT("card"), json);
    assert_true(views_size(views).bytes <= 20000);
    assert_int_equal(views_size(views).dropped_ended, 4);
    assert_int_equal(views_size(views).dropped_live, 0);
    assert_non_null(read_part(views, BATON_TEXT("acme/c0"), VIEW_PACKAGE));
    assert_null(read_part(views, BATON_TEXT("acme/c1"), VIEW_PACKAGE));
    views_free(views);
    free(large);
}

static void the_longest_silent_goes_when_none_ended(void **state)
{
    struct views *views = views_new(1500);

    (void)state;
    for (int i = 0; i < 6; i++) {
        views_package(views, baton_text_format(&arena, "acme/c%d", i), false, BATON_TEXT("card"),
                      BATON_TEXT("{}"));
        views_package(views, BATON_TEXT("acme/c0"), false, BATON_TEXT("card"), BATON_TEXT("{}"));
    }
    assert_non_null(read_part(views, BATON_TEXT("acme/c0"), VIEW_PACKAGE));
    assert_null(read_part(views, BATON_TEXT("acme/c1"), VIEW_PACKAGE));
    assert_true(views_size(views).dropped_live > 0);
    views_free(views);
}

/* --- advice ----------------------------------------------------------------------------------- */

static void the_holder_alone_may_speak_under_its_epoch(void **state)
{
    static const struct {
        enum baton_holder_kind kind;
        const char *holder;
        enum baton_speaker speaker;
        const char *speaker_id;
        int64_t epoch;
        bool may;
    } rows[] = {
        { BATON_HOLDER_KIND_BOT, "", BATON_SPEAKER_BOT, "b1", -1, true },
        { BATON_HOLDER_KIND_BOT, "", BATON_SPEAKER_BOT, "b1", 2, true },
        { BATON_HOLDER_KIND_BOT, "", BATON_SPEAKER_BOT, "b1", 1, false },
        { BATON_HOLDER_KIND_BOT, "", BATON_SPEAKER_BOT, "b1", 3, false },
        { BATON_HOLDER_KIND_BOT, "b2", BATON_SPEAKER_BOT, "b1", -1, false },
        { BATON_HOLDER_KIND_QUEUE, "", BATON_SPEAKER_BOT, "b1", 2, false },
        { BATON_HOLDER_KIND_QUEUE, "", BATON_SPEAKER_AGENT, "eva", -1, false },
        { BATON_HOLDER_KIND_AGENT, "eva", BATON_SPEAKER_AGENT, "eva", 2, true },
        { BATON_HOLDER_KIND_AGENT, "eva", BATON_SPEAKER_AGENT, "max", 2, false },
        { BATON_HOLDER_KIND_AGENT, "eva", BATON_SPEAKER_BOT, "", -1, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_holding holding = { .kind = rows[i].kind,
                                         .id = baton_text_of(rows[i].holder),
                                         .epoch = 2 };
        struct advice_question question = { rows[i].speaker, baton_text_of(rows[i].speaker_id),
                                            rows[i].epoch };

        if (advice_may_speak(&question, &holding) != rows[i].may)
            fail_msg("row %zu", i);
    }
}

static void a_guest_speaker_may_speak_too(void **state)
{
    struct baton_assignment *a = BATON_RECORD(&arena, assignment);
    struct baton_participant guests[] = { { .agent_id = BATON_TEXT("guest"), .may_speak = true },
                                          { .agent_id = BATON_TEXT("watcher") } };
    struct advice_question question = { BATON_SPEAKER_AGENT, BATON_TEXT("guest"), -1 };
    struct baton_holding holding;

    a->env.sequence = a->env.epoch = 1;
    a->holder = (struct baton_holder){ .kind = BATON_HOLDER_KIND_AGENT, .id = BATON_TEXT("eva") };
    a->participants = guests;
    a->participants_count = 2;
    views_assignment(*state, KEY, a, BATON_TEXT("{}"));
    views_holding(*state, KEY, &arena, &holding);
    assert_true(advice_may_speak(&question, &holding));
    question.speaker_id = BATON_TEXT("watcher");
    assert_false(advice_may_speak(&question, &holding));
}

static void the_question_is_that_of_the_last_voice(void **state)
{
    struct baton_conversation_event *bot = BATON_RECORD(&arena, conversation_event);
    struct baton_conversation_event *customer = BATON_RECORD(&arena, conversation_event);
    void *events[] = { bot, customer };

    (void)state;
    bot->speaker = BATON_SPEAKER_BOT;
    bot->speaker_id = BATON_TEXT("b1");
    bot->env.epoch = 7;
    customer->speaker = BATON_SPEAKER_CUSTOMER;
    struct advice_question question = advice_question_of(events, 2);
    assert_int_equal(question.epoch, 7);
    assert_true(baton_text_is(question.speaker_id, "b1"));
    question = advice_question_of(events + 1, 1);
    assert_int_equal(question.speaker, BATON_SPEAKER_BOT);
    assert_int_equal(question.epoch, -1);
}

static void the_holder_is_written_as_json(void **state)
{
    struct baton_holding holding = { .kind = BATON_HOLDER_KIND_AGENT,
                                     .id = BATON_TEXT("e\"va"),
                                     .name = BATON_TEXT("Eva"),
                                     .epoch = 3 };

    (void)state;
    advice_write_holder(&holding, &out);
    assert_string_equal(baton_text_string(&arena, baton_buf_text(&out)),
                        "\"holder\":{\"kind\":\"agent\",\"id\":\"e\\\"va\",\"name\":\"Eva\"},"
                        "\"epoch\":3");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_older_assignment_changes_nothing),
        TEST(without_an_assignment_the_bot_holds),
        TEST(a_tombstone_takes_the_holder_back),
        TEST(a_package_tells_when_its_card_changed),
        TEST(pages_come_in_order_each_once),
        TEST(what_ended_makes_room_first),
        TEST(the_longest_silent_goes_when_none_ended),
        TEST(the_holder_alone_may_speak_under_its_epoch),
        TEST(a_guest_speaker_may_speak_too),
        TEST(the_question_is_that_of_the_last_voice),
        TEST(the_holder_is_written_as_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
