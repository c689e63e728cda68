/* JSON by hand: the order of members is part of what is stable. */
#include "unified.h"

#include "json_write.h"

static void contact(struct baton_buf *buf, const struct baton_earlier_contact *from)
{
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "conversationId", from->conversation_id);
    baton_json_put_time(buf, "startedAt", from->started_at);
    baton_json_put_time(buf, "endedAt", from->ended_at);
    baton_json_put_text(buf, "channel", from->channel);
    baton_json_put_text(buf, "category", from->category);
    baton_json_put_text(buf, "summary", from->summary);
    baton_json_put_symbol(buf, "outcome", &baton_outcome_symbols, (int)from->outcome);
    baton_json_put_number(buf, "csat", from->csat);
    baton_json_put_flag(buf, "handedOver", from->handed_over);
    baton_json_put_text(buf, "agentName", from->agent_name);
    baton_json_close(buf, '}');
}

static void communication(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "communicationPreferences", '[');
    for (size_t i = 0; i < head->communication_count; i++) {
        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "name", head->communication[i].name);
        baton_json_put_text(buf, "value", head->communication[i].value);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void customer(struct baton_buf *buf, const struct baton_context_package *head)
{
    const struct baton_customer *from = &head->customer;

    baton_json_open(buf, "customer", '{');
    baton_json_put_text(buf, "id", from->id);
    baton_json_open(buf, "context", '{');
    baton_json_open(buf, "previousInteractions", '[');
    for (size_t i = 0; i < from->earlier_contacts_count; i++)
        contact(buf, &from->earlier_contacts[i]);
    baton_json_close(buf, ']');
    baton_json_open(buf, "satisfactionHistory", '[');
    for (size_t i = 0; i < from->satisfaction_history_count; i++) {
        baton_json_open(buf, NULL, '{');
        baton_json_put_time(buf, "at", from->satisfaction_history[i].at);
        baton_json_put_number(buf, "score", from->satisfaction_history[i].score);
        baton_json_put_text(buf, "comment", from->satisfaction_history[i].comment);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
    baton_json_open(buf, "productUsage", '{');
    for (size_t i = 0; i < from->product_usage_count; i++) {
        baton_json_put_name(buf, NULL);
        baton_buf_append_byte(buf, '"');
        baton_buf_append_json(buf, from->product_usage[i].key);
        baton_buf_append_text(buf, BATON_TEXT("\":\""));
        baton_buf_append_json(buf, from->product_usage[i].value);
        baton_buf_append_byte(buf, '"');
    }
    baton_json_close(buf, '}');
    baton_json_put_text(buf, "accountStatus", from->account_status);
    communication(buf, head);
    baton_json_close(buf, '}');
    baton_json_close(buf, '}');
}

static void action(struct baton_buf *buf, const struct baton_action_attempt *from)
{
    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "name", from->name);
    baton_json_put_symbol(buf, "outcome", &baton_action_outcome_symbols, (int)from->outcome);
    baton_json_put_text(buf, "detail", from->detail);
    baton_json_put_texts(buf, "links", from->links, from->links_count);
    baton_json_open(buf, "articles", '[');
    for (size_t i = 0; i < from->articles_count; i++) {
        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "id", from->articles[i].id);
        baton_json_put_text(buf, "title", from->articles[i].title);
        baton_json_put_text(buf, "url", from->articles[i].url);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
    baton_json_close(buf, '}');
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
    baton_json_open(buf, "messages", '[');
    for (size_t p = 0; p < pages_count; p++) {
        for (size_t i = 0; i < pages[p]->turns_count; i++) {
            const struct baton_turn *turn = &pages[p]->turns[i];

            if (!was_said(turn))
                continue;
            baton_json_open(buf, NULL, '{');
            baton_json_put_time(buf, "timestamp", turn->at);
            baton_json_put_symbol(buf, "speaker", &baton_speaker_symbols, (int)turn->speaker);
            baton_json_put_text(buf, "content", last_text(turn, pages, pages_count));
            baton_json_put_number(buf, "sentiment", turn->sentiment);
            baton_json_put_text(buf, "intent", turn->intent);
            baton_json_put_number(buf, "confidence", turn->confidence);
            baton_json_open(buf, "actionsAttempted", '[');
            for (size_t a = 0; a < turn->actions_count; a++)
                action(buf, &turn->actions[a]);
            baton_json_close(buf, ']');
            baton_json_close(buf, '}');
        }
    }
    baton_json_close(buf, ']');
}

static void chance(struct baton_buf *buf, const struct baton_chance *from)
{
    if (from == NULL) {
        baton_json_put_name(buf, "resolutionChance");
        baton_buf_append_text(buf, BATON_TEXT("null"));
        return;
    }
    baton_json_open(buf, "resolutionChance", '{');
    baton_json_put_number(buf, "rate", from->rate);
    baton_json_put_number(buf, "cases", (double)from->cases);
    baton_json_close(buf, '}');
}

static void escalation(struct baton_buf *buf, const struct baton_context_package *head)
{
    const struct baton_recommended_agent *agent = &head->recommended_agent;

    if (head->trigger == BATON_TRIGGER_UNKNOWN && head->signal_id.size == 0) {
        baton_json_put_name(buf, "escalation");
        baton_buf_append_text(buf, BATON_TEXT("null"));
        return;
    }
    baton_json_open(buf, "escalation", '{');
    baton_json_put_symbol(buf, "trigger", &baton_trigger_symbols, (int)head->trigger);
    baton_json_open(buf, "aiAssessment", '{');
    baton_json_put_text(buf, "summary", head->summary);
    baton_json_put_text(buf, "whyPerson", head->why_person);
    baton_json_put_text(buf, "category", head->category);
    baton_json_put_text(buf, "intent", head->intent);
    baton_json_put_symbol(buf, "complexity", &baton_complexity_symbols, (int)head->complexity);
    baton_json_put_text(buf, "focus", head->focus);
    baton_json_put_text(buf, "nextAction", head->next_action.text);
    baton_json_put_text(buf, "likelySolution", head->likely_solution.text);
    baton_json_put_number(buf, "quality", head->quality.overall);
    baton_json_close(buf, '}');
    baton_json_open(buf, "recommendedAgent", '{');
    baton_json_put_text(buf, "id", agent->id);
    baton_json_put_text(buf, "name", agent->name);
    baton_json_put_text(buf, "team", agent->team);
    baton_json_put_texts(buf, "skills", agent->skills, agent->skills_count);
    baton_json_put_texts(buf, "authority", agent->authority, agent->authority_count);
    baton_json_put_text(buf, "reason", agent->reason);
    baton_json_close(buf, '}');
    baton_json_put_symbol(buf, "urgency", &baton_urgency_symbols, (int)head->urgency);
    baton_json_put_text(buf, "customerExpectation", head->customer_expectation);
    baton_json_put_text(buf, "customerGoal", head->goal.text);
    chance(buf, head->chance);
    baton_json_close(buf, '}');
}

void baton_unified(const struct baton_context_package *head,
                   const struct baton_context_page *const *pages, size_t pages_count,
                   struct baton_buf *buf)
{
    baton_buf_append_byte(buf, '{');
    baton_json_put_text(buf, "conversationId", head->env.conversation_id);
    customer(buf, head);
    messages(buf, pages, pages_count);
    escalation(buf, head);
    baton_json_close(buf, '}');
}
