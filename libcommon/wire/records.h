/* Generated from the schemas in schemas by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_LIBCOMMON_WIRE_RECORDS_H
#define BATON_LIBCOMMON_WIRE_RECORDS_H

#include "codec.h"

/* A record in Kafka that caused another */
struct baton_cause {
    struct baton_text topic; /* Topic without the installation's prefix; empty: no cause */
    int64_t partition; /* Partition; -1: none */
    int64_t offset; /* Offset; -1: none */
    /* The causing record's own id (event_id, signal_id, ...); empty: not known */
    struct baton_text id;
};
extern const struct baton_record_type baton_cause_type;

/* How far one input had been read */
struct baton_seen_input {
    struct baton_text topic; /* Topic without the installation's prefix */
    int64_t partition; /* Partition; -1: not known */
    int64_t offset; /* Offset of the last record read; -1: none yet */
};
extern const struct baton_record_type baton_seen_input_type;

/* What the producer knew when it decided */
struct baton_seen {
    /* The last record read of each input; empty: not recorded */
    struct baton_seen_input *inputs;
    size_t inputs_count;
    /* Version of the policy that applied; `built-in`: the tenant has none; empty: none applied */
    struct baton_text policy_version;
    /* Version of the weights or of the language model that was used; empty: none */
    struct baton_text model_version;
};
extern const struct baton_record_type baton_seen_type;

/* The program that wrote a record */
struct baton_producer {
    struct baton_text name; /* Name, such as detector, gateway or the bot's own; empty: not said */
    struct baton_text version; /* Its version; empty: not said */
};
extern const struct baton_record_type baton_producer_type;

/* What every record of a topic says about itself; what a schema lacks keeps its default. */
struct baton_envelope {
    struct baton_text tenant; /* The company that uses Baton, [a-z0-9_-]{1,64} */
    /* The conversation that the record is about; empty: about none, or not known */
    struct baton_text conversation_id;
    int64_t occurred_at; /* When it happened, by the clock of the producer, in UTC; 0: not known */
    /* The conversation's epoch in which this was decided; -1: not known, or the record is about
     * no single conversation */
    int64_t epoch;
    /* Grows with every record of the same key on this topic: of two records the one with the
     * higher number is newer; 0: not numbered */
    int64_t sequence;
    /* The record that made the producer write this one; empty topic: none, or an outside event */
    struct baton_cause cause;
    /* How far the producer had read when it decided, and with which policy and model */
    struct baton_seen seen;
    struct baton_producer producer; /* The program that wrote the record */
    /* True: a drill or demonstration; carried through to every record it causes, no outside
     * effect, not counted in metrics */
    bool synthetic;
    /* Anything that has no field of its own, carried through as it is; Baton decides nothing by
     * it */
    struct baton_pair *attributes;
    size_t attributes_count;
};

/* What the agent does. unknown: not said, or a symbol that this reader does not know; presence:
 * comes, goes or is away; capacity: how much the agent can take; skills: what the agent can do;
 * heartbeat: still there; accept: takes an offer; decline: refuses an offer; release: gives the
 * conversation back; transfer: passes it on; consult: asks a colleague, the customer does not
 * see it; invite: asks a colleague in; takeover: takes the conversation without an offer;
 * viewed: read a part of the package; feedback: rates the context; wrapped: has written up */
enum baton_agent_event_type {
    BATON_AGENT_EVENT_TYPE_UNKNOWN = 0,
    BATON_AGENT_EVENT_TYPE_PRESENCE,
    BATON_AGENT_EVENT_TYPE_CAPACITY,
    BATON_AGENT_EVENT_TYPE_SKILLS,
    BATON_AGENT_EVENT_TYPE_HEARTBEAT,
    BATON_AGENT_EVENT_TYPE_ACCEPT,
    BATON_AGENT_EVENT_TYPE_DECLINE,
    BATON_AGENT_EVENT_TYPE_RELEASE,
    BATON_AGENT_EVENT_TYPE_TRANSFER,
    BATON_AGENT_EVENT_TYPE_CONSULT,
    BATON_AGENT_EVENT_TYPE_INVITE,
    BATON_AGENT_EVENT_TYPE_TAKEOVER,
    BATON_AGENT_EVENT_TYPE_VIEWED,
    BATON_AGENT_EVENT_TYPE_FEEDBACK,
    BATON_AGENT_EVENT_TYPE_WRAPPED,
};
extern const struct baton_enum_type baton_agent_event_type_symbols;

/* What an agent can do, and how well */
struct baton_skill {
    struct baton_text name; /* Name in the tenant's words, such as billing */
    double level; /* 0 (learning) to 1 (expert) */
};
extern const struct baton_record_type baton_skill_type;

/* A person who takes conversations over */
struct baton_agent {
    struct baton_text id; /* The tenant's id of the agent; empty: none meant */
    struct baton_text name; /* Name as the customer may see it; empty: not known */
    /* Ids in other systems by the system's name */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    /* Skills with levels; empty: none, or not said in this record */
    struct baton_skill *skills;
    size_t skills_count;
    /* Languages spoken, BCP 47; empty: not said */
    struct baton_text *languages;
    size_t languages_count;
    /* What the agent may do that others may not, such as tier_2, refund, legal; empty: nothing,
     * or not said */
    struct baton_text *authority;
    size_t authority_count;
    /* Teams; empty: none, or not said */
    struct baton_text *teams;
    size_t teams_count;
    struct baton_text pool; /* Pool; empty: main */
};
extern const struct baton_record_type baton_agent_type;

/* Whether the agent can take conversations. unknown: not said, or a symbol that this reader does
 * not know; online: can take them; busy: there, takes no new ones; away: not there for a while;
 * offline: not on shift */
enum baton_presence {
    BATON_PRESENCE_UNKNOWN = 0,
    BATON_PRESENCE_ONLINE,
    BATON_PRESENCE_BUSY,
    BATON_PRESENCE_AWAY,
    BATON_PRESENCE_OFFLINE,
};
extern const struct baton_enum_type baton_presence_symbols;

/* What kind of place a conversation is passed to. unknown: not said, or a symbol that this
 * reader does not know; agent: one agent; team: a team; pool: another pool; queue: the queue of
 * the same pool; bot: the bot */
enum baton_target_kind {
    BATON_TARGET_KIND_UNKNOWN = 0,
    BATON_TARGET_KIND_AGENT,
    BATON_TARGET_KIND_TEAM,
    BATON_TARGET_KIND_POOL,
    BATON_TARGET_KIND_QUEUE,
    BATON_TARGET_KIND_BOT,
};
extern const struct baton_enum_type baton_target_kind_symbols;

/* To whom a conversation is passed or who is asked in */
struct baton_target {
    enum baton_target_kind kind; /* What the id names; unknown: no target */
    struct baton_text id; /* Id or name of it; empty: none, or the only one of its kind */
};
extern const struct baton_record_type baton_target_type;

/* Part that somebody has in a conversation. unknown: not said, or a symbol that this reader does
 * not know; lead: holds it; specialist: helps, and speaks where may_speak is true; observer:
 * reads only; supervisor: watches and may force; consulted: answers the lead, not the customer */
enum baton_participant_role {
    BATON_PARTICIPANT_ROLE_UNKNOWN = 0,
    BATON_PARTICIPANT_ROLE_LEAD,
    BATON_PARTICIPANT_ROLE_SPECIALIST,
    BATON_PARTICIPANT_ROLE_OBSERVER,
    BATON_PARTICIPANT_ROLE_SUPERVISOR,
    BATON_PARTICIPANT_ROLE_CONSULTED,
};
extern const struct baton_enum_type baton_participant_role_symbols;

/* How a conversation or a human stretch ended. unknown: not said, or a symbol that this reader
 * does not know; resolved: the problem is solved; partly_resolved: solved in part; unresolved:
 * not solved; abandoned: the customer left before an end; follow_up: goes on later; transferred:
 * another team or system has it; duplicate: the same as another conversation; spam: not a real
 * request */
enum baton_outcome {
    BATON_OUTCOME_UNKNOWN = 0,
    BATON_OUTCOME_RESOLVED,
    BATON_OUTCOME_PARTLY_RESOLVED,
    BATON_OUTCOME_UNRESOLVED,
    BATON_OUTCOME_ABANDONED,
    BATON_OUTCOME_FOLLOW_UP,
    BATON_OUTCOME_TRANSFERRED,
    BATON_OUTCOME_DUPLICATE,
    BATON_OUTCOME_SPAM,
};
extern const struct baton_enum_type baton_outcome_symbols;

/* What an agent or the agent's system does: the value of agent-events */
struct baton_agent_event {
    struct baton_envelope env;
    /* The sender's id of the event, unique in the pool; a second one with the same id is dropped */
    struct baton_text event_id;
    enum baton_agent_event_type type; /* What the agent does */
    struct baton_text pool; /* Pool */
    /* The agent; skills, languages, authority and teams count in presence and skills events only */
    struct baton_agent agent;
    enum baton_presence presence; /* Of presence and heartbeat; unknown: unchanged */
    /* Units of work at a time; a conversation takes the units of its channel in the policy, 1 by
     * default; null: unchanged */
    double capacity;
    double load; /* Units in use outside Baton; null: unchanged */
    int64_t shift_ends_at; /* When the shift ends; null: not known */
    struct baton_text assignment_id; /* The assignment; empty: none, or the one in force */
    struct baton_text reservation_id; /* The reservation that is answered; empty: none */
    /* The version of the reservation that the agent saw; -1: not known, the present one is meant */
    int64_t reservation_version;
    struct baton_target target; /* Of release, transfer, consult and invite: to whom */
    enum baton_participant_role role; /* Of invite and consult: the part */
    /* Of invite: whether the guest may speak to the customer; null: no */
    enum baton_maybe may_speak;
    /* Of decline, release and transfer: a code, such as wrong_skill, too_busy, wrong_team;
     * empty: not said */
    struct baton_text reason;
    struct baton_text text; /* In words; of feedback: the remark; empty: none */
    /* Of viewed: card, briefing, technical, pages or the name of a field; empty: not a view */
    struct baton_text part;
    int64_t viewed_ms; /* Of viewed: for how long, in milliseconds; null: not measured */
    int64_t package_version; /* Of viewed and feedback: version of the package; 0: not known */
    double context_rating; /* Of feedback: 1 (useless) to 5 (all I needed); null: not given */
    enum baton_outcome outcome; /* Of release and wrapped: how it ended; unknown: not said */
};
extern const struct baton_record_type baton_agent_event_type;

/* How one agent does in one issue category: the value of agent-performance */
struct baton_agent_performance {
    struct baton_envelope env;
    /* Id of the row: the same for each version; with version the key for dropping duplicates */
    struct baton_text performance_id;
    struct baton_text agent_id; /* The agent */
    struct baton_text category; /* Issue category; empty: all together */
    struct baton_text agent_name; /* Name; empty: not known */
    struct baton_text pool; /* Pool */
    int64_t version; /* Grows by one at each change */
    int64_t since; /* Time of the first conversation counted; null: none */
    int64_t until; /* Time of the last conversation counted; null: none */
    int64_t offered; /* Offers made */
    int64_t accepted; /* Offers accepted */
    int64_t declined; /* Offers refused */
    int64_t timed_out; /* Offers without an answer */
    int64_t completed; /* Human stretches that ended */
    int64_t resolved; /* Of those, resolved */
    int64_t re_escalated; /* Of those resolved or returned, escalated again */
    int64_t transferred; /* Passed on to another */
    int64_t rated; /* With a satisfaction rating */
    /* resolved by completed, 0 to 1, drawn to the category's mean where there is little data;
     * null: none */
    double resolution_rate;
    double mean_handle_ms; /* Mean handling time, in milliseconds; null: none */
    double mean_first_reply_ms; /* Mean time to the first reply, in milliseconds; null: none */
    double mean_csat; /* Mean satisfaction, 1 to 5; null: none rated */
    /* Mean rating that the agent gives the context, 1 to 5; null: none */
    double mean_context_rating;
};
extern const struct baton_record_type baton_agent_performance_type;

/* What happened. unknown: not said, or a symbol that this reader does not know; prepared: an
 * agent was reserved before the handoff; queued: the conversation waits for a person; offered:
 * an agent is asked; accepted: an agent accepted and holds; declined: the agent said no;
 * timed_out: the agent did not answer; rescinded: an offer was taken back; taken_over: an agent
 * spoke and holds now; transferred: passed to another agent, team or pool; joined: a participant
 * came in; left: a participant went; departed: the holder was lost; requeued: waits again;
 * updated: position, wait, priority or card changed; returned: given back to the bot; withdrawn:
 * no person is needed any more; wrapping: the agent writes up; completed: the human stretch is
 * done; failed: nobody could be found or a failure; forced: a supervisor decided; closed: the
 * conversation ended; refused: a takeover or transfer was refused, the holder stays */
enum baton_assignment_change {
    BATON_ASSIGNMENT_CHANGE_UNKNOWN = 0,
    BATON_ASSIGNMENT_CHANGE_PREPARED,
    BATON_ASSIGNMENT_CHANGE_QUEUED,
    BATON_ASSIGNMENT_CHANGE_OFFERED,
    BATON_ASSIGNMENT_CHANGE_ACCEPTED,
    BATON_ASSIGNMENT_CHANGE_DECLINED,
    BATON_ASSIGNMENT_CHANGE_TIMED_OUT,
    BATON_ASSIGNMENT_CHANGE_RESCINDED,
    BATON_ASSIGNMENT_CHANGE_TAKEN_OVER,
    BATON_ASSIGNMENT_CHANGE_TRANSFERRED,
    BATON_ASSIGNMENT_CHANGE_JOINED,
    BATON_ASSIGNMENT_CHANGE_LEFT,
    BATON_ASSIGNMENT_CHANGE_DEPARTED,
    BATON_ASSIGNMENT_CHANGE_REQUEUED,
    BATON_ASSIGNMENT_CHANGE_UPDATED,
    BATON_ASSIGNMENT_CHANGE_RETURNED,
    BATON_ASSIGNMENT_CHANGE_WITHDRAWN,
    BATON_ASSIGNMENT_CHANGE_WRAPPING,
    BATON_ASSIGNMENT_CHANGE_COMPLETED,
    BATON_ASSIGNMENT_CHANGE_FAILED,
    BATON_ASSIGNMENT_CHANGE_FORCED,
    BATON_ASSIGNMENT_CHANGE_CLOSED,
    BATON_ASSIGNMENT_CHANGE_REFUSED,
};
extern const struct baton_enum_type baton_assignment_change_symbols;

/* Where the human stretch stands. unknown: not said, or a symbol that this reader does not know;
 * prepared: reserved, not asked for yet; queued: waits; offered: an agent is asked; active: an
 * agent holds; wrapping: the agent writes up; completed: done; returned: back with the bot;
 * cancelled: not needed any more; failed: could not be served */
enum baton_assignment_status {
    BATON_ASSIGNMENT_STATUS_UNKNOWN = 0,
    BATON_ASSIGNMENT_STATUS_PREPARED,
    BATON_ASSIGNMENT_STATUS_QUEUED,
    BATON_ASSIGNMENT_STATUS_OFFERED,
    BATON_ASSIGNMENT_STATUS_ACTIVE,
    BATON_ASSIGNMENT_STATUS_WRAPPING,
    BATON_ASSIGNMENT_STATUS_COMPLETED,
    BATON_ASSIGNMENT_STATUS_RETURNED,
    BATON_ASSIGNMENT_STATUS_CANCELLED,
    BATON_ASSIGNMENT_STATUS_FAILED,
};
extern const struct baton_enum_type baton_assignment_status_symbols;

/* Who may speak to the customer. unknown: not said, or a symbol that this reader does not know;
 * bot: the AI; queue: nobody yet, the conversation waits for a person; agent: one person */
enum baton_holder_kind {
    BATON_HOLDER_KIND_UNKNOWN = 0,
    BATON_HOLDER_KIND_BOT,
    BATON_HOLDER_KIND_QUEUE,
    BATON_HOLDER_KIND_AGENT,
};
extern const struct baton_enum_type baton_holder_kind_symbols;

/* Who may speak to the customer */
struct baton_holder {
    enum baton_holder_kind kind; /* Bot, queue or agent */
    struct baton_text id; /* Id of the bot or agent; empty: not known, or queue */
    struct baton_text name; /* Name as the customer may see it; empty: none */
    /* Ids in other systems by the system's name */
    struct baton_pair *external_ids;
    size_t external_ids_count;
};
extern const struct baton_record_type baton_holder_type;

/* Why the holder changed. unknown: not said, or a symbol that this reader does not know;
 * escalation: the detector's signal put it in the queue; accepted: an agent accepted the offer;
 * takeover: an agent began to speak; transfer: the agent passed it on; departure: the agent was
 * lost or left; returned: given back to the bot; resolved: the human stretch ended by a
 * resolution; withdrawn: the request was withdrawn; no_agent: nobody could be found; forced: a
 * supervisor decided; closed: the conversation ended; speakers: the holder stays, who may speak
 * beside him changed; refused: a takeover was refused, the holder stays */
enum baton_holder_cause {
    BATON_HOLDER_CAUSE_UNKNOWN = 0,
    BATON_HOLDER_CAUSE_ESCALATION,
    BATON_HOLDER_CAUSE_ACCEPTED,
    BATON_HOLDER_CAUSE_TAKEOVER,
    BATON_HOLDER_CAUSE_TRANSFER,
    BATON_HOLDER_CAUSE_DEPARTURE,
    BATON_HOLDER_CAUSE_RETURNED,
    BATON_HOLDER_CAUSE_RESOLVED,
    BATON_HOLDER_CAUSE_WITHDRAWN,
    BATON_HOLDER_CAUSE_NO_AGENT,
    BATON_HOLDER_CAUSE_FORCED,
    BATON_HOLDER_CAUSE_CLOSED,
    BATON_HOLDER_CAUSE_SPEAKERS,
    BATON_HOLDER_CAUSE_REFUSED,
};
extern const struct baton_enum_type baton_holder_cause_symbols;

/* Why a takeover was refused. unknown: it was not, or a symbol that this reader does not know;
 * another_holds: another agent holds the conversation; no_agent_named: the message names no
 * agent; no_answer: the router did not answer in time */
enum baton_refusal {
    BATON_REFUSAL_UNKNOWN = 0,
    BATON_REFUSAL_ANOTHER_HOLDS,
    BATON_REFUSAL_NO_AGENT_NAMED,
    BATON_REFUSAL_NO_ANSWER,
};
extern const struct baton_enum_type baton_refusal_symbols;

/* Somebody who takes part */
struct baton_participant {
    struct baton_text agent_id; /* Id of the agent */
    struct baton_text name; /* Name; empty: not known */
    /* Ids in other systems */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    enum baton_participant_role role; /* The part */
    bool may_speak; /* True: may speak to the customer under the holder's epoch */
    int64_t since; /* Since when; null: not known */
};
extern const struct baton_record_type baton_participant_type;

/* Where a reservation stands. unknown: not said, or a symbol that this reader does not know;
 * queued: waits for an agent; offered: an agent is asked; accepted: the agent has it; declined:
 * the agent said no; timed_out: the agent did not answer in time; rescinded: taken back by Baton
 * before an answer; cancelled: no longer needed; wrapping: finished, the agent writes up;
 * completed: done; failed: could not be carried out */
enum baton_reservation_state {
    BATON_RESERVATION_STATE_UNKNOWN = 0,
    BATON_RESERVATION_STATE_QUEUED,
    BATON_RESERVATION_STATE_OFFERED,
    BATON_RESERVATION_STATE_ACCEPTED,
    BATON_RESERVATION_STATE_DECLINED,
    BATON_RESERVATION_STATE_TIMED_OUT,
    BATON_RESERVATION_STATE_RESCINDED,
    BATON_RESERVATION_STATE_CANCELLED,
    BATON_RESERVATION_STATE_WRAPPING,
    BATON_RESERVATION_STATE_COMPLETED,
    BATON_RESERVATION_STATE_FAILED,
};
extern const struct baton_enum_type baton_reservation_state_symbols;

/* Why a reservation ended or failed. unknown: not said, or a symbol that this reader does not
 * know; agent_declined: the agent said no; no_answer: no answer in time; agent_lost: the agent's
 * connection was lost; agent_away: the agent went away; over_capacity: the agent had no room
 * left; another_accepted: another agent was quicker; customer_left: the customer left;
 * withdrawn: the request was withdrawn; taken_over: an agent began to speak; better_agent: a
 * better agent became free; transferred: passed on; resolved: done; closed: the conversation
 * ended; policy: a rule of the policy; no_agent: nobody could be found; error: a failure in
 * Baton */
enum baton_reservation_reason {
    BATON_RESERVATION_REASON_UNKNOWN = 0,
    BATON_RESERVATION_REASON_AGENT_DECLINED,
    BATON_RESERVATION_REASON_NO_ANSWER,
    BATON_RESERVATION_REASON_AGENT_LOST,
    BATON_RESERVATION_REASON_AGENT_AWAY,
    BATON_RESERVATION_REASON_OVER_CAPACITY,
    BATON_RESERVATION_REASON_ANOTHER_ACCEPTED,
    BATON_RESERVATION_REASON_CUSTOMER_LEFT,
    BATON_RESERVATION_REASON_WITHDRAWN,
    BATON_RESERVATION_REASON_TAKEN_OVER,
    BATON_RESERVATION_REASON_BETTER_AGENT,
    BATON_RESERVATION_REASON_TRANSFERRED,
    BATON_RESERVATION_REASON_RESOLVED,
    BATON_RESERVATION_REASON_CLOSED,
    BATON_RESERVATION_REASON_POLICY,
    BATON_RESERVATION_REASON_NO_AGENT,
    BATON_RESERVATION_REASON_ERROR,
};
extern const struct baton_enum_type baton_reservation_reason_symbols;

/* One agent's reservation, or the wait for one */
struct baton_reservation {
    struct baton_text id; /* Id of the reservation */
    int64_t version; /* Grows by one at each change; an answer names the version that it saw */
    struct baton_text agent_id; /* The agent; empty: queued, nobody yet */
    struct baton_text agent_name; /* Name; empty: not known */
    enum baton_reservation_state state; /* Where it stands */
    enum baton_reservation_reason reason; /* Why it ended or failed; unknown: it did not */
    struct baton_text detail; /* In words; empty: nothing */
    int64_t offered_at; /* When the agent was asked; null: not yet */
    int64_t expires_at; /* When the offer ends; null: it does not */
    int64_t answered_at; /* When the agent answered; null: not yet */
};
extern const struct baton_record_type baton_reservation_type;

/* The customer in short, for systems that keep their own record of him */
struct baton_customer_ref {
    struct baton_text id; /* The tenant's id of the customer; empty: not known */
    /* Ids in other systems by the system's name */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    struct baton_text name; /* Name as the customer is addressed; empty: not known or masked */
    struct baton_text tier; /* Service tier in the tenant's words; empty: not known */
};
extern const struct baton_record_type baton_customer_ref_type;

/* The way by which the customer is reached */
struct baton_channel {
    /* web, app, sms, whatsapp, messenger, email, phone, screen_share, or the tenant's own word;
     * empty: not known */
    struct baton_text kind;
    /* Address on that channel (session, number, mailbox), as the channel's adapter understands
     * it; empty: not known */
    struct baton_text address;
    /* True: the customer waits in front of it; false: reads later, as with e-mail; null: not
     * known */
    enum baton_maybe synchronous;
};
extern const struct baton_record_type baton_channel_type;

/* How hard the problem is. unknown: not said, or a symbol that this reader does not know;
 * simple: one known problem; moderate: several steps or some doubt; complex: linked problems,
 * several systems or an exception */
enum baton_complexity {
    BATON_COMPLEXITY_UNKNOWN = 0,
    BATON_COMPLEXITY_SIMPLE,
    BATON_COMPLEXITY_MODERATE,
    BATON_COMPLEXITY_COMPLEX,
};
extern const struct baton_enum_type baton_complexity_symbols;

/* How soon a person is needed. unknown: not said, or a symbol that this reader does not know;
 * low: today is enough; normal: in its turn; high: before the normal ones; critical: at once */
enum baton_urgency {
    BATON_URGENCY_UNKNOWN = 0,
    BATON_URGENCY_LOW,
    BATON_URGENCY_NORMAL,
    BATON_URGENCY_HIGH,
    BATON_URGENCY_CRITICAL,
};
extern const struct baton_enum_type baton_urgency_symbols;

/* What made the detector or a person want a handoff; the strongest reason. unknown: not said, or
 * a symbol that this reader does not know; explicit_request: the customer asked for a person;
 * complaint: the customer says that it is not working; customer_repeats: the customer asks the
 * same again; bot_repeats: the bot gives the same answer again; sentiment: the mood is or turned
 * bad; aggression: profanity or threats; complexity: linked problems or an unusual case; topic:
 * a subject that the policy gives to people; authority: needs a permission that the bot does not
 * have; low_confidence: the bot is not sure of itself; failed_attempts: what the bot tried did
 * not work; length: the conversation is too long; behaviour: what the customer does on the page;
 * business_critical: a customer or moment of high value; bot_request: the bot itself asked for a
 * person; bot_error: the bot reported an error; bot_silent: the bot does not answer;
 * phantom_handoff: the bot announced a handoff and made none; combined: no single reason, the
 * sum of several; takeover: an agent began to speak; transfer: an agent passed the conversation
 * on; supervisor: a supervisor forced it; policy: a rule of the policy */
enum baton_trigger {
    BATON_TRIGGER_UNKNOWN = 0,
    BATON_TRIGGER_EXPLICIT_REQUEST,
    BATON_TRIGGER_COMPLAINT,
    BATON_TRIGGER_CUSTOMER_REPEATS,
    BATON_TRIGGER_BOT_REPEATS,
    BATON_TRIGGER_SENTIMENT,
    BATON_TRIGGER_AGGRESSION,
    BATON_TRIGGER_COMPLEXITY,
    BATON_TRIGGER_TOPIC,
    BATON_TRIGGER_AUTHORITY,
    BATON_TRIGGER_LOW_CONFIDENCE,
    BATON_TRIGGER_FAILED_ATTEMPTS,
    BATON_TRIGGER_LENGTH,
    BATON_TRIGGER_BEHAVIOUR,
    BATON_TRIGGER_BUSINESS_CRITICAL,
    BATON_TRIGGER_BOT_REQUEST,
    BATON_TRIGGER_BOT_ERROR,
    BATON_TRIGGER_BOT_SILENT,
    BATON_TRIGGER_PHANTOM_HANDOFF,
    BATON_TRIGGER_COMBINED,
    BATON_TRIGGER_TAKEOVER,
    BATON_TRIGGER_TRANSFER,
    BATON_TRIGGER_SUPERVISOR,
    BATON_TRIGGER_POLICY,
};
extern const struct baton_enum_type baton_trigger_symbols;

/* By when something must have happened, from the tenant's policy */
struct baton_due_times {
    int64_t accept_at; /* An agent has accepted; null: no limit */
    /* The agent has replied first: first_reply_ms of the policy behind the beginning of his
     * hold; null: no limit, or nobody holds yet */
    int64_t first_reply_at;
    int64_t next_reply_at; /* The agent has replied to the last message; null: no limit */
    /* The problem is solved: the deadline that the customer named; null: none named */
    int64_t resolve_at;
};
extern const struct baton_record_type baton_due_times_type;

/* Where the context package is */
struct baton_package_ref {
    struct baton_text package_id; /* Its id; empty: there is none yet */
    int64_t version; /* Version of the package; a higher one may exist meanwhile; 0: none */
    int64_t partition; /* Partition in context-packages; -1: not known */
    /* Offset in context-packages; -1: not known, as wherever the request was written in one
     * transaction with its package: the last record of the key is the package */
    int64_t offset;
    /* Path of the package at the gateway, to be put behind the gateway's address; empty: none */
    struct baton_text link;
};
extern const struct baton_record_type baton_package_ref_type;

/* What an agent reads in five seconds */
struct baton_card {
    struct baton_text headline; /* One line, at most 120 characters */
    struct baton_text who; /* The customer in one line: name, tier, time as a customer */
    struct baton_text core_issue; /* The problem in one sentence */
    /* Mood in a few words, such as calm or frustrated since the second answer; empty: not known */
    struct baton_text emotion;
    double sentiment; /* Mood now, -1 (very bad) to 1 (very good); null: not known */
    enum baton_urgency urgency; /* How soon a person is needed */
    struct baton_text why; /* Why a person is needed, in one sentence */
    /* What was tried already, at most 3, newest first */
    struct baton_text *tried;
    size_t tried_count;
    struct baton_text next_action; /* What to do first; empty: no recommendation */
    struct baton_text expectation; /* What the customer expects; empty: not said */
    struct baton_text language; /* Language of the conversation, BCP 47; empty: not known */
    struct baton_text channel; /* Kind of channel; empty: not known */
};
extern const struct baton_record_type baton_card_type;

/* The one end that a human stretch has. unknown: not said, or a symbol that this reader does not
 * know; resolved: a resolution was given; returned: given back to the bot; customer_left: the
 * customer left; withdrawn: not needed any more; no_agent: nobody could be found; closed: the
 * conversation ended; transferred: went to another pool; failed: a failure */
enum baton_assignment_end {
    BATON_ASSIGNMENT_END_UNKNOWN = 0,
    BATON_ASSIGNMENT_END_RESOLVED,
    BATON_ASSIGNMENT_END_RETURNED,
    BATON_ASSIGNMENT_END_CUSTOMER_LEFT,
    BATON_ASSIGNMENT_END_WITHDRAWN,
    BATON_ASSIGNMENT_END_NO_AGENT,
    BATON_ASSIGNMENT_END_CLOSED,
    BATON_ASSIGNMENT_END_TRANSFERRED,
    BATON_ASSIGNMENT_END_FAILED,
};
extern const struct baton_enum_type baton_assignment_end_symbols;

/* Who holds a conversation and how it came to that: the complete state after a change; the value
 * of assignments */
struct baton_assignment {
    struct baton_envelope env;
    /* Id of the human stretch: it stays the same from the request to its end, and a resolution
     * names it */
    struct baton_text assignment_id;
    struct baton_text change_id; /* Id of this record alone; empty: not given */
    enum baton_assignment_change change; /* What happened */
    enum baton_assignment_status status; /* Where it stands */
    struct baton_holder holder; /* Who may speak after the change */
    struct baton_holder previous_holder; /* Who held before the last change of holder */
    enum baton_holder_cause holder_cause; /* Why the holder changed last */
    int64_t holder_since; /* Since when the holder holds; null: not known */
    /* Of a takeover: the agent's message that this answers; empty: none */
    struct baton_text answers_event_id;
    enum baton_refusal refusal; /* Of the change refused: why; unknown: any other change */
    struct baton_text request_id; /* The routing request that it answers; empty: none */
    struct baton_text signal_id; /* The signal behind it; empty: none */
    /* All who take part, the holder included */
    struct baton_participant *participants;
    size_t participants_count;
    /* The reservations of this stretch, oldest first; the last 20 */
    struct baton_reservation *reservations;
    size_t reservations_count;
    struct baton_text root_conversation_id; /* First conversation of the chain; empty: this one */
    /* The conversation that this continues; empty: none */
    struct baton_text previous_conversation_id;
    struct baton_customer_ref customer; /* The customer */
    struct baton_channel channel; /* The way by which the customer is reached */
    struct baton_text language; /* Language, BCP 47; empty: not known */
    struct baton_text team; /* Team; empty: any */
    struct baton_text pool; /* Pool */
    struct baton_text category; /* Issue category; empty: not known */
    enum baton_complexity complexity; /* How hard it is */
    enum baton_urgency urgency; /* How soon a person is needed */
    enum baton_trigger trigger; /* What made the handoff */
    struct baton_text reason; /* Why, in words */
    /* Skills asked for */
    struct baton_text *skills;
    size_t skills_count;
    /* Authority asked for */
    struct baton_text *authority_needed;
    size_t authority_needed_count;
    double priority; /* Higher is served first */
    /* Place in the queue when this was written, 1 is next; null: not in a queue */
    int64_t position;
    /* Expected wait when this was written, in milliseconds; null: not in a queue, or cannot be
     * said */
    int64_t expected_wait_ms;
    int64_t queued_at; /* Since when it waits; null: it never waited */
    int64_t accepted_at; /* When an agent accepted first; null: nobody yet */
    struct baton_due_times due; /* By when what must have happened */
    double resolve_probability; /* Chance that the person resolves it, 0 to 1; null: not known */
    struct baton_package_ref package; /* The context package */
    struct baton_card card; /* The card, masked by the tenant's rule for CRMs */
    enum baton_outcome outcome; /* When completed: how */
    enum baton_assignment_end end; /* When over: its end; unknown: not over */
    struct baton_text resolution_id; /* The resolution that ended it; empty: none */
    int64_t completed_at; /* When it was over; null: not over */
    int64_t follow_up_at; /* When somebody comes back to the customer; null: not planned */
};
extern const struct baton_record_type baton_assignment_type;

/* Where the conversation stands. unknown: not said, or a symbol that this reader does not know;
 * live: with the bot, kept up to date; prepared: an escalation is likely; handed_over: asked for
 * or waits for a person; with_agent: a person holds it; returned: back with the bot; ended: the
 * conversation is over */
enum baton_package_status {
    BATON_PACKAGE_STATUS_UNKNOWN = 0,
    BATON_PACKAGE_STATUS_LIVE,
    BATON_PACKAGE_STATUS_PREPARED,
    BATON_PACKAGE_STATUS_HANDED_OVER,
    BATON_PACKAGE_STATUS_WITH_AGENT,
    BATON_PACKAGE_STATUS_RETURNED,
    BATON_PACKAGE_STATUS_ENDED,
};
extern const struct baton_enum_type baton_package_status_symbols;

/* An amount of money */
struct baton_money {
    int64_t minor_units; /* The amount in the smallest unit of the currency (cents for EUR) */
    struct baton_text currency; /* ISO 4217 code in capitals, such as EUR; empty: not known */
};
extern const struct baton_record_type baton_money_type;

/* An earlier conversation of the same customer */
struct baton_earlier_contact {
    /* Its id; empty: known from another system without an id of ours */
    struct baton_text conversation_id;
    int64_t started_at; /* When it began; null: not known */
    int64_t ended_at; /* When it ended; null: not known */
    struct baton_text channel; /* Kind of channel; empty: not known */
    struct baton_text category; /* Issue category; empty: not known */
    struct baton_text summary; /* One sentence; empty: none */
    enum baton_outcome outcome; /* How it ended */
    double csat; /* Satisfaction, 1 (worst) to 5 (best); null: not asked or not answered */
    bool handed_over; /* True: a person held it at some time */
    struct baton_text agent_id; /* The last person who held it; empty: none */
    struct baton_text agent_name; /* That person's name; empty: none */
};
extern const struct baton_record_type baton_earlier_contact_type;

/* One rating that the customer gave earlier */
struct baton_satisfaction {
    int64_t at; /* When; null: not known */
    /* 1 (worst) to 5 (best), converted where the asker uses another scale; null: not known */
    double score;
    struct baton_text comment; /* The customer's words; empty: none */
};
extern const struct baton_record_type baton_satisfaction_type;

/* The customer as far as the sender knows; what is empty or null says nothing and never
 * overwrites what is known */
struct baton_customer {
    struct baton_text id; /* The tenant's id of the customer; empty: not known */
    /* Ids in other systems by the system's name (stripe, hubspot, zendesk, email, ...) */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    struct baton_text name; /* Name as the customer is addressed; empty: not known */
    struct baton_text tier; /* Service tier in the tenant's words, such as gold; empty: not known */
    struct baton_text segment; /* Segment in the tenant's words, such as smb; empty: not known */
    struct baton_text plan; /* Plan or product bought; empty: not known */
    int64_t tenure_months; /* Whole months as a customer; null: not known */
    struct baton_money *contract_value; /* Value of the contract for a year; null: not known */
    /* Such as active, trial, past_due, suspended, cancelled; empty: not known */
    struct baton_text account_status;
    struct baton_text journey_stage; /* Such as onboarding, adoption, renewal; empty: not known */
    /* What is at stake now, such as checkout, upgrade, renewal, cancellation; empty: nothing
     * known */
    struct baton_text revenue_moment;
    /* Earlier conversations, newest first, at most 20; empty: none known */
    struct baton_earlier_contact *earlier_contacts;
    size_t earlier_contacts_count;
    /* Earlier ratings, newest first, at most 20; empty: none known */
    struct baton_satisfaction *satisfaction_history;
    size_t satisfaction_history_count;
    /* Facts about use, such as last_login, seats, feature names; values are text */
    struct baton_pair *product_usage;
    size_t product_usage_count;
    struct baton_text language; /* Preferred language, BCP 47, such as de-AT; empty: not known */
    struct baton_text time_zone; /* IANA name, such as Europe/Vienna; empty: not known */
    /* Preferences, such as preferred_agent, channel, contact (person or bot) */
    struct baton_pair *preferences;
    size_t preferences_count;
};
extern const struct baton_record_type baton_customer_type;

/* What the customer wants to achieve in the end, where the words say so */
struct baton_goal {
    struct baton_text text; /* The words; empty: not said */
    struct baton_text event_id; /* The event that says so; empty: none */
};
extern const struct baton_record_type baton_goal_type;

/* How the customer said that he wants to be spoken to */
struct baton_communication_wish {
    struct baton_text name; /* channel, avoid_channel, time, style, address or language */
    /* Of a channel phone, email, sms, whatsapp, chat; of a time its words; of a style short,
     * plain_words, step_by_step; of the form of address the name, first_name, du or Sie; of a
     * language BCP 47 */
    struct baton_text value;
    struct baton_text event_id; /* The event that says so */
};
extern const struct baton_record_type baton_communication_wish_type;

/* Who speaks or acts. unknown: not said, or a symbol that this reader does not know; customer:
 * the customer; bot: the AI; agent: a person of the company; system: Baton or another program,
 * not a voice of its own */
enum baton_speaker {
    BATON_SPEAKER_UNKNOWN = 0,
    BATON_SPEAKER_CUSTOMER,
    BATON_SPEAKER_BOT,
    BATON_SPEAKER_AGENT,
    BATON_SPEAKER_SYSTEM,
};
extern const struct baton_enum_type baton_speaker_symbols;

/* How an attempt ended. unknown: not said, or a symbol that this reader does not know;
 * succeeded: did what it should; partial: did some of it; failed: did not work; denied: not
 * permitted; timed_out: no answer in time; skipped: not carried out; pending: still running */
enum baton_action_outcome {
    BATON_ACTION_OUTCOME_UNKNOWN = 0,
    BATON_ACTION_OUTCOME_SUCCEEDED,
    BATON_ACTION_OUTCOME_PARTIAL,
    BATON_ACTION_OUTCOME_FAILED,
    BATON_ACTION_OUTCOME_DENIED,
    BATON_ACTION_OUTCOME_TIMED_OUT,
    BATON_ACTION_OUTCOME_SKIPPED,
    BATON_ACTION_OUTCOME_PENDING,
};
extern const struct baton_enum_type baton_action_outcome_symbols;

/* A help page or knowledge article */
struct baton_article {
    struct baton_text id; /* Id in the knowledge base; empty: none */
    struct baton_text title; /* Title; empty: not known */
    struct baton_text url; /* Address; empty: none */
};
extern const struct baton_record_type baton_article_type;

/* Something that was tried already */
struct baton_attempt {
    struct baton_text event_id; /* The event that says so */
    int64_t at; /* When; null: not known */
    enum baton_speaker by; /* Who tried it */
    struct baton_text name; /* What was tried */
    enum baton_action_outcome outcome; /* How it ended */
    struct baton_text detail; /* In words; empty: nothing */
    /* Addresses shown to the customer */
    struct baton_text *links;
    size_t links_count;
    /* Articles shown to the customer */
    struct baton_article *articles;
    size_t articles_count;
};
extern const struct baton_record_type baton_attempt_type;

/* Something that need not be asked again */
struct baton_fact {
    struct baton_text name; /* What it is, such as order_number */
    struct baton_text value; /* Its value, masked where the policy says so */
    enum baton_speaker by; /* Who said it */
    struct baton_text event_id; /* The event that says so; empty: from an enrichment */
    int64_t at; /* When; null: not known */
    struct baton_text source; /* System it comes from; empty: the conversation */
    bool confirmed; /* True: the customer confirmed it */
    double confidence; /* How sure, 0 to 1; null: as written */
    bool superseded; /* True: an earlier value, kept; a later one stands in its place */
};
extern const struct baton_record_type baton_fact_type;

/* What became of a promise. unknown: not said, or a symbol that this reader does not know; open:
 * not yet kept; at_risk: open and nearly due; kept: kept; broken: the time has passed;
 * withdrawn: taken back */
enum baton_commitment_state {
    BATON_COMMITMENT_STATE_UNKNOWN = 0,
    BATON_COMMITMENT_STATE_OPEN,
    BATON_COMMITMENT_STATE_AT_RISK,
    BATON_COMMITMENT_STATE_KEPT,
    BATON_COMMITMENT_STATE_BROKEN,
    BATON_COMMITMENT_STATE_WITHDRAWN,
};
extern const struct baton_enum_type baton_commitment_state_symbols;

/* Something that was promised to the customer */
struct baton_commitment {
    struct baton_text text; /* The promise, as written */
    enum baton_speaker by; /* Who promised */
    struct baton_text event_id; /* The event that says so */
    int64_t at; /* When; null: not known */
    int64_t due_at; /* By when it was promised; null: no time was named */
    enum baton_commitment_state state; /* What became of it */
};
extern const struct baton_record_type baton_commitment_type;

/* A question without an answer */
struct baton_question {
    struct baton_text text; /* The question, as written */
    enum baton_speaker by; /* Who asked */
    struct baton_text event_id; /* The event where it was asked last */
    int64_t at; /* When it was asked last; null: not known */
    int64_t times; /* How often it was asked */
};
extern const struct baton_record_type baton_question_type;

/* A time that the customer named */
struct baton_deadline {
    struct baton_text text; /* The words */
    int64_t due_at; /* The time; null: the words could not be turned into one */
    struct baton_text event_id; /* The event that says so */
};
extern const struct baton_record_type baton_deadline_type;

/* Where the mood goes. unknown: not said, or a symbol that this reader does not know; improving:
 * gets better; steady: stays; falling: gets worse; volatile: up and down */
enum baton_trajectory {
    BATON_TRAJECTORY_UNKNOWN = 0,
    BATON_TRAJECTORY_IMPROVING,
    BATON_TRAJECTORY_STEADY,
    BATON_TRAJECTORY_FALLING,
    BATON_TRAJECTORY_VOLATILE,
};
extern const struct baton_enum_type baton_trajectory_symbols;

/* The customer's mood over the conversation */
struct baton_mood {
    double score; /* Now, -1 (very bad) to 1 (very good); null: not known */
    enum baton_trajectory trajectory; /* Where it goes */
    /* Scores of the customer's messages, oldest first, the last 20 */
    double *points;
    size_t points_count;
    struct baton_text emotion; /* In a word; empty: not known */
    struct baton_text turned_by; /* event_id after which it turned; empty: it did not */
    struct baton_text turned_text; /* What turned it, as written; empty: it did not turn */
};
extern const struct baton_record_type baton_mood_type;

/* One reason for a decision, with its evidence */
struct baton_reason {
    struct baton_text code; /* Name of the feature or rule, stable, such as repeated_question */
    /* What it added to the score (log-odds for the detector, points for the router); negative:
     * against */
    double contribution;
    /* Events that are the evidence */
    struct baton_text *event_ids;
    size_t event_ids_count;
    /* The words that were found, as written, at most 3 of at most 200 bytes */
    struct baton_text *quotes;
    size_t quotes_count;
    struct baton_text detail; /* The reason in words; empty: the code says it */
};
extern const struct baton_record_type baton_reason_type;

/* Advice to a person, with where it comes from */
struct baton_suggestion {
    struct baton_text text; /* The advice; empty: none */
    double confidence; /* How sure, 0 to 1; null: a rule without a figure */
    /* Rule, article, earlier case or model that it comes from; empty: none */
    struct baton_text source;
    /* Events that it rests on */
    struct baton_text *event_ids;
    size_t event_ids_count;
    struct baton_text url; /* Address to read more; empty: none */
};
extern const struct baton_record_type baton_suggestion_type;

/* Who should take it */
struct baton_recommended_agent {
    struct baton_text id; /* Id of the agent; empty: nobody in particular */
    struct baton_text name; /* Name; empty: nobody in particular */
    struct baton_text team; /* Team; empty: any */
    /* Skills asked for */
    struct baton_text *skills;
    size_t skills_count;
    /* Authority asked for */
    struct baton_text *authority;
    size_t authority_count;
    struct baton_text reason; /* Why; empty: no recommendation */
};
extern const struct baton_record_type baton_recommended_agent_type;

/* How often people resolved such cases, as the learner counted */
struct baton_chance {
    /* Share of the cases that they resolved, 0 to 1, in steps of 0.05, drawn to the tenant's
     * mean where they are few */
    double rate;
    int64_t cases; /* Cases of the issue category that people had */
    struct baton_text text; /* Both in words */
};
extern const struct baton_record_type baton_chance_type;

/* How good the package is; each part 0 to 1 */
struct baton_quality {
    double overall; /* All parts together; null: not measured */
    double completeness; /* How much of what is needed is known; null: not measured */
    double clarity; /* How clear the problem is; null: not measured */
    double emotion; /* How well the mood is known; null: not measured */
    double solution_path; /* How clear the next step is; null: not measured */
    /* What is missing, by name, such as order_number */
    struct baton_text *missing;
    size_t missing_count;
};
extern const struct baton_record_type baton_quality_type;

/* What kind of information is asked for. unknown: not said, or a symbol that this reader does
 * not know; history: earlier conversations; crm: the customer's record; billing: payments and
 * plan; issues: known bugs and tickets; helpdesk: earlier helpdesk tickets; knowledge: articles
 * and solved cases; llm: a text by a language model */
enum baton_enrichment_kind {
    BATON_ENRICHMENT_KIND_UNKNOWN = 0,
    BATON_ENRICHMENT_KIND_HISTORY,
    BATON_ENRICHMENT_KIND_CRM,
    BATON_ENRICHMENT_KIND_BILLING,
    BATON_ENRICHMENT_KIND_ISSUES,
    BATON_ENRICHMENT_KIND_HELPDESK,
    BATON_ENRICHMENT_KIND_KNOWLEDGE,
    BATON_ENRICHMENT_KIND_LLM,
};
extern const struct baton_enum_type baton_enrichment_kind_symbols;

/* How far a request for more information came. unknown: not said, or a symbol that this reader
 * does not know; pending: asked, no answer yet; arrived: answered in full; partial: answered in
 * part; not_found: the source knows nothing; failed: the source refused or broke; timed_out: no
 * answer in time; disabled: the tenant has not set up this source */
enum baton_enrichment_state {
    BATON_ENRICHMENT_STATE_UNKNOWN = 0,
    BATON_ENRICHMENT_STATE_PENDING,
    BATON_ENRICHMENT_STATE_ARRIVED,
    BATON_ENRICHMENT_STATE_PARTIAL,
    BATON_ENRICHMENT_STATE_NOT_FOUND,
    BATON_ENRICHMENT_STATE_FAILED,
    BATON_ENRICHMENT_STATE_TIMED_OUT,
    BATON_ENRICHMENT_STATE_DISABLED,
};
extern const struct baton_enum_type baton_enrichment_state_symbols;

/* Information asked of another system */
struct baton_enrichment_status {
    struct baton_text request_id; /* The enrichment request */
    enum baton_enrichment_kind kind; /* What kind */
    struct baton_text source; /* System; empty: not known yet */
    enum baton_enrichment_state state; /* How far it came */
    int64_t requested_at; /* When it was asked; null: came unasked */
    int64_t as_of; /* When the source said it; null: nothing came */
    /* Age of the information when this version was written, in milliseconds; null: nothing came */
    int64_t age_ms;
    /* What came, by name */
    struct baton_pair *values;
    size_t values_count;
    struct baton_text reason; /* Why it failed or was not taken; empty: neither */
    /* Kinds of personal data that were hidden in what was asked, such as card_number; empty:
     * none */
    struct baton_text *masked;
    size_t masked_count;
};
extern const struct baton_record_type baton_enrichment_status_type;

/* Something that was hidden in the package */
struct baton_mask {
    struct baton_text kind; /* What it is, such as card_number */
    struct baton_text placeholder; /* What stands in its place */
    int64_t count; /* How often */
};
extern const struct baton_record_type baton_mask_type;

/* One page of turns in context-pages */
struct baton_page_ref {
    struct baton_text page_id; /* Id of the page */
    int64_t number; /* Number of the page, from 1 */
    int64_t version; /* Version of the page when this head was written; a higher one may exist */
    int64_t turns; /* Turns on it */
    int64_t bytes; /* Its size in bytes */
    int64_t first_at; /* Time of its first turn; null: not known */
    int64_t last_at; /* Time of its last turn; null: not known */
};
extern const struct baton_record_type baton_page_ref_type;

/* Where in the product the customer is */
struct baton_page {
    struct baton_text url; /* Address of the page or name of the screen; empty: not known */
    struct baton_text title; /* Title; empty: not known */
    struct baton_text area; /* Product area, such as billing; empty: not known */
};
extern const struct baton_record_type baton_page_type;

/* What an attachment is. unknown: not said, or a symbol that this reader does not know; image: a
 * picture; document: a document; audio: a sound recording; video: a film; call: a phone or video
 * call; screen_share: a shared screen; link: a page on the web; location: a place */
enum baton_attachment_kind {
    BATON_ATTACHMENT_KIND_UNKNOWN = 0,
    BATON_ATTACHMENT_KIND_IMAGE,
    BATON_ATTACHMENT_KIND_DOCUMENT,
    BATON_ATTACHMENT_KIND_AUDIO,
    BATON_ATTACHMENT_KIND_VIDEO,
    BATON_ATTACHMENT_KIND_CALL,
    BATON_ATTACHMENT_KIND_SCREEN_SHARE,
    BATON_ATTACHMENT_KIND_LINK,
    BATON_ATTACHMENT_KIND_LOCATION,
};
extern const struct baton_enum_type baton_attachment_kind_symbols;

/* A file, call or shared screen that belongs to a message; the content is never carried */
struct baton_attachment {
    struct baton_text id; /* The sender's id; empty: none */
    enum baton_attachment_kind kind; /* What it is */
    struct baton_text name; /* File name or title; empty: none */
    struct baton_text media_type; /* Media type, such as image/png; empty: not known */
    int64_t bytes; /* Size in bytes; null: not known */
    /* Where it can be fetched, for as long as the sender keeps it; empty: nowhere */
    struct baton_text url;
    /* sha256: and the lower-case hexadecimal digest of the content; empty: not known */
    struct baton_text digest;
};
extern const struct baton_record_type baton_attachment_type;

/* Where an event came from */
struct baton_source {
    /* Kind of the sending system, such as gateway, rasa, chatwoot, crm; empty: not said */
    struct baton_text kind;
    struct baton_text bot_id; /* Id of the bot; empty: not a bot, or not said */
    struct baton_text bot_version; /* Version of the bot; empty: not said */
    struct baton_text model; /* Language model that wrote the text; empty: none, or not said */
};
extern const struct baton_record_type baton_source_type;

/* Head of the live context package: all that a person needs before the first word; the value of
 * context-packages */
struct baton_context_package {
    struct baton_envelope env;
    /* Id of this version of the package; a second record with the same id is a duplicate */
    struct baton_text package_id;
    enum baton_package_status status; /* Where the conversation stands */
    int64_t version; /* Grows by one at each change of the head; 0: none */
    struct baton_card card; /* Five seconds: what to know at once */
    struct baton_text briefing; /* Thirty seconds: the story in a few lines of plain text */
    /* The technical part, for those who need it: errors, systems, values; empty: nothing */
    struct baton_text technical;
    struct baton_text summary; /* Two sentences */
    /* rules, or `model` and the name of the model that wrote the summary; empty: no summary */
    struct baton_text summary_by;
    /* Template of the policy that shaped the package; empty: the built-in one */
    struct baton_text template;
    struct baton_customer customer; /* The customer, merged from all sources */
    struct baton_text customer_expectation; /* What the customer expects; empty: not said */
    /* The goal behind the request: what comes after it, such as `so that I can travel on Monday` */
    struct baton_goal goal;
    /* Communication preferences that were said, in the order of the conversation, at most 8 */
    struct baton_communication_wish *communication;
    size_t communication_count;
    /* What was tried, oldest first, at most 20 */
    struct baton_attempt *tried;
    size_t tried_count;
    /* What is known already, at most 40 */
    struct baton_fact *established;
    size_t established_count;
    /* Promises, oldest first, at most 20 */
    struct baton_commitment *commitments;
    size_t commitments_count;
    /* Open questions, at most 10 */
    struct baton_question *open_questions;
    size_t open_questions_count;
    /* Deadlines, the next first, at most 10 */
    struct baton_deadline *deadlines;
    size_t deadlines_count;
    struct baton_mood sentiment; /* The customer's mood */
    struct baton_text category; /* Issue category; empty: not known */
    struct baton_text intent; /* What the customer wants; empty: not known */
    enum baton_complexity complexity; /* How hard it is */
    enum baton_urgency urgency; /* How soon a person is needed */
    enum baton_trigger trigger; /* What made the handoff; unknown: there is none */
    /* The reasons of the signal */
    struct baton_reason *reasons;
    size_t reasons_count;
    struct baton_text why_person; /* Why a person is needed; empty: no handoff */
    struct baton_text focus; /* What to look at first; empty: nothing special */
    struct baton_suggestion next_action; /* What to do first */
    struct baton_suggestion likely_solution; /* What probably solves it */
    /* Teams or tiers to ask next, in order */
    struct baton_text *escalation_path;
    size_t escalation_path_count;
    struct baton_recommended_agent recommended_agent; /* Who should take it */
    /* The chance that a person resolves it; null: no person was asked for, or too few cases */
    struct baton_chance *chance;
    struct baton_text opening_line; /* A first sentence for the agent to say; empty: none */
    struct baton_quality quality; /* How good the package is */
    /* Pending and arrived information */
    struct baton_enrichment_status *enrichments;
    size_t enrichments_count;
    /* What was hidden by the tenant's rule */
    struct baton_mask *masks;
    size_t masks_count;
    /* Index of the pages, in order */
    struct baton_page_ref *pages;
    size_t pages_count;
    int64_t turns; /* Turns on all pages */
    struct baton_text last_event_id; /* The last event that is in the package; empty: none */
    struct baton_page page; /* Where in the product the customer is now */
    struct baton_text language; /* Language of the conversation, BCP 47; empty: not known */
    struct baton_channel channel; /* The way by which the customer is reached */
    /* Everything attached so far, at most 20 */
    struct baton_attachment *attachments;
    size_t attachments_count;
    struct baton_source source; /* The bot */
    int64_t started_at; /* When the conversation began; null: not known */
    struct baton_holder holder; /* Who held when this version was written */
    struct baton_text assignment_id; /* The assignment in force; empty: none */
    struct baton_text signal_id; /* The signal that made the handoff; empty: none */
    struct baton_text request_id; /* The routing request of the handoff; empty: none */
    bool cut; /* True: something was left out or cut to keep the size; it is in the pages */
};
extern const struct baton_record_type baton_context_package_type;

/* What happened in a conversation */
enum baton_event_type {
    BATON_EVENT_TYPE_UNKNOWN = 0,
    BATON_EVENT_TYPE_MESSAGE,
    BATON_EVENT_TYPE_EDIT,
    BATON_EVENT_TYPE_RETRACT,
    BATON_EVENT_TYPE_ACTION,
    BATON_EVENT_TYPE_PAGE,
    BATON_EVENT_TYPE_BEHAVIOUR,
    BATON_EVENT_TYPE_ERROR,
    BATON_EVENT_TYPE_STARTED,
    BATON_EVENT_TYPE_ENDED,
    BATON_EVENT_TYPE_FEEDBACK,
    BATON_EVENT_TYPE_NOTE,
    BATON_EVENT_TYPE_HOLDER,
    BATON_EVENT_TYPE_ENRICHMENT,
    BATON_EVENT_TYPE_RECEIPT,
    BATON_EVENT_TYPE_FORGET,
};
extern const struct baton_enum_type baton_event_type_symbols;

/* Who may see a message. unknown: not said; as public; public: the customer and all who take
 * part; agents: people of the company and the co-pilot only */
enum baton_visibility {
    BATON_VISIBILITY_UNKNOWN = 0,
    BATON_VISIBILITY_PUBLIC,
    BATON_VISIBILITY_AGENTS,
};
extern const struct baton_enum_type baton_visibility_symbols;

/* What became of a message. unknown: not said, or a symbol that this reader does not know; said:
 * said to the customer; pending: waits for its turn; suppressed: not said, its speaker did not
 * hold; two_voices: said by a speaker who did not hold; edited: said, and replaced by a later
 * text; retracted: taken back; refused: not said, refused */
enum baton_message_state {
    BATON_MESSAGE_STATE_UNKNOWN = 0,
    BATON_MESSAGE_STATE_SAID,
    BATON_MESSAGE_STATE_PENDING,
    BATON_MESSAGE_STATE_SUPPRESSED,
    BATON_MESSAGE_STATE_TWO_VOICES,
    BATON_MESSAGE_STATE_EDITED,
    BATON_MESSAGE_STATE_RETRACTED,
    BATON_MESSAGE_STATE_REFUSED,
};
extern const struct baton_enum_type baton_message_state_symbols;

/* Something that was tried for the customer */
struct baton_action_attempt {
    struct baton_text name; /* What was tried, in the sender's words, such as reset_password */
    enum baton_action_outcome outcome; /* How it ended */
    struct baton_text detail; /* One sentence about it, an error text for instance; empty: none */
    /* Web addresses that were shown to the customer */
    struct baton_text *links;
    size_t links_count;
    /* Articles that were shown to the customer */
    struct baton_article *articles;
    size_t articles_count;
    int64_t duration_ms; /* How long it took, in milliseconds; null: not known */
    /* With which values it was called; no secrets */
    struct baton_pair *parameters;
    size_t parameters_count;
};
extern const struct baton_record_type baton_action_attempt_type;

/* One turn */
struct baton_turn {
    struct baton_text event_id; /* The event */
    enum baton_event_type type; /* What happened */
    int64_t at; /* When, by the sender's clock; null: not known */
    int64_t partition; /* Partition of the event in conversation-events; -1: not known */
    int64_t offset; /* Offset of the event in conversation-events; -1: not known */
    int64_t epoch; /* The epoch at its place in the log; -1: not known */
    enum baton_speaker speaker; /* Who */
    struct baton_text speaker_id; /* Id; empty: not known */
    struct baton_text speaker_name; /* Name; empty: not known */
    enum baton_visibility visibility; /* Who may see it */
    enum baton_message_state state; /* What became of it */
    struct baton_text text; /* The text, at most 8 kB */
    bool cut; /* True: the text was longer; the whole is at partition and offset */
    struct baton_text language; /* Language, BCP 47; empty: not known */
    struct baton_text in_reply_to; /* event_id that it answers; empty: none */
    struct baton_text replaces; /* event_id that it replaces or takes back; empty: none */
    double sentiment; /* Mood, -1 to 1; null: not known */
    struct baton_text intent; /* Intent; empty: not known */
    double confidence; /* How sure of the intent, 0 to 1; null: not known */
    /* What was tried in this turn */
    struct baton_action_attempt *actions;
    size_t actions_count;
    struct baton_page page; /* Where in the product the customer was */
    /* What was attached */
    struct baton_attachment *attachments;
    size_t attachments_count;
    bool masked; /* True: something in the text is hidden by the tenant's rule */
};
extern const struct baton_record_type baton_turn_type;

/* One page of turns of a conversation, in order: the value of context-pages */
struct baton_context_page {
    struct baton_envelope env;
    /* Id of this page; together with version the key for dropping duplicates */
    struct baton_text page_id;
    int64_t number; /* Number of the page in the conversation, from 1 */
    int64_t version; /* Grows by one each time the page is written again */
    bool closed; /* True: no more turns will come on this page; those there may still be marked */
    /* The turns in order */
    struct baton_turn *turns;
    size_t turns_count;
};
extern const struct baton_record_type baton_context_page_type;

/* Whether a text was already said. unknown: not said; as reported; reported: already said to the
 * customer, published afterwards; requested: to be said, if its speaker holds the conversation */
enum baton_disposition {
    BATON_DISPOSITION_UNKNOWN = 0,
    BATON_DISPOSITION_REPORTED,
    BATON_DISPOSITION_REQUESTED,
};
extern const struct baton_enum_type baton_disposition_symbols;

/* What the bot thinks of the conversation */
struct baton_bot_assessment {
    double can_resolve; /* Chance that the bot solves it, 0 to 1; null: not said */
    bool wants_handoff; /* True: the bot asks for a person */
    struct baton_text reason; /* Why, in words; empty: not said */
    struct baton_text category; /* Issue category; empty: not said */
    struct baton_text team; /* Team that should get it; empty: not said */
    /* Skills that are needed; empty: not said */
    struct baton_text *skills;
    size_t skills_count;
    struct baton_text summary; /* The bot's own summary; empty: none */
};
extern const struct baton_record_type baton_bot_assessment_type;

/* What the customer does. unknown: not said, or a symbol that this reader does not know;
 * rage_click: many quick clicks on one spot; dead_click: clicks that do nothing; idle: long on a
 * page without input; back_and_forth: goes between pages again and again; reload: loads the page
 * again and again; form_error: a form was refused; form_abandoned: left a form half filled;
 * help_search: searches the help pages; typing: writes and has not sent; left: closed the window */
enum baton_behaviour_kind {
    BATON_BEHAVIOUR_KIND_UNKNOWN = 0,
    BATON_BEHAVIOUR_KIND_RAGE_CLICK,
    BATON_BEHAVIOUR_KIND_DEAD_CLICK,
    BATON_BEHAVIOUR_KIND_IDLE,
    BATON_BEHAVIOUR_KIND_BACK_AND_FORTH,
    BATON_BEHAVIOUR_KIND_RELOAD,
    BATON_BEHAVIOUR_KIND_FORM_ERROR,
    BATON_BEHAVIOUR_KIND_FORM_ABANDONED,
    BATON_BEHAVIOUR_KIND_HELP_SEARCH,
    BATON_BEHAVIOUR_KIND_TYPING,
    BATON_BEHAVIOUR_KIND_LEFT,
};
extern const struct baton_enum_type baton_behaviour_kind_symbols;

/* What the customer does on a page */
struct baton_behaviour {
    enum baton_behaviour_kind kind; /* What it is */
    int64_t duration_ms; /* For how long, in milliseconds; null: not measured */
    int64_t count; /* How often; null: not counted */
};
extern const struct baton_record_type baton_behaviour_type;

/* A failure that a sender reports */
struct baton_error_info {
    struct baton_text code; /* Stable code, such as llm_timeout; empty: no error */
    struct baton_text detail; /* In words; empty: none */
};
extern const struct baton_record_type baton_error_info_type;

/* Why a conversation ended. unknown: not said, or a symbol that this reader does not know; said:
 * an ended event of a sender; resolution: a resolution said so; idle: nobody spoke for the idle
 * time; forgotten: erasure was asked for; forced: a person closed it */
enum baton_end_cause {
    BATON_END_CAUSE_UNKNOWN = 0,
    BATON_END_CAUSE_SAID,
    BATON_END_CAUSE_RESOLUTION,
    BATON_END_CAUSE_IDLE,
    BATON_END_CAUSE_FORGOTTEN,
    BATON_END_CAUSE_FORCED,
};
extern const struct baton_enum_type baton_end_cause_symbols;

/* Ratings given in a conversation; each on the scale 1 (worst) to 5 (best) */
struct baton_ratings {
    double csat; /* The customer's satisfaction; null: not given */
    double handoff_satisfaction; /* The customer's satisfaction with the handoff; null: not given */
    /* True: the customer had to say again what was known; null: not asked */
    enum baton_maybe had_to_repeat;
    double context_rating; /* The agent's rating of the context package; null: not given */
    struct baton_text comment; /* In words; empty: none */
};
extern const struct baton_record_type baton_ratings_type;

/* Who may speak from this place of the log on */
struct baton_holder_change {
    enum baton_holder_kind kind; /* Bot, queue or agent; unknown: the event is not a holder event */
    struct baton_text id; /* Id of the bot or agent; empty: not known, or queue */
    struct baton_text name; /* Name as the customer may see it; empty: none */
    /* Ids in other systems by the system's name */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    int64_t epoch; /* The new epoch; -1: not a holder event */
    struct baton_text assignment_id; /* The assignment that decided it; empty: none */
    enum baton_holder_cause cause; /* Why it changed */
    struct baton_holder previous; /* Who held before */
    struct baton_text reason; /* In words; empty: none */
    /* Of a takeover: the agent's message that brought it about; empty: none */
    struct baton_text answers_event_id;
    /* Ids of agents whom the holder lets speak under his epoch */
    struct baton_text *speakers;
    size_t speakers_count;
    struct baton_text pool; /* Pool of the assignment; empty: there is none */
    enum baton_refusal refusal; /* Of the cause refused: why; unknown: any other cause */
};
extern const struct baton_record_type baton_holder_change_type;

/* Information about the customer or the case from another system */
struct baton_enrichment {
    struct baton_text request_id; /* The enrichment request that this answers; empty: unasked */
    enum baton_enrichment_kind kind; /* What kind of information */
    /* Name of the system, such as stripe, history; empty: not an enrichment */
    struct baton_text source;
    int64_t as_of; /* How old the information is: when the source said it; null: not known */
    enum baton_enrichment_state state; /* How far it came */
    /* The information by name; values are text */
    struct baton_pair *values;
    size_t values_count;
    struct baton_text reason; /* Why it failed; empty: it did not */
};
extern const struct baton_record_type baton_enrichment_type;

/* What became of a delivery. unknown: not said, or a symbol that this reader does not know;
 * delivered: the channel has it; read: the customer read it; failed: the channel could not;
 * expired: too late to be of use */
enum baton_receipt_state {
    BATON_RECEIPT_STATE_UNKNOWN = 0,
    BATON_RECEIPT_STATE_DELIVERED,
    BATON_RECEIPT_STATE_READ,
    BATON_RECEIPT_STATE_FAILED,
    BATON_RECEIPT_STATE_EXPIRED,
};
extern const struct baton_enum_type baton_receipt_state_symbols;

/* What became of a delivery */
struct baton_receipt {
    struct baton_text delivery_id; /* The delivery; empty: not a receipt */
    enum baton_receipt_state state; /* What became of it */
    struct baton_text reason; /* Why it failed; empty: it did not */
};
extern const struct baton_record_type baton_receipt_type;

/* One thing that happened in a conversation: the value of conversation-events */
struct baton_conversation_event {
    struct baton_envelope env;
    /* The sender's id of the event, unique in the conversation; a second event with the same id
     * is dropped */
    struct baton_text event_id;
    enum baton_event_type type; /* What happened */
    enum baton_speaker speaker; /* Who speaks or acts */
    struct baton_text speaker_id; /* Id of the customer, bot or agent; empty: not known */
    struct baton_text speaker_name; /* Name as shown; empty: not known */
    /* Whether the text was already said (reported, the default) or is to be said (requested) */
    enum baton_disposition disposition;
    enum baton_visibility visibility; /* Who may see it; unknown as public */
    struct baton_text in_reply_to; /* event_id that this answers; empty: none */
    struct baton_text replaces; /* event_id that an edit or retract is about; empty: none */
    struct baton_text text; /* What is said, UTF-8; empty: nothing */
    struct baton_channel channel; /* The way by which it came or shall go */
    struct baton_text language; /* Language of the text, BCP 47; empty: not known */
    /* Files, calls and shared screens */
    struct baton_attachment *attachments;
    size_t attachments_count;
    struct baton_text intent; /* Intent as the sender sees it; empty: not known */
    /* How sure the sender is of the intent or of its answer, 0 to 1; null: not known */
    double confidence;
    /* Mood of the speaker as the sender sees it, -1 (very bad) to 1 (very good); null: not known */
    double sentiment;
    struct baton_bot_assessment assessment; /* The bot's own assessment; all empty: none given */
    /* What was tried for the customer in this turn */
    struct baton_action_attempt *actions;
    size_t actions_count;
    struct baton_page page; /* Where in the product the customer is; all empty: not said */
    struct baton_behaviour behaviour; /* Of a behaviour event */
    /* What the sender knows of the customer; all empty: nothing new */
    struct baton_customer customer;
    struct baton_source source; /* The system that sent it */
    /* The sender's own number in this conversation, growing by at least one; a number already
     * passed is a duplicate; -1: the sender does not number */
    int64_t sender_sequence;
    struct baton_error_info error; /* Of an error event */
    enum baton_outcome outcome; /* Of ended and feedback: how it ended in the sender's view */
    enum baton_end_cause end_cause; /* Of ended: why */
    struct baton_ratings ratings; /* Of ended and feedback */
    struct baton_holder_change holder; /* Of a holder event, written by the switchboard alone */
    struct baton_enrichment enrichment; /* Of an enrichment event */
    struct baton_receipt receipt; /* Of a receipt event */
    /* The conversation that this one continues, as its sender knows; once is enough; empty:
     * none, or said before */
    struct baton_text previous_conversation_id;
    /* First conversation of the chain, as its sender knows; empty: not known, then the previous
     * one counts */
    struct baton_text root_conversation_id;
};
extern const struct baton_record_type baton_conversation_event_type;

/* The earlier conversations of one customer: the value of customer-history */
struct baton_customer_history {
    struct baton_envelope env;
    /* Id of this version; a second record with the same id is a duplicate */
    struct baton_text history_id;
    struct baton_text customer_id; /* The customer */
    int64_t version; /* Grows by one at each change */
    struct baton_customer_ref customer; /* The customer in short */
    /* The last conversations, newest first, at most 20 */
    struct baton_earlier_contact *contacts;
    size_t contacts_count;
    int64_t conversations; /* Conversations in all */
    int64_t handoffs; /* Of those, held by a person at some time */
    int64_t resolved; /* Of those in all, resolved */
    int64_t rated; /* Of those in all, rated */
    double mean_csat; /* Mean satisfaction, 1 to 5; null: none rated */
    int64_t first_at; /* When the first began; null: none */
    int64_t last_at; /* When the last ended; null: none */
    struct baton_text last_agent_id; /* The last person who held one; empty: none */
    struct baton_text last_agent_name; /* Name; empty: none */
    /* True: erase what is kept of the conversation or, with an empty conversation_id, of the
     * customer and of all his conversations; the record says nothing else */
    bool forget;
};
extern const struct baton_record_type baton_customer_history_type;

/* Where a record was given up. unknown: not said, or a symbol that this reader does not know;
 * key: its key could not be read; frame: not the wire format; registry: its schema is not known;
 * bounds: its bytes break a limit or are not Avro; decode: a field is missing or of the wrong
 * kind; check: a value is not allowed; process: the service could not use it; output: what would
 * follow from it is too large */
enum baton_dead_letter_stage {
    BATON_DEAD_LETTER_STAGE_UNKNOWN = 0,
    BATON_DEAD_LETTER_STAGE_KEY,
    BATON_DEAD_LETTER_STAGE_FRAME,
    BATON_DEAD_LETTER_STAGE_REGISTRY,
    BATON_DEAD_LETTER_STAGE_BOUNDS,
    BATON_DEAD_LETTER_STAGE_DECODE,
    BATON_DEAD_LETTER_STAGE_CHECK,
    BATON_DEAD_LETTER_STAGE_PROCESS,
    BATON_DEAD_LETTER_STAGE_OUTPUT,
};
extern const struct baton_enum_type baton_dead_letter_stage_symbols;

/* One header of the original */
struct baton_header {
    struct baton_text name; /* Name; bytes that are not UTF-8 are replaced */
    bool has_value; /* False: the header had no value */
    struct baton_text value; /* The value as it was */
};
extern const struct baton_record_type baton_header_type;

/* A record that a service could not use, with the reason and the original bytes: the value of
 * <service>-dead-letters */
struct baton_dead_letter {
    struct baton_envelope env;
    struct baton_text dead_letter_id; /* Id: service, topic, partition and offset of the original */
    struct baton_text service; /* The service that gave up */
    enum baton_dead_letter_stage stage; /* Where it was given up */
    struct baton_text reason; /* Stable code, such as unknown_schema, invalid_utf8, missing_field */
    struct baton_text message; /* What was wrong, in words, without text of the conversation */
    struct baton_text source_topic; /* Topic of the original, without the prefix */
    int64_t source_partition; /* Its partition; -1: not known */
    int64_t source_offset; /* Its offset; -1: not known */
    int64_t source_timestamp; /* When it arrived at the broker; 0: not known */
    int64_t schema_id; /* Schema id in its first bytes; -1: could not be read */
    int64_t attempts; /* How often it was tried */
    bool has_key; /* False: the original had no key */
    struct baton_text key; /* The key as it was */
    bool has_value; /* False: the original was a tombstone */
    struct baton_text value; /* The value as it was */
    /* The headers in their order */
    struct baton_header *headers;
    size_t headers_count;
    /* Bytes of the original's key, headers and value that are left out, because all of it does
     * not fit into a record here: it cannot be put back. 0: all of it is here */
    int64_t cut_bytes;
};
extern const struct baton_record_type baton_dead_letter_type;

/* What the recipient has to do or know. unknown: not said, or a symbol that this reader does not
 * know; say: say this message to the customer; relay: show this message of the customer to the
 * holder; suppressed: this requested message was not said; two_voices: this reported message was
 * said by a speaker who does not hold; refused: this takeover or message is refused;
 * announcement: say to the customer who comes, why and when; queue_update: say to the customer
 * how long it still takes; brief: tell the bot what happened while a person held; holder: who
 * may speak changed; note: show this to agents only; ended: the conversation is over; cancel: an
 * earlier delivery that was not yet said must not be said; forget: the conversation was erased
 * on request, erase what you keep of it */
enum baton_delivery_kind {
    BATON_DELIVERY_KIND_UNKNOWN = 0,
    BATON_DELIVERY_KIND_SAY,
    BATON_DELIVERY_KIND_RELAY,
    BATON_DELIVERY_KIND_SUPPRESSED,
    BATON_DELIVERY_KIND_TWO_VOICES,
    BATON_DELIVERY_KIND_REFUSED,
    BATON_DELIVERY_KIND_ANNOUNCEMENT,
    BATON_DELIVERY_KIND_QUEUE_UPDATE,
    BATON_DELIVERY_KIND_BRIEF,
    BATON_DELIVERY_KIND_HOLDER,
    BATON_DELIVERY_KIND_NOTE,
    BATON_DELIVERY_KIND_ENDED,
    BATON_DELIVERY_KIND_CANCEL,
    BATON_DELIVERY_KIND_FORGET,
};
extern const struct baton_enum_type baton_delivery_kind_symbols;

/* To whom a delivery goes. unknown: not said, or a symbol that this reader does not know;
 * channel: the adapter that speaks to the customer; bot: the bot; agent: one agent's surface;
 * agents: all agents who take part; tenant: the tenant's systems */
enum baton_recipient_kind {
    BATON_RECIPIENT_KIND_UNKNOWN = 0,
    BATON_RECIPIENT_KIND_CHANNEL,
    BATON_RECIPIENT_KIND_BOT,
    BATON_RECIPIENT_KIND_AGENT,
    BATON_RECIPIENT_KIND_AGENTS,
    BATON_RECIPIENT_KIND_TENANT,
};
extern const struct baton_enum_type baton_recipient_kind_symbols;

/* Why the switchboard decided so. unknown: not said, or a symbol that this reader does not know;
 * holds: the speaker holds; may_speak: a participant with leave to speak; not_holder: the
 * speaker does not hold; stale_epoch: the epoch is an older one; epoch_never_came: the epoch is
 * ahead and no holder event came in time; another_holds: another agent holds; taken_over: an
 * agent began to speak; handed_over: the holder changed; waiting: the customer waits for a
 * person; returned: given back to the bot; ended: the conversation is over; retracted: the
 * message was taken back; no_answer: the router did not answer in time */
enum baton_delivery_reason {
    BATON_DELIVERY_REASON_UNKNOWN = 0,
    BATON_DELIVERY_REASON_HOLDS,
    BATON_DELIVERY_REASON_MAY_SPEAK,
    BATON_DELIVERY_REASON_NOT_HOLDER,
    BATON_DELIVERY_REASON_STALE_EPOCH,
    BATON_DELIVERY_REASON_EPOCH_NEVER_CAME,
    BATON_DELIVERY_REASON_ANOTHER_HOLDS,
    BATON_DELIVERY_REASON_TAKEN_OVER,
    BATON_DELIVERY_REASON_HANDED_OVER,
    BATON_DELIVERY_REASON_WAITING,
    BATON_DELIVERY_REASON_RETURNED,
    BATON_DELIVERY_REASON_ENDED,
    BATON_DELIVERY_REASON_RETRACTED,
    BATON_DELIVERY_REASON_NO_ANSWER,
};
extern const struct baton_enum_type baton_delivery_reason_symbols;

/* What the switchboard tells whoever speaks to the customer, the agent or the bot: the value of
 * deliveries */
struct baton_delivery {
    struct baton_envelope env;
    /* Id of the delivery; a receipt names it, and a second one with the same id is a duplicate */
    struct baton_text delivery_id;
    enum baton_delivery_kind kind; /* What to do or know */
    enum baton_recipient_kind recipient_kind; /* To whom */
    struct baton_text recipient_id; /* Id of the bot or agent; empty: the only one of its kind */
    struct baton_text event_id; /* The event that it concerns; empty: none */
    enum baton_speaker speaker; /* Whose words: of say, suppressed, two_voices and refused */
    struct baton_text speaker_id; /* Id of the speaker; empty: not known */
    struct baton_text speaker_name; /* Name to show; empty: none */
    struct baton_holder holder; /* Who may speak at this place of the log */
    struct baton_text text; /* What to say or to show; empty: nothing */
    struct baton_text language; /* Language of the text, BCP 47; empty: not known */
    /* What belongs to the text */
    struct baton_attachment *attachments;
    size_t attachments_count;
    struct baton_text in_reply_to; /* event_id that the message answers; empty: none */
    struct baton_text replaces; /* event_id that the message replaces or takes back; empty: none */
    enum baton_visibility visibility; /* Who may see it */
    enum baton_delivery_reason reason; /* Why */
    struct baton_text detail; /* The reason in words; empty: the code says it */
    struct baton_channel channel; /* The way to the customer */
    int64_t message_partition; /* Partition of the event in conversation-events; -1: none */
    int64_t message_offset; /* Offset of the event in conversation-events; -1: none */
    /* Offset, in the same partition, of the holder event that was in force; -1: there was none,
     * the bot held */
    int64_t holder_offset;
    struct baton_text assignment_id; /* The assignment in force; empty: none */
    int64_t position; /* Place in the queue, 1 is next; null: not in a queue */
    int64_t expected_wait_ms; /* Expected wait, in milliseconds; null: not known */
    int64_t expires_at; /* After this it should not be said any more; null: always good */
    struct baton_text cancels; /* Of cancel: the delivery_id; empty: none */
    struct baton_package_ref package; /* Of brief and announcement: the context package */
    enum baton_outcome outcome; /* Of brief and ended: how it ended */
    enum baton_end_cause end_cause; /* Of ended: why */
    struct baton_text solution; /* Of brief: what solved it; empty: not known */
};
extern const struct baton_record_type baton_delivery_type;

/* A wish for more information about a customer or a case: the value of enrichment-requests */
struct baton_enrichment_request {
    struct baton_envelope env;
    struct baton_text request_id; /* Id of the request; the answer names it */
    struct baton_text customer_id; /* The customer; the record's partition is his */
    enum baton_enrichment_kind kind; /* What kind of information */
    struct baton_text source; /* System to ask; empty: by the tenant's policy */
    struct baton_customer customer; /* What is known of the customer, for the search */
    int64_t since; /* Nothing older is wanted; null: everything */
    int64_t deadline; /* After this it is of no use; null: always of use */
    int64_t limit; /* At most so many entries */
    /* Names of the values that are wanted; empty: all */
    struct baton_text *fields;
    size_t fields_count;
    struct baton_text category; /* Issue category, to narrow the search; empty: not known */
    /* Text to search for, or the text that a language model gets; empty: none */
    struct baton_text query;
    struct baton_text event_id; /* The event that made the wish; empty: none */
    int64_t package_version; /* Version of the package that asked; 0: none */
};
extern const struct baton_record_type baton_enrichment_request_type;

/* What a signal says. unknown: not said, or a symbol that this reader does not know; prepare: an
 * escalation is likely soon: reserve and brief; escalate: a person is needed now; hold: the
 * threshold is reached, but wait until hold_until; withdraw: an earlier prepare, hold or
 * escalate no longer stands; phantom: the bot announced a handoff and made none; silent: the
 * conversation went to people, and nothing shows that the customer was told */
enum baton_signal_kind {
    BATON_SIGNAL_KIND_UNKNOWN = 0,
    BATON_SIGNAL_KIND_PREPARE,
    BATON_SIGNAL_KIND_ESCALATE,
    BATON_SIGNAL_KIND_HOLD,
    BATON_SIGNAL_KIND_WITHDRAW,
    BATON_SIGNAL_KIND_PHANTOM,
    BATON_SIGNAL_KIND_SILENT,
};
extern const struct baton_enum_type baton_signal_kind_symbols;

/* One thing that the detector noticed, with its chance and its evidence */
struct baton_named_signal {
    /* explicit, complaint, negative, dissatisfied, abusive, loop, breakdown, complex or topic;
     * of a hold the code of its reason */
    struct baton_text name;
    double probability; /* Calibrated chance that it is so, 0 to 1; 1: a rule found it */
    /* Events that are the evidence, at most 3 */
    struct baton_text *event_ids;
    size_t event_ids_count;
    /* The words that speak for it, as written, at most 3 of at most 200 bytes; of one that is
     * unlikely mostly none */
    struct baton_text *quotes;
    size_t quotes_count;
};
extern const struct baton_record_type baton_named_signal_type;

/* What the detector thinks should happen: the value of escalation-signals */
struct baton_escalation_signal {
    struct baton_envelope env;
    /* Id of the signal: the conversation and a counter; a second record with the same id is a
     * duplicate */
    struct baton_text signal_id;
    enum baton_signal_kind kind; /* What it says */
    /* Calibrated chance that a person is needed, 0 to 1; null: a rule decided without a score */
    double probability;
    /* The value that the probability was held against, 0 to 1; null: a rule decided */
    double threshold;
    enum baton_trigger trigger; /* The strongest reason */
    /* The reasons, at most 16: what was decided first, then what speaks for a person, the
     * strongest first, then what speaks against */
    struct baton_reason *reasons;
    size_t reasons_count;
    double base; /* Log-odds that each turn starts from */
    double rest; /* What reasons too weak to be told add together, in log-odds; negative: against */
    int64_t rest_count; /* How many those are */
    /* What it noticed: each with a chance of 0.1 and more, the likeliest first; before them the
     * reason of a hold */
    struct baton_named_signal *signals;
    size_t signals_count;
    struct baton_text why; /* The reasons in one sentence for a person */
    struct baton_text category; /* Issue category; empty: not known */
    struct baton_text intent; /* Last intent of the customer; empty: not known */
    enum baton_complexity complexity; /* How hard it is */
    enum baton_urgency urgency; /* How soon a person is needed */
    /* Skills that a person should have; empty: any */
    struct baton_text *recommended_skills;
    size_t recommended_skills_count;
    /* Authority that a person must have; empty: none */
    struct baton_text *authority_needed;
    size_t authority_needed_count;
    double sentiment; /* Mood of the customer at this point, -1 to 1; null: not known */
    int64_t customer_turns; /* Messages of the customer so far */
    int64_t bot_turns; /* Messages of the bot so far */
    int64_t failed_attempts; /* Attempts of the bot that failed so far */
    /* The event at which it was decided; of a timer the event that it waited upon; empty: none */
    struct baton_text event_id;
    int64_t hold_until; /* Of hold: when it is looked at again at the latest; null: not a hold */
    struct baton_text hold_reason; /* Of hold: why to wait; empty: not a hold */
    /* Of hold for want of people: the pool that the policy's rules lead to; empty: another
     * reason */
    struct baton_text hold_pool;
    /* Of withdraw: the signal_id that no longer stands; empty: not a withdrawal */
    struct baton_text withdraws;
    struct baton_text team; /* Team that the bot or the policy asks for; empty: none */
};
extern const struct baton_record_type baton_escalation_signal_type;

/* One figure of a tenant over one window of time: the value of handoff-metrics */
struct baton_handoff_metric {
    struct baton_envelope env;
    /* Id of the figure: metric, dimension, key and window; the same for each revision */
    struct baton_text metric_id;
    /* Name, such as handoff_rate, resolution_rate, first_reply_ms, repeat_question_rate */
    struct baton_text metric;
    /* What key names: category, segment, journey_stage, trigger, team, pool, channel,
     * bot_version; empty: the whole tenant */
    struct baton_text dimension;
    struct baton_text key; /* The category, segment or other value; empty: the whole tenant */
    struct baton_text unit; /* ratio, ms, score or count; empty: ratio */
    int64_t window_start; /* Beginning of the window, included; null: since the beginning */
    int64_t window_end; /* End of the window, not included; null: still open */
    int64_t revision; /* Grows by one at each change; the highest counts */
    double value; /* The figure; null: too little data */
    int64_t count; /* How many conversations are in it */
    double numerator; /* Sum or count above the line */
    double denominator; /* Count below the line */
    double sum_squares; /* Sum of the squares, for the spread */
    double minimum; /* Smallest value; null: not measured */
    double maximum; /* Largest value; null: not measured */
    double median; /* Median; null: not measured */
    double p90; /* 90th percentile; null: not measured */
};
extern const struct baton_record_type baton_handoff_metric_type;

/* When a person came in, as seen afterwards. unknown: not said, or a symbol that this reader
 * does not know; in_time: when one should; late: one should have come earlier; missed: the bot
 * never asked for one */
enum baton_escalation_timing {
    BATON_ESCALATION_TIMING_UNKNOWN = 0,
    BATON_ESCALATION_TIMING_IN_TIME,
    BATON_ESCALATION_TIMING_LATE,
    BATON_ESCALATION_TIMING_MISSED,
};
extern const struct baton_enum_type baton_escalation_timing_symbols;

/* What became of the offers to one agent */
struct baton_agent_offers {
    struct baton_text agent_id; /* The agent */
    int64_t offered; /* Offers made */
    int64_t accepted; /* Of those, accepted */
    int64_t declined; /* Of those, refused */
    int64_t timed_out; /* Of those, without an answer */
};
extern const struct baton_record_type baton_agent_offers_type;

/* What the learner knows of one conversation, handed over or not: the value of handoff-outcomes */
struct baton_handoff_outcome {
    struct baton_envelope env;
    /* Id of the row: the same for all versions; with version the key for dropping duplicates */
    struct baton_text outcome_id;
    int64_t version; /* Grows by one each time something more is known */
    bool final; /* True: the conversation has ended; ratings may still come */
    struct baton_text customer_id; /* The customer; empty: not known */
    struct baton_text category; /* Issue category; empty: not known */
    struct baton_text segment; /* Customer's segment; empty: not known */
    struct baton_text tier; /* Service tier; empty: not known */
    struct baton_text journey_stage; /* Journey stage; empty: not known */
    struct baton_text channel; /* Kind of channel; empty: not known */
    struct baton_text language; /* Language, BCP 47; empty: not known */
    struct baton_text pool; /* Pool; empty: no handoff */
    struct baton_text team; /* Team; empty: none */
    struct baton_text bot_id; /* The bot; empty: not known */
    struct baton_text bot_version; /* Its version; empty: not known */
    struct baton_text model; /* Its language model; empty: not known */
    bool escalated; /* True: the detector gave an escalate signal */
    bool handed_over; /* True: a person held it at some time */
    bool returned; /* True: it was given back to the bot */
    bool re_escalated; /* True: escalated again after a return */
    bool phantom; /* True: the bot announced a handoff and made none */
    bool silent; /* True: people had it, and nothing showed that the customer was told */
    bool withdrawn; /* True: the escalation was withdrawn before a person came */
    bool taken_over; /* True: an agent began to speak without an offer */
    struct baton_text signal_id; /* The first escalate signal; empty: none */
    enum baton_trigger trigger; /* Its trigger */
    double probability; /* Its probability, 0 to 1; null: none */
    double threshold; /* Its threshold, 0 to 1; null: none */
    /* The policy version that decided it; empty: none */
    struct baton_text escalation_policy_version;
    struct baton_text assignment_id; /* The last assignment; empty: none */
    struct baton_text resolution_id; /* The resolution; empty: none */
    int64_t resolution_version; /* Its version; 0: none */
    struct baton_text agent_id; /* The last agent; empty: none */
    struct baton_text agent_name; /* Name; empty: none */
    int64_t handoffs; /* Changes of holder from bot or queue to a person */
    int64_t offers; /* Offers made */
    int64_t declines; /* Offers refused */
    int64_t time_outs; /* Offers without an answer */
    int64_t transfers; /* Times that it was passed from person to person */
    enum baton_outcome outcome; /* How it ended */
    enum baton_end_cause end_cause; /* Why it ended */
    struct baton_text code; /* The tenant's resolution code; empty: none */
    struct baton_text solution; /* What solved it; empty: not said */
    enum baton_maybe necessary; /* True: a person was needed; null: not said */
    enum baton_maybe automatable; /* True: the bot could do it in future; null: not said */
    enum baton_maybe routed_right; /* True: the first agent could resolve it; null: not known */
    /* Attempts of the bot that were of use */
    struct baton_text *useful_attempts;
    size_t useful_attempts_count;
    /* Knowledge that the bot lacked */
    struct baton_text *missing_knowledge;
    size_t missing_knowledge_count;
    double csat_before; /* Satisfaction before the handoff, 1 to 5; null: not known */
    /* Satisfaction after it, or of a conversation without handoff, 1 to 5; null: not known */
    double csat_after;
    double handoff_satisfaction; /* Satisfaction with the handoff, 1 to 5; null: not known */
    enum baton_maybe had_to_repeat; /* The customer's answer; null: not asked */
    double context_rating; /* The agent's rating of the context, 1 to 5; null: not given */
    /* Questions of the agent whose answer was in the package; null: not measured */
    int64_t repeated_questions;
    int64_t agent_questions; /* Questions of the agent in all; null: not measured */
    int64_t customer_turns; /* Messages of the customer */
    int64_t bot_turns; /* Messages of the bot */
    int64_t agent_turns; /* Messages of agents */
    int64_t two_voices; /* Messages said by a speaker who did not hold */
    int64_t suppressed; /* Messages that were not said because their speaker did not hold */
    int64_t started_at; /* When it began; null: not known */
    int64_t escalated_at; /* When the signal came; null: none */
    int64_t accepted_at; /* When a person accepted; null: nobody did */
    int64_t first_reply_at; /* When the person replied first; null: not yet */
    int64_t solved_at; /* When it was solved; null: not known */
    int64_t ended_at; /* When it ended; null: it goes on */
    int64_t wait_ms; /* From the signal to the acceptance, in milliseconds; null: not both known */
    /* From the acceptance to the first reply, in milliseconds; null: not both known */
    int64_t first_reply_ms;
    /* From the acceptance to the end of the human stretch, in milliseconds; null: not both known */
    int64_t handle_ms;
    /* How long the agent read the package before the first reply, in milliseconds; null: not
     * measured */
    int64_t viewed_ms;
    /* Whether the person came in time, as the resolution says; unknown: not said */
    enum baton_escalation_timing timing;
    /* Offers by agent, an entry for each human stretch; empty: nobody was asked */
    struct baton_agent_offers *agent_offers;
    size_t agent_offers_count;
    /* Issue category that the escalate signal named; empty: no signal, or it named none */
    struct baton_text detected_category;
    struct baton_text agent_category; /* Issue category that the resolution names; empty: none */
};
extern const struct baton_record_type baton_handoff_outcome_type;

/* How busy those with one skill are */
struct baton_skill_load {
    struct baton_text skill; /* The skill */
    int64_t on_shift; /* Agents on shift who have it */
    int64_t available; /* Of those, who can take one more */
    double free_capacity; /* Their free capacity, in units */
    int64_t queue_length; /* Conversations that wait for it */
    int64_t expected_wait_ms; /* Expected wait of one more, in milliseconds; null: cannot be said */
};
extern const struct baton_record_type baton_skill_load_type;

/* How busy a pool is: the value of load */
struct baton_load {
    struct baton_envelope env;
    struct baton_text load_id; /* Id of the record: pool and counter */
    struct baton_text pool; /* Pool */
    bool open; /* True: within the hours of the policy */
    int64_t opens_at; /* When it opens next; null: it is open, or no hours are set */
    int64_t on_shift; /* Agents who are online or busy */
    int64_t available; /* Agents who can take one more */
    double capacity; /* Capacity of those on shift, in units */
    double free_capacity; /* Of that, free */
    int64_t reserved; /* Reservations that wait for an answer */
    int64_t active; /* Conversations that agents hold */
    int64_t queue_length; /* Conversations that wait */
    int64_t oldest_since; /* Since when the first of them waits; null: nobody waits */
    /* Expected wait of one more, in milliseconds; null: cannot be said, nobody is on shift */
    int64_t expected_wait_ms;
    double mean_handle_ms; /* Mean handling time, in milliseconds; null: no data */
    /* By skill, sorted by name */
    struct baton_skill_load *skills;
    size_t skills_count;
};
extern const struct baton_record_type baton_load_type;

/* Who writes this part. unknown: not said, or a symbol that this reader does not know; declared:
 * people; learned: the learner */
enum baton_policy_part {
    BATON_POLICY_PART_UNKNOWN = 0,
    BATON_POLICY_PART_DECLARED,
    BATON_POLICY_PART_LEARNED,
};
extern const struct baton_enum_type baton_policy_part_symbols;

/* To which conversations a version applies. unknown: as new_conversations; new_conversations: to
 * those that begin after it; all: to all, those under way included */
enum baton_policy_applies {
    BATON_POLICY_APPLIES_UNKNOWN = 0,
    BATON_POLICY_APPLIES_NEW_CONVERSATIONS,
    BATON_POLICY_APPLIES_ALL,
};
extern const struct baton_enum_type baton_policy_applies_symbols;

/* A tenant's rules: the value of policies */
struct baton_policy {
    struct baton_envelope env;
    struct baton_text policy_id; /* Id of this version; decisions name it as policy_version */
    enum baton_policy_part part; /* Who writes this part */
    int64_t version; /* Grows by one at each change of the part */
    struct baton_text author; /* Who changed it */
    struct baton_text reason; /* Why, in words */
    enum baton_policy_applies applies; /* To which conversations it applies */
    /* The rules as JSON text, valid by policy.schema.json; empty: none, as {} */
    struct baton_text body;
    /* sha256: and the lower-case hexadecimal digest of body; empty: not given */
    struct baton_text digest;
};
extern const struct baton_record_type baton_policy_type;

/* What follows a resolution. unknown: not said, or a symbol that this reader does not know;
 * close: the conversation ends; bot: back to the bot; follow_up: somebody comes back at
 * follow_up_at; transfer: to another agent, team or pool; stay: nothing changes, a report only */
enum baton_resolution_next {
    BATON_RESOLUTION_NEXT_UNKNOWN = 0,
    BATON_RESOLUTION_NEXT_CLOSE,
    BATON_RESOLUTION_NEXT_BOT,
    BATON_RESOLUTION_NEXT_FOLLOW_UP,
    BATON_RESOLUTION_NEXT_TRANSFER,
    BATON_RESOLUTION_NEXT_STAY,
};
extern const struct baton_enum_type baton_resolution_next_symbols;

/* How a conversation or human stretch was resolved, by an agent's system: the value of
 * resolutions */
struct baton_resolution {
    struct baton_envelope env;
    /* Id of the resolution; with version the key for dropping duplicates */
    struct baton_text resolution_id;
    /* A higher version amends the one before, field by field in full; ratings may come days
     * later */
    int64_t version;
    struct baton_text assignment_id; /* The assignment that it is about; empty: the one in force */
    enum baton_speaker by; /* Who resolved it: agent, bot, customer or system */
    struct baton_text by_id; /* Id; empty: not known */
    struct baton_text by_name; /* Name; empty: not known */
    enum baton_outcome outcome; /* How it ended */
    struct baton_text category; /* Issue category as the agent sees it; empty: as before */
    struct baton_text code; /* The tenant's own code, such as refund_granted; empty: none */
    enum baton_resolution_next next; /* What follows; unknown: by the tenant's policy */
    int64_t follow_up_at; /* When somebody comes back; null: not planned */
    struct baton_target target; /* Of transfer: to whom */
    struct baton_text solution; /* What solved it; empty: not said */
    /* Articles that were used */
    struct baton_article *articles;
    size_t articles_count;
    /* Attempts of the bot that were of use, by event_id or name */
    struct baton_text *useful_attempts;
    size_t useful_attempts_count;
    /* Knowledge that the bot lacked */
    struct baton_text *missing_knowledge;
    size_t missing_knowledge_count;
    enum baton_maybe necessary; /* True: a person was needed; null: not said */
    enum baton_escalation_timing timing; /* Whether the person came in time; unknown: not said */
    enum baton_maybe automatable; /* True: the bot could do it in future; null: not said */
    /* The customer's satisfaction before the handoff, 1 to 5; null: not known */
    double csat_before;
    double csat_after; /* The customer's satisfaction after it, 1 to 5; null: not known */
    /* The customer's satisfaction with the handoff, 1 to 5; null: not asked */
    double handoff_satisfaction;
    /* The customer's answer to: did you have to repeat yourself; null: not asked */
    enum baton_maybe had_to_repeat;
    double context_rating; /* The agent's rating of the context, 1 to 5; null: not given */
    struct baton_text context_comment; /* The agent's remark on the context; empty: none */
    int64_t offered_at; /* When the agent was asked; null: not known */
    int64_t accepted_at; /* When the agent accepted; null: not known */
    int64_t first_reply_at; /* When the agent replied first; null: not known */
    int64_t solved_at; /* When it was solved; null: not known */
    int64_t wrapped_at; /* When the agent had written up; null: not known */
    struct baton_text notes; /* Notes for colleagues; empty: none */
    /* Ids of tickets and cases in other systems */
    struct baton_pair *external_ids;
    size_t external_ids_count;
};
extern const struct baton_record_type baton_resolution_type;

/* What was decided. unknown: not said, or a symbol that this reader does not know; offered: an
 * agent was asked; queued: nobody fits now: waits; overflow: passed to another pool; refused:
 * the request was not taken; assigned: given without an offer; returned: back to the bot;
 * released: an agent was freed */
enum baton_decision_result {
    BATON_DECISION_RESULT_UNKNOWN = 0,
    BATON_DECISION_RESULT_OFFERED,
    BATON_DECISION_RESULT_QUEUED,
    BATON_DECISION_RESULT_OVERFLOW,
    BATON_DECISION_RESULT_REFUSED,
    BATON_DECISION_RESULT_ASSIGNED,
    BATON_DECISION_RESULT_RETURNED,
    BATON_DECISION_RESULT_RELEASED,
};
extern const struct baton_enum_type baton_decision_result_symbols;

/* One agent that was looked at */
struct baton_candidate {
    struct baton_text agent_id; /* Id */
    struct baton_text name; /* Name; empty: not known */
    double score; /* Score; higher is better */
    double resolve_probability; /* Chance that this agent resolves it, 0 to 1; null: no data */
    /* Chance with which the rule picks this agent, 0 to 1; null: the rule is not random */
    double choice_probability;
    int64_t expected_handle_ms; /* Expected handling time, in milliseconds; null: no data */
    double free_capacity; /* Free capacity in units; null: not known */
    /* What the score is made of */
    struct baton_reason *terms;
    size_t terms_count;
    /* Codes of what stands against the agent; empty: eligible */
    struct baton_text *against;
    size_t against_count;
};
extern const struct baton_record_type baton_candidate_type;

/* How many for one reason */
struct baton_reason_count {
    struct baton_text reason; /* Code of the reason */
    int64_t count; /* How many */
};
extern const struct baton_record_type baton_reason_count_type;

/* Why the router decided as it did: the value of routing-decisions, which outsiders do not read */
struct baton_routing_decision {
    struct baton_envelope env;
    struct baton_text decision_id; /* Id of the decision */
    struct baton_text pool; /* Pool */
    struct baton_text request_id; /* The routing request; empty: a timer or an agent's event */
    struct baton_text assignment_id; /* The assignment; empty: none */
    struct baton_text reservation_id; /* The reservation that was made; empty: none */
    enum baton_decision_result result; /* What was decided */
    struct baton_text chosen_agent_id; /* The agent; empty: nobody */
    struct baton_text reason; /* Why, in words */
    struct baton_text rule; /* Rule of the policy that applied; empty: none */
    int64_t relaxation; /* How many steps the demands were relaxed after waiting */
    double priority; /* Priority of the request */
    int64_t position; /* Place in the queue, 1 is next; null: not queued */
    /* Expected wait, in milliseconds; null: not queued, or cannot be said */
    int64_t expected_wait_ms;
    int64_t considered; /* Agents looked at */
    /* The best, best first, at most 20 */
    struct baton_candidate *candidates;
    size_t candidates_count;
    /* The other agents, counted by the first reason against them */
    struct baton_reason_count *rest;
    size_t rest_count;
};
extern const struct baton_record_type baton_routing_decision_type;

/* What is asked or told. unknown: not said, or a symbol that this reader does not know; request:
 * a person is needed; update: the conversation that waits has changed; prepare: a person is
 * likely to be needed: reserve; withdraw: no person is needed any more; takeover: an agent began
 * to speak without holding; departure: the holder left or was lost; resolved: a resolution was
 * given; closed: the conversation ended */
enum baton_routing_kind {
    BATON_ROUTING_KIND_UNKNOWN = 0,
    BATON_ROUTING_KIND_REQUEST,
    BATON_ROUTING_KIND_UPDATE,
    BATON_ROUTING_KIND_PREPARE,
    BATON_ROUTING_KIND_WITHDRAW,
    BATON_ROUTING_KIND_TAKEOVER,
    BATON_ROUTING_KIND_DEPARTURE,
    BATON_ROUTING_KIND_RESOLVED,
    BATON_ROUTING_KIND_CLOSED,
};
extern const struct baton_enum_type baton_routing_kind_symbols;

/* What routing needs to know of the customer */
struct baton_routing_customer {
    struct baton_text id; /* The tenant's id; empty: not known */
    /* Ids in other systems */
    struct baton_pair *external_ids;
    size_t external_ids_count;
    struct baton_text name; /* Name; empty: not known */
    struct baton_text tier; /* Service tier; empty: not known */
    struct baton_text segment; /* Segment; empty: not known */
    struct baton_money *contract_value; /* Value of the contract for a year; null: not known */
    struct baton_text preferred_agent_id; /* The agent that the customer asked for; empty: none */
    struct baton_text last_agent_id; /* The agent of the last conversation; empty: none */
};
extern const struct baton_record_type baton_routing_customer_type;

/* What the router is asked or told about a conversation: the value of routing-requests */
struct baton_routing_request {
    struct baton_envelope env;
    /* Id of this record; a second one with the same id is a duplicate */
    struct baton_text request_id;
    enum baton_routing_kind kind; /* What is asked or told */
    struct baton_text pool; /* Pool that should serve it */
    /* The request_id that an update or withdraw is about; empty: the open one of the
     * conversation */
    struct baton_text concerns;
    struct baton_text signal_id; /* The signal that made it; empty: none */
    enum baton_trigger trigger; /* What made it */
    struct baton_text reason; /* In words */
    double probability; /* The signal's probability, 0 to 1; null: none */
    struct baton_text category; /* Issue category; empty: not known */
    enum baton_complexity complexity; /* How hard it is */
    enum baton_urgency urgency; /* How soon a person is needed */
    int64_t deadline; /* A time after which it is of no use to the customer; null: none named */
    /* Skills asked for; empty: any */
    struct baton_text *skills;
    size_t skills_count;
    /* Authority that the agent must have; empty: none */
    struct baton_text *authority_needed;
    size_t authority_needed_count;
    struct baton_text team; /* Team asked for; empty: by the rules */
    struct baton_text language; /* Language, BCP 47; empty: not known */
    struct baton_channel channel; /* The way by which the customer is reached */
    struct baton_routing_customer customer; /* The customer */
    struct baton_card card; /* The card, for the offer */
    /* The package; its version holds the turn that caused the request */
    struct baton_package_ref package;
    /* Of takeover: the agent's message; the assignment that answers it names this id; empty: no
     * takeover */
    struct baton_text message_event_id;
    struct baton_agent agent; /* Of takeover, departure and resolved: the agent; empty: none */
    /* Of departure, resolved and closed: the assignment; empty: the one in force */
    struct baton_text assignment_id;
    struct baton_text resolution_id; /* Of resolved; empty: none */
    int64_t resolution_version; /* Of resolved: version of the resolution; 0: none */
    enum baton_outcome outcome; /* Of resolved and closed */
    enum baton_end_cause end_cause; /* Of closed: why */
    enum baton_resolution_next next; /* Of resolved: what follows */
    struct baton_target target; /* Of resolved with next transfer: to whom */
    int64_t follow_up_at; /* Of resolved with next follow_up: when; null: not named */
    struct baton_text root_conversation_id; /* First conversation of the chain; empty: this one */
    /* The conversation that this continues; empty: none */
    struct baton_text previous_conversation_id;
    struct baton_text overflow_from; /* Pool that passed the request on; empty: none */
    int64_t waiting_since; /* Since when the customer waits; null: from this record on */
};
extern const struct baton_record_type baton_routing_request_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_record_types[];

#endif
