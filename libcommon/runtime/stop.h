/* How a program is told to stop, and the limit of its close. Closing a consumer can hang for ever
 * in librdkafka (lost partitions, no coordinator). Then the process ends as it is, after a log
 * line: what was open is aborted by the successor's init, what was committed stands. */
#ifndef BATON_STOP_H
#define BATON_STOP_H

#include <signal.h>

enum { BATON_STOP_LIMIT_MS = 4000 };

/* Handles SIGTERM and SIGINT, ignores SIGPIPE, starts the thread that watches the close. Once, by
 * the main thread, before there are others. */
void baton_stop_init(void);
/* Not 0 once the program is to stop; stands as long as the process. */
const volatile sig_atomic_t *baton_stop_asked(void);
/* The close begins now, if no signal began it before: what hangs longer than BATON_STOP_LIMIT_MS
 * ends with `exit_code`. Any thread. */
void baton_stop_closing(int exit_code);
/* All is closed: the watch ends. */
void baton_stop_closed(void);

#endif
