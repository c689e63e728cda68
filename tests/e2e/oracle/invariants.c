/* What must hold in every run, whatever the stages decide: numbers without gaps, one holder at a
 * time, a person or an end for each escalation, packages that hold their cause, no agent above his
 * capacity, each resolution counted once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

/* Records of one topic that have a value, those of one key side by side, by offset. */
struct view {
    const struct dump_record **records;
    size_t count;
};

struct group {
    const struct dump_record *const *records;
    size_t count;
};

static int by_key(const void *a, const void *b)
{
    const struct dump_record *one = *(const struct dump_record *const *)a;
    const struct dump_record *other = *(const struct dump_record *const *)b;
    int order = baton_text_compare(one->key, other->key);

    order = order != 0 ? order
                       : (one->partition > other->partition) - (one->partition < other->partition);
    return order != 0 ? order : (one->offset > other->offset) - (one->offset < other->offset);
}

static struct view view_of(const struct dump *dump, const struct baton_topic *row,
                           struct baton_arena *arena)
{
    struct view view = { .records = NULL };
    const struct dump_record *record;

    for (size_t at = 0; (record = dump_next(dump, row, &at)) != NULL;)
        if (record->decoded != NULL)
            *BATON_APPEND(arena, view.records, view.count) = record;
    if (view.count > 0)
        qsort(view.records, view.count, sizeof *view.records, by_key);
    return view;
}

static bool group_next(const struct view *view, size_t *at, struct group *ret)
{
    size_t first = *at;

    if (first == view->count)
        return false;
    while (*at < view->count
           && baton_text_equal(view->records[*at]->key, view->records[first]->key))
        ++*at;
    *ret = (struct group){ &view->records[first], *at - first };
    return true;
}

/* The records with this key; binary search. */
static struct group group_find(const struct view *view, struct baton_text key)
{
    size_t low = 0, high = view->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (baton_text_compare(view->records[middle]->key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    high = low;
    while (high < view->count && baton_text_equal(view->records[high]->key, key))
        high++;
    return (struct group){ view->count > 0 ? &view->records[low] : NULL, high - low };
}

struct all {
    struct checks *checks;
    const struct dump *dump;
    bool waiting;
    struct baton_arena arena;
    struct view events, signals, packages, pages, requests, assignments, deliveries, resolutions,
        outcomes;
};

#define KEY(record) BATON_TEXT_ARG((record)->key)

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

/* Ids "<conversation>-<letter><n>" count from 1. */
static void check_counted_ids(struct all *all, const struct view *view, const char *name,
                              char letter)
{
    const struct baton_field *id = NULL;
    struct group group;

    check_begin(all->checks, "%s: ids are counted from 1, none twice, none missing", name);
    for (size_t at = 0; group_next(view, &at, &group);)
        for (size_t i = 0; i < group.count; i++) {
            const struct baton_record_type *type = group.records[i]->type;
            const struct baton_envelope *env = group.records[i]->decoded;

            for (size_t f = 0; id == NULL; f++)
                if (type->fields[f].required && type->fields[f].kind == BATON_KIND_STRING
                    && strcmp(type->fields[f].name, "tenant") != 0
                    && strcmp(type->fields[f].name, "conversation_id") != 0)
                    id = &type->fields[f];
            struct baton_text got =
                *(const struct baton_text *)(const void *)((const char *)group.records[i]->decoded
                                                           + id->offset);
            struct baton_text want = baton_text_format(
                &all->arena, "%.*s-%c%zu", BATON_TEXT_ARG(env->conversation_id), letter, i + 1);
            check_that(all->checks, baton_text_equal(got, want), "%.*s: %.*s where %.*s is due",
                       KEY(group.records[i]), BATON_TEXT_ARG(got), BATON_TEXT_ARG(want));
        }
    check_end(all->checks);
}

static const struct baton_conversation_event *event_of(const struct dump_record *record)
{
    return record->decoded;
}

static bool is_platform_event(const struct dump_record *record, enum baton_event_type type)
{
    const struct baton_conversation_event *event = event_of(record);

    return event->type == type && baton_text_is(event->env.producer.name, "switchboard");
}

/* --- who holds ------------------------------------------------------------------------------- */

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

/* --- packages -------------------------------------------------------------------------------- */

static const struct baton_context_package *package_version(const struct group *packages,
                                                           int64_t version)
{
    for (size_t i = 0; i < packages->count; i++) {
        const struct baton_context_package *package = packages->records[i]->decoded;

        if (package->version == version)
            return package;
    }
    return NULL;
}

static const struct baton_context_page *page_version(const struct group *pages, int64_t version)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct baton_context_page *page = pages->records[i]->decoded;

        if (page->version == version)
            return page;
    }
    return NULL;
}

/* Whether the pages that the head names, in the versions that it names, hold the turn. */
static bool holds_turn(struct all *all, struct baton_text key,
                       const struct baton_context_package *package, struct baton_text event_id)
{
    for (size_t i = 0; i < package->pages_count; i++) {
        struct baton_text page_key = baton_text_format(
            &all->arena, "%.*s/%lld", BATON_TEXT_ARG(key), (long long)package->pages[i].number);
        struct group pages = group_find(&all->pages, page_key);
        const struct baton_context_page *page = page_version(&pages, package->pages[i].version);

        for (size_t t = 0; page != NULL && t < page->turns_count; t++)
            if (baton_text_equal(page->turns[t].event_id, event_id))
                return true;
    }
    return false;
}

/* The event at which the signal was decided; empty: a timer. */
static struct baton_text turn_of_signal(const struct all *all, struct baton_text key,
                                        struct baton_text signal_id)
{
    struct group signals = group_find(&all->signals, key);

    for (size_t i = 0; i < signals.count; i++) {
        const struct baton_escalation_signal *signal = signals.records[i]->decoded;

        if (baton_text_equal(signal->signal_id, signal_id))
            return signal->event_id;
    }
    return BATON_TEXT_NONE;
}

/* The conversation's key, from a record whose key is another. */
static struct baton_text conversation_key(struct all *all, const struct baton_envelope *env)
{
    struct baton_text key = baton_text_format(&all->arena, "%.*s/", BATON_TEXT_ARG(env->tenant));

    for (size_t i = 0; i < env->conversation_id.size; i++) {
        char c = env->conversation_id.data[i];

        key = baton_text_format(&all->arena, c == '/' || c == '%' ? "%.*s%%%02X" : "%.*s%c",
                                BATON_TEXT_ARG(key), c);
    }
    return key;
}

static void check_packages(struct all *all)
{
    check_begin(all->checks,
                "each package version that a routing request names holds the turn that caused it");
    for (size_t i = 0; i < all->requests.count; i++) {
        const struct baton_routing_request *request = all->requests.records[i]->decoded;

        if (request->package.version <= 0)
            continue;
        struct baton_text key = conversation_key(all, &request->env);
        struct group packages = group_find(&all->packages, key);
        const struct baton_context_package *package =
            package_version(&packages, request->package.version);
        struct baton_text turn = turn_of_signal(all, key, request->signal_id);

        check_that(all->checks, package != NULL,
                   "%.*s: %.*s names version %lld, which is not there", BATON_TEXT_ARG(key),
                   BATON_TEXT_ARG(request->request_id), (long long)request->package.version);
        if (package != NULL && turn.size > 0 && request->kind == BATON_ROUTING_KIND_REQUEST)
            check_that(all->checks, holds_turn(all, key, package, turn),
                       "%.*s: version %lld does not hold turn %.*s", BATON_TEXT_ARG(key),
                       (long long)package->version, BATON_TEXT_ARG(turn));
    }
    check_end(all->checks);
}

/* --- the learner ----------------------------------------------------------------------------- */

/* The rows of one conversation stand under the tenant's key; the last version counts. */
static void check_outcome(struct all *all, const struct group *resolutions,
                          const struct baton_handoff_outcome *last, size_t rows)
{
    bool known = false;

    for (size_t i = 0; last != NULL && i < resolutions->count; i++) {
        const struct baton_resolution *resolution = resolutions->records[i]->decoded;

        known = known || baton_text_equal(resolution->resolution_id, last->resolution_id);
    }
    check_that(all->checks, last != NULL && known,
               "%.*s: its resolution is in no outcome (%zu rows)", KEY(resolutions->records[0]),
               rows);
}

static int by_conversation(const void *a, const void *b)
{
    const struct baton_handoff_outcome *one = (*(const struct dump_record *const *)a)->decoded;
    const struct baton_handoff_outcome *other = (*(const struct dump_record *const *)b)->decoded;
    int order = baton_text_compare(one->env.tenant, other->env.tenant);

    order = order != 0 ? order
                       : baton_text_compare(one->env.conversation_id, other->env.conversation_id);
    return order != 0 ? order : (one->version > other->version) - (one->version < other->version);
}

static const struct baton_handoff_outcome *outcome_at(const struct all *all, size_t index)
{
    return index < all->outcomes.count ? all->outcomes.records[index]->decoded : NULL;
}

static bool of_conversation(const struct baton_handoff_outcome *outcome,
                            const struct baton_envelope *env)
{
    return outcome != NULL && baton_text_equal(outcome->env.tenant, env->tenant)
           && baton_text_equal(outcome->env.conversation_id, env->conversation_id);
}

static void check_versions(struct all *all)
{
    check_begin(all->checks,
                "handoff-outcomes: one row a conversation, versions 1 to n without a gap");
    for (size_t i = 0; i < all->outcomes.count; i++) {
        const struct baton_handoff_outcome *before = i > 0 ? outcome_at(all, i - 1) : NULL,
                                           *now = outcome_at(all, i);
        bool first = !of_conversation(before, &now->env);

        check_that(all->checks,
                   now->version == (first ? 1 : before->version + 1)
                       && (first || baton_text_equal(before->outcome_id, now->outcome_id)),
                   "%.*s: version %lld of %.*s", BATON_TEXT_ARG(now->env.conversation_id),
                   (long long)now->version, BATON_TEXT_ARG(now->outcome_id));
    }
    check_end(all->checks);
}

static void check_outcomes(struct all *all)
{
    struct group resolutions;
    size_t at = 0, row = 0;

    if (all->outcomes.count == 0)
        return;
    qsort(all->outcomes.records, all->outcomes.count, sizeof *all->outcomes.records,
          by_conversation);
    check_versions(all);
    check_begin(all->checks, "each resolution is counted once in handoff-outcomes");
    while (group_next(&all->resolutions, &at, &resolutions)) {
        const struct baton_envelope *env = resolutions.records[0]->decoded;
        const struct baton_handoff_outcome *last = NULL;
        size_t rows = 0;

        for (row = 0; row < all->outcomes.count; row++)
            if (of_conversation(outcome_at(all, row), env)) {
                last = outcome_at(all, row);
                rows++;
            }
        check_outcome(all, &resolutions, last, rows);
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

void check_invariants(struct checks *checks, const struct dump *dump, bool waiting)
{
    struct all all = { .checks = checks, .dump = dump, .waiting = waiting };
    const struct {
        struct view *view;
        const struct baton_topic *topic;
    } views[] = {
        { &all.events, &baton_topic_events },
        { &all.signals, &baton_topic_signals },
        { &all.packages, &baton_topic_packages },
        { &all.pages, &baton_topic_pages },
        { &all.requests, &baton_topic_requests },
        { &all.assignments, &baton_topic_assignments },
        { &all.deliveries, &baton_topic_deliveries },
        { &all.resolutions, &baton_topic_resolutions },
        { &all.outcomes, &baton_topic_outcomes },
    };

    baton_arena_init(&all.arena);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        *views[i].view = view_of(dump, views[i].topic, &all.arena);
    check_counted_ids(&all, &all.signals, "escalation-signals", 's');
    check_counted_ids(&all, &all.deliveries, "deliveries", 'd');
    check_sequences(&all);
    check_epochs(&all);
    check_holder_events(&all);
    check_ends(&all);
    if (all.assignments.count > 0)
        check_escalations(&all);
    check_packages(&all);
    check_capacity(&all);
    check_outcomes(&all);
    baton_arena_release(&all.arena);
}
