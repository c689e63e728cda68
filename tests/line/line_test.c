/* From the first word to the end, through every stage, in whatever order records are read. */
#include "line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "talk.h"

enum { TALKS = 40 };

#define CUSTOMER BATON_SPEAKER_CUSTOMER
#define BOT BATON_SPEAKER_BOT
#define AGENT BATON_SPEAKER_AGENT
#define SILENCE_MS (3 * 86400 * 1000LL) /* longer than idle_ms; shorter than retention_ms */

/* 0: in the order of appending; others: any of the records that are there, as from a broker. */
static const uint64_t seeds[] = { 0, 1, 7, 20260301, 99991 };

static const char *const files[] = { "account", "billing", "cancellation", "complaints",
                                     "german",  "refund",  "shipping",     "technical" };

/* --- many at once ---------------------------------------------------------------------------- */

static void play_files(struct line *line)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        line_play_file(line, files[i]);
    line_run(line);
}

static void each_escalated_conversation_of_the_files_is_accepted_exactly_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        struct line line;

        line_open(&line, seeds[i], 1 + (int32_t)i % 3);
        play_files(&line);
        assert_true(line.promises.escalations >= 9);
        for (size_t c = 0; c < line.promises.cases_count; c++) {
            assert_int_equal(line.promises.cases[c]->accepts, line.promises.cases[c]->escalations);
            assert_int_equal(line.promises.cases[c]->stretches,
                             line.promises.cases[c]->escalations);
        }
        line_wait(&line, SILENCE_MS);
        promises_all_over(&line.promises);
        line_close(&line);
    }
}

static void play_talks(struct line *line, uint64_t seed, bool leaves)
{
    struct talk talk = { .random = seed, .leaves = leaves };

    for (int i = 0; i < TALKS; i++) {
        struct conversation conversation;

        talk_make(&talk, i, &line->promises.arena, &conversation);
        line_play(line, &conversation, talk_pick(&talk, 60000));
    }
    line_run(line);
}

static void made_up_conversations_are_accepted_once_a_stretch_in_any_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        struct line line;

        line_open(&line, seeds[i], 1 + (int32_t)i % 3);
        play_talks(&line, 1000 + i, false);
        assert_true(line.promises.escalations > TALKS / 8);
        for (size_t c = 0; c < line.promises.cases_count; c++)
            assert_int_equal(line.promises.cases[c]->accepts, line.promises.cases[c]->escalations);
        line_wait(&line, SILENCE_MS);
        promises_all_over(&line.promises);
        line_close(&line);
    }
}

/* Customers who go while they wait, while they are offered, while an agent writes to them. */
static void customers_who_leave_at_any_moment_leave_nobody_busy(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * sizeof seeds / sizeof seeds[0]; i++) {
        struct line line;

        line_open(&line, seeds[i % 5], 1 + (int32_t)i % 3);
        play_talks(&line, 5000 + i, true);
        assert_true(line.promises.ends > 0);
        line_wait(&line, SILENCE_MS);
        promises_all_over(&line.promises);
        line_close(&line);
    }
}

static void two_runs_are_the_same_byte_for_byte(void **state)
{
    static const uint64_t both[] = { 0, 7 };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        uint64_t digests[2];
        int64_t records[2];

        for (int run = 0; run < 2; run++) {
            struct line line;

            line_open(&line, both[i], 3);
            play_files(&line);
            play_talks(&line, 42, true);
            digests[run] = line.promises.digest;
            records[run] = line.promises.records;
            line_close(&line);
        }
        assert_true(records[0] > 1000 && records[0] == records[1]);
        assert_true(digests[0] == digests[1]);
    }
}

/* --- one, by hand ---------------------------------------------------------------------------- */

static void each_seed(void (*story)(struct line *line))
{
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        struct line line;

        line_open(&line, seeds[i], 1 + (int32_t)i % 3);
        line_online(&line, "ana");
        story(&line);
        line_wait(&line, SILENCE_MS);
        promises_all_over(&line.promises);
        line_close(&line);
    }
}

static void asks_for_a_person(struct line *line, const char *conversation)
{
    int before;

    line_says(line, conversation, CUSTOMER, "cu-1", "My invoice is wrong, I was charged twice.");
    line_says(line, conversation, BOT, "robo", "Let me look that up for you.");
    assert_int_equal(line_case(line, conversation)->delivery->kind, BATON_DELIVERY_KIND_SAY);
    before = line_case(line, conversation)->escalations;
    line_says(line, conversation, CUSTOMER, "cu-1", "I want to talk to a real person, please.");
    assert_int_equal(line_case(line, conversation)->escalations, before + 1);
    line_accept(line, conversation);
    assert_int_equal(line_case(line, conversation)->log_kind, BATON_HOLDER_KIND_AGENT);
}

static void come_back(struct line *line)
{
    asks_for_a_person(line, "c1");
    int64_t epoch = line_case(line, "c1")->log_epoch;
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_CLOSE);
    const struct promises_case *c = line_case(line, "c1");
    assert_true(c->ended);
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_BOT);
    assert_true(c->log_epoch > epoch);
    assert_int_equal(c->last->status, BATON_ASSIGNMENT_STATUS_WRAPPING);
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_ENDED); /* and nothing after it */
    asks_for_a_person(line, "c1");
    assert_int_equal(c->stretches, 2);
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_CLOSE);
    line_wait(line, 3600 * 1000);
    line_online(line, "ana"); /* nothing was heard of her for an hour */
    asks_for_a_person(line, "c1");
    assert_int_equal(c->accepts, 3);
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_CLOSE);
}

static void a_customer_who_comes_back_after_the_end_finds_the_bot_and_can_ask_again(void **state)
{
    (void)state;
    each_seed(come_back);
}

static void leave_and_come_back(struct line *line)
{
    line_says(line, "c1", CUSTOMER, "cu-1", "I want to talk to a real person, please.");
    line_event(line, "c1", BATON_EVENT_TYPE_ENDED); /* the offer is open */
    const struct promises_case *c = line_case(line, "c1");
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_BOT);
    assert_int_equal(c->carrier.size, 0);
    asks_for_a_person(line, "c1");
    line_event(line, "c1", BATON_EVENT_TYPE_ENDED); /* the agent holds */
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_BOT);
    asks_for_a_person(line, "c1");
}

static void a_customer_who_left_before_the_agent_came_finds_the_bot_too(void **state)
{
    (void)state;
    each_seed(leave_and_come_back);
}

static void back_to_bot(struct line *line)
{
    asks_for_a_person(line, "c1");
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_BOT);
    const struct promises_case *c = line_case(line, "c1");
    assert_false(c->ended);
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_BOT);
    asks_for_a_person(line, "c1");
    assert_int_equal(c->escalations, 2);
    assert_int_equal(c->accepts, 2);
}

static void back_with_the_bot_the_detector_is_armed_again(void **state)
{
    (void)state;
    each_seed(back_to_bot);
}

static void take_over(struct line *line)
{
    line_says(line, "c1", CUSTOMER, "cu-1", "Hello, where is my order?");
    line_says(line, "c1", AGENT, "ben", "Hi, Ben here, let me help.");
    const struct promises_case *c = line_case(line, "c1");
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_AGENT);
    assert_true(baton_text_is(c->log_holder, "ben"));
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_SAY);
    line_says(line, "c1", BOT, "robo", "Your order is on its way.");
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_SUPPRESSED);
    line_says(line, "c1", AGENT, "chi", "I can take this one.");
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_REFUSED);
    assert_true(baton_text_is(c->log_holder, "ben"));
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_BOT);
    asks_for_a_person(line, "c1");
}

static void an_agent_who_speaks_takes_over_and_the_bot_gets_it_back(void **state)
{
    (void)state;
    each_seed(take_over);
}

static void nobody_takes_over(struct line *line)
{
    line_says(line, "c1", CUSTOMER, "cu-1", "Hello, where is my order?");
    line_says(line, "c1", AGENT, "", "Hi, let me help.");
    const struct promises_case *c = line_case(line, "c1");
    assert_int_equal(c->log_kind, BATON_HOLDER_KIND_BOT);
    line_says(line, "c1", BOT, "robo", "Your order is on its way.");
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_SAY);
    asks_for_a_person(line, "c1");
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_CLOSE);
    line_says(line, "c1", CUSTOMER, "cu-1", "One more question about my order.");
    line_says(line, "c1", AGENT, "", "Yes?");
    line_says(line, "c1", BOT, "robo", "What is it?");
    assert_int_equal(c->delivery->kind, BATON_DELIVERY_KIND_SAY);
}

static void an_agent_without_an_id_does_not_silence_the_bot(void **state)
{
    (void)state;
    each_seed(nobody_takes_over);
}

static void known_customer(struct line *line)
{
    asks_for_a_person(line, "c1");
    line_resolve(line, "c1", BATON_RESOLUTION_NEXT_CLOSE);
    line_says(line, "c2", CUSTOMER, "cu-1", "Hello, it is about my invoice once more.");
    const struct baton_context_package *head = line_case(line, "c2")->head;
    assert_int_equal(head->customer.earlier_contacts_count, 1);
    const struct baton_earlier_contact *contact = &head->customer.earlier_contacts[0];
    assert_true(baton_text_is(contact->conversation_id, "c1"));
    assert_true(contact->handed_over);
    assert_true(baton_text_is(contact->agent_id, "ana"));
    assert_int_equal(contact->outcome, BATON_OUTCOME_RESOLVED);
    assert_true(baton_text_is(contact->summary, "The invoice was corrected."));
    line_says(line, "c3", CUSTOMER, "cu-2", "Hello, my first time here.");
    assert_int_equal(line_case(line, "c3")->head->customer.earlier_contacts_count, 0);
}

static void the_package_of_a_customer_who_returns_shows_what_was_before(void **state)
{
    (void)state;
    each_seed(known_customer);
}

static void assert_forgotten(const struct promises_case *c)
{
    if (c->last == NULL) /* a tombstone */
        return;
    assert_int_equal(c->last->card.headline.size + c->last->card.core_issue.size, 0);
    assert_int_equal(c->last->card.tried_count, 0);
    assert_int_equal(c->last->customer.id.size, 0);
    assert_int_equal(c->last->reason.size, 0);
}

static void forget_at_any_time(struct line *line)
{
    line_says(line, "offered", CUSTOMER, "cu-1", "I want to talk to a real person, please.");
    assert_true(line_case(line, "offered")->last->card.headline.size > 0);
    asks_for_a_person(line, "held");
    asks_for_a_person(line, "returned");
    line_resolve(line, "returned", BATON_RESOLUTION_NEXT_BOT);
    line_says(line, "over", CUSTOMER, "cu-1", "I want to talk to a real person, please.");
    line_event(line, "over", BATON_EVENT_TYPE_ENDED);
    static const char *const all[] = { "offered", "held", "returned", "over" };
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(line_case(line, all[i])->escalations, 1);
        line_event(line, all[i], BATON_EVENT_TYPE_FORGET);
        assert_forgotten(line_case(line, all[i]));
    }
    assert_null(line_case(line, "over")->last);
    line_resolve(line, "held", BATON_RESOLUTION_NEXT_CLOSE);
    line_wait(line, 600 * 1000);
    for (size_t i = 0; i < 4; i++)
        assert_forgotten(line_case(line, all[i]));
}

static void no_card_of_a_forgotten_customer_is_left(void **state)
{
    (void)state;
    each_seed(forget_at_any_time);
}

/* Agents read the package, CRMs the assignment. */
static void a_stricter_card(struct line *line)
{
    line_policy(line, "{\"packager\":{\"card_masks\":[\"email\",\"phone\"]}}");
    line_says(line, "c1", CUSTOMER, "cu-1",
              "Send the refund for card 4111 1111 1111 1111 to maria@example.org, please.");
    line_says(line, "c1", CUSTOMER, "cu-1", "I want to talk to a real person, please.");
    const struct promises_case *c = line_case(line, "c1");
    struct baton_text agents = c->head->card.core_issue, crms = c->last->card.core_issue;
    assert_true(baton_text_find(agents, BATON_TEXT("maria@example.org"), 0) >= 0);
    assert_true(baton_text_find(agents, BATON_TEXT("[card number ending 1111]"), 0) >= 0);
    assert_true(baton_text_find(crms, BATON_TEXT("[e-mail]"), 0) >= 0);
    assert_true(baton_text_find(crms, BATON_TEXT("[card number ending 1111]"), 0) >= 0);
    assert_true(baton_text_find(line_json(line, c->last), BATON_TEXT("maria@"), 0) < 0);
    assert_true(baton_text_find(line_json(line, c->last), BATON_TEXT("4111"), 0) < 0);
}

static void a_crm_sees_no_more_of_a_card_than_the_tenant_allows(void **state)
{
    (void)state;
    each_seed(a_stricter_card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_escalated_conversation_of_the_files_is_accepted_exactly_once),
        cmocka_unit_test(made_up_conversations_are_accepted_once_a_stretch_in_any_order),
        cmocka_unit_test(customers_who_leave_at_any_moment_leave_nobody_busy),
        cmocka_unit_test(two_runs_are_the_same_byte_for_byte),
        cmocka_unit_test(a_customer_who_comes_back_after_the_end_finds_the_bot_and_can_ask_again),
        cmocka_unit_test(a_customer_who_left_before_the_agent_came_finds_the_bot_too),
        cmocka_unit_test(back_with_the_bot_the_detector_is_armed_again),
        cmocka_unit_test(an_agent_who_speaks_takes_over_and_the_bot_gets_it_back),
        cmocka_unit_test(an_agent_without_an_id_does_not_silence_the_bot),
        cmocka_unit_test(the_package_of_a_customer_who_returns_shows_what_was_before),
        cmocka_unit_test(no_card_of_a_forgotten_customer_is_left),
        cmocka_unit_test(a_crm_sees_no_more_of_a_card_than_the_tenant_allows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
