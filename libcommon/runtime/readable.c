/* Inputs that Kafka does not let us read, because a right is missing. librdkafka says so once for a
 * partition, and neither repeats it nor says that it is over: a consumer that is assigned anew
 * hears the end of a partition again, or a record, and that is the answer which is waited for. */
#include "driver.h"

void driver_not_readable(struct driver *d, const struct driver_input *input,
                         rd_kafka_resp_err_t code)
{
    baton_kafka_not_readable(&d->not_readable, input->name, code);
    d->reopen = true;
}

/* The first that has given no answer since the assignment; NULL: all have. */
static const struct driver_input *silent_input(const struct driver *d)
{
    for (int32_t p = 0; p < d->partition_count; p++)
        for (size_t i = 0; d->slots[p] && i < d->inputs_count; i++)
            if (!d->slots[p]->inputs[i].answered)
                return &d->slots[p]->inputs[i];
    return NULL;
}

void driver_await_answers(struct driver *d)
{
    if (!d->must_answer || silent_input(d))
        return;
    d->must_answer = false;
    d->not_readable.code[0] = '\0';
}

bool driver_is_unanswered(const struct driver *d, struct baton_error *why)
{
    const struct driver_input *input = d->must_answer ? silent_input(d) : NULL;

    if (!input)
        return false;
    if (d->not_readable.code[0])
        *why = d->not_readable;
    else
        baton_fail(why, BATON_RETRY, "input_silent", "topic %s has given no answer yet",
                   input->name);
    return true;
}
