/* Who may change a policy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "policies.h"

static enum policies_begun begin(struct policies *policies, const char *if_match,
                                 const char *if_none_match, struct policies_change *change)
{
    *change = (struct policies_change){ .tenant = BATON_TEXT("acme"),
                                        .part = BATON_POLICY_PART_DECLARED,
                                        .if_match = if_match,
                                        .if_none_match = if_none_match,
                                        .digest_hex = "0123456789abcdef" };
    return policies_begin(policies, change);
}

static void take(struct policies *policies, int64_t version, const char *id)
{
    struct baton_policy policy = { .env.tenant = BATON_TEXT("acme"),
                                   .policy_id = baton_text_of(id),
                                   .part = BATON_POLICY_PART_DECLARED,
                                   .version = version,
                                   .body = BATON_TEXT("{\"format\":1}") };

    policies_take(policies, &policy);
}

static int set_up(void **state)
{
    *state = policies_new();
    return 0;
}

static int tear_down(void **state)
{
    policies_free(*state);
    return 0;
}

static void the_first_needs_no_version(void **state)
{
    struct policies_change change;

    assert_int_equal(begin(*state, "*", NULL, &change), POLICIES_STALE);
    assert_int_equal(begin(*state, NULL, "*", &change), POLICIES_BEGUN);
    assert_int_equal(change.version, 1);
    assert_string_equal(change.id, "d1-01234567");
}

static void the_next_names_the_version_in_force(void **state)
{
    struct policies_change change;

    take(*state, 3, "d3-aa");
    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_UNNAMED);
    assert_int_equal(begin(*state, NULL, "*", &change), POLICIES_STALE);
    assert_int_equal(begin(*state, "\"d2-aa\"", NULL, &change), POLICIES_STALE);
    assert_int_equal(begin(*state, "d3-aa", NULL, &change), POLICIES_STALE);
    assert_int_equal(begin(*state, "\"d3-aa\"", NULL, &change), POLICIES_BEGUN);
    assert_int_equal(change.version, 4);
}

static void one_change_at_a_time(void **state)
{
    struct policies_change change;

    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_BEGUN);
    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_BUSY);
    policies_end(*state, change.tenant, true);
    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_BUSY); /* not read back yet */
    take(*state, 1, change.id);
    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_UNNAMED);
}

static void a_change_that_failed_makes_room(void **state)
{
    struct policies_change change;

    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_BEGUN);
    policies_end(*state, change.tenant, false);
    assert_int_equal(begin(*state, NULL, NULL, &change), POLICIES_BEGUN);
}

static void a_tombstone_removes_it(void **state)
{
    struct baton_buf buf;
    char id[POLICY_ID_SIZE];

    baton_buf_init(&buf, 1000);
    take(*state, 1, "d1");
    assert_true(policies_read(*state, BATON_TEXT("acme"), BATON_POLICY_PART_DECLARED, &buf, id));
    assert_string_equal(id, "d1");
    assert_false(policies_read(*state, BATON_TEXT("acme"), BATON_POLICY_PART_LEARNED, &buf, id));
    policies_drop(*state, BATON_TEXT("acme"), BATON_POLICY_PART_DECLARED);
    assert_false(policies_read(*state, BATON_TEXT("acme"), BATON_POLICY_PART_DECLARED, &buf, id));
    baton_buf_release(&buf);
}

static void what_was_learned_is_cleared_beyond_what_may_be_on_its_way(void **state)
{
    struct policies_change change = { .tenant = BATON_TEXT("acme"),
                                      .part = BATON_POLICY_PART_LEARNED,
                                      .digest_hex = "0123456789abcdef" };
    struct baton_policy learned = { .env.tenant = BATON_TEXT("acme"),
                                    .policy_id = BATON_TEXT("learned-7"),
                                    .part = BATON_POLICY_PART_LEARNED,
                                    .version = 7,
                                    .body = BATON_TEXT("{}") };

    assert_int_equal(policies_begin(*state, &change), POLICIES_NONE);
    policies_take(*state, &learned);
    assert_int_equal(policies_begin(*state, &change), POLICIES_UNNAMED);
    change.if_match = "\"learned-6\"";
    assert_int_equal(policies_begin(*state, &change), POLICIES_STALE);
    change.if_match = "\"learned-7\"";
    assert_int_equal(policies_begin(*state, &change), POLICIES_BEGUN);
    assert_int_equal(change.version, 9);
    assert_string_equal(change.id, "cleared-9");
    learned.version = 9;
    take(*state, 12, "d12-aa"); /* the other part was read: this one is not done */
    assert_int_equal(policies_begin(*state, &change), POLICIES_BUSY);
    policies_take(*state, &learned);
    assert_int_equal(policies_begin(*state, &change), POLICIES_BEGUN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_needs_no_version),
        TEST(the_next_names_the_version_in_force),
        TEST(one_change_at_a_time),
        TEST(what_was_learned_is_cleared_beyond_what_may_be_on_its_way),
        TEST(a_change_that_failed_makes_room),
        TEST(a_tombstone_removes_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
