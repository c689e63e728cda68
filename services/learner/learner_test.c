/* The three kinds of task together: outcomes, figures, agents, histories. */
#include "learner.h"

#include "learner_testing.h"

#define MINUTE ((int64_t)60 * 1000)
#define DAY ((int64_t)24 * 60 * MINUTE)

static void assign(struct bench *b, struct baton_text conversation, int64_t sequence,
                   const char *agent, int64_t at)
{
    struct baton_assignment *a = BATON_RECORD(&b->arena, assignment);
    struct baton_reservation *r = BATON_RECORD(&b->arena, reservation);

    a->assignment_id = SAY(b, "%.*s-a1", BATON_TEXT_ARG(conversation));
    a->env.sequence = sequence;
    a->pool = BATON_TEXT("main");
    a->holder.kind = BATON_HOLDER_KIND_AGENT;
    a->holder.id = a->holder.name = baton_text_of(agent);
    a->accepted_at = at;
    r->agent_id = baton_text_of(agent);
    r->state = BATON_RESERVATION_STATE_ACCEPTED;
    r->offered_at = at;
    a->reservations = r;
    a->reservations_count = 1;
    bench_feed(b, &baton_topic_assignments, conversation, a, at);
}

/* A billing conversation of customer cus-1 that ag-1 resolved in a minute. */
static void human_conversation(struct bench *b, struct baton_text id, double csat, int64_t at)
{
    struct baton_resolution *resolution = resolution_of(b, id, 1, true);

    bench_signal(b, id, "billing", 0.7, 0.62, at);
    assign(b, id, 1, "ag-1", at + 1000);
    resolution->csat_after = csat;
    resolution->solved_at = at + 1000 + MINUTE;
    resolution->solution = BATON_TEXT("Charged twice, refunded.");
    bench_feed(b, &baton_topic_resolutions, id, resolution, at + 1000 + MINUTE);
    bench_end(b, id, "cus-1", at + 2000 + MINUTE);
}

static const struct baton_handoff_metric *metric(const struct bench *b, const char *name,
                                                 const char *dimension)
{
    for (size_t i = b->metrics_count; i > 0; i--) {
        const struct baton_handoff_metric *m = b->metrics[i - 1];

        if (baton_text_is(m->metric, name) && baton_text_is(m->dimension, dimension))
            return m;
    }
    fail_msg("no %s", name);
    return NULL;
}

static void pass(struct bench *b, int64_t to)
{
    struct baton_error err;

    assert_int_equal(baton_engine_advance(b->engine, to, &err), BATON_DONE);
}

static void figures_are_sums_by_day_and_dimension(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 3, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    human_conversation(&b, BATON_TEXT("c2"), 3, DAY + 10 * MINUTE);
    bench_end(&b, BATON_TEXT("c3"), "", DAY + 20 * MINUTE);
    pass(&b, DAY + 60 * MINUTE);
    const struct baton_handoff_metric *m = metric(&b, "handoff_rate", "");
    assert_true(m->numerator == 2 && m->denominator == 3 && m->count == 3);
    assert_int_equal(m->window_start, DAY);
    assert_true(baton_text_is(m->metric_id, "handoff_rate///1970-01-02"));
    m = metric(&b, "resolution_rate", "trigger");
    assert_true(baton_text_is(m->key, "complaint") && m->value == 1 && m->count == 2);
    m = metric(&b, "csat_after", "category");
    assert_true(m->value == 4 && m->numerator == 8 && m->sum_squares == 34);
    m = metric(&b, "handle_ms", "pool");
    assert_true(m->value == 60000 && baton_text_is(m->unit, "ms"));
    assert_true(m->env.sequence > 0);
    bench_close(&b);
}

static void a_rating_that_comes_later_replaces_the_former_figure(void **state)
{
    struct bench b;
    struct baton_resolution *later;

    (void)state;
    bench_open(&b, 1, 0);
    human_conversation(&b, BATON_TEXT("c1"), 1, DAY);
    later = resolution_of(&b, BATON_TEXT("c1"), 2, false);
    later->csat_after = 5;
    later->outcome = BATON_OUTCOME_UNRESOLVED;
    bench_feed(&b, &baton_topic_resolutions, BATON_TEXT("c1"), later, 4 * DAY);
    pass(&b, 4 * DAY + 10 * MINUTE);
    const struct baton_handoff_metric *m = metric(&b, "csat_after", "");
    assert_true(m->count == 1 && m->value == 5 && m->window_start == DAY);
    assert_true(metric(&b, "resolution_rate", "")->numerator == 0);
    assert_true(metric(&b, "unnecessary_rate", "")->value == 1);
    const struct baton_agent_performance *p = b.performances[b.performances_count - 1];
    assert_true(p->completed == 1 && p->resolved == 0 && p->mean_csat == 5);
    bench_close(&b);
}

static void figures_are_written_at_most_once_a_minute(void **state)
{
    struct bench b;
    int64_t revision = 0;

    (void)state;
    bench_open(&b, 1, 0);
    for (int i = 0; i < 50; i++)
        bench_end(&b, SAY(&b, "c%d", i), "", DAY + 6000 * i);
    pass(&b, DAY + 20 * MINUTE);
    revision = metric(&b, "handoff_rate", "")->revision;
    assert_in_range(revision, 5, 7);
    assert_int_equal(metric(&b, "handoff_rate", "")->count, 50);
    bench_close(&b);
}

static void performance_reaches_the_pool_of_the_agent(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 4, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    human_conversation(&b, BATON_TEXT("c2"), 4, DAY + 5 * MINUTE);
    pass(&b, DAY + 30 * MINUTE);
    for (size_t i = b.performances_count - 2; i < b.performances_count; i++) {
        const struct baton_agent_performance *p = b.performances[i];

        assert_true(baton_text_is(p->agent_id, "ag-1") && baton_text_is(p->pool, "main"));
        assert_true(p->offered == 2 && p->accepted == 2 && p->completed == 2 && p->resolved == 2);
        assert_true(p->mean_handle_ms == 60000 && p->mean_csat == 4.5 && p->resolution_rate == 1);
    }
    bench_close(&b);
}

static void drills_are_carried_through_and_count_nowhere(void **state)
{
    struct bench b;
    struct baton_conversation_event *ended;

    (void)state;
    bench_open(&b, 1, 0);
    ended = event_of(&b, BATON_EVENT_TYPE_ENDED);
    ended->env.synthetic = true;
    ended->customer.id = BATON_TEXT("cus-1");
    bench_feed(&b, &baton_topic_events, BATON_TEXT("c1"), ended, DAY);
    pass(&b, DAY + 10 * MINUTE);
    assert_int_equal(b.outcomes, 1);
    assert_true(b.outcome->env.synthetic);
    assert_int_equal(b.metrics_count, 0);
    bench_close(&b);
}

static void a_message_before_the_end_writes_no_outcome(void **state)
{
    struct bench b;
    struct baton_conversation_event *said;

    (void)state;
    bench_open(&b, 1, 0);
    for (int i = 0; i < 5; i++) {
        said = event_of(&b, BATON_EVENT_TYPE_MESSAGE);
        said->speaker = BATON_SPEAKER_CUSTOMER;
        bench_feed(&b, &baton_topic_events, BATON_TEXT("c1"), said, DAY + i);
    }
    assert_int_equal(b.outcomes, 0);
    bench_end(&b, BATON_TEXT("c1"), "", DAY + 10);
    assert_int_equal(b.outcomes, 1);
    assert_int_equal(b.outcome->customer_turns, 5);
    assert_true(b.outcome->final && !b.outcome->handed_over);
    bench_close(&b);
}

/* --- histories ------------------------------------------------------------------------------- */

static void ask(struct bench *b, const char *customer, enum baton_enrichment_kind kind, int64_t at)
{
    struct baton_enrichment_request *request = BATON_RECORD(&b->arena, enrichment_request);

    request->request_id = BATON_TEXT("now/enrichment/1");
    request->customer_id = baton_text_of(customer);
    request->kind = kind;
    b->answer = NULL;
    bench_feed(b, &baton_topic_enrichment_requests, BATON_TEXT("now"), request, at);
}

static void assert_value(const struct bench *b, const char *name, const char *wanted)
{
    const struct baton_enrichment *e = &b->answer->enrichment;

    for (size_t i = 0; i < e->values_count; i++) {
        if (baton_text_is(e->values[i].key, name)) {
            if (!baton_text_is(e->values[i].value, wanted))
                fail_msg("%s is %.*s", name, BATON_TEXT_ARG(e->values[i].value));
            return;
        }
    }
    fail_msg("no %s", name);
}

static void the_packager_hears_of_earlier_conversations(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 5, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    human_conversation(&b, BATON_TEXT("c2"), 4, 3 * DAY);
    bench_end(&b, BATON_TEXT("now"), "cus-1", 4 * DAY); /* the asking one does not count */
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 4 * DAY + 1);
    assert_non_null(b.answer);
    assert_true(baton_text_is(b.answer->event_id, "now/enrichment/1-history"));
    assert_true(baton_text_is(b.answer->env.conversation_id, "now"));
    assert_int_equal(b.answer->enrichment.state, BATON_ENRICHMENT_STATE_ARRIVED);
    assert_value(&b, "contacts", "2");
    assert_value(&b, "last_outcome", "resolved");
    assert_value(&b, "last_category", "billing");
    assert_value(&b, "last_at", "1970-01-04T00:01:02.000Z");
    assert_value(&b, "csat_mean", "4.50");
    assert_value(&b, "contact.2",
                 "{\"conversation_id\":\"c1\",\"started_at\":86462000,\"ended_at\":86462000,"
                 "\"category\":\"billing\",\"summary\":\"Charged twice, refunded.\","
                 "\"outcome\":\"resolved\",\"csat\":5.0,\"handed_over\":true,"
                 "\"agent_id\":\"ag-1\",\"agent_name\":\"ag-1\"}");
    assert_int_equal(b.answer->customer.earlier_contacts_count, 2);
    bench_close(&b);
}

static void a_history_that_is_empty_is_answered_too(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 2, 0);
    ask(&b, "cus-9", BATON_ENRICHMENT_KIND_HISTORY, DAY);
    assert_int_equal(b.answer->enrichment.state, BATON_ENRICHMENT_STATE_NOT_FOUND);
    ask(&b, "cus-9", BATON_ENRICHMENT_KIND_CRM, DAY + 1);
    assert_null(b.answer);
    bench_close(&b);
}

static void a_history_counts_an_amended_conversation_once(void **state)
{
    struct bench b;
    struct baton_resolution *later;

    (void)state;
    bench_open(&b, 2, 0);
    human_conversation(&b, BATON_TEXT("c1"), 1, DAY);
    later = resolution_of(&b, BATON_TEXT("c1"), 2, true);
    later->csat_after = 4;
    bench_feed(&b, &baton_topic_resolutions, BATON_TEXT("c1"), later, 2 * DAY);
    for (int i = 0; i < 25; i++)
        bench_end(&b, SAY(&b, "m%d", i), "cus-1", 3 * DAY + i);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 4 * DAY);
    assert_value(&b, "contacts", "26");
    assert_value(&b, "csat_mean", "4.00");
    assert_int_equal(b.answer->customer.earlier_contacts_count, 20);
    bench_close(&b);
}

static void a_forgotten_customer_leaves_figures_and_no_history(void **state)
{
    struct bench b;
    struct baton_conversation_event *forget;

    (void)state;
    bench_open(&b, 3, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    assert_true(baton_text_is(b.outcome->customer_id, "cus-1"));
    assert_int_equal(b.outcome->env.sequence, b.outcome->version);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, DAY + 5 * MINUTE);
    assert_value(&b, "contacts", "1");
    int64_t version = b.outcome->version;
    forget = event_of(&b, BATON_EVENT_TYPE_FORGET);
    bench_feed(&b, &baton_topic_events, BATON_TEXT("c1"), forget, DAY + 10 * MINUTE);
    assert_int_equal(b.outcome->version, version + 2); /* one number is the erasure's */
    assert_int_equal(b.outcome->customer_id.size + b.outcome->solution.size, 0);
    assert_true(b.outcome->csat_after == 5 && b.outcome->final);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, DAY + 20 * MINUTE);
    assert_int_equal(b.answer->enrichment.state, BATON_ENRICHMENT_STATE_NOT_FOUND);
    pass(&b, DAY + 60 * MINUTE);
    assert_true(metric(&b, "csat_after", "")->count == 1);
    bench_close(&b);
}

/* A message and a newer version of a resolution, both from before the erasure. */
static void what_comes_late_names_nobody_who_was_forgotten(void **state)
{
    struct bench b;
    struct baton_conversation_event *late;
    struct baton_resolution *resolution;

    (void)state;
    bench_open(&b, 3, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    bench_feed(&b, &baton_topic_events, BATON_TEXT("c1"), event_of(&b, BATON_EVENT_TYPE_FORGET),
               2 * DAY);
    late = event_of(&b, BATON_EVENT_TYPE_MESSAGE);
    late->speaker = BATON_SPEAKER_CUSTOMER;
    late->customer.id = BATON_TEXT("cus-1");
    bench_late(&b, &baton_topic_events, BATON_TEXT("c1"), late, DAY + 1, 2 * DAY + 1);
    resolution = BATON_RECORD(&b.arena, resolution);
    resolution->resolution_id = BATON_TEXT("late");
    resolution->version = 1;
    resolution->solution = BATON_TEXT("Replaced the part.");
    bench_late(&b, &baton_topic_resolutions, BATON_TEXT("c1"), resolution, DAY + 2, 2 * DAY + 2);
    assert_int_equal(b.outcome->customer_id.size + b.outcome->solution.size, 0);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 3 * DAY);
    assert_int_equal(b.answer->enrichment.state, BATON_ENRICHMENT_STATE_NOT_FOUND);
    bench_close(&b);
}

static void one_conversation_is_forgotten_and_the_others_stay(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 3, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    human_conversation(&b, BATON_TEXT("c2"), 4, 2 * DAY);
    bench_feed(&b, &baton_topic_events, BATON_TEXT("c1"), event_of(&b, BATON_EVENT_TYPE_FORGET),
               3 * DAY);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 4 * DAY);
    assert_value(&b, "contacts", "1");
    assert_value(&b, "csat_mean", "4.00");
    assert_int_equal(b.answer->customer.earlier_contacts_count, 1);
    assert_true(baton_text_is(b.answer->customer.earlier_contacts[0].conversation_id, "c2"));
    assert_true(baton_text_is(b.forgotten, " c1")); /* the one that was fed */
    bench_close(&b);
}

static void forget_customer(struct bench *b, const char *customer, int64_t at)
{
    struct baton_customer_history *line = BATON_RECORD(&b->arena, customer_history);

    line->history_id = BATON_TEXT("forget-1");
    line->customer_id = baton_text_of(customer);
    line->forget = true;
    b->forgotten = BATON_TEXT_NONE;
    bench_feed(b, &baton_topic_histories, BATON_TEXT_NONE, line, at);
}

/* Also of one that has only begun, of which a request tells, of any kind. */
static void a_customer_is_forgotten_with_all_his_conversations(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 3, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    human_conversation(&b, BATON_TEXT("c2"), 4, 2 * DAY);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_CRM, 3 * DAY);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 3 * DAY);
    forget_customer(&b, "cus-2", 4 * DAY);
    assert_int_equal(b.forgotten.size, 0);
    forget_customer(&b, "cus-1", 4 * DAY);
    assert_true(baton_text_is(b.forgotten, " c1 c2 now"));
    forget_customer(&b, "cus-1", 4 * DAY + 1);
    assert_int_equal(b.forgotten.size, 0);
    ask(&b, "cus-1", BATON_ENRICHMENT_KIND_HISTORY, 5 * DAY);
    assert_int_equal(b.answer->enrichment.state, BATON_ENRICHMENT_STATE_NOT_FOUND);
    bench_close(&b);
}

static void offers_and_categories_of_an_outcome_have_their_fields(void **state)
{
    struct bench b;
    struct baton_resolution *resolution;

    (void)state;
    bench_open(&b, 1, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    resolution = resolution_of(&b, BATON_TEXT("c1"), 2, true);
    resolution->category = BATON_TEXT("refund");
    resolution->timing = BATON_ESCALATION_TIMING_MISSED;
    bench_feed(&b, &baton_topic_resolutions, BATON_TEXT("c1"), resolution, DAY + 5 * MINUTE);
    assert_true(baton_text_is(b.outcome->detected_category, "billing"));
    assert_true(baton_text_is(b.outcome->agent_category, "refund"));
    assert_int_equal(b.outcome->timing, BATON_ESCALATION_TIMING_MISSED);
    assert_int_equal(b.outcome->agent_offers_count, 1);
    assert_true(baton_text_is(b.outcome->agent_offers[0].agent_id, "ag-1"));
    assert_true(b.outcome->agent_offers[0].offered == 1
                && b.outcome->agent_offers[0].accepted == 1);
    assert_int_equal(b.outcome->env.attributes_count, 0);
    bench_close(&b);
}

/* --- any order, and the end of rows ---------------------------------------------------------- */

/* The last revision of each figure, in the order of names, as text. */
static struct baton_text figures_of(struct bench *b)
{
    struct baton_text all = BATON_TEXT_NONE;
    static const char *const names[] = { "handoff_rate", "csat_after", "handle_ms", "wait_ms" };

    for (size_t i = 0; i < 4; i++) {
        const struct baton_handoff_metric *m = metric(b, names[i], "");

        all = SAY(b, "%.*s%s %.17g/%.17g %.17g\n", BATON_TEXT_ARG(all), names[i], m->numerator,
                  m->denominator, m->sum_squares);
    }
    return all;
}

static struct baton_text figures_of_run(struct bench *b, uint64_t seed)
{
    bench_open(b, 3, seed);
    for (int i = 0; i < 40; i++)
        human_conversation(b, SAY(b, "c%d", i), 1 + i % 5, DAY + i * 1000);
    pass(b, DAY + 60 * MINUTE);
    return figures_of(b);
}

static void sums_do_not_depend_on_the_order_of_topics(void **state)
{
    struct bench natural, shuffled;
    struct baton_text wanted = figures_of_run(&natural, 0);

    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++) {
        assert_true(baton_text_equal(wanted, figures_of_run(&shuffled, seed * 31)));
        bench_close(&shuffled);
    }
    bench_close(&natural);
}

static void a_row_goes_after_the_retention_and_its_sums_stay(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 1, 0);
    human_conversation(&b, BATON_TEXT("c1"), 5, DAY);
    pass(&b, 100 * DAY);
    int outcomes = b.outcomes;
    bench_feed(&b, &baton_topic_resolutions, BATON_TEXT("c1"),
               resolution_of(&b, BATON_TEXT("c1"), 2, false), 101 * DAY);
    assert_int_equal(b.outcomes, outcomes + 1);
    assert_int_equal(b.outcome->version, 1); /* nothing was left of the conversation */
    pass(&b, 102 * DAY);
    assert_true(metric(&b, "handoff_rate", "")->count == 1);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_sums_by_day_and_dimension),
        cmocka_unit_test(a_rating_that_comes_later_replaces_the_former_figure),
        cmocka_unit_test(figures_are_written_at_most_once_a_minute),
        cmocka_unit_test(performance_reaches_the_pool_of_the_agent),
        cmocka_unit_test(drills_are_carried_through_and_count_nowhere),
        cmocka_unit_test(a_message_before_the_end_writes_no_outcome),
        cmocka_unit_test(the_packager_hears_of_earlier_conversations),
        cmocka_unit_test(a_history_that_is_empty_is_answered_too),
        cmocka_unit_test(a_history_counts_an_amended_conversation_once),
        cmocka_unit_test(a_forgotten_customer_leaves_figures_and_no_history),
        cmocka_unit_test(what_comes_late_names_nobody_who_was_forgotten),
        cmocka_unit_test(one_conversation_is_forgotten_and_the_others_stay),
        cmocka_unit_test(a_customer_is_forgotten_with_all_his_conversations),
        cmocka_unit_test(offers_and_categories_of_an_outcome_have_their_fields),
        cmocka_unit_test(sums_do_not_depend_on_the_order_of_topics),
        cmocka_unit_test(a_row_goes_after_the_retention_and_its_sums_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
