/* Records of the inputs into views and rings. One row a topic. Kafka thread. */
#include "gateway.h"
#include "json_codec.h"
#include "key.h"
#include "rules.h"

/* One record, decoded; `value` NULL: a tombstone. */
struct fed {
    struct gateway *gateway;
    const struct baton_raw *raw;
    struct baton_arena *arena;
    struct baton_text key; /* of the owner */
    struct baton_text tenant;
    const void *value;
};

static struct baton_text json_of(const struct fed *fed)
{
    struct baton_buf *json = &fed->gateway->json;

    baton_buf_reset(json);
    baton_json_encode(fed->raw->topic->type, fed->value, true, json);
    return baton_buf_text(json);
}

static void publish(const struct fed *fed, enum stream_kind kind, struct baton_text data)
{
    const struct baton_envelope *env = fed->value;
    struct ring_event event = { .kind = kind,
                                .partition = fed->raw->partition,
                                .offset = fed->raw->offset,
                                .synthetic = env->synthetic,
                                .conversation_id = env->conversation_id,
                                .data = data };

    rings_publish(fed->gateway->rings, fed->tenant, &event);
}

static void forget(const struct fed *fed, enum stream_kind kind)
{
    rings_forget(fed->gateway->rings, fed->tenant, kind, baton_key_part(fed->arena, fed->key, 1));
}

/* As the router writes one whose package was erased: it names the package, and says nothing. */
static bool is_erased(const struct baton_assignment *assignment)
{
    const struct baton_card *card = &assignment->card;

    return assignment->package.package_id.size > 0 && card->headline.size == 0
           && card->core_issue.size == 0 && assignment->customer.id.size == 0;
}

static void feed_assignment(const struct fed *fed)
{
    if (fed->value == NULL || is_erased(fed->value))
        forget(fed, STREAM_ASSIGNMENT);
    if (fed->value == NULL) {
        views_drop(fed->gateway->views, fed->key, VIEW_ASSIGNMENT);
        return;
    }
    struct baton_text json = json_of(fed);
    if (views_assignment(fed->gateway->views, fed->key, fed->value, json))
        publish(fed, STREAM_ASSIGNMENT, json);
}

static void feed_delivery(const struct fed *fed)
{
    const struct baton_delivery *delivery = fed->value;

    if (delivery == NULL)
        return;
    if (delivery->kind == BATON_DELIVERY_KIND_FORGET)
        forget(fed, STREAM_DELIVERY);
    publish(fed, STREAM_DELIVERY, json_of(fed));
}

static void feed_metric(const struct fed *fed)
{
    if (fed->value != NULL)
        publish(fed, STREAM_METRIC, json_of(fed));
}

/* "status":…,"card":{…} */
static struct baton_text card_of(const struct fed *fed)
{
    const struct baton_context_package *package = fed->value;
    struct baton_buf *json = &fed->gateway->json;

    baton_buf_reset(json);
    baton_buf_format(json, "\"status\":\"%s\",\"card\":",
                     baton_enum_name(&baton_package_status_symbols, package->status));
    baton_json_encode(&baton_card_type, &package->card, true, json);
    return baton_text_copy(fed->arena, baton_buf_text(json));
}

/* The card is what a list of conversations shows; the head is fetched when one is opened. */
static struct baton_text package_event(const struct fed *fed, struct baton_text card)
{
    const struct baton_context_package *package = fed->value;
    struct baton_buf *json = &fed->gateway->json;

    baton_buf_reset(json);
    baton_buf_append_text(json, BATON_TEXT("{\"tenant\":\""));
    baton_buf_append_json(json, package->env.tenant);
    baton_buf_append_text(json, BATON_TEXT("\",\"conversation_id\":\""));
    baton_buf_append_json(json, package->env.conversation_id);
    baton_buf_append_text(json, BATON_TEXT("\",\"package_id\":\""));
    baton_buf_append_json(json, package->package_id);
    baton_buf_format(json, "\",\"version\":%lld,\"epoch\":%lld,", (long long)package->version,
                     (long long)package->env.epoch);
    if (package->env.synthetic)
        baton_buf_append_text(json, BATON_TEXT("\"synthetic\":true,"));
    baton_buf_append_text(json, card);
    baton_buf_append_byte(json, '}');
    return baton_buf_text(json);
}

static void feed_package(const struct fed *fed)
{
    const struct baton_context_package *package = fed->value;

    if (package == NULL) { /* erased, or long ended */
        views_drop(fed->gateway->views, fed->key, VIEW_PACKAGE);
        forget(fed, STREAM_PACKAGE);
        return;
    }
    struct baton_text card = card_of(fed);
    bool ended = package->status == BATON_PACKAGE_STATUS_ENDED;
    if (views_package(fed->gateway->views, fed->key, ended, card, json_of(fed)))
        publish(fed, STREAM_PACKAGE, package_event(fed, card));
}

static void feed_page(const struct fed *fed)
{
    const struct baton_context_page *page = fed->value;
    int64_t number;

    if (page != NULL)
        views_page(fed->gateway->views, fed->key, page->number, json_of(fed));
    else if (baton_text_to_long(baton_key_part(fed->arena, *fed->raw->key, 2), &number))
        views_drop_page(fed->gateway->views, fed->key, number);
}

/* What no stage uses is not shown as in force either. */
static void feed_policy(const struct fed *fed)
{
    struct baton_text part = baton_key_part(fed->arena, *fed->raw->key, 1);

    if (fed->value != NULL)
        policies_take(fed->gateway->policies, fed->value);
    else
        policies_drop(fed->gateway->policies, fed->tenant,
                      (enum baton_policy_part)baton_enum_of(&baton_policy_part_symbols, part));
}

static const struct {
    const struct baton_topic *topic;
    int stream; /* enum stream_kind; -1: none */
    void (*feed)(const struct fed *fed);
} rows[] = {
    { &baton_topic_assignments, STREAM_ASSIGNMENT, feed_assignment },
    { &baton_topic_deliveries, STREAM_DELIVERY, feed_delivery },
    { &baton_topic_metrics, STREAM_METRIC, feed_metric },
    { &baton_topic_packages, STREAM_PACKAGE, feed_package },
    { &baton_topic_pages, -1, feed_page },
    { &baton_topic_policies, -1, feed_policy },
};

/* A record shows up only with the tenant whose key it has. */
static enum baton_verdict decode(struct fed *fed, struct baton_error *err)
{
    const struct baton_raw *raw = fed->raw;
    void *value = NULL;

    if (raw->key == NULL)
        return baton_fail(err, BATON_REJECT, "no_key", "the record has no key");
    enum baton_verdict v = baton_key_check(*raw->key, raw->topic->owner_parts, err);
    if (v == BATON_DONE && raw->value != NULL)
        v = baton_serde_decode(fed->gateway->reading, raw->topic->type, *raw->value, fed->arena,
                               &value, err);
    if (v != BATON_DONE)
        return v;
    fed->value = value;
    fed->key = baton_key_owner(*raw->key, raw->topic->owner_parts);
    fed->tenant = baton_key_part(fed->arena, *raw->key, 0);
    const struct baton_envelope *env = value;
    if (env != NULL && !baton_text_equal(env->tenant, fed->tenant))
        return baton_fail(err, BATON_REJECT, "wrong_tenant", "key and value name two tenants");
    return raw->topic == &baton_topic_policies && value != NULL ? baton_policy_verify(value, err)
                                                                : BATON_DONE;
}

enum baton_verdict gateway_feed(void *context, const struct baton_raw *raw,
                                struct baton_arena *arena, struct baton_error *err)
{
    struct gateway *gateway = context;
    struct fed fed = { .gateway = gateway, .raw = raw, .arena = arena };
    enum baton_verdict v = decode(&fed, err);

    for (size_t i = 0; v != BATON_RETRY && i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].topic != raw->topic)
            continue;
        if (rows[i].stream >= 0)
            rings_passed(gateway->rings, (enum stream_kind)rows[i].stream, raw->partition,
                         raw->offset);
        if (v == BATON_DONE)
            rows[i].feed(&fed);
    }
    return v;
}
