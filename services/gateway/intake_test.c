/* What is let in, and what is refused with which field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "intake.h"

#define NOW 1700000000000

static struct baton_arena arena;

static bool read_as(struct intake *intake, const struct intake_door *door, const char *tenant,
                    const char *json)
{
    *intake = (struct intake){
        .door = door, .tenant = baton_text_of(tenant), .now_ms = NOW, .arena = &arena
    };
    return intake_read(intake, baton_text_of(json));
}

struct refusal {
    const char *json, *code, *field;
};

static void check(const struct intake_door *door, const struct refusal *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct intake intake;

        if (read_as(&intake, door, "", rows[i].json))
            fail_msg("%s: was let in", rows[i].json);
        if (strcmp(intake.error.code, rows[i].code) != 0
            || strcmp(intake.error.field, rows[i].field) != 0 || intake.error.status != 400)
            fail_msg("%s: %d %s, field %s: %s", rows[i].json, intake.error.status,
                     intake.error.code, intake.error.field, intake.error.text);
    }
}

#define IDS "\"tenant\":\"t\",\"conversation_id\":\"c\",\"event_id\":\"e\""
#define SAID IDS ",\"type\":\"message\",\"speaker\":\"bot\""

static void bad_events_are_refused_with_their_field(void **state)
{
    static const struct refusal rows[] = {
        { "{", "bad_json", "" },
        { "7", "bad_json", "" },
        { "[]", "bad_list", "" },
        { "{\"tenant\":\"t\",\"conversation_id\":\"c\"}", "bad_field", "event_id" },
        { "{\"conversation_id\":\"c\",\"event_id\":\"e\"}", "bad_field", "tenant" },
        { "{\"tenant\":\"T\",\"conversation_id\":\"c\",\"event_id\":\"e\",\"type\":\"page\"}",
          "bad_field", "tenant" },
        { "{\"tenant\":\"t\",\"conversation_id\":\"\",\"event_id\":\"e\",\"type\":\"page\"}",
          "bad_field", "conversation_id" },
        { "{\"tenant\":\"t\",\"conversation_id\":\"c\",\"event_id\":\"a\\u0007\",\"type\":\"page\"}",
          "bad_field", "event_id" },
        { "{" IDS "}", "bad_field", "type" },
        { "{" IDS ",\"type\":\"shout\"}", "bad_field", "type" },
        { "{" IDS ",\"type\":\"holder\"}", "platform_only", "type" },
        { "{" IDS ",\"type\":\"enrichment\"}", "platform_only", "type" },
        { "{" IDS ",\"type\":\"receipt\"}", "platform_only", "type" },
        { "{" IDS ",\"type\":\"forget\"}", "platform_only", "type" },
        { "{" SAID ",\"holder\":{\"epoch\":9}}", "platform_only", "holder" },
        { "{" SAID ",\"cause\":{\"offset\":1}}", "platform_only", "cause" },
        { "{" SAID ",\"mood\":1}", "bad_field", "mood" },
        { "{" SAID ",\"text\":1}", "bad_field", "text" },
        { "{" SAID ",\"page\":{\"uri\":\"x\"}}", "bad_field", "page.uri" },
        { "{" SAID ",\"actions\":[{},{\"outcome\":\"maybe\"}]}", "bad_field",
          "actions[1].outcome" },
        { "{" SAID ",\"confidence\":1.5}", "bad_field", "confidence" },
        { "{" SAID ",\"sentiment\":-2}", "bad_field", "sentiment" },
        { "{" SAID ",\"epoch\":-2}", "bad_field", "epoch" },
        { "{" SAID ",\"occurred_at\":\"yesterday\"}", "bad_field", "occurred_at" },
        { "{" IDS ",\"type\":\"message\"}", "bad_field", "speaker" },
        { "{" IDS ",\"type\":\"message\",\"speaker\":\"agent\"}", "bad_field", "speaker_id" },
        { "{" IDS ",\"type\":\"edit\",\"speaker\":\"bot\"}", "bad_field", "replaces" },
        { "{" IDS ",\"type\":\"message\",\"speaker\":\"system\",\"disposition\":\"requested\"}",
          "bad_field", "disposition" },
        { "{" IDS "," IDS "}", "bad_json", "" },
        { "[{" SAID "},{" SAID ",\"text\":1}]", "bad_field", "[1].text" },
        { "[{" SAID "},7]", "bad_field", "[1]" },
        { "[{" SAID "},{\"tenant\":\"t\",\"conversation_id\":\"d\",\"event_id\":\"e\","
          "\"type\":\"page\"}]",
          "several_owners", "[1].conversation_id" },
    };

    (void)state;
    check(&intake_events, rows, sizeof rows / sizeof *rows);
}

static void bad_agent_events_are_refused_with_their_field(void **state)
{
    static const struct refusal rows[] = {
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"heartbeat\"}", "bad_field", "agent.id" },
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"agent\":{\"id\":\"a\"}}", "bad_field", "type" },
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"presence\",\"agent\":{\"id\":\"a\"}}",
          "bad_field", "presence" },
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"accept\",\"agent\":{\"id\":\"a\"}}",
          "bad_field", "reservation_id" },
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"heartbeat\",\"agent\":{\"id\":\"a\"},"
          "\"pool\":\"No\"}",
          "bad_field", "pool" },
        { "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"capacity\",\"agent\":{\"id\":\"a\"},"
          "\"capacity\":-1}",
          "bad_field", "capacity" },
    };

    (void)state;
    check(&intake_agents, rows, sizeof rows / sizeof *rows);
}

#define SOLVED "\"tenant\":\"t\",\"conversation_id\":\"c\",\"resolution_id\":\"r\""

static void bad_resolutions_are_refused_with_their_field(void **state)
{
    static const struct refusal rows[] = {
        { "{\"tenant\":\"t\",\"conversation_id\":\"c\"}", "bad_field", "resolution_id" },
        { "{" SOLVED ",\"version\":0}", "bad_field", "version" },
        { "{" SOLVED ",\"csat_after\":6}", "bad_field", "csat_after" },
        { "{" SOLVED ",\"next\":\"transfer\"}", "bad_field", "target.id" },
        { "{" SOLVED ",\"next\":\"away\"}", "bad_field", "next" },
    };

    (void)state;
    check(&intake_resolutions, rows, sizeof rows / sizeof *rows);
}

static void an_event_gets_key_time_and_producer(void **state)
{
    struct intake intake;
    const struct baton_conversation_event *event;

    (void)state;
    assert_true(read_as(&intake, &intake_events, "",
                        "{\"tenant\":\"t\",\"conversation_id\":\"a/b\",\"event_id\":\"e\","
                        "\"type\":\"message\",\"speaker\":\"customer\",\"text\":\"Hi\"}"));
    event = intake.values[0];
    assert_int_equal(intake.count, 1);
    assert_true(baton_text_is(intake.key, "t/a%2Fb"));
    assert_int_equal(event->env.occurred_at, NOW);
    assert_int_equal(event->env.epoch, -1);
    assert_true(baton_text_is(event->env.producer.name, "gateway"));
}

static void what_the_sender_says_stays(void **state)
{
    struct intake intake;
    const struct baton_conversation_event *event;

    (void)state;
    assert_true(read_as(&intake, &intake_events, "",
                        "{" SAID ",\"occurred_at\":\"2026-03-03T13:05:57Z\",\"epoch\":3,"
                        "\"producer\":{\"name\":\"shop-bot\"}}"));
    event = intake.values[0];
    assert_int_equal(event->env.occurred_at, 1772543157000);
    assert_int_equal(event->env.epoch, 3);
    assert_true(baton_text_is(event->env.producer.name, "shop-bot"));
}

static void the_tokens_tenant_fills_in(void **state)
{
    struct intake intake;

    (void)state;
    assert_true(read_as(&intake, &intake_events, "acme",
                        "[{\"conversation_id\":\"c\",\"event_id\":\"e\",\"type\":\"ended\"}]"));
    assert_true(baton_text_is(intake_tenant(&intake), "acme"));
    const struct baton_conversation_event *event = intake.values[0];
    assert_int_equal(event->end_cause, BATON_END_CAUSE_SAID);
}

static void an_agents_event_has_its_pools_key(void **state)
{
    struct intake intake;

    (void)state;
    assert_true(read_as(&intake, &intake_agents, "",
                        "{\"tenant\":\"t\",\"event_id\":\"e\",\"type\":\"presence\","
                        "\"presence\":\"online\",\"agent\":{\"id\":\"eva\"}}"));
    assert_true(baton_text_is(intake.key, "t/main"));
}

static void a_list_has_at_most_64(void **state)
{
    struct baton_buf json;
    struct intake intake;

    (void)state;
    for (int count = 64; count <= 65; count++) {
        baton_buf_init(&json, 100000);
        for (int i = 0; i < count; i++)
            baton_buf_format(&json, "%s{" SAID "}", i == 0 ? "[" : ",");
        baton_buf_append_text(&json, BATON_TEXT("]"));
        intake = (struct intake){ .door = &intake_events, .now_ms = NOW, .arena = &arena };
        assert_int_equal(intake_read(&intake, baton_buf_text(&json)), count == 64);
        baton_buf_release(&json);
    }
    assert_string_equal(intake.error.code, "bad_list");
}

static void too_large_names_the_largest_field(void **state)
{
    struct intake intake;

    (void)state;
    assert_true(read_as(&intake, &intake_events, "",
                        "{" SAID ",\"language\":\"en\",\"text\":\"long, long, long, long, long, "
                        "long, long, long, long, long, long, long, long, long, long\"}"));
    intake_too_large(&intake, 0);
    assert_int_equal(intake.error.status, 413);
    assert_string_equal(intake.error.field, "text");
}

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bad_events_are_refused_with_their_field),
        TEST(bad_agent_events_are_refused_with_their_field),
        TEST(bad_resolutions_are_refused_with_their_field),
        TEST(an_event_gets_key_time_and_producer),
        TEST(what_the_sender_says_stays),
        TEST(the_tokens_tenant_fills_in),
        TEST(an_agents_event_has_its_pools_key),
        TEST(a_list_has_at_most_64),
        TEST(too_large_names_the_largest_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
