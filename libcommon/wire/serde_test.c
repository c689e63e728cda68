/* Frames, and what a reader does with records of schemas that it knows, cannot read or cannot find.
 * Also the topics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "records.h"
#include "serde.h"
#include "topics.h"

struct fixture {
    struct baton_registry *registry;
    struct baton_serde *serde;
    struct baton_arena arena;
    struct baton_buf buf;
};

static int set_up(void **state)
{
    const struct baton_registry_conf conf = { .url = NULL };
    struct fixture *f = calloc(1, sizeof *f);

    f->registry = baton_registry_open(&conf);
    f->serde = baton_serde_new(f->registry);
    baton_arena_init(&f->arena);
    baton_buf_init(&f->buf, 10000);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    baton_serde_free(f->serde);
    baton_registry_close(f->registry);
    baton_arena_release(&f->arena);
    baton_buf_release(&f->buf);
    free(f);
    return 0;
}

static struct baton_text framed_delivery(struct fixture *f)
{
    struct baton_delivery *delivery = BATON_RECORD(&f->arena, delivery);
    struct baton_error err = { "", "" };

    delivery->env.tenant = BATON_TEXT("acme");
    if (baton_serde_add(f->serde, &baton_delivery_type, "deliveries-value", true, &err)
            != BATON_DONE
        || baton_serde_encode(f->serde, &baton_delivery_type, delivery, &f->buf, &err)
               != BATON_DONE)
        fail_msg("%s", err.text);
    return baton_buf_text(&f->buf);
}

static void a_frame_is_magic_byte_id_and_avro(void **state)
{
    struct fixture *f = *state;
    struct baton_text framed = framed_delivery(f);
    struct baton_error err = { "", "" };
    void *value = NULL;

    assert_memory_equal(framed.data, "\0\0\0\0\1", 5);
    assert_int_equal(baton_serde_frame_id(framed), 1);
    assert_int_equal(
        baton_serde_decode(f->serde, &baton_delivery_type, framed, &f->arena, &value, &err),
        BATON_DONE);
    assert_true(baton_text_is(((struct baton_delivery *)value)->env.tenant, "acme"));
}

static void a_record_of_another_type_is_rejected_each_time(void **state)
{
    struct fixture *f = *state;
    struct baton_text framed = framed_delivery(f);
    void *value = NULL;

    for (int i = 0; i < 3; i++) {
        struct baton_error err = { "", "" };

        assert_int_equal(
            baton_serde_decode(f->serde, &baton_assignment_type, framed, &f->arena, &value, &err),
            BATON_REJECT);
        assert_string_equal(err.code, "incompatible_schema");
        assert_non_null(strstr(err.text, "schema 1: "));
        assert_non_null(strstr(err.text, "Delivery"));
    }
    assert_null(value);
}

static void what_is_no_frame_is_rejected(void **state)
{
    struct fixture *f = *state;
    const struct {
        struct baton_text bytes;
        const char *code;
    } rows[] = {
        { BATON_TEXT_NONE, "no_frame" },
        { BATON_TEXT("\0\0\0\0"), "no_frame" },
        { BATON_TEXT("\1\0\0\0\1"), "no_frame" },
        { BATON_TEXT("{\"text\":\"hi\"}"), "no_frame" },
        { BATON_TEXT("\0\xff\xff\xff\xff\0"), "no_frame" },
        { BATON_TEXT("\0\0\0\0\x63\0"), "unknown_schema" },
    };
    void *value = NULL;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };

        assert_int_equal(baton_serde_decode(f->serde, &baton_delivery_type, rows[i].bytes,
                                            &f->arena, &value, &err),
                         BATON_REJECT);
        assert_string_equal(err.code, rows[i].code);
    }
    assert_null(value);
}

static void an_empty_payload_behind_a_good_frame_is_rejected(void **state)
{
    struct fixture *f = *state;
    struct baton_text framed = framed_delivery(f);
    struct baton_error err = { "", "" };
    void *value = NULL;

    framed.size = 5;
    assert_int_equal(
        baton_serde_decode(f->serde, &baton_delivery_type, framed, &f->arena, &value, &err),
        BATON_REJECT);
    assert_string_equal(err.code, "truncated");
}

static void a_record_that_does_not_fit_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct baton_buf small;
    struct baton_error err = { "", "" };
    struct baton_delivery *delivery = BATON_RECORD(&f->arena, delivery);

    framed_delivery(f);
    for (size_t max = 0; max < 20; max++) {
        baton_buf_init(&small, max);
        assert_int_equal(baton_serde_encode(f->serde, &baton_delivery_type, delivery, &small, &err),
                         BATON_REJECT);
        assert_string_equal(err.code, "too_large");
        assert_int_equal(small.size, 0);
        baton_buf_release(&small);
    }
}

static void every_topic_is_found_by_its_name_and_has_a_schema(void **state)
{
    size_t count = 0;

    (void)state;
    for (const struct baton_topic *const *topic = baton_topics; *topic != NULL; topic++, count++) {
        assert_ptr_equal(baton_topic_find(baton_text_of((*topic)->name)), *topic);
        assert_non_null((*topic)->type->schema_text);
        assert_in_range((*topic)->owner_parts, 1, 2);
        assert_true(((*topic)->cleanup == BATON_CLEANUP_COMPACT) == ((*topic)->retention_ms == -1));
        assert_non_null((*topic)->doc);
    }
    assert_int_equal(count, 17);
    assert_null(baton_topic_find(BATON_TEXT("detector-dead-letters")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_frame_is_magic_byte_id_and_avro, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_record_of_another_type_is_rejected_each_time, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_frame_is_rejected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_payload_behind_a_good_frame_is_rejected, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_record_that_does_not_fit_leaves_nothing, set_up,
                                        tear_down),
        cmocka_unit_test(every_topic_is_found_by_its_name_and_has_a_schema),
    };
    return cmocka_run_group_tests_name("serde", tests, NULL, NULL);
}
