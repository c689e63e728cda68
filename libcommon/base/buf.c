/* Growth by doubling up to the declared maximum. One byte more than `capacity` is allocated:
 * vsnprintf's NUL goes there, so that text of exactly `max` bytes can be formatted. */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 256 };

void baton_buf_init(struct baton_buf *buf, size_t max_bytes)
{
    *buf = (struct baton_buf){ .max = max_bytes };
}

void baton_buf_release(struct baton_buf *buf)
{
    free(buf->data);
    baton_buf_init(buf, buf->max);
}

void baton_buf_reset(struct baton_buf *buf)
{
    buf->size = 0;
    buf->overflowed = false;
}

static size_t capacity_for(const struct baton_buf *buf, size_t needed)
{
    size_t capacity = buf->capacity < FIRST_BYTES ? FIRST_BYTES : buf->capacity;

    while (capacity < needed && capacity <= buf->max / 2)
        capacity *= 2;
    if (capacity < needed || capacity > buf->max)
        capacity = buf->max;
    return capacity;
}

uint8_t *baton_buf_reserve(struct baton_buf *buf, size_t size)
{
    if (buf->overflowed || size > buf->max - buf->size) {
        buf->overflowed = true;
        return NULL;
    }
    if (buf->data == NULL || size > buf->capacity - buf->size) {
        size_t capacity = capacity_for(buf, buf->size + size);
        uint8_t *data = realloc(buf->data, capacity + 1);

        if (data == NULL)
            abort();
        buf->data = data;
        buf->capacity = capacity;
    }
    return buf->data + buf->size;
}

bool baton_buf_append(struct baton_buf *buf, const void *bytes, size_t size)
{
    uint8_t *room = baton_buf_reserve(buf, size);

    if (room == NULL)
        return false;
    if (size > 0)
        memcpy(room, bytes, size);
    buf->size += size;
    return true;
}

bool baton_buf_append_byte(struct baton_buf *buf, uint8_t byte)
{
    return baton_buf_append(buf, &byte, 1);
}

bool baton_buf_append_text(struct baton_buf *buf, struct baton_text text)
{
    return baton_buf_append(buf, text.data, text.size);
}

/* Writes as much as fits into `room` and a NUL; returns the size that the whole would have. */
__attribute__((format(printf, 2, 0))) static int format_into(struct baton_buf *buf,
                                                             const char *format, va_list arguments)
{
    return vsnprintf((char *)buf->data + buf->size, buf->capacity - buf->size + 1, format,
                     arguments);
}

bool baton_buf_format(struct baton_buf *buf, const char *format, ...)
{
    va_list arguments;
    int size;

    if (baton_buf_reserve(buf, 0) == NULL)
        return false;
    va_start(arguments, format);
    size = format_into(buf, format, arguments);
    va_end(arguments);
    if (size < 0) {
        buf->overflowed = true;
        return false;
    }
    if ((size_t)size > buf->capacity - buf->size) {
        if (baton_buf_reserve(buf, (size_t)size) == NULL)
            return false;
        va_start(arguments, format);
        size = format_into(buf, format, arguments);
        va_end(arguments);
    }
    buf->size += (size_t)size;
    return true;
}

/* The letter behind the backslash; 'u' for the long form; 0 when `byte` stands for itself. */
static char escape_letter(uint8_t byte)
{
    /* At each byte's own place. */
    static const char below_blank[] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";

    if (byte < 0x20)
        return below_blank[byte];
    return byte == '"' || byte == '\\' ? (char)byte : 0;
}

static void append_escape(struct baton_buf *buf, uint8_t byte, char letter)
{
    static const char hex[] = "0123456789abcdef";
    const char escape[] = { '\\', letter, '0', '0', hex[byte >> 4], hex[byte & 15] };

    baton_buf_append(buf, escape, letter == 'u' ? sizeof escape : 2);
}

bool baton_buf_append_json(struct baton_buf *buf, struct baton_text text)
{
    size_t before = buf->size;
    size_t done = 0;

    for (size_t i = 0; i < text.size; i++) {
        char letter = escape_letter((uint8_t)text.data[i]);

        if (letter == 0)
            continue;
        baton_buf_append(buf, text.data + done, i - done);
        append_escape(buf, (uint8_t)text.data[i], letter);
        done = i + 1;
    }
    if (baton_buf_append(buf, text.size > 0 ? text.data + done : NULL, text.size - done))
        return true;
    buf->size = before;
    return false;
}

struct baton_text baton_buf_text(const struct baton_buf *buf)
{
    if (buf->size == 0)
        return BATON_TEXT_NONE;
    return (struct baton_text){ (const char *)buf->data, buf->size };
}
