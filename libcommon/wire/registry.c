/* Schema ids, over HTTP or from a local twin. One thread. What the registry says about a record is
 * final only if it is the registry that speaks: a 404 counts when its body is the registry's JSON
 * with an error_code, because a wrong address or a proxy in between also answers 404, and would
 * send every record to the dead letters. */
#include "registry.h"

#include <inttypes.h>

#include "arena.h"
#include "http.h"
#include "json_codec.h"
#include "timestamp.h"

enum {
    SCHEMA_MAX_BYTES = 64 * 1024,
    ANSWER_MAX_BYTES = 512 * 1024, /* a schema of 64 kB with every character escaped */
    URL_MAX_BYTES = 1024,
    UNKNOWN_SLOTS = 256,
    UNKNOWN_MS = 60 * 1000,
    SHARE = 5, /* of the time, one part in so many may go into questions that brought no schema */
    AHEAD_MS = 200 /* of such questions at once, after a quiet second */
};

static const char content_type[] = "application/vnd.schemaregistry.v1+json";

struct schema {
    int32_t id;
    struct baton_text text;
};

struct registered {
    struct baton_text subject;
    struct baton_text text;
    int32_t id;
};

/* An id that the registry does not know, at its number modulo the slots: hostile frames cannot fill
 * the memory. */
struct unknown {
    int32_t id;
    int64_t until_ms;
};

struct baton_registry {
    struct baton_http *http; /* NULL: the local twin */
    char *url;
    struct baton_arena arena;
    struct schema *schemas;
    size_t schema_count;
    struct registered *registered;
    size_t registered_count;
    struct unknown unknown[UNKNOWN_SLOTS];
    int64_t credit_ms;      /* of questions that bring no schema; 0 or less: none is asked */
    int64_t credited_to_ms; /* monotonic; credit was given up to here */
    struct baton_buf request;
    struct baton_buf answer;
};

struct baton_registry *baton_registry_open(const struct baton_registry_conf *conf)
{
    struct baton_registry *registry = calloc(1, sizeof *registry);

    if (registry == NULL)
        abort();
    baton_arena_init(&registry->arena);
    baton_buf_init(&registry->request, ANSWER_MAX_BYTES);
    baton_buf_init(&registry->answer, ANSWER_MAX_BYTES);
    if (conf->url == NULL)
        return registry;
    struct baton_http_conf http = {
        .user = conf->user,
        .password = conf->password,
        .ca_file = conf->ca_file,
        .timeout_ms = conf->timeout_ms,
        .max_answer_bytes = ANSWER_MAX_BYTES,
    };
    size_t size = strlen(conf->url);
    while (size > 0 && conf->url[size - 1] == '/')
        size--;
    registry->url = strndup(conf->url, size);
    if (registry->url == NULL)
        abort();
    registry->http = baton_http_open(&http);
    return registry;
}

void baton_registry_set_password(struct baton_registry *registry, const char *password)
{
    baton_http_set_password(registry->http, password);
}

void baton_registry_close(struct baton_registry *registry)
{
    if (registry == NULL)
        return;
    baton_http_close(registry->http);
    baton_arena_release(&registry->arena);
    baton_buf_release(&registry->request);
    baton_buf_release(&registry->answer);
    free(registry->url);
    free(registry);
}

static const struct schema *find_schema(const struct baton_registry *registry, int32_t id)
{
    for (size_t i = 0; i < registry->schema_count; i++) {
        if (registry->schemas[i].id == id)
            return &registry->schemas[i];
    }
    return NULL;
}

static struct baton_text keep_schema(struct baton_registry *registry, int32_t id,
                                     struct baton_text text)
{
    const struct schema *known = find_schema(registry, id);

    if (known != NULL)
        return known->text;
    struct schema *schema =
        BATON_APPEND(&registry->arena, registry->schemas, registry->schema_count);
    *schema = (struct schema){ id, baton_text_copy(&registry->arena, text) };
    return schema->text;
}

/* ---- The local twin: ids from 1, one for each text ---- */

static enum baton_verdict local_id(struct baton_registry *registry, struct baton_text text,
                                   bool may_register, int32_t *ret_id, struct baton_error *err)
{
    for (size_t i = 0; i < registry->schema_count; i++) {
        if (baton_text_equal(registry->schemas[i].text, text)) {
            *ret_id = registry->schemas[i].id;
            return BATON_DONE;
        }
    }
    if (!may_register)
        return baton_fail(err, BATON_REJECT, "unknown_schema", "the schema is not registered");
    *ret_id = (int32_t)registry->schema_count + 1;
    keep_schema(registry, *ret_id, text);
    return BATON_DONE;
}

/* ---- Over HTTP ---- */

/* The registry's address, `before`, `subject` percent-encoded as a path segment, `after`. */
static void make_url(const struct baton_registry *registry, const char *before, const char *subject,
                     const char *after, char ret[URL_MAX_BYTES])
{
    size_t size = (size_t)snprintf(ret, URL_MAX_BYTES, "%s%s", registry->url, before);

    for (const char *c = subject; *c != '\0' && size < URL_MAX_BYTES - 4; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z')
                     || (*c >= '0' && *c <= '9') || *c == '-' || *c == '_' || *c == '.';

        size += (size_t)snprintf(ret + size, URL_MAX_BYTES - size, plain ? "%c" : "%%%02X",
                                 (unsigned char)*c);
    }
    if (size < URL_MAX_BYTES)
        snprintf(ret + size, URL_MAX_BYTES - size, "%s", after);
}

/* Asks, and reads the answer's JSON: `ret_json` is NULL when it has none. The status, or -1 with
 * `err`. */
static int ask(struct baton_registry *registry, const char *method, const char *url,
               const struct baton_text *body, json_t **ret_json, struct baton_error *err)
{
    int status =
        baton_http_ask(registry->http, method, url, content_type, body, &registry->answer, err);

    *ret_json = status < 0 ? NULL : baton_json_parse(baton_buf_text(&registry->answer), NULL);
    return status;
}

/* The registry's own number of the error (40403, 409, …); 0 when it was not the registry that
 * answered. */
static int64_t error_code(const json_t *json)
{
    return json_integer_value(json_object_get(json, "error_code"));
}

static enum baton_verdict unavailable(const char *url, int status, struct baton_error *err)
{
    const char *remedy = status == 401 || status == 403 ? "it refuses the credentials"
                         : status == 404 ? "this is no schema registry, is the URL right"
                         : status == 200 ? "the answer is not a registry's, is the URL right"
                                         : "asked again later";

    return baton_fail(err, BATON_RETRY, "registry_unavailable", "%.256s answered %d: %s", url,
                      status, remedy);
}

/* What a failed registration or look-up means. */
static enum baton_verdict explain(const char *url, const char *subject, int status,
                                  const json_t *json, struct baton_error *err)
{
    const char *message = json_string_value(json_object_get(json, "message"));
    const char *code = status == 409   ? "incompatible_schema"
                       : status == 404 ? "unknown_schema"
                       : status == 422 ? "bad_schema"
                                       : NULL;

    if (code == NULL || error_code(json) == 0)
        return unavailable(url, status, err);
    return baton_fail(
        err, BATON_REJECT, code, "the registry refuses the schema of subject %.100s (%d): %.200s%s",
        subject, status, message != NULL ? message : "no reason given",
        status == 409 ? ": remove the version that it does not fit, or set a prefix" : "");
}

static struct baton_text schema_request(struct baton_registry *registry, struct baton_text text)
{
    struct baton_buf *buf = &registry->request;

    baton_buf_reset(buf);
    baton_buf_append_text(buf, BATON_TEXT("{\"schema\":\""));
    baton_buf_append_json(buf, text);
    baton_buf_append_text(buf, BATON_TEXT("\"}"));
    return baton_buf_text(buf);
}

static enum baton_verdict remote_id(struct baton_registry *registry, const char *subject,
                                    struct baton_text text, bool may_register, int32_t *ret_id,
                                    struct baton_error *err)
{
    char url[URL_MAX_BYTES];
    baton_auto(json_decrefp) json_t *json = NULL;
    struct baton_text body = schema_request(registry, text);

    if (registry->request.overflowed)
        return baton_fail(err, BATON_REJECT, "bad_schema",
                          "the schema is larger than a registry takes");
    make_url(registry, "/subjects/", subject, may_register ? "/versions" : "", url);
    int status = ask(registry, "POST", url, &body, &json, err);
    if (status < 0)
        return BATON_RETRY;
    json_int_t id = json_integer_value(json_object_get(json, "id"));
    if (status == 200 && id > 0 && id <= INT32_MAX) {
        *ret_id = (int32_t)id;
        return BATON_DONE;
    }
    return explain(url, subject, status, json, err);
}

static const char wanted_level[] = "FULL_TRANSITIVE";

/* Puts the level on `subject`. A registry that wants the subject first answers 404: then
 * `ret_absent` is set. Two services that do it at once may get a 409 that is no verdict on a
 * schema. */
static enum baton_verdict set_level(struct baton_registry *registry, const char *subject,
                                    bool *ret_absent, struct baton_error *err)
{
    struct baton_text body = BATON_TEXT("{\"compatibility\":\"FULL_TRANSITIVE\"}");
    baton_auto(json_decrefp) json_t *json = NULL;
    char url[URL_MAX_BYTES];

    make_url(registry, "/config/", subject, "", url);
    int status = ask(registry, "PUT", url, &body, &json, err);
    if (status < 0)
        return BATON_RETRY;
    *ret_absent = status == 404 && error_code(json) != 0;
    return status == 200 || *ret_absent ? BATON_DONE : unavailable(url, status, err);
}

/* Without it the registry takes any schema under the name, and readers fail instead of the writer's
 * start. Also for a subject that is there: its first writer may have been older, or another's. */
static enum baton_verdict protect(struct baton_registry *registry, const char *subject,
                                  bool may_set, bool *ret_absent, struct baton_error *err)
{
    baton_auto(json_decrefp) json_t *json = NULL;
    char url[URL_MAX_BYTES];

    *ret_absent = false;
    make_url(registry, "/config/", subject, "?defaultToGlobal=true", url);
    int status = ask(registry, "GET", url, NULL, &json, err);
    if (status < 0)
        return BATON_RETRY;
    const char *level = json_string_value(json_object_get(json, "compatibilityLevel"));
    if (status == 200 && level != NULL && strcmp(level, wanted_level) == 0)
        return BATON_DONE;
    if (may_set)
        return set_level(registry, subject, ret_absent, err);
    if ((status != 200 || level == NULL) && (status != 404 || error_code(json) == 0))
        return unavailable(url, status, err);
    return baton_fail(
        err, BATON_REJECT, "compatibility",
        "subject %.100s has compatibility %.40s, must have %s: set it in the registry "
        "(PUT /config/%.100s), or start once with register_schemas=true",
        subject, level != NULL ? level : "none of its own", wanted_level, subject);
}

/* The level is set before the first version where the registry allows it, so that no moment is
 * left in which anything is taken. */
static enum baton_verdict protected_id(struct baton_registry *registry, const char *subject,
                                       struct baton_text text, bool may_register, int32_t *ret_id,
                                       struct baton_error *err)
{
    bool absent = false;
    int32_t id = 0;
    enum baton_verdict v =
        may_register ? protect(registry, subject, true, &absent, err) : BATON_DONE;

    if (v == BATON_DONE)
        v = remote_id(registry, subject, text, may_register, &id, err);
    if (v == BATON_DONE && (absent || !may_register))
        v = protect(registry, subject, may_register, &absent, err);
    if (v == BATON_DONE)
        *ret_id = id;
    return v;
}

enum baton_verdict baton_registry_id(struct baton_registry *registry, const char *subject,
                                     const char *schema_text, bool may_register, int32_t *ret_id,
                                     struct baton_error *err)
{
    struct baton_text text = baton_text_of(schema_text);

    if (registry->http == NULL)
        return local_id(registry, text, may_register, ret_id, err);
    for (size_t i = 0; i < registry->registered_count; i++) {
        const struct registered *known = &registry->registered[i];

        if (baton_text_is(known->subject, subject) && baton_text_equal(known->text, text)) {
            *ret_id = known->id;
            return BATON_DONE;
        }
    }
    enum baton_verdict v = protected_id(registry, subject, text, may_register, ret_id, err);
    if (v != BATON_DONE)
        return v;
    struct registered *entry =
        BATON_APPEND(&registry->arena, registry->registered, registry->registered_count);
    entry->subject = baton_text_copy(&registry->arena, baton_text_of(subject));
    entry->text = keep_schema(registry, *ret_id, text);
    entry->id = *ret_id;
    return BATON_DONE;
}

static enum baton_verdict unknown_schema(struct baton_registry *registry, int32_t id,
                                         struct baton_error *err)
{
    struct unknown *slot = &registry->unknown[(uint32_t)id % UNKNOWN_SLOTS];

    *slot = (struct unknown){ id, baton_clock_monotonic_ms() + UNKNOWN_MS };
    return baton_fail(err, BATON_REJECT, "unknown_schema",
                      "the registry has no schema %" PRId32 " that we can take", id);
}

static bool is_unknown(const struct baton_registry *registry, int32_t id)
{
    const struct unknown *slot = &registry->unknown[(uint32_t)id % UNKNOWN_SLOTS];

    return slot->id == id && slot->until_ms > baton_clock_monotonic_ms();
}

static enum baton_verdict ask_schema(struct baton_registry *registry, int32_t id,
                                     struct baton_text *ret_schema, struct baton_error *err)
{
    char url[URL_MAX_BYTES];
    char number[16];
    struct baton_error http_err;
    baton_auto(json_decrefp) json_t *json = NULL;

    snprintf(number, sizeof number, "%" PRId32, id);
    make_url(registry, "/schemas/ids/", number, "", url);
    int status = ask(registry, "GET", url, NULL, &json, &http_err);
    if (status < 0 && strcmp(http_err.code, "http_too_large") == 0)
        return unknown_schema(registry, id, err);
    if (status < 0)
        return baton_fail(err, BATON_RETRY, http_err.code, "%s", http_err.text);
    if (status == 404 && error_code(json) != 0)
        return unknown_schema(registry, id, err);
    const json_t *schema = json_object_get(json, "schema");
    if (status != 200 || !json_is_string(schema))
        return unavailable(url, status, err);
    if (json_string_length(schema) > SCHEMA_MAX_BYTES)
        return unknown_schema(registry, id, err);
    *ret_schema = keep_schema(
        registry, id, (struct baton_text){ json_string_value(schema), json_string_length(schema) });
    return BATON_DONE;
}

/* Who asks stands still until there is an answer, and all records with it. So a registry that is
 * slow to say nothing, and ids that it does not know, each of which is another question, get a part
 * of the time: those records wait, the others flow. */
static bool may_ask(struct baton_registry *registry, int64_t now_ms)
{
    int64_t gained_ms = (now_ms - registry->credited_to_ms) / SHARE;

    registry->credit_ms += gained_ms;
    registry->credited_to_ms += gained_ms * SHARE;
    if (registry->credit_ms > AHEAD_MS)
        registry->credit_ms = AHEAD_MS;
    return registry->credit_ms > 0;
}

static enum baton_verdict remote_schema(struct baton_registry *registry, int32_t id,
                                        struct baton_text *ret_schema, struct baton_error *err)
{
    int64_t began_ms = baton_clock_monotonic_ms();

    if (!may_ask(registry, began_ms))
        return baton_fail(err, BATON_RETRY, "registry_rationed",
                          "schema %" PRId32 " waits: too many questions to the registry brought "
                          "no schema just now",
                          id);
    enum baton_verdict v = ask_schema(registry, id, ret_schema, err);
    if (v != BATON_DONE)
        registry->credit_ms -= baton_clock_monotonic_ms() - began_ms + 1;
    return v;
}

enum baton_verdict baton_registry_schema(struct baton_registry *registry, int32_t id,
                                         struct baton_text *ret_schema, struct baton_error *err)
{
    const struct schema *known = find_schema(registry, id);

    if (known != NULL) {
        *ret_schema = known->text;
        return BATON_DONE;
    }
    if (registry->http == NULL || id <= 0 || is_unknown(registry, id))
        return baton_fail(err, BATON_REJECT, "unknown_schema",
                          "the registry has no schema %" PRId32, id);
    return remote_schema(registry, id, ret_schema, err);
}
