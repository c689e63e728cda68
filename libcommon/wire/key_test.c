/* Keys: coding, owners, partitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "key.h"

static struct baton_arena arena;

static void ids_are_percent_encoded_and_come_back(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const char *key;
    } rows[] = {
        { "42", "acme/42" },
        { "a/b", "acme/a%2Fb" },
        { "100%", "acme/100%25" },
        { "%2F", "acme/%252F" },
        { "gr\xc3\xbc\xc3\x9f dich", "acme/gr\xc3\xbc\xc3\x9f dich" },
        { "//", "acme/%2F%2F" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text key =
            baton_key_make(&arena, BATON_TEXT("acme"), baton_text_of(rows[i].id));

        assert_true(baton_text_is(key, rows[i].key));
        assert_true(baton_text_is(baton_key_part(&arena, key, 1), rows[i].id));
        assert_true(baton_text_is(baton_key_part(&arena, key, 0), "acme"));
        assert_int_equal(baton_key_part(&arena, key, 2).size, 0);
        assert_int_equal(baton_key_check(key, 2, NULL), BATON_DONE);
    }
}

static void the_owner_is_the_first_parts_of_a_longer_key(void **state)
{
    (void)state;
    struct baton_text page = baton_key_extend(&arena, BATON_TEXT("acme/a%2Fb"), BATON_TEXT("7"));

    assert_true(baton_text_is(page, "acme/a%2Fb/7"));
    assert_true(baton_text_is(baton_key_owner(page, 2), "acme/a%2Fb"));
    assert_true(baton_text_is(baton_key_owner(page, 1), "acme"));
    assert_true(baton_text_is(baton_key_owner(page, 9), "acme/a%2Fb/7"));
    assert_true(baton_text_is(baton_key_part(&arena, page, 2), "7"));
}

/* Hashes as in the unit tests of the Java client (UtilsTest.testMurmur2). */
static void the_partition_is_the_one_of_java(void **state)
{
    (void)state;
    assert_int_equal(baton_key_partition(BATON_TEXT("21"), 2, INT32_MAX),
                     (-973932308 & INT32_MAX) % INT32_MAX);
    assert_int_equal(baton_key_partition(BATON_TEXT("foobar"), 1, 12),
                     (-790332482 & INT32_MAX) % 12);
    assert_int_equal(baton_key_partition(BATON_TEXT("a-little-bit-long-string"), 1, 12),
                     (-985981536 & INT32_MAX) % 12);
    for (int partition_count = 1; partition_count < 20; partition_count++)
        assert_int_equal(baton_key_partition(BATON_TEXT("acme/42/7"), 2, partition_count),
                         baton_key_partition(BATON_TEXT("acme/42"), 2, partition_count));
}

static void keys_that_cannot_be_are_refused_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int parts;
        const char *says;
    } rows[] = {
        { "", 2, "no key" },
        { "acme", 2, "1 part(s), 2 are needed" },
        { "Acme/42", 2, "tenant" },
        { "/42", 2, "tenant" },
        { "acme/", 2, "1 to 200 bytes" },
        { "acme/42/", 2, "1 to 200 bytes" },
        { "acme/a%20b", 2, "percent-encoded" },
        { "acme/a%2fb", 2, "percent-encoded" },
        { "acme/a%2", 2, "percent-encoded" },
        { "acme/a\nb", 2, "control" },
        { "acme/\xff", 2, "UTF-8" },
        { "acme/\x7f", 2, "control" },
        { "acme//7", 2, "1 to 200 bytes" },
        { "a.b/42", 2, "tenant" },
        { "acme/42", 3, "2 part(s), 3 are needed" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };

        assert_int_equal(baton_key_check(baton_text_of(rows[i].key), rows[i].parts, &err),
                         BATON_REJECT);
        if (strstr(err.text, rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].key, err.text);
    }
}

static void long_keys_and_ids_are_refused(void **state)
{
    (void)state;
    char id[202];
    memset(id, '/', sizeof id);
    struct baton_text at_limit =
        baton_key_make(&arena, BATON_TEXT("acme"), (struct baton_text){ id, 200 });
    struct baton_text beyond =
        baton_key_make(&arena, BATON_TEXT("acme"), (struct baton_text){ id, 201 });

    assert_int_equal(baton_key_check(at_limit, 2, NULL), BATON_DONE);
    assert_int_equal(baton_key_check(beyond, 2, NULL), BATON_REJECT);
    beyond = baton_key_extend(&arena, at_limit, (struct baton_text){ id, 200 });
    assert_int_equal(baton_key_check(beyond, 2, NULL), BATON_REJECT); /* more than 1 kB */
    memset(id, 'a', sizeof id);
    for (size_t size = 200; size <= 201; size++) { /* nothing encoded, at the end and before it */
        struct baton_text plain =
            baton_key_make(&arena, BATON_TEXT("acme"), (struct baton_text){ id, size });
        struct baton_text longer = baton_key_extend(&arena, plain, BATON_TEXT("7"));
        enum baton_verdict v = size == 200 ? BATON_DONE : BATON_REJECT;

        assert_int_equal(baton_key_check(plain, 2, NULL), v);
        assert_int_equal(baton_key_check(longer, 2, NULL), v);
    }
    struct baton_text tenant = { id, 65 };
    beyond = baton_key_make(&arena, tenant, BATON_TEXT("7"));
    assert_int_equal(baton_key_check(beyond, 2, NULL), BATON_REJECT);
}

static void names_and_ids_have_their_forms(void **state)
{
    (void)state;
    char long_name[65];
    memset(long_name, 'a', sizeof long_name);

    assert_true(baton_name_valid(BATON_TEXT("acme_2-eu")));
    assert_true(baton_name_valid((struct baton_text){ long_name, 64 }));
    assert_false(baton_name_valid((struct baton_text){ long_name, 65 }));
    assert_false(baton_name_valid(BATON_TEXT_NONE));
    assert_false(baton_name_valid(BATON_TEXT("a.b")));
    assert_true(baton_id_valid(BATON_TEXT("c 42/\xc3\xa9")));
    assert_false(baton_id_valid(BATON_TEXT("a\x7f")));
    assert_false(baton_id_valid(BATON_TEXT("\xc2\x85"))); /* C1 */
    assert_false(baton_id_valid(BATON_TEXT_NONE));
}

static int release(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

static void an_id_becomes_a_segment_of_a_url(void **state)
{
    (void)state;
    struct baton_text made = baton_url_segment(&arena, BATON_TEXT("a-Z.9_~/ %?#\xc3\xa4"));
    assert_true(baton_text_is(made, "a-Z.9_~%2F%20%25%3F%23%C3%A4"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_percent_encoded_and_come_back),
        cmocka_unit_test(the_owner_is_the_first_parts_of_a_longer_key),
        cmocka_unit_test(the_partition_is_the_one_of_java),
        cmocka_unit_test(keys_that_cannot_be_are_refused_with_the_reason),
        cmocka_unit_test(long_keys_and_ids_are_refused),
        cmocka_unit_test(names_and_ids_have_their_forms),
        cmocka_unit_test(an_id_becomes_a_segment_of_a_url),
    };
    return cmocka_run_group_tests_name("key", tests, NULL, release);
}
