/* What a log collector sees of records that could not be used. */
#include "record_log.h"

#include <jansson.h>
#include <unistd.h>

#include "stage_fixture.h"

static char written[65536];
static int saved_stderr;
static FILE *captured;

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

static void capture(void)
{
    fflush(stderr);
    captured = tmpfile();
    assert_non_null(captured);
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(captured), STDERR_FILENO);
}

/* What was written since `capture`; returns the number of lines. */
static int captured_lines(void)
{
    int lines = 0;

    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    rewind(captured);
    written[fread(written, 1, sizeof written - 1, captured)] = '\0';
    fclose(captured);
    for (const char *at = written; *at != '\0'; at++)
        lines += *at == '\n';
    return lines;
}

static void feed_bad(struct rig *rig, struct baton_text key)
{
    static const struct baton_pair headers[] = { { { "note", 4 }, { "my card 4111", 12 } } };
    struct baton_text value = { "\0\0\0\0\7my card 4111", 17 };

    rig->headers = headers;
    rig->headers_count = 1;
    assert_int_equal(rig_feed_raw(rig, &baton_topic_events, &key, &value, 1000), BATON_FED_DONE);
}

static void a_dead_letter_is_a_line_without_words(void **state)
{
    static const struct {
        const char *key, *shown;
    } rows[] = {
        { "acme/c%2F1", "acme/c%2F1" },
        { "acme/c1/more of it", "acme/c1" },
        { "My card is 4111", "-" },
        { "acme/c\n4111", "-" },
        { "acme/", "-" },
    };
    struct rig *rig = *state;

    rig->offsets = 41;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t index = rig->batch.items_count;

        feed_bad(rig, baton_text_of(rows[i].key));
        capture();
        baton_log_dead_letter(&rig->batch.items[index]);
        assert_int_equal(captured_lines(), 1);
        assert_null(strstr(written, "4111"));
        json_t *line = json_loads(written, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(line);
        assert_string_equal(json_string_value(json_object_get(line, "event")), "dead_letter");
        assert_string_equal(json_string_value(json_object_get(line, "level")), "warn");
        assert_string_equal(json_string_value(json_object_get(line, "conversation")),
                            rows[i].shown);
        assert_string_equal(json_string_value(json_object_get(line, "topic")),
                            "conversation-events");
        assert_int_equal(json_integer_value(json_object_get(line, "partition")), 0);
        assert_int_equal(json_integer_value(json_object_get(line, "offset")), 41 + (int)i);
        assert_true(strlen(json_string_value(json_object_get(line, "code"))) > 0);
        json_decref(line);
    }
}

static void a_flood_is_a_few_lines_that_count_the_others(void **state)
{
    struct rig *rig = *state;

    feed_bad(rig, BATON_TEXT("acme/c1"));
    sleep(1); /* the limit of the lines of the other test */
    capture();
    for (int i = 0; i < 1000; i++)
        baton_log_dead_letter(&rig->batch.items[0]);
    assert_in_range(captured_lines(), 10, 30);
    sleep(1);
    capture();
    baton_log_dead_letter(&rig->batch.items[0]);
    captured_lines();
    assert_non_null(strstr(written, "\"suppressed\":9"));
}

static void other_output_is_no_line(void **state)
{
    const struct baton_outgoing item = { .topic = "escalation-signals",
                                         .row = &baton_topic_signals };

    (void)state;
    capture();
    baton_log_dead_letter(&item);
    assert_int_equal(captured_lines(), 0);
}

static void a_pool_s_record_is_named_by_its_key(void **state)
{
    static struct baton_log_site site;
    const struct baton_record_place place = { &baton_topic_agents, 3, 7, BATON_TEXT("acme/main") };

    (void)state;
    capture();
    baton_log_record(&site, "retry", &place, "registry_unavailable", 200);
    assert_int_equal(captured_lines(), 1);
    assert_non_null(strstr(written,
                           "\"key\":\"acme/main\",\"topic\":\"agent-events\",\"partition\":3,"
                           "\"offset\":7,\"code\":\"registry_unavailable\","
                           "\"again_ms\":200"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_dead_letter_is_a_line_without_words, rig_setup,
                                        rig_teardown),
        cmocka_unit_test_setup_teardown(a_flood_is_a_few_lines_that_count_the_others, rig_setup,
                                        rig_teardown),
        cmocka_unit_test(other_output_is_no_line),
        cmocka_unit_test(a_pool_s_record_is_named_by_its_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
