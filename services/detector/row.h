/* How a row lies in the store. What each message of a conversation leaves behind is most of a row,
 * so it is packed there: `packed` holds what is said of it below, and those fields are empty. In
 * memory it is the other way round. A row that an earlier version wrote has nothing packed and is
 * read as it is. */
#ifndef DETECTOR_ROW_H
#define DETECTOR_ROW_H

#include "state.gen.h"

/* Puts what was packed into the fields: asks, answers, scores, estimates, category, and the ids of
 * `recent`. What cannot be read, because another version packed it otherwise, counts as never
 * heard.
 * owns    the fields lie in `arena`, or are views of what they were packed in */
void detector_row_unpack(struct baton_detector_conversation *row, struct baton_text conversation_id,
                         struct baton_arena *arena);

/* `row` as it is to be stored; `row` itself is left as it is.
 * owns    what is new lies in `arena`; the rest is shared with `row` */
struct baton_detector_conversation detector_row_packed(
    const struct baton_detector_conversation *row, struct baton_text conversation_id,
    struct baton_arena *arena);

#endif
