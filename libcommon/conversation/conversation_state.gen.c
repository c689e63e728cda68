/* Generated from the schemas in libcommon/conversation/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "conversation_state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field holding_fields[] = {
    { .name = "kind", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, kind), .symbols = &baton_holder_kind_symbols },
    { .name = "id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, id) },
    { .name = "name", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, name) },
    { .name = "external_ids", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_MAP,
      .offset = offsetof(struct baton_holding, external_ids),
      .count_offset = offsetof(struct baton_holding, external_ids_count) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, epoch) },
    { .name = "assignment_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, assignment_id) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, offset) },
    { .name = "speakers", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_holding, speakers),
      .count_offset = offsetof(struct baton_holding, speakers_count) },
    { .name = "takeover_by", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, takeover_by) },
    { .name = "takeover_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_holding, takeover_event_id) },
};
static const struct baton_holding holding_defaults =
    { .kind = BATON_HOLDER_KIND_BOT, .id = { "", 0 }, .name = { "", 0 }, .epoch = 0,
      .assignment_id = { "", 0 }, .offset = -1, .takeover_by = { "", 0 },
      .takeover_event_id = { "", 0 } };
static const char holding_schema[] =
    "{\"type\": \"record\", \"name\": \"Holding\", \"namespace\": \"baton\",\n"
    " \"doc\": \"Who may speak to the customer at one place of conversation-events, as the holder events before it say.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"kind\",\n"
    "    \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "     \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "     \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "    \"default\": \"bot\", \"doc\": \"Bot, queue or agent; the bot without any holder event.\"},\n"
    "   {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the bot or agent; empty: any bot, or queue.\"},\n"
    "   {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name as the customer may see it.\"},\n"
    "   {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "    \"doc\": \"The holder's ids in other systems.\"},\n"
    "   {\"name\": \"epoch\", \"type\": \"long\", \"default\": 0, \"doc\": \"The epoch; 0 without any holder event.\"},\n"
    "   {\"name\": \"assignment_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The assignment that decided it.\"},\n"
    "   {\"name\": \"offset\", \"type\": \"long\", \"default\": -1, \"doc\": \"Offset of the holder event; -1: none yet.\"},\n"
    "   {\"name\": \"speakers\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "    \"doc\": \"Agents who may speak beside the holder, under the same epoch.\"},\n"
    "   {\"name\": \"takeover_by\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Agent whose message asked for the conversation and is not answered yet; empty: none.\"},\n"
    "   {\"name\": \"takeover_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"That message.\"}\n"
    " ]}\n";
const struct baton_record_type baton_holding_type = {
    .name = "Holding",
    .size = sizeof(struct baton_holding),
    .fields = holding_fields,
    .field_count = sizeof(holding_fields) / sizeof(holding_fields[0]),
    .defaults = &holding_defaults,
    .schema_text = holding_schema,
};

static const struct baton_field sender_mark_fields[] = {
    { .name = "sender", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_sender_mark, sender) },
    { .name = "sequence", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_sender_mark, sequence) },
};
static const struct baton_sender_mark sender_mark_defaults =
    { .sender = 0, .sequence = 0 };
const struct baton_record_type baton_sender_mark_type = {
    .name = "SenderMark",
    .size = sizeof(struct baton_sender_mark),
    .fields = sender_mark_fields,
    .field_count = sizeof(sender_mark_fields) / sizeof(sender_mark_fields[0]),
    .defaults = &sender_mark_defaults,
    .schema_text = NULL,
};

static const struct baton_field recent_fields[] = {
    { .name = "ids", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_recent, ids),
      .count_offset = offsetof(struct baton_recent, ids_count) },
    { .name = "next", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_recent, next) },
    { .name = "senders", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_recent, senders),
      .count_offset = offsetof(struct baton_recent, senders_count),
      .record = &baton_sender_mark_type },
};
static const struct baton_recent recent_defaults =
    { .next = 0 };
static const char recent_schema[] =
    "{\"type\": \"record\", \"name\": \"Recent\", \"namespace\": \"baton\",\n"
    " \"doc\": \"The events of a conversation that were processed last, to drop duplicates.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"ids\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Hashes of the last event ids, a ring.\"},\n"
    "   {\"name\": \"next\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Place in the ring that the next id takes.\"},\n"
    "   {\"name\": \"senders\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"SenderMark\",\n"
    "      \"doc\": \"How far one sender that numbers its events has come.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"sender\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the sender's name.\"},\n"
    "        {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its highest number so far.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"Senders that number their events.\"}\n"
    " ]}\n";
const struct baton_record_type baton_recent_type = {
    .name = "Recent",
    .size = sizeof(struct baton_recent),
    .fields = recent_fields,
    .field_count = sizeof(recent_fields) / sizeof(recent_fields[0]),
    .defaults = &recent_defaults,
    .schema_text = recent_schema,
};

const struct baton_record_type *const baton_conversation_state_types[] = {
    &baton_holding_type,
    &baton_recent_type,
    NULL,
};
