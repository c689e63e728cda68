/* Failpoints. Only the main thread passes them, so that nothing here is locked. */
#include "failpoint.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "text.h"

struct armed {
    bool read;
    struct baton_text name;
    int64_t left; /* passes until the action is done */
    struct baton_text action;
};

/* The part of `text` up to the next ':', which is cut off it. */
static struct baton_text next_part(struct baton_text *text)
{
    ptrdiff_t colon = baton_text_find(*text, BATON_TEXT(":"), 0);
    size_t size = colon < 0 ? text->size : (size_t)colon;
    struct baton_text part = { text->data, size };
    size_t cut = colon < 0 ? size : size + 1;

    text->data += cut;
    text->size -= cut;
    return part;
}

static void arm(struct armed *armed)
{
    struct baton_text spec = baton_text_of(getenv("BATON_FAILPOINT"));

    armed->read = true;
    armed->name = next_part(&spec);
    if (!baton_text_to_long(next_part(&spec), &armed->left))
        armed->left = 1;
    armed->action = spec;
}

/* The number behind `word`; -1 when the action is another. */
static int64_t number_of(struct baton_text action, struct baton_text word)
{
    int64_t number = -1;

    if (baton_text_starts(action, word)
        && !baton_text_to_long(
            (struct baton_text){ action.data + word.size, action.size - word.size }, &number))
        return -1;
    return number;
}

/* The kernel's timer kills also while this thread waits in librdkafka. */
static void kill_later(int64_t us)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
    struct itimerspec at = { .it_value = { us / 1000000, us % 1000000 * 1000 } };
    timer_t timer;

    if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0)
        timer_settime(timer, 0, &at, NULL);
}

static bool act(const char *name, struct baton_text action)
{
    int64_t kill_us = number_of(action, BATON_TEXT("kill_in_"));
    int64_t sleep_ms = number_of(action, BATON_TEXT("sleep_"));

    baton_log(BATON_LOG_WARN, "failpoint", "name=%s action=%.*s", name, BATON_TEXT_ARG(action));
    if (baton_text_is(action, "kill"))
        kill(getpid(), SIGKILL);
    if (kill_us > 0)
        kill_later(kill_us);
    if (sleep_ms > 0)
        usleep((useconds_t)(sleep_ms * 1000));
    return baton_text_is(action, "error");
}

bool baton_failpoint(const char *name)
{
    static struct armed armed;

    if (!armed.read)
        arm(&armed);
    if (!baton_text_is(armed.name, name) || armed.left <= 0 || --armed.left > 0)
        return false;
    return act(name, armed.action);
}
