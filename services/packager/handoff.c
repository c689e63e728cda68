/* See handoff.h. Only the router decides who holds; this asks, tells and takes back. */
#include "handoff.h"

#include "enrich.h"

#include <math.h>
#include <string.h>

#include "compose.h"
#include "hash.h"
#include "key.h"
#include "mask.h"

/* --- signals -------------------------------------------------------------------------------------
 */

/* Those for a person: what speaks against one is no part of why he got it. */
static void take_reasons(struct package *p, const struct baton_escalation_signal *signal)
{
    struct baton_packager_knowledge *known = p->known;
    struct baton_masks masks = package_masks(p);

    known->reasons = signal->reasons;
    known->reasons_count = 0;
    for (size_t i = 0; i < signal->reasons_count && known->reasons_count < PACKAGER_REASONS; i++) {
        if (signal->reasons[i].contribution >= 0)
            known->reasons[known->reasons_count++] = signal->reasons[i];
    }
    for (size_t i = 0; i < known->reasons_count; i++) {
        struct baton_reason *reason = &known->reasons[i];

        reason->event_ids_count = reason->event_ids_count > 3 ? 3 : reason->event_ids_count;
        reason->quotes_count = reason->quotes_count > 2 ? 2 : reason->quotes_count;
        baton_mask_record(&masks, &baton_reason_type, reason);
        for (size_t q = 0; q < reason->quotes_count; q++)
            reason->quotes[q] = package_cut(p, reason->quotes[q], 120);
    }
}

/* A sentence of reasons: without the last ones where it is too long. */
static struct baton_text cut_reasons(const struct package *p, struct baton_text why)
{
    for (size_t end = PACKAGER_QUOTE; why.size > PACKAGER_QUOTE && end > 0; end--) {
        if (why.data[end] == ';' && why.data[end - 1] == ')')
            return (struct baton_text){ why.data, end };
    }
    return package_cut(p, why, PACKAGER_QUOTE);
}

static void take_signal(struct package *p, const struct baton_escalation_signal *signal)
{
    struct baton_packager_knowledge *known = p->known;
    struct baton_masks masks = package_masks(p);

    known->signal_id = signal->signal_id;
    if (signal->category.size > 0)
        known->signal_category = signal->category;
    known->trigger = signal->trigger;
    known->why = cut_reasons(p, baton_mask_text(&masks, signal->why));
    known->probability = signal->probability;
    known->complexity = signal->complexity;
    known->urgency = signal->urgency;
    known->skills = signal->recommended_skills;
    known->skills_count = signal->recommended_skills_count;
    known->authority = signal->authority_needed;
    known->authority_count = signal->authority_needed_count;
    known->team = signal->team;
    take_reasons(p, signal);
}

static void on_prepare(struct package *p, const struct baton_escalation_signal *signal)
{
    if (p->row->request_id.size > 0 || p->row->prepare_id.size > 0) {
        package_ignore(p, "prepared_already");
        return;
    }
    take_signal(p, signal);
    p->row->status = BATON_PACKAGE_STATUS_PREPARED;
    if (p->rules->reservation_ms == 0)
        return;
    p->row->prepare_id = package_make_id(p, 'r', ++p->row->requests);
    p->send = BATON_ROUTING_KIND_PREPARE;
}

/* The customer waits from the turn on that made the detector escalate: what its signal is dated by.
 * A foreign signal may say anything. */
static int64_t asked_at(const struct package *p, const struct baton_escalation_signal *signal)
{
    int64_t at = signal->env.occurred_at;

    return at > 0 && at < p->now_ms ? at : p->now_ms;
}

static void on_escalate(struct package *p, const struct baton_escalation_signal *signal)
{
    if (p->row->request_epoch >= p->row->holding.epoch) {
        package_ignore(p, "asked_already");
        return;
    }
    take_signal(p, signal);
    p->row->status = BATON_PACKAGE_STATUS_HANDED_OVER;
    p->row->request_epoch = p->row->holding.epoch;
    p->row->request_id = package_make_id(p, 'r', ++p->row->requests);
    p->row->prepare_id = BATON_TEXT_NONE;
    p->row->waiting_since = asked_at(p, signal);
    p->send = BATON_ROUTING_KIND_REQUEST;
    enrich_ask_summary(p);
}

static void on_withdraw(struct package *p, const struct baton_escalation_signal *signal)
{
    struct baton_text *open =
        p->row->request_id.size > 0 ? &p->row->request_id : &p->row->prepare_id;

    (void)signal;
    if (open->size == 0) {
        package_ignore(p, "nothing_to_withdraw");
        return;
    }
    p->concerns = *open;
    *open = BATON_TEXT_NONE;
    p->row->waiting_since = 0;
    p->row->status = BATON_PACKAGE_STATUS_LIVE;
    p->send = BATON_ROUTING_KIND_WITHDRAW;
}

/* A hold comes again as something else; of a silent handoff people have the conversation already.
 */
static void on_other(struct package *p, const struct baton_escalation_signal *signal)
{
    package_ignore(p, baton_enum_name(&baton_signal_kind_symbols, (int)signal->kind));
}

/* A handoff that was announced and not made needs a person too. */
static void (*const on_kind[])(struct package *, const struct baton_escalation_signal *) = {
    [BATON_SIGNAL_KIND_UNKNOWN] = on_other,     [BATON_SIGNAL_KIND_PREPARE] = on_prepare,
    [BATON_SIGNAL_KIND_ESCALATE] = on_escalate, [BATON_SIGNAL_KIND_HOLD] = on_other,
    [BATON_SIGNAL_KIND_WITHDRAW] = on_withdraw, [BATON_SIGNAL_KIND_PHANTOM] = on_escalate,
    [BATON_SIGNAL_KIND_SILENT] = on_other,
};

void handoff_signal(struct package *p, const struct baton_escalation_signal *signal)
{
    if (signal->env.epoch >= 0 && signal->env.epoch < p->row->holding.epoch) {
        package_ignore(p, "stale_signal");
        return;
    }
    if (p->row->ended) {
        package_ignore(p, "ended");
        return;
    }
    bool queue = p->row->holding.kind == BATON_HOLDER_KIND_QUEUE;
    if (p->row->holding.kind != BATON_HOLDER_KIND_BOT
        && !(queue && signal->kind == BATON_SIGNAL_KIND_WITHDRAW)) {
        package_ignore(p, "not_the_bots");
        return;
    }
    if ((size_t)signal->kind < sizeof on_kind / sizeof *on_kind)
        on_kind[signal->kind](p, signal);
}

/* --- holders
 * --------------------------------------------------------------------------------------- */

static void back_to_bot(struct package *p)
{
    struct baton_packager_knowledge *known = p->known;

    p->row->status = BATON_PACKAGE_STATUS_RETURNED;
    p->row->request_id = p->row->prepare_id = BATON_TEXT_NONE;
    p->row->waiting_since = 0;
    known->trigger = BATON_TRIGGER_UNKNOWN;
    known->why = known->signal_id = known->team = BATON_TEXT_NONE;
    known->urgency = BATON_URGENCY_UNKNOWN;
    known->reasons_count = known->skills_count = known->authority_count = 0;
    known->probability = BATON_RECORD(p->arena, packager_knowledge)->probability;
}

void handoff_holder(struct package *p)
{
    struct baton_packager_conversation *row = p->row;

    if (row->ended)
        return;
    if (row->holding.kind == BATON_HOLDER_KIND_BOT) {
        back_to_bot(p);
    } else if (row->holding.kind == BATON_HOLDER_KIND_AGENT) {
        row->status = BATON_PACKAGE_STATUS_WITH_AGENT;
        row->waiting_since = 0;
    } else {
        row->status = BATON_PACKAGE_STATUS_HANDED_OVER;
        row->waiting_since = row->waiting_since > 0 ? row->waiting_since : p->now_ms;
    }
}

static bool waits(const struct package *p)
{
    return p->row->request_id.size > 0 && p->row->waiting_since > 0;
}

void handoff_solved(struct package *p)
{
    if (!waits(p) || p->row->holding.kind == BATON_HOLDER_KIND_AGENT)
        return;
    p->concerns = p->row->request_id;
    p->row->request_id = BATON_TEXT_NONE;
    p->row->waiting_since = 0;
    p->send = BATON_ROUTING_KIND_WITHDRAW;
}

/* Whoever holds, and after the end too: the last assignment has a card as long as nobody empties
 * it. */
void handoff_forget(struct package *p)
{
    if (p->row->pool.size == 0)
        return;
    p->send = BATON_ROUTING_KIND_UPDATE;
    p->concerns = p->row->request_id;
}

/* The router learns of the end from the switchboard. */
void handoff_end(struct package *p)
{
    p->row->request_id = p->row->prepare_id = BATON_TEXT_NONE;
    p->row->waiting_since = 0;
}

/* --- what the router is told
 * ------------------------------------------------------------------------- */

static int64_t told_of(const struct package *p)
{
    struct baton_card card = p->head->card;

    card.sentiment = NAN; /* it moves with every message; its word is the emotion */
    uint64_t hash = package_hash(&baton_card_type, &card);
    return (int64_t)baton_fnv1a(hash, p->head->category.data, p->head->category.size);
}

static void set_customer(const struct package *p, struct baton_routing_customer *into)
{
    const struct baton_customer *customer = &p->known->customer;

    into->id = customer->id;
    into->external_ids = customer->external_ids;
    into->external_ids_count = customer->external_ids_count;
    into->name = customer->name;
    into->tier = customer->tier;
    into->segment = customer->segment;
    into->contract_value = customer->contract_value;
    for (size_t i = 0; i < customer->preferences_count; i++) {
        if (baton_text_is(customer->preferences[i].key, "preferred_agent"))
            into->preferred_agent_id = customer->preferences[i].value;
    }
    for (size_t i = customer->earlier_contacts_count; i > 0; i--) {
        if (customer->earlier_contacts[i - 1].agent_id.size > 0)
            into->last_agent_id = customer->earlier_contacts[i - 1].agent_id;
    }
}

/* Once more through the mask: enrichments and templates come from elsewhere, and what goes into
 * assignments is read by CRMs, which may see less than agents do. */
static void mask_for_crm(const struct package *p, struct baton_routing_request *request)
{
    struct baton_masks masks = { .rules = p->rules, .arena = p->arena, .for_crm = true };

    baton_mask_record(&masks, &baton_routing_request_type, request);
}

/* Where the head is: its offset is not known in the transaction that writes both. */
static void set_package(const struct package *p, struct baton_package_ref *into)
{
    into->package_id = package_make_id(p, 'k', p->row->version);
    into->version = p->row->version;
    into->partition = p->in->partition;
    into->link = baton_text_format(p->arena, "/v1/conversations/%.*s/%.*s/package",
                                   BATON_TEXT_ARG(p->tenant),
                                   BATON_TEXT_ARG(baton_url_segment(p->arena, p->id)));
}

static void set_case(const struct package *p, struct baton_routing_request *request)
{
    const struct baton_context_package *head = p->head;

    request->signal_id = head->signal_id;
    request->trigger = head->trigger;
    request->reason = head->why_person;
    request->probability = p->known->probability;
    request->category = head->category;
    request->complexity = head->complexity;
    request->urgency = head->urgency;
    request->skills = head->recommended_agent.skills;
    request->skills_count = head->recommended_agent.skills_count;
    request->authority_needed = head->recommended_agent.authority;
    request->authority_needed_count = head->recommended_agent.authority_count;
    request->team = head->recommended_agent.team;
    request->language = head->language;
    request->channel = head->channel;
    for (size_t i = head->deadlines_count; i > 0; i--) {
        if (head->deadlines[i - 1].due_at > p->now_ms)
            request->deadline = head->deadlines[i - 1].due_at;
    }
    request->card = head->card;
    set_package(p, &request->package);
    request->previous_conversation_id = p->known->previous_conversation_id;
    request->root_conversation_id = p->known->root_conversation_id;
    request->waiting_since = p->row->waiting_since > 0 ? p->row->waiting_since : BATON_NULL_LONG;
}

/* The id of the request: its own where it opens something, else one more. */
static struct baton_text own_id(struct package *p)
{
    if (p->send == BATON_ROUTING_KIND_REQUEST)
        return p->row->request_id;
    if (p->send == BATON_ROUTING_KIND_PREPARE)
        return p->row->prepare_id;
    return package_make_id(p, 'r', ++p->row->requests);
}

void handoff_send(struct package *p)
{
    struct baton_packager_conversation *row = p->row;
    if (p->head == NULL)
        return;
    int64_t told = told_of(p);
    if (p->send == BATON_ROUTING_KIND_UNKNOWN && waits(p) && told != row->request_hash) {
        p->send = BATON_ROUTING_KIND_UPDATE;
        p->concerns = row->request_id;
    }
    if (p->send == BATON_ROUTING_KIND_UNKNOWN)
        return;
    if (p->send == BATON_ROUTING_KIND_REQUEST || p->send == BATON_ROUTING_KIND_PREPARE
        || row->pool.size == 0)
        row->pool = baton_rules_pool(p->rules, compose_route(p));
    struct baton_routing_request *request = BATON_RECORD(p->arena, routing_request);
    request->env.tenant = p->tenant;
    request->env.conversation_id = p->id;
    request->request_id = own_id(p);
    request->env.epoch = row->holding.epoch;
    request->env.sequence = row->requests;
    request->env.seen.policy_version = p->rules->version;
    request->kind = p->send;
    request->pool = row->pool;
    request->concerns = p->concerns;
    set_case(p, request);
    set_customer(p, &request->customer);
    mask_for_crm(p, request);
    row->request_hash = told;
    package_fail(p, baton_emit(p->out, &baton_topic_requests,
                               baton_key_make(p->arena, p->tenant, row->pool), request));
    baton_count(p->out, &packager_requests,
                baton_enum_name(&baton_routing_kind_symbols, (int)p->send), 1);
}
