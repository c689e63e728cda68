/* For scenarios in which libfaketime fakes the clock. It knows how long to wait for a POSIX
 * condition until a time of the faked clock, but not for a C11 one, which librdkafka uses: glibc's
 * are the same thing under another name. Preloaded beside it. */
#include <errno.h>
#include <pthread.h>
#include <threads.h>

int cnd_timedwait(cnd_t *restrict condition, mtx_t *restrict mutex,
                  const struct timespec *restrict until)
{
    int code = pthread_cond_timedwait((pthread_cond_t *)(void *)condition,
                                      (pthread_mutex_t *)(void *)mutex, until);

    return code == 0 ? thrd_success : code == ETIMEDOUT ? thrd_timedout : thrd_error;
}
