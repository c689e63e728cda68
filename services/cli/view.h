/* What happens in a cluster, a few lines a record, for people who watch: turns, the detector's
 * word, the card, the assignment, what is delivered, the resolution and what was learnt of it. */
#ifndef BATON_CLI_VIEW_H
#define BATON_CLI_VIEW_H

#include "service.h"

struct insight;

struct view {
    bool colour;
    struct insight
        *insight; /* borrowed: the detector's probability at every turn; NULL: not shown */
    double score; /* of the record in hand; below 0: none */
};

/* The topics that the view can show, NULL behind the last. */
extern const struct baton_topic *const view_topics[];

/* Prints `in`, a record of one of view_topics; nothing for a tombstone or a record that says
 * nothing new to a watcher. */
void view_record(struct view *view, const struct baton_record *in);

#endif
