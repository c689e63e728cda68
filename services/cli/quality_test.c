/* The quality of packages of whole conversations, ours and, where they are there, public ones:
 * without one of its facts, attempts or promises a package is worse, and a summary with a wrong
 * number or name is not clear. */
#include "quality.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "claims.h"
#include "packages.h"

struct bench {
    struct packages *packages;
    struct packager_vocabulary vocabulary;
    struct baton_arena arena;
    size_t conversations, facts, attempts, promises, numbers, names;
};

static const struct baton_template no_template;

static double overall_of(struct bench *bench, struct baton_context_package head)
{
    packager_quality(&bench->arena, &no_template, 0.8,
                     packager_unsupported(&bench->arena, &bench->vocabulary, &head, head.summary),
                     &head);
    return head.quality.overall;
}

static double clarity_of(struct bench *bench, struct baton_context_package head,
                         struct baton_text summary)
{
    packager_quality(&bench->arena, &no_template, 1,
                     packager_unsupported(&bench->arena, &bench->vocabulary, &head, summary),
                     &head);
    return head.quality.clarity;
}

/* A list of `count` items without item `index`. */
static void *without(struct bench *bench, const void *items, size_t size, size_t count,
                     size_t index)
{
    char *copy = baton_arena_copy(&bench->arena, items, size * count);

    memmove(copy + index * size, copy + (index + 1) * size, (count - index - 1) * size);
    return copy;
}

static void assert_less(struct bench *bench, const struct baton_context_package *less, double whole)
{
    if (overall_of(bench, *less) >= whole)
        fail_msg("%.*s: with %zu facts, %zu attempts, %zu promises as good as with one more",
                 BATON_TEXT_ARG(less->env.conversation_id), less->established_count,
                 less->tried_count, less->commitments_count);
}

static void assert_each_counts(struct bench *bench, const struct baton_context_package *head)
{
    double whole = overall_of(bench, *head);

    for (size_t i = 0; i < head->established_count; i++, bench->facts++) {
        struct baton_context_package less = *head;
        less.established = without(bench, head->established, sizeof *head->established,
                                   head->established_count, i);
        less.established_count--;
        assert_less(bench, &less, whole);
    }
    for (size_t i = 0; i < head->tried_count; i++, bench->attempts++) {
        struct baton_context_package less = *head;
        less.tried = without(bench, head->tried, sizeof *head->tried, head->tried_count, i);
        less.tried_count--;
        assert_less(bench, &less, whole);
    }
    for (size_t i = 0; i < head->commitments_count; i++, bench->promises++) {
        struct baton_context_package less = *head;
        less.commitments = without(bench, head->commitments, sizeof *head->commitments,
                                   head->commitments_count, i);
        less.commitments_count--;
        assert_less(bench, &less, whole);
    }
}

/* The summary with its first number changed; empty: it has none. */
static struct baton_text wrong_number(struct bench *bench, struct baton_text summary)
{
    size_t at = 0, end;

    while (at < summary.size && (summary.data[at] < '0' || summary.data[at] > '9'))
        at++;
    for (end = at; end < summary.size && summary.data[end] >= '0' && summary.data[end] <= '9';)
        end++;
    return at == summary.size
               ? BATON_TEXT_NONE
               : baton_text_format(&bench->arena, "%.*s90817263%.*s", (int)at, summary.data,
                                   (int)(summary.size - end), summary.data + end);
}

static void assert_wrong_words_are_unclear(struct bench *bench,
                                           const struct baton_context_package *head)
{
    struct baton_text name = head->customer.name, summary = head->summary;
    struct baton_text wrong = wrong_number(bench, summary);

    if (summary.size == 0)
        return;
    if (packager_unsupported(&bench->arena, &bench->vocabulary, head, summary) != 0)
        fail_msg("%.*s: unsupported: %.*s", BATON_TEXT_ARG(head->env.conversation_id),
                 BATON_TEXT_ARG(summary));
    if (wrong.size > 0) {
        assert_true(clarity_of(bench, *head, wrong) < 0.5);
        bench->numbers++;
    }
    if (name.size == 0)
        name = BATON_TEXT("The customer"); /* what the summary says then */
    if (baton_text_starts(summary, name)) {
        wrong = baton_text_format(&bench->arena, "Zebulon Quist%.*s",
                                  (int)(summary.size - name.size), summary.data + name.size);
        assert_true(clarity_of(bench, *head, wrong) < 0.5);
        bench->names++;
    }
}

static void measure(struct bench *bench, const char *path)
{
    struct baton_error err = { "", "" };
    struct conversation_file *file = conversation_file_open(path, &err);
    struct baton_arena arena;
    struct conversation conversation;

    assert_non_null(file);
    baton_arena_init(&arena);
    while (conversation_file_next(file, PACKAGES_START_MS, &arena, &conversation, &err)
           == CONVERSATION_READ) {
        assert_true(packages_begin(bench->packages, &conversation, &err));
        for (size_t i = 0; i < conversation.events_count; i++)
            assert_true(packages_say(bench->packages, i, &err));
        const struct baton_context_package *head = packages_now(bench->packages).head;
        if (head != NULL) {
            assert_each_counts(bench, head);
            assert_wrong_words_are_unclear(bench, head);
        }
        bench->conversations++;
        baton_arena_reset(&arena);
        baton_arena_reset(&bench->arena);
    }
    conversation_file_close(file);
    baton_arena_release(&arena);
}

static struct bench measured(const char *pattern)
{
    struct bench bench = { .packages = packages_new(BATON_TEXT_NONE) };
    struct baton_error err;
    glob_t found;

    baton_arena_init(&bench.arena);
    assert_true(packager_vocabulary_open(&bench.vocabulary, &err));
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        measure(&bench, found.gl_pathv[i]);
    globfree(&found);
    packager_vocabulary_close(&bench.vocabulary);
    packages_free(bench.packages);
    baton_arena_release(&bench.arena);
    return bench;
}

static void print_counts(const struct bench *bench)
{
    printf("%zu conversations, %zu facts, %zu attempts, %zu promises, %zu numbers, %zu names\n",
           bench->conversations, bench->facts, bench->attempts, bench->promises, bench->numbers,
           bench->names);
}

static void each_part_of_our_conversations_packages_counts(void **state)
{
    struct bench bench = measured("tests/conversations/*.jsonl");

    (void)state;
    print_counts(&bench);
    assert_true(bench.conversations >= 18 && bench.facts >= 18 && bench.attempts >= 20
                && bench.promises >= 2 && bench.numbers >= 5 && bench.names >= 5);
}

/* Of a file that BATON_CONVERSATIONS names (tests/packages/quality.py), else of what is there. */
static void each_part_of_the_datas_packages_counts(void **state)
{
    const char *file = getenv("BATON_CONVERSATIONS");
    const char *pattern = file != NULL ? file : "../shared/data/tau_*.jsonl.gz";
    glob_t found;

    (void)state;
    if (glob(pattern, 0, NULL, &found) == 0) {
        struct bench bench = measured(pattern);
        print_counts(&bench);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_part_of_our_conversations_packages_counts),
        cmocka_unit_test(each_part_of_the_datas_packages_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
