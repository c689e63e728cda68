/* The Unified Conversation Object: one JSON document of a package and its pages, for readers that
 * want just that. Its form is schemas/unified-conversation.schema.json. */
#ifndef BATON_UNIFIED_H
#define BATON_UNIFIED_H

#include "buf.h"
#include "records.h"

/* Appends the object as one line without its end. Byte-stable: the same records give the same
 * bytes. Messages are those that were said to or by the customer, an edited one with its last text,
 * a retracted one left out. `pages` in order of their numbers. The caller checks buf->overflowed.
 */
void baton_unified(const struct baton_context_package *head,
                   const struct baton_context_page *const *pages, size_t pages_count,
                   struct baton_buf *buf);

#endif
