/* Generated from the schemas in services/switchboard/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_SERVICES_SWITCHBOARD_STATE_GEN_H
#define BATON_SERVICES_SWITCHBOARD_STATE_GEN_H

#include "records.h"
#include "conversation_state.gen.h"

/* What is kept of the last assignment */
struct baton_switchboard_assignment {
    struct baton_text assignment_id; /* The human stretch; empty: there was none yet */
    struct baton_text pool; /* Its pool */
    int64_t epoch; /* The epoch after the change */
    int64_t sequence; /* Its sequence */
    enum baton_assignment_status status; /* Where it stands */
    struct baton_text team; /* Team */
    enum baton_trigger trigger; /* What made the handoff */
    struct baton_text category; /* Issue category; empty: not known */
    struct baton_text language; /* Language */
    struct baton_text agent_name; /* The agent who is asked; empty: nobody */
    int64_t position; /* Place in the queue; null: in none */
    int64_t expected_wait_ms; /* Expected wait; null: not known */
    struct baton_package_ref package; /* The context package */
};
extern const struct baton_record_type baton_switchboard_assignment_type;

/* A message that is not judged to its end yet: its epoch is still to come, or the router has not
 * answered the agent who asks for the conversation */
struct baton_switchboard_waiting {
    struct baton_text event_id; /* The message */
    enum baton_event_type type; /* Message or edit */
    enum baton_speaker speaker; /* Whose words */
    struct baton_text speaker_id; /* Id of the speaker */
    struct baton_text speaker_name; /* Name of the speaker */
    int64_t epoch; /* The epoch that it carries; -1: none */
    struct baton_text text; /* What is to be said */
    struct baton_text language; /* Language of the text */
    struct baton_channel channel; /* The way that it shall go; empty: that of the customer */
    /* What belongs to it */
    struct baton_attachment *attachments;
    size_t attachments_count;
    struct baton_text in_reply_to; /* event_id that it answers */
    struct baton_text replaces; /* event_id that it is about */
    /* The sender's attributes */
    struct baton_pair *attributes;
    size_t attributes_count;
    int64_t offset; /* Its offset in conversation-events */
    int64_t until_ms; /* How long an early one is kept */
    bool takeover; /* True: waits for the assignment that answers it; false: for its epoch */
};
extern const struct baton_record_type baton_switchboard_waiting_type;

/* What is kept of a resolution, to know it again and to brief the bot */
struct baton_switchboard_resolution {
    struct baton_text resolution_id; /* The resolution */
    int64_t version; /* Its last version */
    struct baton_text assignment_id; /* The human stretch that it is about; empty: none */
    enum baton_speaker by; /* Who resolved it */
    struct baton_text by_id; /* Id */
    struct baton_text by_name; /* Name */
    enum baton_outcome outcome; /* How it ended */
    enum baton_resolution_next next; /* What follows */
    int64_t follow_up_at; /* When somebody comes back; null: not planned */
    struct baton_target target; /* Of a transfer */
    struct baton_text category; /* Issue category */
    struct baton_text solution; /* What solved it */
    struct baton_text notes; /* Notes */
    bool open; /* True: it waits for its assignment */
};
extern const struct baton_record_type baton_switchboard_resolution_type;

/* What the waiting customer heard last */
struct baton_switchboard_told {
    int64_t at; /* When */
    int64_t position; /* Place; 0: none */
    int64_t minutes; /* Expected wait in minutes; 0: none */
    struct baton_text agent_name; /* Who reads */
};
extern const struct baton_record_type baton_switchboard_told_type;

/* What the switchboard knows of a conversation */
struct baton_switchboard_conversation {
    struct baton_holding holding; /* Who may speak, as the log says */
    struct baton_recent recent; /* The events that were processed last */
    struct baton_text policy_version; /* Policy that the conversation began under */
    bool synthetic; /* True: a drill or demonstration */
    struct baton_channel channel; /* The way to the customer */
    struct baton_text language; /* The customer's language */
    struct baton_text bot_id; /* The bot that spoke last */
    struct baton_switchboard_assignment assignment; /* The last assignment */
    /* Ids of the human stretches so far, at most 8, oldest first */
    struct baton_text *stretches;
    size_t stretches_count;
    int64_t copied_epoch; /* The last epoch that was copied into conversation-events */
    /* Who may speak beside the holder, as it was copied last */
    struct baton_text *speakers;
    size_t speakers_count;
    /* Messages that wait, in the order of the log */
    struct baton_switchboard_waiting *waiting;
    size_t waiting_count;
    /* The last resolutions, at most 8, oldest first */
    struct baton_switchboard_resolution *resolutions;
    size_t resolutions_count;
    struct baton_switchboard_told told; /* What the waiting customer heard last */
    int64_t deliveries; /* Deliveries so far, for their ids */
    int64_t requests; /* Requests to the router so far, for their ids */
    int64_t ends; /* Ended events written so far, for their ids */
    int64_t events; /* Holder and ended events written so far, for their sequence */
    /* The conversation that this one continues; empty: none */
    struct baton_text previous_conversation_id;
    struct baton_text root_conversation_id; /* First conversation of the chain; empty: not known */
    bool ending; /* True: an ended event is written and not read yet */
    bool ended; /* True: the conversation is over */
    enum baton_end_cause end_cause; /* Why it ended */
    enum baton_outcome outcome; /* How it ended */
    int64_t spoken_at; /* When somebody spoke last */
    int64_t early_due; /* Slot of the timer early; 0: not set */
    int64_t idle_due; /* Slot of the timer idle; 0: not set */
    int64_t takeover_due; /* Slot of the timer takeover; 0: not set */
    int64_t retention_due; /* Slot of the timer retention; 0: not set */
};
extern const struct baton_record_type baton_switchboard_conversation_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_switchboard_state_types[];

#endif
