/* JSON by hand, as unified.c: the order of members is part of what is promised. */
#include "package_json.h"

#include "json_codec.h"
#include "json_write.h"
#include "unified.h"

struct baton_text package_kind(const struct baton_fact *fact)
{
    static const size_t prefix = sizeof "earlier_" - 1;

    return fact->superseded && baton_text_starts(fact->name, BATON_TEXT("earlier_"))
               ? (struct baton_text){ fact->name.data + prefix, fact->name.size - prefix }
               : fact->name;
}

static void established(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "established", '[');
    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "kind", package_kind(fact));
        baton_json_put_text(buf, "value", fact->value);
        baton_json_put_symbol(buf, "by", &baton_speaker_symbols, (int)fact->by);
        baton_json_put_text(buf, "event", fact->event_id);
        baton_json_put_flag(buf, "superseded", fact->superseded);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void tried(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "tried", '[');
    for (size_t i = 0; i < head->tried_count; i++) {
        const struct baton_attempt *attempt = &head->tried[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "action", attempt->name);
        baton_json_put_symbol(buf, "outcome", &baton_action_outcome_symbols, (int)attempt->outcome);
        baton_json_put_text(buf, "detail", attempt->detail);
        baton_json_put_symbol(buf, "by", &baton_speaker_symbols, (int)attempt->by);
        baton_json_put_text(buf, "event", attempt->event_id);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void commitments(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "commitments", '[');
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "words", promise->text);
        baton_json_put_symbol(buf, "by", &baton_speaker_symbols, (int)promise->by);
        baton_json_put_time(buf, "due", promise->due_at);
        baton_json_put_symbol(buf, "state", &baton_commitment_state_symbols, (int)promise->state);
        baton_json_put_text(buf, "event", promise->event_id);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void open_questions(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "open_questions", '[');
    for (size_t i = 0; i < head->open_questions_count; i++) {
        const struct baton_question *question = &head->open_questions[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "words", question->text);
        baton_json_put_symbol(buf, "by", &baton_speaker_symbols, (int)question->by);
        baton_json_put_text(buf, "event", question->event_id);
        baton_json_put_number(buf, "times", (double)question->times);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void deadlines(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "deadlines", '[');
    for (size_t i = 0; i < head->deadlines_count; i++) {
        const struct baton_deadline *deadline = &head->deadlines[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "words", deadline->text);
        baton_json_put_time(buf, "at", deadline->due_at);
        baton_json_put_text(buf, "event", deadline->event_id);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void goal(struct baton_buf *buf, const struct baton_goal *from)
{
    baton_json_open(buf, "goal", '{');
    baton_json_put_text(buf, "words", from->text);
    baton_json_put_text(buf, "event", from->event_id);
    baton_json_close(buf, '}');
}

static void communication(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_open(buf, "communication", '[');
    for (size_t i = 0; i < head->communication_count; i++) {
        const struct baton_communication_wish *wish = &head->communication[i];

        baton_json_open(buf, NULL, '{');
        baton_json_put_text(buf, "name", wish->name);
        baton_json_put_text(buf, "value", wish->value);
        baton_json_put_text(buf, "event", wish->event_id);
        baton_json_close(buf, '}');
    }
    baton_json_close(buf, ']');
}

static void quality(struct baton_buf *buf, const struct baton_quality *from)
{
    baton_json_open(buf, "quality", '{');
    baton_json_put_number(buf, "overall", from->overall);
    baton_json_put_number(buf, "completeness", from->completeness);
    baton_json_put_number(buf, "clarity", from->clarity);
    baton_json_put_number(buf, "emotion", from->emotion);
    baton_json_put_number(buf, "solution_path", from->solution_path);
    baton_json_put_texts(buf, "missing", from->missing, from->missing_count);
    baton_json_close(buf, '}');
}

static void case_of(struct baton_buf *buf, const struct baton_context_package *head)
{
    baton_json_put_text(buf, "category", head->category);
    baton_json_put_text(buf, "intent", head->intent);
    baton_json_put_symbol(buf, "complexity", &baton_complexity_symbols, (int)head->complexity);
    baton_json_put_symbol(buf, "urgency", &baton_urgency_symbols, (int)head->urgency);
    baton_json_put_symbol(buf, "trigger", &baton_trigger_symbols, (int)head->trigger);
    baton_json_put_text(buf, "why", head->why_person);
    baton_json_put_text(buf, "expectation", head->customer_expectation);
}

void package_json(struct baton_text id, const struct packaged *package, struct baton_buf *buf)
{
    static const struct baton_context_page *const no_pages[1];
    const struct baton_context_package *head = package->head;

    baton_json_open(buf, NULL, '{');
    baton_json_put_text(buf, "id", id);
    baton_json_put_name(buf, "card");
    baton_json_encode(&baton_card_type, &head->card, false, buf);
    baton_json_put_text(buf, "briefing", head->briefing);
    baton_json_put_text(buf, "summary", head->summary);
    baton_json_put_text(buf, "technical", head->technical);
    case_of(buf, head);
    established(buf, head);
    tried(buf, head);
    commitments(buf, head);
    open_questions(buf, head);
    deadlines(buf, head);
    goal(buf, &head->goal);
    communication(buf, head);
    baton_json_put_text(buf, "next_action", head->next_action.text);
    baton_json_put_text(buf, "opening_line", head->opening_line);
    quality(buf, &head->quality);
    baton_json_put_name(buf, "unified");
    baton_unified(head, package->pages_count > 0 ? package->pages : no_pages, package->pages_count,
                  buf);
    baton_buf_append_text(buf, BATON_TEXT("}\n"));
}
