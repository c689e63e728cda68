/* What a summary may claim; and a model's summary in the package. */
#include "claims.h"

#include "packager_testing.h"

static struct baton_context_package package_of_one(void)
{
    static struct baton_fact fact = { .name = BATON_TEXT_INIT("amount"),
                                      .value = BATON_TEXT_INIT("1126.04 $") };
    static struct baton_fact date = { .name = BATON_TEXT_INIT("date"),
                                      .value = BATON_TEXT_INIT("2026-05-22") };
    static struct baton_fact facts[2];
    static struct baton_commitment promise = { .text = BATON_TEXT_INIT(
                                                   "We will send a new card by Friday.") };
    struct baton_context_package head = { .established = facts,
                                          .established_count = 2,
                                          .commitments = &promise,
                                          .commitments_count = 1 };

    facts[0] = fact;
    facts[1] = date;
    head.customer.name = BATON_TEXT("Ida Berg");
    head.card.core_issue = BATON_TEXT("I was charged twice in Vienna.");
    return head;
}

static void numbers_names_and_promises_have_to_stand_in_the_package(void **state)
{
    static const struct {
        const char *summary;
        size_t unsupported;
    } rows[] = {
        { "Ida Berg was charged twice.", 0 },
        { "The customer paid $1,126.04 on May 22 in Vienna.", 0 },
        { "The customer paid $1,126.04 on 2026-05-22 in Vienna.", 0 },
        { "The customer paid 1126.05 $.", 1 },
        { "The customer paid 1126.04 \xe2\x82\xac.", 1 },
        { "The customer paid on 2026-06-22.", 2 },
        { "The customer paid on May 5.", 1 },
        { "Laura was charged twice.", 1 },
        { "Ida Holm was charged twice.", 1 },
        { "Bot asked Ida for the date.", 0 },
        { "A new card will be sent by Friday.", 0 },
        { "The money will be back tomorrow.", 1 },
        { "The customer said: \"I will leave\".", 0 },
        { "The customer said: \"It is late. I will leave. Now.\"", 0 },
        { "It is late\". The money will be back.", 1 },
        { "The customer said: \"It is late\". The money will be back.", 1 },
        { "", 0 },
    };
    struct baton_context_package head = package_of_one();
    struct packager_vocabulary vocabulary;
    struct baton_arena arena;
    struct baton_error err;

    (void)state;
    baton_arena_init(&arena);
    assert_true(packager_vocabulary_open(&vocabulary, &err));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t found =
            packager_unsupported(&arena, &vocabulary, &head, baton_text_of(rows[i].summary));
        if (found != rows[i].unsupported)
            fail_msg("%s: %zu unsupported", rows[i].summary, found);
    }
    packager_vocabulary_close(&vocabulary);
    baton_arena_release(&arena);
}

static void answer(struct desk *d, const char *summary)
{
    struct baton_conversation_event *event =
        desk_event(d, BATON_EVENT_TYPE_ENRICHMENT, BATON_SPEAKER_SYSTEM, "");
    struct baton_pair *value = BATON_NEW_ARRAY(&d->arena, struct baton_pair, 1);

    *value = (struct baton_pair){ BATON_TEXT("summary"), baton_text_of(summary) };
    event->enrichment.kind = BATON_ENRICHMENT_KIND_LLM;
    event->enrichment.source = BATON_TEXT("model-1");
    event->enrichment.state = BATON_ENRICHMENT_STATE_ARRIVED;
    event->enrichment.values = value;
    event->enrichment.values_count = 1;
    desk_feed(d, &baton_topic_events, event);
}

static void a_models_summary_is_taken_where_it_holds_and_shown_as_such(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order 55120 has not arrived in Vienna.");
    struct baton_text ours = d->head->summary;
    answer(d, "Order 55121 has not arrived.");
    assert_true(baton_text_equal(d->head->summary, ours));
    assert_text(d->head->summary_by, "rules");
    answer(d, "The customer waits for order 55120 in Vienna.");
    assert_text(d->head->summary, "The customer waits for order 55120 in Vienna.");
    assert_text(d->head->summary_by, "model model-1");
    desk_close(d);
}

static void a_model_is_asked_once_a_handoff_where_the_policy_says_so(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    (void)state;
    desk_policy(d, "{\"packager\": {\"enrich\": [\"llm\"]}}");
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "I want a person.");
    event->customer.id = BATON_TEXT("u1");
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->asked_count, 0);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_int_equal(d->asked_count, 1);
    assert_int_equal(d->asked[0]->kind, BATON_ENRICHMENT_KIND_LLM);
    assert_text(d->asked[0]->event_id, "e1");
    desk_say(d, CUSTOMER, "Are you there?");
    assert_int_equal(d->asked_count, 1);
    desk_close(d);
}

static void of_a_drill_nobody_outside_is_asked(void **state)
{
    for (int synthetic = 0; synthetic < 2; synthetic++) {
        struct desk *d = desk_open();
        struct baton_conversation_event *event;

        desk_policy(d, "{\"packager\": {\"enrich\": [\"history\", \"crm\", \"llm\"]}}");
        event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "I want a person.");
        event->env.synthetic = synthetic > 0;
        event->customer.id = BATON_TEXT("u1");
        desk_feed(d, &baton_topic_events, event);
        desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
        assert_int_equal(d->asked_count, synthetic ? 1 : 3);
        assert_int_equal(d->asked[0]->kind, BATON_ENRICHMENT_KIND_HISTORY);
        desk_close(d);
    }
    (void)state;
}

static struct desk *desk_with_known_customer(const char *policy)
{
    static struct baton_pair ids[] = {
        { BATON_TEXT_INIT("email"), BATON_TEXT_INIT("ada") },
        { BATON_TEXT_INIT("stripe"), BATON_TEXT_INIT("cus_1") },
    };
    static struct baton_satisfaction rating;
    static struct baton_earlier_contact contact;
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    desk_policy(d, policy);
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "I want a person.");
    event->customer.id = BATON_TEXT("u1");
    event->customer.external_ids = ids;
    event->customer.external_ids_count = 2;
    rating = *BATON_RECORD(&d->arena, satisfaction);
    rating.comment =
        BATON_TEXT("Never called me at +43\u00a0660 1234567, 4242\u00a04242 4242 4242.");
    event->customer.satisfaction_history = &rating;
    event->customer.satisfaction_history_count = 1;
    contact = *BATON_RECORD(&d->arena, earlier_contact);
    contact.conversation_id = BATON_TEXT("c0");
    contact.summary = BATON_TEXT("Wrote from ada@example.com.");
    event->customer.earlier_contacts = &contact;
    event->customer.earlier_contacts_count = 1;
    desk_feed(d, &baton_topic_events, event);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    return d;
}

#define ASKS "\"packager\": {\"enrich\": [\"crm\", \"llm\"], \"card_masks\": [\"email\"]}"

static void a_model_does_not_see_what_other_systems_do_not(void **state)
{
    struct desk *d = desk_with_known_customer("{" ASKS "}");
    const struct baton_customer *shown;

    (void)state;
    assert_int_equal(d->asked_count, 2);
    shown = &d->asked[0]->customer; /* the customer's own record is looked for as it is */
    assert_int_equal(d->asked[0]->kind, BATON_ENRICHMENT_KIND_CRM);
    assert_text(shown->external_ids[0].value, "ada");
    shown = &d->asked[1]->customer;
    assert_int_equal(d->asked[1]->kind, BATON_ENRICHMENT_KIND_LLM);
    assert_text(shown->external_ids[0].value, "[e-mail]");
    assert_text(shown->external_ids[1].value, "cus_1");
    assert_text(shown->earlier_contacts[0].summary, "Wrote from [e-mail].");
    assert_text(shown->satisfaction_history[0].comment,
                "Never called me at +43 660 1234567, [card number ending 4242].");
    assert_text(d->head->customer.external_ids[0].value, "ada");
    assert_int_equal(d->head->enrichments[0].masked_count, 0);
    assert_int_equal(d->head->enrichments[1].masked_count, 1);
    assert_text(d->head->enrichments[1].masked[0], "email");
    desk_close(d);
}

static void the_destination_llm_says_what_a_model_sees(void **state)
{
    struct desk *d = desk_with_known_customer(
        "{" ASKS ", \"projections\": {\"llm\": {\"target\": \"flat_metadata\","
        " \"keeps\": [\"email\"], \"masks\": [\"phone\"]}}}");
    const struct baton_customer *shown = &d->asked[1]->customer;

    (void)state;
    assert_text(shown->external_ids[0].value, "ada");
    assert_text(shown->satisfaction_history[0].comment,
                "Never called me at [phone], [card number ending 4242].");
    assert_int_equal(d->head->enrichments[1].masked_count, 1);
    assert_text(d->head->enrichments[1].masked[0], "phone");
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_names_and_promises_have_to_stand_in_the_package),
        cmocka_unit_test(a_models_summary_is_taken_where_it_holds_and_shown_as_such),
        cmocka_unit_test(a_model_is_asked_once_a_handoff_where_the_policy_says_so),
        cmocka_unit_test(of_a_drill_nobody_outside_is_asked),
        cmocka_unit_test(a_model_does_not_see_what_other_systems_do_not),
        cmocka_unit_test(the_destination_llm_says_what_a_model_sees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
