/* The forms of a policy body: what each object may hold, a row for each property, in the order of
 * policy.schema.json; what the packager and projections may hold is in rules_package.c. Data only;
 * rules_read.c follows it. */
#include "rules_table.h"

#define DAY_MS (24.0 * 3600 * 1000)
#define WEEK_MS (7 * DAY_MS)

static const char *const drops[] = { "preferred_agent", "skills", "team", "language", NULL };

static const struct rules_row always_rows[] = {
    { .name = "categories",
      .kind = RULES_TEXTS,
      LIST(baton_rules, always_categories),
      .max_items = 200 },
    { .name = "phrases", .kind = RULES_TEXTS, LIST(baton_rules, always_phrases), .max_items = 200 },
    { .name = NULL },
};
SECTION(always);

static const struct rules_row detector_rows[] = {
    { .name = "threshold",
      .kind = RULES_RATIO,
      AT(baton_rules, threshold),
      .number = 0.22, /* services/detector/README.md says why */
      .max = 1 },
    { .name = "thresholds",
      .kind = RULES_RATIOS,
      LIST(baton_rules, thresholds),
      .max = 1,
      .max_items = 200 },
    { .name = "always_escalate", .kind = RULES_SECTION, .form = &always_form },
    { .name = "tier_weights",
      .kind = RULES_RATIOS,
      LIST(baton_rules, tier_weights),
      .min = -3,
      .max = 3,
      .max_items = 50 },
    { .name = "holds", .kind = RULES_BOOL, AT(baton_rules, holds), .number = 1 },
    { .name = "hold_when_busy", .kind = RULES_BOOL, AT(baton_rules, hold_when_busy), .number = 1 },
    { .name = "hold_ms",
      .kind = RULES_LONG,
      AT(baton_rules, hold_ms),
      .number = 20000,
      .max = 600000 },
    { .name = "min_turns", .kind = RULES_LONG, AT(baton_rules, min_turns), .number = 2, .max = 50 },
    { .name = "prepare_ratio",
      .kind = RULES_RATIO,
      AT(baton_rules, prepare_ratio),
      .number = 0.5, /* services/detector/README.md says why */
      .max = 1 },
    { .name = "bot_silence_ms",
      .kind = RULES_LONG,
      AT(baton_rules, bot_silence_ms),
      .number = 60000,
      .max = 3600000 },
    { .name = "phantom_ms",
      .kind = RULES_LONG,
      AT(baton_rules, phantom_ms),
      .number = 60000,
      .max = 3600000 },
    { .name = "silent_ms",
      .kind = RULES_LONG,
      AT(baton_rules, silent_ms),
      .number = 120000,
      .max = 3600000 },
    { .name = "languages", .kind = RULES_TEXTS, LIST(baton_rules, languages), .max_items = 50 },
    { .name = "contract_value_min",
      .kind = RULES_LONG,
      AT(baton_rules, contract_value_min),
      .number = 1000000,
      .max = 1e12 },
    { .name = "tenure_months_min",
      .kind = RULES_LONG,
      AT(baton_rules, tenure_months_min),
      .number = 60,
      .max = 1200 },
    { .name = NULL },
};
SECTION(detector);

static const struct rules_row learned_threshold_rows[] = {
    { .name = "offset",
      .kind = RULES_RATIO,
      AT(baton_learned_threshold, offset),
      .min = -1,
      .max = 1,
      .required = true },
    { .name = "outcomes", .kind = RULES_LONG, AT(baton_learned_threshold, outcomes), .max = 1e9 },
    { .name = "unnecessary_ratio",
      .kind = RULES_RATIO,
      AT(baton_learned_threshold, unnecessary_ratio),
      .max = 1 },
    { .name = "resolutions",
      .kind = RULES_TEXTS,
      LIST(baton_learned_threshold, resolutions),
      .max_items = 100,
      .required = true },
    { .name = NULL },
};
FORM(learned_threshold, baton_learned_threshold);

static const struct rules_row learned_chance_rows[] = {
    { .name = "rate",
      .kind = RULES_RATIO,
      AT(baton_learned_chance, rate),
      .max = 1,
      .required = true },
    { .name = "cases",
      .kind = RULES_LONG,
      AT(baton_learned_chance, cases),
      .min = 1,
      .max = 1e9,
      .required = true },
    { .name = NULL },
};
FORM(learned_chance, baton_learned_chance);

static const struct rules_row learned_rows[] = {
    { .name = "thresholds",
      .kind = RULES_MAP,
      LIST(baton_rules, learned),
      .max_items = 200,
      .form = &learned_threshold_form },
    { .name = "resolved",
      .kind = RULES_MAP,
      LIST(baton_rules, resolved),
      .max_items = 200,
      .form = &learned_chance_form },
    { .name = NULL },
};
SECTION(learned);

static const struct rules_row bounds_rows[] = {
    { .name = "threshold_min",
      .kind = RULES_RATIO,
      AT(baton_rules, threshold_min),
      .number = 0.05,
      .max = 1 },
    { .name = "threshold_max",
      .kind = RULES_RATIO,
      AT(baton_rules, threshold_max),
      .number = 0.95,
      .max = 1 },
    { .name = "step",
      .kind = RULES_RATIO,
      AT(baton_rules, step),
      .number = 0.02,
      .min = 0.001,
      .max = 0.2 },
    { .name = "min_outcomes",
      .kind = RULES_LONG,
      AT(baton_rules, min_outcomes),
      .number = 30,
      .min = 1,
      .max = 100000 },
    { .name = "unnecessary_max",
      .kind = RULES_RATIO,
      AT(baton_rules, unnecessary_max),
      .number = 0.15,
      .max = 1 },
    { .name = "frozen", .kind = RULES_BOOL, AT(baton_rules, frozen) },
    { .name = "frozen_categories",
      .kind = RULES_TEXTS,
      LIST(baton_rules, frozen_categories),
      .max_items = 200 },
    { .name = NULL },
};
SECTION(bounds);

static const struct rules_row hours_rows[] = {
    { .name = "days",
      .kind = RULES_DAYS,
      AT(baton_hours, days),
      .min = 1,
      .max = 7,
      .max_items = 7,
      .required = true },
    { .name = "from",
      .kind = RULES_CLOCK,
      AT(baton_hours, from_ms),
      .max = DAY_MS - 60000,
      .required = true },
    { .name = "to", .kind = RULES_CLOCK, AT(baton_hours, to_ms), .max = DAY_MS, .required = true },
    { .name = NULL },
};
FORM(hours, baton_hours);

static const struct rules_row team_rows[] = {
    { .name = "skills", .kind = RULES_TEXTS, LIST(baton_team, skills), .max_items = 50 },
    { .name = "pool",
      .kind = RULES_NAME,
      AT(baton_team, pool),
      .text = BATON_RULES_POOL,
      .min = 1 },
    { .name = "hours",
      .kind = RULES_LIST,
      LIST(baton_team, hours),
      .max_items = 50,
      .form = &hours_form },
    { .name = "time_zone",
      .kind = RULES_TEXT,
      AT(baton_team, time_zone),
      .text = "UTC",
      .max = NAMES_MAX },
    { .name = NULL },
};
FORM(team, baton_team);

static const struct rules_row route_rows[] = {
    { .name = "name", .kind = RULES_TEXT, AT(baton_route_rule, name), .max = NAMES_MAX },
    { .name = "category", .kind = RULES_TEXT, AT(baton_route_rule, category), .max = NAMES_MAX },
    { .name = "tier", .kind = RULES_TEXT, AT(baton_route_rule, tier), .max = NAMES_MAX },
    { .name = "trigger", .kind = RULES_TEXT, AT(baton_route_rule, trigger), .max = NAMES_MAX },
    { .name = "team", .kind = RULES_TEXT, AT(baton_route_rule, team), .max = NAMES_MAX },
    { .name = "skills", .kind = RULES_TEXTS, LIST(baton_route_rule, skills), .max_items = 50 },
    { .name = "authority",
      .kind = RULES_TEXTS,
      LIST(baton_route_rule, authority),
      .max_items = 50 },
    { .name = "pool", .kind = RULES_NAME, AT(baton_route_rule, pool) },
    { .name = NULL },
};
FORM(route, baton_route_rule);

static const struct rules_row relaxation_rows[] = {
    { .name = "after_ms",
      .kind = RULES_LONG,
      AT(baton_relaxation, after_ms),
      .max = WEEK_MS,
      .required = true },
    { .name = "drop",
      .kind = RULES_CHOICE,
      AT(baton_relaxation, drop),
      .choices = drops,
      .required = true },
    { .name = NULL },
};
FORM(relaxation, baton_relaxation);

static const struct rules_row router_rows[] = {
    { .name = "teams",
      .kind = RULES_MAP,
      LIST(baton_rules, teams),
      .max_items = 200,
      .form = &team_form },
    { .name = "rules",
      .kind = RULES_LIST,
      LIST(baton_rules, routes),
      .max_items = 200,
      .form = &route_form },
    { .name = "tier_priority",
      .kind = RULES_RATIOS,
      LIST(baton_rules, tier_priority),
      .min = -1000,
      .max = 1000,
      .max_items = 50 },
    { .name = "offer_timeout_ms",
      .kind = RULES_LONG,
      AT(baton_rules, offer_timeout_ms),
      .number = 30000,
      .min = 1000,
      .max = 600000 },
    { .name = "first_reply_ms",
      .kind = RULES_LONG,
      AT(baton_rules, first_reply_ms),
      .max = DAY_MS },
    { .name = "heartbeat_timeout_ms",
      .kind = RULES_LONG,
      AT(baton_rules, heartbeat_timeout_ms),
      .number = 60000,
      .min = 1000,
      .max = DAY_MS },
    { .name = "reservation_ms",
      .kind = RULES_LONG,
      AT(baton_rules, reservation_ms),
      .number = 60000,
      .max = 600000 },
    { .name = "wrap_up_ms",
      .kind = RULES_LONG,
      AT(baton_rules, wrap_up_ms),
      .number = 30000,
      .max = 3600000 },
    { .name = "away_after_missed",
      .kind = RULES_LONG,
      AT(baton_rules, away_after_missed),
      .number = 3,
      .max = 100 },
    { .name = "max_wait_ms",
      .kind = RULES_LONG,
      AT(baton_rules, max_wait_ms),
      .number = 1800000,
      .max = WEEK_MS },
    { .name = "overflow_pool", .kind = RULES_NAME, AT(baton_rules, overflow_pool) },
    { .name = "channel_units",
      .kind = RULES_RATIOS,
      LIST(baton_rules, channel_units),
      .max = 100,
      .max_items = 50 },
    { .name = "relaxation",
      .kind = RULES_LIST,
      LIST(baton_rules, relaxation),
      .max_items = 10,
      .form = &relaxation_form },
    { .name = NULL },
};
SECTION(router);

#define ANNOUNCE(kind_name, number_of) \
    { \
        .name = kind_name, .kind = RULES_PATTERN, .max = 1000, \
        .names = baton_pattern_announcement, \
        .offset = offsetof(struct baton_announcements, texts) \
                  + (BATON_ANNOUNCE_##number_of) * sizeof(struct baton_text) \
    }
#define ANNOUNCEMENTS \
    ANNOUNCE("queued", QUEUED), ANNOUNCE("preparing", PREPARING), ANNOUNCE("joined", JOINED), \
        ANNOUNCE("waiting", WAITING), ANNOUNCE("nobody", NOBODY), ANNOUNCE("returned", RETURNED), \
        ANNOUNCE("ended", ENDED)

static const struct rules_row category_announcement_rows[] = { ANNOUNCEMENTS, { .name = NULL } };
FORM(category_announcement, baton_announcements);

static const struct rules_row announcement_rows[] = {
    ANNOUNCEMENTS,
    { .name = "categories",
      .kind = RULES_MAP,
      LIST(baton_announcements, categories),
      .max_items = 200,
      .form = &category_announcement_form },
    { .name = NULL },
};
FORM(announcement, baton_announcements);

static const struct rules_row switchboard_rows[] = {
    { .name = "early_ms",
      .kind = RULES_LONG,
      AT(baton_rules, early_ms),
      .number = 5000,
      .max = 60000 },
    { .name = "takeover_ms",
      .kind = RULES_LONG,
      AT(baton_rules, takeover_ms),
      .number = 60000,
      .min = 1000,
      .max = 3600000 },
    { .name = "idle_ms",
      .kind = RULES_LONG,
      AT(baton_rules, idle_ms),
      .number = DAY_MS,
      .min = 1000,
      .max = 30 * DAY_MS,
      .rather_none = true },
    { .name = "retention_ms",
      .kind = RULES_LONG,
      AT(baton_rules, retention_ms),
      .number = 30 * DAY_MS,
      .min = 1000,
      .max = 3650 * DAY_MS },
    { .name = "queue_update_ms",
      .kind = RULES_LONG,
      AT(baton_rules, queue_update_ms),
      .number = 60000,
      .max = 3600000 },
    { .name = "default_language",
      .kind = RULES_TEXT,
      AT(baton_rules, default_language),
      .text = "en",
      .max = NAMES_MAX },
    { .name = "announcements",
      .kind = RULES_MAP,
      LIST(baton_rules, announcements),
      .max_items = 50,
      .form = &announcement_form },
    { .name = NULL },
};
SECTION(switchboard);

static const struct rules_row body_rows[] = {
    { .name = "format",
      .kind = RULES_LONG,
      AT(baton_rules, format),
      .number = 1,
      .min = 1,
      .max = 1 },
    { .name = "detector", .kind = RULES_SECTION, .form = &detector_form },
    { .name = "learned", .kind = RULES_SECTION, .form = &learned_form },
    { .name = "bounds", .kind = RULES_SECTION, .form = &bounds_form },
    { .name = "router", .kind = RULES_SECTION, .form = &router_form },
    { .name = "switchboard", .kind = RULES_SECTION, .form = &switchboard_form },
    { .name = "packager", .kind = RULES_SECTION, .form = &rules_packager_form },
    { .name = "projections",
      .kind = RULES_MAP,
      LIST(baton_rules, projections),
      .max_items = 50,
      .form = &rules_projection_form },
    { .name = NULL },
};
const struct rules_form rules_form = { .rows = body_rows };
