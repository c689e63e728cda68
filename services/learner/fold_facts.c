/* What the other three topics say of a conversation. Each fact has an order of its own (epoch and
 * number of a signal, sequence of an assignment, version of a resolution), so the order in which
 * records come does not matter. */
#include <string.h>

#include "fold.h"
#include "grow.h"
#include "key.h"
#include "timestamp.h"

/* What outsiders write stays small in the row. */
enum { WORDS_MAX = 20, WORD_BYTES = 200 };

static int64_t or_zero(int64_t time)
{
    return baton_time_said(time, 0);
}

/* Ids end in a counter: the shorter one is the earlier one. */
static int id_compare(struct baton_text a, struct baton_text b)
{
    if (a.size != b.size)
        return a.size < b.size ? -1 : 1;
    return baton_text_compare(a, b);
}

/* --- signals --------------------------------------------------------------------------------- */

static bool is_earlier(const struct baton_learner_escalation *kept,
                       const struct baton_escalation_signal *signal)
{
    if (kept->signal_id.size == 0 || signal->env.epoch != kept->epoch)
        return kept->signal_id.size == 0 || signal->env.epoch < kept->epoch;
    if (signal->env.sequence != kept->sequence)
        return signal->env.sequence < kept->sequence;
    return id_compare(signal->signal_id, kept->signal_id) < 0;
}

static void on_escalate(struct baton_learner_conversation *c,
                        const struct baton_escalation_signal *signal, int64_t time_ms)
{
    if (signal->env.epoch > c->escalated_epoch)
        c->escalated_epoch = signal->env.epoch;
    if (!is_earlier(&c->escalation, signal))
        return;
    c->escalation = (struct baton_learner_escalation){
        .signal_id = signal->signal_id,
        .epoch = signal->env.epoch,
        .sequence = signal->env.sequence,
        .at = baton_time_said(signal->env.occurred_at, time_ms),
        .trigger = signal->trigger,
        .probability = signal->probability,
        .threshold = signal->threshold,
        .policy_version = signal->env.seen.policy_version,
        .category = signal->category,
    };
}

static void on_withdraw(struct baton_learner_conversation *c,
                        const struct baton_escalation_signal *signal, struct baton_arena *arena)
{
    for (size_t i = 0; i < c->withdrawn_count; i++) {
        if (baton_text_equal(c->withdrawn[i], signal->withdraws))
            return;
    }
    if (c->withdrawn_count < LEARNER_WITHDRAWN && signal->withdraws.size > 0)
        *LEARNER_ADD(arena, c->withdrawn, c->withdrawn_count) = signal->withdraws;
}

void learner_fold_signal(struct baton_learner_conversation *c,
                         const struct baton_escalation_signal *signal, int64_t time_ms,
                         struct baton_arena *arena)
{
    c->phantom = c->phantom || signal->kind == BATON_SIGNAL_KIND_PHANTOM;
    c->silent = c->silent || signal->kind == BATON_SIGNAL_KIND_SILENT;
    if (signal->kind == BATON_SIGNAL_KIND_ESCALATE || signal->kind == BATON_SIGNAL_KIND_PHANTOM)
        on_escalate(c, signal, time_ms);
    if (signal->kind == BATON_SIGNAL_KIND_WITHDRAW)
        on_withdraw(c, signal, arena);
    if (signal->category.size > 0 && (signal->env.sequence > c->hinted_at || c->hinted.size == 0)) {
        c->hinted = signal->category;
        c->hinted_at = signal->env.sequence;
    }
}

/* --- assignments ----------------------------------------------------------------------------- */

/* The stretch of `id`; a new one at its end when there is none. */
static struct baton_learner_stretch *stretch_of(struct baton_learner_conversation *c,
                                                struct baton_text id, struct baton_arena *arena)
{
    for (size_t i = 0; i < c->stretches_count; i++) {
        if (baton_text_equal(c->stretches[i].assignment_id, id))
            return &c->stretches[i];
    }
    return LEARNER_ADD(arena, c->stretches, c->stretches_count);
}

static struct baton_learner_offers *offers_of(struct baton_learner_stretch *s,
                                              struct baton_text agent_id, struct baton_arena *arena)
{
    for (size_t i = 0; i < s->offers_count; i++) {
        if (baton_text_equal(s->offers[i].agent_id, agent_id))
            return &s->offers[i];
    }
    struct baton_learner_offers *offers = BATON_APPEND(arena, s->offers, s->offers_count);
    offers->agent_id = agent_id;
    return offers;
}

static bool was_accepted(enum baton_reservation_state state)
{
    return state == BATON_RESERVATION_STATE_ACCEPTED || state == BATON_RESERVATION_STATE_WRAPPING
           || state == BATON_RESERVATION_STATE_COMPLETED;
}

static void take_offers(struct baton_learner_stretch *s, const struct baton_assignment *a,
                        struct baton_arena *arena)
{
    for (size_t i = 0; i < a->reservations_count; i++) {
        const struct baton_reservation *r = &a->reservations[i];

        if (r->agent_id.size == 0 || r->offered_at == BATON_NULL_LONG)
            continue;
        struct baton_learner_offers *offers = offers_of(s, r->agent_id, arena);
        offers->offered++;
        offers->accepted += was_accepted(r->state);
        offers->declined += r->state == BATON_RESERVATION_STATE_DECLINED;
        offers->timed_out += r->state == BATON_RESERVATION_STATE_TIMED_OUT;
    }
}

/* The last one that held: a stretch that is over still says who it was. */
static void take_agent(struct baton_learner_stretch *s, const struct baton_assignment *a)
{
    const struct baton_holder *holder = &a->holder;

    if (holder->kind != BATON_HOLDER_KIND_AGENT)
        holder = &a->previous_holder;
    if (holder->kind == BATON_HOLDER_KIND_AGENT) {
        s->agent_id = holder->id;
        s->agent_name = holder->name;
    }
}

static void stretch_take(struct baton_learner_stretch *s, const struct baton_assignment *a,
                         struct baton_arena *arena)
{
    *s = (struct baton_learner_stretch){
        .assignment_id = a->assignment_id,
        .sequence = a->env.sequence,
        .agent_id = s->agent_id,
        .agent_name = s->agent_name,
        .team = a->team,
        .pool = a->pool,
        .category = a->category,
        .trigger = a->trigger,
        .accepted_at = or_zero(a->accepted_at),
        .completed_at = or_zero(a->completed_at),
        .end = a->end,
        .outcome = a->outcome,
    };
    take_agent(s, a);
    take_offers(s, a, arena);
}

/* Newest last; the oldest makes room. At most one is out of its place. */
static void stretches_sort(struct baton_learner_conversation *c)
{
    struct baton_learner_stretch *all = c->stretches;

    for (size_t i = 1; i < c->stretches_count; i++) {
        for (size_t j = i; j > 0 && all[j].sequence < all[j - 1].sequence; j--) {
            struct baton_learner_stretch later = all[j - 1];
            all[j - 1] = all[j];
            all[j] = later;
        }
    }
    if (c->stretches_count > LEARNER_STRETCHES)
        memmove(all, all + 1, --c->stretches_count * sizeof *all);
}

void learner_fold_assignment(struct baton_learner_conversation *c,
                             const struct baton_assignment *assignment, struct baton_arena *arena)
{
    struct baton_learner_stretch *s = stretch_of(c, assignment->assignment_id, arena);

    if (s->assignment_id.size > 0 && assignment->env.sequence <= s->sequence)
        return;
    stretch_take(s, assignment, arena);
    stretches_sort(c);
}

/* --- resolutions ----------------------------------------------------------------------------- */

static void resolution_rate(struct baton_learner_resolution *kept, const struct baton_resolution *r)
{
    kept->necessary = r->necessary;
    kept->automatable = r->automatable;
    kept->csat_before = r->csat_before;
    kept->csat_after = r->csat_after;
    kept->handoff_satisfaction = r->handoff_satisfaction;
    kept->had_to_repeat = r->had_to_repeat;
    kept->context_rating = r->context_rating;
    kept->escalation_timing = r->timing;
}

static struct baton_text *words_cut(const struct baton_text *words, size_t *count,
                                    struct baton_arena *arena)
{
    if (*count > WORDS_MAX)
        *count = WORDS_MAX;
    struct baton_text *cut = BATON_NEW_ARRAY(arena, struct baton_text, *count);
    for (size_t i = 0; i < *count; i++)
        cut[i] = baton_text_cut(words[i], WORD_BYTES);
    return cut;
}

static void resolution_words(struct baton_learner_resolution *kept,
                             const struct baton_resolution *r, struct baton_arena *arena)
{
    kept->solution = baton_text_cut(r->solution, 1000);
    kept->useful_attempts_count = r->useful_attempts_count;
    kept->useful_attempts = words_cut(r->useful_attempts, &kept->useful_attempts_count, arena);
    kept->missing_knowledge_count = r->missing_knowledge_count;
    kept->missing_knowledge =
        words_cut(r->missing_knowledge, &kept->missing_knowledge_count, arena);
}

static void resolution_take(struct baton_learner_resolution *kept, const struct baton_resolution *r,
                            int64_t time_ms, bool is_erased, struct baton_arena *arena)
{
    bool by_agent = r->by == BATON_SPEAKER_AGENT;

    *kept = (struct baton_learner_resolution){
        .resolution_id = r->resolution_id,
        .version = r->version,
        .assignment_id = baton_text_cut(r->assignment_id, WORD_BYTES),
        .at = kept->at != 0 ? kept->at : baton_time_said(r->env.occurred_at, time_ms),
        .by_id = by_agent && baton_id_valid(r->by_id) ? r->by_id : BATON_TEXT_NONE,
        .by_name = by_agent ? baton_text_cut(r->by_name, WORD_BYTES) : BATON_TEXT_NONE,
        .outcome = r->outcome,
        .category = baton_text_cut(r->category, WORD_BYTES),
        .code = baton_text_cut(r->code, WORD_BYTES),
        .accepted_at = or_zero(r->accepted_at),
        .first_reply_at = or_zero(r->first_reply_at),
        .solved_at = or_zero(r->solved_at),
        .wrapped_at = or_zero(r->wrapped_at),
    };
    if (!is_erased)
        resolution_words(kept, r, arena);
    resolution_rate(kept, r);
}

/* The one of `id`, a new one, or the oldest where there is no room. */
static struct baton_learner_resolution *resolution_of(struct baton_learner_conversation *c,
                                                      struct baton_text id,
                                                      struct baton_arena *arena)
{
    struct baton_learner_resolution *oldest = NULL;

    for (size_t i = 0; i < c->resolutions_count; i++) {
        if (baton_text_equal(c->resolutions[i].resolution_id, id))
            return &c->resolutions[i];
        if (oldest == NULL || c->resolutions[i].at < oldest->at)
            oldest = &c->resolutions[i];
    }
    if (c->resolutions_count < LEARNER_RESOLUTIONS)
        return LEARNER_ADD(arena, c->resolutions, c->resolutions_count);
    *oldest = (struct baton_learner_resolution){ .resolution_id = BATON_TEXT_NONE };
    return oldest;
}

void learner_fold_resolution(struct baton_learner_conversation *c,
                             const struct baton_resolution *resolution, int64_t time_ms,
                             struct baton_arena *arena)
{
    struct baton_learner_resolution *kept;

    if (!baton_id_valid(resolution->resolution_id))
        return;
    kept = resolution_of(c, resolution->resolution_id, arena);
    if (kept->resolution_id.size > 0 && resolution->version <= kept->version)
        return;
    resolution_take(kept, resolution, time_ms, learner_erased(c, resolution->env.occurred_at),
                    arena);
}
