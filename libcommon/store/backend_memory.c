/* The twin in memory: for tests, and for the baton program, which runs the stages on files. Keeps
 * nothing. */
#include <stdlib.h>

#include "backend.h"

struct memory {
    struct baton_backend base;
    struct baton_overlay rows; /* without dropped ones */
};

static struct memory *memory_of(struct baton_backend *backend)
{
    return (struct memory *)backend;
}

static bool memory_get(struct baton_backend *backend, struct baton_text key,
                       struct baton_text *ret_value)
{
    const struct baton_overlay *rows = &memory_of(backend)->rows;
    const struct baton_overlay_row *row =
        baton_overlay_find(rows, key, baton_overlay_hash(rows, key));

    if (row == NULL)
        return false;
    *ret_value = baton_overlay_value(row);
    return true;
}

static bool memory_seek(struct baton_backend *backend, struct baton_text from,
                        struct baton_text *ret_key, struct baton_text *ret_value)
{
    const struct baton_overlay_row *row = baton_overlay_seek(&memory_of(backend)->rows, from);

    if (row == NULL)
        return false;
    *ret_key = baton_overlay_key(row);
    *ret_value = baton_overlay_value(row);
    return true;
}

static void row_write(struct baton_overlay *rows, const struct baton_overlay_row *row)
{
    struct baton_text value = baton_overlay_value(row);

    if (row->value == NULL)
        baton_overlay_erase(rows, baton_overlay_key(row));
    else
        baton_overlay_set(rows, baton_overlay_key(row), &value);
}

static enum baton_verdict memory_write(struct baton_backend *backend,
                                       const struct baton_overlay_row *rows, int64_t stop_us,
                                       const struct baton_backend_mark *mark, size_t *ret_written,
                                       struct baton_error *err)
{
    size_t written = 0;

    (void)mark; /* nobody opens this again */
    (void)err;
    for (; rows != NULL; rows = rows->next[0]) {
        row_write(&memory_of(backend)->rows, rows);
        written++;
        if (written % 16 == 0 && baton_backend_clock_us() >= stop_us)
            break;
    }
    *ret_written = written;
    return BATON_DONE;
}

static enum baton_verdict memory_check(const struct baton_backend *backend, struct baton_error *err)
{
    (void)backend;
    (void)err;
    return BATON_DONE;
}

static void memory_sizes(struct baton_backend *backend, struct baton_store_sizes *ret_sizes)
{
    ret_sizes->rows = memory_of(backend)->rows.count;
    ret_sizes->disk_bytes = 0;
}

static void memory_close(struct baton_backend *backend, bool clean)
{
    (void)clean;
    baton_overlay_release(&memory_of(backend)->rows);
    free(backend);
}

struct baton_backend *baton_backend_memory_open(const uint8_t seed[16])
{
    static const struct baton_backend_ops ops = {
        .get = memory_get,
        .seek = memory_seek,
        .write = memory_write,
        .check = memory_check,
        .sizes = memory_sizes,
        .close = memory_close,
    };
    struct memory *memory = calloc(1, sizeof *memory);

    if (memory == NULL)
        abort();
    memory->base.ops = &ops;
    baton_overlay_init(&memory->rows, seed);
    return &memory->base;
}
