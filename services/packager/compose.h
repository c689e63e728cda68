/* The head, composed anew from what is known: card, briefing, summary, advice, quality. Pure text
 * work on bounded lists; written only when it says something new. */
#ifndef BATON_PACKAGER_COMPOSE_H
#define BATON_PACKAGER_COMPOSE_H

#include "package.h"

enum {
    HEAD_MAX_BYTES = 15 * 1024, /* without envelope; with it a head stays under 16 kB */
    HEAD_FACTS = 40,
    HEAD_TRIED = 20,
    HEAD_QUESTIONS = 10,
    AT_RISK_MS = 2 * 60 * 60 * 1000, /* a promise is nearly due this long before */
};

/* Composes p->head where it may be another than the last one; writes it when it differs from that
 * in more than counters. */
void compose_write(struct package *p);

/* Composes p->head as of now, in the middle of a record. */
void compose_draft(struct package *p);

/* Hash of the course of the case: issue, category, attempts, promises, corrections. A summary that
 * was made of another course is an old one. */
int64_t compose_story(const struct package *p);

/* The issue category: the detector's, else the bot's word, else the product area, else the intent.
 */
struct baton_text compose_category(const struct package *p);
/* The rule of the policy for this case. */
const struct baton_route_rule *compose_route(const struct package *p);
enum baton_urgency compose_urgency(const struct package *p);
/* The mood alone makes the case urgent. */
bool compose_mood_urgent(const struct package *p);
/* It is worth telling since when the mood is as it is. */
bool compose_mood_low(const struct package *p);

/* The parts, in this order. lists.c */
void compose_lists(struct package *p, struct baton_context_package *head);
/* advice.c */
void compose_advice(struct package *p, struct baton_context_package *head);
/* words.c */
void compose_words(struct package *p, struct baton_context_package *head);

/* A symbol or name as words: "reset_password" as "reset password". */
struct baton_text compose_plain(const struct package *p, struct baton_text name);
/* "reset password: failed (no such user)" */
struct baton_text compose_attempt(const struct package *p, const struct baton_attempt *attempt);

#endif
