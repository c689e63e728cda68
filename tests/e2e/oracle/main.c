/* The oracle of the end-to-end tests: what a run wrote equals what the stages write when they are
 * fed the run's committed inputs again, and what must hold for every run holds.
 *
 *   oracle [--partitions=N] [--until=MS] [--only=STAGE,…] [--waiting] [--sums] RECORDS SCHEMAS
 *
 * --until: timers that were due by then have fired. --waiting: customers may be left who wait for a
 * person. --sums: the learner has written its figures, which are compared too. A line for each
 * check; the last one is `N passed, N failed`. Exit code 0 when none failed, 2 when it could not
 * look. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "stages.h"

struct request {
    const char *records, *schemas, *only;
    int64_t partitions, until_ms;
    bool waiting, sums;
};

static bool read_arguments(int argc, char **argv, struct request *request)
{
    static const struct option options[] = { { "partitions", required_argument, NULL, 'p' },
                                             { "until", required_argument, NULL, 'u' },
                                             { "only", required_argument, NULL, 'o' },
                                             { "waiting", no_argument, NULL, 'w' },
                                             { "sums", no_argument, NULL, 's' },
                                             { NULL, 0, NULL, 0 } };
    bool good = true;

    *request = (struct request){ .partitions = 12, .only = "" };
    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        if (c == 'p')
            good = baton_text_to_long(baton_text_of(optarg), &request->partitions)
                   && request->partitions > 0;
        else if (c == 'u')
            good = baton_text_to_long(baton_text_of(optarg), &request->until_ms);
        else if (c == 'o')
            request->only = optarg;
        else if (c == 'w')
            request->waiting = true;
        else if (c == 's')
            request->sums = true;
        else
            good = false;
    if (!good || optind + 2 != argc)
        return false;
    request->records = argv[optind];
    request->schemas = argv[optind + 1];
    return true;
}

static bool wanted(const char *list, const char *name)
{
    size_t size = strlen(name);
    const char *at = *list == '\0' ? NULL : strstr(list, name);

    return *list == '\0'
           || (at != NULL && (at == list || at[-1] == ',')
               && (at[size] == ',' || at[size] == '\0'));
}

static void check_stage(struct checks *checks, struct dump *dump,
                        const struct baton_service *service, int64_t until_ms)
{
    struct outputs run, replay;
    struct baton_arena arena;
    struct baton_error err = { "", "" };

    baton_arena_init(&arena);
    check_begin(checks, "%s: the run's inputs can be fed again", service->name);
    outputs_of_run(dump, service, &arena, &run);
    bool good = outputs_of_replay(dump, service, until_ms, &arena, &replay, &err);
    check_that(checks, good, "%s", err.text);
    check_end(checks);
    if (good)
        check_outputs(checks, service, &run, &replay);
    baton_arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct request request;
    struct checks checks = { .passed = 0 };
    struct dump dump;

    if (!read_arguments(argc, argv, &request)) {
        fprintf(stderr, "usage: oracle [--partitions=N] [--until=MS] [--only=STAGE,…] [--waiting] "
                        "[--sums] RECORDS SCHEMAS\n");
        return 2;
    }
    bool good = dump_read(&dump, request.records, request.schemas, (int32_t)request.partitions);
    for (size_t i = 0; good && oracle_stages[i] != NULL; i++)
        if (wanted(request.only, oracle_stages[i]->name))
            check_stage(&checks, &dump, oracle_stages[i], request.until_ms);
    if (good) {
        check_invariants(&checks, &dump, request.waiting, request.sums);
        check_signals(&checks, &dump);
    }
    printf("%lld passed, %lld failed\n", (long long)checks.passed, (long long)checks.failed);
    dump_release(&dump);
    return !good ? 2 : checks.failed > 0;
}
