/* Log lines about one record: whose conversation, where it lies, and why. The one part of a record
 * that is logged is its key, and that only where it is an owner's name, so that a broken producer
 * cannot put a customer's words there. */
#ifndef BATON_RECORD_LOG_H
#define BATON_RECORD_LOG_H

#include "log.h"
#include "task.h"

/* Where a record lies; all borrowed. */
struct baton_record_place {
    const struct baton_topic *topic; /* NULL: a timer */
    int32_t partition;
    int64_t offset;
    struct baton_text key;
};

/* A warning `event`: conversation ("tenant/conversation_id"; for other topics `key`), topic,
 * partition, offset, code, and in how many milliseconds it is tried again (-1: never). `site` is
 * the caller's, its limit is that of baton_log. */
void baton_log_record(struct baton_log_site *site, const char *event,
                      const struct baton_record_place *place, const char *code, int64_t again_ms);

/* "dead_letter", for an item of the batch that is one; nothing for others. */
void baton_log_dead_letter(const struct baton_outgoing *item);

/* "timer_retry", right after baton_task_fire has returned BATON_FED_RETRY. */
void baton_log_timer_retry(const struct baton_task *task);

#endif
