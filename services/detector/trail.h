/* The row of a conversation, followed event by event: what was asked, answered, tried, and in what
 * mood. */
#ifndef DETECTOR_TRAIL_H
#define DETECTOR_TRAIL_H

#include "rules.h"
#include "traits.h"

#define DETECTOR_ASKS 8
#define DETECTOR_ANSWERS 6
#define DETECTOR_CONFIDENCES 4
#define DETECTOR_SAME_QUESTION 0.6 /* similarity from which a question counts as asked again */
#define DETECTOR_SAME_ANSWER 0.75

/* Bits of the row's `told`. */
enum {
    DETECTOR_CUSTOMER_ASKS = 1,   /* since the handoff, and nobody answered */
    DETECTOR_DELIVERY_FAILED = 2, /* since the handoff */
    DETECTOR_CHANNEL_REPORTS = 4, /* what it delivers is in conversation-events */
    DETECTOR_PHANTOM_TOLD = 8,    /* a phantom was signalled in this stretch */
};

/* What an event adds to the row, for this decision only. */
struct detector_turn {
    const struct baton_conversation_event *event; /* NULL: a timer */
    const struct detector_reading *reading; /* of the event's text; NULL: it has none that counts */
    bool customer;                          /* the reading is of the customer */
    bool foreign;                           /* its words are not known: detector_is_foreign */
    bool unserved;                          /* the bot does not serve in its language */
    bool asks_given;                        /* the bot asks for what it was given */
    struct baton_text repeats_event_id; /* the earlier message that is said again; empty: none */
    double mood_before;                 /* mean of the moods before; NAN: there were none */
    bool after_answer;                  /* the bot spoke since the customer's last message */
    enum detector_category category;    /* named by this event; general: none */
    float traits[DETECTOR_TRAIT_COUNT]; /* of the reading in its place */
};

/* A message of the customer, or of the bot, that was said. */
void detector_trail_customer(struct baton_detector_conversation *row, struct detector_turn *turn,
                             struct baton_arena *arena);
void detector_trail_bot(struct baton_detector_conversation *row, struct detector_turn *turn,
                        struct baton_arena *arena);
/* What any event may tell besides its text: actions, errors, behaviour, confidence, the customer's
 * tier. */
void detector_trail_event(struct baton_detector_conversation *row,
                          const struct baton_conversation_event *event, struct baton_arena *arena);
/* What `rules` make of an event: whether a moment or contract is of high value. */
void detector_trail_value(struct baton_detector_conversation *row,
                          const struct baton_conversation_event *event,
                          const struct baton_rules *rules);
/* The bot begins anew: what was counted in the stretch before does not count again. */
void detector_trail_reset(struct baton_detector_conversation *row);

/* Bits set in `mask`. */
int detector_trail_bits(int64_t mask);
/* Mood of the customer's message `back` messages ago, 0 the last, -1..1; NAN: there is none. */
double detector_trail_mood(const struct baton_detector_conversation *row, size_t back);

#endif
