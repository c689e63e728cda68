/* How far a reader of a stream has come: for each topic and partition the offset behind the last
 * record that was sent. As text it is the `id` of a server-sent event: "a0.12,a3.7,d1.44", a letter
 * for the topic, the partition, the next offset. Whole, because partitions come in no order: after
 * a restart the same records come in another one, and still nobody misses any. */
#ifndef BATON_GATEWAY_POSITIONS_H
#define BATON_GATEWAY_POSITIONS_H

#include <stdbool.h>

#include "buf.h"
#include "text.h"

enum stream_kind {
    STREAM_ASSIGNMENT,
    STREAM_DELIVERY,
    STREAM_PACKAGE,
    STREAM_METRIC,
    STREAM_KINDS
};

enum { POSITIONS_MAX = 4096 };

struct position {
    enum stream_kind kind;
    int32_t partition;
    int64_t next;
};

struct positions { /* in the order of kind and partition */
    struct position *items;
    size_t count;
};

/* "assignment": the event's name; also what ?types= says. */
const char *stream_kind_name(enum stream_kind kind);
/* A bit (1 << kind) for each of "assignment,delivery"; all of them for an empty text.
 * fails  0: there is no such name */
unsigned stream_kinds_of(struct baton_text names);

void positions_release(struct positions *positions);
/* Offset of the next record that is wanted; 0 where nothing was sent yet. */
int64_t positions_next(const struct positions *positions, enum stream_kind kind, int32_t partition);
/* Raises it; never lowers. */
void positions_advance(struct positions *positions, enum stream_kind kind, int32_t partition,
                       int64_t next);
/* Those of `kinds` (bits), as an id; "-" for none. */
void positions_write(const struct positions *positions, unsigned kinds, struct baton_buf *buf);
/* Replaces what is there.
 * fails  false: not an id of ours */
bool positions_read(struct positions *positions, struct baton_text id);

#endif
