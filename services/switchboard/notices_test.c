/* What customer, bot and agents are told, and that each decision is copied once. */
#include "switchboard_testing.h"

static void each_change_of_holder_is_copied_once_and_in_order(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    struct baton_assignment *first = queued(&w, "c1-a1", 1);
    struct baton_assignment *second = active(&w, "c1-a1", 2, "ana");
    second->reason = BATON_TEXT("the customer asked for a person");
    assign(&w, first);
    const struct baton_conversation_event *event = wrote(&w, BATON_EVENT_TYPE_HOLDER);
    assert_text(event->event_id, "holder-1");
    assert_int_equal(event->env.epoch, 1);
    assert_int_equal(event->speaker, BATON_SPEAKER_SYSTEM);
    assert_int_equal(event->holder.kind, BATON_HOLDER_KIND_QUEUE);
    assert_int_equal(event->holder.cause, BATON_HOLDER_CAUSE_ESCALATION);
    assign(&w, second);
    event = wrote(&w, BATON_EVENT_TYPE_HOLDER);
    assert_text(event->event_id, "holder-2");
    assert_text(event->holder.id, "ana");
    assert_text(event->holder.assignment_id, "c1-a1");
    assert_text(event->holder.reason, "the customer asked for a person");
    assert_text(event->env.cause.topic, "assignments");
    assign(&w, second);
    assign(&w, first);
    assert_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void an_epoch_that_compaction_took_away_is_no_obstacle(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 5, "ana"));
    assert_text(wrote(&w, BATON_EVENT_TYPE_HOLDER)->event_id, "holder-5");
    assign(&w, queued(&w, "c1-a1", 4));
    assert_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    world_close(&w);
}

static void an_assignment_that_names_no_holder_is_a_dead_letter(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, world_assignment(&w, "c1-a1", 1, BATON_ASSIGNMENT_STATUS_ACTIVE,
                                BATON_HOLDER_KIND_UNKNOWN, ""));
    assert_int_equal(w.dead_letters, 1);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assert_non_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    world_close(&w);
}

static void the_customer_hears_why_who_and_when(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m0", REPORTED, 0);
    customer(&w, "m1");
    assign(&w, queued(&w, "c1-a1", 1));
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", WAITING)->text,
                "I am bringing in a colleague: you asked for a person. You will not have to repeat "
                "anything.");
    assert_text(assert_got(&w, CANCEL, BOT, "robo", HANDED_OVER)->holder.id, "");
    assert_int_equal(deliveries(&w), 2);
    struct baton_assignment *accepted = active(&w, "c1-a1", 2, "ana");
    accepted->package.package_id = BATON_TEXT("c1-p1");
    assign(&w, accepted);
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER)->text,
                "You are now talking with Ms ana, who has everything you have told us.");
    assert_text(assert_got(&w, HOLDER, AGENT, "ana", HANDED_OVER)->package.package_id, "c1-p1");
    assert_int_equal(deliveries(&w), 2);
    struct baton_assignment *other = active(&w, "c1-a1", 3, "ben");
    other->holder_cause = BATON_HOLDER_CAUSE_TRANSFER;
    assign(&w, other);
    assert_got(&w, HOLDER, AGENT, "ana", HANDED_OVER);
    assert_got(&w, HOLDER, AGENT, "ben", HANDED_OVER);
    assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER);
    assert_int_equal(deliveries(&w), 3);
    struct baton_assignment *lost = queued(&w, "c1-a1", 4);
    lost->holder_cause = BATON_HOLDER_CAUSE_DEPARTURE;
    assign(&w, lost);
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", WAITING)->text,
                "I am bringing in a colleague: the person you talked with had to leave. You will "
                "not have to repeat anything.");
    assert_null(got(&w, BATON_DELIVERY_KIND_CANCEL));
    world_close(&w);
}

static void the_tenants_wording_comes_in_the_customers_language(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"announcements\":{\"de\":{\"joined\":"
                   "\"{agent} ist da ({team}).\"}}}}");
    struct baton_conversation_event *hello =
        world_message(&w, BATON_SPEAKER_CUSTOMER, "cust", "m1", REPORTED, NO_EPOCH);
    hello->language = BATON_TEXT("de-AT");
    world_feed(&w, &baton_topic_events, hello);
    struct baton_assignment *accepted = active(&w, "c1-a1", 1, "ana");
    accepted->holder.name = BATON_TEXT("Ana {team}");
    assign(&w, accepted);
    const struct baton_delivery *said = assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER);
    assert_text(said->text, "Ana {team} ist da (unser Team).");
    assert_text(said->env.seen.policy_version, "p1+");
    world_close(&w);
}

static void a_conversation_stays_with_the_policy_of_its_first_event(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    world_feed_policy(&w, "p1",
                      "{\"format\":1,\"switchboard\":{\"announcements\":{\"en\":"
                      "{\"joined\":\"new words\"}}}}");
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER)->text,
                "You are now talking with Ms ana, who has everything you have told us.");
    w.conversation = BATON_TEXT("c2");
    assign(&w, active(&w, "c2-a1", 1, "ana"));
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER)->text, "new words");
    world_close(&w);
}

static void the_bot_that_gets_it_back_is_briefed(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m0", REPORTED, 0);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    struct baton_resolution *r = resolution(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_BOT);
    r->notes = BATON_TEXT("ask for a rating tomorrow");
    world_feed(&w, &baton_topic_resolutions, r);
    assign(&w, returned(&w, "c1-a1", 2));
    const struct baton_delivery *brief = assert_got(&w, BRIEF, BOT, "robo", RETURNED);
    assert_int_equal(brief->outcome, BATON_OUTCOME_RESOLVED);
    assert_text(brief->solution, "the invoice was corrected");
    assert_text(brief->text,
                "Ms ana talked with the customer; you hold the conversation again. Outcome: "
                "resolved. What solved it: the invoice was corrected. Notes: ask for a rating "
                "tomorrow.");
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", RETURNED)->text,
                "You are talking with the assistant again. It knows what was agreed.");
    assert_got(&w, HOLDER, AGENT, "ana", HANDED_OVER);
    assert_int_equal(deliveries(&w), 3);
    world_close(&w);
}

static void the_customer_hears_that_nobody_could_be_found(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, queued(&w, "c1-a1", 1));
    struct baton_assignment *failed = returned(&w, "c1-a1", 2);
    failed->holder_cause = BATON_HOLDER_CAUSE_NO_AGENT;
    assign(&w, failed);
    assert_text(assert_got(&w, ANNOUNCEMENT, CHANNEL, "", RETURNED)->text,
                "Nobody is free to take over just now. Your request is kept.");
    assert_text(assert_got(&w, BRIEF, BOT, "", RETURNED)->text,
                "The customer waited for a person; nobody took over.");
    world_close(&w);
}

/* --- waiting --------------------------------------------------------------------------------- */

static void place_at(struct world *w, int64_t position, int64_t wait_ms)
{
    struct baton_assignment *a = queued(w, "c1-a1", 1);

    a->change = BATON_ASSIGNMENT_CHANGE_UPDATED;
    a->position = position;
    a->expected_wait_ms = wait_ms;
    assign(w, a);
}

static void the_waiting_customer_hears_his_place_when_it_changed_but_not_too_often(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, queued(&w, "c1-a1", 1));
    world_wait(&w, 30000);
    place_at(&w, 2, 180000);
    assert_int_equal(deliveries(&w), 0);
    world_wait(&w, 30000);
    place_at(&w, 2, 150000);
    const struct baton_delivery *update = assert_got(&w, QUEUE_UPDATE, CHANNEL, "", WAITING);
    assert_text(update->text, "You are number 2 in the queue; it should take about 3 minutes.");
    assert_int_equal(update->position, 2);
    assert_int_equal(update->expected_wait_ms, 150000);
    world_wait(&w, 60000);
    place_at(&w, 2, 140000); /* the same, in minutes */
    assert_int_equal(deliveries(&w), 0);
    world_wait(&w, 60000);
    place_at(&w, 1, BATON_NULL_LONG);
    assert_text(assert_got(&w, QUEUE_UPDATE, CHANNEL, "", WAITING)->text,
                "You are number 1 in the queue; it should take about a while.");
    assert_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    world_close(&w);
}

static void the_waiting_customer_hears_who_reads_after_a_while(void **state)
{
    struct world w;
    struct baton_reservation offer = { .agent_id = BATON_TEXT("ana"),
                                       .agent_name = BATON_TEXT("Ana"),
                                       .state = BATON_RESERVATION_STATE_OFFERED };

    (void)state;
    world_open(&w, NULL);
    assign(&w, queued(&w, "c1-a1", 1));
    for (int i = 0; i < 3; i++) {
        struct baton_assignment *offered = queued(&w, "c1-a1", 1);
        offered->status = BATON_ASSIGNMENT_STATUS_OFFERED;
        offered->position = BATON_NULL_LONG;
        offered->reservations = BATON_RECORD(&w.arena, reservation);
        offer.id = offered->reservations->id;
        *offered->reservations = offer;
        offered->reservations->detail = BATON_TEXT_NONE;
        offered->reservations_count = 1;
        assign(&w, offered);
        assert_int_equal(deliveries(&w), i == 1);
        world_wait(&w, 60000);
    }
    world_close(&w);
}

static void a_policy_can_switch_the_updates_off(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"queue_update_ms\":0}}");
    assign(&w, queued(&w, "c1-a1", 1));
    world_wait(&w, 600000);
    place_at(&w, 1, 1000);
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_drill_stays_a_drill(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"idle_ms\":60000}}");
    struct baton_conversation_event *hello =
        world_message(&w, BATON_SPEAKER_CUSTOMER, "cust", "m1", REPORTED, NO_EPOCH);
    hello->env.synthetic = true;
    world_feed(&w, &baton_topic_events, hello);
    agent(&w, "ana", "m2", REQUESTED, 4);
    world_wait(&w, 5000);
    assert_true(asked(&w, BATON_ROUTING_KIND_TAKEOVER)->env.synthetic);
    world_wait(&w, 60000);
    assert_true(wrote(&w, BATON_EVENT_TYPE_ENDED)->env.synthetic);
    assert_true(got(&w, BATON_DELIVERY_KIND_ENDED)->env.synthetic);
    world_close(&w);
}

static void what_the_platform_writes_is_numbered_and_names_pool_and_ids(void **state)
{
    struct world w;
    struct baton_pair id = { BATON_TEXT("zendesk"), BATON_TEXT("90211") };

    (void)state;
    world_open(&w, NULL);
    struct baton_conversation_event *first =
        world_message(&w, BATON_SPEAKER_CUSTOMER, "cust", "m1", REPORTED, NO_EPOCH);
    first->previous_conversation_id = BATON_TEXT("c0");
    first->root_conversation_id = BATON_TEXT("c-1");
    world_feed(&w, &baton_topic_events, first);
    struct baton_assignment *a = active(&w, "c1-a1", 1, "ana");
    a->pool = BATON_TEXT("second");
    a->holder.external_ids = &id;
    a->holder.external_ids_count = 1;
    assign(&w, a);
    const struct baton_conversation_event *holder = wrote(&w, BATON_EVENT_TYPE_HOLDER);
    assert_int_equal(holder->env.sequence, 1);
    assert_text(holder->holder.pool, "second");
    const struct baton_delivery *told = assert_got(&w, HOLDER, AGENT, "ana", HANDED_OVER);
    assert_int_equal(told->holder.external_ids_count, 1);
    assert_text(told->holder.external_ids[0].value, "90211");
    agent(&w, "ben", "m2", REPORTED, 1);
    const struct baton_routing_request *takeover = asked(&w, BATON_ROUTING_KIND_TAKEOVER);
    assert_int_equal(takeover->env.sequence, 1);
    assert_text(takeover->previous_conversation_id, "c0");
    assert_text(takeover->root_conversation_id, "c-1");
    world_feed(&w, &baton_topic_resolutions,
               resolution(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE));
    assert_int_equal(wrote(&w, BATON_EVENT_TYPE_ENDED)->env.sequence, 2);
    assert_int_equal(asked(&w, BATON_ROUTING_KIND_RESOLVED)->env.sequence, 2);
    assert_int_equal(asked(&w, BATON_ROUTING_KIND_CLOSED)->env.sequence, 3);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_of_holder_is_copied_once_and_in_order),
        cmocka_unit_test(an_epoch_that_compaction_took_away_is_no_obstacle),
        cmocka_unit_test(an_assignment_that_names_no_holder_is_a_dead_letter),
        cmocka_unit_test(the_customer_hears_why_who_and_when),
        cmocka_unit_test(the_tenants_wording_comes_in_the_customers_language),
        cmocka_unit_test(a_conversation_stays_with_the_policy_of_its_first_event),
        cmocka_unit_test(the_bot_that_gets_it_back_is_briefed),
        cmocka_unit_test(the_customer_hears_that_nobody_could_be_found),
        cmocka_unit_test(the_waiting_customer_hears_his_place_when_it_changed_but_not_too_often),
        cmocka_unit_test(the_waiting_customer_hears_who_reads_after_a_while),
        cmocka_unit_test(a_policy_can_switch_the_updates_off),
        cmocka_unit_test(a_drill_stays_a_drill),
        cmocka_unit_test(what_the_platform_writes_is_numbered_and_names_pool_and_ids),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
