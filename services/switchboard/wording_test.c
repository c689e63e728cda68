#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wording.h"

static struct baton_arena arena;

static void assert_text(struct baton_text text, const char *string)
{
    assert_int_equal(text.size, strlen(string));
    assert_memory_equal(text.data, string, text.size);
}

static const struct switchboard_fill fills[] = {
    { "agent", BATON_TEXT_INIT("Ana {wait}") },
    { "wait", BATON_TEXT_INIT("5 minutes") },
    { "none", BATON_TEXT_INIT("") },
};

static struct baton_text fill(const char *pattern)
{
    return switchboard_fill_in(&arena, baton_text_of(pattern), fills, 3);
}

static void placeholders_are_filled_in(void **state)
{
    (void)state;
    assert_text(fill("In {wait}: {none}you."), "In 5 minutes: you.");
    assert_text(fill(""), "");
    assert_text(fill("{wait}{wait}"), "5 minutes5 minutes");
}

static void what_is_put_in_is_not_looked_at_again(void **state)
{
    (void)state;
    assert_text(fill("{agent}!"), "Ana {wait}!");
}

static void what_is_no_placeholder_stays(void **state)
{
    (void)state;
    assert_text(fill("{nobody} {wait {} } {"), "{nobody} {wait {} } {");
    assert_text(fill("{{wait}}"), "{5 minutes}");
}

static void a_text_that_grows_too_long_is_cut_between_characters(void **state)
{
    struct switchboard_fill wide = { "x", { NULL, 0 } };
    char *euros = baton_arena_alloc(&arena, 3000);

    (void)state;
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(euros + i, "\xe2\x82\xac", 3);
    wide.value = (struct baton_text){ euros, 3000 };
    struct baton_text text = switchboard_fill_in(&arena, BATON_TEXT("{x}{x}{x}"), &wide, 1);
    assert_true(text.size <= SWITCHBOARD_WORDS_MAX);
    assert_true(text.size > SWITCHBOARD_WORDS_MAX - 10);
    assert_true(baton_text_valid_utf8(text.data, text.size));
}

static void a_wait_is_said_in_whole_minutes_rounded_up(void **state)
{
    static const struct {
        int64_t wait_ms;
        const char *en, *de;
    } rows[] = {
        { INT64_MIN, "a while", "eine Weile" },
        { 0, "less than a minute", "weniger als eine Minute" },
        { 1, "1 minute", "1 Minute" },
        { 60001, "2 minutes", "2 Minuten" },
        { 119 * 60000, "119 minutes", "119 Minuten" },
        { 121 * 60000, "3 hours", "3 Stunden" },
        { INT64_MAX, "2562047788016 hours", "2562047788016 Stunden" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t minutes = switchboard_minutes(rows[i].wait_ms);
        assert_text(switchboard_wait(&arena, SWITCHBOARD_EN, minutes), rows[i].en);
        assert_text(switchboard_wait(&arena, SWITCHBOARD_DE, minutes), rows[i].de);
    }
}

static void the_tongue_is_the_customers_then_the_tenants_then_english(void **state)
{
    (void)state;
    assert_int_equal(switchboard_tongue_of(BATON_TEXT("de-AT"), BATON_TEXT("en")), SWITCHBOARD_DE);
    assert_int_equal(switchboard_tongue_of(BATON_TEXT("EN_us"), BATON_TEXT("de")), SWITCHBOARD_EN);
    assert_int_equal(switchboard_tongue_of(BATON_TEXT("fr"), BATON_TEXT("de")), SWITCHBOARD_DE);
    assert_int_equal(switchboard_tongue_of(BATON_TEXT("den"), BATON_TEXT("")), SWITCHBOARD_EN);
}

static void each_trigger_has_a_reason_that_is_fit_for_the_customer(void **state)
{
    (void)state;
    for (int t = BATON_TRIGGER_UNKNOWN; t <= BATON_TRIGGER_POLICY; t++)
        for (int tongue = 0; tongue < SWITCHBOARD_TONGUES; tongue++)
            assert_true(switchboard_reason((enum switchboard_tongue)tongue, (enum baton_trigger)t,
                                           BATON_HOLDER_CAUSE_ESCALATION)
                            .size
                        > 5);
    assert_text(
        switchboard_reason(SWITCHBOARD_EN, BATON_TRIGGER_SENTIMENT, BATON_HOLDER_CAUSE_DEPARTURE),
        "the person you talked with had to leave");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_filled_in),
        cmocka_unit_test(what_is_put_in_is_not_looked_at_again),
        cmocka_unit_test(what_is_no_placeholder_stays),
        cmocka_unit_test(a_text_that_grows_too_long_is_cut_between_characters),
        cmocka_unit_test(a_wait_is_said_in_whole_minutes_rounded_up),
        cmocka_unit_test(the_tongue_is_the_customers_then_the_tenants_then_english),
        cmocka_unit_test(each_trigger_has_a_reason_that_is_fit_for_the_customer),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
