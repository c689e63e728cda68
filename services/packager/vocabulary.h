/* Words that say what a thing is: goods, devices, levels of plans, streets, first names, things
 * that are counted. Tables in vocabulary.c, looked for all at once. */
#ifndef BATON_PACKAGER_VOCABULARY_H
#define BATON_PACKAGER_VOCABULARY_H

#include "phrases.h"

enum packager_word {
    WORD_NONE,
    WORD_PRODUCT,
    WORD_SERVICE, /* a bank's or insurer's product: to others it is a way to pay, or an extra */
    WORD_DEVICE,
    WORD_LEVEL,      /* "gold", of a plan */
    WORD_PLAN,       /* "plan", "membership": what a level is of */
    WORD_STREET,     /* "street", "avenue" */
    WORD_FIRST_NAME, /* of people */
    WORD_FAMILY_NAME,
    WORD_MAKE,    /* of cars; a model follows */
    WORD_COUNTED, /* "bags", "tickets": what is counted and is no product */
    WORD_NUMBER,  /* "two" */
    WORD_MONEY,   /* "fee", "refund": a number beside it is an amount */
};

struct packager_vocabulary {
    struct baton_phrases *phrases;
};

/* fails  false: a row of the table is wrong; `err` names it */
bool packager_vocabulary_open(struct packager_vocabulary *vocabulary, struct baton_error *err);
void packager_vocabulary_close(struct packager_vocabulary *vocabulary);

#endif
