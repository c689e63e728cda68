#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "holding.h"

static struct baton_arena arena;

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

static struct baton_holding *holder(enum baton_holder_kind kind, const char *id, int64_t epoch)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);

    holding->kind = kind;
    holding->id = baton_text_of(id);
    holding->epoch = epoch;
    return holding;
}

static struct baton_conversation_event *message(enum baton_speaker speaker, const char *id,
                                                int64_t epoch, enum baton_disposition disposition)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);

    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->event_id = BATON_TEXT("m1");
    event->speaker = speaker;
    event->speaker_id = baton_text_of(id);
    event->env.epoch = epoch;
    event->disposition = disposition;
    return event;
}

struct row {
    const char *why;
    enum baton_holder_kind holder;
    const char *holder_id;
    enum baton_speaker speaker;
    const char *speaker_id;
    int64_t epoch;
    enum baton_disposition disposition;
    struct baton_judged want;
};

#define REQUESTED BATON_DISPOSITION_REQUESTED
#define REPORTED BATON_DISPOSITION_REPORTED
#define AGENT BATON_SPEAKER_AGENT
#define BOT BATON_SPEAKER_BOT

/* The log stands at epoch 4 in every row. */
static const struct row rows[] = {
    { "the bot holds and says so",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      4,
      REQUESTED,
      { .said = BATON_SAID } },
    { "no epoch is judged by the speaker",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      -1,
      REQUESTED,
      { .said = BATON_SAID } },
    { "another bot than the holder",
      BATON_HOLDER_KIND_BOT,
      "a",
      BOT,
      "b",
      -1,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "a late message of an old epoch",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      3,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "an old epoch that was already said",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      3,
      REPORTED,
      { .said = BATON_SAID, .two_voices = true } },
    { "the bot while the customer waits",
      BATON_HOLDER_KIND_QUEUE,
      "",
      BOT,
      "b",
      -1,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "the bot while an agent holds",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      BOT,
      "b",
      -1,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "the bot has spoken over the agent",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      BOT,
      "b",
      -1,
      REPORTED,
      { .said = BATON_SAID, .two_voices = true } },
    { "the epoch is still to come",
      BATON_HOLDER_KIND_QUEUE,
      "",
      AGENT,
      "ana",
      5,
      REQUESTED,
      { .said = BATON_WAITS, .early = true } },
    { "a reported message of an epoch to come",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      5,
      REPORTED,
      { .said = BATON_SAID } },
    { "the agent holds",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      AGENT,
      "ana",
      4,
      REQUESTED,
      { .said = BATON_SAID } },
    { "an agent asks for the conversation",
      BATON_HOLDER_KIND_BOT,
      "",
      AGENT,
      "ana",
      -1,
      REQUESTED,
      { .said = BATON_WAITS, .takeover = true } },
    { "an agent has just spoken",
      BATON_HOLDER_KIND_BOT,
      "",
      AGENT,
      "ana",
      -1,
      REPORTED,
      { .said = BATON_SAID, .two_voices = true, .takeover = true } },
    { "another agent than the holder",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      AGENT,
      "ben",
      4,
      REQUESTED,
      { .said = BATON_WAITS, .takeover = true } },
    { "the holder under an old epoch",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      AGENT,
      "ana",
      2,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "an agent without a name holds nothing",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      AGENT,
      "",
      -1,
      REQUESTED,
      { .said = BATON_WAITS, .takeover = true } },
    { "a voice that nobody names",
      BATON_HOLDER_KIND_BOT,
      "",
      BATON_SPEAKER_UNKNOWN,
      "x",
      -1,
      REQUESTED,
      { .said = BATON_NOT_SAID } },
    { "a voice that nobody names has spoken",
      BATON_HOLDER_KIND_BOT,
      "",
      BATON_SPEAKER_UNKNOWN,
      "x",
      -1,
      REPORTED,
      { .said = BATON_SAID } },
    { "a bot with an id where the holder is any bot",
      BATON_HOLDER_KIND_BOT,
      "",
      BOT,
      "b",
      4,
      REQUESTED,
      { .said = BATON_SAID } },
    { "the customer always speaks",
      BATON_HOLDER_KIND_AGENT,
      "ana",
      BATON_SPEAKER_CUSTOMER,
      "c",
      1,
      REPORTED,
      { .said = BATON_SAID } },
};

static void a_message_is_judged_by_its_place_in_the_log(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct baton_judged got = baton_holding_judge(
            holder(row->holder, row->holder_id, 4),
            message(row->speaker, row->speaker_id, row->epoch, row->disposition));

        if (got.said != row->want.said || got.two_voices != row->want.two_voices
            || got.takeover != row->want.takeover || got.early != row->want.early)
            fail_msg("%s: said %d two voices %d takeover %d early %d", row->why, got.said,
                     got.two_voices, got.takeover, got.early);
    }
}

static void a_message_for_agents_is_never_said(void **state)
{
    struct baton_conversation_event *whisper = message(AGENT, "ben", -1, REQUESTED);

    (void)state;
    whisper->visibility = BATON_VISIBILITY_AGENTS;
    struct baton_judged judged =
        baton_holding_judge(holder(BATON_HOLDER_KIND_AGENT, "ana", 4), whisper);
    assert_int_equal(judged.said, BATON_INTERNAL);
    assert_false(judged.takeover);
}

static struct baton_conversation_event *holder_event(enum baton_holder_kind kind, const char *id,
                                                     int64_t epoch)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);

    event->type = BATON_EVENT_TYPE_HOLDER;
    event->speaker = BATON_SPEAKER_SYSTEM;
    event->holder.kind = kind;
    event->holder.id = baton_text_of(id);
    event->holder.epoch = epoch;
    return event;
}

static bool follow(struct baton_holding *holding, const struct baton_conversation_event *event,
                   int64_t offset)
{
    struct baton_judged judged = baton_holding_judge(holding, event);

    return baton_holding_follow(holding, event, &judged, offset, &arena);
}

static void a_takeover_mutes_the_bot_until_the_next_holder_event(void **state)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);
    const struct baton_conversation_event *bot = message(BOT, "b", -1, REQUESTED);

    (void)state;
    assert_int_equal(baton_holding_judge(holding, bot).said, BATON_SAID);
    assert_false(follow(holding, message(AGENT, "ana", -1, REQUESTED), 10));
    assert_int_equal(baton_holding_judge(holding, bot).said, BATON_NOT_SAID);
    assert_true(follow(holding, holder_event(BATON_HOLDER_KIND_AGENT, "ana", 1), 11));
    assert_int_equal(holding->offset, 11);
    assert_int_equal(holding->takeover_by.size, 0);
    assert_true(follow(holding, holder_event(BATON_HOLDER_KIND_BOT, "", 2), 12));
    assert_int_equal(baton_holding_judge(holding, bot).said, BATON_SAID);
}

static void a_refused_takeover_lets_the_bot_speak_again_under_the_same_epoch(void **state)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);

    (void)state;
    follow(holding, message(AGENT, "ana", -1, REQUESTED), 10);
    assert_false(follow(holding, holder_event(BATON_HOLDER_KIND_BOT, "", 0), 11));
    assert_int_equal(baton_holding_judge(holding, message(BOT, "b", 0, REQUESTED)).said,
                     BATON_SAID);
}

static void an_older_holder_event_changes_nothing(void **state)
{
    struct baton_holding *holding = holder(BATON_HOLDER_KIND_AGENT, "ana", 4);

    (void)state;
    assert_false(follow(holding, holder_event(BATON_HOLDER_KIND_BOT, "", 3), 11));
    assert_int_equal(holding->kind, BATON_HOLDER_KIND_AGENT);
    assert_int_equal(holding->epoch, 4);
}

static void a_specialist_speaks_under_the_holders_epoch(void **state)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);
    struct baton_conversation_event *event = holder_event(BATON_HOLDER_KIND_AGENT, "ana", 3);
    struct baton_text speakers[] = { BATON_TEXT("ben") };

    (void)state;
    event->holder.speakers = speakers;
    event->holder.speakers_count = 1;
    follow(holding, event, 5);
    assert_int_equal(baton_holding_judge(holding, message(AGENT, "ben", 3, REQUESTED)).said,
                     BATON_SAID);
    follow(holding, holder_event(BATON_HOLDER_KIND_AGENT, "ana", 3), 6);
    assert_int_equal(baton_holding_judge(holding, message(AGENT, "ben", 3, REQUESTED)).said,
                     BATON_WAITS);
}

static void a_message_whose_epoch_never_comes_is_judged_without_one(void **state)
{
    struct baton_judged judged = baton_holding_judge_late(holder(BATON_HOLDER_KIND_BOT, "", 4),
                                                          message(BOT, "b", 9, REQUESTED));

    (void)state;
    assert_int_equal(judged.said, BATON_SAID);
    judged = baton_holding_judge_late(holder(BATON_HOLDER_KIND_QUEUE, "", 4),
                                      message(BOT, "b", 9, REQUESTED));
    assert_int_equal(judged.said, BATON_NOT_SAID);
}

static void an_agent_without_an_id_mutes_the_bot_too(void **state)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);

    (void)state;
    follow(holding, message(AGENT, "", -1, REPORTED), 10);
    assert_int_equal(baton_holding_judge(holding, message(BOT, "b", -1, REQUESTED)).said,
                     BATON_NOT_SAID);
    follow(holding, holder_event(BATON_HOLDER_KIND_BOT, "", 0), 11);
    assert_int_equal(baton_holding_judge(holding, message(BOT, "b", -1, REQUESTED)).said,
                     BATON_SAID);
}

static void an_early_message_of_an_agent_mutes_the_bot(void **state)
{
    struct baton_holding *holding = BATON_RECORD(&arena, holding);
    struct baton_conversation_event *early = message(AGENT, "ana", 1, REQUESTED);

    (void)state;
    follow(holding, early, 10);
    assert_int_equal(baton_holding_judge(holding, message(BOT, "b", -1, REQUESTED)).said,
                     BATON_NOT_SAID);
    assert_true(baton_holding_judge_late(holding, early).takeover);
    follow(holding, holder_event(BATON_HOLDER_KIND_AGENT, "ana", 1), 11);
    assert_int_equal(baton_holding_judge_again(holding, early, false, BATON_TEXT_NONE).said,
                     BATON_SAID);
}

static void an_early_message_is_stale_when_the_log_passes_its_epoch(void **state)
{
    struct baton_conversation_event *early = message(BOT, "b", 1, REQUESTED);
    struct baton_holding *holding = holder(BATON_HOLDER_KIND_BOT, "", 2);

    (void)state;
    assert_int_equal(baton_holding_judge_again(holding, early, false, BATON_TEXT_NONE).said,
                     BATON_NOT_SAID);
    holding->epoch = 0;
    assert_int_equal(baton_holding_judge_again(holding, early, false, BATON_TEXT_NONE).said,
                     BATON_WAITS);
}

static void a_takeover_waits_for_its_answer(void **state)
{
    struct baton_conversation_event *takeover = message(AGENT, "ana", -1, REQUESTED);
    struct baton_text id = takeover->event_id, other = BATON_TEXT("m9");

    (void)state;
    assert_int_equal(
        baton_holding_judge_again(holder(BATON_HOLDER_KIND_AGENT, "ana", 5), takeover, true, id)
            .said,
        BATON_SAID);
    assert_int_equal(
        baton_holding_judge_again(holder(BATON_HOLDER_KIND_AGENT, "ana", 5), takeover, true, other)
            .said,
        BATON_SAID);
    assert_int_equal(
        baton_holding_judge_again(holder(BATON_HOLDER_KIND_BOT, "", 4), takeover, true, id).said,
        BATON_NOT_SAID);
    assert_int_equal(
        baton_holding_judge_again(holder(BATON_HOLDER_KIND_AGENT, "ben", 5), takeover, true, other)
            .said,
        BATON_WAITS);
    struct baton_judged judged =
        baton_holding_judge_again(holder(BATON_HOLDER_KIND_QUEUE, "", 5), takeover, true, other);
    assert_int_equal(judged.said, BATON_WAITS);
    assert_true(judged.takeover);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_judged_by_its_place_in_the_log),
        cmocka_unit_test(a_message_for_agents_is_never_said),
        cmocka_unit_test(a_takeover_mutes_the_bot_until_the_next_holder_event),
        cmocka_unit_test(a_refused_takeover_lets_the_bot_speak_again_under_the_same_epoch),
        cmocka_unit_test(an_older_holder_event_changes_nothing),
        cmocka_unit_test(a_specialist_speaks_under_the_holders_epoch),
        cmocka_unit_test(a_message_whose_epoch_never_comes_is_judged_without_one),
        cmocka_unit_test(an_agent_without_an_id_mutes_the_bot_too),
        cmocka_unit_test(an_early_message_of_an_agent_mutes_the_bot),
        cmocka_unit_test(an_early_message_is_stale_when_the_log_passes_its_epoch),
        cmocka_unit_test(a_takeover_waits_for_its_answer),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
