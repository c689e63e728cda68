/* A handler may post a semaphore and little else, so a thread waits for it; that thread can log. */
#include "stop.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "log.h"

static volatile sig_atomic_t asked;
static atomic_int exit_code;
static sem_t begun, ended;
static pthread_t watch;

static void wait_for(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0 && errno == EINTR)
        ;
}

static bool has_ended(int limit_ms)
{
    struct timespec until;
    int code;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += limit_ms / 1000; /* whole seconds */
    do
        code = sem_clockwait(&ended, CLOCK_MONOTONIC, &until);
    while (code != 0 && errno == EINTR);
    return code == 0;
}

static void *watch_close(void *context)
{
    (void)context;
    wait_for(&begun);
    if (has_ended(BATON_STOP_LIMIT_MS))
        return NULL;
    baton_log(BATON_LOG_WARN, "stop_hung", "after_ms=%d exit=%d text=%s", BATON_STOP_LIMIT_MS,
              atomic_load(&exit_code),
              "ends as it is; what was not committed is done again by its successor");
    _exit(atomic_load(&exit_code));
}

static void on_stop(int number)
{
    (void)number;
    asked = 1;
    sem_post(&begun);
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* Signals are the main thread's: the thread is born with all of them blocked. */
static void start_watch(void)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&watch, NULL, watch_close, NULL) != 0)
        abort();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void baton_stop_init(void)
{
    sem_init(&begun, 0, 0);
    sem_init(&ended, 0, 0);
    start_watch();
    handle(SIGTERM, on_stop);
    handle(SIGINT, on_stop);
    handle(SIGPIPE, SIG_IGN);
}

const volatile sig_atomic_t *baton_stop_asked(void)
{
    return &asked;
}

void baton_stop_closing(int code)
{
    atomic_store(&exit_code, code);
    sem_post(&begun);
}

void baton_stop_closed(void)
{
    sem_post(&begun); /* if nothing has begun it */
    sem_post(&ended);
    pthread_join(watch, NULL);
}
