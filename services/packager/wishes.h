/* How the customer wants to be spoken to, where he says so: by which channel and by which not,
 * when, in which language, how short or simple, by which name. The table is in wishes.c. */
#ifndef BATON_PACKAGER_WISHES_H
#define BATON_PACKAGER_WISHES_H

#include "phrases.h"

enum packager_wish {
    WISH_PHONE,
    WISH_EMAIL,
    WISH_SMS,
    WISH_WHATSAPP,
    WISH_CHAT,
    WISH_NO_PHONE,
    WISH_NO_EMAIL,
    WISH_SHORT,
    WISH_PLAIN,
    WISH_STEPS,
    WISH_FIRST_NAME,
    WISH_DU,
    WISH_SIE,
    WISH_NAMED,    /* "call me": a name may follow, else it is a call */
    WISH_LANGUAGE, /* where a language is named in it or right behind it */
    WISH_REACH,    /* a time in the sentence is one to be reached at */
    WISH_NOTHING,  /* hides what is inside of it */
};

enum { WISH_BIDDEN = 2 }; /* value of a phrase that counts only where a clause begins with it */

struct packager_wishes {
    struct baton_phrases *phrases;
};

/* fails  false: a row of the table is wrong; `err` names it */
bool packager_wishes_open(struct packager_wishes *wishes, struct baton_error *err);
void packager_wishes_close(struct packager_wishes *wishes);

#endif
