/* Who is free, by what the router said last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pools.h"

static struct detector_pools *pools;
static struct baton_skill_load skills[2];
static struct baton_load load;

static int begin(void **state)
{
    (void)state;
    pools = detector_pools_new();
    load = *(const struct baton_load *)baton_load_type.defaults;
    skills[0] = skills[1] = *(const struct baton_skill_load *)baton_skill_load_type.defaults;
    skills[0].skill = BATON_TEXT("billing");
    skills[1].skill = BATON_TEXT("bill");
    load.skills = skills;
    load.skills_count = 2;
    return 0;
}

static int end(void **state)
{
    (void)state;
    detector_pools_free(pools);
    return 0;
}

static enum baton_maybe available(const char *key, const char *skill)
{
    struct baton_text wanted = baton_text_of(skill);

    return detector_pools_available(pools, baton_text_of(key), &wanted, skill[0] != '\0');
}

static void of_a_pool_that_was_never_told_of_nothing_is_known(void **state)
{
    (void)state;
    assert_int_equal(available("acme/main", ""), BATON_MAYBE_UNKNOWN);
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/mai", ""), BATON_MAYBE_UNKNOWN);
    assert_int_equal(available("bolt/main", ""), BATON_MAYBE_UNKNOWN);
    detector_pools_set(pools, BATON_TEXT("acme/main"), NULL);
    detector_pools_set(pools, BATON_TEXT("acme/main"), NULL);
    assert_int_equal(available("acme/main", ""), BATON_MAYBE_UNKNOWN);
}

static void the_last_record_counts(void **state)
{
    (void)state;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", ""), BATON_MAYBE_NO);
    load.available = 2;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", ""), BATON_MAYBE_YES);
    load.available = -1; /* no router says so */
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", ""), BATON_MAYBE_NO);
}

static void a_skill_is_there_by_its_whole_name_where_who_has_it_is_free(void **state)
{
    (void)state;
    load.available = 1;
    skills[0].available = 1;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", "billing"), BATON_MAYBE_YES);
    assert_int_equal(available("acme/main", "bill"), BATON_MAYBE_NO);
    assert_int_equal(available("acme/main", "refunds"), BATON_MAYBE_NO);
    skills[1].available = 1;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", "bill"), BATON_MAYBE_YES);
    load.skills_count = 0;
    detector_pools_set(pools, BATON_TEXT("acme/main"), &load);
    assert_int_equal(available("acme/main", "bill"), BATON_MAYBE_NO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_a_pool_that_was_never_told_of_nothing_is_known, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_last_record_counts, begin, end),
        cmocka_unit_test_setup_teardown(a_skill_is_there_by_its_whole_name_where_who_has_it_is_free,
                                        begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
