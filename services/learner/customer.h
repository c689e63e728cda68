/* The customer's task: earlier conversations, and the answer to a packager who asks for them. */
#ifndef BATON_LEARNER_CUSTOMER_H
#define BATON_LEARNER_CUSTOMER_H

#include "learner.h"

#define LEARNER_CONTACTS 20      /* kept with their details */
#define LEARNER_CONTACTS_TOLD 10 /* told as values */
#define LEARNER_COUNTED 200      /* that can still be amended in the sums */
#define LEARNER_KNOWN 500        /* that are forgotten with the customer */

/* One conversation's line: in its highest version, whatever came first. One that says `forget`
 * takes the conversation out of the row; of no conversation, it drops the row and sends a `forget`
 * event to each conversation in it. Other lines of drills are passed over. */
enum baton_verdict learner_customer_fold(const struct learner_turn *t);
/* A request of kind history: answered by an enrichment event in the asking conversation, which is
 * not counted among the earlier ones. Other kinds are the connector's; of each the conversation is
 * remembered, so that it can be forgotten before it has ended. */
enum baton_verdict learner_customer_answer(const struct learner_turn *t);

#endif
