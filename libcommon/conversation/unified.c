/* JSON by hand: the order of members is part of what is stable. */
#include "unified.h"

#include <math.h>

#include "timestamp.h"

/* ,"name": with the comma where something stands before it. */
static void name(struct baton_buf *buf, const char *member)
{
    if (buf->size > 0 && buf->data[buf->size - 1] != '{' && buf->data[buf->size - 1] != '[')
        baton_buf_append_byte(buf, ',');
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

static void begin(struct baton_buf *buf, const char *member, char bracket)
{
    name(buf, member);
    baton_buf_append_byte(buf, (uint8_t)bracket);
}

static void finish(struct baton_buf *buf, char bracket)
{
    baton_buf_append_byte(buf, (uint8_t)bracket);
}

static void texts(struct baton_buf *buf, const char *member, const struct baton_text *items,
                  size_t count)
{
    begin(buf, member, '[');
    for (size_t i = 0; i < count; i++)
        text(buf, NULL, items[i]);
    finish(buf, ']');
}

static void symbol(struct baton_buf *buf, const char *member, const struct baton_enum_type *type,
                   int value)
{
    text(buf, member, baton_text_of(baton_enum_name(type, value)));
}

static void contact(struct baton_buf *buf, const struct baton_earlier_contact *from)
{
    begin(buf, NULL, '{');
    text(buf, "conversationId", from->conversation_id);
    when(buf, "startedAt", from->started_at);
    when(buf, "endedAt", from->ended_at);
    text(buf, "channel", from->channel);
    text(buf, "category", from->category);
    text(buf, "summary", from->summary);
    symbol(buf, "outcome", &baton_outcome_symbols, (int)from->outcome);
    number(buf, "csat", from->csat);
    name(buf, "handedOver");
    baton_buf_append_text(buf, from->handed_over ? BATON_TEXT("true") : BATON_TEXT("false"));
    text(buf, "agentName", from->agent_name);
    finish(buf, '}');
}

static void customer(struct baton_buf *buf, const struct baton_customer *from)
{
    begin(buf, "customer", '{');
    text(buf, "id", from->id);
    begin(buf, "context", '{');
    begin(buf, "previousInteractions", '[');
    for (size_t i = 0; i < from->earlier_contacts_count; i++)
        contact(buf, &from->earlier_contacts[i]);
    finish(buf, ']');
    begin(buf, "satisfactionHistory", '[');
    for (size_t i = 0; i < from->satisfaction_history_count; i++) {
        begin(buf, NULL, '{');
        when(buf, "at", from->satisfaction_history[i].at);
        number(buf, "score", from->satisfaction_history[i].score);
        text(buf, "comment", from->satisfaction_history[i].comment);
        finish(buf, '}');
    }
    finish(buf, ']');
    begin(buf, "productUsage", '{');
    for (size_t i = 0; i < from->product_usage_count; i++) {
        name(buf, NULL);
        baton_buf_append_byte(buf, '"');
        baton_buf_append_json(buf, from->product_usage[i].key);
        baton_buf_append_text(buf, BATON_TEXT("\":\""));
        baton_buf_append_json(buf, from->product_usage[i].value);
        baton_buf_append_byte(buf, '"');
    }
    finish(buf, '}');
    text(buf, "accountStatus", from->account_status);
    finish(buf, '}');
    finish(buf, '}');
}

static void action(struct baton_buf *buf, const struct baton_action_attempt *from)
{
    begin(buf, NULL, '{');
    text(buf, "name", from->name);
    symbol(buf, "outcome", &baton_action_outcome_symbols, (int)from->outcome);
    text(buf, "detail", from->detail);
    texts(buf, "links", from->links, from->links_count);
    begin(buf, "articles", '[');
    for (size_t i = 0; i < from->articles_count; i++) {
        begin(buf, NULL, '{');
        text(buf, "id", from->articles[i].id);
        text(buf, "title", from->articles[i].title);
        text(buf, "url", from->articles[i].url);
        finish(buf, '}');
    }
    finish(buf, ']');
    finish(buf, '}');
}

/* The last text that replaced what `turn` says. */
static struct baton_text last_text(const struct baton_turn *turn,
                                   const struct baton_context_page *const *pages,
                                   size_t pages_count)
{
    struct baton_text id = turn->event_id, last = turn->text;

    for (size_t p = 0; p < pages_count && turn->state == BATON_MESSAGE_STATE_EDITED; p++) {
        for (size_t i = 0; i < pages[p]->turns_count; i++) {
            const struct baton_turn *edit = &pages[p]->turns[i];

            if (edit->type != BATON_EVENT_TYPE_EDIT
                || (edit->state != BATON_MESSAGE_STATE_SAID
                    && edit->state != BATON_MESSAGE_STATE_EDITED)
                || (!baton_text_equal(edit->replaces, turn->event_id)
                    && !baton_text_equal(edit->replaces, id)))
                continue;
            id = edit->event_id; /* the edit may be edited too */
            last = edit->text;
        }
    }
    return last;
}

static bool was_said(const struct baton_turn *turn)
{
    return turn->type == BATON_EVENT_TYPE_MESSAGE && turn->visibility != BATON_VISIBILITY_AGENTS
           && (turn->state == BATON_MESSAGE_STATE_SAID
               || turn->state == BATON_MESSAGE_STATE_TWO_VOICES
               || turn->state == BATON_MESSAGE_STATE_EDITED);
}

static void messages(struct baton_buf *buf, const struct baton_context_page *const *pages,
                     size_t pages_count)
{
    begin(buf, "messages", '[');
    for (size_t p = 0; p < pages_count; p++) {
        for (size_t i = 0; i < pages[p]->turns_count; i++) {
            const struct baton_turn *turn = &pages[p]->turns[i];

            if (!was_said(turn))
                continue;
            begin(buf, NULL, '{');
            when(buf, "timestamp", turn->at);
            symbol(buf, "speaker", &baton_speaker_symbols, (int)turn->speaker);
            text(buf, "content", last_text(turn, pages, pages_count));
            number(buf, "sentiment", turn->sentiment);
            text(buf, "intent", turn->intent);
            number(buf, "confidence", turn->confidence);
            begin(buf, "actionsAttempted", '[');
            for (size_t a = 0; a < turn->actions_count; a++)
                action(buf, &turn->actions[a]);
            finish(buf, ']');
            finish(buf, '}');
        }
    }
    finish(buf, ']');
}

static void escalation(struct baton_buf *buf, const struct baton_context_package *head)
{
    const struct baton_recommended_agent *agent = &head->recommended_agent;

    if (head->trigger == BATON_TRIGGER_UNKNOWN && head->signal_id.size == 0) {
        name(buf, "escalation");
        baton_buf_append_text(buf, BATON_TEXT("null"));
        return;
    }
    begin(buf, "escalation", '{');
    symbol(buf, "trigger", &baton_trigger_symbols, (int)head->trigger);
    begin(buf, "aiAssessment", '{');
    text(buf, "summary", head->summary);
    text(buf, "whyPerson", head->why_person);
    text(buf, "category", head->category);
    text(buf, "intent", head->intent);
    symbol(buf, "complexity", &baton_complexity_symbols, (int)head->complexity);
    text(buf, "focus", head->focus);
    text(buf, "nextAction", head->next_action.text);
    text(buf, "likelySolution", head->likely_solution.text);
    number(buf, "quality", head->quality.overall);
    finish(buf, '}');
    begin(buf, "recommendedAgent", '{');
    text(buf, "id", agent->id);
    text(buf, "name", agent->name);
    text(buf, "team", agent->team);
    texts(buf, "skills", agent->skills, agent->skills_count);
    texts(buf, "authority", agent->authority, agent->authority_count);
    text(buf, "reason", agent->reason);
    finish(buf, '}');
    symbol(buf, "urgency", &baton_urgency_symbols, (int)head->urgency);
    text(buf, "customerExpectation", head->customer_expectation);
    finish(buf, '}');
}

void baton_unified(const struct baton_context_package *head,
                   const struct baton_context_page *const *pages, size_t pages_count,
                   struct baton_buf *buf)
{
    baton_buf_append_byte(buf, '{');
    text(buf, "conversationId", head->env.conversation_id);
    customer(buf, &head->customer);
    messages(buf, pages, pages_count);
    escalation(buf, head);
    finish(buf, '}');
}
