/* Tokens: who is let in, and files that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "sha256.h"
#include "tokens.h"

static struct tokens *make(const char *token, const char *tenant, const char *may)
{
    char hex[BATON_SHA256_HEX_SIZE], json[512];
    struct baton_error err = { "", "" };

    baton_sha256_hex(token, strlen(token), hex);
    snprintf(json, sizeof json, "[{\"token_sha256\":\"%s\",\"tenant\":\"%s\",\"may\":[%s]}]", hex,
             tenant, may);
    struct tokens *tokens = tokens_parse(baton_text_of(json), &err);
    if (tokens == NULL)
        fail_msg("%s", err.text);
    return tokens;
}

static void a_token_opens_what_its_row_says(void **state)
{
    struct tokens *tokens = make("s3cret", "acme", "\"events\",\"read\"");
    const struct token *token = tokens_find(tokens, "Bearer s3cret");

    (void)state;
    assert_non_null(token);
    assert_true(token_may(token, RIGHT_EVENTS));
    assert_true(token_may(token, RIGHT_READ));
    assert_false(token_may(token, RIGHT_POLICIES));
    assert_true(baton_text_is(token_tenant(token), "acme"));
    assert_ptr_equal(tokens_find(tokens, "bearer  s3cret "), token);
    tokens_free(tokens);
}

static void a_wrong_token_opens_nothing(void **state)
{
    static const char *const headers[] = {
        NULL, "", "Bearer ", "Bearer s3cre", "Bearer s3cretx", "s3cret", "Basic s3cret"
    };
    struct tokens *tokens = make("s3cret", "acme", "\"read\"");

    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        assert_null(tokens_find(tokens, headers[i]));
    tokens_free(tokens);
}

static void a_star_is_any_tenant(void **state)
{
    struct tokens *tokens = make("x", "*", "\"read\"");

    (void)state;
    assert_int_equal(token_tenant(tokens_find(tokens, "Bearer x")).size, 0);
    tokens_free(tokens);
}

static void without_a_file_everybody_may_do_all(void **state)
{
    (void)state;
    assert_true(token_may(tokens_find(NULL, NULL), RIGHT_POLICIES));
}

#define HEX "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void a_bad_file_is_refused_with_its_row(void **state)
{
    static const struct {
        const char *json, *says;
    } rows[] = {
        { "{}", "wants a list" },
        { "[1]", "row 1: wants token_sha256" },
        { "[{\"token_sha256\":\"ab\",\"tenant\":\"t\",\"may\":[\"read\"]}]",
          "row 1: token_sha256" },
        { "[{\"token_sha256\":\"" HEX "\",\"tenant\":\"T!\",\"may\":[\"read\"]}]",
          "row 1: tenant" },
        { "[{\"token_sha256\":\"" HEX "\",\"tenant\":\"t\",\"may\":[\"all\"]}]", "row 1: may" },
        { "[{\"token_sha256\":\"" HEX "\",\"tenant\":\"t\",\"may\":[]}]", "row 1: may" },
        { "[{\"token_sha256\":\"" HEX "\",\"tenant\":\"t\",\"may\":[\"read\"],\"x\":1}]", "row 1" },
        { "[", "line 1" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };

        assert_null(tokens_parse(baton_text_of(rows[i].json), &err));
        if (strstr(err.text, rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].json, err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_opens_what_its_row_says),
        cmocka_unit_test(a_wrong_token_opens_nothing),
        cmocka_unit_test(a_star_is_any_tenant),
        cmocka_unit_test(without_a_file_everybody_may_do_all),
        cmocka_unit_test(a_bad_file_is_refused_with_its_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
