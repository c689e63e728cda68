/* What must hold of holders in every run: numbers without gaps, one holder at a time, a person or
 * an end for each escalation, no agent above his capacity. */
#include "invariants.h"

#include <stdlib.h>

static const struct baton_assignment *assignment_at(const struct group *group, size_t index)
{
    return group->records[index]->decoded;
}

/* --- numbers --------------------------------------------------------------------------------- */

static bool same_holder(const struct baton_holder *a, const struct baton_holder *b)
{
    return a->kind == b->kind && baton_text_equal(a->id, b->id);
}

static void check_sequences(struct all *all)
{
    struct group group;

    check_begin(all->checks, "assignments: sequences 1 to n without a gap");
    for (size_t at = 0; group_next(&all->assignments, &at, &group);)
        for (size_t i = 0; i < group.count; i++)
            check_that(all->checks, assignment_at(&group, i)->env.sequence == (int64_t)i + 1,
                       "%.*s: number %zu has sequence %lld", KEY(group.records[i]), i + 1,
                       (long long)assignment_at(&group, i)->env.sequence);
    check_end(all->checks);
}

static void check_epochs(struct all *all)
{
    struct group group;

    check_begin(all->checks,
                "assignments: the epoch grows with each change of holder, and only then");
    for (size_t at = 0; group_next(&all->assignments, &at, &group);)
        for (size_t i = 1; i < group.count; i++) {
            const struct baton_assignment *before = assignment_at(&group, i - 1),
                                          *now = assignment_at(&group, i);
            bool changed = !same_holder(&before->holder, &now->holder);
            bool good = changed ? now->env.epoch == before->env.epoch + 1
                                : now->env.epoch == before->env.epoch;

            check_that(all->checks,
                       good
                           || (!changed && now->env.epoch == before->env.epoch + 1
                               && !baton_text_equal(before->assignment_id, now->assignment_id)),
                       "%.*s: sequence %lld: epoch %lld after %lld, holder %s",
                       KEY(group.records[i]), (long long)now->env.sequence,
                       (long long)now->env.epoch, (long long)before->env.epoch,
                       changed ? "changed" : "the same");
        }
    check_end(all->checks);
}

/* --- who holds ------------------------------------------------------------------------------- */

static const struct baton_conversation_event *event_of(const struct dump_record *record)
{
    return record->decoded;
}

static bool is_platform_event(const struct dump_record *record, enum baton_event_type type)
{
    const struct baton_conversation_event *event = event_of(record);

    return event->type == type && baton_text_is(event->env.producer.name, "switchboard");
}

static const struct baton_assignment *with_epoch(const struct group *assignments, int64_t epoch)
{
    for (size_t i = 0; i < assignments->count; i++)
        if (assignment_at(assignments, i)->env.epoch == epoch)
            return assignment_at(assignments, i);
    return NULL;
}

static void check_holder_events(struct all *all)
{
    struct group events;

    check_begin(
        all->checks,
        "conversation-events: each change of holder is there once, in order, as it was decided");
    for (size_t at = 0; group_next(&all->events, &at, &events);) {
        struct group assignments = group_find(&all->assignments, events.records[0]->key);
        int64_t epoch = 0;
        bool ended = false;

        for (size_t i = 0; i < events.count; i++) {
            const struct baton_conversation_event *event = event_of(events.records[i]);
            const struct baton_assignment *decided;

            ended = ended || event->type == BATON_EVENT_TYPE_ENDED;
            if (!is_platform_event(events.records[i], BATON_EVENT_TYPE_HOLDER))
                continue;
            decided = with_epoch(&assignments, event->holder.epoch);
            bool again = event->holder.cause == BATON_HOLDER_CAUSE_SPEAKERS
                         || event->holder.cause == BATON_HOLDER_CAUSE_REFUSED;
            check_that(all->checks,
                       again ? event->holder.epoch == epoch : event->holder.epoch > epoch,
                       "%.*s: holder event of epoch %lld after %lld", KEY(events.records[i]),
                       (long long)event->holder.epoch, (long long)epoch);
            check_that(all->checks, decided != NULL && decided->holder.kind == event->holder.kind,
                       "%.*s: nobody decided the holder event of epoch %lld",
                       KEY(events.records[i]), (long long)event->holder.epoch);
            epoch = event->holder.epoch;
        }
        int64_t last = assignments.count > 0
                           ? assignment_at(&assignments, assignments.count - 1)->env.epoch
                           : epoch;
        check_that(all->checks, ended || last == epoch,
                   "%.*s: epoch %lld was decided, the log ends with %lld", KEY(events.records[0]),
                   (long long)last, (long long)epoch);
    }
    check_end(all->checks);
}

/* Who speaks to a conversation that has ended opens it again. */
static void check_ends(struct all *all)
{
    struct group events;

    check_begin(all->checks,
                "conversation-events: a conversation ends once, unless somebody speaks again");
    for (size_t at = 0; group_next(&all->events, &at, &events);) {
        bool open = true;

        for (size_t i = 0; i < events.count; i++) {
            if (is_platform_event(events.records[i], BATON_EVENT_TYPE_ENDED)) {
                check_that(all->checks, open, "%.*s: ended twice, the second time at %lld",
                           KEY(events.records[i]), (long long)events.records[i]->offset);
                open = false;
            }
            open = open || event_of(events.records[i])->type == BATON_EVENT_TYPE_MESSAGE;
        }
    }
    check_end(all->checks);
}

static bool escalates(const struct group *signals)
{
    for (size_t i = 0; i < signals->count; i++)
        if (((const struct baton_escalation_signal *)signals->records[i]->decoded)->kind
            == BATON_SIGNAL_KIND_ESCALATE)
            return true;
    return false;
}

/* The last state of each stretch: somebody has accepted, or it says how it ended. */
static void check_stretches(struct all *all, const struct group *assignments)
{
    for (size_t i = 0; i < assignments->count; i++) {
        const struct baton_assignment *now = assignment_at(assignments, i);
        size_t accepted = 0;

        for (size_t r = 0; r < now->reservations_count; r++)
            accepted += now->reservations[r].state == BATON_RESERVATION_STATE_ACCEPTED;
        check_that(all->checks, accepted <= 1, "%.*s: %zu accepted reservations at once",
                   KEY(assignments->records[i]), accepted);
        if (i + 1 < assignments->count
            && baton_text_equal(now->assignment_id,
                                assignment_at(assignments, i + 1)->assignment_id))
            continue;
        check_that(all->checks,
                   all->waiting || now->accepted_at != BATON_NULL_LONG
                       || now->end != BATON_ASSIGNMENT_END_UNKNOWN,
                   "%.*s: %.*s: nobody accepted, and it has no end", KEY(assignments->records[i]),
                   BATON_TEXT_ARG(now->assignment_id));
    }
}

static void check_escalations(struct all *all)
{
    struct group signals;

    check_begin(all->checks,
                "each escalated conversation has one accepted assignment or one typed end");
    for (size_t at = 0; group_next(&all->signals, &at, &signals);) {
        struct group assignments = group_find(&all->assignments, signals.records[0]->key);

        if (!escalates(&signals))
            continue;
        check_that(all->checks, assignments.count > 0, "%.*s: escalated, never assigned",
                   KEY(signals.records[0]));
        check_stretches(all, &assignments);
    }
    check_end(all->checks);
}

/* --- capacity -------------------------------------------------------------------------------- */

/* A change of who holds what, in the order in which the router's task decided. */
struct step {
    int32_t task;
    int64_t place; /* how much the task had read */
    const struct dump_record *record;
};

struct agent {
    struct baton_text tenant, id;
    double capacity;
    int64_t holds;
};

struct seats {
    struct agent *agents;
    size_t agents_count;
};

static struct agent *agent_of(struct all *all, struct seats *seats, struct baton_text tenant,
                              struct baton_text id)
{
    for (size_t i = 0; i < seats->agents_count; i++)
        if (baton_text_equal(seats->agents[i].id, id)
            && baton_text_equal(seats->agents[i].tenant, tenant))
            return &seats->agents[i];
    struct agent *agent = BATON_APPEND(&all->arena, seats->agents, seats->agents_count);
    *agent = (struct agent){ .tenant = tenant, .id = id, .capacity = 0 };
    return agent;
}

static void capacities_read(struct all *all, struct seats *seats)
{
    const struct dump_record *record;

    for (size_t at = 0; (record = dump_next(all->dump, &baton_topic_agents, &at)) != NULL;) {
        const struct baton_agent_event *event = record->decoded;

        if (event == NULL)
            continue;
        struct agent *agent = agent_of(all, seats, event->env.tenant, event->agent.id);
        if (event->capacity > agent->capacity) /* false for an absent one */
            agent->capacity = event->capacity;
    }
}

static int by_step(const void *a, const void *b)
{
    const struct step *one = a, *other = b;

    if (one->task != other->task)
        return one->task < other->task ? -1 : 1;
    if (one->place != other->place)
        return one->place < other->place ? -1 : 1;
    return (one->record->offset > other->record->offset)
           - (one->record->offset < other->record->offset);
}

static struct step step_of(const struct dump_record *record)
{
    const struct baton_envelope *env = record->decoded;
    struct step step = { .task = -1, .record = record };

    for (size_t i = 0; i < env->seen.inputs_count; i++) {
        const struct baton_seen_input *input = &env->seen.inputs[i];

        step.place += input->offset + 1;
        if (!baton_text_is(input->topic, "policies"))
            step.task = (int32_t)input->partition;
    }
    return step;
}

static const struct baton_assignment *before(const struct all *all,
                                             const struct dump_record *record)
{
    struct group group = group_find(&all->assignments, record->key);

    for (size_t i = 1; i < group.count; i++)
        if (group.records[i] == record)
            return assignment_at(&group, i - 1);
    return NULL;
}

static void seat(struct all *all, struct seats *seats, const struct baton_assignment *assignment,
                 int64_t change)
{
    if (assignment != NULL && assignment->holder.kind == BATON_HOLDER_KIND_AGENT
        && assignment->end == BATON_ASSIGNMENT_END_UNKNOWN)
        agent_of(all, seats, assignment->env.tenant, assignment->holder.id)->holds += change;
}

static void check_capacity(struct all *all)
{
    struct seats seats = { .agents = NULL };
    struct step *steps = NULL;
    size_t count = 0;

    check_begin(all->checks, "no agent is above capacity at any point");
    capacities_read(all, &seats);
    for (size_t i = 0; i < all->assignments.count; i++)
        *BATON_APPEND(&all->arena, steps, count) = step_of(all->assignments.records[i]);
    if (count > 0)
        qsort(steps, count, sizeof *steps, by_step);
    for (size_t i = 0; i < count; i++) {
        const struct baton_assignment *now = steps[i].record->decoded;
        bool more = i + 1 < count && steps[i + 1].task == steps[i].task
                    && steps[i + 1].place == steps[i].place;

        seat(all, &seats, before(all, steps[i].record), -1);
        seat(all, &seats, now, 1);
        for (size_t a = 0; !more && a < seats.agents_count; a++)
            check_that(all->checks, (double)seats.agents[a].holds <= seats.agents[a].capacity,
                       "%.*s: %lld conversations, capacity %g (at %.*s, sequence %lld)",
                       BATON_TEXT_ARG(seats.agents[a].id), (long long)seats.agents[a].holds,
                       seats.agents[a].capacity, KEY(steps[i].record),
                       (long long)now->env.sequence);
    }
    check_end(all->checks);
}

/* --- all ------------------------------------------------------------------------------------- */

void check_holders(struct all *all)
{
    check_sequences(all);
    check_epochs(all);
    check_holder_events(all);
    check_ends(all);
    if (all->assignments.count > 0)
        check_escalations(all);
    check_capacity(all);
}
