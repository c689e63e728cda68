/* A changelog that has lost rows is told from one that is whole. */
#include "changelog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void losses_are_told_from_what_is_whole(void **state)
{
    static const struct {
        const char *what;
        struct baton_changelog log; /* known end and start, start, end */
        int64_t stored;
        const char *loss;
    } rows[] = {
        { "nothing was ever written", { 0, 0, 0, 0 }, 0, NULL },
        { "nothing is known, and there are rows", { 0, 0, 40, 90 }, 0, NULL },
        { "grown since", { 80, 0, 0, 90 }, 0, NULL },
        { "as long as it was", { 80, 0, 0, 80 }, 0, NULL },
        { "made anew", { 80, 0, 0, 0 }, 0, "changelog_short" },
        { "made anew, though a store is there", { 80, 0, 0, 0 }, 80, "changelog_short" },
        { "cut at its end", { 80, 0, 0, 79 }, 0, "changelog_short" },
        { "emptied", { 80, 0, 85, 85 }, 0, "changelog_empty" },
        { "emptied, the store is behind", { 80, 0, 85, 85 }, 84, "changelog_empty" },
        { "emptied, the store has all", { 80, 0, 85, 85 }, 85, NULL },
        { "cut at its start", { 80, 0, 1, 85 }, 0, "changelog_cut" },
        { "cut, the store is behind", { 80, 0, 40, 85 }, 39, "changelog_cut" },
        { "cut, the store reaches the start", { 80, 0, 40, 85 }, 40, NULL },
        { "cut again", { 80, 40, 41, 85 }, 0, "changelog_cut" },
        { "rebuilt at 40, and used since", { 80, 40, 40, 85 }, 0, NULL },
        { "rebuilt at 85, and not used since", { 85, 85, 85, 85 }, 0, NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *loss = baton_changelog_loss(&rows[i].log, rows[i].stored);

        if (loss == NULL && rows[i].loss == NULL)
            continue;
        if (loss == NULL || rows[i].loss == NULL)
            fail_msg("%s: %s", rows[i].what, loss ? loss : "no loss was seen");
        assert_string_equal(loss, rows[i].loss);
    }
}

static void the_note_that_went_furthest_counts(void **state)
{
    struct baton_changelog log = { 0 };

    (void)state;
    baton_changelog_note(&log, &(struct baton_offset_note){ .log_end = 50, .log_start = 7 });
    baton_changelog_note(&log, &(struct baton_offset_note){ .log_end = 80, .log_start = 9 });
    baton_changelog_note(&log, &(struct baton_offset_note){ .log_end = 0, .log_start = 0 });
    baton_changelog_note(&log, &(struct baton_offset_note){ .log_end = 60, .log_start = 8 });
    assert_int_equal(log.known_end, 80);
    assert_int_equal(log.known_start, 9);
}

static void a_cut_is_seen_whatever_the_store_has(void **state)
{
    struct baton_changelog log = { .known_end = 80, .known_start = 0, .start = 40, .end = 85 };

    (void)state;
    assert_true(baton_changelog_is_cut(&log));
    log.known_start = 40;
    assert_false(baton_changelog_is_cut(&log));
    log = (struct baton_changelog){ .start = 40, .end = 85 };
    assert_false(baton_changelog_is_cut(&log)); /* nothing is known */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_are_told_from_what_is_whole),
        cmocka_unit_test(the_note_that_went_furthest_counts),
        cmocka_unit_test(a_cut_is_seen_whatever_the_store_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
