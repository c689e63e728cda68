/* Why a conversation was escalated or not, who was chosen and against whom: the reasons that the
 * stages wrote beside their decisions, as prose in the order of time. Pure: from records to text;
 * single-threaded. */
#ifndef BATON_CLI_WHY_H
#define BATON_CLI_WHY_H

#include <stdio.h>

#include "service.h"

struct why_item;

struct why {
    struct baton_arena arena; /* copies of the records */
    struct why_item *items;   /* all but messages */
    size_t items_count;
    const struct baton_context_package *package; /* the newest; NULL: none */
    int64_t messages[BATON_SPEAKER_SYSTEM + 1];  /* by speaker */
    int64_t first_ms, last_ms;                   /* of the records; 0: none was seen */
};

/* The detector's word on the turn that it thought the worst of, where it said nothing. */
struct why_score {
    double probability; /* below 0: not known */
    struct baton_text event_id;
};

/* What why_see uses, NULL behind the last: conversation-events, escalation-signals,
 * context-packages, assignments, routing-decisions. */
extern const struct baton_topic *const why_topics[];

void why_init(struct why *why);
void why_release(struct why *why);

/* Takes in a record of the conversation; copies what it keeps. Records of a topic come in their
 * order, those of different topics in any. */
void why_see(struct why *why, const struct baton_record *in);
/* Prints the story of `name`; contents are quoted only where a stage gave them as its reason. */
void why_print(struct why *why, struct baton_text name, const struct why_score *score, FILE *to);

#endif
