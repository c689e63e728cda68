/* Generated from the schemas in services/packager/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_SERVICES_PACKAGER_STATE_GEN_H
#define BATON_SERVICES_PACKAGER_STATE_GEN_H

#include "records.h"
#include "conversation_state.gen.h"

/* A message that was not said when it came and may be said later */
struct baton_packager_pending {
    struct baton_text event_id; /* The message */
    int64_t page; /* Number of the page that it is on */
    enum baton_speaker speaker; /* Who wants to speak */
    struct baton_text speaker_id; /* His id; empty: not known */
    int64_t epoch; /* The epoch under which it shall be said; -1: any */
    int64_t arrived_at; /* When it came, by the broker's clock, in milliseconds */
    bool takeover; /* True: an agent asks for the conversation with it */
};
extern const struct baton_record_type baton_packager_pending_type;

/* What the packager needs at every event of a conversation; what it knows of the case is in
 * PackagerKnowledge */
struct baton_packager_conversation {
    struct baton_holding holding; /* Who may speak */
    struct baton_recent recent; /* The events that were processed last */
    struct baton_text policy_version; /* Policy that the conversation began under */
    bool synthetic; /* A drill or demonstration */
    bool ended; /* The conversation is over */
    bool forgotten; /* What was known was erased and nothing came since */
    int64_t forgotten_at; /* When it was erased last, milliseconds; 0: never */
    enum baton_package_status status; /* Where the conversation stands */
    int64_t version; /* Version of the package that was written last; 0: none yet */
    int64_t head_hash; /* Hash of what that version says */
    /* Hash of what a head is composed of beside the knowledge, as it was at the last one */
    int64_t head_inputs;
    int64_t head_due; /* When time alone makes another head of the same; 0: never */
    int64_t started_at; /* When the conversation began, in milliseconds; 0: not known */
    int64_t page; /* Number of the open page; 0: none is open */
    int64_t page_version; /* Its version */
    int64_t page_turns; /* Turns on it */
    int64_t page_bytes; /* Bytes of its turns */
    int64_t page_first_at; /* Time of its first turn; 0: not known */
    int64_t page_last_at; /* Time of its last turn; 0: not known */
    int64_t pages; /* Pages so far */
    int64_t turns; /* Turns on all pages */
    int64_t customer_turns; /* Messages of the customer so far */
    int64_t answers; /* Messages of the bot and of agents to the customer so far */
    struct baton_text last_event_id; /* The last event that was processed */
    struct baton_text last_answer_id; /* The last message of the bot or of an agent */
    struct baton_text last_answer; /* Its first words */
    struct baton_mood mood; /* The customer's mood */
    /* Answers that the customer had got when the mood turned; 0: it did not, or before any */
    int64_t mood_answer;
    struct baton_text last_words; /* What the customer said last */
    /* Messages that wait to be said, oldest first, at most 16 */
    struct baton_packager_pending *pending;
    size_t pending_count;
    int64_t requests; /* Routing requests so far, for their ids */
    struct baton_text request_id; /* The request that is open or being served; empty: none */
    int64_t request_epoch; /* The epoch in which a person was last asked for; -1: never */
    int64_t request_hash; /* Hash of what the router was told last of the case */
    struct baton_text prepare_id; /* The open request to prepare; empty: none */
    struct baton_text pool; /* Pool that was asked; empty: none yet */
    /* Since when the customer waits for a person, in milliseconds; 0: does not */
    int64_t waiting_since;
    int64_t enrichments; /* Enrichment requests so far, for their ids */
    struct baton_text asked_customer; /* Customer for whom enrichment was asked; empty: nobody */
    int64_t early_due; /* Deadline of the timer for messages under an epoch to come; 0: none */
    int64_t retention_due; /* When everything of the ended conversation goes; 0: not ended */
};
extern const struct baton_record_type baton_packager_conversation_type;

/* A fact and whether it still stands */
struct baton_packager_fact {
    struct baton_fact fact; /* The fact */
    bool superseded; /* True: the customer gave another value since */
};
extern const struct baton_record_type baton_packager_fact_type;

/* A question and whether it was answered */
struct baton_packager_question {
    struct baton_question question; /* The question */
    bool answered; /* True: somebody answered; asked again it is open again */
    /* Hashes of its content words, ascending */
    int64_t *words;
    size_t words_count;
};
extern const struct baton_record_type baton_packager_question_type;

/* What is known of one conversation: all that a head is made of */
struct baton_packager_knowledge {
    struct baton_customer customer; /* The customer, merged from all sources */
    struct baton_source source; /* The bot */
    struct baton_channel channel; /* The way by which the customer is reached */
    struct baton_text language; /* Language of the conversation; empty: not known */
    struct baton_page page; /* Where in the product the customer is */
    /* Everything attached so far, at most 20 */
    struct baton_attachment *attachments;
    size_t attachments_count;
    /* Facts, oldest first, at most 60 */
    struct baton_packager_fact *facts;
    size_t facts_count;
    /* Attempts, oldest first, at most 40 */
    struct baton_attempt *tried;
    size_t tried_count;
    /* Promises, oldest first, at most 20 */
    struct baton_commitment *commitments;
    size_t commitments_count;
    /* Questions, oldest first, at most 20 */
    struct baton_packager_question *questions;
    size_t questions_count;
    /* Deadlines in the order named, at most 10 */
    struct baton_deadline *deadlines;
    size_t deadlines_count;
    /* What was hidden, by kind */
    struct baton_mask *masks;
    size_t masks_count;
    /* The sentence that says best what the customer wants; empty: none yet */
    struct baton_text issue;
    struct baton_text issue_event_id; /* The message that it is from */
    double issue_weight; /* How much speaks for that sentence */
    struct baton_text intent; /* Last intent of the customer, as the sender said */
    struct baton_text category; /* Issue category by the bot's own word; empty: not said */
    struct baton_text expectation; /* What the customer expects, as written */
    struct baton_text expectation_event_id; /* The message that says so */
    /* Hash of the course of the case that a model was asked to sum up; 0: of none */
    int64_t summary_story;
    struct baton_goal goal; /* The goal behind the request */
    /* Communication preferences that were said, oldest first, at most 8 */
    struct baton_communication_wish *communication;
    size_t communication_count;
    struct baton_text error; /* The last error that the bot or a channel reported */
    bool hurry; /* The customer said that it is urgent */
    struct baton_text signal_id; /* The last signal that counted */
    /* Issue category by the detector; empty: no signal, or none found */
    struct baton_text signal_category;
    enum baton_trigger trigger; /* What made the handoff */
    /* Reasons of the signal, at most 6 */
    struct baton_reason *reasons;
    size_t reasons_count;
    struct baton_text why; /* The reasons in one sentence */
    double probability; /* The signal's probability; null: none */
    enum baton_complexity complexity; /* How hard it is, by the signal */
    enum baton_urgency urgency; /* How soon a person is needed, by the signal */
    /* Skills that the signal recommends */
    struct baton_text *skills;
    size_t skills_count;
    /* Authority that the signal asks for */
    struct baton_text *authority;
    size_t authority_count;
    struct baton_text team; /* Team that the signal asks for */
    /* Pending and arrived information, at most 12 */
    struct baton_enrichment_status *enrichments;
    size_t enrichments_count;
    /* The closed pages, the last 24 */
    struct baton_page_ref *pages;
    size_t pages_count;
    /* The conversation that this one continues; empty: none */
    struct baton_text previous_conversation_id;
    struct baton_text root_conversation_id; /* First conversation of the chain; empty: not known */
};
extern const struct baton_record_type baton_packager_knowledge_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_packager_state_types[];

#endif
