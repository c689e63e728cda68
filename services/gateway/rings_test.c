/* Streams: who hears what, and what a reader that comes back is given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rings.h"

#define ACME BATON_TEXT("acme")

/* A listener that writes down what it hears: "name:data name:data". */
struct ear {
    char heard[4096];
    char id[1024]; /* of the last event */
    bool gone, left;
};

static bool hear(void *context, struct baton_text id, struct baton_text name,
                 struct baton_text data)
{
    struct ear *ear = context;
    size_t size = strlen(ear->heard);

    if (ear->gone)
        return false;
    snprintf(ear->heard + size, sizeof ear->heard - size, "%s%.*s:%.*s", size > 0 ? " " : "",
             BATON_TEXT_ARG(name), BATON_TEXT_ARG(data));
    snprintf(ear->id, sizeof ear->id, "%.*s", BATON_TEXT_ARG(id));
    return true;
}

static bool is_open(void *context)
{
    return !((struct ear *)context)->gone;
}

static void leave(void *context)
{
    assert_false(((struct ear *)context)->left);
    ((struct ear *)context)->left = true;
}

/* They outlive the tests' functions: the rings let go of them when they are freed. */
static struct ear ears[64];
static size_t ears_used;

static struct ear *join(struct rings *rings, const char *types, const char *last)
{
    struct ear *ear = &ears[ears_used++];
    struct ring_listener listener = {
        .kinds = stream_kinds_of(baton_text_of(types)),
        .last_event_id = last,
        .sink = { hear, is_open, leave, ear },
    };

    rings_join(rings, ACME, &listener);
    return ear;
}

static void publish(struct rings *rings, const char *tenant, enum stream_kind kind,
                    int32_t partition, int64_t offset, const char *data)
{
    struct ring_event event = {
        .kind = kind, .partition = partition, .offset = offset, .data = baton_text_of(data)
    };

    rings_passed(rings, kind, partition, offset);
    rings_publish(rings, baton_text_of(tenant), &event);
}

static int set_up(void **state)
{
    struct rings_conf conf = { .max_events = 4, .max_bytes = 100000 };

    *state = rings_new(&conf);
    return 0;
}

static int tear_down(void **state)
{
    rings_free(*state);
    return 0;
}

static void a_stream_hears_its_tenant_and_its_types(void **state)
{
    struct ear *all = join(*state, "", NULL);
    struct ear *deliveries = join(*state, "delivery", NULL);

    publish(*state, "acme", STREAM_ASSIGNMENT, 0, 0, "A");
    publish(*state, "other", STREAM_DELIVERY, 0, 0, "no");
    publish(*state, "acme", STREAM_DELIVERY, 3, 9, "D");
    assert_string_equal(all->heard, "ready:{} assignment:A delivery:D");
    assert_string_equal(all->id, "a0.1,d3.10");
    assert_string_equal(deliveries->heard, "ready:{} delivery:D");
    assert_string_equal(deliveries->id, "d3.10");
    rings_free(*state);
    assert_true(all->left && deliveries->left);
    set_up(state);
}

static void a_stream_may_be_of_one_conversation(void **state)
{
    struct ear *ear = &ears[ears_used++];
    struct ring_listener listener = { .kinds = 15,
                                      .conversation_id = BATON_TEXT("c1"),
                                      .sink = { hear, is_open, leave, ear } };
    struct ring_event event = { .kind = STREAM_DELIVERY, .data = BATON_TEXT("1") };

    rings_join(*state, ACME, &listener);
    event.conversation_id = BATON_TEXT("c2");
    rings_publish(*state, ACME, &event);
    event.conversation_id = BATON_TEXT("c1");
    event.offset = 1;
    rings_publish(*state, ACME, &event);
    assert_string_equal(ear->heard, "ready:{} delivery:1");
}

static void a_drill_is_heard_by_who_asks_for_it(void **state)
{
    struct ear *crm = join(*state, "", NULL), *drill = &ears[ears_used++];
    struct ring_listener listener = { .kinds = 15,
                                      .synthetic = true,
                                      .sink = { hear, is_open, leave, drill } };
    struct ring_event event = { .kind = STREAM_ASSIGNMENT,
                                .synthetic = true,
                                .data = BATON_TEXT("drill") };

    rings_join(*state, ACME, &listener);
    rings_passed(*state, STREAM_ASSIGNMENT, 0, 0);
    rings_publish(*state, ACME, &event);
    publish(*state, "acme", STREAM_ASSIGNMENT, 0, 1, "real");
    assert_string_equal(crm->heard, "ready:{} assignment:real");
    assert_string_equal(drill->heard, "ready:{} assignment:drill assignment:real");
    assert_string_equal(crm->id, drill->id);
    crm = join(*state, "", "a0.0");
    assert_string_equal(crm->heard, "ready:{} assignment:real");
    listener.last_event_id = "a0.0";
    listener.sink.context = drill = &ears[ears_used++];
    rings_join(*state, ACME, &listener);
    assert_string_equal(drill->heard, "ready:{} assignment:drill assignment:real");
}

static void who_comes_back_gets_what_was_missed(void **state)
{
    struct ear *ear;

    publish(*state, "acme", STREAM_DELIVERY, 0, 0, "0");
    publish(*state, "acme", STREAM_DELIVERY, 1, 0, "1");
    publish(*state, "acme", STREAM_DELIVERY, 0, 1, "2");
    ear = join(*state, "", "d0.1");
    assert_string_equal(ear->heard, "ready:{} delivery:1 delivery:2");
    assert_string_equal(ear->id, "d0.2,d1.1");
    publish(*state, "acme", STREAM_DELIVERY, 1, 1, "3");
    assert_string_equal(ear->heard, "ready:{} delivery:1 delivery:2 delivery:3");
}

static void what_was_erased_is_given_to_nobody(void **state)
{
    static const char *const ids[] = { "c1", "c2", "c1" };
    struct ring_event event = { .kind = STREAM_DELIVERY, .data = BATON_TEXT("words") };
    struct ear *ear;

    publish(*state, "acme", STREAM_DELIVERY, 0, 0, "0");
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        event.offset = (int64_t)i + 1;
        event.conversation_id = baton_text_of(ids[i]);
        rings_passed(*state, STREAM_DELIVERY, 0, event.offset);
        rings_publish(*state, ACME, &event);
    }
    rings_forget(*state, BATON_TEXT("bolt"), STREAM_DELIVERY, BATON_TEXT("c1"));
    rings_forget(*state, ACME, STREAM_PACKAGE, BATON_TEXT("c2"));
    rings_forget(*state, ACME, STREAM_DELIVERY, BATON_TEXT("c1"));
    ear = join(*state, "", "d0.0");
    assert_string_equal(ear->heard, "ready:{} delivery:0 delivery:words");
    publish(*state, "acme", STREAM_DELIVERY, 0, 4, "4");
    ear = join(*state, "", "d0.3");
    assert_string_equal(ear->heard, "ready:{} delivery:4");
}

static void each_event_of_the_replay_says_where_it_stands(void **state)
{
    struct ear *ear, *again;

    for (int i = 0; i < 3; i++)
        publish(*state, "acme", STREAM_DELIVERY, i, 5, "x");
    ear = join(*state, "delivery", "d0.6");
    assert_string_equal(ear->id, "d0.6,d1.6,d2.6");
    again = join(*state, "delivery", "d0.6,d1.6");
    assert_string_equal(again->heard, "ready:{} delivery:x");
}

static void another_order_after_a_restart_loses_nothing(void **state)
{
    struct ear *ear;

    /* Before the restart partition 1 was read first; the reader has d1.1 and not d0.1. */
    publish(*state, "acme", STREAM_DELIVERY, 0, 0, "zero");
    publish(*state, "acme", STREAM_DELIVERY, 1, 0, "one");
    ear = join(*state, "", "d1.1");
    assert_string_equal(ear->heard, "ready:{} delivery:zero");
}

static void who_was_away_too_long_is_reset(void **state)
{
    struct ear *ear;

    for (int i = 0; i < 6; i++) /* the ring takes four */
        publish(*state, "acme", STREAM_DELIVERY, 0, i, "x");
    ear = join(*state, "", "d0.1");
    assert_string_equal(ear->heard, "reset:{}");
    assert_string_equal(ear->id, "d0.6");
    ear = join(*state, "", "d0.2");
    assert_string_equal(ear->heard, "ready:{} delivery:x delivery:x delivery:x delivery:x");
    ear = join(*state, "assignment", "-");
    assert_string_equal(ear->heard, "ready:{}");
}

static void positions_that_cannot_be_are_reset(void **state)
{
    static const char *const ids[] = { "x",     "d0",     "d0.",  "z0.1", "d-1.1",
                                       "d0.-1", "d0.999", "d7.3", "" };
    struct ear *ear;

    publish(*state, "acme", STREAM_DELIVERY, 0, 0, "x");
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        ear = join(*state, "", ids[i]);
        if (strncmp(ear->heard, "reset:{}", 8) != 0)
            fail_msg("%s: %s", ids[i], ear->heard);
    }
}

static void a_log_that_begins_later_is_reset(void **state)
{
    struct ear *ear;

    publish(*state, "acme", STREAM_DELIVERY, 0, 100, "x"); /* retention took what was before */
    ear = join(*state, "", "d0.50");
    assert_string_equal(ear->heard, "reset:{}");
    ear = join(*state, "", "d0.100");
    assert_string_equal(ear->heard, "ready:{} delivery:x");
}

static void who_is_gone_is_let_go(void **state)
{
    struct ear *first = join(*state, "", NULL);
    struct ear *second = join(*state, "", NULL);

    assert_int_equal(rings_sweep(*state), 2);
    first->gone = true;
    publish(*state, "acme", STREAM_DELIVERY, 0, 0, "x");
    assert_true(first->left);
    second->gone = true;
    assert_int_equal(rings_sweep(*state), 0);
    assert_true(second->left);
}

static void names_of_types_are_checked(void **state)
{
    (void)state;
    assert_int_equal(stream_kinds_of(BATON_TEXT("")), 15);
    assert_int_equal(stream_kinds_of(BATON_TEXT("package,assignment")), 5);
    assert_int_equal(stream_kinds_of(BATON_TEXT("package,assignments")), 0);
    assert_int_equal(stream_kinds_of(BATON_TEXT(",")), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stream_hears_its_tenant_and_its_types),
        TEST(a_stream_may_be_of_one_conversation),
        TEST(a_drill_is_heard_by_who_asks_for_it),
        TEST(who_comes_back_gets_what_was_missed),
        TEST(what_was_erased_is_given_to_nobody),
        TEST(each_event_of_the_replay_says_where_it_stands),
        TEST(another_order_after_a_restart_loses_nothing),
        TEST(who_was_away_too_long_is_reset),
        TEST(positions_that_cannot_be_are_reset),
        TEST(a_log_that_begins_later_is_reset),
        TEST(who_is_gone_is_let_go),
        TEST(names_of_types_are_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
