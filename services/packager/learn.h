/* What is said becomes knowledge: facts, questions, promises, deadlines, mood, the case itself.
 * Each piece names the event that it is from, and goes when that event is taken back. */
#ifndef BATON_PACKAGER_LEARN_H
#define BATON_PACKAGER_LEARN_H

#include "package.h"

/* A message that was said, masked. */
struct packager_said {
    struct baton_text event_id;
    int64_t at;     /* by the sender's clock; BATON_NULL_LONG: not known */
    int64_t now_ms; /* `at`, or the time of arrival */
    enum baton_speaker speaker;
    struct baton_text text;
    double sentiment; /* as the sender sees it; NAN: not said */
    struct packager_reading reading;
};

/* Everything below. */
void learn(struct package *p, struct packager_said *said);

/* facts.c */
void learn_facts(struct package *p, const struct packager_said *said);
/* Adds one fact: the same again is confirmed, another of a kind that a conversation has once stands
 * in place of the one before. */
void learn_fact(struct package *p, const struct baton_fact *fact, bool single, bool corrects);
void learn_attempts(struct package *p, const struct baton_conversation_event *event);

/* tried.c: attempts that are told of in words */
void learn_tried(struct package *p, const struct packager_said *said);

/* goal.c: what is behind the request; wished.c: how the customer wants to be spoken to */
void learn_goal(struct package *p, const struct packager_said *said);
void learn_wishes(struct package *p, const struct packager_said *said);

/* asked.c: questions; promised.c: commitments, deadlines, expectation */
void learn_questions(struct package *p, const struct packager_said *said);
void learn_promises(struct package *p, const struct packager_said *said);
void learn_deadlines(struct package *p, const struct packager_said *said);

/* mood.c */
void learn_mood(struct package *p, const struct packager_said *said);

/* issue.c */
void learn_issue(struct package *p, const struct packager_said *said);

/* customer.c: what is not empty overwrites */
void learn_customer(struct package *p, const struct baton_customer *customer);

/* Takes away what came from `event_id`. */
void learn_forget(struct package *p, struct baton_text event_id);

#endif
