/* JSON both ways: what is refused says where and what is wanted; what is written comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "json_codec.h"
#include "random_record.h"
#include "records.h"

static struct baton_arena arena;
static struct baton_buf json;
static struct baton_buf bytes[2];

static enum baton_verdict decode(const struct baton_record_type *type, struct baton_text text,
                                 void **ret_value, struct baton_error *err)
{
    json_t *parsed = baton_json_parse(text, err);

    if (parsed == NULL)
        return BATON_REJECT;
    enum baton_verdict v = baton_json_decode(type, parsed, &arena, ret_value, err);
    json_decref(parsed);
    return v;
}

static void check_round_trip(const struct baton_record_type *type, const void *value, bool brief)
{
    struct baton_error err = { "", "" };
    void *back;

    baton_buf_reset(&json);
    baton_buf_reset(&bytes[0]);
    baton_buf_reset(&bytes[1]);
    baton_json_encode(type, value, brief, &json);
    if (decode(type, baton_buf_text(&json), &back, &err) != BATON_DONE)
        fail_msg("%s: %s", type->name, err.text);
    baton_codec_encode(type, value, &bytes[0], NULL);
    baton_codec_encode(type, back, &bytes[1], NULL);
    if (!baton_text_equal(baton_buf_text(&bytes[0]), baton_buf_text(&bytes[1])))
        fail_msg("%s: %.*s", type->name, (int)json.size, (char *)json.data);
}

static void every_type_comes_back_from_json(void **state)
{
    struct baton_random random = { 6 };

    (void)state;
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++) {
        for (int i = 0; i < 20; i++) {
            baton_arena_reset(&arena);
            void *value = baton_record_new(*type, &arena);
            check_round_trip(*type, value, true);
            baton_random_record(&random, *type, &arena, value);
            check_round_trip(*type, value, false);
            check_round_trip(*type, value, true);
        }
    }
}

static void brief_json_leaves_out_what_is_default(void **state)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);

    (void)state;
    event->env.tenant = BATON_TEXT("acme");
    event->env.conversation_id = BATON_TEXT("c1");
    event->event_id = BATON_TEXT("c1-1");
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->text = BATON_TEXT("say \"hi\"\n");
    event->confidence = 0.1;
    baton_buf_reset(&json);
    baton_json_encode(&baton_conversation_event_type, event, true, &json);
    if (!baton_text_is(
            baton_buf_text(&json),
            "{\"tenant\":\"acme\",\"conversation_id\":\"c1\",\"event_id\":\"c1-1\",\"type\":\"message\","
            "\"text\":\"say \\\"hi\\\"\\n\",\"confidence\":0.1}"))
        fail_msg("%.*s", (int)json.size, (char *)json.data);
}

#define REQUIRED "\"tenant\":\"acme\",\"conversation_id\":\"c1\",\"event_id\":\"e1\""

static void what_is_wrong_is_named_with_its_path(void **state)
{
    static const struct {
        const char *json;
        const char *says;
    } rows[] = {
        { "[]", "the record: wants an object" },
        { "{\"tenant\":\"acme\",\"conversation_id\":\"c1\"}", "event_id: is missing" },
        { "{\"tenant\":null,\"conversation_id\":\"c1\",\"event_id\":\"e\"}", "tenant: is missing" },
        { "{" REQUIRED ",\"txt\":\"a\"}", "txt: there is no such field" },
        { "{" REQUIRED ",\"John Doe's card\":\"a\"}",
          "the record: there is a field that we do not know" },
        { "{" REQUIRED ",\"text\":7}", "text: wants a text" },
        { "{" REQUIRED ",\"type\":\"massage\"}", "type: wants one of: unknown, message" },
        { "{" REQUIRED ",\"type\":1}", "type: wants one of" },
        { "{" REQUIRED ",\"epoch\":1.5}", "epoch: wants a whole number" },
        { "{" REQUIRED ",\"epoch\":-9223372036854775808}", "epoch: wants a whole number" },
        { "{" REQUIRED ",\"occurred_at\":\"yesterday\"}", "occurred_at: wants milliseconds" },
        { "{" REQUIRED ",\"confidence\":\"high\"}", "confidence: wants a number" },
        { "{" REQUIRED ",\"synthetic\":0}", "synthetic: wants true or false" },
        { "{" REQUIRED ",\"attachments\":{}}", "attachments: wants a list" },
        { "{" REQUIRED ",\"attachments\":[{},{\"kind\":\"gif\"}]}",
          "attachments[1].kind: wants one of" },
        { "{" REQUIRED ",\"channel\":{\"synchronous\":\"yes\"}}",
          "channel.synchronous: wants true or false" },
        { "{" REQUIRED ",\"attributes\":{\"a\":1}}", "attributes: wants nothing but texts" },
        { "{" REQUIRED ",\"attributes\":[]}", "attributes: wants texts by name" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };
        void *value = NULL;

        if (decode(&baton_conversation_event_type, baton_text_of(rows[i].json), &value, &err)
                != BATON_REJECT
            || strstr(err.text, rows[i].says) == NULL)
            fail_msg("%s: %s, not %s", rows[i].json, err.text, rows[i].says);
        assert_null(value);
    }
}

static void times_are_milliseconds_or_rfc_3339(void **state)
{
    struct baton_error err = { "", "" };
    void *value;

    (void)state;
    assert_int_equal(
        decode(&baton_conversation_event_type,
               BATON_TEXT("{" REQUIRED ",\"occurred_at\":\"1970-01-01T01:00:01.5+01:00\"}"), &value,
               &err),
        BATON_DONE);
    assert_int_equal(((struct baton_conversation_event *)value)->env.occurred_at, 1500);
    assert_int_equal(decode(&baton_conversation_event_type,
                            BATON_TEXT("{" REQUIRED ",\"occurred_at\":1500}"), &value, &err),
                     BATON_DONE);
    assert_int_equal(((struct baton_conversation_event *)value)->env.occurred_at, 1500);
}

static void nulls_are_as_if_left_out(void **state)
{
    struct baton_error err = { "", "" };
    void *value;

    (void)state;
    assert_int_equal(
        decode(&baton_conversation_event_type,
               BATON_TEXT("{" REQUIRED ",\"epoch\":null,\"confidence\":null,\"attachments\":null}"),
               &value, &err),
        BATON_DONE);
    const struct baton_conversation_event *event = value;
    assert_int_equal(event->env.epoch, -1);
    assert_true(isnan(event->confidence));
    assert_int_equal(event->attachments_count, 0);
}

static void hostile_text_is_refused_without_quoting_it(void **state)
{
    static const struct {
        const char *json;
        const char *code;
    } rows[] = {
        { "", "bad_json" },
        { "{\"a\":secret}", "bad_json" },
        { "{\"a\":1,\"a\":2}", "bad_json" },
        { "{\"a\":\"\\u0000\"}", "bad_json" },
        { "{\"a\":\"\xff\"}", "bad_json" },
        { "{\"a\":123456789012345678901234567890}", "bad_json" },
        { "{} {}", "bad_json" },
        { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
          "json_too_deep" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };

        assert_null(baton_json_parse(baton_text_of(rows[i].json), &err));
        assert_string_equal(err.code, rows[i].code);
        assert_null(strstr(err.text, "secret"));
    }
    struct baton_error err;
    baton_buf_reset(&json);
    memset(baton_buf_reserve(&json, BATON_JSON_MAX_BYTES + 1), ' ', BATON_JSON_MAX_BYTES + 1);
    json.size = BATON_JSON_MAX_BYTES + 1;
    assert_null(baton_json_parse(baton_buf_text(&json), &err));
    assert_string_equal(err.code, "json_too_large");
}

static void deep_brackets_inside_of_texts_are_no_depth(void **state)
{
    json_t *parsed = baton_json_parse(
        BATON_TEXT("{\"a\":\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}"), NULL);

    (void)state;
    assert_non_null(parsed);
    json_decref(parsed);
}

static void bytes_go_as_base64(void **state)
{
    static const struct {
        const char *raw;
        const char *base64;
    } rows[] = {
        { "a", "YQ==" },
        { "ab", "YWI=" },
        { "abc", "YWJj" },
        { "\xff\xfe\xfd", "//79" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const struct baton_field fields[] = { { .name = "b", .kind = BATON_KIND_BYTES } };
        static const struct baton_text none = { "", 0 };
        const struct baton_record_type type = {
            .name = "B", .size = sizeof none, .fields = fields, .field_count = 1, .defaults = &none
        };
        struct baton_text raw = baton_text_of(rows[i].raw);
        void *value;

        baton_buf_reset(&json);
        baton_json_encode(&type, &raw, false, &json);
        struct baton_text wanted = baton_text_format(&arena, "{\"b\":\"%s\"}", rows[i].base64);
        assert_true(baton_text_equal(baton_buf_text(&json), wanted));
        assert_int_equal(decode(&type, wanted, &value, NULL), BATON_DONE);
        assert_true(baton_text_equal(*(struct baton_text *)value, raw));
        for (size_t j = 0; j < 4; j++) {
            static const char *const bad[] = { "{\"b\":\"abc\"}", "{\"b\":\"a=bc\"}",
                                               "{\"b\":\"ab c\"}", "{\"b\":1}" };

            assert_int_equal(decode(&type, baton_text_of(bad[j]), &value, NULL), BATON_REJECT);
        }
    }
}

static struct baton_text read_file(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        fail_msg("%s cannot be read", path);
    baton_buf_reset(&json);
    json.size = fread(baton_buf_reserve(&json, 1 << 20), 1, 1 << 20, file);
    fclose(file);
    return baton_buf_text(&json);
}

static void the_examples_of_the_schemas_are_read(void **state)
{
    (void)state;
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++) {
        struct baton_error err = { "", "" };
        char path[1024];
        void *value;

        snprintf(path, sizeof path, "%s/schemas/examples/%s.json", BATON_SOURCE_DIR, (*type)->name);
        if (decode(*type, read_file(path), &value, &err) != BATON_DONE)
            fail_msg("%s: %s", (*type)->name, err.text);
    }
}

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    baton_buf_init(&json, 1 << 22);
    baton_buf_init(&bytes[0], 1 << 22);
    baton_buf_init(&bytes[1], 1 << 22);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    baton_buf_release(&json);
    baton_buf_release(&bytes[0]);
    baton_buf_release(&bytes[1]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_comes_back_from_json),
        cmocka_unit_test(brief_json_leaves_out_what_is_default),
        cmocka_unit_test(what_is_wrong_is_named_with_its_path),
        cmocka_unit_test(times_are_milliseconds_or_rfc_3339),
        cmocka_unit_test(nulls_are_as_if_left_out),
        cmocka_unit_test(hostile_text_is_refused_without_quoting_it),
        cmocka_unit_test(deep_brackets_inside_of_texts_are_no_depth),
        cmocka_unit_test(bytes_go_as_base64),
        cmocka_unit_test(the_examples_of_the_schemas_are_read),
    };
    return cmocka_run_group_tests_name("json", tests, set_up, tear_down);
}
