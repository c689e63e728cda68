/* The words that say something, as tables: what the customer says, what the bot says, what it is
 * about. English. */
#ifndef DETECTOR_CUES_H
#define DETECTOR_CUES_H

#include "phrases.h"

enum detector_cue_code {
    /* of the customer */
    DETECTOR_CUE_HUMAN,     /* asks for a person */
    DETECTOR_CUE_PERSON,    /* names a person; a request when it is all that is said */
    DETECTOR_CUE_NOT_HUMAN, /* turns a request that follows into its opposite, or speaks of
                               something else */
    DETECTOR_CUE_COMPLAINT, /* it is not working, I already told you */
    DETECTOR_CUE_PROFANITY,
    DETECTOR_CUE_AGGRESSION, /* against the one who answers */
    DETECTOR_CUE_TOPIC,      /* a subject that a person should decide: law, safety of the account */
    DETECTOR_CUE_DEADLINE,
    DETECTOR_CUE_BUSINESS, /* a renewal, an upgrade, a large contract */
    DETECTOR_CUE_RESOLVED, /* it works now, thanks */
    DETECTOR_CUE_AGAIN,    /* says himself that he asks again */
    /* of the customer, about what shall come of it */
    DETECTOR_CUE_SOLVED,      /* it is solved, or no longer needed */
    DETECTOR_CUE_CONDITION,   /* in whose sentence "it works" is not said to be so */
    DETECTOR_CUE_PREFERS_BOT, /* wants no person, goes on with the bot */
    DETECTOR_CUE_TRIES,       /* is about to try something */
    DETECTOR_CUE_DELAY,       /* speaks of waiting */
    DETECTOR_CUE_PRESENT,     /* asks whether anybody is there */
    DETECTOR_CUE_ACCEPTS,     /* yes, please do */
    /* Two of these near to each other say what neither says alone. */
    DETECTOR_CUE_ANYONE,  /* names somebody who may be any person */
    DETECTOR_CUE_WANTS,   /* what one does to get one */
    DETECTOR_CUE_SERVES,  /* what a person should do */
    DETECTOR_CUE_BOT,     /* names bots */
    DETECTOR_CUE_MACHINE, /* or what may be another machine */
    DETECTOR_CUE_AGAINST, /* speaks against what follows; of a machine from 1 on */
    /* of the bot */
    DETECTOR_CUE_CANNOT,
    DETECTOR_CUE_NOT_UNDERSTOOD,
    DETECTOR_CUE_NO_AUTHORITY,
    DETECTOR_CUE_TRANSFERS, /* says that it hands over */
    DETECTOR_CUE_ANNOUNCES, /* says that somebody is about to come */
    DETECTOR_CUE_COUNT,
    /* Codes from here on are no cues but bits, one for each of asks.h. */
    DETECTOR_ASKS = 100, /* the bot asks for it; the customer names it */
};

enum detector_category {
    DETECTOR_CATEGORY_GENERAL,
    DETECTOR_CATEGORY_BILLING,
    DETECTOR_CATEGORY_REFUND,
    DETECTOR_CATEGORY_TECHNICAL,
    DETECTOR_CATEGORY_ACCOUNT,
    DETECTOR_CATEGORY_CANCELLATION,
    DETECTOR_CATEGORY_LEGAL,
    DETECTOR_CATEGORY_SHIPPING,
    DETECTOR_CATEGORY_SECURITY,
    DETECTOR_CATEGORY_COMPLAINT,
    DETECTOR_CATEGORY_COUNT,
};
extern const char *const detector_category_names[DETECTOR_CATEGORY_COUNT];

extern const struct baton_phrase_table detector_customer_cues;
extern const struct baton_phrase_table detector_bot_cues;
extern const struct baton_phrase_table detector_category_cues;

#endif
