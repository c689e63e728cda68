/* The whole service in the engine: what the cases do not say well in files. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "detector_service.h"
#include "engine.h"
#include "estimate.h"
#include "key.h"

#define SIGNALS_MAX 16
#define SILENCE_MS 60000 /* bot_silence_ms as it is built in */

struct rig {
    struct baton_arena arena;
    struct baton_engine *engine;
    struct baton_escalation_signal *signals[SIGNALS_MAX];
    size_t signals_count;
    int64_t at;
    int events;
    bool synthetic;
};

static void look(void *context, const struct baton_record *record)
{
    struct rig *rig = context;

    if (record->topic == &baton_topic_signals && rig->signals_count < SIGNALS_MAX)
        rig->signals[rig->signals_count++] =
            baton_record_copy(&baton_escalation_signal_type, record->value, &rig->arena);
    assert_ptr_not_equal(record->topic->type, &baton_dead_letter_type);
}

static int setup(void **state)
{
    static const struct baton_service *const services[] = { &baton_detector_service, NULL };
    struct rig *rig = calloc(1, sizeof *rig);
    struct baton_engine_conf conf = {
        .services = services, .partitions = 2, .tap = look, .context = rig
    };
    struct baton_error err;

    baton_arena_init(&rig->arena);
    rig->at = 1000;
    rig->engine = baton_engine_new(&conf, &err);
    *state = rig;
    return rig->engine != NULL ? 0 : -1;
}

static int teardown(void **state)
{
    struct rig *rig = *state;

    baton_engine_free(rig->engine);
    baton_arena_release(&rig->arena);
    free(rig);
    return 0;
}

static struct baton_conversation_event *event_of(struct rig *rig, enum baton_speaker speaker,
                                                 const char *text)
{
    struct baton_conversation_event *event = BATON_RECORD(&rig->arena, conversation_event);

    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = BATON_TEXT("c1");
    event->env.synthetic = rig->synthetic;
    event->event_id = baton_text_format(&rig->arena, "e%d", ++rig->events);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->speaker = speaker;
    event->text = baton_text_of(text);
    return event;
}

static void feed(struct rig *rig, struct baton_conversation_event *event)
{
    struct baton_error err;

    rig->at += 1000;
    assert_int_equal(baton_engine_feed(rig->engine, &baton_topic_events, BATON_TEXT("acme/c1"),
                                       event, rig->at, -1, &err),
                     BATON_DONE);
}

static void customer(struct rig *rig, const char *text)
{
    feed(rig, event_of(rig, BATON_SPEAKER_CUSTOMER, text));
}

static void wait_ms(struct rig *rig, int64_t ms)
{
    struct baton_error err;

    rig->at += ms;
    assert_int_equal(baton_engine_advance(rig->engine, rig->at, &err), BATON_DONE);
}

static void a_duplicate_event_counts_once(void **state)
{
    struct rig *rig = *state;
    struct baton_conversation_event *complaint =
        event_of(rig, BATON_SPEAKER_CUSTOMER, "this is useless, I already told you");

    for (int i = 0; i < 5; i++)
        feed(rig, complaint);
    assert_int_equal(rig->signals_count, 1);
    assert_int_equal(rig->signals[0]->kind, BATON_SIGNAL_KIND_PREPARE);
}

static void a_signal_names_its_reasons_and_is_marked_as_the_drill_it_is(void **state)
{
    struct rig *rig = *state;

    rig->synthetic = true;
    customer(rig, "I want to talk to a human");
    assert_int_equal(rig->signals_count, 1);
    const struct baton_escalation_signal *signal = rig->signals[0];
    assert_true(signal->env.synthetic);
    assert_true(baton_text_is(signal->signal_id, "c1-s1"));
    assert_true(baton_text_is(signal->env.cause.id, "e1"));
    assert_true(baton_text_is(signal->reasons[0].code, "explicit_request"));
    assert_true(baton_text_is(signal->reasons[0].quotes[0], "talk to a human"));
    assert_true(baton_text_is(signal->reasons[0].event_ids[0], "e1"));
    assert_true(signal->env.seen.model_version.size > 0);
}

static double told(const struct baton_escalation_signal *signal)
{
    double sum = signal->base + signal->rest;

    for (size_t i = 0; i < signal->reasons_count; i++)
        sum += signal->reasons[i].contribution;
    return sum;
}

static void what_is_told_for_and_against_is_what_the_chance_is_made_of(void **state)
{
    static const char *const texts[] = { "This is useless, I already told you!",
                                         "Thanks, it works now" };
    struct rig *rig = *state;
    bool against = false;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        customer(rig, texts[i]);
        feed(rig, event_of(rig, BATON_SPEAKER_BOT, "I have looked it up for you."));
    }
    assert_int_equal(rig->signals_count, 2); /* prepare, withdraw */
    for (size_t i = 0; i < rig->signals_count; i++) {
        const struct baton_escalation_signal *signal = rig->signals[i];
        double p = signal->probability;

        assert_float_equal(1 / (1 + exp(-told(signal))), p, 1e-3);
        assert_true(signal->reasons_count <= 16);
        for (size_t k = 1; k < signal->reasons_count; k++)
            against = against || signal->reasons[k].contribution < 0;
    }
    assert_true(against);
}

static void a_signal_carries_what_was_noticed_with_its_evidence(void **state)
{
    struct rig *rig = *state;

    customer(rig, "I want to talk to a human");
    assert_true(rig->signals[0]->signals_count > 0);
    for (size_t i = 0; i < rig->signals[0]->signals_count; i++) {
        const struct baton_named_signal *noticed = &rig->signals[0]->signals[i];

        assert_true(noticed->probability >= 0.1 && noticed->probability <= 1);
        assert_true(baton_text_is(noticed->event_ids[0], "e1"));
        assert_true(i == 0 || noticed->probability <= noticed[-1].probability);
    }
    assert_true(baton_text_is(rig->signals[0]->signals[0].name, "explicit"));
    assert_true(baton_text_is(rig->signals[0]->signals[0].quotes[0], "talk to a human"));
}

static void a_silent_bot_is_noticed_but_not_on_a_channel_that_may_wait(void **state)
{
    struct rig *rig = *state;
    struct baton_conversation_event *mail =
        event_of(rig, BATON_SPEAKER_CUSTOMER, "What does it cost?");

    mail->channel.synchronous = BATON_MAYBE_NO;
    feed(rig, mail);
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 0);
    mail = event_of(rig, BATON_SPEAKER_CUSTOMER, "And now I am in front of the chat?");
    mail->channel.synchronous = BATON_MAYBE_YES;
    feed(rig, mail);
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 1);
    assert_int_equal(rig->signals[0]->trigger, BATON_TRIGGER_BOT_SILENT);
    assert_true(baton_text_is(rig->signals[0]->reasons[0].event_ids[0], "e2"));
}

/* A timer has no record: by the message's place others wait until they have read it. */
static void a_silent_bot_s_signal_names_the_message_and_its_place(void **state)
{
    struct rig *rig = *state;

    customer(rig, "What does it cost?");
    feed(rig, event_of(rig, BATON_SPEAKER_BOT, "Ten euros."));
    customer(rig, "And with the second one?");
    customer(rig, "Are you there?");
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 1);
    const struct baton_escalation_signal *signal = rig->signals[0];
    assert_true(baton_text_is(signal->event_id, "e3"));
    assert_true(baton_text_is(signal->env.cause.topic, "conversation-events"));
    assert_true(baton_text_is(signal->env.cause.id, "e3"));
    assert_int_equal(signal->env.cause.partition, baton_key_partition(BATON_TEXT("acme/c1"), 2, 2));
    assert_int_equal(signal->env.cause.offset, 2);
}

static void a_thank_you_needs_no_answer(void **state)
{
    struct rig *rig = *state;

    customer(rig, "great, thanks a lot!");
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 0);
}

static void the_bot_may_ask_for_a_person_itself(void **state)
{
    struct rig *rig = *state;
    struct baton_conversation_event *answer = event_of(rig, BATON_SPEAKER_BOT, "One moment.");

    answer->assessment.wants_handoff = true;
    answer->assessment.skills = &(struct baton_text){ "french", 6 };
    answer->assessment.skills_count = 1;
    customer(rig, "Bonjour");
    feed(rig, answer);
    assert_int_equal(rig->signals_count, 1);
    assert_int_equal(rig->signals[0]->trigger, BATON_TRIGGER_BOT_REQUEST);
    assert_true(baton_text_is(rig->signals[0]->recommended_skills[0], "french"));
}

static void holder(struct rig *rig, enum baton_holder_kind kind, int64_t epoch,
                   enum baton_holder_cause cause)
{
    struct baton_conversation_event *event = event_of(rig, BATON_SPEAKER_SYSTEM, "");

    event->type = BATON_EVENT_TYPE_HOLDER;
    event->env.epoch = event->holder.epoch = epoch;
    event->holder.kind = kind;
    event->holder.cause = cause;
    feed(rig, event);
}

static const struct baton_escalation_signal *last(const struct rig *rig)
{
    assert_true(rig->signals_count > 0);
    return rig->signals[rig->signals_count - 1];
}

static void what_a_timer_says_names_the_event_that_it_waited_upon_and_its_place(void **state)
{
    struct rig *rig = *state;

    customer(rig, "My invoice is wrong");
    feed(rig, event_of(rig, BATON_SPEAKER_BOT, "Somebody will be with you shortly."));
    wait_ms(rig, 60000);
    assert_int_equal(last(rig)->kind, BATON_SIGNAL_KIND_PHANTOM);
    assert_true(baton_text_is(last(rig)->env.cause.id, "e2"));
    assert_int_equal(last(rig)->env.cause.offset, 1);
    assert_true(isnan(last(rig)->probability));
}

/* The timer of the first message is there still when the bot has answered and is asked again. */
static void each_message_has_the_whole_time_for_its_answer(void **state)
{
    struct rig *rig = *state;

    customer(rig, "My invoice is wrong, what can I do?");
    feed(rig, event_of(rig, BATON_SPEAKER_BOT, "Which invoice is it?"));
    wait_ms(rig, SILENCE_MS / 2);
    customer(rig, "It is the one of May.");
    int64_t asked_at = rig->at;
    wait_ms(rig, SILENCE_MS - 1);
    assert_int_equal(rig->signals_count, 0);
    wait_ms(rig, asked_at + SILENCE_MS - rig->at);
    assert_int_equal(last(rig)->trigger, BATON_TRIGGER_BOT_SILENT);
    assert_true(baton_text_is(last(rig)->env.cause.id, "e3"));
    wait_ms(rig, 10 * SILENCE_MS);
    assert_int_equal(rig->signals_count, 1);
}

/* A phantom is the escalation of its stretch. */
static void after_a_phantom_nothing_escalates_before_the_bot_has_it_back(void **state)
{
    struct rig *rig = *state;

    customer(rig, "My invoice is wrong");
    feed(rig, event_of(rig, BATON_SPEAKER_BOT, "Somebody will be with you shortly."));
    wait_ms(rig, 60000);
    customer(rig, "I want a human");
    feed(rig, event_of(rig, BATON_SPEAKER_BOT, "I am transferring you to an agent."));
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 1);
    holder(rig, BATON_HOLDER_KIND_QUEUE, 1, BATON_HOLDER_CAUSE_ESCALATION);
    holder(rig, BATON_HOLDER_KIND_BOT, 2, BATON_HOLDER_CAUSE_NO_AGENT);
    customer(rig, "I want a human");
    assert_int_equal(rig->signals_count, 2);
}

static void no_timer_outlives_its_conversation(void **state)
{
    for (int ended = 0; ended < 2; ended++) {
        struct rig *rig = *state;
        customer(rig, "useless bot, shut up"); /* prepare */
        feed(rig, event_of(rig, BATON_SPEAKER_BOT, "Somebody will be with you shortly."));
        customer(rig, "you useless stupid bot, I am waiting"); /* hold, or escalate */
        size_t before = rig->signals_count;
        struct baton_conversation_event *event = event_of(rig, BATON_SPEAKER_SYSTEM, "");
        event->type = ended ? BATON_EVENT_TYPE_ENDED : BATON_EVENT_TYPE_FORGET;
        feed(rig, event);
        wait_ms(rig, 3600000);
        assert_int_equal(rig->signals_count, before);
    }
}

static void an_agent_who_took_over_himself_needs_no_announcement(void **state)
{
    struct rig *rig = *state;

    customer(rig, "Where is my parcel?");
    holder(rig, BATON_HOLDER_KIND_AGENT, 1, BATON_HOLDER_CAUSE_TAKEOVER);
    customer(rig, "Hello? Anybody there?");
    wait_ms(rig, 600000);
    assert_int_equal(rig->signals_count, 0);
}

static void in_the_queue_a_request_is_withdrawn_once_and_with_an_agent_not_at_all(void **state)
{
    struct rig *rig = *state;

    customer(rig, "I want a human");
    holder(rig, BATON_HOLDER_KIND_QUEUE, 1, BATON_HOLDER_CAUSE_ESCALATION);
    customer(rig, "No need for an agent any more.");
    customer(rig, "Really, no need for an agent.");
    assert_int_equal(rig->signals_count, 2);
    assert_int_equal(last(rig)->kind, BATON_SIGNAL_KIND_WITHDRAW);
    assert_int_equal(last(rig)->env.epoch, 1);
    assert_true(baton_text_is(last(rig)->withdraws, "c1-s1"));
    holder(rig, BATON_HOLDER_KIND_BOT, 2, BATON_HOLDER_CAUSE_WITHDRAWN);
    customer(rig, "I want a human after all");
    holder(rig, BATON_HOLDER_KIND_QUEUE, 3, BATON_HOLDER_CAUSE_ESCALATION);
    holder(rig, BATON_HOLDER_KIND_AGENT, 4, BATON_HOLDER_CAUSE_ACCEPTED);
    customer(rig, "Never mind, it works now.");
    holder(rig, BATON_HOLDER_KIND_QUEUE, 5, BATON_HOLDER_CAUSE_TRANSFER);
    assert_int_equal(rig->signals_count, 3);
}

static void keep(struct rig *rig, const struct detector_weights *weights,
                 struct baton_detector_conversation *row, struct detector_turn *turn)
{
    struct detector_feature features[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };
    struct detector_estimate estimate;

    detector_estimate_of(weights, row, turn, &rig->arena, features, &estimate);
    detector_estimate_keep(row, turn, &estimate, &rig->arena);
}

static void the_row_of_ten_turns_stays_small(void **state)
{
    static struct detector_weights weights;
    struct rig *rig = *state;
    struct baton_detector_conversation *row = BATON_RECORD(&rig->arena, detector_conversation);
    struct detector_words words;
    struct baton_buf buf;

    assert_true(detector_weights_read(detector_weights_en,
                                      (size_t)(detector_weights_en_end - detector_weights_en),
                                      &weights, NULL));
    assert_true(detector_words_open(&words, NULL));
    for (int i = 0; i < 5; i++) {
        struct detector_turn turn = { .event = event_of(rig, BATON_SPEAKER_CUSTOMER, "") };
        turn.reading = detector_read_customer(
            &words,
            BATON_TEXT(
                "my router shows a red light and the internet is gone since monday morning, help"),
            &rig->arena);
        detector_trail_customer(row, &turn, &rig->arena);
        keep(rig, &weights, row, &turn);
        turn = (struct detector_turn){ .event = event_of(rig, BATON_SPEAKER_BOT, "") };
        turn.reading = detector_read_bot(
            &words,
            BATON_TEXT(
                "Please unplug the router, wait for ten seconds and plug it in again, then tell me."),
            &rig->arena);
        detector_trail_bot(row, &turn, &rig->arena);
        keep(rig, &weights, row, &turn);
    }
    baton_buf_init(&buf, 100000);
    assert_int_equal(baton_codec_encode(&baton_detector_conversation_type, row, &buf, NULL),
                     BATON_DONE);
    if (buf.size >= 500) /* the ring of event ids takes 10 bytes an event besides */
        fail_msg("%zu bytes", buf.size);
    baton_buf_release(&buf);
    detector_words_close(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_duplicate_event_counts_once, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_told_for_and_against_is_what_the_chance_is_made_of,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_signal_carries_what_was_noticed_with_its_evidence, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_signal_names_its_reasons_and_is_marked_as_the_drill_it_is,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_silent_bot_is_noticed_but_not_on_a_channel_that_may_wait,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_silent_bot_s_signal_names_the_message_and_its_place,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_thank_you_needs_no_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(the_bot_may_ask_for_a_person_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(
            what_a_timer_says_names_the_event_that_it_waited_upon_and_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(
            after_a_phantom_nothing_escalates_before_the_bot_has_it_back, setup, teardown),
        cmocka_unit_test_setup_teardown(each_message_has_the_whole_time_for_its_answer, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(no_timer_outlives_its_conversation, setup, teardown),
        cmocka_unit_test_setup_teardown(an_agent_who_took_over_himself_needs_no_announcement, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            in_the_queue_a_request_is_withdrawn_once_and_with_an_agent_not_at_all, setup, teardown),
        cmocka_unit_test_setup_teardown(the_row_of_ten_turns_stays_small, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
