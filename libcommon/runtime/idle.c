/* Timers of tasks without records. A timer may only be handed over when nothing older than its
 * deadline can still come, so each input has to have been read to the end of its log, as it was
 * after the deadline. The end is the log's own, with what open transactions have appended, not the
 * last stable offset: a record can be older than the deadline and become visible after it.
 *
 * Limits: a record that a leader has appended but not yet replicated lies beyond the end that it
 * tells; the margin below is meant to cover that too. */
#include "driver.h"
#include "mutant.h"
#include "record_log.h"
#include "timestamp.h"

/* Record times are the brokers' clocks, the deadline is held against what we know of these
 * (steady.h): by so much may that be ahead. */
#define SKEW_MS 50
#define LOOK_FIRST_MS 20
#define LOOK_LAST_MS 320
#define ASK_MS 1000
#define UNANSWERED_MS 5000 /* pause after a question that nobody answered: the loop must turn */

static int64_t now_there_ms(struct driver *d)
{
    return baton_steady_now(&d->clock, baton_clock_wall_ms(), baton_clock_boot_ms());
}

/* Read to the end of its log, as that is now. */
static bool is_drained(struct driver *d, const struct driver_input *input, int32_t partition)
{
    int64_t position = driver_position(d, input, partition), start = 0, end = 0, cached_start = 0,
            cached_end = 0;
    struct baton_error err;

    if (BATON_MUTANT(timer_with_unread_input))
        return true;
    if (input->waiting_count > 0 || !baton_transaction_handle(d->tx))
        return false;
    if (rd_kafka_get_watermark_offsets(d->consumer, input->name, partition, &cached_start,
                                       &cached_end)
            == RD_KAFKA_RESP_ERR_NO_ERROR
        && cached_end > position)
        return false;
    if (baton_kafka_log_range(baton_transaction_handle(d->tx), input->name, partition, ASK_MS,
                              &start, &end, &err)
        == BATON_DONE)
        return end <= position;
    d->ask_again_ms = baton_clock_monotonic_ms() + UNANSWERED_MS;
    return false;
}

/* The time is taken before the log is asked: what comes later is later. */
static void drain_inputs(struct driver *d, struct driver_slot *slot)
{
    for (size_t i = 0; i < d->inputs_count && baton_clock_monotonic_ms() >= d->ask_again_ms; i++) {
        int64_t sure_ms = now_there_ms(d) - SKEW_MS;

        if (is_drained(d, &slot->inputs[i], slot->partition))
            baton_task_drained(slot->task, slot->inputs[i].topic, sure_ms);
    }
}

static void fire(struct driver *d, struct driver_slot *slot)
{
    enum baton_fed fed = baton_task_fire(slot->task);

    slot->touched = d->dirty = true; /* the commit sees whether anything was written */
    if (fed == BATON_FED_FATAL) {
        slot->distrusted = true;
        driver_fail(d, baton_task_error(slot->task));
    } else if (fed == BATON_FED_RETRY)
        baton_log_timer_retry(slot->task);
}

static void look(struct driver *d, struct driver_slot *slot, int64_t now_ms)
{
    int64_t deadline_ms = baton_task_next_deadline(slot->task);

    if (deadline_ms == INT64_MAX || deadline_ms + SKEW_MS > now_there_ms(d)) {
        slot->look_pause_ms = 0;
        slot->look_ms = now_ms + 5;
        return;
    }
    drain_inputs(d, slot);
    fire(d, slot);
    /* Nothing fired: an input has records left. They are read first; look again, less and less
     * often. */
    bool stuck = baton_task_next_deadline(slot->task) == deadline_ms;
    slot->look_pause_ms =
        !stuck || slot->look_pause_ms == 0 ? LOOK_FIRST_MS : slot->look_pause_ms * 2;
    if (slot->look_pause_ms > LOOK_LAST_MS)
        slot->look_pause_ms = LOOK_LAST_MS;
    slot->look_ms = stuck ? now_ms + slot->look_pause_ms : 0;
}

void driver_fire_timers(struct driver *d)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    if (now_ms < d->ask_again_ms)
        return;
    for (int32_t p = 0; p < d->partition_count && !d->failed; p++)
        if (d->slots[p] && now_ms >= d->slots[p]->look_ms)
            look(d, d->slots[p], now_ms);
}
