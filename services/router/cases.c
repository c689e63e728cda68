/* Rows of conversations: loading, saving, timers, the beginning and the end of a human stretch. */
#include "cases.h"

#include <math.h>
#include <stddef.h>

#include "key.h"

enum { REFUSED_MAX = 20, HOUR_MS = 3600 * 1000 };

static const struct {
    const char *name;
    size_t slot;
} timers[ROUTER_TIMER_COUNT] = {
    [ROUTER_TIMER_WAIT] = { "wait", offsetof(struct baton_router_case, wait_ms) },
    [ROUTER_TIMER_OFFER] = { "offer", offsetof(struct baton_router_case, offer_ms) },
    [ROUTER_TIMER_RELAX] = { "relax", offsetof(struct baton_router_case, relax_ms) },
    [ROUTER_TIMER_RETRY] = { "retry", offsetof(struct baton_router_case, retry_ms) },
    [ROUTER_TIMER_UPDATE] = { "update", offsetof(struct baton_router_case, update_ms) },
    [ROUTER_TIMER_WRAP] = { "wrap", offsetof(struct baton_router_case, wrap_ms) },
    [ROUTER_TIMER_FORGET] = { "forget", offsetof(struct baton_router_case, forget_ms) },
};

/* Points of priority; R4. Tiers add theirs by the policy. */
static const double urgency_points[] = {
    [BATON_URGENCY_UNKNOWN] = 100, [BATON_URGENCY_LOW] = 0,        [BATON_URGENCY_NORMAL] = 100,
    [BATON_URGENCY_HIGH] = 200,    [BATON_URGENCY_CRITICAL] = 400,
};
static const double complexity_points[] = {
    [BATON_COMPLEXITY_UNKNOWN] = 0,
    [BATON_COMPLEXITY_SIMPLE] = 0,
    [BATON_COMPLEXITY_MODERATE] = 0,
    [BATON_COMPLEXITY_COMPLEX] = 10,
};
#define DEADLINE_POINTS 50 /* due within the hour */

struct router_case *router_case_find(struct router_turn *t, struct baton_text conversation_id)
{
    for (size_t i = 0; i < t->cases_count; i++) {
        if (baton_text_equal(t->cases[i]->id, conversation_id))
            return t->cases[i];
    }
    struct baton_text key = baton_key_extend(t->arena, t->pool_key, conversation_id);
    struct baton_router_case *row = router_load(t, &router_cases_table, key);
    if (row == NULL)
        return NULL;
    struct router_case *c = BATON_NEW(t->arena, struct router_case);
    *c = (struct router_case){ .key = key, .id = conversation_id, .row = row };
    c->state = router_load(t, &router_states_table, key);
    *BATON_APPEND(t->arena, t->cases, t->cases_count) = c;
    return c;
}

struct router_case *router_case_get(struct router_turn *t, struct baton_text conversation_id)
{
    struct router_case *c = router_case_find(t, conversation_id);

    if (c == NULL) {
        c = BATON_NEW(t->arena, struct router_case);
        c->key = baton_key_extend(t->arena, t->pool_key, conversation_id);
        c->id = conversation_id;
        c->row = BATON_RECORD(t->arena, router_case);
        *BATON_APPEND(t->arena, t->cases, t->cases_count) = c;
    }
    c->changed = true;
    return c;
}

void router_case_save(struct router_turn *t, struct router_case *c)
{
    baton_state_save(t->out, &router_cases_table, c->key, c->row);
    if (c->state != NULL)
        baton_state_save(t->out, &router_states_table, c->key, c->state);
    else
        baton_state_drop(t->out, &router_states_table, c->key);
}

const struct baton_rules *router_case_rules(struct router_turn *t, const struct router_case *c)
{
    return baton_rulebook_at(t->router->book, t->tenant, c->row->policy_version);
}

static int64_t *slot_of(struct router_case *c, enum router_timer which)
{
    return (int64_t *)(void *)((char *)c->row + timers[which].slot);
}

void router_case_timer(struct router_turn *t, struct router_case *c, enum router_timer which,
                       int64_t deadline_ms)
{
    baton_timer_set(t->out, c->key, timers[which].name, slot_of(c, which), deadline_ms);
    c->changed = true;
}

enum router_timer router_timer_named(struct baton_text name)
{
    enum router_timer which = 0;

    while (which < ROUTER_TIMER_COUNT && !baton_text_is(name, timers[which].name))
        which++;
    return which;
}

void router_case_fired(struct router_case *c, enum router_timer which)
{
    *slot_of(c, which) = 0;
    c->changed = true;
}

static void add_text(struct router_turn *t, struct baton_text **list, size_t *count,
                     struct baton_text text)
{
    struct baton_text *more;

    if (text.size == 0 || baton_rules_listed(*list, *count, text))
        return;
    more = BATON_NEW_ARRAY(t->arena, struct baton_text, *count + 1);
    for (size_t i = 0; i < *count; i++)
        more[i] = (*list)[i];
    more[(*count)++] = text;
    *list = more;
}

/* R1: what the tenant's rules ask for, where they lead to this pool. */
static void apply_route(struct router_turn *t, struct router_case *c)
{
    const struct baton_rules *rules = router_case_rules(t, c);
    struct baton_text trigger =
        baton_text_of(baton_enum_name(&baton_trigger_symbols, (int)c->state->trigger));
    const struct baton_route_rule *route =
        baton_rules_route(rules, c->state->category, c->row->tier, trigger);

    if (!baton_text_equal(baton_rules_pool(rules, route), t->pool))
        return;
    const struct baton_team *team = baton_rules_team(rules, route->team);
    struct baton_assignment *s = c->state;
    c->row->rule = route->name;
    if (s->team.size == 0)
        s->team = route->team;
    for (size_t i = 0; i < route->skills_count; i++)
        add_text(t, &s->skills, &s->skills_count, route->skills[i]);
    for (size_t i = 0; team != NULL && i < team->skills_count; i++)
        add_text(t, &s->skills, &s->skills_count, team->skills[i]);
    for (size_t i = 0; i < route->authority_count; i++)
        add_text(t, &s->authority_needed, &s->authority_needed_count, route->authority[i]);
}

static void learn_customer(struct router_case *c, const struct baton_routing_customer *customer)
{
    struct baton_customer_ref *ref = &c->state->customer;

    if (customer->id.size == 0 && customer->name.size == 0)
        return;
    ref->id = customer->id;
    ref->name = customer->name;
    ref->tier = customer->tier;
    ref->external_ids = customer->external_ids;
    ref->external_ids_count = customer->external_ids_count;
    c->row->tier = customer->tier;
    c->row->preferred_agent_id = customer->preferred_agent_id;
    c->row->last_agent_id = customer->last_agent_id;
}

static void learn_issue(struct router_case *c, const struct baton_routing_request *request)
{
    struct baton_assignment *s = c->state;

    if (request->category.size > 0)
        s->category = request->category;
    if (request->complexity != BATON_COMPLEXITY_UNKNOWN)
        s->complexity = request->complexity;
    if (request->urgency != BATON_URGENCY_UNKNOWN)
        s->urgency = request->urgency;
    if (request->trigger != BATON_TRIGGER_UNKNOWN)
        s->trigger = request->trigger;
    if (request->reason.size > 0)
        s->reason = request->reason;
    if (request->language.size > 0)
        s->language = request->language;
    if (request->channel.kind.size > 0 || request->channel.address.size > 0)
        s->channel = request->channel;
    if (request->deadline != BATON_NULL_LONG)
        c->row->deadline = s->due.resolve_at = request->deadline;
}

static void learn_demands(struct router_case *c, const struct baton_routing_request *request)
{
    struct baton_assignment *s = c->state;

    if (request->team.size > 0)
        s->team = request->team;
    if (request->skills_count > 0) {
        s->skills = request->skills;
        s->skills_count = request->skills_count;
    }
    if (request->authority_needed_count > 0) {
        s->authority_needed = request->authority_needed;
        s->authority_needed_count = request->authority_needed_count;
    }
}

void router_case_learn(struct router_turn *t, struct router_case *c,
                       const struct baton_routing_request *request)
{
    const struct baton_rules *rules = router_case_rules(t, c);

    learn_customer(c, &request->customer);
    learn_issue(c, request);
    learn_demands(c, request);
    apply_route(t, c);
    bool packaged = request->package.package_id.size > 0 || request->package.version > 0;
    if (packaged)
        c->state->package = request->package;
    if (packaged || request->card.headline.size > 0 || request->card.core_issue.size > 0)
        c->state->card = request->card; /* that of the package, or of a sender who has none */
    c->row->units = baton_rules_ratio(rules->channel_units, rules->channel_units_count,
                                      c->state->channel.kind, 1);
    c->state->priority = router_case_priority(t, rules, c);
    c->changed = true;
}

void router_case_erase(struct router_case *c)
{
    const struct baton_assignment *empty = baton_assignment_type.defaults;
    struct baton_assignment *s = c->state;

    s->card = empty->card;
    s->customer = empty->customer;
    s->reason = s->channel.address = BATON_TEXT_NONE;
    c->row->preferred_agent_id = c->row->last_agent_id = BATON_TEXT_NONE;
    c->changed = true;
}

double router_case_priority(const struct router_turn *t, const struct baton_rules *rules,
                            const struct router_case *c)
{
    double priority = urgency_points[c->state->urgency] + complexity_points[c->state->complexity];

    priority +=
        baton_rules_ratio(rules->tier_priority, rules->tier_priority_count, c->row->tier, 0);
    if (c->row->deadline != BATON_NULL_LONG && c->row->deadline - t->now_ms < HOUR_MS)
        priority += DEADLINE_POINTS;
    return priority + c->row->boost;
}

/* Another pool, or nobody here, moved the conversation on: its numbers are behind us. The sequence
 * makes room for 65 536 records of whoever held each epoch before, so that it grows over pools. */
static void catch_up(struct router_case *c, int64_t epoch)
{
    if (epoch <= c->row->epoch)
        return;
    c->row->epoch = epoch;
    if (c->row->sequence < epoch * 65536)
        c->row->sequence = epoch * 65536;
}

/* A sender that names no version (an agent who takes over, a foreign producer): what is in force.
 */
static struct baton_text version_of(const struct router_turn *t,
                                    const struct baton_routing_request *request)
{
    return request->env.seen.policy_version.size > 0 ? request->env.seen.policy_version
                                                     : t->rules->version;
}

/* A foreign sender may say anything. */
static int64_t since_of(const struct router_turn *t, const struct baton_routing_request *request)
{
    int64_t since = request->waiting_since;

    return since > 0 && since <= t->now_ms ? since : 0;
}

void router_case_waited(struct router_turn *t, const struct router_case *c, const char *until)
{
    if (c->row->waiting_since > 0 && !c->row->synthetic)
        baton_observe(t->out, &router_end_to_end, until,
                      (double)(t->now_ms - c->row->waiting_since) / 1000);
}

static void clear_row(struct router_turn *t, struct router_case *c,
                      const struct baton_routing_request *request)
{
    c->row->reservations = 0;
    c->row->agent_id = c->row->target_agent_id = c->row->rule = BATON_TEXT_NONE;
    c->row->policy_version = version_of(t, request);
    c->row->overflow_from = request->overflow_from;
    c->row->deadline = BATON_NULL_LONG;
    c->row->boost = 0;
    c->row->refused_count = 0;
    c->row->synthetic = request->env.synthetic;
    c->row->waiting_since = since_of(t, request);
    c->row->closed = c->row->moved = false;
    c->row->moved_to = BATON_TEXT_NONE;
    router_case_timer(t, c, ROUTER_TIMER_FORGET, 0);
}

static void state_begin(struct router_turn *t, struct router_case *c)
{
    c->state = BATON_RECORD(t->arena, assignment);
    c->state->env.tenant = t->tenant;
    c->state->env.conversation_id = c->id;
    c->state->assignment_id = c->row->assignment_id;
    c->state->pool = t->pool;
}

void router_case_outline(struct router_turn *t, struct router_case *c,
                         const struct baton_routing_request *request)
{
    catch_up(c, request->env.epoch);
    if (c->row->policy_version.size == 0) { /* made by this request */
        c->row->policy_version = version_of(t, request);
        c->row->synthetic = request->env.synthetic;
        c->row->phase = BATON_CASE_PHASE_ENDED;
    }
    state_begin(t, c);
    c->state->holder.kind = BATON_HOLDER_KIND_BOT;
    if (c->row->assignment_id.size > 0)
        c->state->status = BATON_ASSIGNMENT_STATUS_COMPLETED;
    c->state->root_conversation_id = c->id;
    c->changed = true;
}

void router_case_begin(struct router_turn *t, struct router_case *c,
                       const struct baton_routing_request *request)
{
    struct baton_holder before = { .kind = BATON_HOLDER_KIND_BOT,
                                   .id = BATON_TEXT_NONE,
                                   .name = BATON_TEXT_NONE };

    if (c->state != NULL && request->env.epoch <= c->row->epoch)
        before = c->state->holder;
    else if (request->overflow_from.size > 0)
        before.kind = BATON_HOLDER_KIND_QUEUE;
    catch_up(c, request->env.epoch);
    clear_row(t, c, request);
    /* Each stretch begins with an epoch of its own: the id is unique also over pools. */
    c->row->assignment_id = baton_text_format(t->arena, "%.*s-a%lld", BATON_TEXT_ARG(c->id),
                                              (long long)(c->row->epoch + 1));
    state_begin(t, c);
    c->state->holder = before;
    c->state->request_id = request->request_id;
    c->state->signal_id = request->signal_id;
    c->state->root_conversation_id =
        request->root_conversation_id.size > 0 ? request->root_conversation_id : c->id;
    c->state->previous_conversation_id = request->previous_conversation_id;
    router_case_learn(t, c, request);
}

void router_case_refuse(struct router_turn *t, struct router_case *c, struct baton_text agent_id,
                        int64_t until_ms)
{
    struct baton_router_refusal *more =
        BATON_NEW_ARRAY(t->arena, struct baton_router_refusal, c->row->refused_count + 1);
    size_t count = 0;

    for (size_t i = 0; i < c->row->refused_count; i++) {
        const struct baton_router_refusal *old = &c->row->refused[i];
        bool room = c->row->refused_count - i < REFUSED_MAX;

        if (room && old->until_ms > t->now_ms && !baton_text_equal(old->agent_id, agent_id))
            more[count++] = *old;
    }
    more[count++] = (struct baton_router_refusal){ agent_id, until_ms };
    c->row->refused = more;
    c->row->refused_count = count;
    c->changed = true;
}

bool router_case_refused(const struct router_case *c, struct baton_text agent_id, int64_t now_ms)
{
    for (size_t i = 0; i < c->row->refused_count; i++) {
        if (c->row->refused[i].until_ms > now_ms
            && baton_text_equal(c->row->refused[i].agent_id, agent_id))
            return true;
    }
    return false;
}

int64_t router_case_retry_at(const struct router_case *c, int64_t now_ms)
{
    int64_t first = 0;

    for (size_t i = 0; i < c->row->refused_count; i++) {
        int64_t until = c->row->refused[i].until_ms;

        if (until > now_ms && until != INT64_MAX && (first == 0 || until < first))
            first = until;
    }
    return first;
}

void router_case_close(struct router_turn *t, struct router_case *c, int64_t retention_ms)
{
    c->row->closed = true;
    c->row->refused_count = 0;
    c->row->target_agent_id = c->row->preferred_agent_id = c->row->last_agent_id = BATON_TEXT_NONE;
    c->row->rule = c->row->tier = c->row->overflow_from = BATON_TEXT_NONE;
    c->state = NULL;
    router_case_timer(t, c, ROUTER_TIMER_FORGET, t->now_ms + retention_ms);
}

void router_case_forget(struct router_turn *t, struct router_case *c)
{
    if (c->row->closed && !c->row->moved)
        baton_emit_tombstone(t->out, &baton_topic_assignments,
                             baton_key_make(t->arena, t->tenant, c->id));
    baton_state_drop(t->out, &router_cases_table, c->key);
    baton_state_drop(t->out, &router_states_table, c->key);
    c->changed = false;
}
