/* How busy the pool is: a record when something changed, at most one in the interval. */
#include <math.h>
#include <stdlib.h>

#include "handlers.h"
#include "hash.h"
#include "queue.h"

static struct baton_skill_load *skill_load(struct router_turn *t, struct baton_load *load,
                                           struct baton_text skill)
{
    for (size_t i = 0; i < load->skills_count; i++) {
        if (baton_text_equal(load->skills[i].skill, skill))
            return &load->skills[i];
    }
    struct baton_skill_load *added = BATON_APPEND(t->arena, load->skills, load->skills_count);
    *added = *(const struct baton_skill_load *)baton_skill_load_type.defaults;
    added->skill = skill;
    return added;
}

static void count_agent(struct router_turn *t, struct baton_load *load,
                        const struct router_agent *a)
{
    bool available = router_agent_available(a, t->now_ms) && router_agent_free(a) > 0;

    for (size_t i = 0; i < a->row->slots_count; i++) {
        load->reserved += a->row->slots[i].state == BATON_SLOT_STATE_OFFERED;
        load->active += a->row->slots[i].state == BATON_SLOT_STATE_ACTIVE;
    }
    if (!router_agent_on_shift(a))
        return;
    load->on_shift++;
    load->available += available;
    load->capacity += a->row->capacity;
    load->free_capacity += router_agent_free(a);
    for (size_t i = 0; i < a->row->agent.skills_count; i++) {
        struct baton_skill_load *s = skill_load(t, load, a->row->agent.skills[i].name);

        s->on_shift++;
        s->available += available;
        s->free_capacity += router_agent_free(a);
    }
}

/* The places that are counted one by one elsewhere too: a longer queue is long anyway. */
static void count_waiting(struct router_turn *t, struct baton_load *load)
{
    struct baton_text key = BATON_TEXT_NONE, id;

    for (int i = 0; i < ROUTER_POSITION_SCAN && router_queue_next(t, &key, &id); i++) {
        const struct router_case *c = router_case_find(t, id);

        if (c == NULL || c->state == NULL)
            continue;
        if (load->oldest_since == BATON_NULL_LONG || c->state->queued_at < load->oldest_since)
            load->oldest_since = c->state->queued_at;
        for (size_t s = 0; s < c->state->skills_count; s++)
            skill_load(t, load, c->state->skills[s])->queue_length++;
    }
}

static int by_name(const void *left, const void *right)
{
    return baton_text_compare(((const struct baton_skill_load *)left)->skill,
                              ((const struct baton_skill_load *)right)->skill);
}

static void fill_waits(struct router_turn *t, struct baton_load *load)
{
    double mean = router_pool_mean_handle_ms(t);

    load->queue_length = t->pool_row->waiting;
    if (t->pool_row->handled > 0)
        load->mean_handle_ms = mean;
    int64_t wait = load->available > 0 && load->queue_length == 0
                       ? 0
                       : router_queue_wait_ms(t, t->rules, load->queue_length + 1);
    load->expected_wait_ms = wait >= 0 ? wait : BATON_NULL_LONG;
    for (size_t i = 0; i < load->skills_count; i++) {
        struct baton_skill_load *s = &load->skills[i];

        wait = s->available > 0 ? 0
                                : router_expected_wait_ms(s->queue_length + 1, (double)s->on_shift,
                                                          mean, t->rules->max_wait_ms);
        s->expected_wait_ms = wait >= 0 ? wait : BATON_NULL_LONG;
    }
    if (load->skills_count > 0)
        qsort(load->skills, load->skills_count, sizeof *load->skills, by_name);
}

static struct baton_load *measure(struct router_turn *t)
{
    struct baton_load *load = BATON_RECORD(t->arena, load);

    router_roster_load(t);
    for (size_t i = 0; i < t->agents_count; i++)
        count_agent(t, load, t->agents[i]);
    count_waiting(t, load);
    fill_waits(t, load);
    load->pool = t->pool;
    return load;
}

/* What is written is what changed: the bytes of the record, before it has a time or a number. */
static int64_t digest(const struct baton_load *load)
{
    struct baton_buf buf;
    uint64_t hash;

    baton_buf_init(&buf, 1024 * 1024);
    baton_codec_encode(&baton_load_type, load, &buf, NULL);
    hash = baton_fnv1a(0, buf.data, buf.size);
    baton_buf_release(&buf);
    return (int64_t)hash;
}

void router_load_due(struct router_turn *t)
{
    struct baton_load *load = measure(t);
    int64_t now_digest = digest(load);

    t->pool_row->load_ms = 0;
    t->pool_row->load_at = t->now_ms;
    if (now_digest == t->pool_row->load_digest)
        return;
    t->pool_row->load_digest = now_digest;
    load->env.tenant = t->tenant;
    load->env.sequence = ++t->pool_row->loads;
    load->env.seen.policy_version = t->rules->version;
    load->load_id = baton_text_format(t->arena, "%.*s-l%lld", BATON_TEXT_ARG(t->pool),
                                      (long long)t->pool_row->loads);
    enum baton_verdict v = baton_emit(t->out, &baton_topic_load, t->pool_key, load);
    if (v != BATON_DONE && t->verdict == BATON_DONE)
        t->verdict = v;
}
