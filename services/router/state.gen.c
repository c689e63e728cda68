/* Generated from the schemas in services/router/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const char *const slot_state_names[] = { "unknown", "offered", "active", "wrapping" };
const struct baton_enum_type baton_slot_state_symbols = {
    "SlotState", slot_state_names, sizeof(slot_state_names) / sizeof(slot_state_names[0])
};

static const struct baton_field router_slot_fields[] = {
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_slot, conversation_id) },
    { .name = "units", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_slot, units) },
    { .name = "state", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_slot, state), .symbols = &baton_slot_state_symbols },
};
static const struct baton_router_slot router_slot_defaults =
    { .conversation_id = { "", 0 }, .units = 0.0, .state = BATON_SLOT_STATE_UNKNOWN };
const struct baton_record_type baton_router_slot_type = {
    .name = "RouterSlot",
    .size = sizeof(struct baton_router_slot),
    .fields = router_slot_fields,
    .field_count = sizeof(router_slot_fields) / sizeof(router_slot_fields[0]),
    .defaults = &router_slot_defaults,
    .schema_text = NULL,
};

static const struct baton_field router_agent_fields[] = {
    { .name = "agent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, agent), .record = &baton_agent_type },
    { .name = "presence", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, presence),
      .symbols = &baton_presence_symbols },
    { .name = "lost", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, lost) },
    { .name = "idle", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, idle) },
    { .name = "capacity", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, capacity) },
    { .name = "outside_load", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, outside_load) },
    { .name = "slots", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_router_agent, slots),
      .count_offset = offsetof(struct baton_router_agent, slots_count),
      .record = &baton_router_slot_type },
    { .name = "missed", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, missed) },
    { .name = "offered_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, offered_at) },
    { .name = "last_seen", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, last_seen) },
    { .name = "shift_ends_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_router_agent, shift_ends_at) },
    { .name = "heartbeat_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, heartbeat_ms) },
    { .name = "seen", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_router_agent, seen),
      .count_offset = offsetof(struct baton_router_agent, seen_count) },
    { .name = "seen_next", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_agent, seen_next) },
};
static const struct baton_router_agent router_agent_defaults =
    { .agent = { .id = { "", 0 }, .name = { "", 0 }, .pool = { "", 0 } },
      .presence = BATON_PRESENCE_UNKNOWN, .lost = false, .idle = false, .capacity = 0.0,
      .outside_load = 0.0, .missed = 0, .offered_at = 0, .last_seen = 0,
      .shift_ends_at = BATON_NULL_LONG, .heartbeat_ms = 0, .seen_next = 0 };
static const char router_agent_schema[] =
    "{\"type\": \"record\", \"name\": \"RouterAgent\", \"namespace\": \"baton\",\n"
    " \"doc\": \"One agent of a pool: who, whether there, what the agent carries. Key: tenant/pool/agent_id.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"agent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Agent\", \"doc\": \"A person who takes conversations over.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The tenant's id of the agent; empty: none meant.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Name as the customer may see it; empty: not known.\"},\n"
    "        {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "         \"doc\": \"Ids in other systems by the system's name.\"},\n"
    "        {\"name\": \"skills\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "           \"items\": {\"type\": \"record\", \"name\": \"Skill\", \"doc\": \"What an agent can do, and how well.\",\n"
    "             \"fields\": [\n"
    "               {\"name\": \"name\", \"type\": \"string\", \"default\": \"\",\n"
    "                \"doc\": \"Name in the tenant's words, such as billing.\"},\n"
    "               {\"name\": \"level\", \"type\": \"double\", \"default\": 1.0, \"doc\": \"0 (learning) to 1 (expert).\"}\n"
    "              ]}}, \"default\": [],\n"
    "         \"doc\": \"Skills with levels; empty: none, or not said in this record.\"},\n"
    "        {\"name\": \"languages\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Languages spoken, BCP 47; empty: not said.\"},\n"
    "        {\"name\": \"authority\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"What the agent may do that others may not, such as tier_2, refund, legal; empty: nothing, or not said.\"},\n"
    "        {\"name\": \"teams\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Teams; empty: none, or not said.\"},\n"
    "        {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool; empty: main.\"}\n"
    "       ]},\n"
    "    \"default\": {\"id\": \"\", \"name\": \"\", \"external_ids\": {}, \"skills\": [], \"languages\": [], \"authority\": [],\n"
    "      \"teams\": [], \"pool\": \"\"}, \"doc\": \"Who the agent is and what the agent can do.\"},\n"
    "   {\"name\": \"presence\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"Presence\",\n"
    "      \"doc\": \"Whether the agent can take conversations. unknown: not said, or a symbol that this reader does not know; online: can take them; busy: there, takes no new ones; away: not there for a while; offline: not on shift.\",\n"
    "      \"symbols\": [\"unknown\", \"online\", \"busy\", \"away\", \"offline\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"What the agent said last.\"},\n"
    "   {\"name\": \"lost\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: nothing was heard for the heartbeat's time-out; the next sign of life ends it.\"},\n"
    "   {\"name\": \"idle\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: too many offers in a row were missed; ends when the agent says that he is there.\"},\n"
    "   {\"name\": \"capacity\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Units of work at a time.\"},\n"
    "   {\"name\": \"outside_load\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"Units in use outside Baton.\"},\n"
    "   {\"name\": \"slots\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "      \"items\": {\"type\": \"record\", \"name\": \"RouterSlot\",\n"
    "        \"doc\": \"One conversation that takes part of an agent's capacity.\",\n"
    "        \"fields\": [\n"
    "          {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The conversation.\"},\n"
    "          {\"name\": \"units\", \"type\": \"double\", \"default\": 0.0, \"doc\": \"What it takes.\"},\n"
    "          {\"name\": \"state\",\n"
    "           \"type\": {\"type\": \"enum\", \"name\": \"SlotState\",\n"
    "             \"doc\": \"What the agent does with it. unknown: not said; offered: was asked; active: holds it; wrapping: writes up.\",\n"
    "             \"symbols\": [\"unknown\", \"offered\", \"active\", \"wrapping\"], \"default\": \"unknown\"},\n"
    "           \"default\": \"unknown\", \"doc\": \"What the agent does with it.\"}\n"
    "         ]}}, \"default\": [], \"doc\": \"What the agent carries; the sum of the units is the load.\"},\n"
    "   {\"name\": \"missed\", \"type\": \"long\", \"default\": 0, \"doc\": \"Offers in a row that were not answered.\"},\n"
    "   {\"name\": \"offered_at\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When the agent was asked last; 0: never.\"},\n"
    "   {\"name\": \"last_seen\", \"type\": \"long\", \"default\": 0, \"doc\": \"When the agent was heard of last.\"},\n"
    "   {\"name\": \"shift_ends_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null, \"doc\": \"When the shift ends; null: not known.\"},\n"
    "   {\"name\": \"heartbeat_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer heartbeat; 0: not set.\"},\n"
    "   {\"name\": \"seen\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Hashes of the last ids, a ring, to drop duplicates.\"},\n"
    "   {\"name\": \"seen_next\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Place in the ring that the next id takes.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_router_agent_type = {
    .name = "RouterAgent",
    .size = sizeof(struct baton_router_agent),
    .fields = router_agent_fields,
    .field_count = sizeof(router_agent_fields) / sizeof(router_agent_fields[0]),
    .defaults = &router_agent_defaults,
    .schema_text = router_agent_schema,
};

static const char *const case_phase_names[] = { "unknown", "waiting", "offered", "active",
    "wrapping", "ended" };
const struct baton_enum_type baton_case_phase_symbols = {
    "CasePhase", case_phase_names, sizeof(case_phase_names) / sizeof(case_phase_names[0])
};

static const struct baton_field router_refusal_fields[] = {
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_refusal, agent_id) },
    { .name = "until_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_refusal, until_ms) },
};
static const struct baton_router_refusal router_refusal_defaults =
    { .agent_id = { "", 0 }, .until_ms = 0 };
const struct baton_record_type baton_router_refusal_type = {
    .name = "RouterRefusal",
    .size = sizeof(struct baton_router_refusal),
    .fields = router_refusal_fields,
    .field_count = sizeof(router_refusal_fields) / sizeof(router_refusal_fields[0]),
    .defaults = &router_refusal_defaults,
    .schema_text = NULL,
};

static const struct baton_field router_case_fields[] = {
    { .name = "phase", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, phase), .symbols = &baton_case_phase_symbols },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, sequence) },
    { .name = "reservations", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, reservations) },
    { .name = "decisions", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, decisions) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, assignment_id) },
    { .name = "agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, agent_id) },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, policy_version) },
    { .name = "rule", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, rule) },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, tier) },
    { .name = "preferred_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, preferred_agent_id) },
    { .name = "last_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, last_agent_id) },
    { .name = "target_agent_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, target_agent_id) },
    { .name = "overflow_from", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, overflow_from) },
    { .name = "deadline", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_router_case, deadline) },
    { .name = "units", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, units) },
    { .name = "boost", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, boost) },
    { .name = "queue_key", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, queue_key) },
    { .name = "refused", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_router_case, refused),
      .count_offset = offsetof(struct baton_router_case, refused_count),
      .record = &baton_router_refusal_type },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, synthetic) },
    { .name = "closed", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, closed) },
    { .name = "moved", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, moved) },
    { .name = "moved_to", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, moved_to) },
    { .name = "waiting_since", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, waiting_since) },
    { .name = "told_position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, told_position) },
    { .name = "wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, wait_ms) },
    { .name = "offer_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, offer_ms) },
    { .name = "relax_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, relax_ms) },
    { .name = "retry_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, retry_ms) },
    { .name = "update_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, update_ms) },
    { .name = "wrap_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, wrap_ms) },
    { .name = "forget_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, forget_ms) },
    { .name = "seen", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_router_case, seen),
      .count_offset = offsetof(struct baton_router_case, seen_count) },
    { .name = "seen_next", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_case, seen_next) },
};
static const struct baton_router_case router_case_defaults =
    { .phase = BATON_CASE_PHASE_UNKNOWN, .epoch = 0, .sequence = 0, .reservations = 0,
      .decisions = 0, .assignment_id = { "", 0 }, .agent_id = { "", 0 },
      .policy_version = { "", 0 }, .rule = { "", 0 }, .tier = { "", 0 },
      .preferred_agent_id = { "", 0 }, .last_agent_id = { "", 0 }, .target_agent_id = { "", 0 },
      .overflow_from = { "", 0 }, .deadline = BATON_NULL_LONG, .units = 1.0, .boost = 0.0,
      .queue_key = { "", 0 }, .synthetic = false, .closed = false, .moved = false,
      .moved_to = { "", 0 }, .waiting_since = 0, .told_position = 0, .wait_ms = 0, .offer_ms = 0,
      .relax_ms = 0, .retry_ms = 0, .update_ms = 0, .wrap_ms = 0, .forget_ms = 0, .seen_next = 0 };
static const char router_case_schema[] =
    "{\"type\": \"record\", \"name\": \"RouterCase\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the router knows of a conversation beside its last assignment. Key: tenant/pool/conversation_id. What is left of it after the end keeps epochs and sequences from being used again.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"phase\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"CasePhase\",\n"
    "      \"doc\": \"Where the conversation stands at the router. unknown: no human stretch yet; waiting: in the queue; offered: an agent is asked; active: an agent holds; wrapping: over, the agent writes up; ended: the stretch is over.\",\n"
    "      \"symbols\": [\"unknown\", \"waiting\", \"offered\", \"active\", \"wrapping\", \"ended\"],\n"
    "      \"default\": \"unknown\"}, \"default\": \"unknown\", \"doc\": \"Where it stands.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": 0, \"doc\": \"The last epoch given.\"},\n"
    "   {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Sequence of the last assignment written.\"},\n"
    "   {\"name\": \"reservations\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Reservations made so far in this stretch.\"},\n"
    "   {\"name\": \"decisions\", \"type\": \"long\", \"default\": 0, \"doc\": \"Decisions written so far.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last stretch, open or over; empty: there was none.\"},\n"
    "   {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The agent who is asked, holds or writes up; empty: nobody.\"},\n"
    "   {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The policy of the conversation.\"},\n"
    "   {\"name\": \"rule\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Rule of the policy that applied; empty: none.\"},\n"
    "   {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The customer's tier.\"},\n"
    "   {\"name\": \"preferred_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The agent that the customer asked for; empty: none.\"},\n"
    "   {\"name\": \"last_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The agent of the last conversation; empty: none.\"},\n"
    "   {\"name\": \"target_agent_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The agent to whom a colleague passed it; empty: none.\"},\n"
    "   {\"name\": \"overflow_from\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Pool that passed it on; empty: none.\"},\n"
    "   {\"name\": \"deadline\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "    \"default\": null,\n"
    "    \"doc\": \"A time after which it is of no use to the customer; null: none named.\"},\n"
    "   {\"name\": \"units\", \"type\": \"double\", \"default\": 1.0,\n"
    "    \"doc\": \"Units of an agent's capacity that it takes.\"},\n"
    "   {\"name\": \"boost\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Points of priority for having lost its agent.\"},\n"
    "   {\"name\": \"queue_key\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Its row in the queue; empty: it is not in the queue.\"},\n"
    "   {\"name\": \"refused\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "      \"items\": {\"type\": \"record\", \"name\": \"RouterRefusal\", \"doc\": \"An agent who is not asked again for a while.\",\n"
    "        \"fields\": [\n"
    "          {\"name\": \"agent_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent.\"},\n"
    "          {\"name\": \"until_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Until when.\"}\n"
    "         ]}}, \"default\": [], \"doc\": \"Agents who said no, did not answer or passed it on.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: a drill or demonstration.\"},\n"
    "   {\"name\": \"closed\", \"type\": \"boolean\", \"default\": false, \"doc\": \"True: the conversation ended.\"},\n"
    "   {\"name\": \"moved\", \"type\": \"boolean\", \"default\": false, \"doc\": \"True: another pool has it.\"},\n"
    "   {\"name\": \"moved_to\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"That pool; empty: none, or not known.\"},\n"
    "   {\"name\": \"waiting_since\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Since when the customer has waited for a person; 0: the request did not say, or a person has come.\"},\n"
    "   {\"name\": \"told_position\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Position in the last assignment; 0: none.\"},\n"
    "   {\"name\": \"wait_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer wait: the longest wait is over.\"},\n"
    "   {\"name\": \"offer_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer offer: the agent did not answer.\"},\n"
    "   {\"name\": \"relax_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer relax: a demand is given up.\"},\n"
    "   {\"name\": \"retry_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer retry: an agent who refused may be asked again.\"},\n"
    "   {\"name\": \"update_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer update: the customer hears his place.\"},\n"
    "   {\"name\": \"wrap_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer wrap: the time to write up is over.\"},\n"
    "   {\"name\": \"forget_ms\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer forget: the row and the assignment go.\"},\n"
    "   {\"name\": \"seen\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Hashes of the last ids, a ring, to drop duplicates.\"},\n"
    "   {\"name\": \"seen_next\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Place in the ring that the next id takes.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_router_case_type = {
    .name = "RouterCase",
    .size = sizeof(struct baton_router_case),
    .fields = router_case_fields,
    .field_count = sizeof(router_case_fields) / sizeof(router_case_fields[0]),
    .defaults = &router_case_defaults,
    .schema_text = router_case_schema,
};

static const struct baton_field router_pool_fields[] = {
    { .name = "waiting", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, waiting) },
    { .name = "handled", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, handled) },
    { .name = "mean_handle_ms", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, mean_handle_ms) },
    { .name = "loads", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, loads) },
    { .name = "load_digest", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, load_digest) },
    { .name = "load_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, load_at) },
    { .name = "load_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_pool, load_ms) },
};
static const struct baton_router_pool router_pool_defaults =
    { .waiting = 0, .handled = 0, .mean_handle_ms = 0.0, .loads = 0, .load_digest = 0,
      .load_at = 0, .load_ms = 0 };
static const char router_pool_schema[] =
    "{\"type\": \"record\", \"name\": \"RouterPool\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What concerns a pool as a whole. Key: tenant/pool.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"waiting\", \"type\": \"long\", \"default\": 0, \"doc\": \"Conversations in the queue.\"},\n"
    "   {\"name\": \"handled\", \"type\": \"long\", \"default\": 0, \"doc\": \"Human stretches measured.\"},\n"
    "   {\"name\": \"mean_handle_ms\", \"type\": \"double\", \"default\": 0.0,\n"
    "    \"doc\": \"Their mean handling time, the last 50 weighing most; 0: none measured.\"},\n"
    "   {\"name\": \"loads\", \"type\": \"long\", \"default\": 0, \"doc\": \"Load records written.\"},\n"
    "   {\"name\": \"load_digest\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Digest of the last load record, to see a change.\"},\n"
    "   {\"name\": \"load_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When it was written.\"},\n"
    "   {\"name\": \"load_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer load; 0: not set.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_router_pool_type = {
    .name = "RouterPool",
    .size = sizeof(struct baton_router_pool),
    .fields = router_pool_fields,
    .field_count = sizeof(router_pool_fields) / sizeof(router_pool_fields[0]),
    .defaults = &router_pool_defaults,
    .schema_text = router_pool_schema,
};

static const struct baton_field router_waiting_fields[] = {
    { .name = "conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_router_waiting, conversation_id) },
};
static const struct baton_router_waiting router_waiting_defaults =
    { .conversation_id = { "", 0 } };
static const char router_waiting_schema[] =
    "{\"type\": \"record\", \"name\": \"RouterWaiting\", \"namespace\": \"baton\",\n"
    " \"doc\": \"One place in the queue. Key: tenant/pool/priority, turned round/since/conversation_id, so that the first row is the next.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"conversation_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The conversation that waits.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_router_waiting_type = {
    .name = "RouterWaiting",
    .size = sizeof(struct baton_router_waiting),
    .fields = router_waiting_fields,
    .field_count = sizeof(router_waiting_fields) / sizeof(router_waiting_fields[0]),
    .defaults = &router_waiting_defaults,
    .schema_text = router_waiting_schema,
};

const struct baton_record_type *const baton_router_state_types[] = {
    &baton_router_agent_type,
    &baton_router_case_type,
    &baton_router_pool_type,
    &baton_router_waiting_type,
    NULL,
};
