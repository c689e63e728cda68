/* Ends of a stretch and of a conversation, and what must not be left behind. */
#include "router_fixture.h"

#define ACCEPT BATON_AGENT_EVENT_TYPE_ACCEPT

/* The end gives the conversation back, the agent's slot stays busy while he writes up, and is free
 * in the same turn in which he is done. */
static void after_the_end_the_bot_holds_while_the_agent_writes_up(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"wrap_up_ms\":30000}}");
    desk_online(&desk, "ana", 1, 1000);
    desk_ask(&desk, "c1", 0, 2000);
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    desk_ask(&desk, "c2", 0, 3100);
    baton_buf_reset(&desk.lines);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_RESOLVED, 2);
    request->assignment_id = BATON_TEXT("c1-a1");
    request->next = BATON_RESOLUTION_NEXT_CLOSE;
    desk_send(&desk, request, 10000);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 2);
    request->assignment_id = BATON_TEXT("c1-a1");
    desk_send(&desk, request, 10100);
    desk_expect(&desk, "c1 wrapping agent:ana e2 s4\nc1 closed bot e3 s5\n");
    const struct baton_assignment *c1 = desk_case(&desk, "c1");
    assert_int_equal(c1->holder_cause, BATON_HOLDER_CAUSE_CLOSED);
    assert_int_equal(c1->status, BATON_ASSIGNMENT_STATUS_WRAPPING);
    assert_int_equal(c1->participants_count, 0);
    assert_true(baton_text_is(c1->previous_holder.id, "ana"));
    desk_advance(&desk, 39999);
    desk_expect(&desk, "");
    desk_advance(&desk, 40000);
    desk_expect(&desk, "c1 completed bot e3 s6\nc2 offered queue e1 s2\n");
    desk_ask(&desk, "c1", 3, 41000); /* the customer came back, and the bot calls again */
    desk_expect(&desk, "c1 queued queue e4 s7\n");
    desk_close(&desk);
}

static void a_late_end_of_an_earlier_stretch_ends_nothing(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open(&desk);
    desk_online(&desk, "ana", 1, 1000);
    desk_ask(&desk, "c1", 0, 2000);
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_WITHDRAW, 1), 3000);
    desk_ask(&desk, "c1", 2, 4000);
    desk_does(&desk, "ana", ACCEPT, "c1", 5000);
    baton_buf_reset(&desk.lines);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 2);
    request->assignment_id = BATON_TEXT("c1-a1");
    desk_send(&desk, request, 6000);
    desk_expect(&desk, "");
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 2); /* older epoch, no id */
    desk_send(&desk, request, 7000);
    desk_expect(&desk, "c1 closed bot e5 s7\n");
    desk_close(&desk);
}

static struct baton_routing_request *resolved_by_bot(struct desk *desk, const char *stretch,
                                                     int64_t epoch)
{
    struct baton_routing_request *request =
        desk_request(desk, "c1", BATON_ROUTING_KIND_RESOLVED, epoch);

    request->assignment_id = baton_text_of(stretch);
    request->next = BATON_RESOLUTION_NEXT_BOT;
    return request;
}

static void a_resolution_counts_by_its_stretch_whatever_its_epoch(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_online(&desk, "ana", 1, 1000);
    desk_ask(&desk, "c1", 0, 2000);
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    desk_presence(&desk, "ana", BATON_PRESENCE_OFFLINE, 1, 4000); /* lost as she resolves it */
    baton_buf_reset(&desk.lines);
    desk_send(&desk, resolved_by_bot(&desk, "", 2), 5000);
    desk_expect(&desk, "");
    desk_send(&desk, resolved_by_bot(&desk, "c1-a1", 2), 6000);
    desk_expect(&desk, "c1 returned bot e4 s5\n");
    desk_ask(&desk, "c1", 4, 7000);
    baton_buf_reset(&desk.lines);
    desk_send(&desk, resolved_by_bot(&desk, "c1-a1", 5), 8000);
    desk_expect(&desk, "");
    desk_close(&desk);
}

static struct baton_routing_request *nameless(struct desk *desk, int64_t epoch)
{
    struct baton_routing_request *request =
        desk_request(desk, "c1", BATON_ROUTING_KIND_TAKEOVER, epoch);

    request->message_event_id = desk_id(desk, "m");
    return request;
}

static void a_takeover_that_names_nobody_is_refused_wherever_the_conversation_is(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"switchboard\":{\"retention_ms\":100000}}");
    desk_send(&desk, nameless(&desk, 0), 2000); /* never heard of: the bot holds */
    desk_expect(&desk, "c1 refused bot e0 s1\n");
    const struct baton_assignment *c1 = desk_case(&desk, "c1");
    assert_int_equal(c1->refusal, BATON_REFUSAL_NO_AGENT_NAMED);
    assert_true(baton_text_is(c1->reason, "the message names no agent"));
    assert_true(c1->answers_event_id.size > 0);
    desk_ask(&desk, "c1", 0, 3000);
    desk_send(&desk, nameless(&desk, 1), 4000);
    desk_expect(&desk, "c1 queued queue e1 s2\nc1 refused queue e1 s3\n");
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 1), 5000);
    desk_send(&desk, nameless(&desk, 2), 6000);
    desk_expect(&desk, "c1 closed bot e2 s4\nc1 refused bot e2 s5\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->assignment_id, "c1-a1"));
    assert_int_equal(desk_case(&desk, "c1")->refusal, BATON_REFUSAL_NO_AGENT_NAMED);
    desk_advance(&desk, 105000);
    assert_int_equal(desk.tombstones, 1);
    desk_close(&desk);
}

/* As the packager says that the customer is forgotten. */
static void forget(struct desk *desk, int64_t at)
{
    struct baton_routing_request *request = desk_request(desk, "c1", BATON_ROUTING_KIND_UPDATE, 0);

    request->package.package_id = BATON_TEXT("c1-k3");
    request->package.version = 3;
    desk_send(desk, request, at);
}

static struct baton_routing_request *with_words(struct desk *desk, int64_t epoch)
{
    struct baton_routing_request *request =
        desk_request(desk, "c1", BATON_ROUTING_KIND_REQUEST, epoch);

    request->customer.id = BATON_TEXT("cus-1");
    request->customer.name = BATON_TEXT("Maria Lang");
    request->reason = BATON_TEXT("Maria wants a person");
    request->channel.address = BATON_TEXT("+43 1 555");
    request->card.headline = BATON_TEXT("Charged twice");
    request->package.package_id = BATON_TEXT("c1-k2");
    request->package.version = 2;
    return request;
}

static void assert_nothing_left(const struct baton_assignment *a)
{
    assert_int_equal(a->card.headline.size, 0);
    assert_int_equal(a->customer.id.size + a->customer.name.size, 0);
    assert_int_equal(a->reason.size + a->channel.address.size, 0);
}

static void forgetting_empties_the_last_assignment_whoever_holds(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_online(&desk, "ana", 1, 1000);
    desk_send(&desk, with_words(&desk, 0), 2000);
    assert_true(baton_text_is(desk_case(&desk, "c1")->card.headline, "Charged twice"));
    forget(&desk, 2500); /* an offer is open */
    assert_nothing_left(desk_case(&desk, "c1"));
    assert_int_equal(desk_case(&desk, "c1")->status, BATON_ASSIGNMENT_STATUS_OFFERED);
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    assert_nothing_left(desk_case(&desk, "c1"));
    desk_send(&desk, resolved_by_bot(&desk, "c1-a1", 2), 4000);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_WRAPPED, "c1", 4100);
    desk_send(&desk, with_words(&desk, 3), 5000);
    desk_does(&desk, "ana", ACCEPT, "c1", 6000);
    assert_true(desk_case(&desk, "c1")->card.headline.size > 0);
    baton_buf_reset(&desk.lines);
    forget(&desk, 7000); /* an agent holds */
    desk_expect(&desk, "c1 updated agent:ana e5 s10\n");
    assert_nothing_left(desk_case(&desk, "c1"));
    desk_send(&desk, resolved_by_bot(&desk, "c1-a4", 5), 8000);
    assert_nothing_left(desk_case(&desk, "c1"));
    desk_close(&desk);
}

static void forgetting_after_the_end_takes_the_record_away_at_once(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_send(&desk, with_words(&desk, 0), 2000);
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 1), 3000);
    baton_buf_reset(&desk.lines);
    forget(&desk, 4000);
    desk_expect(&desk, "");
    assert_int_equal(desk.tombstones, 1);
    desk_ask(&desk, "c1", 2, 5000); /* the numbers go on */
    desk_expect(&desk, "c1 queued queue e3 s3\n");
    desk_close(&desk);
}

static void what_is_said_of_a_request_that_moved_reaches_the_pool_that_has_it(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"max_wait_ms\":60000,\"overflow_pool\":\"second\"}}");
    request = with_words(&desk, 0);
    desk_send(&desk, request, 2000);
    desk_advance(&desk, 62000);
    forget(&desk, 63000);
    assert_nothing_left(desk_case(&desk, "c1"));
    assert_true(baton_text_is(desk_case(&desk, "c1")->pool, "second"));
    baton_buf_reset(&desk.lines);
    struct baton_routing_request *back = desk_request(&desk, "c1", BATON_ROUTING_KIND_WITHDRAW, 0);
    back->concerns = request->request_id; /* its sender knows the first pool alone */
    desk_send(&desk, back, 64000);
    desk_expect(&desk, "c1 withdrawn bot e3 s65539\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_end_the_bot_holds_while_the_agent_writes_up),
        cmocka_unit_test(a_late_end_of_an_earlier_stretch_ends_nothing),
        cmocka_unit_test(a_resolution_counts_by_its_stretch_whatever_its_epoch),
        cmocka_unit_test(a_takeover_that_names_nobody_is_refused_wherever_the_conversation_is),
        cmocka_unit_test(forgetting_empties_the_last_assignment_whoever_holds),
        cmocka_unit_test(forgetting_after_the_end_takes_the_record_away_at_once),
        cmocka_unit_test(what_is_said_of_a_request_that_moved_reaches_the_pool_that_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
