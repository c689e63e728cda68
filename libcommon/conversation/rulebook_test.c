#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules.h"

static struct baton_rulebook *book;
static struct baton_error err;

static int set_up(void **state)
{
    (void)state;
    book = baton_rulebook_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_rulebook_free(book);
    return 0;
}

static enum baton_verdict apply(const char *tenant, enum baton_policy_part part, const char *id,
                                enum baton_policy_applies applies, const char *body)
{
    struct baton_policy policy = {
        .env.tenant = baton_text_of(tenant),
        .policy_id = baton_text_of(id),
        .part = part,
        .applies = applies,
        .body = baton_text_of(body),
    };

    return baton_rulebook_apply(book, &policy, &err);
}

/* A declared policy of tenant t whose threshold is `threshold`. */
static void declare(const char *id, double threshold, enum baton_policy_applies applies)
{
    char body[100];

    snprintf(body, sizeof body, "{\"detector\":{\"threshold\":%g}}", threshold);
    assert_int_equal(apply("t", BATON_POLICY_PART_DECLARED, id, applies, body), BATON_DONE);
}

/* A learned policy of tenant t whose offset for category c is `offset`. */
static void learn(const char *id, double offset)
{
    char body[150];

    snprintf(body, sizeof body,
             "{\"learned\":{\"thresholds\":{\"c\":{\"offset\":%g,\"resolutions\":[\"r\"]}},"
             "\"resolved\":{\"c\":{\"rate\":0.5,\"cases\":10}}}}",
             offset);
    assert_int_equal(apply("t", BATON_POLICY_PART_LEARNED, id, BATON_POLICY_APPLIES_UNKNOWN, body),
                     BATON_DONE);
}

static const struct baton_rules *now(void)
{
    return baton_rulebook_now(book, BATON_TEXT("t"));
}

static const struct baton_rules *at(const char *version)
{
    return baton_rulebook_at(book, BATON_TEXT("t"), baton_text_of(version));
}

static double threshold_of(const struct baton_rules *rules)
{
    return baton_rules_threshold(rules, BATON_TEXT("c"), BATON_TEXT_NONE);
}

static void a_tenant_without_policy_has_the_built_in_rules(void **state)
{
    (void)state;
    assert_true(baton_text_is(now()->version, "built-in") && now()->threshold == 0.22);
    assert_ptr_equal(at(""), now());
    assert_ptr_equal(at("built-in"), now());
    assert_ptr_equal(at("never+heard"), now());
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    assert_true(baton_rulebook_now(book, BATON_TEXT("u"))->threshold == 0.22);
    assert_true(baton_rulebook_now(book, BATON_TEXT_NONE)->threshold == 0.22);
}

static void the_two_parts_are_composed_in_the_order_of_the_log(void **state)
{
    (void)state;
    learn("l1", 0.02);
    assert_true(baton_text_is(now()->version, "+l1"));
    assert_float_equal(threshold_of(now()), 0.24, 1e-9);
    declare("d1", 0.5, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    assert_true(baton_text_is(now()->version, "d1+l1"));
    assert_float_equal(threshold_of(now()), 0.52, 1e-9);
    learn("l2", 0.04);
    assert_true(baton_text_is(now()->version, "d1+l2"));
    assert_float_equal(threshold_of(now()), 0.54, 1e-9);
}

static void a_conversation_stays_with_the_version_of_its_first_event(void **state)
{
    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    declare("d2", 0.5, BATON_POLICY_APPLIES_UNKNOWN);
    learn("l1", 0.02);
    assert_float_equal(threshold_of(at("d1+")), 0.4, 1e-9);
    assert_float_equal(threshold_of(at("d2+")), 0.5, 1e-9);
    assert_float_equal(threshold_of(at("d2+l1")), 0.52, 1e-9);
    assert_true(at("")->threshold == 0.22);
    assert_true(at("built-in")->threshold == 0.22);
}

static void a_version_that_applies_to_all_takes_over_from_those_before_it(void **state)
{
    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    declare("d2", 0.5, BATON_POLICY_APPLIES_ALL);
    declare("d3", 0.6, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    assert_true(baton_text_is(at("")->version, "d2+"));
    assert_true(baton_text_is(at("built-in")->version, "d2+"));
    assert_true(baton_text_is(at("d1+")->version, "d2+"));
    assert_true(baton_text_is(at("d2+")->version, "d2+"));
    assert_true(baton_text_is(at("d3+")->version, "d3+"));
}

static void a_version_that_is_not_known_is_answered_with_what_is_in_force(void **state)
{
    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    assert_ptr_equal(at("d0+l7"), now());
}

static void a_refused_body_leaves_what_was_in_force(void **state)
{
    const struct baton_rules *before;

    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    before = now();
    assert_int_equal(apply("t", BATON_POLICY_PART_DECLARED, "d2", BATON_POLICY_APPLIES_ALL,
                           "{\"detector\":{\"threshold\":7}}"),
                     BATON_REJECT);
    assert_non_null(strstr(err.text, "detector.threshold"));
    assert_int_equal(
        apply("t", BATON_POLICY_PART_LEARNED, "l1", BATON_POLICY_APPLIES_ALL, "{\"router\":{}}"),
        BATON_REJECT);
    assert_int_equal(apply("t", BATON_POLICY_PART_UNKNOWN, "d2", BATON_POLICY_APPLIES_ALL, "{}"),
                     BATON_REJECT);
    assert_int_equal(apply("", BATON_POLICY_PART_DECLARED, "d2", BATON_POLICY_APPLIES_ALL, "{}"),
                     BATON_REJECT);
    assert_int_equal(apply("t", BATON_POLICY_PART_DECLARED, "", BATON_POLICY_APPLIES_ALL, "{}"),
                     BATON_REJECT);
    assert_ptr_equal(now(), before);
    assert_true(baton_text_is(now()->version, "d1+"));
    assert_int_equal(
        apply("new", BATON_POLICY_PART_DECLARED, "d", BATON_POLICY_APPLIES_ALL, "nonsense"),
        BATON_REJECT);
    assert_true(baton_text_is(baton_rulebook_now(book, BATON_TEXT("new"))->version, "built-in"));
}

static void the_same_record_twice_changes_nothing(void **state)
{
    const struct baton_rules *before;

    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    learn("l1", 0.02);
    before = now();
    learn("l1", 0.02);
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    assert_ptr_equal(now(), before);
    declare(
        "d1", 0.5,
        BATON_POLICY_APPLIES_NEW_CONVERSATIONS); /* a writer that reuses its id: the newer counts */
    assert_float_equal(threshold_of(at("d1+l1")), 0.52, 1e-9);
}

static void a_tombstone_takes_the_part_away(void **state)
{
    (void)state;
    baton_rulebook_remove(book, BATON_TEXT("t"), BATON_POLICY_PART_LEARNED);
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    learn("l1", 0.02);
    baton_rulebook_remove(book, BATON_TEXT("t"), BATON_POLICY_PART_DECLARED);
    assert_true(baton_text_is(now()->version, "+l1"));
    assert_float_equal(threshold_of(now()), 0.24, 1e-9);
    assert_int_equal(baton_rules_chance(now(), BATON_TEXT("c"))->cases, 10);
    baton_rulebook_remove(book, BATON_TEXT("t"), BATON_POLICY_PART_LEARNED);
    assert_true(baton_text_is(now()->version, "built-in") && now()->threshold == 0.22
                && now()->learned_count == 0 && now()->resolved_count == 0);
    assert_float_equal(threshold_of(at("d1+l1")), 0.42, 1e-9);
}

/* Old versions are dropped, parts that younger ones share with them are not. */
static void the_oldest_versions_make_room(void **state)
{
    char id[20];

    (void)state;
    declare("d1", 0.4, BATON_POLICY_APPLIES_NEW_CONVERSATIONS);
    for (int i = 0; i < 3 * BATON_RULEBOOK_VERSIONS; i++) {
        snprintf(id, sizeof id, "l%d", i);
        learn(id, i % 2 == 0 ? 0.02 : 0.04);
    }
    assert_float_equal(threshold_of(now()), 0.44, 1e-9);
    assert_ptr_equal(at("d1+l3"), now());
    snprintf(id, sizeof id, "d1+l%d", 2 * BATON_RULEBOOK_VERSIONS);
    assert_true(baton_text_is(at(id)->version, id));
    snprintf(id, sizeof id, "d1+l%d", 2 * BATON_RULEBOOK_VERSIONS - 1);
    assert_ptr_equal(at(id), now());
}

static void a_thousand_tenants_do_not_see_each_other(void **state)
{
    char name[20], body[80];

    (void)state;
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "tenant-%d", i);
        snprintf(body, sizeof body, "{\"detector\":{\"min_turns\":%d}}", i % 51);
        assert_int_equal(
            apply(name, BATON_POLICY_PART_DECLARED, "d", BATON_POLICY_APPLIES_ALL, body),
            BATON_DONE);
    }
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "tenant-%d", i);
        assert_int_equal(baton_rulebook_now(book, baton_text_of(name))->min_turns, i % 51);
    }
}

static void a_body_that_is_not_that_of_its_digest_is_not_used(void **state)
{
    struct baton_arena arena;
    struct baton_policy policy = {
        .env.tenant = BATON_TEXT("t"),
        .policy_id = BATON_TEXT("d2"),
        .part = BATON_POLICY_PART_DECLARED,
        .body = BATON_TEXT("{\"detector\":{\"threshold\":0.5}}"),
    };

    (void)state;
    baton_arena_init(&arena);
    declare("d1", 0.4, BATON_POLICY_APPLIES_ALL);
    policy.digest = baton_policy_digest(BATON_TEXT("{}"), &arena);
    assert_int_equal(baton_rulebook_apply(book, &policy, &err), BATON_REJECT);
    assert_string_equal(err.code, "bad_digest");
    assert_true(baton_text_is(now()->version, "d1+") && now()->threshold == 0.4);
    policy.digest = baton_policy_digest(policy.body, &arena);
    assert_int_equal(baton_rulebook_apply(book, &policy, &err), BATON_DONE);
    assert_true(baton_text_is(now()->version, "d2+") && now()->threshold == 0.5);
    baton_arena_release(&arena);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(a_tenant_without_policy_has_the_built_in_rules),
        EACH(the_two_parts_are_composed_in_the_order_of_the_log),
        EACH(a_conversation_stays_with_the_version_of_its_first_event),
        EACH(a_version_that_applies_to_all_takes_over_from_those_before_it),
        EACH(a_version_that_is_not_known_is_answered_with_what_is_in_force),
        EACH(a_refused_body_leaves_what_was_in_force),
        EACH(a_body_that_is_not_that_of_its_digest_is_not_used),
        EACH(the_same_record_twice_changes_nothing),
        EACH(a_tombstone_takes_the_part_away),
        EACH(the_oldest_versions_make_room),
        EACH(a_thousand_tenants_do_not_see_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
