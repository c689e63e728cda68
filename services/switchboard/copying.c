/* Assignments become holder events. What is told about them is told where the event is read. */
#include "copying.h"

enum {
    REASON_BYTES = 1000, /* a reason in words is a sentence; the event must fit its topic */
    SPEAKERS_MAX = 100,
    STRETCHES_MAX = 8, /* remembered, to know a late resolution */
};

static BATON_METRIC(copied, "baton_switchboard_holder_events_total", BATON_COUNTER, "cause",
                    "Holder events written, by cause.");
static BATON_METRIC(older, "baton_switchboard_older_assignments_total", BATON_COUNTER, NULL,
                    "Assignments that were not newer than the last one.");

bool switchboard_live(enum baton_assignment_status status)
{
    return status >= BATON_ASSIGNMENT_STATUS_PREPARED && status <= BATON_ASSIGNMENT_STATUS_WRAPPING;
}

/* --- who may speak beside the holder --------------------------------------------------------- */

static size_t speakers_of(struct switchboard_desk *d, const struct baton_assignment *a,
                          struct baton_text **ret)
{
    struct baton_text *list = NULL;
    size_t count = 0;

    for (size_t i = 0; i < a->participants_count && count < SPEAKERS_MAX; i++) {
        const struct baton_participant *p = &a->participants[i];

        if (p->may_speak && p->agent_id.size > 0 && !baton_text_equal(p->agent_id, a->holder.id))
            *BATON_APPEND(d->arena, list, count) = p->agent_id;
    }
    *ret = list;
    return count;
}

static bool same_set(const struct baton_text *a, size_t a_count, const struct baton_text *b,
                     size_t b_count)
{
    for (size_t i = 0; a_count == b_count && i < a_count; i++)
        if (!baton_rules_listed(b, b_count, a[i]))
            return false;
    return a_count == b_count;
}

/* --- what is kept ---------------------------------------------------------------------------- */

static void keep_stretch(struct switchboard_desk *d, struct baton_text id)
{
    struct baton_switchboard_conversation *row = d->row;
    size_t skip = row->stretches_count >= STRETCHES_MAX;

    if (id.size == 0 || baton_rules_listed(row->stretches, row->stretches_count, id))
        return;
    struct baton_text *list = BATON_NEW_ARRAY(d->arena, struct baton_text, STRETCHES_MAX);
    row->stretches_count -= skip;
    for (size_t i = 0; i < row->stretches_count; i++)
        list[i] = row->stretches[i + skip];
    list[row->stretches_count++] = id;
    row->stretches = list;
}

static void keep(struct switchboard_desk *d, const struct baton_assignment *a)
{
    struct baton_switchboard_conversation *row = d->row;
    const struct baton_reservation *last =
        a->reservations_count > 0 ? &a->reservations[a->reservations_count - 1] : NULL;

    row->assignment = (struct baton_switchboard_assignment){
        .assignment_id = a->assignment_id,
        .pool = a->pool,
        .epoch = a->env.epoch,
        .sequence = a->env.sequence,
        .status = a->status,
        .team = a->team,
        .trigger = a->trigger,
        .category = a->category,
        .language = a->language,
        .agent_name = last != NULL && last->state == BATON_RESERVATION_STATE_OFFERED
                          ? last->agent_name
                          : BATON_TEXT_NONE,
        .position = a->position,
        .expected_wait_ms = a->expected_wait_ms,
        .package = a->package,
    };
    if (row->channel.kind.size == 0 && row->channel.address.size == 0)
        row->channel = a->channel;
    if (row->language.size == 0)
        row->language = a->language;
    keep_stretch(d, a->assignment_id);
}

/* --- the event ------------------------------------------------------------------------------- */

static void write_event(struct switchboard_desk *d, struct baton_conversation_event *event)
{
    struct baton_holder_change *holder = &event->holder;

    event->env.epoch = holder->epoch;
    holder->pool = d->row->assignment.pool;
    holder->speakers = d->row->speakers;
    holder->speakers_count = d->row->speakers_count;
    switchboard_write(d, event);
    baton_count(d->out, &copied, baton_enum_name(&baton_holder_cause_symbols, (int)holder->cause),
                1);
}

static void write_holder(struct switchboard_desk *d, const struct baton_assignment *a,
                         enum baton_holder_cause cause, bool change)
{
    struct baton_conversation_event *event = switchboard_event(d, BATON_EVENT_TYPE_HOLDER);
    struct baton_holder_change *holder = &event->holder;

    event->event_id = change
                          ? baton_text_format(d->arena, "holder-%lld", (long long)a->env.epoch)
                          : baton_text_format(d->arena, "holder-%lld-%lld", (long long)a->env.epoch,
                                              (long long)a->env.sequence);
    holder->epoch = a->env.epoch;
    holder->kind = a->holder.kind;
    holder->id = a->holder.id;
    holder->name = a->holder.name;
    holder->external_ids = a->holder.external_ids;
    holder->external_ids_count = a->holder.external_ids_count;
    holder->assignment_id = a->assignment_id;
    holder->cause = cause;
    holder->previous = a->previous_holder;
    holder->reason = baton_text_cut(a->reason, REASON_BYTES);
    holder->answers_event_id = a->answers_event_id;
    holder->refusal = a->refusal;
    write_event(d, event);
}

void switchboard_no_answer(struct switchboard_desk *d, struct baton_text event_id)
{
    struct baton_conversation_event *event = switchboard_event(d, BATON_EVENT_TYPE_HOLDER);
    const struct baton_holding *holding = &d->row->holding;
    const struct baton_holder who = switchboard_holder(d);
    struct baton_holder_change *holder = &event->holder;

    event->event_id = baton_text_format(d->arena, "holder-%lld-no-answer-%lld",
                                        (long long)holding->epoch, (long long)event->env.sequence);
    holder->epoch = holding->epoch;
    holder->kind = who.kind;
    holder->id = who.id;
    holder->name = who.name;
    holder->external_ids = who.external_ids;
    holder->external_ids_count = who.external_ids_count;
    holder->assignment_id = holding->assignment_id;
    holder->cause = BATON_HOLDER_CAUSE_REFUSED;
    holder->refusal = BATON_REFUSAL_NO_ANSWER;
    holder->reason = BATON_TEXT("nobody answered in time who may have the conversation");
    holder->answers_event_id = event_id;
    write_event(d, event);
}

/* The router's epoch is new: a number that it gave once it never gives again, whatever the pool,
 * while a sequence is that of one pool's record. */
static bool is_newer(const struct baton_switchboard_conversation *row,
                     const struct baton_assignment *a)
{
    if (a->env.epoch != row->copied_epoch)
        return a->env.epoch > row->copied_epoch;
    return a->env.sequence > row->assignment.sequence;
}

static void copy_same_epoch(struct switchboard_desk *d, const struct baton_assignment *a,
                            bool same_speakers)
{
    bool refused = a->change == BATON_ASSIGNMENT_CHANGE_REFUSED && a->answers_event_id.size > 0;

    if (refused || !same_speakers)
        write_holder(d, a, refused ? BATON_HOLDER_CAUSE_REFUSED : BATON_HOLDER_CAUSE_SPEAKERS,
                     false);
}

bool switchboard_copy(struct switchboard_desk *d, const struct baton_assignment *a)
{
    struct baton_switchboard_conversation *row = d->row;
    struct baton_text *speakers;

    if (!is_newer(row, a)) {
        baton_count(d->out, &older, NULL, 1);
        return false;
    }
    if (a->holder.kind == BATON_HOLDER_KIND_UNKNOWN) {
        d->verdict = baton_fail(baton_error_of(d->out), BATON_REJECT, "bad_holder",
                                "holder.kind must be bot, queue or agent");
        return false;
    }
    bool change = a->env.epoch > row->copied_epoch;
    size_t count = speakers_of(d, a, &speakers);
    bool same_speakers = same_set(row->speakers, row->speakers_count, speakers, count);
    row->speakers = speakers;
    row->speakers_count = count;
    row->copied_epoch = a->env.epoch;
    keep(d, a);
    if (change)
        write_holder(d, a, a->holder_cause, true);
    else
        copy_same_epoch(d, a, same_speakers);
    return true;
}
