/* What stands beside a committed offset, as its metadata: with what a successor's timers stand
 * where they stood, and sees whether its changelog is whole. "time=… read=… log=… start=…", each
 * left out where it is not known; what another version wrote more is passed over. */
#ifndef BATON_OFFSET_NOTE_H
#define BATON_OFFSET_NOTE_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define BATON_OFFSET_NOTE_SIZE 128

struct baton_offset_note {
    int64_t time_ms;   /* of the task; INT64_MIN: not known */
    int64_t read_ms;   /* up to which the input was read; INT64_MIN: not known */
    int64_t log_end;   /* an offset that the changelog's end had reached; 0: nothing was written */
    int64_t log_start; /* the changelog's first offset, at that time or before; with log_end only */
};

/* The text, of `ret` its size without the NUL. */
size_t baton_offset_note_write(char ret[BATON_OFFSET_NOTE_SIZE],
                               const struct baton_offset_note *note);
/* A text of anybody's: what is no number counts as not known. */
void baton_offset_note_read(struct baton_text text, struct baton_offset_note *ret);

#endif
