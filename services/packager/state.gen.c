/* Generated from the schemas in services/packager/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field packager_pending_fields[] = {
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, event_id) },
    { .name = "page", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, page) },
    { .name = "speaker", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, speaker),
      .symbols = &baton_speaker_symbols },
    { .name = "speaker_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, speaker_id) },
    { .name = "epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, epoch) },
    { .name = "arrived_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, arrived_at) },
    { .name = "takeover", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_pending, takeover) },
};
static const struct baton_packager_pending packager_pending_defaults =
    { .event_id = { "", 0 }, .page = 0, .speaker = BATON_SPEAKER_UNKNOWN, .speaker_id = { "", 0 },
      .epoch = -1, .arrived_at = 0, .takeover = false };
const struct baton_record_type baton_packager_pending_type = {
    .name = "PackagerPending",
    .size = sizeof(struct baton_packager_pending),
    .fields = packager_pending_fields,
    .field_count = sizeof(packager_pending_fields) / sizeof(packager_pending_fields[0]),
    .defaults = &packager_pending_defaults,
    .schema_text = NULL,
};

static const struct baton_field packager_conversation_fields[] = {
    { .name = "holding", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, holding),
      .record = &baton_holding_type },
    { .name = "recent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, recent),
      .record = &baton_recent_type },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, policy_version) },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, synthetic) },
    { .name = "ended", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, ended) },
    { .name = "forgotten", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, forgotten) },
    { .name = "forgotten_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, forgotten_at) },
    { .name = "status", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, status),
      .symbols = &baton_package_status_symbols },
    { .name = "version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, version) },
    { .name = "head_hash", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, head_hash) },
    { .name = "head_inputs", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, head_inputs) },
    { .name = "head_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, head_due) },
    { .name = "started_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, started_at) },
    { .name = "page", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page) },
    { .name = "page_version", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page_version) },
    { .name = "page_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page_turns) },
    { .name = "page_bytes", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page_bytes) },
    { .name = "page_first_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page_first_at) },
    { .name = "page_last_at", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, page_last_at) },
    { .name = "pages", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, pages) },
    { .name = "turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, turns) },
    { .name = "customer_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, customer_turns) },
    { .name = "answers", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, answers) },
    { .name = "last_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, last_event_id) },
    { .name = "last_answer_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, last_answer_id) },
    { .name = "last_answer", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, last_answer) },
    { .name = "mood", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, mood), .record = &baton_mood_type },
    { .name = "mood_answer", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, mood_answer) },
    { .name = "last_words", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, last_words) },
    { .name = "pending", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_conversation, pending),
      .count_offset = offsetof(struct baton_packager_conversation, pending_count),
      .record = &baton_packager_pending_type },
    { .name = "requests", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, requests) },
    { .name = "request_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, request_id) },
    { .name = "request_epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, request_epoch) },
    { .name = "request_hash", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, request_hash) },
    { .name = "prepare_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, prepare_id) },
    { .name = "pool", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, pool) },
    { .name = "waiting_since", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, waiting_since) },
    { .name = "enrichments", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, enrichments) },
    { .name = "asked_customer", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, asked_customer) },
    { .name = "early_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, early_due) },
    { .name = "retention_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_conversation, retention_due) },
};
static const struct baton_packager_conversation packager_conversation_defaults =
    { .holding = { .kind = BATON_HOLDER_KIND_BOT, .id = { "", 0 }, .name = { "", 0 }, .epoch = 0,
      .assignment_id = { "", 0 }, .offset = -1, .takeover_by = { "", 0 },
      .takeover_event_id = { "", 0 } }, .recent = { .next = 0 }, .policy_version = { "", 0 },
      .synthetic = false, .ended = false, .forgotten = false, .forgotten_at = 0,
      .status = BATON_PACKAGE_STATUS_UNKNOWN, .version = 0, .head_hash = 0, .head_inputs = 0,
      .head_due = 0, .started_at = 0, .page = 0, .page_version = 0, .page_turns = 0,
      .page_bytes = 0, .page_first_at = 0, .page_last_at = 0, .pages = 0, .turns = 0,
      .customer_turns = 0, .answers = 0, .last_event_id = { "", 0 }, .last_answer_id = { "", 0 },
      .last_answer = { "", 0 }, .mood = { .score = NAN, .trajectory = BATON_TRAJECTORY_UNKNOWN,
      .emotion = { "", 0 }, .turned_by = { "", 0 }, .turned_text = { "", 0 } }, .mood_answer = 0,
      .last_words = { "", 0 }, .requests = 0, .request_id = { "", 0 }, .request_epoch = -1,
      .request_hash = 0, .prepare_id = { "", 0 }, .pool = { "", 0 }, .waiting_since = 0,
      .enrichments = 0, .asked_customer = { "", 0 }, .early_due = 0, .retention_due = 0 };
static const char packager_conversation_schema[] =
    "{\"type\": \"record\",\n"
    " \"name\": \"PackagerConversation\",\n"
    " \"namespace\": \"baton\",\n"
    " \"doc\": \"What the packager needs at every event of a conversation; what it knows of the case is in PackagerKnowledge.\",\n"
    " \"fields\": [\n"
    "  {\"name\": \"holding\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Holding\",\n"
    "    \"namespace\": \"baton\",\n"
    "    \"doc\": \"Who may speak to the customer at one place of conversation-events, as the holder events before it say.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"kind\",\n"
    "      \"type\": {\"type\": \"enum\",\n"
    "       \"name\": \"HolderKind\",\n"
    "       \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "       \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"],\n"
    "       \"default\": \"unknown\"},\n"
    "      \"default\": \"bot\",\n"
    "      \"doc\": \"Bot, queue or agent; the bot without any holder event.\"},\n"
    "     {\"name\": \"id\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Id of the bot or agent; empty: any bot, or queue.\"},\n"
    "     {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Name as the customer may see it.\"},\n"
    "     {\"name\": \"external_ids\", \"type\": {\"type\": \"map\", \"values\": \"string\"}, \"default\": {},\n"
    "      \"doc\": \"The holder's ids in other systems.\"},\n"
    "     {\"name\": \"epoch\",\n"
    "      \"type\": \"long\",\n"
    "      \"default\": 0,\n"
    "      \"doc\": \"The epoch; 0 without any holder event.\"},\n"
    "     {\"name\": \"assignment_id\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"The assignment that decided it.\"},\n"
    "     {\"name\": \"offset\",\n"
    "      \"type\": \"long\",\n"
    "      \"default\": -1,\n"
    "      \"doc\": \"Offset of the holder event; -1: none yet.\"},\n"
    "     {\"name\": \"speakers\",\n"
    "      \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Agents who may speak beside the holder, under the same epoch.\"},\n"
    "     {\"name\": \"takeover_by\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Agent whose message asked for the conversation and is not answered yet; empty: none.\"},\n"
    "     {\"name\": \"takeover_event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"That message.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"Who may speak.\"},\n"
    "  {\"name\": \"recent\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Recent\",\n"
    "    \"namespace\": \"baton\",\n"
    "    \"doc\": \"The events of a conversation that were processed last, to drop duplicates.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"ids\",\n"
    "      \"type\": {\"type\": \"array\", \"items\": \"long\"},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Hashes of the last event ids, a ring.\"},\n"
    "     {\"name\": \"next\",\n"
    "      \"type\": \"long\",\n"
    "      \"default\": 0,\n"
    "      \"doc\": \"Place in the ring that the next id takes.\"},\n"
    "     {\"name\": \"senders\",\n"
    "      \"type\": {\"type\": \"array\",\n"
    "       \"items\": {\"type\": \"record\",\n"
    "        \"name\": \"SenderMark\",\n"
    "        \"doc\": \"How far one sender that numbers its events has come.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"sender\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the sender's name.\"},\n"
    "         {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its highest number so far.\"}\n"
    "        ]}},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Senders that number their events.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The events that were processed last.\"},\n"
    "  {\"name\": \"policy_version\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Policy that the conversation began under.\"},\n"
    "  {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false, \"doc\": \"A drill or demonstration.\"},\n"
    "  {\"name\": \"ended\", \"type\": \"boolean\", \"default\": false, \"doc\": \"The conversation is over.\"},\n"
    "  {\"name\": \"forgotten\",\n"
    "   \"type\": \"boolean\",\n"
    "   \"default\": false,\n"
    "   \"doc\": \"What was known was erased and nothing came since.\"},\n"
    "  {\"name\": \"forgotten_at\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"When it was erased last, milliseconds; 0: never. What was said before is not kept.\"},\n"
    "  {\"name\": \"status\",\n"
    "   \"type\": {\"type\": \"enum\",\n"
    "    \"name\": \"PackageStatus\",\n"
    "    \"doc\": \"Where the conversation stands. unknown: not said, or a symbol that this reader does not know; live: with the bot, kept up to date; prepared: an escalation is likely; handed_over: asked for or waits for a person; with_agent: a person holds it; returned: back with the bot; ended: the conversation is over.\",\n"
    "    \"symbols\": [\"unknown\", \"live\", \"prepared\", \"handed_over\", \"with_agent\", \"returned\", \"ended\"],\n"
    "    \"default\": \"unknown\"},\n"
    "   \"default\": \"unknown\",\n"
    "   \"doc\": \"Where the conversation stands.\"},\n"
    "  {\"name\": \"version\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Version of the package that was written last; 0: none yet.\"},\n"
    "  {\"name\": \"head_hash\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of what that version says.\"},\n"
    "  {\"name\": \"head_inputs\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Hash of what a head is composed of beside the knowledge, as it was at the last one.\"},\n"
    "  {\"name\": \"head_due\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"When time alone makes another head of the same; 0: never.\"},\n"
    "  {\"name\": \"started_at\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"When the conversation began, in milliseconds; 0: not known.\"},\n"
    "  {\"name\": \"page\", \"type\": \"long\", \"default\": 0, \"doc\": \"Number of the open page; 0: none is open.\"},\n"
    "  {\"name\": \"page_version\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its version.\"},\n"
    "  {\"name\": \"page_turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Turns on it.\"},\n"
    "  {\"name\": \"page_bytes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Bytes of its turns.\"},\n"
    "  {\"name\": \"page_first_at\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Time of its first turn; 0: not known.\"},\n"
    "  {\"name\": \"page_last_at\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Time of its last turn; 0: not known.\"},\n"
    "  {\"name\": \"pages\", \"type\": \"long\", \"default\": 0, \"doc\": \"Pages so far.\"},\n"
    "  {\"name\": \"turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Turns on all pages.\"},\n"
    "  {\"name\": \"customer_turns\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Messages of the customer so far.\"},\n"
    "  {\"name\": \"answers\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Messages of the bot and of agents to the customer so far.\"},\n"
    "  {\"name\": \"last_event_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The last event that was processed.\"},\n"
    "  {\"name\": \"last_answer_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The last message of the bot or of an agent.\"},\n"
    "  {\"name\": \"last_answer\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Its first words.\"},\n"
    "  {\"name\": \"mood\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Mood\",\n"
    "    \"doc\": \"The customer's mood over the conversation.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"score\",\n"
    "      \"type\": [\"null\", \"double\"],\n"
    "      \"default\": null,\n"
    "      \"doc\": \"Now, -1 (very bad) to 1 (very good); null: not known.\"},\n"
    "     {\"name\": \"trajectory\",\n"
    "      \"type\": {\"type\": \"enum\",\n"
    "       \"name\": \"Trajectory\",\n"
    "       \"doc\": \"Where the mood goes. unknown: not said, or a symbol that this reader does not know; improving: gets better; steady: stays; falling: gets worse; volatile: up and down.\",\n"
    "       \"symbols\": [\"unknown\", \"improving\", \"steady\", \"falling\", \"volatile\"],\n"
    "       \"default\": \"unknown\"},\n"
    "      \"default\": \"unknown\",\n"
    "      \"doc\": \"Where it goes.\"},\n"
    "     {\"name\": \"points\",\n"
    "      \"type\": {\"type\": \"array\", \"items\": \"double\"},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Scores of the customer's messages, oldest first, the last 20.\"},\n"
    "     {\"name\": \"emotion\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In a word; empty: not known.\"},\n"
    "     {\"name\": \"turned_by\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"event_id after which it turned; empty: it did not.\"},\n"
    "     {\"name\": \"turned_text\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"What turned it, as written; empty: it did not turn.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The customer's mood.\"},\n"
    "  {\"name\": \"mood_answer\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Answers that the customer had got when the mood turned; 0: it did not, or before any.\"},\n"
    "  {\"name\": \"last_words\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What the customer said last.\"},\n"
    "  {\"name\": \"pending\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"PackagerPending\",\n"
    "     \"doc\": \"A message that was not said when it came and may be said later.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The message.\"},\n"
    "      {\"name\": \"page\", \"type\": \"long\", \"default\": 0, \"doc\": \"Number of the page that it is on.\"},\n"
    "      {\"name\": \"speaker\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"Speaker\",\n"
    "        \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "        \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"Who wants to speak.\"},\n"
    "      {\"name\": \"speaker_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"His id; empty: not known.\"},\n"
    "      {\"name\": \"epoch\",\n"
    "       \"type\": \"long\",\n"
    "       \"default\": -1,\n"
    "       \"doc\": \"The epoch under which it shall be said; -1: any.\"},\n"
    "      {\"name\": \"arrived_at\",\n"
    "       \"type\": \"long\",\n"
    "       \"default\": 0,\n"
    "       \"doc\": \"When it came, by the broker's clock, in milliseconds.\"},\n"
    "      {\"name\": \"takeover\",\n"
    "       \"type\": \"boolean\",\n"
    "       \"default\": false,\n"
    "       \"doc\": \"True: an agent asks for the conversation with it.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Messages that wait to be said, oldest first, at most 16.\"},\n"
    "  {\"name\": \"requests\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Routing requests so far, for their ids.\"},\n"
    "  {\"name\": \"request_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The request that is open or being served; empty: none.\"},\n"
    "  {\"name\": \"request_epoch\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": -1,\n"
    "   \"doc\": \"The epoch in which a person was last asked for; -1: never.\"},\n"
    "  {\"name\": \"request_hash\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Hash of what the router was told last of the case.\"},\n"
    "  {\"name\": \"prepare_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The open request to prepare; empty: none.\"},\n"
    "  {\"name\": \"pool\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Pool that was asked; empty: none yet.\"},\n"
    "  {\"name\": \"waiting_since\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Since when the customer waits for a person, in milliseconds; 0: does not.\"},\n"
    "  {\"name\": \"enrichments\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Enrichment requests so far, for their ids.\"},\n"
    "  {\"name\": \"asked_customer\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Customer for whom enrichment was asked; empty: nobody.\"},\n"
    "  {\"name\": \"early_due\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Deadline of the timer for messages under an epoch to come; 0: none.\"},\n"
    "  {\"name\": \"retention_due\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"When everything of the ended conversation goes; 0: not ended.\"}\n"
    " ]}\n";
const struct baton_record_type baton_packager_conversation_type = {
    .name = "PackagerConversation",
    .size = sizeof(struct baton_packager_conversation),
    .fields = packager_conversation_fields,
    .field_count = sizeof(packager_conversation_fields) / sizeof(packager_conversation_fields[0]),
    .defaults = &packager_conversation_defaults,
    .schema_text = packager_conversation_schema,
};

static const struct baton_field packager_fact_fields[] = {
    { .name = "fact", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_fact, fact), .record = &baton_fact_type },
    { .name = "superseded", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_fact, superseded) },
};
static const struct baton_packager_fact packager_fact_defaults =
    { .fact = { .name = { "", 0 }, .value = { "", 0 }, .by = BATON_SPEAKER_UNKNOWN,
      .event_id = { "", 0 }, .at = BATON_NULL_LONG, .source = { "", 0 }, .confirmed = false,
      .confidence = NAN, .superseded = false }, .superseded = false };
const struct baton_record_type baton_packager_fact_type = {
    .name = "PackagerFact",
    .size = sizeof(struct baton_packager_fact),
    .fields = packager_fact_fields,
    .field_count = sizeof(packager_fact_fields) / sizeof(packager_fact_fields[0]),
    .defaults = &packager_fact_defaults,
    .schema_text = NULL,
};

static const struct baton_field packager_question_fields[] = {
    { .name = "question", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_question, question),
      .record = &baton_question_type },
    { .name = "answered", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_question, answered) },
    { .name = "words", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_question, words),
      .count_offset = offsetof(struct baton_packager_question, words_count) },
};
static const struct baton_packager_question packager_question_defaults =
    { .question = { .text = { "", 0 }, .by = BATON_SPEAKER_UNKNOWN, .event_id = { "", 0 },
      .at = BATON_NULL_LONG, .times = 1 }, .answered = false };
const struct baton_record_type baton_packager_question_type = {
    .name = "PackagerQuestion",
    .size = sizeof(struct baton_packager_question),
    .fields = packager_question_fields,
    .field_count = sizeof(packager_question_fields) / sizeof(packager_question_fields[0]),
    .defaults = &packager_question_defaults,
    .schema_text = NULL,
};

static const struct baton_field packager_knowledge_fields[] = {
    { .name = "customer", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, customer),
      .record = &baton_customer_type },
    { .name = "source", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, source), .record = &baton_source_type },
    { .name = "channel", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, channel),
      .record = &baton_channel_type },
    { .name = "language", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, language) },
    { .name = "page", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, page), .record = &baton_page_type },
    { .name = "attachments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, attachments),
      .count_offset = offsetof(struct baton_packager_knowledge, attachments_count),
      .record = &baton_attachment_type },
    { .name = "facts", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, facts),
      .count_offset = offsetof(struct baton_packager_knowledge, facts_count),
      .record = &baton_packager_fact_type },
    { .name = "tried", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, tried),
      .count_offset = offsetof(struct baton_packager_knowledge, tried_count),
      .record = &baton_attempt_type },
    { .name = "commitments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, commitments),
      .count_offset = offsetof(struct baton_packager_knowledge, commitments_count),
      .record = &baton_commitment_type },
    { .name = "questions", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, questions),
      .count_offset = offsetof(struct baton_packager_knowledge, questions_count),
      .record = &baton_packager_question_type },
    { .name = "deadlines", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, deadlines),
      .count_offset = offsetof(struct baton_packager_knowledge, deadlines_count),
      .record = &baton_deadline_type },
    { .name = "masks", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, masks),
      .count_offset = offsetof(struct baton_packager_knowledge, masks_count),
      .record = &baton_mask_type },
    { .name = "issue", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, issue) },
    { .name = "issue_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, issue_event_id) },
    { .name = "issue_weight", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, issue_weight) },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, intent) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, category) },
    { .name = "expectation", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, expectation) },
    { .name = "expectation_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, expectation_event_id) },
    { .name = "summary_story", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, summary_story) },
    { .name = "goal", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, goal), .record = &baton_goal_type },
    { .name = "communication", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, communication),
      .count_offset = offsetof(struct baton_packager_knowledge, communication_count),
      .record = &baton_communication_wish_type },
    { .name = "error", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, error) },
    { .name = "hurry", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, hurry) },
    { .name = "signal_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, signal_id) },
    { .name = "signal_category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, signal_category) },
    { .name = "trigger", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, trigger),
      .symbols = &baton_trigger_symbols },
    { .name = "reasons", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, reasons),
      .count_offset = offsetof(struct baton_packager_knowledge, reasons_count),
      .record = &baton_reason_type },
    { .name = "why", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, why) },
    { .name = "probability", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_packager_knowledge, probability) },
    { .name = "complexity", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, complexity),
      .symbols = &baton_complexity_symbols },
    { .name = "urgency", .kind = BATON_KIND_ENUM, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, urgency),
      .symbols = &baton_urgency_symbols },
    { .name = "skills", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, skills),
      .count_offset = offsetof(struct baton_packager_knowledge, skills_count) },
    { .name = "authority", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, authority),
      .count_offset = offsetof(struct baton_packager_knowledge, authority_count) },
    { .name = "team", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, team) },
    { .name = "enrichments", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, enrichments),
      .count_offset = offsetof(struct baton_packager_knowledge, enrichments_count),
      .record = &baton_enrichment_status_type },
    { .name = "pages", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_packager_knowledge, pages),
      .count_offset = offsetof(struct baton_packager_knowledge, pages_count),
      .record = &baton_page_ref_type },
    { .name = "previous_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, previous_conversation_id) },
    { .name = "root_conversation_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_packager_knowledge, root_conversation_id) },
};
static const struct baton_packager_knowledge packager_knowledge_defaults =
    { .customer = { .id = { "", 0 }, .name = { "", 0 }, .tier = { "", 0 }, .segment = { "", 0 },
      .plan = { "", 0 }, .tenure_months = BATON_NULL_LONG, .contract_value = NULL,
      .account_status = { "", 0 }, .journey_stage = { "", 0 }, .revenue_moment = { "", 0 },
      .language = { "", 0 }, .time_zone = { "", 0 } }, .source = { .kind = { "", 0 },
      .bot_id = { "", 0 }, .bot_version = { "", 0 }, .model = { "", 0 } }, .channel = {
      .kind = { "", 0 }, .address = { "", 0 }, .synchronous = BATON_MAYBE_UNKNOWN },
      .language = { "", 0 }, .page = { .url = { "", 0 }, .title = { "", 0 }, .area = { "", 0 } },
      .issue = { "", 0 }, .issue_event_id = { "", 0 }, .issue_weight = 0.0, .intent = { "", 0 },
      .category = { "", 0 }, .expectation = { "", 0 }, .expectation_event_id = { "", 0 },
      .summary_story = 0, .goal = { .text = { "", 0 }, .event_id = { "", 0 } }, .error = { "", 0 },
      .hurry = false, .signal_id = { "", 0 }, .signal_category = { "", 0 },
      .trigger = BATON_TRIGGER_UNKNOWN, .why = { "", 0 }, .probability = NAN,
      .complexity = BATON_COMPLEXITY_UNKNOWN, .urgency = BATON_URGENCY_UNKNOWN, .team = { "", 0 },
      .previous_conversation_id = { "", 0 }, .root_conversation_id = { "", 0 } };
static const char packager_knowledge_schema[] =
    "{\"type\": \"record\",\n"
    " \"name\": \"PackagerKnowledge\",\n"
    " \"namespace\": \"baton\",\n"
    " \"doc\": \"What is known of one conversation: all that a head is made of.\",\n"
    " \"fields\": [\n"
    "  {\"name\": \"customer\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Customer\",\n"
    "    \"doc\": \"The customer as far as the sender knows; what is empty or null says nothing and never overwrites what is known.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"id\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"The tenant's id of the customer; empty: not known.\"},\n"
    "     {\"name\": \"external_ids\",\n"
    "      \"type\": {\"type\": \"map\", \"values\": \"string\"},\n"
    "      \"default\": {},\n"
    "      \"doc\": \"Ids in other systems by the system's name (stripe, hubspot, zendesk, email, ...).\"},\n"
    "     {\"name\": \"name\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Name as the customer is addressed; empty: not known.\"},\n"
    "     {\"name\": \"tier\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Service tier in the tenant's words, such as gold; empty: not known.\"},\n"
    "     {\"name\": \"segment\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Segment in the tenant's words, such as smb; empty: not known.\"},\n"
    "     {\"name\": \"plan\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Plan or product bought; empty: not known.\"},\n"
    "     {\"name\": \"tenure_months\",\n"
    "      \"type\": [\"null\", \"long\"],\n"
    "      \"default\": null,\n"
    "      \"doc\": \"Whole months as a customer; null: not known.\"},\n"
    "     {\"name\": \"contract_value\",\n"
    "      \"type\": [\n"
    "       \"null\",\n"
    "       {\"type\": \"record\",\n"
    "        \"name\": \"Money\",\n"
    "        \"doc\": \"An amount of money.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"minor_units\",\n"
    "          \"type\": \"long\",\n"
    "          \"default\": 0,\n"
    "          \"doc\": \"The amount in the smallest unit of the currency (cents for EUR).\"},\n"
    "         {\"name\": \"currency\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"ISO 4217 code in capitals, such as EUR; empty: not known.\"}\n"
    "        ]}\n"
    "      ],\n"
    "      \"default\": null,\n"
    "      \"doc\": \"Value of the contract for a year; null: not known.\"},\n"
    "     {\"name\": \"account_status\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Such as active, trial, past_due, suspended, cancelled; empty: not known.\"},\n"
    "     {\"name\": \"journey_stage\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Such as onboarding, adoption, renewal; empty: not known.\"},\n"
    "     {\"name\": \"revenue_moment\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"What is at stake now, such as checkout, upgrade, renewal, cancellation; empty: nothing known.\"},\n"
    "     {\"name\": \"earlier_contacts\",\n"
    "      \"type\": {\"type\": \"array\",\n"
    "       \"items\": {\"type\": \"record\",\n"
    "        \"name\": \"EarlierContact\",\n"
    "        \"doc\": \"An earlier conversation of the same customer.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"conversation_id\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"Its id; empty: known from another system without an id of ours.\"},\n"
    "         {\"name\": \"started_at\",\n"
    "          \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"When it began; null: not known.\"},\n"
    "         {\"name\": \"ended_at\",\n"
    "          \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"When it ended; null: not known.\"},\n"
    "         {\"name\": \"channel\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"Kind of channel; empty: not known.\"},\n"
    "         {\"name\": \"category\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"Issue category; empty: not known.\"},\n"
    "         {\"name\": \"summary\", \"type\": \"string\", \"default\": \"\", \"doc\": \"One sentence; empty: none.\"},\n"
    "         {\"name\": \"outcome\",\n"
    "          \"type\": {\"type\": \"enum\",\n"
    "           \"name\": \"Outcome\",\n"
    "           \"doc\": \"How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved: not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred: another team or system has it; duplicate: the same as another conversation; spam: not a real request.\",\n"
    "           \"symbols\": [\n"
    "            \"unknown\",\n"
    "            \"resolved\",\n"
    "            \"partly_resolved\",\n"
    "            \"unresolved\",\n"
    "            \"abandoned\",\n"
    "            \"follow_up\",\n"
    "            \"transferred\",\n"
    "            \"duplicate\",\n"
    "            \"spam\"\n"
    "           ],\n"
    "           \"default\": \"unknown\"},\n"
    "          \"default\": \"unknown\",\n"
    "          \"doc\": \"How it ended.\"},\n"
    "         {\"name\": \"csat\",\n"
    "          \"type\": [\"null\", \"double\"],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered.\"},\n"
    "         {\"name\": \"handed_over\",\n"
    "          \"type\": \"boolean\",\n"
    "          \"default\": false,\n"
    "          \"doc\": \"True: a person held it at some time.\"},\n"
    "         {\"name\": \"agent_id\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"The last person who held it; empty: none.\"},\n"
    "         {\"name\": \"agent_name\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"That person's name; empty: none.\"}\n"
    "        ]}},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Earlier conversations, newest first, at most 20; empty: none known.\"},\n"
    "     {\"name\": \"satisfaction_history\",\n"
    "      \"type\": {\"type\": \"array\",\n"
    "       \"items\": {\"type\": \"record\",\n"
    "        \"name\": \"Satisfaction\",\n"
    "        \"doc\": \"One rating that the customer gave earlier.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"at\",\n"
    "          \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"When; null: not known.\"},\n"
    "         {\"name\": \"score\",\n"
    "          \"type\": [\"null\", \"double\"],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"1 (worst) to 5 (best), converted where the asker uses another scale; null: not known.\"},\n"
    "         {\"name\": \"comment\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"The customer's words; empty: none.\"}\n"
    "        ]}},\n"
    "      \"default\": [],\n"
    "      \"doc\": \"Earlier ratings, newest first, at most 20; empty: none known.\"},\n"
    "     {\"name\": \"product_usage\",\n"
    "      \"type\": {\"type\": \"map\", \"values\": \"string\"},\n"
    "      \"default\": {},\n"
    "      \"doc\": \"Facts about use, such as last_login, seats, feature names; values are text.\"},\n"
    "     {\"name\": \"language\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Preferred language, BCP 47, such as de-AT; empty: not known.\"},\n"
    "     {\"name\": \"time_zone\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"IANA name, such as Europe/Vienna; empty: not known.\"},\n"
    "     {\"name\": \"preferences\",\n"
    "      \"type\": {\"type\": \"map\", \"values\": \"string\"},\n"
    "      \"default\": {},\n"
    "      \"doc\": \"Preferences, such as preferred_agent, channel, contact (person or bot).\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The customer, merged from all sources.\"},\n"
    "  {\"name\": \"source\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Source\",\n"
    "    \"doc\": \"Where an event came from.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"kind\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Kind of the sending system, such as gateway, rasa, chatwoot, crm; empty: not said.\"},\n"
    "     {\"name\": \"bot_id\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Id of the bot; empty: not a bot, or not said.\"},\n"
    "     {\"name\": \"bot_version\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Version of the bot; empty: not said.\"},\n"
    "     {\"name\": \"model\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Language model that wrote the text; empty: none, or not said.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The bot.\"},\n"
    "  {\"name\": \"channel\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Channel\",\n"
    "    \"doc\": \"The way by which the customer is reached.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"kind\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word; empty: not known.\"},\n"
    "     {\"name\": \"address\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Address on that channel (session, number, mailbox), as the channel's adapter understands it; empty: not known.\"},\n"
    "     {\"name\": \"synchronous\",\n"
    "      \"type\": [\"null\", \"boolean\"],\n"
    "      \"default\": null,\n"
    "      \"doc\": \"True: the customer waits in front of it; false: reads later, as with e-mail; null: not known.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The way by which the customer is reached.\"},\n"
    "  {\"name\": \"language\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Language of the conversation; empty: not known.\"},\n"
    "  {\"name\": \"page\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Page\",\n"
    "    \"doc\": \"Where in the product the customer is.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"url\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Address of the page or name of the screen; empty: not known.\"},\n"
    "     {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "     {\"name\": \"area\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"Product area, such as billing; empty: not known.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"Where in the product the customer is.\"},\n"
    "  {\"name\": \"attachments\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Attachment\",\n"
    "     \"doc\": \"A file, call or shared screen that belongs to a message; the content is never carried.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The sender's id; empty: none.\"},\n"
    "      {\"name\": \"kind\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"AttachmentKind\",\n"
    "        \"doc\": \"What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a picture; document: a document; audio: a sound recording; video: a film; call: a phone or video call; screen_share: a shared screen; link: a page on the web; location: a place.\",\n"
    "        \"symbols\": [\n"
    "         \"unknown\",\n"
    "         \"image\",\n"
    "         \"document\",\n"
    "         \"audio\",\n"
    "         \"video\",\n"
    "         \"call\",\n"
    "         \"screen_share\",\n"
    "         \"link\",\n"
    "         \"location\"\n"
    "        ],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"What it is.\"},\n"
    "      {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"File name or title; empty: none.\"},\n"
    "      {\"name\": \"media_type\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"Media type, such as image/png; empty: not known.\"},\n"
    "      {\"name\": \"bytes\",\n"
    "       \"type\": [\"null\", \"long\"],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"Size in bytes; null: not known.\"},\n"
    "      {\"name\": \"url\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"Where it can be fetched, for as long as the sender keeps it; empty: nowhere.\"},\n"
    "      {\"name\": \"digest\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"sha256: and the lower-case hexadecimal digest of the content; empty: not known.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Everything attached so far, at most 20.\"},\n"
    "  {\"name\": \"facts\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"PackagerFact\",\n"
    "     \"doc\": \"A fact and whether it still stands.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"fact\",\n"
    "       \"type\": {\"type\": \"record\",\n"
    "        \"name\": \"Fact\",\n"
    "        \"doc\": \"Something that need not be asked again.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"name\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"What it is, such as order_number.\"},\n"
    "         {\"name\": \"value\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"Its value, masked where the policy says so.\"},\n"
    "         {\"name\": \"by\",\n"
    "          \"type\": {\"type\": \"enum\",\n"
    "           \"name\": \"Speaker\",\n"
    "           \"doc\": \"Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer: the customer; bot: the AI; agent: a person of the company; system: Baton or another program, not a voice of its own.\",\n"
    "           \"symbols\": [\"unknown\", \"customer\", \"bot\", \"agent\", \"system\"],\n"
    "           \"default\": \"unknown\"},\n"
    "          \"default\": \"unknown\",\n"
    "          \"doc\": \"Who said it.\"},\n"
    "         {\"name\": \"event_id\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"The event that says so; empty: from an enrichment.\"},\n"
    "         {\"name\": \"at\",\n"
    "          \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"When; null: not known.\"},\n"
    "         {\"name\": \"source\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"System it comes from; empty: the conversation.\"},\n"
    "         {\"name\": \"confirmed\",\n"
    "          \"type\": \"boolean\",\n"
    "          \"default\": false,\n"
    "          \"doc\": \"True: the customer confirmed it.\"},\n"
    "         {\"name\": \"confidence\",\n"
    "          \"type\": [\"null\", \"double\"],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"How sure, 0 to 1; null: as written.\"},\n"
    "         {\"name\": \"superseded\",\n"
    "          \"type\": \"boolean\",\n"
    "          \"default\": false,\n"
    "          \"doc\": \"True: an earlier value, kept; a later one stands in its place. Its name begins with earlier_.\"}\n"
    "        ]},\n"
    "       \"default\": {},\n"
    "       \"doc\": \"The fact.\"},\n"
    "      {\"name\": \"superseded\",\n"
    "       \"type\": \"boolean\",\n"
    "       \"default\": false,\n"
    "       \"doc\": \"True: the customer gave another value since.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Facts, oldest first, at most 60.\"},\n"
    "  {\"name\": \"tried\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Attempt\",\n"
    "     \"doc\": \"Something that was tried already.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"},\n"
    "      {\"name\": \"at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"When; null: not known.\"},\n"
    "      {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who tried it.\"},\n"
    "      {\"name\": \"name\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What was tried.\"},\n"
    "      {\"name\": \"outcome\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"ActionOutcome\",\n"
    "        \"doc\": \"How an attempt ended. unknown: not said, or a symbol that this reader does not know; succeeded: did what it should; partial: did some of it; failed: did not work; denied: not permitted; timed_out: no answer in time; skipped: not carried out; pending: still running.\",\n"
    "        \"symbols\": [\"unknown\", \"succeeded\", \"partial\", \"failed\", \"denied\", \"timed_out\", \"skipped\", \"pending\"],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"How it ended.\"},\n"
    "      {\"name\": \"detail\", \"type\": \"string\", \"default\": \"\", \"doc\": \"In words; empty: nothing.\"},\n"
    "      {\"name\": \"links\",\n"
    "       \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "       \"default\": [],\n"
    "       \"doc\": \"Addresses shown to the customer.\"},\n"
    "      {\"name\": \"articles\",\n"
    "       \"type\": {\"type\": \"array\",\n"
    "        \"items\": {\"type\": \"record\",\n"
    "         \"name\": \"Article\",\n"
    "         \"doc\": \"A help page or knowledge article.\",\n"
    "         \"fields\": [\n"
    "          {\"name\": \"id\",\n"
    "           \"type\": \"string\",\n"
    "           \"default\": \"\",\n"
    "           \"doc\": \"Id in the knowledge base; empty: none.\"},\n"
    "          {\"name\": \"title\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Title; empty: not known.\"},\n"
    "          {\"name\": \"url\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Address; empty: none.\"}\n"
    "         ]}},\n"
    "       \"default\": [],\n"
    "       \"doc\": \"Articles shown to the customer.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Attempts, oldest first, at most 40.\"},\n"
    "  {\"name\": \"commitments\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Commitment\",\n"
    "     \"doc\": \"Something that was promised to the customer.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The promise, as written.\"},\n"
    "      {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who promised.\"},\n"
    "      {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"},\n"
    "      {\"name\": \"at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"When; null: not known.\"},\n"
    "      {\"name\": \"due_at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"By when it was promised; null: no time was named.\"},\n"
    "      {\"name\": \"state\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"CommitmentState\",\n"
    "        \"doc\": \"What became of a promise. unknown: not said, or a symbol that this reader does not know; open: not yet kept; at_risk: open and nearly due; kept: kept; broken: the time has passed; withdrawn: taken back.\",\n"
    "        \"symbols\": [\"unknown\", \"open\", \"at_risk\", \"kept\", \"broken\", \"withdrawn\"],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"What became of it.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Promises, oldest first, at most 20.\"},\n"
    "  {\"name\": \"questions\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"PackagerQuestion\",\n"
    "     \"doc\": \"A question and whether it was answered.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"question\",\n"
    "       \"type\": {\"type\": \"record\",\n"
    "        \"name\": \"Question\",\n"
    "        \"doc\": \"A question without an answer.\",\n"
    "        \"fields\": [\n"
    "         {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The question, as written.\"},\n"
    "         {\"name\": \"by\", \"type\": \"Speaker\", \"default\": \"unknown\", \"doc\": \"Who asked.\"},\n"
    "         {\"name\": \"event_id\",\n"
    "          \"type\": \"string\",\n"
    "          \"default\": \"\",\n"
    "          \"doc\": \"The event where it was asked last.\"},\n"
    "         {\"name\": \"at\",\n"
    "          \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "          \"default\": null,\n"
    "          \"doc\": \"When it was asked last; null: not known.\"},\n"
    "         {\"name\": \"times\", \"type\": \"long\", \"default\": 1, \"doc\": \"How often it was asked.\"}\n"
    "        ]},\n"
    "       \"default\": {},\n"
    "       \"doc\": \"The question.\"},\n"
    "      {\"name\": \"answered\",\n"
    "       \"type\": \"boolean\",\n"
    "       \"default\": false,\n"
    "       \"doc\": \"True: somebody answered; asked again it is open again.\"},\n"
    "      {\"name\": \"words\",\n"
    "       \"type\": {\"type\": \"array\", \"items\": \"long\"},\n"
    "       \"default\": [],\n"
    "       \"doc\": \"Hashes of its content words, ascending.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Questions, oldest first, at most 20.\"},\n"
    "  {\"name\": \"deadlines\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Deadline\",\n"
    "     \"doc\": \"A time that the customer named.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The words.\"},\n"
    "      {\"name\": \"due_at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"The time; null: the words could not be turned into one.\"},\n"
    "      {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Deadlines in the order named, at most 10.\"},\n"
    "  {\"name\": \"masks\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Mask\",\n"
    "     \"doc\": \"Something that was hidden in the package.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"kind\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What it is, such as card_number.\"},\n"
    "      {\"name\": \"placeholder\", \"type\": \"string\", \"default\": \"\", \"doc\": \"What stands in its place.\"},\n"
    "      {\"name\": \"count\", \"type\": \"long\", \"default\": 0, \"doc\": \"How often.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"What was hidden, by kind.\"},\n"
    "  {\"name\": \"issue\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The sentence that says best what the customer wants; empty: none yet.\"},\n"
    "  {\"name\": \"issue_event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The message that it is from.\"},\n"
    "  {\"name\": \"issue_weight\",\n"
    "   \"type\": \"double\",\n"
    "   \"default\": 0.0,\n"
    "   \"doc\": \"How much speaks for that sentence.\"},\n"
    "  {\"name\": \"intent\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Last intent of the customer, as the sender said.\"},\n"
    "  {\"name\": \"category\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Issue category by the bot's own word; empty: not said.\"},\n"
    "  {\"name\": \"expectation\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"What the customer expects, as written.\"},\n"
    "  {\"name\": \"expectation_event_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The message that says so.\"},\n"
    "  {\"name\": \"summary_story\",\n"
    "   \"type\": \"long\",\n"
    "   \"default\": 0,\n"
    "   \"doc\": \"Hash of the course of the case that a model was asked to sum up; 0: of none.\"},\n"
    "  {\"name\": \"goal\",\n"
    "   \"type\": {\"type\": \"record\",\n"
    "    \"name\": \"Goal\",\n"
    "    \"doc\": \"What the customer wants to achieve in the end, where the words say so.\",\n"
    "    \"fields\": [\n"
    "     {\"name\": \"text\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The words; empty: not said.\"},\n"
    "     {\"name\": \"event_id\",\n"
    "      \"type\": \"string\",\n"
    "      \"default\": \"\",\n"
    "      \"doc\": \"The event that says so; empty: none.\"}\n"
    "    ]},\n"
    "   \"default\": {},\n"
    "   \"doc\": \"The goal behind the request.\"},\n"
    "  {\"name\": \"communication\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"CommunicationWish\",\n"
    "     \"doc\": \"How the customer said that he wants to be spoken to.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"name\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"channel, avoid_channel, time, style, address or language.\"},\n"
    "      {\"name\": \"value\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"Of a channel phone, email, sms, whatsapp, chat; of a time its words; of a style short, plain_words, step_by_step; of the form of address the name, first_name, du or Sie; of a language BCP 47.\"},\n"
    "      {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The event that says so.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Communication preferences that were said, oldest first, at most 8.\"},\n"
    "  {\"name\": \"error\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The last error that the bot or a channel reported.\"},\n"
    "  {\"name\": \"hurry\",\n"
    "   \"type\": \"boolean\",\n"
    "   \"default\": false,\n"
    "   \"doc\": \"The customer said that it is urgent.\"},\n"
    "  {\"name\": \"signal_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The last signal that counted.\"},\n"
    "  {\"name\": \"signal_category\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"Issue category by the detector; empty: no signal, or none found.\"},\n"
    "  {\"name\": \"trigger\",\n"
    "   \"type\": {\"type\": \"enum\",\n"
    "    \"name\": \"Trigger\",\n"
    "    \"doc\": \"What made the detector or a person want a handoff; the strongest reason. unknown: not said, or a symbol that this reader does not know; explicit_request: the customer asked for a person; complaint: the customer says that it is not working; customer_repeats: the customer asks the same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic: a subject that the policy gives to people; authority: needs a permission that the bot does not have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did not work; length: the conversation is too long; behaviour: what the customer does on the page; business_critical: a customer or moment of high value; bot_request: the bot itself asked for a person; bot_error: the bot reported an error; bot_silent: the bot does not answer; phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation on; supervisor: a supervisor forced it; policy: a rule of the policy.\",\n"
    "    \"symbols\": [\n"
    "     \"unknown\",\n"
    "     \"explicit_request\",\n"
    "     \"complaint\",\n"
    "     \"customer_repeats\",\n"
    "     \"bot_repeats\",\n"
    "     \"sentiment\",\n"
    "     \"aggression\",\n"
    "     \"complexity\",\n"
    "     \"topic\",\n"
    "     \"authority\",\n"
    "     \"low_confidence\",\n"
    "     \"failed_attempts\",\n"
    "     \"length\",\n"
    "     \"behaviour\",\n"
    "     \"business_critical\",\n"
    "     \"bot_request\",\n"
    "     \"bot_error\",\n"
    "     \"bot_silent\",\n"
    "     \"phantom_handoff\",\n"
    "     \"combined\",\n"
    "     \"takeover\",\n"
    "     \"transfer\",\n"
    "     \"supervisor\",\n"
    "     \"policy\"\n"
    "    ],\n"
    "    \"default\": \"unknown\"},\n"
    "   \"default\": \"unknown\",\n"
    "   \"doc\": \"What made the handoff.\"},\n"
    "  {\"name\": \"reasons\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"Reason\",\n"
    "     \"doc\": \"One reason for a decision, with its evidence.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"code\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"Name of the feature or rule, stable, such as repeated_question.\"},\n"
    "      {\"name\": \"contribution\",\n"
    "       \"type\": \"double\",\n"
    "       \"default\": 0.0,\n"
    "       \"doc\": \"What it added to the score (log-odds for the detector, points for the router); negative: against.\"},\n"
    "      {\"name\": \"event_ids\",\n"
    "       \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "       \"default\": [],\n"
    "       \"doc\": \"Events that are the evidence.\"},\n"
    "      {\"name\": \"quotes\",\n"
    "       \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "       \"default\": [],\n"
    "       \"doc\": \"The words that were found, as written, at most 3 of at most 200 bytes.\"},\n"
    "      {\"name\": \"detail\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"The reason in words; empty: the code says it.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Reasons of the signal, at most 6.\"},\n"
    "  {\"name\": \"why\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The reasons in one sentence.\"},\n"
    "  {\"name\": \"probability\",\n"
    "   \"type\": [\"null\", \"double\"],\n"
    "   \"default\": null,\n"
    "   \"doc\": \"The signal's probability; null: none.\"},\n"
    "  {\"name\": \"complexity\",\n"
    "   \"type\": {\"type\": \"enum\",\n"
    "    \"name\": \"Complexity\",\n"
    "    \"doc\": \"How hard the problem is. unknown: not said, or a symbol that this reader does not know; simple: one known problem; moderate: several steps or some doubt; complex: linked problems, several systems or an exception.\",\n"
    "    \"symbols\": [\"unknown\", \"simple\", \"moderate\", \"complex\"],\n"
    "    \"default\": \"unknown\"},\n"
    "   \"default\": \"unknown\",\n"
    "   \"doc\": \"How hard it is, by the signal.\"},\n"
    "  {\"name\": \"urgency\",\n"
    "   \"type\": {\"type\": \"enum\",\n"
    "    \"name\": \"Urgency\",\n"
    "    \"doc\": \"How soon a person is needed. unknown: not said, or a symbol that this reader does not know; low: today is enough; normal: in its turn; high: before the normal ones; critical: at once.\",\n"
    "    \"symbols\": [\"unknown\", \"low\", \"normal\", \"high\", \"critical\"],\n"
    "    \"default\": \"unknown\"},\n"
    "   \"default\": \"unknown\",\n"
    "   \"doc\": \"How soon a person is needed, by the signal.\"},\n"
    "  {\"name\": \"skills\",\n"
    "   \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Skills that the signal recommends.\"},\n"
    "  {\"name\": \"authority\",\n"
    "   \"type\": {\"type\": \"array\", \"items\": \"string\"},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Authority that the signal asks for.\"},\n"
    "  {\"name\": \"team\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Team that the signal asks for.\"},\n"
    "  {\"name\": \"enrichments\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"EnrichmentStatus\",\n"
    "     \"doc\": \"Information asked of another system.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"request_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The enrichment request.\"},\n"
    "      {\"name\": \"kind\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"EnrichmentKind\",\n"
    "        \"doc\": \"What kind of information is asked for. unknown: not said, or a symbol that this reader does not know; history: earlier conversations; crm: the customer's record; billing: payments and plan; issues: known bugs and tickets; helpdesk: earlier helpdesk tickets; knowledge: articles and solved cases; llm: a text by a language model.\",\n"
    "        \"symbols\": [\"unknown\", \"history\", \"crm\", \"billing\", \"issues\", \"helpdesk\", \"knowledge\", \"llm\"],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"What kind.\"},\n"
    "      {\"name\": \"source\", \"type\": \"string\", \"default\": \"\", \"doc\": \"System; empty: not known yet.\"},\n"
    "      {\"name\": \"state\",\n"
    "       \"type\": {\"type\": \"enum\",\n"
    "        \"name\": \"EnrichmentState\",\n"
    "        \"doc\": \"How far a request for more information came. unknown: not said, or a symbol that this reader does not know; pending: asked, no answer yet; arrived: answered in full; partial: answered in part; not_found: the source knows nothing; failed: the source refused or broke; timed_out: no answer in time; disabled: the tenant has not set up this source.\",\n"
    "        \"symbols\": [\"unknown\", \"pending\", \"arrived\", \"partial\", \"not_found\", \"failed\", \"timed_out\", \"disabled\"],\n"
    "        \"default\": \"unknown\"},\n"
    "       \"default\": \"unknown\",\n"
    "       \"doc\": \"How far it came.\"},\n"
    "      {\"name\": \"requested_at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"When it was asked; null: came unasked.\"},\n"
    "      {\"name\": \"as_of\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"When the source said it; null: nothing came.\"},\n"
    "      {\"name\": \"age_ms\",\n"
    "       \"type\": [\"null\", \"long\"],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"Age of the information when this version was written, in milliseconds; null: nothing came.\"},\n"
    "      {\"name\": \"values\",\n"
    "       \"type\": {\"type\": \"map\", \"values\": \"string\"},\n"
    "       \"default\": {},\n"
    "       \"doc\": \"What came, by name.\"},\n"
    "      {\"name\": \"reason\",\n"
    "       \"type\": \"string\",\n"
    "       \"default\": \"\",\n"
    "       \"doc\": \"Why it failed or was not taken; empty: neither.\"},\n"
    "      {\"name\": \"masked\", \"type\": {\"type\": \"array\", \"items\": \"string\"}, \"default\": [],\n"
    "       \"doc\": \"Kinds of personal data that were hidden in what was asked, such as card_number; empty: none.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"Pending and arrived information, at most 12.\"},\n"
    "  {\"name\": \"pages\",\n"
    "   \"type\": {\"type\": \"array\",\n"
    "    \"items\": {\"type\": \"record\",\n"
    "     \"name\": \"PageRef\",\n"
    "     \"doc\": \"One page of turns in context-pages.\",\n"
    "     \"fields\": [\n"
    "      {\"name\": \"page_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the page.\"},\n"
    "      {\"name\": \"number\", \"type\": \"long\", \"default\": 0, \"doc\": \"Number of the page, from 1.\"},\n"
    "      {\"name\": \"version\",\n"
    "       \"type\": \"long\",\n"
    "       \"default\": 0,\n"
    "       \"doc\": \"Version of the page when this head was written; a higher one may exist.\"},\n"
    "      {\"name\": \"turns\", \"type\": \"long\", \"default\": 0, \"doc\": \"Turns on it.\"},\n"
    "      {\"name\": \"bytes\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its size in bytes.\"},\n"
    "      {\"name\": \"first_at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"Time of its first turn; null: not known.\"},\n"
    "      {\"name\": \"last_at\",\n"
    "       \"type\": [\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}],\n"
    "       \"default\": null,\n"
    "       \"doc\": \"Time of its last turn; null: not known.\"}\n"
    "     ]}},\n"
    "   \"default\": [],\n"
    "   \"doc\": \"The closed pages, the last 24.\"},\n"
    "  {\"name\": \"previous_conversation_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"The conversation that this one continues; empty: none.\"},\n"
    "  {\"name\": \"root_conversation_id\",\n"
    "   \"type\": \"string\",\n"
    "   \"default\": \"\",\n"
    "   \"doc\": \"First conversation of the chain; empty: not known.\"}\n"
    " ]}\n";
const struct baton_record_type baton_packager_knowledge_type = {
    .name = "PackagerKnowledge",
    .size = sizeof(struct baton_packager_knowledge),
    .fields = packager_knowledge_fields,
    .field_count = sizeof(packager_knowledge_fields) / sizeof(packager_knowledge_fields[0]),
    .defaults = &packager_knowledge_defaults,
    .schema_text = packager_knowledge_schema,
};

const struct baton_record_type *const baton_packager_state_types[] = {
    &baton_packager_conversation_type,
    &baton_packager_knowledge_type,
    NULL,
};
