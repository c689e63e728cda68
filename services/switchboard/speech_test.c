/* Who may speak, who is told otherwise, who waits. */
#include "switchboard_testing.h"

static void the_bot_speaks_while_it_holds(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, NO_EPOCH);
    const struct baton_delivery *say = assert_got(&w, SAY, CHANNEL, "", HOLDS);
    assert_text(say->delivery_id, "c1-d1");
    assert_text(say->text, "text of m1");
    assert_int_equal(say->env.epoch, 0);
    assert_int_equal(say->message_offset, 0);
    assert_int_equal(say->holder_offset, -1);
    bot(&w, "m2", REPORTED, 0);
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_message_twice_is_said_once(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, NO_EPOCH);
    assert_int_equal(deliveries(&w), 1);
    bot(&w, "m1", REQUESTED, NO_EPOCH);
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_late_message_of_the_bot_is_suppressed_and_the_bot_told_who_holds(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REPORTED, 0);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    bot(&w, "late", REQUESTED, NO_EPOCH);
    const struct baton_delivery *told = assert_got(&w, SUPPRESSED, BOT, "robo", NOT_HOLDER);
    assert_int_equal(told->holder.kind, BATON_HOLDER_KIND_AGENT);
    assert_text(told->holder.name, "Ms ana");
    assert_text(told->event_id, "late");
    assert_int_equal(told->text.size, 0);
    assert_null(got(&w, BATON_DELIVERY_KIND_SAY));
    assign(&w, returned(&w, "c1-a1", 2));
    bot(&w, "older", REQUESTED, 0);
    assert_got(&w, SUPPRESSED, BOT, "robo", STALE_EPOCH);
    bot(&w, "newer", REQUESTED, 2);
    assert_got(&w, SAY, CHANNEL, "", HOLDS);
    world_close(&w);
}

static void what_was_said_over_the_holder_is_two_voices(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    bot(&w, "m1", REPORTED, NO_EPOCH);
    assert_text(assert_got(&w, TWO_VOICES, BOT, "robo", NOT_HOLDER)->holder.id, "ana");
    assert_int_equal(deliveries(&w), 1);
    world_close(&w);
}

static void messages_go_both_ways_on_the_same_channel(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    struct baton_conversation_event *hello =
        world_message(&w, BATON_SPEAKER_CUSTOMER, "cust", "m1", REPORTED, NO_EPOCH);
    hello->channel.kind = BATON_TEXT("whatsapp");
    hello->channel.address = BATON_TEXT("+43 1");
    world_feed(&w, &baton_topic_events, hello);
    assert_int_equal(deliveries(&w), 0);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    customer(&w, "m2");
    const struct baton_delivery *relay = assert_got(&w, RELAY, AGENT, "ana", UNKNOWN);
    assert_text(relay->text, "text of m2");
    agent(&w, "ana", "m3", REQUESTED, 1);
    const struct baton_delivery *say = assert_got(&w, SAY, CHANNEL, "", HOLDS);
    assert_text(say->channel.kind, "whatsapp");
    assert_text(say->channel.address, "+43 1");
    world_close(&w);
}

static void what_is_for_agents_never_reaches_the_customer(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    struct baton_conversation_event *whisper =
        world_message(&w, BATON_SPEAKER_AGENT, "ben", "m1", REQUESTED, NO_EPOCH);
    whisper->visibility = BATON_VISIBILITY_AGENTS;
    world_feed(&w, &baton_topic_events, whisper);
    assert_got(&w, NOTE, AGENT, "ana", UNKNOWN);
    assert_int_equal(deliveries(&w), 1);
    assert_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    world_close(&w);
}

/* --- early ----------------------------------------------------------------------------------- */

static void a_message_of_an_epoch_to_come_is_kept_until_it_comes(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    customer(&w, "m0");
    agent(&w, "ana", "m1", REQUESTED, 1);
    assert_int_equal(deliveries(&w), 0);
    assert_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    world_wait(&w, 4000);
    assert_int_equal(deliveries(&w), 0);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    assert_int_equal(assert_got(&w, SAY, CHANNEL, "", HOLDS)->env.epoch, 1);
    world_wait(&w, 60000);
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void an_epoch_that_never_comes_is_no_epoch(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, 7);
    world_wait(&w, 4999);
    assert_int_equal(deliveries(&w), 0);
    world_wait(&w, 1);
    const struct baton_delivery *say = assert_got(&w, SAY, CHANNEL, "", HOLDS);
    assert_text(say->env.cause.id, "m1");
    assign(&w, queued(&w, "c1-a1", 1));
    bot(&w, "m2", REQUESTED, 7);
    world_wait(&w, 5000);
    assert_got(&w, SUPPRESSED, BOT, "robo", EPOCH_NEVER_CAME);
    agent(&w, "ana", "m3", REQUESTED, 9);
    world_wait(&w, 5000);
    assert_text(asked(&w, BATON_ROUTING_KIND_TAKEOVER)->message_event_id, "m3");
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_message_that_the_log_has_passed_is_stale(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, 1);
    assign(&w, returned(&w, "c1-a1", 2));
    assert_got(&w, SUPPRESSED, BOT, "robo", STALE_EPOCH);
    world_close(&w);
}

static void a_message_that_waits_can_be_taken_back(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m1", REQUESTED, 5);
    struct baton_conversation_event *retract =
        world_message(&w, BATON_SPEAKER_BOT, "robo", "m2", REQUESTED, NO_EPOCH);
    retract->type = BATON_EVENT_TYPE_RETRACT;
    retract->replaces = BATON_TEXT("m1");
    world_feed(&w, &baton_topic_events, retract);
    assert_text(assert_got(&w, SUPPRESSED, BOT, "robo", RETRACTED)->event_id, "m1");
    world_wait(&w, 6000);
    assert_int_equal(deliveries(&w), 0);
    retract->event_id = BATON_TEXT("m4");
    retract->replaces = BATON_TEXT("m0");
    world_feed(&w, &baton_topic_events, retract);
    assert_text(assert_got(&w, CANCEL, CHANNEL, "", RETRACTED)->replaces, "m0");
    world_close(&w);
}

static void what_waits_is_bounded(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    for (int i = 0; i < 40; i++)
        bot(&w, baton_text_format(&w.arena, "m%d", i).data, REQUESTED, 5);
    assert_got(&w, SUPPRESSED, BOT, "robo", EPOCH_NEVER_CAME);
    world_wait(&w, 5000);
    assert_int_equal(deliveries(&w), 32);
    assert_int_equal(w.dead_letters, 0);
    world_close(&w);
}

/* --- takeover -------------------------------------------------------------------------------- */

static struct baton_assignment *answer(struct world *w, struct baton_assignment *a, const char *id)
{
    a->answers_event_id = baton_text_of(id);
    if (a->holder.kind == BATON_HOLDER_KIND_AGENT && baton_text_is(a->holder.id, "ana")) {
        a->change = BATON_ASSIGNMENT_CHANGE_TAKEN_OVER;
        a->holder_cause = BATON_HOLDER_CAUSE_TAKEOVER;
    } else {
        a->change = BATON_ASSIGNMENT_CHANGE_REFUSED;
        a->reason = BATON_TEXT("Ms ben has it");
    }
    (void)w;
    return a;
}

static void an_agent_who_speaks_stops_the_bot_and_is_heard_when_the_router_agrees(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    bot(&w, "m0", REPORTED, 0);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    assert_got(&w, CANCEL, BOT, "robo", TAKEN_OVER);
    assert_int_equal(deliveries(&w), 1);
    const struct baton_routing_request *takeover = asked(&w, BATON_ROUTING_KIND_TAKEOVER);
    assert_text(takeover->message_event_id, "m1");
    assert_text(takeover->agent.id, "ana");
    assert_text(takeover->pool, "main");
    assert_text(takeover->request_id, "c1-b1");
    assert_int_equal(takeover->env.epoch, 0);
    bot(&w, "m2", REQUESTED, NO_EPOCH);
    assert_got(&w, SUPPRESSED, BOT, "robo", TAKEN_OVER);
    world_wait(&w, 50000); /* as long as the router may take */
    assert_int_equal(deliveries(&w), 0);
    assign(&w, answer(&w, active(&w, "c1-a1", 1, "ana"), "m1"));
    assert_text(wrote(&w, BATON_EVENT_TYPE_HOLDER)->holder.answers_event_id, "m1");
    const struct baton_delivery *say = assert_got(&w, SAY, CHANNEL, "", HOLDS);
    assert_text(say->event_id, "m1");
    assert_int_equal(say->env.epoch, 1);
    world_wait(&w, 600000); /* it was answered */
    assert_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_takeover_that_nobody_answers_is_refused_in_the_log_and_the_bot_goes_on(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, "{\"format\":1,\"switchboard\":{\"takeover_ms\":10000}}");
    bot(&w, "m0", REPORTED, 0);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    world_wait(&w, 9000);
    assert_int_equal(deliveries(&w), 0);
    world_wait(&w, 2000);
    const struct baton_conversation_event *said = wrote(&w, BATON_EVENT_TYPE_HOLDER);
    assert_int_equal(said->holder.cause, BATON_HOLDER_CAUSE_REFUSED);
    assert_int_equal(said->holder.refusal, BATON_REFUSAL_NO_ANSWER);
    assert_int_equal(said->holder.kind, BATON_HOLDER_KIND_BOT);
    assert_int_equal(said->holder.epoch, 0);
    assert_text(said->holder.answers_event_id, "m1");
    assert_text(assert_got(&w, REFUSED, AGENT, "ana", NO_ANSWER)->event_id, "m1");
    assert_int_equal(deliveries(&w), 2); /* and the bot that it holds */
    bot(&w, "m2", REQUESTED, 0);
    assert_got(&w, SAY, CHANNEL, "", HOLDS);
    assign(&w, answer(&w, active(&w, "c1-a1", 1, "ana"), "m1")); /* late, and true all the same */
    bot(&w, "m3", REQUESTED, NO_EPOCH);
    assert_got(&w, SUPPRESSED, BOT, "robo", NOT_HOLDER);
    world_close(&w);
}

static void each_agent_who_spoke_in_vain_is_told_once(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    agent(&w, "ben", "m2", REPORTED, NO_EPOCH);
    world_wait(&w, 61000);
    int told = 0;
    for (size_t i = w.deliveries_seen; i < w.deliveries_count; i++) {
        if (w.deliveries[i]->kind != BATON_DELIVERY_KIND_REFUSED)
            continue;
        assert_int_equal(w.deliveries[i]->reason, BATON_DELIVERY_REASON_NO_ANSWER);
        told += baton_text_is(w.deliveries[i]->recipient_id, "ana") ? 1 : 10;
    }
    assert_int_equal(told, 11);
    world_wait(&w, 3600000);
    assert_int_equal(deliveries(&w), 0);
    assert_int_equal(w.dead_letters, 0);
    world_close(&w);
}

static void a_takeover_that_was_refused_is_not_refused_again(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REPORTED, NO_EPOCH);
    struct baton_assignment *no = world_assignment(
        &w, "c1-a1", 0, BATON_ASSIGNMENT_STATUS_CANCELLED, BATON_HOLDER_KIND_BOT, "");
    assign(&w, answer(&w, no, "m1"));
    assert_int_equal(got(&w, BATON_DELIVERY_KIND_REFUSED)->reason,
                     BATON_DELIVERY_REASON_NOT_HOLDER);
    world_wait(&w, 3600000);
    assert_int_equal(deliveries(&w), 0);
    world_close(&w);
}

static void a_refused_takeover_names_the_holder_and_gives_the_bot_its_voice_back(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    struct baton_assignment *no = world_assignment(
        &w, "c1-a1", 0, BATON_ASSIGNMENT_STATUS_CANCELLED, BATON_HOLDER_KIND_BOT, "");
    assign(&w, answer(&w, no, "m1"));
    assert_text(wrote(&w, BATON_EVENT_TYPE_HOLDER)->event_id, "holder-0-1");
    const struct baton_delivery *refused = assert_got(&w, REFUSED, AGENT, "ana", NOT_HOLDER);
    assert_text(refused->detail, "Ms ben has it");
    assert_got(&w, HOLDER, BOT, "", HOLDS);
    assert_int_equal(deliveries(&w), 2);
    bot(&w, "m2", REQUESTED, 0);
    assert_got(&w, SAY, CHANNEL, "", HOLDS);
    world_close(&w);
}

static void a_takeover_of_what_another_agent_holds_is_refused_with_his_name(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ben"));
    agent(&w, "ana", "m1", REQUESTED, 1);
    assert_non_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    struct baton_assignment *no = answer(&w, active(&w, "c1-a1", 1, "ben"), "m1");
    assign(&w, no);
    assert_text(assert_got(&w, REFUSED, AGENT, "ana", ANOTHER_HOLDS)->holder.name, "Ms ben");
    assign(&w, no); /* the same record again */
    assert_int_equal(deliveries(&w), 0);
    assert_null(wrote(&w, BATON_EVENT_TYPE_HOLDER));
    world_close(&w);
}

static void an_agent_who_has_spoken_already_is_two_voices_and_takes_over(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REPORTED, NO_EPOCH);
    assert_got(&w, TWO_VOICES, AGENT, "ana", NOT_HOLDER);
    assert_non_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    struct baton_assignment *no = world_assignment(
        &w, "c1-a1", 0, BATON_ASSIGNMENT_STATUS_CANCELLED, BATON_HOLDER_KIND_BOT, "");
    assign(&w, answer(&w, no, "m1"));
    assert_got(&w, REFUSED, AGENT, "ana", NOT_HOLDER);
    world_close(&w);
}

static void a_takeover_waits_over_other_changes_of_holder(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    assign(&w, queued(&w, "c1-a1", 1));
    assert_null(got(&w, BATON_DELIVERY_KIND_REFUSED));
    assert_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    assign(&w, active(&w, "c1-a1", 2, "ana")); /* she accepts before it is answered */
    assert_got(&w, SAY, CHANNEL, "", HOLDS);
    world_close(&w);
}

static void an_agent_without_an_id_cannot_be_given_the_conversation(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "", "m1", REQUESTED, NO_EPOCH);
    assert_got(&w, REFUSED, AGENT, "", NOT_HOLDER);
    assert_non_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    bot(&w, "m2", REQUESTED, NO_EPOCH); /* somebody of the company is talking, whoever it is */
    assert_got(&w, SUPPRESSED, BOT, "robo", TAKEN_OVER);
    world_close(&w);
}

static void all_that_an_agent_says_while_he_asks_is_said_in_his_order(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    agent(&w, "ana", "m1", REQUESTED, NO_EPOCH);
    agent(&w, "ana", "m2", REQUESTED, NO_EPOCH);
    assign(&w, answer(&w, active(&w, "c1-a1", 1, "ana"), "m1"));
    size_t said = 0;
    for (size_t i = w.deliveries_seen; i < w.deliveries_count; i++)
        if (w.deliveries[i]->kind == BATON_DELIVERY_KIND_SAY)
            assert_text(w.deliveries[i]->event_id, said++ == 0 ? "m1" : "m2");
    assert_int_equal(said, 2);
    world_close(&w);
}

static void a_specialist_speaks_under_the_holders_epoch(void **state)
{
    struct world w;
    struct baton_participant people[] = {
        { .agent_id = BATON_TEXT("ana"), .may_speak = true },
        { .agent_id = BATON_TEXT("ben"), .may_speak = true },
    };

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    struct baton_assignment *joined = active(&w, "c1-a1", 1, "ana");
    joined->change = BATON_ASSIGNMENT_CHANGE_JOINED;
    joined->participants = people;
    joined->participants_count = 2;
    assign(&w, joined);
    const struct baton_conversation_event *event = wrote(&w, BATON_EVENT_TYPE_HOLDER);
    assert_text(event->event_id, "holder-1-2");
    assert_int_equal(event->holder.cause, BATON_HOLDER_CAUSE_SPEAKERS);
    assert_int_equal(event->holder.speakers_count, 1);
    assert_got(&w, HOLDER, AGENTS, "", MAY_SPEAK);
    agent(&w, "ben", "m1", REQUESTED, 1);
    assert_got(&w, SAY, CHANNEL, "", MAY_SPEAK);
    customer(&w, "m2");
    assert_got(&w, RELAY, AGENTS, "", UNKNOWN);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    agent(&w, "ben", "m3", REQUESTED, 1);
    assert_null(got(&w, BATON_DELIVERY_KIND_SAY));
    assert_non_null(asked(&w, BATON_ROUTING_KIND_TAKEOVER));
    world_close(&w);
}

static void an_agent_who_leaves_is_reported_to_the_router(void **state)
{
    struct world w;

    (void)state;
    world_open(&w, NULL);
    assign(&w, active(&w, "c1-a1", 1, "ana"));
    for (int i = 0; i < 2; i++) {
        struct baton_conversation_event *left = world_event(&w, BATON_EVENT_TYPE_BEHAVIOUR, "l0");

        left->event_id = i == 0 ? BATON_TEXT("l0") : BATON_TEXT("l1");
        left->behaviour.kind = BATON_BEHAVIOUR_KIND_LEFT;
        left->speaker = BATON_SPEAKER_AGENT;
        left->speaker_id = i == 0 ? BATON_TEXT("ben") : BATON_TEXT("ana");
        world_feed(&w, &baton_topic_events, left);
        const struct baton_routing_request *gone = asked(&w, BATON_ROUTING_KIND_DEPARTURE);
        assert_int_equal(gone != NULL, i == 1);
        if (gone != NULL)
            assert_text(gone->assignment_id, "c1-a1");
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bot_speaks_while_it_holds),
        cmocka_unit_test(a_message_twice_is_said_once),
        cmocka_unit_test(a_late_message_of_the_bot_is_suppressed_and_the_bot_told_who_holds),
        cmocka_unit_test(what_was_said_over_the_holder_is_two_voices),
        cmocka_unit_test(messages_go_both_ways_on_the_same_channel),
        cmocka_unit_test(what_is_for_agents_never_reaches_the_customer),
        cmocka_unit_test(a_message_of_an_epoch_to_come_is_kept_until_it_comes),
        cmocka_unit_test(an_epoch_that_never_comes_is_no_epoch),
        cmocka_unit_test(a_message_that_the_log_has_passed_is_stale),
        cmocka_unit_test(a_message_that_waits_can_be_taken_back),
        cmocka_unit_test(what_waits_is_bounded),
        cmocka_unit_test(an_agent_who_speaks_stops_the_bot_and_is_heard_when_the_router_agrees),
        cmocka_unit_test(a_takeover_that_nobody_answers_is_refused_in_the_log_and_the_bot_goes_on),
        cmocka_unit_test(each_agent_who_spoke_in_vain_is_told_once),
        cmocka_unit_test(a_takeover_that_was_refused_is_not_refused_again),
        cmocka_unit_test(a_refused_takeover_names_the_holder_and_gives_the_bot_its_voice_back),
        cmocka_unit_test(a_takeover_of_what_another_agent_holds_is_refused_with_his_name),
        cmocka_unit_test(an_agent_who_has_spoken_already_is_two_voices_and_takes_over),
        cmocka_unit_test(a_takeover_waits_over_other_changes_of_holder),
        cmocka_unit_test(an_agent_without_an_id_cannot_be_given_the_conversation),
        cmocka_unit_test(all_that_an_agent_says_while_he_asks_is_said_in_his_order),
        cmocka_unit_test(a_specialist_speaks_under_the_holders_epoch),
        cmocka_unit_test(an_agent_who_leaves_is_reported_to_the_router),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
