/* The doors. Strict: what is not understood, what is the platform's own and what is out of bounds
 * is refused with its path; nothing is guessed but a missing time. */
#include "intake.h"

#include <math.h>
#include <stdarg.h>

#include "json_codec.h"
#include "key.h"

enum rule_kind {
    RULE_NAME,     /* tenant and pool */
    RULE_ID,       /* any other id */
    RULE_MAYBE_ID, /* an id or empty */
    RULE_KNOWN,    /* an enum that must not be unknown */
    RULE_LEAST,    /* a whole number, at least `low` */
    RULE_WITHIN,   /* absent, or a number from `low` to `high` */
};

struct intake_rule {
    const char *field;
    enum rule_kind kind;
    size_t offset;
    double low, high;
};

/* --- refusals --------------------------------------------------------------------------------- */

static bool refuse(struct intake *intake, const char *code, const char *field, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

static bool refuse(struct intake *intake, const char *code, const char *field, const char *format,
                   ...)
{
    struct intake_error *error = &intake->error;
    va_list arguments;

    error->status = 400;
    snprintf(error->code, sizeof error->code, "%s", code);
    snprintf(error->field, sizeof error->field, "%s", field);
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return false;
}

/* The codec says "path: what is wanted", and "the record: …" of the whole. */
static bool refuse_decoded(struct intake *intake, const struct baton_error *err)
{
    const char *colon = strstr(err->text, ": ");
    char field[INTAKE_FIELD_SIZE] = "";

    if (colon == NULL)
        return refuse(intake, err->code, "", "%s", err->text);
    if (strncmp(err->text, "the record", (size_t)(colon - err->text)) != 0)
        snprintf(field, sizeof field, "%.*s", (int)(colon - err->text), err->text);
    return refuse(intake, err->code, field, "%s", colon + 2);
}

/* Where the field of a list's record stands: "[3].text". */
static void place_field(struct intake *intake, size_t index)
{
    char field[INTAKE_FIELD_SIZE];

    memcpy(field, intake->error.field, sizeof field);
    snprintf(intake->error.field, sizeof intake->error.field, "[%zu]%s%.*s", index,
             field[0] != '\0' ? "." : "", INTAKE_FIELD_SIZE - 32, field);
}

/* --- rules of single fields ------------------------------------------------------------------- */

static bool check_name(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    return baton_name_valid(*(const struct baton_text *)at)
           || refuse(intake, "bad_field", rule->field, "wants [a-z0-9_-]{1,64}");
}

static bool check_id(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    return baton_id_valid(*(const struct baton_text *)at)
           || refuse(intake, "bad_field", rule->field,
                     "wants 1 to 200 bytes of UTF-8 without control characters");
}

static bool check_maybe_id(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    return ((const struct baton_text *)at)->size == 0 || check_id(intake, rule, at);
}

static bool check_known(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    return *(const int *)at != 0 || refuse(intake, "bad_field", rule->field, "is missing");
}

static bool check_least(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    return *(const int64_t *)at >= (int64_t)rule->low
           || refuse(intake, "bad_field", rule->field, "wants a whole number, at least %g",
                     rule->low);
}

static bool check_within(struct intake *intake, const struct intake_rule *rule, const void *at)
{
    double value = *(const double *)at;

    return isnan(value) || (value >= rule->low && value <= rule->high)
           || refuse(intake, "bad_field", rule->field, "wants a number from %g to %g", rule->low,
                     rule->high);
}

static bool (*const rule_checks[])(struct intake *, const struct intake_rule *, const void *) = {
    [RULE_NAME] = check_name,   [RULE_ID] = check_id,       [RULE_MAYBE_ID] = check_maybe_id,
    [RULE_KNOWN] = check_known, [RULE_LEAST] = check_least, [RULE_WITHIN] = check_within,
};

static bool check_rules(struct intake *intake, const void *value)
{
    for (const struct intake_rule *rule = intake->door->rules; rule->field != NULL; rule++)
        if (!rule_checks[rule->kind](intake, rule, (const char *)value + rule->offset))
            return false;
    return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool check_platform_fields(struct intake *intake, const json_t *json)
{
    for (const char *const *name = intake->door->platform_fields; *name != NULL; name++)
        if (json_object_get(json, *name) != NULL)
            return refuse(intake, "platform_only", *name,
                          "is written by the platform alone: leave it out");
    return true;
}

/* All topics' structs begin with the envelope. */
static void complete(struct intake *intake, struct baton_envelope *env)
{
    if (env->occurred_at == 0)
        env->occurred_at = intake->now_ms;
    if (env->producer.name.size == 0)
        env->producer = (struct baton_producer){ BATON_TEXT("gateway"), BATON_TEXT(BATON_VERSION) };
}

static bool read_one(struct intake *intake, json_t *json, void **ret_value)
{
    struct baton_error err = { "", "" };

    if (json_is_object(json) && intake->tenant.size > 0 && json_object_get(json, "tenant") == NULL)
        json_object_set_new(json, "tenant", json_stringn(intake->tenant.data, intake->tenant.size));
    if (!check_platform_fields(intake, json))
        return false;
    if (baton_json_decode(intake->door->topic->type, json, intake->arena, ret_value, &err)
        != BATON_DONE)
        return refuse_decoded(intake, &err);
    if (!check_rules(intake, *ret_value) || !intake->door->check(*ret_value, intake))
        return false;
    complete(intake, *ret_value);
    return true;
}

static struct baton_text owner_of(const struct intake *intake, size_t index)
{
    return *(const struct baton_text *)(const void *)((const char *)intake->values[index]
                                                      + intake->door->owner_offset);
}

/* A list is of one key: one order, one partition, one answer. */
static bool check_owner(struct intake *intake, size_t index)
{
    const struct baton_envelope *env = intake->values[index];

    if (!baton_text_equal(env->tenant, intake_tenant(intake)))
        return refuse(intake, "several_owners", "tenant",
                      "all records of a list must have the same");
    if (!baton_text_equal(owner_of(intake, index), owner_of(intake, 0)))
        return refuse(intake, "several_owners", intake->door->owner_field,
                      "all records of a list must have the same");
    return true;
}

static bool read_list(struct intake *intake, const json_t *json)
{
    size_t count = json_array_size(json);

    if (count == 0 || count > INTAKE_MAX_RECORDS)
        return refuse(intake, "bad_list", "", "a list has 1 to %d records, this one has %zu",
                      INTAKE_MAX_RECORDS, count);
    for (size_t i = 0; i < count; i++) {
        if (!read_one(intake, json_array_get(json, i), &intake->values[i])
            || !check_owner(intake, i)) {
            place_field(intake, i);
            return false;
        }
    }
    intake->count = count;
    return true;
}

static void drop_json(json_t **json)
{
    json_decref(*json);
}

bool intake_read(struct intake *intake, struct baton_text body)
{
    struct baton_error err = { "", "" };
    baton_auto(drop_json) json_t *json = baton_json_parse(body, &err);
    bool good;

    if (json == NULL)
        return refuse(intake, err.code, "", "%s", err.text);
    if (json_is_array(json)) {
        good = read_list(intake, json);
    } else {
        good = read_one(intake, json, &intake->values[0]);
        intake->count = 1;
    }
    if (good)
        intake->key = baton_key_make(intake->arena, intake_tenant(intake), owner_of(intake, 0));
    return good;
}

struct baton_text intake_tenant(const struct intake *intake)
{
    return ((const struct baton_envelope *)intake->values[0])->tenant;
}

void intake_too_large(struct intake *intake, size_t index)
{
    const struct baton_record_type *type = intake->door->topic->type;
    const char *name = "";
    size_t largest = 0;

    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];
        struct baton_buf buf;

        baton_buf_init(&buf, 8 * 1024 * 1024);
        struct baton_record_type one = *type;
        one.fields = field;
        one.field_count = 1;
        baton_json_encode(&one, intake->values[index], true, &buf);
        name = buf.size > largest ? field->name : name;
        largest = buf.size > largest ? buf.size : largest;
        baton_buf_release(&buf);
    }
    refuse(intake, "too_large", name, "the record is larger than %s takes (%lld bytes)",
           intake->door->topic->name, (long long)intake->door->topic->max_message_bytes);
    intake->error.status = 413;
    if (intake->count > 1)
        place_field(intake, index);
}

/* --- events ----------------------------------------------------------------------------------- */

static bool is_platform_type(enum baton_event_type type)
{
    return type == BATON_EVENT_TYPE_HOLDER || type == BATON_EVENT_TYPE_ENRICHMENT
           || type == BATON_EVENT_TYPE_RECEIPT || type == BATON_EVENT_TYPE_FORGET;
}

static bool is_voice(enum baton_event_type type)
{
    return type == BATON_EVENT_TYPE_MESSAGE || type == BATON_EVENT_TYPE_EDIT
           || type == BATON_EVENT_TYPE_RETRACT;
}

static bool check_voice(const struct baton_conversation_event *event, struct intake *intake)
{
    bool talks = event->speaker == BATON_SPEAKER_BOT || event->speaker == BATON_SPEAKER_AGENT;

    if (event->speaker == BATON_SPEAKER_UNKNOWN)
        return refuse(intake, "bad_field", "speaker", "is missing: somebody said it");
    if (event->speaker == BATON_SPEAKER_AGENT && event->speaker_id.size == 0)
        return refuse(intake, "bad_field", "speaker_id", "is missing: an agent is known by an id");
    if (event->type != BATON_EVENT_TYPE_MESSAGE && event->replaces.size == 0)
        return refuse(intake, "bad_field", "replaces",
                      "is missing: the event_id that this is about");
    if (event->disposition == BATON_DISPOSITION_REQUESTED && !talks)
        return refuse(intake, "bad_field", "disposition",
                      "only what a bot or an agent wants to say can be requested");
    return true;
}

static bool check_event(void *value, struct intake *intake)
{
    struct baton_conversation_event *event = value;

    if (is_platform_type(event->type))
        return refuse(intake, "platform_only", "type",
                      "events of this type are written by the platform alone");
    if (event->type == BATON_EVENT_TYPE_ENDED)
        event->end_cause = BATON_END_CAUSE_SAID;
    return !is_voice(event->type) || check_voice(event, intake);
}

#define EVENT(field) offsetof(struct baton_conversation_event, field)
static const struct intake_rule event_rules[] = {
    { "tenant", RULE_NAME, EVENT(env.tenant), 0, 0 },
    { "conversation_id", RULE_ID, EVENT(env.conversation_id), 0, 0 },
    { "event_id", RULE_ID, EVENT(event_id), 0, 0 },
    { "occurred_at", RULE_LEAST, EVENT(env.occurred_at), 0, 0 },
    { "epoch", RULE_LEAST, EVENT(env.epoch), -1, 0 },
    { "type", RULE_KNOWN, EVENT(type), 0, 0 },
    { "speaker_id", RULE_MAYBE_ID, EVENT(speaker_id), 0, 0 },
    { "in_reply_to", RULE_MAYBE_ID, EVENT(in_reply_to), 0, 0 },
    { "replaces", RULE_MAYBE_ID, EVENT(replaces), 0, 0 },
    { "confidence", RULE_WITHIN, EVENT(confidence), 0, 1 },
    { "sentiment", RULE_WITHIN, EVENT(sentiment), -1, 1 },
    { "assessment.can_resolve", RULE_WITHIN, EVENT(assessment.can_resolve), 0, 1 },
    { "customer.id", RULE_MAYBE_ID, EVENT(customer.id), 0, 0 },
    { "sender_sequence", RULE_LEAST, EVENT(sender_sequence), -1, 0 },
    { NULL, RULE_ID, 0, 0, 0 },
};
static const char *const event_platform_fields[] = { "cause",   "end_cause", "enrichment", "holder",
                                                     "receipt", "seen",      "sequence",   NULL };

/* --- agents ----------------------------------------------------------------------------------- */

static bool check_agent(void *value, struct intake *intake)
{
    const struct baton_agent_event *event = value;
    bool answers = event->type == BATON_AGENT_EVENT_TYPE_ACCEPT
                   || event->type == BATON_AGENT_EVENT_TYPE_DECLINE;
    bool names = event->reservation_id.size > 0 || event->assignment_id.size > 0
                 || event->env.conversation_id.size > 0;

    if (event->type == BATON_AGENT_EVENT_TYPE_PRESENCE && event->presence == BATON_PRESENCE_UNKNOWN)
        return refuse(intake, "bad_field", "presence", "is missing");
    if (answers && !names)
        return refuse(intake, "bad_field", "reservation_id",
                      "is missing: the reservation (or assignment, or conversation) answered");
    return true;
}

#define AGENT(field) offsetof(struct baton_agent_event, field)
static const struct intake_rule agent_rules[] = {
    { "tenant", RULE_NAME, AGENT(env.tenant), 0, 0 },
    { "conversation_id", RULE_MAYBE_ID, AGENT(env.conversation_id), 0, 0 },
    { "event_id", RULE_ID, AGENT(event_id), 0, 0 },
    { "occurred_at", RULE_LEAST, AGENT(env.occurred_at), 0, 0 },
    { "epoch", RULE_LEAST, AGENT(env.epoch), -1, 0 },
    { "type", RULE_KNOWN, AGENT(type), 0, 0 },
    { "pool", RULE_NAME, AGENT(pool), 0, 0 },
    { "agent.id", RULE_ID, AGENT(agent.id), 0, 0 },
    { "capacity", RULE_WITHIN, AGENT(capacity), 0, 1000 },
    { "load", RULE_WITHIN, AGENT(load), 0, 1000 },
    { "assignment_id", RULE_MAYBE_ID, AGENT(assignment_id), 0, 0 },
    { "reservation_id", RULE_MAYBE_ID, AGENT(reservation_id), 0, 0 },
    { "reservation_version", RULE_LEAST, AGENT(reservation_version), -1, 0 },
    { "context_rating", RULE_WITHIN, AGENT(context_rating), 1, 5 },
    { NULL, RULE_ID, 0, 0, 0 },
};
static const char *const platform_fields[] = { "cause", "seen", "sequence", NULL };

/* --- resolutions ------------------------------------------------------------------------------ */

static bool check_resolution(void *value, struct intake *intake)
{
    const struct baton_resolution *resolution = value;

    if (resolution->next == BATON_RESOLUTION_NEXT_TRANSFER && resolution->target.id.size == 0)
        return refuse(intake, "bad_field", "target.id", "is missing: to whom it is transferred");
    return true;
}

#define RESOLUTION(field) offsetof(struct baton_resolution, field)
static const struct intake_rule resolution_rules[] = {
    { "tenant", RULE_NAME, RESOLUTION(env.tenant), 0, 0 },
    { "conversation_id", RULE_ID, RESOLUTION(env.conversation_id), 0, 0 },
    { "resolution_id", RULE_ID, RESOLUTION(resolution_id), 0, 0 },
    { "occurred_at", RULE_LEAST, RESOLUTION(env.occurred_at), 0, 0 },
    { "epoch", RULE_LEAST, RESOLUTION(env.epoch), -1, 0 },
    { "version", RULE_LEAST, RESOLUTION(version), 1, 0 },
    { "assignment_id", RULE_MAYBE_ID, RESOLUTION(assignment_id), 0, 0 },
    { "by_id", RULE_MAYBE_ID, RESOLUTION(by_id), 0, 0 },
    { "csat_before", RULE_WITHIN, RESOLUTION(csat_before), 1, 5 },
    { "csat_after", RULE_WITHIN, RESOLUTION(csat_after), 1, 5 },
    { "handoff_satisfaction", RULE_WITHIN, RESOLUTION(handoff_satisfaction), 1, 5 },
    { "context_rating", RULE_WITHIN, RESOLUTION(context_rating), 1, 5 },
    { NULL, RULE_ID, 0, 0, 0 },
};

/* --- the doors -------------------------------------------------------------------------------- */

const struct intake_door intake_events = {
    .topic = &baton_topic_events,
    .right = RIGHT_EVENTS,
    .owner_field = "conversation_id",
    .owner_offset = EVENT(env.conversation_id),
    .platform_fields = event_platform_fields,
    .rules = event_rules,
    .check = check_event,
};
const struct intake_door intake_agents = {
    .topic = &baton_topic_agents,
    .right = RIGHT_AGENTS,
    .owner_field = "pool",
    .owner_offset = AGENT(pool),
    .platform_fields = platform_fields,
    .rules = agent_rules,
    .check = check_agent,
};
const struct intake_door intake_resolutions = {
    .topic = &baton_topic_resolutions,
    .right = RIGHT_RESOLUTIONS,
    .owner_field = "conversation_id",
    .owner_offset = RESOLUTION(env.conversation_id),
    .platform_fields = platform_fields,
    .rules = resolution_rules,
    .check = check_resolution,
};
