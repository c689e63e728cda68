/* See drill.h. A conversation has some dozens of records and fewer than twenty promises; both are
 * plain arrays that are looked through. */
#include "drill.h"

#include "hash.h"

enum { NEVER = -1 };

struct promise {
    enum drill_step step;
    uint64_t what; /* hash of the id that cause and effect share */
    int64_t in_ms, out_ms;
};

struct account {
    struct promise *promises;
    size_t promises_count;
    uint64_t *identities; /* of the records seen */
    size_t identities_count;
    int64_t doubled[DRILL_STEPS];
    bool begun, ended, cut;
};

struct drill {
    char prefix[64];
    size_t count;
    int64_t late_ms, records, records_doubled;
    struct baton_arena arena;
    struct account *accounts;
};

const char *const drill_wish = "I want to talk to a human, please.";

const char *const drill_step_names[DRILL_STEPS] = {
    [DRILL_WRITTEN] = "written",     [DRILL_ANSWERED] = "answered", [DRILL_ESCALATED] = "escalated",
    [DRILL_REQUESTED] = "requested", [DRILL_TAKEN] = "taken",       [DRILL_HELD] = "held",
    [DRILL_ENDED] = "ended",         [DRILL_LEARNT] = "learnt",
};

/* Steps whose effect comes once for each cause. The others' may be amended or come again. */
static const bool is_once[DRILL_STEPS] = {
    [DRILL_ANSWERED] = true, [DRILL_ESCALATED] = true, [DRILL_REQUESTED] = true,
    [DRILL_HELD] = true,     [DRILL_ENDED] = true,
};

struct drill *drill_new(const char *prefix, size_t count, int64_t late_ms)
{
    struct drill *drill = calloc(1, sizeof *drill);

    if (drill == NULL)
        abort();
    baton_arena_init(&drill->arena);
    snprintf(drill->prefix, sizeof drill->prefix, "%s", prefix);
    drill->count = count;
    drill->late_ms = late_ms;
    drill->accounts = BATON_NEW_ARRAY(&drill->arena, struct account, count);
    return drill;
}

void drill_free(struct drill *drill)
{
    if (drill == NULL)
        return;
    baton_arena_release(&drill->arena);
    free(drill);
}

static struct account *account_of(struct drill *drill, struct baton_text conversation_id)
{
    size_t prefix = strlen(drill->prefix);
    int64_t number;

    if (conversation_id.size <= prefix || memcmp(conversation_id.data, drill->prefix, prefix) != 0)
        return NULL;
    struct baton_text rest = { conversation_id.data + prefix, conversation_id.size - prefix };
    if (!baton_text_to_long(rest, &number) || number < 0 || (size_t)number >= drill->count)
        return NULL;
    return &drill->accounts[number];
}

/* --- promises -------------------------------------------------------------------------------- */

static uint64_t hash_of(struct baton_text id)
{
    return baton_fnv1a(0, id.data, id.size);
}

static struct promise *promise_of(struct drill *drill, struct account *a, enum drill_step step,
                                  uint64_t what)
{
    for (size_t i = 0; i < a->promises_count; i++)
        if (a->promises[i].step == step && a->promises[i].what == what)
            return &a->promises[i];
    struct promise *p = BATON_APPEND(&drill->arena, a->promises, a->promises_count);
    *p = (struct promise){ .step = step, .what = what, .in_ms = NEVER, .out_ms = NEVER };
    return p;
}

static void cause(struct drill *drill, struct account *a, enum drill_step step, uint64_t what,
                  int64_t at_ms)
{
    struct promise *p = promise_of(drill, a, step, what);

    if (p->in_ms == NEVER)
        p->in_ms = at_ms;
}

static void effect(struct drill *drill, struct account *a, enum drill_step step, uint64_t what,
                   int64_t at_ms)
{
    struct promise *p = promise_of(drill, a, step, what);

    if (p->out_ms == NEVER)
        p->out_ms = at_ms;
    else
        a->doubled[step] += is_once[step];
}

/* --- what records mean ----------------------------------------------------------------------- */

typedef void meaning(struct drill *drill, struct account *a, const void *value, int64_t at_ms);

static void saw_event(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    const struct baton_conversation_event *event = value;
    bool asks = event->speaker == BATON_SPEAKER_CUSTOMER && baton_text_is(event->text, drill_wish);

    if (event->disposition == BATON_DISPOSITION_REQUESTED)
        cause(drill, a, DRILL_ANSWERED, hash_of(event->event_id), at_ms);
    if (asks)
        cause(drill, a, DRILL_ESCALATED, 0, at_ms);
    if (event->type == BATON_EVENT_TYPE_HOLDER)
        effect(drill, a, DRILL_HELD, (uint64_t)event->holder.epoch, at_ms);
    if (event->type == BATON_EVENT_TYPE_ENDED) {
        a->ended = true;
        effect(drill, a, DRILL_ENDED, 0, at_ms);
        cause(drill, a, DRILL_LEARNT, 0, at_ms);
    }
}

static void saw_signal(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    const struct baton_escalation_signal *signal = value;

    if (signal->kind != BATON_SIGNAL_KIND_ESCALATE)
        return;
    effect(drill, a, DRILL_ESCALATED, 0, at_ms);
    cause(drill, a, DRILL_REQUESTED, hash_of(signal->signal_id), at_ms);
}

static void saw_request(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    const struct baton_routing_request *request = value;

    if (request->kind != BATON_ROUTING_KIND_REQUEST)
        return;
    effect(drill, a, DRILL_REQUESTED, hash_of(request->signal_id), at_ms);
    cause(drill, a, DRILL_TAKEN, hash_of(request->request_id), at_ms);
}

static void saw_assignment(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    const struct baton_assignment *assignment = value;

    if (assignment->change == BATON_ASSIGNMENT_CHANGE_ACCEPTED)
        effect(drill, a, DRILL_TAKEN, hash_of(assignment->request_id), at_ms);
    if (assignment->env.epoch > 0)
        cause(drill, a, DRILL_HELD, (uint64_t)assignment->env.epoch, at_ms);
}

static void saw_delivery(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    static const bool answers[] = {
        [BATON_DELIVERY_KIND_SAY] = true,
        [BATON_DELIVERY_KIND_SUPPRESSED] = true,
    };
    const struct baton_delivery *delivery = value;

    if ((size_t)delivery->kind < sizeof answers / sizeof answers[0] && answers[delivery->kind]
        && delivery->event_id.size > 0)
        effect(drill, a, DRILL_ANSWERED, hash_of(delivery->event_id), at_ms);
}

static void saw_resolution(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    (void)value;
    cause(drill, a, DRILL_ENDED, 0, at_ms);
}

static void saw_outcome(struct drill *drill, struct account *a, const void *value, int64_t at_ms)
{
    if (((const struct baton_handoff_outcome *)value)->final)
        effect(drill, a, DRILL_LEARNT, 0, at_ms);
}

#define ID(type, member) offsetof(struct baton_##type, member)

/* The records of a drill: the member that, with the sequence, tells one from another; what it
 * means. */
static const struct {
    const struct baton_topic *topic;
    size_t id;
    meaning *means;
} rows[] = {
    { &baton_topic_events, ID(conversation_event, event_id), saw_event },
    { &baton_topic_signals, ID(escalation_signal, signal_id), saw_signal },
    { &baton_topic_packages, ID(context_package, package_id), NULL },
    { &baton_topic_requests, ID(routing_request, request_id), saw_request },
    { &baton_topic_assignments, ID(assignment, assignment_id), saw_assignment },
    { &baton_topic_decisions, ID(routing_decision, decision_id), NULL },
    { &baton_topic_deliveries, ID(delivery, delivery_id), saw_delivery },
    { &baton_topic_resolutions, ID(resolution, resolution_id), saw_resolution },
    { &baton_topic_agents, ID(agent_event, event_id), NULL },
    { &baton_topic_outcomes, ID(handoff_outcome, outcome_id), saw_outcome },
};
enum { ROWS = sizeof rows / sizeof rows[0] };

const struct baton_topic *const drill_topics[ROWS + 1] = {
    &baton_topic_events,
    &baton_topic_signals,
    &baton_topic_packages,
    &baton_topic_requests,
    &baton_topic_assignments,
    &baton_topic_decisions,
    &baton_topic_deliveries,
    &baton_topic_resolutions,
    &baton_topic_agents,
    &baton_topic_outcomes,
    NULL,
};

static size_t row_of(const struct baton_topic *topic)
{
    size_t i = 0;

    while (i < ROWS && rows[i].topic != topic)
        i++;
    return i;
}

static uint64_t identity_of(size_t row, const void *value)
{
    const struct baton_envelope *env = value;
    const struct baton_text *id = (const void *)((const char *)value + rows[row].id);
    uint64_t hash = baton_fnv1a(row, id->data, id->size);

    return baton_fnv1a(hash, &env->sequence, sizeof env->sequence);
}

static bool is_new(struct drill *drill, struct account *a, uint64_t identity)
{
    for (size_t i = 0; i < a->identities_count; i++)
        if (a->identities[i] == identity)
            return false;
    *BATON_APPEND(&drill->arena, a->identities, a->identities_count) = identity;
    return true;
}

void drill_wrote(struct drill *drill, const struct baton_topic *topic, const void *value,
                 int64_t now_ms)
{
    size_t row = row_of(topic);
    const struct baton_envelope *env = value;
    struct account *a = row < ROWS ? account_of(drill, env->conversation_id) : NULL;

    if (a == NULL)
        return;
    a->begun = true;
    cause(drill, a, DRILL_WRITTEN, identity_of(row, value), now_ms);
}

void drill_saw(struct drill *drill, const struct baton_record *in, int64_t now_ms)
{
    size_t row = row_of(in->topic);
    const struct baton_envelope *env = in->value;
    struct account *a = row < ROWS && env != NULL ? account_of(drill, env->conversation_id) : NULL;

    if (a == NULL)
        return;
    drill->records++;
    uint64_t identity = identity_of(row, in->value);
    if (!is_new(drill, a, identity)) {
        drill->records_doubled++;
        return;
    }
    for (size_t i = 0; i < a->promises_count; i++)
        if (a->promises[i].step == DRILL_WRITTEN && a->promises[i].what == identity)
            a->promises[i].out_ms = now_ms;
    if (rows[row].means != NULL)
        rows[row].means(drill, a, in->value, now_ms);
}

void drill_cut(struct drill *drill)
{
    for (size_t i = 0; i < drill->count; i++)
        drill->accounts[i].cut = drill->accounts[i].begun && !drill->accounts[i].ended;
}

/* --- the end --------------------------------------------------------------------------------- */

static bool is_outstanding(const struct promise *p)
{
    return p->in_ms != NEVER && p->out_ms == NEVER;
}

bool drill_complete(const struct drill *drill)
{
    for (size_t i = 0; i < drill->count; i++) {
        const struct account *a = &drill->accounts[i];

        if (!a->begun || !a->ended)
            return false;
        for (size_t k = 0; k < a->promises_count; k++)
            if (is_outstanding(&a->promises[k]))
                return false;
    }
    return true;
}

static int64_t took_ms(const struct promise *p)
{
    return p->out_ms > p->in_ms ? p->out_ms - p->in_ms : 0;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Room for each promise of the drill; caller frees. */
static int64_t *times_new(const struct drill *drill)
{
    size_t room = 1;

    for (size_t i = 0; i < drill->count; i++)
        room += drill->accounts[i].promises_count;
    int64_t *times = calloc(room, sizeof *times);
    if (times == NULL)
        abort();
    return times;
}

static void row_add(const struct drill *drill, struct drill_row *row, const struct promise *p,
                    size_t number, int64_t *times, size_t *times_count)
{
    row->in++;
    row->lost += p->out_ms == NEVER && !drill->accounts[number].cut;
    if (p->out_ms == NEVER)
        return;
    row->out++;
    row->late += took_ms(p) > drill->late_ms;
    times[(*times_count)++] = took_ms(p);
    if (took_ms(p) > row->slowest_ms) {
        row->slowest_ms = took_ms(p);
        row->slowest_number = (int64_t)number;
    }
}

static struct drill_row row_sum(const struct drill *drill, enum drill_step step, int64_t *times)
{
    struct drill_row row = { .median_ms = NEVER, .slowest_ms = NEVER };
    size_t times_count = 0;

    for (size_t i = 0; i < drill->count; i++) {
        const struct account *a = &drill->accounts[i];

        row.doubled += a->doubled[step];
        for (size_t k = 0; k < a->promises_count; k++)
            if (a->promises[k].step == step && a->promises[k].in_ms != NEVER)
                row_add(drill, &row, &a->promises[k], i, times, &times_count);
    }
    qsort(times, times_count, sizeof *times, by_number);
    if (times_count > 0)
        row.median_ms = times[times_count / 2];
    return row;
}

/* What was under way at the beginning of a restart, or came into the log until its command ended,
 * could be delayed by it. */
static void restart_sum(const struct drill *drill, struct drill_restart *restart)
{
    int64_t last_ms = NEVER;
    bool whole = true;

    for (size_t i = 0; i < drill->count; i++)
        for (size_t k = 0; k < drill->accounts[i].promises_count; k++) {
            const struct promise *p = &drill->accounts[i].promises[k];
            bool delayed = p->in_ms != NEVER && p->in_ms <= restart->ended_ms
                           && (p->out_ms == NEVER || p->out_ms > restart->began_ms);

            if (!delayed || drill->accounts[i].cut)
                continue;
            whole = whole && p->out_ms != NEVER;
            last_ms = p->out_ms > last_ms ? p->out_ms : last_ms;
        }
    restart->recovered_ms = whole && last_ms != NEVER ? last_ms - restart->began_ms : NEVER;
}

void drill_sum(const struct drill *drill, struct drill_restart *restarts, size_t restarts_count,
               struct drill_report *ret)
{
    int64_t *times = times_new(drill);
    struct drill_report report = { .records = drill->records,
                                   .records_doubled = drill->records_doubled,
                                   .doubled = drill->records_doubled,
                                   .slowest_ms = NEVER,
                                   .recovery_ms = NEVER };

    for (int step = 0; step < DRILL_STEPS; step++) {
        const struct drill_row *row = &report.steps[step];

        report.steps[step] = row_sum(drill, (enum drill_step)step, times);
        report.lost += row->lost;
        report.doubled += row->doubled;
        report.late += row->late;
        if (row->slowest_ms > report.slowest_ms) {
            report.slowest_ms = row->slowest_ms;
            report.slowest_step = (enum drill_step)step;
            report.slowest_number = row->slowest_number;
        }
    }
    for (size_t i = 0; i < drill->count; i++) {
        report.begun += drill->accounts[i].begun;
        report.ended += drill->accounts[i].ended;
        report.cut += drill->accounts[i].cut;
    }
    for (size_t i = 0; i < restarts_count; i++) {
        restart_sum(drill, &restarts[i]);
        if (restarts[i].recovered_ms > report.recovery_ms)
            report.recovery_ms = restarts[i].recovered_ms;
    }
    if (restarts_count == 0)
        report.recovery_ms = report.slowest_ms;
    *ret = report;
    free(times);
}
