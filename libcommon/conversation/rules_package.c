/* The forms of a policy body, as in rules_rows.c: templates of packages, what is masked and asked
 * for, and projections for other systems. */
#include "rules_table.h"

static const char *const masks[] = { "card_number", "iban",     "email",          "phone",
                                     "national_id", "password", "account_number", NULL };
static const char *const card_parts[] = { "headline",    "who",         "core_issue",
                                          "emotion",     "why",         "tried",
                                          "next_action", "expectation", NULL };
static const char *const targets[] = { "flat_metadata",
                                       "twilio_task",
                                       "genesys_participant",
                                       "chatwoot",
                                       "zendesk_ticket",
                                       "salesforce_case",
                                       "intercom",
                                       "freshdesk_ticket",
                                       "hubspot_note",
                                       "hubspot_ticket",
                                       "freshdesk_new_ticket",
                                       "linear_issue",
                                       "slack_message",
                                       "botpress_hitl",
                                       "bot_framework",
                                       "dialogflow_cx",
                                       NULL };
static const char *const mapping_types[] = { "text", "number", "enum", "date", "time", NULL };
static const char *const enrichments[] = { "history",  "crm",       "billing", "issues",
                                           "helpdesk", "knowledge", "llm",     NULL };

#define PACKAGE_PATTERN(field, text, longest) \
    { \
        .name = (field), .kind = RULES_PATTERN, AT(baton_template, text), .max = (longest), \
        .names = baton_pattern_package \
    }

static const struct rules_row card_rows[] = {
    PACKAGE_PATTERN("headline", card.headline, 500),
    PACKAGE_PATTERN("who", card.who, 500),
    PACKAGE_PATTERN("core_issue", card.core_issue, 500),
    PACKAGE_PATTERN("emotion", card.emotion, 500),
    PACKAGE_PATTERN("why", card.why, 500),
    PACKAGE_PATTERN("next_action", card.next_action, 500),
    PACKAGE_PATTERN("expectation", card.expectation, 500),
    { .name = "leave_out",
      .kind = RULES_TEXTS,
      LIST(baton_template, card.leave_out),
      .max_items = 10,
      .choices = card_parts },
    { .name = NULL },
};
SECTION(card);

static const struct rules_row template_rows[] = {
    { .name = "facts", .kind = RULES_TEXTS, LIST(baton_template, facts), .max_items = 50 },
    { .name = "focus", .kind = RULES_TEXT, AT(baton_template, focus), .max = NAMES_MAX },
    PACKAGE_PATTERN("opening_line", opening_line, 1000),
    PACKAGE_PATTERN("briefing", briefing, 2000),
    { .name = "card", .kind = RULES_SECTION, .form = &card_form },
    { .name = "escalation_path",
      .kind = RULES_TEXTS,
      LIST(baton_template, escalation_path),
      .max_items = 20 },
    { .name = NULL },
};
FORM(template, baton_template);

static const struct rules_row packager_rows[] = {
    { .name = "templates",
      .kind = RULES_MAP,
      LIST(baton_rules, templates),
      .max_items = 200,
      .form = &template_form },
    { .name = "pii_masks",
      .kind = RULES_TEXTS,
      LIST(baton_rules, pii_masks),
      .max_items = 10,
      .choices = masks,
      .text = "card_number iban password" },
    { .name = "card_masks",
      .kind = RULES_TEXTS,
      LIST(baton_rules, card_masks),
      .max_items = 10,
      .choices = masks },
    { .name = "min_quality",
      .kind = RULES_RATIO,
      AT(baton_rules, min_quality),
      .number = 0.5,
      .max = 1 },
    { .name = "enrich",
      .kind = RULES_TEXTS,
      LIST(baton_rules, enrich),
      .max_items = 10,
      .choices = enrichments,
      .text = "history" },
    { .name = NULL },
};
const struct rules_form rules_packager_form = { .rows = packager_rows };

static const struct rules_row mapping_rows[] = {
    { .name = "field",
      .kind = RULES_TEXT,
      AT(baton_field_mapping, field),
      .min = 1,
      .max = NAMES_MAX,
      .required = true },
    { .name = "from",
      .kind = RULES_TEXT,
      AT(baton_field_mapping, from),
      .min = 1,
      .max = NAMES_MAX,
      .required = true },
    { .name = "type",
      .kind = RULES_CHOICE,
      AT(baton_field_mapping, type),
      .choices = mapping_types },
    { .name = "max_length",
      .kind = RULES_LONG,
      AT(baton_field_mapping, max_length),
      .number = 255,
      .min = 1,
      .max = 65536 },
    { .name = "values", .kind = RULES_PAIRS, LIST(baton_field_mapping, values), .max_items = 200 },
    { .name = NULL },
};
FORM(mapping, baton_field_mapping);

static const struct rules_row projection_rows[] = {
    { .name = "target",
      .kind = RULES_CHOICE,
      AT(baton_projection, target),
      .choices = targets,
      .required = true },
    { .name = "max_bytes",
      .kind = RULES_LONG,
      AT(baton_projection, max_bytes),
      .min = 1024,
      .max = 262144,
      .rather_none = true },
    { .name = "masks",
      .kind = RULES_TEXTS,
      LIST(baton_projection, masks),
      .max_items = 10,
      .choices = masks },
    { .name = "keeps",
      .kind = RULES_TEXTS,
      LIST(baton_projection, keeps),
      .max_items = 10,
      .choices = masks },
    { .name = "hashes",
      .kind = RULES_TEXTS,
      LIST(baton_projection, hashes),
      .max_items = 10,
      .choices = masks },
    { .name = "fields",
      .kind = RULES_LIST,
      LIST(baton_projection, fields),
      .max_items = 200,
      .form = &mapping_form },
    { .name = NULL },
};
const struct rules_form rules_projection_form = { .rows = projection_rows,
                                                  .size = sizeof(struct baton_projection) };
