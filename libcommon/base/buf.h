/* A byte buffer that grows up to a declared maximum.
 * Invariants: `size` <= `capacity` <= `max`; after a failed append the buffer is marked
 * `overflowed`, keeps what it had and refuses the rest, so that a run of appends is checked once at
 * its end. Owns its memory. */
#ifndef BATON_BUF_H
#define BATON_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

struct baton_buf {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t max;
    bool overflowed;
};

void baton_buf_init(struct baton_buf *buf, size_t max_bytes);
void baton_buf_release(struct baton_buf *buf);
/* Empty again, memory kept, mark removed. */
void baton_buf_reset(struct baton_buf *buf);
/* false when it would pass `max`. A failing malloc aborts. `bytes` lie outside the buffer. */
bool baton_buf_append(struct baton_buf *buf, const void *bytes, size_t size);
bool baton_buf_append_byte(struct baton_buf *buf, uint8_t byte);
bool baton_buf_append_text(struct baton_buf *buf, struct baton_text text);
bool baton_buf_format(struct baton_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `text` as the inside of a JSON string (quotes not included): control characters, '"' and '\\'
 * escaped. All of it or nothing. */
bool baton_buf_append_json(struct baton_buf *buf, struct baton_text text);
/* Space for `size` bytes to be written by the caller, who then adds to `size`; NULL when it would
 * pass `max`. */
uint8_t *baton_buf_reserve(struct baton_buf *buf, size_t size);
struct baton_text baton_buf_text(const struct baton_buf *buf);

#endif
