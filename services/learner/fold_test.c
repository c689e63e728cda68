/* The fold of a conversation: the same row whatever order the four topics come in. */
#include "fold.h"

#include "learner_testing.h"
#include "outcome.h"

enum { EVENTS, SIGNALS, ASSIGNMENTS, RESOLUTIONS, TOPICS, RECORDS_MAX = 12 };

struct story {
    struct baton_arena arena;
    const void *records[TOPICS][RECORDS_MAX];
    size_t counts[TOPICS];
};

static void *tell(struct story *s, int topic, const struct baton_record_type *type, int64_t at)
{
    struct baton_envelope *env = baton_record_new(type, &s->arena);

    env->occurred_at = at;
    s->records[topic][s->counts[topic]++] = env;
    return env;
}

static struct baton_conversation_event *event(struct story *s, enum baton_event_type type,
                                              enum baton_speaker speaker, const char *id,
                                              int64_t at)
{
    struct baton_conversation_event *e = tell(s, EVENTS, &baton_conversation_event_type, at);

    e->type = type;
    e->speaker = speaker;
    e->speaker_id = baton_text_of(id);
    e->event_id = baton_text_format(&s->arena, "e%lld", (long long)at);
    return e;
}

static void holder(struct story *s, enum baton_holder_kind kind, const char *id, int64_t epoch,
                   int64_t at)
{
    struct baton_conversation_event *e =
        event(s, BATON_EVENT_TYPE_HOLDER, BATON_SPEAKER_SYSTEM, "", at);

    e->holder.kind = kind;
    e->holder.id = e->holder.name = baton_text_of(id);
    e->holder.epoch = epoch;
}

static void signal(struct story *s, enum baton_signal_kind kind, int64_t sequence, int64_t epoch,
                   int64_t at)
{
    struct baton_escalation_signal *e = tell(s, SIGNALS, &baton_escalation_signal_type, at);

    e->signal_id = baton_text_format(&s->arena, "c1-s%lld", (long long)sequence);
    e->kind = kind;
    e->trigger = BATON_TRIGGER_COMPLAINT;
    e->category = BATON_TEXT("billing");
    e->probability = 0.7;
    e->threshold = 0.62;
    e->env.sequence = sequence;
    e->env.epoch = epoch;
}

static struct baton_assignment *assignment(struct story *s, int64_t sequence, const char *agent,
                                           int64_t accepted_at)
{
    struct baton_assignment *a = tell(s, ASSIGNMENTS, &baton_assignment_type, 1000 + sequence);

    a->assignment_id = BATON_TEXT("c1-a1");
    a->env.sequence = sequence;
    a->pool = BATON_TEXT("main");
    a->holder.kind = agent[0] != '\0' ? BATON_HOLDER_KIND_AGENT : BATON_HOLDER_KIND_QUEUE;
    a->holder.id = a->holder.name = baton_text_of(agent);
    a->accepted_at = accepted_at;
    return a;
}

static void offer(struct story *s, struct baton_assignment *a, const char *agent,
                  enum baton_reservation_state state)
{
    struct baton_reservation *r = BATON_APPEND(&s->arena, a->reservations, a->reservations_count);

    *r = *BATON_RECORD(&s->arena, reservation);
    r->agent_id = baton_text_of(agent);
    r->state = state;
    r->offered_at = 1500;
}

static struct baton_resolution *resolution(struct story *s, int64_t version, double csat)
{
    struct baton_resolution *r = tell(s, RESOLUTIONS, &baton_resolution_type, 5000);

    r->resolution_id = BATON_TEXT("res-1");
    r->version = version;
    r->assignment_id = BATON_TEXT("c1-a1");
    r->outcome = BATON_OUTCOME_RESOLVED;
    r->necessary = BATON_MAYBE_YES;
    r->csat_after = csat;
    return r;
}

static void story_init(struct story *s)
{
    memset(s, 0, sizeof *s);
    baton_arena_init(&s->arena);
    event(s, BATON_EVENT_TYPE_MESSAGE, BATON_SPEAKER_CUSTOMER, "maria", 1000)->customer.id =
        BATON_TEXT("cus-1");
    event(s, BATON_EVENT_TYPE_MESSAGE, BATON_SPEAKER_BOT, "bot", 1100);
    holder(s, BATON_HOLDER_KIND_QUEUE, "", 1, 1400);
    event(s, BATON_EVENT_TYPE_MESSAGE, BATON_SPEAKER_BOT, "bot", 1450); /* two voices */
    holder(s, BATON_HOLDER_KIND_AGENT, "ag-2", 2, 2000);
    event(s, BATON_EVENT_TYPE_MESSAGE, BATON_SPEAKER_AGENT, "ag-2", 2600);
    event(s, BATON_EVENT_TYPE_ENDED, BATON_SPEAKER_SYSTEM, "", 6000)->end_cause =
        BATON_END_CAUSE_RESOLUTION;
    event(s, BATON_EVENT_TYPE_FEEDBACK, BATON_SPEAKER_CUSTOMER, "maria", 9000)
        ->ratings.had_to_repeat = BATON_MAYBE_NO;
    signal(s, BATON_SIGNAL_KIND_PREPARE, 1, 0, 1050);
    signal(s, BATON_SIGNAL_KIND_ESCALATE, 2, 0, 1200);
    assignment(s, 1, "", BATON_NULL_LONG);
    offer(s, assignment(s, 2, "", BATON_NULL_LONG), "ag-1", BATON_RESERVATION_STATE_OFFERED);
    offer(s, assignment(s, 3, "", BATON_NULL_LONG), "ag-1", BATON_RESERVATION_STATE_DECLINED);
    struct baton_assignment *accepted = assignment(s, 4, "ag-2", 2000);
    offer(s, accepted, "ag-1", BATON_RESERVATION_STATE_DECLINED);
    offer(s, accepted, "ag-2", BATON_RESERVATION_STATE_ACCEPTED);
    accepted->completed_at = 5500;
    resolution(s, 1, NAN);
    resolution(s, 2, 5);
}

static void fold_one(struct story *s, struct baton_learner_conversation *c, int topic, size_t i)
{
    const void *record = s->records[topic][i];

    if (topic == EVENTS)
        learner_fold_event(c, record, (int64_t)i, 0, &s->arena);
    if (topic == SIGNALS)
        learner_fold_signal(c, record, 0, &s->arena);
    if (topic == ASSIGNMENTS)
        learner_fold_assignment(c, record, &s->arena);
    if (topic == RESOLUTIONS)
        learner_fold_resolution(c, record, 0, &s->arena);
}

static uint64_t next_random(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

/* A random interleaving; the log of events keeps its order, the others do not. A third of the
 * records comes twice. */
static struct baton_learner_conversation *play(struct story *s, uint64_t random)
{
    struct baton_learner_conversation *c = BATON_RECORD(&s->arena, learner_conversation);
    size_t order[TOPICS][RECORDS_MAX], done[TOPICS] = { 0 };
    size_t left = 0;

    for (int t = 0; t < TOPICS; t++) {
        left += s->counts[t];
        for (size_t i = 0; i < s->counts[t]; i++) {
            size_t j = t == EVENTS || random == 0 ? i : next_random(&random) % (i + 1);
            order[t][i] = order[t][j];
            order[t][j] = i;
        }
    }
    while (left > 0) {
        int t = random == 0 ? 0 : (int)(next_random(&random) % TOPICS);

        while (done[t] == s->counts[t])
            t = (t + 1) % TOPICS;
        fold_one(s, c, t, order[t][done[t]]);
        if (random != 0 && next_random(&random) % 3 == 0)
            fold_one(s, c, t, order[t][next_random(&random) % (done[t] + 1)]);
        done[t]++;
        left--;
    }
    return c;
}

static void outcome_bytes(struct story *s, const struct baton_learner_conversation *c,
                          struct baton_buf *buf)
{
    baton_buf_reset(buf);
    assert_int_equal(baton_codec_encode(&baton_handoff_outcome_type,
                                        learner_outcome_make(c, &s->arena), buf, NULL),
                     BATON_DONE);
}

static void records_in_any_order_and_twice_give_the_same_outcome(void **state)
{
    struct baton_buf wanted, got;
    struct story s;

    (void)state;
    story_init(&s);
    baton_buf_init(&wanted, 1024 * 1024);
    baton_buf_init(&got, 1024 * 1024);
    outcome_bytes(&s, play(&s, 0), &wanted);
    for (uint64_t seed = 1; seed <= 500; seed++) {
        outcome_bytes(&s, play(&s, seed * 7919), &got);
        if (!baton_text_equal(baton_buf_text(&wanted), baton_buf_text(&got)))
            fail_msg("seed %llu differs", (unsigned long long)seed);
    }
    baton_buf_release(&wanted);
    baton_buf_release(&got);
    baton_arena_release(&s.arena);
}

static void the_outcome_says_what_happened(void **state)
{
    struct story s;

    (void)state;
    story_init(&s);
    const struct baton_handoff_outcome *o = learner_outcome_make(play(&s, 0), &s.arena);
    assert_true(o->final && o->escalated && o->handed_over && !o->re_escalated && !o->taken_over);
    assert_true(baton_text_is(o->category, "billing") && baton_text_is(o->agent_id, "ag-2"));
    assert_true(baton_text_is(o->signal_id, "c1-s2") && baton_text_is(o->customer_id, "cus-1"));
    assert_int_equal(o->wait_ms, 800);
    assert_int_equal(o->first_reply_ms, 600);
    assert_int_equal(o->handle_ms, 3500);
    assert_int_equal(o->offers, 2);
    assert_int_equal(o->declines, 1);
    assert_int_equal(o->two_voices, 1);
    assert_int_equal(o->resolution_version, 2);
    assert_true(o->csat_after == 5);
    assert_int_equal(o->had_to_repeat, BATON_MAYBE_NO);
    assert_int_equal(o->routed_right, BATON_MAYBE_YES);
    baton_arena_release(&s.arena);
}

/* Outsiders' times may be any number; those of no calendar are not counted with. */
static void spans_of_times_beyond_the_calendar_are_not_known(void **state)
{
    struct story s;

    (void)state;
    memset(&s, 0, sizeof s);
    baton_arena_init(&s.arena);
    struct baton_resolution *r = resolution(&s, 1, 5);
    r->env.occurred_at = r->first_reply_at = r->solved_at = INT64_MAX;
    r->accepted_at = INT64_MIN + 1;
    const struct baton_handoff_outcome *o = learner_outcome_make(play(&s, 0), &s.arena);
    assert_int_equal(o->first_reply_ms, BATON_NULL_LONG);
    assert_int_equal(o->first_reply_at, BATON_NULL_LONG);
    assert_int_equal(o->solved_at, BATON_NULL_LONG);
    baton_arena_release(&s.arena);
}

static void an_escalation_after_a_return_is_a_re_escalation(void **state)
{
    struct story s;

    (void)state;
    memset(&s, 0, sizeof s);
    baton_arena_init(&s.arena);
    signal(&s, BATON_SIGNAL_KIND_ESCALATE, 1, 0, 1000);
    holder(&s, BATON_HOLDER_KIND_AGENT, "ag-1", 1, 1100);
    holder(&s, BATON_HOLDER_KIND_BOT, "bot", 2, 1200);
    signal(&s, BATON_SIGNAL_KIND_ESCALATE, 2, 2, 1300);
    const struct baton_handoff_outcome *o = learner_outcome_make(play(&s, 5), &s.arena);
    assert_true(o->re_escalated && o->returned && baton_text_is(o->signal_id, "c1-s1"));
    baton_arena_release(&s.arena);
}

static void an_escalation_withdrawn_before_a_person_came_is_withdrawn(void **state)
{
    struct story s;

    (void)state;
    memset(&s, 0, sizeof s);
    baton_arena_init(&s.arena);
    signal(&s, BATON_SIGNAL_KIND_ESCALATE, 1, 0, 1000);
    signal(&s, BATON_SIGNAL_KIND_WITHDRAW, 2, 0, 1100);
    ((struct baton_escalation_signal *)(uintptr_t)s.records[SIGNALS][1])->withdraws =
        BATON_TEXT("c1-s1");
    assert_true(learner_outcome_make(play(&s, 3), &s.arena)->withdrawn);
    baton_arena_release(&s.arena);
}

static void a_phantom_is_an_escalation_too_unless_one_was_before(void **state)
{
    struct story s;

    (void)state;
    memset(&s, 0, sizeof s);
    baton_arena_init(&s.arena);
    signal(&s, BATON_SIGNAL_KIND_PHANTOM, 1, 0, 1000);
    const struct baton_handoff_outcome *o = learner_outcome_make(play(&s, 1), &s.arena);
    assert_true(o->phantom && baton_text_is(o->signal_id, "c1-s1"));
    signal(&s, BATON_SIGNAL_KIND_ESCALATE, 2, 0, 1100);
    o = learner_outcome_make(play(&s, 1), &s.arena);
    assert_true(o->phantom && baton_text_is(o->signal_id, "c1-s1"));
    baton_arena_release(&s.arena);
}

static void a_ninth_stretch_takes_the_place_of_the_first(void **state)
{
    struct story s;

    (void)state;
    memset(&s, 0, sizeof s);
    baton_arena_init(&s.arena);
    for (int64_t i = 1; i <= 9; i++)
        assignment(&s, i, "ag-1", 100 + i)->assignment_id =
            baton_text_format(&s.arena, "c1-a%lld", (long long)i);
    const struct baton_learner_conversation *c = play(&s, 0);
    assert_int_equal(c->stretches_count, LEARNER_STRETCHES);
    assert_true(baton_text_is(c->stretches[0].assignment_id, "c1-a2"));
    assert_true(baton_text_is(learner_outcome_make(c, &s.arena)->assignment_id, "c1-a9"));
    baton_arena_release(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_in_any_order_and_twice_give_the_same_outcome),
        cmocka_unit_test(the_outcome_says_what_happened),
        cmocka_unit_test(spans_of_times_beyond_the_calendar_are_not_known),
        cmocka_unit_test(an_escalation_after_a_return_is_a_re_escalation),
        cmocka_unit_test(an_escalation_withdrawn_before_a_person_came_is_withdrawn),
        cmocka_unit_test(a_phantom_is_an_escalation_too_unless_one_was_before),
        cmocka_unit_test(a_ninth_stretch_takes_the_place_of_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
