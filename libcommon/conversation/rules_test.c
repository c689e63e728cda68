#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buf.h"
#include "json_codec.h"
#include "pattern.h"
#include "rules.h"
#include "rules_rows.h"

static struct baton_arena arena;
static struct baton_error err;

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

static struct baton_rules *rules_of(enum baton_policy_part part, const char *body)
{
    struct baton_rules *rules = BATON_NEW(&arena, struct baton_rules);

    if (baton_rules_read(part, baton_text_of(body), rules, &arena, &err) != BATON_DONE)
        fail_msg("%s", err.text);
    return rules;
}

static struct baton_rules *declared(const char *body)
{
    return rules_of(BATON_POLICY_PART_DECLARED, body);
}

static struct baton_text text(const char *string)
{
    return baton_text_of(string);
}

static json_t *load(const char *path)
{
    json_error_t where;
    json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, &where);

    if (json == NULL)
        fail_msg("%s: %s", path, where.text);
    return json;
}

/* -- the rows against policy.schema.json -- */

static void compare_form(const struct rules_form *form, json_t *schema, const char *path);

static void same(bool alike, const char *path, const char *what)
{
    if (!alike)
        fail_msg("policy.schema.json and rules_rows.c differ in %s of %s", what, path);
}

static void same_number(const json_t *schema, const char *key, double otherwise, double row,
                        const char *path)
{
    const json_t *value = json_object_get(schema, key);

    same((value != NULL ? json_number_value(value) : otherwise) == row, path, key);
}

static void same_text(const json_t *schema, const char *key, const char *row, const char *path)
{
    const char *value = json_string_value(json_object_get(schema, key));

    same(strcmp(value != NULL ? value : "", row != NULL ? row : "") == 0, path, key);
}

static void same_choices(const json_t *schema, const char *const *choices, const char *path)
{
    const json_t *names = json_object_get(schema, "enum");
    size_t count = 0;

    for (; choices[count] != NULL; count++)
        same(baton_text_is(text(choices[count]), json_string_value(json_array_get(names, count))),
             path, "enum");
    same(json_array_size(names) == count, path, "enum");
}

static void compare_bounds(const struct rules_row *row, const json_t *schema, const char *path)
{
    if (row->rather_none) {
        const json_t *gap = json_object_get(schema, "not");

        same_number(schema, "minimum", -1, 0, path);
        same_number(gap, "exclusiveMinimum", -1, 0, path);
        same_number(gap, "exclusiveMaximum", -1, row->min, path);
    } else if (json_object_get(schema, "enum") != NULL) {
        const json_t *only = json_array_get(json_object_get(schema, "enum"), 0);

        same(json_array_size(json_object_get(schema, "enum")) == 1, path, "enum");
        same(json_number_value(only) == row->min && row->min == row->max, path, "enum");
        return;
    } else {
        same_number(schema, "minimum", -1e300, row->min, path);
    }
    same_number(schema, "maximum", 1e300, row->max, path);
}

static void compare_number(const struct rules_row *row, json_t *schema, const char *path)
{
    same_text(schema, "type", row->kind == RULES_LONG ? "integer" : "number", path);
    compare_bounds(row, schema, path);
    if (!row->required)
        same_number(schema, "default", -1e300, row->number, path);
}

static void compare_bool(const struct rules_row *row, json_t *schema, const char *path)
{
    same_text(schema, "type", "boolean", path);
    same(json_is_boolean(json_object_get(schema, "default")), path, "default");
    same(json_is_true(json_object_get(schema, "default")) == (row->number != 0), path, "default");
}

static void compare_text(const struct rules_row *row, json_t *schema, const char *path)
{
    same_text(schema, "type", "string", path);
    same_number(schema, "minLength", 0, row->min, path);
    same_number(schema, "maxLength", -1, row->max, path);
    same_text(schema, "default", row->text, path);
}

static void compare_name(const struct rules_row *row, json_t *schema, const char *path)
{
    same_text(schema, "type", "string", path);
    same_text(schema, "pattern", row->min == 0 ? "^[a-z0-9_-]{0,64}$" : "^[a-z0-9_-]{1,64}$", path);
    same_number(schema, "maxLength", -1, 64, path);
    same_text(schema, "default", row->text, path);
}

static void compare_clock(const struct rules_row *row, json_t *schema, const char *path)
{
    bool whole_day = row->max == 24.0 * 3600 * 1000;

    same_text(schema, "type", "string", path);
    same_text(schema, "pattern",
              whole_day ? "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
                        : "^([01][0-9]|2[0-3]):[0-5][0-9]$",
              path);
}

static void compare_choice(const struct rules_row *row, json_t *schema, const char *path)
{
    same_text(schema, "type", "string", path);
    same_choices(schema, row->choices, path);
    if (!row->required)
        same_text(schema, "default", row->choices[0], path);
}

static void compare_array(const struct rules_row *row, const json_t *schema, const char *path)
{
    same_text(schema, "type", "array", path);
    same_number(schema, "maxItems", -1, (double)row->max_items, path);
    if (!row->required)
        same(json_is_array(json_object_get(schema, "default")), path, "default");
}

static void compare_texts(const struct rules_row *row, json_t *schema, const char *path)
{
    const json_t *items = json_object_get(schema, "items"), *name;
    struct baton_buf names;
    size_t i;

    compare_array(row, schema, path);
    same_text(items, "type", "string", path);
    if (row->choices != NULL) {
        same_choices(items, row->choices, path);
    } else {
        same_number(items, "minLength", 0, 1, path);
        same_number(items, "maxLength", -1, RULES_ITEM_MAX, path);
    }
    baton_buf_init(&names, 1000);
    json_array_foreach(json_object_get(schema, "default"), i, name)
        baton_buf_format(&names, "%s%s", i > 0 ? " " : "", json_string_value(name));
    same(baton_text_is(baton_buf_text(&names), row->text != NULL ? row->text : ""), path,
         "default");
    baton_buf_release(&names);
}

static void compare_days(const struct rules_row *row, json_t *schema, const char *path)
{
    const json_t *items = json_object_get(schema, "items");

    compare_array(row, schema, path);
    same_text(items, "type", "integer", path);
    compare_bounds(row, items, path);
}

static void compare_object(const struct rules_row *row, const json_t *schema, const char *path)
{
    const json_t *names = json_object_get(schema, "propertyNames");

    same_text(schema, "type", "object", path);
    same_number(schema, "maxProperties", -1, (double)row->max_items, path);
    same_number(names, "minLength", 0, 1, path);
    same_number(names, "maxLength", -1, RULES_ITEM_MAX, path);
    same(json_object_size(json_object_get(schema, "default")) == 0, path, "default");
}

static void compare_ratios(const struct rules_row *row, json_t *schema, const char *path)
{
    const json_t *items = json_object_get(schema, "additionalProperties");

    compare_object(row, schema, path);
    same_text(items, "type", "number", path);
    compare_bounds(row, items, path);
}

static void compare_pairs(const struct rules_row *row, json_t *schema, const char *path)
{
    const json_t *items = json_object_get(schema, "additionalProperties");

    compare_object(row, schema, path);
    same_text(items, "type", "string", path);
    same_number(items, "minLength", 0, 1, path);
    same_number(items, "maxLength", -1, RULES_ITEM_MAX, path);
}

static void compare_section(const struct rules_row *row, json_t *schema, const char *path)
{
    compare_form(row->form, schema, path);
}

static void compare_list(const struct rules_row *row, json_t *schema, const char *path)
{
    compare_array(row, schema, path);
    same(json_array_size(json_object_get(schema, "default")) == 0, path, "default");
    compare_form(row->form, json_object_get(schema, "items"), path);
}

static void compare_map(const struct rules_row *row, json_t *schema, const char *path)
{
    compare_object(row, schema, path);
    compare_form(row->form, json_object_get(schema, "additionalProperties"), path);
}

static void (*const compare[])(const struct rules_row *, json_t *, const char *) = {
    [RULES_LONG] = compare_number,     [RULES_RATIO] = compare_number,
    [RULES_BOOL] = compare_bool,       [RULES_TEXT] = compare_text,
    [RULES_PATTERN] = compare_text,    [RULES_NAME] = compare_name,
    [RULES_CLOCK] = compare_clock,     [RULES_CHOICE] = compare_choice,
    [RULES_TEXTS] = compare_texts,     [RULES_DAYS] = compare_days,
    [RULES_RATIOS] = compare_ratios,   [RULES_PAIRS] = compare_pairs,
    [RULES_SECTION] = compare_section, [RULES_LIST] = compare_list,
    [RULES_MAP] = compare_map,
};

static bool is_required(const json_t *schema, const char *name)
{
    const json_t *entry;
    size_t i;

    json_array_foreach(json_object_get(schema, "required"), i,
                       entry) if (strcmp(json_string_value(entry), name) == 0) return true;
    return false;
}

/* The same names on both sides: each row has its property, and there are no more properties than
 * rows. */
static void compare_form(const struct rules_form *form, json_t *schema, const char *path)
{
    json_t *properties = json_object_get(schema, "properties");
    size_t rows = 0, required = 0;

    same_text(schema, "type", "object", path);
    same(json_is_false(json_object_get(schema, "additionalProperties")), path,
         "additionalProperties");
    for (const struct rules_row *row = form->rows; row->name != NULL; row++, rows++) {
        const char *at = baton_text_format(&arena, "%s.%s", path, row->name).data;
        json_t *property = json_object_get(properties, row->name);

        same(property != NULL, at, "the existence");
        same(is_required(schema, row->name) == row->required, at, "required");
        required += row->required;
        compare[row->kind](row, property, at);
    }
    same(json_array_size(json_object_get(schema, "required")) == required, path, "required");
    same(json_object_size(properties) == rows, path, "the number of properties");
}

static void the_rows_say_what_the_schema_says(void **state)
{
    json_auto_t *schema = load(BATON_SOURCE_DIR "/schemas/policy.schema.json");

    (void)state;
    compare_form(&rules_form, schema, "body");
}

/* -- good bodies -- */

static void check_example(enum baton_policy_part part, const char *path)
{
    json_auto_t *json = load(path);
    char *body = json_dumps(json, JSON_COMPACT);

    if (baton_rules_check(part, text(body), &err) != BATON_DONE)
        fail_msg("%s: %s", path, err.text);
    free(body);
}

static void the_examples_of_the_schema_are_taken(void **state)
{
    (void)state;
    check_example(BATON_POLICY_PART_DECLARED,
                  BATON_SOURCE_DIR "/schemas/examples/policy-declared.json");
    check_example(BATON_POLICY_PART_LEARNED,
                  BATON_SOURCE_DIR "/schemas/examples/policy-learned.json");
}

static void an_empty_body_is_what_is_built_in(void **state)
{
    struct baton_rules *rules = declared("{}");

    (void)state;
    assert_true(rules->threshold == 0.22 && rules->holds && !rules->frozen);
    assert_int_equal(rules->idle_ms, 86400000);
    assert_int_equal(rules->heartbeat_timeout_ms, 60000);
    assert_int_equal(rules->pii_masks_count, 3);
    assert_true(baton_rules_listed(rules->pii_masks, 3, text("iban")));
    assert_false(baton_rules_listed(rules->pii_masks, 3, text("email")));
    assert_true(rules->enrich_count == 1 && baton_text_is(rules->enrich[0], "history"));
    assert_true(rules->routes_count == 0 && rules->routes == NULL);
}

static void every_kind_of_value_arrives_in_its_field(void **state)
{
    struct baton_rules *rules = declared(
        "{\"format\":1,\"detector\":{\"holds\":false,\"hold_ms\":1000.0,"
        "\"thresholds\":{\"a\":0.1,\"b\":1},"
        "\"always_escalate\":{\"phrases\":[\"m\u00fcde\"]}},"
        "\"router\":{\"teams\":{\"t\":{"
        "\"hours\":[{\"days\":[1,7],\"from\":\"08:30\",\"to\":\"24:00\"}]}},"
        "\"relaxation\":[{\"after_ms\":5,\"drop\":\"language\"}]},"
        "\"switchboard\":{\"idle_ms\":0,\"announcements\":{\"fr\":{\"joined\":\"voil\u00e0\"}}},"
        "\"packager\":{\"enrich\":[],\"templates\":{\"*\":{\"facts\":[\"x\",\"y\"]}}}}");

    (void)state;
    assert_false(rules->holds);
    assert_int_equal(rules->hold_ms, 1000);
    assert_true(baton_rules_ratio(rules->thresholds, rules->thresholds_count, text("b"), 0) == 1);
    assert_true(baton_text_is(rules->always_phrases[0], "m\u00fcde"));
    assert_int_equal(rules->teams[0].hours[0].days, 1 << 1 | 1 << 7);
    assert_int_equal(rules->teams[0].hours[0].from_ms, 510 * 60000);
    assert_int_equal(rules->teams[0].hours[0].to_ms, 86400000);
    assert_true(baton_text_is(rules->teams[0].pool, BATON_RULES_POOL)
                && baton_text_is(rules->teams[0].time_zone, "UTC"));
    assert_int_equal(rules->relaxation[0].drop, BATON_RELAX_LANGUAGE);
    assert_int_equal(rules->idle_ms, 0);
    assert_true(baton_text_is(rules->announcements[0].texts[BATON_ANNOUNCE_JOINED], "voil\u00e0"));
    assert_int_equal(rules->enrich_count, 0);
    assert_true(rules->templates[0].facts_count == 2
                && baton_text_is(rules->templates[0].facts[1], "y"));
}

/* -- questions -- */

static void a_learned_offset_stays_within_the_bounds(void **state)
{
    struct baton_rules *rules = declared(
        "{\"detector\":{\"thresholds\":{\"low\":0.1}},"
        "\"bounds\":{\"threshold_min\":0.2,\"threshold_max\":0.7,\"frozen_categories\":[\"ice\"]}}");
    struct baton_rules *learned =
        rules_of(BATON_POLICY_PART_LEARNED,
                 "{\"learned\":{\"thresholds\":{\"up\":{\"offset\":0.04,\"resolutions\":[\"r1\"]},"
                 "\"far\":{\"offset\":0.5,\"resolutions\":[]},"
                 "\"low\":{\"offset\":-0.05,\"resolutions\":[]},"
                 "\"ice\":{\"offset\":0.04,\"resolutions\":[]}}}}");

    (void)state;
    rules->learned = learned->learned;
    rules->learned_count = learned->learned_count;
    assert_float_equal(baton_rules_threshold(rules, text("up"), text("")), 0.26, 1e-9);
    assert_float_equal(baton_rules_threshold(rules, text("far"), text("")), 0.7, 1e-9);
    assert_float_equal(baton_rules_threshold(rules, text("low"), text("")), 0.1, 1e-9);
    assert_float_equal(baton_rules_threshold(rules, text("ice"), text("")), 0.22, 1e-9);
    assert_float_equal(baton_rules_threshold(rules, text("other"), text("")), 0.22, 1e-9);
}

static void a_chance_is_that_of_its_category_or_not_known(void **state)
{
    struct baton_rules *learned =
        rules_of(BATON_POLICY_PART_LEARNED,
                 "{\"learned\":{\"resolved\":{\"login\":{\"rate\":0.95,\"cases\":40},"
                 "\"billing\":{\"rate\":0.85,\"cases\":120}}}}");

    (void)state;
    assert_true(baton_rules_chance(learned, text("billing"))->rate == 0.85);
    assert_int_equal(baton_rules_chance(learned, text("login"))->cases, 40);
    assert_null(baton_rules_chance(learned, text("refund")));
    assert_null(baton_rules_chance(declared("{}"), text("billing")));
}

static void a_tier_weight_counts_in_log_odds(void **state)
{
    struct baton_rules *rules =
        declared("{\"detector\":{\"threshold\":0.5,\"thresholds\":{\"all\":0,\"none\":1},"
                 "\"tier_weights\":{\"gold\":1,\"trial\":-1}}}");

    (void)state;
    assert_float_equal(baton_rules_threshold(rules, text("a"), text("gold")), 0.2689414, 1e-6);
    assert_float_equal(baton_rules_threshold(rules, text("a"), text("trial")), 0.7310586, 1e-6);
    assert_float_equal(baton_rules_threshold(rules, text("a"), text("silver")), 0.5, 0);
    assert_float_equal(baton_rules_threshold(rules, text("all"), text("gold")), 0, 0);
    assert_float_equal(baton_rules_threshold(rules, text("none"), text("gold")), 1, 0);
}

static void the_first_route_that_fits_counts(void **state)
{
    struct baton_rules *rules =
        declared("{\"router\":{\"teams\":{\"t\":{\"pool\":\"second\"}},\"rules\":["
                 "{\"name\":\"vip\",\"category\":\"billing\",\"tier\":\"gold\",\"pool\":\"vip\"},"
                 "{\"name\":\"money\",\"category\":\"billing\",\"team\":\"t\"},"
                 "{\"name\":\"asked\",\"trigger\":\"explicit_request\",\"team\":\"unheard\"}]}}");
    const struct baton_route_rule *vip =
        baton_rules_route(rules, text("billing"), text("gold"), text("x"));
    const struct baton_route_rule *money =
        baton_rules_route(rules, text("billing"), text(""), text("x"));
    const struct baton_route_rule *asked =
        baton_rules_route(rules, text(""), text(""), text("explicit_request"));
    const struct baton_route_rule *none = baton_rules_route(rules, text("a"), text("b"), text("c"));

    (void)state;
    assert_true(baton_text_is(vip->name, "vip")
                && baton_text_is(baton_rules_pool(rules, vip), "vip"));
    assert_true(baton_text_is(money->name, "money")
                && baton_text_is(baton_rules_pool(rules, money), "second"));
    assert_true(baton_text_is(asked->name, "asked")
                && baton_text_is(baton_rules_pool(rules, asked), "main"));
    assert_true(none->name.size == 0 && baton_text_is(baton_rules_pool(rules, none), "main"));
}

static void a_template_is_that_of_the_category_or_of_all_others(void **state)
{
    struct baton_rules *rules = declared("{\"packager\":{\"templates\":{\"*\":{\"focus\":\"any\"},"
                                         "\"billing\":{\"focus\":\"money\"}}}}");

    (void)state;
    assert_true(baton_text_is(baton_rules_template(rules, text("billing"))->focus, "money"));
    assert_true(baton_text_is(baton_rules_template(rules, text("x"))->focus, "any"));
    assert_int_equal(baton_rules_template(declared("{}"), text("x"))->facts_count, 0);
}

static void a_category_has_words_of_its_own_in_the_same_language(void **state)
{
    static const struct {
        const char *language, *category, *wanted;
    } rows[] = {
        { "de", "billing", "Geld" },    { "de", "other", "hallo" },
        { "de-AT", "billing", "Geld" }, { "de-CH", "billing", "gruezi" },
        { "fr", "billing", "money" },   { "fr", "other", "hello" },
    };
    struct baton_rules *rules = declared(
        "{\"switchboard\":{\"announcements\":{"
        "\"de\":{\"joined\":\"hallo\",\"categories\":{\"billing\":{\"joined\":\"Geld\"}}},"
        "\"de-CH\":{\"joined\":\"gruezi\"},"
        "\"en\":{\"joined\":\"hello\",\"categories\":{\"billing\":{\"joined\":\"money\"}}}}}}");

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(
            baton_text_is(baton_rules_announcement(rules, text(rows[i].language),
                                                   text(rows[i].category), BATON_ANNOUNCE_JOINED),
                          rows[i].wanted));
    assert_true(baton_text_equal(
        baton_rules_announcement(rules, text("de"), text("billing"), BATON_ANNOUNCE_QUEUED),
        baton_rules_built_in_announcement(rules, text("de"), BATON_ANNOUNCE_QUEUED)));
}

static void built_in_words_are_patterns_without_a_fault(void **state)
{
    static const char *const languages[] = { "en", "de" };
    struct baton_rules *rules = declared("{}");

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int kind = 0; kind < BATON_ANNOUNCE_COUNT; kind++)
            assert_int_equal(
                baton_pattern_fault(baton_rules_built_in_announcement(
                                        rules, text(languages[i]), (enum baton_announcement)kind),
                                    baton_pattern_announcement, &arena)
                    .size,
                0);
}

static void the_customer_is_told_in_his_language_or_in_the_default_one(void **state)
{
    static const struct {
        const char *language, *wanted;
    } rows[] = { { "de", "hallo" },
                 { "DE_at", "hallo" },
                 { "de-CH", "gruezi" },
                 { "sw", "bonjour" },
                 { "", "bonjour" } };
    struct baton_rules *rules =
        declared("{\"switchboard\":{\"default_language\":\"fr-CA\","
                 "\"announcements\":{\"de\":{\"joined\":\"hallo\"},"
                 "\"de-CH\":{\"joined\":\"gruezi\"},\"fr\":{\"joined\":\"bonjour\"}}}}");

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(baton_text_is(baton_rules_announcement(rules, text(rows[i].language),
                                                           BATON_TEXT_NONE, BATON_ANNOUNCE_JOINED),
                                  rows[i].wanted));
    for (int kind = 0; kind < BATON_ANNOUNCE_COUNT; kind++) {
        struct baton_text german = baton_rules_announcement(rules, text("de-AT"), BATON_TEXT_NONE,
                                                            (enum baton_announcement)kind);
        struct baton_text english = baton_rules_announcement(rules, text("sw"), BATON_TEXT_NONE,
                                                             (enum baton_announcement)kind);

        assert_true(german.size > 0 && english.size > 0);
        assert_false(baton_text_equal(german, english));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_say_what_the_schema_says),
        cmocka_unit_test(the_examples_of_the_schema_are_taken),
        cmocka_unit_test(an_empty_body_is_what_is_built_in),
        cmocka_unit_test(every_kind_of_value_arrives_in_its_field),
        cmocka_unit_test(a_learned_offset_stays_within_the_bounds),
        cmocka_unit_test(a_chance_is_that_of_its_category_or_not_known),
        cmocka_unit_test(a_tier_weight_counts_in_log_odds),
        cmocka_unit_test(the_first_route_that_fits_counts),
        cmocka_unit_test(a_template_is_that_of_the_category_or_of_all_others),
        cmocka_unit_test(a_category_has_words_of_its_own_in_the_same_language),
        cmocka_unit_test(built_in_words_are_patterns_without_a_fault),
        cmocka_unit_test(the_customer_is_told_in_his_language_or_in_the_default_one),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
