/* The metadata of committed offsets, written and read. */
#include "offset_note.h"

#include <stdio.h>

#define TIME "time="
#define READ "read="
#define LOG "log="
#define START "start="

static size_t add(char *ret, size_t size, const char *name, int64_t value)
{
    return size
           + (size_t)snprintf(ret + size, BATON_OFFSET_NOTE_SIZE - size, "%s%s%lld",
                              size > 0 ? " " : "", name, (long long)value);
}

size_t baton_offset_note_write(char ret[BATON_OFFSET_NOTE_SIZE],
                               const struct baton_offset_note *note)
{
    size_t size = 0;

    ret[0] = '\0';
    if (note->time_ms != INT64_MIN)
        size = add(ret, size, TIME, note->time_ms);
    if (note->read_ms != INT64_MIN)
        size = add(ret, size, READ, note->read_ms);
    if (note->log_end > 0) {
        size = add(ret, size, LOG, note->log_end);
        size = add(ret, size, START, note->log_start);
    }
    return size;
}

/* The number behind `name`, which begins a word, up to the next space. */
static void number_after(struct baton_text text, struct baton_text name, int64_t *ret)
{
    for (size_t at = 0; at < text.size;) {
        ptrdiff_t space = baton_text_find(text, BATON_TEXT(" "), at);
        size_t end = space < 0 ? text.size : (size_t)space;
        struct baton_text word = { text.data + at, end - at };

        if (baton_text_starts(word, name)) {
            baton_text_to_long((struct baton_text){ word.data + name.size, word.size - name.size },
                               ret);
            return;
        }
        at = end + 1;
    }
}

void baton_offset_note_read(struct baton_text text, struct baton_offset_note *ret)
{
    *ret = (struct baton_offset_note){ .time_ms = INT64_MIN, .read_ms = INT64_MIN };
    number_after(text, BATON_TEXT(TIME), &ret->time_ms);
    number_after(text, BATON_TEXT(READ), &ret->read_ms);
    number_after(text, BATON_TEXT(LOG), &ret->log_end);
    number_after(text, BATON_TEXT(START), &ret->log_start);
}
