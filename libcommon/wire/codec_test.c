/* Our codec against avro-c, for every record type: the same bytes, read the same both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "random_record.h"
#include "records.h"

enum { ROUNDS = 40 };

struct fixture {
    struct baton_arena arena;
    struct baton_buf buf;
    struct baton_buf again;
    struct baton_random random;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    baton_arena_init(&f->arena);
    baton_buf_init(&f->buf, 4 << 20);
    baton_buf_init(&f->again, 4 << 20);
    f->random.state = 20;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    baton_arena_release(&f->arena);
    baton_buf_release(&f->buf);
    baton_buf_release(&f->again);
    free(f);
    return 0;
}

static struct baton_plan *plan_of(const struct baton_record_type *type)
{
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };

    if (baton_plan_compile(baton_text_of(type->schema_text), type, &plan, &err) != BATON_DONE)
        fail_msg("%s: %s", type->name, err.text);
    return plan;
}

static struct baton_text encode(const struct baton_record_type *type, const void *value,
                                struct baton_buf *buf)
{
    struct baton_error err = { "", "" };

    baton_buf_reset(buf);
    if (baton_codec_encode(type, value, buf, &err) != BATON_DONE)
        fail_msg("%s: %s", type->name, err.text);
    return baton_buf_text(buf);
}

static void *decode(const struct baton_plan *plan, struct baton_text bytes,
                    struct baton_arena *arena)
{
    struct baton_error err = { "", "" };
    void *value = NULL;

    if (baton_plan_decode(plan, bytes, arena, &value, &err) != BATON_DONE)
        fail_msg("%s", err.text);
    return value;
}

static void assert_same_bytes(const char *what, struct baton_text a, struct baton_text b)
{
    if (!baton_text_equal(a, b))
        fail_msg("%s: %zu and %zu bytes differ", what, a.size, b.size);
}

static void check_type(struct fixture *f, const struct baton_record_type *type)
{
    struct baton_plan *plan = plan_of(type);
    avro_schema_t schema;
    baton_avro_check(
        avro_schema_from_json_length(type->schema_text, strlen(type->schema_text), &schema));
    avro_value_iface_t *generic = avro_generic_class_from_schema(schema);

    for (int i = 0; i < ROUNDS; i++) {
        avro_value_t theirs;
        avro_value_t read;
        baton_arena_reset(&f->arena);
        void *value = baton_record_new(type, &f->arena);
        baton_random_record(&f->random, type, &f->arena, value);
        baton_avro_check(avro_generic_value_new(generic, &theirs));
        baton_avro_check(avro_generic_value_new(generic, &read));
        baton_avro_record(type, value, &f->arena, &theirs);
        struct baton_text their_bytes = baton_avro_bytes(&theirs, &f->arena);
        struct baton_text bytes = encode(type, value, &f->buf);

        assert_same_bytes(type->name, bytes, their_bytes);
        avro_reader_t reader = avro_reader_memory(bytes.data, (int64_t)bytes.size);
        baton_avro_check(avro_value_read(reader, &read));
        avro_reader_free(reader);
        assert_true(avro_value_equal(&read, &theirs));
        void *back = decode(plan, their_bytes, &f->arena);
        assert_same_bytes(type->name, encode(type, back, &f->again), bytes);
        back = baton_record_copy(type, back, &f->arena);
        assert_same_bytes(type->name, encode(type, back, &f->again), bytes);
        avro_value_decref(&theirs);
        avro_value_decref(&read);
    }
    avro_value_iface_decref(generic);
    avro_schema_decref(schema);
    baton_plan_free(plan);
}

static void every_type_has_the_bytes_of_avro_c_and_reads_them_back(void **state)
{
    struct fixture *f = *state;

    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++)
        check_type(f, *type);
}

static void a_new_record_has_the_defaults_of_its_schema(void **state)
{
    struct fixture *f = *state;
    const struct baton_conversation_event *event = BATON_RECORD(&f->arena, conversation_event);

    assert_int_equal(event->env.epoch, -1);
    assert_int_equal(event->env.tenant.size, 0);
    assert_int_equal(event->env.cause.partition, -1);
    assert_int_equal(event->channel.synchronous, BATON_MAYBE_UNKNOWN);
    assert_true(isnan(event->confidence));
    assert_int_equal(event->attachments_count, 0);
}

static void what_is_decoded_are_views_into_the_payload(void **state)
{
    struct fixture *f = *state;
    struct baton_conversation_event *event = BATON_RECORD(&f->arena, conversation_event);
    struct baton_plan *plan = plan_of(&baton_conversation_event_type);

    event->text = BATON_TEXT("my card was declined twice");
    struct baton_text bytes = encode(&baton_conversation_event_type, event, &f->buf);
    const struct baton_conversation_event *read = decode(plan, bytes, &f->arena);
    assert_true(baton_text_is(read->text, "my card was declined twice"));
    assert_in_range((uintptr_t)read->text.data, (uintptr_t)bytes.data,
                    (uintptr_t)bytes.data + bytes.size);
    baton_plan_free(plan);
}

static void a_record_that_does_not_fit_leaves_the_buffer_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct baton_conversation_event *event = BATON_RECORD(&f->arena, conversation_event);
    struct baton_error err;
    struct baton_buf small;

    baton_buf_init(&small, 40);
    baton_buf_append_text(&small, BATON_TEXT("before"));
    event->text = BATON_TEXT("a text of more bytes than the forty that there is room for");
    assert_int_equal(baton_codec_encode(&baton_conversation_event_type, event, &small, &err),
                     BATON_REJECT);
    assert_string_equal(err.code, "too_large");
    assert_true(baton_text_is(baton_buf_text(&small), "before"));
    assert_false(small.overflowed);
    baton_buf_release(&small);
}

static void an_enum_value_beyond_its_table_is_written_as_unknown(void **state)
{
    struct fixture *f = *state;
    struct baton_conversation_event *event = BATON_RECORD(&f->arena, conversation_event);
    struct baton_plan *plan = plan_of(&baton_conversation_event_type);

    event->type = 4711;
    event->speaker = -1;
    const struct baton_conversation_event *read =
        decode(plan, encode(&baton_conversation_event_type, event, &f->buf), &f->arena);
    assert_int_equal(read->type, BATON_EVENT_TYPE_UNKNOWN);
    assert_int_equal(read->speaker, BATON_SPEAKER_UNKNOWN);
    baton_plan_free(plan);
}

static void symbols_and_values_name_each_other(void **state)
{
    (void)state;
    assert_int_equal(baton_enum_of(&baton_speaker_symbols, BATON_TEXT("agent")),
                     BATON_SPEAKER_AGENT);
    assert_int_equal(baton_enum_of(&baton_speaker_symbols, BATON_TEXT("Agent")), 0);
    assert_string_equal(baton_enum_name(&baton_speaker_symbols, BATON_SPEAKER_BOT), "bot");
    assert_string_equal(baton_enum_name(&baton_speaker_symbols, 99), "unknown");
    assert_string_equal(baton_enum_name(&baton_speaker_symbols, -1), "unknown");
}

/* A list behind the grown one shows an overrun: both lie in the same block of the arena. */
static void an_array_that_was_read_grows_without_touching_its_neighbour(void **state)
{
    struct fixture *f = *state;
    struct baton_plan *plan = plan_of(&baton_escalation_signal_type);

    for (size_t size = 0; size <= 9; size++) {
        struct baton_escalation_signal *signal = BATON_RECORD(&f->arena, escalation_signal);

        for (size_t i = 0; i < size; i++) {
            *BATON_APPEND(&f->arena, signal->recommended_skills, signal->recommended_skills_count) =
                BATON_TEXT("a");
            *BATON_APPEND(&f->arena, signal->authority_needed, signal->authority_needed_count) =
                BATON_TEXT("b");
        }
        signal = decode(plan, encode(&baton_escalation_signal_type, signal, &f->buf), &f->arena);
        signal = baton_record_copy(&baton_escalation_signal_type, signal, &f->arena);
        for (int more = 0; more < 5; more++)
            *BATON_APPEND(&f->arena, signal->recommended_skills, signal->recommended_skills_count) =
                BATON_TEXT("c");
        for (size_t i = 0; i < size; i++) {
            assert_true(baton_text_is(signal->recommended_skills[i], "a"));
            assert_true(baton_text_is(signal->authority_needed[i], "b"));
        }
    }
    baton_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_has_the_bytes_of_avro_c_and_reads_them_back),
        cmocka_unit_test(a_new_record_has_the_defaults_of_its_schema),
        cmocka_unit_test(what_is_decoded_are_views_into_the_payload),
        cmocka_unit_test(an_array_that_was_read_grows_without_touching_its_neighbour),
        cmocka_unit_test(a_record_that_does_not_fit_leaves_the_buffer_as_it_was),
        cmocka_unit_test(an_enum_value_beyond_its_table_is_written_as_unknown),
        cmocka_unit_test(symbols_and_values_name_each_other),
    };
    return cmocka_run_group_tests_name("codec", tests, set_up, tear_down);
}
