/* The order of things for one record; what each does is in its own file. */
#include "packager.h"

#include <stdlib.h>
#include <string.h>

#include "enrich.h"
#include "erased.h"
#include "handoff.h"
#include "learn.h"
#include "pages.h"
#include "recent.h"
#include "timestamp.h"
#include "turns.h"

void *packager_open(const void *conf, struct baton_error *err)
{
    struct packager *packager = calloc(1, sizeof *packager);

    (void)conf;
    if (packager == NULL || !packager_cues_open(&packager->cues, err)
        || !packager_vocabulary_open(&packager->vocabulary, err)
        || !packager_wishes_open(&packager->wishes, err)) {
        packager_close(packager);
        return NULL;
    }
    packager->book = baton_rulebook_new();
    return packager;
}

void packager_close(void *self)
{
    struct packager *packager = self;

    if (packager == NULL)
        return;
    packager_cues_close(&packager->cues);
    packager_vocabulary_close(&packager->vocabulary);
    packager_wishes_close(&packager->wishes);
    baton_rulebook_free(packager->book);
    free(packager);
}

enum baton_verdict packager_global(const struct baton_record *in, void *self,
                                   struct baton_error *err)
{
    struct packager *packager = self;
    struct baton_text key = in->key;

    if (in->value != NULL)
        return baton_rulebook_apply(packager->book, in->value, err);
    ptrdiff_t slash = baton_text_find(key, BATON_TEXT("/"), 0);
    if (slash > 0) {
        struct baton_text part = { key.data + slash + 1, key.size - (size_t)slash - 1 };
        baton_rulebook_remove(packager->book, (struct baton_text){ key.data, (size_t)slash },
                              baton_text_is(part, "learned") ? BATON_POLICY_PART_LEARNED
                                                             : BATON_POLICY_PART_DECLARED);
    }
    return BATON_DONE;
}

/* --- events
 * ------------------------------------------------------------------------------------------- */

static void on_turn(struct package *p, const struct baton_conversation_event *event,
                    const struct baton_judged *judged)
{
    (void)judged;
    turns_other(p, event);
}

static void on_context(struct package *p, const struct baton_conversation_event *event,
                       const struct baton_judged *judged)
{
    (void)p, (void)event,
        (void)judged; /* what it says of customer, page and channel is taken of all */
}

static void on_enrichment(struct package *p, const struct baton_conversation_event *event,
                          const struct baton_judged *judged)
{
    (void)judged;
    enrich_take(p, &event->enrichment);
}

/* Also of what was erased: the end says nothing of what was said. */
static void end(struct package *p)
{
    turns_end(p);
    pages_close(p);
    handoff_end(p);
    p->row->ended = p->ending = true;
    p->row->status = BATON_PACKAGE_STATUS_ENDED;
    baton_timer_set(p->out, p->key, "retention", &p->row->retention_due,
                    p->now_ms + p->rules->retention_ms);
}

static void on_ended(struct package *p, const struct baton_conversation_event *event,
                     const struct baton_judged *judged)
{
    (void)judged;
    if (p->row->ended) {
        package_ignore(p, "ended");
        return;
    }
    turns_end(p);
    turns_other(p, event);
    end(p);
}

static void on_forget(struct package *p, const struct baton_conversation_event *event,
                      const struct baton_judged *judged)
{
    (void)event, (void)judged;
    erased_forget(p);
}

static const struct event_kind {
    void (*take)(struct package *, const struct baton_conversation_event *,
                 const struct baton_judged *);
    bool begins; /* a conversation may begin with it */
} kinds[] = {
    [BATON_EVENT_TYPE_UNKNOWN] = { on_context, false },
    [BATON_EVENT_TYPE_MESSAGE] = { turns_message, true },
    [BATON_EVENT_TYPE_EDIT] = { turns_message, true },
    [BATON_EVENT_TYPE_RETRACT] = { turns_message, true },
    [BATON_EVENT_TYPE_ACTION] = { on_turn, true },
    [BATON_EVENT_TYPE_PAGE] = { on_turn, true },
    [BATON_EVENT_TYPE_BEHAVIOUR] = { on_turn, true },
    [BATON_EVENT_TYPE_ERROR] = { on_turn, true },
    [BATON_EVENT_TYPE_STARTED] = { on_context, true },
    [BATON_EVENT_TYPE_ENDED] = { on_ended, false },
    [BATON_EVENT_TYPE_FEEDBACK] = { on_turn, false },
    [BATON_EVENT_TYPE_NOTE] = { on_turn, true },
    [BATON_EVENT_TYPE_HOLDER] = { on_turn, true },
    [BATON_EVENT_TYPE_ENRICHMENT] = { on_enrichment, false },
    [BATON_EVENT_TYPE_RECEIPT] = { on_context, false },
    [BATON_EVENT_TYPE_FORGET] = { on_forget, true },
};

static struct baton_text newer(struct baton_text old, struct baton_text said)
{
    return said.size > 0 ? said : old;
}

static void learn_page(struct package *p, const struct baton_conversation_event *event)
{
    struct baton_packager_knowledge *known = p->known;

    if (event->page.url.size + event->page.title.size + event->page.area.size > 0)
        known->page = event->page;
    for (size_t i = 0;
         i < event->attachments_count && known->attachments_count < PACKAGER_ATTACHMENTS; i++)
        *PACKAGE_ADD(p->arena, known->attachments, known->attachments_count) =
            event->attachments[i];
}

/* What any event may say of the case beside its text. */
static void learn_context(struct package *p, const struct baton_conversation_event *event)
{
    struct baton_packager_knowledge *known = p->known;

    learn_customer(p, &event->customer);
    learn_page(p, event);
    known->previous_conversation_id =
        newer(known->previous_conversation_id, event->previous_conversation_id);
    known->root_conversation_id = newer(known->root_conversation_id, event->root_conversation_id);
    known->channel.kind = newer(known->channel.kind, event->channel.kind);
    known->channel.address = newer(known->channel.address, event->channel.address);
    if (event->channel.synchronous != BATON_MAYBE_UNKNOWN)
        known->channel.synchronous = event->channel.synchronous;
    if (event->speaker == BATON_SPEAKER_CUSTOMER) {
        known->language = newer(known->language, event->language);
        known->intent = newer(known->intent, event->intent);
    }
    if (known->language.size == 0)
        known->language = newer(event->language, known->customer.language);
    if (event->speaker == BATON_SPEAKER_BOT
        && event->source.kind.size + event->source.bot_id.size > 0)
        known->source = event->source;
    known->category = newer(known->category, event->assessment.category);
    if (p->row->started_at == 0)
        p->row->started_at = baton_time_said(event->env.occurred_at, p->now_ms);
}

/* A conversation that was over or erased and goes on. */
static void reopen(struct package *p)
{
    if (p->row->ended)
        p->row->status = BATON_PACKAGE_STATUS_LIVE;
    p->row->ended = p->row->forgotten = false;
    baton_timer_set(p->out, p->key, "retention", &p->row->retention_due, 0);
}

static void take_event(struct package *p, const struct baton_conversation_event *event,
                       const struct event_kind *kind)
{
    struct baton_judged judged = baton_holding_judge(&p->row->holding, event);
    bool erased = erased_has(p, event);

    if (p->fresh)
        p->row->synthetic = event->env.synthetic;
    if (!erased && (p->row->ended || p->row->forgotten) && baton_holding_begins_again(event))
        reopen(p);
    p->row->last_event_id = event->event_id;
    if (!erased && event->type != BATON_EVENT_TYPE_FORGET)
        learn_context(p, event);
    bool moved = baton_holding_follow(&p->row->holding, event, &judged, p->in->offset, p->arena);
    if (!erased)
        kind->take(p, event, &judged);
    else if (event->type == BATON_EVENT_TYPE_ENDED && !p->row->ended)
        end(p);
    else
        package_ignore(p, "erased");
    if (event->type == BATON_EVENT_TYPE_HOLDER)
        turns_mend(p, event);
    if (moved)
        handoff_holder(p);
    if (!erased && !p->row->forgotten && !p->row->ended)
        enrich_ask(p, event);
}

/* A copy without what the tenant hides, so that nothing learned of it holds it. What an enrichment
 * brought is masked where it is read (enrich.c): some of it is JSON. */
static const struct baton_conversation_event *masked_event(
    struct package *p, const struct baton_conversation_event *event)
{
    struct baton_conversation_event *masked = baton_arena_copy(p->arena, event, sizeof *event);
    struct baton_masks masks = package_masks(p);

    if (p->rules->pii_masks_count == 0)
        return event;
    masked->enrichment = *BATON_RECORD(p->arena, enrichment);
    baton_mask_record(&masks, &baton_conversation_event_type, masked);
    masked->enrichment = event->enrichment;
    return masked;
}

static void on_event(struct package *p, const struct baton_conversation_event *event)
{
    const struct event_kind *kind =
        &kinds[(size_t)event->type < sizeof kinds / sizeof *kinds ? event->type : 0];

    if (p->row == NULL && !kind->begins) {
        package_ignore(p, "no_conversation");
        return;
    }
    if (p->row == NULL)
        package_begin(p);
    if (baton_recent_seen(&p->row->recent, event, p->arena)) {
        p->row = NULL; /* nothing changed: nothing is written */
        package_ignore(p, "duplicate");
        return;
    }
    take_event(p, masked_event(p, event), kind);
}

static void on_signal(struct package *p, const struct baton_escalation_signal *signal)
{
    if (p->row == NULL) {
        package_ignore(p, "no_conversation");
        return;
    }
    handoff_signal(p, erased_signal(p, signal));
}

static void on_timer(struct package *p)
{
    if (p->row == NULL)
        return;
    if (baton_text_is(p->in->timer, "early")) {
        turns_early(p); /* the head is composed anew in any case */
        return;
    }
    if (!baton_text_is(p->in->timer, "retention"))
        return; /* a later version's */
    p->row->retention_due = 0;
    package_erase(p);
    package_drop(p);
}

enum baton_verdict packager_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out)
{
    struct package p;

    if (in->topic != NULL && in->value == NULL)
        return BATON_DONE; /* a tombstone in a log of events says nothing */
    package_load(&p, self, in, out);
    if (p.verdict != BATON_DONE)
        return p.verdict;
    if (in->topic == NULL)
        on_timer(&p);
    else if (in->topic == &baton_topic_events)
        on_event(&p, in->value);
    else
        on_signal(&p, in->value);
    return package_save(&p);
}
