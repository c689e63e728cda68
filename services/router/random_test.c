/* Random days at the desk, seeded: whatever comes in whatever order, the promises hold.
 *
 * The model sees what an outsider sees: what it fed, and the assignments. Conversations ask for
 * nothing in particular, so every agent who is there and has room fits every one of them. */
#include "router_fixture.h"

enum { AGENTS = 5, CONVERSATIONS = 24, STEPS = 10000, KEPT = 64 };

struct model_agent {
    char id[8];
    enum baton_presence presence;
    int capacity;
};

struct model_case {
    char id[8];
    int64_t epoch, sequence;
    int carrier;      /* index of the agent who is asked, holds or writes up; -1 */
    unsigned refused; /* agents who said no, did not answer or passed it on, in this stretch */
    enum baton_holder_kind kind;
    struct baton_text holder;
    char stretch[32];
};

struct model {
    struct desk desk;
    struct model_agent agents[AGENTS];
    struct model_case cases[CONVERSATIONS];
    uint64_t random;
    int64_t now;
    const struct baton_routing_request *requests[KEPT];
    const struct baton_agent_event *events[KEPT];
    uint64_t digest;
    int offers, accepted, over, returned; /* so that a run that does nothing is seen */
};

static unsigned pick(struct model *m, unsigned below)
{
    m->random = m->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(m->random >> 33) % below;
}

static int agent_index(const struct model *m, struct baton_text id)
{
    for (int i = 0; i < AGENTS; i++) {
        if (baton_text_is(id, m->agents[i].id))
            return i;
    }
    return -1;
}

static struct model_case *case_named(struct model *m, struct baton_text id)
{
    for (int i = 0; i < CONVERSATIONS; i++) {
        if (baton_text_is(id, m->cases[i].id))
            return &m->cases[i];
    }
    fail_msg("an assignment of nobody");
    return NULL;
}

static int carried(const struct model *m, int agent)
{
    int count = 0;

    for (int i = 0; i < CONVERSATIONS; i++)
        count += m->cases[i].carrier == agent;
    return count;
}

/* --- the promises ------------------------------------------------------------------------------
 */

/* A stretch begins with an epoch of its own, also where the one before it was closed in the queue.
 */
static void one_holder_and_epochs_that_grow_with_him(struct model_case *c,
                                                     const struct baton_assignment *a)
{
    bool changed = a->holder.kind != c->kind || !baton_text_equal(a->holder.id, c->holder)
                   || !baton_text_is(a->assignment_id, c->stretch);

    assert_int_equal(a->env.sequence, c->sequence + 1);
    assert_int_equal(a->env.epoch, c->epoch + changed);
    assert_int_equal(a->holder.kind == BATON_HOLDER_KIND_AGENT, a->holder.id.size > 0);
    c->sequence = a->env.sequence;
    c->epoch = a->env.epoch;
    c->kind = a->holder.kind;
    c->holder = a->holder.id;
}

static void nobody_is_overtaken(struct model *m, const struct baton_assignment *offered, int agent)
{
    for (size_t i = 0; i < m->desk.cases; i++) {
        const struct baton_assignment *other = m->desk.last[i];
        bool before =
            other->priority > offered->priority
            || (other->priority == offered->priority && other->queued_at < offered->queued_at);

        if (other->status == BATON_ASSIGNMENT_STATUS_QUEUED && before)
            assert_true(case_named(m, other->env.conversation_id)->refused & 1u << agent);
    }
}

static void watch(void *context, const struct baton_assignment *a)
{
    struct model *m = context;
    struct model_case *c = case_named(m, a->env.conversation_id);
    const struct baton_reservation *r =
        a->reservations_count > 0 ? &a->reservations[a->reservations_count - 1] : NULL;

    one_holder_and_epochs_that_grow_with_him(c, a);
    if (!baton_text_is(a->assignment_id, c->stretch)) {
        snprintf(c->stretch, sizeof c->stretch, "%.*s", BATON_TEXT_ARG(a->assignment_id));
        c->refused = 0;
    }
    if (a->change == BATON_ASSIGNMENT_CHANGE_DECLINED
        || a->change == BATON_ASSIGNMENT_CHANGE_TIMED_OUT)
        c->refused |= 1u << agent_index(m, r->agent_id);
    if (c->carrier >= 0
        && (a->change == BATON_ASSIGNMENT_CHANGE_REQUEUED
            || a->change == BATON_ASSIGNMENT_CHANGE_TRANSFERRED
            || a->change == BATON_ASSIGNMENT_CHANGE_DEPARTED))
        c->refused |= 1u << c->carrier;
    if (a->status == BATON_ASSIGNMENT_STATUS_OFFERED)
        c->carrier = agent_index(m, r->agent_id);
    else if (a->status == BATON_ASSIGNMENT_STATUS_ACTIVE)
        c->carrier = agent_index(m, a->holder.id);
    else if (a->status != BATON_ASSIGNMENT_STATUS_WRAPPING)
        c->carrier = -1;
    if (a->change == BATON_ASSIGNMENT_CHANGE_OFFERED) {
        assert_true(carried(m, c->carrier) <= m->agents[c->carrier].capacity);
        assert_int_equal(m->agents[c->carrier].presence, BATON_PRESENCE_ONLINE);
        nobody_is_overtaken(m, a, c->carrier);
        m->offers++;
    }
    m->accepted += a->change == BATON_ASSIGNMENT_CHANGE_ACCEPTED;
    m->returned += a->change == BATON_ASSIGNMENT_CHANGE_RETURNED;
    m->over += c->carrier >= 0 && carried(m, c->carrier) > m->agents[c->carrier].capacity;
    m->digest = m->digest * 31 + (uint64_t)(a->change + 100 * a->env.epoch + 7 * c->carrier);
}

static void whoever_waits_is_served_where_there_is_room(struct model *m)
{
    for (size_t i = 0; i < m->desk.cases; i++) {
        const struct baton_assignment *a = m->desk.last[i];

        if (a->status != BATON_ASSIGNMENT_STATUS_QUEUED)
            continue;
        for (int agent = 0; agent < AGENTS; agent++) {
            bool free_now = m->agents[agent].presence == BATON_PRESENCE_ONLINE
                            && carried(m, agent) < m->agents[agent].capacity;
            unsigned refused = case_named(m, a->env.conversation_id)->refused;

            if (free_now && (refused & 1u << agent) == 0)
                fail_msg("%.*s waits while %s is free", BATON_TEXT_ARG(a->env.conversation_id),
                         m->agents[agent].id);
        }
    }
}

/* --- what happens ------------------------------------------------------------------------------
 */

static void send(struct model *m, const struct baton_routing_request *request)
{
    m->requests[pick(m, KEPT)] = request;
    desk_send(&m->desk, request, m->now);
}

static void tell(struct model *m, const struct baton_agent_event *event)
{
    m->events[pick(m, KEPT)] = event;
    desk_tell(&m->desk, event, m->now);
}

static void some_request(struct model *m)
{
    static const enum baton_routing_kind kinds[] = {
        BATON_ROUTING_KIND_REQUEST,  BATON_ROUTING_KIND_REQUEST,   BATON_ROUTING_KIND_REQUEST,
        BATON_ROUTING_KIND_REQUEST,  BATON_ROUTING_KIND_UPDATE,    BATON_ROUTING_KIND_PREPARE,
        BATON_ROUTING_KIND_WITHDRAW, BATON_ROUTING_KIND_DEPARTURE, BATON_ROUTING_KIND_RESOLVED,
        BATON_ROUTING_KIND_RESOLVED, BATON_ROUTING_KIND_CLOSED,    BATON_ROUTING_KIND_TAKEOVER,
    };
    const struct model_case *c = &m->cases[pick(m, CONVERSATIONS)];
    int64_t epoch = c->epoch - (pick(m, 6) == 0);
    struct baton_routing_request *request =
        desk_request(&m->desk, c->id, kinds[pick(m, sizeof kinds / sizeof kinds[0])], epoch);

    request->urgency = (enum baton_urgency)pick(m, 5);
    request->next = (enum baton_resolution_next)pick(m, 6);
    if (request->kind == BATON_ROUTING_KIND_TAKEOVER)
        request->agent.id = baton_text_of(m->agents[pick(m, AGENTS)].id);
    if (request->kind == BATON_ROUTING_KIND_TAKEOVER)
        request->message_event_id = desk_id(&m->desk, "m");
    send(m, request);
}

static void some_presence(struct model *m)
{
    struct model_agent *agent = &m->agents[pick(m, AGENTS)];
    struct baton_agent_event *event =
        desk_event(&m->desk, agent->id, BATON_AGENT_EVENT_TYPE_PRESENCE, NULL);

    event->presence =
        pick(m, 3) > 0 ? BATON_PRESENCE_ONLINE : (enum baton_presence)(1 + pick(m, 4));
    event->capacity = 1 + pick(m, 3);
    agent->presence = event->presence;
    agent->capacity = (int)event->capacity;
    desk_tell(&m->desk, event, m->now); /* not repeated: an old word on presence counts only once */
    if (event->presence == BATON_PRESENCE_OFFLINE)
        assert_int_equal(carried(m, agent_index(m, event->agent.id)), 0);
}

/* Mostly one that an agent is asked about, holds or writes up. */
static const struct model_case *some_case(struct model *m)
{
    const struct model_case *c = &m->cases[pick(m, CONVERSATIONS)];

    for (int i = 0; i < CONVERSATIONS && c->carrier < 0; i++)
        c = &m->cases[pick(m, CONVERSATIONS)];
    return c;
}

/* An answer to what was offered, by whom it was offered to; sometimes by another, or too old. */
static void some_answer(struct model *m)
{
    static const enum baton_agent_event_type types[] = {
        BATON_AGENT_EVENT_TYPE_ACCEPT,  BATON_AGENT_EVENT_TYPE_ACCEPT,
        BATON_AGENT_EVENT_TYPE_ACCEPT,  BATON_AGENT_EVENT_TYPE_DECLINE,
        BATON_AGENT_EVENT_TYPE_RELEASE, BATON_AGENT_EVENT_TYPE_TRANSFER,
        BATON_AGENT_EVENT_TYPE_WRAPPED, BATON_AGENT_EVENT_TYPE_TAKEOVER,
        BATON_AGENT_EVENT_TYPE_INVITE,
    };
    const struct model_case *c = some_case(m);
    int agent = c->carrier >= 0 && pick(m, 8) > 0 ? c->carrier : (int)pick(m, AGENTS);
    struct baton_agent_event *event = desk_event(
        &m->desk, m->agents[agent].id, types[pick(m, sizeof types / sizeof types[0])], c->id);
    const struct baton_assignment *a = desk_case(&m->desk, c->id);

    event->target.kind = (enum baton_target_kind)pick(m, 6);
    if (event->target.kind == BATON_TARGET_KIND_AGENT)
        event->target.id = baton_text_of(m->agents[pick(m, AGENTS)].id);
    if (event->target.kind == BATON_TARGET_KIND_POOL)
        event->target.kind = BATON_TARGET_KIND_QUEUE;
    if (a != NULL && a->reservations_count > 0 && pick(m, 4) == 0) {
        event->reservation_id = a->reservations[pick(m, (unsigned)a->reservations_count)].id;
        event->reservation_version = (int64_t)pick(m, 3) - 1;
    }
    tell(m, event);
}

static void something_again(struct model *m)
{
    const struct baton_routing_request *request = m->requests[pick(m, KEPT)];
    const struct baton_agent_event *event = m->events[pick(m, KEPT)];

    if (request != NULL && pick(m, 2) == 0)
        desk_send(&m->desk, request, m->now);
    else if (event != NULL)
        desk_tell(&m->desk, event, m->now);
}

static void step(struct model *m)
{
    static void (*const acts[])(struct model *) = {
        some_request, some_request, some_request, some_request, some_answer,   some_answer,
        some_answer,  some_answer,  some_answer,  some_answer,  some_presence, something_again,
    };

    m->now += pick(m, 4) == 0 ? pick(m, 20000) : pick(m, 50);
    desk_advance(&m->desk, m->now); /* what is due by now comes before the model's next change */
    acts[pick(m, sizeof acts / sizeof acts[0])](m);
    whoever_waits_is_served_where_there_is_room(m);
    baton_buf_reset(&m->desk.lines);
}

static uint64_t day(uint64_t seed, int steps, bool shown)
{
    struct model *m = calloc(1, sizeof *m);

    assert_non_null(m);
    m->random = seed;
    m->now = 2000;
    for (int i = 0; i < AGENTS; i++)
        snprintf(m->agents[i].id, sizeof m->agents[i].id, "a%d", i);
    for (int i = 0; i < CONVERSATIONS; i++) {
        snprintf(m->cases[i].id, sizeof m->cases[i].id, "c%d", i);
        m->cases[i].carrier = -1;
        m->cases[i].kind = BATON_HOLDER_KIND_BOT;
        m->cases[i].holder = BATON_TEXT_NONE;
    }
    desk_open(&m->desk);
    m->desk.watch = watch;
    m->desk.context = m;
    desk_policy(&m->desk, "{\"router\":{\"heartbeat_timeout_ms\":86400000,\"away_after_missed\":0,"
                          "\"max_wait_ms\":300000}}");
    for (int i = 0; i < steps; i++)
        step(m);
    assert_int_equal(m->desk.dead_letters, 0);
    if (shown) {
        print_message(
            "%d offers, %d accepted, %d returned, %d records above capacity, none an offer\n",
            m->offers, m->accepted, m->returned, m->over);
        assert_true(m->offers > steps / 50 && m->accepted > steps / 50);
    }
    uint64_t digest = m->digest;
    desk_close(&m->desk);
    free(m);
    return digest;
}

static void the_promises_hold_over_ten_thousand_random_steps(void **state)
{
    (void)state;
    day(20260301, STEPS, true);
}

static void the_promises_hold_on_many_short_days(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++)
        day(seed, 300, false);
}

static void the_same_day_gives_the_same_decisions(void **state)
{
    (void)state;
    assert_int_equal(day(7, 1000, false), day(7, 1000, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_promises_hold_over_ten_thousand_random_steps),
        cmocka_unit_test(the_promises_hold_on_many_short_days),
        cmocka_unit_test(the_same_day_gives_the_same_decisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
