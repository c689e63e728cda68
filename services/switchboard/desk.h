/* One record at work: the row of its conversation, the rules in force, and the ways out.
 *
 * Invariants: `row` is never NULL and is saved when the record is done; a failed emit is remembered
 * in `verdict` and the rest goes on, so that it is checked once, at the end. */
#ifndef BATON_SWITCHBOARD_DESK_H
#define BATON_SWITCHBOARD_DESK_H

#include "holding.h"
#include "rules.h"
#include "service.h"
#include "state.gen.h"

struct switchboard_desk {
    const struct baton_record *in;
    struct baton_outbox *out;
    struct baton_arena *arena;
    struct baton_switchboard_conversation *row;
    const struct baton_rules *rules;
    struct baton_text tenant, conversation_id;
    enum baton_verdict verdict;
};

extern const struct baton_table switchboard_conversations;

/* A delivery with all that follows from the row: id, epoch, holder and its offset, assignment; for
 * the channel also the way to the customer.
 * owns   lies in the record's arena; goes out with switchboard_deliver */
struct baton_delivery *switchboard_delivery(struct switchboard_desk *d,
                                            enum baton_delivery_kind kind,
                                            enum baton_recipient_kind recipient,
                                            struct baton_text recipient_id);
void switchboard_deliver(struct switchboard_desk *d, struct baton_delivery *delivery);

/* A request to the router of the conversation's pool, about the last assignment that was
 * taken. Without any assignment the pool is that of the policy's rule for a takeover. */
struct baton_routing_request *switchboard_request(struct switchboard_desk *d,
                                                  enum baton_routing_kind kind);
void switchboard_ask(struct switchboard_desk *d, struct baton_routing_request *request);

/* An event of the platform, to be completed and written with switchboard_write. */
struct baton_conversation_event *switchboard_event(struct switchboard_desk *d,
                                                   enum baton_event_type type);
void switchboard_write(struct switchboard_desk *d, struct baton_conversation_event *event);

/* The holder at this place of the log. Borrowed from the row. */
struct baton_holder switchboard_holder(const struct switchboard_desk *d);
/* The bot of the conversation: the one that holds, else the one that spoke last; empty: the only
 * one. */
struct baton_text switchboard_bot(const struct switchboard_desk *d);
/* To whom news for all agents go: everybody who takes part, or the holder alone. */
struct baton_delivery *switchboard_delivery_agents(struct switchboard_desk *d,
                                                   enum baton_delivery_kind kind);

#endif
