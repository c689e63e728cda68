/* Conversations and agents at one desk, sentence by sentence. */
#include "router_fixture.h"

#define ACCEPT BATON_AGENT_EVENT_TYPE_ACCEPT
#define DECLINE BATON_AGENT_EVENT_TYPE_DECLINE

static void a_free_agent_is_offered_the_conversation_and_holds_after_accepting(void **state)
{
    struct desk desk;

    (void)state;
    desk_open_offered(&desk);
    desk_expect(&desk, "c1 queued queue e1 s1\nc1 offered queue e1 s2\n");
    assert_int_equal(desk.decision->result, BATON_DECISION_RESULT_OFFERED);
    assert_true(baton_text_is(desk.decision->chosen_agent_id, "ana"));
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    desk_expect(&desk, "c1 accepted agent:ana e2 s3\n");
    const struct baton_assignment *c1 = desk_case(&desk, "c1");
    assert_true(baton_text_is(c1->assignment_id, "c1-a1"));
    assert_true(baton_text_is(c1->reservations[0].id, "c1-a1-o1"));
    assert_int_equal(c1->reservations[0].version, 2);
    assert_int_equal(c1->previous_holder.kind, BATON_HOLDER_KIND_QUEUE);
    assert_int_equal(c1->status, BATON_ASSIGNMENT_STATUS_ACTIVE);
    assert_int_equal(desk.dead_letters, 0);
    desk_close(&desk);
}

static void a_freed_slot_serves_the_queue_at_once_and_in_order(void **state)
{
    struct desk desk;

    (void)state;
    desk_open_held(&desk);
    desk_ask(&desk, "c2", 0, 3200);
    desk_ask(&desk, "c3", 0, 3300);
    assert_int_equal(desk_case(&desk, "c3")->position, 2);
    assert_true(desk_case(&desk, "c3")->expected_wait_ms > 0);
    baton_buf_reset(&desk.lines);
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 2), 4000);
    desk_expect(&desk, "c1 closed bot e3 s4\nc2 offered queue e1 s2\n");
    desk_close(&desk);
}

static void an_urgent_conversation_goes_first_and_an_older_one_of_its_kind_before_a_newer(
    void **state)
{
    struct desk desk;
    struct baton_routing_request *urgent;

    (void)state;
    desk_open(&desk);
    desk_ask(&desk, "old", 0, 1000);
    desk_ask(&desk, "new", 0, 1001);
    urgent = desk_request(&desk, "urgent", BATON_ROUTING_KIND_REQUEST, 0);
    urgent->urgency = BATON_URGENCY_CRITICAL;
    desk_send(&desk, urgent, 2000);
    assert_int_equal(desk_case(&desk, "urgent")->position, 1);
    baton_buf_reset(&desk.lines);
    desk_online(&desk, "ana", 2, 3000);
    desk_expect(&desk, "urgent offered queue e1 s2\nold offered queue e1 s2\n");
    desk_close(&desk);
}

static void a_declined_offer_goes_to_the_next_agent_without_a_new_epoch(void **state)
{
    struct desk desk;

    (void)state;
    desk_open_offered(&desk);
    desk_online(&desk, "ben", 1, 2000);
    desk_does(&desk, "ana", DECLINE, "c1", 2100);
    desk_expect(&desk, "c1 queued queue e1 s1\nc1 offered queue e1 s2\n"
                       "c1 declined queue e1 s3\nc1 offered queue e1 s4\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->reservations[1].agent_id, "ben"));
    desk_close(&desk);
}

static void an_offer_without_an_answer_times_out_and_a_late_accept_does_not_count(void **state)
{
    struct desk desk;

    (void)state;
    desk_open_offered(&desk);
    desk_advance(&desk, 32000);
    desk_does(&desk, "ana", ACCEPT, "c1", 32001);
    desk_expect(&desk, "c1 queued queue e1 s1\nc1 offered queue e1 s2\nc1 timed_out queue e1 s3\n");
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_HEARTBEAT, NULL, 60000);
    desk_advance(&desk, 92000); /* asked again, nobody else is there */
    desk_expect(&desk, "c1 offered queue e1 s4\n");
    desk_close(&desk);
}

static void an_accept_of_an_older_reservation_or_by_another_agent_is_dropped(void **state)
{
    struct desk desk;
    struct baton_agent_event *event;

    (void)state;
    desk_open_offered(&desk);
    desk_online(&desk, "ben", 1, 2000);
    desk_does(&desk, "ana", DECLINE, "c1", 2100);
    baton_buf_reset(&desk.lines);
    event = desk_event(&desk, "ben", ACCEPT, "c1");
    event->reservation_id = BATON_TEXT("c1-a1-o1");
    desk_tell(&desk, event, 2200);
    event = desk_event(&desk, "ben", ACCEPT, "c1");
    event->reservation_version = 7;
    desk_tell(&desk, event, 2300);
    desk_does(&desk, "ana", ACCEPT, "c1", 2400);
    desk_expect(&desk, "");
    event = desk_event(&desk, "ben", ACCEPT, NULL); /* by its reservation alone */
    event->reservation_id = BATON_TEXT("c1-a1-o2");
    event->reservation_version = 1;
    desk_tell(&desk, event, 2500);
    desk_expect(&desk, "c1 accepted agent:ben e2 s5\n");
    desk_close(&desk);
}

static void an_agent_who_is_lost_gives_back_what_he_holds_under_a_new_epoch(void **state)
{
    struct desk desk;

    (void)state;
    desk_open_held(&desk);
    desk_online(&desk, "ben", 1, 40000);
    desk_advance(&desk, 63000); /* 60 s after the last sign of life */
    desk_expect(&desk, "c1 departed queue e3 s4\nc1 offered queue e3 s5\n");
    desk_does(&desk, "ben", ACCEPT, "c1", 63001);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_HEARTBEAT, NULL, 64000);
    desk_ask(&desk, "c2", 0, 65000); /* back by the heartbeat alone */
    desk_expect(&desk,
                "c1 accepted agent:ben e4 s6\nc2 queued queue e1 s1\nc2 offered queue e1 s2\n");
    desk_close(&desk);
}

static void an_agent_who_misses_three_offers_is_away_until_he_says_otherwise(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"heartbeat_timeout_ms\":86400000}}");
    desk_online(&desk, "ana", 1, 1000);
    for (int i = 0; i < 3; i++) {
        char name[8];
        snprintf(name, sizeof name, "c%d", i);
        desk_ask(&desk, baton_text_string(&desk.arena, baton_text_of(name)), 0, 2000 + 40000 * i);
        desk_advance(&desk, 2000 + 40000 * i + 31000);
    }
    baton_buf_reset(&desk.lines);
    desk_ask(&desk, "c9", 0, 130000);
    desk_expect(&desk, "c9 queued queue e1 s1\n");
    assert_int_equal(desk_case(&desk, "c9")->expected_wait_ms, BATON_NULL_LONG);
    desk_online(&desk, "ana", 1, 131000);
    assert_int_equal(desk_case(&desk, "c0")->change, BATON_ASSIGNMENT_CHANGE_OFFERED);
    desk_close(&desk);
}

static void a_takeover_rescinds_the_offer_and_answers_the_message(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open_offered(&desk);
    desk_online(&desk, "ben", 1, 2000);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_TAKEOVER, 0);
    request->agent.id = BATON_TEXT("ben");
    request->message_event_id = BATON_TEXT("m1");
    desk_send(&desk, request, 3000);
    const struct baton_assignment *c1 = desk_case(&desk, "c1");
    assert_true(baton_text_is(c1->answers_event_id, "m1"));
    assert_int_equal(c1->reservations[0].state, BATON_RESERVATION_STATE_RESCINDED);
    desk_expect(&desk,
                "c1 queued queue e1 s1\nc1 offered queue e1 s2\nc1 taken_over agent:ben e2 s3\n");
    desk_ask(&desk, "c2", 0, 4000); /* ana's slot is free again */
    assert_true(baton_text_is(desk_case(&desk, "c2")->reservations[0].agent_id, "ana"));
    desk_close(&desk);
}

static void a_takeover_of_a_conversation_that_another_agent_holds_is_refused(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open_held(&desk);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_TAKEOVER, 2);
    request->agent.id = BATON_TEXT("ben");
    request->message_event_id = BATON_TEXT("m1");
    desk_send(&desk, request, 4000);
    desk_expect(&desk, "c1 refused agent:ana e2 s4\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->reason, "ana holds the conversation"));
    assert_int_equal(desk_case(&desk, "c1")->refusal, BATON_REFUSAL_ANOTHER_HOLDS);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_TAKEOVER, 1); /* crossed the accept */
    request->agent.id = BATON_TEXT("ana");
    request->message_event_id = BATON_TEXT("m2");
    desk_send(&desk, request, 4100);
    desk_expect(&desk, "c1 taken_over agent:ana e2 s5\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->answers_event_id, "m2"));
    desk_close(&desk);
}

static void a_takeover_of_a_conversation_with_the_bot_begins_a_stretch(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open(&desk);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_TAKEOVER, 0);
    request->agent.id = BATON_TEXT("zoe");
    request->message_event_id = BATON_TEXT("m1");
    desk_send(&desk, request, 2000);
    desk_expect(&desk, "c1 taken_over agent:zoe e1 s1\n");
    assert_int_equal(desk_case(&desk, "c1")->previous_holder.kind, BATON_HOLDER_KIND_BOT);
    desk_close(&desk);
}

static void a_resolution_returns_the_conversation_to_the_bot_while_the_agent_writes_up(void **state)
{
    struct desk desk;
    struct baton_routing_request *resolved;

    (void)state;
    desk_open_held(&desk);
    desk_ask(&desk, "c2", 0, 3100);
    baton_buf_reset(&desk.lines);
    resolved = desk_request(&desk, "c1", BATON_ROUTING_KIND_RESOLVED, 2);
    resolved->assignment_id = BATON_TEXT("c1-a1");
    resolved->next = BATON_RESOLUTION_NEXT_BOT;
    resolved->outcome = BATON_OUTCOME_RESOLVED;
    desk_send(&desk, resolved, 20000);
    desk_expect(&desk, "c1 returned bot e3 s4\n");
    assert_int_equal(desk_case(&desk, "c1")->status, BATON_ASSIGNMENT_STATUS_WRAPPING);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_WRAPPED, "c1", 21000);
    desk_expect(&desk, "c1 completed bot e3 s5\nc2 offered queue e1 s2\n");
    assert_int_equal(desk_case(&desk, "c1")->status, BATON_ASSIGNMENT_STATUS_RETURNED);
    desk_ask(&desk, "c1", 3, 30000); /* the bot calls again: a new stretch, the next epoch */
    desk_expect(&desk, "c1 queued queue e4 s6\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->assignment_id, "c1-a4"));
    desk_close(&desk);
}

static void stale_and_repeated_requests_change_nothing(void **state)
{
    struct desk desk;
    struct baton_routing_request *request;

    (void)state;
    desk_open(&desk);
    desk_online(&desk, "ana", 1, 1000);
    request = desk_request(&desk, "c1", BATON_ROUTING_KIND_REQUEST, 0);
    desk_send(&desk, request, 2000);
    desk_does(&desk, "ana", ACCEPT, "c1", 3000);
    baton_buf_reset(&desk.lines);
    desk_send(&desk, request, 4000);
    desk_ask(&desk, "c1", 0, 5000);
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_RESOLVED, 1), 6000);
    desk_send(&desk, desk_request(&desk, "nobody", BATON_ROUTING_KIND_WITHDRAW, 1), 7000);
    desk_does(&desk, "ana", ACCEPT, "c1", 8000);
    desk_expect(&desk, "");
    assert_int_equal(desk.dead_letters, 0);
    desk_close(&desk);
}

static void nobody_within_the_longest_wait_gives_it_back_to_the_bot(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"max_wait_ms\":60000}}");
    desk_ask(&desk, "c1", 0, 2000);
    desk_advance(&desk, 61999);
    desk_expect(&desk, "c1 queued queue e1 s1\n");
    desk_advance(&desk, 62000);
    desk_expect(&desk, "c1 failed bot e2 s2\n");
    assert_int_equal(desk_case(&desk, "c1")->end, BATON_ASSIGNMENT_END_NO_AGENT);
    desk_online(&desk, "ana", 1, 63000);
    desk_expect(&desk, "");
    desk_close(&desk);
}

static void after_the_longest_wait_it_goes_to_the_pool_of_the_policy(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"max_wait_ms\":60000,\"overflow_pool\":\"second\"}}");
    desk_ask(&desk, "c1", 0, 2000);
    desk_advance(&desk, 62000);
    desk_expect(&desk, "c1 queued queue e1 s1\nc1 transferred queue e1 s2\n"
                       "c1 queued queue e2 s65537\n");
    assert_true(baton_text_is(desk.passed->pool, "second"));
    assert_true(baton_text_is(desk_case(&desk, "c1")->pool, "second"));
    assert_int_equal(desk_case(&desk, "c1")->previous_holder.kind, BATON_HOLDER_KIND_QUEUE);
    desk_advance(&desk, 122000);
    desk_expect(&desk, "c1 failed bot e3 s65538\n");
    desk_close(&desk);
}

static void a_transfer_goes_to_the_named_colleague_first(void **state)
{
    struct desk desk;
    struct baton_agent_event *event;

    (void)state;
    desk_open_held(&desk);
    desk_online(&desk, "ben", 5, 4000);
    desk_online(&desk, "zoe", 1, 4000);
    baton_buf_reset(&desk.lines);
    event = desk_event(&desk, "ana", BATON_AGENT_EVENT_TYPE_TRANSFER, "c1");
    event->target = (struct baton_target){ BATON_TARGET_KIND_AGENT, BATON_TEXT("zoe") };
    desk_tell(&desk, event, 5000);
    desk_expect(&desk, "c1 transferred queue e3 s4\nc1 offered queue e3 s5\n");
    assert_true(baton_text_is(desk_case(&desk, "c1")->reservations[1].agent_id, "zoe"));
    desk_does(&desk, "zoe", ACCEPT, "c1", 6000);
    event = desk_event(&desk, "zoe", BATON_AGENT_EVENT_TYPE_TRANSFER, "c1");
    event->target = (struct baton_target){ BATON_TARGET_KIND_AGENT, BATON_TEXT("ana") };
    desk_tell(&desk, event, 7000); /* and back to whom it came from */
    assert_true(baton_text_is(desk_case(&desk, "c1")->reservations[2].agent_id, "ana"));
    desk_close(&desk);
}

static void a_guest_joins_and_leaves_under_the_holders_epoch(void **state)
{
    struct desk desk;
    struct baton_agent_event *event;

    (void)state;
    desk_open_held(&desk);
    event = desk_event(&desk, "ana", BATON_AGENT_EVENT_TYPE_INVITE, "c1");
    event->target = (struct baton_target){ BATON_TARGET_KIND_AGENT, BATON_TEXT("zoe") };
    event->may_speak = BATON_MAYBE_YES;
    desk_tell(&desk, event, 4000);
    assert_int_equal(desk_case(&desk, "c1")->participants_count, 2);
    assert_true(desk_case(&desk, "c1")->participants[1].may_speak);
    desk_does(&desk, "zoe", BATON_AGENT_EVENT_TYPE_RELEASE, "c1", 5000);
    desk_expect(&desk, "c1 joined agent:ana e2 s4\nc1 left agent:ana e2 s5\n");
    desk_close(&desk);
}

static void a_closed_conversation_leaves_a_tombstone_after_the_retention(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"switchboard\":{\"retention_ms\":100000}}");
    desk_ask(&desk, "c1", 0, 2000);
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 1), 3000);
    desk_expect(&desk, "c1 queued queue e1 s1\nc1 closed bot e2 s2\n");
    assert_int_equal(desk_case(&desk, "c1")->status, BATON_ASSIGNMENT_STATUS_CANCELLED);
    desk_online(&desk, "ana", 1, 4000);
    desk_expect(&desk, "");
    desk_advance(&desk, 102999);
    assert_int_equal(desk.tombstones, 0);
    desk_advance(&desk, 103000);
    assert_int_equal(desk.tombstones, 1);
    desk_close(&desk);
}

/* c2 is offered in the turn of the drill's timer, and its own timer is set there. */
static void a_real_conversation_that_a_drill_makes_room_for_stays_real(void **state)
{
    struct desk desk;
    struct baton_routing_request *drill;

    (void)state;
    desk_open(&desk);
    desk_online(&desk, "ana", 1, 1000);
    drill = desk_request(&desk, "drill", BATON_ROUTING_KIND_REQUEST, 0);
    drill->env.synthetic = true;
    desk_send(&desk, drill, 2000);
    desk_ask(&desk, "c2", 0, 3000);
    baton_buf_reset(&desk.lines);
    desk_advance(&desk, 32000);
    desk_expect(&desk, "drill timed_out queue e1 s3\nc2 offered queue e1 s2\n");
    assert_true(desk_case(&desk, "drill")->env.synthetic);
    assert_false(desk_case(&desk, "c2")->env.synthetic);
    desk_does(&desk, "ana", BATON_AGENT_EVENT_TYPE_HEARTBEAT, NULL, 33000);
    desk_advance(&desk, 62000);
    assert_int_equal(desk_case(&desk, "c2")->change, BATON_ASSIGNMENT_CHANGE_TIMED_OUT);
    assert_false(desk_case(&desk, "c2")->env.synthetic);
    assert_false(desk.load->env.synthetic);
    desk_close(&desk);
}

static void the_load_is_written_when_it_changed_at_most_once_a_second(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    for (int i = 0; i < 10; i++)
        desk_online(&desk, i % 2 == 0 ? "ana" : "ben", 2, 2000 + 50 * i);
    desk_advance(&desk, 10000);
    assert_int_equal(desk.loads, 2);
    assert_int_equal(desk.load->on_shift, 2);
    assert_int_equal(desk.load->expected_wait_ms, 0);
    desk_ask(&desk, "c1", 0, 20000);
    desk_advance(&desk, 21000);
    assert_int_equal(desk.load->reserved, 1);
    assert_int_equal(desk.load->free_capacity, 3);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_free_agent_is_offered_the_conversation_and_holds_after_accepting),
        cmocka_unit_test(a_freed_slot_serves_the_queue_at_once_and_in_order),
        cmocka_unit_test(
            an_urgent_conversation_goes_first_and_an_older_one_of_its_kind_before_a_newer),
        cmocka_unit_test(a_declined_offer_goes_to_the_next_agent_without_a_new_epoch),
        cmocka_unit_test(an_offer_without_an_answer_times_out_and_a_late_accept_does_not_count),
        cmocka_unit_test(an_accept_of_an_older_reservation_or_by_another_agent_is_dropped),
        cmocka_unit_test(an_agent_who_is_lost_gives_back_what_he_holds_under_a_new_epoch),
        cmocka_unit_test(an_agent_who_misses_three_offers_is_away_until_he_says_otherwise),
        cmocka_unit_test(a_takeover_rescinds_the_offer_and_answers_the_message),
        cmocka_unit_test(a_takeover_of_a_conversation_that_another_agent_holds_is_refused),
        cmocka_unit_test(a_takeover_of_a_conversation_with_the_bot_begins_a_stretch),
        cmocka_unit_test(
            a_resolution_returns_the_conversation_to_the_bot_while_the_agent_writes_up),
        cmocka_unit_test(stale_and_repeated_requests_change_nothing),
        cmocka_unit_test(nobody_within_the_longest_wait_gives_it_back_to_the_bot),
        cmocka_unit_test(after_the_longest_wait_it_goes_to_the_pool_of_the_policy),
        cmocka_unit_test(a_transfer_goes_to_the_named_colleague_first),
        cmocka_unit_test(a_guest_joins_and_leaves_under_the_holders_epoch),
        cmocka_unit_test(a_closed_conversation_leaves_a_tombstone_after_the_retention),
        cmocka_unit_test(a_real_conversation_that_a_drill_makes_room_for_stays_real),
        cmocka_unit_test(the_load_is_written_when_it_changed_at_most_once_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
