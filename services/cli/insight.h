/* What the detector thinks at every turn, also where it says nothing: its process function, run
 * beside the cluster on the events that are shown. */
#ifndef BATON_CLI_INSIGHT_H
#define BATON_CLI_INSIGHT_H

#include "conversation_file.h"
#include "detector.h"

struct insight;

/* fails  NULL, `err` says why */
struct insight *insight_new(struct baton_error *err);
void insight_free(struct insight *insight);

/* Follows a record of conversation-events or policies; others are left alone.
 * returns  true for a turn that could be estimated: *ret_probability is the detector's */
bool insight_follow(struct insight *insight, const struct baton_record *in,
                    double *ret_probability);
/* Conversation files, with no cluster: each conversation by itself, at its own times, whatever
 * stands on other lines. Where no turn says when it was, time stands still at 2026-01-01, so that
 * no timer fires of a time that nobody measured. These four: false on failure, `err` says why. */
bool insight_begin(struct insight *insight, const struct conversation *conversation,
                   struct baton_error *err);
/* Moves the clock to turn `index`: timers fire. */
bool insight_reach(struct insight *insight, const struct conversation *conversation, size_t index,
                   struct baton_error *err);
/* The turn is said. */
bool insight_say(struct insight *insight, const struct conversation *conversation, size_t index,
                 struct baton_error *err);
/* Behind the last turn nobody says anything more: timers fire. */
bool insight_wait(struct insight *insight, const struct conversation *conversation,
                  struct baton_error *err);
/* Nothing of it is known any more. */
bool insight_end(struct insight *insight, const struct conversation *conversation,
                 struct baton_error *err);
/* A declared policy for `tenant`, from now on and for all conversations that begin.
 * fails  false, `err` names the field */
bool insight_policy(struct insight *insight, struct baton_text tenant, struct baton_text body,
                    struct baton_error *err);

/* All that the last record came to; NULL: it was no turn that could be estimated. Borrowed until
 * the next. */
const struct detector_watched *insight_last(const struct insight *insight);
/* The kind of the last signal of this conversation since it was asked for last; unknown: none. */
enum baton_signal_kind insight_kind(struct insight *insight,
                                    const struct conversation *conversation);

#endif
