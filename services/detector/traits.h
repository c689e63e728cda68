/* What can be measured of a message in its place without knowing what its words mean: how long it
 * is, what of it was said before and by whom, whether the answer has to do with the question. Every
 * trait is about 0..1, some are negative. */
#ifndef DETECTOR_TRAITS_H
#define DETECTOR_TRAITS_H

#include "reading.h"
#include "state.gen.h"

enum detector_trait {
    DETECTOR_TRAIT_SIZE,          /* its words, as a logarithm */
    DETECTOR_TRAIT_SHORT,         /* one or two words */
    DETECTOR_TRAIT_ASKS,          /* has a question mark */
    DETECTOR_TRAIT_EXCLAIMS,      /* has exclamation marks */
    DETECTOR_TRAIT_LOUD,          /* part of its words in capitals */
    DETECTOR_TRAIT_NUMBERS,       /* part of its tokens that are numbers */
    DETECTOR_TRAIT_FIRST,         /* the first of this side in the stretch */
    DETECTOR_TRAIT_TURNS,         /* messages of this side so far, as a logarithm */
    DETECTOR_TRAIT_GOOD,          /* its mood, if good */
    DETECTOR_TRAIT_BAD,           /* its mood, if bad */
    DETECTOR_TRAIT_BEFORE,        /* the customer's mood before it, -1..1 */
    DETECTOR_TRAIT_AGAIN,         /* how like the most like earlier message of this side it is */
    DETECTOR_TRAIT_INSIDE,        /* largest part of it that one earlier message has */
    DETECTOR_TRAIT_LAST,          /* how like the last message of this side it is */
    DETECTOR_TRAIT_ECHO,          /* part of it that the other side's last message has */
    DETECTOR_TRAIT_SHRINKS,       /* shorter than this side's messages before, as a logarithm */
    DETECTOR_TRAIT_OTHER_SIZE,    /* words of the other side's last message, as a logarithm */
    DETECTOR_TRAIT_OTHER_ASKS,    /* the other side's last message had a question mark */
    DETECTOR_TRAIT_OTHER_ECHO,    /* DETECTOR_TRAIT_ECHO of the other side's last message */
    DETECTOR_TRAIT_OTHER_AGAIN,   /* DETECTOR_TRAIT_AGAIN of it */
    DETECTOR_TRAIT_OTHER_CANNOT,  /* the bot said in it that it cannot */
    DETECTOR_TRAIT_OTHER_DOUBTS,  /* or that it does not understand */
    DETECTOR_TRAIT_OTHER_MISSING, /* there was none since this side spoke last */
    DETECTOR_TRAIT_OTHER_OFFERS,  /* the bot offered a person in its last message */
    DETECTOR_TRAIT_ACCEPTS,       /* and the customer says yes */
    DETECTOR_TRAIT_PERSON,        /* the customer names a person who could help */
    DETECTOR_TRAIT_WANTS_PERSON,  /* near to words of wanting or of helping */
    DETECTOR_TRAIT_DECLINES,      /* names one behind words that make it no request */
    DETECTOR_TRAIT_REJECTS_BOT,   /* speaks against bots */
    DETECTOR_TRAIT_COUNT,
};

/* For the training program, which finds a trait by its name. */
extern const char *const detector_trait_names[DETECTOR_TRAIT_COUNT];

/* Measures a message before the row has taken it in. */
void detector_traits_of(const struct baton_detector_conversation *row,
                        const struct detector_reading *reading, bool customer,
                        float ret[DETECTOR_TRAIT_COUNT]);

/* Keeps in the row of the message just measured what the next one's traits need. */
void detector_traits_keep(struct baton_detector_conversation *row,
                          const struct detector_reading *reading, bool customer,
                          const float traits[DETECTOR_TRAIT_COUNT]);

#endif
