/* Generated from the schemas in services/detector/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#include "state.gen.h"

#include <math.h>

/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

static const struct baton_field detector_said_fields[] = {
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_said, event_id) },
    { .name = "mood", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_said, mood) },
    { .name = "size", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_said, size) },
    { .name = "words", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_said, words),
      .count_offset = offsetof(struct baton_detector_said, words_count) },
};
static const struct baton_detector_said detector_said_defaults =
    { .event_id = { "", 0 }, .mood = 0, .size = 0 };
const struct baton_record_type baton_detector_said_type = {
    .name = "DetectorSaid",
    .size = sizeof(struct baton_detector_said),
    .fields = detector_said_fields,
    .field_count = sizeof(detector_said_fields) / sizeof(detector_said_fields[0]),
    .defaults = &detector_said_defaults,
    .schema_text = NULL,
};

static const struct baton_field detector_held_fields[] = {
    { .name = "due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_held, due) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_held, event_id) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_held, offset) },
    { .name = "chance", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_held, chance) },
    { .name = "trigger", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_held, trigger) },
};
static const struct baton_detector_held detector_held_defaults =
    { .due = 0, .event_id = { "", 0 }, .offset = -1, .chance = 0, .trigger = 0 };
const struct baton_record_type baton_detector_held_type = {
    .name = "DetectorHeld",
    .size = sizeof(struct baton_detector_held),
    .fields = detector_held_fields,
    .field_count = sizeof(detector_held_fields) / sizeof(detector_held_fields[0]),
    .defaults = &detector_held_defaults,
    .schema_text = NULL,
};

static const struct baton_field detector_handoff_fields[] = {
    { .name = "due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_handoff, due) },
    { .name = "event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_handoff, event_id) },
    { .name = "offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_handoff, offset) },
};
static const struct baton_detector_handoff detector_handoff_defaults =
    { .due = 0, .event_id = { "", 0 }, .offset = -1 };
const struct baton_record_type baton_detector_handoff_type = {
    .name = "DetectorHandoff",
    .size = sizeof(struct baton_detector_handoff),
    .fields = detector_handoff_fields,
    .field_count = sizeof(detector_handoff_fields) / sizeof(detector_handoff_fields[0]),
    .defaults = &detector_handoff_defaults,
    .schema_text = NULL,
};

static const struct baton_field detector_conversation_fields[] = {
    { .name = "holding", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, holding),
      .record = &baton_holding_type },
    { .name = "recent", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, recent),
      .record = &baton_recent_type },
    { .name = "tier", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, tier) },
    { .name = "policy_version", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, policy_version) },
    { .name = "category", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, category) },
    { .name = "category_points", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, category_points) },
    { .name = "categories", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, categories) },
    { .name = "intent", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, intent) },
    { .name = "business", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, business) },
    { .name = "asynchronous", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, asynchronous) },
    { .name = "asks", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_conversation, asks),
      .count_offset = offsetof(struct baton_detector_conversation, asks_count),
      .record = &baton_detector_said_type },
    { .name = "answers", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_conversation, answers),
      .count_offset = offsetof(struct baton_detector_conversation, answers_count),
      .record = &baton_detector_said_type },
    { .name = "confidences", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_conversation, confidences),
      .count_offset = offsetof(struct baton_detector_conversation, confidences_count) },
    { .name = "customer_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, customer_turns) },
    { .name = "bot_turns", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, bot_turns) },
    { .name = "repeats", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, repeats) },
    { .name = "bot_repeats", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, bot_repeats) },
    { .name = "complaints", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, complaints) },
    { .name = "insults", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, insults) },
    { .name = "failed_attempts", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, failed_attempts) },
    { .name = "failed_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, failed_event_id) },
    { .name = "denied_action", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, denied_action) },
    { .name = "cannot", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, cannot) },
    { .name = "not_understood", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, not_understood) },
    { .name = "errors", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, errors) },
    { .name = "behaviours", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, behaviours) },
    { .name = "can_resolve", .kind = BATON_KIND_DOUBLE, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_detector_conversation, can_resolve) },
    { .name = "ask_traits", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, ask_traits) },
    { .name = "ask_echo", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, ask_echo) },
    { .name = "ask_again", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, ask_again) },
    { .name = "answer_traits", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, answer_traits) },
    { .name = "answer_echo", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, answer_echo) },
    { .name = "answer_again", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, answer_again) },
    { .name = "scores", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_conversation, scores),
      .count_offset = offsetof(struct baton_detector_conversation, scores_count) },
    { .name = "estimates", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ARRAY,
      .offset = offsetof(struct baton_detector_conversation, estimates),
      .count_offset = offsetof(struct baton_detector_conversation, estimates_count) },
    { .name = "unanswered_event_id", .kind = BATON_KIND_STRING, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, unanswered_event_id) },
    { .name = "unanswered_offset", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, unanswered_offset) },
    { .name = "silence_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, silence_due) },
    { .name = "silence_timer", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, silence_timer) },
    { .name = "retention_due", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, retention_due) },
    { .name = "signals", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, signals) },
    { .name = "escalated_epoch", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, escalated_epoch) },
    { .name = "escalation", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, escalation) },
    { .name = "taken_back", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, taken_back) },
    { .name = "prepare", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, prepare) },
    { .name = "calm", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, calm) },
    { .name = "hold", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, hold) },
    { .name = "held", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_detector_conversation, held),
      .record = &baton_detector_held_type },
    { .name = "progress", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, progress) },
    { .name = "clarifying", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, clarifying) },
    { .name = "asked", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, asked) },
    { .name = "given", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, given) },
    { .name = "asked_given", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, asked_given) },
    { .name = "areas", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, areas) },
    { .name = "unusual", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, unusual) },
    { .name = "foreign", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, foreign) },
    { .name = "handoff", .kind = BATON_KIND_RECORD, .shape = BATON_SHAPE_NULLABLE,
      .offset = offsetof(struct baton_detector_conversation, handoff),
      .record = &baton_detector_handoff_type },
    { .name = "told", .kind = BATON_KIND_LONG, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, told) },
    { .name = "ended", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, ended) },
    { .name = "synthetic", .kind = BATON_KIND_BOOL, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, synthetic) },
    { .name = "packed", .kind = BATON_KIND_BYTES, .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct baton_detector_conversation, packed) },
};
static const struct baton_detector_conversation detector_conversation_defaults =
    { .holding = { .kind = BATON_HOLDER_KIND_BOT, .id = { "", 0 }, .name = { "", 0 }, .epoch = 0,
      .assignment_id = { "", 0 }, .offset = -1, .takeover_by = { "", 0 },
      .takeover_event_id = { "", 0 } }, .recent = { .next = 0 }, .tier = { "", 0 },
      .policy_version = { "", 0 }, .category = { "", 0 }, .category_points = 0, .categories = 0,
      .intent = { "", 0 }, .business = false, .asynchronous = false, .customer_turns = 0,
      .bot_turns = 0, .repeats = 0, .bot_repeats = 0, .complaints = 0, .insults = 0,
      .failed_attempts = 0, .failed_event_id = { "", 0 }, .denied_action = { "", 0 }, .cannot = 0,
      .not_understood = 0, .errors = 0, .behaviours = 0, .can_resolve = NAN, .ask_traits = 0,
      .ask_echo = 0, .ask_again = 0, .answer_traits = 0, .answer_echo = 0, .answer_again = 0,
      .unanswered_event_id = { "", 0 }, .unanswered_offset = -1, .silence_due = 0,
      .silence_timer = 0, .retention_due = 0, .signals = 0, .escalated_epoch = -1, .escalation = 0,
      .taken_back = false, .prepare = 0, .calm = 0, .hold = 0, .held = NULL, .progress = false,
      .clarifying = 0, .asked = 0, .given = 0, .asked_given = 0, .areas = 0, .unusual = false,
      .foreign = 0, .handoff = NULL, .told = 0, .ended = false, .synthetic = false,
      .packed = { "", 0 } };
static const char detector_conversation_schema[] =
    "{\"type\": \"record\", \"name\": \"DetectorConversation\", \"namespace\": \"baton\",\n"
    " \"doc\": \"What the detector remembers of one conversation: of the stretch since the bot last got it, and who holds it.\",\n"
    " \"fields\": [\n"
    "   {\"name\": \"holding\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Holding\",\n"
    "     \"doc\": \"Who may speak to the customer at one place of conversation-events, as the holder events before it say.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"kind\",\n"
    "        \"type\": {\"type\": \"enum\", \"name\": \"HolderKind\",\n"
    "         \"doc\": \"Who may speak to the customer. unknown: not said, or a symbol that this reader does not know; bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person.\",\n"
    "         \"symbols\": [\"unknown\", \"bot\", \"queue\", \"agent\"], \"default\": \"unknown\"},\n"
    "        \"default\": \"bot\", \"doc\": \"Bot, queue or agent; the bot without any holder event.\"},\n"
    "       {\"name\": \"id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"Id of the bot or agent; empty: any bot, or queue.\"},\n"
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
    "       {\"name\": \"takeover_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"That message.\"}\n"
    "     ]},\n"
    "    \"default\": {}, \"doc\": \"Who may speak.\"},\n"
    "   {\"name\": \"recent\",\n"
    "    \"type\": {\"type\": \"record\", \"name\": \"Recent\",\n"
    "     \"doc\": \"The events of a conversation that were processed last, to drop duplicates.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"ids\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "        \"doc\": \"Hashes of the last event ids, a ring.\"},\n"
    "       {\"name\": \"next\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Place in the ring that the next id takes.\"},\n"
    "       {\"name\": \"senders\",\n"
    "        \"type\": {\"type\": \"array\",\n"
    "         \"items\": {\"type\": \"record\", \"name\": \"SenderMark\",\n"
    "          \"doc\": \"How far one sender that numbers its events has come.\",\n"
    "          \"fields\": [\n"
    "            {\"name\": \"sender\", \"type\": \"long\", \"default\": 0, \"doc\": \"Hash of the sender's name.\"},\n"
    "            {\"name\": \"sequence\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its highest number so far.\"}\n"
    "          ]}},\n"
    "        \"default\": [], \"doc\": \"Senders that number their events.\"}\n"
    "     ]},\n"
    "    \"default\": {}, \"doc\": \"The events that were processed last.\"},\n"
    "   {\"name\": \"tier\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The customer's service tier; empty: not known.\"},\n"
    "   {\"name\": \"policy_version\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Policy that the conversation began under; empty: the built-in one.\"},\n"
    "   {\"name\": \"category\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Issue category so far; empty: none found. In the store part of `packed`.\"},\n"
    "   {\"name\": \"category_points\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"How much speaks for it, in thousandths, fading with each turn.\"},\n"
    "   {\"name\": \"categories\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Issue categories that were clearly named, a bit for each.\"},\n"
    "   {\"name\": \"intent\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Last intent of the customer, as the sender said.\"},\n"
    "   {\"name\": \"business\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"A moment or contract of high value.\"},\n"
    "   {\"name\": \"asynchronous\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"The customer does not wait in front of the channel.\"},\n"
    "   {\"name\": \"asks\",\n"
    "    \"type\": {\"type\": \"array\",\n"
    "     \"items\": {\"type\": \"record\", \"name\": \"DetectorSaid\",\n"
    "      \"doc\": \"What is kept of one message, to notice that it comes again.\",\n"
    "      \"fields\": [\n"
    "        {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\", \"doc\": \"The message.\"},\n"
    "        {\"name\": \"mood\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its mood in hundredths, -100 to 100.\"},\n"
    "        {\"name\": \"size\", \"type\": \"long\", \"default\": 0, \"doc\": \"Its words.\"},\n"
    "        {\"name\": \"words\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "         \"doc\": \"Hashes of its content words, ascending.\"}\n"
    "      ]}},\n"
    "    \"default\": [], \"doc\": \"The last messages of the customer in this stretch, oldest first, at most 8. In the store part of `packed`.\"},\n"
    "   {\"name\": \"answers\", \"type\": {\"type\": \"array\", \"items\": \"DetectorSaid\"}, \"default\": [],\n"
    "    \"doc\": \"The last messages of the bot in this stretch, oldest first, at most 6. In the store part of `packed`.\"},\n"
    "   {\"name\": \"confidences\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"What the bot said last of its confidence, in hundredths, oldest first, at most 4.\"},\n"
    "   {\"name\": \"customer_turns\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer in this stretch.\"},\n"
    "   {\"name\": \"bot_turns\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the bot in this stretch.\"},\n"
    "   {\"name\": \"repeats\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer that asked again what was asked before.\"},\n"
    "   {\"name\": \"bot_repeats\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Answers of the bot that it had given before.\"},\n"
    "   {\"name\": \"complaints\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer that complained about the service.\"},\n"
    "   {\"name\": \"insults\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer with profanity or aggression.\"},\n"
    "   {\"name\": \"failed_attempts\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Attempts of the bot that failed.\"},\n"
    "   {\"name\": \"failed_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last of them.\"},\n"
    "   {\"name\": \"denied_action\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"The last action that was not permitted to the bot; empty: none.\"},\n"
    "   {\"name\": \"cannot\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Answers in which the bot said that it cannot.\"},\n"
    "   {\"name\": \"not_understood\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Answers in which the bot said that it does not understand.\"},\n"
    "   {\"name\": \"errors\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Errors that the bot or channel reported.\"},\n"
    "   {\"name\": \"behaviours\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Signs of distress on the page.\"},\n"
    "   {\"name\": \"can_resolve\", \"type\": [\"null\", \"double\"], \"default\": null,\n"
    "    \"doc\": \"The bot's own chance to solve it, as it said last; null: never said.\"},\n"
    "   {\"name\": \"ask_traits\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of the customer's last message, as bits: 1 it has a question mark; 8 the bot has not spoken since.\"},\n"
    "   {\"name\": \"ask_echo\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Part of it that stands in the bot's message before, in hundredths.\"},\n"
    "   {\"name\": \"ask_again\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"How like the customer's most like earlier message it is, in hundredths.\"},\n"
    "   {\"name\": \"answer_traits\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Of the bot's last message, as bits: 1 it has a question mark; 2 it says that it cannot; 4 that it does not understand; 8 the customer has not spoken since; 16 it offers a person.\"},\n"
    "   {\"name\": \"answer_echo\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Part of it that stands in the customer's message before, in hundredths.\"},\n"
    "   {\"name\": \"answer_again\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"How like the bot's most like earlier message it is, in hundredths.\"},\n"
    "   {\"name\": \"scores\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"What the words of each side's last message spoke for, in tenths, a number a column; then the mean of each side's messages, the later the more. Empty: none yet. In the store part of `packed`.\"},\n"
    "   {\"name\": \"estimates\", \"type\": {\"type\": \"array\", \"items\": \"long\"}, \"default\": [],\n"
    "    \"doc\": \"Chances of the signals that last, in hundredths, a number a signal, 0 for the others. Empty: none yet. In the store part of `packed`.\"},\n"
    "   {\"name\": \"unanswered_event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "    \"doc\": \"Message of the customer that the bot has not answered yet; empty: none.\"},\n"
    "   {\"name\": \"unanswered_offset\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"Its place in conversation-events; -1: not known.\"},\n"
    "   {\"name\": \"silence_due\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When the bot is late with its answer; 0: none is waited for.\"},\n"
    "   {\"name\": \"silence_timer\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Deadline of the timer that looks whether it is, at most silence_due; 0: none is set. It outlives the answer.\"},\n"
    "   {\"name\": \"retention_due\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"When the row is dropped after the end; 0: not ended.\"},\n"
    "   {\"name\": \"signals\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Signals so far, for their ids.\"},\n"
    "   {\"name\": \"escalated_epoch\", \"type\": \"long\", \"default\": -1,\n"
    "    \"doc\": \"The epoch in which an escalation was last signalled; -1: none yet.\"},\n"
    "   {\"name\": \"escalation\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Number of the signal that asked for a person and may be withdrawn; 0: none.\"},\n"
    "   {\"name\": \"taken_back\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"The customer took it back before the conversation came to the queue.\"},\n"
    "   {\"name\": \"prepare\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Number of the signal that prepares an escalation; 0: none in this stretch; -1: it was withdrawn.\"},\n"
    "   {\"name\": \"calm\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer in a row, since it was prepared, at which the chance was far below.\"},\n"
    "   {\"name\": \"hold\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Number of the signal that holds an escalation back; 0: none in this stretch; -1: it is over.\"},\n"
    "   {\"name\": \"held\",\n"
    "    \"type\": [\"null\", {\"type\": \"record\", \"name\": \"DetectorHeld\", \"doc\": \"What is kept while it runs.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"due\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Deadline of the timer that ends it; 0: none.\"},\n"
    "       {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"Message at which it was looked at last.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Its place in conversation-events; -1: not known.\"},\n"
    "       {\"name\": \"chance\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Chance, in ten thousandths, that a person is needed, as of that message.\"},\n"
    "       {\"name\": \"trigger\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"The strongest reason at that time, by its number in the enum Trigger.\"}\n"
    "     ]}],\n"
    "    \"default\": null, \"doc\": \"The hold that runs; null: none does.\"},\n"
    "   {\"name\": \"progress\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"What the bot tried last did what it should.\"},\n"
    "   {\"name\": \"clarifying\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Questions of the bot in a row, no answer of its own between them.\"},\n"
    "   {\"name\": \"asked\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"What the bot's last message asked for, a bit for each of libcommon/conversation/asks.h.\"},\n"
    "   {\"name\": \"given\", \"type\": \"long\", \"default\": 0, \"doc\": \"What the customer gave, as those bits.\"},\n"
    "   {\"name\": \"asked_given\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Times that the bot asked for what it had been given.\"},\n"
    "   {\"name\": \"areas\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Parts of the product and actions that it was about, a bit of a hash for each.\"},\n"
    "   {\"name\": \"unusual\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"The customer's account is in no usual state.\"},\n"
    "   {\"name\": \"foreign\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"Messages of the customer whose words were not read.\"},\n"
    "   {\"name\": \"handoff\",\n"
    "    \"type\": [\"null\", {\"type\": \"record\", \"name\": \"DetectorHandoff\",\n"
    "     \"doc\": \"An event after which something is to come of a handoff.\",\n"
    "     \"fields\": [\n"
    "       {\"name\": \"due\", \"type\": \"long\", \"default\": 0,\n"
    "        \"doc\": \"Deadline of the timer that looks what came of it; 0: none.\"},\n"
    "       {\"name\": \"event_id\", \"type\": \"string\", \"default\": \"\",\n"
    "        \"doc\": \"While the bot holds: what announced the handoff. While people do: the holder event, of which the customer is to be told.\"},\n"
    "       {\"name\": \"offset\", \"type\": \"long\", \"default\": -1,\n"
    "        \"doc\": \"Its place in conversation-events; -1: not known.\"}\n"
    "     ]}],\n"
    "    \"default\": null, \"doc\": \"The handoff that is waited for; null: none is.\"},\n"
    "   {\"name\": \"told\", \"type\": \"long\", \"default\": 0,\n"
    "    \"doc\": \"As bits: 1 since the handoff the customer asked and nobody answered; 2 a delivery failed; 4 the channel reports what it delivers.\"},\n"
    "   {\"name\": \"ended\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"The conversation is over.\"},\n"
    "   {\"name\": \"synthetic\", \"type\": \"boolean\", \"default\": false,\n"
    "    \"doc\": \"A drill or demonstration.\"},\n"
    "   {\"name\": \"packed\", \"type\": \"bytes\", \"default\": \"\",\n"
    "    \"doc\": \"Only in the store: what messages leave behind, in few bytes (services/detector/row.c): the fields that say so, and the ids of `recent`. Empty: of a version that did not pack them.\"}\n"
    " ]}\n";
const struct baton_record_type baton_detector_conversation_type = {
    .name = "DetectorConversation",
    .size = sizeof(struct baton_detector_conversation),
    .fields = detector_conversation_fields,
    .field_count = sizeof(detector_conversation_fields) / sizeof(detector_conversation_fields[0]),
    .defaults = &detector_conversation_defaults,
    .schema_text = detector_conversation_schema,
};

const struct baton_record_type *const baton_detector_state_types[] = {
    &baton_detector_conversation_type,
    NULL,
};
