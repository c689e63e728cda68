/* Generated from the schemas in services/switchboard/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field switchboard_assignment_fields[] = {
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, assignment_id) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, pool) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, epoch) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, sequence) },
    { .name = "status", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, status),
      .symbols = &baton_assignment_status_symbols },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, team) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, category) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, language) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, agent_name) },
    { .name = "position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_switchboard_assignment, position) },
    { .name = "expected_wait_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_switchboard_assignment, expected_wait_ms) },
    { .name = "package", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_assignment, package),
      .record = &baton_package_ref_type },
};
static const struct baton_switchboard_assignment switchboard_assignment_defaults =
    { .assignment_id = { "", 0 }, .pool = { "", 0 }, .epoch = 0, .sequence = 0,
      .status = BATON_ASSIGNMENT_STATUS_UNKNOWN, .team = { "", 0 },
      .trigger = BATON_TRIGGER_UNKNOWN, .category = { "", 0 }, .language = { "", 0 },
      .agent_name = { "", 0 }, .position = BATON_NULL_LONG, .expected_wait_ms = BATON_NULL_LONG,
      .package = { .package_id = { "", 0 }, .version = 0, .partition = -1, .offset = -1,
      .link = { "", 0 } } };
const struct baton_record_type baton_switchboard_assignment_type = {
    .name = "SwitchboardAssignment",
    .size = sizeof(struct baton_switchboard_assignment),
    .fields = switchboard_assignment_fields,
    .field_count = sizeof(switchboard_assignment_fields) / sizeof(switchboard_assignment_fields[0]),
    .defaults = &switchboard_assignment_defaults,
    .schema_text = NULL,
};

static const struct baton_field switchboard_waiting_fields[] = {
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, event_id) },
    { .name = "type", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, type),
      .symbols = &baton_event_type_symbols },
    { .name = "speaker", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, speaker),
      .symbols = &baton_speaker_symbols },
    { .name = "speaker_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, speaker_id) },
    { .name = "speaker_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, speaker_name) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, epoch) },
    { .name = "text", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, text) },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, language) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, channel),
      .record = &baton_channel_type },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_switchboard_waiting, attachments),
      .count_offset = offsetof(struct baton_switchboard_waiting, attachments_count),
      .record = &baton_attachment_type },
    { .name = "in_reply_to", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, in_reply_to) },
    { .name = "replaces", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, replaces) },
    { .name = "attributes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_switchboard_waiting, attributes),
      .count_offset = offsetof(struct baton_switchboard_waiting, attributes_count) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, offset) },
    { .name = "until_ms", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, until_ms) },
    { .name = "takeover", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_waiting, takeover) },
};
static const struct baton_switchboard_waiting switchboard_waiting_defaults =
    { .event_id = { "", 0 }, .type = BATON_EVENT_TYPE_UNKNOWN, .speaker = BATON_SPEAKER_UNKNOWN,
      .speaker_id = { "", 0 }, .speaker_name = { "", 0 }, .epoch = -1, .text = { "", 0 },
      .language = { "", 0 }, .channel = { .kind = { "", 0 }, .address = { "", 0 },
      .synchronous = BATON_MAYBE_UNKNOWN }, .in_reply_to = { "", 0 }, .replaces = { "", 0 },
      .offset = -1, .until_ms = 0, .takeover = false };
const struct baton_record_type baton_switchboard_waiting_type = {
    .name = "SwitchboardWaiting",
    .size = sizeof(struct baton_switchboard_waiting),
    .fields = switchboard_waiting_fields,
    .field_count = sizeof(switchboard_waiting_fields) / sizeof(switchboard_waiting_fields[0]),
    .defaults = &switchboard_waiting_defaults,
    .schema_text = NULL,
};

static const struct baton_field switchboard_resolution_fields[] = {
    { .name = "resolution_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, resolution_id) },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, version) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, assignment_id) },
    { .name = "by", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, by),
      .symbols = &baton_speaker_symbols },
    { .name = "by_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, by_id) },
    { .name = "by_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, by_name) },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "next", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, next),
      .symbols = &baton_resolution_next_symbols },
    { .name = "follow_up_at", .kind = BATON_KIND_TIME, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_switchboard_resolution, follow_up_at) },
    { .name = "target", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, target),
      .record = &baton_target_type },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, category) },
    { .name = "solution", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, solution) },
    { .name = "notes", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, notes) },
    { .name = "open", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_resolution, open) },
};
static const struct baton_switchboard_resolution switchboard_resolution_defaults =
    { .resolution_id = { "", 0 }, .version = 0, .assignment_id = { "", 0 },
      .by = BATON_SPEAKER_UNKNOWN, .by_id = { "", 0 }, .by_name = { "", 0 },
      .outcome = BATON_OUTCOME_UNKNOWN, .next = BATON_RESOLUTION_NEXT_UNKNOWN,
      .follow_up_at = BATON_NULL_LONG, .target = { .kind = BATON_TARGET_KIND_UNKNOWN,
      .id = { "", 0 } }, .category = { "", 0 }, .solution = { "", 0 }, .notes = { "", 0 },
      .open = false };
const struct baton_record_type baton_switchboard_resolution_type = {
    .name = "SwitchboardResolution",
    .size = sizeof(struct baton_switchboard_resolution),
    .fields = switchboard_resolution_fields,
    .field_count = sizeof(switchboard_resolution_fields) / sizeof(switchboard_resolution_fields[0]),
    .defaults = &switchboard_resolution_defaults,
    .schema_text = NULL,
};

static const struct baton_field switchboard_told_fields[] = {
    { .name = "at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_told, at) },
    { .name = "position", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_told, position) },
    { .name = "minutes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_told, minutes) },
    { .name = "agent_name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_told, agent_name) },
};
static const struct baton_switchboard_told switchboard_told_defaults =
    { .at = 0, .position = 0, .minutes = 0, .agent_name = { "", 0 } };
const struct baton_record_type baton_switchboard_told_type = {
    .name = "SwitchboardTold",
    .size = sizeof(struct baton_switchboard_told),
    .fields = switchboard_told_fields,
    .field_count = sizeof(switchboard_told_fields) / sizeof(switchboard_told_fields[0]),
    .defaults = &switchboard_told_defaults,
    .schema_text = NULL,
};

static const struct baton_field switchboard_conversation_fields[] = {
    { .name = "holding", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, holding),
      .record = &baton_holding_type },
    { .name = "recent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, recent),
      .record = &baton_recent_type },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, policy_version) },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, synthetic) },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, channel),
      .record = &baton_channel_type },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, language) },
    { .name = "bot_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, bot_id) },
    { .name = "assignment", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, assignment),
      .record = &baton_switchboard_assignment_type },
    { .name = "stretches", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_switchboard_conversation, stretches),
      .count_offset = offsetof(struct baton_switchboard_conversation, stretches_count) },
    { .name = "copied_epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, copied_epoch) },
    { .name = "speakers", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_switchboard_conversation, speakers),
      .count_offset = offsetof(struct baton_switchboard_conversation, speakers_count) },
    { .name = "waiting", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_switchboard_conversation, waiting),
      .count_offset = offsetof(struct baton_switchboard_conversation, waiting_count),
      .record = &baton_switchboard_waiting_type },
    { .name = "resolutions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_switchboard_conversation, resolutions),
      .count_offset = offsetof(struct baton_switchboard_conversation, resolutions_count),
      .record = &baton_switchboard_resolution_type },
    { .name = "told", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, told),
      .record = &baton_switchboard_told_type },
    { .name = "deliveries", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, deliveries) },
    { .name = "requests", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, requests) },
    { .name = "ends", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, ends) },
    { .name = "events", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, events) },
    { .name = "previous_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, previous_conversation_id) },
    { .name = "root_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, root_conversation_id) },
    { .name = "ending", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, ending) },
    { .name = "ended", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, ended) },
    { .name = "end_cause", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, end_cause),
      .symbols = &baton_end_cause_symbols },
    { .name = "outcome", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, outcome),
      .symbols = &baton_outcome_symbols },
    { .name = "spoken_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, spoken_at) },
    { .name = "early_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, early_due) },
    { .name = "idle_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, idle_due) },
    { .name = "takeover_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, takeover_due) },
    { .name = "retention_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_switchboard_conversation, retention_due) },
};
static const struct baton_switchboard_conversation switchboard_conversation_defaults =
    { .holding = { .kind = BATON_HOLDER_KIND_BOT, .id = { "", 0 }, .name = { "", 0 }, .epoch = 0,
      .assignment_id = { "", 0 }, .offset = -1, .takeover_by = { "", 0 },
      .takeover_event_id = { "", 0 } }, .recent = { .next = 0 }, .policy_version = { "", 0 },
      .synthetic = false, .channel = { .kind = { "", 0 }, .address = { "", 0 },
      .synchronous = BATON_MAYBE_UNKNOWN }, .language = { "", 0 }, .bot_id = { "", 0 },
      .assignment = { .assignment_id = { "", 0 }, .pool = { "", 0 }, .epoch = 0, .sequence = 0,
      .status = BATON_ASSIGNMENT_STATUS_UNKNOWN, .team = { "", 0 },
      .trigger = BATON_TRIGGER_UNKNOWN, .category = { "", 0 }, .language = { "", 0 },
      .agent_name = { "", 0 }, .position = BATON_NULL_LONG, .expected_wait_ms = BATON_NULL_LONG,
      .package = { .package_id = { "", 0 }, .version = 0, .partition = -1, .offset = -1,
      .link = { "", 0 } } }, .copied_epoch = 0, .told = { .at = 0, .position = 0, .minutes = 0,
      .agent_name = { "", 0 } }, .deliveries = 0, .requests = 0, .ends = 0, .events = 0,
      .previous_conversation_id = { "", 0 }, .root_conversation_id = { "", 0 }, .ending = false,
      .ended = false, .end_cause = BATON_END_CAUSE_UNKNOWN, .outcome = BATON_OUTCOME_UNKNOWN,
      .spoken_at = 0, .early_due = 0, .idle_due = 0, .takeover_due = 0, .retention_due = 0 };
static const char switchboard_conversation_schema[] =
    "{\"type\": \"record\", \"name\": \"SwitchboardConversation\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the switchboard knows of a conversation. Key: tenant/conversation_id. After the end it is kept for the retention, so that no epoch and no id is used twice.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"holding\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holding\",\n"
    "      \"doc\": \"Who may speak to the customer at one place of conversation-events, as the holder events before it say.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"kind\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "           \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "           \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"}, \"default\": \"bot\",\n"
    "         \"doc\": \"Bot, queue or agent; the bot without any holder event.\"},\n"
    "        {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Id of the bot or agent; empty: any bot, or queue.\"},\n"
    "        {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name as the customer may see it.\"},\n"
    "        {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "         \"doc\": \"The holder's ids in other systems.\"},\n"
    "        {\"name\": \"epoch\", \"type\": \"long\", \"default\": 0, \"doc\": \"The epoch; 0 without any holder event.\"},\n"
    "        {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The assignment that decided it.\"},\n"
    "        {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset of the holder event; -1: none yet.\"},\n"
    "        {\"name\": \"speakers\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "         \"doc\": \"Agents who may speak beside the holder, under the same epoch.\"},\n"
    "        {\"name\": \"takeover_by\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Agent whose message asked for the conversation and is not answered yet; empty: none.\"},\n"
    "        {\"name\": \"takeover_event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"That message.\"}\n"
    "       ]}, \"default\": {}, \"doc\": \"Who may speak, as the log says.\"},\n"
    "   {\"name\": \"recent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Recent\",\n"
    "      \"doc\": \"The events of a conversation that were processed last, to drop duplicates.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"ids\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "         \"doc\": \"Hashes of the last event ids, a ring.\"},\n"
    "        {\"name\": \"next\", \"type\": \"long\", \"default\": 0, \"doc\": \"Place in the ring that the next id takes.\"},\n"
    "        {\"name\": \"senders\",\n"
    "         \"type\": {\"type\": \"array\",\n"
    "           \"items\": {\"type\": \"record\", \"name\": \"SenderMark\",\n"
    "             \"doc\": \"How far one sender that numbers its events has come.\",\n"
    "             \"fields\": [\n"
    "               {\"name\": \"sender\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the sender's name.\"},\n"
    "               {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its highest number so far.\"}\n"
    "              ]}}, \"default\": [], \"doc\": \"Senders that number their events.\"}\n"
    "       ]}, \"default\": {}, \"doc\": \"The events that were processed last.\"},\n"
    "   {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Policy that the conversation began under.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false, \"doc\": \"True: a drill or demonstration.\"},\n"
    "   {\"name\": \"channel\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Channel\", \"doc\": \"The way by which the customer is reached.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "        {\"name\": \"address\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "        {\"name\": \"synchronous\", \"type\": [\"null\", \"boolean\"], \"default\": null,\n"
    "         \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "       ]}, \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null}, \"doc\": \"The way to the customer.\"},\n"
    "   {\"name\": \"language\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The customer's language.\"},\n"
    "   {\"name\": \"bot_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The bot that spoke last.\"},\n"
    "   {\"name\": \"assignment\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"SwitchboardAssignment\", \"doc\": \"What is kept of the last assignment.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "         \"doc\": \"The human stretch; empty: there was none yet.\"},\n"
    "        {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its pool.\"},\n"
    "        {\"name\": \"epoch\", \"type\": \"long\", \"default\": 0, \"doc\": \"The epoch after the change.\"},\n"
    "        {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its sequence.\"},\n"
    "        {\"name\": \"status\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"AssignmentStatus\",\n"
    "           \"doc\": \"Where the human stretch stands. unknown: not said, or a symbol that this reader does not know; prepared: reserved, not asked for yet; queued: waits; offered: an agent is asked; active: an agent holds; wrapping: the agent writes up; completed: done; returned: back with the bot; cancelled: not needed any more; failed: could not be served.\",\n"
    "           \"symbols\": [\"unknown\", \"prepared\", \"queued\", \"offered\", \"active\", \"wrapping\", \"completed\", \"returned\",\n"
    "             \"cancelled\", \"failed\"], \"default\": \"unknown\"}, \"default\": \"unknown\",\n"
    "         \"doc\": \"Where it stands.\"},\n"
    "        {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team.\"},\n"
    "        {\"name\": \"trigger\",\n"
    "         \"type\": {\"type\": \"enum\", \"name\": \"Trigger\",\n"
    "           \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "           \"symbols\": [\"unknown\", \"explicit_request\", \"complaint\", \"customer_repeats\", \"bot_repeats\", \"sentiment\",\n"
    "             \"aggression\", \"complexity\", \"topic\", \"authority\", \"low_confidence\", \"failed_attempts\", \"length\",\n"
    "             \"behaviour\", \"business_critical\", \"bot_request\", \"bot_error\", \"bot_silent\", \"phantom_handoff\",\n"
    "             \"combined\", \"takeover\", \"transfer\", \"supervisor\", \"policy\"], \"default\": \"unknown\"},\n"
    "         \"default\": \"unknown\", \"doc\": \"What made the handoff.\"},\n"
    "        {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category; empty: not known.\"},\n"
    "        {\"name\": \"language\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Language.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The agent who is asked; empty: nobody.\"},\n"
    "        {\"name\": \"position\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Place in the queue; null: in none.\"},\n"
    "        {\"name\": \"expected_wait_ms\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "         \"doc\": \"Expected wait; null: not known.\"},\n"
    "        {\"name\": \"package\",\n"
    "         \"type\": {\"type\": \"record\", \"name\": \"PackageRef\", \"doc\": \"Where the context package is.\",\n"
    "           \"fields\": [\n"
    "             {\"name\": \"package_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its id; empty: there is none yet.\"},\n"
    "             {\"name\": \"version\", \"type\": \"long\", \"default\": 0,\n"
    "              \"doc\": \"Version of the package; a higher one may exist meanwhile; 0: none.\"},\n"
    "             {\"name\": \"partition\", \"type\": \"long\", \"default\": -1,\n"
    "              \"doc\": \"Partition in context-packages; -1: not known.\"},\n"
    "             {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "              \"doc\": \"Offset in context-packages; -1: not known, as wherever the request was written in one transaction with its package: the last record of the key is the package.\"},\n"
    "             {\"name\": \"link\", \"type\": \"string\", \"default\": \"\",\n"
    "              \"doc\": \"Path of the package at the gateway, to be put behind the gateway's address; empty: none.\"}\n"
    "            ]}, \"default\": {\"package_id\": \"\", \"version\": 0, \"partition\": -1, \"offset\": -1, \"link\": \"\"},\n"
    "         \"doc\": \"The context package.\"}\n"
    "       ]}, \"default\": {}, \"doc\": \"The last assignment.\"},\n"
    "   {\"name\": \"stretches\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Ids of the human stretches so far, at most 8, oldest first.\"},\n"
    "   {\"name\": \"copied_epoch\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"The last epoch that was copied into conversation-events.\"},\n"
    "   {\"name\": \"speakers\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Who may speak beside the holder, as it was copied last.\"},\n"
    "   {\"name\": \"waiting\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "      \"items\": {\"type\": \"record\", \"name\": \"SwitchboardWaiting\",\n"
    "        \"doc\": \"A message that is not judged to its end yet: its epoch is still to come, or the router has not answered the agent who asks for the conversation.\",\n"
    "        \"fields\": [\n"
    "          {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The message.\"},\n"
    "          {\"name\": \"type\",\n"
    "           \"type\": {\"type\": \"enum\", \"name\": \"EventType\",\n"
    "             \"doc\": \"What happened in a conversation. The types holder, enrichment, receipt and forget are the platform's own. unknown: not said, or a symbol that this reader does not know; message: somebody speaks; edit: a message got another text; retract: a message was taken back; action: something was tried for the customer; page: the customer went to a page; behaviour: what the customer does on a page; error: the bot or a channel failed; started: the conversation began; ended: the conversation is over; feedback: a rating; note: a remark for agents; holder: who may speak changed; enrichment: information from another system arrived; receipt: what became of a delivery; forget: erase what is kept of the customer.\",\n"
    "             \"symbols\": [\"unknown\", \"message\", \"edit\", \"retract\", \"action\", \"page\", \"behaviour\", \"error\", \"started\",\n"
    "               \"ended\", \"feedback\", \"note\", \"holder\", \"enrichment\", \"receipt\", \"forget\"],\n"
    "             \"default\": \"unknown\"}, \"default\": \"unknown\", \"doc\": \"Message or edit.\"},\n"
    "          {\"name\": \"speaker\",\n"
    "           \"type\": {\"type\": \"enum\", \"name\": \"Speaker\",\n"
    "             \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "             \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"], \"default\": \"unknown\"},\n"
    "           \"default\": \"unknown\", \"doc\": \"Whose words.\"},\n"
    "          {\"name\": \"speaker_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the speaker.\"},\n"
    "          {\"name\": \"speaker_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name of the speaker.\"},\n"
    "          {\"name\": \"epoch\", \"type\": \"long\", \"default\": -1, \"doc\": \"The epoch that it carries; -1: none.\"},\n"
    "          {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What is to be said.\"},\n"
    "          {\"name\": \"language\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Language of the text.\"},\n"
    "          {\"name\": \"channel\", \"type\": \"Channel\", \"default\": {\"kind\": \"\", \"address\": \"\", \"synchronous\": null},\n"
    "           \"doc\": \"The way that it shall go; empty: that of the customer.\"},\n"
    "          {\"name\": \"attachments\",\n"
    "           \"type\": {\"type\": \"array\",\n"
    "             \"items\": {\"type\": \"record\", \"name\": \"Attachment\",\n"
    "               \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "               \"fields\": [\n"
    "                 {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The sender's id; empty: none.\"},\n"
    "                 {\"name\": \"kind\",\n"
    "                  \"type\": {\"type\": \"enum\", \"name\": \"AttachmentKind\",\n"
    "                    \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "                    \"symbols\": [\"unknown\", \"image\", \"document\", \"audio\", \"video\", \"call\", \"screen_share\", \"link\",\n"
    "                      \"location\"], \"default\": \"unknown\"}, \"default\": \"unknown\",\n"
    "                  \"doc\": \"What it is.\"},\n"
    "                 {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"File name or title; empty: none.\"},\n"
    "                 {\"name\": \"media_type\", \"type\": \"string\", \"default\": \"\",\n"
    "                  \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "                 {\"name\": \"bytes\", \"type\": [\"null\", \"long\"], \"default\": null,\n"
    "                  \"doc\": \"Size in bytes; null: not known.\"},\n"
    "                 {\"name\": \"url\", \"type\": \"string\", \"default\": \"\",\n"
    "                  \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "                 {\"name\": \"digest\", \"type\": \"string\", \"default\": \"\",\n"
    "                  \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "                ]}}, \"default\": [], \"doc\": \"What belongs to it.\"},\n"
    "          {\"name\": \"in_reply_to\", \"type\": \"string\", \"default\": \"\", \"doc\": \"event_id that it answers.\"},\n"
    "          {\"name\": \"replaces\", \"type\": \"string\", \"default\": \"\", \"doc\": \"event_id that it is about.\"},\n"
    "          {\"name\": \"attributes\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "           \"doc\": \"The sender's attributes.\"},\n"
    "          {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Its offset in conversation-events.\"},\n"
    "          {\"name\": \"until_ms\", \"type\": \"long\", \"default\": 0, \"doc\": \"How long an early one is kept.\"},\n"
    "          {\"name\": \"takeover\", \"type\": \"boolean\", \"default\": false,\n"
    "           \"doc\": \"True: waits for the assignment that answers it; false: for its epoch.\"}\n"
    "         ]}}, \"default\": [], \"doc\": \"Messages that wait, in the order of the log.\"},\n"
    "   {\"name\": \"resolutions\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "      \"items\": {\"type\": \"record\", \"name\": \"SwitchboardResolution\",\n"
    "        \"doc\": \"What is kept of a resolution, to know it again and to brief the bot.\",\n"
    "        \"fields\": [\n"
    "          {\"name\": \"resolution_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The resolution.\"},\n"
    "          {\"name\": \"version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its last version.\"},\n"
    "          {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\",\n"
    "           \"doc\": \"The human stretch that it is about; empty: none.\"},\n"
    "          {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who resolved it.\"},\n"
    "          {\"name\": \"by_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id.\"},\n"
    "          {\"name\": \"by_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name.\"},\n"
    "          {\"name\": \"outcome\",\n"
    "           \"type\": {\"type\": \"enum\", \"name\": \"Outcome\",\n"
    "             \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "             \"symbols\": [\"unknown\", \"resolved\", \"partly_resolved\", \"unresolved\", \"abandoned\", \"follow_up\", \"transferred\",\n"
    "               \"duplicate\", \"spam\"], \"default\": \"unknown\"}, \"default\": \"unknown\",\n"
    "           \"doc\": \"How it ended.\"},\n"
    "          {\"name\": \"next\",\n"
    "           \"type\": {\"type\": \"enum\", \"name\": \"ResolutionNext\",\n"
    "             \"doc\": \"What follows a resolution. unknown: not said, or a symbol that this reader does not know; close: the conversation ends; bot: back to the bot; follow_up: somebody comes back at follow_up_at; transfer: to another agent, team or pool; stay: nothing changes, a report only.\",\n"
    "             \"symbols\": [\"unknown\", \"close\", \"bot\", \"follow_up\", \"transfer\", \"stay\"], \"default\": \"unknown\"},\n"
    "           \"default\": \"unknown\", \"doc\": \"What follows.\"},\n"
    "          {\"name\": \"follow_up_at\", \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "           \"default\": null, \"doc\": \"When somebody comes back; null: not planned.\"},\n"
    "          {\"name\": \"target\",\n"
    "           \"type\": {\"type\": \"record\", \"name\": \"Target\", \"doc\": \"To whom a conversation is passed or who is asked in.\",\n"
    "             \"fields\": [\n"
    "               {\"name\": \"kind\",\n"
    "                \"type\": {\"type\": \"enum\", \"name\": \"TargetKind\",\n"
    "                  \"doc\": \"What kind of place a conversation is passed to. unknown: not said, or a symbol that this reader does not know; agent: one agent; team: a team; pool: another pool; queue: the queue of the same pool; bot: the bot.\",\n"
    "                  \"symbols\": [\"unknown\", \"agent\", \"team\", \"pool\", \"queue\", \"bot\"], \"default\": \"unknown\"},\n"
    "                \"default\": \"unknown\", \"doc\": \"What the id names; unknown: no target.\"},\n"
    "               {\"name\": \"id\", \"type\": \"string\", \"default\": \"\",\n"
    "                \"doc\": \"Id or name of it; empty: none, or the only one of its kind.\"}\n"
    "              ]}, \"default\": {\"kind\": \"unknown\", \"id\": \"\"}, \"doc\": \"Of a transfer.\"},\n"
    "          {\"name\": \"category\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Issue category.\"},\n"
    "          {\"name\": \"solution\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What solved it.\"},\n"
    "          {\"name\": \"notes\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Notes.\"},\n"
    "          {\"name\": \"open\", \"type\": \"boolean\", \"default\": false,\n"
    "           \"doc\": \"True: it waits for its assignment.\"}\n"
    "         ]}}, \"default\": [], \"doc\": \"The last resolutions, at most 8, oldest first.\"},\n"
    "   {\"name\": \"told\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"SwitchboardTold\", \"doc\": \"What the waiting customer heard last.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When.\"},\n"
    "        {\"name\": \"position\", \"type\": \"long\", \"default\": 0, \"doc\": \"Place; 0: none.\"},\n"
    "        {\"name\": \"minutes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Expected wait in minutes; 0: none.\"},\n"
    "        {\"name\": \"agent_name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Who reads.\"}\n"
    "       ]}, \"default\": {}, \"doc\": \"What the waiting customer heard last.\"},\n"
    "   {\"name\": \"deliveries\", \"type\": \"long\", \"default\": 0, \"doc\": \"Deliveries so far, for their ids.\"},\n"
    "   {\"name\": \"requests\", \"type\": \"long\", \"default\": 0, \"doc\": \"Requests to the router so far, for their ids.\"},\n"
    "   {\"name\": \"ends\", \"type\": \"long\", \"default\": 0, \"doc\": \"Ended events written so far, for their ids.\"},\n"
    "   {\"name\": \"events\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Holder and ended events written so far, for their sequence.\"},\n"
    "   {\"name\": \"previous_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The conversation that this one continues; empty: none.\"},\n"
    "   {\"name\": \"root_conversation_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"First conversation of the chain; empty: not known.\"},\n"
    "   {\"name\": \"ending\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"True: an ended event is written and not read yet.\"},\n"
    "   {\"name\": \"ended\", \"type\": \"boolean\", \"default\": false, \"doc\": \"True: the conversation is over.\"},\n"
    "   {\"name\": \"end_cause\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"EndCause\",\n"
    "      \"doc\": \"Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said: an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle time; forgotten: erasure was asked for; forced: a person closed it.\",\n"
    "      \"symbols\": [\"unknown\", \"said\", \"resolution\", \"idle\", \"forgotten\", \"forced\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"unknown\", \"doc\": \"Why it ended.\"},\n"
    "   {\"name\": \"outcome\", \"type\": \"Outcome\", \"default\": \"unknown\", \"doc\": \"How it ended.\"},\n"
    "   {\"name\": \"spoken_at\", \"type\": \"long\", \"default\": 0, \"doc\": \"When somebody spoke last.\"},\n"
    "   {\"name\": \"early_due\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer early; 0: not set.\"},\n"
    "   {\"name\": \"idle_due\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer idle; 0: not set.\"},\n"
    "   {\"name\": \"takeover_due\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Slot of the timer takeover; 0: not set.\"},\n"
    "   {\"name\": \"retention_due\", \"type\": \"long\", \"default\": 0, \"doc\": \"Slot of the timer retention; 0: not set.\"}\n"
    "  ]}\n";
const struct baton_record_type baton_switchboard_conversation_type = {
    .name = "SwitchboardConversation",
    .size = sizeof(struct baton_switchboard_conversation),
    .fields = switchboard_conversation_fields,
    .field_count = sizeof(switchboard_conversation_fields) / sizeof(switchboard_conversation_fields[0]),
    .defaults = &switchboard_conversation_defaults,
    .schema_text = switchboard_conversation_schema,
};

const struct baton_record_type *const baton_switchboard_state_types[] = {
    &baton_switchboard_conversation_type,
    NULL,
};
