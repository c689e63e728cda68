#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "conversation_file.h"

static struct baton_arena arena;
static struct baton_error err;
static char path[] = "/tmp/baton-conversations-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    baton_arena_init(&arena);
    return close(mkstemp(path));
}

static int tear_down(void **state)
{
    (void)state;
    baton_arena_release(&arena);
    return unlink(path);
}

static struct conversation_file *file_of(const char *text)
{
    FILE *out = fopen(path, "w");

    fputs(text, out);
    fclose(out);
    struct conversation_file *file = conversation_file_open(path, &err);
    assert_non_null(file);
    return file;
}

static void turns_become_events(void **state)
{
    struct conversation got;
    struct conversation_file *file = file_of(
        "\n{\"id\":\"c\",\"lang\":\"en\",\"tenant\":\"acme\",\"customer\":{\"id\":\"u\",\"tier\":\"gold\",\"contract_value\":12.5},"
        "\"turns\":[{\"speaker\":\"customer\",\"text\":\"hi\",\"labels\":{\"y\":1}},"
        "{\"speaker\":\"ai\",\"text\":\"yes?\",\"confidence\":0.5},"
        "{\"speaker\":\"agent\",\"text\":\"ok\",\"at\":\"1970-01-01T00:02:00Z\"}]}\n");

    (void)state;
    assert_int_equal(conversation_file_next(file, 1000, &arena, &got, &err), CONVERSATION_READ);
    assert_int_equal(got.events_count, 3);
    assert_true(baton_text_is(got.tenant, "acme"));
    assert_true(baton_text_is(got.events[1]->event_id, "c-1"));
    assert_true(baton_text_is(got.events[0]->customer.tier, "gold"));
    assert_int_equal(got.events[0]->customer.contract_value->minor_units, 1250);
    assert_int_equal(got.events[0]->speaker, BATON_SPEAKER_CUSTOMER);
    assert_int_equal(got.events[1]->speaker, BATON_SPEAKER_BOT);
    assert_int_equal(got.events[1]->env.occurred_at, 1000 + CONVERSATION_TURN_GAP_MS);
    assert_int_equal(got.events[2]->env.occurred_at, 120000);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_END);
    conversation_file_close(file);
}

static void a_bad_line_is_named_and_the_next_one_read(void **state)
{
    static const struct {
        const char *line, *says;
    } rows[] = {
        { "{\"id\":\"c\",\"turns\":[{\"speaker\":\"boss\",\"text\":\"x\"}]}\n",
          "turns[0].speaker" },
        { "{\"id\":\"\",\"turns\":[]}\n", "\"id\"" },
        { "{\"id\":\"c\",\"tenant\":\"A B\",\"turns\":[]}\n", "tenant" },
        { "{\"id\":\"c\",\"turns\":[{\"speaker\":\"ai\",\"text\":7}]}\n", "text" },
        { "{\"id\":\"c\",\"turns\":[{\"speaker\":\"ai\",\"text\":\"x\",\"at\":\"noon\"}]}\n",
          "turns[0].at" },
        { "{\"id\":\"c\",\"customer\":{\"contract_value\":1e300},"
          "\"turns\":[{\"speaker\":\"ai\",\"text\":\"x\"}]}\n",
          "contract_value" },
        { "{\"id\":\n", "line 1" },
        { "[1]\n", "line 1" },
    };
    char text[512];
    struct conversation got;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(text, sizeof text, "%s{\"id\":\"good\",\"turns\":[]}\n", rows[i].line);
        struct conversation_file *file = file_of(text);
        assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_BAD);
        if (strstr(err.text, rows[i].says) == NULL)
            fail_msg("row %zu: \"%s\" does not say \"%s\"", i, err.text, rows[i].says);
        assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_READ);
        assert_true(baton_text_is(got.id, "good"));
        conversation_file_close(file);
    }
}

/* The number of the turn stands behind it in the events' ids, which have 200 bytes at most. */
static void an_id_leaves_room_for_the_number_of_a_turn(void **state)
{
    char text[512];
    struct conversation got;

    (void)state;
    snprintf(text, sizeof text,
             "{\"id\":\"%0193d\",\"turns\":[]}\n{\"id\":\"%0192d\",\"turns\":[]}\n", 0, 0);
    struct conversation_file *file = file_of(text);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_BAD);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_READ);
    conversation_file_close(file);
}

static void a_line_that_is_too_long_is_skipped(void **state)
{
    size_t size = 1200 * 1024;
    char *text = malloc(size + 64);
    struct conversation got;

    (void)state;
    memset(text, ' ', size);
    snprintf(text + size, 64, "\n{\"id\":\"good\",\"turns\":[]}\n");
    struct conversation_file *file = file_of(text);
    free(text);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_BAD);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_READ);
    conversation_file_close(file);
}

/* Else half a file would pass for a whole one. */
static void a_packed_file_that_is_cut_off_is_no_end(void **state)
{
    /* {"id":"a","turns":[]}, a line, by gzip; without its last 8 bytes: checksum and size */
    static const unsigned char packed[] = {
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56,
        0xca, 0x4c, 0x51, 0xb2, 0x52, 0x4a, 0x54, 0xd2, 0x51, 0x2a, 0x29, 0x2d,
        0xca, 0x2b, 0x56, 0xb2, 0x8a, 0x8e, 0xad, 0xe5, 0x02, 0x00,
    };
    char cut[] = "/tmp/baton-cut-XXXXXX";
    int fd = mkstemp(cut);
    struct conversation got;

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, packed, sizeof packed), sizeof packed);
    close(fd);
    struct conversation_file *file = conversation_file_open(cut, &err);
    unlink(cut);
    enum conversation_read first = conversation_file_next(file, 0, &arena, &got, &err);
    if (first == CONVERSATION_READ)
        first = conversation_file_next(file, 0, &arena, &got, &err);
    assert_int_equal(first, CONVERSATION_BAD);
    assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_END);
    conversation_file_close(file);
}

static void times_are_those_of_a_calendar(void **state)
{
    static const char *const bad[] = { "9223372036854775807", "-1", "253402300800000",
                                       "\"1969-12-31T23:59:59Z\"" };
    char text[256];
    struct conversation got;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(text, sizeof text,
                 "{\"id\":\"a\",\"turns\":[{\"speaker\":\"ai\",\"text\":\"x\",\"at\":%s},"
                 "{\"speaker\":\"ai\",\"text\":\"y\"}]}\n",
                 bad[i]);
        struct conversation_file *file = file_of(text);
        assert_int_equal(conversation_file_next(file, 0, &arena, &got, &err), CONVERSATION_BAD);
        assert_non_null(strstr(err.text, "turns[0].at"));
        conversation_file_close(file);
    }
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    assert_null(conversation_file_open("/nowhere/c.jsonl", &err));
    assert_non_null(strstr(err.text, "/nowhere/c.jsonl"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(turns_become_events),
        cmocka_unit_test(a_bad_line_is_named_and_the_next_one_read),
        cmocka_unit_test(an_id_leaves_room_for_the_number_of_a_turn),
        cmocka_unit_test(a_line_that_is_too_long_is_skipped),
        cmocka_unit_test(a_packed_file_that_is_cut_off_is_no_end),
        cmocka_unit_test(times_are_those_of_a_calendar),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
