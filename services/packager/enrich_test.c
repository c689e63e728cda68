/* What comes from elsewhere, in whatever order it comes. */
#include "packager_testing.h"

static void answer(struct desk *d, const char *request, int64_t as_of,
                   enum baton_enrichment_state state, const char *tier)
{
    struct baton_conversation_event *event =
        desk_event(d, BATON_EVENT_TYPE_ENRICHMENT, BATON_SPEAKER_SYSTEM, "");
    struct baton_pair *value = BATON_NEW_ARRAY(&d->arena, struct baton_pair, 1);

    *value = (struct baton_pair){ BATON_TEXT("tier"), baton_text_of(tier) };
    event->enrichment.request_id = baton_text_of(request);
    event->enrichment.kind = BATON_ENRICHMENT_KIND_CRM;
    event->enrichment.source = BATON_TEXT("crm");
    event->enrichment.as_of = as_of;
    event->enrichment.state = state;
    event->enrichment.values = value;
    event->enrichment.values_count = tier != NULL;
    desk_feed(d, &baton_topic_events, event);
}

static struct desk *desk_that_asked(void)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    desk_policy(d, "{\"packager\": {\"enrich\": [\"crm\"]}}");
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "My order 55120 has not arrived.");
    event->customer.id = BATON_TEXT("u1");
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->asked_count, 1);
    assert_int_equal(d->head->enrichments[0].state, BATON_ENRICHMENT_STATE_PENDING);
    return d;
}

static void an_older_answer_does_not_take_the_place_of_a_newer_one(void **state)
{
    struct desk *d = desk_that_asked();

    (void)state;
    answer(d, "c1-e1", 2000, BATON_ENRICHMENT_STATE_ARRIVED, "gold");
    answer(d, "c1-e1", 1000, BATON_ENRICHMENT_STATE_ARRIVED, "silver");
    assert_text(d->head->enrichments[0].values[0].value, "gold");
    assert_int_equal(d->head->enrichments[0].as_of, 2000);
    answer(d, "c1-e1", 3000, BATON_ENRICHMENT_STATE_ARRIVED, "platinum");
    assert_text(d->head->enrichments[0].values[0].value, "platinum");
    desk_close(d);
}

static void a_failure_takes_nothing_away_that_has_come(void **state)
{
    struct desk *d = desk_that_asked();

    (void)state;
    answer(d, "c1-e1", 2000, BATON_ENRICHMENT_STATE_ARRIVED, "gold");
    answer(d, "c1-e1", BATON_NULL_LONG, BATON_ENRICHMENT_STATE_TIMED_OUT, NULL);
    assert_int_equal(d->head->enrichments[0].state, BATON_ENRICHMENT_STATE_ARRIVED);
    assert_text(d->head->enrichments[0].values[0].value, "gold");
    desk_close(d);
}

static void an_older_answer_to_a_request_of_its_own_ends_the_waiting_alone(void **state)
{
    struct desk *d = desk_that_asked();

    (void)state;
    answer(d, "", 2000, BATON_ENRICHMENT_STATE_ARRIVED, "gold");
    answer(d, "c1-e1", 1000, BATON_ENRICHMENT_STATE_ARRIVED, "silver");
    assert_int_equal(d->head->enrichments_count, 2);
    assert_int_equal(d->head->enrichments[0].state, BATON_ENRICHMENT_STATE_ARRIVED);
    assert_int_equal(d->head->enrichments[0].values_count, 0);
    assert_text(d->head->enrichments[0].reason, "older_answer");
    assert_text(d->head->enrichments[1].values[0].value, "gold");
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_older_answer_does_not_take_the_place_of_a_newer_one),
        cmocka_unit_test(a_failure_takes_nothing_away_that_has_come),
        cmocka_unit_test(an_older_answer_to_a_request_of_its_own_ends_the_waiting_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
