/* The packager in the engine: what it writes for what it reads. */
#include "json_codec.h"
#include "packager_testing.h"

static void a_turn_writes_its_page_and_a_head(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived.");
    assert_non_null(d->head);
    assert_int_equal(d->head->version, 1);
    assert_text(d->head->package_id, "c1-k1");
    assert_text(d->head->card.headline, "My order 4711-22 never arrived.");
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_LIVE);
    assert_int_equal(d->pages[1]->turns_count, 1);
    assert_text(d->pages[1]->turns[0].text, "My order 4711-22 never arrived.");
    assert_text(desk_fact(d, "order_number")->value, "4711-22");
    desk_close(d);
}

static void a_turn_that_says_nothing_new_writes_no_head(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived.");
    size_t heads = d->heads;
    desk_say(d, BOT, "Hello.");
    assert_int_equal(d->heads, heads);
    assert_int_equal(d->pages[1]->turns_count, 2);
    desk_close(d);
}

static void a_duplicate_event_changes_nothing(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *event = desk_say(d, CUSTOMER, "I was charged twice.");
    int64_t version = d->pages[1]->version;

    (void)state;
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->pages[1]->version, version);
    assert_int_equal(d->pages[1]->turns_count, 1);
    desk_close(d);
}

static void an_escalation_asks_once_and_names_the_package(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I was charged twice for invoice 2026-0117. I want a refund.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_int_equal(d->requests_count, 1);
    const struct baton_routing_request *request = d->requests[0];
    assert_int_equal(request->kind, BATON_ROUTING_KIND_REQUEST);
    assert_text(request->request_id, "c1-r1");
    assert_text(request->pool, "main");
    assert_text(request->category, "billing");
    assert_int_equal(request->env.epoch, 0);
    assert_int_equal(request->package.version, d->head->version);
    assert_text(request->package.package_id, baton_text_string(&d->arena, d->head->package_id));
    assert_text(d->head->request_id, "c1-r1");
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_HANDED_OVER);
    desk_signal(d, BATON_SIGNAL_KIND_PHANTOM, 0);
    assert_int_equal(d->requests_count, 1);
    desk_close(d);
}

static void the_customer_waits_from_the_turn_that_the_signal_is_dated_by(void **state)
{
    static const struct {
        int64_t dated_ms, waits_ms; /* before the signal came; no date is so long ago */
    } rows[] = { { 20000, 20000 }, { 0, 0 }, { -60000, 0 }, { 1767690040000, 0 } };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct desk *d = desk_open();

        desk_say(d, CUSTOMER, "I was charged twice. I want a human.");
        desk_signal_of(d, BATON_SIGNAL_KIND_ESCALATE, 0, 1767690040000 - rows[i].dated_ms);
        assert_int_equal(d->now_ms, 1767690040000);
        assert_int_equal(d->requests[0]->waiting_since, d->now_ms - rows[i].waits_ms);
        desk_close(d);
    }
}

static void a_signal_of_an_older_epoch_is_ignored(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want a refund.");
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    desk_holder(d, BATON_HOLDER_KIND_BOT, "", 2, "");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    assert_int_equal(d->requests_count, 0);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 2);
    assert_int_equal(d->requests_count, 1);
    assert_int_equal(d->requests[0]->env.epoch, 2);
    desk_close(d);
}

static void a_withdrawal_of_the_detector_counts_in_the_queue_and_a_silent_handoff_asks_for_nobody(
    void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I want a refund.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    desk_signal(d, BATON_SIGNAL_KIND_SILENT, 1);
    assert_int_equal(d->requests_count, 1);
    desk_signal(d, BATON_SIGNAL_KIND_WITHDRAW, 1);
    assert_int_equal(d->requests_count, 2);
    assert_int_equal(d->requests[1]->kind, BATON_ROUTING_KIND_WITHDRAW);
    assert_text(d->requests[1]->concerns, "c1-r1");
    desk_signal(d, BATON_SIGNAL_KIND_WITHDRAW, 1);
    desk_holder(d, BATON_HOLDER_KIND_AGENT, "ag-1", 2, "");
    desk_signal(d, BATON_SIGNAL_KIND_WITHDRAW, 2);
    assert_int_equal(d->requests_count, 2);
    desk_close(d);
}

static void a_changed_card_goes_to_the_router_while_the_customer_waits(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I was charged twice.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    assert_int_equal(d->requests_count, 1);
    desk_say(d, CUSTOMER, "It is urgent, I need the refund by tomorrow!");
    assert_int_equal(d->requests_count, 2);
    assert_int_equal(d->requests[1]->kind, BATON_ROUTING_KIND_UPDATE);
    assert_text(d->requests[1]->concerns, "c1-r1");
    assert_int_equal(d->requests[1]->env.epoch, 1);
    assert_int_equal(d->requests[1]->package.version, d->head->version);
    desk_holder(d, BATON_HOLDER_KIND_AGENT, "ag-7", 2, "");
    desk_say(d, CUSTOMER, "And my e-mail is Maria@Example.org, this is terrible.");
    assert_int_equal(d->requests_count, 2);
    assert_text(desk_fact(d, "email")->value, "maria@example.org");
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_WITH_AGENT);
    desk_close(d);
}

static void a_customer_who_solves_it_while_waiting_takes_the_request_back(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "I cannot log in.");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    desk_say(d, CUSTOMER, "Never mind, it works now.");
    assert_int_equal(d->requests_count, 2);
    assert_int_equal(d->requests[1]->kind, BATON_ROUTING_KIND_WITHDRAW);
    assert_text(d->requests[1]->concerns, "c1-r1");
    desk_holder(d, BATON_HOLDER_KIND_BOT, "", 2, "");
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_RETURNED);
    assert_int_equal(d->head->why_person.size, 0);
    assert_int_equal(d->requests_count, 2);
    desk_close(d);
}

static void a_suppressed_message_is_kept_and_teaches_nothing(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *event;

    (void)state;
    desk_say(d, CUSTOMER, "I want a person.");
    desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "We will refund 20 EUR by Friday.");
    event->disposition = BATON_DISPOSITION_REQUESTED;
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(desk_turn(d, event)->state, BATON_MESSAGE_STATE_SUPPRESSED);
    assert_int_equal(d->head->commitments_count, 0);
    event = desk_say(d, BOT, "We will refund 30 EUR by Friday.");
    assert_int_equal(desk_turn(d, event)->state, BATON_MESSAGE_STATE_TWO_VOICES);
    assert_int_equal(d->head->commitments_count, 1);
    desk_close(d);
}

static void a_message_that_asks_for_the_conversation_is_said_when_it_gets_it(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *mine, *theirs;

    (void)state;
    desk_say(d, CUSTOMER, "Hello?");
    mine = desk_event(d, BATON_EVENT_TYPE_MESSAGE, AGENT, "I will send the form tomorrow.");
    mine->disposition = BATON_DISPOSITION_REQUESTED;
    mine->speaker_id = BATON_TEXT("ag-1");
    desk_feed(d, &baton_topic_events, mine);
    theirs = desk_event(d, BATON_EVENT_TYPE_MESSAGE, AGENT, "Me too.");
    theirs->disposition = BATON_DISPOSITION_REQUESTED;
    theirs->speaker_id = BATON_TEXT("ag-2");
    desk_feed(d, &baton_topic_events, theirs);
    assert_int_equal(desk_turn(d, mine)->state, BATON_MESSAGE_STATE_PENDING);
    assert_int_equal(d->head->commitments_count, 0);
    desk_holder(d, BATON_HOLDER_KIND_AGENT, "ag-1", 1, "e2");
    assert_int_equal(desk_turn(d, mine)->state, BATON_MESSAGE_STATE_SAID);
    assert_int_equal(desk_turn(d, theirs)->state, BATON_MESSAGE_STATE_PENDING);
    assert_int_equal(d->head->commitments_count, 1);
    desk_holder(d, BATON_HOLDER_KIND_AGENT, "ag-1", 1, "e3");
    assert_int_equal(desk_turn(d, theirs)->state, BATON_MESSAGE_STATE_REFUSED);
    desk_close(d);
}

static void a_message_under_an_epoch_to_come_waits_for_it_or_for_its_time(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *early, *never;
    struct baton_error err;

    (void)state;
    desk_say(d, CUSTOMER, "Hello?");
    early = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "Here I am again.");
    early->disposition = BATON_DISPOSITION_REQUESTED;
    early->env.epoch = 1;
    desk_feed(d, &baton_topic_events, early);
    assert_int_equal(desk_turn(d, early)->state, BATON_MESSAGE_STATE_PENDING);
    d->now_ms -= 19000;
    desk_holder(d, BATON_HOLDER_KIND_BOT, "", 1, "");
    assert_int_equal(desk_turn(d, early)->state, BATON_MESSAGE_STATE_SAID);
    never = desk_event(d, BATON_EVENT_TYPE_MESSAGE, BOT, "From the future.");
    never->disposition = BATON_DISPOSITION_REQUESTED;
    never->env.epoch = 9;
    desk_feed(d, &baton_topic_events, never);
    assert_int_equal(baton_engine_advance(d->engine, d->now_ms + 6000, &err), BATON_DONE);
    assert_int_equal(desk_turn(d, never)->state, BATON_MESSAGE_STATE_SAID); /* the bot holds */
    desk_close(d);
}

static void an_edit_replaces_what_was_learned_and_a_retract_takes_it_away(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *first = desk_say(d, CUSTOMER, "My order number is 11111."),
                                    *change;

    (void)state;
    change = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER, "My order number is 22222.");
    change->replaces = first->event_id;
    desk_feed(d, &baton_topic_events, change);
    assert_int_equal(desk_turn(d, first)->state, BATON_MESSAGE_STATE_EDITED);
    assert_text(desk_fact(d, "order_number")->value, "22222");
    assert_null(desk_fact(d, "earlier_order_number"));
    struct baton_conversation_event *back = desk_event(d, BATON_EVENT_TYPE_RETRACT, CUSTOMER, "");
    back->replaces = change->event_id;
    desk_feed(d, &baton_topic_events, back);
    assert_int_equal(desk_turn(d, change)->state, BATON_MESSAGE_STATE_RETRACTED);
    assert_null(desk_fact(d, "order_number"));
    desk_close(d);
}

static void forgetting_leaves_no_word_and_the_conversation_goes_on(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived, write to maria@example.org");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    assert_null(d->head);
    assert_null(d->pages[1]);
    assert_int_equal(d->requests[d->requests_count - 1]->kind, BATON_ROUTING_KIND_UPDATE);
    assert_int_equal(d->requests[d->requests_count - 1]->card.headline.size, 0);
    desk_say(d, CUSTOMER, "Are you there?");
    assert_non_null(d->head);
    assert_int_equal(d->head->established_count, 0);
    assert_null(d->pages[1]);
    assert_non_null(d->pages[2]);
    desk_close(d);
}

static void assert_hidden(struct desk *d, const struct baton_record_type *type, const void *value,
                          const char *secret)
{
    struct baton_buf buf;

    if (value == NULL)
        return;
    baton_buf_init(&buf, 1 << 20);
    baton_json_encode(type, value, true, &buf);
    if (baton_text_find(baton_buf_text(&buf), baton_text_of(secret), 0) >= 0)
        fail_msg("%s: %s", secret, baton_text_string(&d->arena, baton_buf_text(&buf)));
    baton_buf_release(&buf);
}

/* Every text of an event and a signal that somebody chooses, but handles. */
static void nothing_hidden_leaves_whatever_field_it_came_in(void **state)
{
    struct desk *d = desk_open();
    struct baton_text said = BATON_TEXT("IBAN de89 3704 0044 0532 0130 00");
    struct baton_conversation_event *event;
    struct baton_escalation_signal *signal = BATON_RECORD(&d->arena, escalation_signal);
    struct baton_attachment file = *BATON_RECORD(&d->arena, attachment);
    struct baton_action_attempt action = *BATON_RECORD(&d->arena, action_attempt);
    struct baton_reason reason = *BATON_RECORD(&d->arena, reason);
    struct baton_pair pair = { BATON_TEXT("note"), said };

    (void)state;
    file.name = action.detail = reason.detail = said;
    action.name = BATON_TEXT("look_up");
    action.parameters = &pair;
    event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, said.data);
    event->speaker_name = event->customer.name = event->customer.plan = said;
    event->customer.preferences = &pair;
    event->page.title = event->page.url = event->intent = event->assessment.category = said;
    event->attachments = &file;
    event->actions = &action;
    event->attachments_count = event->actions_count = action.parameters_count =
        event->customer.preferences_count = 1;
    desk_feed(d, &baton_topic_events, event);
    event = desk_event(d, BATON_EVENT_TYPE_ERROR, BATON_SPEAKER_SYSTEM, "");
    event->error.code = event->error.detail = said;
    desk_feed(d, &baton_topic_events, event);
    event = desk_event(d, BATON_EVENT_TYPE_ENRICHMENT, BATON_SPEAKER_SYSTEM, "");
    event->enrichment.kind = BATON_ENRICHMENT_KIND_CRM;
    event->enrichment.reason = said;
    event->enrichment.values = &pair;
    event->enrichment.values_count = 1;
    desk_feed(d, &baton_topic_events, event);
    signal->env.tenant = BATON_TEXT("acme");
    signal->env.conversation_id = BATON_TEXT("c1");
    signal->signal_id = BATON_TEXT("c1-s1");
    signal->kind = BATON_SIGNAL_KIND_ESCALATE;
    signal->why = said;
    reason.contribution = 1;
    reason.quotes = &said;
    signal->reasons = &reason;
    reason.quotes_count = signal->reasons_count = 1;
    desk_feed(d, &baton_topic_signals, signal);
    assert_int_equal(d->requests_count, 1);
    assert_hidden(d, &baton_context_package_type, d->head, "3704");
    assert_hidden(d, &baton_context_page_type, d->pages[1], "3704");
    assert_hidden(d, &baton_routing_request_type, d->requests[0], "3704");
    assert_int_equal(d->head->masks_count, 1);
    assert_true(d->head->masks[0].count > 10); /* the package says what was hidden */
    desk_close(d);
}

/* Words of a conversation that was erased, in each form in which they may come again. */
static void what_was_said_before_an_erasure_never_comes_back(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *said, *late, *event;

    (void)state;
    said = desk_say(d, CUSTOMER, "My order 4711-22 never arrived");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    late = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "It was order 4711-23, too");
    late->env.occurred_at = d->now_ms + 1;
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    desk_feed(d, &baton_topic_events, said); /* a duplicate */
    desk_feed(d, &baton_topic_events, late);
    late->event_id = BATON_TEXT("another-id"); /* a duplicate that the ring does not know */
    late->customer.name = BATON_TEXT("Maria");
    desk_feed(d, &baton_topic_events, late);
    for (int again = 0; again < 2; again++) { /* before and after the next word of the customer */
        event = desk_event(d, BATON_EVENT_TYPE_EDIT, CUSTOMER, "It was order 4711-24");
        event->replaces = said->event_id;
        desk_feed(d, &baton_topic_events, event);
        event = desk_event(d, BATON_EVENT_TYPE_ENRICHMENT, BATON_SPEAKER_SYSTEM, "");
        event->customer.name = BATON_TEXT("Maria");
        event->enrichment.request_id = BATON_TEXT("c1-e1");
        event->enrichment.kind = BATON_ENRICHMENT_KIND_CRM;
        event->enrichment.state = BATON_ENRICHMENT_STATE_ARRIVED;
        desk_feed(d, &baton_topic_events, event);
        if (again > 0)
            break;
        desk_say(d, BOT, "I looked for order 4711-22");
        desk_holder(d, BATON_HOLDER_KIND_QUEUE, "", 1, "");
        assert_null(d->head);
        for (int page = 1; page < DESK_PAGES; page++)
            assert_null(d->pages[page]);
        assert_int_equal(d->requests[d->requests_count - 1]->card.headline.size, 0);
        desk_say(d, CUSTOMER, "Are you there?");
    }
    assert_non_null(d->head);
    assert_int_equal(d->head->established_count, 0);
    assert_int_equal(d->head->customer.name.size, 0);
    assert_int_equal(d->head->turns, 1);
    desk_close(d);
}

/* Of a conversation that is not known yet, for its records are late, or not any more. */
static void an_erasure_before_the_first_record_holds_too(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *late =
        desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "My order 4711-22 never arrived");

    (void)state;
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    desk_feed(d, &baton_topic_events, late);
    assert_null(d->head);
    desk_say(d, CUSTOMER, "Are you there?");
    assert_int_equal(d->head->turns, 1);
    desk_wait(d, INT64_C(2592000000));
    assert_non_null(d->head); /* it goes on: the mark's retention is not its own */
    desk_close(d);
}

/* Who asked for a person gets one, of whom nothing is said. */
static void a_signal_from_before_an_erasure_asks_without_words(void **state)
{
    struct desk *d = desk_open();
    struct baton_escalation_signal *signal = BATON_RECORD(&d->arena, escalation_signal);
    struct baton_reason reason = *BATON_RECORD(&d->arena, reason);
    struct baton_text quote = BATON_TEXT("where is my order 4711-22");

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived");
    reason.contribution = 1;
    reason.quotes = &quote;
    reason.quotes_count = 1;
    signal->env.tenant = BATON_TEXT("acme");
    signal->env.conversation_id = BATON_TEXT("c1");
    signal->env.epoch = 0;
    signal->signal_id = BATON_TEXT("c1-s1");
    signal->env.occurred_at = d->now_ms;
    signal->kind = BATON_SIGNAL_KIND_ESCALATE;
    signal->trigger = BATON_TRIGGER_EXPLICIT_REQUEST;
    signal->why = BATON_TEXT("asked: where is my order 4711-22");
    signal->reasons = &reason;
    signal->reasons_count = 1;
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    desk_feed(d, &baton_topic_signals, signal);
    assert_null(d->head);
    assert_int_equal(d->requests_count, 1);
    assert_true(baton_text_find(d->requests[0]->reason, BATON_TEXT("4711"), 0) < 0);
    desk_say(d, CUSTOMER, "Are you there?");
    assert_int_equal(d->head->reasons_count, 1);
    assert_int_equal(d->head->reasons[0].quotes_count, 0);
    assert_true(baton_text_find(d->head->why_person, BATON_TEXT("4711"), 0) < 0);
    desk_close(d);
}

static void the_end_of_an_erased_conversation_writes_nothing(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived");
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_FORGET, BATON_SPEAKER_SYSTEM, ""));
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_ENDED, BATON_SPEAKER_SYSTEM, "closed: 4711-22"));
    assert_null(d->head);
    assert_null(d->pages[2]);
    desk_wait(d, INT64_C(2592000000));
    desk_say(d, CUSTOMER, "Are you there?");
    assert_int_equal(d->head->version, 1); /* the row went with its retention */
    desk_close(d);
}

static void the_end_closes_and_after_the_retention_nothing_is_left(void **state)
{
    struct desk *d = desk_open();
    struct baton_error err;

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived.");
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_ENDED, BATON_SPEAKER_SYSTEM, ""));
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_ENDED);
    assert_true(d->pages[1]->closed);
    assert_int_equal(baton_engine_advance(d->engine, d->now_ms + INT64_C(2592000000), &err),
                     BATON_DONE);
    assert_null(d->head);
    assert_null(d->pages[1]);
    assert_int_equal(d->tombstones, 2);
    desk_close(d);
}

static void a_word_of_the_bot_after_the_end_begins_nothing(void **state)
{
    struct desk *d = desk_open();
    struct baton_error err;

    (void)state;
    desk_say(d, CUSTOMER, "My order 4711-22 never arrived.");
    desk_feed(d, &baton_topic_events,
              desk_event(d, BATON_EVENT_TYPE_ENDED, BATON_SPEAKER_SYSTEM, ""));
    desk_say(d, BOT, "I have looked it up for you.");
    assert_int_equal(d->head->status, BATON_PACKAGE_STATUS_ENDED);
    assert_int_equal(baton_engine_advance(d->engine, d->now_ms + INT64_C(2592000000), &err),
                     BATON_DONE);
    assert_null(d->head);
    assert_null(d->pages[1]);
    assert_null(d->pages[2]);
    desk_close(d);
}

static void history_is_asked_for_once_and_merged_when_it_comes(void **state)
{
    static struct baton_pair values[] = {
        { BATON_TEXT_INIT("contacts"), BATON_TEXT_INIT("3") },
        { BATON_TEXT_INIT("contact.1"),
          BATON_TEXT_INIT(
              "{\"conversation_id\":\"c0\",\"outcome\":\"resolved\",\"agent_id\":\"ag-7\","
              "\"agent_name\":\"Ana\",\"csat\":4}") },
    };
    struct desk *d = desk_open();
    struct baton_conversation_event *event =
        desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "Hello, I need help.");

    (void)state;
    event->customer.id = BATON_TEXT("cus-1");
    event->customer.name = BATON_TEXT("Maria Lang");
    desk_feed(d, &baton_topic_events, event);
    desk_say(d, CUSTOMER, "Anybody?");
    assert_int_equal(d->asked_count, 1);
    assert_text(d->asked[0]->request_id, "c1-e1");
    assert_int_equal(d->head->enrichments[0].state, BATON_ENRICHMENT_STATE_PENDING);
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    event = desk_event(d, BATON_EVENT_TYPE_ENRICHMENT, BATON_SPEAKER_SYSTEM, "");
    event->enrichment.request_id = BATON_TEXT("c1-e1");
    event->enrichment.kind = BATON_ENRICHMENT_KIND_HISTORY;
    event->enrichment.state = BATON_ENRICHMENT_STATE_ARRIVED;
    event->enrichment.values = values;
    event->enrichment.values_count = 2;
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->head->enrichments_count, 1);
    assert_int_equal(d->head->enrichments[0].state, BATON_ENRICHMENT_STATE_ARRIVED);
    assert_text(d->head->customer.earlier_contacts[0].agent_name, "Ana");
    assert_text(d->head->recommended_agent.id, "ag-7");
    desk_close(d);
}

static void a_conversation_of_two_thousand_turns_costs_what_each_turn_adds(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        char text[160];

        snprintf(text, sizeof text,
                 "Order %d is still missing and I need it by tomorrow, what about number %d?",
                 10000 + i, i);
        desk_say(d, CUSTOMER, baton_text_string(&d->arena, baton_text_of(text)));
        desk_say(d, BOT, "We will look into that order today.");
    }
    struct baton_buf buf;
    baton_buf_init(&buf, 1 << 20);
    assert_int_equal(baton_codec_encode(&baton_context_package_type, d->head, &buf, NULL),
                     BATON_DONE);
    assert_true(buf.size < 16 * 1024);
    for (size_t n = 1; n < DESK_PAGES && d->pages[n] != NULL; n++) {
        baton_buf_reset(&buf);
        assert_int_equal(baton_codec_encode(&baton_context_page_type, d->pages[n], &buf, NULL),
                         BATON_DONE);
        assert_true(buf.size <= 2048);
    }
    baton_buf_release(&buf);
    assert_int_equal(d->head->turns >= 1999, 1);
    assert_int_equal(d->head->established_count, 40);
    desk_close(d);
}

static void a_long_text_is_cut_on_its_page_and_names_its_offset(void **state)
{
    struct desk *d = desk_open();
    char *text = test_malloc(30001);

    (void)state;
    memset(text, 'x', 30000);
    for (size_t i = 7; i < 30000; i += 8)
        text[i] = ' ';
    text[30000] = '\0';
    desk_say(d, CUSTOMER, "Here is the log:");
    struct baton_conversation_event *event = desk_say(d, CUSTOMER, text);
    struct baton_turn *turn = desk_turn(d, event);
    assert_true(turn->cut);
    assert_int_equal(turn->text.size, 8192);
    assert_int_equal(turn->offset, 1);
    assert_int_equal(d->pages[2]->turns_count, 1);
    test_free(text);
    desk_close(d);
}

static void a_request_says_where_the_package_is_and_what_it_continues(void **state)
{
    struct desk *d = desk_open();
    struct baton_conversation_event *event =
        desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER, "My kettle again, it leaks.");

    (void)state;
    event->previous_conversation_id = BATON_TEXT("c0");
    event->root_conversation_id = BATON_TEXT("c-1");
    event->customer.id = BATON_TEXT("cus-1");
    desk_feed(d, &baton_topic_events, event);
    assert_int_equal(d->asked[0]->env.sequence, 1);
    desk_say(d, CUSTOMER, "Hello?");
    desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
    const struct baton_routing_request *request = d->requests[0];
    assert_int_equal(request->env.sequence, 1);
    assert_int_equal(request->package.version, d->head->version);
    assert_int_equal(request->package.partition, 0);
    assert_int_equal(request->package.offset, -1);
    assert_text(request->package.link, "/v1/conversations/acme/c1/package");
    assert_text(request->previous_conversation_id, "c0");
    assert_text(request->root_conversation_id, "c-1");
    desk_close(d);
}

/* The sender's word for the time may be any number; what is counted from it must not overflow. */
static void a_turn_of_any_time_is_kept(void **state)
{
    static const int64_t times[] = { INT64_MAX, INT64_MIN, -1, 1 };

    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct desk *d = desk_open();
        struct baton_conversation_event *event = desk_event(d, BATON_EVENT_TYPE_MESSAGE, CUSTOMER,
                                                            "My order 4711 must be here tomorrow.");

        event->env.occurred_at = times[i];
        desk_feed(d, &baton_topic_events, event);
        desk_say(d, BOT, "Let me look.");
        desk_signal(d, BATON_SIGNAL_KIND_ESCALATE, 0);
        assert_int_equal(d->pages[1]->turns_count, 2);
        assert_int_equal(d->pages[1]->turns[0].at, times[i] == 1 ? 1 : BATON_NULL_LONG);
        assert_int_equal(d->requests_count, 1);
        desk_close(d);
    }
}

static void an_opening_line_that_asks_for_what_is_known_gives_way(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    desk_policy(d, "{\"packager\": {\"templates\": {\"*\": {\"opening_line\":"
                   " \"Hello, what is your order number?\"}}}}");
    desk_say(d, CUSTOMER, "My parcel has not arrived.");
    assert_text(d->head->opening_line, "Hello, what is your order number?");
    desk_say(d, CUSTOMER, "It is order 55120.");
    assert_text(d->head->opening_line,
                "Hello, I have read the conversation about your order 55120. "
                "I am taking it from here.");
    desk_close(d);
}

static void a_long_why_ends_behind_a_whole_reason(void **state)
{
    struct baton_escalation_signal *signal;
    struct desk *d = desk_open();
    struct baton_text quote, reason;

    (void)state;
    signal = BATON_RECORD(&d->arena, escalation_signal);
    quote = baton_text_format(&d->arena, "%0100d", 7);
    reason = baton_text_format(&d->arena, "the bot asked for what it had been given (\"%.*s\")",
                               BATON_TEXT_ARG(quote));
    signal->env.tenant = BATON_TEXT("acme");
    signal->env.conversation_id = BATON_TEXT("c1");
    signal->signal_id = BATON_TEXT("c1-s1");
    signal->kind = BATON_SIGNAL_KIND_ESCALATE;
    signal->why = baton_text_format(&d->arena, "the mood dropped; %.*s; %.*s",
                                    BATON_TEXT_ARG(reason), BATON_TEXT_ARG(reason));
    desk_say(d, CUSTOMER, "My parcel has not arrived.");
    desk_feed(d, &baton_topic_signals, signal);
    assert_true(baton_text_equal(d->head->why_person,
                                 baton_text_format(&d->arena, "the mood dropped; %.*s",
                                                   BATON_TEXT_ARG(reason))));
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_why_ends_behind_a_whole_reason),
        cmocka_unit_test(an_opening_line_that_asks_for_what_is_known_gives_way),
        cmocka_unit_test(a_turn_writes_its_page_and_a_head),
        cmocka_unit_test(a_turn_that_says_nothing_new_writes_no_head),
        cmocka_unit_test(a_turn_of_any_time_is_kept),
        cmocka_unit_test(a_duplicate_event_changes_nothing),
        cmocka_unit_test(an_escalation_asks_once_and_names_the_package),
        cmocka_unit_test(the_customer_waits_from_the_turn_that_the_signal_is_dated_by),
        cmocka_unit_test(a_signal_of_an_older_epoch_is_ignored),
        cmocka_unit_test(
            a_withdrawal_of_the_detector_counts_in_the_queue_and_a_silent_handoff_asks_for_nobody),
        cmocka_unit_test(a_changed_card_goes_to_the_router_while_the_customer_waits),
        cmocka_unit_test(a_customer_who_solves_it_while_waiting_takes_the_request_back),
        cmocka_unit_test(a_suppressed_message_is_kept_and_teaches_nothing),
        cmocka_unit_test(a_message_that_asks_for_the_conversation_is_said_when_it_gets_it),
        cmocka_unit_test(a_message_under_an_epoch_to_come_waits_for_it_or_for_its_time),
        cmocka_unit_test(an_edit_replaces_what_was_learned_and_a_retract_takes_it_away),
        cmocka_unit_test(forgetting_leaves_no_word_and_the_conversation_goes_on),
        cmocka_unit_test(nothing_hidden_leaves_whatever_field_it_came_in),
        cmocka_unit_test(what_was_said_before_an_erasure_never_comes_back),
        cmocka_unit_test(an_erasure_before_the_first_record_holds_too),
        cmocka_unit_test(a_signal_from_before_an_erasure_asks_without_words),
        cmocka_unit_test(the_end_of_an_erased_conversation_writes_nothing),
        cmocka_unit_test(the_end_closes_and_after_the_retention_nothing_is_left),
        cmocka_unit_test(a_word_of_the_bot_after_the_end_begins_nothing),
        cmocka_unit_test(history_is_asked_for_once_and_merged_when_it_comes),
        cmocka_unit_test(a_conversation_of_two_thousand_turns_costs_what_each_turn_adds),
        cmocka_unit_test(a_long_text_is_cut_on_its_page_and_names_its_offset),
        cmocka_unit_test(a_request_says_where_the_package_is_and_what_it_continues),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
