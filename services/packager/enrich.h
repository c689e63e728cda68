/* Information from elsewhere: asked for when the customer is known, merged when it comes, never
 * waited for. */
#ifndef BATON_PACKAGER_ENRICH_H
#define BATON_PACKAGER_ENRICH_H

#include "package.h"

/* Asks for every kind that the rules name, once a customer; at the first event that names him. */
void enrich_ask(struct package *p, const struct baton_conversation_event *event);
/* Asks a language model for a summary, where the rules name one; at a handoff. */
void enrich_ask_summary(struct package *p);
/* An answer, late ones and unasked ones too. */
void enrich_take(struct package *p, const struct baton_enrichment *answer);

#endif
