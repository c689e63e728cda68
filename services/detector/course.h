/* What a verdict comes to in the course of its stretch: a signal of which kind, if any. One
 * prepare, one hold and one escalation a stretch; a request and the other rules wait for nothing.
 */
#ifndef DETECTOR_COURSE_H
#define DETECTOR_COURSE_H

#include "pools.h"
#include "verdict.h"

enum detector_hold {
    DETECTOR_HOLD_NONE,
    DETECTOR_HOLD_CONTEXT,    /* hardly anything was said yet */
    DETECTOR_HOLD_PREFERENCE, /* the customer wants to go on with the bot, or to try something */
    DETECTOR_HOLD_RESOLUTION, /* it is about to be solved */
    DETECTOR_HOLD_DELAY,      /* what angers him is the waiting alone */
    DETECTOR_HOLD_CLOSED,     /* nobody is at work, and the bot makes progress still */
    DETECTOR_HOLD_BUSY,       /* nobody who could take over is free, and it does */
    DETECTOR_HOLD_COUNT,
};
extern const struct detector_hold_row {
    const char *code; /* of the reason, and of the metric */
    const char *help; /* in words, to follow "because" */
} detector_holds[DETECTOR_HOLD_COUNT];

struct detector_course {
    enum baton_signal_kind kind; /* unknown: no signal */
    enum detector_hold hold;     /* of a hold: why, */
    struct baton_text quote;     /* the words that say so; empty: none do, */
    struct baton_text pool;      /* and who is waited for; empty: nobody */
    int64_t withdraws;           /* of a withdrawal: number of the signal; 0: none */
    bool faded; /* of a withdrawal: nobody said so, the chance fell and stayed low */
};

/* Who there is to take over: the pools of all, and whose conversation it is. */
struct detector_people {
    const struct detector_pools *pools;
    struct baton_text tenant;
};

/* Of a row that is armed, after `turn` was judged. Changes nothing.
 * owns  scratch lies in `arena` */
struct detector_course detector_course_of(const struct baton_detector_conversation *row,
                                          const struct detector_turn *turn,
                                          const struct detector_verdict *verdict,
                                          const struct baton_rules *rules,
                                          const struct detector_people *people, int64_t now_ms,
                                          struct baton_arena *arena);
/* The customer's message leaves hardly a chance, by the measure of a prepare. */
bool detector_is_calm(const struct detector_turn *turn, const struct detector_verdict *verdict,
                      const struct baton_rules *rules);
/* The customer no longer wants a person: it is solved, or he goes on with the bot. */
bool detector_takes_back(const struct detector_reading *reading);
/* The bot says, or by an action shows, that a person is about to take over. */
bool detector_announces(const struct detector_turn *turn);

#endif
