/* Batches of an input whose checksum is wrong, or that cannot be unpacked: a disk's or a broker's
 * fault. The client says so once and would go on behind the batch, whose records would be lost
 * without a word. So the input stands before it, the others go on, and it is read again now and
 * then: another replica may lead by then, or somebody has mended it. */
#include "driver.h"
#include "log.h"
#include "metrics.h"
#include "timestamp.h"

#define AGAIN_MS 5000

static BATON_METRIC(corrupt_total, "baton_corrupt_batches_total", BATON_COUNTER, "topic",
                    "Times that a damaged batch was met; its partition stands before it.");

/* Behind what was fed, or what waits to be. */
static int64_t read_next(const struct driver_input *input)
{
    return input->waiting_count > 0 ? input->waiting[input->waiting_count - 1]->offset + 1
                                    : input->next;
}

void driver_hold_corrupt(struct driver *d, struct driver_input *input,
                         const rd_kafka_message_t *message)
{
    rd_kafka_resp_err_t code;

    baton_metric_add(&corrupt_total, input->topic->name, 1);
    baton_log(BATON_LOG_ERROR, "corrupt_batch", "topic=%s partition=%d offset=%lld again_ms=%d",
              input->name, (int)message->partition, (long long)message->offset, AGAIN_MS);
    d->corrupt_total += !input->corrupt;
    input->corrupt = true;
    input->corrupt_offset = message->offset;
    d->corrupt_ms = baton_clock_monotonic_ms() + AGAIN_MS;
    driver_pause(d, input, message->partition, true);
    /* What the client has in hand from behind the batch is dropped by this. */
    code = rd_kafka_seek(message->rkt, message->partition, read_next(input), 0);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        d->reopen = true; /* then all stand still, and nothing is lost either */
}

void driver_reached(struct driver *d, struct driver_input *input, int64_t offset)
{
    if (!input->corrupt || offset < input->corrupt_offset)
        return;
    input->corrupt = false;
    d->corrupt_total--;
}

void driver_try_corrupt(struct driver *d)
{
    int64_t now_ms = baton_clock_monotonic_ms();

    if (d->corrupt_total == 0 || now_ms < d->corrupt_ms)
        return;
    d->corrupt_ms = now_ms + AGAIN_MS;
    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            if (d->slots[p]->inputs[i].corrupt && d->slots[p]->inputs[i].waiting_count == 0)
                driver_pause(d, &d->slots[p]->inputs[i], p, false);
}

bool driver_waits_for_corrupt(const struct driver *d, struct baton_error *why)
{
    for (int32_t p = 0; p < d->partition_count && d->corrupt_total > 0; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++) {
            const struct driver_input *input = &d->slots[p]->inputs[i];

            if (!input->corrupt)
                continue;
            baton_fail(why, BATON_RETRY, "corrupt_batch", "%s [%d] at %lld is damaged", input->name,
                       (int)p, (long long)input->corrupt_offset);
            return true;
        }
    return false;
}
