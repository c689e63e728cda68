/* How long customers wait, as it is measured and as another pool hears of it. */
#include "metrics.h"
#include "router_fixture.h"

static void ask_since(struct desk *desk, const char *conversation, int64_t since_ms, int64_t at)
{
    struct baton_routing_request *request =
        desk_request(desk, conversation, BATON_ROUTING_KIND_REQUEST, 0);

    request->waiting_since = since_ms;
    request->env.synthetic = strcmp(conversation, "drill") == 0;
    desk_send(desk, request, at);
}

static void assert_measured(const char *line)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 1 << 20);
    baton_metrics_write(&buf);
    if (baton_text_find(baton_buf_text(&buf), baton_text_of(line), 0) < 0)
        fail_msg("no %s in\n%.*s", line, (int)buf.size, (const char *)buf.data);
    baton_buf_release(&buf);
}

static void the_wait_is_measured_from_the_turn_on_once_and_not_of_drills(void **state)
{
    static const char *const asked[] = { "c1", "drill", "foreign", "ahead" };
    struct desk desk;

    (void)state;
    baton_metrics_release();
    desk_open(&desk);
    desk_online(&desk, "ana", 4, 1000);
    ask_since(&desk, "c1", 1500, 2000);
    ask_since(&desk, "drill", 1500, 2000);
    ask_since(&desk, "foreign", BATON_NULL_LONG, 2000);
    ask_since(&desk, "ahead", 9000, 2000);
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_ACCEPT, asked[i], 3000);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_RELEASE, "c1", 4000);
    desk_online(&desk, "ben", 1, 5000);
    desk_does(&desk, "ben", BATON_AGENT_EVENT_TYPE_ACCEPT, "c1", 6000);
    assert_true(baton_text_is(desk_case(&desk, "c1")->holder.id, "ben"));
    assert_measured("\nbaton_end_to_end_seconds_sum{until=\"queued\"} 0.5\n");
    assert_measured("\nbaton_end_to_end_seconds_count{until=\"queued\"} 1\n");
    assert_measured("\nbaton_end_to_end_seconds_sum{until=\"accepted\"} 1.5\n");
    assert_measured("\nbaton_end_to_end_seconds_count{until=\"accepted\"} 1\n");
    desk_close(&desk);
}

static void a_wait_goes_on_in_the_pool_of_the_policy_and_begins_anew_with_a_transfer(void **state)
{
    struct baton_agent_event *transfer;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"max_wait_ms\":60000,"
                       "\"overflow_pool\":\"second\"}}");
    ask_since(&desk, "c1", 1500, 2000);
    desk_advance(&desk, 62000);
    assert_int_equal(desk.passed->waiting_since, 1500);
    desk_online(&desk, "ana", 1, 63000);
    ask_since(&desk, "c2", 63500, 64000);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_ACCEPT, "c2", 65000);
    transfer = desk_event(&desk, "ana", BATON_AGENT_EVENT_TYPE_TRANSFER, "c2");
    transfer->target =
        (struct baton_target){ .kind = BATON_TARGET_KIND_POOL, .id = BATON_TEXT("second") };
    desk_tell(&desk, transfer, 66000);
    assert_true(baton_text_is(desk.passed->env.conversation_id, "c2"));
    assert_int_equal(desk.passed->waiting_since, BATON_NULL_LONG);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wait_is_measured_from_the_turn_on_once_and_not_of_drills),
        cmocka_unit_test(a_wait_goes_on_in_the_pool_of_the_policy_and_begins_anew_with_a_transfer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
