/* Handing over timers. They are rows that sort by deadline; the task remembers a row key below
 * which there is none, so that a record costs one comparison while nothing is due, and a row of
 * thousands of due timers is walked once. */
#include <string.h>

#include "task_private.h"

void task_floor_reset(struct baton_task *task)
{
    task->floor[0] = 't';
    task->floor_size = 1;
    task->floor_ms = INT64_MIN;
    task->floor_exact = false;
}

static struct baton_text floor_text(const struct baton_task *task)
{
    return (struct baton_text){ task->floor, task->floor_size };
}

static void floor_set(struct baton_task *task, struct baton_text row_key, int64_t deadline_ms)
{
    memcpy(task->floor, row_key.data, row_key.size);
    task->floor_size = row_key.size;
    task->floor_ms = deadline_ms;
    task->floor_exact = true;
}

void task_floor_lower(struct baton_task *task, struct baton_text row_key, int64_t deadline_ms)
{
    if (deadline_ms < task->floor_ms
        || (deadline_ms == task->floor_ms && baton_text_compare(row_key, floor_text(task)) < 0))
        floor_set(task, row_key, deadline_ms);
}

/* A timer was taken away: if it was the first, who is first now is looked up when somebody asks. */
void task_floor_dropped(struct baton_task *task, int64_t deadline_ms)
{
    if (deadline_ms == task->floor_ms)
        task->floor_exact = false;
}

static int64_t deadline_of(struct baton_text row_key)
{
    uint64_t deadline = 0;

    for (int i = 0; i < 8; i++)
        deadline = deadline << 8 | (unsigned char)row_key.data[1 + i];
    return (int64_t)deadline;
}

/* The first timer, looked up from the floor, which moves up to it. */
static bool timer_first(struct baton_task *task, struct baton_arena *arena,
                        struct baton_text *ret_row, struct baton_text *ret_value)
{
    if (!baton_store_first(task->conf.store, BATON_TEXT("t"), floor_text(task), arena, ret_row,
                           ret_value)) {
        task->floor_ms = INT64_MAX;
        task->floor_exact = true;
        return false;
    }
    floor_set(task, *ret_row, deadline_of(*ret_row));
    return true;
}

int64_t task_frontier(const struct baton_task *task, const struct task_input *input,
                      int64_t time_ms)
{
    int64_t frontier = INT64_MAX;
    bool any = false;

    for (size_t i = 0; i < task->inputs_count; i++) {
        int64_t read = task->inputs[i].now.read_ms;

        if (task->inputs[i].topic->global)
            continue;
        if (&task->inputs[i] == input && read < time_ms)
            read = time_ms;
        if (read < frontier)
            frontier = read;
        any = true;
    }
    return any ? frontier : INT64_MIN;
}

static void timer_fill(struct baton_outbox *out, struct baton_text row, struct baton_text value)
{
    const char *end = memrchr(row.data + 9, '\0', row.size - 9);
    size_t key_size = end != NULL ? (size_t)(end - row.data) - 9 : row.size - 9;
    size_t name_at = end != NULL ? 9 + key_size + 1 : row.size;

    out->timer_row = row;
    out->deadline_ms = deadline_of(row);
    out->in.key = (struct baton_text){ row.data + 9, key_size };
    out->in.timer = (struct baton_text){ row.data + name_at, row.size - name_at };
    out->in.time_ms = out->deadline_ms > out->task->time_ms ? out->deadline_ms : out->task->time_ms;
    out->synthetic = value.size > 0;
}

static enum baton_fed timer_fire(struct baton_task *task, struct baton_text row,
                                 struct baton_text value)
{
    struct baton_outbox *out = &task->timer_outbox;

    outbox_begin(out, task, NULL, &task->timer_arena);
    timer_fill(out, row, value);
    baton_store_drop(task->conf.store, row);
    task_floor_dropped(task, out->deadline_ms);
    enum baton_fed fed = task_finish(task, out, task_process(task, out));
    if (fed == BATON_FED_DONE)
        task->time_ms = out->in.time_ms;
    return fed;
}

enum baton_fed task_fire_due(struct baton_task *task, int64_t frontier_ms)
{
    struct baton_text row, value;
    enum baton_fed fed = BATON_FED_DONE;

    for (int fired = 0; fed == BATON_FED_DONE && fired < TASK_FIRINGS_MAX; fired++) {
        if (task->floor_ms > frontier_ms)
            break;
        baton_arena_reset(&task->timer_arena);
        if (!timer_first(task, &task->timer_arena, &row, &value) || task->floor_ms > frontier_ms)
            break;
        fed = timer_fire(task, row, value);
    }
    return fed;
}

enum baton_fed baton_task_fire(struct baton_task *task)
{
    return task_fire_due(task, task_frontier(task, NULL, 0));
}

int64_t baton_task_next_deadline(struct baton_task *task)
{
    struct baton_text row, value;

    if (task->floor_exact)
        return task->floor_ms;
    baton_arena_reset(&task->timer_arena);
    return timer_first(task, &task->timer_arena, &row, &value) ? task->floor_ms : INT64_MAX;
}
