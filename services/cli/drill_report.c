/* See drill_report.h. */
#include "drill_report.h"

#include <jansson.h>

enum { NUMBER_SIZE = 32 };

/* Seconds with two digits behind the point; "-" for what never came. */
static const char *seconds(char into[NUMBER_SIZE], int64_t ms)
{
    if (ms < 0)
        return "-";
    snprintf(into, NUMBER_SIZE, "%.2f s", (double)ms / 1000);
    return into;
}

static void print_steps(FILE *to, const struct drill_report *report)
{
    char median[NUMBER_SIZE], slowest[NUMBER_SIZE];

    fprintf(to, "%-10s %8s %8s %8s %8s %8s %10s %10s\n", "step", "in", "out", "lost", "doubled",
            "late", "median", "slowest");
    for (int step = 0; step < DRILL_STEPS; step++) {
        const struct drill_row *row = &report->steps[step];

        fprintf(to, "%-10s %8lld %8lld %8lld %8lld %8lld %10s %10s\n", drill_step_names[step],
                (long long)row->in, (long long)row->out, (long long)row->lost,
                (long long)row->doubled, (long long)row->late, seconds(median, row->median_ms),
                seconds(slowest, row->slowest_ms));
    }
}

static void print_restarts(FILE *to, const struct drill_told *told)
{
    char command[NUMBER_SIZE], recovered[NUMBER_SIZE], began[NUMBER_SIZE];

    for (size_t i = 0; i < told->restarts_count; i++) {
        const struct drill_restart *r = &told->restarts[i];

        fprintf(to, "restart %zu at %s: exit code %d, command %s, recovered after %s\n", i + 1,
                seconds(began, r->began_ms - told->began_ms), r->code,
                seconds(command, r->ended_ms - r->began_ms), seconds(recovered, r->recovered_ms));
    }
}

void drill_print_text(FILE *to, const struct drill_told *told)
{
    const struct drill_report *report = told->report;
    char took[NUMBER_SIZE], slowest[NUMBER_SIZE], recovery[NUMBER_SIZE];

    fprintf(to, "drill %s*: %lld conversations begun, %lld ended, %lld cut short, in %s%s\n",
            told->prefix, (long long)report->begun, (long long)report->ended,
            (long long)report->cut, seconds(took, told->took_ms),
            told->interrupted ? ", interrupted" : "");
    print_steps(to, report);
    print_restarts(to, told);
    if (report->slowest_ms >= 0)
        fprintf(to, "slowest step: %s, %s of %s%lld\n", seconds(slowest, report->slowest_ms),
                drill_step_names[report->slowest_step], told->prefix,
                (long long)report->slowest_number);
    fprintf(to, "slowest recovery: %s\n", seconds(recovery, report->recovery_ms));
    fprintf(to, "%lld records seen; %lld lost, %lld doubled, %lld late\n",
            (long long)report->records, (long long)report->lost, (long long)report->doubled,
            (long long)report->late);
}

/* Milliseconds; null for what never came. */
static json_t *milliseconds(int64_t ms)
{
    return ms < 0 ? json_null() : json_integer(ms);
}

static json_t *steps_json(const struct drill_report *report)
{
    json_t *steps = json_object();

    for (int step = 0; step < DRILL_STEPS; step++) {
        const struct drill_row *row = &report->steps[step];

        json_object_set_new(
            steps, drill_step_names[step],
            json_pack("{sI sI sI sI sI so so}", "in", (json_int_t)row->in, "out",
                      (json_int_t)row->out, "lost", (json_int_t)row->lost, "doubled",
                      (json_int_t)row->doubled, "late", (json_int_t)row->late, "median_ms",
                      milliseconds(row->median_ms), "slowest_ms", milliseconds(row->slowest_ms)));
    }
    return steps;
}

static json_t *restarts_json(const struct drill_told *told)
{
    json_t *list = json_array();

    for (size_t i = 0; i < told->restarts_count; i++) {
        const struct drill_restart *r = &told->restarts[i];

        json_array_append_new(
            list, json_pack("{sI sI si so}", "began_ms", (json_int_t)(r->began_ms - told->began_ms),
                            "command_ms", (json_int_t)(r->ended_ms - r->began_ms), "exit_code",
                            r->code, "recovered_ms", milliseconds(r->recovered_ms)));
    }
    return list;
}

void drill_print_json(FILE *to, const struct drill_told *told)
{
    const struct drill_report *report = told->report;
    json_t *slowest = report->slowest_ms < 0
                          ? json_null()
                          : json_pack("{ss sI sI}", "step", drill_step_names[report->slowest_step],
                                      "conversation", (json_int_t)report->slowest_number, "ms",
                                      (json_int_t)report->slowest_ms);
    json_t *root = json_pack("{ss sb sI sI sI sI sI sI sI sI so so so so}", "prefix", told->prefix,
                             "interrupted", told->interrupted, "took_ms", (json_int_t)told->took_ms,
                             "begun", (json_int_t)report->begun, "ended", (json_int_t)report->ended,
                             "cut", (json_int_t)report->cut, "records", (json_int_t)report->records,
                             "lost", (json_int_t)report->lost, "doubled",
                             (json_int_t)report->doubled, "late", (json_int_t)report->late, "steps",
                             steps_json(report), "restarts", restarts_json(told), "slowest",
                             slowest, "recovery_ms", milliseconds(report->recovery_ms));

    json_dumpf(root, to, JSON_COMPACT);
    fputc('\n', to);
    json_decref(root);
}
