/* Rows and timers of the record in hand. A row's key is its table's letter and its key; a timer's
 * row is 't', the deadline as 8 bytes (so that rows sort by time), the key, a NUL and the name. A
 * timer's value is empty, or one byte that says that a drill set it. */
#include <string.h>

#include "task_private.h"

enum {
    ROW_MAX_BYTES = 2 * 1024 * 1024 - 4096
}; /* a changelog's message, with its key and overhead */

struct row_key {
    char bytes[TASK_TIMER_KEY_BYTES];
    size_t size;
};

/* Table letter and key; false when too long for the store: the record in hand is rejected. */
static bool row_key_make(struct baton_outbox *out, const struct baton_table *table,
                         struct baton_text key, struct row_key *ret)
{
    if (key.size + 1 > sizeof ret->bytes) {
        baton_fail(&out->error, out->broken = BATON_REJECT, "row_key_too_long",
                   "a row's key has %zu bytes", key.size);
        return false;
    }
    ret->bytes[0] = table->prefix;
    if (key.size > 0)
        memcpy(ret->bytes + 1, key.data, key.size);
    ret->size = key.size + 1;
    return true;
}

static struct baton_text row_key_text(const struct row_key *key)
{
    return (struct baton_text){ key->bytes, key->size };
}

/* A row that cannot be read is damage or a program that is older than its rows: never the record's
 * fault. */
static enum baton_verdict row_decode(struct baton_outbox *out, const struct baton_table *table,
                                     struct baton_text framed, void **ret)
{
    enum baton_verdict v = baton_serde_decode(out->task->conf.serde, table->type, framed,
                                              out->in.arena, ret, &out->error);

    if (v != BATON_REJECT)
        return v;
    struct baton_error why = out->error;
    return baton_fail(&out->error, out->broken = BATON_FATAL, "bad_row",
                      "a row of %s cannot be read: %.300s", table->type->name, why.text);
}

enum baton_verdict baton_state_load(struct baton_outbox *out, const struct baton_table *table,
                                    struct baton_text key, void **ret)
{
    struct row_key row;
    struct baton_text value;

    *ret = NULL;
    if (!row_key_make(out, table, key, &row))
        return BATON_REJECT;
    if (!baton_store_get(out->task->conf.store, row_key_text(&row), &value))
        return BATON_DONE;
    /* The decoded texts are views; the store's bytes move with its next change. */
    value.data = baton_arena_copy(out->in.arena, value.data, value.size);
    return row_decode(out, table, value, ret);
}

/* The row as bytes in task->buf; false: the record in hand fails. */
static bool row_encode(struct baton_outbox *out, const struct baton_table *table, const void *value)
{
    struct baton_task *task = out->task;

    baton_buf_reset(&task->buf);
    enum baton_verdict v =
        baton_serde_encode(task->conf.serde, table->type, value, &task->buf, &out->error);
    if (v == BATON_DONE && task->buf.size > ROW_MAX_BYTES)
        v = baton_fail(&out->error, BATON_REJECT, "row_too_large",
                       "a row of %s has %zu bytes, at most %d are kept", table->type->name,
                       task->buf.size, (int)ROW_MAX_BYTES);
    if (v != BATON_DONE)
        out->broken = v;
    return v == BATON_DONE;
}

void baton_state_save(struct baton_outbox *out, const struct baton_table *table,
                      struct baton_text key, const void *value)
{
    struct baton_task *task = out->task;
    struct row_key row;

    if (row_key_make(out, table, key, &row) && row_encode(out, table, value))
        baton_store_put(task->conf.store, row_key_text(&row), baton_buf_text(&task->buf));
}

bool baton_state_save_change(struct baton_outbox *out, const struct baton_table *table,
                             struct baton_text key, const void *value)
{
    struct baton_task *task = out->task;
    struct baton_text before;
    struct row_key row;

    if (!row_key_make(out, table, key, &row) || !row_encode(out, table, value)
        || (baton_store_get(task->conf.store, row_key_text(&row), &before)
            && baton_text_equal(before, baton_buf_text(&task->buf))))
        return false;
    baton_store_put(task->conf.store, row_key_text(&row), baton_buf_text(&task->buf));
    return true;
}

void baton_state_drop(struct baton_outbox *out, const struct baton_table *table,
                      struct baton_text key)
{
    struct row_key row;

    if (row_key_make(out, table, key, &row))
        baton_store_drop(out->task->conf.store, row_key_text(&row));
}

enum baton_verdict baton_state_first(struct baton_outbox *out, const struct baton_table *table,
                                     struct baton_text from, struct baton_text *ret_key, void **ret)
{
    struct row_key row;
    struct baton_text key, value;

    *ret = NULL;
    if (!row_key_make(out, table, from, &row))
        return BATON_REJECT;
    if (!baton_store_first(out->task->conf.store, (struct baton_text){ &table->prefix, 1 },
                           row_key_text(&row), out->in.arena, &key, &value))
        return BATON_DONE;
    enum baton_verdict v = row_decode(out, table, value, ret);
    if (v == BATON_DONE)
        *ret_key = (struct baton_text){ key.data + 1, key.size - 1 };
    return v;
}

enum baton_verdict baton_state_next(struct baton_outbox *out, const struct baton_table *table,
                                    struct baton_text prefix, struct baton_text *key, void **ret)
{
    struct baton_text from = prefix, found;

    if (key->size > 0) /* no key has this character, so nothing lies between */
        from = baton_text_format(out->in.arena, "%.*s\x01", BATON_TEXT_ARG(*key));
    enum baton_verdict v = baton_state_first(out, table, from, &found, ret);
    if (v != BATON_DONE || *ret == NULL)
        return v;
    if (baton_text_starts(found, prefix))
        *key = found;
    else
        *ret = NULL;
    return v;
}

static bool timer_row_make(struct baton_outbox *out, struct baton_text key, const char *name,
                           int64_t deadline_ms, struct row_key *ret)
{
    size_t name_size = strlen(name);

    ret->size = 1 + 8 + key.size + 1 + name_size;
    if (ret->size > sizeof ret->bytes) {
        baton_fail(&out->error, out->broken = BATON_REJECT, "row_key_too_long",
                   "timer %s: the key has %zu bytes", name, key.size);
        return false;
    }
    ret->bytes[0] = 't';
    for (int i = 0; i < 8; i++)
        ret->bytes[1 + i] = (char)((uint64_t)deadline_ms >> (56 - 8 * i));
    if (key.size > 0)
        memcpy(ret->bytes + 9, key.data, key.size);
    ret->bytes[9 + key.size] = '\0';
    memcpy(ret->bytes + 10 + key.size, name, name_size);
    return true;
}

void baton_timer_set(struct baton_outbox *out, struct baton_text key, const char *name,
                     int64_t *slot, int64_t deadline_ms)
{
    struct baton_store *store = out->task->conf.store;
    int64_t deadline = deadline_ms < 0 ? 1 : deadline_ms; /* before all time: due at once */
    struct row_key row;

    if (*slot == deadline)
        return;
    if (*slot != 0 && timer_row_make(out, key, name, *slot, &row)) {
        baton_store_drop(store, row_key_text(&row));
        task_floor_dropped(out->task, *slot);
    }
    if (deadline != 0 && timer_row_make(out, key, name, deadline, &row)) {
        baton_store_put(store, row_key_text(&row),
                        outbox_sets_for_drill(out, key) ? BATON_TEXT("s") : BATON_TEXT_NONE);
        task_floor_lower(out->task, row_key_text(&row), deadline);
    }
    *slot = deadline;
}

void baton_timer_set_by(struct baton_outbox *out, struct baton_text key, const char *name,
                        int64_t *slot, int64_t deadline_ms)
{
    if (*slot == 0 || *slot > deadline_ms)
        baton_timer_set(out, key, name, slot, deadline_ms);
}
