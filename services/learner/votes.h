/* The rule by which a threshold moves. Pure.
 *
 * An outcome votes when it says whether its escalation was right. Votes are counted from the last
 * move on, because those before it speak of another threshold. */
#ifndef BATON_LEARNER_VOTES_H
#define BATON_LEARNER_VOTES_H

#include "rules.h"
#include "state.gen.h"

#define LEARNER_VOTES_MAX 1000
#define LEARNER_GROUNDS_MAX 50

enum learner_verdict {
    LEARNER_NO_VOTE = -1,
    LEARNER_RIGHT,
    LEARNER_UNNECESSARY, /* no person was needed */
    LEARNER_LATE,        /* it came too late, or only because an agent began to speak */
};

/* What `outcome` says of its category's threshold; nothing where a rule and no score decided, where
 * the detector named no category, or where nobody said whether a person was needed. */
enum learner_verdict learner_verdict_of(const struct baton_handoff_outcome *outcome);
/* True when the conversation was decided under a threshold that has been moved since. */
bool learner_vote_is_stale(const struct baton_learner_category *category,
                           const struct baton_handoff_outcome *outcome);
/* Takes a vote, replaces that of the same conversation, or takes it back (LEARNER_NO_VOTE). One
 * that has voted before and is no longer among the votes (`voted`) changes nothing: its vote has
 * moved the threshold already. */
void learner_votes_take(struct baton_learner_category *category,
                        const struct baton_handoff_outcome *outcome, enum learner_verdict verdict,
                        bool voted, struct baton_arena *arena);
/* The offset that the votes ask for; the present one when they ask for no move, or when the policy
 * allows none.
 * source  bounds of the policy: up while more than unnecessary_max were unnecessary, back when
 * fewer than half of that were, below 0 when more than unnecessary_max came too late. A small
 *         sample must be clearer: see margin() */
double learner_votes_offset(const struct baton_learner_category *category,
                            const struct baton_rules *rules);
/* Moves to `offset` and keeps on which grounds; the votes begin anew. */
void learner_votes_move(struct baton_learner_category *category, double offset, int64_t time_ms,
                        int64_t version, struct baton_arena *arena);

#endif
