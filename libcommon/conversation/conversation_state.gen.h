/* Generated from the schemas in libcommon/conversation/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_LIBCOMMON_CONVERSATION_CONVERSATION_STATE_GEN_H
#define BATON_LIBCOMMON_CONVERSATION_CONVERSATION_STATE_GEN_H

#include "records.h"

/* Who may speak to the customer at one place of conversation-events, as the holder events before
 * it say */
struct baton_holding {
    enum baton_holder_kind kind; /* Bot, queue or agent; the bot without any holder event */
    struct baton_text id; /* Id of the bot or agent; empty: any bot, or queue */
    struct baton_text name; /* Name as the customer may see it */
    /* The holder's ids in other systems */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    int64_t epoch; /* The epoch; 0 without any holder event */
    struct baton_text assignment_id; /* The assignment that decided it */
    int64_t offset; /* Offset of the holder event; -1: none yet */
    /* Agents who may speak beside the holder, under the same epoch */
    struct baton_text *speakers;
    size_t speakers_count;
    /* Agent whose message asked for the conversation and is not answered yet; empty: none */
    struct baton_text takeover_by;
    struct baton_text takeover_event_id; /* That message */
};
extern const struct baton_record_type baton_holding_type;

/* How far one sender that numbers its events has come */
struct baton_sender_mark {
    int64_t sender; /* Hash of the sender's name */
    int64_t sequence; /* Its highest number so far */
};
extern const struct baton_record_type baton_sender_mark_type;

/* The events of a conversation that were processed last, to drop duplicates */
struct baton_recent {
    /* Hashes of the last event ids, a ring */
    int64_t *ids;
    size_t ids_count;
    int64_t next; /* Place in the ring that the next id takes */
    /* Senders that number their events */
    struct baton_sender_mark *senders;
    size_t senders_count;
};
extern const struct baton_record_type baton_recent_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_conversation_state_types[];

#endif
