/* The ring of event ids and the marks of numbering senders. Pure; no clock, no I/O. */
#include "recent.h"

#include <string.h>

#include "hash.h"
#include "mutant.h"

static int64_t hash_of(struct baton_text text)
{
    return (int64_t)baton_fnv1a(0, text.data, text.size);
}

int64_t baton_recent_hash(struct baton_text event_id)
{
    return hash_of(event_id);
}

/* Platform events are written by several of our own stages under ids that never repeat; they are
 * not numbered. */
static struct baton_text sender_of(const struct baton_conversation_event *event)
{
    return event->speaker_id.size > 0 ? event->speaker_id : event->env.producer.name;
}

static struct baton_sender_mark *mark_of(struct baton_recent *recent, int64_t sender)
{
    for (size_t i = 0; i < recent->senders_count; i++)
        if (recent->senders[i].sender == sender)
            return &recent->senders[i];
    return NULL;
}

/* The sender that spoke longest ago makes room for a new one: marks are kept in the order of their
 * last use. */
static void mark_sender(struct baton_recent *recent, int64_t sender, int64_t sequence,
                        struct baton_arena *arena)
{
    struct baton_sender_mark *mark = mark_of(recent, sender);

    if (mark == NULL && recent->senders_count >= BATON_RECENT_SENDERS)
        mark = &recent->senders[0];
    if (mark == NULL)
        mark = BATON_APPEND(arena, recent->senders, recent->senders_count);
    struct baton_sender_mark *last = &recent->senders[recent->senders_count - 1];
    memmove(mark, mark + 1, (size_t)((char *)(last + 1) - (char *)(mark + 1)));
    *last = (struct baton_sender_mark){ .sender = sender, .sequence = sequence };
}

static bool id_known(const struct baton_recent *recent, int64_t id)
{
    for (size_t i = 0; i < recent->ids_count; i++)
        if (recent->ids[i] == id)
            return true;
    return false;
}

static void note_id(struct baton_recent *recent, int64_t id, struct baton_arena *arena)
{
    if (recent->ids_count < BATON_RECENT_IDS) {
        *BATON_APPEND(arena, recent->ids, recent->ids_count) = id;
        return;
    }
    recent->ids[recent->next % BATON_RECENT_IDS] = id;
    recent->next = (recent->next + 1) % BATON_RECENT_IDS;
}

bool baton_recent_seen(struct baton_recent *recent, const struct baton_conversation_event *event,
                       struct baton_arena *arena)
{
    int64_t id = hash_of(event->event_id);
    int64_t sender = hash_of(sender_of(event));
    const struct baton_sender_mark *mark =
        event->sender_sequence >= 0 ? mark_of(recent, sender) : NULL;

    if (BATON_MUTANT(no_dedupe))
        return false;
    if (id_known(recent, id) || (mark != NULL && event->sender_sequence <= mark->sequence))
        return true;
    note_id(recent, id, arena);
    if (event->sender_sequence >= 0)
        mark_sender(recent, sender, event->sender_sequence, arena);
    return false;
}
