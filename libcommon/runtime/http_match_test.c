/* Paths and escapes, without a server. */
#include "http_internal.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct baton_arena arena;
static struct http_pair params[HTTP_MAX_PARAMS];
static size_t count;

static int setup(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return 0;
}

static enum http_match match(const char *route, const char *path)
{
    return http_path_match(&arena, route, baton_text_of(path), params, &count);
}

static void escapes_are_decoded_where_they_give_utf8(void **state)
{
    static const struct {
        const char *raw, *expected; /* NULL: refused */
    } rows[] = {
        { "", "" },        { "abc", "abc" },      { "a%20b", "a b" }, { "%2f%2F%25", "//%" },
        { "%c3%a9", "é" }, { "é", "é" },          { "a+b", "a+b" },   { "%", NULL },
        { "%4", NULL },    { "%4g", NULL },       { "a%", NULL },     { "%00", NULL },
        { "%ff", NULL },   { "%ed%a0%80", NULL }, { "%c3", NULL },    { "\xff", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text decoded = BATON_TEXT_NONE;

        assert_int_equal(http_percent_decode(&arena, baton_text_of(rows[i].raw), &decoded),
                         rows[i].expected != NULL);
        if (rows[i].expected != NULL)
            assert_true(baton_text_is(decoded, rows[i].expected));
    }
}

static void paths_fit_segment_by_segment(void **state)
{
    static const struct {
        const char *route, *path;
        enum http_match expected;
    } rows[] = {
        { "/", "/", HTTP_MATCH_YES },
        { "/metrics", "/metrics", HTTP_MATCH_YES },
        { "/metrics", "/metrics/", HTTP_MATCH_NO },
        { "/metrics", "/metric", HTTP_MATCH_NO },
        { "/metrics", "metrics", HTTP_MATCH_NO },
        { "/metrics", "", HTTP_MATCH_NO },
        { "/a/{b}", "/a/x", HTTP_MATCH_YES },
        { "/a/{b}", "/a/", HTTP_MATCH_NO },
        { "/a/{b}", "/a", HTTP_MATCH_NO },
        { "/a/{b}", "/a/x/y", HTTP_MATCH_NO },
        { "/a/{b}/c", "/a/x/c", HTTP_MATCH_YES },
        { "/a/{b}/c", "/a//c", HTTP_MATCH_NO },
        { "/a/{b}/c", "/a/%zz/c", HTTP_MATCH_BAD },
        { "/a/{b}/c", "/a/%zz/d", HTTP_MATCH_NO },
        { "/a/{b}", "/a/%ff", HTTP_MATCH_BAD },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (match(rows[i].route, rows[i].path) != rows[i].expected)
            fail_msg("%s on %s", rows[i].path, rows[i].route);
}

static void parameters_are_named_and_an_escaped_slash_stays_in_its_segment(void **state)
{
    (void)state;
    assert_int_equal(match("/v1/{tenant}/{id}/holder", "/v1/acme/a%2Fb%20c/holder"),
                     HTTP_MATCH_YES);
    assert_int_equal(count, 2);
    assert_true(baton_text_is(params[0].name, "tenant"));
    assert_true(baton_text_is(params[0].value, "acme"));
    assert_true(baton_text_is(params[1].name, "id"));
    assert_true(baton_text_is(params[1].value, "a/b c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(escapes_are_decoded_where_they_give_utf8, setup, teardown),
        cmocka_unit_test_setup_teardown(paths_fit_segment_by_segment, setup, teardown),
        cmocka_unit_test_setup_teardown(
            parameters_are_named_and_an_escaped_slash_stays_in_its_segment, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
