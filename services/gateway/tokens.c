/* The tokens file and the look at a header. */
#include "tokens.h"

#include <strings.h>

#include "json_codec.h"
#include "key.h"
#include "sha256.h"

enum { FILE_MAX_BYTES = BATON_JSON_MAX_BYTES };

struct token {
    uint8_t digest[BATON_SHA256_BYTES];
    char tenant[BATON_NAME_MAX_BYTES + 1]; /* empty: any */
    unsigned may;
};

struct tokens {
    struct token *rows;
    size_t count;
};

static const struct {
    const char *name;
    enum right right;
} rights[] = {
    { "agents", RIGHT_AGENTS },           { "events", RIGHT_EVENTS },
    { "policies", RIGHT_POLICIES },       { "read", RIGHT_READ },
    { "resolutions", RIGHT_RESOLUTIONS },
};

static bool refuse(struct baton_error *err, size_t row, const char *what)
{
    baton_fail(err, BATON_FATAL, "tokens_file", "tokens_file: row %zu: %s", row + 1, what);
    return false;
}

static struct baton_text member(const json_t *json, const char *name)
{
    const json_t *value = json_object_get(json, name);

    return json_is_string(value)
               ? (struct baton_text){ json_string_value(value), json_string_length(value) }
               : BATON_TEXT_NONE;
}

static unsigned right_of(const json_t *name)
{
    for (size_t i = 0; json_is_string(name) && i < sizeof rights / sizeof *rights; i++)
        if (strcmp(json_string_value(name), rights[i].name) == 0)
            return rights[i].right;
    return 0;
}

static bool read_may(const json_t *json, struct token *token)
{
    const json_t *names = json_object_get(json, "may");

    for (size_t i = 0; i < json_array_size(names); i++) {
        unsigned right = right_of(json_array_get(names, i));

        if (right == 0)
            return false;
        token->may |= right;
    }
    return token->may != 0;
}

static bool read_row(const json_t *json, size_t row, struct token *token, struct baton_error *err)
{
    struct baton_text tenant = member(json, "tenant");

    if (json_object_size(json) != 3)
        return refuse(err, row, "wants token_sha256, tenant and may, and nothing else");
    if (!baton_sha256_parse(member(json, "token_sha256"), token->digest))
        return refuse(err, row, "token_sha256 wants the 64 hexadecimal digits of sha256(token)");
    if (!baton_text_is(tenant, "*") && !baton_name_valid(tenant))
        return refuse(err, row, "tenant wants [a-z0-9_-]{1,64}, or * for any");
    if (!baton_text_is(tenant, "*"))
        snprintf(token->tenant, sizeof token->tenant, "%.*s", BATON_TEXT_ARG(tenant));
    if (!read_may(json, token))
        return refuse(err, row, "may wants a list of: agents, events, policies, read, resolutions");
    return true;
}

struct tokens *tokens_parse(struct baton_text text, struct baton_error *err)
{
    json_t *json = baton_json_parse(text, err);
    struct tokens *tokens = calloc(1, sizeof *tokens);
    bool good = json_is_array(json);

    if (tokens == NULL)
        abort();
    if (json != NULL && !good)
        baton_fail(err, BATON_FATAL, "tokens_file", "tokens_file: wants a list in [ ]");
    tokens->count = json_array_size(json);
    tokens->rows = calloc(tokens->count + 1, sizeof *tokens->rows);
    if (tokens->rows == NULL)
        abort();
    for (size_t i = 0; good && i < tokens->count; i++)
        good = read_row(json_array_get(json, i), i, &tokens->rows[i], err);
    json_decref(json);
    if (good)
        return tokens;
    tokens_free(tokens);
    return NULL;
}

static void close_file(FILE **file)
{
    if (*file != NULL)
        fclose(*file);
}

struct tokens *tokens_read(const char *path, struct baton_error *err)
{
    baton_auto(close_file) FILE *file = fopen(path, "rb");
    struct tokens *tokens = NULL;
    char *bytes = malloc(FILE_MAX_BYTES + 1);

    if (bytes == NULL)
        abort();
    size_t size = file != NULL ? fread(bytes, 1, FILE_MAX_BYTES + 1, file) : 0;
    if (file == NULL || ferror(file))
        baton_fail(err, BATON_FATAL, "tokens_file", "tokens_file: %s cannot be read", path);
    else
        tokens = tokens_parse((struct baton_text){ bytes, size }, err);
    free(bytes);
    return tokens;
}

void tokens_free(struct tokens *tokens)
{
    if (tokens == NULL)
        return;
    free(tokens->rows);
    free(tokens);
}

static const struct token anybody = { .may = ~0u };

const struct token *tokens_find(const struct tokens *tokens, const char *authorization)
{
    static const char scheme[] = "bearer ";
    const struct token *found = NULL;
    uint8_t digest[BATON_SHA256_BYTES];

    if (tokens == NULL)
        return &anybody;
    if (authorization == NULL || strncasecmp(authorization, scheme, strlen(scheme)) != 0)
        return NULL;
    struct baton_text secret = baton_text_trim(baton_text_of(authorization + strlen(scheme)));
    baton_sha256(secret.data, secret.size, digest);
    for (size_t i = 0; i < tokens->count; i++)
        found = baton_sha256_equal(digest, tokens->rows[i].digest) ? &tokens->rows[i] : found;
    return found;
}

bool token_may(const struct token *token, enum right right)
{
    return (token->may & right) != 0;
}

struct baton_text token_tenant(const struct token *token)
{
    return baton_text_of(token->tenant);
}
