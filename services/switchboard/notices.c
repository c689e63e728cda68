/* Who is told what. Which notice at which change stands in a table; the words are those of the
 * tenant's policy, filled in by wording.c. */
#include "notices.h"

#include "buf.h"
#include "pattern.h"
#include "timestamp.h"
#include "wording.h"

enum {
    NOTES_BYTES = 4000, /* of a resolution's notes in a brief */
    SOLUTION_BYTES = 1000,
    BRIEF_BYTES = 8000,
    WORDS_BYTES = 4000, /* of an announcement */
};

struct change {
    struct switchboard_desk *d;
    const struct baton_conversation_event *event;
    const struct baton_holding *before, *after;
    bool same_agent;
};

/* --- the customer ---------------------------------------------------------------------------- */

struct place {
    int64_t position; /* 0: not known */
    int64_t minutes;  /* -1: not known */
};

static struct place place_of(const struct switchboard_desk *d)
{
    const struct baton_switchboard_assignment *a = &d->row->assignment;
    bool current = a->epoch == d->row->holding.epoch;

    return (struct place){
        .position = current && a->position != BATON_NULL_LONG && a->position > 0 ? a->position : 0,
        .minutes = current ? switchboard_minutes(a->expected_wait_ms) : -1,
    };
}

/* What an announcement may name; empty: not known. The names are baton_pattern_announcement. */
struct said {
    struct baton_text agent, team, reason, position, wait;
};

static struct baton_text value_of(const void *context, struct baton_text name)
{
    const struct said *said = context;
    const struct {
        const char *name;
        struct baton_text value;
    } values[] = {
        { "agent", said->agent },       { "team", said->team }, { "reason", said->reason },
        { "position", said->position }, { "wait", said->wait },
    };

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (baton_text_is(name, values[i].name))
            return values[i].value;
    return BATON_TEXT_NONE;
}

/* The tenant's words; the built-in ones where nothing is left of them. */
static struct baton_text words_of(const struct switchboard_desk *d, enum baton_announcement which,
                                  const struct said *said)
{
    const struct baton_text patterns[] = {
        baton_rules_announcement(d->rules, d->row->language, d->row->assignment.category, which),
        baton_rules_built_in_announcement(d->rules, d->row->language, which),
    };
    struct baton_text words = BATON_TEXT_NONE;

    for (size_t i = 0; i < 2 && words.size == 0; i++)
        words = baton_pattern_fill(patterns[i], value_of, said, WORDS_BYTES, d->arena);
    return words;
}

static struct baton_delivery *announcement(struct switchboard_desk *d,
                                           enum baton_delivery_kind kind,
                                           enum baton_announcement which, struct baton_text agent,
                                           enum baton_holder_cause cause)
{
    const struct baton_switchboard_assignment *a = &d->row->assignment;
    struct baton_delivery *delivery =
        switchboard_delivery(d, kind, BATON_RECIPIENT_KIND_CHANNEL, BATON_TEXT_NONE);
    enum switchboard_tongue tongue =
        switchboard_tongue_of(d->row->language, d->rules->default_language);
    struct place place = place_of(d);
    const struct said said = {
        .agent = agent.size > 0 ? agent : switchboard_colleague(tongue),
        .team = a->team.size > 0 ? a->team : switchboard_team(tongue),
        .reason = switchboard_reason(tongue, a->trigger, cause),
        .position = place.position > 0
                        ? baton_text_format(d->arena, "%lld", (long long)place.position)
                        : BATON_TEXT_NONE,
        .wait = switchboard_wait(d->arena, tongue, place.minutes),
    };

    delivery->text = words_of(d, which, &said);
    delivery->speaker = BATON_SPEAKER_SYSTEM;
    return delivery;
}

static void announce(const struct change *c, enum baton_announcement which,
                     enum baton_delivery_reason reason)
{
    struct switchboard_desk *d = c->d;
    const struct baton_holder_change *holder = &c->event->holder;
    struct baton_delivery *delivery =
        announcement(d, BATON_DELIVERY_KIND_ANNOUNCEMENT, which, holder->name, holder->cause);

    delivery->event_id = c->event->event_id;
    delivery->reason = reason; /* no detail: the router's words are not meant for the customer */
    delivery->package = d->row->assignment.package;
    switchboard_deliver(d, delivery);
}

static void announce_queue(const struct change *c)
{
    struct baton_switchboard_told *told = &c->d->row->told;
    struct place place = place_of(c->d);

    announce(c, BATON_ANNOUNCE_QUEUED, BATON_DELIVERY_REASON_WAITING);
    *told = (struct baton_switchboard_told){ .at = c->d->in->time_ms,
                                             .position = place.position,
                                             .minutes = place.minutes,
                                             .agent_name = BATON_TEXT_NONE };
}

static void announce_agent(const struct change *c)
{
    if (!c->same_agent)
        announce(c, BATON_ANNOUNCE_JOINED,
                 c->event->holder.cause == BATON_HOLDER_CAUSE_TAKEOVER
                     ? BATON_DELIVERY_REASON_TAKEN_OVER
                     : BATON_DELIVERY_REASON_HANDED_OVER);
}

static void announce_bot(const struct change *c)
{
    bool nobody = c->event->holder.cause == BATON_HOLDER_CAUSE_NO_AGENT;

    announce(c, nobody ? BATON_ANNOUNCE_NOBODY : BATON_ANNOUNCE_RETURNED,
             BATON_DELIVERY_REASON_RETURNED);
}

/* --- the bot --------------------------------------------------------------------------------- */

/* Timers, follow-ups and answers that are still being made must not be said (N7). */
static void stop_bot(const struct change *c)
{
    struct baton_text bot = c->before->id.size > 0 ? c->before->id : c->d->row->bot_id;
    struct baton_delivery *stop =
        switchboard_delivery(c->d, BATON_DELIVERY_KIND_CANCEL, BATON_RECIPIENT_KIND_BOT, bot);

    stop->event_id = c->event->event_id;
    stop->reason = BATON_DELIVERY_REASON_HANDED_OVER;
    stop->detail = c->event->holder.reason;
    switchboard_deliver(c->d, stop);
}

/* The last resolution of the human stretch that is over; NULL when there is none. */
static const struct baton_switchboard_resolution *resolution_of(const struct change *c)
{
    const struct baton_switchboard_conversation *row = c->d->row;

    for (size_t i = row->resolutions_count; i > 0; i--)
        if (baton_text_equal(row->resolutions[i - 1].assignment_id, c->event->holder.assignment_id))
            return &row->resolutions[i - 1];
    return NULL;
}

/* A sentence more, closed by a full stop where its writer set no mark. */
static void brief_say(struct baton_buf *buf, const char *label, struct baton_text text)
{
    text = baton_text_trim(text);
    if (text.size == 0)
        return;
    char last = text.data[text.size - 1];
    bool closed = last == '.' || last == '!' || last == '?';
    baton_buf_format(buf, " %s: %.*s%s", label, BATON_TEXT_ARG(text), closed ? "" : ".");
}

static void brief_resolution(struct baton_buf *buf, const struct baton_switchboard_resolution *r)
{
    char at[BATON_TIME_SIZE];

    if (r->outcome != BATON_OUTCOME_UNKNOWN)
        baton_buf_format(buf, " Outcome: %s.",
                         baton_enum_name(&baton_outcome_symbols, (int)r->outcome));
    brief_say(buf, "What solved it", baton_text_cut(r->solution, SOLUTION_BYTES));
    brief_say(buf, "Notes", baton_text_cut(r->notes, NOTES_BYTES));
    if (r->follow_up_at != BATON_NULL_LONG)
        baton_buf_format(buf, " Somebody comes back at %s.",
                         baton_time_format(r->follow_up_at, at));
}

/* English, for a program: the bot says it in its own words. */
static struct baton_text brief_text(const struct change *c,
                                    const struct baton_switchboard_resolution *r)
{
    struct baton_text name = baton_text_cut(c->before->name, 200), made;
    struct baton_buf buf;

    baton_buf_init(&buf, BRIEF_BYTES);
    if (name.size == 0)
        name = BATON_TEXT("A person");
    if (c->before->kind == BATON_HOLDER_KIND_QUEUE)
        baton_buf_format(&buf, "The customer waited for a person; nobody took over.");
    else
        baton_buf_format(&buf, "%.*s talked with the customer; you hold the conversation again.",
                         BATON_TEXT_ARG(name));
    if (r != NULL)
        brief_resolution(&buf, r);
    made = baton_text_copy(c->d->arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return made;
}

static void brief_bot(const struct change *c)
{
    const struct baton_switchboard_resolution *r = resolution_of(c);
    struct baton_delivery *brief = switchboard_delivery(
        c->d, BATON_DELIVERY_KIND_BRIEF, BATON_RECIPIENT_KIND_BOT, switchboard_bot(c->d));

    brief->event_id = c->event->event_id;
    brief->reason = BATON_DELIVERY_REASON_RETURNED;
    brief->detail = c->event->holder.reason;
    brief->text = brief_text(c, r);
    brief->language = BATON_TEXT("en");
    brief->package = c->d->row->assignment.package;
    if (r != NULL) {
        brief->outcome = r->outcome;
        brief->solution = baton_text_cut(r->solution, SOLUTION_BYTES);
    }
    switchboard_deliver(c->d, brief);
}

/* --- the agents ------------------------------------------------------------------------------ */

static void holder_notice(const struct change *c, struct baton_delivery *notice,
                          enum baton_delivery_reason reason)
{
    notice->event_id = c->event->event_id;
    notice->reason = reason;
    notice->detail = c->event->holder.reason;
    notice->package = c->d->row->assignment.package;
    switchboard_deliver(c->d, notice);
}

static void tell_agent(const struct change *c)
{
    bool taken = c->event->holder.cause == BATON_HOLDER_CAUSE_TAKEOVER;

    holder_notice(c,
                  switchboard_delivery(c->d, BATON_DELIVERY_KIND_HOLDER, BATON_RECIPIENT_KIND_AGENT,
                                       c->after->id),
                  taken ? BATON_DELIVERY_REASON_TAKEN_OVER : BATON_DELIVERY_REASON_HANDED_OVER);
}

static void tell_former_agent(const struct change *c)
{
    if (!c->same_agent)
        holder_notice(c,
                      switchboard_delivery(c->d, BATON_DELIVERY_KIND_HOLDER,
                                           BATON_RECIPIENT_KIND_AGENT, c->before->id),
                      BATON_DELIVERY_REASON_HANDED_OVER);
}

/* --- changes --------------------------------------------------------------------------------- */

#define ANY (~0U)
#define BOT (1U << BATON_HOLDER_KIND_BOT)
#define QUEUE (1U << BATON_HOLDER_KIND_QUEUE)
#define AGENT (1U << BATON_HOLDER_KIND_AGENT)

/* In the order in which they go out. */
static const struct {
    unsigned from, to;
    void (*tell)(const struct change *c);
} notices[] = {
    { BOT, QUEUE | AGENT, stop_bot },     { AGENT, ANY, tell_former_agent },
    { ANY, AGENT, tell_agent },           { QUEUE | AGENT, BOT, brief_bot },
    { ANY, QUEUE, announce_queue },       { ANY, AGENT, announce_agent },
    { QUEUE | AGENT, BOT, announce_bot },
};

static void tell_change(const struct change *c)
{
    for (size_t i = 0; i < sizeof notices / sizeof notices[0]; i++)
        if ((notices[i].from & (1U << c->before->kind)) != 0
            && (notices[i].to & (1U << c->after->kind)) != 0)
            notices[i].tell(c);
}

/* A reported takeover is in no list of what waits: its agent is known from the holding alone. */
static void tell_refused(const struct change *c)
{
    struct switchboard_desk *d = c->d;

    if (c->before->takeover_by.size > 0
        && baton_text_equal(c->before->takeover_event_id, c->event->holder.answers_event_id)) {
        struct baton_delivery *refused = switchboard_delivery(
            d, BATON_DELIVERY_KIND_REFUSED, BATON_RECIPIENT_KIND_AGENT, c->before->takeover_by);
        refused->event_id = c->event->holder.answers_event_id;
        refused->reason =
            c->event->holder.refusal == BATON_REFUSAL_NO_ANSWER ? BATON_DELIVERY_REASON_NO_ANSWER
            : c->after->kind == BATON_HOLDER_KIND_AGENT ? BATON_DELIVERY_REASON_ANOTHER_HOLDS
                                                        : BATON_DELIVERY_REASON_NOT_HOLDER;
        refused->detail = c->event->holder.reason;
        switchboard_deliver(d, refused);
    }
    if (c->after->kind == BATON_HOLDER_KIND_BOT)
        holder_notice(c,
                      switchboard_delivery(d, BATON_DELIVERY_KIND_HOLDER, BATON_RECIPIENT_KIND_BOT,
                                           switchboard_bot(d)),
                      BATON_DELIVERY_REASON_HOLDS);
}

static bool waited(const struct switchboard_desk *d, struct baton_text event_id)
{
    for (size_t i = 0; i < d->row->waiting_count; i++)
        if (baton_text_equal(d->row->waiting[i].event_id, event_id))
            return true;
    return false;
}

void switchboard_tell_holder(struct switchboard_desk *d,
                             const struct baton_conversation_event *event,
                             const struct baton_holding *before, bool changed)
{
    struct baton_holding asked = *before;
    struct change c = { d, event, &asked, &d->row->holding,
                        before->kind == BATON_HOLDER_KIND_AGENT
                            && d->row->holding.kind == BATON_HOLDER_KIND_AGENT
                            && baton_text_equal(before->id, d->row->holding.id) };

    if (changed) {
        tell_change(&c);
        return;
    }
    if (waited(d, event->holder.answers_event_id)) /* its sender is answered where it waits */
        asked.takeover_by = BATON_TEXT_NONE;
    if (event->holder.cause == BATON_HOLDER_CAUSE_REFUSED)
        tell_refused(&c);
    if (event->holder.cause == BATON_HOLDER_CAUSE_SPEAKERS)
        holder_notice(&c, switchboard_delivery_agents(d, BATON_DELIVERY_KIND_HOLDER),
                      BATON_DELIVERY_REASON_MAY_SPEAK);
}

/* --- while the customer waits ---------------------------------------------------------------- */

/* The router's beat and ours start a moment apart: a tenth too early is in time. */
static bool is_time(const struct switchboard_desk *d)
{
    int64_t every = d->rules->queue_update_ms;

    return every > 0 && d->in->time_ms >= d->row->told.at + every - every / 10;
}

static void tell_update(struct switchboard_desk *d, struct baton_delivery *delivery)
{
    const struct baton_switchboard_assignment *a = &d->row->assignment;

    delivery->reason = BATON_DELIVERY_REASON_WAITING;
    delivery->position = a->position;
    delivery->expected_wait_ms = a->expected_wait_ms;
    d->row->told.at = d->in->time_ms;
    switchboard_deliver(d, delivery);
}

void switchboard_tell_place(struct switchboard_desk *d)
{
    struct baton_switchboard_conversation *row = d->row;
    struct place place = place_of(d);
    struct baton_text reads = row->assignment.agent_name;

    if (row->ended || row->holding.kind != BATON_HOLDER_KIND_QUEUE
        || row->assignment.epoch != row->holding.epoch || !is_time(d))
        return;
    if (reads.size > 0 && !baton_text_equal(reads, row->told.agent_name)) {
        tell_update(d, announcement(d, BATON_DELIVERY_KIND_ANNOUNCEMENT, BATON_ANNOUNCE_PREPARING,
                                    reads, BATON_HOLDER_CAUSE_UNKNOWN));
        row->told.agent_name = reads;
    } else if (place.position > 0
               && (place.position != row->told.position || place.minutes != row->told.minutes)) {
        tell_update(d, announcement(d, BATON_DELIVERY_KIND_QUEUE_UPDATE, BATON_ANNOUNCE_WAITING,
                                    BATON_TEXT_NONE, BATON_HOLDER_CAUSE_UNKNOWN));
        row->told.position = place.position;
        row->told.minutes = place.minutes;
    }
}

/* --- the end --------------------------------------------------------------------------------- */

static void tell_ended(struct switchboard_desk *d, const struct baton_conversation_event *event,
                       struct baton_delivery *ended)
{
    ended->event_id = event->event_id;
    ended->reason = BATON_DELIVERY_REASON_ENDED;
    ended->end_cause = d->row->end_cause;
    ended->outcome = d->row->outcome;
    switchboard_deliver(d, ended);
}

void switchboard_tell_end(struct switchboard_desk *d, const struct baton_conversation_event *event)
{
    /* Who ended it himself has said good-bye: a second closing line is a known nuisance. */
    if (d->row->end_cause == BATON_END_CAUSE_SAID)
        tell_ended(d, event,
                   switchboard_delivery(d, BATON_DELIVERY_KIND_ENDED, BATON_RECIPIENT_KIND_CHANNEL,
                                        BATON_TEXT_NONE));
    else
        tell_ended(d, event,
                   announcement(d, BATON_DELIVERY_KIND_ENDED, BATON_ANNOUNCE_ENDED,
                                d->row->holding.name, BATON_HOLDER_CAUSE_CLOSED));
    tell_ended(d, event,
               switchboard_delivery(d, BATON_DELIVERY_KIND_ENDED, BATON_RECIPIENT_KIND_BOT,
                                    switchboard_bot(d)));
    if (d->row->holding.kind == BATON_HOLDER_KIND_AGENT)
        tell_ended(d, event, switchboard_delivery_agents(d, BATON_DELIVERY_KIND_ENDED));
}
