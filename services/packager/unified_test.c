/* The JSON view of a conversation, byte for byte. */
#include "unified.h"

#include "packager_testing.h"

static const char *unified_of(struct desk *d)
{
    const struct baton_context_page *pages[DESK_PAGES];
    size_t count = 0;
    struct baton_buf buf;

    for (size_t n = 1; n < DESK_PAGES; n++) {
        if (d->pages[n] != NULL)
            pages[count++] = d->pages[n];
    }
    baton_buf_init(&buf, 1 << 20);
    baton_unified(d->head, pages, count, &buf);
    const char *text = baton_text_string(&d->arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return text;
}

static void a_handed_over_conversation_reads_as_one_object(void **state)
{
    static struct baton_action_attempt denied = {
        .name = BATON_TEXT_INIT("refund_invoice"),
        .outcome = BATON_ACTION_OUTCOME_DENIED,
        .detail = BATON_TEXT_INIT("Above the \"limit\"."),
        .duration_ms = BATON_NULL_LONG,
    };
    struct desk *d = desk_open();
    struct baton_conversation_event *event = desk_event(
        d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "I was charged twice for invoice 2026-0117.");

    (void)state;
    event->customer.id = BATON_TEXT("cus-1");
    event->customer.name = BATON_TEXT("Maria Lang");
    event->customer.account_status = BATON_TEXT("active");
    event->intent = BATON_TEXT("refund");
    event->confidence = 0.97;
    event->sentiment = -0.25;
    desk_feed(d, &baton_topic_events, event);
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "I may not refund this.");
    event->actions = &denied;
    event->actions_count = 1;
    desk_feed(d, &baton_topic_events, event);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_string_equal(
        unified_of(d),
        "{\"conversationId\":\"c1\",\"customer\":{\"id\":\"cus-1\","
        "\"context\":{\"previousInteractions\":[],"
        "\"satisfactionHistory\":[],\"productUsage\":{},\"accountStatus\":\"active\","
        "\"communicationPreferences\":[]}},"
        "\"messages\":[{\"timestamp\":\"2026-01-06T09:00:00.000Z\",\"speaker\":\"customer\","
        "\"content\":\"I was charged twice for invoice 2026-0117.\",\"sentiment\":-0.25,"
        "\"intent\":\"refund\","
        "\"confidence\":0.97,\"actionsAttempted\":[]},"
        "{\"timestamp\":\"2026-01-06T09:00:20.000Z\",\"speaker\":\"bot\",\"content\":\"I may "
        "not refund this.\","
        "\"sentiment\":null,\"intent\":\"\",\"confidence\":null,"
        "\"actionsAttempted\":[{\"name\":\"refund_invoice\","
        "\"outcome\":\"denied\",\"detail\":\"Above the \\\"limit\\\".\",\"links\":[],"
        "\"articles\":[]}]}],"
        "\"escalation\":{\"trigger\":\"explicit_request\",\"aiAssessment\":{\"summary\":"
        "\"Maria Lang: \\\"I was charged twice for invoice 2026-0117.\\\" Tried so far: refund "
        "invoice: denied "
        "(Above the \\\"limit\\\".); the customer asked for a person.\","
        "\"whyPerson\":\"The customer asked for a person.\",\"category\":\"billing\","
        "\"intent\":\"refund\","
        "\"complexity\":\"unknown\",\"focus\":\"refund invoice: denied (Above the "
        "\\\"limit\\\".)\","
        "\"nextAction\":\"Decide on \\\"refund invoice\\\": the bot is not permitted to.\","
        "\"likelySolution\":\"\","
        "\"quality\":0.6327},\"recommendedAgent\":{\"id\":\"\",\"name\":\"\",\"team\":\"\","
        "\"skills\":[],"
        "\"authority\":[],\"reason\":\"\"},\"urgency\":\"high\",\"customerExpectation\":\"\","
        "\"customerGoal\":\"\",\"resolutionChance\":null}}");
    desk_close(d);
}

static void messages_hold_what_was_said_and_its_last_text(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *first = desk_say(d, CUSTOMER, "Wrong text"), *event;

    (void)state;
    event = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER, "Right text");
    event->replaces = first->event_id;
    desk_feed(d, &baton_topic_events, event);
    event = desk_say(d, CUSTOMER, "Taken back");
    struct baton_conversation_event *back = desk_event(d, BATON_EVENT_TYPE_RETRACT, CUSTOMER, "");
    back->replaces = event->event_id;
    desk_feed(d, &baton_topic_events, back);
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, AGENT, "Internal");
    event->visibility = BATON_VISIBILITY_AGENTS;
    desk_feed(d, &baton_topic_events, event);
    const char *text = unified_of(d);
    assert_non_null(strstr(text, "Right text"));
    assert_null(strstr(text, "Wrong text"));
    assert_null(strstr(text, "Taken back"));
    assert_null(strstr(text, "Internal"));
    assert_non_null(strstr(text, "\"escalation\":null"));
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handed_over_conversation_reads_as_one_object),
        cmocka_unit_test(messages_hold_what_was_said_and_its_last_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
