#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pattern.h"

static struct baton_arena arena;

/* Values by name; "none" and all others are missing. */
static struct baton_text value_of(const void *context, struct baton_text name)
{
    static const struct {
        const char *name, *value;
    } values[] = {
        { "name", "Ana" },
        { "wait", "5 minutes" },
        { "braces", "{wait} {?x} }" },
        { "lines", "one\ntwo\r\n\tthree\x1b[31m" },
        { "turned", "abc\u202edef" },
        { "blank", " \n " },
        { "letters", "a\u0308o\u0308u\u0308" },
        { "family", "\U0001F468\u200d\U0001F469\u200d\U0001F467x" },
        { "fact.order", "4711" },
    };

    (void)context;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (baton_text_is(name, values[i].name))
            return baton_text_of(values[i].value);
    return BATON_TEXT_NONE;
}

static struct baton_text fill(const char *pattern)
{
    return baton_pattern_fill(baton_text_of(pattern), value_of, NULL, 1000, &arena);
}

struct row {
    const char *pattern, *wanted;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct baton_text made = fill(rows[i].pattern);

        if (!baton_text_is(made, rows[i].wanted))
            fail_msg("%s gives \"%.*s\"", rows[i].pattern, BATON_TEXT_ARG(made));
    }
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void fields_are_filled_in(void **state)
{
    static const struct row rows[] = {
        { "", "" },
        { "Plain words.", "Plain words." },
        { "In {wait}: {name}.", "In 5 minutes: Ana." },
        { "{name}{name}", "AnaAna" },
        { "Order {fact.order}", "Order 4711" },
        { "{{name}} {{", "{name} {" },
    };

    (void)state;
    CHECK(rows);
}

static void a_sentence_without_its_value_is_left_out(void **state)
{
    static const struct row rows[] = {
        { "Hello {none}, welcome.", "" },
        { "Hello {none}, welcome. In {wait}.", "In 5 minutes." },
        { "In {wait}. From {none}! For {name}?", "In 5 minutes. For Ana?" },
        { "Who: {name}\nPlan: {none}\nWait: {wait}", "Who: Ana\nWait: 5 minutes" },
        { "Plan: {none}\nWho: {name}\n", "Who: Ana" },
        { "{none}\n{none}", "" },
        { "A.\n\nB {none}. C.", "A.\n\nC." },
        { "\n  A.  B.", "A.  B." },
        { "Version 1.5 of {none} is here.", "" },
        { "\u4f60\u597d{none}\u3002\u7b49\u5f85{wait}\u3002", "\u7b49\u5f855 minutes\u3002" },
        { "From {blank}. So.", "So." },
    };

    (void)state;
    CHECK(rows);
}

static void other_words_stand_for_a_missing_value(void **state)
{
    static const struct row rows[] = {
        { "Hello {none|there}.", "Hello there." },
        { "Hello {name|there}.", "Hello Ana." },
        { "Hello{none|}.", "Hello." },
        { "{none|a|b}", "a|b" },
    };

    (void)state;
    CHECK(rows);
}

static void a_part_shows_only_with_its_values(void **state)
{
    static const struct row rows[] = {
        { "Hello{? {name}}, I read it{? about {none}}.", "Hello Ana, I read it." },
        { "One {? {none} } two.", "One two." },
        { "One {? {none}}\nTwo.", "One\nTwo." },
        { "{?Dear {none}.} Hello.", "Hello." },
        { "A{? b{? {none}} {name}}.", "A b Ana." },
        { "A{? {none}{? {name}}}.", "A." },
        { "{?One. Two {none}.}Three.", "Three." },
        { "A{? {none|x}}.", "A x." },
    };

    (void)state;
    CHECK(rows);
}

static void what_a_value_holds_is_plain_text_on_one_line(void **state)
{
    static const struct row rows[] = {
        { "{braces}!", "{wait} {?x} }!" },
        { "{lines}", "one two   three [31m" },
        { "{turned}", "abcdef" },
    };

    (void)state;
    CHECK(rows);
}

static void a_length_cuts_between_characters(void **state)
{
    static const struct row rows[] = {
        { "{wait:9}", "5 minutes" },
        { "{wait:8}", "5 minut\u2026" },
        { "{letters:6}", "a\u0308o\u0308u\u0308" },
        { "{letters:5}", "a\u0308o\u0308\u2026" },
        { "{letters:4}", "a\u0308\u2026" },
        { "{none:3|other words}", "other words" },
    };

    (void)state;
    CHECK(rows);
}

static void a_result_is_bounded_and_cut_between_characters(void **state)
{
    static const struct {
        const char *pattern;
        size_t max_bytes;
        const char *wanted;
    } rows[] = {
        { "{name} {name} {name}", 10, "Ana Ana\u2026" },
        { "0123456789", 10, "0123456\u2026" },
        { "0123456 {wait}", 10, "0123456\u2026" },
        { "{letters}{letters}", 10, "a\u0308o\u0308\u2026" },
        { "{family}", 22, "\U0001F468\u200d\U0001F469\u200d\U0001F467x" },
        { "{family}", 21, "\U0001F468\u200d\U0001F469\u200d\U0001F467\u2026" },
        { "{family}", 20, "\u2026" },
        { "One two. {wait} {none}.", 12, "One two." },
        { "A.\n{name}", 3, "\u2026" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text made = baton_pattern_fill(baton_text_of(rows[i].pattern), value_of, NULL,
                                                    rows[i].max_bytes, &arena);

        if (!baton_text_is(made, rows[i].wanted))
            fail_msg("%s in %zu gives \"%.*s\"", rows[i].pattern, rows[i].max_bytes,
                     BATON_TEXT_ARG(made));
    }
}

static const char *const names[] = { "name", "wait", "none", "fact.", NULL };

static void a_fault_is_named_with_its_place(void **state)
{
    static const struct row rows[] = {
        { "Hello {nmae}.", "character 7: no field nmae; there are name, wait, none, fact.NAME" },
        { "\u00e4\u00f6 {x}", "character 4: no field x; there are name, wait, none, fact.NAME" },
        { "{fact.}", "character 1: no field fact.; there are name, wait, none, fact.NAME" },
        { "Hello {name",
          "character 7: a field must be {name}, {name:length} or {name|other words}" },
        { "Hello {name .",
          "character 7: a field must be {name}, {name:length} or {name|other words}" },
        { "{name|a {wait}}",
          "character 1: a field must be {name}, {name:length} or {name|other words}" },
        { "{", "character 1: a field has no name; {{ stands for the character {" },
        { "{}", "character 1: a field has no name; {{ stands for the character {" },
        { "{Name}", "character 1: a field has no name; {{ stands for the character {" },
        { "a } b", "character 3: } closes nothing; }} stands for the character" },
        { "A{? b {name}", "character 2: the part that begins here is not closed by }" },
        { "A{?", "character 2: the part that begins here is not closed by }" },
        { "{name:0}", "character 7: a length must be a whole number from 1 to 1000" },
        { "{name:1001}", "character 7: a length must be a whole number from 1 to 1000" },
        { "{name:}", "character 7: a length must be a whole number from 1 to 1000" },
        { "{name:99999999999999999999}",
          "character 7: a length must be a whole number from 1 to 1000" },
        { "Hello {{name}}", "character 7: a field has one brace on each side" },
        { "{?{?{?{?{?{name}}}}}}", "character 9: parts may stand in each other 4 deep" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text fault =
            baton_pattern_fault(baton_text_of(rows[i].pattern), names, &arena);

        if (!baton_text_is(fault, rows[i].wanted))
            fail_msg("%s: \"%.*s\"", rows[i].pattern, BATON_TEXT_ARG(fault));
    }
}

static void what_is_well_formed_has_no_fault(void **state)
{
    static const char *const patterns[] = {
        "",           "Hello.", "{name}", "{name:1000|x y}", "{fact.any_1}", "{?{?{?{?{name}}}}}",
        "{{ }} {{x}}"
    };

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        assert_int_equal(baton_pattern_fault(baton_text_of(patterns[i]), names, &arena).size, 0);
}

static void more_fields_than_a_turn_may_cost_are_a_fault(void **state)
{
    char pattern[3 * BATON_PATTERN_FIELDS + 7];
    size_t size = 0;

    (void)state;
    for (int i = 0; i < BATON_PATTERN_FIELDS; i++, size += 3)
        memcpy(pattern + size, "{x}", 3);
    static const char *const only[] = { "x", NULL };
    assert_int_equal(baton_pattern_fault((struct baton_text){ pattern, size }, only, &arena).size,
                     0);
    memcpy(pattern + size, "{x}", 3);
    assert_true(
        baton_text_is(baton_pattern_fault((struct baton_text){ pattern, size + 3 }, only, &arena),
                      "character 151: there may be 50 fields"));
}

static void a_pattern_with_a_fault_gives_nothing(void **state)
{
    static const struct row rows[] = { { "Hello {", "" }, { "a } b", "" }, { "A{? b", "" } };

    (void)state;
    CHECK(rows);
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
        cmocka_unit_test(fields_are_filled_in),
        cmocka_unit_test(a_sentence_without_its_value_is_left_out),
        cmocka_unit_test(other_words_stand_for_a_missing_value),
        cmocka_unit_test(a_part_shows_only_with_its_values),
        cmocka_unit_test(what_a_value_holds_is_plain_text_on_one_line),
        cmocka_unit_test(a_length_cuts_between_characters),
        cmocka_unit_test(a_result_is_bounded_and_cut_between_characters),
        cmocka_unit_test(a_fault_is_named_with_its_place),
        cmocka_unit_test(what_is_well_formed_has_no_fault),
        cmocka_unit_test(more_fields_than_a_turn_may_cost_are_a_fault),
        cmocka_unit_test(a_pattern_with_a_fault_gives_nothing),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
