/* How each kind of record is told; used by why.c alone. */
#ifndef BATON_CLI_WHY_WORDS_H
#define BATON_CLI_WHY_WORDS_H

#include "why.h"

struct why_item {
    const struct baton_topic *topic;
    const void *value;
    int64_t time_ms;
    size_t number; /* in the order of reading */
};

/* Whether the record belongs into the story. */
bool why_tells(const struct baton_topic *topic, const void *value);
/* Earlier stages first, for records of the same time. */
int why_rank(const struct baton_topic *topic);
/* A paragraph: the time, what was decided, and the reasons, indented. */
void why_tell(const struct why_item *item, FILE *to);

/* A sentence each: that it was escalated; who was the first to hold it and, unless `escalation` is
 * NULL, how long after it; what the package says now. */
void why_escalated(const struct why_item *escalation, FILE *to);
void why_taken(const struct why_item *agent, const struct why_item *escalation, FILE *to);
void why_package(const struct baton_context_package *package, FILE *to);

#endif
