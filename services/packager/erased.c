/* See erased.h. The time of the erasure is the arrival of `forget`; that of what comes later is its
 * sender's word, for arrival alone would let a late record in. */
#include "erased.h"

#include "handoff.h"
#include "holding.h"
#include "pages.h"

void erased_forget(struct package *p)
{
    struct baton_packager_conversation *row = p->row;

    package_erase(p);
    p->known = BATON_RECORD(p->arena, packager_knowledge);
    row->forgotten = true;
    row->forgotten_at = p->now_ms;
    row->head_hash = 0;
    row->page = row->page_version = row->page_turns = row->page_bytes = 0;
    row->page_first_at = row->page_last_at = row->started_at = 0;
    row->turns = row->customer_turns = row->answers = 0;
    row->last_answer_id = row->last_answer = row->last_words = row->asked_customer =
        BATON_TEXT_NONE;
    row->mood = *BATON_RECORD(p->arena, mood);
    row->mood_answer = 0;
    row->pending_count = 0;
    if (p->fresh)
        baton_timer_set(p->out, p->key, "retention", &row->retention_due,
                        p->now_ms + p->rules->retention_ms);
    handoff_forget(p);
}

/* An answer without a request was sent on its own account: its time says when. */
static bool is_asked(const struct package *p, const struct baton_enrichment *answer)
{
    const struct baton_packager_knowledge *known = p->known;

    for (size_t i = 0; i < known->enrichments_count; i++) {
        if (baton_text_equal(known->enrichments[i].request_id, answer->request_id))
            return true;
    }
    return answer->request_id.size == 0;
}

/* What does not say when is taken to be of now. */
static bool was_before(const struct package *p, int64_t said_at)
{
    return said_at > 0 && said_at < p->row->forgotten_at;
}

bool erased_has(struct package *p, const struct baton_conversation_event *event)
{
    if (event->type == BATON_EVENT_TYPE_FORGET)
        return false;
    if (was_before(p, event->env.occurred_at))
        return true;
    if (p->row->forgotten)
        return !baton_holding_begins_again(event);
    if (p->row->forgotten_at == 0)
        return false;
    if (event->type == BATON_EVENT_TYPE_EDIT || event->type == BATON_EVENT_TYPE_RETRACT)
        return pages_find(p, event->replaces, NULL) == NULL;
    return event->type == BATON_EVENT_TYPE_ENRICHMENT && !is_asked(p, &event->enrichment);
}

const struct baton_escalation_signal *erased_signal(struct package *p,
                                                    const struct baton_escalation_signal *signal)
{
    struct baton_escalation_signal *bare;

    if (!p->row->forgotten && !was_before(p, signal->env.occurred_at))
        return signal;
    bare = baton_record_copy(&baton_escalation_signal_type, signal, p->arena);
    bare->why = BATON_TEXT_NONE;
    for (size_t i = 0; i < bare->reasons_count; i++)
        bare->reasons[i].quotes_count = 0;
    return bare;
}
