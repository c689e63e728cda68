/* Generated from the schemas in services/router/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_SERVICES_ROUTER_STATE_GEN_H
#define BATON_SERVICES_ROUTER_STATE_GEN_H

#include "records.h"

/* What the agent does with it. unknown: not said; offered: was asked; active: holds it;
 * wrapping: writes up */
enum baton_slot_state {
    BATON_SLOT_STATE_UNKNOWN = 0,
    BATON_SLOT_STATE_OFFERED,
    BATON_SLOT_STATE_ACTIVE,
    BATON_SLOT_STATE_WRAPPING,
};
extern const struct baton_enum_type baton_slot_state_symbols;

/* One conversation that takes part of an agent's capacity */
struct baton_router_slot {
    struct baton_text conversation_id; /* The conversation */
    double units; /* What it takes */
    enum baton_slot_state state; /* What the agent does with it */
};
extern const struct baton_record_type baton_router_slot_type;

/* One agent of a pool: who, whether there, what the agent carries */
struct baton_router_agent {
    struct baton_agent agent; /* Who the agent is and what the agent can do */
    enum baton_presence presence; /* What the agent said last */
    /* True: nothing was heard for the heartbeat's time-out; the next sign of life ends it */
    bool lost;
    /* True: too many offers in a row were missed; ends when the agent says that he is there */
    bool idle;
    double capacity; /* Units of work at a time */
    double outside_load; /* Units in use outside Baton */
    /* What the agent carries; the sum of the units is the load */
    struct baton_router_slot *slots;
    size_t slots_count;
    int64_t missed; /* Offers in a row that were not answered */
    int64_t offered_at; /* When the agent was asked last; 0: never */
    int64_t last_seen; /* When the agent was heard of last */
    int64_t shift_ends_at; /* When the shift ends; null: not known */
    int64_t heartbeat_ms; /* Slot of the timer heartbeat; 0: not set */
    /* Hashes of the last ids, a ring, to drop duplicates */
    int64_t *seen;
    size_t seen_count;
    int64_t seen_next; /* Place in the ring that the next id takes */
};
extern const struct baton_record_type baton_router_agent_type;

/* Where the conversation stands at the router. unknown: no human stretch yet; waiting: in the
 * queue; offered: an agent is asked; active: an agent holds; wrapping: over, the agent writes
 * up; ended: the stretch is over */
enum baton_case_phase {
    BATON_CASE_PHASE_UNKNOWN = 0,
    BATON_CASE_PHASE_WAITING,
    BATON_CASE_PHASE_OFFERED,
    BATON_CASE_PHASE_ACTIVE,
    BATON_CASE_PHASE_WRAPPING,
    BATON_CASE_PHASE_ENDED,
};
extern const struct baton_enum_type baton_case_phase_symbols;

/* An agent who is not asked again for a while */
struct baton_router_refusal {
    struct baton_text agent_id; /* The agent */
    int64_t until_ms; /* Until when */
};
extern const struct baton_record_type baton_router_refusal_type;

/* What the router knows of a conversation beside its last assignment */
struct baton_router_case {
    enum baton_case_phase phase; /* Where it stands */
    int64_t epoch; /* The last epoch given */
    int64_t sequence; /* Sequence of the last assignment written */
    int64_t reservations; /* Reservations made so far in this stretch */
    int64_t decisions; /* Decisions written so far */
    struct baton_text assignment_id; /* The last stretch, open or over; empty: there was none */
    struct baton_text agent_id; /* The agent who is asked, holds or writes up; empty: nobody */
    struct baton_text policy_version; /* The policy of the conversation */
    struct baton_text rule; /* Rule of the policy that applied; empty: none */
    struct baton_text tier; /* The customer's tier */
    struct baton_text preferred_agent_id; /* The agent that the customer asked for; empty: none */
    struct baton_text last_agent_id; /* The agent of the last conversation; empty: none */
    struct baton_text target_agent_id; /* The agent to whom a colleague passed it; empty: none */
    struct baton_text overflow_from; /* Pool that passed it on; empty: none */
    int64_t deadline; /* A time after which it is of no use to the customer; null: none named */
    double units; /* Units of an agent's capacity that it takes */
    double boost; /* Points of priority for having lost its agent */
    struct baton_text queue_key; /* Its row in the queue; empty: it is not in the queue */
    /* Agents who said no, did not answer or passed it on */
    struct baton_router_refusal *refused;
    size_t refused_count;
    bool synthetic; /* True: a drill or demonstration */
    bool closed; /* True: the conversation ended */
    bool moved; /* True: another pool has it */
    struct baton_text moved_to; /* That pool; empty: none, or not known */
    /* Since when the customer has waited for a person; 0: the request did not say, or a person
     * has come */
    int64_t waiting_since;
    int64_t told_position; /* Position in the last assignment; 0: none */
    int64_t wait_ms; /* Slot of the timer wait: the longest wait is over */
    int64_t offer_ms; /* Slot of the timer offer: the agent did not answer */
    int64_t relax_ms; /* Slot of the timer relax: a demand is given up */
    int64_t retry_ms; /* Slot of the timer retry: an agent who refused may be asked again */
    int64_t update_ms; /* Slot of the timer update: the customer hears his place */
    int64_t wrap_ms; /* Slot of the timer wrap: the time to write up is over */
    int64_t forget_ms; /* Slot of the timer forget: the row and the assignment go */
    /* Hashes of the last ids, a ring, to drop duplicates */
    int64_t *seen;
    size_t seen_count;
    int64_t seen_next; /* Place in the ring that the next id takes */
};
extern const struct baton_record_type baton_router_case_type;

/* What concerns a pool as a whole */
struct baton_router_pool {
    int64_t waiting; /* Conversations in the queue */
    int64_t handled; /* Human stretches measured */
    /* Their mean handling time, the last 50 weighing most; 0: none measured */
    double mean_handle_ms;
    int64_t loads; /* Load records written */
    int64_t load_digest; /* Digest of the last load record, to see a change */
    int64_t load_at; /* When it was written */
    int64_t load_ms; /* Slot of the timer load; 0: not set */
};
extern const struct baton_record_type baton_router_pool_type;

/* One place in the queue */
struct baton_router_waiting {
    struct baton_text conversation_id; /* The conversation that waits */
};
extern const struct baton_record_type baton_router_waiting_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_router_state_types[];

#endif
