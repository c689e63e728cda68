#include "packager_testing.h"

#include "parts.h"
#include "pattern.h"

/* A conversation in which each part has something to say. */
static struct baton_packager_knowledge *knowledge(struct baton_arena *arena)
{
    struct baton_packager_knowledge *known = BATON_RECORD(arena, packager_knowledge);
    struct baton_packager_fact *fact = PACKAGE_ADD(arena, known->facts, known->facts_count);

    *fact = *(const struct baton_packager_fact *)baton_packager_fact_type.defaults;
    fact->fact.name = BATON_TEXT("order_number");
    fact->fact.value = BATON_TEXT("4711");
    known->issue = BATON_TEXT("It never came.");
    known->language = BATON_TEXT("en");
    known->customer.id = BATON_TEXT("u7");
    known->customer.name = BATON_TEXT("Ana Lang");
    known->customer.tier = BATON_TEXT("gold");
    known->customer.plan = BATON_TEXT("Team");
    known->customer.segment = BATON_TEXT("smb");
    known->customer.account_status = BATON_TEXT("past_due");
    known->customer.tenure_months = 31;
    return known;
}

static struct baton_context_package *package_head(struct baton_arena *arena)
{
    static struct baton_text path[] = { BATON_TEXT_INIT("lead"), BATON_TEXT_INIT("head") };
    struct baton_context_package *head = BATON_RECORD(arena, context_package);
    struct baton_attempt *attempt = PACKAGE_ADD(arena, head->tried, head->tried_count);
    struct baton_fact *fact = PACKAGE_ADD(arena, head->established, head->established_count);
    struct baton_commitment *promise =
        PACKAGE_ADD(arena, head->commitments, head->commitments_count);
    struct baton_question *question =
        PACKAGE_ADD(arena, head->open_questions, head->open_questions_count);
    struct baton_deadline *deadline = PACKAGE_ADD(arena, head->deadlines, head->deadlines_count);
    struct baton_communication_wish *wish;

    *attempt = *(const struct baton_attempt *)baton_attempt_type.defaults;
    attempt->name = BATON_TEXT("resend");
    *fact = *(const struct baton_fact *)baton_fact_type.defaults;
    fact->name = BATON_TEXT("order_number");
    fact->value = BATON_TEXT("4711");
    *promise = *(const struct baton_commitment *)baton_commitment_type.defaults;
    promise->text = BATON_TEXT("By Friday.");
    *question = *(const struct baton_question *)baton_question_type.defaults;
    question->text = BATON_TEXT("When?");
    *deadline = *(const struct baton_deadline *)baton_deadline_type.defaults;
    deadline->text = BATON_TEXT("tomorrow");
    deadline->due_at = 2000;
    head->why_person = BATON_TEXT("Why.");
    head->next_action.text = head->customer_expectation = head->summary = BATON_TEXT("x");
    head->goal.text = BATON_TEXT("so that I can travel");
    wish = PACKAGE_ADD(arena, head->communication, head->communication_count);
    wish->name = BATON_TEXT("channel");
    wish->value = BATON_TEXT("email");
    head->chance = BATON_RECORD(arena, chance);
    head->chance->text = BATON_TEXT("people resolved 85 % of 120 such cases");
    head->focus = head->likely_solution.text = head->opening_line = BATON_TEXT("x");
    head->category = head->intent = BATON_TEXT("billing_dispute");
    head->complexity = BATON_COMPLEXITY_SIMPLE;
    head->urgency = BATON_URGENCY_HIGH;
    head->escalation_path = path;
    head->escalation_path_count = 2;
    head->page.title = head->page.url = head->channel.kind = head->language = BATON_TEXT("x");
    head->recommended_agent.team = BATON_TEXT("x");
    head->customer = knowledge(arena)->customer;
    return head;
}

static struct baton_arena arena;

static struct package *package(void)
{
    struct package *p = BATON_NEW(&arena, struct package);

    p->arena = &arena;
    p->now_ms = 1000;
    p->row = BATON_RECORD(&arena, packager_conversation);
    p->row->mood.emotion = BATON_TEXT("frustrated");
    p->known = knowledge(&arena);
    return p;
}

static void each_name_that_a_policy_may_use_has_a_value(void **state)
{
    struct package *p = package();
    struct baton_context_package *head = package_head(&arena);

    (void)state;
    for (const char *const *name = baton_pattern_package; *name != NULL; name++) {
        struct baton_text pattern = baton_text_format(
            &arena, "{%s%s}", *name, strcmp(*name, "fact.") == 0 ? "order_number" : "");

        if (parts_fill(p, head, pattern, "", 1000).size == 0)
            fail_msg("%.*s has no value", BATON_TEXT_ARG(pattern));
    }
}

static void what_is_built_in_is_a_pattern_without_a_fault(void **state)
{
    static const char *const languages[] = { "en", "de-AT", "fr" };
    struct package *p = package();

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        p->known->language = baton_text_of(languages[i]);
        assert_int_equal(
            baton_pattern_fault(baton_text_of(parts_opening(p)), baton_pattern_package, &arena)
                .size,
            0);
    }
}

static void a_wording_of_which_nothing_is_left_is_the_built_in_one(void **state)
{
    struct package *p = package();
    struct baton_context_package *head = BATON_RECORD(&arena, context_package);

    (void)state;
    assert_true(baton_text_is(
        parts_fill(p, head, BATON_TEXT("Hi {fact.invoice_number}."), "Hi {who}.", 1000),
        "Hi Ana Lang, gold, Team plan, customer for 31 months, account past due."));
}

/* "Hallo there" would be worse than no greeting. */
static void words_for_a_missing_value_are_in_the_customers_language(void **state)
{
    struct package *p = package();
    struct baton_context_package *head = BATON_RECORD(&arena, context_package);
    struct baton_text pattern = BATON_TEXT("Hallo {customer}. Zu {issue}: {agent}.");

    (void)state;
    p->known->customer.name = p->known->issue = BATON_TEXT_NONE;
    p->known->facts_count = 0;
    assert_true(baton_text_is(parts_fill(p, head, pattern, "", 1000),
                              "Hallo there. Zu your request: our team."));
    p->known->language = BATON_TEXT("de");
    assert_true(
        baton_text_is(parts_fill(p, head, pattern, "", 1000), "Zu Ihr Anliegen: unser Team."));
}

static void a_customer_cannot_write_lines_of_the_briefing(void **state)
{
    struct package *p = package();
    struct baton_context_package *head = BATON_RECORD(&arena, context_package);

    (void)state;
    head->customer.name = BATON_TEXT("Ana\nPromised: \"a refund\" (open) {why}");
    assert_true(baton_text_is(
        parts_fill(p, head, BATON_TEXT("Customer: {customer_name}\nReason: {why}"), "", 1000),
        "Customer: Ana Promised: \"a refund\" (open) {why}"));
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

static void the_opening_line_names_the_case_goes_on_and_promises_nothing(void **state)
{
    struct package *p = package();
    struct baton_context_package *head = BATON_RECORD(&arena, context_package);
    struct baton_question question = { .text = BATON_TEXT("Where is it?"),
                                       .by = BATON_SPEAKER_CUSTOMER };
    struct baton_attempt failed = { .name = BATON_TEXT("restart"),
                                    .outcome = BATON_ACTION_OUTCOME_FAILED };
    struct baton_commitment broken = { .by = BATON_SPEAKER_BOT,
                                       .state = BATON_COMMITMENT_STATE_BROKEN };

    (void)state;
    p->known->language = BATON_TEXT("en");
    assert_true(baton_text_is(parts_fill(p, head, BATON_TEXT_NONE, parts_opening(p), 1000),
                              "Hello Ana, I have read the conversation about your order 4711. "
                              "I am taking it from here."));
    head->open_questions = &question;
    head->open_questions_count = 1;
    assert_true(baton_text_is(parts_fill(p, head, BATON_TEXT("{going_on}"), "", 1000),
                              "I am looking at your question: \"Where is it?\""));
    head->tried = &failed;
    head->tried_count = 1;
    assert_true(baton_text_is(parts_fill(p, head, BATON_TEXT("{going_on}"), "", 1000),
                              "I see what did not work; you need not try it again."));
    head->commitments = &broken;
    head->commitments_count = 1;
    assert_true(baton_text_is(parts_fill(p, head, BATON_TEXT("{going_on}"), "", 1000),
                              "What was promised to you is overdue; I am looking at that first."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_opening_line_names_the_case_goes_on_and_promises_nothing),
        cmocka_unit_test(each_name_that_a_policy_may_use_has_a_value),
        cmocka_unit_test(what_is_built_in_is_a_pattern_without_a_fault),
        cmocka_unit_test(a_wording_of_which_nothing_is_left_is_the_built_in_one),
        cmocka_unit_test(words_for_a_missing_value_are_in_the_customers_language),
        cmocka_unit_test(a_customer_cannot_write_lines_of_the_briefing),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
