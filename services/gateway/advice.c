/* The judgement is that of all stages (holding.h); what is here is who is asked about. */
#include "advice.h"

#include <inttypes.h>

static bool is_voice(const struct baton_conversation_event *event)
{
    return event->speaker == BATON_SPEAKER_BOT || event->speaker == BATON_SPEAKER_AGENT;
}

struct advice_question advice_question_of(void *const *events, size_t count)
{
    while (count > 0) {
        const struct baton_conversation_event *event = events[--count];

        if (is_voice(event))
            return (struct advice_question){ event->speaker, event->speaker_id, event->env.epoch };
    }
    return (struct advice_question){ BATON_SPEAKER_BOT, BATON_TEXT_NONE, -1 };
}

bool advice_may_speak(const struct advice_question *question, const struct baton_holding *holding)
{
    return baton_holding_holds(holding, question->speaker, question->speaker_id)
           && (question->epoch < 0 || question->epoch == holding->epoch);
}

static void write_text(struct baton_buf *buf, const char *name, struct baton_text text)
{
    baton_buf_format(buf, "\"%s\":\"", name);
    baton_buf_append_json(buf, text);
    baton_buf_append_text(buf, BATON_TEXT("\""));
}

void advice_write_holder(const struct baton_holding *holding, struct baton_buf *buf)
{
    const char *kind = baton_enum_name(&baton_holder_kind_symbols, holding->kind);

    baton_buf_format(buf, "\"holder\":{\"kind\":\"%s\",", kind);
    write_text(buf, "id", holding->id);
    baton_buf_append_text(buf, BATON_TEXT(","));
    write_text(buf, "name", holding->name);
    baton_buf_format(buf, "},\"epoch\":%" PRId64, holding->epoch);
}
