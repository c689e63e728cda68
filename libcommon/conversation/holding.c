/* The judgement of messages by their place in the log. Pure; every stage that reads conversation-events uses it. */
#include "holding.h"

static bool is_message(const struct baton_conversation_event *event)
{
    return event->type == BATON_EVENT_TYPE_MESSAGE || event->type == BATON_EVENT_TYPE_EDIT ||
           event->type == BATON_EVENT_TYPE_RETRACT;
}

static bool may_speak_beside(const struct baton_holding *holding, struct baton_text id)
{
    for (size_t i = 0; i < holding->speakers_count; i++)
        if (baton_text_equal(holding->speakers[i], id))
            return true;
    return false;
}

bool baton_holding_holds(const struct baton_holding *holding, enum baton_speaker speaker, struct baton_text id)
{
    bool named = holding->id.size == 0 || id.size == 0 || baton_text_equal(holding->id, id);

    if (speaker == BATON_SPEAKER_BOT)
        return holding->kind == BATON_HOLDER_KIND_BOT && named && holding->takeover_by.size == 0;
    if (speaker == BATON_SPEAKER_AGENT)
        return id.size > 0 && ((holding->kind == BATON_HOLDER_KIND_AGENT && baton_text_equal(holding->id, id)) ||
                               may_speak_beside(holding, id));
    return true; /* the customer and the platform are not voices that hand over */
}

/* `current`: the message's epoch is that of the log, or it has none. */
static struct baton_judged judge(const struct baton_holding *holding, const struct baton_conversation_event *event,
                                 bool current)
{
    bool requested = event->disposition == BATON_DISPOSITION_REQUESTED;
    bool holds = baton_holding_holds(holding, event->speaker, event->speaker_id);

    if (holds && current)
        return (struct baton_judged){ .said = BATON_SAID };
    if (event->speaker == BATON_SPEAKER_AGENT && !holds)
        return (struct baton_judged){ .said = requested ? BATON_WAITS : BATON_SAID,
                                      .two_voices = !requested,
                                      .takeover = true };
    return (struct baton_judged){ .said = requested ? BATON_NOT_SAID : BATON_SAID, .two_voices = !requested };
}

struct baton_judged baton_holding_judge(const struct baton_holding *holding,
                                        const struct baton_conversation_event *event)
{
    if (!is_message(event) || event->speaker == BATON_SPEAKER_CUSTOMER || event->speaker == BATON_SPEAKER_SYSTEM ||
        event->speaker == BATON_SPEAKER_UNKNOWN)
        return (struct baton_judged){ .said = BATON_SAID };
    if (event->visibility == BATON_VISIBILITY_AGENTS)
        return (struct baton_judged){ .said = BATON_INTERNAL };
    if (event->env.epoch > holding->epoch && event->disposition == BATON_DISPOSITION_REQUESTED)
        return (struct baton_judged){ .said = BATON_WAITS, .early = true };
    return judge(holding, event, event->env.epoch < 0 || event->env.epoch >= holding->epoch);
}

struct baton_judged baton_holding_judge_late(const struct baton_holding *holding,
                                             const struct baton_conversation_event *event)
{
    return judge(holding, event, true);
}

static void take_holder(struct baton_holding *holding, const struct baton_conversation_event *event, int64_t offset,
                        struct baton_arena *arena)
{
    const struct baton_holder_change *change = &event->holder;

    holding->kind = change->kind;
    holding->id = baton_text_copy(arena, change->id);
    holding->name = baton_text_copy(arena, change->name);
    holding->epoch = change->epoch;
    holding->assignment_id = baton_text_copy(arena, change->assignment_id);
    holding->offset = offset;
    holding->takeover_by = holding->takeover_event_id = BATON_TEXT_NONE;
    holding->speakers = NULL;
    holding->speakers_count = 0;
    for (size_t i = 0; i < change->speakers_count; i++)
        *BATON_APPEND(arena, holding->speakers, holding->speakers_count) =
            baton_text_copy(arena, change->speakers[i]);
}

bool baton_holding_follow(struct baton_holding *holding, const struct baton_conversation_event *event,
                          const struct baton_judged *judged, int64_t offset, struct baton_arena *arena)
{
    if (judged->takeover) {
        holding->takeover_by = baton_text_copy(arena, event->speaker_id);
        holding->takeover_event_id = baton_text_copy(arena, event->event_id);
    }
    if (event->type != BATON_EVENT_TYPE_HOLDER || event->holder.epoch < holding->epoch)
        return false;
    int64_t before = holding->epoch;
    take_holder(holding, event, offset, arena);
    return holding->epoch != before;
}
