/* Generated from the schemas in services/detector/state by schemas/generate.py. Do not edit. */
/* clang-format off */
#ifndef BATON_SERVICES_DETECTOR_STATE_GEN_H
#define BATON_SERVICES_DETECTOR_STATE_GEN_H

#include "records.h"
#include "conversation_state.gen.h"

/* What is kept of one message, to notice that it comes again */
struct baton_detector_said {
    struct baton_text event_id; /* The message */
    int64_t mood; /* Its mood in hundredths, -100 to 100 */
    int64_t size; /* Its words */
    /* Hashes of its content words, ascending */
    int64_t *words;
    size_t words_count;
};
extern const struct baton_record_type baton_detector_said_type;

/* What is kept while it runs */
struct baton_detector_held {
    int64_t due; /* Deadline of the timer that ends it; 0: none */
    struct baton_text event_id; /* Message at which it was looked at last */
    int64_t offset; /* Its place in conversation-events; -1: not known */
    int64_t chance; /* Chance, in ten thousandths, that a person is needed, as of that message */
    int64_t trigger; /* The strongest reason at that time, by its number in the enum Trigger */
};
extern const struct baton_record_type baton_detector_held_type;

/* An event after which something is to come of a handoff */
struct baton_detector_handoff {
    int64_t due; /* Deadline of the timer that looks what came of it; 0: none */
    struct baton_text event_id; /* While the bot holds: what announced the handoff */
    int64_t offset; /* Its place in conversation-events; -1: not known */
};
extern const struct baton_record_type baton_detector_handoff_type;

/* What the detector remembers of one conversation: of the stretch since the bot last got it, and
 * who holds it */
struct baton_detector_conversation {
    struct baton_holding holding; /* Who may speak */
    struct baton_recent recent; /* The events that were processed last */
    struct baton_text tier; /* The customer's service tier; empty: not known */
    /* Policy that the conversation began under; empty: the built-in one */
    struct baton_text policy_version;
    struct baton_text category; /* Issue category so far; empty: none found */
    int64_t category_points; /* How much speaks for it, in thousandths, fading with each turn */
    int64_t categories; /* Issue categories that were clearly named, a bit for each */
    struct baton_text intent; /* Last intent of the customer, as the sender said */
    bool business; /* A moment or contract of high value */
    bool asynchronous; /* The customer does not wait in front of the channel */
    /* The last messages of the customer in this stretch, oldest first, at most 8 */
    struct baton_detector_said *asks;
    size_t asks_count;
    /* The last messages of the bot in this stretch, oldest first, at most 6 */
    struct baton_detector_said *answers;
    size_t answers_count;
    /* What the bot said last of its confidence, in hundredths, oldest first, at most 4 */
    int64_t *confidences;
    size_t confidences_count;
    int64_t customer_turns; /* Messages of the customer in this stretch */
    int64_t bot_turns; /* Messages of the bot in this stretch */
    int64_t repeats; /* Messages of the customer that asked again what was asked before */
    int64_t bot_repeats; /* Answers of the bot that it had given before */
    int64_t complaints; /* Messages of the customer that complained about the service */
    int64_t insults; /* Messages of the customer with profanity or aggression */
    int64_t failed_attempts; /* Attempts of the bot that failed */
    struct baton_text failed_event_id; /* The last of them */
    /* The last action that was not permitted to the bot; empty: none */
    struct baton_text denied_action;
    int64_t cannot; /* Answers in which the bot said that it cannot */
    int64_t not_understood; /* Answers in which the bot said that it does not understand */
    int64_t errors; /* Errors that the bot or channel reported */
    int64_t behaviours; /* Signs of distress on the page */
    double can_resolve; /* The bot's own chance to solve it, as it said last; null: never said */
    /* Of the customer's last message, as bits: 1 it has a question mark; 8 the bot has not
     * spoken since */
    int64_t ask_traits;
    int64_t ask_echo; /* Part of it that stands in the bot's message before, in hundredths */
    int64_t ask_again; /* How like the customer's most like earlier message it is, in hundredths */
    /* Of the bot's last message, as bits: 1 it has a question mark; 2 it says that it cannot; 4
     * that it does not understand; 8 the customer has not spoken since; 16 it offers a person */
    int64_t answer_traits;
    /* Part of it that stands in the customer's message before, in hundredths */
    int64_t answer_echo;
    int64_t answer_again; /* How like the bot's most like earlier message it is, in hundredths */
    /* What the words of each side's last message spoke for, in tenths, a number a column; then
     * the mean of each side's messages, the later the more */
    int64_t *scores;
    size_t scores_count;
    /* Chances of the signals that last, in hundredths, a number a signal, 0 for the others */
    int64_t *estimates;
    size_t estimates_count;
    /* Message of the customer that the bot has not answered yet; empty: none */
    struct baton_text unanswered_event_id;
    int64_t unanswered_offset; /* Its place in conversation-events; -1: not known */
    int64_t silence_due; /* When the bot is late with its answer; 0: none is waited for */
    /* Deadline of the timer that looks whether it is, at most silence_due; 0: none is set */
    int64_t silence_timer;
    int64_t retention_due; /* When the row is dropped after the end; 0: not ended */
    int64_t signals; /* Signals so far, for their ids */
    int64_t escalated_epoch; /* The epoch in which an escalation was last signalled; -1: none yet */
    /* Number of the signal that asked for a person and may be withdrawn; 0: none */
    int64_t escalation;
    bool taken_back; /* The customer took it back before the conversation came to the queue */
    /* Number of the signal that prepares an escalation; 0: none in this stretch; -1: it was
     * withdrawn */
    int64_t prepare;
    /* Messages of the customer in a row, since it was prepared, at which the chance was far
     * below */
    int64_t calm;
    /* Number of the signal that holds an escalation back; 0: none in this stretch; -1: it is
     * over */
    int64_t hold;
    struct baton_detector_held *held; /* The hold that runs; null: none does */
    bool progress; /* What the bot tried last did what it should */
    int64_t clarifying; /* Questions of the bot in a row, no answer of its own between them */
    /* What the bot's last message asked for, a bit for each of libcommon/conversation/asks.h */
    int64_t asked;
    int64_t given; /* What the customer gave, as those bits */
    int64_t asked_given; /* Times that the bot asked for what it had been given */
    /* Parts of the product and actions that it was about, a bit of a hash for each */
    int64_t areas;
    bool unusual; /* The customer's account is in no usual state */
    int64_t foreign; /* Messages of the customer whose words were not read */
    struct baton_detector_handoff *handoff; /* The handoff that is waited for; null: none is */
    /* As bits: 1 since the handoff the customer asked and nobody answered; 2 a delivery failed;
     * 4 the channel reports what it delivers */
    int64_t told;
    bool ended; /* The conversation is over */
    bool synthetic; /* A drill or demonstration */
    /* Only in the store: what messages leave behind, in few bytes (services/detector/row.c): the
     * fields that say so, and the ids of `recent` */
    struct baton_text packed;
};
extern const struct baton_record_type baton_detector_conversation_type;

/* Every record that has a file of its own, NULL behind the last. */
extern const struct baton_record_type *const baton_detector_state_types[];

#endif
