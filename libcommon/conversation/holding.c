/* The judgement of messages by their place in the log. Pure; every stage that reads
 * conversation-events uses it. */
#include "holding.h"

#include "mutant.h"

static bool is_message(const struct baton_conversation_event *event)
{
    return event->type == BATON_EVENT_TYPE_MESSAGE || event->type == BATON_EVENT_TYPE_EDIT
           || event->type == BATON_EVENT_TYPE_RETRACT;
}

static bool may_speak_beside(const struct baton_holding *holding, struct baton_text id)
{
    for (size_t i = 0; i < holding->speakers_count; i++)
        if (baton_text_equal(holding->speakers[i], id))
            return true;
    return false;
}

/* The agent may be without an id, as when he answers from a telephone. */
static bool muted(const struct baton_holding *holding)
{
    return holding->takeover_by.size > 0 || holding->takeover_event_id.size > 0;
}

bool baton_holding_holds(const struct baton_holding *holding, enum baton_speaker speaker,
                         struct baton_text id)
{
    bool named = holding->id.size == 0 || id.size == 0 || baton_text_equal(holding->id, id);

    if (speaker == BATON_SPEAKER_BOT)
        return holding->kind == BATON_HOLDER_KIND_BOT && named && !muted(holding);
    if (speaker == BATON_SPEAKER_AGENT)
        return id.size > 0
               && ((holding->kind == BATON_HOLDER_KIND_AGENT && baton_text_equal(holding->id, id))
                   || may_speak_beside(holding, id));
    return speaker
           != BATON_SPEAKER_UNKNOWN; /* customer and platform are not voices that hand over */
}

/* `current`: the message's epoch is that of the log, or it has none. */
static struct baton_judged judge(const struct baton_holding *holding,
                                 const struct baton_conversation_event *event, bool current)
{
    bool requested = event->disposition == BATON_DISPOSITION_REQUESTED;
    bool holds = baton_holding_holds(holding, event->speaker, event->speaker_id);

    if (holds && current)
        return (struct baton_judged){ .said = BATON_SAID };
    if (event->speaker == BATON_SPEAKER_AGENT && !holds)
        return (struct baton_judged){ .said = requested ? BATON_WAITS : BATON_SAID,
                                      .two_voices = !requested,
                                      .takeover = true };
    return (struct baton_judged){ .said = requested ? BATON_NOT_SAID : BATON_SAID,
                                  .two_voices = !requested };
}

struct baton_judged baton_holding_judge(const struct baton_holding *holding,
                                        const struct baton_conversation_event *event)
{
    if (!is_message(event) || event->speaker == BATON_SPEAKER_CUSTOMER
        || event->speaker == BATON_SPEAKER_SYSTEM)
        return (struct baton_judged){ .said = BATON_SAID };
    if (event->visibility == BATON_VISIBILITY_AGENTS)
        return (struct baton_judged){ .said = BATON_INTERNAL };
    if (event->speaker
        == BATON_SPEAKER_UNKNOWN) /* a voice that nobody names: what is said is said, no more is */
        return (struct baton_judged){ .said = event->disposition == BATON_DISPOSITION_REQUESTED
                                                  ? BATON_NOT_SAID
                                                  : BATON_SAID };
    if (event->env.epoch > holding->epoch && event->disposition == BATON_DISPOSITION_REQUESTED)
        return (struct baton_judged){ .said = BATON_WAITS, .early = true };
    return judge(holding, event,
                 event->env.epoch < 0 || event->env.epoch >= holding->epoch
                     || BATON_MUTANT(epoch_of_message));
}

struct baton_judged baton_holding_judge_late(const struct baton_holding *holding,
                                             const struct baton_conversation_event *event)
{
    return judge(holding, event, true);
}

struct baton_judged baton_holding_judge_again(const struct baton_holding *holding,
                                              const struct baton_conversation_event *event,
                                              bool takeover, struct baton_text answers)
{
    if (!takeover)
        return baton_holding_judge(holding, event);
    if (baton_holding_holds(holding, event->speaker, event->speaker_id))
        return (struct baton_judged){ .said = BATON_SAID };
    if (baton_text_equal(answers, event->event_id))
        return (struct baton_judged){ .said = BATON_NOT_SAID };
    return (struct baton_judged){ .said = BATON_WAITS, .takeover = true };
}

static void take_holder(struct baton_holding *holding, const struct baton_conversation_event *event,
                        int64_t offset, struct baton_arena *arena)
{
    const struct baton_holder_change *change = &event->holder;

    holding->kind = change->kind;
    holding->id = baton_text_copy(arena, change->id);
    holding->name = baton_text_copy(arena, change->name);
    holding->external_ids = NULL;
    holding->external_ids_count = 0;
    for (size_t i = 0; i < change->external_ids_count; i++)
        *BATON_APPEND(arena, holding->external_ids, holding->external_ids_count) =
            (struct baton_pair){ baton_text_copy(arena, change->external_ids[i].key),
                                 baton_text_copy(arena, change->external_ids[i].value) };
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

bool baton_holding_follow(struct baton_holding *holding,
                          const struct baton_conversation_event *event,
                          const struct baton_judged *judged, int64_t offset,
                          struct baton_arena *arena)
{
    bool coming = judged->early && event->speaker == BATON_SPEAKER_AGENT
                  && !baton_holding_holds(holding, event->speaker, event->speaker_id);

    if (judged->takeover || coming) {
        holding->takeover_by = baton_text_copy(arena, event->speaker_id);
        holding->takeover_event_id = baton_text_copy(arena, event->event_id);
    }
    if (event->type != BATON_EVENT_TYPE_HOLDER || event->holder.epoch < holding->epoch)
        return false;
    int64_t before = holding->epoch;
    take_holder(holding, event, offset, arena);
    return holding->epoch != before;
}

bool baton_holding_begins_again(const struct baton_conversation_event *event)
{
    if (event->type == BATON_EVENT_TYPE_STARTED)
        return true;
    return event->type == BATON_EVENT_TYPE_MESSAGE
           && (event->speaker == BATON_SPEAKER_CUSTOMER
               || (event->speaker == BATON_SPEAKER_AGENT
                   && event->visibility != BATON_VISIBILITY_AGENTS));
}
