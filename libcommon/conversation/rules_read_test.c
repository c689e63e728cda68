#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buf.h"
#include "json_codec.h"
#include "rules.h"

static struct baton_error err;

static void refused(enum baton_policy_part part, struct baton_text body, const char *wanted)
{
    err = (struct baton_error){ .text = "" };
    assert_int_equal(baton_rules_check(part, body, &err), BATON_REJECT);
    if (strstr(err.text, wanted) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, wanted);
    assert_true(err.code[0] != '\0');
    assert_true(baton_text_valid_utf8(err.text, strlen(err.text)));
    assert_false(baton_text_has_control(baton_text_of(err.text)));
}

static void refused_declared(const char *body, const char *wanted)
{
    refused(BATON_POLICY_PART_DECLARED, baton_text_of(body), wanted);
}

static void taken(const char *body)
{
    if (baton_rules_check(BATON_POLICY_PART_DECLARED, baton_text_of(body), &err) != BATON_DONE)
        fail_msg("%s: %s", body, err.text);
}

static void a_wrong_value_is_named_with_its_place_and_what_is_allowed(void **state)
{
    static const struct {
        const char *body, *wanted;
    } rows[] = {
        { "{\"detector\":{\"treshold\":0.5}}",
          "detector.treshold: unknown field; there are threshold, thresholds," },
        { "{\"x\":1}", "x: unknown field; there are format, detector," },
        { "{\"format\":2}", "format: must be a whole number from 1 to 1" },
        { "{\"detector\":[]}", "detector: must be an object" },
        { "{\"detector\":{\"threshold\":\"0.5\"}}",
          "detector.threshold: must be a number from 0 to 1" },
        { "{\"detector\":{\"threshold\":true}}", "detector.threshold: must be a number" },
        { "{\"detector\":{\"threshold\":null}}", "detector.threshold: must be a number" },
        { "{\"detector\":{\"threshold\":1.0000001}}",
          "detector.threshold: must be a number from 0 to 1" },
        { "{\"detector\":{\"thresholds\":{\"b\":-1}}}",
          "detector.thresholds.b: must be a number from 0 to 1" },
        { "{\"detector\":{\"thresholds\":{\"\":0.5}}}", "the name of a field must have 1 to 200" },
        { "{\"detector\":{\"min_turns\":1.5}}", "detector.min_turns: must be a whole number" },
        { "{\"detector\":{\"holds\":1}}", "detector.holds: must be true or false" },
        { "{\"detector\":{\"phantom_ms\":3600001}}",
          "detector.phantom_ms: must be a whole number from 0 to 3600000" },
        { "{\"detector\":{\"silent_ms\":-1}}",
          "detector.silent_ms: must be a whole number from 0 to 3600000" },
        { "{\"detector\":{\"languages\":[\"en\",\"\"]}}",
          "detector.languages[1]: must be a text of 1 to 200" },
        { "{\"detector\":{\"contract_value_min\":\"x\"}}",
          "detector.contract_value_min: must be a whole number from 0 to" },
        { "{\"detector\":{\"tenure_months_min\":1201}}",
          "detector.tenure_months_min: must be a whole number from 0 to 1200" },
        { "{\"detector\":{\"always_escalate\":{\"phrases\":[\"a\",\"\"]}}}",
          "detector.always_escalate.phrases[1]: must be a text of 1 to 200" },
        { "{\"bounds\":{\"threshold_min\":0.8,\"threshold_max\":0.7}}",
          "bounds.threshold_min: must be at most" },
        { "{\"bounds\":{\"threshold_min\":0.96}}",
          "bounds.threshold_min: must be at most threshold_max" },
        { "{\"router\":{\"rules\":[{},{\"pool\":\"A\"}]}}",
          "router.rules[1].pool: must be a name of 0 to 64" },
        { "{\"router\":{\"teams\":{\"t\":{\"pool\":\"\"}}}}",
          "router.teams.t.pool: must be a name of 1 to 64" },
        { "{\"router\":{\"rules\":[{\"skill\":[]}]}}", "router.rules[0].skill: unknown field" },
        { "{\"router\":{\"heartbeat_timeout_ms\":999}}",
          "must be a whole number from 1000 to 86400000" },
        { "{\"router\":{\"relaxation\":[{\"after_ms\":1}]}}",
          "router.relaxation[0].drop: is missing" },
        { "{\"router\":{\"relaxation\":[{\"after_ms\":1,\"drop\":\"x\"}]}}",
          "router.relaxation[0].drop: must be one of preferred_agent, skills, team, language" },
        { "{\"router\":{\"relaxation\":[0,0,0,0,0,0,0,0,0,0,0]}}",
          "must be an array of at most 10 elements" },
        { "{\"router\":{\"teams\":{\"t\":{\"hours\":"
          "[{\"days\":[8],\"from\":\"08:00\",\"to\":\"09:00\"}]}}}}",
          "router.teams.t.hours[0].days[0]: must be a whole number from 1 to 7" },
        { "{\"router\":{\"teams\":{\"t\":{\"hours\":"
          "[{\"days\":[1],\"from\":\"24:00\",\"to\":\"09:00\"}]}}}}",
          "router.teams.t.hours[0].from: must be a time as HH:MM, from 00:00 to 23:59" },
        { "{\"switchboard\":{\"idle_ms\":999}}",
          "must be a whole number from 1000 to 2592000000, or 0" },
        { "{\"switchboard\":{\"retention_ms\":0}}",
          "switchboard.retention_ms: must be a whole number from 1000" },
        { "{\"packager\":{\"pii_masks\":[\"name\"]}}",
          "packager.pii_masks[0]: must be one of card_number, iban" },
        { "{\"learned\":{}}", "learned: is the learner's" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        refused_declared(rows[i].body, rows[i].wanted);
}

static void a_pattern_that_cannot_be_used_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *body, *wanted;
    } rows[] = {
        { "{\"packager\":{\"templates\":{\"billing\":{\"opening_line\":\"Hello {custmer}.\"}}}}",
          "packager.templates.billing.opening_line: character 7: no field custmer; there are" },
        { "{\"packager\":{\"templates\":{\"*\":{\"briefing\":\"Who: {who}\\nWhy: {why\"}}}}",
          "packager.templates.*.briefing: character 17: a field must be {name}" },
        { "{\"packager\":{\"templates\":{\"*\":{\"card\":{\"who\":\"{position}\"}}}}}",
          "packager.templates.*.card.who: character 1: no field position; there are" },
        { "{\"packager\":{\"templates\":{\"*\":{\"card\":{\"leave_out\":[\"urgency\"]}}}}}",
          "packager.templates.*.card.leave_out[0]: must be one of headline, who" },
        { "{\"switchboard\":{\"announcements\":{\"en\":{\"joined\":\"{who} is here.\"}}}}",
          "switchboard.announcements.en.joined: character 1: no field who; there are agent, team, "
          "reason, position, wait" },
        { "{\"switchboard\":{\"announcements\":{\"en\":{\"categories\":{\"billing\":"
          "{\"queued\":\"Wait}\"}}}}}}",
          "switchboard.announcements.en.categories.billing.queued: character 5: } closes nothing" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        refused_declared(rows[i].body, rows[i].wanted);
}

static void a_pattern_that_is_too_long_is_refused(void **state)
{
    struct baton_buf body;

    (void)state;
    baton_buf_init(&body, 8192);
    baton_buf_append_text(&body,
                          BATON_TEXT("{\"packager\":{\"templates\":{\"*\":{\"briefing\":\""));
    for (size_t i = 0; i < 2001; i++)
        baton_buf_append_byte(&body, 'x');
    baton_buf_append_text(&body, BATON_TEXT("\"}}}}"));
    refused(BATON_POLICY_PART_DECLARED, baton_buf_text(&body),
            "packager.templates.*.briefing: must be a text of 0 to 2000 characters");
    baton_buf_release(&body);
}

/* One projection to `target` with these fields. */
static void refused_mapping(const char *target, const char *fields, const char *wanted)
{
    char body[600];

    snprintf(body, sizeof body, "{\"projections\":{\"crm\":{\"target\":\"%s\",\"fields\":[%s]}}}",
             target, fields);
    refused_declared(body, wanted);
}

static void a_mapping_that_cannot_be_used_is_refused_with_its_field(void **state)
{
    static const struct {
        const char *target, *fields, *wanted;
    } rows[] = {
        { "zendesk", "", "projections.crm.target: must be one of flat_metadata, twilio_task" },
        { "zendesk_ticket", "{\"from\":\"headline\"}", "fields[0].field: is missing" },
        { "zendesk_ticket", "{\"field\":\"1\"}", "projections.crm.fields[0].from: is missing" },
        { "zendesk_ticket", "{\"field\":\"subject\",\"from\":\"headline\"}",
          "projections.crm.fields[0].field: must be the number of a field, 1 to 18 digits without "
          "a leading 0 at zendesk_ticket" },
        { "zendesk_ticket", "{\"field\":\"007\",\"from\":\"headline\"}", "fields[0].field: must" },
        { "salesforce_case", "{\"field\":\"1a\",\"from\":\"headline\"}", "must be an API name" },
        { "salesforce_case", "{\"field\":\"a-b\",\"from\":\"headline\"}", "must be an API name" },
        { "salesforce_case", "{\"field\":\"Description\",\"from\":\"headline\"}",
          "fields[0].field: Description is the note that Baton writes" },
        { "flat_metadata", "{\"field\":\"a b\",\"from\":\"headline\"}", "of a-z, A-Z, 0-9, _, -" },
        { "intercom", "{\"field\":\"a\\u0007\",\"from\":\"headline\"}", "control characters" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"headline\"},{\"field\":\"a\",\"from\":\"who\"}",
          "projections.crm.fields[1].field: is mapped already by fields[0]" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"head_line\"}",
          "projections.crm.fields[0].from: no such part; there are fact.NAME, external_id.NAME, "
          "conversation_id, headline, urgency" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"fact.\"}", "fields[0].from: no such part" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"who\",\"type\":\"int\"}",
          "fields[0].type: must be one of text, number, enum, date, time" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"who\",\"type\":\"number\"}",
          "projections.crm.fields[0].type: who is no number" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"turns\",\"type\":\"date\"}",
          "fields[0].type: turns is no time" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"turns\",\"type\":\"enum\"}",
          "fields[0].type: turns has no names to choose from" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"urgency\",\"type\":\"enum\"}",
          "projections.crm.fields[0].values: an enum needs values" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"urgency\",\"values\":{\"low\":\"l\"}}",
          "fields[0].values: only an enum has values" },
        { "chatwoot",
          "{\"field\":\"a\",\"from\":\"urgency\",\"type\":\"enum\",\"max_length\":2,"
          "\"values\":{\"low\":\"low\"}}",
          "fields[0].values: each must have at most 2 characters" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"who\",\"type\":\"enum\",\"values\":{\"x\":1}}",
          "fields[0].values.x: must be a text of 1 to 200" },
        { "chatwoot", "{\"field\":\"a\",\"from\":\"who\",\"max_length\":0}",
          "fields[0].max_length: must be a whole number from 1 to 65536" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        refused_mapping(rows[i].target, rows[i].fields, rows[i].wanted);
    refused_declared("{\"projections\":{\"crm\":{}}}", "projections.crm.target: is missing");
    refused_declared("{\"projections\":{\"crm\":{\"target\":\"chatwoot\",\"max_bytes\":1023}}}",
                     "max_bytes: must be a whole number from 1024 to 262144, or 0");
    refused_declared("{\"projections\":{\"crm\":{\"target\":\"chatwoot\",\"keeps\":[\"name\"]}}}",
                     "projections.crm.keeps[0]: must be one of card_number");
}

static void the_bounds_themselves_are_taken(void **state)
{
    (void)state;
    taken("{\"detector\":{\"threshold\":0}}");
    taken("{\"detector\":{\"threshold\":1,\"tier_weights\":{\"a\":-3,\"b\":3.0}}}");
    taken("{\"switchboard\":{\"idle_ms\":1000,\"retention_ms\":1000}}");
    taken("{\"switchboard\":{\"idle_ms\":0,\"retention_ms\":315360000000}}");
    taken("{\"router\":{\"heartbeat_timeout_ms\":86400000,\"overflow_pool\":\"\"}}");
    taken("{\"bounds\":{\"threshold_min\":0.7,\"threshold_max\":0.7}}");
    taken("{\"projections\":{\"crm\":{\"target\":\"chatwoot\",\"max_bytes\":1024,\"fields\":["
          "{\"field\":\"a\",\"from\":\"fact.x\",\"max_length\":65536},"
          "{\"field\":\"b\",\"from\":\"external_id.x\",\"type\":\"enum\","
          "\"values\":{\"*\":\"y\"}}]}}}");
}

static void each_part_keeps_to_its_own(void **state)
{
    static const char learned[] =
        "{\"format\":1,\"learned\":{\"thresholds\":{\"a\":{\"offset\":1,\"resolutions\":[]}}}}";

    (void)state;
    assert_int_equal(baton_rules_check(BATON_POLICY_PART_LEARNED, baton_text_of(learned), &err),
                     BATON_DONE);
    refused(BATON_POLICY_PART_LEARNED, BATON_TEXT("{\"detector\":{}}"),
            "detector: is declared by people");
    refused(BATON_POLICY_PART_LEARNED,
            BATON_TEXT("{\"learned\":{\"thresholds\":{\"a\":{\"offset\":0.1}}}}"),
            "learned.thresholds.a.resolutions: is missing");
    refused(BATON_POLICY_PART_LEARNED,
            BATON_TEXT("{\"learned\":{\"resolved\":{\"a\":{\"rate\":0.5}}}}"),
            "learned.resolved.a.cases: is missing");
    refused(BATON_POLICY_PART_LEARNED,
            BATON_TEXT("{\"learned\":{\"resolved\":{\"a\":{\"rate\":1.5,\"cases\":12}}}}"),
            "learned.resolved.a.rate");
    refused(BATON_POLICY_PART_UNKNOWN, BATON_TEXT("{}"), "part must be declared or learned");
}

/* Parts of the learned body with a member that no row knows. */
static void what_a_newer_learner_adds_is_passed_over_and_named(void **state)
{
    static const struct {
        const char *body, *named;
    } rows[] = {
        { "{\"learned\":{\"thresholds\":{\"a\":{\"offset\":0.5,\"resolutions\":[],"
          "\"newer\":{\"x\":[1]}}}}}",
          "learned.thresholds.a.newer: unknown field, ignored" },
        { "{\"learned\":{\"newer\":1,\"newest\":{},\"thresholds\":{\"a\":{\"offset\":0.5,"
          "\"resolutions\":[]}}}}",
          "learned.newer: unknown field, ignored" },
        { "{\"newer\":{\"a\":1},\"learned\":{\"thresholds\":{\"a\":{\"offset\":0.5,"
          "\"resolutions\":[]}}}}",
          "newer: unknown field, ignored" },
    };
    struct baton_arena arena;
    struct baton_rules rules;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct baton_text body = baton_text_of(rows[i].body);

        err = (struct baton_error){ .text = "" };
        baton_arena_init(&arena);
        assert_int_equal(baton_rules_read(BATON_POLICY_PART_LEARNED, body, &rules, &arena, &err),
                         BATON_DONE);
        assert_string_equal(err.code, "unknown_field");
        assert_string_equal(err.text, rows[i].named);
        assert_true(rules.learned_count == 1 && rules.learned[0].offset == 0.5);
        baton_arena_release(&arena);
        refused(BATON_POLICY_PART_DECLARED, body, "");
    }
    refused(BATON_POLICY_PART_LEARNED,
            BATON_TEXT("{\"learned\":{\"newer\":1,\"thresholds\":{\"a\":{\"offset\":2,"
                       "\"resolutions\":[]}}}}"),
            "learned.thresholds.a.offset: must be a number");
}

static void an_empty_body_has_no_rules_of_its_own(void **state)
{
    (void)state;
    taken("");
}

static void what_is_not_json_is_refused(void **state)
{
    static const char *const bodies[] = {
        " ",
        "null",
        "1",
        "[]",
        "\"x\"",
        "{",
        "{}x",
        "{\"format\":1,}",
        "{'format':1}",
        "{\"format\":01}",
        "{\"detector\":{\"threshold\":NaN}}",
        "{\"detector\":{\"threshold\":nan}}",
        "{\"detector\":{\"threshold\":Infinity}}",
        "{\"detector\":{\"threshold\":-Infinity}}",
        "{\"detector\":{\"threshold\":1e999}}",
        "{\"detector\":{\"threshold\":-1e999}}",
        "{\"detector\":{\"hold_ms\":99999999999999999999999}}",
        "{\"detector\":{\"hold_ms\":9223372036854775807}}",
        "{\"detector\":{\"hold_ms\":-9223372036854775808}}",
        "{\"detector\":{\"hold_ms\":1e300}}",
        "{\"detector\":{\"threshold\":0.1,\"threshold\":0.2}}",
        "{\"detector\":{},\"detector\":{}}",
        "{\"router\":{\"tier_priority\":{\"a\":1,\"a\":1}}}",
        "{\"detector\":{\"always_escalate\":{\"phrases\":[\"\\u0000\"]}}}",
        "{\"detector\":{\"always_escalate\":{\"phrases\":[\"\xff\"]}}}",
        "{\"\xc3\x28\":1}",
        "{\"a\\u0000b\":1}",
        "{\"detector\":{\"always_escalate\":{\"phrases\":[\"\\ud800\"]}}}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        refused_declared(bodies[i], "");
    refused(BATON_POLICY_PART_DECLARED, (struct baton_text){ "{}\0{}", 5 }, "");
}

/* `opening` so often, behind it `closing` so often. */
static void nested(size_t times, const char *opening, const char *closing, const char *wanted)
{
    struct baton_buf body;

    baton_buf_init(&body, 16 * 1024 * 1024);
    for (size_t i = 0; i < times; i++)
        baton_buf_append_text(&body, baton_text_of(opening));
    for (size_t i = 0; i < times; i++)
        baton_buf_append_text(&body, baton_text_of(closing));
    refused(BATON_POLICY_PART_DECLARED, baton_buf_text(&body), wanted);
    baton_buf_release(&body);
}

static void a_deep_body_is_refused_without_recursion(void **state)
{
    (void)state;
    nested(200000, "[", "]", "deep");
    nested(100000, "{\"a\":", "}", "deep");
    nested(200000, "[", "", "deep");
    nested(20, "{\"router\":", "}", "");
}

static void a_body_beyond_the_largest_size_is_refused(void **state)
{
    (void)state;
    nested(2 * 1024 * 1024, " ", " ", "");
    nested(1024 * 1024, "\n", "\t", "");
}

/* {"router":{"tier_priority":{"k0":1,…}}} */
static void too_many(size_t count, enum baton_verdict wanted)
{
    struct baton_buf body;

    baton_buf_init(&body, 1024 * 1024);
    baton_buf_append_text(&body, BATON_TEXT("{\"router\":{\"tier_priority\":{"));
    for (size_t i = 0; i < count; i++)
        baton_buf_format(&body, "%s\"k%zu\":1", i > 0 ? "," : "", i);
    baton_buf_append_text(&body, BATON_TEXT("}}}"));
    assert_int_equal(baton_rules_check(BATON_POLICY_PART_DECLARED, baton_buf_text(&body), &err),
                     wanted);
    baton_buf_release(&body);
}

static void no_list_is_longer_than_its_row_says(void **state)
{
    (void)state;
    too_many(50, BATON_DONE);
    too_many(51, BATON_REJECT);
    too_many(50000, BATON_REJECT);
}

static void a_length_is_counted_in_characters(void **state)
{
    struct baton_buf body;

    (void)state;
    for (size_t count = 200; count <= 201; count++) {
        baton_buf_init(&body, 4096);
        baton_buf_append_text(&body,
                              BATON_TEXT("{\"packager\":{\"templates\":{\"*\":{\"focus\":\""));
        for (size_t i = 0; i < count; i++)
            baton_buf_append_text(&body, BATON_TEXT("\u00e4"));
        baton_buf_append_text(&body, BATON_TEXT("\"}}}}"));
        assert_int_equal(baton_rules_check(BATON_POLICY_PART_DECLARED, baton_buf_text(&body), &err),
                         count == 200 ? BATON_DONE : BATON_REJECT);
        baton_buf_release(&body);
    }
}

static void a_hostile_name_does_not_get_into_the_message_raw(void **state)
{
    struct baton_buf body;

    (void)state;
    refused_declared("{\"router\":{\"teams\":{\"a\\n\\u001b[31m\":1}}}", "must be an object");
    refused_declared("{\"%s%n%d\":1}", "%s%n%d: unknown field");
    refused_declared("{\"a\\u0085b\":1}", "unknown field");
    baton_buf_init(&body, 1024 * 1024);
    baton_buf_append_text(&body, BATON_TEXT("{\""));
    for (size_t i = 0; i < 100000; i++)
        baton_buf_append_text(&body, BATON_TEXT("\u20ac"));
    baton_buf_append_text(&body, BATON_TEXT("\":1}"));
    refused(BATON_POLICY_PART_DECLARED, baton_buf_text(&body), "unknown field");
    baton_buf_release(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_value_is_named_with_its_place_and_what_is_allowed),
        cmocka_unit_test(a_pattern_that_cannot_be_used_is_refused_with_its_place),
        cmocka_unit_test(a_pattern_that_is_too_long_is_refused),
        cmocka_unit_test(a_mapping_that_cannot_be_used_is_refused_with_its_field),
        cmocka_unit_test(the_bounds_themselves_are_taken),
        cmocka_unit_test(each_part_keeps_to_its_own),
        cmocka_unit_test(what_a_newer_learner_adds_is_passed_over_and_named),
        cmocka_unit_test(an_empty_body_has_no_rules_of_its_own),
        cmocka_unit_test(what_is_not_json_is_refused),
        cmocka_unit_test(a_deep_body_is_refused_without_recursion),
        cmocka_unit_test(a_body_beyond_the_largest_size_is_refused),
        cmocka_unit_test(no_list_is_longer_than_its_row_says),
        cmocka_unit_test(a_length_is_counted_in_characters),
        cmocka_unit_test(a_hostile_name_does_not_get_into_the_message_raw),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
