/* The packager: a context package for each conversation, kept current with every turn, so that it
 * is complete at the moment when a person takes over.
 *
 * One record goes through it in this order: the rows are loaded; an event is judged (who may speak)
 * and put on a page; what is said in it becomes knowledge; a signal or a change of holder moves the
 * handoff; then the head is composed and written if it says something new, the router is told if
 * what it knows of the case changed, and the rows are saved. */
#ifndef BATON_PACKAGER_H
#define BATON_PACKAGER_H

#include "service.h"

extern const struct baton_table packager_conversations, packager_knowledge, packager_open_pages;
extern const struct baton_table *const packager_tables[];

void *packager_open(const void *conf, struct baton_error *err);
void packager_close(void *self);
/* Policies, into the rules of their tenant. */
enum baton_verdict packager_global(const struct baton_record *in, void *self,
                                   struct baton_error *err);
enum baton_verdict packager_process(const struct baton_record *in, void *self,
                                    struct baton_outbox *out);

#endif
