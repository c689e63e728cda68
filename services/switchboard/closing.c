/* Ends and resolutions. The `ended` event is written here and takes effect where it is read. */
#include "closing.h"

#include "copying.h"
#include "notices.h"
#include "waiting.h"

enum { RESOLUTIONS_MAX = 8, NOTES_BYTES = 4000 };

static BATON_METRIC(ends, "baton_switchboard_ends_total", BATON_COUNTER, "cause",
                    "Conversations that ended, by cause.");
static BATON_METRIC(resolutions, "baton_switchboard_resolutions_total", BATON_COUNTER, "what",
                    "Resolutions: acted upon, amended, duplicate, waiting for their assignment.");

/* --- the end --------------------------------------------------------------------------------- */

static void end(struct switchboard_desk *d, enum baton_end_cause cause, enum baton_outcome outcome)
{
    struct baton_switchboard_conversation *row = d->row;

    if (row->ended || row->ending)
        return;
    struct baton_conversation_event *event = switchboard_event(d, BATON_EVENT_TYPE_ENDED);
    event->event_id = baton_text_format(d->arena, "ended-%lld", (long long)++row->ends);
    event->end_cause = cause;
    event->outcome = outcome;
    row->ending = true;
    switchboard_write(d, event);
}

/* The last human stretch by the log, open or over (its record in `assignments` has to go some day);
 * an assignment that was read already, but whose holder event comes behind the end, is none yet. */
static struct baton_text stretch_now(const struct baton_switchboard_conversation *row)
{
    if (row->holding.assignment_id.size > 0)
        return row->holding.assignment_id;
    return row->assignment.epoch <= row->holding.epoch ? row->assignment.assignment_id
                                                       : BATON_TEXT_NONE;
}

static void tell_closed(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    struct baton_text stretch = stretch_now(row);

    if (stretch.size == 0)
        return;
    struct baton_routing_request *request = switchboard_request(d, BATON_ROUTING_KIND_CLOSED);
    request->assignment_id = stretch;
    request->end_cause = row->end_cause;
    request->outcome = row->outcome;
    switchboard_ask(d, request);
}

static void drop_words(struct baton_switchboard_conversation *row)
{
    for (size_t i = 0; i < row->resolutions_count; i++)
        row->resolutions[i].solution = row->resolutions[i].notes = row->resolutions[i].by_name =
            BATON_TEXT_NONE;
    row->assignment.agent_name = BATON_TEXT_NONE;
    row->told = *(const struct baton_switchboard_told *)baton_switchboard_told_type.defaults;
}

void switchboard_ended(struct switchboard_desk *d, const struct baton_conversation_event *event)
{
    struct baton_switchboard_conversation *row = d->row;

    row->ending = false;
    if (row->ended)
        return;
    row->ended = true;
    row->end_cause =
        event->end_cause != BATON_END_CAUSE_UNKNOWN ? event->end_cause : BATON_END_CAUSE_SAID;
    row->outcome = event->outcome;
    switchboard_drop_waiting(d, BATON_DELIVERY_REASON_ENDED, BATON_TEXT_NONE);
    switchboard_tell_end(d, event);
    tell_closed(d);
    if (row->idle_due != 0)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_IDLE, &row->idle_due, 0);
    if (row->takeover_due != 0)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_TAKEOVER, &row->takeover_due, 0);
    baton_timer_set(d->out, d->in->key, SWITCHBOARD_RETENTION, &row->retention_due,
                    d->in->time_ms + d->rules->retention_ms);
    drop_words(row);
    baton_count(d->out, &ends, baton_enum_name(&baton_end_cause_symbols, (int)row->end_cause), 1);
}

void switchboard_closed_again(struct switchboard_desk *d,
                              const struct baton_conversation_event *event)
{
    if (event->holder.cause != BATON_HOLDER_CAUSE_CLOSED)
        tell_closed(d);
}

void switchboard_begin_again(struct switchboard_desk *d, const struct baton_rules *now)
{
    struct baton_switchboard_conversation *row = d->row;

    row->ended = false;
    row->end_cause = BATON_END_CAUSE_UNKNOWN;
    row->outcome = BATON_OUTCOME_UNKNOWN;
    row->policy_version = now->version;
    d->rules = now;
    if (row->retention_due != 0)
        baton_timer_set(d->out, d->in->key, SWITCHBOARD_RETENTION, &row->retention_due, 0);
}

/* --- silence --------------------------------------------------------------------------------- */

void switchboard_arm_idle(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    int64_t due = row->spoken_at + d->rules->idle_ms;

    if (row->ended || row->ending || d->rules->idle_ms <= 0)
        return;
    baton_timer_set_by(d->out, d->in->key, SWITCHBOARD_IDLE, &row->idle_due, due);
}

void switchboard_idle(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;

    row->idle_due = 0;
    if (d->rules->idle_ms > 0 && d->in->time_ms >= row->spoken_at + d->rules->idle_ms)
        end(d, BATON_END_CAUSE_IDLE, BATON_OUTCOME_UNKNOWN);
}

void switchboard_forget(struct switchboard_desk *d)
{
    switchboard_drop_waiting(d, BATON_DELIVERY_REASON_UNKNOWN, BATON_TEXT("erased on request"));
    drop_words(d->row);
    d->row->channel.address = BATON_TEXT_NONE;
    switchboard_deliver(d, switchboard_delivery(d, BATON_DELIVERY_KIND_FORGET,
                                                BATON_RECIPIENT_KIND_TENANT, BATON_TEXT_NONE));
}

/* --- resolutions ----------------------------------------------------------------------------- */

/* What follows where the resolution does not say: what leaves nobody to talk with ends, all else
 * goes on with the bot, which asks back. */
static const enum baton_resolution_next unsaid[] = {
    [BATON_OUTCOME_UNKNOWN] = BATON_RESOLUTION_NEXT_BOT,
    [BATON_OUTCOME_RESOLVED] = BATON_RESOLUTION_NEXT_BOT,
    [BATON_OUTCOME_PARTLY_RESOLVED] = BATON_RESOLUTION_NEXT_BOT,
    [BATON_OUTCOME_UNRESOLVED] = BATON_RESOLUTION_NEXT_BOT,
    [BATON_OUTCOME_ABANDONED] = BATON_RESOLUTION_NEXT_CLOSE,
    [BATON_OUTCOME_FOLLOW_UP] = BATON_RESOLUTION_NEXT_FOLLOW_UP,
    [BATON_OUTCOME_TRANSFERRED] = BATON_RESOLUTION_NEXT_BOT,
    [BATON_OUTCOME_DUPLICATE] = BATON_RESOLUTION_NEXT_CLOSE,
    [BATON_OUTCOME_SPAM] = BATON_RESOLUTION_NEXT_CLOSE,
};

static struct baton_switchboard_resolution *known(struct baton_switchboard_conversation *row,
                                                  struct baton_text id)
{
    for (size_t i = 0; i < row->resolutions_count; i++)
        if (baton_text_equal(row->resolutions[i].resolution_id, id))
            return &row->resolutions[i];
    return NULL;
}

/* A new row behind the others; the oldest of more than 8 goes. */
static struct baton_switchboard_resolution *room(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    size_t skip = row->resolutions_count >= RESOLUTIONS_MAX;
    struct baton_switchboard_resolution *list =
        BATON_NEW_ARRAY(d->arena, struct baton_switchboard_resolution, RESOLUTIONS_MAX);

    row->resolutions_count -= skip;
    for (size_t i = 0; i < row->resolutions_count; i++)
        list[i] = row->resolutions[i + skip];
    row->resolutions = list;
    return &list[row->resolutions_count++];
}

static bool in_force(const struct baton_switchboard_conversation *row, struct baton_text id)
{
    return baton_text_equal(id, row->assignment.assignment_id);
}

/* The human stretch that it is about; empty: none. */
static struct baton_text stretch_of(const struct baton_switchboard_conversation *row,
                                    const struct baton_resolution *r,
                                    const struct baton_switchboard_resolution *before)
{
    if (r->assignment_id.size > 0)
        return r->assignment_id;
    if (before != NULL)
        return before->assignment_id;
    return switchboard_live(row->assignment.status) ? row->assignment.assignment_id
                                                    : BATON_TEXT_NONE;
}

static void keep(struct baton_switchboard_resolution *k, const struct baton_resolution *r,
                 struct baton_text stretch)
{
    k->resolution_id = r->resolution_id;
    k->version = r->version;
    k->assignment_id = stretch;
    k->by = r->by;
    k->by_id = r->by_id;
    k->by_name = r->by_name;
    k->outcome = r->outcome;
    k->next = r->next != BATON_RESOLUTION_NEXT_UNKNOWN ? r->next : unsaid[r->outcome];
    k->follow_up_at = r->follow_up_at;
    k->target = r->target;
    k->category = r->category;
    k->solution = baton_text_cut(r->solution, NOTES_BYTES);
    k->notes = baton_text_cut(r->notes, NOTES_BYTES);
}

/* The router takes it by its assignment, whatever the epoch: it is told once. */
static void tell_resolved(struct switchboard_desk *d, const struct baton_switchboard_resolution *k)
{
    struct baton_routing_request *request = switchboard_request(d, BATON_ROUTING_KIND_RESOLVED);

    request->assignment_id = k->assignment_id;
    request->resolution_id = k->resolution_id;
    request->resolution_version = k->version;
    request->outcome = k->outcome;
    request->next = k->next;
    request->follow_up_at = k->follow_up_at;
    request->target = k->target;
    request->category = k->category;
    if (k->by == BATON_SPEAKER_AGENT) {
        request->agent.id = k->by_id;
        request->agent.name = k->by_name;
    }
    switchboard_ask(d, request);
}

static void act(struct switchboard_desk *d, struct baton_switchboard_resolution *k)
{
    struct baton_switchboard_conversation *row = d->row;
    bool current = k->assignment_id.size == 0 || in_force(row, k->assignment_id);

    if (!current && !baton_rules_listed(row->stretches, row->stretches_count, k->assignment_id)) {
        k->open = true; /* the assignment has not been read yet */
        baton_count(d->out, &resolutions, "waiting", 1);
        return;
    }
    if (k->assignment_id.size > 0)
        tell_resolved(d, k);
    if (k->next == BATON_RESOLUTION_NEXT_CLOSE && current)
        end(d, BATON_END_CAUSE_RESOLUTION, k->outcome);
    baton_count(d->out, &resolutions, "acted", 1);
}

void switchboard_resolved(struct switchboard_desk *d, const struct baton_resolution *r)
{
    struct baton_switchboard_conversation *row = d->row;
    struct baton_switchboard_resolution *k = known(row, r->resolution_id);
    bool amends = k != NULL || r->version > 1;
    enum baton_resolution_next before = k != NULL ? k->next : BATON_RESOLUTION_NEXT_UNKNOWN;

    if (k != NULL && r->version <= k->version) {
        baton_count(d->out, &resolutions, "duplicate", 1);
        return;
    }
    struct baton_text stretch = stretch_of(row, r, k);
    bool pending = k != NULL && k->open;
    k = k != NULL ? k : room(d);
    keep(k, r, stretch);
    /* Days later only ratings come; what is done by then is not done again. */
    bool open = in_force(row, stretch) && switchboard_live(row->assignment.status);
    if (amends && (pending || !open || k->next == before))
        baton_count(d->out, &resolutions, "amended", 1);
    else
        act(d, k);
}

void switchboard_resolved_late(struct switchboard_desk *d, const struct baton_assignment *a)
{
    struct baton_switchboard_conversation *row = d->row;

    for (size_t i = 0; i < row->resolutions_count; i++) {
        struct baton_switchboard_resolution *k = &row->resolutions[i];

        if (!k->open || !baton_text_equal(k->assignment_id, a->assignment_id))
            continue;
        k->open = false;
        act(d, k);
    }
}
