/* The engine: two stages joined by topics, in the natural order and in any other. */
#include "engine.h"

#include "stage_fixture.h"

/* The second stage reads events and the first stage's signals. It says for each signal how many
 * events of the conversation it had read by then: at least as many as the signal had counted, or
 * the wait for causes is broken. */
static enum baton_verdict mirror_process(const struct baton_record *in, void *self,
                                         struct baton_outbox *out)
{
    const struct baton_escalation_signal *signal = in->value;
    struct tally *tally;
    void *row;

    (void)self;
    assert_int_equal(baton_state_load(out, &tally_table, in->key, &row), BATON_DONE);
    tally = row != NULL ? row : baton_record_new(&tally_type, in->arena);
    if (in->topic == &baton_topic_events) {
        tally->count++;
        baton_state_save(out, &tally_table, in->key, tally);
        return BATON_DONE;
    }
    struct baton_delivery *delivery = BATON_RECORD(in->arena, delivery);
    delivery->delivery_id = signal->signal_id;
    assert_true(tally->count >= signal->customer_turns);
    return baton_emit(out, &baton_topic_deliveries, in->key, delivery);
}

static const struct baton_topic *const mirror_inputs[] = { &baton_topic_signals,
                                                           &baton_topic_events,
                                                           &baton_topic_policies, NULL };
static const struct baton_topic *const mirror_outputs[] = { &baton_topic_deliveries, NULL };

static enum baton_verdict mirror_global(const struct baton_record *in, void *self,
                                        struct baton_error *err)
{
    const struct baton_policy *policy = in->value;

    if (policy != NULL && baton_text_is(policy->env.tenant, "bad"))
        return baton_fail(err, BATON_REJECT, "bad_policy", "it cannot be used");
    ++*(int *)self;
    if (policy != NULL && baton_text_is(policy->env.tenant, "newer"))
        return baton_fail(err, BATON_DONE, "unknown_field", "what is newer was passed over");
    return BATON_DONE;
}

struct mirror_conf {
    int64_t start;
};
static const struct baton_option mirror_options[] = {
    BATON_LONG(struct mirror_conf, start, 40, 0, 100, "", BATON_FIXED,
               "Where the count of policies starts."),
    BATON_OPTIONS_END,
};
static int mirror_policies;
static void *mirror_open(const void *conf, struct baton_error *err)
{
    (void)err;
    mirror_policies = (int)((const struct mirror_conf *)conf)->start;
    return &mirror_policies;
}
static const struct baton_service mirror_service = {
    .name = "mirror",
    .inputs = mirror_inputs,
    .outputs = mirror_outputs,
    .tables = tally_tables,
    .options = mirror_options,
    .conf_size = sizeof(struct mirror_conf),
    .open = mirror_open,
    .process = mirror_process,
    .global = mirror_global,
};
static const struct baton_service *const line[] = { &tally_service, &mirror_service, NULL };

/* What was appended, as text lines by topic. */
struct seen {
    struct baton_arena arena;
    struct baton_buf signals, deliveries, all;
    int dead_letters, events;
    int64_t last_ms;
};

static void look(void *context, const struct baton_record *record)
{
    struct seen *seen = context;
    struct baton_buf *buf = NULL;

    assert_true(record->time_ms >= seen->last_ms);
    seen->last_ms = record->time_ms;
    if (record->topic->type == &baton_dead_letter_type)
        seen->dead_letters++;
    seen->events += record->topic == &baton_topic_events;
    if (record->topic == &baton_topic_signals)
        buf = &seen->signals;
    if (record->topic == &baton_topic_deliveries)
        buf = &seen->deliveries;
    baton_buf_format(&seen->all, "%s %lld\n", record->topic->name, (long long)record->time_ms);
    if (buf == NULL)
        return;
    baton_buf_format(buf, "%d %lld %lld %.*s ", (int)record->partition, (long long)record->offset,
                     (long long)record->time_ms, BATON_TEXT_ARG(record->key));
    assert_int_equal(baton_codec_encode(record->topic->type, record->value, buf, NULL), BATON_DONE);
}

static void seen_init(struct seen *seen)
{
    memset(seen, 0, sizeof *seen);
    baton_arena_init(&seen->arena);
    baton_buf_init(&seen->signals, 64 * 1024 * 1024);
    baton_buf_init(&seen->deliveries, 64 * 1024 * 1024);
    baton_buf_init(&seen->all, 64 * 1024 * 1024);
}

static void seen_release(struct seen *seen)
{
    baton_arena_release(&seen->arena);
    baton_buf_release(&seen->signals);
    baton_buf_release(&seen->deliveries);
    baton_buf_release(&seen->all);
}

static struct baton_engine *engine_of(struct seen *seen,
                                      const struct baton_service *const *services,
                                      int32_t partitions, uint64_t seed)
{
    struct baton_engine_conf conf = { .services = services,
                                      .partitions = partitions,
                                      .start_ms = 10,
                                      .shuffle_seed = seed,
                                      .tap = look,
                                      .context = seen };
    struct baton_error err;
    struct baton_engine *engine;

    seen_init(seen);
    engine = baton_engine_new(&conf, &err);
    assert_non_null(engine);
    return engine;
}

static void feed(struct baton_engine *engine, struct seen *seen, const char *conversation,
                 const char *words, int64_t time_ms, int32_t partition)
{
    struct baton_text key = baton_text_format(&seen->arena, "acme/%s", conversation);
    struct baton_error err = { .code = "" };

    if (baton_engine_feed(engine, &baton_topic_events, key,
                          event_make(&seen->arena,
                                     baton_text_string(&seen->arena, baton_text_of(conversation)),
                                     "e", words),
                          time_ms, partition, &err)
        != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
}

static void play(struct seen *seen, int32_t partitions, uint64_t seed)
{
    struct baton_engine *engine = engine_of(seen, line, partitions, seed);
    struct baton_error err;
    char name[16];

    for (int i = 0; i < 400; i++) {
        snprintf(name, sizeof name, "c%d", i * 7 % 23);
        feed(engine, seen, name,
             i % 11 == 5  ? "reject"
             : i % 3 == 0 ? "timer due 300"
                          : "hello",
             1000 + 13 * i, -1);
    }
    assert_int_equal(baton_engine_advance(engine, 100000, &err), BATON_DONE);
    assert_int_equal(baton_engine_now(engine), 100000);
    baton_engine_free(engine);
}

static void two_stages_joined_by_topics_see_each_signal(void **state)
{
    struct baton_engine *engine;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 1, 0);
    feed(engine, &seen, "c1", "hello", 1000, -1);
    feed(engine, &seen, "c1", "timer due 100", 1010, -1);
    feed(engine, &seen, "c1", "cancel", 1020, -1);
    assert_string_equal((seen.all.data[seen.all.size] = 0, (char *)seen.all.data),
                        "conversation-events 1000\nescalation-signals 1000\ndeliveries 1000\n"
                        "conversation-events 1010\nescalation-signals 1010\ndeliveries 1010\n"
                        "conversation-events 1020\nescalation-signals 1020\ndeliveries 1020\n");
    baton_engine_free(engine);
    seen_release(&seen);
}

static void timers_fire_on_the_way_at_their_deadlines(void **state)
{
    struct baton_engine *engine;
    struct baton_error err;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 3, 0);
    feed(engine, &seen, "c1", "timer due 100", 1000, -1);
    feed(engine, &seen, "c2", "timer due 50", 1020, -1);
    assert_int_equal(baton_engine_advance(engine, 1069, &err), BATON_DONE);
    baton_buf_reset(&seen.all);
    feed(engine, &seen, "c3", "hello", 1300, -1);
    assert_string_equal(
        (seen.all.data[seen.all.size] = 0, (char *)seen.all.data),
        "escalation-signals 1070\ndeliveries 1070\nescalation-signals 1100\ndeliveries 1100\n"
        "conversation-events 1300\nescalation-signals 1300\ndeliveries 1300\n");
    baton_engine_free(engine);
    seen_release(&seen);
}

static void the_same_feed_gives_the_same_bytes(void **state)
{
    struct seen first, second;

    (void)state;
    play(&first, 4, 0);
    play(&second, 4, 0);
    assert_true(first.signals.size > 1000 && first.dead_letters > 10);
    assert_true(baton_text_equal(baton_buf_text(&first.signals), baton_buf_text(&second.signals)));
    assert_true(
        baton_text_equal(baton_buf_text(&first.deliveries), baton_buf_text(&second.deliveries)));
    assert_true(baton_text_equal(baton_buf_text(&first.all), baton_buf_text(&second.all)));
    seen_release(&first);
    seen_release(&second);
}

static void a_stage_of_one_input_writes_the_same_in_any_order_of_topics(void **state)
{
    struct seen natural, shuffled;

    (void)state;
    play(&natural, 1, 0);
    for (uint64_t seed = 1; seed < 6; seed++) {
        play(&shuffled, 1, seed);
        assert_true(
            baton_text_equal(baton_buf_text(&natural.signals), baton_buf_text(&shuffled.signals)));
        seen_release(&shuffled);
    }
    seen_release(&natural);
}

/* Forwards what is fed to the wrong place, and counts as tally does. */
static void a_misrouted_event_acts_once(void **state)
{
    struct baton_service switchboard = {
        .name = "switchboard", .inputs = tally_inputs, .outputs = tally_inputs, .process = NULL
    };
    const struct baton_service *services[] = { NULL, &tally_service, NULL };
    struct baton_engine *engine;
    struct seen seen;
    int32_t wrong = (baton_key_partition(BATON_TEXT("acme/c1"), 2, 4) + 1) % 4;

    (void)state;
    switchboard = tally_service;
    switchboard.name = "switchboard";
    switchboard.outputs = tally_outputs;
    services[0] = &switchboard;
    engine = engine_of(&seen, services + 0, 4, 0);
    feed(engine, &seen, "c1", "hello", 1000, wrong);
    assert_int_equal(seen.events, 2); /* as it was fed, and where it belongs */
    baton_buf_append_byte(&seen.all, 0);
    assert_string_equal((char *)seen.all.data,
                        "conversation-events 1000\nconversation-events 1000\n"
                        "escalation-signals 1000\nescalation-signals 1000\n");
    baton_engine_free(engine);
    seen_release(&seen);
}

static void poison_becomes_a_dead_letter_and_the_rest_flows_on(void **state)
{
    struct baton_text key = BATON_TEXT("acme/c1"), rubbish = BATON_TEXT("rubbish");
    struct baton_engine *engine;
    struct baton_error err;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 2, 0);
    assert_int_equal(
        baton_engine_feed_raw(engine, &baton_topic_events, &key, &rubbish, 900, -1, &err),
        BATON_DONE);
    assert_int_equal(
        baton_engine_feed_raw(engine, &baton_topic_events, NULL, &rubbish, 900, -1, &err),
        BATON_DONE);
    assert_int_equal(baton_engine_feed_raw(engine, &baton_topic_events, &key, NULL, 900, -1, &err),
                     BATON_DONE);
    assert_int_equal(seen.dead_letters, 6); /* each stage has its own */
    feed(engine, &seen, "c1", "hello", 1000, -1);
    assert_true(seen.deliveries.size > 0);
    assert_int_equal(baton_engine_feed_raw(engine, &baton_topic_events, &key, NULL, 900, 2, &err),
                     BATON_REJECT);
    baton_engine_free(engine);
    seen_release(&seen);
}

static void feed_policy(struct baton_engine *engine, struct seen *seen, const char *tenant)
{
    struct baton_policy *policy = BATON_RECORD(&seen->arena, policy);
    struct baton_error err;

    policy->env.tenant = baton_text_of(tenant);
    policy->policy_id = BATON_TEXT("p");
    assert_int_equal(baton_engine_feed(engine, &baton_topic_policies,
                                       baton_text_format(&seen->arena, "%s/declared", tenant),
                                       policy, 500, -1, &err),
                     BATON_DONE);
}

static void a_policy_reaches_the_stage_once_and_a_bad_one_changes_nothing(void **state)
{
    struct baton_engine *engine;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 4, 0);
    assert_int_equal(mirror_policies, 40); /* the option's default */
    feed_policy(engine, &seen, "acme");
    feed_policy(engine, &seen, "bad");
    assert_int_equal(mirror_policies, 41);
    feed_policy(engine, &seen, "newer");
    assert_int_equal(mirror_policies, 42);
    assert_int_equal(seen.dead_letters, 0);
    baton_metrics_write(&seen.all);
    assert_true(
        baton_text_find(baton_buf_text(&seen.all),
                        BATON_TEXT("baton_global_rejected_total{topic=\"policies\","
                                   "reason=\"bad_policy\"} 1\n"),
                        0)
        > 0);
    assert_true(
        baton_text_find(baton_buf_text(&seen.all),
                        BATON_TEXT("baton_global_ignored_total{topic=\"policies\","
                                   "reason=\"unknown_field\"} 1\n"),
                        0)
        > 0);
    baton_engine_free(engine);
    seen_release(&seen);
}

static void a_forged_cause_does_not_stop_a_partition(void **state)
{
    struct baton_engine *engine;
    struct baton_error err;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 1, 0);
    struct baton_conversation_event *event = event_make(&seen.arena, "c1", "e", "hello");
    /* The signal that it will lead to: that waits for the event, and the event for it. */
    event->env.cause =
        (struct baton_cause){ BATON_TEXT("escalation-signals"), 0, 0, BATON_TEXT_NONE };
    assert_int_equal(baton_engine_feed(engine, &baton_topic_events, BATON_TEXT("acme/c1"), event,
                                       1000, -1, &err),
                     BATON_DONE);
    event->env.cause.offset = 999999;
    assert_int_equal(baton_engine_feed(engine, &baton_topic_events, BATON_TEXT("acme/c1"), event,
                                       1000, -1, &err),
                     BATON_DONE);
    assert_int_equal(seen.dead_letters, 0);
    baton_buf_append_byte(&seen.all, 0);
    assert_non_null(strstr((char *)seen.all.data, "deliveries"));
    assert_non_null(strstr(strstr((char *)seen.all.data, "deliveries") + 1, "deliveries"));
    baton_engine_free(engine);
    seen_release(&seen);
}

static void a_stage_that_always_sets_a_due_timer_is_a_failure_not_a_hang(void **state)
{
    struct baton_engine *engine;
    struct baton_error err;
    struct seen seen;

    (void)state;
    engine = engine_of(&seen, line, 1, 0);
    feed(engine, &seen, "c1", "timer endless 10", 1000, -1);
    assert_int_equal(baton_engine_advance(engine, 2000, &err), BATON_FATAL);
    assert_string_equal(err.code, "timer_loop");
    baton_engine_free(engine);
    seen_release(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_stages_joined_by_topics_see_each_signal),
        cmocka_unit_test(timers_fire_on_the_way_at_their_deadlines),
        cmocka_unit_test(the_same_feed_gives_the_same_bytes),
        cmocka_unit_test(a_stage_of_one_input_writes_the_same_in_any_order_of_topics),
        cmocka_unit_test(a_misrouted_event_acts_once),
        cmocka_unit_test(poison_becomes_a_dead_letter_and_the_rest_flows_on),
        cmocka_unit_test(a_policy_reaches_the_stage_once_and_a_bad_one_changes_nothing),
        cmocka_unit_test(a_forged_cause_does_not_stop_a_partition),
        cmocka_unit_test(a_stage_that_always_sets_a_due_timer_is_a_failure_not_a_hang),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
