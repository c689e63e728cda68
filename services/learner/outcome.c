/* From the facts of a conversation to its outcome. Where sources disagree, the nearer one counts:
 * of times the conversation's own log, of the result the resolution, of the category the detector,
 * because its threshold is what moves. */
#include "outcome.h"

#include <math.h>

static int64_t or_null(int64_t time)
{
    return time != 0 ? time : BATON_NULL_LONG;
}

static int64_t first_known(int64_t a, int64_t b, int64_t c)
{
    return a != 0 ? a : b != 0 ? b : c;
}

/* Clocks of different senders: a span below 0 is 0. */
static int64_t span(int64_t from, int64_t to)
{
    if (from == 0 || to == 0)
        return BATON_NULL_LONG;
    return to > from ? to - from : 0;
}

static struct baton_text first_text(struct baton_text a, struct baton_text b)
{
    return a.size > 0 ? a : b;
}

static const struct baton_learner_stretch *last_stretch(const struct baton_learner_conversation *c)
{
    return c->stretches_count > 0 ? &c->stretches[c->stretches_count - 1] : NULL;
}

/* Place of the stretch that `r` is about; behind all when it names none that is known. */
static size_t place_of(const struct baton_learner_conversation *c,
                       const struct baton_learner_resolution *r)
{
    for (size_t i = 0; i < c->stretches_count; i++) {
        if (baton_text_equal(c->stretches[i].assignment_id, r->assignment_id))
            return i;
    }
    return c->stretches_count;
}

static bool is_later(const struct baton_learner_conversation *c,
                     const struct baton_learner_resolution *a,
                     const struct baton_learner_resolution *b)
{
    size_t place_a = place_of(c, a), place_b = place_of(c, b);

    if (place_a != place_b)
        return place_a > place_b;
    if (a->at != b->at)
        return a->at > b->at;
    return baton_text_compare(a->resolution_id, b->resolution_id) > 0;
}

/* The resolution of the last stretch, of several the last one. */
static const struct baton_learner_resolution *last_resolution(
    const struct baton_learner_conversation *c)
{
    const struct baton_learner_resolution *last = NULL;

    for (size_t i = 0; i < c->resolutions_count; i++) {
        if (last == NULL || is_later(c, &c->resolutions[i], last))
            last = &c->resolutions[i];
    }
    return last;
}

bool learner_outcome_due(const struct baton_learner_conversation *c)
{
    return c->ended_at != 0 || c->resolutions_count > 0;
}

/* --- who and what ---------------------------------------------------------------------------- */

static void fill_customer(struct baton_handoff_outcome *o,
                          const struct baton_learner_conversation *c)
{
    o->customer_id = c->customer.id;
    o->tier = c->customer.tier;
    o->segment = c->segment;
    o->journey_stage = c->journey_stage;
    o->channel = c->channel;
    o->language = c->language;
    o->bot_id = c->bot_id;
    o->bot_version = c->bot_version;
    o->model = c->model;
}

/* The detector's, then the router's, the agent's, the bot's. */
static void fill_category(struct baton_handoff_outcome *o,
                          const struct baton_learner_conversation *c)
{
    const struct baton_learner_stretch *stretch = last_stretch(c);
    const struct baton_learner_resolution *resolution = last_resolution(c);

    o->detected_category = c->escalation.category;
    if (resolution != NULL)
        o->agent_category = resolution->category;
    o->category = first_text(o->detected_category, c->hinted);
    if (stretch != NULL)
        o->category = first_text(o->category, stretch->category);
    o->category = first_text(first_text(o->category, o->agent_category), c->assessed);
}

static bool was_withdrawn(const struct baton_learner_conversation *c)
{
    for (size_t i = 0; i < c->withdrawn_count; i++) {
        if (baton_text_equal(c->withdrawn[i], c->escalation.signal_id))
            return true;
    }
    return c->stretches_count > 0 && last_stretch(c)->end == BATON_ASSIGNMENT_END_WITHDRAWN;
}

static void fill_escalation(struct baton_handoff_outcome *o,
                            const struct baton_learner_conversation *c)
{
    const struct baton_learner_escalation *e = &c->escalation;

    o->escalated = e->signal_id.size > 0;
    o->re_escalated = o->escalated && c->escalated_epoch > e->epoch;
    o->phantom = c->phantom;
    o->silent = c->silent;
    o->signal_id = e->signal_id;
    o->trigger = e->trigger;
    o->probability = o->escalated ? e->probability : NAN;
    o->threshold = o->escalated ? e->threshold : NAN;
    o->escalation_policy_version = e->policy_version;
    o->escalated_at = or_null(e->at);
    o->withdrawn = o->escalated && c->held_at == 0 && was_withdrawn(c);
}

/* --- the human stretches --------------------------------------------------------------------- */

static void fill_offers(struct baton_handoff_outcome *o, const struct baton_learner_stretch *s,
                        struct baton_arena *arena)
{
    for (size_t i = 0; i < s->offers_count; i++) {
        const struct baton_learner_offers *offers = &s->offers[i];

        o->offers += offers->offered;
        o->declines += offers->declined;
        o->time_outs += offers->timed_out;
        *BATON_APPEND(arena, o->agent_offers, o->agent_offers_count) =
            (struct baton_agent_offers){ offers->agent_id, offers->offered, offers->accepted,
                                         offers->declined, offers->timed_out };
    }
}

static void fill_stretches(struct baton_handoff_outcome *o,
                           const struct baton_learner_conversation *c, struct baton_arena *arena)
{
    const struct baton_learner_stretch *last = last_stretch(c);

    o->agent_id = c->agent_id;
    o->agent_name = c->agent_name;
    if (last == NULL)
        return;
    for (size_t i = 0; i < c->stretches_count; i++)
        fill_offers(o, &c->stretches[i], arena);
    o->assignment_id = last->assignment_id;
    o->pool = last->pool;
    o->team = last->team;
    if (o->agent_id.size == 0) {
        o->agent_id = last->agent_id;
        o->agent_name = last->agent_name;
    }
    if (o->trigger == BATON_TRIGGER_UNKNOWN)
        o->trigger = c->stretches[0].trigger;
}

static void fill_handoffs(struct baton_handoff_outcome *o,
                          const struct baton_learner_conversation *c)
{
    o->handoffs = c->handoffs;
    o->transfers = c->transfers;
    o->taken_over = c->takeovers > 0;
    o->returned = c->returns > 0;
    o->handed_over = c->handoffs > 0 || o->agent_id.size > 0;
    if (o->handed_over && c->transfers > 0)
        o->routed_right = BATON_MAYBE_NO;
    else if (o->handed_over && o->outcome == BATON_OUTCOME_RESOLVED)
        o->routed_right = BATON_MAYBE_YES;
}

/* --- the result ------------------------------------------------------------------------------ */

static void fill_resolution(struct baton_handoff_outcome *o,
                            const struct baton_learner_resolution *r)
{
    o->resolution_id = r->resolution_id;
    o->resolution_version = r->version;
    o->code = r->code;
    o->solution = r->solution;
    o->necessary = r->necessary;
    o->automatable = r->automatable;
    o->useful_attempts = r->useful_attempts;
    o->useful_attempts_count = r->useful_attempts_count;
    o->missing_knowledge = r->missing_knowledge;
    o->missing_knowledge_count = r->missing_knowledge_count;
    if (o->agent_id.size == 0) {
        o->agent_id = r->by_id;
        o->agent_name = r->by_name;
    }
    o->timing = r->escalation_timing;
}

static double rating_of(double said, double otherwise)
{
    return isnan(said) ? otherwise : said;
}

static void fill_ratings(struct baton_handoff_outcome *o, const struct baton_ratings *given,
                         const struct baton_learner_resolution *r)
{
    o->csat_before = r != NULL ? r->csat_before : NAN;
    o->csat_after = rating_of(r != NULL ? r->csat_after : NAN, given->csat);
    o->handoff_satisfaction =
        rating_of(r != NULL ? r->handoff_satisfaction : NAN, given->handoff_satisfaction);
    o->context_rating = rating_of(r != NULL ? r->context_rating : NAN, given->context_rating);
    o->had_to_repeat = r != NULL && r->had_to_repeat != BATON_MAYBE_UNKNOWN ? r->had_to_repeat
                                                                            : given->had_to_repeat;
}

static void fill_result(struct baton_handoff_outcome *o, const struct baton_learner_conversation *c)
{
    const struct baton_learner_resolution *r = last_resolution(c);

    o->final = c->ended_at != 0;
    o->end_cause = c->end_cause;
    o->outcome = c->outcome;
    if (o->outcome == BATON_OUTCOME_UNKNOWN && c->stretches_count > 0)
        o->outcome = last_stretch(c)->outcome;
    if (r != NULL && r->outcome != BATON_OUTCOME_UNKNOWN)
        o->outcome = r->outcome;
    if (r != NULL)
        fill_resolution(o, r);
    fill_ratings(o, &c->ratings, r);
}

static void fill_times(struct baton_handoff_outcome *o, const struct baton_learner_conversation *c)
{
    static const struct baton_learner_stretch no_stretch;
    static const struct baton_learner_resolution no_resolution;
    const struct baton_learner_resolution *r = last_resolution(c);
    const struct baton_learner_stretch *last = last_stretch(c), *first = c->stretches;

    r = r != NULL ? r : &no_resolution;
    first = last != NULL ? first : &no_stretch;
    last = last != NULL ? last : &no_stretch;
    int64_t accepted = first_known(first->accepted_at, c->held_at, r->accepted_at);
    int64_t replied = first_known(c->first_reply_at, r->first_reply_at, 0);
    int64_t solved = first_known(r->solved_at, last->completed_at, r->at);
    o->started_at = or_null(c->started_at);
    o->accepted_at = or_null(accepted);
    o->first_reply_at = or_null(replied);
    o->solved_at = or_null(r->solved_at);
    o->ended_at = or_null(c->ended_at);
    o->wait_ms = span(c->escalation.at, accepted);
    o->first_reply_ms = span(accepted, replied);
    if (o->handed_over)
        o->handle_ms = span(first_known(last->accepted_at, accepted, 0),
                            first_known(last->completed_at, solved, c->ended_at));
}

static void fill_turns(struct baton_handoff_outcome *o, const struct baton_learner_conversation *c)
{
    o->customer_turns = c->customer_turns;
    o->bot_turns = c->bot_turns;
    o->agent_turns = c->agent_turns;
    o->two_voices = c->two_voices;
    o->suppressed = c->suppressed;
}

struct baton_handoff_outcome *learner_outcome_make(const struct baton_learner_conversation *c,
                                                   struct baton_arena *arena)
{
    struct baton_handoff_outcome *o = BATON_RECORD(arena, handoff_outcome);

    o->env.epoch = c->holding.epoch;
    fill_customer(o, c);
    fill_category(o, c);
    fill_escalation(o, c);
    fill_stretches(o, c, arena);
    fill_result(o, c);
    fill_handoffs(o, c);
    fill_times(o, c);
    fill_turns(o, c);
    return o;
}

/* --- the customer's line --------------------------------------------------------------------- */

struct baton_customer_history *learner_history_make(const struct baton_learner_conversation *c,
                                                    const struct baton_handoff_outcome *o,
                                                    struct baton_text conversation_id,
                                                    struct baton_arena *arena)
{
    struct baton_customer_history *h = BATON_RECORD(arena, customer_history);
    struct baton_earlier_contact *contact = BATON_NEW(arena, struct baton_earlier_contact);

    *contact = (struct baton_earlier_contact){
        .conversation_id = conversation_id,
        .started_at = o->started_at,
        .ended_at = o->ended_at,
        .channel = o->channel,
        .category = o->category,
        .summary = baton_text_cut(o->solution, 200),
        .outcome = o->outcome,
        .csat = o->csat_after,
        .handed_over = o->handed_over,
        .agent_id = o->agent_id,
        .agent_name = o->agent_name,
    };
    h->env.conversation_id = conversation_id;
    h->customer_id = c->customer.id;
    h->customer = c->customer;
    h->contacts = contact;
    h->contacts_count = 1;
    h->conversations = 1;
    h->handoffs = o->handed_over;
    h->resolved = o->outcome == BATON_OUTCOME_RESOLVED;
    h->rated = !isnan(o->csat_after);
    h->mean_csat = o->csat_after;
    h->first_at = o->started_at;
    h->last_at = o->ended_at;
    h->last_agent_id = o->agent_id;
    h->last_agent_name = o->agent_name;
    return h;
}
