/* See enrich.h. The values of a history answer are described in README.md. */
#include "enrich.h"

#include <string.h>

#include "compose.h"
#include "json_codec.h"
#include "key.h"
#include "learn.h"
#include "mask.h"
#include "pages.h"
#include "summary.h"

enum {
    HISTORY_LIMIT = 10,
    VALUES = 12,
    VALUE_BYTES = 200,
    SUMMARY_PAGES = 100, /* of the transcript, the last: what a summary is held against */
};

BATON_METRIC(packager_summaries, "baton_packager_summaries_total", BATON_COUNTER, "result",
             "Summaries of models, by what became of them: taken, or why not.");
BATON_METRIC(packager_answers, "baton_packager_older_answers_total", BATON_COUNTER, "kind",
             "Enrichments that came after a newer one of their source.");

static struct baton_enrichment_status *status_add(struct package *p)
{
    struct baton_packager_knowledge *known = p->known;

    if (known->enrichments_count == PACKAGER_ENRICHMENTS)
        PACKAGE_REMOVE(known->enrichments, known->enrichments_count, 0);
    struct baton_enrichment_status *status =
        PACKAGE_ADD(p->arena, known->enrichments, known->enrichments_count);
    *status = *BATON_RECORD(p->arena, enrichment_status);
    return status;
}

/* --- what a language model gets ---------------------------------------------------------------
 * is what the tenant lets the destination `llm` see, also where the policy has none: then nothing
 * that other systems do not see. A request holds the customer; the package's part of what a model
 * reads is its projection by that name. */

static void mask_pairs(const struct baton_masks *masks, struct baton_pair **pairs, size_t count)
{
    *pairs = baton_arena_copy(masks->arena, *pairs, count * sizeof **pairs);
    for (size_t i = 0; i < count; i++)
        (*pairs)[i].value = baton_mask_named(masks, (*pairs)[i].key, (*pairs)[i].value);
}

static void mask_customer(const struct baton_masks *masks, struct baton_customer *customer)
{
    struct baton_text *texts[] = { &customer->name,           &customer->tier,
                                   &customer->segment,        &customer->plan,
                                   &customer->account_status, &customer->journey_stage,
                                   &customer->revenue_moment };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = baton_mask_text(masks, *texts[i]);
    mask_pairs(masks, &customer->external_ids, customer->external_ids_count);
    mask_pairs(masks, &customer->product_usage, customer->product_usage_count);
    mask_pairs(masks, &customer->preferences, customer->preferences_count);
    customer->earlier_contacts =
        baton_arena_copy(masks->arena, customer->earlier_contacts,
                         customer->earlier_contacts_count * sizeof *customer->earlier_contacts);
    for (size_t i = 0; i < customer->earlier_contacts_count; i++)
        customer->earlier_contacts[i].summary =
            baton_mask_text(masks, customer->earlier_contacts[i].summary);
    customer->satisfaction_history = baton_arena_copy(masks->arena, customer->satisfaction_history,
                                                      customer->satisfaction_history_count
                                                          * sizeof *customer->satisfaction_history);
    for (size_t i = 0; i < customer->satisfaction_history_count; i++)
        customer->satisfaction_history[i].comment =
            baton_mask_text(masks, customer->satisfaction_history[i].comment);
}

/* What was hidden stands with the request in the package. */
static void mask_request(struct package *p, struct baton_enrichment_request *request,
                         struct baton_enrichment_status *status)
{
    struct baton_mask *hidden = NULL;
    size_t count = 0;
    struct baton_masks masks = { .rules = p->rules,
                                 .arena = p->arena,
                                 .counts = &hidden,
                                 .counts_count = &count,
                                 .for_crm = true,
                                 .projection =
                                     baton_rules_projection(p->rules, BATON_TEXT("llm")) };

    mask_customer(&masks, &request->customer);
    for (size_t i = 0; i < count; i++)
        *PACKAGE_ADD(p->arena, status->masked, status->masked_count) = hidden[i].kind;
}

/* A summary of an earlier state is none of this one. */
static void drop_summaries(struct package *p)
{
    for (size_t i = 0; i < p->known->enrichments_count; i++) {
        if (p->known->enrichments[i].kind == BATON_ENRICHMENT_KIND_LLM)
            p->known->enrichments[i].values_count = 0;
    }
}

static void ask(struct package *p, struct baton_text event_id, enum baton_enrichment_kind kind)
{
    struct baton_enrichment_request *request = BATON_RECORD(p->arena, enrichment_request);
    struct baton_enrichment_status *status = status_add(p);

    request->env.tenant = p->tenant;
    request->env.conversation_id = p->id;
    request->env.epoch = p->row->holding.epoch;
    request->env.seen.policy_version = p->rules->version;
    request->env.sequence = ++p->row->enrichments;
    request->request_id = package_make_id(p, 'e', request->env.sequence);
    request->customer_id = p->known->customer.id;
    request->customer = p->known->customer;
    request->kind = kind;
    request->limit = HISTORY_LIMIT;
    request->event_id = event_id;
    request->package_version = p->row->version;
    status->request_id = request->request_id;
    status->kind = kind;
    status->state = BATON_ENRICHMENT_STATE_PENDING;
    status->requested_at = p->now_ms;
    if (kind == BATON_ENRICHMENT_KIND_LLM) {
        mask_request(p, request, status);
        drop_summaries(p);
        p->known->summary_story = compose_story(p);
    }
    package_fail(p, baton_emit(p->out, &baton_topic_enrichment_requests,
                               baton_key_make(p->arena, p->tenant, request->customer_id), request));
}

/* Of a drill nobody outside is asked: it would leave a trace there. The history is Baton's own. */
static bool may_ask(const struct package *p, int kind)
{
    return !p->row->synthetic || kind == BATON_ENRICHMENT_KIND_HISTORY;
}

void enrich_ask(struct package *p, const struct baton_conversation_event *event)
{
    struct baton_text customer = p->known->customer.id;

    if (customer.size == 0 || baton_text_equal(customer, p->row->asked_customer)
        || !baton_id_valid(customer))
        return;
    p->row->asked_customer = customer;
    for (size_t i = 0; i < p->rules->enrich_count; i++) {
        int kind = baton_enum_of(&baton_enrichment_kind_symbols, p->rules->enrich[i]);

        /* A language model is asked at a handoff, for its summary. */
        if (kind != BATON_ENRICHMENT_KIND_UNKNOWN && kind != BATON_ENRICHMENT_KIND_LLM
            && may_ask(p, kind))
            ask(p, event->event_id, (enum baton_enrichment_kind)kind);
    }
}

void enrich_ask_summary(struct package *p)
{
    bool wanted = baton_rules_listed(p->rules->enrich, p->rules->enrich_count, BATON_TEXT("llm"));

    if (wanted && may_ask(p, BATON_ENRICHMENT_KIND_LLM) && p->known->customer.id.size > 0
        && baton_id_valid(p->known->customer.id))
        ask(p, p->row->last_event_id, BATON_ENRICHMENT_KIND_LLM);
}

static struct baton_enrichment_status *status_of(struct package *p,
                                                 const struct baton_enrichment *answer)
{
    struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < known->enrichments_count; i++) {
        if (answer->request_id.size > 0
            && baton_text_equal(known->enrichments[i].request_id, answer->request_id))
            return &known->enrichments[i];
        if (answer->request_id.size == 0 && known->enrichments[i].request_id.size == 0
            && known->enrichments[i].kind == answer->kind
            && baton_text_equal(known->enrichments[i].source, answer->source))
            return &known->enrichments[i];
    }
    return status_add(p);
}

static bool is_contact(struct baton_text key)
{
    return baton_text_starts(key, BATON_TEXT("contact."));
}

/* "contact.1" … "contact.10": an EarlierContact each, as JSON. One that cannot be read is left
 * out. */
static void take_contacts(struct package *p, const struct baton_enrichment *answer)
{
    struct baton_customer customer = *BATON_RECORD(p->arena, customer);

    for (size_t number = 1; number <= HISTORY_LIMIT; number++) {
        struct baton_text name = baton_text_format(p->arena, "contact.%zu", number);
        void *contact = NULL;

        for (size_t i = 0; i < answer->values_count && contact == NULL; i++) {
            json_t *json = baton_text_equal(answer->values[i].key, name)
                               ? baton_json_parse(answer->values[i].value, NULL)
                               : NULL;
            if (json != NULL
                && baton_json_decode(&baton_earlier_contact_type, json, p->arena, &contact, NULL)
                       != BATON_DONE)
                contact = NULL;
            json_decref(json);
        }
        if (contact == NULL)
            continue;
        *PACKAGE_ADD(p->arena, customer.earlier_contacts, customer.earlier_contacts_count) =
            *(struct baton_earlier_contact *)contact;
    }
    learn_customer(p, &customer);
}

/* --- a model's summary ------------------------------------------------------------------------ */

static bool is_said(const struct baton_turn *turn)
{
    return turn->text.size > 0 && turn->speaker != BATON_SPEAKER_SYSTEM
           && turn->type != BATON_EVENT_TYPE_RETRACT
           && (turn->state == BATON_MESSAGE_STATE_SAID
               || turn->state == BATON_MESSAGE_STATE_TWO_VOICES);
}

static size_t transcript(struct package *p, struct packager_source **ret)
{
    struct packager_source *said = NULL;
    size_t count = 0;
    int64_t from = p->row->pages > SUMMARY_PAGES ? p->row->pages - SUMMARY_PAGES : 0;

    for (int64_t number = from + 1; number <= p->row->pages; number++) {
        const struct baton_context_page *page = pages_get(p, number);

        for (size_t i = 0; page != NULL && i < page->turns_count; i++) {
            if (is_said(&page->turns[i]))
                *BATON_APPEND(p->arena, said, count) =
                    (struct packager_source){ page->turns[i].text, page->turns[i].speaker };
        }
    }
    *ret = said;
    return count;
}

/* The one that was asked last; an answer that nobody asked for is of now. */
static bool is_of_now(struct package *p, const struct baton_enrichment *answer)
{
    const struct baton_packager_knowledge *known = p->known;

    if (answer->request_id.size == 0) {
        drop_summaries(p);
        p->known->summary_story = compose_story(p);
        return true;
    }
    for (size_t i = known->enrichments_count; i > 0; i--) {
        const struct baton_enrichment_status *status = &known->enrichments[i - 1];

        if (status->kind == BATON_ENRICHMENT_KIND_LLM && status->requested_at != BATON_NULL_LONG)
            return baton_text_equal(status->request_id, answer->request_id)
                   && known->summary_story == compose_story(p);
    }
    return false;
}

static struct packager_verdict judge(struct package *p, const struct baton_enrichment *answer,
                                     struct baton_text text)
{
    struct packager_source *said;

    if (!is_of_now(p, answer))
        return (struct packager_verdict){ FAULT_OLDER, 0 };
    compose_draft(p);
    size_t count = transcript(p, &said);
    return packager_summary_check(p->arena, &p->packager->vocabulary, p->head, said, count, text);
}

/* Of a model's answer the summary alone is kept, and only where it holds: a refused one is in no
 * package. Of one that was shown before, another takes the place or nothing. */
static void take_summary(struct package *p, struct baton_enrichment_status *status,
                         const struct baton_enrichment *answer)
{
    struct baton_masks masks = package_masks(p);

    for (size_t i = 0; i < answer->values_count; i++) {
        if (!baton_text_is(answer->values[i].key, "summary"))
            continue;
        struct baton_text text = baton_mask_text(&masks, answer->values[i].value);
        struct packager_verdict verdict = judge(p, answer, text);
        const char *name = packager_fault_name(verdict.fault);
        baton_count(p->out, &packager_summaries, name, 1);
        if (verdict.fault == FAULT_NONE)
            *PACKAGE_ADD(p->arena, status->values, status->values_count) =
                (struct baton_pair){ answer->values[i].key, text };
        else
            status->reason =
                verdict.sentence > 0 ? baton_text_format(
                    p->arena, "summary_refused: %s in sentence %zu", name, verdict.sentence)
                                     : baton_text_format(p->arena, "summary_refused: %s", name);
    }
}

/* --- answers ---------------------------------------------------------------------------------- */

static bool has_come(const struct baton_enrichment_status *status)
{
    return status->state == BATON_ENRICHMENT_STATE_ARRIVED
           || status->state == BATON_ENRICHMENT_STATE_PARTIAL;
}

/* Of the same source something newer is known; a failure after an answer is no news of it either.
 */
static bool is_older(const struct package *p, const struct baton_enrichment_status *own,
                     const struct baton_enrichment *answer)
{
    bool came = answer->state == BATON_ENRICHMENT_STATE_ARRIVED
                || answer->state == BATON_ENRICHMENT_STATE_PARTIAL;

    if (has_come(own) && !came)
        return true;
    for (size_t i = 0; i < p->known->enrichments_count; i++) {
        const struct baton_enrichment_status *status = &p->known->enrichments[i];

        if (status->kind == answer->kind && baton_text_equal(status->source, answer->source)
            && has_come(status) && status->as_of != BATON_NULL_LONG
            && answer->as_of != BATON_NULL_LONG && answer->as_of < status->as_of)
            return true;
    }
    return false;
}

/* An older answer to a request of its own ends the waiting for it, and says nothing. */
static void pass_over(struct package *p, struct baton_enrichment_status *status,
                      const struct baton_enrichment *answer)
{
    baton_count(p->out, &packager_answers,
                baton_enum_name(&baton_enrichment_kind_symbols, (int)answer->kind), 1);
    if (has_come(status))
        return;
    status->request_id = answer->request_id;
    status->kind = answer->kind;
    status->source = answer->source;
    status->state = answer->state;
    status->as_of = answer->as_of;
    status->reason = BATON_TEXT("older_answer");
}

static void take_values(struct package *p, struct baton_enrichment_status *status,
                        const struct baton_enrichment *answer)
{
    struct baton_masks masks = package_masks(p);

    for (size_t i = 0; i < answer->values_count && status->values_count < VALUES; i++) {
        if (is_contact(answer->values[i].key))
            continue;
        struct baton_pair *pair = PACKAGE_ADD(p->arena, status->values, status->values_count);
        pair->key = answer->values[i].key;
        pair->value = package_cut(p, baton_mask_named(&masks, pair->key, answer->values[i].value),
                                  VALUE_BYTES);
    }
}

void enrich_take(struct package *p, const struct baton_enrichment *answer)
{
    struct baton_enrichment_status *status = status_of(p, answer);
    struct baton_masks masks = package_masks(p);

    if (is_older(p, status, answer)) {
        pass_over(p, status, answer);
        return;
    }
    status->request_id = answer->request_id;
    status->kind = answer->kind;
    status->source = answer->source;
    status->state = answer->state;
    status->as_of = answer->as_of;
    status->reason = package_cut(p, baton_mask_text(&masks, answer->reason), VALUE_BYTES);
    status->values = NULL;
    status->values_count = 0;
    if (answer->kind == BATON_ENRICHMENT_KIND_LLM)
        take_summary(p, status, answer);
    else
        take_values(p, status, answer);
    if (answer->kind == BATON_ENRICHMENT_KIND_HISTORY)
        take_contacts(p, answer);
}
