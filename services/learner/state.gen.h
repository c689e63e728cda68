/* Generated from the schemas in services/learner/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_SERVICES_LEARNER_STATE_GEN_H
#define BATON_SERVICES_LEARNER_STATE_GEN_H

#include "records.h"
#include "conversation_state.gen.h"

/* Sums of one agent in one issue category, or of all agents of a pool in it */
struct baton_learner_agent {
    struct baton_text agent_id; /* The agent; empty: all agents of the pool */
    struct baton_text agent_name; /* Name; empty: not known */
    struct baton_text pool; /* Pool */
    struct baton_text category; /* Issue category; empty: all together */
    int64_t since; /* When the first conversation counted ended; 0: none */
    int64_t until; /* When the last one ended; 0: none */
    int64_t offered; /* Offers made */
    int64_t accepted; /* Offers accepted */
    int64_t declined; /* Offers refused */
    int64_t timed_out; /* Offers without an answer */
    int64_t completed; /* Human stretches that ended */
    int64_t resolved; /* Of those, resolved */
    int64_t re_escalated; /* Of those, escalated again */
    int64_t transferred; /* Of those, passed on */
    int64_t rated; /* Of those, rated */
    int64_t csat; /* Sum of the ratings, in thousandths */
    int64_t handled; /* Of those, with a handling time */
    int64_t handle_ms; /* Sum of the handling times */
    int64_t replied; /* Of those, with a first reply */
    int64_t reply_ms; /* Sum of the times to it */
    int64_t contexts; /* Of those, with a rating of the context */
    int64_t context; /* Sum of those ratings, in thousandths */
    int64_t version; /* Records written */
    int64_t written_at; /* When the last was written; 0: never */
    int64_t write_ms; /* Slot of the timer agent; 0: not set */
};
extern const struct baton_record_type baton_learner_agent_type;

/* One outcome that says whether an escalation was right */
struct baton_learner_vote {
    int64_t conversation; /* Hash of the conversation's id */
    struct baton_text resolution_id; /* The resolution that says so */
    int64_t verdict; /* 0: it was right; 1: it was unnecessary; 2: it came too late */
};
extern const struct baton_record_type baton_learner_vote_type;

/* What the learner knows of the threshold of one issue category */
struct baton_learner_category {
    struct baton_text category; /* The category */
    double offset; /* Added to the declared threshold */
    int64_t moved_at; /* When it was moved last; 0: never */
    int64_t moved_version; /* Version of the learned policy that carries the last move; 0: none */
    int64_t outcomes; /* Outcomes since the last move */
    /* The last of them, oldest first, at most 1000 */
    struct baton_learner_vote *votes;
    size_t votes_count;
    int64_t grounds_outcomes; /* Outcomes behind the last move */
    double grounds_ratio; /* Part of them that was unnecessary */
    /* Resolutions behind the last move, newest first, at most 50 */
    struct baton_text *grounds;
    size_t grounds_count;
};
extern const struct baton_record_type baton_learner_category_type;

/* How often people resolved the cases of one issue category */
struct baton_learner_chance {
    struct baton_text category; /* The category */
    /* Conversations that a person had, that are over, and of which somebody said how */
    int64_t cases;
    int64_t resolved; /* Of those, resolved */
    double written_rate; /* Rate in the learned policy; nothing while written_cases is 0 */
    int64_t written_cases; /* Cases in the learned policy; 0: it does not have the category */
};
extern const struct baton_record_type baton_learner_chance_type;

/* The escalate signal that came first in the conversation */
struct baton_learner_escalation {
    struct baton_text signal_id; /* Its id; empty: there was none */
    int64_t epoch; /* The epoch in which it was decided */
    int64_t sequence; /* Its number in the conversation */
    int64_t at; /* When it came, in milliseconds UTC */
    enum baton_trigger trigger; /* Its trigger */
    double probability; /* Its probability; null: a rule decided */
    double threshold; /* What that was held against; null: a rule decided */
    struct baton_text policy_version; /* Policy that decided it */
    struct baton_text category; /* Issue category that it named; empty: none */
};
extern const struct baton_record_type baton_learner_escalation_type;

/* What became of the offers of one stretch to one agent */
struct baton_learner_offers {
    struct baton_text agent_id; /* The agent */
    int64_t offered; /* Offers made */
    int64_t accepted; /* Of those, accepted */
    int64_t declined; /* Of those, refused */
    int64_t timed_out; /* Of those, without an answer */
};
extern const struct baton_record_type baton_learner_offers_type;

/* A human stretch, as its newest assignment says */
struct baton_learner_stretch {
    struct baton_text assignment_id; /* The assignment */
    int64_t sequence; /* Sequence of the record that was taken */
    struct baton_text agent_id; /* Who holds or held it; empty: nobody yet */
    struct baton_text agent_name; /* Name; empty: not known */
    struct baton_text team; /* Team; empty: any */
    struct baton_text pool; /* Pool */
    struct baton_text category; /* Issue category; empty: not known */
    enum baton_trigger trigger; /* What made the handoff */
    int64_t accepted_at; /* When an agent accepted first; 0: nobody */
    int64_t completed_at; /* When it was over; 0: not over */
    enum baton_assignment_end end; /* Its end; unknown: not over */
    enum baton_outcome outcome; /* How it ended */
    /* Offers by agent */
    struct baton_learner_offers *offers;
    size_t offers_count;
};
extern const struct baton_record_type baton_learner_stretch_type;

/* A resolution in its highest version */
struct baton_learner_resolution {
    struct baton_text resolution_id; /* Its id */
    int64_t version; /* Its version */
    struct baton_text assignment_id; /* The assignment that it names; empty: none */
    int64_t at; /* When it was given, in milliseconds UTC */
    struct baton_text by_id; /* The agent who gave it; empty: not known, or no agent */
    struct baton_text by_name; /* Name; empty: not known */
    enum baton_outcome outcome; /* How it ended */
    struct baton_text category; /* Issue category as the agent sees it */
    struct baton_text code; /* The tenant's code */
    struct baton_text solution; /* What solved it, cut to 1000 bytes */
    /* Attempts of the bot that were of use */
    struct baton_text *useful_attempts;
    size_t useful_attempts_count;
    /* Knowledge that the bot lacked */
    struct baton_text *missing_knowledge;
    size_t missing_knowledge_count;
    enum baton_maybe necessary; /* Whether a person was needed; null: not said */
    enum baton_maybe automatable; /* Whether the bot could do it in future; null: not said */
    double csat_before; /* Satisfaction before the handoff; null: not known */
    double csat_after; /* Satisfaction after it; null: not known */
    double handoff_satisfaction; /* Satisfaction with the handoff; null: not known */
    enum baton_maybe had_to_repeat; /* The customer's answer; null: not asked */
    double context_rating; /* The agent's rating of the context; null: not given */
    int64_t accepted_at; /* When the agent accepted; 0: not known */
    int64_t first_reply_at; /* When the agent replied first; 0: not known */
    int64_t solved_at; /* When it was solved; 0: not known */
    int64_t wrapped_at; /* When the agent had written up; 0: not known */
    /* Whether the person came in time; unknown: not said */
    enum baton_escalation_timing escalation_timing;
};
extern const struct baton_record_type baton_learner_resolution_type;

/* What the learner knows of one conversation, from four topics in whatever order they come */
struct baton_learner_conversation {
    struct baton_holding holding; /* Who may speak */
    struct baton_recent recent; /* The events that were processed last */
    bool synthetic; /* A drill or demonstration */
    int64_t version; /* Version of the outcome that was written last; 0: none yet */
    int64_t written; /* Hash of that outcome, to see a change */
    int64_t touched_at; /* When something was heard of the conversation last */
    /* Slot of the timer keep: the row goes when nothing was heard for the retention */
    int64_t keep_ms;
    struct baton_customer_ref customer; /* The customer, as the last event that named him says */
    struct baton_text segment; /* Customer's segment */
    struct baton_text journey_stage; /* Journey stage */
    struct baton_text channel; /* Kind of channel */
    struct baton_text language; /* Language of the customer */
    struct baton_text bot_id; /* The bot */
    struct baton_text bot_version; /* Its version */
    struct baton_text model; /* Its language model */
    struct baton_text assessed; /* Issue category as the bot saw it last; empty: not said */
    int64_t customer_turns; /* Messages of the customer */
    int64_t bot_turns; /* Messages of the bot that were said */
    int64_t agent_turns; /* Messages of agents that were said */
    int64_t two_voices; /* Messages said by a speaker who did not hold */
    int64_t suppressed; /* Messages that were not said because their speaker did not hold */
    int64_t handoffs; /* Changes of holder from bot or queue to a person */
    int64_t transfers; /* Changes of holder from person to person */
    int64_t takeovers; /* Changes of holder because an agent began to speak */
    int64_t returns; /* Changes of holder from a person to the bot */
    struct baton_text agent_id; /* The last person who held; empty: none */
    struct baton_text agent_name; /* That person's name */
    int64_t started_at; /* Time of the first event; 0: none yet */
    int64_t held_at; /* When a person held it first; 0: never */
    int64_t first_reply_at; /* When a person who held it spoke first; 0: not yet */
    int64_t forgotten_at; /* When who it was and what was written was erased last; 0: never */
    int64_t ended_at; /* When it ended; 0: it goes on */
    enum baton_end_cause end_cause; /* Why it ended */
    enum baton_outcome outcome; /* How it ended, as its ended or feedback events say */
    struct baton_ratings ratings; /* The last ratings given in the conversation */
    struct baton_learner_escalation escalation; /* The first escalate signal */
    int64_t escalated_epoch; /* The newest epoch in which a person was asked for; -1: none */
    struct baton_text hinted; /* Issue category of the newest signal; empty: none */
    int64_t hinted_at; /* Sequence of that signal */
    /* Signals that were withdrawn, at most 8 */
    struct baton_text *withdrawn;
    size_t withdrawn_count;
    bool phantom; /* The bot announced a handoff and made none */
    bool silent; /* People had it, and nothing showed that the customer was told */
    /* Human stretches in the order of their sequence, the last 8 */
    struct baton_learner_stretch *stretches;
    size_t stretches_count;
    /* Resolutions by id, the last 4 */
    struct baton_learner_resolution *resolutions;
    size_t resolutions_count;
};
extern const struct baton_record_type baton_learner_conversation_type;

/* What one conversation adds to a customer's sums */
struct baton_learner_contact {
    int64_t conversation; /* Hash of its id */
    int64_t version; /* Version of the record that was taken */
    bool handed_over; /* A person held it */
    bool resolved; /* It was resolved */
    int64_t csat; /* Its rating in thousandths; 0: none */
};
extern const struct baton_record_type baton_learner_contact_type;

/* The earlier conversations of one customer */
struct baton_learner_customer {
    struct baton_customer_ref customer; /* The customer */
    /* The last conversations, newest first, at most 20 */
    struct baton_earlier_contact *contacts;
    size_t contacts_count;
    /* What is in the sums, in the order of arrival, the last 200 */
    struct baton_learner_contact *counted;
    size_t counted_count;
    /* The conversations to be forgotten with the customer, in the order of their first word, the
     * last 500 */
    struct baton_text *conversation_ids;
    size_t conversation_ids_count;
    int64_t conversations; /* Conversations in all */
    int64_t handoffs; /* Of those, held by a person */
    int64_t resolved; /* Of those, resolved */
    int64_t rated; /* Of those, rated */
    int64_t csat; /* Sum of the ratings, in thousandths */
    int64_t first_at; /* When the first began; 0: not known */
    int64_t last_at; /* When the last ended; 0: not known */
};
extern const struct baton_record_type baton_learner_customer_type;

/* Sums of one value of one dimension over one day; the place of a figure in the arrays is its
 * place in the table of figures */
struct baton_learner_figures {
    struct baton_text dimension; /* What the value names; empty: the whole tenant */
    struct baton_text key; /* The value */
    int64_t day; /* Days since 1970-01-01 */
    /* Conversations in each figure */
    int64_t *counts;
    size_t counts_count;
    /* Sum of their values: ratios as counts, ms as they are, scores in thousandths */
    int64_t *sums;
    size_t sums_count;
    /* Sum of the squares: of ratios as counts, of ms in seconds, of scores in millionths */
    int64_t *squares;
    size_t squares_count;
    /* Revisions written of each figure */
    int64_t *revisions;
    size_t revisions_count;
    int64_t changed; /* Figures that changed since they were written, a bit for each */
    int64_t written_at; /* When they were written last; 0: never */
    int64_t write_ms; /* Slot of the timer figures; 0: not set */
};
extern const struct baton_record_type baton_learner_figures_type;

/* What concerns a tenant as a whole */
struct baton_learner_tenant {
    int64_t policy_version; /* Version of the learned policy; 0: none yet */
    int64_t policy_at; /* When it was written; 0: never */
    int64_t policy_ms; /* Slot of the timer policy: a move that waits is due */
    /* Categories of which something waits for the timer */
    struct baton_text *waiting;
    size_t waiting_count;
    int64_t figures; /* Figures written so far */
    int64_t cases; /* Cases of all categories in their LearnerChance rows */
    int64_t resolved; /* Of those, resolved */
};
extern const struct baton_record_type baton_learner_tenant_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_learner_state_types[];

#endif
