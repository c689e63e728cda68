/* A task fed by hand: what passes, what is refused, what waits, and what is left behind. */
#include "stage_fixture.h"

static int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);

    rig_open(rig, &tally_service, 0, 1);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void a_record_is_processed_and_what_it_writes_joins_the_batch(void **state)
{
    struct rig *rig = *state;

    assert_int_equal(rig_event(rig, "hello", 1000), BATON_FED_DONE);
    assert_int_equal(rig_event(rig, "again", 1010), BATON_FED_DONE);
    assert_int_equal(rig->batch.items_count, 2);
    assert_text(rig->batch.items[1].key, "acme/c1");
    assert_string_equal(rig->batch.items[1].topic, "escalation-signals");
    assert_int_equal(rig_signal(rig, 0)->customer_turns, 1);
    assert_int_equal(rig_signal(rig, 1)->customer_turns, 2);
}

static void the_envelope_is_completed_where_it_is_empty(void **state)
{
    struct rig *rig = *state;

    rig_event(rig, "hello", 1000);
    rig_event(rig, "again", 1010);
    struct baton_envelope *env = &rig_signal(rig, 1)->env;
    assert_text(env->tenant, "acme");
    assert_text(env->conversation_id, "c1");
    assert_text(env->producer.name, "tally");
    assert_text(env->producer.version, "1");
    assert_int_equal(env->occurred_at, 1010);
    assert_text(env->cause.topic, "conversation-events");
    assert_int_equal(env->cause.partition, 0);
    assert_int_equal(env->cause.offset, 1);
    assert_text(env->cause.id, "e1");
    assert_int_equal(env->seen.inputs_count, 1);
    assert_text(env->seen.inputs[0].topic, "conversation-events");
    assert_int_equal(env->seen.inputs[0].offset, 1);
    assert_false(env->synthetic);
}

static enum baton_verdict own_envelope(const struct baton_record *in, void *self,
                                       struct baton_outbox *out)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);

    (void)self;
    signal->signal_id = BATON_TEXT("s");
    signal->env.occurred_at = 5;
    signal->env.cause.topic = BATON_TEXT("agent-events");
    signal->env.producer.name = BATON_TEXT("somebody");
    enum baton_verdict v = baton_emit(out, &baton_topic_signals, in->key, signal);
    assert_int_equal(signal->env.seen.inputs_count, 0); /* the stage's struct is as it was */
    assert_int_equal(signal->env.tenant.size, 0);
    return v;
}

static void what_the_stage_says_in_the_envelope_stands(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.process = own_envelope;
    rig_open(&rig, &service, 0, 1);
    assert_int_equal(rig_event(&rig, "x", 1000), BATON_FED_DONE);
    struct baton_envelope *env = &rig_signal(&rig, 0)->env;
    assert_int_equal(env->occurred_at, 5);
    assert_text(env->cause.topic, "agent-events");
    assert_text(env->producer.name, "somebody");
    rig_close(&rig);
}

static void a_retry_leaves_nothing_behind(void **state)
{
    struct rig *rig = *state;
    double before = baton_metric_value(&tallied, NULL);

    rig_event(rig, "hello", 1000);
    assert_int_equal(rig_event(rig, "retry", 1010), BATON_FED_RETRY);
    assert_string_equal(baton_task_error(rig->task)->code, "told_to");
    assert_int_equal(rig->batch.items_count, 1);
    assert_int_equal(rig_event(rig, "retry", 1010), BATON_FED_RETRY);
    assert_int_equal(rig_event(rig, "now", 1020), BATON_FED_DONE);
    assert_int_equal(rig_signal(rig, 1)->customer_turns, 2);
    assert_int_equal(rig_signal(rig, 1)->env.seen.inputs[0].offset, 1);
    rig_commit(rig);
    assert_true(baton_metric_value(&tallied, NULL) == before + 2);
}

static void a_reject_keeps_the_state_and_puts_a_dead_letter(void **state)
{
    struct rig *rig = *state;

    rig_event(rig, "hello", 1000);
    assert_int_equal(rig_event(rig, "reject", 1010), BATON_FED_DONE);
    assert_int_equal(rig_event(rig, "again", 1020), BATON_FED_DONE);
    assert_int_equal(rig->batch.items_count, 3);
    assert_null(rig->batch.items[1].row);
    assert_string_equal(rig->batch.items[1].topic, "tally-dead-letters");
    assert_int_equal(rig_signal(rig, 2)->customer_turns, 2);
}

static void an_abort_takes_rows_metrics_and_positions_back(void **state)
{
    struct rig *rig = *state;
    double before = baton_metric_value(&tallied, NULL);

    rig_event(rig, "hello", 1000);
    rig_commit(rig);
    assert_true(baton_metric_value(&tallied, NULL) == before + 1);
    rig_event(rig, "lost", 1010);
    baton_task_abort(rig->task);
    baton_batch_reset(&rig->batch);
    rig->offsets--;
    rig_event(rig, "lost", 1010);
    assert_int_equal(rig_signal(rig, 0)->customer_turns, 2);
    rig_commit(rig);
    assert_true(baton_metric_value(&tallied, NULL) == before + 2);
}

static double skews(void)
{
    struct baton_buf buf;
    double sum = 0;

    baton_buf_init(&buf, 1 << 20);
    baton_metrics_write(&buf);
    baton_buf_append(&buf, "", 1);
    const char *at = baton_buf_text(&buf).data;
    while ((at = strstr(at, "baton_clock_skew_total{topic=\"conversation-events\"")) != NULL)
        sum += strtod(strchr(at++, '}') + 1, NULL);
    baton_buf_release(&buf);
    return sum;
}

static void a_sender_whose_clock_is_wrong_is_counted(void **state)
{
    static const struct {
        int64_t occurred_at;
        int counts;
    } rows[] = {
        { 0, 0 },  /* not told */
        { -1, 1 }, /* 1969 */
        { 1, 1 },
        { 1700000000000, 0 },
        { 1700000000000 - 300000, 0 },
        { 1700000000000 - 300001, 1 },
        { 1700000000000 + 300000, 0 },
        { 4102444800000, 1 }, /* 2100 */
        { INT64_MIN, 1 },
        { INT64_MAX, 1 },
    };
    struct rig *rig = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct baton_conversation_event *event = event_make(&rig->arena, "c1", "e", "hello");
        double before = skews();

        event->env.occurred_at = rows[i].occurred_at;
        assert_int_equal(rig_feed(rig, &baton_topic_events, "acme/c1", event, 1700000000000),
                         BATON_FED_DONE);
        assert_true(skews() == before); /* not before it is committed */
        rig_commit(rig);
        assert_true(skews() == before + rows[i].counts);
    }
}

static void a_drill_is_carried_on_and_not_counted(void **state)
{
    struct rig *rig = *state;
    struct baton_conversation_event *event = event_make(&rig->arena, "c1", "e", "timer due 100");
    double before = baton_metric_value(&tallied, NULL);

    event->env.synthetic = true;
    assert_int_equal(rig_feed(rig, &baton_topic_events, "acme/c1", event, 1000), BATON_FED_DONE);
    baton_task_drained(rig->task, &baton_topic_events, 2000);
    assert_int_equal(baton_task_fire(rig->task), BATON_FED_DONE);
    assert_true(rig_signal(rig, 0)->env.synthetic);
    assert_true(rig_signal(rig, 1)->env.synthetic); /* by its timer too */
    rig_commit(rig);
    assert_true(baton_metric_value(&tallied, NULL) == before);
}

static void the_tasks_time_never_goes_back(void **state)
{
    struct rig *rig = *state;

    rig_event(rig, "hello", 1000);
    rig_event(rig, "earlier", 900);
    assert_int_equal(rig_signal(rig, 1)->hold_until, 1000);
}

/* --- keys and partitions
 * ------------------------------------------------------------------------------------------ */

static struct baton_dead_letter *only_dead_letter(struct rig *rig)
{
    assert_int_equal(rig->batch.items_count, 1);
    assert_null(rig->batch.items[0].row);
    return rig_decode(rig, &rig->batch.items[0]);
}

static void a_tasks_time_goes_on_after_a_restart(void **state)
{
    struct rig *rig = *state;

    assert_true(baton_task_time(rig->task) == INT64_MIN);
    baton_task_resume(rig->task, 2000);
    rig_event(rig, "older", 1000);
    assert_int_equal(rig_signal(rig, 0)->env.occurred_at, 2000);
    assert_int_equal(baton_task_time(rig->task), 2000);
    baton_task_abort(rig->task);
    assert_int_equal(baton_task_time(rig->task), 2000);
}

static void wrong_keys_are_dead_letters_with_the_reason(void **state)
{
    static const struct {
        const char *key, *conversation, *reason;
        enum baton_dead_letter_stage stage;
    } rows[] = {
        { "", "c1", "no_key", BATON_DEAD_LETTER_STAGE_KEY },
        { "acme", "c1", "bad_key", BATON_DEAD_LETTER_STAGE_KEY },
        { "ACME/c1", "c1", "bad_key", BATON_DEAD_LETTER_STAGE_KEY },
        { "acme/c%31", "c1", "bad_key", BATON_DEAD_LETTER_STAGE_KEY },
        { "acme/c2", "c1", "key_mismatch", BATON_DEAD_LETTER_STAGE_CHECK },
        { "other/c1", "c1", "key_mismatch", BATON_DEAD_LETTER_STAGE_CHECK },
        { "acme/c%2F1", "c%2F1", "key_mismatch", BATON_DEAD_LETTER_STAGE_CHECK },
    };
    struct rig *rig = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(rig_feed(rig, &baton_topic_events, rows[i].key,
                                  event_make(&rig->arena, rows[i].conversation, "e", "x"), 1000),
                         BATON_FED_DONE);
        assert_text(only_dead_letter(rig)->reason, rows[i].reason);
        assert_int_equal(only_dead_letter(rig)->stage, rows[i].stage);
        baton_batch_reset(&rig->batch);
    }
    assert_int_equal(rig->processed, 0);
}

static void an_encoded_key_belongs_to_the_conversation_it_encodes(void **state)
{
    struct rig *rig = *state;

    assert_int_equal(rig_feed(rig, &baton_topic_events, "acme/c%2F1",
                              event_make(&rig->arena, "c/1", "e", "x"), 1000),
                     BATON_FED_DONE);
    assert_int_equal(rig->processed, 1);
    assert_text(rig_signal(rig, 0)->env.conversation_id, "c/1");
}

/* A partition of four that does not own acme/c1. */
static int32_t foreign_partition(void)
{
    return (baton_key_partition(BATON_TEXT("acme/c1"), 2, 4) + 1) % 4;
}

static void a_misrouted_record_is_skipped_by_all_but_the_forwarder(void **state)
{
    struct rig rig;

    (void)state;
    rig_open(&rig, &tally_service, foreign_partition(), 4);
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    assert_int_equal(rig.batch.items_count, 0);
    assert_int_equal(rig.processed, 0);
    rig_close(&rig);
}

/* Packed it came through the topic's limit; as it would be written it does not. */
static void a_misrouted_record_that_its_topic_would_not_take_is_a_dead_letter(void **state)
{
    enum { MIB = 1024 * 1024 };
    struct baton_service switchboard = tally_service;
    struct baton_text key = BATON_TEXT("acme/c1"), value = { calloc(1, MIB), MIB };
    struct rig rig;

    (void)state;
    switchboard.name = "switchboard";
    rig_open(&rig, &switchboard, foreign_partition(), 4);
    assert_int_equal(rig_feed_raw(&rig, &baton_topic_events, &key, &value, 1000), BATON_FED_DONE);
    assert_int_equal(rig.batch.items_count, 1);
    assert_string_equal(rig.batch.items[0].topic, "switchboard-dead-letters");
    assert_text(((struct baton_dead_letter *)rig_decode(&rig, &rig.batch.items[0]))->reason,
                "record_too_large");
    rig_close(&rig);
    free((void *)(uintptr_t)value.data);
}

static void the_forwarder_moves_a_misrouted_record_once_and_only_once(void **state)
{
    static const struct baton_pair headers[] = { { { "traceparent", 11 }, { "x", 1 } },
                                                 { { "empty", 5 }, { NULL, 0 } } };
    struct baton_service switchboard = tally_service;
    struct baton_text place;
    struct rig rig;

    (void)state;
    switchboard.name = "switchboard";
    rig_open(&rig, &switchboard, foreign_partition(), 4);
    rig.headers = headers;
    rig.headers_count = 2;
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    assert_int_equal(rig.batch.items_count, 1);
    const struct baton_outgoing *copy = &rig.batch.items[0];
    assert_ptr_equal(copy->row, &baton_topic_events);
    assert_int_equal(copy->partition, baton_key_partition(BATON_TEXT("acme/c1"), 2, 4));
    assert_text(copy->key, "acme/c1");
    assert_int_equal(copy->headers_count, 3);
    assert_text(copy->headers[0].value, "x");
    assert_null(copy->headers[1].value.data);
    place = baton_text_format(&rig.arena, "conversation-events/%d/0", (int)foreign_partition());
    assert_text(rig_header(copy, "baton-forwarded"), place.data);
    assert_text(((struct baton_conversation_event *)rig_decode(&rig, copy))->text, "hello");

    rig.headers = copy->headers; /* the same bytes once more, wherever they lie */
    rig.headers_count = copy->headers_count;
    assert_int_equal(rig_event(&rig, "hello", 1000), BATON_FED_DONE);
    assert_int_equal(rig.processed, 1);
    assert_int_equal(rig.batch.items_count, 2);
    assert_ptr_equal(rig.batch.items[1].row, &baton_topic_signals);
    rig_close(&rig);
}

/* --- tombstones
 * ----------------------------------------------------------------------------------------------------
 */

static enum baton_verdict sees_tombstone(const struct baton_record *in, void *self,
                                         struct baton_outbox *out)
{
    *(int *)self += in->value == NULL ? 100 : 1;
    baton_emit_tombstone(out, &baton_topic_assignments, in->key);
    return BATON_DONE;
}

static void a_tombstone_passes_on_compacted_topics_only(void **state)
{
    static const struct baton_topic *const topics[] = { &baton_topic_assignments,
                                                        &baton_topic_events, NULL };
    struct baton_service service = {
        .name = "reader", .inputs = topics, .outputs = topics, .process = sees_tombstone
    };
    struct baton_text key = BATON_TEXT("acme/c1");
    struct rig rig;

    (void)state;
    rig_open(&rig, &service, 0, 1);
    assert_int_equal(rig_feed_raw(&rig, &baton_topic_events, &key, NULL, 1000), BATON_FED_DONE);
    assert_text(only_dead_letter(&rig)->reason, "tombstone");
    assert_false(only_dead_letter(&rig)->has_value);
    assert_int_equal(rig.processed, 0);
    assert_int_equal(rig_feed_raw(&rig, &baton_topic_assignments, &key, NULL, 1000),
                     BATON_FED_DONE);
    assert_int_equal(rig.processed, 100);
    assert_true(rig.batch.items[1].tombstone);
    assert_text(rig.batch.items[1].key, "acme/c1");
    rig_close(&rig);
}

/* --- causes
 * --------------------------------------------------------------------------------------------------------
 */

static enum baton_verdict takes_all(const struct baton_record *in, void *self,
                                    struct baton_outbox *out)
{
    (void)in;
    (void)out;
    ++*(int *)self;
    return BATON_DONE;
}

static const struct baton_topic *const pair_inputs[] = { &baton_topic_events, &baton_topic_signals,
                                                         NULL };
static const struct baton_service pair_service = { .name = "pair",
                                                   .inputs = pair_inputs,
                                                   .process = takes_all };

static enum baton_fed feed_signal(struct rig *rig, int64_t cause_offset, int64_t offset)
{
    struct baton_escalation_signal *signal = BATON_RECORD(&rig->arena, escalation_signal);

    signal->env.tenant = BATON_TEXT("acme");
    signal->env.conversation_id = BATON_TEXT("c1");
    signal->signal_id = BATON_TEXT("s");
    signal->env.cause =
        (struct baton_cause){ BATON_TEXT("conversation-events"), 0, cause_offset, BATON_TEXT_NONE };
    rig->offsets = offset;
    return rig_feed(rig, &baton_topic_signals, "acme/c1", signal, 1000);
}

static void a_record_waits_until_its_cause_has_been_read(void **state)
{
    const struct baton_topic *topic;
    int64_t offset;
    struct rig rig;

    (void)state;
    rig_open(&rig, &pair_service, 0, 1);
    assert_int_equal(feed_signal(&rig, 1, 0), BATON_FED_HELD);
    baton_task_awaited(rig.task, &topic, &offset);
    assert_ptr_equal(topic, &baton_topic_events);
    assert_int_equal(offset, 1);
    rig.offsets = 0;
    assert_int_equal(rig_event(&rig, "a", 900), BATON_FED_DONE);
    assert_int_equal(feed_signal(&rig, 1, 0), BATON_FED_HELD);
    rig.offsets = 1;
    assert_int_equal(rig_event(&rig, "b", 900), BATON_FED_DONE);
    assert_int_equal(feed_signal(&rig, 1, 0), BATON_FED_DONE);
    assert_int_equal(rig.processed, 3);
    rig_close(&rig);
}

static void a_cause_that_was_read_before_a_restart_is_not_waited_for(void **state)
{
    struct rig rig;

    (void)state;
    rig_open(&rig, &pair_service, 0, 1);
    baton_task_position(rig.task, &baton_topic_events, 5);
    assert_int_equal(feed_signal(&rig, 4, 0), BATON_FED_DONE);
    assert_int_equal(feed_signal(&rig, 5, 1), BATON_FED_HELD);
    rig.ignore_cause = true; /* the driver knows that the log ends there */
    assert_int_equal(feed_signal(&rig, 5, 1), BATON_FED_DONE);
    rig_close(&rig);
}

/* --- headers
 * -------------------------------------------------------------------------------------------------------
 */

static void what_was_read_before_a_restart_counts_as_seen(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.inputs = pair_inputs;
    rig_open(&rig, &service, 0, 1);
    baton_task_position(rig.task, &baton_topic_signals, 5);
    rig_event(&rig, "hello", 1000);
    struct baton_seen *seen = &rig_signal(&rig, 0)->env.seen;
    assert_int_equal(seen->inputs_count, 2);
    assert_text(seen->inputs[1].topic, "escalation-signals");
    assert_int_equal(seen->inputs[1].offset, 4);
    rig_close(&rig);
}

static void a_trace_goes_on_with_a_new_span(void **state)
{
    static const struct baton_pair headers[] = {
        { { "traceparent", 11 },
          { "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", 55 } },
    };
    struct rig *rig = *state;

    rig->headers = headers;
    rig->headers_count = 1;
    rig_event(rig, "hello", 1000);
    rig_event(rig, "hello", 1000);
    struct baton_text first = rig_header(&rig->batch.items[0], "traceparent");
    struct baton_text second = rig_header(&rig->batch.items[1], "traceparent");
    assert_int_equal(first.size, 55);
    assert_memory_equal(first.data, "00-0af7651916cd43dd8448eb211c80319c-", 36);
    assert_memory_equal(first.data + 52, "-01", 3);
    assert_memory_not_equal(first.data + 36, "b7ad6b7169203331", 16);
    assert_memory_not_equal(first.data + 36, second.data + 36, 16);
}

static enum baton_verdict emits_twice(const struct baton_record *in, void *self,
                                      struct baton_outbox *out)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);

    (void)self;
    signal->signal_id = BATON_TEXT("s");
    enum baton_verdict v = baton_emit(out, &baton_topic_signals, in->key, signal);
    return v != BATON_DONE ? v : baton_emit(out, &baton_topic_signals, in->key, signal);
}

static void all_that_comes_of_a_record_names_one_span(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.process = emits_twice;
    rig_open(&rig, &service, 0, 1);
    rig_event(&rig, "hello", 1000);
    rig_event(&rig, "hello", 1000);
    struct baton_text first = rig_header(&rig.batch.items[0], "traceparent");
    struct baton_text second = rig_header(&rig.batch.items[1], "traceparent");
    struct baton_text other = rig_header(&rig.batch.items[2], "traceparent");
    assert_memory_equal(first.data, second.data, 55);
    assert_memory_not_equal(first.data + 36, other.data + 36, 16);
    rig_close(&rig);
}

static void without_a_trace_one_is_derived_from_key_and_id(void **state)
{
    static const struct baton_pair headers[] = { { { "traceparent", 11 }, { "nonsense", 8 } } };
    struct rig *rig = *state;

    rig->headers = headers;
    rig->headers_count = 1;
    for (int i = 0; i < 2; i++)
        assert_int_equal(rig_feed(rig, &baton_topic_events, "acme/c1",
                                  event_make(&rig->arena, "c1", "same", "x"), 1000),
                         BATON_FED_DONE);
    struct baton_text first = rig_header(&rig->batch.items[0], "traceparent");
    struct baton_text second = rig_header(&rig->batch.items[1], "traceparent");
    assert_int_equal(first.size, 55);
    assert_memory_equal(first.data, second.data, 36);
    assert_memory_not_equal(first.data + 36, second.data + 36, 16);
}

static void a_signal_bears_the_attributes_of_a_cloud_event(void **state)
{
    struct rig *rig = *state;

    rig_event(rig, "hello", 1772543157123);
    const struct baton_outgoing *item = &rig->batch.items[0];
    assert_text(rig_header(item, "ce_specversion"), "1.0");
    assert_text(rig_header(item, "ce_id"), "acme/c1-1");
    assert_text(rig_header(item, "ce_source"), "/baton/tally/acme");
    assert_text(rig_header(item, "ce_type"), "baton.escalation-signals.prepare");
    assert_text(rig_header(item, "ce_time"), "2026-03-03T13:05:57.123Z");
    assert_text(rig_header(item, "ce_subject"), "acme/c1");
    assert_text(rig_header(item, "content-type"), "application/avro");
}

static void the_same_records_give_the_same_bytes(void **state)
{
    struct rig *one = *state, other;

    rig_open(&other, &tally_service, 0, 1);
    for (int i = 0; i < 50; i++) {
        rig_event(one, i % 7 == 3 ? "reject" : "timer due 30", 1000 + 20 * i);
        rig_event(&other, i % 7 == 3 ? "reject" : "timer due 30", 1000 + 20 * i);
        if (i % 10 == 0)
            rig_commit(one), rig_commit(&other);
    }
    assert_int_equal(one->batch.items_count, other.batch.items_count);
    assert_true(one->batch.items_count > 0);
    for (size_t i = 0; i < one->batch.items_count; i++) {
        const struct baton_outgoing *a = &one->batch.items[i], *b = &other.batch.items[i];

        assert_true(baton_text_equal(a->value, b->value));
        assert_int_equal(a->headers_count, b->headers_count);
        for (size_t h = 0; h < a->headers_count; h++)
            assert_true(baton_text_equal(a->headers[h].value, b->headers[h].value));
    }
    rig_close(&other);
}

/* --- limits
 * --------------------------------------------------------------------------------------------------------
 */

static enum baton_verdict too_large(const struct baton_record *in, void *self,
                                    struct baton_outbox *out)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);
    char *why = baton_arena_zero(in->arena, 1, 2 * 1024 * 1024);

    (void)self;
    memset(why, 'x', 2 * 1024 * 1024);
    signal->signal_id = BATON_TEXT("s");
    signal->why = (struct baton_text){ why, 2 * 1024 * 1024 };
    assert_int_equal(baton_emit(out, &baton_topic_signals, in->key, signal), BATON_REJECT);
    assert_string_equal(baton_error_of(out)->code, "output_too_large");
    signal->why.size = 1000; /* cut, and tried again */
    return baton_emit(out, &baton_topic_signals, in->key, signal);
}

static void an_output_that_is_too_large_is_refused_and_can_be_cut(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.process = too_large;
    rig_open(&rig, &service, 0, 1);
    assert_int_equal(rig_event(&rig, "x", 1000), BATON_FED_DONE);
    assert_int_equal(rig_signal(&rig, 0)->why.size, 1000);
    rig_close(&rig);
}

static enum baton_verdict walks_rows(const struct baton_record *in, void *self,
                                     struct baton_outbox *out)
{
    struct tally tally = { .count = 7 }, *row;
    struct baton_text key;
    void *loaded;

    (void)self;
    baton_state_save(out, &tally_table, BATON_TEXT("b"), &tally);
    tally.count = 8;
    baton_state_save(out, &tally_table, BATON_TEXT("d"), &tally);
    assert_int_equal(baton_state_first(out, &tally_table, BATON_TEXT_NONE, &key, &loaded),
                     BATON_DONE);
    assert_text(key, "b");
    baton_state_first(out, &tally_table, BATON_TEXT("b\1"), &key, &loaded);
    assert_text(key, "d");
    row = loaded;
    assert_int_equal(row->count, 8);
    baton_state_drop(out, &tally_table, BATON_TEXT("d"));
    assert_int_equal(row->count, 8); /* what was loaded stays */
    assert_int_equal(baton_state_first(out, &tally_table, BATON_TEXT("c"), &key, &loaded),
                     BATON_DONE);
    assert_null(loaded);
    (void)in;
    return BATON_DONE;
}

static void rows_are_walked_in_the_order_of_keys(void **state)
{
    struct baton_service service = tally_service;
    struct rig rig;

    (void)state;
    service.process = walks_rows;
    rig_open(&rig, &service, 0, 1);
    assert_int_equal(rig_event(&rig, "timer due 10", 1000), BATON_FED_DONE);
    rig_close(&rig);
}

static void a_row_that_cannot_be_read_is_fatal(void **state)
{
    struct rig *rig = *state;

    rig_event(rig, "hello", 1000);
    baton_store_put(baton_task_store(rig->task), BATON_TEXT("cacme/c1"), BATON_TEXT("rubbish"));
    assert_int_equal(rig_event(rig, "again", 1010), BATON_FED_FATAL);
    assert_string_equal(baton_task_error(rig->task)->code, "bad_row");
}

#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(a_record_is_processed_and_what_it_writes_joins_the_batch),
        RIG_TEST(the_envelope_is_completed_where_it_is_empty),
        cmocka_unit_test(what_the_stage_says_in_the_envelope_stands),
        RIG_TEST(a_retry_leaves_nothing_behind),
        RIG_TEST(a_reject_keeps_the_state_and_puts_a_dead_letter),
        RIG_TEST(an_abort_takes_rows_metrics_and_positions_back),
        RIG_TEST(a_sender_whose_clock_is_wrong_is_counted),
        RIG_TEST(a_drill_is_carried_on_and_not_counted),
        RIG_TEST(the_tasks_time_never_goes_back),
        RIG_TEST(a_tasks_time_goes_on_after_a_restart),
        RIG_TEST(wrong_keys_are_dead_letters_with_the_reason),
        RIG_TEST(an_encoded_key_belongs_to_the_conversation_it_encodes),
        cmocka_unit_test(a_misrouted_record_is_skipped_by_all_but_the_forwarder),
        cmocka_unit_test(a_misrouted_record_that_its_topic_would_not_take_is_a_dead_letter),
        cmocka_unit_test(the_forwarder_moves_a_misrouted_record_once_and_only_once),
        cmocka_unit_test(a_tombstone_passes_on_compacted_topics_only),
        cmocka_unit_test(a_record_waits_until_its_cause_has_been_read),
        cmocka_unit_test(a_cause_that_was_read_before_a_restart_is_not_waited_for),
        cmocka_unit_test(what_was_read_before_a_restart_counts_as_seen),
        RIG_TEST(a_trace_goes_on_with_a_new_span),
        cmocka_unit_test(all_that_comes_of_a_record_names_one_span),
        RIG_TEST(without_a_trace_one_is_derived_from_key_and_id),
        RIG_TEST(a_signal_bears_the_attributes_of_a_cloud_event),
        RIG_TEST(the_same_records_give_the_same_bytes),
        cmocka_unit_test(an_output_that_is_too_large_is_refused_and_can_be_cut),
        cmocka_unit_test(rows_are_walked_in_the_order_of_keys),
        RIG_TEST(a_row_that_cannot_be_read_is_fatal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
