/* Places where a test lets a process die, sleep or fail. In a normal build each is the constant
 * false and costs nothing; with the CMake option BATON_FAILPOINTS the environment variable
 * BATON_FAILPOINT="name:count:action" arms one of them: the count-th time that it is passed, the
 * action is done, once, after a log line (event failpoint) that says so.
 *
 *   kill        SIGKILL to the own process
 *   kill_in_US  the same so many microseconds later, in the middle of what comes next
 *   sleep_MS    sleeps so many milliseconds
 *   error       the expression is true; the caller acts as if the step had failed */
#ifndef BATON_FAILPOINT_H
#define BATON_FAILPOINT_H

#include <stdbool.h>

#ifdef BATON_FAILPOINTS
#define BATON_FAILPOINT(name) baton_failpoint(name)
#else
#define BATON_FAILPOINT(name) false
#endif

/* True when the failpoint `name` is armed with `error` and has been reached for the count-th time.
 */
bool baton_failpoint(const char *name);

#endif
