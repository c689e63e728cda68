/* Pages: the turns of a conversation in order, a few kilobytes each, so that a turn costs what it
 * adds. The open page is written again with every turn; a full one is closed and only written again
 * when a turn on it is marked: edited, retracted, said at last. */
#ifndef BATON_PACKAGER_PAGES_H
#define BATON_PACKAGER_PAGES_H

#include "package.h"

struct baton_text pages_key(const struct package *p, int64_t number);

/* Page `number`; NULL: there is none, or none any more. */
struct baton_context_page *pages_get(struct package *p, int64_t number);

/* Adds a turn to the open page; begins a new page when it does not fit. `turn` is copied; its lists
 * and texts are cut to their bounds. Returns the turn on its page. */
struct baton_turn *pages_add(struct package *p, const struct baton_turn *turn);

/* The turn of `event_id`, looked for from the newest page back; NULL when there is none.
 * *ret_page, where not NULL, is its page's number. */
struct baton_turn *pages_find(struct package *p, struct baton_text event_id, int64_t *ret_page);
/* The turn of `event_id` on page `number`. */
struct baton_turn *pages_find_on(struct package *p, int64_t number, struct baton_text event_id);

/* The open page gets no more turns: it goes into the index of closed ones. */
void pages_close(struct package *p);

/* Page `number` will be written with this record. */
void pages_touch(struct package *p, int64_t number);

/* Writes the pages that changed, to the topic and to their rows. */
void pages_write(struct package *p);

/* The open page, as the head's index names it; false when none is open. */
bool pages_open_ref(const struct package *p, struct baton_page_ref *ret);

#endif
