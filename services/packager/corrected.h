/* A customer who corrects himself. */
#ifndef BATON_PACKAGER_CORRECTED_H
#define BATON_PACKAGER_CORRECTED_H

#include "extract.h"
#include "learn.h"

/* True where the customer says that something he said was wrong: in this message, or in his last
 * one, which named no number: "Sorry, wrong number." – "88412". */
bool corrects_now(const struct package *p, const struct packager_said *said);

/* "It is not 88121": what was known under this value stands no more.
 * returns  false: the value is not denied, and nothing was done */
bool correct_denied(struct package *p, const struct packager_said *said,
                    const struct packager_value *value);

/* "Sorry, it should be 98186": a bare number that is written like one that was said before is
 * another of its kind; of several the one that it is most like. */
void correct_number(struct package *p, const struct packager_said *said);

#endif
