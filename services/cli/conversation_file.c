/* Reads conversation files into conversation events. A turn is first made into the event's own JSON
 * form, so that the checks and the error texts are those of every other event that comes in as
 * JSON. */
#include "conversation_file.h"

#include <errno.h>
#include <math.h>
#include <zlib.h>

#include "json_codec.h"
#include "key.h"
#include "timestamp.h"

#define LINE_MAX_BYTES BATON_JSON_MAX_BYTES
#define VALUE_MAX 9e13
#define LATEST_MS 253402300799999 /* the end of 9999, as far as RFC 3339 goes */

/* Its events' ids have the number of the turn behind it. */
enum { CONVERSATION_ID_MAX_BYTES = BATON_ID_MAX_BYTES - 8 };

struct conversation_file {
    gzFile gz; /* reads plain files as well */
    char *line;
    int64_t number;
    bool broken; /* nothing more can be read of it */
};

struct conversation_file *conversation_file_open(const char *path, struct baton_error *err)
{
    gzFile gz = strcmp(path, "-") == 0 ? gzdopen(0, "rb") : gzopen(path, "rb");

    if (gz == NULL) {
        baton_fail(err, BATON_REJECT, "file", "%s: cannot be opened: %s", path, strerror(errno));
        return NULL;
    }
    struct conversation_file *file = calloc(1, sizeof *file);
    char *line = malloc(LINE_MAX_BYTES + 2);
    if (file == NULL || line == NULL)
        abort();
    *file = (struct conversation_file){ .gz = gz, .line = line };
    return file;
}

void conversation_file_close(struct conversation_file *file)
{
    if (file == NULL)
        return;
    gzclose(file->gz);
    free(file->line);
    free(file);
}

/* Members of a turn that are members of an event, under the same or another name. */
static const struct {
    const char *turn, *event;
} members[] = {
    { "actions", "actions" },
    { "attachments", "attachments" },
    { "behaviour", "behaviour" },
    { "confidence", "confidence" },
    { "disposition", "disposition" },
    { "error", "error" },
    { "intent", "intent" },
    { "page", "page" },
    { "sentiment", "sentiment" },
    { "text", "text" },
    { "type", "type" },
    { "visibility", "visibility" },
};

static const struct {
    const char *turn, *event;
} speakers[] = {
    { "customer", "customer" }, { "ai", "bot" }, { "bot", "bot" }, { "agent", "agent" }
};

static const char *speaker_of(const json_t *turn)
{
    const char *name = json_string_value(json_object_get(turn, "speaker"));

    for (size_t i = 0; name != NULL && i < sizeof speakers / sizeof speakers[0]; i++)
        if (strcmp(name, speakers[i].turn) == 0)
            return speakers[i].event;
    return NULL;
}

/* A contract value may be a plain number: whole units, currency not said. One beyond what a double
 * counts exactly stays what it is, and is refused. */
static json_t *customer_json(const json_t *customer)
{
    json_t *copy = json_copy((json_t *)customer);
    json_t *value = json_object_get(copy, "contract_value");

    if (json_is_number(value) && fabs(json_number_value(value)) < VALUE_MAX)
        json_object_set_new(
            copy, "contract_value",
            json_pack("{s:I}", "minor_units", (json_int_t)(json_number_value(value) * 100)));
    return copy;
}

static json_t *turn_json(const json_t *line, const json_t *turn,
                         const struct conversation *conversation, size_t index)
{
    json_t *event = json_object();
    char id[BATON_ID_MAX_BYTES + 32];

    snprintf(id, sizeof id, "%.*s-%zu", BATON_TEXT_ARG(conversation->id), index);
    json_object_set_new(event, "tenant",
                        json_stringn(conversation->tenant.data, conversation->tenant.size));
    json_object_set_new(event, "conversation_id",
                        json_stringn(conversation->id.data, conversation->id.size));
    json_object_set_new(event, "event_id", json_string(id));
    json_object_set_new(event, "type", json_string("message"));
    json_object_set_new(event, "speaker", json_string(speaker_of(turn)));
    if (json_object_get(line, "lang") != NULL)
        json_object_set(event, "language", json_object_get(line, "lang"));
    if (index == 0 && json_object_get(line, "customer") != NULL)
        json_object_set_new(event, "customer", customer_json(json_object_get(line, "customer")));
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (json_object_get(turn, members[i].turn) != NULL)
            json_object_set(event, members[i].event, json_object_get(turn, members[i].turn));
    return event;
}

static bool time_of(const json_t *turn, int64_t *at_ms)
{
    const json_t *at = json_object_get(turn, "at");

    if (at == NULL)
        return true;
    if (json_is_integer(at))
        *at_ms = json_integer_value(at);
    else if (!baton_time_parse(baton_text_of(json_string_value(at)), at_ms))
        return false;
    return *at_ms >= 0 && *at_ms <= LATEST_MS;
}

static bool read_turn(const json_t *line, const json_t *turn, size_t index, int64_t at_ms,
                      struct baton_arena *arena, struct conversation *conversation,
                      struct baton_error *err)
{
    void *value = NULL;

    if (speaker_of(turn) == NULL) {
        baton_fail(err, BATON_REJECT, "speaker",
                   "turns[%zu].speaker: customer, ai or agent is wanted", index);
        return false;
    }
    json_t *json = turn_json(line, turn, conversation, index);
    enum baton_verdict verdict =
        baton_json_decode(&baton_conversation_event_type, json, arena, &value, err);
    json_decref(json);
    if (verdict != BATON_DONE)
        return false;
    struct baton_conversation_event *event = value;
    event->env.occurred_at = at_ms;
    *BATON_APPEND(arena, conversation->events, conversation->events_count) = event;
    return true;
}

static struct baton_text text_member(const json_t *line, const char *name, const char *otherwise,
                                     struct baton_arena *arena)
{
    const json_t *member = json_object_get(line, name);
    struct baton_text text =
        json_is_string(member)
            ? (struct baton_text){ json_string_value(member), json_string_length(member) }
            : baton_text_of(otherwise);

    return baton_text_copy(arena, text);
}

/* All strings and numbers of a value, a line each; the reader bounds its depth. */
static void gather(const json_t *value, struct baton_buf *buf)
{
    const json_t *member;
    const char *name;
    size_t index;

    if (json_is_string(value))
        baton_buf_append(buf, json_string_value(value), json_string_length(value));
    if (json_is_integer(value))
        baton_buf_format(buf, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_real(value))
        baton_buf_format(buf, "%.10g", json_real_value(value));
    if (!json_is_object(value) && !json_is_array(value)) {
        baton_buf_append_byte(buf, '\n');
        return;
    }
    json_array_foreach(value, index, member) gather(member, buf);
    json_object_foreach((json_t *)value, name, member) gather(member, buf);
}

static bool read_handoff(const json_t *line, size_t turns, struct baton_arena *arena,
                         struct conversation *ret, struct baton_error *err)
{
    const json_t *handoff = json_object_get(line, "handoff");
    const json_t *turn = json_object_get(handoff, "turn");
    const json_t *received = json_object_get(handoff, "received");
    struct baton_buf buf;

    ret->handoff_turn = -1;
    if (handoff == NULL)
        return true;
    if (turn != NULL
        && (!json_is_integer(turn) || json_integer_value(turn) < 0
            || json_integer_value(turn) > (json_int_t)turns)) {
        baton_fail(err, BATON_REJECT, "handoff", "handoff.turn: the number of a turn is wanted");
        return false;
    }
    if (turn != NULL)
        ret->handoff_turn = json_integer_value(turn);
    if (received == NULL)
        return true;
    baton_buf_init(&buf, 2 * LINE_MAX_BYTES);
    gather(received, &buf);
    ret->received = baton_text_copy(arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return true;
}

static bool read_line(const json_t *line, int64_t start_ms, struct baton_arena *arena,
                      struct conversation *ret, struct baton_error *err)
{
    const json_t *turns = json_object_get(line, "turns");
    const json_t *turn;
    size_t index;
    int64_t at_ms = start_ms;

    *ret = (struct conversation){ .tenant = text_member(line, "tenant", "demo", arena),
                                  .id = text_member(line, "id", "", arena) };
    if (!baton_id_valid(ret->id) || ret->id.size > CONVERSATION_ID_MAX_BYTES
        || !baton_name_valid(ret->tenant) || !json_is_array(turns)) {
        baton_fail(err, BATON_REJECT, "line",
                   "wants \"id\" (1 to %d bytes), \"turns\" (an array) and a valid tenant",
                   CONVERSATION_ID_MAX_BYTES);
        return false;
    }
    if (!read_handoff(line, json_array_size(turns), arena, ret, err))
        return false;
    json_array_foreach(turns, index, turn)
    {
        if (index > 0)
            at_ms += CONVERSATION_TURN_GAP_MS;
        if (!time_of(turn, &at_ms)) {
            baton_fail(err, BATON_REJECT, "at",
                       "turns[%zu].at: RFC 3339 or milliseconds is wanted, from 1970 to 9999",
                       index);
            return false;
        }
        ret->timed = ret->timed || json_object_get(turn, "at") != NULL;
        if (!read_turn(line, turn, index, at_ms, arena, ret, err))
            return false;
    }
    return true;
}

/* 1: a whole line is in file->line; 0: the end; -1: too long or unreadable (its rest is skipped).
 */
static int next_line(struct conversation_file *file, struct baton_error *err)
{
    file->number++;
    if (file->broken)
        return 0;
    if (gzgets(file->gz, file->line, LINE_MAX_BYTES + 2) == NULL) {
        int code = 0;
        const char *reason = gzerror(file->gz, &code);
        if (code == Z_OK || code == Z_STREAM_END)
            return 0;
        baton_fail(err, BATON_REJECT, "file", "line %lld: %s", (long long)file->number, reason);
        file->broken = true;
        return -1;
    }
    size_t size = strlen(file->line);
    if (size <= LINE_MAX_BYTES)
        return 1;
    for (int c = file->line[size - 1]; c != '\n' && c != -1;)
        c = gzgetc(file->gz);
    baton_fail(err, BATON_REJECT, "line", "line %lld: over %d bytes", (long long)file->number,
               LINE_MAX_BYTES);
    return -1;
}

enum conversation_read conversation_file_next(struct conversation_file *file, int64_t start_ms,
                                              struct baton_arena *arena, struct conversation *ret,
                                              struct baton_error *err)
{
    struct baton_error why = { "", "" };
    int got;

    do {
        got = next_line(file, err);
    } while (got == 1 && baton_text_trim(baton_text_of(file->line)).size == 0);
    if (got != 1)
        return got == 0 ? CONVERSATION_END : CONVERSATION_BAD;
    json_t *line = baton_json_parse(baton_text_trim(baton_text_of(file->line)), &why);
    bool good = line != NULL && read_line(line, start_ms, arena, ret, &why);
    json_decref(line);
    if (good)
        return CONVERSATION_READ;
    baton_fail(err, BATON_REJECT, why.code, "line %lld: %s", (long long)file->number, why.text);
    return CONVERSATION_BAD;
}
