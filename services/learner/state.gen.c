/* Generated from the schemas in services/learner/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field learner_agent_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, agent_name) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, pool) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, category) },
    { .name = "since", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, since) },
    { .name = "until", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, until) },
    { .name = "offered", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, offered) },
    { .name = "accepted", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, accepted) },
    { .name = "declined", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, declined) },
    { .name = "timed_out", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, timed_out) },
    { .name = "completed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, completed) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, resolved) },
    { .name = "re_escalated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, re_escalated) },
    { .name = "transferred", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, transferred) },
    { .name = "rated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, rated) },
    { .name = "csat", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, csat) },
    { .name = "handled", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, handled) },
    { .name = "handle_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, handle_ms) },
    { .name = "replied", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, replied) },
    { .name = "reply_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, reply_ms) },
    { .name = "contexts", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, contexts) },
    { .name = "context", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, context) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, version) },
    { .name = "written_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, written_at) },
    { .name = "write_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_agent, write_ms) },
};
static const struct baton_learner_agent learner_agent_defaults =
    { .agent_id = { "", 0 }, .agent_name = { "", 0 }, .pool = { "", 0 }, .category = { "", 0 },
      .since = 0, .until = 0, .offered = 0, .accepted = 0, .declined = 0, .timed_out = 0,
      .completed = 0, .resolved = 0, .re_escalated = 0, .transferred = 0, .rated = 0, .csat = 0,
      .handled = 0, .handle_ms = 0, .replied = 0, .reply_ms = 0, .contexts = 0, .context = 0,
      .version = 0, .written_at = 0, .write_ms = 0 };
static const char learner_agent_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerAgent\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Sums of one agent in one issue category, or of all agents of a pool in it. Key: tenant/pool/agent_id/category, - for all categories.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent; empty: all agents of the pool.\"},\n"
    "   {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category; empty: all together.\"},\n"
    "   {\"name\": \"since\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the first conversation counted ended; 0: none.\"},\n"
    "   {\"name\": \"until\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the last one ended; 0: none.\"},\n"
    "   {\"name\": \"offered\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers made.\"},\n"
    "   {\"name\": \"accepted\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers accepted.\"},\n"
    "   {\"name\": \"declined\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers refused.\"},\n"
    "   {\"name\": \"timed_out\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers without an answer.\"},\n"
    "   {\"name\": \"completed\", \"type\": \"long\", \"default\": 0, \"doc\": \"Human stretches that ended.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, resolved.\"},\n"
    "   {\"name\": \"re_escalated\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, escalated again.\"},\n"
    "   {\"name\": \"transferred\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, passed on.\"},\n"
    "   {\"name\": \"rated\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, rated.\"},\n"
    "   {\"name\": \"csat\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sum of the ratings, in thousandths.\"},\n"
    "   {\"name\": \"handled\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, with a handling time.\"},\n"
    "   {\"name\": \"handle_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sum of the handling times.\"},\n"
    "   {\"name\": \"replied\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, with a first reply.\"},\n"
    "   {\"name\": \"reply_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sum of the times to it.\"},\n"
    "   {\"name\": \"contexts\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, with a rating of the context.\"},\n"
    "   {\"name\": \"context\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sum of those ratings, in thousandths.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Records written.\"},\n"
    "   {\"name\": \"written_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the last was written; 0: never.\"},\n"
    "   {\"name\": \"write_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer agent; 0: not set.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_agent_type = {
    .name = "LearnerAgent",
    .size = sizeof(struct baton_learner_agent),
    .fields = learner_agent_fields,
    .field_count = sizeof(learner_agent_fields) / sizeof(learner_agent_fields[0]),
    .defaults = &learner_agent_defaults,
    .schema_text = learner_agent_schema,
};

static const struct baton_field learner_vote_fields[] = {
    { .name = "conversation", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_vote, conversation) },
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_vote, resolution_id) },
    { .name = "verdict", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_vote, verdict) },
};
static const struct baton_learner_vote learner_vote_defaults =
    { .conversation = 0, .resolution_id = { "", 0 }, .verdict = 0 };
const struct baton_record_type baton_learner_vote_type = {
    .name = "LearnerVote",
    .size = sizeof(struct baton_learner_vote),
    .fields = learner_vote_fields,
    .field_count = sizeof(learner_vote_fields) / sizeof(learner_vote_fields[0]),
    .defaults = &learner_vote_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_category_fields[] = {
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, category) },
    { .name = "offset", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, offset) },
    { .name = "moved_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, moved_at) },
    { .name = "moved_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, moved_version) },
    { .name = "outcomes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, outcomes) },
    { .name = "votes", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_category, votes),
      .count_offset = offsetof(struct baton_learner_category, votes_count),
      .record = &baton_learner_vote_type },
    { .name = "grounds_outcomes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, grounds_outcomes) },
    { .name = "grounds_ratio", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_category, grounds_ratio) },
    { .name = "grounds", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_category, grounds),
      .count_offset = offsetof(struct baton_learner_category, grounds_count) },
};
static const struct baton_learner_category learner_category_defaults =
    { .category = { "", 0 }, .offset = 0.0, .moved_at = 0, .moved_version = 0, .outcomes = 0,
      .grounds_outcomes = 0, .grounds_ratio = 0.0 };
static const char learner_category_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerCategory\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the learner knows of the threshold of one issue category. Key: tenant/category.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The category.\"},\n"
    "   {\"name\": \"offset\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Added to the declared threshold.\"},\n"
    "   {\"name\": \"moved_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was moved last; 0: never.\"},\n"
    "   {\"name\": \"moved_version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Version of the learned policy that carries the last move; 0: none.\"},\n"
    "   {\"name\": \"outcomes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Outcomes since the last move.\"},\n"
    "   {\"name\": \"votes\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"LearnerVote\", \"doc\": \"One outcome that says whether an escalation was right.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"conversation\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the conversation's id.\"},\n"
    "        {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The resolution that says so.\"},\n"
    "        {\"name\": \"verdict\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"0: it was right; 1: it was unnecessary; 2: it came too late.\"}\n"
    "       ]}}, \"default\": [], \"doc\": \"The last of them, oldest first, at most 1000.\"},\n"
    "   {\"name\": \"grounds_outcomes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Outcomes behind the last move.\"},\n"
    "   {\"name\": \"grounds_ratio\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Part of them that was unnecessary.\"},\n"
    "   {\"name\": \"grounds\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Resolutions behind the last move, newest first, at most 50.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_category_type = {
    .name = "LearnerCategory",
    .size = sizeof(struct baton_learner_category),
    .fields = learner_category_fields,
    .field_count = sizeof(learner_category_fields) / sizeof(learner_category_fields[0]),
    .defaults = &learner_category_defaults,
    .schema_text = learner_category_schema,
};

static const struct baton_field learner_chance_fields[] = {
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_chance, category) },
    { .name = "cases", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_chance, cases) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_chance, resolved) },
    { .name = "written_rate", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_chance, written_rate) },
    { .name = "written_cases", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_chance, written_cases) },
};
static const struct baton_learner_chance learner_chance_defaults =
    { .category = { "", 0 }, .cases = 0, .resolved = 0, .written_rate = 0.0, .written_cases = 0 };
static const char learner_chance_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerChance\", \"namespace\": \"baton\",\n"
    " \"doc\": \"How often people resolved the cases of one issue category. Key: tenant/category.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The category.\"},\n"
    "   {\"name\": \"cases\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Conversations that a person had, that are over, and of which somebody said how.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, resolved.\"},\n"
    "   {\"name\": \"written_rate\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Rate in the learned policy; nothing while written_cases is 0.\"},\n"
    "   {\"name\": \"written_cases\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Cases in the learned policy; 0: it does not have the category.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_chance_type = {
    .name = "LearnerChance",
    .size = sizeof(struct baton_learner_chance),
    .fields = learner_chance_fields,
    .field_count = sizeof(learner_chance_fields) / sizeof(learner_chance_fields[0]),
    .defaults = &learner_chance_defaults,
    .schema_text = learner_chance_schema,
};

static const struct baton_field learner_escalation_fields[] = {
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, signal_id) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, sequence) },
    { .name = "at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, at) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_escalation, probability) },
    { .name = "threshold", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_escalation, threshold) },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, policy_version) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_escalation, category) },
};
static const struct baton_learner_escalation learner_escalation_defaults =
    { .signal_id = { "", 0 }, .epoch = -1, .sequence = 0, .at = 0,
      .trigger = BATON_TRIGGER_UNKNOWN, .probability = NAN, .threshold = NAN,
      .policy_version = { "", 0 }, .category = { "", 0 } };
const struct baton_record_type baton_learner_escalation_type = {
    .name = "LearnerEscalation",
    .size = sizeof(struct baton_learner_escalation),
    .fields = learner_escalation_fields,
    .field_count = sizeof(learner_escalation_fields) / sizeof(learner_escalation_fields[0]),
    .defaults = &learner_escalation_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_offers_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_offers, agent_id) },
    { .name = "offered", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_offers, offered) },
    { .name = "accepted", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_offers, accepted) },
    { .name = "declined", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_offers, declined) },
    { .name = "timed_out", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_offers, timed_out) },
};
static const struct baton_learner_offers learner_offers_defaults =
    { .agent_id = { "", 0 }, .offered = 0, .accepted = 0, .declined = 0, .timed_out = 0 };
const struct baton_record_type baton_learner_offers_type = {
    .name = "LearnerOffers",
    .size = sizeof(struct baton_learner_offers),
    .fields = learner_offers_fields,
    .field_count = sizeof(learner_offers_fields) / sizeof(learner_offers_fields[0]),
    .defaults = &learner_offers_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_stretch_fields[] = {
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, assignment_id) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, sequence) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, agent_name) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, team) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, pool) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, category) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "accepted_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, accepted_at) },
    { .name = "completed_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, completed_at) },
    { .name = "end", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, end),
      .symbols = &baton_assignment_end_symbols },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_stretch, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "offers", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_stretch, offers),
      .count_offset = offsetof(struct baton_learner_stretch, offers_count),
      .record = &baton_learner_offers_type },
};
static const struct baton_learner_stretch learner_stretch_defaults =
    { .assignment_id = { "", 0 }, .sequence = 0, .agent_id = { "", 0 }, .agent_name = { "", 0 },
      .team = { "", 0 }, .pool = { "", 0 }, .category = { "", 0 },
      .trigger = BATON_TRIGGER_UNKNOWN, .accepted_at = 0, .completed_at = 0,
      .end = BATON_ASSIGNMENT_END_UNKNOWN, .outcome = BATON_OUTCOME_UNKNOWN };
const struct baton_record_type baton_learner_stretch_type = {
    .name = "LearnerStretch",
    .size = sizeof(struct baton_learner_stretch),
    .fields = learner_stretch_fields,
    .field_count = sizeof(learner_stretch_fields) / sizeof(learner_stretch_fields[0]),
    .defaults = &learner_stretch_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_resolution_fields[] = {
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, resolution_id) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, version) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, assignment_id) },
    { .name = "at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, at) },
    { .name = "by_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, by_id) },
    { .name = "by_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, by_name) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, category) },
    { .name = "code", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, code) },
    { .name = "solution", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, solution) },
    { .name = "useful_attempts", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_resolution, useful_attempts),
      .count_offset = offsetof(struct baton_learner_resolution, useful_attempts_count) },
    { .name = "missing_knowledge", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_resolution, missing_knowledge),
      .count_offset = offsetof(struct baton_learner_resolution, missing_knowledge_count) },
    { .name = "necessary", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, necessary) },
    { .name = "automatable", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, automatable) },
    { .name = "csat_before", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, csat_before) },
    { .name = "csat_after", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, csat_after) },
    { .name = "handoff_satisfaction", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, handoff_satisfaction) },
    { .name = "had_to_repeat", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, had_to_repeat) },
    { .name = "context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_learner_resolution, context_rating) },
    { .name = "accepted_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, accepted_at) },
    { .name = "first_reply_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, first_reply_at) },
    { .name = "solved_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, solved_at) },
    { .name = "wrapped_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, wrapped_at) },
    { .name = "escalation_timing", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_resolution, escalation_timing),
      .symbols = &baton_escalation_timing_symbols },
};
static const struct baton_learner_resolution learner_resolution_defaults =
    { .resolution_id = { "", 0 }, .version = 0, .assignment_id = { "", 0 }, .at = 0,
      .by_id = { "", 0 }, .by_name = { "", 0 }, .outcome = BATON_OUTCOME_UNKNOWN,
      .category = { "", 0 }, .code = { "", 0 }, .solution = { "", 0 },
      .necessary = BATON_MAYBE_UNKNOWN, .automatable = BATON_MAYBE_UNKNOWN, .csat_before = NAN,
      .csat_after = NAN, .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN,
      .context_rating = NAN, .accepted_at = 0, .first_reply_at = 0, .solved_at = 0,
      .wrapped_at = 0, .escalation_timing = BATON_ESCALATION_TIMING_UNKNOWN };
const struct baton_record_type baton_learner_resolution_type = {
    .name = "LearnerResolution",
    .size = sizeof(struct baton_learner_resolution),
    .fields = learner_resolution_fields,
    .field_count = sizeof(learner_resolution_fields) / sizeof(learner_resolution_fields[0]),
    .defaults = &learner_resolution_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_conversation_fields[] = {
    { .name = "holding", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, holding),
      .record = &baton_holding_type },
    { .name = "recent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, recent),
      .record = &baton_recent_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, synthetic) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, version) },
    { .name = "written", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, written) },
    { .name = "touched_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, touched_at) },
    { .name = "keep_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, keep_ms) },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, customer),
      .record = &baton_customer_ref_type },
    { .name = "segment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, segment) },
    { .name = "journey_stage", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, journey_stage) },
    { .name = "channel", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, channel) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, language) },
    { .name = "bot_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, bot_id) },
    { .name = "bot_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, bot_version) },
    { .name = "model", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, model) },
    { .name = "assessed", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, assessed) },
    { .name = "customer_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, customer_turns) },
    { .name = "bot_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, bot_turns) },
    { .name = "agent_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, agent_turns) },
    { .name = "two_voices", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, two_voices) },
    { .name = "suppressed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, suppressed) },
    { .name = "handoffs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, handoffs) },
    { .name = "transfers", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, transfers) },
    { .name = "takeovers", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, takeovers) },
    { .name = "returns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, returns) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, agent_name) },
    { .name = "started_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, started_at) },
    { .name = "held_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, held_at) },
    { .name = "first_reply_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, first_reply_at) },
    { .name = "forgotten_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, forgotten_at) },
    { .name = "ended_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, ended_at) },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, end_cause),
      .symbols = &baton_end_cause_symbols },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "ratings", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, ratings),
      .record = &baton_ratings_type },
    { .name = "escalation", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, escalation),
      .record = &baton_learner_escalation_type },
    { .name = "escalated_epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, escalated_epoch) },
    { .name = "hinted", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, hinted) },
    { .name = "hinted_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, hinted_at) },
    { .name = "withdrawn", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_conversation, withdrawn),
      .count_offset = offsetof(struct baton_learner_conversation, withdrawn_count) },
    { .name = "phantom", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, phantom) },
    { .name = "silent", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_conversation, silent) },
    { .name = "stretches", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_conversation, stretches),
      .count_offset = offsetof(struct baton_learner_conversation, stretches_count),
      .record = &baton_learner_stretch_type },
    { .name = "resolutions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_conversation, resolutions),
      .count_offset = offsetof(struct baton_learner_conversation, resolutions_count),
      .record = &baton_learner_resolution_type },
};
static const struct baton_learner_conversation learner_conversation_defaults =
    { .holding = { .kind = BATON_HOLDER_KIND_BOT, .id = { "", 0 }, .name = { "", 0 }, .epoch = 0,
      .assignment_id = { "", 0 }, .offset = -1, .takeover_by = { "", 0 },
      .takeover_event_id = { "", 0 } }, .recent = { .next = 0 }, .synthetic = false, .version = 0,
      .written = 0, .touched_at = 0, .keep_ms = 0, .customer = { .id = { "", 0 },
      .name = { "", 0 }, .tier = { "", 0 } }, .segment = { "", 0 }, .journey_stage = { "", 0 },
      .channel = { "", 0 }, .language = { "", 0 }, .bot_id = { "", 0 }, .bot_version = { "", 0 },
      .model = { "", 0 }, .assessed = { "", 0 }, .customer_turns = 0, .bot_turns = 0,
      .agent_turns = 0, .two_voices = 0, .suppressed = 0, .handoffs = 0, .transfers = 0,
      .takeovers = 0, .returns = 0, .agent_id = { "", 0 }, .agent_name = { "", 0 },
      .started_at = 0, .held_at = 0, .first_reply_at = 0, .forgotten_at = 0, .ended_at = 0,
      .end_cause = BATON_END_CAUSE_UNKNOWN, .outcome = BATON_OUTCOME_UNKNOWN, .ratings = {
      .csat = NAN, .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN,
      .context_rating = NAN, .comment = { "", 0 } }, .escalation = { .signal_id = { "", 0 },
      .epoch = -1, .sequence = 0, .at = 0, .trigger = BATON_TRIGGER_UNKNOWN, .probability = NAN,
      .threshold = NAN, .policy_version = { "", 0 }, .category = { "", 0 } },
      .escalated_epoch = -1, .hinted = { "", 0 }, .hinted_at = 0, .phantom = false,
      .silent = false };
static const char learner_conversation_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerConversation\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the learner knows of one conversation, from four topics in whatever order they come. Key: tenant/conversation_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"holding\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holding\",\n"
    "     \"doc\": \"Who may speak to the customer at one place of conversation-events, as the holder events before it say.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"}, \"default\": \"bot\",\n"
    "        \"doc\": \"Bot, queue or agent; the bot without any holder event.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot or agent; empty: any bot, or queue.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name as the customer may see it.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"The holder's ids in other systems.\"},\n"
    "       {\"name\": \"epoch\", \"type\": \"long\", \"default\": 0, \"doc\": \"The epoch; 0 without any holder event.\"},\n"
    "       {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The assignment that decided it.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset of the holder event; -1: none yet.\"},\n"
    "       {\"name\": \"speakers\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Agents who may speak beside the holder, under the same epoch.\"},\n"
    "       {\"name\": \"takeover_by\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Agent whose message asked for the conversation and is not answered yet; empty: none.\"},\n"
    "       {\"name\": \"takeover_event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"That message.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"Who may speak.\"},\n"
    "   {\"name\": \"recent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Recent\",\n"
    "     \"doc\": \"The events of a conversation that were processed last, to drop duplicates.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"ids\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "        \"doc\": \"Hashes of the last event ids, a ring.\"},\n"
    "       {\"name\": \"next\", \"type\": \"long\", \"default\": 0, \"doc\": \"Place in the ring that the next id takes.\"},\n"
    "       {\"name\": \"senders\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SenderMark\", \"doc\": \"How far one sender that numbers its events has come.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"sender\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the sender's name.\"},\n"
    "            {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its highest number so far.\"}\n"
    "           ]}}, \"default\": [], \"doc\": \"Senders that number their events.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"The events that were processed last.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false, \"doc\": \"A drill or demonstration.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Version of the outcome that was written last; 0: none yet.\"},\n"
    "   {\"name\": \"written\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of that outcome, to see a change.\"},\n"
    "   {\"name\": \"touched_at\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When something was heard of the conversation last.\"},\n"
    "   {\"name\": \"keep_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer keep: the row goes when nothing was heard for the retention.\"},\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"CustomerRef\",\n"
    "     \"doc\": \"The customer in short, for systems that keep their own record of him.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer is addressed; empty: not known or masked.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Service tier in the tenant's words; empty: not known.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"The customer, as the last event that named him says.\"},\n"
    "   {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Customer's segment.\"},\n"
    "   {\"name\": \"journey_stage\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Journey stage.\"},\n"
    "   {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Kind of channel.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Language of the customer.\"},\n"
    "   {\"name\": \"bot_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The bot.\"},\n"
    "   {\"name\": \"bot_version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version.\"},\n"
    "   {\"name\": \"model\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its language model.\"},\n"
    "   {\"name\": \"assessed\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category as the bot saw it last; empty: not said.\"},\n"
    "   {\"name\": \"customer_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of the customer.\"},\n"
    "   {\"name\": \"bot_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of the bot that were said.\"},\n"
    "   {\"name\": \"agent_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of agents that were said.\"},\n"
    "   {\"name\": \"two_voices\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages said by a speaker who did not hold.\"},\n"
    "   {\"name\": \"suppressed\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages that were not said because their speaker did not hold.\"},\n"
    "   {\"name\": \"handoffs\", \"type\": \"long\", \"default\": 0, \"doc\": \"Changes of holder from bot or queue to a person.\"},\n"
    "   {\"name\": \"transfers\", \"type\": \"long\", \"default\": 0, \"doc\": \"Changes of holder from person to person.\"},\n"
    "   {\"name\": \"takeovers\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Changes of holder because an agent began to speak.\"},\n"
    "   {\"name\": \"returns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Changes of holder from a person to the bot.\"},\n"
    "   {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The last person who held; empty: none.\"},\n"
    "   {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"That person's name.\"},\n"
    "   {\"name\": \"started_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"Time of the first event; 0: none yet.\"},\n"
    "   {\"name\": \"held_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When a person held it first; 0: never.\"},\n"
    "   {\"name\": \"first_reply_at\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When a person who held it spoke first; 0: not yet.\"},\n"
    "   {\"name\": \"forgotten_at\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When who it was and what was written was erased last; 0: never. Of what was said before no word is kept.\"},\n"
    "   {\"name\": \"ended_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it ended; 0: it goes on.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "     \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "     \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Why it ended.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\n"
    "       \"unknown\",\n"
    "       \"resolved\",\n"
    "       \"partly_resolved\",\n"
    "       \"unresolved\",\n"
    "       \"abandoned\",\n"
    "       \"follow_up\",\n"
    "       \"transferred\",\n"
    "       \"duplicate\",\n"
    "       \"spam\"\n"
    "      ], \"default\": \"unknown\"}, \"default\": \"unknown\",\n"
    "    \"doc\": \"How it ended, as its ended or feedback events say.\"},\n"
    "   {\"name\": \"ratings\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Ratings\",\n"
    "     \"doc\": \"Ratings given in a conversation; each on the scale 1 (worst) to 5 (best).\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"The customer's satisfaction; null: not given.\"},\n"
    "       {\"name\": \"handoff_satisfaction\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"The customer's satisfaction with the handoff; null: not given.\"},\n"
    "       {\"name\": \"had_to_repeat\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer had to say again what was known; null: not asked.\"},\n"
    "       {\"name\": \"context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"The agent's rating of the context package; null: not given.\"},\n"
    "       {\"name\": \"comment\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: none.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"The last ratings given in the conversation.\"},\n"
    "   {\"name\": \"escalation\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"LearnerEscalation\",\n"
    "     \"doc\": \"The escalate signal that came first in the conversation.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its id; empty: there was none.\"},\n"
    "       {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1, \"doc\": \"The epoch in which it was decided.\"},\n"
    "       {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its number in the conversation.\"},\n"
    "       {\"name\": \"at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it came, in milliseconds UTC.\"},\n"
    "       {\"name\": \"trigger\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "         \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "         \"symbols\": [\n"
    "           \"unknown\",\n"
    "           \"explicit_request\",\n"
    "           \"complaint\",\n"
    "           \"customer_repeats\",\n"
    "           \"bot_repeats\",\n"
    "           \"sentiment\",\n"
    "           \"aggression\",\n"
    "           \"complexity\",\n"
    "           \"topic\",\n"
    "           \"authority\",\n"
    "           \"low_confidence\",\n"
    "           \"failed_attempts\",\n"
    "           \"length\",\n"
    "           \"behaviour\",\n"
    "           \"business_critical\",\n"
    "           \"bot_request\",\n"
    "           \"bot_error\",\n"
    "           \"bot_silent\",\n"
    "           \"phantom_handoff\",\n"
    "           \"combined\",\n"
    "           \"takeover\",\n"
    "           \"transfer\",\n"
    "           \"supervisor\",\n"
    "           \"policy\"\n"
    "          ], \"default\": \"unknown\"}, \"default\": \"unknown\", \"doc\": \"Its trigger.\"},\n"
    "       {\"name\": \"probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Its probability; null: a rule decided.\"},\n"
    "       {\"name\": \"threshold\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"What that was held against; null: a rule decided.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Policy that decided it.\"},\n"
    "       {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Issue category that it named; empty: none.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"The first escalate signal.\"},\n"
    "   {\"name\": \"escalated_epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The newest epoch in which a person was asked for; -1: none.\"},\n"
    "   {\"name\": \"hinted\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category of the newest signal; empty: none.\"},\n"
    "   {\"name\": \"hinted_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sequence of that signal.\"},\n"
    "   {\"name\": \"withdrawn\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Signals that were withdrawn, at most 8.\"},\n"
    "   {\"name\": \"phantom\", \"type\": \"boolean\", \"default\": false, \"doc\": \"The bot announced a handoff and made none.\"},\n"
    "   {\"name\": \"silent\", \"type\": \"boolean\", \"default\": false, \"doc\": \"People had it, and nothing showed that the customer was told.\"},\n"
    "   {\"name\": \"stretches\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"LearnerStretch\", \"doc\": \"A human stretch, as its newest assignment says.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The assignment.\"},\n"
    "        {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sequence of the record that was taken.\"},\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Who holds or held it; empty: nobody yet.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team; empty: any.\"},\n"
    "        {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool.\"},\n"
    "        {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category; empty: not known.\"},\n"
    "        {\"name\": \"trigger\", \"type\": \"Trigger\", \"default\": \"unknown\", \"doc\": \"What made the handoff.\"},\n"
    "        {\"name\": \"accepted_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When an agent accepted first; 0: nobody.\"},\n"
    "        {\"name\": \"completed_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was over; 0: not over.\"},\n"
    "        {\"name\": \"end\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"AssignmentEnd\",\n"
    "          \"doc\": \"The one end that a human stretch has. unknown: not said, or a symbol that this reader does not know; resolved: a resolution was given; returned: given back to the bot; customer_left: the customer left; withdrawn: not needed any more; no_agent: nobody could be found; closed: the conversation ended; transferred: went to another pool; failed: a failure.\",\n"
    "          \"symbols\": [\n"
    "            \"unknown\",\n"
    "            \"resolved\",\n"
    "            \"returned\",\n"
    "            \"customer_left\",\n"
    "            \"withdrawn\",\n"
    "            \"no_agent\",\n"
    "            \"closed\",\n"
    "            \"transferred\",\n"
    "            \"failed\"\n"
    "           ], \"default\": \"unknown\"}, \"default\": \"unknown\", \"doc\": \"Its end; unknown: not over.\"},\n"
    "        {\"name\": \"outcome\", \"type\": \"Outcome\", \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"offers\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"LearnerOffers\",\n"
    "           \"doc\": \"What became of the offers of one stretch to one agent.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent.\"},\n"
    "             {\"name\": \"offered\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers made.\"},\n"
    "             {\"name\": \"accepted\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, accepted.\"},\n"
    "             {\"name\": \"declined\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, refused.\"},\n"
    "             {\"name\": \"timed_out\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, without an answer.\"}\n"
    "            ]}}, \"default\": [], \"doc\": \"Offers by agent.\"}\n"
    "       ]}}, \"default\": [], \"doc\": \"Human stretches in the order of their sequence, the last 8.\"},\n"
    "   {\"name\": \"resolutions\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"LearnerResolution\", \"doc\": \"A resolution in its highest version.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its id.\"},\n"
    "        {\"name\": \"version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its version.\"},\n"
    "        {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The assignment that it names; empty: none.\"},\n"
    "        {\"name\": \"at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was given, in milliseconds UTC.\"},\n"
    "        {\"name\": \"by_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The agent who gave it; empty: not known, or no agent.\"},\n"
    "        {\"name\": \"by_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"outcome\", \"type\": \"Outcome\", \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category as the agent sees it.\"},\n"
    "        {\"name\": \"code\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The tenant's code.\"},\n"
    "        {\"name\": \"solution\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What solved it, cut to 1000 bytes.\"},\n"
    "        {\"name\": \"useful_attempts\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Attempts of the bot that were of use.\"},\n"
    "        {\"name\": \"missing_knowledge\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Knowledge that the bot lacked.\"},\n"
    "        {\"name\": \"necessary\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "         \"doc\": \"Whether a person was needed; null: not said.\"},\n"
    "        {\"name\": \"automatable\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "         \"doc\": \"Whether the bot could do it in future; null: not said.\"},\n"
    "        {\"name\": \"csat_before\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Satisfaction before the handoff; null: not known.\"},\n"
    "        {\"name\": \"csat_after\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Satisfaction after it; null: not known.\"},\n"
    "        {\"name\": \"handoff_satisfaction\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Satisfaction with the handoff; null: not known.\"},\n"
    "        {\"name\": \"had_to_repeat\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "         \"doc\": \"The customer's answer; null: not asked.\"},\n"
    "        {\"name\": \"context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"The agent's rating of the context; null: not given.\"},\n"
    "        {\"name\": \"accepted_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the agent accepted; 0: not known.\"},\n"
    "        {\"name\": \"first_reply_at\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"When the agent replied first; 0: not known.\"},\n"
    "        {\"name\": \"solved_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was solved; 0: not known.\"},\n"
    "        {\"name\": \"wrapped_at\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"When the agent had written up; 0: not known.\"},\n"
    "        {\"name\": \"escalation_timing\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"EscalationTiming\",\n"
    "          \"doc\": \"When a person came in, as seen afterwards. unknown: not said, or a symbol that this reader does not know; in_time: when one should; late: one should have come earlier; missed: the bot never asked for one.\",\n"
    "          \"symbols\": [\"unknown\", \"in_time\", \"late\", \"missed\"], \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Whether the person came in time; unknown: not said.\"}\n"
    "       ]}}, \"default\": [], \"doc\": \"Resolutions by id, the last 4.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_conversation_type = {
    .name = "LearnerConversation",
    .size = sizeof(struct baton_learner_conversation),
    .fields = learner_conversation_fields,
    .field_count = sizeof(learner_conversation_fields) / sizeof(learner_conversation_fields[0]),
    .defaults = &learner_conversation_defaults,
    .schema_text = learner_conversation_schema,
};

static const struct baton_field learner_contact_fields[] = {
    { .name = "conversation", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_contact, conversation) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_contact, version) },
    { .name = "handed_over", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_contact, handed_over) },
    { .name = "resolved", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_contact, resolved) },
    { .name = "csat", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_contact, csat) },
};
static const struct baton_learner_contact learner_contact_defaults =
    { .conversation = 0, .version = 0, .handed_over = false, .resolved = false, .csat = 0 };
const struct baton_record_type baton_learner_contact_type = {
    .name = "LearnerContact",
    .size = sizeof(struct baton_learner_contact),
    .fields = learner_contact_fields,
    .field_count = sizeof(learner_contact_fields) / sizeof(learner_contact_fields[0]),
    .defaults = &learner_contact_defaults,
    .schema_text = NULL,
};

static const struct baton_field learner_customer_fields[] = {
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, customer),
      .record = &baton_customer_ref_type },
    { .name = "contacts", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_customer, contacts),
      .count_offset = offsetof(struct baton_learner_customer, contacts_count),
      .record = &baton_earlier_contact_type },
    { .name = "counted", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_customer, counted),
      .count_offset = offsetof(struct baton_learner_customer, counted_count),
      .record = &baton_learner_contact_type },
    { .name = "conversation_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_customer, conversation_ids),
      .count_offset = offsetof(struct baton_learner_customer, conversation_ids_count) },
    { .name = "conversations", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, conversations) },
    { .name = "handoffs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, handoffs) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, resolved) },
    { .name = "rated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, rated) },
    { .name = "csat", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, csat) },
    { .name = "first_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, first_at) },
    { .name = "last_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_customer, last_at) },
};
static const struct baton_learner_customer learner_customer_defaults =
    { .customer = { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 } }, .conversations = 0,
      .handoffs = 0, .resolved = 0, .rated = 0, .csat = 0, .first_at = 0, .last_at = 0 };
static const char learner_customer_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerCustomer\", \"namespace\": \"baton\",\n"
    " \"doc\": \"The earlier conversations of one customer. Key: tenant/customer_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"CustomerRef\",\n"
    "     \"doc\": \"The customer in short, for systems that keep their own record of him.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer is addressed; empty: not known or masked.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Service tier in the tenant's words; empty: not known.\"}\n"
    "      ]}, \"default\": {}, \"doc\": \"The customer.\"},\n"
    "   {\"name\": \"contacts\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"EarlierContact\", \"doc\": \"An earlier conversation of the same customer.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "        {\"name\": \"started_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When it began; null: not known.\"},\n"
    "        {\"name\": \"ended_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When it ended; null: not known.\"},\n"
    "        {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "        {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category; empty: not known.\"},\n"
    "        {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\", \"doc\": \"One sentence; empty: none.\"},\n"
    "        {\"name\": \"outcome\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "          \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "          \"symbols\": [\n"
    "            \"unknown\",\n"
    "            \"resolved\",\n"
    "            \"partly_resolved\",\n"
    "            \"unresolved\",\n"
    "            \"abandoned\",\n"
    "            \"follow_up\",\n"
    "            \"transferred\",\n"
    "            \"duplicate\",\n"
    "            \"spam\"\n"
    "           ], \"default\": \"unknown\"}, \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "        {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: a person held it at some time.\"},\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The last person who held it; empty: none.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"That person's name; empty: none.\"}\n"
    "       ]}}, \"default\": [], \"doc\": \"The last conversations, newest first, at most 20.\"},\n"
    "   {\"name\": \"counted\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"LearnerContact\", \"doc\": \"What one conversation adds to a customer's sums.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"conversation\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of its id.\"},\n"
    "        {\"name\": \"version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Version of the record that was taken.\"},\n"
    "        {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false, \"doc\": \"A person held it.\"},\n"
    "        {\"name\": \"resolved\", \"type\": \"boolean\", \"default\": false, \"doc\": \"It was resolved.\"},\n"
    "        {\"name\": \"csat\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its rating in thousandths; 0: none.\"}\n"
    "       ]}}, \"default\": [], \"doc\": \"What is in the sums, in the order of arrival, the last 200.\"},\n"
    "   {\"name\": \"conversation_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"The conversations to be forgotten with the customer, in the order of their first word, the last 500.\"},\n"
    "   {\"name\": \"conversations\", \"type\": \"long\", \"default\": 0, \"doc\": \"Conversations in all.\"},\n"
    "   {\"name\": \"handoffs\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, held by a person.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, resolved.\"},\n"
    "   {\"name\": \"rated\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, rated.\"},\n"
    "   {\"name\": \"csat\", \"type\": \"long\", \"default\": 0, \"doc\": \"Sum of the ratings, in thousandths.\"},\n"
    "   {\"name\": \"first_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the first began; 0: not known.\"},\n"
    "   {\"name\": \"last_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the last ended; 0: not known.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_customer_type = {
    .name = "LearnerCustomer",
    .size = sizeof(struct baton_learner_customer),
    .fields = learner_customer_fields,
    .field_count = sizeof(learner_customer_fields) / sizeof(learner_customer_fields[0]),
    .defaults = &learner_customer_defaults,
    .schema_text = learner_customer_schema,
};

static const struct baton_field learner_figures_fields[] = {
    { .name = "dimension", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, dimension) },
    { .name = "key", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, key) },
    { .name = "day", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, day) },
    { .name = "counts", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_figures, counts),
      .count_offset = offsetof(struct baton_learner_figures, counts_count) },
    { .name = "sums", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_figures, sums),
      .count_offset = offsetof(struct baton_learner_figures, sums_count) },
    { .name = "squares", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_figures, squares),
      .count_offset = offsetof(struct baton_learner_figures, squares_count) },
    { .name = "revisions", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_figures, revisions),
      .count_offset = offsetof(struct baton_learner_figures, revisions_count) },
    { .name = "changed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, changed) },
    { .name = "written_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, written_at) },
    { .name = "write_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_figures, write_ms) },
};
static const struct baton_learner_figures learner_figures_defaults =
    { .dimension = { "", 0 }, .key = { "", 0 }, .day = 0, .changed = 0, .written_at = 0,
      .write_ms = 0 };
static const char learner_figures_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerFigures\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Sums of one value of one dimension over one day; the place of a figure in the arrays is its place in the table of figures. Key: tenant/dimension/value/day.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"dimension\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What the value names; empty: the whole tenant.\"},\n"
    "   {\"name\": \"key\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The value.\"},\n"
    "   {\"name\": \"day\", \"type\": \"long\", \"default\": 0, \"doc\": \"Days since 1970-01-01.\"},\n"
    "   {\"name\": \"counts\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Conversations in each figure.\"},\n"
    "   {\"name\": \"sums\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Sum of their values: ratios as counts, ms as they are, scores in thousandths.\"},\n"
    "   {\"name\": \"squares\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Sum of the squares: of ratios as counts, of ms in seconds, of scores in millionths.\"},\n"
    "   {\"name\": \"revisions\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Revisions written of each figure.\"},\n"
    "   {\"name\": \"changed\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Figures that changed since they were written, a bit for each.\"},\n"
    "   {\"name\": \"written_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When they were written last; 0: never.\"},\n"
    "   {\"name\": \"write_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer figures; 0: not set.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_figures_type = {
    .name = "LearnerFigures",
    .size = sizeof(struct baton_learner_figures),
    .fields = learner_figures_fields,
    .field_count = sizeof(learner_figures_fields) / sizeof(learner_figures_fields[0]),
    .defaults = &learner_figures_defaults,
    .schema_text = learner_figures_schema,
};

static const struct baton_field learner_tenant_fields[] = {
    { .name = "policy_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, policy_version) },
    { .name = "policy_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, policy_at) },
    { .name = "policy_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, policy_ms) },
    { .name = "waiting", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_learner_tenant, waiting),
      .count_offset = offsetof(struct baton_learner_tenant, waiting_count) },
    { .name = "figures", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, figures) },
    { .name = "cases", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, cases) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_learner_tenant, resolved) },
};
static const struct baton_learner_tenant learner_tenant_defaults =
    { .policy_version = 0, .policy_at = 0, .policy_ms = 0, .figures = 0, .cases = 0,
      .resolved = 0 };
static const char learner_tenant_schema[] =
    "{\"type\": \"record\", \"name\": \"LearnerTenant\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What concerns a tenant as a whole. Key: tenant.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"policy_version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Version of the learned policy; 0: none yet.\"},\n"
    "   {\"name\": \"policy_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was written; 0: never.\"},\n"
    "   {\"name\": \"policy_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer policy: a move that waits is due.\"},\n"
    "   {\"name\": \"waiting\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Categories of which something waits for the timer.\"},\n"
    "   {\"name\": \"figures\", \"type\": \"long\", \"default\": 0, \"doc\": \"Figures written so far.\"},\n"
    "   {\"name\": \"cases\", \"type\": \"long\", \"default\": 0, \"doc\": \"Cases of all categories in their LearnerChance rows.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, resolved.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_learner_tenant_type = {
    .name = "LearnerTenant",
    .size = sizeof(struct baton_learner_tenant),
    .fields = learner_tenant_fields,
    .field_count = sizeof(learner_tenant_fields) / sizeof(learner_tenant_fields[0]),
    .defaults = &learner_tenant_defaults,
    .schema_text = learner_tenant_schema,
};

const struct baton_record_type *const baton_learner_state_types[] = {
    &baton_learner_agent_type,
    &baton_learner_category_type,
    &baton_learner_chance_type,
    &baton_learner_conversation_type,
    &baton_learner_customer_type,
    &baton_learner_figures_type,
    &baton_learner_tenant_type,
    NULL,
};
