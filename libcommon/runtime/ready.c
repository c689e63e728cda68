/* Whether the service is ready, and if not, why: the first of the reasons that there are. What the
 * loop makes of it is told in loop.c. */
#include "driver.h"
#include "timestamp.h"

/* Tasks that were opened anew after a transaction that failed are ready when one has committed, or
 * when for so long there was nothing to commit: else a lasting failure would look ready by turns.
 */
#define UNPROVEN_MS 5000
/* A consumer that has lost every broker while nothing is under way would wait without a word: no
 * transaction fails. One look may have met it between two connections. */
#define LOOKS_UNCONNECTED 2

static void reason_set(struct baton_error *why, const char *code, const char *text)
{
    snprintf(why->code, sizeof why->code, "%s", code);
    snprintf(why->text, sizeof why->text, "%s", text);
}

/* Why there is no task that runs, though there should be; empty: there is, or nothing is ours. */
static void why_not_running(const struct driver *d, struct baton_error *why)
{
    bool nothing_ours = d->assigned && d->assigned->cnt == 0;
    const struct baton_error *waits = d->restore ? baton_restore_waits(d->restore) : NULL;

    if (waits)
        *why = *waits;
    else if (d->not_open.code[0])
        *why = d->not_open; /* while it is tried again too */
    else if (d->phase == DRIVER_RESTORING)
        reason_set(why, "restoring", "the changelog is being read");
    else if (!nothing_ours)
        reason_set(why, "no_assignment",
                   d->consumer_error ? d->consumer_error : "the group has given none yet");
}

void driver_why_not_ready(const struct driver *d, struct baton_error *why)
{
    const char *code = driver_backing_off(d);

    reason_set(why, "", "");
    if (d->phase != DRIVER_RUNNING)
        why_not_running(d, why);
    else if (!driver_is_unanswered(d, why) && d->not_committed.code[0]
             && baton_clock_monotonic_ms() - d->running_ms < UNPROVEN_MS)
        *why = d->not_committed;
    if (why->code[0] == '\0' && d->globals)
        baton_globals_failing(d->globals, why);
    if (why->code[0] == '\0' && code)
        reason_set(why, code, "a record is in back-off");
    if (why->code[0] == '\0')
        driver_waits_for_corrupt(d, why);
    if ((why->code[0] == '\0' || strcmp(why->code, "no_assignment") == 0)
        && d->looks_unconnected >= LOOKS_UNCONNECTED)
        reason_set(why, "no_broker", "no broker is connected");
}
