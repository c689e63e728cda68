/* One line a record, on the loop's thread. A dead letter is told from its headers, which hold all
 * that a line needs: it is logged when it is committed, so not again when a transaction is
 * repeated. */
#include "record_log.h"

#include <stdio.h>
#include <stdlib.h>

#include "key.h"
#include "task_private.h"

enum { KEY_SHOWN_BYTES = 400 };

static void show_key(const struct baton_record_place *place, char ret[KEY_SHOWN_BYTES])
{
    int parts = place->topic != NULL ? place->topic->owner_parts : 1;
    struct baton_error err;

    if (baton_key_check(place->key, parts, &err) != BATON_DONE) {
        snprintf(ret, KEY_SHOWN_BYTES, "-");
        return;
    }
    struct baton_text owner = baton_key_owner(place->key, place->topic != NULL ? parts : 2);
    snprintf(ret, KEY_SHOWN_BYTES, "%.*s",
             BATON_TEXT_ARG(baton_text_cut(owner, KEY_SHOWN_BYTES - 1)));
}

void baton_log_record(struct baton_log_site *site, const char *event,
                      const struct baton_record_place *place, const char *code, int64_t again_ms)
{
    const char *topic = place->topic != NULL ? place->topic->name : "timer";
    char key[KEY_SHOWN_BYTES];

    show_key(place, key);
    if (place->topic != NULL && task_keyed_by_conversation(place->topic))
        baton_log_write(site, BATON_LOG_WARN, event,
                        "conversation=%s topic=%s partition=%d offset=%lld code=%s again_ms=%lld",
                        key, topic, (int)place->partition, (long long)place->offset, code,
                        (long long)again_ms);
    else
        baton_log_write(site, BATON_LOG_WARN, event,
                        "key=%s topic=%s partition=%d offset=%lld code=%s again_ms=%lld", key,
                        topic, (int)place->partition, (long long)place->offset, code,
                        (long long)again_ms);
}

/* `name` behind "__baton.errors."; empty: there is none. */
static struct baton_text error_header(const struct baton_outgoing *item, const char *name)
{
    struct baton_text before = BATON_TEXT("__baton.errors.");

    for (size_t i = item->headers_count; i-- > 0;) { /* ours stand behind the original's */
        struct baton_text key = item->headers[i].key;

        if (baton_text_starts(key, before)
            && baton_text_is((struct baton_text){ key.data + before.size, key.size - before.size },
                             name))
            return item->headers[i].value;
    }
    return BATON_TEXT_NONE;
}

static int64_t error_number(const struct baton_outgoing *item, const char *name)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%.*s", BATON_TEXT_ARG(error_header(item, name)));
    return strtoll(digits, NULL, 10);
}

void baton_log_dead_letter(const struct baton_outgoing *item)
{
    static struct baton_log_site site;
    char code[64];

    if (item->row != NULL || !baton_log_wants(BATON_LOG_WARN))
        return;
    snprintf(code, sizeof code, "%.*s", BATON_TEXT_ARG(error_header(item, "code")));
    const struct baton_record_place place = {
        .topic = baton_topic_find(error_header(item, "topic")),
        .partition = (int32_t)error_number(item, "partition"),
        .offset = error_number(item, "offset"),
        .key = item->key,
    };
    baton_log_record(&site, "dead_letter", &place, code, -1);
}

void baton_log_timer_retry(const struct baton_task *task)
{
    static struct baton_log_site site;
    const struct baton_record_place place = {
        .topic = NULL,
        .partition = task->conf.partition,
        .offset = -1,
        .key = task->timer_outbox.in.key,
    };

    baton_log_record(&site, "timer_retry", &place, task->error.code, 0);
}
