/* The operator's command, run again and again while a drill plays: one at a time, in a process
 * group of its own, so that an interrupted drill leaves no half restart behind. What it prints goes
 * to standard error. */
#ifndef BATON_CLI_RESTARTS_H
#define BATON_CLI_RESTARTS_H

#include "drill.h"

#include <sys/types.h>

#define RESTARTS_MAX 1000

struct restarts {
    const char *command; /* for sh -c; NULL: none */
    int64_t every_ms, next_ms, until_ms;
    pid_t child; /* 0: none at work */
    struct drill_restart done[RESTARTS_MAX];
    size_t count;
};

/* Runs the command first `every_ms` after `now_ms`, and no more from `until_ms` on. */
void restarts_init(struct restarts *restarts, const char *command, int64_t every_ms, int64_t now_ms,
                   int64_t until_ms);
/* Starts what is due, takes note of what has ended.
 * fails  false: the command cannot be started, or its exit code was not 0; `err` says so */
bool restarts_step(struct restarts *restarts, int64_t now_ms, struct baton_error *err);
bool restarts_at_work(const struct restarts *restarts);

#endif
