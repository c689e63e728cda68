/* What assignments and requests to other pools carry for those who read them. */
#include "router_fixture.h"

#define ACCEPT BATON_AGENT_EVENT_TYPE_ACCEPT

static void an_assignment_names_the_package_and_the_chain(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    struct baton_routing_request *request =
        desk_request(&desk, "c1", BATON_ROUTING_KIND_REQUEST, 0);
    request->package.package_id = BATON_TEXT("c1-k3");
    request->package.version = 3;
    request->package.partition = 7;
    request->package.link = BATON_TEXT("/v1/conversations/acme/c1/package");
    request->previous_conversation_id = BATON_TEXT("c0");
    request->root_conversation_id = BATON_TEXT("c-1");
    desk_send(&desk, request, 2000);
    const struct baton_assignment *a = desk_case(&desk, "c1");
    assert_int_equal(a->package.partition, 7);
    assert_true(baton_text_is(a->package.link, "/v1/conversations/acme/c1/package"));
    assert_true(baton_text_is(a->previous_conversation_id, "c0"));
    assert_true(baton_text_is(a->root_conversation_id, "c-1"));
    desk_close(&desk);
}

static void the_first_reply_is_due_from_the_beginning_of_each_hold(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"first_reply_ms\":90000}}");
    desk_online(&desk, "ana", 1, 1000);
    desk_ask(&desk, "c1", 0, 2000);
    assert_true(desk_case(&desk, "c1")->due.first_reply_at == BATON_NULL_LONG);
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    assert_int_equal(desk_case(&desk, "c1")->due.first_reply_at, 93000);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_RELEASE, "c1", 4000);
    assert_int_equal(desk_case(&desk, "c1")->holder.kind, BATON_HOLDER_KIND_QUEUE);
    assert_true(desk_case(&desk, "c1")->due.first_reply_at == BATON_NULL_LONG);
    desk_close(&desk);
}

static void a_refusal_says_which_kind_it_is_and_the_next_record_does_not(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_ask(&desk, "c1", 0, 2000);
    struct baton_routing_request *nameless =
        desk_request(&desk, "c1", BATON_ROUTING_KIND_TAKEOVER, 1);
    nameless->message_event_id = BATON_TEXT("m1");
    desk_send(&desk, nameless, 3000);
    assert_int_equal(desk_case(&desk, "c1")->refusal, BATON_REFUSAL_NO_AGENT_NAMED);
    desk_online(&desk, "ana", 1, 4000);
    assert_int_equal(desk_case(&desk, "c1")->change, BATON_ASSIGNMENT_CHANGE_OFFERED);
    assert_int_equal(desk_case(&desk, "c1")->refusal, BATON_REFUSAL_UNKNOWN);
    desk_close(&desk);
}

static void what_goes_to_another_pool_is_numbered(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"max_wait_ms\":60000,\"overflow_pool\":\"second\"}}");
    desk_ask(&desk, "c1", 0, 2000);
    int64_t before = desk_case(&desk, "c1")->env.sequence;
    desk_advance(&desk, 70000);
    assert_non_null(desk.passed);
    assert_true(desk.passed->env.sequence > before);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_assignment_names_the_package_and_the_chain),
        cmocka_unit_test(the_first_reply_is_due_from_the_beginning_of_each_hold),
        cmocka_unit_test(a_refusal_says_which_kind_it_is_and_the_next_record_does_not),
        cmocka_unit_test(what_goes_to_another_pool_is_numbered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
