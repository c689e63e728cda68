/* What the gateway knows of each conversation: holder, assignment, package, pages, each as the last
 * record of its topic says, kept as the JSON that is answered. Bounded by bytes: what ended makes
 * room first, then what was silent longest. Thread-safe: the Kafka thread writes, handlers read. */
#ifndef BATON_GATEWAY_VIEWS_H
#define BATON_GATEWAY_VIEWS_H

#include "arena.h"
#include "buf.h"
#include "holding.h"

struct views;

enum view_part { VIEW_ASSIGNMENT, VIEW_PACKAGE, VIEW_PARTS };

/* owns  caller frees with views_free */
struct views *views_new(size_t max_bytes);
void views_free(struct views *views);

/* --- from the topics; `key` is the conversation's
 * ------------------------------------------------- */

/* fails  false, nothing changed: an assignment of the same or a higher sequence is known */
bool views_assignment(struct views *views, struct baton_text key,
                      const struct baton_assignment *assignment, struct baton_text json);
/* Returns true when status or card are others than before: what a stream's reader wants to see.
 * `card` is any text that stands for the two. */
bool views_package(struct views *views, struct baton_text key, bool ended, struct baton_text card,
                   struct baton_text json);
void views_page(struct views *views, struct baton_text key, int64_t number, struct baton_text json);
/* Tombstones. */
void views_drop(struct views *views, struct baton_text key, enum view_part part);
void views_drop_page(struct views *views, struct baton_text key, int64_t number);

/* --- for handlers
 * --------------------------------------------------------------------------------- */

/* Appends the JSON as it came.
 * fails  false: none is known */
bool views_read(struct views *views, struct baton_text key, enum view_part part,
                struct baton_buf *buf);
/* The part as the record that it was; NULL: none is known, or it cannot be read.
 * owns  in `arena` */
void *views_record(struct views *views, struct baton_text key, enum view_part part,
                   struct baton_arena *arena);
/* Appends the pages, comma-separated in order; returns how many. */
size_t views_read_pages(struct views *views, struct baton_text key, struct baton_buf *buf);
/* Page `index`, from 0, in order, as views_record.
 * fails  false: there are no more */
bool views_page_record(struct views *views, struct baton_text key, size_t index,
                       struct baton_arena *arena, struct baton_context_page **ret_page);
/* Who holds, as far as known: the last assignment's word; without any the bot, epoch 0.
 * owns  texts are copied into `arena` */
void views_holding(struct views *views, struct baton_text key, struct baton_arena *arena,
                   struct baton_holding *ret_holding);

/* Bytes and conversations kept, and how many were thrown out, for metrics. */
struct views_size {
    size_t bytes, conversations, dropped_ended, dropped_live;
};
struct views_size views_size(struct views *views);

#endif
