/* Hostile schemas and hostile bytes: everything that crashes or hangs avro-c is refused here with a
 * sentence. Random changes of valid records are in million_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "random_record.h"
#include "records.h"
#include "serde.h"

enum { SCHEMA_MUTATIONS = 10000 };

static struct baton_arena arena;
static struct baton_buf bytes;

static struct baton_plan *compile(const struct baton_record_type *type)
{
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };

    if (baton_plan_compile(baton_text_of(type->schema_text), type, &plan, &err) != BATON_DONE)
        fail_msg("%s: %s", type->name, err.text);
    return plan;
}

static void assert_schema_refused(struct baton_text schema, const char *says)
{
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };

    if (baton_plan_compile(schema, &baton_producer_type, &plan, &err) != BATON_REJECT
        || strstr(err.text, says) == NULL)
        fail_msg("%.80s: %s, not %s", schema.data, err.text, says);
    assert_null(plan);
}

static void schemas_that_are_traps_are_refused(void **state)
{
    static const struct {
        const char *schema;
        const char *says;
    } rows[] = {
        { "", "no JSON" },
        { "{", "no JSON" },
        { "[1]", "not a record" },
        { "{\"type\":\"string\"}", "not a record" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}",
          "contains itself: R" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"R\"]}]}",
          "contains itself: R" },
        { "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"a.b\",\"fields\":[{\"name\":\"r\",\"type\":\"a.b.R\"}]}",
          "contains itself" },
        { "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[{\"name\":\"x\","
          "\"type\":{\"type\":\"array\",\"items\":\"null\"}}]}",
          "x: items of an array that take no bytes" },
        { "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":"
          "{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}}}]}",
          "x: items of an array that take no bytes" },
        { "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":"
          "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}}}]}",
          "x: items of an array that take no bytes" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"Nobody\"}]}",
          "unknown type: Nobody" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":7}]}",
          "a type is missing" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\"}]}",
          "a type is missing" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":{\"type\":{\"type\":\"int\"}}}]}",
          "a type's name" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":[[\"null\"]]}]}",
          "a union directly in a union" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":[]}]}",
          "without branches" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"},"
          "{\"name\":\"x\",\"type\":\"int\"}]}",
          "twice the same name: x" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a b\",\"type\":\"int\"}]}",
          "valid name" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":7}", "without fields" },
        { "{\"type\":\"record\",\"name\":\"int\",\"fields\":[]}", "defined twice" },
        { "{\"type\":\"record\",\"fields\":[]}", "valid name" },
        { "{\"type\":\"record\",\"name\":\"R\",\"name\":\"S\",\"fields\":[]}", "no JSON" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":"
          "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[]}}]}",
          "without symbols" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":"
          "{\"type\":\"fixed\",\"name\":\"E\",\"size\":-1}}]}",
          "size" },
        { "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}", "called R" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_schema_refused(baton_text_of(rows[i].schema), rows[i].says);
}

/* {"type":"record","name":"Producer","fields":[{"name":"x","type": … `depth` arrays … "int" … }]}
 */
static struct baton_text nested(int depth)
{
    baton_buf_reset(&bytes);
    baton_buf_format(
        &bytes, "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[{\"name\":\"x\",\"type\":");
    for (int i = 0; i < depth; i++)
        baton_buf_format(&bytes, "{\"type\":\"array\",\"items\":");
    baton_buf_format(&bytes, "\"int\"");
    for (int i = 0; i < depth; i++)
        baton_buf_format(&bytes, "}");
    baton_buf_format(&bytes, "}]}");
    return baton_buf_text(&bytes);
}

static void deep_large_and_exploding_schemas_are_refused(void **state)
{
    (void)state;
    struct baton_plan *plan = NULL;
    assert_int_equal(baton_plan_compile(nested(14), &baton_producer_type, &plan, NULL), BATON_DONE);
    baton_plan_free(plan);
    assert_schema_refused(nested(15), "deeper than 16");
    assert_schema_refused(nested(17), "deeper than 16");
    assert_schema_refused(nested(100), "nested too deep");
    assert_schema_refused(nested(2000), "nested too deep");

    /* A has ten Bs, B ten Cs, …: 10^7 parts in less than 4 kB */
    baton_buf_reset(&bytes);
    baton_buf_format(&bytes, "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[");
    for (int i = 0; i < 7; i++) {
        baton_buf_format(
            &bytes, "{\"name\":\"f%d\",\"type\":{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[",
            i, i);
        for (int j = 0; j < 10; j++)
            baton_buf_format(&bytes,
                             i > 0 ? "%s{\"name\":\"g%d\",\"type\":\"R%d\"}"
                                   : "%s{\"name\":\"g%d\",\"type\":\"int\"}",
                             j > 0 ? "," : "", j, i - 1);
        baton_buf_format(&bytes, "]}}%s", i < 6 ? "," : "");
    }
    baton_buf_format(&bytes, "]}");
    assert_schema_refused(baton_buf_text(&bytes), "too many parts");

    baton_buf_reset(&bytes);
    baton_buf_format(
        &bytes, "{\"type\":\"record\",\"doc\":\"%065536d\",\"name\":\"Producer\",\"fields\":[]}",
        0);
    assert_schema_refused(baton_buf_text(&bytes), "at most 65536");

    baton_buf_reset(&bytes);
    baton_buf_format(&bytes, "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[");
    for (int i = 0; i < 30; i++)
        baton_buf_format(&bytes, "%s{\"name\":\"x%d\",\"type\":\"null\"}", i > 0 ? "," : "", i);
    baton_buf_format(&bytes, "]}");
    assert_schema_refused(baton_buf_text(&bytes), "too many values that take no bytes");
}

static void mutated_schemas_neither_crash_nor_hang(void **state)
{
    struct baton_random random = { 3 };
    const char *schema = baton_delivery_type.schema_text;
    size_t size = strlen(schema);
    int taken = 0;

    (void)state;
    for (int i = 0; i < SCHEMA_MUTATIONS; i++) {
        struct baton_plan *plan = NULL;
        struct baton_error err = { "", "" };
        char *text = malloc(size); /* its own memory, so that a read beyond its end is seen */

        memcpy(text, schema, size);
        for (size_t j = 1 + baton_random_below(&random, 3); j > 0; j--) {
            size_t from = baton_random_below(&random, size - 8);

            if (baton_random_below(&random, 2) == 0)
                text[from] = (char)baton_random_next(&random);
            else
                memmove(text + baton_random_below(&random, size - 8), text + from,
                        baton_random_below(&random, 8));
        }
        if (baton_plan_compile((struct baton_text){ text, size }, &baton_delivery_type, &plan, &err)
            == BATON_DONE)
            taken++;
        else
            assert_string_not_equal(err.text, "");
        baton_plan_free(plan);
        free(text);
    }
    assert_in_range(taken, 1, SCHEMA_MUTATIONS - 1);
}

/* ---- Bytes ---- */

#define STRINGS \
    "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[{\"name\":\"name\",\"type\":\"string\"}"

static enum baton_verdict decode_producer(const char *schema, struct baton_text payload,
                                          struct baton_error *err)
{
    struct baton_plan *plan = NULL;
    void *value;

    if (baton_plan_compile(baton_text_of(schema), &baton_producer_type, &plan, err) != BATON_DONE)
        fail_msg("%s", err->text);
    char *copy =
        malloc(payload.size > 0 ? payload.size : 1); /* AddressSanitizer sees a read beyond it */
    memcpy(copy, payload.data, payload.size);
    enum baton_verdict v =
        baton_plan_decode(plan, (struct baton_text){ copy, payload.size }, &arena, &value, err);
    free(copy);
    baton_plan_free(plan);
    return v;
}

static void bytes_that_lie_are_refused_with_the_field(void **state)
{
    static const char text[] = STRINGS "]}";
    static const char number[] = STRINGS ",{\"name\":\"x\",\"type\":\"int\"}]}";
    static const char symbol[] = STRINGS
        ",{\"name\":\"x\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"a\",\"b\"]}}]}";
    static const char choice[] = STRINGS ",{\"name\":\"x\",\"type\":[\"null\",\"int\"]}]}";
    static const char flag[] = STRINGS ",{\"name\":\"x\",\"type\":\"boolean\"}]}";
    static const char fixed[] = STRINGS
        ",{\"name\":\"x\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483647}}]}";
    static const char list[] =
        STRINGS ",{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}]}";
    static const char map[] =
        STRINGS ",{\"name\":\"x\",\"type\":{\"type\":\"map\",\"values\":\"null\"}}]}";
    const struct {
        const char *schema;
        struct baton_text payload;
        const char *code;
        const char *says;
    } rows[] = {
        { text, BATON_TEXT(""), "truncated", "Producer.name" },
        { text, BATON_TEXT("\x80\x80\x80\x80\x40"), "bad_length", "Producer.name" }, /* 8 GiB */
        { text, BATON_TEXT("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), "bad_length",
          "Producer.name" },
        { text, BATON_TEXT("\x01"), "bad_length", "Producer.name" },
        { text,
          BATON_TEXT("\x04"
                     "a"),
          "bad_length", "Producer.name" },
        { text, BATON_TEXT("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x02"), "bad_number",
          "Producer.name" },
        { text, BATON_TEXT("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00"), "bad_number",
          "Producer.name" },
        { text, BATON_TEXT("\x80\x80"), "truncated", "Producer.name" },
        { text,
          BATON_TEXT("\x06"
                     "a\0b"),
          "bad_text", "Producer.name" },
        { text, BATON_TEXT("\x02\xff"), "bad_text", "Producer.name" },
        { text, BATON_TEXT("\x04\xc0\xaf"), "bad_text", "Producer.name" },
        { text, BATON_TEXT("\x06\xed\xa0\x80"), "bad_text", "Producer.name" }, /* a surrogate */
        { text,
          BATON_TEXT("\x02"
                     "ab"),
          "trailing_bytes", "Producer" },
        { number, BATON_TEXT("\0\x80\x80\x80\x80\x20"), "bad_number", "Producer.x" },
        { symbol, BATON_TEXT("\0\xfe\xff\xff\x0f"), "bad_index", "Producer.x" }, /* 16 777 215 */
        { symbol, BATON_TEXT("\0\x04"), "bad_index", "Producer.x" },
        { symbol, BATON_TEXT("\0\x01"), "bad_index", "Producer.x" },
        { choice, BATON_TEXT("\0\x04"), "bad_index", "Producer.x" },
        { choice, BATON_TEXT("\0\x01"), "bad_index", "Producer.x" },
        { flag, BATON_TEXT("\0\x02"), "bad_boolean", "Producer.x" },
        { flag, BATON_TEXT("\0"), "truncated", "Producer.x" },
        { fixed, BATON_TEXT("\0aaaa"), "truncated", "Producer.x" },
        { list, BATON_TEXT("\0\xfe\xff\xff\xff\x0f\0"), "bad_count", "Producer.x" },
        { list, BATON_TEXT("\0\x06\0\0"), "bad_count", "Producer.x" },
        { list, BATON_TEXT("\0\x01\x01\0\0"), "bad_length", "Producer.x" },
        { list, BATON_TEXT("\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\0\0"), "bad_length",
          "Producer.x" },
        { map, BATON_TEXT("\0\xfe\xff\xff\xff\x0f\0"), "bad_count", "Producer.x" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_error err = { "", "" };

        if (decode_producer(rows[i].schema, rows[i].payload, &err) != BATON_REJECT
            || strcmp(err.code, rows[i].code) != 0 || strstr(err.text, rows[i].says) == NULL)
            fail_msg("row %zu: %s: %s, not %s", i, err.code, err.text, rows[i].code);
    }
}

/* A writer whose items are one byte long, against ours that are hundreds. */
static void a_small_payload_cannot_become_a_large_record(void **state)
{
    static const char schema[] =
        "{\"type\":\"record\",\"name\":\"ConversationEvent\",\"fields\":["
        "{\"name\":\"tenant\",\"type\":\"string\"},{\"name\":\"conversation_id\",\"type\":\"string\"},"
        "{\"name\":\"event_id\",\"type\":\"string\"},{\"name\":\"attachments\",\"type\":"
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Attachment\",\"fields\":["
        "{\"name\":\"name\",\"type\":\"string\"}]}}}]}";
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };
    void *value;

    (void)state;
    if (baton_plan_compile(baton_text_of(schema), &baton_conversation_event_type, &plan, &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
    baton_buf_reset(&bytes);
    baton_buf_append(&bytes, "\0\0\0\xc0\x84\x3d", 6); /* 500 000 items */
    memset(baton_buf_reserve(&bytes, 500001), 0, 500001);
    bytes.size += 500001;
    baton_arena_reset(&arena);
    assert_int_equal(baton_plan_decode(plan, baton_buf_text(&bytes), &arena, &value, &err),
                     BATON_REJECT);
    assert_string_equal(err.code, "decoded_too_large");
    assert_true(baton_arena_used(&arena) < 65536);
    baton_plan_free(plan);
}

enum { TURNS = 1024, TURN_BYTES = 3 };

/* A page of turns with one attachment each, all empty, behind a field that we skip. */
static void write_page(size_t padding)
{
    baton_buf_reset(&bytes);
    baton_buf_append(&bytes, "\0\0\0", 3);
    for (uint64_t left = 2 * padding;; left >>= 7) {
        baton_buf_append_byte(&bytes, (uint8_t)((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
        if (left <= 0x7f)
            break;
    }
    memset(baton_buf_reserve(&bytes, padding), 0, padding);
    bytes.size += padding;
    baton_buf_append(&bytes, "\x80\x10", 2); /* TURNS */
    for (int i = 0; i < TURNS; i++)
        baton_buf_append(&bytes, "\2\0\0", TURN_BYTES);
    baton_buf_append_byte(&bytes, 0);
}

/* One item alone in an array takes the room of four: that counts too. */
static void the_room_behind_small_arrays_is_bounded_as_well(void **state)
{
    static const char schema[] =
        "{\"type\":\"record\",\"name\":\"ContextPage\",\"fields\":["
        "{\"name\":\"tenant\",\"type\":\"string\"},{\"name\":\"conversation_id\",\"type\":\"string\"},"
        "{\"name\":\"page_id\",\"type\":\"string\"},{\"name\":\"padding\",\"type\":\"bytes\"},"
        "{\"name\":\"turns\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Turn\","
        "\"fields\":[{\"name\":\"attachments\",\"type\":{\"type\":\"array\",\"items\":"
        "{\"type\":\"record\",\"name\":\"Attachment\",\"fields\":["
        "{\"name\":\"name\",\"type\":\"string\"}]}}}]}}}]}";
    /* So much that turns with their attachments fit, and with room for four of them do not. */
    size_t wanted = TURNS * (sizeof(struct baton_turn) + 5 * sizeof(struct baton_attachment) / 2);
    size_t padding = (wanted - 64 * 1024) / 64 - (size_t)TURNS * TURN_BYTES;
    struct baton_plan *plan = NULL;
    struct baton_error err = { "", "" };
    void *value;

    (void)state;
    if (baton_plan_compile(baton_text_of(schema), &baton_context_page_type, &plan, &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
    write_page(padding);
    baton_arena_reset(&arena);
    assert_int_equal(baton_plan_decode(plan, baton_buf_text(&bytes), &arena, &value, &err),
                     BATON_REJECT);
    assert_string_equal(err.code, "decoded_too_large");
    assert_in_range(baton_arena_used(&arena), TURNS * sizeof(struct baton_turn),
                    BATON_DECODED_MAX_BYTES(bytes.size));
    baton_plan_free(plan);
}

static struct baton_text random_bytes(struct baton_random *random,
                                      const struct baton_record_type *type)
{
    void *value = baton_record_new(type, &arena);

    baton_random_record(random, type, &arena, value);
    baton_buf_reset(&bytes);
    assert_int_equal(baton_codec_encode(type, value, &bytes, NULL), BATON_DONE);
    return baton_buf_text(&bytes);
}

static void every_truncation_is_refused(void **state)
{
    struct baton_random random = { 4 };

    (void)state;
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++) {
        struct baton_plan *plan = compile(*type);
        struct baton_text whole = random_bytes(&random, *type);

        for (size_t size = 0; size < whole.size; size++) {
            struct baton_error err = { "", "" };
            void *value = &err;
            char *exact = malloc(size > 0 ? size : 1);

            memcpy(exact, whole.data, size);
            assert_int_equal(
                baton_plan_decode(plan, (struct baton_text){ exact, size }, &arena, &value, &err),
                BATON_REJECT);
            assert_ptr_equal(value, &err);
            assert_true(strncmp(err.text, (*type)->name, strlen((*type)->name)) == 0);
            free(exact);
            baton_arena_reset(&arena);
        }
        baton_plan_free(plan);
    }
}

/* What avro-c 1.11.1 does with each, tried. Here: refused at once, within bounds. */
static void all_that_crashes_or_hangs_avro_c_is_refused(void **state)
{
#define PRODUCER(fields) "{\"type\":\"record\",\"name\":\"Producer\",\"fields\":[" fields "]}"
#define FIELD(type) "{\"name\":\"x\",\"type\":" type "}"
#define LETTERS FIELD("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"a\",\"b\"]}")
    static const char with_a_nul[] = "\x06"
                                     "a\0b";
    static const struct {
        const char *what_it_did;
        const char *schema;
        struct baton_text payload;
        const char *code; /* "" where it is taken */
    } rows[] = {
        { "endless recursion on a record that contains itself", PRODUCER(FIELD("\"Producer\"")),
          BATON_TEXT_INIT("\0"), "bad_schema" },
        { "stack overflow on a linked list of unions", PRODUCER(FIELD("[\"null\",\"Producer\"]")),
          BATON_TEXT_INIT("\2\2\2\0"), "bad_schema" },
        { "hangs on an array of nulls that claims 268 M items",
          PRODUCER(FIELD("{\"type\":\"array\",\"items\":\"null\"}")),
          BATON_TEXT_INIT("\x80\x80\x80\x80\2\0"), "bad_schema" },
        { "the same, the nulls in a record",
          PRODUCER(FIELD("{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"N\","
                         "\"fields\":[{\"name\":\"n\",\"type\":\"null\"}]}}")),
          BATON_TEXT_INIT("\x80\x80\x80\x80\2\0"), "bad_schema" },
        { "leaks 8 GiB of addresses for a string that claims them", PRODUCER(FIELD("\"string\"")),
          BATON_TEXT_INIT("\x80\x80\x80\x80\x40"), "bad_length" },
        { "accepts an enum's index of 16 777 215", PRODUCER(LETTERS),
          BATON_TEXT_INIT("\xfe\xff\xff\x0f"), "bad_index" },
        { "accepts a string with a NUL",
          PRODUCER("{\"name\":\"name\",\"type\":\"string\"}"),
          { with_a_nul, sizeof with_a_nul - 1 },
          "bad_text" },
        { "accepts a string that is not UTF-8", PRODUCER("{\"name\":\"name\",\"type\":\"string\"}"),
          BATON_TEXT_INIT("\4\xc3\x28"), "bad_text" },
        { "an error, as it should be: a negative length", PRODUCER(FIELD("\"bytes\"")),
          BATON_TEXT_INIT("\x01"), "bad_length" },
        { "takes it, as it should: a record without fields",
          PRODUCER(FIELD("{\"type\":\"record\",\"name\":\"Empty\",\"fields\":[]}")),
          BATON_TEXT_INIT(""), "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_plan *plan = NULL;
        struct baton_error err = { "", "" };
        void *value;

        baton_arena_reset(&arena);
        if (baton_plan_compile(baton_text_of(rows[i].schema), &baton_producer_type, &plan, &err)
            == BATON_DONE)
            baton_plan_decode(plan, rows[i].payload, &arena, &value, &err);
        baton_plan_free(plan);
        if (strcmp(err.code, rows[i].code) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", rows[i].what_it_did, err.code, rows[i].code);
        assert_true(baton_arena_used(&arena) <= BATON_DECODED_MAX_BYTES(rows[i].payload.size));
    }
}

/* 900 kB of what would be a list linked half a million times. */
static void a_large_message_under_a_recursive_schema_is_not_even_read(void **state)
{
    struct baton_registry_conf local = { .url = NULL };
    struct baton_registry *registry = baton_registry_open(&local);
    struct baton_serde *serde = baton_serde_new(registry);
    struct baton_error err = { "", "" };
    int32_t id;
    void *value;

    (void)state;
    assert_int_equal(baton_registry_id(registry, "x-value",
                                       PRODUCER(FIELD("[\"null\",\"Producer\"]")), true, &id, &err),
                     BATON_DONE);
    baton_buf_reset(&bytes);
    baton_buf_append(&bytes, "\0\0\0\0\1", 5);
    memset(baton_buf_reserve(&bytes, 900000), 2, 900000);
    bytes.size += 900000;
    baton_arena_reset(&arena);
    assert_int_equal(baton_serde_decode(serde, &baton_producer_type, baton_buf_text(&bytes), &arena,
                                        &value, &err),
                     BATON_REJECT);
    assert_string_equal(err.code, "bad_schema");
    assert_int_equal(baton_arena_used(&arena), 0);
    baton_serde_free(serde);
    baton_registry_close(registry);
}

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    baton_buf_init(&bytes, 1 << 22);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    baton_buf_release(&bytes);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schemas_that_are_traps_are_refused),
        cmocka_unit_test(deep_large_and_exploding_schemas_are_refused),
        cmocka_unit_test(mutated_schemas_neither_crash_nor_hang),
        cmocka_unit_test(bytes_that_lie_are_refused_with_the_field),
        cmocka_unit_test(a_small_payload_cannot_become_a_large_record),
        cmocka_unit_test(the_room_behind_small_arrays_is_bounded_as_well),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(all_that_crashes_or_hangs_avro_c_is_refused),
        cmocka_unit_test(a_large_message_under_a_recursive_schema_is_not_even_read),
    };
    return cmocka_run_group_tests_name("hostile", tests, set_up, tear_down);
}
