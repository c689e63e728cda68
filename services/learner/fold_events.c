/* The conversation's own log: who said how much, who held, how it ended. One ordered input, judged
 * as every stage judges it (holding.h). */
#include <math.h>

#include "fold.h"
#include "holding.h"
#include "key.h"
#include "recent.h"
#include "timestamp.h"

enum { TEXT_BYTES = 200, IDS_MAX = 20 }; /* what outsiders write stays small in the row */

static void take_text(struct baton_text *kept, struct baton_text said)
{
    if (said.size > 0)
        *kept = baton_text_cut(said, TEXT_BYTES);
}

static void take_rating(double *kept, double said)
{
    if (!isnan(said))
        *kept = said;
}

static void take_customer(struct baton_learner_conversation *c, const struct baton_customer *said)
{
    if (baton_id_valid(said->id))
        c->customer.id = said->id;
    take_text(&c->customer.name, said->name);
    take_text(&c->customer.tier, said->tier);
    if (said->external_ids_count > 0) {
        c->customer.external_ids = said->external_ids;
        c->customer.external_ids_count =
            said->external_ids_count < IDS_MAX ? said->external_ids_count : IDS_MAX;
    }
    take_text(&c->segment, said->segment);
    take_text(&c->journey_stage, said->journey_stage);
    take_text(&c->language, said->language);
}

static void take_sender(struct baton_learner_conversation *c,
                        const struct baton_conversation_event *event)
{
    take_text(&c->channel, event->channel.kind);
    if (event->speaker == BATON_SPEAKER_CUSTOMER)
        take_text(&c->language, event->language);
    if (event->speaker != BATON_SPEAKER_BOT)
        return;
    take_text(&c->bot_id, event->source.bot_id.size > 0 ? event->source.bot_id : event->speaker_id);
    take_text(&c->bot_version, event->source.bot_version);
    take_text(&c->model, event->source.model);
    take_text(&c->assessed, event->assessment.category);
}

static void count_said(struct baton_learner_conversation *c,
                       const struct baton_conversation_event *event, int64_t at)
{
    c->customer_turns += event->speaker == BATON_SPEAKER_CUSTOMER;
    c->bot_turns += event->speaker == BATON_SPEAKER_BOT;
    c->agent_turns += event->speaker == BATON_SPEAKER_AGENT;
    if (event->speaker == BATON_SPEAKER_AGENT && c->holding.kind == BATON_HOLDER_KIND_AGENT
        && c->first_reply_at == 0)
        c->first_reply_at = at;
}

static void on_message(struct baton_learner_conversation *c,
                       const struct baton_conversation_event *event,
                       const struct baton_judged *judged, int64_t at)
{
    c->suppressed += judged->said == BATON_NOT_SAID;
    c->two_voices += judged->two_voices;
    if (judged->said == BATON_SAID && event->visibility != BATON_VISIBILITY_AGENTS)
        count_said(c, event, at);
}

/* `before`: who held until this event. */
static void on_holder(struct baton_learner_conversation *c,
                      const struct baton_conversation_event *event, enum baton_holder_kind before,
                      int64_t at)
{
    const struct baton_holder_change *change = &event->holder;
    bool by_person = before == BATON_HOLDER_KIND_AGENT;

    c->returns += by_person && change->kind == BATON_HOLDER_KIND_BOT
                  && change->cause != BATON_HOLDER_CAUSE_CLOSED; /* the end is no return */
    if (change->kind != BATON_HOLDER_KIND_AGENT)
        return;
    c->handoffs += !by_person;
    c->transfers += by_person || change->cause == BATON_HOLDER_CAUSE_TRANSFER;
    c->takeovers += change->cause == BATON_HOLDER_CAUSE_TAKEOVER;
    c->agent_id = change->id;
    c->agent_name = change->name;
    if (c->held_at == 0)
        c->held_at = at;
}

static void on_ratings(struct baton_learner_conversation *c,
                       const struct baton_conversation_event *event)
{
    const struct baton_ratings *said = &event->ratings;

    take_rating(&c->ratings.csat, said->csat);
    take_rating(&c->ratings.handoff_satisfaction, said->handoff_satisfaction);
    take_rating(&c->ratings.context_rating, said->context_rating);
    if (said->had_to_repeat != BATON_MAYBE_UNKNOWN)
        c->ratings.had_to_repeat = said->had_to_repeat;
    if (event->outcome != BATON_OUTCOME_UNKNOWN)
        c->outcome = event->outcome;
}

static void on_ended(struct baton_learner_conversation *c,
                     const struct baton_conversation_event *event, int64_t at)
{
    on_ratings(c, event);
    if (c->ended_at != 0)
        return;
    c->ended_at = at != 0 ? at : 1; /* 0 says that it goes on */
    c->end_cause = event->end_cause;
}

bool learner_erased(const struct baton_learner_conversation *c, int64_t said_at)
{
    return said_at > 0 && said_at < c->forgotten_at;
}

/* Who it was and what was written about him goes; what is counted by stays, so no figure moves. */
static void on_forget(struct baton_learner_conversation *c, int64_t time_ms)
{
    struct baton_text tier = c->customer.tier;

    c->customer = *(const struct baton_customer_ref *)baton_customer_ref_type.defaults;
    c->customer.tier = tier;
    c->forgotten_at = time_ms;
    for (size_t i = 0; i < c->resolutions_count; i++) {
        c->resolutions[i].solution = BATON_TEXT_NONE;
        c->resolutions[i].useful_attempts_count = c->resolutions[i].missing_knowledge_count = 0;
    }
}

static void on_type(struct baton_learner_conversation *c,
                    const struct baton_conversation_event *event, const struct baton_judged *judged,
                    int64_t at, int64_t time_ms)
{
    if (event->type == BATON_EVENT_TYPE_MESSAGE)
        on_message(c, event, judged, at);
    if (event->type == BATON_EVENT_TYPE_FEEDBACK)
        on_ratings(c, event);
    if (event->type == BATON_EVENT_TYPE_ENDED)
        on_ended(c, event, at);
    if (event->type == BATON_EVENT_TYPE_FORGET)
        on_forget(c, time_ms);
}

bool learner_fold_event(struct baton_learner_conversation *c,
                        const struct baton_conversation_event *event, int64_t offset,
                        int64_t time_ms, struct baton_arena *arena)
{
    enum baton_holder_kind before = c->holding.kind;
    int64_t at = baton_time_said(event->env.occurred_at, time_ms);

    if (baton_recent_seen(&c->recent, event, arena))
        return false;
    struct baton_judged judged = baton_holding_judge(&c->holding, event);
    if (baton_holding_follow(&c->holding, event, &judged, offset, arena))
        on_holder(c, event, before, at);
    if (c->started_at == 0)
        c->started_at = at;
    if (!learner_erased(c, event->env.occurred_at)
        && (c->forgotten_at == 0 || event->type != BATON_EVENT_TYPE_ENRICHMENT))
        take_customer(c, &event->customer);
    take_sender(c, event);
    on_type(c, event, &judged, at, time_ms);
    return true;
}
