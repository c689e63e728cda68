/* The streams of server-sent events: what happened last to each tenant, kept in a bounded ring, and
 * who listens. Any order of records may come (partitions have none among themselves); each record
 * is published once, in order within its partition.
 *
 * A reader that comes back with the id of the last event it had gets what came since, as long as
 * the ring still has all of it; else an event `reset`: then it reads the state anew by GET.
 * Thread-safe. */
#ifndef BATON_GATEWAY_RINGS_H
#define BATON_GATEWAY_RINGS_H

#include "positions.h"

struct rings;

struct rings_conf { /* of one tenant's ring */
    size_t max_events;
    size_t max_bytes;
};

/* Where a listener's events go: a stream of the HTTP server; an array in tests. */
struct ring_sink {
    bool (*event)(void *context, struct baton_text id, struct baton_text name,
                  struct baton_text data); /* false: the listener is gone */
    bool (*is_open)(void *context);
    void (*leave)(void *context); /* called once, at the end */
    void *context;
};

struct ring_event {
    enum stream_kind kind;
    int32_t partition;
    int64_t offset;
    bool synthetic;                    /* of a drill: only for who asks for it */
    struct baton_text conversation_id; /* empty: of none */
    struct baton_text data;            /* JSON */
};

struct ring_listener {
    unsigned kinds;                    /* bits */
    bool synthetic;                    /* drills too */
    struct baton_text conversation_id; /* empty: of all */
    const char *last_event_id;         /* NULL: from now on */
    struct ring_sink sink;             /* taken */
};

/* owns  caller frees with rings_free, which makes all listeners leave */
struct rings *rings_new(const struct rings_conf *conf);
void rings_free(struct rings *rings);

/* A record of a topic was read, whether or not it is published. */
void rings_passed(struct rings *rings, enum stream_kind kind, int32_t partition, int64_t offset);
void rings_publish(struct rings *rings, struct baton_text tenant, const struct ring_event *event);
/* Drops what the ring has of a conversation that was erased, of one kind: who comes back gets none
 * of it. What erases stands in the same partition behind what it erases, so that a ring which is
 * read anew from the topics forgets it again. */
void rings_forget(struct rings *rings, struct baton_text tenant, enum stream_kind kind,
                  struct baton_text conversation_id);
/* The listener's first event is `ready` (its id is where it stands) or `reset`; then what it
 * missed, then what comes. */
void rings_join(struct rings *rings, struct baton_text tenant,
                const struct ring_listener *listener);
/* Lets go of listeners that are gone; to be called now and then. Returns how many are left. */
size_t rings_sweep(struct rings *rings);

#endif
