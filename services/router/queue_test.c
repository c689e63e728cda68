/* Places in the queue and the wait that they mean. */
#include "queue.h"

#include "router_fixture.h"

static void the_wait_grows_with_the_place_and_shrinks_with_the_agents(void **state)
{
    static const struct {
        int64_t position;
        double servers, mean_ms;
        int64_t max_ms, wait_ms;
    } rows[] = {
        { 1, 1, 60000, 0, 60000 },
        { 3, 1, 60000, 0, 180000 },
        { 3, 6, 60000, 0, 30000 },
        { 1, 2.5, 100000, 0, 40000 },
        { 500, 1, 600000, 1800000, 1800000 }, /* bounded by the longest wait */
        { 500, 1, 600000, 0, 86400000 },      /* and by a day where there is none */
        { 1, 0, 60000, 0, -1 },               /* nobody on shift */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(router_expected_wait_ms(rows[i].position, rows[i].servers, rows[i].mean_ms,
                                                 rows[i].max_ms),
                         rows[i].wait_ms);
}

static void whoever_waits_hears_his_place_when_it_changed(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_ask(&desk, "c1", 0, 2000);
    desk_ask(&desk, "c2", 0, 2001);
    desk_advance(&desk, 70000);
    desk_expect(&desk, "c1 queued queue e1 s1\nc2 queued queue e1 s1\n"); /* nothing changed */
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_WITHDRAW, 1), 71000);
    desk_advance(&desk, 130000);
    desk_expect(&desk, "c1 withdrawn bot e2 s2\nc2 updated queue e1 s2\n");
    assert_int_equal(desk_case(&desk, "c2")->position, 1);
    desk_close(&desk);
}

static void an_update_moves_a_conversation_to_its_new_place(void **state)
{
    struct baton_routing_request *update;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_ask(&desk, "c1", 0, 2000);
    desk_ask(&desk, "c2", 0, 2001);
    update = desk_request(&desk, "c2", BATON_ROUTING_KIND_UPDATE, 1);
    update->urgency = BATON_URGENCY_HIGH;
    desk_send(&desk, update, 3000);
    assert_int_equal(desk_case(&desk, "c2")->position, 1);
    desk_online(&desk, "ana", 1, 4000);
    assert_int_equal(desk_case(&desk, "c2")->status, BATON_ASSIGNMENT_STATUS_OFFERED);
    desk_close(&desk);
}

static void a_queue_of_thousands_is_served_from_its_front(void **state)
{
    struct desk desk;
    struct baton_agent_event *offline;

    (void)state;
    desk_open(&desk);
    for (int i = 0; i < 1200; i++) {
        struct baton_text name = baton_text_format(&desk.arena, "c%04d", i);

        desk.cases = desk.cases > 3 ? 3 : desk.cases; /* the fixture remembers a few */
        desk_ask(&desk, name.data, 0, 2000 + i);
    }
    assert_int_equal(desk.last[3]->position,
                     1200); /* at most: counted one by one only at the front */
    baton_buf_reset(&desk.lines);
    desk.cases = 0;
    desk_online(&desk, "ana", 2, 4000);
    desk_expect(&desk, "c0000 offered queue e1 s2\nc0001 offered queue e1 s2\n");
    offline = desk_event(&desk, "ana", BATON_AGENT_EVENT_TYPE_PRESENCE, NULL);
    offline->presence = BATON_PRESENCE_OFFLINE;
    desk_tell(&desk, offline, 4100); /* back to their places, the first two */
    assert_int_equal(desk_case(&desk, "c0000")->position, 1);
    assert_int_equal(desk_case(&desk, "c0001")->position, 2);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wait_grows_with_the_place_and_shrinks_with_the_agents),
        cmocka_unit_test(whoever_waits_hears_his_place_when_it_changed),
        cmocka_unit_test(an_update_moves_a_conversation_to_its_new_place),
        cmocka_unit_test(a_queue_of_thousands_is_served_from_its_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
