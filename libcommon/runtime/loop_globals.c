/* The service's global tables (globals.h) in the loop: what they give goes to the service and moves
 * the tasks' positions in them. */
#include "driver.h"
#include "log.h"
#include "timestamp.h"

#define SLICE_MS 20
#define LOOK_MS 3000

static enum baton_verdict each_global(void *context, const struct baton_raw *raw,
                                      struct baton_arena *arena, struct baton_error *err)
{
    static const enum baton_verdict verdicts[] = {
        [BATON_FED_DONE] = BATON_DONE,
        [BATON_FED_HELD] = BATON_RETRY,
        [BATON_FED_RETRY] = BATON_RETRY,
        [BATON_FED_FATAL] = BATON_FATAL,
    };
    struct driver *d = context;
    enum baton_fed fed = baton_global_feed(d->service, d->self, d->serde, raw, arena, err);

    if (fed == BATON_FED_DONE && err->code[0] != '\0')
        baton_log(BATON_LOG_WARN, "global_not_used", "topic=%s offset=%lld code=%s text=%s",
                  raw->topic->name, (long long)raw->offset, err->code, err->text);
    for (int32_t p = 0; fed == BATON_FED_DONE && p < d->partition_count; p++)
        if (d->slots[p] && d->slots[p]->task)
            baton_task_position(d->slots[p]->task, raw->topic, raw->offset + 1);
    return verdicts[fed];
}

static bool open_globals(struct driver *d, const struct baton_loop_conf *loop,
                         const struct baton_topic **topics, struct baton_error *err)
{
    struct baton_globals_conf conf = {
        .settings = d->settings,
        .service_name = d->service->name,
        .topics = topics,
        .each = each_global,
        .context = d,
        .patience = { .total_ms = d->settings->runtime.start_timeout_ms,
                      .stop = d->stop,
                      .beat = loop->beat,
                      .context = loop->context },
    };

    d->globals = baton_globals_open(&conf, baton_transaction_handle(d->tx), 5000, err);
    return d->globals != NULL;
}

bool driver_read_globals(struct driver *d, const struct baton_loop_conf *loop,
                         struct baton_error *err)
{
    const struct baton_topic *topics[17] = { NULL };
    size_t count = 0;

    for (size_t i = 0; d->service->inputs[i] && count < 16; i++)
        if (d->service->inputs[i]->global)
            topics[count++] = d->service->inputs[i];
    if (count == 0)
        return true;
    if (!open_globals(d, loop, topics, err))
        return false;
    while (!baton_globals_current(d->globals) && !*d->stop) {
        loop->beat(loop->context);
        enum baton_verdict v = baton_globals_poll(d->globals, 50, SLICE_MS, err);
        if (v == BATON_FATAL)
            return false;
        if (v == BATON_RETRY || baton_globals_failing(d->globals, err))
            loop->ready(loop->context, false, err->text);
    }
    return true;
}

/* A table that cannot be read any more: another consumer finds out when it can again. */
static void look(struct driver *d)
{
    int64_t now_ms = baton_clock_monotonic_ms();
    struct baton_error ignored;

    if (now_ms < d->globals_ms)
        return;
    d->globals_ms = now_ms + LOOK_MS;
    baton_globals_look(d->globals, &ignored);
}

void driver_poll_globals(struct driver *d)
{
    struct baton_error err = { "", "" };

    if (!d->globals)
        return;
    if (baton_globals_poll(d->globals, 0, SLICE_MS, &err) == BATON_FATAL)
        driver_fail(d, &err);
    look(d);
}
