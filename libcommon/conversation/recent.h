/* Duplicate events: the same ring in every stage, so that all of them drop the same records.
 * An event is a duplicate when its id is among the last ids of its conversation, or when its sender
 * numbers its events and has already passed its number. */
#ifndef BATON_RECENT_H
#define BATON_RECENT_H

#include <stdbool.h>

#include "arena.h"
#include "conversation_state.gen.h"
#include "records.h"

#define BATON_RECENT_IDS 64
#define BATON_RECENT_SENDERS 8

/* An event's id as it stands in the ring. */
int64_t baton_recent_hash(struct baton_text event_id);

/* True when `event` was seen before; otherwise notes it in `recent`.
 * owns    arrays of `recent` that grow lie in `arena`
 * source  design: the last 64 ids as 8-byte hashes, grown as needed */
bool baton_recent_seen(struct baton_recent *recent, const struct baton_conversation_event *event,
                       struct baton_arena *arena);

#endif
