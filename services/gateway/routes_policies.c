/* A tenant's policy: read with its version, changed by naming that version. People write the
 * declared part; of the learned one, which is the learner's, they may clear what moved thresholds.
 */
#include <inttypes.h>
#include <jansson.h>

#include "gateway.h"
#include "json_codec.h"
#include "rules.h"
#include "sha256.h"
#include "timestamp.h"

/* A change under way. */
struct change {
    struct gateway *gateway;
    struct gateway_owed *owed;
    char tenant[65];
    char id[POLICY_ID_SIZE];
    int64_t version;
};

static const struct {
    int status;
    const char *code, *message;
} refusals[] = {
    [POLICIES_BUSY] = { 409, "busy", "another change of this policy is being written: try again" },
    [POLICIES_STALE] = { 412, "stale", "the policy in force is another one: GET it and its ETag" },
    [POLICIES_UNNAMED] = { 428, "no_version",
                           "If-Match must name the version that is changed: GET gives its ETag" },
    [POLICIES_NONE] = { 404, "not_found", "nothing was learned of the tenant" },
};

static void finish(void *context, enum baton_verdict verdict)
{
    struct change *change = context;
    struct baton_buf buf;

    policies_end(change->gateway->policies, baton_text_of(change->tenant), verdict == BATON_DONE);
    baton_buf_init(&buf, 4096);
    if (verdict == BATON_DONE) {
        baton_buf_format(&buf, "{\"policy_id\":\"%s\",\"version\":%" PRId64 "}", change->id,
                         change->version);
        gateway_owed_answer(change->owed, 200, baton_buf_text(&buf));
    } else {
        gateway_owed_refuse(change->owed, 503, "not_written", NULL,
                            "Kafka has not acknowledged: GET the policy, then try again");
    }
    baton_buf_release(&buf);
    free(change);
}

/* `json: path: wanted` of rules.h as field and message. */
static int refuse_body(struct baton_http_answer *answer, const struct baton_error *err)
{
    const char *colon = strstr(err->text, ": ");
    char field[128];

    if (colon == NULL || (size_t)(colon - err->text) >= sizeof field
        || memchr(err->text, ' ', (size_t)(colon - err->text)) != NULL)
        return baton_http_error(answer, 400, err->code, NULL, "%s", err->text);
    snprintf(field, sizeof field, "%.*s", (int)(colon - err->text), err->text);
    return baton_http_error(answer, 400, err->code, field, "%s", colon + 2);
}

static int write_change(const struct baton_http_request *request, struct gateway *gateway,
                        struct policies_change *from, struct baton_policy *policy)
{
    struct change *change = calloc(1, sizeof *change);
    struct baton_error err = { "", "" };
    void *values[] = { policy };
    size_t index;

    if (change == NULL)
        abort();
    *change = (struct change){ .gateway = gateway, .version = from->version };
    snprintf(change->tenant, sizeof change->tenant, "%.*s", BATON_TEXT_ARG(from->tenant));
    memcpy(change->id, from->id, sizeof change->id);
    struct gateway_owed *owed = change->owed =
        gateway_owe(gateway, request, from->tenant, BATON_TEXT_NONE);
    struct baton_text key =
        baton_text_format(request->arena, "%s/%s", change->tenant,
                          baton_enum_name(&baton_policy_part_symbols, (int)policy->part));
    const struct writer_records records = { &baton_topic_policies, key, values, 1,
                                            gateway_owed_trace(owed) };
    enum baton_verdict v = writer_send(gateway->writer, &records, finish, change, &index, &err);
    if (v == BATON_DONE)
        return BATON_HTTP_LATER;
    policies_end(gateway->policies, from->tenant, false);
    gateway_owed_refuse(owed, v == BATON_REJECT ? 413 : 503, err.code, NULL, err.text);
    free(change);
    return BATON_HTTP_LATER;
}

static struct baton_policy *policy_of(const struct baton_http_request *request,
                                      const struct policies_change *change,
                                      enum baton_policy_applies applies, struct baton_text body)
{
    struct baton_policy *policy = BATON_RECORD(request->arena, policy);

    policy->env.tenant = change->tenant;
    policy->env.occurred_at = baton_clock_wall_ms();
    policy->env.producer =
        (struct baton_producer){ BATON_TEXT("gateway"), BATON_TEXT(BATON_VERSION) };
    policy->env.sequence = policy->version = change->version;
    policy->policy_id = baton_text_of(change->id);
    policy->part = change->part;
    policy->applies = applies;
    policy->body = body;
    policy->digest = baton_text_format(request->arena, "sha256:%s", change->digest_hex);
    if (!baton_http_query(request, "author", &policy->author))
        policy->author = BATON_TEXT_NONE;
    if (!baton_http_query(request, "reason", &policy->reason))
        policy->reason = BATON_TEXT_NONE;
    return policy;
}

/* The part `change` names becomes `body`. */
static int change_policy(const struct baton_http_request *request, struct baton_http_answer *answer,
                         struct gateway *gateway, struct policies_change *change,
                         struct baton_text body)
{
    struct baton_text applies = BATON_TEXT("new_conversations");
    char digest[BATON_SHA256_HEX_SIZE];
    struct baton_error err = { "", "" };

    baton_http_query(request, "applies", &applies);
    if (!baton_text_is(applies, "all") && !baton_text_is(applies, "new_conversations"))
        return baton_http_error(answer, 400, "bad_field", "applies",
                                "wants all or new_conversations");
    if (baton_rules_check(change->part, body, &err) != BATON_DONE)
        return refuse_body(answer, &err);
    baton_sha256_hex(body.data, body.size, digest);
    change->digest_hex = digest;
    enum policies_begun begun = policies_begin(gateway->policies, change);
    if (begun != POLICIES_BEGUN)
        return baton_http_error(answer, refusals[begun].status, refusals[begun].code, NULL, "%s",
                                refusals[begun].message);
    return write_change(request, gateway, change,
                        policy_of(request, change,
                                  baton_text_is(applies, "all")
                                      ? BATON_POLICY_APPLIES_ALL
                                      : BATON_POLICY_APPLIES_NEW_CONVERSATIONS,
                                  body));
}

static struct policies_change change_of(const struct baton_http_request *request,
                                        enum baton_policy_part part)
{
    return (struct policies_change){ .tenant = baton_http_param(request, "tenant"),
                                     .part = part,
                                     .if_match = baton_http_header(request, "If-Match"),
                                     .if_none_match = baton_http_header(request, "If-None-Match") };
}

static int put_policy(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    struct gateway *gateway = context;
    struct policies_change change = change_of(request, BATON_POLICY_PART_DECLARED);
    struct baton_text own;
    int status = gateway_enter(gateway, request, answer, RIGHT_POLICIES, change.tenant, &own);

    if (status == 0)
        status = gateway_body_is_json(request, answer);
    return status != 0 ? status : change_policy(request, answer, gateway, &change, request->body);
}

/* What was learned, without the offsets of thresholds: what else is in it decides nothing. Where
 * nothing was learned, nothing. */
static struct baton_text without_offsets(struct gateway *gateway, struct baton_text tenant,
                                         struct baton_arena *arena)
{
    struct baton_buf buf;
    char id[POLICY_ID_SIZE];
    struct baton_text body = BATON_TEXT("{}");

    baton_buf_init(&buf, BATON_JSON_MAX_BYTES);
    if (policies_read(gateway->policies, tenant, BATON_POLICY_PART_LEARNED, &buf, id)) {
        struct baton_error err;
        json_t *json = baton_json_parse(baton_buf_text(&buf), &err);

        json_object_del(json_object_get(json, "learned"), "thresholds");
        char *text = json_dumps(json, JSON_COMPACT);
        body = baton_text_copy(arena, baton_text_of(text != NULL ? text : "{}"));
        free(text);
        json_decref(json);
    }
    baton_buf_release(&buf);
    return body;
}

static int delete_policy(const struct baton_http_request *request, struct baton_http_answer *answer,
                         void *context)
{
    struct gateway *gateway = context;
    struct policies_change change = change_of(request, BATON_POLICY_PART_LEARNED);
    struct baton_text own, part = BATON_TEXT_NONE;
    int status = gateway_enter(gateway, request, answer, RIGHT_POLICIES, change.tenant, &own);

    if (status != 0)
        return status;
    baton_http_query(request, "part", &part);
    if (!baton_text_is(part, "learned"))
        return baton_http_error(answer, 400, "bad_field", "part",
                                "wants learned: the declared part is changed by PUT");
    return change_policy(request, answer, gateway, &change,
                         without_offsets(gateway, change.tenant, request->arena));
}

static int get_policy(const struct baton_http_request *request, struct baton_http_answer *answer,
                      void *context)
{
    struct gateway *gateway = context;
    struct baton_text tenant = baton_http_param(request, "tenant"), own;
    struct baton_text part = BATON_TEXT("declared");
    char id[POLICY_ID_SIZE], etag[POLICY_ID_SIZE + 2];
    int status = gateway_enter(gateway, request, answer, RIGHT_READ, tenant, &own);

    if (status != 0)
        return status;
    baton_http_query(request, "part", &part);
    int value = baton_enum_of(&baton_policy_part_symbols, part);
    if (value == BATON_POLICY_PART_UNKNOWN)
        return baton_http_error(answer, 400, "bad_field", "part", "wants declared or learned");
    if (!policies_read(gateway->policies, tenant, (enum baton_policy_part)value, &answer->body, id))
        return baton_http_error(answer, 404, "not_found", NULL,
                                "the tenant has no such policy: what is built in applies");
    snprintf(etag, sizeof etag, "\"%s\"", id);
    baton_http_answer_header(answer, "ETag", etag);
    return 200;
}

const struct baton_route gateway_policy_routes[] = {
    { "GET", "/v1/policies/{tenant}", get_policy, "The tenant's policy, with its version." },
    { "PUT", "/v1/policies/{tenant}", put_policy, "Changes the declared part." },
    { "DELETE", "/v1/policies/{tenant}", delete_policy,
      "Clears what the learner moved: `?part=learned`." },
    { NULL, NULL, NULL, NULL },
};
