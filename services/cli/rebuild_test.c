/* What `baton rebuild` understands, decides and says. */
#include "rebuild.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define WORDS_MAX 12

/* Parses a line whose words are separated by single blanks. */
static bool parse(const char *line, struct rebuild_request *ret)
{
    static char text[256];
    char *argv[WORDS_MAX + 1] = { NULL };
    int argc = 0;

    snprintf(text, sizeof text, "%s", line);
    for (char *word = strtok_r(text, " ", &argv[WORDS_MAX]); word && argc < WORDS_MAX;
         word = strtok_r(NULL, " ", &argv[WORDS_MAX]))
        argv[argc++] = word;
    argv[argc] = NULL;
    return rebuild_parse(argc, argv, ret);
}

static void lines_are_understood(void **state)
{
    struct rebuild_request request;

    (void)state;
    assert_true(parse("rebuild --service router", &request));
    assert_string_equal(request.service, "router");
    assert_int_equal(request.mode, REBUILD_FROM_INPUT);
    assert_int_equal(request.named_count, 0);
    assert_false(request.yes);
    assert_true(parse("rebuild --service=router --partition 3 --partition=0 --accept-loss --yes",
                      &request));
    assert_int_equal(request.mode, REBUILD_ACCEPT_LOSS);
    assert_int_equal(request.named_count, 2);
    assert_int_equal(request.named[0], 3);
    assert_int_equal(request.named[1], 0);
    assert_true(request.yes);
    assert_true(parse("rebuild --service router --partition 3 --whole", &request));
    assert_true(request.whole);
    assert_false(request.yes);
}

static void lines_that_are_not_clear_are_refused(void **state)
{
    static const char *const lines[] = {
        "rebuild",
        "rebuild --yes",
        "rebuild --service=",
        "rebuild --service router more",
        "rebuild --service router --partition -1",
        "rebuild --service router --partition 1,2",
        "rebuild --service router --partition all",
        "rebuild --service router --force",
        "rebuild --service router --whole",
        "rebuild --service router --partition 1 --whole --accept-loss",
    };
    struct rebuild_request request;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (parse(lines[i], &request))
            fail_msg("%s", lines[i]);
}

/* --- deciding */

static const struct baton_changelog whole = { 80, 0, 0, 90 }, anew = { 80, 0, 0, 0 };

static enum rebuild_step decide(const char *line, struct baton_changelog log, bool corrupt,
                                struct baton_error *err)
{
    struct rebuild_part part = { .partition = 1, .log = log, .corrupt = corrupt };
    struct rebuild_request request;

    assert_true(parse(line, &request));
    *err = (struct baton_error){ "", "" };
    return rebuild_decide(&request, &part, err);
}

static void only_what_has_lost_rows_or_is_named_with_whole_is_rebuilt(void **state)
{
    static const struct {
        const char *line;
        const struct baton_changelog *log;
        bool corrupt;
        enum rebuild_step step;
        const char *code;
    } rows[] = {
        { "rebuild --service s", &whole, false, REBUILD_LEAVE, "" },
        { "rebuild --service s", &anew, false, REBUILD_DO, "" },
        { "rebuild --service s", &whole, true, REBUILD_DO, "" },
        { "rebuild --service s --partition 1", &anew, false, REBUILD_DO, "" },
        { "rebuild --service s --partition 2", &anew, false, REBUILD_LEAVE, "" },
        { "rebuild --service s --partition 1", &whole, false, REBUILD_REFUSE, "whole" },
        { "rebuild --service s --partition 1 --whole", &whole, false, REBUILD_DO, "" },
        { "rebuild --service s --partition 2 --whole", &whole, false, REBUILD_LEAVE, "" },
        { "rebuild --service s --accept-loss", &anew, false, REBUILD_DO, "" },
        { "rebuild --service s --accept-loss", &whole, false, REBUILD_LEAVE, "" },
        { "rebuild --service s --accept-loss", &whole, true, REBUILD_REFUSE, "corrupt" },
        { "rebuild --service s --partition 1 --accept-loss", &whole, false, REBUILD_REFUSE,
          "whole" },
    };
    struct baton_error err;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (decide(rows[i].line, *rows[i].log, rows[i].corrupt, &err) != rows[i].step)
            fail_msg("%zu: %s", i, rows[i].line);
        assert_string_equal(err.code, rows[i].code);
    }
}

/* --- saying */

static char *said;
static size_t said_size;

static struct rebuild_part lost_part(void)
{
    struct rebuild_part part = { .partition = 2, .log = { .start = 100, .end = 300 }, .rows = 41 };

    assert_true(
        rebuild_add_input(&part, "x.events", 2000, BATON_TEXT("time=5 read=4 log=250 start=0")));
    assert_true(rebuild_add_input(&part, "x.resolutions", 7, BATON_TEXT("time=5 log=90 start=0")));
    part.inputs[0].start = 512, part.inputs[0].end = 2100;
    part.inputs[1].start = 0, part.inputs[1].end = 7;
    return part;
}

static void tell(const struct rebuild_part *part, const char *line)
{
    struct rebuild_request request;
    FILE *to = open_memstream(&said, &said_size);

    assert_true(parse(line, &request));
    rebuild_tell(to, &request, part);
    rebuild_audit(to, 1764000000000, &request, part);
    fclose(to);
}

static void a_rebuild_says_what_is_lost_and_what_is_read_again(void **state)
{
    struct rebuild_part part = lost_part();

    (void)state;
    tell(&part, "rebuild --service s");
    assert_string_equal(
        said, "partition 2: changelog_cut\n"
              "  changelog   has 100 to 300, had 0 to 250: up to 100 records are gone\n"
              "  rows        41 are left: thrown away\n"
              "  read again  x.events, 512 to 2100: 1588 records; the 512 before them are deleted\n"
              "  read again  x.resolutions, 0 to 7: 7 records\n"
              "  lost        what the deleted inputs said; outputs are written a second time\n"
              "2025-11-24T16:00:00.000Z rebuilt service=s partition=2 mode=from_input "
              "reason=changelog_cut changelog=100-300 was=0-250 rows=41 x.events=2000->512 "
              "x.resolutions=7->0\n");
    free(said);
}

static void an_accepted_loss_says_what_is_kept(void **state)
{
    struct rebuild_part part = lost_part();

    (void)state;
    tell(&part, "rebuild --service s --accept-loss");
    assert_string_equal(
        said, "partition 2: changelog_cut\n"
              "  changelog   has 100 to 300, had 0 to 250: up to 100 records are gone\n"
              "  rows        41 are left: they are kept\n"
              "  goes on at  x.events, 2000\n"
              "  goes on at  x.resolutions, 7\n"
              "  lost        what the gone records said: those conversations begin anew\n"
              "2025-11-24T16:00:00.000Z rebuilt service=s partition=2 mode=accept_loss "
              "reason=changelog_cut changelog=100-300 was=0-250 rows=41 x.events=2000->2000 "
              "x.resolutions=7->7\n");
    free(said);
}

static void gone_records_are_counted_on_both_sides(void **state)
{
    static const struct {
        struct baton_changelog log;
        const char *words;
    } rows[] = {
        { { 80, 0, 0, 0 }, "up to 80 records" },   { { 80, 0, 0, 50 }, "up to 30 records" },
        { { 80, 0, 90, 90 }, "up to 80 records" }, { { 80, 10, 30, 60 }, "up to 40 records" },
        { { 80, 10, 0, 5 }, "up to 70 records" },  { { 80, 0, 0, 90 }, "up to 0 records" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rebuild_part part = { .log = rows[i].log };

        tell(&part, "rebuild --service s");
        if (!strstr(said, rows[i].words))
            fail_msg("%s: %s", rows[i].words, said);
        free(said);
    }
}

/* Of another log, so that offsets cannot tell them from its own. */
static void stores_of_a_log_that_was_made_anew_are_spoken_of(void **state)
{
    struct rebuild_part part = { .partition = 7, .log = anew };

    (void)state;
    tell(&part, "rebuild --service s");
    assert_non_null(strstr(said, "delete their folders 7\n"));
    free(said);
    tell(&part, "rebuild --service s --accept-loss");
    assert_null(strstr(said, "delete their folders"));
    free(said);
}

/* After either the changelog counts as whole, and the task's time is only kept with its rows. */
static void offsets_forget_what_was_lost(void **state)
{
    struct rebuild_part part = lost_part();
    struct rebuild_request request;
    char note[BATON_OFFSET_NOTE_SIZE];
    int64_t offset = 0;

    (void)state;
    assert_true(parse("rebuild --service s", &request));
    assert_int_equal(rebuild_offset(&request, &part, &part.inputs[0], &offset, note), 0);
    assert_int_equal(offset, 512);
    assert_true(parse("rebuild --service s --accept-loss", &request));
    assert_true(rebuild_offset(&request, &part, &part.inputs[0], &offset, note) > 0);
    assert_int_equal(offset, 2000);
    assert_string_equal(note, "time=5 read=4 log=300 start=100");
    struct rebuild_part after = { .log = { .start = 100, .end = 300 } };
    assert_true(rebuild_add_input(&after, "x.events", offset, baton_text_of(note)));
    assert_null(rebuild_loss(&after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_understood),
        cmocka_unit_test(lines_that_are_not_clear_are_refused),
        cmocka_unit_test(only_what_has_lost_rows_or_is_named_with_whole_is_rebuilt),
        cmocka_unit_test(a_rebuild_says_what_is_lost_and_what_is_read_again),
        cmocka_unit_test(an_accepted_loss_says_what_is_kept),
        cmocka_unit_test(gone_records_are_counted_on_both_sides),
        cmocka_unit_test(stores_of_a_log_that_was_made_anew_are_spoken_of),
        cmocka_unit_test(offsets_forget_what_was_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
