/* Shapes and limits of targets: data, and the rules for names. Where a system documents no limit
 * there is one of ours, so that no request is without bounds. */
#include "projection_targets.h"

#include <ctype.h>

#define KB 1024
#define OURS \
    (128 * KB) /* where no limit is documented: no request of a customer system refuses it */

#define ROWS(rows) .standard = (rows), .standard_count = sizeof(rows) / sizeof *(rows)
#define VALUES(pairs) .values = (pairs), .values_count = sizeof(pairs) / sizeof *(pairs)
#define PAIR(ours, theirs) \
    { \
        BATON_TEXT_INIT(ours), BATON_TEXT_INIT(theirs) \
    }

static struct baton_named_text zendesk_priority[] = {
    PAIR("low", "low"),
    PAIR("normal", "normal"),
    PAIR("high", "high"),
    PAIR("critical", "urgent"),
};
static const struct baton_field_mapping zendesk_fields[] = {
    { .field = BATON_TEXT_INIT("priority"),
      .from = BATON_TEXT_INIT("urgency"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(zendesk_priority) },
};

static struct baton_named_text salesforce_priority[] = {
    PAIR("low", "Low"),
    PAIR("normal", "Medium"),
    PAIR("high", "High"),
    PAIR("critical", "High"),
};
static const struct baton_field_mapping salesforce_fields[] = {
    { .field = BATON_TEXT_INIT("Subject"), .from = BATON_TEXT_INIT("headline"), .max_length = 255 },
    { .field = BATON_TEXT_INIT("Priority"),
      .from = BATON_TEXT_INIT("urgency"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(salesforce_priority) },
};

static const struct baton_field_mapping hubspot_fields[] = {
    { .field = BATON_TEXT_INIT("hs_timestamp"),
      .from = BATON_TEXT_INIT("at"),
      .type = BATON_MAPPING_TIME,
      .max_length = 24 },
};

static struct baton_named_text hubspot_priority[] = {
    PAIR("low", "LOW"),
    PAIR("normal", "MEDIUM"),
    PAIR("high", "HIGH"),
    PAIR("critical", "HIGH"),
};
static struct baton_named_text hubspot_pipeline[] = { PAIR("*", "0") };
static struct baton_named_text hubspot_stage[] = { PAIR("*", "1") };
static const struct baton_field_mapping hubspot_ticket_fields[] = {
    { .field = BATON_TEXT_INIT("subject"), .from = BATON_TEXT_INIT("headline"), .max_length = 255 },
    { .field = BATON_TEXT_INIT("hs_pipeline"),
      .from = BATON_TEXT_INIT("conversation_id"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(hubspot_pipeline) },
    { .field = BATON_TEXT_INIT("hs_pipeline_stage"),
      .from = BATON_TEXT_INIT("conversation_id"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(hubspot_stage) },
    { .field = BATON_TEXT_INIT("hs_ticket_priority"),
      .from = BATON_TEXT_INIT("urgency"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(hubspot_priority) },
};

static struct baton_named_text freshdesk_priority[] = {
    PAIR("low", "1"),
    PAIR("normal", "2"),
    PAIR("high", "3"),
    PAIR("critical", "4"),
};
static const struct baton_field_mapping freshdesk_fields[] = {
    { .field = BATON_TEXT_INIT("subject"), .from = BATON_TEXT_INIT("headline"), .max_length = 255 },
    { .field = BATON_TEXT_INIT("priority"),
      .from = BATON_TEXT_INIT("urgency"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(freshdesk_priority) },
};

static struct baton_named_text linear_priority[] = {
    PAIR("low", "4"),
    PAIR("normal", "3"),
    PAIR("high", "2"),
    PAIR("critical", "1"),
};
static const struct baton_field_mapping linear_fields[] = {
    { .field = BATON_TEXT_INIT("title"), .from = BATON_TEXT_INIT("headline"), .max_length = 255 },
    { .field = BATON_TEXT_INIT("priority"),
      .from = BATON_TEXT_INIT("urgency"),
      .type = BATON_MAPPING_ENUM,
      .max_length = 20,
      VALUES(linear_priority) },
};

static const struct baton_field_mapping botpress_fields[] = {
    { .field = BATON_TEXT_INIT("title"), .from = BATON_TEXT_INIT("headline"), .max_length = 255 },
    { .field = BATON_TEXT_INIT("userId"),
      .from = BATON_TEXT_INIT("customer_id"),
      .max_length = 200 },
    { .field = BATON_TEXT_INIT("conversationId"),
      .from = BATON_TEXT_INIT("conversation_id"),
      .max_length = 200 },
};

const struct projection_target projection_targets[BATON_PROJECT_COUNT] = {
    /* metadata of Zendesk's passControl and offerControl: flat, 4 kB in all */
    [BATON_PROJECT_FLAT_METADATA] = { .name = "flat_metadata",
                                      .max_bytes = 4 * KB,
                                      .text_max = 4 * KB,
                                      .fields_max = 200,
                                      .names = PROJECTION_NAMES_KEY,
                                      .all_parts = true,
                                      .open = "{",
                                      .close = "}" },
    /* attributes of a task are JSON; Twilio's other attributes take 4 kB and more */
    [BATON_PROJECT_TWILIO_TASK] = { .name = "twilio_task",
                                    .max_bytes = 4 * KB,
                                    .text_max = 4 * KB,
                                    .fields_max = 200,
                                    .fields = PROJECTION_FIELDS_VALUES,
                                    .names = PROJECTION_NAMES_KEY,
                                    .all_parts = true,
                                    .open = "{",
                                    .close = "}" },
    /* participant data: texts of 256 characters, 50 in a session */
    [BATON_PROJECT_GENESYS_PARTICIPANT] = { .name = "genesys_participant",
                                            .max_bytes = 32 * KB,
                                            .text_max = 256,
                                            .fields_max = 50,
                                            .names = PROJECTION_NAMES_KEY,
                                            .all_parts = true,
                                            .open = "{",
                                            .fields_open = "\"attributes\":{",
                                            .fields_close = "}",
                                            .close = "}" },
    /* two calls: custom_attributes, and the body of a message that only agents see */
    [BATON_PROJECT_CHATWOOT] = { .name = "chatwoot",
                                 .max_bytes = OURS,
                                 .text_max = 1000,
                                 .fields_max = 200,
                                 .fields = PROJECTION_FIELDS_VALUES,
                                 .names = PROJECTION_NAMES_KEY,
                                 .all_parts = true,
                                 .open = "{",
                                 .fields_open = "\"custom_attributes\":{",
                                 .fields_close = "}",
                                 .note_open = "\"message\":{\"content\":\"",
                                 .note_close = "\",\"message_type\":\"outgoing\",\"private\":true}",
                                 .close = "}",
                                 .note_max = 16000 },
    [BATON_PROJECT_ZENDESK_TICKET] = { .name = "zendesk_ticket",
                                       .max_bytes = OURS,
                                       .text_max = 65535,
                                       .fields_max = 200,
                                       .fields = PROJECTION_FIELDS_BY_ID,
                                       .names = PROJECTION_NAMES_NUMBER,
                                       ROWS(zendesk_fields),
                                       .open = "{\"ticket\":{",
                                       .fields_open = "\"custom_fields\":[",
                                       .fields_close = "]",
                                       .note_open = "\"comment\":{\"body\":\"",
                                       .note_close = "\",\"public\":false}",
                                       .close = "}}",
                                       .note_max = 16000 },
    /* a description takes 32 000, in which an API may count five for one that HTML escapes */
    [BATON_PROJECT_SALESFORCE_CASE] = { .name = "salesforce_case",
                                        .max_bytes = OURS,
                                        .text_max = 32000,
                                        .fields_max = 200,
                                        .fields = PROJECTION_FIELDS_VALUES,
                                        .names = PROJECTION_NAMES_API,
                                        ROWS(salesforce_fields),
                                        .open = "{",
                                        .note_open = "\"Description\":\"",
                                        .note_close = "\"",
                                        .close = "}",
                                        .note_name = "Description",
                                        .note_max = 6400 },
    /* two calls: attributes of the conversation, and a reply of type note, whose admin_id is the
     * caller's */
    [BATON_PROJECT_INTERCOM] = { .name = "intercom",
                                 .max_bytes = OURS,
                                 .text_max = 255,
                                 .fields_max = 100,
                                 .fields = PROJECTION_FIELDS_VALUES,
                                 .names = PROJECTION_NAMES_ANY,
                                 .open = "{",
                                 .fields_open = "\"custom_attributes\":{",
                                 .fields_close = "}",
                                 .note_open = "\"note\":{\"message_type\":\"note\","
                                              "\"type\":\"admin\",\"body\":\"<p>",
                                 .note_close = "</p>\"}",
                                 .close = "}",
                                 .note_max = 16000,
                                 .html = true },
    /* two calls: the ticket, and its private note */
    [BATON_PROJECT_FRESHDESK_TICKET] = { .name = "freshdesk_ticket",
                                         .max_bytes = OURS,
                                         .text_max = 65535,
                                         .fields_max = 200,
                                         .fields = PROJECTION_FIELDS_VALUES,
                                         .names = PROJECTION_NAMES_KEY,
                                         .open = "{",
                                         .fields_open = "\"ticket\":{\"custom_fields\":{",
                                         .fields_close = "}}",
                                         .note_open = "\"note\":{\"body\":\"<div>",
                                         .note_close = "</div>\",\"private\":true}",
                                         .close = "}",
                                         .note_max = 16000,
                                         .html = true },
    /* a note's body takes 65 536 characters, its tags counted */
    [BATON_PROJECT_HUBSPOT_NOTE] = { .name = "hubspot_note",
                                     .max_bytes = OURS,
                                     .text_max = 65536,
                                     .fields_max = 200,
                                     .names = PROJECTION_NAMES_KEY,
                                     ROWS(hubspot_fields),
                                     .open = "{\"properties\":{",
                                     .note_open = "\"hs_note_body\":\"<p>",
                                     .note_close = "</p>\"",
                                     .close = "}}",
                                     .note_name = "hs_note_body",
                                     .note_max = 65536 - 7,
                                     .html = true },
    [BATON_PROJECT_HUBSPOT_TICKET] = { .name = "hubspot_ticket",
                                       .max_bytes = OURS,
                                       .text_max = 65536,
                                       .fields_max = 200,
                                       .names = PROJECTION_NAMES_KEY,
                                       ROWS(hubspot_ticket_fields),
                                       .open = "{\"properties\":{",
                                       .note_open = "\"content\":\"",
                                       .note_close = "\"",
                                       .close = "}}",
                                       .note_name = "content",
                                       .note_max = 16000 },
    /* who asks (email, requester_id) is mapped or the caller's; status 2 is open */
    [BATON_PROJECT_FRESHDESK_NEW_TICKET] = { .name = "freshdesk_new_ticket",
                                             .max_bytes = OURS,
                                             .text_max = 65535,
                                             .fields_max = 200,
                                             .fields = PROJECTION_FIELDS_VALUES,
                                             .names = PROJECTION_NAMES_KEY,
                                             ROWS(freshdesk_fields),
                                             .number_choices = true,
                                             .open = "{\"status\":2",
                                             .fields_open = "\"custom_fields\":{",
                                             .fields_close = "}",
                                             .note_open = "\"description\":\"<div>",
                                             .note_close = "</div>\"",
                                             .close = "}",
                                             .note_max = 16000,
                                             .html = true },
    /* the input of issueCreate; its id and teamId are the caller's */
    [BATON_PROJECT_LINEAR_ISSUE] = { .name = "linear_issue",
                                     .max_bytes = OURS,
                                     .text_max = 65535,
                                     .fields_max = 200,
                                     .fields = PROJECTION_FIELDS_VALUES,
                                     .names = PROJECTION_NAMES_KEY,
                                     ROWS(linear_fields),
                                     .number_choices = true,
                                     .open = "{\"input\":{",
                                     .note_open = "\"description\":\"",
                                     .note_close = "\"",
                                     .close = "}}",
                                     .note_name = "description",
                                     .note_max = 16000 },
    /* plain text, in which no "<!channel>" of a customer calls anybody; a section takes 3000 */
    [BATON_PROJECT_SLACK_MESSAGE] = { .name = "slack_message",
                                      .max_bytes = OURS,
                                      .text_max = 3000,
                                      .fields_max = 20,
                                      .names = PROJECTION_NAMES_KEY,
                                      .open = "{\"text\":\"A conversation is handed over\"",
                                      .note_open = "\"blocks\":[{\"type\":\"section\",\"text\":{"
                                                   "\"type\":\"plain_text\",\"text\":\"",
                                      .note_close = "\"}}]",
                                      .close = "}",
                                      .note_max = 3000 },
    /* startHitl; messageHistory is the caller's to fill, from the pages */
    [BATON_PROJECT_BOTPRESS_HITL] = { .name = "botpress_hitl",
                                      .max_bytes = OURS,
                                      .text_max = 16000,
                                      .fields_max = 200,
                                      .fields = PROJECTION_FIELDS_VALUES,
                                      .names = PROJECTION_NAMES_KEY,
                                      ROWS(botpress_fields),
                                      .open = "{",
                                      .note_open = "\"description\":\"",
                                      .note_close = "\",\"messageHistory\":[]",
                                      .close = "}",
                                      .note_name = "description",
                                      .note_max = 16000 },
    /* the event by which a bot hands over; conversation and sender are the caller's */
    [BATON_PROJECT_BOT_FRAMEWORK] = { .name = "bot_framework",
                                      .max_bytes = OURS,
                                      .text_max = 4 * KB,
                                      .fields_max = 200,
                                      .fields = PROJECTION_FIELDS_VALUES,
                                      .names = PROJECTION_NAMES_KEY,
                                      .all_parts = true,
                                      .open = "{\"type\":\"event\",\"name\":\"handoff.initiate\"",
                                      .fields_open = "\"value\":{",
                                      .fields_close = "}",
                                      .close = "}" },
    /* the answer to a webhook: the metadata has no form of its own */
    [BATON_PROJECT_DIALOGFLOW_CX] = { .name = "dialogflow_cx",
                                      .max_bytes = 32 * KB,
                                      .text_max = 4 * KB,
                                      .fields_max = 200,
                                      .fields = PROJECTION_FIELDS_VALUES,
                                      .names = PROJECTION_NAMES_KEY,
                                      .all_parts = true,
                                      .open =
                                          "{\"fulfillmentResponse\":{\"mergeBehavior\":\"APPEND\","
                                          "\"messages\":[{\"liveAgentHandoff\":{",
                                      .fields_open = "\"metadata\":{",
                                      .fields_close = "}",
                                      .close = "}}]},\"sessionInfo\":{\"parameters\":{"
                                               "\"baton_holder\":\"human\"}}}" },
};

/* -- names of fields -- */

static const struct {
    const char *rule;
    size_t max;
} names[PROJECTION_NAMES_COUNT] = {
    [PROJECTION_NAMES_ANY] = { "a name of 1 to 190 bytes without control characters", 190 },
    [PROJECTION_NAMES_KEY] = { "a name of 1 to 100 of a-z, A-Z, 0-9, _, - and .", 100 },
    [PROJECTION_NAMES_NUMBER] = { "the number of a field, 1 to 18 digits without a leading 0", 18 },
    [PROJECTION_NAMES_API] = { "an API name of 1 to 80 of a-z, A-Z, 0-9 and _, a letter first",
                               80 },
};

const char *projection_field_rule(const struct projection_target *target)
{
    return names[target->names].rule;
}

static bool is_name_char(enum projection_names form, unsigned char c, bool first)
{
    bool letter = c < 0x80 && isalpha(c), digit = c < 0x80 && isdigit(c);

    switch (form) {
    case PROJECTION_NAMES_KEY: return letter || digit || c == '_' || c == '-' || c == '.';
    case PROJECTION_NAMES_NUMBER: return digit && !(first && c == '0');
    case PROJECTION_NAMES_API: return letter || (!first && (digit || c == '_'));
    default: return true;
    }
}

bool projection_is_field_name(const struct projection_target *target, struct baton_text name)
{
    if (name.size == 0 || name.size > names[target->names].max || baton_text_has_control(name)
        || !baton_text_valid_utf8(name.data, name.size))
        return false;
    for (size_t i = 0; i < name.size; i++)
        if (!is_name_char(target->names, (unsigned char)name.data[i], i == 0))
            return false;
    return true;
}
