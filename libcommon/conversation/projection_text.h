/* Private to projections and patterns: how much of a text fits, counted as targets count. */
#ifndef BATON_PROJECTION_TEXT_H
#define BATON_PROJECTION_TEXT_H

#include "buf.h"

#define PROJECTION_MARK "\u2026" /* behind what was cut */
#define PROJECTION_MARK_BYTES (sizeof PROJECTION_MARK - 1)

struct projection_room {
    size_t units; /* UTF-16 code units, in HTML with its entities and tags */
    size_t bytes; /* as the inside of a JSON string */
};

/* What clean `text` takes. */
struct projection_room projection_size(struct baton_text text, bool html);
/* The longest beginning of clean `text` that fits, cut between characters as people see them
 * (grapheme clusters, UAX 29; between code points where the first one alone is too large). */
struct baton_text projection_fit(struct baton_text text, bool html, struct projection_room room);
/* The same, but empty where the first character alone is too large. */
struct baton_text projection_fit_whole(struct baton_text text, bool html,
                                       struct projection_room room);
/* Appends clean `text` as the inside of a JSON string; in HTML a line feed is a <br>. */
void projection_append(struct baton_buf *buf, struct baton_text text, bool html);
/* UTF-16 code units of `text`. */
size_t projection_units(struct baton_text text);

#endif
