/* Resolutions, ends, silence, what begins again, what is forgotten. */
#include "switchboard_testing.h"

static void resolve(struct world *w, const char *id, int64_t version, const char *stretch,
                    enum baton_resolution_next next)
{
    world_feed(w, &baton_topic_resolutions, resolution(w, id, version, stretch, next));
}

static struct baton_assignment *closed(struct world *w, const char *stretch, int64_t epoch)
{
    struct baton_assignment *a = returned(w, stretch, epoch);

    a->change = BATON_ASSIGNMENT_CHANGE_CLOSED;
    a->status = BATON_ASSIGNMENT_STATUS_COMPLETED;
    a->holder_cause = BATON_HOLDER_CAUSE_CLOSED;
    return a;
}

static void say_ended(struct world *w, const char *id)
{
    struct baton_conversation_event *event = world_event(w, BATON_EVENT_TYPE_ENDED, id);

    event->speaker = BATON_SPEAKER_CUSTOMER;
    event->outcome = BATON_OUTCOME_ABANDONED;
    world_feed(w, &baton_topic_events, event);
}

/* --- resolutions ----------------------------------------------------------------------------- */

static void a_resolution_that_closes_frees_the_agent_and_ends(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    struct baton_assignment *a = active(&w, "c1-a1", 1, "ana");
    a->pool = BATON_TEXT("billing");
    assign(&w, a);
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    const struct baton_routing_request *resolved = asked(&w, BATON_ROUTING_KIND_RESOLVED);
    assert_text(resolved->pool, "billing");
    assert_text(resolved->assignment_id, "c1-a1");
    assert_text(resolved->resolution_id, "r1");
    assert_int_equal(resolved->resolution_version, 1);
    assert_int_equal(resolved->next, BATON_RESOLUTION_NEXT_CLOSE);
    assert_int_equal(resolved->outcome, BATON_OUTCOME_RESOLVED);
    assert_text(resolved->agent.id, "ana");
    const struct baton_conversation_event *ended = wrote(&w, BATON_EVENT_TYPE_ENDED);
    assert_text(ended->event_id, "ended-1");
    assert_int_equal(ended->end_cause, BATON_END_CAUSE_RESOLUTION);
    const struct baton_routing_request *over = asked(&w, BATON_ROUTING_KIND_CLOSED);
    assert_text(over->assignment_id, "c1-a1");
    assert_int_equal(over->end_cause, BATON_END_CAUSE_RESOLUTION);
    assert_text(assert_got(&w, ENDED, CHANNEL, "", ENDED)->text,
                "This conversation has ended. Write again whenever you like.");
    assert_got(&w, ENDED, BOT, "", ENDED);
    assert_got(&w, ENDED, AGENT, "ana", ENDED);
    assert_int_equal(deliveries(&w), 3);
    world_close(&w);
}

static void a_resolution_twice_acts_once_and_an_amendment_does_not_close_again(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assign(&w, closed(&w, "c1-a1", 2));
    customer(&w, "m2");
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    resolve(&w, "r1", 2, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    resolve(&w, "r9", 4, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    assert_int_equal(w.requests_count, 2);
    world_close(&w);
}

static void an_amendment_that_says_another_next_step_is_followed(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_STAY);
    assert_non_null(asked(&w, BATON_ROUTING_KIND_RESOLVED));
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    resolve(&w, "r1", 2, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assert_non_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

static void a_resolution_of_the_bot_just_ends(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REPORTED, 0);
    resolve(&w, "r1", 1, "", BATON_RESOLUTION_NEXT_CLOSE);
    assert_non_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    assert_int_equal(w.requests_count, 0);
    world_close(&w);
}

static void a_resolution_without_an_assignment_is_about_the_one_in_force(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    resolve(&w, "r1", 1, "", BATON_RESOLUTION_NEXT_UNKNOWN);
    const struct baton_routing_request *resolved = asked(&w, BATON_ROUTING_KIND_RESOLVED);
    assert_text(resolved->assignment_id, "c1-a1");
    assert_int_equal(resolved->next, BATON_RESOLUTION_NEXT_BOT); /* where it does not say */
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

static void a_resolution_that_comes_before_its_assignment_waits_for_it(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assert_int_equal(w.requests_count, 0);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assert_non_null(asked(&w, BATON_ROUTING_KIND_RESOLVED));
    assert_non_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    assert_non_null(asked(&w, BATON_ROUTING_KIND_CLOSED));
    world_close(&w);
}

static void a_late_resolution_of_an_earlier_stretch_ends_nothing(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assign(&w, returned(&w, "c1-a1", 2));
    assign(&w, active(&w, "c1-a3", 3, "ben"));
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assert_text(asked(&w, BATON_ROUTING_KIND_RESOLVED)->assignment_id, "c1-a1");
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

static void a_resolution_that_an_epoch_has_overtaken_is_told_once(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_BOT);
    assert_text(asked(&w, BATON_ROUTING_KIND_RESOLVED)->assignment_id, "c1-a1");
    assign(&w, queued(&w, "c1-a1", 2)); /* ana was lost at the same moment: the router knows */
    assert_null(asked(&w, BATON_ROUTING_KIND_RESOLVED));
    assign(&w, returned(&w, "c1-a1", 3));
    assign(&w, active(&w, "c1-a4", 4, "ben"));
    assert_null(asked(&w, BATON_ROUTING_KIND_RESOLVED));
    world_close(&w);
}

/* --- the end --------------------------------------------------------------------------------- */

static void an_end_that_a_sender_says_is_taken_and_not_written_twice(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    say_ended(&w, "e1");
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    assert_int_equal(w.requests_count, 0);
    const struct baton_delivery *told = assert_got(&w, ENDED, CHANNEL, "", ENDED);
    assert_int_equal(told->end_cause, BATON_END_CAUSE_SAID);
    assert_int_equal(told->outcome, BATON_OUTCOME_ABANDONED);
    assert_int_equal(told->text.size, 0); /* no second closing line */
    say_ended(&w, "e2");
    assert_int_equal(deliveries(&w), 0);
    resolve(&w, "r1", 1, "", BATON_RESOLUTION_NEXT_CLOSE);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_wait(&w, 25LL * 3600 * 1000);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

static void the_end_is_told_to_the_router_where_a_stretch_is_open(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, queued(&w, "c1-a1", 1));
    say_ended(&w, "e1");
    const struct baton_routing_request *over = asked(&w, BATON_ROUTING_KIND_CLOSED);
    assert_text(over->assignment_id, "c1-a1");
    assert_int_equal(over->env.epoch, 1);
    /* An agent accepted at the same moment: the router has dropped what was of epoch 1. */
    assign(&w, active(&w, "c1-a1", 2, "ana"));
    assert_non_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    assert_int_equal(asked(&w, BATON_ROUTING_KIND_CLOSED)->env.epoch, 2);
    assert_int_equal(deliveries(&w), 0);
    assign(&w, closed(&w, "c1-a1", 3));
    assert_null(asked(&w, BATON_ROUTING_KIND_CLOSED));
    world_close(&w);
}

static void the_end_of_a_stretch_that_is_over_is_told_too(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assign(&w, returned(&w, "c1-a1", 2));
    say_ended(&w, "e1"); /* its record in assignments has to go after the retention */
    assert_text(asked(&w, BATON_ROUTING_KIND_CLOSED)->assignment_id, "c1-a1");
    world_close(&w);
}

static void a_stretch_that_was_asked_for_before_the_end_is_closed_when_it_comes(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m1");
    say_ended(&w, "e1");
    assign(&w, queued(&w, "c1-a1", 1));
    assert_text(asked(&w, BATON_ROUTING_KIND_CLOSED)->assignment_id, "c1-a1");
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void what_waits_at_the_end_is_answered(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, 9);
    agent(&w, "ana", "m2", REQUESTED, NO_EPOCH);
    say_ended(&w, "e1");
    assert_got(&w, SUPPRESSED, BOT, "robo", ENDED);
    assert_got(&w, REFUSED, AGENT, "ana", ENDED);
    size_t before = w.deliveries_count;
    world_wait(&w, 10000);
    assert_int_equal(w.deliveries_count, before);
    world_close(&w);
}

static void a_conversation_in_which_nobody_speaks_ends(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"idle_ms\":60000}}");
    customer(&w, "m1");
    world_wait(&w, 40000);
    bot(&w, "m2", REPORTED, 0);
    world_wait(&w, 40000);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_wait(&w, 20000);
    assert_int_equal(wrote(&w, BATON_EVENT_TYPE_ENDED)->end_cause, BATON_END_CAUSE_IDLE);
    assert_got(&w, ENDED, CHANNEL, "", ENDED);
    world_wait(&w, 600000);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

static void a_conversation_never_ends_by_itself_where_the_policy_says_so(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"idle_ms\":0}}");
    customer(&w, "m1");
    world_wait(&w, 400LL * 86400 * 1000);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    world_close(&w);
}

/* --- after the end --------------------------------------------------------------------------- */

static void a_message_after_the_end_begins_again_and_the_epoch_goes_on(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"idle_ms\":60000}}");
    customer(&w, "m1");
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    resolve(&w, "r1", 1, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    assign(&w, closed(&w, "c1-a1", 2));
    bot(&w, "m2", REQUESTED, 2); /* a survey: said, and begins nothing */
    assert_got(&w, SAY, CHANNEL, "", HOLDS);
    world_wait(&w, 90000);
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    customer(&w, "m3");
    bot(&w, "m4", REQUESTED, 0);
    assert_got(&w, SUPPRESSED, BOT, "robo", STALE_EPOCH);
    assign(&w, active(&w, "c1-a3", 3, "ben"));
    assert_text(wrote(&w, BATON_EVENT_TYPE_HOLDER)->event_id, "holder-3");
    assert_got(&w, ANNOUNCEMENT, CHANNEL, "", HANDED_OVER);
    world_wait(&w, 60000);
    assert_text(wrote(&w, BATON_EVENT_TYPE_ENDED)->event_id, "ended-2");
    world_close(&w);
}

static void the_last_epoch_is_kept_for_the_retention_and_then_dropped(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"retention_ms\":100000}}");
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assign(&w, closed(&w, "c1-a1", 2));
    say_ended(&w, "e1");
    world_wait(&w, 99999);
    bot(&w, "m1", REQUESTED, 0);
    assert_got(&w, SUPPRESSED, BOT, "robo", STALE_EPOCH);
    world_wait(&w, 1);
    struct baton_conversation_event *rating = world_event(&w, BATON_EVENT_TYPE_FEEDBACK, "f1");
    world_feed(&w, &baton_topic_events, rating);
    resolve(&w, "r1", 2, "c1-a1", BATON_RESOLUTION_NEXT_CLOSE);
    world_wait(&w, 100LL * 3600 * 1000); /* ratings of what is gone keep no row: nothing ends */
    assert_null(wrote(&w, BATON_EVENT_TYPE_ENDED));
    bot(&w, "m2", REQUESTED, 0);
    assert_text(assert_got(&w, SAY, CHANNEL, "", HOLDS)->delivery_id, "c1-d1");
    world_close(&w);
}

static void beginning_again_keeps_the_row(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"retention_ms\":100000}}");
    assign(&w, returned(&w, "c1-a1", 2));
    say_ended(&w, "e1");
    customer(&w, "m1");
    world_wait(&w, 200000);
    bot(&w, "m2", REQUESTED, 0);
    assert_got(&w, SUPPRESSED, BOT, "robo", STALE_EPOCH);
    world_close(&w);
}

static void erasure_drops_what_waits_and_where_the_customer_is(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    struct baton_conversation_event *hello =
        world_message(&w, BATON_SPEAKER_CUSTOMER, "cust", "m1", REPORTED, NO_EPOCH);
    hello->channel.kind = BATON_TEXT("sms");
    hello->channel.address = BATON_TEXT("+43 1");
    world_feed(&w, &baton_topic_events, hello);
    bot(&w, "m2", REQUESTED, 1);
    world_feed(&w, &baton_topic_events, world_event(&w, BATON_EVENT_TYPE_FORGET, "f1"));
    assert_text(got(&w, BATON_DELIVERY_KIND_SUPPRESSED)->detail, "erased on request");
    assert_int_equal(got(&w, BATON_DELIVERY_KIND_FORGET)->recipient_kind,
                     BATON_RECIPIENT_KIND_TENANT);
    assign(&w, returned(&w, "c1-a1", 1));
    assert_null(got(&w, BATON_DELIVERY_KIND_SAY));
    bot(&w, "m3", REQUESTED, 1);
    assert_text(got(&w, BATON_DELIVERY_KIND_SAY)->channel.address, "");
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_resolution_that_closes_frees_the_agent_and_ends),
        cmocka_unit_test(a_resolution_twice_acts_once_and_an_amendment_does_not_close_again),
        cmocka_unit_test(an_amendment_that_says_another_next_step_is_followed),
        cmocka_unit_test(a_resolution_of_the_bot_just_ends),
        cmocka_unit_test(a_resolution_without_an_assignment_is_about_the_one_in_force),
        cmocka_unit_test(a_resolution_that_comes_before_its_assignment_waits_for_it),
        cmocka_unit_test(a_late_resolution_of_an_earlier_stretch_ends_nothing),
        cmocka_unit_test(a_resolution_that_an_epoch_has_overtaken_is_told_once),
        cmocka_unit_test(an_end_that_a_sender_says_is_taken_and_not_written_twice),
        cmocka_unit_test(the_end_is_told_to_the_router_where_a_stretch_is_open),
        cmocka_unit_test(the_end_of_a_stretch_that_is_over_is_told_too),
        cmocka_unit_test(a_stretch_that_was_asked_for_before_the_end_is_closed_when_it_comes),
        cmocka_unit_test(what_waits_at_the_end_is_answered),
        cmocka_unit_test(a_conversation_in_which_nobody_speaks_ends),
        cmocka_unit_test(a_conversation_never_ends_by_itself_where_the_policy_says_so),
        cmocka_unit_test(a_message_after_the_end_begins_again_and_the_epoch_goes_on),
        cmocka_unit_test(the_last_epoch_is_kept_for_the_retention_and_then_dropped),
        cmocka_unit_test(beginning_again_keeps_the_row),
        cmocka_unit_test(erasure_drops_what_waits_and_where_the_customer_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
