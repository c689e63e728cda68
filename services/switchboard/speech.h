/* Messages: what may be said is said, what may not is suppressed and its sender told. */
#ifndef BATON_SWITCHBOARD_SPEECH_H
#define BATON_SWITCHBOARD_SPEECH_H

#include "desk.h"

/* A message (also an edit or retract) and its place in conversation-events. */
struct switchboard_message {
    const struct baton_conversation_event *event;
    int64_t offset;
};

/* A message of the record in hand, judged at its place and already followed. `muted` is what the
 * bot was before it. */
void switchboard_speech(struct switchboard_desk *d, const struct switchboard_message *message,
                        const struct baton_judged *judged, bool muted);

/* The steps, for messages that waited. */
void switchboard_say(struct switchboard_desk *d, const struct switchboard_message *message);
/* `kind` is suppressed or refused; `detail` may be empty. */
void switchboard_hold_back(struct switchboard_desk *d, const struct switchboard_message *message,
                           enum baton_delivery_kind kind, enum baton_delivery_reason reason,
                           struct baton_text detail);
void switchboard_take_over(struct switchboard_desk *d, const struct switchboard_message *message);
/* Why the message may not be said under the holder of the row. */
enum baton_delivery_reason switchboard_why_not(const struct switchboard_desk *d,
                                               const struct baton_conversation_event *event);

/* True when an agent's takeover has silenced the bot. */
bool switchboard_muted(const struct baton_holding *holding);

/* Shows a remark, or a message for agents alone, to the agents who take part. */
void switchboard_note(struct switchboard_desk *d, const struct switchboard_message *message);

#endif
