/* The shape of each target, field by field, and how a value becomes what its field wants. */
#include "projection_testing.h"

#define LINK "https://baton.example.com/v1/conversations/acme/conv-7f3a/package"
/* The note of the example, with what stands between its lines. */
#define NOTE(line) \
    "Charged twice in January, refund failed at the bot" line "Urgency: high" line \
    "Why a person: A refund over 100 EUR needs a person." line \
    "Issue: Invoice 2026-0117 was paid twice." line \
    "Tried: refund invoice: denied, Amount is above the bot's limit." line \
    "Known: invoice: 2026-0117" line "Do first: Refund the second payment." line \
    "Customer: Maria Lang, gold, customer for 31 months" line "Category: billing" line \
    "Goal: because I need to pay my rent" line "Expects: Money back this week" line \
    "Deadlines: this week (2026-01-10T09:00:00.000Z)" line \
    "Promised: You will hear from us today. (by the bot, due 2026-01-06T17:00:00.000Z)" line \
    "Wishes: channel: email" line "Open questions: When do I get my money back?" line \
    "Mood: annoyed since the second answer" line \
    "Opening line: Hello Maria, I see the second payment for invoice 2026-0117 and will " \
    "refund it now." line "Focus: The second payment of 5 January" line \
    "Chance: people resolved 85 % of 120 such cases" line "Channel: web" line \
    "Hidden here: card number" line \
    "Briefing: Maria was charged twice for invoice 2026-0117. The bot found the second " \
    "payment but may not refund 240 EUR." line "All of it: " LINK

static void projects(const char *policy, const char *wanted)
{
    struct scene s;

    scene_open(&s, policy);
    assert_string_equal(scene_project(&s), wanted);
    scene_close(&s);
}

static void flat_metadata_has_every_part_as_text(void **state)
{
    (void)state;
    projects("{\"target\":\"flat_metadata\"}",
             "{\"baton_conversation_id\":\"conv-7f3a\",\"baton_link\":\"" LINK "\","
             "\"baton_headline\":\"Charged twice in January, refund failed at the bot\","
             "\"baton_urgency\":\"high\",\"baton_why\":\"A refund over 100 EUR needs a person.\","
             "\"baton_core_issue\":\"Invoice 2026-0117 was paid twice.\","
             "\"baton_tried\":\"refund invoice: denied, Amount is above the bot's limit.\","
             "\"baton_known\":\"invoice: 2026-0117\","
             "\"baton_next_action\":\"Refund the second payment.\","
             "\"baton_who\":\"Maria Lang, gold, customer for 31 months\","
             "\"baton_customer_id\":\"cus-4411\",\"baton_customer_name\":\"Maria Lang\","
             "\"baton_customer_tier\":\"gold\",\"baton_category\":\"billing\","
             "\"baton_goal\":\"because I need to pay my rent\","
             "\"baton_expectation\":\"Money back this week\","
             "\"baton_deadlines\":\"this week (2026-01-10T09:00:00.000Z)\","
             "\"baton_deadline_at\":\"2026-01-10T09:00:00.000Z\","
             "\"baton_commitments\":\"You will hear from us today. (by the bot, due "
             "2026-01-06T17:00:00.000Z)\","
             "\"baton_communication\":\"channel: email\","
             "\"baton_open_questions\":\"When do I get my money back?\","
             "\"baton_emotion\":\"annoyed since the second answer\",\"baton_sentiment\":\"-0.5\","
             "\"baton_opening_line\":\"Hello Maria, I see the second payment for invoice "
             "2026-0117 and will refund it now.\","
             "\"baton_focus\":\"The second payment of 5 January\","
             "\"baton_chance\":\"people resolved 85 % of 120 such cases\","
             "\"baton_trigger\":\"explicit_request\",\"baton_complexity\":\"moderate\","
             "\"baton_language\":\"en\",\"baton_channel\":\"web\","
             "\"baton_assignment_id\":\"conv-7f3a/assignment/1\",\"baton_team\":\"billing\","
             "\"baton_agent_name\":\"Ana\",\"baton_first_reply_at\":\"2026-01-06T09:02:35.000Z\","
             "\"baton_intent\":\"refund\",\"baton_status\":\"handed_over\","
             "\"baton_customer_plan\":\"team\",\"baton_customer_segment\":\"smb\","
             "\"baton_account_status\":\"active\",\"baton_tenure_months\":\"31\","
             "\"baton_contract_minor_units\":\"480000\",\"baton_hidden\":\"card number\","
             "\"baton_quality\":\"0.86\",\"baton_turns\":\"5\","
             "\"baton_at\":\"2026-01-06T09:01:35.000Z\","
             "\"baton_started_at\":\"2026-01-06T09:00:00.000Z\","
             "\"baton_summary\":\"Maria Lang was charged twice in January. The bot could not "
             "refund and she asked for a person.\","
             "\"baton_briefing\":\"Maria was charged twice for invoice 2026-0117. The bot found "
             "the second payment but may not refund 240 EUR.\"}");
}

/* Of the targets whose fields are all parts: where they stand, and whether a number is one. */
static void attributes_stand_where_the_target_wants_them(void **state)
{
    static const struct {
        const char *target, *begins, *number, *ends;
    } rows[] = {
        { "twilio_task", "{\"baton_conversation_id\":\"conv-7f3a\",", "\"baton_turns\":5,",
          "240 EUR.\"}" },
        { "genesys_participant", "{\"attributes\":{\"baton_conversation_id\":\"conv-7f3a\",",
          "\"baton_turns\":\"5\",", "240 EUR.\"}}" },
        { "chatwoot", "{\"custom_attributes\":{\"baton_conversation_id\":\"conv-7f3a\",",
          "\"baton_turns\":5,",
          "240 EUR.\"},\"message\":{\"content\":\"" NOTE(
              "\\n") "\",\"message_type\":\"outgoing\",\"private\":true}}" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        char policy[100];

        snprintf(policy, sizeof policy, "{\"target\":\"%s\"}", rows[i].target);
        scene_open(&s, policy);
        const char *made = scene_project(&s);
        assert_memory_equal(made, rows[i].begins, strlen(rows[i].begins));
        assert_non_null(strstr(made, rows[i].number));
        assert_string_equal(made + strlen(made) - strlen(rows[i].ends), rows[i].ends);
        scene_close(&s);
    }
}

static void a_zendesk_ticket_has_fields_by_number_and_a_private_comment(void **state)
{
    (void)state;
    projects("{\"target\":\"zendesk_ticket\",\"fields\":["
             "{\"field\":\"360001\",\"from\":\"fact.invoice\"},"
             "{\"field\":\"360002\",\"from\":\"quality\",\"type\":\"number\"},"
             "{\"field\":\"360003\",\"from\":\"deadline_at\",\"type\":\"date\"},"
             "{\"field\":\"360004\",\"from\":\"category\",\"type\":\"enum\","
             "\"values\":{\"billing\":\"topic_money\"}},"
             "{\"field\":\"360005\",\"from\":\"fact.unheard_of\"}]}",
             "{\"ticket\":{\"priority\":\"high\",\"custom_fields\":["
             "{\"id\":360001,\"value\":\"2026-0117\"},{\"id\":360002,\"value\":0.86},"
             "{\"id\":360003,\"value\":\"2026-01-10\"},{\"id\":360004,\"value\":\"topic_money\"}],"
             "\"comment\":{\"body\":\"" NOTE("\\n") "\",\"public\":false}}}");
}

static void a_salesforce_case_has_its_own_fields_unless_they_are_mapped(void **state)
{
    (void)state;
    projects("{\"target\":\"salesforce_case\",\"fields\":["
             "{\"field\":\"Priority\",\"from\":\"customer_tier\",\"type\":\"enum\","
             "\"values\":{\"gold\":\"P1\",\"*\":\"P3\"}},"
             "{\"field\":\"Due__c\",\"from\":\"deadline_at\",\"type\":\"time\"}]}",
             "{\"Subject\":\"Charged twice in January, refund failed at the bot\","
             "\"Priority\":\"P1\",\"Due__c\":\"2026-01-10T09:00:00.000Z\","
             "\"Description\":\"" NOTE("\\n") "\"}");
    projects("{\"target\":\"salesforce_case\"}",
             "{\"Subject\":\"Charged twice in January, refund failed at the bot\","
             "\"Priority\":\"High\",\"Description\":\"" NOTE("\\n") "\"}");
}

static void notes_of_targets_that_want_html_are_html(void **state)
{
    (void)state;
    projects("{\"target\":\"intercom\",\"fields\":["
             "{\"field\":\"Customer tier\",\"from\":\"customer_tier\"}]}",
             "{\"custom_attributes\":{\"Customer tier\":\"gold\"},"
             "\"note\":{\"message_type\":\"note\",\"type\":\"admin\",\"body\":\"<p>" NOTE(
                 "<br>") "</p>\"}}");
    projects("{\"target\":\"freshdesk_ticket\",\"fields\":["
             "{\"field\":\"cf_turns\",\"from\":\"turns\",\"type\":\"number\"}]}",
             "{\"ticket\":{\"custom_fields\":{\"cf_turns\":5}},"
             "\"note\":{\"body\":\"<div>" NOTE("<br>") "</div>\",\"private\":true}}");
    projects("{\"target\":\"hubspot_note\"}",
             "{\"properties\":{\"hs_timestamp\":\"2026-01-06T09:01:35.000Z\","
             "\"hs_note_body\":\"<p>" NOTE("<br>") "</p>\"}}");
}

#define SUBJECT "Charged twice in January, refund failed at the bot"

static void a_new_ticket_or_issue_has_what_its_system_asks_for(void **state)
{
    (void)state;
    projects(
        "{\"target\":\"hubspot_ticket\",\"fields\":[{\"field\":\"hs_pipeline\",\"from\":"
        "\"category\",\"type\":\"enum\",\"values\":{\"*\":\"7\"}}]}",
        "{\"properties\":{\"subject\":\"" SUBJECT "\",\"hs_pipeline_stage\":\"1\","
        "\"hs_ticket_priority\":\"HIGH\",\"hs_pipeline\":\"7\",\"content\":\"" NOTE("\\n") "\"}}");
    projects("{\"target\":\"freshdesk_new_ticket\",\"fields\":["
             "{\"field\":\"cf_tier\",\"from\":\"customer_tier\"}]}",
             "{\"status\":2,\"subject\":\"" SUBJECT "\",\"priority\":3,"
             "\"custom_fields\":{\"cf_tier\":\"gold\"},\"description\":\"<div>" NOTE(
                 "<br>") "</div>\"}");
    projects("{\"target\":\"linear_issue\"}",
             "{\"input\":{\"title\":\"" SUBJECT
             "\",\"priority\":2,\"description\":\"" NOTE("\\n") "\"}}");
    projects("{\"target\":\"botpress_hitl\"}",
             "{\"title\":\"" SUBJECT "\",\"userId\":\"cus-4411\","
             "\"conversationId\":\"conv-7f3a\",\"description\":\"" NOTE(
                 "\\n") "\",\"messageHistory\":[]}");
    projects("{\"target\":\"slack_message\"}",
             "{\"text\":\"A conversation is handed over\",\"blocks\":[{\"type\":\"section\","
             "\"text\":{\"type\":\"plain_text\",\"text\":\"" NOTE("\\n") "\"}}]}");
}

static void an_event_or_answer_of_a_bot_has_its_frame(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"bot_framework\"}");
    assert_string_equal(scene_text(&s, "name"), "handoff.initiate");
    assert_string_equal(scene_text(&s, "value baton_conversation_id"), "conv-7f3a");
    scene_policy(&s, "{\"target\":\"bot_framework\",\"fields\":["
                     "{\"field\":\"va_AgentMessage\",\"from\":\"summary\"}]}");
    assert_non_null(scene_text(&s, "value va_AgentMessage"));
    scene_policy(&s, "{\"target\":\"dialogflow_cx\"}");
    assert_string_equal(scene_text(&s, "fulfillmentResponse messages [0] liveAgentHandoff metadata "
                                       "baton_headline"),
                        SUBJECT);
    assert_string_equal(scene_text(&s, "sessionInfo parameters baton_holder"), "human");
    scene_close(&s);
}

/* Where next to nothing has room: what was promised and not kept, and what was tried. */
static void what_must_not_happen_again_has_room_first(void **state)
{
    static struct baton_commitment promises[] = {
        { .text = BATON_TEXT_INIT("We call you on Monday."),
          .by = BATON_SPEAKER_BOT,
          .due_at = BATON_NULL_LONG,
          .state = BATON_COMMITMENT_STATE_OPEN },
        { .text = BATON_TEXT_INIT("You have it by Friday."),
          .by = BATON_SPEAKER_AGENT,
          .due_at = BATON_NULL_LONG,
          .state = BATON_COMMITMENT_STATE_BROKEN },
        { .text = BATON_TEXT_INIT("Today."),
          .by = BATON_SPEAKER_BOT,
          .due_at = BATON_NULL_LONG,
          .state = BATON_COMMITMENT_STATE_AT_RISK },
        { .text = BATON_TEXT_INIT("Done."),
          .by = BATON_SPEAKER_BOT,
          .due_at = BATON_NULL_LONG,
          .state = BATON_COMMITMENT_STATE_KEPT },
    };
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\",\"max_bytes\":1024}");
    s.package->commitments = promises;
    s.package->commitments_count = 4;
    const char *made = scene_project(&s);
    assert_non_null(
        strstr(made, "\"baton_broken_promises\":\"You have it by Friday. (by the agent)"));
    assert_non_null(strstr(made, "\"baton_tried\":\"refund invoice: denied"));
    assert_null(strstr(made, "baton_opening_line"));
    scene_policy(&s, "{\"target\":\"flat_metadata\"}");
    assert_string_equal(scene_text(&s, "baton_commitments"),
                        "We call you on Monday. (by the bot); Today. (by the bot, at risk)");
    scene_close(&s);
}

static void markup_in_a_value_is_text_in_html(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"intercom\"}");
    s.package->card.headline = BATON_TEXT("<script>alert(\"a & b\")</script>\nAll of it: x");
    assert_non_null(strstr(scene_text(&s, "note body"),
                           "<p>&lt;script&gt;alert(&quot;a &amp; b&quot;)&lt;/script&gt; All of"));
    scene_close(&s);
}

static void a_value_becomes_what_its_field_wants_or_is_left_out(void **state)
{
    static const struct {
        const char *fact, *type, *wanted;
    } rows[] = {
        { "49.99 $", "number", "49.99" },
        { "EUR 1200", "number", "1200" },
        { "-3", "number", "-3" },
        { "4711", "number", "4711" },
        { "forty", "number", NULL },
        { "1e999", "number", NULL },
        { "NaN", "number", NULL },
        { "2026-03-01", "date", "\"2026-03-01\"" },
        { "2026-03-01T23:30:00-02:00", "date", "\"2026-03-02\"" },
        { "2026-03-01", "time", "\"2026-03-01T00:00:00.000Z\"" },
        { "2026-02-30", "date", NULL },
        { "soon", "date", NULL },
        { "12345", "time", NULL },
        { "yes", "enum\",\"values\":{\"yes\":\"Y\",\"*\":\"N\"},\"field\":\"B", "\"Y\"" },
        { "perhaps", "enum\",\"values\":{\"yes\":\"Y\",\"*\":\"N\"},\"field\":\"B", "\"N\"" },
        { "perhaps", "enum\",\"values\":{\"yes\":\"Y\"},\"field\":\"B", NULL },
        { "", "enum\",\"values\":{\"yes\":\"Y\",\"*\":\"N\"},\"field\":\"B", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_enum = strncmp(rows[i].type, "enum", 4) == 0;
        char policy[300], wanted[80];
        struct scene s;

        snprintf(policy, sizeof policy,
                 "{\"target\":\"freshdesk_ticket\",\"fields\":[{\"from\":\"fact.invoice\","
                 "%s\"type\":\"%s\"}]}",
                 is_enum ? "" : "\"field\":\"B\",", rows[i].type);
        scene_open(&s, policy);
        s.package->established[0].value = baton_text_of(rows[i].fact);
        snprintf(wanted, sizeof wanted, "\"custom_fields\":{%s%s}",
                 rows[i].wanted != NULL ? "\"B\":" : "",
                 rows[i].wanted != NULL ? rows[i].wanted : "");
        if (strstr(scene_project(&s), wanted) == NULL)
            fail_msg("%s as %s is not %s: %s", rows[i].fact, rows[i].type, wanted,
                     scene_project(&s));
        scene_close(&s);
    }
}

static void the_last_value_of_a_fact_counts(void **state)
{
    static struct baton_fact facts[] = {
        { .name = BATON_TEXT_INIT("invoice"), .value = BATON_TEXT_INIT("A-1") },
        { .name = BATON_TEXT_INIT("invoice"), .value = BATON_TEXT_INIT("A-2") },
        { .name = BATON_TEXT_INIT("invoice"), .value = BATON_TEXT_INIT("A-3"), .superseded = true },
    };
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"zendesk_ticket\",\"fields\":["
                   "{\"field\":\"1\",\"from\":\"fact.invoice\"},"
                   "{\"field\":\"2\",\"from\":\"external_id.stripe\"}]}");
    s.package->established = facts;
    s.package->established_count = 3;
    assert_string_equal(scene_text(&s, "ticket custom_fields [0] value"), "A-2");
    assert_string_equal(scene_text(&s, "ticket custom_fields [1] value"), "cus_EXAMPLE");
    scene_close(&s);
}

static void without_a_package_the_assignment_says_what_it_knows(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"chatwoot\"}");
    s.request.package = NULL;
    assert_string_equal(scene_text(&s, "custom_attributes baton_headline"),
                        "Charged twice in January, refund failed at the bot");
    assert_string_equal(scene_text(&s, "custom_attributes baton_customer_name"), "Maria Lang");
    assert_string_equal(scene_text(&s, "custom_attributes baton_tried"), "refund_invoice: denied");
    assert_non_null(
        strstr(scene_text(&s, "message content"), "There is no context package yet.\n"));
    scene_close(&s);
}

static void without_an_assignment_the_link_is_made_of_the_conversation(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\"}");
    s.request.assignment = NULL;
    s.package->env.conversation_id = BATON_TEXT("a/b c");
    assert_string_equal(scene_text(&s, "baton_link"),
                        "https://baton.example.com/v1/conversations/acme/a%2Fb%20c/package");
    s.request.gateway = BATON_TEXT_NONE;
    assert_string_equal(scene_text(&s, "baton_link"), "/v1/conversations/acme/a%2Fb%20c/package");
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flat_metadata_has_every_part_as_text),
        cmocka_unit_test(attributes_stand_where_the_target_wants_them),
        cmocka_unit_test(a_zendesk_ticket_has_fields_by_number_and_a_private_comment),
        cmocka_unit_test(a_salesforce_case_has_its_own_fields_unless_they_are_mapped),
        cmocka_unit_test(notes_of_targets_that_want_html_are_html),
        cmocka_unit_test(a_new_ticket_or_issue_has_what_its_system_asks_for),
        cmocka_unit_test(an_event_or_answer_of_a_bot_has_its_frame),
        cmocka_unit_test(what_must_not_happen_again_has_room_first),
        cmocka_unit_test(markup_in_a_value_is_text_in_html),
        cmocka_unit_test(a_value_becomes_what_its_field_wants_or_is_left_out),
        cmocka_unit_test(the_last_value_of_a_fact_counts),
        cmocka_unit_test(without_a_package_the_assignment_says_what_it_knows),
        cmocka_unit_test(without_an_assignment_the_link_is_made_of_the_conversation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
