/* Generated from the schemas in schemas by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "records.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field cause_fields[] = {
    { .name = "topic", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_cause, topic) },
    { .name = "partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_cause, partition) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_cause, offset) },
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_cause, id) },
};
static const struct baton_cause cause_defaults =
    { .topic = { "", 0 }, .partition = -1, .offset = -1, .id = { "", 0 } };
const struct baton_record_type baton_cause_type = {
    .name = "Cause",
    .size = sizeof(struct baton_cause),
    .fields = cause_fields,
    .field_count = sizeof(cause_fields) / sizeof(cause_fields[0]),
    .defaults = &cause_defaults,
    .schema_text = NULL,
};

static const struct baton_field seen_input_fields[] = {
    { .name = "topic", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_seen_input, topic) },
    { .name = "partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_seen_input, partition) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_seen_input, offset) },
};
static const struct baton_seen_input seen_input_defaults =
    { .topic = { "", 0 }, .partition = -1, .offset = -1 };
const struct baton_record_type baton_seen_input_type = {
    .name = "SeenInput",
    .size = sizeof(struct baton_seen_input),
    .fields = seen_input_fields,
    .field_count = sizeof(seen_input_fields) / sizeof(seen_input_fields[0]),
    .defaults = &seen_input_defaults,
    .schema_text = NULL,
};

static const struct baton_field seen_fields[] = {
    { .name = "inputs", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_seen, inputs),
      .count_offset = offsetof(struct baton_seen, inputs_count),
      .record = &baton_seen_input_type },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_seen, policy_version) },
    { .name = "model_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_seen, model_version) },
};
static const struct baton_seen seen_defaults =
    { .policy_version = { "", 0 }, .model_version = { "", 0 } };
const struct baton_record_type baton_seen_type = {
    .name = "Seen",
    .size = sizeof(struct baton_seen),
    .fields = seen_fields,
    .field_count = sizeof(seen_fields) / sizeof(seen_fields[0]),
    .defaults = &seen_defaults,
    .schema_text = NULL,
};

static const struct baton_field producer_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_producer, name) },
    { .name = "version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_producer, version) },
};
static const struct baton_producer producer_defaults =
    { .name = { "", 0 }, .version = { "", 0 } };
const struct baton_record_type baton_producer_type = {
    .name = "Producer",
    .size = sizeof(struct baton_producer),
    .fields = producer_fields,
    .field_count = sizeof(producer_fields) / sizeof(producer_fields[0]),
    .defaults = &producer_defaults,
    .schema_text = NULL,
};

static const char *const agent_event_type_names[] = { "unknown", "presence", "capacity",
    "skills", "heartbeat", "accept", "decline", "release", "transfer", "consult", "invite",
    "takeover", "viewed", "feedback", "wrapped" };
const struct baton_enum_type baton_agent_event_type_symbols = {
    "AgentEventType", agent_event_type_names, sizeof(agent_event_type_names) / sizeof(agent_event_type_names[0])
};

static const struct baton_field skill_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill, name) },
    { .name = "level", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill, level) },
};
static const struct baton_skill skill_defaults =
    { .name = { "", 0 }, .level = 1.0 };
const struct baton_record_type baton_skill_type = {
    .name = "Skill",
    .size = sizeof(struct baton_skill),
    .fields = skill_fields,
    .field_count = sizeof(skill_fields) / sizeof(skill_fields[0]),
    .defaults = &skill_defaults,
    .schema_text = NULL,
};

static const struct baton_field agent_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent, id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent, name) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_agent, external_ids),
      .count_offset = offsetof(struct baton_agent, external_ids_count) },
    { .name = "skills", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_agent, skills),
      .count_offset = offsetof(struct baton_agent, skills_count), .record = &baton_skill_type },
    { .name = "languages", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_agent, languages),
      .count_offset = offsetof(struct baton_agent, languages_count) },
    { .name = "authority", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_agent, authority),
      .count_offset = offsetof(struct baton_agent, authority_count) },
    { .name = "teams", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_agent, teams),
      .count_offset = offsetof(struct baton_agent, teams_count) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent, pool) },
};
static const struct baton_agent agent_defaults =
    { .id = { "", 0 }, .name = { "", 0 }, .pool = { "", 0 } };
const struct baton_record_type baton_agent_type = {
    .name = "Agent",
    .size = sizeof(struct baton_agent),
    .fields = agent_fields,
    .field_count = sizeof(agent_fields) / sizeof(agent_fields[0]),
    .defaults = &agent_defaults,
    .schema_text = NULL,
};

static const char *const presence_names[] = { "unknown", "online", "busy", "away", "offline" };
const struct baton_enum_type baton_presence_symbols = {
    "Presence", presence_names, sizeof(presence_names) / sizeof(presence_names[0])
};

static const char *const target_kind_names[] = { "unknown", "agent", "team", "pool", "queue",
    "bot" };
const struct baton_enum_type baton_target_kind_symbols = {
    "TargetKind", target_kind_names, sizeof(target_kind_names) / sizeof(target_kind_names[0])
};

static const struct baton_field target_fields[] = {
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_target, kind), .symbols = &baton_target_kind_symbols },
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_target, id) },
};
static const struct baton_target target_defaults =
    { .kind = BATON_TARGET_KIND_UNKNOWN, .id = { "", 0 } };
const struct baton_record_type baton_target_type = {
    .name = "Target",
    .size = sizeof(struct baton_target),
    .fields = target_fields,
    .field_count = sizeof(target_fields) / sizeof(target_fields[0]),
    .defaults = &target_defaults,
    .schema_text = NULL,
};

static const char *const participant_role_names[] = { "unknown", "lead", "specialist",
    "observer", "supervisor", "consulted" };
const struct baton_enum_type baton_participant_role_symbols = {
    "ParticipantRole", participant_role_names, sizeof(participant_role_names) / sizeof(participant_role_names[0])
};

static const char *const outcome_names[] = { "unknown", "resolved", "partly_resolved",
    "unresolved", "abandoned", "follow_up", "transferred", "duplicate", "spam" };
const struct baton_enum_type baton_outcome_symbols = {
    "Outcome", outcome_names, sizeof(outcome_names) / sizeof(outcome_names[0])
};

static const struct baton_field agent_event_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.conversation_id) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, event_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_agent_event, env.attributes),
      .count_offset = offsetof(struct baton_agent_event, env.attributes_count) },
    { .name = "type", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, type),
      .symbols = &baton_agent_event_type_symbols },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, pool) },
    { .name = "agent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, agent), .record = &baton_agent_type },
    { .name = "presence", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, presence), .symbols = &baton_presence_symbols },
    { .name = "capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, capacity) },
    { .name = "load", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, load) },
    { .name = "shift_ends_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, shift_ends_at) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, assignment_id) },
    { .name = "reservation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, reservation_id) },
    { .name = "reservation_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, reservation_version) },
    { .name = "target", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, target), .record = &baton_target_type },
    { .name = "role", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, role),
      .symbols = &baton_participant_role_symbols },
    { .name = "may_speak", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, may_speak) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, reason) },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, text) },
    { .name = "part", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, part) },
    { .name = "viewed_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, viewed_ms) },
    { .name = "package_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, package_version) },
    { .name = "context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_event, context_rating) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_event, outcome), .symbols = &baton_outcome_symbols },
};
static const struct baton_agent_event agent_event_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .event_id = { "", 0 }, .type = BATON_AGENT_EVENT_TYPE_UNKNOWN, .pool = { "main", 4 },
      .agent = { .id = { "", 0 }, .name = { "", 0 }, .pool = { "", 0 } },
      .presence = BATON_PRESENCE_UNKNOWN, .capacity = NAN, .load = NAN,
      .shift_ends_at = BATON_NULL_LONG, .assignment_id = { "", 0 }, .reservation_id = { "", 0 },
      .reservation_version = -1, .target = { .kind = BATON_TARGET_KIND_UNKNOWN, .id = { "", 0 } },
      .role = BATON_PARTICIPANT_ROLE_UNKNOWN, .may_speak = BATON_MAYBE_UNKNOWN,
      .reason = { "", 0 }, .text = { "", 0 }, .part = { "", 0 }, .viewed_ms = BATON_NULL_LONG,
      .package_version = 0, .context_rating = NAN, .outcome = BATON_OUTCOME_UNKNOWN };
static const char agent_event_schema[] =
    "{\"type\": \"record\", \"name\": \"AgentEvent\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What an agent or the agent's system does: the value of agent-events. Key: tenant/pool.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that the record is about; empty: about none, or not known.\"},\n"
    "   {\"name\": \"event_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The sender's id of the event, unique in the pool; a second one with the same id is dropped.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"type\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"AgentEventType\",\n"
    "     \"doc\": \"What the agent does. unknown: not said, or a symbol that this reader does not know; presence: comes, goes or is away; capacity: how much the agent can take; skills: what the agent can do; heartbeat: still there; accept: takes an offer; decline: refuses an offer; release: gives the conversation back; transfer: passes it on; consult: asks a colleague, the customer does not see it; invite: asks a colleague in; takeover: takes the conversation without an offer; viewed: read a part of the package; feedback: rates the context; wrapped: has written up.\",\n"
    "     \"symbols\": [\"unknown\", \"presence\", \"capacity\", \"skills\", \"heartbeat\", \"accept\", \"decline\", \"release\",\n"
    "      \"transfer\", \"consult\", \"invite\", \"takeover\", \"viewed\", \"feedback\", \"wrapped\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What the agent does.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"agent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Agent\", \"doc\": \"A person who takes conversations over.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the agent; empty: none meant.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "       {\"name\": \"skills\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"Skill\", \"doc\": \"What an agent can do, and how well.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Name in the tenant's words, such as billing.\"},\n"
    "            {\"name\": \"level\", \"type\": \"double\", \"default\": 1.0,\n"
    "             \"doc\": \"0 (learning) to 1 (expert).\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Skills with levels; empty: none, or not said in this record.\"},\n"
    "       {\"name\": \"languages\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Languages spoken, BCP 47; empty: not said.\"},\n"
    "       {\"name\": \"authority\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What the agent may do that others may not, such as tier_2, refund, legal; empty: nothing, or not said.\"},\n"
    "       {\"name\": \"teams\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Teams; empty: none, or not said.\"},\n"
    "       {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool; empty: main.\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"name\": \"\", \"external_ids\": {}, \"skills\": [], \"languages\": [], \"authority\": [],\n"
    "     \"teams\": [], \"pool\": \"\"},\n"
    "    \"doc\": \"The agent; skills, languages, authority and teams count in presence and skills events only.\"},\n"
    "   {\"name\": \"presence\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Presence\",\n"
    "     \"doc\": \"Whether the agent can take conversations. unknown: not said, or a symbol that this reader does not know; online: can take them; busy: there, takes no new ones; away: not there for a while; offline: not on shift.\",\n"
    "     \"symbols\": [\"unknown\", \"online\", \"busy\", \"away\", \"offline\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of presence and heartbeat; unknown: unchanged.\"},\n"
    "   {\"name\": \"capacity\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Units of work at a time; a conversation takes the units of its channel in the policy, 1 by default; null: unchanged.\"},\n"
    "   {\"name\": \"load\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Units in use outside Baton; null: unchanged.\"},\n"
    "   {\"name\": \"shift_ends_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the shift ends; null: not known.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The assignment; empty: none, or the one in force.\"},\n"
    "   {\"name\": \"reservation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The reservation that is answered; empty: none.\"},\n"
    "   {\"name\": \"reservation_version\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The version of the reservation that the agent saw; -1: not known, the present one is meant.\"},\n"
    "   {\"name\": \"target\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Target\",\n"
    "     \"doc\": \"To whom a conversation is passed or who is asked in.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"TargetKind\",\n"
    "         \"doc\": \"What kind of place a conversation is passed to. unknown: not said, or a symbol that this reader does not know; agent: one agent; team: a team; pool: another pool; queue: the queue of the same pool; bot: the bot.\",\n"
    "         \"symbols\": [\"unknown\", \"agent\", \"team\", \"pool\", \"queue\", \"bot\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What the id names; unknown: no target.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id or name of it; empty: none, or the only one of its kind.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\"},\n"
    "    \"doc\": \"Of release, transfer, consult and invite: to whom.\"},\n"
    "   {\"name\": \"role\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"ParticipantRole\",\n"
    "     \"doc\": \"Part that somebody has in a conversation. unknown: not said, or a symbol that this reader does not know; lead: holds it; specialist: helps, and speaks where may_speak is true; observer: reads only; supervisor: watches and may force; consulted: answers the lead, not the customer.\",\n"
    "     \"symbols\": [\"unknown\", \"lead\", \"specialist\", \"observer\", \"supervisor\", \"consulted\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of invite and consult: the part.\"},\n"
    "   {\"name\": \"may_speak\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"Of invite: whether the guest may speak to the customer; null: no.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of decline, release and transfer: a code, such as wrong_skill, too_busy, wrong_team; empty: not said.\"},\n"
    "   {\"name\": \"text\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"In words; of feedback: the remark; empty: none.\"},\n"
    "   {\"name\": \"part\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of viewed: card, briefing, technical, pages or the name of a field; empty: not a view.\"},\n"
    "   {\"name\": \"viewed_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Of viewed: for how long, in milliseconds; null: not measured.\"},\n"
    "   {\"name\": \"package_version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of viewed and feedback: version of the package; 0: not known.\"},\n"
    "   {\"name\": \"context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Of feedback: 1 (useless) to 5 (all I needed); null: not given.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of release and wrapped: how it ended; unknown: not said.\"}\n"
    " ]}\n";
const struct baton_record_type baton_agent_event_type = {
    .name = "AgentEvent",
    .size = sizeof(struct baton_agent_event),
    .fields = agent_event_fields,
    .field_count = sizeof(agent_event_fields) / sizeof(agent_event_fields[0]),
    .defaults = &agent_event_defaults,
    .schema_text = agent_event_schema,
};

static const struct baton_field agent_performance_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.tenant), .required = true },
    { .name = "performance_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, performance_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_agent_performance, env.attributes),
      .count_offset = offsetof(struct baton_agent_performance, env.attributes_count) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, agent_id), .required = true },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, category) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, agent_name) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, pool) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, version) },
    { .name = "since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, since) },
    { .name = "until", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, until) },
    { .name = "offered", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, offered) },
    { .name = "accepted", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, accepted) },
    { .name = "declined", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, declined) },
    { .name = "timed_out", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, timed_out) },
    { .name = "completed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, completed) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, resolved) },
    { .name = "re_escalated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, re_escalated) },
    { .name = "transferred", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, transferred) },
    { .name = "rated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_performance, rated) },
    { .name = "resolution_rate", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, resolution_rate) },
    { .name = "mean_handle_ms", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, mean_handle_ms) },
    { .name = "mean_first_reply_ms", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, mean_first_reply_ms) },
    { .name = "mean_csat", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, mean_csat) },
    { .name = "mean_context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_agent_performance, mean_context_rating) },
};
static const struct baton_agent_performance agent_performance_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .performance_id = { "", 0 }, .agent_id = { "", 0 }, .category = { "", 0 },
      .agent_name = { "", 0 }, .pool = { "main", 4 }, .version = 1, .since = BATON_NULL_LONG,
      .until = BATON_NULL_LONG, .offered = 0, .accepted = 0, .declined = 0, .timed_out = 0,
      .completed = 0, .resolved = 0, .re_escalated = 0, .transferred = 0, .rated = 0,
      .resolution_rate = NAN, .mean_handle_ms = NAN, .mean_first_reply_ms = NAN, .mean_csat = NAN,
      .mean_context_rating = NAN };
static const char agent_performance_schema[] =
    "{\"type\": \"record\", \"name\": \"AgentPerformance\", \"namespace\": \"baton\",\n"
    " \"doc\": \"How one agent does in one issue category: the value of agent-performance. Key: tenant/pool/agent/category; compacted, the last record counts.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"performance_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the row: the same for each version; with version the key for dropping duplicates.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"agent_id\", \"type\": \"string\", \"doc\": \"The agent.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: all together.\"},\n"
    "   {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 1, \"doc\": \"Grows by one at each change.\"},\n"
    "   {\"name\": \"since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Time of the first conversation counted; null: none.\"},\n"
    "   {\"name\": \"until\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Time of the last conversation counted; null: none.\"},\n"
    "   {\"name\": \"offered\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers made.\"},\n"
    "   {\"name\": \"accepted\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers accepted.\"},\n"
    "   {\"name\": \"declined\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers refused.\"},\n"
    "   {\"name\": \"timed_out\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers without an answer.\"},\n"
    "   {\"name\": \"completed\", \"type\": \"long\", \"default\": 0, \"doc\": \"Human stretches that ended.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, resolved.\"},\n"
    "   {\"name\": \"re_escalated\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of those resolved or returned, escalated again.\"},\n"
    "   {\"name\": \"transferred\", \"type\": \"long\", \"default\": 0, \"doc\": \"Passed on to another.\"},\n"
    "   {\"name\": \"rated\", \"type\": \"long\", \"default\": 0, \"doc\": \"With a satisfaction rating.\"},\n"
    "   {\"name\": \"resolution_rate\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"resolved by completed, 0 to 1, drawn to the category's mean where there is little data; null: none.\"},\n"
    "   {\"name\": \"mean_handle_ms\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean handling time, in milliseconds; null: none.\"},\n"
    "   {\"name\": \"mean_first_reply_ms\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean time to the first reply, in milliseconds; null: none.\"},\n"
    "   {\"name\": \"mean_csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean satisfaction, 1 to 5; null: none rated.\"},\n"
    "   {\"name\": \"mean_context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean rating that the agent gives the context, 1 to 5; null: none.\"}\n"
    " ]}\n";
const struct baton_record_type baton_agent_performance_type = {
    .name = "AgentPerformance",
    .size = sizeof(struct baton_agent_performance),
    .fields = agent_performance_fields,
    .field_count = sizeof(agent_performance_fields) / sizeof(agent_performance_fields[0]),
    .defaults = &agent_performance_defaults,
    .schema_text = agent_performance_schema,
};

static const char *const assignment_change_names[] = { "unknown", "prepared", "queued",
    "offered", "accepted", "declined", "timed_out", "rescinded", "taken_over", "transferred",
    "joined", "left", "departed", "requeued", "updated", "returned", "withdrawn", "wrapping",
    "completed", "failed", "forced", "closed", "refused" };
const struct baton_enum_type baton_assignment_change_symbols = {
    "AssignmentChange", assignment_change_names, sizeof(assignment_change_names) / sizeof(assignment_change_names[0])
};

static const char *const assignment_status_names[] = { "unknown", "prepared", "queued",
    "offered", "active", "wrapping", "completed", "returned", "cancelled", "failed" };
const struct baton_enum_type baton_assignment_status_symbols = {
    "AssignmentStatus", assignment_status_names, sizeof(assignment_status_names) / sizeof(assignment_status_names[0])
};

static const char *const holder_kind_names[] = { "unknown", "bot", "queue", "agent" };
const struct baton_enum_type baton_holder_kind_symbols = {
    "HolderKind", holder_kind_names, sizeof(holder_kind_names) / sizeof(holder_kind_names[0])
};

static const struct baton_field holder_fields[] = {
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder, kind), .symbols = &baton_holder_kind_symbols },
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder, id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder, name) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_holder, external_ids),
      .count_offset = offsetof(struct baton_holder, external_ids_count) },
};
static const struct baton_holder holder_defaults =
    { .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 } };
const struct baton_record_type baton_holder_type = {
    .name = "Holder",
    .size = sizeof(struct baton_holder),
    .fields = holder_fields,
    .field_count = sizeof(holder_fields) / sizeof(holder_fields[0]),
    .defaults = &holder_defaults,
    .schema_text = NULL,
};

static const char *const holder_cause_names[] = { "unknown", "escalation", "accepted",
    "takeover", "transfer", "departure", "returned", "resolved", "withdrawn", "no_agent",
    "forced", "closed", "speakers", "refused" };
const struct baton_enum_type baton_holder_cause_symbols = {
    "HolderCause", holder_cause_names, sizeof(holder_cause_names) / sizeof(holder_cause_names[0])
};

static const char *const refusal_names[] = { "unknown", "another_holds", "no_agent_named",
    "no_answer" };
const struct baton_enum_type baton_refusal_symbols = {
    "Refusal", refusal_names, sizeof(refusal_names) / sizeof(refusal_names[0])
};

static const struct baton_field participant_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_participant, agent_id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_participant, name) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_participant, external_ids),
      .count_offset = offsetof(struct baton_participant, external_ids_count) },
    { .name = "role", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_participant, role),
      .symbols = &baton_participant_role_symbols },
    { .name = "may_speak", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_participant, may_speak) },
    { .name = "since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_participant, since) },
};
static const struct baton_participant participant_defaults =
    { .agent_id = { "", 0 }, .name = { "", 0 }, .role = BATON_PARTICIPANT_ROLE_UNKNOWN,
      .may_speak = false, .since = BATON_NULL_LONG };
const struct baton_record_type baton_participant_type = {
    .name = "Participant",
    .size = sizeof(struct baton_participant),
    .fields = participant_fields,
    .field_count = sizeof(participant_fields) / sizeof(participant_fields[0]),
    .defaults = &participant_defaults,
    .schema_text = NULL,
};

static const char *const reservation_state_names[] = { "unknown", "queued", "offered",
    "accepted", "declined", "timed_out", "rescinded", "cancelled", "wrapping", "completed",
    "failed" };
const struct baton_enum_type baton_reservation_state_symbols = {
    "ReservationState", reservation_state_names, sizeof(reservation_state_names) / sizeof(reservation_state_names[0])
};

static const char *const reservation_reason_names[] = { "unknown", "agent_declined",
    "no_answer", "agent_lost", "agent_away", "over_capacity", "another_accepted",
    "customer_left", "withdrawn", "taken_over", "better_agent", "transferred", "resolved",
    "closed", "policy", "no_agent", "error" };
const struct baton_enum_type baton_reservation_reason_symbols = {
    "ReservationReason", reservation_reason_names, sizeof(reservation_reason_names) / sizeof(reservation_reason_names[0])
};

static const struct baton_field reservation_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, id) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, version) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, agent_name) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, state),
      .symbols = &baton_reservation_state_symbols },
    { .name = "reason", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, reason),
      .symbols = &baton_reservation_reason_symbols },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reservation, detail) },
    { .name = "offered_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_reservation, offered_at) },
    { .name = "expires_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_reservation, expires_at) },
    { .name = "answered_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_reservation, answered_at) },
};
static const struct baton_reservation reservation_defaults =
    { .id = { "", 0 }, .version = 0, .agent_id = { "", 0 }, .agent_name = { "", 0 },
      .state = BATON_RESERVATION_STATE_UNKNOWN, .reason = BATON_RESERVATION_REASON_UNKNOWN,
      .detail = { "", 0 }, .offered_at = BATON_NULL_LONG, .expires_at = BATON_NULL_LONG,
      .answered_at = BATON_NULL_LONG };
const struct baton_record_type baton_reservation_type = {
    .name = "Reservation",
    .size = sizeof(struct baton_reservation),
    .fields = reservation_fields,
    .field_count = sizeof(reservation_fields) / sizeof(reservation_fields[0]),
    .defaults = &reservation_defaults,
    .schema_text = NULL,
};

static const struct baton_field customer_ref_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_ref, id) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_customer_ref, external_ids),
      .count_offset = offsetof(struct baton_customer_ref, external_ids_count) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_ref, name) },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_ref, tier) },
};
static const struct baton_customer_ref customer_ref_defaults =
    { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 } };
const struct baton_record_type baton_customer_ref_type = {
    .name = "CustomerRef",
    .size = sizeof(struct baton_customer_ref),
    .fields = customer_ref_fields,
    .field_count = sizeof(customer_ref_fields) / sizeof(customer_ref_fields[0]),
    .defaults = &customer_ref_defaults,
    .schema_text = NULL,
};

static const struct baton_field channel_fields[] = {
    { .name = "kind", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_channel, kind) },
    { .name = "address", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_channel, address) },
    { .name = "synchronous", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_channel, synchronous) },
};
static const struct baton_channel channel_defaults =
    { .kind = { "", 0 }, .address = { "", 0 }, .synchronous = BATON_MAYBE_UNKNOWN };
const struct baton_record_type baton_channel_type = {
    .name = "Channel",
    .size = sizeof(struct baton_channel),
    .fields = channel_fields,
    .field_count = sizeof(channel_fields) / sizeof(channel_fields[0]),
    .defaults = &channel_defaults,
    .schema_text = NULL,
};

static const char *const complexity_names[] = { "unknown", "simple", "moderate", "complex" };
const struct baton_enum_type baton_complexity_symbols = {
    "Complexity", complexity_names, sizeof(complexity_names) / sizeof(complexity_names[0])
};

static const char *const urgency_names[] = { "unknown", "low", "normal", "high", "critical" };
const struct baton_enum_type baton_urgency_symbols = {
    "Urgency", urgency_names, sizeof(urgency_names) / sizeof(urgency_names[0])
};

static const char *const trigger_names[] = { "unknown", "explicit_request", "complaint",
    "customer_repeats", "bot_repeats", "sentiment", "aggression", "complexity", "topic",
    "authority", "low_confidence", "failed_attempts", "length", "behaviour",
    "business_critical", "bot_request", "bot_error", "bot_silent", "phantom_handoff",
    "combined", "takeover", "transfer", "supervisor", "policy" };
const struct baton_enum_type baton_trigger_symbols = {
    "Trigger", trigger_names, sizeof(trigger_names) / sizeof(trigger_names[0])
};

static const struct baton_field due_times_fields[] = {
    { .name = "accept_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_due_times, accept_at) },
    { .name = "first_reply_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_due_times, first_reply_at) },
    { .name = "next_reply_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_due_times, next_reply_at) },
    { .name = "resolve_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_due_times, resolve_at) },
};
static const struct baton_due_times due_times_defaults =
    { .accept_at = BATON_NULL_LONG, .first_reply_at = BATON_NULL_LONG,
      .next_reply_at = BATON_NULL_LONG, .resolve_at = BATON_NULL_LONG };
const struct baton_record_type baton_due_times_type = {
    .name = "DueTimes",
    .size = sizeof(struct baton_due_times),
    .fields = due_times_fields,
    .field_count = sizeof(due_times_fields) / sizeof(due_times_fields[0]),
    .defaults = &due_times_defaults,
    .schema_text = NULL,
};

static const struct baton_field package_ref_fields[] = {
    { .name = "package_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_package_ref, package_id) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_package_ref, version) },
    { .name = "partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_package_ref, partition) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_package_ref, offset) },
    { .name = "link", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_package_ref, link) },
};
static const struct baton_package_ref package_ref_defaults =
    { .package_id = { "", 0 }, .version = 0, .partition = -1, .offset = -1, .link = { "", 0 } };
const struct baton_record_type baton_package_ref_type = {
    .name = "PackageRef",
    .size = sizeof(struct baton_package_ref),
    .fields = package_ref_fields,
    .field_count = sizeof(package_ref_fields) / sizeof(package_ref_fields[0]),
    .defaults = &package_ref_defaults,
    .schema_text = NULL,
};

static const struct baton_field card_fields[] = {
    { .name = "headline", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, headline) },
    { .name = "who", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, who) },
    { .name = "core_issue", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, core_issue) },
    { .name = "emotion", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, emotion) },
    { .name = "sentiment", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_card, sentiment) },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, urgency), .symbols = &baton_urgency_symbols },
    { .name = "why", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, why) },
    { .name = "tried", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_card, tried),
      .count_offset = offsetof(struct baton_card, tried_count) },
    { .name = "next_action", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, next_action) },
    { .name = "expectation", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, expectation) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, language) },
    { .name = "channel", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_card, channel) },
};
static const struct baton_card card_defaults =
    { .headline = { "", 0 }, .who = { "", 0 }, .core_issue = { "", 0 }, .emotion = { "", 0 },
      .sentiment = NAN, .urgency = BATON_URGENCY_UNKNOWN, .why = { "", 0 },
      .next_action = { "", 0 }, .expectation = { "", 0 }, .language = { "", 0 },
      .channel = { "", 0 } };
const struct baton_record_type baton_card_type = {
    .name = "Card",
    .size = sizeof(struct baton_card),
    .fields = card_fields,
    .field_count = sizeof(card_fields) / sizeof(card_fields[0]),
    .defaults = &card_defaults,
    .schema_text = NULL,
};

static const char *const assignment_end_names[] = { "unknown", "resolved", "returned",
    "customer_left", "withdrawn", "no_agent", "closed", "transferred", "failed" };
const struct baton_enum_type baton_assignment_end_symbols = {
    "AssignmentEnd", assignment_end_names, sizeof(assignment_end_names) / sizeof(assignment_end_names[0])
};

static const struct baton_field assignment_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.conversation_id), .required = true },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, assignment_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_assignment, env.attributes),
      .count_offset = offsetof(struct baton_assignment, env.attributes_count) },
    { .name = "change_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, change_id) },
    { .name = "change", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, change),
      .symbols = &baton_assignment_change_symbols },
    { .name = "status", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, status),
      .symbols = &baton_assignment_status_symbols },
    { .name = "holder", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, holder), .record = &baton_holder_type },
    { .name = "previous_holder", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, previous_holder), .record = &baton_holder_type },
    { .name = "holder_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, holder_cause),
      .symbols = &baton_holder_cause_symbols },
    { .name = "holder_since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, holder_since) },
    { .name = "answers_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, answers_event_id) },
    { .name = "refusal", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, refusal), .symbols = &baton_refusal_symbols },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, request_id) },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, signal_id) },
    { .name = "participants", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_assignment, participants),
      .count_offset = offsetof(struct baton_assignment, participants_count),
      .record = &baton_participant_type },
    { .name = "reservations", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_assignment, reservations),
      .count_offset = offsetof(struct baton_assignment, reservations_count),
      .record = &baton_reservation_type },
    { .name = "root_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, root_conversation_id) },
    { .name = "previous_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, previous_conversation_id) },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, customer), .record = &baton_customer_ref_type },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, channel), .record = &baton_channel_type },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, language) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, team) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, pool) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, category) },
    { .name = "complexity", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, complexity),
      .symbols = &baton_complexity_symbols },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, urgency), .symbols = &baton_urgency_symbols },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, trigger), .symbols = &baton_trigger_symbols },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, reason) },
    { .name = "skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_assignment, skills),
      .count_offset = offsetof(struct baton_assignment, skills_count) },
    { .name = "authority_needed", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_assignment, authority_needed),
      .count_offset = offsetof(struct baton_assignment, authority_needed_count) },
    { .name = "priority", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, priority) },
    { .name = "position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, position) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, expected_wait_ms) },
    { .name = "queued_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, queued_at) },
    { .name = "accepted_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, accepted_at) },
    { .name = "due", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, due), .record = &baton_due_times_type },
    { .name = "resolve_probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, resolve_probability) },
    { .name = "package", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, package), .record = &baton_package_ref_type },
    { .name = "card", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, card), .record = &baton_card_type },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, outcome), .symbols = &baton_outcome_symbols },
    { .name = "end", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, end), .symbols = &baton_assignment_end_symbols },
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_assignment, resolution_id) },
    { .name = "completed_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, completed_at) },
    { .name = "follow_up_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_assignment, follow_up_at) },
};
static const struct baton_assignment assignment_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .assignment_id = { "", 0 }, .change_id = { "", 0 },
      .change = BATON_ASSIGNMENT_CHANGE_UNKNOWN, .status = BATON_ASSIGNMENT_STATUS_UNKNOWN,
      .holder = { .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 } },
      .previous_holder = { .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 } },
      .holder_cause = BATON_HOLDER_CAUSE_UNKNOWN, .holder_since = BATON_NULL_LONG,
      .answers_event_id = { "", 0 }, .refusal = BATON_REFUSAL_UNKNOWN, .request_id = { "", 0 },
      .signal_id = { "", 0 }, .root_conversation_id = { "", 0 },
      .previous_conversation_id = { "", 0 }, .customer = { .id = { "", 0 }, .name = { "", 0 },
      .tier = { "", 0 } }, .channel = { .kind = { "", 0 }, .address = { "", 0 },
      .synchronous = BATON_MAYBE_UNKNOWN }, .language = { "", 0 }, .team = { "", 0 },
      .pool = { "main", 4 }, .category = { "", 0 }, .complexity = BATON_COMPLEXITY_UNKNOWN,
      .urgency = BATON_URGENCY_UNKNOWN, .trigger = BATON_TRIGGER_UNKNOWN, .reason = { "", 0 },
      .priority = 0.0, .position = BATON_NULL_LONG, .expected_wait_ms = BATON_NULL_LONG,
      .queued_at = BATON_NULL_LONG, .accepted_at = BATON_NULL_LONG, .due = {
      .accept_at = BATON_NULL_LONG, .first_reply_at = BATON_NULL_LONG,
      .next_reply_at = BATON_NULL_LONG, .resolve_at = BATON_NULL_LONG },
      .resolve_probability = NAN, .package = { .package_id = { "", 0 }, .version = 0,
      .partition = -1, .offset = -1, .link = { "", 0 } }, .card = { .headline = { "", 0 },
      .who = { "", 0 }, .core_issue = { "", 0 }, .emotion = { "", 0 }, .sentiment = NAN,
      .urgency = BATON_URGENCY_UNKNOWN, .why = { "", 0 }, .next_action = { "", 0 },
      .expectation = { "", 0 }, .language = { "", 0 }, .channel = { "", 0 } },
      .outcome = BATON_OUTCOME_UNKNOWN, .end = BATON_ASSIGNMENT_END_UNKNOWN,
      .resolution_id = { "", 0 }, .completed_at = BATON_NULL_LONG,
      .follow_up_at = BATON_NULL_LONG };
static const char assignment_schema[] =
    "{\"type\": \"record\", \"name\": \"Assignment\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Who holds a conversation and how it came to that: the complete state after a change; the value of assignments. Key: tenant/conversation_id; compacted, the last record alone is true. Upsert by conversation and drop a record whose sequence is not higher than the last one seen.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the human stretch: it stays the same from the request to its end, and a resolution names it. Together with sequence the key for dropping duplicates.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The epoch after the change; -1: not known.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"change_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Id of this record alone; empty: not given.\"},\n"
    "   {\"name\": \"change\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"AssignmentChange\",\n"
    "     \"doc\": \"What happened. unknown: not said, or a symbol that this reader does not know; prepared: an agent was reserved before the handoff; queued: the conversation waits for a person; offered: an agent is asked; accepted: an agent accepted and holds; declined: the agent said no; timed_out: the agent did not answer; rescinded: an offer was taken back; taken_over: an agent spoke and holds now; transferred: passed to another agent, team or pool; joined: a participant came in; left: a participant went; departed: the holder was lost; requeued: waits again; updated: position, wait, priority or card changed; returned: given back to the bot; withdrawn: no person is needed any more; wrapping: the agent writes up; completed: the human stretch is done; failed: nobody could be found or a failure; forced: a supervisor decided; closed: the conversation ended; refused: a takeover or transfer was refused, the holder stays.\",\n"
    "     \"symbols\": [\"unknown\", \"prepared\", \"queued\", \"offered\", \"accepted\", \"declined\", \"timed_out\",\n"
    "      \"rescinded\", \"taken_over\", \"transferred\", \"joined\", \"left\", \"departed\", \"requeued\",\n"
    "      \"updated\", \"returned\", \"withdrawn\", \"wrapping\", \"completed\", \"failed\", \"forced\", \"closed\", \"refused\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What happened.\"},\n"
    "   {\"name\": \"status\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"AssignmentStatus\",\n"
    "     \"doc\": \"Where the human stretch stands. unknown: not said, or a symbol that this reader does not know; prepared: reserved, not asked for yet; queued: waits; offered: an agent is asked; active: an agent holds; wrapping: the agent writes up; completed: done; returned: back with the bot; cancelled: not needed any more; failed: could not be served.\",\n"
    "     \"symbols\": [\"unknown\", \"prepared\", \"queued\", \"offered\", \"active\", \"wrapping\", \"completed\", \"returned\",\n"
    "      \"cancelled\", \"failed\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Where it stands.\"},\n"
    "   {\"name\": \"holder\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holder\", \"doc\": \"Who may speak to the customer.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Bot, queue or agent.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot or agent; empty: not known, or queue.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: none.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "    \"doc\": \"Who may speak after the change.\"},\n"
    "   {\"name\": \"previous_holder\", \"type\": \"Holder\",\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "    \"doc\": \"Who held before the last change of holder.\"},\n"
    "   {\"name\": \"holder_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"HolderCause\",\n"
    "     \"doc\": \"Why the holder changed. unknown: not said, or a symbol that this reader does not know; escalation: the detector's signal put it in the queue; accepted: an agent accepted the offer; takeover: an agent began to speak; transfer: the agent passed it on; departure: the agent was lost or left; returned: given back to the bot; resolved: the human stretch ended by a resolution; withdrawn: the request was withdrawn; no_agent: nobody could be found; forced: a supervisor decided; closed: the conversation ended; speakers: the holder stays, who may speak beside him changed; refused: a takeover was refused, the holder stays.\",\n"
    "     \"symbols\": [\"unknown\", \"escalation\", \"accepted\", \"takeover\", \"transfer\", \"departure\", \"returned\",\n"
    "      \"resolved\", \"withdrawn\", \"no_agent\", \"forced\", \"closed\", \"speakers\", \"refused\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Why the holder changed last.\"},\n"
    "   {\"name\": \"holder_since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Since when the holder holds; null: not known.\"},\n"
    "   {\"name\": \"answers_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of a takeover: the agent's message that this answers; empty: none.\"},\n"
    "   {\"name\": \"refusal\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Refusal\",\n"
    "     \"doc\": \"Why a takeover was refused. unknown: it was not, or a symbol that this reader does not know; another_holds: another agent holds the conversation; no_agent_named: the message names no agent; no_answer: the router did not answer in time.\",\n"
    "     \"symbols\": [\"unknown\", \"another_holds\", \"no_agent_named\", \"no_answer\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of the change refused: why; unknown: any other change.\"},\n"
    "   {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The routing request that it answers; empty: none.\"},\n"
    "   {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The signal behind it; empty: none.\"},\n"
    "   {\"name\": \"participants\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Participant\", \"doc\": \"Somebody who takes part.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the agent.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "         \"doc\": \"Ids in other systems.\"},\n"
    "        {\"name\": \"role\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"ParticipantRole\",\n"
    "          \"doc\": \"Part that somebody has in a conversation. unknown: not said, or a symbol that this reader does not know; lead: holds it; specialist: helps, and speaks where may_speak is true; observer: reads only; supervisor: watches and may force; consulted: answers the lead, not the customer.\",\n"
    "          \"symbols\": [\"unknown\", \"lead\", \"specialist\", \"observer\", \"supervisor\", \"consulted\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"The part.\"},\n"
    "        {\"name\": \"may_speak\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: may speak to the customer under the holder's epoch.\"},\n"
    "        {\"name\": \"since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"Since when; null: not known.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"All who take part, the holder included.\"},\n"
    "   {\"name\": \"reservations\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Reservation\",\n"
    "      \"doc\": \"One agent's reservation, or the wait for one.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the reservation.\"},\n"
    "        {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"Grows by one at each change; an answer names the version that it saw.\"},\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The agent; empty: queued, nobody yet.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"state\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"ReservationState\",\n"
    "          \"doc\": \"Where a reservation stands. unknown: not said, or a symbol that this reader does not know; queued: waits for an agent; offered: an agent is asked; accepted: the agent has it; declined: the agent said no; timed_out: the agent did not answer in time; rescinded: taken back by Baton before an answer; cancelled: no longer needed; wrapping: finished, the agent writes up; completed: done; failed: could not be carried out.\",\n"
    "          \"symbols\": [\"unknown\", \"queued\", \"offered\", \"accepted\", \"declined\", \"timed_out\", \"rescinded\",\n"
    "           \"cancelled\", \"wrapping\", \"completed\", \"failed\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Where it stands.\"},\n"
    "        {\"name\": \"reason\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"ReservationReason\",\n"
    "          \"doc\": \"Why a reservation ended or failed. unknown: not said, or a symbol that this reader does not know; agent_declined: the agent said no; no_answer: no answer in time; agent_lost: the agent's connection was lost; agent_away: the agent went away; over_capacity: the agent had no room left; another_accepted: another agent was quicker; customer_left: the customer left; withdrawn: the request was withdrawn; taken_over: an agent began to speak; better_agent: a better agent became free; transferred: passed on; resolved: done; closed: the conversation ended; policy: a rule of the policy; no_agent: nobody could be found; error: a failure in Baton.\",\n"
    "          \"symbols\": [\"unknown\", \"agent_declined\", \"no_answer\", \"agent_lost\", \"agent_away\", \"over_capacity\",\n"
    "           \"another_accepted\", \"customer_left\", \"withdrawn\", \"taken_over\", \"better_agent\",\n"
    "           \"transferred\", \"resolved\", \"closed\", \"policy\", \"no_agent\", \"error\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Why it ended or failed; unknown: it did not.\"},\n"
    "        {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: nothing.\"},\n"
    "        {\"name\": \"offered_at\",\n"
    "         \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "         \"doc\": \"When the agent was asked; null: not yet.\"},\n"
    "        {\"name\": \"expires_at\",\n"
    "         \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "         \"doc\": \"When the offer ends; null: it does not.\"},\n"
    "        {\"name\": \"answered_at\",\n"
    "         \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "         \"doc\": \"When the agent answered; null: not yet.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The reservations of this stretch, oldest first; the last 20.\"},\n"
    "   {\"name\": \"root_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"First conversation of the chain; empty: this one.\"},\n"
    "   {\"name\": \"previous_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that this continues; empty: none.\"},\n"
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
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\"}, \"doc\": \"The customer.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "       {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "       {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null},\n"
    "    \"doc\": \"The way by which the customer is reached.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team; empty: any.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: not known.\"},\n"
    "   {\"name\": \"complexity\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Complexity\",\n"
    "     \"doc\": \"How hard the problem is. unknown: not said, or a symbol that this reader does not know; simple: one known problem; moderate: several steps or some doubt; complex: linked problems, several systems or an exception.\",\n"
    "     \"symbols\": [\"unknown\", \"simple\", \"moderate\", \"complex\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How hard it is.\"},\n"
    "   {\"name\": \"urgency\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Urgency\",\n"
    "     \"doc\": \"How soon a person is needed. unknown: not said, or a symbol that this reader does not know; low: today is enough; normal: in its turn; high: before the normal ones; critical: at once.\",\n"
    "     \"symbols\": [\"unknown\", \"low\", \"normal\", \"high\", \"critical\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How soon a person is needed.\"},\n"
    "   {\"name\": \"trigger\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "     \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "     \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "      \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\",\n"
    "      \"length\", \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\",\n"
    "      \"phantom_handoff\", \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What made the handoff.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Why, in words.\"},\n"
    "   {\"name\": \"skills\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Skills asked for.\"},\n"
    "   {\"name\": \"authority_needed\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Authority asked for.\"},\n"
    "   {\"name\": \"priority\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Higher is served first.\"},\n"
    "   {\"name\": \"position\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Place in the queue when this was written, 1 is next; null: not in a queue.\"},\n"
    "   {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Expected wait when this was written, in milliseconds; null: not in a queue, or cannot be said.\"},\n"
    "   {\"name\": \"queued_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Since when it waits; null: it never waited.\"},\n"
    "   {\"name\": \"accepted_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When an agent accepted first; null: nobody yet.\"},\n"
    "   {\"name\": \"due\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"DueTimes\",\n"
    "     \"doc\": \"By when something must have happened, from the tenant's policy.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"accept_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "        \"default\": null, \"doc\": \"An agent has accepted; null: no limit.\"},\n"
    "       {\"name\": \"first_reply_at\",\n"
    "        \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "        \"doc\": \"The agent has replied first: first_reply_ms of the policy behind the beginning of his hold; null: no limit, or nobody holds yet.\"},\n"
    "       {\"name\": \"next_reply_at\",\n"
    "        \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "        \"doc\": \"The agent has replied to the last message; null: no limit. The router, which reads no messages, leaves it null: it is for a writer that follows the conversation.\"},\n"
    "       {\"name\": \"resolve_at\",\n"
    "        \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "        \"doc\": \"The problem is solved: the deadline that the customer named; null: none named.\"}\n"
    "     ]},\n"
    "    \"default\": {\"accept_at\": null, \"first_reply_at\": null, \"next_reply_at\": null, \"resolve_at\": null},\n"
    "    \"doc\": \"By when what must have happened.\"},\n"
    "   {\"name\": \"resolve_probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Chance that the person resolves it, 0 to 1; null: not known.\"},\n"
    "   {\"name\": \"package\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"PackageRef\", \"doc\": \"Where the context package is.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"package_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Its id; empty: there is none yet.\"},\n"
    "       {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Version of the package; a higher one may exist meanwhile; 0: none.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Partition in context-packages; -1: not known.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Offset in context-packages; -1: not known, as wherever the request was written in one transaction with its package: the last record of the key is the package.\"},\n"
    "       {\"name\": \"link\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Path of the package at the gateway, to be put behind the gateway's address; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"package_id\": \"\", \"version\": 0, \"partition\": -1, \"offset\": -1, \"link\": \"\"},\n"
    "    \"doc\": \"The context package.\"},\n"
    "   {\"name\": \"card\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Card\", \"doc\": \"What an agent reads in five seconds.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"headline\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"One line, at most 120 characters.\"},\n"
    "       {\"name\": \"who\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The customer in one line: name, tier, time as a customer.\"},\n"
    "       {\"name\": \"core_issue\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The problem in one sentence.\"},\n"
    "       {\"name\": \"emotion\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Mood in a few words, such as calm or frustrated since the second answer; empty: not known.\"},\n"
    "       {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Mood now, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "       {\"name\": \"urgency\", \"type\": \"Urgency\", \"default\": \"unknown\",\n"
    "        \"doc\": \"How soon a person is needed.\"},\n"
    "       {\"name\": \"why\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why a person is needed, in one sentence.\"},\n"
    "       {\"name\": \"tried\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What was tried already, at most 3, newest first.\"},\n"
    "       {\"name\": \"next_action\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What to do first; empty: no recommendation.\"},\n"
    "       {\"name\": \"expectation\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What the customer expects; empty: not said.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Language of the conversation, BCP 47; empty: not known.\"},\n"
    "       {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Kind of channel; empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"headline\": \"\", \"who\": \"\", \"core_issue\": \"\", \"emotion\": \"\", \"sentiment\": null,\n"
    "     \"urgency\": \"unknown\", \"why\": \"\", \"tried\": [], \"next_action\": \"\", \"expectation\": \"\",\n"
    "     \"language\": \"\", \"channel\": \"\"},\n"
    "    \"doc\": \"The card, masked by the tenant's rule for CRMs.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"When completed: how.\"},\n"
    "   {\"name\": \"end\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"AssignmentEnd\",\n"
    "     \"doc\": \"The one end that a human stretch has. unknown: not said, or a symbol that this reader does not know; resolved: a resolution was given; returned: given back to the bot; customer_left: the customer left; withdrawn: not needed any more; no_agent: nobody could be found; closed: the conversation ended; transferred: went to another pool; failed: a failure.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"returned\", \"customer_left\", \"withdrawn\", \"no_agent\", \"closed\",\n"
    "      \"transferred\", \"failed\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"When over: its end; unknown: not over.\"},\n"
    "   {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The resolution that ended it; empty: none.\"},\n"
    "   {\"name\": \"completed_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it was over; null: not over.\"},\n"
    "   {\"name\": \"follow_up_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When somebody comes back to the customer; null: not planned.\"}\n"
    " ]}\n";
const struct baton_record_type baton_assignment_type = {
    .name = "Assignment",
    .size = sizeof(struct baton_assignment),
    .fields = assignment_fields,
    .field_count = sizeof(assignment_fields) / sizeof(assignment_fields[0]),
    .defaults = &assignment_defaults,
    .schema_text = assignment_schema,
};

static const char *const package_status_names[] = { "unknown", "live", "prepared",
    "handed_over", "with_agent", "returned", "ended" };
const struct baton_enum_type baton_package_status_symbols = {
    "PackageStatus", package_status_names, sizeof(package_status_names) / sizeof(package_status_names[0])
};

static const struct baton_field money_fields[] = {
    { .name = "minor_units", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_money, minor_units) },
    { .name = "currency", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_money, currency) },
};
static const struct baton_money money_defaults =
    { .minor_units = 0, .currency = { "", 0 } };
const struct baton_record_type baton_money_type = {
    .name = "Money",
    .size = sizeof(struct baton_money),
    .fields = money_fields,
    .field_count = sizeof(money_fields) / sizeof(money_fields[0]),
    .defaults = &money_defaults,
    .schema_text = NULL,
};

static const struct baton_field earlier_contact_fields[] = {
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, conversation_id) },
    { .name = "started_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_earlier_contact, started_at) },
    { .name = "ended_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_earlier_contact, ended_at) },
    { .name = "channel", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, channel) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, category) },
    { .name = "summary", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, summary) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "csat", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_earlier_contact, csat) },
    { .name = "handed_over", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, handed_over) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_earlier_contact, agent_name) },
};
static const struct baton_earlier_contact earlier_contact_defaults =
    { .conversation_id = { "", 0 }, .started_at = BATON_NULL_LONG, .ended_at = BATON_NULL_LONG,
      .channel = { "", 0 }, .category = { "", 0 }, .summary = { "", 0 },
      .outcome = BATON_OUTCOME_UNKNOWN, .csat = NAN, .handed_over = false, .agent_id = { "", 0 },
      .agent_name = { "", 0 } };
const struct baton_record_type baton_earlier_contact_type = {
    .name = "EarlierContact",
    .size = sizeof(struct baton_earlier_contact),
    .fields = earlier_contact_fields,
    .field_count = sizeof(earlier_contact_fields) / sizeof(earlier_contact_fields[0]),
    .defaults = &earlier_contact_defaults,
    .schema_text = NULL,
};

static const struct baton_field satisfaction_fields[] = {
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_satisfaction, at) },
    { .name = "score", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_satisfaction, score) },
    { .name = "comment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_satisfaction, comment) },
};
static const struct baton_satisfaction satisfaction_defaults =
    { .at = BATON_NULL_LONG, .score = NAN, .comment = { "", 0 } };
const struct baton_record_type baton_satisfaction_type = {
    .name = "Satisfaction",
    .size = sizeof(struct baton_satisfaction),
    .fields = satisfaction_fields,
    .field_count = sizeof(satisfaction_fields) / sizeof(satisfaction_fields[0]),
    .defaults = &satisfaction_defaults,
    .schema_text = NULL,
};

static const struct baton_field customer_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, id) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_customer, external_ids),
      .count_offset = offsetof(struct baton_customer, external_ids_count) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, name) },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, tier) },
    { .name = "segment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, segment) },
    { .name = "plan", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, plan) },
    { .name = "tenure_months", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_customer, tenure_months) },
    { .name = "contract_value", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_customer, contract_value), .record = &baton_money_type },
    { .name = "account_status", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, account_status) },
    { .name = "journey_stage", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, journey_stage) },
    { .name = "revenue_moment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, revenue_moment) },
    { .name = "earlier_contacts", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_customer, earlier_contacts),
      .count_offset = offsetof(struct baton_customer, earlier_contacts_count),
      .record = &baton_earlier_contact_type },
    { .name = "satisfaction_history", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_customer, satisfaction_history),
      .count_offset = offsetof(struct baton_customer, satisfaction_history_count),
      .record = &baton_satisfaction_type },
    { .name = "product_usage", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_customer, product_usage),
      .count_offset = offsetof(struct baton_customer, product_usage_count) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, language) },
    { .name = "time_zone", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer, time_zone) },
    { .name = "preferences", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_customer, preferences),
      .count_offset = offsetof(struct baton_customer, preferences_count) },
};
static const struct baton_customer customer_defaults =
    { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 }, .segment = { "", 0 },
      .plan = { "", 0 }, .tenure_months = BATON_NULL_LONG, .contract_value = NULL,
      .account_status = { "", 0 }, .journey_stage = { "", 0 }, .revenue_moment = { "", 0 },
      .language = { "", 0 }, .time_zone = { "", 0 } };
const struct baton_record_type baton_customer_type = {
    .name = "Customer",
    .size = sizeof(struct baton_customer),
    .fields = customer_fields,
    .field_count = sizeof(customer_fields) / sizeof(customer_fields[0]),
    .defaults = &customer_defaults,
    .schema_text = NULL,
};

static const struct baton_field goal_fields[] = {
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_goal, text) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_goal, event_id) },
};
static const struct baton_goal goal_defaults =
    { .text = { "", 0 }, .event_id = { "", 0 } };
const struct baton_record_type baton_goal_type = {
    .name = "Goal",
    .size = sizeof(struct baton_goal),
    .fields = goal_fields,
    .field_count = sizeof(goal_fields) / sizeof(goal_fields[0]),
    .defaults = &goal_defaults,
    .schema_text = NULL,
};

static const struct baton_field communication_wish_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_communication_wish, name) },
    { .name = "value", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_communication_wish, value) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_communication_wish, event_id) },
};
static const struct baton_communication_wish communication_wish_defaults =
    { .name = { "", 0 }, .value = { "", 0 }, .event_id = { "", 0 } };
const struct baton_record_type baton_communication_wish_type = {
    .name = "CommunicationWish",
    .size = sizeof(struct baton_communication_wish),
    .fields = communication_wish_fields,
    .field_count = sizeof(communication_wish_fields) / sizeof(communication_wish_fields[0]),
    .defaults = &communication_wish_defaults,
    .schema_text = NULL,
};

static const char *const speaker_names[] = { "unknown", "customer", "bot", "agent", "system" };
const struct baton_enum_type baton_speaker_symbols = {
    "Speaker", speaker_names, sizeof(speaker_names) / sizeof(speaker_names[0])
};

static const char *const action_outcome_names[] = { "unknown", "succeeded", "partial", "failed",
    "denied", "timed_out", "skipped", "pending" };
const struct baton_enum_type baton_action_outcome_symbols = {
    "ActionOutcome", action_outcome_names, sizeof(action_outcome_names) / sizeof(action_outcome_names[0])
};

static const struct baton_field article_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_article, id) },
    { .name = "title", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_article, title) },
    { .name = "url", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_article, url) },
};
static const struct baton_article article_defaults =
    { .id = { "", 0 }, .title = { "", 0 }, .url = { "", 0 } };
const struct baton_record_type baton_article_type = {
    .name = "Article",
    .size = sizeof(struct baton_article),
    .fields = article_fields,
    .field_count = sizeof(article_fields) / sizeof(article_fields[0]),
    .defaults = &article_defaults,
    .schema_text = NULL,
};

static const struct baton_field attempt_fields[] = {
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attempt, event_id) },
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_attempt, at) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attempt, by), .symbols = &baton_speaker_symbols },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attempt, name) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attempt, outcome),
      .symbols = &baton_action_outcome_symbols },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attempt, detail) },
    { .name = "links", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_attempt, links),
      .count_offset = offsetof(struct baton_attempt, links_count) },
    { .name = "articles", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_attempt, articles),
      .count_offset = offsetof(struct baton_attempt, articles_count),
      .record = &baton_article_type },
};
static const struct baton_attempt attempt_defaults =
    { .event_id = { "", 0 }, .at = BATON_NULL_LONG, .by = BATON_SPEAKER_UNKNOWN, .name = { "", 0 },
      .outcome = BATON_ACTION_OUTCOME_UNKNOWN, .detail = { "", 0 } };
const struct baton_record_type baton_attempt_type = {
    .name = "Attempt",
    .size = sizeof(struct baton_attempt),
    .fields = attempt_fields,
    .field_count = sizeof(attempt_fields) / sizeof(attempt_fields[0]),
    .defaults = &attempt_defaults,
    .schema_text = NULL,
};

static const struct baton_field fact_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, name) },
    { .name = "value", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, value) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, by), .symbols = &baton_speaker_symbols },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, event_id) },
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_fact, at) },
    { .name = "source", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, source) },
    { .name = "confirmed", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, confirmed) },
    { .name = "confidence", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_fact, confidence) },
    { .name = "superseded", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_fact, superseded) },
};
static const struct baton_fact fact_defaults =
    { .name = { "", 0 }, .value = { "", 0 }, .by = BATON_SPEAKER_UNKNOWN, .event_id = { "", 0 },
      .at = BATON_NULL_LONG, .source = { "", 0 }, .confirmed = false, .confidence = NAN,
      .superseded = false };
const struct baton_record_type baton_fact_type = {
    .name = "Fact",
    .size = sizeof(struct baton_fact),
    .fields = fact_fields,
    .field_count = sizeof(fact_fields) / sizeof(fact_fields[0]),
    .defaults = &fact_defaults,
    .schema_text = NULL,
};

static const char *const commitment_state_names[] = { "unknown", "open", "at_risk", "kept",
    "broken", "withdrawn" };
const struct baton_enum_type baton_commitment_state_symbols = {
    "CommitmentState", commitment_state_names, sizeof(commitment_state_names) / sizeof(commitment_state_names[0])
};

static const struct baton_field commitment_fields[] = {
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_commitment, text) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_commitment, by), .symbols = &baton_speaker_symbols },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_commitment, event_id) },
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_commitment, at) },
    { .name = "due_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_commitment, due_at) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_commitment, state),
      .symbols = &baton_commitment_state_symbols },
};
static const struct baton_commitment commitment_defaults =
    { .text = { "", 0 }, .by = BATON_SPEAKER_UNKNOWN, .event_id = { "", 0 }, .at = BATON_NULL_LONG,
      .due_at = BATON_NULL_LONG, .state = BATON_COMMITMENT_STATE_UNKNOWN };
const struct baton_record_type baton_commitment_type = {
    .name = "Commitment",
    .size = sizeof(struct baton_commitment),
    .fields = commitment_fields,
    .field_count = sizeof(commitment_fields) / sizeof(commitment_fields[0]),
    .defaults = &commitment_defaults,
    .schema_text = NULL,
};

static const struct baton_field question_fields[] = {
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_question, text) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_question, by), .symbols = &baton_speaker_symbols },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_question, event_id) },
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_question, at) },
    { .name = "times", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_question, times) },
};
static const struct baton_question question_defaults =
    { .text = { "", 0 }, .by = BATON_SPEAKER_UNKNOWN, .event_id = { "", 0 }, .at = BATON_NULL_LONG,
      .times = 1 };
const struct baton_record_type baton_question_type = {
    .name = "Question",
    .size = sizeof(struct baton_question),
    .fields = question_fields,
    .field_count = sizeof(question_fields) / sizeof(question_fields[0]),
    .defaults = &question_defaults,
    .schema_text = NULL,
};

static const struct baton_field deadline_fields[] = {
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_deadline, text) },
    { .name = "due_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_deadline, due_at) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_deadline, event_id) },
};
static const struct baton_deadline deadline_defaults =
    { .text = { "", 0 }, .due_at = BATON_NULL_LONG, .event_id = { "", 0 } };
const struct baton_record_type baton_deadline_type = {
    .name = "Deadline",
    .size = sizeof(struct baton_deadline),
    .fields = deadline_fields,
    .field_count = sizeof(deadline_fields) / sizeof(deadline_fields[0]),
    .defaults = &deadline_defaults,
    .schema_text = NULL,
};

static const char *const trajectory_names[] = { "unknown", "improving", "steady", "falling",
    "volatile" };
const struct baton_enum_type baton_trajectory_symbols = {
    "Trajectory", trajectory_names, sizeof(trajectory_names) / sizeof(trajectory_names[0])
};

static const struct baton_field mood_fields[] = {
    { .name = "score", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_mood, score) },
    { .name = "trajectory", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mood, trajectory), .symbols = &baton_trajectory_symbols },
    { .name = "points", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_mood, points),
      .count_offset = offsetof(struct baton_mood, points_count) },
    { .name = "emotion", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mood, emotion) },
    { .name = "turned_by", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mood, turned_by) },
    { .name = "turned_text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mood, turned_text) },
};
static const struct baton_mood mood_defaults =
    { .score = NAN, .trajectory = BATON_TRAJECTORY_UNKNOWN, .emotion = { "", 0 },
      .turned_by = { "", 0 }, .turned_text = { "", 0 } };
const struct baton_record_type baton_mood_type = {
    .name = "Mood",
    .size = sizeof(struct baton_mood),
    .fields = mood_fields,
    .field_count = sizeof(mood_fields) / sizeof(mood_fields[0]),
    .defaults = &mood_defaults,
    .schema_text = NULL,
};

static const struct baton_field reason_fields[] = {
    { .name = "code", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reason, code) },
    { .name = "contribution", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reason, contribution) },
    { .name = "event_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_reason, event_ids),
      .count_offset = offsetof(struct baton_reason, event_ids_count) },
    { .name = "quotes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_reason, quotes),
      .count_offset = offsetof(struct baton_reason, quotes_count) },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reason, detail) },
};
static const struct baton_reason reason_defaults =
    { .code = { "", 0 }, .contribution = 0.0, .detail = { "", 0 } };
const struct baton_record_type baton_reason_type = {
    .name = "Reason",
    .size = sizeof(struct baton_reason),
    .fields = reason_fields,
    .field_count = sizeof(reason_fields) / sizeof(reason_fields[0]),
    .defaults = &reason_defaults,
    .schema_text = NULL,
};

static const struct baton_field suggestion_fields[] = {
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_suggestion, text) },
    { .name = "confidence", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_suggestion, confidence) },
    { .name = "source", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_suggestion, source) },
    { .name = "event_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_suggestion, event_ids),
      .count_offset = offsetof(struct baton_suggestion, event_ids_count) },
    { .name = "url", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_suggestion, url) },
};
static const struct baton_suggestion suggestion_defaults =
    { .text = { "", 0 }, .confidence = NAN, .source = { "", 0 }, .url = { "", 0 } };
const struct baton_record_type baton_suggestion_type = {
    .name = "Suggestion",
    .size = sizeof(struct baton_suggestion),
    .fields = suggestion_fields,
    .field_count = sizeof(suggestion_fields) / sizeof(suggestion_fields[0]),
    .defaults = &suggestion_defaults,
    .schema_text = NULL,
};

static const struct baton_field recommended_agent_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_recommended_agent, id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_recommended_agent, name) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_recommended_agent, team) },
    { .name = "skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_recommended_agent, skills),
      .count_offset = offsetof(struct baton_recommended_agent, skills_count) },
    { .name = "authority", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_recommended_agent, authority),
      .count_offset = offsetof(struct baton_recommended_agent, authority_count) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_recommended_agent, reason) },
};
static const struct baton_recommended_agent recommended_agent_defaults =
    { .id = { "", 0 }, .name = { "", 0 }, .team = { "", 0 }, .reason = { "", 0 } };
const struct baton_record_type baton_recommended_agent_type = {
    .name = "RecommendedAgent",
    .size = sizeof(struct baton_recommended_agent),
    .fields = recommended_agent_fields,
    .field_count = sizeof(recommended_agent_fields) / sizeof(recommended_agent_fields[0]),
    .defaults = &recommended_agent_defaults,
    .schema_text = NULL,
};

static const struct baton_field chance_fields[] = {
    { .name = "rate", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_chance, rate) },
    { .name = "cases", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_chance, cases) },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_chance, text) },
};
static const struct baton_chance chance_defaults =
    { .rate = 0.0, .cases = 0, .text = { "", 0 } };
const struct baton_record_type baton_chance_type = {
    .name = "Chance",
    .size = sizeof(struct baton_chance),
    .fields = chance_fields,
    .field_count = sizeof(chance_fields) / sizeof(chance_fields[0]),
    .defaults = &chance_defaults,
    .schema_text = NULL,
};

static const struct baton_field quality_fields[] = {
    { .name = "overall", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_quality, overall) },
    { .name = "completeness", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_quality, completeness) },
    { .name = "clarity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_quality, clarity) },
    { .name = "emotion", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_quality, emotion) },
    { .name = "solution_path", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_quality, solution_path) },
    { .name = "missing", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_quality, missing),
      .count_offset = offsetof(struct baton_quality, missing_count) },
};
static const struct baton_quality quality_defaults =
    { .overall = NAN, .completeness = NAN, .clarity = NAN, .emotion = NAN, .solution_path = NAN };
const struct baton_record_type baton_quality_type = {
    .name = "Quality",
    .size = sizeof(struct baton_quality),
    .fields = quality_fields,
    .field_count = sizeof(quality_fields) / sizeof(quality_fields[0]),
    .defaults = &quality_defaults,
    .schema_text = NULL,
};

static const char *const enrichment_kind_names[] = { "unknown", "history", "crm", "billing",
    "issues", "helpdesk", "knowledge", "llm" };
const struct baton_enum_type baton_enrichment_kind_symbols = {
    "EnrichmentKind", enrichment_kind_names, sizeof(enrichment_kind_names) / sizeof(enrichment_kind_names[0])
};

static const char *const enrichment_state_names[] = { "unknown", "pending", "arrived",
    "partial", "not_found", "failed", "timed_out", "disabled" };
const struct baton_enum_type baton_enrichment_state_symbols = {
    "EnrichmentState", enrichment_state_names, sizeof(enrichment_state_names) / sizeof(enrichment_state_names[0])
};

static const struct baton_field enrichment_status_fields[] = {
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_status, request_id) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_status, kind),
      .symbols = &baton_enrichment_kind_symbols },
    { .name = "source", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_status, source) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_status, state),
      .symbols = &baton_enrichment_state_symbols },
    { .name = "requested_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment_status, requested_at) },
    { .name = "as_of", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment_status, as_of) },
    { .name = "age_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment_status, age_ms) },
    { .name = "values", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_enrichment_status, values),
      .count_offset = offsetof(struct baton_enrichment_status, values_count) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_status, reason) },
    { .name = "masked", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_enrichment_status, masked),
      .count_offset = offsetof(struct baton_enrichment_status, masked_count) },
};
static const struct baton_enrichment_status enrichment_status_defaults =
    { .request_id = { "", 0 }, .kind = BATON_ENRICHMENT_KIND_UNKNOWN, .source = { "", 0 },
      .state = BATON_ENRICHMENT_STATE_UNKNOWN, .requested_at = BATON_NULL_LONG,
      .as_of = BATON_NULL_LONG, .age_ms = BATON_NULL_LONG, .reason = { "", 0 } };
const struct baton_record_type baton_enrichment_status_type = {
    .name = "EnrichmentStatus",
    .size = sizeof(struct baton_enrichment_status),
    .fields = enrichment_status_fields,
    .field_count = sizeof(enrichment_status_fields) / sizeof(enrichment_status_fields[0]),
    .defaults = &enrichment_status_defaults,
    .schema_text = NULL,
};

static const struct baton_field mask_fields[] = {
    { .name = "kind", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mask, kind) },
    { .name = "placeholder", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mask, placeholder) },
    { .name = "count", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_mask, count) },
};
static const struct baton_mask mask_defaults =
    { .kind = { "", 0 }, .placeholder = { "", 0 }, .count = 0 };
const struct baton_record_type baton_mask_type = {
    .name = "Mask",
    .size = sizeof(struct baton_mask),
    .fields = mask_fields,
    .field_count = sizeof(mask_fields) / sizeof(mask_fields[0]),
    .defaults = &mask_defaults,
    .schema_text = NULL,
};

static const struct baton_field page_ref_fields[] = {
    { .name = "page_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page_ref, page_id) },
    { .name = "number", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page_ref, number) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page_ref, version) },
    { .name = "turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page_ref, turns) },
    { .name = "bytes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page_ref, bytes) },
    { .name = "first_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_page_ref, first_at) },
    { .name = "last_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_page_ref, last_at) },
};
static const struct baton_page_ref page_ref_defaults =
    { .page_id = { "", 0 }, .number = 0, .version = 0, .turns = 0, .bytes = 0,
      .first_at = BATON_NULL_LONG, .last_at = BATON_NULL_LONG };
const struct baton_record_type baton_page_ref_type = {
    .name = "PageRef",
    .size = sizeof(struct baton_page_ref),
    .fields = page_ref_fields,
    .field_count = sizeof(page_ref_fields) / sizeof(page_ref_fields[0]),
    .defaults = &page_ref_defaults,
    .schema_text = NULL,
};

static const struct baton_field page_fields[] = {
    { .name = "url", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page, url) },
    { .name = "title", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page, title) },
    { .name = "area", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_page, area) },
};
static const struct baton_page page_defaults =
    { .url = { "", 0 }, .title = { "", 0 }, .area = { "", 0 } };
const struct baton_record_type baton_page_type = {
    .name = "Page",
    .size = sizeof(struct baton_page),
    .fields = page_fields,
    .field_count = sizeof(page_fields) / sizeof(page_fields[0]),
    .defaults = &page_defaults,
    .schema_text = NULL,
};

static const char *const attachment_kind_names[] = { "unknown", "image", "document", "audio",
    "video", "call", "screen_share", "link", "location" };
const struct baton_enum_type baton_attachment_kind_symbols = {
    "AttachmentKind", attachment_kind_names, sizeof(attachment_kind_names) / sizeof(attachment_kind_names[0])
};

static const struct baton_field attachment_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, id) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, kind),
      .symbols = &baton_attachment_kind_symbols },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, name) },
    { .name = "media_type", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, media_type) },
    { .name = "bytes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_attachment, bytes) },
    { .name = "url", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, url) },
    { .name = "digest", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_attachment, digest) },
};
static const struct baton_attachment attachment_defaults =
    { .id = { "", 0 }, .kind = BATON_ATTACHMENT_KIND_UNKNOWN, .name = { "", 0 },
      .media_type = { "", 0 }, .bytes = BATON_NULL_LONG, .url = { "", 0 }, .digest = { "", 0 } };
const struct baton_record_type baton_attachment_type = {
    .name = "Attachment",
    .size = sizeof(struct baton_attachment),
    .fields = attachment_fields,
    .field_count = sizeof(attachment_fields) / sizeof(attachment_fields[0]),
    .defaults = &attachment_defaults,
    .schema_text = NULL,
};

static const struct baton_field source_fields[] = {
    { .name = "kind", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_source, kind) },
    { .name = "bot_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_source, bot_id) },
    { .name = "bot_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_source, bot_version) },
    { .name = "model", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_source, model) },
};
static const struct baton_source source_defaults =
    { .kind = { "", 0 }, .bot_id = { "", 0 }, .bot_version = { "", 0 }, .model = { "", 0 } };
const struct baton_record_type baton_source_type = {
    .name = "Source",
    .size = sizeof(struct baton_source),
    .fields = source_fields,
    .field_count = sizeof(source_fields) / sizeof(source_fields[0]),
    .defaults = &source_defaults,
    .schema_text = NULL,
};

static const struct baton_field context_package_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.conversation_id), .required = true },
    { .name = "package_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, package_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_context_package, env.attributes),
      .count_offset = offsetof(struct baton_context_package, env.attributes_count) },
    { .name = "status", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, status),
      .symbols = &baton_package_status_symbols },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, version) },
    { .name = "card", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, card), .record = &baton_card_type },
    { .name = "briefing", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, briefing) },
    { .name = "technical", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, technical) },
    { .name = "summary", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, summary) },
    { .name = "summary_by", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, summary_by) },
    { .name = "template", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, template) },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, customer), .record = &baton_customer_type },
    { .name = "customer_expectation", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, customer_expectation) },
    { .name = "goal", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, goal), .record = &baton_goal_type },
    { .name = "communication", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, communication),
      .count_offset = offsetof(struct baton_context_package, communication_count),
      .record = &baton_communication_wish_type },
    { .name = "tried", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, tried),
      .count_offset = offsetof(struct baton_context_package, tried_count),
      .record = &baton_attempt_type },
    { .name = "established", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, established),
      .count_offset = offsetof(struct baton_context_package, established_count),
      .record = &baton_fact_type },
    { .name = "commitments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, commitments),
      .count_offset = offsetof(struct baton_context_package, commitments_count),
      .record = &baton_commitment_type },
    { .name = "open_questions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, open_questions),
      .count_offset = offsetof(struct baton_context_package, open_questions_count),
      .record = &baton_question_type },
    { .name = "deadlines", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, deadlines),
      .count_offset = offsetof(struct baton_context_package, deadlines_count),
      .record = &baton_deadline_type },
    { .name = "sentiment", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, sentiment), .record = &baton_mood_type },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, category) },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, intent) },
    { .name = "complexity", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, complexity),
      .symbols = &baton_complexity_symbols },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, urgency),
      .symbols = &baton_urgency_symbols },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "reasons", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, reasons),
      .count_offset = offsetof(struct baton_context_package, reasons_count),
      .record = &baton_reason_type },
    { .name = "why_person", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, why_person) },
    { .name = "focus", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, focus) },
    { .name = "next_action", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, next_action),
      .record = &baton_suggestion_type },
    { .name = "likely_solution", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, likely_solution),
      .record = &baton_suggestion_type },
    { .name = "escalation_path", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, escalation_path),
      .count_offset = offsetof(struct baton_context_package, escalation_path_count) },
    { .name = "recommended_agent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, recommended_agent),
      .record = &baton_recommended_agent_type },
    { .name = "chance", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_context_package, chance), .record = &baton_chance_type },
    { .name = "opening_line", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, opening_line) },
    { .name = "quality", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, quality), .record = &baton_quality_type },
    { .name = "enrichments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, enrichments),
      .count_offset = offsetof(struct baton_context_package, enrichments_count),
      .record = &baton_enrichment_status_type },
    { .name = "masks", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, masks),
      .count_offset = offsetof(struct baton_context_package, masks_count),
      .record = &baton_mask_type },
    { .name = "pages", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, pages),
      .count_offset = offsetof(struct baton_context_package, pages_count),
      .record = &baton_page_ref_type },
    { .name = "turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, turns) },
    { .name = "last_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, last_event_id) },
    { .name = "page", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, page), .record = &baton_page_type },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, language) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, channel), .record = &baton_channel_type },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_package, attachments),
      .count_offset = offsetof(struct baton_context_package, attachments_count),
      .record = &baton_attachment_type },
    { .name = "source", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, source), .record = &baton_source_type },
    { .name = "started_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_context_package, started_at) },
    { .name = "holder", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, holder), .record = &baton_holder_type },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, assignment_id) },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, signal_id) },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, request_id) },
    { .name = "cut", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_package, cut) },
};
static const struct baton_context_package context_package_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .package_id = { "", 0 }, .status = BATON_PACKAGE_STATUS_UNKNOWN, .version = 0, .card = {
      .headline = { "", 0 }, .who = { "", 0 }, .core_issue = { "", 0 }, .emotion = { "", 0 },
      .sentiment = NAN, .urgency = BATON_URGENCY_UNKNOWN, .why = { "", 0 },
      .next_action = { "", 0 }, .expectation = { "", 0 }, .language = { "", 0 },
      .channel = { "", 0 } }, .briefing = { "", 0 }, .technical = { "", 0 }, .summary = { "", 0 },
      .summary_by = { "", 0 }, .template = { "", 0 }, .customer = { .id = { "", 0 },
      .name = { "", 0 }, .tier = { "", 0 }, .segment = { "", 0 }, .plan = { "", 0 },
      .tenure_months = BATON_NULL_LONG, .contract_value = NULL, .account_status = { "", 0 },
      .journey_stage = { "", 0 }, .revenue_moment = { "", 0 }, .language = { "", 0 },
      .time_zone = { "", 0 } }, .customer_expectation = { "", 0 }, .goal = { .text = { "", 0 },
      .event_id = { "", 0 } }, .sentiment = { .score = NAN, .trajectory = BATON_TRAJECTORY_UNKNOWN,
      .emotion = { "", 0 }, .turned_by = { "", 0 }, .turned_text = { "", 0 } },
      .category = { "", 0 }, .intent = { "", 0 }, .complexity = BATON_COMPLEXITY_UNKNOWN,
      .urgency = BATON_URGENCY_UNKNOWN, .trigger = BATON_TRIGGER_UNKNOWN, .why_person = { "", 0 },
      .focus = { "", 0 }, .next_action = { .text = { "", 0 }, .confidence = NAN,
      .source = { "", 0 }, .url = { "", 0 } }, .likely_solution = { .text = { "", 0 },
      .confidence = NAN, .source = { "", 0 }, .url = { "", 0 } }, .recommended_agent = {
      .id = { "", 0 }, .name = { "", 0 }, .team = { "", 0 }, .reason = { "", 0 } }, .chance = NULL,
      .opening_line = { "", 0 }, .quality = { .overall = NAN, .completeness = NAN, .clarity = NAN,
      .emotion = NAN, .solution_path = NAN }, .turns = 0, .last_event_id = { "", 0 }, .page = {
      .url = { "", 0 }, .title = { "", 0 }, .area = { "", 0 } }, .language = { "", 0 },
      .channel = { .kind = { "", 0 }, .address = { "", 0 }, .synchronous = BATON_MAYBE_UNKNOWN },
      .source = { .kind = { "", 0 }, .bot_id = { "", 0 }, .bot_version = { "", 0 },
      .model = { "", 0 } }, .started_at = BATON_NULL_LONG, .holder = {
      .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 } },
      .assignment_id = { "", 0 }, .signal_id = { "", 0 }, .request_id = { "", 0 }, .cut = false };
static const char context_package_schema[] =
    "{\"type\": \"record\", \"name\": \"ContextPackage\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Head of the live context package: all that a person needs before the first word; the value of context-packages. Key: tenant/conversation_id; compacted, the last record is the package. At most 16 kB; the turns are in context-pages.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"package_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of this version of the package; a second record with the same id is a duplicate.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"status\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"PackageStatus\",\n"
    "     \"doc\": \"Where the conversation stands. unknown: not said, or a symbol that this reader does not know; live: with the bot, kept up to date; prepared: an escalation is likely; handed_over: asked for or waits for a person; with_agent: a person holds it; returned: back with the bot; ended: the conversation is over.\",\n"
    "     \"symbols\": [\"unknown\", \"live\", \"prepared\", \"handed_over\", \"with_agent\", \"returned\", \"ended\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Where the conversation stands.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows by one at each change of the head; 0: none.\"},\n"
    "   {\"name\": \"card\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Card\", \"doc\": \"What an agent reads in five seconds.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"headline\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"One line, at most 120 characters.\"},\n"
    "       {\"name\": \"who\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The customer in one line: name, tier, time as a customer.\"},\n"
    "       {\"name\": \"core_issue\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The problem in one sentence.\"},\n"
    "       {\"name\": \"emotion\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Mood in a few words, such as calm or frustrated since the second answer; empty: not known.\"},\n"
    "       {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Mood now, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "       {\"name\": \"urgency\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"Urgency\",\n"
    "         \"doc\": \"How soon a person is needed. unknown: not said, or a symbol that this reader does not know; low: today is enough; normal: in its turn; high: before the normal ones; critical: at once.\",\n"
    "         \"symbols\": [\"unknown\", \"low\", \"normal\", \"high\", \"critical\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"How soon a person is needed.\"},\n"
    "       {\"name\": \"why\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why a person is needed, in one sentence.\"},\n"
    "       {\"name\": \"tried\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What was tried already, at most 3, newest first.\"},\n"
    "       {\"name\": \"next_action\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What to do first; empty: no recommendation.\"},\n"
    "       {\"name\": \"expectation\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What the customer expects; empty: not said.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Language of the conversation, BCP 47; empty: not known.\"},\n"
    "       {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Kind of channel; empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"headline\": \"\", \"who\": \"\", \"core_issue\": \"\", \"emotion\": \"\", \"sentiment\": null,\n"
    "     \"urgency\": \"unknown\", \"why\": \"\", \"tried\": [], \"next_action\": \"\", \"expectation\": \"\",\n"
    "     \"language\": \"\", \"channel\": \"\"},\n"
    "    \"doc\": \"Five seconds: what to know at once.\"},\n"
    "   {\"name\": \"briefing\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Thirty seconds: the story in a few lines of plain text.\"},\n"
    "   {\"name\": \"technical\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The technical part, for those who need it: errors, systems, values; empty: nothing.\"},\n"
    "   {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Two sentences.\"},\n"
    "   {\"name\": \"summary_by\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"rules, or `model` and the name of the model that wrote the summary; empty: no summary.\"},\n"
    "   {\"name\": \"template\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Template of the policy that shaped the package; empty: the built-in one.\"},\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Customer\",\n"
    "     \"doc\": \"The customer as far as the sender knows; what is empty or null says nothing and never overwrites what is known.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name (stripe, hubspot, zendesk, email, ...).\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer is addressed; empty: not known.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Service tier in the tenant's words, such as gold; empty: not known.\"},\n"
    "       {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Segment in the tenant's words, such as smb; empty: not known.\"},\n"
    "       {\"name\": \"plan\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Plan or product bought; empty: not known.\"},\n"
    "       {\"name\": \"tenure_months\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "        \"doc\": \"Whole months as a customer; null: not known.\"},\n"
    "       {\"name\": \"contract_value\",\n"
    "        \"type\": [\n"
    "          \"null\",\n"
    "          {\"type\": \"record\", \"name\": \"Money\", \"doc\": \"An amount of money.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"minor_units\", \"type\": \"long\", \"default\": 0,\n"
    "              \"doc\": \"The amount in the smallest unit of the currency (cents for EUR).\"},\n"
    "             {\"name\": \"currency\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"ISO 4217 code in capitals, such as EUR; empty: not known.\"}\n"
    "           ]}\n"
    "        ],\n"
    "        \"default\": null, \"doc\": \"Value of the contract for a year; null: not known.\"},\n"
    "       {\"name\": \"account_status\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as active, trial, past_due, suspended, cancelled; empty: not known.\"},\n"
    "       {\"name\": \"journey_stage\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as onboarding, adoption, renewal; empty: not known.\"},\n"
    "       {\"name\": \"revenue_moment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What is at stake now, such as checkout, upgrade, renewal, cancellation; empty: nothing known.\"},\n"
    "       {\"name\": \"earlier_contacts\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"EarlierContact\",\n"
    "          \"doc\": \"An earlier conversation of the same customer.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "            {\"name\": \"started_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it began; null: not known.\"},\n"
    "            {\"name\": \"ended_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it ended; null: not known.\"},\n"
    "            {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "            {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Issue category; empty: not known.\"},\n"
    "            {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"One sentence; empty: none.\"},\n"
    "            {\"name\": \"outcome\",\n"
    "             \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "              \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "              \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "               \"transferred\", \"duplicate\", \"spam\"],\n"
    "              \"default\": \"unknown\"},\n"
    "             \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "            {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "            {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "             \"doc\": \"True: a person held it at some time.\"},\n"
    "            {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The last person who held it; empty: none.\"},\n"
    "            {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"That person's name; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [],\n"
    "        \"doc\": \"Earlier conversations, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"satisfaction_history\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"Satisfaction\",\n"
    "          \"doc\": \"One rating that the customer gave earlier.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "            {\"name\": \"score\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"1 (worst) to 5 (best), converted where the asker uses another scale; null: not known.\"},\n"
    "            {\"name\": \"comment\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The customer's words; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Earlier ratings, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"product_usage\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Facts about use, such as last_login, seats, feature names; values are text.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Preferred language, BCP 47, such as de-AT; empty: not known.\"},\n"
    "       {\"name\": \"time_zone\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"IANA name, such as Europe/Vienna; empty: not known.\"},\n"
    "       {\"name\": \"preferences\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Preferences, such as preferred_agent, channel, contact (person or bot).\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\", \"segment\": \"\", \"plan\": \"\",\n"
    "     \"tenure_months\": null, \"contract_value\": null, \"account_status\": \"\", \"journey_stage\": \"\",\n"
    "     \"revenue_moment\": \"\", \"earlier_contacts\": [], \"satisfaction_history\": [], \"product_usage\": {},\n"
    "     \"language\": \"\", \"time_zone\": \"\", \"preferences\": {}},\n"
    "    \"doc\": \"The customer, merged from all sources.\"},\n"
    "   {\"name\": \"customer_expectation\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What the customer expects; empty: not said.\"},\n"
    "   {\"name\": \"goal\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Goal\",\n"
    "     \"doc\": \"What the customer wants to achieve in the end, where the words say so.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The words; empty: not said.\"},\n"
    "       {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The event that says so; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"text\": \"\", \"event_id\": \"\"},\n"
    "    \"doc\": \"The goal behind the request: what comes after it, such as `so that I can travel on Monday`.\"},\n"
    "   {\"name\": \"communication\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"CommunicationWish\",\n"
    "      \"doc\": \"How the customer said that he wants to be spoken to.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"channel, avoid_channel, time, style, address or language.\"},\n"
    "        {\"name\": \"value\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Of a channel phone, email, sms, whatsapp, chat; of a time its words; of a style short, plain_words, step_by_step; of the form of address the name, first_name, du or Sie; of a language BCP 47.\"},\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Communication preferences that were said, in the order of the conversation, at most 8.\"},\n"
    "   {\"name\": \"tried\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Attempt\", \"doc\": \"Something that was tried already.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"},\n"
    "        {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "        {\"name\": \"by\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "          \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "          \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Who tried it.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What was tried.\"},\n"
    "        {\"name\": \"outcome\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"ActionOutcome\",\n"
    "          \"doc\": \"How an attempt ended. unknown: not said, or a symbol that this reader does not know; succeeded: did what it should; partial: did some of it; failed: did not work; denied: not permitted; timed_out: no answer in time; skipped: not carried out; pending: still running.\",\n"
    "          \"symbols\": [\"unknown\", \"succeeded\", \"partial\", \"failed\", \"denied\", \"timed_out\", \"skipped\",\n"
    "           \"pending\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: nothing.\"},\n"
    "        {\"name\": \"links\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Addresses shown to the customer.\"},\n"
    "        {\"name\": \"articles\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"Article\", \"doc\": \"A help page or knowledge article.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Id in the knowledge base; empty: none.\"},\n"
    "             {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "             {\"name\": \"url\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Address; empty: none.\"}\n"
    "           ]}},\n"
    "         \"default\": [], \"doc\": \"Articles shown to the customer.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"What was tried, oldest first, at most 20.\"},\n"
    "   {\"name\": \"established\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Fact\", \"doc\": \"Something that need not be asked again.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"What it is, such as order_number.\"},\n"
    "        {\"name\": \"value\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Its value, masked where the policy says so.\"},\n"
    "        {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who said it.\"},\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The event that says so; empty: from an enrichment.\"},\n"
    "        {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "        {\"name\": \"source\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"System it comes from; empty: the conversation.\"},\n"
    "        {\"name\": \"confirmed\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: the customer confirmed it.\"},\n"
    "        {\"name\": \"confidence\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"How sure, 0 to 1; null: as written.\"},\n"
    "        {\"name\": \"superseded\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: an earlier value, kept; a later one stands in its place. Its name begins with earlier_.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"What is known already, at most 40.\"},\n"
    "   {\"name\": \"commitments\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Commitment\",\n"
    "      \"doc\": \"Something that was promised to the customer.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The promise, as written.\"},\n"
    "        {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who promised.\"},\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"},\n"
    "        {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "        {\"name\": \"due_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"By when it was promised; null: no time was named.\"},\n"
    "        {\"name\": \"state\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"CommitmentState\",\n"
    "          \"doc\": \"What became of a promise. unknown: not said, or a symbol that this reader does not know; open: not yet kept; at_risk: open and nearly due; kept: kept; broken: the time has passed; withdrawn: taken back.\",\n"
    "          \"symbols\": [\"unknown\", \"open\", \"at_risk\", \"kept\", \"broken\", \"withdrawn\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What became of it.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Promises, oldest first, at most 20.\"},\n"
    "   {\"name\": \"open_questions\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Question\", \"doc\": \"A question without an answer.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The question, as written.\"},\n"
    "        {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who asked.\"},\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The event where it was asked last.\"},\n"
    "        {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When it was asked last; null: not known.\"},\n"
    "        {\"name\": \"times\", \"type\": \"long\", \"default\": 1, \"doc\": \"How often it was asked.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Open questions, at most 10.\"},\n"
    "   {\"name\": \"deadlines\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Deadline\", \"doc\": \"A time that the customer named.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The words.\"},\n"
    "        {\"name\": \"due_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"The time; null: the words could not be turned into one.\"},\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Deadlines, the next first, at most 10.\"},\n"
    "   {\"name\": \"sentiment\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Mood\", \"doc\": \"The customer's mood over the conversation.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"score\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Now, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "       {\"name\": \"trajectory\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"Trajectory\",\n"
    "         \"doc\": \"Where the mood goes. unknown: not said, or a symbol that this reader does not know; improving: gets better; steady: stays; falling: gets worse; volatile: up and down.\",\n"
    "         \"symbols\": [\"unknown\", \"improving\", \"steady\", \"falling\", \"volatile\"],\n"
    "         \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Where it goes.\"},\n"
    "       {\"name\": \"points\", \"type\": {\"type\": \"array\", \"items\": \"double\"}, \"default\": [],\n"
    "        \"doc\": \"Scores of the customer's messages, oldest first, the last 20.\"},\n"
    "       {\"name\": \"emotion\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In a word; empty: not known.\"},\n"
    "       {\"name\": \"turned_by\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"event_id after which it turned; empty: it did not.\"},\n"
    "       {\"name\": \"turned_text\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What turned it, as written; empty: it did not turn.\"}\n"
    "     ]},\n"
    "    \"default\": {\"score\": null, \"trajectory\": \"unknown\", \"points\": [], \"emotion\": \"\", \"turned_by\": \"\",\n"
    "     \"turned_text\": \"\"},\n"
    "    \"doc\": \"The customer's mood.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: not known.\"},\n"
    "   {\"name\": \"intent\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What the customer wants; empty: not known.\"},\n"
    "   {\"name\": \"complexity\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Complexity\",\n"
    "     \"doc\": \"How hard the problem is. unknown: not said, or a symbol that this reader does not know; simple: one known problem; moderate: several steps or some doubt; complex: linked problems, several systems or an exception.\",\n"
    "     \"symbols\": [\"unknown\", \"simple\", \"moderate\", \"complex\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How hard it is.\"},\n"
    "   {\"name\": \"urgency\", \"type\": \"Urgency\", \"default\": \"unknown\",\n"
    "    \"doc\": \"How soon a person is needed.\"},\n"
    "   {\"name\": \"trigger\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "     \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "     \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "      \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\",\n"
    "      \"length\", \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\",\n"
    "      \"phantom_handoff\", \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What made the handoff; unknown: there is none.\"},\n"
    "   {\"name\": \"reasons\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Reason\", \"doc\": \"One reason for a decision, with its evidence.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Name of the feature or rule, stable, such as repeated_question.\"},\n"
    "        {\"name\": \"contribution\", \"type\": \"double\", \"default\": 0.0,\n"
    "         \"doc\": \"What it added to the score (log-odds for the detector, points for the router); negative: against.\"},\n"
    "        {\"name\": \"event_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Events that are the evidence.\"},\n"
    "        {\"name\": \"quotes\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"The words that were found, as written, at most 3 of at most 200 bytes.\"},\n"
    "        {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The reason in words; empty: the code says it.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The reasons of the signal.\"},\n"
    "   {\"name\": \"why_person\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Why a person is needed; empty: no handoff.\"},\n"
    "   {\"name\": \"focus\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What to look at first; empty: nothing special.\"},\n"
    "   {\"name\": \"next_action\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Suggestion\",\n"
    "     \"doc\": \"Advice to a person, with where it comes from.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The advice; empty: none.\"},\n"
    "       {\"name\": \"confidence\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"How sure, 0 to 1; null: a rule without a figure.\"},\n"
    "       {\"name\": \"source\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Rule, article, earlier case or model that it comes from; empty: none.\"},\n"
    "       {\"name\": \"event_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Events that it rests on.\"},\n"
    "       {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address to read more; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"text\": \"\", \"confidence\": null, \"source\": \"\", \"event_ids\": [], \"url\": \"\"},\n"
    "    \"doc\": \"What to do first.\"},\n"
    "   {\"name\": \"likely_solution\", \"type\": \"Suggestion\",\n"
    "    \"default\": {\"text\": \"\", \"confidence\": null, \"source\": \"\", \"event_ids\": [], \"url\": \"\"},\n"
    "    \"doc\": \"What probably solves it.\"},\n"
    "   {\"name\": \"escalation_path\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Teams or tiers to ask next, in order.\"},\n"
    "   {\"name\": \"recommended_agent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"RecommendedAgent\", \"doc\": \"Who should take it.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the agent; empty: nobody in particular.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name; empty: nobody in particular.\"},\n"
    "       {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team; empty: any.\"},\n"
    "       {\"name\": \"skills\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Skills asked for.\"},\n"
    "       {\"name\": \"authority\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Authority asked for.\"},\n"
    "       {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Why; empty: no recommendation.\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"name\": \"\", \"team\": \"\", \"skills\": [], \"authority\": [], \"reason\": \"\"},\n"
    "    \"doc\": \"Who should take it.\"},\n"
    "   {\"name\": \"chance\",\n"
    "    \"type\": [\n"
    "      \"null\",\n"
    "      {\"type\": \"record\", \"name\": \"Chance\",\n"
    "       \"doc\": \"How often people resolved such cases, as the learner counted.\",\n"
    "       \"fields\": [\n"
    "         {\"name\": \"rate\", \"type\": \"double\", \"default\": 0.0,\n"
    "          \"doc\": \"Share of the cases that they resolved, 0 to 1, in steps of 0.05, drawn to the tenant's mean where they are few.\"},\n"
    "         {\"name\": \"cases\", \"type\": \"long\", \"default\": 0, \"doc\": \"Cases of the issue category that people had.\"},\n"
    "         {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Both in words.\"}\n"
    "       ]}\n"
    "    ],\n"
    "    \"default\": null,\n"
    "    \"doc\": \"The chance that a person resolves it; null: no person was asked for, or too few cases.\"},\n"
    "   {\"name\": \"opening_line\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"A first sentence for the agent to say; empty: none.\"},\n"
    "   {\"name\": \"quality\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Quality\", \"doc\": \"How good the package is; each part 0 to 1.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"overall\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"All parts together; null: not measured.\"},\n"
    "       {\"name\": \"completeness\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"How much of what is needed is known; null: not measured.\"},\n"
    "       {\"name\": \"clarity\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"How clear the problem is; null: not measured.\"},\n"
    "       {\"name\": \"emotion\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"How well the mood is known; null: not measured.\"},\n"
    "       {\"name\": \"solution_path\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"How clear the next step is; null: not measured.\"},\n"
    "       {\"name\": \"missing\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What is missing, by name, such as order_number.\"}\n"
    "     ]},\n"
    "    \"default\": {\"overall\": null, \"completeness\": null, \"clarity\": null, \"emotion\": null,\n"
    "     \"solution_path\": null, \"missing\": []},\n"
    "    \"doc\": \"How good the package is.\"},\n"
    "   {\"name\": \"enrichments\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"EnrichmentStatus\", \"doc\": \"Information asked of another system.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The enrichment request.\"},\n"
    "        {\"name\": \"kind\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"EnrichmentKind\",\n"
    "          \"doc\": \"What kind of information is asked for. unknown: not said, or a symbol that this reader does not know; history: earlier conversations; crm: the customer's record; billing: payments and plan; issues: known bugs and tickets; helpdesk: earlier helpdesk tickets; knowledge: articles and solved cases; llm: a text by a language model.\",\n"
    "          \"symbols\": [\"unknown\", \"history\", \"crm\", \"billing\", \"issues\", \"helpdesk\", \"knowledge\", \"llm\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What kind.\"},\n"
    "        {\"name\": \"source\", \"type\": \"string\", \"default\": \"\", \"doc\": \"System; empty: not known yet.\"},\n"
    "        {\"name\": \"state\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"EnrichmentState\",\n"
    "          \"doc\": \"How far a request for more information came. unknown: not said, or a symbol that this reader does not know; pending: asked, no answer yet; arrived: answered in full; partial: answered in part; not_found: the source knows nothing; failed: the source refused or broke; timed_out: no answer in time; disabled: the tenant has not set up this source.\",\n"
    "          \"symbols\": [\"unknown\", \"pending\", \"arrived\", \"partial\", \"not_found\", \"failed\", \"timed_out\",\n"
    "           \"disabled\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"How far it came.\"},\n"
    "        {\"name\": \"requested_at\",\n"
    "         \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "         \"doc\": \"When it was asked; null: came unasked.\"},\n"
    "        {\"name\": \"as_of\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When the source said it; null: nothing came.\"},\n"
    "        {\"name\": \"age_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Age of the information when this version was written, in milliseconds; null: nothing came.\"},\n"
    "        {\"name\": \"values\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "         \"doc\": \"What came, by name.\"},\n"
    "        {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Why it failed or was not taken; empty: neither.\"},\n"
    "        {\"name\": \"masked\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Kinds of personal data that were hidden in what was asked, such as card_number; empty: none.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Pending and arrived information.\"},\n"
    "   {\"name\": \"masks\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Mask\", \"doc\": \"Something that was hidden in the package.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"What it is, such as card_number.\"},\n"
    "        {\"name\": \"placeholder\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"What stands in its place.\"},\n"
    "        {\"name\": \"count\", \"type\": \"long\", \"default\": 0, \"doc\": \"How often.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"What was hidden by the tenant's rule.\"},\n"
    "   {\"name\": \"pages\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"PageRef\", \"doc\": \"One page of turns in context-pages.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"page_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the page.\"},\n"
    "        {\"name\": \"number\", \"type\": \"long\", \"default\": 0, \"doc\": \"Number of the page, from 1.\"},\n"
    "        {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"Version of the page when this head was written; a higher one may exist.\"},\n"
    "        {\"name\": \"turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Turns on it.\"},\n"
    "        {\"name\": \"bytes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its size in bytes.\"},\n"
    "        {\"name\": \"first_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"Time of its first turn; null: not known.\"},\n"
    "        {\"name\": \"last_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"Time of its last turn; null: not known.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Index of the pages, in order.\"},\n"
    "   {\"name\": \"turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Turns on all pages.\"},\n"
    "   {\"name\": \"last_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last event that is in the package; empty: none.\"},\n"
    "   {\"name\": \"page\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Page\", \"doc\": \"Where in the product the customer is.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address of the page or name of the screen; empty: not known.\"},\n"
    "       {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "       {\"name\": \"area\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Product area, such as billing; empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"url\": \"\", \"title\": \"\", \"area\": \"\"},\n"
    "    \"doc\": \"Where in the product the customer is now.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language of the conversation, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "       {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "       {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null},\n"
    "    \"doc\": \"The way by which the customer is reached.\"},\n"
    "   {\"name\": \"attachments\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Attachment\",\n"
    "      \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The sender's id; empty: none.\"},\n"
    "        {\"name\": \"kind\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"AttachmentKind\",\n"
    "          \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "          \"symbols\": [\"unknown\", \"image\", \"document\", \"audio\", \"video\", \"call\", \"screen_share\", \"link\",\n"
    "           \"location\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What it is.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"File name or title; empty: none.\"},\n"
    "        {\"name\": \"media_type\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "        {\"name\": \"bytes\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Size in bytes; null: not known.\"},\n"
    "        {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "        {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Everything attached so far, at most 20.\"},\n"
    "   {\"name\": \"source\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Source\", \"doc\": \"Where an event came from.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Kind of the sending system, such as gateway, rasa, chatwoot, crm; empty: not said.\"},\n"
    "       {\"name\": \"bot_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot; empty: not a bot, or not said.\"},\n"
    "       {\"name\": \"bot_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the bot; empty: not said.\"},\n"
    "       {\"name\": \"model\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Language model that wrote the text; empty: none, or not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"bot_id\": \"\", \"bot_version\": \"\", \"model\": \"\"}, \"doc\": \"The bot.\"},\n"
    "   {\"name\": \"started_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the conversation began; null: not known.\"},\n"
    "   {\"name\": \"holder\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holder\", \"doc\": \"Who may speak to the customer.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Bot, queue or agent.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot or agent; empty: not known, or queue.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: none.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "    \"doc\": \"Who held when this version was written.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The assignment in force; empty: none.\"},\n"
    "   {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The signal that made the handoff; empty: none.\"},\n"
    "   {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The routing request of the handoff; empty: none.\"},\n"
    "   {\"name\": \"cut\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: something was left out or cut to keep the size; it is in the pages.\"}\n"
    " ]}\n";
const struct baton_record_type baton_context_package_type = {
    .name = "ContextPackage",
    .size = sizeof(struct baton_context_package),
    .fields = context_package_fields,
    .field_count = sizeof(context_package_fields) / sizeof(context_package_fields[0]),
    .defaults = &context_package_defaults,
    .schema_text = context_package_schema,
};

static const char *const event_type_names[] = { "unknown", "message", "edit", "retract",
    "action", "page", "behaviour", "error", "started", "ended", "feedback", "note", "holder",
    "enrichment", "receipt", "forget" };
const struct baton_enum_type baton_event_type_symbols = {
    "EventType", event_type_names, sizeof(event_type_names) / sizeof(event_type_names[0])
};

static const char *const visibility_names[] = { "unknown", "public", "agents" };
const struct baton_enum_type baton_visibility_symbols = {
    "Visibility", visibility_names, sizeof(visibility_names) / sizeof(visibility_names[0])
};

static const char *const message_state_names[] = { "unknown", "said", "pending", "suppressed",
    "two_voices", "edited", "retracted", "refused" };
const struct baton_enum_type baton_message_state_symbols = {
    "MessageState", message_state_names, sizeof(message_state_names) / sizeof(message_state_names[0])
};

static const struct baton_field action_attempt_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_action_attempt, name) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_action_attempt, outcome),
      .symbols = &baton_action_outcome_symbols },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_action_attempt, detail) },
    { .name = "links", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_action_attempt, links),
      .count_offset = offsetof(struct baton_action_attempt, links_count) },
    { .name = "articles", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_action_attempt, articles),
      .count_offset = offsetof(struct baton_action_attempt, articles_count),
      .record = &baton_article_type },
    { .name = "duration_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_action_attempt, duration_ms) },
    { .name = "parameters", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_action_attempt, parameters),
      .count_offset = offsetof(struct baton_action_attempt, parameters_count) },
};
static const struct baton_action_attempt action_attempt_defaults =
    { .name = { "", 0 }, .outcome = BATON_ACTION_OUTCOME_UNKNOWN, .detail = { "", 0 },
      .duration_ms = BATON_NULL_LONG };
const struct baton_record_type baton_action_attempt_type = {
    .name = "ActionAttempt",
    .size = sizeof(struct baton_action_attempt),
    .fields = action_attempt_fields,
    .field_count = sizeof(action_attempt_fields) / sizeof(action_attempt_fields[0]),
    .defaults = &action_attempt_defaults,
    .schema_text = NULL,
};

static const struct baton_field turn_fields[] = {
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, event_id) },
    { .name = "type", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, type), .symbols = &baton_event_type_symbols },
    { .name = "at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_turn, at) },
    { .name = "partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, partition) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, offset) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, epoch) },
    { .name = "speaker", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, speaker), .symbols = &baton_speaker_symbols },
    { .name = "speaker_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, speaker_id) },
    { .name = "speaker_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, speaker_name) },
    { .name = "visibility", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, visibility), .symbols = &baton_visibility_symbols },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, state), .symbols = &baton_message_state_symbols },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, text) },
    { .name = "cut", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, cut) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, language) },
    { .name = "in_reply_to", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, in_reply_to) },
    { .name = "replaces", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, replaces) },
    { .name = "sentiment", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_turn, sentiment) },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, intent) },
    { .name = "confidence", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_turn, confidence) },
    { .name = "actions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_turn, actions),
      .count_offset = offsetof(struct baton_turn, actions_count),
      .record = &baton_action_attempt_type },
    { .name = "page", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, page), .record = &baton_page_type },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_turn, attachments),
      .count_offset = offsetof(struct baton_turn, attachments_count),
      .record = &baton_attachment_type },
    { .name = "masked", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_turn, masked) },
};
static const struct baton_turn turn_defaults =
    { .event_id = { "", 0 }, .type = BATON_EVENT_TYPE_UNKNOWN, .at = BATON_NULL_LONG,
      .partition = -1, .offset = -1, .epoch = -1, .speaker = BATON_SPEAKER_UNKNOWN,
      .speaker_id = { "", 0 }, .speaker_name = { "", 0 }, .visibility = BATON_VISIBILITY_UNKNOWN,
      .state = BATON_MESSAGE_STATE_UNKNOWN, .text = { "", 0 }, .cut = false, .language = { "", 0 },
      .in_reply_to = { "", 0 }, .replaces = { "", 0 }, .sentiment = NAN, .intent = { "", 0 },
      .confidence = NAN, .page = { .url = { "", 0 }, .title = { "", 0 }, .area = { "", 0 } },
      .masked = false };
const struct baton_record_type baton_turn_type = {
    .name = "Turn",
    .size = sizeof(struct baton_turn),
    .fields = turn_fields,
    .field_count = sizeof(turn_fields) / sizeof(turn_fields[0]),
    .defaults = &turn_defaults,
    .schema_text = NULL,
};

static const struct baton_field context_page_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.conversation_id), .required = true },
    { .name = "page_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, page_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_context_page, env.attributes),
      .count_offset = offsetof(struct baton_context_page, env.attributes_count) },
    { .name = "number", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, number) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, version) },
    { .name = "closed", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_context_page, closed) },
    { .name = "turns", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_context_page, turns),
      .count_offset = offsetof(struct baton_context_page, turns_count),
      .record = &baton_turn_type },
};
static const struct baton_context_page context_page_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .page_id = { "", 0 }, .number = 0, .version = 0, .closed = false };
static const char context_page_schema[] =
    "{\"type\": \"record\", \"name\": \"ContextPage\", \"namespace\": \"baton\",\n"
    " \"doc\": \"One page of turns of a conversation, in order: the value of context-pages. Key: tenant/conversation_id/number; compacted, the last record is the page.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"page_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of this page; together with version the key for dropping duplicates.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"number\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Number of the page in the conversation, from 1.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows by one each time the page is written again.\"},\n"
    "   {\"name\": \"closed\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: no more turns will come on this page; those there may still be marked.\"},\n"
    "   {\"name\": \"turns\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Turn\", \"doc\": \"One turn.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event.\"},\n"
    "        {\"name\": \"type\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"EventType\",\n"
    "          \"doc\": \"What happened in a conversation. The types holder, enrichment, receipt and forget are the platform's own. unknown: not said, or a symbol that this reader does not know; message: somebody speaks; edit: a message got another text; retract: a message was taken back; action: something was tried for the customer; page: the customer went to a page; behaviour: what the customer does on a page; error: the bot or a channel failed; started: the conversation began; ended: the conversation is over; feedback: a rating; note: a remark for agents; holder: who may speak changed; enrichment: information from another system arrived; receipt: what became of a delivery; forget: erase what is kept of the customer.\",\n"
    "          \"symbols\": [\"unknown\", \"message\", \"edit\", \"retract\", \"action\", \"page\", \"behaviour\", \"error\",\n"
    "           \"started\", \"ended\", \"feedback\", \"note\", \"holder\", \"enrichment\", \"receipt\", \"forget\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What happened.\"},\n"
    "        {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When, by the sender's clock; null: not known.\"},\n"
    "        {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "         \"doc\": \"Partition of the event in conversation-events; -1: not known.\"},\n"
    "        {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "         \"doc\": \"Offset of the event in conversation-events; -1: not known.\"},\n"
    "        {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "         \"doc\": \"The epoch at its place in the log; -1: not known.\"},\n"
    "        {\"name\": \"speaker\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "          \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "          \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Who.\"},\n"
    "        {\"name\": \"speaker_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id; empty: not known.\"},\n"
    "        {\"name\": \"speaker_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"visibility\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Visibility\",\n"
    "          \"doc\": \"Who may see a message. unknown: not said; as public; public: the customer and all who take part; agents: people of the company and the co-pilot only.\",\n"
    "          \"symbols\": [\"unknown\", \"public\", \"agents\"], \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"Who may see it.\"},\n"
    "        {\"name\": \"state\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"MessageState\",\n"
    "          \"doc\": \"What became of a message. unknown: not said, or a symbol that this reader does not know; said: said to the customer; pending: waits for its turn; suppressed: not said, its speaker did not hold; two_voices: said by a speaker who did not hold; edited: said, and replaced by a later text; retracted: taken back; refused: not said, refused.\",\n"
    "          \"symbols\": [\"unknown\", \"said\", \"pending\", \"suppressed\", \"two_voices\", \"edited\", \"retracted\",\n"
    "           \"refused\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What became of it.\"},\n"
    "        {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The text, at most 8 kB.\"},\n"
    "        {\"name\": \"cut\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: the text was longer; the whole is at partition and offset.\"},\n"
    "        {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Language, BCP 47; empty: not known.\"},\n"
    "        {\"name\": \"in_reply_to\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"event_id that it answers; empty: none.\"},\n"
    "        {\"name\": \"replaces\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"event_id that it replaces or takes back; empty: none.\"},\n"
    "        {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Mood, -1 to 1; null: not known.\"},\n"
    "        {\"name\": \"intent\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Intent; empty: not known.\"},\n"
    "        {\"name\": \"confidence\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"How sure of the intent, 0 to 1; null: not known.\"},\n"
    "        {\"name\": \"actions\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"ActionAttempt\",\n"
    "           \"doc\": \"Something that was tried for the customer.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"What was tried, in the sender's words, such as reset_password.\"},\n"
    "             {\"name\": \"outcome\",\n"
    "              \"type\": {\"type\": \"enum\", \"name\": \"ActionOutcome\",\n"
    "               \"doc\": \"How an attempt ended. unknown: not said, or a symbol that this reader does not know; succeeded: did what it should; partial: did some of it; failed: did not work; denied: not permitted; timed_out: no answer in time; skipped: not carried out; pending: still running.\",\n"
    "               \"symbols\": [\"unknown\", \"succeeded\", \"partial\", \"failed\", \"denied\", \"timed_out\", \"skipped\",\n"
    "                \"pending\"],\n"
    "               \"default\": \"unknown\"},\n"
    "              \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "             {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"One sentence about it, an error text for instance; empty: none.\"},\n"
    "             {\"name\": \"links\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "              \"doc\": \"Web addresses that were shown to the customer.\"},\n"
    "             {\"name\": \"articles\",\n"
    "              \"type\": {\"type\": \"array\",\n"
    "               \"items\": {\"type\": \"record\", \"name\": \"Article\", \"doc\": \"A help page or knowledge article.\",\n"
    "                \"fields\": [\n"
    "                  {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "                   \"doc\": \"Id in the knowledge base; empty: none.\"},\n"
    "                  {\"name\": \"title\", \"type\": \"string\", \"default\": \"\",\n"
    "                   \"doc\": \"Title; empty: not known.\"},\n"
    "                  {\"name\": \"url\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Address; empty: none.\"}\n"
    "                ]}},\n"
    "              \"default\": [], \"doc\": \"Articles that were shown to the customer.\"},\n"
    "             {\"name\": \"duration_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "              \"doc\": \"How long it took, in milliseconds; null: not known.\"},\n"
    "             {\"name\": \"parameters\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "              \"doc\": \"With which values it was called; no secrets.\"}\n"
    "           ]}},\n"
    "         \"default\": [], \"doc\": \"What was tried in this turn.\"},\n"
    "        {\"name\": \"page\",\n"
    "         \"type\": {\"type\": \"record\", \"name\": \"Page\", \"doc\": \"Where in the product the customer is.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Address of the page or name of the screen; empty: not known.\"},\n"
    "            {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "            {\"name\": \"area\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Product area, such as billing; empty: not known.\"}\n"
    "          ]},\n"
    "         \"default\": {\"url\": \"\", \"title\": \"\", \"area\": \"\"},\n"
    "         \"doc\": \"Where in the product the customer was.\"},\n"
    "        {\"name\": \"attachments\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"Attachment\",\n"
    "           \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"The sender's id; empty: none.\"},\n"
    "             {\"name\": \"kind\",\n"
    "              \"type\": {\"type\": \"enum\", \"name\": \"AttachmentKind\",\n"
    "               \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "               \"symbols\": [\"unknown\", \"image\", \"document\", \"audio\", \"video\", \"call\", \"screen_share\", \"link\",\n"
    "                \"location\"],\n"
    "               \"default\": \"unknown\"},\n"
    "              \"default\": \"unknown\", \"doc\": \"What it is.\"},\n"
    "             {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"File name or title; empty: none.\"},\n"
    "             {\"name\": \"media_type\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "             {\"name\": \"bytes\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "              \"doc\": \"Size in bytes; null: not known.\"},\n"
    "             {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "             {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "           ]}},\n"
    "         \"default\": [], \"doc\": \"What was attached.\"},\n"
    "        {\"name\": \"masked\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: something in the text is hidden by the tenant's rule.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The turns in order.\"}\n"
    " ]}\n";
const struct baton_record_type baton_context_page_type = {
    .name = "ContextPage",
    .size = sizeof(struct baton_context_page),
    .fields = context_page_fields,
    .field_count = sizeof(context_page_fields) / sizeof(context_page_fields[0]),
    .defaults = &context_page_defaults,
    .schema_text = context_page_schema,
};

static const char *const disposition_names[] = { "unknown", "reported", "requested" };
const struct baton_enum_type baton_disposition_symbols = {
    "Disposition", disposition_names, sizeof(disposition_names) / sizeof(disposition_names[0])
};

static const struct baton_field bot_assessment_fields[] = {
    { .name = "can_resolve", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_bot_assessment, can_resolve) },
    { .name = "wants_handoff", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_bot_assessment, wants_handoff) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_bot_assessment, reason) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_bot_assessment, category) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_bot_assessment, team) },
    { .name = "skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_bot_assessment, skills),
      .count_offset = offsetof(struct baton_bot_assessment, skills_count) },
    { .name = "summary", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_bot_assessment, summary) },
};
static const struct baton_bot_assessment bot_assessment_defaults =
    { .can_resolve = NAN, .wants_handoff = false, .reason = { "", 0 }, .category = { "", 0 },
      .team = { "", 0 }, .summary = { "", 0 } };
const struct baton_record_type baton_bot_assessment_type = {
    .name = "BotAssessment",
    .size = sizeof(struct baton_bot_assessment),
    .fields = bot_assessment_fields,
    .field_count = sizeof(bot_assessment_fields) / sizeof(bot_assessment_fields[0]),
    .defaults = &bot_assessment_defaults,
    .schema_text = NULL,
};

static const char *const behaviour_kind_names[] = { "unknown", "rage_click", "dead_click",
    "idle", "back_and_forth", "reload", "form_error", "form_abandoned", "help_search", "typing",
    "left" };
const struct baton_enum_type baton_behaviour_kind_symbols = {
    "BehaviourKind", behaviour_kind_names, sizeof(behaviour_kind_names) / sizeof(behaviour_kind_names[0])
};

static const struct baton_field behaviour_fields[] = {
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_behaviour, kind), .symbols = &baton_behaviour_kind_symbols },
    { .name = "duration_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_behaviour, duration_ms) },
    { .name = "count", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_behaviour, count) },
};
static const struct baton_behaviour behaviour_defaults =
    { .kind = BATON_BEHAVIOUR_KIND_UNKNOWN, .duration_ms = BATON_NULL_LONG,
      .count = BATON_NULL_LONG };
const struct baton_record_type baton_behaviour_type = {
    .name = "Behaviour",
    .size = sizeof(struct baton_behaviour),
    .fields = behaviour_fields,
    .field_count = sizeof(behaviour_fields) / sizeof(behaviour_fields[0]),
    .defaults = &behaviour_defaults,
    .schema_text = NULL,
};

static const struct baton_field error_info_fields[] = {
    { .name = "code", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_error_info, code) },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_error_info, detail) },
};
static const struct baton_error_info error_info_defaults =
    { .code = { "", 0 }, .detail = { "", 0 } };
const struct baton_record_type baton_error_info_type = {
    .name = "ErrorInfo",
    .size = sizeof(struct baton_error_info),
    .fields = error_info_fields,
    .field_count = sizeof(error_info_fields) / sizeof(error_info_fields[0]),
    .defaults = &error_info_defaults,
    .schema_text = NULL,
};

static const char *const end_cause_names[] = { "unknown", "said", "resolution", "idle",
    "forgotten", "forced" };
const struct baton_enum_type baton_end_cause_symbols = {
    "EndCause", end_cause_names, sizeof(end_cause_names) / sizeof(end_cause_names[0])
};

static const struct baton_field ratings_fields[] = {
    { .name = "csat", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_ratings, csat) },
    { .name = "handoff_satisfaction", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_ratings, handoff_satisfaction) },
    { .name = "had_to_repeat", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_ratings, had_to_repeat) },
    { .name = "context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_ratings, context_rating) },
    { .name = "comment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_ratings, comment) },
};
static const struct baton_ratings ratings_defaults =
    { .csat = NAN, .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN,
      .context_rating = NAN, .comment = { "", 0 } };
const struct baton_record_type baton_ratings_type = {
    .name = "Ratings",
    .size = sizeof(struct baton_ratings),
    .fields = ratings_fields,
    .field_count = sizeof(ratings_fields) / sizeof(ratings_fields[0]),
    .defaults = &ratings_defaults,
    .schema_text = NULL,
};

static const struct baton_field holder_change_fields[] = {
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, kind),
      .symbols = &baton_holder_kind_symbols },
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, name) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_holder_change, external_ids),
      .count_offset = offsetof(struct baton_holder_change, external_ids_count) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, epoch) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, assignment_id) },
    { .name = "cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, cause),
      .symbols = &baton_holder_cause_symbols },
    { .name = "previous", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, previous), .record = &baton_holder_type },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, reason) },
    { .name = "answers_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, answers_event_id) },
    { .name = "speakers", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_holder_change, speakers),
      .count_offset = offsetof(struct baton_holder_change, speakers_count) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, pool) },
    { .name = "refusal", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holder_change, refusal), .symbols = &baton_refusal_symbols },
};
static const struct baton_holder_change holder_change_defaults =
    { .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 }, .epoch = -1,
      .assignment_id = { "", 0 }, .cause = BATON_HOLDER_CAUSE_UNKNOWN, .previous = {
      .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 }, .name = { "", 0 } }, .reason = { "", 0 },
      .answers_event_id = { "", 0 }, .pool = { "", 0 }, .refusal = BATON_REFUSAL_UNKNOWN };
const struct baton_record_type baton_holder_change_type = {
    .name = "HolderChange",
    .size = sizeof(struct baton_holder_change),
    .fields = holder_change_fields,
    .field_count = sizeof(holder_change_fields) / sizeof(holder_change_fields[0]),
    .defaults = &holder_change_defaults,
    .schema_text = NULL,
};

static const struct baton_field enrichment_fields[] = {
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment, request_id) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment, kind),
      .symbols = &baton_enrichment_kind_symbols },
    { .name = "source", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment, source) },
    { .name = "as_of", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment, as_of) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment, state),
      .symbols = &baton_enrichment_state_symbols },
    { .name = "values", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_enrichment, values),
      .count_offset = offsetof(struct baton_enrichment, values_count) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment, reason) },
};
static const struct baton_enrichment enrichment_defaults =
    { .request_id = { "", 0 }, .kind = BATON_ENRICHMENT_KIND_UNKNOWN, .source = { "", 0 },
      .as_of = BATON_NULL_LONG, .state = BATON_ENRICHMENT_STATE_UNKNOWN, .reason = { "", 0 } };
const struct baton_record_type baton_enrichment_type = {
    .name = "Enrichment",
    .size = sizeof(struct baton_enrichment),
    .fields = enrichment_fields,
    .field_count = sizeof(enrichment_fields) / sizeof(enrichment_fields[0]),
    .defaults = &enrichment_defaults,
    .schema_text = NULL,
};

static const char *const receipt_state_names[] = { "unknown", "delivered", "read", "failed",
    "expired" };
const struct baton_enum_type baton_receipt_state_symbols = {
    "ReceiptState", receipt_state_names, sizeof(receipt_state_names) / sizeof(receipt_state_names[0])
};

static const struct baton_field receipt_fields[] = {
    { .name = "delivery_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_receipt, delivery_id) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_receipt, state), .symbols = &baton_receipt_state_symbols },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_receipt, reason) },
};
static const struct baton_receipt receipt_defaults =
    { .delivery_id = { "", 0 }, .state = BATON_RECEIPT_STATE_UNKNOWN, .reason = { "", 0 } };
const struct baton_record_type baton_receipt_type = {
    .name = "Receipt",
    .size = sizeof(struct baton_receipt),
    .fields = receipt_fields,
    .field_count = sizeof(receipt_fields) / sizeof(receipt_fields[0]),
    .defaults = &receipt_defaults,
    .schema_text = NULL,
};

static const struct baton_field conversation_event_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.conversation_id), .required = true },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, event_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.cause),
      .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_conversation_event, env.attributes),
      .count_offset = offsetof(struct baton_conversation_event, env.attributes_count) },
    { .name = "type", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, type),
      .symbols = &baton_event_type_symbols },
    { .name = "speaker", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, speaker),
      .symbols = &baton_speaker_symbols },
    { .name = "speaker_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, speaker_id) },
    { .name = "speaker_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, speaker_name) },
    { .name = "disposition", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, disposition),
      .symbols = &baton_disposition_symbols },
    { .name = "visibility", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, visibility),
      .symbols = &baton_visibility_symbols },
    { .name = "in_reply_to", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, in_reply_to) },
    { .name = "replaces", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, replaces) },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, text) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, channel),
      .record = &baton_channel_type },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, language) },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_conversation_event, attachments),
      .count_offset = offsetof(struct baton_conversation_event, attachments_count),
      .record = &baton_attachment_type },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, intent) },
    { .name = "confidence", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_conversation_event, confidence) },
    { .name = "sentiment", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_conversation_event, sentiment) },
    { .name = "assessment", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, assessment),
      .record = &baton_bot_assessment_type },
    { .name = "actions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_conversation_event, actions),
      .count_offset = offsetof(struct baton_conversation_event, actions_count),
      .record = &baton_action_attempt_type },
    { .name = "page", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, page), .record = &baton_page_type },
    { .name = "behaviour", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, behaviour),
      .record = &baton_behaviour_type },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, customer),
      .record = &baton_customer_type },
    { .name = "source", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, source), .record = &baton_source_type },
    { .name = "sender_sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, sender_sequence) },
    { .name = "error", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, error),
      .record = &baton_error_info_type },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, end_cause),
      .symbols = &baton_end_cause_symbols },
    { .name = "ratings", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, ratings),
      .record = &baton_ratings_type },
    { .name = "holder", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, holder),
      .record = &baton_holder_change_type },
    { .name = "enrichment", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, enrichment),
      .record = &baton_enrichment_type },
    { .name = "receipt", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, receipt),
      .record = &baton_receipt_type },
    { .name = "previous_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, previous_conversation_id) },
    { .name = "root_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_conversation_event, root_conversation_id) },
};
static const struct baton_conversation_event conversation_event_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .event_id = { "", 0 }, .type = BATON_EVENT_TYPE_UNKNOWN, .speaker = BATON_SPEAKER_UNKNOWN,
      .speaker_id = { "", 0 }, .speaker_name = { "", 0 }, .disposition = BATON_DISPOSITION_UNKNOWN,
      .visibility = BATON_VISIBILITY_UNKNOWN, .in_reply_to = { "", 0 }, .replaces = { "", 0 },
      .text = { "", 0 }, .channel = { .kind = { "", 0 }, .address = { "", 0 },
      .synchronous = BATON_MAYBE_UNKNOWN }, .language = { "", 0 }, .intent = { "", 0 },
      .confidence = NAN, .sentiment = NAN, .assessment = { .can_resolve = NAN,
      .wants_handoff = false, .reason = { "", 0 }, .category = { "", 0 }, .team = { "", 0 },
      .summary = { "", 0 } }, .page = { .url = { "", 0 }, .title = { "", 0 }, .area = { "", 0 } },
      .behaviour = { .kind = BATON_BEHAVIOUR_KIND_UNKNOWN, .duration_ms = BATON_NULL_LONG,
      .count = BATON_NULL_LONG }, .customer = { .id = { "", 0 }, .name = { "", 0 },
      .tier = { "", 0 }, .segment = { "", 0 }, .plan = { "", 0 }, .tenure_months = BATON_NULL_LONG,
      .contract_value = NULL, .account_status = { "", 0 }, .journey_stage = { "", 0 },
      .revenue_moment = { "", 0 }, .language = { "", 0 }, .time_zone = { "", 0 } }, .source = {
      .kind = { "", 0 }, .bot_id = { "", 0 }, .bot_version = { "", 0 }, .model = { "", 0 } },
      .sender_sequence = -1, .error = { .code = { "", 0 }, .detail = { "", 0 } },
      .outcome = BATON_OUTCOME_UNKNOWN, .end_cause = BATON_END_CAUSE_UNKNOWN, .ratings = {
      .csat = NAN, .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN,
      .context_rating = NAN, .comment = { "", 0 } }, .holder = { .kind = BATON_HOLDER_KIND_UNKNOWN,
      .id = { "", 0 }, .name = { "", 0 }, .epoch = -1, .assignment_id = { "", 0 },
      .cause = BATON_HOLDER_CAUSE_UNKNOWN, .previous = { .kind = BATON_HOLDER_KIND_UNKNOWN,
      .id = { "", 0 }, .name = { "", 0 } }, .reason = { "", 0 }, .answers_event_id = { "", 0 },
      .pool = { "", 0 }, .refusal = BATON_REFUSAL_UNKNOWN }, .enrichment = {
      .request_id = { "", 0 }, .kind = BATON_ENRICHMENT_KIND_UNKNOWN, .source = { "", 0 },
      .as_of = BATON_NULL_LONG, .state = BATON_ENRICHMENT_STATE_UNKNOWN, .reason = { "", 0 } },
      .receipt = { .delivery_id = { "", 0 }, .state = BATON_RECEIPT_STATE_UNKNOWN,
      .reason = { "", 0 } }, .previous_conversation_id = { "", 0 },
      .root_conversation_id = { "", 0 } };
static const char conversation_event_schema[] =
    "{\"type\": \"record\", \"name\": \"ConversationEvent\", \"namespace\": \"baton\",\n"
    " \"doc\": \"One thing that happened in a conversation: the value of conversation-events. Key: tenant/conversation_id. Read by every stage; written by bots, channels, CRMs and the platform.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"event_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The sender's id of the event, unique in the conversation; a second event with the same id is dropped.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the sender's clock, in UTC; 0: not known. For display and for gaps between turns; time-outs use the broker's time of arrival.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The epoch in which the sender believes to speak: the number of the last holder event that it knows; -1: not known, the message is judged by its speaker alone. In a holder event: the new epoch.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of the platform's own events: grows with every one that the same producer writes about the conversation, so that of two of one producer the one with the higher number is newer; 0: not numbered, as those of senders outside, which have sender_sequence.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"type\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EventType\",\n"
    "     \"doc\": \"What happened in a conversation. The types holder, enrichment, receipt and forget are the platform's own. unknown: not said, or a symbol that this reader does not know; message: somebody speaks; edit: a message got another text; retract: a message was taken back; action: something was tried for the customer; page: the customer went to a page; behaviour: what the customer does on a page; error: the bot or a channel failed; started: the conversation began; ended: the conversation is over; feedback: a rating; note: a remark for agents; holder: who may speak changed; enrichment: information from another system arrived; receipt: what became of a delivery; forget: erase what is kept of the customer.\",\n"
    "     \"symbols\": [\"unknown\", \"message\", \"edit\", \"retract\", \"action\", \"page\", \"behaviour\", \"error\", \"started\",\n"
    "      \"ended\", \"feedback\", \"note\", \"holder\", \"enrichment\", \"receipt\", \"forget\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What happened.\"},\n"
    "   {\"name\": \"speaker\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "     \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "     \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Who speaks or acts.\"},\n"
    "   {\"name\": \"speaker_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Id of the customer, bot or agent; empty: not known.\"},\n"
    "   {\"name\": \"speaker_name\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Name as shown; empty: not known.\"},\n"
    "   {\"name\": \"disposition\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Disposition\",\n"
    "     \"doc\": \"Whether a text was already said. unknown: not said; as reported; reported: already said to the customer, published afterwards; requested: to be said, if its speaker holds the conversation.\",\n"
    "     \"symbols\": [\"unknown\", \"reported\", \"requested\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\",\n"
    "    \"doc\": \"Whether the text was already said (reported, the default) or is to be said (requested).\"},\n"
    "   {\"name\": \"visibility\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Visibility\",\n"
    "     \"doc\": \"Who may see a message. unknown: not said; as public; public: the customer and all who take part; agents: people of the company and the co-pilot only.\",\n"
    "     \"symbols\": [\"unknown\", \"public\", \"agents\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Who may see it; unknown as public.\"},\n"
    "   {\"name\": \"in_reply_to\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"event_id that this answers; empty: none.\"},\n"
    "   {\"name\": \"replaces\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"event_id that an edit or retract is about; empty: none.\"},\n"
    "   {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What is said, UTF-8; empty: nothing.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "       {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "       {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null},\n"
    "    \"doc\": \"The way by which it came or shall go.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language of the text, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"attachments\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Attachment\",\n"
    "      \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The sender's id; empty: none.\"},\n"
    "        {\"name\": \"kind\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"AttachmentKind\",\n"
    "          \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "          \"symbols\": [\"unknown\", \"image\", \"document\", \"audio\", \"video\", \"call\", \"screen_share\", \"link\",\n"
    "           \"location\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What it is.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"File name or title; empty: none.\"},\n"
    "        {\"name\": \"media_type\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "        {\"name\": \"bytes\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Size in bytes; null: not known.\"},\n"
    "        {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "        {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Files, calls and shared screens.\"},\n"
    "   {\"name\": \"intent\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Intent as the sender sees it; empty: not known.\"},\n"
    "   {\"name\": \"confidence\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"How sure the sender is of the intent or of its answer, 0 to 1; null: not known.\"},\n"
    "   {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mood of the speaker as the sender sees it, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "   {\"name\": \"assessment\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"BotAssessment\", \"doc\": \"What the bot thinks of the conversation.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"can_resolve\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Chance that the bot solves it, 0 to 1; null: not said.\"},\n"
    "       {\"name\": \"wants_handoff\", \"type\": \"boolean\", \"default\": false,\n"
    "        \"doc\": \"True: the bot asks for a person.\"},\n"
    "       {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why, in words; empty: not said.\"},\n"
    "       {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Issue category; empty: not said.\"},\n"
    "       {\"name\": \"team\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Team that should get it; empty: not said.\"},\n"
    "       {\"name\": \"skills\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Skills that are needed; empty: not said.\"},\n"
    "       {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The bot's own summary; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"can_resolve\": null, \"wants_handoff\": false, \"reason\": \"\", \"category\": \"\", \"team\": \"\",\n"
    "     \"skills\": [], \"summary\": \"\"},\n"
    "    \"doc\": \"The bot's own assessment; all empty: none given.\"},\n"
    "   {\"name\": \"actions\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"ActionAttempt\",\n"
    "      \"doc\": \"Something that was tried for the customer.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"What was tried, in the sender's words, such as reset_password.\"},\n"
    "        {\"name\": \"outcome\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"ActionOutcome\",\n"
    "          \"doc\": \"How an attempt ended. unknown: not said, or a symbol that this reader does not know; succeeded: did what it should; partial: did some of it; failed: did not work; denied: not permitted; timed_out: no answer in time; skipped: not carried out; pending: still running.\",\n"
    "          \"symbols\": [\"unknown\", \"succeeded\", \"partial\", \"failed\", \"denied\", \"timed_out\", \"skipped\",\n"
    "           \"pending\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"One sentence about it, an error text for instance; empty: none.\"},\n"
    "        {\"name\": \"links\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Web addresses that were shown to the customer.\"},\n"
    "        {\"name\": \"articles\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"Article\", \"doc\": \"A help page or knowledge article.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Id in the knowledge base; empty: none.\"},\n"
    "             {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "             {\"name\": \"url\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Address; empty: none.\"}\n"
    "           ]}},\n"
    "         \"default\": [], \"doc\": \"Articles that were shown to the customer.\"},\n"
    "        {\"name\": \"duration_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"How long it took, in milliseconds; null: not known.\"},\n"
    "        {\"name\": \"parameters\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "         \"doc\": \"With which values it was called; no secrets.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"What was tried for the customer in this turn.\"},\n"
    "   {\"name\": \"page\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Page\", \"doc\": \"Where in the product the customer is.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address of the page or name of the screen; empty: not known.\"},\n"
    "       {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "       {\"name\": \"area\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Product area, such as billing; empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"url\": \"\", \"title\": \"\", \"area\": \"\"},\n"
    "    \"doc\": \"Where in the product the customer is; all empty: not said.\"},\n"
    "   {\"name\": \"behaviour\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Behaviour\", \"doc\": \"What the customer does on a page.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"BehaviourKind\",\n"
    "         \"doc\": \"What the customer does. unknown: not said, or a symbol that this reader does not know; rage_click: many quick clicks on one spot; dead_click: clicks that do nothing; idle: long on a page without input; back_and_forth: goes between pages again and again; reload: loads the page again and again; form_error: a form was refused; form_abandoned: left a form half filled; help_search: searches the help pages; typing: writes and has not sent; left: closed the window.\",\n"
    "         \"symbols\": [\"unknown\", \"rage_click\", \"dead_click\", \"idle\", \"back_and_forth\", \"reload\",\n"
    "          \"form_error\", \"form_abandoned\", \"help_search\", \"typing\", \"left\"],\n"
    "         \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What it is.\"},\n"
    "       {\"name\": \"duration_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "        \"doc\": \"For how long, in milliseconds; null: not measured.\"},\n"
    "       {\"name\": \"count\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "        \"doc\": \"How often; null: not counted.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"duration_ms\": null, \"count\": null},\n"
    "    \"doc\": \"Of a behaviour event.\"},\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Customer\",\n"
    "     \"doc\": \"The customer as far as the sender knows; what is empty or null says nothing and never overwrites what is known.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name (stripe, hubspot, zendesk, email, ...).\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer is addressed; empty: not known.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Service tier in the tenant's words, such as gold; empty: not known.\"},\n"
    "       {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Segment in the tenant's words, such as smb; empty: not known.\"},\n"
    "       {\"name\": \"plan\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Plan or product bought; empty: not known.\"},\n"
    "       {\"name\": \"tenure_months\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "        \"doc\": \"Whole months as a customer; null: not known.\"},\n"
    "       {\"name\": \"contract_value\",\n"
    "        \"type\": [\n"
    "          \"null\",\n"
    "          {\"type\": \"record\", \"name\": \"Money\", \"doc\": \"An amount of money.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"minor_units\", \"type\": \"long\", \"default\": 0,\n"
    "              \"doc\": \"The amount in the smallest unit of the currency (cents for EUR).\"},\n"
    "             {\"name\": \"currency\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"ISO 4217 code in capitals, such as EUR; empty: not known.\"}\n"
    "           ]}\n"
    "        ],\n"
    "        \"default\": null, \"doc\": \"Value of the contract for a year; null: not known.\"},\n"
    "       {\"name\": \"account_status\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as active, trial, past_due, suspended, cancelled; empty: not known.\"},\n"
    "       {\"name\": \"journey_stage\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as onboarding, adoption, renewal; empty: not known.\"},\n"
    "       {\"name\": \"revenue_moment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What is at stake now, such as checkout, upgrade, renewal, cancellation; empty: nothing known.\"},\n"
    "       {\"name\": \"earlier_contacts\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"EarlierContact\",\n"
    "          \"doc\": \"An earlier conversation of the same customer.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "            {\"name\": \"started_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it began; null: not known.\"},\n"
    "            {\"name\": \"ended_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it ended; null: not known.\"},\n"
    "            {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "            {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Issue category; empty: not known.\"},\n"
    "            {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"One sentence; empty: none.\"},\n"
    "            {\"name\": \"outcome\",\n"
    "             \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "              \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "              \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "               \"transferred\", \"duplicate\", \"spam\"],\n"
    "              \"default\": \"unknown\"},\n"
    "             \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "            {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "            {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "             \"doc\": \"True: a person held it at some time.\"},\n"
    "            {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The last person who held it; empty: none.\"},\n"
    "            {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"That person's name; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [],\n"
    "        \"doc\": \"Earlier conversations, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"satisfaction_history\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"Satisfaction\",\n"
    "          \"doc\": \"One rating that the customer gave earlier.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "            {\"name\": \"score\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"1 (worst) to 5 (best), converted where the asker uses another scale; null: not known.\"},\n"
    "            {\"name\": \"comment\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The customer's words; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Earlier ratings, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"product_usage\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Facts about use, such as last_login, seats, feature names; values are text.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Preferred language, BCP 47, such as de-AT; empty: not known.\"},\n"
    "       {\"name\": \"time_zone\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"IANA name, such as Europe/Vienna; empty: not known.\"},\n"
    "       {\"name\": \"preferences\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Preferences, such as preferred_agent, channel, contact (person or bot).\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\", \"segment\": \"\", \"plan\": \"\",\n"
    "     \"tenure_months\": null, \"contract_value\": null, \"account_status\": \"\", \"journey_stage\": \"\",\n"
    "     \"revenue_moment\": \"\", \"earlier_contacts\": [], \"satisfaction_history\": [], \"product_usage\": {},\n"
    "     \"language\": \"\", \"time_zone\": \"\", \"preferences\": {}},\n"
    "    \"doc\": \"What the sender knows of the customer; all empty: nothing new.\"},\n"
    "   {\"name\": \"source\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Source\", \"doc\": \"Where an event came from.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Kind of the sending system, such as gateway, rasa, chatwoot, crm; empty: not said.\"},\n"
    "       {\"name\": \"bot_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot; empty: not a bot, or not said.\"},\n"
    "       {\"name\": \"bot_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the bot; empty: not said.\"},\n"
    "       {\"name\": \"model\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Language model that wrote the text; empty: none, or not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"bot_id\": \"\", \"bot_version\": \"\", \"model\": \"\"},\n"
    "    \"doc\": \"The system that sent it.\"},\n"
    "   {\"name\": \"sender_sequence\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The sender's own number in this conversation, growing by at least one; a number already passed is a duplicate; -1: the sender does not number.\"},\n"
    "   {\"name\": \"error\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"ErrorInfo\", \"doc\": \"A failure that a sender reports.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Stable code, such as llm_timeout; empty: no error.\"},\n"
    "       {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"code\": \"\", \"detail\": \"\"}, \"doc\": \"Of an error event.\"},\n"
    "   {\"name\": \"outcome\", \"type\": \"Outcome\", \"default\": \"unknown\",\n"
    "    \"doc\": \"Of ended and feedback: how it ended in the sender's view.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "     \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "     \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of ended: why.\"},\n"
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
    "     ]},\n"
    "    \"default\": {\"csat\": null, \"handoff_satisfaction\": null, \"had_to_repeat\": null, \"context_rating\": null,\n"
    "     \"comment\": \"\"},\n"
    "    \"doc\": \"Of ended and feedback.\"},\n"
    "   {\"name\": \"holder\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"HolderChange\",\n"
    "     \"doc\": \"Who may speak from this place of the log on.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\",\n"
    "        \"doc\": \"Bot, queue or agent; unknown: the event is not a holder event.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot or agent; empty: not known, or queue.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: none.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "       {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"The new epoch; -1: not a holder event.\"},\n"
    "       {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The assignment that decided it; empty: none.\"},\n"
    "       {\"name\": \"cause\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderCause\",\n"
    "         \"doc\": \"Why the holder changed. unknown: not said, or a symbol that this reader does not know; escalation: the detector's signal put it in the queue; accepted: an agent accepted the offer; takeover: an agent began to speak; transfer: the agent passed it on; departure: the agent was lost or left; returned: given back to the bot; resolved: the human stretch ended by a resolution; withdrawn: the request was withdrawn; no_agent: nobody could be found; forced: a supervisor decided; closed: the conversation ended; speakers: the holder stays, who may speak beside him changed; refused: a takeover was refused, the holder stays.\",\n"
    "         \"symbols\": [\"unknown\", \"escalation\", \"accepted\", \"takeover\", \"transfer\", \"departure\", \"returned\",\n"
    "          \"resolved\", \"withdrawn\", \"no_agent\", \"forced\", \"closed\", \"speakers\", \"refused\"],\n"
    "         \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Why it changed.\"},\n"
    "       {\"name\": \"previous\",\n"
    "        \"type\": {\"type\": \"record\", \"name\": \"Holder\", \"doc\": \"Who may speak to the customer.\",\n"
    "         \"fields\": [\n"
    "           {\"name\": \"kind\", \"type\": \"HolderKind\", \"default\": \"unknown\",\n"
    "            \"doc\": \"Bot, queue or agent.\"},\n"
    "           {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "            \"doc\": \"Id of the bot or agent; empty: not known, or queue.\"},\n"
    "           {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "            \"doc\": \"Name as the customer may see it; empty: none.\"},\n"
    "           {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "            \"doc\": \"Ids in other systems by the system's name.\"}\n"
    "         ]},\n"
    "        \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "        \"doc\": \"Who held before.\"},\n"
    "       {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: none.\"},\n"
    "       {\"name\": \"answers_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Of a takeover: the agent's message that brought it about; empty: none.\"},\n"
    "       {\"name\": \"speakers\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Ids of agents whom the holder lets speak under his epoch.\"},\n"
    "       {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Pool of the assignment; empty: there is none.\"},\n"
    "       {\"name\": \"refusal\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"Refusal\",\n"
    "         \"doc\": \"Why a takeover was refused. unknown: it was not, or a symbol that this reader does not know; another_holds: another agent holds the conversation; no_agent_named: the message names no agent; no_answer: the router did not answer in time.\",\n"
    "         \"symbols\": [\"unknown\", \"another_holds\", \"no_agent_named\", \"no_answer\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Of the cause refused: why; unknown: any other cause.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}, \"epoch\": -1, \"assignment_id\": \"\",\n"
    "     \"cause\": \"unknown\", \"previous\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "     \"reason\": \"\", \"answers_event_id\": \"\", \"speakers\": [], \"pool\": \"\", \"refusal\": \"unknown\"},\n"
    "    \"doc\": \"Of a holder event, written by the switchboard alone.\"},\n"
    "   {\"name\": \"enrichment\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Enrichment\",\n"
    "     \"doc\": \"Information about the customer or the case from another system.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The enrichment request that this answers; empty: unasked.\"},\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"EnrichmentKind\",\n"
    "         \"doc\": \"What kind of information is asked for. unknown: not said, or a symbol that this reader does not know; history: earlier conversations; crm: the customer's record; billing: payments and plan; issues: known bugs and tickets; helpdesk: earlier helpdesk tickets; knowledge: articles and solved cases; llm: a text by a language model.\",\n"
    "         \"symbols\": [\"unknown\", \"history\", \"crm\", \"billing\", \"issues\", \"helpdesk\", \"knowledge\", \"llm\"],\n"
    "         \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What kind of information.\"},\n"
    "       {\"name\": \"source\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name of the system, such as stripe, history; empty: not an enrichment.\"},\n"
    "       {\"name\": \"as_of\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "        \"default\": null,\n"
    "        \"doc\": \"How old the information is: when the source said it; null: not known.\"},\n"
    "       {\"name\": \"state\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"EnrichmentState\",\n"
    "         \"doc\": \"How far a request for more information came. unknown: not said, or a symbol that this reader does not know; pending: asked, no answer yet; arrived: answered in full; partial: answered in part; not_found: the source knows nothing; failed: the source refused or broke; timed_out: no answer in time; disabled: the tenant has not set up this source.\",\n"
    "         \"symbols\": [\"unknown\", \"pending\", \"arrived\", \"partial\", \"not_found\", \"failed\", \"timed_out\",\n"
    "          \"disabled\"],\n"
    "         \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"How far it came.\"},\n"
    "       {\"name\": \"values\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"The information by name; values are text.\"},\n"
    "       {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why it failed; empty: it did not.\"}\n"
    "     ]},\n"
    "    \"default\": {\"request_id\": \"\", \"kind\": \"unknown\", \"source\": \"\", \"as_of\": null, \"state\": \"unknown\",\n"
    "     \"values\": {}, \"reason\": \"\"},\n"
    "    \"doc\": \"Of an enrichment event.\"},\n"
    "   {\"name\": \"receipt\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Receipt\", \"doc\": \"What became of a delivery.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"delivery_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The delivery; empty: not a receipt.\"},\n"
    "       {\"name\": \"state\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"ReceiptState\",\n"
    "         \"doc\": \"What became of a delivery. unknown: not said, or a symbol that this reader does not know; delivered: the channel has it; read: the customer read it; failed: the channel could not; expired: too late to be of use.\",\n"
    "         \"symbols\": [\"unknown\", \"delivered\", \"read\", \"failed\", \"expired\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What became of it.\"},\n"
    "       {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why it failed; empty: it did not.\"}\n"
    "     ]},\n"
    "    \"default\": {\"delivery_id\": \"\", \"state\": \"unknown\", \"reason\": \"\"}, \"doc\": \"Of a receipt event.\"},\n"
    "   {\"name\": \"previous_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that this one continues, as its sender knows; once is enough; empty: none, or said before.\"},\n"
    "   {\"name\": \"root_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"First conversation of the chain, as its sender knows; empty: not known, then the previous one counts.\"}\n"
    " ]}\n";
const struct baton_record_type baton_conversation_event_type = {
    .name = "ConversationEvent",
    .size = sizeof(struct baton_conversation_event),
    .fields = conversation_event_fields,
    .field_count = sizeof(conversation_event_fields) / sizeof(conversation_event_fields[0]),
    .defaults = &conversation_event_defaults,
    .schema_text = conversation_event_schema,
};

static const struct baton_field customer_history_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.conversation_id) },
    { .name = "history_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, history_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_customer_history, env.attributes),
      .count_offset = offsetof(struct baton_customer_history, env.attributes_count) },
    { .name = "customer_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, customer_id), .required = true },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, version) },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, customer),
      .record = &baton_customer_ref_type },
    { .name = "contacts", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_customer_history, contacts),
      .count_offset = offsetof(struct baton_customer_history, contacts_count),
      .record = &baton_earlier_contact_type },
    { .name = "conversations", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, conversations) },
    { .name = "handoffs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, handoffs) },
    { .name = "resolved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, resolved) },
    { .name = "rated", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, rated) },
    { .name = "mean_csat", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_customer_history, mean_csat) },
    { .name = "first_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_customer_history, first_at) },
    { .name = "last_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_customer_history, last_at) },
    { .name = "last_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, last_agent_id) },
    { .name = "last_agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, last_agent_name) },
    { .name = "forget", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_customer_history, forget) },
};
static const struct baton_customer_history customer_history_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .history_id = { "", 0 }, .customer_id = { "", 0 }, .version = 1, .customer = {
      .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 } }, .conversations = 0, .handoffs = 0,
      .resolved = 0, .rated = 0, .mean_csat = NAN, .first_at = BATON_NULL_LONG,
      .last_at = BATON_NULL_LONG, .last_agent_id = { "", 0 }, .last_agent_name = { "", 0 },
      .forget = false };
static const char customer_history_schema[] =
    "{\"type\": \"record\", \"name\": \"CustomerHistory\", \"namespace\": \"baton\",\n"
    " \"doc\": \"The earlier conversations of one customer: the value of customer-history. Key: tenant/customer_id; one record for each conversation that changed, folded by the learner.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that the record is about; empty: about none, or not known.\"},\n"
    "   {\"name\": \"history_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of this version; a second record with the same id is a duplicate.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same conversation, equal to version: the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"customer_id\", \"type\": \"string\", \"doc\": \"The customer.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 1, \"doc\": \"Grows by one at each change.\"},\n"
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
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\"},\n"
    "    \"doc\": \"The customer in short.\"},\n"
    "   {\"name\": \"contacts\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"EarlierContact\",\n"
    "      \"doc\": \"An earlier conversation of the same customer.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "        {\"name\": \"started_at\",\n"
    "         \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "         \"doc\": \"When it began; null: not known.\"},\n"
    "        {\"name\": \"ended_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "         \"default\": null, \"doc\": \"When it ended; null: not known.\"},\n"
    "        {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "        {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Issue category; empty: not known.\"},\n"
    "        {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\", \"doc\": \"One sentence; empty: none.\"},\n"
    "        {\"name\": \"outcome\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "          \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "          \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "           \"transferred\", \"duplicate\", \"spam\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "        {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "        {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"True: a person held it at some time.\"},\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The last person who held it; empty: none.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"That person's name; empty: none.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The last conversations, newest first, at most 20.\"},\n"
    "   {\"name\": \"conversations\", \"type\": \"long\", \"default\": 0, \"doc\": \"Conversations in all.\"},\n"
    "   {\"name\": \"handoffs\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of those, held by a person at some time.\"},\n"
    "   {\"name\": \"resolved\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those in all, resolved.\"},\n"
    "   {\"name\": \"rated\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those in all, rated.\"},\n"
    "   {\"name\": \"mean_csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean satisfaction, 1 to 5; null: none rated.\"},\n"
    "   {\"name\": \"first_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the first began; null: none.\"},\n"
    "   {\"name\": \"last_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the last ended; null: none.\"},\n"
    "   {\"name\": \"last_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last person who held one; empty: none.\"},\n"
    "   {\"name\": \"last_agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: none.\"},\n"
    "   {\"name\": \"forget\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: erase what is kept of the conversation or, with an empty conversation_id, of the customer and of all his conversations; the record says nothing else.\"}\n"
    " ]}\n";
const struct baton_record_type baton_customer_history_type = {
    .name = "CustomerHistory",
    .size = sizeof(struct baton_customer_history),
    .fields = customer_history_fields,
    .field_count = sizeof(customer_history_fields) / sizeof(customer_history_fields[0]),
    .defaults = &customer_history_defaults,
    .schema_text = customer_history_schema,
};

static const char *const dead_letter_stage_names[] = { "unknown", "key", "frame", "registry",
    "bounds", "decode", "check", "process", "output" };
const struct baton_enum_type baton_dead_letter_stage_symbols = {
    "DeadLetterStage", dead_letter_stage_names, sizeof(dead_letter_stage_names) / sizeof(dead_letter_stage_names[0])
};

static const struct baton_field header_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_header, name) },
    { .name = "has_value", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_header, has_value) },
    { .name = "value", .kind = BATON_KIND_BYTES, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_header, value) },
};
static const struct baton_header header_defaults =
    { .name = { "", 0 }, .has_value = false, .value = { "", 0 } };
const struct baton_record_type baton_header_type = {
    .name = "Header",
    .size = sizeof(struct baton_header),
    .fields = header_fields,
    .field_count = sizeof(header_fields) / sizeof(header_fields[0]),
    .defaults = &header_defaults,
    .schema_text = NULL,
};

static const struct baton_field dead_letter_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.conversation_id) },
    { .name = "dead_letter_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, dead_letter_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_dead_letter, env.attributes),
      .count_offset = offsetof(struct baton_dead_letter, env.attributes_count) },
    { .name = "service", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, service) },
    { .name = "stage", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, stage),
      .symbols = &baton_dead_letter_stage_symbols },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, reason) },
    { .name = "message", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, message) },
    { .name = "source_topic", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, source_topic) },
    { .name = "source_partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, source_partition) },
    { .name = "source_offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, source_offset) },
    { .name = "source_timestamp", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, source_timestamp) },
    { .name = "schema_id", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, schema_id) },
    { .name = "attempts", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, attempts) },
    { .name = "has_key", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, has_key) },
    { .name = "key", .kind = BATON_KIND_BYTES, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, key) },
    { .name = "has_value", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, has_value) },
    { .name = "value", .kind = BATON_KIND_BYTES, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, value) },
    { .name = "headers", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_dead_letter, headers),
      .count_offset = offsetof(struct baton_dead_letter, headers_count),
      .record = &baton_header_type },
    { .name = "cut_bytes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_dead_letter, cut_bytes) },
};
static const struct baton_dead_letter dead_letter_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .dead_letter_id = { "", 0 }, .service = { "", 0 }, .stage = BATON_DEAD_LETTER_STAGE_UNKNOWN,
      .reason = { "", 0 }, .message = { "", 0 }, .source_topic = { "", 0 }, .source_partition = -1,
      .source_offset = -1, .source_timestamp = 0, .schema_id = -1, .attempts = 1, .has_key = false,
      .key = { "", 0 }, .has_value = false, .value = { "", 0 }, .cut_bytes = 0 };
static const char dead_letter_schema[] =
    "{\"type\": \"record\", \"name\": \"DeadLetter\", \"namespace\": \"baton\",\n"
    " \"doc\": \"A record that a service could not use, with the reason and the original bytes: the value of <service>-dead-letters. Key: that of the original record, where it has one.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that the record is about; empty: about none, or not known.\"},\n"
    "   {\"name\": \"dead_letter_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id: service, topic, partition and offset of the original.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"service\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The service that gave up.\"},\n"
    "   {\"name\": \"stage\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"DeadLetterStage\",\n"
    "     \"doc\": \"Where a record was given up. unknown: not said, or a symbol that this reader does not know; key: its key could not be read; frame: not the wire format; registry: its schema is not known; bounds: its bytes break a limit or are not Avro; decode: a field is missing or of the wrong kind; check: a value is not allowed; process: the service could not use it; output: what would follow from it is too large.\",\n"
    "     \"symbols\": [\"unknown\", \"key\", \"frame\", \"registry\", \"bounds\", \"decode\", \"check\", \"process\", \"output\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Where it was given up.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Stable code, such as unknown_schema, invalid_utf8, missing_field.\"},\n"
    "   {\"name\": \"message\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What was wrong, in words, without text of the conversation.\"},\n"
    "   {\"name\": \"source_topic\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Topic of the original, without the prefix.\"},\n"
    "   {\"name\": \"source_partition\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Its partition; -1: not known.\"},\n"
    "   {\"name\": \"source_offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Its offset; -1: not known.\"},\n"
    "   {\"name\": \"source_timestamp\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0, \"doc\": \"When it arrived at the broker; 0: not known.\"},\n"
    "   {\"name\": \"schema_id\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Schema id in its first bytes; -1: could not be read.\"},\n"
    "   {\"name\": \"attempts\", \"type\": \"long\", \"default\": 1, \"doc\": \"How often it was tried.\"},\n"
    "   {\"name\": \"has_key\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"False: the original had no key.\"},\n"
    "   {\"name\": \"key\", \"type\": \"bytes\", \"default\": \"\", \"doc\": \"The key as it was.\"},\n"
    "   {\"name\": \"has_value\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"False: the original was a tombstone.\"},\n"
    "   {\"name\": \"value\", \"type\": \"bytes\", \"default\": \"\", \"doc\": \"The value as it was.\"},\n"
    "   {\"name\": \"headers\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Header\", \"doc\": \"One header of the original.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Name; bytes that are not UTF-8 are replaced.\"},\n"
    "        {\"name\": \"has_value\", \"type\": \"boolean\", \"default\": false,\n"
    "         \"doc\": \"False: the header had no value.\"},\n"
    "        {\"name\": \"value\", \"type\": \"bytes\", \"default\": \"\", \"doc\": \"The value as it was.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The headers in their order.\"},\n"
    "   {\"name\": \"cut_bytes\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Bytes of the original's key, headers and value that are left out, because all of it does not fit into a record here: it cannot be put back. 0: all of it is here.\"}\n"
    " ]}\n";
const struct baton_record_type baton_dead_letter_type = {
    .name = "DeadLetter",
    .size = sizeof(struct baton_dead_letter),
    .fields = dead_letter_fields,
    .field_count = sizeof(dead_letter_fields) / sizeof(dead_letter_fields[0]),
    .defaults = &dead_letter_defaults,
    .schema_text = dead_letter_schema,
};

static const char *const delivery_kind_names[] = { "unknown", "say", "relay", "suppressed",
    "two_voices", "refused", "announcement", "queue_update", "brief", "holder", "note", "ended",
    "cancel", "forget" };
const struct baton_enum_type baton_delivery_kind_symbols = {
    "DeliveryKind", delivery_kind_names, sizeof(delivery_kind_names) / sizeof(delivery_kind_names[0])
};

static const char *const recipient_kind_names[] = { "unknown", "channel", "bot", "agent",
    "agents", "tenant" };
const struct baton_enum_type baton_recipient_kind_symbols = {
    "RecipientKind", recipient_kind_names, sizeof(recipient_kind_names) / sizeof(recipient_kind_names[0])
};

static const char *const delivery_reason_names[] = { "unknown", "holds", "may_speak",
    "not_holder", "stale_epoch", "epoch_never_came", "another_holds", "taken_over",
    "handed_over", "waiting", "returned", "ended", "retracted", "no_answer" };
const struct baton_enum_type baton_delivery_reason_symbols = {
    "DeliveryReason", delivery_reason_names, sizeof(delivery_reason_names) / sizeof(delivery_reason_names[0])
};

static const struct baton_field delivery_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.conversation_id), .required = true },
    { .name = "delivery_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, delivery_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_delivery, env.attributes),
      .count_offset = offsetof(struct baton_delivery, env.attributes_count) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, kind), .symbols = &baton_delivery_kind_symbols },
    { .name = "recipient_kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, recipient_kind),
      .symbols = &baton_recipient_kind_symbols },
    { .name = "recipient_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, recipient_id) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, event_id) },
    { .name = "speaker", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, speaker), .symbols = &baton_speaker_symbols },
    { .name = "speaker_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, speaker_id) },
    { .name = "speaker_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, speaker_name) },
    { .name = "holder", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, holder), .record = &baton_holder_type },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, text) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, language) },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_delivery, attachments),
      .count_offset = offsetof(struct baton_delivery, attachments_count),
      .record = &baton_attachment_type },
    { .name = "in_reply_to", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, in_reply_to) },
    { .name = "replaces", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, replaces) },
    { .name = "visibility", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, visibility),
      .symbols = &baton_visibility_symbols },
    { .name = "reason", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, reason),
      .symbols = &baton_delivery_reason_symbols },
    { .name = "detail", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, detail) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, channel), .record = &baton_channel_type },
    { .name = "message_partition", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, message_partition) },
    { .name = "message_offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, message_offset) },
    { .name = "holder_offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, holder_offset) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, assignment_id) },
    { .name = "position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_delivery, position) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_delivery, expected_wait_ms) },
    { .name = "expires_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_delivery, expires_at) },
    { .name = "cancels", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, cancels) },
    { .name = "package", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, package), .record = &baton_package_ref_type },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, outcome), .symbols = &baton_outcome_symbols },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, end_cause), .symbols = &baton_end_cause_symbols },
    { .name = "solution", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_delivery, solution) },
};
static const struct baton_delivery delivery_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .delivery_id = { "", 0 }, .kind = BATON_DELIVERY_KIND_UNKNOWN,
      .recipient_kind = BATON_RECIPIENT_KIND_UNKNOWN, .recipient_id = { "", 0 },
      .event_id = { "", 0 }, .speaker = BATON_SPEAKER_UNKNOWN, .speaker_id = { "", 0 },
      .speaker_name = { "", 0 }, .holder = { .kind = BATON_HOLDER_KIND_UNKNOWN, .id = { "", 0 },
      .name = { "", 0 } }, .text = { "", 0 }, .language = { "", 0 }, .in_reply_to = { "", 0 },
      .replaces = { "", 0 }, .visibility = BATON_VISIBILITY_UNKNOWN,
      .reason = BATON_DELIVERY_REASON_UNKNOWN, .detail = { "", 0 }, .channel = { .kind = { "", 0 },
      .address = { "", 0 }, .synchronous = BATON_MAYBE_UNKNOWN }, .message_partition = -1,
      .message_offset = -1, .holder_offset = -1, .assignment_id = { "", 0 },
      .position = BATON_NULL_LONG, .expected_wait_ms = BATON_NULL_LONG,
      .expires_at = BATON_NULL_LONG, .cancels = { "", 0 }, .package = { .package_id = { "", 0 },
      .version = 0, .partition = -1, .offset = -1, .link = { "", 0 } },
      .outcome = BATON_OUTCOME_UNKNOWN, .end_cause = BATON_END_CAUSE_UNKNOWN,
      .solution = { "", 0 } };
static const char delivery_schema[] =
    "{\"type\": \"record\", \"name\": \"Delivery\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the switchboard tells whoever speaks to the customer, the agent or the bot: the value of deliveries. Key: tenant/conversation_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"delivery_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the delivery; a receipt names it, and a second one with the same id is a duplicate.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The epoch at this place of the log: the one under which a message is said.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"DeliveryKind\",\n"
    "     \"doc\": \"What the recipient has to do or know. unknown: not said, or a symbol that this reader does not know; say: say this message to the customer; relay: show this message of the customer to the holder; suppressed: this requested message was not said; two_voices: this reported message was said by a speaker who does not hold; refused: this takeover or message is refused; announcement: say to the customer who comes, why and when; queue_update: say to the customer how long it still takes; brief: tell the bot what happened while a person held; holder: who may speak changed; note: show this to agents only; ended: the conversation is over; cancel: an earlier delivery that was not yet said must not be said; forget: the conversation was erased on request, erase what you keep of it.\",\n"
    "     \"symbols\": [\"unknown\", \"say\", \"relay\", \"suppressed\", \"two_voices\", \"refused\", \"announcement\",\n"
    "      \"queue_update\", \"brief\", \"holder\", \"note\", \"ended\", \"cancel\", \"forget\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What to do or know.\"},\n"
    "   {\"name\": \"recipient_kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"RecipientKind\",\n"
    "     \"doc\": \"To whom a delivery goes. unknown: not said, or a symbol that this reader does not know; channel: the adapter that speaks to the customer; bot: the bot; agent: one agent's surface; agents: all agents who take part; tenant: the tenant's systems.\",\n"
    "     \"symbols\": [\"unknown\", \"channel\", \"bot\", \"agent\", \"agents\", \"tenant\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"To whom.\"},\n"
    "   {\"name\": \"recipient_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Id of the bot or agent; empty: the only one of its kind.\"},\n"
    "   {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The event that it concerns; empty: none.\"},\n"
    "   {\"name\": \"speaker\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "     \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "     \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Whose words: of say, suppressed, two_voices and refused.\"},\n"
    "   {\"name\": \"speaker_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Id of the speaker; empty: not known.\"},\n"
    "   {\"name\": \"speaker_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name to show; empty: none.\"},\n"
    "   {\"name\": \"holder\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holder\", \"doc\": \"Who may speak to the customer.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"Bot, queue or agent.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id of the bot or agent; empty: not known, or queue.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: none.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\", \"name\": \"\", \"external_ids\": {}},\n"
    "    \"doc\": \"Who may speak at this place of the log.\"},\n"
    "   {\"name\": \"text\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What to say or to show; empty: nothing.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language of the text, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"attachments\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Attachment\",\n"
    "      \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The sender's id; empty: none.\"},\n"
    "        {\"name\": \"kind\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"AttachmentKind\",\n"
    "          \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "          \"symbols\": [\"unknown\", \"image\", \"document\", \"audio\", \"video\", \"call\", \"screen_share\", \"link\",\n"
    "           \"location\"],\n"
    "          \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What it is.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"File name or title; empty: none.\"},\n"
    "        {\"name\": \"media_type\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "        {\"name\": \"bytes\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Size in bytes; null: not known.\"},\n"
    "        {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "        {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"What belongs to the text.\"},\n"
    "   {\"name\": \"in_reply_to\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"event_id that the message answers; empty: none.\"},\n"
    "   {\"name\": \"replaces\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"event_id that the message replaces or takes back; empty: none.\"},\n"
    "   {\"name\": \"visibility\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Visibility\",\n"
    "     \"doc\": \"Who may see a message. unknown: not said; as public; public: the customer and all who take part; agents: people of the company and the co-pilot only.\",\n"
    "     \"symbols\": [\"unknown\", \"public\", \"agents\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Who may see it.\"},\n"
    "   {\"name\": \"reason\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"DeliveryReason\",\n"
    "     \"doc\": \"Why the switchboard decided so. unknown: not said, or a symbol that this reader does not know; holds: the speaker holds; may_speak: a participant with leave to speak; not_holder: the speaker does not hold; stale_epoch: the epoch is an older one; epoch_never_came: the epoch is ahead and no holder event came in time; another_holds: another agent holds; taken_over: an agent began to speak; handed_over: the holder changed; waiting: the customer waits for a person; returned: given back to the bot; ended: the conversation is over; retracted: the message was taken back; no_answer: the router did not answer in time.\",\n"
    "     \"symbols\": [\"unknown\", \"holds\", \"may_speak\", \"not_holder\", \"stale_epoch\", \"epoch_never_came\",\n"
    "      \"another_holds\", \"taken_over\", \"handed_over\", \"waiting\", \"returned\", \"ended\", \"retracted\",\n"
    "      \"no_answer\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Why.\"},\n"
    "   {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The reason in words; empty: the code says it.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "       {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "       {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null}, \"doc\": \"The way to the customer.\"},\n"
    "   {\"name\": \"message_partition\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Partition of the event in conversation-events; -1: none.\"},\n"
    "   {\"name\": \"message_offset\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Offset of the event in conversation-events; -1: none.\"},\n"
    "   {\"name\": \"holder_offset\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Offset, in the same partition, of the holder event that was in force; -1: there was none, the bot held.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The assignment in force; empty: none.\"},\n"
    "   {\"name\": \"position\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Place in the queue, 1 is next; null: not in a queue.\"},\n"
    "   {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Expected wait, in milliseconds; null: not known.\"},\n"
    "   {\"name\": \"expires_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"After this it should not be said any more; null: always good.\"},\n"
    "   {\"name\": \"cancels\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of cancel: the delivery_id; empty: none.\"},\n"
    "   {\"name\": \"package\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"PackageRef\", \"doc\": \"Where the context package is.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"package_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Its id; empty: there is none yet.\"},\n"
    "       {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Version of the package; a higher one may exist meanwhile; 0: none.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Partition in context-packages; -1: not known.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Offset in context-packages; -1: not known, as wherever the request was written in one transaction with its package: the last record of the key is the package.\"},\n"
    "       {\"name\": \"link\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Path of the package at the gateway, to be put behind the gateway's address; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"package_id\": \"\", \"version\": 0, \"partition\": -1, \"offset\": -1, \"link\": \"\"},\n"
    "    \"doc\": \"Of brief and announcement: the context package.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of brief and ended: how it ended.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "     \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "     \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of ended: why.\"},\n"
    "   {\"name\": \"solution\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of brief: what solved it; empty: not known.\"}\n"
    " ]}\n";
const struct baton_record_type baton_delivery_type = {
    .name = "Delivery",
    .size = sizeof(struct baton_delivery),
    .fields = delivery_fields,
    .field_count = sizeof(delivery_fields) / sizeof(delivery_fields[0]),
    .defaults = &delivery_defaults,
    .schema_text = delivery_schema,
};

static const struct baton_field enrichment_request_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.conversation_id), .required = true },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, request_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.cause),
      .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_enrichment_request, env.attributes),
      .count_offset = offsetof(struct baton_enrichment_request, env.attributes_count) },
    { .name = "customer_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, customer_id), .required = true },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, kind),
      .symbols = &baton_enrichment_kind_symbols },
    { .name = "source", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, source) },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, customer),
      .record = &baton_customer_type },
    { .name = "since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment_request, since) },
    { .name = "deadline", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_enrichment_request, deadline) },
    { .name = "limit", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, limit) },
    { .name = "fields", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_enrichment_request, fields),
      .count_offset = offsetof(struct baton_enrichment_request, fields_count) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, category) },
    { .name = "query", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, query) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, event_id) },
    { .name = "package_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_enrichment_request, package_version) },
};
static const struct baton_enrichment_request enrichment_request_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .request_id = { "", 0 }, .customer_id = { "", 0 }, .kind = BATON_ENRICHMENT_KIND_UNKNOWN,
      .source = { "", 0 }, .customer = { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 },
      .segment = { "", 0 }, .plan = { "", 0 }, .tenure_months = BATON_NULL_LONG,
      .contract_value = NULL, .account_status = { "", 0 }, .journey_stage = { "", 0 },
      .revenue_moment = { "", 0 }, .language = { "", 0 }, .time_zone = { "", 0 } },
      .since = BATON_NULL_LONG, .deadline = BATON_NULL_LONG, .limit = 20, .category = { "", 0 },
      .query = { "", 0 }, .event_id = { "", 0 }, .package_version = 0 };
static const char enrichment_request_schema[] =
    "{\"type\": \"record\", \"name\": \"EnrichmentRequest\", \"namespace\": \"baton\",\n"
    " \"doc\": \"A wish for more information about a customer or a case: the value of enrichment-requests. Key: tenant/customer_id. The answer is an enrichment event in the conversation.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"request_id\", \"type\": \"string\", \"doc\": \"Id of the request; the answer names it.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every request of the same conversation: the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"customer_id\", \"type\": \"string\", \"doc\": \"The customer; the record's partition is his.\"},\n"
    "   {\"name\": \"kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EnrichmentKind\",\n"
    "     \"doc\": \"What kind of information is asked for. unknown: not said, or a symbol that this reader does not know; history: earlier conversations; crm: the customer's record; billing: payments and plan; issues: known bugs and tickets; helpdesk: earlier helpdesk tickets; knowledge: articles and solved cases; llm: a text by a language model.\",\n"
    "     \"symbols\": [\"unknown\", \"history\", \"crm\", \"billing\", \"issues\", \"helpdesk\", \"knowledge\", \"llm\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What kind of information.\"},\n"
    "   {\"name\": \"source\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"System to ask; empty: by the tenant's policy.\"},\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Customer\",\n"
    "     \"doc\": \"The customer as far as the sender knows; what is empty or null says nothing and never overwrites what is known.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name (stripe, hubspot, zendesk, email, ...).\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer is addressed; empty: not known.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Service tier in the tenant's words, such as gold; empty: not known.\"},\n"
    "       {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Segment in the tenant's words, such as smb; empty: not known.\"},\n"
    "       {\"name\": \"plan\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Plan or product bought; empty: not known.\"},\n"
    "       {\"name\": \"tenure_months\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "        \"doc\": \"Whole months as a customer; null: not known.\"},\n"
    "       {\"name\": \"contract_value\",\n"
    "        \"type\": [\n"
    "          \"null\",\n"
    "          {\"type\": \"record\", \"name\": \"Money\", \"doc\": \"An amount of money.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"minor_units\", \"type\": \"long\", \"default\": 0,\n"
    "              \"doc\": \"The amount in the smallest unit of the currency (cents for EUR).\"},\n"
    "             {\"name\": \"currency\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"ISO 4217 code in capitals, such as EUR; empty: not known.\"}\n"
    "           ]}\n"
    "        ],\n"
    "        \"default\": null, \"doc\": \"Value of the contract for a year; null: not known.\"},\n"
    "       {\"name\": \"account_status\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as active, trial, past_due, suspended, cancelled; empty: not known.\"},\n"
    "       {\"name\": \"journey_stage\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Such as onboarding, adoption, renewal; empty: not known.\"},\n"
    "       {\"name\": \"revenue_moment\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What is at stake now, such as checkout, upgrade, renewal, cancellation; empty: nothing known.\"},\n"
    "       {\"name\": \"earlier_contacts\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"EarlierContact\",\n"
    "          \"doc\": \"An earlier conversation of the same customer.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "            {\"name\": \"started_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it began; null: not known.\"},\n"
    "            {\"name\": \"ended_at\",\n"
    "             \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When it ended; null: not known.\"},\n"
    "            {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "            {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Issue category; empty: not known.\"},\n"
    "            {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"One sentence; empty: none.\"},\n"
    "            {\"name\": \"outcome\",\n"
    "             \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "              \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "              \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "               \"transferred\", \"duplicate\", \"spam\"],\n"
    "              \"default\": \"unknown\"},\n"
    "             \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "            {\"name\": \"csat\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "            {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "             \"doc\": \"True: a person held it at some time.\"},\n"
    "            {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The last person who held it; empty: none.\"},\n"
    "            {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"That person's name; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [],\n"
    "        \"doc\": \"Earlier conversations, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"satisfaction_history\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"Satisfaction\",\n"
    "          \"doc\": \"One rating that the customer gave earlier.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "             \"default\": null, \"doc\": \"When; null: not known.\"},\n"
    "            {\"name\": \"score\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "             \"doc\": \"1 (worst) to 5 (best), converted where the asker uses another scale; null: not known.\"},\n"
    "            {\"name\": \"comment\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"The customer's words; empty: none.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Earlier ratings, newest first, at most 20; empty: none known.\"},\n"
    "       {\"name\": \"product_usage\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Facts about use, such as last_login, seats, feature names; values are text.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Preferred language, BCP 47, such as de-AT; empty: not known.\"},\n"
    "       {\"name\": \"time_zone\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"IANA name, such as Europe/Vienna; empty: not known.\"},\n"
    "       {\"name\": \"preferences\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Preferences, such as preferred_agent, channel, contact (person or bot).\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\", \"segment\": \"\", \"plan\": \"\",\n"
    "     \"tenure_months\": null, \"contract_value\": null, \"account_status\": \"\", \"journey_stage\": \"\",\n"
    "     \"revenue_moment\": \"\", \"earlier_contacts\": [], \"satisfaction_history\": [], \"product_usage\": {},\n"
    "     \"language\": \"\", \"time_zone\": \"\", \"preferences\": {}},\n"
    "    \"doc\": \"What is known of the customer, for the search.\"},\n"
    "   {\"name\": \"since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Nothing older is wanted; null: everything.\"},\n"
    "   {\"name\": \"deadline\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"After this it is of no use; null: always of use.\"},\n"
    "   {\"name\": \"limit\", \"type\": \"long\", \"default\": 20, \"doc\": \"At most so many entries.\"},\n"
    "   {\"name\": \"fields\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Names of the values that are wanted; empty: all.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category, to narrow the search; empty: not known.\"},\n"
    "   {\"name\": \"query\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Text to search for, or the text that a language model gets; empty: none.\"},\n"
    "   {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The event that made the wish; empty: none.\"},\n"
    "   {\"name\": \"package_version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Version of the package that asked; 0: none.\"}\n"
    " ]}\n";
const struct baton_record_type baton_enrichment_request_type = {
    .name = "EnrichmentRequest",
    .size = sizeof(struct baton_enrichment_request),
    .fields = enrichment_request_fields,
    .field_count = sizeof(enrichment_request_fields) / sizeof(enrichment_request_fields[0]),
    .defaults = &enrichment_request_defaults,
    .schema_text = enrichment_request_schema,
};

static const char *const signal_kind_names[] = { "unknown", "prepare", "escalate", "hold",
    "withdraw", "phantom", "silent" };
const struct baton_enum_type baton_signal_kind_symbols = {
    "SignalKind", signal_kind_names, sizeof(signal_kind_names) / sizeof(signal_kind_names[0])
};

static const struct baton_field named_signal_fields[] = {
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_named_signal, name) },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_named_signal, probability) },
    { .name = "event_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_named_signal, event_ids),
      .count_offset = offsetof(struct baton_named_signal, event_ids_count) },
    { .name = "quotes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_named_signal, quotes),
      .count_offset = offsetof(struct baton_named_signal, quotes_count) },
};
static const struct baton_named_signal named_signal_defaults =
    { .name = { "", 0 }, .probability = 0.0 };
const struct baton_record_type baton_named_signal_type = {
    .name = "NamedSignal",
    .size = sizeof(struct baton_named_signal),
    .fields = named_signal_fields,
    .field_count = sizeof(named_signal_fields) / sizeof(named_signal_fields[0]),
    .defaults = &named_signal_defaults,
    .schema_text = NULL,
};

static const struct baton_field escalation_signal_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.conversation_id), .required = true },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, signal_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_escalation_signal, env.attributes),
      .count_offset = offsetof(struct baton_escalation_signal, env.attributes_count) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, kind),
      .symbols = &baton_signal_kind_symbols },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_escalation_signal, probability) },
    { .name = "threshold", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_escalation_signal, threshold) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "reasons", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_escalation_signal, reasons),
      .count_offset = offsetof(struct baton_escalation_signal, reasons_count),
      .record = &baton_reason_type },
    { .name = "base", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, base) },
    { .name = "rest", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, rest) },
    { .name = "rest_count", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, rest_count) },
    { .name = "signals", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_escalation_signal, signals),
      .count_offset = offsetof(struct baton_escalation_signal, signals_count),
      .record = &baton_named_signal_type },
    { .name = "why", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, why) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, category) },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, intent) },
    { .name = "complexity", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, complexity),
      .symbols = &baton_complexity_symbols },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, urgency),
      .symbols = &baton_urgency_symbols },
    { .name = "recommended_skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_escalation_signal, recommended_skills),
      .count_offset = offsetof(struct baton_escalation_signal, recommended_skills_count) },
    { .name = "authority_needed", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_escalation_signal, authority_needed),
      .count_offset = offsetof(struct baton_escalation_signal, authority_needed_count) },
    { .name = "sentiment", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_escalation_signal, sentiment) },
    { .name = "customer_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, customer_turns) },
    { .name = "bot_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, bot_turns) },
    { .name = "failed_attempts", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, failed_attempts) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, event_id) },
    { .name = "hold_until", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_escalation_signal, hold_until) },
    { .name = "hold_reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, hold_reason) },
    { .name = "hold_pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, hold_pool) },
    { .name = "withdraws", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, withdraws) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_escalation_signal, team) },
};
static const struct baton_escalation_signal escalation_signal_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .signal_id = { "", 0 }, .kind = BATON_SIGNAL_KIND_UNKNOWN, .probability = NAN,
      .threshold = NAN, .trigger = BATON_TRIGGER_UNKNOWN, .base = 0.0, .rest = 0.0,
      .rest_count = 0, .why = { "", 0 }, .category = { "", 0 }, .intent = { "", 0 },
      .complexity = BATON_COMPLEXITY_UNKNOWN, .urgency = BATON_URGENCY_UNKNOWN, .sentiment = NAN,
      .customer_turns = 0, .bot_turns = 0, .failed_attempts = 0, .event_id = { "", 0 },
      .hold_until = BATON_NULL_LONG, .hold_reason = { "", 0 }, .hold_pool = { "", 0 },
      .withdraws = { "", 0 }, .team = { "", 0 } };
static const char escalation_signal_schema[] =
    "{\"type\": \"record\", \"name\": \"EscalationSignal\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the detector thinks should happen: the value of escalation-signals. Key: tenant/conversation_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"signal_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the signal: the conversation and a counter; a second record with the same id is a duplicate.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"SignalKind\",\n"
    "     \"doc\": \"What a signal says. unknown: not said, or a symbol that this reader does not know; prepare: an escalation is likely soon: reserve and brief; escalate: a person is needed now; hold: the threshold is reached, but wait until hold_until; withdraw: an earlier prepare, hold or escalate no longer stands; phantom: the bot announced a handoff and made none; silent: the conversation went to people, and nothing shows that the customer was told.\",\n"
    "     \"symbols\": [\"unknown\", \"prepare\", \"escalate\", \"hold\", \"withdraw\", \"phantom\", \"silent\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What it says.\"},\n"
    "   {\"name\": \"probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Calibrated chance that a person is needed, 0 to 1; null: a rule decided without a score.\"},\n"
    "   {\"name\": \"threshold\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The value that the probability was held against, 0 to 1; null: a rule decided.\"},\n"
    "   {\"name\": \"trigger\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "     \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "     \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "      \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\",\n"
    "      \"length\", \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\",\n"
    "      \"phantom_handoff\", \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"The strongest reason.\"},\n"
    "   {\"name\": \"reasons\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Reason\", \"doc\": \"One reason for a decision, with its evidence.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Name of the feature or rule, stable, such as repeated_question.\"},\n"
    "        {\"name\": \"contribution\", \"type\": \"double\", \"default\": 0.0,\n"
    "         \"doc\": \"What it added to the score (log-odds for the detector, points for the router); negative: against.\"},\n"
    "        {\"name\": \"event_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Events that are the evidence.\"},\n"
    "        {\"name\": \"quotes\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"The words that were found, as written, at most 3 of at most 200 bytes.\"},\n"
    "        {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The reason in words; empty: the code says it.\"}\n"
    "      ]}},\n"
    "    \"default\": [],\n"
    "    \"doc\": \"The reasons, at most 16: what was decided first, then what speaks for a person, the strongest first, then what speaks against.\"},\n"
    "   {\"name\": \"base\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Log-odds that each turn starts from. With the reasons' contributions and `rest` it is the log-odds of `probability`; 0: there is none, or an older version wrote it.\"},\n"
    "   {\"name\": \"rest\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"What reasons too weak to be told add together, in log-odds; negative: against.\"},\n"
    "   {\"name\": \"rest_count\", \"type\": \"long\", \"default\": 0, \"doc\": \"How many those are.\"},\n"
    "   {\"name\": \"signals\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"NamedSignal\",\n"
    "      \"doc\": \"One thing that the detector noticed, with its chance and its evidence.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"explicit, complaint, negative, dissatisfied, abusive, loop, breakdown, complex or topic; of a hold the code of its reason.\"},\n"
    "        {\"name\": \"probability\", \"type\": \"double\", \"default\": 0.0,\n"
    "         \"doc\": \"Calibrated chance that it is so, 0 to 1; 1: a rule found it.\"},\n"
    "        {\"name\": \"event_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Events that are the evidence, at most 3.\"},\n"
    "        {\"name\": \"quotes\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"The words that speak for it, as written, at most 3 of at most 200 bytes; of one that is unlikely mostly none.\"}\n"
    "      ]}},\n"
    "    \"default\": [],\n"
    "    \"doc\": \"What it noticed: each with a chance of 0.1 and more, the likeliest first; before them the reason of a hold. Empty: a timer decided without a look at what was said, or an older version wrote it.\"},\n"
    "   {\"name\": \"why\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The reasons in one sentence for a person.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: not known.\"},\n"
    "   {\"name\": \"intent\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Last intent of the customer; empty: not known.\"},\n"
    "   {\"name\": \"complexity\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Complexity\",\n"
    "     \"doc\": \"How hard the problem is. unknown: not said, or a symbol that this reader does not know; simple: one known problem; moderate: several steps or some doubt; complex: linked problems, several systems or an exception.\",\n"
    "     \"symbols\": [\"unknown\", \"simple\", \"moderate\", \"complex\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How hard it is.\"},\n"
    "   {\"name\": \"urgency\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Urgency\",\n"
    "     \"doc\": \"How soon a person is needed. unknown: not said, or a symbol that this reader does not know; low: today is enough; normal: in its turn; high: before the normal ones; critical: at once.\",\n"
    "     \"symbols\": [\"unknown\", \"low\", \"normal\", \"high\", \"critical\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How soon a person is needed.\"},\n"
    "   {\"name\": \"recommended_skills\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Skills that a person should have; empty: any.\"},\n"
    "   {\"name\": \"authority_needed\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Authority that a person must have; empty: none.\"},\n"
    "   {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mood of the customer at this point, -1 to 1; null: not known.\"},\n"
    "   {\"name\": \"customer_turns\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer so far.\"},\n"
    "   {\"name\": \"bot_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of the bot so far.\"},\n"
    "   {\"name\": \"failed_attempts\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Attempts of the bot that failed so far.\"},\n"
    "   {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The event at which it was decided; of a timer the event that it waited upon; empty: none.\"},\n"
    "   {\"name\": \"hold_until\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Of hold: when it is looked at again at the latest; null: not a hold.\"},\n"
    "   {\"name\": \"hold_reason\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of hold: why to wait; empty: not a hold.\"},\n"
    "   {\"name\": \"hold_pool\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of hold for want of people: the pool that the policy's rules lead to; empty: another reason.\"},\n"
    "   {\"name\": \"withdraws\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of withdraw: the signal_id that no longer stands; empty: not a withdrawal.\"},\n"
    "   {\"name\": \"team\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Team that the bot or the policy asks for; empty: none.\"}\n"
    " ]}\n";
const struct baton_record_type baton_escalation_signal_type = {
    .name = "EscalationSignal",
    .size = sizeof(struct baton_escalation_signal),
    .fields = escalation_signal_fields,
    .field_count = sizeof(escalation_signal_fields) / sizeof(escalation_signal_fields[0]),
    .defaults = &escalation_signal_defaults,
    .schema_text = escalation_signal_schema,
};

static const struct baton_field handoff_metric_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.tenant), .required = true },
    { .name = "metric_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, metric_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_handoff_metric, env.attributes),
      .count_offset = offsetof(struct baton_handoff_metric, env.attributes_count) },
    { .name = "metric", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, metric) },
    { .name = "dimension", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, dimension) },
    { .name = "key", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, key) },
    { .name = "unit", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, unit) },
    { .name = "window_start", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, window_start) },
    { .name = "window_end", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, window_end) },
    { .name = "revision", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, revision) },
    { .name = "value", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, value) },
    { .name = "count", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, count) },
    { .name = "numerator", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, numerator) },
    { .name = "denominator", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, denominator) },
    { .name = "sum_squares", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_metric, sum_squares) },
    { .name = "minimum", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, minimum) },
    { .name = "maximum", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, maximum) },
    { .name = "median", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, median) },
    { .name = "p90", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_metric, p90) },
};
static const struct baton_handoff_metric handoff_metric_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .metric_id = { "", 0 }, .metric = { "", 0 }, .dimension = { "", 0 }, .key = { "", 0 },
      .unit = { "", 0 }, .window_start = BATON_NULL_LONG, .window_end = BATON_NULL_LONG,
      .revision = 1, .value = NAN, .count = 0, .numerator = 0.0, .denominator = 0.0,
      .sum_squares = 0.0, .minimum = NAN, .maximum = NAN, .median = NAN, .p90 = NAN };
static const char handoff_metric_schema[] =
    "{\"type\": \"record\", \"name\": \"HandoffMetric\", \"namespace\": \"baton\",\n"
    " \"doc\": \"One figure of a tenant over one window of time: the value of handoff-metrics. Key: tenant.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"metric_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the figure: metric, dimension, key and window; the same for each revision.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"metric\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Name, such as handoff_rate, resolution_rate, first_reply_ms, repeat_question_rate.\"},\n"
    "   {\"name\": \"dimension\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"What key names: category, segment, journey_stage, trigger, team, pool, channel, bot_version; empty: the whole tenant.\"},\n"
    "   {\"name\": \"key\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The category, segment or other value; empty: the whole tenant.\"},\n"
    "   {\"name\": \"unit\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"ratio, ms, score or count; empty: ratio.\"},\n"
    "   {\"name\": \"window_start\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Beginning of the window, included; null: since the beginning.\"},\n"
    "   {\"name\": \"window_end\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"End of the window, not included; null: still open.\"},\n"
    "   {\"name\": \"revision\", \"type\": \"long\", \"default\": 1,\n"
    "    \"doc\": \"Grows by one at each change; the highest counts.\"},\n"
    "   {\"name\": \"value\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The figure; null: too little data.\"},\n"
    "   {\"name\": \"count\", \"type\": \"long\", \"default\": 0, \"doc\": \"How many conversations are in it.\"},\n"
    "   {\"name\": \"numerator\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Sum or count above the line.\"},\n"
    "   {\"name\": \"denominator\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Count below the line.\"},\n"
    "   {\"name\": \"sum_squares\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Sum of the squares, for the spread.\"},\n"
    "   {\"name\": \"minimum\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Smallest value; null: not measured.\"},\n"
    "   {\"name\": \"maximum\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Largest value; null: not measured.\"},\n"
    "   {\"name\": \"median\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Median; null: not measured.\"},\n"
    "   {\"name\": \"p90\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"90th percentile; null: not measured.\"}\n"
    " ]}\n";
const struct baton_record_type baton_handoff_metric_type = {
    .name = "HandoffMetric",
    .size = sizeof(struct baton_handoff_metric),
    .fields = handoff_metric_fields,
    .field_count = sizeof(handoff_metric_fields) / sizeof(handoff_metric_fields[0]),
    .defaults = &handoff_metric_defaults,
    .schema_text = handoff_metric_schema,
};

static const char *const escalation_timing_names[] = { "unknown", "in_time", "late", "missed" };
const struct baton_enum_type baton_escalation_timing_symbols = {
    "EscalationTiming", escalation_timing_names, sizeof(escalation_timing_names) / sizeof(escalation_timing_names[0])
};

static const struct baton_field agent_offers_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_offers, agent_id) },
    { .name = "offered", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_offers, offered) },
    { .name = "accepted", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_offers, accepted) },
    { .name = "declined", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_offers, declined) },
    { .name = "timed_out", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_agent_offers, timed_out) },
};
static const struct baton_agent_offers agent_offers_defaults =
    { .agent_id = { "", 0 }, .offered = 0, .accepted = 0, .declined = 0, .timed_out = 0 };
const struct baton_record_type baton_agent_offers_type = {
    .name = "AgentOffers",
    .size = sizeof(struct baton_agent_offers),
    .fields = agent_offers_fields,
    .field_count = sizeof(agent_offers_fields) / sizeof(agent_offers_fields[0]),
    .defaults = &agent_offers_defaults,
    .schema_text = NULL,
};

static const struct baton_field handoff_outcome_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.conversation_id), .required = true },
    { .name = "outcome_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, outcome_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_handoff_outcome, env.attributes),
      .count_offset = offsetof(struct baton_handoff_outcome, env.attributes_count) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, version) },
    { .name = "final", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, final) },
    { .name = "customer_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, customer_id) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, category) },
    { .name = "segment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, segment) },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, tier) },
    { .name = "journey_stage", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, journey_stage) },
    { .name = "channel", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, channel) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, language) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, pool) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, team) },
    { .name = "bot_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, bot_id) },
    { .name = "bot_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, bot_version) },
    { .name = "model", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, model) },
    { .name = "escalated", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, escalated) },
    { .name = "handed_over", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, handed_over) },
    { .name = "returned", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, returned) },
    { .name = "re_escalated", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, re_escalated) },
    { .name = "phantom", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, phantom) },
    { .name = "silent", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, silent) },
    { .name = "withdrawn", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, withdrawn) },
    { .name = "taken_over", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, taken_over) },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, signal_id) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, probability) },
    { .name = "threshold", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, threshold) },
    { .name = "escalation_policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, escalation_policy_version) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, assignment_id) },
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, resolution_id) },
    { .name = "resolution_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, resolution_version) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, agent_id) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, agent_name) },
    { .name = "handoffs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, handoffs) },
    { .name = "offers", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, offers) },
    { .name = "declines", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, declines) },
    { .name = "time_outs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, time_outs) },
    { .name = "transfers", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, transfers) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, end_cause),
      .symbols = &baton_end_cause_symbols },
    { .name = "code", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, code) },
    { .name = "solution", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, solution) },
    { .name = "necessary", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, necessary) },
    { .name = "automatable", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, automatable) },
    { .name = "routed_right", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, routed_right) },
    { .name = "useful_attempts", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_handoff_outcome, useful_attempts),
      .count_offset = offsetof(struct baton_handoff_outcome, useful_attempts_count) },
    { .name = "missing_knowledge", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_handoff_outcome, missing_knowledge),
      .count_offset = offsetof(struct baton_handoff_outcome, missing_knowledge_count) },
    { .name = "csat_before", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, csat_before) },
    { .name = "csat_after", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, csat_after) },
    { .name = "handoff_satisfaction", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, handoff_satisfaction) },
    { .name = "had_to_repeat", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, had_to_repeat) },
    { .name = "context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, context_rating) },
    { .name = "repeated_questions", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, repeated_questions) },
    { .name = "agent_questions", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, agent_questions) },
    { .name = "customer_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, customer_turns) },
    { .name = "bot_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, bot_turns) },
    { .name = "agent_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, agent_turns) },
    { .name = "two_voices", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, two_voices) },
    { .name = "suppressed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, suppressed) },
    { .name = "started_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, started_at) },
    { .name = "escalated_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, escalated_at) },
    { .name = "accepted_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, accepted_at) },
    { .name = "first_reply_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, first_reply_at) },
    { .name = "solved_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, solved_at) },
    { .name = "ended_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, ended_at) },
    { .name = "wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, wait_ms) },
    { .name = "first_reply_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, first_reply_ms) },
    { .name = "handle_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, handle_ms) },
    { .name = "viewed_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_handoff_outcome, viewed_ms) },
    { .name = "timing", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, timing),
      .symbols = &baton_escalation_timing_symbols },
    { .name = "agent_offers", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_handoff_outcome, agent_offers),
      .count_offset = offsetof(struct baton_handoff_outcome, agent_offers_count),
      .record = &baton_agent_offers_type },
    { .name = "detected_category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, detected_category) },
    { .name = "agent_category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_handoff_outcome, agent_category) },
};
static const struct baton_handoff_outcome handoff_outcome_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .outcome_id = { "", 0 }, .version = 1, .final = false, .customer_id = { "", 0 },
      .category = { "", 0 }, .segment = { "", 0 }, .tier = { "", 0 }, .journey_stage = { "", 0 },
      .channel = { "", 0 }, .language = { "", 0 }, .pool = { "", 0 }, .team = { "", 0 },
      .bot_id = { "", 0 }, .bot_version = { "", 0 }, .model = { "", 0 }, .escalated = false,
      .handed_over = false, .returned = false, .re_escalated = false, .phantom = false,
      .silent = false, .withdrawn = false, .taken_over = false, .signal_id = { "", 0 },
      .trigger = BATON_TRIGGER_UNKNOWN, .probability = NAN, .threshold = NAN,
      .escalation_policy_version = { "", 0 }, .assignment_id = { "", 0 },
      .resolution_id = { "", 0 }, .resolution_version = 0, .agent_id = { "", 0 },
      .agent_name = { "", 0 }, .handoffs = 0, .offers = 0, .declines = 0, .time_outs = 0,
      .transfers = 0, .outcome = BATON_OUTCOME_UNKNOWN, .end_cause = BATON_END_CAUSE_UNKNOWN,
      .code = { "", 0 }, .solution = { "", 0 }, .necessary = BATON_MAYBE_UNKNOWN,
      .automatable = BATON_MAYBE_UNKNOWN, .routed_right = BATON_MAYBE_UNKNOWN, .csat_before = NAN,
      .csat_after = NAN, .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN,
      .context_rating = NAN, .repeated_questions = BATON_NULL_LONG,
      .agent_questions = BATON_NULL_LONG, .customer_turns = 0, .bot_turns = 0, .agent_turns = 0,
      .two_voices = 0, .suppressed = 0, .started_at = BATON_NULL_LONG,
      .escalated_at = BATON_NULL_LONG, .accepted_at = BATON_NULL_LONG,
      .first_reply_at = BATON_NULL_LONG, .solved_at = BATON_NULL_LONG, .ended_at = BATON_NULL_LONG,
      .wait_ms = BATON_NULL_LONG, .first_reply_ms = BATON_NULL_LONG, .handle_ms = BATON_NULL_LONG,
      .viewed_ms = BATON_NULL_LONG, .timing = BATON_ESCALATION_TIMING_UNKNOWN,
      .detected_category = { "", 0 }, .agent_category = { "", 0 } };
static const char handoff_outcome_schema[] =
    "{\"type\": \"record\", \"name\": \"HandoffOutcome\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the learner knows of one conversation, handed over or not: the value of handoff-outcomes. Key: tenant. The row with the highest version of a conversation counts, the others do not.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"outcome_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the row: the same for all versions; with version the key for dropping duplicates.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same conversation, equal to version: the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 1,\n"
    "    \"doc\": \"Grows by one each time something more is known.\"},\n"
    "   {\"name\": \"final\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: the conversation has ended; ratings may still come.\"},\n"
    "   {\"name\": \"customer_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The customer; empty: not known.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: not known.\"},\n"
    "   {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Customer's segment; empty: not known.\"},\n"
    "   {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Service tier; empty: not known.\"},\n"
    "   {\"name\": \"journey_stage\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Journey stage; empty: not known.\"},\n"
    "   {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool; empty: no handoff.\"},\n"
    "   {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team; empty: none.\"},\n"
    "   {\"name\": \"bot_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The bot; empty: not known.\"},\n"
    "   {\"name\": \"bot_version\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Its version; empty: not known.\"},\n"
    "   {\"name\": \"model\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Its language model; empty: not known.\"},\n"
    "   {\"name\": \"escalated\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: the detector gave an escalate signal.\"},\n"
    "   {\"name\": \"handed_over\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a person held it at some time.\"},\n"
    "   {\"name\": \"returned\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: it was given back to the bot.\"},\n"
    "   {\"name\": \"re_escalated\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: escalated again after a return.\"},\n"
    "   {\"name\": \"phantom\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: the bot announced a handoff and made none.\"},\n"
    "   {\"name\": \"silent\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: people had it, and nothing showed that the customer was told.\"},\n"
    "   {\"name\": \"withdrawn\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: the escalation was withdrawn before a person came.\"},\n"
    "   {\"name\": \"taken_over\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: an agent began to speak without an offer.\"},\n"
    "   {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The first escalate signal; empty: none.\"},\n"
    "   {\"name\": \"trigger\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "     \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "     \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "      \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\",\n"
    "      \"length\", \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\",\n"
    "      \"phantom_handoff\", \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Its trigger.\"},\n"
    "   {\"name\": \"probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Its probability, 0 to 1; null: none.\"},\n"
    "   {\"name\": \"threshold\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Its threshold, 0 to 1; null: none.\"},\n"
    "   {\"name\": \"escalation_policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The policy version that decided it; empty: none.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last assignment; empty: none.\"},\n"
    "   {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The resolution; empty: none.\"},\n"
    "   {\"name\": \"resolution_version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its version; 0: none.\"},\n"
    "   {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The last agent; empty: none.\"},\n"
    "   {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: none.\"},\n"
    "   {\"name\": \"handoffs\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Changes of holder from bot or queue to a person.\"},\n"
    "   {\"name\": \"offers\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers made.\"},\n"
    "   {\"name\": \"declines\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers refused.\"},\n"
    "   {\"name\": \"time_outs\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers without an answer.\"},\n"
    "   {\"name\": \"transfers\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Times that it was passed from person to person.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "     \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "     \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Why it ended.\"},\n"
    "   {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The tenant's resolution code; empty: none.\"},\n"
    "   {\"name\": \"solution\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What solved it; empty: not said.\"},\n"
    "   {\"name\": \"necessary\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"True: a person was needed; null: not said.\"},\n"
    "   {\"name\": \"automatable\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"True: the bot could do it in future; null: not said.\"},\n"
    "   {\"name\": \"routed_right\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"True: the first agent could resolve it; null: not known.\"},\n"
    "   {\"name\": \"useful_attempts\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Attempts of the bot that were of use.\"},\n"
    "   {\"name\": \"missing_knowledge\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Knowledge that the bot lacked.\"},\n"
    "   {\"name\": \"csat_before\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Satisfaction before the handoff, 1 to 5; null: not known.\"},\n"
    "   {\"name\": \"csat_after\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Satisfaction after it, or of a conversation without handoff, 1 to 5; null: not known.\"},\n"
    "   {\"name\": \"handoff_satisfaction\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Satisfaction with the handoff, 1 to 5; null: not known.\"},\n"
    "   {\"name\": \"had_to_repeat\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"The customer's answer; null: not asked.\"},\n"
    "   {\"name\": \"context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The agent's rating of the context, 1 to 5; null: not given.\"},\n"
    "   {\"name\": \"repeated_questions\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Questions of the agent whose answer was in the package; null: not measured.\"},\n"
    "   {\"name\": \"agent_questions\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Questions of the agent in all; null: not measured.\"},\n"
    "   {\"name\": \"customer_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of the customer.\"},\n"
    "   {\"name\": \"bot_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of the bot.\"},\n"
    "   {\"name\": \"agent_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Messages of agents.\"},\n"
    "   {\"name\": \"two_voices\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages said by a speaker who did not hold.\"},\n"
    "   {\"name\": \"suppressed\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages that were not said because their speaker did not hold.\"},\n"
    "   {\"name\": \"started_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it began; null: not known.\"},\n"
    "   {\"name\": \"escalated_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the signal came; null: none.\"},\n"
    "   {\"name\": \"accepted_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When a person accepted; null: nobody did.\"},\n"
    "   {\"name\": \"first_reply_at\",\n"
    "    \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "    \"doc\": \"When the person replied first; null: not yet.\"},\n"
    "   {\"name\": \"solved_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it was solved; null: not known.\"},\n"
    "   {\"name\": \"ended_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it ended; null: it goes on.\"},\n"
    "   {\"name\": \"wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"From the signal to the acceptance, in milliseconds; null: not both known.\"},\n"
    "   {\"name\": \"first_reply_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"From the acceptance to the first reply, in milliseconds; null: not both known.\"},\n"
    "   {\"name\": \"handle_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"From the acceptance to the end of the human stretch, in milliseconds; null: not both known.\"},\n"
    "   {\"name\": \"viewed_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"How long the agent read the package before the first reply, in milliseconds; null: not measured.\"},\n"
    "   {\"name\": \"timing\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EscalationTiming\",\n"
    "     \"doc\": \"When a person came in, as seen afterwards. unknown: not said, or a symbol that this reader does not know; in_time: when one should; late: one should have come earlier; missed: the bot never asked for one.\",\n"
    "     \"symbols\": [\"unknown\", \"in_time\", \"late\", \"missed\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\",\n"
    "    \"doc\": \"Whether the person came in time, as the resolution says; unknown: not said.\"},\n"
    "   {\"name\": \"agent_offers\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"AgentOffers\", \"doc\": \"What became of the offers to one agent.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent.\"},\n"
    "        {\"name\": \"offered\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers made.\"},\n"
    "        {\"name\": \"accepted\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, accepted.\"},\n"
    "        {\"name\": \"declined\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, refused.\"},\n"
    "        {\"name\": \"timed_out\", \"type\": \"long\", \"default\": 0, \"doc\": \"Of those, without an answer.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Offers by agent, an entry for each human stretch; empty: nobody was asked.\"},\n"
    "   {\"name\": \"detected_category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category that the escalate signal named; empty: no signal, or it named none.\"},\n"
    "   {\"name\": \"agent_category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category that the resolution names; empty: none.\"}\n"
    " ]}\n";
const struct baton_record_type baton_handoff_outcome_type = {
    .name = "HandoffOutcome",
    .size = sizeof(struct baton_handoff_outcome),
    .fields = handoff_outcome_fields,
    .field_count = sizeof(handoff_outcome_fields) / sizeof(handoff_outcome_fields[0]),
    .defaults = &handoff_outcome_defaults,
    .schema_text = handoff_outcome_schema,
};

static const struct baton_field skill_load_fields[] = {
    { .name = "skill", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill_load, skill) },
    { .name = "on_shift", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill_load, on_shift) },
    { .name = "available", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill_load, available) },
    { .name = "free_capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill_load, free_capacity) },
    { .name = "queue_length", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_skill_load, queue_length) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_skill_load, expected_wait_ms) },
};
static const struct baton_skill_load skill_load_defaults =
    { .skill = { "", 0 }, .on_shift = 0, .available = 0, .free_capacity = 0.0, .queue_length = 0,
      .expected_wait_ms = BATON_NULL_LONG };
const struct baton_record_type baton_skill_load_type = {
    .name = "SkillLoad",
    .size = sizeof(struct baton_skill_load),
    .fields = skill_load_fields,
    .field_count = sizeof(skill_load_fields) / sizeof(skill_load_fields[0]),
    .defaults = &skill_load_defaults,
    .schema_text = NULL,
};

static const struct baton_field load_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.tenant), .required = true },
    { .name = "load_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, load_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_load, env.attributes),
      .count_offset = offsetof(struct baton_load, env.attributes_count) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, pool) },
    { .name = "open", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, open) },
    { .name = "opens_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_load, opens_at) },
    { .name = "on_shift", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, on_shift) },
    { .name = "available", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, available) },
    { .name = "capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, capacity) },
    { .name = "free_capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, free_capacity) },
    { .name = "reserved", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, reserved) },
    { .name = "active", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, active) },
    { .name = "queue_length", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_load, queue_length) },
    { .name = "oldest_since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_load, oldest_since) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_load, expected_wait_ms) },
    { .name = "mean_handle_ms", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_load, mean_handle_ms) },
    { .name = "skills", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_load, skills),
      .count_offset = offsetof(struct baton_load, skills_count),
      .record = &baton_skill_load_type },
};
static const struct baton_load load_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .load_id = { "", 0 }, .pool = { "main", 4 }, .open = true, .opens_at = BATON_NULL_LONG,
      .on_shift = 0, .available = 0, .capacity = 0.0, .free_capacity = 0.0, .reserved = 0,
      .active = 0, .queue_length = 0, .oldest_since = BATON_NULL_LONG,
      .expected_wait_ms = BATON_NULL_LONG, .mean_handle_ms = NAN };
static const char load_schema[] =
    "{\"type\": \"record\", \"name\": \"Load\", \"namespace\": \"baton\",\n"
    " \"doc\": \"How busy a pool is: the value of load. Key: tenant/pool; the last record counts.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"load_id\", \"type\": \"string\", \"doc\": \"Id of the record: pool and counter.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"open\", \"type\": \"boolean\", \"default\": true,\n"
    "    \"doc\": \"True: within the hours of the policy.\"},\n"
    "   {\"name\": \"opens_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it opens next; null: it is open, or no hours are set.\"},\n"
    "   {\"name\": \"on_shift\", \"type\": \"long\", \"default\": 0, \"doc\": \"Agents who are online or busy.\"},\n"
    "   {\"name\": \"available\", \"type\": \"long\", \"default\": 0, \"doc\": \"Agents who can take one more.\"},\n"
    "   {\"name\": \"capacity\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Capacity of those on shift, in units.\"},\n"
    "   {\"name\": \"free_capacity\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Of that, free.\"},\n"
    "   {\"name\": \"reserved\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Reservations that wait for an answer.\"},\n"
    "   {\"name\": \"active\", \"type\": \"long\", \"default\": 0, \"doc\": \"Conversations that agents hold.\"},\n"
    "   {\"name\": \"queue_length\", \"type\": \"long\", \"default\": 0, \"doc\": \"Conversations that wait.\"},\n"
    "   {\"name\": \"oldest_since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Since when the first of them waits; null: nobody waits.\"},\n"
    "   {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Expected wait of one more, in milliseconds; null: cannot be said, nobody is on shift.\"},\n"
    "   {\"name\": \"mean_handle_ms\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"Mean handling time, in milliseconds; null: no data.\"},\n"
    "   {\"name\": \"skills\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"SkillLoad\", \"doc\": \"How busy those with one skill are.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"skill\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The skill.\"},\n"
    "        {\"name\": \"on_shift\", \"type\": \"long\", \"default\": 0, \"doc\": \"Agents on shift who have it.\"},\n"
    "        {\"name\": \"available\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"Of those, who can take one more.\"},\n"
    "        {\"name\": \"free_capacity\", \"type\": \"double\", \"default\": 0.0,\n"
    "         \"doc\": \"Their free capacity, in units.\"},\n"
    "        {\"name\": \"queue_length\", \"type\": \"long\", \"default\": 0,\n"
    "         \"doc\": \"Conversations that wait for it.\"},\n"
    "        {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Expected wait of one more, in milliseconds; null: cannot be said.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"By skill, sorted by name.\"}\n"
    " ]}\n";
const struct baton_record_type baton_load_type = {
    .name = "Load",
    .size = sizeof(struct baton_load),
    .fields = load_fields,
    .field_count = sizeof(load_fields) / sizeof(load_fields[0]),
    .defaults = &load_defaults,
    .schema_text = load_schema,
};

static const char *const policy_part_names[] = { "unknown", "declared", "learned" };
const struct baton_enum_type baton_policy_part_symbols = {
    "PolicyPart", policy_part_names, sizeof(policy_part_names) / sizeof(policy_part_names[0])
};

static const char *const policy_applies_names[] = { "unknown", "new_conversations", "all" };
const struct baton_enum_type baton_policy_applies_symbols = {
    "PolicyApplies", policy_applies_names, sizeof(policy_applies_names) / sizeof(policy_applies_names[0])
};

static const struct baton_field policy_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.tenant), .required = true },
    { .name = "policy_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, policy_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_policy, env.attributes),
      .count_offset = offsetof(struct baton_policy, env.attributes_count) },
    { .name = "part", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, part), .symbols = &baton_policy_part_symbols },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, version) },
    { .name = "author", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, author) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, reason) },
    { .name = "applies", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, applies), .symbols = &baton_policy_applies_symbols },
    { .name = "body", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, body) },
    { .name = "digest", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_policy, digest) },
};
static const struct baton_policy policy_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .policy_id = { "", 0 }, .part = BATON_POLICY_PART_UNKNOWN, .version = 0, .author = { "", 0 },
      .reason = { "", 0 }, .applies = BATON_POLICY_APPLIES_UNKNOWN, .body = { "", 0 },
      .digest = { "", 0 } };
static const char policy_schema[] =
    "{\"type\": \"record\", \"name\": \"Policy\", \"namespace\": \"baton\",\n"
    " \"doc\": \"A tenant's rules: the value of policies. Key: tenant/declared or tenant/learned; compacted, the last record of a key is in force.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"policy_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of this version; decisions name it as policy_version.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"part\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"PolicyPart\",\n"
    "     \"doc\": \"Who writes this part. unknown: not said, or a symbol that this reader does not know; declared: people; learned: the learner.\",\n"
    "     \"symbols\": [\"unknown\", \"declared\", \"learned\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Who writes this part.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows by one at each change of the part.\"},\n"
    "   {\"name\": \"author\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Who changed it.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Why, in words.\"},\n"
    "   {\"name\": \"applies\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"PolicyApplies\",\n"
    "     \"doc\": \"To which conversations a version applies. unknown: as new_conversations; new_conversations: to those that begin after it; all: to all, those under way included.\",\n"
    "     \"symbols\": [\"unknown\", \"new_conversations\", \"all\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"To which conversations it applies.\"},\n"
    "   {\"name\": \"body\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The rules as JSON text, valid by policy.schema.json; empty: none, as {}.\"},\n"
    "   {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"sha256: and the lower-case hexadecimal digest of body; empty: not given.\"}\n"
    " ]}\n";
const struct baton_record_type baton_policy_type = {
    .name = "Policy",
    .size = sizeof(struct baton_policy),
    .fields = policy_fields,
    .field_count = sizeof(policy_fields) / sizeof(policy_fields[0]),
    .defaults = &policy_defaults,
    .schema_text = policy_schema,
};

static const char *const resolution_next_names[] = { "unknown", "close", "bot", "follow_up",
    "transfer", "stay" };
const struct baton_enum_type baton_resolution_next_symbols = {
    "ResolutionNext", resolution_next_names, sizeof(resolution_next_names) / sizeof(resolution_next_names[0])
};

static const struct baton_field resolution_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.conversation_id), .required = true },
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, resolution_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.producer), .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_resolution, env.attributes),
      .count_offset = offsetof(struct baton_resolution, env.attributes_count) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, version) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, assignment_id) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, by), .symbols = &baton_speaker_symbols },
    { .name = "by_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, by_id) },
    { .name = "by_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, by_name) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, outcome), .symbols = &baton_outcome_symbols },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, category) },
    { .name = "code", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, code) },
    { .name = "next", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, next),
      .symbols = &baton_resolution_next_symbols },
    { .name = "follow_up_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, follow_up_at) },
    { .name = "target", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, target), .record = &baton_target_type },
    { .name = "solution", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, solution) },
    { .name = "articles", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_resolution, articles),
      .count_offset = offsetof(struct baton_resolution, articles_count),
      .record = &baton_article_type },
    { .name = "useful_attempts", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_resolution, useful_attempts),
      .count_offset = offsetof(struct baton_resolution, useful_attempts_count) },
    { .name = "missing_knowledge", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_resolution, missing_knowledge),
      .count_offset = offsetof(struct baton_resolution, missing_knowledge_count) },
    { .name = "necessary", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, necessary) },
    { .name = "timing", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, timing),
      .symbols = &baton_escalation_timing_symbols },
    { .name = "automatable", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, automatable) },
    { .name = "csat_before", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, csat_before) },
    { .name = "csat_after", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, csat_after) },
    { .name = "handoff_satisfaction", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, handoff_satisfaction) },
    { .name = "had_to_repeat", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, had_to_repeat) },
    { .name = "context_rating", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, context_rating) },
    { .name = "context_comment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, context_comment) },
    { .name = "offered_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, offered_at) },
    { .name = "accepted_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, accepted_at) },
    { .name = "first_reply_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, first_reply_at) },
    { .name = "solved_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, solved_at) },
    { .name = "wrapped_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_resolution, wrapped_at) },
    { .name = "notes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_resolution, notes) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_resolution, external_ids),
      .count_offset = offsetof(struct baton_resolution, external_ids_count) },
};
static const struct baton_resolution resolution_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .resolution_id = { "", 0 }, .version = 1, .assignment_id = { "", 0 },
      .by = BATON_SPEAKER_UNKNOWN, .by_id = { "", 0 }, .by_name = { "", 0 },
      .outcome = BATON_OUTCOME_UNKNOWN, .category = { "", 0 }, .code = { "", 0 },
      .next = BATON_RESOLUTION_NEXT_UNKNOWN, .follow_up_at = BATON_NULL_LONG, .target = {
      .kind = BATON_TARGET_KIND_UNKNOWN, .id = { "", 0 } }, .solution = { "", 0 },
      .necessary = BATON_MAYBE_UNKNOWN, .timing = BATON_ESCALATION_TIMING_UNKNOWN,
      .automatable = BATON_MAYBE_UNKNOWN, .csat_before = NAN, .csat_after = NAN,
      .handoff_satisfaction = NAN, .had_to_repeat = BATON_MAYBE_UNKNOWN, .context_rating = NAN,
      .context_comment = { "", 0 }, .offered_at = BATON_NULL_LONG, .accepted_at = BATON_NULL_LONG,
      .first_reply_at = BATON_NULL_LONG, .solved_at = BATON_NULL_LONG,
      .wrapped_at = BATON_NULL_LONG, .notes = { "", 0 } };
static const char resolution_schema[] =
    "{\"type\": \"record\", \"name\": \"Resolution\", \"namespace\": \"baton\",\n"
    " \"doc\": \"How a conversation or human stretch was resolved, by an agent's system: the value of resolutions. Key: tenant/conversation_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"resolution_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of the resolution; with version the key for dropping duplicates.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"version\", \"type\": \"long\", \"default\": 1,\n"
    "    \"doc\": \"A higher version amends the one before, field by field in full; ratings may come days later.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The assignment that it is about; empty: the one in force.\"},\n"
    "   {\"name\": \"by\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "     \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "     \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Who resolved it: agent, bot, customer or system.\"},\n"
    "   {\"name\": \"by_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id; empty: not known.\"},\n"
    "   {\"name\": \"by_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category as the agent sees it; empty: as before.\"},\n"
    "   {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The tenant's own code, such as refund_granted; empty: none.\"},\n"
    "   {\"name\": \"next\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"ResolutionNext\",\n"
    "     \"doc\": \"What follows a resolution. unknown: not said, or a symbol that this reader does not know; close: the conversation ends; bot: back to the bot; follow_up: somebody comes back at follow_up_at; transfer: to another agent, team or pool; stay: nothing changes, a report only.\",\n"
    "     \"symbols\": [\"unknown\", \"close\", \"bot\", \"follow_up\", \"transfer\", \"stay\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What follows; unknown: by the tenant's policy.\"},\n"
    "   {\"name\": \"follow_up_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When somebody comes back; null: not planned.\"},\n"
    "   {\"name\": \"target\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Target\",\n"
    "     \"doc\": \"To whom a conversation is passed or who is asked in.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"TargetKind\",\n"
    "         \"doc\": \"What kind of place a conversation is passed to. unknown: not said, or a symbol that this reader does not know; agent: one agent; team: a team; pool: another pool; queue: the queue of the same pool; bot: the bot.\",\n"
    "         \"symbols\": [\"unknown\", \"agent\", \"team\", \"pool\", \"queue\", \"bot\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What the id names; unknown: no target.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id or name of it; empty: none, or the only one of its kind.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\"}, \"doc\": \"Of transfer: to whom.\"},\n"
    "   {\"name\": \"solution\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What solved it; empty: not said.\"},\n"
    "   {\"name\": \"articles\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Article\", \"doc\": \"A help page or knowledge article.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Id in the knowledge base; empty: none.\"},\n"
    "        {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "        {\"name\": \"url\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Address; empty: none.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Articles that were used.\"},\n"
    "   {\"name\": \"useful_attempts\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Attempts of the bot that were of use, by event_id or name.\"},\n"
    "   {\"name\": \"missing_knowledge\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Knowledge that the bot lacked.\"},\n"
    "   {\"name\": \"necessary\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"True: a person was needed; null: not said.\"},\n"
    "   {\"name\": \"timing\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EscalationTiming\",\n"
    "     \"doc\": \"When a person came in, as seen afterwards. unknown: not said, or a symbol that this reader does not know; in_time: when one should; late: one should have come earlier; missed: the bot never asked for one.\",\n"
    "     \"symbols\": [\"unknown\", \"in_time\", \"late\", \"missed\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\",\n"
    "    \"doc\": \"Whether the person came in time; unknown: not said.\"},\n"
    "   {\"name\": \"automatable\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"True: the bot could do it in future; null: not said.\"},\n"
    "   {\"name\": \"csat_before\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The customer's satisfaction before the handoff, 1 to 5; null: not known.\"},\n"
    "   {\"name\": \"csat_after\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The customer's satisfaction after it, 1 to 5; null: not known.\"},\n"
    "   {\"name\": \"handoff_satisfaction\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The customer's satisfaction with the handoff, 1 to 5; null: not asked.\"},\n"
    "   {\"name\": \"had_to_repeat\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "    \"doc\": \"The customer's answer to: did you have to repeat yourself; null: not asked.\"},\n"
    "   {\"name\": \"context_rating\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The agent's rating of the context, 1 to 5; null: not given.\"},\n"
    "   {\"name\": \"context_comment\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The agent's remark on the context; empty: none.\"},\n"
    "   {\"name\": \"offered_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the agent was asked; null: not known.\"},\n"
    "   {\"name\": \"accepted_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the agent accepted; null: not known.\"},\n"
    "   {\"name\": \"first_reply_at\",\n"
    "    \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}], \"default\": null,\n"
    "    \"doc\": \"When the agent replied first; null: not known.\"},\n"
    "   {\"name\": \"solved_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When it was solved; null: not known.\"},\n"
    "   {\"name\": \"wrapped_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the agent had written up; null: not known.\"},\n"
    "   {\"name\": \"notes\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Notes for colleagues; empty: none.\"},\n"
    "   {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Ids of tickets and cases in other systems.\"}\n"
    " ]}\n";
const struct baton_record_type baton_resolution_type = {
    .name = "Resolution",
    .size = sizeof(struct baton_resolution),
    .fields = resolution_fields,
    .field_count = sizeof(resolution_fields) / sizeof(resolution_fields[0]),
    .defaults = &resolution_defaults,
    .schema_text = resolution_schema,
};

static const char *const decision_result_names[] = { "unknown", "offered", "queued", "overflow",
    "refused", "assigned", "returned", "released" };
const struct baton_enum_type baton_decision_result_symbols = {
    "DecisionResult", decision_result_names, sizeof(decision_result_names) / sizeof(decision_result_names[0])
};

static const struct baton_field candidate_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_candidate, agent_id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_candidate, name) },
    { .name = "score", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_candidate, score) },
    { .name = "resolve_probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_candidate, resolve_probability) },
    { .name = "choice_probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_candidate, choice_probability) },
    { .name = "expected_handle_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_candidate, expected_handle_ms) },
    { .name = "free_capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_candidate, free_capacity) },
    { .name = "terms", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_candidate, terms),
      .count_offset = offsetof(struct baton_candidate, terms_count),
      .record = &baton_reason_type },
    { .name = "against", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_candidate, against),
      .count_offset = offsetof(struct baton_candidate, against_count) },
};
static const struct baton_candidate candidate_defaults =
    { .agent_id = { "", 0 }, .name = { "", 0 }, .score = 0.0, .resolve_probability = NAN,
      .choice_probability = NAN, .expected_handle_ms = BATON_NULL_LONG, .free_capacity = NAN };
const struct baton_record_type baton_candidate_type = {
    .name = "Candidate",
    .size = sizeof(struct baton_candidate),
    .fields = candidate_fields,
    .field_count = sizeof(candidate_fields) / sizeof(candidate_fields[0]),
    .defaults = &candidate_defaults,
    .schema_text = NULL,
};

static const struct baton_field reason_count_fields[] = {
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reason_count, reason) },
    { .name = "count", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_reason_count, count) },
};
static const struct baton_reason_count reason_count_defaults =
    { .reason = { "", 0 }, .count = 0 };
const struct baton_record_type baton_reason_count_type = {
    .name = "ReasonCount",
    .size = sizeof(struct baton_reason_count),
    .fields = reason_count_fields,
    .field_count = sizeof(reason_count_fields) / sizeof(reason_count_fields[0]),
    .defaults = &reason_count_defaults,
    .schema_text = NULL,
};

static const struct baton_field routing_decision_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.conversation_id), .required = true },
    { .name = "decision_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, decision_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_routing_decision, env.attributes),
      .count_offset = offsetof(struct baton_routing_decision, env.attributes_count) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, pool) },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, request_id) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, assignment_id) },
    { .name = "reservation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, reservation_id) },
    { .name = "result", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, result),
      .symbols = &baton_decision_result_symbols },
    { .name = "chosen_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, chosen_agent_id) },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, reason) },
    { .name = "rule", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, rule) },
    { .name = "relaxation", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, relaxation) },
    { .name = "priority", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, priority) },
    { .name = "position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_decision, position) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_decision, expected_wait_ms) },
    { .name = "considered", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_decision, considered) },
    { .name = "candidates", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_routing_decision, candidates),
      .count_offset = offsetof(struct baton_routing_decision, candidates_count),
      .record = &baton_candidate_type },
    { .name = "rest", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_routing_decision, rest),
      .count_offset = offsetof(struct baton_routing_decision, rest_count),
      .record = &baton_reason_count_type },
};
static const struct baton_routing_decision routing_decision_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .decision_id = { "", 0 }, .pool = { "main", 4 }, .request_id = { "", 0 },
      .assignment_id = { "", 0 }, .reservation_id = { "", 0 },
      .result = BATON_DECISION_RESULT_UNKNOWN, .chosen_agent_id = { "", 0 }, .reason = { "", 0 },
      .rule = { "", 0 }, .relaxation = 0, .priority = 0.0, .position = BATON_NULL_LONG,
      .expected_wait_ms = BATON_NULL_LONG, .considered = 0 };
static const char routing_decision_schema[] =
    "{\"type\": \"record\", \"name\": \"RoutingDecision\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Why the router decided as it did: the value of routing-decisions, which outsiders do not read. Key: tenant/conversation_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"decision_id\", \"type\": \"string\", \"doc\": \"Id of the decision.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The conversation's epoch in which this was decided; -1: not known, or the record is about no single conversation.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every record of the same key on this topic: of two records the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool.\"},\n"
    "   {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The routing request; empty: a timer or an agent's event.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The assignment; empty: none.\"},\n"
    "   {\"name\": \"reservation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The reservation that was made; empty: none.\"},\n"
    "   {\"name\": \"result\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"DecisionResult\",\n"
    "     \"doc\": \"What was decided. unknown: not said, or a symbol that this reader does not know; offered: an agent was asked; queued: nobody fits now: waits; overflow: passed to another pool; refused: the request was not taken; assigned: given without an offer; returned: back to the bot; released: an agent was freed.\",\n"
    "     \"symbols\": [\"unknown\", \"offered\", \"queued\", \"overflow\", \"refused\", \"assigned\", \"returned\", \"released\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What was decided.\"},\n"
    "   {\"name\": \"chosen_agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent; empty: nobody.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Why, in words.\"},\n"
    "   {\"name\": \"rule\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Rule of the policy that applied; empty: none.\"},\n"
    "   {\"name\": \"relaxation\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"How many steps the demands were relaxed after waiting.\"},\n"
    "   {\"name\": \"priority\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Priority of the request.\"},\n"
    "   {\"name\": \"position\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Place in the queue, 1 is next; null: not queued.\"},\n"
    "   {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "    \"doc\": \"Expected wait, in milliseconds; null: not queued, or cannot be said.\"},\n"
    "   {\"name\": \"considered\", \"type\": \"long\", \"default\": 0, \"doc\": \"Agents looked at.\"},\n"
    "   {\"name\": \"candidates\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"Candidate\", \"doc\": \"One agent that was looked at.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "        {\"name\": \"score\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Score; higher is better.\"},\n"
    "        {\"name\": \"resolve_probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Chance that this agent resolves it, 0 to 1; null: no data.\"},\n"
    "        {\"name\": \"choice_probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Chance with which the rule picks this agent, 0 to 1; null: the rule is not random.\"},\n"
    "        {\"name\": \"expected_handle_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Expected handling time, in milliseconds; null: no data.\"},\n"
    "        {\"name\": \"free_capacity\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "         \"doc\": \"Free capacity in units; null: not known.\"},\n"
    "        {\"name\": \"terms\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "          \"items\": {\"type\": \"record\", \"name\": \"Reason\",\n"
    "           \"doc\": \"One reason for a decision, with its evidence.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"code\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Name of the feature or rule, stable, such as repeated_question.\"},\n"
    "             {\"name\": \"contribution\", \"type\": \"double\", \"default\": 0.0,\n"
    "              \"doc\": \"What it added to the score (log-odds for the detector, points for the router); negative: against.\"},\n"
    "             {\"name\": \"event_ids\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "              \"doc\": \"Events that are the evidence.\"},\n"
    "             {\"name\": \"quotes\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "              \"doc\": \"The words that were found, as written, at most 3 of at most 200 bytes.\"},\n"
    "             {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"The reason in words; empty: the code says it.\"}\n"
    "           ]}},\n"
    "         \"default\": [], \"doc\": \"What the score is made of.\"},\n"
    "        {\"name\": \"against\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Codes of what stands against the agent; empty: eligible.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The best, best first, at most 20.\"},\n"
    "   {\"name\": \"rest\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"ReasonCount\", \"doc\": \"How many for one reason.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Code of the reason.\"},\n"
    "        {\"name\": \"count\", \"type\": \"long\", \"default\": 0, \"doc\": \"How many.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The other agents, counted by the first reason against them.\"}\n"
    " ]}\n";
const struct baton_record_type baton_routing_decision_type = {
    .name = "RoutingDecision",
    .size = sizeof(struct baton_routing_decision),
    .fields = routing_decision_fields,
    .field_count = sizeof(routing_decision_fields) / sizeof(routing_decision_fields[0]),
    .defaults = &routing_decision_defaults,
    .schema_text = routing_decision_schema,
};

static const char *const routing_kind_names[] = { "unknown", "request", "update", "prepare",
    "withdraw", "takeover", "departure", "resolved", "closed" };
const struct baton_enum_type baton_routing_kind_symbols = {
    "RoutingKind", routing_kind_names, sizeof(routing_kind_names) / sizeof(routing_kind_names[0])
};

static const struct baton_field routing_customer_fields[] = {
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, id) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_routing_customer, external_ids),
      .count_offset = offsetof(struct baton_routing_customer, external_ids_count) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, name) },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, tier) },
    { .name = "segment", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, segment) },
    { .name = "contract_value", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_customer, contract_value),
      .record = &baton_money_type },
    { .name = "preferred_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, preferred_agent_id) },
    { .name = "last_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_customer, last_agent_id) },
};
static const struct baton_routing_customer routing_customer_defaults =
    { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 }, .segment = { "", 0 },
      .contract_value = NULL, .preferred_agent_id = { "", 0 }, .last_agent_id = { "", 0 } };
const struct baton_record_type baton_routing_customer_type = {
    .name = "RoutingCustomer",
    .size = sizeof(struct baton_routing_customer),
    .fields = routing_customer_fields,
    .field_count = sizeof(routing_customer_fields) / sizeof(routing_customer_fields[0]),
    .defaults = &routing_customer_defaults,
    .schema_text = NULL,
};

static const struct baton_field routing_request_fields[] = {
    { .name = "tenant", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.tenant), .required = true },
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.conversation_id), .required = true },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, request_id), .required = true },
    { .name = "occurred_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.occurred_at) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.sequence) },
    { .name = "cause", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.cause), .record = &baton_cause_type },
    { .name = "seen", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.seen), .record = &baton_seen_type },
    { .name = "producer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.producer),
      .record = &baton_producer_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, env.synthetic) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_routing_request, env.attributes),
      .count_offset = offsetof(struct baton_routing_request, env.attributes_count) },
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, kind),
      .symbols = &baton_routing_kind_symbols },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, pool) },
    { .name = "concerns", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, concerns) },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, signal_id) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "reason", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, reason) },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_request, probability) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, category) },
    { .name = "complexity", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, complexity),
      .symbols = &baton_complexity_symbols },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, urgency),
      .symbols = &baton_urgency_symbols },
    { .name = "deadline", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_request, deadline) },
    { .name = "skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_routing_request, skills),
      .count_offset = offsetof(struct baton_routing_request, skills_count) },
    { .name = "authority_needed", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_routing_request, authority_needed),
      .count_offset = offsetof(struct baton_routing_request, authority_needed_count) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, team) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, language) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, channel), .record = &baton_channel_type },
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, customer),
      .record = &baton_routing_customer_type },
    { .name = "card", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, card), .record = &baton_card_type },
    { .name = "package", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, package),
      .record = &baton_package_ref_type },
    { .name = "message_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, message_event_id) },
    { .name = "agent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, agent), .record = &baton_agent_type },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, assignment_id) },
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, resolution_id) },
    { .name = "resolution_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, resolution_version) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, end_cause),
      .symbols = &baton_end_cause_symbols },
    { .name = "next", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, next),
      .symbols = &baton_resolution_next_symbols },
    { .name = "target", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, target), .record = &baton_target_type },
    { .name = "follow_up_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_request, follow_up_at) },
    { .name = "root_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, root_conversation_id) },
    { .name = "previous_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, previous_conversation_id) },
    { .name = "overflow_from", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_routing_request, overflow_from) },
    { .name = "waiting_since", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_routing_request, waiting_since) },
};
static const struct baton_routing_request routing_request_defaults =
    { .env = { .tenant = { "", 0 }, .conversation_id = { "", 0 }, .occurred_at = 0, .epoch = -1,
      .sequence = 0, .cause = { .topic = { "", 0 }, .partition = -1, .offset = -1,
      .id = { "", 0 } }, .seen = { .policy_version = { "", 0 }, .model_version = { "", 0 } },
      .producer = { .name = { "", 0 }, .version = { "", 0 } }, .synthetic = false },
      .request_id = { "", 0 }, .kind = BATON_ROUTING_KIND_UNKNOWN, .pool = { "main", 4 },
      .concerns = { "", 0 }, .signal_id = { "", 0 }, .trigger = BATON_TRIGGER_UNKNOWN,
      .reason = { "", 0 }, .probability = NAN, .category = { "", 0 },
      .complexity = BATON_COMPLEXITY_UNKNOWN, .urgency = BATON_URGENCY_UNKNOWN,
      .deadline = BATON_NULL_LONG, .team = { "", 0 }, .language = { "", 0 }, .channel = {
      .kind = { "", 0 }, .address = { "", 0 }, .synchronous = BATON_MAYBE_UNKNOWN }, .customer = {
      .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 }, .segment = { "", 0 },
      .contract_value = NULL, .preferred_agent_id = { "", 0 }, .last_agent_id = { "", 0 } },
      .card = { .headline = { "", 0 }, .who = { "", 0 }, .core_issue = { "", 0 },
      .emotion = { "", 0 }, .sentiment = NAN, .urgency = BATON_URGENCY_UNKNOWN, .why = { "", 0 },
      .next_action = { "", 0 }, .expectation = { "", 0 }, .language = { "", 0 },
      .channel = { "", 0 } }, .package = { .package_id = { "", 0 }, .version = 0, .partition = -1,
      .offset = -1, .link = { "", 0 } }, .message_event_id = { "", 0 }, .agent = { .id = { "", 0 },
      .name = { "", 0 }, .pool = { "", 0 } }, .assignment_id = { "", 0 },
      .resolution_id = { "", 0 }, .resolution_version = 0, .outcome = BATON_OUTCOME_UNKNOWN,
      .end_cause = BATON_END_CAUSE_UNKNOWN, .next = BATON_RESOLUTION_NEXT_UNKNOWN, .target = {
      .kind = BATON_TARGET_KIND_UNKNOWN, .id = { "", 0 } }, .follow_up_at = BATON_NULL_LONG,
      .root_conversation_id = { "", 0 }, .previous_conversation_id = { "", 0 },
      .overflow_from = { "", 0 }, .waiting_since = BATON_NULL_LONG };
static const char routing_request_schema[] =
    "{\"type\": \"record\", \"name\": \"RoutingRequest\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the router is asked or told about a conversation: the value of routing-requests. Key: tenant/pool.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"tenant\", \"type\": \"string\", \"doc\": \"The company that uses Baton, [a-z0-9_-]{1,64}.\"},\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\",\n"
    "    \"doc\": \"The conversation that the record is about; 1 to 200 bytes of UTF-8 without control characters.\"},\n"
    "   {\"name\": \"request_id\", \"type\": \"string\",\n"
    "    \"doc\": \"Id of this record; a second one with the same id is a duplicate.\"},\n"
    "   {\"name\": \"occurred_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"},\n"
    "    \"default\": 0,\n"
    "    \"doc\": \"When it happened, by the clock of the producer, in UTC; 0: not known. Not used for time-outs.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The epoch in which it was decided; the router drops and counts a request of an older epoch; -1: not known.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Grows with every request that the same producer writes about the conversation (packager, switchboard and router count for themselves): of two of one producer the one with the higher number is newer; 0: not numbered.\"},\n"
    "   {\"name\": \"cause\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Cause\", \"doc\": \"A record in Kafka that caused another.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Topic without the installation's prefix; empty: no cause.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1, \"doc\": \"Partition; -1: none.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset; -1: none.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The causing record's own id (event_id, signal_id, ...); empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"topic\": \"\", \"partition\": -1, \"offset\": -1, \"id\": \"\"},\n"
    "    \"doc\": \"The record that made the producer write this one; empty topic: none, or an outside event.\"},\n"
    "   {\"name\": \"seen\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Seen\", \"doc\": \"What the producer knew when it decided.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"inputs\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SeenInput\", \"doc\": \"How far one input had been read.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"topic\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Topic without the installation's prefix.\"},\n"
    "            {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Partition; -1: not known.\"},\n"
    "            {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "             \"doc\": \"Offset of the last record read; -1: none yet.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"The last record read of each input; empty: not recorded.\"},\n"
    "       {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the policy that applied; `built-in`: the tenant has none; empty: none applied.\"},\n"
    "       {\"name\": \"model_version\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Version of the weights or of the language model that was used; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"inputs\": [], \"policy_version\": \"\", \"model_version\": \"\"},\n"
    "    \"doc\": \"How far the producer had read when it decided, and with which policy and model.\"},\n"
    "   {\"name\": \"producer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Producer\", \"doc\": \"The program that wrote a record.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name, such as detector, gateway or the bot's own; empty: not said.\"},\n"
    "       {\"name\": \"version\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its version; empty: not said.\"}\n"
    "     ]},\n"
    "    \"default\": {\"name\": \"\", \"version\": \"\"}, \"doc\": \"The program that wrote the record.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration; carried through to every record it causes, no outside effect, not counted in metrics.\"},\n"
    "   {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"Anything that has no field of its own, carried through as it is; Baton decides nothing by it.\"},\n"
    "   {\"name\": \"kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"RoutingKind\",\n"
    "     \"doc\": \"What is asked or told. unknown: not said, or a symbol that this reader does not know; request: a person is needed; update: the conversation that waits has changed; prepare: a person is likely to be needed: reserve; withdraw: no person is needed any more; takeover: an agent began to speak without holding; departure: the holder left or was lost; resolved: a resolution was given; closed: the conversation ended.\",\n"
    "     \"symbols\": [\"unknown\", \"request\", \"update\", \"prepare\", \"withdraw\", \"takeover\", \"departure\", \"resolved\",\n"
    "      \"closed\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What is asked or told.\"},\n"
    "   {\"name\": \"pool\", \"type\": \"string\", \"default\": \"main\", \"doc\": \"Pool that should serve it.\"},\n"
    "   {\"name\": \"concerns\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The request_id that an update or withdraw is about; empty: the open one of the conversation.\"},\n"
    "   {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The signal that made it; empty: none.\"},\n"
    "   {\"name\": \"trigger\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "     \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "     \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "      \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\",\n"
    "      \"length\", \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\",\n"
    "      \"phantom_handoff\", \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What made it.\"},\n"
    "   {\"name\": \"reason\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words.\"},\n"
    "   {\"name\": \"probability\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The signal's probability, 0 to 1; null: none.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category; empty: not known.\"},\n"
    "   {\"name\": \"complexity\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Complexity\",\n"
    "     \"doc\": \"How hard the problem is. unknown: not said, or a symbol that this reader does not know; simple: one known problem; moderate: several steps or some doubt; complex: linked problems, several systems or an exception.\",\n"
    "     \"symbols\": [\"unknown\", \"simple\", \"moderate\", \"complex\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How hard it is.\"},\n"
    "   {\"name\": \"urgency\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Urgency\",\n"
    "     \"doc\": \"How soon a person is needed. unknown: not said, or a symbol that this reader does not know; low: today is enough; normal: in its turn; high: before the normal ones; critical: at once.\",\n"
    "     \"symbols\": [\"unknown\", \"low\", \"normal\", \"high\", \"critical\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"How soon a person is needed.\"},\n"
    "   {\"name\": \"deadline\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null,\n"
    "    \"doc\": \"A time after which it is of no use to the customer; null: none named.\"},\n"
    "   {\"name\": \"skills\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Skills asked for; empty: any.\"},\n"
    "   {\"name\": \"authority_needed\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Authority that the agent must have; empty: none.\"},\n"
    "   {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team asked for; empty: by the rules.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Language, BCP 47; empty: not known.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "       {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "       {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "        \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null},\n"
    "    \"doc\": \"The way by which the customer is reached.\"},\n"
    "   {\"name\": \"customer\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"RoutingCustomer\",\n"
    "     \"doc\": \"What routing needs to know of the customer.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The tenant's id; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name; empty: not known.\"},\n"
    "       {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Service tier; empty: not known.\"},\n"
    "       {\"name\": \"segment\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Segment; empty: not known.\"},\n"
    "       {\"name\": \"contract_value\",\n"
    "        \"type\": [\n"
    "          \"null\",\n"
    "          {\"type\": \"record\", \"name\": \"Money\", \"doc\": \"An amount of money.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"minor_units\", \"type\": \"long\", \"default\": 0,\n"
    "              \"doc\": \"The amount in the smallest unit of the currency (cents for EUR).\"},\n"
    "             {\"name\": \"currency\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"ISO 4217 code in capitals, such as EUR; empty: not known.\"}\n"
    "           ]}\n"
    "        ],\n"
    "        \"default\": null, \"doc\": \"Value of the contract for a year; null: not known.\"},\n"
    "       {\"name\": \"preferred_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The agent that the customer asked for; empty: none.\"},\n"
    "       {\"name\": \"last_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The agent of the last conversation; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"external_ids\": {}, \"name\": \"\", \"tier\": \"\", \"segment\": \"\", \"contract_value\": null,\n"
    "     \"preferred_agent_id\": \"\", \"last_agent_id\": \"\"},\n"
    "    \"doc\": \"The customer.\"},\n"
    "   {\"name\": \"card\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Card\", \"doc\": \"What an agent reads in five seconds.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"headline\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"One line, at most 120 characters.\"},\n"
    "       {\"name\": \"who\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The customer in one line: name, tier, time as a customer.\"},\n"
    "       {\"name\": \"core_issue\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The problem in one sentence.\"},\n"
    "       {\"name\": \"emotion\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Mood in a few words, such as calm or frustrated since the second answer; empty: not known.\"},\n"
    "       {\"name\": \"sentiment\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "        \"doc\": \"Mood now, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "       {\"name\": \"urgency\", \"type\": \"Urgency\", \"default\": \"unknown\",\n"
    "        \"doc\": \"How soon a person is needed.\"},\n"
    "       {\"name\": \"why\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Why a person is needed, in one sentence.\"},\n"
    "       {\"name\": \"tried\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What was tried already, at most 3, newest first.\"},\n"
    "       {\"name\": \"next_action\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What to do first; empty: no recommendation.\"},\n"
    "       {\"name\": \"expectation\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"What the customer expects; empty: not said.\"},\n"
    "       {\"name\": \"language\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Language of the conversation, BCP 47; empty: not known.\"},\n"
    "       {\"name\": \"channel\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Kind of channel; empty: not known.\"}\n"
    "     ]},\n"
    "    \"default\": {\"headline\": \"\", \"who\": \"\", \"core_issue\": \"\", \"emotion\": \"\", \"sentiment\": null,\n"
    "     \"urgency\": \"unknown\", \"why\": \"\", \"tried\": [], \"next_action\": \"\", \"expectation\": \"\",\n"
    "     \"language\": \"\", \"channel\": \"\"},\n"
    "    \"doc\": \"The card, for the offer.\"},\n"
    "   {\"name\": \"package\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"PackageRef\", \"doc\": \"Where the context package is.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"package_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Its id; empty: there is none yet.\"},\n"
    "       {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Version of the package; a higher one may exist meanwhile; 0: none.\"},\n"
    "       {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Partition in context-packages; -1: not known.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Offset in context-packages; -1: not known, as wherever the request was written in one transaction with its package: the last record of the key is the package.\"},\n"
    "       {\"name\": \"link\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Path of the package at the gateway, to be put behind the gateway's address; empty: none.\"}\n"
    "     ]},\n"
    "    \"default\": {\"package_id\": \"\", \"version\": 0, \"partition\": -1, \"offset\": -1, \"link\": \"\"},\n"
    "    \"doc\": \"The package; its version holds the turn that caused the request.\"},\n"
    "   {\"name\": \"message_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of takeover: the agent's message; the assignment that answers it names this id; empty: no takeover.\"},\n"
    "   {\"name\": \"agent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Agent\", \"doc\": \"A person who takes conversations over.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"The tenant's id of the agent; empty: none meant.\"},\n"
    "       {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Name as the customer may see it; empty: not known.\"},\n"
    "       {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "        \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "       {\"name\": \"skills\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"Skill\", \"doc\": \"What an agent can do, and how well.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "             \"doc\": \"Name in the tenant's words, such as billing.\"},\n"
    "            {\"name\": \"level\", \"type\": \"double\", \"default\": 1.0,\n"
    "             \"doc\": \"0 (learning) to 1 (expert).\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Skills with levels; empty: none, or not said in this record.\"},\n"
    "       {\"name\": \"languages\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Languages spoken, BCP 47; empty: not said.\"},\n"
    "       {\"name\": \"authority\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"What the agent may do that others may not, such as tier_2, refund, legal; empty: nothing, or not said.\"},\n"
    "       {\"name\": \"teams\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "        \"doc\": \"Teams; empty: none, or not said.\"},\n"
    "       {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool; empty: main.\"}\n"
    "     ]},\n"
    "    \"default\": {\"id\": \"\", \"name\": \"\", \"external_ids\": {}, \"skills\": [], \"languages\": [], \"authority\": [],\n"
    "     \"teams\": [], \"pool\": \"\"},\n"
    "    \"doc\": \"Of takeover, departure and resolved: the agent; empty: none.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Of departure, resolved and closed: the assignment; empty: the one in force.\"},\n"
    "   {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Of resolved; empty: none.\"},\n"
    "   {\"name\": \"resolution_version\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of resolved: version of the resolution; 0: none.\"},\n"
    "   {\"name\": \"outcome\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "     \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "     \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\",\n"
    "      \"transferred\", \"duplicate\", \"spam\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of resolved and closed.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "     \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "     \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"],\n"
    "     \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of closed: why.\"},\n"
    "   {\"name\": \"next\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"ResolutionNext\",\n"
    "     \"doc\": \"What follows a resolution. unknown: not said, or a symbol that this reader does not know; close: the conversation ends; bot: back to the bot; follow_up: somebody comes back at follow_up_at; transfer: to another agent, team or pool; stay: nothing changes, a report only.\",\n"
    "     \"symbols\": [\"unknown\", \"close\", \"bot\", \"follow_up\", \"transfer\", \"stay\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Of resolved: what follows.\"},\n"
    "   {\"name\": \"target\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Target\",\n"
    "     \"doc\": \"To whom a conversation is passed or who is asked in.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"TargetKind\",\n"
    "         \"doc\": \"What kind of place a conversation is passed to. unknown: not said, or a symbol that this reader does not know; agent: one agent; team: a team; pool: another pool; queue: the queue of the same pool; bot: the bot.\",\n"
    "         \"symbols\": [\"unknown\", \"agent\", \"team\", \"pool\", \"queue\", \"bot\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"unknown\", \"doc\": \"What the id names; unknown: no target.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Id or name of it; empty: none, or the only one of its kind.\"}\n"
    "     ]},\n"
    "    \"default\": {\"kind\": \"unknown\", \"id\": \"\"}, \"doc\": \"Of resolved with next transfer: to whom.\"},\n"
    "   {\"name\": \"follow_up_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Of resolved with next follow_up: when; null: not named.\"},\n"
    "   {\"name\": \"root_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"First conversation of the chain; empty: this one.\"},\n"
    "   {\"name\": \"previous_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that this continues; empty: none.\"},\n"
    "   {\"name\": \"overflow_from\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Pool that passed the request on; empty: none.\"},\n"
    "   {\"name\": \"waiting_since\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"Since when the customer waits; null: from this record on.\"}\n"
    " ]}\n";
const struct baton_record_type baton_routing_request_type = {
    .name = "RoutingRequest",
    .size = sizeof(struct baton_routing_request),
    .fields = routing_request_fields,
    .field_count = sizeof(routing_request_fields) / sizeof(routing_request_fields[0]),
    .defaults = &routing_request_defaults,
    .schema_text = routing_request_schema,
};

const struct baton_record_type *const baton_record_types[] = {
    &baton_agent_event_type,
    &baton_agent_performance_type,
    &baton_assignment_type,
    &baton_context_package_type,
    &baton_context_page_type,
    &baton_conversation_event_type,
    &baton_customer_history_type,
    &baton_dead_letter_type,
    &baton_delivery_type,
    &baton_enrichment_request_type,
    &baton_escalation_signal_type,
    &baton_handoff_metric_type,
    &baton_handoff_outcome_type,
    &baton_load_type,
    &baton_policy_type,
    &baton_resolution_type,
    &baton_routing_decision_type,
    &baton_routing_request_type,
    NULL,
};
