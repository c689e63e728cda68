/* JSON by hand, as unified.c: the order of members is part of what is promised. */
#include "package_json.h"

#include <math.h>

#include "json_codec.h"
#include "timestamp.h"
#include "unified.h"

static void comma(struct baton_buf *buf)
{
    if (buf->size > 0 && strchr("{[\n", buf->data[buf->size - 1]) == NULL)
        baton_buf_append_byte(buf, ',');
}

static void name(struct baton_buf *buf, const char *member)
{
    comma(buf);
    if (member != NULL)
        baton_buf_format(buf, "\"%s\":", member);
}

static void text(struct baton_buf *buf, const char *member, struct baton_text value)
{
    name(buf, member);
    baton_buf_append_byte(buf, '"');
    baton_buf_append_json(buf, value);
    baton_buf_append_byte(buf, '"');
}

static void symbol(struct baton_buf *buf, const char *member, const struct baton_enum_type *type,
                   int value)
{
    text(buf, member, baton_text_of(baton_enum_name(type, value)));
}

static void number(struct baton_buf *buf, const char *member, double value)
{
    name(buf, member);
    if (isfinite(value))
        baton_buf_format(buf, "%.10g", value);
    else
        baton_buf_append_text(buf, BATON_TEXT("null"));
}

static void when(struct baton_buf *buf, const char *member, int64_t time_ms)
{
    char format[BATON_TIME_SIZE];

    if (time_ms != BATON_NULL_LONG) {
        text(buf, member, baton_text_of(baton_time_format(time_ms, format)));
        return;
    }
    name(buf, member);
    baton_buf_append_text(buf, BATON_TEXT("null"));
}

static void flag(struct baton_buf *buf, const char *member, bool value)
{
    name(buf, member);
    baton_buf_append_text(buf, value ? BATON_TEXT("true") : BATON_TEXT("false"));
}

static void begin(struct baton_buf *buf, const char *member, char bracket)
{
    name(buf, member);
    baton_buf_append_byte(buf, (uint8_t)bracket);
}

static void finish(struct baton_buf *buf, char bracket)
{
    baton_buf_append_byte(buf, (uint8_t)bracket);
}

struct baton_text package_kind(const struct baton_fact *fact)
{
    static const size_t prefix = sizeof "earlier_" - 1;

    return fact->superseded && baton_text_starts(fact->name, BATON_TEXT("earlier_"))
               ? (struct baton_text){ fact->name.data + prefix, fact->name.size - prefix }
               : fact->name;
}

static void established(struct baton_buf *buf, const struct baton_context_package *head)
{
    begin(buf, "established", '[');
    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];

        begin(buf, NULL, '{');
        text(buf, "kind", package_kind(fact));
        text(buf, "value", fact->value);
        symbol(buf, "by", &baton_speaker_symbols, (int)fact->by);
        text(buf, "event", fact->event_id);
        flag(buf, "superseded", fact->superseded);
        finish(buf, '}');
    }
    finish(buf, ']');
}

static void tried(struct baton_buf *buf, const struct baton_context_package *head)
{
    begin(buf, "tried", '[');
    for (size_t i = 0; i < head->tried_count; i++) {
        const struct baton_attempt *attempt = &head->tried[i];

        begin(buf, NULL, '{');
        text(buf, "action", attempt->name);
        symbol(buf, "outcome", &baton_action_outcome_symbols, (int)attempt->outcome);
        text(buf, "detail", attempt->detail);
        symbol(buf, "by", &baton_speaker_symbols, (int)attempt->by);
        text(buf, "event", attempt->event_id);
        finish(buf, '}');
    }
    finish(buf, ']');
}

static void commitments(struct baton_buf *buf, const struct baton_context_package *head)
{
    begin(buf, "commitments", '[');
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];

        begin(buf, NULL, '{');
        text(buf, "words", promise->text);
        symbol(buf, "by", &baton_speaker_symbols, (int)promise->by);
        when(buf, "due", promise->due_at);
        symbol(buf, "state", &baton_commitment_state_symbols, (int)promise->state);
        text(buf, "event", promise->event_id);
        finish(buf, '}');
    }
    finish(buf, ']');
}

static void open_questions(struct baton_buf *buf, const struct baton_context_package *head)
{
    begin(buf, "open_questions", '[');
    for (size_t i = 0; i < head->open_questions_count; i++) {
        const struct baton_question *question = &head->open_questions[i];

        begin(buf, NULL, '{');
        text(buf, "words", question->text);
        symbol(buf, "by", &baton_speaker_symbols, (int)question->by);
        text(buf, "event", question->event_id);
        number(buf, "times", (double)question->times);
        finish(buf, '}');
    }
    finish(buf, ']');
}

static void deadlines(struct baton_buf *buf, const struct baton_context_package *head)
{
    begin(buf, "deadlines", '[');
    for (size_t i = 0; i < head->deadlines_count; i++) {
        const struct baton_deadline *deadline = &head->deadlines[i];

        begin(buf, NULL, '{');
        text(buf, "words", deadline->text);
        when(buf, "at", deadline->due_at);
        text(buf, "event", deadline->event_id);
        finish(buf, '}');
    }
    finish(buf, ']');
}

static void quality(struct baton_buf *buf, const struct baton_quality *from)
{
    begin(buf, "quality", '{');
    number(buf, "overall", from->overall);
    number(buf, "completeness", from->completeness);
    number(buf, "clarity", from->clarity);
    number(buf, "emotion", from->emotion);
    number(buf, "solution_path", from->solution_path);
    begin(buf, "missing", '[');
    for (size_t i = 0; i < from->missing_count; i++)
        text(buf, NULL, from->missing[i]);
    finish(buf, ']');
    finish(buf, '}');
}

static void case_of(struct baton_buf *buf, const struct baton_context_package *head)
{
    text(buf, "category", head->category);
    text(buf, "intent", head->intent);
    symbol(buf, "complexity", &baton_complexity_symbols, (int)head->complexity);
    symbol(buf, "urgency", &baton_urgency_symbols, (int)head->urgency);
    symbol(buf, "trigger", &baton_trigger_symbols, (int)head->trigger);
    text(buf, "why", head->why_person);
    text(buf, "expectation", head->customer_expectation);
}

void package_json(struct baton_text id, const struct packaged *package, struct baton_buf *buf)
{
    static const struct baton_context_page *const no_pages[1];
    const struct baton_context_package *head = package->head;

    begin(buf, NULL, '{');
    text(buf, "id", id);
    name(buf, "card");
    baton_json_encode(&baton_card_type, &head->card, false, buf);
    text(buf, "briefing", head->briefing);
    text(buf, "summary", head->summary);
    text(buf, "technical", head->technical);
    case_of(buf, head);
    established(buf, head);
    tried(buf, head);
    commitments(buf, head);
    open_questions(buf, head);
    deadlines(buf, head);
    text(buf, "next_action", head->next_action.text);
    text(buf, "opening_line", head->opening_line);
    quality(buf, &head->quality);
    name(buf, "unified");
    baton_unified(head, package->pages_count > 0 ? package->pages : no_pages, package->pages_count,
                  buf);
    baton_buf_append_text(buf, BATON_TEXT("}\n"));
}
