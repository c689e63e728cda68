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
        cmocka_unit_test(a_wait_is_said_in_whole_minutes_rounded_up),
        cmocka_unit_test(the_tongue_is_the_customers_then_the_tenants_then_english),
        cmocka_unit_test(each_trigger_has_a_reason_that_is_fit_for_the_customer),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
