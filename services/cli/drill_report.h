/* A drill's report, to read and for programs. */
#ifndef BATON_CLI_DRILL_REPORT_H
#define BATON_CLI_DRILL_REPORT_H

#include "drill.h"

/* What the report is about, beside what was counted. Borrowed. */
struct drill_told {
    const char *prefix; /* of the conversations' ids */
    const struct drill_report *report;
    const struct drill_restart *restarts;
    size_t restarts_count;
    int64_t began_ms, took_ms;
    bool interrupted;
};

void drill_print_text(FILE *to, const struct drill_told *told);
/* One object, one line; its members stand in README.md. */
void drill_print_json(FILE *to, const struct drill_told *told);

#endif
