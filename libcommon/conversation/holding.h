/* Who may speak: one judgement for all stages, from conversation-events alone.
 *
 * A message at offset n may be spoken if the last holder event before n names its speaker and,
 * where the message carries an epoch, that epoch. Without any holder event the holder is the bot,
 * epoch 0. */
#ifndef BATON_HOLDING_H
#define BATON_HOLDING_H

#include <stdbool.h>

#include "arena.h"
#include "conversation_state.gen.h"
#include "records.h"

enum baton_said {
    BATON_SAID,     /* the customer has it, or may get it now */
    BATON_NOT_SAID, /* a requested message of somebody who does not hold: suppressed, kept, marked
                     */
    BATON_WAITS, /* requested under an epoch that is still to come, or by an agent who asks for the
                    conversation */
    BATON_INTERNAL, /* for agents only, never said to the customer */
};

struct baton_judged {
    enum baton_said said;
    bool two_voices; /* said by somebody who does not hold: recorded, marked, counted */
    bool takeover;   /* an agent who does not hold speaks: he asks for the conversation */
    bool early;      /* its epoch is ahead of the log */
};

/* Judges `event`, a message, edit or retract, at its place in the log. Changes nothing. */
struct baton_judged baton_holding_judge(const struct baton_holding *holding,
                                        const struct baton_conversation_event *event);

/* The judgement of a message whose epoch was ahead and did not come in time: as without an epoch.
 */
struct baton_judged baton_holding_judge_late(const struct baton_holding *holding,
                                             const struct baton_conversation_event *event);

/* The judgement of a message that waits, once the log has gone on: call after each holder event was
 * followed. `takeover`  what the message waits for: true, the answer of the router; false, its
 * epoch `answers`   the event id that the holder event answers returns     SAID: may be said now,
 * under the epoch of `holding`; NOT_SAID: never; WAITS: goes on waiting, with `takeover` set where
 * it asks for the conversation now */
struct baton_judged baton_holding_judge_again(const struct baton_holding *holding,
                                              const struct baton_conversation_event *event,
                                              bool takeover, struct baton_text answers);

/* Follows the log: call for every event after it was judged. A holder event with an older epoch
 * changes nothing; a takeover mutes the bot until the next holder event; so does the early message
 * of an agent who does not hold, which is about to become one or the other.
 * owns     texts are copied into `arena`
 * returns  true when the holder or its epoch changed */
bool baton_holding_follow(struct baton_holding *holding,
                          const struct baton_conversation_event *event,
                          const struct baton_judged *judged, int64_t offset,
                          struct baton_arena *arena);

/* True when `event` begins a conversation again that has ended. The bot may say a last word after
 * the end (a survey, say): that begins nothing. The switchboard alone ends conversations, so who
 * took up one that it does not would keep it for ever. */
bool baton_holding_begins_again(const struct baton_conversation_event *event);

/* True when `speaker` with `id` may speak now, epochs aside. */
bool baton_holding_holds(const struct baton_holding *holding, enum baton_speaker speaker,
                         struct baton_text id);

#endif
