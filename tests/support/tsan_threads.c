/* For builds with ThreadSanitizer: its runtime knows POSIX threads but not C11's, which librdkafka
 * uses; a thread that it did not see begin crashes at its first allocation, and what a lock orders
 * that it did not see looks like a race. These definitions stand before libc's and go by way of
 * pthread_…; both kinds are one in glibc. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>

struct beginning {
    thrd_start_t function;
    void *argument;
};

static pthread_mutex_t *mutex_of(mtx_t *mutex)
{
    return (pthread_mutex_t *)mutex;
}

static pthread_cond_t *condition_of(cnd_t *condition)
{
    return (pthread_cond_t *)condition;
}

static int result(int error)
{
    return error == 0 ? thrd_success : thrd_error;
}

static void *begin(void *given)
{
    struct beginning beginning = *(struct beginning *)given;

    free(given);
    return (void *)(intptr_t)beginning.function(beginning.argument);
}

int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
{
    struct beginning *beginning = malloc(sizeof *beginning);

    if (beginning == NULL)
        return thrd_nomem;
    *beginning = (struct beginning){ function, argument };
    if (pthread_create(thread, NULL, begin, beginning) == 0)
        return thrd_success;
    free(beginning);
    return thrd_error;
}

int thrd_join(thrd_t thread, int *ret)
{
    void *returned = NULL;
    int error = pthread_join(thread, &returned);

    if (ret != NULL)
        *ret = (int)(intptr_t)returned;
    return result(error);
}

int mtx_lock(mtx_t *mutex)
{
    return result(pthread_mutex_lock(mutex_of(mutex)));
}

int mtx_trylock(mtx_t *mutex)
{
    return pthread_mutex_trylock(mutex_of(mutex)) == 0 ? thrd_success : thrd_busy;
}

int mtx_unlock(mtx_t *mutex)
{
    return result(pthread_mutex_unlock(mutex_of(mutex)));
}

int cnd_signal(cnd_t *condition)
{
    return result(pthread_cond_signal(condition_of(condition)));
}

int cnd_broadcast(cnd_t *condition)
{
    return result(pthread_cond_broadcast(condition_of(condition)));
}

int cnd_wait(cnd_t *condition, mtx_t *mutex)
{
    return result(pthread_cond_wait(condition_of(condition), mutex_of(mutex)));
}

int cnd_timedwait(cnd_t *restrict condition, mtx_t *restrict mutex,
                  const struct timespec *restrict until)
{
    int error = pthread_cond_timedwait(condition_of(condition), mutex_of(mutex), until);

    return error == ETIMEDOUT ? thrd_timedout : result(error);
}
